//! The records of a scenario as columns.

use super::names::{Built, Kind, id, invalid};
use super::{Row, Scenario};
use crate::domain::id::{BlockId, SegmentId};
use crate::domain::money::{Half, Rounding, round};
use crate::domain::records::{ABSENT, BLOCK_ROWS, Block, Extra, Facts, Ints, Names, Segment};
use crate::domain::{Date, Day, Decimal};
use crate::store::error::FileError;
use rust_decimal::prelude::ToPrimitive;
use std::sync::Arc;

impl Scenario {
    pub(super) fn segment(&self, built: &Built) -> Result<Option<Segment>, FileError> {
        if self.records.is_empty() {
            return Ok(None);
        }
        let mut documents: Vec<String> = Vec::new();
        let mut blocks = Vec::new();
        for (at, rows) in self.records.chunks(BLOCK_ROWS).enumerate() {
            blocks.push(Arc::new(block(built, self.people.len(), rows, at, &mut documents)?));
        }
        Ok(Some(Segment { id: id::<SegmentId>(25, 0), source: self.id.clone(), blocks }))
    }
}

fn block(
    built: &Built,
    people: usize,
    rows: &[Row],
    number: usize,
    documents: &mut Vec<String>,
) -> Result<Block, FileError> {
    let currency = built.dataset.workspace.currency;
    let exact = Rounding { unit: 1, half: Half::AwayFromZero };
    let mut facts = Facts {
        day: Vec::new(),
        state: Vec::new(),
        credit: Vec::new(),
        product: Vec::new(),
        customer: Vec::new(),
        channel: Vec::new(),
        territory: Vec::new(),
        document: Vec::new(),
        quantity: Ints::Narrow(Vec::new()),
        amount: Ints::Narrow(Vec::new()),
        cost: Ints::Narrow(Vec::new()),
        extra: Extra::default(),
    };
    let (mut quantity, mut amount, mut cost) = (Vec::new(), Vec::new(), Vec::new());
    let (mut invoiced, mut due, mut collected) = (Vec::new(), Vec::new(), Vec::new());
    let (mut probability, mut discount, mut term) = (Vec::new(), Vec::new(), Vec::new());
    let mut names = Names::default();
    for (at, row) in rows.iter().enumerate() {
        let at = number * BLOCK_ROWS + at;
        let place = format!("records[{at}]");
        let day = |date: Option<Date>| date.and_then(Day::from_date).unwrap_or(Day::NONE);
        let money = |value: Decimal| {
            round(value, currency, exact).map(|m| m.minor).ok_or_else(|| invalid(place.clone()))
        };
        let credit = match &row.person {
            Some(name) => match built.code(Kind::Split, &row.person, &place) {
                Ok(code) => people as u32 + code,
                Err(_) => built.code(Kind::Person, &Some(name.clone()), &format!("{place}.person"))?,
            },
            None => 0,
        };
        let document = row.document.clone().unwrap_or_else(|| format!("row {at}"));
        let ordinal = documents.iter().position(|d| *d == document).unwrap_or_else(|| {
            documents.push(document.clone());
            documents.len() - 1
        });
        facts.day.push(day(row.day.map(|d| d.0)));
        facts.state.push(row.state.0 as u8);
        facts.credit.push(u16::try_from(credit).map_err(|_| invalid(place.clone()))?);
        facts.product.push(built.code(Kind::Product, &row.product, &format!("{place}.product"))?);
        facts.customer.push(built.code(Kind::Customer, &row.customer, &format!("{place}.customer"))?);
        facts.channel.push(built.code(Kind::Channel, &row.channel, &format!("{place}.channel"))? as u16);
        facts
            .territory
            .push(built.code(Kind::Territory, &row.territory, &format!("{place}.territory"))? as u16);
        facts.document.push(ordinal as u32 + 1);
        let thousandths = row.quantity.and_then(|q| q.0.checked_mul(Decimal::ONE_THOUSAND)?.round().to_i64());
        quantity.push(thousandths.unwrap_or(0));
        amount.push(money(row.amount.0)?);
        cost.push(row.cost.map_or(Ok(ABSENT), |c| money(c.0))?);
        invoiced.push(day(row.invoiced.map(|d| d.0)));
        due.push(day(row.due.map(|d| d.0)));
        collected.push(day(row.collected.map(|d| d.0)));
        let hundredths =
            row.probability.and_then(|p| p.0.checked_mul(Decimal::from(10_000))?.round().to_u16());
        probability.push(hundredths.unwrap_or(u16::MAX));
        let percent = row.discount.and_then(|d| d.0.checked_mul(Decimal::ONE_HUNDRED)?.round().to_i32());
        discount.push(percent.unwrap_or(i32::MIN));
        term.push(row.term.unwrap_or(0));
        names.line.push("");
        names.returns.push(row.returns.as_deref().unwrap_or_default());
        names.document.push(&document);
        names.source_row.push(at as u32 + 1);
    }
    facts.quantity = Ints::pack(&quantity);
    facts.amount = Ints::pack(&amount);
    facts.cost = Ints::pack(&cost);
    let any = |days: Vec<Day>| days.iter().any(|d| *d != Day::NONE).then_some(days);
    facts.extra.invoiced = any(invoiced);
    facts.extra.due = any(due);
    facts.extra.collected = any(collected);
    names.discount = discount.iter().any(|d| *d != i32::MIN).then_some(discount);
    names.term = term.iter().any(|t| *t != 0).then_some(term);
    facts.extra.probability = probability.iter().any(|p| *p != u16::MAX).then_some(probability);
    Ok(Block::new(id::<BlockId>(26, number), facts, names))
}
