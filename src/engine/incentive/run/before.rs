//! What the runs closed before a period stated.

use super::book::number_of;
use super::{Key, Stated, key};
use crate::domain::calendar::Grain;
use crate::domain::id::{AdjustmentId, ComponentId, PersonId};
use crate::domain::incentive::{ClosedRun, LineKind, Plan, RunStatement};
use crate::domain::{Dataset, Span};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What was stated, and which adjustments.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Book {
    /// By number of the version under which it was earned.
    pub stated: BTreeMap<Key, BTreeMap<u32, Stated>>,
    pub adjusted: BTreeSet<AdjustmentId>,
    /// What a component's cap withheld and has not paid yet, minor units.
    pub carries: BTreeMap<(ComponentId, PersonId), i64>,
}

impl Book {
    /// Enters a run that was paid by the version of a number.
    pub fn enter(&mut self, run: &ClosedRun, number: u32) {
        for statement in &run.statements {
            self.adjusted.extend(statement.lines.iter().filter_map(|l| l.adjustment));
            for line in statement.lines.iter().filter(|l| l.carries != 0) {
                let Some(component) = line.component else { continue };
                let sum = self.carries.entry((component, statement.person)).or_default();
                *sum = sum.saturating_add(line.carries);
            }
            for line in statement.lines.iter().filter(|l| l.kind != LineKind::Carried) {
                let Some(key) = key(statement.person, line) else { continue };
                let by = if line.version == 0 { number } else { line.version };
                let sum = self.stated.entry(key).or_default().entry(by).or_default();
                sum.0 = sum.0.saturating_add(line.earned.saturating_sub(line.waiting));
                sum.1 = sum.1.saturating_add(line.minor);
            }
        }
    }
}

/// A statement of a run, and where the run lies.
pub(super) type Own<'a> = (&'a RunStatement, &'a ClosedRun, Span);

/// The runs closed before a period.
pub(super) struct Before<'a> {
    /// Everybody's statements, each person's in the order of time.
    own: BTreeMap<PersonId, Vec<Own<'a>>>,
    pub book: Cow<'a, Book>,
    /// Whether the data are those of the runs: then nothing of what was stated is gone from them.
    pub still: bool,
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
        let mut book = Book::default();
        for (run, _) in &runs {
            book.enter(run, number_of(data, run));
        }
        Before { still: false, ..Before::of(runs, Cow::Owned(book)) }
    }

    /// Runs in the order of time with what they stated, of the data as they still are.
    pub fn of(runs: Vec<(&'a ClosedRun, Span)>, book: Cow<'a, Book>) -> Before<'a> {
        let mut own: BTreeMap<PersonId, Vec<Own>> = BTreeMap::new();
        for (run, span) in runs {
            for statement in &run.statements {
                own.entry(statement.person).or_default().push((statement, run, span));
            }
        }
        Before { own, book, still: true }
    }

    /// Everybody who has a statement.
    pub fn people(&self) -> impl Iterator<Item = PersonId> {
        self.own.keys().copied()
    }

    /// A person's statements, the earliest first.
    pub fn of_person(&self, person: PersonId) -> &[Own<'a>] {
        self.own.get(&person).map_or(&[], Vec::as_slice)
    }

    /// A person's latest statement.
    pub fn last(&self, person: PersonId) -> Option<&RunStatement> {
        self.of_person(person).last().map(|(statement, _, _)| *statement)
    }

    /// From where records have to be scanned: the fiscal year of the period, and every span that was stated.
    pub fn from(&self, data: &Dataset, span: Span) -> crate::domain::Date {
        let calendar = &data.workspace.calendar;
        let year = calendar.span(calendar.period_of(span.from, Grain::Year)).map_or(span.from, |s| s.from);
        let stated = self.book.stated.keys().filter_map(|k| calendar.span(k.2)).map(|s| s.from).min();
        stated.map_or(year, |s| s.min(year))
    }
}
