//! The state machine under random lists of deeds: nothing illegal is ever accepted.

use super::tests::release;
use super::*;
use crate::domain::appraisal::*;
use crate::engine::appraisal::testing::*;
use jiff::civil::date;
use proptest::prelude::*;

/// A cycle from whose results something follows.
fn ruled() -> Cycle {
    let row = |grade: &str| MeritRow { grade: grade.into(), raises: vec![], multiplier: Some(Decimal::ONE) };
    let training = Some(TrainingRule { competency_below: dec("90"), kpi_below: dec("90") });
    let rules = OutcomeRules { merit: vec![row("A"), row("B")], training, ..OutcomeRules::default() };
    Cycle { rules, ..cycle() }
}

/// Feedback about somebody by somebody.
fn feedback(id: FeedbackId, (about, by): (u128, u128), on: crate::domain::Date, words: &str) -> Feedback {
    Feedback {
        id,
        about: person(about),
        by: person(by),
        on,
        kind: FeedbackKind::Feedback,
        words: words.into(),
        agreed: Vec::new(),
        follow_up: None,
        followed: None,
        as_of: on,
        figures: Vec::new(),
    }
}

/// A random deed, by small numbers that are mapped onto what there is.
fn deed(desk: &Desk, kind: u8, a: usize, b: usize) -> Option<Deed> {
    let cases: Vec<&Appraisal> = desk.data.appraisals.iter().map(AsRef::as_ref).collect();
    let reviews: Vec<&Review> = desk.data.reviews.iter().map(AsRef::as_ref).collect();
    let pick = |n: usize| (!cases.is_empty()).then(|| cases[n % cases.len()]);
    let review = |n: usize| (!reviews.is_empty()).then(|| reviews[n % reviews.len()].id);
    let group = RaterGroup::ALL[b % 6];
    let by = match group {
        RaterGroup::Customers => {
            Reviewer::Customer { customer: id(200 + (a % 3) as u128), contact: "x".into() }
        }
        _ => rater((b % PEOPLE as usize) as u128),
    };
    let reason = if a.is_multiple_of(5) { String::new() } else { "because".to_owned() };
    let cycle = cycle_id();
    Some(match kind {
        0 => Deed::Open(cycle),
        1 | 2 => Deed::Advance(cycle),
        3 => Deed::Back { cycle, reason },
        4 => Deed::Close(cycle),
        5 => Deed::Nominate { appraisal: pick(a)?.id, reviewer: by, group },
        6 => {
            let nomination = pick(a)?.nominations.get(b % 3)?.reviewer.clone();
            let declined = b.is_multiple_of(4).then_some(reason);
            Deed::DecideNomination { appraisal: pick(a)?.id, reviewer: nomination, declined }
        }
        7 | 8 => {
            let about = pick(a)?.person;
            let n = (0..PEOPLE).find(|n| person(*n) == about)?;
            let nominated = pick(a)?.nominations.first().map(|n| (n.group, n.reviewer.clone()));
            let (group, by) = if b.is_multiple_of(2) { nominated? } else { (group, by) };
            let rating = |n: usize| Rating::Given(Decimal::from(n % 7));
            let mut review = desk.draft(n, group, by, &[rating(b), rating(a)]);
            // Some rest on feedback, perhaps about somebody else.
            let all: Vec<FeedbackId> = desk.data.feedbacks.iter().map(|f| f.id).collect();
            if let (Some(id), Some(answer)) = (all.get(a % 4), review.answers.first_mut()) {
                answer.evidence = vec![Evidence::Feedback(*id)];
            }
            Deed::SaveReview(Box::new(review))
        }
        9 | 10 => Deed::Submit(review(a)?),
        11 => Deed::Reopen { review: review(a)?, reason },
        12 => Deed::Withdraw { review: review(a)?, reason },
        13 => Deed::DropReview(review(a)?),
        14 => Deed::MergeGroup { appraisal: pick(a)?.id, from: group, into: Some(RaterGroup::ALL[a % 6]) },
        15 => {
            let from = pick(a)?.set_grade().map(ToOwned::to_owned);
            Deed::Adjust { appraisal: pick(a)?.id, from, to: ["A", "B", "C", "D"][b % 4].into(), reason }
        }
        16 => Deed::Release { appraisals: cases.iter().map(|c| c.id).collect(), as_of: TODAY },
        17 => Deed::Acknowledge { appraisal: pick(a)?.id, remark: String::new() },
        18 => Deed::Appeal { appraisal: pick(a)?.id, reason },
        19 => {
            let grade = b.is_multiple_of(2).then(|| ["A", "B", "C"][b % 3].to_owned());
            let score = a.is_multiple_of(4).then(|| Corrected { from: None, to: Decimal::from(b % 7) });
            let decision = Decision { on: TODAY, by: None, grade, reason, score, document: String::new() };
            Deed::DecideAppeal { appraisal: pick(a)?.id, decision }
        }
        20 => Deed::Leave(pick(a)?.id),
        21 => Deed::Enrol { cycle, person: person((b % PEOPLE as usize) as u128) },
        22 => {
            let mut wanted = desk.cycle().clone();
            wanted.methods.first_mut()?.standard.places = (b % 3) as u32;
            Deed::SaveCycle(Box::new(wanted))
        }
        23 => Deed::Propose { cycle, base: Vec::new() },
        25 => Deed::Refuse { appraisal: pick(a)?.id, reason },
        26 => {
            let (at, minutes) = (TODAY.at(9, 0, 0, 0), (b % 3) as u32);
            let meeting = Meeting { at, minutes, place: String::new(), notes: reason, agreed: Vec::new() };
            Deed::Meet { appraisal: pick(a)?.id, meeting }
        }
        27 => Deed::SetPotential { appraisal: pick(a)?.id, potential: Some(Decimal::from(b % 6)) },
        28 => Deed::MergeGroup { appraisal: pick(a)?.id, from: group, into: None },
        29 | 30 => {
            let all: Vec<ProposalId> = desk.data.proposals.iter().map(|p| p.id).collect();
            let (on, by) = (TODAY, None);
            let ruling = match b % 4 {
                0 => Ruling::Open,
                1 => Ruling::Accepted { on, by },
                2 => Ruling::Changed { on, by, value: Decimal::from(b), reason },
                _ => Ruling::Declined { on, by, reason },
            };
            if kind == 29 {
                Deed::Rule { proposal: *all.get(a % all.len().max(1))?, ruling }
            } else {
                Deed::RuleAll { proposals: all.into_iter().skip(a % 3).collect(), ruling }
            }
        }
        31 => Deed::SaveStandard(Box::new(Standard { places: (b % 3) as u32, ..standard() })),
        32 => Deed::PublishStandard(standard_id()),
        33 => Deed::SetAside { cycle, reason },
        34 => {
            let all: Vec<ProposalId> = desk.data.proposals.iter().map(|p| p.id).collect();
            Deed::OpenAgain { proposal: *all.get(a % all.len().max(1))?, reason }
        }
        35 => Deed::SetFunds { cycle, funds: Funds { raises: Some(Decimal::from(b)), ..Funds::default() } },
        37 | 38 => {
            let step = |n: usize| AimStep { text: ["", "visit"][n % 2].into(), due: None, done: None };
            let whom = ((a % PEOPLE as usize) as u128, (b % PEOPLE as usize) as u128);
            let follow_up =
                b.is_multiple_of(3).then(|| TODAY.saturating_add(jiff::Span::new().days(b as i32 - 5)));
            Deed::SaveFeedback(Box::new(Feedback {
                agreed: (1..=a % 3).map(step).collect(),
                follow_up,
                ..feedback(id(800 + (a % 4) as u128), whom, desk.on, &reason)
            }))
        }
        39 => Deed::RemoveFeedback(id(800 + (a % 4) as u128)),
        40 => {
            let progress = Some(Decimal::from(b * 5));
            let aim = Aim {
                title: reason,
                origin: Origin::Own,
                steps: Vec::new(),
                support: String::new(),
                due: None,
                progress,
            };
            Deed::SaveDevelopment(Box::new(Development {
                id: id(820 + (a % 3) as u128),
                person: person((b % PEOPLE as usize) as u128),
                appraisal: pick(b).map(|c| c.id),
                on: desk.on,
                aims: vec![aim],
            }))
        }
        41 => Deed::RemoveDevelopment(id(820 + (a % 3) as u128)),
        42 => Deed::RemoveStandard(standard_id()),
        43 => {
            let standard = Standard { places: (a % 3) as u32, ..standard() };
            Deed::SaveMethod(Box::new(Method { standard, scorecard: None }))
        }
        24 => Deed::SetManager { appraisal: pick(a)?.id, manager: Some(person((b % 8) as u128)) },
        _ => Deed::RemoveCycle(cycle),
    })
}

/// Whether results are shared already.
fn shared_phase(cycle: &Cycle) -> bool {
    cycle.phase().is_none_or(|p| p >= Phase::Share)
        || cycle.turns.iter().any(|t| t.to >= CycleState::Running(Phase::Share))
}

/// What must hold in every state that can be reached.
fn holds(data: &Dataset) -> Result<(), TestCaseError> {
    for given in data.feedbacks.iter() {
        prop_assert!(given.about != given.by && !given.words.trim().is_empty());
        prop_assert!(given.agreed.iter().all(|a| !a.text.is_empty()));
        prop_assert!(given.follow_up.is_none_or(|day| day >= given.on));
    }
    for plan in data.developments.iter() {
        let of = plan.appraisal.map(|id| data.appraisals.get(id).map(|a| a.person));
        prop_assert!(
            of.is_none_or(|of| of == Some(plan.person)),
            "a plan comes from the person's own appraisal"
        );
        prop_assert!(aims_fine(&plan.aims));
    }
    for cycle in data.cycles.iter() {
        prop_assert!(
            cycle.standards.iter().all(|id| data.standards.get(*id).is_some()),
            "a standard in use stays"
        );
    }
    let mut seen = std::collections::BTreeSet::new();
    for case in data.appraisals.iter() {
        let cycle = data.cycles.get(case.cycle).expect("an appraisal has its cycle");
        prop_assert!(seen.insert((case.cycle, case.person)), "one appraisal per person and cycle");
        prop_assert!(cycle.state != CycleState::Draft && cycle.method(case.standard).is_some());
        prop_assert!(case.manager != Some(case.person));
        prop_assert!(case.appeal.is_none() || case.released.is_some());
        prop_assert!(case.receipt == Receipt::Waiting || (case.released.is_some() && !case.appealing()));
        prop_assert!(case.adjustments.iter().all(|a| !a.reason.is_empty()));
        prop_assert!(case.adjustments.is_sorted_by(|a, b| a.number < b.number));
        let own = |by: Option<PersonId>| by.is_none_or(|by| by == case.person);
        match &case.receipt {
            Receipt::Acknowledged { by, .. } | Receipt::Refused { by, .. } => prop_assert!(own(*by)),
            Receipt::Waiting | Receipt::Silent { .. } => {}
        }
        if let Some(appeal) = &case.appeal {
            prop_assert!(own(appeal.by));
            let decided = appeal.decision.as_ref().and_then(|d| d.by);
            prop_assert!(decided.is_none_or(|by| by != case.person), "nobody decides their own appeal");
        }
        if let Some(meeting) = &case.meeting {
            prop_assert!(meeting.minutes > 0 && shared_phase(cycle));
        }
        let shared = cycle.phase().is_none_or(|p| p >= Phase::Share);
        prop_assert!(case.released.is_none() || (shared && cycle.sealed));
        if cycle.state == CycleState::Closed {
            prop_assert!(case.released.is_some() && case.receipt != Receipt::Waiting && !case.appealing());
        }
        for merge in &case.merges {
            prop_assert!(merge.from.anonymous() && merge.into.anonymous());
            prop_assert!(!case.merges.iter().any(|m| m.from == merge.into));
        }
    }
    for proposal in data.proposals.iter() {
        let case = data.appraisals.get(proposal.appraisal).expect("a proposal has its appraisal");
        prop_assert!(case.released.is_some(), "nothing follows from what is not released");
        match &proposal.ruling {
            Ruling::Changed { reason, .. } => {
                prop_assert!(!reason.is_empty());
                let value = matches!(proposal.kind, ProposalKind::Pay { .. } | ProposalKind::Bonus(_));
                prop_assert!(value);
            }
            Ruling::Declined { reason, .. } => prop_assert!(!reason.is_empty()),
            Ruling::Open | Ruling::Accepted { .. } => {}
        }
    }
    let mut raters = std::collections::BTreeSet::new();
    for review in data.reviews.iter() {
        let case = data.appraisals.get(review.appraisal).expect("a review has its appraisal");
        let cycle = data.cycles.get(case.cycle).unwrap();
        let own = review.by == Reviewer::Person(case.person);
        prop_assert_eq!(own, review.group == RaterGroup::Oneself);
        let named = matches!(review.group, RaterGroup::Manager | RaterGroup::Interview);
        prop_assert!(
            named || raters.insert((review.appraisal, review.by.clone())),
            "one group for each rater"
        );
        let standard = &cycle.method(case.standard).unwrap().standard;
        for cited in review.answers.iter().flat_map(|a| &a.evidence) {
            let there = |id: &FeedbackId| data.feedbacks.get(*id).is_some_and(|f| f.about == case.person);
            prop_assert!(
                matches!(cited, Evidence::Feedback(id) if there(id)),
                "what a review rests on stays"
            );
        }
        for answer in &review.answers {
            prop_assert!(!matches!(answer.rating, Rating::Given(v) if !standard.scale.allows(v)));
        }
        if cycle.state == CycleState::Closed {
            prop_assert!(review.state != ReviewState::Draft);
        }
        if review.group.anonymous() {
            let approved = |n: &Nomination| n.reviewer == review.by && n.state == NominationState::Approved;
            prop_assert!(case.nominations.iter().any(approved));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Random lists of deeds: what is accepted keeps every promise, goes one phase at a time, never touches a closed cycle, a
    /// frozen method or a sealed answer, and can be undone.
    #[test]
    fn no_illegal_step_is_accepted(start in 0_usize..9, steps in prop::collection::vec((0_u8..44, 0_usize..40, 0_usize..40), 1..200)) {
        let mut desk = Desk::new(company(standard(), ruled()));
        // Some begin late, with a review and results, so that every phase is tried.
        if start > 0 {
            desk.must(Deed::Open(cycle_id()));
            for phase in Phase::ALL.into_iter().take(start) {
                desk.go(phase);
                if phase == Phase::Manager {
                    let cited = id(801);
                    desk.must(Deed::SaveFeedback(Box::new(feedback(cited, (1, 0), TODAY, "visits"))));
                    let ratings = [Rating::Given(dec("5")), Rating::Given(dec("4"))];
                    let mut review = desk.draft(1, RaterGroup::Manager, rater(0), &ratings);
                    review.answers[0].evidence = vec![Evidence::Feedback(cited)];
                    desk.hand_in(review);
                    desk.review(1, RaterGroup::Peers, rater(2), &["5", "4"]);
                }
                if phase == Phase::Acknowledge && start > 6 {
                    release(&mut desk);
                }
            }
        }
        for (n, (kind, a, b)) in steps.into_iter().enumerate() {
            desk.on = if n < 120 { TODAY } else { date(2026, 6, 1) };
            if desk.data.cycles.is_empty() {
                if desk.data.standards.is_empty() {
                    desk.must(Deed::SaveStandard(Box::new(standard())));
                    desk.must(Deed::PublishStandard(standard_id()));
                }
                desk.must(Deed::SaveCycle(Box::new(ruled())));
            }
            let Some(deed) = deed(&desk, kind, a, b) else { continue };
            let before = desk.data.clone();
            let was = desk.cycle().clone();
            let new_id = || desk.fresh::<ReviewId>().0;
            let by = a.is_multiple_of(3).then(|| person((b % PEOPLE as usize) as u128));
            let ctx = Ctx { on: desk.on, by, new_id: &new_id };
            let Ok(changes) = act(&before, &deed, &ctx) else { continue };
            let after = before.apply(&changes).unwrap();
            prop_assert_eq!(after.apply(&changes.inverse()).unwrap().as_changes(), before.as_changes());
            desk.data = after;
            if desk.data.cycles.is_empty() {
                prop_assert_eq!(was.state, CycleState::Draft);
                continue;
            }
            holds(&desk.data)?;
            let now = desk.cycle();
            if was.state == CycleState::Closed {
                let outside = matches!(
                    deed,
                    Deed::Propose { .. } | Deed::Rule { .. } | Deed::RuleAll { .. } | Deed::SaveStandard(_) | Deed::PublishStandard(_)
                        | Deed::OpenAgain { .. }
                        | Deed::SetFunds { .. }
                        | Deed::SaveFeedback(_)
                        | Deed::RemoveFeedback(_)
                        | Deed::SaveDevelopment(_)
                        | Deed::RemoveDevelopment(_)
                        | Deed::SaveMethod(_)
                );
                prop_assert!(outside, "{deed:?} after closing");
            }
            let place = |c: &Cycle| match c.state {
                CycleState::Draft => 0,
                CycleState::Running(phase) => 1 + Phase::ALL.iter().position(|p| *p == phase).unwrap(),
                CycleState::Closed => 8,
            };
            prop_assert!(place(now).abs_diff(place(&was)) <= 1, "{:?} → {:?}", was.state, now.state);
            for given in before.feedbacks.iter() {
                let later = desk.data.feedbacks.get(given.id);
                let given = (given.about, given.by, given.on, given.as_of);
                prop_assert!(later.is_none_or(|f| (f.about, f.by, f.on, f.as_of) == given), "{deed:?}");
            }
            if matches!(deed, Deed::SaveStandard(_) | Deed::PublishStandard(_) | Deed::SaveMethod(_)) {
                prop_assert_eq!(&now.methods, &was.methods, "a cycle has its own copy");
            }
            if now.methods != was.methods {
                prop_assert!(before.reviews.is_empty(), "{deed:?} changed the method");
            }
            if was.sealed {
                let sealed = |data: &Dataset| {
                    let all = data.reviews.iter().filter(|r| r.group.anonymous() && r.submitted());
                    all.cloned().collect::<Vec<_>>()
                };
                prop_assert_eq!(sealed(&before), sealed(&desk.data), "{:?}", deed);
            }
            for case in before.appraisals.iter() {
                let Some(released) = &case.released else { continue };
                let later = desk.data.appraisals.get(case.id).unwrap().released.as_ref().unwrap();
                let score = later.sheet.score == released.sheet.score || matches!(deed, Deed::DecideAppeal { .. });
                prop_assert!(score && later.sheet.competencies == released.sheet.competencies, "{deed:?} changed what was shown");
            }
        }
    }
}
