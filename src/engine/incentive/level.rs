//! Base and target pay of people: which level of the plan holds on which days, so that amounts can change without
//! preparing again.

use crate::domain::Decimal;
use crate::domain::incentive::{PayLevel, PlanTerms};
use crate::domain::org::Person;
use crate::domain::{Dataset, Date, Span};
use crate::engine::incentive::eligible::{names, payer};
use crate::engine::incentive::prorate::Part;

/// How many months of the amounts of each level a period takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shares {
    /// Place of the level in the plan, and how many months of its target pay.
    pub target: Vec<(usize, Decimal)>,
    /// The same of base pay; never prorated for the days of employment, since a gate or cap of base pay means a rate.
    pub base: Vec<(usize, Decimal)>,
    /// The proration of target pay.
    pub part: Option<Part>,
}

/// The level that holds for somebody on a date and has the amount asked for: the most specific, between equals the
/// latest to begin, then the first listed.
fn level(
    data: &Dataset,
    levels: &[PayLevel],
    person: &Person,
    date: Date,
    has: fn(&PayLevel) -> Option<Decimal>,
) -> Option<usize> {
    let mut best: Option<(usize, (u8, Option<Date>))> = None;
    for (at, one) in levels.iter().enumerate() {
        if has(one).is_none() || one.from.is_some_and(|from| from > date) {
            continue;
        }
        let Some(rank) = names(data, &one.whom, person, date).map(|r| (r, one.from)) else { continue };
        if best.is_none_or(|(_, known)| rank > known) {
            best = Some((at, rank));
        }
    }
    best.map(|(at, _)| at)
}

/// Somebody's base pay for a year on a date, as the plan that pays them has it, in major units.
pub fn base_pay(data: &Dataset, person: &Person, date: Date) -> Option<Decimal> {
    let levels = &payer(data, person, date)?.terms.pay;
    levels.get(level(data, levels, person, date, |l| l.base)?)?.base
}

/// Base and target pay of a year that hold for somebody on a date, in major units.
pub(super) fn yearly(
    data: &Dataset,
    terms: &PlanTerms,
    person: &Person,
    date: Date,
) -> (Option<Decimal>, Option<Decimal>) {
    let of = |has: fn(&PayLevel) -> Option<Decimal>| {
        level(data, &terms.pay, person, date, has).and_then(|at| terms.pay.get(at)).and_then(has)
    };
    (of(|l| l.base), of(|l| l.target))
}

/// Somebody's target pay for a span, as the plan that pays them on its last day has it, in major units.
pub fn target_pay(data: &Dataset, person: &Person, span: Span) -> Option<Decimal> {
    let levels = &payer(data, person, span.to)?.terms.pay;
    let year = levels.get(level(data, levels, person, span.to, |l| l.target)?)?.target?;
    year.checked_mul(months(span))?.checked_div(Decimal::from(12))
}

/// Months of a span: whole or half ones; by days of the year where it is neither.
fn months(span: Span) -> Decimal {
    let whole = span.from.day() == 1 && span.to == span.to.last_of_month();
    if whole {
        let whole = i64::from(span.to.year() - span.from.year()) * 12
            + i64::from(span.to.month() - span.from.month())
            + 1;
        return Decimal::from(whole);
    }
    let half = span.from.day() == 1 && span.to.day() == 15
        || span.from.day() == 16 && span.to == span.to.last_of_month();
    if half && span.from.month() == span.to.month() {
        return Decimal::new(5, 1);
    }
    Decimal::from(span.days() * 12) / Decimal::from(365)
}

/// What a period takes of the plan's levels for somebody. The levels are weighted by day over the days that count, all
/// days where none does.
pub(super) fn shares(
    data: &Dataset,
    terms: &PlanTerms,
    person: &Person,
    span: Span,
    pieces: &[Span],
    part: Part,
) -> Shares {
    let length = months(span);
    let weighted = |has: fn(&PayLevel) -> Option<Decimal>, factor: Decimal| {
        let whole = [span];
        let counted = if pieces.is_empty() { &whole[..] } else { pieces };
        let days: u32 = counted.iter().map(Span::days).sum();
        let mut found: Vec<(usize, u32)> = Vec::new();
        let mut borders: Vec<Date> = terms.pay.iter().filter_map(|l| l.from).collect();
        borders.extend(person.stints.iter().filter_map(|s| s.from));
        for piece in counted {
            let mut starts: Vec<Date> =
                borders.iter().copied().filter(|b| piece.from < *b && *b <= piece.to).collect();
            starts.push(piece.from);
            starts.sort_unstable();
            starts.dedup();
            for (at, start) in starts.iter().enumerate() {
                let to = starts.get(at + 1).and_then(|n| n.yesterday().ok()).unwrap_or(piece.to);
                if let Some(level) = level(data, &terms.pay, person, *start, has) {
                    found.push((level, Span { from: *start, to }.days()));
                }
            }
        }
        // One level over all days takes the exact share, without a division.
        let exact = |n: u32| if n == days { factor } else { factor * Decimal::from(n) / Decimal::from(days) };
        let mut merged: Vec<(usize, u32)> = Vec::new();
        for (level, n) in found {
            match merged.iter_mut().find(|(known, _)| *known == level) {
                Some((_, sum)) => *sum += n,
                None => merged.push((level, n)),
            }
        }
        merged.into_iter().map(|(level, n)| (level, exact(n) * length)).collect::<Vec<_>>()
    };
    if terms.pay.is_empty() {
        return Shares::default();
    }
    Shares {
        target: weighted(|l| l.target, part.factor),
        base: weighted(|l| l.base, Decimal::ONE),
        part: Some(part),
    }
}

/// The amount that months of levels come to; `None` where no level names one, or on overflow.
pub(super) fn amount(
    terms: &PlanTerms,
    shares: &[(usize, Decimal)],
    has: fn(&PayLevel) -> Option<Decimal>,
) -> Option<Decimal> {
    let mut sum = None;
    for (at, share) in shares {
        let yearly = terms.pay.get(*at).and_then(has)?;
        sum = Some(sum.unwrap_or(Decimal::ZERO).checked_add(yearly.checked_mul(*share)?)?);
    }
    // Divided once and last, so that twelfths are exact.
    sum.and_then(|s: Decimal| s.checked_div(Decimal::from(12)))
}
