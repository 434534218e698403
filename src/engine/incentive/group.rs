//! What only all cells of a component together decide: the shares of a pool, the prizes of a ranking.

use crate::domain::Decimal;
use crate::domain::incentive::{Component, Gate, Pays, Pool, PoolOf, PoolShares, SpiffKind};
use crate::domain::kpi::Unit;
use crate::domain::money::round;
use crate::engine::incentive::base::{Bases, Cell, Group};
use crate::engine::incentive::compute::{Pricing, Together};
use crate::engine::split::largest_remainder;
use crate::engine::trace::{PayStep, Step, Trace, TraceValue};
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

    pub(super) fn member(&self, gate: Option<Gate>, cell: &Cell) -> bool {
        let value = |g: &Gate| {
            let known = self.prepared.readings.get(&(g.reading, cell.person, cell.period));
            known.copied().flatten()
        };
        gate.is_none_or(|g| value(&g).is_some_and(|v| v >= g.least))
    }

    /// How a member's share of a pool came about: the pot with what it is a part of, and everybody's part.
    pub(super) fn pool_told(
        &self,
        pool: &Pool,
        bases: &Bases,
        cell: &Cell,
        base: Option<Trace>,
    ) -> Vec<Trace> {
        let rounding = self.prepared.rounding;
        let group = cell.group.and_then(|g| bases.groups.get(g));
        let exact = group.and_then(|group| pot_now(pool.of, group));
        let pot = exact.and_then(|pot| round(pot, self.prepared.currency, rounding));
        let (Some(pot), Some(parts)) = (pot, self.pool(pool, bases, |c| c.to_date.pay, pot_now)) else {
            return Vec::new();
        };
        let rate = match pool.of {
            PoolOf::Rate(rate) => Some(rate),
            PoolOf::Amount(_) => None,
        };
        let step = Step::Incentive(PayStep::Pot(rate));
        let inputs = base.into_iter().filter(|_| rate.is_some()).collect();
        let mut found = vec![Trace { step, value: TraceValue::Money(pot), inputs }];
        let own = bases.cells.iter().zip(parts).filter(|(c, _)| c.group == cell.group);
        found.extend(own.filter_map(|(other, part)| {
            let person = *self.prepared.people.get(other.person)?;
            let open = self.member(pool.members, other);
            let weight = weight(pool, other, |c| c.to_date.pay);
            let step = Step::Member { person, weight, open };
            Some(Trace::leaf(step, TraceValue::Number(part, Unit::Money)))
        }));
        found
    }

    /// Everybody in a ranking of a period, best first.
    pub(super) fn ranking_told(
        &self,
        prizes: &[Decimal],
        bases: &Bases,
        cell: &Cell,
        unit: Unit,
    ) -> Vec<Trace> {
        let all = places(prizes, bases, |c| c.to_date.pay).unwrap_or_default();
        let told = |one: Placed| {
            let other = bases.cells.get(one.at).filter(|c| c.period == cell.period)?;
            let person = *self.prepared.people.get(other.person)?;
            let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let (rank, equals) = (number(one.rank + 1), number(one.equals));
            let step = Step::Ranked { person, rank, equals, prize: one.prize };
            Some(Trace::leaf(step, TraceValue::Number(one.value, unit)))
        };
        all.into_iter().filter_map(told).collect()
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
            let weights: Vec<Decimal> = members.iter().map(|(_, c)| weight(pool, c, credit)).collect();
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

/// The weight of a member.
fn weight(pool: &Pool, cell: &Cell, credit: fn(&Cell) -> Decimal) -> Decimal {
    match &pool.shares {
        PoolShares::Equal => Decimal::ONE,
        PoolShares::Credit => credit(cell).max(Decimal::ZERO),
        PoolShares::Weights(list) => {
            cell.weight.and_then(|n| list.get(n)).map_or(Decimal::ZERO, |(_, weight)| *weight)
        }
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

/// Everybody's place of a ranking.
struct Placed {
    /// The cell.
    at: usize,
    /// The best place of those who are equal, from 0, and how many are.
    rank: usize,
    equals: usize,
    value: Decimal,
    prize: Decimal,
}

/// Prizes by rank within each period, best first; equals share the prizes of their ranks, nothing below zero ranks.
fn ranking(prizes: &[Decimal], bases: &Bases, value: fn(&Cell) -> Decimal) -> Option<Vec<Decimal>> {
    let mut found = vec![Decimal::ZERO; bases.cells.len()];
    for one in places(prizes, bases, value)? {
        *found.get_mut(one.at)? = one.prize;
    }
    Some(found)
}

/// Who has which place, by period and then best first.
fn places(prizes: &[Decimal], bases: &Bases, value: fn(&Cell) -> Decimal) -> Option<Vec<Placed>> {
    let mut found = Vec::new();
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
            let prize = sum.checked_div(Decimal::from(equals.len()))?;
            let (value, count) = (*best, equals.len());
            found.extend(equals.into_iter().map(|at| Placed { at, rank, equals: count, value, prize }));
            rank += count;
        }
    }
    Some(found)
}
