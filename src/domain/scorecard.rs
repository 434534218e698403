//! Scorecards (appraisal standards): KPIs with weights and scoring curves, and grade bands.

use crate::domain::id::{KpiId, PersonId, ScorecardId, TeamId};
use crate::domain::target::Level;
use rust_decimal::Decimal;

/// What the points of a curve are measured against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Input {
    /// The KPI's actual value.
    #[default]
    Actual,
    /// Attainment, 1 being the target.
    Attainment,
}

/// What happens beyond the end of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// The score is zero.
    Zero,
    /// The end's score is held.
    Held,
    /// The last piece is continued.
    Continued,
}

/// One point of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Value of the input.
    pub at: Decimal,
    /// Score there, 100 being the full score.
    pub score: Decimal,
}

/// How a KPI's actual and target become a score. The formulas stand in `docs/rules.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Curve {
    /// 100 × A ÷ T.
    Ratio,
    /// 100 × T ÷ A.
    InverseRatio,
    /// Distance to the target: higher is better `1 + (A − T)/|T|`, lower is better `1 − (A − T)/|T|`; with target
    /// zero `1 ± A` in units of the KPI. Source: Infor Strategy Management.
    Deviation,
    /// Linear between points; three anchors at 80, 100, 120 are the usual case.
    Points {
        /// At least one, ordered by `at`, strictly.
        points: Vec<Point>,
        /// What `at` means.
        input: Input,
        /// Beyond the worse end; the default is zero.
        worse: Beyond,
        /// Beyond the better end; the default is held.
        better: Beyond,
    },
    /// 分段計分法: the score of the band the value lies in; a band includes its lower end.
    Bands {
        /// Lower ends with their scores, ordered strictly; below the first the score is zero.
        bands: Vec<Point>,
        /// What `at` means.
        input: Input,
    },
    /// Full points where the target is met, otherwise none.
    Binary {
        /// The full points.
        full: Decimal,
    },
    /// 完成比率法: attainment × full points.
    Completion {
        /// The full points.
        full: Decimal,
    },
    /// 加減分: full points at the target, so many points per unit beyond or short of it.
    PlusMinus {
        /// Points at the target; zero for a pure bonus or malus outside the hundred.
        full: Decimal,
        /// Points per step.
        points: Decimal,
        /// Size of a step in the KPI's unit; above zero. Whole steps are not required.
        step: Decimal,
        /// Largest number of points added or taken.
        limit: Decimal,
    },
}

/// What missing a vetoed KPI does to the whole result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Veto {
    /// The whole score is at most this.
    Score(Decimal),
    /// The grade is at best this one.
    Grade(String),
}

/// One KPI of a scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreLine {
    /// The KPI.
    pub kpi: KpiId,
    /// Weight in percent; the lines total 100.
    pub weight: Decimal,
    /// Against which level of target.
    pub level: Level,
    /// How value becomes score.
    pub curve: Curve,
    /// Lowest score.
    pub floor: Option<Decimal>,
    /// Highest score.
    pub cap: Option<Decimal>,
    /// 一票否決: what missing the target does to the whole.
    pub veto: Option<Veto>,
}

/// One grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradeBand {
    /// Name, such as "A" or 優.
    pub grade: String,
    /// Lowest rounded score of the grade.
    pub from: Decimal,
}

/// What an absent part does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Absent {
    /// It is left out and the other weights are rescaled.
    #[default]
    Rescale,
    /// It counts as zero.
    Zero,
}

/// Whom a scorecard or plan is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assigned {
    /// Everybody not named elsewhere.
    Everybody,
    /// People in a role on the date that matters.
    Role(String),
    /// People of a team and the teams below it.
    Team(TeamId),
    /// One person.
    Person(PersonId),
}

/// An appraisal standard, as far as figures go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scorecard {
    /// Identity.
    pub id: ScorecardId,
    /// Name as shown.
    pub name: String,
    /// For whom; the most specific assignment wins (person, team, role, everybody).
    pub assigned: Vec<Assigned>,
    /// The KPIs.
    pub lines: Vec<ScoreLine>,
    /// Grades, best first.
    pub bands: Vec<GradeBand>,
    /// Decimals of the final score; default 2.
    pub places: u32,
    /// What an absent part does.
    pub absent: Absent,
}
