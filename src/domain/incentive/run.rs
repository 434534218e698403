//! Pay runs as they were closed: what was stated, paid, held and carried. A closed run never changes; what turns out
//! wrong later is a line of the next run.

use crate::domain::calendar::Period;
use crate::domain::id::{AdjustmentId, ComponentId, PersonId, PlanId};
use crate::domain::records::RowRef;
use rust_decimal::Decimal;

/// What a line of a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    /// Earned in a span that has not ended before the run's period.
    #[default]
    Earned,
    /// What changed in an earlier span: late records, returns, corrections.
    Correction,
    /// A return or cancellation that takes back what its sale earned.
    Clawback,
    /// What a cap withheld earlier and carried.
    Carried,
    /// What somebody decided, with a reason.
    Adjustment,
}

/// One line of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunLine {
    /// The component; absent only for an adjustment that is about none.
    pub component: Option<ComponentId>,
    /// What it is.
    pub kind: LineKind,
    /// The span in which it was earned; for a component per record the month of the record, for an adjustment its period.
    pub earned_in: Period,
    /// The record, for a component per record or document.
    pub row: Option<RowRef>,
    /// Place of the rule, 0 being the component's own table.
    pub rule: u16,
    /// What the table or curve gave since the last run, exact, before gate, cap, modifiers and currency.
    pub earned: Decimal,
    /// Of that, what is not stated yet because a gate that pays back is closed.
    pub waiting: Decimal,
    /// The line, minor units of the run's currency.
    pub minor: i64,
    /// What a cap withheld and carries, minor units.
    pub carries: i64,
    /// Number of the plan's version under which it was earned; 0 is the run's own.
    pub version: u32,
    /// The adjustment that it states.
    pub adjustment: Option<AdjustmentId>,
}

/// Balances at the end of a run, minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balances {
    /// Draw that is still owed; never negative.
    pub debt: i64,
    /// What a negative total or the limit of recovery left to be taken from the next run; never negative.
    pub owed: i64,
    /// What the statement's cap withheld and carries; never negative.
    pub capped: i64,
    /// Stated in lines whose instalments are not due yet.
    pub instalments: i64,
    /// Held back from statements and not due yet.
    pub holdback: i64,
    /// What a leaver earned and is not paid, as the plan says.
    pub lapsed: i64,
}

/// One person's statement of a run, minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunStatement {
    /// The person.
    pub person: PersonId,
    /// The lines, in the order of components, spans and records.
    pub lines: Vec<RunLine>,
    /// Sum of the lines.
    pub total: i64,
    /// Paid on top of what was earned, as draw.
    pub drawn: i64,
    /// Taken for earlier draws and negative balances.
    pub recovered: i64,
    /// Withheld by the statement's cap, lost or carried.
    pub withheld: i64,
    /// Of the lines, what is not due yet; negative where earlier instalments fall due.
    pub instalments: i64,
    /// Held back from this statement.
    pub holdback: i64,
    /// Held back earlier and due now.
    pub released: i64,
    /// What is paid.
    pub paid: i64,
    /// Draw owed so far that was forgiven in this run.
    pub forgiven: i64,
    /// What is left.
    pub balances: Balances,
}

/// A pay run that is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedRun {
    /// By which plan.
    pub plan: PlanId,
    /// The content hash of the plan as it was.
    pub version: String,
    /// What is paid for.
    pub period: Period,
    /// Everybody's statement, in the order of their table.
    pub statements: Vec<RunStatement>,
}
