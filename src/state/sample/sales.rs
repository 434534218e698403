//! The records before they become columns: who sold what on which day, and what came back.

use crate::domain::calendar::{Calendar, Span};
use crate::domain::lunar;
use crate::state::sample::cast::{LOST, PARTS, RETURNS, SEATS, STAR, ramp, shift};
use crate::state::sample::market::{CUSTOMERS, GOODS, Market, PER_SEAT};
use crate::state::sample::rng::Rng;
use jiff::civil::{Date, Weekday};

/// One line of a document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row {
    /// Days since the first day of the records.
    pub day: u16,
    /// State code.
    pub state: u8,
    /// Place of the person.
    pub person: u8,
    /// Place of the customer.
    pub customer: u16,
    /// Place of the product.
    pub product: u8,
    /// Place of the channel.
    pub channel: u8,
    /// Line of the document, from 1.
    pub line: u8,
    /// Chance of an open opportunity in percent; 0 where it is none.
    pub chance: u8,
    /// Ordinal of the document, from 1.
    pub document: u32,
    /// The document that this returns; 0 for none.
    pub returns: u32,
    /// Whole units.
    pub quantity: i32,
    /// Minor units.
    pub amount: i64,
    /// Minor units.
    pub cost: i64,
}

/// Booked.
pub const BOOKED: u8 = 0;
/// Open opportunity.
pub const OPEN: u8 = 1;
const LOST_DEAL: u8 = 2;
const CANCELLED: u8 = 3;

/// Chances of open opportunities in percent.
const CHANCES: [u8; 5] = [10, 25, 50, 75, 90];
/// Sales by month of an even year, January first, without the effect of Lunar New Year.
const SEASON: [u32; 12] = [100, 96, 103, 97, 99, 104, 95, 95, 103, 101, 106, 112];
/// Place of the customer that stopped ordering, and after how many days before the end.
pub const STOPPED: (usize, i64) = (LOST, 78);
/// The returned delivery: days before the end on which it was sold and came back.
pub const DELIVERY: (i64, i64) = (79, 3);

/// What the records are made from.
#[derive(Debug)]
pub struct Setting<'a> {
    /// Working days.
    pub calendar: &'a Calendar,
    /// First and last day of the records.
    pub span: Span,
    /// First day of the running quarter.
    pub quarter: Date,
    /// Catalogue.
    pub market: &'a Market,
    /// Amounts are multiples of this many minor units.
    pub unit: i64,
    /// How many records.
    pub rows: usize,
}

/// How strong selling is on a day, 1000 being usual.
fn strength(setting: &Setting, date: Date) -> u64 {
    if !setting.calendar.is_working(date) {
        return 0;
    }
    let month = usize::try_from(date.month() - 1).ok().and_then(|m| SEASON.get(m)).copied().unwrap_or(100);
    let new_year = lunar::new_year(date.year()).and_then(|d| d.until(date).ok()).map_or(99, |s| s.get_days());
    let festival = match new_year {
        -12..=-3 => 112,
        0..=14 => 90,
        _ => 100,
    };
    let weekday = match date.weekday() {
        Weekday::Monday => 92,
        Weekday::Friday => 106,
        _ => 100,
    };
    let grown = setting.span.from.until(date).map_or(0, |s| s.get_days()).max(0);
    let trend = 1000 + u64::try_from(grown / 12).unwrap_or(0);
    u64::from(month) * festival * weekday * trend / 1_000_000
}

/// Makes the records in the order of their days, as many as wished.
pub fn sales(setting: &Setting, rng: &mut Rng) -> Vec<Row> {
    let days: Vec<Date> = setting.span.iter().collect();
    let weights = weights(setting, &days, rng);
    let total: u128 = weights.iter().map(|w| u128::from(*w)).sum::<u128>().max(1);
    let wanted = setting.rows.saturating_sub(2);
    let mut made = Made {
        setting,
        rows: Vec::with_capacity(setting.rows),
        document: 0,
        recent: vec![[None; 4]; PARTS.len()],
        lists: lists(days.len(), rng),
        last: days.len(),
    };
    let mut sum: u128 = 0;
    for (cell, weight) in weights.iter().enumerate() {
        sum += u128::from(*weight);
        let upto = usize::try_from(sum * wanted as u128 / total).unwrap_or(wanted);
        let (day, person) = (cell / PARTS.len(), cell % PARTS.len());
        while *weight > 0 && made.rows.len() < upto {
            let room = upto - made.rows.len();
            made.document(day, person, room, rng);
        }
    }
    made.delivery();
    made.rows
}

/// Weight of each day and person, a day's people one after the other.
fn weights(setting: &Setting, days: &[Date], rng: &mut Rng) -> Vec<u64> {
    let employed: Vec<_> = PARTS.iter().map(|p| p.employed(setting.quarter)).collect();
    let mut weights = Vec::with_capacity(days.len() * PARTS.len());
    for date in days {
        let strength = strength(setting, *date);
        for (part, (hired, left)) in PARTS.iter().zip(&employed) {
            let works = *hired <= *date && left.is_none_or(|l| *date <= l);
            let since = hired.until(*date).map_or(0, |s| i64::from(s.get_days()));
            let chance = u64::try_from(rng.between(600, 1400)).unwrap_or(0);
            let able = u64::from(part.weight) * u64::from(ramp(since));
            weights.push(if works { strength * able * chance } else { 0 });
        }
    }
    weights
}

/// How often each of a seat's customers orders: the first ones most.
const USUAL: [u32; PER_SEAT] = [30, 24, 17, 12, 10, 7, 8, 7, 7, 6, 6, 6];
/// So many of them are there from the start, as far as they do not happen to come later; the others are won over the years.
const OLD: usize = 5;

/// The customers of each seat with the day from which they order.
fn lists(days: usize, rng: &mut Rng) -> Vec<Vec<(u16, usize)>> {
    let mut lists = vec![Vec::new(); SEATS];
    for customer in 0..CUSTOMERS {
        let rank = customer / SEATS;
        let since = match rank {
            0..2 => 0,
            2..OLD if rng.in_thousand(700) => 0,
            2..OLD => rng.below(days as u64),
            // Evenly over the years: winning customers is work of every quarter.
            _ => {
                let each = days as u64 / (PER_SEAT - OLD) as u64;
                (rank - OLD) as u64 * each + rng.below(each.max(1))
            }
        };
        if let Some(list) = lists.get_mut(customer % SEATS) {
            list.push((u16::try_from(customer).unwrap_or(0), usize::try_from(since).unwrap_or(0)));
        }
    }
    lists
}

struct Made<'a> {
    setting: &'a Setting<'a>,
    rows: Vec<Row>,
    document: u32,
    /// Each person's latest sales, which may come back.
    recent: Vec<[Option<Row>; 4]>,
    lists: Vec<Vec<(u16, usize)>>,
    last: usize,
}

impl Made<'_> {
    /// Adds one document of a person on a day, of at most so many lines.
    fn document(&mut self, day: usize, person: usize, room: usize, rng: &mut Rng) {
        let Some(part) = PARTS.get(person) else { return };
        self.document += 1;
        if rng.in_thousand(26) && self.give_back(day, person, rng) {
            return;
        }
        let lines = 1 + rng.weighted(&[50, 28, 14, 8]).min(room.saturating_sub(1));
        let fresh = day + 40 > self.last;
        let state = match rng.below(1000) {
            0..130 => LOST_DEAL,
            130..138 => CANCELLED,
            138..280 if fresh => OPEN,
            _ => BOOKED,
        };
        let mut row = Row {
            day: u16::try_from(day).unwrap_or(u16::MAX),
            state,
            person: u8::try_from(person).unwrap_or(0),
            customer: self.customer(day, part.seat, rng),
            channel: u8::try_from(rng.weighted(&[58, 24, 13, 5])).unwrap_or(0),
            chance: if state == OPEN {
                CHANCES.get(rng.weighted(&[3, 4, 5, 3, 2])).copied().unwrap_or(0)
            } else {
                0
            },
            document: self.document,
            ..Row::default()
        };
        for line in 1..=lines {
            row.line = u8::try_from(line).unwrap_or(1);
            self.fill(&mut row, rng);
            self.rows.push(row);
        }
        if state == BOOKED
            && let Some(recent) = self.recent.get_mut(person)
        {
            recent.rotate_right(1);
            if let Some(first) = recent.first_mut() {
                *first = Some(row);
            }
        }
    }

    /// Product, quantity, amount and cost of a line.
    fn fill(&self, row: &mut Row, rng: &mut Rng) {
        let weights = GOODS.map(|g| g.weight);
        let product = rng.weighted(&weights);
        let Some(good) = GOODS.get(product) else { return };
        let price = self.setting.market.prices.get(product).copied().unwrap_or(0);
        let (low, high) = PARTS.get(usize::from(row.person)).map_or((0, 0), |p| p.discount);
        let quantity = rng.between(good.quantity.0, good.quantity.1);
        let off =
            if rng.in_thousand(450) || usize::from(row.person) == STAR { rng.between(low, high) } else { 0 };
        row.product = u8::try_from(product).unwrap_or(0);
        row.quantity = i32::try_from(quantity).unwrap_or(0);
        row.amount = to_unit(price * quantity * (100 - off) / 100, self.setting.unit);
        row.cost = to_unit(price * quantity * good.cost / 100, self.setting.unit);
    }

    /// Which of a seat's customers orders: the first ones most.
    fn customer(&self, day: usize, seat: usize, rng: &mut Rng) -> u16 {
        let stopped = day as i64 + STOPPED.1 >= self.last as i64;
        let mut weights = [0_u32; PER_SEAT];
        let list = self.lists.get(seat);
        for ((customer, since), (weight, usual)) in
            list.into_iter().flatten().zip(weights.iter_mut().zip(USUAL))
        {
            // The customer that stopped was a large one, so that somebody misses it.
            let (usual, gone) =
                if usize::from(*customer) == STOPPED.0 { (usual * 2, stopped) } else { (usual, false) };
            *weight = if *since <= day && !gone { usual } else { 0 };
        }
        let at = rng.weighted(&weights);
        list.and_then(|l| l.get(at)).map_or(0, |(customer, _)| *customer)
    }

    /// One of the latest sales comes back, in part or whole.
    fn give_back(&mut self, day: usize, person: usize, rng: &mut Rng) -> bool {
        let at = usize::try_from(rng.below(4)).unwrap_or(0);
        let Some(sale) = self.recent.get_mut(person).and_then(|r| r.get_mut(at)?.take()) else {
            return false;
        };
        let back = i64::from(sale.quantity).min(rng.between(1, i64::from(sale.quantity).max(1)));
        let part = |whole: i64| -to_unit(whole * back / i64::from(sale.quantity).max(1), self.setting.unit);
        self.rows.push(Row {
            day: u16::try_from(day).unwrap_or(u16::MAX),
            document: self.document,
            returns: sale.document,
            line: 1,
            quantity: -i32::try_from(back).unwrap_or(0),
            amount: part(sale.amount),
            cost: part(sale.cost),
            ..sale
        });
        true
    }

    /// The large delivery that came back in the last week: as much as this person sells in two weeks.
    fn delivery(&mut self) {
        let days = self.last as i64;
        let quantity = i64::try_from(self.setting.rows / 2500).unwrap_or(8).max(1);
        let price = self.setting.market.prices.first().copied().unwrap_or(0);
        let cost = GOODS.first().map_or(0, |g| g.cost);
        let working = |back: i64| {
            let mut day = days - back;
            while day > 0 && !self.setting.calendar.is_working(shift(self.setting.span.from, day)) {
                day -= 1;
            }
            u16::try_from(day).unwrap_or(0)
        };
        let sale = Row {
            day: working(DELIVERY.0),
            person: u8::try_from(RETURNS).unwrap_or(0),
            customer: u16::try_from(RETURNS).unwrap_or(0),
            line: 1,
            document: self.document + 1,
            quantity: i32::try_from(quantity).unwrap_or(0),
            amount: price * quantity,
            cost: price * quantity * cost / 100,
            ..Row::default()
        };
        let back = Row {
            day: working(DELIVERY.1),
            document: self.document + 2,
            returns: sale.document,
            quantity: -sale.quantity,
            amount: -sale.amount,
            cost: -sale.cost,
            ..sale
        };
        for row in [sale, back] {
            let at = self.rows.partition_point(|r| r.day <= row.day);
            self.rows.insert(at, row);
        }
        self.renumber();
    }

    /// Counts the documents anew in the order of the rows.
    fn renumber(&mut self) {
        let mut now = vec![0; self.document as usize + 3];
        let mut next = 0;
        for row in &mut self.rows {
            if let Some(number) = now.get_mut(row.document as usize) {
                if *number == 0 {
                    next += 1;
                    *number = next;
                }
                row.document = *number;
            }
            row.returns = now.get(row.returns as usize).copied().unwrap_or(0);
        }
    }
}

/// The nearest multiple of a unit.
pub fn to_unit(minor: i64, unit: i64) -> i64 {
    (minor + unit / 2).div_euclid(unit) * unit
}
