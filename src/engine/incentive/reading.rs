//! What gates, modifiers and pools read, by person and period; silent in bulk, with its calculation where somebody asks.

use crate::domain::calendar::{Period, Span};
use crate::domain::id::{KpiId, PersonId};
use crate::domain::incentive::{Plan, Reading, ReadingOf, Whose};
use crate::domain::kpi::{Aggregate, Base, Sign, Source, Unit};
use crate::domain::records::StateSet;
use crate::domain::target::{Level, Subject};
use crate::domain::{Calendar, Dataset, Decimal, filter::Filter};
use crate::engine::appraisal::{decided_multiplier, released, share};
use crate::engine::incentive::base::Bases;
use crate::engine::incentive::pay::cells;
use crate::engine::incentive::quota::{Quotas, subject};
use crate::engine::incentive::shape;
use crate::engine::incentive::version::Days;
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
    pub days: &'a Days,
    pub people: &'a [PersonId],
    pub quotas: &'a Quotas<'a>,
    pub bases: &'a [Bases],
    /// KPIs that have been computed, of everybody at once.
    figures: RefCell<BTreeMap<(KpiId, Span, Whose), Rc<Figures>>>,
}

/// What a reading of a KPI is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Parts {
    /// Whose figure it is.
    pub whom: Subject,
    /// The figure.
    pub actual: Option<Decimal>,
    /// The person's own part of it.
    pub own: Option<Decimal>,
    /// What the figure is held against, where an attainment is read.
    pub target: Option<Decimal>,
    /// What of a sale the figure counts, where it is a plain sum of booked sales.
    pub base: Option<Base>,
}

/// Readings by person and period, and what those of KPIs are made of.
pub(super) type Readings =
    (BTreeMap<(Reading, usize, Period), Option<Decimal>>, BTreeMap<(Reading, usize, Period), Parts>);

/// Every reading of a plan for every person and accumulation period that its component has.
pub(super) fn readings(reader: &Reader) -> Readings {
    let (mut found, mut parts) = (BTreeMap::new(), BTreeMap::new());
    for (component, own) in reader.plan.components.iter().zip(reader.bases) {
        for reading in shape::readings(component) {
            for cell in &own.cells {
                let key = (reading, cell.person, cell.period);
                if found.contains_key(&key) {
                    continue;
                }
                let value = match reading.of {
                    ReadingOf::Kpi(kpi) | ReadingOf::KpiAttainment(kpi) => {
                        let places = reader.places(reading, cell.person, cell.period);
                        let made = places.and_then(|places| reader.parts::<Silent>(kpi, reading, places));
                        parts.extend(made.iter().map(|(made, _)| (key, *made)));
                        made.and_then(|(made, _)| made.value(reading.of))
                    }
                    _ => reader.read::<Silent>(reading, cell.person, cell.period).0,
                };
                found.insert(key, value);
            }
        }
    }
    (found, parts)
}

impl Parts {
    /// The figure, or its share of the target.
    pub fn value(&self, of: ReadingOf) -> Option<Decimal> {
        if matches!(of, ReadingOf::Kpi(_)) {
            return self.actual;
        }
        let target = self.target.filter(|t| *t > Decimal::ZERO)?;
        self.actual?.checked_div(target)
    }
}

/// The period that a reading looks at, seen from one of its component's.
pub(super) fn read_period(calendar: &Calendar, reading: &Reading, period: Period) -> Option<Period> {
    let own = calendar.span(period)?;
    let mut period = reading.per.map_or(period, |grain| calendar.period_of(own.to, grain));
    for _ in 0..reading.back {
        period = calendar.previous(period)?;
    }
    Some(period)
}

/// Credit and quotas of somebody's spans of a component within some days.
fn asked(bases: &Bases, calendar: &Calendar, person: usize, whole: Span) -> Option<(Decimal, Decimal)> {
    let (mut credit, mut quota) = (Decimal::ZERO, Decimal::ZERO);
    for (_, cell) in cells(bases, Some(person)).filter(|(_, c)| c.rule == 0) {
        let inside = calendar.span(cell.period).and_then(|s| s.intersect(&whole)).is_some();
        if inside {
            credit = credit.checked_add(cell.to_date.credit)?;
            quota = quota.checked_add(cell.quota.map_or(Decimal::ZERO, |q| q.value))?;
        }
    }
    Some((credit, quota))
}

fn ratio((credit, quota): (Decimal, Decimal)) -> Option<Decimal> {
    if quota > Decimal::ZERO { credit.checked_div(quota) } else { None }
}

/// A component's attainment: the credit of somebody's spans within some days ÷ their quotas.
pub(super) fn attained(bases: &Bases, calendar: &Calendar, person: usize, whole: Span) -> Option<Decimal> {
    asked(bases, calendar, person, whole).and_then(ratio)
}

/// What of a sale a KPI counts, where it is a plain sum of booked sales and nothing else.
pub(super) fn plain_sum(data: &Dataset, kpi: KpiId) -> Option<Base> {
    let formula = data.kpis.get(kpi)?.formula.trim();
    match &data.measures.iter().find(|m| m.key == formula)?.source {
        Source::Records { aggregate: Aggregate::Sum(base), filter, states, sign: Sign::Any }
            if filter.is_all() && *states == StateSet::BOOKED =>
        {
            Some(*base)
        }
        _ => None,
    }
}

/// The period that is read, its days, and whose reading it is.
type Places = (Period, Span, PersonId);

impl<'a> Reader<'a> {
    pub(super) fn new(
        data: &'a Dataset,
        plan: &'a Plan,
        days: &'a Days,
        people: &'a [PersonId],
        quotas: &'a Quotas<'a>,
        bases: &'a [Bases],
    ) -> Reader<'a> {
        Reader { data, plan, days, people, quotas, bases, figures: RefCell::default() }
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
            Some(places) => self.value::<N>(reading, person, places),
            None => (None, Vec::new()),
        };
        let step = || match found {
            Some((period, whole, id)) => {
                let day = whole.to.min(self.days.now);
                let whom = subject(self.data, reading.whose, id, day).unwrap_or(Subject::Person(id));
                Step::Read(reading, period, whom)
            }
            None => Step::Read(reading, period, Subject::Company),
        };
        (value, N::note(step, || self.shown(reading, value), inputs))
    }

    /// A figure that was read, with its unit.
    pub(super) fn shown(&self, reading: Reading, value: Option<Decimal>) -> TraceValue {
        match (reading.of, value) {
            (_, None) => TraceValue::Absent,
            (ReadingOf::Kpi(kpi), Some(v)) => TraceValue::Number(v, self.unit(kpi)),
            (ReadingOf::Score | ReadingOf::Appraisal, Some(v)) => TraceValue::Score(v),
            (_, Some(v)) => TraceValue::Factor(v),
        }
    }

    fn unit(&self, kpi: KpiId) -> Unit {
        self.data.kpis.get(kpi).map_or(Unit::Count, |k| k.unit)
    }

    fn places(&self, reading: Reading, person: usize, period: Period) -> Option<Places> {
        let calendar = &self.data.workspace.calendar;
        let period = read_period(calendar, &reading, period)?;
        Some((period, calendar.span(period)?, *self.people.get(person)?))
    }

    fn value<N: Note>(&self, reading: Reading, person: usize, places: Places) -> (Option<Decimal>, Vec<N>) {
        let (period, whole, id) = places;
        match reading.of {
            ReadingOf::Component(component) => {
                let bases = self.bases.iter().find(|b| b.component == component);
                let calendar = &self.data.workspace.calendar;
                let sums = bases.and_then(|bases| asked(bases, calendar, person, whole));
                let Some(sums) = sums else { return (None, Vec::new()) };
                let money = |value| move || TraceValue::Number(value, Unit::Money);
                let leaf = |step, value| N::note(|| Step::Incentive(step), money(value), Vec::new());
                (ratio(sums), vec![leaf(PayStep::Credit, sums.0), leaf(PayStep::Quota, sums.1)])
            }
            ReadingOf::Score => {
                let end = self.days.now.min(whole.to);
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
                let Some((parts, notes)) = self.parts::<N>(kpi, reading, places) else {
                    return (None, Vec::new());
                };
                let value = parts.value(reading.of);
                if matches!(reading.of, ReadingOf::Kpi(_)) || parts.actual.is_none() {
                    return (value, notes);
                }
                (value, vec![N::note(|| Step::Attainment, || TraceValue::factor(value), notes)])
            }
        }
    }

    /// A KPI's figure of somebody, the team or the company, with its target where the attainment is read.
    fn parts<N: Note>(
        &self,
        kpi: KpiId,
        reading: Reading,
        (period, whole, id): Places,
    ) -> Option<(Parts, Vec<N>)> {
        let span = Span { from: whole.from, to: whole.to.min(self.days.now) };
        let whom = subject(self.data, reading.whose, id, span.to)?;
        let (actual, note) = self.kpi::<N>(kpi, span, reading.whose, whom);
        let (mut notes, mut target) = (vec![note], None);
        if matches!(reading.of, ReadingOf::KpiAttainment(_)) {
            let (value, note) = self.target::<N>(kpi, id, whom, period);
            target = value;
            notes.extend(actual.map(|_| note));
        }
        let base = plain_sum(self.data, kpi);
        let own = match (base, reading.whose) {
            (_, Whose::Own) => actual,
            (None, _) => None,
            _ => self.kpi::<Silent>(kpi, span, Whose::Own, Subject::Person(id)).0,
        };
        Some((Parts { whom, actual, own, target, base }, notes))
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
