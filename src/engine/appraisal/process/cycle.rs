//! Standards and cycles: saving, publishing, opening, the phases, closing.

use super::{Ctx, Refusal, reasoned, reviewed, running};
use crate::domain::appraisal::{
    Appraisal, Cycle, CycleState, Development, Method, NominationState, Phase, Receipt, Review, ReviewState,
    Standard, Turn,
};
use crate::domain::dataset::Change;
use crate::domain::id::{AppraisalId, CycleId, PersonId, StandardId};
use crate::domain::scorecard::Scorecard;
use crate::domain::{Changes, Dataset, Decimal};
use crate::engine::appraisal::{
    Finding, box_faults, check_with, grades, grid, guideline_faults, manager_of, overlapping, population,
    reference_day, rule_fault, standard_for,
};
use std::sync::Arc;

/// A draft of a standard, alone or with the scorecard of its figures. What was published is kept; a draft that says the
/// same as the latest version is that version.
pub(super) fn save_standard(
    data: &Dataset,
    standard: &Standard,
    card: Option<&Scorecard>,
) -> Result<Changes, Refusal> {
    let stored = data.standards.get(standard.id);
    let versions = stored.map(|s| published(data, s)).unwrap_or_default();
    let mut draft = Standard {
        version: stored.map_or(0, |s| s.version),
        published: None,
        versions: Vec::new(),
        ..standard.clone()
    };
    let used = draft.quantitative.as_ref().map(|p| p.scorecard);
    let now = card.or_else(|| data.scorecards.get(used?).map(AsRef::as_ref)).filter(|c| Some(c.id) == used);
    if let Some(latest) = versions.last() {
        let as_was = Standard { published: latest.standard.published, ..draft.clone() };
        if as_was == latest.standard && now == latest.scorecard.as_ref() {
            draft = as_was;
        }
    }
    draft.versions = versions;
    let scorecards = card.map(|c| put(data.scorecards.get(c.id), c.clone())).unwrap_or_default();
    Ok(Changes { standards: put(stored, draft), scorecards, ..Changes::default() })
}

/// What was published of a standard. One published before versions were kept is a version too.
fn published(data: &Dataset, stored: &Standard) -> Vec<Method> {
    let mut versions = stored.versions.clone();
    if versions.is_empty() && stored.published.is_some() {
        versions.push(method_of(data, stored));
    }
    versions
}

/// A standard as it is stored, with its scorecard.
fn method_of(data: &Dataset, standard: &Standard) -> Method {
    let card = standard.quantitative.as_ref().and_then(|p| data.scorecards.get(p.scorecard));
    Method { standard: standard.alone(), scorecard: card.map(|c| c.as_ref().clone()) }
}

pub(super) fn publish(data: &Dataset, id: StandardId, ctx: &Ctx) -> Result<Changes, Refusal> {
    let stored = data.standards.get(id).ok_or(Refusal::Missing)?;
    let mut versions = published(data, stored);
    let now = method_of(data, stored);
    let other_figures = versions.last().is_some_and(|latest| latest.scorecard != now.scorecard);
    if stored.published.is_some() && !other_figures {
        return Err(Refusal::NotNow);
    }
    usable(&now)?;
    let version = stored.version.saturating_add(1);
    let after = Standard { version, published: Some(ctx.on), ..now.standard };
    versions.push(Method { standard: after.clone(), scorecard: now.scorecard });
    Ok(Changes {
        standards: vec![Change::update(stored, Standard { versions, ..after })],
        ..Changes::default()
    })
}

pub(super) fn remove_standard(data: &Dataset, id: StandardId) -> Result<Changes, Refusal> {
    let stored = data.standards.get(id).ok_or(Refusal::Missing)?;
    if data.cycles.iter().any(|c| c.standards.contains(&id)) {
        return Err(Refusal::InUse(id));
    }
    // Its own figures go with it: a scorecard that is for nobody else.
    let own = stored.quantitative.as_ref().and_then(|p| data.scorecards.get(p.scorecard));
    let uses = |s: &Standard, card| s.quantitative.as_ref().is_some_and(|p| p.scorecard == card);
    let shared = |card| data.standards.iter().any(|s| s.id != id && uses(s, card));
    let own = own.filter(|card| card.assigned.is_empty() && !shared(card.id));
    Ok(Changes {
        standards: vec![Change::remove(stored)],
        scorecards: own.map(Change::remove).into_iter().collect(),
        ..Changes::default()
    })
}

fn usable(method: &Method) -> Result<(), Refusal> {
    let found = check_with(&method.standard, method.scorecard.as_ref());
    match found.into_iter().find(Finding::refuses) {
        Some(finding) => Err(Refusal::BadStandard(method.standard.id, finding)),
        None => Ok(()),
    }
}

fn put<T: crate::domain::dataset::Entity>(before: Option<&Arc<T>>, after: T) -> Vec<Change<T>> {
    match before {
        Some(before) if **before == after => Vec::new(),
        Some(before) => vec![Change::update(before, after)],
        None => vec![Change::add(after)],
    }
}

/// A cycle by itself: a name, a period, phases in order with sharing among them, and a guideline that adds up.
fn sound(data: &Dataset, cycle: &Cycle) -> Result<(), Refusal> {
    let ordered = cycle.stages.is_sorted_by(|a, b| a.phase < b.phase);
    let shared = cycle.stages.iter().any(|s| s.phase == Phase::Share);
    let days =
        cycle.stages.iter().all(|s| s.from <= s.to) && cycle.stages.is_sorted_by(|a, b| a.from <= b.from);
    let dated = data.workspace.calendar.span(cycle.period).is_some_and(|s| s.from <= s.to);
    if cycle.name.trim().is_empty() || !ordered || !shared || !days || !dated {
        return Err(Refusal::BadCycle);
    }
    let weights = cycle.formed_from.iter().map(|f| f.weight).fold(Decimal::ZERO, Decimal::saturating_add);
    let formed = cycle
        .formed_from
        .iter()
        .all(|f| f.weight >= Decimal::ZERO && f.cycle != cycle.id && data.cycles.get(f.cycle).is_some());
    let total = weights.round_dp(2) == Decimal::ONE_HUNDRED;
    let fine = cycle.formed_from.is_empty() || (formed && total);
    if !fine {
        return Err(Refusal::BadCycle);
    }
    if let Some(fault) = cycle.boxes.as_ref().and_then(|b| box_faults(b).into_iter().next()) {
        return Err(Refusal::BadBoxes(fault));
    }
    let Some(guideline) = &cycle.guideline else { return Ok(()) };
    let grades = grades(data, cycle);
    let grades: Vec<&str> = grades.iter().map(String::as_str).collect();
    match guideline_faults(guideline, &grades).into_iter().next() {
        Some(fault) => Err(Refusal::BadGuideline(fault)),
        None => Ok(()),
    }
}

pub(super) fn save(data: &Dataset, cycle: &Cycle) -> Result<Changes, Refusal> {
    let Some(stored) = data.cycles.get(cycle.id) else {
        let after = Cycle {
            state: CycleState::Draft,
            sealed: false,
            methods: Vec::new(),
            turns: Vec::new(),
            ..cycle.clone()
        };
        sound(data, &after)?;
        ruled(&after)?;
        return Ok(Changes { cycles: vec![Change::add(after)], ..Changes::default() });
    };
    let after = match stored.state {
        CycleState::Closed => return Err(Refusal::Closed),
        CycleState::Draft => Cycle {
            state: CycleState::Draft,
            sealed: stored.sealed,
            methods: Vec::new(),
            funds: stored.funds.clone(),
            turns: stored.turns.clone(),
            ..cycle.clone()
        },
        CycleState::Running(_) => running_edit(data, stored, cycle)?,
    };
    sound(data, &after)?;
    if after.rules != stored.rules {
        ruled(&after)?;
    }
    Ok(Changes { cycles: put(Some(stored), after), ..Changes::default() })
}

/// Rules that say what they mean.
fn ruled(cycle: &Cycle) -> Result<(), Refusal> {
    rule_fault(&cycle.rules).map_or(Ok(()), |fault| Err(Refusal::BadRules(fault)))
}

/// What may change while a cycle runs.
fn running_edit(data: &Dataset, stored: &Arc<Cycle>, wanted: &Cycle) -> Result<Cycle, Refusal> {
    let phases = |c: &Cycle| c.stages.iter().map(|s| s.phase).collect::<Vec<_>>();
    let method = stored.methods != wanted.methods || stored.formed_from != wanted.formed_from;
    if method && reviewed(data, stored.id) {
        return Err(Refusal::MethodFrozen);
    }
    let fixed = stored.period == wanted.period
        && stored.standards == wanted.standards
        && stored.population == wanted.population
        && phases(stored) == phases(wanted);
    let same = |m: &Method| wanted.methods.iter().any(|w| w.standard.id == m.standard.id);
    if !fixed || stored.methods.len() != wanted.methods.len() || !stored.methods.iter().all(same) {
        return Err(Refusal::NotNow);
    }
    let released = data.appraisals.iter().any(|a| a.cycle == stored.id && a.released.is_some());
    if released && method {
        return Err(Refusal::Released);
    }
    for method in &wanted.methods {
        usable(method)?;
    }
    Ok(Cycle {
        state: stored.state,
        sealed: stored.sealed,
        funds: stored.funds.clone(),
        turns: stored.turns.clone(),
        ..wanted.clone()
    })
}

pub(super) fn remove(data: &Dataset, id: CycleId) -> Result<Changes, Refusal> {
    let stored = data.cycles.get(id).ok_or(Refusal::Missing)?;
    let named = data.cycles.iter().any(|c| c.formed_from.iter().any(|f| f.cycle == id));
    match stored.state {
        CycleState::Closed => Err(Refusal::Closed),
        CycleState::Draft if !named => {
            Ok(Changes { cycles: vec![Change::remove(stored)], ..Changes::default() })
        }
        CycleState::Draft | CycleState::Running(_) => Err(Refusal::NotNow),
    }
}

pub(super) fn open(data: &Dataset, id: CycleId, ctx: &Ctx) -> Result<Changes, Refusal> {
    let stored = data.cycles.get(id).ok_or(Refusal::Missing)?;
    match stored.state {
        CycleState::Draft => {}
        CycleState::Running(_) => return Err(Refusal::NotNow),
        CycleState::Closed => return Err(Refusal::Closed),
    }
    sound(data, stored)?;
    let mut methods = Vec::new();
    let day = reference_day(data, stored).ok_or(Refusal::BadCycle)?;
    for standard in &stored.standards {
        let standard = data.standards.get(*standard).ok_or(Refusal::Missing)?;
        let in_force = match standard.published {
            Some(_) if standard.versions.is_empty() => Some(method_of(data, standard)),
            _ => standard.in_force(day).cloned(),
        };
        let method = in_force.ok_or(Refusal::Unpublished(standard.id))?;
        usable(&method)?;
        methods.push(method);
    }
    let people = population(data, stored);
    let first = stored.after(None).filter(|_| !people.is_empty() && !methods.is_empty());
    let first = first.ok_or(Refusal::BadCycle)?;
    let mut after = Cycle { methods, ..Cycle::clone(stored) };
    turn(&mut after, CycleState::Running(first), "", ctx);
    let mut appraisals = Vec::new();
    for person in people {
        appraisals.push(Change::add(appraisal(data, &after, person, ctx)?));
    }
    Ok(Changes { cycles: vec![Change::update(stored, after)], appraisals, ..Changes::default() })
}

/// A new appraisal of a person.
pub(super) fn appraisal(
    data: &Dataset,
    cycle: &Cycle,
    person: PersonId,
    ctx: &Ctx,
) -> Result<Appraisal, Refusal> {
    let twice = data.appraisals.iter().any(|a| a.cycle == cycle.id && a.person == person);
    if twice || overlapping(data, cycle, person).is_some() {
        return Err(Refusal::Duplicate(person));
    }
    let standard = standard_for(data, cycle, person).ok_or(Refusal::NoStandard(person))?;
    Ok(Appraisal {
        id: AppraisalId((ctx.new_id)()),
        cycle: cycle.id,
        person,
        standard,
        manager: manager_of(data, cycle, person),
        nominations: Vec::new(),
        merges: Vec::new(),
        potential: None,
        adjustments: Vec::new(),
        released: None,
        meeting: None,
        receipt: Receipt::Waiting,
        appeal: None,
    })
}

fn turn(cycle: &mut Cycle, to: CycleState, reason: &str, ctx: &Ctx) {
    cycle.state = to;
    if matches!(to, CycleState::Running(phase) if phase >= Phase::Calibrate) {
        cycle.sealed = true;
    }
    cycle.turns.push(Turn { on: ctx.on, to, reason: reason.trim().to_owned() });
}

pub(super) fn advance(data: &Dataset, id: CycleId, ctx: &Ctx) -> Result<Changes, Refusal> {
    let (stored, phase) = running(data, id)?;
    let next = stored.after(Some(phase)).ok_or(Refusal::NotNow)?;
    if phase == Phase::Calibrate && blocked(data, stored, ctx) {
        return Err(Refusal::Guideline);
    }
    if next >= Phase::Calibrate {
        let drafts = drafts(data, id);
        if drafts > 0 {
            return Err(Refusal::Unfinished { drafts, unreleased: 0, waiting: 0, appeals: 0 });
        }
    }
    let mut after = Cycle::clone(stored);
    turn(&mut after, CycleState::Running(next), "", ctx);
    Ok(Changes { cycles: vec![Change::update(stored, after)], ..Changes::default() })
}

/// Whether the guideline keeps calibration from ending.
fn blocked(data: &Dataset, cycle: &Cycle, ctx: &Ctx) -> bool {
    cycle.guideline.is_some() && grid(data, cycle, ctx.on).spread.is_some_and(|s| s.blocked)
}

fn drafts(data: &Dataset, cycle: CycleId) -> usize {
    let own = |id| data.appraisals.get(id).is_some_and(|a| a.cycle == cycle);
    let draft = |r: &Review| matches!(r.state, ReviewState::Draft) && own(r.appraisal);
    data.reviews.iter().filter(|r| draft(r)).count()
}

pub(super) fn back(data: &Dataset, id: CycleId, reason: &str, ctx: &Ctx) -> Result<Changes, Refusal> {
    let (stored, phase) = running(data, id)?;
    reasoned(reason)?;
    let own = || data.appraisals.iter().filter(|a| a.cycle == id);
    if own().any(|a| a.released.is_some()) {
        return Err(Refusal::Released);
    }
    let mut after = Cycle::clone(stored);
    let mut changes = Changes::default();
    match stored.before(phase) {
        Some(before) => turn(&mut after, CycleState::Running(before), reason, ctx),
        None if reviewed(data, id) => return Err(Refusal::MethodFrozen),
        None => {
            // In preparation nobody is enrolled: opening again enrols whoever is meant then.
            changes.appraisals = own().map(Change::remove).collect();
            let here = |id: AppraisalId| data.appraisals.get(id).is_some_and(|a| a.cycle == stored.id);
            let plans = data.developments.iter().filter(|d| d.appraisal.is_some_and(here));
            changes.developments = plans
                .map(|d| Change::update(d, Development { appraisal: None, ..Development::clone(d) }))
                .collect();
            after.methods = Vec::new();
            after.sealed = false;
            turn(&mut after, CycleState::Draft, reason, ctx);
        }
    }
    changes.cycles.push(Change::update(stored, after));
    Ok(changes)
}

pub(super) fn close(data: &Dataset, id: CycleId, ctx: &Ctx) -> Result<Changes, Refusal> {
    let (stored, phase) = running(data, id)?;
    if stored.after(Some(phase)).is_some() {
        return Err(Refusal::NotNow);
    }
    let own = || data.appraisals.iter().filter(|a| a.cycle == id);
    let over = stored.stages.last().is_some_and(|s| s.to < ctx.on);
    let silent = |a: &Appraisal| a.receipt == Receipt::Waiting && a.released.is_some() && !a.appealing();
    let waiting = own().filter(|a| silent(a)).count();
    let drafts = drafts(data, id);
    let unreleased = own().filter(|a| a.released.is_none()).count();
    let appeals = own().filter(|a| a.appealing()).count();
    let waiting = if over { 0 } else { waiting };
    if drafts + unreleased + waiting + appeals > 0 {
        return Err(Refusal::Unfinished { drafts, unreleased, waiting, appeals });
    }
    let mut after = Cycle::clone(stored);
    turn(&mut after, CycleState::Closed, "", ctx);
    let quiet = own().filter(|a| silent(a)).map(|a| {
        let receipt = Receipt::Silent { on: ctx.on };
        Change::update(a, Appraisal { receipt, ..Appraisal::clone(a) })
    });
    Ok(Changes {
        cycles: vec![Change::update(stored, after)],
        appraisals: quiet.collect(),
        ..Changes::default()
    })
}

/// Whether a proposed rater was approved; for the checks of reviews.
pub(super) fn approved(state: &NominationState) -> bool {
    matches!(state, NominationState::Approved)
}
