//! What stands in a cell, and the entity after another value has been put there.

use super::{Col, Fault, Sheet, Value, Words};
use crate::domain::dataset::{Dataset, Item, ItemId};
use crate::domain::org::{Person, Stint};
use crate::domain::target::Subject;
use crate::domain::{Date, Decimal, Span};
use rust_decimal::prelude::ToPrimitive;
use std::collections::HashMap;

/// What stands in a cell.
#[must_use]
pub fn read(data: &Dataset, item: &Item, col: Col, words: &Words) -> Value {
    let text = |t: &str| if t.is_empty() { Value::Empty } else { Value::Text(t.to_owned()) };
    let list = |l: &[String]| if l.is_empty() { Value::Empty } else { Value::List(l.to_vec()) };
    let day = |d: Option<Date>| d.map_or(Value::Empty, Value::Day);
    let link = |id: Option<ItemId>| id.map_or(Value::Empty, Value::Ref);
    match (item, col) {
        (Item::Person(e), Col::Number) => text(&e.number),
        (Item::Person(e), Col::Name) => text(&e.name),
        (Item::Person(e), Col::Aliases) => list(&e.aliases),
        (Item::Person(e), Col::Hired) => day(e.hired),
        (Item::Person(e), Col::Left) => day(e.left),
        (Item::Person(e), Col::Team) => link(e.team_on(words.today).map(ItemId::Team)),
        (Item::Person(e), Col::Role) => text(e.stint_on(words.today).map_or("", |s| s.role.as_str())),
        (Item::Person(e), Col::Manager) => {
            link(e.stint_on(words.today).and_then(|s| s.manager).map(ItemId::Person))
        }
        (Item::Person(e), Col::Territory) => {
            link(e.stint_on(words.today).and_then(|s| s.territory).map(ItemId::Territory))
        }
        (Item::Team(e), Col::Name) => text(&e.name),
        (Item::Team(e), Col::Parent) => link(e.parent.map(ItemId::Team)),
        (Item::Team(e), Col::Lead) => link(e.lead.map(ItemId::Person)),
        (Item::Team(e), Col::Heads) => {
            let inside = |p: &Person| p.team_on(words.today) == Some(e.id) && p.employed_on(words.today);
            Value::Number(Decimal::from(data.people.iter().filter(|p| inside(p)).count()))
        }
        (Item::Split(e), Col::Name) => text(&e.name),
        (Item::Split(e), Col::Shares) => shares(&e.shares),
        (Item::Split(e), Col::Overlays) => shares(&e.overlays),
        (Item::Product(e), Col::Number) => text(&e.number),
        (Item::Product(e), Col::Name) => text(&e.name),
        (Item::Product(e), Col::Category) => link(e.category.map(ItemId::Category)),
        (Item::Product(e), Col::Aliases) => list(&e.aliases),
        (Item::Category(e), Col::Name) => text(&e.name),
        (Item::Category(e), Col::Parent) => link(e.parent.map(ItemId::Category)),
        (Item::Channel(e), Col::Name) => text(&e.name),
        (Item::Channel(e), Col::Aliases) => list(&e.aliases),
        (Item::Territory(e), Col::Name) => text(&e.name),
        (Item::Territory(e), Col::Parent) => link(e.parent.map(ItemId::Territory)),
        (Item::Territory(e), Col::Aliases) => list(&e.aliases),
        (Item::Customer(e), Col::Number) => text(&e.number),
        (Item::Customer(e), Col::Name) => text(&e.name),
        (Item::Customer(e), Col::Sector) => text(&e.sector),
        (Item::Customer(e), Col::Territory) => link(e.territory.map(ItemId::Territory)),
        (Item::Customer(e), Col::Aliases) => list(&e.aliases),
        (Item::Measurement(e), Col::Measure) => Value::Ref(ItemId::Measure(e.measure)),
        (Item::Measurement(e), Col::Subject) => Value::Subject(e.subject),
        (Item::Measurement(e), Col::When) => {
            if e.span.from == Date::MIN {
                Value::Empty
            } else {
                Value::Span(e.span)
            }
        }
        (Item::Measurement(e), Col::Value) => Value::Number(e.value),
        (Item::Measurement(e), Col::Sample) => e.sample.map_or(Value::Empty, |n| Value::Number(n.into())),
        (Item::Measurement(e), Col::Source) => text(&e.source),
        _ => Value::Empty,
    }
}

fn shares(list: &[(crate::domain::id::PersonId, Decimal)]) -> Value {
    if list.is_empty() { Value::Empty } else { Value::Shares(list.to_vec()) }
}

/// Puts a value into a cell.
///
/// # Errors
/// [`Fault`] where the column cannot hold it.
pub(super) fn write(item: &mut Item, col: Col, value: Value, today: Date) -> Result<(), Fault> {
    macro_rules! link {
        ($kind:ident) => {
            match value {
                Value::Ref(ItemId::$kind(id)) => Some(id),
                Value::Empty => None,
                _ => return Err(Fault::Unknown),
            }
        };
    }
    let text = |v: Value| match v {
        Value::Text(t) => t,
        _ => String::new(),
    };
    let list = |v: Value| match v {
        Value::List(l) => l,
        Value::Text(t) => vec![t],
        _ => Vec::new(),
    };
    let day = |v: Value| match v {
        Value::Day(d) => Some(d),
        _ => None,
    };
    match (item, col) {
        (Item::Person(e), Col::Number) => e.number = text(value),
        (Item::Person(e), Col::Name) => e.name = text(value),
        (Item::Person(e), Col::Aliases) => e.aliases = list(value),
        (Item::Person(e), Col::Hired) => e.hired = day(value),
        (Item::Person(e), Col::Left) => e.left = day(value),
        (Item::Person(e), Col::Team) => {
            let team = link!(Team);
            with_stint(e, today, |s| s.team = team);
        }
        (Item::Person(e), Col::Role) => {
            let role = text(value);
            with_stint(e, today, |s| s.role = role);
        }
        (Item::Person(e), Col::Manager) => {
            let manager = link!(Person);
            with_stint(e, today, |s| s.manager = manager);
        }
        (Item::Person(e), Col::Territory) => {
            let territory = link!(Territory);
            with_stint(e, today, |s| s.territory = territory);
        }
        (Item::Team(e), Col::Name) => e.name = text(value),
        (Item::Team(e), Col::Parent) => e.parent = link!(Team),
        (Item::Team(e), Col::Lead) => e.lead = link!(Person),
        (Item::Split(e), Col::Name) => e.name = text(value),
        (Item::Split(e), Col::Shares) => e.shares = people(value),
        (Item::Split(e), Col::Overlays) => e.overlays = people(value),
        (Item::Product(e), Col::Number) => e.number = text(value),
        (Item::Product(e), Col::Name) => e.name = text(value),
        (Item::Product(e), Col::Category) => e.category = link!(Category),
        (Item::Product(e), Col::Aliases) => e.aliases = list(value),
        (Item::Category(e), Col::Name) => e.name = text(value),
        (Item::Category(e), Col::Parent) => e.parent = link!(Category),
        (Item::Channel(e), Col::Name) => e.name = text(value),
        (Item::Channel(e), Col::Aliases) => e.aliases = list(value),
        (Item::Territory(e), Col::Name) => e.name = text(value),
        (Item::Territory(e), Col::Parent) => e.parent = link!(Territory),
        (Item::Territory(e), Col::Aliases) => e.aliases = list(value),
        (Item::Customer(e), Col::Number) => e.number = text(value),
        (Item::Customer(e), Col::Name) => e.name = text(value),
        (Item::Customer(e), Col::Sector) => e.sector = text(value),
        (Item::Customer(e), Col::Territory) => e.territory = link!(Territory),
        (Item::Customer(e), Col::Aliases) => e.aliases = list(value),
        (Item::Measurement(e), Col::Measure) => e.measure = link!(Measure).ok_or(Fault::Unknown)?,
        (Item::Measurement(e), Col::Subject) => {
            e.subject = match value {
                Value::Subject(s) => s,
                _ => Subject::Company,
            }
        }
        (Item::Measurement(e), Col::When) => {
            e.span = match value {
                Value::Span(s) => s,
                Value::Day(d) => Span::day(d),
                _ => return Err(Fault::Span),
            }
        }
        (Item::Measurement(e), Col::Value) => {
            e.value = match value {
                Value::Number(n) => n,
                _ => return Err(Fault::Number),
            }
        }
        (Item::Measurement(e), Col::Sample) => {
            e.sample = match value {
                Value::Number(n) => Some(n.to_u32().ok_or(Fault::Number)?),
                _ => None,
            }
        }
        (Item::Measurement(e), Col::Source) => e.source = text(value),
        _ => {}
    }
    Ok(())
}

fn people(value: Value) -> Vec<(crate::domain::id::PersonId, Decimal)> {
    match value {
        Value::Shares(list) => list,
        _ => Vec::new(),
    }
}

/// Changes the stint that holds on a day: a correction, not a transfer. Where none holds yet, one without a first day begins.
fn with_stint(person: &mut Person, today: Date, change: impl FnOnce(&mut Stint)) {
    let at = person.stints.iter().rposition(|s| s.from.is_none_or(|from| from <= today));
    let at = at.unwrap_or_else(|| {
        person.stints.insert(0, Stint::default());
        0
    });
    if let Some(stint) = person.stints.get_mut(at) {
        change(stint);
    }
}

/// The entities of a tree from the root down, each with its depth; those whose parent is missing count as roots.
#[must_use]
pub fn tree_order(data: &Dataset, sheet: Sheet) -> Vec<(ItemId, usize)> {
    let nodes: Vec<(ItemId, Option<ItemId>, String)> = match sheet {
        Sheet::Teams => data
            .teams
            .iter()
            .map(|e| (ItemId::Team(e.id), e.parent.map(ItemId::Team), e.name.clone()))
            .collect(),
        Sheet::Categories => data
            .categories
            .iter()
            .map(|e| (ItemId::Category(e.id), e.parent.map(ItemId::Category), e.name.clone()))
            .collect(),
        Sheet::Territories => data
            .territories
            .iter()
            .map(|e| (ItemId::Territory(e.id), e.parent.map(ItemId::Territory), e.name.clone()))
            .collect(),
        _ => return Vec::new(),
    };
    let known: HashMap<ItemId, ()> = nodes.iter().map(|(id, ..)| (*id, ())).collect();
    let mut below: HashMap<Option<ItemId>, Vec<(&str, ItemId)>> = HashMap::new();
    for (id, parent, name) in &nodes {
        below.entry(parent.filter(|p| known.contains_key(p))).or_default().push((name, *id));
    }
    for children in below.values_mut() {
        children.sort();
    }
    let mut order = Vec::with_capacity(nodes.len());
    let mut open: Vec<(ItemId, usize)> = Vec::new();
    let children = |of: Option<ItemId>, depth: usize, open: &mut Vec<(ItemId, usize)>| {
        open.extend(below.get(&of).into_iter().flatten().rev().map(|(_, id)| (*id, depth)));
    };
    children(None, 0, &mut open);
    while let Some((id, depth)) = open.pop() {
        order.push((id, depth));
        children(Some(id), depth + 1, &mut open);
    }
    order
}
