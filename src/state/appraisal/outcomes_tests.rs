//! What follows from the sample company's closed cycle, and how it reaches pay and rewards.

use super::*;
use crate::domain::appraisal::CycleState;
use crate::engine::appraisal::decided_multiplier;
use crate::engine::appraisal::process::{Ctx, Deed, act};
use crate::i18n::{Lang, sample};
use crate::state::sample::{ROWS, Request, company, sample_as_of};
use jiff::civil::date;

fn closed() -> (Dataset, Cycle) {
    let as_of = sample_as_of(date(2026, 11, 23));
    let (workspace, changes) =
        company(&Request { seed: 1, names: sample::names(Lang::En), as_of, rows: ROWS });
    let data = Dataset::new(workspace).apply(&changes).unwrap();
    let cycle = data.cycles.iter().find(|c| c.state == CycleState::Closed).unwrap().as_ref().clone();
    (data, cycle)
}

fn rule(data: &Dataset, row: &Row, ruling: Ruling) -> Dataset {
    let proposal = row.proposal.id;
    did(
        data,
        match ruling {
            Ruling::Open => Deed::OpenAgain { proposal, reason: "again".into() },
            ruling => Deed::Rule { proposal, ruling },
        },
    )
}

fn did(data: &Dataset, deed: Deed) -> Dataset {
    let new_id = || unreachable!("a decision makes nothing");
    let ctx = Ctx { on: date(2026, 11, 23), by: None, new_id: &new_id };
    data.apply(&act(data, &deed, &ctx).unwrap()).unwrap()
}

#[test]
fn every_proposal_says_why() {
    let (data, cycle) = closed();
    let all = rows(&data, cycle.id);
    for matter in [Matter::Pay, Matter::Bonus, Matter::Training] {
        assert!(all.iter().any(|r| Matter::of(&r.proposal.kind) == matter), "{matter:?}");
    }
    for row in &all {
        let reasons = why(&data, row.proposal.appraisal, &row.proposal.kind);
        match &row.proposal.kind {
            ProposalKind::Pay { percent, base } => {
                assert_eq!(reasons.len(), 5, "{reasons:?}");
                assert!(reasons.contains(&Why::Base(*base)) && reasons.contains(&Why::Raise(*percent)));
            }
            ProposalKind::Bonus(value) => assert!(reasons.contains(&Why::Multiplier(*value))),
            ProposalKind::Promotion => assert!(matches!(reasons.first(), Some(Why::Held(_)))),
            ProposalKind::Training(_) => {
                assert!(matches!(reasons.as_slice(), [Why::Competency(_, s, l)] if s < l))
            }
            ProposalKind::TrainingKpi(_) => {
                assert!(matches!(reasons.as_slice(), [Why::Kpi(_, s, l)] if s < l))
            }
        }
    }
}

#[test]
fn the_budget_follows_rules_and_decisions() {
    let (data, cycle) = closed();
    let all = rows(&data, cycle.id);
    let targets = bonuses(&data, &cycle);
    let sum = |rows: &[Row]| {
        effect(rows.iter().map(|r| (r.person, &r.proposal.kind, &r.proposal.ruling)), &targets)
    };
    let before = sum(&all);
    assert!(before.open > 0 && before.open < before.all && before.decided < before.raise);
    let pay = all.iter().find(|r| {
        r.proposal.ruling == Ruling::Open
            && cost(&r.proposal.kind, &Ruling::Open).is_some_and(|c| c > Decimal::ZERO)
    });
    let pay = pay.expect("a raise waits");
    let cost = cost(&pay.proposal.kind, &Ruling::Open).unwrap();
    let declined = Ruling::Declined { on: date(2026, 1, 1), by: None, reason: "budget".into() };
    let after = sum(&rows(&rule(&data, pay, declined), cycle.id));
    assert_eq!((after.raise, after.open, after.base), (before.raise - cost, before.open - 1, before.base));
    // Rules that raise everybody by one percent cost one percent.
    let bases = bases(&data, &cycle);
    let mut rules = cycle.rules.clone();
    rules.merit.iter_mut().for_each(|row| row.raises = vec![Some(Decimal::ONE); 3]);
    let tried = preview(&data, &cycle, &rules, &bases);
    let tried = effect(tried.iter().map(|(person, kind)| (*person, kind, &Ruling::Open)), &[]);
    assert!(tried.unknown > 0 && tried.bonus.is_zero(), "what is not known is not zero, but counted apart");
    assert_eq!(tried.share().map(|s| s.round_dp(6)), Some(Decimal::new(1, 2)));
    assert_eq!(tried.base, before.base);
}

#[test]
fn raises_and_bonuses_stand_against_the_stated_budget() {
    let (data, cycle) = closed();
    let before = effect_of(&data, &cycle);
    let [raises, bonus] = budget(&cycle, &before);
    assert_eq!((raises.proposed, raises.decided), (before.raise, before.decided));
    assert!(raises.allowed.is_some() && bonus.allowed.is_some() && before.unknown == 0);
    assert!(bonus.proposed > Decimal::ZERO && bonus.decided < bonus.proposed);
    assert_eq!(bonus.left(), bonus.allowed.map(|a| a - before.bonus));
    // A declined multiplier leaves the bonus as it is; a changed one counts as changed.
    let all = rows(&data, cycle.id);
    let open = |r: &&Row| r.proposal.ruling == Ruling::Open && Matter::of(&r.proposal.kind) == Matter::Bonus;
    let one = all.iter().find(open).unwrap();
    let ProposalKind::Bonus(value) = one.proposal.kind else { unreachable!() };
    let target = bonuses(&data, &cycle).into_iter().find(|(p, _)| *p == one.person).unwrap().1;
    let declined = Ruling::Declined { on: date(2026, 1, 1), by: None, reason: "x".into() };
    let after = effect_of(&rule(&data, one, declined), &cycle);
    assert_eq!(after.bonus, before.bonus - target * (value - Decimal::ONE));
    let changed = Ruling::Changed { on: date(2026, 1, 1), by: None, value: Decimal::TWO, reason: "x".into() };
    let after = effect_of(&rule(&data, one, changed), &cycle);
    assert_eq!(after.bonus, before.bonus + target * (Decimal::TWO - value));
    assert_eq!(after.bonus_decided, before.bonus_decided + target * Decimal::TWO);
    // Without a budget nothing is left or exceeded.
    let silent = Cycle { funds: None, ..cycle.clone() };
    assert_eq!(budget(&silent, &before).map(|line| line.left()), [None, None]);
    assert!(effect_of(&data, &silent).unknown > 0);
}

#[test]
fn base_pay_is_what_was_typed_then_what_is_known() {
    let (data, cycle) = closed();
    let known = bases(&data, &cycle);
    let (who, base) = known[0];
    let mut funds = cycle.funds.clone().unwrap();
    state(&mut funds.base, who, Some(Decimal::ONE));
    let stated = did(&data, Deed::SetFunds { cycle: cycle.id, funds });
    let after = stated.cycles.get(cycle.id).unwrap();
    assert!(bases(&stated, after).contains(&(who, Decimal::ONE)));
    // The next cycle begins where the last raise left off.
    let next = data.cycles.iter().find(|c| c.id != cycle.id).unwrap();
    let accepted = rows(&data, cycle.id)
        .into_iter()
        .find(|r| r.person == who && Matter::of(&r.proposal.kind) == Matter::Pay);
    let added = accepted.map(|r| cost(&r.proposal.kind, &r.proposal.ruling).unwrap()).unwrap();
    let later = bases(&data, next).into_iter().find(|(p, _)| *p == who).unwrap();
    assert_eq!(later.1, base + added);
}

#[test]
fn letters_hold_what_was_decided_and_nothing_else() {
    let (data, cycle) = closed();
    let all = decided(&data, &cycle);
    let one = all.iter().find(|d| d.raise.is_some() && d.open == 0 || d.multiplier().is_some()).unwrap();
    assert!(one.any());
    let (base, percent, after) = all.iter().find_map(|d| d.raise).unwrap();
    assert_eq!(after, base + base * percent / Decimal::ONE_HUNDRED);
    let waiting = all.iter().find(|d| d.open > 0).expect("somebody waits");
    assert!(waiting.training.is_empty(), "an open training need is not told as decided");
}

#[test]
fn a_decided_multiplier_reaches_the_incentive_plan() {
    let (data, cycle) = closed();
    let all = rows(&data, cycle.id);
    let of = |data: &Dataset, row: &Row| decided_multiplier(data, row.person, cycle.period);
    let accepted = all
        .iter()
        .find(|r| {
            matches!(
                (&r.proposal.kind, &r.proposal.ruling),
                (ProposalKind::Bonus(_), Ruling::Accepted { .. })
            )
        })
        .unwrap();
    let ProposalKind::Bonus(value) = accepted.proposal.kind else { unreachable!() };
    assert_eq!(of(&data, accepted), Some(value));
    let changed =
        Ruling::Changed { on: date(2026, 1, 1), by: None, value: Decimal::new(105, 2), reason: "x".into() };
    let opened = rule(&data, accepted, Ruling::Open);
    assert_eq!(of(&opened, accepted), None, "nothing is decided");
    assert_eq!(of(&rule(&opened, accepted, changed), accepted), Some(Decimal::new(105, 2)));
    let declined = Ruling::Declined { on: date(2026, 1, 1), by: None, reason: "x".into() };
    assert_eq!(of(&rule(&opened, accepted, declined), accepted), Some(Decimal::ONE));
    let earlier = &opened.proposals.get(accepted.proposal.id).unwrap().earlier;
    assert!(matches!(earlier.as_slice(), [one] if one.ruling == accepted.proposal.ruling));
}
