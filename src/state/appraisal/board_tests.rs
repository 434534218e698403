//! What is missing on a board, what keeps a cycle, a year that is formed from others, and who sees what is not released.

use super::board::board;
use super::cycles::{Length, fresh, set_period};
use super::review::fresh as begin;
use super::standing::standing;
use super::tasks::turns;
use super::tests::World;
use crate::domain::appraisal::*;
use crate::domain::calendar::Period;
use crate::domain::id::CycleId;
use crate::engine::appraisal::process::Deed;
use jiff::civil::Date;
use rust_decimal::Decimal;

#[test]
fn nobody_found_is_work_that_is_missing() {
    let mut world = World::new();
    let id = world.prepared();
    world.must(Deed::Open(id));
    let cases = world.cases(id);
    let (lead, member) = (cases[0].0, cases[1].0);
    let rows = |world: &World, day: Date| board(&world.data, world.cycle(id), day);
    let of = |rows: &[super::board::Row], case| rows.iter().find(|r| r.appraisal == case).unwrap().clone();
    let group = |row: &super::board::Row, g| *row.groups.iter().find(|s| s.group == g).unwrap();
    let end = |world: &World, phase| world.cycle(id).stage(phase).unwrap().to.tomorrow().unwrap();
    // Before anybody was to be proposed nothing is short.
    let first = of(&rows(&world, world.on), member);
    assert_eq!((group(&first, RaterGroup::Peers).expected, group(&first, RaterGroup::Peers).short), (3, 0));
    assert!(!first.late(world.on) && !first.no_manager);
    // After the phase, whoever has too few raters is late, and so is whoever should find them.
    let late = end(&world, Phase::Nominate);
    let row = of(&rows(&world, late), member);
    assert!(group(&row, RaterGroup::Peers).late && group(&row, RaterGroup::Peers).short == 3);
    // Without a manager there is nobody to wait for, and that is said.
    let row = of(&rows(&world, world.on), lead);
    assert!(row.no_manager && group(&row, RaterGroup::Manager).expected == 1);
    let over = end(&world, Phase::Manager);
    assert!(group(&of(&rows(&world, over), lead), RaterGroup::Manager).late);
    let missing = standing(&world.data, world.on).missing;
    assert_eq!(
        missing,
        rows(&world, world.on).iter().flat_map(|r| &r.groups).map(|g| g.expected).sum::<usize>()
    );
    world.must(Deed::SetManager { appraisal: lead, manager: Some(cases[3].1) });
    assert!(!of(&rows(&world, world.on), lead).no_manager);
}

#[test]
fn drafts_are_counted_wherever_they_keep_a_cycle() {
    let mut world = World::new();
    let id = world.prepared();
    world.must(Deed::Open(id));
    let (case, person) = world.cases(id)[1];
    let draft = begin(case, RaterGroup::Oneself, Reviewer::Person(person), world.id());
    world.must(Deed::SaveReview(Box::new(draft)));
    let rows = |world: &World| board(&world.data, world.cycle(id), world.on);
    assert_eq!(super::board::drafts(&rows(&world)), 1);
    world.must(Deed::SetAside { cycle: id, reason: "on leave".into() });
    assert_eq!(super::board::drafts(&rows(&world)), 0);
}

#[test]
fn a_year_is_formed_from_its_quarters() {
    use super::cycles::set_formed;
    use super::explain::explain;
    use super::result::{Standing, result};
    use crate::engine::appraisal::Judged;
    use crate::engine::trace::Step;
    let mut world = World::new();
    let quarters: Vec<CycleId> = world.data.cycles.iter().map(|c| c.id).collect();
    let mut year = fresh(&world.data, Length::Year, world.on, world.id(), &|p| format!("year {p}"));
    set_period(&mut year, Period::Year(2026), &|p| format!("year {p}"));
    let weights = [Some(Decimal::from(40)), Some(Decimal::from(60))];
    for (quarter, weight) in quarters.iter().zip(weights) {
        set_formed(&mut year, *quarter, weight);
    }
    let phases: Vec<Phase> = year.stages.iter().map(|s| s.phase).collect();
    assert_eq!(phases, [Phase::Calibrate, Phase::Share, Phase::Acknowledge], "nobody reviews here");
    let mut whole = year.clone();
    for quarter in &quarters {
        set_formed(&mut whole, *quarter, None);
    }
    assert_eq!((whole.stages.len(), whole.formed_from.len()), (7, 0));
    let id = year.id;
    world.must(Deed::SaveCycle(Box::new(year)));
    world.must(Deed::Open(id));
    let rows = board(&world.data, world.cycle(id), world.on);
    assert!(
        rows.len() > 20 && rows.iter().all(|r| r.groups.is_empty() && r.next.is_empty() && !r.no_manager)
    );
    // One quarter is closed, the other is still being calibrated.
    let scores: Vec<usize> =
        rows.iter().map(|r| r.formed.iter().filter(|f| f.score.is_some()).count()).collect();
    assert!(scores.iter().all(|n| *n <= 1) && scores.contains(&1));
    for person in rows.iter().map(|r| r.person) {
        assert!(turns(&world.data, person).iter().all(|t| t.cycle != id), "nobody has anything to do");
    }
    let row = rows.iter().find(|r| r.formed.iter().any(|f| f.score.is_some())).unwrap();
    let view = |world: &World| match result(&world.data, id, row.person, world.on).unwrap() {
        Standing::Preview(view) | Standing::Released(view) => *view,
        Standing::NotYet => panic!("calibration has begun"),
    };
    let before = view(&world);
    assert_eq!(before.sheet.formed, row.formed);
    world.must(Deed::Advance(id));
    world.must(Deed::Release { appraisals: vec![row.appraisal], as_of: world.on });
    assert_eq!(view(&world).sheet, before.sheet);
    // The calculation ends in the quarters, also when it is told from what was released.
    let told = |world: &World| {
        let whole = explain(&world.data, row.appraisal, world.on).unwrap();
        let steps = whole.walk().into_iter().filter_map(|(_, step)| match &step.step {
            Step::Judged(step) => match step.as_ref() {
                Judged::Cycle { cycle, .. } => Some((*cycle, true)),
                Judged::Corrected => Some((id, false)),
                _ => None,
            },
            _ => None,
        });
        steps.collect::<Vec<_>>()
    };
    assert_eq!(told(&world).len(), 2);
    world.must(Deed::Advance(id));
    world.must(Deed::Appeal { appraisal: row.appraisal, reason: "one quarter".into() });
    let score = Some(Corrected { from: None, to: Decimal::from(99) });
    let (reason, document) = ("it is".to_owned(), "SO-1".to_owned());
    let decision = Decision { on: world.on, by: None, grade: None, reason, score, document };
    world.must(Deed::DecideAppeal { appraisal: row.appraisal, decision });
    assert_eq!((told(&world).len(), view(&world).sheet.score), (3, Some(Decimal::from(99))));
}

#[test]
fn what_is_not_released_is_for_those_above() {
    use super::calibration::may_see;
    use super::result::{may_preview, mine, readings};
    let mut world = World::new();
    let id = world.prepared();
    world.must(Deed::Open(id));
    let cases = world.cases(id);
    let case = world.data.appraisals.get(cases[1].0).unwrap().as_ref().clone();
    let (own, mate, manager) = (case.person, cases[2].1, case.manager.unwrap());
    for (me, expected) in [(None, true), (Some(own), false), (Some(mate), false), (Some(manager), true)] {
        assert_eq!(may_preview(&world.data, &case, me), expected, "{me:?}");
        assert_eq!(may_see(&world.data, world.cycle(id), me), me.is_none() || me == Some(manager));
    }
    let able = |me| {
        let found = mine(&world.data, &case, me);
        (found.answers, found.decides)
    };
    assert_eq!(
        (able(None), able(Some(own)), able(Some(manager))),
        ((false, true), (true, false), (false, false))
    );
    assert_eq!(readings(world.cycle(id), &case), (None, None));
}
