//! A draft with final codes to blocks: what is new, what is already there, and what is there with other content.
//!
//! A row is recognised by document and line, or by its content where it has no document: the n-th of several identical
//! rows is the n-th already there. Only columns that the file has are compared and changed.

mod blocks;
mod differs;
mod recognise;

use self::blocks::{blocks, replace};
use self::differs::differs;
use self::recognise::{Old, draft_content, index, key};
use crate::domain::day::Day;
use crate::domain::records::{Facts, Names};
use crate::files::changed::ChangedRow;
use crate::files::draft::{DIMENSIONS, Draft};
use crate::files::messages::{BuildPlan, Built};
use std::borrow::Cow;

/// Changed rows that are listed.
const LISTED: usize = 50;

/// An existing block: facts and names.
pub type Existing<'a> = (&'a Facts, &'a Names);

/// Final codes by dimension, in the order of [`DIMENSIONS`]; `None` where the file does not name the dimension.
type Codes = [Option<Vec<u32>>; 5];

/// Builds blocks.
pub fn build(draft: &Draft, plan: &BuildPlan, existing: &[Existing]) -> Built {
    let codes = final_codes(draft, plan);
    let located = located(draft, plan, &codes);
    if existing.iter().all(|(f, _)| f.is_empty()) {
        let mut all: Vec<u32> = (0..u32::try_from(draft.len()).unwrap_or(u32::MAX)).collect();
        by_day(draft, &mut all);
        return Built {
            blocks: blocks(draft, &located, &all),
            added: draft.len() as u64,
            ..Built::default()
        };
    }
    let mut old = index(draft, plan, existing);
    old.sort_unstable_by_key(|o| (o.key, o.block, o.row));
    let mut new: Vec<(u64, u32, u64)> = (0..draft.len())
        .map(|row| {
            let content = draft_content(draft, &codes, row);
            let key = key(draft, draft.document.get(row), draft.line.get(row), content);
            (key, u32::try_from(row).unwrap_or(u32::MAX), content)
        })
        .collect();
    new.sort_unstable();
    let (mut fresh, mut changed, mut same) = (Vec::new(), Vec::new(), 0u64);
    let mut from = 0;
    for group in new.chunk_by(|a, b| a.0 == b.0) {
        let Some(key) = group.first().map(|g| g.0) else { continue };
        let rest = old.get(from..).unwrap_or_default();
        let start = from + rest.partition_point(|o| o.key < key);
        let rest = old.get(start..).unwrap_or_default();
        let end = start + rest.partition_point(|o| o.key == key);
        from = end;
        let mut known: Vec<Old> = old.get(start..end).unwrap_or_default().to_vec();
        let mut unmatched = Vec::new();
        for (_, row, content) in group {
            match known.iter().position(|o| o.content == *content) {
                Some(at) => {
                    known.remove(at);
                    same += 1;
                }
                None => unmatched.push(*row),
            }
        }
        let mut known = known.into_iter();
        for row in unmatched {
            match known.next() {
                Some(o) => changed.push((o, row)),
                None => fresh.push(row),
            }
        }
    }
    by_day(draft, &mut fresh);
    changed.sort_unstable_by_key(|c| c.1);
    let examples = changed.iter().take(LISTED).map(|(old, row)| {
        let row = *row as usize;
        let block = existing.get(old.block as usize);
        ChangedRow {
            row: u64::from(draft.source_row.get(row).copied().unwrap_or(0)),
            name: draft.document.get(row).to_owned(),
            differs: block
                .map_or_else(Vec::new, |block| differs(draft, plan, &codes, row, (*block, old.row as usize))),
        }
    });
    Built {
        examples: examples.collect(),
        added: fresh.len() as u64,
        same,
        changed: changed.len() as u64,
        replaced: replace(draft, &codes, existing, &changed),
        blocks: blocks(draft, &located, &fresh),
    }
}

fn final_codes(draft: &Draft, plan: &BuildPlan) -> Codes {
    let mut out: Codes = Default::default();
    for ((slot, coded), dimension) in out.iter_mut().zip(&draft.dims).zip(DIMENSIONS) {
        if coded.codes.len() == draft.len() && !draft.is_empty() {
            let none = Vec::new();
            let map = plan.codes.get(&dimension).unwrap_or(&none);
            *slot = Some(coded.codes.iter().map(|c| map.get(*c as usize).copied().unwrap_or(0)).collect());
        }
    }
    out
}

/// The codes with the territories of the sellers, where the file names no territories. They are given to new rows only and
/// compared with nothing: the file does not speak of them.
fn located<'a>(draft: &Draft, plan: &BuildPlan, codes: &'a Codes) -> Cow<'a, Codes> {
    let [Some(people), .., None] = codes else { return Cow::Borrowed(codes) };
    if plan.homes.is_empty() {
        return Cow::Borrowed(codes);
    }
    let home = |(person, day): (&u32, &Day)| {
        let homes = plan.homes.get(person)?;
        // What has not happened yet belongs to where the seller is now.
        let holds = |(from, _): &&(u16, u32)| *day == Day::NONE || *from <= day.0;
        homes.iter().rev().find(holds).map(|(_, territory)| *territory)
    };
    let territories = people.iter().zip(&draft.day).map(|pair| home(pair).unwrap_or(0)).collect();
    let mut all = codes.clone();
    let [.., slot] = &mut all;
    *slot = Some(territories);
    Cow::Owned(all)
}

/// Puts rows in the order of their days, rows of a day as in the file: a block then covers few days, and a question about a
/// month reads the blocks of that month only.
fn by_day(draft: &Draft, rows: &mut Vec<u32>) {
    rows.sort_unstable();
    // Counted, not compared: there are few days, and a million rows that are looked up in any order are slow.
    let day = |row: &u32| usize::from(draft.day.get(*row as usize).copied().unwrap_or_default().0);
    let mut places = vec![0_usize; usize::from(u16::MAX) + 2];
    for row in rows.iter() {
        if let Some(count) = places.get_mut(day(row) + 1) {
            *count += 1;
        }
    }
    let mut before = 0;
    for place in &mut places {
        before += *place;
        *place = before;
    }
    let mut sorted = vec![0; rows.len()];
    for row in rows.iter() {
        let Some(place) = places.get_mut(day(row)) else { continue };
        if let Some(slot) = sorted.get_mut(*place) {
            *slot = *row;
        }
        *place += 1;
    }
    *rows = sorted;
}
