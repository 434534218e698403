//! Development plans as they are shown: aims with their steps, what is late, and what a plan can grow from.

use crate::domain::appraisal::{Aim, AimStep, Cycle, Development, Origin};
use crate::domain::dataset::Dataset;
use crate::domain::id::{AppraisalId, CompetencyId, CycleId, DevelopmentId, KpiId, PersonId};
use crate::domain::{Date, Decimal};
use crate::engine::appraisal::{Progress, strengths_and_shortfalls};
use std::sync::Arc;

/// Most strengths and most shortfalls offered.
const OFFERED: usize = 3;
/// A KPI that scores below this falls short, 100 being full.
const WEAK: i64 = 80;

/// A person's plans, the newest first.
#[must_use]
pub fn plans(data: &Dataset, person: PersonId) -> Vec<&Arc<Development>> {
    let mut found: Vec<_> = data.developments.iter().filter(|d| d.person == person).collect();
    found.sort_by(|a, b| b.on.cmp(&a.on).then(b.id.cmp(&a.id)));
    found
}

/// How far a plan is, 0 to 100: the mean of its aims; absent where no aim has any progress to tell.
#[must_use]
pub fn reached(plan: &Development) -> Option<Decimal> {
    Progress::equal(plan.aims.iter().map(|a| Progress::Leaf(a.reached())).collect()).reached()
}

/// Steps and aims that should have been done before a day.
#[must_use]
pub fn late(plan: &Development, day: Date) -> usize {
    let step = |s: &&AimStep| s.done.is_none() && s.due.is_some_and(|due| due < day);
    let steps = plan.aims.iter().flat_map(|a| &a.steps).filter(step).count();
    let aim = |a: &&Aim| {
        a.steps.is_empty() && a.due.is_some_and(|due| due < day) && a.reached() != Some(Decimal::ONE_HUNDRED)
    };
    steps + plan.aims.iter().filter(aim).count()
}

/// What a plan can grow from: the newest released result of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Soil {
    /// The appraisal.
    pub appraisal: AppraisalId,
    /// Its cycle.
    pub cycle: CycleId,
    /// The cycle's name.
    pub name: String,
    /// Competencies that fall short, most telling first, with their names.
    pub shortfalls: Vec<(CompetencyId, String)>,
    /// KPIs that fall short, the weakest first.
    pub kpis: Vec<KpiId>,
    /// Competencies to build on, with their names.
    pub strengths: Vec<(CompetencyId, String)>,
}

/// The newest released result of a person, as what a plan can grow from.
#[must_use]
pub fn soil(data: &Dataset, person: PersonId) -> Option<Soil> {
    let calendar = &data.workspace.calendar;
    let from = |c: &Cycle| calendar.span(c.period).map(|s| s.to);
    let released = data.appraisals.iter().filter(|a| a.person == person && a.released.is_some());
    let newest = released.max_by_key(|a| data.cycles.get(a.cycle).map(|c| (from(c), c.id)))?;
    let cycle = data.cycles.get(newest.cycle)?;
    let standard = &cycle.method(newest.standard)?.standard;
    let sheet = &newest.released.as_ref()?.sheet;
    let (strong, weak) = strengths_and_shortfalls(standard, sheet, OFFERED);
    let named = |all: Vec<CompetencyId>| {
        let name = |id| standard.competencies.iter().find(|c| c.id == id).map(|c| c.name.clone());
        all.into_iter().filter_map(|id| Some((id, name(id)?))).collect()
    };
    let mut kpis: Vec<(Decimal, KpiId)> = sheet
        .kpis
        .iter()
        .filter_map(|k| Some((k.score.filter(|s| *s < Decimal::from(WEAK))?, k.kpi)))
        .collect();
    kpis.sort();
    Some(Soil {
        appraisal: newest.id,
        cycle: cycle.id,
        name: cycle.name.clone(),
        shortfalls: named(weak),
        kpis: kpis.into_iter().take(OFFERED).map(|(_, id)| id).collect(),
        strengths: named(strong),
    })
}

/// A plan to begin with: an aim for every shortfall, still without steps. `name_of` names a KPI.
#[must_use]
pub fn begin(
    soil: Option<&Soil>,
    id: DevelopmentId,
    person: PersonId,
    on: Date,
    name_of: &dyn Fn(KpiId) -> String,
) -> Development {
    let aim = |title: String, origin: Origin| Aim { title, origin, ..empty() };
    let weak = soil.map(|s| s.shortfalls.as_slice()).unwrap_or_default();
    let figures = soil.map(|s| s.kpis.as_slice()).unwrap_or_default();
    let weak = weak.iter().map(|(id, name)| aim(name.clone(), Origin::Shortfall(*id)));
    let figures = figures.iter().map(|id| aim(name_of(*id), Origin::Kpi(*id)));
    Development { id, person, appraisal: soil.map(|s| s.appraisal), on, aims: weak.chain(figures).collect() }
}

/// An aim with nothing in it.
#[must_use]
pub fn empty() -> Aim {
    Aim {
        title: String::new(),
        origin: Origin::Own,
        steps: Vec::new(),
        support: String::new(),
        due: None,
        progress: None,
    }
}

/// A plan with an aim put in its place, or added; without it where there is none.
#[must_use]
pub fn with_aim(plan: &Development, at: Option<usize>, aim: Option<Aim>) -> Development {
    let mut after = plan.clone();
    match (at, aim) {
        (Some(at), Some(aim)) => {
            if let Some(own) = after.aims.get_mut(at) {
                *own = aim;
            }
        }
        (Some(at), None) => {
            if at < after.aims.len() {
                after.aims.remove(at);
            }
        }
        (None, Some(aim)) => after.aims.push(aim),
        (None, None) => {}
    }
    after
}

/// A plan with a step done on a day, or no longer done.
#[must_use]
pub fn with_step(plan: &Development, aim: usize, step: usize, done: Option<Date>) -> Development {
    let mut after = plan.clone();
    if let Some(own) = after.aims.get_mut(aim).and_then(|a| a.steps.get_mut(step)) {
        own.done = done;
    }
    after
}

/// The name that an origin goes by in the standard of the plan's appraisal, where it is a competency.
#[must_use]
pub fn competency_name(data: &Dataset, plan: &Development, id: CompetencyId) -> Option<String> {
    let case = plan.appraisal.and_then(|a| data.appraisals.get(a));
    let frozen = case.and_then(|c| data.cycles.get(c.cycle)?.method(c.standard)).map(|m| &m.standard);
    let stored = data.standards.iter().map(AsRef::as_ref);
    let mut all = frozen.into_iter().chain(stored).flat_map(|s| &s.competencies);
    all.find(|c| c.id == id).map(|c| c.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Uuid;
    use crate::engine::appraisal::process::Deed;
    use crate::state::appraisal::calibration::tests::{act, sample_in_calibration};

    #[test]
    fn a_plan_grows_from_the_newest_released_result_and_moves_on() {
        let (mut data, _, day) = sample_in_calibration();
        let person = data
            .people
            .iter()
            .map(|p| p.id)
            .find(|p| {
                plans(&data, *p).is_empty() && soil(&data, *p).is_some_and(|s| !s.shortfalls.is_empty())
            })
            .unwrap();
        let ground = soil(&data, person).unwrap();
        let case = data.appraisals.get(ground.appraisal).unwrap();
        assert!(case.released.is_some() && case.person == person);
        let id = DevelopmentId(Uuid::from_u128(1 << 90));
        let mut plan = begin(Some(&ground), id, person, day, &|_| "KPI".into());
        assert_eq!(plan.aims.len(), ground.shortfalls.len() + ground.kpis.len());
        assert_eq!(plan.aims[0].origin, Origin::Shortfall(ground.shortfalls[0].0));
        assert_eq!(
            competency_name(&data, &plan, ground.shortfalls[0].0),
            Some(ground.shortfalls[0].1.clone())
        );
        assert_eq!(reached(&plan), None, "without steps there is no progress to tell");
        let step = |due| AimStep { text: "read".into(), due: Some(due), done: None };
        let aim = Aim { steps: vec![step(day.yesterday().unwrap()), step(day)], ..plan.aims[0].clone() };
        plan = with_aim(&plan, Some(0), Some(aim));
        assert_eq!((late(&plan, day), reached(&plan)), (1, Some(Decimal::ZERO)));
        plan = with_step(&plan, 0, 0, Some(day));
        assert_eq!((late(&plan, day), reached(&plan)), (0, Some(Decimal::from(50))));
        data = act(&data, Deed::SaveDevelopment(Box::new(plan.clone())), day).unwrap();
        assert_eq!(plans(&data, person).first().map(|p| p.id), Some(id));
        let more = with_aim(&plan, None, Some(Aim { title: "Own".into(), ..empty() }));
        assert_eq!(more.aims.len(), plan.aims.len() + 1);
        assert_eq!(with_aim(&more, Some(plan.aims.len()), None), plan);
    }
}
