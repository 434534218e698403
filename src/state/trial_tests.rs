//! The story of pay on the sample company, and the moves of a plan.

use super::*;
use crate::engine::incentive::Prepared;
use crate::i18n::{Lang, sample as words};
use crate::state::sample::{ROWS, Request, company, sample_as_of};
use jiff::civil::date;

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

struct Case {
    data: Dataset,
    plan: Plan,
    settled: Settled,
}

fn case(lang: Lang, today: Date) -> Case {
    let as_of = sample_as_of(today);
    let (workspace, changes) = company(&Request { seed: 1, names: words::names(lang), as_of, rows: ROWS });
    let data = Dataset::new(workspace).apply(&changes).unwrap();
    let plan = Plan::clone(data.plans.iter().next().unwrap());
    let settled = View { as_of: Some(as_of), ..View::default() }.settle(&data, as_of).unwrap();
    Case { data, plan, settled }
}

#[test]
fn the_top_seller_is_best_paid_and_the_twins_pay_differs_widely() {
    for (lang, today) in
        [(Lang::ZhHant, date(2026, 11, 23)), (Lang::ZhHans, date(2026, 6, 7)), (Lang::En, date(2025, 4, 1))]
    {
        let Case { data, plan, settled } = case(lang, today);
        let (_, span) = period(&data, &View::default(), &settled);
        let prepared = Prepared::new(&data, &plan, span).value;
        let pay = prepared.pay(&plan).unwrap();
        let best = pay.people.iter().max_by_key(|p| p.minor).unwrap();
        let top = pay.people.iter().max_by_key(|p| p.revenue).unwrap();
        assert_eq!(best.person, top.person, "{lang:?}");
        let attained = |text: &str| {
            let at = |p: &crate::engine::incentive::PersonPay| {
                let s = prepared.statement(&plan, p.person, &data.workspace.calendar).unwrap();
                // Sold in the quarter ÷ its quota; returns of earlier quarters' sales reverse lines of those quarters.
                let line = s.lines.iter().find(|l| data.workspace.calendar.span(l.period) == Some(span))?;
                Some((p.revenue / line.quota? * Decimal::ONE_HUNDRED).round_dp(1))
            };
            pay.people.iter().filter(|p| at(p) == Some(d(text))).collect::<Vec<_>>()
        };
        let pairs =
            attained("99.2").into_iter().flat_map(|b| attained("100.3").into_iter().map(move |a| (b, a)));
        let alike = |b: &Decimal, a: &Decimal| (b / a - Decimal::ONE).abs() < d("0.01");
        let twins = pairs.filter(|(b, a)| alike(&b.revenue, &a.revenue));
        let apart: Vec<_> = twins.filter(|(b, a)| a.minor * 2 > b.minor * 3).collect();
        assert_eq!(apart.len(), 1, "{lang:?}");
    }
}

#[test]
fn lines_sum_to_totals_and_statements_agree_with_pay() {
    let Case { data, plan, settled } = case(Lang::En, date(2026, 11, 23));
    let (_, span) = period(&data, &View::default(), &settled);
    let prepared = Prepared::new(&data, &plan, span).value;
    let pay = prepared.pay(&plan).unwrap();
    for person in &pay.people {
        let statement = prepared.statement(&plan, person.person, &data.workspace.calendar).unwrap();
        assert_eq!(statement.total.minor, person.minor);
        assert_eq!(statement.lines.iter().map(|l| l.amount.minor).sum::<i64>(), person.minor);
    }
    assert_eq!(pay.people.iter().map(|p| p.minor).sum::<i64>(), pay.cost.minor);
    let revenue: Decimal = pay.people.iter().map(|p| p.revenue).sum();
    assert_eq!(revenue, pay.revenue);
}

#[test]
fn moving_a_rate_changes_that_rate_and_who_gains() {
    let Case { data, plan, settled } = case(Lang::En, date(2026, 11, 23));
    let knob = first_knob(&plan);
    let at = tier(&plan, knob).unwrap();
    assert_eq!((at.from, shown(at), reach(at)), (Decimal::ONE, d("2.5"), (d("10"), d("0.1"))));
    let moved = with_rate(&plan, knob, d("3"));
    assert_eq!(tier(&moved, knob).unwrap().value, d("0.03"));
    assert_eq!(with_rate(&moved, knob, d("2.5")), plan);
    let (_, span) = period(&data, &View::default(), &settled);
    let prepared = Prepared::new(&data, &plan, span).value;
    let (before, after) = (prepared.pay(&plan).unwrap(), prepared.pay(&moved).unwrap());
    let effect = effect(&before, &after);
    assert!(effect.winners > 0 && effect.winners < before.people.len());
    // A higher rate takes from nobody, except that a return gives back what its sale would have earned.
    let reverses = |who| before.of(who).is_some_and(|p| p.lines.iter().any(|l| l.minor < 0));
    assert!(effect.people.iter().filter(|p| p.after < p.before).all(|p| reverses(p.person)));
    assert_eq!(effect.cost, effect.people.iter().map(|p| p.after - p.before).sum::<i64>());
    assert_eq!(super::effect(&before, &before).most, None);
}

#[test]
fn reaches_are_round_and_wide_enough() {
    let tier = |value: &str, mode| Tier { to: Some(Decimal::ONE), value: d(value), mode, ..Tier::default() };
    for (value, mode, most) in [
        ("0.01", TierMode::Marginal, "10"),
        ("0.05", TierMode::Retroactive, "20"),
        ("0.12", TierMode::Marginal, "50"),
        ("0.3", TierMode::Marginal, "100"),
        ("2000", TierMode::Interpolated, "10000"),
    ] {
        assert_eq!(reach(&tier(value, mode)).0, d(most), "{value}");
    }
}

#[test]
fn the_last_closed_quarter_is_tried_unless_another_is_chosen() {
    let Case { data, settled, .. } = case(Lang::En, date(2026, 11, 23));
    assert_eq!(period(&data, &View::default(), &settled).0, Period::Quarter(2026, 2));
    let chosen = View { period: Some(settled.period), ..View::default() };
    let running_span = running(&data, settled.as_of).unwrap();
    assert_eq!(period(&data, &chosen, &settled), (Period::Quarter(2026, 3), running_span));
}

/// Wall time of a change of rate for the whole team; printed, and far below a frame even in a debug build.
#[test]
fn a_move_stays_within_a_frame() {
    let Case { data, plan, settled } = case(Lang::En, date(2026, 11, 23));
    let (_, span) = period(&data, &View::default(), &settled);
    let prepared = Prepared::new(&data, &plan, span).value;
    let begun = std::time::Instant::now();
    for n in 0..100 {
        let moved = with_rate(&plan, first_knob(&plan), Decimal::new(n, 1));
        assert!(prepared.pay(&moved).is_ok());
    }
    assert!(begun.elapsed().as_millis() < 1600, "{:?} for 100 moves", begun.elapsed());
}
