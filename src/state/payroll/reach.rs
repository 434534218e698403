//! A version that reaches back into closed periods: whoever would earn less there speaks against it.

use crate::domain::dataset::{Change, Changes, Dataset};
use crate::domain::id::PersonId;
use crate::domain::incentive::{ClosedRun, PlanVersion};
use crate::engine::incentive::run::run;
use crate::state::payroll::OrderFault;
use crate::state::payroll::expected::issue;
use std::collections::BTreeMap;

/// Who would have earned less up to the end of the last closed period, had a version been in force from its effective date
/// on. Nobody where it takes effect later.
///
/// # Errors
/// [`OrderFault::Plan`] where a plan cannot be computed.
pub(super) fn earn_less(data: &Dataset, version: &PlanVersion) -> Result<Vec<PersonId>, OrderFault> {
    let calendar = &data.workspace.calendar;
    let end = |r: &ClosedRun| calendar.span(r.period).map(|s| s.to);
    let own = || data.runs.iter().map(|r| &r.run).filter(|r| r.plan == version.plan.id);
    let Some(last) = own().max_by_key(|r| end(r)).filter(|r| end(r) >= Some(version.plan.effective)) else {
        return Ok(Vec::new());
    };
    let before: Vec<ClosedRun> = own().filter(|r| end(r) < end(last)).cloned().collect();
    let with = Changes { versions: vec![Change::add(version.clone())], ..Changes::default() };
    let after = data.apply(&with).map_err(|_| OrderFault::Frozen)?;
    let by = data.versions.iter().find(|v| v.plan.id == version.plan.id && v.hash == last.version);
    let by = by.ok_or(OrderFault::Unpublished)?;
    let earned = |data: &Dataset, by: &PlanVersion| -> Result<BTreeMap<PersonId, i64>, OrderFault> {
        let made = run(data, &by.plan, &by.hash, last.period, &before);
        let made = made.map_err(|fault| OrderFault::Plan(issue(&fault)))?.value;
        Ok(made.statements.iter().map(|s| (s.person, s.total)).collect())
    };
    let (old, new) = (earned(data, by)?, earned(&after, version)?);
    let of = |sums: &BTreeMap<PersonId, i64>, person| sums.get(person).copied().unwrap_or(0);
    let less = old.keys().chain(new.keys()).filter(|p| of(&new, p) < of(&old, p));
    let people: std::collections::BTreeSet<PersonId> = less.copied().collect();
    Ok(people.into_iter().collect())
}
