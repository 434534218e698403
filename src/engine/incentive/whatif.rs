//! What-if: every number of a plan as a parameter that can be moved.

use crate::domain::Decimal;
use crate::domain::incentive::{
    ClawbackShare, Component, ComponentTerms, Due, PayoutCurve, Pays, Plan, PlanNumber as N, PlanTerms,
    PoolOf, PoolShares, Spiff, SpiffKind, Tier,
};
use rust_decimal::prelude::ToPrimitive;

pub use crate::domain::incentive::Parameter;

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
/// neighbours; what is counted is a whole number.
pub fn with(plan: &Plan, moved: &[(Parameter, Decimal)]) -> Plan {
    let mut plan = plan.clone();
    each(&mut plan, |parameter, value| {
        if let Some((_, to)) = moved.iter().find(|(p, _)| *p == parameter) {
            *value = *to;
        }
    });
    // A lower end follows the upper end of the tier below.
    for component in &mut plan.components {
        if let Some(tiers) = tiers(&mut component.pays) {
            join(tiers);
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

/// The tiers of a component's own table, or of its multipliers.
fn tiers(pays: &mut Pays) -> Option<&mut Vec<Tier>> {
    match pays {
        Pays::Table(table) => Some(&mut table.tiers),
        Pays::Bonus(bonus) => match &mut bonus.curve {
            PayoutCurve::Multipliers(tiers) => Some(tiers),
            PayoutCurve::Linear | PayoutCurve::Points(_) => None,
        },
        _ => None,
    }
}

fn place(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// Takes the numbers of one owner, a component or the plan as a whole, one after the other.
struct Take<'a, F> {
    visit: &'a mut F,
    of: Option<crate::domain::id::ComponentId>,
}

impl<F: FnMut(Parameter, &mut Decimal)> Take<'_, F> {
    fn number(&mut self, what: N, at: [usize; 2], number: &mut Decimal) {
        let place = crate::domain::incentive::Place { what, at: at.map(place) };
        (self.visit)(Parameter { of: self.of, place }, number);
    }

    fn one(&mut self, what: N, number: &mut Decimal) {
        self.number(what, [0, 0], number);
    }

    fn may(&mut self, what: N, at: usize, number: &mut Option<Decimal>) {
        if let Some(number) = number {
            self.number(what, [at, 0], number);
        }
    }

    /// What is counted; stays where it is asked for less than nothing.
    fn count(&mut self, what: N, at: usize, count: &mut u32) {
        let mut number = Decimal::from(*count);
        self.number(what, [at, 0], &mut number);
        *count = number.round().to_u32().unwrap_or(*count);
    }

    fn list<'b>(&mut self, what: N, numbers: impl IntoIterator<Item = &'b mut Decimal>) {
        for (n, number) in numbers.into_iter().enumerate() {
            self.number(what, [n, 0], number);
        }
    }

    fn tiers(&mut self, rule: usize, tiers: &mut [Tier]) {
        for (n, tier) in tiers.iter_mut().enumerate() {
            if n == 0 {
                self.number(N::TierStart, [rule, 0], &mut tier.from);
            }
            self.number(N::TierValue, [rule, n], &mut tier.value);
            if let Some(to) = &mut tier.to {
                self.number(N::TierEnd, [rule, n], to);
            }
            if let Some(gate) = &mut tier.gate {
                self.number(N::TierGate, [rule, n], &mut gate.least);
            }
        }
    }
}

/// Visits every parameter of a plan.
fn each(plan: &mut Plan, mut visit: impl FnMut(Parameter, &mut Decimal)) {
    for component in &mut plan.components {
        let mut take = Take { visit: &mut visit, of: Some(component.id) };
        pays(component, &mut take);
        terms(&mut component.terms, &mut take);
    }
    whole(&mut plan.terms, &mut Take { visit: &mut visit, of: None });
}

/// The numbers of a way of paying.
fn pays<F: FnMut(Parameter, &mut Decimal)>(component: &mut Component, take: &mut Take<F>) {
    if let Some(tiers) = tiers(&mut component.pays) {
        take.tiers(0, tiers);
    }
    match &mut component.pays {
        Pays::Bonus(bonus) => {
            if let PayoutCurve::Points(points) = &mut bonus.curve {
                for (n, point) in points.iter_mut().enumerate() {
                    take.number(N::PointAt, [n, 0], &mut point.at);
                    take.number(N::PointShare, [n, 0], &mut point.share);
                }
            }
        }
        Pays::Spiff(Spiff { kind, .. }) => match kind {
            SpiffKind::Fixed { amount } | SpiffKind::PerRecord { amount } => take.one(N::Spiff, amount),
            SpiffKind::PerStep { step, amount } => {
                take.one(N::Spiff, amount);
                take.one(N::SpiffStep, step);
            }
            SpiffKind::First { count, amount } => {
                take.one(N::Spiff, amount);
                take.count(N::SpiffCount, 0, count);
            }
            SpiffKind::Ranking { prizes } => take.list(N::Spiff, prizes),
        },
        Pays::Pool(pool) => {
            match &mut pool.of {
                PoolOf::Rate(number) | PoolOf::Amount(number) => take.one(N::Pool, number),
            }
            if let PoolShares::Weights(list) = &mut pool.shares {
                take.list(N::PoolWeight, list.iter_mut().map(|(_, weight)| weight));
            }
            if let Some(gate) = &mut pool.members {
                take.one(N::MemberGate, &mut gate.least);
            }
        }
        Pays::Fixed(fixed) => take.one(N::Months, &mut fixed.months),
        // What a reward asks for changes nobody's pay.
        Pays::Table(_) | Pays::Reward(_) => {}
    }
}

/// The numbers of a component's terms.
fn terms<F: FnMut(Parameter, &mut Decimal)>(terms: &mut ComponentTerms, take: &mut Take<F>) {
    for (n, rule) in terms.rules.iter_mut().enumerate() {
        take.tiers(n + 1, &mut rule.table.tiers);
    }
    take.may(N::Weight, 0, &mut terms.weight);
    take.may(N::Deductible, 0, &mut terms.deductible);
    for (n, condition) in terms.conditions.iter_mut().enumerate() {
        take.may(N::ConditionLeast, n, &mut condition.least);
        take.may(N::ConditionMost, n, &mut condition.most);
    }
    for (n, uplift) in terms.uplifts.iter_mut().enumerate() {
        take.number(N::UpliftQuota, [n, 0], &mut uplift.quota);
        take.number(N::UpliftPay, [n, 0], &mut uplift.pay);
    }
    take.list(N::CreditShare, terms.credit.iter_mut().map(|part| &mut part.share));
    if let Some(cap) = &mut terms.cap {
        take.one(N::Cap, &mut cap.most);
    }
    if let Some(gate) = &mut terms.gate {
        take.one(N::Gate, &mut gate.least);
    }
    for (n, modifier) in terms.modifiers.iter_mut().enumerate() {
        let read = modifier.reading.is_some();
        for (p, point) in modifier.points.iter_mut().enumerate() {
            if read {
                take.number(N::FactorAt, [n, p], &mut point.at);
            }
            take.number(N::Factor, [n, p], &mut point.share);
        }
    }
    for (n, instalment) in terms.payout.iter_mut().enumerate() {
        take.number(N::Instalment, [n, 0], &mut instalment.share);
        if let Due::Months(months) = &mut instalment.due {
            take.count(N::InstalmentMonths, n, months);
        }
    }
    if let Some(clawback) = &mut terms.clawback {
        if let ClawbackShare::Percent(percent) = &mut clawback.share {
            take.one(N::Clawback, percent);
        }
        if let Some(within) = &mut clawback.within {
            take.count(N::ClawbackMonths, 0, within);
        }
    }
}

/// The numbers that hold for a plan as a whole.
fn whole<F: FnMut(Parameter, &mut Decimal)>(terms: &mut PlanTerms, take: &mut Take<F>) {
    for (n, level) in terms.pay.iter_mut().enumerate() {
        take.may(N::TargetPay, n, &mut level.target);
        take.may(N::BasePay, n, &mut level.base);
    }
    take.list(N::Ramp, &mut terms.ramp);
    if let Some(draw) = &mut terms.draw {
        take.one(N::Draw, &mut draw.amount);
        if let Some(months) = &mut draw.months {
            take.count(N::DrawMonths, 0, months);
        }
        if draw.defer > 0 {
            take.count(N::DrawDefer, 0, &mut draw.defer);
        }
    }
    if let Some(cap) = &mut terms.cap {
        take.one(N::StatementCap, &mut cap.most);
    }
    if let Some(holdback) = &mut terms.holdback {
        take.one(N::Holdback, &mut holdback.share);
    }
    take.may(N::Recovery, 0, &mut terms.recovery);
    if let Some(pay_in) = &mut terms.pay_in {
        take.one(N::FixedRate, &mut pay_in.fixed);
        take.list(N::Rate, pay_in.rates.iter_mut().map(|(_, rate)| rate));
    }
}

#[cfg(test)]
#[path = "whatif_tests.rs"]
mod tests;
