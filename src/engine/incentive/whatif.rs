//! What-if: every number of a plan as a parameter that can be moved, and bases at another attainment or quota.

use crate::domain::Decimal;
use crate::domain::id::PersonId;
use crate::domain::incentive::{
    Component, MeasuredIn, PayoutCurve, Pays, Plan, PoolOf, RateTable, SpiffKind, Tier,
};
use crate::engine::incentive::base::Prepared;

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

/// Whether a component pays by attainment.
fn in_quota(component: &Component) -> bool {
    let table = component.table().is_some_and(|t| t.measured == MeasuredIn::PercentOfQuota);
    table || matches!(component.pays, Pays::Bonus(_))
}

fn each_tier(at: usize, rule: usize, tiers: &mut [Tier], visit: &mut impl FnMut(Parameter, &mut Decimal)) {
    for (n, tier) in tiers.iter_mut().enumerate() {
        visit(Parameter::TierValue(at, rule, n), &mut tier.value);
        if let Some(to) = &mut tier.to {
            visit(Parameter::TierEnd(at, rule, n), to);
        }
    }
}

impl Prepared {
    /// The bases as if somebody, or everybody, had attained so much, 1 being the quota. What is measured by attainment is
    /// set to attainment × quota; the rest is multiplied by attainment ÷ the person's own ([`Prepared::attainment`]), and
    /// stays where there is none.
    #[must_use]
    pub fn at_attainment(&self, only: Option<PersonId>, attainment: Decimal) -> Prepared {
        let one = |at: usize| only.is_none_or(|o| self.people.get(at) == Some(&o)).then_some(attainment);
        self.at_attainments(one)
    }

    /// The same with an attainment of each person, by place; those without one stay as they are.
    #[must_use]
    pub fn at_attainments(&self, attainment: impl Fn(usize) -> Option<Decimal>) -> Prepared {
        let mut made = self.clone();
        let wanted: Vec<Option<Decimal>> = (0..self.people.len()).map(attainment).collect();
        let own = self.attainments();
        let factor = |(own, wanted): (&Option<Decimal>, &Option<Decimal>)| {
            wanted.as_ref()?.checked_div(own.filter(|a| *a > Decimal::ZERO)?)
        };
        let factors: Vec<Option<Decimal>> = own.iter().zip(&wanted).map(factor).collect();
        for (bases, component) in made.bases.iter_mut().zip(&self.shape.components) {
            let in_quota = in_quota(component);
            for cell in &mut bases.cells {
                let Some(attainment) = wanted.get(cell.person).copied().flatten() else { continue };
                made.supposed.insert(cell.person);
                let quota = cell
                    .quota
                    .map(|q| q.value)
                    .filter(|q| *q > Decimal::ZERO && in_quota && cell.row.is_none());
                let own = &mut cell.to_date;
                let factor = match quota {
                    Some(quota) => {
                        let credit = quota.saturating_mul(attainment);
                        let uplift = own.pay.checked_div(own.credit).unwrap_or(Decimal::ONE);
                        (own.pay, own.credit) = (credit.saturating_mul(uplift), credit);
                        continue;
                    }
                    None => factors.get(cell.person).copied().flatten(),
                };
                if let Some(factor) = factor {
                    own.pay = own.pay.saturating_mul(factor);
                    own.credit = own.credit.saturating_mul(factor);
                }
            }
        }
        made
    }

    /// The bases with every quota of somebody, or of everybody, multiplied.
    #[must_use]
    pub fn with_quotas(&self, only: Option<PersonId>, factor: Decimal) -> Prepared {
        let mut made = self.clone();
        for cell in made.bases.iter_mut().flat_map(|b| &mut b.cells) {
            if only.is_none_or(|o| self.people.get(cell.person) == Some(&o))
                && let Some(quota) = &mut cell.quota
            {
                quota.target = quota.target.saturating_mul(factor);
                quota.value = quota.value.saturating_mul(factor);
            }
        }
        made
    }
}

#[cfg(test)]
#[path = "whatif_tests.rs"]
mod tests;
