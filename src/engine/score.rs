//! From figures to scores: attainment, scoring curves, weights, vetoes, grades.

mod card;
mod curve;
mod grid;

pub use card::{Board, Scored, ScoredLine, assigned_to, scorecard};
pub use curve::{attainment, curve, met};
pub use grid::nine_box;
