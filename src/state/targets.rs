//! Setting targets: many at once, each by what it is for, so that a grid of cells is one step.

use crate::domain::calendar::Period;
use crate::domain::dataset::{Change, Changes, Dataset};
use crate::domain::id::{KpiId, TargetId};
use crate::domain::target::{Level, Subject, Target};
use crate::state::check;
use crate::state::command::{CommandError, Env};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// One target to set or to clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TargetEdit {
    /// The KPI.
    pub kpi: KpiId,
    /// For whom.
    pub subject: Subject,
    /// When.
    pub period: Period,
    /// At which level.
    pub level: Level,
    /// The value in the KPI's unit; `None` clears the target.
    pub value: Option<Decimal>,
}

/// The changes that set and clear targets. Where two edits are for the same target, the last one holds.
///
/// # Errors
/// [`CommandError::Invalid`] where a KPI, subject or period does not exist.
pub fn plan(data: &Dataset, edits: &[TargetEdit], env: &Env) -> Result<Changes, CommandError> {
    type Key = (KpiId, Subject, Period, Level);
    let stored: BTreeMap<Key, _> =
        data.targets.iter().map(|t| ((t.kpi, t.subject, t.period, t.level), t)).collect();
    let wanted: BTreeMap<Key, Option<Decimal>> =
        edits.iter().map(|e| ((e.kpi, e.subject, e.period, e.level), e.value)).collect();
    let mut changes = Changes::default();
    for (key, value) in wanted {
        let (kpi, subject, period, level) = key;
        match (stored.get(&key), value) {
            (Some(old), Some(value)) if old.value != value => {
                changes.targets.push(Change::update(old, Target { value, ..old.as_ref().clone() }));
            }
            (Some(old), None) => changes.targets.push(Change::remove(old)),
            (None, Some(value)) => {
                let id = TargetId((env.new_id)());
                changes.targets.push(Change::add(Target { id, kpi, subject, period, level, value }));
            }
            (Some(_), Some(_)) | (None, None) => {}
        }
    }
    check::changed(data, &changes)?;
    Ok(changes)
}
