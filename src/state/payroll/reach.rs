//! A version that reaches back into closed periods: whoever would earn less there speaks against it, unless they have agreed.
//!
//! Invariant: an agreement is to the exact terms, effective date included, and to earning up to so much less. Where the plan is
//! edited or more would be taken, it is asked for again.

use crate::domain::Date;
use crate::domain::dataset::{Change, Changes, Dataset};
use crate::domain::id::{PersonId, Uuid, VersionId};
use crate::domain::incentive::{Agreement, ClosedRun, Plan, PlanVersion};
use crate::engine::incentive::run::run;
use crate::state::payroll::expected::issue;
use crate::state::payroll::{OrderFault, hash, versions};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Somebody who would have earned less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Short {
    /// Who.
    pub person: PersonId,
    /// By how much up to the end of the last closed period, minor units of the plan's currency; above zero.
    pub less: i64,
    /// When they agreed to as much; `None` where they have not.
    pub agreed: Option<Date>,
}

/// What an agreement is to: the content hash of a plan with its effective date, whenever it is announced.
///
/// # Errors
/// [`OrderFault::Plan`] where it has no stored form.
pub fn terms(plan: &Plan) -> Result<String, OrderFault> {
    let mut plan = plan.clone();
    plan.terms.announced = None;
    hash(&plan)
}

/// Who has agreed to a plan's reaching back with these exact terms.
///
/// # Errors
/// As [`terms`].
pub fn agreements<'a>(data: &'a Dataset, plan: &Plan) -> Result<Vec<&'a Arc<Agreement>>, OrderFault> {
    // Nobody has agreed to most plans, and these need no hash.
    let own: Vec<_> = data.agreements.iter().filter(|a| a.plan == plan.id).collect();
    if own.is_empty() {
        return Ok(own);
    }
    let terms = terms(plan)?;
    Ok(own.into_iter().filter(|a| a.terms == terms).collect())
}

/// Who would have earned less up to the end of the last closed period, had a plan been in force from its effective date on as
/// its next version. Nobody where it takes effect later.
///
/// # Errors
/// [`OrderFault::Plan`] where a plan cannot be computed.
pub fn earn_less(data: &Dataset, plan: &Plan) -> Result<Vec<Short>, OrderFault> {
    let calendar = &data.workspace.calendar;
    let end = |r: &ClosedRun| calendar.span(r.period).map(|s| s.to);
    let own = || data.runs.iter().map(|r| &r.run).filter(|r| r.plan == plan.id);
    let Some(last) = own().max_by_key(|r| end(r)).filter(|r| end(r) >= Some(plan.effective)) else {
        return Ok(Vec::new());
    };
    let before: Vec<ClosedRun> = own().filter(|r| end(r) < end(last)).cloned().collect();
    let version = PlanVersion {
        id: VersionId(Uuid::nil()),
        number: versions(data, plan.id).last().map_or(0, |last| last.number) + 1,
        hash: hash(plan)?,
        announced: plan.effective,
        plan: plan.clone(),
        expected: Vec::new(),
    };
    let with = Changes { versions: vec![Change::add(version.clone())], ..Changes::default() };
    let after = data.apply(&with).map_err(|_| OrderFault::Frozen)?;
    let by = data.versions.iter().find(|v| v.plan.id == plan.id && v.hash == last.version);
    let by = by.ok_or(OrderFault::Unpublished)?;
    let earned = |data: &Dataset, by: &PlanVersion| -> Result<BTreeMap<PersonId, i64>, OrderFault> {
        let made = run(data, &by.plan, &by.hash, last.period, &before);
        let made = made.map_err(|fault| OrderFault::Plan(issue(&fault)))?.value;
        Ok(made.statements.iter().map(|s| (s.person, s.total)).collect())
    };
    let (old, new) = (earned(data, by)?, earned(&after, &version)?);
    let of = |sums: &BTreeMap<PersonId, i64>, person: PersonId| sums.get(&person).copied().unwrap_or(0);
    let people: BTreeSet<PersonId> = old.keys().chain(new.keys()).copied().collect();
    let agreed = agreements(data, plan)?;
    let short = |person: PersonId| {
        let less = of(&old, person).saturating_sub(of(&new, person));
        let own = agreed.iter().filter(|a| a.person == person && less <= a.less).map(|a| a.on).max();
        (less > 0).then_some(Short { person, less, agreed: own })
    };
    Ok(people.into_iter().filter_map(short).collect())
}
