//! The records behind a figure: found and ordered at once, read one by one as they are looked at.

use super::axis::Layout;
use super::distinct::{customer_items, first_days};
use super::scan::{Column, place_rows, skips, value};
use super::shared::parts;
use super::tables::{EXCLUDED, Overlay, SHARED, Tables};
use super::{Query, RecordQuery};
use crate::domain::filter::Filter;
use crate::domain::kpi::Base;
use crate::domain::records::{Block, RowRef, State, StateSet};
use crate::domain::{Dataset, Day, Decimal};
use std::sync::Arc;

/// In which order records are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// Largest amount first.
    Largest,
    /// Smallest amount first, so returns lead.
    Smallest,
}

/// One listed record. Codes are those of the columns; texts are read through [`Line::block`].
#[derive(Clone, Debug)]
pub struct Line {
    /// Where it lies.
    pub row: RowRef,
    /// Its block, for names where they are at hand.
    pub block: Arc<Block>,
    /// Row within the block.
    pub at: usize,
    /// Day of booking.
    pub day: Day,
    /// State.
    pub state: State,
    /// Credit code.
    pub credit: u16,
    /// Product code.
    pub product: u32,
    /// Customer code.
    pub customer: u32,
    /// Channel code.
    pub channel: u16,
    /// Territory code.
    pub territory: u16,
    /// Thousandths.
    pub quantity: i64,
    /// Minor units, the whole record.
    pub amount: i64,
    /// Minor units that count here: less than `amount` where credit is shared.
    pub credited: i64,
    /// Minor units, where known.
    pub cost: Option<i64>,
    /// Hundredths of a percent, where known.
    pub probability: Option<u16>,
}

/// An ordered list of records. Holds a few bytes per record; a [`Line`] is made when it is asked for.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// Minor units that count, of all records.
    pub sum: i128,
    blocks: Vec<(Arc<Block>, RowRef)>,
    hits: Vec<Hit>,
}

/// Open opportunities, and how often opportunities were won.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pipeline {
    /// Number of open records.
    pub count: usize,
    /// Their amount in major units.
    pub amount: Decimal,
    /// Σ amount × probability, of those that have a probability; absent where none has.
    pub weighted: Option<Decimal>,
    /// Won ÷ (won + lost) records of all time under the same filters; absent without any.
    pub win_rate: Option<Decimal>,
}

/// The pipeline under a query of open records; `None` where the data hold no open record at all or on overflow.
pub fn pipeline(data: &Dataset, query: &RecordQuery) -> Option<Pipeline> {
    let digits = data.workspace.currency.digits();
    let open = list(data, query, Order::Oldest);
    if open.is_empty() {
        return None;
    }
    let likely = |line: Line| Some(i128::from(line.credited) * i128::from(line.probability?));
    let weighted: Vec<i128> = open.lines().filter_map(likely).collect();
    let count = |state| {
        let query = RecordQuery { states: StateSet::of(&[state]), ..query.clone() };
        Decimal::from(list(data, &query, Order::Oldest).len())
    };
    let (won, lost) = (count(State::Booked), count(State::Lost));
    Some(Pipeline {
        count: open.len(),
        amount: Decimal::try_from_i128_with_scale(open.sum, digits).ok()?,
        weighted: (!weighted.is_empty())
            .then(|| Decimal::try_from_i128_with_scale(weighted.iter().sum(), digits + 4).ok())
            .flatten(),
        win_rate: if lost.is_zero() { None } else { won.checked_div(won + lost) },
    })
}

impl Listing {
    /// Number of records.
    pub fn len(&self) -> usize {
        self.hits.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.hits.is_empty()
    }

    /// The record at a place.
    pub fn line(&self, at: usize) -> Option<Line> {
        line(&self.blocks, self.hits.get(at)?)
    }

    /// All records in order.
    pub fn lines(&self) -> impl Iterator<Item = Line> {
        self.hits.iter().filter_map(|hit| line(&self.blocks, hit))
    }

    /// The records that hold, in the same order.
    #[must_use]
    pub fn filtered(&self, holds: impl Fn(&Block, usize) -> bool) -> Listing {
        let kept =
            |hit: &&Hit| self.blocks.get(hit.block as usize).is_some_and(|b| holds(&b.0, hit.at as usize));
        let hits: Vec<Hit> = self.hits.iter().filter(kept).copied().collect();
        let sum = hits.iter().map(|h| i128::from(h.credited)).sum();
        Listing { sum, blocks: self.blocks.clone(), hits }
    }
}

#[derive(Clone, Copy, Debug)]
struct Hit {
    key: i64,
    credited: i64,
    block: u32,
    at: u32,
}

/// Lists the records of a query, by the same selection as [`super::cube`].
pub fn list(data: &Dataset, query: &RecordQuery, order: Order) -> Listing {
    listing(data, query, order, Column::Amount, Total::Asked)
}

/// What a sum stands for, which decides whether overlays are in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// Whatever the filter asks for: overlays count where it names people.
    Asked,
    /// A team, whose total has no overlays whoever the filter names.
    Team,
}

/// What of a base counts of each record of a query, in major units and oldest first: the same shares as in a sum of the
/// base. Records that do not have the base are left out.
pub fn amounts(data: &Dataset, query: &RecordQuery, base: Base, total: Total) -> Vec<(Line, Decimal)> {
    let digits = data.workspace.currency.digits();
    let scale = match base {
        Base::Quantity => 3,
        Base::Weighted => digits + 4,
        Base::Booked | Base::Invoiced | Base::Collected | Base::Margin | Base::Cost => digits,
    };
    let found = listing(data, query, Order::Oldest, Column::of(base), total);
    found.lines().map(|line| (line.clone(), Decimal::new(line.credited, scale))).collect()
}

/// The records of a query with what counts of one column.
fn listing(data: &Dataset, query: &RecordQuery, order: Order, column: Column, total: Total) -> Listing {
    let plain = Query {
        span: query.span,
        filter: Filter::default(),
        rows: None,
        columns: None,
        measures: Vec::new(),
    };
    let layout = Layout::new(data, &plain);
    let mut tables = Tables::new(data, &layout, query);
    if let Some(who) = tables.who.as_mut().filter(|_| total == Total::Team) {
        who.overlay = Overlay::Ignored;
    }
    let first = query.first.then(|| (customer_items(data), first_days(data)));
    let mut blocks: Vec<(Arc<Block>, RowRef)> = Vec::new();
    let mut hits = Vec::new();
    let mut sum = 0;
    let mut places = Vec::new();
    for segment in data.segments.iter() {
        let mut start = 0_u32;
        for block in &segment.blocks {
            let facts = &block.facts;
            let here = RowRef { segment: segment.id, row: start };
            start += facts.len() as u32;
            if skips(block, query) {
                continue;
            }
            let number = blocks.len() as u32;
            blocks.push((Arc::clone(block), here));
            places.clear();
            places.resize(facts.len(), 0);
            place_rows(facts, 0, &tables, &mut places);
            for (at, place) in places.iter().enumerate() {
                if place & !SHARED >= EXCLUDED {
                    continue;
                }
                let day = facts.day.get(at).copied().unwrap_or(Day::NONE);
                if let Some(((_, item), days)) = &first {
                    let code = facts.customer.get(at).copied().unwrap_or(0) as usize;
                    let item = item.get(code).copied().unwrap_or(u32::MAX);
                    if days.get(item as usize) != Some(&day) {
                        continue;
                    }
                }
                let whole = match value(column, facts, at) {
                    None if column == Column::Amount => 0,
                    None => continue,
                    Some(whole) => whole,
                };
                let Some(credited) = credited(&tables, facts, at, *place, day, whole) else { continue };
                let credited = i64::try_from(credited).unwrap_or(i64::MAX);
                sum += i128::from(credited);
                let key = match order {
                    Order::Newest => -i64::from(day.0),
                    Order::Oldest => i64::from(day.0),
                    Order::Largest => credited.saturating_neg(),
                    Order::Smallest => credited,
                };
                hits.push(Hit { key, block: number, at: at as u32, credited });
            }
        }
    }
    hits.sort_unstable_by_key(|h| (h.key, h.block, h.at));
    Listing { sum, blocks, hits }
}

/// What counts of a record's amount; `None` where none of its shares counts.
fn credited(
    tables: &Tables,
    facts: &crate::domain::records::Facts,
    at: usize,
    place: u32,
    day: Day,
    whole: i128,
) -> Option<i128> {
    let Some(who) = tables.who.as_ref().filter(|_| place & SHARED != 0) else { return Some(whole) };
    let (split, shares, overlays) = who.shares(day, facts.credit.get(at).copied()?)?;
    let (own, over) = parts(split, whole);
    let counted = who.overlay != Overlay::Ignored;
    let shares = shares.iter().zip(own);
    let overlays = overlays.iter().zip(over).filter(|_| counted);
    let kept: Vec<i128> = shares.chain(overlays).filter(|(p, _)| **p < EXCLUDED).map(|(_, v)| v).collect();
    (!kept.is_empty()).then(|| kept.iter().sum())
}

fn line(blocks: &[(Arc<Block>, RowRef)], hit: &Hit) -> Option<Line> {
    let (block, start) = blocks.get(hit.block as usize)?;
    let (facts, at) = (&block.facts, hit.at as usize);
    Some(Line {
        row: RowRef { segment: start.segment, row: start.row + hit.at },
        block: Arc::clone(block),
        at,
        day: *facts.day.get(at)?,
        state: State::from_code(*facts.state.get(at)?)?,
        credit: *facts.credit.get(at)?,
        product: *facts.product.get(at)?,
        customer: *facts.customer.get(at)?,
        channel: *facts.channel.get(at)?,
        territory: *facts.territory.get(at)?,
        quantity: facts.quantity.get(at).unwrap_or(0),
        amount: facts.amount.get(at).unwrap_or(0),
        credited: hit.credited,
        cost: facts.cost.get(at),
        probability: facts
            .extra
            .probability
            .as_ref()
            .and_then(|p| p.get(at))
            .copied()
            .filter(|p| *p != u16::MAX),
    })
}
