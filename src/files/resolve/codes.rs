//! Choices to codes and entities: what is new is made, what is known learns its other spellings.

use super::{Match, Target};
use crate::domain::catalogue::{Category, Channel, Customer, Product, Territory};
use crate::domain::dataset::{Dataset, Item};
use crate::domain::id::{
    CategoryId, ChannelId, CustomerId, PersonId, ProductId, SplitId, TeamId, TerritoryId, Uuid,
};
use crate::domain::org::Person;
use crate::domain::workspace::Counters;
use crate::files::messages::{Dimension, NameColumn};
use crate::files::value::text::fold;
use std::collections::{BTreeMap, HashMap};

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
            prefers: Vec::new(),
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
