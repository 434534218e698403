//! Examples of a plan as they are edited: what a fresh one holds, and which inputs a component asks for.

use crate::domain::Decimal;
use crate::domain::filter::Filter;
use crate::domain::incentive::{
    Component, Example, ExampleInput, MeasuredIn, PayoutCurve, Pays, Plan, Reading, ReadingOf,
};
use crate::domain::workspace::Workspace;
use crate::engine::incentive::readings_of;
use crate::engine::incentive::{Outcome, PlanFault, example};

/// Whether an example of a component needs a quota.
pub fn needs_quota(plan: &Plan, component: &Component) -> bool {
    let by_quota = |table: &crate::domain::incentive::RateTable| table.measured == MeasuredIn::PercentOfQuota;
    let own = match &component.pays {
        Pays::Table(table) => by_quota(table) || component.terms.rules.iter().any(|r| by_quota(&r.table)),
        Pays::Bonus(bonus) => !matches!(bonus.curve, PayoutCurve::Points(ref p) if p.is_empty()),
        _ => false,
    };
    let read = plan
        .components
        .iter()
        .any(|c| readings_of(c).iter().any(|r| r.of == ReadingOf::Component(component.id)));
    own || read
}

/// Whether a component takes an input at all: what is proposed, not paid, does not.
pub fn takes_input(component: &Component) -> bool {
    !matches!(component.pays, Pays::Reward(_))
}

/// Whether a component takes several inputs, one per record or document.
pub fn takes_many(component: &Component) -> bool {
    use crate::domain::incentive::Accumulate::{PerDocument, PerRecord};
    matches!(component.accumulate(), PerRecord | PerDocument)
}

/// Whether the table of a component measures something else than it pays on, which an input has to say.
pub fn takes_positions(component: &Component) -> bool {
    let other = |m: MeasuredIn| matches!(m, MeasuredIn::Quantity | MeasuredIn::Field(_));
    let rules = component.terms.rules.iter().map(|r| r.table.measured);
    component.table().is_some_and(|t| other(t.measured) || rules.into_iter().any(other))
}

/// What an example may set besides inputs: every figure that gates, modifiers and pools of a plan read, but for attainments of
/// its own components in the same period, which follow from the inputs.
pub fn figures(plan: &Plan) -> Vec<Reading> {
    let plain = |r: &Reading| !matches!(r.of, ReadingOf::Component(_)) || r.back > 0 || r.per.is_some();
    let mut all: Vec<Reading> = plan.components.iter().flat_map(readings_of).filter(plain).collect();
    all.sort();
    all.dedup();
    all
}

/// The input of a component that just attains its quota, or sells a round amount; months of service for a fixed bonus.
pub fn fresh_input(plan: &Plan, component: &Component) -> ExampleInput {
    let value = match component.pays {
        Pays::Fixed(_) => Decimal::from(12),
        _ => Decimal::from(100_000),
    };
    let quota = needs_quota(plan, component).then_some(value);
    let positions = if takes_positions(component) { vec![Decimal::TEN] } else { Vec::new() };
    ExampleInput { component: component.id, values: vec![value], quota, positions, sold: Filter::default() }
}

/// A fresh example: every component just attains its quota, and what comes out is expected.
pub fn fresh_example(plan: &Plan, name: String, workspace: &Workspace) -> Example {
    let inputs = plan.components.iter().filter(|c| takes_input(c)).map(|c| fresh_input(plan, c)).collect();
    let mut made = Example { name, inputs, ..Example::default() };
    if let Ok(outcome) = outcome(plan, &made, workspace) {
        made.pays = outcome.paid.decimal().normalize();
    }
    made
}

/// What comes out of an example.
///
/// # Errors
/// [`PlanFault`] where the plan cannot be computed.
pub fn outcome(plan: &Plan, one: &Example, workspace: &Workspace) -> Result<Outcome, PlanFault> {
    example(plan, one, workspace.currency, workspace.rounding)
}

#[cfg(test)]
#[path = "cases_tests.rs"]
mod tests;
