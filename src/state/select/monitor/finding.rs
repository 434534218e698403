//! The sentence at the top of the monitor page, as data: where the view stands and who makes the difference.

use super::Lens;
use super::ranking::{Rank, ranking};
use crate::domain::id::{KpiId, PersonId, TeamId};
use crate::domain::target::Subject;
use crate::domain::{Decimal, Period};
use crate::engine::gap::Gap;
use crate::engine::insight::{Festival, NEW_HIRE_DAYS};
use crate::engine::measure::{Axis, Key};
use crate::engine::target::Targets;

/// A person who makes up part of a gap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Maker {
    /// Who.
    pub person: PersonId,
    /// How far behind pace, above zero.
    pub behind: Decimal,
    /// Whether the person was hired lately.
    pub new_hire: bool,
}

/// What there is to say.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "one finding a page: a box would save nothing")]
pub enum Finding {
    /// There is no dataset to speak of.
    #[default]
    Nothing,
    /// The workspace holds no counted records.
    NoRecords,
    /// No KPI has been set up.
    NoKpis,
    /// The period has no records under the filter.
    NoData(Period),
    /// The period has not begun on the as-of date.
    NotBegun(Period),
    /// There are figures and no target for them.
    NoTarget {
        /// The KPI.
        kpi: KpiId,
        /// Its value.
        actual: Decimal,
        /// Change against the period compared with, as a ratio.
        change: Option<Decimal>,
        /// Whether no target is made for this choice of records, so that setting one would not help.
        unusual: bool,
    },
    /// Figures and target.
    Standing {
        /// The KPI.
        kpi: KpiId,
        /// Who: the view's own subject, or the team that falls behind most.
        who: Subject,
        /// Where they stand.
        gap: Gap,
        /// Where the whole view stands, where `who` is a part of it.
        whole: Option<Gap>,
        /// The smallest group of people whose distances make up the gap, the farthest behind first.
        makers: Vec<Maker>,
        /// How many people are counted in all.
        people: usize,
        /// Whether the period is over.
        over: bool,
        /// Lunar New Year, where the whole fell against the period compared with and this explains part of it.
        festival: Option<Festival>,
    },
}

/// Most people that are named.
const MOST_MAKERS: usize = 5;

/// What there is to say about a KPI of the view.
pub fn finding(lens: Lens, kpi: KpiId) -> Finding {
    let view = lens.view;
    let Some(kpi) = lens.data.kpis.get(kpi) else { return Finding::NoKpis };
    if crate::state::view::newest_record(lens.data).is_none() {
        return Finding::NoRecords;
    }
    if view.elapsed.is_none() {
        return Finding::NotBegun(view.period);
    }
    let Some(actual) = lens.by_person().and_then(|f| f.at(kpi.id, None, None)) else {
        return Finding::NoData(view.period);
    };
    let target = lens.target(&Targets::new(lens.data), kpi);
    let whole = lens.standing(kpi, Some(actual), target);
    if target.is_none() {
        let before = lens.before().and_then(|f| f.at(kpi.id, None, None));
        let change =
            before.filter(|b| *b > Decimal::ZERO).and_then(|b| actual.checked_sub(b)?.checked_div(b));
        let unusual = lens.subjects().is_none();
        return Finding::NoTarget { kpi: kpi.id, actual, change, unusual };
    }
    let own = match lens.subjects().as_deref() {
        Some([one]) => *one,
        _ => Subject::Company,
    };
    let people = ranking(lens, kpi.id, Axis::Person);
    let over = view.as_of >= view.span.to;
    let worst = worst_team(lens, kpi.id, own);
    let (who, gap) = match worst {
        Some((team, gap)) => (Subject::Team(team), gap),
        None => (own, whole),
    };
    let makers = makers(lens, &people, who, &gap);
    Finding::Standing {
        kpi: kpi.id,
        who,
        gap,
        whole: (who != own).then_some(whole),
        makers,
        people: people.iter().filter(|p| matches!(p.key, Key::Person(_))).count(),
        over,
        festival: festival(lens, kpi.id, actual),
    }
}

/// Lunar New Year as far as it explains a fall against the period compared with, same part against same part.
fn festival(lens: Lens, kpi: KpiId, actual: Decimal) -> Option<Festival> {
    let (elapsed, (_, then)) = (lens.view.elapsed?, lens.view.before?);
    let before = lens.before()?.at(kpi, None, None)?;
    Festival::explains_fall(elapsed, then).filter(|_| actual < before)
}

/// How far below an even pace a figure is; `None` where it is not.
fn behind(gap: &Gap) -> Option<Decimal> {
    gap.lead().filter(|a| *a < Decimal::ZERO).map(|a| -a)
}

/// The team that is farthest behind its pace, where the view holds several.
fn worst_team(lens: Lens, kpi: KpiId, own: Subject) -> Option<(TeamId, Gap)> {
    if matches!(own, Subject::Person(_)) {
        return None;
    }
    let teams = ranking(lens, kpi, Axis::Team);
    let leaf = |rank: &Rank| match rank.key {
        Key::Team(id) if lens.data.teams.iter().all(|t| t.parent != Some(id)) => Some((id, rank.gap)),
        _ => None,
    };
    let leaves: Vec<(TeamId, Gap)> = teams.iter().filter_map(leaf).collect();
    if leaves.len() < 2 {
        return None;
    }
    leaves.into_iter().filter(|(_, gap)| behind(gap).is_some()).min_by_key(|(_, gap)| gap.to_date())
}

/// The smallest group whose distances behind pace reach the gap of `who`; nobody where it takes too many.
fn makers(lens: Lens, people: &[Rank], who: Subject, gap: &Gap) -> Vec<Maker> {
    let Some(missing) = behind(gap) else { return Vec::new() };
    let day = lens.view.as_of.min(lens.view.span.to);
    let inside = |person: PersonId| match who {
        Subject::Team(team) => {
            let mut at = lens.data.people.get(person).and_then(|p| p.team_on(day));
            for _ in 0..=lens.data.teams.len() {
                match at {
                    Some(id) if id == team => return true,
                    Some(id) => at = lens.data.teams.get(id).and_then(|t| t.parent),
                    None => return false,
                }
            }
            false
        }
        Subject::Person(_) => false,
        _ => true,
    };
    let mut all: Vec<Maker> = people
        .iter()
        .filter_map(|rank| match rank.key {
            Key::Person(person) if inside(person) => {
                Some(Maker { person, behind: behind(&rank.gap)?, new_hire: new_hire(lens, person) })
            }
            _ => None,
        })
        .collect();
    all.sort_by_key(|m| std::cmp::Reverse(m.behind));
    let mut sum = Decimal::ZERO;
    let mut enough = Vec::new();
    for maker in all {
        sum = sum.saturating_add(maker.behind);
        enough.push(maker);
        if sum >= missing {
            return if enough.len() <= MOST_MAKERS { enough } else { Vec::new() };
        }
    }
    Vec::new()
}

/// Whether a person was hired at most [`NEW_HIRE_DAYS`] before the as-of date.
fn new_hire(lens: Lens, person: PersonId) -> bool {
    let hired = lens.data.people.get(person).and_then(|p| p.hired);
    let days = hired.and_then(|day| day.until(lens.view.as_of).ok()).map(|s| s.get_days());
    days.is_some_and(|days| (0..=NEW_HIRE_DAYS).contains(&days))
}
