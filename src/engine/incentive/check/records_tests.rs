//! What a plan shows against records: the quarter that the tests of pay work by hand.

use super::*;
use crate::domain::calendar::Span;
use crate::domain::incentive::{Cap, Gate, PayLevel, Reading};
use crate::domain::scorecard::Assigned;
use crate::engine::incentive::tests::{ROWS, company, on_margin, on_quota, plan};
use FindingKind as K;
use jiff::civil::date;

const QUARTER: Span = Span { from: date(2026, 1, 1), to: date(2026, 3, 31) };

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn checked(plan: &Plan) -> Vec<Finding> {
    check_records(plan, &Prepared::new(&company(&ROWS), plan, QUARTER).value).unwrap()
}

fn of(found: &[Finding], kind: FindingKind) -> Vec<(Option<usize>, Option<Decimal>, Option<Decimal>)> {
    let all = found.iter().filter(|f| f.kind == kind);
    all.map(|f| (f.place, f.before, f.after.map(|a| a.round_dp(4)))).collect()
}

#[test]
fn a_budget_is_compared_with_the_cost_of_a_year() {
    // 30 + 15 on the quota, 22 + 1.50 + 9 on margin: 77.50 in 90 days, 314.31 in a year. Revenue is 1,500.
    let mut plan = plan(vec![on_quota(), on_margin()]);
    plan.terms.budget = Some(d("314.31"));
    assert_eq!(of(&checked(&plan), K::Budget), [(None, Some(d("314.31")), Some(d("314.3056")))][1..]);
    plan.terms.budget = Some(d("314.30"));
    assert_eq!(of(&checked(&plan), K::Budget), [(None, Some(d("314.30")), Some(d("314.3056")))]);
    plan.terms.cost_rate = Some(d("0.0517"));
    assert_eq!(of(&checked(&plan), K::CostRate), []);
    plan.terms.cost_rate = Some(d("0.05"));
    assert_eq!(of(&checked(&plan), K::CostRate), [(None, Some(d("0.05")), Some(d("0.0517")))]);
}

#[test]
fn more_than_nine_tenths_on_own_sales_alone_are_said() {
    assert_eq!(of(&checked(&plan(vec![on_quota()])), K::OwnSalesOnly), [(None, None, Some(Decimal::ONE))]);
    // 45 of 77.50 look at own sales, the rest at margin.
    let mixed = plan(vec![on_quota(), on_margin()]);
    assert_eq!(of(&checked(&mixed), K::OwnSalesOnly), []);
    let data = company(&ROWS);
    let pay = Prepared::new(&data, &mixed, QUARTER).value.pay(&mixed).unwrap();
    let found = balance(&data, &mixed, &pay).unwrap();
    assert_eq!((found.own.round_dp(4), found.margin.round_dp(4)), (d("0.5806"), d("0.4194")));
    assert_eq!((found.team, found.satisfaction, found.other), (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO));
    // A gate on the team's score: the same pay depends on team and on what is judged.
    let mut gated = mixed;
    let reading = Reading { of: ReadingOf::Score, whose: Whose::Team, per: None, back: 0 };
    gated.components[1].terms.gate = Some(Gate { reading, least: Decimal::ZERO, pays_back: false });
    let found = balance(&data, &gated, &pay).unwrap();
    assert_eq!((found.team, found.other), (found.margin, found.margin));
}

#[test]
fn tiers_that_nobody_reaches_are_said() {
    // Everybody attains 100 %: nobody gets beyond.
    let mut own = on_quota();
    own.table_mut().unwrap().tiers[2].from = d("1");
    assert_eq!(of(&checked(&plan(vec![own.clone()])), K::Unreachable), []);
    own.table_mut().unwrap().tiers[1].to = Some(d("1.1"));
    own.table_mut().unwrap().tiers[2].from = d("1.1");
    assert_eq!(of(&checked(&plan(vec![own])), K::Unreachable), [(Some(2), None, Some(Decimal::ONE))]);
}

#[test]
fn a_payment_cap_puts_tiers_in_percent_of_quota_out_of_reach() {
    // The smaller quota is 500: 80 % of it earn 4, all of it 6.
    let mut own = on_quota();
    let cap = |most: &str| Some(Cap { on: CapOn::Payment, most: d(most), carries: false });
    own.terms.cap = cap("4");
    let places = |own: Component| {
        let found = checked(&plan(vec![own]));
        found.iter().filter(|f| f.kind == K::Unreachable).map(|f| (f.place, f.after)).collect::<Vec<_>>()
    };
    assert_eq!(places(own.clone()), [(Some(1), Some(d("4"))), (Some(2), Some(d("4")))]);
    own.terms.cap = cap("4.01");
    assert_eq!(places(own), [(Some(2), Some(d("4.01")))]);
}

#[test]
fn the_leverage_that_was_reached_is_compared_with_the_limit() {
    let mut plan = plan(vec![on_quota(), on_margin()]);
    let level =
        |base: &str| PayLevel { whom: Assigned::Everybody, from: None, base: Some(d(base)), target: None };
    // 53.50 in 90 days are 216.97 in a year.
    plan.terms.pay = vec![level("100")];
    assert_eq!(of(&checked(&plan), K::LeverageSeen), [(Some(0), Some(d("3")), Some(d("3.1697")))]);
    plan.terms.pay = vec![level("110")];
    assert_eq!(of(&checked(&plan), K::LeverageSeen), []);
}

#[test]
fn what_is_paid_in_another_currency_is_compared_in_the_workspace_s() {
    use crate::domain::incentive::{Conversion, PayIn};
    use crate::domain::money::Currency;
    let mut plan = plan(vec![on_quota(), on_margin()]);
    plan.terms.pay_in = Some(PayIn {
        currency: Currency::parse("TWD").unwrap(),
        fixed: d("32"),
        rates: Vec::new(),
        target: Conversion::Fixed,
        commission: Conversion::Fixed,
    });
    // 77.4975 dollars in 90 days, though 2,479.92 are paid: a line is rounded in the currency in which it is paid.
    plan.terms.budget = Some(d("314.31"));
    plan.terms.cost_rate = Some(d("0.0517"));
    let found = checked(&plan);
    assert!(of(&found, K::Budget).is_empty() && of(&found, K::CostRate).is_empty(), "{found:?}");
    plan.terms.budget = Some(d("300"));
    assert_eq!(of(&checked(&plan), K::Budget), [(None, Some(d("300")), Some(d("314.2954")))]);
}
