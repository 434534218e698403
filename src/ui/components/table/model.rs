//! What a grid shows: columns, and a function that makes a cell when it is looked at. Pure.
//!
//! Invariant: a row keeps its source number through sorting and searching; the order is a list of source numbers.

use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Its unit, once, in the heading.
    pub unit: Option<String>,
    /// Figures stand to the right.
    pub number: bool,
    /// Its width in pixels; absent shares what is left.
    pub width: Option<u32>,
    /// Whether its cells can be edited.
    pub editable: bool,
    /// Whether a press on a cell opens the row.
    pub opens: bool,
}

impl Column {
    /// A column of words.
    pub fn text(title: impl Into<String>) -> Self {
        Self { title: title.into(), unit: None, number: false, width: None, editable: false, opens: false }
    }

    /// A column of figures.
    pub fn number(title: impl Into<String>) -> Self {
        Self { number: true, width: Some(120), ..Self::text(title) }
    }

    /// With a unit in the heading.
    #[must_use]
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// With a width in pixels.
    #[must_use]
    pub fn width(mut self, width: u32) -> Self {
        self.width = Some(width);
        self
    }

    /// Whose cells can be edited.
    #[must_use]
    pub fn editable(mut self) -> Self {
        self.editable = true;
        self
    }

    /// Whose cells open the row.
    #[must_use]
    pub fn opens(mut self) -> Self {
        self.opens = true;
        self
    }
}

/// What a cell is sorted by. Empty cells stand last in both directions.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum CellKey {
    /// Nothing there.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A figure.
    Number(Decimal),
}

/// The tone of a cell; words or signs say it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// As usual.
    #[default]
    Plain,
    /// Less important.
    Muted,
    /// Above.
    Ahead,
    /// Below.
    Behind,
    /// Needs a look; `note` says why.
    Warn,
    /// Wrong; `note` says why.
    Bad,
}

/// A cell, made when it is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What is shown and copied.
    pub text: String,
    /// What it is sorted by.
    pub key: CellKey,
    /// Its tone.
    pub tone: Tone,
    /// What there is to say about it.
    pub note: Option<String>,
    /// What editing starts from and what is copied, where it is not `text`.
    pub edit: Option<String>,
    /// How deep it stands in a tree.
    pub depth: u8,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        let key = if text.is_empty() { CellKey::Empty } else { CellKey::Text(text.clone()) };
        Self { text, key, ..Self::default() }
    }

    /// A figure as shown, and its value.
    pub fn number(text: impl Into<String>, value: Decimal) -> Self {
        Self { text: text.into(), key: CellKey::Number(value), ..Self::default() }
    }

    /// With a tone.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// With another text for editing and copying.
    #[must_use]
    pub fn edit(mut self, text: impl Into<String>) -> Self {
        self.edit = Some(text.into());
        self
    }

    /// With a note, such as what is wrong with it.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

/// How many rows are looked at, at most about twice, for the width of a column.
const LOOKED_AT: usize = 200;
/// The least and the most space in pixels that a column of words claims.
const WORDS: (u32, u32) = (96, 280);

/// The space in pixels a text takes in a cell, padding included: generous, as fonts differ.
fn space(text: &str) -> u32 {
    let glyph = |glyph: char| match glyph {
        ',' | '.' | ' ' | '%' => 5,
        _ if u32::from(glyph) >= 0x2E80 => 15,
        _ => 9,
    };
    text.chars().map(glyph).sum::<u32>() + 20
}

type Maker = dyn Fn(usize, usize) -> Cell + Send + Sync;

/// The source of a grid. Cheap to clone.
#[derive(Clone)]
pub struct TableData {
    /// The columns.
    pub columns: Arc<[Column]>,
    /// How many rows there are.
    pub rows: usize,
    make: Arc<Maker>,
}

impl TableData {
    /// A source whose cell of (row, column) is made on demand.
    pub fn new(
        columns: Vec<Column>,
        rows: usize,
        cell: impl Fn(usize, usize) -> Cell + Send + Sync + 'static,
    ) -> Self {
        Self { columns: columns.into(), rows, make: Arc::new(cell) }
    }

    /// The cell of a source row.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Cell {
        (self.make)(row, column)
    }

    /// Per column whether its width is fixed, and how many pixels it takes at least. A figure is never cut: its column
    /// is as wide as the longest figure among the rows looked at. Columns that share what is left keep room for words.
    #[must_use]
    pub fn widths(&self) -> Vec<(bool, u32)> {
        let step = (self.rows / LOOKED_AT).max(1);
        let cells = |at| (0..self.rows).step_by(step).map(move |row| self.cell(row, at).text);
        let widest = |at| cells(at).map(|text| space(&text)).fold(0, u32::max);
        let of = |(at, column): (usize, &Column)| match (column.width, column.number) {
            (Some(width), true) => (true, width.max(widest(at))),
            (Some(width), false) => (true, width),
            (None, _) => (false, widest(at).max(space(&column.title)).clamp(WORDS.0, WORDS.1)),
        };
        self.columns.iter().enumerate().map(of).collect()
    }

    /// The source rows that hold `needle` in any cell, sorted by one column. `collate` puts the distinct words of the
    /// column into the order of the language.
    #[must_use]
    pub fn order(
        &self,
        needle: &str,
        sort: Option<(usize, bool)>,
        collate: impl FnOnce(Vec<String>) -> Vec<String>,
    ) -> Vec<usize> {
        let needle = needle.trim().to_lowercase();
        let found = |row: &usize| {
            needle.is_empty()
                || (0..self.columns.len())
                    .any(|column| self.cell(*row, column).text.to_lowercase().contains(&needle))
        };
        let rows: Vec<usize> = (0..self.rows).filter(found).collect();
        let Some((column, descending)) = sort else { return rows };
        let mut keyed: Vec<(CellKey, usize)> =
            rows.into_iter().map(|row| (self.cell(row, column).key, row)).collect();
        let words: BTreeSet<&String> = keyed
            .iter()
            .filter_map(|(key, _)| if let CellKey::Text(text) = key { Some(text) } else { None })
            .collect();
        let words = collate(words.into_iter().cloned().collect());
        let ranks: HashMap<&str, usize> =
            words.iter().enumerate().map(|(rank, word)| (word.as_str(), rank)).collect();
        keyed.sort_by(|(a, _), (b, _)| compare(a, b, &ranks, descending));
        keyed.into_iter().map(|(_, row)| row).collect()
    }

    /// A rectangle of cells as a spreadsheet takes it: tabs and line ends, quoted where needed.
    #[must_use]
    pub fn copy(
        &self,
        rows: impl Iterator<Item = usize>,
        columns: std::ops::RangeInclusive<usize>,
    ) -> String {
        let mut out = String::new();
        for row in rows {
            let cell = |column| {
                let cell = self.cell(row, column);
                quoted(cell.edit.as_ref().unwrap_or(&cell.text))
            };
            let cells: Vec<String> = columns.clone().map(cell).collect();
            out.push_str(&cells.join("\t"));
            out.push('\n');
        }
        out
    }
}

fn compare(a: &CellKey, b: &CellKey, ranks: &HashMap<&str, usize>, descending: bool) -> Ordering {
    let order = match (a, b) {
        (CellKey::Empty, CellKey::Empty) => return Ordering::Equal,
        (CellKey::Empty, _) => return Ordering::Greater,
        (_, CellKey::Empty) => return Ordering::Less,
        (CellKey::Number(a), CellKey::Number(b)) => a.cmp(b),
        (CellKey::Text(a), CellKey::Text(b)) => ranks.get(a.as_str()).cmp(&ranks.get(b.as_str())),
        (CellKey::Number(_), CellKey::Text(_)) => Ordering::Less,
        (CellKey::Text(_), CellKey::Number(_)) => Ordering::Greater,
    };
    if descending { order.reverse() } else { order }
}

fn quoted(text: &str) -> String {
    if text.contains(['\t', '\n', '\r', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// Cells pasted from a spreadsheet: tab-separated lines, quoted cells may hold tabs and line ends.
#[must_use]
pub fn pasted(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut glyphs = text.chars().peekable();
    let mut in_quotes = false;
    while let Some(glyph) = glyphs.next() {
        let Some(row) = rows.last_mut() else { break };
        let Some(cell) = row.last_mut() else { break };
        match glyph {
            '"' if in_quotes && glyphs.peek() == Some(&'"') => {
                glyphs.next();
                cell.push('"');
            }
            '"' if in_quotes => in_quotes = false,
            '"' if cell.is_empty() => in_quotes = true,
            '\t' if !in_quotes => row.push(String::new()),
            '\r' if !in_quotes => {}
            '\n' if !in_quotes => rows.push(vec![String::new()]),
            _ => cell.push(glyph),
        }
    }
    // A spreadsheet ends its last line, which is no row of its own.
    if rows.last().is_some_and(|row| row.len() == 1 && row.iter().all(String::is_empty)) {
        rows.pop();
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> TableData {
        let names = ["陳怡君", "Ann", "", "Bob\t\"B\""];
        let sums = [Some(5), Some(-3), None, Some(12)];
        TableData::new(vec![Column::text("Name"), Column::number("Sum")], 4, move |row, column| {
            match (column, sums[row]) {
                (0, _) => Cell::text(names[row]),
                (_, Some(sum)) => Cell::number(sum.to_string(), Decimal::from(sum)),
                _ => Cell::default(),
            }
        })
    }

    #[test]
    fn rows_are_found_and_sorted_with_empty_cells_last() {
        let data = sample();
        assert_eq!(data.order("", None, |words| words), [0, 1, 2, 3]);
        assert_eq!(data.order(" ann ", None, |words| words), [1]);
        assert_eq!(data.order("", Some((1, false)), |words| words), [1, 0, 3, 2]);
        assert_eq!(data.order("", Some((1, true)), |words| words), [3, 0, 1, 2]);
        assert_eq!(data.order("", Some((0, false)), |words| words), [1, 3, 0, 2]);
        let reversed = |words: Vec<String>| words.into_iter().rev().collect();
        assert_eq!(data.order("", Some((0, false)), reversed), [0, 3, 1, 2]);
        assert_eq!(data.order("zzz", Some((0, true)), |words| words), [] as [usize; 0]);
    }

    #[test]
    fn a_figure_is_never_cut_and_words_keep_their_room() {
        let columns =
            vec![Column::text("Name"), Column::number("Sum").width(60), Column::text("Day").width(80)];
        let long = "1,234,567,890,123.00";
        let of =
            |texts: [&'static str; 3]| {
                TableData::new(columns.clone(), 3, move |row, at| {
                    if at == 1 { Cell::text(texts[row]) } else { Cell::text("x") }
                })
                .widths()
            };
        assert_eq!(of(["1", "2", "3"]), [(false, 96), (true, 60), (true, 80)]);
        for row in 0..3 {
            let mut texts = ["1", "2", "3"];
            texts[row] = long;
            let widths = of(texts);
            assert!(widths[1].1 >= 20 + 8 * long.len() as u32, "{widths:?}");
        }
    }

    #[test]
    fn what_is_copied_can_be_pasted() {
        let data = sample();
        let text = data.copy([1, 3].into_iter(), 0..=1);
        assert_eq!(text, "Ann\t-3\n\"Bob\t\"\"B\"\"\"\t12\n");
        assert_eq!(pasted(&text), [["Ann", "-3"], ["Bob\t\"B\"", "12"]]);
    }

    #[test]
    fn pasted_cells_keep_their_places() {
        assert_eq!(pasted("a\t\r\n\tb\r\n"), [["a", ""], ["", "b"]]);
        assert_eq!(pasted("one"), [["one"]]);
        assert_eq!(pasted("\"two\nlines\"\tx"), [["two\nlines", "x"]]);
        assert!(pasted("").is_empty());
    }
}
