//! Which part of a line is due: instalments by event, by month, at the end of the year.

use super::book::number_of;
use super::{Ground, Key, key};
use crate::domain::calendar::Grain;
use crate::domain::id::PersonId;
use crate::domain::incentive::{Due, Instalment, LineKind, RunLine};
use crate::domain::{Date, Decimal};
use crate::engine::incentive::base::Cell;
use crate::engine::split::largest_remainder;
use rust_decimal::prelude::ToPrimitive;

/// An instalment of a line.
pub(super) struct Part {
    pub instalment: Instalment,
    /// All of it, minor units.
    pub whole: i64,
    /// Which share of it is due, from 0 to 1.
    pub due: Decimal,
    /// What is not due, minor units.
    pub open: i64,
}

impl Ground<'_> {
    /// Of all of a person's lines to date, what is not due at the end of the period, minor units.
    pub(super) fn not_due(&self, person: PersonId, lines: &[RunLine]) -> Option<i64> {
        let mut sum = 0_i64;
        for (run, span) in &self.before.runs {
            let number = number_of(self.data, run);
            for statement in run.statements.iter().filter(|s| s.person == person) {
                for line in &statement.lines {
                    sum = sum.checked_add(self.waits(person, (line, number), span.to)?)?;
                }
            }
        }
        for line in lines {
            sum = sum.checked_add(self.waits(person, (line, self.number), self.span.to)?)?;
        }
        Some(sum)
    }

    /// What of a line that was stated in a run of a version ending on a day is not due.
    fn waits(&self, person: PersonId, line: (&RunLine, u32), stated: Date) -> Option<i64> {
        let parts = self.parts(person, line, stated)?;
        parts.iter().try_fold(0_i64, |sum, p| sum.checked_add(p.open))
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
            let due = self.due(person, line, stated, (number, instalment))?;
            let open = Decimal::ONE.checked_sub(due)?;
            let exact = Decimal::try_from_i128_with_scale(whole, 0).ok()?.checked_mul(open)?;
            let open = crate::domain::money::Half::AwayFromZero.round(exact, 0).to_i64()?;
            Some(Part { instalment: *instalment, whole: i64::try_from(whole).ok()?, due, open })
        };
        payout.iter().zip(parts).enumerate().map(one).collect()
    }

    /// Which share of an instalment is due by the end of the period, from 0 to 1.
    fn due(
        &self,
        person: PersonId,
        line: &RunLine,
        stated: Date,
        (number, instalment): (usize, &Instalment),
    ) -> Option<Decimal> {
        let calendar = &self.data.workspace.calendar;
        let by = |day: Option<Date>| {
            if day.is_some_and(|d| d <= self.span.to) { Decimal::ONE } else { Decimal::ZERO }
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
                    let settled = cell.settled.get(number).copied().unwrap_or(Decimal::ZERO);
                    let whole = cell.to_date.pay;
                    settled.checked_div(whole).map_or(Decimal::ONE, |s| s.clamp(Decimal::ZERO, Decimal::ONE))
                }
                // What no longer has records, or is read from a KPI, waits for nothing.
                None => Decimal::ONE,
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
