//! The linear history of a workspace: what was done, what of it is undone, and what a journal frame says.
//!
//! The history is rebuilt from the journal's actions, so undo survives a reload. Steps of one sitting that follow each
//! other, such as the drafts that a form stores while it is filled in, are one entry of the list: they are undone, redone
//! and shown together. Each of them keeps a frame of its own, so nothing stored is ever rewritten.

use crate::domain::dataset::{ApplyError, Changes, Dataset};
use crate::domain::id::Uuid;
use std::sync::Arc;

/// What kind of thing a step did. A stable code; the languages render it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LabelCode {
    /// The sample company was made.
    Sample,
    /// A file was imported.
    Import,
    /// Entities were added.
    Add,
    /// Entities were changed.
    Edit,
    /// Entities were removed.
    Remove,
    /// One entity was merged into another.
    Merge,
    /// Settings were changed.
    Settings,
    /// Targets were set.
    Targets,
    /// A pay rate was changed.
    Rate,
    /// A version of a plan was published.
    Publish,
    /// Versions of plans were acknowledged.
    Acknowledge,
    /// Agreement to a version's reaching back was recorded.
    Agree,
    /// A pay run was closed.
    CloseRun,
    /// A dispute about a statement was raised.
    Dispute,
    /// A dispute was answered.
    Answer,
    /// Somebody's pay was adjusted.
    Adjust,
    /// A non-cash reward was decided.
    Award,
    /// A step of an appraisal was done.
    Appraise,
}

/// What a step is called in the history: a code with the name and number that fill its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What kind of thing was done.
    pub code: LabelCode,
    /// Name of the file or entity concerned; may be empty.
    pub name: String,
    /// How many records or entities it concerned.
    pub count: u64,
    /// The sitting it belongs to; steps of one sitting that follow each other are one entry of the history.
    pub sitting: Option<Uuid>,
}

impl Label {
    /// The label of a step that stands for itself.
    #[must_use]
    pub const fn new(code: LabelCode, name: String, count: u64) -> Label {
        Label { code, name, count, sitting: None }
    }
}

/// One step of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it is called.
    pub label: Label,
    /// When it was done, in milliseconds since 1970 UTC, as told from outside.
    pub at: i64,
    /// What it changed.
    pub changes: Changes,
}

impl Step {
    /// Whether this step and the one after it are one entry of the history.
    fn joins(&self, next: &Step) -> bool {
        self.label.sitting.is_some() && self.label.sitting == next.label.sitting
    }
}

/// Whether two steps that follow each other are one entry.
fn joined(first: &Arc<Step>, second: &Arc<Step>) -> bool {
    first.joins(second)
}

/// Steps of one entry as one: called like the latest, changing what all of them change.
fn together(steps: &[Arc<Step>]) -> Option<Arc<Step>> {
    let (latest, before) = steps.split_last()?;
    if before.is_empty() {
        return Some(Arc::clone(latest));
    }
    let all = steps.iter().fold(Changes::default(), |all, step| all.then(step.changes.clone()));
    Some(Arc::new(Step { label: latest.label.clone(), at: latest.at, changes: all.shortened() }))
}

/// What one journal frame records.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A new step; whatever was undone before is forgotten.
    Do(Arc<Step>),
    /// The latest entry still done is undone.
    Undo,
    /// The earliest undone entry is done again.
    Redo,
}

/// Steps in order; those from `done` on are undone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    steps: Vec<Arc<Step>>,
    done: usize,
}

/// Why an action does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActError {
    /// There is nothing to undo or redo.
    Nothing,
    /// The changes do not fit the dataset.
    Apply(ApplyError),
}

impl History {
    /// A history as it was stored: the steps kept, and how many of them are done.
    pub fn restored(steps: Vec<Arc<Step>>, done: usize) -> History {
        let done = done.min(steps.len());
        History { steps, done }
    }

    /// The steps that are done, oldest first.
    pub fn done(&self) -> &[Arc<Step>] {
        self.steps.get(..self.done).unwrap_or_default()
    }

    /// The steps that are undone, the next to redo first.
    pub fn undone(&self) -> &[Arc<Step>] {
        self.steps.get(self.done..).unwrap_or_default()
    }

    /// The steps that an undo takes back, oldest first: the latest with those of its sitting. Empty where nothing is done.
    pub fn next_undo(&self) -> &[Arc<Step>] {
        self.done().chunk_by(joined).next_back().unwrap_or_default()
    }

    /// The steps that a redo does again, in order. Empty where nothing is undone.
    pub fn next_redo(&self) -> &[Arc<Step>] {
        self.undone().chunk_by(joined).next().unwrap_or_default()
    }

    /// The entries that are done, oldest first, each as one step.
    pub fn entries_done(&self) -> Vec<Arc<Step>> {
        self.done().chunk_by(joined).filter_map(together).collect()
    }

    /// The entries that are undone, the next to redo first, each as one step.
    pub fn entries_undone(&self) -> Vec<Arc<Step>> {
        self.undone().chunk_by(joined).filter_map(together).collect()
    }

    /// Carries out an action on a dataset.
    ///
    /// # Errors
    /// [`ActError`]; dataset and history stay as they are then.
    pub fn act(&mut self, dataset: &Dataset, action: &Action) -> Result<Dataset, ActError> {
        match action {
            Action::Do(step) => {
                let next = dataset.apply(&step.changes).map_err(ActError::Apply)?;
                self.steps.truncate(self.done);
                self.steps.push(Arc::clone(step));
                self.done += 1;
                Ok(next)
            }
            Action::Undo => {
                let steps = self.next_undo();
                let back = |data: Dataset, step: &Arc<Step>| data.apply(&step.changes.inverse());
                let next = steps.iter().rev().try_fold(dataset.clone(), back).map_err(ActError::Apply)?;
                let count = steps.len();
                self.done -= count;
                if count == 0 { Err(ActError::Nothing) } else { Ok(next) }
            }
            Action::Redo => {
                let steps = self.next_redo();
                let forth = |data: Dataset, step: &Arc<Step>| data.apply(&step.changes);
                let next = steps.iter().try_fold(dataset.clone(), forth).map_err(ActError::Apply)?;
                let count = steps.len();
                self.done += count;
                if count == 0 { Err(ActError::Nothing) } else { Ok(next) }
            }
        }
    }

    /// Forgets the oldest done entries, keeping at least `least` entries and whatever is not older than `since`
    /// (milliseconds since 1970 UTC).
    pub fn forget(&mut self, least: usize, since: i64) {
        let mut left = self.steps.chunk_by(joined).count();
        let mut drop = 0;
        for entry in self.done().chunk_by(joined) {
            if left <= least || entry.last().is_some_and(|s| s.at >= since) {
                break;
            }
            drop += entry.len();
            left -= 1;
        }
        self.steps.drain(..drop);
        self.done -= drop;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::dataset::{Change, Counts};
    use crate::domain::id::{TeamId, WorkspaceId};
    use crate::domain::money::{Currency, Half, Rounding};
    use crate::domain::org::Team;
    use crate::domain::workspace::{Counters, Workspace};

    fn start() -> Dataset {
        let workspace = Workspace {
            id: WorkspaceId(Uuid::nil()),
            name: "W".into(),
            sample: false,
            currency: Currency::USD,
            shown_digits: 2,
            rounding: Rounding { unit: 1, half: Half::AwayFromZero },
            calendar: Calendar::default(),
            next: Counters::default(),
        };
        let team = Team { id: TeamId(Uuid::nil()), name: String::new(), parent: None, lead: None };
        let add = Changes { teams: vec![Change::add(team)], ..Changes::default() };
        Dataset::new(workspace).apply(&add).unwrap()
    }

    fn name(data: &Dataset) -> String {
        data.teams.iter().next().unwrap().name.clone()
    }

    /// Gives the team a name, in a sitting or as a step of its own.
    fn call(data: &mut Dataset, history: &mut History, to: &str, sitting: Option<u128>) {
        let old = data.teams.iter().next().unwrap();
        let changes = Changes {
            teams: vec![Change::update(old, Team { name: to.into(), ..Team::clone(old) })],
            ..Changes::default()
        };
        let sitting = sitting.map(Uuid::from_u128);
        let label = Label { sitting, ..Label::new(LabelCode::Edit, to.into(), 1) };
        let at = i64::try_from(history.done().len()).unwrap();
        let action = Action::Do(Arc::new(Step { label, at, changes }));
        *data = history.act(data, &action).unwrap();
    }

    fn act(data: &mut Dataset, history: &mut History, action: &Action) {
        *data = history.act(data, action).unwrap();
    }

    #[test]
    fn the_steps_of_one_sitting_are_one_entry() {
        let (mut data, mut history) = (start(), History::default());
        call(&mut data, &mut history, "before", None);
        for typed in ["t", "ty", "typ"] {
            call(&mut data, &mut history, typed, Some(1));
        }
        let listed = history.entries_done();
        let entry = listed.last().unwrap();
        assert_eq!((listed.len(), entry.label.name.as_str(), entry.at), (2, "typ", 3));
        assert_eq!(entry.changes.summary(), [("teams", Counts { updated: 1, ..Counts::default() })]);
        act(&mut data, &mut history, &Action::Undo);
        assert_eq!((name(&data).as_str(), history.entries_undone().len()), ("before", 1));
        act(&mut data, &mut history, &Action::Redo);
        assert_eq!(name(&data), "typ");
        // What is stored is one frame for each step; a history made of them is the same.
        assert_eq!(History::restored(history.done().to_vec(), history.done().len()), history);
    }

    #[test]
    fn another_step_or_sitting_begins_another_entry() {
        let (mut data, mut history) = (start(), History::default());
        for (typed, sitting) in
            [("a", Some(1)), ("b", None), ("c", Some(1)), ("d", Some(2)), ("e", None), ("f", None)]
        {
            call(&mut data, &mut history, typed, sitting);
        }
        assert_eq!(history.entries_done().len(), 6);
        // After an undo the sitting goes on where the history stands.
        act(&mut data, &mut history, &Action::Undo);
        call(&mut data, &mut history, "g", Some(3));
        act(&mut data, &mut history, &Action::Undo);
        call(&mut data, &mut history, "h", Some(3));
        assert_eq!((history.entries_done().len(), history.undone().len()), (6, 0));
        act(&mut data, &mut history, &Action::Undo);
        assert_eq!(name(&data), "e");
    }

    #[test]
    fn entries_are_forgotten_whole() {
        let (mut data, mut history) = (start(), History::default());
        for typed in ["a", "b", "c"] {
            call(&mut data, &mut history, typed, Some(1));
        }
        call(&mut data, &mut history, "d", None);
        history.forget(2, 100);
        assert_eq!(history.done().len(), 4, "two entries are kept");
        history.forget(1, 2);
        assert_eq!(history.done().len(), 4, "the sitting ended later");
        history.forget(1, 3);
        assert_eq!(history.done().len(), 1);
    }
}
