//! What a heading says besides its name: unit, tax, currency.

use crate::files::value::text::{fold, halfwidth};
use serde::{Deserialize, Serialize};

/// Whether amounts contain tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tax {
    /// Without tax, as amounts are stored.
    Excluded,
    /// With tax: it is taken out at the rate the user states.
    Included,
}

/// A heading taken apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// The name, folded (see [`fold`]), without unit and tax.
    pub name: String,
    /// How many units one stands for: 1, 1,000, 10,000, 1,000,000, 100,000,000.
    pub scale: i64,
    /// Whether a unit was named at all, so that the user is asked to confirm it.
    pub unit_named: bool,
    /// Tax, where the heading speaks of it.
    pub tax: Option<Tax>,
    /// Currency code, where the heading names one.
    pub currency: Option<String>,
}

const SCALES: [(&str, i64); 24] = [
    ("百萬元", 1_000_000),
    ("百万元", 1_000_000),
    ("百萬", 1_000_000),
    ("百万", 1_000_000),
    ("億元", 100_000_000),
    ("亿元", 100_000_000),
    ("萬元", 10_000),
    ("万元", 10_000),
    ("千元", 1_000),
    ("仟元", 1_000),
    ("thousands", 1_000),
    ("thousand", 1_000),
    ("millions", 1_000_000),
    ("million", 1_000_000),
    ("mio", 1_000_000),
    ("'000", 1_000),
    ("000s", 1_000),
    ("(萬)", 10_000),
    ("(万)", 10_000),
    ("(千)", 1_000),
    ("(億)", 100_000_000),
    ("(亿)", 100_000_000),
    ("(k)", 1_000),
    ("(m)", 1_000_000),
];
const EXCLUDED: [&str; 10] = [
    "不含稅",
    "不含税",
    "未稅",
    "未税",
    "未含稅",
    "税前",
    "excl. tax",
    "tax excluded",
    "ex vat",
    "net of tax",
];
const INCLUDED: [&str; 7] = ["含稅", "含税", "incl. tax", "tax included", "inc vat", "with tax", "incl. vat"];
const CURRENCIES: [(&str, &str); 39] = [
    ("nt$", "TWD"),
    ("ntd", "TWD"),
    ("twd", "TWD"),
    ("新台幣", "TWD"),
    ("新臺幣", "TWD"),
    ("us$", "USD"),
    ("usd", "USD"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("us dollars", "USD"),
    ("rmb", "CNY"),
    ("cny", "CNY"),
    ("人民币", "CNY"),
    ("人民幣", "CNY"),
    ("台幣", "TWD"),
    ("台币", "TWD"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("€", "EUR"),
    ("歐元", "EUR"),
    ("欧元", "EUR"),
    ("jpy", "JPY"),
    ("日圓", "JPY"),
    ("日元", "JPY"),
    ("日幣", "JPY"),
    ("日币", "JPY"),
    ("hk$", "HKD"),
    ("hkd", "HKD"),
    ("港幣", "HKD"),
    ("港币", "HKD"),
    ("港元", "HKD"),
    ("gbp", "GBP"),
    ("£", "GBP"),
    ("英鎊", "GBP"),
    ("英镑", "GBP"),
    ("sgd", "SGD"),
    ("krw", "KRW"),
    ("韓元", "KRW"),
    ("韩元", "KRW"),
];

/// Takes a heading apart.
pub fn parse(text: &str) -> Heading {
    let mut rest = halfwidth(text).trim().to_lowercase();
    let mut scale = (1, false);
    let mut take = |words: &[(&str, i64)]| {
        for (word, by) in words {
            if let Some(at) = rest.find(word) {
                rest.replace_range(at..at + word.len(), " ");
                scale = (*by, true);
                return;
            }
        }
    };
    take(&SCALES);
    let mut tax = None;
    for (words, meaning) in [(&EXCLUDED[..], Tax::Excluded), (&INCLUDED[..], Tax::Included)] {
        if tax.is_none()
            && let Some(word) = words.iter().find(|w| rest.contains(**w))
        {
            rest = rest.replace(word, " ");
            tax = Some(meaning);
        }
    }
    let mut currency = None;
    for (word, code) in CURRENCIES {
        if rest.contains(word) && (word.contains('$') || !word.is_ascii() || delimited(&rest, word)) {
            rest = rest.replace(word, " ");
            currency = Some(code.to_owned());
            break;
        }
    }
    // A plain unit in brackets, such as (元), says nothing beyond "one".
    for word in ["(元)", "(圓)", "[元]", "單位:元", "单位:元", "(%)"] {
        rest = rest.replace(word, " ");
    }
    Heading { name: fold(&rest), scale: scale.0, unit_named: scale.1, tax, currency }
}

/// Whether a word stands for itself and is no part of a longer one (`usd`, not `caused`).
fn delimited(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|w| w == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_headings_apart() {
        for (text, name, scale, tax, currency) in [
            ("金額", "金額", 1, None, None),
            ("金額(萬元)", "金額", 10_000, None, None),
            ("銷售額（千元，含稅）", "銷售額", 1_000, Some(Tax::Included), None),
            ("未稅金額", "金額", 1, Some(Tax::Excluded), None),
            ("不含税金额（元）", "金额", 1, Some(Tax::Excluded), None),
            ("含税金额", "金额", 1, Some(Tax::Included), None),
            ("Amount ('000)", "amount", 1_000, None, None),
            ("Revenue (K)", "revenue", 1_000, None, None),
            ("Revenue USD", "revenue", 1, None, Some("USD")),
            ("Sales NT$ thousand", "sales", 1_000, None, Some("TWD")),
            ("Amount (USD)", "amount", 1, None, Some("USD")),
            ("金額(美元)", "金額", 1, None, Some("USD")),
            ("销售额（万元人民币）", "销售额", 10_000, None, Some("CNY")),
            ("amount_eur", "amount", 1, None, Some("EUR")),
            ("Neuron", "neuron", 1, None, None),
            ("Unit_Price", "unitprice", 1, None, None),
            ("仟元", "", 1_000, None, None),
        ] {
            let got = parse(text);
            assert_eq!(
                (got.name.as_str(), got.scale, got.tax, got.currency.as_deref()),
                (name, scale, tax, currency),
                "{text}"
            );
            assert_eq!(got.unit_named, scale != 1, "{text}");
        }
    }
}
