//! What only all cells of a component together decide: the shares of a pool, the prizes of a ranking.

use crate::domain::Decimal;
use crate::domain::incentive::{Component, Gate, Pays, Pool, PoolOf, PoolShares, SpiffKind};
use crate::domain::money::round;
use crate::engine::incentive::base::{Bases, Cell, Group};
use crate::engine::incentive::compute::{Pricing, Together};
use crate::engine::split::largest_remainder;
use std::collections::BTreeMap;

impl Pricing<'_> {
    /// What the cells of a component earn together, to date and before the span; empty for components whose cells earn
    /// by themselves. `None` on overflow.
    pub fn together(&self, component: &Component, bases: &Bases) -> Option<Together> {
        let (now, before) = match &component.pays {
            Pays::Pool(pool) => (
                self.pool(pool, bases, |c| c.to_date.pay, pot_now)?,
                self.pool(pool, bases, |c| c.before.pay, pot_before)?,
            ),
            Pays::Spiff(spiff) => {
                let SpiffKind::Ranking { prizes } = &spiff.kind else { return Some(Vec::new()) };
                (ranking(prizes, bases, |c| c.to_date.pay)?, ranking(prizes, bases, |c| c.before.pay)?)
            }
            _ => return Some(Vec::new()),
        };
        Some(now.into_iter().zip(before).collect())
    }

    fn member(&self, gate: Option<Gate>, cell: &Cell) -> bool {
        let value = |g: &Gate| {
            let known = self.prepared.readings.get(&(g.reading, cell.person, cell.period));
            known.copied().flatten()
        };
        gate.is_none_or(|g| value(&g).is_some_and(|v| v >= g.least))
    }

    /// The pot of every group, rounded once, split among its members so that the parts sum to it.
    fn pool(
        &self,
        pool: &Pool,
        bases: &Bases,
        credit: fn(&Cell) -> Decimal,
        pot: fn(PoolOf, &Group) -> Option<Decimal>,
    ) -> Option<Vec<Decimal>> {
        let mut parts = vec![Decimal::ZERO; bases.cells.len()];
        let rounding = self.prepared.rounding;
        let unit = i128::from(rounding.unit.max(1));
        for (at, group) in bases.groups.iter().enumerate() {
            let pot = round(pot(pool.of, group)?, self.prepared.currency, rounding)?;
            let all = bases.cells.iter().enumerate();
            let members = all.filter(|(_, c)| c.group == Some(at) && self.member(pool.members, c));
            let members: Vec<(usize, &Cell)> = members.collect();
            let weight = |c: &Cell| match &pool.shares {
                PoolShares::Equal => Decimal::ONE,
                PoolShares::Credit => credit(c).max(Decimal::ZERO),
                PoolShares::Weights(list) => {
                    c.weight.and_then(|n| list.get(n)).map_or(Decimal::ZERO, |(_, weight)| *weight)
                }
            };
            let weights: Vec<Decimal> = members.iter().map(|(_, c)| weight(c)).collect();
            if weights.iter().all(Decimal::is_zero) {
                continue;
            }
            let split = largest_remainder(i128::from(pot.minor) / unit, &weights);
            for ((number, _), steps) in members.iter().zip(split) {
                let minor = steps.checked_mul(unit)?;
                *parts.get_mut(*number)? =
                    Decimal::try_from_i128_with_scale(minor, pot.currency.digits()).ok()?;
            }
        }
        Some(parts)
    }
}

fn pot_now(of: PoolOf, group: &Group) -> Option<Decimal> {
    match of {
        PoolOf::Rate(rate) => group.to_date.checked_mul(rate),
        PoolOf::Amount(amount) => Some(amount),
    }
}

/// A fixed pot is stated with the first base of its period.
fn pot_before(of: PoolOf, group: &Group) -> Option<Decimal> {
    match of {
        PoolOf::Rate(rate) => group.before.checked_mul(rate),
        PoolOf::Amount(amount) => Some(if group.before.is_zero() { Decimal::ZERO } else { amount }),
    }
}

/// Prizes by rank within each period, best first; equals share the prizes of their ranks, nothing below zero ranks.
fn ranking(prizes: &[Decimal], bases: &Bases, value: fn(&Cell) -> Decimal) -> Option<Vec<Decimal>> {
    let mut found = vec![Decimal::ZERO; bases.cells.len()];
    let mut periods: BTreeMap<_, Vec<(Decimal, usize)>> = BTreeMap::new();
    for (at, cell) in bases.cells.iter().enumerate() {
        if value(cell) > Decimal::ZERO {
            periods.entry(cell.period).or_default().push((value(cell), at));
        }
    }
    for mut list in periods.into_values() {
        list.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut rank = 0;
        while let Some((best, _)) = list.get(rank) {
            let equals: Vec<usize> = list.iter().filter(|(v, _)| v == best).map(|(_, at)| *at).collect();
            let theirs = prizes.iter().skip(rank).take(equals.len());
            let sum = theirs.fold(Decimal::ZERO, |sum, p| sum.saturating_add(*p));
            let each = sum.checked_div(Decimal::from(equals.len()))?;
            for at in &equals {
                *found.get_mut(*at)? = each;
            }
            rank += equals.len();
        }
    }
    Some(found)
}
