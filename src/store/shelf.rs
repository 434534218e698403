//! The workspaces of this browser: list, create, bin, delete.
//!
//! A workspace exists from its first head on. A directory without one is what an interrupted creation leaves behind. It is
//! deleted from its tombstone on, which stays until every other store has forgotten it too.

use crate::domain::Dataset;
use crate::domain::id::WorkspaceId;
use crate::store::error::{FileError, StoreError};
use crate::store::file::{self, Kind};
use crate::store::journal::{Journal, KEPT_MILLIS, Now};
use crate::store::name::FileName;
use crate::store::port::Homes;
use crate::store::wire::journal::Head;
use std::collections::BTreeSet;

/// The file that says that a workspace was deleted. It is no part of a backup.
const TOMBSTONE: &str = "deleted";

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
    /// Deleted; only the tombstone may be left.
    Deleted,
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
            Found::Tombstone => ListedState::Deleted,
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
    Tombstone,
}

async fn head(homes: &Homes, id: WorkspaceId) -> Result<Found, StoreError> {
    if homes.first.read(id, TOMBSTONE).await.is_ok_and(|bytes| !bytes.is_empty()) {
        return Ok(Found::Tombstone);
    }
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
        let _ = erase(&journal.homes, journal.id).await;
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

/// Deletes a workspace for good, all but its tombstone: a promise made elsewhere may outlive this moment, and must not
/// turn into a loss. [`erase`] removes that too, once nobody promises the workspace any more.
///
/// # Errors
/// What storage says. Once the tombstone is written, the workspace is deleted whatever happens to its files.
pub async fn delete(homes: &Homes, id: WorkspaceId) -> Result<(), StoreError> {
    homes.first.write(id, TOMBSTONE, b"deleted").await?;
    if let Some(second) = &homes.second {
        // What stays there is erased with the tombstone.
        let _ = second.clear(id).await;
    }
    for name in homes.first.list(id).await?.into_iter().filter(|name| name != TOMBSTONE) {
        homes.first.remove(id, &name).await?;
    }
    Ok(())
}

/// Removes every trace of a workspace from both homes; the second first, so that no half of it looks like the rest of a
/// loss.
///
/// # Errors
/// What storage says.
pub async fn erase(homes: &Homes, id: WorkspaceId) -> Result<(), StoreError> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Uuid;
    use crate::store::port::Memory;
    use crate::store::testing::faults::block_on;
    use std::rc::Rc;

    #[test]
    fn a_deleted_workspace_leaves_its_tombstone_and_then_nothing() {
        let homes = Homes { first: Rc::new(Memory::default()), second: Some(Rc::new(Memory::default())) };
        let id = WorkspaceId(Uuid::from_u128(7));
        block_on(async {
            for home in [&homes.first, homes.second.as_ref().unwrap()] {
                home.write(id, "head-a", b"whatever").await.unwrap();
                home.write(id, "frame-0000000001", b"whatever").await.unwrap();
            }
            assert_eq!(list(&homes).await.unwrap()[0].state, ListedState::Damaged);
            // Interrupted right after the tombstone: it is deleted all the same.
            homes.first.write(id, TOMBSTONE, b"deleted").await.unwrap();
            assert_eq!(list(&homes).await.unwrap()[0].state, ListedState::Deleted);
            delete(&homes, id).await.unwrap();
            assert_eq!(homes.first.list(id).await.unwrap(), [TOMBSTONE]);
            assert!(homes.second.as_ref().unwrap().list(id).await.unwrap().is_empty());
            assert_eq!(list(&homes).await.unwrap()[0].state, ListedState::Deleted);
            erase(&homes, id).await.unwrap();
            assert!(list(&homes).await.unwrap().is_empty());
        });
    }
}
