//! The spread of grades against a guideline, and the nine boxes.

use crate::domain::Decimal;
use crate::domain::appraisal::{Bound, Enforce, GradeShare, Guideline, NineBox};
use crate::engine::split::largest_remainder;
use rust_decimal::prelude::ToPrimitive;

/// How one line of a guideline is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineCheck {
    /// The grades taken together.
    pub grades: Vec<String>,
    /// People who have one of them.
    pub count: u32,
    /// Fewest people allowed.
    pub least: u32,
    /// Most people allowed.
    pub most: u32,
}

impl LineCheck {
    /// Whether the head-count is within what is allowed.
    pub fn met(&self) -> bool {
        self.least <= self.count && self.count <= self.most
    }
}

/// How grades are spread against a guideline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// The lines in the guideline's order.
    pub lines: Vec<LineCheck>,
    /// People with a grade.
    pub graded: u32,
    /// Whether there are enough people for the guideline to hold.
    pub holds: bool,
    /// Whether calibration cannot end like this.
    pub blocked: bool,
}

/// Checks grades against a guideline; people without a grade are not counted.
///
/// Exact shares become head-counts by largest remainder, what they leave open being one part more. Upper limits are rounded
/// up and lower limits down, so that a limit never forbids what its share allows.
pub fn spread(guideline: &Guideline, grades: &[Option<&str>]) -> Spread {
    let given: Vec<&str> = grades.iter().filter_map(|g| *g).collect();
    let heads = u32::try_from(given.len()).unwrap_or(u32::MAX);
    let exact = exact_heads(&guideline.lines, heads);
    let line = |(line, exact): (&GradeShare, Option<u32>)| {
        let count = given.iter().filter(|g| line.grades.iter().any(|l| l == *g)).count();
        let (least, most) = exact.map_or_else(|| limits(line.bound, heads), |n| (n, n));
        LineCheck {
            grades: line.grades.clone(),
            count: u32::try_from(count).unwrap_or(u32::MAX),
            least,
            most,
        }
    };
    let lines: Vec<LineCheck> = guideline.lines.iter().zip(exact).map(line).collect();
    let holds = heads >= guideline.least;
    let unmet = lines.iter().any(|l| !l.met());
    Spread { lines, graded: heads, holds, blocked: holds && unmet && guideline.enforce == Enforce::Block }
}

/// Whether the shares have to total 100: where every grade of the scale has one exact share. A guideline that takes grades
/// together, names one twice, leaves one out or has another operator need not.
pub fn must_total(guideline: &Guideline, grades: &[&str]) -> bool {
    let single = guideline.lines.iter().all(|l| matches!(l.bound, Bound::Exactly(_)) && l.grades.len() == 1);
    let names = |grade: &str| guideline.lines.iter().flat_map(|l| &l.grades).filter(|g| *g == grade).count();
    single && guideline.lines.len() == grades.len() && grades.iter().all(|g| names(g) == 1)
}

/// What is wrong with a guideline; lines are counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuidelineFault {
    /// It has no line.
    NoLines,
    /// A line names no grade, or a grade twice.
    Grades(usize),
    /// A line names a grade that no standard has.
    UnknownGrade(usize),
    /// A share lies outside of 0 to 100, or is one that nobody and nothing can meet.
    Share(usize),
    /// The lower end of a range lies above its upper one.
    Order(usize),
    /// Every grade has one exact share, and they do not total 100.
    Total,
    /// What is asked for at least is more than everybody.
    TooMuch,
    /// What is allowed at most is less than everybody.
    TooLittle,
}

/// What is wrong with a guideline for a scale of grades, line by line. With an empty scale grades are not looked up.
pub fn guideline_faults(guideline: &Guideline, grades: &[&str]) -> Vec<GuidelineFault> {
    let hundred = Decimal::ZERO..=Decimal::ONE_HUNDRED;
    let mut found = Vec::new();
    for (at, line) in guideline.lines.iter().enumerate() {
        let twice = line.grades.iter().enumerate().any(|(n, g)| line.grades.iter().take(n).any(|h| h == g));
        if line.grades.is_empty() || twice {
            found.push(GuidelineFault::Grades(at));
        }
        if !grades.is_empty() && line.grades.iter().any(|g| !grades.contains(&g.as_str())) {
            found.push(GuidelineFault::UnknownGrade(at));
        }
        let (low, high) = ends(line.bound);
        let never = matches!(line.bound, Bound::Below(p) if p <= Decimal::ZERO)
            || matches!(line.bound, Bound::Above(p) if p >= Decimal::ONE_HUNDRED);
        if never || !hundred.contains(&low) || !hundred.contains(&high) {
            found.push(GuidelineFault::Share(at));
        } else if low > high {
            found.push(GuidelineFault::Order(at));
        }
    }
    if guideline.lines.is_empty() {
        found.push(GuidelineFault::NoLines);
    }
    if found.is_empty() {
        found.extend(sums(guideline, grades));
    }
    found
}

/// What does not add up where every line is fine by itself.
fn sums(guideline: &Guideline, grades: &[&str]) -> Option<GuidelineFault> {
    if must_total(guideline, grades) {
        let fine = exact_total(guideline).round_dp(2) == Decimal::ONE_HUNDRED;
        return (!fine).then_some(GuidelineFault::Total);
    }
    let named: Vec<&String> = guideline.lines.iter().flat_map(|l| &l.grades).collect();
    if named.iter().enumerate().any(|(n, g)| named.iter().take(n).any(|h| h == g)) {
        return None;
    }
    let sum = |end: fn((Decimal, Decimal)) -> Decimal| {
        let all = guideline.lines.iter().map(|l| end(ends(l.bound)));
        all.fold(Decimal::ZERO, Decimal::saturating_add)
    };
    let whole = !grades.is_empty() && grades.iter().all(|g| named.iter().any(|n| n == g));
    if sum(|e| e.0) > Decimal::ONE_HUNDRED {
        return Some(GuidelineFault::TooMuch);
    }
    (whole && sum(|e| e.1) < Decimal::ONE_HUNDRED).then_some(GuidelineFault::TooLittle)
}

/// The sum of the exact shares, in percent.
pub fn exact_total(guideline: &Guideline) -> Decimal {
    let exact = guideline.lines.iter().filter_map(|l| match l.bound {
        Bound::Exactly(percent) => Some(percent),
        _ => None,
    });
    exact.fold(Decimal::ZERO, Decimal::saturating_add)
}

/// The lowest and the highest share that a bound allows.
const fn ends(bound: Bound) -> (Decimal, Decimal) {
    match bound {
        Bound::Exactly(p) => (p, p),
        Bound::Below(p) | Bound::AtMost(p) => (Decimal::ZERO, p),
        Bound::Above(p) | Bound::AtLeast(p) => (p, Decimal::ONE_HUNDRED),
        Bound::Between { low, high } => (low, high),
    }
}

/// Which cuts of the nine boxes are out of order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxFault {
    /// The lower cut of the score lies above the upper one.
    Performance,
    /// The lower cut of the potential lies above the upper one.
    Potential,
}

/// What is wrong with the cuts of the nine boxes.
pub fn box_faults(cuts: &NineBox) -> Vec<BoxFault> {
    let performance = (cuts.performance_low > cuts.performance_high).then_some(BoxFault::Performance);
    let potential = (cuts.potential_low > cuts.potential_high).then_some(BoxFault::Potential);
    performance.into_iter().chain(potential).collect()
}

fn exact_heads(lines: &[GradeShare], heads: u32) -> Vec<Option<u32>> {
    let share = |line: &GradeShare| match line.bound {
        Bound::Exactly(percent) => Some(percent),
        _ => None,
    };
    let shares: Vec<Decimal> = lines.iter().filter_map(share).collect();
    let rest = shares.iter().fold(Decimal::ONE_HUNDRED, |rest, s| rest.saturating_sub(*s));
    let weights: Vec<Decimal> = shares.into_iter().chain([rest.max(Decimal::ZERO)]).collect();
    let mut parts = largest_remainder(i128::from(heads), &weights).into_iter();
    lines.iter().map(|l| share(l).and(parts.next()).and_then(|n| u32::try_from(n).ok())).collect()
}

/// Fewest and most people that a bound allows.
fn limits(bound: Bound, heads: u32) -> (u32, u32) {
    let share = |percent: Decimal| {
        let exact = Decimal::from(heads).checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED);
        exact.filter(|e| *e >= Decimal::ZERO)
    };
    let up = |percent| share(percent).and_then(|s| s.ceil().to_u32()).unwrap_or(heads);
    let down = |percent| share(percent).and_then(|s| s.floor().to_u32()).unwrap_or(0);
    match bound {
        Bound::Exactly(percent) => (down(percent), up(percent)),
        Bound::AtMost(percent) => (0, up(percent)),
        Bound::Below(percent) => (0, up(percent).saturating_sub(1)),
        Bound::AtLeast(percent) => (down(percent), heads),
        Bound::Above(percent) => (down(percent).saturating_add(1), heads),
        Bound::Between { low, high } => (down(low), up(high)),
    }
}

/// The box of a person, 1 to 9: rows from low to high potential, in a row from low to high performance. A value equal to
/// a cut belongs to the lower box. Source: `bd-9box-equal`.
pub fn nine_box(cuts: &NineBox, performance: Decimal, potential: Decimal) -> u8 {
    let third = |value: Decimal, low: Decimal, high: Decimal| {
        if value <= low {
            0
        } else if value <= high {
            1
        } else {
            2
        }
    };
    let column = third(performance, cuts.performance_low, cuts.performance_high);
    let row = third(potential, cuts.potential_low, cuts.potential_high);
    row * 3 + column + 1
}
