//! Lookup tables from column codes to positions: one addition per dimension decides where a record counts, and
//! whether it counts at all.
//!
//! Every dimension that is grouped or filtered has a table from its code to a number. The numbers of a record add up
//! to its leaf; [`EXCLUDED`] in any of them lifts the sum above every leaf.

use super::axis::Layout;
use super::{Axis, DayOf, Key, RecordQuery};
use crate::domain::filter::Filter;
use crate::domain::id::{CategoryId, PersonId, TeamId, TerritoryId};
use crate::domain::kpi::Sign;
use crate::domain::org::Split;
use crate::domain::records::State;
use crate::domain::{Dataset, Day, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Added for a record that does not count. Eight of them still fit below [`SHARED`].
pub(super) const EXCLUDED: u32 = 1 << 27;
/// Marks a record whose credit is shared; its place is found part by part.
pub(super) const SHARED: u32 = 1 << 31;

/// Largest code a table is made for. Codes are given out from 1 without gaps, so only damaged data have larger ones.
const MOST_CODES: usize = 1 << 24;
const PEOPLE: [Axis; 2] = [Axis::Person, Axis::Team];
const PRODUCT: [Axis; 2] = [Axis::Product, Axis::Category];
const CUSTOMER: [Axis; 1] = [Axis::Customer];
const CHANNEL: [Axis; 1] = [Axis::Channel];
const TERRITORY: [Axis; 1] = [Axis::Territory];

/// What an overlay share does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Overlay {
    /// Nothing: teams and the company do not count it.
    Ignored,
    /// It counts in the person's cells and stays out of the total of people.
    Apart,
    /// It counts: the people are named by the filter.
    Counted,
}

/// Who is credited, by code and by the day's team.
pub(super) struct Who {
    /// First entry of the day's part of `codes`.
    pub base: Option<Vec<u32>>,
    /// Number of entries of one part; the last stands for every code beyond.
    pub width: usize,
    /// Place by code.
    pub codes: Vec<u32>,
    /// Place by person, in parts like `codes`, `people` wide.
    persons: Vec<u32>,
    people: BTreeMap<PersonId, usize>,
    shared: BTreeMap<u16, Arc<Split>>,
    pub overlay: Overlay,
}

impl Who {
    /// Whether any code is shared.
    pub fn any_shared(&self) -> bool {
        !self.shared.is_empty()
    }

    /// The shares behind a code, each with its person's place; overlays last and marked.
    pub fn shares(&self, day: Day, code: u16) -> Option<(&Split, Vec<u32>, Vec<u32>)> {
        let split = self.shared.get(&code)?;
        let part = match &self.base {
            Some(base) => *base.get(usize::from(day.0))? as usize / self.width.max(1),
            None => 0,
        };
        let place = |(id, _): &(PersonId, crate::domain::Decimal)| {
            let at = self.people.get(id).map(|p| part * self.people.len() + p);
            at.and_then(|at| self.persons.get(at)).copied().unwrap_or(EXCLUDED)
        };
        Some((split, split.shares.iter().map(place).collect(), split.overlays.iter().map(place).collect()))
    }
}

/// The tables of one query.
pub(super) struct Tables {
    pub by: DayOf,
    /// Place by day number, 65,536 entries.
    pub day: Vec<u32>,
    /// Place by state code.
    pub state: [u32; 4],
    pub sign: Sign,
    pub who: Option<Who>,
    /// Place by code; the last entry stands for every code beyond.
    pub product: Option<Vec<u32>>,
    pub customer: Option<Vec<u32>>,
    pub channel: Option<Vec<u32>>,
    pub territory: Option<Vec<u32>>,
    /// The place of what does not count: one beyond the last leaf.
    pub trash: u32,
}

impl Tables {
    pub fn new(data: &Dataset, layout: &Layout, query: &RecordQuery) -> Tables {
        let filters = &query.filters[..];
        let grouped = |axes: &[Axis]| {
            [layout.rows.axis, layout.columns.axis].iter().flatten().any(|a| axes.contains(a))
        };
        let filtered = |used: fn(&Filter) -> bool| filters.iter().any(used);
        let product = grouped(&PRODUCT) || filtered(|f| !f.products.is_empty() || !f.categories.is_empty());
        let customer = grouped(&CUSTOMER) || filtered(|f| !f.customers.is_empty());
        let channel = grouped(&CHANNEL) || filtered(|f| !f.channels.is_empty());
        let territory = grouped(&TERRITORY) || filtered(|f| !f.territories.is_empty());
        let who = grouped(&PEOPLE) || filtered(|f| !f.people.is_empty() || !f.teams.is_empty());
        Tables {
            by: query.day,
            day: days(data, layout, query.span),
            state: State::ALL.map(|s| if query.states.has(s) { 0 } else { EXCLUDED }),
            sign: query.sign,
            who: who.then(|| credited(data, layout, filters)),
            product: product.then(|| products(data, layout, filters)),
            customer: customer.then(|| {
                let entries = data.customers.iter().map(|c| {
                    let counts = all(filters, |f| &f.customers, |ids| ids.contains(&c.id));
                    (c.codes.clone(), place(layout, counts, &CUSTOMER, &[Key::Customer(c.id)]))
                });
                column(entries, place(layout, filters.iter().all(|f| f.customers.is_empty()), &CUSTOMER, &[]))
            }),
            channel: channel.then(|| {
                let entries = data.channels.iter().map(|c| {
                    let counts = all(filters, |f| &f.channels, |ids| ids.contains(&c.id));
                    (wide(&c.codes), place(layout, counts, &CHANNEL, &[Key::Channel(c.id)]))
                });
                column(entries, place(layout, filters.iter().all(|f| f.channels.is_empty()), &CHANNEL, &[]))
            }),
            territory: territory.then(|| {
                let up = |id: TerritoryId| data.territories.get(id).and_then(|t| t.parent);
                let entries = data.territories.iter().map(|t| {
                    let counts = all(filters, |f| &f.territories, |ids| below(t.id, ids, up));
                    (wide(&t.codes), place(layout, counts, &TERRITORY, &[Key::Territory(t.id)]))
                });
                let none = filters.iter().all(|f| f.territories.is_empty());
                column(entries, place(layout, none, &TERRITORY, &[]))
            }),
            trash: u32::try_from(layout.leaves()).unwrap_or(EXCLUDED),
        }
    }
}

/// Whether every filter that limits a dimension lets a member pass.
fn all<T>(filters: &[Filter], list: fn(&Filter) -> &Vec<T>, passes: impl Fn(&[T]) -> bool) -> bool {
    filters.iter().map(list).all(|ids| ids.is_empty() || passes(ids))
}

/// Whether a member or one above it is named.
fn below<T: Copy + Ord>(id: T, named: &[T], up: impl Fn(T) -> Option<T>) -> bool {
    let mut seen = BTreeSet::new();
    let mut at = Some(id);
    while let Some(id) = at {
        if named.contains(&id) {
            return true;
        }
        if !seen.insert(id) {
            return false;
        }
        at = up(id);
    }
    false
}

fn place(layout: &Layout, counts: bool, dimensions: &[Axis], keys: &[Key]) -> u32 {
    if counts { layout.place(dimensions, keys) } else { EXCLUDED }
}

fn wide(codes: &[u16]) -> Vec<u32> {
    codes.iter().map(|c| u32::from(*c)).collect()
}

/// A table from code to place. Entry 0 and the last one, for codes that nobody owns, are `none`.
fn column(entries: impl Iterator<Item = (Vec<u32>, u32)>, none: u32) -> Vec<u32> {
    let mut table = vec![none; 2];
    for (codes, place) in entries {
        for code in codes {
            let at = code as usize;
            if at > MOST_CODES {
                continue;
            }
            if table.len() < at + 2 {
                table.resize(at + 2, none);
            }
            if let Some(entry) = table.get_mut(at) {
                *entry = place;
            }
        }
    }
    table
}

/// Place by day: excluded outside the span, otherwise the period's position where periods are grouped.
fn days(data: &Dataset, layout: &Layout, span: Option<Span>) -> Vec<u32> {
    let periods: Vec<(Axis, Key, Option<Span>)> = [&layout.rows, &layout.columns]
        .into_iter()
        .flat_map(|side| side.keys.iter().filter_map(move |k| Some((side.axis?, *k))))
        .filter_map(|(axis, key)| match key {
            Key::Period(p) => Some((axis, key, data.workspace.calendar.span(p))),
            _ => None,
        })
        .collect();
    let Some(span) = span.or(layout.span.filter(|_| !periods.is_empty())) else {
        return vec![0; 1 << 16];
    };
    let mut table = vec![EXCLUDED; 1 << 16];
    let mut each = |span: Span, change: &dyn Fn(&mut u32)| {
        let (from, to) = (Day::clamped(span.from), Day::clamped(span.to));
        let part =
            if span.from > span.to { None } else { table.get_mut(usize::from(from.0)..=usize::from(to.0)) };
        part.into_iter().flatten().for_each(change);
    };
    each(span, &|place| *place = 0);
    // Periods of a side cover every day of the span once, so the places of both sides add up.
    for (axis, key, days) in periods {
        if let Some(days) = days.and_then(|d| d.intersect(&span)) {
            let own = layout.place(&[axis], &[key]);
            each(days, &|place| *place += own);
        }
    }
    table
}

fn products(data: &Dataset, layout: &Layout, filters: &[Filter]) -> Vec<u32> {
    let up = |id: CategoryId| data.categories.get(id).and_then(|c| c.parent);
    let entries = data.products.iter().map(|p| {
        let counts = all(filters, |f| &f.products, |ids| ids.contains(&p.id))
            && all(filters, |f| &f.categories, |ids| p.category.is_some_and(|c| below(c, ids, up)));
        let keys = [Some(Key::Product(p.id)), p.category.map(Key::Category)];
        (p.codes.clone(), place(layout, counts, &PRODUCT, &keys.into_iter().flatten().collect::<Vec<_>>()))
    });
    let none = filters.iter().all(|f| f.products.is_empty() && f.categories.is_empty());
    column(entries, place(layout, none, &PRODUCT, &[]))
}

fn credited(data: &Dataset, layout: &Layout, filters: &[Filter]) -> Who {
    let axes = [layout.rows.axis, layout.columns.axis];
    let teams = axes.contains(&Some(Axis::Team)) || filters.iter().any(|f| !f.teams.is_empty());
    let named = filters.iter().any(|f| !f.people.is_empty());
    let up = |id: TeamId| data.teams.get(id).and_then(|t| t.parent);
    // Days on which somebody's team may change; the first part reaches back without limit.
    let mut starts: BTreeSet<Day> = BTreeSet::from([Day(0)]);
    if teams {
        let from = data.people.iter().flat_map(|p| p.stints.iter().filter_map(|s| s.from));
        starts.extend(from.map(Day::clamped));
    }
    let none = place(layout, filters.iter().all(|f| f.people.is_empty() && f.teams.is_empty()), &PEOPLE, &[]);
    let shared: BTreeMap<u16, Arc<Split>> =
        data.splits.iter().flat_map(|s| s.codes.iter().map(|c| (*c, Arc::clone(s)))).collect();
    let owned = data.people.iter().flat_map(|p| p.codes.iter().copied());
    let width = usize::from(owned.chain(shared.keys().copied()).max().unwrap_or(0)) + 2;
    let (mut codes, mut persons) = (Vec::new(), Vec::new());
    for start in &starts {
        let date = start.date().unwrap_or(jiff::civil::Date::MIN);
        let mut part = vec![none; width];
        for person in data.people.iter() {
            let team = person.team_on(date);
            let counts = all(filters, |f| &f.people, |ids| ids.contains(&person.id))
                && all(filters, |f| &f.teams, |ids| team.is_some_and(|t| below(t, ids, up)));
            let keys = [Some(Key::Person(person.id)), team.map(Key::Team)];
            let place = place(layout, counts, &PEOPLE, &keys.into_iter().flatten().collect::<Vec<_>>());
            persons.push(place);
            for code in &person.codes {
                if let Some(entry) = part.get_mut(usize::from(*code)) {
                    *entry = place;
                }
            }
        }
        for code in shared.keys() {
            if let Some(entry) = part.get_mut(usize::from(*code)) {
                *entry = SHARED;
            }
        }
        codes.append(&mut part);
    }
    let base = (starts.len() > 1).then(|| {
        let mut table = vec![0; 1 << 16];
        for (at, start) in starts.iter().enumerate() {
            if let Some(rest) = table.get_mut(usize::from(start.0)..) {
                rest.fill(u32::try_from(at * width).unwrap_or(0));
            }
        }
        table
    });
    let overlay = match (axes.contains(&Some(Axis::Team)), named, axes.contains(&Some(Axis::Person))) {
        (true, ..) => Overlay::Ignored,
        (_, true, _) => Overlay::Counted,
        (_, _, true) => Overlay::Apart,
        _ => Overlay::Ignored,
    };
    let people = data.people.iter().enumerate().map(|(at, p)| (p.id, at)).collect();
    Who { base, width, codes, persons, people, shared, overlay }
}
