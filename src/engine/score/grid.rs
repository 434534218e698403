//! The nine-box grid: performance by potential.

use crate::domain::Decimal;

/// The box of two values, numbered 1 to 9 from low potential upwards, in a row from low performance. A value equal to a
/// cut belongs to the lower box. Source: <https://help.qulture.rocks/en/articles/4901092>.
pub fn nine_box(
    performance: Decimal,
    potential: Decimal,
    performance_cuts: (Decimal, Decimal),
    potential_cuts: (Decimal, Decimal),
) -> u8 {
    let level =
        |value: Decimal, (low, high): (Decimal, Decimal)| u8::from(value > low) + u8::from(value > high);
    level(potential, potential_cuts) * 3 + level(performance, performance_cuts) + 1
}
