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
use attain::domain::{Dataset, Decimal};
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

/// The file as a scenario; `None` where it is missing, which with `CI` set is a failure.
fn northwind() -> Option<Built> {
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
    let json = serde_json::json!({
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
    let Some(built) = northwind() else { return };
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
