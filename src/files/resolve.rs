//! Distinct names of a file to entities of the dataset: proposals, and the codes and entities that follow from them.
//!
//! A proposal never merges silently: what differs in more than spaces, case and punctuation is only pointed out.

mod codes;
mod propose;

pub use codes::{ResolveError, Resolved, resolve};
pub use propose::propose;

use crate::domain::dataset::Dataset;
use crate::domain::id::Uuid;
use crate::files::columns::Confidence;
use crate::files::messages::Dimension;
use std::collections::BTreeMap;

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
