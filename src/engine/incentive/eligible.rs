//! Whom a plan is for: the most specific assignment wins, person before team before role before everybody.

use crate::domain::Dataset;
use crate::domain::id::TeamId;
use crate::domain::incentive::Plan;
use crate::domain::org::Person;
use crate::domain::scorecard::Assigned;
use jiff::civil::Date;

/// Whether a plan pays a person on a date. Another plan of the dataset that names the person more closely, or as
/// closely and took effect later, takes precedence. Somebody who has left is judged by their last day.
pub fn pays(data: &Dataset, plan: &Plan, person: &Person, date: Date) -> bool {
    if plan.terms.until.is_some_and(|last| last < date) {
        return false;
    }
    let asked = date;
    let date = person.left.map_or(date, |left| left.min(date));
    let Some(own) = closeness(data, plan, person, date) else { return false };
    let mut others = data
        .plans
        .iter()
        .filter(|p| p.id != plan.id && p.effective <= date && p.terms.until.is_none_or(|last| asked <= last));
    !others.any(|other| {
        closeness(data, other, person, date)
            .is_some_and(|theirs| (theirs, other.effective, other.id) > (own, plan.effective, plan.id))
    })
}

/// How closely a plan names a person; `None` where it does not.
fn closeness(data: &Dataset, plan: &Plan, person: &Person, date: Date) -> Option<u8> {
    plan.assigned.iter().filter(|a| holds(plan, a, date)).filter_map(|a| names(data, a, person, date)).max()
}

/// Whether an assignment of a plan holds on a date: always, unless the plan names its days.
fn holds(plan: &Plan, assigned: &Assigned, date: Date) -> bool {
    let mut own = plan.terms.dates.iter().filter(|d| d.whom == *assigned).peekable();
    own.peek().is_none() || own.any(|d| d.holds(date))
}

/// The days on which it may change whom a plan pays, for reasons of the plan and of those that compete with it.
pub(super) fn borders<'a>(data: &'a Dataset, plan: &'a Plan) -> impl Iterator<Item = Date> + 'a {
    let others = data.plans.iter().map(|p| &**p).filter(|p| p.id != plan.id);
    let after = |day: Option<Date>| day.and_then(|d| d.tomorrow().ok());
    others.chain([plan]).flat_map(move |p| {
        let dates = p.terms.dates.iter().flat_map(move |d| [d.from, after(d.to)]);
        dates.chain([Some(p.effective), after(p.terms.until)]).flatten()
    })
}

/// How closely an assignment names a person on a date; `None` where it does not.
pub(super) fn names(data: &Dataset, assigned: &Assigned, person: &Person, date: Date) -> Option<u8> {
    let stint = person.stint_on(date);
    match assigned {
        Assigned::Everybody => Some(0),
        Assigned::Role(role) => stint.is_some_and(|s| s.role == *role).then_some(1),
        Assigned::Team(team) => stint.and_then(|s| s.team).and_then(|own| depth(data, own, *team)),
        Assigned::Person(id) => (*id == person.id).then_some(u8::MAX),
    }
}

/// Place of the entry that names a person most closely on a date; between equals the first.
pub(super) fn closest<T>(
    data: &Dataset,
    list: &[(Assigned, T)],
    person: &Person,
    date: Date,
) -> Option<usize> {
    let mut best = None;
    for (at, (assigned, _)) in list.iter().enumerate() {
        let Some(rank) = names(data, assigned, person, date) else { continue };
        if best.is_none_or(|(_, known)| rank > known) {
            best = Some((at, rank));
        }
    }
    best.map(|(at, _)| at)
}

/// Two and more for a team at or above the own one: the nearest has the highest number.
fn depth(data: &Dataset, own: TeamId, wanted: TeamId) -> Option<u8> {
    let mut here = Some(own);
    for steps in 0..100_u8 {
        match here {
            Some(team) if team == wanted => return Some(u8::MAX - 1 - steps),
            Some(team) => here = data.teams.get(team).and_then(|t| t.parent),
            None => return None,
        }
    }
    None
}
