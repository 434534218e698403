//! A quarterly cycle of a team of eight by commands: every form kind, an appeal, consequences decided, all of it undone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use attain::domain::appraisal::*;
use attain::domain::catalogue::Customer;
use attain::domain::history::{Action, History, Step};
use attain::domain::id::*;
use attain::domain::money::{Currency, Half, Rounding};
use attain::domain::org::{Person, Stint, Team};
use attain::domain::scorecard::Assigned;
use attain::domain::workspace::{Counters, Workspace};
use attain::domain::{Calendar, Dataset, Date, Decimal, Item, ItemId};
use attain::engine::appraisal::process::{Deed, Refusal};
use attain::engine::appraisal::{Appraiser, check, grid, tasks};
use attain::engine::trace::Trace;
use attain::i18n::{Lang, Names, Texts, ready as words, trace};
use attain::state::command::{Command, CommandError, Env, plan};
use attain::state::ready::{Ready, ready};
use jiff::civil::{date, datetime};
use std::cell::Cell;

const TODAY: Date = date(2026, 4, 10);

/// Runs commands, keeps the history, and makes ids.
struct World {
    data: Dataset,
    history: History,
    next: Cell<u128>,
}

impl World {
    fn id<T: From<Uuid>>(&self) -> T {
        self.next.set(self.next.get() + 1);
        T::from(Uuid::from_u128(self.next.get()))
    }

    fn run(&mut self, command: Command) -> Result<(), CommandError> {
        let new_id = || self.id();
        let (label, changes) = plan(&self.data, &command, &Env { new_id: &new_id })?;
        let action = Action::Do(Step { label, at: 0, changes }.into());
        self.data = self.history.act(&self.data, &action).unwrap();
        Ok(())
    }

    fn act(&mut self, deed: Deed) -> Result<(), CommandError> {
        self.run(Command::Appraise { deed: Box::new(deed), on: TODAY, by: None })
    }

    fn must(&mut self, deed: Deed) {
        let what = format!("{deed:?}");
        self.act(deed).unwrap_or_else(|error| panic!("{what}: {error:?}"));
    }
}

fn pid(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn world() -> World {
    let data = Dataset::new(Workspace {
        id: WorkspaceId(Uuid::nil()),
        name: "W".into(),
        sample: false,
        currency: Currency::parse("TWD").unwrap(),
        shown_digits: 0,
        rounding: Rounding { unit: 100, half: Half::AwayFromZero },
        calendar: Calendar::default(),
        next: Counters::default(),
    });
    let mut world = World { data, history: History::default(), next: Cell::new(1000) };
    let team = TeamId(Uuid::from_u128(50));
    let person = |n: u128| Person {
        id: pid(n),
        number: String::new(),
        name: format!("P{n}"),
        aliases: vec![],
        codes: vec![],
        stints: vec![Stint {
            team: Some(team),
            role: if n == 1 { "lead" } else { "seller" }.into(),
            manager: (n > 1).then(|| pid(1)),
            ..Stint::default()
        }],
        hired: None,
        left: None,
        prefers: Vec::new(),
    };
    let customer = |n: u128| Customer {
        id: CustomerId(Uuid::from_u128(60 + n)),
        number: String::new(),
        name: format!("K{n}"),
        aliases: vec![],
        codes: vec![],
        sector: String::new(),
        territory: None,
    };
    let team = Team { id: team, name: "T".into(), parent: None, lead: None };
    let people = (1..=8).map(|n| Item::Person(person(n)));
    let customers = (0..2).map(|n| Item::Customer(customer(n)));
    let items = std::iter::once(Item::Team(team)).chain(people).chain(customers).collect();
    world.run(Command::Put(items)).unwrap();
    world
}

/// The standard of key accounts, which asks customers too, with an interview.
fn standard(world: &World) -> Standard {
    let (card, mut standard) = ready(Ready::KeyAccounts, words::words(Lang::En), &[], &|| world.id());
    assert!(card.is_none() && standard.qualitative == Decimal::ONE_HUNDRED, "there are no KPIs here");
    standard.groups.push(GroupTerms { group: RaterGroup::Interview, weight: Decimal::ZERO, minimum: 1 });
    standard
}

fn cycle(world: &World, standard: StandardId) -> Cycle {
    let row = |grade: &str, percent: i64| MeritRow {
        grade: grade.into(),
        raises: vec![Some(Decimal::from(percent))],
        multiplier: None,
    };
    Cycle {
        id: world.id(),
        name: "2026Q1".into(),
        period: "2026Q1".parse().unwrap(),
        population: Population { who: vec![Assigned::Everybody], ..Population::default() },
        standards: vec![standard],
        methods: vec![],
        stages: Phase::ALL.map(|phase| Stage { phase, from: TODAY, to: TODAY }).to_vec(),
        state: CycleState::Draft,
        sealed: false,
        formed_from: vec![],
        guideline: None,
        boxes: None,
        rules: OutcomeRules {
            ranges: vec![PayRange { role: "seller".into(), low: 30_000.into(), high: 60_000.into() }],
            merit: ["A", "B", "C", "D", "E"].map(|g| row(g, 3)).to_vec(),
            ..OutcomeRules::default()
        },
        funds: None,
        turns: vec![],
    }
}

fn review(
    world: &World,
    standard: &Standard,
    case: AppraisalId,
    group: RaterGroup,
    by: Reviewer,
    value: i64,
) -> Review {
    let answers = standard.rated_by(group).map(|c| Answer {
        competency: c.id,
        rating: Rating::Given(value.into()),
        comment: "because".into(),
        evidence: vec![],
    });
    Review {
        id: world.id(),
        appraisal: case,
        group,
        by,
        consent: group == RaterGroup::Customers,
        answers: answers.collect(),
        replies: vec![],
        state: ReviewState::Draft,
        reopened: vec![],
    }
}

#[test]
fn a_whole_quarter_and_back() {
    let mut world = world();
    let before = world.data.as_changes();
    let steps_before = world.history.done().len();
    let standard = standard(&world);
    world.must(Deed::SaveStandard(Box::new(standard.clone())));
    let cycle = cycle(&world, standard.id);
    let id = cycle.id;
    world.must(Deed::SaveCycle(Box::new(cycle)));
    assert_eq!(world.act(Deed::Open(id)), Err(CommandError::Appraisal(Refusal::Unpublished(standard.id))));
    assert!(check(&world.data, &standard).iter().all(|f| !f.refuses()));
    world.must(Deed::PublishStandard(standard.id));
    world.must(Deed::Open(id));
    let case_of =
        |world: &World, n: u128| world.data.appraisals.iter().find(|a| a.person == pid(n)).unwrap().id;
    let case = case_of(&world, 2);

    let hand_in = |world: &mut World, review: Review| {
        let id = review.id;
        world.must(Deed::SaveReview(Box::new(review)));
        world.must(Deed::Submit(id));
    };
    let one = review(&world, &standard, case, RaterGroup::Oneself, Reviewer::Person(pid(2)), 5);
    hand_in(&mut world, one);
    world.must(Deed::Advance(id));
    let contact =
        |n: &str| Reviewer::Customer { customer: CustomerId(Uuid::from_u128(60)), contact: n.into() };
    let peers = [3, 4, 5].map(|n| (RaterGroup::Peers, Reviewer::Person(pid(n))));
    let invited = peers.into_iter().chain([(RaterGroup::Customers, contact("Lin"))]);
    for (group, reviewer) in invited.clone() {
        world.must(Deed::Nominate { appraisal: case, reviewer: reviewer.clone(), group });
        world.must(Deed::DecideNomination { appraisal: case, reviewer, declined: None });
    }
    world.must(Deed::Advance(id));
    for (group, reviewer) in invited {
        let one = review(&world, &standard, case, group, reviewer, 4);
        hand_in(&mut world, one);
    }
    world.must(Deed::Advance(id));
    let manager = tasks(&world.data, world.data.cycles.get(id).unwrap(), pid(1));
    assert!(manager.iter().any(|t| t.appraisal == case), "the manager sees what to do");
    for group in [RaterGroup::Manager, RaterGroup::Interview] {
        let one = review(&world, &standard, case, group, Reviewer::Person(pid(1)), 3);
        hand_in(&mut world, one);
    }
    world.must(Deed::Advance(id));

    // Self 5 × 10, manager 3 × 50, peers and customer 4 × 20 each: 360 ÷ 100 of five is 72 of a hundred.
    let stored = world.data.cycles.get(id).unwrap().clone();
    let found = Appraiser::new(&world.data, &stored, TODAY)
        .appraise::<Trace>(world.data.appraisals.get(case).unwrap())
        .value;
    assert_eq!((found.sheet.score, found.sheet.grade.as_deref()), (Some(72.into()), Some("D")));
    for lang in Lang::ALL {
        let lines = trace::lines(&found.note, Names { data: &world.data, texts: Texts::of(lang) });
        assert!(lines.len() > 15 && lines.iter().all(|l| !l.label.is_empty()), "{lang:?}");
        assert!(lines.iter().any(|l| l.note.contains('3')), "counts are said");
    }
    let (from, to) = (Some("D".to_owned()), "C".to_owned());
    world.must(Deed::Adjust { appraisal: case, from, to, reason: "compared".into() });
    let row = grid(&world.data, &stored, TODAY).rows.into_iter().find(|r| r.appraisal == case).unwrap();
    assert_eq!((row.sheet.computed_grade.as_deref(), row.sheet.grade.as_deref()), (Some("D"), Some("C")));
    world.must(Deed::Advance(id));
    let all = world.data.appraisals.iter().map(|a| a.id).collect();
    world.must(Deed::Release { appraisals: all, as_of: TODAY });
    let meeting = Meeting {
        at: datetime(2026, 4, 20, 14, 0, 0, 0),
        minutes: 30,
        place: "3F".into(),
        notes: String::new(),
        agreed: vec!["course".into()],
    };
    world.must(Deed::Meet { appraisal: case, meeting });
    world.must(Deed::Advance(id));
    world.must(Deed::Appeal { appraisal: case, reason: "one order is missing".into() });
    let decision = Decision {
        on: TODAY,
        by: None,
        grade: Some("B".into()),
        reason: "it is".into(),
        score: None,
        document: String::new(),
    };
    world.must(Deed::DecideAppeal { appraisal: case, decision });
    for n in 1..=8 {
        world.must(Deed::Acknowledge { appraisal: case_of(&world, n), remark: String::new() });
    }
    world.must(Deed::Propose { cycle: id, base: vec![(pid(2), 45_000.into())] });
    let proposal = world.data.proposals.iter().next().unwrap().id;
    world.must(Deed::Rule { proposal, ruling: Ruling::Accepted { on: TODAY, by: None } });
    world.must(Deed::Close(id));
    assert_eq!(world.data.cycles.get(id).unwrap().state, CycleState::Closed);

    // Nothing else changes appraisals, and whoever was appraised stays.
    let closed = world.data.clone();
    let others = [
        Command::Put(vec![Item::Cycle(Cycle { name: "x".into(), ..stored.as_ref().clone() })]),
        Command::Remove(vec![ItemId::Appraisal(case)]),
        Command::Remove(vec![ItemId::Person(pid(3))]),
        Command::Merge { keep: ItemId::Person(pid(4)), gone: ItemId::Person(pid(3)) },
    ];
    for command in others {
        let what = format!("{command:?}");
        assert!(world.run(command).is_err(), "{what}");
    }
    assert!(world.data.same(&closed));

    while world.history.done().len() > steps_before {
        world.data = world.history.act(&world.data, &Action::Undo).unwrap();
    }
    assert_eq!(world.data.as_changes(), before);
}
