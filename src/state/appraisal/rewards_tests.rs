//! Rewards over released grades: "A in two cycles running" proposes, an unreleased result stays absent, a decision is kept.

use super::*;
use crate::domain::appraisal::CycleState;
use crate::domain::filter::Filter;
use crate::domain::history::LabelCode;
use crate::domain::id::{Uuid, VersionId};
use crate::domain::incentive::{Component, ComponentTerms, PlanVersion, Reward, RewardFor};
use crate::domain::kpi::Base;
use crate::domain::scorecard::Assigned;
use crate::domain::{Change, Period};
use crate::i18n::{Lang, sample};
use crate::state::command::{Command, plan};
use crate::state::payroll::Order;
use crate::state::sample::{ROWS, Request, company, sample_as_of};
use jiff::civil::date;

/// The sample company with a plan that proposes whoever had the commonest grade in so many periods running.
fn world(running: u32) -> (Dataset, Cycle, String) {
    let as_of = sample_as_of(date(2026, 11, 23));
    let (workspace, changes) =
        company(&Request { seed: 1, names: sample::names(Lang::En), as_of, rows: ROWS / 20 });
    let data = Dataset::new(workspace).apply(&changes).unwrap();
    let cycle = data.cycles.iter().find(|c| c.state == CycleState::Closed).unwrap().as_ref().clone();
    let cases = data.appraisals.iter().filter(|a| a.cycle == cycle.id);
    let grades: Vec<String> = cases.filter_map(|a| a.released.as_ref()?.sheet.grade.clone()).collect();
    let many = |grade: &&String| grades.iter().filter(|g| g == grade).count();
    let grade = grades.iter().max_by_key(many).expect("released grades").clone();
    let reward = Reward {
        asks: RewardFor::Grades(vec![grade.clone()]),
        running,
        every: cycle.period.grain().unwrap(),
    };
    let component = Component {
        id: ComponentId(Uuid::from_u128(701)),
        name: "Leadership track".into(),
        base: Base::Booked,
        filter: Filter::default(),
        pays: Pays::Reward(reward),
        terms: ComponentTerms::default(),
    };
    let plan = Plan {
        id: PlanId(Uuid::from_u128(700)),
        name: "Recognition".into(),
        effective: date(2020, 1, 1),
        assigned: data.people.iter().map(|p| Assigned::Person(p.id)).collect(),
        components: vec![component],
        terms: Default::default(),
        examples: Vec::new(),
    };
    let version = PlanVersion {
        id: VersionId(Uuid::from_u128(703)),
        number: 1,
        hash: String::new(),
        announced: plan.effective,
        plan: plan.clone(),
        expected: Vec::new(),
    };
    let added = Changes {
        plans: vec![Change::add(plan)],
        versions: vec![Change::add(version)],
        ..Changes::default()
    };
    (data.apply(&added).unwrap(), cycle, grade)
}

#[test]
fn a_draft_proposes_nobody() {
    let (data, cycle, _) = world(1);
    assert!(!rows(&data, &cycle).is_empty());
    let published = data.versions.get(VersionId(Uuid::from_u128(703))).unwrap();
    let draft = Changes { versions: vec![Change::remove(published)], ..Changes::default() };
    assert!(rows(&data.apply(&draft).unwrap(), &cycle).is_empty());
}

/// The same cycle a period earlier, with the same results but these grades, all released.
fn with_earlier(data: &Dataset, cycle: &Cycle, grade: impl Fn(PersonId) -> Option<String>) -> Dataset {
    let period = data.workspace.calendar.previous(cycle.period).unwrap();
    let earlier = Cycle { id: crate::domain::id::CycleId(Uuid::from_u128(702)), period, ..cycle.clone() };
    let mut changes = Changes { cycles: vec![Change::add(earlier.clone())], ..Changes::default() };
    for (n, case) in data.appraisals.iter().filter(|a| a.cycle == cycle.id).enumerate() {
        let mut case = case.as_ref().clone();
        case.id = crate::domain::id::AppraisalId(Uuid::from_u128(800 + n as u128));
        case.cycle = earlier.id;
        match (grade(case.person), &mut case.released) {
            (Some(grade), Some(released)) => released.sheet.grade = Some(grade),
            _ => case.released = None,
        }
        changes.appraisals.push(Change::add(case));
    }
    data.apply(&changes).unwrap()
}

fn run(data: &Dataset, award: Award) -> Result<(Dataset, LabelCode), CommandError> {
    let new_id = || Uuid::from_u128(900);
    let command = Command::Payroll(Order::Award(Box::new(award)));
    let (label, changes) = plan(data, &command, &Env { new_id: &new_id })?;
    Ok((data.apply(&changes).unwrap(), label.code))
}

fn graded(data: &Dataset, cycle: &Cycle, grade: &str) -> Vec<PersonId> {
    let own = data.appraisals.iter().filter(|a| a.cycle == cycle.id);
    let has = |a: &&Arc<crate::domain::appraisal::Appraisal>| {
        a.released.as_ref().is_some_and(|r| r.sheet.grade.as_deref() == Some(grade))
    };
    own.filter(has).map(|a| a.person).collect()
}

#[test]
fn a_grade_in_two_cycles_running_proposes_and_an_unreleased_result_does_not() {
    let (data, cycle, grade) = world(2);
    let best = graded(&data, &cycle, &grade);
    assert!(best.len() >= 2, "a grade of several people");
    let people = |data: &Dataset| rows(data, &cycle).iter().map(|r| r.person).collect::<Vec<_>>();
    // One cycle only: nobody has two running.
    let without = with_earlier(&data, &cycle, |_| None);
    assert_eq!(people(&without), Vec::<PersonId>::new());
    let always = with_earlier(&data, &cycle, |_| Some(grade.clone()));
    assert_eq!(people(&always), best);
    // Whoever had another grade before, or has none released, is not proposed.
    let some = with_earlier(&data, &cycle, |p| (p == best[0]).then(|| grade.clone()));
    assert_eq!(people(&some), best[..1]);
    let row = &rows(&some, &cycle)[0];
    let grades: Vec<_> = row.showings.iter().map(|s| (s.period, s.grade.as_deref())).collect();
    let before: Period = data.workspace.calendar.previous(cycle.period).unwrap();
    assert_eq!(grades, [(cycle.period, Some(grade.as_str())), (before, Some(grade.as_str()))]);
    assert_eq!((row.name.as_str(), row.ruling()), ("Leadership track", Ruling::Open));
}

#[test]
fn a_decision_is_kept_with_what_was_shown_and_can_be_opened_again() {
    let (data, cycle, _) = world(1);
    let row = rows(&data, &cycle)[0].clone();
    let on = date(2026, 11, 23);
    let declined = |reason: &str| Ruling::Declined { on, by: None, reason: reason.into() };
    let refused = run(&data, row.award(declined(" "))).unwrap_err();
    assert_eq!(refused, CommandError::Payroll(OrderFault::NoReason));
    let (after, code) = run(&data, row.award(declined("next year"))).unwrap();
    assert_eq!(code, LabelCode::Award);
    let kept = rows(&after, &cycle)[0].clone();
    assert_eq!((kept.person, kept.ruling()), (row.person, declined("next year")));
    // Decided once.
    let twice = run(&after, row.award(Ruling::Accepted { on, by: None })).unwrap_err();
    assert_eq!(twice, CommandError::Payroll(OrderFault::NotProposed));
    // A result that changes later changes nothing in the decision.
    let case = after.appraisals.iter().find(|a| a.cycle == cycle.id && a.person == row.person).unwrap();
    let mut other = case.as_ref().clone();
    other.released.as_mut().unwrap().sheet.grade = Some("none of them".into());
    let change = Changes { appraisals: vec![Change::update(case, other)], ..Changes::default() };
    let later = after.apply(&change).unwrap();
    let same = rows(&later, &cycle).into_iter().find(|r| r.person == row.person).unwrap();
    assert_eq!((same.ruling(), same.showings), (declined("next year"), kept.showings.clone()));
    // Opened again it is a proposal like before; ordinary commands leave decisions alone.
    let (open, _) = run(&after, kept.award(Ruling::Open)).unwrap();
    assert_eq!(rows(&open, &cycle), rows(&data, &cycle));
    let new_id = || unreachable!("nothing is made");
    let item = Item::Award(kept.award.as_ref().unwrap().as_ref().clone());
    let touched = plan(&after, &Command::Remove(vec![item.id()]), &Env { new_id: &new_id });
    assert_eq!(touched.unwrap_err(), CommandError::Payroll(OrderFault::Frozen));
    // Nobody is decided about whom no rule proposes.
    let stranger =
        data.people.iter().find(|p| !rows(&data, &cycle).iter().any(|r| r.person == p.id)).unwrap();
    let made_up = Award { person: stranger.id, ..row.award(Ruling::Accepted { on, by: None }) };
    assert_eq!(run(&data, made_up).unwrap_err(), CommandError::Payroll(OrderFault::NotProposed));
}

/// A commission of a tenth of the cycle's period, times the bonus multiplier that was decided.
#[test]
fn a_decided_multiplier_changes_a_statement_and_an_open_one_does_not() {
    use crate::domain::appraisal::ProposalKind;
    use crate::domain::incentive::{
        Accumulate, Modifier, PayoutPoint, RateTable, Reading, ReadingOf, Tier, Whose,
    };
    use crate::domain::{Decimal, IssueCode};
    use crate::engine::incentive::Prepared;
    use crate::engine::trace::Step;
    let (data, cycle, _) = world(1);
    let span = data.workspace.calendar.span(cycle.period).unwrap();
    let point = |n: i64| PayoutPoint { at: Decimal::from(n), share: Decimal::from(n) };
    let reading = Reading { of: ReadingOf::Multiplier, whose: Whose::Own, per: None, back: 0 };
    let table = RateTable {
        accumulate: Accumulate::Quarter,
        tiers: vec![Tier { value: Decimal::new(1, 1), ..Tier::default() }],
        ..RateTable::default()
    };
    let recognition = data.plans.get(PlanId(Uuid::from_u128(700))).unwrap();
    let mut plan = Plan::clone(recognition);
    let part = &mut plan.components[0];
    part.pays = Pays::Table(table);
    part.terms.modifiers = vec![Modifier { reading: Some(reading), points: vec![point(0), point(9)] }];
    let row = |accepted: bool| {
        let mut own = crate::state::appraisal::outcomes::rows(&data, cycle.id).into_iter();
        let wanted = |kind: &ProposalKind| matches!(kind, ProposalKind::Bonus(v) if *v != Decimal::ONE);
        let ruled = |ruling: &Ruling| matches!(ruling, Ruling::Accepted { .. }) == accepted;
        own.find(|r| wanted(&r.proposal.kind) && ruled(&r.proposal.ruling)).expect("the sample has one")
    };
    let line = |person| {
        let prepared = Prepared::new(&data, &plan, span).value;
        prepared.explained(&data, &plan, person).unwrap().lines.remove(0)
    };
    let accepted = row(true);
    let ProposalKind::Bonus(value) = accepted.proposal.kind else { unreachable!() };
    let paid = line(accepted.person);
    assert_eq!(
        (paid.factors.as_slice(), paid.exact),
        (&[(Some(value), value)][..], (paid.earned.amount - paid.earned_before) * value)
    );
    let prepared = Prepared::new(&data, &plan, span).value;
    let tree = prepared.explained(&data, &plan, accepted.person).unwrap().trace;
    let decided = tree.walk().into_iter().any(|(_, t)| t.step == Step::Decided(accepted.proposal.appraisal));
    assert!(decided, "the tree ends in the decision");
    let open = crate::state::appraisal::outcomes::rows(&data, cycle.id)
        .into_iter()
        .find(|r| matches!(r.proposal.kind, ProposalKind::Bonus(_)) && r.proposal.ruling == Ruling::Open);
    let waits = line(open.expect("one waits").person);
    assert_eq!(
        (waits.factors.as_slice(), waits.exact),
        (&[(None, Decimal::ONE)][..], waits.earned.amount - waits.earned_before)
    );
    assert!(waits.issues.contains(&IssueCode::NoData));
}

/// The way of the page: a reward is added to the plan of the sample, the plan is published from its own first day, and
/// whoever had the grade in the closed cycle is proposed.
#[test]
fn a_reward_of_the_sample_s_plan_proposes_once_it_is_published() {
    let (data, cycle, grade) = world(1);
    let mut wanted = data.plans.iter().find(|p| p.name != "Recognition").unwrap().as_ref().clone();
    let mut reward = data.plans.get(PlanId(Uuid::from_u128(700))).unwrap().components[0].clone();
    reward.id = ComponentId(Uuid::from_u128(702));
    reward.pays = Pays::Reward(Reward {
        asks: RewardFor::Grades(vec![grade]),
        running: 1,
        every: cycle.period.grain().unwrap(),
    });
    wanted.components.push(reward);
    let next = std::cell::Cell::new(9000_u128);
    let new_id = || {
        next.set(next.get() + 1);
        Uuid::from_u128(next.get())
    };
    let env = Env { new_id: &new_id };
    let run = |data: &Dataset, command: &Command| data.apply(&plan(data, command, &env).unwrap().1).unwrap();
    // Nobody is in the other plan.
    let other = PlanId(Uuid::from_u128(700));
    let gone = Changes {
        versions: data.versions.iter().filter(|v| v.plan.id == other).map(Change::remove).collect(),
        plans: data.plans.iter().filter(|p| p.id == other).map(Change::remove).collect(),
        ..Changes::default()
    };
    let data = data.apply(&gone).unwrap();
    let (id, effective) = (wanted.id, wanted.effective);
    let own = |data: &Dataset| rows(data, &cycle).iter().filter(|r| r.plan == id).count();
    let data = run(&data, &Command::Put(vec![wanted.into()]));
    assert_eq!(own(&data), 0, "a draft proposes nobody");
    let data = run(&data, &Command::Payroll(Order::Publish { plan: id, announced: effective, effective }));
    assert!(own(&data) > 1);
}
