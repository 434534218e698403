//! The sentence over a story: one team behind, three people who make up the gap, one of them new.

use super::*;
use crate::store::wire::scenario::{Scenario, Subject as Named};
use jiff::civil::date;

const STORY: &str = r#"{
  "scenario": 1, "id": "story", "as_of": "2026-02-14",
  "settings": {"calendar": {"fiscal_start": 1, "label": "start", "week": [true, true, true, true, true, false, false], "exceptions": {}, "count": "calendar"}},
  "teams": [{"name": "All"}, {"name": "East", "parent": "All"}, {"name": "West", "parent": "All"}],
  "people": [
    {"name": "A", "team": "East"}, {"name": "B", "team": "East"}, {"name": "C", "team": "East", "hired": "2025-12-01"},
    {"name": "D", "team": "East"}, {"name": "E", "team": "West"}
  ],
  "measures": [{"key": "revenue", "unit": "money", "source": {"records": {"aggregate": {"sum": "booked"}}}}],
  "kpis": [{"key": "sales", "formula": "revenue", "unit": "money"}],
  "targets": [
    {"kpi": "sales", "subject": {"person": "A"}, "period": "2026Q1", "value": "200"},
    {"kpi": "sales", "subject": {"person": "B"}, "period": "2026Q1", "value": "200"},
    {"kpi": "sales", "subject": {"person": "C"}, "period": "2026Q1", "value": "200"},
    {"kpi": "sales", "subject": {"person": "D"}, "period": "2026Q1", "value": "200"},
    {"kpi": "sales", "subject": {"person": "E"}, "period": "2026Q1", "value": "200"}
  ],
  "records": [
    {"day": "2025-02-03", "person": "A", "amount": "500"}, {"day": "2025-11-03", "person": "E", "amount": "100"},
    {"day": "2026-01-05", "person": "A", "amount": "90"}, {"day": "2026-01-05", "person": "B", "amount": "70"},
    {"day": "2026-01-06", "person": "C", "amount": "60"}, {"day": "2026-01-07", "person": "D", "amount": "104"},
    {"day": "2026-02-14", "person": "E", "amount": "120"}, {"day": "2026-02-15", "person": "A", "amount": "9999"}
  ],
  "expected": []
}"#;

#[test]
fn the_sentence_names_the_team_and_who_makes_up_its_gap() {
    let built = Scenario::read(STORY).unwrap().build().unwrap();
    let data = &built.dataset;
    let kpi = built.kpi("sales").unwrap();
    let period: Period = "2026Q1".parse().unwrap();
    let found = finding(data, kpi, period, &Filter::default(), built.as_of).unwrap();
    // Half of the 90 days are over: 400 were expected of East, 324 came.
    let subject = |n: &Named| built.subject(n).unwrap();
    let worst = found.worst().unwrap();
    assert_eq!(worst.subject, subject(&Named::Team("East".into())));
    assert_eq!((worst.pace, worst.behind), ("0.81".parse().unwrap(), "76".parse().unwrap()));
    let people: Vec<_> = found.people.iter().map(|p| (p.subject, p.new_hire)).collect();
    let who = |n: &str| subject(&Named::Person(n.into()));
    assert_eq!(people, [(who("C"), true), (who("B"), false), (who("A"), false)]);
    assert_eq!(found.status, Status::Behind);
    assert_eq!(found.whole.actual, Some("444".parse().unwrap()));
    // The same 45 days of last year brought 500.
    let year = found.compared.year_before.unwrap();
    assert_eq!((year.span.to, year.change), (date(2025, 2, 14), Some("-56".parse().unwrap())));
    let ranked = ranking(data, kpi, Axis::Person, period, &Filter::default(), built.as_of);
    assert_eq!(ranked.iter().map(|r| r.place).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert_eq!(ranked[0].key, Key::Person(built.person("E").unwrap()));
}

#[test]
fn lunar_new_year_moves_between_months() {
    let month = |y, m| Span { from: date(y, m, 1), to: date(y, m, 1).last_of_month() };
    // New Year's Day was 2025-01-29 and is 2026-02-17.
    let cases = [(2025, 1, 4), (2025, 2, 3), (2026, 1, 0), (2026, 2, 7), (2026, 3, 0)];
    for (y, m, days) in cases {
        assert_eq!(festival_days(month(y, m)), days, "{y}-{m}");
    }
}

#[test]
fn a_running_period_is_compared_like_for_like() {
    let span = |a, b| Span { from: a, to: b };
    let whole = span(date(2026, 2, 1), date(2026, 2, 28));
    let january = span(date(2026, 1, 1), date(2026, 1, 31));
    let running = span(date(2026, 2, 1), date(2026, 2, 10));
    assert_eq!(like_for_like(whole, running, january), span(date(2026, 1, 1), date(2026, 1, 10)));
    assert_eq!(like_for_like(whole, whole, january), january);
}
