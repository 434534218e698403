//! Lunar New Year's Day, 1990–2060, as data: the largest movable event in a Chinese sales year.

use jiff::civil::Date;

/// First year of the table.
const FIRST: i16 = 1990;

/// `month * 100 + day` of Lunar New Year's Day, one entry a year.
#[rustfmt::skip]
const NEW_YEAR: [u16; 71] = [
    127, 215, 204, 123, 210, 131, 219, 207, 128, 216,
    205, 124, 212, 201, 122, 209, 129, 218, 207, 126,
    214, 203, 123, 210, 131, 219, 208, 128, 216, 205,
    125, 212, 201, 122, 210, 129, 217, 206, 126, 213,
    203, 123, 211, 131, 219, 208, 128, 215, 204, 124,
    212, 201, 122, 210, 130, 217, 206, 126, 214, 202,
    123, 211, 201, 219, 208, 128, 215, 204, 124, 212,
    202,
];

/// Lunar New Year's Day of a Gregorian year; `None` outside 1990–2060.
pub fn new_year(year: i16) -> Option<Date> {
    let entry = *NEW_YEAR.get(usize::try_from(year - FIRST).ok()?)?;
    Date::new(year, (entry / 100) as i8, (entry % 100) as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn known_years() {
        let cases = [(1990, 1, 27), (2000, 2, 5), (2025, 1, 29), (2026, 2, 17), (2033, 1, 31), (2060, 2, 2)];
        for (y, m, d) in cases {
            assert_eq!(new_year(y), Some(date(y, m, d)));
        }
        assert_eq!((new_year(1989), new_year(2061)), (None, None));
        assert!((1990..=2060).all(|y| new_year(y).is_some()));
    }
}
