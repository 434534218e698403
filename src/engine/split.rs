//! Splitting a whole into whole parts that sum to it exactly: largest remainder.

use crate::domain::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Splits a whole number by weights, so that the parts sum to it exactly: each part's floor, then one more for the
/// largest remainders, ties in the order of the parts. A negative whole is split like its positive and turned round.
/// Where no weight is positive the parts are equal, so that nothing is lost.
/// Source: method of Hamilton, `docs/rules.md`.
pub fn largest_remainder(whole: i128, weights: &[Decimal]) -> Vec<i128> {
    let weights = integers(weights);
    let total: i128 = weights.iter().sum();
    if weights.is_empty() {
        return Vec::new();
    }
    if total == 0 {
        let equal = vec![Decimal::ONE; weights.len()];
        return largest_remainder(whole, &equal);
    }
    let size = whole.abs();
    // Without overflow: size = q × total + r, so size × w ÷ total = q × w + r × w ÷ total.
    let (q, r) = (size / total, size % total);
    let mut parts = Vec::with_capacity(weights.len());
    let mut rest = Vec::with_capacity(weights.len());
    for (at, w) in weights.iter().enumerate() {
        let over = r * w;
        parts.push(q * w + over / total);
        rest.push((over % total, at));
    }
    let left = size - parts.iter().sum::<i128>();
    rest.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, at) in rest.iter().take(usize::try_from(left).unwrap_or(0)) {
        if let Some(part) = parts.get_mut(*at) {
            *part += 1;
        }
    }
    if whole < 0 { parts.into_iter().map(|p| -p).collect() } else { parts }
}

/// Weights as whole numbers at a common scale: at most nine decimals, fewer where the numbers would exceed 2^56.
/// Negative weights count as zero.
fn integers(weights: &[Decimal]) -> Vec<i128> {
    const MOST: i64 = 1 << 56;
    let wanted = weights.iter().map(|w| w.normalize().scale()).max().unwrap_or(0).min(9);
    let largest = weights.iter().max().copied().unwrap_or(Decimal::ZERO);
    let fits = |scale: &u32| {
        largest.checked_mul(Decimal::from(10_i64.pow(*scale))).is_some_and(|v| v < Decimal::from(MOST))
    };
    let scale = (0..=wanted).rev().find(fits).unwrap_or(0);
    let factor = Decimal::from(10_i64.pow(scale));
    let whole = |w: &Decimal| w.checked_mul(factor).and_then(|v| v.round().to_i64()).unwrap_or(MOST);
    weights.iter().map(|w| i128::from(whole(w).clamp(0, MOST))).collect()
}

/// Splits an amount by weights at so many decimals, exactly: the parts sum to the amount. What the amount has beyond
/// those decimals goes to the first part. `None` where it is too large.
pub fn split(amount: Decimal, weights: &[Decimal], places: u32) -> Option<Vec<Decimal>> {
    let whole = amount.trunc_with_scale(places);
    let rest = amount.checked_sub(whole)?;
    let steps = whole.checked_mul(Decimal::from(10_i64.checked_pow(places)?))?.to_i128()?;
    let mut parts = largest_remainder(steps, weights)
        .into_iter()
        .map(|p| Decimal::try_from_i128_with_scale(p, places).ok())
        .collect::<Option<Vec<_>>>()?;
    if let Some(first) = parts.first_mut() {
        *first = first.checked_add(rest)?;
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_sum_to_the_whole() {
        let cases: [(i128, &[i64], &[i128]); 7] = [
            (100, &[1, 1, 1], &[34, 33, 33]),
            (-100, &[1, 1, 1], &[-34, -33, -33]),
            (23, &[20, 70, 10], &[5, 16, 2]),
            (10, &[0, 0], &[5, 5]),
            (10, &[0, 3, 1], &[0, 8, 2]),
            (0, &[1, 2], &[0, 0]),
            (5, &[], &[]),
        ];
        for (whole, weights, parts) in cases {
            let weights: Vec<_> = weights.iter().map(|w| Decimal::from(*w)).collect();
            assert_eq!(largest_remainder(whole, &weights), parts, "{whole} by {weights:?}");
        }
    }

    #[test]
    fn thirds_of_money_are_exact() {
        let third: Decimal = "33.333333".parse().unwrap();
        let parts = split("1000.001".parse().unwrap(), &[third; 3], 2).unwrap();
        assert_eq!(
            parts.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["333.341", "333.33", "333.33"]
        );
    }
}
