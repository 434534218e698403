//! Which standard holds for whom: the most specific assignment wins.

use crate::domain::id::{PersonId, TeamId};
use crate::domain::scorecard::{Assigned, Scorecard};
use crate::domain::{Dataset, Date};
use std::sync::Arc;

/// The standard that holds for a person on a day: the most specific assignment wins (person, narrowest team, role,
/// everybody); between equals the first in the order of the table.
pub fn assigned_to(data: &Dataset, person: PersonId, day: Date) -> Option<&Arc<Scorecard>> {
    let reach = Reach::of(data, person, day)?;
    let fitting = data.scorecards.iter().filter_map(|c| Some((reach.best(&c.assigned)?, c)));
    fitting.min_by_key(|(rank, _)| *rank).map(|(_, c)| c)
}

/// What a person is on a day, as far as assignments ask.
pub struct Reach<'a> {
    person: PersonId,
    role: &'a str,
    teams: Vec<TeamId>,
}

impl<'a> Reach<'a> {
    /// The reach of a person; `None` for somebody unknown.
    pub fn of(data: &'a Dataset, person: PersonId, day: Date) -> Option<Reach<'a>> {
        let stint = data.people.get(person)?.stint_on(day);
        let teams = teams_above(data, stint.and_then(|s| s.team));
        Some(Reach { person, role: stint.map_or("", |s| s.role.as_str()), teams })
    }

    /// How specific the most specific fitting assignment is, the smaller the more; `None` where none fits.
    pub fn best(&self, assigned: &[Assigned]) -> Option<usize> {
        assigned.iter().filter_map(|a| self.rank(a)).min()
    }

    fn rank(&self, assigned: &Assigned) -> Option<usize> {
        match assigned {
            Assigned::Person(id) => (*id == self.person).then_some(0),
            Assigned::Team(id) => self.teams.iter().position(|t| t == id).map(|up| 1 + up),
            Assigned::Role(role) => (self.role == role && !role.is_empty()).then_some(usize::MAX - 1),
            Assigned::Everybody => Some(usize::MAX),
        }
    }
}

/// A team and those above it, the narrowest first.
fn teams_above(data: &Dataset, team: Option<TeamId>) -> Vec<TeamId> {
    let mut found = Vec::new();
    let mut at = team;
    while let Some(id) = at.filter(|id| !found.contains(id)) {
        found.push(id);
        at = data.teams.get(id).and_then(|t| t.parent);
    }
    found
}
