//! Revenue targets, worked out from what was sold, so that the story's attainments are true by construction.
//!
//! Months get their part of a quarter by working days. The target to date is therefore the same whether it is taken as
//! a part of the quarter or as whole months and a part of the running one.

use crate::domain::calendar::{Calendar, Grain, Period, Span};
use crate::state::sample::cast::{ABOVE, BELOW, GAP, PARTS, STAR, team};
use crate::state::sample::rng::Rng;
use crate::state::sample::sales::{BOOKED, Row, to_unit};
use jiff::civil::Date;

/// Attainment of the first team's target to date, in thousandths.
pub const TEAM: i64 = 910;

/// One person's target for a month, in minor units.
#[derive(Clone, Copy, Debug)]
pub struct Goal {
    /// Place of the person.
    pub person: usize,
    /// The month.
    pub month: Period,
    /// Minor units.
    pub minor: i64,
}

/// The quarters from the first record to the end of the running year, with the running one's place.
#[derive(Debug)]
pub struct Quarters {
    /// Their days.
    pub spans: Vec<Span>,
    /// Which of them is running.
    pub running: usize,
}

impl Quarters {
    /// The quarters that matter for records of a span.
    pub fn new(calendar: &Calendar, records: Span) -> Quarters {
        let year = calendar.period_of(records.to, Grain::Year);
        let end = calendar.span(year).map_or(records.to, |s| s.to);
        let all = calendar.parts(Span { from: records.from, to: end }, Grain::Quarter);
        let spans: Vec<Span> = all.into_iter().filter_map(|q| calendar.span(q)).collect();
        let running = spans.iter().position(|s| s.contains(records.to)).unwrap_or(0);
        Quarters { spans, running }
    }

    /// Booked amounts in minor units by quarter and person.
    pub fn sold(&self, rows: &[Row], first: Date) -> Vec<[i64; PARTS.len()]> {
        let mut sold = vec![[0; PARTS.len()]; self.spans.len()];
        let ends: Vec<u16> = self.spans.iter().map(|s| days_between(first, s.to)).collect();
        for row in rows.iter().filter(|r| r.state == BOOKED) {
            let at = ends.partition_point(|end| *end < row.day);
            if let Some(sum) = sold.get_mut(at).and_then(|q| q.get_mut(usize::from(row.person))) {
                *sum += row.amount;
            }
        }
        sold
    }
}

/// Days from one date to a later one.
pub fn days_between(from: Date, to: Date) -> u16 {
    from.until(to).ok().and_then(|s| u16::try_from(s.get_days()).ok()).unwrap_or(0)
}

/// Makes the second twin sell as much as the first in the quarter before the running one.
pub fn match_twins(rows: &mut [Row], quarters: &Quarters, first: Date, unit: i64) {
    let Some(before) = quarters.running.checked_sub(1) else { return };
    let sold = quarters.sold(rows, first);
    let of = |person| sold.get(before).and_then(|q| q.get(person)).copied().unwrap_or(0);
    let (one, two) = (of(BELOW), of(ABOVE));
    let Some(span) = quarters.spans.get(before).filter(|_| one > 0 && two > 0) else { return };
    let (from, to) = (days_between(first, span.from), days_between(first, span.to));
    let scale = |minor: i64| {
        let scaled = i128::from(minor) * i128::from(one) / i128::from(two);
        to_unit(i64::try_from(scaled).unwrap_or(minor), unit)
    };
    for row in rows.iter_mut().filter(|r| usize::from(r.person) == ABOVE && (from..=to).contains(&r.day)) {
        row.amount = scale(row.amount);
        row.cost = scale(row.cost);
    }
}

/// Three significant digits.
fn coarse(minor: i64, fine: i64) -> i64 {
    let mut unit = fine;
    while minor.abs() / unit >= 1000 {
        unit *= 10;
    }
    to_unit(minor, unit)
}

/// Targets of all people and months. `fine` is the smallest step of a target in minor units.
pub fn goals(
    calendar: &Calendar,
    quarters: &Quarters,
    sold: &[[i64; PARTS.len()]],
    as_of: Date,
    fine: i64,
    rng: &mut Rng,
) -> Vec<Goal> {
    let start = quarters.spans.get(quarters.running).map_or(as_of, |s| s.from);
    let mut goals = Vec::new();
    let mut last = [0; PARTS.len()];
    for (at, (span, sold)) in quarters.spans.iter().zip(sold).enumerate() {
        let targets = if at < quarters.running {
            closed(sold, at + 1 == quarters.running, fine, rng)
        } else if at == quarters.running {
            let elapsed = calendar.days(Span { from: span.from, to: as_of });
            last = running(sold, (elapsed, calendar.days(*span)), fine, rng);
            last
        } else {
            last.map(|minor| coarse(minor + minor / 33, fine))
        };
        for (person, (part, minor)) in PARTS.iter().zip(targets).enumerate() {
            if let Some(works) = part.within(start, *span).filter(|_| minor > 0) {
                goals.extend(months(calendar, works, minor, fine, person));
            }
        }
    }
    goals
}

/// Targets of a quarter that is over: what was sold, divided by a usual attainment.
fn closed(sold: &[i64; PARTS.len()], newest: bool, fine: i64, rng: &mut Rng) -> [i64; PARTS.len()] {
    let mut targets = [0; PARTS.len()];
    for (person, (target, sold)) in targets.iter_mut().zip(sold).enumerate() {
        let usual = rng.between(935, 1075);
        *target = match person {
            BELOW if newest => to_unit(sold * 1000 / 992, fine),
            ABOVE if newest => to_unit(sold * 1000 / 1003, fine),
            STAR => coarse(sold * 1000 / (1110 + usual / 20), fine),
            _ => coarse(sold * 1000 / usual, fine),
        };
    }
    targets
}

/// Targets of the running quarter. To date, everybody is where the story wants them: what the first team lacks is
/// shared among the three.
fn running(
    sold: &[i64; PARTS.len()],
    (elapsed, days): (u32, u32),
    fine: i64,
    rng: &mut Rng,
) -> [i64; PARTS.len()] {
    let whole = |to_date: i64| to_date * i64::from(days) / i64::from(elapsed.max(1));
    let mut targets = [0; PARTS.len()];
    for (person, (target, sold)) in targets.iter_mut().zip(sold).enumerate() {
        let usual = rng.between(0, 45);
        *target = match person {
            BELOW => to_unit(whole(sold * 1000 / 992), fine),
            ABOVE => to_unit(whole(sold * 1000 / 1003), fine),
            STAR => coarse(whole(sold * 1000 / (1120 + usual)), fine),
            _ if team(person) == 0 => coarse(whole(sold * 1000 / (1004 + usual / 2)), fine),
            _ => coarse(whole(sold * 1000 / (985 + usual)), fine),
        };
    }
    let team_sold: i64 = sold.iter().take(8).sum();
    let others: i64 =
        targets.iter().take(8).enumerate().filter(|(p, _)| !GAP.contains(p)).map(|(_, t)| t).sum();
    let open = whole(team_sold * 1000 / TEAM) - others;
    let share = |person: usize, weight: i64| sold.get(person).copied().unwrap_or(0) / 1000 * weight;
    let shares: Vec<i64> = GAP.iter().zip([970, 950, 1120]).map(|(p, w)| share(*p, w)).collect();
    let total: i64 = shares.iter().sum::<i64>().max(1);
    let mut left = open;
    for (n, (person, share)) in GAP.iter().zip(&shares).enumerate() {
        let part = if n + 1 < GAP.len() {
            let part = i128::from(open) * i128::from(*share) / i128::from(total);
            coarse(i64::try_from(part).unwrap_or(0), fine)
        } else {
            to_unit(left, fine)
        };
        left -= part;
        if let Some(target) = targets.get_mut(*person) {
            *target = part;
        }
    }
    targets
}

/// A quarter's target by month, by the working days that the person works.
fn months(calendar: &Calendar, works: Span, minor: i64, fine: i64, person: usize) -> Vec<Goal> {
    let parts = calendar.parts(works, Grain::Month);
    let days: Vec<i64> = parts
        .iter()
        .map(|m| {
            calendar.span(*m).and_then(|s| s.intersect(&works)).map_or(0, |s| i64::from(calendar.days(s)))
        })
        .collect();
    let total = days.iter().sum::<i64>().max(1);
    let (mut passed, mut given) = (0, 0);
    let goals = parts.into_iter().zip(days).map(|(month, days)| {
        passed += days;
        let upto = if passed == total { minor } else { to_unit(minor * passed / total, fine) };
        let goal = Goal { person, month, minor: upto - given };
        given = upto;
        goal
    });
    goals.filter(|g| g.minor > 0).collect()
}
