//! Kept scenarios: named, renamed, forgotten, moved over from a browser, and steady when the plan changes.

use super::*;
use crate::domain::calendar::Calendar;
use crate::domain::dataset::{Change, Changes};
use crate::domain::id::{Uuid, WorkspaceId};
use crate::domain::money::{Currency, Half, Rounding};
use crate::domain::workspace::{Counters, Workspace};
use crate::engine::incentive::whatif::{parameters, with};
use crate::state::command::{self, CommandError};
use crate::state::plan::Template;
use jiff::civil::date;
use std::cell::Cell;

fn ids() -> impl Fn() -> Uuid {
    let n = Cell::new(100);
    move || {
        n.set(n.get() + 1);
        Uuid::from_u128(n.get())
    }
}

fn plan(template: Template) -> Plan {
    template.plan(date(2027, 1, 1), &ids(), &|_| "C".into())
}

fn data(plan: &Plan) -> Dataset {
    let changes = Changes { plans: vec![Change::add(plan.clone())], ..Changes::default() };
    let workspace = Workspace {
        id: WorkspaceId(Uuid::nil()),
        name: "W".into(),
        sample: false,
        currency: Currency::USD,
        shown_digits: 2,
        rounding: Rounding { unit: 1, half: Half::AwayFromZero },
        calendar: Calendar::default(),
        next: Counters::default(),
    };
    Dataset::new(workspace).apply(&changes).unwrap()
}

fn run(data: &Dataset, command: &Command) -> Result<Dataset, CommandError> {
    let new_id = ids();
    let (_, changes) = command::plan(data, command, &Env { new_id: &new_id })?;
    Ok(data.apply(&changes).unwrap())
}

fn world_of_all() -> World {
    World {
        whom: Some(PersonId(Uuid::from_u128(7))),
        attainment: Some(Decimal::new(12, 1)),
        quota: Some(Decimal::new(9, 1)),
        asked: None,
        deal: Some(Extra { amount: Decimal::from(1000), margin: Extra::MARGIN, ..Extra::default() }),
    }
}

#[test]
fn every_parameter_survives_its_text() {
    for (parameter, _) in Template::ALL.into_iter().flat_map(|t| parameters(&plan(t))) {
        assert_eq!(parse(&code(parameter)), Some(parameter));
    }
    for wrong in ["", "tier-value.0.1", "x:tier-value.0.1", ":draw.1", ":other.0.0"] {
        assert_eq!(parse(wrong), None, "{wrong}");
    }
}

#[test]
fn scenarios_are_kept_renamed_and_forgotten_and_go_with_their_plan() {
    let plan = plan(Template::NewBusiness);
    let bare = data(&plan);
    let rate = Parameter::of(plan.components[0].id, N::TierValue, [0, 1]);
    let (moves, world) = (vec![(rate, Decimal::new(6, 2))], world_of_all());
    let new_id = ids();
    let env = Env { new_id: &new_id };
    assert_eq!(free_name(&bare, plan.id, |n| format!("S{n}")), "S1");
    let with_one = run(&bare, &keep(plan.id, "S2".into(), &moves, &world, &env)).unwrap();
    assert_eq!(free_name(&with_one, plan.id, |n| format!("S{n}")), "S3", "S2 is taken");
    let one = kept(&with_one, plan.id).pop().unwrap();
    assert_eq!((super::moves(&one, &plan), super::world(&one)), (moves.clone(), world));
    let named = run(&with_one, &rename(&one, " Better ").unwrap()).unwrap();
    assert_eq!(kept(&named, plan.id)[0].name, "Better");
    assert!(rename(&one, "S2").is_none() && rename(&one, "  ").is_none());
    assert!(kept(&run(&named, &forget(one.id)).unwrap(), plan.id).is_empty());
    let gone = run(&named, &Command::Remove(vec![ItemId::Plan(plan.id)])).unwrap();
    assert_eq!((gone.plans.len(), gone.scenarios.len()), (0, 0));
    let nowhere = keep(PlanId(Uuid::nil()), "A".into(), &[], &World::default(), &env);
    assert!(matches!(run(&bare, &nowhere), Err(CommandError::Invalid { .. })));
}

#[test]
fn another_component_before_it_moves_no_other_number() {
    let mut plan = plan(Template::NewBusiness);
    let rate = Parameter::of(plan.components[0].id, N::TierValue, [0, 1]);
    let new_id = ids();
    let command =
        keep(plan.id, "A".into(), &[(rate, Decimal::new(6, 2))], &World::default(), &Env { new_id: &new_id });
    let one = kept(&run(&data(&plan), &command).unwrap(), plan.id).pop().unwrap();
    let mut before = plan.components[0].clone();
    before.id = crate::domain::id::ComponentId(Uuid::from_u128(5));
    plan.components.insert(0, before);
    let moved = with(&plan, &super::moves(&one, &plan));
    assert_eq!(moved.components[0], plan.components[0]);
    assert_eq!(moved.components[1].table().unwrap().tiers[1].value, Decimal::new(6, 2));
    plan.components.pop();
    assert_eq!((super::moves(&one, &plan).len(), lost(&one, &plan)), (0, 1), "what is gone does not move");
}

#[test]
fn what_a_browser_kept_is_moved_over_once() {
    let plan = plan(Template::NewBusiness);
    let new_id = ids();
    let env = Env { new_id: &new_id };
    let text = r#"[
        {"name":"A","moves":[["tier-value.0.0.1","0.06"]],"attainment":"1.2","deal":["1000","300"]},
        {"name":"B","moves":[["draw","1"]]}
    ]"#;
    let after = run(&data(&plan), &moved_over(text, &plan, &env).unwrap()).unwrap();
    let all = kept(&after, plan.id);
    assert_eq!(all.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["A"], "this plan has no draw");
    let rate = Parameter::of(plan.components[0].id, N::TierValue, [0, 1]);
    assert_eq!(super::moves(&all[0], &plan), [(rate, Decimal::new(6, 2))]);
    assert_eq!(super::world(&all[0]).deal.map(|d| d.margin), Some(Extra::MARGIN));
    assert!(moved_over("not json", &plan, &env).is_none() && moved_over("[]", &plan, &env).is_none());
}
