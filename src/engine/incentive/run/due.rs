//! Which part of a line is due: instalments by event, by month, at the end of the year.

use super::book::number_of;
use super::{Ground, Key, key};
use crate::domain::calendar::Grain;
use crate::domain::id::PersonId;
use crate::domain::incentive::{Due, Instalment, Leaving, LineKind, RunLine};
use crate::domain::{Date, Decimal};
use crate::engine::incentive::base::Cell;
use crate::engine::incentive::prorate::served;
use crate::engine::split::largest_remainder;
use rust_decimal::prelude::ToPrimitive;

/// An instalment of a line.
pub(super) struct Part {
    pub instalment: Instalment,
    /// All of it, minor units.
    pub whole: i64,
    /// Which share of it is due, from 0 to 1.
    pub due: Decimal,
    /// Which share of it never will be due, from 0 to 1.
    pub lost: Decimal,
    /// What is not due, minor units, with what never will be.
    pub open: i64,
    /// What never will be due, minor units.
    pub lapsed: i64,
}

/// What of something is due, from 0 to 1, and what of it never will be.
#[derive(Clone, Copy)]
struct Fate {
    due: Decimal,
    lapsed: Decimal,
}

impl Fate {
    fn of(due: Decimal) -> Fate {
        Fate { due, lapsed: Decimal::ZERO }
    }
}

impl Ground<'_> {
    /// Of all of a person's lines to date, what is not due at the end of the period and what has lapsed, minor units.
    pub(super) fn not_due(&self, person: PersonId, lines: &[RunLine]) -> Option<(i64, i64)> {
        let mut sum = (0_i64, 0_i64);
        let all = self.editions.iter().flat_map(|e| &e.plan.components);
        if all.into_iter().all(|c| c.terms.payout.is_empty()) {
            return Some(sum);
        }
        let mut add = |(waits, lapsed): (i64, i64)| {
            sum = (sum.0.checked_add(waits)?, sum.1.checked_add(lapsed)?);
            Some(())
        };
        for (statement, run, span) in self.before.of_person(person) {
            let number = number_of(self.data, run);
            for line in &statement.lines {
                add(self.waits(person, (line, number), span.to)?)?;
            }
        }
        for line in lines {
            add(self.waits(person, (line, self.number), self.span.to)?)?;
        }
        Some(sum)
    }

    /// The last day of employment of somebody who has left by the end of the period, where parts that are not due then
    /// are no longer whole.
    fn last_day(&self, person: PersonId) -> Option<Date> {
        let lapses = matches!(self.plan.terms.leaving, Leaving::Lapse | Leaving::Prorate);
        self.data.people.get(person)?.left.filter(|left| lapses && *left <= self.span.to)
    }

    /// What of a line that was stated in a run of a version ending on a day is not due, and what has lapsed.
    fn waits(&self, person: PersonId, line: (&RunLine, u32), stated: Date) -> Option<(i64, i64)> {
        let parts = self.parts(person, line, stated)?;
        let add = |sum: (i64, i64), p: &Part| {
            Some((sum.0.checked_add(p.open.checked_sub(p.lapsed)?)?, sum.1.checked_add(p.lapsed)?))
        };
        parts.iter().try_fold((0, 0), add)
    }

    /// The instalments of a line that was stated in a run of a version ending on a day; none where it is paid at once. The
    /// version under which it was earned says when they are due.
    pub(super) fn parts(
        &self,
        person: PersonId,
        (line, number): (&RunLine, u32),
        stated: Date,
    ) -> Option<Vec<Part>> {
        let edition = self.edition(if line.version == 0 { number } else { line.version });
        let own = line.component.filter(|_| line.kind != LineKind::Adjustment);
        let component = own.and_then(|id| edition?.component(id).map(|(_, c)| c).or_else(|| self.newest(id)));
        let payout = component.map_or(&[][..], |c| c.terms.payout.as_slice());
        if payout.is_empty() || line.minor == 0 {
            return Some(Vec::new());
        }
        let shares: Vec<Decimal> = payout.iter().map(|p| p.share).collect();
        let parts = largest_remainder(i128::from(line.minor), &shares);
        let one = |(number, (instalment, whole)): (usize, (&Instalment, i128))| {
            let fate = self.fate(person, line, stated, (number, instalment))?;
            let share = |of: Decimal| {
                let exact = Decimal::try_from_i128_with_scale(whole, 0).ok()?.checked_mul(of)?;
                crate::domain::money::Half::AwayFromZero.round(exact, 0).to_i64()
            };
            let (open, lapsed) = (share(Decimal::ONE.checked_sub(fate.due)?)?, share(fate.lapsed)?);
            let whole = i64::try_from(whole).ok()?;
            Some(Part { instalment: *instalment, whole, due: fate.due, lost: fate.lapsed, open, lapsed })
        };
        payout.iter().zip(parts).enumerate().map(one).collect()
    }

    /// What becomes of an instalment by the end of the period.
    fn fate(
        &self,
        person: PersonId,
        line: &RunLine,
        stated: Date,
        (number, instalment): (usize, &Instalment),
    ) -> Option<Fate> {
        let calendar = &self.data.workspace.calendar;
        let left = self.last_day(person);
        let by = |day: Option<Date>| {
            let reached = day.is_some_and(|d| d <= self.span.to);
            let Some((left, day)) = left.zip(day).filter(|(left, day)| left < day) else {
                return Fate::of(if reached { Decimal::ONE } else { Decimal::ZERO });
            };
            let begins = calendar.span(line.earned_in).map_or(stated, |s| s.from);
            let served = match self.plan.terms.leaving {
                Leaving::Prorate => served(begins, left, day),
                Leaving::Due | Leaving::Lapse | Leaving::Employed => Decimal::ZERO,
            };
            Fate { due: if reached { served } else { Decimal::ZERO }, lapsed: Decimal::ONE - served }
        };
        Some(match instalment.due {
            Due::Date(day) => by(Some(day)),
            Due::Months(months) => by(later(stated, months)),
            Due::YearEnd => {
                let earned = calendar.span(line.earned_in)?;
                by(calendar.span(calendar.period_of(earned.to, Grain::Year)).map(|s| s.to))
            }
            Due::Event { .. } => match key(person, line).and_then(|key| self.cell(key)) {
                Some(cell) => {
                    let settled = cell.settled.get(number).copied().unwrap_or_default();
                    let (due, gone) = match (left, self.plan.terms.leaving) {
                        (None, _) => (settled.happened, None),
                        (Some(_), Leaving::Prorate) => {
                            (settled.in_time.saturating_add(settled.served), Some(settled.happened))
                        }
                        // What has not happened by the last day never counts.
                        (Some(_), _) => (settled.in_time, Some(cell.to_date.counted())),
                    };
                    let share = |of: Decimal| {
                        let share = of.checked_div(cell.to_date.counted());
                        share.map_or(Decimal::ONE, |s| s.clamp(Decimal::ZERO, Decimal::ONE))
                    };
                    let due = share(due);
                    let lapsed = gone.map_or(Decimal::ZERO, |gone| share(gone).max(due) - due);
                    Fate { due, lapsed }
                }
                // What no longer has records, or is read from a KPI, waits for nothing.
                None => Fate::of(Decimal::ONE),
            },
        })
    }

    fn cell(&self, (person, component, period, rule, row): Key) -> Option<&Cell> {
        let same = |c: &Cell| c.period == period && c.rule == rule && c.row == row && !c.settled.is_empty();
        let mut all = self.editions.iter().rev().flat_map(|e| e.cells(component, Some(person)));
        all.find(|(_, _, cell)| same(cell)).map(|(_, _, cell)| cell)
    }
}

/// So many months after a day; the end of a month stays one.
pub(super) fn later(day: Date, months: u32) -> Option<Date> {
    let moved = day.checked_add(jiff::Span::new().months(i64::from(months))).ok()?;
    Some(if day == day.last_of_month() { moved.last_of_month() } else { moved })
}
