//! Rate tables.

use crate::domain::incentive::terms::{Field, Gate};
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

/// What the value of a tier is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Worth {
    /// A rate (0.05 is 5 %); in an interpolated tier its full value in money.
    #[default]
    Plain,
    /// An amount of money, earned whole as soon as the tier is reached: a marginal tier adds it, a retroactive one
    /// replaces what the tiers below earned.
    Amount,
    /// Like [`Worth::Amount`], as a share of the period's target pay.
    TargetPay,
    /// Like [`Worth::Amount`], as a share of the period's base pay.
    BasePay,
}

/// One tier of a rate table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tier {
    /// Lower end, in what the table measures.
    pub from: Decimal,
    /// Upper end; `None` without end.
    pub to: Option<Decimal>,
    /// The rate (0.05 is 5 %), or for [`TierMode::Interpolated`] the tier's full value in money; see [`Worth`].
    pub value: Decimal,
    /// How the tier pays.
    pub mode: TierMode,
    /// What the value is.
    pub worth: Worth,
    /// While closed, the tier below holds.
    pub gate: Option<Gate>,
}

/// What a rate table measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MeasuredIn {
    /// The base's amount.
    #[default]
    Amount,
    /// The quantity of the records; rates apply to the base.
    Quantity,
    /// Percent of the person's quota, 1 being the quota; rates apply to the base.
    PercentOfQuota,
    /// A field of the record; for components per record or document. Rates apply to the base.
    Field(Field),
}

/// Over which span a component accumulates before it starts again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accumulate {
    /// Each record by itself.
    PerRecord,
    /// The lines of a document together.
    PerDocument,
    /// Half a calendar month.
    HalfMonth,
    /// Calendar month.
    #[default]
    Month,
    /// Fiscal quarter.
    Quarter,
    /// Fiscal half-year.
    HalfYear,
    /// Fiscal year.
    Year,
}

/// To which tier a value on the boundary of two belongs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Boundary {
    /// The upper one.
    #[default]
    Upper,
    /// The lower one: a tier begins just above its lower end.
    Lower,
}

/// A rate table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateTable {
    /// What is measured.
    pub measured: MeasuredIn,
    /// Over which span.
    pub accumulate: Accumulate,
    /// The tiers, ascending and without gap or overlap.
    pub tiers: Vec<Tier>,
    /// Who gets a value on a boundary.
    pub boundary: Boundary,
}
