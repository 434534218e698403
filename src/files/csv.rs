//! Delimited text to a [`Grid`], piece by piece.
//!
//! Lenient where real files are careless (text after a closing quote, a quote inside a cell, any line end, rows of any
//! length) and strict where a file would exhaust memory: a row is at most 10 MB and a zero character refuses the file.
//! An own scanner and not `csv-core`: it copies whole runs of bytes instead of driving a table per byte.

use crate::files::error::FileError;
use crate::files::grid::Grid;
use serde::{Deserialize, Serialize};

/// Largest row, in bytes of UTF-8.
pub const MAX_LINE: usize = 10 << 20;
/// Largest file.
pub const MAX_BYTES: u64 = 512 << 20;

/// How cells are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    /// The separator; an ASCII character.
    pub delimiter: char,
    /// Whether `"` encloses cells. Off for files that use it as a plain character (inches).
    pub quotes: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Dialect { delimiter: ',', quotes: true }
    }
}

/// The separators that are tried and offered.
pub const DELIMITERS: [char; 4] = [',', '\t', ';', '|'];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    Plain,
    Quoted,
    QuoteSeen,
    AfterCr,
}

/// A scanner in the middle of a file.
#[derive(Debug)]
pub struct Scanner {
    delimiter: u8,
    quotes: bool,
    state: State,
    row_open: bool,
    row_bytes: usize,
    quote_row: u64,
}

/// How the end of a file was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The row whose quote was never closed and swallowed the rest, counted from 1.
    pub unclosed_quote: Option<u64>,
}

impl Scanner {
    /// A scanner at the start of a file.
    pub fn new(dialect: Dialect) -> Scanner {
        Scanner {
            delimiter: u8::try_from(dialect.delimiter).unwrap_or(b','),
            quotes: dialect.quotes,
            state: State::Start,
            row_open: false,
            row_bytes: 0,
            quote_row: 0,
        }
    }

    /// Scans the next piece of text.
    ///
    /// # Errors
    /// A row above the limit, or a zero character.
    pub fn feed(&mut self, text: &str, grid: &mut Grid) -> Result<(), FileError> {
        let mut rest = text;
        while let Some(&byte) = rest.as_bytes().first() {
            let used = match self.state {
                State::AfterCr => {
                    self.state = State::Start;
                    usize::from(byte == b'\n')
                }
                State::Start if byte == b'"' && self.quotes => {
                    self.state = State::Quoted;
                    self.row_open = true;
                    self.quote_row = grid.len() as u64 + 1;
                    1
                }
                State::Start | State::Plain => self.plain(rest, grid)?,
                State::Quoted => self.quoted(rest, grid)?,
                State::QuoteSeen => {
                    // `""` is a quote; anything else ends the enclosed part.
                    if byte == b'"' {
                        grid.push_part("\"");
                        self.state = State::Quoted;
                        1
                    } else {
                        self.state = State::Plain;
                        0
                    }
                }
            };
            self.row_bytes = if self.row_open { self.row_bytes + used } else { 0 };
            if self.row_bytes > MAX_LINE {
                return Err(FileError::LineTooLong { row: grid.len() as u64 + 1 });
            }
            rest = rest.get(used..).unwrap_or_default();
        }
        Ok(())
    }

    /// Ends the file.
    pub fn finish(self, grid: &mut Grid) -> End {
        if self.row_open {
            grid.end_cell();
            grid.end_row();
        }
        End { unclosed_quote: (self.state == State::Quoted).then_some(self.quote_row) }
    }

    /// Reads plain cells to the end of the row or of the text; returns the bytes used.
    fn plain(&mut self, text: &str, grid: &mut Grid) -> Result<usize, FileError> {
        let delimiter = self.delimiter;
        let bytes = text.as_bytes();
        let mut from = 0;
        loop {
            let tail = bytes.get(from..).unwrap_or_default();
            if self.state == State::Start && self.quotes && tail.first() == Some(&b'"') {
                return Ok(from);
            }
            self.row_open = true;
            let Some(n) = tail.iter().position(|&b| b == delimiter || b == b'\n' || b == b'\r' || b == 0)
            else {
                self.state = State::Plain;
                grid.push_part(text.get(from..).unwrap_or_default());
                return Ok(bytes.len());
            };
            grid.push_part(text.get(from..from + n).unwrap_or_default());
            from += n + 1;
            match tail.get(n) {
                Some(&b) if b == delimiter => {
                    grid.end_cell();
                    self.state = State::Start;
                    if from == bytes.len() {
                        return Ok(from);
                    }
                }
                Some(0) => return Err(FileError::ZeroByte { row: grid.len() as u64 + 1 }),
                end => {
                    grid.end_cell();
                    grid.end_row();
                    self.row_open = false;
                    self.state = if end == Some(&b'\r') { State::AfterCr } else { State::Start };
                    return Ok(from);
                }
            }
        }
    }

    /// Reads inside quotes to the next quote or the end of the text.
    fn quoted(&mut self, text: &str, grid: &mut Grid) -> Result<usize, FileError> {
        let bytes = text.as_bytes();
        let n = bytes.iter().position(|&b| b == b'"' || b == 0).unwrap_or(bytes.len());
        grid.push_part(text.get(..n).unwrap_or_default());
        match bytes.get(n) {
            Some(0) => Err(FileError::ZeroByte { row: grid.len() as u64 + 1 }),
            Some(_) => {
                self.state = State::QuoteSeen;
                Ok(n + 1)
            }
            None => Ok(n),
        }
    }
}

/// Scans a whole text.
///
/// # Errors
/// As [`Scanner::feed`].
pub fn parse(text: &str, dialect: Dialect) -> Result<Grid, FileError> {
    let mut grid = Grid::default();
    let mut scanner = Scanner::new(dialect);
    scanner.feed(text, &mut grid)?;
    scanner.finish(&mut grid);
    Ok(grid)
}

/// Proposes the dialect for the beginning of a text: the separator that cuts most rows into equally many cells, and
/// among equals the one that makes more of them.
pub fn detect(sample: &str) -> Dialect {
    if let Some(rest) = sample.strip_prefix("sep=")
        && let Some(delimiter) = rest.chars().next().filter(char::is_ascii)
    {
        return Dialect { delimiter, quotes: true };
    }
    let mut best = (0.0, Dialect::default());
    for delimiter in DELIMITERS {
        let dialect = Dialect { delimiter, quotes: true };
        let Ok(grid) = parse(sample, dialect) else { continue };
        let score = evenness(&grid);
        if score > best.0 {
            best = (score, dialect);
        }
    }
    best.1
}

fn evenness(grid: &Grid) -> f64 {
    let widths: Vec<usize> = grid.rows_from(0).filter(|r| !r.is_empty()).take(200).map(|r| r.len()).collect();
    let whole = widths.len().max(1);
    let modal = widths
        .iter()
        .filter(|&&w| w > 1)
        .map(|w| (widths.iter().filter(|&v| v == w).count(), *w))
        .max()
        .unwrap_or((0, 1));
    // More cells decide only between nearly even separators.
    modal.0 as f64 / whole as f64
        + modal.1.min(50) as f64 / 200.0 * f64::from(u8::from(modal.0 * 10 >= whole * 9))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(grid: &Grid) -> Vec<Vec<String>> {
        grid.rows_from(0).map(|r| r.cells().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn reads_what_real_files_hold() {
        let cases: &[(&str, char, &[&[&str]])] = &[
            ("a,b\n1,2\n", ',', &[&["a", "b"], &["1", "2"]]),
            ("a,b\r\n1,2", ',', &[&["a", "b"], &["1", "2"]]),
            ("a,b\r1,2\r", ',', &[&["a", "b"], &["1", "2"]]),
            ("a;\"b;c\";d\n", ';', &[&["a", "b;c", "d"]]),
            ("\"Vice President, Sales\",\"a \"\"b\"\"\"\n", ',', &[&["Vice President, Sales", "a \"b\""]]),
            ("\"two\nlines\",x\n", ',', &[&["two\nlines", "x"]]),
            ("5\" pipe,x\n", ',', &[&["5\" pipe", "x"]]),
            ("\"ab\"c,x\n", ',', &[&["abc", "x"]]),
            ("a\tb\n\n\tc\n", '\t', &[&["a", "b"], &[""], &["", "c"]]),
            ("a,b,\n", ',', &[&["a", "b", ""]]),
            ("", ',', &[]),
            ("日期,金額\n2025/1/1,１２\n", ',', &[&["日期", "金額"], &["2025/1/1", "１２"]]),
            ("\"\"\n", ',', &[&[""]]),
        ];
        for (text, delimiter, expected) in cases {
            let dialect = Dialect { delimiter: *delimiter, quotes: true };
            let want: Vec<Vec<String>> =
                expected.iter().map(|r| r.iter().map(|c| (*c).to_owned()).collect()).collect();
            assert_eq!(rows(&parse(text, dialect).unwrap()), want, "{text:?}");
            // Fed one character at a time, the result is the same.
            let (mut grid, mut scanner) = (Grid::default(), Scanner::new(dialect));
            for c in text.chars() {
                scanner.feed(c.encode_utf8(&mut [0; 4]), &mut grid).unwrap();
            }
            scanner.finish(&mut grid);
            assert_eq!(rows(&grid), want, "piecewise {text:?}");
        }
    }

    #[test]
    fn refuses_what_is_no_table() {
        let dialect = Dialect::default();
        assert_eq!(parse("a,b\n1,\0", dialect).unwrap_err(), FileError::ZeroByte { row: 2 });
        assert_eq!(parse("a\n\"x\0", dialect).unwrap_err(), FileError::ZeroByte { row: 2 });
        let long = format!("a,b\n{}", "x".repeat(MAX_LINE + 1));
        assert_eq!(parse(&long, dialect).unwrap_err(), FileError::LineTooLong { row: 2 });
        let many = "0123456789,\n".repeat(MAX_LINE / 10);
        assert!(parse(&many, dialect).is_ok(), "many short rows are no long row");
    }

    #[test]
    fn says_where_a_quote_was_left_open() {
        let (mut grid, mut scanner) = (Grid::default(), Scanner::new(Dialect::default()));
        scanner.feed("a,b\n\"x,1\ny,2\n", &mut grid).unwrap();
        assert_eq!(scanner.finish(&mut grid), End { unclosed_quote: Some(2) });
        let plain = Dialect { quotes: false, ..Dialect::default() };
        assert_eq!(parse("a,b\n\"x,1\ny,2\n", plain).unwrap().len(), 3);
    }

    #[test]
    fn proposes_the_separator() {
        for (sample, delimiter) in [
            ("a,b,c\n1,2,3\n", ','),
            ("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6\n", ';'),
            ("a\tb\n1,000\t2\n3,000\t4\n", '\t'),
            ("a|b|c\n1|2|3\n", '|'),
            ("title, of a report\n\na;b;c\n1;2;3\n4;5;6\n", ';'),
            ("sep=;\na;b\n", ';'),
            ("one column\nx\n", ','),
            ("", ','),
            ("date,note\n2025-01-01,\"a;b;c\"\n2025-01-02,\"d;e;f\"\n", ','),
        ] {
            assert_eq!(detect(sample).delimiter, delimiter, "{sample:?}");
        }
    }

    proptest! {
        #[test]
        fn never_fails_otherwise(text in "[a,;\"\n\r\t 1]{0,200}") {
            for delimiter in DELIMITERS {
                let dialect = Dialect { delimiter, quotes: true };
                prop_assert!(parse(&text, dialect).is_ok());
            }
        }
    }
}
