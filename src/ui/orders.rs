//! What the frame asks of the desk. Whatever touches a stored workspace is a part of the page's binary of its own
//! (`ui/parts.rs`), which a reader without one does not wait for.
//!
//! Invariant: the frame reaches storage through [`Desk::order`] only.

use crate::domain::Dataset;
use crate::domain::id::WorkspaceId;
use crate::ui::desk::{Desk, Phase};
use crate::web::homes::Store;
use crate::web::persistence::StoreError;
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// An order to the desk.
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
    /// Make a workspace of a backup's bytes and open it.
    Restore(Vec<u8>),
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
            Order::Restore(bytes) => desk.restore(bytes, false).await?,
            Order::BackUp => desk.back_up().await?,
            Order::TakeOver => desk.take_over().await?,
        }
        Ok(())
    }))
}

impl Desk {
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
}
