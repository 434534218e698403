//! A plan beside the others: whom it would take from them, and who stays with them although it names them.

use crate::domain::dataset::Dataset;
use crate::domain::id::PlanId;
use crate::domain::incentive::Plan;
use crate::engine::incentive::{eligible_on, names_on, payer};
use std::collections::BTreeMap;

/// Another published plan for people whom a plan names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The other plan.
    pub plan: PlanId,
    /// How many it would pay no longer.
    pub takes: usize,
    /// How many it would go on paying, since it names them more closely or took effect later.
    pub keeps: usize,
}

/// The plans that pay people whom a plan names on the day it takes effect, in the order of their ids.
pub fn beside(data: &Dataset, plan: &Plan) -> Vec<Beside> {
    let day = plan.effective;
    let mut found: BTreeMap<PlanId, (usize, usize)> = BTreeMap::new();
    for person in data.people.iter().filter(|p| p.employed_on(day) && names_on(data, plan, p, day)) {
        let other = payer(data, person, day).filter(|other| other.id != plan.id);
        let published =
            |p: &&Plan| data.versions.iter().any(|v| v.plan.id == p.id && v.plan.effective <= day);
        let Some(other) = other.filter(published) else { continue };
        let (takes, keeps) = found.entry(other.id).or_default();
        *if eligible_on(data, plan, person, day) { takes } else { keeps } += 1;
    }
    found.into_iter().map(|(plan, (takes, keeps))| Beside { plan, takes, keeps }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Uuid;
    use crate::domain::scorecard::Assigned;
    use crate::state::command::Command;
    use crate::state::payroll::tests::World;
    use jiff::civil::date;

    #[test]
    fn a_plan_says_whom_it_takes_from_others() {
        let mut world = World::sample();
        world.publish(date(2025, 12, 1), date(2026, 1, 1)).unwrap();
        let day = date(2026, 7, 1);
        let here = world.data.people.iter().filter(|p| p.employed_on(day)).count();
        let own = world.plan().id;
        let other = Plan { id: PlanId(Uuid::from_u128(7)), effective: day, ..world.plan() };
        // As closely, and later: everybody changes.
        assert_eq!(beside(&world.data, &other), [Beside { plan: own, takes: here, keeps: 0 }]);
        // Before the other took effect there is nobody to take.
        assert_eq!(beside(&world.data, &Plan { effective: date(2025, 7, 1), ..other.clone() }), []);
        // Whom the published plan names in person stays with it.
        let person = world.data.people.iter().find(|p| p.employed_on(day)).unwrap().id;
        let mut plan = world.plan();
        plan.assigned.push(Assigned::Person(person));
        world.run(&Command::Put(vec![plan.into()])).unwrap();
        world.publish(date(2026, 1, 1), date(2026, 2, 1)).unwrap();
        assert_eq!(beside(&world.data, &other), [Beside { plan: own, takes: here - 1, keeps: 1 }]);
    }
}
