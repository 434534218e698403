//! Records entered and removed by hand: a swap of the blocks they lie in.

use crate::domain::dataset::{Change, Changes, Dataset};
use crate::domain::day::Day;
use crate::domain::id::{BlockId, ChannelId, CustomerId, PersonId, ProductId, SegmentId, TerritoryId};
use crate::domain::records::{
    ABSENT, BLOCK_ROWS, Block, Extra, Facts, Ints, Names, RowRef, Segment, State, Texts,
};
use crate::state::command::{CommandError, Env, Field, Why};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One record as a form holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordForm {
    /// Document number; may be empty.
    pub document: String,
    /// State.
    pub state: State,
    /// Day of booking.
    pub day: Date,
    /// Who gets the credit.
    pub person: Option<PersonId>,
    /// Product.
    pub product: Option<ProductId>,
    /// Customer.
    pub customer: Option<CustomerId>,
    /// Channel.
    pub channel: Option<ChannelId>,
    /// Territory.
    pub territory: Option<TerritoryId>,
    /// Thousandths.
    pub quantity: i64,
    /// Minor units without tax.
    pub amount: i64,
    /// Minor units; `None` where unknown.
    pub cost: Option<i64>,
}

/// Adds a record to the records entered by hand.
///
/// # Errors
/// [`CommandError::Invalid`] where the day is out of range or something named is missing.
pub fn add(data: &Dataset, form: &RecordForm, env: &Env) -> Result<Changes, CommandError> {
    let wrong = |field, why| CommandError::Invalid { item: None, field, why };
    let unknown = || wrong(Field::Subject, Why::Unknown);
    let day = Day::from_date(form.day).ok_or_else(|| wrong(Field::Day, Why::Range))?;
    /// The code of a reference: 0 for none, an error for one that is not there.
    fn code<C: Copy + Default>(named: bool, codes: Option<&Vec<C>>) -> Option<C> {
        if named { codes.and_then(|c| c.first()).copied() } else { Some(C::default()) }
    }
    let credit = form.person.and_then(|id| data.people.get(id)).map(|e| &e.codes);
    let product = form.product.and_then(|id| data.products.get(id)).map(|e| &e.codes);
    let customer = form.customer.and_then(|id| data.customers.get(id)).map(|e| &e.codes);
    let channel = form.channel.and_then(|id| data.channels.get(id)).map(|e| &e.codes);
    let territory = form.territory.and_then(|id| data.territories.get(id)).map(|e| &e.codes);
    let manual = data.segments.iter().find(|s| s.source.is_empty());
    let used = manual.iter().flat_map(|s| &s.blocks).flat_map(|b| &b.facts.document).max();
    let ordinal = used.map_or(1, |n| n.saturating_add(1));
    let mut document = Texts::default();
    let mut nothing = Texts::default();
    document.push(&form.document);
    nothing.push("");
    let facts = Facts {
        day: vec![day],
        state: vec![form.state as u8],
        credit: vec![code(form.person.is_some(), credit).ok_or_else(unknown)?],
        product: vec![code(form.product.is_some(), product).ok_or_else(unknown)?],
        customer: vec![code(form.customer.is_some(), customer).ok_or_else(unknown)?],
        channel: vec![code(form.channel.is_some(), channel).ok_or_else(unknown)?],
        territory: vec![code(form.territory.is_some(), territory).ok_or_else(unknown)?],
        document: vec![ordinal],
        quantity: Ints::pack(&[form.quantity]),
        amount: Ints::pack(&[form.amount]),
        cost: Ints::pack(&[form.cost.unwrap_or(ABSENT)]),
        extra: Extra::default(),
    };
    let names = Names {
        document,
        line: nothing.clone(),
        source_row: vec![ordinal],
        returns: nothing,
        ..Names::default()
    };
    let mut changes = Changes::default();
    let Some(segment) = manual else {
        let block = Arc::new(Block::new(BlockId((env.new_id)()), facts, names));
        let segment = Segment { id: SegmentId((env.new_id)()), source: String::new(), blocks: vec![block] };
        changes.segments.push(Change::add(segment));
        return Ok(changes);
    };
    let mut blocks = segment.blocks.clone();
    let last = blocks.last().filter(|b| b.facts.len() < BLOCK_ROWS).cloned();
    let block = match last {
        Some(last) => {
            blocks.pop();
            let all: Vec<usize> = (0..last.facts.len()).collect();
            let old = last.names().ok_or(CommandError::NotLoaded)?;
            let parts = [(&last.facts, old, all.as_slice()), (&facts, &names, &[0])];
            let (facts, names) = gather(&parts);
            Block::new(BlockId((env.new_id)()), facts, names)
        }
        None => Block::new(BlockId((env.new_id)()), facts, names),
    };
    blocks.push(Arc::new(block));
    changes.segments.push(Change::update(segment, Segment { blocks, ..segment.as_ref().clone() }));
    Ok(changes)
}

/// Removes rows: the blocks they lie in are written anew without them.
///
/// # Errors
/// [`CommandError::Missing`] for a row that is not there, [`CommandError::NotLoaded`] where names are still on disk.
pub fn remove(data: &Dataset, rows: &[RowRef], env: &Env) -> Result<Changes, CommandError> {
    let mut by_segment: BTreeMap<SegmentId, Vec<usize>> = BTreeMap::new();
    for r in rows {
        by_segment.entry(r.segment).or_default().push(r.row as usize);
    }
    let mut changes = Changes::default();
    for (id, mut gone) in by_segment {
        let segment = data.segments.get(id).ok_or(CommandError::Missing)?;
        gone.sort_unstable();
        gone.dedup();
        if gone.last().is_some_and(|last| *last >= segment.len()) {
            return Err(CommandError::Missing);
        }
        let (mut start, mut blocks) = (0, Vec::new());
        for block in &segment.blocks {
            let end = start + block.facts.len();
            let inside: Vec<usize> =
                gone.iter().filter(|r| (start..end).contains(r)).map(|r| r - start).collect();
            if inside.is_empty() {
                blocks.push(Arc::clone(block));
            } else {
                let kept: Vec<usize> =
                    (0..block.facts.len()).filter(|r| inside.binary_search(r).is_err()).collect();
                if !kept.is_empty() {
                    let names = block.names().ok_or(CommandError::NotLoaded)?;
                    let (facts, names) = gather(&[(&block.facts, names, kept.as_slice())]);
                    blocks.push(Arc::new(Block::new(BlockId((env.new_id)()), facts, names)));
                }
            }
            start = end;
        }
        changes.segments.push(if blocks.is_empty() {
            Change::remove(segment)
        } else {
            Change::update(segment, Segment { blocks, ..segment.as_ref().clone() })
        });
    }
    Ok(changes)
}

/// One source of rows for [`gather`]: columns, names, and which rows to take.
type Part<'a> = (&'a Facts, &'a Names, &'a [usize]);

/// Copies chosen rows of several blocks into the columns of one.
pub fn gather(parts: &[Part]) -> (Facts, Names) {
    fn plain<T: Copy>(parts: &[Part], column: impl Fn(&Facts) -> &Vec<T>) -> Vec<T> {
        parts
            .iter()
            .flat_map(|(f, _, rows)| {
                rows.iter().filter_map(|r| column(f).get(*r).copied()).collect::<Vec<_>>()
            })
            .collect()
    }
    fn ints(parts: &[Part], column: impl Fn(&Facts) -> &Ints) -> Ints {
        let values: Vec<i64> = parts
            .iter()
            .flat_map(|(f, _, rows)| {
                rows.iter().map(|r| column(f).get(*r).unwrap_or(ABSENT)).collect::<Vec<_>>()
            })
            .collect();
        Ints::pack(&values)
    }
    fn optional<T: Copy>(
        parts: &[Part],
        column: impl for<'a> Fn(&'a Part<'_>) -> Option<&'a Vec<T>>,
        none: T,
    ) -> Option<Vec<T>> {
        parts.iter().any(|p| column(p).is_some()).then(|| {
            let row = |p: &Part, r: &usize| column(p).and_then(|c| c.get(*r)).copied().unwrap_or(none);
            parts.iter().flat_map(|p| p.2.iter().map(|r| row(p, r)).collect::<Vec<_>>()).collect()
        })
    }
    fn texts(parts: &[Part], column: impl Fn(&Names) -> &Texts) -> Texts {
        let mut all = Texts::default();
        for (_, names, rows) in parts {
            for row in rows.iter() {
                all.push(column(names).get(*row));
            }
        }
        all
    }
    let facts = Facts {
        day: plain(parts, |f| &f.day),
        state: plain(parts, |f| &f.state),
        credit: plain(parts, |f| &f.credit),
        product: plain(parts, |f| &f.product),
        customer: plain(parts, |f| &f.customer),
        channel: plain(parts, |f| &f.channel),
        territory: plain(parts, |f| &f.territory),
        document: plain(parts, |f| &f.document),
        quantity: ints(parts, |f| &f.quantity),
        amount: ints(parts, |f| &f.amount),
        cost: ints(parts, |f| &f.cost),
        extra: Extra {
            invoiced: optional(parts, |p| p.0.extra.invoiced.as_ref(), Day::NONE),
            due: optional(parts, |p| p.0.extra.due.as_ref(), Day::NONE),
            collected: optional(parts, |p| p.0.extra.collected.as_ref(), Day::NONE),
            probability: optional(parts, |p| p.0.extra.probability.as_ref(), u16::MAX),
        },
    };
    let original = parts.iter().any(|p| p.1.original.is_some()).then(|| {
        let (mut currencies, mut amounts) = (Texts::default(), Vec::new());
        for (_, names, rows) in parts {
            for row in rows.iter() {
                let here = names.original.as_ref();
                currencies.push(here.map_or("", |(c, _)| c.get(*row)));
                amounts.push(here.and_then(|(_, a)| a.get(*row)).copied().unwrap_or(0));
            }
        }
        (currencies, amounts)
    });
    let names = Names {
        document: texts(parts, |n| &n.document),
        line: texts(parts, |n| &n.line),
        source_row: optional(parts, |p| Some(&p.1.source_row), 0).unwrap_or_default(),
        returns: texts(parts, |n| &n.returns),
        discount: optional(parts, |p| p.1.discount.as_ref(), i32::MIN),
        term: optional(parts, |p| p.1.term.as_ref(), 0),
        original,
    };
    (facts, names)
}
