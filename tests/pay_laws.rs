//! Laws of pay that hold for all records: lines sum, the order of entry is irrelevant, closed runs are reproduced, splits
//! sum, returns cancel, draws stay within their bounds, and nothing is lost between what is stated and what is paid.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use attain::domain::calendar::Grain;
use attain::domain::id::{ComponentId, PersonId};
use attain::domain::incentive::{ClosedRun, Plan, RateTable, RunStatement, Tier};
use attain::domain::{Dataset, Decimal, Period, Span};
use attain::engine::incentive::{Prepared, Table, replay, run};
use attain::store::wire::scenario::{Built, Row, Scenario};
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A plan with a bit of everything, and one with a flat rate per record for the laws of returns and splits.
const COMPANY: &str = r#"{
  "scenario": 1, "id": "pay-laws", "as_of": "2026-06-30",
  "teams": [{"name": "East"}, {"name": "West"}],
  "people": [{"name": "A", "team": "East"}, {"name": "B", "team": "West", "hired": "2026-02-10"}, {"name": "C", "team": "East"}],
  "splits": [{"name": "AB", "shares": [["A", "33.33"], ["B", "66.67"]]}, {"name": "ABC", "shares": [["A", "50"], ["B", "30"], ["C", "20"]], "overlays": [["C", "10"]]}],
  "categories": [{"name": "X"}, {"name": "Y", "parent": "X"}],
  "products": [{"name": "p1", "category": "X"}, {"name": "p2", "category": "Y"}, {"name": "p3"}],
  "measures": [{"key": "revenue", "unit": "money", "source": {"records": {"aggregate": {"sum": "booked"}}}}],
  "kpis": [{"key": "sales", "formula": "revenue", "unit": "money"}],
  "targets": [
    {"kpi": "sales", "subject": {"person": "A"}, "period": "2026Q1", "value": "5000"},
    {"kpi": "sales", "subject": {"person": "A"}, "period": "2026Q2", "value": "5000"},
    {"kpi": "sales", "subject": {"person": "B"}, "period": "2026", "value": "12000"}
  ],
  "plans": [
    {"name": "rich", "effective": "2026-01-01", "assigned": ["everybody"],
      "terms": {"pay": [{"whom": "everybody", "base": "24000", "target": "12000"}],
        "draw": {"amount": "300", "exempt": ["Fixed amounts"]}, "cap": {"most": "900", "carries": true},
        "holdback": {"share": "10", "months": 2}, "recovery": "50"},
      "components": [
        {"name": "Quota", "base": "booked", "terms": {"quota_kpi": "sales"}, "table": {"measured": "percent_of_quota", "accumulate": "quarter", "tiers": [
          {"from": "0", "to": "0.5", "value": "0.02", "mode": "marginal"},
          {"from": "0.5", "to": "1", "value": "0.05", "mode": "retroactive"},
          {"from": "1", "to": null, "value": "0.09", "mode": "marginal"}]}},
        {"name": "Fixed amounts", "base": "booked", "table": {"measured": "amount", "accumulate": "per_record", "tiers": [
          {"from": "0", "to": null, "value": "0.01", "mode": "marginal"}]},
          "terms": {"conditions": [{"field": "amount", "least": "100"}],
            "rules": [{"name": "Y", "filter": {"categories": ["Y"]}, "table": {"measured": "amount", "accumulate": "per_record", "tiers": [
              {"from": "0", "to": null, "value": "7.5", "mode": "retroactive", "worth": "amount"}]}}]}},
        {"name": "Margin", "base": "margin", "table": {"measured": "amount", "accumulate": "month", "tiers": [
          {"from": "0", "to": "300", "value": "0.1", "mode": "marginal"}, {"from": "300", "to": null, "value": "0.15", "mode": "marginal"}]},
          "terms": {"payout": [{"share": "60", "due": {"months": 0}}, {"share": "40", "due": {"months": 1}}]}},
        {"name": "Target", "base": "booked", "terms": {"quota_kpi": "sales"}, "bonus": {"accumulate": "year"}},
        {"name": "Seafood", "base": "booked", "filter": {"products": ["p1"]}, "spiff": {"accumulate": "quarter", "kind": {"per_step": {"step": "250", "amount": "9.99"}}}},
        {"name": "Rank", "base": "booked", "spiff": {"accumulate": "quarter", "kind": {"ranking": {"prizes": ["100", "33.33"]}}}},
        {"name": "Pool", "base": "booked", "pool": {"accumulate": "quarter", "of": {"rate": "0.013"}, "shares": "credit"}}
      ]},
    {"name": "flat", "effective": "2026-01-01", "assigned": [{"role": "nobody"}],
      "components": [
        {"name": "Each", "base": "booked", "table": {"measured": "amount", "accumulate": "per_record", "tiers": [
          {"from": "0", "to": "500", "value": "0.1", "mode": "marginal"}, {"from": "500", "to": null, "value": "0.2", "mode": "retroactive"}]}},
        {"name": "Month", "base": "booked", "table": {"measured": "amount", "accumulate": "month", "tiers": [
          {"from": "0", "to": "500", "value": "0.1", "mode": "marginal"}, {"from": "500", "to": null, "value": "0.2", "mode": "retroactive"}]}}
      ]}
  ],
  "expected": []
}"#;

/// A plan whose pay waits: for collections, for a gate, for a cap to have room.
const LATE: &str = r#"{"name": "late", "effective": "2026-01-01", "assigned": ["everybody"], "terms": {"holdback": {"share": "10", "months": 1}},
"components": [
  {"name": "Month", "base": "booked", "table": {"measured": "amount", "accumulate": "month", "tiers": [
    {"from": "0", "to": "500", "value": "0.1", "mode": "marginal"}, {"from": "500", "to": null, "value": "0.2", "mode": "marginal"}]},
    "terms": {"payout": [{"share": "50", "due": {"months": 0}}, {"share": "50", "due": {"event": {"event": "collection", "days": 0}}}]}},
  {"name": "Quarter", "base": "booked", "table": {"measured": "amount", "accumulate": "quarter", "tiers": [
    {"from": "0", "to": null, "value": "0.03", "mode": "marginal"}]},
    "terms": {"quota_kpi": "sales", "gate": {"reading": {"of": {"kpi": "sales"}, "per": "year"}, "least": "2000", "pays_back": true},
      "cap": {"most": "20", "carries": true}}}
]}"#;

/// A plan that pays on what is collected, at the rates of the sales.
const COLLECTED: &str = r#"{"name": "collected", "effective": "2026-01-01", "assigned": ["everybody"], "components": [
  {"name": "Quarter", "base": "collected", "terms": {"rate_day": "sale"}, "table": {"measured": "amount", "accumulate": "quarter", "tiers": [
    {"from": "0", "to": "900", "value": "0.1", "mode": "marginal"}, {"from": "900", "to": null, "value": "0.2", "mode": "retroactive"}]}},
  {"name": "Each", "base": "collected", "terms": {"rate_day": "sale"}, "table": {"measured": "amount", "accumulate": "per_record", "tiers": [
    {"from": "0", "to": "500", "value": "0.1", "mode": "marginal"}, {"from": "500", "to": null, "value": "0.2", "mode": "retroactive"}]}}
]}"#;

const MONTHS: [&str; 6] = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"];
const HALF: Span = Span { from: date(2026, 1, 1), to: date(2026, 6, 30) };

fn row() -> impl Strategy<Value = Row> {
    let who = prop::sample::select(vec!["A", "B", "C", "AB", "ABC"]);
    let what = prop::sample::select(vec![None, Some("p1"), Some("p2"), Some("p3")]);
    let cost = prop::option::of(0_i64..90_000);
    (who, what, 0_i32..181, -30_000_i64..150_000, cost).prop_map(|(who, what, day, amount, cost)| {
        let day = date(2026, 1, 1) + jiff::Span::new().days(day);
        let json = serde_json::json!({
            "day": day.to_string(), "person": who, "product": what, "amount": Decimal::new(amount, 2).to_string(),
            "cost": cost.map(|c| Decimal::new(c, 2).to_string()),
        });
        serde_json::from_value(json).unwrap()
    })
}

fn sale(document: usize, amount: i64, day: i32) -> Row {
    let day = date(2026, 1, 1) + jiff::Span::new().days(day);
    serde_json::from_value(serde_json::json!({
        "day": day.to_string(), "person": "A", "document": format!("S{document}"), "amount": Decimal::new(amount, 2).to_string(),
    }))
    .unwrap()
}

fn built(rows: Vec<Row>) -> Built {
    let mut scenario = Scenario::read(COMPANY).unwrap();
    scenario.records = rows;
    scenario.build().unwrap()
}

/// The plan alone in its company, for everybody.
fn alone(built: &Built, name: &str) -> (Dataset, Arc<Plan>) {
    let mut plan = Plan::clone(&built.plan(name).unwrap());
    plan.assigned = vec![attain::domain::scorecard::Assigned::Everybody];
    let changes = attain::domain::Changes {
        plans: built.dataset.plans.iter().map(attain::domain::Change::remove).collect(),
        versions: built.dataset.versions.iter().map(attain::domain::Change::remove).collect(),
        ..Default::default()
    };
    (built.dataset.apply(&changes).unwrap(), Arc::new(plan))
}

fn close(data: &Dataset, plan: &Plan, months: &[&str]) -> Vec<ClosedRun> {
    let mut closed: Vec<ClosedRun> = Vec::new();
    for month in months {
        let period: Period = month.parse().unwrap();
        let next = run::run(data, plan, "1", period, &closed).unwrap().value;
        closed.push(next);
    }
    closed
}

fn statements(runs: &[ClosedRun]) -> Vec<&RunStatement> {
    runs.iter().flat_map(|r| &r.statements).collect()
}

/// Rates of marginal tiers in hundredths of a percent, with widths.
fn marginal() -> impl Strategy<Value = Table> {
    prop::collection::vec((1_u32..100_000, 0_u32..5_000), 1..6).prop_map(|list| {
        let mut tiers: Vec<Tier> = Vec::new();
        for (width, rate) in list {
            let from = tiers.last().and_then(|t| t.to).unwrap_or_default();
            let to = Some(from + Decimal::from(width));
            tiers.push(Tier { from, to, value: Decimal::new(i64::from(rate), 4), ..Tier::default() });
        }
        tiers.last_mut().unwrap().to = None;
        Table::new(&RateTable { tiers, ..RateTable::default() }).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn marginal_tables_are_continuous_and_monotone(table in marginal(), at in 0_i64..50_000_000, step in 1_i64..1_000_000) {
        let (low, high) = (Decimal::new(at, 2), Decimal::new(at + step, 2));
        let steepest = table.tiers().iter().map(|t| t.value).max().unwrap();
        let more = table.pay(high).unwrap() - table.pay(low).unwrap();
        prop_assert!(more >= Decimal::ZERO && more <= steepest * (high - low), "{low} to {high}: {more}");
    }

    #[test]
    fn lines_sum_to_totals(rows in prop::collection::vec(row(), 0..40)) {
        let (data, plan) = alone(&built(rows), "rich");
        let prepared = Prepared::new(&data, &plan, HALF).value;
        let pay = prepared.pay(&plan).unwrap();
        for person in &pay.people {
            let statement = prepared.statement(&plan, person.person).unwrap();
            prop_assert_eq!(statement.total.minor, person.minor);
            prop_assert_eq!(statement.lines.iter().map(|l| l.amount.minor).sum::<i64>(), person.minor);
        }
        prop_assert_eq!(pay.people.iter().map(|p| p.minor).sum::<i64>(), pay.cost.minor);
        for statement in statements(&close(&data, &plan, &MONTHS)) {
            prop_assert_eq!(statement.lines.iter().map(|l| l.minor).sum::<i64>(), statement.total);
        }
    }

    #[test]
    fn the_order_of_entry_is_irrelevant(rows in prop::collection::vec(row(), 0..40), seed in any::<u64>()) {
        let (data, plan) = alone(&built(rows.clone()), "rich");
        let mut shuffled: Vec<(u64, Row)> = rows.into_iter().enumerate()
            .map(|(n, r)| ((n as u64 + 1).wrapping_mul(seed | 1).rotate_left(17), r)).collect();
        shuffled.sort_by_key(|(key, _)| *key);
        let (other, _) = alone(&built(shuffled.into_iter().map(|(_, r)| r).collect()), "rich");
        let pay = |data: &Dataset| {
            let pay = Prepared::new(data, &plan, HALF).value.pay(&plan).unwrap();
            pay.people.into_iter().map(|p| (p.person, p.minor)).collect::<Vec<_>>()
        };
        prop_assert_eq!(pay(&data), pay(&other));
        let paid = |data: &Dataset| {
            let runs = close(data, &plan, &MONTHS);
            statements(&runs).iter().map(|s| (s.person, s.total, s.paid, s.balances)).collect::<Vec<_>>()
        };
        prop_assert_eq!(paid(&data), paid(&other));
    }

    #[test]
    fn a_closed_run_is_reproduced_and_late_records_are_lines_of_the_next(
        rows in prop::collection::vec(row(), 1..30), late in prop::collection::vec(row(), 1..5)
    ) {
        let (data, plan) = alone(&built(rows.clone()), "rich");
        let closed = close(&data, &plan, &MONTHS[..3]);
        for (n, one) in closed.iter().enumerate() {
            let again = run::run(&data, &plan, "1", one.period, &closed[..n]).unwrap().value;
            prop_assert_eq!(&again, one);
            // Runs closed later do not count for it.
            let again = run::run(&data, &plan, "1", one.period, &closed).unwrap().value;
            prop_assert_eq!(&again, one);
        }
        // More records, whatever their day: what was closed stays, and by June everything is stated.
        let (more, _) = alone(&built([rows, late].concat()), "rich");
        let mut runs = closed.clone();
        for month in &MONTHS[3..] {
            let next = run::run(&more, &plan, "1", month.parse().unwrap(), &runs).unwrap().value;
            runs.push(next);
        }
        prop_assert_eq!(&runs[..3], &closed[..]);
        let fresh = close(&more, &plan, &MONTHS[5..]);
        let earned = |runs: &[ClosedRun]| {
            let mut sums = std::collections::BTreeMap::new();
            for s in statements(runs) {
                for line in &s.lines {
                    *sums.entry((s.person, line.component)).or_insert(Decimal::ZERO) += line.earned;
                }
            }
            sums.retain(|_, sum| !sum.is_zero());
            sums
        };
        prop_assert_eq!(earned(&runs), earned(&fresh));
    }

    #[test]
    fn splits_sum_to_the_whole(rows in prop::collection::vec(row(), 0..30)) {
        let whole: Decimal = rows.iter().map(|r| r.amount.0).sum();
        let over: Decimal = rows.iter().filter(|r| r.person.as_deref() == Some("ABC")).map(|r| {
            let part = r.amount.0 / Decimal::TEN;
            part.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
        }).sum();
        let (data, plan) = alone(&built(rows), "flat");
        let prepared = Prepared::new(&data, &plan, HALF).value;
        for component in &plan.components {
            let mut sum = Decimal::ZERO;
            for person in data.people.iter() {
                let statement = prepared.statement(&plan, person.id).unwrap();
                sum += statement.lines.iter().filter(|l| l.component == component.id).map(|l| l.value).sum::<Decimal>();
            }
            prop_assert_eq!(sum, whole + over, "shares sum, overlays come on top: {}", component.name);
        }
    }

    #[test]
    fn returns_after_sales_cancel_to_zero(
        sales in prop::collection::vec((1_i64..150_000, 0_i32..90, 1_i32..90), 1..8)
    ) {
        let mut rows: Vec<Row> = Vec::new();
        for (n, (amount, day, after)) in sales.iter().enumerate() {
            rows.push(sale(n, *amount, *day));
            let back = Row { returns: Some(format!("S{n}")), ..sale(n, -amount, day + after) };
            rows.push(Row { document: Some(format!("R{n}")), ..back });
        }
        let (data, plan) = alone(&built(rows), "flat");
        let runs = close(&data, &plan, &MONTHS);
        prop_assert!(!statements(&runs).is_empty());
        prop_assert_eq!(statements(&runs).iter().map(|s| s.total).sum::<i64>(), 0);
    }

    #[test]
    fn draws_stay_within_their_bounds_and_nothing_is_lost(rows in prop::collection::vec(row(), 0..40)) {
        let (data, plan) = alone(&built(rows), "rich");
        let runs = close(&data, &plan, &MONTHS);
        let draw = 30_000;
        for person in data.people.iter() {
            let (mut debt, mut flow) = (0_i64, 0_i64);
            let own: Vec<&RunStatement> = statements(&runs).into_iter().filter(|s| s.person == person.id).collect();
            for s in &own {
                let b = &s.balances;
                prop_assert!(b.debt >= 0 && b.owed >= 0 && b.capped >= 0 && b.holdback >= 0 && s.paid >= 0);
                let back = debt + s.drawn - b.debt - s.forgiven;
                prop_assert!(back >= 0 && (back == 0 || s.total - back >= draw), "recovered below the draw: {s:?}");
                prop_assert!(s.recovered <= s.total.max(s.total - s.instalments).max(0) / 2 + 1, "more than half was taken");
                debt = b.debt;
                flow += s.total + s.drawn - back - s.paid;
            }
            // What was stated and drawn, less what was paid and taken back, is what still waits less what is owed.
            if let Some(last) = own.last() {
                let b = last.balances;
                prop_assert_eq!(flow, b.instalments + b.holdback + b.capped - b.owed);
            }
        }
    }
}

/// The version of a plan with another number and first day, its hash being its number.
fn version(plan: &Plan, number: u32, effective: jiff::civil::Date) -> attain::domain::incentive::PlanVersion {
    attain::domain::incentive::PlanVersion {
        id: attain::domain::id::VersionId(attain::domain::id::Uuid::from_u128(u128::from(number) << 100)),
        number,
        hash: number.to_string(),
        announced: effective,
        plan: Plan { effective, ..plan.clone() },
        expected: Vec::new(),
    }
}

/// What runs state by person and component, before gate, cap, modifiers and currency.
fn earned(runs: &[ClosedRun]) -> BTreeMap<(PersonId, Option<ComponentId>), Decimal> {
    let mut sums = BTreeMap::new();
    for s in statements(runs) {
        for line in &s.lines {
            *sums.entry((s.person, line.component)).or_insert(Decimal::ZERO) += line.earned;
        }
    }
    sums
}

/// The half-year closed month by month where a second version that says the same takes effect on a day.
fn in_two(data: &Dataset, plan: &Plan, second: jiff::civil::Date) -> Vec<ClosedRun> {
    let versions = [version(plan, 1, plan.effective), version(plan, 2, second)];
    let gone = data.versions.iter().map(attain::domain::Change::remove);
    let changes = attain::domain::Changes {
        versions: gone.chain(versions.iter().cloned().map(attain::domain::Change::add)).collect(),
        ..Default::default()
    };
    let with = data.apply(&changes).unwrap();
    let mut closed: Vec<ClosedRun> = Vec::new();
    for month in &MONTHS {
        let period: Period = month.parse().unwrap();
        let by = attain::state::payroll::in_force(&with, plan.id, period).unwrap();
        closed.push(run::run(&with, &by.plan, &by.hash, period, &closed).unwrap().value);
    }
    closed
}

/// A record that is collected so many days after its own, at the latest on the last day of the half-year.
fn paid(row: Row, after: i32) -> Row {
    let mut value = serde_json::to_value(&row).unwrap();
    let day: jiff::civil::Date = value["day"].as_str().unwrap().parse().unwrap();
    value["collected"] = (day + jiff::Span::new().days(after)).min(HALF.to).to_string().into();
    serde_json::from_value(value).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn a_version_that_changes_nothing_pays_the_same(
        rows in prop::collection::vec(row(), 1..40), sales in prop::collection::vec((1_i64..150_000, 0_i32..90, 1_i32..90), 0..4), day in 1_i32..170
    ) {
        let mut rows = rows;
        for (n, (amount, day, after)) in sales.iter().enumerate() {
            rows.push(sale(n, *amount, *day));
            let back = Row { returns: Some(format!("S{n}")), ..sale(n, -amount, day + after) };
            rows.push(Row { document: Some(format!("R{n}")), ..back });
        }
        let (data, plan) = alone(&built(rows), "rich");
        let closed = in_two(&data, &plan, date(2026, 1, 1) + jiff::Span::new().days(day));
        let plain = close(&data, &plan, &MONTHS);
        let (one, two) = (earned(&plain), earned(&closed));
        for key in one.keys().chain(two.keys()) {
            let of = |sums: &BTreeMap<_, Decimal>| sums.get(key).copied().unwrap_or_default();
            // Each version's part of an accumulation is rounded by itself.
            prop_assert!((of(&one) - of(&two)).abs() <= Decimal::new(6, 2), "{key:?}: {} {}", of(&one), of(&two));
        }
    }
    /// A replay pays what pay runs pay: each of its runs is the one that would have been closed, earned and paid.
    #[test]
    fn a_replay_of_closed_runs_is_the_closed_runs(
        rows in prop::collection::vec(row(), 1..40), sales in prop::collection::vec((1_i64..150_000, 0_i32..90, 1_i32..90, 0_i32..60), 0..4),
        name in prop::sample::select(vec!["rich", "flat", "late"]), pays in prop::sample::select(vec![Grain::Month, Grain::Quarter])
    ) {
        let mut rows = rows;
        for (n, (amount, day, after, later)) in sales.iter().enumerate() {
            rows.push(paid(sale(n, *amount, *day), *later));
            let back = Row { returns: Some(format!("S{n}")), ..sale(n, -amount, day + after) };
            rows.push(Row { document: Some(format!("R{n}")), ..back });
        }
        let mut scenario = Scenario::read(COMPANY).unwrap();
        scenario.plans.push(serde_json::from_str(LATE).unwrap());
        scenario.records = rows;
        let (data, plan) = alone(&scenario.build().unwrap(), name);
        let replayed = replay::replay(&data, &plan, HALF, pays).unwrap();
        let periods: Vec<String> = data.workspace.calendar.parts(HALF, pays).iter().map(ToString::to_string).collect();
        let periods: Vec<&str> = periods.iter().map(String::as_str).collect();
        let closed = close(&data, &plan, &periods);
        let runs: Vec<ClosedRun> = replayed.runs().cloned().collect();
        prop_assert_eq!(statements(&runs), statements(&closed));
        let out = replay::paid(&data.workspace.calendar, replayed.runs(), HALF);
        prop_assert_eq!(out.values().sum::<i64>(), statements(&closed).iter().map(|s| s.paid).sum::<i64>());
    }

    /// Once everything is collected, collections at the rates of their sales have paid what the sales earn, in however many
    /// months and under however many versions that say the same.
    #[test]
    fn collections_at_the_sale_s_rate_come_to_what_the_sales_earn(
        rows in prop::collection::vec((row(), 0_i32..90), 1..30),
        sales in prop::collection::vec((1_i64..150_000, 0_i32..90, 1_i32..90, 0_i32..60), 0..4),
        day in 1_i32..170
    ) {
        let mut rows: Vec<Row> = rows.into_iter().map(|(row, after)| paid(row, after)).collect();
        for (n, (amount, day, after, later)) in sales.iter().enumerate() {
            rows.push(paid(sale(n, *amount, *day), *later));
            let back = Row { returns: Some(format!("S{n}")), ..sale(n, -amount, day + after) };
            rows.push(paid(Row { document: Some(format!("R{n}")), ..back }, *later));
        }
        let mut scenario = Scenario::read(COMPANY).unwrap();
        scenario.plans = vec![serde_json::from_str(COLLECTED).unwrap()];
        scenario.records = rows;
        let (data, plan) = alone(&scenario.build().unwrap(), "collected");
        let mut booked = Plan::clone(&plan);
        booked.components.iter_mut().for_each(|c| c.base = attain::domain::kpi::Base::Booked);
        let whole = earned(&close(&data, &booked, &MONTHS));
        let second = date(2026, 1, 1) + jiff::Span::new().days(day);
        for runs in [close(&data, &plan, &MONTHS), in_two(&data, &plan, second)] {
            let sums = earned(&runs);
            for key in whole.keys().chain(sums.keys()) {
                let of = |sums: &BTreeMap<_, Decimal>| sums.get(key).copied().unwrap_or_default();
                prop_assert!((of(&whole) - of(&sums)).abs() <= Decimal::new(6, 2), "{key:?}: {} {}", of(&whole), of(&sums));
            }
        }
    }
}
