//! What a plan pays on, scanned from the records once: each person's base per component and accumulation period.

use crate::domain::calendar::{Grain, Period, Span};
use crate::domain::filter::Filter;
use crate::domain::id::{ComponentId, KpiId, MeasureId, PersonId, PlanId};
use crate::domain::incentive::{Accumulate, Component, Plan};
use crate::domain::issue::{Checked, Issue};
use crate::domain::kpi::{Aggregate, Base, Label, Measure, Sign, Source, Unit};
use crate::domain::money::{Currency, Rounding};
use crate::domain::records::{RowRef, StateSet};
use crate::domain::{Dataset, Decimal};
use crate::engine::incentive::eligible;
use crate::engine::incentive::quota::Quotas;
use crate::engine::measure::{Axis, Cube, DayOf, Key, Order, Query, RecordQuery, cube_of, list};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One accumulation of one person under one component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// Place of the person.
    pub person: usize,
    /// The accumulation period; for a component per record the month of the record.
    pub period: Period,
    /// Base of the accumulation period before the span begins, major units.
    pub before: Decimal,
    /// Base inside the span, major units.
    pub value: Decimal,
    /// Revenue target of the accumulation period.
    pub quota: Option<Decimal>,
    /// The record, for a component per record.
    pub row: Option<RowRef>,
}

/// The bases of one component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bases {
    pub component: ComponentId,
    pub base: Base,
    pub filter: Filter,
    pub accumulate: Accumulate,
    /// In the order of people and periods.
    pub cells: Vec<Cell>,
}

/// What a plan needs of the records of a span. Rates, tiers and their ends may change without preparing again; see
/// [`Prepared::fits`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    pub(super) plan: PlanId,
    pub(super) span: Span,
    pub(super) people: Vec<PersonId>,
    /// Booked revenue of each person in the span.
    pub(super) revenue: Vec<Decimal>,
    pub(super) bases: Vec<Bases>,
    /// The KPI whose targets are quotas.
    pub(super) quota_of: Option<KpiId>,
    pub(super) currency: Currency,
    pub(super) rounding: Rounding,
}

impl Prepared {
    /// Scans the records of a span for a plan. People are those whom the plan pays and who sold or were employed in the
    /// span, in the order of their table.
    pub fn new(data: &Dataset, plan: &Plan, span: Span) -> Checked<Prepared> {
        let paid = Span { from: span.from.max(plan.effective), to: span.to };
        let mut issues = Vec::new();
        let quotas = Quotas::new(data);
        let revenue = scan(data, None, Base::Booked, &Filter::default(), Some(span), &mut issues);
        let sold = |id| revenue.get(REVENUE, Some(Key::Person(id)), None).unwrap_or(Decimal::ZERO);
        let here = |p: &crate::domain::org::Person| {
            let employed =
                p.hired.is_none_or(|h| h <= span.to) && p.left.is_none_or(|left| span.from <= left);
            (employed || !sold(p.id).is_zero()) && eligible::pays(data, plan, p, span.to)
        };
        let people: Vec<PersonId> = data.people.iter().filter(|p| here(p)).map(|p| p.id).collect();
        let revenue = people.iter().map(|p| sold(*p)).collect();
        let bases = plan.components.iter().map(|component| {
            let cells = match grain(component.table.accumulate) {
                Some(grain) => {
                    let days = (plan.effective, paid);
                    accumulated(data, component, grain, days, &people, &quotas, &mut issues)
                }
                None => per_record(data, component, paid, &people, &quotas),
            };
            Bases {
                component: component.id,
                base: component.base,
                filter: component.filter.clone(),
                accumulate: component.table.accumulate,
                cells,
            }
        });
        let bases = bases.collect();
        let quota_of = quotas.revenue;
        let (currency, rounding) = (data.workspace.currency, data.workspace.rounding);
        issues.sort();
        issues.dedup();
        Checked {
            value: Prepared {
                plan: plan.id,
                span: paid,
                people,
                revenue,
                bases,
                quota_of,
                currency,
                rounding,
            },
            issues,
        }
    }

    /// Whether a changed plan can be paid from these bases: the same components with the same base, filter and
    /// accumulation.
    pub fn fits(&self, plan: &Plan) -> bool {
        self.plan == plan.id
            && self.bases.len() == plan.components.len()
            && self.bases.iter().zip(&plan.components).all(|(b, c)| {
                (b.component, b.base, b.accumulate) == (c.id, c.base, c.table.accumulate)
                    && b.filter == c.filter
            })
    }

    /// Whom the plan pays, in the order of their table.
    pub fn people(&self) -> &[PersonId] {
        &self.people
    }

    /// Booked revenue of a person in the span, major units.
    pub fn revenue(&self, person: PersonId) -> Option<Decimal> {
        let at = self.people.iter().position(|p| *p == person)?;
        self.revenue.get(at).copied()
    }

    /// What a person sold under the first component on booked sales ÷ the revenue targets of its accumulation periods.
    /// `None` without targets, or where no component accumulates booked sales.
    pub fn attainment(&self, person: PersonId) -> Option<Decimal> {
        let at = self.people.iter().position(|p| *p == person)?;
        let bases = self.bases.iter().find(|b| b.base == Base::Booked && grain(b.accumulate).is_some())?;
        let (mut sold, mut asked) = (Decimal::ZERO, Decimal::ZERO);
        for cell in bases.cells.iter().filter(|c| c.person == at) {
            sold = sold.checked_add(cell.before)?.checked_add(cell.value)?;
            asked = asked.checked_add(cell.quota.unwrap_or_default())?;
        }
        sold.checked_div(asked)
    }

    /// The days whose records count.
    pub fn span(&self) -> Span {
        self.span
    }
}

/// The period over which a component accumulates; `None` per record.
pub(super) fn grain(accumulate: Accumulate) -> Option<Grain> {
    match accumulate {
        Accumulate::PerRecord => None,
        Accumulate::Month => Some(Grain::Month),
        Accumulate::Quarter => Some(Grain::Quarter),
        Accumulate::Year => Some(Grain::Year),
    }
}

/// Name of the one measure of a scan; it is not stored.
const REVENUE: MeasureId = MeasureId(crate::domain::id::Uuid::nil());

/// Sums a base by person, and by period where a grain is given.
fn scan(
    data: &Dataset,
    grain: Option<Grain>,
    base: Base,
    filter: &Filter,
    span: Option<Span>,
    issues: &mut Vec<Issue>,
) -> Cube {
    let measure = Measure {
        id: REVENUE,
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
        span,
        filter: Filter::default(),
        rows: Some(Axis::Person),
        columns: grain.map(Axis::Period),
        measures: vec![REVENUE],
    };
    let found = cube_of(data, &query, &[Some(&Arc::new(measure))]);
    issues.extend(found.issues);
    found.value
}

fn accumulated(
    data: &Dataset,
    component: &Component,
    grain: Grain,
    (effective, span): (Date, Span),
    people: &[PersonId],
    quotas: &Quotas,
    issues: &mut Vec<Issue>,
) -> Vec<Cell> {
    let calendar = &data.workspace.calendar;
    let inside = scan(data, Some(grain), component.base, &component.filter, Some(span), issues);
    // What the running accumulation held before the span: it moves the start within the table.
    let first = calendar.period_of(span.from, grain);
    let start = calendar.span(first).map_or(span.from, |s| s.from);
    let earlier = span.from.yesterday().ok().map(|to| Span { from: start.max(effective), to });
    let earlier = earlier.filter(|s| s.from <= s.to);
    let earlier = earlier.map(|s| scan(data, None, component.base, &component.filter, Some(s), issues));
    let mut cells = Vec::new();
    for (at, person) in people.iter().enumerate() {
        let key = Some(Key::Person(*person));
        for period in calendar.parts(span, grain) {
            let value = inside.get(REVENUE, key, Some(Key::Period(period))).unwrap_or(Decimal::ZERO);
            let before = earlier.as_ref().filter(|_| period == first);
            let before = before.and_then(|e| e.get(REVENUE, key, None)).unwrap_or(Decimal::ZERO);
            let quota = quotas.of(*person, period);
            cells.push(Cell { person: at, period, before, value, quota, row: None });
        }
    }
    cells
}

fn per_record(
    data: &Dataset,
    component: &Component,
    span: Span,
    people: &[PersonId],
    quotas: &Quotas,
) -> Vec<Cell> {
    let place: BTreeMap<PersonId, usize> = people.iter().enumerate().map(|(at, p)| (*p, at)).collect();
    let mut shares: BTreeMap<u16, Vec<(usize, Decimal)>> = BTreeMap::new();
    for person in data.people.iter() {
        if let Some(at) = place.get(&person.id) {
            person.codes.iter().for_each(|c| shares.entry(*c).or_default().push((*at, Decimal::ONE)));
        }
    }
    for split in data.splits.iter() {
        for (person, percent) in split.shares.iter().chain(&split.overlays) {
            if let Some(at) = place.get(person) {
                let share = (*at, percent / Decimal::ONE_HUNDRED);
                split.codes.iter().for_each(|c| shares.entry(*c).or_default().push(share));
            }
        }
    }
    let digits = data.workspace.currency.digits();
    let mut cells = Vec::new();
    let query = query(component, span);
    for line in list(data, &query, Order::Oldest).lines() {
        let whole = match component.base {
            Base::Margin => {
                line.cost.map(|cost| Decimal::new(line.amount, digits) - Decimal::new(cost, digits))
            }
            Base::Cost => line.cost.map(|cost| Decimal::new(cost, digits)),
            Base::Quantity => Some(Decimal::new(line.quantity, 3)),
            Base::Weighted => None,
            Base::Booked | Base::Invoiced | Base::Collected => Some(Decimal::new(line.amount, digits)),
        };
        let (Some(whole), Some(date)) = (whole, line.day.date()) else { continue };
        let period = data.workspace.calendar.period_of(date, Grain::Month);
        for (person, share) in shares.get(&line.credit).into_iter().flatten() {
            let quota = people.get(*person).and_then(|p| quotas.of(*p, period));
            let (before, value) = (Decimal::ZERO, whole * share);
            cells.push(Cell { person: *person, period, before, value, quota, row: Some(line.row) });
        }
    }
    cells.sort_by_key(|c| c.person);
    cells
}

/// The records that a component looks at.
pub(super) fn query(component: &Component, span: Span) -> RecordQuery {
    let day = match component.base {
        Base::Invoiced => DayOf::Invoiced,
        Base::Collected => DayOf::Collected,
        _ => DayOf::Booked,
    };
    RecordQuery { day, ..RecordQuery::booked(span, component.filter.clone()) }
}
