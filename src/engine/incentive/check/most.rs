//! The highest incentive of a year under a level of pay, where the plan itself bounds it: for leverage and upside.

use crate::domain::Decimal;
use crate::domain::calendar::Grain;
use crate::domain::incentive::{
    Bonus, CapOn, Component, MeasuredIn, PayLevel, PayOf, PayoutCurve, Pays, Plan, PoolOf, RateTable, Spiff,
    SpiffKind, Tier, TierMode, Worth,
};
use crate::engine::incentive::base::grain;
use crate::engine::incentive::payout::Payout;
use crate::engine::incentive::table::{On, Table};

/// How many such periods a year has.
fn in_a_year(grain: Grain) -> Decimal {
    Decimal::from(match grain {
        Grain::HalfMonth => 24,
        Grain::Month => 12,
        Grain::Quarter => 4,
        Grain::HalfYear => 2,
        Grain::Year => 1,
    })
}

/// How many accumulations of a component a year has; for a component per record the periods of its quota.
pub(super) fn periods(component: &Component) -> Decimal {
    in_a_year(grain(component.accumulate()).or(component.terms.quota_per).unwrap_or(Grain::Year))
}

/// How many runs a year has: a plan pays as often as its shortest accumulation ends, every month for single records.
pub(super) fn runs(plan: &Plan) -> Decimal {
    let of = |c: &Component| grain(c.accumulate()).unwrap_or(Grain::Month);
    in_a_year(plan.components.iter().map(of).min().unwrap_or(Grain::Month))
}

/// The component's part of target pay.
pub(super) fn weight(component: &Component) -> Decimal {
    component.terms.weight.unwrap_or(Decimal::ONE_HUNDRED) / Decimal::ONE_HUNDRED
}

/// The highest incentive of a year under a level of pay; `None` where neither the components nor the statement's cap bound it.
pub fn highest(plan: &Plan, level: &PayLevel) -> Option<Decimal> {
    let statement = plan.terms.cap.and_then(|cap| match cap.on {
        CapOn::TargetPay => level.target?.checked_mul(cap.most),
        CapOn::Payment => cap.most.checked_mul(runs(plan)),
        CapOn::Rate | CapOn::Attainment => None,
    });
    let parts = plan.components.iter().try_fold(Decimal::ZERO, |sum, c| sum.checked_add(most(c, level)?));
    match (parts, statement) {
        (Some(parts), Some(statement)) => Some(parts.min(statement)),
        (parts, statement) => parts.or(statement),
    }
}

/// (Base + highest incentive) ÷ base of a level that names a base; `None` where the highest incentive is not bounded.
pub fn leverage_of(plan: &Plan, level: &PayLevel) -> Option<Decimal> {
    let base = level.base.filter(|b| *b > Decimal::ZERO)?;
    base.checked_add(highest(plan, level)?)?.checked_div(base)
}

/// Highest incentive ÷ target pay of a level that names it.
pub fn upside(plan: &Plan, level: &PayLevel) -> Option<Decimal> {
    let target = level.target.filter(|t| *t > Decimal::ZERO)?;
    highest(plan, level)?.checked_div(target)
}

/// The most that a component pays in a year, after cap and modifiers in the plan's order.
fn most(component: &Component, level: &PayLevel) -> Option<Decimal> {
    let terms = &component.terms;
    let factor = terms.modifiers.iter().try_fold(Decimal::ONE, |product, modifier| {
        let shares = modifier.points.iter().map(|p| p.share);
        let most = if modifier.reading.is_some() { shares.max() } else { shares.take(1).next() };
        product.checked_mul(most.unwrap_or(Decimal::ONE))
    })?;
    let by_record = grain(component.accumulate()).is_none();
    let cap = terms.cap.and_then(|cap| match cap.on {
        // A payment per record is bounded, but not how many there are.
        CapOn::Payment if by_record => None,
        CapOn::Payment => cap.most.checked_mul(periods(component)),
        CapOn::TargetPay if by_record => None,
        CapOn::TargetPay => level.target?.checked_mul(weight(component))?.checked_mul(cap.most),
        CapOn::Rate | CapOn::Attainment => None,
    });
    let capped = |earned: Option<Decimal>| match (earned, cap) {
        (Some(earned), Some(cap)) => Some(earned.min(cap)),
        (earned, cap) => earned.or(cap),
    };
    let earned = earned(component, level);
    if terms.modifies_first {
        capped(earned.and_then(|e| e.checked_mul(factor)))
    } else {
        capped(earned)?.checked_mul(factor)
    }
}

/// The most that table or curve come to in a year.
fn earned(component: &Component, level: &PayLevel) -> Option<Decimal> {
    let parts = periods(component);
    match &component.pays {
        Pays::Table(table) => {
            grain(table.accumulate)?;
            let rules = component.terms.rules.iter().map(|r| &r.table);
            let one = |t| of_table(component, t, level, parts);
            let sum = std::iter::once(table)
                .chain(rules)
                .try_fold(Decimal::ZERO, |sum, t| sum.checked_add(one(t)?));
            sum?.checked_mul(parts)
        }
        Pays::Bonus(bonus) => {
            let pay = if bonus.of == PayOf::Target {
                level.target?.checked_mul(weight(component))?
            } else {
                level.base?
            };
            pay.checked_mul(share(component, bonus)?)
        }
        Pays::Spiff(spiff) => of_spiff(spiff, parts),
        Pays::Pool(pool) => match pool.of {
            PoolOf::Amount(amount) => amount.checked_mul(parts),
            PoolOf::Rate(_) => None,
        },
        Pays::Fixed(fixed) => level.base?.checked_mul(fixed.months)?.checked_div(Decimal::from(12)),
        Pays::Reward(_) => Some(Decimal::ZERO),
    }
}

fn of_spiff(spiff: &Spiff, parts: Decimal) -> Option<Decimal> {
    match &spiff.kind {
        SpiffKind::Fixed { amount } => amount.checked_mul(parts),
        SpiffKind::First { count, amount } => amount.checked_mul(Decimal::from(*count)),
        SpiffKind::Ranking { prizes } => prizes.iter().max()?.checked_mul(parts),
        SpiffKind::PerStep { .. } | SpiffKind::PerRecord { .. } => None,
    }
}

/// The limit of the attainment that counts.
fn attainment_cap(component: &Component) -> Option<Decimal> {
    component.terms.cap.filter(|c| c.on == CapOn::Attainment).map(|c| c.most)
}

/// Where a list of tiers can be at its highest: at every end, and at the cap of attainment.
fn ends(tiers: &[Tier], cap: Option<Decimal>) -> Vec<Decimal> {
    let all = tiers.iter().flat_map(|t| [Some(t.from), t.to]).flatten().chain(cap);
    all.filter(|at| cap.is_none_or(|cap| *at <= cap)).collect()
}

/// Whether a rate goes on for ever: an open tier, or a retroactive one, which keeps its rate beyond its end.
fn endless(tiers: &[Tier]) -> bool {
    let last = tiers.last();
    last.is_some_and(|t| t.value > Decimal::ZERO && (t.to.is_none() || t.mode == TierMode::Retroactive))
}

/// The most that a rate table pays in one accumulation. `None` where that depends on what is sold or on the quota.
fn of_table(component: &Component, table: &RateTable, level: &PayLevel, parts: Decimal) -> Option<Decimal> {
    let rates = table.tiers.iter().any(|t| t.worth == Worth::Plain && t.mode != TierMode::Interpolated);
    let by_quota = table.measured == MeasuredIn::PercentOfQuota;
    let cap = attainment_cap(component).filter(|_| by_quota);
    if rates && (table.measured != MeasuredIn::Amount || endless(&table.tiers)) {
        return None;
    }
    let made = Table::new(table).ok()?;
    let of_pay = |worth, pay: Option<Decimal>| {
        let asked = table.tiers.iter().any(|t| t.worth == worth);
        if asked { pay?.checked_div(parts) } else { Some(Decimal::ZERO) }
    };
    let target_pay = of_pay(Worth::TargetPay, level.target)?.checked_mul(weight(component))?;
    let base_pay = of_pay(Worth::BasePay, level.base)?;
    let pay = |at| made.pay_on(&On { target_pay, base_pay, ..On::value(at) });
    ends(&table.tiers, cap).into_iter().map(pay).collect::<Option<Vec<_>>>()?.into_iter().max()
}

/// The largest share of pay that a bonus comes to.
fn share(component: &Component, bonus: &Bonus) -> Option<Decimal> {
    let cap = attainment_cap(component);
    let curve = Payout::new(&bonus.curve).ok()?;
    let candidates = match &bonus.curve {
        PayoutCurve::Linear => vec![cap?],
        PayoutCurve::Points(points) => {
            let all = points.iter().map(|p| p.at).chain(cap);
            all.filter(|at| cap.is_none_or(|cap| *at <= cap)).collect()
        }
        PayoutCurve::Multipliers(tiers) if cap.is_none() && endless(tiers) => return None,
        PayoutCurve::Multipliers(tiers) => ends(tiers, cap),
    };
    let all = candidates.into_iter().map(|at| curve.share(at).map(|e| e.amount));
    all.collect::<Option<Vec<_>>>()?.into_iter().max()
}
