//! Who answers and decides, what is set aside, what is missing, and what a guideline may say.

use super::tests::{decision, release};
use super::*;
use crate::domain::appraisal::*;
use crate::engine::appraisal::testing::*;
use jiff::civil::date;

/// One person with a released result and an appeal; person 9 manages the manager.
fn appealed() -> (Desk, AppraisalId) {
    let mut desk = Desk::open();
    desk.go(Phase::Manager);
    desk.review(1, RaterGroup::Manager, rater(0), &["4", "4"]);
    let mut lead = desk.data.people.get(person(0)).unwrap().as_ref().clone();
    lead.stints[0].manager = Some(person(7));
    let mut changes = Changes::default();
    changes.put(&desk.data, lead.into());
    desk.data = desk.data.apply(&changes).unwrap();
    desk.go(Phase::Share);
    release(&mut desk);
    let case = desk.case(1).id;
    (desk, case)
}

#[test]
fn each_answers_for_oneself_and_nobody_decides_their_own_appeal() {
    let (mut desk, appraisal) = appealed();
    let acknowledge = Deed::Acknowledge { appraisal, remark: String::new() };
    let refuse = Deed::Refuse { appraisal, reason: "no".into() };
    let appeal = Deed::Appeal { appraisal, reason: "one order".into() };
    let decide = Deed::DecideAppeal { appraisal, decision: decision(None, "it counts") };
    for other in [0, 2, 7] {
        desk.by = Some(person(other));
        for deed in [&acknowledge, &refuse, &appeal] {
            assert_eq!(desk.act(deed), Err(Refusal::NotYours), "{deed:?} by {other}");
        }
    }
    desk.by = Some(person(1));
    desk.must(appeal);
    assert_eq!(desk.case(1).appeal.as_ref().unwrap().by, Some(person(1)));
    assert_eq!(desk.act(&decide), Err(Refusal::OwnAppeal));
    for other in [0, 2] {
        desk.by = Some(person(other));
        assert_eq!(desk.act(&decide), Err(Refusal::NotYours), "by {other}");
    }
    let turn = |desk: &Desk, n| {
        let all = crate::engine::appraisal::tasks(&desk.data, desk.cycle(), person(n));
        all.iter().any(|t| t.kind == crate::engine::appraisal::TaskKind::Decide)
    };
    assert!(turn(&desk, 7) && !turn(&desk, 0) && !turn(&desk, 1));
    desk.by = Some(person(7));
    desk.must(decide);
    desk.by = Some(person(1));
    desk.must(acknowledge);
    let kept = desk.case(1);
    assert_eq!(kept.appeal.as_ref().unwrap().decision.as_ref().unwrap().by, Some(person(7)));
    assert!(matches!(kept.receipt, Receipt::Acknowledged { by: Some(by), .. } if by == person(1)));
    // Whoever runs the cycle has chosen nobody, and may decide.
    let (mut desk, appraisal) = appealed();
    desk.must(Deed::Appeal { appraisal, reason: "one order".into() });
    desk.must(Deed::DecideAppeal { appraisal, decision: decision(None, "it counts") });
}

#[test]
fn an_appeal_can_correct_the_score_and_says_what_it_rests_on() {
    let (mut desk, appraisal) = appealed();
    desk.must(Deed::Appeal { appraisal, reason: "one order".into() });
    let with = |to: &str, grade: Option<&str>| Deed::DecideAppeal {
        appraisal,
        decision: Decision {
            score: Some(Corrected { from: None, to: dec(to) }),
            document: " SO-17 ".into(),
            ..decision(grade, "it counts")
        },
    };
    for bad in ["4", "4.00", "5.1", "-1", "4.123"] {
        assert_eq!(desk.act(&with(bad, None)), Err(Refusal::BadScore), "{bad}");
    }
    desk.must(with("4.75", Some("A")));
    let case = desk.case(1);
    let sheet = &case.released.as_ref().unwrap().sheet;
    assert_eq!((sheet.score, sheet.grade.as_deref()), (Some(dec("4.75")), Some("A")));
    assert_eq!(sheet.computed_grade.as_deref(), Some("A"));
    let corrected = case.corrected().unwrap();
    assert_eq!((corrected.from, corrected.to), (Some(dec("4")), dec("4.75")));
    let kept = case.appeal.as_ref().unwrap().decision.as_ref().unwrap();
    assert_eq!((kept.document.as_str(), case.adjustments.len()), ("SO-17", 1));
    // What pays by score reads the corrected one.
    assert_eq!(crate::engine::appraisal::share(desk.cycle(), case), Some(dec("95")));
}

#[test]
fn moves_of_one_day_keep_their_order() {
    let mut desk = Desk::open();
    desk.go(Phase::Manager);
    for n in 1..=2 {
        desk.review(n, RaterGroup::Manager, rater(0), &["4", "4"]);
    }
    desk.go(Phase::Calibrate);
    let case = [desk.case(1).id, desk.case(2).id];
    for (at, from, to) in [(0, "B", "A"), (1, "B", "C"), (0, "A", "C")] {
        let (from, to) = (Some(from.to_owned()), to.to_owned());
        desk.must(Deed::Adjust { appraisal: case[at], from, to, reason: "r".into() });
    }
    let numbers = |n: u128| desk.case(n).adjustments.iter().map(|a| a.number).collect::<Vec<_>>();
    assert_eq!((numbers(1), numbers(2)), (vec![1, 3], vec![2]));
}

#[test]
fn drafts_that_nobody_finishes_are_set_aside_with_a_reason() {
    let mut desk = Desk::open();
    desk.go(Phase::Feedback);
    let handed_in = desk.review(1, RaterGroup::Peers, rater(2), &["4", "4"]);
    desk.must(Deed::Reopen { review: handed_in, reason: "a slip".into() });
    desk.go(Phase::Manager);
    let begun = desk.draft(2, RaterGroup::Oneself, rater(2), &[Rating::Given(dec("4"))]);
    desk.must(Deed::SaveReview(Box::new(begun.clone())));
    let aside = |reason: &str| Deed::SetAside { cycle: cycle_id(), reason: reason.into() };
    assert!(matches!(desk.act(&Deed::Advance(cycle_id())), Err(Refusal::Unfinished { drafts: 2, .. })));
    assert_eq!(desk.act(&aside(" ")), Err(Refusal::NoReason));
    desk.must(aside("on leave"));
    for id in [handed_in, begun.id] {
        let review = desk.data.reviews.get(id).unwrap();
        assert_eq!(review.state, ReviewState::Withdrawn(TODAY));
        assert_eq!(review.reopened.last().unwrap().reason, "on leave");
        assert!(!review.answers.is_empty(), "what was written stays");
    }
    assert_eq!(desk.act(&aside("again")), Err(Refusal::NotNow));
    desk.go(Phase::Calibrate);
    // A named one can still be taken up again, an anonymous one cannot.
    desk.must(Deed::Reopen { review: begun.id, reason: "back".into() });
    assert_eq!(desk.act(&Deed::Reopen { review: handed_in, reason: "x".into() }), Err(Refusal::Sealed));
}

#[test]
fn a_guideline_has_to_make_sense() {
    use crate::engine::appraisal::{BoxFault, GuidelineFault as Fault};
    let line = |grades: &[&str], bound| GradeShare {
        grades: grades.iter().map(|g| (*g).to_owned()).collect(),
        bound,
    };
    let (d, range) = (dec, |low: &str, high: &str| Bound::Between { low: dec(low), high: dec(high) });
    let all = |a: &str, b: &str, c: &str| {
        vec![
            line(&["A"], Bound::Exactly(dec(a))),
            line(&["B"], Bound::Exactly(dec(b))),
            line(&["C"], Bound::Exactly(dec(c))),
        ]
    };
    let cases = [
        (vec![], Some(Fault::NoLines)),
        (vec![line(&[], Bound::AtMost(d("10")))], Some(Fault::Grades(0))),
        (vec![line(&["A", "A"], Bound::AtMost(d("10")))], Some(Fault::Grades(0))),
        (
            vec![line(&["A"], Bound::AtMost(d("10"))), line(&["Z"], Bound::AtMost(d("10")))],
            Some(Fault::UnknownGrade(1)),
        ),
        (vec![line(&["A"], Bound::AtMost(d("101")))], Some(Fault::Share(0))),
        (vec![line(&["A"], Bound::Below(d("0")))], Some(Fault::Share(0))),
        (vec![line(&["A"], Bound::Above(d("100")))], Some(Fault::Share(0))),
        (vec![line(&["A"], range("20", "10"))], Some(Fault::Order(0))),
        (all("20", "70", "20"), Some(Fault::Total)),
        (all("20", "70", "10"), None),
        (
            vec![line(&["A"], Bound::AtLeast(d("60"))), line(&["B"], Bound::Above(d("50")))],
            Some(Fault::TooMuch),
        ),
        (
            vec![line(&["A", "B"], Bound::AtMost(d("60"))), line(&["C"], range("10", "20"))],
            Some(Fault::TooLittle),
        ),
        // A grade may stand in several lines: those overlap and need not add up.
        (vec![line(&["A"], Bound::AtMost(d("10"))), line(&["A", "B"], Bound::AtMost(d("50")))], None),
        (vec![line(&["A"], range("10", "10"))], None),
    ];
    for (lines, fault) in cases {
        let guideline = Guideline { lines, enforce: Enforce::Block, least: 10 };
        let mut desk = Desk::new(company(standard(), cycle()));
        let wanted = Cycle { guideline: Some(guideline.clone()), ..cycle() };
        let got = desk.act(&Deed::SaveCycle(Box::new(wanted)));
        assert_eq!(got, fault.map_or(Ok(()), |f| Err(Refusal::BadGuideline(f))), "{guideline:?}");
        // The same while it runs.
        let mut desk = Desk::open();
        let wanted = Cycle { guideline: Some(guideline), ..desk.cycle().clone() };
        assert_eq!(desk.act(&Deed::SaveCycle(Box::new(wanted))).is_ok(), fault.is_none());
    }
    let cuts = |all: [&str; 4]| {
        let [performance_low, performance_high, potential_low, potential_high] = all.map(dec);
        Some(NineBox { performance_low, performance_high, potential_low, potential_high })
    };
    for (boxes, fault) in [
        (cuts(["4", "2", "1", "3"]), Some(BoxFault::Performance)),
        (cuts(["2", "4", "3", "1"]), Some(BoxFault::Potential)),
        (cuts(["2", "2", "3", "3"]), None),
    ] {
        let mut desk = Desk::new(company(standard(), cycle()));
        let got = desk.act(&Deed::SaveCycle(Box::new(Cycle { boxes, ..cycle() })));
        assert_eq!(got, fault.map_or(Ok(()), |f| Err(Refusal::BadBoxes(f))));
    }
}

#[test]
fn a_group_without_raters_is_missing_work() {
    use crate::engine::appraisal::{Appraiser, Raters, TaskKind, summary, tasks};
    let mut desk = Desk::open();
    let expected = |desk: &Desk, n: u128| {
        let (raters, case) = (Raters::of(&desk.data, desk.cycle()), desk.case(n));
        let reviews: Vec<&Review> =
            desk.data.reviews.iter().map(AsRef::as_ref).filter(|r| r.appraisal == case.id).collect();
        [RaterGroup::Manager, RaterGroup::Peers, RaterGroup::Reports, RaterGroup::Customers]
            .map(|g| raters.expected(desk.cycle(), case, g, &reviews))
    };
    assert_eq!(expected(&desk, 1), [1, 3, 0, 3], "nobody reports to the second person");
    assert_eq!(expected(&desk, 0), [1, 3, 3, 3], "and nobody manages the first");
    let appraisal = desk.case(1).id;
    let approve = |desk: &mut Desk, reviewer: Reviewer, group| {
        desk.must(Deed::Nominate { appraisal, reviewer: reviewer.clone(), group });
        desk.must(Deed::DecideNomination { appraisal, reviewer, declined: None });
    };
    for n in 2..6 {
        approve(&mut desk, rater(n), RaterGroup::Peers);
    }
    assert_eq!(expected(&desk, 1), [1, 4, 0, 3]);
    desk.go(Phase::Feedback);
    let turn =
        |desk: &Desk| tasks(&desk.data, desk.cycle(), person(1)).iter().any(|t| t.kind == TaskKind::Nominate);
    assert!(turn(&desk), "customers are still to be found, also after the phase");
    // Counted with peers, customers need nobody of their own.
    desk.must(Deed::MergeGroup { appraisal, from: RaterGroup::Customers, into: Some(RaterGroup::Peers) });
    assert_eq!(expected(&desk, 1), [1, 4, 0, 0]);
    assert!(!turn(&desk));
    desk.must(Deed::MergeGroup { appraisal, from: RaterGroup::Customers, into: None });
    // A customer who agreed to be named is enough.
    let by = Reviewer::Customer { customer: id(200), contact: "Lin".into() };
    let mut review =
        desk.draft(1, RaterGroup::Customers, by, &[Rating::Given(dec("4")), Rating::Given(dec("4"))]);
    review.consent = true;
    desk.hand_in(review);
    assert_eq!(expected(&desk, 1), [1, 4, 0, 1]);
    let appraiser = Appraiser::new(&desk.data, desk.cycle(), TODAY);
    let all = summary(&desk.data, desk.cycle(), &appraiser);
    let of = |g| all.groups.iter().find(|p| p.group == g).unwrap().expected;
    assert_eq!((of(RaterGroup::Manager), of(RaterGroup::Peers)), (8, 3 * 7 + 4));
}

#[test]
fn everybody_who_was_declined_has_to_find_somebody_else() {
    use crate::engine::appraisal::{TaskKind, tasks};
    let only = groups(&[(RaterGroup::Manager, "80"), (RaterGroup::Peers, "20")]);
    let mut desk = Desk::with(Standard { groups: only, ..standard() }, cycle());
    let turn =
        |desk: &Desk| tasks(&desk.data, desk.cycle(), person(1)).iter().any(|t| t.kind == TaskKind::Nominate);
    desk.go(Phase::Nominate);
    let appraisal = desk.case(1).id;
    for n in 2..5 {
        assert!(turn(&desk), "{} are too few", n - 2);
        desk.must(Deed::Nominate { appraisal, reviewer: rater(n), group: RaterGroup::Peers });
    }
    assert!(!turn(&desk), "three wait for approval");
    let decide = |n, declined: Option<&str>| Deed::DecideNomination {
        appraisal,
        reviewer: rater(n),
        declined: declined.map(Into::into),
    };
    desk.must(decide(2, None));
    desk.must(decide(3, Some("too far away")));
    desk.go(Phase::Manager);
    assert!(turn(&desk), "late work counts until calibration");
    // Who was approved by mistake can be declined as long as they have not answered.
    desk.must(decide(2, Some("a mistake")));
    desk.go(Phase::Calibrate);
    assert!(!turn(&desk));
}

#[test]
fn nobody_reviews_in_a_cycle_that_is_formed_from_others() {
    use crate::engine::appraisal::{Appraiser, summary, tasks};
    let mut desk = Desk::open();
    desk.go(Phase::Manager);
    desk.review(1, RaterGroup::Manager, rater(0), &["4", "4"]);
    desk.go(Phase::Share);
    release(&mut desk);
    let year: CycleId = id(701);
    let formed_from = vec![FormedFrom { cycle: cycle_id(), weight: dec("100") }];
    desk.must(Deed::SaveCycle(Box::new(Cycle {
        id: year,
        period: "2026".parse().unwrap(),
        formed_from,
        ..cycle()
    })));
    desk.must(Deed::Open(year));
    let case = |desk: &Desk, n| {
        desk.data.appraisals.iter().find(|a| a.cycle == year && a.person == person(n)).unwrap().clone()
    };
    let own = case(&desk, 1).id;
    let peer = Deed::Nominate { appraisal: own, reviewer: rater(2), group: RaterGroup::Peers };
    assert_eq!(desk.act(&peer), Err(Refusal::NotARater));
    for phase in Phase::ALL.into_iter().skip(1) {
        let cycle = desk.data.cycles.get(year).unwrap().clone();
        for n in 0..PEOPLE {
            assert_eq!(tasks(&desk.data, &cycle, person(n)), [], "{phase:?} {n}");
        }
        let found = summary(&desk.data, &cycle, &Appraiser::new(&desk.data, &cycle, TODAY));
        assert_eq!((found.people, found.groups), (PEOPLE as u32, vec![]));
        if phase <= Phase::Share {
            desk.must(Deed::Advance(year));
        }
    }
    desk.must(Deed::Release { appraisals: vec![own, case(&desk, 2).id], as_of: TODAY });
    let sheet = case(&desk, 1).released.clone().unwrap().sheet;
    let part = &sheet.formed[0];
    assert_eq!((part.cycle, part.score, part.grade.as_deref()), (cycle_id(), Some(dec("4")), Some("B")));
    assert_eq!(sheet.score, Some(dec("4")));
    let nothing = case(&desk, 2).released.clone().unwrap().sheet;
    assert_eq!((nothing.score, nothing.formed[0].score), (None, None));
}

#[test]
fn days_of_ones_own_do_not_end_before_they_begin() {
    let custom =
        |period: &str| Deed::SaveCycle(Box::new(Cycle { period: period.parse().unwrap(), ..cycle() }));
    let mut desk = Desk::new(company(standard(), cycle()));
    desk.must(custom("2026-02-01..2026-02-01"));
    let span = crate::domain::Span { from: date(2026, 2, 12), to: date(2026, 2, 9) };
    let backwards = Cycle { period: crate::domain::Period::Custom(span), ..cycle() };
    assert_eq!(desk.act(&Deed::SaveCycle(Box::new(backwards))), Err(Refusal::BadCycle));
}

#[test]
fn a_cycle_opens_only_with_standards_that_can_be_used_for_everybody() {
    let mut uneven = standard();
    uneven.competencies[0].weight = dec("60");
    let mut desk = Desk::new(company(uneven, cycle()));
    let refused = Refusal::BadStandard(standard_id(), Finding::CompetenciesTotal);
    assert_eq!(desk.act(&Deed::Open(cycle_id())), Err(refused));
    let others =
        Standard { assigned: vec![crate::domain::scorecard::Assigned::Person(person(1))], ..standard() };
    let mut desk = Desk::new(company(others, cycle()));
    assert_eq!(desk.act(&Deed::Open(cycle_id())), Err(Refusal::NoStandard(person(0))));
}

#[test]
fn a_reply_answers_a_question_that_the_group_is_asked_and_once() {
    let asked = |n: u128, groups: &[RaterGroup]| Question {
        id: id(650 + n),
        text: format!("Q{n}"),
        asked: groups.to_vec(),
        required: false,
    };
    let terms = Standard { questions: vec![asked(1, &[]), asked(2, &[RaterGroup::Manager])], ..standard() };
    let mut desk = Desk::with(terms, cycle());
    let mut review = desk.draft(1, RaterGroup::Oneself, rater(1), &[Rating::Open, Rating::Open]);
    let reply = |n: u128| Reply { question: id(650 + n), text: "so".into() };
    for (replies, fault) in [(vec![reply(2)], 2), (vec![reply(3)], 3), (vec![reply(1), reply(1)], 1)] {
        review.replies = replies;
        let refused = Err(Refusal::BadReply(id(650 + fault)));
        assert_eq!(desk.act(&Deed::SaveReview(Box::new(review.clone()))), refused);
    }
    review.replies = vec![reply(1)];
    desk.must(Deed::SaveReview(Box::new(review)));
}
