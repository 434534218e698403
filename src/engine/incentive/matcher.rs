//! Whether one record, or a deal that might come, answers a filter: for what has to be decided record by record.

use crate::domain::catalogue::{Category, Territory};
use crate::domain::filter::Filter;
use crate::domain::id::{CategoryId, ChannelId, CustomerId, PersonId, ProductId, TeamId, TerritoryId};
use crate::domain::incentive::Rule;
use crate::domain::org::Split;
use crate::domain::{Dataset, Date};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a record or deal is about. `None` where it does not say, which answers no filter of that dimension.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dims {
    /// Product.
    pub product: Option<ProductId>,
    /// Channel.
    pub channel: Option<ChannelId>,
    /// Territory.
    pub territory: Option<TerritoryId>,
    /// Customer.
    pub customer: Option<CustomerId>,
}

/// Whom a credit code means.
pub(super) enum Credit {
    Person(PersonId),
    Split(Arc<Split>),
}

/// Codes of the columns as ids.
pub(super) struct Codes {
    credits: BTreeMap<u16, Credit>,
    products: BTreeMap<u32, ProductId>,
    customers: BTreeMap<u32, CustomerId>,
    channels: BTreeMap<u16, ChannelId>,
    territories: BTreeMap<u16, TerritoryId>,
}

impl Codes {
    pub(super) fn new(data: &Dataset) -> Codes {
        fn by<C: Copy + Ord, I: Copy>(codes: &[C], id: I) -> impl Iterator<Item = (C, I)> {
            codes.iter().map(move |c| (*c, id))
        }
        let mut credits = BTreeMap::new();
        for split in data.splits.iter() {
            split.codes.iter().for_each(|c| drop(credits.insert(*c, Credit::Split(Arc::clone(split)))));
        }
        for person in data.people.iter() {
            person.codes.iter().for_each(|c| drop(credits.insert(*c, Credit::Person(person.id))));
        }
        Codes {
            credits,
            products: data.products.iter().flat_map(|p| by(&p.codes, p.id)).collect(),
            customers: data.customers.iter().flat_map(|c| by(&c.codes, c.id)).collect(),
            channels: data.channels.iter().flat_map(|c| by(&c.codes, c.id)).collect(),
            territories: data.territories.iter().flat_map(|t| by(&t.codes, t.id)).collect(),
        }
    }

    pub(super) fn credit(&self, code: u16) -> Option<&Credit> {
        self.credits.get(&code)
    }

    pub(super) fn dims(&self, product: u32, channel: u16, territory: u16, customer: u32) -> Dims {
        Dims {
            product: self.products.get(&product).copied(),
            channel: self.channels.get(&channel).copied(),
            territory: self.territories.get(&territory).copied(),
            customer: self.customers.get(&customer).copied(),
        }
    }
}

/// An id with those above it, the narrowest first; a circle ends the way.
fn above<I: Copy + PartialEq>(start: Option<I>, parent: impl Fn(I) -> Option<I>) -> Vec<I> {
    let mut found = Vec::new();
    let mut at = start;
    while let Some(id) = at.filter(|id| !found.contains(id)) {
        found.push(id);
        at = parent(id);
    }
    found
}

/// The categories of a product, the narrowest first.
fn categories(data: &Dataset, product: Option<ProductId>) -> Vec<CategoryId> {
    let own = product.and_then(|p| data.products.get(p)).and_then(|p| p.category);
    above(own, |c| data.categories.get(c).and_then(|c: &Arc<Category>| c.parent))
}

/// The teams of a person on a date, the narrowest first.
pub(super) fn teams(data: &Dataset, person: PersonId, date: Date) -> Vec<TeamId> {
    let own = data.people.get(person).and_then(|p| p.team_on(date));
    above(own, |t| data.teams.get(t).and_then(|t| t.parent))
}

/// Whether a record of somebody on a date answers a filter.
pub(super) fn matches(data: &Dataset, filter: &Filter, dims: &Dims, who: PersonId, date: Date) -> bool {
    fn any<T: PartialEq>(wanted: &[T], got: &[T]) -> bool {
        wanted.is_empty() || wanted.iter().any(|w| got.contains(w))
    }
    let territory = |t: TerritoryId| data.territories.get(t).and_then(|t: &Arc<Territory>| t.parent);
    any(&filter.products, dims.product.as_slice())
        && any(&filter.channels, dims.channel.as_slice())
        && any(&filter.customers, dims.customer.as_slice())
        && any(&filter.people, &[who])
        && (filter.territories.is_empty() || any(&filter.territories, &above(dims.territory, territory)))
        && (filter.categories.is_empty() || any(&filter.categories, &categories(data, dims.product)))
        && (filter.teams.is_empty() || any(&filter.teams, &teams(data, who, date)))
}

/// The rule that takes a record: the most specific (product, then category with the narrowest first, then any other
/// dimension, then everything), between equals the first listed. Zero is the component's own table.
pub(super) fn rule(data: &Dataset, rules: &[Rule], dims: &Dims, who: PersonId, date: Date) -> u16 {
    let rank = |rule: &Rule| {
        if !rule.filter.products.is_empty() {
            return (3, 0);
        }
        if !rule.filter.categories.is_empty() {
            let own = categories(data, dims.product);
            let narrow = own.iter().position(|c| rule.filter.categories.contains(c)).unwrap_or(own.len());
            return (2, u16::MAX - u16::try_from(narrow).unwrap_or(u16::MAX));
        }
        (u8::from(!rule.filter.is_all()), 0)
    };
    let mut best = None;
    for (at, one) in rules.iter().enumerate() {
        let rank = rank(one);
        if best.is_none_or(|(_, known)| rank > known) && matches(data, &one.filter, dims, who, date) {
            best = Some((at, rank));
        }
    }
    best.map_or(0, |(at, _)| u16::try_from(at + 1).unwrap_or(u16::MAX))
}
