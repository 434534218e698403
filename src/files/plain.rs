//! Rows of people, products, customers, measurements and targets: texts made plain, names collected.

use crate::files::columns::{ColumnChoice, Use};
use crate::files::draft::{Fault, data_rows};
use crate::files::field::{Content, Field, Kind};
use crate::files::grid::{Grid, Row};
use crate::files::intern::Interner;
use crate::files::layout::Layout;
use crate::files::library;
use crate::files::messages::{Choices, Dimension, Name, NameColumn, PlainRow, RowFault};
use crate::files::value::date;
use crate::files::value::heading;
use crate::files::value::number;
use crate::files::value::period::{self, Part, PeriodName};
use crate::files::value::text::{is_blank, without_guard};
use rust_decimal::Decimal;

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Plain {
    /// The rows without fault; several per file row where periods are columns.
    pub rows: Vec<PlainRow>,
    /// Rows left out.
    pub faults: Vec<Fault>,
    /// File rows without fault.
    pub good: u64,
    /// Distinct names to match.
    pub names: Vec<NameColumn>,
}

/// A period as its plain text: `2025-01`, `2025Q1`, `2025H1`, `2025`.
fn plain_period(name: PeriodName, year: Option<i16>) -> Option<String> {
    let year = name.year.or(year)?;
    Some(match name.part {
        Part::Month(m) => format!("{year:04}-{m:02}"),
        Part::Quarter(q) => format!("{year:04}Q{q}"),
        Part::Half(h) => format!("{year:04}H{h}"),
        Part::Year => format!("{year:04}"),
    })
}

/// Reads all data rows of a grid.
pub fn read(grid: &Grid, layout: &Layout, choices: &Choices) -> Plain {
    let mut out = Plain::default();
    let measure = default_measure(grid, layout, choices);
    let spread: Vec<(usize, String)> = choices
        .columns
        .iter()
        .enumerate()
        .filter_map(|(n, c)| match c.used {
            Use::Period(p) => Some((n, plain_period(p, choices.year)?)),
            _ => None,
        })
        .collect();
    for (at, row) in data_rows(grid, layout) {
        let index = u32::try_from(at).unwrap_or(u32::MAX);
        match read_row(&row, choices, &measure, &spread) {
            Ok(rows) => {
                out.good += 1;
                let number = at as u64 + 1;
                out.rows.extend(rows.into_iter().map(|cells| PlainRow { row: number, cells }));
            }
            Err((fault, column)) => {
                let column = column.and_then(|c| u16::try_from(c).ok()).unwrap_or(u16::MAX);
                out.faults.push(Fault { row: index, fault, column });
            }
        }
    }
    out.names = names(choices.kind, &out.rows);
    out
}

/// What is measured where no column says so: what the heading of the values says.
fn default_measure(grid: &Grid, layout: &Layout, choices: &Choices) -> String {
    let column = choices.columns.iter().position(|c| c.used == Use::Field(Field::Value));
    let heading = column.zip(layout.header).map_or("", |(c, h)| grid.cell(h, c)).trim();
    match choices.kind {
        Kind::Measurements => heading.to_owned(),
        Kind::Targets if library::recognise(&heading::parse(heading).name).is_some() => heading.to_owned(),
        _ => String::new(),
    }
}

type Cells = Vec<(Field, String)>;

fn read_row(
    row: &Row,
    choices: &Choices,
    measure: &str,
    spread: &[(usize, String)],
) -> Result<Vec<Cells>, (RowFault, Option<usize>)> {
    let mut cells: Cells = Vec::new();
    for (n, choice) in choices.columns.iter().enumerate() {
        let (Use::Field(field), text) = (choice.used, row.cell(n).trim()) else { continue };
        if is_blank(text) {
            continue;
        }
        let plain = match field.content() {
            Content::Text => without_guard(text).to_owned(),
            Content::Date => date::parse(text, choice.date).ok_or((RowFault::BadDate, Some(n)))?.to_string(),
            Content::Number => number(text, choice).ok_or((RowFault::BadNumber, Some(n)))?,
            Content::Period => when(text, choices, choice.date).ok_or((RowFault::BadPeriod, Some(n)))?,
        };
        cells.push((field, plain));
    }
    // A number without a name stands for the name.
    for (number, name) in [
        (Field::PersonNumber, Field::Person),
        (Field::ProductNumber, Field::Product),
        (Field::CustomerNumber, Field::Customer),
    ] {
        if cells.iter().any(|c| c.0 == number) && !cells.iter().any(|c| c.0 == name) {
            cells.iter_mut().filter(|c| c.0 == number).for_each(|c| c.0 = name);
        }
    }
    let has = |cells: &Cells, field| cells.iter().any(|c| c.0 == field);
    let needed = match choices.kind {
        Kind::People => Some(Field::Person),
        Kind::Products => Some(Field::Product),
        Kind::Customers => Some(Field::Customer),
        _ => None,
    };
    if needed.is_some_and(|f| !has(&cells, f)) {
        return Err((RowFault::NoName, None));
    }
    if !matches!(choices.kind, Kind::Measurements | Kind::Targets) {
        return Ok(vec![cells]);
    }
    if !has(&cells, Field::Measure) && !measure.is_empty() {
        cells.push((Field::Measure, measure.to_owned()));
    }
    if spread.is_empty() {
        if !has(&cells, Field::Value) {
            return Err((RowFault::NoValue, None));
        }
        if !has(&cells, Field::Period) {
            return Err((RowFault::BadPeriod, None));
        }
        return Ok(vec![cells]);
    }
    let mut rows = Vec::new();
    for (column, period) in spread {
        let (text, Some(choice)) = (row.cell(*column), choices.columns.get(*column)) else { continue };
        if is_blank(text) {
            continue;
        }
        let value = number(text, choice).ok_or((RowFault::BadNumber, Some(*column)))?;
        let mut own = cells.clone();
        own.extend([(Field::Period, period.clone()), (Field::Value, value)]);
        rows.push(own);
    }
    if rows.is_empty() { Err((RowFault::NoValue, None)) } else { Ok(rows) }
}

fn number(text: &str, choice: &ColumnChoice) -> Option<String> {
    let value = number::parse(text, choice.mark)?.checked_mul(Decimal::from(choice.scale))?;
    let value = value.checked_mul(choice.rate.unwrap_or(Decimal::ONE))?;
    Some(value.normalize().to_string())
}

/// A period; a date is a day for a measurement, and its month for a target.
fn when(text: &str, choices: &Choices, style: date::DateStyle) -> Option<String> {
    if let Some(name) = period::parse(text) {
        return plain_period(name, choices.year);
    }
    let day = date::parse(text, style)?;
    Some(match choices.kind {
        Kind::Targets => format!("{:04}-{:02}", day.year(), day.month()),
        _ => day.to_string(),
    })
}

/// Which field names the teams of people: without a column of teams it is the office.
pub fn team_field(rows: &[PlainRow]) -> Field {
    let has = |field| rows.iter().any(|row| !row.get(field).is_empty());
    if !has(Field::Team) && has(Field::Office) { Field::Office } else { Field::Team }
}

/// The distinct names of all dimensions that the kind's rows speak of.
fn names(kind: Kind, rows: &[PlainRow]) -> Vec<NameColumn> {
    let dimensions: &[(Dimension, Option<Field>, Field)] = &[
        (Dimension::Person, Some(Field::PersonNumber), Field::Person),
        (Dimension::Product, Some(Field::ProductNumber), Field::Product),
        (Dimension::Customer, Some(Field::CustomerNumber), Field::Customer),
        (Dimension::Territory, None, Field::Territory),
        (Dimension::Team, None, Field::Team),
        (Dimension::Measure, None, Field::Measure),
    ];
    let fields = |dimension: Dimension, name: Field| match (kind, dimension) {
        (Kind::People, Dimension::Territory) => Field::Office,
        (Kind::People, Dimension::Team) => team_field(rows),
        _ => name,
    };
    let mut out = Vec::new();
    for (dimension, number, name) in dimensions {
        let name = &fields(*dimension, *name);
        let mut interner = Interner::default();
        let mut categories: Vec<String> = Vec::new();
        for row in rows {
            let (text, number) = (row.get(*name), number.map_or("", |n| row.get(n)));
            if text.is_empty() {
                continue;
            }
            let code = if number.is_empty() {
                interner.code(text)
            } else {
                interner.code(&format!("{number}\u{1f}{text}"))
            };
            if *dimension == Dimension::Product {
                categories.resize(interner.len(), String::new());
                if let Some(c) = categories.get_mut(code as usize - 1).filter(|c| c.is_empty()) {
                    row.get(Field::Category).clone_into(c);
                }
            }
        }
        let mut list: Vec<Name> = interner.names();
        for (name, category) in list.iter_mut().zip(categories) {
            name.category = category;
        }
        if *dimension == Dimension::Person && kind == Kind::People {
            // Managers are people too; those with a row of their own are already there.
            let mut managers = Interner::default();
            for row in rows.iter().filter(|r| !r.get(Field::Manager).is_empty()) {
                managers.code(row.get(Field::Manager));
            }
            let fresh: Vec<Name> =
                managers.names().into_iter().filter(|m| !list.iter().any(|n| n.name == m.name)).collect();
            list.extend(fresh);
        }
        if !list.is_empty() {
            out.push(NameColumn { dimension: *dimension, names: list });
        }
    }
    out
}
