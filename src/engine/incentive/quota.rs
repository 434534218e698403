//! A person's quota: the target of a period, prorated and ramped.

use crate::domain::calendar::{Grain, Period};
use crate::domain::id::{KpiId, PersonId};
use crate::domain::incentive::{Plan, Proration, Whose};
use crate::domain::kpi::{Label, Library, Unit};
use crate::domain::org::Person;
use crate::domain::target::{Level, Subject};
use crate::domain::{Dataset, Date, Decimal, Span};
use crate::engine::incentive::eligible::borders;
use crate::engine::incentive::prorate::{Part, part, pieces, ramp};
use crate::engine::target::Targets;
use crate::engine::trace::{Note, PayStep, Step, TraceValue};
use std::collections::BTreeMap;

/// What somebody is measured against in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// The KPI whose target it is.
    pub kpi: KpiId,
    /// Whose target.
    pub subject: Subject,
    /// The target.
    pub target: Decimal,
    /// The part of the period that counts, where it is not all of it.
    pub part: Option<Part>,
    /// The share that the ramp asks for, where it is not all of it.
    pub ramp: Option<Decimal>,
    /// The quota: target × part × ramp.
    pub value: Decimal,
}

/// The targets that are quotas.
pub(super) struct Quotas<'a> {
    data: &'a Dataset,
    targets: Targets<'a>,
    /// The periods that have a target of their own.
    set: BTreeMap<(KpiId, Subject), Vec<(Period, Span)>>,
    /// The library's revenue KPI.
    pub revenue: Option<KpiId>,
}

impl<'a> Quotas<'a> {
    pub(super) fn new(data: &'a Dataset) -> Quotas<'a> {
        let revenue = data.kpis.iter().find(|k| k.label == Label::Library(Library::Revenue)).map(|k| k.id);
        let mut set: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for target in data.targets.iter().filter(|t| t.level == Level::Target) {
            if let Some(span) = data.workspace.calendar.span(target.period) {
                set.entry((target.kpi, target.subject)).or_default().push((target.period, span));
            }
        }
        Quotas { data, targets: Targets::new(data), set, revenue }
    }

    /// The dataset whose targets these are.
    pub(super) fn data(&self) -> &'a Dataset {
        self.data
    }

    /// The target of a period as set or derived. Where only some of its months have one, the sum of those: somebody hired
    /// within the period has none before. Whether it is such a sum.
    fn target(&self, kpi: KpiId, subject: Subject, period: Period) -> Option<(Decimal, bool)> {
        let value = |p| self.targets.value(kpi, subject, p, Level::Target);
        let set = self.set.get(&(kpi, subject)).map_or(&[][..], Vec::as_slice);
        let own = |p: &Period| set.iter().any(|(known, _)| known == p);
        if let Some(whole) = value(period) {
            return Some((whole, false));
        }
        let calendar = &self.data.workspace.calendar;
        let months = calendar.parts(calendar.span(period)?, Grain::Month);
        let found: Vec<Decimal> = months.into_iter().filter(own).filter_map(value).collect();
        let sum = found.iter().try_fold(Decimal::ZERO, |sum, v| sum.checked_add(*v))?;
        (!found.is_empty()).then_some((sum, true))
    }

    /// Whether the target that holds was set for shorter periods only: proration applies to a period's own target, not
    /// to cells of months.
    fn cells_only(&self, kpi: KpiId, subject: Subject, period: Period) -> bool {
        let calendar = &self.data.workspace.calendar;
        let Some(span) = calendar.span(period) else { return false };
        let set = self.set.get(&(kpi, subject)).map_or(&[][..], Vec::as_slice);
        let exact = set.iter().any(|(_, own)| *own == span);
        let longer = set.iter().any(|(_, own)| own.from <= span.from && span.to <= own.to);
        !exact && !longer
    }

    /// The target that holds, as it is.
    pub(super) fn value(
        &self,
        kpi: KpiId,
        subject: Subject,
        period: Period,
        level: Level,
    ) -> Option<Decimal> {
        self.targets.value(kpi, subject, period, level)
    }

    /// The same, and where it comes from.
    pub(super) fn resolve<N: Note>(
        &self,
        kpi: KpiId,
        subject: Subject,
        period: Period,
        level: Level,
    ) -> (Option<Decimal>, N) {
        self.targets.resolve::<N>(kpi, subject, period, level).value
    }

    /// How a quota came about: the target, the part of the period that counts, the ramp.
    pub(super) fn noted<N: Note>(&self, quota: &Quota, proration: Proration, period: Period) -> N {
        let unit = self.data.kpis.get(quota.kpi).map_or(Unit::Money, |k| k.unit);
        told(quota, proration, unit, self.whole::<N>(quota, period, unit))
    }

    /// The target of a quota: as it holds, as the sum of those months that have one, or pretended.
    fn whole<N: Note>(&self, quota: &Quota, period: Period, unit: Unit) -> N {
        let Quota { kpi, subject, target, .. } = *quota;
        let (value, note) = self.resolve::<N>(kpi, subject, period, Level::Target);
        if value == Some(target) {
            return note;
        }
        let calendar = &self.data.workspace.calendar;
        let months = calendar.span(period).map(|s| calendar.parts(s, Grain::Month)).unwrap_or_default();
        let known = self.set.get(&(kpi, subject)).map_or(&[][..], Vec::as_slice);
        let own = months.into_iter().filter(|m| known.iter().any(|(p, _)| p == m));
        let own = own.map(|m| self.resolve::<N>(kpi, subject, m, Level::Target));
        let (values, notes): (Vec<Option<Decimal>>, Vec<N>) = own.unzip();
        let sum = values.into_iter().flatten().fold(Decimal::ZERO, |sum, v| sum.saturating_add(v));
        let inputs = if sum == target {
            notes
        } else {
            let step = || Step::Incentive(PayStep::Supposed);
            vec![N::note(step, || TraceValue::Number(target, unit), Vec::new())]
        };
        let step = || Step::TargetFor(kpi, subject, period, Level::Target);
        N::note(step, || TraceValue::Number(target, unit), inputs)
    }

    /// The quota of a subject in a period, for a person. `None` without a target.
    pub(super) fn of(
        &self,
        plan: &Plan,
        kpi: KpiId,
        person: &Person,
        subject: Subject,
        period: Period,
    ) -> Option<Quota> {
        let (target, summed) = self.target(kpi, subject, period)?;
        let calendar = &self.data.workspace.calendar;
        let span = calendar.span(period)?;
        let own = subject == Subject::Person(person.id);
        let outside = person.hired.is_some_and(|h| h > span.from)
            || person.left.is_some_and(|l| l < span.to)
            || person.stints.iter().filter_map(|s| s.from).any(|d| span.from < d && d <= span.to)
            || borders(self.data, plan).any(|day| span.from < day && day <= span.to);
        let part = (own && outside && !summed && !self.cells_only(kpi, subject, period))
            .then(|| part(plan.terms.proration, span, &pieces(self.data, plan, person, span), person.left))
            .filter(|p| p.factor != Decimal::ONE);
        let ramp = ramp(plan, person, span).filter(|_| own);
        let factor = part.map_or(Decimal::ONE, |p| p.factor);
        let value = target.checked_mul(factor)?.checked_mul(ramp.unwrap_or(Decimal::ONE))?;
        Some(Quota { kpi, subject, target, part, ramp, value })
    }
}

/// A quota from its target.
pub(super) fn told<N: Note>(quota: &Quota, proration: Proration, unit: Unit, target: N) -> N {
    let mut inputs = vec![target];
    if let Some(Part { days, of, factor }) = quota.part {
        let step = || Step::Incentive(PayStep::Part(days, of, proration.by, proration.places));
        inputs.push(N::note(step, || TraceValue::Factor(factor), Vec::new()));
    }
    if let Some(ramp) = quota.ramp {
        inputs.push(N::note(|| Step::Incentive(PayStep::Ramp), || TraceValue::Factor(ramp), Vec::new()));
    }
    N::note(|| Step::Incentive(PayStep::Quota), || TraceValue::Number(quota.value, unit), inputs)
}

/// Whose figures count on a day; `None` for the team of somebody who has none.
pub(super) fn subject(data: &Dataset, whose: Whose, person: PersonId, day: Date) -> Option<Subject> {
    Some(match whose {
        Whose::Own => Subject::Person(person),
        Whose::Company => Subject::Company,
        Whose::Team => Subject::Team(data.people.get(person)?.team_on(day)?),
    })
}
