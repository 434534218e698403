//! The rows of a statement file: one person's records, and stand-ins for those of others that decide about them.
//!
//! Invariant: of somebody else's record a stand-in keeps its day, and of a sale that the person took back also its
//! document, product and term. It is nobody's and counts for nobody.

use crate::domain::dataset::Dataset;
use crate::domain::day::Day;
use crate::domain::records::{Block, Extra, Facts, Ints, Names, RowRef, Segment, State, Texts};
use crate::engine::measure::booked_days;
use crate::state::record::gather;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The records credited to some codes as segments of their own, with what they need of others, and where each of them
/// has gone. `None` where names of records are still on disk.
pub(super) fn own_rows(
    data: &Dataset,
    codes: &BTreeSet<u16>,
) -> Option<(Vec<Segment>, BTreeMap<RowRef, RowRef>)> {
    let mut needed = Needed::new(data, codes);
    let (mut segments, mut moved) = (Vec::new(), BTreeMap::new());
    for segment in data.segments.iter() {
        let (mut blocks, mut start, mut next) = (Vec::new(), 0_usize, 0_u32);
        for block in &segment.blocks {
            let names = block.names()?;
            let (own, others): (Vec<usize>, Vec<usize>) =
                (0..block.facts.len()).partition(|row| is_own(block, codes, *row));
            for row in &own {
                let from = RowRef { segment: segment.id, row: u32::try_from(start + row).ok()? };
                moved.insert(from, RowRef { segment: segment.id, row: next });
                next = next.checked_add(1)?;
            }
            let others: Vec<StandIn> = others.into_iter().filter_map(|row| needed.take(block, row)).collect();
            next = next.checked_add(u32::try_from(others.len()).ok()?)?;
            if !own.is_empty() || !others.is_empty() {
                let (facts, texts) = stand_ins(&block.facts, names, &others);
                let every: Vec<usize> = (0..facts.len()).collect();
                let parts = [(&block.facts, names, own.as_slice()), (&facts, &texts, every.as_slice())];
                let (facts, names) = gather(&parts);
                blocks.push(Arc::new(Block::new(block.id, facts, names)));
            }
            start += block.facts.len();
        }
        if !blocks.is_empty() {
            segments.push(Segment { id: segment.id, source: String::new(), blocks });
        }
    }
    Some((segments, moved))
}

fn is_own(block: &Block, codes: &BTreeSet<u16>, row: usize) -> bool {
    block.facts.credit.get(row).is_some_and(|c| codes.contains(c))
}

/// What is needed of others' records.
struct Needed<'a> {
    /// Documents that own returns name: how much a return takes and where it counts follows from the day of its sale.
    sales: BTreeSet<&'a str>,
    /// Of the first and the last booked day of all records those on which the person has none: a figure is zero between
    /// them and unknown outside.
    edges: BTreeSet<Day>,
}

/// A row of somebody else, and whether it is a sale that the person took back.
type StandIn = (usize, bool);

impl<'a> Needed<'a> {
    fn new(data: &'a Dataset, codes: &BTreeSet<u16>) -> Needed<'a> {
        let mut sales = BTreeSet::new();
        let mut edges: BTreeSet<Day> = booked_days(data).into_iter().flat_map(|(a, b)| [a, b]).collect();
        for block in data.segments.iter().flat_map(|s| &s.blocks) {
            for row in (0..block.facts.len()).filter(|row| is_own(block, codes, *row)) {
                let named = block.names().map_or("", |n| n.returns.get(row));
                sales.extend(Some(named).filter(|document| !document.is_empty()));
                if let Some(day) = booked(block, row) {
                    edges.remove(&day);
                }
            }
        }
        Needed { sales, edges }
    }

    /// Whether a record of somebody else needs a stand-in; a day needs one only.
    fn take(&mut self, block: &Block, row: usize) -> Option<StandIn> {
        let day = booked(block, row)?;
        let sold = block.facts.amount.get(row).is_some_and(|amount| amount > 0);
        let named = sold && block.names().is_some_and(|n| self.sales.contains(n.document.get(row)));
        (self.edges.remove(&day) || named).then_some((row, named))
    }
}

/// The day of a booked record.
fn booked(block: &Block, row: usize) -> Option<Day> {
    let is_booked = block.facts.state.get(row) == Some(&(State::Booked as u8));
    block.facts.day.get(row).copied().filter(|day| is_booked && *day != Day::NONE)
}

/// Booked rows with the days of others' records, of the smallest amount and nobody's.
fn stand_ins(facts: &Facts, names: &Names, rows: &[StandIn]) -> (Facts, Names) {
    fn plain<T: Copy + Default>(column: &[T], rows: &[StandIn]) -> Vec<T> {
        let value = |(row, named): &StandIn| column.get(*row).copied().filter(|_| *named).unwrap_or_default();
        rows.iter().map(value).collect()
    }
    let same = |value: i64| Ints::pack(&vec![value; rows.len()]);
    let (mut document, mut nothing) = (Texts::default(), Texts::default());
    for (row, named) in rows {
        document.push(if *named { names.document.get(*row) } else { "" });
        nothing.push("");
    }
    let made = Facts {
        day: rows.iter().map(|(row, _)| facts.day.get(*row).copied().unwrap_or(Day::NONE)).collect(),
        state: vec![State::Booked as u8; rows.len()],
        credit: vec![0; rows.len()],
        product: plain(&facts.product, rows),
        customer: vec![0; rows.len()],
        channel: vec![0; rows.len()],
        territory: vec![0; rows.len()],
        document: plain(&facts.document, rows),
        quantity: same(0),
        // A sale is told by its sign.
        amount: same(1),
        cost: same(0),
        extra: Extra::default(),
    };
    let told = Names {
        document,
        line: nothing.clone(),
        source_row: vec![0; rows.len()],
        returns: nothing,
        discount: None,
        term: names.term.as_ref().map(|term| plain(term, rows)),
        original: None,
    };
    (made, told)
}
