//! The linear history of a workspace: what was done, what of it is undone, and what a journal frame says.
//!
//! The history is rebuilt from the journal's actions, so undo survives a reload.

use crate::domain::dataset::{ApplyError, Changes, Dataset};
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
    /// A pay run was closed.
    CloseRun,
    /// A dispute about a statement was raised.
    Dispute,
    /// A dispute was answered.
    Answer,
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

/// What one journal frame records.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A new step; whatever was undone before is forgotten.
    Do(Arc<Step>),
    /// The latest step still done is undone.
    Undo,
    /// The earliest undone step is done again.
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
                let step = self.done().last().ok_or(ActError::Nothing)?;
                let next = dataset.apply(&step.changes.inverse()).map_err(ActError::Apply)?;
                self.done -= 1;
                Ok(next)
            }
            Action::Redo => {
                let step = self.undone().first().ok_or(ActError::Nothing)?;
                let next = dataset.apply(&step.changes).map_err(ActError::Apply)?;
                self.done += 1;
                Ok(next)
            }
        }
    }

    /// Forgets the oldest done steps, keeping at least `least` steps and whatever is not older than `since`
    /// (milliseconds since 1970 UTC).
    pub fn forget(&mut self, least: usize, since: i64) {
        let old = self.done().iter().take_while(|s| s.at < since).count();
        let drop = old.min(self.steps.len().saturating_sub(least));
        self.steps.drain(..drop);
        self.done -= drop;
    }
}
