//! A KPI by month over the year of the period: actual, target, last year, and where the running period leads.

use super::{Lens, subjects};
use crate::domain::calendar::{Calendar, Grain, Period, Span};
use crate::domain::id::KpiId;
use crate::domain::kpi::{Additivity, Kpi};
use crate::domain::target::Level;
use crate::domain::{Date, Decimal};
use crate::engine::insight::Lunar;
use crate::engine::kpi::Figures;
use crate::engine::measure::{Axis, Key};
use crate::engine::target::Targets;

/// One month, or quarter where the span is long.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// When.
    pub period: Period,
    /// The value; of the running month up to the as-of date, absent afterwards.
    pub actual: Option<Decimal>,
    /// The target.
    pub target: Option<Decimal>,
    /// The whole month a year before.
    pub last_year: Option<Decimal>,
    /// What the whole month comes to at the pace of the running period; absent for months that are over.
    pub projected: Option<Decimal>,
    /// Whether it belongs to the period looked at.
    pub inside: bool,
    /// Whether it has begun and is not over.
    pub running: bool,
}

/// A KPI over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trend {
    /// The points in order.
    pub points: Vec<Point>,
    /// A weak month that the calendar explains.
    pub lunar: Option<Lunar>,
}

/// Most months before quarters are drawn.
const MOST_MONTHS: usize = 24;

/// The year around the view's period, or its own days where it is a custom one.
pub fn trend(lens: Lens, kpi: KpiId) -> Trend {
    let (calendar, view) = (&lens.data.workspace.calendar, lens.view);
    let Some(kpi) = lens.data.kpis.get(kpi) else { return Trend::default() };
    let year = match view.period {
        Period::Custom(span) => Some(span),
        _ => calendar.span(calendar.period_of(view.span.from, Grain::Year)),
    };
    let Some(year) = year else { return Trend::default() };
    let months = calendar.parts(year, Grain::Month);
    let grain = if months.len() > MOST_MONTHS { Grain::Quarter } else { Grain::Month };
    let periods = calendar.parts(year, grain);
    let shown = until(year, view.as_of);
    let back = |period| calendar.year_before(period).and_then(|p| calendar.span(p));
    let before =
        periods.first().and_then(|p| back(*p)).zip(periods.last().and_then(|p| back(*p))).map(|(a, b)| {
            let to = b.to.min(view.as_of);
            Span { from: a.from, to }
        });
    let before = before.filter(|s| s.from <= s.to);
    let column = Some(Axis::Period(grain));
    let now = lens.figures(vec![kpi.id], shown, column, None);
    let then = lens.figures(vec![kpi.id], before, column, None);
    let of = |figures: &Option<std::sync::Arc<Figures>>, period: Period| {
        figures.as_ref().and_then(|f| f.get(kpi.id, Some(Key::Period(period)), None))
    };
    let targets = Targets::new(lens.data);
    let pace = pace(lens, kpi);
    let points = periods
        .iter()
        .filter_map(|period| {
            let span = calendar.span(*period)?;
            let actual = if span.from > view.as_of { None } else { of(&now, *period) };
            Some(Point {
                period: *period,
                actual,
                target: target(lens, &targets, kpi, *period),
                last_year: calendar.year_before(*period).and_then(|p| of(&then, p)),
                projected: projected(calendar, pace, span, view.as_of, actual)
                    .filter(|_| span.to <= view.span.to),
                inside: view.span.from <= span.from && span.to <= view.span.to,
                running: span.contains(view.as_of) && span.to != view.as_of,
            })
        })
        .collect::<Vec<_>>();
    let lunar =
        if grain == Grain::Month && kpi.additivity == Additivity::Sum { new_year(&points) } else { None };
    Trend { points, lunar }
}

fn until(span: Span, as_of: Date) -> Option<Span> {
    span.intersect(&Span { from: span.from, to: as_of.max(span.from) }).filter(|_| span.from <= as_of)
}

/// Value per counted day in the elapsed part of the period; absent for KPIs that do not accumulate.
fn pace(lens: Lens, kpi: &Kpi) -> Option<Decimal> {
    if kpi.additivity != Additivity::Sum {
        return None;
    }
    let actual = lens.by_person()?.at(kpi.id, None, None)?;
    actual.checked_div(Decimal::from(lens.days().elapsed))
}

fn projected(
    calendar: &Calendar,
    pace: Option<Decimal>,
    span: Span,
    as_of: Date,
    actual: Option<Decimal>,
) -> Option<Decimal> {
    if span.to <= as_of {
        return None;
    }
    let left = Span { from: span.from.max(as_of.tomorrow().ok()?), to: span.to };
    let rest = pace?.checked_mul(Decimal::from(calendar.days(left)))?;
    rest.checked_add(actual.unwrap_or_default())
}

fn target(lens: Lens, targets: &Targets, kpi: &Kpi, period: Period) -> Option<Decimal> {
    let values: Vec<Decimal> = subjects(&lens.view.filter)?
        .into_iter()
        .map(|s| targets.value(kpi.id, s, period, Level::Target))
        .collect::<Option<_>>()?;
    match kpi.additivity {
        Additivity::Sum => values.iter().try_fold(Decimal::ZERO, |sum, v| sum.checked_add(*v)),
        Additivity::Hold | Additivity::Last => {
            let first = *values.first()?;
            values.iter().all(|v| *v == first).then_some(first)
        }
    }
}

/// A January or February that is weak because New Year moved into it. A month that is still running says nothing.
fn new_year(points: &[Point]) -> Option<Lunar> {
    let month_of = |month: i8| {
        points.iter().find(|p| !p.running && matches!(p.period, Period::Month(_, m) if m == month))
    };
    let (january, february) = (month_of(1)?, month_of(2)?);
    let Period::Month(year, _) = january.period else { return None };
    let both = |point: &Point| (point.actual, point.last_year);
    Lunar::explains(year, both(january), both(february))
}
