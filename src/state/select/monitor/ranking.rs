//! People or teams by a KPI, each with its target.

use super::{Lens, target_of};
use crate::domain::id::KpiId;
use crate::domain::{Dataset, Decimal};
use crate::engine::gap::Gap;
use crate::engine::insight;
use crate::engine::measure::{Axis, Key};
use crate::engine::target::Targets;

/// One member.
#[derive(Clone, Debug, PartialEq)]
pub struct Rank {
    /// Who.
    pub key: Key,
    /// Where they stand.
    pub gap: Gap,
    /// The value in the period compared with, up to the same day.
    pub before: Option<Decimal>,
}

/// The members that have a value or a target, the largest first.
pub fn ranking(lens: Lens, kpi: KpiId, axis: Axis) -> Vec<Rank> {
    let (Some(kpi), Some(now)) =
        (lens.data.kpis.get(kpi), if axis == Axis::Team { lens.by_team(kpi) } else { lens.by_person() })
    else {
        return Vec::new();
    };
    let before = lens.figures(vec![kpi.id], lens.view.before.map(|(_, s)| s), Some(axis), None);
    let targets = Targets::new(lens.data);
    let mut all: Vec<Rank> = now
        .cube
        .rows
        .iter()
        .filter(|key| belongs(lens.data, lens, **key))
        .map(|key| {
            let actual = now.get(kpi.id, Some(*key), None);
            let target = target_of(&targets, kpi, *key, lens);
            let before = before.as_ref().and_then(|b| b.get(kpi.id, Some(*key), None));
            Rank { key: *key, gap: lens.standing(kpi, actual, target), before }
        })
        .filter(|r| r.gap.actual.is_some_and(|a| !a.is_zero()) || r.gap.target.is_some())
        .collect();
    all.sort_by_key(|r| std::cmp::Reverse(r.gap.actual));
    all
}

/// Whether a member belongs into the view: within the chosen teams and people, and employed at some time in the period.
pub(super) fn belongs(data: &Dataset, lens: Lens, key: Key) -> bool {
    let (filter, span) = (&lens.view.filter, lens.view.span);
    match key {
        Key::Person(id) => data.people.get(id).is_some_and(|person| {
            let day = person.left.map_or(span.to, |l| l.min(span.to));
            let chosen = filter.people.is_empty() || filter.people.contains(&id);
            let in_team = filter.teams.is_empty() || insight::is_in(data, person, &filter.teams, day);
            chosen
                && in_team
                && person.hired.is_none_or(|h| h <= span.to)
                && person.left.is_none_or(|l| l >= span.from)
        }),
        Key::Team(id) => filter.teams.is_empty() || filter.teams.contains(&id),
        Key::None => true,
        _ => false,
    }
}
