//! Appraisal: scores from figures and judgement, what may be shown, and what follows.
//!
//! A rating of a group below its minimum takes part in nothing: every conclusion here is the same whatever the hidden
//! ratings say (`attack_tests.rs`).

mod anonymity;
mod appraiser;
mod blend;
mod check;
mod compare;
mod consequence;
mod enrol;
mod grid;
pub mod process;
mod progress;
mod raters;
mod seal;
mod spread;
mod step;
mod summary;
mod tryout;

pub use anonymity::{Pool, Words, pools, words};
pub use appraiser::{Appraised, Appraiser, formed, formed_parts};
pub use check::{Finding, check, check_with, fairness};
pub use compare::{Seen, distribution, ranked, seen, strengths_and_shortfalls};
pub use consequence::{
    RuleFault, bonus, cost, decided_multiplier, grades_before, multiplier, position, propose, raise,
    released, rule_fault, running, share,
};
pub use enrol::{above, decider, grades, manager_of, overlapping, population, reference_day, standard_for};
pub use grid::{Grid, GridRow, grid};
pub use progress::Progress;
pub use raters::{Raters, approved};
pub use seal::{held, seals};
pub use spread::{
    BoxFault, GuidelineFault, LineCheck, Spread, box_faults, exact_total, guideline_faults, must_total,
    nine_box, spread,
};
pub use step::{Judged, Lacking, PartKind};
pub use summary::{GroupProgress, Summary, Task, TaskKind, summary, tasks};
pub use tryout::try_out;

#[cfg(test)]
mod attack_tests;
#[cfg(test)]
mod case_tests;
#[cfg(test)]
mod score_tests;
#[cfg(test)]
pub(crate) mod testing;
