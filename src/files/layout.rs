//! Which rows of a grid are data: the header proposed, and title, blank and subtotal rows left out, each with a reason.
//!
//! Nothing is dropped silently: every row is the header, data, or left out with a reason that the wizard shows.

use crate::files::grid::{Grid, Row};
use crate::files::value::text::{fold, is_blank};
use crate::files::value::{date, number, period};
use serde::{Deserialize, Serialize};

/// Rows in which a header is looked for.
const HEADER_ROWS: usize = 40;
/// Words of rows that sum others up, folded; a cell is one of them or ends with one.
const TOTALS: [&str; 15] = [
    "小計",
    "小计",
    "合計",
    "合计",
    "總計",
    "总计",
    "總和",
    "总和",
    "累計",
    "累计",
    "subtotal",
    "grandtotal",
    "total",
    "totals",
    "sumtotal",
];

/// Why a row is no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skip {
    /// Above the header.
    Title,
    /// Nothing in it.
    Blank,
    /// Sums up other rows.
    Subtotal,
    /// The header again, as on every printed page.
    Header,
}

/// The rows that are no data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// Index of the header row; `None` where the file has none.
    pub header: Option<usize>,
    /// Index of the first row that may be data.
    pub first: usize,
    /// Rows left out, ascending, with the reason.
    pub skipped: Vec<(usize, Skip)>,
    /// Number of data rows.
    pub rows: usize,
}

/// Proposes the header: the first row that is nearly as wide as the rows below and consists of words, not values.
pub fn propose_header(grid: &Grid) -> Option<usize> {
    let filled = |r: &Row| r.cells().filter(|c| !c.trim().is_empty()).count();
    let rows: Vec<Row> = grid.rows_from(0).take(HEADER_ROWS).collect();
    let width = rows.iter().map(filled).max()?;
    let mut best: Option<(usize, f64)> = None;
    for (at, row) in rows.iter().enumerate() {
        let cells: Vec<&str> = row.cells().map(str::trim).filter(|c| !c.is_empty()).collect();
        if cells.is_empty() || (width > 1 && cells.len() < 2) {
            continue;
        }
        // Months are values in a cell and names in a heading: they count as words here.
        let words = cells.iter().filter(|c| is_heading(c)).count() as f64 / cells.len() as f64;
        let mut distinct: Vec<&&str> = cells.iter().collect();
        distinct.sort_unstable();
        distinct.dedup();
        let unique = distinct.len() as f64 / cells.len() as f64;
        let wide = cells.len() as f64 / width as f64;
        let values_below = rows.iter().skip(at + 1).find(|r| filled(r) * 2 >= width).map_or(0.0, |r| {
            r.cells().filter(|c| !c.trim().is_empty() && !is_heading(c.trim())).count() as f64
        });
        let contrast = if values_below > 0.0 { 0.3 } else { 0.0 };
        let score = words * 2.0 + unique * 0.5 + wide + contrast - at as f64 * 0.02;
        if words >= 0.7 && best.is_none_or(|(_, b)| score > b + 1e-9) {
            best = Some((at, score));
        }
    }
    let at = best?.0;
    // A file of words only, all rows alike, may have no header; one whose first row repeats below has none either.
    let head = rows.get(at)?;
    let repeats = rows
        .iter()
        .skip(at + 1)
        .any(|r| r.len() > 1 && r.cells().next() == head.cells().next() && !same(r, head));
    (!repeats).then_some(at)
}

fn is_heading(cell: &str) -> bool {
    if let Some(name) = period::parse(cell) {
        // A bare number is a year only where it can hardly be anything else.
        return !cell.bytes().all(|b| b.is_ascii_digit())
            || name.year.is_some_and(|y| (2000..=2050).contains(&y));
    }
    number::parse(cell, number::DecimalMark::Point).is_none()
        && date::parse(cell, date::DateStyle::default()).is_none()
}

fn same(a: &Row, b: &Row) -> bool {
    a.len() == b.len() && a.cells().zip(b.cells()).all(|(x, y)| x.trim() == y.trim())
}

/// Goes through all rows below a header.
pub fn lay_out(grid: &Grid, header: Option<usize>) -> Layout {
    let first = header.map_or(0, |h| h + 1);
    let mut skipped: Vec<(usize, Skip)> = grid
        .rows_from(0)
        .take(header.unwrap_or(0))
        .enumerate()
        .map(|(at, r)| (at, if r.is_empty() { Skip::Blank } else { Skip::Title }))
        .collect();
    let head = header.and_then(|h| grid.row(h));
    let head_first = head.and_then(|h| h.cells().next());
    for (n, row) in grid.rows_from(first).enumerate() {
        let reason = if row.is_empty() {
            Some(Skip::Blank)
        } else if is_subtotal(&row, grid.width()) {
            Some(Skip::Subtotal)
        } else if row.cells().next() == head_first && head.is_some_and(|h| same(&row, &h)) {
            Some(Skip::Header)
        } else {
            None
        };
        skipped.extend(reason.map(|r| (first + n, r)));
    }
    let below = skipped.iter().filter(|(at, _)| *at >= first).count();
    Layout { header, first, rows: grid.len().saturating_sub(first + below), skipped }
}

/// Whether a row sums others up: one of its cells says so, and some other cell is empty as in no row of data.
fn is_subtotal(row: &Row, width: usize) -> bool {
    let full = row.len() >= width && row.cells().all(|c| !c.is_empty());
    if full && width > 3 {
        return false;
    }
    let says = row.cells().take(12).any(|c| {
        // Cheap test first: nearly every cell ends otherwise.
        let c = c.trim();
        let end = c.trim_end_matches([':', '：', '*']).chars().next_back();
        end.is_some_and(|e| matches!(e, '計' | '计' | '和' | 'l' | 'L' | 's' | 'S')) && c.len() < 80 && {
            let folded = fold(c);
            TOTALS.iter().any(|t| folded == *t || (folded.ends_with(t) && ends_as_word(c, t)))
        }
    });
    // "Total" as the name of a product stands in a row that has a date and a person as well.
    says && row.cells().filter(|c| is_blank(c)).count() + width.saturating_sub(row.len()) > 0
}

/// In scripts with spaces a total is a word of its own: "North total", not "Teetotal".
fn ends_as_word(cell: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return true;
    }
    let lower = cell.to_ascii_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).next_back() == Some(word)
        || lower.split(|c: char| !c.is_ascii_alphanumeric()).next_back() == Some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]]) -> Grid {
        Grid::from_rows(rows.iter().map(|r| r.iter()))
    }

    #[test]
    fn proposes_the_header() {
        let plain = grid(&[&["日期", "業務", "金額"], &["2025/1/1", "陳", "100"]]);
        let titled = grid(&[
            &["銷售月報"],
            &["製表日:", "2025/4/1"],
            &[],
            &["日期", "業務", "金額"],
            &["2025/1/1", "陳", "100"],
        ]);
        let headless = grid(&[&["2025/1/1", "陳", "100"], &["2025/1/2", "林", "200"]]);
        let months = grid(&[&["姓名", "1月", "2月", "2025-03"], &["陳", "1", "2", "3"]]);
        let words = grid(&[&["sales_agent", "manager"], &["Anna", "Dustin"], &["Cecily", "Dustin"]]);
        for (name, g, want) in [
            ("plain", plain, Some(0)),
            ("titled", titled, Some(3)),
            ("headless", headless, None),
            ("months", months, Some(0)),
            ("words", words, Some(0)),
        ] {
            assert_eq!(propose_header(&g), want, "{name}");
        }
    }

    #[test]
    fn leaves_out_what_is_no_data_with_its_reason() {
        let g = grid(&[
            &["Report"],
            &[],
            &["Region", "Rep", "Date", "Amount"],
            &["North", "A", "2025-01-01", "1"],
            &["North total", "", "", "1"],
            &["Region", "Rep", "Date", "Amount"],
            &["South", "Total", "2025-01-02", "2"],
            &["", "", "", ""],
            &["北區 小計", "", "", "2"],
            &["總計：", "", "", "3"],
            &["Teetotal", "", "2025-01-02", "2"],
            &["Capital Goods", "", "2025-01-02", "2"],
        ]);
        let layout = lay_out(&g, Some(2));
        assert_eq!(
            layout.skipped,
            [
                (0, Skip::Title),
                (1, Skip::Blank),
                (4, Skip::Subtotal),
                (5, Skip::Header),
                (7, Skip::Blank),
                (8, Skip::Subtotal),
                (9, Skip::Subtotal)
            ]
        );
        assert_eq!((layout.first, layout.rows), (3, 4));
    }
}
