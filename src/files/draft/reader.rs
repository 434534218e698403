//! The cells of one row by field: texts, exact numbers, money in minor units, days.

use crate::domain::day::Day;
use crate::files::columns::{ColumnChoice, Use};
use crate::files::field::Field;
use crate::files::grid::Row;
use crate::files::messages::{Choices, RowFault};
use crate::files::value::date::{self, DateStyle};
use crate::files::value::heading::Tax;
use crate::files::value::number;
use crate::files::value::text::{is_blank, without_guard};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// Where the fields stand and how they are read.
pub struct Reader<'a> {
    /// Column and choice by field.
    pub at: BTreeMap<Field, (usize, &'a ColumnChoice)>,
    digits: u32,
    keep_rate: Decimal,
    /// Whether discounts are percentages and not ratios.
    pub percent_discount: bool,
}

/// What is wrong with a cell, and in which column.
pub type Wrong = (RowFault, u16);

/// A column's number as faults keep it.
pub fn column_of(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

impl<'a> Reader<'a> {
    /// The reader for a set of choices.
    pub fn new(choices: &'a Choices, digits: u32) -> Reader<'a> {
        let at = choices.columns.iter().enumerate().filter_map(|(n, c)| match c.used {
            Use::Field(f) => Some((f, (n, c))),
            _ => None,
        });
        let one = Decimal::ONE_HUNDRED;
        let keep_rate =
            (one + choices.tax_rate).checked_div(one).filter(|r| *r > Decimal::ZERO).unwrap_or(Decimal::ONE);
        Reader { at: at.collect(), digits, keep_rate, percent_discount: false }
    }

    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.at.get(&field).map(|(n, _)| *n)
    }

    /// The text of a field; empty where it is blank or has no column.
    pub fn text<'r>(&self, row: &Row<'r>, field: Field) -> &'r str {
        let text = self.column(field).map_or("", |n| row.cell(n)).trim();
        if is_blank(text) { "" } else { without_guard(text) }
    }

    /// An exact number of a field; `None` where blank.
    pub fn number(&self, row: &Row, field: Field) -> Result<Option<Decimal>, Wrong> {
        let Some((column, choice)) = self.at.get(&field) else { return Ok(None) };
        let text = row.cell(*column);
        match number::parse(text, choice.mark) {
            Some(n) => Ok(Some(n)),
            None if is_blank(text) => Ok(None),
            None => Err((RowFault::BadNumber, column_of(*column))),
        }
    }

    /// Money of a field in minor units without tax.
    pub fn money(&self, row: &Row, field: Field) -> Result<Option<i64>, Wrong> {
        match self.at.get(&field) {
            Some((column, choice)) => self.money_cell(row.cell(*column), *column, choice),
            None => Ok(None),
        }
    }

    /// Money of a cell in minor units without tax; `None` where blank.
    pub fn money_cell(&self, text: &str, column: usize, choice: &ColumnChoice) -> Result<Option<i64>, Wrong> {
        // Nearly every cell is a plain number of few decimals: no detour over decimals.
        if choice.scale == 1
            && choice.tax == Tax::Excluded
            && choice.mark == number::DecimalMark::Point
            && let Some((mantissa, scale)) = number::simple(text.as_bytes())
            && let Some(up) = self.digits.checked_sub(scale)
            && let Some(minor) = 10i64.checked_pow(up).and_then(|by| mantissa.checked_mul(by))
        {
            return Ok(Some(minor));
        }
        let Some(value) = number::parse(text, choice.mark) else {
            return if is_blank(text) { Ok(None) } else { Err((RowFault::BadNumber, column_of(column))) };
        };
        self.minor(value, choice).map(Some).ok_or((RowFault::OutOfRange, column_of(column)))
    }

    /// Money of an exact number.
    pub fn minor(&self, value: Decimal, choice: &ColumnChoice) -> Option<i64> {
        let mut value = value.checked_mul(Decimal::from(choice.scale))?;
        if choice.tax == Tax::Included {
            value = value.checked_div(self.keep_rate)?;
        }
        fixed(value, self.digits)
    }

    /// A day of a field; `Ok(NONE)` where blank.
    pub fn day(&self, row: &Row, field: Field, memo: &mut Memo) -> Result<Day, Wrong> {
        let Some((column, choice)) = self.at.get(&field) else { return Ok(Day::NONE) };
        let text = row.cell(*column);
        memo.day(text, choice.date).ok_or((RowFault::BadDate, column_of(*column)))
    }
}

/// Rounds to an integer of `10^-digits`, half away from zero.
pub fn fixed(value: Decimal, digits: u32) -> Option<i64> {
    let scaled = value.checked_mul(Decimal::from(10i64.checked_pow(digits)?))?;
    scaled.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_i64()
}

/// The last date read: neighbouring rows often share it.
#[derive(Default)]
pub struct Memo {
    text: String,
    style: DateStyle,
    day: Option<Day>,
}

impl Memo {
    fn day(&mut self, text: &str, style: DateStyle) -> Option<Day> {
        if self.day.is_some() && self.text == text && self.style == style {
            return self.day;
        }
        let day = match date::parse(text, style) {
            Some(d) => Day::from_date(d)?,
            None if is_blank(text) => Day::NONE,
            None => return None,
        };
        text.clone_into(&mut self.text);
        (self.style, self.day) = (style, Some(day));
        self.day
    }
}
