//! What a page looks at: period, as-of date, filter and comparison. The address carries it, so a view can be kept.

use crate::domain::calendar::{Calendar, Grain, Period, Span};
use crate::domain::dataset::Dataset;
use crate::domain::day::Day;
use crate::domain::filter::Filter;
use jiff::civil::Date;

/// What figures are compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Compare {
    /// The same period a year before, up to the same day.
    #[default]
    YearBefore,
    /// The period just before, up to the same day.
    Previous,
    /// Nothing.
    Nothing,
}

/// What a page looks at, as chosen; `None` means the default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct View {
    /// The period; default: the quarter of the as-of date.
    pub period: Option<Period>,
    /// The as-of date; default: [`default_as_of`].
    pub as_of: Option<Date>,
    /// Which records.
    pub filter: Filter,
    /// What figures are compared with.
    pub compare: Compare,
}

/// A view with every choice settled.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Settled {
    /// The period.
    pub period: Period,
    /// Its days.
    pub span: Span,
    /// The as-of date; figures end here.
    pub as_of: Date,
    /// The part of the period that has passed; `None` where it has not begun.
    pub elapsed: Option<Span>,
    /// The period compared with and the same part of it.
    pub before: Option<(Period, Span)>,
    /// Which records.
    pub filter: Filter,
}

impl Settled {
    /// The period compared with where only a part of it is, because the period itself is not over.
    #[must_use]
    pub fn partly_before(&self) -> Option<Period> {
        let (period, _) = self.before?;
        (self.elapsed?.to < self.span.to).then_some(period)
    }
}

impl View {
    /// Settles every choice. `None` only where the dates lie outside the calendar's range.
    pub fn settle(&self, data: &Dataset, today: Date) -> Option<Settled> {
        let calendar = &data.workspace.calendar;
        let as_of = self.as_of.unwrap_or_else(|| default_as_of(data, today));
        let period = self.period.unwrap_or_else(|| calendar.period_of(as_of, Grain::Quarter));
        let span = calendar.span(period)?;
        let elapsed = span.intersect(&Span { from: span.from, to: as_of });
        let earlier = match self.compare {
            Compare::YearBefore => calendar.year_before(period),
            Compare::Previous => calendar.previous(period),
            Compare::Nothing => None,
        };
        let before = earlier.and_then(|p| Some((p, same_part(calendar.span(p)?, span, elapsed?)?)));
        Some(Settled { period, span, as_of, elapsed, before, filter: self.filter.clone() })
    }
}

/// The part of an earlier span that corresponds to the elapsed part of a span: equally many days from its start,
/// the whole of it where the span has ended.
fn same_part(earlier: Span, span: Span, elapsed: Span) -> Option<Span> {
    if elapsed.to >= span.to {
        return Some(earlier);
    }
    let days = i64::from(elapsed.days()) - 1;
    let to = earlier.from.checked_add(jiff::Span::new().days(days)).ok()?;
    Some(Span { from: earlier.from, to: to.min(earlier.to) })
}

/// Today; or, where the newest booked record is older than today's quarter, the day of that record, so that historic
/// files open with living figures. A newest record after today counts as data from the future and leaves today. The
/// sample company stands still on the day after its newest record, so that its story stays true.
pub fn default_as_of(data: &Dataset, today: Date) -> Date {
    let newest = newest_record(data);
    if data.workspace.sample {
        return newest.and_then(|d| d.tomorrow().ok()).unwrap_or(today);
    }
    let quarter = data.workspace.calendar.period_of(today, Grain::Quarter);
    let start = data.workspace.calendar.span(quarter).map_or(today, |s| s.from);
    newest.filter(|d| *d < start).unwrap_or(today)
}

/// Day of the newest booked record.
pub fn newest_record(data: &Dataset) -> Option<Date> {
    let blocks = data.segments.iter().flat_map(|s| &s.blocks);
    blocks.filter_map(|b| b.booked).map(|(_, last)| last).max().and_then(Day::date)
}

/// Day of the oldest booked record.
pub fn oldest_record(data: &Dataset) -> Option<Date> {
    let blocks = data.segments.iter().flat_map(|s| &s.blocks);
    blocks.filter_map(|b| b.booked).map(|(first, _)| first).min().and_then(Day::date)
}

/// The periods of a grain worth offering: from the first record to the end of the as-of date's year, newest first.
pub fn periods(data: &Dataset, as_of: Date, grain: Grain) -> Vec<Period> {
    let calendar: &Calendar = &data.workspace.calendar;
    let end = calendar.span(calendar.period_of(as_of, Grain::Year)).map_or(as_of, |s| s.to);
    let from = oldest_record(data).unwrap_or(as_of).min(as_of);
    let mut all = calendar.parts(Span { from, to: end }, grain);
    all.reverse();
    all
}
