//! Standards of the sample company as they are written, checked and tried out.

use super::*;
use crate::domain::appraisal::Phase;
use crate::engine::appraisal::process::{Ctx, Deed, Refusal, act};
use crate::engine::appraisal::try_out;
use crate::engine::trace::Silent;
use crate::i18n::{Lang, ready as words, sample};
use crate::state::sample::{ROWS, Request, company, sample_as_of};
use jiff::civil::date;
use std::cell::Cell;

fn sample_company() -> (Dataset, Date) {
    let as_of = sample_as_of(date(2026, 11, 23));
    let (workspace, changes) =
        company(&Request { seed: 1, names: sample::names(Lang::En), as_of, rows: ROWS });
    (Dataset::new(workspace).apply(&changes).unwrap(), as_of)
}

fn done(data: &Dataset, deed: &Deed, on: Date) -> Result<Dataset, Refusal> {
    let next = Cell::new(9_000_u128);
    let new_id = || {
        next.set(next.get() + 1);
        Uuid::from_u128(next.get())
    };
    act(data, deed, &Ctx { on, by: None, new_id: &new_id }).map(|c| data.apply(&c).unwrap())
}

fn ids() -> impl Fn() -> Uuid {
    let next = Cell::new(70_000_u128);
    move || {
        next.set(next.get() + 1);
        Uuid::from_u128(next.get())
    }
}

#[test]
fn ready_standards_pass_their_checks_and_take_nobody_from_others() {
    let (data, as_of) = sample_company();
    let quarter = "2026Q3".parse().unwrap();
    for lang in Lang::ALL {
        for which in Ready::ALL {
            let made = begin(which, words::words(lang), &data, &ids());
            let found = Fairness { doubts: checks(&made), ..Default::default() };
            assert!(
                found.doubts.iter().all(|d| !d.finding.refuses()),
                "{lang:?} {which:?}: {:?}",
                found.doubts
            );
        }
    }
    let seller = data.standards.iter().next().unwrap();
    let own = stored(&data, seller.id).unwrap();
    let found = fair(&data, &own, quarter, as_of);
    assert!(found.people.len() > 10, "the sellers have it");
    // A second standard for one of them divides the role, and says so.
    let mut other = copy(&own, "Other".into(), &ids());
    other.standard.assigned = vec![Assigned::Person(*found.people.first().unwrap())];
    let found = fair(&data, &other, quarter, as_of);
    assert_eq!(found.people.len(), 1);
    assert!(found.doubts.iter().any(|d| matches!(d.finding, Finding::RoleDivided(_))), "{:?}", found.doubts);
}

#[test]
fn doubts_about_people_are_said_once_with_all_of_them() {
    let (data, as_of) = sample_company();
    let seller = data.standards.iter().next().unwrap();
    let mut method = stored(&data, seller.id).unwrap();
    let card = method.scorecard.as_mut().unwrap();
    let share =
        data.kpis.iter().find(|k| k.key == "market_share").or_else(|| data.kpis.iter().last()).unwrap();
    let mut line = card.lines[0].clone();
    line.kpi = share.id;
    card.lines.push(line);
    method.standard.qualitative = Decimal::from(31);
    method.standard.groups[2].minimum = 1;
    let by_itself: Vec<_> = checks(&method).into_iter().map(|d| d.finding).collect();
    assert_eq!(
        by_itself,
        [Finding::PartsTotal, Finding::SmallMinimum(RaterGroup::Peers)],
        "what refuses comes first"
    );
    let found = fair(&data, &essence(&method), "2026Q3".parse().unwrap(), as_of);
    let about = found.doubts.iter().filter(|d| matches!(d.finding, Finding::NoTarget(..)));
    let about: Vec<_> = about.map(|d| (d.kpi, d.people.len())).collect();
    assert_eq!(about, [(Some(share.id), found.people.len())]);
}

#[test]
fn a_changed_scorecard_makes_a_published_standard_one_that_differs() {
    let (data, as_of) = sample_company();
    let standard = data.standards.iter().next().unwrap();
    assert_eq!(standing(&data, standard), Standing::Published(1));
    let mut method = stored(&data, standard.id).unwrap();
    let lines = &mut method.scorecard.as_mut().unwrap().lines;
    (lines[0].weight, lines[1].weight) = (lines[1].weight, lines[0].weight);
    let saved = done(&data, &Deed::SaveMethod(Box::new(method.clone())), as_of).unwrap();
    let after = saved.standards.get(standard.id).unwrap();
    assert_eq!(standing(&saved, after), Standing::Changed(1));
    let published = done(&saved, &Deed::PublishStandard(standard.id), as_of).unwrap();
    let after = published.standards.get(standard.id).unwrap();
    assert_eq!((standing(&published, after), after.versions.len()), (Standing::Published(2), 2));
    let before = after.versions[0].scorecard.as_ref().unwrap();
    assert_ne!(before.lines, after.versions[1].scorecard.as_ref().unwrap().lines);
    // A running cycle keeps the figures that it began with.
    let running = |data: &Dataset| {
        let cycle = data.cycles.iter().find(|c| c.phase() == Some(Phase::Calibrate)).unwrap();
        cycle.method(standard.id).unwrap().scorecard.clone()
    };
    assert_eq!(running(&published), running(&data));
}

#[test]
fn a_try_out_moves_with_the_ratings_and_the_figures_stay() {
    let (data, as_of) = sample_company();
    let method = stored(&data, data.standards.iter().next().unwrap().id).unwrap();
    let quarter = "2026Q3".parse().unwrap();
    let person = fair(&data, &method, quarter, as_of).people[0];
    let try_with = |chosen: &Ratings| {
        let all = ratings(&method.standard, chosen);
        let world = pretended(&Arc::new(data.clone()), &method);
        try_out::<Silent>(&world, &method.standard, (person, quarter), as_of, &all).value.sheet
    };
    let usual = try_with(&Vec::new());
    let best: Ratings = ratings(&method.standard, &Vec::new())
        .into_iter()
        .map(|(g, c, _)| (g, c, Decimal::from(5)))
        .collect();
    let better = try_with(&best);
    assert_eq!(middle(&method.standard), Decimal::from(3));
    assert_eq!((usual.qualitative, better.qualitative), (Some(Decimal::from(60)), Some(Decimal::from(100))));
    assert_eq!(usual.quantitative, better.quantitative);
    assert!(better.score > usual.score);
    let outside = vec![(RaterGroup::Manager, method.standard.competencies[0].id, Decimal::from(9))];
    assert_eq!(try_with(&outside), usual, "a rating outside the scale is none");
}

#[test]
fn few_ratings_are_named_one_by_one() {
    let scale = |low: i64, high: i64, step: Decimal| Scale {
        low: low.into(),
        high: high.into(),
        step,
        labels: vec![],
    };
    let cases = [
        (1, 5, Decimal::ONE, 5),
        (0, 5, Decimal::new(5, 1), 11),
        (0, 100, Decimal::ONE, 2),
        (1, 5, Decimal::ZERO, 2),
    ];
    for (low, high, step, count) in cases {
        assert_eq!(points(&scale(low, high, step)).len(), count, "{low} {high} {step}");
    }
}
