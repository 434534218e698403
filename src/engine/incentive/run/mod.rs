//! Pay runs: what a period states and pays, given the runs closed before.
//!
//! A line is what was earned to date less what was stated for the same component, span and record. So late records,
//! returns and changed plans correct themselves in the next run, and a closed run never changes. Running a closed period
//! again with the runs before it gives the same statements.

mod due;
mod settle;
mod tree;

pub use tree::stated;

use crate::domain::calendar::Grain;
use crate::domain::id::{ComponentId, PersonId};
use crate::domain::incentive::{ClosedRun, LineKind, Plan, RunLine, RunStatement};
use crate::domain::issue::Checked;
use crate::domain::records::RowRef;
use crate::domain::{Dataset, Decimal, Money, Period, Span};
use crate::engine::incentive::base::{Cell, Prepared};
use crate::engine::incentive::compile::PlanFault;
use crate::engine::incentive::compute::{Line, Pricing};
use crate::engine::incentive::pay::cells;
use crate::engine::incentive::quota::Quotas;
use crate::engine::incentive::reading::Reader;
use crate::engine::incentive::statement::StatementLine;
use crate::engine::incentive::tree::Told;
use crate::engine::trace::Trace;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a line is about: what was stated is taken off under the same key.
type Key = (PersonId, ComponentId, Period, u16, Option<RowRef>);

fn key(person: PersonId, line: &RunLine) -> Key {
    (person, line.component, line.earned_in, line.rule, line.row)
}

/// A run with what one person's statement needs to explain itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// The statement.
    pub statement: RunStatement,
    /// Each line as it came about, in the order of the statement's lines; `None` for lines that only take back or carry.
    pub lines: Vec<Option<StatementLine>>,
    /// The calculation as a tree down to the records.
    pub trace: Trace,
}

/// The runs closed before a period, in the order of time, and where they lie.
struct Before<'a> {
    runs: Vec<(&'a ClosedRun, Span)>,
    /// What was stated, exact, before gate, cap, modifiers and currency; and in minor units.
    stated: BTreeMap<Key, (Decimal, i64)>,
}

impl<'a> Before<'a> {
    fn new(data: &Dataset, plan: &Plan, span: Span, runs: &'a [ClosedRun]) -> Before<'a> {
        let calendar = &data.workspace.calendar;
        let own = runs.iter().filter(|r| r.plan == plan.id);
        let mut runs: Vec<(&ClosedRun, Span)> = own
            .filter_map(|r| Some((r, calendar.span(r.period)?)))
            .filter(|(_, s)| s.to < span.from)
            .collect();
        runs.sort_by_key(|(_, s)| (s.to, s.from));
        let mut stated: BTreeMap<Key, (Decimal, i64)> = BTreeMap::new();
        for (run, _) in &runs {
            for statement in &run.statements {
                for line in statement.lines.iter().filter(|l| l.kind != LineKind::Carried) {
                    let sum = stated.entry(key(statement.person, line)).or_default();
                    sum.0 = sum.0.saturating_add(line.earned.saturating_sub(line.waiting));
                    sum.1 = sum.1.saturating_add(line.minor);
                }
            }
        }
        Before { runs, stated }
    }

    /// A person's latest statement.
    fn last(&self, person: PersonId) -> Option<&RunStatement> {
        let of = |run: &'a ClosedRun| run.statements.iter().find(|s| s.person == person);
        self.runs.iter().rev().find_map(|(run, _)| of(run))
    }

    /// From where records have to be scanned: the fiscal year of the period, and every span that was stated.
    fn from(&self, data: &Dataset, span: Span) -> crate::domain::Date {
        let calendar = &data.workspace.calendar;
        let year = calendar.span(calendar.period_of(span.from, Grain::Year)).map_or(span.from, |s| s.from);
        let stated = self.stated.keys().filter_map(|k| calendar.span(k.2)).map(|s| s.from).min();
        stated.map_or(year, |s| s.min(year))
    }
}

/// Everybody's statement of a period. `runs` are closed runs in any order; those of other plans and of later periods do
/// not count. Nothing is closed by this: keep the result to close it.
///
/// # Errors
/// [`PlanFault`] where a part of the plan is wrong or a number is too large.
pub fn run(
    data: &Dataset,
    plan: &Plan,
    version: &str,
    period: Period,
    runs: &[ClosedRun],
) -> Result<Checked<ClosedRun>, PlanFault> {
    let Some(ground) = Ground::new(data, plan, period, runs) else { return Err(PlanFault::Overflow) };
    let ways = ground.prepared.value.checked(plan)?;
    let pricing = Pricing { plan, prepared: &ground.prepared.value, ways: &ways };
    let lines = ground.lines(&pricing, None)?;
    let mut statements = Vec::new();
    for person in ground.everybody() {
        let own = lines.get(&person).cloned().unwrap_or_default();
        let own = own.into_iter().map(|(line, _)| line).collect();
        let statement = ground.settle(person, own).ok_or(PlanFault::Overflow)?;
        let nothing = statement.lines.is_empty() && statement.balances == Default::default();
        if !nothing || statement.paid != 0 {
            statements.push(statement);
        }
    }
    let value = ClosedRun { plan: plan.id, version: version.to_owned(), period, statements };
    Ok(Checked { value, issues: ground.prepared.issues.clone() })
}

/// One person's statement of a period, with everything that explains it.
///
/// # Errors
/// [`PlanFault`] as for [`run`].
pub fn explain(
    data: &Dataset,
    plan: &Plan,
    period: Period,
    runs: &[ClosedRun],
    person: PersonId,
) -> Result<Explained, PlanFault> {
    let Some(ground) = Ground::new(data, plan, period, runs) else { return Err(PlanFault::Overflow) };
    let prepared = &ground.prepared.value;
    let ways = prepared.checked(plan)?;
    let pricing = Pricing { plan, prepared, ways: &ways };
    let quotas = Quotas::new(data);
    let reader = Reader::new(data, plan, prepared.span, &prepared.people, &quotas, &prepared.bases);
    let own = ground.lines(&pricing, Some((person, &reader)))?.remove(&person).unwrap_or_default();
    let (lines, told): (Vec<RunLine>, Vec<Option<Box<Shown>>>) = own.into_iter().unzip();
    let statement = ground.settle(person, lines).ok_or(PlanFault::Overflow)?;
    let trace = ground.trace(period, &statement, &told, pricing.currency());
    Ok(Explained { statement, lines: told.into_iter().map(|t| t.map(|t| t.0)).collect(), trace })
}

/// A line as it is shown, and its calculation.
type Shown = (StatementLine, Trace);

type Lines = BTreeMap<PersonId, Vec<(RunLine, Option<Box<Shown>>)>>;

/// A period, its bases and what was closed before it.
struct Ground<'a> {
    data: &'a Dataset,
    plan: &'a Plan,
    span: Span,
    before: Before<'a>,
    prepared: Checked<Prepared>,
}

impl<'a> Ground<'a> {
    fn new(data: &'a Dataset, plan: &'a Plan, period: Period, runs: &'a [ClosedRun]) -> Option<Ground<'a>> {
        let span = data.workspace.calendar.span(period)?;
        let before = Before::new(data, plan, span, runs);
        let from = before.from(data, span).max(plan.effective);
        let prepared = Prepared::new(data, plan, Span { from, to: span.to });
        Some(Ground { data, plan, span, before, prepared })
    }

    /// Whom the plan pays now, and who has a statement from before, in the order of their table.
    fn everybody(&self) -> Vec<PersonId> {
        let mut all: Vec<PersonId> = self.prepared.value.people.clone();
        for (run, _) in &self.before.runs {
            all.extend(run.statements.iter().map(|s| s.person));
        }
        all.sort();
        all.dedup();
        all
    }

    /// Everybody's lines, or one person's, in the order of components, spans and records.
    fn lines(&self, pricing: &Pricing, asked: Option<(PersonId, &Reader)>) -> Result<Lines, PlanFault> {
        let prepared = &self.prepared.value;
        let only = asked.map(|(person, _)| person);
        let applied = Arc::new(self.plan.clone());
        let mut found: Lines = BTreeMap::new();
        let mut seen: std::collections::BTreeSet<Key> = std::collections::BTreeSet::new();
        let place = only.map(|o| prepared.people.iter().position(|p| *p == o).unwrap_or(usize::MAX));
        for (at, (bases, component)) in prepared.bases.iter().zip(&self.plan.components).enumerate() {
            let together = pricing.together(component, bases).ok_or(PlanFault::Overflow)?;
            for (number, cell) in cells(bases, place) {
                let Some(person) = prepared.people.get(cell.person).copied() else { continue };
                let key = (person, component.id, cell.period, cell.rule, cell.row);
                seen.insert(key);
                let stated = self.before.stated.get(&key).copied().unwrap_or_default();
                let line = pricing.line(at, (number, cell), &together, Some(stated.0));
                let mut line = line.ok_or(PlanFault::Overflow)?;
                self.keep_fractions(&mut line, stated);
                if line.earned.is_zero() {
                    continue;
                }
                let made = RunLine {
                    component: component.id,
                    kind: self.kind(cell),
                    earned_in: cell.period,
                    row: cell.row,
                    rule: cell.rule,
                    earned: line.earned,
                    waiting: line.waiting,
                    minor: line.money.minor,
                    carries: line.carries,
                };
                let shown = asked.map(|(_, reader)| {
                    let shown = prepared.shown((&applied, component), cell, line, person);
                    let told = Told { pricing, component, bases, cell, reader: Some(reader) };
                    let tree = told.tree(&shown);
                    Box::new((shown, tree))
                });
                found.entry(person).or_default().push((made, shown));
            }
            self.gone(component.id, &seen, only, &mut found);
            self.carried(component, only, pricing, &mut found).ok_or(PlanFault::Overflow)?;
        }
        Ok(found)
    }

    /// Where nothing but rounding happens to what is earned, what was stated is the rounded amount: the fraction of a
    /// cent that a line lost is in the next, and the lines of a span sum to what the span earned.
    fn keep_fractions(&self, line: &mut Line, (stated, minor): (Decimal, i64)) {
        let currency = line.money.currency;
        let plain = line.exact == line.earned && line.rate.is_none();
        if !plain || stated != (Money { minor, currency }).decimal() {
            return;
        }
        let whole = stated.checked_add(line.earned);
        let whole =
            whole.and_then(|w| crate::domain::money::round(w, currency, self.prepared.value.rounding));
        if let Some(rest) = whole.and_then(|w| w.minor.checked_sub(minor)) {
            line.money.minor = rest;
            line.earned = line.money.decimal();
        }
    }

    fn kind(&self, cell: &Cell) -> LineKind {
        let ended = self.data.workspace.calendar.span(cell.period).is_some_and(|s| s.to < self.span.from);
        match (cell.reversal.is_some(), ended) {
            (true, _) => LineKind::Clawback,
            (_, true) => LineKind::Correction,
            _ => LineKind::Earned,
        }
    }

    /// What was stated on records that are no longer there is taken back.
    fn gone(
        &self,
        component: ComponentId,
        seen: &std::collections::BTreeSet<Key>,
        only: Option<PersonId>,
        found: &mut Lines,
    ) {
        for (key, (earned, minor)) in &self.before.stated {
            let wanted = key.1 == component && only.is_none_or(|o| o == key.0);
            if !wanted || seen.contains(key) || (earned.is_zero() && *minor == 0) {
                continue;
            }
            let line = RunLine {
                component,
                kind: LineKind::Correction,
                earned_in: key.2,
                row: key.4,
                rule: key.3,
                earned: -*earned,
                waiting: Decimal::ZERO,
                minor: minor.saturating_neg(),
                carries: 0,
            };
            found.entry(key.0).or_default().push((line, None));
        }
    }

    /// What a component's cap carried from earlier runs is paid as far as this run's cap has room.
    fn carried(
        &self,
        component: &crate::domain::incentive::Component,
        only: Option<PersonId>,
        pricing: &Pricing,
        found: &mut Lines,
    ) -> Option<()> {
        use crate::domain::incentive::CapOn;
        let Some(cap) = component.terms.cap.filter(|c| c.carries && c.on == CapOn::Payment) else {
            return Some(());
        };
        let mut waiting: BTreeMap<PersonId, i64> = BTreeMap::new();
        for (run, _) in &self.before.runs {
            for statement in run.statements.iter().filter(|s| only.is_none_or(|o| o == s.person)) {
                let own = statement.lines.iter().filter(|l| l.component == component.id);
                *waiting.entry(statement.person).or_default() += own.map(|l| l.carries).sum::<i64>();
            }
        }
        let rounding = self.prepared.value.rounding;
        let most = crate::domain::money::round(cap.most, pricing.currency(), rounding)?.minor;
        for (person, carries) in waiting.into_iter().filter(|(_, c)| *c > 0) {
            let lines = found.entry(person).or_default();
            let own = lines.iter().filter(|(l, _)| l.component == component.id).map(|(l, _)| l.minor);
            let minor = carries.min(most.checked_sub(own.sum::<i64>().max(0))?).max(0);
            if minor > 0 {
                let line = RunLine {
                    component: component.id,
                    kind: LineKind::Carried,
                    earned_in: self.data.workspace.calendar.period_of(self.span.to, Grain::Month),
                    row: None,
                    rule: 0,
                    earned: Decimal::ZERO,
                    waiting: Decimal::ZERO,
                    minor,
                    carries: -minor,
                };
                lines.push((line, None));
            }
        }
        Some(())
    }
}
