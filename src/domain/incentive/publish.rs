//! What becomes of a plan once people are paid by it: published versions, acknowledgements, closed pay runs, disputes,
//! adjustments and awards. None of them changes afterwards, but for the answer to a dispute.

use crate::domain::appraisal::Ruling;
use crate::domain::calendar::Period;
use crate::domain::id::{
    AcknowledgementId, AdjustmentId, AgreementId, AwardId, ComponentId, DisputeId, PersonId, PlanId, RunId,
    VersionId,
};
use crate::domain::incentive::{ClosedRun, Plan};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// The attainments at which expected earnings are shown, percent of target.
pub const EXPECTED_AT: [u32; 3] = [80, 100, 120];

/// What somebody is expected to earn in a fiscal year at each of [`EXPECTED_AT`], minor units of the plan's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The person.
    pub person: PersonId,
    /// At 80 % of target.
    pub low: i64,
    /// At target.
    pub target: i64,
    /// At 120 % of target.
    pub high: i64,
}

/// A published version of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanVersion {
    /// Identity.
    pub id: VersionId,
    /// 1, 2, 3 within the plan.
    pub number: u32,
    /// SHA-256 of the canonical JSON of [`PlanVersion::plan`].
    pub hash: String,
    /// The day on which it was announced; never after it takes effect.
    pub announced: Date,
    /// The plan as it was, with its effective date.
    pub plan: Plan,
    /// What each person was told to expect, in the order of their table.
    pub expected: Vec<Expected>,
}

/// Somebody has received a version of a plan. Receipt, not agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acknowledgement {
    /// Identity.
    pub id: AcknowledgementId,
    /// What was received.
    pub version: VersionId,
    /// By whom.
    pub person: PersonId,
    /// When.
    pub on: Date,
}

/// Somebody who would have earned less in closed periods agrees that a version takes effect there. Receipt of the version
/// ([`Acknowledgement`]) is not agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Identity.
    pub id: AgreementId,
    /// The plan.
    pub plan: PlanId,
    /// What was agreed to: SHA-256 of the canonical JSON of the plan with its effective date, without a day of announcement.
    pub terms: String,
    /// Who.
    pub person: PersonId,
    /// How much less they knew to earn in the closed periods, minor units of the plan's currency; above zero.
    pub less: i64,
    /// When.
    pub on: Date,
}

/// A pay run that is closed, with its identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayRun {
    /// Identity.
    pub id: RunId,
    /// The version by which it paid.
    pub version: VersionId,
    /// The day on which it was closed.
    pub closed: Date,
    /// What was stated and paid.
    pub run: ClosedRun,
}

/// What was said to a dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// When.
    pub on: Date,
    /// Whether the person was right; a correction then follows in the next run.
    pub upheld: bool,
    /// The answer in words.
    pub text: String,
}

/// A note of a person who finds a statement wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// Identity.
    pub id: DisputeId,
    /// The plan.
    pub plan: PlanId,
    /// Whose statement.
    pub person: PersonId,
    /// Of which period.
    pub period: Period,
    /// Which component; absent means the statement as a whole.
    pub component: Option<ComponentId>,
    /// When.
    pub raised: Date,
    /// What is thought to be wrong.
    pub text: String,
    /// The answer, once there is one.
    pub answer: Option<Answer>,
}

/// What somebody decided that a person gets or gives back beside what the plan computes: a line of its own in the run of
/// its period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// Identity.
    pub id: AdjustmentId,
    /// The plan in whose run it is stated.
    pub plan: PlanId,
    /// Whose pay.
    pub person: PersonId,
    /// The period of the run, which was open when it was entered.
    pub period: Period,
    /// Which component it is about; absent means none.
    pub component: Option<ComponentId>,
    /// Minor units of the plan's currency, with its sign; never zero.
    pub minor: i64,
    /// Why.
    pub reason: String,
    /// The dispute that it answers.
    pub dispute: Option<DisputeId>,
    /// When it was entered.
    pub on: Date,
}

/// What a period showed of somebody who met the condition of a reward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Showing {
    /// The period.
    pub period: Period,
    /// The grade, where the reward asks for one.
    pub grade: Option<String>,
    /// The score or attainment, where the reward asks for one.
    pub value: Option<Decimal>,
}

/// A decision about a non-cash reward, with what the rule showed at that time. Proposals that nobody has decided are not
/// stored: they follow from the plan and the results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// Identity.
    pub id: AwardId,
    /// The plan.
    pub plan: PlanId,
    /// Its reward.
    pub component: ComponentId,
    /// Whose.
    pub person: PersonId,
    /// The periods that showed it, the latest first.
    pub showings: Vec<Showing>,
    /// What was decided.
    pub ruling: Ruling,
}
