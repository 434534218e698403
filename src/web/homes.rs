//! Which homes of storage this browser offers, and the workspaces in them.
//!
//! Invariant: a workspace that was ever acknowledged is listed until it is deleted here, found or not.

use crate::domain::Dataset;
use crate::domain::id::WorkspaceId;
use crate::store::port::{Homes, Memory, Storage};
use crate::store::shelf;
pub use crate::store::shelf::{Listed, ListedState};
use crate::store::{Device, StoreError, journal::Now};
use crate::store::{backup, journal::Journal};
use crate::web::idb::Database;
use crate::web::js::sleep;
use crate::web::locks::{self, Ask};
use crate::web::opfs::PrivateFiles;
use crate::web::{canary, clock, ids, local};
use std::cell::RefCell;
use std::rc::Rc;

/// What the first home is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeKind {
    /// The origin's private files.
    PrivateFiles,
    /// IndexedDB, where private files are missing.
    Database,
    /// Memory: nothing is kept beyond this page, and the page says so.
    Memory,
}

/// The storage of this browser.
#[derive(Clone)]
pub struct Store {
    pub(crate) homes: Homes,
    pub(crate) kind: HomeKind,
    pub(crate) device: Device,
}

/// The lock of a workspace, and the name of its channel.
pub(crate) fn lock_name(id: WorkspaceId) -> String {
    format!("attain:{id}")
}

/// The lock of a workspace, unless another tab holds it. One that this page has just set free comes back with a delay.
pub(crate) async fn free(id: WorkspaceId, lost: impl FnOnce() + 'static) -> Option<locks::Held> {
    const TRIES: usize = 4;
    const PAUSE: i32 = 40;
    let name = lock_name(id);
    let lost = Rc::new(RefCell::new(Some(lost)));
    for attempt in 0..TRIES {
        let lost = Rc::clone(&lost);
        let tell = move || {
            if let Some(lost) = lost.take() {
                lost();
            }
        };
        let held = locks::hold(&name, Ask::IfFree, tell).await;
        if held.is_some() || !locks::supported() || attempt + 1 == TRIES {
            return held;
        }
        sleep(PAUSE).await;
    }
    None
}

/// Sets a lock free and waits until it is, so that whoever opens the workspace next finds it free.
async fn give_back(lock: Option<locks::Held>) {
    if let Some(lock) = lock {
        lock.set_free().await;
    }
}

fn device() -> Device {
    const KEY: &str = "attain.device";
    let known = local::get(KEY).filter(|t| t.len() == 8).and_then(|t| u32::from_str_radix(&t, 16).ok());
    Device(known.unwrap_or_else(|| {
        let fresh = u32::from_be_bytes(ids::random());
        local::set(KEY, &format!("{fresh:08x}"));
        fresh
    }))
}

impl Store {
    /// Finds out what this browser offers. Never fails: memory is always there.
    pub async fn detect() -> Store {
        let files = PrivateFiles::open().await.ok().map(|s| Rc::new(s) as Rc<dyn Storage>);
        let database = Database::open().await.ok().map(|s| Rc::new(s) as Rc<dyn Storage>);
        let (kind, first, second) = match (files, database) {
            (Some(files), database) => (HomeKind::PrivateFiles, files, database),
            (None, Some(database)) => (HomeKind::Database, database, None),
            (None, None) => (HomeKind::Memory, Rc::new(Memory::default()) as Rc<dyn Storage>, None),
        };
        Store { homes: Homes { first, second }, kind, device: device() }
    }

    /// What the first home is.
    #[must_use]
    pub fn kind(&self) -> HomeKind {
        self.kind
    }

    pub(crate) fn now(&self) -> Now {
        Now { millis: clock::now(), device: self.device }
    }

    /// Notes what a start must find again.
    pub(crate) fn promise(&self, id: WorkspaceId, last: Option<u64>) {
        if self.kind != HomeKind::Memory {
            canary::note(id, last);
        }
    }

    /// Whether nothing was ever stored here: no home has a workspace, and none is promised. What a home does not answer
    /// is no proof.
    pub async fn is_untouched(&self) -> bool {
        let empty =
            async |home: &Rc<dyn Storage>| home.workspaces().await.is_ok_and(|found| found.is_empty());
        let second = match &self.homes.second {
            Some(second) => empty(second).await,
            None => true,
        };
        second && empty(&self.homes.first).await && canary::all().is_empty()
    }

    /// All workspaces, in the bin or not, oldest first. One that is promised and not found is listed as damaged.
    ///
    /// # Errors
    /// What storage says.
    pub async fn list(&self) -> Result<Vec<Listed>, StoreError> {
        let mut all = shelf::list(&self.homes).await?;
        for listed in &mut all {
            match listed.state {
                // The browser may have kept the files' end and not that of the promise.
                ListedState::Deleted => self.promise(listed.id, None),
                ListedState::Unfinished if canary::knows(listed.id) => listed.state = ListedState::Damaged,
                _ => {}
            }
        }
        all.retain(|l| !matches!(l.state, ListedState::Unfinished | ListedState::Deleted));
        for id in canary::all() {
            if self.kind != HomeKind::Memory && !all.iter().any(|l| l.id == id) {
                all.push(Listed { id, state: ListedState::Damaged });
            }
        }
        all.sort_by_key(|l| l.id);
        Ok(all)
    }

    /// Deletes workspaces whose time in the bin is over, and what interrupted creations left. Those that another tab is
    /// using are left alone.
    ///
    /// # Errors
    /// What storage says.
    pub async fn tidy(&self) -> Result<(), StoreError> {
        let list = shelf::list(&self.homes).await?;
        let rest = list.iter().filter(|l| {
            matches!(l.state, ListedState::Unfinished | ListedState::Deleted) && !canary::knows(l.id)
        });
        let rest = rest.map(|l| (l.id, true));
        let expired = shelf::expired(&list, clock::now()).into_iter().map(|id| (id, false));
        for (id, entirely) in rest.chain(expired) {
            // Without locks nobody can tell whether another tab is just creating it.
            let lock = free(id, || {}).await;
            if lock.is_none() {
                continue;
            }
            if entirely {
                shelf::erase(&self.homes, id).await?;
            } else {
                shelf::delete(&self.homes, id).await?;
            }
            self.promise(id, None);
        }
        Ok(())
    }

    /// Makes a workspace of a dataset and keeps it; open it then.
    ///
    /// # Errors
    /// What storage says; nothing remains then.
    pub async fn create(&self, dataset: Dataset) -> Result<WorkspaceId, StoreError> {
        let id = dataset.workspace.id;
        let lock = free(id, || {}).await;
        let journal = shelf::create(&self.homes, dataset, self.now()).await;
        give_back(lock).await;
        self.made(&journal?);
        Ok(id)
    }

    /// Makes a workspace with an id of its own from a backup's bytes; open it then. The one that it shall replace goes into
    /// the bin.
    ///
    /// # Errors
    /// [`StoreError::File`] where the backup is damaged or newer, and what storage says; nothing has changed then.
    pub async fn restore(
        &self,
        bytes: &[u8],
        name: Option<String>,
        replace: Option<WorkspaceId>,
    ) -> Result<WorkspaceId, StoreError> {
        let id = WorkspaceId(ids::fresh());
        let lock = free(id, || {}).await;
        let journal = backup::restore(&self.homes, bytes, id, name, self.now()).await;
        give_back(lock).await;
        self.made(&journal?);
        if let Some(old) = replace {
            self.bin(old, true).await?;
        }
        Ok(id)
    }

    fn made(&self, journal: &Journal) {
        self.promise(journal.id(), Some(journal.last()));
        if self.kind != HomeKind::Memory {
            wasm_bindgen_futures::spawn_local(async {
                // The answer changes nothing that we do.
                let _ = crate::web::persist::persist().await;
            });
        }
    }

    /// Puts a workspace that is not open anywhere into the bin, or takes it out again.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`] where a tab has it open, and what storage says.
    pub async fn bin(&self, id: WorkspaceId, binned: bool) -> Result<(), StoreError> {
        let lock = self.lock(id).await?;
        let outcome = shelf::bin(&self.homes, id, binned.then(clock::now)).await;
        give_back(lock).await;
        outcome
    }

    /// Deletes a workspace that is not open anywhere for good.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`] where a tab has it open, and what storage says.
    pub async fn delete(&self, id: WorkspaceId) -> Result<(), StoreError> {
        let _lock = self.lock(id).await?;
        shelf::delete(&self.homes, id).await?;
        self.promise(id, None);
        Ok(())
    }

    async fn lock(&self, id: WorkspaceId) -> Result<Option<locks::Held>, StoreError> {
        let held = free(id, || {}).await;
        if held.is_none() && locks::supported() { Err(StoreError::ReadOnly) } else { Ok(held) }
    }
}
