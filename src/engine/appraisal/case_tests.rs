//! The worked examples of appraisal whose figures come from other systems, by their id.

use super::testing::*;
use super::*;
use crate::domain::Decimal;
use crate::domain::appraisal::*;
use crate::domain::scorecard::Absent;
use crate::engine::trace::Silent;

/// Frappe's five-star form: ratings from 0 to 1, scores of five, three decimals.
fn stars(groups_: &[(RaterGroup, &str)], absent: Absent) -> Standard {
    let scale = Scale { low: dec("0"), high: dec("1"), step: dec("0"), labels: Vec::new() };
    Standard { scale, groups: groups(groups_), places: 3, absent, ..standard() }
}

/// One person's sheet once calibration has begun.
fn sheet(desk: &mut Desk) -> ResultSheet {
    desk.go(Phase::Calibrate);
    let appraiser = Appraiser::new(&desk.data, desk.cycle(), TODAY);
    appraiser.appraise::<Silent>(desk.case(1)).value.sheet
}

const THIRD: &str = "33.333333";

#[test]
fn ap_feedback_avg_each_reviewer_weighs_one() {
    let one = |ratings: &[[&str; 2]]| {
        let mut terms = stars(&[(RaterGroup::Peers, "100")], Absent::Rescale);
        terms.groups[0].minimum = 1;
        let mut desk = Desk::with(terms, cycle());
        desk.go(Phase::Feedback);
        for (n, pair) in ratings.iter().enumerate() {
            desk.review(1, RaterGroup::Peers, rater(n as u128 + 2), pair);
        }
        sheet(&mut desk).score
    };
    assert_eq!(one(&[["0.8", "0.7"]]), Some(dec("3.85")));
    assert_eq!(one(&[["0.6", "0.8"]]), Some(dec("3.3")));
    assert_eq!(one(&[["0.8", "0.7"], ["0.6", "0.8"]]), Some(dec("3.575")));
}

#[test]
fn ap_feedback_cancel_withdrawn_feedback_does_not_count() {
    let mut terms = stars(&[(RaterGroup::Peers, "100")], Absent::Rescale);
    terms.groups[0].minimum = 1;
    let mut desk = Desk::with(terms, cycle());
    desk.go(Phase::Feedback);
    let review = desk.review(1, RaterGroup::Peers, rater(2), &["0.8", "0.7"]);
    desk.must(process::Deed::Withdraw { review, reason: "by mistake".into() });
    assert_eq!(sheet(&mut desk).score, None, "the source prints 0 for what is absent");
}

/// Three scores that are mixed: by the manager (the goals), oneself and peers.
fn mixed(weights: [&str; 3], scores: [Option<&str>; 3], absent: Absent) -> Option<Decimal> {
    let order = [RaterGroup::Manager, RaterGroup::Oneself, RaterGroup::Peers];
    let terms: Vec<_> = order.into_iter().zip(weights).collect();
    let mut terms = stars(&terms, absent);
    terms.scale.high = dec("5");
    terms.groups[2].minimum = 1;
    let mut desk = Desk::with(terms, cycle());
    desk.go(Phase::Manager);
    for (group, score) in order.into_iter().zip(scores) {
        let by = match group {
            RaterGroup::Manager => rater(0),
            RaterGroup::Oneself => rater(1),
            _ => rater(2),
        };
        if let Some(score) = score {
            desk.review(1, group, by, &[score, score]);
        }
    }
    sheet(&mut desk).score
}

#[test]
fn ap_final_ap_formula_ap_renorm() {
    let thirds = [THIRD; 3];
    let (goal, own, others) = (Some("3.6"), Some("3.85"), Some("3.85"));
    assert_eq!(mixed(thirds, [goal, own, others], Absent::Rescale), Some(dec("3.767")));
    assert_eq!(mixed(["60", "10", "30"], [goal, own, others], Absent::Rescale), Some(dec("3.7")));
    assert_eq!(mixed(thirds, [Some("5"), None, Some("5")], Absent::Rescale), Some(dec("5")));
    let as_zero = mixed(thirds, [Some("5"), None, Some("5")], Absent::Zero);
    assert_eq!(as_zero, Some(dec("3.333")), "what the source complained about is a setting");
}

#[test]
fn ap_goal_tree_ap_nested_ap_horilla_obj() {
    let leaf = |n: i64| Progress::Leaf(Some(Decimal::from(n)));
    let mean = |leaves: &[i64]| Progress::equal(leaves.iter().map(|n| leaf(*n)).collect());
    let (first, second) = (mean(&[25, 0]), mean(&[100, 0]));
    assert_eq!((first.reached(), second.reached()), (Some(dec("12.5")), Some(dec("50"))));
    let share =
        |weight: i64, part: &Progress| part.reached().unwrap() * Decimal::from(weight) / Decimal::ONE_HUNDRED;
    assert_eq!((share(30, &first), share(70, &second)), (dec("3.75"), dec("35")));
    let tree = Progress::Parent(vec![(dec("30"), first), (dec("70"), second)]);
    assert_eq!(tree.reached(), Some(dec("38.75")));
    let goal = tree.reached().unwrap() / dec("20");
    let rule = crate::domain::money::Half::AwayFromZero;
    assert_eq!(rule.round(goal, 3), dec("1.938"));
    let goal = goal.to_string();
    assert_eq!(mixed([THIRD; 3], [Some(&goal), None, None], Absent::Zero), Some(dec("0.646")));

    let nested = Progress::equal(vec![leaf(0), mean(&[50, 0])]);
    assert_eq!(nested.reached(), Some(dec("12.5")));
    assert_eq!(mean(&[50, 80]).reached(), Some(dec("65")));
    assert_eq!(Progress::equal(vec![leaf(40), Progress::Leaf(None)]).reached(), Some(dec("40")));
    assert_eq!(Progress::equal(vec![Progress::Leaf(None)]).reached(), None);
}

#[test]
fn ap_manual_goals_rated_by_hand() {
    let mut terms = stars(&[(RaterGroup::Manager, "100")], Absent::Rescale);
    terms.scale.high = dec("5");
    terms.competencies[0].weight = dec("30");
    terms.competencies[1].weight = dec("70");
    let mut desk = Desk::with(terms, cycle());
    desk.go(Phase::Manager);
    let high = desk.draft(1, RaterGroup::Manager, rater(0), &[Rating::Given(dec("5.01")), Rating::Open]);
    let refused = desk.act(&process::Deed::SaveReview(Box::new(high)));
    assert_eq!(refused, Err(process::Refusal::BadRating(competency(1))));
    desk.review(1, RaterGroup::Manager, rater(0), &["5", "3"]);
    assert_eq!(sheet(&mut desk).score, Some(dec("3.6")));
}

#[test]
fn ap_weights_total_at_two_decimals() {
    for (weights, fine) in [(["30", "70"], true), (["30", "69.99"], false), (["33.333", "66.667"], true)] {
        let mut terms = standard();
        for (competency, weight) in terms.competencies.iter_mut().zip(weights) {
            competency.weight = dec(weight);
        }
        let data = company(terms.clone(), cycle());
        let found = check(&data, &terms);
        assert_eq!(!found.contains(&Finding::CompetenciesTotal), fine, "{weights:?}: {found:?}");
    }
}

#[test]
fn ap_summary_says_what_is_missing() {
    let mut desk = Desk::open();
    let others: Vec<_> = (3..PEOPLE).chain([0]).map(|n| desk.case(n).id).collect();
    others.into_iter().for_each(|id| desk.must(process::Deed::Leave(id)));
    desk.go(Phase::Manager);
    desk.review(1, RaterGroup::Manager, rater(0), &["4", "4"]);
    desk.review(1, RaterGroup::Peers, rater(2), &["4", "4"]);
    let appraiser = Appraiser::new(&desk.data, desk.cycle(), TODAY);
    let found = summary(&desk.data, desk.cycle(), &appraiser);
    let of = |group| found.groups.iter().find(|g| g.group == group).unwrap();
    assert_eq!(found.people, 2);
    assert_eq!(of(RaterGroup::Oneself).missing, 2);
    assert_eq!(of(RaterGroup::Manager).missing, 1, "goals are rated by the manager here");
    assert_eq!(of(RaterGroup::Peers).missing, 1);
}

#[test]
fn an_threshold_by_person_and_group() {
    let mut desk = Desk::open();
    desk.go(Phase::Manager);
    desk.review(1, RaterGroup::Oneself, rater(1), &["3", "3"]);
    desk.review(1, RaterGroup::Manager, rater(0), &["3", "3"]);
    for n in [2, 3] {
        desk.review(1, RaterGroup::Peers, rater(n), &["4", "4"]);
    }
    for n in [4, 5, 6] {
        desk.review(1, RaterGroup::Reports, rater(n), &["5", "5"]);
    }
    let found = sheet(&mut desk);
    let visible: Vec<_> = found.competencies[0].groups.iter().map(|g| g.groups[0]).collect();
    assert_eq!(visible, [RaterGroup::Oneself, RaterGroup::Manager, RaterGroup::Reports]);
}

#[test]
fn an_suppress_a_hidden_group_counts_nowhere() {
    let with = |peers: &[&str]| {
        let mut desk = Desk::open();
        desk.go(Phase::Manager);
        desk.review(1, RaterGroup::Oneself, rater(1), &["3", "3"]);
        desk.review(1, RaterGroup::Manager, rater(0), &["3", "3"]);
        for (n, rating) in peers.iter().enumerate() {
            let ratings = [Rating::Given(dec(rating)), Rating::Given(dec(rating))];
            let mut review = desk.draft(1, RaterGroup::Peers, rater(n as u128 + 2), &ratings);
            review.answers[0].comment = format!("said by {n}");
            desk.hand_in(review);
        }
        let found = sheet(&mut desk);
        let case = desk.case(1);
        let reviews: Vec<&Review> = desk.data.reviews.iter().map(AsRef::as_ref).collect();
        let method = desk.cycle().method(case.standard).unwrap();
        let item = Words::Comments(&method.standard.competencies[0]);
        (seen(&found)[0].others, words(&method.standard, case, &reviews, true, item).len(), found)
    };
    let (others, comments, found) = with(&["5", "5"]);
    assert_eq!((others, comments, found.score), (Some(dec("3")), 0, Some(dec("3"))));
    let (others, comments, found) = with(&["5", "5", "5"]);
    assert_eq!((comments, found.score), (1, Some(dec("3.57"))), "(10 × 3 + 40 × 3 + 20 × 5) ÷ 70");
    assert_eq!(others, Some((dec("40") * dec("3") + dec("20") * dec("5")) / dec("60")));
}

#[test]
fn ds_lr_exact_shares_by_largest_remainder() {
    let line = |grade: &str, percent: &str| GradeShare {
        grades: vec![grade.into()],
        bound: Bound::Exactly(dec(percent)),
    };
    let guideline = Guideline {
        lines: vec![line("A", "20"), line("B", "70"), line("C", "10")],
        enforce: Enforce::Warn,
        least: 10,
    };
    let found = spread(&guideline, &[Some("B"); 23]);
    assert_eq!(found.lines.iter().map(|l| (l.least, l.most)).collect::<Vec<_>>(), [(5, 5), (16, 16), (2, 2)]);
    assert!(!found.blocked && found.holds);
}

#[test]
fn ds_sap_totals_operators_and_blocking() {
    let line = |grades: &[&str], bound| GradeShare {
        grades: grades.iter().map(|g| (*g).to_owned()).collect(),
        bound,
    };
    let grades = ["1", "2", "3", "4", "5"];
    let exact = |n: usize, p: &str| line(&[grades[n]], Bound::Exactly(dec(p)));
    let of = |lines| Guideline { lines, enforce: Enforce::Block, least: 10 };
    let full = of(vec![exact(0, "5"), exact(1, "20"), exact(2, "50"), exact(3, "20"), exact(4, "5")]);
    assert!(must_total(&full, &grades));
    let skipping = of(vec![exact(0, "5"), exact(1, "20")]);
    let grouping = of(vec![line(&["1", "2"], Bound::Exactly(dec("25"))), exact(2, "75")]);
    let other = of((0..5).map(|n| line(&[grades[n]], Bound::AtMost(dec("20")))).collect());
    let repeating = of(vec![exact(0, "5"), exact(0, "20"), exact(2, "50"), exact(3, "20"), exact(4, "5")]);
    for guideline in [skipping, grouping, other, repeating] {
        assert!(!must_total(&guideline, &grades), "{guideline:?}");
    }
    // Bound, heads, and the fewest and most people it allows: upper limits are rounded up, lower ones down.
    let cases = [
        (Bound::Below(dec("20")), 23, (0, 4)),
        (Bound::Below(dec("20")), 20, (0, 3)),
        (Bound::AtMost(dec("20")), 23, (0, 5)),
        (Bound::AtMost(dec("20")), 20, (0, 4)),
        (Bound::Above(dec("20")), 23, (5, 23)),
        (Bound::Above(dec("20")), 20, (5, 20)),
        (Bound::AtLeast(dec("20")), 23, (4, 23)),
        (Bound::Between { low: dec("10"), high: dec("20") }, 23, (2, 5)),
        (Bound::Exactly(dec("20")), 20, (4, 4)),
    ];
    for (bound, heads, wanted) in cases {
        let found = spread(&of(vec![line(&["1"], bound)]), &vec![Some("1"); heads]);
        assert_eq!((found.lines[0].least, found.lines[0].most), wanted, "{bound:?} of {heads}");
    }
    let strict = of(vec![line(&["1"], Bound::AtMost(dec("20")))]);
    assert!(spread(&strict, &[Some("1"); 10]).blocked);
    assert!(!spread(&strict, &[Some("1"); 9]).blocked, "too few people for it to hold");
    assert!(!spread(&strict, &[None; 12]).blocked, "people without a grade are not counted");
}

#[test]
fn bd_9box_equal_a_value_at_a_cut_belongs_to_the_lower_box() {
    let cuts = NineBox {
        performance_low: dec("2.33"),
        performance_high: dec("3.67"),
        potential_low: dec("2.33"),
        potential_high: dec("3.67"),
    };
    for (performance, potential, wanted) in
        [("2.47", "3.8", 8), ("3.75", "2.4", 6), ("2.33", "3.67", 4), ("1", "1", 1), ("5", "5", 9)]
    {
        assert_eq!(nine_box(&cuts, dec(performance), dec(potential)), wanted, "{performance}, {potential}");
    }
}
