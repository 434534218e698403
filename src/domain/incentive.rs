//! Incentive plans: components that turn records and attainments into pay.

use crate::domain::filter::Filter;
use crate::domain::id::{ComponentId, PlanId};
use crate::domain::kpi::Base;
use crate::domain::scorecard::Assigned;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// How a tier pays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TierMode {
    /// 超額累進: the rate holds for the part inside the tier.
    #[default]
    Marginal,
    /// 全額累進: the rate applies from zero to the tier's end and replaces the tiers below.
    Retroactive,
    /// The full values of the tiers below plus the covered share of this tier's value.
    Interpolated,
}

/// One tier of a rate table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Lower end, in what the table measures.
    pub from: Decimal,
    /// Upper end; `None` without end.
    pub to: Option<Decimal>,
    /// The rate (0.05 is 5 %), or for [`TierMode::Interpolated`] the tier's full value in money.
    pub value: Decimal,
    /// How the tier pays.
    pub mode: TierMode,
}

/// What a rate table measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MeasuredIn {
    /// The base's amount.
    #[default]
    Amount,
    /// Percent of the person's revenue target, 1 being the target; rates apply to the amount.
    PercentOfQuota,
}

/// Over which span the table accumulates before it starts again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accumulate {
    /// Each record by itself.
    PerRecord,
    /// Calendar month.
    #[default]
    Month,
    /// Fiscal quarter.
    Quarter,
    /// Fiscal year.
    Year,
}

/// A rate table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateTable {
    /// What is measured.
    pub measured: MeasuredIn,
    /// Over which span.
    pub accumulate: Accumulate,
    /// The tiers, ascending and without gap or overlap.
    pub tiers: Vec<Tier>,
}

/// A commission on records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Identity.
    pub id: ComponentId,
    /// Name as shown.
    pub name: String,
    /// What is paid on.
    pub base: Base,
    /// Which records.
    pub filter: Filter,
    /// How much.
    pub table: RateTable,
}

/// An incentive plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Identity.
    pub id: PlanId,
    /// Name as shown.
    pub name: String,
    /// First day whose records it pays on.
    pub effective: Date,
    /// For whom.
    pub assigned: Vec<Assigned>,
    /// The parts.
    pub components: Vec<Component>,
}
