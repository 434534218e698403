//! Orders around being paid: publishing a plan, acknowledging it, closing a pay run, disputing a statement, adjusting pay.
//!
//! Whatever they make is frozen: a version, an acknowledgement or a closed run is never changed or removed by a later
//! command, only taken back whole with the step that made it. What turns out wrong is corrected by the next run.

pub mod adjust;
pub mod beside;
pub mod expected;
pub mod file;
pub mod line;
mod own_rows;
pub mod reach;
pub mod run;

use crate::domain::dataset::{Changes, Dataset, Item, ItemId};
use crate::domain::history::{Label, LabelCode};
use crate::domain::id::{
    AcknowledgementId, AdjustmentId, AgreementId, ComponentId, DisputeId, PersonId, PlanId, VersionId,
};
use crate::domain::incentive::{Acknowledgement, Agreement, Answer, Award, Dispute, Plan, PlanVersion};
use crate::domain::{Date, IssueCode, Period};
use crate::engine::incentive::check::{Severity, check};
use crate::engine::incentive::{self as engine, examples};
use crate::state::appraisal::rewards;
use crate::state::command::{CommandError, Env};
use crate::store::wire::{Stored, canonical, incentive as wire};
use std::sync::Arc;

/// An order of the payroll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Freezes the plan as it stands as its next version.
    Publish {
        /// Which plan.
        plan: PlanId,
        /// The day of its announcement.
        announced: Date,
        /// The first day whose records it pays on.
        effective: Date,
    },
    /// Records that people have received a version.
    Acknowledge {
        /// Which version.
        version: VersionId,
        /// Who; those who have acknowledged before are left as they are.
        people: Vec<PersonId>,
        /// When.
        on: Date,
    },
    /// Records that people who would have earned less in closed periods agree that the plan, as it stands, takes effect there.
    Agree {
        /// Which plan.
        plan: PlanId,
        /// The first day whose records it would pay on.
        effective: Date,
        /// Who; those who earn no less or have agreed before are left as they are.
        people: Vec<PersonId>,
        /// When.
        on: Date,
    },
    /// Closes the pay run of a period: what is computed now is stated and paid, for good.
    Close {
        /// Of which plan.
        plan: PlanId,
        /// Which period.
        period: Period,
        /// When.
        on: Date,
    },
    /// Says that a statement is wrong.
    Raise {
        /// Of which plan.
        plan: PlanId,
        /// Whose.
        person: PersonId,
        /// Of which period.
        period: Period,
        /// Which component; absent means the whole.
        component: Option<ComponentId>,
        /// When.
        on: Date,
        /// What is wrong.
        text: String,
    },
    /// Decides a non-cash reward that is proposed, or opens the decision again.
    Award(Box<Award>),
    /// Answers a dispute, once.
    Answer {
        /// Which.
        dispute: DisputeId,
        /// The answer.
        answer: Answer,
    },
    /// Gives somebody more or less than the plan computes: a line of its own in the run of an open period.
    Adjust(Adjusting),
    /// Takes an adjustment back that no closed run states.
    Withdraw {
        /// Which.
        adjustment: AdjustmentId,
    },
}

/// An adjustment to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjusting {
    /// In the run of which plan.
    pub plan: PlanId,
    /// Whose pay.
    pub person: PersonId,
    /// In the run of which period; it must be open.
    pub period: Period,
    /// About which component; absent means none.
    pub component: Option<ComponentId>,
    /// Minor units of the plan's currency, with its sign.
    pub minor: i64,
    /// Why.
    pub reason: String,
    /// The dispute that it answers.
    pub dispute: Option<DisputeId>,
    /// When.
    pub on: Date,
}

/// Why an order is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderFault {
    /// The plan would take effect before its announcement.
    AnnouncedLate,
    /// The plan would take effect before its last version.
    BeforeLast,
    /// An example of this name does not come out.
    Example(String),
    /// The plan cannot be computed.
    Plan(IssueCode),
    /// So many checks of the plan refuse it.
    Checks(usize),
    /// The last version says the same.
    Unchanged,
    /// No version is in force in the period.
    Unpublished,
    /// The period or a later one is closed.
    Closed,
    /// What is frozen would be changed.
    Frozen,
    /// Nobody is left to acknowledge.
    Nobody,
    /// The dispute has an answer.
    Answered,
    /// The dispute was not upheld, or is about somebody else's statement.
    NotUpheld,
    /// A closed run states the adjustment.
    Stated,
    /// The version would pay in another currency than what is paid already.
    Currency,
    /// The version reaches back into closed periods, and these people, by name, would earn less there and have not agreed.
    EarnsLess(Vec<String>),
    /// The reward is not proposed, or it is decided already.
    NotProposed,
    /// A reward is not declined without a reason.
    NoReason,
}

impl From<OrderFault> for CommandError {
    fn from(fault: OrderFault) -> Self {
        CommandError::Payroll(fault)
    }
}

/// Checks that ordinary commands leave alone what is frozen.
///
/// # Errors
/// [`OrderFault::Frozen`].
pub fn untouched(ids: impl IntoIterator<Item = ItemId>) -> Result<(), CommandError> {
    let frozen = |id: &ItemId| {
        matches!(
            id,
            ItemId::PlanVersion(_)
                | ItemId::Acknowledgement(_)
                | ItemId::Agreement(_)
                | ItemId::PayRun(_)
                | ItemId::Dispute(_)
                | ItemId::Adjustment(_)
                | ItemId::Award(_)
        )
    };
    if ids.into_iter().any(|id| frozen(&id)) { Err(OrderFault::Frozen.into()) } else { Ok(()) }
}

/// The content hash of a plan.
///
/// # Errors
/// [`OrderFault::Plan`] where it has no stored form.
pub fn hash(plan: &Plan) -> Result<String, OrderFault> {
    canonical::content_hash(&wire::Plan::put(plan)).map_err(|_| OrderFault::Plan(IssueCode::Overflow))
}

/// The versions of a plan, the oldest first.
pub fn versions(data: &Dataset, plan: PlanId) -> Vec<&Arc<PlanVersion>> {
    let mut all: Vec<_> = data.versions.iter().filter(|v| v.plan.id == plan).collect();
    all.sort_by_key(|v| v.number);
    all
}

/// The version by which a period is paid: the one in force on its last day. Days before it took effect are paid by the
/// versions that held them.
pub fn in_force(data: &Dataset, plan: PlanId, period: Period) -> Option<&Arc<PlanVersion>> {
    engine::in_force(data, plan, data.workspace.calendar.span(period)?.to)
}

/// Whether a plan differs from its last version, announcement and effective date apart.
pub fn changed(data: &Dataset, plan: &Plan) -> bool {
    versions(data, plan.id).last().is_none_or(|last| !same(&last.plan, plan))
}

fn same(a: &Plan, b: &Plan) -> bool {
    let dated = |plan: &Plan| {
        let mut plan = plan.clone();
        plan.effective = a.effective;
        plan.terms.announced = None;
        plan
    };
    dated(a) == dated(b)
}

/// Who has acknowledged a version, and when.
pub fn acknowledged(data: &Dataset, version: VersionId, person: PersonId) -> Option<Date> {
    data.acknowledgements.iter().find(|a| a.version == version && a.person == person).map(|a| a.on)
}

/// Turns an order into changes, with the label of its step.
///
/// # Errors
/// [`CommandError`]: the first thing that is wrong.
pub fn plan(dataset: &Dataset, order: &Order, env: &Env) -> Result<(Label, Changes), CommandError> {
    let label = |code, name: &str, count: usize| Label::new(code, name.to_owned(), count as u64);
    let person = |id| dataset.people.get(id).map(|p| p.name.as_str()).ok_or(CommandError::Missing);
    let mut changes = Changes::default();
    match order {
        Order::Publish { plan, announced, effective } => {
            let version = publish(dataset, *plan, (*announced, *effective), env)?;
            let label = label(LabelCode::Publish, &version.plan.name, version.number as usize);
            changes.put(dataset, Item::Plan(version.plan.clone()));
            changes.put(dataset, Item::PlanVersion(version));
            Ok((label, changes))
        }
        Order::Acknowledge { version, people, on } => {
            let known = dataset.versions.get(*version).ok_or(CommandError::Missing)?;
            for who in people.iter().filter(|p| acknowledged(dataset, *version, **p).is_none()) {
                let id = AcknowledgementId((env.new_id)());
                changes.put(
                    dataset,
                    Item::Acknowledgement(Acknowledgement { id, version: *version, person: *who, on: *on }),
                );
            }
            match changes.acknowledgements.len() {
                0 => Err(OrderFault::Nobody.into()),
                count => Ok((label(LabelCode::Acknowledge, &known.plan.name, count), changes)),
            }
        }
        Order::Agree { plan, effective, people, on } => {
            let draft = dataset.plans.get(*plan).ok_or(CommandError::Missing)?;
            let draft = Plan { effective: *effective, ..Plan::clone(draft) };
            let terms = reach::terms(&draft)?;
            let open = reach::earn_less(dataset, &draft)?.into_iter().filter(|s| s.agreed.is_none());
            for short in open.filter(|s| people.contains(&s.person)) {
                let (id, terms) = (AgreementId((env.new_id)()), terms.clone());
                let (person, less) = (short.person, short.less);
                let made = Agreement { id, plan: *plan, terms, person, less, on: *on };
                changes.put(dataset, Item::Agreement(made));
            }
            match changes.agreements.len() {
                0 => Err(OrderFault::Nobody.into()),
                count => Ok((label(LabelCode::Agree, &draft.name, count), changes)),
            }
        }
        Order::Close { plan, period, on } => {
            let made = run::close(dataset, (*plan, *period), *on, env)?;
            let name = dataset.plans.get(*plan).map_or("", |p| p.name.as_str());
            let label = label(LabelCode::CloseRun, name, made.run.statements.len());
            changes.put(dataset, Item::PayRun(made));
            Ok((label, changes))
        }
        Order::Raise { plan, person: who, period, component, on, text } => {
            let name = person(*who)?;
            changes.put(
                dataset,
                Item::Dispute(Dispute {
                    id: DisputeId((env.new_id)()),
                    plan: *plan,
                    person: *who,
                    period: *period,
                    component: *component,
                    raised: *on,
                    text: text.trim().to_owned(),
                    answer: None,
                }),
            );
            Ok((label(LabelCode::Dispute, name, 1), changes))
        }
        Order::Award(award) => {
            let name = person(award.person)?;
            changes = rewards::decide(dataset, award, env)?;
            Ok((label(LabelCode::Award, name, 1), changes))
        }
        Order::Answer { dispute, answer } => {
            let before = dataset.disputes.get(*dispute).ok_or(CommandError::Missing)?;
            if before.answer.is_some() {
                return Err(OrderFault::Answered.into());
            }
            let answer = Answer { text: answer.text.trim().to_owned(), ..answer.clone() };
            let name = person(before.person)?;
            changes.put(dataset, Item::Dispute(Dispute { answer: Some(answer), ..Dispute::clone(before) }));
            Ok((label(LabelCode::Answer, name, 1), changes))
        }
        Order::Adjust(order) => {
            let name = person(order.person)?;
            changes.put(dataset, Item::Adjustment(adjust::made(dataset, order, env)?));
            Ok((label(LabelCode::Adjust, name, 1), changes))
        }
        Order::Withdraw { adjustment } => {
            let known = dataset.adjustments.get(*adjustment).ok_or(CommandError::Missing)?;
            if adjust::stated(dataset, *adjustment).is_some() {
                return Err(OrderFault::Stated.into());
            }
            changes.remove(dataset, ItemId::Adjustment(*adjustment));
            Ok((label(LabelCode::Remove, &known.reason, 1), changes))
        }
    }
}

/// Checks that every example of a plan comes out.
///
/// # Errors
/// [`OrderFault::Example`] for the first that does not, [`OrderFault::Plan`] where the plan cannot be computed.
pub fn failing(data: &Dataset, plan: &Plan) -> Result<(), OrderFault> {
    let (currency, rounding) = (data.workspace.currency, data.workspace.rounding);
    let outcomes =
        examples(plan, currency, rounding).map_err(|fault| OrderFault::Plan(expected::issue(&fault)))?;
    let fails = plan.examples.iter().zip(&outcomes).find(|(_, outcome)| !outcome.holds);
    fails.map_or(Ok(()), |(example, _)| Err(OrderFault::Example(example.name.clone())))
}

/// The next version of a plan.
fn publish(
    data: &Dataset,
    plan: PlanId,
    (announced, effective): (Date, Date),
    env: &Env,
) -> Result<PlanVersion, CommandError> {
    let draft = data.plans.get(plan).ok_or(CommandError::Missing)?;
    if effective < announced {
        return Err(OrderFault::AnnouncedLate.into());
    }
    let known = versions(data, plan);
    let last = known.last();
    if last.is_some_and(|last| effective < last.plan.effective) {
        return Err(OrderFault::BeforeLast.into());
    }
    let mut plan = Plan { effective, ..Plan::clone(draft) };
    plan.terms.announced = Some(announced);
    failing(data, &plan)?;
    let (currency, rounding) = (data.workspace.currency, data.workspace.rounding);
    let found = check(&plan, currency, rounding, announced);
    match found.iter().filter(|f| f.severity == Severity::Refuses).count() {
        0 => {}
        count => return Err(OrderFault::Checks(count).into()),
    }
    let hash = hash(&plan)?;
    if last.is_some_and(|last| last.hash == hash) {
        return Err(OrderFault::Unchanged.into());
    }
    if last.is_some_and(|last| run::currency(data, &last.plan) != run::currency(data, &plan)) {
        return Err(OrderFault::Currency.into());
    }
    let made = PlanVersion {
        id: VersionId((env.new_id)()),
        number: last.map_or(0, |last| last.number) + 1,
        hash,
        announced,
        expected: expected::of_all(data, &plan)?,
        plan,
    };
    let against = reach::earn_less(data, &made.plan)?.into_iter().filter(|s| s.agreed.is_none());
    let name = |s: reach::Short| data.people.get(s.person).map(|p| p.name.clone()).unwrap_or_default();
    let names: Vec<String> = against.map(name).collect();
    if names.is_empty() { Ok(made) } else { Err(OrderFault::EarnsLess(names).into()) }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod version_tests;
