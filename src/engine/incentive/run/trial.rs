//! What becomes of pay that is tried: draw, the statement's cap, instalments and holdback, run by run.
//!
//! Invariant: where nothing is pretended these are the runs that would be closed, had the plan paid from the beginning of
//! the accumulation on with nothing owed or held before.

use super::book::Edition;
use super::{Ground, Series, blank, closed};
use crate::domain::calendar::Grain;
use crate::domain::id::{ComponentId, PersonId};
use crate::domain::incentive::{ClosedRun, LineKind, Plan, RunLine};
use crate::domain::{Dataset, Decimal, Period, Span};
use crate::engine::incentive::base::Prepared;
use crate::engine::incentive::compile::PlanFault;
use crate::engine::incentive::replay::longest;
use crate::engine::split::largest_remainder;
use std::collections::BTreeMap;

/// The pay runs that some days are part of, and those before them in the same accumulation, each with its bases: they are
/// scanned once, however often a number of the plan moves.
#[derive(Clone, Debug)]
pub struct TrialRuns {
    /// The days that are tried.
    span: Span,
    runs: Vec<(Period, Span, Prepared)>,
}

/// What everybody has of a component, minor units.
type Sums = BTreeMap<(PersonId, ComponentId), i64>;

impl TrialRuns {
    /// The runs of a plan that pays once in every period of a length. `None` where the calendar has no such days.
    pub fn new(data: &Dataset, plan: &Plan, span: Span, pays: Grain) -> Option<TrialRuns> {
        let calendar = &data.workspace.calendar;
        let whole = calendar.period_of(span.from, longest(calendar, plan).max(pays));
        let begins = calendar.span(whole)?.from;
        let run = |period: Period| {
            let own = calendar.span(period)?;
            let known = Span { from: begins, to: own.to.min(span.to) };
            Some((period, own, Prepared::new(data, plan, known).value))
        };
        let periods = calendar.parts(Span { from: begins, to: span.to }, pays);
        Some(TrialRuns { span, runs: periods.into_iter().map(run).collect::<Option<_>>()? })
    }

    /// What everybody is paid in the days, minor units. Where a world is pretended, what a person has of a component in it
    /// is spread over the runs as the records spread it; what the records do not have falls into the last run.
    ///
    /// # Errors
    /// [`PlanFault`] as for [`Prepared::pay`].
    pub fn paid(
        &self,
        data: &Dataset,
        plan: &Plan,
        pretended: Option<&Prepared>,
    ) -> Result<BTreeMap<PersonId, i64>, PlanFault> {
        let real =
            self.closed(data, plan, |ground, period, _| closed(ground, "", period).map(|c| c.value))?;
        let Some(world) = pretended else { return Ok(self.sum(&real)) };
        let wanted = sums(plan, world)?;
        let spread = self.spread(&real, &wanted).ok_or(PlanFault::Overflow)?;
        let made = self.closed(data, plan, |ground, period, at| {
            let before = real.get(at).filter(|_| !self.asked(at));
            let settle = |(person, lines): (&PersonId, &Vec<RunLine>)| ground.settle(*person, lines.clone());
            let statements = match (before, spread.get(at)) {
                (Some(run), _) => return Ok(run.clone()),
                (None, Some(people)) => people.iter().map(settle).collect::<Option<_>>(),
                (None, None) => Some(Vec::new()),
            };
            let statements = statements.ok_or(PlanFault::Overflow)?;
            Ok(ClosedRun { plan: plan.id, version: String::new(), period, statements })
        })?;
        Ok(self.sum(&made))
    }

    /// Whether a run is one of those that are asked about.
    fn asked(&self, at: usize) -> bool {
        self.runs.get(at).is_some_and(|(_, own, _)| own.intersect(&self.span).is_some())
    }

    /// Closes the runs one after the other.
    fn closed(
        &self,
        data: &Dataset,
        plan: &Plan,
        close: impl Fn(&Ground, Period, usize) -> Result<ClosedRun, PlanFault>,
    ) -> Result<Vec<ClosedRun>, PlanFault> {
        let mut made = Series::default();
        for (at, (period, span, prepared)) in self.runs.iter().enumerate() {
            let editions = vec![Edition::sole(plan, prepared)?];
            let run = close(&Ground::by(data, plan, *span, made.before(plan), editions), *period, at)?;
            made.add(run, *span);
        }
        Ok(made.runs().cloned().collect())
    }

    /// What is paid by the runs that are asked about.
    fn sum(&self, runs: &[ClosedRun]) -> BTreeMap<PersonId, i64> {
        let mut found = BTreeMap::new();
        let asked = runs.iter().enumerate().filter(|(at, _)| self.asked(*at));
        for statement in asked.flat_map(|(_, run)| &run.statements) {
            let sum: &mut i64 = found.entry(statement.person).or_default();
            *sum = sum.saturating_add(statement.paid);
        }
        found
    }

    /// The lines of each run, so that those that are asked about come to what is wanted.
    fn spread(&self, real: &[ClosedRun], wanted: &Sums) -> Option<Vec<BTreeMap<PersonId, Vec<RunLine>>>> {
        let mut made: Vec<BTreeMap<PersonId, Vec<RunLine>>> = vec![BTreeMap::new(); real.len()];
        let mut own: BTreeMap<(PersonId, ComponentId), Vec<(usize, RunLine)>> = BTreeMap::new();
        for (at, run) in real.iter().enumerate().filter(|(at, _)| self.asked(*at)) {
            for statement in &run.statements {
                let here = made.get_mut(at)?.entry(statement.person).or_default();
                for line in &statement.lines {
                    match (line.kind, line.component) {
                        (LineKind::Adjustment, _) | (_, None) => here.push(line.clone()),
                        // What a cap carried is among what is wanted.
                        (LineKind::Carried, _) => {}
                        (_, Some(component)) => {
                            let lines = own.entry((statement.person, component)).or_default();
                            lines.push((at, RunLine { carries: 0, ..line.clone() }));
                        }
                    }
                }
            }
        }
        let last = real.len().checked_sub(1)?;
        let period = self.runs.last()?.0;
        for ((person, component), minor) in wanted {
            let mut lines = own.remove(&(*person, *component)).unwrap_or_default();
            if lines.iter().all(|(_, line)| line.minor <= 0) {
                lines =
                    vec![(last, RunLine { component: Some(*component), ..blank(LineKind::Earned, period) })];
            }
            let weights: Vec<Decimal> = lines.iter().map(|(_, l)| Decimal::from(l.minor.max(0))).collect();
            let parts = largest_remainder(i128::from(*minor), &weights);
            for ((at, line), part) in lines.into_iter().zip(parts) {
                let line = RunLine { minor: i64::try_from(part).ok()?, ..line };
                made.get_mut(at)?.entry(*person).or_default().push(line);
            }
        }
        // Whoever waits for something is settled in every run.
        for (_, people) in made.iter_mut().enumerate().filter(|(at, _)| self.asked(*at)) {
            for (person, _) in wanted.keys() {
                people.entry(*person).or_default();
            }
        }
        Some(made)
    }
}

fn sums(plan: &Plan, world: &Prepared) -> Result<Sums, PlanFault> {
    let mut found = Sums::new();
    world.each(plan, None, |_, at, (_, cell), line| {
        let key = (*world.people.get(cell.person)?, plan.components.get(at)?.id);
        let sum = found.entry(key).or_default();
        *sum = i64::checked_add(*sum, line.money.minor)?;
        Some(())
    })?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::incentive::{Cap, CapOn, Draw, Forgiveness, Holdback};
    use crate::engine::incentive::run::run;
    use crate::engine::incentive::tests::{ROWS, company, on_quota, plan, who};
    use jiff::civil::date;

    const QUARTER: Span = Span { from: date(2026, 1, 1), to: date(2026, 3, 31) };

    /// What the two are paid by monthly runs of the quarter in which they earn 30 and 15.
    fn paid(plan: &Plan, world: Option<&Prepared>) -> [i64; 2] {
        let data = company(&ROWS);
        let runs = TrialRuns::new(&data, plan, QUARTER, Grain::Month).unwrap();
        assert_eq!(runs.runs.len(), 3);
        let paid = runs.paid(&data, plan, world).unwrap();
        [1, 2].map(|n| paid.get(&who(n)).copied().unwrap_or(0))
    }

    fn with(terms: impl Fn(&mut Plan)) -> Plan {
        let mut plan = plan(vec![on_quota()]);
        terms(&mut plan);
        plan
    }

    fn draw(forgiven: Forgiveness) -> Option<Draw> {
        Some(Draw { amount: Decimal::from(7), forgiven, months: None, defer: 0, exempt: vec![] })
    }

    fn plans() -> Vec<Plan> {
        let cap = |most, carries| Some(Cap { on: CapOn::Payment, most: Decimal::from(most), carries });
        let holdback = |months| Some(Holdback { share: Decimal::TEN, months });
        vec![
            with(|_| ()),
            with(|p| p.terms.holdback = holdback(3)),
            with(|p| p.terms.holdback = holdback(1)),
            with(|p| p.terms.draw = draw(Forgiveness::Owed)),
            with(|p| p.terms.cap = cap(8, false)),
            with(|p| (p.terms.cap, p.terms.draw) = (cap(8, true), draw(Forgiveness::Owed))),
        ]
    }

    #[test]
    fn what_is_tried_is_paid_as_runs_would() {
        let data = company(&ROWS);
        for plan in plans() {
            let mut runs: Vec<ClosedRun> = Vec::new();
            for month in 1..=3 {
                runs.push(run(&data, &plan, "", Period::Month(2026, month), &runs).unwrap().value);
            }
            let of = |n| {
                let own = runs.iter().flat_map(|r| &r.statements).filter(|s| s.person == who(n));
                own.map(|s| s.paid).sum::<i64>()
            };
            assert_eq!(paid(&plan, None), [of(1), of(2)], "{:?}", plan.terms);
        }
    }

    #[test]
    fn a_pretended_world_is_paid_run_by_run() {
        let data = company(&ROWS);
        for plan in plans() {
            let same = Prepared::new(&data, &plan, QUARTER).value;
            assert_eq!(paid(&plan, Some(&same)), paid(&plan, None), "{:?}", plan.terms);
        }
        // Nothing attained: the draw is paid each month all the same.
        let plan = with(|p| p.terms.draw = draw(Forgiveness::Owed));
        let nothing = Prepared::new(&data, &plan, QUARTER).value.at_attainment(None, Decimal::ZERO);
        assert_eq!(paid(&plan, Some(&nothing)), [2_100, 2_100]);
        // Somebody without a record in reality is paid in the last run.
        let rows: Vec<_> = ROWS.iter().filter(|r| r.1 == 2).copied().collect();
        let alone = company(&rows);
        let runs = TrialRuns::new(&alone, &plan, QUARTER, Grain::Month).unwrap();
        let full = Prepared::new(&alone, &plan, QUARTER).value.at_attainment(Some(who(1)), Decimal::ONE);
        let earned = full.pay(&plan).unwrap().of(who(1)).unwrap().minor;
        let paid = runs.paid(&alone, &plan, Some(&full)).unwrap();
        // Twice a draw of 7, which the last month's pay gives back down to its own.
        assert!(earned > 2_100, "{earned}");
        assert_eq!(paid.get(&who(1)).copied(), Some(earned));
    }
}
