//! What the pages of appraisal show, as plain values: whose turn it is, cycles, forms, results.

pub mod board;
pub mod calibration;
pub mod cycles;
pub mod development;
pub mod evidence;
pub mod explain;
pub mod feedback;
pub mod outcomes;
pub mod result;
pub mod review;
pub mod rewards;
pub mod side;
pub mod standards;
pub mod standing;
pub mod tasks;

use crate::domain::dataset::Dataset;
use crate::domain::id::PersonId;
use crate::state::view::default_as_of;
use jiff::civil::Date;

/// The day that steps of an appraisal are taken on, seen today. The sample company stands still on its as-of date, so that
/// what is late in it stays late by as much.
#[must_use]
pub fn day(data: &Dataset, today: Date) -> Date {
    if data.workspace.sample { default_as_of(data, today) } else { today }
}

/// Whoever can be chosen as "I am": people employed on a day, and people of any appraisal, by name in the table's order.
#[must_use]
pub fn people(data: &Dataset, on: Date) -> Vec<(PersonId, String)> {
    let appraised = |person| data.appraisals.iter().any(|a| a.person == person || a.manager == Some(person));
    let here = data.people.iter().filter(|p| p.employed_on(on) || appraised(p.id));
    here.map(|p| (p.id, p.name.clone())).collect()
}

#[cfg(test)]
mod board_tests;
#[cfg(test)]
mod tests;
