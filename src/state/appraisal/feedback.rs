//! Feedback between appraisals: who sees it, the figures it is given on, and what of it is open.
//!
//! Invariant: an entry is shown to the person, to whoever gave it and to the person's manager, and to nobody else.

use crate::domain::appraisal::{Feedback, FrozenFigure};
use crate::domain::dataset::Dataset;
use crate::domain::id::{FeedbackId, PersonId};
use crate::domain::{Date, Period};
use crate::engine::score::Board;
use crate::engine::trace::Silent;
use std::cmp::Reverse;
use std::sync::Arc;

/// The most figures that an entry holds.
const MOST: usize = 6;

/// Who manages a person on a day: the manager of the stint, otherwise the team's lead.
#[must_use]
pub fn manager_on(data: &Dataset, person: PersonId, day: Date) -> Option<PersonId> {
    let stint = data.people.get(person)?.stint_on(day)?;
    let lead = || data.teams.get(stint.team?)?.lead;
    stint.manager.or_else(lead).filter(|m| *m != person)
}

/// Whether somebody sees an entry on a day.
#[must_use]
pub fn sees(data: &Dataset, entry: &Feedback, me: Option<PersonId>, day: Date) -> bool {
    me.is_some_and(|me| entry.about == me || entry.by == me)
        || me.is_some() && manager_on(data, entry.about, day) == me
}

/// The entries that somebody sees, about one person or about everybody, the newest first.
#[must_use]
pub fn entries(
    data: &Dataset,
    about: Option<PersonId>,
    me: Option<PersonId>,
    day: Date,
) -> Vec<Arc<Feedback>> {
    let all = data.feedbacks.iter().filter(|f| about.is_none_or(|a| a == f.about));
    let mut found: Vec<_> = all.filter(|f| sees(data, f, me, day)).cloned().collect();
    found.sort_by_key(|f| Reverse((f.on, f.id)));
    found
}

/// The people somebody sees entries about, with how many, in the order of the table.
#[must_use]
pub fn people(data: &Dataset, me: Option<PersonId>, day: Date) -> Vec<(PersonId, usize)> {
    let all = entries(data, None, me, day);
    let count = |person: PersonId| all.iter().filter(|f| f.about == person).count();
    data.people.iter().map(|p| (p.id, count(p.id))).filter(|(_, n)| *n > 0).collect()
}

/// A person's figures in a period as they stand on a day: the KPIs of the scorecard, in its order.
#[must_use]
pub fn figures(data: &Dataset, person: PersonId, period: Period, as_of: Date) -> Vec<FrozenFigure> {
    let scored = Board::of_period(data, period, as_of).score::<Silent>(person, period).value;
    let figure = |line: crate::engine::score::ScoredLine| FrozenFigure {
        kpi: line.kpi,
        period,
        actual: line.actual,
        target: line.target,
    };
    let known = scored.lines.into_iter().map(figure);
    known.filter(|f| f.actual.is_some() || f.target.is_some()).take(MOST).collect()
}

/// An empty entry from one person to another.
#[must_use]
pub fn fresh(id: FeedbackId, about: PersonId, by: PersonId, on: Date) -> Feedback {
    Feedback {
        id,
        about,
        by,
        on,
        kind: crate::domain::appraisal::FeedbackKind::default(),
        words: String::new(),
        agreed: Vec::new(),
        follow_up: None,
        followed: None,
        as_of: on,
        figures: Vec::new(),
    }
}

/// An entry with an agreed action ticked off on a day, or not done after all.
#[must_use]
pub fn with_action(entry: &Feedback, at: usize, done: Option<Date>) -> Feedback {
    let mut after = entry.clone();
    if let Some(action) = after.agreed.get_mut(at) {
        action.done = done;
    }
    after
}

/// What is open among entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Entries.
    pub entries: usize,
    /// Agreed actions that are not done.
    pub open: usize,
    /// Actions and follow-ups that should have been done.
    pub late: usize,
}

/// What is open among entries, seen on a day.
#[must_use]
pub fn standing(entries: &[Arc<Feedback>], day: Date) -> Standing {
    entries.iter().fold(Standing::default(), |sum, entry| Standing {
        entries: sum.entries + 1,
        open: sum.open + entry.open(),
        late: sum.late + entry.late(day),
    })
}

#[cfg(test)]
#[path = "feedback_tests.rs"]
mod tests;
