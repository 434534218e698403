//! What the figures say in one sentence, as data: who is behind, by how much, who makes up the gap, what explains it.

mod compare;

pub use compare::{Compared, Comparison, compare, festival_days, like_for_like};

use crate::domain::calendar::Period;
use crate::domain::filter::Filter;
use crate::domain::id::{KpiId, PersonId, TeamId};
use crate::domain::kpi::{Additivity, Direction, Kpi};
use crate::domain::target::{Level, Subject};
use crate::domain::{Dataset, Date, Decimal, Span};
use crate::engine::gap::{Elapsed, Gap, Standing, elapsed, gap, position};
use crate::engine::kpi::{Ask, Figures};
use crate::engine::measure::{Axis, Key};
use crate::engine::target::Targets;

/// Somebody hired at most so many days before the as-of date is newly hired.
pub const NEW_HIRE_DAYS: i32 = 180;
/// At most so many people are named.
const MOST_PEOPLE: usize = 5;

/// Where a team or person stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Who.
    pub subject: Subject,
    /// Figures against target.
    pub gap: Gap,
    /// What the period would end at, by the target: projected ÷ target, or attainment where nothing accumulates.
    pub pace: Decimal,
    /// How far behind: expected by now − actual, or the shortfall where nothing accumulates. Negative is ahead.
    pub behind: Decimal,
    /// Whether the person was hired lately; never so for a team.
    pub new_hire: bool,
}

/// The state of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// There is no target.
    NoTarget,
    /// There is nothing to measure.
    NoData,
    /// The target is met.
    Met,
    /// At this pace the target will be met.
    OnPace,
    /// At this pace the target will be missed.
    Behind,
    /// The period is over and the target was missed.
    Missed,
}

/// The finding of a monitor page.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The KPI.
    pub kpi: KpiId,
    /// When.
    pub period: Period,
    /// How the whole stands.
    pub status: Status,
    /// The whole.
    pub whole: Gap,
    /// Its state measured by pace, where it can be.
    pub pace: Option<Decimal>,
    /// Teams that have a target (people where there are no teams), the furthest behind by pace first.
    pub units: Vec<Unit>,
    /// The people of the first unit who make up its gap: the fewest whose arrears reach it, the largest first. Empty
    /// where the unit is not behind or people have no targets.
    pub people: Vec<Unit>,
    /// Comparison with the period before and with last year.
    pub compared: Compared,
}

impl Finding {
    /// The unit that is furthest behind, where one is behind at all.
    pub fn worst(&self) -> Option<&Unit> {
        self.units.first().filter(|u| u.behind > Decimal::ZERO)
    }
}

/// Finds what there is to say about a KPI in a period. `None` for an unknown KPI or period.
pub fn finding(data: &Dataset, kpi: KpiId, period: Period, filter: &Filter, as_of: Date) -> Option<Finding> {
    let kpi = data.kpis.get(kpi)?;
    let span = data.workspace.calendar.span(period)?;
    let whole = position(data, kpi.id, subject_of(filter), period, filter, as_of).value;
    let days = elapsed(data, span, as_of);
    let query = Question { data, kpi, period, span, days, as_of, targets: Targets::new(data) };
    let leaves = |t: TeamId| !data.teams.iter().any(|other| other.parent == Some(t));
    let mut units = query.units(Axis::Team, filter, |s| match s {
        Subject::Team(id) => leaves(id),
        _ => false,
    });
    if units.is_empty() {
        units = query.units(Axis::Person, filter, |_| true);
    }
    let people = match units.first() {
        Some(Unit { subject: Subject::Team(team), behind, .. }) if *behind > Decimal::ZERO => {
            let within = Filter { teams: vec![*team], ..filter.clone() };
            let members = query.units(Axis::Person, &within, |s| match s {
                Subject::Person(id) => member(data, id, *team, span.to.min(as_of)),
                _ => false,
            });
            make_up(members, *behind)
        }
        _ => Vec::new(),
    };
    Some(Finding {
        kpi: kpi.id,
        period,
        status: status(&whole, kpi.direction, days),
        pace: pace(&whole, kpi),
        whole,
        units,
        people,
        compared: compare(data, kpi.id, period, filter, as_of),
    })
}

/// Whose target a filter asks about: one team or one person where it names nothing else, otherwise the company.
fn subject_of(filter: &Filter) -> Subject {
    match (&filter.teams[..], &filter.people[..]) {
        ([team], []) => Subject::Team(*team),
        ([], [person]) => Subject::Person(*person),
        _ => Subject::Company,
    }
}

fn member(data: &Dataset, person: PersonId, team: TeamId, day: Date) -> bool {
    data.people.get(person).is_some_and(|p| {
        let day = p.left.map_or(day, |l| l.min(day));
        p.team_on(day) == Some(team)
    })
}

fn status(whole: &Gap, direction: Direction, days: Elapsed) -> Status {
    match (whole.actual, whole.target, whole.shortfall) {
        (_, None, _) => Status::NoTarget,
        (None, ..) => Status::NoData,
        (Some(_), Some(_), Some(short)) if short.is_zero() && direction == Direction::Higher => Status::Met,
        _ if days.remaining == 0 => {
            if whole.shortfall.is_some_and(|s| s.is_zero()) {
                Status::Met
            } else {
                Status::Missed
            }
        }
        (_, Some(target), Some(short)) => match whole.projected {
            Some(projected) if direction == Direction::Higher && projected >= target => Status::OnPace,
            Some(projected) if direction == Direction::Lower && projected <= target => Status::OnPace,
            Some(_) => Status::Behind,
            None if short.is_zero() => Status::OnPace,
            None => Status::Behind,
        },
        _ => Status::NoData,
    }
}

/// Projected ÷ target for what accumulates, otherwise attainment.
fn pace(gap: &Gap, kpi: &Kpi) -> Option<Decimal> {
    match (kpi.additivity, gap.projected, gap.target) {
        (Additivity::Sum, Some(projected), Some(target)) => {
            crate::engine::score::attainment(projected, target, kpi.direction)
        }
        _ => gap.attainment,
    }
}

fn behind(gap: &Gap, kpi: &Kpi) -> Option<Decimal> {
    match (kpi.direction, gap.ahead) {
        (Direction::Higher, Some(ahead)) => Some(-ahead),
        (Direction::Lower, Some(ahead)) => Some(ahead),
        (Direction::Higher, None) => gap.gap,
        (Direction::Lower, None) => gap.gap.map(|g| -g),
    }
}

struct Question<'a> {
    data: &'a Dataset,
    kpi: &'a Kpi,
    period: Period,
    span: Span,
    days: Elapsed,
    as_of: Date,
    targets: Targets<'a>,
}

impl Question<'_> {
    /// Members of a dimension that have a target and a value, the furthest behind by pace first.
    fn units(&self, axis: Axis, filter: &Filter, wanted: impl Fn(Subject) -> bool) -> Vec<Unit> {
        let clipped = Span { from: self.span.from, to: self.span.to.min(self.as_of) };
        let ask = Ask {
            kpis: vec![self.kpi.id],
            span: Some(clipped),
            filter: filter.clone(),
            rows: Some(axis),
            columns: None,
        };
        let figures = Figures::new(self.data, ask);
        let mut units: Vec<Unit> = figures
            .cube
            .rows
            .iter()
            .enumerate()
            .filter_map(|(at, key)| {
                let subject = Key::subject(*key).filter(|s| wanted(*s))?;
                self.unit(subject, figures.at(self.kpi.id, Some(at), None)?)
            })
            .collect();
        units.sort_by(|a, b| a.pace.cmp(&b.pace).then(b.behind.cmp(&a.behind)));
        units
    }

    fn unit(&self, subject: Subject, actual: Decimal) -> Option<Unit> {
        let target = self.targets.value(self.kpi.id, subject, self.period, Level::Target)?;
        let gap = gap(&Standing {
            actual: Some(actual),
            target: Some(target),
            days: self.days,
            direction: self.kpi.direction,
            accumulates: self.kpi.additivity == Additivity::Sum,
            ..Standing::default()
        });
        let hired = match subject {
            Subject::Person(id) => self.data.people.get(id).and_then(|p| p.hired),
            _ => None,
        };
        let since = hired.and_then(|h| h.until(self.as_of).ok()).map(|s| s.get_days());
        Some(Unit {
            subject,
            pace: pace(&gap, self.kpi)?,
            behind: behind(&gap, self.kpi)?,
            gap,
            new_hire: since.is_some_and(|days| (0..=NEW_HIRE_DAYS).contains(&days)),
        })
    }
}

/// The fewest members whose arrears together reach the gap, the largest first.
fn make_up(mut members: Vec<Unit>, gap: Decimal) -> Vec<Unit> {
    members.retain(|m| m.behind > Decimal::ZERO);
    members.sort_by_key(|m| std::cmp::Reverse(m.behind));
    let mut sum = Decimal::ZERO;
    let mut named = Vec::new();
    for member in members {
        if sum >= gap || named.len() == MOST_PEOPLE {
            break;
        }
        sum = sum.saturating_add(member.behind);
        named.push(member);
    }
    named
}

/// One member of a ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Who or what.
    pub key: Key,
    /// Place from 1; equal values share one.
    pub place: usize,
    /// The value.
    pub value: Decimal,
    /// The target, where the member has one.
    pub target: Option<Decimal>,
    /// Attainment, 1 being the target.
    pub attainment: Option<Decimal>,
    /// Share of the total, for KPIs that add up.
    pub share: Option<Decimal>,
}

/// Ranks the members of a dimension by a KPI, the best first. Members without a value are left out.
pub fn ranking(
    data: &Dataset,
    kpi: KpiId,
    axis: Axis,
    period: Period,
    filter: &Filter,
    as_of: Date,
) -> Vec<Ranked> {
    let Some((kpi, span)) = data.kpis.get(kpi).zip(data.workspace.calendar.span(period)) else {
        return Vec::new();
    };
    let clipped = Span { from: span.from, to: span.to.min(as_of) };
    let (filter, kpis) = (filter.clone(), vec![kpi.id]);
    let ask = Ask { kpis, span: Some(clipped), filter, rows: Some(axis), columns: None };
    let figures = Figures::new(data, ask);
    let targets = Targets::new(data);
    let total = figures.at(kpi.id, None, None).filter(|_| kpi.additivity == Additivity::Sum);
    let mut ranked: Vec<Ranked> = figures
        .cube
        .rows
        .iter()
        .enumerate()
        .filter_map(|(at, key)| {
            let value = figures.at(kpi.id, Some(at), None)?;
            let target = key.subject().and_then(|s| targets.value(kpi.id, s, period, Level::Target));
            let attained = |t| crate::engine::score::attainment(value, t, kpi.direction);
            let attainment = target.and_then(attained);
            let share = total.and_then(|t| value.checked_div(t));
            Some(Ranked { key: *key, place: 0, value, target, attainment, share })
        })
        .filter(|r| r.key != Key::None || !r.value.is_zero())
        .collect();
    ranked.sort_by(|a, b| match kpi.direction {
        Direction::Higher => b.value.cmp(&a.value),
        Direction::Lower => a.value.cmp(&b.value),
    });
    let mut last: Option<(Decimal, usize)> = None;
    for (at, one) in ranked.iter_mut().enumerate() {
        one.place = match last {
            Some((value, place)) if value == one.value => place,
            _ => at + 1,
        };
        last = Some((one.value, one.place));
    }
    ranked
}

#[cfg(test)]
mod tests;
