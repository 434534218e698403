//! What follows from results: consequences, their rules and their money.

use super::tests::release;
use super::*;
use crate::domain::appraisal::*;
use crate::engine::appraisal::testing::*;

#[test]
fn consequences_are_proposed_by_rule_and_decided_by_people() {
    let rules = OutcomeRules {
        ranges: vec![PayRange { role: "seller".into(), low: dec("40000"), high: dec("60000") }],
        positions: vec![dec("0.5")],
        merit: vec![MeritRow {
            grade: "B".into(),
            raises: vec![Some(dec("4")), Some(dec("2.5"))],
            multiplier: Some(dec("1.1")),
        }],
        promotion: Some(PromotionRule { grades: vec!["A".into(), "B".into()], cycles: 1, potential: None }),
        training: Some(TrainingRule { competency_below: dec("70"), kpi_below: dec("60") }),
    };
    let mut desk = Desk::with(standard(), Cycle { rules, ..cycle() });
    desk.go(Phase::Manager);
    desk.review(1, RaterGroup::Manager, rater(0), &["4", "3"]);
    desk.review(2, RaterGroup::Manager, rater(0), &["2", "2"]);
    desk.go(Phase::Share);
    release(&mut desk);
    let base = |pay: &str| Deed::Propose { cycle: cycle_id(), base: vec![(person(1), dec(pay))] };
    desk.must(base("45000"));
    let of = |desk: &Desk, n: u128| {
        let case = desk.case(n).id;
        desk.data.proposals.iter().filter(|p| p.appraisal == case).map(|p| p.kind.clone()).collect::<Vec<_>>()
    };
    let pay = |percent: &str, base: &str| ProposalKind::Pay { percent: dec(percent), base: dec(base) };
    let rest =
        [ProposalKind::Bonus(dec("1.1")), ProposalKind::Promotion, ProposalKind::Training(competency(2))];
    assert_eq!(of(&desk, 1), [vec![pay("4", "45000")], rest.to_vec()].concat());
    let both = [ProposalKind::Training(competency(1)), ProposalKind::Training(competency(2))];
    assert_eq!(of(&desk, 2), both, "grade C has no row");
    // At the middle of the range the second column begins; what nobody decided follows the new figures.
    desk.must(base("50000"));
    assert_eq!(of(&desk, 1), [rest.to_vec(), vec![pay("2.5", "50000")]].concat());
    let raise = desk.data.proposals.iter().find(|p| matches!(p.kind, ProposalKind::Pay { .. })).unwrap().id;
    let change = |value: &str, reason: &str| Deed::Rule {
        proposal: raise,
        ruling: Ruling::Changed { on: TODAY, by: None, value: dec(value), reason: reason.into() },
    };
    assert_eq!(desk.act(&change("3", "")), Err(Refusal::NoReason));
    desk.must(change("3", "kept long"));
    desk.must(base("45000"));
    let stored = desk.data.proposals.get(raise).unwrap();
    let cost = super::super::cost(&stored.kind, &stored.ruling);
    assert_eq!((cost, of(&desk, 1).len()), (Some(dec("1500")), 4), "decided ones stay");
    // Several at once, all or none.
    let all: Vec<_> = desk.data.proposals.iter().filter(|p| p.ruling == Ruling::Open).map(|p| p.id).collect();
    let accept = |proposals| Deed::RuleAll { proposals, ruling: Ruling::Accepted { on: TODAY, by: None } };
    let twice = [all.clone(), all.clone()].concat();
    assert_eq!(desk.act(&accept(twice)), Err(Refusal::BadValue));
    assert!(all.len() > 1 && desk.data.proposals.iter().any(|p| p.ruling == Ruling::Open));
    desk.must(accept(all));
    assert!(desk.data.proposals.iter().all(|p| p.ruling != Ruling::Open));
}

#[test]
fn a_decision_is_opened_again_with_a_reason_and_stays_on_record() {
    let rules = OutcomeRules {
        merit: vec![MeritRow { grade: "B".into(), raises: vec![], multiplier: Some(dec("1.1")) }],
        ..OutcomeRules::default()
    };
    let mut desk = Desk::with(standard(), Cycle { rules, ..cycle() });
    desk.go(Phase::Manager);
    desk.review(1, RaterGroup::Manager, rater(0), &["4", "3"]);
    desk.go(Phase::Share);
    release(&mut desk);
    desk.must(Deed::Propose { cycle: cycle_id(), base: vec![] });
    let id = desk.data.proposals.iter().next().unwrap().id;
    let rule = |ruling| Deed::Rule { proposal: id, ruling };
    let accepted = Ruling::Accepted { on: TODAY, by: None };
    let again = |reason: &str| Deed::OpenAgain { proposal: id, reason: reason.into() };
    assert_eq!(desk.act(&again("why")), Err(Refusal::NotNow), "nothing is decided");
    desk.must(rule(accepted.clone()));
    assert_eq!(desk.act(&rule(Ruling::Open)), Err(Refusal::NotNow));
    assert_eq!(desk.act(&rule(accepted.clone())), Err(Refusal::NotNow), "a decision is opened again first");
    assert_eq!(desk.act(&again(" ")), Err(Refusal::NoReason));
    desk.must(again(" budget "));
    let stored = desk.data.proposals.get(id).unwrap().clone();
    assert_eq!(stored.ruling, Ruling::Open);
    let kept = Reversal {
        on: desk.on,
        by: None,
        reason: "budget".into(),
        ruling: Ruling::Accepted { on: desk.on, by: None },
    };
    assert_eq!(stored.earlier, [kept]);
    // Proposing anew takes nothing away that was decided once.
    let mut wanted = desk.cycle().clone();
    wanted.rules.merit[0].multiplier = Some(dec("1.2"));
    desk.must(Deed::SaveCycle(Box::new(wanted)));
    desk.must(Deed::Propose { cycle: cycle_id(), base: vec![] });
    assert_eq!(desk.data.proposals.get(id), Some(&stored));
    assert_eq!(desk.data.proposals.len(), 1);
}

#[test]
fn rules_that_contradict_themselves_are_refused_with_their_place() {
    use crate::engine::appraisal::RuleFault;
    let range =
        |role: &str, low: &str, high: &str| PayRange { role: role.into(), low: dec(low), high: dec(high) };
    let good = OutcomeRules {
        ranges: vec![range("seller", "40000", "60000"), range("lead", "50000", "50000")],
        positions: vec![dec("0.3"), dec("0.6")],
        merit: vec![MeritRow {
            grade: "B".into(),
            raises: vec![Some(dec("4")), None, Some(dec("0"))],
            multiplier: None,
        }],
        promotion: Some(PromotionRule { grades: vec!["A".into()], cycles: 1, potential: None }),
        training: None,
    };
    let mut desk = Desk::with(standard(), cycle());
    let save = |desk: &Desk, rules: &OutcomeRules| {
        Deed::SaveCycle(Box::new(Cycle { rules: rules.clone(), ..desk.cycle().clone() }))
    };
    let with = |change: &dyn Fn(&mut OutcomeRules)| {
        let mut rules = good.clone();
        change(&mut rules);
        rules
    };
    let cases = [
        (with(&|r| r.ranges[1].role = " seller ".into()), RuleFault::Role(1)),
        (with(&|r| r.ranges[0].role = String::new()), RuleFault::Role(0)),
        (with(&|r| r.ranges[0].low = dec("60000.01")), RuleFault::Range(0)),
        (with(&|r| r.positions = vec![dec("0.3"), dec("0.3")]), RuleFault::Cut(1)),
        (with(&|r| r.merit[0].raises[0] = Some(dec("-101"))), RuleFault::Raise("B".into())),
        (with(&|r| r.merit[0].multiplier = Some(dec("-1"))), RuleFault::Multiplier("B".into())),
        (with(&|r| r.promotion.as_mut().unwrap().grades.clear()), RuleFault::Promotion),
        (
            with(&|r| r.training = Some(TrainingRule { competency_below: dec("-1"), kpi_below: dec("0") })),
            RuleFault::Training,
        ),
    ];
    for (rules, fault) in cases {
        let deed = save(&desk, &rules);
        assert_eq!(desk.act(&deed), Err(Refusal::BadRules(fault)));
    }
    let deed = save(&desk, &good);
    desk.must(deed);
    // A blank cell says nothing, and the cells to its right stay.
    let raise = |position: &str| super::super::consequence::raise(&desk.cycle().rules, "B", dec(position));
    assert_eq!([raise("0.1"), raise("0.4"), raise("0.7")], [Some(dec("4")), None, Some(dec("0"))]);
}

#[test]
fn funds_are_stated_also_after_the_cycle_closed_and_survive_its_edits() {
    let mut desk = Desk::open();
    let set = |funds: &Funds| Deed::SetFunds { cycle: cycle_id(), funds: funds.clone() };
    let funds = Funds {
        base: vec![(person(1), dec("50000"))],
        bonus: vec![(person(1), dec("3000"))],
        raises: Some(dec("1000")),
        bonuses: None,
    };
    desk.must(set(&funds));
    let stale = Cycle { funds: None, ..desk.cycle().clone() };
    desk.must(Deed::SaveCycle(Box::new(stale)));
    assert_eq!(desk.cycle().funds.as_ref(), Some(&funds), "an edit of the cycle leaves them");
    for bad in [
        Funds { raises: Some(dec("-1")), ..funds.clone() },
        Funds { base: vec![(person(1), dec("-1"))], ..funds.clone() },
        Funds { bonus: vec![(person(1), dec("1")), (person(1), dec("2"))], ..funds.clone() },
        Funds { base: vec![(id(999), dec("1"))], ..funds.clone() },
    ] {
        assert_eq!(desk.act(&set(&bad)), Err(Refusal::BadValue));
    }
}
