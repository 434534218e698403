//! One person's result: the sheet as released, strengths and shortfalls, oneself against others, the last cycles, and the
//! spread of grades around.
//!
//! Invariant: everything here is made of result sheets and of the words that anonymity allows. Grades of others are shown
//! as head-counts of at least [`FEWEST`] released results, all of a group or none, as they were released: neither a later
//! release nor an appeal changes what is shown, so no difference of two views is one person's grade.

use crate::domain::appraisal::{Appraisal, Cycle, ResultSheet, Standard};
use crate::domain::dataset::Dataset;
use crate::domain::id::{AppraisalId, CompetencyId, CycleId, PersonId, QuestionId, TeamId};
use crate::domain::issue::IssueCode;
use crate::domain::{Date, Decimal, Period};
use crate::engine::appraisal::process::{Ctx, Deed, Refusal, act};
use crate::engine::appraisal::{
    Appraiser, Seen, Words, above, decider, distribution, reference_day, seen, share,
    strengths_and_shortfalls, words,
};
use crate::engine::score::grade_of;
use crate::engine::trace::Silent;
use std::sync::Arc;

/// Fewest people of whom a spread of grades is shown.
pub const FEWEST: usize = 5;
/// Most strengths and most shortfalls named.
const NAMED: usize = 3;
/// Most earlier cycles shown.
const EARLIER: usize = 5;

/// What is known of a person's result.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// The person is appraised, and anonymous answers are not counted yet: nothing is shown.
    NotYet,
    /// Calibrated but not released: for those who decide, not for the person.
    Preview(Box<ResultView>),
    /// Released.
    Released(Box<ResultView>),
}

impl Standing {
    /// The result, where there is one to show.
    #[must_use]
    pub fn view(&self) -> Option<&ResultView> {
        match self {
            Standing::NotYet => None,
            Standing::Preview(view) | Standing::Released(view) => Some(view),
        }
    }
}

/// A result in one of the last cycles.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// Which cycle.
    pub cycle: CycleId,
    /// What it appraised.
    pub period: Period,
    /// The score on the scale of the standard shown.
    pub score: Option<Decimal>,
    /// The grade.
    pub grade: Option<String>,
}

/// Whose grades are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// Those of the person's team.
    Team(TeamId),
    /// Those of everybody in the cycle.
    Everybody,
}

/// Grades around a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// Whose.
    pub around: Around,
    /// Head-counts by grade, best first.
    pub counts: Vec<(String, u32)>,
}

/// What words are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A competency.
    Competency(CompetencyId),
    /// A question of the form.
    Question(QuestionId),
}

/// What a group wrote about something, in an order that says nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// About what.
    pub topic: Topic,
    /// The group, or several that were merged.
    pub groups: Vec<crate::domain::appraisal::RaterGroup>,
    /// The texts.
    pub texts: Vec<String>,
}

/// A person's result with what it is compared to.
#[derive(Clone, Debug, PartialEq)]
pub struct ResultView {
    /// The cycle.
    pub cycle: Arc<Cycle>,
    /// The appraisal.
    pub case: Arc<Appraisal>,
    /// By which standard.
    pub standard: Standard,
    /// The result.
    pub sheet: ResultSheet,
    /// What goes well, most telling first.
    pub strengths: Vec<CompetencyId>,
    /// What falls short, most telling first.
    pub shortfalls: Vec<CompetencyId>,
    /// Oneself against others.
    pub seen: Vec<Seen>,
    /// The last cycles of this kind, the earliest first, this one last.
    pub past: Vec<Past>,
    /// Grades around, where enough are released.
    pub spread: Option<Spread>,
    /// What was written.
    pub said: Vec<Said>,
    /// What was noticed; empty once released.
    pub issues: Vec<IssueCode>,
}

impl ResultView {
    /// The name of a competency.
    #[must_use]
    pub fn competency(&self, id: CompetencyId) -> &str {
        let found = self.standard.competencies.iter().find(|c| c.id == id);
        found.map(|c| c.name.as_str()).unwrap_or_default()
    }

    /// What something that was written is about, in the standard's words.
    #[must_use]
    pub fn topic(&self, topic: Topic) -> &str {
        match topic {
            Topic::Competency(id) => self.competency(id),
            Topic::Question(id) => {
                let found = self.standard.questions.iter().find(|q| q.id == id);
                found.map(|q| q.text.as_str()).unwrap_or_default()
            }
        }
    }

    /// How the score has changed since the cycle before, on the scale of this standard.
    #[must_use]
    pub fn change(&self) -> Option<(CycleId, Decimal)> {
        let mut back = self.past.iter().rev();
        let now = back.next()?.score?;
        let before = back.next()?;
        Some((before.cycle, now.checked_sub(before.score?)?))
    }
}

/// Whether a reader may see a result before it is released: whoever runs the cycle has chosen nobody; of the others only
/// those who stand above the person.
#[must_use]
pub fn may_preview(data: &Dataset, case: &Appraisal, me: Option<PersonId>) -> bool {
    let stands = |me| data.cycles.get(case.cycle).is_some_and(|cycle| above(data, cycle, case, me));
    me.is_none_or(stands)
}

/// What a reader can do about the answer to a result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mine {
    /// Acknowledge, refuse, appeal: the person.
    pub answers: bool,
    /// Decide the appeal: whoever runs the cycle, or the manager's manager.
    pub decides: bool,
}

/// What a reader can do about the answer to a result; `None` is whoever runs the cycle.
#[must_use]
pub fn mine(data: &Dataset, case: &Appraisal, me: Option<PersonId>) -> Mine {
    let Some(me) = me else { return Mine { answers: false, decides: true } };
    let cycle = data.cycles.get(case.cycle);
    let decides = cycle.is_some_and(|cycle| decider(data, cycle, case) == Some(me));
    Mine { answers: me == case.person, decides }
}

/// What plans and rewards that read the score of an appraisal use, in percent of the full score: now, and before an appeal
/// corrected it.
#[must_use]
pub fn readings(cycle: &Cycle, case: &Appraisal) -> (Option<Decimal>, Option<Decimal>) {
    let now = share(cycle, case);
    let full = cycle.method(case.standard).map(|m| m.standard.full);
    let percent = |score: Decimal| score.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(full?);
    let before = match case.corrected() {
        Some(corrected) => corrected.from.and_then(percent),
        None => now,
    };
    (now, before)
}

/// The grade that a score has by the bands of a standard.
#[must_use]
pub fn grade_for(standard: &Standard, score: Decimal) -> Option<String> {
    grade_of(&standard.bands, score).map(ToOwned::to_owned)
}

/// A person's appraisal in a cycle.
#[must_use]
pub fn case_of(data: &Dataset, cycle: CycleId, person: PersonId) -> Option<&Arc<Appraisal>> {
    data.appraisals.iter().find(|a| a.cycle == cycle && a.person == person)
}

/// The result of a person in a cycle; `None` where the person is not appraised in it.
#[must_use]
pub fn result(data: &Dataset, cycle: CycleId, person: PersonId, as_of: Date) -> Option<Standing> {
    let case = case_of(data, cycle, person)?;
    let cycle = data.cycles.get(cycle)?;
    let Some(method) = cycle.method(case.standard) else { return Some(Standing::NotYet) };
    if case.released.is_none() && !cycle.sealed {
        return Some(Standing::NotYet);
    }
    let standard = &method.standard;
    let (sheet, issues) = match &case.released {
        Some(released) => (released.sheet.clone(), Vec::new()),
        None => {
            let found = Appraiser::new(data, cycle, as_of).appraise::<Silent>(case);
            let mut codes: Vec<IssueCode> = found.issues.iter().map(|i| i.code).collect();
            codes.sort_unstable();
            codes.dedup();
            (found.value.sheet, codes)
        }
    };
    let (strengths, shortfalls) = strengths_and_shortfalls(standard, &sheet, NAMED);
    let view = Box::new(ResultView {
        seen: seen(&sheet),
        past: past(data, cycle, case, standard, &sheet),
        spread: around(data, cycle, case, standard),
        said: said(data, cycle, case, standard),
        cycle: Arc::clone(cycle),
        case: Arc::clone(case),
        standard: standard.clone(),
        sheet,
        strengths,
        shortfalls,
        issues,
    });
    Some(if case.released.is_some() { Standing::Released(view) } else { Standing::Preview(view) })
}

/// The last released results in cycles of this kind, and the one shown.
fn past(
    data: &Dataset,
    cycle: &Cycle,
    case: &Appraisal,
    standard: &Standard,
    sheet: &ResultSheet,
) -> Vec<Past> {
    let calendar = &data.workspace.calendar;
    let from = |c: &Cycle| calendar.span(c.period).map(|s| s.from);
    let mut found: Vec<(Date, Past)> = data
        .appraisals
        .iter()
        .filter(|a| a.person == case.person && a.id != case.id)
        .filter_map(|a| {
            let of = data.cycles.get(a.cycle).filter(|c| c.period.grain() == cycle.period.grain())?;
            let day = from(of).filter(|day| Some(*day) < from(cycle))?;
            let released = &a.released.as_ref()?.sheet;
            let full = of.method(a.standard)?.standard.full;
            let scaled = |s: Decimal| s.checked_mul(standard.full)?.checked_div(full);
            let score = released.score.and_then(scaled);
            Some((day, Past { cycle: of.id, period: of.period, score, grade: released.grade.clone() }))
        })
        .collect();
    found.sort_by_key(|(day, _)| *day);
    let skip = found.len().saturating_sub(EARLIER);
    let now = Past { cycle: cycle.id, period: cycle.period, score: sheet.score, grade: sheet.grade.clone() };
    found.into_iter().skip(skip).map(|(_, past)| past).chain(Some(now)).collect()
}

/// The grade at the time of release: what an appeal changed later is taken back.
fn as_released(case: &Appraisal) -> Option<Option<&str>> {
    let released = case.released.as_ref()?;
    let changed = case.appeal.as_ref().and_then(|a| a.decision.as_ref()).is_some_and(|d| d.grade.is_some());
    let before = case.adjustments.last().filter(|_| changed).map(|a| a.from.as_deref());
    Some(before.unwrap_or(released.sheet.grade.as_deref()))
}

/// The grades of some appraisals, where all are released and there are enough of them.
fn counted(cases: &[&Arc<Appraisal>], standard: &Standard) -> Option<Vec<(String, u32)>> {
    let grades: Option<Vec<Option<&str>>> = cases.iter().map(|c| as_released(c)).collect();
    let grades = grades.filter(|g| g.iter().flatten().count() >= FEWEST)?;
    Some(distribution(standard, &grades))
}

/// Grades of the team, or of everybody where the team is too small or not all released.
fn around(data: &Dataset, cycle: &Cycle, case: &Appraisal, standard: &Standard) -> Option<Spread> {
    let day = reference_day(data, cycle)?;
    let team_of = |person| data.people.get(person).and_then(|p| p.team_on(day));
    let all: Vec<&Arc<Appraisal>> = data.appraisals.iter().filter(|a| a.cycle == cycle.id).collect();
    let team = team_of(case.person);
    let near: Vec<&Arc<Appraisal>> =
        all.iter().copied().filter(|a| team.is_some() && team_of(a.person) == team).collect();
    // Whoever is of the cycle but not of the team must not be one or two either.
    let rest = all.len() - near.len();
    let own = team.filter(|_| rest == 0 || rest >= FEWEST);
    let by_team = own.zip(counted(&near, standard));
    let by_team = by_team.map(|(team, counts)| Spread { around: Around::Team(team), counts });
    by_team.or_else(|| Some(Spread { around: Around::Everybody, counts: counted(&all, standard)? }))
}

/// What was written, as far as it may be read.
fn said(data: &Dataset, cycle: &Cycle, case: &Appraisal, standard: &Standard) -> Vec<Said> {
    let reviews: Vec<_> = data.reviews.iter().map(AsRef::as_ref).filter(|r| r.appraisal == case.id).collect();
    let about = |item: Words, topic: Topic| {
        let found = words(standard, case, &reviews, cycle.sealed, item);
        found.into_iter().map(move |(groups, texts)| Said { topic, groups, texts })
    };
    let competencies = standard.competencies.iter();
    let comments = competencies.flat_map(|c| about(Words::Comments(c), Topic::Competency(c.id)));
    let questions = standard.questions.iter();
    let replies = questions.flat_map(|q| about(Words::Replies(q.id), Topic::Question(q.id)));
    comments.chain(replies).collect()
}

/// Why a deed cannot be done now; `None` where it can.
#[must_use]
pub fn against(data: &Dataset, deed: &Deed, on: Date) -> Option<Refusal> {
    let new_id = crate::domain::id::Uuid::nil;
    act(data, deed, &Ctx { on, by: None, new_id: &new_id }).err()
}

/// What can be done about a result now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    /// Why it cannot be released.
    pub release: Option<Refusal>,
    /// Why it cannot be acknowledged or refused.
    pub answer: Option<Refusal>,
    /// Why there can be no appeal.
    pub appeal: Option<Refusal>,
    /// Why no appeal can be decided.
    pub decide: Option<Refusal>,
    /// Why no talk can be planned.
    pub meet: Option<Refusal>,
}

/// What can be done about a result on a day.
#[must_use]
pub fn steps(data: &Dataset, id: AppraisalId, on: Date) -> Steps {
    let why = |deed: Deed| against(data, &deed, on);
    let reason = || ".".to_owned();
    let decision = crate::domain::appraisal::Decision {
        on,
        by: None,
        grade: None,
        reason: reason(),
        score: None,
        document: String::new(),
    };
    let meeting = crate::domain::appraisal::Meeting {
        at: on.at(0, 0, 0, 0),
        minutes: 1,
        place: String::new(),
        notes: String::new(),
        agreed: Vec::new(),
    };
    Steps {
        release: why(Deed::Release { appraisals: vec![id], as_of: on }),
        answer: why(Deed::Acknowledge { appraisal: id, remark: String::new() }),
        appeal: why(Deed::Appeal { appraisal: id, reason: reason() }),
        decide: why(Deed::DecideAppeal { appraisal: id, decision }),
        meet: why(Deed::Meet { appraisal: id, meeting }),
    }
}

/// The result that a reader looks for: the own latest one, otherwise the first of the latest cycle that has any.
#[must_use]
pub fn latest(data: &Dataset, me: Option<PersonId>) -> Option<(CycleId, PersonId)> {
    let calendar = &data.workspace.calendar;
    let place = |a: &&Arc<Appraisal>| {
        let cycle = data.cycles.get(a.cycle);
        let from = cycle.and_then(|c| calendar.span(c.period)).map(|s| s.from);
        (a.released.is_some(), from, std::cmp::Reverse(a.id))
    };
    let own = data.appraisals.iter().filter(|a| Some(a.person) == me).max_by_key(place);
    let found = own.or_else(|| data.appraisals.iter().max_by_key(place));
    found.map(|a| (a.cycle, a.person))
}

/// The people of a cycle with their names, and the cycles of a person with theirs.
pub type Neighbours = (Vec<(PersonId, String)>, Vec<(CycleId, String)>);

/// The people of a cycle by name, and the cycles of a person, the latest period first.
#[must_use]
pub fn neighbours(data: &Dataset, cycle: CycleId, person: PersonId) -> Neighbours {
    let calendar = &data.workspace.calendar;
    let name = |id| data.people.get(id).map(|p| p.name.clone()).unwrap_or_default();
    let here = data.appraisals.iter().filter(|a| a.cycle == cycle);
    let mut people: Vec<(PersonId, String)> = here.map(|a| (a.person, name(a.person))).collect();
    people.sort_by(|a, b| a.1.cmp(&b.1));
    let own = data.appraisals.iter().filter(|a| a.person == person);
    let mut cycles: Vec<&Arc<Cycle>> = own.filter_map(|a| data.cycles.get(a.cycle)).collect();
    cycles.sort_by_key(|c| std::cmp::Reverse(calendar.span(c.period).map(|s| s.from)));
    (people, cycles.into_iter().map(|c| (c.id, c.name.clone())).collect())
}

#[cfg(test)]
#[path = "result_tests.rs"]
mod tests;
