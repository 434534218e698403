//! The versions of a plan that a run pays by, each with its bases over the days that it holds.

use super::{Ground, cells};
use crate::domain::id::{ComponentId, PersonId};
use crate::domain::incentive::{ClosedRun, Component, Plan};
use crate::domain::issue::{Checked, Issue};
use crate::domain::{Dataset, Span};
use crate::engine::incentive::base::{Cell, Prepared};
use crate::engine::incentive::compile::{PlanFault, Way};
use crate::engine::incentive::version::holding;
use std::borrow::Cow;

/// A version at work.
pub(super) struct Edition<'a> {
    /// Its number; 0 where it is not published.
    pub number: u32,
    pub plan: &'a Plan,
    /// Its bases, and what was noticed when they were made.
    pub prepared: Cow<'a, Prepared>,
    pub issues: Vec<Issue>,
    pub ways: Vec<Way>,
}

impl<'a> Edition<'a> {
    /// A plan that has no versions, over bases that are there already.
    pub fn sole(plan: &'a Plan, prepared: &'a Prepared) -> Result<Edition<'a>, PlanFault> {
        let ways = prepared.checked(plan)?;
        Ok(Edition { number: 0, plan, prepared: Cow::Borrowed(prepared), issues: Vec::new(), ways })
    }

    /// A component and its place.
    pub fn component(&self, id: ComponentId) -> Option<(usize, &Component)> {
        self.plan.components.iter().enumerate().find(|(_, c)| c.id == id)
    }

    /// The cells of a component, everybody's or one person's, with whose they are and their place.
    pub fn cells(
        &self,
        component: ComponentId,
        only: Option<PersonId>,
    ) -> impl Iterator<Item = (PersonId, usize, &Cell)> {
        let prepared = &self.prepared;
        // Somebody whom the version does not pay has a place beyond all cells.
        let place = only.map(|o| prepared.people.iter().position(|p| *p == o).unwrap_or(usize::MAX));
        let bases = self.component(component).and_then(|(at, _)| prepared.bases.get(at));
        let own = bases.into_iter().flat_map(move |b| cells(b, place));
        own.filter_map(|(number, cell)| Some((*prepared.people.get(cell.person)?, number, cell)))
    }
}

/// The number of the version by which a run was paid; 0 where it is not known.
pub(super) fn number_of(data: &Dataset, run: &ClosedRun) -> u32 {
    let own = data.versions.iter().filter(|v| v.plan.id == run.plan && v.hash == run.version);
    own.map(|v| v.number).max().unwrap_or(0)
}

/// The versions that hold days of a span, the earliest first, ending with the plan itself.
pub(super) fn editions<'a>(
    data: &'a Dataset,
    plan: &'a Plan,
    version: &str,
    span: Span,
) -> Result<Vec<Edition<'a>>, PlanFault> {
    let published = holding(data, plan.id);
    let mut held: Vec<(u32, &Plan, Option<crate::domain::Date>)> = Vec::new();
    for (at, known) in published.iter().enumerate() {
        let next = published.get(at + 1).and_then(|n| n.plan.effective.yesterday().ok());
        held.push((known.number, &known.plan, next));
    }
    if published.last().is_none_or(|last| last.hash != version) {
        held = vec![(0, plan, None)];
    }
    let inside = |&(_, plan, last): &(u32, &Plan, Option<crate::domain::Date>)| {
        plan.effective <= span.to && last.is_none_or(|last| span.from <= last)
    };
    let one = |(number, plan, last): (u32, &'a Plan, _)| {
        let from = span.from.max(plan.effective);
        let Checked { value, issues } = Prepared::held(data, plan, Span { from, ..span }, last);
        let ways = value.checked(plan)?;
        Ok(Edition { number, plan, prepared: Cow::Owned(value), issues, ways })
    };
    held.into_iter().filter(inside).map(one).collect()
}

impl<'a> Ground<'a> {
    /// The version of a number; where others have taken its days over, the first after it.
    pub(super) fn edition(&self, number: u32) -> Option<&Edition<'a>> {
        let same = self.editions.iter().find(|e| e.number == number);
        same.or_else(|| self.editions.iter().find(|e| e.number > number)).or(self.editions.last())
    }
}
