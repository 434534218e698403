//! What explains a figure besides the people: being new, and Lunar New Year, which moves between January and February.

use crate::domain::{Span, lunar};
use jiff::ToSpan;

/// Somebody hired at most so many days before the as-of date is newly hired.
pub const NEW_HIRE_DAYS: i32 = 180;

/// How many days of the Lunar New Year festival two stretches of time hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Festival {
    /// Days of it in the later stretch.
    pub now: u32,
    /// Days of it in the earlier one.
    pub then: u32,
}

impl Festival {
    /// The festival where it explains part of a fall: the later stretch holds more of it.
    pub fn explains_fall(now: Span, then: Span) -> Option<Festival> {
        let festival = Festival { now: festival_days(now), then: festival_days(then) };
        (festival.now > festival.then).then_some(festival)
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn month(y: i16, m: i8) -> Span {
        Span { from: date(y, m, 1), to: date(y, m, 1).last_of_month() }
    }

    #[test]
    fn lunar_new_year_moves_between_months() {
        // New Year's Day was 2025-01-29 and is 2026-02-17.
        let cases = [(2025, 1, 4), (2025, 2, 3), (2026, 1, 0), (2026, 2, 7), (2026, 3, 0)];
        for (y, m, days) in cases {
            assert_eq!(festival_days(month(y, m)), days, "{y}-{m}");
        }
    }

    #[test]
    fn only_more_of_the_festival_explains_a_fall() {
        let cases = [
            ((2026, 2), (2025, 2), Some(Festival { now: 7, then: 3 })),
            ((2026, 2), (2026, 1), Some(Festival { now: 7, then: 0 })),
            ((2026, 1), (2025, 1), None),
            ((2026, 3), (2025, 3), None),
        ];
        for ((y, m), (y0, m0), expected) in cases {
            assert_eq!(Festival::explains_fall(month(y, m), month(y0, m0)), expected, "{y}-{m}");
        }
    }
}
