//! Words and formats in three languages.
//!
//! Invariant: every text exists in every language. `Texts` is one struct with three constants; a text that lacks a
//! language does not compile. No view holds a word of its own.

mod figure;
pub mod finding;
mod format;
mod lang;
mod names;
mod period;
pub mod plan_check;
pub mod plan_facts;
pub mod plan_knob;
pub mod plan_letter;
pub mod plan_summary;
pub mod ready;
pub mod result_file;
pub mod sample;
pub mod score_file;
pub mod standard_facts;
pub mod texts;
pub mod trace;
pub mod trace_file;

pub use figure::Shown;
pub use format::{Format, MINUS};
pub use lang::Lang;
pub use names::Names;
pub use texts::Texts;
