//! Rate tables: tiers that are marginal (超額累進), retroactive (全額累進) or interpolated, mixed as a plan likes.
//!
//! A [`Table`] exists only where its tiers are in order, without gap and overlap, so evaluating one cannot fail except
//! by overflow. A value on a boundary belongs to the upper tier.

use crate::domain::incentive::{Boundary, RateTable, Tier, TierMode, Worth};
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
pub struct Table {
    tiers: Vec<Tier>,
    boundary: Boundary,
    /// Place of every tier in the plan, where closed tiers are left out.
    places: Vec<usize>,
}

/// What a table is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct On {
    /// What the table measures.
    pub position: Decimal,
    /// What rates apply to, where it is not what the table measures.
    pub amount: Option<Decimal>,
    /// What the ends of the tiers are multiplied by: the quota where they are percent of it.
    pub scale: Decimal,
    /// Target pay of the period; nothing where it is unknown.
    pub target_pay: Decimal,
    /// Base pay of the period; nothing where it is unknown.
    pub base_pay: Decimal,
}

impl On {
    /// A value that is both measured and paid on.
    pub fn value(position: Decimal) -> On {
        On { position, amount: None, scale: Decimal::ONE, target_pay: Decimal::ZERO, base_pay: Decimal::ZERO }
    }
}

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
        let places = (0..table.tiers.len()).collect();
        let made = || Table { tiers: table.tiers.clone(), boundary: table.boundary, places };
        if faults.is_empty() { Ok(made()) } else { Err(faults) }
    }

    /// The tiers, lowest first.
    pub fn tiers(&self) -> &[Tier] {
        &self.tiers
    }

    /// The table while the gates of some tiers, by place, are closed: the tier below holds in their stead. Below a first
    /// tier that is closed nothing is earned.
    pub fn closing(&self, closed: impl Fn(usize) -> bool) -> Table {
        let mut made = Table { tiers: Vec::new(), boundary: self.boundary, places: Vec::new() };
        for (place, tier) in self.tiers.iter().enumerate() {
            if !closed(place) {
                made.tiers.push(tier.clone());
                made.places.push(place);
            } else if let Some(below) = made.tiers.last_mut() {
                below.to = tier.to;
            }
        }
        made
    }

    /// What the table pays on a value, without its explanation. A value below zero (returns exceed sales) earns the
    /// negative of what its opposite earns. `None` on overflow.
    pub fn pay(&self, value: Decimal) -> Option<Decimal> {
        self.pay_on(&On::value(value))
    }

    /// [`Table::pay`] on more than a value.
    pub fn pay_on(&self, on: &On) -> Option<Decimal> {
        let mut amount = Decimal::ZERO;
        self.walk(on, |slice, replaces| {
            amount = if replaces { slice.earned } else { amount.checked_add(slice.earned)? };
            Some(())
        })?;
        Some(if negative(on) { -amount } else { amount })
    }

    /// What the table pays on a value and how. `None` on overflow.
    pub fn earn(&self, value: Decimal) -> Option<Earned> {
        self.earn_on(&On::value(value))
    }

    /// [`Table::earn`] on more than a value; the parts of the slices are in amounts where the ends are scaled.
    pub fn earn_on(&self, on: &On) -> Option<Earned> {
        let mut slices = Vec::new();
        self.walk(on, |slice, replaces| {
            if replaces {
                slices.clear();
            }
            slices.push(slice);
            Some(())
        })?;
        if negative(on) {
            slices.iter_mut().for_each(|s: &mut Slice| (s.part, s.earned) = (-s.part, -s.earned));
        }
        let amount = slices.iter().try_fold(Decimal::ZERO, |sum, s| sum.checked_add(s.earned))?;
        let end = self.tiers.last().and_then(|t| t.to).map(|end| end.checked_mul(on.scale));
        let beyond = end.flatten().is_some_and(|end| on.position.abs() > end);
        Some(Earned { amount, slices, beyond })
    }

    /// Goes through the tiers that a value reaches; each gives its slice and whether it replaces those before.
    fn walk(&self, on: &On, mut each: impl FnMut(Slice, bool) -> Option<()>) -> Option<()> {
        let value = on.position.abs();
        let amount = on.amount.map(|a| a.abs());
        for (at, (t, place)) in self.tiers.iter().zip(&self.places).enumerate() {
            let from = t.from.checked_mul(on.scale)?;
            let lower = self.boundary == Boundary::Lower && at > 0;
            if value < from || (lower && value == from) {
                break;
            }
            let to = t.to.map(|to| to.checked_mul(on.scale)).map_or(Some(None), |to| to.map(Some))?;
            let last = at + 1 == self.tiers.len();
            let inside = to.map_or(value, |to| value.min(to));
            let replaces = t.mode == TierMode::Retroactive;
            let part = match t.mode {
                TierMode::Retroactive if last => value,
                TierMode::Retroactive => inside,
                TierMode::Marginal | TierMode::Interpolated => inside.checked_sub(from)?,
            };
            let whole = match t.worth {
                Worth::Plain => None,
                Worth::Amount => Some(t.value),
                Worth::TargetPay => Some(t.value.checked_mul(on.target_pay)?),
                Worth::BasePay => Some(t.value.checked_mul(on.base_pay)?),
            };
            let earned = match (t.mode, whole, amount) {
                (TierMode::Interpolated, whole, _) => {
                    let width = to?.checked_sub(from)?;
                    whole.unwrap_or(t.value).checked_mul(part)?.checked_div(width)?
                }
                (_, Some(whole), _) => whole,
                (_, None, None) => part.checked_mul(t.value)?,
                (TierMode::Retroactive, None, Some(amount)) => amount.checked_mul(t.value)?,
                (TierMode::Marginal, None, Some(amount)) if value.is_zero() => amount.checked_mul(t.value)?,
                (TierMode::Marginal, None, Some(amount)) => {
                    amount.checked_mul(t.value)?.checked_mul(part)?.checked_div(value)?
                }
            };
            each(Slice { tier: *place, part, rate: t.value, earned }, replaces)?;
        }
        Some(())
    }

    /// Cliffs and falling pay, in the order of the value. In percent of quota, pay is per unit of quota.
    pub fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        let upto = |n| Table {
            tiers: self.tiers.iter().take(n).cloned().collect(),
            boundary: Boundary::Upper,
            places: (0..n).collect(),
        };
        let whole = upto(self.tiers.len());
        for (n, t) in self.tiers.iter().enumerate() {
            let at = t.from;
            // Where a plan chooses the lower tier the step comes just above the boundary; its size is the same.
            if let (Some(before), Some(after)) = (upto(n).pay(at), whole.pay(at))
                && before != after
            {
                let kind = if after > before { NoticeKind::Cliff } else { NoticeKind::Falling };
                notices.push(Notice { kind, at, before, after });
            }
            if t.value < Decimal::ZERO
                && let Some(start) = whole.pay(at)
            {
                let after = t.to.and_then(|to| upto(n + 1).pay(to)).unwrap_or(start);
                notices.push(Notice { kind: NoticeKind::Falling, at, before: start, after });
            }
        }
        notices
    }
}

/// Whether what is paid on lies below zero.
fn negative(on: &On) -> bool {
    on.amount.unwrap_or(on.position) < Decimal::ZERO
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
