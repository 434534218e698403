//! The nouns of Attain: plain immutable values, the dataset that holds them, and the invertible changes between
//! two datasets. Knows no clock, no randomness, no browser and no language.

pub mod appraisal;
pub mod calendar;
pub mod catalogue;
pub mod dataset;
pub mod day;
pub mod filter;
pub mod history;
pub mod id;
pub mod incentive;
pub mod issue;
pub mod kpi;
pub mod lunar;
pub mod measurement;
pub mod money;
pub mod org;
pub mod records;
pub mod scorecard;
pub mod target;
pub mod workspace;

pub use calendar::{Calendar, Period, Span};
pub use dataset::{ApplyError, Change, Changes, Dataset, Item, ItemId};
pub use day::Day;
pub use issue::{Checked, Issue, IssueCode};
pub use jiff::civil::Date;
pub use money::Money;
pub use rust_decimal::Decimal;
