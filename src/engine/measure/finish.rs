//! From leaves to the finished grid: totals, members above, and values in their units.
//!
//! Sums add up. Distinct counts do not: what counts in several leaves is taken out again where they come together.

use super::axis::Layout;
use super::distinct::{Items, Kept};
use super::scan::{Column, Counts, Found, Pass, Sums};
use super::{Axis, booked_days};
use crate::domain::issue::{About, Issue, IssueCode};
use crate::domain::kpi::{Aggregate, Distinct, Sign};
use crate::domain::{Dataset, Decimal, Span};
use std::collections::BTreeMap;

/// Makes a finished plane for every measure of a pass.
pub(super) fn finish(
    data: &Dataset,
    layout: &Layout,
    pass: &Pass,
    found: Vec<Found>,
    issues: &mut Vec<Issue>,
) -> Vec<(usize, Vec<Option<Decimal>>)> {
    let grids: Vec<(Tag, Vec<i128>)> = found.into_iter().map(|f| grid(layout, f)).collect();
    let find = |tag: Tag| grids.iter().find(|(t, _)| *t == tag).map(|(_, g)| &g[..]);
    let known = known_cells(data, layout);
    let digits = data.workspace.currency.digits();
    let turn = if pass.records.sign == Sign::Negative { -1 } else { 1 };
    let mut planes = Vec::new();
    for (at, aggregate) in &pass.asked {
        let column = match aggregate {
            Aggregate::Sum(base) | Aggregate::Mean(base) => Column::of(*base),
            _ => Column::Amount,
        };
        let tag = match aggregate {
            Aggregate::Sum(_) | Aggregate::Mean(_) => Tag::Sum(column),
            Aggregate::Rows => Tag::Rows(Column::Amount),
            Aggregate::Distinct(what) => Tag::Distinct(*what),
        };
        let Some(values) = find(tag) else { continue };
        let costed = matches!(column, Column::Margin | Column::Cost)
            .then(|| (find(Tag::Rows(Column::Cost)), find(Tag::Rows(Column::Amount))));
        let scale = match (tag, column) {
            (Tag::Sum(_), Column::Quantity) => 3,
            (Tag::Sum(_), Column::Weighted) => digits + 4,
            (Tag::Sum(_), _) => digits,
            _ => 0,
        };
        let rows = matches!(aggregate, Aggregate::Mean(_)).then(|| find(Tag::Rows(column))).flatten();
        let mut overflow = false;
        let mut uncosted = false;
        let cell = |(at, value): (usize, &i128)| {
            let pick = |grid: Option<&[i128]>| grid.and_then(|g| g.get(at)).copied().unwrap_or(0);
            if let Some((with, all)) = costed {
                let (with, all) = (pick(with), pick(all));
                uncosted |= with < all;
                if with == 0 && all > 0 {
                    return None;
                }
            }
            if *value == 0 && !known.get(at).copied().unwrap_or(false) {
                return None;
            }
            let turned = if matches!(tag, Tag::Sum(_)) { value * turn } else { *value };
            let exact = Decimal::try_from_i128_with_scale(turned, scale).ok();
            overflow |= exact.is_none();
            match (aggregate, exact) {
                (Aggregate::Mean(_), Some(sum)) => sum.checked_div(Decimal::from(pick(rows))),
                (_, exact) => exact,
            }
        };
        let plane = values.iter().enumerate().map(cell).collect();
        if overflow {
            issues.push(Issue { code: IssueCode::Overflow, about: About::Whole });
        }
        if uncosted {
            issues.push(Issue { code: IssueCode::CostMissing, about: About::Whole });
        }
        planes.push((*at, plane));
    }
    planes
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Sum(Column),
    Rows(Column),
    Distinct(Distinct),
}

/// Cells whose days the records of the dataset reach into, where nothing found means zero and not "unknown".
fn known_cells(data: &Dataset, layout: &Layout) -> Vec<bool> {
    let reach =
        booked_days(data).and_then(|(first, last)| Some(Span { from: first.date()?, to: last.date()? }));
    let width = layout.width();
    (0..layout.size())
        .map(|at| match (layout.days(data, at / width, at % width), reach) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(days), Some(reach)) => days.intersect(&reach).is_some(),
        })
        .collect()
}

fn grid(layout: &Layout, found: Found) -> (Tag, Vec<i128>) {
    match found {
        Found::Sums(column, sums) => (Tag::Sum(column), sum_grid(layout, &sums)),
        Found::Rows(column, Counts { rows, several }) => {
            (Tag::Rows(column), count_grid(layout, rows.iter().map(|n| i128::from(*n)), &several))
        }
        Found::Documents(d) => (
            Tag::Distinct(Distinct::Documents),
            count_grid(layout, d.counts.iter().map(|n| i128::from(*n)), &d.several),
        ),
        Found::Items(what, items) => (Tag::Distinct(what), item_grid(layout, items)),
    }
}

/// Adds every leaf to the cells it counts for.
fn add_up(layout: &Layout, leaves: impl Iterator<Item = i128>) -> Vec<i128> {
    let mut grid = vec![0; layout.size()];
    for (leaf, value) in leaves.take(layout.leaves()).enumerate().filter(|(_, v)| *v != 0) {
        for at in layout.cells(leaf) {
            if let Some(cell) = grid.get_mut(at) {
                *cell += value;
            }
        }
    }
    grid
}

fn sum_grid(layout: &Layout, sums: &Sums) -> Vec<i128> {
    let wide = |at: usize| sums.wide.get(at).copied().unwrap_or(0);
    let mut grid = add_up(layout, sums.narrow.iter().enumerate().map(|(at, n)| i128::from(*n) + wide(at)));
    let width = layout.width();
    // Overlay credit counts in the person's own cells and not where people are added up.
    let total_of_people = |at: usize| {
        let (row, column) = (at / width, at % width);
        (layout.rows.axis == Some(Axis::Person) && row == layout.rows.keys.len())
            || (layout.columns.axis == Some(Axis::Person) && column == layout.columns.keys.len())
    };
    for (leaf, value) in &sums.apart {
        for at in layout.cells(*leaf as usize).filter(|at| !total_of_people(*at)) {
            if let Some(cell) = grid.get_mut(at) {
                *cell += value;
            }
        }
    }
    grid
}

/// Counts things per cell, of which `several` lists those that count in more than one leaf.
fn count_grid(layout: &Layout, counts: impl Iterator<Item = i128>, several: &[Vec<u32>]) -> Vec<i128> {
    let mut grid = add_up(layout, counts);
    let mut times: BTreeMap<usize, i128> = BTreeMap::new();
    for leaves in several {
        times.clear();
        for leaf in leaves {
            for at in layout.cells(*leaf as usize) {
                *times.entry(at).or_default() += 1;
            }
        }
        for (at, n) in &times {
            if let Some(cell) = grid.get_mut(*at) {
                *cell -= n - 1;
            }
        }
    }
    grid
}

fn item_grid(layout: &Layout, items: Items) -> Vec<i128> {
    match items.kept {
        Kept::Bits(bits, words) => bit_grid(layout, &bits, words, items.items),
        Kept::Pairs(mut pairs) => {
            pairs.sort_unstable();
            pairs.dedup();
            let mut counts = vec![0; items.leaves];
            let mut several = Vec::new();
            for same in pairs.chunk_by(|a, b| a.0 == b.0) {
                for (_, leaf) in same {
                    if let Some(count) = counts.get_mut(*leaf as usize) {
                        *count += 1;
                    }
                }
                if same.len() > 1 {
                    several.push(same.iter().map(|(_, leaf)| *leaf).collect());
                }
            }
            count_grid(layout, counts.into_iter(), &several)
        }
    }
}

/// Counts bits per cell; where leaves come together their sets are united.
fn bit_grid(layout: &Layout, bits: &[u64], words: usize, items: u32) -> Vec<i128> {
    let mut grid = vec![0; layout.size()];
    let width = layout.width();
    let columns = layout.columns.leaves();
    // The bit of "none" is no item.
    let none = (items as usize / 64, 1_u64 << (items % 64));
    let count = |ones: u32, set: &[u64]| -> i128 {
        i128::from(ones) - i128::from(set.get(none.0).is_some_and(|w| w & none.1 != 0))
    };
    let flat = [&layout.rows, &layout.columns].iter().all(|s| s.above.iter().all(Vec::is_empty));
    if flat && layout.rows.axis.is_some() && layout.columns.axis.is_some() {
        // Without trees every set is counted where it stands and united into its row's and its column's total.
        let mut down = vec![0_u64; words * columns];
        let mut across = vec![0_u64; words];
        let mut all = vec![0_u64; words];
        for row in 0..layout.rows.leaves() {
            across.fill(0);
            let sets = bits.get(row * columns * words..).unwrap_or_default().chunks_exact(words);
            for (column, (set, down)) in sets.zip(down.chunks_exact_mut(words)).enumerate() {
                let mut ones = 0;
                for ((word, across), down) in set.iter().zip(&mut across).zip(down) {
                    ones += word.count_ones();
                    *across |= word;
                    *down |= word;
                }
                set_cell(&mut grid, row * width + column, count(ones, set));
            }
            set_cell(&mut grid, row * width + columns, count(ones_of(&across), &across));
            unite(&mut all, &across);
        }
        let last = layout.rows.leaves() * width;
        for (column, set) in down.chunks_exact(words).enumerate() {
            set_cell(&mut grid, last + column, count(ones_of(set), set));
        }
        set_cell(&mut grid, last + columns, count(ones_of(&all), &all));
        return grid;
    }
    let mut united: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
    let is_leaf_only = leaf_only(layout);
    let mut line = vec![0_u64; words * width];
    for row in 0..layout.rows.leaves() {
        line.fill(0);
        for column in 0..columns {
            let leaf = row * columns + column;
            let Some(set) = bits.get(leaf * words..(leaf + 1) * words) else { continue };
            for target in layout.columns.counts_for(column) {
                if let Some(cell) = line.get_mut(target * words..) {
                    unite(cell, set);
                }
            }
        }
        for target in layout.rows.counts_for(row) {
            if is_leaf_only.get(target).copied().unwrap_or(false) {
                for (column, set) in line.chunks_exact(words).enumerate() {
                    set_cell(&mut grid, target * width + column, count(ones_of(set), set));
                }
            } else {
                unite(united.entry(target).or_insert_with(|| vec![0; words * width]), &line);
            }
        }
    }
    for (row, sets) in united {
        for (column, set) in sets.chunks_exact(words).enumerate() {
            set_cell(&mut grid, row * width + column, count(ones_of(set), set));
        }
    }
    grid
}

fn set_cell(grid: &mut [i128], at: usize, value: i128) {
    if let Some(cell) = grid.get_mut(at) {
        *cell = value;
    }
}

fn ones_of(set: &[u64]) -> u32 {
    set.iter().map(|w| w.count_ones()).sum()
}

/// Rows that only their own leaf counts for.
fn leaf_only(layout: &Layout) -> Vec<bool> {
    let mut only = vec![true; layout.rows.keys.len() + 1];
    for up in layout.rows.above.iter().flatten() {
        if let Some(row) = only.get_mut(*up) {
            *row = false;
        }
    }
    if layout.rows.axis.is_some()
        && let Some(total) = only.last_mut()
    {
        *total = false;
    }
    only
}

fn unite(into: &mut [u64], set: &[u64]) {
    for (a, b) in into.iter_mut().zip(set) {
        *a |= b;
    }
}
