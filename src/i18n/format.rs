//! Numbers as the three languages write them.
//!
//! Invariant: what is shown is rounded from the exact value once, half away from zero, and minus is the true minus sign.
//! The same code runs natively and in the browser, so that tests see what readers see.

use super::Lang;
use super::texts::latin;
use crate::domain::money::Currency;
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};

/// The true minus sign, as wide as a digit in tabular figures.
pub const MINUS: char = '−';

/// Formats of one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Format {
    /// The language written.
    pub lang: Lang,
}

impl Format {
    /// The formats of `lang`.
    #[must_use]
    pub const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// A count: `1,234`, `−5`.
    #[must_use]
    pub fn whole(self, value: i64) -> String {
        group(&value.unsigned_abs().to_string(), value < 0)
    }

    /// A figure with exactly `decimals` places: `1,234.50`.
    #[must_use]
    pub fn number(self, value: Decimal, decimals: u32) -> String {
        let rounded = round(value, decimals);
        let text = format!("{:.*}", decimals as usize, rounded.abs());
        group(&text, rounded.is_sign_negative() && !rounded.is_zero())
    }

    /// A figure with as many places as it needs, `decimals` at most: `1,234.5`.
    #[must_use]
    pub fn at_most(self, value: Decimal, decimals: u32) -> String {
        let rounded = round(value, decimals).normalize();
        group(&rounded.abs().to_string(), rounded.is_sign_negative() && !rounded.is_zero())
    }

    /// A ratio as a percentage: `0.913` → `91.3%`.
    #[must_use]
    pub fn percent(self, ratio: Decimal, decimals: u32) -> String {
        match ratio.checked_mul(Decimal::ONE_HUNDRED) {
            Some(value) => format!("{}%", self.number(value, decimals)),
            None => "–".to_owned(),
        }
    }

    /// A ratio as a percentage without needless places: `0.05` → `5%`, `0.125` → `12.5%`.
    #[must_use]
    pub fn percent_at_most(self, ratio: Decimal, decimals: u32) -> String {
        match ratio.checked_mul(Decimal::ONE_HUNDRED) {
            Some(value) => format!("{}%", self.at_most(value, decimals)),
            None => "–".to_owned(),
        }
    }

    /// A difference of two percentages: `+3.2 pts`, `+3.2 個百分點`.
    #[must_use]
    pub fn points(self, ratio: Decimal, decimals: u32) -> String {
        let Some(value) = ratio.checked_mul(Decimal::ONE_HUNDRED) else { return "–".to_owned() };
        let figure = self.signed(value, decimals);
        match self.lang {
            Lang::ZhHant => format!("{figure} 個百分點"),
            Lang::ZhHans => format!("{figure} 个百分点"),
            Lang::En => format!("{figure} pts"),
        }
    }

    /// A difference: plus or minus always written, zero without a sign.
    #[must_use]
    pub fn signed(self, value: Decimal, decimals: u32) -> String {
        with_plus(round(value, decimals), self.number(value, decimals))
    }

    /// Money from minor units: `minor` in the currency's smallest unit, `digits` of them after the point, `shown` places.
    #[must_use]
    pub fn money(self, minor: i64, digits: u32, shown: u32) -> String {
        self.number(Decimal::new(minor, digits.min(28)), shown)
    }

    /// A difference of money, sign always written.
    #[must_use]
    pub fn signed_money(self, minor: i64, digits: u32, shown: u32) -> String {
        self.signed(Decimal::new(minor, digits.min(28)), shown)
    }

    /// The sign of a currency where readers know it, its code elsewhere. Dollars and yuan say whose where that is not plain.
    #[must_use]
    pub fn currency_sign(self, currency: Currency) -> String {
        match (currency.code(), self.lang) {
            ("TWD", _) => "NT$".to_owned(),
            ("CNY", Lang::ZhHant) => "CN¥".to_owned(),
            ("CNY", _) => "¥".to_owned(),
            ("USD", Lang::En) => "$".to_owned(),
            ("USD", _) => "US$".to_owned(),
            ("HKD", _) => "HK$".to_owned(),
            ("EUR", _) => "€".to_owned(),
            ("GBP", _) => "£".to_owned(),
            (code, _) => format!("{code} "),
        }
    }

    /// A figure in a currency; its sign stands before that of the currency: `−¥24,450`.
    #[must_use]
    pub fn priced(self, currency: Currency, figure: &str) -> String {
        let plain = figure.trim_start_matches(['−', '+']);
        let (sign, _) = figure.split_at(figure.len() - plain.len());
        format!("{sign}{}{plain}", self.currency_sign(currency))
    }

    /// Three significant figures and the language's own unit: `128 萬`, `1.29M`.
    #[must_use]
    pub fn compact(self, value: Decimal) -> String {
        let size = value.abs();
        let mut units = self.units().iter().peekable();
        while let Some(&(power, word)) = units.next() {
            let scaled = size / Decimal::from(power);
            // A figure that rounds up to the next unit is written in the next unit.
            let rounded = round(scaled, places(scaled));
            let next = units.peek().map(|&&(next, _)| Decimal::from(next / power));
            if next.is_some_and(|limit| rounded >= limit) {
                continue;
            }
            let text = if power == 1 {
                self.at_most(size, places(size).min(2))
            } else {
                self.at_most(scaled, places(scaled))
            };
            let sign = if value.is_sign_negative() && !rounded.is_zero() {
                MINUS.to_string()
            } else {
                String::new()
            };
            return format!("{sign}{text}{word}");
        }
        self.at_most(value, 0)
    }

    /// A difference in compact form, sign always written.
    #[must_use]
    pub fn signed_compact(self, value: Decimal) -> String {
        with_plus(value, self.compact(value))
    }

    /// A finite float for a chart's axis, compact; anything else is a dash.
    #[must_use]
    pub fn axis(self, value: f64) -> String {
        Decimal::from_f64_retain(value).map_or_else(|| "–".to_owned(), |value| self.compact(round(value, 6)))
    }

    /// Names in a row: `甲、乙與丙`, `A, B and C`.
    #[must_use]
    pub fn list<S: AsRef<str>>(self, items: &[S]) -> String {
        let and = match self.lang {
            Lang::ZhHant => "與",
            Lang::ZhHans => "和",
            Lang::En => " and ",
        };
        match items {
            [] => String::new(),
            [one] => one.as_ref().to_owned(),
            [init @ .., last] => {
                format!("{}{and}{}", self.row(init), last.as_ref())
            }
        }
    }

    /// Entries one after the other: `甲、乙`, `A, B`.
    #[must_use]
    pub fn row<S: AsRef<str>>(self, items: &[S]) -> String {
        items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(self.comma())
    }

    const fn comma(self) -> &'static str {
        match self.lang {
            Lang::ZhHant | Lang::ZhHans => "、",
            Lang::En => ", ",
        }
    }

    /// Sentences one after the other: with a space where the language has one.
    #[must_use]
    pub fn sentences<S: AsRef<str>>(self, all: &[S]) -> String {
        let space = if self.lang == Lang::En { " " } else { "" };
        all.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(space)
    }

    /// Parts of one statement, each of which may have commas.
    #[must_use]
    pub fn parted<S: AsRef<str>>(self, parts: &[S]) -> String {
        let separator = match self.lang {
            Lang::En => "; ",
            Lang::ZhHant | Lang::ZhHans => "；",
        };
        parts.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(separator)
    }

    /// A word and what it is about, one after the other: with a space between words, in Chinese only where Latin letters or
    /// figures meet.
    #[must_use]
    pub fn beside(self, first: &str, second: &str) -> String {
        let (end, start) = (first.chars().next_back(), second.chars().next());
        let (Some(end), Some(start)) = (end, start) else { return format!("{first}{second}") };
        let wide = |glyph: char| "，。、；：？！（）「」『』《》“”".contains(glyph);
        let apart = self.lang == Lang::En || (!wide(end) && !wide(start) && (latin(end) || latin(start)));
        if apart { format!("{first} {second}") } else { format!("{first}{second}") }
    }

    /// The separator between a label and its value.
    #[must_use]
    pub const fn colon(self) -> &'static str {
        match self.lang {
            Lang::En => ": ",
            Lang::ZhHant | Lang::ZhHans => "：",
        }
    }

    const fn units(self) -> &'static [(i64, &'static str)] {
        match self.lang {
            Lang::ZhHant => &[(1, ""), (10_000, " 萬"), (100_000_000, " 億"), (1_000_000_000_000, " 兆")],
            Lang::ZhHans => &[(1, ""), (10_000, "万"), (100_000_000, "亿"), (1_000_000_000_000, "万亿")],
            Lang::En => &[(1, ""), (1_000, "k"), (1_000_000, "M"), (1_000_000_000, "B")],
        }
    }
}

/// Places after the point for three significant figures.
fn places(size: Decimal) -> u32 {
    match size.to_i64() {
        Some(0..=9) => 2,
        Some(10..=99) => 1,
        _ => 0,
    }
}

fn round(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

fn with_plus(value: Decimal, text: String) -> String {
    if value > Decimal::ZERO { format!("+{text}") } else { text }
}

/// Groups of three before the point; `digits` is unsigned.
fn group(digits: &str, negative: bool) -> String {
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 3);
    if negative {
        text.push(MINUS);
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    const HANT: Format = Format::new(Lang::ZhHant);
    const HANS: Format = Format::new(Lang::ZhHans);
    const EN: Format = Format::new(Lang::En);

    #[test]
    fn figures_are_grouped_rounded_once_and_carry_a_true_minus() {
        for (value, decimals, shown) in [
            ("0", 0, "0"),
            ("999", 0, "999"),
            ("1000", 0, "1,000"),
            ("1234567.885", 2, "1,234,567.89"),
            ("-1234.5", 0, "−1,235"),
            ("-0.004", 2, "0.00"),
            ("0.5", 0, "1"),
            ("12", 2, "12.00"),
        ] {
            assert_eq!(EN.number(dec(value), decimals), shown, "{value}");
        }
        assert_eq!(EN.whole(i64::MIN), "−9,223,372,036,854,775,808");
        assert_eq!(EN.at_most(dec("12.500"), 2), "12.5");
        assert_eq!(EN.at_most(dec("1200.00"), 2), "1,200");
        assert_eq!(EN.money(-1_234_567, 2, 0), "−12,346");
        assert_eq!(EN.signed_money(50, 2, 2), "+0.50");
        let dollars = Currency::parse("USD").unwrap();
        for (figure, shown) in [("1.50", "$1.50"), ("−1.50", "−$1.50"), ("+1.50", "+$1.50"), ("", "$")] {
            assert_eq!(EN.priced(dollars, figure), shown);
        }
        assert_eq!(EN.signed(dec("0.004"), 2), "0.00");
    }

    #[test]
    fn ratios_become_percentages_and_points() {
        assert_eq!(EN.percent(dec("0.9134"), 1), "91.3%");
        assert_eq!(EN.percent_at_most(dec("0.05"), 2), "5%");
        assert_eq!(EN.percent(Decimal::MAX, 1), "–");
        assert_eq!(EN.points(dec("-0.032"), 1), "−3.2 pts");
        assert_eq!(HANT.points(dec("0.032"), 1), "+3.2 個百分點");
        assert_eq!(HANS.points(dec("0"), 1), "0.0 个百分点");
    }

    #[test]
    fn compact_figures_use_each_language_s_units() {
        for (value, hant, hans, en) in [
            ("0", "0", "0", "0"),
            ("950.25", "950", "950", "950"),
            ("12.5", "12.5", "12.5", "12.5"),
            ("9999", "9,999", "9,999", "10k"),
            ("9999.6", "1 萬", "1万", "10k"),
            ("12345", "1.23 萬", "1.23万", "12.3k"),
            ("999999", "100 萬", "100万", "1M"),
            ("1285000", "129 萬", "129万", "1.29M"),
            ("99996000", "1 億", "1亿", "100M"),
            ("-123456789", "−1.23 億", "−1.23亿", "−123M"),
            ("2500000000", "25 億", "25亿", "2.5B"),
        ] {
            let value = dec(value);
            assert_eq!(
                (HANT.compact(value), HANS.compact(value), EN.compact(value)),
                (hant.into(), hans.into(), en.into()),
                "{value}"
            );
        }
        assert_eq!(HANT.signed_compact(dec("15000")), "+1.5 萬");
        assert_eq!(EN.axis(f64::NAN), "–");
        assert_eq!(EN.axis(0.1 + 0.2), "0.3");
    }

    #[test]
    fn names_in_a_row() {
        let names = ["甲", "乙", "丙"];
        assert_eq!(HANT.list(&names), "甲、乙與丙");
        assert_eq!(EN.list(&names[..2]), "甲 and 乙");
        assert_eq!(EN.list(&names[..1]), "甲");
        assert_eq!(EN.list::<&str>(&[]), "");
    }

    #[test]
    fn words_stand_beside_each_other_as_the_language_has_it() {
        assert_eq!(EN.beside("Remove", "Ann"), "Remove Ann");
        for (about, expected) in [
            ("陳怡君", "移除陳怡君"),
            ("Ann", "移除 Ann"),
            ("¥500", "移除 ¥500"),
            ("（未命名）", "移除（未命名）"),
            ("", "移除"),
        ] {
            assert_eq!(HANT.beside("移除", about), expected);
        }
        assert_eq!(HANT.beside("50%", "客戶"), "50% 客戶");
        assert_eq!(HANT.parted(&["甲", "乙"]), "甲；乙");
        assert_eq!(EN.parted(&["a", "b"]), "a; b");
    }
}
