//! Whose turn it is: what a person has to do in all running cycles.

use crate::domain::appraisal::{Cycle, NominationState, Phase, RaterGroup, ReviewState, Reviewer};
use crate::domain::dataset::Dataset;
use crate::domain::id::{CycleId, PersonId, ReviewId};
use crate::engine::appraisal::{Task, TaskKind, tasks};
use jiff::civil::Date;

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// What, and by when.
    pub task: Task,
    /// In which cycle.
    pub cycle: CycleId,
    /// Whose appraisal it is about.
    pub about: PersonId,
    /// Who writes, where it is a review: the person, or a customer whose answer the person fetches.
    pub by: Reviewer,
    /// The draft begun already.
    pub draft: Option<ReviewId>,
}

impl Turn {
    /// Whether it should have been done before a day.
    #[must_use]
    pub fn late(&self, day: Date) -> bool {
        self.task.late(day)
    }
}

/// What a person has to do in all running cycles, what is due first being first.
#[must_use]
pub fn turns(data: &Dataset, person: PersonId) -> Vec<Turn> {
    let mut found: Vec<Turn> = data.cycles.iter().flat_map(|cycle| in_cycle(data, cycle, person)).collect();
    found.sort_by_key(|turn| (turn.task.due.is_none(), turn.task));
    found
}

/// What a person has to do in one cycle: their own tasks, and as manager the answers of customers.
pub(super) fn in_cycle(data: &Dataset, cycle: &Cycle, person: PersonId) -> Vec<Turn> {
    let mut found = Vec::new();
    let drafts: Vec<_> = data.reviews.iter().filter(|r| r.state == ReviewState::Draft).collect();
    let mut add = |task: Task, by: Reviewer| {
        let Some(about) = data.appraisals.get(task.appraisal).map(|a| a.person) else { return };
        let group = match task.kind {
            TaskKind::Write(group) => Some(group),
            _ => None,
        };
        let own =
            drafts.iter().find(|r| r.appraisal == task.appraisal && r.by == by && Some(r.group) == group);
        found.push(Turn { task, cycle: cycle.id, about, draft: own.map(|r| r.id), by });
    };
    for task in tasks(data, cycle, person) {
        add(task, Reviewer::Person(person));
    }
    let reviewed = cycle.formed_from.is_empty() && !cycle.sealed;
    let open = cycle.phase().is_some_and(|phase| phase >= Phase::Feedback) && reviewed;
    let due = cycle.stage(Phase::Feedback).map(|s| s.to);
    let managed = data.appraisals.iter().filter(|a| a.cycle == cycle.id && a.manager == Some(person));
    for case in managed.filter(|_| open) {
        let customers = case.nominations.iter().filter(|n| {
            n.group == RaterGroup::Customers
                && n.state == NominationState::Approved
                && !data.reviews.iter().any(|r| {
                    r.appraisal == case.id && r.by == n.reviewer && !matches!(r.state, ReviewState::Draft)
                })
        });
        for nomination in customers {
            let kind = TaskKind::Write(RaterGroup::Customers);
            add(Task { due, appraisal: case.id, kind }, nomination.reviewer.clone());
        }
    }
    found
}

/// How many things wait for somebody, and how many of them are late; for the process map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Things to do.
    pub all: usize,
    /// Those that should have been done.
    pub late: usize,
}

/// Counts things to do, seen on a day.
#[must_use]
pub fn waiting(turns: &[Turn], day: Date) -> Waiting {
    Waiting { all: turns.len(), late: turns.iter().filter(|turn| turn.late(day)).count() }
}
