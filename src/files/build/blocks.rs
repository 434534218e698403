//! Rows of a draft as blocks: new ones, and existing ones with some of their rows changed.

use super::recognise::Old;
use super::{Codes, Existing};
use crate::domain::day::Day;
use crate::domain::records::{ABSENT, BLOCK_ROWS, Extra, Facts, Ints, Names, Texts};
use crate::files::draft::Draft;
use crate::files::intern::Interner;
use std::collections::BTreeMap;

/// Blocks of some rows of a draft.
pub fn blocks(draft: &Draft, codes: &Codes, rows: &[u32]) -> Vec<(Facts, Names)> {
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
        if column.bytes.is_empty() {
            return Texts { bytes: String::new(), ends: vec![0; rows.len()] };
        }
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
pub fn replace(
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
