//! Checks of limits by the plan alone: caps, open ends, tiers behind a cap, leverage.

use super::most::{leverage_of, periods, runs, weight};
use super::{Finding, FindingKind, found};
use crate::domain::Decimal;
use crate::domain::incentive::{
    Cap, CapOn, Component, MeasuredIn, PayLevel, PayOf, PayoutCurve, Pays, Plan, RateTable, Tier, Worth,
};
use crate::engine::incentive::payout::Payout;
use crate::engine::incentive::table::{On, Table};

/// The highest amount that a level of the plan names; `None` where none does.
fn top(plan: &Plan, named: fn(&PayLevel) -> Option<Decimal>) -> Option<Decimal> {
    plan.terms.pay.iter().filter_map(named).max()
}

/// Caps against target pay and tiers, and components without any.
pub(super) fn caps(plan: &Plan, component: &Component, all: &mut Vec<Finding>) {
    let id = Some(component.id);
    let named: fn(&PayLevel) -> Option<Decimal> = if of_base(component) { |l| l.base } else { |l| l.target };
    if of_pay(component) && top(plan, named).is_none() {
        all.push(found(FindingKind::NoPayLevel, id));
    }
    if let Some((before, after)) = component.terms.cap.and_then(|cap| below_target(plan, component, cap)) {
        let cap = found(FindingKind::CapBelowTarget, id);
        all.push(Finding { before: Some(before), after: Some(after), ..cap });
    }
    unreachable(component, all);
    let limited = component.terms.cap.is_some_and(|c| c.on != CapOn::Rate) || plan.terms.cap.is_some();
    if !limited && open_ended(component) {
        all.push(found(FindingKind::Uncapped, id));
    }
}

/// Whether a component pays shares of target or base pay.
fn of_pay(component: &Component) -> bool {
    match &component.pays {
        Pays::Bonus(_) => true,
        Pays::Table(table) => {
            table.tiers.iter().any(|t| matches!(t.worth, Worth::TargetPay | Worth::BasePay))
        }
        _ => false,
    }
}

fn of_base(component: &Component) -> bool {
    match &component.pays {
        Pays::Bonus(bonus) => bonus.of == PayOf::Base,
        Pays::Table(table) => table.tiers.iter().any(|t| t.worth == Worth::BasePay),
        _ => false,
    }
}

fn by_quota(component: &Component) -> bool {
    match &component.pays {
        Pays::Bonus(_) => true,
        Pays::Table(table) => table.measured == MeasuredIn::PercentOfQuota,
        _ => false,
    }
}

/// What is paid at target, and the component's cap, where that lies below it.
fn below_target(plan: &Plan, component: &Component, cap: Cap) -> Option<(Decimal, Decimal)> {
    let parts = periods(component);
    match cap.on {
        CapOn::TargetPay => (cap.most < Decimal::ONE).then_some((Decimal::ONE, cap.most)),
        CapOn::Attainment => {
            (by_quota(component) && cap.most < Decimal::ONE).then_some((Decimal::ONE, cap.most))
        }
        CapOn::Payment => {
            let part = |pay: Option<Decimal>| pay.unwrap_or(Decimal::ZERO).checked_div(parts);
            let target_pay = part(top(plan, |l| l.target))?.checked_mul(weight(component))?;
            let base_pay = part(top(plan, |l| l.base))?;
            let at_target = match &component.pays {
                Pays::Bonus(bonus) if bonus.of == PayOf::Target => target_pay,
                Pays::Bonus(bonus) => {
                    base_pay.checked_mul(Payout::new(&bonus.curve).ok()?.share(Decimal::ONE)?.amount)?
                }
                Pays::Table(table) if in_money(table) && by_quota(component) => {
                    Table::new(table).ok()?.pay_on(&On { target_pay, base_pay, ..On::value(Decimal::ONE) })?
                }
                _ => return None,
            };
            (cap.most < at_target).then_some((at_target, cap.most))
        }
        CapOn::Rate => None,
    }
}

/// Whether every tier of a table is worth an amount, so that what it pays does not depend on the quota.
fn in_money(table: &RateTable) -> bool {
    table.tiers.iter().all(|t| t.worth != Worth::Plain)
}

/// The cap of the statement against the highest target pay of a run.
pub(super) fn statement(plan: &Plan, all: &mut Vec<Finding>) {
    let Some(cap) = plan.terms.cap else { return };
    let below = match cap.on {
        CapOn::TargetPay => (cap.most < Decimal::ONE).then_some(Decimal::ONE),
        CapOn::Payment => {
            let target = top(plan, |l| l.target).and_then(|t| t.checked_div(runs(plan)));
            target.filter(|target| cap.most < *target)
        }
        CapOn::Rate | CapOn::Attainment => None,
    };
    if let Some(before) = below {
        let (before, after) = (Some(before), Some(cap.most));
        all.push(Finding { before, after, ..found(FindingKind::CapBelowTarget, None) });
    }
}

/// Whether pay grows without end.
fn open_ended(component: &Component) -> bool {
    let open = |tiers: &[Tier]| tiers.last().is_some_and(|t| t.to.is_none() && t.value > Decimal::ZERO);
    match &component.pays {
        Pays::Table(table) => {
            open(&table.tiers) || component.terms.rules.iter().any(|r| open(&r.table.tiers))
        }
        Pays::Bonus(bonus) => match &bonus.curve {
            PayoutCurve::Linear => true,
            PayoutCurve::Points(_) => false,
            PayoutCurve::Multipliers(tiers) => open(tiers),
        },
        _ => false,
    }
}

/// Tiers and points that begin where a cap has already taken effect. The place counts the tiers of all tables.
fn unreachable(component: &Component, all: &mut Vec<Finding>) {
    let Some(cap) = component.terms.cap else { return };
    let mut say = |place: usize, at: Decimal| {
        let unreachable = found(FindingKind::Unreachable, Some(component.id));
        all.push(Finding { place: Some(place), at: Some(at), after: Some(cap.most), ..unreachable });
    };
    let mut start = 0;
    match &component.pays {
        Pays::Table(own) => {
            for table in std::iter::once(own).chain(component.terms.rules.iter().map(|r| &r.table)) {
                for (place, tier) in table.tiers.iter().enumerate() {
                    if (place > 0 || cap.on == CapOn::Attainment) && beyond(table, tier, cap) {
                        say(start + place, tier.from);
                    }
                }
                start += table.tiers.len();
            }
        }
        Pays::Bonus(bonus) => {
            let Ok(curve) = Payout::new(&bonus.curve) else { return };
            let full = |at: Decimal| match cap.on {
                CapOn::Attainment => at >= cap.most,
                CapOn::TargetPay => curve.share(at).is_some_and(|e| e.amount >= cap.most),
                CapOn::Payment | CapOn::Rate => false,
            };
            match &bonus.curve {
                PayoutCurve::Linear => {}
                PayoutCurve::Multipliers(tiers) => {
                    for (place, tier) in tiers.iter().enumerate().filter(|(_, t)| full(t.from)) {
                        say(place, tier.from);
                    }
                }
                PayoutCurve::Points(points) => {
                    for (place, pair) in points.windows(2).enumerate() {
                        if let [before, point] = pair
                            && full(before.at)
                        {
                            say(place + 1, point.at);
                        }
                    }
                }
            }
        }
        _ => {}
    }
}

/// Whether a tier of a table begins where the cap holds already, as far as the plan alone can tell.
fn beyond(table: &RateTable, tier: &Tier, cap: Cap) -> bool {
    let by_quota = table.measured == MeasuredIn::PercentOfQuota;
    let pays = |on: On| Table::new(table).ok().and_then(|t| t.pay_on(&on)).is_some_and(|pay| pay >= cap.most);
    let only = |worth| table.tiers.iter().all(|t| t.worth == worth);
    match cap.on {
        CapOn::Attainment => by_quota && tier.from >= cap.most,
        CapOn::Payment => {
            (table.measured == MeasuredIn::Amount || only(Worth::Amount)) && pays(On::value(tier.from))
        }
        CapOn::TargetPay => {
            only(Worth::TargetPay) && pays(On { target_pay: Decimal::ONE, ..On::value(tier.from) })
        }
        CapOn::Rate => false,
    }
}

/// (Base + highest incentive) ÷ base of every level that names a base, where the highest incentive is bounded.
pub(super) fn leverage(plan: &Plan, all: &mut Vec<Finding>) {
    let limit = plan.terms.leverage.unwrap_or(Decimal::from(3));
    for (place, level) in plan.terms.pay.iter().enumerate() {
        if let Some(leverage) = leverage_of(plan, level).filter(|l| *l > limit) {
            let (before, after) = (Some(limit), Some(leverage));
            all.push(Finding { place: Some(place), before, after, ..found(FindingKind::Leverage, None) });
        }
    }
}
