//! The cells of a query: members of both dimensions, their trees, and the position of each cell.
//!
//! A leaf is a cell that records fall into directly; totals and the members above are made from leaves afterwards.

use super::{Axis, Key, Query, booked_days};
use crate::domain::dataset::{Entity, Table};
use crate::domain::{Dataset, Span};
use std::collections::BTreeMap;

/// Most leaves of a query; beyond it the answer is refused.
const MOST_LEAVES: usize = 1 << 23;

/// One dimension of a query.
pub(super) struct Side {
    pub axis: Option<Axis>,
    pub keys: Vec<Key>,
    /// Members above each member, the nearest first.
    pub above: Vec<Vec<usize>>,
    /// Leaves one step along this side.
    pub stride: usize,
    slots: BTreeMap<Key, usize>,
}

impl Side {
    fn new(data: &Dataset, axis: Option<Axis>, span: Option<Span>) -> Side {
        fn ids<T: Entity>(table: &Table<T>, key: fn(T::Id) -> Key) -> Vec<Key> {
            table.iter().map(|e| key(e.id())).chain([Key::None]).collect()
        }
        let keys = match axis {
            None => Vec::new(),
            Some(Axis::Person) => ids(&data.people, Key::Person),
            Some(Axis::Team) => ids(&data.teams, Key::Team),
            Some(Axis::Product) => ids(&data.products, Key::Product),
            Some(Axis::Category) => ids(&data.categories, Key::Category),
            Some(Axis::Channel) => ids(&data.channels, Key::Channel),
            Some(Axis::Territory) => ids(&data.territories, Key::Territory),
            Some(Axis::Customer) => ids(&data.customers, Key::Customer),
            Some(Axis::Period(grain)) => span.map_or_else(Vec::new, |span| {
                data.workspace.calendar.parts(span, grain).into_iter().map(Key::Period).collect()
            }),
        };
        let slots: BTreeMap<Key, usize> = keys.iter().enumerate().map(|(at, k)| (*k, at)).collect();
        let above = keys.iter().map(|k| above(data, *k, &slots)).collect();
        Side { axis, keys, above, stride: 1, slots }
    }

    /// Number of leaves along this side.
    pub fn leaves(&self) -> usize {
        if self.axis.is_none() { 1 } else { self.keys.len() }
    }

    /// The position of a member, or of [`Key::None`] where there is no such member.
    pub fn slot(&self, key: Key) -> Option<usize> {
        self.slots.get(&key).or_else(|| self.slots.get(&Key::None)).copied()
    }

    /// Positions that a leaf counts for: itself, the members above, and the total.
    pub fn counts_for(&self, leaf: usize) -> impl Iterator<Item = usize> + '_ {
        let total = self.keys.len();
        let above = self.above.get(leaf).map_or(&[][..], Vec::as_slice);
        std::iter::once(leaf).chain(above.iter().copied()).chain(self.axis.map(|_| total))
    }
}

/// The members above, as far as the tree goes and without running in a circle.
fn above(data: &Dataset, key: Key, slots: &BTreeMap<Key, usize>) -> Vec<usize> {
    let parent = |key: Key| match key {
        Key::Team(id) => data.teams.get(id)?.parent.map(Key::Team),
        Key::Category(id) => data.categories.get(id)?.parent.map(Key::Category),
        Key::Territory(id) => data.territories.get(id)?.parent.map(Key::Territory),
        _ => None,
    };
    let own = slots.get(&key).copied();
    let mut found = Vec::new();
    let mut at = parent(key);
    while let Some(up) = at {
        match slots.get(&up) {
            Some(slot) if Some(*slot) != own && !found.contains(slot) => found.push(*slot),
            _ => break,
        }
        at = parent(up);
    }
    found
}

/// Both dimensions and the days.
pub(super) struct Layout {
    pub rows: Side,
    pub columns: Side,
    /// The days; filled in where periods are asked of everything.
    pub span: Option<Span>,
}

impl Layout {
    pub fn new(data: &Dataset, query: &Query) -> Layout {
        let periods = |axis| matches!(axis, Some(Axis::Period(_)));
        let span = match query.span {
            None if periods(query.rows) || periods(query.columns) => {
                booked_days(data).and_then(|(a, b)| Some(Span { from: a.date()?, to: b.date()? }))
            }
            span => span,
        };
        let mut rows = Side::new(data, query.rows, span);
        let columns = Side::new(data, query.columns, span);
        rows.stride = columns.leaves();
        Layout { rows, columns, span }
    }

    /// Number of leaves.
    pub fn leaves(&self) -> usize {
        self.rows.leaves() * self.columns.leaves()
    }

    /// Whether the query asks for more cells than is reasonable.
    pub fn too_large(&self) -> bool {
        self.rows.leaves().saturating_mul(self.columns.leaves()) > MOST_LEAVES
    }

    /// Width of the finished grid.
    pub fn width(&self) -> usize {
        self.columns.keys.len() + 1
    }

    /// Size of the finished grid.
    pub fn size(&self) -> usize {
        (self.rows.keys.len() + 1) * self.width()
    }

    /// What a record adds to its leaf for the sides that group by one of these dimensions: the position of the member
    /// among `keys`, or of [`Key::None`].
    pub fn place(&self, dimensions: &[Axis], keys: &[Key]) -> u32 {
        let side = |side: &Side| match side.axis {
            Some(axis) if dimensions.contains(&axis) => {
                let key = keys.iter().copied().find(|k| same_dimension(axis, *k)).unwrap_or(Key::None);
                side.slot(key).unwrap_or(0) * side.stride
            }
            _ => 0,
        };
        u32::try_from(side(&self.rows) + side(&self.columns)).unwrap_or(u32::MAX)
    }

    /// Grid cells that a leaf counts for.
    pub fn cells(&self, leaf: usize) -> impl Iterator<Item = usize> + '_ {
        let (row, column) = (leaf / self.rows.stride.max(1), leaf % self.rows.stride.max(1));
        let width = self.width();
        self.rows
            .counts_for(row)
            .flat_map(move |r| self.columns.counts_for(column).map(move |c| r * width + c))
    }

    /// The days of a grid column or row, where periods stand there; otherwise all of the query.
    pub fn days(&self, data: &Dataset, row: usize, column: usize) -> Option<Span> {
        let of = |side: &Side, at: usize| match side.keys.get(at) {
            Some(Key::Period(p)) => data.workspace.calendar.span(*p),
            _ => None,
        };
        let part = of(&self.rows, row).into_iter().chain(of(&self.columns, column)).next();
        match (part, self.span) {
            (Some(p), Some(s)) => p.intersect(&s),
            (part, span) => part.or(span),
        }
    }
}

fn same_dimension(axis: Axis, key: Key) -> bool {
    matches!(
        (axis, key),
        (Axis::Person, Key::Person(_))
            | (Axis::Team, Key::Team(_))
            | (Axis::Product, Key::Product(_))
            | (Axis::Category, Key::Category(_))
            | (Axis::Channel, Key::Channel(_))
            | (Axis::Territory, Key::Territory(_))
            | (Axis::Customer, Key::Customer(_))
    ) || matches!((axis, key), (Axis::Period(grain), Key::Period(period)) if period.grain() == Some(grain))
}
