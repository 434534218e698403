//! The seal: once anonymous answers are counted, no way leads back to where they could still change.
//!
//! Undoing the step into calibration would be such a way: a mean that was seen, one answer taken back, and the mean seen
//! again give that answer away.

use crate::domain::appraisal::CycleState;
use crate::domain::history::History;
use crate::domain::id::CycleId;
use crate::domain::{Changes, Dataset};

/// Whether a step, as it stands in the history of a dataset, sealed anonymous answers that are there. Such a step is not undone.
pub fn seals(data: &Dataset, changes: &Changes) -> bool {
    let sealed = changes.cycles.iter().filter_map(|change| {
        let (before, after) = (change.before.as_ref()?, change.after.as_ref()?);
        (!before.sealed && after.sealed && after.state != CycleState::Draft).then_some(after.id)
    });
    sealed.into_iter().any(|cycle| answered(data, cycle))
}

/// Whether a cycle has anonymous reviews.
fn answered(data: &Dataset, cycle: CycleId) -> bool {
    let own = |id| data.appraisals.get(id).is_some_and(|a| a.cycle == cycle);
    data.reviews.iter().any(|r| r.group.anonymous() && own(r.appraisal))
}

/// How many entries of the history stay done: everything up to the latest that sealed anonymous answers.
pub fn held(data: &Dataset, history: &History) -> usize {
    let last = history.entries_done().iter().rposition(|step| seals(data, &step.changes));
    last.map_or(0, |at| at + 1)
}
