//! What a merge would move, before it is done.

use crate::domain::dataset::{Dataset, ItemId};
use crate::state::check::records_of;
use crate::state::command::CommandError;
use crate::state::merge;

/// What moves from one entity to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Sales records that carry a code of the one that goes.
    pub records: u64,
    /// How many other entities of each table refer to it.
    pub tables: Vec<(&'static str, usize)>,
    /// Spellings that the one that stays gets.
    pub spellings: Vec<String>,
}

/// What merging `gone` into `keep` would move.
///
/// # Errors
/// The [`CommandError`] that the merge would be refused with.
pub fn moves(data: &Dataset, keep: ItemId, gone: ItemId) -> Option<Result<Moves, CommandError>> {
    let changes = match merge::plan(data, keep, gone) {
        Ok(changes) => changes,
        Err(error) => return Some(Err(error)),
    };
    let own = match keep {
        ItemId::Person(_) => "people",
        ItemId::Product(_) => "products",
        ItemId::Customer(_) => "customers",
        ItemId::Territory(_) => "territories",
        ItemId::Channel(_) => "channels",
        _ => "",
    };
    let tables = changes
        .summary()
        .into_iter()
        // Of their own table two entities change anyway: the one that stays and the one that goes.
        .map(|(table, n)| (table, if table == own { n.updated.saturating_sub(1) } else { n.updated }))
        .filter(|(_, n)| *n > 0)
        .collect();
    let before = aliases(data, keep);
    let spellings = data.apply(&changes).ok().map(|after| aliases(&after, keep)).unwrap_or_default();
    let spellings = spellings.into_iter().filter(|text| !before.contains(text)).collect();
    Some(Ok(Moves { records: records_of(data, gone), tables, spellings }))
}

fn aliases(data: &Dataset, id: ItemId) -> Vec<String> {
    match id {
        ItemId::Person(id) => data.people.get(id).map(|e| e.aliases.clone()),
        ItemId::Product(id) => data.products.get(id).map(|e| e.aliases.clone()),
        ItemId::Customer(id) => data.customers.get(id).map(|e| e.aliases.clone()),
        ItemId::Territory(id) => data.territories.get(id).map(|e| e.aliases.clone()),
        ItemId::Channel(id) => data.channels.get(id).map(|e| e.aliases.clone()),
        _ => None,
    }
    .unwrap_or_default()
}
