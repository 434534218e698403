//! Rows that are already there with other content, and what is different in them.

use crate::domain::records::State;
use crate::files::field::Field;
use crate::files::messages::Dimension;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A row that is already there with other content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedRow {
    /// Row number from 1.
    pub row: u64,
    /// What names it: document, name or period.
    pub name: String,
    /// What is different, in the order of the columns of its table.
    pub differs: Vec<Differs>,
}

/// One thing that is different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differs {
    /// Which.
    pub field: Field,
    /// What is there.
    pub was: CellValue,
    /// What the file says.
    pub is: CellValue,
}

/// What a cell says, before it is written in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CellValue {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A day, as ISO 8601 writes it.
    Day(String),
    /// Minor units of the workspace's currency.
    Money(i64),
    /// A number.
    Number(Decimal),
    /// A ratio, 1 being all.
    Ratio(Decimal),
    /// A state of a record.
    State(State),
    /// The entity of a code of the records.
    Code(Dimension, u32),
}
