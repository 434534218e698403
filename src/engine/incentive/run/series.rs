//! Runs one after the other of a plan that has no versions, over data that do not change in between: what a replay pays.
//!
//! Invariant: they are the runs that [`super::run`] would make, each after those before it.

use super::before::{Before, Book};
use super::book::Edition;
use super::{Ground, closed};
use crate::domain::incentive::{ClosedRun, Due, Plan};
use crate::domain::{Dataset, Date, Period, Span};
use crate::engine::incentive::base::Prepared;
use crate::engine::incentive::compile::PlanFault;
use std::borrow::Cow;

/// The runs so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    runs: Vec<(ClosedRun, Span)>,
    book: Book,
}

impl Series {
    /// Closes the run of the next period. `begins` is the first day of the longest accumulation that the period is part of:
    /// where nothing but records can change what earlier ones state, those are left alone, which is many times as fast.
    /// `known` are bases that may be at hand: they are used where they are those of the run.
    ///
    /// # Errors
    /// [`PlanFault`] as for [`super::run`].
    pub fn close(
        &mut self,
        data: &Dataset,
        plan: &Plan,
        (period, begins): (Period, Date),
        known: Option<&Prepared>,
    ) -> Result<(), PlanFault> {
        let span = data.workspace.calendar.span(period).ok_or(PlanFault::Overflow)?;
        let before = self.before(plan);
        let from = if narrow(plan) { begins } else { before.from(data, span) };
        let same = known.filter(|k| k.span() == Span { from, to: span.to });
        let ground = match same {
            Some(known) => Ground::by(data, plan, span, before, vec![Edition::sole(plan, known)?]),
            None => Ground::of(data, plan, "", (span, from), before)?,
        };
        let made = closed(&ground, "", period)?.value;
        self.add(made, span);
        Ok(())
    }

    /// What the next run knows of those so far.
    pub(super) fn before(&self, plan: &Plan) -> Before<'_> {
        let latest = self.runs.get(self.runs.len().saturating_sub(looks_back(plan))..).unwrap_or_default();
        Before::of(latest.iter().map(|(run, span)| (run, *span)).collect(), Cow::Borrowed(&self.book))
    }

    /// Adds the next run.
    pub(super) fn add(&mut self, run: ClosedRun, span: Span) {
        self.book.enter(&run, 0);
        self.runs.push((run, span));
    }

    /// The runs.
    pub fn runs(&self) -> impl Iterator<Item = &ClosedRun> {
        self.runs.iter().map(|(run, _)| run)
    }
}

/// How many of the runs before it a run looks at: the last has everybody's balances, and only what was held back or waits
/// lies further back.
fn looks_back(plan: &Plan) -> usize {
    let waits = plan.components.iter().any(|c| !c.terms.payout.is_empty());
    if waits || plan.terms.holdback.is_some() { usize::MAX } else { 1 }
}

/// Whether what an accumulation states once it is over changes by returns alone: nothing waits for an event or a gate.
fn narrow(plan: &Plan) -> bool {
    plan.components.iter().all(|c| {
        let events = c.terms.payout.iter().any(|p| matches!(p.due, Due::Event { .. }));
        let gate = c.terms.gate.is_some_and(|g| g.pays_back);
        !events && !gate && !c.by_sale()
    })
}
