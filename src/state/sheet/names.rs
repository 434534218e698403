//! Names as people type them, and the entity they mean. Built once for a batch of edits.

use super::{Fault, Table, Words};
use crate::domain::dataset::{Dataset, ItemId};
use crate::domain::kpi::Source;
use crate::domain::target::Subject;
use std::collections::HashMap;

/// What a table's entities are called, each name once: a name that several carry is followed by its number or by what
/// stands above it.
#[must_use]
pub fn options(data: &Dataset, table: Table, words: &Words) -> Vec<(ItemId, String)> {
    let plain: Vec<(ItemId, String, String)> = match table {
        Table::People => {
            data.people.iter().map(|p| (ItemId::Person(p.id), p.name.clone(), p.number.clone())).collect()
        }
        Table::Teams => {
            let above = |id| data.teams.get(id).map(|t| t.name.clone()).unwrap_or_default();
            let teams = data.teams.iter();
            teams
                .map(|t| (ItemId::Team(t.id), t.name.clone(), t.parent.map(above).unwrap_or_default()))
                .collect()
        }
        Table::Categories => {
            let above = |id| data.categories.get(id).map(|t| t.name.clone()).unwrap_or_default();
            let all = data.categories.iter();
            all.map(|t| (ItemId::Category(t.id), t.name.clone(), t.parent.map(above).unwrap_or_default()))
                .collect()
        }
        Table::Territories => {
            let above = |id| data.territories.get(id).map(|t| t.name.clone()).unwrap_or_default();
            let all = data.territories.iter();
            all.map(|t| (ItemId::Territory(t.id), t.name.clone(), t.parent.map(above).unwrap_or_default()))
                .collect()
        }
        Table::Measures => {
            let observed = data.measures.iter().filter(|m| matches!(m.source, Source::Measurements(_)));
            observed.map(|m| (ItemId::Measure(m.id), (words.measure)(m), m.key.clone())).collect()
        }
    };
    let mut count: HashMap<&str, usize> = HashMap::new();
    for (_, name, _) in &plain {
        *count.entry(name.as_str()).or_default() += 1;
    }
    let twice = |name: &str| count.get(name).is_some_and(|n| *n > 1);
    let label = |name: &str, more: &str| {
        if twice(name) && !more.is_empty() { format!("{name} ({more})") } else { name.to_owned() }
    };
    plain.iter().map(|(id, name, more)| (*id, label(name, more))).collect()
}

/// The entities by what they are called; `None` where a name means several.
#[derive(Default)]
pub struct Names {
    refs: HashMap<Table, HashMap<String, Option<ItemId>>>,
    subjects: Option<HashMap<String, Option<Subject>>>,
}

impl Names {
    /// The entity a text means.
    ///
    /// # Errors
    /// [`Fault::Unknown`] or [`Fault::Ambiguous`].
    pub fn find(&mut self, data: &Dataset, table: Table, words: &Words, text: &str) -> Result<ItemId, Fault> {
        let index = self.refs.entry(table).or_insert_with(|| index(data, table, words));
        pick(index, text)
    }

    /// Whom or what a text means; nothing means the company.
    ///
    /// # Errors
    /// [`Fault::Unknown`] or [`Fault::Ambiguous`].
    pub fn subject(&mut self, data: &Dataset, words: &Words, text: &str) -> Result<Subject, Fault> {
        if text.trim().is_empty() {
            return Ok(Subject::Company);
        }
        let index = self.subjects.get_or_insert_with(|| {
            let mut index = HashMap::new();
            for (subject, label) in subjects(data, words) {
                index.insert(fold(&label), Some(subject));
            }
            for (subject, _, name) in named_subjects(data, words) {
                enter(&mut index, &name, subject);
            }
            index
        });
        pick(index, text)
    }
}

/// Every subject with its full label: `Team · East`.
#[must_use]
pub fn subjects(data: &Dataset, words: &Words) -> Vec<(Subject, String)> {
    let company = (Subject::Company, words.company.to_owned());
    let rest = named_subjects(data, words).map(|(subject, kind, name)| (subject, format!("{kind} · {name}")));
    std::iter::once(company).chain(rest).collect()
}

fn named_subjects<'a>(
    data: &'a Dataset,
    words: &'a Words,
) -> impl Iterator<Item = (Subject, &'static str, String)> + 'a {
    let teams = data.teams.iter().map(|e| (Subject::Team(e.id), words.team, e.name.clone()));
    let people = data.people.iter().map(|e| (Subject::Person(e.id), words.person, e.name.clone()));
    let territories =
        data.territories.iter().map(|e| (Subject::Territory(e.id), words.territory, e.name.clone()));
    let customers = data.customers.iter().map(|e| (Subject::Customer(e.id), words.customer, e.name.clone()));
    let products = data.products.iter().map(|e| (Subject::Product(e.id), words.product, e.name.clone()));
    teams.chain(people).chain(territories).chain(customers).chain(products)
}

fn index(data: &Dataset, table: Table, words: &Words) -> HashMap<String, Option<ItemId>> {
    let mut index = HashMap::new();
    // Other spellings first: a name of its own wins over an alias of another.
    match table {
        Table::People => {
            for p in data.people.iter() {
                for text in p.aliases.iter().chain([&p.number]) {
                    enter(&mut index, text, ItemId::Person(p.id));
                }
            }
        }
        Table::Territories => {
            for t in data.territories.iter() {
                for text in &t.aliases {
                    enter(&mut index, text, ItemId::Territory(t.id));
                }
            }
        }
        Table::Measures => {
            for m in data.measures.iter().filter(|m| matches!(m.source, Source::Measurements(_))) {
                enter(&mut index, &m.key, ItemId::Measure(m.id));
            }
        }
        Table::Teams | Table::Categories => {}
    }
    let mut own = HashMap::new();
    for (id, label) in options(data, table, words) {
        enter(&mut own, &label, id);
        enter(&mut own, &super::name(data, id), id);
    }
    index.extend(own);
    index
}

/// A text that already means something else means nothing certain.
fn enter<T: Copy + PartialEq>(index: &mut HashMap<String, Option<T>>, text: &str, id: T) {
    let text = fold(text);
    if !text.is_empty() {
        index.entry(text).and_modify(|known| *known = known.filter(|k| *k == id)).or_insert(Some(id));
    }
}

fn pick<T: Copy>(index: &HashMap<String, Option<T>>, text: &str) -> Result<T, Fault> {
    match index.get(&fold(text)) {
        Some(Some(id)) => Ok(*id),
        Some(None) => Err(Fault::Ambiguous),
        None => Err(Fault::Unknown),
    }
}

fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}
