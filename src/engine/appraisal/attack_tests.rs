//! Somebody who sees everything that is shown tries to learn what a small group said.
//!
//! The attack is the strongest there is: two worlds that differ in nothing but hidden ratings, or in how a shown group's sum
//! is spread over its members, must show the same in every way the product shows anything. Then no filter, export, chart,
//! comparison or difference, now or later, can tell them apart.

use super::process::{Deed, Refusal};
use super::testing::*;
use super::*;
use crate::domain::Decimal;
use crate::domain::appraisal::*;
use crate::domain::history::{Action, History, Label, LabelCode, Step};
use crate::engine::trace::{Silent, Trace};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// One answer: group, rater, ratings in half points (zero is "not applicable"), whether a customer agreed to be named.
#[derive(Clone, Debug)]
struct Say {
    group: RaterGroup,
    rater: u128,
    halves: [u8; 2],
    consent: bool,
}

fn say() -> impl Strategy<Value = Say> {
    let groups = vec![
        RaterGroup::Peers,
        RaterGroup::Peers,
        RaterGroup::Reports,
        RaterGroup::Reports,
        RaterGroup::Customers,
        RaterGroup::Manager,
        RaterGroup::Oneself,
    ];
    let half = || prop_oneof![1 => Just(0_u8), 6 => 2_u8..=10];
    (prop::sample::select(groups), 0_u128..6, [half(), half()], any::<bool>())
        .prop_map(|(group, rater, halves, consent)| Say { group, rater, halves, consent })
}

fn rating(half: u8) -> Rating {
    if half == 0 { Rating::NotApplicable } else { Rating::Given(Decimal::new(i64::from(half) * 5, 1)) }
}

/// A world: who said what about person 1, with which groups merged, at the end of calibration.
fn world(said: &[Say], merge: Option<(RaterGroup, RaterGroup)>, absent: bool) -> Desk {
    let mut terms = standard();
    if absent {
        terms.absent = crate::domain::scorecard::Absent::Zero;
    }
    let mut desk = Desk::with(terms, cycle());
    desk.go(Phase::Manager);
    let case = desk.case(1).id;
    if let Some((from, into)) = merge {
        desk.must(Deed::MergeGroup { appraisal: case, from, into: Some(into) });
    }
    for say in said {
        let by = match say.group {
            RaterGroup::Oneself => rater(1),
            RaterGroup::Manager => rater(0),
            RaterGroup::Customers => {
                Reviewer::Customer { customer: id(200), contact: format!("contact {}", say.rater) }
            }
            _ => rater(2 + say.rater),
        };
        let mut review = desk.draft(1, say.group, by, &say.halves.map(rating));
        review.consent = say.consent;
        desk.hand_in(review);
    }
    desk
}

/// Keeps one answer for each rater, so that every world is a possible one.
fn possible(said: Vec<Say>) -> Vec<Say> {
    let mut seen = std::collections::BTreeSet::new();
    let who = |s: &Say| match s.group {
        RaterGroup::Oneself | RaterGroup::Manager => (s.group, 0),
        RaterGroup::Customers => (RaterGroup::Customers, s.rater),
        _ => (RaterGroup::Peers, s.rater),
    };
    said.into_iter().filter(|s| seen.insert(who(s))).collect()
}

/// Everything that is shown of an appraisal, at every stage, as text.
fn shown(mut desk: Desk) -> String {
    let mut out = String::new();
    let mut look = |desk: &Desk| {
        let cycle = desk.cycle();
        let appraiser = Appraiser::new(&desk.data, cycle, TODAY);
        let case = desk.case(1);
        let found = appraiser.appraise::<Trace>(case);
        let sheet = &found.value.sheet;
        let standard = &cycle.method(case.standard).unwrap().standard;
        out += &format!("{:?} {:?} {:?}\n", sheet, found.issues, found.value.note);
        out += &format!("{:?} {:?}\n", seen(sheet), ranked(sheet));
        out += &format!("{:?}\n", strengths_and_shortfalls(standard, sheet, 3));
        for competency in &standard.competencies {
            out += &format!("{:?}\n", appraiser.pools(standard, case, competency));
        }
        out += &format!("{:?}\n", summary(&desk.data, cycle, &appraiser));
        let all: Vec<Option<String>> =
            desk.data.appraisals.iter().map(|a| appraiser.appraise::<Silent>(a).value.sheet.grade).collect();
        let all: Vec<Option<&str>> = all.iter().map(Option::as_deref).collect();
        out += &format!("{:?} {:?}\n", distribution(standard, &all), case.released);
    };
    look(&desk);
    desk.go(Phase::Calibrate);
    look(&desk);
    desk.must(Deed::Back { cycle: cycle_id(), reason: "once more".into() });
    look(&desk);
    desk.go(Phase::Share);
    let appraisals = desk.data.appraisals.iter().map(|a| a.id).collect();
    desk.must(Deed::Release { appraisals, as_of: TODAY });
    look(&desk);
    desk.must(Deed::Propose { cycle: cycle_id(), base: Vec::new() });
    let kinds: Vec<_> = desk.data.proposals.iter().map(|p| p.kind.clone()).collect();
    out + &format!("{kinds:?}")
}

/// Which answers to an item lie in a pool that is shown.
fn visible(
    said: &[Say],
    merge: Option<(RaterGroup, RaterGroup)>,
    item: usize,
) -> BTreeMap<RaterGroup, Vec<usize>> {
    let counted = |g: RaterGroup| merge.filter(|(from, _)| *from == g).map_or(g, |(_, into)| into);
    let mut pools: BTreeMap<RaterGroup, Vec<usize>> = BTreeMap::new();
    for (at, say) in said.iter().enumerate().filter(|(_, s)| s.halves[item] > 0) {
        pools.entry(counted(say.group)).or_default().push(at);
    }
    pools.retain(|group, members| {
        let all_customers =
            *group == RaterGroup::Customers && merge.is_none_or(|(_, into)| into != RaterGroup::Customers);
        let named = all_customers && members.iter().all(|m| said[*m].consent);
        members.len() >= if !group.anonymous() || named { 1 } else { 3 }
    });
    pools
}

fn merges() -> impl Strategy<Value = Option<(RaterGroup, RaterGroup)>> {
    prop::sample::select(vec![
        None,
        Some((RaterGroup::Peers, RaterGroup::Reports)),
        Some((RaterGroup::Customers, RaterGroup::Peers)),
        Some((RaterGroup::Peers, RaterGroup::Customers)),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Hidden ratings may be anything: nothing that is shown changes.
    #[test]
    fn hidden_ratings_change_nothing(
        said in prop::collection::vec(say(), 1..10).prop_map(possible), merge in merges(),
        other in prop::collection::vec([2_u8..=10, 2_u8..=10], 10), absent in any::<bool>(),
    ) {
        let mut twin = said.clone();
        for item in 0..2 {
            let seen: Vec<usize> = visible(&said, merge, item).into_values().flatten().collect();
            for (at, (say, other)) in twin.iter_mut().zip(&other).enumerate() {
                if say.halves[item] > 0 && !seen.contains(&at) {
                    say.halves[item] = other[item];
                }
            }
        }
        prop_assert_eq!(shown(world(&said, merge, absent)), shown(world(&twin, merge, absent)));
    }

    /// Of a shown group only mean and count are known: moving half a point from one member to another changes nothing.
    #[test]
    fn members_of_a_shown_group_cannot_be_told_apart(
        said in prop::collection::vec(say(), 4..12).prop_map(possible), merge in merges(),
    ) {
        let mut twin = said.clone();
        for item in 0..2 {
            for members in visible(&said, merge, item).into_values().filter(|m| m.len() >= 3) {
                let less = members.iter().copied().find(|m| twin[*m].halves[item] > 2);
                let more = members.iter().copied().find(|m| Some(*m) != less && twin[*m].halves[item] < 10);
                if let (Some(less), Some(more)) = (less, more) {
                    twin[less].halves[item] -= 1;
                    twin[more].halves[item] += 1;
                }
            }
        }
        prop_assert_eq!(shown(world(&said, merge, false)), shown(world(&twin, merge, false)));
    }

    /// The sums that an attacker can work out belong to disjoint sets of answers, each at least as large as its minimum: no
    /// difference of them is a smaller set.
    #[test]
    fn shown_pools_are_disjoint_and_large_enough(
        said in prop::collection::vec(say(), 1..12).prop_map(possible), merge in merges(),
    ) {
        let mut desk = world(&said, merge, false);
        desk.go(Phase::Calibrate);
        let appraiser = Appraiser::new(&desk.data, desk.cycle(), TODAY);
        let case = desk.case(1);
        let standard = &desk.cycle().method(case.standard).unwrap().standard;
        for (item, competency) in standard.competencies.iter().enumerate() {
            let pools = appraiser.pools(standard, case, competency);
            let groups: Vec<RaterGroup> = pools.iter().flat_map(|p| p.groups.clone()).collect();
            let distinct: std::collections::BTreeSet<_> = groups.iter().collect();
            prop_assert_eq!(distinct.len(), groups.len(), "a group stands in one pool");
            let wanted: Vec<usize> = visible(&said, merge, item).into_values().map(|m| m.len()).collect();
            let mut got: Vec<usize> = pools.iter().filter(|p| p.mean.is_some()).map(|p| p.count as usize).collect();
            let mut wanted = wanted;
            got.sort_unstable();
            wanted.sort_unstable();
            prop_assert_eq!(got, wanted);
            for pool in pools.iter().filter(|p| p.mean.is_none()) {
                prop_assert_eq!(pool.count, 0);
            }
        }
    }
}

#[test]
fn a_group_does_not_change_after_it_was_shown() {
    let peers = |n: u128| Say { group: RaterGroup::Peers, rater: n, halves: [8, 8], consent: false };
    let mut desk = world(&[peers(0), peers(1), peers(2)], None, false);
    let before = Appraiser::new(&desk.data, desk.cycle(), TODAY).appraise::<Silent>(desk.case(1)).value.sheet;
    assert!(before.competencies.iter().all(|c| c.groups.is_empty()), "nothing is shown before calibration");
    desk.go(Phase::Calibrate);
    let fourth = desk.draft(1, RaterGroup::Peers, rater(5), &[rating(2), rating(2)]);
    let nominate =
        Deed::Nominate { appraisal: fourth.appraisal, reviewer: rater(5), group: RaterGroup::Peers };
    assert_eq!(desk.act(&nominate), Err(Refusal::Sealed));
    assert_eq!(desk.act(&Deed::SaveReview(Box::new(fourth))), Err(Refusal::Sealed));
    let written: Vec<_> = desk.data.reviews.iter().map(|r| r.id).collect();
    for review in written {
        let withdraw = Deed::Withdraw { review, reason: "to see the difference".into() };
        assert_eq!(desk.act(&withdraw), Err(Refusal::Sealed));
    }
}

/// A step with its changes, done in a history as the page does it.
fn done(desk: &mut Desk, history: &mut History, deed: &Deed) -> bool {
    let new_id = || desk.fresh::<crate::domain::id::ReviewId>().0;
    let ctx = super::process::Ctx { on: TODAY, by: None, new_id: &new_id };
    let Ok(changes) = super::process::act(&desk.data, deed, &ctx) else { return false };
    let label = Label::new(LabelCode::Appraise, String::new(), 1);
    let step = Action::Do(std::sync::Arc::new(Step { label, at: 0, changes }));
    desk.data = history.act(&desk.data, &step).unwrap();
    true
}

/// Undoes the last step where the seal allows it.
fn undone(desk: &mut Desk, history: &mut History) -> bool {
    let may = history.done().len() > held(&desk.data, history);
    if may {
        desk.data = history.act(&desk.data, &Action::Undo).unwrap();
    }
    may
}

#[test]
fn undo_leads_to_the_seal_and_no_further() {
    let peers = |n: u128| Say { group: RaterGroup::Peers, rater: n, halves: [8, 8], consent: false };
    let advance = Deed::Advance(cycle_id());
    let mut desk = world(&[peers(0), peers(1), peers(2)], None, false);
    let mut history = History::default();
    assert!(done(&mut desk, &mut history, &advance) && desk.cycle().sealed);
    let potential = Deed::SetPotential { appraisal: desk.case(1).id, potential: Some(dec("3")) };
    assert!(done(&mut desk, &mut history, &potential));
    assert!(undone(&mut desk, &mut history), "what was done afterwards is undone");
    assert!(!undone(&mut desk, &mut history), "the step that showed a mean is not");
    // Where nobody answered anonymously there is nothing to guard.
    let mut desk = world(&[Say { group: RaterGroup::Manager, ..peers(0) }], None, false);
    let mut history = History::default();
    assert!(done(&mut desk, &mut history, &advance) && undone(&mut desk, &mut history));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Steps, steps back, undo and redo in any order: what was once shown of a group is never shown otherwise.
    #[test]
    fn no_way_back_changes_what_was_shown(steps in prop::collection::vec((0_u8..8, 0_usize..5), 1..60)) {
        let peers = |n: u128| Say { group: RaterGroup::Peers, rater: n, halves: [2 + 2 * n as u8, 8], consent: false };
        let mut desk = world(&[peers(0), peers(1), peers(2), peers(3)], None, false);
        let mut history = History::default();
        let mut shown: Option<String> = None;
        for (kind, n) in steps {
            let reviews: Vec<_> = desk.data.reviews.iter().map(|r| r.id).collect();
            let Some(review) = reviews.get(n % reviews.len().max(1)).copied() else { continue };
            let reason = || "because".to_owned();
            match kind {
                0 | 1 => _ = undone(&mut desk, &mut history),
                2 => if let Ok(next) = history.act(&desk.data, &Action::Redo) {
                    desk.data = next;
                }
                3 | 4 => _ = done(&mut desk, &mut history, &Deed::Advance(cycle_id())),
                5 => _ = done(&mut desk, &mut history, &Deed::Back { cycle: cycle_id(), reason: reason() }),
                6 => _ = done(&mut desk, &mut history, &Deed::Withdraw { review, reason: reason() }),
                _ => _ = done(&mut desk, &mut history, &Deed::SetAside { cycle: cycle_id(), reason: reason() }),
            }
            if desk.cycle().sealed {
                let appraiser = Appraiser::new(&desk.data, desk.cycle(), TODAY);
                let standard = &desk.cycle().methods[0].standard;
                let pools: Vec<_> =
                    standard.competencies.iter().map(|c| appraiser.pools(standard, desk.case(1), c)).collect();
                let now = format!("{pools:?}");
                prop_assert_eq!(shown.get_or_insert_with(|| now.clone()), &now);
            }
        }
    }
}

#[test]
fn words_of_small_groups_stay_hidden_and_others_have_no_order() {
    let write = |desk: &mut Desk, n: u128, text: &str| {
        let mut review = desk.draft(1, RaterGroup::Peers, rater(n), &[rating(8), rating(8)]);
        review.answers[0].comment = text.into();
        desk.hand_in(review);
    };
    let look = |desk: &Desk, sealed: bool| {
        let reviews: Vec<&Review> = desk.data.reviews.iter().map(AsRef::as_ref).collect();
        let case = desk.case(1);
        let standard = &desk.cycle().method(case.standard).unwrap().standard;
        words(standard, case, &reviews, sealed, Words::Comments(&standard.competencies[0]))
    };
    let mut desk = Desk::open();
    desk.go(Phase::Feedback);
    write(&mut desk, 2, "z first");
    write(&mut desk, 3, "a second");
    write(&mut desk, 4, "");
    assert_eq!(look(&desk, true), [], "three answers, two of them with words");
    write(&mut desk, 5, "m third");
    let texts = ["a second", "m third", "z first"].map(String::from).to_vec();
    assert_eq!(look(&desk, true), [(vec![RaterGroup::Peers], texts)]);
    assert_eq!(look(&desk, false), []);
}
