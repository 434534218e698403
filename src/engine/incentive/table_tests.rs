//! Rate tables against the public worked examples (ids and sources as in the conformance cases) and as properties.

use super::*;
use crate::domain::incentive::{Accumulate, MeasuredIn};
use TierMode::{Interpolated as I, Marginal as M, Retroactive as R};
use proptest::prelude::*;

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn rate_table(tiers: &[(&str, &str, &str, TierMode)]) -> RateTable {
    let tiers = tiers
        .iter()
        .map(|(from, to, value, mode)| Tier {
            from: d(from),
            to: (!to.is_empty()).then(|| d(to)),
            value: d(value),
            mode: *mode,
            ..Tier::default()
        })
        .collect();
    RateTable { measured: MeasuredIn::Amount, accumulate: Accumulate::Month, tiers, ..RateTable::default() }
}

fn table(tiers: &[(&str, &str, &str, TierMode)]) -> Table {
    Table::new(&rate_table(tiers)).unwrap()
}

type Shown<'a> = (NoticeKind, &'a str, &'a str, &'a str);
type Tiers<'a> = &'a [(&'a str, &'a str, &'a str, TierMode)];

// Oracle Fusion Sales, "Options for Splitting Attainment Numbers Across Rate Tiers".
const FLAT: Tiers = &[
    ("0", "10000", "0.01", R),
    ("10000", "50000", "0.02", R),
    ("50000", "100000", "0.03", R),
    ("100000", "", "0.04", R),
];
// Oracle Fusion Sales, "Examples of Calculating Earnings Using Step Rates".
const STEP: Tiers = &[
    ("0", "1000", "0.01", M),
    ("1000", "3000", "0.02", M),
    ("3000", "8000", "0.03", M),
    ("8000", "20000", "0.05", M),
];
// Oracle Fusion Sales, "Examples of Calculating Earnings Using Interpolated Rates".
const INTERP: Tiers = &[
    ("0", "1000", "10", I),
    ("1000", "3000", "40", I),
    ("3000", "8000", "100", I),
    ("8000", "20000", "2000", I),
];
// https://huggingface.co/salestool/TieredCommissionCalculator
const TIERCALC: Tiers = &[("0", "10000", "0.05", M), ("10000", "25000", "0.07", M), ("25000", "", "0.1", M)];
// https://gist.github.com/richardlawrence/1138036
const GIST: Tiers = &[("0", "", "0.1", M)];
// https://sthzw.com/shenghuofuwuxinxi/5gs1ycyfyo.html: 分段加總; 累計落點 after https://ethink.idv.tw/Blog/2020/05/
const ZH_MARGINAL: Tiers =
    &[("0", "100000", "0.05", M), ("100000", "200000", "0.08", M), ("200000", "", "0.12", M)];
const ZH_WHOLE: Tiers =
    &[("0", "100000", "0.05", R), ("100000", "200000", "0.08", R), ("200000", "", "0.12", R)];
// 0–50 % of quota: 5 %; from 50 %: 10 % on all; above 100 %: 20 % on the excess only. Quota 33,000.
const QP: Tiers = &[("0", "16500", "0.05", M), ("16500", "33000", "0.1", R), ("33000", "", "0.2", M)];
// OCA commission: one section from 15,000 to 16,000 at 20 % on the whole amount.
const SECTION: Tiers = &[("15000", "16000", "0.2", R)];
// Oracle 24B, proportional rate: the tiers' values are rates here.
const PROPORTIONAL: Tiers = &[("0", "1000", "0.01", I), ("1000", "5000", "0.02", I)];

#[test]
fn published_examples() {
    let cases: &[(&str, Tiers, &str, &str)] = &[
        ("rt-flat-5000", FLAT, "5000", "50"),
        ("rt-flat-60000", FLAT, "60000", "1800"),
        ("rt-step-T1", STEP, "200", "2"),
        ("rt-step-T2", STEP, "300", "3"),
        ("rt-step-T4", STEP, "1200", "14"),
        ("rt-step-T5", STEP, "2000", "30"),
        ("rt-step-T6", STEP, "4500", "95"),
        ("rt-interp-T1", INTERP, "200", "2"),
        ("rt-interp-T3", INTERP, "1500", "20"),
        ("rt-interp-T5", INTERP, "2000", "30"),
        ("rt-interp-T6", INTERP, "4500", "80"),
        ("rt-tiercalc-30000", TIERCALC, "30000", "2050"),
        ("rt-gist-flat", GIST, "10000", "1000"),
        ("rt-zh-300000 分段加總", ZH_MARGINAL, "300000", "25000"),
        ("rt-zh-300000 累計落點", ZH_WHOLE, "300000", "36000"),
        ("rt-blend-prop-2000", PROPORTIONAL, "2000", "0.015"),
        ("qp-16000", QP, "16000", "800"),
        ("qp-40000", QP, "40000", "4700"),
        ("oca-section", SECTION, "15100", "3020"),
        ("oca-section-none", SECTION, "5", "0"),
        ("a boundary belongs to the upper tier", ZH_WHOLE, "100000", "8000"),
        ("below zero mirrors above", TIERCALC, "-30000", "-2050"),
        ("marginal earns nothing more beyond its end", STEP, "30000", "800"),
        ("retroactive keeps the last rate beyond its end", SECTION, "20000", "4000"),
    ];
    for (id, tiers, value, pay) in cases {
        let table = table(tiers);
        assert_eq!(table.pay(d(value)), Some(d(pay)), "{id}");
        assert_eq!(table.earn(d(value)).map(|e| e.amount), Some(d(pay)), "{id}, explained");
    }
    // rt-interp-total: the sum of the six transactions.
    let six = ["200", "300", "1500", "1200", "2000", "4500"];
    let total: Decimal = six.iter().map(|v| table(INTERP).pay(d(v)).unwrap()).sum();
    assert_eq!(total, d("149"));
}

#[test]
fn the_trace_keeps_part_rate_and_share() {
    // rt-blend-2500, Oracle 24B: [part, rate, contribution to the blended rate].
    let value = d("2500");
    let earned = table(&[("0", "1000", "0.01", M), ("1000", "5000", "0.02", M)]).earn(value).unwrap();
    let got: Vec<_> = earned.slices.iter().map(|s| (s.part, s.rate, s.earned / value)).collect();
    assert_eq!(got, [(d("1000"), d("0.01"), d("0.004")), (d("1500"), d("0.02"), d("0.012"))]);
    assert_eq!((earned.amount / value, earned.beyond), (d("0.016"), false));
    // rt-spiff-mamount, Salesforce Spiff: a deal of 20,000 on top of 145,000.
    let spiff =
        table(&[("0", "150000", "0.04", M), ("150000", "250000", "0.06", M), ("250000", "", "0.08", M)]);
    let deal = spiff.pay(d("165000")).unwrap() - spiff.pay(d("145000")).unwrap();
    assert_eq!((deal, deal / d("20000")), (d("1100"), d("0.055")));
    assert!(table(SECTION).earn(d("16001")).unwrap().beyond);
    assert!(!table(SECTION).earn(d("16000")).unwrap().beyond, "the last tier includes its end");
}

#[test]
fn wrong_tables_are_refused_at_the_tier() {
    use IssueCode::{TableGap as Gap, TableOrder as Order, TableOverlap as Overlap};
    let cases: &[(Tiers, &[(IssueCode, usize)])] = &[
        (&[("5", "1", "0.2", M)], &[(Order, 0)]), // oca-section-bad
        (&[("0", "10", "1", M), ("11", "20", "1", M)], &[(Gap, 1)]),
        (&[("0", "10", "1", M), ("9", "20", "1", M)], &[(Overlap, 1)]),
        (&[("10", "20", "1", M), ("0", "10", "1", M)], &[(Order, 1)]),
        (&[("0", "", "1", M), ("10", "20", "1", M)], &[(Order, 0)]),
        (&[("0", "", "1", I)], &[(Order, 0)]),
        (&[("-1", "10", "1", M), ("11", "12", "1", M)], &[(Order, 0), (Gap, 1)]),
    ];
    for (tiers, faults) in cases {
        let got = Table::new(&rate_table(tiers)).unwrap_err();
        assert_eq!(got.iter().map(|f| (f.code, f.tier)).collect::<Vec<_>>(), *faults, "{tiers:?}");
    }
}

#[test]
fn cliffs_and_falls_are_shown_where_they_are() {
    use NoticeKind::{Cliff, Falling};
    let cases: &[(Tiers, &[Shown])] = &[
        (STEP, &[]),
        (INTERP, &[]),
        (ZH_WHOLE, &[(Cliff, "100000", "5000", "8000"), (Cliff, "200000", "16000", "24000")]),
        (QP, &[(Cliff, "16500", "825", "1650")]),
        (SECTION, &[(Cliff, "15000", "0", "3000")]),
        (&[("0", "10", "0.5", R), ("10", "", "0.2", R)], &[(Falling, "10", "5", "2")]),
        (&[("0", "10", "1", M), ("10", "20", "-0.5", M)], &[(Falling, "10", "10", "5")]),
    ];
    for (tiers, notices) in cases {
        let got: Vec<_> = table(tiers).notices().iter().map(|n| (n.kind, n.at, n.before, n.after)).collect();
        let want: Vec<_> = notices.iter().map(|(k, at, b, a)| (*k, d(at), d(b), d(a))).collect();
        assert_eq!(got, want, "{tiers:?}");
    }
}

/// Widths and rates of marginal tiers, in whole units and hundredths of a percent.
fn marginal() -> impl Strategy<Value = Table> {
    proptest::collection::vec((1_u32..100_000, 0_u32..5_000), 1..6).prop_map(|tiers| {
        let mut from = Decimal::ZERO;
        let mut made = Vec::new();
        for (width, rate) in tiers {
            let to = from + Decimal::from(width);
            let value = Decimal::new(i64::from(rate), 4);
            made.push(Tier { from, to: Some(to), value, mode: M, ..Tier::default() });
            from = to;
        }
        if let Some(last) = made.last_mut() {
            last.to = None;
        }
        let table = RateTable { tiers: made, ..rate_table(&[]) };
        Table::new(&table).unwrap()
    })
}

proptest! {
    #[test]
    fn marginal_tables_are_continuous_and_monotone(table in marginal(), a in 0_i64..50_000_000, step in 1_i64..1_000_000) {
        let (low, high) = (Decimal::new(a, 2), Decimal::new(a + step, 2));
        let steepest = table.tiers().iter().map(|t| t.value).max().unwrap();
        let more = table.pay(high).unwrap() - table.pay(low).unwrap();
        prop_assert!(more >= Decimal::ZERO, "falls from {low} to {high}");
        prop_assert!(more <= steepest * (high - low), "jumps from {low} to {high}");
        prop_assert!(table.notices().is_empty());
    }

    #[test]
    fn slices_sum_to_the_pay_and_a_quota_only_scales(table in marginal(), a in -50_000_000_i64..50_000_000, quota in 1_i64..1000) {
        let (value, quota) = (Decimal::new(a, 2), Decimal::from(quota));
        let on = On { scale: quota, ..On::value(value) };
        let earned = table.earn_on(&on).unwrap();
        prop_assert_eq!(Some(earned.amount), table.pay_on(&on));
        let same = On { amount: Some(value), ..On::value(value / quota) };
        let close = (table.pay_on(&same).unwrap() - earned.amount).abs() < d("0.000001");
        prop_assert!(close, "position and amount apart give the same");
        prop_assert_eq!(earned.slices.iter().map(|s| s.earned).sum::<Decimal>(), earned.amount);
    }
}
