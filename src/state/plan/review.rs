//! What is to be said about a plan while it is edited: its checks, by itself and against the records of the past year.
//!
//! Invariant: the records are scanned again only where data or the shape of the plan have changed.

use crate::domain::incentive::Plan;
use crate::domain::{Dataset, Date, Decimal, Money, Span};
use crate::engine::incentive::Prepared;
use crate::engine::incentive::check::{
    Balance, Finding, Severity, balance, check, check_records, cost_rate, leverage_of, upside,
};
use crate::engine::incentive::replay::alone;
use crate::state::view::{newest_record, oldest_record};
use std::sync::Arc;

/// What the records of the past say about plans of one shape.
#[derive(Clone, Debug)]
pub struct Bases {
    data: Arc<Dataset>,
    /// The plan's bases over the past year, as if it had been in force and alone.
    pub prepared: Arc<Prepared>,
}

impl PartialEq for Bases {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.data, &other.data) && Arc::ptr_eq(&self.prepared, &other.prepared)
    }
}

impl Bases {
    /// The bases of a plan; those before where they still fit. `None` without records.
    pub fn of(data: &Arc<Dataset>, plan: &Plan, before: Option<&Bases>) -> Option<Bases> {
        let span = past(data)?;
        let plan = plan.reaching_back(span.from);
        if let Some(known) = before.filter(|b| Arc::ptr_eq(&b.data, data) && b.prepared.fits(&plan)) {
            return Some(known.clone());
        }
        let prepared = Arc::new(Prepared::new(&alone(data).ok()?, &plan, span).value);
        Some(Bases { data: Arc::clone(data), prepared })
    }
}

/// The year that ends with the newest record, or the part of it from which there are records.
pub fn past(data: &Dataset) -> Option<Span> {
    let to = newest_record(data)?;
    let year = to.saturating_sub(jiff::Span::new().years(1));
    let from = year.tomorrow().unwrap_or(year).max(oldest_record(data)?);
    Some(Span { from, to })
}

/// A plan under review.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// What was found: what refuses the plan first, then in the order of the plan.
    pub findings: Vec<Finding>,
    /// What the plan would have cost in the past, where that can be computed.
    pub cost: Option<Money>,
    /// Cost ÷ booked revenue.
    pub rate: Option<Decimal>,
    /// On what the pay depends.
    pub balance: Option<Balance>,
    /// What the plan bounds, for every level that names base or target pay.
    pub bounds: Vec<Bounds>,
}

/// The most that somebody on a level of pay can earn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Which level, from 0.
    pub place: usize,
    /// (Base + highest incentive) ÷ base; `None` where nothing bounds it or there is no base.
    pub leverage: Option<Decimal>,
    /// Highest incentive ÷ target pay; `None` where nothing bounds it or there is no target.
    pub upside: Option<Decimal>,
}

/// What a plan bounds, level by level.
pub fn bounds(plan: &Plan) -> Vec<Bounds> {
    let one =
        |(place, level)| Bounds { place, leverage: leverage_of(plan, level), upside: upside(plan, level) };
    plan.terms.pay.iter().enumerate().map(one).collect()
}

impl Review {
    /// How many findings refuse the plan.
    pub fn refusals(&self) -> usize {
        self.findings.iter().filter(|f| f.severity == Severity::Refuses).count()
    }
}

/// Reviews a plan as of a day.
pub fn review(data: &Dataset, plan: &Plan, bases: Option<&Bases>, today: Date) -> Review {
    let workspace = &data.workspace;
    let mut findings = check(plan, workspace.currency, workspace.rounding, today);
    let mut made = Review { bounds: bounds(plan), ..Review::default() };
    if let Some(bases) = bases {
        let plan = plan.reaching_back(bases.prepared.span().from);
        if let Ok(pay) = bases.prepared.pay(&plan) {
            findings.extend(check_records(&plan, &bases.prepared).unwrap_or_default());
            (made.cost, made.rate) = (Some(pay.cost), cost_rate(&plan, &pay));
            made.balance = balance(data, &plan, &pay);
        }
    }
    findings.sort_by_key(|f| f.severity);
    made.findings = findings;
    made
}

#[cfg(test)]
#[path = "review_tests.rs"]
mod tests;
