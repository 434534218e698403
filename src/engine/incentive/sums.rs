//! Bases that are plain sums or KPIs: scanned as columns, by person or team and period.

use crate::domain::calendar::{Grain, Period, Span};
use crate::domain::filter::Filter;
use crate::domain::id::{KpiId, MeasureId, PersonId};
use crate::domain::incentive::{Component, MeasuredIn, Pays, PoolShares, SaleEvent, Whose};
use crate::domain::issue::Issue;
use crate::domain::kpi::{Aggregate, Base, Label, Measure, Sign, Source, Unit};
use crate::domain::records::StateSet;
use crate::domain::target::Subject;
use crate::domain::{Dataset, Date, Decimal};
use crate::engine::incentive::base::{Amounts, Cell, Ground, Group, grain, limited, query};
use crate::engine::incentive::eligible::closest;
use crate::engine::incentive::level::Shares;
use crate::engine::incentive::rows;
use crate::engine::incentive::{prorate, sales};
use crate::engine::kpi::{Ask, Figures};
use crate::engine::measure::{Axis, Cube, Key, Line, Order, Query, cube_of, list};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Name of the one measure of a scan; it is not stored.
pub(super) const SUM: MeasureId = MeasureId(crate::domain::id::Uuid::nil());

/// Sums a base by the members of an axis, and by period where a grain is given.
fn scan(
    data: &Dataset,
    base: Base,
    filter: &Filter,
    (rows, grain): (Option<Axis>, Option<Grain>),
    span: Span,
    issues: &mut Vec<Issue>,
) -> Cube {
    let within = Filter::default();
    scan_within(data, base, (filter, within), (rows, grain), span, issues)
}

/// [`scan`] of records that answer another filter as well.
fn scan_within(
    data: &Dataset,
    base: Base,
    (filter, within): (&Filter, Filter),
    (rows, grain): (Option<Axis>, Option<Grain>),
    span: Span,
    issues: &mut Vec<Issue>,
) -> Cube {
    let measure = Measure {
        id: SUM,
        key: String::new(),
        label: Label::Own(String::new()),
        unit: Unit::Money,
        source: Source::Records {
            aggregate: Aggregate::Sum(base),
            filter: filter.clone(),
            states: StateSet::BOOKED,
            sign: Sign::Any,
        },
    };
    let query = Query {
        span: Some(span),
        filter: within,
        rows,
        columns: grain.map(Axis::Period),
        measures: vec![SUM],
    };
    let found = cube_of(data, &query, &[Some(&Arc::new(measure))]);
    issues.extend(found.issues);
    found.value
}

/// Sums a base by person.
pub(super) fn plain(
    data: &Dataset,
    base: Base,
    filter: &Filter,
    span: Span,
    issues: &mut Vec<Issue>,
) -> Cube {
    scan(data, base, filter, (Some(Axis::Person), None), span, issues)
}

fn axis(whose: Whose) -> Option<Axis> {
    match whose {
        Whose::Own => Some(Axis::Person),
        Whose::Team => Some(Axis::Team),
        Whose::Company => None,
    }
}

/// The member of the axis that counts for a person; the outer `None` for the team of somebody who has none.
fn key(ground: &Ground, whose: Whose, person: PersonId, day: Date) -> Option<Option<Key>> {
    Some(match whose {
        Whose::Own => Some(Key::Person(person)),
        Whose::Company => None,
        Whose::Team => Some(Key::Team(ground.data.people.get(person)?.team_on(day)?)),
    })
}

/// The parts of a component's credit by event: the base whose day each has, and its factor; one where there is no credit by
/// event.
pub(super) fn events(component: &Component) -> Vec<(Base, Decimal)> {
    if component.terms.credit.is_empty() {
        return vec![(component.base, Decimal::ONE)];
    }
    let base = |event| match event {
        SaleEvent::Order => Base::Booked,
        SaleEvent::Invoice => Base::Invoiced,
        SaleEvent::Due | SaleEvent::Collection => Base::Collected,
    };
    component.terms.credit.iter().map(|c| (base(c.event), c.share / Decimal::ONE_HUNDRED)).collect()
}

/// Whose figures a cell takes, where they are not the person's own.
fn whom(whose: Whose, key: Option<Key>) -> Option<Subject> {
    (whose != Whose::Own).then(|| key.and_then(Key::subject).unwrap_or(Subject::Company))
}

/// From which day a component has to be scanned so that every accumulation that matters is whole: the start of that in
/// which the span begins, or of that of the earliest sale that a return names.
pub(super) fn start(ground: &Ground, component: &Component, grain: Grain) -> Date {
    let calendar = &ground.data.workspace.calendar;
    let first = ground.begins(component);
    let begins = |day| calendar.span(calendar.period_of(day, grain)).map_or(day, |s| s.from);
    let own = begins(ground.span.from);
    let early = ground.sales.earliest().map(|d| begins(d.max(first)));
    early.map_or(own, |e| e.min(own)).max(first)
}

/// The cells of a component whose base is a plain sum over its accumulation periods.
pub(super) fn accumulated(ground: &Ground, component: &Component, issues: &mut Vec<Issue>) -> Vec<Cell> {
    let Some(grain) = grain(component.accumulate()) else { return Vec::new() };
    let calendar = &ground.data.workspace.calendar;
    let whose = component.terms.whose;
    let from = start(ground, component, grain);
    let whole = limited(component, Span { from, to: ground.span.to });
    if whole.from > whole.to {
        return Vec::new();
    }
    let axes = (axis(whose), Some(grain));
    let before = ground.span.from.yesterday().ok().map(|to| Span { to, ..whole }).filter(|s| s.from <= s.to);
    let quantity = matches!(&component.pays, Pays::Table(t) if t.measured == MeasuredIn::Quantity);
    let mut scans = Vec::new();
    for (base, factor) in events(component) {
        let all = scan(ground.data, base, &component.filter, axes, whole, issues);
        let early = before.map(|s| scan(ground.data, base, &component.filter, axes, s, issues));
        scans.push((all, early, factor));
    }
    let counted = quantity.then(|| {
        let one = |s| scan(ground.data, Base::Quantity, &component.filter, axes, s, &mut Vec::new());
        (one(whole), before.map(one))
    });
    let mut cells = Vec::new();
    for (person, id) in ground.people.iter().enumerate() {
        for period in calendar.parts(whole, grain) {
            let Some(span) = calendar.span(period) else { continue };
            let Some(key) = key(ground, whose, *id, span.to.min(ground.span.to)) else { continue };
            let at = |cube: &Cube| cube.get(SUM, key, Some(Key::Period(period))).unwrap_or(Decimal::ZERO);
            let sum = |early: bool| {
                scans.iter().fold(Decimal::ZERO, |sum, (all, before, factor)| {
                    let value = if early { before.as_ref().map_or(Decimal::ZERO, at) } else { at(all) };
                    sum.saturating_add(value.saturating_mul(*factor))
                })
            };
            let position = |early: bool| {
                let (all, before) = counted.as_ref()?;
                Some(if early { before.as_ref().map_or(Decimal::ZERO, at) } else { at(all) })
            };
            let amounts = |early| {
                let pay = sum(early);
                Amounts { pay, credit: pay, position: position(early), ..Amounts::default() }
            };
            let cell = made(ground, person, period, amounts(true), amounts(false));
            cells.push(Cell { whom: whom(whose, key), ..cell });
        }
    }
    if whose == Whose::Own {
        others(ground, component, (grain, whole), &mut cells);
    }
    if whose == Whose::Own && !ground.sales.is_empty() {
        late(ground, component, grain, &mut cells);
    }
    finish(ground, component, cells)
}

/// A cell without quota and pay.
pub(super) fn made(
    ground: &Ground,
    person: usize,
    period: Period,
    before: Amounts,
    to_date: Amounts,
) -> Cell {
    let end = ground.data.workspace.calendar.span(period).map_or(ground.span.to, |s| s.to);
    Cell {
        person,
        period,
        rule: 0,
        row: None,
        day: end.min(ground.now),
        before,
        to_date,
        missing: false,
        quota: None,
        pay: Shares::default(),
        reversal: None,
        settled: Vec::new(),
        group: None,
        weight: None,
        whom: None,
        held: None,
    }
}

/// Leaves out earlier spans in which nothing changes, holds what may not fall below zero, and adds quota and pay.
pub(super) fn finish(ground: &Ground, component: &Component, mut cells: Vec<Cell>) -> Vec<Cell> {
    let calendar = &ground.data.workspace.calendar;
    cells.retain(|c| {
        let over = calendar.span(c.period).is_some_and(|s| s.to < ground.span.from);
        !over || c.before != c.to_date
    });
    let held = !component.terms.below_zero && component.base == Base::Margin;
    for cell in &mut cells {
        if held && cell.row.is_none() {
            let (before, value) = (cell.before.pay, cell.value());
            for amounts in [&mut cell.before, &mut cell.to_date] {
                amounts.pay = amounts.pay.max(Decimal::ZERO);
                amounts.credit = amounts.credit.max(Decimal::ZERO);
            }
            let added = (cell.before.pay - before, cell.value() - value);
            // Where sales decide the rate, they are held, not what of them counts.
            let counts = cell.to_date.happened.is_none();
            cell.held = (counts && added != (Decimal::ZERO, Decimal::ZERO)).then(|| Box::new(added));
        }
        let period = if cell.row.is_some() { ground.quota_period(component, cell.day) } else { cell.period };
        cell.quota = ground.quota(component, cell.person, period);
        cell.pay = ground.pay(cell.person, period);
    }
    cells
}

/// Takes off what was sold on days on which the plan was not the person's.
fn others(ground: &Ground, component: &Component, (grain, whole): (Grain, Span), cells: &mut [Cell]) {
    for (person, turns) in &ground.days.turns {
        let Some(id) = ground.people.get(*person) else { continue };
        let known = Span { from: whole.from.max(ground.days.turns_from), to: whole.to };
        let cut = gaps(turns, known).into_iter().flat_map(|gap| halves(gap, ground.span.from));
        for (gap, early) in cut {
            for (base, factor) in events(component) {
                let within = Filter { people: vec![*id], ..Filter::default() };
                let axes = (Some(Axis::Person), Some(grain));
                let filter = (&component.filter, within);
                let cube = scan_within(ground.data, base, filter, axes, gap, &mut Vec::new());
                for cell in cells.iter_mut().filter(|c| c.person == *person) {
                    let column = Some(Key::Period(cell.period));
                    let value = cube.get(SUM, Some(Key::Person(*id)), column).unwrap_or(Decimal::ZERO);
                    let value = value.saturating_mul(factor);
                    let before = Some(&mut cell.before).filter(|_| early);
                    for amounts in [Some(&mut cell.to_date), before].into_iter().flatten() {
                        amounts.pay = amounts.pay.saturating_sub(value);
                        amounts.credit = amounts.credit.saturating_sub(value);
                    }
                }
            }
        }
    }
}

/// The parts of a span before a day and from it on, and whether each lies before it.
fn halves(span: Span, day: Date) -> Vec<(Span, bool)> {
    let eve = day.yesterday().ok();
    let before = eve.map(|eve| Span { from: span.from, to: span.to.min(eve) });
    let after = Span { from: span.from.max(day), to: span.to };
    let all = before.map(|s| (s, true)).into_iter().chain([(after, false)]);
    all.filter(|(s, _)| s.from <= s.to).collect()
}

/// The days of a span that no piece of it covers.
fn gaps(pieces: &[Span], span: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = span.from;
    for piece in pieces.iter().filter_map(|p| p.intersect(&span)) {
        if let Ok(to) = piece.from.yesterday()
            && from <= to
        {
            found.push(Span { from, to });
        }
        let Ok(next) = piece.to.tomorrow() else { return found };
        from = from.max(next);
    }
    if from <= span.to {
        found.push(Span { from, to: span.to });
    }
    found
}

/// What a return that names a sale of an earlier span, or of an earlier version, changes in one span of one of the people
/// who have its credit: it leaves the span of its own day, and comes to that of the sale as far as the clawback takes.
pub(super) struct Moved {
    pub line: Line,
    pub person: usize,
    pub period: Period,
    pub value: Decimal,
    /// Whether it changes what was there before the days that count.
    pub early: bool,
}

/// What such returns change: the sale's lines are reversed, not lines of today.
pub(super) fn moved(ground: &Ground, component: &Component, grain: Grain) -> Vec<Moved> {
    let calendar = &ground.data.workspace.calendar;
    let whole = Span { from: start(ground, component, grain), to: ground.now };
    let returns = crate::engine::measure::RecordQuery { sign: Sign::Negative, ..query(component, whole) };
    let mut found = Vec::new();
    for line in list(ground.data, &returns, Order::Oldest).lines() {
        let Some(sale) = ground.sales.of(&line) else { continue };
        let Some(day) = rows::day_of(&line, component.base) else { continue };
        // A sale that never counted, such as one that was not collected, has no span of its own.
        let Some(sold) = rows::day_of(&sale.line, component.base) else { continue };
        let (period, earlier) = sales::period_of(calendar, grain, day, Some(sold), whole.from);
        if !earlier && !ground.elsewhere(component, sold, day) {
            continue;
        }
        let share = sales::taken(component.terms.clawback, sale, day);
        let counts = if ground.days.continues { sold } else { day };
        let held = earlier && sold <= ground.span.to;
        for (person, value) in rows::shared(ground, component, &line) {
            // What was sold on days on which the plan was not the person's is not there to be moved.
            let own =
                Some((calendar.period_of(day, grain), -value, day, day)).filter(|_| day <= ground.span.to);
            let turn = if day <= ground.span.to { day } else { sold };
            let of_sale = Some((period, value * share, counts, turn)).filter(|_| held);
            for (period, value, counts, turn) in [own, of_sale].into_iter().flatten() {
                if ground.turn(person, turn) {
                    let early = counts < ground.span.from;
                    found.push(Moved { line: line.clone(), person, period, value, early });
                }
            }
        }
    }
    found
}

fn late(ground: &Ground, component: &Component, grain: Grain, cells: &mut [Cell]) {
    let places = cells.iter().enumerate().map(|(n, c)| ((c.person, c.period), n));
    let at: BTreeMap<(usize, Period), usize> = places.collect();
    for one in moved(ground, component, grain) {
        let Some(cell) = at.get(&(one.person, one.period)).and_then(|n| cells.get_mut(*n)) else { continue };
        let before = Some(&mut cell.before).filter(|_| one.early);
        for amounts in [Some(&mut cell.to_date), before].into_iter().flatten() {
            amounts.pay = amounts.pay.saturating_add(one.value);
            amounts.credit = amounts.credit.saturating_add(one.value);
        }
    }
}

/// The values of the KPI that a component pays on, by the members of its axis.
pub(super) fn kpi_figures(data: &Dataset, component: &Component, kpi: KpiId, span: Span) -> Figures {
    let filter = component.filter.clone();
    let rows = axis(component.terms.whose);
    Figures::new(data, Ask { kpis: vec![kpi], span: Some(span), filter, rows, columns: None })
}

/// The days of a KPI's accumulation to date, and those of them before the span.
pub(super) fn kpi_spans(begins: Date, span: Span, whole: Span) -> (Span, Option<Span>) {
    let from = whole.from.max(begins);
    let early = span.from.yesterday().ok().filter(|to| from <= *to);
    (Span { from, to: whole.to.min(span.to) }, early.map(|to| Span { from, to }))
}

/// The cells of a component that pays on a KPI.
pub(super) fn kpi(ground: &Ground, component: &Component, kpi: KpiId) -> Vec<Cell> {
    let Some(grain) = grain(component.accumulate()) else { return Vec::new() };
    let calendar = &ground.data.workspace.calendar;
    let whose = component.terms.whose;
    let figures = |span: Span| kpi_figures(ground.data, component, kpi, span);
    let mut cells = Vec::new();
    for period in calendar.parts(ground.span, grain) {
        let Some(whole) = calendar.span(period) else { continue };
        let (now, early) = kpi_spans(ground.begins(component), ground.span, whole);
        let (now, early) = (figures(now), early.map(figures));
        for (person, id) in ground.people.iter().enumerate() {
            let Some(key) = key(ground, whose, *id, whole.to.min(ground.span.to)) else { continue };
            let value = |f: &Figures| f.get(kpi, key, None);
            let amounts = |v: Option<Decimal>| {
                let v = v.unwrap_or(Decimal::ZERO);
                Amounts { pay: v, credit: v, ..Amounts::default() }
            };
            let (before, to_date) = (early.as_ref().and_then(value), value(&now));
            let mut cell = made(ground, person, period, amounts(before), amounts(to_date));
            cell.missing = to_date.is_none();
            cells.push(Cell { whom: whom(whose, key), ..cell });
        }
    }
    finish(ground, component, cells)
}

/// Months of service of the years that are over, or whose person has left.
pub(super) fn service_months(ground: &Ground) -> Vec<Cell> {
    let calendar = &ground.data.workspace.calendar;
    let mut cells = Vec::new();
    for (at, id) in ground.people.iter().enumerate() {
        let Some(person) = ground.data.people.get(*id) else { continue };
        for period in calendar.parts(ground.span, Grain::Year) {
            let Some(year) = calendar.span(period) else { continue };
            let end = person.left.map_or(year.to, |l| l.min(year.to));
            let months = prorate::service(person, year);
            let due = |to: Date| if end <= to { months } else { Decimal::ZERO };
            let amounts = |pay| Amounts { pay, credit: pay, ..Amounts::default() };
            let before = ground.span.from.yesterday().map_or(Decimal::ZERO, due);
            let mut cell = made(ground, at, period, amounts(before), amounts(due(ground.span.to)));
            cell.pay = ground.pay(at, period);
            cells.push(cell);
        }
    }
    cells
}

/// The groups that share a component's pool; every cell is told its group.
pub(super) fn groups(
    ground: &Ground,
    component: &Component,
    cells: &mut [Cell],
    issues: &mut Vec<Issue>,
) -> Vec<Group> {
    let Pays::Pool(pool) = &component.pays else { return Vec::new() };
    let Some(grain) = grain(pool.accumulate) else { return Vec::new() };
    let whose = if pool.whose == Whose::Company { Whose::Company } else { Whose::Team };
    let whole = Span { from: start(ground, component, grain), to: ground.span.to };
    let axes = (axis(whose), Some(grain));
    let all = scan(ground.data, component.base, &component.filter, axes, whole, issues);
    let before = ground.span.from.yesterday().ok().map(|to| Span { to, ..whole }).filter(|s| s.from <= s.to);
    let early = before.map(|s| scan(ground.data, component.base, &component.filter, axes, s, issues));
    let calendar = &ground.data.workspace.calendar;
    let mut found: Vec<Group> = Vec::new();
    for cell in cells {
        let end = calendar.span(cell.period).map_or(ground.span.to, |s| s.to.min(ground.span.to));
        let Some(person) = ground.people.get(cell.person).and_then(|p| ground.data.people.get(*p)) else {
            continue;
        };
        let day = person.left.map_or(end, |l| l.min(end));
        let team = if whose == Whose::Team { person.team_on(day) } else { None };
        if whose == Whose::Team && team.is_none() {
            continue;
        }
        if let PoolShares::Weights(list) = &pool.shares {
            cell.weight = closest(ground.data, list, person, day);
        }
        let known = found.iter().position(|g| (g.team, g.period) == (team, cell.period));
        cell.group = Some(known.unwrap_or_else(|| {
            let column = Some(Key::Period(cell.period));
            let at = |cube: &Cube| cube.get(SUM, team.map(Key::Team), column).unwrap_or(Decimal::ZERO);
            let before = early.as_ref().map_or(Decimal::ZERO, at);
            found.push(Group { team, period: cell.period, before, to_date: at(&all) });
            found.len() - 1
        }));
    }
    found
}
