//! Weighted means of which parts may be absent.

use crate::domain::Decimal;
use crate::domain::scorecard::Absent;

/// A weighted mean.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Blend {
    /// The mean; absent where no part is there, or no weight.
    pub value: Option<Decimal>,
    /// The weight of each part that counts, in percent; they total 100 wherever something counts.
    pub effective: Vec<Decimal>,
    /// Whether a part with weight was absent.
    pub missing: bool,
}

/// Σ weight × value ÷ Σ weight, over the parts that are there or, where absent ones count as zero, over all. Where no part
/// is there the mean is absent either way. Dividing by the weights' own sum makes twelfths and thirds exact.
pub(super) fn blend(parts: &[(Decimal, Option<Decimal>)], absent: Absent) -> Blend {
    let weighty = |w: Decimal| w > Decimal::ZERO;
    let counts = |(w, v): &(Decimal, Option<Decimal>)| weighty(*w) && (v.is_some() || absent == Absent::Zero);
    let missing = parts.iter().any(|(w, v)| weighty(*w) && v.is_none());
    let some = parts.iter().any(|(w, v)| weighty(*w) && v.is_some());
    let total = parts.iter().filter(|p| counts(p)).try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.0));
    let total = total.filter(|t| some && weighty(*t));
    let sum = parts
        .iter()
        .filter(|p| counts(p))
        .try_fold(Decimal::ZERO, |sum, (w, v)| sum.checked_add(v.unwrap_or_default().checked_mul(*w)?));
    let share = |p: &(Decimal, Option<Decimal>)| {
        let total = total.filter(|_| counts(p))?;
        p.0.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(total)
    };
    Blend {
        value: sum.zip(total).and_then(|(s, t)| s.checked_div(t)),
        effective: parts.iter().map(|p| share(p).unwrap_or_default()).collect(),
        missing,
    }
}
