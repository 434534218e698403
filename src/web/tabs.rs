//! The tabs of one workspace: one writes, the others follow live, and any of them can take over.
//!
//! Web Locks elect the writer; a follower stands in line and becomes the writer when that one lets go or is closed. Where
//! there are no locks (plain http) tabs ask one another, and only "take over" makes a follower the writer.

use crate::domain::id::WorkspaceId;
use crate::store::StoreError;
use crate::store::open::{Followed, Mode, Opened};
use crate::web::channel::{Channel, Message};
use crate::web::clock;
use crate::web::homes::lock_name;
use crate::web::js::sleep;
use crate::web::locks::{self, Ask, Held};
use crate::web::persistence::{Event, Inner, Keeper};
use std::cell::Cell;
use std::rc::{Rc, Weak};
use wasm_bindgen_futures::spawn_local;

/// How often and how long a tab waits for the writer to let go before it takes the lock by force.
const PATIENCE: (usize, i32) = (20, 200);
/// After so many waits the wish to write is told again.
const ASK_AGAIN: usize = 5;
/// Milliseconds for which a tab lets the one that asked to write go first.
const COURTESY: i64 = 6_000;
/// How often and how long a tab that took the lock by force waits for the other to say that it has stopped.
const FAREWELL: (usize, i32) = (20, 100);
/// Milliseconds in which a writer answers where there are no locks.
pub(crate) const ANSWER: i32 = 300;

/// Asks the other tabs whether one of them writes, where there are no locks.
pub(crate) async fn somebody_writes(id: WorkspaceId) -> bool {
    let heard = Rc::new(Cell::new(false));
    let answer = Rc::clone(&heard);
    let channel = Channel::open(&lock_name(id), move |m| answer.set(answer.get() || m == Message::Here));
    let Some(channel) = channel else { return false };
    channel.tell(&Message::Who);
    sleep(ANSWER).await;
    heard.get()
}

impl Keeper {
    /// Makes this tab the writer: asks the writing tab to let go, and takes the lock by force if it does not answer. The new
    /// state comes as [`Event::Reopened`].
    ///
    /// # Errors
    /// [`StoreError`] where the workspace cannot be read; this tab goes on following then.
    pub async fn take_over(&self) -> Result<(), StoreError> {
        if self.writes() {
            return Ok(());
        }
        let inner = &self.0;
        inner.asked.set(0);
        if !locks::supported() {
            inner.tell(&Message::Release);
            sleep(ANSWER * 2).await;
            return inner.become_writer(None).await;
        }
        for round in 0..PATIENCE.0 {
            // Told again and again: the writer may be another one by now.
            if round % ASK_AGAIN == 0 {
                inner.tell(&Message::Release);
            }
            // Those that stand in line let the one that asked go first.
            sleep(PATIENCE.1).await;
            if self.writes() {
                return Ok(());
            }
            let weak = Rc::downgrade(inner);
            let lost = move || Inner::lost(&weak);
            if let Some(held) = locks::hold(&lock_name(inner.id), Ask::IfFree, lost).await {
                return inner.become_writer(Some(held)).await;
            }
        }
        let weak = Rc::downgrade(inner);
        inner.released.set(false);
        let held = locks::hold(&lock_name(inner.id), Ask::Steal, move || Inner::lost(&weak)).await;
        // A tab that lives may be in the middle of a write; one that does not answer is asleep or gone.
        for _ in 0..FAREWELL.0 {
            if inner.released.get() {
                break;
            }
            sleep(FAREWELL.1).await;
        }
        inner.become_writer(held).await
    }
}

impl Inner {
    /// Another tab has taken the lock by force. What was not written yet is given up, and what is stored is shown.
    pub(crate) fn lost(inner: &Weak<Inner>) {
        let Some(inner) = inner.upgrade() else { return };
        inner.fence.set(false);
        inner.writer.set(false);
        inner.lock.borrow_mut().take();
        inner.tell_status();
        inner.line_up();
        let given_up = !std::mem::take(&mut *inner.queue.borrow_mut()).is_empty();
        spawn_local(async move {
            // Whatever was being written when the lock went has ended when it is our turn.
            drop(inner.journal.take().await);
            inner.tell(&Message::Released);
            if given_up {
                // Where it cannot be read now, the next frame tries again.
                let _ = inner.reopen(Mode::Follow).await;
            }
        });
    }

    /// Becomes the writer when the present one lets go or is closed. A tab that asked meanwhile goes first.
    pub(crate) fn line_up(self: &Rc<Self>) {
        if !locks::supported() || self.in_line.replace(true) {
            return;
        }
        let (weak, name) = (Rc::downgrade(self), lock_name(self.id));
        spawn_local(async move {
            loop {
                let lost = Weak::clone(&weak);
                let held = locks::hold(&name, Ask::Wait, move || Inner::lost(&lost)).await;
                let (Some(inner), Some(held)) = (weak.upgrade(), held) else { return };
                let since = clock::now() - inner.asked.get();
                if since < COURTESY {
                    drop(held);
                    drop(inner);
                    sleep(i32::try_from(COURTESY - since).unwrap_or(0)).await;
                    continue;
                }
                inner.in_line.set(false);
                // Where it cannot be read, the lock is free again and this tab goes on following.
                let _ = inner.become_writer(Some(held)).await;
                return;
            }
        });
    }

    async fn become_writer(&self, held: Option<Held>) -> Result<(), StoreError> {
        if self.writer.get() {
            return Ok(());
        }
        if let Err(error) = self.reopen(Mode::Write).await {
            self.fence.set(false);
            return Err(error);
        }
        if !self.fence.is_open() || held.as_ref().is_some_and(Held::is_lost) {
            // Taken from us meanwhile by another tab.
            self.fence.set(false);
            return Err(StoreError::ReadOnly);
        }
        *self.lock.borrow_mut() = held;
        self.writer.set(true);
        self.tell_status();
        Ok(())
    }

    pub(crate) fn heard(inner: &Weak<Inner>, message: Message) {
        let Some(inner) = inner.upgrade() else { return };
        match message {
            Message::Frame(bytes) if !inner.writer.get() => {
                spawn_local(async move { inner.follow(&bytes).await });
            }
            Message::Release => {
                inner.asked.set(clock::now());
                if inner.writer.get() {
                    spawn_local(async move { inner.let_go().await });
                }
            }
            Message::Who if inner.writer.get() => inner.tell(&Message::Here),
            Message::Released => inner.released.set(true),
            Message::Frame(_) | Message::Who | Message::Here => {}
        }
    }

    async fn follow(&self, bytes: &[u8]) {
        let followed = self.journal.take().await.follow(bytes).await;
        match followed {
            Ok(Followed::Applied(action)) => (self.hear)(Event::Followed(action)),
            Ok(Followed::Known) => {}
            Ok(Followed::Behind) | Err(_) => {
                // Until it can be read, what is shown stays as it is; the next frame tries again.
                let _ = self.reopen(Mode::Follow).await;
            }
        }
    }

    async fn reopen(&self, mode: Mode) -> Result<(), StoreError> {
        let mut place = self.journal.take().await;
        if mode == Mode::Write {
            self.fence.set(true);
        }
        let Opened::Whole(journal, _) = self.store.read(self.id, mode).await? else {
            return Err(StoreError::Incomplete);
        };
        let state = (journal.dataset().clone(), journal.history().clone());
        *place = *journal;
        drop(place);
        (self.hear)(Event::Reopened(Box::new(state)));
        Ok(())
    }

    /// Takes nothing new, finishes what waits and lets another tab write. What cannot be written keeps the lock.
    async fn let_go(self: &Rc<Self>) {
        if self.leaving.replace(true) {
            return;
        }
        self.tell_status();
        self.hand_over().await;
        self.leaving.set(false);
        self.tell_status();
        if self.writer.get() {
            // What could not be written then is tried again at once.
            self.pump();
        }
    }

    async fn hand_over(self: &Rc<Self>) {
        for _ in 0..PATIENCE.0 {
            if !self.writer.get() {
                return;
            }
            if self.queue.borrow().is_empty() && !self.pumping.get() {
                self.writer.set(false);
                // What stages blocks for an import at this moment finds the fence closed, and the import changes nothing.
                self.fence.set(false);
                self.lock.borrow_mut().take();
                self.tell(&Message::Released);
                return self.line_up();
            }
            sleep(PATIENCE.1 / 4).await;
        }
    }
}
