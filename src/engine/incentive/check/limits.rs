//! Checks of limits: caps, open ends, leverage; and of a plan against records.

use super::{Finding, FindingKind, found};
use crate::domain::Decimal;
use crate::domain::calendar::Grain;
use crate::domain::incentive::{
    Accumulate, CapOn, Component, MeasuredIn, PayLevel, PayOf, PayoutCurve, Pays, Plan, Tier, Whose,
};
use crate::domain::kpi::Base;
use crate::engine::incentive::Pay;
use crate::engine::incentive::base::{Prepared, grain};
use crate::engine::incentive::compile::PlanFault;
use crate::engine::incentive::payout::Payout;
use crate::engine::incentive::table::Table;

/// How many periods a year has.
fn periods(accumulate: Accumulate, quota_per: Option<Grain>) -> Decimal {
    Decimal::from(match grain(accumulate).or(quota_per).unwrap_or(Grain::Year) {
        Grain::HalfMonth => 24,
        Grain::Month => 12,
        Grain::Quarter => 4,
        Grain::HalfYear => 2,
        Grain::Year => 1,
    })
}

/// Caps against target pay and tiers, and components without any.
pub(super) fn caps(plan: &Plan, component: &Component, all: &mut Vec<Finding>) {
    let id = Some(component.id);
    let weight = component.terms.weight.unwrap_or(Decimal::ONE_HUNDRED) / Decimal::ONE_HUNDRED;
    let parts = periods(component.accumulate(), component.terms.quota_per);
    if let Pays::Bonus(bonus) = &component.pays {
        let named = |l: &PayLevel| if bonus.of == PayOf::Target { l.target } else { l.base };
        let amounts: Vec<Decimal> = plan.terms.pay.iter().filter_map(named).collect();
        if amounts.is_empty() {
            all.push(found(FindingKind::NoPayLevel, id));
        }
        let highest = amounts.into_iter().max().unwrap_or(Decimal::ZERO);
        let target = highest.saturating_mul(weight) / parts;
        if let Some(cap) = component.terms.cap {
            let below = match cap.on {
                CapOn::Payment => (cap.most < target).then_some((target, cap.most)),
                CapOn::TargetPay | CapOn::Attainment => {
                    (cap.most < Decimal::ONE).then_some((Decimal::ONE, cap.most))
                }
                CapOn::Rate => None,
            };
            if let Some((before, after)) = below {
                let cap = found(FindingKind::CapBelowTarget, id);
                all.push(Finding { before: Some(before), after: Some(after), ..cap });
            }
        }
    }
    unreachable_tiers(component, all);
    let limited = component.terms.cap.is_some_and(|c| c.on != CapOn::Rate) || plan.terms.cap.is_some();
    if !limited && open_ended(component) {
        all.push(found(FindingKind::Uncapped, id));
    }
}

/// Whether pay grows without end.
fn open_ended(component: &Component) -> bool {
    let open = |tiers: &[Tier]| tiers.last().is_some_and(|t| t.to.is_none() && t.value > Decimal::ZERO);
    match &component.pays {
        Pays::Table(table) => open(&table.tiers),
        Pays::Bonus(bonus) => match &bonus.curve {
            PayoutCurve::Linear => true,
            PayoutCurve::Points(_) => false,
            PayoutCurve::Multipliers(tiers) => open(tiers),
        },
        _ => false,
    }
}

/// Tiers that begin where a cap has already taken effect.
fn unreachable_tiers(component: &Component, all: &mut Vec<Finding>) {
    let Some(cap) = component.terms.cap else { return };
    let (tiers, table) = match &component.pays {
        Pays::Table(table) => (&table.tiers, Some(table)),
        Pays::Bonus(bonus) => match &bonus.curve {
            PayoutCurve::Multipliers(tiers) => (tiers, None),
            _ => return,
        },
        _ => return,
    };
    let in_amount = table.is_some_and(|t| t.measured == MeasuredIn::Amount);
    for (place, tier) in tiers.iter().enumerate() {
        let beyond = match cap.on {
            CapOn::Attainment => !in_amount && tier.from >= cap.most,
            CapOn::Payment if in_amount => {
                let own = table.and_then(|t| Table::new(t).ok()?.pay(tier.from));
                place > 0 && own.is_some_and(|pay| pay >= cap.most)
            }
            _ => false,
        };
        if beyond {
            let unreachable = found(FindingKind::Unreachable, Some(component.id));
            all.push(Finding {
                place: Some(place),
                at: Some(tier.from),
                after: Some(cap.most),
                ..unreachable
            });
        }
    }
}

/// (Base + highest incentive) ÷ base of every level that names both, where the highest incentive is known.
pub(super) fn leverage(plan: &Plan, all: &mut Vec<Finding>) {
    let limit = plan.terms.leverage.unwrap_or(Decimal::from(3));
    for (place, level) in plan.terms.pay.iter().enumerate() {
        let Some(base) = level.base.filter(|b| *b > Decimal::ZERO) else { continue };
        let Some(highest) = highest(plan, level) else { continue };
        let leverage = base.saturating_add(highest) / base;
        if leverage > limit {
            let (before, after) = (Some(limit), Some(leverage));
            all.push(Finding { place: Some(place), before, after, ..found(FindingKind::Leverage, None) });
        }
    }
}

/// The highest incentive of a year under a level of pay; `None` where a component is open-ended or depends on sales.
pub fn highest(plan: &Plan, level: &PayLevel) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for component in &plan.components {
        let parts = periods(component.accumulate(), component.terms.quota_per);
        let cap = component.terms.cap;
        let most = match (&component.pays, cap.map(|c| (c.on, c.most))) {
            (_, Some((CapOn::Payment, most))) => most.checked_mul(parts)?,
            (Pays::Bonus(bonus), cap) => {
                let pay = if bonus.of == PayOf::Target { level.target } else { level.base }?;
                let weight = component.terms.weight.unwrap_or(Decimal::ONE_HUNDRED) / Decimal::ONE_HUNDRED;
                let share = match (&bonus.curve, cap) {
                    (_, Some((CapOn::TargetPay, most))) => most,
                    (curve, Some((CapOn::Attainment, most))) => Payout::new(curve).ok()?.share(most)?.amount,
                    (PayoutCurve::Points(points), _) => points.iter().map(|p| p.share).max()?,
                    _ => return None,
                };
                pay.checked_mul(weight)?.checked_mul(share)?
            }
            (Pays::Fixed(fixed), _) => {
                level.base?.checked_mul(fixed.months)?.checked_div(Decimal::from(12))?
            }
            (Pays::Reward(_), _) => Decimal::ZERO,
            _ => return None,
        };
        sum = sum.checked_add(most)?;
    }
    Some(sum)
}

/// Checks a plan against records: cost over a year against the budget, tiers that nobody reached, and how much of the
/// pay depends on own sales alone.
///
/// # Errors
/// [`PlanFault`] as for [`Prepared::pay`].
pub fn check_records(plan: &Plan, prepared: &Prepared) -> Result<Vec<Finding>, PlanFault> {
    let mut all = Vec::new();
    let pay = prepared.pay(plan)?;
    let days = Decimal::from(prepared.span.days().max(1));
    let yearly = pay.cost.decimal().saturating_mul(Decimal::from(365)) / days;
    if let Some(budget) = plan.terms.budget.filter(|b| yearly > *b) {
        let (before, after) = (Some(budget), Some(yearly));
        all.push(Finding { before, after, ..found(FindingKind::Budget, None) });
    }
    for (component, bases) in plan.components.iter().zip(&prepared.bases) {
        let tiers = match &component.pays {
            Pays::Table(table) => &table.tiers,
            Pays::Bonus(bonus) => match &bonus.curve {
                PayoutCurve::Multipliers(tiers) => tiers,
                _ => continue,
            },
            _ => continue,
        };
        let measured = component.table().map_or(MeasuredIn::PercentOfQuota, |t| t.measured);
        let reached = bases.cells.iter().filter(|c| c.rule == 0).filter_map(|c| match measured {
            MeasuredIn::PercentOfQuota => c.to_date.credit.checked_div(c.quota?.value),
            MeasuredIn::Amount => Some(c.to_date.pay),
            MeasuredIn::Quantity | MeasuredIn::Field(_) => c.to_date.position,
        });
        let Some(most) = reached.max() else { continue };
        for (place, tier) in tiers.iter().enumerate().filter(|(_, t)| t.from > most) {
            let unreachable = found(FindingKind::Unreachable, Some(component.id));
            all.push(Finding { place: Some(place), at: Some(tier.from), after: Some(most), ..unreachable });
        }
    }
    if let Some(share) = own_sales(plan, &pay)
        && share > Decimal::new(9, 1)
    {
        all.push(Finding { after: Some(share), ..found(FindingKind::OwnSalesOnly, None) });
    }
    Ok(all)
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
