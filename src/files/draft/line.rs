//! What one row says besides its names, or the first thing wrong with it.

use super::Draft;
use super::reader::{Memo, Reader, Wrong, column_of};
use crate::domain::day::Day;
use crate::domain::records::{ABSENT, State};
use crate::files::field::Field;
use crate::files::grid::Row;
use crate::files::messages::{Choices, RowFault};
use crate::files::states;
use crate::files::value::text::fold;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What one row says besides its names.
pub struct Line {
    /// What became of it.
    pub state: State,
    /// Its day; none for what has not happened.
    pub day: Day,
    /// Minor units without tax.
    pub amount: i64,
    /// Thousandths.
    pub quantity: i64,
    /// Minor units; [`ABSENT`] where unknown.
    pub cost: i64,
    /// Invoice, due and collection days.
    pub days: [Day; 3],
    /// Hundredths of a percent; [`u16::MAX`] where absent.
    pub probability: u16,
    /// Hundredths of a percent; [`i32::MIN`] where absent.
    pub discount: i32,
    /// Months.
    pub term: u16,
    /// Thousandths of the column's own currency, where that is not the workspace's.
    pub original: Option<i64>,
}

impl Line {
    /// A sale of which nothing is known.
    pub fn empty() -> Line {
        Line {
            state: State::Booked,
            day: Day::NONE,
            amount: 0,
            quantity: 0,
            cost: ABSENT,
            days: [Day::NONE; 3],
            probability: u16::MAX,
            discount: i32::MIN,
            term: 0,
            original: None,
        }
    }
}

impl Draft {
    /// Everything of a row but its names, or the first thing wrong with it.
    pub(super) fn line(
        &mut self,
        reader: &Reader,
        choices: &Choices,
        row: &Row,
        memo: &mut Memo,
        meanings: &mut Vec<State>,
    ) -> Result<Line, Wrong> {
        let state = match reader.text(row, Field::State) {
            "" => State::Booked,
            word => {
                let code = self.states.code(word);
                if code as usize > meanings.len() {
                    let key = fold(word);
                    // A word nobody has explained is kept and not counted, and asked about.
                    meanings.push(
                        choices.states.get(&key).copied().or(states::recognise(&key)).unwrap_or(State::Open),
                    );
                }
                meanings.get(code as usize - 1).copied().unwrap_or(State::Open)
            }
        };
        let booked = reader.day(row, Field::BookedOn, memo)?;
        let days = [
            reader.day(row, Field::InvoicedOn, memo)?,
            reader.day(row, Field::DueOn, memo)?,
            reader.day(row, Field::CollectedOn, memo)?,
        ];
        let opened = if reader.column(Field::OpenedOn).is_some() {
            reader.day(row, Field::OpenedOn, memo)?
        } else {
            Day::NONE
        };
        let first = |list: [Day; 3]| list.into_iter().find(|d| *d != Day::NONE).unwrap_or(Day::NONE);
        let [invoiced, ..] = days;
        let day = match state {
            State::Booked => {
                let opened = if reader.column(Field::BookedOn).is_none() { opened } else { Day::NONE };
                first([booked, invoiced, opened])
            }
            _ => first([booked, opened, Day::NONE]),
        };
        if day == Day::NONE && state == State::Booked {
            let column = reader.column(Field::BookedOn).map_or(u16::MAX, column_of);
            return Err((RowFault::NoDate, column));
        }
        let quantity = reader.thousandths(row, Field::Quantity)?;
        let discount = reader.number(row, Field::Discount)?.map(|d| {
            if reader.percent_discount { d.checked_div(Decimal::ONE_HUNDRED).unwrap_or(d) } else { d }
        });
        let range = |field| (RowFault::OutOfRange, reader.column(field).map_or(u16::MAX, column_of));
        let amount = match reader.money(row, Field::Amount)? {
            Some(amount) => Some((amount, reader.original_of(row, Field::Amount))),
            None => Self::product(reader, row, discount)?,
        };
        let (amount, original) = match amount {
            Some(amount) => amount,
            None if state == State::Booked => {
                return Err((RowFault::NoAmount, reader.column(Field::Amount).map_or(u16::MAX, column_of)));
            }
            None => (0, None),
        };
        let percent = |d: Decimal| d.checked_mul(Decimal::from(10_000)).and_then(|v| v.round().to_i64());
        let probability = match reader.number(row, Field::Probability)? {
            None => u16::MAX,
            Some(p) if p > Decimal::ONE => {
                percent(p).and_then(|v| u16::try_from(v / 100).ok()).ok_or(range(Field::Probability))?
            }
            Some(p) => percent(p).and_then(|v| u16::try_from(v).ok()).ok_or(range(Field::Probability))?,
        };
        Ok(Line {
            state,
            day,
            amount,
            quantity: quantity.unwrap_or(0),
            cost: reader.money(row, Field::Cost)?.unwrap_or(ABSENT),
            days,
            probability,
            discount: match discount {
                Some(d) => percent(d).and_then(|v| i32::try_from(v).ok()).ok_or(range(Field::Discount))?,
                None => i32::MIN,
            },
            term: match reader.number(row, Field::Term)? {
                Some(t) => t.to_u16().ok_or(range(Field::Term))?,
                None => 0,
            },
            original,
        })
    }

    /// Quantity × price × (1 − discount), where price and quantity are there: minor units, and the original.
    fn product(
        reader: &Reader,
        row: &Row,
        discount: Option<Decimal>,
    ) -> Result<Option<(i64, Option<i64>)>, Wrong> {
        let Some((column, choice)) = reader.of(Field::UnitPrice) else { return Ok(None) };
        let (price, quantity) = (reader.number(row, Field::UnitPrice)?, reader.number(row, Field::Quantity)?);
        let (Some(price), Some(quantity)) = (price, quantity) else {
            return Ok(None);
        };
        let value = Decimal::ONE
            .checked_sub(discount.unwrap_or_default())
            .and_then(|keep| keep.checked_mul(price)?.checked_mul(quantity));
        let minor = value.and_then(|v| Some((reader.minor(v, choice)?, reader.original(v, choice))));
        minor.map(Some).ok_or((RowFault::OutOfRange, column_of(column)))
    }
}
