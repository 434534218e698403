//! The numbers of a plan as knobs: how each is shown and dragged, and what stands in the plan once it has moved.

use crate::domain::Decimal;
use crate::domain::incentive::{
    CapOn, Component, Field, Gate, MeasuredIn, PayoutCurve, Pays, Plan, PlanNumber as N, PoolOf, ReadingOf,
    Tier, TierMode, Worth,
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
    /// Money of the currency in which the plan pays.
    Paid,
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

/// The numbers that can be moved, in the order of the plan.
pub fn knobs(plan: &Plan) -> Vec<Parameter> {
    parameters(plan).into_iter().map(|(p, _)| p).collect()
}

/// The component of a number.
pub fn component(plan: &Plan, parameter: Parameter) -> Option<&Component> {
    plan.components.iter().find(|c| Some(c.id) == parameter.of)
}

/// The number most worth trying first: the rate of the tier that begins at the full quota, otherwise the first that is
/// not the start of a table.
pub fn first_knob(plan: &Plan) -> Option<Parameter> {
    let all = knobs(plan);
    let full = |p: &&Parameter| {
        p.place.what == N::TierValue
            && p.place.at.first() == Some(&0)
            && component(plan, **p).is_some_and(|c| measured(c, 0) == MeasuredIn::PercentOfQuota)
            && component(plan, **p).is_some_and(|c| c.table().is_some())
            && tier(plan, **p).is_some_and(|t| t.from == Decimal::ONE)
    };
    let worth = |p: &&Parameter| p.place.what != N::TierStart;
    all.iter().find(full).or(all.iter().find(worth)).copied()
}

/// The tier to which a parameter belongs.
pub fn tier(plan: &Plan, parameter: Parameter) -> Option<&Tier> {
    let [rule, n] = parameter.place.at.map(usize::from);
    match parameter.place.what {
        N::TierStart | N::TierValue | N::TierEnd | N::TierGate => {
            tiers(component(plan, parameter)?, rule)?.get(n)
        }
        _ => None,
    }
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

/// How numbers are shown that are always shown alike; the others depend on what stands around them.
const UNITS: &[(Unit, &[N])] = &[
    (Unit::Ratio, &[N::PointAt, N::PointShare]),
    (
        Unit::Percent,
        &[N::Weight, N::Holdback, N::Recovery, N::Ramp, N::CreditShare, N::Instalment, N::Clawback],
    ),
    (Unit::Money, &[N::Spiff, N::SpiffStep, N::TargetPay, N::BasePay, N::Deductible]),
    (Unit::Paid, &[N::Draw]),
    (
        Unit::Number,
        &[
            N::Factor,
            N::Months,
            N::PoolWeight,
            N::UpliftQuota,
            N::UpliftPay,
            N::FixedRate,
            N::Rate,
            N::SpiffCount,
            N::InstalmentMonths,
            N::ClawbackMonths,
            N::DrawMonths,
            N::DrawDefer,
        ],
    ),
];

/// How a parameter is shown.
pub fn unit(plan: &Plan, parameter: Parameter) -> Unit {
    let known = UNITS.iter().find(|(_, all)| all.contains(&parameter.place.what));
    if let Some((unit, _)) = known {
        return *unit;
    }
    let [first, _] = parameter.place.at.map(usize::from);
    let Some(component) = component(plan, parameter) else {
        // The statement's cap.
        let of_target = plan.terms.cap.is_some_and(|c| c.on == CapOn::TargetPay);
        return if of_target { Unit::Ratio } else { Unit::Paid };
    };
    match parameter.place.what {
        N::TierValue => {
            let money = tier(plan, parameter).is_some_and(|t| {
                t.worth == Worth::Amount || (t.worth == Worth::Plain && t.mode == TierMode::Interpolated)
            });
            match (matches!(component.pays, Pays::Bonus(_)), money) {
                (true, _) => Unit::Number,
                (_, true) => Unit::Money,
                _ => Unit::Ratio,
            }
        }
        N::TierStart | N::TierEnd => match measured(component, first) {
            MeasuredIn::PercentOfQuota => Unit::Ratio,
            MeasuredIn::Amount => Unit::Money,
            MeasuredIn::Quantity => Unit::Number,
            MeasuredIn::Field(field) => of_field(field),
        },
        N::Cap if component.terms.cap.is_some_and(|c| c.on != CapOn::Payment) => Unit::Ratio,
        N::Cap => Unit::Money,
        N::Gate => of_gate(component.terms.gate),
        N::TierGate => of_gate(tier(plan, parameter).and_then(|t| t.gate)),
        N::MemberGate => match &component.pays {
            Pays::Pool(pool) => of_gate(pool.members),
            _ => Unit::Number,
        },
        N::FactorAt => of_reading(component.terms.modifiers.get(first).and_then(|m| m.reading).map(|r| r.of)),
        N::Pool => match &component.pays {
            Pays::Pool(pool) if matches!(pool.of, PoolOf::Rate(_)) => Unit::Ratio,
            _ => Unit::Money,
        },
        N::ConditionLeast | N::ConditionMost => {
            component.terms.conditions.get(first).map_or(Unit::Number, |c| of_field(c.field))
        }
        _ => Unit::Number,
    }
}

fn of_field(field: Field) -> Unit {
    match field {
        Field::Amount | Field::Price => Unit::Money,
        Field::MarginRate => Unit::Ratio,
        Field::Discount => Unit::Percent,
        Field::Quantity | Field::Term => Unit::Number,
    }
}

fn of_gate(gate: Option<Gate>) -> Unit {
    of_reading(gate.map(|g| g.reading.of))
}

fn of_reading(of: Option<ReadingOf>) -> Unit {
    match of {
        Some(ReadingOf::Component(_) | ReadingOf::KpiAttainment(_)) => Unit::Ratio,
        _ => Unit::Number,
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
