//! The port: all that a home of storage must be able to do, and the home in memory.
//!
//! A home keeps named files in one flat directory per workspace. A write is seen whole or not at all; where a browser
//! breaks that promise, the checksums of the files notice it.

use crate::domain::id::WorkspaceId;
use crate::store::error::StorageError;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::{Future, ready};
use std::pin::Pin;

/// What a home answers later, on the same thread.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T, StorageError>> + 'a>>;

/// A home of storage.
pub trait Storage {
    /// The workspaces that have a directory, in any order.
    fn workspaces(&self) -> Later<'_, Vec<WorkspaceId>>;

    /// The names of a workspace's files, in any order; none where there is no directory.
    fn list(&self, workspace: WorkspaceId) -> Later<'_, Vec<String>>;

    /// A file's bytes; [`StorageError::NotFound`] where there is none.
    fn read<'a>(&'a self, workspace: WorkspaceId, name: &'a str) -> Later<'a, Vec<u8>>;

    /// Writes a file whole, replacing one of the same name, and answers when it is written.
    fn write<'a>(&'a self, workspace: WorkspaceId, name: &'a str, bytes: &'a [u8]) -> Later<'a, ()>;

    /// Removes a file; one that is not there counts as removed.
    fn remove<'a>(&'a self, workspace: WorkspaceId, name: &'a str) -> Later<'a, ()>;

    /// Removes a workspace's directory with everything in it; one that is not there counts as removed.
    fn clear(&self, workspace: WorkspaceId) -> Later<'_, ()>;
}

/// Where a workspace is kept: the first home, and a second that holds everything but blocks.
#[derive(Clone)]
pub struct Homes {
    /// Everything.
    pub first: std::rc::Rc<dyn Storage>,
    /// Everything but blocks, where there is a second home.
    pub second: Option<std::rc::Rc<dyn Storage>>,
}

impl Homes {
    /// A file's bytes from the first home that has it.
    ///
    /// # Errors
    /// What the first home says.
    pub async fn read(&self, workspace: WorkspaceId, name: &str) -> Result<Vec<u8>, StorageError> {
        let answer = self.first.read(workspace, name).await;
        match (&answer, &self.second) {
            (Err(_), Some(second)) => second.read(workspace, name).await.or(answer),
            _ => answer,
        }
    }
}

/// The home in memory: kept until the page is closed.
#[derive(Debug, Default)]
pub struct Memory {
    files: RefCell<BTreeMap<(WorkspaceId, String), Vec<u8>>>,
}

fn now<'a, T: 'a>(answer: Result<T, StorageError>) -> Later<'a, T> {
    Box::pin(ready(answer))
}

impl Storage for Memory {
    fn workspaces(&self) -> Later<'_, Vec<WorkspaceId>> {
        let mut all: Vec<_> = self.files.borrow().keys().map(|(w, _)| *w).collect();
        all.dedup();
        now(Ok(all))
    }

    fn list(&self, workspace: WorkspaceId) -> Later<'_, Vec<String>> {
        let files = self.files.borrow();
        now(Ok(files.keys().filter(|(w, _)| *w == workspace).map(|(_, n)| n.clone()).collect()))
    }

    fn read<'a>(&'a self, workspace: WorkspaceId, name: &'a str) -> Later<'a, Vec<u8>> {
        let files = self.files.borrow();
        now(files.get(&(workspace, name.to_owned())).cloned().ok_or(StorageError::NotFound))
    }

    fn write<'a>(&'a self, workspace: WorkspaceId, name: &'a str, bytes: &'a [u8]) -> Later<'a, ()> {
        self.files.borrow_mut().insert((workspace, name.to_owned()), bytes.to_vec());
        now(Ok(()))
    }

    fn remove<'a>(&'a self, workspace: WorkspaceId, name: &'a str) -> Later<'a, ()> {
        self.files.borrow_mut().remove(&(workspace, name.to_owned()));
        now(Ok(()))
    }

    fn clear(&self, workspace: WorkspaceId) -> Later<'_, ()> {
        self.files.borrow_mut().retain(|(w, _), _| *w != workspace);
        now(Ok(()))
    }
}

/// Waits for all of several answers at once; the answers come in the order of the questions.
pub async fn all<T, F: Future<Output = T>>(futures: impl IntoIterator<Item = F>) -> Vec<T> {
    enum Slot<T, F> {
        Waiting(Pin<Box<F>>),
        Done(Option<T>),
    }
    let mut slots: Vec<Slot<T, F>> = futures.into_iter().map(|f| Slot::Waiting(Box::pin(f))).collect();
    std::future::poll_fn(move |context| {
        let mut waiting = false;
        for slot in &mut slots {
            if let Slot::Waiting(future) = slot {
                match future.as_mut().poll(context) {
                    std::task::Poll::Ready(value) => *slot = Slot::Done(Some(value)),
                    std::task::Poll::Pending => waiting = true,
                }
            }
        }
        if waiting {
            return std::task::Poll::Pending;
        }
        let done = slots.iter_mut().filter_map(|slot| match slot {
            Slot::Done(value) => value.take(),
            Slot::Waiting(_) => None,
        });
        std::task::Poll::Ready(done.collect())
    })
    .await
}
