//! Reviews: what one rater says about one person in one cycle.

use crate::domain::appraisal::standard::RaterGroup;
use crate::domain::id::{AppraisalId, CompetencyId, CustomerId, FeedbackId, PersonId, QuestionId, ReviewId};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Who writes a review.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reviewer {
    /// Somebody of the company.
    Person(PersonId),
    /// Somebody at a customer, by name.
    Customer {
        /// The customer.
        customer: CustomerId,
        /// The contact's name; two contacts are two reviewers.
        contact: String,
    },
}

/// An answer to one competency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rating {
    /// Not answered.
    #[default]
    Open,
    /// The rater cannot judge this.
    NotApplicable,
    /// A rating on the standard's scale.
    Given(Decimal),
}

/// What a rating rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The rater's own note.
    Note(String),
    /// A document among the sales records.
    Document(String),
    /// A file or page outside, by its address.
    Link(String),
    /// Feedback about the person.
    Feedback(FeedbackId),
}

/// The answer to one competency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Which.
    pub competency: CompetencyId,
    /// How it is rated.
    pub rating: Rating,
    /// In words; empty where nothing is said.
    pub comment: String,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
}

/// The answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Which.
    pub question: QuestionId,
    /// The words.
    pub text: String,
}

/// Where a review stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReviewState {
    /// Being written; it counts nowhere.
    #[default]
    Draft,
    /// Handed in on this day.
    Submitted(Date),
    /// Taken back on this day; it counts no longer.
    Withdrawn(Date),
}

/// A review opened again after it was handed in, or taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopening {
    /// When.
    pub on: Date,
    /// Who did it, where known.
    pub by: Option<PersonId>,
    /// Why.
    pub reason: String,
}

/// One rater's review of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Identity.
    pub id: ReviewId,
    /// Of whom, in which cycle.
    pub appraisal: AppraisalId,
    /// As what.
    pub group: RaterGroup,
    /// By whom.
    pub by: Reviewer,
    /// Whether a customer agreed to be named.
    pub consent: bool,
    /// The ratings; what is not listed is open.
    pub answers: Vec<Answer>,
    /// The answers in words.
    pub replies: Vec<Reply>,
    /// Where it stands.
    pub state: ReviewState,
    /// When and why it was opened again.
    pub reopened: Vec<Reopening>,
}

impl Review {
    /// The rating of a competency.
    pub fn rating(&self, competency: CompetencyId) -> Rating {
        self.answers.iter().find(|a| a.competency == competency).map_or(Rating::Open, |a| a.rating)
    }

    /// Whether it was handed in and not taken back.
    pub fn submitted(&self) -> bool {
        matches!(self.state, ReviewState::Submitted(_))
    }
}
