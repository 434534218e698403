//! Adjustments: what somebody decided that a person gets or gives back, with the reason, as a line of an open run.

use crate::domain::calendar::Period;
use crate::domain::dataset::Dataset;
use crate::domain::id::{AdjustmentId, DisputeId, PlanId};
use crate::domain::incentive::{Adjustment, PayRun};
use crate::state::command::{CommandError, Env, Field, Why};
use crate::state::payroll::{Adjusting, OrderFault, in_force};
use std::sync::Arc;

/// The closed run that states an adjustment.
pub fn stated(data: &Dataset, id: AdjustmentId) -> Option<&Arc<PayRun>> {
    let states = |r: &&Arc<PayRun>| {
        let mut lines = r.run.statements.iter().flat_map(|s| &s.lines);
        lines.any(|l| l.adjustment == Some(id))
    };
    data.runs.iter().find(states)
}

/// The adjustment that answers a dispute.
pub fn answering(data: &Dataset, dispute: DisputeId) -> Option<&Arc<Adjustment>> {
    data.adjustments.iter().find(|a| a.dispute == Some(dispute))
}

/// The first open period of a plan from a period on: the period itself, or of its length the first after the last that is
/// closed.
pub fn open_from(data: &Dataset, plan: PlanId, period: Period) -> Option<Period> {
    let calendar = &data.workspace.calendar;
    let span = calendar.span(period)?;
    let own = data.runs.iter().filter(|r| r.run.plan == plan);
    let last = own.filter_map(|r| calendar.span(r.run.period)).map(|s| s.to).max();
    match last.filter(|last| span.from <= *last) {
        Some(last) => Some(calendar.period_of(last.tomorrow().ok()?, period.grain()?)),
        None => Some(period),
    }
}

/// The adjustments that the run of a period states or would state: its own, and earlier ones that no run has stated.
pub fn of_run(data: &Dataset, plan: PlanId, period: Period) -> Vec<&Arc<Adjustment>> {
    let calendar = &data.workspace.calendar;
    let end = |p| calendar.span(p).map(|s| s.to);
    let here = |a: &&Arc<Adjustment>| match stated(data, a.id) {
        Some(run) => run.run.period == period,
        None => end(a.period) <= end(period),
    };
    data.adjustments.iter().filter(|a| a.plan == plan).filter(here).collect()
}

/// The adjustment of an order.
pub(super) fn made(data: &Dataset, order: &Adjusting, env: &Env) -> Result<Adjustment, CommandError> {
    let invalid = |field, why| CommandError::Invalid { item: None, field, why };
    let version = in_force(data, order.plan, order.period).ok_or(OrderFault::Unpublished)?;
    if open_from(data, order.plan, order.period) != Some(order.period) {
        return Err(OrderFault::Closed.into());
    }
    if order.minor == 0 {
        return Err(invalid(Field::Value, Why::Range));
    }
    let reason = order.reason.trim();
    if reason.is_empty() {
        return Err(invalid(Field::Reason, Why::Empty));
    }
    let known = |id| version.plan.components.iter().any(|c| c.id == id);
    let before = |id| {
        let all = data.versions.iter().filter(|v| v.plan.id == order.plan);
        all.flat_map(|v| &v.plan.components).any(|c| c.id == id)
    };
    if order.component.is_some_and(|id| !known(id) && !before(id)) {
        return Err(CommandError::Missing);
    }
    if let Some(id) = order.dispute {
        let dispute = data.disputes.get(id).ok_or(CommandError::Missing)?;
        let upheld = dispute.answer.as_ref().is_some_and(|a| a.upheld);
        if !upheld || dispute.person != order.person || dispute.plan != order.plan {
            return Err(OrderFault::NotUpheld.into());
        }
        if answering(data, id).is_some() {
            return Err(OrderFault::Answered.into());
        }
    }
    Ok(Adjustment {
        id: AdjustmentId((env.new_id)()),
        plan: order.plan,
        person: order.person,
        period: order.period,
        component: order.component,
        minor: order.minor,
        reason: reason.to_owned(),
        dispute: order.dispute,
        on: order.on,
    })
}
