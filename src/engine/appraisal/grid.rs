//! Everybody's result in a cycle at once, for calibration: grades, boxes, and the spread against the guideline.

use super::appraiser::Appraiser;
use super::spread::{Spread, nine_box, spread};
use crate::domain::appraisal::{Cycle, ResultSheet};
use crate::domain::id::{AppraisalId, PersonId};
use crate::domain::issue::Issue;
use crate::domain::{Dataset, Date};
use crate::engine::trace::Silent;

/// One person in the grid.
#[derive(Clone, Debug, PartialEq)]
pub struct GridRow {
    /// The appraisal.
    pub appraisal: AppraisalId,
    /// Whose.
    pub person: PersonId,
    /// The released result, otherwise the result as it stands.
    pub sheet: ResultSheet,
    /// The box, 1 to 9; absent without cuts, score or potential.
    pub nine_box: Option<u8>,
    /// What was noticed; empty for a released result.
    pub issues: Vec<Issue>,
}

/// A cycle's people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// The people in the order in which they were taken in.
    pub rows: Vec<GridRow>,
    /// The guideline as it is met, where there is one.
    pub spread: Option<Spread>,
}

/// The grid of a cycle, with records up to the as-of date.
pub fn grid(data: &Dataset, cycle: &Cycle, as_of: Date) -> Grid {
    let appraiser = Appraiser::new(data, cycle, as_of);
    let own = data.appraisals.iter().filter(|a| a.cycle == cycle.id);
    let row = |case: &std::sync::Arc<crate::domain::appraisal::Appraisal>| {
        let (sheet, issues) = match &case.released {
            Some(released) => (released.sheet.clone(), Vec::new()),
            None => {
                let found = appraiser.appraise::<Silent>(case);
                (found.value.sheet, found.issues)
            }
        };
        let place = cycle.boxes.as_ref().zip(sheet.score).zip(case.potential);
        let nine_box = place.map(|((cuts, score), potential)| nine_box(cuts, score, potential));
        GridRow { appraisal: case.id, person: case.person, sheet, nine_box, issues }
    };
    let rows: Vec<GridRow> = own.map(row).collect();
    let grades: Vec<Option<&str>> = rows.iter().map(|r| r.sheet.grade.as_deref()).collect();
    let spread = cycle.guideline.as_ref().map(|g| spread(g, &grades));
    Grid { rows, spread }
}
