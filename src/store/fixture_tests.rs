//! The fixture of schema version 1: what this version writes, byte for byte, and that it is read.
//!
//! `ATTAIN_WRITE_FIXTURES=1` writes it anew, which is right only as long as no release has written version 1.

use crate::domain::dataset::{Change, Changes};
use crate::domain::history::Action;
use crate::domain::{Dataset, id::WorkspaceId};
use crate::store::backup::{read, restore};
use crate::store::file::{self, Kind, VERSION};
use crate::store::journal::Journal;
use crate::store::open::{Mode, Opened, open};
use crate::store::port::{Homes, Memory};
use crate::store::shelf;
use crate::store::testing::faults::{at, block_on, faulty, files};
use crate::store::testing::{everything, full, id, step, team, workspace};
use crate::store::wire::journal::Index;
use std::path::PathBuf;
use std::rc::Rc;

fn path(version: u32) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/v{version}/workspace.attain"))
}

/// A workspace with a snapshot, a log, frames of all three actions and blocks, as a backup of all its files.
fn generate() -> Vec<u8> {
    let (homes, first, _) = faulty();
    let mut journal = block_on(shelf::create(&homes, Dataset::new(workspace(1)), at(0))).unwrap();
    let add = |n| step(Changes { teams: vec![Change::add(team(n, "隊"))], ..Changes::default() });
    let commit =
        |journal: &mut Journal, action: &Action, n| drop(block_on(journal.commit(action, at(n))).unwrap());
    commit(&mut journal, &step(everything()), 1);
    commit(&mut journal, &add(13), 2);
    block_on(journal.fold(at(3))).unwrap();
    commit(&mut journal, &Action::Undo, 4);
    commit(&mut journal, &Action::Redo, 5);
    commit(&mut journal, &Action::Undo, 6);
    let files = files(&first.inner, journal.id());
    let lengths = files.iter().map(|(name, bytes)| (name.clone(), bytes.len() as u64));
    let index = Index { workspace: journal.id(), files: lengths.collect() };
    let (mut bytes, _) = file::encode(Kind::Backup, &index).unwrap();
    files.iter().for_each(|(_, file)| bytes.extend_from_slice(file));
    bytes
}

#[test]
fn this_version_writes_its_fixture() {
    let (path, now) = (path(VERSION), generate());
    if std::env::var_os("ATTAIN_WRITE_FIXTURES").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &now).unwrap();
    }
    let committed = std::fs::read(&path).unwrap();
    assert!(
        committed == now,
        "what is written has changed: a released version needs a new one with a migration"
    );
}

#[test]
fn the_fixture_of_every_version_is_read() {
    for version in 1..=VERSION {
        let bytes = std::fs::read(path(version)).unwrap();
        let homes = Homes { first: Rc::new(Memory::default()), second: None };
        let restored = block_on(restore(&homes, &bytes, id(2), None, at(9))).unwrap();
        assert_eq!(restored.dataset().as_changes(), full().as_changes(), "version {version}");
        // With its journal: the history is there, and leads back to nothing and forth again.
        let backup = read(&bytes).unwrap();
        let here: WorkspaceId = backup.workspace;
        for (name, bytes) in &backup.texts {
            block_on(homes.first.write(here, &name.to_string(), bytes)).unwrap();
        }
        for (name, bytes) in &backup.blocks {
            block_on(homes.first.write(here, &name.to_string(), bytes)).unwrap();
        }
        let Ok(Opened::Whole(mut journal, _)) = block_on(open(&homes, here, 0, Mode::Write, at(9))) else {
            panic!()
        };
        assert_eq!((journal.history().done().len(), journal.history().undone().len()), (1, 1));
        block_on(journal.commit(&Action::Undo, at(9))).unwrap();
        assert!(journal.dataset().as_changes().is_empty());
        block_on(journal.commit(&Action::Redo, at(9))).unwrap();
        assert_eq!(journal.dataset().as_changes(), full().as_changes());
    }
}
