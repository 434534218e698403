//! Appraisal standards: one being written, what stands against it, whom it is for, and what it would say about them.

use crate::domain::appraisal::{
    Cycle, CycleState, KpiPart, Method, OutcomeRules, Population, RaterGroup, Scale, Standard,
};
use crate::domain::dataset::{Change, Changes, Dataset};
use crate::domain::id::{CompetencyId, CycleId, KpiId, PersonId, ScorecardId, StandardId, Uuid};
use crate::domain::kpi::Kpi;
use crate::domain::scorecard::{Absent, Assigned, Curve, GradeBand, Scorecard};
use crate::domain::{Date, Decimal, Period};
use crate::engine::appraisal::{Finding, check_with, fairness, standard_for};
use crate::state::ready::{Ready, ReadyWords, ready};
use std::sync::Arc;

/// A ready-made standard with its scorecard, as a draft.
#[must_use]
pub fn begin(which: Ready, words: &ReadyWords, data: &Dataset, new_id: &dyn Fn() -> Uuid) -> Method {
    let kpis: Vec<&Kpi> = data.kpis.iter().map(AsRef::as_ref).collect();
    let (scorecard, mut standard) = ready(which, words, &kpis, new_id);
    // Somebody else's standard for everybody stays theirs until this one is given to people.
    if data.standards.iter().any(|s| s.assigned.contains(&Assigned::Everybody)) {
        standard.assigned = Vec::new();
    }
    Method { standard, scorecard }
}

/// A stored standard as it stands, with its scorecard.
#[must_use]
pub fn stored(data: &Dataset, id: StandardId) -> Option<Method> {
    let standard = data.standards.get(id)?;
    let card = standard.quantitative.as_ref().and_then(|p| data.scorecards.get(p.scorecard));
    Some(Method { standard: standard.alone(), scorecard: card.map(|c| c.as_ref().clone()) })
}

/// How a standard stands towards what was published of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was published yet.
    #[default]
    Draft,
    /// It is the version of this number.
    Published(u32),
    /// It differs from the version of this number, in itself or in its figures.
    Changed(u32),
}

/// How a stored standard stands.
#[must_use]
pub fn standing(data: &Dataset, standard: &Standard) -> Standing {
    if standard.version == 0 {
        return Standing::Draft;
    }
    let card = standard.quantitative.as_ref().and_then(|p| data.scorecards.get(p.scorecard));
    let latest = standard.versions.last();
    let same = latest.is_none_or(|m| m.scorecard.as_ref() == card.map(AsRef::as_ref));
    if standard.published.is_some() && same {
        Standing::Published(standard.version)
    } else {
        Standing::Changed(standard.version)
    }
}

/// A copy of a standard under another name, with figures of its own.
#[must_use]
pub fn copy(method: &Method, name: String, new_id: &dyn Fn() -> Uuid) -> Method {
    let card = method.scorecard.as_ref().map(|card| Scorecard {
        id: ScorecardId(new_id()),
        name: name.clone(),
        assigned: Vec::new(),
        ..card.clone()
    });
    let quantitative = method.standard.quantitative.as_ref().zip(card.as_ref());
    let quantitative = quantitative.map(|(p, card)| KpiPart { weight: p.weight, scorecard: card.id });
    let standard = Standard {
        id: StandardId(new_id()),
        name,
        version: 0,
        published: None,
        assigned: Vec::new(),
        quantitative,
        effective: None,
        versions: Vec::new(),
        ..method.standard.clone()
    };
    Method { standard, scorecard: card }
}

/// A KPI part to begin with: a scorecard without lines, with the standard's grades.
#[must_use]
pub fn empty_card(id: Uuid, name: &str, bands: Vec<GradeBand>) -> Scorecard {
    Scorecard {
        id: ScorecardId(id),
        name: name.to_owned(),
        assigned: Vec::new(),
        lines: Vec::new(),
        bands,
        places: 2,
        absent: Absent::Rescale,
    }
}

/// Other standards that use the same scorecard; what is changed in it changes for them too.
#[must_use]
pub fn sharing(data: &Dataset, standard: StandardId, card: ScorecardId) -> Vec<String> {
    let uses = |s: &Standard| s.quantitative.as_ref().is_some_and(|p| p.scorecard == card);
    let others = data.standards.iter().filter(|s| s.id != standard && uses(s));
    others.map(|s| s.name.clone()).collect()
}

/// The dataset as it would be with a draft in it.
fn with(data: &Dataset, method: &Method) -> Option<Dataset> {
    let mut changes = Changes::default();
    let standard = method.standard.clone();
    changes.standards = vec![match data.standards.get(standard.id) {
        Some(before) => Change::update(before, standard),
        None => Change::add(standard),
    }];
    if let Some(card) = &method.scorecard {
        changes.scorecards = vec![match data.scorecards.get(card.id) {
            Some(before) => Change::update(before, card.clone()),
            None => Change::add(card.clone()),
        }];
    }
    data.apply(&changes).ok()
}

/// A cycle over everybody and all standards, so that each person gets the one that fits best.
fn everybody(data: &Dataset, period: Period) -> Cycle {
    Cycle {
        id: CycleId(Uuid::nil()),
        name: String::new(),
        period,
        population: Population { who: vec![Assigned::Everybody], ..Population::default() },
        standards: data.standards.iter().map(|s| s.id).collect(),
        methods: Vec::new(),
        stages: Vec::new(),
        state: CycleState::Draft,
        sealed: false,
        formed_from: Vec::new(),
        guideline: None,
        boxes: None,
        rules: OutcomeRules::default(),
        funds: None,
        turns: Vec::new(),
    }
}

/// How far a target may lie beyond the person's own history before it is doubtful: half as much again.
const REACH: Decimal = Decimal::from_parts(15, 0, 0, false, 1);

/// A finding with whom or what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What is found; of several of a kind and KPI the first.
    pub finding: Finding,
    /// The KPI.
    pub kpi: Option<KpiId>,
    /// The people.
    pub people: Vec<PersonId>,
}

/// Whom a draft would judge, and what would be unfair to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fairness {
    /// What is doubtful.
    pub doubts: Vec<Doubt>,
    /// The people for whom it would hold in the period.
    pub people: Vec<PersonId>,
}

/// What is wrong with a draft by itself, what keeps it from being used first.
#[must_use]
pub fn checks(method: &Method) -> Vec<Doubt> {
    let mut found = check_with(&method.standard, method.scorecard.as_ref());
    found.sort_by_key(|f| !f.refuses());
    grouped(found)
}

/// As much of a draft as fairness depends on: whom it is for, and which KPIs they are compared with. It stays the same
/// while words, weights and curves are edited.
#[must_use]
pub fn essence(method: &Method) -> Method {
    let mut standard = method.standard.alone();
    standard.name = String::new();
    standard.scale.labels = Vec::new();
    standard.competencies = Vec::new();
    standard.questions = Vec::new();
    standard.groups = Vec::new();
    standard.bands = Vec::new();
    let mut scorecard = method.scorecard.clone();
    for line in scorecard.iter_mut().flat_map(|c| &mut c.lines) {
        (line.weight, line.curve) = (Decimal::ZERO, Curve::Ratio);
        (line.floor, line.cap, line.veto) = (None, None, None);
    }
    Method { standard, scorecard }
}

/// Checks a draft for the people whom it would judge in a period.
#[must_use]
pub fn fair(data: &Dataset, method: &Method, period: Period, as_of: Date) -> Fairness {
    let Some(after) = with(data, method) else { return Fairness::default() };
    let cycle = everybody(&after, period);
    let id = method.standard.id;
    let day = after.workspace.calendar.span(period).map_or(as_of, |s| s.to);
    let here = after.people.iter().filter(|p| p.employed_on(day)).map(|p| p.id);
    let all: Vec<_> = here.filter_map(|p| Some((p, standard_for(&after, &cycle, p)?))).collect();
    let own: Vec<_> = all.iter().filter(|(_, s)| *s == id).copied().collect();
    let mut found = fairness(&after, &cycle, &own, as_of, REACH);
    let role = |p: PersonId| after.people.get(p).and_then(|p| Some(p.stint_on(day)?.role.clone()));
    for (person, _) in all.iter().filter(|(_, s)| *s != id) {
        let Some(theirs) = role(*person).filter(|r| !r.is_empty()) else { continue };
        if own.iter().any(|(p, _)| role(*p).as_ref() == Some(&theirs)) {
            found.push(Finding::RoleDivided(theirs));
        }
    }
    Fairness { doubts: grouped(found), people: own.into_iter().map(|(p, _)| p).collect() }
}

/// The ratings of a scale that have a name or an anchor of their own: all of them where they are few, otherwise its ends.
#[must_use]
pub fn points(scale: &Scale) -> Vec<Decimal> {
    let ends = || vec![scale.low, scale.high];
    if scale.step <= Decimal::ZERO || scale.high <= scale.low {
        return ends();
    }
    let mut all = vec![scale.low];
    while let Some(next) = all.last().and_then(|at| at.checked_add(scale.step)).filter(|n| *n <= scale.high) {
        if all.len() >= 11 {
            return ends();
        }
        all.push(next);
    }
    all
}

/// Findings of one kind about one KPI together, with the people.
fn grouped(found: Vec<Finding>) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> = Vec::new();
    for finding in found {
        let (kpi, person) = match &finding {
            Finding::NoData(kpi, p) | Finding::NoTarget(kpi, p) | Finding::TargetOutsideHistory(kpi, p) => {
                (Some(*kpi), Some(*p))
            }
            Finding::KpiTwice(kpi) => (Some(*kpi), None),
            _ => (None, None),
        };
        let same = |d: &Doubt| {
            let kind = std::mem::discriminant(&d.finding) == std::mem::discriminant(&finding);
            d.finding == finding || (person.is_some() && d.kpi == kpi && kind)
        };
        let known = doubts.iter().position(same);
        match known.and_then(|at| doubts.get_mut(at)) {
            Some(doubt) => doubt.people.extend(person),
            None => doubts.push(Doubt { finding, kpi, people: person.into_iter().collect() }),
        }
    }
    doubts
}

/// A draft in the dataset, for names in the calculation of a try-out.
#[must_use]
pub fn pretended(data: &Arc<Dataset>, method: &Method) -> Arc<Dataset> {
    with(data, method).map_or_else(|| Arc::clone(data), Arc::new)
}

/// Ratings to try a standard with.
pub type Ratings = Vec<(RaterGroup, CompetencyId, Decimal)>;

/// The rating to begin a try-out with: the middle of the scale, as near as it can be given.
#[must_use]
pub fn middle(standard: &Standard) -> Decimal {
    let scale = &standard.scale;
    let half = (scale.high - scale.low) / Decimal::TWO;
    if scale.step <= Decimal::ZERO {
        return scale.low + half;
    }
    scale.low + (half / scale.step).floor() * scale.step
}

/// Every group's ratings of every competency it is asked about: those chosen, otherwise the middle of the scale.
#[must_use]
pub fn ratings(standard: &Standard, chosen: &Ratings) -> Ratings {
    let usual = middle(standard);
    let mut all = Vec::new();
    for terms in &standard.groups {
        for competency in standard.rated_by(terms.group) {
            let own = chosen.iter().rev().find(|(g, c, _)| *g == terms.group && *c == competency.id);
            let value = own.map(|(_, _, v)| *v).filter(|v| standard.scale.allows(*v));
            all.push((terms.group, competency.id, value.unwrap_or(usual)));
        }
    }
    all
}

#[cfg(test)]
#[path = "standards_tests.rs"]
mod tests;
