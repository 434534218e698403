//! The three languages and how they are recognised and named.

use serde::{Deserialize, Serialize};

/// A language of the interface. The default is the language of the source document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// Traditional Chinese as written in Taiwan.
    #[default]
    #[serde(rename = "zh-Hant")]
    ZhHant,
    /// Simplified Chinese as written on the mainland.
    #[serde(rename = "zh-Hans")]
    ZhHans,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// All languages in the order of the switch.
    pub const ALL: [Self; 3] = [Self::ZhHant, Self::ZhHans, Self::En];

    /// The tag for `<html lang>`; Chinese glyphs depend on it.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhHant => "zh-Hant",
            Self::ZhHans => "zh-Hans",
            Self::En => "en",
        }
    }

    /// The language's name in itself, for the switch.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::ZhHant => "繁體中文",
            Self::ZhHans => "简体中文",
            Self::En => "English",
        }
    }

    /// The language a stored or browser tag stands for: script first, then region, then English for everything else.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase();
        let mut parts = tag.split(['-', '_']);
        if parts.next() != Some("zh") {
            return Self::En;
        }
        let rest: Vec<&str> = parts.collect();
        if rest.contains(&"hant") {
            Self::ZhHant
        } else if rest.contains(&"hans") {
            Self::ZhHans
        } else if rest.iter().any(|part| matches!(*part, "tw" | "hk" | "mo")) {
            Self::ZhHant
        } else {
            Self::ZhHans
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_browsers_find_their_language() {
        for (tag, lang) in [
            ("zh-Hant", Lang::ZhHant),
            ("zh-TW", Lang::ZhHant),
            ("zh_hk", Lang::ZhHant),
            ("zh-Hant-CN", Lang::ZhHant),
            ("zh-Hans-TW", Lang::ZhHans),
            ("zh-CN", Lang::ZhHans),
            ("zh", Lang::ZhHans),
            ("en-GB", Lang::En),
            ("de", Lang::En),
            ("", Lang::En),
        ] {
            assert_eq!(Lang::from_tag(tag), lang, "{tag}");
        }
        for lang in Lang::ALL {
            assert_eq!(Lang::from_tag(lang.tag()), lang);
        }
    }
}
