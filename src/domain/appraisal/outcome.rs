//! What follows from results: the spread of grades, the nine boxes, and rules for pay, bonus, promotion and training.
//! Rules propose, people decide.

use crate::domain::id::{AppraisalId, CompetencyId, KpiId, PersonId, ProposalId};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// How many people, in percent, may have certain grades.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Exactly this share, as head-counts by largest remainder.
    Exactly(Decimal),
    /// Fewer than this share.
    Below(Decimal),
    /// This share or fewer; the head-count is rounded up.
    AtMost(Decimal),
    /// More than this share.
    Above(Decimal),
    /// This share or more; the head-count is rounded down.
    AtLeast(Decimal),
    /// From one share to another, both included.
    Between {
        /// Rounded down.
        low: Decimal,
        /// Rounded up.
        high: Decimal,
    },
}

/// One line of a distribution guideline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradeShare {
    /// The grades taken together.
    pub grades: Vec<String>,
    /// How many.
    pub bound: Bound,
}

/// What an unmet guideline does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Enforce {
    /// It is said.
    #[default]
    Warn,
    /// Calibration cannot end.
    Block,
}

/// How grades should be spread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guideline {
    /// The lines; where every grade has one exact share, they total 100.
    pub lines: Vec<GradeShare>,
    /// What an unmet guideline does.
    pub enforce: Enforce,
    /// Head-count from which it holds; 10 is usual.
    pub least: u32,
}

/// Two cuts each on performance and potential. A value equal to a cut belongs to the lower box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NineBox {
    /// Lower cut of the score.
    pub performance_low: Decimal,
    /// Upper cut of the score.
    pub performance_high: Decimal,
    /// Lower cut of the potential.
    pub potential_low: Decimal,
    /// Upper cut of the potential.
    pub potential_high: Decimal,
}

/// A role's pay range in major units of the workspace's currency, per the period in which base pay is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayRange {
    /// The role.
    pub role: String,
    /// Its lowest pay.
    pub low: Decimal,
    /// Its highest pay.
    pub high: Decimal,
}

/// One grade's row of the merit matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeritRow {
    /// The grade.
    pub grade: String,
    /// Raises in percent, one for each column of [`OutcomeRules::positions`] and one more; `None` where the matrix says
    /// nothing.
    pub raises: Vec<Option<Decimal>>,
    /// The bonus multiplier, 1 leaving the bonus as it is; `None` where the grade says nothing about it.
    pub multiplier: Option<Decimal>,
}

/// When somebody is proposed for promotion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromotionRule {
    /// The grades that count.
    pub grades: Vec<String>,
    /// In so many cycles running, this one included; at least 1.
    pub cycles: u32,
    /// Potential above this, where it is judged.
    pub potential: Option<Decimal>,
}

/// When a training need is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrainingRule {
    /// Competencies that score below this share of the full score, in percent.
    pub competency_below: Decimal,
    /// KPIs whose score is below this, 100 being full.
    pub kpi_below: Decimal,
}

/// What follows from results in a cycle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutcomeRules {
    /// The pay ranges by role.
    pub ranges: Vec<PayRange>,
    /// Lower ends of the second and later columns of the merit matrix: position in the range, 0 being its low end and 1
    /// its high end. A column includes its lower end.
    pub positions: Vec<Decimal>,
    /// The merit matrix and the multipliers, by grade.
    pub merit: Vec<MeritRow>,
    /// Promotion.
    pub promotion: Option<PromotionRule>,
    /// Training.
    pub training: Option<TrainingRule>,
}

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProposalKind {
    /// A raise of base pay.
    Pay {
        /// In percent.
        percent: Decimal,
        /// Base pay it was worked out from, in major units.
        base: Decimal,
    },
    /// A multiplier of the bonus.
    Bonus(Decimal),
    /// A promotion.
    Promotion,
    /// Training in a competency.
    Training(CompetencyId),
    /// Training for a KPI.
    TrainingKpi(KpiId),
}

/// What a person decided about a proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Ruling {
    /// Nothing yet.
    #[default]
    Open,
    /// As proposed.
    Accepted {
        /// When.
        on: Date,
        /// Who, where known.
        by: Option<PersonId>,
    },
    /// With another percentage or multiplier.
    Changed {
        /// When.
        on: Date,
        /// Who, where known.
        by: Option<PersonId>,
        /// The new percentage or multiplier.
        value: Decimal,
        /// Why.
        reason: String,
    },
    /// Not at all.
    Declined {
        /// When.
        on: Date,
        /// Who, where known.
        by: Option<PersonId>,
        /// Why.
        reason: String,
    },
}

/// A consequence of a result, proposed by rule and decided by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Identity.
    pub id: ProposalId,
    /// Of which appraisal.
    pub appraisal: AppraisalId,
    /// What.
    pub kind: ProposalKind,
    /// What was decided.
    pub ruling: Ruling,
    /// Decisions that were opened again, the earliest first.
    pub earlier: Vec<Reversal>,
}

/// A decision that was opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reversal {
    /// When.
    pub on: Date,
    /// Who opened it again, where known.
    pub by: Option<PersonId>,
    /// Why.
    pub reason: String,
    /// What had been decided.
    pub ruling: Ruling,
}

/// What is known and allowed for pay in a cycle, in major units of the workspace's currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Funds {
    /// Base pay of people for a year, where it was stated here.
    pub base: Vec<(PersonId, Decimal)>,
    /// Target bonus of people for the cycle's period, where it was stated here.
    pub bonus: Vec<(PersonId, Decimal)>,
    /// What all raises together may add to base pay a year.
    pub raises: Option<Decimal>,
    /// What all bonuses of the period together may come to.
    pub bonuses: Option<Decimal>,
}
