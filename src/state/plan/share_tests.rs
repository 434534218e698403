//! Plans that travel: what goes along, what does not, and what is refused.

use super::*;
use crate::domain::incentive::{PayLevel, Rule};
use crate::i18n::{Lang, sample};
use crate::state::command::{Command, Env, plan as planned};
use crate::state::plan::Template;
use crate::state::sample::{ROWS, Request, company, sample_as_of};
use jiff::civil::date;
use std::cell::Cell;

fn ids() -> impl Fn() -> Uuid {
    let next = Cell::new(1_u128 << 90);
    move || {
        next.set(next.get() + 1);
        Uuid::from_u128(next.get())
    }
}

fn sample_company() -> Dataset {
    let as_of = sample_as_of(date(2026, 11, 23));
    let request = Request { seed: 1, names: sample::names(Lang::En), as_of, rows: ROWS / 20 };
    let (workspace, changes) = company(&request);
    Dataset::new(workspace).apply(&changes).unwrap()
}

#[test]
fn a_plan_travels_in_a_link_and_can_be_taken_twice() {
    let data = sample_company();
    let new_id = ids();
    let own = data.plans.iter().next().unwrap();
    let link = to_link(&data, own).unwrap();
    assert!(link.len() < 2_000, "{} characters", link.len());
    let take = || from_link(&data, &link, &new_id).unwrap();
    let (first, second) = (take(), take());
    assert_ne!(first.plan.id, second.plan.id);
    assert_eq!(first.items.len(), 1, "every KPI is known here");
    let components = |plan: &Plan| plan.components.iter().map(|c| c.pays.clone()).collect::<Vec<_>>();
    assert_eq!(components(&first.plan), components(own));
    assert!(planned(&data, &Command::Put(first.items), &Env { new_id: &new_id }).is_ok());
}

#[test]
fn nothing_about_a_person_goes_along() {
    let data = sample_company();
    let new_id = ids();
    let person = data.people.iter().next().unwrap().id;
    let mut plan = Template::TargetBonus.plan(date(2026, 1, 1), &new_id, &|_| "x".to_owned());
    plan.assigned.push(Assigned::Person(person));
    let level = plan.terms.pay.first().unwrap().clone();
    plan.terms.pay.push(PayLevel { whom: Assigned::Person(person), ..level });
    for component in &mut plan.components {
        component.filter.people.push(person);
        let filter = component.filter.clone();
        component.terms.rules.push(Rule { name: String::new(), filter, table: Default::default() });
    }
    let text = export(&data, &plan).unwrap();
    assert!(!text.contains(&person.to_string()));
    assert_eq!(adopt(&data, &text, &new_id).unwrap().plan.assigned, [Assigned::Everybody]);
}

#[test]
fn what_the_other_workspace_lacks_is_named_or_comes_along() {
    let data = sample_company();
    let new_id = ids();
    let mut plan = Template::NewBusiness.plan(date(2026, 1, 1), &new_id, &|_| "x".to_owned());
    let category = data.categories.iter().next().unwrap();
    let kpi = data.kpis.iter().last().unwrap();
    for component in &mut plan.components {
        component.filter.categories.push(category.id);
        component.terms.quota_kpi = Some(kpi.id);
    }
    let text = export(&data, &plan).unwrap();
    let empty = Dataset::new((*data.workspace).clone());
    let adopted = adopt(&empty, &text, &new_id).unwrap();
    assert_eq!(adopted.unknown, std::slice::from_ref(&category.name));
    // To be read, it has its name and its currency all the same.
    let mut other = empty.clone();
    let mut workspace = (*other.workspace).clone();
    workspace.currency = crate::domain::money::Currency::parse("JPY").unwrap();
    other.workspace = workspace.into();
    let shown = adopted.shown(&other);
    assert_eq!(
        shown.categories.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(),
        [category.name.as_str()]
    );
    assert_eq!(shown.workspace.currency, data.workspace.currency);
    assert!(shown.kpis.get(adopted.plan.components[0].terms.quota_kpi.unwrap()).is_some());
    assert!(adopted.items.iter().any(|i| matches!(i, Item::Kpi(k) if k.label == kpi.label)));
    let put = planned(&empty, &Command::Put(adopted.items), &Env { new_id: &new_id });
    assert!(put.is_ok(), "{put:?}");
}

#[test]
fn other_texts_are_refused_with_their_place() {
    let data = sample_company();
    let text = export(&data, data.plans.iter().next().unwrap()).unwrap();
    let read = |text: &str| adopt(&data, text, &ids()).unwrap_err();
    assert!(matches!(read("{}"), Unreadable::Damaged(_)));
    assert!(matches!(read(&text.replace("\"version\":1", "\"version\":2")), Unreadable::Newer));
    assert!(matches!(read(&text.replace("\"effective\"", "\"effectiv\"")), Unreadable::Damaged(_)));
}

#[test]
fn days_limits_and_examples_travel_whole() {
    use crate::domain::incentive::{AssignedDates, ExampleReading, Reading, ReadingOf, Whose};
    let data = sample_company();
    let new_id = ids();
    let mut plan = Template::NewBusiness.plan(date(2026, 1, 1), &new_id, &|_| "x".to_owned());
    plan.terms.until = Some(date(2026, 12, 31));
    plan.terms.dates = vec![
        AssignedDates { whom: Assigned::Everybody, from: Some(date(2026, 2, 1)), to: None },
        AssignedDates { whom: Assigned::Person(data.people.iter().next().unwrap().id), from: None, to: None },
    ];
    plan.terms.cost_rate = Some("0.05".parse().unwrap());
    let mut example = crate::state::plan::cases::fresh_example(&plan, "E".into(), &data.workspace);
    let reading = Reading { of: ReadingOf::Score, whose: Whose::Team, per: None, back: 1 };
    example.readings = vec![ExampleReading { reading, value: "80".parse().unwrap() }];
    (example.owed, example.paid) = (Some("10".parse().unwrap()), Some("2990".parse().unwrap()));
    example.inputs[0].positions = vec!["3".parse().unwrap()];
    example.inputs[0].sold.categories = vec![data.categories.iter().next().unwrap().id];
    plan.examples = vec![example];
    let adopted = from_link(&data, &to_link(&data, &plan).unwrap(), &new_id).unwrap();
    assert_eq!(adopted.currency, Some(data.workspace.currency));
    let came = adopted.plan;
    assert_eq!((came.terms.until, came.terms.cost_rate), (plan.terms.until, plan.terms.cost_rate));
    assert_eq!(came.terms.dates, plan.terms.dates[..1], "what names a person stays here");
    let (before, after) = (&plan.examples[0], &came.examples[0]);
    assert_eq!((&after.readings, after.owed, after.paid), (&before.readings, before.owed, before.paid));
    assert_eq!(after.inputs[0].positions, before.inputs[0].positions);
    assert_eq!(after.inputs[0].sold, before.inputs[0].sold);
}
