//! Numbers as people write them, exact.
//!
//! Understood: full-width digits, thousands separators (`,` `.` `'` space), decimal point or comma, parentheses and leading or
//! trailing minus, currency signs and codes on either side, `%`, 千/萬/億 and k/M, and scientific notation.

use crate::files::value::text::halfwidth;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Which character separates the decimals in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalMark {
    /// `1,234.56`
    #[default]
    Point,
    /// `1.234,56`
    Comma,
}

impl DecimalMark {
    fn chars(self) -> (u8, u8) {
        match self {
            DecimalMark::Point => (b'.', b','),
            DecimalMark::Comma => (b',', b'.'),
        }
    }
}

const CURRENCIES: [&str; 22] = [
    "NT$",
    "US$",
    "HK$",
    "NTD",
    "TWD",
    "USD",
    "HKD",
    "RMB",
    "CNY",
    "EUR",
    "GBP",
    "JPY",
    "新台幣",
    "新臺幣",
    "人民币",
    "人民幣",
    "$",
    "\u{A5}",
    "\u{20AC}",
    "\u{A3}",
    "CHF",
    "KRW",
];
const UNITS: [&str; 4] = ["元", "圓", "圆", "円"];
const SCALES: [(&str, i64); 14] = [
    ("百萬", 1_000_000),
    ("百万", 1_000_000),
    ("千萬", 10_000_000),
    ("千万", 10_000_000),
    ("萬", 10_000),
    ("万", 10_000),
    ("億", 100_000_000),
    ("亿", 100_000_000),
    ("千", 1_000),
    ("仟", 1_000),
    ("k", 1_000),
    ("K", 1_000),
    ("M", 1_000_000),
    ("B", 1_000_000_000),
];

/// Reads a number; a percentage as its ratio (`5%` is 0.05).
pub fn parse(text: &str, mark: DecimalMark) -> Option<Decimal> {
    if let Some((mantissa, scale)) = simple(text.as_bytes()) {
        // `1.234` under a decimal comma is grouped; everything else plain means itself.
        if mark == DecimalMark::Point || scale == 0 {
            return Some(Decimal::new(mantissa, scale));
        }
    }
    let text = halfwidth(text);
    let mut rest = text.trim();
    let mut negative = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')) {
        (rest, negative) = (inner.trim(), true);
    }
    let mut scale = Decimal::ONE;
    // Signs, currencies and units stand on either side, in any order, each at most once.
    loop {
        let before = rest;
        if let Some(r) = rest.strip_prefix('-').or_else(|| rest.strip_suffix('-')) {
            if negative {
                return None;
            }
            (rest, negative) = (r.trim(), true);
        } else if let Some(r) = rest.strip_prefix('+') {
            rest = r.trim();
        } else if let Some(r) = rest.strip_suffix('%') {
            (rest, scale) = (r.trim_end(), scale.checked_div(Decimal::ONE_HUNDRED)?);
        }
        for word in CURRENCIES {
            rest = strip_ci(rest, word);
        }
        for word in UNITS {
            rest = rest.strip_suffix(word).map_or(rest, str::trim_end);
        }
        if scale == Decimal::ONE
            && let Some((r, by)) = SCALES.iter().find_map(|(w, by)| Some((rest.strip_suffix(w)?, *by)))
            && r.trim_end().ends_with(|c: char| c.is_ascii_digit())
        {
            (rest, scale) = (r.trim_end(), Decimal::from(by));
        }
        if rest == before {
            break;
        }
    }
    let value = digits(rest, mark)?.checked_mul(scale)?;
    Some(if negative { -value } else { value }.normalize())
}

fn strip_ci<'a>(text: &'a str, word: &str) -> &'a str {
    let n = word.len();
    if text.get(..n).is_some_and(|p| p.eq_ignore_ascii_case(word)) {
        return text.get(n..).unwrap_or_default().trim_start();
    }
    match text.len().checked_sub(n) {
        Some(at) if text.get(at..).is_some_and(|s| s.eq_ignore_ascii_case(word)) => {
            text.get(..at).unwrap_or_default().trim_end()
        }
        _ => text,
    }
}

/// Unsigned digits with grouping and decimals.
fn digits(text: &str, mark: DecimalMark) -> Option<Decimal> {
    let (point, group) = mark.chars();
    if !text.is_ascii() || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    if let Some(at) = text.find(['e', 'E']) {
        let mantissa = text.get(..at)?;
        let plain = mantissa.replace(char::from(point), ".");
        return Decimal::from_scientific(&format!("{plain}{}", text.get(at..)?)).ok();
    }
    let (whole, fraction) = match text.split_once(char::from(point)) {
        Some((w, f)) => (w, f),
        None => (text, ""),
    };
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let groups: Vec<&str> = whole.split([char::from(group), ' ', '\'']).collect();
    let well = match groups.as_slice() {
        [one] => one.bytes().all(|b| b.is_ascii_digit()),
        [first, rest @ ..] => {
            (1..=3).contains(&first.len())
                && rest.iter().all(|g| g.len() == 3)
                && groups.iter().all(|g| g.bytes().all(|b| b.is_ascii_digit()))
        }
        [] => false,
    };
    if !well {
        return None;
    }
    let mut plain = groups.concat();
    if !fraction.is_empty() {
        plain.push('.');
        plain.push_str(fraction);
    }
    plain.parse().ok()
}

/// Plain `-?digits(.digits)?` of at most 18 digits as mantissa and scale: what nearly every cell is.
pub fn simple(bytes: &[u8]) -> Option<(i64, u32)> {
    let (negative, body) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    if body.is_empty() || body.len() > 19 {
        return None;
    }
    let (mut value, mut scale, mut seen, mut count) = (0i64, 0u32, false, 0u32);
    for &b in body {
        match b {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(b - b'0');
                scale += u32::from(seen);
                count += 1;
            }
            b'.' if !seen && count > 0 => seen = true,
            _ => return None,
        }
        if count > 18 {
            return None;
        }
    }
    (count > 0).then_some((if negative { -value } else { value }, scale))
}

/// Proposes the decimal mark of a column: what its unambiguous cells say, otherwise the point.
pub fn detect_mark<'a>(cells: impl Iterator<Item = &'a str>) -> DecimalMark {
    let (mut point, mut comma) = (0usize, 0usize);
    for cell in cells {
        let (p, c) = (cell.rfind('.'), cell.rfind(','));
        let after = |at: usize| cell.len() - at - 1;
        match (p, c) {
            (Some(p), Some(c)) if p > c => point += 2,
            (Some(_), Some(_)) => comma += 2,
            (Some(p), None) if cell.matches('.').count() == 1 && after(p) != 3 => point += 1,
            (Some(_), None) if cell.matches('.').count() > 1 => comma += 1,
            (None, Some(c)) if cell.matches(',').count() == 1 && after(c) != 3 => comma += 1,
            (None, Some(_)) if cell.matches(',').count() > 1 => point += 1,
            _ => {}
        }
    }
    if comma > point { DecimalMark::Comma } else { DecimalMark::Point }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers() {
        use DecimalMark::{Comma, Point};
        for (text, mark, want) in [
            ("1234.5", Point, "1234.5"),
            ("1,234.50", Point, "1234.5"),
            ("1.234,50", Comma, "1234.5"),
            ("1.234", Comma, "1234"),
            ("1.234", Point, "1.234"),
            ("1 234 567,8", Comma, "1234567.8"),
            ("1'234'567.8", Point, "1234567.8"),
            ("１２，３４５", Point, "12345"),
            ("(1,234)", Point, "-1234"),
            ("1,234-", Point, "-1234"),
            ("－１２", Point, "-12"),
            ("NT$1,200", Point, "1200"),
            ("NT$ -1,200", Point, "-1200"),
            ("-NT$1,200", Point, "-1200"),
            ("(NT$1,200)", Point, "-1200"),
            ("$5", Point, "5"),
            ("¥3,000", Point, "3000"),
            ("￥3,000", Point, "3000"),
            ("€ 1.234,5", Comma, "1234.5"),
            ("1.234,5 €", Comma, "1234.5"),
            ("1200元", Point, "1200"),
            ("12%", Point, "0.12"),
            ("12.5 ％", Point, "0.125"),
            ("3.5萬", Point, "35000"),
            ("3.5万元", Point, "35000"),
            ("1.2億", Point, "120000000"),
            ("12k", Point, "12000"),
            ("1.5M", Point, "1500000"),
            ("1.2E+5", Point, "120000"),
            ("+7", Point, "7"),
            ("-0", Point, "0"),
            (" 42 ", Point, "42"),
        ] {
            let got = parse(text, mark).map(|v| v.normalize().to_string());
            assert_eq!(got.as_deref(), Some(want), "{text}");
        }
        for text in
            ["", "abc", "1,23,4", "--5", "12a", "1.2.3", "2025-01-02", ",", "M", "元", "-", "1e", "(5", "$"]
        {
            assert_eq!(parse(text, Point), None, "{text}");
        }
    }

    #[test]
    fn a_column_tells_its_decimal_mark() {
        for (cells, want) in [
            (&["1.234,5", "2"][..], DecimalMark::Comma),
            (&["1,234", "2,5"][..], DecimalMark::Comma),
            (&["1,234", "2,345"][..], DecimalMark::Point),
            (&["1,234.5"][..], DecimalMark::Point),
            (&["1.234.567"][..], DecimalMark::Comma),
            (&[][..], DecimalMark::Point),
        ] {
            assert_eq!(detect_mark(cells.iter().copied()), want, "{cells:?}");
        }
    }
}
