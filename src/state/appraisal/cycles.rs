//! Preparing a cycle: a new one with sensible beginnings, its phases, who would take part by which standard, and what
//! still keeps it from opening.

use crate::domain::appraisal::{
    Bound, Cycle, CycleState, Enforce, FormedFrom, GradeShare, Guideline, NineBox, OutcomeRules, Phase,
    Population, Stage,
};
use crate::domain::calendar::{Grain, Period, Span};
use crate::domain::dataset::Dataset;
use crate::domain::id::{CycleId, PersonId, StandardId, Uuid};
use crate::domain::scorecard::Assigned;
use crate::engine::appraisal::process::{Ctx, Deed, Refusal, act};
use crate::engine::appraisal::{Finding, fairness, manager_of, overlapping, population, standard_for};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// How long the time is that a cycle appraises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Length {
    /// One month.
    Month,
    /// A quarter.
    Quarter,
    /// Half a year.
    HalfYear,
    /// A year.
    Year,
    /// Any days.
    Custom,
}

impl Length {
    /// All, the shortest first.
    pub const ALL: [Length; 5] =
        [Length::Month, Length::Quarter, Length::HalfYear, Length::Year, Length::Custom];

    /// The length of a period; half-months count as custom.
    #[must_use]
    pub fn of(period: Period) -> Length {
        match period {
            Period::Month(..) => Length::Month,
            Period::Quarter(..) => Length::Quarter,
            Period::HalfYear(..) => Length::HalfYear,
            Period::Year(_) => Length::Year,
            Period::HalfMonth(..) | Period::Custom(_) => Length::Custom,
        }
    }

    /// The grain of its periods; `None` for custom ones.
    #[must_use]
    pub const fn grain(self) -> Option<Grain> {
        match self {
            Length::Month => Some(Grain::Month),
            Length::Quarter => Some(Grain::Quarter),
            Length::HalfYear => Some(Grain::HalfYear),
            Length::Year => Some(Grain::Year),
            Length::Custom => None,
        }
    }
}

/// Days of each phase of a new cycle.
pub const PHASE_DAYS: i64 = 7;

/// The period a new cycle of a length appraises: the last one that is over, or the present one where that has a cycle.
#[must_use]
pub fn period_for(data: &Dataset, length: Length, day: Date) -> Period {
    let calendar = &data.workspace.calendar;
    let Some(grain) = length.grain() else {
        let month = calendar.period_of(day, Grain::Month);
        return Period::Custom(calendar.span(month).unwrap_or(Span::day(day)));
    };
    let now = calendar.period_of(day, grain);
    let before = calendar.previous(now).unwrap_or(now);
    if data.cycles.iter().any(|c| c.period == before) { now } else { before }
}

/// The periods worth offering: eight back and two ahead of the present one, the newest first.
#[must_use]
pub fn periods(data: &Dataset, grain: Grain, day: Date) -> Vec<Period> {
    let calendar = &data.workspace.calendar;
    let now = calendar.period_of(day, grain);
    let next = |p: Period| Some(calendar.period_of(calendar.span(p)?.to.tomorrow().ok()?, grain));
    let mut all: Vec<Period> =
        [next(now).and_then(next), next(now), Some(now)].into_iter().flatten().collect();
    for _ in 0..8 {
        all.extend(all.last().and_then(|p| calendar.previous(*p)));
    }
    all
}

/// Phases one after the other from a day on, each so many days long, at least one.
#[must_use]
pub fn spread(begin: Date, days: i64, phases: &[Phase]) -> Vec<Stage> {
    let days = days.max(1);
    let at = |n: i64| begin.saturating_add(jiff::Span::new().days(n.clamp(0, 100_000)));
    let stages = phases.iter().zip(0_i64..);
    stages
        .map(|(phase, n)| Stage { phase: *phase, from: at(n * days), to: at(n * days + days - 1) })
        .collect()
}

/// A new cycle. Standards, guideline, cuts and rules are those of the newest cycle; without one, every published standard.
#[must_use]
pub fn fresh(data: &Dataset, length: Length, day: Date, id: Uuid, name: &dyn Fn(Period) -> String) -> Cycle {
    let period = period_for(data, length, day);
    let last = data.cycles.iter().last();
    let published = || data.standards.iter().filter(|s| s.published.is_some()).map(|s| s.id).collect();
    let end = data.workspace.calendar.span(period).map_or(day, |s| s.to);
    let begin = end.tomorrow().unwrap_or(end).max(day);
    Cycle {
        id: CycleId(id),
        name: name(period),
        period,
        population: Population { who: vec![Assigned::Everybody], ..Population::default() },
        standards: last.map_or_else(published, |c| c.standards.clone()),
        methods: Vec::new(),
        stages: spread(begin, PHASE_DAYS, &Phase::ALL),
        state: CycleState::Draft,
        sealed: false,
        formed_from: Vec::new(),
        guideline: last.and_then(|c| c.guideline.clone()),
        boxes: last.and_then(|c| c.boxes),
        rules: last.map_or_else(OutcomeRules::default, |c| c.rules.clone()),
        funds: None,
        turns: Vec::new(),
    }
}

/// Gives a cycle another period; a name that was made from the old one follows.
pub fn set_period(cycle: &mut Cycle, period: Period, name: &dyn Fn(Period) -> String) {
    if cycle.name == name(cycle.period) {
        cycle.name = name(period);
    }
    cycle.period = period;
}

/// Takes a phase in or out. One taken in begins where the one before it ends.
pub fn toggle(cycle: &mut Cycle, phase: Phase, wanted: bool) {
    if !wanted {
        cycle.stages.retain(|s| s.phase != phase);
        return;
    }
    if cycle.stages.iter().any(|s| s.phase == phase) {
        return;
    }
    let place = cycle.stages.iter().take_while(|s| s.phase < phase).count();
    let before = place.checked_sub(1).and_then(|at| cycle.stages.get(at));
    let after = cycle.stages.get(place);
    let day = before.map(|s| s.to).or(after.map(|s| s.from));
    if let Some(day) = day {
        cycle.stages.insert(place, Stage { phase, from: day, to: day });
    }
}

/// The phases in which reviews are written; a cycle that is formed from others needs none of them.
const WRITING: [Phase; 4] = [Phase::Oneself, Phase::Nominate, Phase::Feedback, Phase::Manager];

/// Lets another cycle count with a weight, or no longer. The phases of writing go with the first weight and come back after
/// the last.
pub fn set_formed(cycle: &mut Cycle, other: CycleId, weight: Option<Decimal>) {
    let before = cycle.formed_from.is_empty();
    cycle.formed_from.retain(|f| f.cycle != other);
    if let Some(weight) = weight.filter(|w| !w.is_zero()) {
        cycle.formed_from.push(FormedFrom { cycle: other, weight });
    }
    let now = cycle.formed_from.is_empty();
    if before != now {
        for phase in WRITING {
            toggle(cycle, phase, now);
        }
    }
}

/// A guideline to begin with: a limit for the best grade.
#[must_use]
pub fn first_guideline(grades: &[String]) -> Guideline {
    let best = grades.first().cloned().into_iter().collect();
    let lines = vec![GradeShare { grades: best, bound: Bound::AtMost(Decimal::from(20)) }];
    Guideline { lines, enforce: Enforce::Warn, least: LEAST }
}

/// Head-count from which a new guideline holds.
const LEAST: u32 = 10;

/// Cuts to begin with: thirds of the full score and of the rating scale of the cycle's first standard.
#[must_use]
pub fn first_boxes(data: &Dataset, cycle: &Cycle) -> NineBox {
    let first = cycle.standards.first().copied();
    let standard = first.and_then(|id| {
        cycle.method(id).map(|m| &m.standard).or_else(|| data.standards.get(id).map(AsRef::as_ref))
    });
    let full = standard.map_or(Decimal::ONE_HUNDRED, |s| s.full);
    let (low, high) = standard.map_or((Decimal::ONE, Decimal::from(5)), |s| (s.scale.low, s.scale.high));
    let third = |low: Decimal, high: Decimal, n: i64| {
        let width = high.saturating_sub(low);
        low.saturating_add(width.saturating_mul(Decimal::from(n)) / Decimal::from(3)).round_dp(2).normalize()
    };
    NineBox {
        performance_low: third(Decimal::ZERO, full, 1),
        performance_high: third(Decimal::ZERO, full, 2),
        potential_low: third(low, high, 1),
        potential_high: third(low, high, 2),
    }
}

/// How a share is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// Exactly.
    Exactly,
    /// Fewer.
    Below,
    /// As many or fewer.
    AtMost,
    /// More.
    Above,
    /// As many or more.
    AtLeast,
    /// From one share to another.
    Between,
}

impl Operator {
    /// All.
    pub const ALL: [Operator; 6] = [
        Operator::Exactly,
        Operator::Below,
        Operator::AtMost,
        Operator::Above,
        Operator::AtLeast,
        Operator::Between,
    ];

    /// That of a bound.
    #[must_use]
    pub const fn of(bound: Bound) -> Operator {
        match bound {
            Bound::Exactly(_) => Operator::Exactly,
            Bound::Below(_) => Operator::Below,
            Bound::AtMost(_) => Operator::AtMost,
            Bound::Above(_) => Operator::Above,
            Bound::AtLeast(_) => Operator::AtLeast,
            Bound::Between { .. } => Operator::Between,
        }
    }

    /// A bound with this operator: from a share on, and for a range to another.
    #[must_use]
    pub const fn bound(self, low: Decimal, high: Decimal) -> Bound {
        match self {
            Operator::Exactly => Bound::Exactly(low),
            Operator::Below => Bound::Below(low),
            Operator::AtMost => Bound::AtMost(low),
            Operator::Above => Bound::Above(low),
            Operator::AtLeast => Bound::AtLeast(low),
            Operator::Between => Bound::Between { low, high },
        }
    }
}

/// The shares of a bound: the first, and for a range the second; otherwise the same once more.
#[must_use]
pub const fn shares(bound: Bound) -> (Decimal, Decimal) {
    match bound {
        Bound::Exactly(p) | Bound::Below(p) | Bound::AtMost(p) | Bound::Above(p) | Bound::AtLeast(p) => {
            (p, p)
        }
        Bound::Between { low, high } => (low, high),
    }
}

/// Somebody whom a cycle means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// By which standard; `None` where none fits.
    pub standard: Option<StandardId>,
    /// Who reviews as manager; `None` where nobody is known.
    pub manager: Option<PersonId>,
    /// Another cycle of the kind with some of the same days.
    pub clash: Option<CycleId>,
}

/// Who would take part, in the order of the table.
#[must_use]
pub fn members(data: &Dataset, cycle: &Cycle) -> Vec<Member> {
    let of = |person| Member {
        person,
        standard: standard_for(data, cycle, person),
        manager: manager_of(data, cycle, person),
        clash: overlapping(data, cycle, person),
    };
    population(data, cycle).into_iter().map(of).collect()
}

/// Why a cycle as it stands on the page cannot be opened; `None` where it can.
#[must_use]
pub fn obstacle(data: &Dataset, cycle: &Cycle, day: Date) -> Option<Refusal> {
    let new_id = Uuid::nil;
    let ctx = Ctx { on: day, by: None, new_id: &new_id };
    let saved = match act(data, &Deed::SaveCycle(Box::new(cycle.clone())), &ctx) {
        Ok(changes) => changes,
        Err(refusal) => return Some(refusal),
    };
    let Ok(data) = data.apply(&saved) else { return Some(Refusal::Missing) };
    act(&data, &Deed::Open(cycle.id), &ctx).err()
}

/// How far a target may lie from a person's own history, as a factor, before it is said.
pub const REACH: Decimal = Decimal::TWO;

/// Something doubtful with the people it concerns, the most first.
pub type Doubt = (Finding, Vec<PersonId>);

/// What is doubtful about treating these people by their standards; the same doubt about several people once.
#[must_use]
pub fn doubts(data: &Dataset, cycle: &Cycle, as_of: Date) -> Vec<Doubt> {
    let fitting = members(data, cycle).into_iter().filter_map(|m| Some((m.person, m.standard?)));
    let people: Vec<_> = fitting.collect();
    let mut found: Vec<Doubt> = Vec::new();
    for finding in fairness(data, cycle, &people, as_of, REACH) {
        let person = match &finding {
            Finding::NoData(_, p) | Finding::NoTarget(_, p) | Finding::TargetOutsideHistory(_, p) => Some(*p),
            _ => None,
        };
        match found.iter_mut().find(|(f, _)| same_kind(f, &finding)) {
            Some((_, all)) => all.extend(person.filter(|p| !all.contains(p))),
            None => found.push((finding, person.into_iter().collect())),
        }
    }
    found.sort_by_key(|(_, all)| std::cmp::Reverse(all.len()));
    found
}

/// Whether two findings say the same of perhaps different people.
fn same_kind(a: &Finding, b: &Finding) -> bool {
    match (a, b) {
        (Finding::NoData(a, _), Finding::NoData(b, _))
        | (Finding::NoTarget(a, _), Finding::NoTarget(b, _))
        | (Finding::TargetOutsideHistory(a, _), Finding::TargetOutsideHistory(b, _)) => a == b,
        (a, b) => a == b,
    }
}
