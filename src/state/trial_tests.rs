//! The story of pay on the sample company, and the moves of a plan.

use super::*;
use crate::engine::incentive::Prepared;
use crate::i18n::{Lang, sample as words};
use crate::state::knob::{self, first_knob, plan_after, value_after};
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
                let s = prepared.statement(&plan, p.person).unwrap();
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
        let statement = prepared.statement(&plan, person.person).unwrap();
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
    let knob = first_knob(&plan).unwrap();
    assert_eq!(value_after(&plan, &[], knob), Some(d("0.025")));
    let moves = knob::moved(&plan, &[], knob, d("0.03"));
    let moved = plan_after(&plan, &moves);
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
        let moved = plan_after(&plan, &[(first_knob(&plan).unwrap(), Decimal::new(n, 3))]);
        assert!(prepared.pay(&moved).is_ok());
    }
    assert!(begun.elapsed().as_millis() < 1600, "{:?} for 100 moves", begun.elapsed());
}

/// Somebody above the quota is never told of a step that is behind: returns of an earlier quarter's sales have lines too.
#[test]
fn the_next_step_lies_ahead_of_what_somebody_has() {
    let Case { data, plan, settled } = case(Lang::En, date(2026, 11, 23));
    let span = running(&data, settled.as_of).unwrap();
    let prepared = Prepared::new(&data, &plan, span).value;
    let quarter = data.workspace.calendar.period_of(span.from, crate::domain::calendar::Grain::Quarter);
    let mut seen = 0;
    for person in prepared.people() {
        let statement = prepared.statement(&plan, *person).unwrap();
        let Some(step) = next_step(&plan, &statement) else { continue };
        let component = plan.components[step.component].id;
        let line = statement.lines.iter().find(|l| l.component == component && l.period == quarter).unwrap();
        let attained = (line.before + line.value) / line.quota.unwrap();
        assert!(step.at > attained && step.missing > Decimal::ZERO, "{} against {attained}", step.at);
        assert_eq!(((step.at - attained) * line.quota.unwrap()).round_dp(2), step.missing.round_dp(2));
        seen += 1;
    }
    assert!(seen > 3);
}

#[test]
fn a_step_is_of_the_latest_period_and_of_own_sales() {
    let Case { data, plan, settled } = case(Lang::En, date(2026, 11, 23));
    let (_, span) = period(&data, &View::default(), &settled);
    let prepared = Prepared::new(&data, &plan, span).value;
    let person = *prepared.people().first().unwrap();
    let mut statement = prepared.statement(&plan, person).unwrap();
    let line = statement.lines.iter_mut().find(|l| l.quota.is_some()).unwrap();
    (line.before, line.value, line.quota) = (Decimal::ZERO, d("1150"), Some(d("1000")));
    let mut earlier = line.clone();
    earlier.period = Period::Quarter(2020, 1);
    earlier.value = d("980");
    let component = line.component;
    statement.lines.retain(|l| l.component != component || l.value == d("1150"));
    statement.lines.insert(0, earlier);
    let step = next_step(&plan, &statement).unwrap();
    assert_eq!((step.at, step.missing), (d("1.2"), d("50")), "not the 100 % of an earlier quarter");
    let mut margin = plan.clone();
    margin.components[0].base = crate::domain::kpi::Base::Margin;
    assert_eq!(next_step(&margin, &statement), None, "no deal amount leads to a step of margin");
}

fn ground(case: &Case, plan: &Plan, span: Span) -> Ground {
    Ground::new(&Arc::new(case.data.clone()), &Arc::new(plan.clone()), span, span.from).unwrap()
}

#[test]
fn a_pretended_world_moves_one_person_or_all() {
    let case = case(Lang::En, date(2026, 11, 23));
    let (_, span) = period(&case.data, &View::default(), &case.settled);
    let ground = ground(&case, &case.plan, span);
    let real = ground.within(&World::default()).pay().unwrap();
    assert_eq!(real, ground.prepared.pay(&case.plan).unwrap());
    let best = real.people.iter().max_by_key(|p| p.minor).unwrap().person;
    let less = World { whom: Some(best), attainment: Some(d("0.5")), ..World::default() };
    let changed = effect(&real, &ground.within(&less).pay().unwrap());
    assert_eq!((changed.winners, changed.losers), (0, 1));
    assert_eq!(changed.most.unwrap().person, best);
    let easier = World { quota: Some(d("0.5")), ..World::default() };
    let easier = ground.within(&easier).pay().unwrap();
    assert!(effect(&real, &easier).winners > 3);
    // Half the quota of one person, by its factor and as typed.
    let asked = ground.prepared.asked(best).unwrap();
    let typed = World { whom: Some(best), asked: Some(asked / d("2")), ..World::default() };
    assert_eq!(ground.within(&typed).pay().unwrap().of(best), easier.of(best));
    let deal = Extra { amount: d("100000"), margin: d("0.3"), ..Extra::default() };
    let world = ground.within(&World { deal: Some(deal), ..World::default() });
    let with = world.pay().unwrap();
    assert_eq!(with.revenue - real.revenue, d("100000") * Decimal::from(real.people.len()));
    assert_eq!(with.people.iter().map(|p| p.minor).sum::<i64>(), with.cost.minor);
    assert!(with.cost.minor > real.cost.minor);
    // The statement that opens is the one in the table.
    assert!(with.people.iter().all(|p| world.statement(p.person).unwrap().total.minor == p.minor));
}

#[test]
fn a_plan_that_takes_effect_later_is_tried_as_if_it_had_been_in_force_and_alone() {
    let case = case(Lang::En, date(2026, 11, 23));
    let (_, span) = period(&case.data, &View::default(), &case.settled);
    for template in crate::state::plan::Template::ALL {
        let first = case.settled.as_of.first_of_month();
        let n = std::cell::Cell::new(900_u128);
        let new_id = || {
            n.set(n.get() + 1);
            crate::domain::id::Uuid::from_u128(n.get())
        };
        let fresh = template.plan(first, &new_id, &|_| "C".into());
        assert!(fresh.effective > span.to, "{template:?}");
        let data = case.data.apply(&crate::domain::dataset::Changes {
            plans: vec![crate::domain::dataset::Change::add(fresh.clone())],
            ..Default::default()
        });
        let with = Case { data: data.unwrap(), plan: fresh.clone(), settled: case.settled.clone() };
        let tried = ground(&with, &fresh, span);
        assert_eq!(tried.standing, Standing::NotYet(first));
        assert!(tried.prepared.people().len() > 5, "{template:?}");
        assert!(tried.pay().is_some(), "{template:?}");
        assert_eq!(
            tried.statement(tried.prepared.people()[0]).map(|s| s.person),
            Some(tried.prepared.people()[0])
        );
        // The next deal falls into days on which it is in force.
        let running = running(&with.data, case.settled.as_of).unwrap();
        let running =
            Ground::new(&Arc::new(with.data.clone()), &Arc::new(fresh), running, running.to).unwrap();
        assert_ne!(running.standing, Standing::NotYet(first));
        assert!(!running.prepared.people().is_empty());
    }
    let own = ground(&case, &case.plan, span);
    assert_eq!(own.standing, Standing::InForce);
}

#[test]
fn a_spread_counts_everybody_once() {
    let Case { data, plan, settled } = case(Lang::En, date(2026, 11, 23));
    let (_, span) = period(&data, &View::default(), &settled);
    let pay = Prepared::new(&data, &plan, span).value.pay(&plan).unwrap();
    let most = pay.people.iter().map(|p| p.minor).max().unwrap();
    let line = spread(&pay, 0, most, 12);
    let counted: f64 = line[1..line.len() - 1].iter().step_by(2).map(|c| c.1).sum();
    assert_eq!(counted as usize, pay.people.len());
    assert!(line.windows(2).all(|p| p[0].0 <= p[1].0));
    assert_eq!(spread(&pay, 0, 0, 0).len(), 4);
}
