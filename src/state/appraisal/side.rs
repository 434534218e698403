//! What stands beside a review form: role with responsibilities and tasks, goals and figures of the period, the self
//! review, feedback, and the last cycle with the development plan that came of it.
//!
//! Invariant: nothing of an anonymous group, no result that was not released, and no feedback to whom it is not for.

use crate::domain::appraisal::{Aim, Appraisal, Cycle, Feedback, KpiResult, RaterGroup, Review, Standard};
use crate::domain::dataset::Dataset;
use crate::domain::id::{AppraisalId, CompetencyId, CycleId, KpiId, PersonId, TeamId};
use crate::domain::issue::Checked;
use crate::domain::target::{Level, Subject};
use crate::engine::appraisal::{Appraiser, reference_day, strengths_and_shortfalls};
use crate::engine::target::Targets;
use crate::engine::trace::{Silent, Step, Trace};
use crate::state::appraisal::explain::explain;
use crate::state::appraisal::feedback;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::sync::Arc;

/// The most strengths and shortfalls named.
const MOST: usize = 3;

/// A released result of an earlier cycle.
#[derive(Clone, Debug, PartialEq)]
pub struct Last {
    /// Which cycle.
    pub cycle: CycleId,
    /// The score.
    pub score: Option<Decimal>,
    /// The grade.
    pub grade: Option<String>,
    /// Competencies that were strong, with their names then.
    pub strong: Vec<String>,
    /// Competencies that fell short.
    pub weak: Vec<String>,
    /// What was agreed in the talk.
    pub agreed: Vec<String>,
}

/// What somebody shall reach in the period for one KPI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// The KPI.
    pub kpi: KpiId,
    /// The target, the challenge and the stretch level, where there are any.
    pub levels: [Option<Decimal>; 3],
}

/// What stands beside a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// What the person answers for, as on the reference day.
    pub responsibilities: Vec<String>,
    /// What the person has to do.
    pub tasks: Vec<String>,
    /// Goals of the period, for self, manager and interviewer.
    pub goals: Vec<Goal>,
    /// Feedback about the person that the rater sees, the newest first.
    pub told: Vec<Arc<Feedback>>,
    /// Figures and targets of the period, for self, manager and interviewer.
    pub kpis: Vec<KpiResult>,
    /// Role on the reference day.
    pub role: String,
    /// Team on the reference day.
    pub team: Option<TeamId>,
    /// The self review that was handed in, for manager and interviewer.
    pub oneself: Option<Review>,
    /// The newest released result before this cycle.
    pub last: Option<Last>,
    /// Aims of the newest development plan.
    pub aims: Vec<Aim>,
}

/// What stands beside a form of a group about somebody that `me` fills in, with figures up to a day. Peers, direct reports
/// and customers see role, responsibilities and tasks, and of feedback what they see anyway.
#[must_use]
pub fn side(
    data: &Dataset,
    cycle: &Cycle,
    case: &Appraisal,
    group: RaterGroup,
    me: Option<PersonId>,
    as_of: Date,
) -> Side {
    let stint =
        data.people.get(case.person).zip(reference_day(data, cycle)).and_then(|(p, day)| p.stint_on(day));
    let mut found = Side {
        role: stint.map(|s| s.role.clone()).unwrap_or_default(),
        team: stint.and_then(|s| s.team),
        responsibilities: stint.map(|s| s.responsibilities.clone()).unwrap_or_default(),
        tasks: stint.map(|s| s.tasks.clone()).unwrap_or_default(),
        ..Side::default()
    };
    // A customer's form is filled in beside the customer, who sees nothing of the company.
    if group != RaterGroup::Customers {
        found.told = feedback::entries(data, Some(case.person), me, as_of);
    }
    if group.anonymous() {
        return found;
    }
    let Checked { value, .. } = Appraiser::new(data, cycle, as_of).appraise::<Silent>(case);
    found.kpis = value.sheet.kpis;
    found.goals = goals(data, cycle, case.person);
    if group != RaterGroup::Oneself {
        let own = data.reviews.iter().find(|r| r.appraisal == case.id && r.group == RaterGroup::Oneself);
        found.oneself = own.filter(|r| r.submitted()).map(|r| r.as_ref().clone());
    }
    found.last = last(data, cycle, case.person);
    let plans = data.developments.iter().filter(|d| d.person == case.person);
    found.aims = plans.max_by_key(|d| d.on).map(|d| d.aims.clone()).unwrap_or_default();
    found
}

/// The goals of a person in a cycle's period, in the order of the KPIs.
fn goals(data: &Dataset, cycle: &Cycle, person: PersonId) -> Vec<Goal> {
    let (targets, subject) = (Targets::new(data), Subject::Person(person));
    let known = |kpi: KpiId| data.targets.iter().any(|t| t.kpi == kpi && t.subject == subject);
    let all = data.kpis.iter().filter(|k| known(k.id)).map(|k| Goal {
        kpi: k.id,
        levels: [Level::Target, Level::Challenge, Level::Stretch]
            .map(|level| targets.value(k.id, subject, cycle.period, level)),
    });
    all.filter(|g| g.levels.iter().any(Option::is_some)).collect()
}

/// How a figure beside a form came about: the line of the KPI alone, and nothing of what anybody rated.
#[must_use]
pub fn line_of(data: &Dataset, case: AppraisalId, kpi: KpiId, as_of: Date) -> Option<Trace> {
    let whole = explain(data, case, as_of)?;
    let own = |s: &&Trace| matches!(&s.step, Step::Line { kpi: own, .. } | Step::Extra(own) if *own == kpi);
    whole.walk().into_iter().map(|(_, step)| step).find(own).cloned()
}

/// The newest released result of a person in a cycle that ended before this one did.
fn last(data: &Dataset, cycle: &Cycle, person: PersonId) -> Option<Last> {
    let end = |c: &Cycle| data.workspace.calendar.span(c.period).map(|s| s.to);
    let own = data.appraisals.iter().filter(|a| a.person == person && a.cycle != cycle.id);
    let earlier = own.filter_map(|a| {
        let other = data.cycles.get(a.cycle)?;
        let released = a.released.as_ref()?;
        (end(other) < end(cycle)).then_some((a, other, released))
    });
    let (case, other, released) = earlier.max_by_key(|(_, other, _)| end(other))?;
    let standard = &other.method(case.standard)?.standard;
    let (strong, weak) = strengths_and_shortfalls(standard, &released.sheet, MOST);
    Some(Last {
        cycle: other.id,
        score: released.sheet.score,
        grade: released.sheet.grade.clone(),
        strong: named(standard, &strong),
        weak: named(standard, &weak),
        agreed: case.meeting.as_ref().map(|m| m.agreed.clone()).unwrap_or_default(),
    })
}

fn named(standard: &Standard, ids: &[CompetencyId]) -> Vec<String> {
    let name = |id: &CompetencyId| standard.competencies.iter().find(|c| c.id == *id).map(|c| c.name.clone());
    ids.iter().filter_map(name).collect()
}

#[cfg(test)]
#[path = "side_tests.rs"]
mod tests;
