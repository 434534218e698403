//! Examples of a plan: what they count, and what they ignore.

use super::*;
use crate::domain::filter::Filter;
use crate::domain::id::{ComponentId, PlanId};
use crate::domain::incentive::{
    Accumulate, Bonus, Cap, CapOn, ComponentTerms, ExampleReading, Gate, MeasuredIn, PayOf, PayoutCurve,
    PlanTerms, RateTable, Reading, Tier, Whose,
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
    ExampleInput {
        component: id(n),
        values: vec![d(value)],
        quota: Some(d(quota)),
        positions: Vec::new(),
        sold: Filter::default(),
    }
}

fn case(inputs: Vec<ExampleInput>, month: Option<u32>, pays: &str) -> Example {
    Example { inputs, month, pays: d(pays), ..Example::default() }
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

fn sold(n: u128, value: &str, sold: Filter) -> ExampleInput {
    ExampleInput { sold, ..input(n, value, "1000") }
}

fn tier(value: &str) -> Tier {
    Tier { value: d(value), ..Tier::default() }
}

#[test]
fn what_is_sold_decides_the_rule() {
    use crate::domain::id::{CategoryId, ProductId};
    use crate::domain::incentive::Rule;
    let category = |n| Filter { categories: vec![CategoryId(Uuid::from_u128(n))], ..Filter::default() };
    let product = |n| Filter { products: vec![ProductId(Uuid::from_u128(n))], ..category(n) };
    let rule = |filter, value: &str| Rule {
        name: String::new(),
        filter,
        table: RateTable {
            tiers: vec![tier(value)],
            accumulate: Accumulate::Quarter,
            ..RateTable::default()
        },
    };
    let mut plan = plan();
    plan.components.pop();
    let only_product = Filter { categories: Vec::new(), ..product(1) };
    plan.components[0].terms.rules = vec![rule(category(1), "0.2"), rule(only_product, "0.3")];
    plan.components[0].terms.uplifts =
        vec![Uplift { filter: category(2), quota: Decimal::ONE, pay: Decimal::TWO }];
    let cases = [
        // The component's own table: 1,000 × 5 %.
        (vec![input(1, "1000", "1000")], "50"),
        (vec![sold(1, "1000", category(1))], "200"),
        (vec![sold(1, "1000", product(1))], "300"),
        // Of another category, paid on twice as much: 1,000 × 5 % on each of its two thousands.
        (vec![sold(1, "1000", category(2))], "100"),
        // Several at once: rules accumulate apart.
        (vec![sold(1, "1000", product(1)), sold(1, "500", category(1)), input(1, "600", "1000")], "430"),
        // Two inputs of one rule accumulate together.
        (vec![input(1, "600", "1000"), input(1, "600", "1000")], "70"),
    ];
    plan.examples = cases.iter().map(|(inputs, pays)| case(inputs.clone(), None, pays)).collect();
    let got = examples(&plan, Currency::USD, CENTS).unwrap();
    assert!(got.iter().all(|o| o.holds), "{got:?}");
    // A component that looks at one category only does not see the others.
    plan.components[0].filter = category(7);
    plan.examples = vec![case(vec![sold(1, "1000", category(1))], None, "0")];
    assert!(examples_hold(&plan, Currency::USD, CENTS));
}

#[test]
fn an_example_sets_what_gates_and_modifiers_read() {
    use crate::domain::incentive::{Modifier, PayoutPoint};
    let reading = |of| Reading { of, whose: Whose::Own, per: None, back: 0 };
    let (kpi, score) = (reading(ReadingOf::Kpi(KpiId(Uuid::nil()))), reading(ReadingOf::Score));
    let mut plan = plan();
    plan.components.pop();
    plan.components[0].terms.gate = Some(Gate { reading: score, least: d("60"), pays_back: false });
    let point = |at: &str, share: &str| PayoutPoint { at: d(at), share: d(share) };
    plan.components[0].terms.modifiers =
        vec![Modifier { reading: Some(kpi), points: vec![point("0", "0.5"), point("1", "1.5")] }];
    let with = |set: &[(Reading, &str)], pays: &str| Example {
        readings: set.iter().map(|(reading, v)| ExampleReading { reading: *reading, value: d(v) }).collect(),
        ..case(vec![input(1, "1000", "1000")], None, pays)
    };
    plan.examples = vec![
        with(&[], "0"),
        with(&[(score, "59.9")], "0"),
        // A figure that does not exist modifies nothing.
        with(&[(score, "60")], "50"),
        with(&[(score, "60"), (kpi, "0.9")], "70"),
    ];
    let got = examples(&plan, Currency::USD, CENTS).unwrap();
    assert!(got.iter().all(|o| o.holds), "{got:?}");
}

#[test]
fn a_table_that_measures_a_quantity_is_told_the_quantity() {
    let mut plan = plan();
    plan.components.pop();
    let table = RateTable {
        measured: MeasuredIn::Quantity,
        tiers: vec![
            Tier { to: Some(d("10")), ..tier("0.01") },
            Tier { from: d("10"), mode: crate::domain::incentive::TierMode::Retroactive, ..tier("0.02") },
        ],
        accumulate: Accumulate::Month,
        ..RateTable::default()
    };
    plan.components[0].pays = Pays::Table(table);
    let with = |positions: &[&str], pays: &str| {
        let positions = positions.iter().map(|p| d(p)).collect();
        let own = ExampleInput { positions, values: vec![d("400"), d("600")], ..input(1, "0", "0") };
        case(vec![own], None, pays)
    };
    plan.examples = vec![with(&["4", "5"], "10"), with(&["4", "6"], "20")];
    let got = examples(&plan, Currency::USD, CENTS).unwrap();
    assert!(got.iter().all(|o| o.holds), "{got:?}");
}

#[test]
fn an_example_may_say_what_is_paid_after_draw_cap_and_holdback() {
    use crate::domain::incentive::{Draw, Forgiveness, Holdback};
    let mut plan = plan();
    plan.components.pop();
    plan.terms.ramp.clear();
    plan.terms.draw = Some(Draw {
        amount: d("60"),
        forgiven: Forgiveness::Owed,
        months: Some(3),
        defer: 0,
        exempt: Vec::new(),
    });
    plan.terms.cap = Some(Cap { on: CapOn::Payment, most: d("100"), carries: false });
    plan.terms.holdback = Some(Holdback { share: d("10"), months: 3 });
    let with = |value: &str, month, owed: Option<&str>, pays: &str, paid: &str| Example {
        owed: owed.map(d),
        paid: Some(d(paid)),
        ..case(vec![input(1, value, "1000")], month, pays)
    };
    plan.examples = vec![
        // 50 earned, drawn up to 60, a tenth held.
        with("1000", None, None, "50", "54"),
        // After the third month there is no draw.
        with("1000", Some(4), None, "50", "45"),
        // 70 earned: 10 above the draw go to what is owed.
        with("1200", None, Some("15"), "70", "54"),
        // 150 earned, held at 100.
        with("2000", None, None, "150", "90"),
    ];
    let got = examples(&plan, Currency::USD, CENTS).unwrap();
    assert!(got.iter().all(|o| o.holds), "{got:?}");
    plan.examples = vec![with("1000", None, None, "50", "53.99")];
    assert!(!examples_hold(&plan, Currency::USD, CENTS));
    // The cap of a share of target pay looks at the quarter's: 2,500.
    plan.terms.cap = Some(Cap { on: CapOn::TargetPay, most: d("0.03"), carries: false });
    plan.examples = vec![with("2000", None, None, "150", "67.5")];
    assert!(examples_hold(&plan, Currency::USD, CENTS));
}
