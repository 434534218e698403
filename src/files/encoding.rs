//! The encodings a file can be in. `decode` finds and reads them.

use serde::{Deserialize, Serialize};

/// An encoding the user can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8, with or without mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Traditional Chinese.
    Big5,
    /// Simplified Chinese, as Windows writes it.
    Gbk,
    /// Simplified Chinese, the full standard.
    Gb18030,
    /// Japanese.
    ShiftJis,
    /// Western European.
    Windows1252,
}

impl Encoding {
    /// All of them, in the order of the list to choose from.
    pub const ALL: [Encoding; 8] = [
        Encoding::Utf8,
        Encoding::Big5,
        Encoding::Gbk,
        Encoding::Gb18030,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::ShiftJis,
        Encoding::Windows1252,
    ];

    /// The name by which the field knows it; the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16 LE",
            Encoding::Utf16Be => "UTF-16 BE",
            Encoding::Big5 => "Big5",
            Encoding::Gbk => "GBK",
            Encoding::Gb18030 => "GB18030",
            Encoding::ShiftJis => "Shift_JIS",
            Encoding::Windows1252 => "Windows-1252",
        }
    }
}

/// Which Chinese script the reader's page is in; decides between encodings that a short text leaves open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Script {
    /// Neither is likelier.
    #[default]
    Neutral,
    /// Traditional: Big5 is likelier.
    Traditional,
    /// Simplified: GBK is likelier.
    Simplified,
}
