//! Backups: an index and the stored files, one after the other.
//!
//! Invariant: a backup is restored only into a workspace of its own, and only as far as every byte of it is proved.

use crate::domain::Dataset;
use crate::domain::id::WorkspaceId;
use crate::domain::records::Block;
use crate::domain::workspace::Workspace;
use crate::store::blocks;
use crate::store::error::{FileError, StoreError};
use crate::store::file::{self, Kind};
use crate::store::journal::{Journal, Now};
use crate::store::name::FileName;
use crate::store::open::{Mode, Opened, open};
use crate::store::port::{Homes, Memory, Storage};
use crate::store::recovery::Found;
use crate::store::shelf;
use crate::store::wire::dataset as wire;
use crate::store::wire::journal::{Head, Index, Snapshot};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A backup taken apart; every file in it has been verified.
#[derive(Debug, PartialEq, Eq)]
pub struct Backup<'a> {
    /// The workspace it was taken from.
    pub workspace: WorkspaceId,
    /// Its text files.
    pub texts: Found,
    /// Its blocks' files.
    pub blocks: BTreeMap<FileName, &'a [u8]>,
}

impl Journal {
    /// The parts of a backup, to be joined: the index, then each file. Dataset and plan versions, not the undo list. `data` is
    /// what is shown: where writing fails, it is ahead of what is committed, and a backup is what saves it.
    ///
    /// # Errors
    /// [`StoreError`] where a block cannot be read.
    pub async fn backup(&self, data: &Dataset) -> Result<Vec<Vec<u8>>, StoreError> {
        let encoded = |name: FileName, e| StoreError::file(&name.to_string(), e);
        let head = Head { generation: 1, ..self.head(self.last, self.last, &data.workspace, self.changed) };
        let (head, _) = file::encode(Kind::Head, &head).map_err(|e| encoded(FileName::HeadA, e))?;
        let name = FileName::Snapshot(self.last);
        let snapshot = Snapshot { dataset: wire::Dataset::put(data), ..self.snapshot(false) };
        let (snapshot, _) = file::encode(Kind::Snapshot, &snapshot).map_err(|e| encoded(name, e))?;
        let mut files = vec![(FileName::HeadA, head), (name, snapshot)];
        for block in data.segments.iter().flat_map(|s| &s.blocks).filter(|b| !b.facts.is_empty()) {
            files.extend(self.files_of(block).await?);
        }
        let index = Index {
            workspace: self.id,
            files: files.iter().map(|(name, bytes)| (name.to_string(), bytes.len() as u64)).collect(),
        };
        let (index, _) = file::encode(Kind::Backup, &index).map_err(|e| StoreError::file("index", e))?;
        Ok(std::iter::once(index).chain(files.into_iter().map(|(_, bytes)| bytes)).collect())
    }

    /// The two files of a block: as they are stored, or made anew where they are not yet.
    async fn files_of(&self, block: &Block) -> Result<[(FileName, Vec<u8>); 2], StoreError> {
        let names = [FileName::Facts(block.id), FileName::Names(block.id)];
        let made = block.names().filter(|_| !self.written.contains(&block.id)).and_then(|names| {
            let facts = blocks::encode_facts(block.id, &block.facts)?;
            Some([facts, blocks::encode_names(block.id, block.facts.len(), names)?])
        });
        let [facts, texts] = match made {
            Some(made) => made,
            None => {
                let mut read = [Vec::new(), Vec::new()];
                for (name, bytes) in names.iter().zip(&mut read) {
                    *bytes = self.homes.read(self.id, &name.to_string()).await?;
                    verify(*name, bytes).map_err(|e| StoreError::file(&name.to_string(), e))?;
                }
                read
            }
        };
        let [facts_name, texts_name] = names;
        Ok([(facts_name, facts), (texts_name, texts)])
    }
}

/// Whether a file is as it was written.
fn verify(name: FileName, bytes: &[u8]) -> Result<(), FileError> {
    let whole = |kind| match file::open(kind, bytes)? {
        text if text.rest.is_empty() => Ok(()),
        _ => Err(FileError::Damaged),
    };
    match name {
        FileName::HeadA | FileName::HeadB => whole(Kind::Head),
        FileName::Snapshot(_) => whole(Kind::Snapshot),
        FileName::Frame(_) => whole(Kind::Frame),
        FileName::Log(..) => {
            let mut rest = bytes;
            while !rest.is_empty() {
                rest = file::open(Kind::Frame, rest)?.rest;
            }
            Ok(())
        }
        FileName::Facts(id) => blocks::decode_facts(id, bytes).map(drop),
        FileName::Names(id) => blocks::decode_names(id, bytes).map(drop),
    }
}

/// Takes a backup apart and verifies every file in it.
///
/// # Errors
/// [`StoreError::File`] with the name of the file that is damaged or newer; `index` where the backup itself is cut off or no
/// backup at all.
pub fn read(bytes: &[u8]) -> Result<Backup<'_>, StoreError> {
    let of_index = |e| StoreError::file("index", e);
    let damaged = || of_index(FileError::Damaged);
    let text = file::open(Kind::Backup, bytes).map_err(of_index)?;
    let index: Index =
        crate::store::migrate::read(Kind::Backup, text.version, text.body).map_err(of_index)?;
    let mut backup = Backup { workspace: index.workspace, texts: Found::new(), blocks: BTreeMap::new() };
    let mut rest = text.rest;
    for (name, length) in index.files {
        let length = usize::try_from(length).map_err(|_| damaged())?;
        let (bytes, after) = rest.split_at_checked(length).ok_or_else(damaged)?;
        rest = after;
        let file = FileName::read(&name).ok_or_else(damaged)?;
        verify(file, bytes).map_err(|e| StoreError::file(&name, e))?;
        match file.block() {
            None => drop(backup.texts.insert(file, bytes.to_vec())),
            Some(_) => drop(backup.blocks.insert(file, bytes)),
        }
    }
    if rest.is_empty() { Ok(backup) } else { Err(damaged()) }
}

/// Makes a new workspace with an id of its own from a backup, and a name where one is given.
///
/// # Errors
/// [`StoreError::File`] where the backup is damaged or newer, [`StoreError::Incomplete`] where it does not hold what it
/// promises, and what storage says. Nothing remains of the new workspace then.
pub async fn restore(
    homes: &Homes,
    bytes: &[u8],
    id: WorkspaceId,
    name: Option<String>,
    now: Now,
) -> Result<Journal, StoreError> {
    let backup = read(bytes)?;
    let memory: Rc<Memory> = Rc::default();
    for (name, bytes) in &backup.texts {
        memory.write(backup.workspace, &name.to_string(), bytes).await?;
    }
    for (name, bytes) in &backup.blocks {
        memory.write(backup.workspace, &name.to_string(), bytes).await?;
    }
    drop(backup.blocks);
    let from = Homes { first: memory, second: None };
    let journal = match open(&from, backup.workspace, 0, Mode::Follow, now).await {
        Ok(Opened::Whole(journal, _)) => journal,
        Ok(Opened::Incomplete(_)) => return Err(StoreError::Incomplete),
        Err(error) => return Err(error),
    };
    let data = journal.dataset();
    for block in data.segments.iter().flat_map(|s| &s.blocks) {
        journal.load_names(block).await?;
    }
    let settings = Workspace {
        id,
        name: name.unwrap_or_else(|| data.workspace.name.clone()),
        ..(*data.workspace).clone()
    };
    let dataset = Dataset::new(settings).apply(&data.as_changes()).map_err(|_| StoreError::Stale)?;
    let mut made = Journal::begin(homes, dataset, now);
    made.marks = journal.marks;
    shelf::found(made, now).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dataset::Change;
    use crate::domain::history::Action;
    use crate::store::testing::faults::{at, block_on, faulty, files};
    use crate::store::testing::{everything, full, id, step, team, workspace};

    fn sample() -> (Homes, Rc<crate::store::testing::faults::Faulty>, Journal) {
        let (homes, first, _) = faulty();
        let mut journal = block_on(shelf::create(&homes, Dataset::new(workspace(1)), at(0))).unwrap();
        block_on(journal.commit(&step(everything()), at(1))).unwrap();
        let more = crate::domain::Changes { teams: vec![Change::add(team(77, "T"))], ..Default::default() };
        block_on(journal.commit(&step(more), at(2))).unwrap();
        block_on(journal.commit(&Action::Undo, at(3))).unwrap();
        (homes, first, journal)
    }

    fn check(restored: &Journal) {
        assert_eq!(restored.id(), id(2));
        assert_eq!(restored.dataset().as_changes(), full().as_changes());
        assert!(restored.history().done().is_empty(), "a backup holds no undo list");
        for block in restored.dataset().segments.iter().flat_map(|s| &s.blocks) {
            block_on(restored.load_names(block)).unwrap();
        }
    }

    #[test]
    fn a_restore_is_a_new_workspace_with_the_same_data() {
        let (homes, _, journal) = sample();
        let bytes = block_on(journal.backup(journal.dataset())).unwrap().concat();
        let restored = block_on(restore(&homes, &bytes, id(2), Some("B".into()), at(9))).unwrap();
        check(&restored);
        assert_eq!(restored.marks(), journal.marks());
        let opened = block_on(open(&homes, id(2), 0, Mode::Write, at(9))).unwrap();
        let Opened::Whole(opened, _) = opened else { panic!() };
        check(&opened);
        assert_eq!((opened.dataset().workspace.name.as_str(), opened.dataset().workspace.id), ("B", id(2)));
        assert_eq!(block_on(shelf::list(&homes)).unwrap().len(), 2);
    }

    #[test]
    fn a_backup_saves_what_could_not_be_written() {
        let (homes, first, journal) = sample();
        let more = crate::domain::Changes {
            segments: vec![Change::add(crate::store::testing::segment(60, &[3]))],
            ..Default::default()
        };
        first.set(Some(crate::store::testing::faults::Fault::Quota(0)));
        let mut journal = journal;
        assert!(block_on(journal.commit(&step(more.clone()), at(4))).is_err());
        let shown = journal.dataset().apply(&more).unwrap();
        let bytes = block_on(journal.backup(&shown)).unwrap().concat();
        first.set(None);
        let restored = block_on(restore(&homes, &bytes, id(2), None, at(9))).unwrap();
        assert_eq!(restored.dataset().as_changes(), shown.as_changes());
    }

    /// The crash screen joins the files as they lie there.
    #[test]
    fn a_backup_of_the_crash_screen_is_restored() {
        let (homes, first, journal) = sample();
        let files = files(&first.inner, journal.id());
        let index = Index {
            workspace: journal.id(),
            files: files.iter().map(|(name, bytes)| (name.clone(), bytes.len() as u64)).collect(),
        };
        let (mut bytes, _) = file::encode(Kind::Backup, &index).unwrap();
        files.iter().for_each(|(_, file)| bytes.extend_from_slice(file));
        check(&block_on(restore(&homes, &bytes, id(2), None, at(9))).unwrap());
    }

    #[test]
    fn two_thousand_flips_and_five_hundred_cuts_are_all_noticed() {
        let (_, _, journal) = sample();
        let good = block_on(journal.backup(journal.dataset())).unwrap().concat();
        assert!(read(&good).is_ok());
        for n in 0..2_000 {
            let mut bad = good.clone();
            let at = n * good.len() / 2_000;
            bad[at] ^= 1 << (n % 8);
            let error = read(&bad).expect_err("a flip");
            assert!(matches!(error, StoreError::File { .. }), "{at}: {error:?}");
        }
        for n in 0..500 {
            assert!(read(&good[..n * good.len() / 500]).is_err(), "cut {n}");
        }
        assert!(read(&[&good[..], b" "].concat()).is_err());
    }

    #[test]
    fn a_failed_restore_leaves_nothing() {
        let (homes, first, journal) = sample();
        let bytes = block_on(journal.backup(journal.dataset())).unwrap().concat();
        let before = block_on(shelf::list(&homes)).unwrap();
        for operation in 0..20 {
            first.set(Some(crate::store::testing::faults::Fault::Once(operation)));
            let made = block_on(restore(&homes, &bytes, id(2), None, at(9)));
            first.set(None);
            if made.is_ok() {
                block_on(shelf::erase(&homes, id(2))).unwrap();
            }
            let list = block_on(shelf::list(&homes)).unwrap();
            assert_eq!(list, before, "{operation}: {made:?}");
        }
    }
}
