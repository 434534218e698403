//! Simulation: thousands of attainments drawn from history, and what the plan would cost. The same seed gives the same
//! distribution on every machine.

use crate::domain::calendar::{Grain, Span};
use crate::domain::incentive::Plan;
use crate::domain::{Dataset, Decimal};
use crate::engine::incentive::base::Prepared;
use crate::engine::incentive::compile::PlanFault;
use rust_decimal::prelude::ToPrimitive;

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
    /// The cost that so many percent of the outcomes do not exceed (nearest rank); `None` without outcomes.
    pub fn percentile(&self, percent: f64) -> Option<f64> {
        let last = self.costs.len().checked_sub(1)?;
        let rank = (percent / 100.0 * self.costs.len() as f64).ceil().max(1.0) as usize - 1;
        self.costs.get(rank.min(last)).copied()
    }
}

/// Everybody's attainments in the periods of the prepared bases' length before them, the latest first; people in the order
/// of the bases. Periods in which somebody has no quota give nothing.
pub fn history(
    data: &Dataset,
    plan: &Plan,
    prepared: &Prepared,
    grain: Grain,
    periods: u32,
) -> Vec<Vec<f64>> {
    let calendar = &data.workspace.calendar;
    let mut found = vec![Vec::new(); prepared.people.len()];
    let mut period = calendar.period_of(prepared.span.from, grain);
    for _ in 0..periods {
        let Some(before) = calendar.previous(period) else { break };
        period = before;
        let Some(span) = calendar.span(period) else { break };
        let early = Plan { effective: span.from, ..plan.clone() };
        let past = Prepared::new(data, &early, Span { from: span.from, to: span.to }).value;
        for (person, list) in prepared.people.iter().zip(&mut found) {
            list.extend(past.attainment(*person).and_then(|a| a.to_f64()));
        }
    }
    found
}

/// Steps of attainment at which pay is computed: percent, up to three times the quota.
const STEPS: usize = 300;

/// Simulates the cost of a plan. Every outcome draws for every person one of their past attainments, or one of
/// anybody's where they have none; all have the quotas of the bases. Between whole percents of attainment pay is
/// interpolated.
///
/// # Errors
/// [`PlanFault`] as for [`Prepared::pay`].
pub fn simulate(
    prepared: &Prepared,
    plan: &Plan,
    history: &[Vec<f64>],
    setup: Setup,
) -> Result<Simulation, PlanFault> {
    let pay = curves(prepared, plan)?;
    let pooled: Vec<f64> = history.iter().flatten().copied().collect();
    let none = Vec::new();
    let choices: Vec<&[f64]> = (0..prepared.people.len())
        .map(|n| history.get(n).filter(|h| !h.is_empty()).unwrap_or(&none).as_slice())
        .map(|own| if own.is_empty() { pooled.as_slice() } else { own })
        .collect();
    let mut dice = Dice(setup.seed);
    let mut costs = Vec::with_capacity(setup.runs as usize);
    for _ in 0..setup.runs {
        let mut cost = 0.0;
        for (curve, choices) in pay.iter().zip(&choices) {
            let attainment = dice.pick(choices).unwrap_or(1.0);
            cost += at(curve, attainment);
        }
        costs.push(cost);
    }
    costs.sort_by(f64::total_cmp);
    let mean = costs.iter().sum::<f64>() / (costs.len().max(1)) as f64;
    Ok(Simulation { costs, mean })
}

/// Everybody's pay by attainment in whole percents, major units.
fn curves(prepared: &Prepared, plan: &Plan) -> Result<Vec<Vec<f64>>, PlanFault> {
    let mut found = vec![Vec::with_capacity(STEPS + 1); prepared.people.len()];
    for step in 0..=STEPS {
        let attainment = Decimal::new(step as i64, 2);
        let pay = prepared.at_attainment(None, attainment).pay(plan)?;
        let scale = 10_f64.powi(pay.cost.currency.digits() as i32);
        for (curve, person) in found.iter_mut().zip(&pay.people) {
            curve.push(person.minor as f64 / scale);
        }
    }
    Ok(found)
}

fn at(curve: &[f64], attainment: f64) -> f64 {
    let place = (attainment * 100.0).clamp(0.0, STEPS as f64);
    let low = place.floor() as usize;
    let a = curve.get(low).copied().unwrap_or(0.0);
    let b = curve.get(low + 1).copied().unwrap_or(a);
    a + (b - a) * (place - place.floor())
}

/// SplitMix64: a seeded sequence, the same everywhere. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", 2014.
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
