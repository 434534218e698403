//! Appraisal cycles: which people, which period, which standards, and where the work stands.

use crate::domain::appraisal::outcome::{Funds, Guideline, NineBox, OutcomeRules};
use crate::domain::appraisal::standard::Standard;
use crate::domain::calendar::Period;
use crate::domain::id::{CycleId, PersonId, StandardId};
use crate::domain::scorecard::{Assigned, Scorecard};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// The phases of a cycle in their order. A cycle may leave some out; sharing is never left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// People review themselves.
    Oneself,
    /// Raters are proposed and approved.
    Nominate,
    /// Peers, direct reports and customers answer.
    Feedback,
    /// Managers review; interviews are held.
    Manager,
    /// Grades are compared and moved. From here on no anonymous review changes any more.
    Calibrate,
    /// Results are released and talked about.
    Share,
    /// People acknowledge, refuse or appeal.
    Acknowledge,
}

impl Phase {
    /// All phases in order.
    pub const ALL: [Phase; 7] = [
        Phase::Oneself,
        Phase::Nominate,
        Phase::Feedback,
        Phase::Manager,
        Phase::Calibrate,
        Phase::Share,
        Phase::Acknowledge,
    ];
}

/// A phase with its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Which.
    pub phase: Phase,
    /// First day.
    pub from: Date,
    /// Last day; work done later is late, and still counts.
    pub to: Date,
}

/// Where a cycle stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CycleState {
    /// Being prepared: everything can change.
    #[default]
    Draft,
    /// Running, in this phase.
    Running(Phase),
    /// Over: nothing is added or changed.
    Closed,
}

/// Who takes part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Population {
    /// Whoever one of these means on the reference day.
    pub who: Vec<Assigned>,
    /// Not these.
    pub except: Vec<PersonId>,
    /// Only people hired on this day or earlier.
    pub hired_by: Option<Date>,
    /// Day on which employment, team and role are looked up; the period's last day where it is absent.
    pub on: Option<Date>,
}

/// A standard with the scorecard it uses, as they were when the cycle opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Method {
    /// The standard.
    pub standard: Standard,
    /// Its scorecard, where it has a KPI part.
    pub scorecard: Option<Scorecard>,
}

/// One earlier cycle of which this one's scores are formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormedFrom {
    /// The cycle.
    pub cycle: CycleId,
    /// Weight in percent; all total 100.
    pub weight: Decimal,
}

/// A step from one state to another, for the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// When.
    pub on: Date,
    /// The state entered.
    pub to: CycleState,
    /// Why, where a step back was made; otherwise empty.
    pub reason: String,
}

/// An appraisal cycle. Its kind is the length of its period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// Identity.
    pub id: CycleId,
    /// Name as shown.
    pub name: String,
    /// The time that is appraised.
    pub period: Period,
    /// Who takes part.
    pub population: Population,
    /// Which standards may be used; each person gets the one whose assignment fits best.
    pub standards: Vec<StandardId>,
    /// The standards as the cycle uses them; empty before it opens, frozen once a review exists.
    pub methods: Vec<Method>,
    /// The phases, in order.
    pub stages: Vec<Stage>,
    /// Where it stands.
    pub state: CycleState,
    /// Whether calibration has begun at any time: from then on anonymous groups are counted and never change.
    pub sealed: bool,
    /// Cycles whose released scores make this one's; empty where the cycle has reviews of its own.
    pub formed_from: Vec<FormedFrom>,
    /// How grades should be spread.
    pub guideline: Option<Guideline>,
    /// The cuts of the nine boxes.
    pub boxes: Option<NineBox>,
    /// What follows from results.
    pub rules: OutcomeRules,
    /// What is known and allowed for pay; absent where nothing was stated.
    pub funds: Option<Funds>,
    /// The steps taken, the earliest first.
    pub turns: Vec<Turn>,
}

impl Cycle {
    /// The method that holds for a standard.
    pub fn method(&self, standard: StandardId) -> Option<&Method> {
        self.methods.iter().find(|m| m.standard.id == standard)
    }

    /// The phase it is in while it runs.
    pub fn phase(&self) -> Option<Phase> {
        match self.state {
            CycleState::Running(phase) => Some(phase),
            CycleState::Draft | CycleState::Closed => None,
        }
    }

    /// The days of a phase.
    pub fn stage(&self, phase: Phase) -> Option<&Stage> {
        self.stages.iter().find(|s| s.phase == phase)
    }

    /// The phase after one, or the first.
    pub fn after(&self, phase: Option<Phase>) -> Option<Phase> {
        self.stages.iter().map(|s| s.phase).find(|p| phase.is_none_or(|now| *p > now))
    }

    /// The phase before one.
    pub fn before(&self, phase: Phase) -> Option<Phase> {
        self.stages.iter().rev().map(|s| s.phase).find(|p| *p < phase)
    }
}
