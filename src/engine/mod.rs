//! Pure conclusions from a [`crate::domain::Dataset`], with traces: the same data, settings and date give the same
//! figures on every machine. No clock, no randomness, no ids, no input or output.

pub mod appraisal;
pub mod gap;
pub mod incentive;
pub mod insight;
pub mod kpi;
pub mod library;
pub mod measure;
pub mod score;
pub mod split;
pub mod target;
pub mod trace;
