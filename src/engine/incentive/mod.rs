//! Incentive pay: what a plan pays whom, and why.
//!
//! [`Prepared`] scans the records once; after that every change of a rate costs microseconds. Amounts are exact until
//! a statement line is rounded, once; a total is the sum of its rounded lines.

mod base;
pub mod check;
mod compile;
mod compute;
mod counted;
mod deal;
mod draw;
mod eligible;
mod example;
mod expected;
mod group;
mod level;
mod matcher;
mod pay;
mod payout;
mod personal;
mod pretend;
mod prorate;
mod quota;
mod reading;
pub mod replay;
mod reward;
mod rows;
pub mod run;
mod sales;
mod shape;
pub mod simulate;
mod statement;
mod sums;
pub mod table;
mod tree;
mod version;
pub mod whatif;

pub use base::{Prepared, unnamed};
pub use compile::PlanFault;
pub use compute::{Capped, GateState};
pub use counted::{Counted, Counting, counted};
pub use deal::{Deal, DealLine, NextDeal};
pub use eligible::{names_on, payer, pays as eligible_on};
pub use example::{Outcome, example, examples, examples_hold};
pub use expected::{Outlook, outlook, plan_year};
pub use level::{base_pay, target_pay};
pub use matcher::Dims;
pub use pay::{Difference, LinePay, Pay, PersonPay, differences};
pub use payout::{CurveFault, Payout};
pub use personal::{Personal, PersonalPart, PersonalPeriod, personal};
pub use prorate::{Part, pieces as days_of};
pub use quota::Quota;
pub use reward::{Evidence, Proposal, proposals};
pub use shape::readings as readings_of;
pub use statement::{Statement, StatementLine};
pub use table::{Earned, Fault, Notice, NoticeKind, On, Slice, Table};
pub use version::{holding, in_force};

#[cfg(test)]
mod tests;
