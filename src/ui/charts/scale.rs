//! Ranges and ticks. Pure.

/// A range that can be drawn: finite, the right way round, never empty. With `zero` it holds zero.
#[must_use]
pub fn safe_range(values: impl Iterator<Item = f64>, zero: bool) -> (f64, f64) {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values.filter(|value| value.is_finite()) {
        low = low.min(value);
        high = high.max(value);
    }
    if low > high {
        return (0.0, 1.0);
    }
    if zero {
        low = low.min(0.0);
        high = high.max(0.0);
    }
    if high - low < f64::EPSILON * high.abs().max(1.0) {
        // One value: room around it.
        let room = if high == 0.0 { 1.0 } else { high.abs() * 0.1 };
        return if zero && low == 0.0 { (0.0, high + room) } else { (low - room, high + room) };
    }
    (low, high)
}

/// Round ticks inside a range, `most` at most, and the range widened to its outer ticks.
#[must_use]
pub fn ticks(range: (f64, f64), most: usize) -> (Vec<f64>, (f64, f64)) {
    let (low, high) = range;
    let most = most.max(2) as f64;
    let rough = (high - low) / (most - 1.0);
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(rough);
    if !step.is_finite() || step <= 0.0 {
        return (vec![low, high], range);
    }
    let (first, last) = ((low / step).floor() as i64, (high / step - 1e-9).ceil() as i64);
    let ticks: Vec<f64> = (first..=last.min(first + 50)).map(|at| at as f64 * step).collect();
    let range = (ticks.first().copied().unwrap_or(low), ticks.last().copied().unwrap_or(high));
    (ticks, range)
}

/// Round ticks and a range around them that leaves little air: an outer tick that would stand far off is left out.
#[must_use]
pub fn axis(range: (f64, f64), most: usize) -> (Vec<f64>, (f64, f64)) {
    let (mut ticks, (low, high)) = ticks(range, most);
    let room = (range.1 - range.0) * 0.06;
    let high = if high - range.1 > 3.0 * room { range.1 + room } else { high };
    let low = if range.0 - low > 3.0 * room { range.0 - room } else { low };
    ticks.retain(|tick| *tick >= low && *tick <= high);
    (ticks, (low, high))
}

/// Width of a text in pixels at a size: Chinese glyphs and the wide Latin ones are square, the others a bit more than half.
#[must_use]
pub fn text_width(text: &str, size: f64) -> f64 {
    let width = |glyph: char| match glyph {
        '%' | '@' | 'M' | 'W' | 'm' | 'w' | '▲' | '▼' => size,
        wide if u32::from(wide) >= 0x2E80 => size,
        _ => size * 0.62,
    };
    text.chars().map(width).sum()
}

/// A text cut to a width, with an ellipsis where something is missing.
#[must_use]
pub fn cut(text: &str, size: f64, width: f64) -> String {
    // A width that was worked out from the text itself may have lost a hair.
    if text_width(text, size) <= width + 0.01 {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = size;
    for glyph in text.chars() {
        used += text_width(glyph.encode_utf8(&mut [0; 4]), size);
        if used > width {
            break;
        }
        out.push(glyph);
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_values_make_a_range_that_can_be_drawn() {
        for (values, zero, range) in [
            (vec![], true, (0.0, 1.0)),
            (vec![f64::NAN, f64::INFINITY], true, (0.0, 1.0)),
            (vec![5.0], true, (0.0, 5.0)),
            (vec![5.0], false, (4.5, 5.5)),
            (vec![0.0], true, (0.0, 1.0)),
            (vec![-3.0, -1.0], true, (-3.0, 0.0)),
            (vec![2.0, 8.0], false, (2.0, 8.0)),
        ] {
            assert_eq!(safe_range(values.iter().copied(), zero), range, "{values:?}");
        }
    }

    #[test]
    fn ticks_are_round_and_hold_the_range() {
        for (range, most, expected) in [
            ((0.0, 100.0), 5, vec![0.0, 25.0, 50.0, 75.0, 100.0]),
            ((0.0, 93.0), 5, vec![0.0, 25.0, 50.0, 75.0, 100.0]),
            ((-12.0, 7.0), 4, vec![-20.0, -10.0, 0.0, 10.0]),
            ((0.0, 1.0), 3, vec![0.0, 0.5, 1.0]),
        ] {
            let (ticks, held) = ticks(range, most);
            assert_eq!(ticks, expected);
            assert!(held.0 <= range.0 && held.1 >= range.1);
        }
        assert_eq!(axis((0.0, 620.0), 5), (vec![0.0, 200.0, 400.0, 600.0], (0.0, 620.0 + 620.0 * 0.06)));
        assert_eq!(axis((0.0, 93.0), 5).1, (0.0, 100.0));
        for range in [(0.0, 1e-9), (1e14, 1.1e14), (-1e300, 1e300)] {
            let (ticks, held) = ticks(range, 5);
            assert!(ticks.len() >= 2 && ticks.len() < 60 && held.0 < held.1, "{range:?}");
        }
    }

    #[test]
    fn texts_are_measured_by_glyph_and_cut_with_an_ellipsis() {
        assert_eq!(text_width("業務", 10.0), 20.0);
        assert!(text_width("4%", 10.0) > text_width("42", 10.0), "a percent sign is wide");
        assert_eq!(cut("業務一部", 10.0, 100.0), "業務一部");
        assert_eq!(cut("業務一部", 10.0, 30.0), "業務…");
        let width = text_width("Q3 2026", 12.0);
        assert_eq!(cut("Q3 2026", 12.0, (width + 12.0) - 12.0), "Q3 2026");
    }
}
