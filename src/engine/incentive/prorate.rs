//! Which part of a period counts for somebody: employment and eligibility by day, by started or by full months; the
//! ramp of the months after hire; months of service.

use crate::domain::calendar::Grain;
use crate::domain::incentive::{Plan, Prorate, Proration};
use crate::domain::money::Half;
use crate::domain::org::Person;
use crate::domain::{Calendar, Dataset, Date, Decimal, Span};
use crate::engine::incentive::eligible;

/// A part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Days that count.
    pub days: u32,
    /// Days of the whole.
    pub of: u32,
    /// The factor, rounded where the plan says so; 1 is the whole.
    pub factor: Decimal,
}

impl Part {
    /// All of it.
    pub const WHOLE: Part = Part { days: 1, of: 1, factor: Decimal::ONE };
}

/// The days of a span in which somebody is employed and a plan is theirs. In order.
pub fn pieces(data: &Dataset, plan: &Plan, person: &Person, span: Span) -> Vec<Span> {
    let from = person.hired.map_or(span.from, |h| h.max(span.from));
    let to = person.left.map_or(span.to, |l| l.min(span.to));
    if from > to { Vec::new() } else { turns(data, plan, person, Span { from, to }) }
}

/// The days of a span in which a plan is somebody's and no closer one is. In order.
pub fn turns(data: &Dataset, plan: &Plan, person: &Person, span: Span) -> Vec<Span> {
    let Span { from, to } = span;
    let mut borders: Vec<Date> = person.stints.iter().filter_map(|s| s.from).collect();
    borders.extend(eligible::borders(data, plan));
    borders.retain(|b| from < *b && *b <= to);
    borders.push(from);
    borders.sort_unstable();
    borders.dedup();
    let mut found: Vec<Span> = Vec::new();
    for (at, start) in borders.iter().enumerate() {
        let end = borders.get(at + 1).and_then(|next| next.yesterday().ok()).unwrap_or(to);
        if *start > end || !eligible::pays(data, plan, person, *start) {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.to.tomorrow().ok() == Some(*start) => last.to = end,
            _ => found.push(Span { from: *start, to: end }),
        }
    }
    found
}

/// The part of a span that these pieces of it are. `left` is the last day of employment.
pub fn part(rule: Proration, whole: Span, pieces: &[Span], left: Option<Date>) -> Part {
    let of = whole.days();
    let days: u32 = pieces.iter().map(Span::days).sum();
    if pieces.is_empty() {
        return Part { days: 0, of, factor: Decimal::ZERO };
    }
    let gone = rule.without_last && pieces.last().is_some_and(|p| Some(p.to) == left);
    let days = days - u32::from(gone && days > 0);
    let months = Calendar::default().parts(whole, Grain::Month);
    let month = |full: bool| {
        let counts = |span: &Span| {
            let inside: u32 = pieces.iter().filter_map(|p| p.intersect(span)).map(|s| s.days()).sum();
            if full { inside == span.days() } else { inside > 0 }
        };
        let spans = months.iter().filter_map(|m| Calendar::default().span(*m)?.intersect(&whole));
        Decimal::from(spans.filter(counts).count())
    };
    let all = Decimal::from(months.len().max(1));
    let factor = match rule.by {
        Prorate::Whole => Decimal::ONE,
        Prorate::Days => Decimal::from(days) / Decimal::from(of.max(1)),
        Prorate::StartedMonths => month(false) / all,
        Prorate::FullMonths => month(true) / all,
    };
    let factor = rule.places.map_or(factor, |places| Half::AwayFromZero.round(factor, places));
    Part { days, of, factor }
}

/// The share of the quota that the ramp asks for in a span: the mean of its months, which count from the month of hire.
/// `None` without a ramp, without a hire date, and after the ramp.
pub fn ramp(plan: &Plan, person: &Person, span: Span) -> Option<Decimal> {
    let hired = person.hired.filter(|_| !plan.terms.ramp.is_empty())?;
    let months = Calendar::default().parts(span, Grain::Month);
    let share = |month: &crate::domain::Period| {
        let start = Calendar::default().span(*month)?.from;
        let passed = i32::from(start.year() - hired.year()) * 12 + i32::from(start.month() - hired.month());
        // Months before the hire are dealt with by proration.
        let percent = usize::try_from(passed).ok().map(|n| plan.terms.ramp.get(n).copied());
        percent.map(|p| p.unwrap_or(Decimal::ONE_HUNDRED))
    };
    let shares: Vec<Decimal> = months.iter().filter_map(share).collect();
    if shares.is_empty() || shares.iter().all(|s| *s == Decimal::ONE_HUNDRED) {
        return None;
    }
    let sum = shares.iter().try_fold(Decimal::ZERO, |sum, s| sum.checked_add(*s))?;
    sum.checked_div(Decimal::from(shares.len() * 100))
}

/// Months of service within a span: full months as one, started ones by day.
pub fn service(person: &Person, span: Span) -> Decimal {
    let from = person.hired.map_or(span.from, |h| h.max(span.from));
    let to = person.left.map_or(span.to, |l| l.min(span.to));
    if from > to {
        return Decimal::ZERO;
    }
    let employed = Span { from, to };
    let calendar = Calendar::default();
    let months = calendar.parts(employed, Grain::Month);
    let parts = months.iter().filter_map(|m| {
        let month = calendar.span(*m)?;
        let days = month.intersect(&employed)?.days();
        Some(Decimal::from(days) / Decimal::from(month.days()))
    });
    parts.sum()
}

/// Which part of the days from a first one to that on which something falls due was served up to a last one.
pub(super) fn served(from: Date, last: Date, due: Date) -> Decimal {
    let days = |to: Date| Decimal::from(from.until(to).map_or(0, |s| s.get_days()) + 1);
    let share = days(last).max(Decimal::ZERO).checked_div(days(due));
    share.map_or(Decimal::ZERO, |s| s.clamp(Decimal::ZERO, Decimal::ONE))
}
