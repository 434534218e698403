//! Tables as CSV that spreadsheets open as they are meant.
//!
//! With a byte order mark, so that Excel reads UTF-8. A cell that a spreadsheet would run as a formula gets a leading
//! apostrophe, unless it is a number: numbers stay numbers, and nothing is ever executed.

use crate::files::value::number::{DecimalMark, parse};

/// The mark that tells Excel that UTF-8 follows.
const MARK: &str = "\u{FEFF}";

/// Writes rows of cells.
pub fn write<S: AsRef<str>>(rows: impl IntoIterator<Item = impl IntoIterator<Item = S>>) -> String {
    let mut out = String::from(MARK);
    for row in rows {
        for (n, cell) in row.into_iter().enumerate() {
            if n > 0 {
                out.push(',');
            }
            push_cell(&mut out, cell.as_ref());
        }
        out.push_str("\r\n");
    }
    out
}

/// Whether a spreadsheet would take the text for a formula.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
        && parse(text, DecimalMark::Point).is_none()
        && !matches!(text, "-" | "--")
}

fn push_cell(out: &mut String, text: &str) {
    let defuse = is_formula(text);
    let quote =
        defuse || text.contains([',', '"', '\n', '\r', '\t']) || text.starts_with(' ') || text.ends_with(' ');
    if quote {
        out.push('"');
    }
    if defuse {
        out.push('\'');
    }
    if quote {
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::csv::{Dialect, parse as parse_csv};
    use proptest::prelude::*;

    #[test]
    fn numbers_stay_numbers_and_formulas_are_defused() {
        for (cell, want) in [
            ("-12.5", "-12.5"),
            ("+7", "+7"),
            ("-1,234.5", "\"-1,234.5\""),
            ("=1+1", "\"'=1+1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("-cmd|' /C calc'!A0", "\"'-cmd|' /C calc'!A0\""),
            ("\t=1", "\"'\t=1\""),
            ("＝1+1", "\"'＝1+1\""),
            ("a\"b", "\"a\"\"b\""),
            ("a,b", "\"a,b\""),
            ("-", "-"),
        ] {
            assert_eq!(write([[cell]]), format!("{MARK}{want}\r\n"), "{cell}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(rows in proptest::collection::vec(proptest::collection::vec("[a-z,\" ;\n中文1.=-]{0,8}", 2..4), 1..6)) {
            let text = write(&rows);
            let grid = parse_csv(text.trim_start_matches(MARK), Dialect::default()).unwrap();
            for (n, row) in rows.iter().enumerate() {
                for (m, cell) in row.iter().enumerate() {
                    let want = if is_formula(cell) { format!("'{cell}") } else { cell.clone() };
                    prop_assert_eq!(grid.cell(n, m), want);
                }
            }
        }
    }
}
