//! Everything from bytes to proposed changes: encodings, tables, values, columns, matching, and back to files.
//!
//! Nothing here knows a browser: the same functions run in the file worker, in the page and in native tests. What needs heavy
//! codecs stands behind the feature `files`, which the page is built without.

pub mod analyse;
pub mod build;
pub mod calendar;
pub mod changed;
pub mod columns;
pub mod csv;
pub mod csv_write;
#[cfg(feature = "files")]
pub mod decode;
pub mod draft;
pub mod encoding;
pub mod entities;
pub mod error;
pub mod export;
pub mod field;
pub mod grid;
pub mod intern;
#[cfg(feature = "files")]
pub mod job;
pub mod layout;
pub mod library;
pub mod mail;
pub mod messages;
pub mod plain;
#[cfg(feature = "files")]
pub mod read;
pub mod resolve;
pub mod states;
pub mod template;
pub mod transport;
pub mod value;
#[cfg(feature = "files")]
pub mod xlsx;
