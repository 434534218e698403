//! Homes that write only as long as the tab may: a tab that lost its lock in the middle of something finishes nothing.
//!
//! Invariant: behind a closed fence nothing is written and nothing removed; reading always works.

use crate::domain::id::WorkspaceId;
use crate::store::StorageError;
use crate::store::port::{Homes, Later, Storage};
use std::cell::Cell;
use std::rc::Rc;

/// Whether writes pass. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Fence(Rc<Cell<bool>>);

impl Fence {
    /// Lets writes pass from now on, or none.
    pub fn set(&self, open: bool) {
        self.0.set(open);
    }

    /// Whether writes pass.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.0.get()
    }

    /// The homes behind this fence.
    #[must_use]
    pub fn around(&self, homes: &Homes) -> Homes {
        let fenced = |home: &Rc<dyn Storage>| {
            Rc::new(Fenced { home: Rc::clone(home), fence: self.clone() }) as Rc<dyn Storage>
        };
        Homes { first: fenced(&homes.first), second: homes.second.as_ref().map(fenced) }
    }
}

struct Fenced {
    home: Rc<dyn Storage>,
    fence: Fence,
}

impl Fenced {
    fn pass<'a>(&'a self, change: impl FnOnce(&'a dyn Storage) -> Later<'a, ()>) -> Later<'a, ()> {
        if self.fence.is_open() {
            change(self.home.as_ref())
        } else {
            Box::pin(std::future::ready(Err(StorageError::Closed)))
        }
    }
}

impl Storage for Fenced {
    fn workspaces(&self) -> Later<'_, Vec<WorkspaceId>> {
        self.home.workspaces()
    }

    fn list(&self, workspace: WorkspaceId) -> Later<'_, Vec<String>> {
        self.home.list(workspace)
    }

    fn read<'a>(&'a self, workspace: WorkspaceId, name: &'a str) -> Later<'a, Vec<u8>> {
        self.home.read(workspace, name)
    }

    fn write<'a>(&'a self, workspace: WorkspaceId, name: &'a str, bytes: &'a [u8]) -> Later<'a, ()> {
        // Asked when the write begins, which may be long after it was ordered.
        Box::pin(async move { self.pass(|home| home.write(workspace, name, bytes)).await })
    }

    fn remove<'a>(&'a self, workspace: WorkspaceId, name: &'a str) -> Later<'a, ()> {
        Box::pin(async move { self.pass(|home| home.remove(workspace, name)).await })
    }

    fn clear(&self, workspace: WorkspaceId) -> Later<'_, ()> {
        Box::pin(async move { self.pass(|home| home.clear(workspace)).await })
    }
}
