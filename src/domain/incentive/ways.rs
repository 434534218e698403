//! The ways in which a component pays.

use crate::domain::calendar::Grain;
use crate::domain::incentive::table::{Accumulate, RateTable, Tier};
use crate::domain::incentive::terms::{Gate, Whose};
use crate::domain::scorecard::Assigned;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// How a component pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pays {
    /// Commission: a rate table on the base.
    Table(RateTable),
    /// Target bonus: a curve over attainment.
    Bonus(Bonus),
    /// A short programme.
    Spiff(Spiff),
    /// A pot shared by a team.
    Pool(Pool),
    /// A bonus of months of base pay (13th month, 年終獎金).
    Fixed(FixedBonus),
    /// Something other than money: it proposes, never decides, and pays nothing.
    Reward(Reward),
}

/// Of which pay a curve is a share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PayOf {
    /// Target pay (variable pay at 100 %).
    #[default]
    Target,
    /// Base pay.
    Base,
}

/// A point of a payout curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayoutPoint {
    /// Attainment (1 is the target), or for a modifier the value read.
    pub at: Decimal,
    /// Share of the pay (1 is all of it), or for a modifier the factor.
    pub share: Decimal,
}

/// How attainment becomes a share of pay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PayoutCurve {
    /// The share is the attainment.
    #[default]
    Linear,
    /// Linear between points, ordered by `at`; nothing below the first (threshold), the last is held (cap).
    Points(Vec<PayoutPoint>),
    /// Attainment × multiplier: marginal tiers slice by slice, a retroactive tier for the whole attainment.
    Multipliers(Vec<Tier>),
}

/// A target bonus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bonus {
    /// Over which span attainment is measured.
    pub accumulate: Accumulate,
    /// How attainment becomes pay.
    pub curve: PayoutCurve,
    /// Of which pay.
    pub of: PayOf,
}

/// What a SPIFF pays for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpiffKind {
    /// A fixed amount to everybody who has any.
    Fixed {
        /// Major units.
        amount: Decimal,
    },
    /// An amount for every whole step of the base.
    PerStep {
        /// Size of a step, above zero.
        step: Decimal,
        /// Major units per step.
        amount: Decimal,
    },
    /// An amount for every qualifying record.
    PerRecord {
        /// Major units per record.
        amount: Decimal,
    },
    /// An amount for each of the first qualifying records of all people, by day, document and row.
    First {
        /// How many.
        count: u32,
        /// Major units per record.
        amount: Decimal,
    },
    /// Prizes by rank of the base, best first; those who are equal share the prizes of their ranks.
    Ranking {
        /// Major units.
        prizes: Vec<Decimal>,
    },
}

/// A short programme on some records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spiff {
    /// First day; absent means the plan's.
    pub from: Option<Date>,
    /// Last day; absent means without end.
    pub to: Option<Date>,
    /// Over which span it counts.
    pub accumulate: Accumulate,
    /// What it pays for.
    pub kind: SpiffKind,
}

/// How large a pool is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoolOf {
    /// A share of the team's base.
    Rate(Decimal),
    /// A fixed amount, major units.
    Amount(Decimal),
}

/// Who gets what of a pool.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PoolShares {
    /// Everybody the same.
    #[default]
    Equal,
    /// By own credit; below zero counts as zero.
    Credit,
    /// By weight; who is not named has none. The most specific name counts.
    Weights(Vec<(Assigned, Decimal)>),
}

/// A pot shared by the members of a team, or of the company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Over which span.
    pub accumulate: Accumulate,
    /// Whose pot: each member's team, or the company. [`Whose::Own`] means the team.
    pub whose: Whose,
    /// How large.
    pub of: PoolOf,
    /// Who gets what.
    pub shares: PoolShares,
    /// Which members share; the others' parts go to those.
    pub members: Option<Gate>,
}

/// A bonus of months of base pay × months of service ÷ 12; modifiers are its factors by grade, team and company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixedBonus {
    /// How many months of base pay.
    pub months: Decimal,
}

/// What a non-cash reward asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RewardFor {
    /// One of these grades.
    Grades(Vec<String>),
    /// An attainment of the component's quota of at least this, 1 being the quota.
    Attainment(Decimal),
    /// A score of at least this.
    Score(Decimal),
}

/// A condition over grades, scores or attainments of periods running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reward {
    /// What each period must show.
    pub asks: RewardFor,
    /// In how many periods running, at least one.
    pub running: u32,
    /// How long a period is.
    pub every: Grain,
}
