//! The numbers of a plan as knobs: how each is shown and dragged, and what stands in the plan once it has moved.

use crate::domain::Decimal;
use crate::domain::incentive::{
    CapOn, Component, MeasuredIn, PayoutCurve, Pays, Plan, PoolOf, ReadingOf, Tier, TierMode, Worth,
};
use crate::engine::incentive::whatif::{Parameter, parameters, value, with};

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A ratio, shown in percent: 0.05 is shown as 5.
    Ratio,
    /// Percent as stored.
    Percent,
    /// Money of the workspace.
    Money,
    /// A plain number.
    Number,
}

impl Unit {
    /// What is shown for what is stored.
    pub fn shown(self, stored: Decimal) -> Decimal {
        if self == Unit::Ratio { (stored * Decimal::ONE_HUNDRED).normalize() } else { stored }
    }

    /// What is stored for what is shown.
    pub fn stored(self, shown: Decimal) -> Decimal {
        if self == Unit::Ratio { (shown / Decimal::ONE_HUNDRED).normalize() } else { shown }
    }

    /// Whether it is shown in percent.
    pub fn in_percent(self) -> bool {
        matches!(self, Unit::Ratio | Unit::Percent)
    }
}

/// A number that has been moved: which one, and its value as stored in a plan.
pub type Move = (Parameter, Decimal);

/// The numbers that can be moved and that change what is earned, in the order of the plan. Draw, statement cap and
/// holdback change only when it is paid, so they are none of them.
pub fn knobs(plan: &Plan) -> Vec<Parameter> {
    let when = |p: &Parameter| matches!(p, Parameter::Draw | Parameter::StatementCap | Parameter::Holdback);
    parameters(plan).into_iter().map(|(p, _)| p).filter(|p| !when(p)).collect()
}

/// The number most worth trying first: the rate of the tier that begins at the full quota, otherwise the first.
pub fn first_knob(plan: &Plan) -> Option<Parameter> {
    let all = knobs(plan);
    let full = |p: &&Parameter| {
        let Parameter::TierValue(at, 0, _) = **p else { return false };
        let component = plan.components.get(at);
        component.is_some_and(|c| c.table().is_some_and(|t| t.measured == MeasuredIn::PercentOfQuota))
            && tier(plan, **p).is_some_and(|t| t.from == Decimal::ONE)
    };
    all.iter().find(full).or(all.first()).copied()
}

/// The tier whose rate or end a parameter is.
pub fn tier(plan: &Plan, parameter: Parameter) -> Option<&Tier> {
    let (Parameter::TierValue(at, rule, n) | Parameter::TierEnd(at, rule, n)) = parameter else {
        return None;
    };
    tiers(plan.components.get(at)?, rule)?.get(n)
}

fn tiers(component: &Component, rule: usize) -> Option<&[Tier]> {
    match rule.checked_sub(1) {
        Some(rule) => Some(&component.terms.rules.get(rule)?.table.tiers),
        None => match &component.pays {
            Pays::Table(table) => Some(&table.tiers),
            Pays::Bonus(bonus) => match &bonus.curve {
                PayoutCurve::Multipliers(tiers) => Some(tiers),
                PayoutCurve::Linear | PayoutCurve::Points(_) => None,
            },
            _ => None,
        },
    }
}

/// What a table or curve of a component measures; that of a rule where the place is above zero.
pub fn measured(component: &Component, rule: usize) -> MeasuredIn {
    match rule.checked_sub(1) {
        Some(rule) => component.terms.rules.get(rule).map_or(MeasuredIn::Amount, |r| r.table.measured),
        None => component.table().map_or(MeasuredIn::PercentOfQuota, |t| t.measured),
    }
}

/// How a parameter is shown.
pub fn unit(plan: &Plan, parameter: Parameter) -> Unit {
    use Parameter as P;
    let component = |at: usize| plan.components.get(at);
    match parameter {
        P::TierValue(at, _, _) => {
            let times = component(at).is_some_and(|c| matches!(c.pays, Pays::Bonus(_)));
            let money = tier(plan, parameter).is_some_and(|t| {
                t.worth == Worth::Amount || (t.worth == Worth::Plain && t.mode == TierMode::Interpolated)
            });
            match (times, money) {
                (true, _) => Unit::Number,
                (_, true) => Unit::Money,
                _ => Unit::Ratio,
            }
        }
        P::TierEnd(at, rule, _) => match component(at).map(|c| measured(c, rule)) {
            Some(MeasuredIn::PercentOfQuota) => Unit::Ratio,
            Some(MeasuredIn::Amount) | None => Unit::Money,
            Some(MeasuredIn::Quantity | MeasuredIn::Field(_)) => Unit::Number,
        },
        P::PointShare(..) | P::PointAt(..) => Unit::Ratio,
        P::Weight(_) | P::Holdback => Unit::Percent,
        P::Cap(at) => match component(at).and_then(|c| c.terms.cap).map(|c| c.on) {
            Some(CapOn::Payment) | None => Unit::Money,
            Some(_) => Unit::Ratio,
        },
        P::StatementCap => match plan.terms.cap.map(|c| c.on) {
            Some(CapOn::TargetPay) => Unit::Ratio,
            _ => Unit::Money,
        },
        P::Gate(at) => match component(at).and_then(|c| c.terms.gate).map(|g| g.reading.of) {
            Some(ReadingOf::Component(_) | ReadingOf::KpiAttainment(_)) => Unit::Ratio,
            _ => Unit::Number,
        },
        P::Factor(..) | P::Months(_) => Unit::Number,
        P::Pool(at) => match component(at).map(|c| &c.pays) {
            Some(Pays::Pool(pool)) if matches!(pool.of, PoolOf::Rate(_)) => Unit::Ratio,
            _ => Unit::Money,
        },
        P::Spiff(..) | P::TargetPay(_) | P::BasePay(_) | P::Draw => Unit::Money,
    }
}

/// How far a value can be dragged, in what is shown: from nothing to about three times what stands in the plan, as a round
/// number, in steps of a hundredth of that. Percentages reach at least ten.
pub fn reach(unit: Unit, shown: Decimal) -> (Decimal, Decimal) {
    let wanted = shown.abs() * Decimal::from(3);
    let mut most = if unit == Unit::Number { Decimal::from(2) } else { Decimal::from(10) };
    for factor in [2, 5, 10].into_iter().cycle().take(60) {
        if most >= wanted {
            break;
        }
        let power = u32::try_from(most.trunc().to_string().len()).unwrap_or(1).saturating_sub(1);
        let whole = Decimal::from(10_u64.pow(power.min(18)));
        most = whole * Decimal::from(factor);
    }
    (most, (most / Decimal::ONE_HUNDRED).normalize())
}

/// The moves after one more; a number that is back where it stands in the plan is no move.
pub fn moved(plan: &Plan, so_far: &[Move], parameter: Parameter, stored: Decimal) -> Vec<Move> {
    let mut all: Vec<Move> = so_far.iter().filter(|(p, _)| *p != parameter).copied().collect();
    if value(plan, parameter) != Some(stored) {
        all.push((parameter, stored));
    }
    all
}

/// The plan after some moves.
pub fn plan_after(plan: &Plan, moves: &[Move]) -> Plan {
    with(plan, moves)
}

/// The value of a parameter after some moves, as stored.
pub fn value_after(plan: &Plan, moves: &[Move], parameter: Parameter) -> Option<Decimal> {
    moves.iter().find(|(p, _)| *p == parameter).map(|(_, v)| *v).or_else(|| value(plan, parameter))
}

#[cfg(test)]
#[path = "knob_tests.rs"]
mod tests;
