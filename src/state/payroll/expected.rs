//! What people are told to expect of a plan, at [`EXPECTED_AT`] percent of target.

use crate::domain::dataset::Dataset;
use crate::domain::incentive::{EXPECTED_AT, Expected, Plan};
use crate::domain::{Date, Decimal, IssueCode, Span};
use crate::engine::incentive::{PlanFault, outlook};
use crate::state::payroll::OrderFault;
use crate::state::view::newest_record;

/// The year that ends with the newest record, or before a plan takes effect where there are no records.
fn past(data: &Dataset, plan: &Plan) -> Span {
    let before = plan.effective.yesterday().unwrap_or(plan.effective);
    let to: Date = newest_record(data).unwrap_or(before);
    let from = to.saturating_sub(jiff::Span::new().years(1));
    Span { from: from.tomorrow().unwrap_or(from), to }
}

/// Everybody's expected earnings in the fiscal year of the newest record, or in the plan's first one where that is later.
///
/// # Errors
/// [`OrderFault::Plan`] where the plan cannot be computed.
pub fn of_all(data: &Dataset, plan: &Plan) -> Result<Vec<Expected>, OrderFault> {
    let at = EXPECTED_AT.map(|percent| Decimal::new(i64::from(percent), 2));
    let found =
        outlook(data, plan, past(data, plan), &at).map_err(|fault| OrderFault::Plan(issue(&fault)))?;
    let one = |o: &crate::engine::incentive::Outlook| {
        let minor = |n: usize| o.minor.get(n).copied().unwrap_or_default();
        Expected { person: o.person, low: minor(0), target: minor(1), high: minor(2) }
    };
    Ok(found.iter().map(one).collect())
}

/// What is wrong with a plan, as the code of an issue.
pub fn issue(fault: &PlanFault) -> IssueCode {
    match fault {
        PlanFault::Table(_, faults) | PlanFault::Rule(_, _, faults) => {
            faults.first().map_or(IssueCode::TableOrder, |f| f.code)
        }
        PlanFault::Curve(..) | PlanFault::Modifier(..) | PlanFault::Step(_) => IssueCode::BadCurve,
        PlanFault::Stale | PlanFault::Overflow => IssueCode::Overflow,
    }
}
