//! Proving a plan before it is announced: over past records against what was paid, and as a distribution of its cost.

use crate::domain::calendar::Grain;
use crate::domain::id::{PersonId, PlanId};
use crate::domain::incentive::{ClosedRun, Plan};
use crate::domain::{Dataset, Date, Decimal, Money, Span};
use crate::engine::incentive::replay::{alone, replay, stated};
use crate::engine::incentive::simulate::{Setup, Simulation, Simulator, attained, periods_before};
use crate::engine::incentive::{PlanFault, Prepared};
use crate::state::payroll::versions;
use crate::state::plan::review::past;
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
}

/// One person of a replay, minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplayedPerson {
    /// Who.
    pub person: PersonId,
    /// Booked revenue, major units.
    pub revenue: Decimal,
    /// Under the plan replayed.
    pub pay: i64,
    /// What it is held against.
    pub before: i64,
    /// Pay ÷ revenue.
    pub rate: Option<Decimal>,
}

/// A plan over past records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replayed {
    /// The cost.
    pub cost: Money,
    /// What the same time cost, minor units.
    pub before: i64,
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

/// The span to replay first: the year that ends with the newest record.
pub fn first_span(data: &Dataset) -> Option<Span> {
    past(data)
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

/// Replays a plan over a span.
///
/// # Errors
/// [`PlanFault`] as for [`Prepared::pay`].
pub fn replayed(data: &Dataset, plan: &Plan, span: Span, against: Against) -> Result<Replayed, PlanFault> {
    let own = replay(data, plan, span)?;
    let paid: BTreeMap<PersonId, i64> = match against {
        Against::Paid => stated(data, &runs(data), span),
        Against::Plan(other) => match data.plans.get(other) {
            Some(other) => {
                let pay = replay(data, other, span)?.pay;
                pay.people.iter().map(|p| (p.person, p.minor)).collect()
            }
            None => BTreeMap::new(),
        },
    };
    let digits = own.pay.cost.currency.digits();
    let row = |d: crate::engine::incentive::Difference| {
        let revenue = own.pay.of(d.person).map(|p| p.revenue).unwrap_or_default();
        let rate = Decimal::new(d.after, digits).checked_div(revenue);
        ReplayedPerson { person: d.person, revenue, pay: d.after, before: d.before, rate }
    };
    let mut people: Vec<ReplayedPerson> = own.against(&paid).into_iter().map(row).collect();
    people.sort_by_key(|p| (std::cmp::Reverse(p.pay - p.before), std::cmp::Reverse(p.pay)));
    Ok(Replayed {
        cost: own.cost(),
        before: people.iter().map(|p| p.before).sum(),
        revenue: own.pay.revenue,
        rate: own.effective_rate(),
        people,
    })
}

/// How many quarters of history attainments are drawn from.
const QUARTERS: usize = 8;

/// A simulation as it is prepared: one quarter of history at a time, so that a page can draw in between and stop it.
pub struct Simulating {
    alone: Dataset,
    plan: Plan,
    prepared: Prepared,
    left: Vec<Span>,
    history: Vec<Vec<f64>>,
    all: usize,
}

impl Simulating {
    /// Begins a simulation of one quarter: the last that is over, with its quotas and people. `None` without records, or
    /// outside the calendar.
    pub fn new(data: &Arc<Dataset>, plan: &Plan) -> Option<Simulating> {
        let alone = alone(data).ok()?;
        let calendar = &data.workspace.calendar;
        let newest: Date = newest_record(data)?;
        let running = calendar.period_of(newest, Grain::Quarter);
        let over = calendar.span(running).filter(|s| s.to <= newest);
        let span = over.or_else(|| calendar.span(calendar.previous(running)?))?;
        let plan = plan.reaching_back(span.from);
        let prepared = Prepared::new(&alone, &plan, span).value;
        let mut left = periods_before(data, &prepared, Grain::Quarter, QUARTERS - 1, oldest_record(data)?);
        left.insert(0, span);
        left.reverse();
        let history = vec![Vec::new(); prepared.people().len()];
        let all = left.len();
        Some(Simulating { alone, plan, prepared, left, history, all })
    }

    /// Reads one more quarter of history, the latest first. Tells whether there are more.
    pub fn step(&mut self) -> bool {
        if let Some(span) = self.left.pop() {
            let found = attained(&self.alone, &self.plan, &self.prepared, span);
            for (list, value) in self.history.iter_mut().zip(found) {
                list.extend(value);
            }
        }
        !self.left.is_empty()
    }

    /// How much of the history has been read, 0 to 1.
    pub fn part(&self) -> f64 {
        1.0 - self.left.len() as f64 / self.all.max(1) as f64
    }

    /// Which quarter it is about.
    pub fn span(&self) -> Span {
        self.prepared.span()
    }

    /// How many attainments there are to draw from.
    pub fn known(&self) -> usize {
        self.history.iter().map(Vec::len).sum()
    }

    /// Draws from what has been read.
    ///
    /// # Errors
    /// [`PlanFault`] as for [`Prepared::pay`].
    pub fn simulator(&self, setup: Setup) -> Result<Simulator, PlanFault> {
        Simulator::new(&self.prepared, &self.plan, &self.history, setup)
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
