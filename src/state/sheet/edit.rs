//! Typed cells become entities; what cannot be is refused at its cell.

use super::cell::write;
use super::{Col, Fault, Holds, Names, Sheet, Value, Words};
use crate::domain::catalogue::{Category, Channel, Customer, Product, Territory};
use crate::domain::dataset::{Dataset, Item, ItemId};
use crate::domain::id::{MeasureId, Uuid};
use crate::domain::kpi::Source;
use crate::domain::measurement::Measurement;
use crate::domain::org::{Person, Split, Team};
use crate::domain::target::Subject;
use crate::domain::{Calendar, Date, Decimal, Period, Span};
use crate::state::check;
use crate::state::command::{self, Why};
use crate::state::typed::{parse_date, parse_number};
use std::collections::{BTreeMap, HashSet};

/// What was typed into one cell. An id that is not there yet asks for a new entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The row.
    pub id: ItemId,
    /// The column.
    pub col: Col,
    /// The text.
    pub text: String,
}

/// A cell that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The row.
    pub id: ItemId,
    /// The column.
    pub col: Col,
    /// Why.
    pub fault: Fault,
}

/// What a batch of edits comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// The entities as they should be: one [`command::Command::Put`].
    pub items: Vec<Item>,
    /// The cells that were refused; the other cells of their rows hold, unless the row is in `held`.
    pub refused: Vec<Refusal>,
    /// Rows that the core refuses as a whole: nothing of them is among the items.
    pub held: Vec<ItemId>,
}

/// Turns typed cells into entities and checks them as the command will.
#[must_use]
pub fn edit(data: &Dataset, sheet: Sheet, edits: &[Edit], words: &Words) -> Outcome {
    let mut names = Names::default();
    let mut out = Outcome::default();
    let mut rows: BTreeMap<ItemId, Item> = BTreeMap::new();
    for Edit { id, col, text } in edits {
        let item = rows.entry(*id).or_insert_with(|| data.get(*id).unwrap_or_else(|| fresh(data, *id)));
        let put = value(data, sheet, *col, text, words, &mut names)
            .and_then(|value| write(item, *col, value, words.today));
        if let Err(fault) = put {
            out.refused.push(Refusal { id: *id, col: *col, fault });
        }
    }
    complete(&mut rows, &mut out);
    out.items = rows.into_values().filter(|item| data.get(item.id()).as_ref() != Some(item)).collect();
    hold_invalid(data, sheet, &mut out);
    out
}

/// A new measurement needs its measure, its day and its value before it is one.
fn complete(rows: &mut BTreeMap<ItemId, Item>, out: &mut Outcome) {
    let known: HashSet<(ItemId, Col)> = out.refused.iter().map(|r| (r.id, r.col)).collect();
    rows.retain(|id, item| {
        let Item::Measurement(m) = item else { return true };
        let missing = [(m.span.from == Date::MIN, Col::When), (m.measure.0.is_nil(), Col::Measure)];
        let refused = |col| known.contains(&(*id, col));
        let lacking: Vec<Col> = missing.into_iter().filter(|(lacks, _)| *lacks).map(|(_, col)| col).collect();
        let new: Vec<Refusal> = lacking
            .iter()
            .filter(|col| !refused(**col))
            .map(|col| Refusal { id: *id, col: *col, fault: Fault::Core(Why::Empty) })
            .collect();
        out.refused.extend(new);
        if !lacking.is_empty() {
            out.held.push(*id);
        }
        lacking.is_empty()
    });
}

/// Takes out what the command would refuse. A row that is taken out may leave others without what they refer to, so
/// the rest is checked again until all of it is accepted.
fn hold_invalid(data: &Dataset, sheet: Sheet, out: &mut Outcome) {
    let mut known: HashSet<(ItemId, Col)> = out.refused.iter().map(|r| (r.id, r.col)).collect();
    while !out.items.is_empty() {
        let found = command::put(data, &out.items).and_then(|changes| check::faults(data, &changes));
        let Some(found) = found.ok().filter(|found| !found.is_empty()) else { return };
        let held: HashSet<ItemId> = found.iter().map(|(id, ..)| *id).collect();
        out.items.retain(|item| !held.contains(&item.id()));
        for (id, field, why) in found {
            out.held.push(id);
            let col = sheet.column_of(field);
            if known.insert((id, col)) {
                out.refused.push(Refusal { id, col, fault: Fault::Core(why) });
            }
        }
    }
}

fn value(
    data: &Dataset,
    sheet: Sheet,
    col: Col,
    text: &str,
    words: &Words,
    names: &mut Names,
) -> Result<Value, Fault> {
    let text = text.trim();
    let holds = sheet.holds(col);
    if text.is_empty() && holds != Holds::Subject {
        return Ok(Value::Empty);
    }
    Ok(match holds {
        Holds::Text => Value::Text(text.to_owned()),
        Holds::Number => Value::Number(parse_number(text).ok_or(Fault::Number)?),
        Holds::Count => {
            let whole = |n: &Decimal| n.is_integer() && !n.is_sign_negative();
            Value::Number(parse_number(text).filter(whole).ok_or(Fault::Number)?)
        }
        Holds::Day => Value::Day(parse_date(text).ok_or(Fault::Day)?),
        Holds::Span => Value::Span(span(&data.workspace.calendar, text).ok_or(Fault::Span)?),
        Holds::List => Value::List(parts(text)),
        Holds::Ref(table) => Value::Ref(names.find(data, table, words, text)?),
        Holds::Subject => Value::Subject(names.subject(data, words, text)?),
        Holds::Shares => {
            let mut all = Vec::new();
            for part in parts(text) {
                let (name, share) = part.rsplit_once([' ', ':', '：']).ok_or(Fault::Number)?;
                let share = parse_number(share).ok_or(Fault::Number)?;
                match names.find(data, super::Table::People, words, name)? {
                    ItemId::Person(person) => all.push((person, share)),
                    _ => return Err(Fault::Unknown),
                }
            }
            Value::Shares(all)
        }
    })
}

/// Several texts in one cell.
fn parts(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for part in text.split([';', '；', '、', '\n']).map(str::trim).filter(|p| !p.is_empty()) {
        if !all.iter().any(|p| p == part) {
            all.push(part.to_owned());
        }
    }
    all
}

/// A day, or any period in the form of files: `2026-03-05`, `2026-03`, `2026Q1`, `2026`.
fn span(calendar: &Calendar, text: &str) -> Option<Span> {
    if let Some(day) = parse_date(text) {
        return Some(Span::day(day));
    }
    let mut plain = text.replace('/', "-").to_uppercase().replace(' ', "");
    if let Some((year, month)) = plain.split_once('-').filter(|(_, m)| m.len() == 1) {
        plain = format!("{year}-0{month}");
    }
    let plain = plain.replace('A', "a").replace('B', "b");
    calendar.span(plain.parse::<Period>().ok()?)
}

/// An entity with an id and nothing else.
fn fresh(data: &Dataset, id: ItemId) -> Item {
    let none = String::new;
    match id {
        ItemId::Person(id) => Item::Person(Person {
            id,
            number: none(),
            name: none(),
            aliases: vec![],
            codes: vec![],
            stints: vec![],
            hired: None,
            left: None,
            prefers: Vec::new(),
        }),
        ItemId::Split(id) => {
            Item::Split(Split { id, name: none(), codes: vec![], shares: vec![], overlays: vec![] })
        }
        ItemId::Product(id) => Item::Product(Product {
            id,
            number: none(),
            name: none(),
            aliases: vec![],
            codes: vec![],
            category: None,
        }),
        ItemId::Category(id) => Item::Category(Category { id, name: none(), parent: None }),
        ItemId::Channel(id) => Item::Channel(Channel { id, name: none(), aliases: vec![], codes: vec![] }),
        ItemId::Territory(id) => {
            Item::Territory(Territory { id, name: none(), aliases: vec![], codes: vec![], parent: None })
        }
        ItemId::Customer(id) => Item::Customer(Customer {
            id,
            number: none(),
            name: none(),
            aliases: vec![],
            codes: vec![],
            sector: none(),
            territory: None,
        }),
        ItemId::Measurement(id) => {
            let mut observed = data.measures.iter().filter(|m| matches!(m.source, Source::Measurements(_)));
            // Where only one measure is observed, nobody need name it.
            let only = observed.next().filter(|_| observed.next().is_none());
            Item::Measurement(Measurement {
                id,
                measure: only.map_or(MeasureId(Uuid::nil()), |m| m.id),
                subject: Subject::Company,
                span: Span::day(Date::MIN),
                value: Decimal::ZERO,
                sample: None,
                source: none(),
            })
        }
        other => {
            let id = match other {
                ItemId::Team(id) => id,
                _ => crate::domain::id::TeamId(Uuid::nil()),
            };
            Item::Team(Team { id, name: none(), parent: None, lead: None })
        }
    }
}
