//! Records into columns: blocks of facts and names.

use crate::domain::calendar::Span;
use crate::domain::day::Day;
use crate::domain::id::SegmentId;
use crate::domain::records::{BLOCK_ROWS, Block, Extra, Facts, Ints, Names, Segment, Texts};
use crate::state::sample::market::{city_code, place};
use crate::state::sample::rng::Ids;
use crate::state::sample::sales::{BOOKED, OPEN, Row};
use std::fmt::Write;
use std::sync::Arc;

/// Makes the segment of the rows, whose documents must count up.
pub fn segment(rows: &[Row], span: Span, source: &str, ids: &mut Ids) -> Segment {
    let id: SegmentId = ids.make();
    let first = Day::clamped(span.from).0;
    let last = Day::clamped(span.to).0;
    let blocks = rows.chunks(BLOCK_ROWS).enumerate();
    let blocks = blocks.map(|(n, rows)| {
        let names = names(rows, n * BLOCK_ROWS);
        Arc::new(Block::new(ids.make(), facts(rows, first, last), names))
    });
    let blocks = blocks.collect();
    Segment { id, source: source.into(), blocks }
}

fn facts(rows: &[Row], first: u16, last: u16) -> Facts {
    fn column<T>(rows: &[Row], value: impl Fn(&Row) -> T) -> Vec<T> {
        rows.iter().map(value).collect()
    }
    let numbers = |value: fn(&Row) -> i64| Ints::pack(&column(rows, value));
    // A day after the sale, where the records reach so far.
    let later = |after: fn(&Row) -> u16| {
        column(rows, |r| {
            let day = first + r.day + after(r);
            if r.state == BOOKED && day <= last { Day(day) } else { Day::NONE }
        })
    };
    let chance = |r: &Row| if r.state == OPEN { u16::from(r.chance) * 100 } else { u16::MAX };
    Facts {
        day: column(rows, |r| Day(first + r.day)),
        state: column(rows, |r| r.state),
        credit: column(rows, |r| u16::from(r.person) + 1),
        product: column(rows, |r| u32::from(r.product) + 1),
        customer: column(rows, |r| u32::from(r.customer) + 1),
        channel: column(rows, |r| u16::from(r.channel) + 1),
        territory: column(rows, |r| {
            let (region, city) = place(usize::from(r.customer));
            city_code(region, city)
        }),
        document: column(rows, |r| r.document),
        quantity: numbers(|r| i64::from(r.quantity) * 1000),
        amount: numbers(|r| r.amount),
        cost: numbers(|r| r.cost),
        extra: Extra {
            invoiced: Some(later(|r| 2 + r.customer % 4)),
            due: None,
            collected: Some(later(|r| 32 + r.customer % 5 * 7)),
            probability: rows.iter().any(|r| r.state == OPEN).then(|| column(rows, chance)),
        },
    }
}

fn names(rows: &[Row], before: usize) -> Names {
    let mut names = Names::default();
    let mut text = String::new();
    for (row, n) in rows.iter().zip(before + 1..) {
        let mut put = |texts: &mut Texts, prefix: &str, number: u32| {
            text.clear();
            if number > 0 {
                let _ = write!(text, "{prefix}{number}");
            }
            texts.push(&text);
        };
        let prefix = if row.returns > 0 { "RT" } else { "SO" };
        put(&mut names.document, prefix, 100_000 + row.document);
        put(&mut names.line, "", u32::from(row.line));
        put(&mut names.returns, "SO", if row.returns > 0 { 100_000 + row.returns } else { 0 });
        names.source_row.push(u32::try_from(n + 1).unwrap_or(u32::MAX));
    }
    names
}
