//! What recognises a row, and what says that its content is another one.

use super::{Codes, Existing};
use crate::domain::day::Day;
use crate::domain::records::ABSENT;
use crate::files::draft::{DIMENSIONS, Draft};
use crate::files::messages::BuildPlan;
use std::hash::Hasher;
use xxhash_rust::xxh64::Xxh64;

/// Where an existing row lies.
#[derive(Clone, Copy)]
pub struct Old {
    /// What recognises it.
    pub key: u64,
    /// What it says.
    pub content: u64,
    /// Its block, by place.
    pub block: u32,
    /// Its row of the block.
    pub row: u32,
}

/// What recognises a row. Lines count only where the file has them.
pub fn key(draft: &Draft, document: &str, line: &str, content: u64) -> u64 {
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

/// A hash of a row, column by column.
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

/// A hash of what the file says about a row.
pub fn draft_content(draft: &Draft, codes: &Codes, row: usize) -> u64 {
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

/// All existing rows with what recognises them.
pub fn index(draft: &Draft, plan: &BuildPlan, existing: &[Existing]) -> Vec<Old> {
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
