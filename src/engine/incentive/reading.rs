//! What gates, modifiers and pools read, by person and period.

use crate::domain::calendar::{Period, Span};
use crate::domain::id::KpiId;
use crate::domain::incentive::{Reading, ReadingOf, Whose};
use crate::domain::target::{Level, Subject};
use crate::domain::{Decimal, filter::Filter};
use crate::engine::appraisal::{decided_multiplier, released, share};
use crate::engine::incentive::base::{Bases, Ground};
use crate::engine::incentive::quota::subject;
use crate::engine::incentive::shape;
use crate::engine::kpi::{Ask, Figures};
use crate::engine::measure::{Axis, Key};
use crate::engine::score::scorecard;
use std::collections::BTreeMap;

/// Every reading of a plan for every person and accumulation period that its component has.
pub(super) fn readings(
    ground: &Ground,
    bases: &[Bases],
) -> BTreeMap<(Reading, usize, Period), Option<Decimal>> {
    let mut found = BTreeMap::new();
    let mut figures: BTreeMap<(KpiId, Span, Whose), Figures> = BTreeMap::new();
    for (component, own) in ground.plan.components.iter().zip(bases) {
        for reading in shape::readings(component) {
            for cell in &own.cells {
                let key = (reading, cell.person, cell.period);
                found
                    .entry(key)
                    .or_insert_with(|| read(ground, bases, &mut figures, reading, cell.person, cell.period));
            }
        }
    }
    found
}

fn read(
    ground: &Ground,
    bases: &[Bases],
    figures: &mut BTreeMap<(KpiId, Span, Whose), Figures>,
    reading: Reading,
    person: usize,
    period: Period,
) -> Option<Decimal> {
    let calendar = &ground.data.workspace.calendar;
    let own = calendar.span(period)?;
    let mut period = reading.per.map_or(period, |grain| calendar.period_of(own.to, grain));
    for _ in 0..reading.back {
        period = calendar.previous(period)?;
    }
    let whole = calendar.span(period)?;
    let span = Span { from: whole.from, to: whole.to.min(ground.now) };
    let id = *ground.people.get(person)?;
    match reading.of {
        ReadingOf::Component(component) => {
            let bases = bases.iter().find(|b| b.component == component)?;
            let (mut credit, mut quota) = (Decimal::ZERO, Decimal::ZERO);
            for cell in bases.cells.iter().filter(|c| c.person == person && c.rule == 0) {
                let inside = calendar.span(cell.period).and_then(|s| s.intersect(&whole)).is_some();
                if inside {
                    credit = credit.checked_add(cell.to_date.credit)?;
                    quota = quota.checked_add(cell.quota.map_or(Decimal::ZERO, |q| q.value))?;
                }
            }
            if quota > Decimal::ZERO { credit.checked_div(quota) } else { None }
        }
        ReadingOf::Score => scorecard(ground.data, id, period, ground.now.min(whole.to)).value.score,
        ReadingOf::Appraisal => {
            released(ground.data, id, period).flatten().and_then(|(cycle, case)| share(cycle, case))
        }
        ReadingOf::Multiplier => decided_multiplier(ground.data, id, period),
        ReadingOf::Kpi(kpi) | ReadingOf::KpiAttainment(kpi) => {
            let whom = subject(ground.data, reading.whose, id, span.to)?;
            let actual = kpi_value(ground, figures, kpi, span, reading.whose, whom)?;
            if matches!(reading.of, ReadingOf::Kpi(_)) {
                return Some(actual);
            }
            let target = match whom {
                Subject::Person(_) => {
                    let person = ground.data.people.get(id)?;
                    ground.quotas.of(ground.plan, kpi, person, whom, period)?.value
                }
                _ => ground.quotas.value(kpi, whom, period, Level::Target)?,
            };
            if target > Decimal::ZERO { actual.checked_div(target) } else { None }
        }
    }
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
