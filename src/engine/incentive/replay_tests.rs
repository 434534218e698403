//! Replays: whole accumulations only, in pieces, and comparable with what was paid.

use super::*;
use crate::domain::calendar::Period;
use crate::domain::id::PlanId;
use crate::engine::incentive::tests::{ROWS, company, on_margin, on_quota, plan, who};
use jiff::civil::date;

const fn span(from: Date, to: Date) -> Span {
    Span { from, to }
}

#[test]
fn a_span_is_brought_to_whole_accumulations() {
    let calendar = Calendar::default();
    let by = |grain, s| aligned(&calendar, grain, s).unwrap();
    let year = span(date(2025, 2, 11), date(2026, 2, 10));
    assert_eq!(by(Grain::Quarter, year), span(date(2025, 4, 1), date(2025, 12, 31)));
    assert_eq!(by(Grain::Month, year), span(date(2025, 3, 1), date(2026, 1, 31)));
    // No whole year inside: the years in which it lies.
    assert_eq!(by(Grain::Year, year), span(date(2025, 1, 1), date(2026, 12, 31)));
    let last = |grain, s| last_year(&calendar, grain, s).unwrap();
    let known = span(date(2024, 1, 1), date(2026, 2, 10));
    assert_eq!(last(Grain::Quarter, known), span(date(2025, 1, 1), date(2025, 12, 31)));
    assert_eq!(last(Grain::Month, known), span(date(2025, 2, 1), date(2026, 1, 31)));
    assert_eq!(last(Grain::Year, known), span(date(2025, 1, 1), date(2025, 12, 31)));
    let known = span(date(2024, 1, 1), date(2025, 12, 31));
    assert_eq!(last(Grain::Quarter, known), span(date(2025, 1, 1), date(2025, 12, 31)), "the newest is over");
    let short = span(date(2026, 1, 5), date(2026, 2, 10));
    assert_eq!(last(Grain::Quarter, short), span(date(2026, 1, 1), date(2026, 3, 31)));
    assert_eq!(longest(&calendar, &plan(vec![on_margin(), on_quota()])), Grain::Quarter);
    assert_eq!(longest(&calendar, &plan(vec![on_margin()])), Grain::Month);
}

/// A threshold curve pays nothing at the ends of a span that cuts its quarters; over the whole quarter it pays.
#[test]
fn pieces_sum_to_the_whole_and_explain_it() {
    let data = company(&ROWS);
    let mut plan = plan(vec![on_quota(), on_margin()]);
    plan.effective = date(2027, 1, 1);
    let whole = span(date(2025, 10, 1), date(2026, 3, 31));
    let mut replayer = Replayer::new(&data, &plan, whole, Grain::Month).unwrap();
    assert_eq!(replayer.part(), 0.0);
    for _ in 0..4 {
        assert!(replayer.step().unwrap(), "the fourth quarter with its three runs, then the first");
    }
    assert_eq!(replayer.part(), 0.5);
    while replayer.step().unwrap() {}
    let replayed = replayer.finish().unwrap();
    assert_eq!(replayed, replay(&data, &plan, whole, Grain::Month).unwrap());
    let one =
        |from, to| replay(&data, &plan, span(from, to), Grain::Month).unwrap().pay.of(who(1)).unwrap().minor;
    let sum = one(date(2025, 10, 1), date(2025, 12, 31)) + one(date(2026, 1, 1), date(2026, 3, 31));
    assert_eq!(replayed.pay.of(who(1)).unwrap().minor, sum);
    let statement = replayed.statement(who(1)).unwrap();
    assert_eq!(statement.total.minor, sum);
    assert_eq!(statement.trace.inputs.len(), statement.lines.len());
    let people: i64 = replayed.pay.people.iter().map(|p| p.minor).sum();
    assert_eq!(people, replayed.cost().minor);
}

#[test]
fn the_days_of_closed_runs_are_known() {
    let run = |period| ClosedRun {
        plan: PlanId(crate::domain::id::Uuid::nil()),
        version: String::new(),
        period,
        statements: Vec::new(),
    };
    let runs = [run(Period::Month(2026, 2)), run(Period::Month(2026, 1)), run(Period::Month(2026, 4))];
    let days = closed_days(&Calendar::default(), &runs, span(date(2026, 1, 10), date(2026, 6, 30)));
    assert_eq!(days, [span(date(2026, 1, 10), date(2026, 2, 28)), span(date(2026, 4, 1), date(2026, 4, 30))]);
}
