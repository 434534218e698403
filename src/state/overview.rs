//! What the workspace has and lacks for the period looked at: the facts behind the process map.

use crate::domain::calendar::Span;
use crate::domain::dataset::Dataset;
use crate::domain::target::Subject;
use crate::state::view::{Settled, newest_record};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Counts that the process map shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// People employed on the as-of date.
    pub people: usize,
    /// Teams.
    pub teams: usize,
    /// Employed people with a target whose days touch the period.
    pub with_target: usize,
    /// Whether the company, a team or a person has a target whose days touch the period.
    pub any_target: bool,
    /// KPIs.
    pub kpis: usize,
    /// Scorecards.
    pub scorecards: usize,
    /// Incentive plans.
    pub plans: usize,
    /// Sales records in all states.
    pub records: usize,
    /// Day of the newest booked record.
    pub newest: Option<Date>,
    /// Whether no record has come in for more than [`LATE_DAYS`]. The sample company stands still and is never late.
    pub late: bool,
}

/// After so many days without a record the data are late.
const LATE_DAYS: i32 = 31;

/// The facts for a settled view, seen today.
#[must_use]
pub fn overview(data: &Dataset, view: &Settled, today: Date) -> Overview {
    let newest = newest_record(data);
    let age = newest.and_then(|day| day.until(today).ok()).map(|age| age.get_days());
    let employed: BTreeSet<_> =
        data.people.iter().filter(|person| person.employed_on(view.as_of)).map(|person| person.id).collect();
    let calendar = &data.workspace.calendar;
    let touches = |span: Option<Span>| span.is_some_and(|span| span.intersect(&view.span).is_some());
    let subjects: BTreeSet<Subject> = data
        .targets
        .iter()
        .filter(|target| touches(calendar.span(target.period)))
        .map(|target| target.subject)
        .collect();
    Overview {
        people: employed.len(),
        teams: data.teams.len(),
        with_target: employed.iter().filter(|id| subjects.contains(&Subject::Person(**id))).count(),
        any_target: !subjects.is_empty(),
        kpis: data.kpis.len(),
        scorecards: data.scorecards.len(),
        plans: data.plans.len(),
        records: data.record_count(),
        newest,
        late: !data.workspace.sample && age.is_some_and(|days| days > LATE_DAYS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{Calendar, Period};
    use crate::domain::id::{KpiId, PersonId, TargetId, Uuid, WorkspaceId};
    use crate::domain::money::{Currency, Half, Rounding};
    use crate::domain::org::Person;
    use crate::domain::target::{Level, Target};
    use crate::domain::workspace::{Counters, Workspace};
    use crate::domain::{Change, Changes};
    use crate::state::view::View;
    use jiff::civil::date;

    fn person(n: u128, left: Option<Date>) -> Person {
        Person {
            id: PersonId(Uuid::from_u128(n)),
            number: String::new(),
            name: n.to_string(),
            aliases: vec![],
            codes: vec![],
            stints: vec![],
            hired: None,
            left,
            prefers: Vec::new(),
        }
    }

    fn target(n: u128, of: u128, period: Period) -> Target {
        Target {
            id: TargetId(Uuid::from_u128(n)),
            kpi: KpiId(Uuid::nil()),
            subject: Subject::Person(PersonId(Uuid::from_u128(of))),
            period,
            level: Level::Target,
            value: 1.into(),
        }
    }

    #[test]
    fn only_targets_of_the_period_and_people_still_here_count() {
        let data = Dataset::new(Workspace {
            id: WorkspaceId(Uuid::nil()),
            name: String::new(),
            sample: false,
            currency: Currency::parse("TWD").unwrap(),
            shown_digits: 0,
            rounding: Rounding { unit: 1, half: Half::AwayFromZero },
            calendar: Calendar::default(),
            next: Counters::default(),
        });
        let changes = Changes {
            people: vec![
                Change::add(person(1, None)),
                Change::add(person(2, None)),
                Change::add(person(3, Some(date(2026, 1, 31)))),
            ],
            targets: vec![
                Change::add(target(11, 1, Period::Month(2026, 12))),
                Change::add(target(12, 2, Period::Quarter(2026, 3))),
                Change::add(target(13, 3, Period::Year(2026))),
            ],
            ..Changes::default()
        };
        let data = data.apply(&changes).unwrap();
        let settled = View::default().settle(&data, date(2026, 11, 20)).unwrap();
        let found = overview(&data, &settled, date(2026, 11, 20));
        assert_eq!((found.people, found.with_target, found.any_target), (2, 1, true));
        assert_eq!((found.newest, found.late), (None, false));
    }

    #[test]
    fn data_without_news_for_a_month_are_late_and_the_sample_never_is() {
        use crate::i18n::{Lang, sample};
        use crate::state::sample::{ROWS, Request, company, sample_as_of};
        let as_of = sample_as_of(date(2026, 11, 23));
        let request = Request { seed: 1, names: sample::names(Lang::En), as_of, rows: ROWS / 40 };
        let (workspace, changes) = company(&request);
        let late = |sample: bool, days: i64| {
            let data = Dataset::new(Workspace { sample, ..workspace.clone() }).apply(&changes).unwrap();
            let newest = newest_record(&data).unwrap();
            let today = newest.checked_add(jiff::Span::new().days(days)).unwrap();
            let settled = View::default().settle(&data, today).unwrap();
            overview(&data, &settled, today).late
        };
        assert_eq!([late(false, 31), late(false, 32), late(true, 400)], [false, true, false]);
    }
}
