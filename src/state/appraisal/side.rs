//! What stands beside a review form: figures and targets of the period, role, the self review, and the last cycle with the
//! development plan that came of it.
//!
//! Invariant: nothing of an anonymous group below its minimum, and no result that was not released.

use crate::domain::appraisal::{Aim, Appraisal, Cycle, KpiResult, RaterGroup, Review, Standard};
use crate::domain::dataset::Dataset;
use crate::domain::id::{CompetencyId, CycleId, PersonId, TeamId};
use crate::domain::issue::Checked;
use crate::engine::appraisal::{Appraiser, reference_day, strengths_and_shortfalls};
use crate::engine::trace::Silent;
use jiff::civil::Date;
use rust_decimal::Decimal;

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

/// What stands beside a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
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

/// What stands beside a form of a group about somebody, with figures up to a day. Peers, direct reports and customers see
/// the role only.
#[must_use]
pub fn side(data: &Dataset, cycle: &Cycle, case: &Appraisal, group: RaterGroup, as_of: Date) -> Side {
    let stint =
        data.people.get(case.person).zip(reference_day(data, cycle)).and_then(|(p, day)| p.stint_on(day));
    let mut found = Side {
        role: stint.map(|s| s.role.clone()).unwrap_or_default(),
        team: stint.and_then(|s| s.team),
        ..Side::default()
    };
    if group.anonymous() {
        return found;
    }
    let Checked { value, .. } = Appraiser::new(data, cycle, as_of).appraise::<Silent>(case);
    found.kpis = value.sheet.kpis;
    if group != RaterGroup::Oneself {
        let own = data.reviews.iter().find(|r| r.appraisal == case.id && r.group == RaterGroup::Oneself);
        found.oneself = own.filter(|r| r.submitted()).map(|r| r.as_ref().clone());
    }
    found.last = last(data, cycle, case.person);
    let plans = data.developments.iter().filter(|d| d.person == case.person);
    found.aims = plans.max_by_key(|d| d.on).map(|d| d.aims.clone()).unwrap_or_default();
    found
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
