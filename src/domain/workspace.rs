//! The settings of a workspace, and the counters that keep codes from being used twice.

use crate::domain::calendar::Calendar;
use crate::domain::id::WorkspaceId;
use crate::domain::money::{Currency, Rounding};

/// One organisation's settings. A dataset has exactly one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// Identity.
    pub id: WorkspaceId,
    /// Name as shown.
    pub name: String,
    /// Whether this is the generated sample company.
    pub sample: bool,
    /// Currency of all columns.
    pub currency: Currency,
    /// Decimals shown for money; the stored scale is the currency's own.
    pub shown_digits: u32,
    /// How stated and paid amounts are rounded.
    pub rounding: Rounding,
    /// Fiscal year and working days.
    pub calendar: Calendar,
    /// Next free codes.
    pub next: Counters,
}

/// The next free code of each dimension; zero is "none" and never given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counters {
    /// People and splits.
    pub credit: u16,
    /// Products.
    pub product: u32,
    /// Channels.
    pub channel: u16,
    /// Territories.
    pub territory: u16,
    /// Customers.
    pub customer: u32,
}

impl Default for Counters {
    fn default() -> Self {
        Counters { credit: 1, product: 1, channel: 1, territory: 1, customer: 1 }
    }
}
