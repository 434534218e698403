//! The root of the page's state: one snapshot, its history, and how far it is kept.
//!
//! Invariant: the dataset changes only through [`Session::run`], [`Session::undo`], [`Session::redo`] and what other
//! tabs did; each of them goes to the keeper in the same order in which it was applied here.

use crate::domain::Dataset;
use crate::domain::history::{Action, History, Label, Step};
use crate::domain::id::Uuid;
use crate::engine::appraisal::held;
use crate::engine::appraisal::process::Refusal;
use crate::state::command::{Command, CommandError, Env, plan};
use crate::ui::lang::t;
use crate::web::{clock, ids};
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// A dataset as a signal holds it: equal where it is the same snapshot.
#[derive(Clone, Debug)]
pub struct Snapshot(pub Arc<Dataset>);

impl PartialEq for Snapshot {
    fn eq(&self, other: &Snapshot) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// How far what is on screen is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// Everything is stored.
    #[default]
    Saved,
    /// So many steps are on their way.
    Saving(usize),
    /// Storing failed; what is on screen since then would be lost. The code names the reason.
    Failed(String),
    /// Another tab writes; this one follows.
    ReadOnly,
    /// The browser refuses storage: nothing is kept.
    NotKept,
}

impl Saving {
    /// Whether something on screen would be lost if the page were closed now.
    #[must_use]
    pub const fn pending(&self) -> bool {
        matches!(self, Saving::Saving(_) | Saving::Failed(_) | Saving::NotKept)
    }
}

/// Why a change was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The command does not fit the data.
    Command(CommandError),
    /// Another tab is the writer.
    ReadOnly,
    /// No workspace is open.
    Closed,
    /// There is nothing to undo or redo.
    Nothing,
}

impl Refused {
    /// The reason as a sentence in the page's language.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Refused::Command(error) => t().problem.refused(error),
            Refused::ReadOnly => t().problem.read_only.to_owned(),
            Refused::Closed => t().problem.closed.to_owned(),
            Refused::Nothing => t().problem.nothing_to_do.to_owned(),
        }
    }
}

/// Where applied actions go to be kept. The keeper reports through [`Session::saving`].
pub type Keeper = Rc<dyn Fn(Action)>;

/// The page's state. Copy it into handlers.
#[derive(Clone, Copy)]
pub struct Session {
    data: RwSignal<Option<Snapshot>>,
    history: RwSignal<Arc<History>>,
    saving: RwSignal<Saving>,
    keeper: StoredValue<Option<Keeper>, LocalStorage>,
}

impl Session {
    /// A session without a workspace, given to everything below.
    pub fn provide() -> Session {
        let session = Session {
            data: RwSignal::new(None),
            history: RwSignal::new(Arc::default()),
            saving: RwSignal::new(Saving::Saved),
            keeper: StoredValue::new_local(None),
        };
        provide_context(session);
        session
    }

    /// The session of the page.
    pub fn get() -> Session {
        use_context().unwrap_or_else(Session::provide)
    }

    /// Shows a workspace that was opened or made, and sends what is done from now on to its keeper.
    pub fn open(self, data: Dataset, history: History, keeper: Keeper) {
        self.keeper.set_value(Some(keeper));
        self.history.set(Arc::new(history));
        self.data.set(Some(Snapshot(Arc::new(data))));
    }

    /// Shows another state of the workspace that is open: this tab took over, or had missed something.
    pub fn replace(self, data: Dataset, history: History) {
        self.history.set(Arc::new(history));
        self.data.set(Some(Snapshot(Arc::new(data))));
    }

    /// Closes the workspace.
    pub fn close(self) {
        self.keeper.set_value(None);
        self.data.set(None);
        self.history.set(Arc::default());
    }

    /// Whether a workspace is open.
    pub fn is_open(self) -> bool {
        self.data.with(Option::is_some)
    }

    /// The snapshot shown now, tracked; `None` where no workspace is open.
    pub fn data(self) -> Option<Arc<Dataset>> {
        self.data.with(|d| d.as_ref().map(|s| Arc::clone(&s.0)))
    }

    /// The snapshot shown now, for handlers.
    pub fn data_now(self) -> Option<Arc<Dataset>> {
        self.data.with_untracked(|d| d.as_ref().map(|s| Arc::clone(&s.0)))
    }

    /// A value computed from the snapshot, computed again only where the snapshot changes. Inside, other signals are
    /// tracked as well. Without a workspace it is the default.
    pub fn select<T>(self, f: impl Fn(&Arc<Dataset>) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        let data = self.data;
        Memo::new(move |_| {
            data.with(|d| d.as_ref().map(|s| Arc::clone(&s.0))).map_or_else(T::default, |d| f(&d))
        })
    }

    /// The history, tracked.
    pub fn history(self) -> Arc<History> {
        self.history.get()
    }

    /// How far everything is kept.
    pub fn saving(self) -> RwSignal<Saving> {
        self.saving
    }

    /// Runs a command: checks it, shows its result at once and sends it to be kept.
    ///
    /// # Errors
    /// [`Refused`]; nothing has changed then.
    pub fn run(self, command: &Command) -> Result<Label, Refused> {
        self.run_in(command, None)
    }

    /// The same as part of a sitting: what is run in one sitting without anything between is one entry of the history.
    ///
    /// # Errors
    /// [`Refused`]; nothing has changed then.
    pub fn run_in(self, command: &Command, sitting: Option<Uuid>) -> Result<Label, Refused> {
        let data = self.data_now().ok_or(Refused::Closed)?;
        let (label, changes) =
            plan(&data, command, &Env { new_id: &ids::fresh }).map_err(Refused::Command)?;
        let label = Label { sitting: sitting.or(label.sitting), ..label };
        if changes.is_empty() {
            return Ok(label);
        }
        let step = Step { label: label.clone(), at: clock::now(), changes };
        self.act(Action::Do(Arc::new(step))).map(|()| label)
    }

    /// How many of the entries done stay done, since the last of them sealed anonymous answers; tracked.
    pub fn held(self) -> usize {
        self.data().map_or(0, |data| self.history.with(|history| held(&data, history)))
    }

    /// Undoes the latest entry of the history and tells which it was.
    ///
    /// # Errors
    /// [`Refused`]; a step that sealed anonymous answers is not undone.
    pub fn undo(self) -> Result<Arc<Step>, Refused> {
        let kept = untrack(|| self.held());
        if kept > 0 && self.history.with_untracked(|h| h.entries_done().len() <= kept) {
            return Err(Refused::Command(CommandError::Appraisal(Refusal::BehindSeal)));
        }
        let step = self.history.with_untracked(|h| h.next_undo().last().cloned());
        self.act(Action::Undo)?;
        step.ok_or(Refused::Nothing)
    }

    /// Does the entry undone last once more and tells which it was.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn redo(self) -> Result<Arc<Step>, Refused> {
        let step = self.history.with_untracked(|h| h.next_redo().last().cloned());
        self.act(Action::Redo)?;
        step.ok_or(Refused::Nothing)
    }

    fn act(self, action: Action) -> Result<(), Refused> {
        if self.saving.with_untracked(|s| *s == Saving::ReadOnly) {
            return Err(Refused::ReadOnly);
        }
        self.follow(&action)?;
        if let Some(keeper) = self.keeper.get_value() {
            keeper(action);
        }
        Ok(())
    }

    /// Applies what another tab did, or what was done here, without sending it anywhere.
    ///
    /// # Errors
    /// [`Refused`] where the action does not fit what is shown.
    pub fn follow(self, action: &Action) -> Result<(), Refused> {
        let data = self.data_now().ok_or(Refused::Closed)?;
        let mut history = History::clone(&self.history.get_untracked());
        let next = history.act(&data, action).map_err(|_| Refused::Nothing)?;
        self.history.set(Arc::new(history));
        self.data.set(Some(Snapshot(Arc::new(next))));
        Ok(())
    }
}
