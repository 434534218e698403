//! Replays and simulations of the sample company.

use super::*;
use crate::i18n::{Lang, sample as words};
use crate::state::sample::{ROWS, Request, company, sample_as_of};
use jiff::civil::date;

fn sample() -> (Arc<Dataset>, Plan) {
    let as_of = sample_as_of(date(2026, 11, 23));
    let (workspace, changes) =
        company(&Request { seed: 1, names: words::names(Lang::En), as_of, rows: ROWS });
    let data = Dataset::new(workspace).apply(&changes).unwrap();
    let plan = Plan::clone(data.plans.iter().next().unwrap());
    (Arc::new(data), plan)
}

#[test]
fn a_plan_replayed_against_itself_changes_nobody_and_a_dearer_one_costs_more() {
    let (data, plan) = sample();
    let span = first_span(&data, &plan).unwrap();
    assert!(known_days(&data).unwrap().contains(span.from));
    assert_eq!(data.workspace.calendar.parts(span, Grain::Quarter).len(), 4, "four quarters that are over");
    assert!(span.to <= known_days(&data).unwrap().to);
    let same = replayed(&data, &plan, span, Against::Plan(plan.id)).unwrap();
    assert_eq!((same.winners_losers(), same.cost.minor), ((0, 0), same.before));
    assert!(same.cost.minor > 0 && same.rate.is_some());
    assert_eq!(same.people.iter().map(|p| p.pay).sum::<i64>(), same.cost.minor);
    let mut dearer = plan.clone();
    for tier in &mut dearer.components[0].table_mut().unwrap().tiers {
        tier.value += Decimal::new(1, 2);
    }
    let other = replayed(&data, &dearer, span, Against::Plan(plan.id)).unwrap();
    let (winners, losers) = other.winners_losers();
    assert!(winners > losers && other.cost.minor > other.before);
    assert_eq!(other.before, same.cost.minor);
    assert!(other.people.is_sorted_by_key(|p| std::cmp::Reverse(p.pay - p.before)));
    // Nothing was ever paid: everybody's pay is a gain.
    assert!(!has_runs(&data, span));
    assert_eq!(replayed(&data, &plan, span, Against::Paid).unwrap().before, 0);
}

#[test]
fn the_plan_as_it_stands_is_replayed_where_no_version_is_named() {
    let (data, plan) = sample();
    assert_eq!(version(&data, plan.id, None), Some(plan.clone()));
    assert_eq!(version(&data, plan.id, Some(99)), Some(plan));
}

#[test]
fn a_simulation_draws_from_the_quarters_there_are() {
    let (data, plan) = sample();
    assert_eq!(units(&data, &plan), [Grain::Quarter, Grain::Year]);
    let mut simulating = Simulating::new(&data, &plan, Grain::Quarter).unwrap();
    assert_eq!(simulating.part(), 0.0);
    let mut steps = 1;
    while simulating.step() {
        steps += 1;
    }
    assert!((4..=8).contains(&steps), "{steps}");
    assert_eq!(simulating.part(), 1.0);
    assert!(simulating.known() > steps * 5);
    let setup = Setup { runs: 500, seed: 42 };
    let draw = || {
        let mut simulator = simulating.simulator(Drawn::Each, setup).unwrap();
        simulator.step(500);
        simulator.finish()
    };
    let found = draw();
    assert_eq!(found, draw(), "the same seed, the same outcomes");
    let (low, middle, high) =
        (found.percentile(5.0).unwrap(), found.percentile(50.0).unwrap(), found.percentile(95.0).unwrap());
    assert!(0.0 < low && low < middle && middle < high);
    let line = bars(&found, 20);
    let whole: f64 = line[1..line.len() - 1].iter().step_by(2).map(|c| c.1).sum();
    assert!((whole - 1.0).abs() < 1e-9 && line.windows(2).all(|p| p[0].0 <= p[1].0));
    assert_eq!(bars(&Simulation { costs: vec![], mean: 0.0 }, 5), []);
}

/// A yearly bonus is simulated by the year and held against the year's budget.
#[test]
fn a_plan_that_accumulates_a_year_is_simulated_by_the_year() {
    let (data, mut plan) = sample();
    plan.components[0].table_mut().unwrap().accumulate = crate::domain::incentive::Accumulate::Year;
    assert_eq!(units(&data, &plan), [Grain::Year]);
    let mut simulating = Simulating::new(&data, &plan, Grain::Year).unwrap();
    while simulating.step() {}
    assert!(simulating.known() > 5, "{}", simulating.known());
    assert!(simulating.span().days() >= 365);
    let setup = Setup { runs: 300, seed: 1 };
    let draw = |drawn| {
        let mut simulator = simulating.simulator(drawn, setup).unwrap();
        simulator.step(300);
        simulator.finish()
    };
    assert_eq!(draw(Drawn::Together), draw(Drawn::Together), "the same seed, the same outcomes");
    assert!(draw(Drawn::Each).mean > 0.0);
}

#[test]
fn an_older_published_version_is_replayed_as_it_was() {
    let (data, plan) = sample();
    let older = crate::domain::incentive::PlanVersion {
        id: crate::domain::id::VersionId(crate::domain::id::Uuid::from_u128(77)),
        number: 1,
        hash: String::new(),
        announced: plan.effective,
        plan: plan.clone(),
        expected: Vec::new(),
    };
    let mut dearer = plan.clone();
    for tier in &mut dearer.components[0].table_mut().unwrap().tiers {
        tier.value += Decimal::new(1, 2);
    }
    let mut changes = crate::domain::dataset::Changes::default();
    changes.put(&data, older.into());
    changes.put(&data, dearer.clone().into());
    let data = Arc::new(data.apply(&changes).unwrap());
    let span = first_span(&data, &plan).unwrap();
    let first = version(&data, plan.id, Some(1)).unwrap();
    assert_eq!(first, plan);
    let old = replayed(&data, &first, span, Against::Plan(plan.id)).unwrap();
    let new = replayed(&data, &dearer, span, Against::Version(plan.id, 1)).unwrap();
    assert_eq!((old.cost.minor, old.before), (new.before, new.cost.minor));
    assert!(old.cost.minor < old.before);
    // Everybody's lines sum to what the table says.
    let person = old.people.iter().find(|p| p.pay > 0).unwrap();
    let statement = old.replay.statement(person.person).unwrap();
    assert_eq!(statement.total.minor, person.pay);
    // Nothing is closed: what was paid is no comparison.
    let paid = replayed(&data, &dearer, span, Against::Paid).unwrap();
    assert!(paid.closed.is_empty() && !paid.is_closed());
    // A span that cuts quarters is brought to whole ones.
    let cut = Span { from: date(2025, 11, 20), to: date(2026, 8, 2) };
    let whole = replayed(&data, &dearer, cut, Against::Paid).unwrap();
    assert_eq!(whole.span, Span { from: date(2026, 1, 1), to: date(2026, 6, 30) });
}
