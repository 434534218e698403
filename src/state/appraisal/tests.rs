//! A cycle of the sample company from its preparation to the seal, through what the pages show.

use super::board::{PhaseState, board, phases};
use super::cycles::{
    Length, doubts, fresh, members, obstacle, period_for, periods, set_period, spread, toggle,
};
use super::review::{Access, access, filled, fresh as begin, set_answer, set_reply, steps};
use super::side::side;
use super::standing::{Criterion, standing};
use super::tasks::{turns, waiting};
use super::{day, people};
use crate::domain::appraisal::*;
use crate::domain::calendar::Period;
use crate::domain::dataset::Dataset;
use crate::domain::id::{AppraisalId, CustomerId, CycleId, PersonId, TeamId, Uuid};
use crate::domain::scorecard::Assigned;
use crate::engine::appraisal::TaskKind;
use crate::engine::appraisal::process::{Ctx, Deed, Refusal, act};
use crate::i18n::{Lang, sample as words};
use crate::state::sample::{ROWS, Request, company, sample_as_of};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use std::cell::Cell;

const TODAY: Date = date(2026, 11, 24);

/// The sample company on which steps are taken.
pub(super) struct World {
    pub(super) data: Dataset,
    pub(super) on: Date,
    next: Cell<u128>,
}

impl World {
    pub(super) fn new() -> World {
        let as_of = sample_as_of(TODAY);
        let request = Request { seed: 7, names: words::names(Lang::En), as_of, rows: ROWS / 40 };
        let (workspace, changes) = company(&request);
        let data = Dataset::new(workspace).apply(&changes).unwrap();
        World { on: day(&data, TODAY), data, next: Cell::new(1) }
    }

    pub(super) fn id(&self) -> Uuid {
        self.next.set(self.next.get() + 1);
        Uuid::from_u128(self.next.get())
    }

    pub(super) fn act(&mut self, deed: Deed) -> Result<(), Refusal> {
        let new_id = || self.id();
        let ctx = Ctx { on: self.on, by: None, new_id: &new_id };
        let changes = act(&self.data, &deed, &ctx)?;
        self.data = self.data.apply(&changes).unwrap();
        Ok(())
    }

    pub(super) fn must(&mut self, deed: Deed) {
        let what = format!("{deed:?}");
        self.act(deed).unwrap_or_else(|refusal| panic!("{what}: {refusal:?}"));
    }

    fn team(&self) -> TeamId {
        self.data.teams.iter().next().unwrap().id
    }

    /// A quarterly cycle of one team, not opened yet.
    pub(super) fn prepared(&mut self) -> CycleId {
        let mut cycle = fresh(&self.data, Length::Quarter, self.on, self.id(), &|p| format!("cycle {p}"));
        cycle.population.who = vec![Assigned::Team(self.team())];
        let id = cycle.id;
        self.must(Deed::SaveCycle(Box::new(cycle)));
        id
    }

    pub(super) fn cycle(&self, id: CycleId) -> &Cycle {
        self.data.cycles.get(id).unwrap()
    }

    pub(super) fn cases(&self, id: CycleId) -> Vec<(AppraisalId, PersonId)> {
        self.data.appraisals.iter().filter(|a| a.cycle == id).map(|a| (a.id, a.person)).collect()
    }

    fn hand_in(&mut self, case: AppraisalId, group: RaterGroup, by: Reviewer) -> Review {
        let mut review = begin(case, group, by, self.id());
        let stored = self.data.appraisals.get(case).unwrap();
        let standard = &self.cycle(stored.cycle).method(stored.standard).unwrap().standard;
        for competency in standard.rated_by(group) {
            set_answer(&mut review, competency.id, |a| a.rating = Rating::Given(4.into()));
        }
        self.must(Deed::SaveReview(Box::new(review.clone())));
        self.must(Deed::Submit(review.id));
        self.data.reviews.get(review.id).unwrap().as_ref().clone()
    }
}

#[test]
fn a_cycle_is_prepared_opened_and_followed_on_its_board() {
    let mut world = World::new();
    let id = world.prepared();
    let cycle = world.cycle(id).clone();
    assert_eq!(members(&world.data, &cycle).len(), 8, "eight people of one team");
    assert!(members(&world.data, &cycle).iter().all(|m| m.standard.is_some() && m.clash.is_none()));
    assert_eq!(obstacle(&world.data, &cycle, world.on), None);
    let nameless = Cycle { name: " ".into(), ..cycle.clone() };
    assert_eq!(obstacle(&world.data, &nameless, world.on), Some(Refusal::BadCycle));
    let nobody = Cycle { population: Population::default(), ..cycle.clone() };
    assert_eq!(obstacle(&world.data, &nobody, world.on), Some(Refusal::BadCycle));
    let bare = Cycle { standards: vec![], ..cycle.clone() };
    assert!(obstacle(&world.data, &bare, world.on).is_some());
    let same = doubts(&world.data, &cycle, world.on);
    let kinds: std::collections::BTreeSet<_> = same.iter().map(|(f, _)| format!("{f:?}")).collect();
    assert_eq!(kinds.len(), same.len(), "each doubt is told once");

    world.must(Deed::Open(id));
    let cases = world.cases(id);
    let (case, person) = cases[1];
    let row_of = |world: &World, day: Date| {
        board(&world.data, world.cycle(id), day).into_iter().find(|r| r.appraisal == case).unwrap()
    };
    let mine = |world: &World, person| {
        let all = turns(&world.data, person).into_iter().filter(|t| t.cycle == id);
        all.map(|t| t.task.kind).collect::<Vec<_>>()
    };
    assert_eq!(mine(&world, person), [TaskKind::Write(RaterGroup::Oneself)]);
    let row = row_of(&world, world.on);
    assert!(!row.late(world.on) && row.groups[0].expected == 1 && row.groups[0].submitted == 0);
    let late = world.cycle(id).stage(Phase::Oneself).unwrap().to.tomorrow().unwrap();
    assert!(row_of(&world, late).late(late));
    assert_eq!(phases(world.cycle(id), late)[0], (Phase::Oneself, PhaseState::Late));
    let all = turns(&world.data, person);
    assert_eq!(waiting(&all, late).late, all.iter().filter(|t| t.late(late)).count());

    world.hand_in(case, RaterGroup::Oneself, Reviewer::Person(person));
    assert!(mine(&world, person).is_empty());
    assert_eq!(row_of(&world, late).groups[0].submitted, 1);
    assert!(!row_of(&world, late).late(late), "what is in is not late");

    world.must(Deed::Advance(id));
    assert_eq!(mine(&world, person), [TaskKind::Nominate]);
    let manager = world.data.appraisals.get(case).unwrap().manager.unwrap();
    let reviewer = Reviewer::Person(cases[2].1);
    world.must(Deed::Nominate { appraisal: case, reviewer: reviewer.clone(), group: RaterGroup::Peers });
    assert!(mine(&world, manager).contains(&TaskKind::Approve));
    world.must(Deed::DecideNomination { appraisal: case, reviewer, declined: None });
    world.must(Deed::Advance(id));
    assert!(mine(&world, cases[2].1).contains(&TaskKind::Write(RaterGroup::Peers)));
    let peers = row_of(&world, world.on).groups.into_iter().find(|g| g.group == RaterGroup::Peers).unwrap();
    assert_eq!((peers.submitted, peers.expected, peers.raters, peers.short), (0, 3, 1, 2));
}

#[test]
fn a_customer_is_asked_through_the_manager() {
    let mut world = World::new();
    let mut cycle = fresh(&world.data, Length::Custom, world.on, world.id(), &|p| p.to_string());
    let asks = |s: &&std::sync::Arc<Standard>| s.terms(RaterGroup::Customers).is_some();
    let mut standard = world.data.standards.iter().find(asks).unwrap().as_ref().clone();
    standard.assigned = vec![Assigned::Everybody];
    world.must(Deed::SaveStandard(Box::new(standard.clone())));
    world.must(Deed::PublishStandard(standard.id));
    cycle.standards = vec![standard.id];
    cycle.population.who = vec![Assigned::Team(world.team())];
    let id = cycle.id;
    world.must(Deed::SaveCycle(Box::new(cycle)));
    world.must(Deed::Open(id));
    let (case, person) = world.cases(id)[2];
    let manager = world.data.appraisals.get(case).unwrap().manager.unwrap();
    let customer = world.data.customers.iter().next().unwrap().id;
    let by = Reviewer::Customer { customer, contact: "Lin".into() };
    world.must(Deed::Nominate { appraisal: case, reviewer: by.clone(), group: RaterGroup::Customers });
    world.must(Deed::DecideNomination { appraisal: case, reviewer: by.clone(), declined: None });
    world.must(Deed::Advance(id));
    world.must(Deed::Advance(id));
    let asked = |world: &World| turns(&world.data, manager).into_iter().filter(|t| t.by == by).count();
    assert_eq!(asked(&world), 1);
    let draft = begin(case, RaterGroup::Customers, by.clone(), world.id());
    world.must(Deed::SaveReview(Box::new(draft.clone())));
    assert_eq!(access(&world.data, &draft, Some(manager)), Access::Write);
    assert_eq!(access(&world.data, &draft, Some(person)), Access::Closed, "not before the person");
    world.must(Deed::DropReview(draft.id));
    let done = world.hand_in(case, RaterGroup::Customers, by.clone());
    assert_eq!(asked(&world), 0);
    assert_eq!(access(&world.data, &done, Some(manager)), Access::Closed, "what was handed in is closed");
}

#[test]
fn reviews_are_shown_to_whom_they_belong() {
    use Access::{Closed, Read, Write};
    let mut world = World::new();
    let id = world.prepared();
    world.must(Deed::Open(id));
    let cases = world.cases(id);
    let (case, person) = cases[1];
    let manager = world.data.appraisals.get(case).unwrap().manager.unwrap();
    let mate = cases[2].1;
    let draft = begin(case, RaterGroup::Oneself, Reviewer::Person(person), world.id());
    for (me, expected) in
        [(None, Closed), (Some(person), Write), (Some(manager), Closed), (Some(mate), Closed)]
    {
        assert_eq!(access(&world.data, &draft, me), expected, "a draft, {me:?}");
    }
    let own = world.hand_in(case, RaterGroup::Oneself, Reviewer::Person(person));
    for (me, expected) in [(None, Closed), (Some(person), Write), (Some(manager), Read), (Some(mate), Closed)]
    {
        assert_eq!(access(&world.data, &own, me), expected, "a self review, {me:?}");
    }
    let mut judged = begin(case, RaterGroup::Manager, Reviewer::Person(manager), world.id());
    judged.state = ReviewState::Submitted(world.on);
    for (me, expected) in [(Some(person), Closed), (Some(manager), Write), (Some(mate), Closed)] {
        assert_eq!(access(&world.data, &judged, me), expected, "a manager's review, {me:?}");
    }
    judged.group = RaterGroup::Peers;
    judged.by = Reviewer::Person(mate);
    for (me, expected) in
        [(Some(person), Closed), (Some(manager), Closed), (Some(mate), Write), (None, Closed)]
    {
        assert_eq!(access(&world.data, &judged, me), expected, "a peer's review, {me:?}");
    }
}

#[test]
fn beside_an_anonymous_form_stand_no_figures_and_a_released_result_stands_beside_the_next_form() {
    let mut world = World::new();
    let id = world.prepared();
    world.must(Deed::Open(id));
    let (case, person) = world.cases(id)[1];
    world.hand_in(case, RaterGroup::Oneself, Reviewer::Person(person));
    let stored = world.data.appraisals.get(case).unwrap().as_ref().clone();
    let of = |group| side(&world.data, world.cycle(id), &stored, group, None, world.on);
    for group in RaterGroup::ALL.into_iter().filter(|g| g.anonymous()) {
        let beside = of(group);
        assert!(beside.kpis.is_empty() && beside.oneself.is_none() && beside.last.is_none(), "{group:?}");
        assert!(!beside.role.is_empty());
    }
    let manager = of(RaterGroup::Manager);
    assert!(!manager.kpis.is_empty() && manager.oneself.is_some());
    let last = manager.last.unwrap();
    assert!(last.grade.is_some() && last.score.is_some());
    assert!(of(RaterGroup::Oneself).oneself.is_none(), "one knows what one wrote oneself");
}

#[test]
fn phases_are_laid_out_taken_out_and_put_back() {
    let all = spread(date(2026, 1, 29), 3, &Phase::ALL);
    assert_eq!(all[1], Stage { phase: Phase::Nominate, from: date(2026, 2, 1), to: date(2026, 2, 3) });
    assert!(spread(date(2026, 1, 1), -4, &Phase::ALL).iter().all(|s| s.from <= s.to));
    let world = World::new();
    let mut cycle = world.data.cycles.iter().next().unwrap().as_ref().clone();
    let before = cycle.stages.clone();
    toggle(&mut cycle, Phase::Feedback, false);
    assert_eq!(cycle.stages.len(), before.len() - 1);
    toggle(&mut cycle, Phase::Feedback, true);
    toggle(&mut cycle, Phase::Feedback, true);
    let phases: Vec<Phase> = cycle.stages.iter().map(|s| s.phase).collect();
    assert_eq!(phases, Phase::ALL);
    assert!(cycle.stages.is_sorted_by(|a, b| a.from <= b.from));
}

#[test]
fn periods_follow_the_kind() {
    let world = World::new();
    for (length, expected) in [
        (Length::Month, Period::Month(2026, 8)),
        // The second quarter has its cycle already.
        (Length::Quarter, Period::Quarter(2026, 3)),
        (Length::HalfYear, Period::HalfYear(2026, 1)),
        (Length::Year, Period::Year(2025)),
    ] {
        assert_eq!(period_for(&world.data, length, world.on), expected);
        assert!(periods(&world.data, length.grain().unwrap(), world.on).contains(&expected));
        assert_eq!(Length::of(expected), length);
    }
    assert!(matches!(period_for(&world.data, Length::Custom, world.on), Period::Custom(_)));
    let name = |p: Period| format!("C {p}");
    let mut cycle = fresh(&world.data, Length::Year, world.on, Uuid::nil(), &name);
    set_period(&mut cycle, Period::Year(2024), &name);
    assert_eq!(cycle.name, "C 2024");
    cycle.name = "my own".into();
    set_period(&mut cycle, Period::Year(2023), &name);
    assert_eq!(cycle.name, "my own", "a name of one's own stays");
}

#[test]
fn a_form_counts_what_is_answered() {
    let world = World::new();
    let standard = world.data.standards.iter().next().unwrap();
    let by = Reviewer::Customer { customer: CustomerId(Uuid::nil()), contact: String::new() };
    let mut review = begin(AppraisalId(Uuid::nil()), RaterGroup::Oneself, by, Uuid::nil());
    let first = filled(standard, &review);
    assert_eq!((first.answered, first.open.len()), (0, standard.competencies.len()));
    let competency = standard.competencies[0].id;
    set_answer(&mut review, competency, |a| a.rating = Rating::NotApplicable);
    assert_eq!(filled(standard, &review).open.len(), first.open.len() - 1, "cannot judge is an answer");
    set_answer(&mut review, competency, |a| a.rating = Rating::Open);
    assert!(review.answers.is_empty(), "an answer that says nothing is none");
    let question = standard.questions[0].id;
    set_reply(&mut review, question, "a".into());
    set_reply(&mut review, question, "b".into());
    assert_eq!((review.replies.len(), filled(standard, &review).answered), (1, 1));
    set_reply(&mut review, question, String::new());
    assert!(review.replies.is_empty());
    assert_eq!(steps(&standard.scale).unwrap().len(), 5);
    let fine = Scale { step: Decimal::new(1, 1), ..standard.scale.clone() };
    assert_eq!(steps(&fine), None);
    assert_eq!(steps(&Scale { step: Decimal::ZERO, ..fine }), None);
}

#[test]
fn everybody_of_an_appraisal_can_say_who_they_are() {
    let world = World::new();
    let known: Vec<PersonId> = people(&world.data, world.on).into_iter().map(|(id, _)| id).collect();
    assert!(world.data.appraisals.iter().all(|a| known.contains(&a.person)));
}

#[test]
fn the_process_map_says_what_the_stage_still_lacks() {
    let mut world = World::new();
    let met = |world: &World| {
        let now = standing(&world.data, world.on);
        let all = Criterion::ALL.into_iter().filter(|c| now.met(*c));
        (
            all.collect::<Vec<_>>(),
            Criterion::ALL.into_iter().filter(|c| now.due(*c) && !now.met(*c)).collect::<Vec<_>>(),
        )
    };
    let empty = Dataset::new(world.data.workspace.as_ref().clone());
    let nothing = standing(&empty, world.on);
    assert!(Criterion::ALL.iter().all(|c| !nothing.met(*c)));
    // The cycle in calibration: what is missing of the anonymous reviews cannot come any more. The three who lead the teams
    // have no manager, whose reviews are missing until somebody is named.
    let (has, lacks) = met(&world);
    assert_eq!(has, [Criterion::Standard, Criterion::Cycle]);
    assert_eq!((lacks, standing(&world.data, world.on).missing), (vec![Criterion::Reviews], 3));
    let fresh = world.prepared();
    world.must(Deed::Open(fresh));
    let now = standing(&world.data, world.on);
    assert_eq!((now.cycle, now.people, now.missing > 8), (Some(fresh), 8, true));
    world.must(Deed::Back { cycle: fresh, reason: "a test".into() });
    world.must(Deed::RemoveCycle(fresh));
    let running = standing(&world.data, world.on).cycle.unwrap();
    world.must(Deed::Advance(running));
    assert!(met(&world).0.contains(&Criterion::Reviews), "after calibration nobody can write any more");
    let all = world.cases(running);
    let as_of = world.on;
    world.must(Deed::Release { appraisals: all.iter().map(|(a, _)| *a).collect(), as_of });
    world.must(Deed::Advance(running));
    assert_eq!(met(&world).1, [Criterion::Answered, Criterion::Decided]);
    world.must(Deed::Propose { cycle: running, base: vec![] });
    for (appraisal, _) in &all {
        world.must(Deed::Acknowledge { appraisal: *appraisal, remark: String::new() });
    }
    assert_eq!(met(&world).1, [Criterion::Decided, Criterion::Closed]);
    let open: Vec<_> =
        world.data.proposals.iter().filter(|p| p.ruling == Ruling::Open).map(|p| p.id).collect();
    for proposal in open {
        world.must(Deed::Rule { proposal, ruling: Ruling::Accepted { on: as_of, by: None } });
    }
    world.must(Deed::Close(running));
    assert_eq!(met(&world).0, Criterion::ALL);
}
