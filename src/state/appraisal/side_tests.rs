//! What a rater sees beside a form, and what ratings can rest on.

use super::*;
use crate::domain::appraisal::{Evidence, Reviewer};
use crate::domain::id::{FeedbackId, Uuid};
use crate::domain::org::{Person, Stint};
use crate::engine::appraisal::Judged;
use crate::engine::appraisal::process::{Deed, Refusal, document_there, of_the_web};
use crate::state::appraisal::calibration::tests::{act, sample_in_calibration};
use crate::state::appraisal::evidence::{documents, told};
use crate::state::appraisal::review::set_answer;
use crate::state::command::CommandError;
use crate::state::select::CodeNames;

/// The sample company, its cycle in calibration, the appraisal of whoever has a development plan, and the day.
fn world() -> (Arc<Dataset>, CycleId, Appraisal, Date) {
    let (data, cycle, day) = sample_in_calibration();
    let person = data.developments.iter().next().unwrap().person;
    let case = data.appraisals.iter().find(|a| a.cycle == cycle && a.person == person).unwrap();
    let case = case.as_ref().clone();
    (data, cycle, case, day)
}

#[test]
fn beside_a_managers_form_stand_goals_figures_feedback_and_the_plan() {
    let (data, cycle, case, day) = world();
    let cycle = data.cycles.get(cycle).unwrap();
    let of = |group, me| side(&data, cycle, &case, group, me, day);
    let manager = of(RaterGroup::Manager, case.manager);
    assert!(!manager.responsibilities.is_empty() && !manager.tasks.is_empty());
    let aim = manager.aims.first().unwrap();
    assert!(aim.steps.len() == 2 && !aim.support.is_empty() && aim.due.is_some());
    assert!(manager.goals.iter().any(|g| g.levels[0].is_some()), "{:?}", manager.goals);
    assert_eq!(manager.told.len(), 1);
    assert!(!manager.told[0].figures.is_empty() && manager.told[0].by == case.manager.unwrap());
    assert_eq!(of(RaterGroup::Oneself, Some(case.person)).told, manager.told);
    // Every figure opens its calculation, and that holds nothing of what anybody rated.
    for line in &manager.kpis {
        let trace = line_of(&data, case.id, line.kpi, day).unwrap();
        let judged = |t: &&Trace| matches!(&t.step, Step::Judged(j) if !matches!(**j, Judged::Part { .. }));
        assert!(trace.walk().into_iter().map(|(_, step)| step).all(|step| !judged(&step)));
    }
}

#[test]
fn beside_an_anonymous_form_stand_duties_and_nothing_of_results() {
    let (data, cycle, case, day) = world();
    let cycle = data.cycles.get(cycle).unwrap();
    for group in RaterGroup::ALL.into_iter().filter(|g| g.anonymous()) {
        let mate = data.people.iter().map(|p| p.id).find(|p| *p != case.person && Some(*p) != case.manager);
        let beside = side(&data, cycle, &case, group, mate, day);
        let known = Side {
            role: beside.role.clone(),
            team: beside.team,
            responsibilities: beside.responsibilities.clone(),
            tasks: beside.tasks.clone(),
            ..Side::default()
        };
        assert_eq!(beside, known, "{group:?}");
        assert!(!beside.responsibilities.is_empty());
        // Whoever may see feedback anyway sees it here too, but not beside a customer.
        let own = side(&data, cycle, &case, group, case.manager, day);
        assert_eq!(own.told.is_empty(), group == RaterGroup::Customers, "{group:?}");
    }
}

#[test]
fn responsibilities_are_those_of_the_time_that_is_appraised() {
    let (data, cycle, case, day) = world();
    let cycle = data.cycles.get(cycle).unwrap();
    let person = data.people.get(case.person).unwrap();
    let mut moved = Person::clone(person);
    let last = moved.stints.last().unwrap().clone();
    let from = cycle_end(&data, cycle).tomorrow().ok();
    moved.stints.push(Stint { from, responsibilities: vec!["new".into()], ..last });
    let mut changes = crate::domain::Changes::default();
    changes.put(&data, moved.into());
    let after = data.apply(&changes).unwrap();
    let beside = side(&after, cycle, &case, RaterGroup::Manager, case.manager, day);
    assert_eq!(beside.responsibilities, person.stints.last().unwrap().responsibilities);
}

fn cycle_end(data: &Dataset, cycle: &Cycle) -> Date {
    data.workspace.calendar.span(cycle.period).unwrap().to
}

#[test]
fn evidence_is_picked_among_what_is_there() {
    let (data, cycle, case, day) = world();
    let names = CodeNames::new(&data);
    let cycle = data.cycles.get(cycle).unwrap();
    let all = documents(&data, &names, cycle, case.person, day);
    assert!(all.len() > 3 && all.is_sorted_by(|a, b| a.amount >= b.amount));
    let span = data.workspace.calendar.span(cycle.period).unwrap();
    assert!(all.iter().all(|d| d.day.is_some_and(|day| span.from <= day && day <= span.to)));
    assert!(all.iter().all(|d| document_there(&data, &d.number) == Some(true)));
    let feedback = told(&data, &case, case.manager, day)[0].id;

    let by = Reviewer::Person(case.manager.unwrap());
    let own = |r: &&Arc<Review>| r.appraisal == case.id && r.group == RaterGroup::Manager && r.by == by;
    let id = data.reviews.iter().find(own).unwrap().id;
    let data = act(&data, Deed::Reopen { review: id, reason: "evidence".into() }, day).unwrap();
    let draft = data.reviews.get(id).unwrap().as_ref().clone();
    let item = draft.answers[0].competency;
    let with = |one: Evidence| {
        let mut after = draft.clone();
        set_answer(&mut after, item, |a| a.evidence.push(one));
        after
    };
    let somebody = data.feedbacks.iter().find(|f| f.about != case.person).unwrap().id;
    let document = Evidence::Document(all[0].number.clone());
    for good in [
        document.clone(),
        Evidence::Feedback(feedback),
        Evidence::Note("seen".into()),
        Evidence::Link("https://example.org/a".into()),
    ] {
        let after = act(&data, Deed::SaveReview(Box::new(with(good.clone()))), day).unwrap();
        assert_eq!(after.reviews.get(id).unwrap().answers[0].evidence, [good]);
    }
    for bad in [
        Evidence::Document("no such document".into()),
        Evidence::Document(String::new()),
        Evidence::Feedback(FeedbackId(Uuid::nil())),
        Evidence::Feedback(somebody),
        Evidence::Note(" ".into()),
        Evidence::Link("javascript:alert(1)".into()),
        Evidence::Link("example.org".into()),
    ] {
        let refused = act(&data, Deed::SaveReview(Box::new(with(bad.clone()))), day).map(|_| ());
        assert_eq!(refused, Err(CommandError::Appraisal(Refusal::BadEvidence(item, bad))));
    }
    // What a review rests on stays; a record that goes afterwards does not close the form.
    let cited = act(&data, Deed::SaveReview(Box::new(with(Evidence::Feedback(feedback)))), day).unwrap();
    let refused = act(&cited, Deed::RemoveFeedback(feedback), day).map(|_| ());
    assert_eq!(refused, Err(CommandError::Appraisal(Refusal::Cited)));
    let stored = act(&data, Deed::SaveReview(Box::new(with(document))), day).unwrap();
    let changes = crate::domain::Changes {
        segments: stored.segments.iter().map(crate::domain::dataset::Change::remove).collect(),
        ..Default::default()
    };
    let without = stored.apply(&changes).unwrap();
    assert!(act(&without, Deed::Submit(id), day).is_ok());
}

#[test]
fn only_addresses_of_the_web_are_followed() {
    for (address, fine) in [
        ("https://example.org", true),
        ("HTTP://example.org/a?b#c", true),
        ("javascript:alert(1)", false),
        ("javascript://example.org/%0aalert(1)", false),
        ("data:text/html,x", false),
        ("https://", false),
        ("https://exa mple.org", false),
        ("//example.org", false),
    ] {
        assert_eq!(of_the_web(address), fine, "{address}");
    }
}
