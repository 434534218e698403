//! Distinct names of a file to entities of the dataset: proposals, and the codes and entities that follow from them.
//!
//! A proposal never merges silently: what differs in more than spaces, case and punctuation is only pointed out.

use crate::domain::catalogue::{Category, Channel, Customer, Product, Territory};
use crate::domain::dataset::{Dataset, Item};
use crate::domain::id::{
    CategoryId, ChannelId, CustomerId, PersonId, ProductId, SplitId, TeamId, TerritoryId, Uuid,
};
use crate::domain::org::Person;
use crate::domain::workspace::Counters;
use crate::files::columns::Confidence;
use crate::files::messages::{Dimension, Name, NameColumn};
use crate::files::value::text::{distance, fold};
use std::collections::{BTreeMap, HashMap};

/// An entity that a name can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its number; empty where it has none.
    pub number: String,
    /// Other spellings.
    pub aliases: Vec<String>,
}

/// What a name of a file means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// An entity that does not exist yet.
    New,
    /// An entity that exists; a different spelling becomes its alias.
    Existing(Uuid),
    /// The same as another name of the column, by place; a different spelling becomes its alias.
    SameAs(usize),
    /// Nothing: the cells count as empty.
    Nothing,
}

/// A name with its proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// What it means.
    pub target: Target,
    /// How sure that is.
    pub confidence: Confidence,
    /// What it might also mean: near spellings, with the name to show.
    pub near: Vec<(Target, String)>,
}

/// Names beyond which near spellings are not searched: pairs compared.
const MOST_PAIRS: usize = 4_000_000;

/// Proposes what each name means.
pub fn propose(names: &[Name], known: &[Known]) -> Vec<Match> {
    let mut numbers: HashMap<String, Uuid> = HashMap::new();
    let mut exact: HashMap<&str, Uuid> = HashMap::new();
    let mut folded: HashMap<String, Uuid> = HashMap::new();
    for k in known {
        if !k.number.is_empty() {
            numbers.entry(fold(&k.number)).or_insert(k.id);
        }
        for name in std::iter::once(&k.name).chain(&k.aliases) {
            exact.entry(name.trim()).or_insert(k.id);
            folded.entry(fold(name)).or_insert(k.id);
        }
    }
    let search = names.len().saturating_mul(known.len() + names.len()) <= MOST_PAIRS;
    let known_folded: Vec<(Uuid, &str, String)> =
        known.iter().map(|k| (k.id, k.name.as_str(), fold(&k.name))).collect();
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut fresh: Vec<(usize, &str, String)> = Vec::new();
    let mut out = Vec::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        let settled = |target, confidence| Match { target, confidence, near: Vec::new() };
        let shown = if name.name.is_empty() { &name.number } else { &name.name };
        let key = fold(shown);
        let by_number = (!name.number.is_empty()).then(|| numbers.get(&fold(&name.number))).flatten();
        let found = if let Some(id) = by_number.or_else(|| exact.get(shown.trim())) {
            settled(Target::Existing(*id), Confidence::Certain)
        } else if let Some(id) = numbers.get(&key) {
            // A column of numbers under a heading that promises names.
            settled(Target::Existing(*id), Confidence::Certain)
        } else if let Some(id) = folded.get(&key).filter(|_| !key.is_empty()) {
            settled(Target::Existing(*id), Confidence::Likely)
        } else if let Some(other) =
            first.get(&key).filter(|o| !key.is_empty() && same_number(names.get(**o), name))
        {
            settled(Target::SameAs(*other), Confidence::Likely)
        } else {
            let mut near = Vec::new();
            if search {
                near.extend(
                    known_folded
                        .iter()
                        .filter(|(_, _, f)| is_near(&key, f))
                        .map(|(id, n, _)| (Target::Existing(*id), (*n).to_owned())),
                );
                near.extend(
                    fresh
                        .iter()
                        .filter(|(_, _, f)| is_near(&key, f))
                        .map(|(n, text, _)| (Target::SameAs(*n), (*text).to_owned())),
                );
            }
            fresh.push((at, shown, key.clone()));
            let confidence = if near.is_empty() { Confidence::Certain } else { Confidence::Likely };
            Match { target: Target::New, confidence, near }
        };
        first.entry(key).or_insert(at);
        out.push(found);
    }
    out
}

fn same_number(a: Option<&Name>, b: &Name) -> bool {
    a.is_some_and(|a| a.number.is_empty() || b.number.is_empty() || a.number == b.number)
}

/// Whether two folded names are so near that one may be a slip of the other. Digits make a difference: GTX 500 is no GTX
/// 600; short names differ by more than a slip.
fn is_near(a: &str, b: &str) -> bool {
    let length = a.chars().count().min(b.chars().count());
    let wide = !a.is_ascii();
    let most = match length {
        0..=2 => return false,
        3..=4 if !wide => return false,
        n if n < 9 => 1,
        _ => 2,
    };
    let digits = |t: &str| t.chars().filter(char::is_ascii_digit).collect::<String>();
    a != b && distance(a, b, most).is_some() && digits(a) == digits(b)
}

/// The entities of a dimension.
pub fn known(data: &Dataset, dimension: Dimension) -> Vec<Known> {
    macro_rules! list {
        ($table:ident) => {
            data.$table
                .iter()
                .map(|e| Known {
                    id: e.id.0,
                    name: e.name.clone(),
                    number: String::new(),
                    aliases: e.aliases.clone(),
                })
                .collect()
        };
        ($table:ident, number) => {
            data.$table
                .iter()
                .map(|e| Known {
                    id: e.id.0,
                    name: e.name.clone(),
                    number: e.number.clone(),
                    aliases: e.aliases.clone(),
                })
                .collect()
        };
    }
    let plain = |id: Uuid, name: &str| Known {
        id,
        name: name.to_owned(),
        number: String::new(),
        aliases: Vec::new(),
    };
    match dimension {
        Dimension::Person => {
            let mut all: Vec<Known> = list!(people, number);
            all.extend(data.splits.iter().map(|s| plain(s.id.0, &s.name)));
            all
        }
        Dimension::Product => list!(products, number),
        Dimension::Customer => list!(customers, number),
        Dimension::Channel => list!(channels),
        Dimension::Territory => list!(territories),
        Dimension::Team => data.teams.iter().map(|t| plain(t.id.0, &t.name)).collect(),
        Dimension::Measure => Vec::new(),
    }
}

/// Why names cannot become codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResolveError {
    /// No codes are left in this dimension.
    Full(Dimension),
    /// A choice names an entity that no longer exists.
    Gone(Dimension),
}

/// What follows from the choices.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// Per dimension the code of every local code, zero ("none") first.
    pub codes: BTreeMap<Dimension, Vec<u32>>,
    /// Per dimension the id of every name, by place.
    pub ids: BTreeMap<Dimension, Vec<Option<Uuid>>>,
    /// Entities to add or to change (aliases, categories).
    pub items: Vec<Item>,
    /// The counters afterwards.
    pub next: Counters,
}

/// Turns choices into codes and entities.
///
/// # Errors
/// [`ResolveError`]
pub fn resolve(
    data: &Dataset,
    columns: &[NameColumn],
    matches: &BTreeMap<Dimension, Vec<Match>>,
    new_id: &dyn Fn() -> Uuid,
) -> Result<Resolved, ResolveError> {
    let mut out = Resolved { next: data.workspace.next, ..Resolved::default() };
    let mut categories = Categories::new(data);
    for column in columns {
        let none = Vec::new();
        let chosen = matches.get(&column.dimension).unwrap_or(&none);
        resolve_column(data, column, chosen, &mut out, &mut categories, new_id)?;
    }
    out.items.extend(categories.fresh.into_iter().map(Item::Category));
    Ok(out)
}

/// Categories by name; new ones are made once.
struct Categories {
    by_name: HashMap<String, CategoryId>,
    fresh: Vec<Category>,
}

impl Categories {
    fn new(data: &Dataset) -> Categories {
        let by_name = data.categories.iter().map(|c| (fold(&c.name), c.id)).collect();
        Categories { by_name, fresh: Vec::new() }
    }

    fn id(&mut self, name: &str, new_id: &dyn Fn() -> Uuid) -> Option<CategoryId> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        let fresh = &mut self.fresh;
        Some(*self.by_name.entry(fold(name)).or_insert_with(|| {
            let id = CategoryId(new_id());
            fresh.push(Category { id, name: name.to_owned(), parent: None });
            id
        }))
    }
}

/// An entity being made or changed, in the shape all dimensions share.
struct Draft {
    id: Uuid,
    code: u32,
    aliases: Vec<String>,
    number: Option<String>,
    category: Option<CategoryId>,
    name: String,
    fresh: bool,
}

fn resolve_column(
    data: &Dataset,
    column: &NameColumn,
    chosen: &[Match],
    out: &mut Resolved,
    categories: &mut Categories,
    new_id: &dyn Fn() -> Uuid,
) -> Result<(), ResolveError> {
    let dimension = column.dimension;
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_id: HashMap<Uuid, usize> = HashMap::new();
    let mut of_name: Vec<Option<usize>> = Vec::with_capacity(column.names.len());
    // Names that stand for others of the column come in a second pass: those may follow them.
    for pass in [false, true] {
        for (at, name) in column.names.iter().enumerate() {
            let target = chosen.get(at).map_or(Target::New, |m| m.target);
            if matches!(target, Target::SameAs(_)) != pass {
                if !pass {
                    of_name.push(None);
                }
                continue;
            }
            let category =
                (dimension == Dimension::Product).then(|| categories.id(&name.category, new_id)).flatten();
            let shown = if name.name.is_empty() { &name.number } else { &name.name };
            let draft = match target {
                Target::Nothing => None,
                Target::SameAs(other) => of_name.get(other).copied().flatten(),
                Target::New => {
                    drafts.push(Draft {
                        id: new_id(),
                        code: take_code(&mut out.next, dimension).ok_or(ResolveError::Full(dimension))?,
                        aliases: Vec::new(),
                        number: Some(name.number.clone()),
                        category,
                        name: shown.trim().to_owned(),
                        fresh: true,
                    });
                    Some(drafts.len() - 1)
                }
                Target::Existing(id) => {
                    let at = match by_id.get(&id) {
                        Some(at) => *at,
                        None => {
                            let (code, name) =
                                existing(data, dimension, id).ok_or(ResolveError::Gone(dimension))?;
                            drafts.push(Draft {
                                id,
                                code,
                                aliases: Vec::new(),
                                number: None,
                                category: None,
                                name,
                                fresh: false,
                            });
                            by_id.insert(id, drafts.len() - 1);
                            drafts.len() - 1
                        }
                    };
                    Some(at)
                }
            };
            if let Some(draft) = draft.and_then(|at| drafts.get_mut(at)) {
                let spelling = name.name.trim();
                if !spelling.is_empty()
                    && spelling != draft.name
                    && !draft.aliases.iter().any(|a| a == spelling)
                {
                    draft.aliases.push(spelling.to_owned());
                }
                draft.category = draft.category.or(category);
                if draft.number.as_ref().is_none_or(String::is_empty) && !name.number.is_empty() {
                    draft.number = Some(name.number.clone());
                }
            }
            if pass {
                if let Some(slot) = of_name.get_mut(at) {
                    *slot = draft;
                }
            } else {
                of_name.push(draft);
            }
        }
    }
    let pick = |at: &Option<usize>| at.and_then(|at| drafts.get(at));
    let codes = std::iter::once(0).chain(of_name.iter().map(|at| pick(at).map_or(0, |d| d.code)));
    out.codes.insert(dimension, codes.collect());
    out.ids.insert(dimension, of_name.iter().map(|at| pick(at).map(|d| d.id)).collect());
    out.items.extend(drafts.into_iter().filter_map(|d| item(data, dimension, d)));
    Ok(())
}

fn take_code(next: &mut Counters, dimension: Dimension) -> Option<u32> {
    macro_rules! take {
        ($field:ident) => {{
            let code = next.$field;
            next.$field = code.checked_add(1)?;
            Some(u32::from(code))
        }};
    }
    match dimension {
        Dimension::Person => take!(credit),
        Dimension::Product => take!(product),
        Dimension::Customer => take!(customer),
        Dimension::Channel => take!(channel),
        Dimension::Territory => take!(territory),
        Dimension::Team | Dimension::Measure => Some(0),
    }
}

/// Code and name of an existing entity.
fn existing(data: &Dataset, dimension: Dimension, id: Uuid) -> Option<(u32, String)> {
    macro_rules! of {
        ($table:ident, $id:ident) => {
            data.$table.get($id(id)).map(|e| (e.codes.first().map_or(0, |c| u32::from(*c)), e.name.clone()))
        };
    }
    match dimension {
        Dimension::Person => of!(people, PersonId).or_else(|| of!(splits, SplitId)),
        Dimension::Product => of!(products, ProductId),
        Dimension::Customer => of!(customers, CustomerId),
        Dimension::Channel => of!(channels, ChannelId),
        Dimension::Territory => of!(territories, TerritoryId),
        Dimension::Team => data.teams.get(TeamId(id)).map(|t| (0, t.name.clone())),
        Dimension::Measure => Some((0, String::new())),
    }
}

fn item(data: &Dataset, dimension: Dimension, draft: Draft) -> Option<Item> {
    let Draft { id, code, aliases, number, category, name, fresh } = draft;
    let narrow = || u16::try_from(code).ok();
    let add = |had: &[String]| {
        let mut all = had.to_vec();
        all.extend(aliases.iter().filter(|a| !had.contains(a)).cloned());
        all
    };
    macro_rules! changed {
        ($table:ident, $id:ident) => {
            changed!($table, $id, |_e: &mut _| {})
        };
        ($table:ident, $id:ident, $more:expr) => {{
            let before = data.$table.get($id(id))?;
            let mut after = before.as_ref().clone();
            after.aliases = add(&before.aliases);
            $more(&mut after);
            (after != **before).then(|| Item::from(after))
        }};
    }
    let given = number.unwrap_or_default();
    match (dimension, fresh) {
        (Dimension::Person, true) => Some(Item::from(Person {
            id: PersonId(id),
            number: given,
            name,
            aliases,
            codes: vec![narrow()?],
            stints: Vec::new(),
            hired: None,
            left: None,
        })),
        (Dimension::Product, true) => Some(Item::from(Product {
            id: ProductId(id),
            number: given,
            name,
            aliases,
            codes: vec![code],
            category,
        })),
        (Dimension::Customer, true) => Some(Item::from(Customer {
            id: CustomerId(id),
            number: given,
            name,
            aliases,
            codes: vec![code],
            sector: String::new(),
            territory: None,
        })),
        (Dimension::Channel, true) => {
            Some(Item::from(Channel { id: ChannelId(id), name, aliases, codes: vec![narrow()?] }))
        }
        (Dimension::Territory, true) => Some(Item::from(Territory {
            id: TerritoryId(id),
            name,
            aliases,
            codes: vec![narrow()?],
            parent: None,
        })),
        (Dimension::Person, false) => changed!(people, PersonId),
        (Dimension::Product, false) => {
            changed!(products, ProductId, |p: &mut Product| p.category = p.category.or(category))
        }
        (Dimension::Customer, false) => changed!(customers, CustomerId),
        (Dimension::Channel, false) => changed!(channels, ChannelId),
        (Dimension::Territory, false) => changed!(territories, TerritoryId),
        // Teams and measures are made with the rows that name them.
        (Dimension::Team | Dimension::Measure, _) => None,
    }
}

/// For every code of an entity that has several, the one that stands for it.
pub fn canonical(data: &Dataset) -> BTreeMap<Dimension, BTreeMap<u32, u32>> {
    let mut out: BTreeMap<Dimension, BTreeMap<u32, u32>> = BTreeMap::new();
    macro_rules! several {
        ($dimension:ident, $table:ident) => {
            for entity in data.$table.iter() {
                if let [first, others @ ..] = entity.codes.as_slice() {
                    let map = out.entry(Dimension::$dimension).or_default();
                    map.extend(others.iter().map(|o| (u32::from(*o), u32::from(*first))));
                }
            }
        };
    }
    several!(Person, people);
    several!(Person, splits);
    several!(Product, products);
    several!(Customer, customers);
    several!(Channel, channels);
    several!(Territory, territories);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> Vec<Name> {
        list.iter().map(|n| Name { name: (*n).to_owned(), rows: 1, ..Name::default() }).collect()
    }

    fn entity(n: u128, name: &str, number: &str, aliases: &[&str]) -> Known {
        Known {
            id: Uuid::from_u128(n),
            name: name.into(),
            number: number.into(),
            aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
        }
    }

    #[test]
    fn proposes_what_names_mean() {
        let known = [
            entity(1, "GTX Pro", "", &[]),
            entity(2, "Technology", "T7", &["Tech"]),
            entity(3, "陳怡君", "E01", &[]),
            entity(4, "GTX 500", "", &[]),
        ];
        let existing = |n| Target::Existing(Uuid::from_u128(n));
        let cases: &[(&str, Target, Confidence, &[Target])] = &[
            ("GTX Pro", existing(1), Confidence::Certain, &[]),
            ("GTXPro", existing(1), Confidence::Likely, &[]),
            ("Tech", existing(2), Confidence::Certain, &[]),
            ("T7", existing(2), Confidence::Certain, &[]),
            ("technolgy", Target::New, Confidence::Likely, &[existing(2)]),
            ("陳怡均", Target::New, Confidence::Likely, &[existing(3)]),
            ("GTX 600", Target::New, Confidence::Certain, &[]),
            ("Somebody else", Target::New, Confidence::Certain, &[]),
        ];
        for (name, target, confidence, near) in cases {
            let got = propose(&names(&[name]), &known).remove(0);
            let targets: Vec<Target> = got.near.iter().map(|n| n.0).collect();
            assert_eq!(
                (got.target, got.confidence, targets.as_slice()),
                (*target, *confidence, *near),
                "{name}"
            );
        }
    }

    #[test]
    fn names_of_one_file_are_compared_with_each_other() {
        let got = propose(&names(&["Acme Corp", "ACME CORP.", "Acme Corpp"]), &[]);
        assert_eq!(got[0].target, Target::New);
        assert_eq!((got[1].target, got[1].confidence), (Target::SameAs(0), Confidence::Likely));
        assert_eq!((got[2].target, got[2].near.len()), (Target::New, 1));
    }
}
