//! What gates, modifiers and pools read, by person and period.

use crate::domain::calendar::{Period, Span};
use crate::domain::id::KpiId;
use crate::domain::incentive::{Reading, ReadingOf, Whose};
use crate::domain::kpi::{Aggregate, Base, Sign, Source};
use crate::domain::records::StateSet;
use crate::domain::target::{Level, Subject};
use crate::domain::{Calendar, Dataset, Decimal, filter::Filter};
use crate::engine::appraisal::{decided_multiplier, released, share};
use crate::engine::incentive::base::{Bases, Ground};
use crate::engine::incentive::pay::cells;
use crate::engine::incentive::quota::subject;
use crate::engine::incentive::shape;
use crate::engine::kpi::{Ask, Figures};
use crate::engine::measure::{Axis, Key};
use crate::engine::score::scorecard;
use std::collections::BTreeMap;

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
pub(super) fn readings(ground: &Ground, bases: &[Bases]) -> Readings {
    let (mut found, mut parts) = (BTreeMap::new(), BTreeMap::new());
    let mut figures: BTreeMap<(KpiId, Span, Whose), Figures> = BTreeMap::new();
    for (component, own) in ground.plan.components.iter().zip(bases) {
        for reading in shape::readings(component) {
            for cell in &own.cells {
                let key = (reading, cell.person, cell.period);
                if found.contains_key(&key) {
                    continue;
                }
                let value = match reading.of {
                    ReadingOf::Kpi(kpi) | ReadingOf::KpiAttainment(kpi) => {
                        let made = of_kpi(ground, &mut figures, kpi, key);
                        parts.extend(made.map(|made| (key, made)));
                        made.and_then(|made| made.value(reading.of))
                    }
                    _ => read(ground, bases, key),
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

/// A component's attainment: the credit of somebody's spans within some days ÷ their quotas.
pub(super) fn attained(bases: &Bases, calendar: &Calendar, person: usize, whole: Span) -> Option<Decimal> {
    let (mut credit, mut quota) = (Decimal::ZERO, Decimal::ZERO);
    for (_, cell) in cells(bases, Some(person)).filter(|(_, c)| c.rule == 0) {
        let inside = calendar.span(cell.period).and_then(|s| s.intersect(&whole)).is_some();
        if inside {
            credit = credit.checked_add(cell.to_date.credit)?;
            quota = quota.checked_add(cell.quota.map_or(Decimal::ZERO, |q| q.value))?;
        }
    }
    if quota > Decimal::ZERO { credit.checked_div(quota) } else { None }
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

fn read(
    ground: &Ground,
    bases: &[Bases],
    (reading, person, period): (Reading, usize, Period),
) -> Option<Decimal> {
    let calendar = &ground.data.workspace.calendar;
    let period = read_period(calendar, &reading, period)?;
    let whole = calendar.span(period)?;
    let id = *ground.people.get(person)?;
    match reading.of {
        ReadingOf::Component(component) => {
            attained(bases.iter().find(|b| b.component == component)?, calendar, person, whole)
        }
        ReadingOf::Score => scorecard(ground.data, id, period, ground.now.min(whole.to)).value.score,
        ReadingOf::Appraisal => {
            released(ground.data, id, period).flatten().and_then(|(cycle, case)| share(cycle, case))
        }
        ReadingOf::Multiplier => decided_multiplier(ground.data, id, period),
        ReadingOf::Kpi(_) | ReadingOf::KpiAttainment(_) => None,
    }
}

/// A KPI's figure of somebody, the team or the company, with its target.
fn of_kpi(
    ground: &Ground,
    figures: &mut BTreeMap<(KpiId, Span, Whose), Figures>,
    kpi: KpiId,
    (reading, person, period): (Reading, usize, Period),
) -> Option<Parts> {
    let calendar = &ground.data.workspace.calendar;
    let period = read_period(calendar, &reading, period)?;
    let whole = calendar.span(period)?;
    let span = Span { from: whole.from, to: whole.to.min(ground.now) };
    let id = *ground.people.get(person)?;
    let whom = subject(ground.data, reading.whose, id, span.to)?;
    let actual = kpi_value(ground, figures, kpi, span, reading.whose, whom);
    let target = match (reading.of, whom) {
        (ReadingOf::Kpi(_), _) => None,
        (_, Subject::Person(_)) => {
            let person = ground.data.people.get(id)?;
            ground.quotas.of(ground.plan, kpi, person, whom, period).map(|q| q.value)
        }
        _ => ground.quotas.value(kpi, whom, period, Level::Target),
    };
    let base = plain_sum(ground.data, kpi);
    let own = match (base, reading.whose) {
        (_, Whose::Own) => actual,
        (None, _) => None,
        _ => kpi_value(ground, figures, kpi, span, Whose::Own, Subject::Person(id)),
    };
    Some(Parts { whom, actual, own, target, base })
}

fn kpi_value(
    ground: &Ground,
    figures: &mut BTreeMap<(KpiId, Span, Whose), Figures>,
    kpi: KpiId,
    span: Span,
    whose: Whose,
    whom: Subject,
) -> Option<Decimal> {
    let known = figures.entry((kpi, span, whose)).or_insert_with(|| {
        let rows = match whose {
            Whose::Own => Some(Axis::Person),
            Whose::Team => Some(Axis::Team),
            Whose::Company => None,
        };
        let filter = Filter::default();
        Figures::new(ground.data, Ask { kpis: vec![kpi], span: Some(span), filter, rows, columns: None })
    });
    let key = match whom {
        Subject::Person(id) => Some(Key::Person(id)),
        Subject::Team(id) => Some(Key::Team(id)),
        _ => None,
    };
    known.get(kpi, key, None)
}
