//! A home in memory that fails when it is told to, and what runs futures that never really wait.

use crate::domain::id::WorkspaceId;
use crate::store::error::StorageError;
use crate::store::journal::Now;
use crate::store::port::{Homes, Later, Memory, Storage};
use crate::store::stamp::Device;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// Runs a future of a home in memory to its end.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..10_000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
    panic!("a future of memory waits for ever");
}

/// The time of tests.
pub fn at(millis: i64) -> Now {
    Now { millis: 1_790_000_000_000 + millis, device: Device(7) }
}

/// What goes wrong at which operation, counted from 0.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// This one operation fails.
    Once(usize),
    /// This and all later operations fail.
    From(usize),
    /// This operation, where it writes, leaves half a file; this and all later operations fail, as after a kill.
    Torn(usize),
    /// Writes fail once so many bytes are stored.
    Quota(usize),
}

/// A home in memory with faults.
#[derive(Default)]
pub struct Faulty {
    /// What is really stored.
    pub inner: Rc<Memory>,
    fault: Cell<Option<Fault>>,
    count: Cell<usize>,
    sizes: RefCell<std::collections::BTreeMap<(WorkspaceId, String), usize>>,
}

impl Faulty {
    /// Sets the fault and begins to count anew.
    pub fn set(&self, fault: Option<Fault>) {
        self.fault.set(fault);
        self.count.set(0);
    }

    /// Operations since the fault was set.
    pub fn count(&self) -> usize {
        self.count.get()
    }

    /// Bytes stored.
    pub fn size(&self) -> usize {
        self.sizes.borrow().values().sum()
    }

    fn next(&self) -> Result<(), StorageError> {
        let n = self.count.get();
        self.count.set(n + 1);
        let failed = || StorageError::Other("injected".into());
        match self.fault.get() {
            Some(Fault::Once(at)) if n == at => Err(failed()),
            Some(Fault::From(at)) if n >= at => Err(failed()),
            Some(Fault::Torn(at)) if n >= at => Err(StorageError::Closed),
            _ => Ok(()),
        }
    }
}

impl Storage for Faulty {
    fn workspaces(&self) -> Later<'_, Vec<WorkspaceId>> {
        Box::pin(async { self.next().map(|()| self.inner.workspaces())?.await })
    }

    fn list(&self, workspace: WorkspaceId) -> Later<'_, Vec<String>> {
        Box::pin(async move { self.next().map(|()| self.inner.list(workspace))?.await })
    }

    fn read<'a>(&'a self, workspace: WorkspaceId, name: &'a str) -> Later<'a, Vec<u8>> {
        Box::pin(async move { self.next().map(|()| self.inner.read(workspace, name))?.await })
    }

    fn write<'a>(&'a self, workspace: WorkspaceId, name: &'a str, bytes: &'a [u8]) -> Later<'a, ()> {
        Box::pin(async move {
            let (n, key) = (self.count(), (workspace, name.to_owned()));
            if let Err(error) = self.next() {
                if matches!(self.fault.get(), Some(Fault::Torn(at)) if at == n) {
                    self.inner.write(workspace, name, &bytes[..bytes.len() / 2]).await?;
                }
                return Err(error);
            }
            let before = self.sizes.borrow().get(&key).copied().unwrap_or(0);
            if matches!(self.fault.get(), Some(Fault::Quota(most)) if self.size() - before + bytes.len() > most)
            {
                return Err(StorageError::Full);
            }
            self.sizes.borrow_mut().insert(key, bytes.len());
            self.inner.write(workspace, name, bytes).await
        })
    }

    fn remove<'a>(&'a self, workspace: WorkspaceId, name: &'a str) -> Later<'a, ()> {
        Box::pin(async move {
            self.next()?;
            self.sizes.borrow_mut().remove(&(workspace, name.to_owned()));
            self.inner.remove(workspace, name).await
        })
    }

    fn clear(&self, workspace: WorkspaceId) -> Later<'_, ()> {
        Box::pin(async move {
            self.next()?;
            self.sizes.borrow_mut().retain(|(w, _), _| *w != workspace);
            self.inner.clear(workspace).await
        })
    }
}

/// Two homes with faults.
pub fn faulty() -> (Homes, Rc<Faulty>, Rc<Faulty>) {
    let (first, second): (Rc<Faulty>, Rc<Faulty>) = Default::default();
    (Homes { first: first.clone(), second: Some(second.clone()) }, first, second)
}

/// All files of a workspace, for changing them behind the store's back.
pub fn files(home: &Memory, id: WorkspaceId) -> Vec<(String, Vec<u8>)> {
    let names = block_on(home.list(id)).unwrap();
    names.into_iter().map(|n| (n.clone(), block_on(home.read(id, &n)).unwrap())).collect()
}
