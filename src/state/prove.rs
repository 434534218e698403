//! Proving a plan before it is announced: over past records against what was paid, and as a distribution of its cost.

use crate::domain::calendar::Grain;
use crate::domain::id::{PersonId, PlanId};
use crate::domain::incentive::{ClosedRun, Plan};
use crate::domain::{Dataset, Date, Decimal, Money, Span};
use crate::engine::incentive::replay::{
    Replay, Replayer, aligned, alone, closed_days, last_year, longest, paid, stated,
};
use crate::engine::incentive::simulate::{Setup, Simulation, Simulator, ratio, sold_and_asked};
use crate::engine::incentive::{PlanFault, Prepared};
use crate::state::payroll::run::{currency, grain as pays};
use crate::state::payroll::versions;
use crate::state::view::{newest_record, oldest_record};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a replay is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// What closed runs stated.
    Paid,
    /// Another plan over the same records, or this one as it stands.
    Plan(PlanId),
    /// A published version of a plan over the same records.
    Version(PlanId, u32),
}

/// One person of a replay, minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplayedPerson {
    /// Who.
    pub person: PersonId,
    /// Booked revenue, major units.
    pub revenue: Decimal,
    /// Earned under the plan replayed.
    pub pay: i64,
    /// What was earned in what it is held against.
    pub before: i64,
    /// What is paid of it after draw, statement cap, instalments and holdback.
    pub paid: i64,
    /// What was paid in what it is held against.
    pub paid_before: i64,
    /// Pay ÷ revenue.
    pub rate: Option<Decimal>,
}

/// A plan over past records.
#[derive(Clone, Debug, PartialEq)]
pub struct Replayed {
    /// The days replayed: whole accumulations.
    pub span: Span,
    /// The calculation, for statements.
    pub replay: Arc<Replay>,
    /// What is held against it.
    pub against: Against,
    /// Of the days replayed, those of which runs are closed; for a comparison with what was paid.
    pub closed: Vec<Span>,
    /// Whether what is held against it is paid in another currency, so that it cannot be compared.
    pub foreign: bool,
    /// The cost.
    pub cost: Money,
    /// What the same time cost, minor units.
    pub before: i64,
    /// What would have been paid out in that time, after draw, statement cap, instalments and holdback, minor units.
    pub paid: i64,
    /// What was paid out in what it is held against, minor units.
    pub paid_before: i64,
    /// Booked revenue of the people paid, major units.
    pub revenue: Decimal,
    /// Cost ÷ revenue.
    pub rate: Option<Decimal>,
    /// Everybody, who gains most first.
    pub people: Vec<ReplayedPerson>,
}

impl Replayed {
    /// How many would have gained, and how many would have lost.
    pub fn winners_losers(&self) -> (usize, usize) {
        let count = |f: fn(&ReplayedPerson) -> bool| self.people.iter().filter(|p| f(p)).count();
        (count(|p| p.pay > p.before), count(|p| p.pay < p.before))
    }
}

/// A plan as one of its versions has it; as it stands where there is none of this number.
pub fn version(data: &Dataset, plan: PlanId, number: Option<u32>) -> Option<Plan> {
    let found = number.and_then(|n| versions(data, plan).into_iter().find(|v| v.number == n).cloned());
    match found {
        Some(version) => Some(version.plan.clone()),
        None => data.plans.get(plan).map(|p| Plan::clone(p)),
    }
}

/// The span to replay first: the last year of the plan's whole accumulations of which there are records.
pub fn first_span(data: &Dataset, plan: &Plan) -> Option<Span> {
    let calendar = &data.workspace.calendar;
    last_year(calendar, longest(calendar, plan), known_days(data)?)
}

/// Every day that has records, so that a span can be limited to it.
pub fn known_days(data: &Dataset) -> Option<Span> {
    Some(Span { from: oldest_record(data)?, to: newest_record(data)? })
}

/// Whether closed runs state anything for a span.
pub fn has_runs(data: &Dataset, span: Span) -> bool {
    !stated(data, &runs(data), span).is_empty()
}

fn runs(data: &Dataset) -> Vec<ClosedRun> {
    data.runs.iter().map(|r| r.run.clone()).collect()
}

/// A replay under way: the plan, then what it is held against, one accumulation at a time.
pub struct Replaying {
    own: Replayer,
    other: Option<Replayer>,
    span: Span,
    against: Against,
    data: Arc<Dataset>,
    foreign: bool,
}

impl Replaying {
    /// Begins a replay over a span, brought to whole accumulations of the plan and of the one that it is held against.
    ///
    /// # Errors
    /// [`PlanFault::Overflow`] outside the calendar, [`PlanFault::Stale`] where there is no such plan.
    pub fn new(
        data: &Arc<Dataset>,
        plan: &Plan,
        span: Span,
        against: Against,
    ) -> Result<Replaying, PlanFault> {
        let calendar = &data.workspace.calendar;
        let held = match against {
            Against::Paid => None,
            Against::Plan(id) => Some(version(data, id, None).ok_or(PlanFault::Stale)?),
            Against::Version(id, number) => Some(version(data, id, Some(number)).ok_or(PlanFault::Stale)?),
        };
        let whole = |p: &Plan| longest(calendar, p).max(pays(data, p));
        let grain = held.iter().map(whole).fold(whole(plan), Ord::max);
        let span = aligned(calendar, grain, span).ok_or(PlanFault::Overflow)?;
        let foreign = match (&held, against) {
            (Some(held), _) => currency(data, held) != currency(data, plan),
            (None, _) => data.runs.iter().any(|r| {
                let paid = data.versions.get(r.version).map(|v| currency(data, &v.plan));
                let inside = calendar.span(r.run.period).is_some_and(|s| s.intersect(&span).is_some());
                inside && paid.is_some_and(|c| c != currency(data, plan))
            }),
        };
        let other = match &held {
            Some(held) => Some(Replayer::new(data, held, span, pays(data, held))?),
            None => None,
        };
        let own = Replayer::new(data, plan, span, pays(data, plan))?;
        Ok(Replaying { own, other, span, against, data: Arc::clone(data), foreign })
    }

    /// Replays one more accumulation. Tells whether there are more.
    ///
    /// # Errors
    /// [`PlanFault`] as for [`Prepared::pay`].
    pub fn step(&mut self) -> Result<bool, PlanFault> {
        if self.own.part() < 1.0 {
            return Ok(self.own.step()? || self.other.is_some());
        }
        self.other.as_mut().map_or(Ok(false), Replayer::step)
    }

    /// How much of it is done, 0 to 1.
    pub fn part(&self) -> f64 {
        self.other.as_ref().map_or(self.own.part(), |other| (self.own.part() + other.part()) / 2.0)
    }

    /// What has been replayed, held against what it is to be held against.
    ///
    /// # Errors
    /// [`PlanFault::Overflow`]
    pub fn finish(self) -> Result<Replayed, PlanFault> {
        let own = self.own.finish()?;
        let runs = runs(&self.data);
        let calendar = &self.data.workspace.calendar;
        let (earned, paid_before) = match self.other {
            _ if self.foreign => Default::default(),
            None => (stated(&self.data, &runs, self.span), paid(calendar, &runs, self.span)),
            Some(other) => {
                let other = other.finish()?;
                let earned = other.pay.people.iter().map(|p| (p.person, p.minor)).collect();
                (earned, paid(calendar, other.runs(), self.span))
            }
        };
        let paid_now = paid(calendar, own.runs(), self.span);
        let digits = own.pay.cost.currency.digits();
        let sold = own.pay.cost.currency == self.data.workspace.currency;
        let row = |d: crate::engine::incentive::Difference| {
            let revenue = own.pay.of(d.person).map(|p| p.revenue).unwrap_or_default();
            // Pay in one currency is no share of revenue in another.
            let rate = Decimal::new(d.after, digits).checked_div(revenue).filter(|_| sold);
            let of = |sums: &BTreeMap<PersonId, i64>| sums.get(&d.person).copied().unwrap_or(0);
            let (paid, paid_before) = (of(&paid_now), of(&paid_before));
            ReplayedPerson {
                person: d.person,
                revenue,
                pay: d.after,
                before: d.before,
                paid,
                paid_before,
                rate,
            }
        };
        let mut people: Vec<ReplayedPerson> = own
            .against(&with_all(earned, paid_now.keys().chain(paid_before.keys())))
            .into_iter()
            .map(row)
            .collect();
        people.sort_by_key(|p| (std::cmp::Reverse(p.pay - p.before), std::cmp::Reverse(p.pay)));
        Ok(Replayed {
            span: self.span,
            against: self.against,
            closed: closed_days(calendar, &runs, self.span),
            foreign: self.foreign,
            cost: own.cost(),
            before: people.iter().map(|p| p.before).sum(),
            paid: people.iter().map(|p| p.paid).sum(),
            paid_before: people.iter().map(|p| p.paid_before).sum(),
            revenue: own.pay.revenue,
            rate: own.effective_rate().filter(|_| sold),
            people,
            replay: Arc::new(own),
        })
    }
}

/// Sums by person with everybody in them who is named otherwise.
fn with_all<'a>(
    mut sums: BTreeMap<PersonId, i64>,
    people: impl Iterator<Item = &'a PersonId>,
) -> BTreeMap<PersonId, i64> {
    for person in people {
        sums.entry(*person).or_insert(0);
    }
    sums
}

impl Replayed {
    /// Whether closed runs pay for all of the days replayed.
    pub fn is_closed(&self) -> bool {
        self.closed == [self.span]
    }
}

/// A replay in one go.
///
/// # Errors
/// [`PlanFault`] as for [`Prepared::pay`].
pub fn replayed(
    data: &Arc<Dataset>,
    plan: &Plan,
    span: Span,
    against: Against,
) -> Result<Replayed, PlanFault> {
    let mut replaying = Replaying::new(data, plan, span, against)?;
    while replaying.step()? {}
    replaying.finish()
}

/// How many quarters of history attainments are drawn from: for an outcome of a quarter, and for one of a year.
const QUARTERS: (usize, usize) = (8, 12);

/// How attainments are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawn {
    /// Each person one of their own past attainments, independently.
    #[default]
    Each,
    /// Everybody the same past period.
    Together,
}

/// How long an outcome of a plan can be: a quarter or a year, and never shorter than the plan's longest accumulation, whose
/// pay would otherwise be held against a part of its time. The first is the one to begin with.
pub fn units(data: &Dataset, plan: &Plan) -> Vec<Grain> {
    let longest = longest(&data.workspace.calendar, plan);
    [Grain::Quarter, Grain::Year].into_iter().filter(|unit| *unit >= longest).collect()
}

/// A simulation as it is prepared: one period of history at a time, so that a page can draw in between and stop it.
pub struct Simulating {
    alone: Dataset,
    plan: Plan,
    prepared: Prepared,
    unit: Grain,
    left: Vec<(Span, Grain)>,
    /// What everybody sold and was asked for, the latest first: by quarter, and for an outcome of a year by fiscal year.
    quarters: Vec<Vec<(Decimal, Decimal)>>,
    years: Vec<Vec<(Decimal, Decimal)>>,
    all: usize,
}

impl Simulating {
    /// Begins a simulation of one quarter or year: the last that is over, with its quotas and people. `None` without records,
    /// or outside the calendar.
    pub fn new(data: &Arc<Dataset>, plan: &Plan, unit: Grain) -> Option<Simulating> {
        let alone = alone(data).ok()?;
        let calendar = &data.workspace.calendar;
        let newest: Date = newest_record(data)?;
        let over = |grain| {
            let running = calendar.period_of(newest, grain);
            let over = calendar.span(running).filter(|s| s.to <= newest);
            over.or_else(|| calendar.span(calendar.previous(running)?))
        };
        let span = over(unit)?;
        let plan = plan.reaching_back(span.from);
        let prepared = Prepared::new(&alone, &plan, span).value;
        let oldest = oldest_record(data)?;
        let back = |grain, count| {
            let mut known = Vec::new();
            let mut next = over(grain);
            while let Some(span) = next.filter(|_| known.len() < count) {
                // The period to simulate is one of them even where its records begin within it.
                if span.from < oldest && !known.is_empty() {
                    break;
                }
                known.push((span, grain));
                next = calendar.previous(calendar.period_of(span.from, grain)).and_then(|p| calendar.span(p));
            }
            known
        };
        let year = unit == Grain::Year;
        let mut left = back(Grain::Quarter, if year { QUARTERS.1 } else { QUARTERS.0 });
        if year {
            left.extend(back(Grain::Year, QUARTERS.1 / 4));
        }
        left.reverse();
        let all = left.len();
        Some(Simulating { alone, plan, prepared, unit, left, quarters: Vec::new(), years: Vec::new(), all })
    }

    /// Reads one more period of history, the latest first. Tells whether there are more.
    pub fn step(&mut self) -> bool {
        if let Some((span, grain)) = self.left.pop() {
            let found = sold_and_asked(&self.alone, &self.plan, &self.prepared, span, grain);
            if grain == Grain::Year { self.years.push(found) } else { self.quarters.push(found) }
        }
        !self.left.is_empty()
    }

    /// How much of the history has been read, 0 to 1.
    pub fn part(&self) -> f64 {
        1.0 - self.left.len() as f64 / self.all.max(1) as f64
    }

    /// Which quarter or year it is about.
    pub fn span(&self) -> Span {
        self.prepared.span()
    }

    /// Everybody's attainments by period. A year is every four quarters that follow each other, so that two years of records
    /// give more than two; where quarters have no quotas it is the fiscal year.
    fn periods(&self) -> Vec<Vec<Option<f64>>> {
        let people = self.prepared.people().len();
        let sum = |window: &[Vec<(Decimal, Decimal)>]| -> Vec<Option<f64>> {
            let of = |person: usize| {
                let mut own = window.iter().map(|p| p.get(person).copied().unwrap_or_default());
                let whole = own.try_fold((Decimal::ZERO, Decimal::ZERO), |sum, (sold, asked)| {
                    let asked = Some(asked).filter(|asked| *asked > Decimal::ZERO)?;
                    Some((sum.0.checked_add(sold)?, sum.1.checked_add(asked)?))
                });
                whole.and_then(ratio)
            };
            (0..people).map(of).collect()
        };
        let length = if self.unit == Grain::Year { 4 } else { 1 };
        let windows: Vec<Vec<Option<f64>>> = self.quarters.windows(length).map(sum).collect();
        let known = |all: &[Vec<Option<f64>>]| all.iter().flatten().any(Option::is_some);
        let all = if known(&windows) { windows } else { self.years.windows(1).map(sum).collect() };
        all.into_iter().filter(|p| p.iter().any(Option::is_some)).collect()
    }

    /// How many attainments there are to draw from.
    pub fn known(&self) -> usize {
        self.periods().iter().flatten().flatten().count()
    }

    /// Draws from what has been read.
    ///
    /// # Errors
    /// [`PlanFault`] as for [`Prepared::pay`].
    pub fn simulator(&self, drawn: Drawn, setup: Setup) -> Result<Simulator, PlanFault> {
        let periods = self.periods();
        if drawn == Drawn::Together {
            return Simulator::together(&self.prepared, &self.plan, &periods, setup);
        }
        let of = |person: usize| periods.iter().filter_map(|p| p.get(person).copied().flatten()).collect();
        let history: Vec<Vec<f64>> = (0..self.prepared.people().len()).map(of).collect();
        Simulator::new(&self.prepared, &self.plan, &history, setup)
    }
}

/// Bars of equal width over the outcomes, as corners of a line: lower end, part of the outcomes.
pub fn bars(found: &Simulation, count: usize) -> Vec<(f64, f64)> {
    let (Some(low), Some(high)) = (found.costs.first(), found.costs.last()) else { return Vec::new() };
    let width = ((high - low) / count.max(1) as f64).max(f64::EPSILON);
    let mut counts = vec![0_u32; count.max(1)];
    for cost in &found.costs {
        let at = (((cost - low) / width) as usize).min(counts.len() - 1);
        if let Some(count) = counts.get_mut(at) {
            *count += 1;
        }
    }
    let all = found.costs.len() as f64;
    let edge = |n: usize| low + width * n as f64;
    let corners = |(n, c): (usize, &u32)| {
        let part = f64::from(*c) / all;
        [(edge(n), part), (edge(n + 1), part)]
    };
    let mut line: Vec<(f64, f64)> = counts.iter().enumerate().flat_map(corners).collect();
    line.insert(0, (*low, 0.0));
    line.push((edge(counts.len()), 0.0));
    line
}

#[cfg(test)]
#[path = "prove_tests.rs"]
mod tests;
