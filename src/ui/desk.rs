//! The desk: which workspaces there are, which one is open, and who keeps it. Ties session and storage together.
//!
//! Invariant: what the session applied goes to the keeper in the same order; what the keeper tells goes to the session.

use crate::domain::Dataset;
use crate::domain::dataset::Changes;
use crate::domain::history::{Action, Label};
use crate::domain::id::WorkspaceId;
use crate::domain::records::Block;
use crate::state::command::Command;
use crate::ui::session::{Refused, Saving, Session};
use crate::web::homes::{HomeKind, Listed, ListedState, Store};
use crate::web::persistence::{Event, Keeper, Loss, Outcome, Status, StoreError};
use crate::web::{download, local};
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// Remembers which workspace was open last.
const LAST: &str = "attain.workspace";

/// Where the start has got to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Stored workspaces are being read.
    #[default]
    Opening,
    /// There is none.
    FirstRun,
    /// One is open.
    Open,
    /// Less of one is there than was promised.
    Incomplete(WorkspaceId, Loss),
    /// One cannot be opened, for this reason ([`StoreError::code`]).
    Failed(WorkspaceId, &'static str),
    /// What opens workspaces could not be fetched.
    NotFetched,
}

/// What the frame asks of the desk. Whatever touches a stored workspace is a part of its own (`ui/parts.rs`), which a
/// reader without one does not wait for.
#[derive(Debug)]
pub enum Order {
    /// Find the workspaces and open the one that was open last.
    Start,
    /// Open a workspace, closing the one that is open.
    Open(WorkspaceId),
    /// Take a workspace out of the bin and open it.
    TakeOut(WorkspaceId),
    /// Keep a dataset as a workspace of its own and open it.
    Create(Box<Dataset>),
    /// Save a backup of the open workspace as a file.
    BackUp,
    /// Make this tab the writer.
    TakeOver,
}

/// Why an order was not carried out.
#[derive(Debug)]
pub enum OrderError {
    /// What storage says.
    Store(StoreError),
    /// The part that would do it could not be fetched.
    NotFetched,
}

impl From<SplitLoaderError> for OrderError {
    fn from(_: SplitLoaderError) -> OrderError {
        OrderError::NotFetched
    }
}

type Carried = Pin<Box<dyn Future<Output = Result<(), StoreError>>>>;

#[wasm_split(keeping, preload(fetch_keeping), fallible)]
fn carry_out(desk: Desk, order: Order) -> Result<Carried, OrderError> {
    Ok(Box::pin(async move {
        match order {
            Order::Start => desk.open_last().await,
            Order::Open(id) => desk.change_to(id, false).await,
            Order::TakeOut(id) => {
                desk.bin(id, false).await?;
                desk.change_to(id, false).await;
            }
            Order::Create(data) => desk.create(*data).await,
            Order::BackUp => desk.back_up().await?,
            Order::TakeOver => desk.take_over().await?,
        }
        Ok(())
    }))
}

/// The desk. Copy it into handlers.
#[derive(Clone, Copy)]
pub struct Desk {
    session: Session,
    store: StoredValue<Option<Store>, LocalStorage>,
    keeper: StoredValue<Option<Keeper>, LocalStorage>,
    phase: RwSignal<Phase>,
    list: RwSignal<Vec<Listed>>,
    names: RwSignal<u32>,
    /// Said once after opening: that something was repaired.
    repaired: RwSignal<bool>,
    /// Why another workspace was not opened although it was asked for.
    refused: RwSignal<Option<&'static str>>,
}

impl Desk {
    /// A desk over a session, given to everything below. [`Desk::start`] sets it to work.
    pub fn provide(session: Session) -> Desk {
        let desk = Desk {
            session,
            store: StoredValue::new_local(None),
            keeper: StoredValue::new_local(None),
            phase: RwSignal::new(Phase::Opening),
            list: RwSignal::new(Vec::new()),
            names: RwSignal::new(0),
            repaired: RwSignal::new(false),
            refused: RwSignal::new(None),
        };
        provide_context(desk);
        desk
    }

    /// The desk of the page.
    pub fn get() -> Desk {
        use_context().unwrap_or_else(|| Desk::provide(Session::get()))
    }

    /// Where the start has got to, tracked.
    pub fn phase(self) -> Phase {
        self.phase.get()
    }

    /// All workspaces, tracked, in the bin or not.
    pub fn list(self) -> Vec<Listed> {
        self.list.get()
    }

    /// Whether opening had to repair something, tracked.
    pub fn repaired(self) -> bool {
        self.repaired.get()
    }

    /// Why the last workspace asked for was not opened ([`StoreError::code`]), tracked.
    pub fn refused(self) -> Option<&'static str> {
        self.refused.get()
    }

    /// Whether nothing outlives this page.
    pub fn keeps_nothing(self) -> bool {
        self.store.with_value(|s| s.as_ref().is_some_and(|s| s.kind() == HomeKind::Memory))
    }

    /// Carries out an order, fetching first what that takes.
    ///
    /// # Errors
    /// [`OrderError`].
    pub async fn order(self, order: Order) -> Result<(), OrderError> {
        carry_out(self, order).await?.await.map_err(OrderError::Store)
    }

    /// Finds the storage of this browser and opens the workspace that was open last. Where nothing was ever stored, the first
    /// page waits for nothing more, and what it leads to is fetched behind it.
    pub fn start(self) {
        self.phase.set(Phase::Opening);
        spawn_local(async move {
            let store = Store::detect().await;
            self.store.set_value(Some(store.clone()));
            if store.is_untouched().await {
                self.phase.set(Phase::FirstRun);
                let _ = fetch_keeping().await;
            } else if self.order(Order::Start).await.is_err() {
                self.phase.set(Phase::NotFetched);
            }
        });
    }

    async fn open_last(self) {
        let Some(store) = self.store.get_value() else { return };
        let _ = store.tidy().await;
        self.refresh_now(&store).await;
        let all = self.list.get_untracked();
        let usable = |l: &&Listed| {
            !matches!(l.state, ListedState::Known { binned: Some(_), .. } | ListedState::Unfinished)
        };
        let last = local::get(LAST).and_then(|id| id.parse::<WorkspaceId>().ok());
        let chosen = all.iter().filter(usable).find(|l| Some(l.id) == last);
        match chosen.or_else(|| all.iter().rfind(usable)) {
            Some(listed) => self.open_now(listed.id, false).await,
            None => self.phase.set(Phase::FirstRun),
        }
    }

    async fn refresh_now(self, store: &Store) {
        if let Ok(list) = store.list().await {
            self.list.set(list);
        }
    }

    /// Reads the list of workspaces anew.
    pub fn refresh(self) {
        if let Some(store) = self.store.get_value() {
            spawn_local(async move { self.refresh_now(&store).await });
        }
    }

    /// Opens a workspace, closing the one that is open.
    pub fn open(self, id: WorkspaceId, accept_loss: bool) {
        spawn_local(self.change_to(id, accept_loss));
    }

    async fn change_to(self, id: WorkspaceId, accept_loss: bool) {
        if self.close_or_say().await {
            self.open_now(id, accept_loss).await;
        }
    }

    /// Closes what is open once all of it is written. What cannot be written stays open.
    async fn close(self) -> Result<(), StoreError> {
        if let Some(keeper) = self.keeper.get_value() {
            if keeper.writes() && !keeper.settled().await {
                return Err(StoreError::Unsaved);
            }
            keeper.let_write().await;
        }
        self.session.close();
        self.keeper.set_value(None);
        self.phase.set(Phase::Opening);
        Ok(())
    }

    async fn close_or_say(self) -> bool {
        let closed = self.close().await;
        self.refused.set(closed.as_ref().err().map(StoreError::code));
        closed.is_ok()
    }

    async fn open_now(self, id: WorkspaceId, accept_loss: bool) {
        let Some(store) = self.store.get_value() else { return };
        let hear = move |event| self.hear(event);
        match store.open(id, accept_loss, hear).await {
            Ok(Outcome::Open { keeper, state, verdict }) => {
                local::set(LAST, &id.to_string());
                self.session.saving().set(saving(keeper.status()));
                let keep = keeper.clone();
                self.keeper.set_value(Some(keeper));
                self.session.open(state.0, state.1, Rc::new(move |action: Action| keep.keep(action)));
                self.repaired.set(verdict.repaired > 0);
                self.phase.set(Phase::Open);
                self.refresh();
            }
            Ok(Outcome::Incomplete(loss)) => self.phase.set(Phase::Incomplete(id, loss)),
            Err(error) => self.phase.set(Phase::Failed(id, error.code())),
        }
    }

    fn hear(self, event: Event) {
        match event {
            Event::Status(status) => self.session.saving().set(saving(status)),
            Event::Followed(action) => {
                // An action that does not fit is followed by the whole state, which sets things right.
                let _ = self.session.follow(&action);
            }
            Event::Reopened(state) => self.session.replace(state.0, state.1),
        }
    }

    /// Keeps a dataset as a workspace of its own and opens it.
    pub async fn create(self, data: Dataset) {
        let Some(store) = self.store.get_value() else { return };
        if !self.close_or_say().await {
            return;
        }
        let id = data.workspace.id;
        match store.create(data).await {
            Ok(id) => self.open_now(id, false).await,
            Err(error) => self.phase.set(Phase::Failed(id, error.code())),
        }
    }

    /// Makes a workspace of a backup's bytes and opens it; the one it replaces goes into the bin.
    ///
    /// # Errors
    /// [`StoreError`]: nothing was restored; or [`StoreError::Unsaved`] and [`StoreError::ReadOnly`]: it was, and the list has
    /// it, but the one that is open could not be left or put into the bin.
    pub async fn restore(self, bytes: Vec<u8>, replace: bool) -> Result<(), StoreError> {
        let store = self.store.get_value().ok_or(StoreError::NoWorkspace)?;
        let id = store.restore(&bytes, None, None).await?;
        let old = self.keeper.get_value().map(|k| k.id());
        if let Err(error) = self.close().await {
            self.refresh();
            return Err(error);
        }
        let binned = match old.filter(|_| replace) {
            Some(old) => store.bin(old, true).await,
            None => Ok(()),
        };
        self.open_now(id, false).await;
        binned
    }

    /// Puts a workspace into the bin or takes it out again; the open one is closed first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn bin(self, id: WorkspaceId, binned: bool) -> Result<(), StoreError> {
        let store = self.store.get_value().ok_or(StoreError::NoWorkspace)?;
        let open = self.keeper.with_value(|k| k.as_ref().is_some_and(|k| k.id() == id));
        if open {
            self.close().await?;
        }
        let outcome = store.bin(id, binned).await;
        self.refresh_now(&store).await;
        if open {
            let next = self.list.with_untracked(|all| {
                all.iter().rfind(|l| matches!(l.state, ListedState::Known { binned: None, .. })).map(|l| l.id)
            });
            match next {
                Some(next) => self.open_now(next, false).await,
                None => self.phase.set(Phase::FirstRun),
            }
        }
        outcome
    }

    /// Deletes a workspace of the bin for good.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete(self, id: WorkspaceId) -> Result<(), StoreError> {
        let store = self.store.get_value().ok_or(StoreError::NoWorkspace)?;
        let outcome = store.delete(id).await;
        self.refresh_now(&store).await;
        outcome
    }

    /// Saves a backup of the open workspace as a file.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn back_up(self) -> Result<(), StoreError> {
        let keeper = self.keeper.get_value().ok_or(StoreError::NoWorkspace)?;
        let data = self.session.data_now().ok_or(StoreError::NoWorkspace)?;
        let parts = keeper.backup(&data).await?;
        let name = &data.workspace.name;
        let day = crate::web::clock::today();
        download::parts(&format!("{name} {day}.attain"), "application/octet-stream", &parts);
        Ok(())
    }

    /// Makes this tab the writer; where that fails it goes on following.
    async fn take_over(self) -> Result<(), StoreError> {
        self.keeper.get_value().ok_or(StoreError::NoWorkspace)?.take_over().await
    }

    /// Tries again at once to write what could not be written.
    pub fn retry(self) {
        if let Some(keeper) = self.keeper.get_value() {
            keeper.retry();
        }
    }

    /// Commits prepared changes that bring new blocks: the blocks are written first, all or none, then the step is
    /// shown and kept.
    ///
    /// # Errors
    /// [`CommitError`]; nothing has changed then.
    pub async fn commit(self, label: Label, changes: Changes) -> Result<Label, CommitError> {
        let keeper = self.keeper.get_value().ok_or(CommitError::Refused(Refused::Closed))?;
        let known: std::collections::BTreeSet<_> = changes
            .segments
            .iter()
            .filter_map(|c| c.before.as_ref())
            .flat_map(|s| s.blocks.iter().map(|b| b.id))
            .collect();
        let fresh: Vec<Arc<Block>> = changes
            .segments
            .iter()
            .filter_map(|c| c.after.as_ref())
            .flat_map(|s| s.blocks.iter().filter(|b| !known.contains(&b.id)).cloned())
            .collect();
        keeper.stage(&fresh).await.map_err(CommitError::Store)?;
        let outcome = self.session.run(&Command::Prepared(label, Box::new(changes)));
        if outcome.is_err() {
            keeper.unstage().await;
        }
        outcome.map_err(CommitError::Refused)
    }

    /// Counts up whenever names of records have been read; tracked.
    pub fn names_read(self) -> u32 {
        self.names.get()
    }

    /// Reads the names of all records that still lie in storage.
    ///
    /// # Errors
    /// [`StoreError`] where some are missing or damaged; the others are there then.
    pub async fn read_names(self) -> Result<(), StoreError> {
        let (Some(keeper), Some(data)) = (self.keeper.get_value(), self.session.data_now()) else {
            return Ok(());
        };
        let wanted: Vec<Arc<Block>> = data
            .segments
            .iter()
            .flat_map(|s| s.blocks.iter().filter(|b| b.names().is_none()).cloned())
            .collect();
        let mut outcome = Ok(());
        for block in &wanted {
            if let Err(error) = keeper.load_names(block).await {
                outcome = Err(error);
            }
        }
        if !wanted.is_empty() {
            self.names.update(|n| *n = n.wrapping_add(1));
        }
        outcome
    }

    /// The same, without waiting for it.
    pub fn want_names(self) {
        spawn_local(async move {
            let _ = self.read_names().await;
        });
    }
}

/// Why prepared changes could not be committed.
#[derive(Debug)]
pub enum CommitError {
    /// Storage refused the blocks.
    Store(StoreError),
    /// The changes do not fit.
    Refused(Refused),
}

fn saving(status: Status) -> Saving {
    match status {
        Status::Saved => Saving::Saved,
        Status::Saving(n) => Saving::Saving(n),
        Status::Failed(code) => Saving::Failed(code.to_owned()),
        Status::ReadOnly => Saving::ReadOnly,
        Status::NotKept => Saving::NotKept,
    }
}
