//! Targets: the one that holds for a subject and period, set or derived, and the arithmetic of planning.
//!
//! What is stored is never overruled in silence: where two stored targets disagree the one asked for most directly is
//! used and an issue names both.

mod index;
mod plan;

pub use index::{Resolved, Targets};
pub use plan::{Roll, adjust, assign, capacity, distribute, prorate, quota_per_head, roll_forward, variance};

#[cfg(test)]
mod tests;
