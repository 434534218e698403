//! Pay runs: what a period states and pays, given the runs closed before.
//!
//! A line is what was earned to date less what was stated for the same component, span and record. So late records,
//! returns and changed plans correct themselves in the next run, and a closed run never changes. Running a closed period
//! again with the runs before it gives the same statements. Every day is paid by the version of the plan that held it: a
//! later version does not touch what an earlier one paid for.

mod before;
mod book;
mod due;
mod series;
mod settle;
mod tree;
mod trial;

pub use series::Series;
pub use tree::{stated, steps};

pub use trial::TrialRuns;

use crate::domain::calendar::Grain;
use crate::domain::id::{ComponentId, PersonId};
use crate::domain::incentive::{Cap, CapOn, ClosedRun, Component, LineKind, Plan, RunLine, RunStatement};
use crate::domain::issue::Checked;
use crate::domain::records::RowRef;
use crate::domain::{Dataset, Date, Decimal, Money, Period, Span};
use crate::engine::incentive::base::{Cell, Prepared};
use crate::engine::incentive::compile::PlanFault;
use crate::engine::incentive::compute::{Line, Pricing};
use crate::engine::incentive::pay::cells;
use crate::engine::incentive::quota::Quotas;
use crate::engine::incentive::reading::Reader;
use crate::engine::incentive::statement::StatementLine;
use crate::engine::incentive::tree::Told;
use crate::engine::incentive::version::known;
use crate::engine::trace::Trace;
use before::Before;
use book::{Edition, editions};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a line is about: what was stated is taken off under the same key.
type Key = (PersonId, ComponentId, Period, u16, Option<RowRef>);

/// The key of a line; `None` for an adjustment, which is about nothing that is computed.
fn key(person: PersonId, line: &RunLine) -> Option<Key> {
    let component = line.component.filter(|_| line.kind != LineKind::Adjustment)?;
    Some((person, component, line.earned_in, line.rule, line.row))
}

/// An amount exact, before gate, cap, modifiers and currency; and in minor units.
type Stated = (Decimal, i64);

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

/// Everybody's statement of a period. `plan` is the version in force on the period's last day and `version` its content
/// hash: earlier days are paid by the versions that held them. `runs` are closed runs in any order; those of other plans
/// and of later periods do not count. Nothing is closed by this: keep the result to close it.
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
    let known = known(data, plan, version);
    let ground = Ground::new(&known, plan, version, period, runs)?;
    closed(&ground, version, period)
}

/// Everybody's statement.
fn closed(ground: &Ground, version: &str, period: Period) -> Result<Checked<ClosedRun>, PlanFault> {
    let plan = ground.plan;
    let mut lines = ground.lines(None)?;
    let mut statements = Vec::new();
    for person in ground.everybody() {
        let own = lines.remove(&person).unwrap_or_default();
        let own = own.into_iter().map(|(line, _)| line).collect();
        let statement = ground.settle(person, own).ok_or(PlanFault::Overflow)?;
        let nothing = statement.lines.is_empty() && statement.balances == Default::default();
        if !nothing || statement.paid != 0 {
            statements.push(statement);
        }
    }
    let value = ClosedRun { plan: plan.id, version: version.to_owned(), period, statements };
    let mut issues: Vec<_> = ground.editions.iter().flat_map(|e| e.issues.clone()).collect();
    issues.sort();
    issues.dedup();
    Ok(Checked { value, issues })
}

/// One person's statement of a period, with everything that explains it. The arguments are those of [`run`].
///
/// # Errors
/// [`PlanFault`] as for [`run`].
pub fn explain(
    data: &Dataset,
    plan: &Plan,
    version: &str,
    period: Period,
    runs: &[ClosedRun],
    person: PersonId,
) -> Result<Explained, PlanFault> {
    let known = known(data, plan, version);
    let ground = Ground::new(&known, plan, version, period, runs)?;
    let quotas = Quotas::new(ground.data);
    let told = |e: &'_ Edition<'_>| Arc::new(e.plan.clone());
    let plans: Vec<Arc<Plan>> = ground.editions.iter().map(told).collect();
    let readers = ground.editions.iter().map(|e| {
        let Prepared { days, people, bases, .. } = &*e.prepared;
        Reader::new(ground.data, e.plan, days, people, &quotas, bases)
    });
    let asked = Asked { person, told: plans.into_iter().zip(readers).collect() };
    let own = ground.lines(Some(&asked))?.remove(&person).unwrap_or_default();
    let (lines, told): (Vec<RunLine>, Vec<Option<Box<Shown>>>) = own.into_iter().unzip();
    let statement = ground.settle(person, lines).ok_or(PlanFault::Overflow)?;
    let trace = ground.trace(period, &statement, &told);
    Ok(Explained { statement, lines: told.into_iter().map(|t| t.map(|t| t.0)).collect(), trace })
}

/// A line as it is shown, and its calculation.
type Shown = (StatementLine, Trace);

type Lines = BTreeMap<PersonId, Vec<(RunLine, Option<Box<Shown>>)>>;

/// Whose lines are asked for with their calculation, and what each version tells it from.
struct Asked<'a> {
    person: PersonId,
    told: Vec<(Arc<Plan>, Reader<'a>)>,
}

/// Of what was stated for a component: what each version answers for, and what no version has any longer.
#[derive(Default)]
struct Answers {
    by: BTreeMap<(Key, usize), Stated>,
    gone: Vec<(Key, u32, Stated)>,
}

/// A period, what it is paid on and what was closed before it.
struct Ground<'a> {
    data: &'a Dataset,
    /// The version in force on the last day: what holds for the statement as a whole is its.
    plan: &'a Plan,
    /// Its number; 0 where it is not published.
    number: u32,
    span: Span,
    before: Before<'a>,
    /// The versions that hold days, the earliest first; the last is the plan's own.
    editions: Vec<Edition<'a>>,
    /// The first day of the first version.
    effective: Date,
}

impl<'a> Ground<'a> {
    fn new(
        data: &'a Dataset,
        plan: &'a Plan,
        version: &str,
        period: Period,
        runs: &'a [ClosedRun],
    ) -> Result<Ground<'a>, PlanFault> {
        let span = data.workspace.calendar.span(period).ok_or(PlanFault::Overflow)?;
        let before = Before::new(data, plan, span, runs);
        let from = before.from(data, span);
        Ground::of(data, plan, version, (span, from), before)
    }

    /// The same with what was closed before, scanning records from a day on.
    fn of(
        data: &'a Dataset,
        plan: &'a Plan,
        version: &str,
        (span, from): (Span, Date),
        before: Before<'a>,
    ) -> Result<Ground<'a>, PlanFault> {
        let made = editions(data, plan, version, Span { from, to: span.to })?;
        Ok(Ground::by(data, plan, span, before, made))
    }

    /// The same with the versions at work.
    fn by(
        data: &'a Dataset,
        plan: &'a Plan,
        span: Span,
        before: Before<'a>,
        made: Vec<Edition<'a>>,
    ) -> Ground<'a> {
        let number = made.last().map_or(0, |e| e.number);
        let first = crate::engine::incentive::version::holding(data, plan.id);
        let effective = first.first().map_or(plan.effective, |v| v.plan.effective.min(plan.effective));
        Ground { data, plan, number, span, before, editions: made, effective }
    }

    /// Whom the plan pays now, who has a statement from before, and whose pay is adjusted, in the order of their table.
    fn everybody(&self) -> Vec<PersonId> {
        let mut all: Vec<PersonId> =
            self.editions.iter().flat_map(|e| e.prepared.people.iter().copied()).collect();
        all.extend(self.before.people());
        all.extend(self.adjustments().map(|a| a.person));
        all.sort();
        all.dedup();
        all
    }

    /// The components of all versions: those of the newest in its order, then those that earlier ones had.
    fn components(&self) -> Vec<ComponentId> {
        let mut all: Vec<ComponentId> = Vec::new();
        for id in self.editions.iter().rev().flat_map(|e| e.plan.components.iter().map(|c| c.id)) {
            if !all.contains(&id) {
                all.push(id);
            }
        }
        all
    }

    /// Everybody's lines, or one person's, in the order of components, spans and records.
    fn lines(&self, asked: Option<&Asked>) -> Result<Lines, PlanFault> {
        let only = asked.map(|a| a.person);
        let mut found: Lines = BTreeMap::new();
        for component in self.components() {
            let answers = self.answers(component, only);
            for at in 0..self.editions.len() {
                self.earned(component, at, &answers, asked, &mut found)?;
            }
            for (key, number, stated) in &answers.gone {
                found.entry(key.0).or_default().push((self.taken_back(*key, *number, *stated), None));
            }
            self.carried(component, only, &mut found).ok_or(PlanFault::Overflow)?;
        }
        for adjustment in self.adjustments().filter(|a| only.is_none_or(|o| o == a.person)) {
            let line = RunLine {
                component: adjustment.component,
                minor: adjustment.minor,
                adjustment: Some(adjustment.id),
                ..blank(LineKind::Adjustment, adjustment.period)
            };
            found.entry(adjustment.person).or_default().push((line, None));
        }
        Ok(found)
    }

    /// The adjustments that this run states: those of its period, and of earlier ones that no run has stated.
    fn adjustments(&self) -> impl Iterator<Item = &crate::domain::incentive::Adjustment> {
        let calendar = &self.data.workspace.calendar;
        let due = move |a: &&std::sync::Arc<crate::domain::incentive::Adjustment>| {
            a.plan == self.plan.id
                && calendar.span(a.period).is_some_and(|s| s.to <= self.span.to)
                && !self.before.book.adjusted.contains(&a.id)
        };
        self.data.adjustments.iter().filter(due).map(AsRef::as_ref)
    }

    /// Which version answers for what was stated for a component: the one under which it was earned, as long as it still
    /// pays on the same; otherwise the one that took its days over.
    fn answers(&self, component: ComponentId, only: Option<PersonId>) -> Answers {
        let stated = &self.before.book.stated;
        if self.sole() {
            return Answers::default();
        }
        let mut claims: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (at, edition) in self.editions.iter().enumerate().filter(|_| !stated.is_empty()) {
            for (person, _, cell) in edition.cells(component, only) {
                let key = (person, component, cell.period, cell.rule, cell.row);
                if stated.contains_key(&key) {
                    claims.entry(key).or_default().push(at);
                }
            }
        }
        let mut found = Answers::default();
        for (key, own) in &claims {
            let at = |n: &usize| self.editions.get(*n).map_or(0, |e| e.number);
            for (number, stated) in stated.get(key).into_iter().flatten() {
                let same = own.iter().find(|n| at(n) == *number);
                let next = || own.iter().find(|n| at(n) > *number).or(own.last());
                if let Some(n) = same.or_else(next) {
                    let sum = found.by.entry((*key, *n)).or_default();
                    *sum = (sum.0.saturating_add(stated.0), sum.1.saturating_add(stated.1));
                }
            }
        }
        if self.before.still {
            return found;
        }
        let wanted = |key: &Key| key.1 == component && only.is_none_or(|o| o == key.0);
        for (key, by) in stated.iter().filter(|(key, _)| wanted(key) && !claims.contains_key(key)) {
            found.gone.extend(by.iter().map(|(number, stated)| (*key, *number, *stated)));
        }
        found.gone.retain(|(_, _, (earned, minor))| !earned.is_zero() || *minor != 0);
        found
    }

    /// Whether one version answers for everything, and everything that was stated is still there.
    fn sole(&self) -> bool {
        self.before.still && self.editions.len() == 1
    }

    /// What was stated of a cell for which a version answers.
    fn stated(&self, answers: &Answers, key: Key, at: usize) -> Stated {
        if !self.sole() {
            return answers.by.get(&(key, at)).copied().unwrap_or_default();
        }
        let all = self.before.book.stated.get(&key).into_iter().flatten();
        all.fold(Stated::default(), |sum, (_, s)| (sum.0.saturating_add(s.0), sum.1.saturating_add(s.1)))
    }

    /// The lines of a component under one version.
    fn earned(
        &self,
        component: ComponentId,
        at: usize,
        answers: &Answers,
        asked: Option<&Asked>,
        found: &mut Lines,
    ) -> Result<(), PlanFault> {
        let Some(edition) = self.editions.get(at) else { return Ok(()) };
        let Some((place, component)) = edition.component(component) else { return Ok(()) };
        let prepared: &Prepared = &edition.prepared;
        let pricing = Pricing { plan: edition.plan, prepared, ways: &edition.ways };
        let Some(bases) = prepared.bases.get(place) else { return Ok(()) };
        let together = pricing.together(component, bases).ok_or(PlanFault::Overflow)?;
        for (person, number, cell) in edition.cells(component.id, asked.map(|a| a.person)) {
            let key = (person, component.id, cell.period, cell.rule, cell.row);
            let stated = self.stated(answers, key, at);
            let line = pricing.line(place, (number, cell), &together, Some(stated.0));
            let mut line = line.ok_or(PlanFault::Overflow)?;
            self.keep_fractions(&mut line, stated);
            if line.earned.is_zero() {
                continue;
            }
            let made = RunLine {
                component: Some(component.id),
                row: cell.row,
                rule: cell.rule,
                earned: line.earned,
                waiting: line.waiting,
                minor: line.money.minor,
                carries: line.carries,
                version: if edition.number == self.number { 0 } else { edition.number },
                ..blank(self.kind(edition, cell), cell.period)
            };
            let shown = asked.and_then(|a| a.told.get(at)).map(|(applied, reader)| {
                let shown = prepared.shown((applied, component), cell, line, person);
                let told = Told { pricing: &pricing, component, bases, cell, reader: Some(reader) };
                let tree = told.tree(&shown);
                Box::new((shown, tree))
            });
            found.entry(person).or_default().push((made, shown));
        }
        Ok(())
    }

    /// Where nothing but rounding happens to what is earned, what was stated is the rounded amount: the fraction of a
    /// cent that a line lost is in the next, and the lines of a span sum to what the span earned.
    fn keep_fractions(&self, line: &mut Line, (stated, minor): Stated) {
        let currency = line.money.currency;
        let plain = line.exact == line.earned && line.rate.is_none();
        if !plain || stated != (Money { minor, currency }).decimal() {
            return;
        }
        let whole = stated.checked_add(line.earned);
        let whole =
            whole.and_then(|w| crate::domain::money::round(w, currency, self.data.workspace.rounding));
        if let Some(rest) = whole.and_then(|w| w.minor.checked_sub(minor)) {
            line.money.minor = rest;
            line.earned = line.money.decimal();
        }
    }

    fn kind(&self, edition: &Edition, cell: &Cell) -> LineKind {
        let period = self.data.workspace.calendar.span(cell.period);
        let ended = period.is_some_and(|s| s.to.min(edition.prepared.span().to) < self.span.from);
        match (cell.reversal.is_some(), ended) {
            (true, _) => LineKind::Clawback,
            // What is collected now belongs to the span of its sale, and corrects nothing there.
            (_, true) if cell.to_date.happened.is_none() => LineKind::Correction,
            _ => LineKind::Earned,
        }
    }

    /// What was stated on records that are no longer there is taken back.
    fn taken_back(&self, key: Key, number: u32, (earned, minor): Stated) -> RunLine {
        RunLine {
            component: Some(key.1),
            row: key.4,
            rule: key.3,
            earned: -earned,
            minor: minor.saturating_neg(),
            version: if number == self.number { 0 } else { number },
            ..blank(LineKind::Correction, key.2)
        }
    }

    /// A component as its newest version has it.
    fn newest(&self, component: ComponentId) -> Option<&Component> {
        self.editions.iter().rev().find_map(|e| e.component(component)).map(|(_, c)| c)
    }

    /// What a component's cap carried from earlier runs is paid as far as this run's cap has room; all of it where the
    /// version in force has no such cap any longer.
    fn carried(&self, component: ComponentId, only: Option<PersonId>, found: &mut Lines) -> Option<()> {
        let all =
            self.before.book.carries.iter().filter(|((of, _), carries)| *of == component && **carries > 0);
        let waiting: Vec<(PersonId, i64)> = all.map(|((_, person), carries)| (*person, *carries)).collect();
        let carrying = |cap: &Cap| cap.carries && cap.on == CapOn::Payment;
        let own = self.plan.components.iter().find(|c| c.id == component);
        let most = match own.and_then(|c| c.terms.cap).filter(carrying) {
            Some(cap) => {
                let rounding = self.data.workspace.rounding;
                crate::domain::money::round(cap.most, self.currency(), rounding)?.minor
            }
            None => i64::MAX,
        };
        for (person, carries) in waiting.into_iter().filter(|(p, _)| only.is_none_or(|o| o == *p)) {
            let lines = found.entry(person).or_default();
            let counts = |l: &RunLine| l.component == Some(component) && l.kind != LineKind::Adjustment;
            let own = lines.iter().filter(|(l, _)| counts(l)).map(|(l, _)| l.minor);
            let minor = carries.min(most.checked_sub(own.sum::<i64>().max(0))?).max(0);
            if minor > 0 {
                let month = self.data.workspace.calendar.period_of(self.span.to, Grain::Month);
                let line = RunLine {
                    component: Some(component),
                    minor,
                    carries: -minor,
                    ..blank(LineKind::Carried, month)
                };
                lines.push((line, None));
            }
        }
        Some(())
    }

    /// The currency in which the plan pays.
    fn currency(&self) -> crate::domain::money::Currency {
        self.plan.terms.pay_in.as_ref().map_or(self.data.workspace.currency, |p| p.currency)
    }
}

/// A line of a kind and span, about nothing yet.
fn blank(kind: LineKind, earned_in: Period) -> RunLine {
    RunLine {
        component: None,
        kind,
        earned_in,
        row: None,
        rule: 0,
        earned: Decimal::ZERO,
        waiting: Decimal::ZERO,
        minor: 0,
        carries: 0,
        version: 0,
        adjustment: None,
    }
}
