//! What gates, modifiers and pools read, by person and period; silent in bulk, with its calculation where somebody asks.

use crate::domain::calendar::{Period, Span};
use crate::domain::id::{KpiId, PersonId};
use crate::domain::incentive::{Plan, Reading, ReadingOf, Whose};
use crate::domain::kpi::Unit;
use crate::domain::target::{Level, Subject};
use crate::domain::{Dataset, Decimal, filter::Filter};
use crate::engine::appraisal::{decided_multiplier, released, share};
use crate::engine::incentive::base::Bases;
use crate::engine::incentive::quota::{Quotas, subject};
use crate::engine::incentive::shape;
use crate::engine::kpi::{Ask, Figures};
use crate::engine::measure::{Axis, Key};
use crate::engine::score::Board;
use crate::engine::trace::{Note, PayStep, Silent, Step, TraceValue};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What readings need of the dataset and the bases.
pub(super) struct Reader<'a> {
    pub data: &'a Dataset,
    pub plan: &'a Plan,
    pub span: Span,
    pub people: &'a [PersonId],
    pub quotas: &'a Quotas<'a>,
    pub bases: &'a [Bases],
    /// KPIs that have been computed, of everybody at once.
    figures: RefCell<BTreeMap<(KpiId, Span, Whose), Rc<Figures>>>,
}

/// Every reading of a plan for every person and accumulation period that its component has.
pub(super) fn readings(reader: &Reader) -> BTreeMap<(Reading, usize, Period), Option<Decimal>> {
    let mut found = BTreeMap::new();
    for (component, own) in reader.plan.components.iter().zip(reader.bases) {
        for reading in shape::readings(component) {
            for cell in &own.cells {
                let key = (reading, cell.person, cell.period);
                found
                    .entry(key)
                    .or_insert_with(|| reader.read::<Silent>(reading, cell.person, cell.period).0);
            }
        }
    }
    found
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        data: &'a Dataset,
        plan: &'a Plan,
        span: Span,
        people: &'a [PersonId],
        quotas: &'a Quotas<'a>,
        bases: &'a [Bases],
    ) -> Reader<'a> {
        Reader { data, plan, span, people, quotas, bases, figures: RefCell::default() }
    }

    /// The figure of a person for an accumulation period, and where it comes from.
    pub(super) fn read<N: Note>(
        &self,
        reading: Reading,
        person: usize,
        period: Period,
    ) -> (Option<Decimal>, N) {
        let found = self.places(reading, person, period);
        let (value, inputs) = match found {
            Some((period, whole, id)) => self.value::<N>(reading, (person, id), (period, whole)),
            None => (None, Vec::new()),
        };
        let step = || match found {
            Some((period, whole, id)) => {
                let day = whole.to.min(self.span.to);
                let whom = subject(self.data, reading.whose, id, day).unwrap_or(Subject::Person(id));
                Step::Read(reading, period, whom)
            }
            None => Step::Read(reading, period, Subject::Company),
        };
        let shown = || match (reading.of, value) {
            (_, None) => TraceValue::Absent,
            (ReadingOf::Kpi(kpi), Some(v)) => TraceValue::Number(v, self.unit(kpi)),
            (ReadingOf::Score | ReadingOf::Appraisal, Some(v)) => TraceValue::Score(v),
            (_, Some(v)) => TraceValue::Factor(v),
        };
        (value, N::note(step, shown, inputs))
    }

    fn unit(&self, kpi: KpiId) -> Unit {
        self.data.kpis.get(kpi).map_or(Unit::Count, |k| k.unit)
    }

    /// The period that is read, its days, and whose it is.
    fn places(&self, reading: Reading, person: usize, period: Period) -> Option<(Period, Span, PersonId)> {
        let calendar = &self.data.workspace.calendar;
        let own = calendar.span(period)?;
        let mut period = reading.per.map_or(period, |grain| calendar.period_of(own.to, grain));
        for _ in 0..reading.back {
            period = calendar.previous(period)?;
        }
        Some((period, calendar.span(period)?, *self.people.get(person)?))
    }

    fn value<N: Note>(
        &self,
        reading: Reading,
        (person, id): (usize, PersonId),
        (period, whole): (Period, Span),
    ) -> (Option<Decimal>, Vec<N>) {
        let end = self.span.to.min(whole.to);
        match reading.of {
            ReadingOf::Component(component) => {
                let bases = self.bases.iter().find(|b| b.component == component);
                let sums = bases.and_then(|bases| self.attained(bases, person, whole));
                let Some((credit, quota)) = sums else { return (None, Vec::new()) };
                let money = |value| move || TraceValue::Number(value, Unit::Money);
                let leaf = |step, value| N::note(|| Step::Incentive(step), money(value), Vec::new());
                let inputs = vec![leaf(PayStep::Credit, credit), leaf(PayStep::Quota, quota)];
                (if quota > Decimal::ZERO { credit.checked_div(quota) } else { None }, inputs)
            }
            ReadingOf::Score => {
                let scored = Board::of_period(self.data, period, end).score::<N>(id, period).value;
                (scored.score, vec![scored.note])
            }
            ReadingOf::Appraisal => {
                let found = released(self.data, id, period).flatten();
                let value = found.and_then(|(cycle, case)| share(cycle, case));
                let note = |case: &crate::domain::appraisal::Appraisal| {
                    N::note(|| Step::Released(case.id), || TraceValue::score(value), Vec::new())
                };
                (value, found.map(|(_, case)| note(case)).into_iter().collect())
            }
            ReadingOf::Multiplier => {
                let value = decided_multiplier(self.data, id, period);
                let case = released(self.data, id, period).flatten().map(|(_, case)| case.id);
                let note = |id| N::note(|| Step::Decided(id), || TraceValue::factor(value), Vec::new());
                (value, case.map(note).into_iter().collect())
            }
            ReadingOf::Kpi(kpi) | ReadingOf::KpiAttainment(kpi) => {
                let span = Span { from: whole.from, to: end };
                let Some(whom) = subject(self.data, reading.whose, id, end) else {
                    return (None, Vec::new());
                };
                let (actual, note) = self.kpi::<N>(kpi, span, reading.whose, whom);
                let (Some(actual), ReadingOf::KpiAttainment(_)) = (actual, reading.of) else {
                    return (actual, vec![note]);
                };
                let (target, goal) = self.target::<N>(kpi, id, whom, period);
                let ratio = target.filter(|t| *t > Decimal::ZERO).and_then(|t| actual.checked_div(t));
                let inputs = vec![note, goal];
                (ratio, vec![N::note(|| Step::Attainment, || TraceValue::factor(ratio), inputs)])
            }
        }
    }

    /// Credit and quota of a component's accumulations within some days.
    fn attained(&self, bases: &Bases, person: usize, whole: Span) -> Option<(Decimal, Decimal)> {
        let calendar = &self.data.workspace.calendar;
        let (mut credit, mut quota) = (Decimal::ZERO, Decimal::ZERO);
        for cell in bases.cells.iter().filter(|c| c.person == person && c.rule == 0) {
            if calendar.span(cell.period).and_then(|s| s.intersect(&whole)).is_some() {
                credit = credit.checked_add(cell.to_date.credit)?;
                quota = quota.checked_add(cell.quota.map_or(Decimal::ZERO, |q| q.value))?;
            }
        }
        Some((credit, quota))
    }

    /// What a KPI has to reach: a person's quota, or the target of a team or the company.
    fn target<N: Note>(
        &self,
        kpi: KpiId,
        id: PersonId,
        whom: Subject,
        period: Period,
    ) -> (Option<Decimal>, N) {
        if let (Subject::Person(_), Some(person)) = (whom, self.data.people.get(id))
            && let Some(quota) = self.quotas.of(self.plan, kpi, person, whom, period)
        {
            return (Some(quota.value), self.quotas.noted(&quota, self.plan.terms.proration, period));
        }
        let found = self.quotas.resolve::<N>(kpi, whom, period, Level::Target);
        (found.0.filter(|_| !matches!(whom, Subject::Person(_))), found.1)
    }

    fn kpi<N: Note>(&self, kpi: KpiId, span: Span, whose: Whose, whom: Subject) -> (Option<Decimal>, N) {
        let known = Rc::clone(self.figures.borrow_mut().entry((kpi, span, whose)).or_insert_with(|| {
            let rows = match whose {
                Whose::Own => Some(Axis::Person),
                Whose::Team => Some(Axis::Team),
                Whose::Company => None,
            };
            let filter = Filter::default();
            let ask = Ask { kpis: vec![kpi], span: Some(span), filter, rows, columns: None };
            Rc::new(Figures::new(self.data, ask))
        }));
        let key = match whom {
            Subject::Person(id) => Some(Key::Person(id)),
            Subject::Team(id) => Some(Key::Team(id)),
            _ => None,
        };
        known.noted::<N>(self.data, kpi, key, None).value
    }
}
