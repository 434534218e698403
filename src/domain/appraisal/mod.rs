//! Appraisal: standards, cycles, reviews, results, feedback, development plans and what follows from results.
//!
//! Plain facts only; scores are conclusions (`engine::appraisal`), except those of a released result, which are kept as
//! they were shown.

pub mod case;
pub mod cycle;
pub mod development;
pub mod feedback;
pub mod outcome;
pub mod review;
pub mod sheet;
pub mod standard;

pub use case::{
    Adjustment, Appeal, Appraisal, Corrected, Decision, Meeting, Merge, Nomination, NominationState, Receipt,
    Released,
};
pub use cycle::{Cycle, CycleState, FormedFrom, Method, Phase, Population, Stage, Turn};
pub use development::{Aim, AimStep, Development, Origin};
pub use feedback::{Feedback, FeedbackKind, FrozenFigure};
pub use outcome::{
    Bound, Enforce, Funds, GradeShare, Guideline, MeritRow, NineBox, OutcomeRules, PayRange, PromotionRule,
    Proposal, ProposalKind, Reversal, Ruling, TrainingRule,
};
pub use review::{Answer, Evidence, Rating, Reopening, Reply, Review, ReviewState, Reviewer};
pub use sheet::{CompetencyResult, FormedResult, GroupResult, KpiResult, ResultSheet};
pub use standard::{
    Anchor, Competency, GroupTerms, KpiPart, Question, RaterGroup, Scale, ScaleLabel, Standard,
};
