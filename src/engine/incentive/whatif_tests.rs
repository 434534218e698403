//! Parameters of a plan, and bases at other attainments and quotas.

use super::Parameter as P;
use super::*;
use crate::domain::calendar::Span;
use crate::engine::incentive::tests::{ROWS, company, on_margin, on_quota, plan, who};
use jiff::civil::date;

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

const QUARTER: Span = Span { from: date(2026, 1, 1), to: date(2026, 3, 31) };

#[test]
fn every_number_of_a_plan_can_be_moved_and_moves_back() {
    let plan = plan(vec![on_quota(), on_margin()]);
    let all = parameters(&plan);
    let names: Vec<P> = all.iter().map(|(p, _)| *p).collect();
    let first = [P::TierValue(0, 0, 0), P::TierEnd(0, 0, 0), P::TierValue(0, 0, 1), P::TierEnd(0, 0, 1)];
    assert_eq!(names[..4], first);
    for (parameter, old) in &all {
        let moved = with(&plan, &[(*parameter, *old + d("0.001"))]);
        assert_ne!(moved, plan, "{parameter:?}");
        assert_eq!(value(&moved, *parameter), Some(*old + d("0.001")));
        assert_eq!(with(&moved, &[(*parameter, *old)]), plan, "{parameter:?}");
    }
    assert_eq!(with(&plan, &[(P::Draw, d("1"))]), plan, "what is not there does not move");
    let moved = with(&plan, &[(P::TierEnd(0, 0, 0), d("0.7"))]);
    let tiers = &moved.components[0].table().unwrap().tiers;
    assert_eq!((tiers[0].to, tiers[1].from), (Some(d("0.7")), d("0.7")), "the next tier follows");
}

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
