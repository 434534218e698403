//! The workspaces of this browser: list, create, bin, delete.
//!
//! A workspace exists from its first head on. A directory without one is what an interrupted creation leaves behind.

use crate::domain::Dataset;
use crate::domain::id::WorkspaceId;
use crate::store::error::{FileError, StoreError};
use crate::store::file::{self, Kind};
use crate::store::journal::{Journal, KEPT_MILLIS, Now};
use crate::store::name::FileName;
use crate::store::port::Homes;
use crate::store::wire::journal::Head;
use std::collections::BTreeSet;

/// One workspace as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Identity.
    pub id: WorkspaceId,
    /// What is known without opening it.
    pub state: ListedState,
}

/// What is known of a workspace without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListedState {
    /// Its newest head.
    Known {
        /// Name as shown.
        name: String,
        /// Whether it is the sample company.
        sample: bool,
        /// When it was last changed, in milliseconds since 1970 UTC.
        changed: i64,
        /// When it was put into the bin.
        binned: Option<i64>,
    },
    /// There are files, but no head can be read: opening tries to repair it.
    Damaged,
    /// A later version of the app wrote it.
    Newer,
    /// An interrupted creation.
    Unfinished,
}

/// All workspaces of both homes, in the order of their ids, which is that of their creation.
///
/// # Errors
/// What the first home says.
pub async fn list(homes: &Homes) -> Result<Vec<Listed>, StoreError> {
    let mut ids: BTreeSet<WorkspaceId> = homes.first.workspaces().await?.into_iter().collect();
    if let Some(second) = &homes.second {
        ids.extend(second.workspaces().await.unwrap_or_default());
    }
    let mut all = Vec::new();
    for id in ids {
        let state = match head(homes, id).await? {
            Found::Head(Head { name, sample, changed, binned, .. }) => {
                ListedState::Known { name, sample, changed, binned }
            }
            Found::Newer => ListedState::Newer,
            Found::Damaged => ListedState::Damaged,
            Found::Nothing => ListedState::Unfinished,
        };
        all.push(Listed { id, state });
    }
    Ok(all)
}

enum Found {
    Head(Head),
    Newer,
    Damaged,
    Nothing,
}

async fn head(homes: &Homes, id: WorkspaceId) -> Result<Found, StoreError> {
    let mut best = Found::Nothing;
    for home in [Some(&homes.first), homes.second.as_ref()].into_iter().flatten() {
        for name in [FileName::HeadA, FileName::HeadB] {
            // A home that cannot be read tells nothing; the other one may.
            let Ok(bytes) = home.read(id, &name.to_string()).await else { continue };
            if bytes.is_empty() {
                continue;
            }
            best = match (file::decode::<Head>(Kind::Head, &bytes), best) {
                (_, Found::Newer) | (Err(FileError::Newer { .. }), _) => Found::Newer,
                (Ok((head, _)), Found::Head(before)) if before.generation >= head.generation => {
                    Found::Head(before)
                }
                (Ok((head, _)), _) => Found::Head(head),
                (Err(_), Found::Nothing) => Found::Damaged,
                (Err(_), before) => before,
            };
        }
    }
    Ok(best)
}

/// Makes a workspace of a dataset; its id is that of the dataset's settings.
///
/// # Errors
/// [`StoreError`]; what was written is removed again, as far as storage allows.
pub async fn create(homes: &Homes, dataset: Dataset, now: Now) -> Result<Journal, StoreError> {
    found(Journal::begin(homes, dataset, now), now).await
}

/// Writes the first files of a workspace.
pub(crate) async fn found(mut journal: Journal, now: Now) -> Result<Journal, StoreError> {
    let blocks: Vec<_> = journal.dataset.segments.iter().flat_map(|s| s.blocks.iter().cloned()).collect();
    let made = match journal.stage(&blocks).await {
        Ok(()) => journal.fold(now).await,
        Err(error) => Err(error),
    };
    if let Err(error) = made {
        // What remains has no head and is cleared with the other interrupted creations.
        let _ = delete(&journal.homes, journal.id).await;
        return Err(error);
    }
    journal.staged.clear();
    Ok(journal)
}

/// Puts a workspace that is not open into the bin, or takes it out again (`None`).
///
/// # Errors
/// [`StoreError::NoWorkspace`] where its head cannot be read, and what storage says.
pub async fn bin(homes: &Homes, id: WorkspaceId, binned: Option<i64>) -> Result<(), StoreError> {
    let Found::Head(head) = head(homes, id).await? else { return Err(StoreError::NoWorkspace) };
    let head = Head { generation: head.generation + 1, binned, ..head };
    let name = FileName::head(head.generation).to_string();
    let (bytes, _) = file::encode(Kind::Head, &head).map_err(|e| StoreError::file(&name, e))?;
    homes.first.write(id, &name, &bytes).await?;
    if let Some(second) = &homes.second {
        // The second home is made whole when the workspace is opened.
        let _ = second.write(id, &name, &bytes).await;
    }
    Ok(())
}

/// Deletes a workspace for good. Both homes are tried; the second first, so that no half of it looks like the rest of a
/// loss.
///
/// # Errors
/// What storage says.
pub async fn delete(homes: &Homes, id: WorkspaceId) -> Result<(), StoreError> {
    let second = match &homes.second {
        Some(second) => second.clear(id).await,
        None => Ok(()),
    };
    homes.first.clear(id).await?;
    second.map_err(StoreError::from)
}

/// The workspaces whose time in the bin is over.
pub fn expired(list: &[Listed], now: i64) -> Vec<WorkspaceId> {
    let over = |state: &ListedState| match state {
        ListedState::Known { binned: Some(at), .. } => *at < now - KEPT_MILLIS,
        _ => false,
    };
    list.iter().filter(|l| over(&l.state)).map(|l| l.id).collect()
}
