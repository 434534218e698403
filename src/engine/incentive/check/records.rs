//! Checks of a plan against records: cost, tiers that nobody reached, what the highest earner got, and what the pay depends
//! on.

use super::{Finding, FindingKind, found};
use crate::domain::id::KpiId;
use crate::domain::incentive::{
    CapOn, Component, MeasuredIn, PayoutCurve, Pays, Plan, RateTable, ReadingOf, Tier, Whose, Worth,
};
use crate::domain::kpi::{Base, Label, Library};
use crate::domain::{Dataset, Decimal};
use crate::engine::incentive::Pay;
use crate::engine::incentive::base::{Bases, Cell, Prepared};
use crate::engine::incentive::compile::PlanFault;
use crate::engine::incentive::shape::readings;
use crate::engine::incentive::table::Table;

/// An amount of pay in the workspace's currency, in which budget, revenue and base pay are: at the plan's own rate, whatever
/// the market's were.
fn at_home(plan: &Plan, paid: Decimal) -> Decimal {
    let rate = plan.terms.pay_in.as_ref().map(|p| p.fixed);
    rate.and_then(|rate| paid.checked_div(rate)).unwrap_or(paid)
}

/// Cost ÷ booked revenue, both in the workspace's currency; `None` without revenue.
pub fn cost_rate(plan: &Plan, pay: &Pay) -> Option<Decimal> {
    at_home(plan, pay.cost.decimal()).checked_div(pay.revenue)
}

/// Checks a plan against records: cost over a year against the budget, cost against revenue, tiers that nobody reached or
/// that every quota puts behind a cap, the leverage of the highest earners, and how much of the pay depends on own sales
/// alone.
///
/// # Errors
/// [`PlanFault`] as for [`Prepared::pay`].
pub fn check_records(plan: &Plan, prepared: &Prepared) -> Result<Vec<Finding>, PlanFault> {
    let mut all = Vec::new();
    let pay = prepared.pay(plan)?;
    let yearly = |major: Decimal| {
        major.saturating_mul(Decimal::from(365)) / Decimal::from(prepared.span().days().max(1))
    };
    let cost = yearly(at_home(plan, pay.cost.decimal()));
    if let Some(budget) = plan.terms.budget.filter(|b| cost > *b) {
        let (before, after) = (Some(budget), Some(cost));
        all.push(Finding { before, after, ..found(FindingKind::Budget, None) });
    }
    if let (Some(limit), Some(rate)) = (plan.terms.cost_rate, cost_rate(plan, &pay))
        && rate > limit
    {
        all.push(Finding { before: Some(limit), after: Some(rate), ..found(FindingKind::CostRate, None) });
    }
    for (component, bases) in plan.components.iter().zip(&prepared.bases) {
        reached(component, bases, &mut all);
    }
    all.extend(leverage_seen(plan, prepared, &pay, yearly));
    if let Some(share) = own_sales(plan, &pay)
        && share > Decimal::new(9, 1)
    {
        all.push(Finding { after: Some(share), ..found(FindingKind::OwnSalesOnly, None) });
    }
    Ok(all)
}

/// The tables of a component, its own first, with what they measure.
fn tables(component: &Component) -> Vec<(&[Tier], MeasuredIn, Option<&RateTable>)> {
    match &component.pays {
        Pays::Table(own) => {
            let rules = component.terms.rules.iter().map(|r| &r.table);
            std::iter::once(own).chain(rules).map(|t| (t.tiers.as_slice(), t.measured, Some(t))).collect()
        }
        Pays::Bonus(bonus) => match &bonus.curve {
            PayoutCurve::Multipliers(tiers) => vec![(tiers.as_slice(), MeasuredIn::PercentOfQuota, None)],
            PayoutCurve::Linear | PayoutCurve::Points(_) => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Tiers that nobody reached, and those that the cap makes unreachable with everybody's quota.
fn reached(component: &Component, bases: &Bases, all: &mut Vec<Finding>) {
    let mut start = 0;
    for (rule, (tiers, measured, table)) in tables(component).into_iter().enumerate() {
        let own = || bases.cells.iter().filter(|c| usize::from(c.rule) == rule);
        let value = |c: &Cell| match measured {
            MeasuredIn::PercentOfQuota => c.to_date.credit.checked_div(c.quota?.value),
            MeasuredIn::Amount => Some(c.to_date.pay),
            MeasuredIn::Quantity | MeasuredIn::Field(_) => c.to_date.position,
        };
        let capped = |tier: &Tier| behind_cap(component, table?, own(), tier);
        let most = own().filter_map(value).max();
        for (place, tier) in tiers.iter().enumerate() {
            let after = capped(tier).filter(|_| place > 0).or(most.filter(|most| tier.from > *most));
            if let Some(after) = after {
                let unreachable = found(FindingKind::Unreachable, Some(component.id));
                let (place, at) = (Some(start + place), Some(tier.from));
                all.push(Finding { place, at, after: Some(after), ..unreachable });
            }
        }
        start += tiers.len();
    }
}

/// The payment cap where a tier in percent of quota lies behind it for everybody: even with the smallest quota it is
/// reached only after the cap holds.
fn behind_cap<'a>(
    component: &Component,
    table: &RateTable,
    cells: impl Iterator<Item = &'a Cell>,
    tier: &Tier,
) -> Option<Decimal> {
    let cap = component.terms.cap.filter(|c| c.on == CapOn::Payment)?;
    let by_rate =
        table.measured == MeasuredIn::PercentOfQuota && table.tiers.iter().all(|t| t.worth == Worth::Plain);
    let smallest = cells.filter_map(|c| c.quota).map(|q| q.value).filter(|q| *q > Decimal::ZERO).min()?;
    let pay = Table::new(table).ok()?.pay(tier.from)?.checked_mul(smallest)?;
    (by_rate && pay >= cap.most).then_some(cap.most)
}

/// For each level of pay the highest (base + incentive) ÷ base of the year looked at, where it exceeds the limit.
fn leverage_seen(
    plan: &Plan,
    prepared: &Prepared,
    pay: &Pay,
    yearly: impl Fn(Decimal) -> Decimal,
) -> Vec<Finding> {
    let limit = plan.terms.leverage.unwrap_or(Decimal::from(3));
    let level = |person: usize| {
        let cells = prepared.bases.iter().flat_map(|b| &b.cells).filter(move |c| c.person == person);
        cells.filter_map(|c| c.pay.base.last()).map(|(level, _)| *level).next_back()
    };
    let mut most: Vec<Option<Decimal>> = vec![None; plan.terms.pay.len()];
    for (at, person) in pay.people.iter().enumerate() {
        let Some(place) = level(at) else { continue };
        let base = plan.terms.pay.get(place).and_then(|l| l.base).filter(|b| *b > Decimal::ZERO);
        let Some(base) = base else { continue };
        let paid = crate::domain::Money { minor: person.minor, currency: pay.cost.currency };
        let earned = yearly(at_home(plan, paid.decimal()));
        let leverage = base.saturating_add(earned) / base;
        if let Some(known) = most.get_mut(place) {
            *known = Some(known.map_or(leverage, |k| k.max(leverage)));
        }
    }
    let seen = most.into_iter().enumerate().filter_map(|(place, l)| Some((place, l.filter(|l| *l > limit)?)));
    seen.map(|(place, leverage)| Finding {
        place: Some(place),
        before: Some(limit),
        after: Some(leverage),
        ..found(FindingKind::LeverageSeen, None)
    })
    .collect()
}

/// On what a component depends besides own sales.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Depends {
    team: bool,
    margin: bool,
    satisfaction: bool,
    other: bool,
}

/// Which shares of what is paid depend on what. A component may depend on several things, so the shares may exceed the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// On own sales and nothing else.
    pub own: Decimal,
    /// On the team or the company.
    pub team: Decimal,
    /// On margin or cost.
    pub margin: Decimal,
    /// On customer satisfaction.
    pub satisfaction: Decimal,
    /// On scores, appraisals or other KPIs.
    pub other: Decimal,
}

/// On what the pay depends; `None` where nothing is paid.
pub fn balance(data: &Dataset, plan: &Plan, pay: &Pay) -> Option<Balance> {
    let depends: Vec<Depends> = plan.components.iter().map(|c| depends(data, plan, c, true)).collect();
    let share = |of: fn(&Depends) -> bool| {
        let (mut part, mut all) = (0_i64, 0_i64);
        for line in pay.people.iter().flat_map(|p| &p.lines) {
            all = all.checked_add(line.minor)?;
            if depends.get(line.component).is_some_and(of) {
                part = part.checked_add(line.minor)?;
            }
        }
        if all > 0 { Decimal::from(part).checked_div(Decimal::from(all)) } else { None }
    };
    Some(Balance {
        own: own_sales(plan, pay)?,
        team: share(|d| d.team)?,
        margin: share(|d| d.margin)?,
        satisfaction: share(|d| d.satisfaction)?,
        other: share(|d| d.other)?,
    })
}

/// `further`: whether the components that it reads count as well.
fn depends(data: &Dataset, plan: &Plan, component: &Component, further: bool) -> Depends {
    let mut found = Depends {
        team: component.terms.whose != Whose::Own || matches!(component.pays, Pays::Pool(_)),
        margin: matches!(component.base, Base::Margin | Base::Cost) && component.terms.kpi.is_none(),
        ..Depends::default()
    };
    if let Some(kpi) = component.terms.kpi {
        of_kpi(data, kpi, &mut found);
    }
    for reading in readings(component) {
        found.team |= reading.whose != Whose::Own;
        match reading.of {
            ReadingOf::Kpi(kpi) | ReadingOf::KpiAttainment(kpi) => of_kpi(data, kpi, &mut found),
            ReadingOf::Score | ReadingOf::Appraisal | ReadingOf::Multiplier => found.other = true,
            ReadingOf::Component(id) => {
                let read = plan.components.iter().find(|c| c.id == id).filter(|_| further);
                if let Some(read) = read.map(|c| depends(data, plan, c, false)) {
                    found.team |= read.team;
                    found.margin |= read.margin;
                    found.satisfaction |= read.satisfaction;
                    found.other |= read.other;
                }
            }
        }
    }
    found
}

/// What a KPI is about: by its name in the library, or by what its formula names.
fn of_kpi(data: &Dataset, kpi: KpiId, found: &mut Depends) {
    let Some(kpi) = data.kpis.get(kpi) else {
        found.other = true;
        return;
    };
    let words: Vec<&str> = kpi.formula.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    let measures = data.measures.iter().filter(|m| words.contains(&m.key.as_str())).map(|m| &m.label);
    let kpis = data.kpis.iter().filter(|k| words.contains(&k.key.as_str())).map(|k| &k.label);
    let labels: Vec<&Label> = std::iter::once(&kpi.label).chain(measures).chain(kpis).collect();
    let any =
        |wanted: &[Library]| labels.iter().any(|l| matches!(l, Label::Library(one) if wanted.contains(one)));
    let (margin, satisfaction) =
        (any(&[Library::Margin, Library::MarginRate, Library::Cost]), any(&[Library::Satisfaction]));
    found.margin |= margin;
    found.satisfaction |= satisfaction;
    found.other |= !margin && !satisfaction && kpi.label != Label::Library(Library::Revenue);
}

/// Which share of what is paid depends on the person's own sales alone, not on team, margin, satisfaction or another
/// KPI. `None` where nothing is paid.
pub fn own_sales(plan: &Plan, pay: &Pay) -> Option<Decimal> {
    let alone = |c: &Component| {
        let sales = !matches!(c.base, Base::Margin | Base::Cost);
        let team = c.terms.whose != Whose::Own || matches!(c.pays, Pays::Pool(_) | Pays::Fixed(_));
        sales && !team && c.terms.kpi.is_none() && c.terms.gate.is_none() && c.terms.modifiers.is_empty()
    };
    let (mut own, mut all) = (0_i64, 0_i64);
    for line in pay.people.iter().flat_map(|p| &p.lines) {
        all = all.checked_add(line.minor)?;
        if plan.components.get(line.component).is_some_and(alone) {
            own = own.checked_add(line.minor)?;
        }
    }
    if all > 0 { Decimal::from(own).checked_div(Decimal::from(all)) } else { None }
}

#[cfg(test)]
#[path = "records_tests.rs"]
mod tests;
