//! Parameters of a plan.

use super::Parameter as P;
use super::*;
use crate::engine::incentive::tests::{on_margin, on_quota, plan};

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

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
