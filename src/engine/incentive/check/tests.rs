//! Every finding, and that a sound plan has none.

use super::*;
use crate::domain::filter::Filter;
use crate::domain::id::{PlanId, Uuid};
use crate::domain::incentive::{
    Accumulate, Bonus, Cap, CapOn, ComponentTerms, Due, Example, ExampleInput, Gate, Instalment, PayLevel,
    PayoutPoint, PlanTerms, RateTable, Reading, ReadingOf, Rule, TierMode, Whose,
};
use crate::domain::kpi::Base;
use crate::domain::money::Half;
use crate::domain::scorecard::Assigned;
use FindingKind as K;
use jiff::civil::date;

const CENTS: Rounding = Rounding { unit: 1, half: Half::AwayFromZero };

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn id(n: u128) -> ComponentId {
    ComponentId(Uuid::from_u128(n))
}

type Tiers<'a> = &'a [(&'a str, &'a str, &'a str)];

fn tiers(list: Tiers) -> Vec<Tier> {
    let one = |(from, to, value): &(&str, &str, &str)| Tier {
        from: d(from),
        to: (!to.is_empty()).then(|| d(to)),
        value: d(value.trim_end_matches('R')),
        mode: if value.ends_with('R') { TierMode::Retroactive } else { TierMode::Marginal },
        ..Tier::default()
    };
    list.iter().map(one).collect()
}

fn table(list: Tiers) -> Pays {
    Pays::Table(RateTable { tiers: tiers(list), ..RateTable::default() })
}

fn points(list: &[(&str, &str)]) -> Pays {
    let points = list.iter().map(|(at, share)| PayoutPoint { at: d(at), share: d(share) }).collect();
    let curve = PayoutCurve::Points(points);
    Pays::Bonus(Bonus { accumulate: Accumulate::Year, curve, of: PayOf::Target })
}

fn multipliers(list: Tiers) -> Pays {
    let curve = PayoutCurve::Multipliers(tiers(list));
    Pays::Bonus(Bonus { accumulate: Accumulate::Year, curve, of: PayOf::Target })
}

fn plan(parts: Vec<(Pays, ComponentTerms)>) -> Plan {
    let component = |(n, (pays, terms)): (usize, (Pays, ComponentTerms))| Component {
        id: id(n as u128 + 1),
        name: String::new(),
        base: Base::Booked,
        filter: Filter::default(),
        pays,
        terms,
    };
    let level = |whom| PayLevel { whom, from: None, base: Some(d("60000")), target: Some(d("40000")) };
    Plan {
        id: PlanId(Uuid::nil()),
        name: String::new(),
        effective: date(2026, 7, 1),
        assigned: vec![Assigned::Everybody],
        components: parts.into_iter().enumerate().map(component).collect(),
        terms: PlanTerms {
            announced: Some(date(2026, 6, 1)),
            pay: vec![level(Assigned::Everybody)],
            ..PlanTerms::default()
        },
        examples: Vec::new(),
    }
}

fn capped(on: CapOn, most: &str) -> ComponentTerms {
    ComponentTerms { cap: Some(Cap { on, most: d(most), carries: false }), ..ComponentTerms::default() }
}

fn weighted(weight: &str) -> ComponentTerms {
    ComponentTerms { weight: Some(d(weight)), ..capped(CapOn::Attainment, "2") }
}

type Shown = (FindingKind, Option<usize>, Option<Decimal>);

fn shown(plan: &Plan) -> Vec<Shown> {
    let today = date(2026, 6, 15);
    check(plan, Currency::USD, CENTS, today).iter().map(|f| (f.kind, f.place, f.at)).collect()
}

#[test]
fn a_sound_plan_has_no_findings() {
    let sound = plan(vec![
        (
            points(&[("0", "0"), ("1", "1"), ("1.5", "2")]),
            ComponentTerms { weight: Some(d("60")), ..Default::default() },
        ),
        (multipliers(&[("0", "1", "1"), ("1", "", "1.5")]), weighted("40")),
        (table(&[("0", "1000", "0.05"), ("1000", "", "0.1")]), capped(CapOn::Payment, "5000")),
    ]);
    // 60,000 base, 40,000 target: 0.6 × 2 + 0.4 × 2.5 = 2.2 of target, and 12 × 5,000 at most.
    assert_eq!(highest(&sound, &sound.terms.pay[0]), Some(d("148000")));
    let mut findings = shown(&sound);
    // (60,000 + 148,000) ÷ 60,000 exceeds 3.
    assert_eq!(findings.pop(), Some((K::Leverage, Some(0), None)));
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn the_limit_of_leverage_is_itself_allowed() {
    let at = |share: &str| {
        let mut plan =
            plan(vec![(points(&[("0", "0"), ("1", "1"), ("2", share)]), ComponentTerms::default())]);
        plan.terms.pay[0].target = Some(d("60000"));
        shown(&plan)
    };
    assert_eq!(at("2"), []);
    assert_eq!(at("2.01"), [(K::Leverage, Some(0), None)]);
}

#[test]
fn every_finding_says_where() {
    let none = ComponentTerms::default;
    let due = |share: &str| Instalment { share: d(share), due: Due::Months(1) };
    let instalments = ComponentTerms { payout: vec![due("50"), due("40")], ..capped(CapOn::Payment, "9") };
    let reading = Reading { of: ReadingOf::Component(id(1)), whose: Whose::Own, per: None, back: 0 };
    let gate = Some(Gate { reading, least: Decimal::ONE, pays_back: false });
    let on_itself = ComponentTerms { gate, ..capped(CapOn::Payment, "9") };
    let rule = || Rule {
        name: String::new(),
        filter: Filter::default(),
        table: RateTable { tiers: tiers(&[("0", "", "0.1")]), ..Default::default() },
    };
    let twice = ComponentTerms { rules: vec![rule(), rule()], ..capped(CapOn::Payment, "9") };
    let few = &[("0", "", "0.001")][..];
    let cases: Vec<(&str, Plan, Vec<Shown>)> = vec![
        (
            "gap",
            plan(vec![(table(&[("0", "10", "0.1"), ("11", "12", "0.1")]), none())]),
            vec![(K::Gap, Some(1), Some(d("11")))],
        ),
        (
            "overlap",
            plan(vec![(table(&[("0", "10", "0.1"), ("9", "12", "0.1")]), none())]),
            vec![(K::Overlap, Some(1), Some(d("9")))],
        ),
        ("order", plan(vec![(table(&[("5", "1", "0.1")]), none())]), vec![(K::Order, Some(0), Some(d("5")))]),
        ("empty", plan(vec![(table(&[]), none())]), vec![(K::Order, None, None)]),
        (
            "cliff",
            plan(vec![(table(&[("0", "10", "0.1"), ("10", "20", "0.2R")]), none())]),
            vec![(K::Cliff, Some(1), Some(d("10")))],
        ),
        (
            "falling",
            plan(vec![(table(&[("0", "10", "0.2"), ("10", "20", "0.1R")]), none())]),
            vec![(K::Falling, Some(1), Some(d("10")))],
        ),
        ("uncapped", plan(vec![(table(few), none())]), vec![(K::Uncapped, None, None)]),
        (
            "curve out of order",
            plan(vec![(points(&[("1", "1"), ("0.5", "0")]), none())]),
            vec![(K::Order, Some(1), None)],
        ),
        (
            "short of target",
            plan(vec![(points(&[("0", "0"), ("1", "0.9")]), none())]),
            vec![(K::ShortOfTarget, None, None)],
        ),
        (
            "falling curve",
            plan(vec![(points(&[("0", "0"), ("1", "1"), ("2", "0.5")]), none())]),
            vec![(K::Falling, Some(2), Some(d("1")))],
        ),
        (
            "curve that starts with a jump",
            plan(vec![(points(&[("0.8", "0.5"), ("1", "1")]), none())]),
            vec![(K::Cliff, Some(0), Some(d("0.8")))],
        ),
        (
            "weights",
            plan(vec![(points(&[("0", "0"), ("1", "1")]), weighted("60"))]),
            vec![(K::Weights, None, None)],
        ),
        ("instalments", plan(vec![(table(few), instalments)]), vec![(K::Shares, None, None)]),
        ("gate on itself", plan(vec![(table(few), on_itself)]), vec![(K::Reference, None, None)]),
        ("shadowed", plan(vec![(table(few), twice)]), vec![(K::Shadowed, Some(1), None)]),
        (
            "cap below target",
            plan(vec![(points(&[("0", "0"), ("1", "1")]), capped(CapOn::Payment, "39999"))]),
            vec![(K::CapBelowTarget, None, None)],
        ),
        (
            "tier beyond the cap",
            plan(vec![(
                multipliers(&[("0", "1", "1"), ("1", "1.5", "2"), ("1.5", "", "3")]),
                capped(CapOn::Attainment, "1.5"),
            )]),
            vec![(K::Unreachable, Some(2), Some(d("1.5")))],
        ),
        (
            "tier that pays more than the cap",
            plan(vec![(table(&[("0", "100", "0.1"), ("100", "", "0.2")]), capped(CapOn::Payment, "10"))]),
            vec![(K::Unreachable, Some(1), Some(d("100")))],
        ),
    ];
    for (name, plan, wanted) in cases {
        let got: Vec<_> = shown(&plan).into_iter().filter(|f| f.0 != K::Leverage).collect();
        assert_eq!(got, wanted, "{name}");
    }
}

fn worth(worth: crate::domain::incentive::Worth, list: Tiers) -> Pays {
    let tiers = tiers(list).into_iter().map(|t| Tier { worth, ..t }).collect();
    let measured = crate::domain::incentive::MeasuredIn::PercentOfQuota;
    Pays::Table(RateTable { tiers, measured, accumulate: Accumulate::Quarter, ..RateTable::default() })
}

/// 60,000 base and 40,000 target pay a year.
#[test]
fn the_highest_incentive_is_known_wherever_the_plan_bounds_it() {
    use crate::domain::incentive::{Modifier, Spiff, SpiffKind, Worth};
    let none = ComponentTerms::default;
    let spiff = |kind| Pays::Spiff(Spiff { from: None, to: None, accumulate: Accumulate::Quarter, kind });
    let factor = |share: &str, first: bool, cap: Option<Cap>| ComponentTerms {
        modifiers: vec![Modifier {
            reading: None,
            points: vec![PayoutPoint { at: Decimal::ZERO, share: d(share) }],
        }],
        modifies_first: first,
        cap,
        ..ComponentTerms::default()
    };
    let cap = |on, most: &str| Some(Cap { on, most: d(most), carries: false });
    let closed = || table(&[("0", "1000", "0.05"), ("1000", "2000", "0.1")]);
    let cases: Vec<(&str, Plan, Option<&str>)> = vec![
        // 50 + 100 a month.
        ("a table that ends", plan(vec![(closed(), none())]), Some("1800")),
        ("an open table", plan(vec![(table(&[("0", "", "0.05")]), none())]), None),
        ("a retroactive end", plan(vec![(table(&[("0", "10", "0.05R")]), none())]), None),
        (
            "shares of target pay",
            plan(vec![(worth(Worth::TargetPay, &[("0.8", "1", "0.5R"), ("1", "", "1.5R")]), none())]),
            Some("60000"),
        ),
        (
            "amounts, the last beyond the cap of attainment",
            plan(vec![(
                worth(Worth::Amount, &[("0.8", "1", "500"), ("1", "1.2", "700"), ("1.2", "", "900")]),
                capped(CapOn::Attainment, "1.1"),
            )]),
            Some("4800"),
        ),
        (
            "an open table under a share of target pay",
            plan(vec![(table(&[("0", "", "0.05")]), capped(CapOn::TargetPay, "1.5"))]),
            Some("60000"),
        ),
        ("a fixed SPIFF", plan(vec![(spiff(SpiffKind::Fixed { amount: d("100") }), none())]), Some("400")),
        (
            "the first prize",
            plan(vec![(spiff(SpiffKind::Ranking { prizes: vec![d("9"), d("5")] }), none())]),
            Some("36"),
        ),
        (
            "every record",
            plan(vec![(spiff(SpiffKind::PerRecord { amount: d("100") }), capped(CapOn::Payment, "100"))]),
            None,
        ),
        ("a factor", plan(vec![(closed(), factor("1.5", false, None))]), Some("2700")),
        (
            "a factor after the cap",
            plan(vec![(closed(), factor("1.5", false, cap(CapOn::Payment, "100")))]),
            Some("1800"),
        ),
        (
            "a factor before the cap",
            plan(vec![(closed(), factor("1.5", true, cap(CapOn::Payment, "100")))]),
            Some("1200"),
        ),
    ];
    for (name, plan, wanted) in &cases {
        assert_eq!(highest(plan, &plan.terms.pay[0]), wanted.map(d), "{name}");
    }
    // The statement's cap bounds what the components leave open, a month's cap twelve times.
    let mut open = plan(vec![(table(&[("0", "", "0.05")]), none())]);
    open.terms.cap = cap(CapOn::Payment, "4000");
    assert_eq!(highest(&open, &open.terms.pay[0]), Some(d("48000")));
    open.terms.cap = cap(CapOn::TargetPay, "3.5");
    assert_eq!(highest(&open, &open.terms.pay[0]), Some(d("140000")));
    assert_eq!(upside(&open, &open.terms.pay[0]), Some(d("3.5")));
    assert_eq!(leverage_of(&open, &open.terms.pay[0]).unwrap().round_dp(4), d("3.3333"));
    assert_eq!(shown(&open), [(K::Leverage, Some(0), None)]);
}

#[test]
fn caps_below_target_pay_are_found_wherever_they_stand() {
    use crate::domain::incentive::Worth;
    let of = |pays, terms| plan(vec![(pays, terms)]);
    let target = || worth(Worth::TargetPay, &[("0.5", "1", "0.5R"), ("1", "", "1R")]);
    let statement = |on, most: &str| {
        let mut plan = of(points(&[("0", "0"), ("1", "1")]), ComponentTerms::default());
        plan.terms.cap = Some(Cap { on, most: d(most), carries: false });
        plan
    };
    let cases: Vec<(Plan, bool)> = vec![
        (of(target(), capped(CapOn::Payment, "9999")), true),
        (of(target(), capped(CapOn::Payment, "10000")), false),
        (of(table(&[("0", "1000", "0.1")]), capped(CapOn::TargetPay, "0.9")), true),
        (of(target(), capped(CapOn::Attainment, "0.9")), true),
        (of(table(&[("0", "1000", "0.1")]), capped(CapOn::Payment, "1")), false),
        (statement(CapOn::Payment, "39999"), true),
        (statement(CapOn::Payment, "40000"), false),
        (statement(CapOn::TargetPay, "0.99"), true),
    ];
    for (n, (plan, wanted)) in cases.iter().enumerate() {
        assert_eq!(shown(plan).iter().any(|f| f.0 == K::CapBelowTarget), *wanted, "case {n}");
    }
}

#[test]
fn tiers_behind_a_cap_are_found_in_rules_and_curves_too() {
    use crate::domain::incentive::Worth;
    let rule = Rule {
        name: String::new(),
        filter: Filter::default(),
        table: RateTable { tiers: tiers(&[("0", "100", "0.1"), ("100", "", "0.2")]), ..Default::default() },
    };
    let with_rule = ComponentTerms { rules: vec![rule], ..capped(CapOn::Payment, "10") };
    let cases: Vec<(Plan, Vec<usize>)> = vec![
        // The only tier of the component's own table is the first.
        (plan(vec![(table(&[("0", "", "0.01")]), with_rule)]), vec![2]),
        (
            plan(vec![(points(&[("0", "0"), ("1", "1"), ("1.5", "2")]), capped(CapOn::Attainment, "1"))]),
            vec![2],
        ),
        (
            plan(vec![(points(&[("0", "0"), ("1", "1"), ("1.5", "2")]), capped(CapOn::TargetPay, "1.5"))]),
            vec![],
        ),
        (
            plan(vec![(
                worth(Worth::TargetPay, &[("0.5", "1", "1R"), ("1", "", "1.5R")]),
                capped(CapOn::TargetPay, "1"),
            )]),
            vec![1],
        ),
    ];
    for (n, (plan, wanted)) in cases.iter().enumerate() {
        let found = shown(plan);
        let places: Vec<usize> = found.iter().filter(|f| f.0 == K::Unreachable).filter_map(|f| f.1).collect();
        // The second tier's start pays the cap already; where it only reaches it, it is the last.
        assert_eq!(places, *wanted, "case {n}: {found:?}");
    }
}

#[test]
fn days_that_never_come_refuse_a_plan() {
    use crate::domain::incentive::AssignedDates;
    let ends = |until: Option<Date>, from: Option<Date>, to: Option<Date>| {
        let mut plan = plan(vec![(points(&[("0", "0"), ("1", "1")]), ComponentTerms::default())]);
        plan.terms.until = until;
        plan.terms.dates = vec![AssignedDates { whom: Assigned::Everybody, from, to }];
        shown(&plan)
    };
    let day = |month, day| Some(date(2026, month, day));
    assert_eq!(ends(day(7, 1), None, None), []);
    assert_eq!(ends(day(6, 30), None, None), [(K::Ended, None, None)]);
    assert_eq!(ends(None, day(9, 1), day(8, 31)), [(K::Ended, Some(0), None)]);
    assert_eq!(ends(None, day(1, 1), day(6, 30)), [(K::Ended, Some(0), None)]);
    assert_eq!(ends(day(12, 31), day(9, 1), None), []);
}

#[test]
fn what_concerns_the_whole_plan() {
    let sound = || plan(vec![(points(&[("0", "0"), ("1", "1")]), ComponentTerms::default())]);
    let early = Plan { effective: date(2026, 5, 1), ..sound() };
    assert_eq!(shown(&early), [(K::Announced, None, None), (K::ReachesBack, None, None)]);
    // Employed on the day of payment: possible, and a warning.
    let mut employed = plan(Vec::new());
    employed.terms.leaving = crate::domain::incentive::Leaving::Employed;
    assert!(shown(&employed).contains(&(K::Employed, None, None)));
    let mut unpaid = sound();
    unpaid.terms.pay.clear();
    assert_eq!(shown(&unpaid), [(K::NoPayLevel, None, None)]);
    let mut example = sound();
    let input = ExampleInput {
        component: id(1),
        values: vec![d("90")],
        quota: Some(d("100")),
        positions: Vec::new(),
        sold: Filter::default(),
    };
    let case = |pays: &str| Example { inputs: vec![input.clone()], pays: d(pays), ..Example::default() };
    example.examples = vec![case("36000"), case("40000")];
    let found = check(&example, Currency::USD, CENTS, date(2026, 6, 15));
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].kind, found[0].place, found[0].before, found[0].after),
        (K::Example, Some(1), Some(d("40000")), Some(d("36000.00")))
    );
    assert!(!publishable(&found));
    example.examples.pop();
    assert!(publishable(&check(&example, Currency::USD, CENTS, date(2026, 6, 15))));
}

/// Margin is no share of a revenue target.
#[test]
fn what_is_no_revenue_needs_a_quota_of_its_own() {
    let kinds = |change: &dyn Fn(&mut Component)| {
        let mut plan =
            crate::engine::incentive::tests::plan(vec![crate::engine::incentive::tests::on_quota()]);
        change(&mut plan.components[0]);
        let found = check(&plan, Currency::USD, CENTS, plan.effective);
        found.into_iter().map(|f| f.kind).filter(|k| *k == K::OtherQuota).count()
    };
    let kpi = crate::domain::id::KpiId(crate::domain::id::Uuid::nil());
    assert_eq!(kinds(&|_| ()), 0);
    assert_eq!(kinds(&|c| c.base = Base::Margin), 1);
    assert_eq!(kinds(&|c| (c.base, c.terms.quota_kpi) = (Base::Margin, Some(kpi))), 0);
    assert_eq!(kinds(&|c| (c.base, c.terms.kpi) = (Base::Quantity, Some(kpi))), 0);
}

/// What pays on single records has people, and what the sale's rate is asked of has a rate.
#[test]
fn a_team_s_figures_and_the_sale_s_rate_need_a_component_that_has_them() {
    use crate::domain::incentive::{Condition, RateDay, Whose};
    let kinds = |change: &dyn Fn(&mut Component)| {
        let mut plan =
            crate::engine::incentive::tests::plan(vec![crate::engine::incentive::tests::on_margin()]);
        change(&mut plan.components[0]);
        let found = check(&plan, Currency::USD, CENTS, plan.effective);
        let wanted = [K::OneByOne, K::RateDay];
        found.into_iter().map(|f| f.kind).filter(|k| wanted.contains(k)).collect::<Vec<_>>()
    };
    let condition =
        Condition { filter: Default::default(), field: Default::default(), least: None, most: None };
    assert_eq!(kinds(&|c| c.terms.whose = Whose::Team), []);
    assert_eq!(kinds(&|c| c.terms.conditions = vec![condition.clone()]), []);
    let both =
        |c: &mut Component| (c.terms.whose, c.terms.conditions) = (Whose::Team, vec![condition.clone()]);
    assert_eq!(kinds(&both), [K::OneByOne]);
    assert_eq!(kinds(&|c| c.terms.rate_day = RateDay::Sale), [], "nothing has to happen to margin");
    let collected = |c: &mut Component| (c.base, c.terms.rate_day) = (Base::Collected, RateDay::Sale);
    assert_eq!(kinds(&collected), []);
    let team = |c: &mut Component| {
        collected(c);
        c.terms.whose = Whose::Team;
    };
    assert_eq!(kinds(&team), [K::RateDay]);
}
