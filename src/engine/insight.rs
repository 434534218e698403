//! What explains a figure: who falls behind, who makes up the gap, who is new, and Lunar New Year, which moves between
//! January and February.
//!
//! Invariant: every conclusion that a page states in words is drawn here, from figures that the page shows.

use crate::domain::id::{PersonId, TeamId};
use crate::domain::org::Person;
use crate::domain::{Dataset, Date, Decimal, Period, Span, lunar};
use crate::engine::gap::Gap;
use jiff::ToSpan;

/// Somebody hired at most so many days before the as-of date is newly hired.
const NEW_HIRE_DAYS: i32 = 180;
/// Most people that make up a gap; where it takes more, nobody is named.
const MOST_MAKERS: usize = 5;
/// A month is weak from this fall on.
const WEAK: Decimal = Decimal::from_parts(12, 0, 0, true, 2);

/// A person who makes up part of a gap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Maker {
    /// Who.
    pub person: PersonId,
    /// How far behind pace, above zero.
    pub behind: Decimal,
    /// Whether the person was hired lately.
    pub new_hire: bool,
}

/// How far below an even pace a figure is, above zero; `None` where it is not below.
pub fn behind(gap: &Gap) -> Option<Decimal> {
    gap.lead().filter(|a| *a < Decimal::ZERO).map(|a| -a)
}

/// The part with the lowest attainment to date of those behind their pace, where there are several parts.
pub fn farthest_behind<T: Copy>(parts: &[(T, Gap)]) -> Option<(T, Gap)> {
    let several = parts.len() > 1;
    let late = parts.iter().filter(|(_, gap)| several && behind(gap).is_some());
    late.min_by_key(|(_, gap)| gap.to_date()).copied()
}

/// The smallest group whose distances behind pace reach that of the whole, the farthest behind first; nobody where the
/// whole is not behind, or where it takes more than five.
pub fn makers(data: &Dataset, as_of: Date, whole: &Gap, people: &[(PersonId, Gap)]) -> Vec<Maker> {
    let Some(missing) = behind(whole) else { return Vec::new() };
    let maker = |(person, gap): &(PersonId, Gap)| {
        let new_hire = data.people.get(*person).is_some_and(|p| is_new(p, as_of));
        Some(Maker { person: *person, behind: behind(gap)?, new_hire })
    };
    let mut all: Vec<Maker> = people.iter().filter_map(maker).collect();
    all.sort_by_key(|m| std::cmp::Reverse(m.behind));
    let reached = all.iter().scan(Decimal::ZERO, |sum, maker| {
        *sum = sum.saturating_add(maker.behind);
        Some(*sum)
    });
    let enough = reached.take(MOST_MAKERS).position(|sum| sum >= missing);
    all.truncate(enough.map_or(0, |at| at + 1));
    all
}

/// Whether a person was hired lately, seen from a day.
pub fn is_new(person: &Person, as_of: Date) -> bool {
    let days = person.hired.and_then(|day| day.until(as_of).ok()).map(|s| s.get_days());
    days.is_some_and(|days| (0..=NEW_HIRE_DAYS).contains(&days))
}

/// Whether a person belongs to one of these teams, or to one below it, on a day.
pub fn is_in(data: &Dataset, person: &Person, teams: &[TeamId], day: Date) -> bool {
    let mut at = person.team_on(day);
    // A tree is never deeper than it has nodes.
    for _ in 0..=data.teams.len() {
        let Some(team) = at else { return false };
        if teams.contains(&team) {
            return true;
        }
        at = data.teams.get(team).and_then(|t| t.parent);
    }
    false
}

/// One month and the same month a year before; `None` where there is no figure.
pub type YearOnYear = (Option<Decimal>, Option<Decimal>);

/// Why a weak January or February is none: Lunar New Year fell into another month.
#[derive(Clone, Debug, PartialEq)]
pub struct Lunar {
    /// The month that looks weak.
    pub month: Period,
    /// Its change against the same month a year before, as a ratio.
    pub change: Decimal,
    /// New Year's Day this year.
    pub this: Date,
    /// New Year's Day the year before.
    pub last: Date,
    /// Change of January and February together.
    pub together: Decimal,
}

impl Lunar {
    /// Looks for a January or February that is weak because New Year moved into it: it fell by 12 percent or more, and the
    /// two months together by less than half of that.
    pub fn explains(year: i16, january: YearOnYear, february: YearOnYear) -> Option<Lunar> {
        let (this, last) = (lunar::new_year(year)?, lunar::new_year(year - 1)?);
        if this.month() == last.month() {
            return None;
        }
        let weak = if this.month() == 1 { january } else { february };
        let change = |now: Decimal, then: Decimal| now.checked_sub(then)?.checked_div(then);
        let alone = change(weak.0?, weak.1?)?;
        let both = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_add(b?);
        let together = change(both(january.0, february.0)?, both(january.1, february.1)?)?;
        let explains = alone <= WEAK && together > alone.checked_div(Decimal::TWO)?;
        let month = Period::Month(year, this.month());
        explains.then_some(Lunar { month, change: alone, this, last, together })
    }
}

/// How many days of the Lunar New Year festival two stretches of time hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Festival {
    /// Days of it in the later stretch.
    pub now: u32,
    /// Days of it in the earlier one.
    pub then: u32,
}

impl Festival {
    /// The festival where it explains part of a fall: the later stretch holds more of it.
    pub fn explains_fall(now: Span, then: Span) -> Option<Festival> {
        let festival = Festival { now: festival_days(now), then: festival_days(then) };
        (festival.now > festival.then).then_some(festival)
    }
}

/// Days of a span that fall into the Lunar New Year festival: New Year's Eve to the sixth day.
pub fn festival_days(span: Span) -> u32 {
    (span.from.year()..=span.to.year())
        .filter_map(|year| {
            let first = lunar::new_year(year)?;
            let festival = Span { from: first.yesterday().ok()?, to: first.checked_add(5.days()).ok()? };
            festival.intersect(&span).map(|s| s.days())
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::id::{Uuid, WorkspaceId};
    use crate::domain::money::{Currency, Half, Rounding};
    use crate::domain::workspace::{Counters, Workspace};
    use jiff::civil::date;

    fn month(y: i16, m: i8) -> Span {
        Span { from: date(y, m, 1), to: date(y, m, 1).last_of_month() }
    }

    #[test]
    fn the_smallest_group_that_makes_up_the_gap() {
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
        let gap = |ahead: i64| Gap { ahead: Some(Decimal::from(ahead)), ..Gap::default() };
        let person = |n| PersonId(Uuid::from_u128(n));
        for (whole, people, named) in [
            (-50, vec![-10, -30, 5, -20], vec![1, 3]),
            (-50, vec![-10, -10, -10], vec![]),
            (-50, vec![-9, -9, -9, -9, -9, -9], vec![]),
            (-50, vec![-10; 5], vec![0, 1, 2, 3, 4]),
            (50, vec![-10, -30], vec![]),
        ] {
            let all: Vec<(PersonId, Gap)> =
                people.iter().zip(0..).map(|(ahead, n)| (person(n), gap(*ahead))).collect();
            let found = makers(&data, date(2026, 9, 5), &gap(whole), &all);
            let expected: Vec<PersonId> = named.into_iter().map(person).collect();
            assert_eq!(found.iter().map(|m| m.person).collect::<Vec<_>>(), expected, "{whole} {people:?}");
        }
    }

    #[test]
    fn one_part_alone_is_never_the_farthest_behind() {
        let gap = |actual: i64| {
            let (actual, expected) = (Some(Decimal::from(actual)), Some(Decimal::ONE_HUNDRED));
            let ahead = actual.map(|a| a - Decimal::ONE_HUNDRED);
            Gap { actual, expected, ahead, ..Gap::default() }
        };
        assert_eq!(farthest_behind(&[(1, gap(80))]), None);
        assert_eq!(farthest_behind(&[(1, gap(120)), (2, gap(110))]), None);
        assert_eq!(farthest_behind(&[(1, gap(95)), (2, gap(80)), (3, gap(130))]).map(|f| f.0), Some(2));
    }

    #[test]
    fn a_new_year_that_moved_explains_one_weak_month() {
        // In January in 2025, in February in 2026: February looks weak, both together do not.
        let of = |now: i64, then: i64| (Some(Decimal::from(now)), Some(Decimal::from(then)));
        let found = Lunar::explains(2026, of(120, 100), of(75, 100)).unwrap();
        assert_eq!((found.month, found.change), (Period::Month(2026, 2), Decimal::new(-25, 2)));
        assert_eq!(found.together, Decimal::new(-25, 3));
        let absent = (None, Some(Decimal::ONE));
        for (january, february) in
            [(of(100, 100), of(95, 100)), (of(80, 100), of(75, 100)), (of(120, 100), absent)]
        {
            assert_eq!(Lunar::explains(2026, january, february), None);
        }
    }

    #[test]
    fn lunar_new_year_moves_between_months() {
        // New Year's Day was 2025-01-29 and is 2026-02-17.
        let cases = [(2025, 1, 4), (2025, 2, 3), (2026, 1, 0), (2026, 2, 7), (2026, 3, 0)];
        for (y, m, days) in cases {
            assert_eq!(festival_days(month(y, m)), days, "{y}-{m}");
        }
    }

    #[test]
    fn only_more_of_the_festival_explains_a_fall() {
        let cases = [
            ((2026, 2), (2025, 2), Some(Festival { now: 7, then: 3 })),
            ((2026, 2), (2026, 1), Some(Festival { now: 7, then: 0 })),
            ((2026, 1), (2025, 1), None),
            ((2026, 3), (2025, 3), None),
        ];
        for ((y, m), (y0, m0), expected) in cases {
            assert_eq!(Festival::explains_fall(month(y, m), month(y0, m0)), expected, "{y}-{m}");
        }
    }
}
