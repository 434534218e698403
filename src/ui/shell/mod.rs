//! The frame around every page: bar, navigation, palette, shortcuts, language and theme, first run.
//!
//! Invariant: the frame knows pages by their route only; what a workspace does goes through [`Actions`].

mod actions;
mod bar;
mod drop;
mod first_run;
mod frame;
mod keys;
mod nav;
mod palette;
mod prefs;
mod router;
mod search;

pub use actions::Actions;
pub use first_run::FirstRun;
pub use frame::Shell;
pub use prefs::{Prefs, Theme};
pub use router::Router;
