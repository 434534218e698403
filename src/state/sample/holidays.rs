//! Public holidays of the sample company's country: rules for any year, the announced exceptions where known.

use crate::domain::calendar::{Calendar, Exception, Span};
use crate::domain::lunar;
use crate::state::sample::names::Holidays;
use jiff::civil::{Date, Weekday};

/// Dragon Boat and Mid-Autumn, which follow the moon: year, month × 100 + day.
#[rustfmt::skip]
const MOON: [(i16, i16, i16); 9] = [
    (2022, 603, 910), (2023, 622, 929), (2024, 610, 917), (2025, 531, 1006), (2026, 619, 925),
    (2027, 609, 915), (2028, 528, 1003), (2029, 616, 922), (2030, 605, 912),
];

/// Announced days that no rule yields, as year, month × 100 + day; `true` is a make-up workday.
#[rustfmt::skip]
const TAIWAN: [(i16, i16, bool); 6] = [
    (2024, 208, false), (2024, 217, true), (2025, 127, false), (2025, 208, true), (2025, 929, false), (2025, 1024, false),
];
#[rustfmt::skip]
const MAINLAND: [(i16, i16, bool); 21] = [
    (2024, 204, true), (2024, 218, true), (2024, 407, true), (2024, 428, true), (2024, 511, true), (2024, 914, true),
    (2024, 929, true), (2024, 1012, true), (2025, 126, true), (2025, 208, true), (2025, 427, true), (2025, 928, true),
    (2025, 1008, false), (2025, 1011, true), (2026, 102, false), (2026, 104, true), (2026, 214, true),
    (2026, 223, false), (2026, 228, true), (2026, 509, true), (2026, 920, true),
];

fn on(year: i16, monthday: i16) -> Option<Date> {
    Date::new(year, i8::try_from(monthday / 100).ok()?, i8::try_from(monthday % 100).ok()?).ok()
}

fn shift(date: Date, days: i64) -> Option<Date> {
    date.checked_add(jiff::Span::new().days(days)).ok()
}

/// Marks the holidays of the years that a span touches.
pub fn mark(calendar: &mut Calendar, holidays: Holidays, span: Span) {
    for year in span.from.year()..=span.to.year() {
        match holidays {
            Holidays::Taiwan => taiwan(calendar, year),
            Holidays::Mainland => mainland(calendar, year),
            Holidays::Regional => regional(calendar, year),
        }
    }
    let announced: &[_] = match holidays {
        Holidays::Taiwan => &TAIWAN,
        Holidays::Mainland => &MAINLAND,
        Holidays::Regional => &[],
    };
    for (year, monthday, makeup) in announced {
        if let Some(date) = on(*year, *monthday) {
            let exception = if *makeup { Exception::Makeup } else { Exception::Holiday };
            calendar.exceptions.insert(date, exception);
        }
    }
}

fn free(calendar: &mut Calendar, date: Option<Date>) {
    if let Some(date) = date.filter(|d| calendar.is_working(*d)) {
        calendar.exceptions.insert(date, Exception::Holiday);
    }
}

fn free_run(calendar: &mut Calendar, from: Option<Date>, days: i64) {
    for n in 0..days {
        free(calendar, from.and_then(|d| shift(d, n)));
    }
}

fn moon(year: i16) -> [Option<Date>; 2] {
    let found = MOON.iter().find(|(y, ..)| *y == year);
    [found.and_then(|(y, d, _)| on(*y, *d)), found.and_then(|(y, _, m)| on(*y, *m))]
}

/// Tomb-Sweeping Day; exact from 2000 to 2099 except a handful of years near the borders.
fn tomb_sweeping(year: i16) -> Option<Date> {
    let n = i32::from(year - 2000);
    let day = (n * 2422 + 48_100) / 10_000 - n / 4;
    Date::new(year, 4, i8::try_from(day).ok()?).ok()
}

fn taiwan(calendar: &mut Calendar, year: i16) {
    // A holiday on a Saturday is taken on the Friday before, on a Sunday on the Monday after.
    let observed = |date: Date| match date.weekday() {
        Weekday::Saturday => shift(date, -1),
        Weekday::Sunday => shift(date, 1),
        _ => Some(date),
    };
    let sweeping = tomb_sweeping(year);
    let children = on(year, 404);
    let [boat, autumn] = moon(year);
    for date in [on(year, 101), on(year, 228), children, sweeping, boat, autumn, on(year, 1010)] {
        free(calendar, date.and_then(observed));
    }
    if children == sweeping {
        let thursday = children.is_some_and(|d| d.weekday() == Weekday::Thursday);
        free(calendar, children.and_then(|d| shift(d, if thursday { 1 } else { -1 })));
    }
    if year >= 2025 {
        free(calendar, on(year, 1225).and_then(observed));
    }
    if year >= 2026 {
        for date in [on(year, 501), on(year, 928), on(year, 1025)] {
            free(calendar, date.and_then(observed));
        }
    }
    // From 2026 the day before the eve is free too. Days that fall on a weekend move behind the rest.
    let before = if year >= 2026 { 2 } else { 1 };
    let days: Vec<Date> = (-before..3).filter_map(|n| shift(lunar::new_year(year)?, n)).collect();
    let moved = days.iter().filter(|d| !calendar.is_working(**d)).count();
    let mut next = days.last().copied();
    for day in days {
        free(calendar, Some(day));
    }
    for _ in 0..moved {
        while let Some(day) = next.filter(|d| !calendar.is_working(*d)) {
            next = day.tomorrow().ok();
        }
        free(calendar, next);
    }
}

fn mainland(calendar: &mut Calendar, year: i16) {
    let [boat, autumn] = moon(year);
    for date in [on(year, 101), tomb_sweeping(year), boat, autumn] {
        let taken = match date.map(Date::weekday) {
            Some(Weekday::Saturday) => date.and_then(|d| shift(d, 2)),
            Some(Weekday::Sunday) => date.and_then(|d| shift(d, 1)),
            _ => date,
        };
        free(calendar, taken);
    }
    free_run(calendar, on(year, 501), 5);
    free_run(calendar, on(year, 1001), 7);
    // From the eve on, eight days.
    free_run(calendar, lunar::new_year(year).and_then(|d| shift(d, -1)), 8);
}

fn regional(calendar: &mut Calendar, year: i16) {
    free(calendar, on(year, 101));
    free(calendar, on(year, 1225));
    free_run(calendar, lunar::new_year(year).and_then(|d| shift(d, -1)), 5);
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn known_days() {
        use Holidays::{Mainland, Regional, Taiwan};
        let (free, work) = (false, true);
        let cases = [
            (Taiwan, date(2026, 2, 13), work),
            (Taiwan, date(2026, 2, 16), free),
            (Taiwan, date(2026, 2, 20), free),
            (Taiwan, date(2026, 2, 23), work),
            (Taiwan, date(2026, 2, 27), free),
            (Taiwan, date(2025, 1, 27), free),
            (Taiwan, date(2025, 1, 31), free),
            (Taiwan, date(2025, 2, 3), work),
            (Taiwan, date(2025, 2, 8), work),
            (Taiwan, date(2024, 2, 14), free),
            (Taiwan, date(2024, 2, 15), work),
            (Taiwan, date(2024, 4, 5), free),
            (Taiwan, date(2025, 4, 3), free),
            (Taiwan, date(2026, 6, 19), free),
            (Taiwan, date(2026, 10, 9), free),
            (Mainland, date(2026, 2, 16), free),
            (Mainland, date(2026, 2, 23), free),
            (Mainland, date(2026, 2, 24), work),
            (Mainland, date(2026, 2, 28), work),
            (Mainland, date(2025, 10, 8), free),
            (Mainland, date(2025, 10, 9), work),
            (Mainland, date(2024, 5, 3), free),
            (Regional, date(2026, 2, 18), free),
            (Regional, date(2026, 12, 25), free),
            (Regional, date(2026, 10, 1), work),
        ];
        for (holidays, day, working) in cases {
            let mut calendar = Calendar::default();
            mark(&mut calendar, holidays, Span { from: date(2024, 1, 1), to: date(2026, 12, 31) });
            assert_eq!(calendar.is_working(day), working, "{holidays:?} {day}");
        }
    }

    #[test]
    fn tomb_sweeping_days() {
        for (year, day) in
            [(2022, 5), (2023, 5), (2024, 4), (2025, 4), (2026, 5), (2027, 5), (2028, 4), (2029, 4)]
        {
            assert_eq!(tomb_sweeping(year), Some(date(year, 4, day)));
        }
    }
}
