//! The keeper of the open workspace: what was done here goes into the journal, what other tabs did comes in.
//!
//! Invariants: actions are committed in the order in which they were given; one that could not be written stays at the front
//! and is tried again; only the tab that holds the workspace's lock writes, behind a [`Fence`] that closes with the lock.

use crate::domain::Dataset;
use crate::domain::history::{Action, History};
use crate::domain::id::WorkspaceId;
use crate::domain::records::Block;
pub use crate::store::StoreError;
use crate::store::journal::{self, Journal};
use crate::store::open::{self, Mode, Opened};
pub use crate::store::open::{Loss, Verdict};
use crate::web::channel::{Channel, Message};
use crate::web::fence::Fence;
use crate::web::homes::{HomeKind, Store, free, lock_name};
use crate::web::js::sleep;
use crate::web::locks::{self, Held};
use crate::web::turn::Turn;
use crate::web::{canary, tabs};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// How far what was done is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Everything is in the journal.
    Saved,
    /// So many actions are on their way.
    Saving(usize),
    /// Writing failed for this reason ([`StoreError::code`]); it is tried again.
    Failed(&'static str),
    /// Another tab writes; this one follows.
    ReadOnly,
    /// The browser keeps nothing.
    NotKept,
}

/// What the session hears.
#[derive(Debug)]
pub enum Event {
    /// How far everything is kept has changed.
    Status(Status),
    /// Another tab did this.
    Followed(Action),
    /// This is the state from now on, after this tab took over or had missed something.
    Reopened(Box<(Dataset, History)>),
}

/// What came of opening a workspace.
pub enum Outcome {
    /// It is open.
    Open {
        /// Keeps what is done from now on.
        keeper: Keeper,
        /// The data and their history.
        state: Box<(Dataset, History)>,
        /// How it was found.
        verdict: Verdict,
    },
    /// Less is there than was promised. Open it again accepting the loss, or restore a backup.
    Incomplete(Loss),
}

/// Milliseconds to wait before a failed write is tried again; doubled each time up to the last.
const RETRY: (i32, i32) = (1_000, 30_000);
/// What an open workspace is made of.
pub(crate) struct Inner {
    /// The homes, behind the fence.
    pub(crate) store: Store,
    pub(crate) id: WorkspaceId,
    pub(crate) hear: Box<dyn Fn(Event)>,
    pub(crate) journal: Turn<Journal>,
    pub(crate) queue: RefCell<VecDeque<Action>>,
    pub(crate) pumping: Cell<bool>,
    pub(crate) retry: Cell<i32>,
    pub(crate) writer: Cell<bool>,
    pub(crate) fence: Fence,
    /// Whether a tab that lost the lock has said that it is done.
    pub(crate) released: Cell<bool>,
    /// Whether this tab is about to let another one write: what is done already is finished, nothing new is taken.
    pub(crate) leaving: Cell<bool>,
    /// Whether this tab stands in line for the lock.
    pub(crate) in_line: Cell<bool>,
    /// When another tab last asked to write.
    pub(crate) asked: Cell<i64>,
    pub(crate) lock: RefCell<Option<Held>>,
    pub(crate) channel: RefCell<Option<Channel>>,
    pub(crate) status: RefCell<Status>,
}

/// The keeper of one open workspace. Dropping the last one closes it and lets another tab write.
#[derive(Clone)]
pub struct Keeper(pub(crate) Rc<Inner>);

impl Store {
    /// Opens a workspace: to write where no other tab has it open, else to follow. `hear` is told what happens from then on.
    ///
    /// # Errors
    /// See [`open::open`].
    pub async fn open(
        &self,
        id: WorkspaceId,
        accept_loss: bool,
        hear: impl Fn(Event) + 'static,
    ) -> Result<Outcome, StoreError> {
        let place: Rc<RefCell<Weak<Inner>>> = Rc::default();
        let (fence, gone) = (Fence::default(), Rc::new(Cell::new(false)));
        let (told, shut, went) = (Rc::clone(&place), fence.clone(), Rc::clone(&gone));
        // It can be lost before there is anybody to tell.
        let lost = move || {
            shut.set(false);
            went.set(true);
            Inner::lost(&told.borrow());
        };
        let lock = free(id, lost).await;
        let alone = self.kind == HomeKind::Memory;
        let writer = alone || lock.is_some() || !locks::supported() && !tabs::somebody_writes(id).await;
        let mode = match (writer, accept_loss) {
            (true, true) => Mode::AcceptLoss,
            (true, false) => Mode::Write,
            (false, _) => Mode::Follow,
        };
        fence.set(writer);
        let store = Store { homes: fence.around(&self.homes), ..self.clone() };
        let (journal, verdict) = match store.read(id, mode).await? {
            Opened::Whole(journal, verdict) => (journal, verdict),
            Opened::Incomplete(loss) => return Ok(Outcome::Incomplete(loss)),
        };
        let (data, history) = (journal.dataset().clone(), journal.history().clone());
        if writer {
            self.promise(id, Some(journal.last()));
        }
        let inner = Rc::new(Inner {
            store,
            id,
            hear: Box::new(hear),
            journal: Turn::new(*journal),
            queue: RefCell::default(),
            pumping: Cell::new(false),
            retry: Cell::new(RETRY.0),
            writer: Cell::new(writer),
            fence,
            released: Cell::new(false),
            leaving: Cell::new(false),
            in_line: Cell::new(false),
            asked: Cell::new(0),
            lock: RefCell::new(lock),
            channel: RefCell::default(),
            status: RefCell::new(Status::Saved),
        });
        *place.borrow_mut() = Rc::downgrade(&inner);
        if !alone {
            let heard = Rc::downgrade(&inner);
            let channel = Channel::open(&lock_name(id), move |message| Inner::heard(&heard, message));
            *inner.channel.borrow_mut() = channel;
        }
        inner.tell_status();
        if gone.get() {
            Inner::lost(&Rc::downgrade(&inner));
        } else if !writer {
            inner.line_up();
        }
        Ok(Outcome::Open { keeper: Keeper(inner), state: Box::new((data, history)), verdict })
    }

    /// Reads a workspace. A follower that meets a writer in the middle of folding tries again.
    pub(crate) async fn read(&self, id: WorkspaceId, mode: Mode) -> Result<Opened, StoreError> {
        let mut tries = 5;
        loop {
            let answer = open::open(&self.homes, id, canary::of(id), mode, self.now()).await;
            tries -= 1;
            match answer {
                Ok(Opened::Incomplete(_)) | Err(_) if mode == Mode::Follow && tries > 0 => {
                    sleep(tabs::ANSWER).await
                }
                answer => return answer,
            }
        }
    }
}

impl Inner {
    fn status_now(&self) -> Status {
        match (self.store.kind, self.writer.get() && !self.leaving.get(), self.queue.borrow().len()) {
            (HomeKind::Memory, ..) => Status::NotKept,
            (_, false, _) => Status::ReadOnly,
            (_, true, 0) => Status::Saved,
            (_, true, waiting) => Status::Saving(waiting),
        }
    }

    pub(crate) fn tell_status(&self) {
        self.set_status(self.status_now());
    }

    fn set_status(&self, status: Status) {
        self.status.borrow_mut().clone_from(&status);
        (self.hear)(Event::Status(status));
    }

    pub(crate) fn tell(&self, message: &Message) {
        if let Some(channel) = self.channel.borrow().as_ref() {
            channel.tell(message);
        }
    }

    /// Commits what waits, unless that is going on already.
    pub(crate) fn pump(self: &Rc<Self>) {
        if self.pumping.replace(true) {
            return;
        }
        let inner = Rc::clone(self);
        spawn_local(async move {
            let failed = inner.drain().await;
            inner.pumping.set(false);
            match failed {
                Some(error) if inner.writer.get() => inner.failed(&error),
                _ => inner.tell_status(),
            }
        });
    }

    async fn drain(&self) -> Option<StoreError> {
        loop {
            let mut journal = self.journal.take().await;
            // Asked only now: the lock may have been lost, and the queue with it, while another task had the journal.
            if !self.writer.get() {
                return Some(StoreError::ReadOnly);
            }
            let action = self.queue.borrow().front().cloned()?;
            let bytes = match journal.commit(&action, self.store.now()).await {
                Ok(bytes) => bytes,
                Err(error) => return Some(error),
            };
            if !self.writer.get() {
                // Written while the lock went: it counts if the new writer has read it, and is not acknowledged here.
                return Some(StoreError::ReadOnly);
            }
            self.store.promise(self.id, Some(journal.last()));
            drop(journal);
            self.retry.set(RETRY.0);
            self.queue.borrow_mut().pop_front();
            self.tell(&Message::Frame(bytes));
            if !self.queue.borrow().is_empty() {
                self.tell_status();
            }
        }
    }

    fn failed(self: &Rc<Self>, error: &StoreError) {
        self.set_status(Status::Failed(error.code()));
        if *error == StoreError::Stale {
            return;
        }
        let wait = self.retry.get();
        self.retry.set((wait * 2).min(RETRY.1));
        let inner = Rc::downgrade(self);
        spawn_local(async move {
            sleep(wait).await;
            if let Some(inner) = inner.upgrade() {
                inner.pump();
            }
        });
    }
}

impl Keeper {
    /// The workspace.
    #[must_use]
    pub fn id(&self) -> WorkspaceId {
        self.0.id
    }

    /// How far what was done is kept.
    #[must_use]
    pub fn status(&self) -> Status {
        self.0.status.borrow().clone()
    }

    /// Whether this tab writes.
    #[must_use]
    pub fn writes(&self) -> bool {
        self.0.writer.get()
    }

    /// Keeps an action that was applied to what this keeper gave. Progress is told by [`Event::Status`].
    pub fn keep(&self, action: Action) {
        self.0.queue.borrow_mut().push_back(action);
        self.0.tell_status();
        self.0.pump();
    }

    /// Tries again at once what could not be written.
    pub fn retry(&self) {
        self.0.pump();
    }

    /// Writes the blocks of an import before its action is kept: all of them or none. After an error the import must not be
    /// kept; everything else is as it was.
    ///
    /// # Errors
    /// [`StoreError`], such as that storage is full.
    pub async fn stage(&self, blocks: &[Arc<Block>]) -> Result<(), StoreError> {
        if !self.writes() {
            return Err(StoreError::ReadOnly);
        }
        let staged = self.0.journal.take().await.stage(blocks).await;
        // A tab that lost its lock meanwhile has written in vain.
        if self.writes() { staged } else { Err(StoreError::ReadOnly) }
    }

    /// Removes staged blocks of an import that was cancelled.
    pub async fn unstage(&self) {
        self.0.journal.take().await.unstage().await;
    }

    /// Supplies the names of a block, where they still lie in storage.
    ///
    /// # Errors
    /// [`StoreError`] where they are missing or damaged.
    pub async fn load_names(&self, block: &Block) -> Result<(), StoreError> {
        journal::load_names(&self.0.store.homes, self.0.id, block).await
    }

    /// The parts of a backup file of what is shown, written or not, to be joined by [`crate::web::download::parts`].
    ///
    /// # Errors
    /// [`StoreError`] where a block cannot be read.
    pub async fn backup(&self, data: &Dataset) -> Result<Vec<Vec<u8>>, StoreError> {
        self.0.journal.take().await.backup(data).await
    }

    /// Writes no more and lets others write; what waits stays unwritten.
    pub async fn let_write(&self) {
        self.0.writer.set(false);
        self.0.fence.set(false);
        let lock = self.0.lock.borrow_mut().take();
        if let Some(lock) = lock {
            lock.set_free().await;
        }
    }

    /// Waits until everything is written, or until writing has failed; answers whether everything is.
    pub async fn settled(&self) -> bool {
        while self.0.pumping.get() {
            sleep(20).await;
        }
        self.0.queue.borrow().is_empty()
    }
}
