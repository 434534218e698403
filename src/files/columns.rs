//! What kind of table a file is and what each column means, proposed from headings and contents.
//!
//! A proposal is certain only where heading and contents agree; everything else is shown to be confirmed.

mod matching;

pub use matching::{Matching, choices, match_kind, propose_kind};

use crate::files::field::Field;
use crate::files::grid::Grid;
use crate::files::layout::Layout;
use crate::files::value::date::{self, DateGuess, DateStyle};
use crate::files::value::heading::Tax;
use crate::files::value::number::{self, DecimalMark};
use crate::files::value::period::{self, PeriodName};
use crate::files::value::text::is_blank;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Rows on which a profile rests.
const SAMPLE: usize = 2_000;

/// What a column is used as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// Not at all.
    #[default]
    Ignore,
    /// As a field.
    Field(Field),
    /// As the values of a period named by its heading (months as columns).
    Period(PeriodName),
}

/// How one column is read: proposed, changeable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnChoice {
    /// What it means.
    pub used: Use,
    /// How it writes dates.
    pub date: DateStyle,
    /// How it writes decimals.
    pub mark: DecimalMark,
    /// How many units one stands for (萬元: 10,000).
    pub scale: i64,
    /// Whether its amounts contain tax.
    pub tax: Tax,
    /// What one unit of the currency that the heading names is worth in the workspace's; `None` where the amounts are in
    /// the workspace's currency.
    pub rate: Option<Decimal>,
}

/// How sure a proposal is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Nothing known.
    #[default]
    None,
    /// To be confirmed.
    Likely,
    /// Nothing need be asked.
    Certain,
}

/// What is known about a column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// The heading as it stands; empty without header.
    pub heading: String,
    /// A few cells that are not blank, all different.
    pub samples: Vec<String>,
    /// Cells of the sample that are not blank.
    pub filled: usize,
    /// How many of them read as dates, and how they are written.
    pub dates: DateGuess,
    /// How many of them read as numbers.
    pub numbers: usize,
    /// How decimals are written.
    pub mark: DecimalMark,
    /// How many read as a month, quarter or year.
    pub periods: usize,
    /// The period the heading names.
    pub period: Option<PeriodName>,
}

/// Profiles all columns.
pub fn profile(grid: &Grid, layout: &Layout) -> Vec<Profile> {
    let heads = layout.header.and_then(|h| grid.row(h));
    let mut skipped = layout.skipped.iter().map(|s| s.0).filter(|s| *s >= layout.first).peekable();
    let rows: Vec<_> = grid
        .rows_from(layout.first)
        .enumerate()
        .filter(|(n, _)| {
            let skip = skipped.peek() == Some(&(layout.first + n));
            if skip {
                skipped.next();
            }
            !skip
        })
        .map(|(_, r)| r)
        .take(SAMPLE)
        .collect();
    (0..grid.width())
        .map(|column| {
            let heading = heads.map_or("", |h| h.cell(column)).trim().to_owned();
            let cells: Vec<&str> = rows.iter().map(|r| r.cell(column)).filter(|c| !is_blank(c)).collect();
            let mark = number::detect_mark(cells.iter().copied());
            let mut samples: Vec<String> = Vec::new();
            for cell in &cells {
                if samples.len() == 5 {
                    break;
                }
                if !samples.iter().any(|s| s == cell) {
                    samples.push(cell.chars().take(80).collect());
                }
            }
            let mut dates = date::guess(cells.iter().copied());
            if !dates.others.is_empty() && grid.len() > SAMPLE {
                // The sample leaves the order open; a later row may settle it.
                dates = date::guess(grid.rows_from(layout.first).map(|r| r.cell(column)));
            }
            Profile {
                period: period::parse(&heading),
                heading,
                samples,
                filled: cells.len(),
                numbers: cells.iter().filter(|c| number::parse(c, mark).is_some()).count(),
                periods: cells.iter().filter(|c| period::parse(c).is_some()).count(),
                dates,
                mark,
            }
        })
        .collect()
}
