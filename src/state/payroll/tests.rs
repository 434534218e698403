//! Orders on the sample company: what they make, what they refuse, and what stays frozen.

use super::*;
use crate::domain::Decimal;
use crate::domain::id::Uuid;
use crate::domain::incentive::Expected;
use crate::i18n::{Lang, sample as words};
use crate::state::command::{self, Command};
use crate::state::sample::{ROWS, Request, company, sample_as_of};
use jiff::civil::date;
use std::cell::Cell;

/// A workspace that runs commands.
pub struct World {
    pub data: Dataset,
    next: Cell<u128>,
}

impl World {
    pub fn sample() -> World {
        let as_of = sample_as_of(date(2026, 11, 23));
        let request = Request { seed: 1, names: words::names(Lang::En), as_of, rows: ROWS };
        let (workspace, changes) = company(&request);
        World { data: Dataset::new(workspace).apply(&changes).unwrap(), next: Cell::new(1 << 100) }
    }

    pub fn run(&mut self, command: &Command) -> Result<(Label, Changes), CommandError> {
        let new_id = || {
            self.next.set(self.next.get() + 1);
            Uuid::from_u128(self.next.get())
        };
        let (label, changes) = command::plan(&self.data, command, &Env { new_id: &new_id })?;
        self.data = self.data.apply(&changes).unwrap();
        Ok((label, changes))
    }

    pub fn order(&mut self, order: Order) -> Result<(Label, Changes), CommandError> {
        self.run(&Command::Payroll(order))
    }

    pub fn plan(&self) -> Plan {
        Plan::clone(self.data.plans.iter().next().unwrap())
    }

    pub fn publish(&mut self, announced: Date, effective: Date) -> Result<(Label, Changes), CommandError> {
        let plan = self.plan().id;
        self.order(Order::Publish { plan, announced, effective })
    }
}

pub fn fault<T: std::fmt::Debug>(result: Result<T, CommandError>) -> OrderFault {
    match result.unwrap_err() {
        CommandError::Payroll(fault) => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn versions_are_numbered_and_never_overtake_one_another() {
    let mut world = World::sample();
    let (jan, feb) = (date(2026, 1, 1), date(2026, 2, 1));
    assert_eq!(fault(world.publish(feb, jan)), OrderFault::AnnouncedLate);
    let (label, changes) = world.publish(jan, feb).unwrap();
    assert_eq!((label.code, label.count), (LabelCode::Publish, 1));
    let first = PlanVersion::clone(world.data.versions.iter().next().unwrap());
    assert_eq!((first.number, first.plan.effective, first.plan.terms.announced), (1, feb, Some(jan)));
    assert_eq!(first.hash, hash(&first.plan).unwrap());
    assert_eq!(fault(world.publish(jan, feb)), OrderFault::Unchanged);
    assert_eq!(fault(world.publish(jan, jan)), OrderFault::BeforeLast);
    assert!(!changed(&world.data, &world.plan()));
    // Undone, nothing of it is left.
    let undone = world.data.apply(&changes.inverse()).unwrap();
    assert!(undone.versions.is_empty());
    assert_ne!(*undone.plans.iter().next().unwrap(), *world.data.plans.iter().next().unwrap());

    let mut next = world.plan();
    next.name = "Next".into();
    assert!(changed(&world.data, &next));
    world.run(&Command::Put(vec![next.into()])).unwrap();
    world.publish(feb, date(2026, 7, 1)).unwrap();
    let plan = world.plan().id;
    let numbers: Vec<_> = versions(&world.data, plan).iter().map(|v| v.number).collect();
    assert_eq!(numbers, [1, 2]);
    let paying = |period: &str| in_force(&world.data, plan, period.parse().unwrap()).map(|v| v.number);
    let cases = [
        ("2026-01", None),
        ("2026-02", Some(1)),
        ("2026Q1", Some(1)),
        ("2026Q2", Some(1)),
        ("2026Q3", Some(2)),
        ("2027Q1", Some(2)),
    ];
    for (period, number) in cases {
        assert_eq!(paying(period), number, "{period}");
    }
}

#[test]
fn expected_earnings_rise_with_attainment_and_cover_everybody_paid() {
    let mut world = World::sample();
    world.publish(date(2025, 12, 1), date(2026, 1, 1)).unwrap();
    let version = world.data.versions.iter().next().unwrap();
    assert!(version.expected.len() > 10, "{}", version.expected.len());
    for Expected { person, low, target, high } in &version.expected {
        assert!(low <= target && target <= high, "{person}: {low} {target} {high}");
    }
    assert!(version.expected.iter().filter(|e| e.low > 0 && e.high > e.target).count() > 10);
}

#[test]
fn expected_earnings_of_a_quota_table_are_its_rates_on_the_quotas() {
    use crate::domain::kpi::{Label, Library};
    use crate::domain::target::{Level, Subject};
    use crate::engine::target::Targets;
    let mut world = World::sample();
    let mut plan = world.plan();
    plan.components.truncate(1);
    world.run(&Command::Put(vec![plan.into()])).unwrap();
    world.publish(date(2025, 12, 1), date(2026, 1, 1)).unwrap();
    let targets = Targets::new(&world.data);
    let wanted = Label::Library(Library::Revenue);
    let revenue = world.data.kpis.iter().find(|k| k.label == wanted).unwrap().id;
    let version = world.data.versions.iter().next().unwrap();
    let mut checked = 0;
    for one in &version.expected {
        let quota = |quarter| {
            targets.value(revenue, Subject::Person(one.person), Period::Quarter(2026, quarter), Level::Target)
        };
        let Some(quotas) = (1..=4).map(quota).collect::<Option<Vec<_>>>() else { continue };
        // 1 % up to 80 %; at 100 % the retroactive 2.5 % on everything, still so at 120 %.
        let paid = |rate: &str| -> i64 {
            let rate: Decimal = rate.parse().unwrap();
            let hundred = Decimal::from(10_i64.pow(world.data.workspace.currency.digits()));
            let half = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
            let round = |q: &Decimal| (q * rate * hundred).round_dp_with_strategy(0, half);
            let sum: Decimal = quotas.iter().map(round).sum();
            i64::try_from(sum).unwrap()
        };
        assert_eq!((one.low, one.target, one.high), (paid("0.008"), paid("0.025"), paid("0.030")));
        checked += 1;
    }
    assert!(checked > 10, "{checked}");
}

#[test]
fn a_plan_whose_example_fails_is_not_published() {
    use crate::domain::incentive::{Example, ExampleInput};
    let mut world = World::sample();
    let mut plan = world.plan();
    let component = plan.components[0].id;
    let day = date(2026, 1, 1);
    // At the quota of 1,000 everything earns 2.5 %.
    for (pays, holds) in [("24", false), ("25", true)] {
        let input = ExampleInput {
            component,
            values: vec![Decimal::from(1000)],
            quota: Some(Decimal::from(1000)),
            positions: Vec::new(),
            sold: Default::default(),
        };
        plan.examples = vec![Example {
            name: "At quota".into(),
            inputs: vec![input],
            pays: pays.parse().unwrap(),
            ..Example::default()
        }];
        world.run(&Command::Put(vec![plan.clone().into()])).unwrap();
        match world.publish(day, day) {
            Ok(_) => assert!(holds, "{pays}"),
            refused => {
                assert!(!holds, "{pays}: {refused:?}");
                assert_eq!(fault(refused), OrderFault::Example("At quota".into()));
            }
        }
    }
}

#[test]
fn receipt_is_recorded_once_and_what_is_frozen_stays() {
    let mut world = World::sample();
    world.publish(date(2026, 1, 1), date(2026, 1, 1)).unwrap();
    let version = world.data.versions.iter().next().unwrap().id;
    let people: Vec<PersonId> = world.data.people.iter().take(2).map(|p| p.id).collect();
    let on = date(2026, 1, 5);
    let receipt = |people: &[PersonId]| Order::Acknowledge { version, people: people.to_vec(), on };
    world.order(receipt(&people[..1])).unwrap();
    let (label, _) = world.order(receipt(&people)).unwrap();
    assert_eq!(label.count, 1);
    assert_eq!(fault(world.order(receipt(&people))), OrderFault::Nobody);
    assert_eq!(acknowledged(&world.data, version, people[1]), Some(on));

    let mut forged = PlanVersion::clone(world.data.versions.iter().next().unwrap());
    forged.hash.clear();
    assert_eq!(fault(world.run(&Command::Put(vec![forged.into()]))), OrderFault::Frozen);
    let gone = Command::Remove(vec![ItemId::PlanVersion(version)]);
    assert_eq!(fault(world.run(&gone)), OrderFault::Frozen);
    // What a version, a receipt or a run names cannot leave either.
    let plan = world.plan().id;
    for id in [ItemId::Plan(plan), ItemId::Person(people[0])] {
        let refused = world.run(&Command::Remove(vec![id])).unwrap_err();
        assert!(matches!(refused, CommandError::InUse { .. }), "{refused:?}");
    }
    let merge = Command::Merge { keep: ItemId::Person(people[1]), gone: ItemId::Person(people[0]) };
    assert!(matches!(world.run(&merge), Err(CommandError::InUse { .. })));
}

#[test]
fn a_dispute_is_answered_once() {
    let mut world = World::sample();
    let (plan, person) = (world.plan().id, world.data.people.iter().next().unwrap().id);
    let raise = |text: &str| Order::Raise {
        plan,
        person,
        period: "2026Q2".parse().unwrap(),
        component: None,
        on: date(2026, 7, 5),
        text: text.into(),
    };
    assert!(matches!(world.order(raise("  ")), Err(CommandError::Invalid { .. })));
    world.order(raise(" The order of May is missing. ")).unwrap();
    let known = Dispute::clone(world.data.disputes.iter().next().unwrap());
    assert_eq!(known.text, "The order of May is missing.");
    let answer = |text: &str| Order::Answer {
        dispute: known.id,
        answer: Answer { on: date(2026, 7, 8), upheld: true, text: text.into() },
    };
    assert!(matches!(world.order(answer("")), Err(CommandError::Invalid { .. })));
    let (label, _) = world.order(answer("It was booked late.")).unwrap();
    assert_eq!(label.code, LabelCode::Answer);
    assert_eq!(fault(world.order(answer("Again"))), OrderFault::Answered);
}

#[test]
fn a_closed_run_stays_and_later_records_are_lines_of_the_next() {
    use crate::domain::incentive::LineKind;
    use crate::state::record::RecordForm;
    let mut world = World::sample();
    let plan = world.plan().id;
    let (q1, q2): (Period, Period) = ("2026Q1".parse().unwrap(), "2026Q2".parse().unwrap());
    let close = |period| Order::Close { plan, period, on: date(2026, 7, 5) };
    assert_eq!(fault(world.order(close(q1))), OrderFault::Unpublished);
    world.publish(date(2025, 12, 1), date(2026, 1, 1)).unwrap();
    let skipped = |world: &World, period| {
        let made = run::preview(&world.data, world.plan().id, period).unwrap().value;
        run::skipped(&world.data, &world.plan(), &made)
    };
    assert_eq!((skipped(&world, q1), skipped(&world, q2)), (vec![], vec![q1]));
    let before = run::preview(&world.data, plan, q1).unwrap().value;
    let (label, changes) = world.order(close(q1)).unwrap();
    assert_eq!(label.code, LabelCode::CloseRun);
    assert_eq!(fault(world.order(close(q1))), OrderFault::Closed);
    assert_eq!(skipped(&world, q2), vec![]);
    let first = world.data.runs.iter().next().unwrap().clone();
    assert_eq!(first.run, before);
    assert_eq!(first.run.version, world.data.versions.iter().next().unwrap().hash);
    assert!(run::sums(&first.run).paid > 0);
    assert!(run::drift(&world.data, &first).unwrap().is_empty());
    assert!(world.data.apply(&changes.inverse()).unwrap().runs.is_empty());

    // A sale of February is entered after the run was closed.
    let who =
        world.data.people.iter().find(|p| first.run.statements.iter().any(|s| s.person == p.id)).unwrap();
    let id = who.id;
    let form = RecordForm {
        document: "LATE-1".into(),
        state: crate::domain::records::State::Booked,
        day: date(2026, 2, 10),
        person: Some(id),
        product: None,
        customer: None,
        channel: None,
        territory: None,
        quantity: 1000,
        amount: 5_000_000,
        cost: Some(4_000_000),
    };
    world.run(&Command::AddRecord(form)).unwrap();
    let drift = run::drift(&world.data, &first).unwrap();
    assert!(!drift.is_empty() && drift.iter().all(|d| d.person == id && d.earned_in == q1), "{drift:?}");
    let late: i64 = drift.iter().map(|d| d.now - d.stated).sum();
    assert!(late > 0);
    assert_eq!(*world.data.runs.iter().next().unwrap(), first, "closed runs stay");

    world.order(close(q2)).unwrap();
    let second = run::closed(&world.data, plan, q2).unwrap();
    let own = second.run.statements.iter().find(|s| s.person == id).unwrap();
    let corrected: i64 = own.lines.iter().filter(|l| l.kind == LineKind::Correction).map(|l| l.minor).sum();
    // Each line is rounded once: two components, so at most a cent each.
    assert!((corrected - late).abs() <= 2, "{corrected} {late}");
    // An earlier period cannot be closed afterwards.
    assert_eq!(fault(world.order(close("2025Q4".parse().unwrap()))), OrderFault::Unpublished);
    assert_eq!(fault(world.order(close(q1))), OrderFault::Closed);
    let paid = |r: &std::sync::Arc<crate::domain::incentive::PayRun>| {
        r.run.statements.iter().find(|s| s.person == id).map_or(0, |s| s.paid)
    };
    let sum: i64 = world.data.runs.iter().map(paid).sum();
    assert_eq!(run::year_to_date(&world.data, plan, q2, id), sum);
    assert_eq!(run::plan_of(&world.data, id, q2), Some(plan));
}

#[test]
fn a_statement_file_computes_itself_again_and_holds_nobody_else() {
    let mut world = World::sample();
    world.publish(date(2025, 12, 1), date(2026, 1, 1)).unwrap();
    let plan = world.plan().id;
    for period in ["2026Q1", "2026Q2"] {
        let period = period.parse().unwrap();
        world.order(Order::Close { plan, period, on: date(2026, 7, 5) }).unwrap();
    }
    let run = run::closed(&world.data, plan, "2026Q2".parse().unwrap()).unwrap();
    for statement in &run.run.statements {
        let bytes = file::write(&world.data, run, statement.person).unwrap();
        let verdict = file::check(&bytes).unwrap();
        assert!(verdict.agrees(), "{:?}", verdict.differences);
        assert_eq!((verdict.stated, verdict.paid), (statement.total, statement.paid));
        assert_eq!(verdict.data.people.len(), 1);
        assert!(verdict.data.record_count() < world.data.record_count() / 2);
    }
    let own = &run.run.statements[0];
    let text = String::from_utf8(file::write(&world.data, run, own.person).unwrap()).unwrap();
    for other in world.data.people.iter().filter(|p| p.id != own.person) {
        assert!(!text.contains(&other.name), "{}", other.name);
    }

    // A changed statement: the cents no longer agree, and it says where.
    let mut forged = world.data.clone();
    let mut changed = crate::domain::incentive::PayRun::clone(run);
    let mine = changed.run.statements.iter_mut().find(|s| s.person == own.person).unwrap();
    mine.lines[0].minor += 100;
    let mut changes = Changes::default();
    changes.put(&forged, Item::PayRun(changed.clone()));
    forged = forged.apply(&changes).unwrap();
    let verdict = file::check(&file::write(&forged, &changed, own.person).unwrap()).unwrap();
    assert!(!verdict.agrees() && !verdict.genuine);
    assert_eq!(verdict.differences.iter().map(|d| d.stated - d.now).collect::<Vec<_>>(), [100]);
    assert_eq!(verdict.differences[0].component, own.lines[0].component);
    // A flipped byte is noticed at once.
    let mut bytes = text.into_bytes();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    assert!(file::check(&bytes).is_err());
}
