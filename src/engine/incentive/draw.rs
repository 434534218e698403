//! Pay in advance, in minor units: what a draw adds, what is recovered of it and what is forgiven. Pay runs and the examples of
//! a plan settle by the same arithmetic.

use crate::domain::Decimal;
use crate::domain::incentive::{Draw, Forgiveness};
use crate::domain::money::Half;
use rust_decimal::prelude::ToPrimitive;

/// What a draw did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Drawing {
    /// Paid on top of what was earned.
    pub drawn: i64,
    /// Taken for earlier draws.
    pub recovered: i64,
    /// Owed and forgiven now.
    pub forgiven: i64,
    /// Owed from now on.
    pub debt: i64,
}

/// When a draw is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    /// Full months since it began.
    pub months: u32,
    /// Whether the person has left: nothing is drawn, recovered or forgiven any more.
    pub leaver: bool,
    /// So much may be taken at most.
    pub room: i64,
}

/// A share of an amount in minor units, rounded half away from zero.
pub(super) fn percent(minor: i64, percent: Decimal) -> Option<i64> {
    let exact = Decimal::from(minor).checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
    Half::AwayFromZero.round(exact, 0).to_i64()
}

/// What a draw of so much does with what was earned and the debt so far. `None` on overflow.
pub(super) fn drawing(draw: &Draw, amount: i64, at: At, earned: i64, debt: i64) -> Option<Drawing> {
    let active = !at.leaver && draw.months.is_none_or(|most| at.months < most);
    let mut found = Drawing { debt, ..Drawing::default() };
    if active && earned < amount {
        found.drawn = amount.checked_sub(earned)?;
        if draw.forgiven != Forgiveness::Never {
            found.debt = found.debt.checked_add(found.drawn)?;
        }
    } else if at.months >= draw.defer {
        let above = earned.checked_sub(amount)?.max(0);
        found.recovered = debt.min(above).min(at.room).max(0);
        found.debt = found.debt.checked_sub(found.recovered)?;
    }
    if !active && draw.forgiven == Forgiveness::AtEnd && !at.leaver {
        found.forgiven = found.debt;
        found.debt = 0;
    }
    Some(found)
}
