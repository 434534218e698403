//! A calculation as a table: a row a step and a row a record, with what counts of each.

use super::*;
use crate::domain::Span;
use crate::engine::incentive::Prepared;
use crate::i18n::{Lang, Texts};
use crate::store::wire::scenario::Scenario;
use jiff::civil::date;

const COMPANY: &str = r#"{
  "scenario": 1, "id": "trace-file", "as_of": "2026-03-31", "people": [{"name": "Ann"}, {"name": "Bob"}],
  "splits": [{"name": "Both", "shares": [["Ann", "60"], ["Bob", "40"]]}],
  "plans": [{"name": "P", "effective": "2026-01-01", "assigned": ["everybody"], "components": [
    {"name": "Commission", "base": "booked", "terms": {"conditions": [{"field": "amount", "least": "100"}]},
     "table": {"measured": "amount", "accumulate": "quarter", "tiers": [{"from": "0", "to": null, "value": "0.1", "mode": "marginal"}]}}]}],
  "records": [
    {"document": "D1", "day": "2026-01-05", "person": "Ann", "customer": "=cmd", "amount": "200.00"},
    {"document": "D2", "day": "2026-02-05", "person": "Ann", "amount": "50.00"},
    {"document": "D3", "day": "2026-03-05", "person": "Both", "amount": "100.00"}],
  "expected": []
}"#;

#[test]
fn records_stand_below_the_step_that_they_make() {
    let built = Scenario::read(COMPANY).unwrap().build().unwrap();
    let (data, plan) = (&built.dataset, built.plan("P").unwrap());
    let prepared = Prepared::new(data, &plan, Span { from: date(2026, 1, 1), to: date(2026, 3, 31) }).value;
    let statement = prepared.explained(data, &plan, built.person("Ann").unwrap()).unwrap();
    for lang in Lang::ALL {
        let names = Names::new(data, Texts::of(lang));
        let found = rows(&statement.trace, names);
        let width = found[0].len();
        assert!(found.iter().all(|row| row.len() == width), "{lang:?}");
        let at =
            found.iter().position(|row| row[1] == names.texts.trace.records && row[6].is_empty()).unwrap();
        assert_eq!(found[at][3], "260");
        let below: Vec<[&str; 4]> =
            found[at + 1..at + 3].iter().map(|r| [&r[0], &r[3], &r[6], &r[10]].map(String::as_str)).collect();
        let depth = (found[at][0].parse::<usize>().unwrap() + 1).to_string();
        assert_eq!(below, [[&depth, "200", "D1", "200.00"], [&depth, "60", "D3", "100.00"]]);
    }
}
