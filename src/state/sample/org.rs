//! People and teams as entities.

use crate::domain::id::{PersonId, TeamId};
use crate::domain::org::{Person, Stint, Team};
use crate::state::sample::cast::{PARTS, TRANSFER, shift, team};
use crate::state::sample::names::Names;
use crate::state::sample::rng::Ids;
use jiff::civil::Date;

/// Teams and people, in the order of their names.
#[derive(Debug)]
pub struct Org {
    /// The teams, each led by its first person.
    pub teams: Vec<Team>,
    /// The people; codes are places plus one.
    pub people: Vec<Person>,
}

/// Builds the organisation as it stands in the quarter that begins on a date.
pub fn org(names: &Names, quarter: Date, ids: &mut Ids) -> Org {
    let people: Vec<PersonId> = names.people.iter().map(|_| ids.make()).collect();
    let lead = |t: usize| people.get(t * 8).copied();
    let teams: Vec<Team> = names
        .teams
        .iter()
        .enumerate()
        .map(|(at, name)| Team { id: ids.make(), name: (*name).into(), parent: None, lead: lead(at) })
        .collect();
    let team_id = |t: usize| -> Option<TeamId> { teams.get(t).map(|t| t.id) };
    let stint = |person: usize, t: usize, from: Option<Date>| {
        let leads = person.is_multiple_of(8);
        let role = if leads { names.lead } else { names.seller };
        let duties = if leads { &names.duties[1] } else { &names.duties[0] };
        let texts = |all: [&str; 2]| all.map(str::to_owned).to_vec();
        Stint {
            from,
            team: team_id(t),
            role: role.into(),
            manager: lead(t).filter(|_| !leads),
            territory: None,
            responsibilities: texts(duties.responsibilities),
            tasks: texts(duties.tasks),
        }
    };
    let persons = PARTS.iter().zip(&names.people).zip(&people).enumerate().map(|(at, ((part, name), id))| {
        let (hired, left) = part.employed(quarter);
        let (mover, before, days) = TRANSFER;
        let mut stints = vec![stint(at, team(at), None)];
        if at == mover {
            let moved = shift(quarter, -days).first_of_month();
            stints = vec![stint(at, before, None), stint(at, team(at), Some(moved))];
        }
        Person {
            id: *id,
            number: format!("E{:03}", at + 101),
            name: (*name).into(),
            aliases: Vec::new(),
            codes: vec![u16::try_from(at + 1).unwrap_or(0)],
            stints,
            hired: Some(hired),
            left,
            prefers: Vec::new(),
        }
    });
    let people = persons.collect();
    Org { teams, people }
}
