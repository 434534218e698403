//! The grid of targets: subjects down, periods across, each cell as set or worked out; and the ways to fill it.

use crate::domain::calendar::{Grain, Period};
use crate::domain::dataset::Dataset;
use crate::domain::filter::Filter;
use crate::domain::id::{KpiId, TeamId};
use crate::domain::issue::IssueCode;
use crate::domain::kpi::Unit;
use crate::domain::target::{Level, Subject};
use crate::domain::{Checked, Decimal};
use crate::engine::kpi::{Ask, Figures};
use crate::engine::measure::{Axis, Key};
use crate::engine::target::{Roll, Targets, adjust, distribute, roll_forward};
use crate::engine::trace::Silent;
use crate::state::targets::TargetEdit;

/// What the grid shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridAsk {
    /// The KPI.
    pub kpi: KpiId,
    /// The level.
    pub level: Level,
    /// Label of the fiscal year.
    pub year: i16,
    /// Length of the periods across.
    pub grain: Grain,
}

/// One cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GridCell {
    /// The target that holds; absent where there is none.
    pub value: Option<Decimal>,
    /// Whether it was set for exactly this subject and period.
    pub stored: bool,
    /// Whether it disagrees with finer targets.
    pub disagrees: bool,
}

/// One row: a subject, how deep it stands in the tree, its cells and its year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridRow {
    /// Whose targets.
    pub subject: Subject,
    /// Depth in the tree of teams, 0 for the company.
    pub depth: usize,
    /// One cell per period.
    pub cells: Vec<GridCell>,
    /// The year as a whole.
    pub year: GridCell,
}

/// The grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// What it shows.
    pub ask: GridAsk,
    /// The periods across.
    pub periods: Vec<Period>,
    /// The rows: the company, then each team before its teams and people, then people without a team.
    pub rows: Vec<GridRow>,
}

/// The company, teams as a tree with their people of the year's last day, and people without a team.
pub fn subjects(data: &Dataset, year: i16) -> Vec<(Subject, usize)> {
    let Some(span) = data.workspace.calendar.span(Period::Year(year)) else { return Vec::new() };
    let here = |p: &crate::domain::org::Person| {
        p.hired.is_none_or(|h| h <= span.to) && p.left.is_none_or(|l| l >= span.from)
    };
    let day = |p: &crate::domain::org::Person| p.left.map_or(span.to, |l| l.min(span.to));
    fn team(
        data: &Dataset,
        id: TeamId,
        depth: usize,
        people: &dyn Fn(Option<TeamId>) -> Vec<Subject>,
        all: &mut Vec<(Subject, usize)>,
    ) {
        if depth > data.teams.len() {
            return;
        }
        all.push((Subject::Team(id), depth));
        for child in data.teams.iter().filter(|t| t.parent == Some(id)) {
            team(data, child.id, depth + 1, people, all);
        }
        all.extend(people(Some(id)).into_iter().map(|p| (p, depth + 1)));
    }
    let people = |of: Option<TeamId>| {
        let mine = data.people.iter().filter(|p| here(p) && p.team_on(day(p)) == of);
        mine.map(|p| Subject::Person(p.id)).collect::<Vec<_>>()
    };
    let mut all = vec![(Subject::Company, 0)];
    let roots = data.teams.iter().filter(|t| t.parent.is_none_or(|p| data.teams.get(p).is_none()));
    for root in roots {
        team(data, root.id, 1, &people, &mut all);
    }
    all.extend(people(None).into_iter().map(|p| (p, 1)));
    all
}

/// The grid of a KPI, level and year.
pub fn grid(data: &Dataset, ask: GridAsk) -> Grid {
    let targets = Targets::new(data);
    let periods = periods(data, ask);
    let set: std::collections::BTreeSet<(Subject, Period)> = data
        .targets
        .iter()
        .filter(|t| t.kpi == ask.kpi && t.level == ask.level)
        .map(|t| (t.subject, t.period))
        .collect();
    let cell = |subject: Subject, period: Period| {
        let found = targets.resolve::<Silent>(ask.kpi, subject, period, ask.level);
        GridCell {
            value: found.value.0,
            stored: set.contains(&(subject, period)),
            disagrees: found.issues.iter().any(|i| i.code == IssueCode::TargetsDisagree),
        }
    };
    let row = |(subject, depth): (Subject, usize)| GridRow {
        subject,
        depth,
        cells: periods.iter().map(|p| cell(subject, *p)).collect(),
        year: cell(subject, Period::Year(ask.year)),
    };
    let rows = subjects(data, ask.year).into_iter().map(row).collect();
    Grid { ask, periods, rows }
}

fn periods(data: &Dataset, ask: GridAsk) -> Vec<Period> {
    let span = data.workspace.calendar.span(Period::Year(ask.year));
    span.map(|s| data.workspace.calendar.parts(s, ask.grain)).unwrap_or_default()
}

/// How targets are filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// A year's total over the periods: by last year's actuals of the subject, or evenly by month.
    Spread {
        /// The total of the year, for each subject.
        total: Decimal,
        /// Whether last year's seasons decide the shares.
        by_season: bool,
    },
    /// Last year's actual of the same period, changed by a signed percentage.
    History {
        /// 10 is ten percent more.
        percent: Decimal,
    },
    /// From the target of the first period on.
    Roll {
        /// 10 is ten percent more.
        percent: Decimal,
        /// How it grows.
        how: Roll,
    },
}

/// The edits that fill a grid for some subjects; cells for which there is nothing to go by are left as they are.
///
/// Money is filled to whole units of the workspace's rounding, counts to whole numbers, everything else to four places;
/// what is spread sums to its total exactly (largest remainder).
pub fn fill(data: &Dataset, ask: GridAsk, subjects: &[Subject], how: Fill) -> Vec<TargetEdit> {
    let periods = periods(data, ask);
    let unit = data.kpis.get(ask.kpi).map_or(Unit::Count, |k| k.unit);
    let places = match unit {
        Unit::Money => data.workspace.shown_digits,
        Unit::Count => 0,
        Unit::Quantity | Unit::Ratio | Unit::Points => 4,
    };
    let targets = Targets::new(data);
    let mut edits = Vec::new();
    for subject in subjects {
        let values: Vec<Option<Decimal>> = match how {
            Fill::Spread { total, by_season } => {
                let shares = by_season.then(|| last_year(data, ask, *subject, &periods)).flatten();
                let shares = shares.unwrap_or_else(|| by_months(&periods, ask.grain));
                let whole: Decimal = shares.iter().sum();
                let percent = |s: &Decimal| s.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole);
                let profile: Option<Vec<Decimal>> = shares.iter().map(percent).collect();
                let parts = profile.map(|p| distribute(total, &p, places));
                match parts {
                    Some(Checked { value: Some(parts), .. }) => parts.into_iter().map(Some).collect(),
                    _ => vec![None; periods.len()],
                }
            }
            Fill::History { percent } => match last_year(data, ask, *subject, &periods) {
                Some(actuals) => actuals.into_iter().map(|a| adjust(a, percent)).collect(),
                None => vec![None; periods.len()],
            },
            Fill::Roll { percent, how } => {
                let first = periods.first().and_then(|p| targets.value(ask.kpi, *subject, *p, ask.level));
                let rest = u32::try_from(periods.len().saturating_sub(1)).unwrap_or(0);
                match first.and_then(|base| roll_forward(base, percent, rest, how)) {
                    Some(rolled) => std::iter::once(None).chain(rolled.into_iter().map(Some)).collect(),
                    None => vec![None; periods.len()],
                }
            }
        };
        edits.extend(periods.iter().zip(values).filter_map(|(period, value)| {
            let value = Some(value?.round_dp(places).normalize());
            Some(TargetEdit { kpi: ask.kpi, subject: *subject, period: *period, level: ask.level, value })
        }));
    }
    edits
}

/// Equal shares by month: a quarter weighs three.
fn by_months(periods: &[Period], grain: Grain) -> Vec<Decimal> {
    let months: i64 = match grain {
        Grain::HalfMonth | Grain::Month => 1,
        Grain::Quarter => 3,
        Grain::HalfYear => 6,
        Grain::Year => 12,
    };
    vec![months.into(); periods.len()]
}

/// Last year's actuals of a subject by period; `None` where there are none above zero.
fn last_year(data: &Dataset, ask: GridAsk, subject: Subject, periods: &[Period]) -> Option<Vec<Decimal>> {
    let calendar = &data.workspace.calendar;
    let span = calendar.span(Period::Year(ask.year.checked_sub(1)?))?;
    let axis = match subject {
        Subject::Company => None,
        Subject::Team(_) => Some(Axis::Team),
        Subject::Person(_) => Some(Axis::Person),
        Subject::Territory(_) => Some(Axis::Territory),
        Subject::Customer(_) => Some(Axis::Customer),
        Subject::Product(_) => Some(Axis::Product),
    };
    let key = match subject {
        Subject::Company => None,
        Subject::Team(id) => Some(Key::Team(id)),
        Subject::Person(id) => Some(Key::Person(id)),
        Subject::Territory(id) => Some(Key::Territory(id)),
        Subject::Customer(id) => Some(Key::Customer(id)),
        Subject::Product(id) => Some(Key::Product(id)),
    };
    let ask = Ask {
        kpis: vec![ask.kpi],
        span: Some(span),
        filter: Filter::default(),
        rows: axis,
        columns: Some(Axis::Period(ask.grain)),
    };
    let figures = Figures::new(data, ask);
    let kpi = *figures.ask.kpis.first()?;
    let value = |p: &Period| {
        let before = calendar.year_before(*p)?;
        Some(figures.get(kpi, key, Some(Key::Period(before))).unwrap_or_default())
    };
    let values: Vec<Decimal> = periods.iter().map(value).collect::<Option<_>>()?;
    (values.iter().all(|v| *v >= Decimal::ZERO) && values.iter().any(|v| *v > Decimal::ZERO))
        .then_some(values)
}
