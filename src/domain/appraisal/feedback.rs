//! Feedback: what somebody tells a person about their work between appraisals, with what was agreed.
//!
//! Invariant: the figures are those of the day on which it was given; they never change afterwards.

use crate::domain::appraisal::development::AimStep;
use crate::domain::calendar::Period;
use crate::domain::id::{FeedbackId, KpiId, PersonId};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What kind of feedback it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FeedbackKind {
    /// Periodic feedback.
    #[default]
    Feedback,
    /// Thanks for something done well.
    Recognition,
    /// Help to get better at something.
    Coaching,
}

impl FeedbackKind {
    /// All kinds.
    pub const ALL: [FeedbackKind; 3] =
        [FeedbackKind::Feedback, FeedbackKind::Recognition, FeedbackKind::Coaching];
}

/// A KPI of the person as it stood when the feedback was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenFigure {
    /// The KPI.
    pub kpi: KpiId,
    /// The period it was measured in.
    pub period: Period,
    /// The actual value up to the as-of date; absent where there was none.
    pub actual: Option<Decimal>,
    /// The target of the whole period; absent where there was none.
    pub target: Option<Decimal>,
}

/// Feedback to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// Identity.
    pub id: FeedbackId,
    /// Whom it is about.
    pub about: PersonId,
    /// Who gives it.
    pub by: PersonId,
    /// When.
    pub on: Date,
    /// What kind.
    pub kind: FeedbackKind,
    /// What is said.
    pub words: String,
    /// What was agreed, in order.
    pub agreed: Vec<AimStep>,
    /// When the two look at it again.
    pub follow_up: Option<Date>,
    /// When they did.
    pub followed: Option<Date>,
    /// The as-of date of the figures.
    pub as_of: Date,
    /// The figures it was given on.
    pub figures: Vec<FrozenFigure>,
}

impl Feedback {
    /// Agreed actions that are not done.
    pub fn open(&self) -> usize {
        self.agreed.iter().filter(|a| a.done.is_none()).count()
    }

    /// Agreed actions and a follow-up that should have been done before a day.
    pub fn late(&self, day: Date) -> usize {
        let past = |due: Option<Date>| due.is_some_and(|due| due < day);
        let actions = self.agreed.iter().filter(|a| a.done.is_none() && past(a.due)).count();
        actions + usize::from(self.followed.is_none() && past(self.follow_up))
    }
}
