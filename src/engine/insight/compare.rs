//! Comparison with the period before and with last year, and what Lunar New Year explains of it.

use crate::domain::calendar::Period;
use crate::domain::filter::Filter;
use crate::domain::id::KpiId;
use crate::domain::{Dataset, Date, Decimal, Span, lunar};
use crate::engine::kpi::{Ask, Figures};
use jiff::ToSpan;

/// A value beside an earlier one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The earlier period.
    pub period: Period,
    /// The days of it that were compared: as many as have elapsed of the later one.
    pub span: Span,
    /// The earlier value.
    pub value: Option<Decimal>,
    /// Later − earlier.
    pub change: Option<Decimal>,
    /// Change ÷ |earlier|; absent where the earlier value is zero.
    pub ratio: Option<Decimal>,
    /// Days of the Lunar New Year festival in the later days and in the earlier ones. Where they differ they explain
    /// part of the change.
    pub festival: (u32, u32),
}

impl Comparison {
    /// Whether the later days hold more of the festival and the value fell.
    pub fn explained_by_new_year(&self) -> bool {
        self.festival.0 > self.festival.1 && self.change.is_some_and(|c| c < Decimal::ZERO)
    }
}

/// A value and what it is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Compared {
    /// The value to date.
    pub value: Option<Decimal>,
    /// The period of the same length just before.
    pub previous: Option<Comparison>,
    /// The same period one year before.
    pub year_before: Option<Comparison>,
}

/// Compares a KPI like for like: where the period is still running, the same number of days of the earlier ones.
pub fn compare(data: &Dataset, kpi: KpiId, period: Period, filter: &Filter, as_of: Date) -> Compared {
    let calendar = &data.workspace.calendar;
    let Some(span) = calendar.span(period) else { return Compared::default() };
    let now = Span { from: span.from, to: span.to.min(as_of) };
    let value_of = |span: Span| {
        let (filter, kpis) = (filter.clone(), vec![kpi]);
        let ask = Ask { kpis, span: Some(span), filter, rows: None, columns: None };
        Figures::new(data, ask).at(kpi, None, None)
    };
    let value = value_of(now);
    let against = |earlier: Period| {
        let whole = calendar.span(earlier)?;
        let span = like_for_like(span, now, whole);
        let before = value_of(span);
        let change = value.zip(before).and_then(|(v, b)| v.checked_sub(b));
        Some(Comparison {
            period: earlier,
            span,
            value: before,
            change,
            ratio: change.zip(before).and_then(|(c, b)| c.checked_div(b.abs())),
            festival: (festival_days(now), festival_days(span)),
        })
    };
    Compared {
        value,
        previous: calendar.previous(period).and_then(against),
        year_before: calendar.year_before(period).and_then(against),
    }
}

/// The days of an earlier period that stand against the elapsed days of a running one: all where it is over, otherwise
/// the same number from the start.
pub fn like_for_like(whole: Span, elapsed: Span, earlier: Span) -> Span {
    if elapsed.to >= whole.to || elapsed.days() == 0 {
        return earlier;
    }
    let last = earlier.from.checked_add((i64::from(elapsed.days()) - 1).days());
    Span { from: earlier.from, to: last.map_or(earlier.to, |l| l.min(earlier.to)) }
}

/// Days of a span that fall into the Lunar New Year festival: New Year's Eve to the sixth day.
pub fn festival_days(span: Span) -> u32 {
    (span.from.year()..=span.to.year())
        .filter_map(|year| {
            let first = lunar::new_year(year)?;
            let festival = Span { from: first.yesterday().ok()?, to: first.checked_add(5.days()).ok()? };
            festival.intersect(&span).map(|s| s.days())
        })
        .sum()
}
