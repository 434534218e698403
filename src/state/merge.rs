//! Merging two entities of a kind: codes, spellings and references of the second go to the first. No block changes.

use crate::domain::dataset::{Changes, Dataset, Item, ItemId};
use crate::domain::target::Subject;
use crate::state::check::{appraised, frozen_references};
use crate::state::command::CommandError;

/// The changes that make one entity out of two.
///
/// # Errors
/// [`CommandError::NotMergeable`] for different kinds or one entity with itself; [`CommandError::TargetsClash`] where
/// both have a target for the same KPI, period and level; [`CommandError::InUse`] where the second was appraised or rated.
pub fn plan(data: &Dataset, keep: ItemId, gone: ItemId) -> Result<Changes, CommandError> {
    if keep == gone {
        return Err(CommandError::NotMergeable);
    }
    // What is frozen goes on naming whom it named, and whoever was appraised or rated stays.
    let others = frozen_references(data, gone) + appraised(data, gone);
    if others > 0 {
        return Err(CommandError::InUse { item: gone, records: 0, others });
    }
    let (first, second) =
        (data.get(keep).ok_or(CommandError::Missing)?, data.get(gone).ok_or(CommandError::Missing)?);
    let mut changes = Changes::default();
    let (from, to) = match (first, second) {
        (Item::Person(mut a), Item::Person(b)) => {
            if a.prefers.is_empty() {
                a.prefers.clone_from(&b.prefers);
            }
            absorb(&mut a.aliases, &mut a.codes, b.name, b.aliases, b.codes);
            let ids = (Subject::Person(b.id), Subject::Person(a.id));
            changes.put(data, Item::Person(a));
            ids
        }
        (Item::Product(mut a), Item::Product(b)) => {
            absorb(&mut a.aliases, &mut a.codes, b.name, b.aliases, b.codes);
            let ids = (Subject::Product(b.id), Subject::Product(a.id));
            changes.put(data, Item::Product(a));
            ids
        }
        (Item::Customer(mut a), Item::Customer(b)) => {
            absorb(&mut a.aliases, &mut a.codes, b.name, b.aliases, b.codes);
            let ids = (Subject::Customer(b.id), Subject::Customer(a.id));
            changes.put(data, Item::Customer(a));
            ids
        }
        (Item::Territory(mut a), Item::Territory(b)) => {
            absorb(&mut a.aliases, &mut a.codes, b.name, b.aliases, b.codes);
            if a.parent == Some(b.id) {
                a.parent = b.parent;
            }
            let ids = (Subject::Territory(b.id), Subject::Territory(a.id));
            changes.put(data, Item::Territory(a));
            ids
        }
        (Item::Channel(mut a), Item::Channel(b)) => {
            absorb(&mut a.aliases, &mut a.codes, b.name, b.aliases, b.codes);
            changes.put(data, Item::Channel(a));
            (Subject::Company, Subject::Company)
        }
        _ => return Err(CommandError::NotMergeable),
    };
    changes.remove(data, gone);
    if from != to {
        move_figures(data, &mut changes, from, to)?;
        move_references(data, &mut changes, from, to);
    }
    Ok(changes)
}

fn absorb<C>(
    aliases: &mut Vec<String>,
    codes: &mut Vec<C>,
    name: String,
    spellings: Vec<String>,
    more: Vec<C>,
) {
    for text in std::iter::once(name).chain(spellings) {
        if !aliases.contains(&text) {
            aliases.push(text);
        }
    }
    codes.extend(more);
}

fn move_figures(
    data: &Dataset,
    changes: &mut Changes,
    from: Subject,
    to: Subject,
) -> Result<(), CommandError> {
    for t in data.targets.iter().filter(|t| t.subject == from) {
        let twin = |o: &crate::domain::target::Target| {
            o.subject == to && (o.kpi, o.period, o.level) == (t.kpi, t.period, t.level)
        };
        if data.targets.iter().any(|o| twin(o)) {
            return Err(CommandError::TargetsClash);
        }
        changes.put(data, Item::Target(crate::domain::target::Target { subject: to, ..t.as_ref().clone() }));
    }
    for m in data.measurements.iter().filter(|m| m.subject == from) {
        let moved = crate::domain::measurement::Measurement { subject: to, ..m.as_ref().clone() };
        changes.put(data, Item::Measurement(moved));
    }
    Ok(())
}

/// References from other entities. The entity that stays was put already, so it is skipped here.
fn move_references(data: &Dataset, changes: &mut Changes, from: Subject, to: Subject) {
    match (from, to) {
        (Subject::Person(from), Subject::Person(to)) => {
            for p in data.people.iter().filter(|p| p.id != from && p.id != to) {
                let mut p = p.as_ref().clone();
                for stint in p.stints.iter_mut().filter(|s| s.manager == Some(from)) {
                    stint.manager = Some(to);
                }
                changes.put(data, Item::Person(p));
            }
            for t in data.teams.iter().filter(|t| t.lead == Some(from)) {
                let mut t = t.as_ref().clone();
                t.lead = Some(to);
                changes.put(data, Item::Team(t));
            }
            for s in data.splits.iter() {
                let mut s = s.as_ref().clone();
                for (person, _) in s.shares.iter_mut().chain(&mut s.overlays).filter(|(p, _)| *p == from) {
                    *person = to;
                }
                changes.put(data, Item::Split(s));
            }
        }
        (Subject::Territory(from), Subject::Territory(to)) => {
            for t in data.territories.iter().filter(|t| t.parent == Some(from) && t.id != to) {
                let mut t = t.as_ref().clone();
                t.parent = Some(to);
                changes.put(data, Item::Territory(t));
            }
            for c in data.customers.iter().filter(|c| c.territory == Some(from)) {
                let mut c = c.as_ref().clone();
                c.territory = Some(to);
                changes.put(data, Item::Customer(c));
            }
            for p in data.people.iter() {
                let mut p = p.as_ref().clone();
                for stint in p.stints.iter_mut().filter(|s| s.territory == Some(from)) {
                    stint.territory = Some(to);
                }
                changes.put(data, Item::Person(p));
            }
        }
        _ => {}
    }
}
