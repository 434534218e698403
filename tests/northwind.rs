//! Real sales through the engine: every total of Northwind to the cent, and every total the same by whichever dimension
//! it is added up.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use attain::domain::calendar::Grain;
use attain::domain::filter::Filter;
use attain::domain::incentive::Plan;
use attain::domain::{Dataset, Decimal, Period};
use attain::engine::incentive::{Prepared, replay, run};
use attain::engine::kpi::{Ask, Figures};
use attain::engine::measure::{Axis, Key};
use attain::store::wire::scenario::{Built, Scenario};
use std::path::Path;

const TOTALS: [(&str, &str); 9] = [
    ("Margaret Peacock", "232890.89"),
    ("Janet Leverling", "202812.88"),
    ("Nancy Davolio", "192107.67"),
    ("Andrew Fuller", "166537.76"),
    ("Laura Callahan", "126862.30"),
    ("Robert King", "124568.24"),
    ("Anne Dodsworth", "77308.09"),
    ("Michael Suyama", "73913.15"),
    ("Steven Buchanan", "68792.31"),
];

/// The file as a scenario with more fields; `None` where it is missing, which with `CI` set is a failure.
fn northwind(more: serde_json::Value) -> Option<Built> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/northwind/sales.csv");
    let Ok(text) = std::fs::read_to_string(path) else {
        assert!(std::env::var_os("CI").is_none(), "no ../shared");
        println!("skipped: no ../shared");
        return None;
    };
    // No field of this file is quoted.
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let mut products: Vec<(&str, &str)> = rows.iter().map(|r| (r[4], r[5])).collect();
    products.sort_unstable();
    products.dedup();
    let mut categories: Vec<&str> = products.iter().map(|p| p.1).collect();
    categories.sort_unstable();
    categories.dedup();
    let kpis = ["revenue", "pieces", "orders", "customers", "new", "products", "lines"]
        .map(|key| serde_json::json!({"key": format!("k_{key}"), "formula": key, "unit": "count"}));
    let mut json = serde_json::json!({
        "scenario": 1, "id": "northwind", "as_of": "1998-05-06",
        "people": TOTALS.map(|(name, _)| serde_json::json!({"name": name})),
        "categories": categories.iter().map(|c| serde_json::json!({"name": c})).collect::<Vec<_>>(),
        "products": products.iter().map(|p| serde_json::json!({"name": p.0, "category": p.1})).collect::<Vec<_>>(),
        "measures": [
            {"key": "revenue", "unit": "money", "source": {"records": {"aggregate": {"sum": "booked"}}}},
            {"key": "pieces", "unit": "quantity", "source": {"records": {"aggregate": {"sum": "quantity"}}}},
            {"key": "orders", "unit": "count", "source": {"records": {"aggregate": {"distinct": "documents"}}}},
            {"key": "customers", "unit": "count", "source": {"records": {"aggregate": {"distinct": "customers"}}}},
            {"key": "new", "unit": "count", "source": {"records": {"aggregate": {"distinct": "new_customers"}}}},
            {"key": "products", "unit": "count", "source": {"records": {"aggregate": {"distinct": "products"}}}},
            {"key": "lines", "unit": "count", "source": {"records": {"aggregate": "rows"}}}
        ],
        "kpis": kpis,
        "records": rows.iter().map(|r| serde_json::json!({
            "document": r[0], "day": r[2], "person": r[3], "product": r[4], "customer": r[6], "territory": r[7],
            "quantity": r[8], "amount": r[11],
        })).collect::<Vec<_>>(),
        "expected": [],
    });
    for (field, value) in more.as_object().unwrap() {
        json[field] = value.clone();
    }
    Some(Scenario::read(&json.to_string()).unwrap().build().unwrap())
}

fn figures(data: &Dataset, rows: Option<Axis>, columns: Option<Axis>) -> Figures {
    let kpis = data.kpis.iter().map(|k| k.id).collect();
    Figures::new(data, Ask { kpis, span: None, filter: Filter::default(), rows, columns })
}

fn d(text: &str) -> Option<Decimal> {
    Some(text.parse().unwrap())
}

#[test]
fn northwind_to_the_cent() {
    let Some(built) = northwind(serde_json::json!({})) else { return };
    let data = &built.dataset;
    let kpi = |key: &str| built.kpi(&format!("k_{key}")).unwrap();
    let by_person = figures(data, Some(Axis::Person), None);
    for (name, total) in TOTALS {
        let person = Some(Key::Person(built.person(name).unwrap()));
        assert_eq!(by_person.get(kpi("revenue"), person, None), d(total), "{name}");
    }
    let whole = [
        ("revenue", "1265793.29"),
        ("lines", "2155"),
        ("orders", "830"),
        ("customers", "89"),
        ("new", "89"),
        ("products", "77"),
    ];
    for (key, value) in whole {
        assert_eq!(by_person.get(kpi(key), None, None), d(value), "{key}");
    }
    // The same totals by any two dimensions, and by months added up.
    let axes = [Axis::Product, Axis::Category, Axis::Territory, Axis::Customer, Axis::Period(Grain::Month)];
    for rows in axes {
        let found = figures(data, Some(rows), Some(Axis::Period(Grain::Quarter)).filter(|_| rows != axes[4]));
        for (key, value) in whole {
            assert_eq!(found.get(kpi(key), None, None), d(value), "{rows:?} {key}");
        }
        let parts: Decimal =
            (0..found.cube.rows.len()).filter_map(|r| found.at(kpi("revenue"), Some(r), None)).sum();
        assert_eq!(Some(parts), d("1265793.29"), "{rows:?}");
    }
    let new: Decimal = {
        let months = figures(data, None, Some(Axis::Period(Grain::Month)));
        (0..months.cube.columns.len()).filter_map(|c| months.at(kpi("new"), None, Some(c))).sum()
    };
    assert_eq!(Some(new), d("89"), "every customer is new exactly once");
}

/// A plan for 1997: each quarter 3 % up to 20,000 and 5 % of what lies above, 50 for every whole 1,000 of Seafood, and
/// 1 % of the team's sales shared equally.
fn plan_1997() -> serde_json::Value {
    let uk = ["Robert King", "Anne Dodsworth", "Michael Suyama", "Steven Buchanan"];
    let team = |name: &str| if uk.contains(&name) { "UK" } else { "USA" };
    serde_json::json!({
        "teams": [{"name": "USA"}, {"name": "UK"}],
        "people": TOTALS.map(|(name, _)| serde_json::json!({"name": name, "team": team(name)})),
        "plans": [{
            "name": "1997", "effective": "1997-01-01", "assigned": ["everybody"],
            "components": [
                {"name": "Commission", "base": "booked", "table": {"measured": "amount", "accumulate": "quarter", "tiers": [
                    {"from": "0", "to": "20000", "value": "0.03", "mode": "marginal"},
                    {"from": "20000", "to": null, "value": "0.05", "mode": "marginal"}]}},
                {"name": "Seafood", "base": "booked", "filter": {"categories": ["Seafood"]},
                    "spiff": {"accumulate": "quarter", "kind": {"per_step": {"step": "1000", "amount": "50"}}}},
                {"name": "Team", "base": "booked", "pool": {"accumulate": "quarter", "of": {"rate": "0.01"}}}
            ]
        }]
    })
}

#[test]
fn a_plan_over_1997_worked_by_hand_for_two_people_in_the_third_quarter() {
    let Some(built) = northwind(plan_1997()) else { return };
    let data = &built.dataset;
    let plan = built.plan("1997").unwrap();
    let quarter: Period = "1997Q3".parse().unwrap();
    let span = data.workspace.calendar.span(quarter).unwrap();
    let prepared = Prepared::new(data, &plan, span).value;
    // Robert King sold 25,520.43, of it 3,333.22 Seafood. 20,000 × 3 % + 5,520.43 × 5 % = 876.0215; three steps; the UK
    // team sold 53,333.85, 1 % is 533.34, and 133.335 each gives the first two of the team 133.34.
    // Margaret Peacock sold 29,947.73, of it 9,727.74 Seafood. 600 + 9,947.73 × 5 % = 1,097.3865; nine steps; the USA team
    // sold 100,603.98, 1 % is 1,006.04, and 201.208 each gives the first four of five 201.21.
    let cases = [
        ("Robert King", ["25520.43", "3333.22", "25520.43"], [87_602, 15_000, 13_334], 115_936),
        ("Margaret Peacock", ["29947.73", "9727.74", "29947.73"], [109_739, 45_000, 20_121], 174_860),
    ];
    for (name, values, lines, total) in cases {
        let person = built.person(name).unwrap();
        let statement = prepared.statement(&plan, person).unwrap();
        assert_eq!(
            statement.lines.iter().map(|l| Some(l.value)).collect::<Vec<_>>(),
            values.map(d),
            "{name}"
        );
        assert_eq!(statement.lines.iter().map(|l| l.amount.minor).collect::<Vec<_>>(), lines, "{name}");
        assert_eq!(statement.total.minor, total, "{name}");
        for line in statement.lines.iter().take(2) {
            let found = attain::engine::incentive::counted(data, line.counting.as_ref().unwrap());
            let sum: Decimal = found.iter().map(|c| c.counts).sum();
            assert_eq!(sum, line.value, "{name}: the records sum to the line");
        }
    }
    // Each team's pot is shared out to the cent.
    let pay = prepared.pay(&plan).unwrap();
    let pool: i64 =
        pay.people.iter().flat_map(|p| &p.lines).filter(|l| l.component == 2).map(|l| l.minor).sum();
    assert_eq!(pool, 53_334 + 100_604);
    // Three monthly runs state what the quarter does.
    let mut closed = Vec::new();
    for month in ["1997-07", "1997-08", "1997-09"] {
        // The first two quarters are over and paid; this test looks at the third.
        let since = Plan { effective: span.from, ..Plan::clone(&plan) };
        let next = run::run(data, &since, "1997", month.parse().unwrap(), &closed).unwrap().value;
        closed.push(next);
    }
    for person in &pay.people {
        let statements =
            closed.iter().flat_map(|r| r.statements.iter().filter(|s| s.person == person.person));
        assert_eq!(statements.map(|s| s.total).sum::<i64>(), person.minor);
    }
    // And replaying 1996 under the plan costs what its own parts cost.
    let past = data.workspace.calendar.span("1996Q4".parse().unwrap()).unwrap();
    let replayed = replay::replay(data, &plan, past, Grain::Quarter).unwrap();
    assert_eq!(replayed.pay.people.len(), 9);
    assert_eq!(replayed.cost().minor, replayed.pay.people.iter().map(|p| p.minor).sum::<i64>());
    let sold = figures(data, None, Some(Axis::Period(Grain::Quarter)));
    let quarter = Some(Key::Period("1996Q4".parse().unwrap()));
    assert_eq!(Some(replayed.pay.revenue), sold.get(built.kpi("k_revenue").unwrap(), None, quarter));
}
