//! Scoring curves as lines to draw: the engine's own scores at many points, so that the picture cannot drift from it.

use crate::domain::Decimal;
use crate::domain::kpi::Direction;
use crate::domain::scorecard::{Curve, Input, ScoreLine};
use crate::engine::score::curve;
use rust_decimal::prelude::ToPrimitive;

/// Whether a curve is drawn over attainment (with target 1) or over the actual value.
pub fn over_attainment(curve: &Curve) -> bool {
    !matches!(curve, Curve::Points { input: Input::Actual, .. } | Curve::Bands { input: Input::Actual, .. })
}

/// The score over attainment from 0 to 160 % of a target of 100 units, or over the actual value from a little below the
/// first to a little above the last point; floor and cap included. Across is a ratio or the value, up is the score.
pub fn line(line: &ScoreLine, direction: Direction) -> Vec<(f64, f64)> {
    const STEPS: i64 = 160;
    let (from, to, target, scale) = match &line.curve {
        Curve::Points { points, input: Input::Actual, .. }
        | Curve::Bands { bands: points, input: Input::Actual } => {
            let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
            let margin = (last.at - first.at).max(Decimal::ONE) / Decimal::TEN;
            (first.at - margin, last.at + margin, None, Decimal::ONE)
        }
        _ => (Decimal::ZERO, Decimal::from(STEPS), Some(Decimal::ONE_HUNDRED), Decimal::ONE_HUNDRED),
    };
    let step = (to - from) / Decimal::from(STEPS);
    let point = |n: i64| {
        let at = from + step * Decimal::from(n);
        let score = curve(&line.curve, direction, at, target).ok()?;
        let score = line.floor.map_or(score, |f| score.max(f));
        let score = line.cap.map_or(score, |c| score.min(c));
        Some(((at / scale).to_f64()?, score.to_f64()?))
    };
    (0..=STEPS).filter_map(point).collect()
}
