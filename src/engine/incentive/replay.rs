//! Replay of a plan over past records, against what was earned and paid. It goes from one accumulation to the next and then
//! from one pay run to the next, so that a page can draw in between and stop it.
//!
//! Invariant: no accumulation is cut in two, so the pieces sum to the whole; and what is paid is what pay runs would have
//! paid, had the plan been in force from the first day on with nothing owed or held before.

use crate::domain::calendar::Grain;
use crate::domain::dataset::{Change, Changes};
use crate::domain::id::PersonId;
use crate::domain::incentive::{ClosedRun, LineKind, Pays, Plan};
use crate::domain::issue::{Checked, Issue};
use crate::domain::{Calendar, Dataset, Date, Decimal, Money, Period, Span};
use crate::engine::incentive::base::{Prepared, grain, quota_period};
use crate::engine::incentive::compile::PlanFault;
use crate::engine::incentive::pay::{Difference, Pay, PersonPay};
use crate::engine::incentive::run::Series;
use crate::engine::incentive::statement::Statement;
use crate::engine::trace::{Step, Trace, TraceValue};
use std::collections::BTreeMap;

/// The longest stretch of time over which a plan accumulates or asks for a quota: what a replay must not cut.
pub fn longest(calendar: &Calendar, plan: &Plan) -> Grain {
    let of = |c: &crate::domain::incentive::Component| match c.pays {
        Pays::Reward(_) => None,
        _ => grain(c.accumulate()).or_else(|| quota_period(calendar, c, plan.effective).grain()),
    };
    plan.components.iter().filter_map(of).max().unwrap_or(Grain::Month)
}

/// A span brought to whole periods: those inside it, or, where there is none, those in which it lies. A replay over anything
/// else would hold a part of a period's records against all of its quota.
pub fn aligned(calendar: &Calendar, grain: Grain, span: Span) -> Option<Span> {
    let parts = calendar.parts(span, grain);
    let all: Vec<Span> = parts.into_iter().filter_map(|p| calendar.span(p)).collect();
    let inside = |s: &&Span| span.from <= s.from && s.to <= span.to;
    let from = all.iter().find(inside).or(all.first())?.from;
    let to = all.iter().rev().find(inside).or(all.last())?.to;
    Some(Span { from, to })
}

/// The last year of whole periods that are over by a day and begin on or after another one; the whole periods of those days
/// where there is none.
pub fn last_year(calendar: &Calendar, grain: Grain, known: Span) -> Option<Span> {
    let newest = calendar.span(calendar.period_of(known.to, grain))?;
    let before = || calendar.span(calendar.previous(calendar.period_of(known.to, grain))?);
    let last = if newest.to <= known.to { Some(newest) } else { before() };
    let Some(last) = last.filter(|l| l.from >= known.from) else { return aligned(calendar, grain, known) };
    let year = last.to.saturating_sub(jiff::Span::new().years(1));
    let from = year.tomorrow().unwrap_or(year).max(known.from);
    aligned(calendar, grain, Span { from, to: last.to })
}

/// What a plan would have paid.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay {
    /// The bases of one accumulation after the other, for statements.
    slices: Vec<Prepared>,
    plan: Plan,
    /// Everybody's pay, before draw, statement cap and holdback.
    pub pay: Pay,
    /// The pay runs, after draw, statement cap, instalments and holdback.
    runs: Series,
    /// What was noticed on the way.
    pub issues: Vec<Issue>,
}

/// A piece of a replay.
#[derive(Clone, Copy, Debug)]
enum Work {
    /// The bases and pay of one accumulation.
    Slice(Span),
    /// A pay run, and the first day of the accumulation that it is part of.
    Run(Period, Date),
}

/// A replay under way.
#[derive(Clone, Debug)]
pub struct Replayer {
    alone: Dataset,
    plan: Plan,
    left: Vec<Work>,
    all: usize,
    runs: Series,
    slices: Vec<Prepared>,
    people: BTreeMap<PersonId, PersonPay>,
    cost: i64,
    issues: Vec<Issue>,
}

impl Replayer {
    /// Begins a replay of any past span, as if the plan had been in force from the span's first day on and no other plan had
    /// been there. It pays once in every period of a length; one that is longer than the accumulations makes them that long.
    ///
    /// # Errors
    /// [`PlanFault::Stale`] in theory.
    pub fn new(data: &Dataset, plan: &Plan, span: Span, pays: Grain) -> Result<Replayer, PlanFault> {
        let plan = plan.reaching_back(span.from);
        let calendar = &data.workspace.calendar;
        let parts = calendar.parts(span, longest(calendar, &plan).max(pays));
        let slices = parts.into_iter().filter_map(|p| calendar.span(p)?.intersect(&span));
        let work = slices.flat_map(|slice| {
            let runs = calendar.parts(slice, pays).into_iter().map(move |p| Work::Run(p, slice.from));
            std::iter::once(Work::Slice(slice)).chain(runs)
        });
        let mut left: Vec<Work> = work.collect();
        left.reverse();
        Ok(Replayer {
            alone: alone(data)?,
            all: left.len(),
            left,
            plan,
            runs: Series::default(),
            slices: Vec::new(),
            people: BTreeMap::new(),
            cost: 0,
            issues: Vec::new(),
        })
    }

    /// Replays one more accumulation, or makes one more pay run. Tells whether there are more.
    ///
    /// # Errors
    /// [`PlanFault`] as for [`Prepared::pay`].
    pub fn step(&mut self) -> Result<bool, PlanFault> {
        match self.left.pop() {
            None => return Ok(false),
            Some(Work::Slice(span)) => self.slice(span)?,
            Some(Work::Run(period, begins)) => {
                self.runs.close(&self.alone, &self.plan, (period, begins), self.slices.last())?
            }
        }
        Ok(!self.left.is_empty())
    }

    fn slice(&mut self, span: Span) -> Result<(), PlanFault> {
        let Checked { value: prepared, issues } = Prepared::new(&self.alone, &self.plan, span);
        let pay = prepared.pay(&self.plan)?;
        self.cost = self.cost.checked_add(pay.cost.minor).ok_or(PlanFault::Overflow)?;
        for person in pay.people {
            let blank =
                || PersonPay { minor: 0, revenue: Decimal::ZERO, lines: Vec::new(), ..person.clone() };
            let sum = self.people.entry(person.person).or_insert_with(blank);
            sum.minor = sum.minor.checked_add(person.minor).ok_or(PlanFault::Overflow)?;
            sum.revenue = sum.revenue.checked_add(person.revenue).ok_or(PlanFault::Overflow)?;
            sum.lines.extend(person.lines);
        }
        self.issues.extend(issues);
        self.slices.push(prepared);
        Ok(())
    }

    /// How much of it is done, 0 to 1.
    pub fn part(&self) -> f64 {
        1.0 - self.left.len() as f64 / self.all.max(1) as f64
    }

    /// What has been replayed.
    ///
    /// # Errors
    /// [`PlanFault::Overflow`] where a number is too large.
    pub fn finish(mut self) -> Result<Replay, PlanFault> {
        self.issues.sort();
        self.issues.dedup();
        let currency = self.plan.terms.pay_in.as_ref().map(|p| p.currency);
        let currency = currency.unwrap_or(self.alone.workspace.currency);
        let people: Vec<PersonPay> = self.people.into_values().collect();
        let revenue = people.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.revenue));
        let pay = Pay {
            people,
            cost: Money { minor: self.cost, currency },
            revenue: revenue.ok_or(PlanFault::Overflow)?,
        };
        Ok(Replay { slices: self.slices, plan: self.plan, pay, runs: self.runs, issues: self.issues })
    }
}

/// A replay in one go.
///
/// # Errors
/// [`PlanFault`] as for [`Prepared::pay`].
pub fn replay(data: &Dataset, plan: &Plan, span: Span, pays: Grain) -> Result<Replay, PlanFault> {
    let mut replayer = Replayer::new(data, plan, span, pays)?;
    while replayer.step()? {}
    replayer.finish()
}

/// The data without any plan and version, so that a plan is looked at as if no other had been there.
///
/// # Errors
/// None in practice: removing what is there always applies.
pub fn alone(data: &Dataset) -> Result<Dataset, PlanFault> {
    let others = Changes {
        plans: data.plans.iter().map(Change::remove).collect(),
        versions: data.versions.iter().map(Change::remove).collect(),
        ..Changes::default()
    };
    data.apply(&others).map_err(|_| PlanFault::Stale)
}

/// What closed runs stated for the spans that end in a span, by person, minor units: for comparison with a replay.
pub fn stated(data: &Dataset, runs: &[ClosedRun], span: Span) -> BTreeMap<PersonId, i64> {
    let calendar = &data.workspace.calendar;
    let mut found = BTreeMap::new();
    for statement in runs.iter().flat_map(|r| &r.statements) {
        for line in statement.lines.iter().filter(|l| l.kind != LineKind::Carried) {
            let inside = calendar.span(line.earned_in).is_some_and(|s| span.contains(s.to));
            if inside {
                *found.entry(statement.person).or_insert(0_i64) += line.minor;
            }
        }
    }
    found
}

/// What runs of periods inside a span paid, by person, minor units: for comparison with a replay.
pub fn paid<'a>(
    calendar: &Calendar,
    runs: impl IntoIterator<Item = &'a ClosedRun>,
    span: Span,
) -> BTreeMap<PersonId, i64> {
    let inside = |r: &&ClosedRun| {
        calendar.span(r.period).is_some_and(|s| span.contains(s.from) && span.contains(s.to))
    };
    let mut found = BTreeMap::new();
    for statement in runs.into_iter().filter(inside).flat_map(|r| &r.statements) {
        *found.entry(statement.person).or_insert(0_i64) += statement.paid;
    }
    found
}

/// The days of a span that closed runs pay for, each piece once, in order.
pub fn closed_days(calendar: &Calendar, runs: &[ClosedRun], span: Span) -> Vec<Span> {
    let mut all: Vec<Span> = runs.iter().filter_map(|r| calendar.span(r.period)?.intersect(&span)).collect();
    all.sort_by_key(|s| (s.from, s.to));
    let mut found: Vec<Span> = Vec::new();
    for piece in all {
        let next = |last: &Span| last.to.tomorrow().unwrap_or(Date::MAX);
        match found.last_mut().filter(|last| piece.from <= next(last)) {
            Some(last) => last.to = last.to.max(piece.to),
            None => found.push(piece),
        }
    }
    found
}

impl Replay {
    /// The pay runs, in the order of time.
    pub fn runs(&self) -> impl Iterator<Item = &ClosedRun> {
        self.runs.runs()
    }

    /// Everybody against what they earned otherwise: who would have won and lost.
    pub fn against(&self, paid: &BTreeMap<PersonId, i64>) -> Vec<Difference> {
        let own: BTreeMap<PersonId, i64> = self.pay.people.iter().map(|p| (p.person, p.minor)).collect();
        let mut people: Vec<PersonId> = own.keys().chain(paid.keys()).copied().collect();
        people.sort();
        people.dedup();
        let of = |map: &BTreeMap<PersonId, i64>, p| map.get(&p).copied().unwrap_or(0);
        people
            .into_iter()
            .map(|p| Difference { person: p, before: of(paid, p), after: of(&own, p) })
            .collect()
    }

    /// What a person would have been paid and why: the lines of every accumulation, one after the other.
    ///
    /// # Errors
    /// [`PlanFault`] as for [`Prepared::pay`].
    pub fn statement(&self, person: PersonId) -> Result<Statement, PlanFault> {
        let mut whole = Statement {
            person,
            lines: Vec::new(),
            total: Money { minor: 0, currency: self.pay.cost.currency },
            trace: Trace::leaf(Step::Pay(person), TraceValue::Absent),
        };
        for slice in &self.slices {
            let one = slice.statement(&self.plan, person)?;
            whole.total.minor = whole.total.minor.checked_add(one.total.minor).ok_or(PlanFault::Overflow)?;
            whole.lines.extend(one.lines);
            whole.trace.inputs.extend(one.trace.inputs);
        }
        whole.trace.value = TraceValue::Money(whole.total);
        Ok(whole)
    }

    /// Cost ÷ booked revenue.
    pub fn effective_rate(&self) -> Option<Decimal> {
        self.pay.effective_rate()
    }

    /// The cost.
    pub fn cost(&self) -> Money {
        self.pay.cost
    }
}

#[cfg(test)]
#[path = "replay_tests.rs"]
mod tests;
