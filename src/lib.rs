//! Attain: the whole sales performance management process in one browser tab.
//!
//! This file holds the layer rule and nothing else: a module uses only what its row in `docs/architecture.md`
//! names, and `tests/layers.rs` reads the sources to check it.

pub use attain_core::{domain, engine};

pub mod files;
pub mod i18n;
pub mod state;
pub mod store;
#[cfg(feature = "ui")]
pub mod ui;
#[cfg(feature = "web")]
pub mod web;
