//! Development plans: aims that grow from strengths and shortfalls, with steps, support, dates and progress.

use crate::domain::id::{AppraisalId, CompetencyId, DevelopmentId, KpiId, PersonId};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What an aim grew from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The person's or manager's own idea.
    #[default]
    Own,
    /// A strength to build on.
    Strength(CompetencyId),
    /// A competency that falls short.
    Shortfall(CompetencyId),
    /// A KPI that falls short.
    Kpi(KpiId),
}

/// One step towards an aim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AimStep {
    /// What to do.
    pub text: String,
    /// By when.
    pub due: Option<Date>,
    /// When it was done.
    pub done: Option<Date>,
}

/// One aim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aim {
    /// What shall be reached.
    pub title: String,
    /// What it grew from.
    pub origin: Origin,
    /// The steps in order.
    pub steps: Vec<AimStep>,
    /// Who or what helps.
    pub support: String,
    /// By when.
    pub due: Option<Date>,
    /// Progress said by hand, 0 to 100; absent where the steps decide.
    pub progress: Option<Decimal>,
}

impl Aim {
    /// Progress, 0 to 100: as said, otherwise the share of steps that are done; absent without either.
    pub fn reached(&self) -> Option<Decimal> {
        let done = Decimal::from(self.steps.iter().filter(|s| s.done.is_some()).count());
        let share = || done.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(self.steps.len()));
        self.progress.or_else(share)
    }
}

/// A person's development plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Development {
    /// Identity.
    pub id: DevelopmentId,
    /// Whose.
    pub person: PersonId,
    /// The appraisal it grew from.
    pub appraisal: Option<AppraisalId>,
    /// When it was begun.
    pub on: Date,
    /// The aims in order.
    pub aims: Vec<Aim>,
}
