//! Feedback is given with frozen figures, seen by three people only, and followed up.

use super::*;
use crate::domain::appraisal::{AimStep, FeedbackKind, Phase};
use crate::domain::id::Uuid;
use crate::engine::appraisal::process::{Deed, Refusal};
use crate::state::appraisal::calibration::tests::{act, sample_in_calibration};
use crate::state::command::{Command, CommandError, Env, plan};

/// A seller of the sample company with their manager, and somebody of another team.
fn three(data: &Dataset, day: Date) -> (PersonId, PersonId, PersonId) {
    let running = data.cycles.iter().find(|c| c.phase() == Some(Phase::Calibrate)).unwrap().id;
    let case = data.appraisals.iter().find(|a| a.cycle == running && a.manager.is_some()).unwrap();
    let manager = manager_on(data, case.person, day).unwrap();
    let other = data
        .people
        .iter()
        .map(|p| p.id)
        .find(|p| *p != case.person && *p != manager && manager_on(data, *p, day) != Some(manager))
        .unwrap();
    (case.person, manager, other)
}

fn given(data: &Dataset, about: PersonId, by: PersonId, day: Date) -> Feedback {
    let period = data.cycles.iter().find(|c| c.phase().is_some()).unwrap().period;
    Feedback {
        kind: FeedbackKind::Coaching,
        words: "Hold the margin.".into(),
        agreed: vec![AimStep { text: "Discounts with me first".into(), due: Some(day), done: None }],
        follow_up: Some(day),
        figures: figures(data, about, period, day),
        ..fresh(FeedbackId(Uuid::from_u128(1 << 91)), about, by, day)
    }
}

#[test]
fn figures_are_frozen_and_everything_else_can_be_followed_up() {
    let (data, _, day) = sample_in_calibration();
    let (person, manager, _) = three(&data, day);
    let entry = given(&data, person, manager, day);
    assert!(
        !entry.figures.is_empty() && entry.figures.iter().any(|f| f.actual.is_some() && f.target.is_some())
    );
    let data = act(&data, Deed::SaveFeedback(Box::new(entry.clone())), day).unwrap();
    let later = day.tomorrow().unwrap();
    let changed =
        Feedback { figures: Vec::new(), on: later, by: person, ..with_action(&entry, 0, Some(later)) };
    let data = act(&data, Deed::SaveFeedback(Box::new(changed)), later).unwrap();
    let stored = data.feedbacks.get(entry.id).unwrap();
    assert_eq!((&stored.figures, stored.on, stored.by), (&entry.figures, day, manager));
    assert_eq!(stored.open(), 0);
    assert_eq!(stored.late(later), 1, "the follow-up is left");
    let of_person = entries(&data, Some(person), Some(person), later);
    let sum = standing(&of_person, later);
    assert_eq!((sum.entries, sum.late), (of_person.len(), of_person.iter().map(|f| f.late(later)).sum()));
}

#[test]
fn only_the_person_the_giver_and_the_manager_see_it() {
    let (data, _, day) = sample_in_calibration();
    let (person, manager, other) = three(&data, day);
    let mate = data.people.iter().map(|p| p.id).find(|p| ![person, manager, other].contains(p)).unwrap();
    let entry = given(&data, person, other, day);
    let data = act(&data, Deed::SaveFeedback(Box::new(entry.clone())), day).unwrap();
    for (who, shown) in
        [(Some(person), true), (Some(manager), true), (Some(other), true), (Some(mate), false), (None, false)]
    {
        assert_eq!(sees(&data, &entry, who, day), shown, "{who:?}");
        assert_eq!(entries(&data, Some(person), who, day).iter().any(|f| f.id == entry.id), shown);
    }
    assert!(people(&data, Some(other), day).iter().any(|(p, n)| *p == person && *n == 1));
}

#[test]
fn what_does_not_fit_is_refused_with_its_reason() {
    let (data, _, day) = sample_in_calibration();
    let (person, manager, _) = three(&data, day);
    let good = given(&data, person, manager, day);
    let cases = [
        (Feedback { by: person, ..good.clone() }, Refusal::OwnFeedback),
        (Feedback { words: " ".into(), ..good.clone() }, Refusal::NoWords),
        (
            Feedback { agreed: vec![AimStep { text: String::new(), due: None, done: None }], ..good.clone() },
            Refusal::NoWords,
        ),
        (Feedback { follow_up: day.yesterday().ok(), ..good.clone() }, Refusal::FollowUpBefore),
        (Feedback { about: PersonId(Uuid::nil()), ..good.clone() }, Refusal::Missing),
    ];
    for (wrong, why) in cases {
        let refused = act(&data, Deed::SaveFeedback(Box::new(wrong)), day).map(|_| ());
        assert_eq!(refused, Err(CommandError::Appraisal(why)));
    }
    // Nobody that feedback names can go, and it changes by its own steps only.
    let data = act(&data, Deed::SaveFeedback(Box::new(good.clone())), day).unwrap();
    let env = Env { new_id: &Uuid::nil };
    let put = Command::Put(vec![good.clone().into()]);
    assert_eq!(plan(&data, &put, &env).map(|_| ()), Err(CommandError::Appraisal(Refusal::NotNow)));
    assert!(act(&data, Deed::RemoveFeedback(good.id), day).unwrap().feedbacks.get(good.id).is_none());
}
