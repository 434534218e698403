//! What-if: every number of a plan as a parameter that can be moved.

use crate::domain::Decimal;
use crate::domain::incentive::{PayoutCurve, Pays, Plan, PoolOf, RateTable, SpiffKind, Tier};

/// One number of a plan. Places count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Parameter {
    /// The value of a tier: component, rule (0 is the own table), tier. Multipliers of a bonus count as its table.
    TierValue(usize, usize, usize),
    /// The upper end of a tier, which is the lower end of the next.
    TierEnd(usize, usize, usize),
    /// The share at a point of a payout curve.
    PointShare(usize, usize),
    /// The attainment of a point of a payout curve.
    PointAt(usize, usize),
    /// A component's weight in percent.
    Weight(usize),
    /// A component's cap.
    Cap(usize),
    /// The value that opens a component's gate.
    Gate(usize),
    /// The factor at a point of a component's modifier: component, modifier, point.
    Factor(usize, usize, usize),
    /// The rate or amount of a pool.
    Pool(usize),
    /// The amount of a SPIFF; for a ranking the prize of a rank.
    Spiff(usize, usize),
    /// Months of a fixed bonus.
    Months(usize),
    /// Yearly target pay of a level.
    TargetPay(usize),
    /// Yearly base pay of a level.
    BasePay(usize),
    /// The draw of a run.
    Draw,
    /// The statement's cap.
    StatementCap,
    /// Percent held back.
    Holdback,
}

/// Every parameter of a plan with its value, in the order of the plan.
pub fn parameters(plan: &Plan) -> Vec<(Parameter, Decimal)> {
    let mut found = Vec::new();
    let mut copy = plan.clone();
    each(&mut copy, |parameter, value| found.push((parameter, *value)));
    found
}

/// The value of a parameter; `None` where the plan has none such.
pub fn value(plan: &Plan, parameter: Parameter) -> Option<Decimal> {
    parameters(plan).into_iter().find(|(p, _)| *p == parameter).map(|(_, v)| v)
}

/// The plan with other values of some parameters; those it does not have change nothing. Neighbouring tiers stay
/// neighbours.
pub fn with(plan: &Plan, moved: &[(Parameter, Decimal)]) -> Plan {
    let mut plan = plan.clone();
    each(&mut plan, |parameter, value| {
        if let Some((_, to)) = moved.iter().find(|(p, _)| *p == parameter) {
            *value = *to;
        }
    });
    // A lower end follows the upper end of the tier below.
    for component in &mut plan.components {
        match &mut component.pays {
            Pays::Table(table) => join(&mut table.tiers),
            Pays::Bonus(bonus) => {
                if let PayoutCurve::Multipliers(tiers) = &mut bonus.curve {
                    join(tiers);
                }
            }
            _ => {}
        }
        component.terms.rules.iter_mut().for_each(|r| join(&mut r.table.tiers));
    }
    plan
}

fn join(tiers: &mut [Tier]) {
    let mut end = None;
    for tier in tiers {
        if let Some(end) = end {
            tier.from = end;
        }
        end = tier.to;
    }
}

/// Visits every parameter of a plan.
fn each(plan: &mut Plan, mut visit: impl FnMut(Parameter, &mut Decimal)) {
    use Parameter as P;
    for (at, component) in plan.components.iter_mut().enumerate() {
        match &mut component.pays {
            Pays::Table(RateTable { tiers, .. }) => each_tier(at, 0, tiers, &mut visit),
            Pays::Bonus(bonus) => match &mut bonus.curve {
                PayoutCurve::Linear => {}
                PayoutCurve::Points(points) => {
                    for (n, point) in points.iter_mut().enumerate() {
                        visit(P::PointAt(at, n), &mut point.at);
                        visit(P::PointShare(at, n), &mut point.share);
                    }
                }
                PayoutCurve::Multipliers(tiers) => each_tier(at, 0, tiers, &mut visit),
            },
            Pays::Spiff(spiff) => match &mut spiff.kind {
                SpiffKind::Fixed { amount }
                | SpiffKind::PerStep { amount, .. }
                | SpiffKind::PerRecord { amount }
                | SpiffKind::First { amount, .. } => visit(P::Spiff(at, 0), amount),
                SpiffKind::Ranking { prizes } => {
                    prizes.iter_mut().enumerate().for_each(|(n, prize)| visit(P::Spiff(at, n), prize));
                }
            },
            Pays::Pool(pool) => match &mut pool.of {
                PoolOf::Rate(number) | PoolOf::Amount(number) => visit(P::Pool(at), number),
            },
            Pays::Fixed(fixed) => visit(P::Months(at), &mut fixed.months),
            Pays::Reward(_) => {}
        }
        let terms = &mut component.terms;
        for (n, rule) in terms.rules.iter_mut().enumerate() {
            each_tier(at, n + 1, &mut rule.table.tiers, &mut visit);
        }
        if let Some(weight) = &mut terms.weight {
            visit(P::Weight(at), weight);
        }
        if let Some(cap) = &mut terms.cap {
            visit(P::Cap(at), &mut cap.most);
        }
        if let Some(gate) = &mut terms.gate {
            visit(P::Gate(at), &mut gate.least);
        }
        for (n, modifier) in terms.modifiers.iter_mut().enumerate() {
            let points = modifier.points.iter_mut().enumerate();
            points.for_each(|(p, point)| visit(P::Factor(at, n, p), &mut point.share));
        }
    }
    for (n, level) in plan.terms.pay.iter_mut().enumerate() {
        if let Some(target) = &mut level.target {
            visit(P::TargetPay(n), target);
        }
        if let Some(base) = &mut level.base {
            visit(P::BasePay(n), base);
        }
    }
    if let Some(draw) = &mut plan.terms.draw {
        visit(P::Draw, &mut draw.amount);
    }
    if let Some(cap) = &mut plan.terms.cap {
        visit(P::StatementCap, &mut cap.most);
    }
    if let Some(holdback) = &mut plan.terms.holdback {
        visit(P::Holdback, &mut holdback.share);
    }
}

fn each_tier(at: usize, rule: usize, tiers: &mut [Tier], visit: &mut impl FnMut(Parameter, &mut Decimal)) {
    for (n, tier) in tiers.iter_mut().enumerate() {
        visit(Parameter::TierValue(at, rule, n), &mut tier.value);
        if let Some(to) = &mut tier.to {
            visit(Parameter::TierEnd(at, rule, n), to);
        }
    }
}

#[cfg(test)]
#[path = "whatif_tests.rs"]
mod tests;
