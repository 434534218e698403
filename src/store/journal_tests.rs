//! Tests of the journal as a whole: random commands, reloads, kills, faults, damage, quota.

use crate::domain::dataset::{Change, Changes};
use crate::domain::history::{Action, History};
use crate::domain::id::WorkspaceId;
use crate::domain::{Dataset, workspace::Workspace};
use crate::store::error::{FileError, StorageError, StoreError};
use crate::store::journal::{FOLD_FRAMES, Journal};
use crate::store::name::FileName;
use crate::store::open::{Mode, Opened, Verdict, open};
use crate::store::port::{Homes, Memory, Storage};
use crate::store::shelf::{self, ListedState};
use crate::store::testing::faults::{Fault, Faulty, at, block_on, faulty, files};
use crate::store::testing::{everything, full, id, segment, step, team, workspace};
use std::rc::Rc;
use std::sync::Arc;

const W: u128 = 1;

fn wid() -> WorkspaceId {
    id(W)
}

fn same(a: &Dataset, b: &Dataset) {
    assert_eq!(a.workspace, b.workspace);
    assert_eq!(a.as_changes(), b.as_changes());
    let facts = |d: &Dataset| {
        d.segments.iter().flat_map(|s| s.blocks.clone()).map(|b| b.facts.clone()).collect::<Vec<_>>()
    };
    assert_eq!(facts(a), facts(b));
}

fn reopen(homes: &Homes, promise: u64) -> (Journal, Verdict) {
    match block_on(open(homes, wid(), promise, Mode::Write, at(0))) {
        Ok(Opened::Whole(journal, verdict)) => (*journal, verdict),
        other => panic!("{other:?}"),
    }
}

fn start(homes: &Homes) -> Journal {
    block_on(shelf::create(homes, Dataset::new(workspace(W)), at(0))).unwrap()
}

/// The `n`-th command of a script: adds, changes and removes entities and segments, changes settings.
fn command(data: &Dataset, n: u128) -> Action {
    let mut changes = Changes::default();
    match n % 5 {
        0 | 1 => changes.teams.push(Change::add(team(5_000 + n, "T"))),
        2 => {
            changes.segments.push(Change::add(segment(6_000 + n, &[4, 2])));
            if let Some(old) = data.segments.iter().next() {
                changes.segments.push(Change::remove(old));
            }
        }
        3 => match data.teams.iter().next_back() {
            Some(old) => changes.teams.push(Change::remove(old)),
            None => changes.teams.push(Change::add(team(7_000 + n, "北"))),
        },
        _ => {
            let before = Arc::clone(&data.workspace);
            let after = Workspace { name: format!("W{n}"), ..(*before).clone() };
            changes.workspace = Some((before, Arc::new(after)));
        }
    }
    step(changes)
}

/// The state of a model after as many commands as were acknowledged.
#[derive(Clone)]
struct Model {
    data: Dataset,
    history: History,
}

impl Model {
    fn act(&mut self, action: &Action) -> bool {
        match self.history.act(&self.data, action) {
            Ok(data) => self.data = data,
            Err(_) => return false,
        }
        true
    }
}

#[test]
fn everything_is_there_after_a_reload() {
    let (homes, ..) = faulty();
    let mut journal = start(&homes);
    block_on(journal.commit(&step(everything()), at(1))).unwrap();
    let (opened, verdict) = reopen(&homes, 1);
    assert_eq!(verdict, Verdict::default());
    same(opened.dataset(), &full());
    assert_eq!(opened.history(), journal.history());
    for block in opened.dataset().segments.iter().flat_map(|s| &s.blocks) {
        assert!(block.names().is_none(), "names lie in storage until they are asked for");
        block_on(opened.load_names(block)).unwrap();
        assert!(block.names().is_some_and(|n| n.document.get(0).starts_with('單')));
    }
}

#[test]
fn undo_survives_folding_and_many_steps() {
    let (homes, first, second) = faulty();
    let mut journal = start(&homes);
    for n in 0..260 {
        let action = command(journal.dataset(), n);
        block_on(journal.commit(&action, at(n as i64))).unwrap();
    }
    let (mut opened, verdict) = reopen(&homes, 260);
    assert_eq!(verdict, Verdict::default());
    assert_eq!(opened.history(), journal.history());
    assert!(opened.history().done().len() >= 200);
    assert!(files(&first.inner, wid()).len() < 400 && !files(&second.inner, wid()).is_empty());
    for _ in 0..200 {
        block_on(opened.commit(&Action::Undo, at(300))).unwrap();
    }
    let (mut again, _) = reopen(&homes, 460);
    assert_eq!(again.history().undone().len(), 200);
    for _ in 0..200 {
        block_on(again.commit(&Action::Redo, at(301))).unwrap();
    }
    same(again.dataset(), journal.dataset());
    same(reopen(&homes, 660).0.dataset(), journal.dataset());
}

#[test]
fn old_steps_are_forgotten_and_their_blocks_removed() {
    let (homes, first, _) = faulty();
    let mut journal = start(&homes);
    block_on(journal.commit(
        &step(Changes { segments: vec![Change::add(segment(9, &[3]))], ..Changes::default() }),
        at(0),
    ))
    .unwrap();
    let old = journal.dataset().segments.iter().next().unwrap().clone();
    block_on(
        journal.commit(&step(Changes { segments: vec![Change::remove(&old)], ..Changes::default() }), at(1)),
    )
    .unwrap();
    let facts = FileName::Facts(old.blocks[0].id).to_string();
    let month = 31 * 86_400_000;
    for n in 0..400 {
        let action = step(Changes { teams: vec![Change::add(team(n + 9_000, "T"))], ..Changes::default() });
        block_on(journal.commit(&action, at(month * 3 * (1 + n as i64)))).unwrap();
        let there = files(&first.inner, wid()).iter().any(|(n, _)| *n == facts);
        assert!(there || n > 64 * 3, "removed at step {n}, while it could still be undone");
    }
    assert!(!files(&first.inner, wid()).iter().any(|(n, _)| *n == facts), "its file dies with the last step");
    same(reopen(&homes, 402).0.dataset(), journal.dataset());
}

#[test]
fn marks_and_tombstones_survive() {
    let (homes, ..) = faulty();
    let mut journal = start(&homes);
    let add = |n| Changes { teams: vec![Change::add(team(n, "T"))], ..Changes::default() };
    block_on(journal.commit(&step(add(11)), at(1))).unwrap();
    block_on(journal.commit(&step(add(12)), at(2))).unwrap();
    block_on(journal.commit(&Action::Undo, at(3))).unwrap();
    for fold in [false, true] {
        if fold {
            block_on(journal.fold(at(4))).unwrap();
        }
        let (opened, _) = reopen(&homes, 3);
        let (first, gone) = opened.marks().of(team(11, "").id.0).unwrap();
        let (third, removed) = opened.marks().of(team(12, "").id.0).unwrap();
        assert!(!gone && removed && third > first);
    }
}

/// Runs the script until storage fails, then loads what is there without faults.
fn killed(make: fn(usize) -> Fault, operation: usize) -> Option<usize> {
    let (homes, first, _) = faulty();
    let mut journal = start(&homes);
    let mut models = vec![journal.dataset().clone()];
    first.set(Some(make(operation)));
    let mut acknowledged = 0;
    for n in 0..80 {
        let action = command(journal.dataset(), n);
        let mut next = Model { data: journal.dataset().clone(), history: journal.history().clone() };
        assert!(next.act(&action));
        models.push(next.data);
        if block_on(journal.commit(&action, at(n as i64))).is_err() {
            break;
        }
        acknowledged += 1;
    }
    let operations = first.count();
    first.set(None);
    let (mut opened, _) = reopen(&homes, acknowledged as u64);
    let found = opened.last() as usize;
    assert!(found == acknowledged || found == acknowledged + 1, "{found} of {acknowledged} at {operation}");
    same(opened.dataset(), &models[found]);
    // What was opened can be written to, and read once more.
    let action = command(opened.dataset(), 999);
    block_on(opened.commit(&action, at(999))).unwrap();
    same(reopen(&homes, found as u64 + 1).0.dataset(), opened.dataset());
    (operations > operation).then_some(operations)
}

#[test]
fn no_kill_loses_what_was_acknowledged() {
    for make in [Fault::Torn as fn(usize) -> Fault, Fault::From] {
        let mut operation = 0;
        while killed(make, operation).is_some() {
            operation += 1 + operation / 12;
        }
        assert!(operation > 100, "the script has more operations than {operation}");
    }
}

#[test]
fn a_single_failure_is_answered_and_can_be_tried_again() {
    for operation in (0..420).step_by(11) {
        let (homes, first, second) = faulty();
        let mut journal = start(&homes);
        if operation % 2 == 0 { &first } else { &second }.set(Some(Fault::Once(operation / 2)));
        for n in 0..70 {
            let action = command(journal.dataset(), n);
            if let Err(error) = block_on(journal.commit(&action, at(n as i64))) {
                assert_eq!(error.code(), "storage-failed");
                block_on(journal.commit(&action, at(n as i64))).unwrap();
            }
        }
        let (opened, _) = reopen(&homes, 70);
        same(opened.dataset(), journal.dataset());
        assert_eq!(opened.history(), journal.history());
    }
}

#[test]
fn a_second_home_that_always_fails_loses_nothing() {
    let (homes, _, second) = faulty();
    second.set(Some(Fault::From(0)));
    let mut journal = start(&homes);
    for n in 0..70 {
        let action = command(journal.dataset(), n);
        block_on(journal.commit(&action, at(n as i64))).unwrap();
    }
    assert!(journal.second_is_behind());
    same(reopen(&homes, 70).0.dataset(), journal.dataset());
    second.set(None);
    let (opened, verdict) = reopen(&homes, 70);
    assert!(verdict.repaired > 0, "the second home is made whole");
    let alone = Homes { first: homes.second.unwrap(), second: None };
    let found = block_on(open(&alone, wid(), 70, Mode::Follow, at(0))).unwrap();
    assert!(
        matches!(found, Opened::Incomplete(loss) if loss.found == 70 && loss.records > 0),
        "all but the blocks"
    );
    drop(opened);
}

fn prepared(frames: u128) -> (Homes, Rc<Faulty>, Rc<Faulty>, Journal) {
    let (homes, first, second) = faulty();
    let mut journal = start(&homes);
    for n in 0..frames {
        let action = command(journal.dataset(), n);
        block_on(journal.commit(&action, at(n as i64))).unwrap();
    }
    (homes, first, second, journal)
}

#[derive(Clone, Copy, Debug)]
enum Damage {
    Remove,
    Flip,
    Cut,
}

fn damage(home: &Memory, name: &str, bytes: &[u8], how: Damage) {
    let mut bad = bytes.to_vec();
    match how {
        Damage::Remove => return block_on(home.remove(wid(), name)).unwrap(),
        Damage::Flip => bad[bytes.len() * 2 / 3] ^= 4,
        Damage::Cut => bad.truncate(bytes.len() / 2),
    }
    block_on(home.write(wid(), name, &bad)).unwrap();
}

#[test]
fn a_damaged_file_is_repaired_or_reported_and_never_silent() {
    let frames = FOLD_FRAMES as u64 + 9;
    let (_, original, _, _) = prepared(u128::from(frames));
    let names: Vec<_> = files(&original.inner, wid()).into_iter().map(|(n, _)| n).collect();
    for name in names {
        for how in [Damage::Remove, Damage::Flip, Damage::Cut] {
            for in_second in [false, true] {
                let (homes, first, second, journal) = prepared(u128::from(frames));
                let home = if in_second { &second.inner } else { &first.inner };
                let Some((_, bytes)) = files(home, wid()).into_iter().find(|(n, _)| *n == name) else {
                    continue;
                };
                damage(home, &name, &bytes, how);
                // Nobody outside the files promises anything.
                let case = format!("{name} {how:?} second: {in_second}");
                match block_on(open(&homes, wid(), 0, Mode::Write, at(0))) {
                    Ok(Opened::Whole(opened, _)) => {
                        same(opened.dataset(), journal.dataset());
                        assert_eq!(opened.last(), frames, "{case}");
                        if name.ends_with(".names") {
                            let block = opened
                                .dataset()
                                .segments
                                .iter()
                                .flat_map(|s| s.blocks.clone())
                                .find(|b| name.starts_with(&b.id.to_string()));
                            assert!(block.is_none_or(|b| block_on(opened.load_names(&b)).is_err()), "{case}");
                        } else {
                            let (again, verdict) = reopen(&homes, frames);
                            assert_eq!(verdict, Verdict::default(), "{case}: whole after one repair");
                            same(again.dataset(), journal.dataset());
                        }
                    }
                    Ok(Opened::Incomplete(loss)) => {
                        assert!(name.ends_with(".facts") && loss.records > 0, "{case}: {loss:?}");
                        accept(&homes, frames, &journal);
                    }
                    Err(error) => panic!("{case}: {error:?}"),
                }
            }
        }
    }
}

/// After the loss of a block is accepted the rest is there, stays, and can be worked with.
fn accept(homes: &Homes, frames: u64, journal: &Journal) {
    let Ok(Opened::Whole(mut rest, _)) = block_on(open(homes, wid(), 0, Mode::AcceptLoss, at(0))) else {
        panic!()
    };
    assert_eq!(rest.dataset().teams.len(), journal.dataset().teams.len());
    assert!(rest.dataset().record_count() < journal.dataset().record_count());
    let action = step(Changes { teams: vec![Change::add(team(77, "T"))], ..Changes::default() });
    block_on(rest.commit(&action, at(1))).unwrap();
    let (again, verdict) = reopen(homes, frames + 1);
    assert_eq!(verdict, Verdict::default());
    same(again.dataset(), rest.dataset());
}

#[test]
fn a_wiped_home_is_noticed() {
    let records = 9;
    // With blocks the first home cannot be made whole, without it can.
    for (frames, whole) in [(2, true), (records, false)] {
        let (homes, first, second, journal) = prepared(frames);
        block_on(first.inner.clear(wid())).unwrap();
        match block_on(open(&homes, wid(), frames as u64, Mode::Write, at(0))).unwrap() {
            Opened::Whole(opened, verdict) => {
                assert!(whole && verdict.repaired > 0);
                same(opened.dataset(), journal.dataset());
            }
            Opened::Incomplete(loss) => assert!(!whole && loss.records > 0 && loss.found == frames as u64),
        }
        let (homes, _, second_of_other, journal) = prepared(frames);
        block_on(second_of_other.inner.clear(wid())).unwrap();
        let (opened, verdict) = reopen(&homes, frames as u64);
        assert!(verdict.repaired > 0);
        same(opened.dataset(), journal.dataset());
        drop(second);
    }
    // Both homes are gone: only the canary knows, and it is believed.
    let (homes, first, second, _) = prepared(3);
    for home in [first, second] {
        block_on(home.inner.clear(wid())).unwrap();
    }
    let gone = |promise| block_on(open(&homes, wid(), promise, Mode::Write, at(0))).err();
    assert_eq!(gone(3), Some(StoreError::Incomplete));
    assert_eq!(gone(0), Some(StoreError::NoWorkspace));
}

#[test]
fn less_than_promised_opens_only_when_the_loss_is_accepted() {
    let (homes, first, second, journal) = prepared(8);
    for home in [&first, &second] {
        block_on(home.inner.remove(wid(), "frame-0000000006")).unwrap();
    }
    let before = files(&first.inner, wid());
    let opened = block_on(open(&homes, wid(), 0, Mode::Write, at(0))).unwrap();
    assert!(matches!(opened, Opened::Incomplete(loss) if (loss.found, loss.promised) == (5, 8)));
    assert_eq!(files(&first.inner, wid()), before, "nothing is changed before the loss is accepted");
    let opened = block_on(open(&homes, wid(), 8, Mode::AcceptLoss, at(0))).unwrap();
    let Opened::Whole(rest, _) = opened else { panic!() };
    assert!(rest.dataset().teams.len() <= journal.dataset().teams.len());
    assert_eq!(reopen(&homes, 8).1, Verdict::default());
}

#[test]
fn files_of_a_newer_version_are_refused_and_left() {
    let (homes, first, _, _) = prepared(3);
    let body = b"{}";
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(b"frame 2 2\n{}");
    let newer = [format!("attain frame 2 2 {:08x}\n", hasher.finalize()).as_bytes(), body].concat();
    block_on(first.inner.write(wid(), "frame-0000000004", &newer)).unwrap();
    let before = files(&first.inner, wid());
    let error = block_on(open(&homes, wid(), 3, Mode::AcceptLoss, at(0))).err();
    assert_eq!(error, Some(StoreError::file("frame-0000000004", FileError::Newer { version: 2 })));
    assert_eq!(files(&first.inner, wid()), before);
}

#[test]
fn an_import_is_all_or_nothing_at_any_quota() {
    let mut refused = 0;
    for n in 0..20 {
        let (homes, first, _, mut journal) = prepared(4);
        let before = files(&first.inner, wid());
        first.set(Some(Fault::Quota(first.size() + n * 1200)));
        let import =
            Changes { segments: vec![Change::add(segment(50, &[40, 40, 40]))], ..Changes::default() };
        let blocks = import.segments[0].after.as_ref().unwrap().blocks.clone();
        match block_on(journal.stage(&blocks)) {
            Ok(()) => {
                let done = block_on(journal.commit(&step(import), at(9)));
                if done.is_err() {
                    block_on(journal.unstage());
                    refused += 1;
                }
            }
            Err(error) => {
                assert_eq!(error, StoreError::Storage(StorageError::Full));
                assert_eq!(files(&first.inner, wid()), before, "older data are as they were");
                refused += 1;
            }
        }
        first.set(None);
        let (opened, _) = reopen(&homes, journal.last());
        let whole = opened.dataset().segments.get(id(50)).map_or(0, |s| s.len());
        assert!(whole == 0 || whole == 120, "{whole}");
        assert!(!block_on(opened.backup(opened.dataset())).unwrap().is_empty());
    }
    assert!((5..20).contains(&refused), "{refused} of 20 limits refuse");
}

#[test]
fn an_interrupted_creation_is_no_workspace() {
    for operation in 0.. {
        let (homes, first, _) = faulty();
        first.set(Some(Fault::Torn(operation)));
        let made = block_on(shelf::create(&homes, full(), at(0)));
        first.set(None);
        if made.is_ok() {
            assert!(operation > 5);
            break;
        }
        for listed in block_on(shelf::list(&homes)).unwrap() {
            assert!(!matches!(listed.state, ListedState::Known { .. }), "at {operation}: {listed:?}");
        }
    }
}

#[test]
fn the_bin_keeps_thirty_days() {
    let (homes, _, _, journal) = prepared(2);
    let day = 86_400_000;
    let list = || block_on(shelf::list(&homes)).unwrap();
    block_on(shelf::bin(&homes, wid(), Some(5 * day))).unwrap();
    assert!(matches!(list()[0].state, ListedState::Known { binned: Some(at), .. } if at == 5 * day));
    assert_eq!(shelf::expired(&list(), 35 * day), []);
    assert_eq!(shelf::expired(&list(), 35 * day + 1), [wid()]);
    block_on(shelf::bin(&homes, wid(), None)).unwrap();
    assert_eq!(shelf::expired(&list(), 99 * day), []);
    same(reopen(&homes, 2).0.dataset(), journal.dataset());
    block_on(shelf::delete(&homes, wid())).unwrap();
    assert_eq!(list()[0].state, ListedState::Deleted);
    block_on(shelf::erase(&homes, wid())).unwrap();
    assert_eq!(list(), []);
}

#[path = "journal_laws.rs"]
mod laws;
