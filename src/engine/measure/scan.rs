//! The column scan: one pass over the blocks for all measures that select the same records.
//!
//! Rows go by chunks that stay in the first cache: the tables make a leaf of every row, then each accumulator runs
//! once over the chunk. What does not count falls into one cell beyond the last leaf, so the loops have no branches.

use super::axis::Layout;
use super::distinct::{Documents, Items};
use super::shared::share;
use super::tables::{EXCLUDED, SHARED, Tables, Who};
use super::{DayOf, Query, RecordQuery, records_of};
use crate::domain::kpi::{Aggregate, Base, Distinct, Measure, Sign, Source};
use crate::domain::records::{ABSENT, ABSENT_NARROW, Block, Facts, Ints, StateSet};
use crate::domain::{Dataset, Day};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows of a chunk.
const CHUNK: usize = 4096;

/// What of a record is added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Amount,
    Margin,
    Cost,
    Quantity,
    Weighted,
}

impl Column {
    pub fn of(base: Base) -> Column {
        match base {
            Base::Booked | Base::Invoiced | Base::Collected => Column::Amount,
            Base::Margin => Column::Margin,
            Base::Cost => Column::Cost,
            Base::Quantity => Column::Quantity,
            Base::Weighted => Column::Weighted,
        }
    }
}

/// What a pass accumulates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// Sum of a column.
    Sum(Column),
    /// Rows that have a value in a column.
    Rows(Column),
    /// Exact distinct count.
    Distinct(Distinct),
}

/// Measures that select the same records, and what they need.
pub(super) struct Pass {
    pub records: RecordQuery,
    pub wants: Vec<Want>,
    /// Position of the measure in the query, and how it counts.
    pub asked: Vec<(usize, Aggregate)>,
}

/// Groups measures into passes.
pub(super) fn passes(measures: &[Option<&Arc<Measure>>], query: &Query) -> Vec<Pass> {
    let mut passes: Vec<Pass> = Vec::new();
    for (at, measure) in measures.iter().enumerate() {
        let Some(Source::Records { aggregate, .. }) = measure.map(|m| &m.source) else { continue };
        let filters = [query.filter.clone()];
        let Some(source) = measure.map(|m| &m.source) else { continue };
        let Some(mut records) = records_of(source, query.span, &filters) else { continue };
        records.first = false;
        let known = passes.iter().position(|p| p.records == records);
        let known = known.unwrap_or_else(|| {
            passes.push(Pass { records, wants: Vec::new(), asked: Vec::new() });
            passes.len() - 1
        });
        if let Some(pass) = passes.get_mut(known) {
            pass.asked.push((at, *aggregate));
            for want in needs(*aggregate) {
                if !pass.wants.contains(&want) {
                    pass.wants.push(want);
                }
            }
        }
    }
    passes
}

fn needs(aggregate: Aggregate) -> Vec<Want> {
    match aggregate {
        Aggregate::Sum(base) | Aggregate::Mean(base) => {
            let column = Column::of(base);
            let mut wants = vec![Want::Sum(column)];
            if matches!(aggregate, Aggregate::Mean(_)) {
                wants.push(Want::Rows(column));
            }
            if matches!(column, Column::Margin | Column::Cost) {
                wants.extend([Want::Rows(Column::Cost), Want::Rows(Column::Amount)]);
            }
            wants
        }
        Aggregate::Rows => vec![Want::Rows(Column::Amount)],
        Aggregate::Distinct(what) => vec![Want::Distinct(what)],
    }
}

/// A sum per leaf. 32-bit columns add in 64 bits, which fewer than 2^31 rows cannot overflow; others in 128.
#[derive(Default)]
pub(super) struct Sums {
    pub narrow: Vec<i64>,
    pub wide: Vec<i128>,
    /// Overlay credit that stays out of the total of people, by leaf.
    pub apart: BTreeMap<u32, i128>,
}

/// A count of rows per leaf.
#[derive(Default)]
pub(super) struct Counts {
    pub rows: Vec<u32>,
    /// Leaves of rows that count in more than one.
    pub several: Vec<Vec<u32>>,
}

/// What a pass found.
pub(super) enum Found {
    Sums(Column, Sums),
    Rows(Column, Counts),
    Documents(Documents),
    Items(Distinct, Items),
}

/// A record whose credit is shared: its row in the chunk and its place without the person.
struct SharedRow {
    row: usize,
    place: u32,
}

/// Scans the records of a pass.
pub(super) fn run(data: &Dataset, layout: &Layout, pass: &Pass) -> Vec<Found> {
    let tables = Tables::new(data, layout, &pass.records);
    let leaves = layout.leaves();
    let mut found: Vec<Found> = pass
        .wants
        .iter()
        .map(|want| match want {
            Want::Sum(column) => {
                Found::Sums(*column, Sums { narrow: vec![0; leaves + 1], ..Sums::default() })
            }
            Want::Rows(column) => {
                Found::Rows(*column, Counts { rows: vec![0; leaves + 1], ..Counts::default() })
            }
            Want::Distinct(Distinct::Documents) => Found::Documents(Documents::new(leaves)),
            Want::Distinct(what) => Found::Items(*what, Items::new(data, leaves, *what)),
        })
        .collect();
    let mut places = vec![0; CHUNK];
    let mut shared = Vec::new();
    for segment in data.segments.iter() {
        for block in &segment.blocks {
            if skips(block, &pass.records) {
                continue;
            }
            for from in (0..block.facts.len()).step_by(CHUNK) {
                let to = (from + CHUNK).min(block.facts.len());
                let Some(places) = places.get_mut(..to - from) else { continue };
                locate(&block.facts, from, &tables, places, &mut shared);
                for one in &mut found {
                    add(one, &block.facts, from, places);
                }
                if let Some(who) = &tables.who {
                    for row in &shared {
                        share(&mut found, &block.facts, from + row.row, row.place, who, tables.trash);
                    }
                }
            }
        }
        for one in &mut found {
            if let Found::Documents(documents) = one {
                documents.end_segment();
            }
        }
    }
    found
}

/// Whether a block cannot hold a record of the query.
pub(super) fn skips(block: &Block, records: &RecordQuery) -> bool {
    if records.states != StateSet::BOOKED {
        return false;
    }
    match (block.booked, records.span, records.day) {
        (None, ..) => records.span.is_some() && records.day == DayOf::Booked,
        (Some((first, last)), Some(span), DayOf::Booked) => {
            last < Day::clamped(span.from) || first > Day::clamped(span.to)
        }
        _ => false,
    }
}

/// The column of days that places records in time; `None` where no row of the block has one.
pub(super) fn days(facts: &Facts, by: DayOf) -> Option<&[Day]> {
    match by {
        DayOf::Booked => Some(&facts.day),
        DayOf::Invoiced => facts.extra.invoiced.as_deref(),
        DayOf::Collected => facts.extra.collected.as_deref(),
    }
}

/// Makes the leaf of every row of a chunk; rows with shared credit are listed apart.
fn locate(facts: &Facts, from: usize, tables: &Tables, places: &mut [u32], shared: &mut Vec<SharedRow>) {
    place_rows(facts, from, tables, places);
    shared.clear();
    let any_shared = tables.who.as_ref().is_some_and(Who::any_shared);
    let trash = tables.trash;
    if any_shared {
        for (row, place) in places.iter_mut().enumerate() {
            if *place & SHARED != 0 {
                let rest = *place & !SHARED;
                if rest < EXCLUDED {
                    shared.push(SharedRow { row, place: rest });
                }
                *place = trash;
            }
            *place = (*place).min(trash);
        }
    } else {
        for place in places.iter_mut() {
            *place = (*place).min(trash);
        }
    }
}

/// Adds up the places of all dimensions; [`EXCLUDED`] and [`SHARED`] are still in them.
#[expect(
    clippy::indexing_slicing,
    reason = "column scan: day tables have an entry for every u16, code tables end with one for the rest"
)]
pub(super) fn place_rows(facts: &Facts, from: usize, tables: &Tables, places: &mut [u32]) {
    let to = from + places.len();
    let Some(day) = days(facts, tables.by).and_then(|d| d.get(from..to)) else {
        return places.fill(EXCLUDED);
    };
    let by_day = &tables.day[..1 << 16];
    for (place, day) in places.iter_mut().zip(day) {
        *place = by_day[usize::from(day.0)];
    }
    if let Some(state) = facts.state.get(from..to) {
        for (place, state) in places.iter_mut().zip(state) {
            *place += tables.state[usize::from(state & 3)];
        }
    }
    if let (Some(who), Some(credit)) = (&tables.who, facts.credit.get(from..to)) {
        let last = who.width - 1;
        match &who.base {
            None => {
                for (place, code) in places.iter_mut().zip(credit) {
                    *place += who.codes[usize::from(*code).min(last)];
                }
            }
            Some(base) => {
                let base = &base[..1 << 16];
                for ((place, code), day) in places.iter_mut().zip(credit).zip(day) {
                    *place += who.codes[base[usize::from(day.0)] as usize + usize::from(*code).min(last)];
                }
            }
        }
    }
    let look = |places: &mut [u32], table: &Option<Vec<u32>>, codes: Option<&[u32]>| {
        if let (Some(table), Some(codes)) = (table, codes) {
            let last = table.len() - 1;
            for (place, code) in places.iter_mut().zip(codes) {
                *place += table[(*code as usize).min(last)];
            }
        }
    };
    let look_short = |places: &mut [u32], table: &Option<Vec<u32>>, codes: Option<&[u16]>| {
        if let (Some(table), Some(codes)) = (table, codes) {
            let last = table.len() - 1;
            for (place, code) in places.iter_mut().zip(codes) {
                *place += table[usize::from(*code).min(last)];
            }
        }
    };
    look(places, &tables.product, facts.product.get(from..to));
    look(places, &tables.customer, facts.customer.get(from..to));
    look_short(places, &tables.channel, facts.channel.get(from..to));
    look_short(places, &tables.territory, facts.territory.get(from..to));
    match tables.sign {
        Sign::Any => {}
        Sign::Positive => signs(facts, from, places, |v| v >= 0),
        Sign::Negative => signs(facts, from, places, |v| v < 0),
    }
}

fn signs(facts: &Facts, from: usize, places: &mut [u32], counts: fn(i64) -> bool) {
    for (row, place) in places.iter_mut().enumerate() {
        if !counts(facts.amount.get(from + row).unwrap_or(0)) {
            *place += EXCLUDED;
        }
    }
}

/// A number of a column at either width.
trait Cell: Copy {
    /// The number, or [`ABSENT`].
    fn get(self) -> i64;
}

impl Cell for i32 {
    fn get(self) -> i64 {
        if self == ABSENT_NARROW { ABSENT } else { i64::from(self) }
    }
}

impl Cell for i64 {
    fn get(self) -> i64 {
        self
    }
}

/// Adds a chunk to an accumulator.
fn add(found: &mut Found, facts: &Facts, from: usize, places: &[u32]) {
    let to = from + places.len();
    match found {
        Found::Sums(column, sums) => add_sums(*column, sums, facts, from, places),
        Found::Rows(Column::Cost | Column::Margin, counts) => match &facts.cost {
            Ints::Narrow(cost) => count_present(&mut counts.rows, cost.get(from..to), places),
            Ints::Wide(cost) => count_present(&mut counts.rows, cost.get(from..to), places),
        },
        Found::Rows(_, counts) => count_all(&mut counts.rows, places),
        Found::Documents(documents) => {
            if let Some(column) = facts.document.get(from..to) {
                documents.add(column, places);
            }
        }
        Found::Items(what, items) => {
            let codes = if *what == Distinct::Products { &facts.product } else { &facts.customer };
            if let (Some(codes), Some(days)) = (codes.get(from..to), facts.day.get(from..to)) {
                items.add(codes, days, places);
            }
        }
    }
}

#[expect(clippy::indexing_slicing, reason = "column scan: every place is at most the index of the last cell")]
pub(super) fn count_all(rows: &mut [u32], places: &[u32]) {
    for place in places {
        rows[*place as usize] += 1;
    }
}

#[expect(clippy::indexing_slicing, reason = "column scan: every place is at most the index of the last cell")]
fn count_present<T: Cell>(rows: &mut [u32], cost: Option<&[T]>, places: &[u32]) {
    for (place, cost) in places.iter().zip(cost.unwrap_or_default()) {
        rows[*place as usize] += u32::from(cost.get() != ABSENT);
    }
}

/// Adds without looking for absent values: amounts are never absent.
#[expect(clippy::indexing_slicing, reason = "column scan: every place is at most the index of the last cell")]
fn sum_plain(sums: &mut [i64], values: &[i32], places: &[u32]) {
    for (place, value) in places.iter().zip(values) {
        sums[*place as usize] += i64::from(*value);
    }
}

#[expect(clippy::indexing_slicing, reason = "column scan: every place is at most the index of the last cell")]
fn sum_narrow(sums: &mut [i64], places: &[u32], value: impl Fn(usize) -> i64) {
    for (row, place) in places.iter().enumerate() {
        sums[*place as usize] += value(row);
    }
}

#[expect(clippy::indexing_slicing, reason = "column scan: every place is at most the index of the last cell")]
fn sum_wide(sums: &mut Sums, places: &[u32], value: impl Fn(usize) -> i128) {
    if sums.wide.is_empty() {
        sums.wide = vec![0; sums.narrow.len()];
    }
    for (row, place) in places.iter().enumerate() {
        sums.wide[*place as usize] += value(row);
    }
}

fn add_sums(column: Column, sums: &mut Sums, facts: &Facts, from: usize, places: &[u32]) {
    let to = from + places.len();
    match (column, &facts.amount, &facts.cost, &facts.quantity) {
        (Column::Amount, Ints::Narrow(amount), ..) => {
            sum_plain(&mut sums.narrow, amount.get(from..to).unwrap_or_default(), places);
        }
        (Column::Quantity, .., Ints::Narrow(quantity)) => {
            let quantity = quantity.get(from..to).unwrap_or_default();
            sum_narrow(&mut sums.narrow, places, |r| {
                quantity.get(r).filter(|v| **v != ABSENT_NARROW).map_or(0, |v| i64::from(*v))
            });
        }
        (Column::Cost, _, Ints::Narrow(cost), _) => {
            let cost = cost.get(from..to).unwrap_or_default();
            sum_narrow(&mut sums.narrow, places, |r| {
                cost.get(r).filter(|v| **v != ABSENT_NARROW).map_or(0, |v| i64::from(*v))
            });
        }
        (Column::Margin, Ints::Narrow(amount), Ints::Narrow(cost), _) => {
            let (amount, cost) =
                (amount.get(from..to).unwrap_or_default(), cost.get(from..to).unwrap_or_default());
            sum_narrow(&mut sums.narrow, places, |r| match (amount.get(r), cost.get(r)) {
                (Some(a), Some(c)) if *c != ABSENT_NARROW => i64::from(*a) - i64::from(*c),
                _ => 0,
            });
        }
        _ => sum_wide(sums, places, |r| value(column, facts, from + r).unwrap_or(0)),
    }
}

/// The value of one row; `None` where it has none.
pub(super) fn value(column: Column, facts: &Facts, row: usize) -> Option<i128> {
    let amount = || facts.amount.get(row).map(i128::from);
    match column {
        Column::Amount => amount(),
        Column::Cost => facts.cost.get(row).map(i128::from),
        Column::Margin => Some(amount()? - i128::from(facts.cost.get(row)?)),
        Column::Quantity => facts.quantity.get(row).map(i128::from),
        Column::Weighted => {
            let probability = *facts.extra.probability.as_ref()?.get(row)?;
            (probability != u16::MAX).then_some(amount()? * i128::from(probability))
        }
    }
}
