//! From figures to scores: attainment, scoring curves, weights, vetoes, grades.

mod card;
mod curve;

pub use card::{Board, Scored, ScoredLine, assigned_to, scorecard};
pub use curve::{attainment, curve, met};
