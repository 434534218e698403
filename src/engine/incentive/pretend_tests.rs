//! Bases at other attainments and quotas, and with one more deal: what follows from them follows them.

use super::*;
use crate::domain::calendar::Span;
use crate::domain::filter::Filter;
use crate::domain::id::{ComponentId, Uuid};
use crate::domain::incentive::{
    Accumulate, ComponentTerms, Gate, Pool, PoolOf, PoolShares, Spiff, SpiffKind,
};
use crate::domain::kpi::Base;
use crate::engine::incentive::tests::{ROWS, company, on_margin, on_quota, plan, who};
use jiff::civil::date;

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

const QUARTER: Span = Span { from: date(2026, 1, 1), to: date(2026, 3, 31) };

#[test]
fn bases_move_with_attainment_and_quota() {
    let data = company(&ROWS);
    let plan = plan(vec![on_quota(), on_margin()]);
    let prepared = Prepared::new(&data, &plan, QUARTER).value;
    let minor = |p: &Prepared, n: u16| p.pay(&plan).unwrap().of(who(n)).unwrap().minor;
    // As it is: 100 % of 1,000 and of 500.
    assert_eq!([minor(&prepared, 1), minor(&prepared, 2)], [5350, 2400]);
    // At 80 %: 800 × 1 %; margin of 270 and 30 at four fifths: 5 + 11.6, 1.2.
    let less = prepared.at_attainment(None, d("0.8"));
    assert_eq!(
        [minor(&less, 1), less.attainment(who(1)).map_or(0, |a| (a == d("0.8")) as i64)],
        [800 + 1660 + 120, 1]
    );
    assert_eq!(minor(&prepared.at_attainment(Some(who(1)), d("0.8")), 2), 2400, "only the one");
    // Half the quota: 200 %, still 3 % on all.
    assert_eq!(minor(&prepared.with_quotas(None, d("0.5")), 1), 5350);
    // Twice the quota: 50 %, 1 %.
    assert_eq!(minor(&prepared.with_quotas(Some(who(1)), d("2")), 1), 1000 + 2350);
    assert_eq!(minor(&prepared.at_attainment(None, d("1")), 1), 5350, "at what it is nothing changes");
}

fn pays(n: u128, pays: Pays) -> Component {
    Component {
        id: ComponentId(Uuid::from_u128(n)),
        name: String::new(),
        base: Base::Booked,
        filter: Filter::default(),
        pays,
        terms: ComponentTerms::default(),
    }
}

fn pot(rate: &str) -> Component {
    pays(
        7,
        Pays::Pool(Pool {
            accumulate: Accumulate::Quarter,
            whose: Whose::Company,
            of: PoolOf::Rate(d(rate)),
            shares: PoolShares::Equal,
            members: None,
        }),
    )
}

/// Opens where the first component is met to so much.
fn gate(on: &Component, least: &str) -> Gate {
    let of = ReadingOf::Component(on.id);
    let reading = Reading { of, whose: Whose::Own, per: None, back: 0 };
    Gate { reading, least: d(least), pays_back: false }
}

/// A pot of 10 % of everybody's sales and a gate at 80 % of the quota. As it is the two have sold 1,000 and 500, their
/// quotas.
#[test]
fn pots_and_gates_follow_a_pretended_attainment() {
    let data = company(&ROWS);
    let on_quota = on_quota();
    let mut gated = on_margin();
    gated.terms.gate = Some(gate(&on_quota, "0.8"));
    let plan = plan(vec![on_quota, pot("0.1"), gated]);
    let prepared = Prepared::new(&data, &plan, QUARTER).value;
    let lines = |p: &Prepared, n: u16, component: usize| {
        let pay = p.pay(&plan).unwrap();
        pay.of(who(n))
            .unwrap()
            .lines
            .iter()
            .filter(|l| l.component == component)
            .map(|l| l.minor)
            .sum::<i64>()
    };
    assert_eq!([lines(&prepared, 1, 1), lines(&prepared, 2, 1)], [7_500, 7_500]);
    assert!(lines(&prepared, 1, 2) > 0 && lines(&prepared, 2, 2) > 0);
    // Half of it sold: half the pot, and every gate closed.
    let half = prepared.at_attainment(None, d("0.5"));
    assert_eq!([lines(&half, 1, 1), lines(&half, 2, 1)], [3_750, 3_750]);
    assert_eq!([lines(&half, 1, 2), lines(&half, 2, 2)], [0, 0]);
    // Only the second: 1,000 and 250.
    let one = prepared.at_attainment(Some(who(2)), d("0.5"));
    assert_eq!(lines(&one, 1, 1), 6_250);
    assert!(lines(&one, 1, 2) > 0 && lines(&one, 2, 2) == 0);
    // Twice the quota closes the gate too, and leaves the pot.
    let hard = prepared.with_quotas(Some(who(1)), d("2"));
    assert_eq!((lines(&hard, 1, 1), lines(&hard, 1, 2)), (7_500, 0));
    // At what it is, nothing moves.
    assert_eq!(prepared.at_attainment(None, d("1")).pay(&plan), prepared.pay(&plan));
    assert_eq!(prepared.with_quotas(None, d("1")), prepared);
}

#[test]
fn one_more_deal_opens_gates_fills_pots_and_is_in_the_statement() {
    let data = company(&ROWS[..2]);
    let on_quota = on_quota();
    let mut gated = on_margin();
    gated.terms.gate = Some(gate(&on_quota, "1"));
    let plan = plan(vec![on_quota, pot("0.1"), gated]);
    let prepared = Prepared::new(&data, &plan, QUARTER).value;
    let deal = Deal::new(date(2026, 3, 31), d("400"), d("110"));
    let before = prepared.pay(&plan).unwrap();
    // Sold 600 of 1,000: the deal reaches the quota, opens the gate on the margin, and adds 40 to the pot of two.
    let extra = prepared.next_deal(&data, &plan, who(1), &deal).unwrap();
    assert_eq!(extra.lines.iter().map(|l| l.minor).take(2).collect::<Vec<_>>(), [2_400, 2_000]);
    assert!(extra.lines[2].minor > 600, "what the gate withheld comes with it: {}", extra.lines[2].minor);
    let world = prepared.with_deal(&data, Some(who(1)), &deal);
    let after = world.pay(&plan).unwrap();
    let minor = |p: &crate::engine::incentive::Pay, n| p.of(who(n)).unwrap().minor;
    assert_eq!(minor(&after, 1) - minor(&before, 1), extra.extra.minor);
    assert_eq!(minor(&after, 2) - minor(&before, 2), 2_000, "the other's part of the pot");
    let statement = world.statement(&plan, who(1)).unwrap();
    assert_eq!(statement.total.minor, minor(&after, 1));
    assert_eq!(after.revenue - before.revenue, d("400"));
    // Everybody's at once is one world: the pot holds both deals.
    let all = prepared.with_deal(&data, None, &deal).pay(&plan).unwrap();
    let of_pot = |p: &crate::engine::incentive::Pay, n| {
        p.of(who(n)).unwrap().lines.iter().filter(|l| l.component == 1).map(|l| l.minor).sum::<i64>()
    };
    assert_eq!(of_pot(&all, 1) - of_pot(&before, 1), 4_000);
}

#[test]
fn a_spiff_counts_a_deal_inside_its_days_only_and_first_come_while_there_is_room() {
    let data = company(&ROWS);
    let spiff = |n, kind, to| {
        pays(n, Pays::Spiff(Spiff { accumulate: Accumulate::Quarter, kind, from: None, to: Some(to) }))
    };
    let over = date(2026, 2, 28);
    let last = date(2026, 3, 31);
    let amount = d("50");
    let plan = plan(vec![
        on_quota(),
        spiff(8, SpiffKind::PerRecord { amount }, over),
        spiff(9, SpiffKind::PerRecord { amount }, last),
        spiff(10, SpiffKind::First { count: 1, amount }, last),
        spiff(11, SpiffKind::First { count: 99, amount }, last),
    ]);
    let prepared = Prepared::new(&data, &plan, QUARTER).value;
    let deal = Deal::new(last, d("10"), d("3"));
    let extra = prepared.next_deal(&data, &plan, who(1), &deal).unwrap();
    let lines: Vec<i64> = extra.lines.iter().skip(1).map(|l| l.minor).collect();
    assert_eq!(lines, [0, 5_000, 0, 5_000]);
}

#[test]
fn somebody_without_a_quota_can_be_asked_for_one() {
    use crate::domain::dataset::{Change, Changes};
    let data = company(&ROWS);
    let plan = plan(vec![on_quota()]);
    let own = data.targets.iter().filter(|t| t.subject == crate::domain::target::Subject::Person(who(1)));
    let without =
        data.apply(&Changes { targets: own.map(Change::remove).collect(), ..Changes::default() }).unwrap();
    let bare = Prepared::new(&without, &plan, QUARTER).value;
    assert_eq!((bare.asked(who(1)), bare.attainment(who(1))), (None, None));
    // Asked for what the quota was, the person has what the quota paid.
    let real = Prepared::new(&data, &plan, QUARTER).value;
    let asked = bare.with_quota(&without, who(1), real.asked(who(1)).unwrap()).unwrap();
    assert_eq!(asked.attainment(who(1)), real.attainment(who(1)));
    let pay = |p: &Prepared, n| p.pay(&plan).unwrap().of(who(n)).unwrap().minor;
    assert_eq!([pay(&asked, 1), pay(&asked, 2)], [pay(&real, 1), pay(&real, 2)]);
    assert_eq!(pay(&bare, 1), 0);
    // Whoever has one keeps it.
    assert!(real.with_quota(&data, who(1), d("5")).is_none());
}
