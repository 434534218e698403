//! What must hold for an entity before a command may put it into the dataset, and before one may leave it.

mod taken;
mod uses;

pub use uses::{appraised, frozen_references, records_of, removable};

use crate::domain::dataset::{Changes, Dataset, Entity, Item, ItemId, Table};
use crate::domain::org::{Person, Split};
use crate::domain::scorecard::{Assigned, Curve, Scorecard};
use crate::domain::target::Subject;
use crate::domain::workspace::Workspace;
use crate::state::check::taken::Taken;
use crate::state::command::{CommandError, Field, Why};
use crate::state::kpis;
use rust_decimal::Decimal;
use std::collections::HashSet;

/// Checks every entity that the changes add or replace, as the dataset will be afterwards.
///
/// # Errors
/// [`CommandError::Invalid`] for the first that is wrong.
pub fn changed(dataset: &Dataset, changes: &Changes) -> Result<(), CommandError> {
    match faults(dataset, changes)?.into_iter().next() {
        None => Ok(()),
        Some((id, field, why)) => Err(CommandError::Invalid { item: Some(id), field, why }),
    }
}

/// Every entity that the changes add or replace and that may not be so, with the first thing wrong with it. Of several
/// that are called the same, the last may stay once the others are taken out, so it is not among them.
///
/// The work grows with the tables and the changes, not with their product.
///
/// # Errors
/// [`CommandError::Missing`] where the changes do not fit the dataset.
pub fn faults(dataset: &Dataset, changes: &Changes) -> Result<Vec<(ItemId, Field, Why)>, CommandError> {
    let after = dataset.apply(changes).map_err(|_| CommandError::Missing)?;
    let items = changes.items();
    let mut taken = Taken::default();
    let mut out = Vec::new();
    for entity in &items {
        // Claims are looked up in any case: a refused entity has to let go of them.
        let unclaimed = taken.check(&after, entity);
        if let Err((field, why)) = item(&after, entity).and(unclaimed) {
            out.push((entity.id(), field, why));
            taken.release(entity);
        }
    }
    Ok(out)
}

type Verdict = Result<(), (Field, Why)>;

/// What must hold for one entity besides that nobody else claims what it does ([`Taken`]).
fn item(data: &Dataset, item: &Item) -> Verdict {
    match item {
        Item::Person(e) => person(data, e),
        Item::Team(e) => {
            name(&e.name)?;
            exists(e.lead.is_none_or(|p| data.people.get(p).is_some()), Field::Subject)?;
            tree(&data.teams, e.id, e.parent, |t| t.parent)
        }
        Item::Split(e) => split(data, e),
        Item::Category(e) => {
            name(&e.name)?;
            tree(&data.categories, e.id, e.parent, |c| c.parent)
        }
        Item::Product(e) => {
            name(&e.name)?;
            exists(e.category.is_none_or(|c| data.categories.get(c).is_some()), Field::Parent)
        }
        Item::Channel(e) => name(&e.name),
        Item::Territory(e) => {
            name(&e.name)?;
            tree(&data.territories, e.id, e.parent, |t| t.parent)
        }
        Item::Customer(e) => {
            name(&e.name)?;
            exists(e.territory.is_none_or(|t| data.territories.get(t).is_some()), Field::Parent)
        }
        Item::Measure(e) => {
            key(&e.key)?;
            free(!data.kpis.iter().any(|k| k.key == e.key))
        }
        Item::Kpi(e) => {
            key(&e.key)?;
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
            exists(data.workspace.calendar.span(e.period).is_some(), Field::Day)
        }
        Item::Scorecard(e) => scorecard(data, e),
        Item::Plan(e) => {
            name(&e.name)?;
            exists(e.assigned.iter().all(|a| assigned_exists(data, a)), Field::Subject)
        }
        // Moves and people of a scenario may be gone: it is shown without them.
        Item::PlanScenario(e) => {
            name(&e.name)?;
            exists(data.plans.get(e.plan).is_some(), Field::Subject)
        }
        Item::PlanVersion(e) => exists(data.plans.get(e.plan.id).is_some(), Field::Subject),
        Item::Acknowledgement(e) => {
            exists(data.versions.get(e.version).is_some(), Field::Number)?;
            exists(data.people.get(e.person).is_some(), Field::Subject)
        }
        Item::Agreement(e) => {
            exists(data.plans.get(e.plan).is_some(), Field::Number)?;
            exists(data.people.get(e.person).is_some(), Field::Subject)
        }
        Item::PayRun(e) => exists(data.versions.get(e.version).is_some(), Field::Number),
        Item::Dispute(e) => {
            exists(data.plans.get(e.plan).is_some(), Field::Number)?;
            exists(data.people.get(e.person).is_some(), Field::Subject)?;
            filled(&e.text)?;
            e.answer.as_ref().map_or(Ok(()), |a| filled(&a.text))
        }
        Item::Adjustment(e) => {
            exists(data.plans.get(e.plan).is_some(), Field::Number)?;
            exists(data.people.get(e.person).is_some(), Field::Subject)?;
            filled(&e.reason)
        }
        Item::Award(e) => {
            exists(data.plans.get(e.plan).is_some(), Field::Number)?;
            exists(data.people.get(e.person).is_some(), Field::Subject)
        }
        Item::Segment(_) => Ok(()),
        // Steps of an appraisal check what they change (`engine::appraisal::process`).
        Item::Standard(_)
        | Item::Cycle(_)
        | Item::Appraisal(_)
        | Item::Review(_)
        | Item::Development(_)
        | Item::Proposal(_)
        | Item::Feedback(_) => Ok(()),
    }
}

fn person(data: &Dataset, person: &Person) -> Verdict {
    name(&person.name)?;
    ordered(person.hired.zip(person.left).is_none_or(|(h, l)| h <= l), Field::Left)?;
    let starts: Vec<_> = person.stints.iter().map(|s| s.from).collect();
    ordered(starts.windows(2).all(|w| w.first() < w.last()), Field::Stints)?;
    for stint in &person.stints {
        exists(stint.team.is_none_or(|t| data.teams.get(t).is_some()), Field::Stints)?;
        exists(stint.territory.is_none_or(|t| data.territories.get(t).is_some()), Field::Stints)?;
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
pub fn settings(data: &Dataset, workspace: &Workspace) -> Result<(), CommandError> {
    if workspace.currency != data.workspace.currency && data.record_count() > 0 {
        return Err(CommandError::CurrencyInUse);
    }
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

fn filled(text: &str) -> Verdict {
    if text.trim().is_empty() { Err((Field::Value, Why::Empty)) } else { Ok(()) }
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
