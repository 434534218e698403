//! Example cases of a plan: an input, and the pay that must come out. They run on every edit and need no records.

use crate::domain::calendar::{Grain, Period, Span};
use crate::domain::id::{KpiId, PersonId, SegmentId, Uuid};
use crate::domain::incentive::{Component, Example, ExampleInput, PayLevel, Pays, Plan, ReadingOf};
use crate::domain::money::{Currency, Rounding, round};
use crate::domain::records::RowRef;
use crate::domain::target::Subject;
use crate::domain::{Calendar, Date, Decimal, Money};
use crate::engine::incentive::base::{Amounts, Bases, Cell, Group, Prepared, grain};
use crate::engine::incentive::compile::{PlanFault, ways};
use crate::engine::incentive::compute::Pricing;
use crate::engine::incentive::level::Shares;
use crate::engine::incentive::quota::Quota;
use crate::engine::incentive::shape::{readings, shape};
use std::collections::BTreeMap;

/// What came out of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What is paid, before draw, statement cap and holdback.
    pub paid: Money,
    /// Of that, each component in the order of the plan, minor units.
    pub lines: Vec<i64>,
    /// Whether it is what the example expects.
    pub holds: bool,
}

/// Runs every example of a plan, in their order.
///
/// # Errors
/// [`PlanFault`] where a part of the plan is wrong or a number is too large.
pub fn examples(plan: &Plan, currency: Currency, rounding: Rounding) -> Result<Vec<Outcome>, PlanFault> {
    plan.examples.iter().map(|e| example(plan, e, currency, rounding)).collect()
}

/// Whether every example of a plan holds: what publishing asks for.
pub fn examples_hold(plan: &Plan, currency: Currency, rounding: Rounding) -> bool {
    examples(plan, currency, rounding).is_ok_and(|all| all.iter().all(|o| o.holds))
}

/// Runs one example: a made-up person with the inputs, one accumulation of each component, nothing stated before. Pay
/// levels for everybody count; those for roles, teams and people do not, since an example is nobody's. A ramp counts where
/// the example names the month since hire.
///
/// # Errors
/// [`PlanFault`] as for [`examples`].
pub fn example(
    plan: &Plan,
    example: &Example,
    currency: Currency,
    rounding: Rounding,
) -> Result<Outcome, PlanFault> {
    let ways = ways(plan)?;
    let prepared = prepared(plan, example, currency, rounding);
    let pricing = Pricing { plan, prepared: &prepared, ways: &ways };
    let mut lines = Vec::new();
    for (at, (bases, component)) in prepared.bases.iter().zip(&plan.components).enumerate() {
        let together = pricing.together(component, bases).ok_or(PlanFault::Overflow)?;
        let mut minor = 0_i64;
        for (number, cell) in bases.cells.iter().enumerate() {
            let line = pricing.line(at, (number, cell), &together, None).ok_or(PlanFault::Overflow)?;
            minor = minor.checked_add(line.money.minor).ok_or(PlanFault::Overflow)?;
        }
        lines.push(minor);
    }
    let sum = lines.iter().try_fold(0_i64, |sum, l| sum.checked_add(*l)).ok_or(PlanFault::Overflow)?;
    let paid = Money { minor: sum, currency: pricing.currency() };
    let wanted = round(example.pays, paid.currency, rounding);
    Ok(Outcome { paid, lines, holds: wanted == Some(paid) })
}

/// The bases of an example, as if records had been scanned.
fn prepared(plan: &Plan, example: &Example, currency: Currency, rounding: Rounding) -> Prepared {
    let person = PersonId(Uuid::nil());
    let calendar = Calendar::default();
    let day = plan.effective;
    let year = calendar.span(calendar.period_of(day, Grain::Year)).unwrap_or(Span::day(day));
    let bases: Vec<Bases> = plan
        .components
        .iter()
        .map(|component| {
            let input = example.inputs.iter().find(|i| i.component == component.id);
            let cells = input.map_or_else(Vec::new, |i| cells(plan, component, i, example.month, &calendar));
            let sum = cells.iter().fold(Decimal::ZERO, |sum, c| sum.saturating_add(c.to_date.pay));
            let period = calendar.period_of(day, grain(component.accumulate()).unwrap_or(Grain::Month));
            let pool = matches!(component.pays, Pays::Pool(_));
            let group = Group { team: None, period, before: Decimal::ZERO, to_date: sum };
            let groups = if pool { vec![group] } else { Vec::new() };
            Bases { component: component.id, base: component.base, cells, groups }
        })
        .collect();
    let mut found = BTreeMap::new();
    for (component, own) in plan.components.iter().zip(&bases) {
        for reading in readings(component) {
            let ReadingOf::Component(read) = reading.of else { continue };
            let other = plan.components.iter().position(|c| c.id == read).and_then(|n| bases.get(n));
            let cell = other.and_then(|b| b.cells.first());
            let value = cell.and_then(|c| c.to_date.credit.checked_div(c.quota?.value));
            found.extend(own.cells.iter().map(|c| ((reading, c.person, c.period), value)));
        }
    }
    Prepared {
        plan: plan.id,
        span: year,
        people: vec![person],
        revenue: vec![Decimal::ZERO],
        bases,
        readings: found,
        currency,
        rounding,
        calendar,
        shape: shape(plan),
        supposed: Default::default(),
    }
}

fn cells(
    plan: &Plan,
    component: &Component,
    input: &ExampleInput,
    month: Option<u32>,
    calendar: &Calendar,
) -> Vec<Cell> {
    let by = grain(component.accumulate());
    let period = calendar.period_of(plan.effective, by.unwrap_or(Grain::Month));
    let percent = month
        .and_then(|m| usize::try_from(m).ok()?.checked_sub(1))
        .map(|n| plan.terms.ramp.get(n).copied().unwrap_or(Decimal::ONE_HUNDRED));
    let ramp = percent.map(|p| p / Decimal::ONE_HUNDRED).filter(|r| *r != Decimal::ONE);
    let quota = input.quota.map(|target| Quota {
        kpi: component.terms.kpi.or(component.terms.quota_kpi).unwrap_or(KpiId(Uuid::nil())),
        subject: Subject::Person(PersonId(Uuid::nil())),
        target,
        part: None,
        ramp,
        value: target.saturating_mul(ramp.unwrap_or(Decimal::ONE)),
    });
    let pay = shares(plan, component, by, period, calendar);
    let whole = [input.values.iter().fold(Decimal::ZERO, |sum, v| sum.saturating_add(*v))];
    let values: &[Decimal] = if by.is_some() { &whole } else { &input.values };
    let cell = |(n, value): (usize, &Decimal)| Cell {
        person: 0,
        period,
        rule: 0,
        row: by
            .is_none()
            .then(|| RowRef { segment: SegmentId(Uuid::nil()), row: u32::try_from(n).unwrap_or(u32::MAX) }),
        day: plan.effective,
        before: Amounts::default(),
        to_date: Amounts { pay: *value, credit: *value, position: None },
        missing: false,
        quota,
        pay: pay.clone(),
        reversal: None,
        settled: Vec::new(),
        group: matches!(component.pays, Pays::Pool(_)).then_some(0),
        weight: matches!(component.pays, Pays::Pool(_)).then_some(0),
        whom: None,
        held: None,
    };
    values.iter().enumerate().map(cell).collect()
}

/// The part of the yearly levels for everybody that belongs to one accumulation.
fn shares(
    plan: &Plan,
    component: &Component,
    by: Option<Grain>,
    period: Period,
    calendar: &Calendar,
) -> Shares {
    let fallback = if matches!(component.pays, Pays::Bonus(_)) { Grain::Year } else { Grain::Month };
    let grain = by.unwrap_or(component.terms.quota_per.unwrap_or(fallback));
    let months = match grain {
        Grain::HalfMonth => Decimal::new(5, 1),
        Grain::Month => Decimal::ONE,
        Grain::Quarter => Decimal::from(3),
        Grain::HalfYear => Decimal::from(6),
        Grain::Year => Decimal::from(12),
    };
    let day: Date = calendar.span(period).map_or(plan.effective, |s| s.to);
    let latest = |has: fn(&PayLevel) -> Option<Decimal>| {
        let everybody = |l: &&PayLevel| l.whom == crate::domain::scorecard::Assigned::Everybody;
        let holds = |l: &&PayLevel| has(l).is_some() && l.from.is_none_or(|f| f <= day);
        let level = plan.terms.pay.iter().filter(everybody).filter(holds).max_by_key(|l| l.from)?;
        plan.terms.pay.iter().position(|l| std::ptr::eq(l, level))
    };
    let share = |at: Option<usize>| at.map(|at| (at, months)).into_iter().collect();
    Shares { target: share(latest(|l| l.target)), base: share(latest(|l| l.base)), part: None }
}

#[cfg(test)]
#[path = "example_tests.rs"]
mod tests;
