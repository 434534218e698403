//! The state machine: what is refused when.

use super::*;
use crate::domain::appraisal::*;
use crate::engine::appraisal::testing::*;
use jiff::civil::date;

fn back() -> Deed {
    Deed::Back { cycle: cycle_id(), reason: "again".into() }
}

/// Releases everybody in the sharing phase.
pub(super) fn release(desk: &mut Desk) {
    let appraisals = desk.data.appraisals.iter().map(|a| a.id).collect();
    desk.must(Deed::Release { appraisals, as_of: TODAY });
}

#[test]
fn ap_cycle_closes_only_without_drafts_and_then_nothing_changes() {
    let mut desk = Desk::open();
    desk.go(Phase::Manager);
    let review = desk.draft(1, RaterGroup::Oneself, rater(1), &[Rating::Given(dec("4"))]);
    let id = review.id;
    desk.must(Deed::SaveReview(Box::new(review.clone())));
    let drafts = Err(Refusal::Unfinished { drafts: 1, unreleased: 0, waiting: 0, appeals: 0 });
    assert_eq!(desk.act(&Deed::Advance(cycle_id())), drafts);
    let unanswered = Err(Refusal::Unanswered(vec![competency(2)], vec![]));
    assert_eq!(desk.act(&Deed::Submit(id)), unanswered);
    let full =
        desk.draft(1, RaterGroup::Oneself, rater(1), &[Rating::Given(dec("4")), Rating::NotApplicable]);
    desk.must(Deed::SaveReview(Box::new(Review { id, ..full })));
    desk.must(Deed::Submit(id));
    desk.go(Phase::Acknowledge);
    release(&mut desk);
    let waits = PEOPLE as usize;
    let waiting = Err(Refusal::Unfinished { drafts: 0, unreleased: 0, waiting: waits, appeals: 0 });
    assert_eq!(desk.act(&Deed::Close(cycle_id())), waiting);
    let first = desk.case(1).id;
    desk.must(Deed::Acknowledge { appraisal: first, remark: " thanks ".into() });
    let second = desk.case(2).id;
    desk.must(Deed::Refuse { appraisal: second, reason: "no".into() });
    desk.on = date(2026, 5, 1);
    desk.must(Deed::Close(cycle_id()));
    assert!(matches!(&desk.case(1).receipt, Receipt::Acknowledged { remark, .. } if remark == "thanks"));
    assert!(matches!(desk.case(3).receipt, Receipt::Silent { .. }));
    let closed = desk.data.clone();
    for deed in [
        Deed::SaveReview(Box::new(review)),
        Deed::Reopen { review: id, reason: "late".into() },
        Deed::Adjust { appraisal: first, from: None, to: "A".into(), reason: "x".into() },
        Deed::Appeal { appraisal: first, reason: "x".into() },
        Deed::SaveCycle(Box::new(desk.cycle().clone())),
        Deed::RemoveCycle(cycle_id()),
        back(),
        Deed::Enrol { cycle: cycle_id(), person: person(1) },
    ] {
        assert_eq!(desk.act(&deed), Err(Refusal::Closed), "{deed:?}");
    }
    assert!(desk.data.same(&closed));
}

#[test]
fn ap_cycle_the_method_is_frozen_once_a_review_exists() {
    let mut desk = Desk::open();
    let heavier = |desk: &Desk| {
        let mut wanted = desk.cycle().clone();
        wanted.methods[0].standard.competencies[0].weight = dec("60");
        wanted.methods[0].standard.competencies[1].weight = dec("40");
        Deed::SaveCycle(Box::new(wanted))
    };
    let edit = heavier(&desk);
    desk.must(edit);
    let review = desk.draft(1, RaterGroup::Oneself, rater(1), &[]);
    desk.must(Deed::SaveReview(Box::new(review.clone())));
    let mut wanted = desk.cycle().clone();
    wanted.methods[0].standard.competencies[0].weight = dec("70");
    wanted.methods[0].standard.competencies[1].weight = dec("30");
    assert_eq!(desk.act(&Deed::SaveCycle(Box::new(wanted))), Err(Refusal::MethodFrozen));
    assert_eq!(desk.act(&back()), Err(Refusal::MethodFrozen));
    let mut later = desk.cycle().clone();
    later.stages[0].to = later.stages[1].to;
    desk.must(Deed::SaveCycle(Box::new(later)));
    // The stored standard may go on: the cycle has its own copy.
    let mut next = standard();
    next.name = "changed".into();
    desk.must(Deed::SaveStandard(Box::new(next)));
    assert_eq!(desk.cycle().methods[0].standard.name, "S");
    desk.must(Deed::PublishStandard(standard_id()));
    assert_eq!(desk.data.standards.get(standard_id()).unwrap().version, 2);
    desk.must(Deed::DropReview(review.id));
    desk.must(back());
    assert_eq!((desk.cycle().state, desk.data.appraisals.len()), (CycleState::Draft, 0));
}

#[test]
fn ap_duplicate_one_appraisal_per_person_and_time() {
    let mut desk = Desk::open();
    let again = Deed::Enrol { cycle: cycle_id(), person: person(1) };
    assert_eq!(desk.act(&again), Err(Refusal::Duplicate(person(1))));
    let second = |id_: u128, period: &str| Cycle { id: id(id_), period: period.parse().unwrap(), ..cycle() };
    for (n, period, fine) in
        [(701, "2026Q1", false), (702, "2026Q2", true), (703, "2026", true), (704, "2026", false)]
    {
        desk.must(Deed::SaveCycle(Box::new(second(n, period))));
        let opened = desk.act(&Deed::Open(id(n)));
        assert_eq!(opened, if fine { Ok(()) } else { Err(Refusal::Duplicate(person(0))) }, "{period}");
    }
    for (n, period, fine) in [(705, "2026-02-01..2026-02-20", true), (706, "2026-02-20..2026-03-01", false)] {
        desk.must(Deed::SaveCycle(Box::new(second(n, period))));
        assert_eq!(desk.act(&Deed::Open(id(n))).is_ok(), fine, "{period}");
    }
}

#[test]
fn ap_selfreview_nobody_reviews_themselves_as_somebody_else() {
    let mut desk = Desk::open();
    desk.go(Phase::Manager);
    let case = desk.case(1).id;
    let nominate = Deed::Nominate { appraisal: case, reviewer: rater(1), group: RaterGroup::Peers };
    assert_eq!(desk.act(&nominate), Err(Refusal::Oneself));
    for group in [RaterGroup::Peers, RaterGroup::Manager, RaterGroup::Reports] {
        let review = desk.draft(1, group, rater(1), &[]);
        assert_eq!(desk.act(&Deed::SaveReview(Box::new(review))), Err(Refusal::Oneself), "{group:?}");
    }
    let review = desk.draft(1, RaterGroup::Oneself, rater(2), &[]);
    assert_eq!(desk.act(&Deed::SaveReview(Box::new(review))), Err(Refusal::Oneself));
}

#[test]
fn only_approved_raters_write_and_in_one_group_only() {
    let mut desk = Desk::open();
    desk.go(Phase::Feedback);
    let case = desk.case(1).id;
    let save = |desk: &mut Desk, group, by| {
        let review = desk.draft(1, group, by, &[]);
        desk.act(&Deed::SaveReview(Box::new(review)))
    };
    assert_eq!(save(&mut desk, RaterGroup::Peers, rater(2)), Err(Refusal::NotARater), "not nominated");
    let nominate = |n, group| Deed::Nominate { appraisal: case, reviewer: rater(n), group };
    desk.must(nominate(2, RaterGroup::Peers));
    assert_eq!(save(&mut desk, RaterGroup::Peers, rater(2)), Err(Refusal::NotARater), "not approved");
    let decide = |declined| Deed::DecideNomination { appraisal: case, reviewer: rater(2), declined };
    assert_eq!(desk.act(&decide(Some(" ".into()))), Err(Refusal::NoReason));
    desk.must(decide(None));
    assert_eq!(save(&mut desk, RaterGroup::Reports, rater(2)), Err(Refusal::NotARater), "another group");
    assert_eq!(save(&mut desk, RaterGroup::Peers, rater(2)), Ok(()));
    assert_eq!(save(&mut desk, RaterGroup::Peers, rater(2)), Err(Refusal::NotARater), "twice");
    assert_eq!(desk.act(&decide(Some("no".into()))), Err(Refusal::NotARater), "has written");
    assert_eq!(desk.act(&nominate(2, RaterGroup::Reports)), Err(Refusal::NotARater));
    assert_eq!(desk.act(&nominate(0, RaterGroup::Peers)), Err(Refusal::NotARater), "the manager");
    assert_eq!(desk.act(&nominate(3, RaterGroup::Manager)), Err(Refusal::NotARater));
    assert_eq!(desk.act(&nominate(3, RaterGroup::Customers)), Err(Refusal::NotARater), "no customer");
    assert_eq!(save(&mut desk, RaterGroup::Manager, rater(0)), Err(Refusal::NotNow), "before the phase");
    desk.go(Phase::Manager);
    assert_eq!(save(&mut desk, RaterGroup::Manager, rater(3)), Err(Refusal::NotARater));
    assert_eq!(save(&mut desk, RaterGroup::Manager, rater(0)), Ok(()));
    assert_eq!(save(&mut desk, RaterGroup::Interview, rater(0)), Err(Refusal::NotARater), "not asked");
}

#[test]
fn anonymous_answers_are_sealed_when_calibration_begins() {
    let mut desk = Desk::open();
    desk.go(Phase::Feedback);
    let peer = desk.review(1, RaterGroup::Peers, rater(2), &["4", "4"]);
    desk.go(Phase::Manager);
    let own = desk.review(1, RaterGroup::Oneself, rater(1), &["4", "4"]);
    let case = desk.case(1).id;
    let merge =
        Deed::MergeGroup { appraisal: case, from: RaterGroup::Peers, into: Some(RaterGroup::Reports) };
    for (from, into) in [
        (RaterGroup::Peers, RaterGroup::Manager),
        (RaterGroup::Oneself, RaterGroup::Peers),
        (RaterGroup::Peers, RaterGroup::Peers),
    ] {
        let bad = Deed::MergeGroup { appraisal: case, from, into: Some(into) };
        assert_eq!(desk.act(&bad), Err(Refusal::BadMerge), "{from:?} into {into:?}");
    }
    desk.must(merge.clone());
    let chain =
        Deed::MergeGroup { appraisal: case, from: RaterGroup::Reports, into: Some(RaterGroup::Customers) };
    assert_eq!(desk.act(&chain), Err(Refusal::BadMerge));
    desk.must(Deed::MergeGroup { appraisal: case, from: RaterGroup::Peers, into: None });
    desk.go(Phase::Calibrate);
    desk.must(back());
    desk.must(back());
    assert!(desk.cycle().sealed && desk.cycle().phase() == Some(Phase::Feedback));
    for deed in [
        Deed::Reopen { review: peer, reason: "x".into() },
        Deed::Withdraw { review: peer, reason: "x".into() },
        Deed::Nominate { appraisal: case, reviewer: rater(3), group: RaterGroup::Peers },
        merge,
    ] {
        assert_eq!(desk.act(&deed), Err(Refusal::Sealed), "{deed:?}");
    }
    desk.must(Deed::Reopen { review: own, reason: "typing error".into() });
    assert_eq!(desk.data.reviews.get(own).unwrap().reopened.len(), 1);
}

#[test]
fn calibration_moves_grades_with_a_reason_and_the_guideline_can_block() {
    let share = |grade: &str, bound| GradeShare { grades: vec![grade.into()], bound };
    let guideline =
        Guideline { lines: vec![share("A", Bound::AtMost(dec("25")))], enforce: Enforce::Block, least: 3 };
    let cuts = ["2", "4", "2", "3"].map(dec);
    let boxes = Some(NineBox {
        performance_low: cuts[0],
        performance_high: cuts[1],
        potential_low: cuts[2],
        potential_high: cuts[3],
    });
    let mut desk = Desk::with(standard(), Cycle { guideline: Some(guideline), boxes, ..cycle() });
    desk.go(Phase::Manager);
    for n in 1..=3 {
        desk.review(n, RaterGroup::Manager, rater(0), &["5", "5"]);
    }
    desk.go(Phase::Calibrate);
    assert_eq!(desk.act(&Deed::Advance(cycle_id())), Err(Refusal::Guideline));
    let potential = Deed::SetPotential { appraisal: desk.case(1).id, potential: Some(dec("4")) };
    desk.must(potential);
    let found = crate::engine::appraisal::grid(&desk.data, desk.cycle(), TODAY);
    assert_eq!(
        (found.rows.len(), found.rows[1].nine_box, found.rows[2].nine_box),
        (PEOPLE as usize, Some(9), None)
    );
    let line = &found.spread.unwrap().lines[0];
    assert_eq!((line.count, line.most, line.met()), (3, 1, false), "a quarter of the three who have a grade");
    let case = desk.case(1).id;
    let adjust = |from: &str, to: &str, reason: &str| Deed::Adjust {
        appraisal: case,
        from: Some(from.into()),
        to: to.into(),
        reason: reason.into(),
    };
    assert_eq!(desk.act(&adjust("A", "B", "")), Err(Refusal::NoReason));
    assert_eq!(desk.act(&adjust("A", "Z", "x")), Err(Refusal::BadGrade));
    assert_eq!(desk.act(&adjust("A", "A", "x")), Err(Refusal::BadGrade));
    desk.must(adjust("A", "B", "compared with the others"));
    assert_eq!(desk.act(&adjust("A", "C", "x")), Err(Refusal::Moved));
    let second = desk.case(2).id;
    desk.must(Deed::Adjust { appraisal: second, from: Some("A".into()), to: "B".into(), reason: "x".into() });
    desk.must(Deed::Advance(cycle_id()));
    assert_eq!(desk.act(&adjust("B", "C", "x")), Err(Refusal::NotNow));
}

/// A decision that keeps the score.
pub(super) fn decision(grade: Option<&str>, reason: &str) -> Decision {
    let grade = grade.map(Into::into);
    Decision { on: TODAY, by: None, grade, reason: reason.into(), score: None, document: String::new() }
}

#[test]
fn one_appeal_while_the_result_waits() {
    let mut desk = Desk::open();
    desk.go(Phase::Manager);
    desk.review(1, RaterGroup::Manager, rater(0), &["4", "4"]);
    desk.go(Phase::Share);
    let case = desk.case(1).id;
    let appeal = Deed::Appeal { appraisal: case, reason: "figures were late".into() };
    assert_eq!(desk.act(&appeal), Err(Refusal::NotReleased));
    release(&mut desk);
    assert_eq!(desk.act(&back()), Err(Refusal::Released));
    assert_eq!(desk.case(1).released.as_ref().unwrap().sheet.grade.as_deref(), Some("B"));
    desk.must(appeal.clone());
    let acknowledge = Deed::Acknowledge { appraisal: case, remark: String::new() };
    assert_eq!(desk.act(&acknowledge), Err(Refusal::NotNow), "first the decision");
    let decide = |grade: Option<&str>, reason: &str| Deed::DecideAppeal {
        appraisal: case,
        decision: decision(grade, reason),
    };
    assert_eq!(desk.act(&decide(None, "")), Err(Refusal::NoReason));
    assert_eq!(desk.act(&decide(Some("B"), "x")), Err(Refusal::BadGrade));
    desk.must(decide(Some("A"), "late orders count"));
    assert_eq!(desk.case(1).released.as_ref().unwrap().sheet.grade.as_deref(), Some("A"));
    assert_eq!(desk.act(&decide(None, "again")), Err(Refusal::NotNow));
    assert_eq!(desk.act(&appeal), Err(Refusal::AppealedOnce));
    desk.must(acknowledge.clone());
    assert_eq!(desk.act(&acknowledge), Err(Refusal::NotNow));
}

#[test]
fn whose_turn_it_is() {
    use crate::engine::appraisal::{TaskKind, tasks};
    let mut desk = Desk::open();
    let kinds = |desk: &Desk, n: u128| {
        tasks(&desk.data, desk.cycle(), person(n)).into_iter().map(|t| t.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&desk, 1), [TaskKind::Write(RaterGroup::Oneself)]);
    desk.review(1, RaterGroup::Oneself, rater(1), &["4", "4"]);
    assert_eq!(kinds(&desk, 1), []);
    desk.go(Phase::Nominate);
    assert_eq!(kinds(&desk, 1), [TaskKind::Nominate]);
    let appraisal = desk.case(1).id;
    desk.must(Deed::Nominate { appraisal, reviewer: rater(2), group: RaterGroup::Peers });
    assert!(kinds(&desk, 0).contains(&TaskKind::Approve));
    desk.must(Deed::DecideNomination { appraisal, reviewer: rater(2), declined: None });
    desk.go(Phase::Feedback);
    assert!(kinds(&desk, 2).contains(&TaskKind::Write(RaterGroup::Peers)));
    desk.go(Phase::Manager);
    let managed = kinds(&desk, 0).into_iter().filter(|k| *k == TaskKind::Write(RaterGroup::Manager));
    assert_eq!(managed.count(), PEOPLE as usize - 1);
    let late = tasks(&desk.data, desk.cycle(), person(2));
    assert!(late.iter().any(|t| t.late(date(2026, 4, 20))));
    desk.go(Phase::Share);
    release(&mut desk);
    assert!(kinds(&desk, 0).contains(&TaskKind::Meet));
    desk.go(Phase::Acknowledge);
    assert_eq!(kinds(&desk, 1), [TaskKind::Answer]);
}

#[test]
fn a_cycle_takes_the_version_that_is_in_force() {
    let saved = |desk: &mut Desk, name: &str, effective: Option<Date>| {
        let next = Standard { name: name.into(), effective, ..standard() };
        desk.must(Deed::SaveStandard(Box::new(next)));
    };
    let stored = |desk: &Desk| desk.data.standards.get(standard_id()).unwrap().as_ref().clone();
    let mut desk = Desk::with(standard(), cycle());
    // The standard was published as version 1 before versions were kept; saved as it is, it stays so.
    desk.must(Deed::SaveStandard(Box::new(standard())));
    assert_eq!((stored(&desk).version, stored(&desk).published), (1, Some(TODAY)));
    saved(&mut desk, "second", Some(date(2026, 4, 1)));
    assert_eq!((stored(&desk).published, stored(&desk).versions.len()), (None, 1));
    desk.must(Deed::PublishStandard(standard_id()));
    assert_eq!(desk.act(&Deed::PublishStandard(standard_id())), Err(Refusal::NotNow));
    saved(&mut desk, "being written", None);
    // What a draft says is that of nobody's cycle.
    for (n, period, name) in [(1, "2025Q4", "S"), (2, "2026Q2", "second")] {
        let id = id(710 + n);
        let period = period.parse().unwrap();
        desk.must(Deed::SaveCycle(Box::new(Cycle { id, period, ..cycle() })));
        desk.must(Deed::Open(id));
        let method = &desk.data.cycles.get(id).unwrap().methods[0];
        assert_eq!((method.standard.name.as_str(), method.standard.versions.len()), (name, 0), "{period}");
    }
    saved(&mut desk, "second", Some(date(2026, 4, 1)));
    assert_eq!(
        (stored(&desk).version, stored(&desk).published),
        (2, Some(TODAY)),
        "a draft that changes nothing is none"
    );
    let names: Vec<_> =
        stored(&desk).versions.iter().map(|m| (m.standard.version, m.standard.name.clone())).collect();
    assert_eq!(names, [(1, "S".to_owned()), (2, "second".to_owned())]);
}
