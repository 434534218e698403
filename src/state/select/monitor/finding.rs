//! The sentence at the top of the monitor page, as data: where the view stands and who makes the difference. What follows
//! from the figures is worked out by [`insight`]; here they are gathered.

use super::Lens;
use super::ranking::{Rank, ranking};
use crate::domain::id::{KpiId, PersonId, TeamId};
use crate::domain::target::Subject;
use crate::domain::{Decimal, Period};
use crate::engine::gap::Gap;
use crate::engine::insight::{self, Festival, Maker};
use crate::engine::measure::{Axis, Key};
use crate::engine::target::Targets;

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

/// The team that is farthest behind its pace, where the view holds several.
fn worst_team(lens: Lens, kpi: KpiId, own: Subject) -> Option<(TeamId, Gap)> {
    if matches!(own, Subject::Person(_)) {
        return None;
    }
    let leaf = |rank: &Rank| match rank.key {
        Key::Team(id) if lens.data.teams.iter().all(|t| t.parent != Some(id)) => Some((id, rank.gap)),
        _ => None,
    };
    let leaves: Vec<(TeamId, Gap)> = ranking(lens, kpi, Axis::Team).iter().filter_map(leaf).collect();
    insight::farthest_behind(&leaves)
}

/// The people of `who` whose distances behind pace make up the gap.
fn makers(lens: Lens, people: &[Rank], who: Subject, gap: &Gap) -> Vec<Maker> {
    let day = lens.view.as_of.min(lens.view.span.to);
    let inside = |id: PersonId| match who {
        Subject::Team(team) => {
            lens.data.people.get(id).is_some_and(|p| insight::is_in(lens.data, p, &[team], day))
        }
        Subject::Person(_) => false,
        _ => true,
    };
    let within = |rank: &Rank| match rank.key {
        Key::Person(id) if inside(id) => Some((id, rank.gap)),
        _ => None,
    };
    let people: Vec<(PersonId, Gap)> = people.iter().filter_map(within).collect();
    insight::makers(lens.data, lens.view.as_of, gap, &people)
}
