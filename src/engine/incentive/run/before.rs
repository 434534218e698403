//! What the runs closed before a period stated.

use super::book::number_of;
use super::{Key, Stated, key};
use crate::domain::calendar::Grain;
use crate::domain::id::{AdjustmentId, PersonId};
use crate::domain::incentive::{ClosedRun, LineKind, Plan, RunStatement};
use crate::domain::{Dataset, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The runs closed before a period, in the order of time, and where they lie.
pub(super) struct Before<'a> {
    pub runs: Vec<(&'a ClosedRun, Span)>,
    /// What was stated, by number of the version under which it was earned.
    pub stated: BTreeMap<Key, BTreeMap<u32, Stated>>,
    /// The adjustments that were stated.
    pub adjusted: BTreeSet<AdjustmentId>,
}

impl<'a> Before<'a> {
    pub fn new(data: &Dataset, plan: &Plan, span: Span, runs: &'a [ClosedRun]) -> Before<'a> {
        let calendar = &data.workspace.calendar;
        let own = runs.iter().filter(|r| r.plan == plan.id);
        let mut runs: Vec<(&ClosedRun, Span)> = own
            .filter_map(|r| Some((r, calendar.span(r.period)?)))
            .filter(|(_, s)| s.to < span.from)
            .collect();
        runs.sort_by_key(|(_, s)| (s.to, s.from));
        let mut stated: BTreeMap<Key, BTreeMap<u32, Stated>> = BTreeMap::new();
        let mut adjusted = BTreeSet::new();
        for (run, _) in &runs {
            let number = number_of(data, run);
            for statement in &run.statements {
                adjusted.extend(statement.lines.iter().filter_map(|l| l.adjustment));
                for line in statement.lines.iter().filter(|l| l.kind != LineKind::Carried) {
                    let Some(key) = key(statement.person, line) else { continue };
                    let by = if line.version == 0 { number } else { line.version };
                    let sum = stated.entry(key).or_default().entry(by).or_default();
                    sum.0 = sum.0.saturating_add(line.earned.saturating_sub(line.waiting));
                    sum.1 = sum.1.saturating_add(line.minor);
                }
            }
        }
        Before { runs, stated, adjusted }
    }

    /// A person's latest statement.
    pub fn last(&self, person: PersonId) -> Option<&RunStatement> {
        let of = |run: &'a ClosedRun| run.statements.iter().find(|s| s.person == person);
        self.runs.iter().rev().find_map(|(run, _)| of(run))
    }

    /// From where records have to be scanned: the fiscal year of the period, and every span that was stated.
    pub fn from(&self, data: &Dataset, span: Span) -> crate::domain::Date {
        let calendar = &data.workspace.calendar;
        let year = calendar.span(calendar.period_of(span.from, Grain::Year)).map_or(span.from, |s| s.from);
        let stated = self.stated.keys().filter_map(|k| calendar.span(k.2)).map(|s| s.from).min();
        stated.map_or(year, |s| s.min(year))
    }
}
