//! From choices to changes: names become codes, rows become entities, built blocks become a segment.

use super::{ImportError, Outcome, Prepared};
use crate::domain::dataset::{Change, Changes, Dataset, Item};
use crate::domain::day::Day;
use crate::domain::history::{Label, LabelCode};
use crate::domain::id::SegmentId;
use crate::domain::org::Stint;
use crate::domain::records::{Block, Ints, Segment};
use crate::domain::workspace::Workspace;
use crate::files::columns::Use;
use crate::files::entities::{self, Rows};
use crate::files::field::{Field, Kind};
use crate::files::messages::{Analysis, BuildPlan, Dimension};
use crate::files::resolve::{Match, Resolved, Target, canonical, resolve};
use crate::state::command::Env;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The rows of a file that holds no sales, with and without changes of what exists.
#[derive(Clone, Debug)]
pub struct RowChanges {
    with_updates: Rows,
    without: Rows,
}

/// Works out what can be known before the blocks are built.
pub fn prepare(
    data: &Dataset,
    analysis: &Analysis,
    matches: &BTreeMap<Dimension, Vec<Match>>,
    env: &Env,
) -> Result<Prepared, ImportError> {
    let resolved = resolve(data, &analysis.names, matches, env.new_id).map_err(ImportError::Resolve)?;
    let mut outcome = Outcome { fresh: fresh(analysis, matches), ..Outcome::default() };
    outcome.located = located(data, analysis, &resolved);
    outcome.aliases = aliases(data, &resolved);
    let records = analysis.choices.kind == Kind::Records;
    let rows = (!records).then(|| RowChanges {
        with_updates: entities::rows(data, analysis, &resolved, true, env.new_id),
        without: entities::rows(data, analysis, &resolved, false, env.new_id),
    });
    if let Some(RowChanges { with_updates: r, .. }) = &rows {
        (outcome.added, outcome.same, outcome.changed) = (r.added, r.same, r.changed);
        outcome.examples.clone_from(&r.examples);
        made_beside(&r.changes, r.added, analysis.choices.kind, &mut outcome.fresh);
    }
    let existing: Vec<Arc<Block>> = if records {
        data.segments.iter().flat_map(|s| s.blocks.iter().cloned()).collect()
    } else {
        Vec::new()
    };
    Ok(Prepared { base: data.clone(), resolved, built: None, existing, rows, outcome })
}

/// The plan by which the worker builds blocks; `None` for files that hold no sales.
pub fn build_plan(data: &Dataset, analysis: &Analysis, resolved: &Resolved) -> Option<BuildPlan> {
    (analysis.choices.kind == Kind::Records).then(|| BuildPlan {
        codes: resolved.codes.clone(),
        canonical: canonical(data),
        homes: homes(data, analysis),
    })
}

/// Where the people of credit codes work; empty where the file names territories itself.
pub fn homes(data: &Dataset, analysis: &Analysis) -> BTreeMap<u32, Vec<(u16, u32)>> {
    let mut out = BTreeMap::new();
    if analysis.choices.columns.iter().any(|c| c.used == Use::Field(Field::Territory)) {
        return out;
    }
    let code = |id| data.territories.get(id).and_then(|t| t.codes.first()).map_or(0, |c| u32::from(*c));
    for person in data.people.iter().filter(|p| p.stints.iter().any(|s| s.territory.is_some())) {
        let from = |s: &Stint| s.from.map_or(0, |day| Day::clamped(day).0);
        let stints: Vec<_> = person.stints.iter().map(|s| (from(s), s.territory.map_or(0, code))).collect();
        out.extend(person.codes.iter().map(|c| (u32::from(*c), stints.clone())));
    }
    out
}

/// Whether records take the territory of their seller.
fn located(data: &Dataset, analysis: &Analysis, resolved: &Resolved) -> bool {
    let homes = homes(data, analysis);
    let sellers = resolved.codes.get(&Dimension::Person);
    analysis.choices.kind == Kind::Records
        && sellers.is_some_and(|codes| codes.iter().any(|c| homes.contains_key(c)))
}

/// Counts what rows of people make besides themselves: managers without a row of their own, and teams of managers.
fn made_beside(changes: &Changes, added: u64, kind: Kind, fresh: &mut BTreeMap<Dimension, u64>) {
    if kind != Kind::People {
        return;
    }
    let new_people = changes.people.iter().filter(|c| c.before.is_none()).count() as u64;
    let new_teams = changes.teams.iter().filter(|c| c.before.is_none()).count() as u64;
    for (dimension, count) in
        [(Dimension::Person, new_people.saturating_sub(added)), (Dimension::Team, new_teams)]
    {
        fresh.remove(&dimension);
        if count > 0 {
            fresh.insert(dimension, count);
        }
    }
}

/// How many names become new entities, besides the rows' own.
fn fresh(analysis: &Analysis, matches: &BTreeMap<Dimension, Vec<Match>>) -> BTreeMap<Dimension, u64> {
    let own = match analysis.choices.kind {
        Kind::People => Some(Dimension::Person),
        Kind::Products => Some(Dimension::Product),
        Kind::Customers => Some(Dimension::Customer),
        _ => None,
    };
    matches
        .iter()
        .filter(|(d, _)| Some(**d) != own)
        .map(|(d, m)| (*d, m.iter().filter(|m| m.target == Target::New).count() as u64))
        .filter(|(_, n)| *n > 0)
        .collect()
}

fn aliases(data: &Dataset, resolved: &Resolved) -> u64 {
    let spellings = |item: &Item| match item {
        Item::Person(e) => e.aliases.len(),
        Item::Product(e) => e.aliases.len(),
        Item::Customer(e) => e.aliases.len(),
        Item::Channel(e) => e.aliases.len(),
        Item::Territory(e) => e.aliases.len(),
        _ => 0,
    };
    let more =
        |item: &Item| spellings(item).saturating_sub(data.get(item.id()).as_ref().map_or(0, spellings));
    resolved.items.iter().map(|i| more(i) as u64).sum()
}

/// The changes of the import as one step.
pub fn changes(
    prepared: &Prepared,
    source: &str,
    take_changes: bool,
    env: &Env,
) -> Result<(Label, Changes), ImportError> {
    let data = &prepared.base;
    let (mut changes, count) = match (&prepared.rows, &prepared.built) {
        (Some(RowChanges { with_updates, .. }), _) if take_changes => {
            (with_updates.changes.clone(), with_updates.added + with_updates.changed)
        }
        (Some(RowChanges { without, .. }), _) => (without.changes.clone(), without.added),
        (None, None) => return Err(ImportError::NotReady),
        (None, Some(built)) => {
            let mut changes = Changes::default();
            for item in &prepared.resolved.items {
                changes.put(data, item.clone());
            }
            if !built.blocks.is_empty() {
                let (id, blocks) = (SegmentId((env.new_id)()), built.blocks.clone());
                changes.segments.push(Change::add(Segment { id, source: source.to_owned(), blocks }));
            }
            let changed = if take_changes { prepared.outcome.changed } else { 0 };
            if take_changes {
                swap(prepared, &built.replaced, &mut changes);
            }
            (changes, prepared.outcome.added + changed)
        }
    };
    let shown_digits = shown_digits(data, &changes);
    let after = Workspace { next: prepared.resolved.next, shown_digits, ..data.workspace.as_ref().clone() };
    if after != *data.workspace {
        changes.workspace = Some((Arc::clone(&data.workspace), Arc::new(after)));
    }
    Ok((Label::new(LabelCode::Import, source.to_owned(), count), changes))
}

/// Decimals shown for money: where the first records of a workspace have finer amounts than it shows, all of them, so
/// that totals can be compared with the file to the cent.
fn shown_digits(data: &Dataset, changes: &Changes) -> u32 {
    let workspace = &data.workspace;
    let hidden = workspace.currency.digits().saturating_sub(workspace.shown_digits);
    if hidden == 0 || !data.segments.is_empty() {
        return workspace.shown_digits;
    }
    let step = 10_i64.pow(hidden);
    let blocks = changes.segments.iter().filter_map(|c| c.after.as_ref()).flat_map(|s| &s.blocks);
    let finer =
        |amounts: &Ints| (0..amounts.len()).any(|row| amounts.get(row).is_some_and(|a| a % step != 0));
    if blocks.map(|b| &b.facts.amount).any(finer) {
        workspace.currency.digits()
    } else {
        workspace.shown_digits
    }
}

/// Swaps the blocks that hold changed rows.
fn swap(prepared: &Prepared, replaced: &[(usize, Arc<Block>)], changes: &mut Changes) {
    let new = |(at, new): &(usize, Arc<Block>)| Some((prepared.existing.get(*at)?.id, Arc::clone(new)));
    let by_block: BTreeMap<_, _> = replaced.iter().filter_map(new).collect();
    for segment in prepared.base.segments.iter() {
        if segment.blocks.iter().any(|b| by_block.contains_key(&b.id)) {
            let swapped = |b: &Arc<Block>| Arc::clone(by_block.get(&b.id).unwrap_or(b));
            let blocks = segment.blocks.iter().map(swapped).collect();
            changes.segments.push(Change::update(segment, Segment { blocks, ..segment.as_ref().clone() }));
        }
    }
}
