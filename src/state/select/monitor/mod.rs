//! What the monitor page shows: tiles, finding, trend, ranking, mix and heat map of a settled view.
//!
//! Invariant: a figure shown and the calculation it opens come from the same [`Figures`]; one scan serves tiles, ranking
//! and heat map.

mod explain;
mod finding;
mod heat;
mod mix;
mod ranking;
mod trend;

pub use explain::{Figure, explain};
pub use finding::{Finding, finding};
pub use heat::{Heat, HeatCell, HeatRow, heat};
pub use mix::{Mix, Part, mix};
pub use ranking::{Rank, ranking};
pub use trend::{Point, Trend, trend};

use crate::domain::dataset::Dataset;
use crate::domain::filter::Filter;
use crate::domain::id::KpiId;
use crate::domain::kpi::{Additivity, Kpi, Label, Library, Unit};
use crate::domain::target::{Level, Subject};
use crate::domain::{Date, Decimal, Span};
use crate::engine::gap::{Elapsed, Gap, Standing, elapsed, gap, open_records};
use crate::engine::kpi::{Ask, Figures};
use crate::engine::measure::{Axis, Key, Pipeline, RecordQuery};
use crate::engine::target::Targets;
use crate::state::select::Cache;
use crate::state::view::{Settled, newest_record};
use std::sync::Arc;

/// A dataset seen through a view.
#[derive(Clone, Copy)]
pub struct Lens<'a> {
    /// What was asked before.
    pub cache: &'a Cache,
    /// The dataset.
    pub data: &'a Arc<Dataset>,
    /// The view.
    pub view: &'a Settled,
}

/// One KPI of the whole view.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// The KPI.
    pub kpi: KpiId,
    /// Where it stands.
    pub gap: Gap,
    /// Its value in the period compared with, up to the same day.
    pub before: Option<Decimal>,
}

/// The head of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// A tile per KPI, those with a target first.
    pub tiles: Vec<Tile>,
    /// Days of the period.
    pub days: Elapsed,
    /// The open opportunities behind the first tile; `None` where there are none.
    pub open: Option<Pipeline>,
    /// Day of the newest counted record of all.
    pub newest: Option<Date>,
    /// Number of records of all.
    pub records: usize,
}

impl Lens<'_> {
    /// All KPIs in the order of their table.
    pub fn kpis(&self) -> Vec<KpiId> {
        self.data.kpis.iter().map(|k| k.id).collect()
    }

    /// The KPI that the page is about where nobody chose another: revenue, else the first that adds up money.
    pub fn headline(&self) -> Option<KpiId> {
        let revenue = |k: &&Arc<Kpi>| k.label == Label::Library(Library::Revenue);
        let money = |k: &&Arc<Kpi>| k.unit == Unit::Money && k.additivity == Additivity::Sum;
        let all = || self.data.kpis.iter();
        all().find(revenue).or_else(|| all().find(money)).or_else(|| all().next()).map(|k| k.id)
    }

    /// Figures of a span under the view's filter; `None` without a span.
    pub fn figures(
        &self,
        kpis: Vec<KpiId>,
        span: Option<Span>,
        rows: Option<Axis>,
        columns: Option<Axis>,
    ) -> Option<Arc<Figures>> {
        let ask = Ask { kpis, span: Some(span?), filter: self.view.filter.clone(), rows, columns };
        Some(self.cache.figures(self.data, &ask))
    }

    /// Every KPI of every person in the elapsed part of the period: the one large scan of the page.
    pub fn by_person(&self) -> Option<Arc<Figures>> {
        self.figures(self.kpis(), self.view.elapsed, Some(Axis::Person), None)
    }

    /// A KPI of every team in the elapsed part of the period.
    pub fn by_team(&self, kpi: KpiId) -> Option<Arc<Figures>> {
        self.figures(vec![kpi], self.view.elapsed, Some(Axis::Team), None)
    }

    /// Every KPI in the period compared with, up to the same day.
    pub fn before(&self) -> Option<Arc<Figures>> {
        self.figures(self.kpis(), self.view.before.map(|(_, span)| span), None, None)
    }

    /// Days of the period as the workspace counts them.
    pub fn days(&self) -> Elapsed {
        elapsed(self.data, self.view.span, self.view.as_of)
    }

    /// Whose targets answer for the whole view; `None` where no target is made for such a choice.
    pub fn subjects(&self) -> Option<Vec<Subject>> {
        subjects(&self.view.filter)
    }

    /// The target of the whole view.
    pub fn target(&self, targets: &Targets, kpi: &Kpi) -> Option<Decimal> {
        let values: Vec<Decimal> = self
            .subjects()?
            .into_iter()
            .map(|subject| targets.value(kpi.id, subject, self.view.period, Level::Target))
            .collect::<Option<_>>()?;
        match kpi.additivity {
            Additivity::Sum => values.iter().try_fold(Decimal::ZERO, |sum, v| sum.checked_add(*v)),
            Additivity::Hold | Additivity::Last => {
                let first = *values.first()?;
                values.iter().all(|v| *v == first).then_some(first)
            }
        }
    }

    /// Where a value of a KPI stands against a target of the period.
    pub fn standing(&self, kpi: &Kpi, actual: Option<Decimal>, target: Option<Decimal>) -> Gap {
        gap(&self.stands(kpi, actual, target))
    }

    fn stands(&self, kpi: &Kpi, actual: Option<Decimal>, target: Option<Decimal>) -> Standing {
        Standing {
            actual,
            target,
            days: self.days(),
            direction: kpi.direction,
            accumulates: kpi.additivity == Additivity::Sum,
            ..Standing::default()
        }
    }

    /// Where the whole view stands. The page's own KPI, where it adds up money, is told with the open opportunities.
    pub fn whole(&self, kpi: &Kpi, actual: Option<Decimal>) -> Gap {
        let stands = self.stands(kpi, actual, self.target(&Targets::new(self.data), kpi));
        let Some(open) = self.pipeline_of(kpi) else { return gap(&stands) };
        // Open records without an amount are counted; their sum is unknown, not zero.
        let amount = Some(open.amount).filter(|a| !a.is_zero());
        gap(&Standing { pipeline: amount, weighted: open.weighted, win_rate: open.win_rate, ..stands })
    }

    /// The open opportunities that feed a KPI.
    fn pipeline_of(&self, kpi: &Kpi) -> Option<Pipeline> {
        let own = Some(kpi.id) == self.headline();
        let money = kpi.unit == Unit::Money && kpi.additivity == Additivity::Sum;
        (own && money).then(|| self.cache.pipeline(self.data, &self.open_records())).flatten()
    }

    /// The open opportunities under the view's filter, whatever their day.
    pub fn open_records(&self) -> RecordQuery {
        open_records(self.view.filter.clone())
    }
}

/// Whose targets answer for a filter.
fn subjects(filter: &Filter) -> Option<Vec<Subject>> {
    if !filter.categories.is_empty() || !filter.channels.is_empty() {
        return None;
    }
    let lists: [Vec<Subject>; 5] = [
        filter.teams.iter().map(|id| Subject::Team(*id)).collect(),
        filter.people.iter().map(|id| Subject::Person(*id)).collect(),
        filter.products.iter().map(|id| Subject::Product(*id)).collect(),
        filter.territories.iter().map(|id| Subject::Territory(*id)).collect(),
        filter.customers.iter().map(|id| Subject::Customer(*id)).collect(),
    ];
    let mut used = lists.into_iter().filter(|l| !l.is_empty());
    match (used.next(), used.next()) {
        (None, _) => Some(vec![Subject::Company]),
        (Some(list), None) => Some(list),
        (Some(_), Some(_)) => None,
    }
}

/// The tiles and how fresh the data are.
pub fn head(lens: Lens) -> Head {
    let (now, before) = (lens.by_person(), lens.before());
    let value = |figures: &Option<Arc<Figures>>, kpi| figures.as_ref().and_then(|f| f.at(kpi, None, None));
    let mut tiles: Vec<Tile> = lens
        .data
        .kpis
        .iter()
        .map(|kpi| {
            let gap = lens.whole(kpi, value(&now, kpi.id));
            Tile { kpi: kpi.id, gap, before: value(&before, kpi.id) }
        })
        .filter(|t| t.gap.actual.is_some() || t.gap.target.is_some())
        .collect();
    let headline = lens.headline();
    tiles.sort_by_key(|t| (Some(t.kpi) != headline, t.gap.target.is_none()));
    let open = headline.and_then(|id| lens.pipeline_of(lens.data.kpis.get(id)?));
    Head {
        tiles,
        days: lens.days(),
        open,
        newest: newest_record(lens.data),
        records: lens.data.record_count(),
    }
}

/// The target of one member; absent where the view limits what the member sells.
pub(crate) fn target_of(targets: &Targets, kpi: &Kpi, key: Key, lens: Lens) -> Option<Decimal> {
    let own = key.subject()?;
    // A target is for everything its subject sells; under another choice it says nothing.
    let only_own = match own {
        Subject::Person(_) | Subject::Team(_) => {
            let rest = Filter { teams: vec![], people: vec![], ..lens.view.filter.clone() };
            rest.is_all()
        }
        _ => lens.view.filter.is_all(),
    };
    only_own.then(|| targets.value(kpi.id, own, lens.view.period, Level::Target)).flatten()
}

#[cfg(test)]
mod tests;
