//! Texts made comparable: width, case, spaces and punctuation.

use std::borrow::Cow;

/// Full-width digits, letters, signs and spaces as their plain forms; everything else as it is.
pub fn halfwidth(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(plain).collect())
}

fn plain(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{00A0}' | '\u{202F}' | '\u{2009}' => ' ',
        '\u{2212}' | '\u{2010}'..='\u{2015}' => '-',
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{FFE5}' => '\u{A5}',
        c => c,
    }
}

/// The text reduced to what identifies it: plain width, lower case, letters and digits only, 臺 as 台.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(plain).filter(|c| c.is_alphanumeric()) {
        if c == '臺' {
            out.push('台');
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// The text without white space around it; quick where there is none.
pub fn trim(text: &str) -> &str {
    let bytes = text.as_bytes();
    match (bytes.first(), bytes.last()) {
        (Some(a), Some(b)) if a.is_ascii_graphic() && b.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// A text without the apostrophe that keeps a spreadsheet from running it as a formula (see `csv_write`).
pub fn without_guard(text: &str) -> &str {
    if text.as_bytes().first() != Some(&b'\'') {
        return text;
    }
    match text.get(1..) {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) => rest,
        _ => text,
    }
}

/// Whether a cell says "nothing": empty, a dash, n/a, null, 無.
pub fn is_blank(text: &str) -> bool {
    // Nearly every cell shows by its first byte that it says something.
    let says = |b: &u8| b.is_ascii_digit() || (b.is_ascii_alphabetic() && !matches!(b, b'n' | b'N'));
    if text.len() > 24 || text.as_bytes().first().is_some_and(says) {
        return false;
    }
    let t = text.trim();
    matches!(t, "" | "-" | "--" | "–" | "—" | "－" | "無" | "无" | "#N/A" | "#VALUE!" | "#REF!" | "#DIV/0!")
        || ["n/a", "na", "null", "none", "nan", "nil"].iter().any(|w| t.eq_ignore_ascii_case(w))
}

/// Number of single-character edits (insert, delete, replace, swap of neighbours) between two texts, or `None` above
/// `most`. Optimal string alignment.
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(i + 1);
        for (j, cb) in b.iter().enumerate() {
            let at = |r: &[usize], n: usize| r.get(n).copied().unwrap_or(usize::MAX / 2);
            let mut cost =
                (at(&row, j) + usize::from(ca != cb)).min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(cb) && b.get(j - 1) == Some(ca);
            if swapped {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            next.push(cost);
        }
        if next.iter().min().is_some_and(|m| *m > most) {
            return None;
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|d| *d <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_to_what_identifies() {
        for (a, b) in [
            ("GTX Pro", "GTXPro"),
            ("ＧＴＸ　Ｐｒｏ", "gtx-pro"),
            ("臺北 商行", "台北商行"),
            ("Grains/Cereals", "grains cereals"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
        assert_ne!(fold("GTX Pro"), fold("GTX Plus Pro"));
    }

    #[test]
    fn counts_edits() {
        for (a, b, most, want) in [
            ("", "", 0, Some(0)),
            ("abc", "abc", 0, Some(0)),
            ("abc", "acb", 1, Some(1)),
            ("technolgy", "technology", 2, Some(1)),
            ("kitten", "sitting", 3, Some(3)),
            ("kitten", "sitting", 2, None),
            ("陳怡君", "陳怡均", 1, Some(1)),
        ] {
            assert_eq!(distance(a, b, most), want, "{a} {b}");
        }
    }

    #[test]
    fn knows_empty_words() {
        assert!(["", " ", "-", "N/A", "NULL", "無"].iter().all(|t| is_blank(t)));
        assert!(!["0", "--x", "no", "nan nan nan nan"].iter().any(|t| is_blank(t)));
    }
}
