//! Examples of a plan: what they count, and what they ignore.

use super::*;
use crate::domain::filter::Filter;
use crate::domain::id::{ComponentId, PlanId};
use crate::domain::incentive::{
    Accumulate, Bonus, Cap, CapOn, ComponentTerms, Gate, MeasuredIn, PayOf, PayoutCurve, PlanTerms,
    RateTable, Reading, Tier, Whose,
};
use crate::domain::kpi::Base;
use crate::domain::money::Half;
use crate::domain::scorecard::Assigned;
use jiff::civil::date;

const CENTS: Rounding = Rounding { unit: 1, half: Half::AwayFromZero };

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn id(n: u128) -> ComponentId {
    ComponentId(Uuid::from_u128(n))
}

fn component(n: u128, pays: Pays, terms: ComponentTerms) -> Component {
    Component { id: id(n), name: format!("C{n}"), base: Base::Booked, filter: Filter::default(), pays, terms }
}

/// Commission by percent of quota per quarter, a bonus of yearly target pay behind a gate on it.
fn plan() -> Plan {
    let tier = |from: &str, to: Option<&str>, value: &str| Tier {
        from: d(from),
        to: to.map(d),
        value: d(value),
        ..Tier::default()
    };
    let table = RateTable {
        measured: MeasuredIn::PercentOfQuota,
        accumulate: Accumulate::Quarter,
        tiers: vec![tier("0", Some("1"), "0.05"), tier("1", None, "0.1")],
        ..RateTable::default()
    };
    let bonus = Bonus { accumulate: Accumulate::Year, curve: PayoutCurve::Linear, of: PayOf::Target };
    let reading = Reading { of: ReadingOf::Component(id(1)), whose: Whose::Own, per: None, back: 0 };
    let gated = ComponentTerms {
        gate: Some(Gate { reading, least: d("0.8"), pays_back: true }),
        cap: Some(Cap { on: CapOn::TargetPay, most: d("1.2"), carries: false }),
        ..ComponentTerms::default()
    };
    let everybody = |target: &str| PayLevel {
        whom: Assigned::Everybody,
        from: None,
        base: None,
        target: Some(d(target)),
    };
    let other = PayLevel { whom: Assigned::Role("lead".into()), ..everybody("99999") };
    Plan {
        id: PlanId(Uuid::nil()),
        name: "P".into(),
        effective: date(2026, 1, 1),
        assigned: vec![Assigned::Everybody],
        components: vec![
            component(1, Pays::Table(table), ComponentTerms::default()),
            component(2, Pays::Bonus(bonus), gated),
        ],
        terms: PlanTerms {
            pay: vec![other, everybody("10000")],
            ramp: vec![d("0"), d("50")],
            ..PlanTerms::default()
        },
        examples: Vec::new(),
    }
}

fn input(n: u128, value: &str, quota: &str) -> ExampleInput {
    ExampleInput { component: id(n), values: vec![d(value)], quota: Some(d(quota)) }
}

fn case(inputs: Vec<ExampleInput>, month: Option<u32>, pays: &str) -> Example {
    Example { name: String::new(), inputs, month, pays: d(pays) }
}

#[test]
fn examples_come_out_as_their_plan_pays() {
    let cases = [
        // 1,000 × 5 % + 200 × 10 %; the bonus is 90 % of 10,000.
        (case(vec![input(1, "1200", "1000"), input(2, "900", "1000")], None, "9070"), true),
        // 70 % of the quota: 35, and the gate is closed.
        (case(vec![input(1, "700", "1000"), input(2, "900", "1000")], None, "35"), true),
        // Held at 120 % of target pay.
        (case(vec![input(1, "1000", "1000"), input(2, "1500", "1000")], None, "12050"), true),
        // In the second month half the quota: 500 × 5 % + 500 × 10 %.
        (case(vec![input(1, "1000", "1000")], Some(2), "75"), true),
        (case(vec![input(1, "1000", "1000")], Some(3), "50"), true),
        (case(vec![input(1, "1000", "1000")], None, "50.01"), false),
    ];
    let mut plan = plan();
    plan.examples = cases.iter().map(|c| c.0.clone()).collect();
    let got = examples(&plan, Currency::USD, CENTS).unwrap();
    let holds: Vec<bool> = got.iter().map(|o| o.holds).collect();
    assert_eq!(holds, cases.iter().map(|c| c.1).collect::<Vec<_>>(), "{got:?}");
    assert!(!examples_hold(&plan, Currency::USD, CENTS));
    plan.examples.pop();
    assert!(examples_hold(&plan, Currency::USD, CENTS));
    let lines: Vec<_> = got.iter().map(|o| o.lines.clone()).collect();
    assert_eq!(lines[0], [7_000, 900_000]);
}

#[test]
fn an_edit_of_the_plan_breaks_its_example() {
    let mut plan = plan();
    plan.examples = vec![case(vec![input(1, "1200", "1000")], None, "70")];
    assert!(examples_hold(&plan, Currency::USD, CENTS));
    plan.components[0].table_mut().unwrap().tiers[1].value = d("0.2");
    assert!(!examples_hold(&plan, Currency::USD, CENTS));
    plan.components[0].table_mut().unwrap().tiers[1].from = d("2");
    assert!(examples(&plan, Currency::USD, CENTS).is_err(), "a refused table has no examples");
    assert!(!examples_hold(&plan, Currency::USD, CENTS));
}
