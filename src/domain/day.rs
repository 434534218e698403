//! A day as two bytes, for the columns: days since 1949-12-31, zero for "none". Reaches to 2129-06-05.

use jiff::civil::{Date, date};

/// Day number 0: no day at all. Day 1 is 1950-01-01.
const ORIGIN: Date = date(1949, 12, 31);

/// A day of a column; ordered like the calendar, [`Day::NONE`] first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub u16);

impl Day {
    /// The absent day.
    pub const NONE: Day = Day(0);
    /// The last day a column can hold.
    pub const MAX: Day = Day(u16::MAX);

    /// The column's day for a date; `None` outside 1950-01-01 … 2129-06-05.
    pub fn from_date(date: Date) -> Option<Day> {
        let days = ORIGIN.until(date).ok()?.get_days();
        u16::try_from(days).ok().filter(|&n| n > 0).map(Day)
    }

    /// The nearest day a column can hold, for the borders of a span.
    pub fn clamped(date: Date) -> Day {
        Day::from_date(date).unwrap_or(if date <= ORIGIN { Day(1) } else { Day::MAX })
    }

    /// The date; `None` for the absent day.
    pub fn date(self) -> Option<Date> {
        if self == Day::NONE {
            return None;
        }
        ORIGIN.checked_add(jiff::Span::new().days(i64::from(self.0))).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree() {
        for (d, n) in [(date(1950, 1, 1), 1), (date(1996, 7, 4), 16987), (date(2129, 6, 5), 65535)] {
            assert_eq!(Day::from_date(d), Some(Day(n)), "{d}");
            assert_eq!(Day(n).date(), Some(d));
        }
        for d in [date(1949, 12, 31), date(2129, 6, 6), date(1, 1, 1)] {
            assert_eq!(Day::from_date(d), None, "{d}");
        }
        assert_eq!(Day::NONE.date(), None);
        assert_eq!((Day::clamped(date(1900, 1, 1)), Day::clamped(date(9999, 1, 1))), (Day(1), Day::MAX));
    }
}
