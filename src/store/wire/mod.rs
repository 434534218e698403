//! The stored types of schema version 1, apart from the domain's, and the conversion both ways.
//!
//! One type per kind, for storage, file, link, scenario and backup alike. JSON; decimals, dates, ids and codes are
//! texts; unknown fields are errors. A change here is a new schema version with a migration.

pub mod appraisal;
pub mod canonical;
pub mod dataset;
pub mod entity;
pub mod incentive;
pub mod journal;
pub mod kept;
pub mod leaf;
pub mod method;
pub mod payroll;
pub mod plan_file;
pub mod scenario;

use crate::store::error::FileError;

/// A stored type `Self` that stands for the domain's `D`.
pub trait Stored<D>: Sized {
    /// The stored form.
    fn put(domain: &D) -> Self;

    /// The domain's form.
    ///
    /// # Errors
    /// [`WireError`] where the stored value is not one of the domain's.
    fn take(self) -> Result<D, WireError>;
}

/// A stored value that the domain does not know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WireError {
    /// Where, such as `people[3].hired`; innermost part last.
    pub place: String,
}

impl WireError {
    /// The same error seen from one level further out.
    pub fn within(mut self, part: &str) -> WireError {
        let dot = if self.place.is_empty() || self.place.starts_with('[') { "" } else { "." };
        self.place.insert_str(0, dot);
        self.place.insert_str(0, part);
        self
    }
}

impl From<WireError> for FileError {
    fn from(error: WireError) -> Self {
        FileError::Invalid { place: error.place }
    }
}
