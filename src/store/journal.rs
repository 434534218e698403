//! The journal of one open workspace: what is committed, and the files that prove it.
//!
//! Invariant: [`Journal::commit`] answers only when blocks, frame and head are written to the first home, in that order;
//! whatever it has answered for is found again by [`crate::store::recovery`]. The state in memory moves only then.

use crate::domain::history::{Action, History};
use crate::domain::id::{BlockId, WorkspaceId};
use crate::domain::records::Block;
use crate::domain::{Changes, Dataset};
use crate::store::blocks;
use crate::store::error::{FileError, StorageError, StoreError};
use crate::store::file::{self, Crc, Kind};
use crate::store::marks::Marks;
use crate::store::name::FileName;
use crate::store::port::{Homes, all};
use crate::store::recovery;
use crate::store::stamp::{Device, Stamp};
use crate::store::wire::dataset as wire;
use crate::store::wire::journal as stored;
use crate::store::wire::leaf::Text;
use crate::store::wire::{Stored, WireError};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Frames after which a new snapshot is made.
pub const FOLD_FRAMES: usize = 64;
/// Bytes of frames after which a new snapshot is made.
pub const FOLD_BYTES: usize = 1 << 20;
/// Steps that the history keeps at least.
pub const HISTORY_STEPS: usize = 200;
/// Days that the history keeps at least, and that the bin keeps a workspace.
pub const KEPT_DAYS: i64 = 30;

/// Blocks whose files are written at the same time.
const WRITES_AT_ONCE: usize = 8;

/// Milliseconds of [`KEPT_DAYS`].
pub(crate) const KEPT_MILLIS: i64 = KEPT_DAYS * 86_400_000;

/// Who writes, and when.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    /// Milliseconds since 1970 UTC.
    pub millis: i64,
    /// The device.
    pub device: Device,
}

/// One open workspace.
pub struct Journal {
    pub(crate) homes: Homes,
    pub(crate) id: WorkspaceId,
    pub(crate) dataset: Dataset,
    pub(crate) history: History,
    /// Numbers of the frames of the history's steps, one for one.
    pub(crate) steps: Vec<u64>,
    pub(crate) marks: Marks,
    pub(crate) stamp: Stamp,
    pub(crate) last: u64,
    pub(crate) crc: Crc,
    pub(crate) generation: u64,
    pub(crate) changed: i64,
    /// The snapshots kept, the newest last, with the blocks that they name.
    pub(crate) snapshots: BTreeMap<u64, BTreeSet<BlockId>>,
    /// The frames since the newest snapshot.
    pub(crate) tail: Vec<Vec<u8>>,
    /// The blocks that those frames name.
    pub(crate) tail_blocks: BTreeSet<BlockId>,
    pub(crate) logs: BTreeSet<(u64, u64)>,
    /// Blocks whose files are written.
    pub(crate) written: BTreeSet<BlockId>,
    /// Blocks written ahead of the command that will name them.
    pub(crate) staged: BTreeSet<BlockId>,
    /// Whether the second home lacks something that the first has.
    pub(crate) behind: bool,
    /// Number of frames before which no fold is tried, after one has failed.
    pub(crate) fold_again: usize,
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Journal").field("id", &self.id).field("last", &self.last).finish_non_exhaustive()
    }
}

impl Journal {
    /// The workspace.
    pub fn id(&self) -> WorkspaceId {
        self.id
    }

    /// The data as committed.
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// The history as committed.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Number of the last frame; the promise that a start must keep.
    pub fn last(&self) -> u64 {
        self.last
    }

    /// When and where entities were last changed.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Whether the second home lacks something that the first has. A start makes it whole again.
    pub fn second_is_behind(&self) -> bool {
        self.behind
    }

    /// Writes a text file to both homes; only the first decides.
    pub(crate) async fn write(&mut self, name: FileName, bytes: &[u8]) -> Result<(), StorageError> {
        let name = name.to_string();
        let homes = self.homes.clone();
        let second = homes.second.as_ref();
        let writes =
            std::iter::once(&homes.first).chain(second).map(|home| home.write(self.id, &name, bytes));
        let mut answers = all(writes).await.into_iter();
        let first = answers.next().unwrap_or(Err(StorageError::Refused));
        self.behind |= answers.any(|second| second.is_err());
        first
    }

    /// Removes a file from both homes. What cannot be removed is tried again by the next collection.
    pub(crate) async fn remove(&self, name: &str) {
        let homes = [Some(&self.homes.first), self.homes.second.as_ref()];
        for home in homes.into_iter().flatten() {
            // A file left behind is in nobody's way.
            let _ = home.remove(self.id, name).await;
        }
    }

    /// Writes the files of blocks ahead of the command that will name them: all of them or none.
    ///
    /// # Errors
    /// [`StoreError`]; what was written is removed again.
    pub async fn stage(&mut self, blocks: &[Arc<Block>]) -> Result<(), StoreError> {
        let fresh: Vec<_> = blocks.iter().filter(|b| !self.written.contains(&b.id)).collect();
        for some in fresh.chunks(WRITES_AT_ONCE) {
            let answers = all(some.iter().map(|block| write_block(&self.homes, self.id, block))).await;
            if let Some(error) = answers.into_iter().find_map(Result::err) {
                for block in &fresh {
                    self.remove(&FileName::Facts(block.id).to_string()).await;
                    self.remove(&FileName::Names(block.id).to_string()).await;
                }
                return Err(error);
            }
        }
        self.written.extend(fresh.iter().map(|b| b.id));
        self.staged.extend(fresh.iter().map(|b| b.id));
        Ok(())
    }

    /// Forgets blocks that were written ahead and are not wanted after all.
    pub async fn unstage(&mut self) {
        for id in std::mem::take(&mut self.staged) {
            self.written.remove(&id);
            self.remove(&FileName::Facts(id).to_string()).await;
            self.remove(&FileName::Names(id).to_string()).await;
        }
    }

    /// Commits an action and answers with its frame for other tabs. Once this has answered, the action is kept.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where the action does not fit, else what storage says. Nothing is committed then, and the same
    /// action may be tried again.
    pub async fn commit(&mut self, action: &Action, now: Now) -> Result<Vec<u8>, StoreError> {
        let mut history = self.history.clone();
        let dataset = history.act(&self.dataset, action).map_err(|_| StoreError::Stale)?;
        let stamp = self.stamp.next(u64::try_from(now.millis).unwrap_or(0), now.device);
        let seq = self.last + 1;
        let frame =
            stored::Frame { seq, prev: Text(self.crc), stamp: Text(stamp), action: put_action(action) };
        let name = FileName::Frame(seq);
        let (bytes, crc) =
            file::encode(Kind::Frame, &frame).map_err(|e| StoreError::file(&name.to_string(), e))?;

        if let Action::Do(step) = action {
            let named = step.changes.segments.iter().filter_map(|c| c.after.as_ref());
            let blocks: Vec<_> = named.flat_map(|s| s.blocks.iter().cloned()).collect();
            self.stage(&blocks).await?;
        }
        self.write(name, &bytes).await?;
        let head = self.head(seq, self.newest_snapshot(), dataset.workspace.as_ref(), now.millis);
        self.write_head(&head).await?;

        if let Action::Do(step) = action {
            let named = step.changes.segments.iter().filter_map(|c| c.after.as_ref());
            self.staged.retain(|id| !named.clone().any(|s| s.blocks.iter().any(|b| b.id == *id)));
        }
        self.note(&frame);
        self.steps_after(action, seq);
        (self.dataset, self.history) = (dataset, history);
        (self.last, self.crc, self.stamp, self.changed) = (seq, crc, stamp, now.millis);
        self.tail.push(bytes.clone());
        self.tail_blocks.extend(recovery::blocks(&frame));
        let size: usize = self.tail.iter().map(Vec::len).sum();
        let due = self.tail.len() >= FOLD_FRAMES || size >= FOLD_BYTES;
        if due && self.tail.len() >= self.fold_again {
            // The frames are safe as they are; a snapshot that failed is tried again when there are some more.
            let failed = self.fold(now).await.is_err();
            self.fold_again = if failed { self.tail.len() + FOLD_FRAMES / 2 } else { 0 };
        }
        Ok(bytes)
    }

    /// Keeps the frame numbers of the steps in line with the history.
    pub(crate) fn steps_after(&mut self, action: &Action, seq: u64) {
        if let Action::Do(_) = action {
            self.steps.truncate(self.history.done().len());
            self.steps.push(seq);
        }
    }

    /// Stamps what a frame touches; to be told before the history moves.
    pub(crate) fn note(&mut self, frame: &stored::Frame) {
        let changes: Vec<Changes> = match &frame.action {
            stored::Action::Do(step) => return self.marks.note(frame.stamp.0, &step.changes.touched()),
            stored::Action::Undo => {
                self.history.next_undo().iter().rev().map(|s| s.changes.inverse()).collect()
            }
            stored::Action::Redo => self.history.next_redo().iter().map(|s| s.changes.clone()).collect(),
        };
        let touched: Vec<_> = changes.iter().flat_map(|c| wire::Changes::put(c).touched()).collect();
        self.marks.note(frame.stamp.0, &touched);
    }

    pub(crate) fn newest_snapshot(&self) -> u64 {
        self.snapshots.keys().next_back().copied().unwrap_or(0)
    }

    pub(crate) fn head(
        &self,
        last: u64,
        snapshot: u64,
        settings: &crate::domain::workspace::Workspace,
        changed: i64,
    ) -> stored::Head {
        stored::Head {
            generation: self.generation + 1,
            last,
            snapshot,
            name: settings.name.clone(),
            sample: settings.sample,
            changed,
            binned: None,
        }
    }

    pub(crate) async fn write_head(&mut self, head: &stored::Head) -> Result<(), StoreError> {
        let name = FileName::head(head.generation);
        let (bytes, _) =
            file::encode(Kind::Head, head).map_err(|e| StoreError::file(&name.to_string(), e))?;
        self.write(name, &bytes).await?;
        self.generation = head.generation;
        Ok(())
    }

    /// Supplies the names of a block from storage, where they are not at hand yet.
    ///
    /// # Errors
    /// [`StoreError`] where the file is missing or damaged.
    pub async fn load_names(&self, block: &Block) -> Result<(), StoreError> {
        load_names(&self.homes, self.id, block).await
    }
}

/// Supplies the names of a block from storage, where they are not at hand yet.
///
/// # Errors
/// [`StoreError`] where the file is missing or damaged.
pub async fn load_names(homes: &Homes, id: WorkspaceId, block: &Block) -> Result<(), StoreError> {
    if block.names().is_some() {
        return Ok(());
    }
    let name = FileName::Names(block.id).to_string();
    let bytes = homes.read(id, &name).await?;
    let names = blocks::decode_names(block.id, &bytes).map_err(|e| StoreError::file(&name, e))?;
    block.supply_names(names);
    Ok(())
}

/// Writes the two files of a block to the first home.
pub(crate) async fn write_block(homes: &Homes, id: WorkspaceId, block: &Block) -> Result<(), StoreError> {
    let invalid = |name: FileName| {
        StoreError::file(&name.to_string(), FileError::Invalid { place: "columns".to_owned() })
    };
    let (facts, names) = (FileName::Facts(block.id), FileName::Names(block.id));
    let text = block.names().ok_or(StoreError::NamesMissing)?;
    let text = blocks::encode_names(block.id, block.facts.len(), text).ok_or_else(|| invalid(names))?;
    let bytes = blocks::encode_facts(block.id, &block.facts).ok_or_else(|| invalid(facts))?;
    let (facts, names) = (facts.to_string(), names.to_string());
    let written = all([homes.first.write(id, &facts, &bytes), homes.first.write(id, &names, &text)]).await;
    written.into_iter().collect::<Result<(), _>>().map_err(StoreError::from)
}

fn put_action(action: &Action) -> stored::Action {
    match action {
        Action::Undo => stored::Action::Undo,
        Action::Redo => stored::Action::Redo,
        Action::Do(step) => stored::Action::Do(Box::new(stored::Step {
            label: stored::Label::put(&step.label),
            at: step.at,
            changes: wire::Changes::put(&step.changes),
        })),
    }
}

/// The domain's form of a frame's action.
pub(crate) fn take_action(action: stored::Action, blocks: wire::Blocks) -> Result<Action, WireError> {
    Ok(match action {
        stored::Action::Undo => Action::Undo,
        stored::Action::Redo => Action::Redo,
        stored::Action::Do(step) => Action::Do(Arc::new(crate::domain::history::Step {
            label: step.label.take().map_err(|e| e.within("label"))?,
            at: step.at,
            changes: step.changes.take(blocks)?,
        })),
    })
}
