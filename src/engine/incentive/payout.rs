//! Payout curves: attainment to a share of pay. Linear between points, or multipliers tier by tier.

use crate::domain::Decimal;
use crate::domain::incentive::{PayoutCurve, PayoutPoint, RateTable};
use crate::engine::incentive::table::{Earned, Fault, Slice, Table};

/// A payout curve whose points or tiers have been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payout {
    /// The share is the attainment.
    Linear,
    /// Linear between points.
    Points(Vec<PayoutPoint>),
    /// Attainment × multiplier.
    Multipliers(Table),
}

/// Why a curve is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CurveFault {
    /// A curve without points, or the point that is not above the one before.
    Order(usize),
    /// Its multipliers.
    Tiers(Vec<Fault>),
}

impl Payout {
    /// Checks a curve.
    ///
    /// # Errors
    /// [`CurveFault`].
    pub fn new(curve: &PayoutCurve) -> Result<Payout, CurveFault> {
        match curve {
            PayoutCurve::Linear => Ok(Payout::Linear),
            PayoutCurve::Points(points) => ordered(points).map(|()| Payout::Points(points.clone())),
            PayoutCurve::Multipliers(tiers) => {
                let table = RateTable { tiers: tiers.clone(), ..RateTable::default() };
                Table::new(&table).map(Payout::Multipliers).map_err(CurveFault::Tiers)
            }
        }
    }

    /// The share of pay at an attainment, 1 being all of it, with its parts. `None` on overflow.
    pub fn share(&self, attainment: Decimal) -> Option<Earned> {
        let whole = |share: Decimal| Earned {
            amount: share,
            slices: vec![Slice { tier: 0, part: attainment, rate: Decimal::ONE, earned: share }],
            beyond: false,
        };
        match self {
            Payout::Linear => Some(whole(attainment)),
            Payout::Points(points) => {
                let first = points.first()?;
                if attainment < first.at {
                    return Some(whole(Decimal::ZERO));
                }
                let beyond = points.last().is_some_and(|p| attainment > p.at);
                Some(Earned { beyond, ..whole(between(points, attainment)?) })
            }
            Payout::Multipliers(table) => table.earn(attainment),
        }
    }
}

/// Whether points are there and in strict order.
pub(super) fn ordered(points: &[PayoutPoint]) -> Result<(), CurveFault> {
    if points.is_empty() {
        return Err(CurveFault::Order(0));
    }
    let wrong = points.windows(2).position(|w| w.first().map(|p| p.at) >= w.last().map(|p| p.at));
    wrong.map_or(Ok(()), |at| Err(CurveFault::Order(at + 1)))
}

/// Linear between points, held outside. `None` without points or on overflow.
pub(super) fn between(points: &[PayoutPoint], at: Decimal) -> Option<Decimal> {
    let (first, last) = (points.first()?, points.last()?);
    if at <= first.at {
        return Some(first.share);
    }
    if at >= last.at {
        return Some(last.share);
    }
    let up = points.iter().position(|p| p.at > at)?;
    let (a, b) = (points.get(up.checked_sub(1)?)?, points.get(up)?);
    let rise = b.share.checked_sub(a.share)?.checked_mul(at.checked_sub(a.at)?)?;
    rise.checked_div(b.at.checked_sub(a.at)?)?.checked_add(a.share)
}
