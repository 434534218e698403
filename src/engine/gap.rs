//! Gap, pace and pipeline: where a figure stands against its target on a day, and what is left to do.
//! Source of the formulas: `docs/rules.md`, "Gap".

use crate::domain::filter::Filter;
use crate::domain::id::KpiId;
use crate::domain::issue::{About, Checked, Issue, IssueCode};
use crate::domain::kpi::{Additivity, Direction, Sign};
use crate::domain::records::{State, StateSet};
use crate::domain::target::{Level, Subject};
use crate::domain::{Dataset, Date, Decimal, Period, Span};
use crate::engine::kpi::{Ask, Figures};
use crate::engine::measure::{DayOf, RecordQuery, filter_of, pipeline};
use crate::engine::score::attainment;
use crate::engine::target::Targets;

/// Days of a period as the workspace counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Elapsed {
    /// Days up to and with the as-of date.
    pub elapsed: u32,
    /// Days after it.
    pub remaining: u32,
}

impl Elapsed {
    /// All days of the period.
    pub fn total(&self) -> u32 {
        self.elapsed + self.remaining
    }
}

/// The days of a span before and after a date; the date itself has elapsed.
pub fn elapsed(data: &Dataset, span: Span, as_of: Date) -> Elapsed {
    let calendar = &data.workspace.calendar;
    let total = calendar.days(span);
    let elapsed =
        if as_of < span.from { 0 } else { calendar.days(Span { from: span.from, to: span.to.min(as_of) }) };
    Elapsed { elapsed, remaining: total - elapsed }
}

/// What is known about a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Actual value to date.
    pub actual: Option<Decimal>,
    /// Target of the whole period.
    pub target: Option<Decimal>,
    /// Days.
    pub days: Elapsed,
    /// Whether more is better.
    pub direction: Direction,
    /// Whether the figure accumulates over the period, so that pace and projection mean something.
    pub accumulates: bool,
    /// Amount of open opportunities.
    pub pipeline: Option<Decimal>,
    /// The same, each times its probability.
    pub weighted: Option<Decimal>,
    /// Won ÷ (won + lost), as a ratio.
    pub win_rate: Option<Decimal>,
}

/// Where a figure stands. Each part is absent where it has no meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gap {
    /// Whether more is better.
    pub direction: Direction,
    /// Actual value to date.
    pub actual: Option<Decimal>,
    /// Target of the whole period.
    pub target: Option<Decimal>,
    /// Attainment, 1 being the target.
    pub attainment: Option<Decimal>,
    /// Target − actual, signed.
    pub gap: Option<Decimal>,
    /// What is missing: the gap where it is above zero, otherwise zero.
    pub shortfall: Option<Decimal>,
    /// Days.
    pub days: Elapsed,
    /// Actual ÷ elapsed days.
    pub pace: Option<Decimal>,
    /// Shortfall ÷ remaining days.
    pub required: Option<Decimal>,
    /// Actual + pace × remaining days.
    pub projected: Option<Decimal>,
    /// Target × elapsed ÷ all days: what would be there at an even pace.
    pub expected: Option<Decimal>,
    /// Actual − expected; below zero is behind pace.
    pub ahead: Option<Decimal>,
    /// Amount of open opportunities.
    pub pipeline: Option<Decimal>,
    /// Σ amount × probability.
    pub weighted: Option<Decimal>,
    /// Pipeline ÷ shortfall; absent without a shortfall.
    pub coverage: Option<Decimal>,
    /// Weighted pipeline ÷ shortfall; absent without a shortfall.
    pub weighted_coverage: Option<Decimal>,
    /// Shortfall ÷ win rate.
    pub pipeline_needed: Option<Decimal>,
}

impl Gap {
    /// How far ahead of an even pace, in the direction that is better; below zero is behind.
    pub fn lead(&self) -> Option<Decimal> {
        self.ahead.map(|a| if self.direction == Direction::Lower { -a } else { a })
    }

    /// How the figure stands to date, 1 being on pace: one that accumulates against the even part of its target,
    /// others against the target itself.
    pub fn to_date(&self) -> Option<Decimal> {
        match (self.actual, self.expected) {
            (Some(actual), Some(expected)) => attainment(actual, expected, self.direction),
            _ => self.attainment,
        }
    }
}

/// Computes a gap. For a figure that is better when lower, shortfall is what it lies above its target.
pub fn gap(s: &Standing) -> Gap {
    let both = s.actual.zip(s.target);
    let gap = both.and_then(|(a, t)| t.checked_sub(a));
    let missing = match s.direction {
        Direction::Higher => gap,
        Direction::Lower => gap.map(|g| -g),
    };
    let shortfall = missing.map(|g| g.max(Decimal::ZERO));
    let (elapsed, remaining) = (Decimal::from(s.days.elapsed), Decimal::from(s.days.remaining));
    let running = s.accumulates;
    let of_running = |value: Option<Decimal>| value.filter(|_| running);
    let pace = of_running(s.actual.and_then(|a| a.checked_div(elapsed)));
    // Actual × remaining ÷ elapsed keeps digits that a rounded pace would lose.
    let projected =
        of_running(s.actual.and_then(|a| a.checked_add(a.checked_mul(remaining)?.checked_div(elapsed)?)));
    let expected =
        of_running(s.target.and_then(|t| t.checked_mul(elapsed)?.checked_div(Decimal::from(s.days.total()))));
    let per_shortfall = |value: Option<Decimal>| value.zip(shortfall).and_then(|(v, s)| v.checked_div(s));
    Gap {
        direction: s.direction,
        actual: s.actual,
        target: s.target,
        attainment: both.and_then(|(a, t)| attainment(a, t, s.direction)),
        gap,
        shortfall,
        days: s.days,
        pace,
        required: of_running(shortfall.and_then(|s| s.checked_div(remaining))),
        projected,
        expected,
        ahead: s.actual.zip(expected).and_then(|(a, e)| a.checked_sub(e)),
        pipeline: s.pipeline,
        weighted: s.weighted,
        coverage: per_shortfall(s.pipeline),
        weighted_coverage: per_shortfall(s.weighted),
        pipeline_needed: shortfall.zip(s.win_rate).and_then(|(s, w)| s.checked_div(w)),
    }
}

/// Weighted pipeline of one amount: amount × probability. `None` on overflow.
pub fn weighted(amount: Decimal, probability: Decimal) -> Option<Decimal> {
    amount.checked_mul(probability)
}

/// Where a KPI of a subject stands in a period on a day. Pipeline and win rate are those of the subject's own open,
/// won and lost records, and are given for KPIs counted in money.
pub fn position(
    data: &Dataset,
    kpi: KpiId,
    subject: Subject,
    period: Period,
    filter: &Filter,
    as_of: Date,
) -> Checked<Gap> {
    let Some((kpi, span)) = data.kpis.get(kpi).zip(data.workspace.calendar.span(period)) else {
        let about = About::Kpi(kpi, subject);
        return Checked { value: Gap::default(), issues: vec![Issue { code: IssueCode::NoData, about }] };
    };
    let clipped = Span { from: span.from, to: span.to.min(as_of) };
    let merged = within(filter, subject);
    let ask =
        Ask { kpis: vec![kpi.id], span: Some(clipped), filter: merged.clone(), rows: None, columns: None };
    let figures = Figures::new(data, ask);
    let actual = figures.get(kpi.id, None, None);
    let target =
        Targets::new(data).resolve::<crate::engine::trace::Silent>(kpi.id, subject, period, Level::Target);
    let mut issues = figures.issues;
    issues.extend(target.issues);
    if actual.is_none() {
        issues.push(Issue { code: IssueCode::NoData, about: About::Kpi(kpi.id, subject) });
    }
    let money = kpi.unit == crate::domain::kpi::Unit::Money;
    let open = money.then(|| pipeline(data, &open_records(merged)));
    let open = open.flatten();
    let standing = Standing {
        actual,
        target: target.value.0,
        days: elapsed(data, span, as_of),
        direction: kpi.direction,
        accumulates: kpi.additivity == Additivity::Sum,
        pipeline: open.as_ref().map(|p| p.amount),
        weighted: open.as_ref().and_then(|p| p.weighted),
        win_rate: open.as_ref().and_then(|p| p.win_rate),
    };
    Checked { value: gap(&standing), issues }
}

/// A filter narrowed to a subject, where it does not name that dimension already.
pub fn within(filter: &Filter, subject: Subject) -> Filter {
    let own = filter_of(subject);
    let mut merged = filter.clone();
    match subject {
        Subject::Company => {}
        Subject::Team(_) => merged.teams = own.teams,
        Subject::Person(_) => merged.people = own.people,
        Subject::Territory(_) => merged.territories = own.territories,
        Subject::Customer(_) => merged.customers = own.customers,
        Subject::Product(_) => merged.products = own.products,
    }
    merged
}

/// The open opportunities under a filter, dated or not.
pub fn open_records(filter: Filter) -> RecordQuery {
    RecordQuery {
        span: None,
        day: DayOf::Booked,
        filters: vec![filter],
        states: StateSet::of(&[State::Open]),
        sign: Sign::Any,
        first: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ahead_means_better_in_both_directions() {
        let days = Elapsed { elapsed: 10, remaining: 10 };
        for (direction, actual, lead, to_date) in [
            (Direction::Higher, 60, 10, "1.2"),
            (Direction::Higher, 40, -10, "0.8"),
            (Direction::Lower, 60, -10, "0.8"),
            (Direction::Lower, 40, 10, "1.2"),
        ] {
            let (actual, target) = (Some(Decimal::from(actual)), Some(Decimal::ONE_HUNDRED));
            let found =
                gap(&Standing { actual, target, days, direction, accumulates: true, ..Standing::default() });
            assert_eq!(found.lead(), Some(Decimal::from(lead)), "{direction:?}");
            assert_eq!(found.to_date(), Some(to_date.parse().unwrap()), "{direction:?}");
        }
    }
}
