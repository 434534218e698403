//! Attainment and the scoring curves. Formulas and sources: `docs/rules.md`.

use crate::domain::Decimal;
use crate::domain::issue::IssueCode;
use crate::domain::kpi::Direction;
use crate::domain::scorecard::{Beyond, Curve, Input, Point};

const FULL: Decimal = Decimal::ONE_HUNDRED;

/// Attainment, 1 being the target: higher is better `1 + (A − T) ÷ |T|`, which is `A ÷ T` for a positive target; lower
/// is better `1 − (A − T) ÷ |T|`. `None` for target zero and on overflow.
pub fn attainment(actual: Decimal, target: Decimal, direction: Direction) -> Option<Decimal> {
    if target.is_zero() {
        return None;
    }
    match direction {
        Direction::Higher if target > Decimal::ZERO => actual.checked_div(target),
        Direction::Higher => Decimal::ONE.checked_add(deviation(actual, target)?),
        Direction::Lower => Decimal::ONE.checked_sub(deviation(actual, target)?),
    }
}

/// `(A − T) ÷ |T|`, or `A` for target zero.
fn deviation(actual: Decimal, target: Decimal) -> Option<Decimal> {
    if target.is_zero() {
        return Some(actual);
    }
    actual.checked_sub(target)?.checked_div(target.abs())
}

/// Whether a target is met; meeting it exactly counts.
pub fn met(actual: Decimal, target: Decimal, direction: Direction) -> bool {
    match direction {
        Direction::Higher => actual >= target,
        Direction::Lower => actual <= target,
    }
}

/// The score of an actual value. A target is needed except where a curve reads the actual value alone.
///
/// # Errors
/// [`IssueCode::NoTarget`], [`IssueCode::ZeroTarget`], [`IssueCode::BadCurve`], [`IssueCode::DivisionByZero`] or
/// [`IssueCode::Overflow`].
pub fn curve(
    curve: &Curve,
    direction: Direction,
    actual: Decimal,
    target: Option<Decimal>,
) -> Result<Decimal, IssueCode> {
    let attained = || target.and_then(|target| attainment(actual, target, direction));
    with_attainment(curve, direction, actual, target, attained)
}

/// [`curve`] for a caller that knows the attainment: divisions are what scoring costs.
pub(super) fn with_attainment(
    curve: &Curve,
    direction: Direction,
    actual: Decimal,
    target: Option<Decimal>,
    known: impl Fn() -> Option<Decimal>,
) -> Result<Decimal, IssueCode> {
    let needed = || target.ok_or(IssueCode::NoTarget);
    let attained = || {
        let target = needed()?;
        if target.is_zero() {
            return Err(IssueCode::ZeroTarget);
        }
        known().ok_or(IssueCode::Overflow)
    };
    let input = |input: Input| match input {
        Input::Actual => Ok((actual, direction)),
        Input::Attainment => Ok((attained()?, Direction::Higher)),
    };
    match curve {
        Curve::Ratio => {
            let target = needed()?;
            if target.is_zero() {
                return Err(IssueCode::ZeroTarget);
            }
            actual.checked_div(target).and_then(|r| r.checked_mul(FULL)).ok_or(IssueCode::Overflow)
        }
        Curve::InverseRatio => {
            let target = needed()?;
            if actual.is_zero() {
                return Err(IssueCode::DivisionByZero);
            }
            target.checked_div(actual).and_then(|r| r.checked_mul(FULL)).ok_or(IssueCode::Overflow)
        }
        Curve::Deviation => {
            let off = deviation(actual, needed()?).ok_or(IssueCode::Overflow)?;
            let performance = match direction {
                Direction::Higher => Decimal::ONE.checked_add(off),
                Direction::Lower => Decimal::ONE.checked_sub(off),
            };
            performance.and_then(|p| p.checked_mul(FULL)).ok_or(IssueCode::Overflow)
        }
        Curve::Points { points, input: by, worse, better } => {
            let (at, direction) = input(*by)?;
            along(points, at, direction, *worse, *better)
        }
        Curve::Bands { bands, input: by } => {
            ordered(bands)?;
            let (at, _) = input(*by)?;
            Ok(bands.iter().rev().find(|b| b.at <= at).map_or(Decimal::ZERO, |b| b.score))
        }
        Curve::Binary { full } => Ok(if met(actual, needed()?, direction) { *full } else { Decimal::ZERO }),
        Curve::Completion { full } => attained()?.checked_mul(*full).ok_or(IssueCode::Overflow),
        Curve::PlusMinus { full, points, step, limit } => {
            if *step <= Decimal::ZERO {
                return Err(IssueCode::BadCurve);
            }
            let target = needed()?;
            let beyond = match direction {
                Direction::Higher => actual.checked_sub(target),
                Direction::Lower => target.checked_sub(actual),
            };
            let limit = limit.abs();
            beyond
                .and_then(|b| b.checked_div(*step)?.checked_mul(*points))
                .map(|p| p.clamp(-limit, limit))
                .and_then(|p| full.checked_add(p))
                .ok_or(IssueCode::Overflow)
        }
    }
}

fn ordered(points: &[Point]) -> Result<(), IssueCode> {
    let ascending = points.windows(2).all(|w| matches!(w, [a, b] if a.at < b.at));
    if points.is_empty() || !ascending { Err(IssueCode::BadCurve) } else { Ok(()) }
}

/// Linear between points; the score at a point is that point's. Beyond the ends the better and the worse side differ:
/// for higher-is-better the low end is the worse one.
fn along(
    points: &[Point],
    at: Decimal,
    direction: Direction,
    worse: Beyond,
    better: Beyond,
) -> Result<Decimal, IssueCode> {
    ordered(points)?;
    let (low, high) = match direction {
        Direction::Higher => (worse, better),
        Direction::Lower => (better, worse),
    };
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Err(IssueCode::BadCurve) };
    let beyond = |how: Beyond, end: &Point, piece: Option<(&Point, &Point)>| match (how, piece) {
        (Beyond::Zero, _) => Ok(Decimal::ZERO),
        (Beyond::Continued, Some((a, b))) => line(a, b, at),
        (Beyond::Held, _) | (Beyond::Continued, None) => Ok(end.score),
    };
    if at < first.at {
        return beyond(low, first, points.first().zip(points.get(1)));
    }
    if at > last.at {
        return beyond(
            high,
            last,
            points.len().checked_sub(2).and_then(|n| points.get(n)).zip(points.last()),
        );
    }
    let piece = points.windows(2).find_map(|w| match w {
        [a, b] if a.at <= at && at <= b.at => Some((a, b)),
        _ => None,
    });
    match piece {
        Some((a, _)) if a.at == at => Ok(a.score),
        Some((_, b)) if b.at == at => Ok(b.score),
        Some((a, b)) => line(a, b, at),
        None => Ok(first.score),
    }
}

fn line(a: &Point, b: &Point, at: Decimal) -> Result<Decimal, IssueCode> {
    let value = || {
        let rise = b.score.checked_sub(a.score)?.checked_mul(at.checked_sub(a.at)?)?;
        a.score.checked_add(rise.checked_div(b.at.checked_sub(a.at)?)?)
    };
    value().ok_or(IssueCode::Overflow)
}
