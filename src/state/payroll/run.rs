//! Pay runs: what a period would pay, what closed runs paid, and what has changed since.

use crate::domain::calendar::{Grain, Period};
use crate::domain::dataset::Dataset;
use crate::domain::id::{ComponentId, PersonId, PlanId, RunId};
use crate::domain::incentive::{
    Accumulate, ClosedRun, LineKind, PayRun, Plan, PlanVersion, RunLine, RunStatement,
};
use crate::domain::money::Currency;
use crate::domain::{Checked, Date, IssueCode};
use crate::engine::incentive::run::{Explained, explain, run};
use crate::engine::incentive::{PlanFault, holding, payer};
use crate::state::command::{CommandError, Env};
use crate::state::payroll::expected::issue;
use crate::state::payroll::{OrderFault, hash, in_force};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The plan by which a period is paid.
#[derive(Clone, Debug, PartialEq)]
pub struct Paying {
    /// The published version; `None` where there is none yet and the draft is shown.
    pub version: Option<Arc<PlanVersion>>,
    /// The plan.
    pub plan: Arc<Plan>,
}

/// By what a period was paid, where it is closed, or would be: the version in force, otherwise the plan as it stands.
pub fn paying(data: &Dataset, plan: PlanId, period: Period) -> Option<Paying> {
    let by = closed(data, plan, period).and_then(|run| data.versions.get(run.version));
    if let Some(version) = by.or_else(|| in_force(data, plan, period)) {
        return Some(Paying { version: Some(Arc::clone(version)), plan: Arc::new(version.plan.clone()) });
    }
    Some(Paying { version: None, plan: Arc::clone(data.plans.get(plan)?) })
}

/// The currency in which a plan pays.
pub fn currency(data: &Dataset, plan: &Plan) -> Currency {
    plan.terms.pay_in.as_ref().map_or(data.workspace.currency, |p| p.currency)
}

/// The content hash of what a period is paid by.
fn version_of(paying: &Paying) -> Result<String, OrderFault> {
    match &paying.version {
        Some(version) => Ok(version.hash.clone()),
        None => hash(&paying.plan),
    }
}

/// The plan that pays a person at the end of a period.
pub fn plan_of(data: &Dataset, person: PersonId, period: Period) -> Option<PlanId> {
    let day = data.workspace.calendar.span(period)?.to;
    payer(data, data.people.get(person)?, day).map(|p| p.id)
}

/// The plans by which a person has a statement of a period: the one that pays them at its end first, then those that paid
/// them earlier, have a closed statement, or still owe or hold something.
pub fn plans_of(data: &Dataset, person: PersonId, period: Period) -> Vec<PlanId> {
    let Some(span) = data.workspace.calendar.span(period) else { return Vec::new() };
    let last = plan_of(data, person, period);
    let stated = |plan: PlanId| {
        let own = closed(data, plan, period).map(|r| r.run.statements.iter().any(|s| s.person == person));
        own.unwrap_or_else(|| {
            let published = data.versions.iter().any(|v| v.plan.id == plan && v.plan.effective <= span.to);
            // Also what corrects periods in which the plan paid the person is in its run.
            published
                && statement(data, plan, period, person).is_ok_and(|found| {
                    let s = found.statement;
                    !s.lines.is_empty() || s.paid != 0 || s.balances != Default::default()
                })
        })
    };
    let mut all: Vec<PlanId> = last.into_iter().collect();
    all.extend(data.plans.iter().map(|p| p.id).filter(|p| Some(*p) != last && stated(*p)));
    // Where the last plan has closed the period without the person, the others come first.
    all.sort_by_key(|plan| closed(data, *plan, period).is_some() && !has(data, *plan, period, person));
    all
}

/// Whether the closed run of a period has a statement of a person.
fn has(data: &Dataset, plan: PlanId, period: Period, person: PersonId) -> bool {
    closed(data, plan, period).is_some_and(|r| r.run.statements.iter().any(|s| s.person == person))
}

/// The closed run of a period.
pub fn closed(data: &Dataset, plan: PlanId, period: Period) -> Option<&Arc<PayRun>> {
    data.runs.iter().find(|r| r.run.plan == plan && r.run.period == period)
}

/// All closed runs, as the engine wants them.
fn runs(data: &Dataset) -> Vec<ClosedRun> {
    data.runs.iter().map(|r| r.run.clone()).collect()
}

fn refused(fault: &PlanFault) -> OrderFault {
    OrderFault::Plan(issue(fault))
}

/// What a period pays everybody, computed from the records as they are now and the runs closed before it.
///
/// # Errors
/// [`OrderFault::Plan`] where the plan cannot be computed, [`OrderFault::Unpublished`] where there is no such plan.
pub fn preview(data: &Dataset, plan: PlanId, period: Period) -> Result<Checked<ClosedRun>, OrderFault> {
    let paying = paying(data, plan, period).ok_or(OrderFault::Unpublished)?;
    let version = version_of(&paying)?;
    run(data, &paying.plan, &version, period, &runs(data)).map_err(|f| refused(&f))
}

/// One person's statement of a period with its calculation, from the records as they are now.
///
/// # Errors
/// As [`preview`].
pub fn statement(
    data: &Dataset,
    plan: PlanId,
    period: Period,
    person: PersonId,
) -> Result<Explained, OrderFault> {
    let paying = paying(data, plan, period).ok_or(OrderFault::Unpublished)?;
    let version = version_of(&paying)?;
    explain(data, &paying.plan, &version, period, &runs(data), person).map_err(|f| refused(&f))
}

/// The changes of closing a run.
///
/// # Errors
/// [`OrderFault`]: nothing is published, the period or a later one is closed, or the plan cannot be computed.
pub fn close(
    data: &Dataset,
    (plan, period): (PlanId, Period),
    on: Date,
    env: &Env,
) -> Result<PayRun, CommandError> {
    let calendar = &data.workspace.calendar;
    let span = calendar.span(period).ok_or(CommandError::Missing)?;
    let version = in_force(data, plan, period).ok_or(OrderFault::Unpublished)?;
    let ends = |r: &PayRun| calendar.span(r.run.period).is_some_and(|s| s.to >= span.from);
    if data.runs.iter().any(|r| r.run.plan == plan && ends(r)) {
        return Err(OrderFault::Closed.into());
    }
    let found = preview(data, plan, period)?;
    if found.issues.iter().any(|i| i.code == IssueCode::NamesMissing) {
        // Returns would not find the sales that they reverse.
        return Err(CommandError::NotLoaded);
    }
    let run = found.value;
    Ok(PayRun { id: RunId((env.new_id)()), version: version.id, closed: on, run })
}

/// How often a plan pays: as its runs were closed, otherwise by its shortest accumulation.
pub fn grain(data: &Dataset, plan: &Plan) -> Grain {
    let mut known = data.runs.iter().filter(|r| r.run.plan == plan.id).map(|r| r.run.period.grain());
    if let Some(grain) = known.next_back().flatten() {
        return grain;
    }
    let of = |accumulate| match accumulate {
        Accumulate::HalfMonth => Grain::HalfMonth,
        Accumulate::PerRecord | Accumulate::PerDocument | Accumulate::Month => Grain::Month,
        Accumulate::Quarter => Grain::Quarter,
        Accumulate::HalfYear => Grain::HalfYear,
        Accumulate::Year => Grain::Year,
    };
    plan.components.iter().map(|c| of(c.accumulate())).min().unwrap_or(Grain::Month)
}

/// The periods of a plan from its first effective date to a day, the newest first.
pub fn periods(data: &Dataset, plan: &Plan, as_of: Date) -> Vec<Period> {
    let first = data.versions.iter().filter(|v| v.plan.id == plan.id).map(|v| v.plan.effective).min();
    let from = first.map_or(plan.effective, |f| f.min(plan.effective)).min(as_of);
    let mut all = data.workspace.calendar.parts(crate::domain::Span { from, to: as_of }, grain(data, plan));
    all.reverse();
    all
}

/// The periods before a run that no closed run covers: what they earned is in it. Those of the same fiscal year since the
/// plan took effect, and earlier ones whose sales a return has brought up.
pub fn skipped(data: &Dataset, plan: &Plan, run: &ClosedRun) -> Vec<Period> {
    let calendar = &data.workspace.calendar;
    let closed = |day: Date| {
        let mut own = data.runs.iter().filter(|r| r.run.plan == plan.id);
        own.any(|r| calendar.span(r.run.period).is_some_and(|s| s.contains(day)))
    };
    let Some(begins) = calendar.span(run.period).map(|s| s.from) else { return Vec::new() };
    let lines = run.statements.iter().flat_map(|s| &s.lines).filter(|l| l.kind != LineKind::Adjustment);
    let open = |p: &Period| calendar.span(*p).is_some_and(|s| s.to < begins && !closed(s.to));
    let mut all = behind(data, plan, run.period);
    all.extend(lines.map(|l| l.earned_in).filter(open));
    all.sort_by_key(|p| calendar.span(*p).map(|s| (s.from, s.to)));
    all.dedup();
    all
}

/// The periods before one, in the same fiscal year and since the plan took effect, after the last closed run.
fn behind(data: &Dataset, plan: &Plan, period: Period) -> Vec<Period> {
    let calendar = &data.workspace.calendar;
    let (Some(span), Some(grain)) = (calendar.span(period), period.grain()) else { return Vec::new() };
    let year = calendar.span(calendar.period_of(span.from, Grain::Year));
    let first = holding(data, plan.id).first().map_or(plan.effective, |v| v.plan.effective);
    let from = year.map_or(span.from, |y| y.from).max(first);
    let Some(to) = span.from.yesterday().ok().filter(|to| from <= *to) else { return Vec::new() };
    let last = data.runs.iter().filter(|r| r.run.plan == plan.id);
    let last = last.filter_map(|r| calendar.span(r.run.period)).map(|s| s.to).max();
    let mut all = calendar.parts(crate::domain::Span { from, to }, grain);
    all.retain(|p| calendar.span(*p).is_some_and(|s| last.is_none_or(|last| s.to > last)));
    all
}

/// A line of a closed run that would be another one today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// Whose.
    pub person: PersonId,
    /// Which component; absent for adjustments that are about none.
    pub component: Option<ComponentId>,
    /// In which span it was earned.
    pub earned_in: Period,
    /// As it was stated, minor units.
    pub stated: i64,
    /// As it would be stated today.
    pub now: i64,
}

/// What has changed in a closed period since: records that came late, were corrected or taken back. The next run pays or
/// takes the difference. Nothing where the run is reproduced to the cent.
///
/// # Errors
/// [`OrderFault::Plan`] where the plan cannot be computed.
pub fn drift(data: &Dataset, closed: &PayRun) -> Result<Vec<Drift>, OrderFault> {
    let version = data.versions.get(closed.version).ok_or(OrderFault::Unpublished)?;
    let now = run(data, &version.plan, &closed.run.version, closed.run.period, &runs(data))
        .map_err(|f| refused(&f))?;
    Ok(differences(&closed.run, &now.value))
}

/// Where two results of one run differ, summed by person, component and span.
pub fn differences(stated: &ClosedRun, now: &ClosedRun) -> Vec<Drift> {
    type Sums = BTreeMap<(PersonId, Option<ComponentId>, Period), i64>;
    let sums = |run: &ClosedRun| {
        let mut sums = Sums::new();
        let lines = |s: &RunStatement| s.lines.iter().map(|l| (s.person, l.clone())).collect::<Vec<_>>();
        for (person, line) in run.statements.iter().flat_map(lines) {
            let RunLine { component, earned_in, minor, .. } = line;
            let sum: &mut i64 = sums.entry((person, component, earned_in)).or_default();
            *sum = sum.saturating_add(minor);
        }
        sums
    };
    let (before, after) = (sums(stated), sums(now));
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).copied().collect();
    let at = |sums: &Sums, key| sums.get(key).copied().unwrap_or(0);
    let all = keys.iter().map(|key| Drift {
        person: key.0,
        component: key.1,
        earned_in: key.2,
        stated: at(&before, key),
        now: at(&after, key),
    });
    all.filter(|d| d.stated != d.now).collect()
}

/// The sums of a run, minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// What was earned.
    pub total: i64,
    /// What is paid.
    pub paid: i64,
    /// Of what was earned, what corrects earlier periods.
    pub corrections: i64,
    /// How many people.
    pub people: usize,
}

/// The sums of a run.
pub fn sums(run: &ClosedRun) -> Sums {
    use crate::domain::incentive::LineKind;
    let lines = run.statements.iter().flat_map(|s| &s.lines);
    let corrections = lines.filter(|l| matches!(l.kind, LineKind::Correction | LineKind::Clawback));
    Sums {
        total: run.statements.iter().map(|s| s.total).sum(),
        paid: run.statements.iter().map(|s| s.paid).sum(),
        corrections: corrections.map(|l| l.minor).sum(),
        people: run.statements.len(),
    }
}

/// What a person was paid in the closed runs of a plan within a fiscal year, up to and with a period, minor units.
pub fn year_to_date(data: &Dataset, plan: PlanId, period: Period, person: PersonId) -> i64 {
    let calendar = &data.workspace.calendar;
    let Some(span) = calendar.span(period) else { return 0 };
    let year = calendar.period_of(span.to, Grain::Year);
    let within = |r: &&Arc<PayRun>| {
        r.run.plan == plan
            && calendar
                .span(r.run.period)
                .is_some_and(|s| s.to <= span.to && calendar.period_of(s.to, Grain::Year) == year)
    };
    let own = data.runs.iter().filter(within);
    own.flat_map(|r| &r.run.statements).filter(|s| s.person == person).map(|s| s.paid).sum()
}

/// A person's statement in the latest closed run before a period.
pub fn last_before(data: &Dataset, plan: PlanId, period: Period, person: PersonId) -> Option<&RunStatement> {
    let calendar = &data.workspace.calendar;
    let from = calendar.span(period)?.from;
    let end = |r: &&Arc<PayRun>| calendar.span(r.run.period).map(|s| s.to);
    let before = data.runs.iter().filter(|r| r.run.plan == plan && end(r).is_some_and(|to| to < from));
    let own = before.filter_map(|r| Some((end(&r)?, r.run.statements.iter().find(|s| s.person == person)?)));
    own.max_by_key(|(to, _)| *to).map(|(_, s)| s)
}
