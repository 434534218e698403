//! Scenarios of a what-if that are kept with the workspace: some numbers of a plan moved, in a pretended world.

use crate::domain::id::{
    ChannelId, ComponentId, CustomerId, PersonId, PlanId, ProductId, ScenarioId, TerritoryId,
};
use crate::domain::incentive::place::{Parameter, Place};
use rust_decimal::Decimal;

/// A number that is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanMove {
    /// The number's component; absent for what holds for the plan as a whole.
    pub component: Option<ComponentId>,
    /// Its place.
    pub place: Place,
    /// Its value, as stored in a plan.
    pub value: Decimal,
}

impl PlanMove {
    /// Which number.
    pub fn parameter(&self) -> Parameter {
        Parameter { of: self.component, place: self.place }
    }
}

/// One more deal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanDeal {
    /// Amount without tax, major units.
    pub amount: Decimal,
    /// Margin ÷ amount.
    pub margin: Decimal,
    /// Product.
    pub product: Option<ProductId>,
    /// Channel.
    pub channel: Option<ChannelId>,
    /// Territory.
    pub territory: Option<TerritoryId>,
    /// Customer.
    pub customer: Option<CustomerId>,
}

/// What is pretended beside the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanWorld {
    /// Of whom; absent means everybody.
    pub whom: Option<PersonId>,
    /// The attainment, 1 being the quota.
    pub attainment: Option<Decimal>,
    /// What quotas are multiplied by.
    pub quota: Option<Decimal>,
    /// What the one person is asked for in the period.
    pub asked: Option<Decimal>,
    /// One more deal.
    pub deal: Option<PlanDeal>,
}

/// A scenario of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanScenario {
    /// Identity.
    pub id: ScenarioId,
    /// Of which plan.
    pub plan: PlanId,
    /// Name as shown.
    pub name: String,
    /// The numbers that are moved.
    pub moves: Vec<PlanMove>,
    /// What is pretended.
    pub world: PlanWorld,
}
