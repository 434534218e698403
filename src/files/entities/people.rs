//! Rows of people: their stints, and the teams that follow from teams, offices and managers.

use super::{Context, Said, differs, said, set_text};
use crate::domain::dataset::Item;
use crate::domain::id::{PersonId, TeamId, TerritoryId, Uuid};
use crate::domain::org::{Person, Stint, Team};
use crate::files::changed::CellValue;
use crate::files::field::Field;
use crate::files::messages::{Dimension, PlainRow};
use crate::files::plain::team_field;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Stores people and their teams.
pub fn people(context: &mut Context, rows: &[PlainRow]) {
    let teams = teams(context, rows);
    let mut offices: BTreeMap<Uuid, BTreeSet<TerritoryId>> = BTreeMap::new();
    for row in rows {
        let Some(id) =
            context.id(Dimension::Person, row, Some(Field::PersonNumber), Field::Person).map(PersonId)
        else {
            continue;
        };
        let Some(before) = current!(context, Person, people, id) else { continue };
        let mut after = before.clone();
        set_text(&mut after.number, row.get(Field::PersonNumber));
        let date = |field| row.get(field).parse::<Date>().ok();
        after.hired = date(Field::HiredOn).or(after.hired);
        after.left = date(Field::LeftOn).or(after.left);
        let manager =
            context.id(Dimension::Person, row, None, Field::Manager).map(PersonId).filter(|m| *m != id);
        let territory = context.id(Dimension::Territory, row, None, Field::Office).map(TerritoryId);
        if let (Some(manager), Some(territory)) = (manager, territory) {
            offices.entry(manager.0).or_default().insert(territory);
        }
        let stint = Stint {
            from: None,
            team: teams.get(&id.0).copied(),
            role: row.get(Field::Role).to_owned(),
            manager,
            territory,
            ..Stint::default()
        };
        if stint != Stint::default() {
            match after.stints.last_mut() {
                Some(last) => {
                    last.team = stint.team.or(last.team);
                    last.manager = stint.manager.or(last.manager);
                    last.territory = stint.territory.or(last.territory);
                    set_text(&mut last.role, &stint.role);
                }
                None => after.stints.push(stint),
            }
        }
        store!(context, Person, people, before, after, row, person_says);
    }
    // Managers who have no row of their own belong to the team they lead, and to the office where all their people are.
    for (person, team) in teams {
        let id = PersonId(person);
        if let Some(mut after) = current!(context, Person, people, id)
            && after.stints.is_empty()
        {
            let offices = offices.get(&person).filter(|all| all.len() == 1);
            let territory = offices.and_then(|all| all.first()).copied();
            after.stints.push(Stint { team: Some(team), territory, ..Stint::default() });
            context.items.insert(person, Item::Person(after));
        }
    }
}

fn person_says(context: &Context, person: &Person) -> Said {
    let day = |day: Option<Date>| day.map_or(CellValue::Empty, |day| CellValue::Day(day.to_string()));
    let stint = person.stints.last();
    vec![
        (Field::PersonNumber, said(&person.number)),
        (Field::Team, name_of!(context, Team, teams, stint.and_then(|s| s.team))),
        (Field::Role, said(stint.map_or("", |s| s.role.as_str()))),
        (Field::Manager, name_of!(context, Person, people, stint.and_then(|s| s.manager))),
        (Field::Office, name_of!(context, Territory, territories, stint.and_then(|s| s.territory))),
        (Field::HiredOn, day(person.hired)),
        (Field::LeftOn, day(person.left)),
    ]
}

/// Makes the teams that the rows speak of and says who belongs to which.
///
/// A team column with one manager per team makes teams with leads; with several, a team below it for each. Without a team
/// column every manager leads a team, and the teams form the tree of who reports to whom.
fn teams(context: &mut Context, rows: &[PlainRow]) -> BTreeMap<Uuid, TeamId> {
    let field = team_field(rows);
    let person =
        |c: &Context, row: &PlainRow| c.id(Dimension::Person, row, Some(Field::PersonNumber), Field::Person);
    let mut managers: BTreeMap<Option<Uuid>, Vec<Uuid>> = BTreeMap::new();
    for row in rows {
        let team = context.id(Dimension::Team, row, None, field);
        let manager = context.id(Dimension::Person, row, None, Field::Manager);
        let of_team = managers.entry(team).or_default();
        if let Some(m) = manager.filter(|m| !of_team.contains(m)) {
            of_team.push(m);
        }
    }
    let mut led: HashMap<(Option<Uuid>, Uuid), TeamId> = HashMap::new();
    let mut own: BTreeMap<Uuid, TeamId> = BTreeMap::new();
    for (team, leads) in &managers {
        let several = team.is_none() || leads.len() > 1;
        if let Some(id) = team {
            let name = rows
                .iter()
                .find(|r| context.id(Dimension::Team, r, None, field) == Some(*id))
                .map_or("", |r| r.get(field));
            let lead = leads.first().filter(|_| !several).map(|l| PersonId(*l));
            put_team(context, TeamId(*id), name, None, lead);
            if let Some(lead) = lead {
                led.insert((*team, lead.0), TeamId(*id));
                own.entry(lead.0).or_insert(TeamId(*id));
            }
        }
        for lead in leads.iter().filter(|_| several) {
            let id = team_of_lead(context, PersonId(*lead), team.map(TeamId));
            led.insert((*team, *lead), id);
            own.entry(*lead).or_insert(id);
        }
    }
    let mut member: BTreeMap<Uuid, TeamId> = BTreeMap::new();
    for row in rows {
        let Some(id) = person(context, row) else { continue };
        let team = context.id(Dimension::Team, row, None, field);
        let manager = context.id(Dimension::Person, row, None, Field::Manager);
        let under = manager.and_then(|m| led.get(&(team, m)).copied());
        // A lead's team hangs below the team of the lead's own manager.
        if let (Some(mine), Some(above), None) = (own.get(&id), under, team)
            && *mine != above
            && let Some(mut t) = current!(context, Team, teams, *mine)
            && t.parent.is_none()
        {
            t.parent = Some(above);
            context.items.insert(mine.0, Item::Team(t));
        }
        if let Some(team) = own.get(&id).copied().or(under).or(team.map(TeamId)) {
            member.insert(id, team);
        }
    }
    for (lead, team) in own {
        member.entry(lead).or_insert(team);
    }
    member
}

/// Makes a team, or says who leads it and what stands above it where that is not known.
pub fn put_team(
    context: &mut Context,
    id: TeamId,
    name: &str,
    parent: Option<TeamId>,
    lead: Option<PersonId>,
) {
    let before = current!(context, Team, teams, id);
    if before.is_some() && !context.update {
        return;
    }
    let mut team = before.unwrap_or_else(|| Team { id, name: name.to_owned(), parent: None, lead: None });
    team.parent = team.parent.or(parent);
    team.lead = lead.or(team.lead);
    context.items.insert(id.0, Item::Team(team));
}

/// The team a person leads: the one the dataset has, or a new one with the person's name.
fn team_of_lead(context: &mut Context, lead: PersonId, parent: Option<TeamId>) -> TeamId {
    let mut known = context.data.teams.iter().filter(|t| t.lead == Some(lead));
    if let Some(team) = known.find(|t| parent.is_none() || t.parent == parent) {
        return team.id;
    }
    let id = TeamId((context.new_id)());
    let name = current!(context, Person, people, lead).map(|p| p.name).unwrap_or_default();
    put_team(context, id, &name, parent, Some(lead));
    id
}
