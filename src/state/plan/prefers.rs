//! What kind of reward the people of a plan prefer, counted for whoever designs it.

use crate::domain::incentive::Plan;
use crate::domain::org::RewardKind;
use crate::domain::{Dataset, Date};
use crate::engine::incentive::eligible_on;

/// The preferences of the people whom a plan pays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many people the plan pays.
    pub people: usize,
    /// How many of them have said what they prefer.
    pub asked: usize,
    /// Of each kind that anybody named: how many named it, and how many before anything else. Most named first.
    pub kinds: Vec<(RewardKind, usize, usize)>,
}

/// Counts the preferences of those whom a plan would pay on a day, were it the only one.
pub fn tally(data: &Dataset, plan: &Plan, day: Date) -> Tally {
    let alone = crate::engine::incentive::replay::alone(data);
    let Ok(alone) = alone else { return Tally::default() };
    let plan = plan.reaching_back(plan.effective.min(day));
    let theirs = |p: &&std::sync::Arc<crate::domain::org::Person>| {
        p.employed_on(day) && eligible_on(&alone, &plan, p, day)
    };
    let people: Vec<_> = data.people.iter().filter(theirs).collect();
    let count = |kind: RewardKind| {
        let named = people.iter().filter(|p| p.prefers.contains(&kind)).count();
        let first = people.iter().filter(|p| p.prefers.first() == Some(&kind)).count();
        (kind, named, first)
    };
    let mut kinds: Vec<_> =
        RewardKind::ALL.map(count).into_iter().filter(|(_, named, _)| *named > 0).collect();
    kinds.sort_by_key(|(_, named, first)| std::cmp::Reverse((*named, *first)));
    Tally { people: people.len(), asked: people.iter().filter(|p| !p.prefers.is_empty()).count(), kinds }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Changes;
    use crate::domain::id::Uuid;
    use crate::domain::scorecard::Assigned;
    use crate::i18n::{Lang, sample};
    use crate::state::plan::Template;
    use crate::state::sample::{Request, company};
    use jiff::civil::date;

    #[test]
    fn a_preference_is_kept_and_one_that_is_not_there_is_not_written() {
        use crate::store::wire::{Stored, entity};
        let names = sample::names(Lang::En);
        let request = Request { seed: 1, names, as_of: date(2026, 11, 23), rows: 100 };
        let mut person = company(&request).1.people.first().unwrap().after.as_ref().unwrap().as_ref().clone();
        let written = |person: &crate::domain::org::Person| {
            serde_json::to_string(&entity::Person::put(person)).unwrap()
        };
        assert!(!written(&person).contains("prefers"));
        person.prefers = vec![RewardKind::TimeOff, RewardKind::Cash];
        let text = written(&person);
        assert!(text.contains("\"prefers\":[\"time_off\",\"cash\"]"), "{text}");
        let read: entity::Person = serde_json::from_str(&text).unwrap();
        assert_eq!(read.take().unwrap(), person);
    }

    #[test]
    fn what_people_prefer_is_counted_for_those_whom_the_plan_names() {
        use RewardKind::{Cash, Promotion, TimeOff};
        let as_of = date(2026, 11, 23);
        let names = sample::names(Lang::En);
        let (workspace, changes) = company(&Request { seed: 1, names, as_of, rows: 100 });
        let data = Dataset::new(workspace).apply(&changes).unwrap();
        let mut plan = Template::NewBusiness.plan(date(2026, 1, 1), &Uuid::nil, &|_| String::new());
        let before = tally(&data, &plan, as_of);
        assert!(before.people > 5 && before.asked == 0 && before.kinds.is_empty());
        let wants = [vec![Cash, TimeOff], vec![TimeOff], vec![Promotion, TimeOff]];
        let mut changes = Changes::default();
        let here: Vec<_> = data.people.iter().filter(|p| p.employed_on(as_of)).collect();
        for (person, wants) in here.iter().zip(&wants) {
            let asked = crate::domain::org::Person { prefers: wants.clone(), ..person.as_ref().clone() };
            changes.put(&data, asked.into());
        }
        let data = data.apply(&changes).unwrap();
        let found = tally(&data, &plan, as_of);
        assert_eq!(found.asked, 3);
        assert_eq!(found.kinds, [(TimeOff, 3, 1), (Cash, 1, 1), (Promotion, 1, 1)]);
        // A plan for one person only asks that person.
        plan.assigned = vec![Assigned::Person(here[0].id)];
        assert_eq!(
            tally(&data, &plan, as_of),
            Tally { people: 1, asked: 1, kinds: vec![(Cash, 1, 1), (TimeOff, 1, 0)] }
        );
    }
}
