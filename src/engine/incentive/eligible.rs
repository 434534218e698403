//! Whom a plan is for: the most specific assignment wins, person before team before role before everybody.

use crate::domain::Dataset;
use crate::domain::id::TeamId;
use crate::domain::incentive::Plan;
use crate::domain::org::Person;
use crate::domain::scorecard::Assigned;
use crate::engine::incentive::version;
use jiff::civil::Date;

/// Whether a plan pays a person on a date. Another plan whose version in force names the person more closely, or as
/// closely and took effect later, takes precedence; what is not published takes nobody. Somebody who has left is judged by
/// their last day.
pub fn pays(data: &Dataset, plan: &Plan, person: &Person, date: Date) -> bool {
    let asked = date;
    let date = person.left.map_or(date, |left| left.min(date));
    let Some(own) = rank(data, version::on(data, plan, date), person, (asked, date)) else { return false };
    let mut others = version::all_in_force(data, date).filter(|p| p.id != plan.id);
    !others.any(|other| rank(data, other, person, (asked, date)).is_some_and(|theirs| theirs > own))
}

/// The plan that pays a person on a date, as it is in force then. Where no published plan does, the draft that would: of a
/// plan that was never published.
pub fn payer<'a>(data: &'a Dataset, person: &Person, date: Date) -> Option<&'a Plan> {
    let asked = date;
    let date = person.left.map_or(date, |left| left.min(date));
    let of = |plan: &'a Plan| Some((rank(data, plan, person, (asked, date))?, plan));
    let published = version::all_in_force(data, date).filter_map(of).max_by_key(|(rank, _)| *rank);
    let never = |plan: &&Plan| data.versions.iter().all(|v| v.plan.id != plan.id);
    let drafts = || data.plans.iter().map(AsRef::as_ref).filter(never).filter_map(of).max_by_key(|(r, _)| *r);
    published.or_else(drafts).map(|(_, plan)| plan)
}

/// What decides between plans that name a person.
type Rank = (u8, Date, crate::domain::id::PlanId);

/// How closely a plan names a person on the day that decides; `None` where it does not, or is over on the day asked.
fn rank(data: &Dataset, plan: &Plan, person: &Person, (asked, date): (Date, Date)) -> Option<Rank> {
    if plan.terms.until.is_some_and(|last| last < asked) {
        return None;
    }
    Some((closeness(data, plan, person, date)?, plan.effective, plan.id))
}

/// How closely a plan names a person; `None` where it does not.
fn closeness(data: &Dataset, plan: &Plan, person: &Person, date: Date) -> Option<u8> {
    plan.assigned.iter().filter(|a| holds(plan, a, date)).filter_map(|a| names(data, a, person, date)).max()
}

/// Whether a plan names a person on a date, whoever pays them.
pub fn names_on(data: &Dataset, plan: &Plan, person: &Person, date: Date) -> bool {
    closeness(data, plan, person, date).is_some()
}

/// Whether an assignment of a plan holds on a date: always, unless the plan names its days.
fn holds(plan: &Plan, assigned: &Assigned, date: Date) -> bool {
    let mut own = plan.terms.dates.iter().filter(|d| d.whom == *assigned).peekable();
    own.peek().is_none() || own.any(|d| d.holds(date))
}

/// The days on which it may change whom a plan pays, for reasons of the plan and of those that compete with it.
pub(super) fn borders<'a>(data: &'a Dataset, plan: &'a Plan) -> impl Iterator<Item = Date> + 'a {
    let published = data.versions.iter().map(|v| &v.plan);
    let after = |day: Option<Date>| day.and_then(|d| d.tomorrow().ok());
    published.chain([plan]).flat_map(move |p| {
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
