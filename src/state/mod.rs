//! What the page does, as plain Rust without signals: commands and their checks, the view's choices, selectors.

pub mod appraisal;
pub mod check;
pub mod command;
pub mod curves;
pub mod import;
pub mod knob;
pub mod kpis;
pub mod merge;
pub mod overview;
pub mod payroll;
pub mod plan;
pub mod prove;
pub mod ready;
pub mod record;
pub mod sample;
pub mod scenario;
pub mod select;
pub mod sheet;
pub mod target_grid;
pub mod targets;
pub mod trial;
pub mod typed;
pub mod view;
