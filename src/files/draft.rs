//! Rows of a grid as columns of sales records with local codes: one pass, nothing per cell kept but what a column holds.
//!
//! A row with a fault is left out and listed; every other row becomes exactly one record (one per period where periods
//! are columns).

mod line;
mod reader;

use crate::domain::day::Day;
use crate::domain::records::Texts;
use crate::files::columns::{ColumnChoice, Use};
use crate::files::draft::line::Line;
use crate::files::draft::reader::{Memo, Reader};
use crate::files::field::Field;
use crate::files::grid::{Grid, Row};
use crate::files::intern::Interner;
use crate::files::layout::Layout;
use crate::files::messages::{Choices, Dimension, Name, NameColumn, RowFault, StateTotal};
use crate::files::value::heading;
use crate::files::value::number;
use crate::files::value::period::{Part, PeriodName};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A row that cannot be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Row of the grid, from 0.
    pub row: u32,
    /// What is wrong.
    pub fault: RowFault,
    /// In which column; [`u16::MAX`] where it is about the row.
    pub column: u16,
}

/// One dimension of a draft.
#[derive(Clone, Debug, Default)]
pub struct Coded {
    /// Distinct names; key is `number US name` where the file has both.
    pub names: Interner,
    /// Per record the local code; empty where no column names the dimension.
    pub codes: Vec<u32>,
}

/// The records of a file before names are matched.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Day, or none for what has not happened.
    pub day: Vec<Day>,
    /// State codes.
    pub state: Vec<u8>,
    /// Thousandths.
    pub quantity: Vec<i64>,
    /// Minor units without tax.
    pub amount: Vec<i64>,
    /// Minor units; [`ABSENT`] where unknown.
    pub cost: Vec<i64>,
    /// Local codes by dimension: person, product, customer, channel, territory.
    pub dims: [Coded; 5],
    /// Documents; empty texts where the file has none.
    pub document: Texts,
    /// Lines.
    pub line: Texts,
    /// Documents that returns refer to; empty where no column has them.
    pub returns: Texts,
    /// Row of the grid, from 1.
    pub source_row: Vec<u32>,
    /// Invoice, due and collection days, where a column has them.
    pub days: [Option<Vec<Day>>; 3],
    /// Hundredths of a percent.
    pub probability: Option<Vec<u16>>,
    /// Hundredths of a percent; [`i32::MIN`] where absent.
    pub discount: Option<Vec<i32>>,
    /// Months.
    pub term: Option<Vec<u16>>,
    /// Where the amounts were in another currency, its code and the amounts in thousandths of it, where a record
    /// has one.
    pub original: Option<(String, Vec<Option<i64>>)>,
    /// Which columns the file has, for comparison with what is known.
    pub has: Has,
    /// Rows left out.
    pub faults: Vec<Fault>,
    /// Words of the state column.
    pub states: Interner,
    /// Rows and amounts by state.
    pub totals: [StateTotal; 4],
    categories: Vec<String>,
}

/// Which columns a file has. What it lacks is never taken for changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Has {
    /// Documents.
    pub document: bool,
    /// Lines.
    pub line: bool,
    /// States.
    pub state: bool,
    /// Quantities.
    pub quantity: bool,
    /// Costs.
    pub cost: bool,
}

/// The dimensions of records, in the order of [`Draft::dims`].
pub const DIMENSIONS: [Dimension; 5] =
    [Dimension::Person, Dimension::Product, Dimension::Customer, Dimension::Channel, Dimension::Territory];

/// Name and number of each dimension, in the same order.
pub const DIM_FIELDS: [(Field, Option<Field>); 5] = [
    (Field::Person, Some(Field::PersonNumber)),
    (Field::Product, Some(Field::ProductNumber)),
    (Field::Customer, Some(Field::CustomerNumber)),
    (Field::Channel, None),
    (Field::Territory, None),
];

/// Reads all data rows of a grid as records.
pub fn read(grid: &Grid, layout: &Layout, choices: &Choices, digits: u32) -> Draft {
    let mut reader = Reader::new(choices, digits);
    let mut draft = Draft::prepare(&reader);
    draft.original = foreign(grid, layout, choices).map(|code| (code, Vec::new()));
    let data = || data_rows(grid, layout);
    if let Some(column) = reader.column(Field::Discount) {
        let above_one = |r: &Row| {
            number::parse(r.cell(column), number::DecimalMark::Point).is_some_and(|n| n > Decimal::ONE)
        };
        reader.percent_discount = data().any(|(_, r)| above_one(&r));
    }
    let periods: Vec<(usize, &ColumnChoice, Day)> = choices
        .columns
        .iter()
        .enumerate()
        .filter_map(|(n, c)| match c.used {
            Use::Period(p) => Some((n, c, Day::from_date(last_day(p, choices.year)?)?)),
            _ => None,
        })
        .collect();
    let (mut memo, mut meanings, mut key) = (Memo::default(), Vec::new(), String::new());
    for (at, row) in data() {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let known = draft.faults.len();
        if periods.is_empty() {
            match draft.line(&reader, choices, &row, &mut memo, &mut meanings) {
                Ok(line) => draft.push(&reader, &row, at, &line, &mut key),
                Err((fault, column)) => draft.faults.push(Fault { row: at, fault, column }),
            }
            continue;
        }
        for (column, choice, day) in &periods {
            match reader.money_cell(row.cell(*column), *column, choice) {
                Ok(None) => {}
                Ok(Some(amount)) => {
                    let value = number::parse(row.cell(*column), choice.mark);
                    let original = value.and_then(|v| reader.original(v, choice));
                    let line = Line { day: *day, amount, original, ..Line::empty() };
                    draft.push(&reader, &row, at, &line, &mut key);
                }
                Err((fault, column)) if draft.faults.len() == known => {
                    draft.faults.push(Fault { row: at, fault, column });
                }
                Err(_) => {}
            }
        }
    }
    draft
}

/// The code of the currency that amounts are converted from.
fn foreign(grid: &Grid, layout: &Layout, choices: &Choices) -> Option<String> {
    let amount = |u: Use| matches!(u, Use::Field(Field::Amount | Field::UnitPrice) | Use::Period(_));
    let column = choices.columns.iter().position(|c| c.rate.is_some() && amount(c.used))?;
    heading::parse(grid.cell(layout.header?, column)).currency
}

/// Data rows with their index.
pub fn data_rows<'a>(grid: &'a Grid, layout: &'a Layout) -> impl Iterator<Item = (usize, Row<'a>)> {
    let mut skipped = layout.skipped.iter().map(|s| s.0).filter(|s| *s >= layout.first).peekable();
    grid.rows_from(layout.first).enumerate().filter_map(move |(n, row)| {
        let at = layout.first + n;
        if skipped.peek() == Some(&at) {
            skipped.next();
            return None;
        }
        Some((at, row))
    })
}

/// The last day of a period a heading names.
fn last_day(name: PeriodName, year: Option<i16>) -> Option<Date> {
    let year = name.year.or(year)?;
    let month = match name.part {
        Part::Month(m) => m,
        Part::Quarter(q) => q.checked_mul(3)?,
        Part::Half(h) => h.checked_mul(6)?,
        Part::Year => 12,
    };
    Some(Date::new(year, month, 1).ok()?.last_of_month())
}

impl Draft {
    /// Number of records.
    pub fn len(&self) -> usize {
        self.day.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.day.is_empty()
    }

    fn prepare(reader: &Reader) -> Draft {
        let has = |f| reader.column(f).is_some();
        let when = |f| has(f).then(Vec::new);
        Draft {
            has: Has {
                document: has(Field::Document),
                line: has(Field::Line),
                state: has(Field::State),
                quantity: has(Field::Quantity),
                cost: has(Field::Cost),
            },
            days: [when(Field::InvoicedOn), when(Field::DueOn), when(Field::CollectedOn)],
            probability: has(Field::Probability).then(Vec::new),
            discount: has(Field::Discount).then(Vec::new),
            term: has(Field::Term).then(Vec::new),
            ..Draft::default()
        }
    }

    fn push(&mut self, reader: &Reader, row: &Row, at: u32, line: &Line, key: &mut String) {
        for (slot, (name, number)) in self.dims.iter_mut().zip(DIM_FIELDS) {
            let has_number = number.is_some_and(|n| reader.column(n).is_some());
            if !has_number && reader.column(name).is_none() {
                continue;
            }
            let text = reader.text(row, name);
            let number = number.filter(|_| has_number).map_or("", |n| reader.text(row, n));
            let code = match (number, text) {
                ("", "") => 0,
                ("", text) => slot.names.code(text),
                (number, text) => {
                    key.clear();
                    key.push_str(number);
                    key.push('\u{1f}');
                    key.push_str(text);
                    slot.names.code(key)
                }
            };
            slot.codes.push(code);
        }
        if reader.column(Field::Category).is_some() {
            let [_, product, ..] = &self.dims;
            if product.names.len() > self.categories.len() {
                self.categories.resize(product.names.len(), String::new());
            }
            let code = product.codes.last().copied().unwrap_or(0);
            if let Some(c) = (code as usize)
                .checked_sub(1)
                .and_then(|n| self.categories.get_mut(n))
                .filter(|c| c.is_empty())
            {
                reader.text(row, Field::Category).clone_into(c);
            }
        }
        self.day.push(line.day);
        self.state.push(line.state as u8);
        self.quantity.push(line.quantity);
        self.amount.push(line.amount);
        self.cost.push(line.cost);
        self.document.push(reader.text(row, Field::Document));
        self.line.push(reader.text(row, Field::Line));
        self.returns.push(reader.text(row, Field::Returns));
        self.source_row.push(at.saturating_add(1));
        for (slot, day) in self.days.iter_mut().zip(line.days) {
            slot.iter_mut().for_each(|s| s.push(day));
        }
        self.probability.iter_mut().for_each(|s| s.push(line.probability));
        self.discount.iter_mut().for_each(|s| s.push(line.discount));
        self.term.iter_mut().for_each(|s| s.push(line.term));
        self.original.iter_mut().for_each(|(_, s)| s.push(line.original));
        if let Some(total) = self.totals.get_mut(line.state as usize) {
            total.rows += 1;
            total.amount = total.amount.saturating_add(line.amount);
        }
    }

    /// The distinct names to match; dimensions without names are left out.
    pub fn names(&self) -> Vec<NameColumn> {
        let column = |(dimension, coded): (Dimension, &Coded)| {
            let mut names: Vec<Name> = coded.names.names();
            if dimension == Dimension::Product {
                for (name, category) in names.iter_mut().zip(&self.categories) {
                    name.category.clone_from(category);
                }
            }
            (!names.is_empty()).then_some(NameColumn { dimension, names })
        };
        DIMENSIONS.into_iter().zip(&self.dims).filter_map(column).collect()
    }
}
