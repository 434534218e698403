//! Incentive pay: rate tables, what a plan pays whom, and why.
//!
//! [`Prepared`] scans the records once; after that every change of a rate costs microseconds. Amounts are exact until
//! a statement line is rounded, once; a total is the sum of its rounded lines.

pub mod table;

pub use table::{Earned, Fault, Notice, NoticeKind, Slice, Table};
