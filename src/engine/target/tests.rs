//! Planning arithmetic against its sources.

use super::*;
use crate::domain::Decimal;
use crate::domain::issue::IssueCode;

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn texts(values: Option<Vec<Decimal>>) -> Vec<String> {
    values.unwrap().iter().map(|v| v.normalize().to_string()).collect()
}

#[test]
fn over_assigned_parts_sum_to_the_larger_whole() {
    let parts = assign(d("1000"), &[d("1"), d("1"), d("1")], d("0.05"), 2);
    assert_eq!(texts(parts), ["350", "350", "350"]);
    let parts = assign(d("100"), &[d("1"), d("1"), d("1")], d("0"), 0);
    assert_eq!(texts(parts), ["34", "33", "33"]);
}

#[test]
fn twelfths_are_exact_and_a_wrong_total_is_reported() {
    let twelfth = d("100") / d("12");
    let even = distribute(d("30000"), &[twelfth; 12], 2);
    assert_eq!(even.issues, []);
    assert_eq!(texts(even.value)[..3], ["2500", "2500", "2500"]);
    let short = distribute(d("30000"), &[d("50"), d("49.98")], 2);
    assert_eq!(short.issues.first().map(|i| i.code), Some(IssueCode::WeightsTotal));
    assert_eq!(short.value.unwrap().iter().sum::<Decimal>(), d("30000"));
}

#[test]
fn capacity_and_quota_are_inverse() {
    let heads = [(d("3"), d("1")), (d("2"), d("0.5"))];
    let capacity = capacity(&heads, d("100"), d("0.9")).unwrap();
    assert_eq!(capacity, d("360"));
    assert_eq!(quota_per_head(capacity, &heads, d("0.9")), Some(d("100")));
    assert_eq!(quota_per_head(capacity, &[], d("0.9")), None);
}
