//! One person's appraisal in one cycle: who rates, what calibration changed, what was released, and the answer to it.

use crate::domain::appraisal::review::Reviewer;
use crate::domain::appraisal::sheet::ResultSheet;
use crate::domain::appraisal::standard::RaterGroup;
use crate::domain::id::{AppraisalId, CycleId, PersonId, StandardId};
use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

/// Whether a proposed rater may rate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NominationState {
    /// Waiting for the manager.
    #[default]
    Proposed,
    /// Approved.
    Approved,
    /// Declined, with the reason.
    Declined(String),
}

/// A proposed rater.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nomination {
    /// Who shall rate.
    pub reviewer: Reviewer,
    /// As what.
    pub group: RaterGroup,
    /// Where the proposal stands.
    pub state: NominationState,
}

/// A small anonymous group counted together with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Goes.
    pub from: RaterGroup,
    /// Takes it in.
    pub into: RaterGroup,
}

/// A grade moved in calibration or by the decision of an appeal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// When.
    pub on: Date,
    /// Who, where known.
    pub by: Option<PersonId>,
    /// The grade before.
    pub from: Option<String>,
    /// The grade after.
    pub to: String,
    /// Why.
    pub reason: String,
    /// Which move of the cycle it was, from 1 on: a day has many. 0 where it was stored before moves were counted.
    pub number: u32,
}

/// What was released, as it was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// When.
    pub on: Date,
    /// The result.
    pub sheet: ResultSheet,
}

/// The talk about a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// When it takes place, local time.
    pub at: DateTime,
    /// How long, in minutes.
    pub minutes: u32,
    /// Where.
    pub place: String,
    /// What was said.
    pub notes: String,
    /// What was agreed.
    pub agreed: Vec<String>,
}

/// Receipt of a result. It means that the person has it, not that they agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Receipt {
    /// Not yet.
    #[default]
    Waiting,
    /// Acknowledged, perhaps with a remark.
    Acknowledged {
        /// When.
        on: Date,
        /// The person's own words.
        remark: String,
        /// Who was at the keyboard, where known.
        by: Option<PersonId>,
    },
    /// The person refused to acknowledge.
    Refused {
        /// When.
        on: Date,
        /// The person's reason.
        reason: String,
        /// Who was at the keyboard, where known.
        by: Option<PersonId>,
    },
    /// The phase ended without an answer.
    Silent {
        /// When this was recorded.
        on: Date,
    },
}

/// What came of an appeal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// When.
    pub on: Date,
    /// Who, where known.
    pub by: Option<PersonId>,
    /// The new grade, or `None` where it is kept.
    pub grade: Option<String>,
    /// Why.
    pub reason: String,
    /// The corrected score, or `None` where it is kept.
    pub score: Option<Corrected>,
    /// What the correction rests on, such as the number of a document; may be empty.
    pub document: String,
}

/// A score that an appeal corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// The score as it was released; what a decision proposes here is not read.
    pub from: Option<Decimal>,
    /// The score that holds.
    pub to: Decimal,
}

/// The one appeal against a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appeal {
    /// When.
    pub on: Date,
    /// Why.
    pub reason: String,
    /// Who was at the keyboard, where known.
    pub by: Option<PersonId>,
    /// What came of it.
    pub decision: Option<Decision>,
}

/// One person's appraisal in one cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appraisal {
    /// Identity.
    pub id: AppraisalId,
    /// Which cycle.
    pub cycle: CycleId,
    /// Whose.
    pub person: PersonId,
    /// By which of the cycle's methods.
    pub standard: StandardId,
    /// Who reviews as manager.
    pub manager: Option<PersonId>,
    /// Proposed raters.
    pub nominations: Vec<Nomination>,
    /// Groups counted together.
    pub merges: Vec<Merge>,
    /// Judged potential, on the scale of the nine boxes.
    pub potential: Option<Decimal>,
    /// Moves of the grade, the earliest first.
    pub adjustments: Vec<Adjustment>,
    /// The released result.
    pub released: Option<Released>,
    /// The talk about it.
    pub meeting: Option<Meeting>,
    /// Whether the person has it.
    pub receipt: Receipt,
    /// The appeal.
    pub appeal: Option<Appeal>,
}

impl Appraisal {
    /// The group that a group's answers count for.
    pub fn counted_as(&self, group: RaterGroup) -> RaterGroup {
        self.merges.iter().find(|m| m.from == group).map_or(group, |m| m.into)
    }

    /// The grade that calibration or an appeal set last.
    pub fn set_grade(&self) -> Option<&str> {
        self.adjustments.last().map(|a| a.to.as_str())
    }

    /// What an appeal made of the score.
    pub fn corrected(&self) -> Option<Corrected> {
        self.appeal.as_ref()?.decision.as_ref()?.score
    }

    /// Whether an appeal waits for its decision.
    pub fn appealing(&self) -> bool {
        self.appeal.as_ref().is_some_and(|a| a.decision.is_none())
    }
}
