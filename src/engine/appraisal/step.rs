//! Steps of an appraisal in a trace.

use crate::domain::Decimal;
use crate::domain::appraisal::RaterGroup;
use crate::domain::id::{AppraisalId, CompetencyId, CycleId};
use crate::domain::scorecard::Absent;

/// The two parts of a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartKind {
    /// Figures.
    Quantitative,
    /// Judgement.
    Qualitative,
}

/// What can be absent below a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lacking {
    /// One of the two parts.
    Part,
    /// A cycle that the score is formed from has no released score of the person.
    Cycle,
}

/// What was done in a step of an appraisal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// The whole: the weighted mean of the parts.
    Whole(AppraisalId),
    /// One part with its weight.
    Part {
        /// Which.
        part: PartKind,
        /// Weight as stated, in percent.
        weight: Decimal,
        /// Weight that counts after absent parts were dealt with, in percent.
        effective: Decimal,
    },
    /// A change of scale: value ÷ `from` × `to`.
    Scale {
        /// The highest value of the scale it comes from.
        from: Decimal,
        /// The highest value of the scale it goes to.
        to: Decimal,
    },
    /// The weighted mean of the competencies.
    Competencies,
    /// One competency with its weight.
    Competency {
        /// Which.
        competency: CompetencyId,
        /// Weight as stated, in percent.
        weight: Decimal,
        /// Weight that counts, in percent.
        effective: Decimal,
    },
    /// The mean of a group's ratings. The trace ends here: it never names one rating.
    Group {
        /// The group, or several that were merged.
        groups: Vec<RaterGroup>,
        /// Weight as stated, in percent.
        weight: Decimal,
        /// Weight that counts, in percent.
        effective: Decimal,
        /// Number of answers.
        count: u32,
    },
    /// An earlier cycle's released score with its weight.
    Cycle {
        /// Which.
        cycle: CycleId,
        /// Weight as stated, in percent.
        weight: Decimal,
        /// Weight that counts, in percent.
        effective: Decimal,
    },
    /// Parts of the score below were absent, and how they counted.
    Missing(Lacking, Absent),
    /// A score that an appeal corrected; the trace of the score as it was stands below it.
    Corrected,
    /// A grade that people moved, in calibration or by an appeal; which of the appraisal's adjustments, from zero.
    Adjusted(usize),
}
