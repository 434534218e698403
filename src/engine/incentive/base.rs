//! What a plan pays on, scanned from the records once: each person's base per component and span of accumulation.

use crate::domain::calendar::{Grain, Period, Span};
use crate::domain::filter::Filter;
use crate::domain::id::{ComponentId, PersonId, PlanId, TeamId};
use crate::domain::incentive::{Accumulate, Component, Pays, Plan, Reading};
use crate::domain::issue::{About, Checked, Issue, IssueCode};
use crate::domain::kpi::Base;
use crate::domain::money::{Currency, Rounding};
use crate::domain::records::{Block, RowRef};
use crate::domain::target::Subject;
use crate::domain::{Calendar, Dataset, Date, Decimal};
use crate::engine::incentive::level::{Shares, shares};
use crate::engine::incentive::matcher::Codes;
use crate::engine::incentive::prorate::{Part, part, pieces, turns};
use crate::engine::incentive::quota::{Quota, Quotas, subject};
use crate::engine::incentive::reading::{Parts, Reader, readings};
use crate::engine::incentive::sales::Sales;
use crate::engine::incentive::shape::shape;
use crate::engine::incentive::version::{Days, Reach};
use crate::engine::incentive::{rows, sums};
use crate::engine::measure::{DayOf, Key, RecordQuery};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What counts of the records of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Amounts {
    /// What is paid on, major units.
    pub pay: Decimal,
    /// What counts for attainment; differs by uplifts.
    pub credit: Decimal,
    /// What a table measures, where it is neither of them.
    pub position: Option<Decimal>,
    /// Of what is paid on, what has been invoiced or collected, where rate and tier are those of the sale: of what all of it
    /// earns that share is stated. Absent where all of it counts.
    pub happened: Option<Decimal>,
}

impl Amounts {
    /// What is paid on and counts.
    pub fn counted(&self) -> Decimal {
        self.happened.unwrap_or(self.pay)
    }
}

/// The sale that a return names, for a component per record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reversal {
    /// What the sale was paid on.
    pub sale: Amounts,
    /// Which part of it comes back, times the part that the clawback takes.
    pub share: Decimal,
    /// The part that the clawback takes.
    pub taken: Decimal,
}

/// How much of what is paid on an event has happened to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Settled {
    /// To date.
    pub happened: Decimal,
    /// Of that, up to the last day of employment.
    pub in_time: Decimal,
    /// Of what happened later, the part that was served: of the days from the sale to the event those up to the last day of
    /// employment, both ends included.
    pub served: Decimal,
}

/// One accumulation of one person under one component.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    /// Place of the person.
    pub person: usize,
    /// The accumulation period; for a component per record the month of the record.
    pub period: Period,
    /// Place of the rule, 0 being the component's own table.
    pub rule: u16,
    /// The record, for a component per record or document.
    pub row: Option<RowRef>,
    /// The record's day, or the last day that counts.
    pub day: Date,
    /// The accumulation before the span begins.
    pub before: Amounts,
    /// The accumulation up to the span's end.
    pub to_date: Amounts,
    /// Whether there is no figure at all.
    pub missing: bool,
    /// The quota of the accumulation period.
    pub quota: Option<Quota>,
    /// Target and base pay of the period, as shares of the plan's levels.
    pub pay: Shares,
    /// What a return reverses.
    pub reversal: Option<Reversal>,
    /// Of what is paid on, what of it each of the component's instalments that wait for an event has seen happen.
    pub settled: Vec<Settled>,
    /// Place of the group that shares a pool.
    pub group: Option<usize>,
    /// Place of the pool's weight that is this person's.
    pub weight: Option<usize>,
    /// Whose figures count, where they are not the person's own.
    pub whom: Option<Subject>,
    /// What was added so that the base does not fall below zero: before the span, and inside it.
    pub held: Option<Box<(Decimal, Decimal)>>,
}

impl Cell {
    /// Base inside the span.
    pub fn value(&self) -> Decimal {
        self.to_date.counted().checked_sub(self.before.counted()).unwrap_or_default()
    }
}

/// A team, or the company, that shares a pool.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub team: Option<TeamId>,
    pub period: Period,
    pub before: Decimal,
    pub to_date: Decimal,
}

/// The bases of one component.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bases {
    pub component: ComponentId,
    pub base: Base,
    /// In the order of people, periods, rules and records.
    pub cells: Vec<Cell>,
    pub groups: Vec<Group>,
}

/// What a plan needs of the records of a span. Rates, tiers and their ends, amounts, limits and factors may change
/// without preparing again; see [`Prepared::fits`].
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    pub(super) plan: PlanId,
    /// Which days count for whom.
    pub(super) days: Arc<Days>,
    pub(super) people: Vec<PersonId>,
    /// Booked revenue of each person in the span.
    pub(super) revenue: Vec<Decimal>,
    pub(super) bases: Vec<Bases>,
    /// What gates, modifiers and pools read, by person and period.
    pub(super) readings: BTreeMap<(Reading, usize, Period), Option<Decimal>>,
    /// What readings of KPIs are made of, so that they can follow a pretended world.
    pub(super) parts: BTreeMap<(Reading, usize, Period), Parts>,
    pub(super) currency: Currency,
    pub(super) rounding: Rounding,
    pub(super) calendar: Calendar,
    pub(super) shape: Plan,
    /// Places of people whose bases are pretended.
    pub(super) supposed: BTreeSet<usize>,
}

/// What the scans of a plan share.
pub(super) struct Ground<'a> {
    pub data: &'a Dataset,
    pub plan: &'a Plan,
    /// The days that count, and up to when what happens to their sales is seen: those of `days`.
    pub span: Span,
    pub now: Date,
    pub days: &'a Days,
    pub people: &'a [PersonId],
    pub place: &'a BTreeMap<PersonId, usize>,
    pub quotas: &'a Quotas<'a>,
    pub codes: &'a Codes,
    pub sales: &'a Sales,
}

impl Ground<'_> {
    /// Quota of a component for a person in a period.
    pub fn quota(&self, component: &Component, person: usize, period: Period) -> Option<Quota> {
        quota_of(self.quotas, self.plan, component, *self.people.get(person)?, (period, self.now))
    }

    /// What a period takes of the plan's pay levels for a person.
    pub fn pay(&self, person: usize, period: Period) -> Shares {
        self.people.get(person).map_or_else(Shares::default, |p| pay_of(self.data, self.plan, *p, period))
    }

    /// Whether the plan is a person's on a day.
    pub fn turn(&self, person: usize, day: Date) -> bool {
        self.days.turn(person, day)
    }

    /// From which day the accumulations of a component count.
    pub fn begins(&self, component: &Component) -> Date {
        self.days.begins(component.id)
    }

    /// Whether a return reverses what its sale earned under an earlier version, and does not count here.
    pub fn elsewhere(&self, component: &Component, sale: Date, day: Date) -> bool {
        self.days.elsewhere(&self.data.workspace.calendar, component.id, sale, day)
    }

    /// The period of quota and pay of a record.
    pub fn quota_period(&self, component: &Component, day: Date) -> Period {
        quota_period(&self.data.workspace.calendar, component, day)
    }
}

/// Quota of a component for a person in a period, as known on a last day.
pub(super) fn quota_of(
    quotas: &Quotas,
    plan: &Plan,
    component: &Component,
    person: PersonId,
    (period, last): (Period, Date),
) -> Option<Quota> {
    let kpi = component.terms.kpi.or(component.terms.quota_kpi).or(quotas.revenue)?;
    let data = quotas.data();
    let person = data.people.get(person)?;
    let day = data.workspace.calendar.span(period)?.to.min(last);
    let subject = subject(data, component.terms.whose, person.id, day)?;
    quotas.of(plan, kpi, person, subject, period)
}

/// What a period takes of a plan's pay levels for a person.
pub(super) fn pay_of(data: &Dataset, plan: &Plan, person: PersonId, period: Period) -> Shares {
    let terms = &plan.terms;
    let (Some(person), Some(span)) = (data.people.get(person), data.workspace.calendar.span(period)) else {
        return Shares::default();
    };
    if terms.pay.is_empty() {
        return Shares::default();
    }
    let pieces = pieces(data, plan, person, span);
    let part: Part = part(terms.proration, span, &pieces, person.left);
    shares(data, terms, person, span, &pieces, part)
}

/// The period of quota and pay of a record.
pub(super) fn quota_period(calendar: &Calendar, component: &Component, day: Date) -> Period {
    let fallback = if matches!(component.pays, Pays::Bonus(_)) { Grain::Year } else { Grain::Month };
    calendar.period_of(day, component.terms.quota_per.unwrap_or(fallback))
}

impl Prepared {
    /// Scans the records of a span for a plan. People are those whom the plan pays and who sold or were employed in the
    /// span, in the order of their table.
    pub fn new(data: &Dataset, plan: &Plan, span: Span) -> Checked<Prepared> {
        Prepared::held(data, plan, span, None)
    }

    /// [`Prepared::new`] of a version that holds its days up to one, where it does not hold them to the span's end: what
    /// happens to the sales of these days is seen all the same.
    pub(super) fn held(data: &Dataset, plan: &Plan, span: Span, last: Option<Date>) -> Checked<Prepared> {
        let now = span.to;
        let span = Span { to: last.map_or(span.to, |last| last.min(span.to)), ..span };
        let paid = Span { from: span.from.max(plan.effective), to: span.to };
        let reach: Vec<(ComponentId, Reach)> =
            plan.components.iter().map(|c| (c.id, Reach::new(data, plan, c))).collect();
        let continues = paid.from == plan.effective && reach.iter().any(|(_, r)| r.begins < plan.effective);
        let turns_from = wide(data, plan, &reach, paid);
        let mut issues: Vec<Issue> = Vec::new();
        let quotas = Quotas::new(data);
        let revenue = sums::plain(data, Base::Booked, &Filter::default(), span, &mut issues);
        let sold = |id| revenue.get(sums::SUM, Some(Key::Person(id)), None).unwrap_or(Decimal::ZERO);
        let here = |p: &crate::domain::org::Person| {
            let employed =
                p.hired.is_none_or(|h| h <= span.to) && p.left.is_none_or(|left| span.from <= left);
            employed || !sold(p.id).is_zero()
        };
        let mut people: Vec<PersonId> = Vec::new();
        let mut part_time: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        for person in data.people.iter().filter(|p| here(p)) {
            let all = Span { from: turns_from, ..paid };
            let turns = if paid.from > paid.to { Vec::new() } else { turns(data, plan, person, all) };
            if turns.iter().all(|t| t.intersect(&paid).is_none()) {
                continue;
            }
            if turns != [all] {
                part_time.insert(people.len(), turns);
            }
            people.push(person.id);
        }
        let place: BTreeMap<PersonId, usize> = people.iter().enumerate().map(|(at, p)| (*p, at)).collect();
        let (codes, sales) = (Codes::new(data), Sales::new(data));
        let days = Days { span: paid, now, continues, reach, turns_from, turns: part_time };
        let ground = Ground {
            data,
            plan,
            span: paid,
            now,
            days: &days,
            people: &people,
            place: &place,
            quotas: &quotas,
            codes: &codes,
            sales: &sales,
        };
        let mut bases: Vec<Bases> = Vec::new();
        for component in &plan.components {
            let mut cells = match (&component.pays, component.terms.kpi) {
                (Pays::Reward(_), _) => Vec::new(),
                (Pays::Fixed(_), _) => sums::service_months(&ground),
                (_, Some(kpi)) => sums::kpi(&ground, component, kpi),
                _ if rows::needed(component) => rows::cells(&ground, component, &mut issues),
                _ => sums::accumulated(&ground, component, &mut issues),
            };
            cells.sort_by_key(|c| (c.person, c.period, c.rule, c.day, c.row));
            let groups = sums::groups(&ground, component, &mut cells, &mut issues);
            bases.push(Bases { component: component.id, base: component.base, cells, groups });
        }
        if unnamed(data).next().is_some() {
            issues.push(Issue { code: IssueCode::NamesMissing, about: About::Whole });
        }
        let reader = Reader::new(data, plan, &days, &people, &quotas, &bases);
        let (readings, parts) = readings(&reader);
        let revenue = people.iter().map(|p| sold(*p)).collect();
        issues.sort();
        issues.dedup();
        let prepared = Prepared {
            plan: plan.id,
            days: Arc::new(days),
            revenue,
            bases,
            readings,
            parts,
            currency: data.workspace.currency,
            rounding: data.workspace.rounding,
            calendar: data.workspace.calendar.clone(),
            shape: shape(plan),
            supposed: BTreeSet::new(),
            people,
        };
        Checked { value: prepared, issues }
    }

    /// Whether a changed plan can be paid from these bases: nothing has changed but amounts, rates, tiers, points, limits,
    /// factors and weights.
    pub fn fits(&self, plan: &Plan) -> bool {
        self.shape == shape(plan)
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

    /// What a person sold under the first component on booked sales ÷ the quotas of its accumulation periods. `None`
    /// without quotas, or where no component accumulates booked sales.
    pub fn attainment(&self, person: PersonId) -> Option<Decimal> {
        let at = self.people.iter().position(|p| *p == person)?;
        self.attainments().get(at).copied().flatten()
    }

    /// [`Prepared::attainment`] of everybody, in the order of [`Prepared::people`].
    pub fn attainments(&self) -> Vec<Option<Decimal>> {
        self.sold_and_asked().into_iter().map(|(sold, asked)| sold.checked_div(asked)).collect()
    }

    /// What a person is asked for in the span: the quotas of [`Prepared::attainment`]. `None` without quotas.
    pub fn asked(&self, person: PersonId) -> Option<Decimal> {
        let at = self.people.iter().position(|p| *p == person)?;
        self.sold_and_asked().get(at).map(|(_, asked)| *asked).filter(|asked| *asked > Decimal::ZERO)
    }

    /// Whether an accumulation is one of the span's, and not an earlier one that a return has changed.
    pub(super) fn is_of_span(&self, cell: &Cell) -> bool {
        let span = self.calendar.span(cell.period);
        span.is_some_and(|s| s.intersect(&self.days.span).is_some())
    }

    /// What everybody sold under the first component on booked sales, and the quotas of its accumulation periods.
    pub(super) fn sold_and_asked(&self) -> Vec<(Decimal, Decimal)> {
        let accumulates = |b: &&Bases| b.base == Base::Booked && b.cells.iter().all(|c| c.row.is_none());
        let mut sums = vec![(Decimal::ZERO, Decimal::ZERO); self.people.len()];
        let bases = self.bases.iter().find(|b| accumulates(b) && !b.cells.is_empty());
        for cell in bases.iter().flat_map(|b| &b.cells).filter(|c| c.rule == 0 && self.is_of_span(c)) {
            if let Some(sum) = sums.get_mut(cell.person) {
                sum.0 = sum.0.saturating_add(cell.to_date.credit);
                sum.1 = sum.1.saturating_add(cell.quota.map_or(Decimal::ZERO, |q| q.value));
            }
        }
        sums
    }

    /// The days whose records count.
    pub fn span(&self) -> Span {
        self.days.span
    }
}

/// From which day on the accumulations that the days of a span are part of begin.
fn wide(data: &Dataset, plan: &Plan, reach: &[(ComponentId, Reach)], paid: Span) -> Date {
    let calendar = &data.workspace.calendar;
    let begins = reach.iter().map(|(_, r)| r.begins).min().unwrap_or(plan.effective);
    let spans = plan.components.iter().filter_map(|c| grain(c.accumulate()));
    let starts = spans.filter_map(|g| calendar.span(calendar.period_of(paid.from, g))).map(|s| s.from);
    // What is collected now may have been sold at any time.
    let sold = plan.components.iter().any(Component::by_sale).then_some(begins);
    starts.chain(sold).min().map_or(paid.from, |start| start.max(begins)).min(paid.from)
}

/// Blocks with returns whose documents are not at hand. Supply their names before paying: a return reverses the sale that
/// it names.
pub fn unnamed(data: &Dataset) -> impl Iterator<Item = &Arc<Block>> {
    let returns = |b: &&Arc<Block>| {
        let facts = &b.facts;
        (0..facts.len()).any(|row| facts.amount.get(row).is_some_and(|amount| amount < 0))
    };
    let blocks = data.segments.iter().flat_map(|s| &s.blocks);
    blocks.filter(|b| b.names().is_none()).filter(returns)
}

/// The period over which a component accumulates; `None` per record and per document.
pub(super) fn grain(accumulate: Accumulate) -> Option<Grain> {
    match accumulate {
        Accumulate::PerRecord | Accumulate::PerDocument => None,
        Accumulate::HalfMonth => Some(Grain::HalfMonth),
        Accumulate::Month => Some(Grain::Month),
        Accumulate::Quarter => Some(Grain::Quarter),
        Accumulate::HalfYear => Some(Grain::HalfYear),
        Accumulate::Year => Some(Grain::Year),
    }
}

/// The days whose records a component looks at within a span.
pub(super) fn limited(component: &Component, span: Span) -> Span {
    let Pays::Spiff(spiff) = &component.pays else { return span };
    Span {
        from: spiff.from.map_or(span.from, |f| f.max(span.from)),
        to: spiff.to.map_or(span.to, |t| t.min(span.to)),
    }
}

/// The records that a component looks at.
pub(super) fn query(component: &Component, span: Span) -> RecordQuery {
    let day = match component.base {
        Base::Invoiced => DayOf::Invoiced,
        Base::Collected => DayOf::Collected,
        _ => DayOf::Booked,
    };
    RecordQuery { day, ..RecordQuery::booked(limited(component, span), component.filter.clone()) }
}
