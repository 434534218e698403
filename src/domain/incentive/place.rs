//! The numbers of a plan and where they stand: what a what-if moves and what a kept scenario names.
//!
//! Invariant: a number is named by its component's id and its place within the component, so it stays the same number
//! when components are added, removed or sorted.

use crate::domain::id::ComponentId;
use std::fmt;
use std::str::FromStr;

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)+) => {
        /// What a number of a plan is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum PlanNumber {
            $($(#[$doc])* $name,)+
        }

        impl PlanNumber {
            /// All of them.
            pub const ALL: &[PlanNumber] = &[$(PlanNumber::$name,)+];

            /// Its stable text.
            pub const fn code(self) -> &'static str {
                match self {
                    $(PlanNumber::$name => $code,)+
                }
            }
        }
    };
}

// What stands behind a number: its places within the component, or within the plan.
numbers! {
    /// The lower end of a table's first tier: rule.
    TierStart = "tier-start";
    /// The value of a tier: rule (0 is the own table), tier. Multipliers of a bonus count as its table.
    TierValue = "tier-value";
    /// The upper end of a tier, which is the lower end of the next: rule, tier.
    TierEnd = "tier-end";
    /// The value that opens a tier: rule, tier.
    TierGate = "tier-gate";
    /// The attainment of a point of a payout curve: point.
    PointAt = "point-at";
    /// The share at a point of a payout curve: point.
    PointShare = "point-share";
    /// A component's weight in percent.
    Weight = "weight";
    /// A component's cap.
    Cap = "cap";
    /// The value that opens a component's gate.
    Gate = "gate";
    /// The value that makes a member of a pool.
    MemberGate = "member-gate";
    /// The value read at a point of a modifier: modifier, point.
    FactorAt = "factor-at";
    /// The factor at a point of a modifier: modifier, point.
    Factor = "factor";
    /// The rate or amount of a pool.
    Pool = "pool";
    /// A member's weight in a pool: place.
    PoolWeight = "pool-weight";
    /// The amount of a SPIFF; for a ranking the prize of a rank.
    Spiff = "spiff";
    /// The size of a SPIFF's step.
    SpiffStep = "spiff-step";
    /// How many records a SPIFF pays first.
    SpiffCount = "spiff-count";
    /// Months of a fixed bonus.
    Months = "months";
    /// What is taken off every record.
    Deductible = "deductible";
    /// A factor on what counts for attainment: uplift.
    UpliftQuota = "uplift-quota";
    /// A factor on what is paid on: uplift.
    UpliftPay = "uplift-pay";
    /// The least that a record needs: condition.
    ConditionLeast = "condition-least";
    /// The most that a record may have: condition.
    ConditionMost = "condition-most";
    /// Percent of the credit that an event brings: part.
    CreditShare = "credit-share";
    /// Percent that an instalment pays: instalment.
    Instalment = "instalment";
    /// Months until an instalment is paid: instalment.
    InstalmentMonths = "instalment-months";
    /// Percent that a return takes back.
    Clawback = "clawback";
    /// Up to how many months after the sale a return takes back.
    ClawbackMonths = "clawback-months";
    /// Yearly target pay of a level: level.
    TargetPay = "target-pay";
    /// Yearly base pay of a level: level.
    BasePay = "base-pay";
    /// Percent of the quota in a month since hire: month, from 0.
    Ramp = "ramp";
    /// The draw of a run.
    Draw = "draw";
    /// For how many months there is a draw.
    DrawMonths = "draw-months";
    /// For how many months nothing is recovered.
    DrawDefer = "draw-defer";
    /// The statement's cap.
    StatementCap = "statement-cap";
    /// Percent held back.
    Holdback = "holdback";
    /// Largest percent of a period's incentive that recovery takes.
    Recovery = "recovery";
    /// The plan's rate of its own currency.
    FixedRate = "fixed-rate";
    /// A rate of the market: place.
    Rate = "rate";
}

/// A number within a component, or within the terms of the plan. Places count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// What it is.
    pub what: PlanNumber,
    /// Which of them; zero where there is one.
    pub at: [u16; 2],
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second] = self.at;
        write!(f, "{}.{first}.{second}", self.what.code())
    }
}

/// A text that names no number of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPlace;

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Place, NoPlace> {
        let mut parts = text.split('.');
        let code = parts.next().ok_or(NoPlace)?;
        let what = PlanNumber::ALL.iter().copied().find(|n| n.code() == code).ok_or(NoPlace)?;
        let mut at = [0, 0];
        for place in &mut at {
            *place = parts.next().and_then(|p| p.parse().ok()).ok_or(NoPlace)?;
        }
        if parts.next().is_some() { Err(NoPlace) } else { Ok(Place { what, at }) }
    }
}

/// One number of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Parameter {
    /// Its component; absent for what holds for the plan as a whole.
    pub of: Option<ComponentId>,
    /// Its place there.
    pub place: Place,
}

impl Parameter {
    /// A number of a component.
    pub const fn of(component: ComponentId, what: PlanNumber, at: [u16; 2]) -> Parameter {
        Parameter { of: Some(component), place: Place { what, at } }
    }

    /// A number of the plan as a whole.
    pub const fn whole(what: PlanNumber, at: u16) -> Parameter {
        Parameter { of: None, place: Place { what, at: [at, 0] } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_survives_its_text() {
        for what in PlanNumber::ALL {
            let place = Place { what: *what, at: [3, 12] };
            assert_eq!(place.to_string().parse(), Ok(place));
        }
        for wrong in ["", "tier-value", "tier-value.1", "gate.x.0", "draw.1.0.0", "other.0.0", "draw.0.70000"]
        {
            assert_eq!(wrong.parse::<Place>(), Err(NoPlace), "{wrong}");
        }
    }
}
