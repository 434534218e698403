//! Incentive pay: rate tables, what a plan pays whom, and why.
//!
//! [`Prepared`] scans the records once; after that every change of a rate costs microseconds. Amounts are exact until
//! a statement line is rounded, once; a total is the sum of its rounded lines.

mod base;
mod eligible;
mod pay;
mod quota;
mod statement;
pub mod table;

pub use base::Prepared;
pub use pay::{Difference, LinePay, Pay, PersonPay, PlanFault, differences};
pub use statement::{Deal, DealLine, NextDeal, Statement, StatementLine};
pub use table::{Earned, Fault, Notice, NoticeKind, Slice, Table};

#[cfg(test)]
mod tests;
