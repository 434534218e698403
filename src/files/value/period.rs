//! Months, quarters and years as cells and headings write them.

use crate::files::value::date::month_name;
use crate::files::value::text::halfwidth;
use serde::{Deserialize, Serialize};

/// A part of a year, or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A month, 1–12.
    Month(i8),
    /// A quarter, 1–4.
    Quarter(i8),
    /// A half-year, 1–2.
    Half(i8),
    /// The whole year.
    Year,
}

/// A period as a text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PeriodName {
    /// The year; absent where only the part is named (`1月`).
    pub year: Option<i16>,
    /// Which part of it.
    pub part: Part,
}

const CHINESE: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/// Reads a period: `2025-01`, `202501`, `1月`, `一月`, `Jan 2025`, `Jan-25`, `114年1月`, `2025Q1`, `第一季`, `FY2025`, `2025`.
pub fn parse(text: &str) -> Option<PeriodName> {
    let plain = halfwidth(text);
    let mut rest = plain.trim();
    let mut roc = false;
    for prefix in ["民國", "民国"] {
        if let Some(r) = rest.strip_prefix(prefix) {
            (rest, roc) = (r.trim_start(), true);
        }
    }
    let upper = rest.to_ascii_uppercase();
    let mut rest = upper.strip_prefix("FY").unwrap_or(&upper).trim();
    for suffix in ["份", "度"] {
        rest = rest.strip_suffix(suffix).unwrap_or(rest);
    }
    if let Some(part) = part(rest) {
        return Some(PeriodName { year: None, part });
    }
    // Three digits alone are a number before they are a year of the Republic of China.
    let bare = rest.len() == 3 && !roc;
    if let Some(year) = year(rest.strip_suffix('年').unwrap_or(rest), roc).filter(|_| !bare) {
        return Some(PeriodName { year: Some(year), part: Part::Year });
    }
    // 202501
    if rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_digit()) {
        let (y, m) = rest.split_at_checked(4)?;
        return Some(PeriodName { year: Some(year(y, false)?), part: Part::Month(month(m)?) });
    }
    // Year and part, in either order, with or without something between.
    let separators = ['-', '/', '.', ' ', '年', '\'', ','];
    for (at, c) in rest.char_indices() {
        let (head, tail) = rest.split_at_checked(at)?;
        let tail = if separators.contains(&c) { tail.get(c.len_utf8()..)? } else { tail };
        let (head, tail) = (head.trim_end_matches(separators), tail.trim_start_matches(separators));
        if head.is_empty() || tail.is_empty() {
            continue;
        }
        let part_of = |t: &str| part(t).or_else(|| month(t).map(Part::Month));
        if let (Some(y), Some(p)) = (year(head, roc), part_of(tail)) {
            return Some(PeriodName { year: Some(y), part: p });
        }
        let short = |t: &str| t.parse::<i16>().ok().filter(|_| t.len() == 2).map(|n| n + 2000);
        if let (Some(p), Some(y)) =
            (part_of(head), year(tail, false).or_else(|| short(tail).filter(|_| part(head).is_some())))
        {
            return Some(PeriodName { year: Some(y), part: p });
        }
    }
    None
}

/// A part that needs no year beside it to be recognised.
fn part(text: &str) -> Option<Part> {
    let text = text.trim();
    if let Some(m) = text.strip_suffix('月') {
        let named = CHINESE.iter().position(|c| *c == m).and_then(|n| i8::try_from(n + 1).ok());
        return named.or_else(|| month(m)).map(Part::Month);
    }
    if let Some(m) = month_name(text) {
        return Some(Part::Month(m));
    }
    let quarter = text.strip_prefix('Q').or_else(|| {
        let t = text.strip_prefix('第').unwrap_or(text);
        t.strip_suffix("季").or_else(|| t.strip_suffix("季度"))
    });
    if let Some(q) = quarter {
        let named = CHINESE.iter().position(|c| *c == q).map(|n| n + 1).or_else(|| q.parse().ok());
        return named.filter(|n| (1..=4).contains(n)).and_then(|n| i8::try_from(n).ok()).map(Part::Quarter);
    }
    match text {
        "H1" | "上半年" => Some(Part::Half(1)),
        "H2" | "下半年" => Some(Part::Half(2)),
        _ => None,
    }
}

fn month(text: &str) -> Option<i8> {
    if text.is_empty() || text.len() > 2 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().filter(|m| (1..=12).contains(m))
}

fn year(text: &str, roc: bool) -> Option<i16> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let n: i16 = text.parse().ok()?;
    match text.len() {
        4 => Some(n),
        3 => n.checked_add(1911),
        2 if roc => n.checked_add(1911),
        _ => None,
    }
    .filter(|y| (1950..=2129).contains(y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_periods() {
        for (text, year, part) in [
            ("2025-01", Some(2025), Part::Month(1)),
            ("2025/1", Some(2025), Part::Month(1)),
            ("202512", Some(2025), Part::Month(12)),
            ("2025年1月", Some(2025), Part::Month(1)),
            ("114年1月", Some(2025), Part::Month(1)),
            ("民國114年1月", Some(2025), Part::Month(1)),
            ("114/01", Some(2025), Part::Month(1)),
            ("1月", None, Part::Month(1)),
            ("12月份", None, Part::Month(12)),
            ("十二月", None, Part::Month(12)),
            ("Jan 2025", Some(2025), Part::Month(1)),
            ("Jan-25", Some(2025), Part::Month(1)),
            ("September", None, Part::Month(9)),
            ("01/2025", Some(2025), Part::Month(1)),
            ("2025Q1", Some(2025), Part::Quarter(1)),
            ("Q3 2025", Some(2025), Part::Quarter(3)),
            ("2025年第一季", Some(2025), Part::Quarter(1)),
            ("第四季度", None, Part::Quarter(4)),
            ("Q4", None, Part::Quarter(4)),
            ("2025H2", Some(2025), Part::Half(2)),
            ("上半年", None, Part::Half(1)),
            ("2025", Some(2025), Part::Year),
            ("114年", Some(2025), Part::Year),
            ("FY2025", Some(2025), Part::Year),
            ("2025年度", Some(2025), Part::Year),
        ] {
            assert_eq!(parse(text), Some(PeriodName { year, part }), "{text}");
        }
        for text in [
            "",
            "amount",
            "13月",
            "Q5",
            "2025-13",
            "5",
            "114",
            "marketing",
            "Total",
            "姓名",
            "2025-01-02",
            "maybe",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
