//! What is different between a row of the file and the record it is recognised as.

use super::{Codes, Existing};
use crate::domain::day::Day;
use crate::domain::records::{ABSENT, State};
use crate::files::changed::{CellValue, Differs};
use crate::files::draft::{DIM_FIELDS, DIMENSIONS, Draft};
use crate::files::field::Field;
use crate::files::messages::BuildPlan;
use rust_decimal::Decimal;

/// The differences in the columns that the file has.
pub fn differs(
    draft: &Draft,
    plan: &BuildPlan,
    codes: &Codes,
    row: usize,
    ((facts, names), old): (Existing, usize),
) -> Vec<Differs> {
    let mut all = Vec::new();
    let mut add = |field: Field, was: CellValue, is: CellValue| {
        if was != is {
            all.push(Differs { field, was, is });
        }
    };
    let at = |days: &[Day], row: usize| day(days.get(row).copied());
    add(Field::BookedOn, at(&facts.day, old), at(&draft.day, row));
    add(Field::State, state(facts.state.get(old).copied()), state(draft.state.get(row).copied()));
    let wide = |codes: &[u16]| codes.get(old).copied().map_or(0, u32::from);
    let here = [
        wide(&facts.credit),
        facts.product.get(old).copied().unwrap_or(0),
        facts.customer.get(old).copied().unwrap_or(0),
        wide(&facts.channel),
        wide(&facts.territory),
    ];
    let known = here.into_iter().zip(DIMENSIONS).zip(DIM_FIELDS);
    for (((code, dimension), (field, _)), (codes, coded)) in known.zip(codes.iter().zip(&draft.dims)) {
        let Some(final_code) = codes.as_ref().and_then(|codes| codes.get(row)) else { continue };
        let canonical = plan.canonical.get(&dimension).and_then(|m| m.get(&code)).copied().unwrap_or(code);
        if canonical != *final_code {
            let local = coded.codes.get(row).copied().unwrap_or(0);
            // Number and name stand in one text, the name last.
            let name = coded.names.text(local).rsplit('\u{1f}').next().unwrap_or_default();
            add(field, CellValue::Code(dimension, code), text(name));
        }
    }
    if draft.has.quantity {
        let number = |value: Option<i64>| CellValue::Number(Decimal::new(value.unwrap_or(0), 3).normalize());
        add(Field::Quantity, number(facts.quantity.get(old)), number(draft.quantity.get(row).copied()));
    }
    add(Field::Amount, money(facts.amount.get(old)), money(draft.amount.get(row).copied()));
    if draft.has.cost {
        add(Field::Cost, money(facts.cost.get(old)), money(draft.cost.get(row).copied()));
    }
    let extra = [&facts.extra.invoiced, &facts.extra.due, &facts.extra.collected];
    let fields = [Field::InvoicedOn, Field::DueOn, Field::CollectedOn];
    for ((field, was), is) in fields.into_iter().zip(extra).zip(&draft.days) {
        if let Some(is) = is {
            add(field, day(was.as_ref().and_then(|days| days.get(old)).copied()), at(is, row));
        }
    }
    let ratio = |value: Option<i64>| value.map_or(CellValue::Empty, |v| CellValue::Ratio(Decimal::new(v, 4)));
    if let Some(is) = &draft.probability {
        let was = facts.extra.probability.as_ref().and_then(|p| p.get(old)).copied();
        add(Field::Probability, ratio(was.map(i64::from)), ratio(is.get(row).copied().map(i64::from)));
    }
    if let Some(is) = &draft.discount {
        let known = |value: Option<&i32>| ratio(value.copied().filter(|v| *v != i32::MIN).map(i64::from));
        let was = names.discount.as_ref().and_then(|d| d.get(old));
        add(Field::Discount, known(was), known(is.get(row)));
    }
    if let Some(is) = &draft.term {
        let months = |value: Option<u16>| CellValue::Number(Decimal::from(value.unwrap_or(0)));
        let was = names.term.as_ref().and_then(|t| t.get(old)).copied();
        add(Field::Term, months(was), months(is.get(row).copied()));
    }
    all
}

fn day(day: Option<Day>) -> CellValue {
    day.filter(|day| *day != Day::NONE)
        .and_then(Day::date)
        .map_or(CellValue::Empty, |day| CellValue::Day(day.to_string()))
}

fn money(minor: Option<i64>) -> CellValue {
    minor.filter(|minor| *minor != ABSENT).map_or(CellValue::Empty, CellValue::Money)
}

fn state(code: Option<u8>) -> CellValue {
    code.and_then(State::from_code).map_or(CellValue::Empty, CellValue::State)
}

fn text(text: &str) -> CellValue {
    if text.is_empty() { CellValue::Empty } else { CellValue::Text(text.to_owned()) }
}
