//! Pure conclusions and their traces. No clock, no randomness, no ids, no input or output.

pub mod incentive;
