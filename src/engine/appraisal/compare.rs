//! Comparisons of results: oneself against others, strengths and shortfalls, the last cycles, the team.
//!
//! Everything is made from result sheets, which hold nothing that is hidden.

use crate::domain::Decimal;
use crate::domain::appraisal::{CompetencyResult, RaterGroup, ResultSheet, Standard};
use crate::domain::id::CompetencyId;
use crate::domain::scorecard::Absent;
use crate::engine::appraisal::blend::blend;

/// A competency seen by oneself and by everybody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Which.
    pub competency: CompetencyId,
    /// Own rating on the rating scale.
    pub own: Option<Decimal>,
    /// Mean of the other groups that are shown, by their weights.
    pub others: Option<Decimal>,
}

impl Seen {
    /// Own rating less that of the others: above zero one rates oneself higher.
    pub fn gap(&self) -> Option<Decimal> {
        self.own?.checked_sub(self.others?)
    }
}

/// Every competency as seen by oneself and by others.
pub fn seen(sheet: &ResultSheet) -> Vec<Seen> {
    let of = |c: &CompetencyResult| {
        let own = c.groups.iter().find(|g| g.groups.contains(&RaterGroup::Oneself)).map(|g| g.mean);
        let rest = c.groups.iter().filter(|g| !g.groups.contains(&RaterGroup::Oneself));
        let parts: Vec<_> = rest.map(|g| (g.weight.max(Decimal::ZERO), Some(g.mean))).collect();
        let weighty = parts.iter().any(|(w, _)| *w > Decimal::ZERO);
        let equal = parts.iter().map(|(w, v)| (if weighty { *w } else { Decimal::ONE }, *v));
        let others = blend(&equal.collect::<Vec<_>>(), Absent::Rescale).value;
        Seen { competency: c.competency, own, others }
    };
    sheet.competencies.iter().map(of).collect()
}

/// The competencies by score, best first; those without a score left out. Equal ones keep the standard's order.
pub fn ranked(sheet: &ResultSheet) -> Vec<(CompetencyId, Decimal)> {
    let mut all: Vec<_> = sheet.competencies.iter().filter_map(|c| Some((c.competency, c.score?))).collect();
    all.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
    all
}

/// What somebody does best and worst: up to so many competencies at or above 80 % of the full score, and up to so many
/// below 60 %, each the most telling first.
pub fn strengths_and_shortfalls(
    standard: &Standard,
    sheet: &ResultSheet,
    most: usize,
) -> (Vec<CompetencyId>, Vec<CompetencyId>) {
    let share = |score: Decimal| score.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(standard.full);
    let (high, low) = (Decimal::from(80), Decimal::from(60));
    let all: Vec<(CompetencyId, Decimal)> =
        ranked(sheet).into_iter().filter_map(|(c, s)| Some((c, share(s)?))).collect();
    let strong = all.iter().filter(|(_, s)| *s >= high).take(most).map(|(c, _)| *c);
    let weak = all.iter().rev().filter(|(_, s)| *s < low).take(most).map(|(c, _)| *c);
    (strong.collect(), weak.collect())
}

/// Head-counts by grade, in the order of a standard's bands; grades that no band names are left out.
pub fn distribution(standard: &Standard, grades: &[Option<&str>]) -> Vec<(String, u32)> {
    let count =
        |grade: &str| u32::try_from(grades.iter().filter(|g| **g == Some(grade)).count()).unwrap_or(u32::MAX);
    standard.bands.iter().map(|b| (b.grade.clone(), count(&b.grade))).collect()
}
