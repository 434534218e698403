//! Laws of the explanation of pay, over random plans and records: the records under a figure are those that count, with what
//! counts of each, and they sum to it; everything that took effect on the way stands in the tree.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use attain::domain::incentive::{ClosedRun, Plan};
use attain::domain::{Dataset, Decimal, Span};
use attain::engine::incentive::{Prepared, counted, run};
use attain::engine::trace::{Step, Trace, TraceValue};
use attain::store::wire::scenario::Scenario;
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::Arc;

fn company(components: &[Value], records: &[Value]) -> (Dataset, Arc<Plan>) {
    let text = json!({
        "scenario": 1, "id": "trace-laws", "as_of": "2026-06-30",
        "teams": [{"name": "East"}, {"name": "West"}],
        "people": [
            {"name": "A", "team": "East"}, {"name": "B", "team": "West", "hired": "2026-02-10"},
            {"name": "C", "team": "East", "moves": [{"from": "2026-03-16", "team": "West"}]}
        ],
        "splits": [
            {"name": "AB", "shares": [["A", "33.33"], ["B", "66.67"]]},
            {"name": "ABC", "shares": [["A", "50"], ["B", "30"], ["C", "20"]], "overlays": [["C", "10"]]}
        ],
        "categories": [{"name": "X"}, {"name": "Y", "parent": "X"}],
        "products": [{"name": "p1", "category": "X"}, {"name": "p2", "category": "Y"}, {"name": "p3"}],
        "measures": [{"key": "revenue", "unit": "money", "source": {"records": {"aggregate": {"sum": "booked"}}}}],
        "kpis": [{"key": "sales", "formula": "revenue", "unit": "money"}],
        "targets": [
            {"kpi": "sales", "subject": {"person": "A"}, "period": "2026", "value": "12000"},
            {"kpi": "sales", "subject": {"person": "B"}, "period": "2026", "value": "12000"},
            {"kpi": "sales", "subject": {"team": "East"}, "period": "2026", "value": "30000"}
        ],
        "plans": [{"name": "plan", "effective": "2026-01-10", "assigned": ["everybody"], "components": components}],
        "records": records, "expected": []
    });
    let built = Scenario::read(&text.to_string()).unwrap().build().unwrap();
    let plan = built.plan("plan").unwrap();
    (built.dataset, plan)
}

const ACCUMULATE: [&str; 7] =
    ["per_record", "per_document", "half_month", "month", "quarter", "half_year", "year"];

fn component() -> impl Strategy<Value = Value> {
    let base = prop::sample::select(vec!["booked", "invoiced", "collected", "margin", "cost", "quantity"]);
    let accumulate = prop::sample::select(ACCUMULATE.to_vec());
    let filter = prop::sample::select(vec![
        json!({}),
        json!({}),
        json!({"categories": ["X"]}),
        json!({"products": ["p1", "p3"]}),
        json!({"teams": ["East"]}),
        json!({"people": ["A", "C"]}),
    ]);
    let terms = (any::<[bool; 7]>(), prop::sample::select(vec!["own", "own", "team", "company"]));
    (base, accumulate, filter, terms).prop_map(|(base, accumulate, filter, (on, whose))| {
        let tiers = json!([{"from": "0", "to": "900", "value": "0.05", "mode": "marginal"},
            {"from": "900", "to": null, "value": "0.08", "mode": "marginal"}]);
        let table = json!({"measured": "amount", "accumulate": accumulate, "tiers": tiers});
        let mut terms = json!({"quota_kpi": "sales"});
        let fine = on[..4].iter().any(|o| *o) || accumulate.starts_with("per_");
        if on[0] {
            terms["conditions"] = json!([{"field": "amount", "least": "100"}]);
        }
        if on[1] {
            terms["uplifts"] = json!([{"filter": {"products": ["p1"]}, "quota": "1.5", "pay": "1.25"}]);
        }
        if on[2] {
            terms["rules"] = json!([{"name": "Y", "filter": {"categories": ["Y"]}, "table": table}]);
        }
        if on[3] && base != "quantity" {
            terms["deductible"] = json!("20");
        }
        if on[4] {
            terms["clawback"] = json!({"share": {"percent": "50"}});
        }
        if on[5] && base != "quantity" {
            terms["credit"] =
                json!([{"share": "60", "event": "order"}, {"share": "40", "event": "collection"}]);
        }
        if on[6] {
            terms["rate_day"] = json!("sale");
        }
        if !fine {
            terms["whose"] = json!(whose);
        }
        json!({"base": base, "filter": filter, "table": table, "terms": terms})
    })
}

/// Components that look at more than a sum.
fn others() -> Vec<Value> {
    vec![
        json!({"name": "On a KPI", "base": "booked", "terms": {"kpi": "sales"},
            "table": {"measured": "percent_of_quota", "accumulate": "month", "tiers": [{"from": "0", "to": null, "value": "0.01", "mode": "marginal"}]}}),
        json!({"name": "Pool", "base": "booked", "pool": {"accumulate": "quarter", "of": {"rate": "0.013"}, "shares": "credit"}}),
        json!({"name": "Rank", "base": "booked", "spiff": {"accumulate": "quarter", "kind": {"ranking": {"prizes": ["100", "33.33"]}}}}),
        json!({"name": "First", "base": "booked", "spiff": {"accumulate": "quarter", "kind": {"first": {"count": 3, "amount": "5"}}}}),
    ]
}

fn record() -> impl Strategy<Value = Value> {
    let who = prop::sample::select(vec!["A", "B", "C", "AB", "ABC"]);
    let what = prop::sample::select(vec![None, Some("p1"), Some("p2"), Some("p3")]);
    let later = (prop::option::of(0_i32..60), prop::option::of(0_i32..90));
    let rest = (prop::option::of(0_i64..90_000), 0_i64..9_000, 0_usize..12, prop::option::of(0_usize..12));
    (who, what, 0_i32..181, -30_000_i64..150_000, later, rest).prop_map(
        |(who, what, day, amount, (invoiced, collected), (cost, quantity, document, returns))| {
            let on = |days: i32| (date(2026, 1, 1) + jiff::Span::new().days(day + days)).to_string();
            json!({
                "day": on(0), "person": who, "product": what, "amount": Decimal::new(amount, 2).to_string(),
                "quantity": Decimal::new(quantity, 3).to_string(), "document": format!("D{document}"),
                "cost": cost.map(|c| Decimal::new(c, 2).to_string()), "invoiced": invoiced.map(on), "collected": collected.map(on),
                "returns": returns.filter(|_| amount < 0).map(|n| format!("D{n}")),
            })
        },
    )
}

/// Every step of a tree that names records: what they sum to is its value.
fn sums(data: &Dataset, tree: &Trace) -> Result<usize, TestCaseError> {
    let mut seen = 0;
    for (_, step) in tree.walk() {
        let Step::Counted(counting) = &step.step else { continue };
        let all = counted(data, counting);
        let sum: Decimal = all.iter().map(|c| c.counts).sum();
        let TraceValue::Number(value, _) = step.value else { panic!("{:?} is no number", step.value) };
        let entries: Vec<_> = all.iter().map(|c| (c.line.day.date(), c.line.amount, c.counts)).collect();
        prop_assert_eq!(sum, value, "{:?}: {:?}", counting, entries);
        seen += all.len();
    }
    Ok(seen)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_records_under_a_line_sum_to_it(
        parts in prop::collection::vec(component(), 1..5), records in prop::collection::vec(record(), 0..40)
    ) {
        let mut parts: Vec<Value> = parts;
        for (n, part) in parts.iter_mut().enumerate() {
            part["name"] = json!(format!("part {n}"));
        }
        parts.extend(others());
        let (data, plan) = company(&parts, &records);
        for span in [
            Span { from: date(2026, 1, 1), to: date(2026, 6, 30) },
            Span { from: date(2026, 2, 20), to: date(2026, 5, 14) },
        ] {
            let prepared = Prepared::new(&data, &plan, span).value;
            for person in prepared.people() {
                let statement = prepared.explained(&data, &plan, *person).unwrap();
                sums(&data, &statement.trace)?;
                for line in statement.lines.iter().filter_map(|l| Some((l, l.counting.as_ref()?))) {
                    let sum: Decimal = counted(&data, line.1).iter().map(|c| c.counts).sum();
                    prop_assert_eq!(sum + line.0.held.1, line.0.value);
                }
                let quick = prepared.statement(&plan, *person).unwrap();
                prop_assert_eq!(&quick.lines, &statement.lines);
                prop_assert_eq!(quick.total, statement.total);
            }
        }
        let mut closed: Vec<ClosedRun> = Vec::new();
        for month in ["2026-02", "2026-03", "2026-04"] {
            let period = month.parse().unwrap();
            for person in data.people.iter() {
                let told = run::explain(&data, &plan, "1", period, &closed, person.id).unwrap();
                sums(&data, &told.trace)?;
            }
            closed.push(run::run(&data, &plan, "1", period, &closed).unwrap().value);
        }
    }
}

/// One case of what a tree must state.
struct Case {
    /// What it shows.
    name: &'static str,
    /// The component, and the terms of the plan.
    component: Value,
    terms: Value,
    /// How lines of the tree as "label|value|note" begin; each must be there.
    states: &'static [&'static str],
    /// Whose statement.
    who: &'static str,
}

fn flat(accumulate: &str, rate: &str) -> Value {
    let tiers = json!([{"from": "0", "to": null, "value": rate, "mode": "marginal"}]);
    json!({"name": "Flat", "base": "booked",
        "table": {"measured": "amount", "accumulate": accumulate, "tiers": tiers}, "terms": {}})
}

/// A component with these terms.
fn with(mut component: Value, terms: Value) -> Value {
    component["terms"] = terms;
    component
}

fn cases() -> Vec<Case> {
    let tiers = json!([{"from": "0", "to": "900", "value": "0.05", "mode": "marginal"},
        {"from": "900", "to": null, "value": "0.08", "mode": "marginal"}]);
    let amounts = json!([{"from": "0", "to": "500", "value": "0.01", "mode": "marginal"},
        {"from": "500", "to": null, "value": "25", "mode": "marginal", "worth": "amount"}]);
    let table = |tiers: Value| json!({"name": "Table", "base": "booked", "table": {"measured": "amount", "accumulate": "quarter", "tiers": tiers}});
    let bonus = json!({"name": "Bonus", "base": "booked", "bonus": {"accumulate": "month"}, "terms": {"quota_kpi": "sales", "weight": "60"}});
    let reading = json!({"of": {"kpi_attainment": "sales"}, "per": "year"});
    let case = |name, component, terms, states| Case { name, component, terms, states, who: "B" };
    let of_a = |case| Case { who: "A", ..case };
    vec![
        case(
            "a tier's part, rate and share of the blended rate",
            table(tiers),
            json!({}),
            &[
                "Tier 0.00 to 900.00|45.00 USD|900.00 × 5% (marginal); 4.5% of the blended rate",
                "Tier from 900.00|8.00 USD|100.00 × 8% (marginal); 0.8% of the blended rate",
                "Sales records|1,000.00 USD|B; Q1 2026",
            ],
        ),
        case(
            "an amount of a tier is money",
            table(amounts),
            json!({}),
            &["Tier from 500.00|25.00 USD|500.00 × 25.00 (marginal); 2.5% of the blended rate"],
        ),
        case(
            "proration, ramp, target pay and the payout",
            bonus,
            json!({
                "ramp": ["50", "50"], "pay": [{"whom": "everybody", "target": "12000"}], "proration": {"by": "days", "places": 3}
            }),
            &[
                "By day: 19 of 28 days|67.9%|Rounded to 3 decimals",
                "Ramp|50%|",
                "Target pay of the period|407.40 USD|weight 60%",
                "Yearly amount of the pay level|12,000.00 USD|0.679 of 12 months",
            ],
        ),
        case(
            "a cap that carries",
            with(flat("quarter", "0.1"), json!({"cap": {"most": "40", "carries": true}})),
            json!({}),
            &["The cap took effect|40.00 USD|at most 40.00", "Withheld by the cap and carried|60.00 USD|"],
        ),
        of_a(case(
            "a closed gate with what it read",
            with(
                flat("quarter", "0.1"),
                json!({"gate": {"reading": reading, "least": "0.5", "pays_back": true}}),
            ),
            json!({}),
            &[
                "Gate closed|25%|at least 50%; paid once it opens",
                "sales: attainment|25%|A; 2026",
                "sales|3,000.00 USD|A",
            ],
        )),
        of_a(case(
            "a modifier with what it read",
            with(
                flat("quarter", "0.1"),
                json!({"modifiers": [{"reading": reading, "points": [{"at": "0", "share": "0.5"}]}]}),
            ),
            json!({}),
            &["Modifier|50%|0.25", "sales: attainment|25%|A; 2026"],
        )),
        case("the rounding", flat("quarter", "0.0333333"), json!({}), &["Rounded|33.33 USD|from 33.3333"]),
        case(
            "collections at the rate of their sale",
            json!({"name": "Collected", "base": "collected", "terms": {"rate_day": "sale"}, "table": {"measured": "amount",
                "accumulate": "quarter", "tiers": [{"from": "0", "to": "500", "value": "0.01", "mode": "marginal"},
                {"from": "500", "to": null, "value": "0.03", "mode": "marginal"}]}}),
            json!({}),
            &[
                "Tier 0.00 to 500.00|2.00 USD|200.00 × 1% (marginal); 0.5% of the blended rate",
                "Tier from 500.00|6.00 USD|200.00 × 3% (marginal); 1.5% of the blended rate",
                "Collected amount: share of the span’s sales|40%|400.00 / 1,000.00",
                "Sales records|400.00 USD|B; Q1 2026",
            ],
        ),
        case(
            "currency with its rate",
            flat("quarter", "0.1"),
            json!({"pay_in": {"currency": "CNY", "fixed": "7.1"}}),
            &["Exchange rate|7.1|CNY for 1 USD; At the plan’s rate"],
        ),
        case(
            "rounded attainment",
            json!({"name": "Bonus", "base": "booked", "bonus": {"accumulate": "year"}, "terms": {"quota_kpi": "sales"}}),
            json!({"attainment_places": 2, "pay": [{"whom": "everybody", "target": "12000"}]}),
            &["Rounded to 2 decimals|9%|"],
        ),
        case(
            "pot, members and weights",
            json!({"name": "Pool", "base": "booked",
            "pool": {"accumulate": "quarter", "of": {"rate": "0.1"}, "whose": "company", "shares": "credit"}}),
            json!({}),
            &[
                "The pool|400.00 USD|× 10%",
                "Sales records|4,000.00 USD|Company; Q1 2026",
                "A|300.00 USD|weight 3,000",
                "B|100.00 USD|weight 1,000",
            ],
        ),
        case(
            "ranks and prizes",
            json!({"name": "Rank", "base": "booked",
            "spiff": {"accumulate": "quarter", "kind": {"ranking": {"prizes": ["100", "40"]}}}}),
            json!({}),
            &["A|3,000.00 USD|rank 1; prize 100.00", "B|1,000.00 USD|rank 2; prize 40.00"],
        ),
        case(
            "whole steps",
            json!({"name": "Steps", "base": "booked",
            "spiff": {"accumulate": "quarter", "kind": {"per_step": {"step": "300", "amount": "7"}}}}),
            json!({}),
            &["Whole steps|3|7.00 for every 300"],
        ),
        case(
            "instalments and periods",
            with(
                flat("quarter", "0.1"),
                json!({"payout": [{"share": "60", "due": {"months": 0}}, {"share": "40", "due": {"months": 2}}]}),
            ),
            json!({}),
            &[
                "Instalments not due yet|−40.00 USD|",
                "Flat: not due yet|−40.00 USD|earned in Q1 2026",
                "Instalment of 60%|60.00 USD|0 months later; 100% of it is due",
                "Instalment of 40%|40.00 USD|2 months later",
                "Earned|100.00 USD|earned in Q1 2026; paid in Q1 2026",
                "Paid|60.00 USD|Q1 2026",
            ],
        ),
    ]
}

fn lines_of(data: &Dataset, tree: &Trace) -> Vec<String> {
    use attain::i18n::{Lang, Names, Texts, trace};
    let names = Names::new(data, Texts::of(Lang::En));
    let lines = trace::lines(tree, names);
    lines.into_iter().map(|l| format!("{}|{}|{}", l.label, l.value, l.note)).collect()
}

#[test]
fn a_tree_states_everything_that_took_effect() {
    let sale = |person: &str, amount: &str| json!({"day": "2026-02-20", "person": person, "amount": amount});
    let mut failures = Vec::new();
    for Case { name, component, terms, states, who } in cases() {
        let mut part = sale("B", "400");
        part["collected"] = json!("2026-03-01");
        let records = [sale("A", "3000"), part, sale("B", "600")];
        let (data, plan) = company(&[component], &records);
        let terms: attain::store::wire::incentive::PlanTerms = serde_json::from_value(terms).unwrap();
        let mut plan = Plan::clone(&plan);
        plan.terms = attain::store::wire::Stored::take(terms).unwrap();
        let who = data.people.iter().find(|p| p.name == who).unwrap().id;
        let monthly = name.starts_with("proration");
        let period = if monthly { "2026-02" } else { "2026Q1" }.parse().unwrap();
        let told = run::explain(&data, &plan, "1", period, &[], who).unwrap();
        let lines = lines_of(&data, &told.trace);
        let missing: Vec<_> = states.iter().filter(|s| !lines.iter().any(|l| l.starts_with(**s))).collect();
        if !missing.is_empty() {
            failures.push(format!("{name}\n  missing {missing:#?}\n  of {lines:#?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A closed statement says what was stated; a line that today's data would give otherwise says so and shows both.
#[test]
fn a_closed_statement_keeps_its_figures() {
    let sale = |amount: &str| json!({"day": "2026-02-20", "person": "B", "amount": amount});
    let parts = [
        with(flat("quarter", "0.1"), json!({})),
        json!({"name": "Other", "base": "booked", "filter": {"products": ["p1"]},
        "table": {"measured": "amount", "accumulate": "quarter", "tiers": [{"from": "0", "to": null, "value": "0.5", "mode": "marginal"}]}}),
    ];
    let first = json!({"day": "2026-02-20", "person": "B", "amount": "200", "product": "p1"});
    let (data, plan) = company(&parts, &[first.clone(), sale("1000")]);
    let period = "2026Q1".parse().unwrap();
    let who = data.people.iter().find(|p| p.name == "B").unwrap().id;
    let closed = run::run(&data, &plan, "1", period, &[]).unwrap().value;
    let own = closed.statements.iter().find(|s| s.person == who).unwrap();
    let currency = data.workspace.currency;
    let of = |data: &Dataset| {
        let now = run::explain(data, &plan, "1", period, &[], who).unwrap();
        run::stated(period, own, Default::default(), Some(&now), currency)
    };
    let same = of(&data);
    assert_eq!(same, run::explain(&data, &plan, "1", period, &[], who).unwrap().trace, "nothing has changed");
    // A record came late: the first line would be another one, the second is not touched.
    let (late, _) = company(&parts, &[first, sale("1000"), sale("500")]);
    let kept = of(&late);
    assert_eq!(kept.value, same.value);
    let (before, after) = (&same.inputs[0].inputs, &kept.inputs[0].inputs);
    assert_eq!((&after[0].step, &after[0].value), (&before[0].step, &before[0].value));
    assert_eq!(after[1].value, before[1].value);
    let lines = lines_of(&late, &after[0]);
    let expected = [
        "As stated: earned by table or curve|120.00 USD|",
        "Today’s data give something else than was stated|170.00 USD|",
    ];
    for wanted in expected {
        assert!(lines.iter().any(|l| l == wanted), "{wanted} in {lines:#?}");
    }
    assert!(!lines_of(&late, &after[1]).iter().any(|l| l.starts_with("Today")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// A condition that every record meets changes nothing but the way of counting.
    #[test]
    fn records_count_alike_summed_or_one_by_one(
        base in prop::sample::select(vec!["booked", "invoiced", "collected", "cost", "quantity"]),
        filter in prop::sample::select(vec![json!({}), json!({"teams": ["East"]}), json!({"people": ["A", "C"]}), json!({"categories": ["X"]})]),
        accumulate in prop::sample::select(vec!["month", "quarter", "year"]),
        records in prop::collection::vec(record(), 0..40)
    ) {
        let table = json!({"measured": "amount", "accumulate": accumulate, "tiers": [{"from": "0", "to": null, "value": "0.1", "mode": "marginal"}]});
        let part = |name: &str, terms: Value| json!({"name": name, "base": base, "filter": filter, "table": table, "terms": terms});
        let always = json!({"conditions": [{"field": "quantity", "least": "0"}]});
        let (data, plan) = company(&[part("summed", json!({})), part("one by one", always)], &records);
        let prepared = Prepared::new(&data, &plan, Span { from: date(2026, 1, 1), to: date(2026, 6, 30) }).value;
        for person in prepared.people() {
            let statement = prepared.statement(&plan, *person).unwrap();
            let of = |at: usize| {
                let own = statement.lines.iter().filter(|l| l.component == plan.components[at].id);
                own.map(|l| (l.period, l.value)).collect::<Vec<_>>()
            };
            prop_assert_eq!(of(0), of(1));
        }
    }
}
