//! Example cases of a plan: an input, and the pay that must come out. They run on every edit and need no records.

use crate::domain::calendar::{Grain, Period, Span};
use crate::domain::filter::Filter;
use crate::domain::id::{KpiId, PersonId, SegmentId, Uuid};
use crate::domain::incentive::{
    CapOn, Component, Example, ExampleInput, PayLevel, Pays, Plan, ReadingOf, Uplift,
};
use crate::domain::money::{Currency, Rounding, round};
use crate::domain::records::RowRef;
use crate::domain::target::Subject;
use crate::domain::{Calendar, Date, Decimal, Money};
use crate::engine::incentive::base::{Amounts, Bases, Cell, Group, Prepared, grain};
use crate::engine::incentive::compile::{PlanFault, ways};
use crate::engine::incentive::compute::Pricing;
use crate::engine::incentive::draw::{At, drawing, percent};
use crate::engine::incentive::level::{Shares, amount};
use crate::engine::incentive::quota::Quota;
use crate::engine::incentive::shape::{readings, shape};
use crate::engine::incentive::version::Days;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What came out of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What is earned, before draw, statement cap and holdback.
    pub paid: Money,
    /// What is paid of it after them.
    pub settled: Money,
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
/// the example names the month since hire. What is sold answers a filter only as far as the input names it. It is settled
/// as by one run over the longest accumulation that has an input, with every instalment due.
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
    let settled = settled(plan, example, &pricing, &lines).ok_or(PlanFault::Overflow)?;
    let settled = Money { minor: settled, currency: paid.currency };
    let comes_out = |wanted, got| round(wanted, paid.currency, rounding) == Some(got);
    let holds = comes_out(example.pays, paid) && example.paid.is_none_or(|wanted| comes_out(wanted, settled));
    Ok(Outcome { paid, settled, lines, holds })
}

/// What is paid of the lines, minor units: after draw, statement cap and holdback. `None` on overflow.
fn settled(plan: &Plan, example: &Example, pricing: &Pricing, lines: &[i64]) -> Option<i64> {
    let terms = &plan.terms;
    let minor = |major| round(major, pricing.currency(), pricing.prepared.rounding).map(|m| m.minor);
    let total = lines.iter().try_fold(0_i64, |sum, l| sum.checked_add(*l))?.max(0);
    let mut pay = total;
    if let Some(draw) = &terms.draw {
        let exempt = |(c, _): &(&Component, &i64)| draw.exempt.contains(&c.id);
        let mut exempt = plan.components.iter().zip(lines).filter(exempt);
        let exempt = exempt.try_fold(0_i64, |sum, (_, l)| sum.checked_add(*l))?.clamp(0, total);
        let at = At {
            months: example.month.map_or(0, |m| m.saturating_sub(1)),
            leaver: false,
            room: terms.recovery.map_or(Some(total), |share| percent(total, share))?,
        };
        let debt = example.owed.map_or(Some(0), minor)?;
        let drawing = drawing(draw, minor(draw.amount)?, at, total.checked_sub(exempt)?, debt)?;
        pay = pay.checked_add(drawing.drawn)?.checked_sub(drawing.recovered)?;
    }
    if let Some(cap) = terms.cap {
        let most = match cap.on {
            CapOn::TargetPay => target_pay(plan, example)?.checked_mul(cap.most)?,
            CapOn::Payment | CapOn::Rate | CapOn::Attainment => cap.most,
        };
        pay = pay.min(minor(most)?);
    }
    let held = terms.holdback.map_or(Some(0), |h| percent(pay, h.share))?;
    pay.checked_sub(held)
}

/// The target pay of everybody in the longest accumulation that has an input, major units.
fn target_pay(plan: &Plan, example: &Example) -> Option<Decimal> {
    let calendar = Calendar::default();
    let named = plan.components.iter().filter(|c| example.inputs.iter().any(|i| i.component == c.id));
    let longest = named.filter_map(|c| grain(c.accumulate())).max().unwrap_or(Grain::Month);
    let shares = levels(plan, longest, calendar.period_of(plan.effective, longest), &calendar);
    Some(amount(&plan.terms, &shares.target, |l| l.target).unwrap_or(Decimal::ZERO))
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
            let inputs = example.inputs.iter().filter(|i| i.component == component.id);
            let cells = together(
                component,
                inputs.flat_map(|i| cells(plan, component, i, example.month, &calendar)).collect(),
            );
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
            let set = example.readings.iter().find(|r| r.reading == reading).map(|r| r.value);
            let attained = || {
                let ReadingOf::Component(read) = reading.of else { return None };
                let other = plan.components.iter().position(|c| c.id == read).and_then(|n| bases.get(n));
                let cell = other.and_then(|b| b.cells.first());
                cell.and_then(|c| c.to_date.credit.checked_div(c.quota?.value))
            };
            let value = set.or_else(attained);
            found.extend(own.cells.iter().map(|c| ((reading, c.person, c.period), value)));
        }
    }
    Prepared {
        plan: plan.id,
        days: Arc::new(Days::all(year)),
        people: vec![person],
        revenue: vec![Decimal::ZERO],
        bases,
        readings: found,
        parts: BTreeMap::new(),
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
    let Some(rule) = rule(component, &input.sold) else { return Vec::new() };
    let fallback = if matches!(component.pays, Pays::Bonus(_)) { Grain::Year } else { Grain::Month };
    let length = by.unwrap_or(component.terms.quota_per.unwrap_or(fallback));
    let pay = levels(plan, length, period, calendar);
    let sum = |all: &[Decimal]| [all.iter().fold(Decimal::ZERO, |sum, v| sum.saturating_add(*v))];
    let (whole, measured) = (sum(&input.values), sum(&input.positions));
    let (values, positions): (&[Decimal], &[Decimal]) = match by {
        Some(_) => (&whole, if input.positions.is_empty() { &[] } else { &measured }),
        None => (&input.values, &input.positions),
    };
    // As with records, an uplift multiplies where its filter lets what is sold through.
    let uplift = |value: Decimal, factor: fn(&Uplift) -> Decimal| {
        let own = component.terms.uplifts.iter().filter(|u| answers(&u.filter, &input.sold));
        own.fold(value, |value, u| value.saturating_mul(factor(u)))
    };
    let cell = |(n, value): (usize, &Decimal)| Cell {
        person: 0,
        period,
        rule,
        row: by
            .is_none()
            .then(|| RowRef { segment: SegmentId(Uuid::nil()), row: u32::try_from(n).unwrap_or(u32::MAX) }),
        day: plan.effective,
        before: Amounts::default(),
        to_date: Amounts {
            pay: uplift(*value, |u| u.pay),
            credit: uplift(*value, |u| u.quota),
            position: positions.get(n).copied(),
            happened: None,
        },
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

/// Cells of one accumulation and rule are one, as with records; cells per record stay apart.
fn together(component: &Component, cells: Vec<Cell>) -> Vec<Cell> {
    if grain(component.accumulate()).is_none() {
        let numbered = cells.into_iter().enumerate();
        let row =
            |n: usize| RowRef { segment: SegmentId(Uuid::nil()), row: u32::try_from(n).unwrap_or(u32::MAX) };
        return numbered.map(|(n, c)| Cell { row: Some(row(n)), ..c }).collect();
    }
    let mut made: Vec<Cell> = Vec::new();
    for cell in cells {
        match made.iter_mut().find(|c| c.rule == cell.rule) {
            Some(known) => {
                let (own, more) = (&mut known.to_date, cell.to_date);
                own.pay = own.pay.saturating_add(more.pay);
                own.credit = own.credit.saturating_add(more.credit);
                let positions = own.position.into_iter().chain(more.position);
                own.position = positions.reduce(Decimal::saturating_add);
                known.quota = known.quota.or(cell.quota);
            }
            None => made.push(cell),
        }
    }
    made
}

/// Whether what is sold answers a filter as far as it is named: what is left open answers nothing that is asked for.
fn answers(filter: &Filter, sold: &Filter) -> bool {
    fn any<T: PartialEq>(wanted: &[T], got: &[T]) -> bool {
        wanted.is_empty() || wanted.iter().any(|w| got.contains(w))
    }
    any(&filter.teams, &sold.teams)
        && any(&filter.people, &sold.people)
        && any(&filter.products, &sold.products)
        && any(&filter.categories, &sold.categories)
        && any(&filter.channels, &sold.channels)
        && any(&filter.territories, &sold.territories)
        && any(&filter.customers, &sold.customers)
}

/// The rule that takes what is sold, in the order of the rules for records; 0 is the component's own table. `None` where
/// the component does not look at it at all. Sales of which nothing is named are always the component's.
fn rule(component: &Component, sold: &Filter) -> Option<u16> {
    let own = Filter { teams: Vec::new(), people: Vec::new(), ..component.filter.clone() };
    if !sold.is_all() && !answers(&own, sold) {
        return None;
    }
    let rank = |filter: &Filter| {
        if !filter.products.is_empty() {
            3
        } else if !filter.categories.is_empty() {
            2
        } else {
            u8::from(!filter.is_all())
        }
    };
    let mut best: Option<(usize, u8)> = None;
    for (at, one) in component.terms.rules.iter().enumerate() {
        let rank = rank(&one.filter);
        if best.is_none_or(|(_, known)| rank > known) && answers(&one.filter, sold) {
            best = Some((at, rank));
        }
    }
    Some(best.map_or(0, |(at, _)| u16::try_from(at + 1).unwrap_or(u16::MAX)))
}

/// The part of the yearly levels for everybody that belongs to a period of some length.
fn levels(plan: &Plan, grain: Grain, period: Period, calendar: &Calendar) -> Shares {
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
