//! The cells of one row by field: texts, exact numbers, money in minor units, days.

use crate::domain::day::Day;
use crate::files::columns::{ColumnChoice, Use};
use crate::files::field::Field;
use crate::files::grid::Row;
use crate::files::intern::Interner;
use crate::files::messages::{Choices, RowFault};
use crate::files::value::date::{self, DateStyle};
use crate::files::value::heading::Tax;
use crate::files::value::number;
use crate::files::value::text::{is_blank, trim, without_guard};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// Where the fields stand and how they are read.
pub struct Reader<'a> {
    /// Column and choice, by the number of the field.
    at: Vec<Option<(usize, &'a ColumnChoice)>>,
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
        let mut at = Vec::new();
        for (n, choice) in choices.columns.iter().enumerate() {
            if let Use::Field(field) = choice.used {
                let index = field as usize;
                if at.len() <= index {
                    at.resize(index + 1, None);
                }
                if let Some(slot) = at.get_mut(index) {
                    *slot = Some((n, choice));
                }
            }
        }
        let one = Decimal::ONE_HUNDRED;
        let keep_rate =
            (one + choices.tax_rate).checked_div(one).filter(|r| *r > Decimal::ZERO).unwrap_or(Decimal::ONE);
        Reader { at, digits, keep_rate, percent_discount: false }
    }

    /// The column of a field and how it is read.
    pub fn of(&self, field: Field) -> Option<(usize, &'a ColumnChoice)> {
        self.at.get(field as usize).copied().flatten()
    }

    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.of(field).map(|(n, _)| n)
    }

    /// The text of a field; empty where it is blank or has no column.
    pub fn text<'r>(&self, row: &Row<'r>, field: Field) -> &'r str {
        let Some(column) = self.column(field) else { return "" };
        let text = trim(row.cell(column));
        if is_blank(text) { "" } else { without_guard(text) }
    }

    /// An exact number of a field; `None` where blank.
    pub fn number(&self, row: &Row, field: Field) -> Result<Option<Decimal>, Wrong> {
        let Some((column, choice)) = self.of(field) else { return Ok(None) };
        let text = row.cell(column);
        match number::parse(text, choice.mark) {
            Some(n) => Ok(Some(n)),
            None if is_blank(text) => Ok(None),
            None => Err((RowFault::BadNumber, column_of(column))),
        }
    }

    /// A number of a field in thousandths; `None` where blank.
    pub fn thousandths(&self, row: &Row, field: Field) -> Result<Option<i64>, Wrong> {
        let Some((column, choice)) = self.of(field) else { return Ok(None) };
        if let Some((mantissa, scale)) = number::simple(row.cell(column).as_bytes())
            && choice.mark == number::DecimalMark::Point
            && let Some(up) = 3u32.checked_sub(scale)
            && let Some(value) = 10i64.checked_pow(up).and_then(|by| mantissa.checked_mul(by))
        {
            return Ok(Some(value));
        }
        let out = (RowFault::OutOfRange, column_of(column));
        self.number(row, field)?.map(|n| fixed(n, 3).ok_or(out)).transpose()
    }

    /// Money of a field in minor units without tax.
    pub fn money(&self, row: &Row, field: Field) -> Result<Option<i64>, Wrong> {
        match self.of(field) {
            Some((column, choice)) => self.money_cell(row.cell(column), column, choice),
            None => Ok(None),
        }
    }

    /// Money of a cell in minor units without tax; `None` where blank.
    pub fn money_cell(&self, text: &str, column: usize, choice: &ColumnChoice) -> Result<Option<i64>, Wrong> {
        // Nearly every cell is a plain number of few decimals: no detour over decimals.
        if choice.scale == 1
            && choice.rate.is_none()
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

    /// Money of an exact number, in minor units of the workspace's currency.
    pub fn minor(&self, value: Decimal, choice: &ColumnChoice) -> Option<i64> {
        let value = self.own(value, choice)?;
        fixed(value.checked_mul(choice.rate.unwrap_or(Decimal::ONE))?, self.digits)
    }

    /// Money of an exact number in thousandths of the column's own currency; `None` where that is the workspace's.
    pub fn original(&self, value: Decimal, choice: &ColumnChoice) -> Option<i64> {
        choice.rate?;
        fixed(self.own(value, choice)?, 3)
    }

    /// The amount of a field in thousandths of its own currency, where that is not the workspace's.
    pub fn original_of(&self, row: &Row, field: Field) -> Option<i64> {
        let (column, choice) = self.of(field).filter(|(_, c)| c.rate.is_some())?;
        self.original(number::parse(row.cell(column), choice.mark)?, choice)
    }

    /// An exact number in whole units of the column's currency, without tax.
    fn own(&self, value: Decimal, choice: &ColumnChoice) -> Option<Decimal> {
        let value = value.checked_mul(Decimal::from(choice.scale))?;
        if choice.tax == Tax::Included { value.checked_div(self.keep_rate) } else { Some(value) }
    }

    /// A day of a field; `Ok(NONE)` where blank.
    pub fn day(&self, row: &Row, field: Field, memo: &mut Memo) -> Result<Day, Wrong> {
        let Some((column, choice)) = self.of(field) else { return Ok(Day::NONE) };
        let text = row.cell(column);
        memo.day(text, column, choice.date).ok_or((RowFault::BadDate, column_of(column)))
    }
}

/// Rounds to an integer of `10^-digits`, half away from zero.
pub fn fixed(value: Decimal, digits: u32) -> Option<i64> {
    let scaled = value.checked_mul(Decimal::from(10i64.checked_pow(digits)?))?;
    scaled.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_i64()
}

/// Dates read before, by column: a million rows have a few hundred.
#[derive(Default)]
pub struct Memo {
    columns: Vec<(Interner, Vec<Option<Day>>)>,
}

/// Distinct texts beyond which remembering costs more than reading.
const REMEMBERED: usize = 20_000;

impl Memo {
    fn day(&mut self, text: &str, column: usize, style: DateStyle) -> Option<Day> {
        if self.columns.len() <= column {
            self.columns.resize_with(column + 1, Default::default);
        }
        let Some((texts, days)) = self.columns.get_mut(column).filter(|(t, _)| t.len() < REMEMBERED) else {
            return read_day(text, style);
        };
        let at = texts.code(text) as usize - 1;
        match days.get(at) {
            Some(day) => *day,
            None => {
                let day = read_day(text, style);
                days.push(day);
                day
            }
        }
    }
}

fn read_day(text: &str, style: DateStyle) -> Option<Day> {
    match date::parse(text, style) {
        Some(d) => Day::from_date(d),
        None => is_blank(text).then_some(Day::NONE),
    }
}
