//! Dates as people write them.
//!
//! Understood: ISO, slash, dot and space forms, `yyyymmdd`, 2025年3月5日, 民國 and ROC years (114/3/5, 1140305, 民國114年3月5日),
//! English month names, spreadsheet serials (1900 system), and any of them with a time, which is ignored. Whether day or
//! month comes first is a property of a column, never guessed from a cell.

use crate::files::value::text::halfwidth;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Order of the parts in a column of dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// Year first.
    #[default]
    Ymd,
    /// Day first.
    Dmy,
    /// Month first.
    Mdy,
}

/// How a column writes its dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateStyle {
    /// Order of the parts, where the cell does not show it.
    pub order: DateOrder,
    /// Whether a year of two digits is one of the Republic of China (98 is 2009).
    pub roc: bool,
}

/// What a column of dates looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateGuess {
    /// The proposal.
    pub style: DateStyle,
    /// Other styles that read as many cells and mean other days; not empty means the user must choose.
    pub others: Vec<DateStyle>,
    /// Cells read with the proposal.
    pub read: usize,
    /// Cells that are not blank.
    pub seen: usize,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The month of an English name or its abbreviation.
pub fn month_name(word: &str) -> Option<i8> {
    let lower = word.to_ascii_lowercase();
    let lower = lower.strip_suffix('.').unwrap_or(&lower);
    let short = lower.get(..3)?;
    let at = MONTHS.iter().position(|m| *m == short)?;
    let full = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let known = full.get(at).is_some_and(|f| f.starts_with(lower)) || lower == "sept";
    if known { i8::try_from(at + 1).ok() } else { None }
}

/// Reads a date of the years 1950–2129.
pub fn parse(text: &str, style: DateStyle) -> Option<Date> {
    let plain = halfwidth(text);
    let text = plain.trim();
    if let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() {
        let number = |a: u8, b: u8| -> Option<i8> {
            (a.is_ascii_digit() && b.is_ascii_digit()).then(|| ((a - b'0') * 10 + (b - b'0')) as i8)
        };
        let year = i16::from(number(*y1, *y2)?) * 100 + i16::from(number(*y3, *y4)?);
        return civil(year, number(*m1, *m2)?, number(*d1, *d2)?);
    }
    let (text, era) = match ["中華民國", "民國", "民国", "ROC"].iter().find_map(|p| text.strip_prefix(p))
    {
        Some(rest) => (rest.trim_start(), true),
        None => (text, false),
    };
    let parts = split(text)?;
    let number = |p: &Part| match p {
        Part::Digits(n, len) => Some((*n, *len)),
        Part::Month(_) => None,
    };
    match parts.as_slice() {
        [Part::Digits(n, len)] => compact(*n, *len, text),
        [a, Part::Month(m), c] => {
            let ((a, a_len), (c, c_len)) = (number(a)?, number(c)?);
            if a_len >= 3 {
                civil(i16::try_from(a).ok()?, *m, day(c)?)
            } else {
                civil(year(c, c_len, false)?, *m, day(a)?)
            }
        }
        [Part::Month(m), d, y] => {
            let ((d, _), (y, len)) = (number(d)?, number(y)?);
            civil(year(y, len, false)?, *m, day(d)?)
        }
        [a, b, c] => {
            let ((a, a_len), (b, _), (c, c_len)) = (number(a)?, number(b)?, number(c)?);
            if era || a_len == 3 {
                return civil(i16::try_from(a).ok()?.checked_add(1911)?, day(b)?, day(c)?);
            }
            if a_len == 4 {
                return civil(i16::try_from(a).ok()?, day(b)?, day(c)?);
            }
            if c_len == 3 {
                return None;
            }
            match style.order {
                DateOrder::Ymd if c_len <= 2 => civil(year(a, a_len, style.roc)?, day(b)?, day(c)?),
                DateOrder::Ymd => None,
                DateOrder::Dmy => civil(year(c, c_len, false)?, day(b)?, day(a)?),
                DateOrder::Mdy => civil(year(c, c_len, false)?, day(a)?, day(b)?),
            }
        }
        _ => None,
    }
}

/// The date of a spreadsheet's serial number, counted in the 1900 system.
pub fn from_serial(days: i64) -> Option<Date> {
    // 1900-02-29, day 60, never was; all days above it count from 1899-12-30.
    let base = Date::new(1899, 12, 30).ok()?;
    base.checked_add(jiff::Span::new().try_days(days).ok()?)
        .ok()
        .filter(|d| (1950..=2129).contains(&d.year()))
}

enum Part {
    Digits(u32, usize),
    Month(i8),
}

/// Digits and month names of a text, up to a time of day; `None` where anything else stands in it.
fn split(text: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::with_capacity(3);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if parts.len() == 3 {
            // A time, a weekday or a zone may follow.
            let tail = rest.trim_start_matches(['日', '号', '號', ',', '.']);
            let time = tail.starts_with([' ', 'T', '(', '（']) || tail.is_empty();
            return time.then_some(parts);
        }
        if c.is_ascii_digit() {
            let n = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (digits, tail) = rest.split_at_checked(n)?;
            parts.push(Part::Digits(digits.parse().ok()?, n));
            rest = tail;
            // 45000.75: the fraction of a serial is its time.
            if parts.len() == 1 && n == 5 && rest.starts_with('.') {
                let fraction = rest.get(1..)?;
                return fraction.bytes().all(|b| b.is_ascii_digit()).then_some(parts);
            }
        } else if c.is_ascii_alphabetic() {
            let n = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
            let (word, tail) = rest.split_at_checked(n)?;
            match month_name(word) {
                Some(m) => parts.push(Part::Month(m)),
                None if ["st", "nd", "rd", "th"].contains(&word) && !parts.is_empty() => {}
                None => return None,
            }
            rest = tail;
        } else if matches!(c, '/' | '-' | '.' | ' ' | ',' | '年' | '月' | '日' | '号' | '號') {
            rest = rest.get(c.len_utf8()..)?;
        } else {
            return None;
        }
    }
    Some(parts)
}

fn compact(n: u32, len: usize, text: &str) -> Option<Date> {
    match len {
        8 => civil(i16::try_from(n / 10_000).ok()?, day(n / 100 % 100)?, day(n % 100)?),
        7 => civil(i16::try_from(n / 10_000).ok()?.checked_add(1911)?, day(n / 100 % 100)?, day(n % 100)?),
        5 if text.starts_with(|c: char| c.is_ascii_digit()) => from_serial(i64::from(n)),
        _ => None,
    }
}

fn day(n: u32) -> Option<i8> {
    i8::try_from(n).ok()
}

fn year(n: u32, len: usize, roc: bool) -> Option<i16> {
    let n = i16::try_from(n).ok()?;
    match len {
        4 => Some(n),
        3 => n.checked_add(1911),
        _ if roc => n.checked_add(1911),
        _ if n < 70 => n.checked_add(2000),
        _ => n.checked_add(1900),
    }
}

fn civil(year: i16, month: i8, day: i8) -> Option<Date> {
    if (1950..=2129).contains(&year) { Date::new(year, month, day).ok() } else { None }
}

/// Proposes how a column writes its dates.
///
/// A style stands against others only where it reads as many cells and means another day somewhere.
pub fn guess<'a>(cells: impl Iterator<Item = &'a str>) -> DateGuess {
    let style = |order, roc| DateStyle { order, roc };
    let styles = [
        style(DateOrder::Ymd, false),
        style(DateOrder::Mdy, false),
        style(DateOrder::Dmy, false),
        style(DateOrder::Ymd, true),
    ];
    let mut read = [0usize; 4];
    let mut same = [true; 4];
    let (mut seen, mut roc_seen, mut year_first) = (0usize, false, false);
    for cell in cells.filter(|c| !crate::files::value::text::is_blank(c)) {
        seen += 1;
        let dates = styles.map(|s| parse(cell, s));
        let first = dates.iter().flatten().next();
        for ((count, equal), date) in read.iter_mut().zip(&mut same).zip(&dates) {
            *count += usize::from(date.is_some());
            *equal &= date.as_ref() == first;
        }
        let lead = cell.trim().bytes().take_while(u8::is_ascii_digit).count();
        roc_seen |= lead == 3 && first.is_some();
        year_first |=
            lead == 2 && cell.trim().get(..2).and_then(|n| n.parse::<u8>().ok()).is_some_and(|n| n > 31);
    }
    let most = read.iter().copied().max().unwrap_or(0);
    let mut able: Vec<(DateStyle, bool)> = styles
        .iter()
        .zip(read)
        .zip(same)
        .filter(|((_, n), _)| *n == most)
        .map(|((s, _), same)| (*s, same))
        .collect();
    let all_same = able.iter().all(|(_, same)| *same);
    if all_same || most == 0 {
        able.truncate(1);
    } else if roc_seen {
        able.retain(|(s, _)| s.roc);
    } else if !year_first && able.iter().any(|(s, _)| s.order != DateOrder::Ymd) {
        // 5/3/25: a year of one or two digits in front is the least likely reading.
        able.retain(|(s, _)| s.order != DateOrder::Ymd);
    }
    let style = able.first().map(|a| a.0).unwrap_or_default();
    DateGuess { style, others: able.iter().skip(1).map(|a| a.0).collect(), read: most, seen }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(order: DateOrder, roc: bool) -> DateStyle {
        DateStyle { order, roc }
    }

    #[test]
    fn reads_dates() {
        use DateOrder::{Dmy, Mdy, Ymd};
        for (text, s, want) in [
            ("2025-03-05", style(Ymd, false), "2025-03-05"),
            ("2025/3/5", style(Dmy, false), "2025-03-05"),
            ("2025.03.05", style(Mdy, false), "2025-03-05"),
            ("20250305", style(Ymd, false), "2025-03-05"),
            ("2025-03-05 14:30:00", style(Ymd, false), "2025-03-05"),
            ("2025-03-05T14:30:00Z", style(Ymd, false), "2025-03-05"),
            ("2025/3/5 下午 02:30", style(Ymd, false), "2025-03-05"),
            ("2025/3/5 (三)", style(Ymd, false), "2025-03-05"),
            ("5/3/2025", style(Dmy, false), "2025-03-05"),
            ("3/5/2025", style(Mdy, false), "2025-03-05"),
            ("3/5/25", style(Mdy, false), "2025-03-05"),
            ("5.3.25", style(Dmy, false), "2025-03-05"),
            ("114/3/5", style(Ymd, false), "2025-03-05"),
            ("114.03.05", style(Ymd, true), "2025-03-05"),
            ("98/12/31", style(Ymd, true), "2009-12-31"),
            ("98/12/31", style(Ymd, false), "1998-12-31"),
            ("1140305", style(Ymd, false), "2025-03-05"),
            ("民國114年3月5日", style(Ymd, false), "2025-03-05"),
            ("民國 98/3/5", style(Ymd, false), "2009-03-05"),
            ("2025年3月5日", style(Ymd, false), "2025-03-05"),
            ("2025 年 3 月 5 日", style(Ymd, false), "2025-03-05"),
            ("２０２５／３／５", style(Ymd, false), "2025-03-05"),
            ("5-Mar-2025", style(Ymd, false), "2025-03-05"),
            ("Mar 5, 2025", style(Ymd, false), "2025-03-05"),
            ("March 5th, 2025", style(Ymd, false), "2025-03-05"),
            ("2025-Mar-05", style(Ymd, false), "2025-03-05"),
            ("45721", style(Ymd, false), "2025-03-05"),
            ("45721.604", style(Ymd, false), "2025-03-05"),
        ] {
            assert_eq!(parse(text, s).map(|d| d.to_string()).as_deref(), Some(want), "{text}");
        }
        for text in
            ["", "abc", "2025-02-30", "2025-13-01", "12", "5/3", "1/2/3/4", "0/0/0", "99999999", "A114/3/5"]
        {
            for s in [style(Ymd, false), style(Dmy, false), style(Mdy, true)] {
                assert_eq!(parse(text, s), None, "{text}");
            }
        }
    }

    #[test]
    fn a_column_tells_its_order_or_says_that_it_cannot() {
        use DateOrder::{Dmy, Mdy, Ymd};
        for (cells, want, others) in [
            (&["2025-03-05", "2025-04-06"][..], style(Ymd, false), &[][..]),
            (&["3/13/2025", "4/5/2025"][..], style(Mdy, false), &[]),
            (&["13/3/2025", "4/5/2025"][..], style(Dmy, false), &[]),
            (&["3/4/2025", "4/5/2025"][..], style(Mdy, false), &[style(Dmy, false)]),
            (&["4/4/2025"][..], style(Mdy, false), &[]),
            (&["114/3/5", "99/3/5"][..], style(Ymd, true), &[]),
            (&["98/3/5", "97/12/31"][..], style(Ymd, false), &[style(Ymd, true)]),
            (&["5/3/25"][..], style(Mdy, false), &[style(Dmy, false)]),
            (&["5 Mar 2025", "", "-"][..], style(Ymd, false), &[]),
        ] {
            let got = guess(cells.iter().copied());
            assert_eq!((got.style, got.others.as_slice()), (want, others), "{cells:?}");
            assert_eq!(got.read, got.seen, "{cells:?}");
        }
    }
}
