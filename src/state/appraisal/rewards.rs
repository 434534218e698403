//! Non-cash rewards: whom the plans propose at the end of a cycle's period, what shows it, and what people decided.
//!
//! Invariant: a proposal follows from plan and results and is not stored; a decision is stored with what the rule showed then,
//! so that later results change nothing in it.

use crate::domain::appraisal::{Cycle, Ruling};
use crate::domain::dataset::{Changes, Dataset, Item};
use crate::domain::id::{AwardId, ComponentId, PersonId, PlanId};
use crate::domain::incentive::{Award, Pays, Plan, Showing};
use crate::domain::{Date, Span};
use crate::engine::incentive::{Evidence, Proposal, proposals};
use crate::state::command::{CommandError, Env};
use crate::state::payroll::{OrderFault, in_force};
use std::sync::Arc;

/// Somebody who meets the condition of a reward, or met it when it was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The plan.
    pub plan: PlanId,
    /// Its reward.
    pub component: ComponentId,
    /// The reward's name.
    pub name: String,
    /// Who.
    pub person: PersonId,
    /// The periods that show it, the latest first.
    pub showings: Vec<Showing>,
    /// The decision, once there is one.
    pub award: Option<Arc<Award>>,
}

impl Row {
    /// What was decided.
    #[must_use]
    pub fn ruling(&self) -> Ruling {
        self.award.as_ref().map(|a| a.ruling.clone()).unwrap_or_default()
    }

    /// The order that decides it.
    #[must_use]
    pub fn award(&self, ruling: Ruling) -> Award {
        let id = self.award.as_ref().map_or(AwardId(crate::domain::id::Uuid::nil()), |a| a.id);
        let Row { plan, component, person, showings, .. } = self.clone();
        Award { id, plan, component, person, showings, ruling }
    }

    fn is(&self, award: &Award) -> bool {
        let latest = |all: &[Showing]| all.first().map(|s| s.period);
        (self.plan, self.component, self.person) == (award.plan, award.component, award.person)
            && latest(&self.showings) == latest(&award.showings)
    }
}

/// The rewards at the end of a cycle's period, plan by plan in the order of rewards and people; then decisions of that time
/// whose condition is no longer met.
#[must_use]
pub fn rows(data: &Dataset, cycle: &Cycle) -> Vec<Row> {
    let Some(span) = data.workspace.calendar.span(cycle.period) else { return Vec::new() };
    let mut found: Vec<Row> = Vec::new();
    for plan in data.plans.iter() {
        // A draft proposes nobody.
        let Some(version) = in_force(data, plan.id, cycle.period) else { continue };
        let plan = &version.plan;
        if plan.components.iter().any(|c| matches!(c.pays, Pays::Reward(_))) {
            found.extend(proposals(data, plan, span.to).into_iter().map(|p| proposed(plan, p)));
        }
    }
    for award in data.awards.iter() {
        match found.iter_mut().find(|row| row.is(award)) {
            Some(row) => {
                row.showings.clone_from(&award.showings);
                row.award = Some(Arc::clone(award));
            }
            None if of_span(data, award, span) => found.push(decided(data, award)),
            None => {}
        }
    }
    found
}

/// Whether a decision is about a period that ends in a span.
fn of_span(data: &Dataset, award: &Award, span: Span) -> bool {
    let ends = |showing: &Showing| data.workspace.calendar.span(showing.period).map(|s| s.to);
    let end: Option<Date> = award.showings.first().and_then(ends);
    end.is_some_and(|end| span.contains(end))
}

fn proposed(plan: &Plan, proposal: Proposal) -> Row {
    let name = plan.components.iter().find(|c| c.id == proposal.component).map(|c| c.name.clone());
    let showing = |(period, evidence)| match evidence {
        Evidence::Grade(grade) => Showing { period, grade: Some(grade), value: None },
        Evidence::Value(value) => Showing { period, grade: None, value: Some(value) },
    };
    Row {
        plan: plan.id,
        component: proposal.component,
        name: name.unwrap_or_default(),
        person: proposal.person,
        showings: proposal.evidence.into_iter().map(showing).collect(),
        award: None,
    }
}

fn decided(data: &Dataset, award: &Arc<Award>) -> Row {
    let plans = data.plans.iter().map(AsRef::as_ref);
    let mut all = plans.chain(data.versions.iter().map(|v| &v.plan)).flat_map(|p| &p.components);
    let name = all.find(|c| c.id == award.component).map(|c| c.name.clone());
    Row {
        plan: award.plan,
        component: award.component,
        name: name.unwrap_or_default(),
        person: award.person,
        showings: award.showings.clone(),
        award: Some(Arc::clone(award)),
    }
}

/// The changes of a decision: it is stored once, and opened again by taking it away.
///
/// # Errors
/// [`OrderFault::NotProposed`] where the plan does not propose it, it is decided already, or there is nothing to open;
/// [`OrderFault::NoReason`] for a refusal without a reason.
pub fn decide(data: &Dataset, award: &Award, env: &Env) -> Result<Changes, CommandError> {
    let mut changes = Changes::default();
    let known = data.awards.get(award.id);
    match (&award.ruling, known) {
        (Ruling::Open, Some(known)) => {
            changes.remove(data, crate::domain::dataset::ItemId::Award(known.id));
        }
        (Ruling::Accepted { .. } | Ruling::Declined { .. }, None) => {
            if matches!(&award.ruling, Ruling::Declined { reason, .. } if reason.trim().is_empty()) {
                return Err(OrderFault::NoReason.into());
            }
            if !is_proposed(data, award) {
                return Err(OrderFault::NotProposed.into());
            }
            changes.put(data, Item::Award(Award { id: AwardId((env.new_id)()), ..award.clone() }));
        }
        _ => return Err(OrderFault::NotProposed.into()),
    }
    Ok(changes)
}

/// Whether the plan proposes it, with these figures and undecided.
fn is_proposed(data: &Dataset, award: &Award) -> bool {
    let Some(latest) = award.showings.first() else { return false };
    let Some(span) = data.workspace.calendar.span(latest.period) else { return false };
    let version = in_force(data, award.plan, latest.period).map(|v| &v.plan);
    let Some(plan) = version.or_else(|| data.plans.get(award.plan).map(AsRef::as_ref)) else { return false };
    let mut all = proposals(data, plan, span.to).into_iter().map(|p| proposed(plan, p));
    let same = |row: &Row| row.is(award);
    let again = all.find(same).is_some_and(|row| row.showings == award.showings);
    again && !data.awards.iter().any(|known| Row { award: None, ..decided(data, known) }.is(award))
}

#[cfg(test)]
#[path = "rewards_tests.rs"]
mod tests;
