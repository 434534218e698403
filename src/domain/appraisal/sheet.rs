//! The result of an appraisal as it is shown: scores, grade, and what lies behind them as far as anonymity allows.

use crate::domain::appraisal::standard::RaterGroup;
use crate::domain::id::{CompetencyId, CycleId, KpiId};
use rust_decimal::Decimal;

/// One KPI of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KpiResult {
    /// Which.
    pub kpi: KpiId,
    /// Weight as stated, in percent.
    pub weight: Decimal,
    /// Actual value.
    pub actual: Option<Decimal>,
    /// Target.
    pub target: Option<Decimal>,
    /// Score by the scorecard, 100 being full.
    pub score: Option<Decimal>,
}

/// What a rater group says about a competency. Groups below their minimum are not listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupResult {
    /// The group, or several that were merged.
    pub groups: Vec<RaterGroup>,
    /// Weight as stated, in percent; merged groups have the sum.
    pub weight: Decimal,
    /// Number of answers.
    pub count: u32,
    /// Mean rating on the rating scale.
    pub mean: Decimal,
}

/// One competency of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompetencyResult {
    /// Which.
    pub competency: CompetencyId,
    /// Weight as stated, in percent.
    pub weight: Decimal,
    /// Score on the standard's scale, unrounded; absent where nobody that counts has answered.
    pub score: Option<Decimal>,
    /// The groups that are shown.
    pub groups: Vec<GroupResult>,
}

/// One earlier cycle of a result that is formed from several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormedResult {
    /// Which.
    pub cycle: CycleId,
    /// Weight as stated, in percent.
    pub weight: Decimal,
    /// Its released score on this result's scale, unrounded; absent where nothing was released.
    pub score: Option<Decimal>,
    /// Its released grade.
    pub grade: Option<String>,
}

/// A person's result in a cycle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultSheet {
    /// The final score, rounded once.
    pub score: Option<Decimal>,
    /// The grade that follows from the score.
    pub computed_grade: Option<String>,
    /// The grade after calibration and appeal.
    pub grade: Option<String>,
    /// The KPI part's score on the standard's scale, unrounded.
    pub quantitative: Option<Decimal>,
    /// The competency part's score, unrounded.
    pub qualitative: Option<Decimal>,
    /// The KPIs.
    pub kpis: Vec<KpiResult>,
    /// The competencies.
    pub competencies: Vec<CompetencyResult>,
    /// The earlier cycles that it is formed from; empty where the cycle has reviews of its own.
    pub formed: Vec<FormedResult>,
}
