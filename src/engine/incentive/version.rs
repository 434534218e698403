//! Published versions of plans: which holds on which days, and how far an accumulation goes back through them.
//!
//! Invariant: a draft pays nobody and takes nobody from another plan. Where a plan is looked at that is none of its
//! versions (a trial, a replay), it stands for its plan from its own effective date on.

use crate::domain::calendar::Grain;
use crate::domain::calendar::Span;
use crate::domain::dataset::{Change, Changes};
use crate::domain::id::{ComponentId, PlanId};
use crate::domain::incentive::{Component, Plan, PlanVersion};
use crate::domain::{Calendar, Dataset, Date};
use crate::engine::incentive::base::grain;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The versions of a plan that hold some days, the earliest first. Of several that take effect on one day the last holds
/// them all.
pub fn holding(data: &Dataset, plan: PlanId) -> Vec<&Arc<PlanVersion>> {
    let mut all: Vec<_> = data.versions.iter().filter(|v| v.plan.id == plan).collect();
    all.sort_by_key(|v| (v.plan.effective, v.number));
    let next: Vec<Option<Date>> = all.iter().skip(1).map(|v| Some(v.plan.effective)).chain([None]).collect();
    let held = all.into_iter().zip(next).filter(|(v, next)| *next != Some(v.plan.effective));
    held.map(|(v, _)| v).collect()
}

/// The version of a plan that is in force on a day.
pub fn in_force(data: &Dataset, plan: PlanId, day: Date) -> Option<&Arc<PlanVersion>> {
    let known = data.versions.iter().filter(|v| v.plan.id == plan && v.plan.effective <= day);
    known.max_by_key(|v| (v.plan.effective, v.number))
}

/// The version of every plan that is in force on a day.
pub(super) fn all_in_force(data: &Dataset, day: Date) -> impl Iterator<Item = &Plan> {
    let newest =
        move |v: &&Arc<PlanVersion>| in_force(data, v.plan.id, day).is_some_and(|newest| newest.id == v.id);
    data.versions.iter().filter(newest).map(|v| &v.plan)
}

/// A plan as it is on a day: itself from its effective date on, before and after that as its other versions have it.
pub(super) fn on<'a>(data: &'a Dataset, plan: &'a Plan, day: Date) -> &'a Plan {
    match in_force(data, plan.id, day) {
        Some(version) if day < plan.effective || plan.effective < version.plan.effective => &version.plan,
        _ => plan,
    }
}

/// The data as a run by a version knows them: without the versions of the plan that were published later. Where the plan
/// is none of its versions, without all of them.
pub(super) fn known<'a>(data: &'a Dataset, plan: &Plan, hash: &str) -> Cow<'a, Dataset> {
    let own = || data.versions.iter().filter(|v| v.plan.id == plan.id);
    let number = own().filter(|v| v.hash == hash && v.plan == *plan).map(|v| v.number).max().unwrap_or(0);
    let later: Vec<_> = own().filter(|v| v.number > number).map(Change::remove).collect();
    if later.is_empty() {
        return Cow::Borrowed(data);
    }
    let changes = Changes { versions: later, ..Changes::default() };
    data.apply(&changes).map_or(Cow::Borrowed(data), Cow::Owned)
}

/// How far back a component's figures go through the versions before.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reach {
    /// From which day an accumulation counts: the effective date, or that of the first version from which on the
    /// component has been there with the same span of accumulation.
    pub begins: Date,
    /// Earlier versions that have the component, the latest first: first day, and the span of accumulation.
    earlier: Vec<(Date, Option<Grain>)>,
    effective: Date,
}

impl Reach {
    /// The reach of a component of a plan.
    pub fn new(data: &Dataset, plan: &Plan, component: &Component) -> Reach {
        let before = holding(data, plan.id).into_iter().rev().filter(|v| v.plan.effective < plan.effective);
        let own = grain(component.accumulate());
        let (mut begins, mut goes_on) = (plan.effective, true);
        let mut earlier = Vec::new();
        for version in before {
            match version.plan.components.iter().find(|c| c.id == component.id) {
                Some(known) => {
                    let span = grain(known.accumulate());
                    goes_on &= span == own;
                    earlier.push((version.plan.effective, span));
                    if goes_on {
                        begins = version.plan.effective;
                    }
                }
                None => goes_on = false,
            }
        }
        Reach { begins, earlier, effective: plan.effective }
    }

    /// Whether a return reverses what its sale earned under an earlier version, and is none of this one's.
    pub fn elsewhere(&self, calendar: &Calendar, sale: Date, day: Date) -> bool {
        if sale >= self.effective {
            return false;
        }
        match self.earlier.iter().find(|(from, _)| *from <= sale) {
            Some((_, Some(grain))) => calendar.period_of(sale, *grain) != calendar.period_of(day, *grain),
            Some((_, None)) => true,
            None => false,
        }
    }
}

/// Which days of a plan count, and for whom: what was found when its records were scanned, and what the lists of those
/// records go by.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Days {
    /// The days that count: from the plan's effective date on, as long as it holds.
    pub span: Span,
    /// Up to when what happens to the sales of these days is seen: returns, invoices, collections.
    pub now: Date,
    /// Whether an earlier version holds the days before the span, so that accumulations go on across its first day.
    pub continues: bool,
    /// How far back each component goes, in their order.
    pub reach: Vec<(ComponentId, Reach)>,
    /// From which day on turns are known.
    pub turns_from: Date,
    /// On which days the plan is whose, by place, for people with whom it is not always.
    pub turns: BTreeMap<usize, Vec<Span>>,
}

impl Days {
    /// All days of a span, for everybody.
    pub fn all(span: Span) -> Days {
        let (now, turns_from) = (span.to, span.from);
        Days { span, now, continues: false, reach: Vec::new(), turns_from, turns: BTreeMap::new() }
    }

    /// The same for the person of one place alone, who has the first.
    pub fn of(&self, place: usize) -> Days {
        let turns = self.turns.get(&place).map(|own| (0, own.clone())).into_iter().collect();
        Days { turns, ..self.clone() }
    }

    /// Whether the plan is a person's on a day.
    pub fn turn(&self, person: usize, day: Date) -> bool {
        self.turns.get(&person).is_none_or(|t| day < self.turns_from || t.iter().any(|s| s.contains(day)))
    }

    /// From which day the accumulations of a component count.
    pub fn begins(&self, component: ComponentId) -> Date {
        let reach = self.reach.iter().find(|(id, _)| *id == component);
        reach.map_or(self.span.from, |(_, reach)| reach.begins)
    }

    /// Whether a return reverses what its sale earned under an earlier version, and does not count here.
    pub fn elsewhere(&self, calendar: &Calendar, component: ComponentId, sale: Date, day: Date) -> bool {
        let reach = self.reach.iter().find(|(id, _)| *id == component);
        reach.is_some_and(|(_, reach)| reach.elsewhere(calendar, sale, day))
    }
}
