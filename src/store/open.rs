//! Opening a workspace: reading what is there, proving it, making both homes whole again.
//!
//! Invariant: opening changes nothing unless what was promised is there, or the loss has been accepted.

use crate::domain::Dataset;
use crate::domain::history::{Action, History, Step};
use crate::domain::id::{BlockId, WorkspaceId};
use crate::domain::records::{Block, Extra, Facts, Ints, Names};
use crate::store::blocks;
use crate::store::error::{FileError, StorageError, StoreError};
use crate::store::file::{self, Crc, Kind};
use crate::store::fold::{blocks_of, blocks_of_steps};
use crate::store::journal::{Journal, Now, take_action};
use crate::store::marks::Marks;
use crate::store::name::FileName;
use crate::store::port::{Homes, Storage, all};
use crate::store::recovery::{self, Found, Recovered, recover};
use crate::store::stamp::Stamp;
use crate::store::wire::WireError;
use crate::store::wire::journal::Frame;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

/// How a workspace is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// To read and write: repairs what can be repaired.
    Write,
    /// To follow another tab: writes nothing.
    Follow,
    /// To read and write, after the person has accepted what is lost.
    AcceptLoss,
}

/// How an opened workspace was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How many files were missing or damaged and are whole again.
    pub repaired: usize,
    /// Whether steps of the history could not be kept.
    pub shortened: bool,
}

/// What is missing of a workspace that cannot be opened whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The last command that was acknowledged.
    pub promised: u64,
    /// The last command that can be read.
    pub found: u64,
    /// How many records lie in blocks that are missing or damaged.
    pub records: u64,
}

/// A workspace that was opened, or what stands against it.
#[derive(Debug)]
pub enum Opened {
    /// Everything that was promised is there.
    Whole(Box<Journal>, Verdict),
    /// Less is there; nothing has been changed.
    Incomplete(Loss),
}

/// What a frame of another tab meant here.
#[derive(Debug)]
pub enum Followed {
    /// It was applied.
    Applied(Action),
    /// It was known already.
    Known,
    /// Frames before it are missing: the workspace must be opened anew.
    Behind,
}

/// Opens a workspace. `promise` is the last acknowledged frame as far as anybody outside the files knows.
///
/// # Errors
/// [`StoreError::NoWorkspace`] where there is nothing and nothing was promised, [`StoreError::Incomplete`] where not even an
/// old state can be read, [`FileError::Newer`] where a later version wrote it, and what storage says.
pub async fn open(
    homes: &Homes,
    id: WorkspaceId,
    promise: u64,
    mode: Mode,
    now: Now,
) -> Result<Opened, StoreError> {
    let first = texts(&homes.first, id).await?;
    let second = match &homes.second {
        // A second home that fails is as good as an empty one.
        Some(second) => texts(second, id).await.unwrap_or_default(),
        None => Found::new(),
    };
    if first.is_empty() && second.is_empty() && promise == 0 {
        return Err(StoreError::NoWorkspace);
    }
    let recovered = recover([&first, &second], promise)?;
    let (table, missing) = load_blocks(homes, id, &recovered).await?;
    let (promised, found) = (recovered.promised, recovered.last());
    let repairs = recovered.repairs.clone();
    let (damaged, whole_head, mut refold) = (recovered.damaged, recovered.head.is_some(), recovered.refold);
    let mut shortened = recovered.shortened;
    let mut journal = build(homes, id, recovered, &table).map_err(StoreError::from_wire)?;
    shortened |= journal.drop_steps(&missing);

    let lost = journal.dataset.segments.iter().flat_map(|s| &s.blocks).filter_map(|b| missing.get(&b.id));
    let records = lost.map(|rows| u64::from(*rows)).sum();
    let complete = found >= promised && records == 0;
    if !complete && mode != Mode::AcceptLoss {
        return Ok(Opened::Incomplete(Loss { promised, found, records }));
    }
    let mut verdict = Verdict { repaired: damaged, shortened };
    if mode == Mode::Follow {
        return Ok(Opened::Whole(Box::new(journal), verdict));
    }
    if !complete {
        journal.begin_anew(promised.max(found));
    }
    refold |= !complete || shortened || !whole_head;
    for (home, repairs) in [Some(&homes.first), homes.second.as_ref()].into_iter().zip(repairs) {
        let Some(home) = home else { continue };
        for (name, bytes) in repairs {
            verdict.repaired += 1;
            let written = home.write(id, &name.to_string(), &bytes).await;
            // What could not be repaired now is tried again by the next start.
            journal.behind |= written.is_err();
        }
    }
    if refold {
        journal.fold(now).await?;
        verdict.repaired = verdict.repaired.max(1);
    } else {
        if damaged > 0 {
            // A new head takes the place of the older one, in case that is what is damaged.
            let settings = journal.dataset.workspace.clone();
            let head = journal.head(journal.last, journal.newest_snapshot(), &settings, journal.changed);
            journal.write_head(&head).await?;
        }
        journal.collect().await;
    }
    Ok(Opened::Whole(Box::new(journal), verdict))
}

/// The text files of a workspace in a home.
pub(crate) async fn texts(home: &Rc<dyn Storage>, id: WorkspaceId) -> Result<Found, StorageError> {
    let names = home.list(id).await?;
    let wanted: Vec<_> =
        names.iter().filter_map(|n| FileName::read(n)).filter(|n| n.block().is_none()).collect();
    let read = all(wanted.iter().map(|name| async { home.read(id, &name.to_string()).await })).await;
    let mut found = Found::new();
    for (name, bytes) in wanted.into_iter().zip(read) {
        match bytes {
            // An empty file is a write that never ended.
            Ok(bytes) if bytes.is_empty() => {}
            Ok(bytes) => drop(found.insert(name, bytes)),
            // A writer in another tab may have folded it away meanwhile; recovery notices if it is needed.
            Err(StorageError::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

type Blocks = BTreeMap<BlockId, Arc<Block>>;

/// The blocks that are named anywhere, and the number of rows of each that cannot be read. In the place of those stands
/// a block without rows.
async fn load_blocks(
    homes: &Homes,
    id: WorkspaceId,
    recovered: &Recovered,
) -> Result<(Blocks, BTreeMap<BlockId, u32>), StoreError> {
    let mut rows: BTreeMap<BlockId, u32> = BTreeMap::new();
    let snapshot = recovered.snapshot.dataset.segments.iter();
    rows.extend(snapshot.flat_map(|s| &s.blocks).map(|b| (b.id, b.rows)));
    let frames = recovered.tail.iter().chain(&recovered.steps).map(|read| &read.frame);
    for block in frames.flat_map(recovery::block_refs) {
        rows.entry(block.id).or_insert(block.rows);
    }
    let mut blocks = Blocks::new();
    let mut missing = BTreeMap::new();
    let wanted: Vec<_> = rows.into_iter().collect();
    let answers = all(wanted.iter().map(|(block, rows)| load_block(homes, id, *block, *rows))).await;
    for ((id, rows), answer) in wanted.into_iter().zip(answers) {
        let block = answer?.unwrap_or_else(|| {
            missing.insert(id, rows);
            Block::new(id, no_facts(), Names::default())
        });
        blocks.insert(id, Arc::new(block));
    }
    Ok((blocks, missing))
}

/// A block of the first home that has it; `None` where it is missing or damaged.
async fn load_block(
    homes: &Homes,
    id: WorkspaceId,
    block: BlockId,
    rows: u32,
) -> Result<Option<Block>, StoreError> {
    if rows == 0 {
        return Ok(Some(Block::new(block, no_facts(), Names::default())));
    }
    let name = FileName::Facts(block).to_string();
    let bytes = match homes.read(id, &name).await {
        Ok(bytes) => bytes,
        Err(StorageError::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    match blocks::decode_facts(block, &bytes) {
        Ok(facts) if facts.len() == rows as usize => Ok(Some(Block::without_names(block, facts))),
        Err(error @ FileError::Newer { .. }) => Err(StoreError::file(&name, error)),
        Ok(_) | Err(_) => Ok(None),
    }
}

/// The facts of no rows at all.
fn no_facts() -> Facts {
    Facts {
        day: Vec::new(),
        state: Vec::new(),
        credit: Vec::new(),
        product: Vec::new(),
        customer: Vec::new(),
        channel: Vec::new(),
        territory: Vec::new(),
        document: Vec::new(),
        quantity: Ints::Narrow(Vec::new()),
        amount: Ints::Narrow(Vec::new()),
        cost: Ints::Narrow(Vec::new()),
        extra: Extra::default(),
    }
}

impl StoreError {
    fn from_wire(error: WireError) -> StoreError {
        StoreError::File { name: String::new(), error: error.into() }
    }
}

/// The journal after all frames that were recovered.
fn build(homes: &Homes, id: WorkspaceId, recovered: Recovered, table: &Blocks) -> Result<Journal, WireError> {
    let lookup = |id: BlockId| table.get(&id).cloned();
    let Recovered { head, snapshot, tail, steps, done, logs, older, .. } = recovered;
    let dataset: Dataset = snapshot.dataset.take(&lookup)?;
    let numbers = steps.iter().map(|read| read.frame.seq).collect();
    let mut known = Vec::new();
    for read in steps {
        if let Action::Do(step) = take_action(read.frame.action, &lookup)? {
            known.push(step);
        }
    }
    let mut snapshots: BTreeMap<_, _> = older.into_iter().collect();
    snapshots.insert(snapshot.seq, blocks_of(dataset.segments.iter()));
    let mut journal = Journal {
        homes: homes.clone(),
        id,
        history: History::restored(known, done),
        steps: numbers,
        marks: Marks::take(snapshot.marks),
        stamp: snapshot.stamp.0,
        last: snapshot.seq,
        crc: snapshot.prev.0,
        generation: head.as_ref().map_or(0, |h| h.generation),
        changed: head.map_or(0, |h| h.changed),
        snapshots,
        dataset,
        tail: Vec::new(),
        tail_blocks: BTreeSet::new(),
        logs,
        written: table.keys().copied().collect(),
        staged: BTreeSet::new(),
        behind: false,
        fold_again: 0,
    };
    for read in tail {
        let seq = read.frame.seq;
        journal.replay(read, &lookup).map_err(|e| e.within(&FileName::Frame(seq).to_string()))?;
    }
    Ok(journal)
}

impl Journal {
    /// Applies a frame that is already stored.
    pub(crate) fn replay(
        &mut self,
        read: recovery::Read,
        lookup: crate::store::wire::dataset::Blocks,
    ) -> Result<Action, WireError> {
        let seq = read.frame.seq;
        self.note(&read.frame);
        let stamp = read.frame.stamp.0;
        self.tail_blocks.extend(recovery::blocks(&read.frame));
        let action = take_action(read.frame.action, lookup)?;
        self.steps_after(&action, seq);
        let dataset = self.history.act(&self.dataset, &action);
        self.dataset = dataset.map_err(|_| WireError { place: "action".to_owned() })?;
        (self.last, self.crc, self.stamp) = (seq, read.crc, self.stamp.max(stamp));
        self.tail.push(read.bytes);
        Ok(action)
    }

    /// Follows a frame that another tab has committed.
    ///
    /// # Errors
    /// [`StoreError`] where the frame or one of its blocks cannot be read.
    pub async fn follow(&mut self, bytes: &[u8]) -> Result<Followed, StoreError> {
        let of_frame = |e| StoreError::file("frame", e);
        let (frame, crc) = file::decode::<Frame>(Kind::Frame, bytes).map_err(of_frame)?;
        if frame.seq <= self.last {
            return Ok(Followed::Known);
        }
        if frame.seq != self.last + 1 || frame.prev.0 != self.crc {
            return Ok(Followed::Behind);
        }
        let known = self.dataset.segments.iter().flat_map(|s| &s.blocks);
        let mut table: Blocks = known.map(|b| (b.id, Arc::clone(b))).collect();
        for reference in recovery::block_refs(&frame) {
            if let Entry::Vacant(place) = table.entry(reference.id) {
                let block = load_block(&self.homes, self.id, reference.id, reference.rows).await?;
                place.insert(Arc::new(block.ok_or(StorageError::NotFound)?));
            }
        }
        let read = recovery::Read { frame, crc, bytes: bytes.to_vec() };
        let lookup = |id: BlockId| table.get(&id).cloned();
        self.replay(read, &lookup).map(Followed::Applied).map_err(StoreError::from_wire)
    }

    /// Forgets steps that name a missing block, and those that can be reached only through them. Whether any was.
    fn drop_steps(&mut self, missing: &BTreeMap<BlockId, u32>) -> bool {
        let bad = |step: &Arc<Step>| {
            blocks_of_steps(std::slice::from_ref(step)).iter().any(|b| missing.contains_key(b))
        };
        let (done, undone) = (self.history.done(), self.history.undone());
        let first = done.iter().rposition(bad).map_or(0, |n| n + 1);
        let last = done.len() + undone.iter().position(bad).unwrap_or(undone.len());
        let shortened = first > 0 || last < self.steps.len();
        let kept: Vec<_> = done.iter().chain(undone).take(last).skip(first).cloned().collect();
        self.history = History::restored(kept, done.len() - first);
        self.steps.truncate(last);
        self.steps.drain(..first.min(last));
        shortened
    }

    /// Makes the present state the beginning of a new history, after a loss was accepted.
    fn begin_anew(&mut self, seq: u64) {
        (self.last, self.crc) = (seq, Crc::default());
        self.history = History::default();
        self.steps.clear();
        self.tail.clear();
        self.tail_blocks.clear();
        self.snapshots.clear();
        self.logs.clear();
    }

    /// A journal of a workspace that has no file yet.
    pub(crate) fn begin(homes: &Homes, dataset: Dataset, now: Now) -> Journal {
        Journal {
            homes: homes.clone(),
            id: dataset.workspace.id,
            dataset,
            history: History::default(),
            steps: Vec::new(),
            marks: Marks::default(),
            stamp: Stamp::default().next(u64::try_from(now.millis).unwrap_or(0), now.device),
            last: 0,
            crc: Crc::default(),
            generation: 0,
            changed: now.millis,
            snapshots: BTreeMap::new(),
            tail: Vec::new(),
            tail_blocks: BTreeSet::new(),
            logs: BTreeSet::new(),
            written: BTreeSet::new(),
            staged: BTreeSet::new(),
            behind: false,
            fold_again: 0,
        }
    }
}
