//! Simulation: seeded, between the extremes, and right where it can be worked out.

use super::*;
use crate::engine::incentive::tests::{ROWS, company, on_quota, plan};
use jiff::civil::date;

const QUARTER: Span = Span { from: date(2026, 1, 1), to: date(2026, 3, 31) };

#[test]
fn the_same_seed_gives_the_same_distribution() {
    let (data, plan) = (company(&ROWS), plan(vec![on_quota()]));
    let prepared = Prepared::new(&data, &plan, QUARTER).value;
    let history = vec![vec![0.5, 1.2], vec![0.9]];
    let run = |seed| simulate(&prepared, &plan, &history, Setup { runs: 2000, seed }).unwrap();
    let one = run(7);
    assert_eq!(one, run(7));
    assert_ne!(one.costs, run(8).costs);
    // Quotas 1,000 and 500. At 50 %: 5; at 120 %: 36. The other at 90 %: 4 + 1 = 5. So 10 or 41, half each.
    assert_eq!((one.costs.first(), one.costs.last()), (Some(&10.0), Some(&41.0)));
    assert_eq!((one.percentile(10.0), one.percentile(90.0)), (Some(10.0), Some(41.0)));
    assert!((one.mean - 25.5).abs() < 1.0, "{}", one.mean);
    assert_eq!(run(9).costs.len(), 2000);
}

#[test]
fn without_history_everybody_attains_the_quota() {
    let (data, plan) = (company(&ROWS), plan(vec![on_quota()]));
    let prepared = Prepared::new(&data, &plan, QUARTER).value;
    let none = simulate(&prepared, &plan, &[], Setup { runs: 3, seed: 1 }).unwrap();
    assert_eq!(none.costs, [45.0; 3]);
    let empty = simulate(&prepared, &plan, &[], Setup { runs: 0, seed: 1 }).unwrap();
    assert_eq!((empty.percentile(50.0), empty.mean), (None, 0.0));
    let past = history(&data, &plan, &prepared, Grain::Quarter, 2);
    assert_eq!(past, vec![Vec::<f64>::new(); 2], "no quotas before");
}

#[test]
fn steps_draw_what_one_go_draws_and_every_history_is_met_exactly() {
    let (data, plan) = (company(&ROWS), plan(vec![on_quota()]));
    let prepared = Prepared::new(&data, &plan, QUARTER).value;
    let history = vec![vec![0.505, 1.2], vec![]];
    let setup = Setup { runs: 1000, seed: 3 };
    let mut simulator = Simulator::new(&prepared, &plan, &history, setup).unwrap();
    while !simulator.step(77) {
        assert!(simulator.done() < 1000);
    }
    let stepped = simulator.finish();
    assert_eq!(stepped, simulate(&prepared, &plan, &history, setup).unwrap());
    // The first at 50.5 % of 1,000 earns 1 % of 505, at 120 % 36; the second, without a history, at the same two of 500:
    // 2.525, rounded to 2.53, or 18.
    let costs: std::collections::BTreeSet<i64> =
        stepped.costs.iter().map(|c| (c * 100.0).round() as i64).collect();
    assert_eq!(costs.into_iter().collect::<Vec<_>>(), [505 + 253, 505 + 1800, 3600 + 253, 3600 + 1800]);
    assert!((stepped.above(25.0) - 0.5).abs() < 0.1, "{}", stepped.above(25.0));
    assert_eq!((stepped.above(1000.0), stepped.above(0.0)), (0.0, 1.0));
}

/// Good and bad times together: the costs are those of whole periods, so the range is wider than with independent people.
#[test]
fn whole_periods_are_drawn_for_everybody_at_once() {
    let (data, plan) = (company(&ROWS), plan(vec![on_quota()]));
    let prepared = Prepared::new(&data, &plan, QUARTER).value;
    let periods = [vec![Some(0.5), Some(0.5)], vec![Some(1.2), None]];
    let setup = Setup { runs: 400, seed: 5 };
    let draw = || {
        let mut simulator = Simulator::together(&prepared, &plan, &periods, setup).unwrap();
        while !simulator.step(37) {}
        simulator.finish()
    };
    let found = draw();
    assert_eq!(found, draw());
    // 5 + 2.5 at half the quotas; 36 + 18 at 120 %, which the second is taken to attain as well.
    let costs: std::collections::BTreeSet<i64> =
        found.costs.iter().map(|c| (c * 100.0).round() as i64).collect();
    assert_eq!(costs.into_iter().collect::<Vec<_>>(), [750, 5400]);
    let none = Simulator::together(&prepared, &plan, &[], Setup { runs: 1, seed: 1 }).unwrap();
    let mut none = none;
    none.step(1);
    assert_eq!(none.finish().costs, [45.0]);
}

#[test]
fn an_attainment_is_that_of_the_period_whatever_the_plan_accumulates_over() {
    let data = company(&ROWS);
    let mut yearly = on_quota();
    yearly.table_mut().unwrap().accumulate = Accumulate::Year;
    let plan = plan(vec![yearly]);
    let prepared = Prepared::new(&data, &plan, QUARTER).value;
    assert_eq!(attained(&data, &plan, &prepared, QUARTER, Grain::Quarter), [Some(1.0), Some(1.0)]);
}
