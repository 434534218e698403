//! Bytes to text: which encoding a file is in, and its streaming decoder.
//!
//! Detection never fails and is only a proposal; a wrong choice shows as replaced characters, which are counted.

use crate::files::encoding::{Encoding, Script};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, CoderResult, Decoder, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252,
};

fn codec(encoding: Encoding) -> &'static encoding_rs::Encoding {
    match encoding {
        Encoding::Utf8 => UTF_8,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::Big5 => BIG5,
        Encoding::Gbk => GBK,
        Encoding::Gb18030 => GB18030,
        Encoding::ShiftJis => SHIFT_JIS,
        Encoding::Windows1252 => WINDOWS_1252,
    }
}

/// Proposes an encoding for the beginning of a file (a megabyte is plenty).
///
/// Order: mark; zero bytes (UTF-16 without mark); validity as UTF-8, where a last character cut in two is no fault;
/// statistics.
pub fn detect(sample: &[u8], script: Script) -> Encoding {
    match sample {
        [0xEF, 0xBB, 0xBF, ..] => return Encoding::Utf8,
        [0xFF, 0xFE, ..] => return Encoding::Utf16Le,
        [0xFE, 0xFF, ..] => return Encoding::Utf16Be,
        _ => {}
    }
    if let Some(found) = detect_utf16(sample) {
        return found;
    }
    match std::str::from_utf8(sample) {
        Ok(_) => return Encoding::Utf8,
        Err(e) if e.error_len().is_none() => return Encoding::Utf8,
        Err(_) => {}
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let tld: Option<&[u8]> = match script {
        Script::Neutral => None,
        Script::Traditional => Some(b"tw"),
        Script::Simplified => Some(b"cn"),
    };
    // Statistics first; the reader's script decides only where they see nothing Chinese.
    let mut guess = detector.guess(None, Utf8Detection::Deny);
    if ![BIG5, GBK, GB18030, SHIFT_JIS].contains(&guess) {
        guess = detector.guess(tld, Utf8Detection::Deny);
    }
    if guess == BIG5 {
        Encoding::Big5
    } else if guess == GBK || guess == GB18030 {
        if four_byte_gb(sample) { Encoding::Gb18030 } else { Encoding::Gbk }
    } else if guess == SHIFT_JIS {
        Encoding::ShiftJis
    } else {
        Encoding::Windows1252
    }
}

/// UTF-16 without mark: the ASCII of a table (digits, separators, line ends) leaves zeros on one side of the pairs only.
fn detect_utf16(sample: &[u8]) -> Option<Encoding> {
    let (mut even, mut odd) = (0usize, 0usize);
    for pair in sample.chunks_exact(2) {
        if let [a, b] = pair {
            even += usize::from(*a == 0);
            odd += usize::from(*b == 0);
        }
    }
    let pairs = sample.len() / 2;
    if even + odd < 3 || (even + odd) * 20 < pairs {
        None
    } else if odd > even * 10 {
        Some(Encoding::Utf16Le)
    } else if even > odd * 10 {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// Whether a GB text has a character of four bytes, which GBK lacks.
fn four_byte_gb(sample: &[u8]) -> bool {
    let mut rest = sample;
    while let Some((&lead, tail)) = rest.split_first() {
        rest = match (lead, tail) {
            (0x81..=0xFE, [0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, ..]) => return true,
            (0x81..=0xFE, [_, after @ ..]) => after,
            _ => tail,
        };
    }
    false
}

/// Decodes a stream of bytes piece by piece, dropping a mark at its start.
pub struct Decoding {
    decoder: Decoder,
    replaced: u64,
}

impl Decoding {
    /// A decoder for one file.
    pub fn new(encoding: Encoding) -> Decoding {
        Decoding { decoder: codec(encoding).new_decoder_with_bom_removal(), replaced: 0 }
    }

    /// Appends the text of the next bytes. `last` ends the stream.
    pub fn feed(&mut self, mut bytes: &[u8], last: bool, text: &mut String) {
        let mut errors = false;
        let start = text.len();
        loop {
            let room =
                self.decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
            text.reserve(room.max(16));
            let (result, read, had_errors) = self.decoder.decode_to_string(bytes, text, last);
            errors |= had_errors;
            bytes = bytes.get(read..).unwrap_or_default();
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        if errors {
            let added = text.get(start..).unwrap_or_default();
            self.replaced += added.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count() as u64;
        }
    }

    /// How many characters could not be read and stand as U+FFFD.
    pub fn replaced(&self) -> u64 {
        self.replaced
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRADITIONAL: &str =
        "單號,日期,業務員,客戶,產品,金額\nA001,2025/3/5,陳怡君,台北商行,龍井茶葉禮盒,12000\n";
    const SIMPLIFIED: &str =
        "单号,日期,业务员,客户,产品,金额\nA001,2025/3/5,陈怡君,上海贸易公司,龙井茶叶礼盒,12000\n";

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn finds_and_decodes_each_encoding() {
        let (big5, gbk) = (BIG5.encode(TRADITIONAL).0.into_owned(), GBK.encode(SIMPLIFIED).0.into_owned());
        let rare = format!("{SIMPLIFIED}A002,2025/3/6,\u{3400}\u{20000},x,y,1\n");
        let gb18030 = GB18030.encode(&rare).0.into_owned();
        let marked = [&[0xEF, 0xBB, 0xBF][..], TRADITIONAL.as_bytes()].concat();
        let marked16 = [&[0xFF, 0xFE][..], &utf16(TRADITIONAL, false)].concat();
        let cases: Vec<(&[u8], Script, Encoding, &str)> = vec![
            (TRADITIONAL.as_bytes(), Script::Neutral, Encoding::Utf8, TRADITIONAL),
            (&marked, Script::Neutral, Encoding::Utf8, TRADITIONAL),
            (&big5, Script::Traditional, Encoding::Big5, TRADITIONAL),
            (&big5, Script::Neutral, Encoding::Big5, TRADITIONAL),
            (&gbk, Script::Simplified, Encoding::Gbk, SIMPLIFIED),
            (&gbk, Script::Neutral, Encoding::Gbk, SIMPLIFIED),
            (&gbk, Script::Traditional, Encoding::Gbk, SIMPLIFIED),
            (&gb18030, Script::Simplified, Encoding::Gb18030, &rare),
            (&marked16, Script::Neutral, Encoding::Utf16Le, TRADITIONAL),
            (b"a,b\n1,2\n", Script::Traditional, Encoding::Utf8, "a,b\n1,2\n"),
        ];
        let (le, be) = (utf16(TRADITIONAL, false), utf16(TRADITIONAL, true));
        for (bytes, script, encoding, text) in cases
            .into_iter()
            .chain([(&le[..], Script::Neutral, Encoding::Utf16Le, TRADITIONAL)])
            .chain([(&be[..], Script::Neutral, Encoding::Utf16Be, TRADITIONAL)])
        {
            assert_eq!(detect(bytes, script), encoding, "{text} {script:?}");
            for size in [1, 3, 7, 4096] {
                let (mut decoding, mut out) = (Decoding::new(encoding), String::new());
                for piece in bytes.chunks(size) {
                    decoding.feed(piece, false, &mut out);
                }
                decoding.feed(&[], true, &mut out);
                assert_eq!(out, text, "{encoding:?} in pieces of {size}");
                assert_eq!(decoding.replaced(), 0);
            }
        }
    }

    #[test]
    fn a_wrong_choice_is_counted() {
        let (mut decoding, mut out) = (Decoding::new(Encoding::Utf8), String::new());
        decoding.feed(&BIG5.encode("日期").0, true, &mut out);
        assert!(decoding.replaced() >= 2, "{out}");
        let mut honest = Decoding::new(Encoding::Utf8);
        honest.feed("\u{FFFD}".as_bytes(), true, &mut out);
        assert_eq!(honest.replaced(), 0, "a replacement character of the file itself is no fault");
    }

    #[test]
    fn a_character_cut_in_two_is_still_utf8() {
        let bytes = TRADITIONAL.as_bytes();
        assert_eq!(
            detect(&bytes[..bytes.len() - 1 - "12000".len() - 1 - 1], Script::Neutral),
            Encoding::Utf8
        );
    }
}
