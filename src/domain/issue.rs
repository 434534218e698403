//! What is wrong with data, as values: a stable code, never prose. `i18n` owns the words.

use crate::domain::id::{KpiId, PersonId, TargetId};
use crate::domain::target::Subject;

/// A value together with what was noticed while making it. The value stands; the issues say how far to trust it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked<T> {
    /// The result.
    pub value: T,
    /// What was noticed, in a stable order.
    pub issues: Vec<Issue>,
}

impl<T> Checked<T> {
    /// A value without issues.
    pub fn clean(value: T) -> Self {
        Checked { value, issues: Vec::new() }
    }

    /// The same issues with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Checked<U> {
        Checked { value: f(self.value), issues: self.issues }
    }
}

/// One thing noticed, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Issue {
    /// What is wrong.
    pub code: IssueCode,
    /// What it concerns.
    pub about: About,
}

/// What an issue concerns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The result as a whole.
    Whole,
    /// A person.
    Person(PersonId),
    /// A KPI of a subject.
    Kpi(KpiId, Subject),
    /// Two stored targets.
    Targets(TargetId, TargetId),
    /// A place in a text: byte range, such as in a formula.
    Place(usize, usize),
}

/// Stable codes of issues. The name of a variant never changes its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IssueCode {
    /// The KPI has no data in the period.
    NoData,
    /// No target covers the subject and period.
    NoTarget,
    /// The target is zero and the curve does not define what that means.
    ZeroTarget,
    /// A stored target and the sum of finer stored targets disagree.
    TargetsDisagree,
    /// A division by zero made a value absent.
    DivisionByZero,
    /// A formula names something that does not exist.
    UnknownName,
    /// A formula cannot be read at this place.
    Syntax,
    /// A formula combines units that do not go together.
    UnitMismatch,
    /// A formula refers to itself, directly or through others.
    Cycle,
    /// A formula is larger than the bound on its cost.
    TooComplex,
    /// Weights do not total 100.
    WeightsTotal,
    /// Absent parts were left out and the other weights rescaled.
    Rescaled,
    /// Absent parts counted as zero.
    CountedAsZero,
    /// A veto capped the result.
    Vetoed,
    /// A curve has no points, or its points are out of order.
    BadCurve,
    /// A rate table has a gap.
    TableGap,
    /// A rate table has overlapping tiers.
    TableOverlap,
    /// The tiers of a rate table are out of order.
    TableOrder,
    /// The result of a rate table falls as the measured value rises.
    FallingPay,
    /// The measured value lies beyond the last tier.
    BeyondTable,
    /// A number is too large to be computed exactly.
    Overflow,
    /// Records of the span have no cost, so the margin covers only part of them.
    CostMissing,
    /// The credit shares of a split do not total 100.
    SplitTotal,
    /// A gate is closed, so nothing of what was earned is paid now.
    GateClosed,
    /// No pay level of the plan names the base or target pay that a component needs.
    NoTargetPay,
    /// Documents of some records are not at hand, so returns could not be matched with their sales.
    NamesMissing,
    /// A rater group has too few answers to be shown; it counts as absent.
    GroupTooSmall,
    /// Anonymous groups are counted only when calibration begins.
    NotYetCounted,
    /// Nobody whose answer counts has rated.
    NoRating,
    /// The standard that an appraisal names is not among its cycle's methods.
    NoMethod,
    /// A cycle that a score is formed from has no released score of the person; the other weights were rescaled.
    CycleMissing,
    /// A cycle that a score is formed from has no released score of the person; it counted as zero.
    CycleAsZero,
}
