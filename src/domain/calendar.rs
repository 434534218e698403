//! Spans, periods, the fiscal year and working days.
//!
//! A [`Period`] is a name ("Q4 2026"); only a [`Calendar`] says which days it means.

use jiff::civil::{Date, Weekday};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// Days from one date to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Span {
    /// A span of one day.
    pub fn day(date: Date) -> Span {
        Span { from: date, to: date }
    }

    /// Whether a date lies inside.
    pub fn contains(&self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }

    /// Number of days; zero where the end lies before the start.
    pub fn days(&self) -> u32 {
        self.from.until(self.to).ok().and_then(|s| u32::try_from(s.get_days() + 1).ok()).unwrap_or(0)
    }

    /// The days of both; `None` where they have none in common.
    pub fn intersect(&self, other: &Span) -> Option<Span> {
        let both = Span { from: self.from.max(other.from), to: self.to.min(other.to) };
        (both.from <= both.to).then_some(both)
    }

    /// Each day in order.
    pub fn iter(&self) -> impl Iterator<Item = Date> + use<> {
        let to = self.to;
        std::iter::successors(Some(self.from), |d| d.tomorrow().ok()).take_while(move |d| *d <= to)
    }
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// 1–15 and 16–end.
    HalfMonth,
    /// Calendar month.
    Month,
    /// Fiscal quarter.
    Quarter,
    /// Fiscal half-year.
    HalfYear,
    /// Fiscal year.
    Year,
}

/// A named stretch of time. Months are calendar months; quarters and longer follow the fiscal year and carry its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// Half a calendar month: 1 or 2.
    HalfMonth(i16, i8, i8),
    /// Calendar year and month.
    Month(i16, i8),
    /// Fiscal year label and quarter 1–4.
    Quarter(i16, i8),
    /// Fiscal year label and half 1–2.
    HalfYear(i16, i8),
    /// Fiscal year label.
    Year(i16),
    /// Any days.
    Custom(Span),
}

impl Period {
    /// Its length class; `None` for custom periods.
    pub fn grain(&self) -> Option<Grain> {
        Some(match self {
            Period::HalfMonth(..) => Grain::HalfMonth,
            Period::Month(..) => Grain::Month,
            Period::Quarter(..) => Grain::Quarter,
            Period::HalfYear(..) => Grain::HalfYear,
            Period::Year(_) => Grain::Year,
            Period::Custom(_) => return None,
        })
    }
}

impl fmt::Display for Period {
    /// The form used in files and addresses: `2026`, `2026H1`, `2026Q4`, `2026-11`, `2026-11a`, `2026-01-05..2026-02-03`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Period::HalfMonth(y, m, h) => write!(f, "{y:04}-{m:02}{}", if h == 1 { 'a' } else { 'b' }),
            Period::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Period::Quarter(y, q) => write!(f, "{y:04}Q{q}"),
            Period::HalfYear(y, h) => write!(f, "{y:04}H{h}"),
            Period::Year(y) => write!(f, "{y:04}"),
            Period::Custom(Span { from, to }) => write!(f, "{from}..{to}"),
        }
    }
}

/// The text is no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPeriod;

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Period, NotAPeriod> {
        fn digits<T: FromStr>(text: Option<&str>, width: usize) -> Result<T, NotAPeriod> {
            let text = text
                .filter(|t| t.len() == width && t.bytes().all(|b| b.is_ascii_digit()))
                .ok_or(NotAPeriod)?;
            text.parse().map_err(|_| NotAPeriod)
        }
        fn within(n: i8, most: i8) -> Result<i8, NotAPeriod> {
            if (1..=most).contains(&n) { Ok(n) } else { Err(NotAPeriod) }
        }
        if let Some((from, to)) = text.split_once("..") {
            let span =
                Span { from: from.parse().map_err(|_| NotAPeriod)?, to: to.parse().map_err(|_| NotAPeriod)? };
            return if span.from <= span.to { Ok(Period::Custom(span)) } else { Err(NotAPeriod) };
        }
        let year = digits(text.get(..4), 4)?;
        match (text.get(4..5), text.get(5..)) {
            (None, _) => Ok(Period::Year(year)),
            (Some("Q"), rest) => Ok(Period::Quarter(year, within(digits(rest, 1)?, 4)?)),
            (Some("H"), rest) => Ok(Period::HalfYear(year, within(digits(rest, 1)?, 2)?)),
            (Some("-"), Some(rest)) => {
                let month = within(digits(rest.get(..2), 2)?, 12)?;
                match rest.get(2..) {
                    Some("") => Ok(Period::Month(year, month)),
                    Some("a") => Ok(Period::HalfMonth(year, month, 1)),
                    Some("b") => Ok(Period::HalfMonth(year, month, 2)),
                    _ => Err(NotAPeriod),
                }
            }
            _ => Err(NotAPeriod),
        }
    }
}

/// Which calendar year names a fiscal year that spans two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum YearLabel {
    /// The year in which it starts.
    #[default]
    Start,
    /// The year in which it ends.
    End,
}

/// What makes a date differ from its weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exception {
    /// No work, though the weekday is a working day.
    Holiday,
    /// Work, though the weekday is free (補班日, 调休).
    Makeup,
}

/// What "days" means where days are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayCount {
    /// Working days.
    #[default]
    Working,
    /// Calendar days.
    Calendar,
}

/// Fiscal year and working days of a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// First month of the fiscal year, 1–12.
    pub fiscal_start: i8,
    /// How a fiscal year is named.
    pub label: YearLabel,
    /// Working weekdays, Monday first.
    pub week: [bool; 7],
    /// Holidays and make-up workdays.
    pub exceptions: BTreeMap<Date, Exception>,
    /// Which days pace and projection count.
    pub count: DayCount,
}

impl Default for Calendar {
    fn default() -> Self {
        Calendar {
            fiscal_start: 1,
            label: YearLabel::Start,
            week: [true, true, true, true, true, false, false],
            exceptions: BTreeMap::new(),
            count: DayCount::Working,
        }
    }
}

/// Adds months to a year and month.
fn plus_months(year: i16, month: i8, months: i32) -> Option<(i16, i8)> {
    let n = i32::from(year) * 12 + i32::from(month) - 1 + months;
    Some((i16::try_from(n.div_euclid(12)).ok()?, i8::try_from(n.rem_euclid(12) + 1).ok()?))
}

fn months_span(year: i16, month: i8, months: i32) -> Option<Span> {
    let (last_year, last_month) = plus_months(year, month, months - 1)?;
    let from = Date::new(year, month, 1).ok()?;
    Some(Span { from, to: Date::new(last_year, last_month, 1).ok()?.last_of_month() })
}

impl Calendar {
    /// Calendar year and month in which the fiscal year with this label starts.
    fn year_start(&self, label: i16) -> (i16, i8) {
        let back = self.label == YearLabel::End && self.fiscal_start > 1;
        (if back { label - 1 } else { label }, self.fiscal_start)
    }

    /// The days of a period; `None` outside the range of dates.
    pub fn span(&self, period: Period) -> Option<Span> {
        let fiscal = |label: i16, skip: i8, months: i32| {
            let (y, m) = self.year_start(label);
            let (y, m) = plus_months(y, m, i32::from(skip))?;
            months_span(y, m, months)
        };
        match period {
            Period::HalfMonth(y, m, half) => {
                let month = months_span(y, m, 1)?;
                let middle = Date::new(y, m, 15).ok()?;
                if half == 1 {
                    Some(Span { from: month.from, to: middle })
                } else {
                    Some(Span { from: middle.tomorrow().ok()?, to: month.to })
                }
            }
            Period::Month(y, m) => months_span(y, m, 1),
            Period::Quarter(y, q) => fiscal(y, (q - 1) * 3, 3),
            Period::HalfYear(y, h) => fiscal(y, (h - 1) * 6, 6),
            Period::Year(y) => fiscal(y, 0, 12),
            Period::Custom(span) => Some(span),
        }
    }

    /// The period of a grain in which a date lies.
    pub fn period_of(&self, date: Date, grain: Grain) -> Period {
        let (y, m) = (date.year(), date.month());
        let into = (m - self.fiscal_start).rem_euclid(12);
        let starts = if m < self.fiscal_start { y - 1 } else { y };
        let forward = self.label == YearLabel::End && self.fiscal_start > 1;
        let label = if forward { starts + 1 } else { starts };
        match grain {
            Grain::HalfMonth => Period::HalfMonth(y, m, if date.day() <= 15 { 1 } else { 2 }),
            Grain::Month => Period::Month(y, m),
            Grain::Quarter => Period::Quarter(label, into / 3 + 1),
            Grain::HalfYear => Period::HalfYear(label, into / 6 + 1),
            Grain::Year => Period::Year(label),
        }
    }

    /// The period of the same length just before. A custom period moves by its own number of days, except that one of
    /// whole months moves by months.
    pub fn previous(&self, period: Period) -> Option<Period> {
        let span = self.span(period)?;
        let before = span.from.yesterday().ok()?;
        match period.grain() {
            Some(grain) => Some(self.period_of(before, grain)),
            None if span.from.day() == 1 && span.to == span.to.last_of_month() => {
                let months = i32::from(span.to.year() - span.from.year()) * 12
                    + i32::from(span.to.month() - span.from.month())
                    + 1;
                let (y, m) = plus_months(span.from.year(), span.from.month(), -months)?;
                Some(Period::Custom(months_span(y, m, months)?))
            }
            None => {
                let days = i64::from(span.days());
                let from = span.from.checked_sub(jiff::Span::new().days(days)).ok()?;
                Some(Period::Custom(Span { from, to: before }))
            }
        }
    }

    /// The same period one year earlier; 29 February becomes the 28th, a month's last day stays a month's last day.
    pub fn year_before(&self, period: Period) -> Option<Period> {
        Some(match period {
            Period::HalfMonth(y, m, h) => Period::HalfMonth(y - 1, m, h),
            Period::Month(y, m) => Period::Month(y - 1, m),
            Period::Quarter(y, q) => Period::Quarter(y - 1, q),
            Period::HalfYear(y, h) => Period::HalfYear(y - 1, h),
            Period::Year(y) => Period::Year(y - 1),
            Period::Custom(Span { from, to }) => {
                let back = |d: Date| d.checked_sub(jiff::Span::new().years(1)).ok();
                let end = back(to)?;
                let to = if to == to.last_of_month() { end.last_of_month() } else { end };
                Period::Custom(Span { from: back(from)?, to })
            }
        })
    }

    /// The periods of a grain that lie in a span, first to last; those at the borders may reach beyond it.
    pub fn parts(&self, span: Span, grain: Grain) -> Vec<Period> {
        let first = self.period_of(span.from, grain);
        std::iter::successors(Some(first), |p| {
            Some(self.period_of(self.span(*p)?.to.tomorrow().ok()?, grain))
        })
        .take_while(|p| self.span(*p).is_some_and(|s| s.from <= span.to))
        .collect()
    }

    /// Whether people work on a date.
    pub fn is_working(&self, date: Date) -> bool {
        match self.exceptions.get(&date) {
            Some(Exception::Holiday) => false,
            Some(Exception::Makeup) => true,
            None => self.works_on(date.weekday()),
        }
    }

    fn works_on(&self, weekday: Weekday) -> bool {
        let at = usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0);
        self.week.get(at).copied().unwrap_or(false)
    }

    /// Days of a span as the workspace counts them: working days, or calendar days.
    pub fn days(&self, span: Span) -> u32 {
        match self.count {
            DayCount::Calendar => span.days(),
            DayCount::Working => {
                u32::try_from(span.iter().filter(|d| self.is_working(*d)).count()).unwrap_or(u32::MAX)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn april(label: YearLabel) -> Calendar {
        Calendar { fiscal_start: 4, label, ..Calendar::default() }
    }

    #[test]
    fn periods_print_and_parse() {
        for text in ["2026", "2026H1", "2026Q4", "2026-11", "2026-11a", "2026-11b", "2026-01-05..2026-02-03"]
        {
            assert_eq!(text.parse::<Period>().map(|p| p.to_string()), Ok(text.to_owned()));
        }
        for text in [
            "",
            "26",
            "2026Q5",
            "2026Q0",
            "2026-13",
            "2026-1",
            "2026-11c",
            "2026-02-03..2026-01-05",
            "二〇二六",
        ] {
            assert_eq!(text.parse::<Period>(), Err(NotAPeriod), "{text}");
        }
    }

    #[test]
    fn fiscal_periods_mean_days() {
        let plain = Calendar::default();
        let cases = [
            (&plain, "2026Q4", date(2026, 10, 1), date(2026, 12, 31)),
            (&april(YearLabel::Start), "2026Q4", date(2027, 1, 1), date(2027, 3, 31)),
            (&april(YearLabel::End), "2026Q4", date(2026, 1, 1), date(2026, 3, 31)),
            (&april(YearLabel::End), "2026", date(2025, 4, 1), date(2026, 3, 31)),
            (&plain, "2024-02b", date(2024, 2, 16), date(2024, 2, 29)),
            (&plain, "2026H2", date(2026, 7, 1), date(2026, 12, 31)),
        ];
        for (calendar, text, from, to) in cases {
            let period: Period = text.parse().unwrap();
            assert_eq!(calendar.span(period), Some(Span { from, to }), "{text}");
            assert_eq!(calendar.period_of(from, period.grain().unwrap()), period);
            assert_eq!(calendar.period_of(to, period.grain().unwrap()), period);
        }
    }

    #[test]
    fn before_and_a_year_before() {
        let c = Calendar::default();
        let cases = [
            ("2026Q1", "2025Q4", "2025Q1"),
            ("2026-03", "2026-02", "2025-03"),
            ("2026-03a", "2026-02b", "2025-03a"),
            ("2026-01-11..2026-01-20", "2026-01-01..2026-01-10", "2025-01-11..2025-01-20"),
            ("2024-02-01..2024-02-29", "2024-01-01..2024-01-31", "2023-02-01..2023-02-28"),
            ("2025-02-01..2025-02-28", "2025-01-01..2025-01-31", "2024-02-01..2024-02-29"),
        ];
        for (period, previous, year) in cases {
            let p: Period = period.parse().unwrap();
            assert_eq!(c.previous(p).map(|p| p.to_string()).as_deref(), Some(previous), "before {period}");
            assert_eq!(
                c.year_before(p).map(|p| p.to_string()).as_deref(),
                Some(year),
                "a year before {period}"
            );
        }
    }

    #[test]
    fn holidays_and_makeup_days_count() {
        let mut c = Calendar::default();
        c.exceptions.insert(date(2026, 2, 17), Exception::Holiday);
        c.exceptions.insert(date(2026, 2, 7), Exception::Makeup);
        let february = c.span(Period::Month(2026, 2)).unwrap();
        assert_eq!(c.days(february), 20);
        c.count = DayCount::Calendar;
        assert_eq!(c.days(february), 28);
    }

    #[test]
    fn parts_cover_a_span_in_order() {
        let c = april(YearLabel::Start);
        let year = c.span(Period::Year(2026)).unwrap();
        let parts = |grain| c.parts(year, grain).iter().map(Period::to_string).collect::<Vec<_>>();
        assert_eq!(parts(Grain::Quarter), ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]);
        assert_eq!(parts(Grain::Month).len(), 12);
        assert_eq!(parts(Grain::Month).first().map(String::as_str), Some("2026-04"));
    }
}
