//! Calibration: everybody's grade in a cycle side by side, the guideline as it is met, the nine boxes, and who moved what.
//!
//! Invariant: a row holds what its result sheet holds and nothing else of the reviews, so what anonymity hides stays hidden
//! here. After a move only the row that moved is worked out again; the rest is the same as before, by pointer.

use crate::domain::appraisal::{Adjustment, Appraisal, Cycle, Phase, ResultSheet, Standard};
use crate::domain::dataset::Dataset;
use crate::domain::id::{AppraisalId, CycleId, PersonId, StandardId, TeamId};
use crate::domain::issue::IssueCode;
use crate::domain::{Date, Decimal};
use crate::engine::appraisal::{Appraiser, Spread, above, nine_box, reference_day, spread};
use crate::engine::trace::Silent;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One person of a calibration.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The appraisal.
    pub appraisal: AppraisalId,
    /// Whose.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// The team on the cycle's reference day.
    pub team: Option<TeamId>,
    /// Its name; empty without one.
    pub team_name: String,
    /// The role on that day.
    pub role: String,
    /// Who reviews as manager.
    pub manager: Option<PersonId>,
    /// By which method.
    pub standard: StandardId,
    /// The result: as released, otherwise as it stands.
    pub sheet: ResultSheet,
    /// Whether it is released.
    pub released: bool,
    /// How often the grade was moved.
    pub moves: usize,
    /// Judged potential.
    pub potential: Option<Decimal>,
    /// The box, 1 to 9; absent without cuts, score or potential.
    pub nine_box: Option<u8>,
    /// The grade in the cycle before.
    pub before: Option<String>,
    /// What was noticed, each once.
    pub issues: Vec<IssueCode>,
}

impl Row {
    /// How many grades up (above zero) or down the grade stands from the computed one, best grade first in `grades`.
    #[must_use]
    pub fn moved(&self, grades: &[String]) -> i64 {
        let place = |grade: &Option<String>| grade.as_ref().and_then(|g| grades.iter().position(|h| h == g));
        let places = place(&self.sheet.computed_grade).zip(place(&self.sheet.grade));
        let number = |n: usize| i64::try_from(n).unwrap_or(0);
        places.map_or(0, |(computed, now)| number(computed).saturating_sub(number(now)))
    }
}

/// A cycle's people in calibration.
#[derive(Clone, Debug)]
pub struct Board {
    /// The cycle.
    pub cycle: Arc<Cycle>,
    /// The grades of its standards, best first.
    pub grades: Vec<String>,
    /// The people, the highest score first; who has none stands last.
    pub rows: Vec<Arc<Row>>,
    /// The guideline for everybody, where there is one.
    pub spread: Option<Spread>,
    /// The name of the cycle before.
    pub before: Option<String>,
}

impl PartialEq for Board {
    fn eq(&self, other: &Board) -> bool {
        let same_rows = || self.rows.iter().zip(&other.rows).all(|(a, b)| Arc::ptr_eq(a, b) || a == b);
        Arc::ptr_eq(&self.cycle, &other.cycle)
            && self.grades == other.grades
            && self.rows.len() == other.rows.len()
            && same_rows()
            && self.spread == other.spread
            && self.before == other.before
    }
}

impl Board {
    /// A person's row.
    #[must_use]
    pub fn row(&self, appraisal: AppraisalId) -> Option<&Arc<Row>> {
        self.rows.iter().find(|r| r.appraisal == appraisal)
    }

    /// Whether grades can be moved now.
    #[must_use]
    pub fn open(&self) -> bool {
        self.cycle.phase() == Some(Phase::Calibrate)
    }

    /// Whether a standard has a grade.
    #[must_use]
    pub fn has_grade(&self, standard: StandardId, grade: &str) -> bool {
        self.cycle.method(standard).is_some_and(|m| m.standard.bands.iter().any(|b| b.grade == grade))
    }

    /// The guideline over some of the people, as if one of them had another grade.
    #[must_use]
    pub fn spread_with(&self, rows: &[Arc<Row>], moved: Option<(AppraisalId, &str)>) -> Option<Spread> {
        let guideline = self.cycle.guideline.as_ref()?;
        let grade = |row: &'_ Arc<Row>| match moved {
            Some((id, to)) if id == row.appraisal => Some(to.to_owned()),
            _ => row.sheet.grade.clone(),
        };
        let grades: Vec<Option<String>> = rows.iter().map(grade).collect();
        Some(spread(guideline, &grades.iter().map(Option::as_deref).collect::<Vec<_>>()))
    }

    /// Head-counts of some of the people by grade, best first.
    #[must_use]
    pub fn counts(&self, rows: &[Arc<Row>]) -> Vec<(String, usize)> {
        let count = |g: &String| rows.iter().filter(|r| r.sheet.grade.as_ref() == Some(g)).count();
        self.grades.iter().map(|g| (g.clone(), count(g))).collect()
    }

    /// Some of the people by box, box 1 first; and how many stand in none.
    #[must_use]
    pub fn boxes(&self, rows: &[Arc<Row>]) -> ([Vec<Arc<Row>>; 9], usize) {
        let mut boxes: [Vec<Arc<Row>>; 9] = Default::default();
        let mut none = 0;
        for row in rows {
            let place = row.nine_box.and_then(|b| boxes.get_mut(usize::from(b).wrapping_sub(1)));
            match place {
                Some(place) => place.push(Arc::clone(row)),
                None => none += 1,
            }
        }
        (boxes, none)
    }
}

/// How the people are put in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The highest score first.
    #[default]
    Score,
    /// The best grade first, in it the highest score.
    Grade,
    /// By name.
    Name,
    /// By team, in it the highest score.
    Team,
}

impl Order {
    /// All orders.
    pub const ALL: [Order; 4] = [Order::Score, Order::Grade, Order::Name, Order::Team];
}

/// Which people are looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Only this team.
    pub team: Option<TeamId>,
    /// Only who this person reviews as manager.
    pub manager: Option<PersonId>,
    /// Only whose grade was moved.
    pub moved: bool,
    /// Only names with this text.
    pub text: String,
    /// How they are put in order.
    pub order: Order,
}

impl Chosen {
    /// Whether everybody is looked at.
    #[must_use]
    pub fn everybody(&self) -> bool {
        *self == Chosen { order: self.order, ..Chosen::default() }
    }

    /// The people looked at.
    #[must_use]
    pub fn of(&self, board: &Board) -> Vec<Arc<Row>> {
        let needle = self.text.trim().to_lowercase();
        let fits = |r: &&Arc<Row>| {
            self.team.is_none_or(|t| r.team == Some(t))
                && self.manager.is_none_or(|m| r.manager == Some(m))
                && (!self.moved || r.moves > 0)
                && (needle.is_empty() || r.name.to_lowercase().contains(&needle))
        };
        let mut rows: Vec<Arc<Row>> = board.rows.iter().filter(fits).cloned().collect();
        let place = |r: &Row| {
            let at = r.sheet.grade.as_ref().and_then(|g| board.grades.iter().position(|h| h == g));
            at.unwrap_or(usize::MAX)
        };
        match self.order {
            Order::Score => {}
            Order::Grade => rows.sort_by_key(|r| place(r)),
            Order::Name => rows.sort_by(|a, b| a.name.cmp(&b.name)),
            Order::Team => rows.sort_by(|a, b| a.team_name.cmp(&b.team_name)),
        }
        rows
    }
}

/// Whether a reader may see everybody's grades side by side: whoever runs the cycle has chosen nobody; of the others those
/// who stand above somebody in it.
#[must_use]
pub fn may_see(data: &Dataset, cycle: &Cycle, me: Option<PersonId>) -> bool {
    let leads = |me| data.appraisals.iter().any(|a| a.cycle == cycle.id && above(data, cycle, a, me));
    me.is_none_or(leads)
}

/// The cycles that have come to calibration, the latest period first: those that still run before those that are closed.
#[must_use]
pub fn calibrated(data: &Dataset) -> Vec<&Arc<Cycle>> {
    let calendar = &data.workspace.calendar;
    let mut found: Vec<&Arc<Cycle>> = data.cycles.iter().filter(|c| c.sealed).collect();
    let from = |c: &Cycle| calendar.span(c.period).map(|s| s.from);
    found.sort_by(|a, b| b.phase().is_some().cmp(&a.phase().is_some()).then_with(|| from(b).cmp(&from(a))));
    found
}

/// One move of a grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The appraisal.
    pub appraisal: AppraisalId,
    /// Whose.
    pub person: PersonId,
    /// What was done.
    pub change: Adjustment,
}

/// All moves of a cycle, the latest first.
#[must_use]
pub fn history(data: &Dataset, cycle: CycleId) -> Vec<Move> {
    let own = data.appraisals.iter().filter(|a| a.cycle == cycle);
    let moves = own.flat_map(|a| {
        a.adjustments.iter().rev().map(|change| Move {
            appraisal: a.id,
            person: a.person,
            change: change.clone(),
        })
    });
    let mut found: Vec<Move> = moves.collect();
    // A day has many moves; those from before moves were counted have the day only.
    found.sort_by_key(|one| std::cmp::Reverse((one.change.on, one.change.number)));
    found
}

/// Reasons given in a cycle so far, the latest first, each once.
#[must_use]
pub fn reasons(data: &Dataset, cycle: CycleId, most: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for one in history(data, cycle) {
        if found.len() < most && !found.contains(&one.change.reason) {
            found.push(one.change.reason);
        }
    }
    found
}

/// What one appraisal's scores depend on besides what all share.
type Own = (StandardId, Vec<crate::domain::appraisal::Merge>);

/// A result that was worked out and everything of the appraisal that it depends on.
struct Kept {
    case: Arc<Appraisal>,
    own: Own,
    row: Arc<Row>,
}

/// Remembers a cycle's rows, so that a move costs one row.
#[derive(Default)]
pub struct Boards {
    basis: Option<(Arc<Dataset>, Arc<Cycle>, Date)>,
    kept: BTreeMap<AppraisalId, Kept>,
    before: BTreeMap<PersonId, (Date, CycleId, Option<String>)>,
}

/// Whether everything that scores of a cycle read, appraisals apart, is the same in both.
fn same_basis(a: &Dataset, b: &Dataset) -> bool {
    Arc::ptr_eq(&a.workspace, &b.workspace)
        && a.people.same(&b.people)
        && a.teams.same(&b.teams)
        && a.splits.same(&b.splits)
        && a.categories.same(&b.categories)
        && a.products.same(&b.products)
        && a.channels.same(&b.channels)
        && a.territories.same(&b.territories)
        && a.customers.same(&b.customers)
        && a.measures.same(&b.measures)
        && a.measurements.same(&b.measurements)
        && a.kpis.same(&b.kpis)
        && a.targets.same(&b.targets)
        && a.segments.same(&b.segments)
        && a.reviews.same(&b.reviews)
}

impl Boards {
    /// The calibration of a cycle, with records up to the as-of date; `None` where there is no such cycle, or where
    /// anonymous answers are not counted yet.
    pub fn board(&mut self, data: &Arc<Dataset>, cycle: CycleId, as_of: Date) -> Option<Arc<Board>> {
        let cycle = data.cycles.get(cycle).filter(|c| c.sealed)?;
        let known = self.basis.as_ref().is_some_and(|(old, of, day)| {
            *day == as_of && Arc::ptr_eq(of, cycle) && cycle.formed_from.is_empty() && same_basis(old, data)
        });
        if !known {
            self.kept.clear();
            self.before = grades_before(data, cycle);
        }
        self.basis = Some((Arc::clone(data), Arc::clone(cycle), as_of));
        let cases: Vec<&Arc<Appraisal>> = data.appraisals.iter().filter(|a| a.cycle == cycle.id).collect();
        self.kept.retain(|id, _| data.appraisals.get(*id).is_some());
        // The records are read only where somebody's scores have to be worked out.
        let mut appraiser: Option<Appraiser> = None;
        let day = reference_day(data, cycle);
        let mut rows = Vec::with_capacity(cases.len());
        for case in cases {
            let own: Own = (case.standard, case.merges.clone());
            let row = match self.kept.get(&case.id) {
                Some(kept) if Arc::ptr_eq(&kept.case, case) => Arc::clone(&kept.row),
                found => {
                    let scores = found.filter(|kept| kept.own == own && kept.case.released.is_none());
                    let (mut sheet, issues) = match (&case.released, scores) {
                        (Some(released), _) => (released.sheet.clone(), Vec::new()),
                        (None, Some(kept)) => (kept.row.sheet.clone(), kept.row.issues.clone()),
                        (None, None) => {
                            let appraiser =
                                appraiser.get_or_insert_with(|| Appraiser::new(data, cycle, as_of));
                            let found = appraiser.appraise::<Silent>(case);
                            let mut codes: Vec<IssueCode> = found.issues.iter().map(|i| i.code).collect();
                            codes.sort_unstable();
                            codes.dedup();
                            (found.value.sheet, codes)
                        }
                    };
                    if case.released.is_none() {
                        let set = case.set_grade().map(ToOwned::to_owned);
                        sheet.grade = set.or_else(|| sheet.computed_grade.clone());
                    }
                    Arc::new(self.row(data, cycle, case, day, sheet, issues))
                }
            };
            self.kept.insert(case.id, Kept { case: Arc::clone(case), own, row: Arc::clone(&row) });
            rows.push(row);
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.sheet.score));
        let grades = grades(cycle.methods.iter().map(|m| &m.standard));
        let last = self.before.values().max_by_key(|(day, id, _)| (*day, *id));
        let before = last.and_then(|(_, id, _)| data.cycles.get(*id)).map(|c| c.name.clone());
        let mut board = Board { cycle: Arc::clone(cycle), grades, rows, spread: None, before };
        board.spread = board.spread_with(&board.rows, None);
        Some(Arc::new(board))
    }

    fn row(
        &self,
        data: &Dataset,
        cycle: &Cycle,
        case: &Appraisal,
        day: Option<Date>,
        sheet: ResultSheet,
        issues: Vec<IssueCode>,
    ) -> Row {
        let person = data.people.get(case.person);
        let stint = person.zip(day).and_then(|(p, day)| p.stint_on(day));
        let team = stint.and_then(|s| s.team);
        let place = cycle.boxes.as_ref().zip(sheet.score).zip(case.potential);
        Row {
            appraisal: case.id,
            person: case.person,
            name: person.map(|p| p.name.clone()).unwrap_or_default(),
            team,
            team_name: team.and_then(|t| data.teams.get(t)).map(|t| t.name.clone()).unwrap_or_default(),
            role: stint.map(|s| s.role.clone()).unwrap_or_default(),
            manager: case.manager,
            standard: case.standard,
            released: case.released.is_some(),
            moves: case.adjustments.len(),
            potential: case.potential,
            nine_box: place.map(|((cuts, score), potential)| nine_box(cuts, score, potential)),
            before: self.before.get(&case.person).and_then(|(_, _, grade)| grade.clone()),
            sheet,
            issues,
        }
    }
}

/// The grades of some standards, best first; grades that only a later one has follow.
fn grades<'a>(standards: impl Iterator<Item = &'a Standard>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for band in standards.flat_map(|s| &s.bands) {
        if !found.contains(&band.grade) {
            found.push(band.grade.clone());
        }
    }
    found
}

/// Everybody's latest released grade in an earlier cycle of the same kind.
fn grades_before(data: &Dataset, cycle: &Cycle) -> BTreeMap<PersonId, (Date, CycleId, Option<String>)> {
    let calendar = &data.workspace.calendar;
    let mut found: BTreeMap<PersonId, (Date, CycleId, Option<String>)> = BTreeMap::new();
    let Some(own) = calendar.span(cycle.period) else { return found };
    let earlier: BTreeMap<CycleId, Date> = data
        .cycles
        .iter()
        .filter(|c| c.id != cycle.id && c.period.grain() == cycle.period.grain())
        .filter_map(|c| Some((c.id, calendar.span(c.period)?.from)))
        .filter(|(_, from)| *from < own.from)
        .collect();
    for case in data.appraisals.iter() {
        let Some((from, released)) = earlier.get(&case.cycle).zip(case.released.as_ref()) else { continue };
        let newer = found.get(&case.person).is_none_or(|(day, _, _)| day < from);
        if newer {
            found.insert(case.person, (*from, case.cycle, released.sheet.grade.clone()));
        }
    }
    found
}

#[cfg(test)]
#[path = "calibration_tests.rs"]
pub(crate) mod tests;
