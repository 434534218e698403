//! From figures to scores: attainment, scoring curves, weights, vetoes, grades.

mod assign;
mod card;
mod curve;
mod grid;

pub use assign::{Reach, assigned_to};
pub use card::{Board, Scored, ScoredLine, grade_of, scorecard, vetoed_grade};
pub use curve::{attainment, curve, met};
pub use grid::nine_box;
