//! Snapshots, and what may be removed once there is a newer one.
//!
//! Invariant: a file is removed only when neither the dataset, nor a step of the history, nor a kept snapshot, nor blocks
//! written ahead need it. The snapshot before the newest stays until the next one.

use crate::domain::history::Step;
use crate::domain::id::BlockId;
use crate::domain::records::Segment;
use crate::store::error::StoreError;
use crate::store::file::{self, Kind};
use crate::store::journal::{HISTORY_STEPS, Journal, KEPT_MILLIS, Now};
use crate::store::name::FileName;
use crate::store::wire::dataset::Dataset;
use crate::store::wire::journal::Snapshot;
use crate::store::wire::leaf::Text;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The blocks that segments name.
pub(crate) fn blocks_of<'a>(segments: impl Iterator<Item = &'a Arc<Segment>>) -> BTreeSet<BlockId> {
    segments.flat_map(|s| s.blocks.iter().map(|b| b.id)).collect()
}

/// The blocks that steps name.
pub(crate) fn blocks_of_steps(steps: &[Arc<Step>]) -> BTreeSet<BlockId> {
    let changes = steps.iter().flat_map(|s| &s.changes.segments);
    blocks_of(changes.flat_map(|c| c.before.iter().chain(&c.after)))
}

impl Journal {
    /// The stored form of the present state; without history where it goes into a backup.
    pub(crate) fn snapshot(&self, history: bool) -> Snapshot {
        Snapshot {
            seq: self.last,
            prev: Text(self.crc),
            stamp: Text(self.stamp),
            dataset: Dataset::put(&self.dataset),
            steps: if history { self.steps.clone() } else { Vec::new() },
            done: if history { self.history.done().len() as u64 } else { 0 },
            marks: self.marks.put(),
        }
    }

    /// Makes a snapshot of the present state, moves the frames before it into a log, and removes what nobody needs.
    ///
    /// # Errors
    /// [`StoreError`]; the files before stay valid then.
    pub async fn fold(&mut self, now: Now) -> Result<(), StoreError> {
        let before = self.steps.len();
        self.history.forget(HISTORY_STEPS, now.millis - KEPT_MILLIS);
        let kept = self.history.done().len() + self.history.undone().len();
        self.steps.drain(..before.saturating_sub(kept));

        let range = (self.last + 1 - self.tail.len() as u64, self.last);
        if self.steps.iter().any(|seq| *seq >= range.0) {
            let log = self.tail.concat();
            self.write(FileName::Log(range.0, range.1), &log).await?;
            self.logs.insert(range);
        }
        let name = FileName::Snapshot(self.last);
        let (bytes, _) = file::encode(Kind::Snapshot, &self.snapshot(true))
            .map_err(|e| StoreError::file(&name.to_string(), e))?;
        self.write(name, &bytes).await?;
        let head = self.head(self.last, self.last, &self.dataset.workspace.clone(), self.changed);
        self.write_head(&head).await?;

        // To get here from the snapshot before, the frames between and their blocks are needed.
        let mut blocks = std::mem::take(&mut self.tail_blocks);
        blocks.extend(blocks_of(self.dataset.segments.iter()));
        self.snapshots.insert(self.last, blocks);
        while self.snapshots.len() > 2 {
            self.snapshots.pop_first();
        }
        self.tail.clear();
        let first = self.steps.first().copied();
        let oldest = self.snapshots.keys().next().copied().unwrap_or(0);
        self.logs.retain(|(_, to)| *to > oldest || first.is_some_and(|first| first <= *to));
        self.collect().await;
        Ok(())
    }

    fn needed_blocks(&self) -> BTreeSet<BlockId> {
        let mut all = blocks_of(self.dataset.segments.iter());
        all.extend(blocks_of_steps(self.history.done()));
        all.extend(blocks_of_steps(self.history.undone()));
        all.extend(self.snapshots.values().flatten());
        all.extend(&self.tail_blocks);
        all.extend(&self.staged);
        all
    }

    /// Removes every file that nobody needs: blocks of interrupted imports, folded frames, old snapshots and logs.
    pub async fn collect(&mut self) {
        let blocks = self.needed_blocks();
        let newest = self.newest_snapshot();
        let oldest = self.snapshots.keys().next().copied().unwrap_or(0);
        let mut in_logs: Vec<(u64, u64)> = self.logs.iter().copied().collect();
        in_logs.sort_unstable();
        // Frames between the kept snapshots are needed to get from the older to the newer, unless a log has them.
        let in_log = |seq: u64| in_logs.iter().any(|(from, to)| (*from..=*to).contains(&seq));
        let keep = |name: FileName| match name {
            FileName::HeadA | FileName::HeadB => true,
            FileName::Snapshot(seq) => self.snapshots.contains_key(&seq),
            FileName::Frame(seq) => {
                (seq > newest && seq <= self.last) || (seq > oldest && seq <= newest && !in_log(seq))
            }
            FileName::Log(from, to) => self.logs.contains(&(from, to)),
            FileName::Facts(id) | FileName::Names(id) => blocks.contains(&id),
        };
        let homes = [Some(&self.homes.first), self.homes.second.as_ref()];
        for home in homes.into_iter().flatten() {
            // Without a list nothing is removed; the next collection tries again.
            let names = home.list(self.id).await.unwrap_or_default();
            for name in names {
                if FileName::read(&name).is_some_and(|n| !keep(n)) {
                    // A file left behind is in nobody's way.
                    let _ = home.remove(self.id, &name).await;
                }
            }
        }
        self.written.retain(|id| blocks.contains(id));
    }
}
