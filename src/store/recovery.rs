//! What to make of the files that a start finds, in two homes and after any kind of end.
//!
//! A pure function: found files and a promise go in; the newest state that can be proved, what must be written to make
//! both homes whole again, and a verdict come out. It never invents and never silently returns less than promised.

use crate::domain::id::BlockId;
use crate::store::error::{FileError, StoreError};
use crate::store::file::{self, Crc, Kind};
use crate::store::name::FileName;
use crate::store::wire::dataset::BlockRef;
use crate::store::wire::journal::{Action, Frame, Head, Snapshot};
use std::collections::{BTreeMap, BTreeSet};

/// The text files of a workspace in one home.
pub type Found = BTreeMap<FileName, Vec<u8>>;

/// A frame that has been read and verified.
#[derive(Clone, Debug)]
pub struct Read {
    /// The frame.
    pub frame: Frame,
    /// Its checksum.
    pub crc: Crc,
    /// Its bytes as they are stored.
    pub bytes: Vec<u8>,
}

/// The newest state that the files prove.
#[derive(Debug)]
pub struct Recovered {
    /// The newest valid head; `None` where both slots of both homes are gone.
    pub head: Option<Head>,
    /// The dataset to begin with.
    pub snapshot: Snapshot,
    /// The frames after the snapshot, without gap.
    pub tail: Vec<Read>,
    /// The steps of the snapshot's history that can be read, oldest first.
    pub steps: Vec<Read>,
    /// How many of [`Self::steps`] are done.
    pub done: usize,
    /// The logs that hold the steps.
    pub logs: BTreeSet<(u64, u64)>,
    /// The highest frame that anything promises.
    pub promised: u64,
    /// What each home must be given to be whole: first, second.
    pub repairs: [Found; 2],
    /// Whether the snapshot must be made anew, because frames come from a log or a newer snapshot is lost.
    pub refold: bool,
    /// Whether steps of the history are lost.
    pub shortened: bool,
    /// The snapshot before, in case this one gets lost, with the blocks that are needed to get from there to here.
    pub older: Option<(u64, BTreeSet<BlockId>)>,
    /// How many files of either home are damaged.
    pub damaged: usize,
}

impl Recovered {
    /// The last frame.
    pub fn last(&self) -> u64 {
        self.snapshot.seq + self.tail.len() as u64
    }
}

/// The references to blocks in a frame, on either side of its changes.
pub fn block_refs(frame: &Frame) -> impl Iterator<Item = &BlockRef> {
    let step = match &frame.action {
        Action::Do(step) => Some(step),
        Action::Undo | Action::Redo => None,
    };
    let changes = step.into_iter().flat_map(|s| &s.changes.segments);
    changes.flat_map(|c| c.before.iter().chain(&c.after)).flat_map(|s| &s.blocks)
}

/// The blocks that a frame names.
pub fn blocks(frame: &Frame) -> BTreeSet<BlockId> {
    block_refs(frame).map(|b| b.id).collect()
}

/// Frames by number. Two homes may tell different frames of one number; the chain decides.
#[derive(Default)]
struct Frames(BTreeMap<u64, Vec<Candidate>>);

/// A frame, and the log it was found in where it is in no file of its own.
type Candidate = (Read, Option<(u64, u64)>);

impl Frames {
    fn add(&mut self, text: file::Text, log: Option<(u64, u64)>) -> Result<u64, FileError> {
        let frame: Frame = crate::store::migrate::read(Kind::Frame, text.version, text.body)?;
        let seq = frame.seq;
        let list = self.0.entry(seq).or_default();
        match list.iter_mut().find(|(read, _)| read.crc == text.crc) {
            Some((_, from)) => *from = from.and(log),
            None => list.push((Read { frame, crc: text.crc, bytes: text.whole.to_vec() }, log)),
        }
        Ok(seq)
    }

    fn after(&self, seq: u64, crc: Crc) -> Option<&Candidate> {
        self.0.get(&(seq + 1))?.iter().find(|(read, _)| read.frame.prev.0 == crc)
    }
}

/// Reads all frames of a log; `None` where anything in it is not as it was written.
fn read_log<'a>(bytes: &'a [u8], from: u64, to: u64) -> Result<Vec<file::Text<'a>>, FileError> {
    let mut texts = Vec::new();
    let mut rest = bytes;
    for _ in from..=to {
        let text = file::open(Kind::Frame, rest)?;
        rest = text.rest;
        texts.push(text);
    }
    if rest.is_empty() { Ok(texts) } else { Err(FileError::Damaged) }
}

/// Finds the newest state that the files of two homes prove. `promise` is the highest frame that was acknowledged as far
/// as anybody outside the files knows.
///
/// # Errors
/// [`FileError::Newer`] where a later version wrote any of the files, which are left as they are then;
/// [`StoreError::Incomplete`] where there is no dataset to begin with.
pub fn recover(homes: [&Found; 2], mut promise: u64) -> Result<Recovered, StoreError> {
    let mut heads: Vec<Head> = Vec::new();
    let mut snapshots: BTreeMap<u64, (Snapshot, Vec<u8>)> = BTreeMap::new();
    let mut frames = Frames::default();
    let mut logs: BTreeMap<(u64, u64), Vec<u8>> = BTreeMap::new();
    let (mut lost_snapshot, mut damaged) = (0, 0);
    for (name, bytes) in homes.into_iter().flatten() {
        let read = match *name {
            FileName::HeadA | FileName::HeadB => {
                file::decode::<Head>(Kind::Head, bytes).map(|(head, _)| heads.push(head))
            }
            FileName::Snapshot(seq) => {
                file::decode::<Snapshot>(Kind::Snapshot, bytes).map(|(snapshot, _)| {
                    if snapshot.seq == seq {
                        snapshots.entry(seq).or_insert((snapshot, bytes.clone()));
                    }
                })
            }
            FileName::Frame(_) => match file::open(Kind::Frame, bytes) {
                Ok(text) if text.rest.is_empty() => frames.add(text, None).map(drop),
                Ok(_) => Err(FileError::Damaged),
                Err(error) => Err(error),
            },
            FileName::Log(from, to) => read_log(bytes, from, to).and_then(|texts| {
                for (text, seq) in texts.into_iter().zip(from..) {
                    if frames.add(text, Some((from, to)))? != seq {
                        return Err(FileError::Damaged);
                    }
                }
                logs.entry((from, to)).or_insert_with(|| bytes.clone());
                Ok(())
            }),
            FileName::Facts(_) | FileName::Names(_) => Ok(()),
        };
        damaged += usize::from(read.is_err());
        match (read, *name) {
            (Err(error @ FileError::Newer { .. }), _) => {
                return Err(StoreError::file(&name.to_string(), error));
            }
            // Even a damaged file tells by its name what had been acknowledged when it was written.
            (Err(_), FileName::Snapshot(seq)) => lost_snapshot = lost_snapshot.max(seq),
            (Err(_), FileName::Frame(seq)) => promise = promise.max(seq.saturating_sub(1)),
            _ => {}
        }
    }
    let seen = frames.0.keys().next_back().copied().unwrap_or(0);
    let promise = promise.max(seen).max(lost_snapshot);

    let head = heads.into_iter().max_by_key(|h| h.generation);
    let promised = head.as_ref().map_or(0, |h| h.last.max(h.snapshot)).max(promise);
    let Some((seq, (snapshot, snapshot_bytes))) = snapshots.pop_last() else {
        return Err(StoreError::Incomplete);
    };
    let mut tail: Vec<Read> = Vec::new();
    let mut refold = lost_snapshot > seq || head.as_ref().is_some_and(|h| h.snapshot > seq);
    let mut crc = snapshot.prev.0;
    while let Some((read, log)) = frames.after(seq + tail.len() as u64, crc) {
        refold |= log.is_some();
        crc = read.crc;
        tail.push(read.clone());
    }
    let (steps, done, shortened) = history(&snapshot, &frames);
    let before = snapshots.pop_last();
    let older = before.as_ref().map(|(older, (snapshot, _))| {
        let older = *older;
        let between = frames.0.range(older + 1..=seq.max(older)).flat_map(|(_, list)| list);
        let mut needed = snapshot.dataset.blocks();
        needed.extend(between.flat_map(|(read, _)| blocks(&read.frame)));
        (older, needed)
    });
    let since = older.as_ref().map_or(seq, |(older, _)| *older);
    let needed = |range: &(u64, u64)| {
        range.1 > since || steps.iter().any(|s| (range.0..=range.1).contains(&s.frame.seq))
    };
    let logs: BTreeMap<_, _> = logs.into_iter().filter(|(range, _)| needed(range)).collect();

    let mut whole = Found::from([(FileName::Snapshot(seq), snapshot_bytes)]);
    if !refold {
        whole.extend(tail.iter().map(|r| (FileName::Frame(r.frame.seq), r.bytes.clone())));
    }
    whole.extend(logs.iter().map(|((from, to), bytes)| (FileName::Log(*from, *to), bytes.clone())));
    whole.extend(before.map(|(older, (_, bytes))| (FileName::Snapshot(older), bytes)));
    let newest = head.as_ref().map(|h| FileName::head(h.generation));
    let newest =
        newest.and_then(|name| homes.iter().find_map(|home| Some((name, valid(home, name, head.as_ref())?))));
    whole.extend(newest);
    let missing = |home: &Found| {
        whole.iter().filter(|(n, b)| home.get(n) != Some(b)).map(|(n, b)| (*n, b.clone())).collect()
    };
    let repairs = homes.map(missing);
    let logs = logs.into_keys().collect();
    Ok(Recovered {
        head,
        snapshot,
        tail,
        steps,
        done,
        logs,
        promised,
        repairs,
        refold,
        shortened,
        older,
        damaged,
    })
}

/// The bytes of the newest head in a home that has it.
fn valid(home: &Found, name: FileName, head: Option<&Head>) -> Option<Vec<u8>> {
    let bytes = home.get(&name)?;
    let (found, _) = file::decode::<Head>(Kind::Head, bytes).ok()?;
    (Some(&found) == head).then(|| bytes.clone())
}

/// The steps of a snapshot's history as far as they can be read without gap, how many are done, and whether any is lost.
fn history(snapshot: &Snapshot, frames: &Frames) -> (Vec<Read>, usize, bool) {
    let done = usize::try_from(snapshot.done).unwrap_or(usize::MAX).min(snapshot.steps.len());
    let (before, after) = snapshot.steps.split_at_checked(done).unwrap_or_default();
    let read = |seq: &u64| {
        let one = frames.0.get(seq)?.iter().map(|(read, _)| read);
        one.clone().find(|r| matches!(r.frame.action, Action::Do(_))).cloned()
    };
    let mut steps: Vec<Read> = before.iter().rev().map_while(read).collect();
    steps.reverse();
    let kept = steps.len();
    steps.extend(after.iter().map_while(read));
    let shortened = steps.len() < snapshot.steps.len();
    (steps, kept, shortened)
}
