//! A draft with final codes to blocks: what is new, what is already there, and what is there with other content.
//!
//! A row is recognised by document and line, or by its content where it has no document: the n-th of several identical
//! rows is the n-th already there. Only columns that the file has are compared and changed.

use crate::domain::day::Day;
use crate::domain::records::{ABSENT, BLOCK_ROWS, Extra, Facts, Ints, Names, Texts};
use crate::files::draft::{DIMENSIONS, Draft};
use crate::files::intern::Interner;
use crate::files::messages::{BuildPlan, Built};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::Hasher;
use xxhash_rust::xxh64::Xxh64;

/// Changed rows that are listed.
const LISTED: usize = 50;

/// An existing block: facts and names.
pub type Existing<'a> = (&'a Facts, &'a Names);

/// Final codes by dimension, in the order of [`DIMENSIONS`]; `None` where the file does not name the dimension.
type Codes = [Option<Vec<u32>>; 5];

/// Where an existing row lies.
#[derive(Clone, Copy)]
struct Old {
    key: u64,
    content: u64,
    block: u32,
    row: u32,
}

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
    let examples = changed.iter().take(LISTED).map(|(_, row)| {
        let row = *row as usize;
        let source = draft.source_row.get(row).copied().unwrap_or(0);
        (u64::from(source), draft.document.get(row).to_owned())
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

/// What recognises a row. Lines count only where the file has them.
fn key(draft: &Draft, document: &str, line: &str, content: u64) -> u64 {
    if document.is_empty() || !draft.has.document {
        return content;
    }
    let mut h = Xxh64::new(1);
    h.update(document.as_bytes());
    h.update(&[0x1f]);
    if draft.has.line {
        h.update(line.as_bytes());
    }
    h.digest()
}

/// A hash of what the file says about a row.
struct Content {
    hash: Xxh64,
}

impl Content {
    fn new(day: Day, state: u8, amount: i64) -> Content {
        let mut hash = Xxh64::new(2);
        hash.write_u16(day.0);
        hash.write_u8(state);
        hash.write_i64(amount);
        Content { hash }
    }

    fn add(&mut self, value: i64) {
        self.hash.write_i64(value);
    }
}

fn draft_content(draft: &Draft, codes: &Codes, row: usize) -> u64 {
    let day = draft.day.get(row).copied().unwrap_or_default();
    let amount = draft.amount.get(row).copied().unwrap_or(0);
    let mut content = Content::new(day, draft.state.get(row).copied().unwrap_or(0), amount);
    for codes in codes.iter().flatten() {
        content.add(i64::from(codes.get(row).copied().unwrap_or(0)));
    }
    if draft.has.quantity {
        content.add(draft.quantity.get(row).copied().unwrap_or(0));
    }
    if draft.has.cost {
        content.add(draft.cost.get(row).copied().unwrap_or(ABSENT));
    }
    for days in draft.days.iter().flatten() {
        content.add(days.get(row).map_or(0, |d| i64::from(d.0)));
    }
    if let Some(p) = &draft.probability {
        content.add(p.get(row).copied().map_or(i64::from(u16::MAX), i64::from));
    }
    if let Some(d) = &draft.discount {
        content.add(d.get(row).copied().map_or(i64::from(i32::MIN), i64::from));
    }
    if let Some(t) = &draft.term {
        content.add(t.get(row).copied().map_or(0, i64::from));
    }
    content.hash.digest()
}

/// The same hash of an existing row, over the same columns.
fn old_content(
    draft: &Draft,
    plan: &BuildPlan,
    codes: [bool; 5],
    (facts, names): Existing,
    row: usize,
) -> u64 {
    let day = facts.day.get(row).copied().unwrap_or_default();
    let amount = facts.amount.get(row).unwrap_or(0);
    let mut content = Content::new(day, facts.state.get(row).copied().unwrap_or(0), amount);
    let wide = |v: &Vec<u16>| v.get(row).copied().map_or(0, u32::from);
    let here = [
        wide(&facts.credit),
        facts.product.get(row).copied().unwrap_or(0),
        facts.customer.get(row).copied().unwrap_or(0),
        wide(&facts.channel),
        wide(&facts.territory),
    ];
    for ((code, dimension), used) in here.into_iter().zip(DIMENSIONS).zip(codes) {
        if used {
            let canonical =
                plan.canonical.get(&dimension).and_then(|m| m.get(&code)).copied().unwrap_or(code);
            content.add(i64::from(canonical));
        }
    }
    if draft.has.quantity {
        content.add(facts.quantity.get(row).unwrap_or(0));
    }
    if draft.has.cost {
        content.add(facts.cost.get(row).unwrap_or(ABSENT));
    }
    let extra = [&facts.extra.invoiced, &facts.extra.due, &facts.extra.collected];
    for (used, days) in draft.days.iter().zip(extra) {
        if used.is_some() {
            content.add(days.as_ref().and_then(|d| d.get(row)).map_or(0, |d| i64::from(d.0)));
        }
    }
    if draft.probability.is_some() {
        let p = facts.extra.probability.as_ref().and_then(|p| p.get(row));
        content.add(p.copied().map_or(i64::from(u16::MAX), i64::from));
    }
    if draft.discount.is_some() {
        let d = names.discount.as_ref().and_then(|d| d.get(row));
        content.add(d.copied().map_or(i64::from(i32::MIN), i64::from));
    }
    if draft.term.is_some() {
        content.add(names.term.as_ref().and_then(|t| t.get(row)).copied().map_or(0, i64::from));
    }
    content.hash.digest()
}

fn index(draft: &Draft, plan: &BuildPlan, existing: &[Existing]) -> Vec<Old> {
    let used = {
        let mut used = [false; 5];
        for (slot, coded) in used.iter_mut().zip(&draft.dims) {
            *slot = coded.codes.len() == draft.len();
        }
        used
    };
    let mut out = Vec::with_capacity(existing.iter().map(|(f, _)| f.len()).sum());
    for (block, one) in existing.iter().enumerate() {
        for row in 0..one.0.len() {
            let content = old_content(draft, plan, used, *one, row);
            let key = key(draft, one.1.document.get(row), one.1.line.get(row), content);
            let (Ok(block), Ok(row)) = (u32::try_from(block), u32::try_from(row)) else { continue };
            out.push(Old { key, content, block, row });
        }
    }
    out
}

/// Puts rows in the order of their days, rows of a day as in the file: a block then covers few days, and a question about a
/// month reads the blocks of that month only.
fn by_day(draft: &Draft, rows: &mut [u32]) {
    rows.sort_unstable_by_key(|row| (draft.day.get(*row as usize).copied().unwrap_or_default(), *row));
}

/// Blocks of some rows of a draft.
fn blocks(draft: &Draft, codes: &Codes, rows: &[u32]) -> Vec<(Facts, Names)> {
    let mut documents = Interner::default();
    let mut ordinal = Ordinals { next: 1, of: Vec::new() };
    rows.chunks(BLOCK_ROWS).map(|rows| block(draft, codes, rows, &mut documents, &mut ordinal)).collect()
}

/// Ordinals of documents within the segment; a row without document is one of its own.
struct Ordinals {
    next: u32,
    of: Vec<u32>,
}

fn block(
    draft: &Draft,
    codes: &Codes,
    rows: &[u32],
    documents: &mut Interner,
    ordinals: &mut Ordinals,
) -> (Facts, Names) {
    fn pick<T: Copy + Default>(column: &[T], rows: &[u32]) -> Vec<T> {
        rows.iter().map(|r| column.get(*r as usize).copied().unwrap_or_default()).collect()
    }
    fn narrow(column: &Option<Vec<u32>>, rows: &[u32]) -> Vec<u16> {
        wide(column, rows).into_iter().map(|c| u16::try_from(c).unwrap_or(0)).collect()
    }
    fn wide(column: &Option<Vec<u32>>, rows: &[u32]) -> Vec<u32> {
        column.as_ref().map_or_else(|| vec![0; rows.len()], |c| pick(c, rows))
    }
    let document: Vec<u32> = rows
        .iter()
        .map(|r| {
            let code = match draft.document.get(*r as usize) {
                "" => None,
                text => Some(documents.code(text) as usize),
            };
            if let Some(known) = code.and_then(|c| ordinals.of.get(c - 1)) {
                return *known;
            }
            let ordinal = ordinals.next;
            ordinals.next = ordinals.next.saturating_add(1);
            if code.is_some() {
                ordinals.of.push(ordinal);
            }
            ordinal
        })
        .collect();
    let texts = |column: &Texts| {
        let mut out = Texts::default();
        for r in rows {
            out.push(column.get(*r as usize));
        }
        out
    };
    let [person, product, customer, channel, territory] = codes;
    let [invoiced, due, collected] = &draft.days;
    let days = |d: &Option<Vec<Day>>| {
        d.as_ref().map(|d| pick(d, rows)).filter(|d: &Vec<Day>| d.iter().any(|d| *d != Day::NONE))
    };
    let facts = Facts {
        day: pick(&draft.day, rows),
        state: pick(&draft.state, rows),
        credit: narrow(person, rows),
        product: wide(product, rows),
        customer: wide(customer, rows),
        channel: narrow(channel, rows),
        territory: narrow(territory, rows),
        document,
        quantity: Ints::pack(&pick(&draft.quantity, rows)),
        amount: Ints::pack(&pick(&draft.amount, rows)),
        cost: Ints::pack(&pick(&draft.cost, rows)),
        extra: Extra {
            invoiced: days(invoiced),
            due: days(due),
            collected: days(collected),
            probability: draft.probability.as_ref().map(|p| pick(p, rows)),
        },
    };
    let names = Names {
        document: texts(&draft.document),
        line: texts(&draft.line),
        source_row: pick(&draft.source_row, rows),
        returns: texts(&draft.returns),
        discount: draft.discount.as_ref().map(|d| pick(d, rows)),
        term: draft.term.as_ref().map(|t| pick(t, rows)),
        original: draft.original.as_ref().map(|(code, amounts)| {
            let mut codes = Texts::default();
            let amounts = pick(amounts, rows);
            for amount in &amounts {
                codes.push(amount.map_or("", |_| code));
            }
            (codes, amounts.into_iter().map(Option::unwrap_or_default).collect())
        }),
    };
    (facts, names)
}

/// Existing blocks with their changed rows.
fn replace(
    draft: &Draft,
    codes: &Codes,
    existing: &[Existing],
    changed: &[(Old, u32)],
) -> Vec<(usize, Facts, Names)> {
    let mut by_block: BTreeMap<u32, Vec<(usize, usize)>> = BTreeMap::new();
    for (old, row) in changed {
        by_block.entry(old.block).or_default().push((old.row as usize, *row as usize));
    }
    let mut out = Vec::with_capacity(by_block.len());
    for (block, rows) in by_block {
        if let Some((facts, names)) = existing.get(block as usize) {
            let (facts, names) = patch(draft, codes, ((*facts).clone(), (*names).clone()), &rows);
            out.push((block as usize, facts, names));
        }
    }
    out
}

fn patch(
    draft: &Draft,
    codes: &Codes,
    (mut facts, mut names): (Facts, Names),
    rows: &[(usize, usize)],
) -> (Facts, Names) {
    fn copy<T: Copy>(to: &mut [T], from: &[T], rows: &[(usize, usize)]) {
        for (old, new) in rows {
            if let (Some(slot), Some(value)) = (to.get_mut(*old), from.get(*new)) {
                *slot = *value;
            }
        }
    }
    fn ints(to: &Ints, from: &[i64], rows: &[(usize, usize)]) -> Ints {
        let mut all: Vec<i64> = (0..to.len()).map(|r| to.get(r).unwrap_or(ABSENT)).collect();
        copy(&mut all, from, rows);
        Ints::pack(&all)
    }
    fn optional<T: Copy>(
        to: &mut Option<Vec<T>>,
        from: Option<&Vec<T>>,
        none: T,
        len: usize,
        rows: &[(usize, usize)],
    ) {
        if let Some(from) = from {
            copy(to.get_or_insert_with(|| vec![none; len]), from, rows);
        }
    }
    let len = facts.len();
    copy(&mut facts.day, &draft.day, rows);
    copy(&mut facts.state, &draft.state, rows);
    let narrow = |c: &Vec<u32>| -> Vec<u16> { c.iter().map(|c| u16::try_from(*c).unwrap_or(0)).collect() };
    let [person, product, customer, channel, territory] = codes;
    for (to, from) in
        [(&mut facts.credit, person), (&mut facts.channel, channel), (&mut facts.territory, territory)]
    {
        if let Some(from) = from {
            copy(to, &narrow(from), rows);
        }
    }
    for (to, from) in [(&mut facts.product, product), (&mut facts.customer, customer)] {
        if let Some(from) = from {
            copy(to, from, rows);
        }
    }
    facts.amount = ints(&facts.amount, &draft.amount, rows);
    if draft.has.quantity {
        facts.quantity = ints(&facts.quantity, &draft.quantity, rows);
    }
    if draft.has.cost {
        facts.cost = ints(&facts.cost, &draft.cost, rows);
    }
    let [invoiced, due, collected] = &draft.days;
    optional(&mut facts.extra.invoiced, invoiced.as_ref(), Day::NONE, len, rows);
    optional(&mut facts.extra.due, due.as_ref(), Day::NONE, len, rows);
    optional(&mut facts.extra.collected, collected.as_ref(), Day::NONE, len, rows);
    optional(&mut facts.extra.probability, draft.probability.as_ref(), u16::MAX, len, rows);
    optional(&mut names.discount, draft.discount.as_ref(), i32::MIN, len, rows);
    optional(&mut names.term, draft.term.as_ref(), 0, len, rows);
    if let Some((code, amounts)) = &draft.original {
        let (codes, mut all) = names.original.take().unwrap_or_else(|| (Texts::default(), vec![0; len]));
        let taken: BTreeMap<usize, usize> = rows.iter().copied().collect();
        let mut after = Texts::default();
        for (row, slot) in all.iter_mut().enumerate() {
            match taken.get(&row).and_then(|r| amounts.get(*r)) {
                Some(new) => {
                    *slot = new.unwrap_or_default();
                    after.push(new.map_or("", |_| code));
                }
                None => {
                    after.push(codes.get(row));
                }
            }
        }
        names.original = Some((after, all));
    }
    (facts, names)
}
