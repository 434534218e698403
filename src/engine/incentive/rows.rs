//! Bases that have to be decided record by record: per record and document, rules, conditions, uplifts, deductibles, and
//! instalments that wait for an event.

use crate::domain::calendar::Grain;
use crate::domain::filter::Filter;
use crate::domain::incentive::{
    Accumulate, Component, Condition, Due, Field, MeasuredIn, Pays, SaleEvent, SpiffKind, Whose,
};
use crate::domain::issue::Issue;
use crate::domain::kpi::Base;
use crate::domain::records::RowRef;
use crate::domain::{Date, Decimal, Period, Span};
use crate::engine::incentive::base::{Amounts, Cell, Ground, Reversal, Settled, grain, query};
use crate::engine::incentive::matcher::{Credit, Dims, matches, rule};
use crate::engine::incentive::prorate::served;
use crate::engine::incentive::sales;
use crate::engine::incentive::sums::{finish, made, start};
use crate::engine::measure::{Line, Order, list, shares};
use std::collections::BTreeMap;

/// Whether a component has to be decided record by record.
pub(super) fn needed(component: &Component) -> bool {
    let terms = &component.terms;
    let events = terms.payout.iter().any(|p| matches!(p.due, Due::Event { .. }));
    let accumulates = grain(component.accumulate()).is_some();
    !accumulates
        || !terms.conditions.is_empty()
        || !terms.uplifts.is_empty()
        || !terms.rules.is_empty()
        || terms.deductible.is_some()
        || (events && terms.whose == Whose::Own)
        || component.by_sale()
        || (!terms.credit.is_empty() && terms.whose == Whose::Own)
}

/// Whether the figures of others are to count where records are decided one by one, each for the people who have its credit.
pub(super) fn of_others(component: &Component) -> bool {
    let terms = &component.terms;
    let summed = matches!(component.pays, Pays::Fixed(_) | Pays::Reward(_)) || terms.kpi.is_some();
    let amounts = matches!(component.base, Base::Booked | Base::Invoiced | Base::Collected);
    let events = !terms.credit.is_empty() && !amounts;
    !summed && terms.whose != Whose::Own && (needed(component) || events)
}

/// The day that places a record in time for a base.
pub(super) fn day_of(line: &Line, base: Base) -> Option<Date> {
    let extra = &line.block.facts.extra;
    let at = |column: &Option<Vec<crate::domain::Day>>| column.as_ref()?.get(line.at)?.date();
    match base {
        Base::Invoiced => at(&extra.invoiced),
        Base::Collected => at(&extra.collected),
        _ => line.day.date(),
    }
}

fn event_day(line: &Line, event: SaleEvent) -> Option<Date> {
    let extra = &line.block.facts.extra;
    let at = |column: &Option<Vec<crate::domain::Day>>| column.as_ref()?.get(line.at)?.date();
    match event {
        SaleEvent::Order => line.day.date(),
        SaleEvent::Invoice => at(&extra.invoiced),
        SaleEvent::Due => at(&extra.due),
        SaleEvent::Collection => at(&extra.collected),
    }
}

/// What a component is paid on in a whole record, major units; `None` where the record has none.
fn whole(ground: &Ground, component: &Component, line: &Line) -> Option<Decimal> {
    let digits = ground.data.workspace.currency.digits();
    let money = |minor| Decimal::new(minor, digits);
    let base = match component.base {
        Base::Margin => money(line.amount) - money(line.cost?),
        Base::Cost => money(line.cost?),
        Base::Quantity => Decimal::new(line.quantity, 3),
        Base::Weighted => return None,
        Base::Booked | Base::Invoiced | Base::Collected => money(line.amount),
    };
    let less = base - component.terms.deductible.unwrap_or(Decimal::ZERO);
    let sale = line.amount >= 0;
    let held = sale && !component.terms.below_zero;
    let limited = component.base == Base::Margin || component.terms.deductible.is_some();
    // A return is what it is: the deductible was taken off its sale.
    Some(if held && limited {
        less.max(Decimal::ZERO)
    } else if sale {
        less
    } else {
        base
    })
}

/// What of a whole counts for whom, by place of the person: shares of a split sum to the whole at the decimals of the
/// currency or quantity, overlays come on top. A filter of people or teams asks each of those who share.
fn parts(ground: &Ground, component: &Component, line: &Line, whole: Decimal) -> Vec<(usize, Decimal)> {
    let filter = &component.filter;
    let digits = if component.base == Base::Quantity { 3 } else { ground.data.workspace.currency.digits() };
    let mut found = match ground.codes.credit(line.credit) {
        Some(Credit::Person(person)) => vec![(*person, whole)],
        Some(Credit::Split(split)) => shares(split, whole, digits),
        None => Vec::new(),
    };
    if found.len() > 1 && !(filter.people.is_empty() && filter.teams.is_empty()) {
        let whose =
            Filter { people: filter.people.clone(), teams: filter.teams.clone(), ..Filter::default() };
        let day = line.day.date().unwrap_or(ground.span.to);
        found.retain(|(person, _)| matches(ground.data, &whose, &Dims::default(), *person, day));
    }
    found.into_iter().filter_map(|(p, v)| Some((*ground.place.get(&p)?, v))).collect()
}

/// The parts of a record's base by place of the person.
pub(super) fn shared(ground: &Ground, component: &Component, line: &Line) -> Vec<(usize, Decimal)> {
    whole(ground, component, line).map_or_else(Vec::new, |w| parts(ground, component, line, w))
}

/// A field of a record; `None` where it has none.
fn field(ground: &Ground, line: &Line, field: Field) -> Option<Decimal> {
    let digits = ground.data.workspace.currency.digits();
    let amount = Decimal::new(line.amount, digits);
    let names = || line.block.names();
    match field {
        Field::Amount => Some(amount),
        Field::Quantity => Some(Decimal::new(line.quantity, 3)),
        Field::Price => amount.checked_div(Decimal::new(line.quantity, 3)),
        Field::MarginRate => (amount - Decimal::new(line.cost?, digits)).checked_div(amount),
        Field::Discount => {
            let hundredths = names()?.discount.as_ref()?.get(line.at).copied()?;
            (hundredths != i32::MIN).then(|| Decimal::new(i64::from(hundredths), 2))
        }
        Field::Term => {
            let months = names()?.term.as_ref()?.get(line.at).copied()?;
            (months > 0).then(|| Decimal::from(months))
        }
    }
}

/// Whether a record has what a component asks for. A return is asked what its sale would be: by its absolute amount.
fn counts(
    ground: &Ground,
    conditions: &[Condition],
    line: &Line,
    dims: &Dims,
    who: usize,
    day: Date,
) -> bool {
    let Some(who) = ground.people.get(who) else { return false };
    conditions.iter().all(|c| {
        if !matches(ground.data, &c.filter, dims, *who, day) {
            return true;
        }
        let Some(value) = field(ground, line, c.field) else { return false };
        let value = if matches!(c.field, Field::Amount | Field::Quantity) { value.abs() } else { value };
        c.least.is_none_or(|least| value >= least) && c.most.is_none_or(|most| value <= most)
    })
}

/// From which day on the records of a component are looked at.
fn scanned(ground: &Ground, component: &Component) -> Date {
    // The first records of all are counted from the first day on.
    let counted = matches!(&component.pays, Pays::Spiff(s) if matches!(s.kind, SpiffKind::First { .. }));
    let first = ground.begins(component);
    let first_day = if counted { first.min(ground.span.from) } else { ground.span.from };
    let grain = grain(component.accumulate());
    let from = grain.map_or(first_day, |g| start(ground, component, g));
    let calendar = &ground.data.workspace.calendar;
    let begins = |day| grain.and_then(|g| calendar.span(calendar.period_of(day, g))).map_or(day, |s| s.from);
    sold_first(ground, component).map_or(from, |day| begins(day.max(first)).max(first).min(from))
}

/// The earliest sale of what is invoiced or collected in the days that count, where the sale decides the rate.
fn sold_first(ground: &Ground, component: &Component) -> Option<Date> {
    let events = component.by_sale().then(|| super::sums::events(component));
    let days = Span { from: ground.span.from, to: ground.now };
    let first = |(base, _): (Base, Decimal)| {
        let own = Component { base, ..component.clone() };
        let lines = list(ground.data, &query(&own, days), Order::Oldest);
        lines.lines().filter_map(|l| l.day.date()).min()
    };
    events.into_iter().flatten().filter_map(first).min()
}

/// Every part of every record that counts for somebody: the one selection behind cells and the lists that explain them.
pub(super) fn each(ground: &Ground, component: &Component, mut take: impl FnMut(&One)) {
    let (grain, from) = (grain(component.accumulate()), scanned(ground, component));
    let terms = &component.terms;
    let by_sale = component.by_sale();
    for (event, factor) in super::sums::events(component) {
        // Where the sale decides the rate, it is there from its own day on, whether it counts yet or not.
        let dated = Component { base: if by_sale { Base::Booked } else { event }, ..component.clone() };
        let lines = list(ground.data, &query(&dated, Span { from, to: ground.now }), Order::Oldest);
        for line in lines.lines() {
            let Some(day) = day_of(&line, dated.base) else { continue };
            let event = day_of(&line, event);
            let Some(whole) = whole(ground, component, &line) else { continue };
            let dims = ground.codes.dims(line.product, line.channel, line.territory, line.customer);
            let sale = ground.sales.of(&line);
            let sold = sale.and_then(|s| day_of(&s.line, dated.base));
            let Some(place) = place_of(ground, component, (grain, from), day, sold) else { continue };
            let happened = event.filter(|d| !by_sale || *d <= ground.now);
            let early = |event: Date| {
                let continues = !by_sale || ground.days.continues;
                place.before && (continues || event < ground.span.from)
            };
            let counted = happened.map(early);
            for (person, value) in parts(ground, component, &line, whole.saturating_mul(factor)) {
                if !ground.turn(person, place.turn)
                    || !counts(ground, &terms.conditions, &line, &dims, person, day)
                {
                    continue;
                }
                let Some(who) = ground.people.get(person).copied() else { continue };
                let mut amounts = Amounts { pay: value, credit: value, ..Amounts::default() };
                for uplift in &terms.uplifts {
                    if matches(ground.data, &uplift.filter, &dims, who, day) {
                        amounts.credit = amounts.credit.saturating_mul(uplift.quota);
                        amounts.pay = amounts.pay.saturating_mul(uplift.pay);
                    }
                }
                let rule = rule(ground.data, &terms.rules, &dims, who, day);
                amounts.position = position(ground, component, rule, &line);
                let share = happened.map_or(Decimal::ZERO, |_| amounts.pay);
                amounts.happened = by_sale.then_some(share);
                take(&One { line: &line, person, rule, day, amounts, sale, place, counted });
            }
        }
    }
}

/// Which share of a part of a record counts: of a return that names a sale of an earlier span as much as the clawback takes.
pub(super) fn landing(component: &Component, one: &One) -> Decimal {
    match one.sale.filter(|_| one.place.earlier) {
        Some(sale) => sales::taken(component.terms.clawback, sale, one.day),
        None => Decimal::ONE,
    }
}

/// Document of a record within its segment.
pub(super) fn document(line: &Line) -> u32 {
    line.block.facts.document.get(line.at).copied().unwrap_or(0)
}

/// The cells of a component that is decided record by record.
pub(super) fn cells(ground: &Ground, component: &Component, issues: &mut Vec<Issue>) -> Vec<Cell> {
    let documents = component.accumulate() == Accumulate::PerDocument;
    let accumulates = grain(component.accumulate()).is_some();
    let mut found: BTreeMap<Slot, Cell> = BTreeMap::new();
    each(ground, component, |one| match accumulates {
        true => add(ground, component, one, &mut found),
        false => single(ground, component, documents, one, &mut found),
    });
    let mut cells: Vec<Cell> = found.into_values().collect();
    if let Pays::Spiff(spiff) = &component.pays
        && let SpiffKind::First { count, .. } = spiff.kind
    {
        first(ground, component, (scanned(ground, component), count as usize), &mut cells);
        cells.retain(|c| c.day >= ground.span.from);
    }
    if component.base == Base::Margin && ground.data.segments.iter().flat_map(|s| &s.blocks).any(|b| lacks(b))
    {
        let about = crate::domain::issue::About::Whole;
        issues.push(Issue { code: crate::domain::IssueCode::CostMissing, about });
    }
    finish(ground, component, cells)
}

/// Whether a booked record of a block has no cost.
fn lacks(block: &crate::domain::records::Block) -> bool {
    let facts = &block.facts;
    (0..facts.len()).any(|row| facts.state.get(row) == Some(&0) && facts.cost.get(row).is_none())
}

/// One person's part of one record.
pub(super) struct One<'a> {
    pub line: &'a Line,
    pub person: usize,
    pub rule: u16,
    day: Date,
    pub amounts: Amounts,
    /// The sale that it returns.
    sale: Option<&'a sales::Sale>,
    pub place: Place,
    /// Whether it counted before the span already; `None` where it does not count yet, but decides rate and tier.
    pub counted: Option<bool>,
}

/// Where a record counts in time.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub period: Period,
    /// Whether the period is an earlier one, that of the sale that the record returns.
    earlier: bool,
    /// Whether it counts to what was there before the span.
    pub before: bool,
    /// The day that decides whose plan it is.
    turn: Date,
}

/// Where a record counts; `None` where another version of the plan has it: a return that reverses what its sale earned
/// belongs to the version of the sale.
fn place_of(
    ground: &Ground,
    component: &Component,
    (grain, from): (Option<Grain>, Date),
    day: Date,
    sold: Option<Date>,
) -> Option<Place> {
    let calendar = &ground.data.workspace.calendar;
    let (period, earlier) = match grain {
        Some(grain) => sales::period_of(calendar, grain, day, sold, from),
        None => (calendar.period_of(day, Grain::Month), false),
    };
    let sold = sold.filter(|sold| *sold <= day);
    let elsewhere = sold.is_some_and(|sold| ground.elsewhere(component, sold, day));
    let reverses = earlier || grain.is_none();
    let counts = sold.filter(|_| reverses).unwrap_or(day);
    if (elsewhere && !earlier) || counts > ground.span.to {
        return None;
    }
    let known = if earlier && ground.days.continues { counts } else { day };
    let turn = if day <= ground.span.to { day } else { counts };
    Some(Place { period, earlier, before: known < ground.span.from, turn })
}

/// What makes one cell: person, span, rule, record, document.
type Slot = (usize, Period, u16, Option<RowRef>, u32);

/// What a table measures in a record, where it is not what is paid on.
fn position(ground: &Ground, component: &Component, rule: u16, line: &Line) -> Option<Decimal> {
    let own = component.table()?;
    let rule = usize::from(rule).checked_sub(1).and_then(|n| component.terms.rules.get(n));
    match rule.map_or(own, |r| &r.table).measured {
        MeasuredIn::Field(f) => Some(field(ground, line, f).unwrap_or(Decimal::ZERO)),
        MeasuredIn::Quantity => Some(Decimal::new(line.quantity, 3)),
        MeasuredIn::Amount | MeasuredIn::PercentOfQuota => None,
    }
}

fn plus(into: &mut Amounts, more: &Amounts, share: Decimal) {
    into.pay = into.pay.saturating_add(more.pay.saturating_mul(share));
    into.credit = into.credit.saturating_add(more.credit.saturating_mul(share));
    let sum = |into: Option<Decimal>, more: Option<Decimal>| match (into, more) {
        (a, Some(b)) => Some(a.unwrap_or(Decimal::ZERO).saturating_add(b.saturating_mul(share))),
        (a, None) => a,
    };
    into.position = sum(into.position, more.position);
    into.happened = sum(into.happened, more.happened);
}

/// What of a record each of the component's instalments has seen happen.
fn settle(ground: &Ground, component: &Component, one: &One, pay: Decimal, settled: &mut Vec<Settled>) {
    let who = ground.people.get(one.person).and_then(|p| ground.data.people.get(*p));
    let left = who.and_then(|p| p.left);
    // A return is served as its sale is.
    let sold = one.sale.map(|s| s.day).or(one.line.day.date());
    settled.resize(component.terms.payout.len(), Settled::default());
    for (instalment, sum) in component.terms.payout.iter().zip(settled) {
        let Due::Event { event, days } = instalment.due else { continue };
        let day = event_day(one.line, event);
        let day = day.and_then(|d| d.checked_add(jiff::Span::new().days(i64::from(days))).ok());
        let Some(day) = day.filter(|d| *d <= ground.now) else { continue };
        sum.happened = sum.happened.saturating_add(pay);
        match (left.filter(|left| *left < day), sold) {
            (None, _) => sum.in_time = sum.in_time.saturating_add(pay),
            (Some(left), Some(sold)) => {
                sum.served = sum.served.saturating_add(pay.saturating_mul(served(sold, left, day)));
            }
            (Some(_), None) => {}
        }
    }
}

/// What a record that lies before the span had there.
fn early(one: &One) -> Amounts {
    let happened = one.amounts.happened.map(|h| if one.counted == Some(true) { h } else { Decimal::ZERO });
    Amounts { happened, ..one.amounts }
}

/// Adds a record to its accumulation.
fn add(ground: &Ground, component: &Component, one: &One, found: &mut BTreeMap<Slot, Cell>) {
    let Place { period, before, .. } = one.place;
    let share = landing(component, one);
    let blank = || made(ground, one.person, period, Amounts::default(), Amounts::default());
    let cell = found.entry((one.person, period, one.rule, None, 0)).or_insert_with(blank);
    cell.rule = one.rule;
    plus(&mut cell.to_date, &one.amounts, share);
    if before {
        plus(&mut cell.before, &early(one), share);
    }
    settle(ground, component, one, one.amounts.counted() * share, &mut cell.settled);
}

/// Makes the cell of a record, or adds it to its document.
fn single(
    ground: &Ground,
    component: &Component,
    documents: bool,
    one: &One,
    found: &mut BTreeMap<Slot, Cell>,
) {
    let period = one.place.period;
    let document = document(one.line);
    let row = one.line.row;
    let slot = if documents {
        let start = RowRef { row: 0, ..row };
        (one.person, period, one.rule, Some(start), document)
    } else {
        (one.person, period, one.rule, Some(row), 0)
    };
    let blank = || made(ground, one.person, period, Amounts::default(), Amounts::default());
    let cell = found.entry(slot).or_insert_with(blank);
    cell.rule = one.rule;
    cell.day = one.day;
    cell.row = cell.row.or(Some(row));
    if documents && component.table().is_some_and(|t| matches!(t.measured, MeasuredIn::Field(_))) {
        // A field of a document is that of its first line.
        let known = cell.to_date.position;
        plus(&mut cell.to_date, &one.amounts, Decimal::ONE);
        cell.to_date.position = known.or(one.amounts.position);
    } else {
        plus(&mut cell.to_date, &one.amounts, Decimal::ONE);
    }
    if one.place.before && one.amounts.happened.is_some() {
        plus(&mut cell.before, &early(one), Decimal::ONE);
    }
    settle(ground, component, one, one.amounts.counted(), &mut cell.settled);
    if let Some(sale) = one.sale.filter(|s| s.day <= one.day) {
        cell.reversal = reversal(ground, component, one, sale);
    }
}

/// What of the sale that a return names it reverses.
fn reversal(ground: &Ground, component: &Component, one: &One, sale: &sales::Sale) -> Option<Reversal> {
    let whole = shared(ground, component, &sale.line);
    let own = whole.iter().find(|(p, _)| *p == one.person)?.1;
    let returned = Decimal::from(one.line.amount).checked_div(Decimal::from(sale.line.amount))?.abs();
    let taken = sales::taken(component.terms.clawback, sale, one.day);
    let factor = |got: Decimal, base: Decimal| got.checked_div(base).map_or(Decimal::ONE, |f| f);
    let raw = whole_of(ground, component, one);
    let amounts = Amounts {
        pay: own.saturating_mul(factor(one.amounts.pay, raw)),
        credit: own.saturating_mul(factor(one.amounts.credit, raw)),
        position: position(ground, component, one.rule, &sale.line),
        happened: None,
    };
    Some(Reversal { sale: amounts, share: returned.min(Decimal::ONE), taken })
}

/// The person's part of a record before uplifts.
fn whole_of(ground: &Ground, component: &Component, one: &One) -> Decimal {
    let all = shared(ground, component, one.line);
    all.iter().find(|(p, _)| *p == one.person).map_or(Decimal::ZERO, |(_, v)| *v)
}

/// Keeps the first records of all people, by day, document and row.
fn first(ground: &Ground, component: &Component, (from, count): (Date, usize), cells: &mut Vec<Cell>) {
    let lines = list(ground.data, &query(component, Span { from, ..ground.span }), Order::Oldest);
    let mut order: Vec<(Date, String, RowRef)> = lines
        .lines()
        .filter(|l| l.amount > 0)
        .filter_map(|l| {
            let (document, row) = sales::place(&l);
            Some((day_of(&l, component.base)?, document, row))
        })
        .collect();
    order.sort();
    let mut kept: Vec<RowRef> = Vec::new();
    for (_, _, row) in order {
        if kept.len() < count && cells.iter().any(|c| c.row == Some(row)) {
            kept.push(row);
        }
    }
    cells.retain(|c| c.row.is_some_and(|row| kept.contains(&row)));
}
