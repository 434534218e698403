//! Returns that name the sale they belong to, and those sales.

use crate::domain::calendar::{Grain, Period, Span};
use crate::domain::incentive::{Clawback, ClawbackShare};
use crate::domain::kpi::Sign;
use crate::domain::records::{Block, RowRef};
use crate::domain::{Calendar, Dataset, Date, Decimal};
use crate::engine::measure::{Line, Order, RecordQuery, list};
use std::collections::{BTreeMap, BTreeSet};

/// A sale that a return names.
#[derive(Clone, Debug)]
pub(super) struct Sale {
    /// The record.
    pub line: Line,
    /// Its day of booking.
    pub day: Date,
    /// Contract term in months, where known.
    pub term: Option<u16>,
}

/// The sales that returns name, by document.
#[derive(Default)]
pub(super) struct Sales(BTreeMap<String, Vec<Sale>>);

/// Document that a return names; empty where it names none.
fn named(block: &Block, at: usize) -> &str {
    block.names().map_or("", |n| n.returns.get(at))
}

impl Sales {
    /// Finds the sales that returns name. Costs nothing where no return names one.
    pub(super) fn new(data: &Dataset) -> Sales {
        let mut wanted: BTreeSet<&str> = BTreeSet::new();
        let blocks = || data.segments.iter().flat_map(|s| &s.blocks);
        for block in blocks() {
            let Some(names) = block.names().filter(|n| !n.returns.bytes.is_empty()) else { continue };
            wanted.extend((0..names.returns.len()).map(|at| names.returns.get(at)).filter(|t| !t.is_empty()));
        }
        if wanted.is_empty() {
            return Sales::default();
        }
        let all = RecordQuery {
            span: None,
            sign: Sign::Positive,
            ..RecordQuery::booked(Span::day(Date::ZERO), Default::default())
        };
        let mut found: BTreeMap<String, Vec<Sale>> = BTreeMap::new();
        for line in list(data, &all, Order::Oldest).lines() {
            let Some(names) = line.block.names() else { continue };
            let document = names.document.get(line.at);
            let Some(day) = line.day.date().filter(|_| wanted.contains(document)) else { continue };
            let term = names.term.as_ref().and_then(|t| t.get(line.at)).copied().filter(|t| *t > 0);
            found.entry(document.to_owned()).or_default().push(Sale { day, term, line });
        }
        Sales(found)
    }

    /// Whether no return names a sale.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sale that a record returns: the line of the same product in the document it names, otherwise its first.
    pub(super) fn of(&self, line: &Line) -> Option<&Sale> {
        if self.0.is_empty() || line.amount >= 0 {
            return None;
        }
        let sales = self.0.get(named(&line.block, line.at))?;
        sales.iter().find(|s| s.line.product == line.product).or(sales.first())
    }

    /// The earliest day of a sale that a return names; for how far back a scan must reach.
    pub(super) fn earliest(&self) -> Option<Date> {
        self.0.values().flatten().map(|s| s.day).min()
    }
}

/// Which part of a sale's pay is taken back on a day. Without a clawback all of it.
pub(super) fn taken(clawback: Option<Clawback>, sale: &Sale, day: Date) -> Decimal {
    let Some(clawback) = clawback else { return Decimal::ONE };
    let after = |months: u32| sale.day.checked_add(jiff::Span::new().months(i64::from(months))).ok();
    if clawback.within.is_some_and(|months| after(months).is_some_and(|end| day > end)) {
        return Decimal::ZERO;
    }
    let unserved = |served: i64, whole: i64| {
        let left = (whole - served).clamp(0, whole.max(0));
        Decimal::from(left).checked_div(Decimal::from(whole)).unwrap_or(Decimal::ONE)
    };
    match (clawback.share, sale.term) {
        (ClawbackShare::Full, _) | (ClawbackShare::Months | ClawbackShare::Days, None) => Decimal::ONE,
        (ClawbackShare::Percent(percent), _) => percent / Decimal::ONE_HUNDRED,
        (ClawbackShare::Months, Some(term)) => unserved(full_months(sale.day, day), i64::from(term)),
        (ClawbackShare::Days, Some(term)) => {
            let days = |to: Date| i64::from(sale.day.until(to).map_or(0, |s| s.get_days()));
            after(u32::from(term)).map_or(Decimal::ONE, |end| unserved(days(day), days(end)))
        }
    }
}

/// Whole months from one day to another; the end of a short month ends the month.
pub(super) fn full_months(from: Date, to: Date) -> i64 {
    let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month() - from.month());
    let reached = from.checked_add(jiff::Span::new().months(months)).is_ok_and(|d| d <= to);
    if reached { months } else { months - 1 }
}

/// The span to which a record counts: that in which the sale that it returns counted, where that is an earlier one,
/// otherwise its own. Whether it is an earlier one. `sold` is the day on which the sale counted.
pub(super) fn period_of(
    calendar: &Calendar,
    grain: Grain,
    day: Date,
    sold: Option<Date>,
    effective: Date,
) -> (Period, bool) {
    let own = calendar.period_of(day, grain);
    let sold = sold.filter(|s| *s >= effective && *s <= day);
    match sold.map(|s| calendar.period_of(s, grain)) {
        Some(period) if period != own => (period, true),
        _ => (own, false),
    }
}

/// Where a record lies, for sorting.
pub(super) fn place(line: &Line) -> (String, RowRef) {
    (line.block.names().map_or_else(String::new, |n| n.document.get(line.at).to_owned()), line.row)
}
