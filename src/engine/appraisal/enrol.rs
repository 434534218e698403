//! Who takes part in a cycle, and by which standard.

use crate::domain::appraisal::{Appraisal, Cycle, Standard};
use crate::domain::id::{CycleId, PersonId, StandardId};
use crate::domain::{Dataset, Date};
use crate::engine::score::Reach;

/// The day on which a cycle looks up employment, team and role.
pub fn reference_day(data: &Dataset, cycle: &Cycle) -> Option<Date> {
    cycle.population.on.or_else(|| data.workspace.calendar.span(cycle.period).map(|s| s.to))
}

/// The people a cycle means, in the order of the table.
pub fn population(data: &Dataset, cycle: &Cycle) -> Vec<PersonId> {
    let Some(day) = reference_day(data, cycle) else { return Vec::new() };
    let wanted = &cycle.population;
    let fits = |person: PersonId| Reach::of(data, person, day).is_some_and(|r| r.best(&wanted.who).is_some());
    data.people
        .iter()
        .filter(|p| p.employed_on(day) && !wanted.except.contains(&p.id))
        .filter(|p| wanted.hired_by.is_none_or(|by| p.hired.is_none_or(|h| h <= by)))
        .map(|p| p.id)
        .filter(|p| fits(*p))
        .collect()
}

/// The standard that holds for a person: of the cycle's, the most specifically assigned one; between equals the first in
/// the cycle's order.
pub fn standard_for(data: &Dataset, cycle: &Cycle, person: PersonId) -> Option<StandardId> {
    let reach = Reach::of(data, person, reference_day(data, cycle)?)?;
    let frozen = |id: StandardId| cycle.method(id).map(|m| &m.standard);
    let stored = |id: StandardId| data.standards.get(id).map(AsRef::as_ref);
    let of = |id: &StandardId| -> Option<&Standard> { frozen(*id).or_else(|| stored(*id)) };
    let fitting = cycle.standards.iter().filter_map(|id| Some((reach.best(&of(id)?.assigned)?, *id)));
    fitting.min_by_key(|(rank, _)| *rank).map(|(_, id)| id)
}

/// The grades of a cycle's standards, best first, each once: as the cycle froze them, otherwise as the standards have them.
pub fn grades(data: &Dataset, cycle: &Cycle) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for id in &cycle.standards {
        let own = cycle.method(*id).map(|m| &m.standard);
        let standard = own.or_else(|| data.standards.get(*id).map(AsRef::as_ref));
        for band in standard.iter().flat_map(|s| &s.bands) {
            if !all.contains(&band.grade) {
                all.push(band.grade.clone());
            }
        }
    }
    all
}

/// The manager of a person in a cycle: that of the stint, otherwise the team's lead.
pub fn manager_of(data: &Dataset, cycle: &Cycle, person: PersonId) -> Option<PersonId> {
    let stint = data.people.get(person)?.stint_on(reference_day(data, cycle)?)?;
    let lead = || data.teams.get(stint.team?)?.lead;
    stint.manager.or_else(lead).filter(|m| *m != person)
}

/// Who decides an appeal against a result, whoever runs the cycle aside: the manager's manager.
pub fn decider(data: &Dataset, cycle: &Cycle, case: &Appraisal) -> Option<PersonId> {
    let above = manager_of(data, cycle, case.manager?)?;
    (above != case.person).then_some(above)
}

/// Whether somebody stands above a person in an appraisal: as its manager, or as one above the manager.
pub fn above(data: &Dataset, cycle: &Cycle, case: &Appraisal, who: PersonId) -> bool {
    let mut seen = Vec::new();
    let mut next = case.manager;
    while let Some(manager) = next.filter(|m| !seen.contains(m)) {
        if manager == who {
            return who != case.person;
        }
        seen.push(manager);
        next = manager_of(data, cycle, manager);
    }
    false
}

/// Another cycle of this kind in which a person is appraised for some of the same days.
pub fn overlapping(data: &Dataset, cycle: &Cycle, person: PersonId) -> Option<CycleId> {
    let calendar = &data.workspace.calendar;
    let own = calendar.span(cycle.period)?;
    let clash = |id: CycleId| {
        let Some(other) = data.cycles.get(id).filter(|o| o.id != cycle.id) else { return false };
        let span = calendar.span(other.period);
        other.period.grain() == cycle.period.grain() && span.is_some_and(|s| s.intersect(&own).is_some())
    };
    data.appraisals.iter().filter(|a| a.person == person).map(|a| a.cycle).find(|id| clash(*id))
}
