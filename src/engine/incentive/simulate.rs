//! Simulation: thousands of attainments drawn from history, and what the plan would cost. The same seed gives the same
//! distribution on every machine.

use crate::domain::calendar::{Grain, Span};
use crate::domain::incentive::{Accumulate, Bonus, Component, ComponentTerms, Pays, Plan};
use crate::domain::kpi::Base;
use crate::domain::{Dataset, Decimal};
use crate::engine::incentive::base::Prepared;
use crate::engine::incentive::compile::PlanFault;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

/// What to simulate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setup {
    /// How many outcomes.
    pub runs: u32,
    /// The seed.
    pub seed: u64,
}

/// The cost of a plan as a distribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulation {
    /// Cost of every outcome in major units, ascending.
    pub costs: Vec<f64>,
    /// Their mean.
    pub mean: f64,
}

impl Simulation {
    /// Which part of the outcomes costs more than an amount, 0 to 1.
    pub fn above(&self, amount: f64) -> f64 {
        let over = self.costs.len() - self.costs.partition_point(|c| *c <= amount);
        over as f64 / self.costs.len().max(1) as f64
    }

    /// The cost that so many percent of the outcomes do not exceed (nearest rank); `None` without outcomes.
    pub fn percentile(&self, percent: f64) -> Option<f64> {
        let last = self.costs.len().checked_sub(1)?;
        let rank = (percent / 100.0 * self.costs.len() as f64).ceil().max(1.0) as usize - 1;
        self.costs.get(rank.min(last)).copied()
    }
}

/// What everybody sold in one period of a length and was asked for, in the order of the bases: under the first component on
/// booked sales, as if it accumulated over that length. Zero where somebody has no quota.
pub fn sold_and_asked(
    data: &Dataset,
    plan: &Plan,
    prepared: &Prepared,
    span: Span,
    grain: Grain,
) -> Vec<(Decimal, Decimal)> {
    let accumulate = match grain {
        Grain::HalfMonth => Accumulate::HalfMonth,
        Grain::Month => Accumulate::Month,
        Grain::Quarter => Accumulate::Quarter,
        Grain::HalfYear => Accumulate::HalfYear,
        Grain::Year => Accumulate::Year,
    };
    let counts = |c: &&Component| {
        c.base == Base::Booked && !matches!(c.pays, Pays::Fixed(_) | Pays::Reward(_)) && c.terms.kpi.is_none()
    };
    let one = plan.components.iter().find(counts).map(|c| {
        let pays = Pays::Bonus(Bonus { accumulate, ..Bonus::default() });
        let terms =
            ComponentTerms { rules: Vec::new(), modifiers: Vec::new(), gate: None, ..c.terms.clone() };
        Component { pays, terms, ..c.clone() }
    });
    let probe = Plan { components: one.into_iter().collect(), ..plan.reaching_back(span.from) };
    let past = Prepared::new(data, &probe, span).value;
    let found = past.sold_and_asked();
    let place = |p: &crate::domain::id::PersonId| past.people.iter().position(|known| known == p);
    let of = |p| place(p).and_then(|at| found.get(at)).copied().unwrap_or_default();
    prepared.people.iter().map(of).collect()
}

/// Sold ÷ asked; `None` where nothing was asked.
pub fn ratio((sold, asked): (Decimal, Decimal)) -> Option<f64> {
    let asked = Some(asked).filter(|a| *a > Decimal::ZERO)?;
    sold.checked_div(asked)?.to_f64()
}

/// Everybody's attainments in one period, in the order of the bases; `None` where somebody has no quota.
pub fn attained(
    data: &Dataset,
    plan: &Plan,
    prepared: &Prepared,
    span: Span,
    grain: Grain,
) -> Vec<Option<f64>> {
    sold_and_asked(data, plan, prepared, span, grain).into_iter().map(ratio).collect()
}

/// The periods of one length before the prepared bases, the latest first; only those that begin on or after a day.
pub fn periods_before(
    data: &Dataset,
    prepared: &Prepared,
    grain: Grain,
    count: usize,
    oldest: crate::domain::Date,
) -> Vec<Span> {
    let calendar = &data.workspace.calendar;
    let mut period = calendar.period_of(prepared.span().from, grain);
    let mut found = Vec::new();
    while found.len() < count {
        let Some(before) = calendar.previous(period) else { break };
        period = before;
        match calendar.span(period).filter(|s| s.from >= oldest) {
            Some(span) => found.push(span),
            None => break,
        }
    }
    found
}

/// Everybody's attainments in so many periods of one length before the prepared bases, the latest first; people in the
/// order of the bases. Periods in which somebody has no quota give nothing.
pub fn history(
    data: &Dataset,
    plan: &Plan,
    prepared: &Prepared,
    grain: Grain,
    periods: usize,
) -> Vec<Vec<f64>> {
    let mut found = vec![Vec::new(); prepared.people.len()];
    for span in periods_before(data, prepared, grain, periods, crate::domain::Date::MIN) {
        for (list, value) in found.iter_mut().zip(attained(data, plan, prepared, span, grain)) {
            list.extend(value);
        }
    }
    found
}

/// How many attainments stand for everybody's, where somebody has none: evenly spaced among all, by size.
const POOLED: usize = 24;

/// A simulation under way, so that a page can draw in between and stop it.
#[derive(Clone, Debug)]
pub struct Simulator {
    /// What each person is paid at each attainment that can be drawn, major units.
    pay: Vec<Vec<f64>>,
    dice: Dice,
    runs: u32,
    costs: Vec<f64>,
}

impl Simulator {
    /// Works out what everybody is paid at each attainment of their history: one evaluation of the plan for each place of
    /// the history, exact at every attainment that is drawn. Who has no history draws from everybody's. Pots and rankings
    /// are shared among people who are all at the same place of their history.
    ///
    /// # Errors
    /// [`PlanFault`] as for [`Prepared::pay`].
    pub fn new(
        prepared: &Prepared,
        plan: &Plan,
        history: &[Vec<f64>],
        setup: Setup,
    ) -> Result<Simulator, PlanFault> {
        let mut all: Vec<f64> = history.iter().flatten().copied().filter(|a| a.is_finite()).collect();
        all.sort_by(f64::total_cmp);
        let pooled: Vec<f64> = if all.len() > POOLED {
            (0..POOLED).filter_map(|n| all.get(n * (all.len() - 1) / (POOLED - 1)).copied()).collect()
        } else if all.is_empty() {
            vec![1.0]
        } else {
            all
        };
        let choices: Vec<&[f64]> = (0..prepared.people.len())
            .map(|n| history.get(n).filter(|h| !h.is_empty()).map_or(pooled.as_slice(), Vec::as_slice))
            .collect();
        let most = choices.iter().map(|c| c.len()).max().unwrap_or(0);
        let mut pay: Vec<Vec<f64>> = choices.iter().map(|c| Vec::with_capacity(c.len())).collect();
        for place in 0..most {
            let at = |person: usize| {
                let own = choices.get(person)?;
                let value = own.get(place).or(own.last())?;
                Decimal::from_f64(*value).map(|d| d.round_dp(6))
            };
            let paid = prepared.at_attainments(at).pay(plan)?;
            let scale = 10_f64.powi(i32::try_from(paid.cost.currency.digits()).unwrap_or(0));
            for ((list, choices), person) in pay.iter_mut().zip(&choices).zip(&paid.people) {
                if place < choices.len() {
                    list.push(person.minor as f64 / scale);
                }
            }
        }
        let costs = Vec::with_capacity(setup.runs as usize);
        Ok(Simulator { pay, dice: Dice(setup.seed), runs: setup.runs, costs })
    }

    /// Works out what the plan costs in each of some past periods as a whole: an outcome is then one of them, with everybody's
    /// attainment of that period. Who has none in a period attains what the others do there on average, or 1.
    ///
    /// # Errors
    /// [`PlanFault`] as for [`Prepared::pay`].
    pub fn together(
        prepared: &Prepared,
        plan: &Plan,
        periods: &[Vec<Option<f64>>],
        setup: Setup,
    ) -> Result<Simulator, PlanFault> {
        let none = [Vec::new()];
        let periods = if periods.is_empty() { none.as_slice() } else { periods };
        let mut costs = Vec::new();
        for period in periods {
            let known: Vec<f64> = period.iter().flatten().copied().filter(|a| a.is_finite()).collect();
            let mean = if known.is_empty() { 1.0 } else { known.iter().sum::<f64>() / known.len() as f64 };
            let at = |person: usize| {
                let own = period.get(person).copied().flatten().filter(|a| a.is_finite());
                Decimal::from_f64(own.unwrap_or(mean)).map(|d| d.round_dp(6))
            };
            let paid = prepared.at_attainments(at).pay(plan)?.cost;
            costs.push(paid.decimal().to_f64().unwrap_or_default());
        }
        let room = Vec::with_capacity(setup.runs as usize);
        Ok(Simulator { pay: vec![costs], dice: Dice(setup.seed), runs: setup.runs, costs: room })
    }

    /// Draws so many more outcomes. Tells whether all are drawn.
    pub fn step(&mut self, runs: u32) -> bool {
        let left = self.runs.saturating_sub(self.done());
        for _ in 0..runs.min(left) {
            let mut cost = 0.0;
            for list in &self.pay {
                cost += self.dice.pick(list).unwrap_or(0.0);
            }
            self.costs.push(cost);
        }
        self.done() >= self.runs
    }

    /// How many outcomes are drawn.
    pub fn done(&self) -> u32 {
        u32::try_from(self.costs.len()).unwrap_or(u32::MAX)
    }

    /// The distribution of what is drawn.
    pub fn finish(self) -> Simulation {
        let mut costs = self.costs;
        costs.sort_by(f64::total_cmp);
        let mean = costs.iter().sum::<f64>() / (costs.len().max(1)) as f64;
        Simulation { costs, mean }
    }
}

/// Simulates the cost of a plan. Every outcome draws for every person one of their past attainments, or one of anybody's
/// where they have none; all have the quotas of the bases.
///
/// # Errors
/// [`PlanFault`] as for [`Prepared::pay`].
pub fn simulate(
    prepared: &Prepared,
    plan: &Plan,
    history: &[Vec<f64>],
    setup: Setup,
) -> Result<Simulation, PlanFault> {
    let mut simulator = Simulator::new(prepared, plan, history, setup)?;
    simulator.step(setup.runs);
    Ok(simulator.finish())
}

/// SplitMix64: a seeded sequence, the same everywhere. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", 2014.
#[derive(Clone, Debug)]
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn pick(&mut self, choices: &[f64]) -> Option<f64> {
        let n = choices.len() as u128;
        let at = (u128::from(self.next()) * n) >> 64;
        choices.get(usize::try_from(at).ok()?).copied()
    }
}

#[cfg(test)]
#[path = "simulate_tests.rs"]
mod tests;
