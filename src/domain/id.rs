//! Identities: one newtype per kind of entity, made by one macro, so that no id is taken for another.
//!
//! A value is a UUIDv7 made outside the core; the core only compares and carries it.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
pub use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

ids! {
    /// A workspace: one organisation's data, with a directory of its own.
    WorkspaceId,
    /// A person.
    PersonId,
    /// A team.
    TeamId,
    /// An entry of the split table.
    SplitId,
    /// A product category.
    CategoryId,
    /// A product.
    ProductId,
    /// A channel.
    ChannelId,
    /// A territory.
    TerritoryId,
    /// A customer.
    CustomerId,
    /// One import of sales records.
    SegmentId,
    /// An immutable block of sales records; also the name of its file.
    BlockId,
    /// A measure.
    MeasureId,
    /// A measurement.
    MeasurementId,
    /// A KPI.
    KpiId,
    /// A target.
    TargetId,
    /// A scorecard (appraisal standard).
    ScorecardId,
    /// An incentive plan.
    PlanId,
    /// A component of an incentive plan.
    ComponentId,
    /// A kept scenario of an incentive plan.
    ScenarioId,
    /// A published version of an incentive plan.
    VersionId,
    /// An acknowledgement of a version.
    AcknowledgementId,
    /// An agreement to a version's reaching back.
    AgreementId,
    /// A closed pay run.
    RunId,
    /// A dispute about a statement.
    DisputeId,
    /// An adjustment of somebody's pay.
    AdjustmentId,
    /// A decision about a non-cash reward.
    AwardId,
    /// An appraisal standard with its competencies and rater groups.
    StandardId,
    /// A competency of a standard.
    CompetencyId,
    /// A question of a review form.
    QuestionId,
    /// An appraisal cycle.
    CycleId,
    /// One person's appraisal in a cycle.
    AppraisalId,
    /// A review.
    ReviewId,
    /// A development plan.
    DevelopmentId,
    /// A consequence of a result.
    ProposalId,
    /// Feedback to a person.
    FeedbackId,
}
