//! Rate tables: tiers that are marginal (超額累進), retroactive (全額累進) or interpolated, mixed as a plan likes.
//!
//! A [`Table`] exists only where its tiers are in order, without gap and overlap, so evaluating one cannot fail except
//! by overflow. A value on a boundary belongs to the upper tier.

use crate::domain::incentive::{RateTable, Tier, TierMode};
use crate::domain::issue::IssueCode;
use rust_decimal::Decimal;

/// Why a table is refused, and at which tier (from 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// [`IssueCode::TableGap`], [`IssueCode::TableOverlap`] or [`IssueCode::TableOrder`]. The last one also covers a
    /// tier below zero, an endless tier before the last, and an interpolated tier without end, which has no width.
    pub code: IssueCode,
    /// The tier that is wrong.
    pub tier: usize,
}

/// A table whose tiers have been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table(Vec<Tier>);

/// What one tier contributed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Which tier, from 0.
    pub tier: usize,
    /// The part of the value that the tier covers; for a retroactive tier all of it.
    pub part: Decimal,
    /// The tier's rate, or its full value where it is interpolated.
    pub rate: Decimal,
    /// What it earned.
    pub earned: Decimal,
}

/// What a table pays on a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earned {
    /// The pay, exact.
    pub amount: Decimal,
    /// How it came about, lowest tier first. Their `earned` sum to the amount.
    pub slices: Vec<Slice>,
    /// Whether the value lies beyond the last tier's end.
    pub beyond: bool,
}

/// What is odd about a table that is nevertheless allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What.
    pub kind: NoticeKind,
    /// At which value, in what the table measures.
    pub at: Decimal,
    /// Pay just below it.
    pub before: Decimal,
    /// Pay at it; for pay that falls within a tier, at the tier's end where it has one.
    pub after: Decimal,
}

/// Kinds of [`Notice`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Pay jumps up: one more unit sold is worth far more than its rate.
    Cliff,
    /// Pay falls as the value rises.
    Falling,
}

impl Table {
    /// Checks the tiers of a rate table.
    ///
    /// # Errors
    /// Every [`Fault`], in the order of the tiers.
    pub fn new(table: &RateTable) -> Result<Table, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut previous: Option<&Tier> = None;
        for (tier, t) in table.tiers.iter().enumerate() {
            let mut fault = |code| faults.push(Fault { code, tier });
            let endless =
                t.to.is_none() && (tier + 1 < table.tiers.len() || t.mode == TierMode::Interpolated);
            if t.from < Decimal::ZERO || t.to.is_some_and(|to| to <= t.from) || endless {
                fault(IssueCode::TableOrder);
            }
            if let Some(end) = previous.and_then(|p| p.to) {
                if previous.is_some_and(|p| t.from < p.from) {
                    fault(IssueCode::TableOrder);
                } else if t.from > end {
                    fault(IssueCode::TableGap);
                } else if t.from < end {
                    fault(IssueCode::TableOverlap);
                }
            }
            previous = Some(t);
        }
        if faults.is_empty() { Ok(Table(table.tiers.clone())) } else { Err(faults) }
    }

    /// The same table with every end multiplied by a quota above zero: percent of quota becomes amount.
    pub fn scaled(&self, quota: Decimal) -> Option<Table> {
        let tiers = self.0.iter().map(|t| {
            let to = match t.to {
                Some(to) => Some(to.checked_mul(quota)?),
                None => None,
            };
            Some(Tier { from: t.from.checked_mul(quota)?, to, ..t.clone() })
        });
        (quota > Decimal::ZERO).then(|| tiers.collect::<Option<_>>().map(Table)).flatten()
    }

    /// The tiers, lowest first.
    pub fn tiers(&self) -> &[Tier] {
        &self.0
    }

    /// What the table pays on a value, without its explanation. A value below zero (returns exceed sales) earns the
    /// negative of what its opposite earns. `None` on overflow.
    pub fn pay(&self, value: Decimal) -> Option<Decimal> {
        self.pay_scaled(value, Decimal::ONE)
    }

    /// [`Table::pay`] of the table [`Table::scaled`] by a quota, without building it: the inner loop of a what-if.
    pub fn pay_scaled(&self, value: Decimal, quota: Decimal) -> Option<Decimal> {
        let mut amount = Decimal::ZERO;
        self.walk(value.abs(), quota, |slice, replaces| {
            amount = if replaces { slice.earned } else { amount.checked_add(slice.earned)? };
            Some(())
        })?;
        Some(if value < Decimal::ZERO { -amount } else { amount })
    }

    /// What the table pays on a value and how. `None` on overflow.
    pub fn earn(&self, value: Decimal) -> Option<Earned> {
        let mut slices = Vec::new();
        self.walk(value.abs(), Decimal::ONE, |slice, replaces| {
            if replaces {
                slices.clear();
            }
            slices.push(slice);
            Some(())
        })?;
        if value < Decimal::ZERO {
            slices.iter_mut().for_each(|s| (s.part, s.earned) = (-s.part, -s.earned));
        }
        let amount = slices.iter().try_fold(Decimal::ZERO, |sum, s| sum.checked_add(s.earned))?;
        let beyond = self.0.last().and_then(|t| t.to).is_some_and(|end| value.abs() > end);
        Some(Earned { amount, slices, beyond })
    }

    /// Goes through the tiers that a value reaches; each gives its slice and whether it replaces those before.
    fn walk(
        &self,
        value: Decimal,
        quota: Decimal,
        mut each: impl FnMut(Slice, bool) -> Option<()>,
    ) -> Option<()> {
        for (tier, t) in self.0.iter().enumerate() {
            let from = t.from.checked_mul(quota)?;
            if value < from {
                break;
            }
            let to = t.to.map(|to| to.checked_mul(quota)).map_or(Some(None), |to| to.map(Some))?;
            let last = tier + 1 == self.0.len();
            let inside = to.map_or(value, |to| value.min(to));
            let (part, earned) = match t.mode {
                TierMode::Marginal => {
                    let part = inside.checked_sub(from)?;
                    (part, part.checked_mul(t.value)?)
                }
                TierMode::Retroactive => {
                    let part = if last { value } else { inside };
                    (part, part.checked_mul(t.value)?)
                }
                TierMode::Interpolated => {
                    let part = inside.checked_sub(from)?;
                    let width = to?.checked_sub(from)?;
                    (part, t.value.checked_mul(part)?.checked_div(width)?)
                }
            };
            let replaces = t.mode == TierMode::Retroactive;
            each(Slice { tier, part, rate: t.value, earned }, replaces)?;
        }
        Some(())
    }

    /// Cliffs and falling pay, in the order of the value. In percent of quota, pay is per unit of quota.
    pub fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        for (n, t) in self.0.iter().enumerate() {
            let below = Table(self.0.iter().take(n).cloned().collect());
            let at = t.from;
            if let (Some(before), Some(after)) = (below.pay(at), self.pay(at))
                && before != after
            {
                let kind = if after > before { NoticeKind::Cliff } else { NoticeKind::Falling };
                notices.push(Notice { kind, at, before, after });
            }
            if t.value < Decimal::ZERO
                && let Some(start) = self.pay(at)
            {
                let upto = Table(self.0.iter().take(n + 1).cloned().collect());
                let after = t.to.and_then(|to| upto.pay(to)).unwrap_or(start);
                notices.push(Notice { kind: NoticeKind::Falling, at, before: start, after });
            }
        }
        notices
    }
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
