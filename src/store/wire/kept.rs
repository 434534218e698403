//! Stored form of kept scenarios of a what-if.

use crate::domain::id::{
    ChannelId, ComponentId, CustomerId, PersonId, PlanId, ProductId, ScenarioId, TerritoryId,
};
use crate::domain::{Decimal, incentive};
use crate::store::wire::incentive::{plain, refined};
use crate::store::wire::leaf::Text;
use crate::store::wire::{Stored, WireError};
use serde::{Deserialize, Serialize};

refined! {
    /// A number that is moved.
    PlanMove of incentive::PlanMove {
        place: Text<incentive::Place>, value: Text<Decimal>; component: Option<ComponentId>,
    }
    /// One more deal.
    PlanDeal of incentive::PlanDeal {
        amount: Text<Decimal>, margin: Text<Decimal>;
        product: Option<ProductId>, channel: Option<ChannelId>, territory: Option<TerritoryId>,
        customer: Option<CustomerId>,
    }
    /// What is pretended.
    PlanWorld of incentive::PlanWorld {
        ;
        whom: Option<PersonId>, attainment: Option<Text<Decimal>>, quota: Option<Text<Decimal>>,
        asked: Option<Text<Decimal>>, deal: Option<PlanDeal>,
    }
    /// A kept scenario.
    PlanScenario of incentive::PlanScenario {
        id: ScenarioId, plan: PlanId, name: String; moves: Vec<PlanMove>, world: PlanWorld,
    }
}

impl Default for PlanWorld {
    fn default() -> Self {
        PlanWorld::put(&incentive::PlanWorld::default())
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::dataset::{Change, Changes};
    use crate::domain::incentive::*;
    use crate::store::testing::{full, id};
    use crate::store::wire::dataset::{self, Dataset};

    #[test]
    fn scenarios_survive_the_stored_form_and_no_scenario_leaves_no_trace() {
        let plan = full().plans.iter().next().unwrap().id;
        let place = Place { what: PlanNumber::TierValue, at: [0, 1] };
        let deal = PlanDeal {
            amount: "1000".parse().unwrap(),
            margin: "0.3".parse().unwrap(),
            product: Some(id(21)),
            ..PlanDeal::default()
        };
        let one = PlanScenario {
            id: id(410),
            plan,
            name: "甲".into(),
            moves: vec![PlanMove { component: Some(id(91)), place, value: "0.06".parse().unwrap() }],
            world: PlanWorld { whom: Some(id(100)), deal: Some(deal), ..PlanWorld::default() },
        };
        let still = PlanScenario { id: id(411), moves: vec![], world: PlanWorld::default(), ..one.clone() };
        let changes = Changes { scenarios: vec![Change::add(one), Change::add(still)], ..Changes::default() };
        let json = serde_json::to_string(&dataset::Changes::put(&changes)).unwrap();
        let none = |_| None;
        assert_eq!(serde_json::from_str::<dataset::Changes>(&json).unwrap().take(&none).unwrap(), changes);
        let bare = crate::domain::Dataset::new(crate::store::testing::workspace(1));
        assert!(!serde_json::to_string(&Dataset::put(&bare)).unwrap().contains("scenarios"));
        let after = bare.apply(&changes).unwrap();
        let json = serde_json::to_string(&Dataset::put(&after)).unwrap();
        let back = serde_json::from_str::<Dataset>(&json).unwrap().take(&none).unwrap();
        assert_eq!(back.as_changes(), after.as_changes());
        let wrong = json.replace("tier-value.0.1", "tier-colour.0.1");
        assert!(serde_json::from_str::<Dataset>(&wrong).is_err());
    }
}
