//! What must hold for an entity before a command may put it into the dataset, and before one may leave it.

use crate::domain::dataset::{Changes, Dataset, Entity, Item, ItemId, Table};
use crate::domain::org::{Person, Split};
use crate::domain::scorecard::{Assigned, Curve, Scorecard};
use crate::domain::target::Subject;
use crate::domain::workspace::Workspace;
use crate::state::command::{CommandError, Field, Why};
use crate::state::kpis;
use rust_decimal::Decimal;
use std::collections::HashSet;

/// Checks every entity that the changes add or replace, as the dataset will be afterwards.
///
/// # Errors
/// [`CommandError::Invalid`] for the first that is wrong.
pub fn changed(dataset: &Dataset, changes: &Changes) -> Result<(), CommandError> {
    let after = dataset.apply(changes).map_err(|_| CommandError::Missing)?;
    for entity in changes.items() {
        item(&after, &entity).map_err(|(field, why)| CommandError::Invalid {
            item: Some(entity.id()),
            field,
            why,
        })?;
    }
    Ok(())
}

type Verdict = Result<(), (Field, Why)>;

fn item(data: &Dataset, item: &Item) -> Verdict {
    match item {
        Item::Person(e) => person(data, e),
        Item::Team(e) => {
            name(&e.name)?;
            unique(
                &data.teams,
                e.id,
                Field::Name,
                |t| (t.parent == e.parent).then_some(t.name.as_str()),
                &e.name,
            )?;
            exists(e.lead.is_none_or(|p| data.people.get(p).is_some()), Field::Subject)?;
            tree(&data.teams, e.id, e.parent, |t| t.parent)
        }
        Item::Split(e) => split(data, e),
        Item::Category(e) => {
            name(&e.name)?;
            unique(
                &data.categories,
                e.id,
                Field::Name,
                |c| (c.parent == e.parent).then_some(c.name.as_str()),
                &e.name,
            )?;
            tree(&data.categories, e.id, e.parent, |c| c.parent)
        }
        Item::Product(e) => {
            name(&e.name)?;
            unique(&data.products, e.id, Field::Name, |p| Some(p.name.as_str()), &e.name)?;
            unique(&data.products, e.id, Field::Number, |p| Some(p.number.as_str()), &e.number)?;
            exists(e.category.is_none_or(|c| data.categories.get(c).is_some()), Field::Parent)
        }
        Item::Channel(e) => {
            name(&e.name)?;
            unique(&data.channels, e.id, Field::Name, |c| Some(c.name.as_str()), &e.name)
        }
        Item::Territory(e) => {
            name(&e.name)?;
            unique(
                &data.territories,
                e.id,
                Field::Name,
                |t| (t.parent == e.parent).then_some(t.name.as_str()),
                &e.name,
            )?;
            tree(&data.territories, e.id, e.parent, |t| t.parent)
        }
        Item::Customer(e) => {
            name(&e.name)?;
            unique(&data.customers, e.id, Field::Number, |c| Some(c.number.as_str()), &e.number)?;
            unique(
                &data.customers,
                e.id,
                Field::Name,
                |c| (c.number == e.number).then_some(c.name.as_str()),
                &e.name,
            )?;
            exists(e.territory.is_none_or(|t| data.territories.get(t).is_some()), Field::Parent)
        }
        Item::Measure(e) => {
            key(&e.key)?;
            unique(&data.measures, e.id, Field::Number, |m| Some(m.key.as_str()), &e.key)?;
            free(!data.kpis.iter().any(|k| k.key == e.key))
        }
        Item::Kpi(e) => {
            key(&e.key)?;
            unique(&data.kpis, e.id, Field::Number, |k| Some(k.key.as_str()), &e.key)?;
            if e.formula.trim().is_empty() {
                return Err((Field::Formula, Why::Empty));
            }
            if let Some((code, from, to)) = kpis::mistake(data, e) {
                return Err((Field::Formula, Why::Formula(code, from, to)));
            }
            // A KPI may carry the key of the measure it shows, such as `revenue`; no other clash is allowed.
            free(e.formula.trim() == e.key || !data.measures.iter().any(|m| m.key == e.key))
        }
        Item::Measurement(e) => {
            exists(data.measures.get(e.measure).is_some(), Field::Number)?;
            exists(subject_exists(data, e.subject), Field::Subject)?;
            ordered(e.span.from <= e.span.to, Field::Day)
        }
        Item::Target(e) => {
            exists(data.kpis.get(e.kpi).is_some(), Field::Number)?;
            exists(subject_exists(data, e.subject), Field::Subject)?;
            exists(data.workspace.calendar.span(e.period).is_some(), Field::Day)?;
            let twin = |t: &crate::domain::target::Target| {
                (t.kpi, t.subject, t.period, t.level) == (e.kpi, e.subject, e.period, e.level)
            };
            free(!data.targets.iter().any(|t| t.id != e.id && twin(t)))
        }
        Item::Scorecard(e) => scorecard(data, e),
        Item::Plan(e) => {
            name(&e.name)?;
            exists(e.assigned.iter().all(|a| assigned_exists(data, a)), Field::Subject)
        }
        Item::Segment(_) => Ok(()),
    }
}

fn person(data: &Dataset, person: &Person) -> Verdict {
    name(&person.name)?;
    unique(&data.people, person.id, Field::Number, |p| Some(p.number.as_str()), &person.number)?;
    if person.number.is_empty() {
        unique(
            &data.people,
            person.id,
            Field::Name,
            |p| p.number.is_empty().then_some(p.name.as_str()),
            &person.name,
        )?;
    }
    ordered(person.hired.zip(person.left).is_none_or(|(h, l)| h <= l), Field::Left)?;
    let starts: Vec<_> = person.stints.iter().map(|s| s.from).collect();
    ordered(starts.windows(2).all(|w| w.first() < w.last()), Field::Stints)?;
    for stint in &person.stints {
        exists(stint.team.is_none_or(|t| data.teams.get(t).is_some()), Field::Stints)?;
        exists(stint.manager.is_none_or(|m| data.people.get(m).is_some()), Field::Stints)?;
        if stint.manager == Some(person.id) {
            return Err((Field::Stints, Why::Loop));
        }
    }
    let manager = |p: &Person| p.stints.last().and_then(|s| s.manager);
    tree(&data.people, person.id, manager(person), manager).map_err(|(_, why)| (Field::Stints, why))
}

fn split(data: &Dataset, split: &Split) -> Verdict {
    name(&split.name)?;
    unique(&data.splits, split.id, Field::Name, |s| Some(s.name.as_str()), &split.name)?;
    let everybody = split.shares.iter().chain(&split.overlays);
    exists(everybody.clone().all(|(p, _)| data.people.get(*p).is_some()), Field::Shares)?;
    if everybody.clone().any(|(_, share)| *share <= Decimal::ZERO) {
        return Err((Field::Shares, Why::Range));
    }
    hundred(split.shares.iter().map(|(_, share)| *share), Field::Shares)
}

fn scorecard(data: &Dataset, card: &Scorecard) -> Verdict {
    name(&card.name)?;
    exists(card.lines.iter().all(|l| data.kpis.get(l.kpi).is_some()), Field::Number)?;
    exists(card.assigned.iter().all(|a| assigned_exists(data, a)), Field::Subject)?;
    let mut seen = HashSet::new();
    free(card.lines.iter().all(|l| seen.insert(l.kpi)))?;
    if card.lines.iter().any(|l| l.weight < Decimal::ZERO) {
        return Err((Field::Weights, Why::Range));
    }
    hundred(card.lines.iter().map(|l| l.weight), Field::Weights)?;
    for line in &card.lines {
        let points = match &line.curve {
            Curve::Points { points, .. } | Curve::Bands { bands: points, .. } => points,
            Curve::PlusMinus { step, limit, .. } if *step <= Decimal::ZERO || *limit < Decimal::ZERO => {
                return Err((Field::Curve, Why::Range));
            }
            _ => continue,
        };
        if points.is_empty() {
            return Err((Field::Curve, Why::Empty));
        }
        ordered(points.is_sorted_by(|a, b| a.at < b.at), Field::Curve)?;
    }
    if card.bands.iter().any(|b| b.grade.trim().is_empty()) {
        return Err((Field::Bands, Why::Empty));
    }
    ordered(card.bands.is_sorted_by(|a, b| a.from > b.from), Field::Bands)
}

/// Checks settings.
///
/// # Errors
/// [`CommandError::Invalid`].
pub fn settings(workspace: &Workspace) -> Result<(), CommandError> {
    let verdict = name(&workspace.name).and_then(|()| {
        let c = &workspace.calendar;
        let fine =
            (1..=12).contains(&c.fiscal_start) && c.week.iter().any(|w| *w) && workspace.rounding.unit > 0;
        if fine { Ok(()) } else { Err((Field::Value, Why::Range)) }
    });
    verdict.map_err(|(field, why)| CommandError::Invalid { item: None, field, why })
}

/// Whether a subject is there.
pub fn subject_exists(data: &Dataset, subject: Subject) -> bool {
    match subject {
        Subject::Company => true,
        Subject::Team(id) => data.teams.get(id).is_some(),
        Subject::Person(id) => data.people.get(id).is_some(),
        Subject::Territory(id) => data.territories.get(id).is_some(),
        Subject::Customer(id) => data.customers.get(id).is_some(),
        Subject::Product(id) => data.products.get(id).is_some(),
    }
}

fn assigned_exists(data: &Dataset, assigned: &Assigned) -> bool {
    match assigned {
        Assigned::Everybody => true,
        Assigned::Role(role) => !role.is_empty(),
        Assigned::Team(id) => data.teams.get(*id).is_some(),
        Assigned::Person(id) => data.people.get(*id).is_some(),
    }
}

fn name(text: &str) -> Verdict {
    if text.trim().is_empty() { Err((Field::Name, Why::Empty)) } else { Ok(()) }
}

fn key(text: &str) -> Verdict {
    let fine = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if fine { Ok(()) } else { Err((Field::Number, Why::Key)) }
}

fn exists(fine: bool, field: Field) -> Verdict {
    if fine { Ok(()) } else { Err((field, Why::Unknown)) }
}

fn ordered(fine: bool, field: Field) -> Verdict {
    if fine { Ok(()) } else { Err((field, Why::Order)) }
}

fn free(fine: bool) -> Verdict {
    if fine { Ok(()) } else { Err((Field::Number, Why::Taken)) }
}

fn hundred(parts: impl Iterator<Item = Decimal>, field: Field) -> Verdict {
    let total: Decimal = parts.sum();
    if total.round_dp(2) == Decimal::ONE_HUNDRED { Ok(()) } else { Err((field, Why::Total)) }
}

/// Empty texts may repeat: an empty number is no number.
fn unique<T: Entity>(
    table: &Table<T>,
    id: T::Id,
    field: Field,
    text: impl Fn(&T) -> Option<&str>,
    mine: &str,
) -> Verdict {
    let taken = !mine.is_empty() && table.iter().any(|e| e.id() != id && text(e) == Some(mine));
    if taken { Err((field, Why::Taken)) } else { Ok(()) }
}

/// The parent exists, and following parents never comes back.
fn tree<T: Entity>(
    table: &Table<T>,
    id: T::Id,
    parent: Option<T::Id>,
    up: impl Fn(&T) -> Option<T::Id>,
) -> Verdict {
    let mut at = parent;
    for _ in 0..=table.len() {
        let Some(here) = at else { return Ok(()) };
        if here == id {
            return Err((Field::Parent, Why::Loop));
        }
        let entity = table.get(here).ok_or((Field::Parent, Why::Unknown))?;
        at = up(entity);
    }
    Err((Field::Parent, Why::Loop))
}

/// Checks that nothing refers to the entities to be removed, and adds to the changes what goes with them: targets
/// and measurements about them.
///
/// # Errors
/// [`CommandError::InUse`] for the first that is still needed.
pub fn removable(dataset: &Dataset, changes: &mut Changes, ids: &[ItemId]) -> Result<(), CommandError> {
    let about = |subject: Subject| match subject {
        Subject::Company => false,
        Subject::Team(id) => ids.contains(&ItemId::Team(id)),
        Subject::Person(id) => ids.contains(&ItemId::Person(id)),
        Subject::Territory(id) => ids.contains(&ItemId::Territory(id)),
        Subject::Customer(id) => ids.contains(&ItemId::Customer(id)),
        Subject::Product(id) => ids.contains(&ItemId::Product(id)),
    };
    let gone = |id: ItemId| ids.contains(&id);
    for target in dataset.targets.iter().filter(|t| about(t.subject) && !gone(ItemId::Target(t.id))) {
        changes.remove(dataset, ItemId::Target(target.id));
    }
    for m in dataset.measurements.iter().filter(|m| about(m.subject) && !gone(ItemId::Measurement(m.id))) {
        changes.remove(dataset, ItemId::Measurement(m.id));
    }
    let after = dataset.apply(changes).map_err(|_| CommandError::Missing)?;
    for id in ids {
        let records = records_of(dataset, *id);
        let others = references(&after, *id);
        if records + others > 0 {
            return Err(CommandError::InUse { item: *id, records, others });
        }
    }
    Ok(())
}

/// How many sales records carry a code of this entity.
pub fn records_of(data: &Dataset, id: ItemId) -> u64 {
    let blocks = || data.segments.iter().flat_map(|s| &s.blocks).map(|b| &b.facts);
    fn hits<T: PartialEq>(column: &[T], codes: &[T]) -> u64 {
        if codes.is_empty() { 0 } else { column.iter().filter(|c| codes.contains(c)).count() as u64 }
    }
    match id {
        ItemId::Person(id) => {
            data.people.get(id).map_or(0, |e| blocks().map(|f| hits(&f.credit, &e.codes)).sum())
        }
        ItemId::Split(id) => {
            data.splits.get(id).map_or(0, |e| blocks().map(|f| hits(&f.credit, &e.codes)).sum())
        }
        ItemId::Product(id) => {
            data.products.get(id).map_or(0, |e| blocks().map(|f| hits(&f.product, &e.codes)).sum())
        }
        ItemId::Channel(id) => {
            data.channels.get(id).map_or(0, |e| blocks().map(|f| hits(&f.channel, &e.codes)).sum())
        }
        ItemId::Territory(id) => {
            data.territories.get(id).map_or(0, |e| blocks().map(|f| hits(&f.territory, &e.codes)).sum())
        }
        ItemId::Customer(id) => {
            data.customers.get(id).map_or(0, |e| blocks().map(|f| hits(&f.customer, &e.codes)).sum())
        }
        _ => 0,
    }
}

/// How many entities refer to this one, in a dataset that no longer holds it.
fn references(data: &Dataset, id: ItemId) -> u64 {
    fn count<T: Entity>(table: &Table<T>, refers: impl Fn(&T) -> bool) -> u64 {
        table.iter().filter(|e| refers(e)).count() as u64
    }
    let assigned = |list: &[Assigned]| {
        list.iter().any(|a| match a {
            Assigned::Team(t) => id == ItemId::Team(*t),
            Assigned::Person(p) => id == ItemId::Person(*p),
            Assigned::Everybody | Assigned::Role(_) => false,
        })
    };
    let plans = count(&data.plans, |p| assigned(&p.assigned));
    let cards = count(&data.scorecards, |s| assigned(&s.assigned));
    plans
        + cards
        + match id {
            ItemId::Person(id) => {
                count(&data.people, |p| p.stints.iter().any(|s| s.manager == Some(id)))
                    + count(&data.teams, |t| t.lead == Some(id))
                    + count(&data.splits, |s| s.shares.iter().chain(&s.overlays).any(|(p, _)| *p == id))
            }
            ItemId::Team(id) => {
                count(&data.people, |p| p.stints.iter().any(|s| s.team == Some(id)))
                    + count(&data.teams, |t| t.parent == Some(id))
            }
            ItemId::Category(id) => {
                count(&data.products, |p| p.category == Some(id))
                    + count(&data.categories, |c| c.parent == Some(id))
            }
            ItemId::Territory(id) => {
                count(&data.customers, |c| c.territory == Some(id))
                    + count(&data.territories, |t| t.parent == Some(id))
            }
            ItemId::Measure(id) => {
                let key = data.measures.get(id).map(|m| m.key.clone());
                count(&data.measurements, |m| m.measure == id)
                    + key.map_or(0, |key| count(&data.kpis, |k| mentions(&k.formula, &key)))
            }
            ItemId::Kpi(id) => {
                count(&data.targets, |t| t.kpi == id)
                    + count(&data.scorecards, |s| s.lines.iter().any(|l| l.kpi == id))
            }
            _ => 0,
        }
}

/// Whether a formula names a key as a whole word.
fn mentions(formula: &str, key: &str) -> bool {
    formula.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == key)
}
