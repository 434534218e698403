//! What people type into fields, read kindly: grouping, full-width digits, percent signs, true minus, day forms.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// A number as typed: `1,234.5`, `１２`, `−3`, `(12)`, `5%` (five, not 0.05: a percent sign is a unit of the field).
#[must_use]
pub fn parse_number(text: &str) -> Option<Decimal> {
    let mut plain = String::with_capacity(text.len());
    let mut negative = false;
    let trimmed = text.trim();
    let inner = trimmed.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    for glyph in inner.unwrap_or(trimmed).chars() {
        match glyph {
            '0'..='9' | '.' => plain.push(glyph),
            '０'..='９' => plain.push(char::from_u32(u32::from(glyph) - 0xFEE0)?),
            '．' => plain.push('.'),
            ',' | '，' | ' ' | '\u{a0}' | '\u{202f}' | '%' | '％' => {}
            '-' | '−' | '－' if plain.is_empty() && !negative => negative = true,
            '+' | '＋' if plain.is_empty() && !negative => {}
            _ => return None,
        }
    }
    let value: Decimal = plain.parse().ok()?;
    Some(if negative != inner.is_some() { -value } else { value })
}

/// A day as typed: ISO, slashes or dots, year first.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.trim().split(['-', '/', '.']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.trim().parse().ok()?, day.trim().parse().ok()?).ok()
}

/// A time of day as typed: `14:30`, `9:05`, with a full-width colon too.
#[must_use]
pub fn parse_time(text: &str) -> Option<jiff::civil::Time> {
    let (hour, minute) = text.trim().split_once([':', '：'])?;
    jiff::civil::Time::new(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0, 0).ok()
}

/// Whether a word beside a day means that people work on it though the weekday is free (補班, 調休, make-up day).
#[must_use]
pub fn names_makeup_day(text: &str) -> bool {
    const WORDS: [&str; 6] = ["補班", "补班", "調休", "调休", "上班", "make"];
    let text = text.to_lowercase();
    WORDS.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        let at = |h, m| Some(jiff::civil::Time::constant(h, m, 0, 0));
        for (text, time) in [
            ("14:30", at(14, 30)),
            (" 9：05 ", at(9, 5)),
            ("24:00", None),
            ("14", None),
            ("a:b", None),
            ("", None),
        ] {
            assert_eq!(parse_time(text), time, "{text}");
        }
    }

    #[test]
    fn makeup_days_are_told_from_holidays() {
        for (text, makeup) in [
            ("補班日", true),
            ("调休上班", true),
            ("Make-up day", true),
            ("春節", false),
            ("Holiday", false),
            ("", false),
        ] {
            assert_eq!(names_makeup_day(text), makeup, "{text}");
        }
    }
    use jiff::civil::date;

    #[test]
    fn typed_numbers_are_read_as_meant() {
        for (text, value) in [
            ("1,234.5", Some("1234.5")),
            (" １２３ ", Some("123")),
            ("−3", Some("-3")),
            ("(12.50)", Some("-12.50")),
            ("5%", Some("5")),
            ("+7", Some("7")),
            (".5", Some("0.5")),
            ("", None),
            ("-", None),
            ("1-2", None),
            ("1.2.3", None),
            ("twelve", None),
            ("99999999999999999999999999999999", None),
        ] {
            assert_eq!(parse_number(text), value.map(|value| value.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn typed_days_are_year_first() {
        for (text, day) in [
            ("2026-11-20", Some(date(2026, 11, 20))),
            ("2026/1/5", Some(date(2026, 1, 5))),
            ("2026.02.28", Some(date(2026, 2, 28))),
            ("2026-02-29", None),
            ("20/11/2026", None),
            ("2026-11", None),
        ] {
            assert_eq!(parse_date(text), day, "{text}");
        }
    }
}
