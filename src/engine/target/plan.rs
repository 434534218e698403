//! The arithmetic of planning: adjusting, rolling forward, distributing, splitting, capacity, proration.

use crate::domain::issue::{About, Checked, Issue, IssueCode};
use crate::domain::{Decimal, Span};
use crate::engine::split::split;

/// Target × (1 + signed percent ÷ 100). `None` on overflow.
/// Source: Oracle Incentive Compensation, adjusting rolled-down quotas.
pub fn adjust(target: Decimal, percent: Decimal) -> Option<Decimal> {
    target.checked_add(target.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?)
}

/// How a target is carried to the periods that follow. Source: Infor LN, copying targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Roll {
    /// One step, the same for all periods: 100 at −10 % is 90, 90, 90.
    Single,
    /// The same step each period: 90, 80, 70.
    Growing,
    /// Compounding: 90, 81, 72.9.
    Compounding,
}

/// The targets of the periods that follow. `None` on overflow.
pub fn roll_forward(base: Decimal, percent: Decimal, periods: u32, how: Roll) -> Option<Vec<Decimal>> {
    let mut last = base;
    (1..=periods)
        .map(|n| {
            let value = match how {
                Roll::Single => adjust(base, percent)?,
                Roll::Growing => adjust(base, percent.checked_mul(Decimal::from(n))?)?,
                Roll::Compounding => adjust(last, percent)?,
            };
            last = value;
            Some(value)
        })
        .collect()
}

/// Distributes a whole over parts by a profile of percentages that total 100 at two decimals; the parts sum to the
/// whole exactly, at so many decimals. A profile that does not total 100 is used by its own sum and reported.
/// Source: ERPNext, monthly distribution.
pub fn distribute(whole: Decimal, profile: &[Decimal], places: u32) -> Checked<Option<Vec<Decimal>>> {
    let total = profile.iter().copied().fold(Decimal::ZERO, Decimal::saturating_add);
    let issues = if total.round_dp(2) == Decimal::ONE_HUNDRED {
        Vec::new()
    } else {
        vec![Issue { code: IssueCode::WeightsTotal, about: About::Whole }]
    };
    Checked { value: split(whole, profile, places), issues }
}

/// Assigns a whole to parts by weights, over-assigned by a factor: the parts sum to whole × (1 + over) exactly.
/// `None` on overflow.
pub fn assign(whole: Decimal, weights: &[Decimal], over: Decimal, places: u32) -> Option<Vec<Decimal>> {
    split(whole.checked_mul(Decimal::ONE.checked_add(over)?)?, weights, places)
}

/// What a team can bring: Σ heads × ramp, × productivity of one head × expected attainment. Every pair is a number of
/// heads and their ramp, 1 being fully ramped. `None` on overflow.
pub fn capacity(
    heads: &[(Decimal, Decimal)],
    productivity: Decimal,
    expected_attainment: Decimal,
) -> Option<Decimal> {
    ramped(heads)?.checked_mul(productivity)?.checked_mul(expected_attainment)
}

/// What one head must be assigned so that the expected attainment brings what is required. `None` without heads.
pub fn quota_per_head(
    required: Decimal,
    heads: &[(Decimal, Decimal)],
    expected_attainment: Decimal,
) -> Option<Decimal> {
    required.checked_div(ramped(heads)?.checked_mul(expected_attainment)?)
}

fn ramped(heads: &[(Decimal, Decimal)]) -> Option<Decimal> {
    heads.iter().try_fold(Decimal::ZERO, |sum, (n, ramp)| sum.checked_add(n.checked_mul(*ramp)?))
}

/// The share of a target for part of its period, by calendar days with both ends. `None` on overflow.
pub fn prorate(target: Decimal, period: Span, part: Span) -> Option<Decimal> {
    let days = part.intersect(&period).map_or(0, |s| s.days());
    if days == period.days() {
        return Some(target);
    }
    target.checked_mul(Decimal::from(days))?.checked_div(Decimal::from(period.days()))
}

/// Actual − target. `None` on overflow.
pub fn variance(actual: Decimal, target: Decimal) -> Option<Decimal> {
    actual.checked_sub(target)
}
