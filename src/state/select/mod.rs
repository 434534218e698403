//! Selectors: what each page shows, computed from a dataset and a settled view, with a cache beneath.
//!
//! Invariant: a selector is a pure function of its arguments; the cache only remembers what a scan of the records
//! answered, and forgets it when a table that the scan read is another.

mod cache;
mod codes;
pub mod monitor;
pub mod records;
pub mod score;

pub use cache::Cache;
pub use codes::CodeNames;
