//! Storage without a browser: what is written, how it is found again after any kind of end, and how it travels.
//!
//! [`wire`] are the stored types, apart from the domain's. [`file`] and [`blocks`] are the two forms of a file,
//! [`link`] puts a text into an address. [`journal`] what the files of a workspace mean together, [`recovery`] what to make of what is found.
//! [`port`] is all that a home of storage must be able to do.
//!
//! Invariant: no input of any kind makes this module panic, and nothing damaged is taken for whole.

pub mod backup;
pub mod blocks;
pub mod error;
pub mod file;
pub mod fold;
pub mod journal;
pub mod link;
pub mod marks;
pub mod migrate;
pub mod name;
pub mod open;
pub mod port;
pub mod recovery;
pub mod shelf;
pub mod stamp;
pub mod wire;

pub use error::{FileError, StorageError, StoreError};
pub use stamp::{Device, Stamp};

#[cfg(test)]
mod fixture_tests;
#[cfg(test)]
mod journal_tests;
#[cfg(test)]
pub(crate) mod testing;
