//! Everything from bytes to proposed changes: encodings, tables, values, columns, matching, and back to files.
//!
//! Nothing here knows a browser: the same functions run in the file worker, in the page and in native tests.

pub mod csv;
pub mod encoding;
pub mod error;
pub mod grid;
pub mod value;
