//! One person's statement: lines that explain themselves down to the records, and what the next deal would bring.

use crate::domain::calendar::Period;
use crate::domain::id::{ComponentId, KpiId, PersonId};
use crate::domain::incentive::{Accumulate, Component, MeasuredIn, Plan};
use crate::domain::issue::IssueCode;
use crate::domain::kpi::{Base, Unit};
use crate::domain::money;
use crate::domain::records::RowRef;
use crate::domain::target::{Level, Subject};
use crate::domain::{Calendar, Decimal, Money};
use crate::engine::incentive::base::{Cell, Prepared, grain, query};
use crate::engine::incentive::pay::{PlanFault, earned, on, tables};
use crate::engine::incentive::table::{Earned, Table};
use crate::engine::measure::{RecordQuery, filter_of};
use crate::engine::trace::{Step, Trace, TraceValue};
use jiff::civil::Date;

/// One line of a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementLine {
    /// The component.
    pub component: ComponentId,
    /// What is paid on.
    pub base: Base,
    /// The accumulation period.
    pub period: Period,
    /// Base inside the span, major units.
    pub value: Decimal,
    /// Base of the accumulation period before the span, major units.
    pub before: Decimal,
    /// Quota of the accumulation period, where the table needs one.
    pub quota: Option<Decimal>,
    /// Base to date ÷ quota, where the table needs one.
    pub attainment: Option<Decimal>,
    /// How the base to date earns, tier by tier, in amounts.
    pub earned: Earned,
    /// Exact pay of the line.
    pub exact: Decimal,
    /// Rounded pay.
    pub amount: Money,
    /// What to know about the line: no target, target zero, beyond the table.
    pub issues: Vec<IssueCode>,
    /// The records behind it.
    pub records: RecordQuery,
    /// The one record, for a component per record.
    pub row: Option<RowRef>,
}

/// What one person is paid and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The person.
    pub person: PersonId,
    /// Lines in the order of components and periods.
    pub lines: Vec<StatementLine>,
    /// Sum of the lines.
    pub total: Money,
    /// The calculation as a tree down to the records.
    pub trace: Trace,
}

/// A deal that might come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deal {
    /// The day on which it would be booked.
    pub day: Date,
    /// Amount without tax, major units.
    pub amount: Decimal,
    /// Amount less cost, major units.
    pub margin: Decimal,
}

/// What a deal brings under one component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DealLine {
    /// The component.
    pub component: ComponentId,
    /// Extra pay, minor units.
    pub minor: i64,
}

/// What a deal brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextDeal {
    /// Extra pay in all.
    pub extra: Money,
    /// By component. A component limited to some records counts as if the deal were among them.
    pub lines: Vec<DealLine>,
}

impl Prepared {
    /// A person's statement.
    ///
    /// # Errors
    /// [`PlanFault`] as for [`Prepared::pay`]; somebody whom the plan does not pay has a statement without lines.
    pub fn statement(
        &self,
        plan: &Plan,
        person: PersonId,
        calendar: &Calendar,
    ) -> Result<Statement, PlanFault> {
        if !self.fits(plan) {
            return Err(PlanFault::Stale);
        }
        let tables = tables(plan)?;
        let place = self.people.iter().position(|p| *p == person);
        let mut lines = Vec::new();
        let mut inputs = Vec::new();
        let mut minor = 0_i64;
        for ((bases, component), table) in self.bases.iter().zip(&plan.components).zip(&tables) {
            let cells = bases.cells.iter().filter(|c| Some(c.person) == place && !c.value.is_zero());
            for cell in cells {
                let line = self.line(component, table, cell, person, calendar).ok_or(PlanFault::Overflow)?;
                minor = minor.checked_add(line.amount.minor).ok_or(PlanFault::Overflow)?;
                inputs.push(trace(plan, component, &line, person, self.quota_of));
                lines.push(line);
            }
        }
        let total = Money { minor, currency: self.currency };
        let trace = Trace { step: Step::Pay(person), value: TraceValue::Money(total), inputs };
        Ok(Statement { person, lines, total, trace })
    }

    fn line(
        &self,
        component: &Component,
        table: &Table,
        cell: &Cell,
        person: PersonId,
        calendar: &Calendar,
    ) -> Option<StatementLine> {
        let measured = component.table.measured;
        let to_date = cell.before.checked_add(cell.value)?;
        let exact = earned(table, measured, cell)?;
        let quota = cell.quota.filter(|_| measured == MeasuredIn::PercentOfQuota);
        let mut issues = Vec::new();
        let how = match (measured, quota) {
            (MeasuredIn::Amount, _) => table.earn(to_date)?,
            (_, Some(quota)) if quota > Decimal::ZERO => table.scaled(quota)?.earn(to_date)?,
            (_, quota) => {
                issues.push(if quota.is_some() { IssueCode::ZeroTarget } else { IssueCode::NoTarget });
                Earned::default()
            }
        };
        if how.beyond {
            issues.push(IssueCode::BeyondTable);
        }
        let days = match grain(component.table.accumulate) {
            Some(_) => calendar.span(cell.period).and_then(|s| s.intersect(&self.span)),
            None => calendar.span(cell.period),
        };
        let mut records = query(component, days.unwrap_or(self.span));
        records.filters.push(filter_of(Subject::Person(person)));
        Some(StatementLine {
            component: component.id,
            base: component.base,
            period: cell.period,
            value: cell.value,
            before: cell.before,
            quota,
            attainment: quota.and_then(|q| to_date.checked_div(q)),
            earned: how,
            exact,
            amount: money::round(exact, self.currency, self.rounding)?,
            issues,
            records,
            row: cell.row,
        })
    }

    /// What a deal would add to a person's pay, line by line rounded as a statement is. Zero for somebody whom the plan
    /// does not pay.
    ///
    /// # Errors
    /// [`PlanFault`] as for [`Prepared::pay`].
    pub fn next_deal(
        &self,
        plan: &Plan,
        person: PersonId,
        calendar: &Calendar,
        deal: &Deal,
    ) -> Result<NextDeal, PlanFault> {
        if !self.fits(plan) {
            return Err(PlanFault::Stale);
        }
        let tables = tables(plan)?;
        let place = self.people.iter().position(|p| *p == person);
        let mut lines = Vec::new();
        let mut minor = 0_i64;
        for ((bases, component), table) in self.bases.iter().zip(&plan.components).zip(&tables) {
            if place.is_none() {
                break;
            }
            let more = match component.base {
                Base::Booked | Base::Invoiced | Base::Collected => deal.amount,
                Base::Margin => deal.margin,
                Base::Cost => deal.amount - deal.margin,
                Base::Quantity | Base::Weighted => Decimal::ZERO,
            };
            let same = |c: &&Cell| {
                grain(bases.accumulate).is_some_and(|g| c.period == calendar.period_of(deal.day, g))
            };
            let cell = bases.cells.iter().filter(|c| Some(c.person) == place).find(same);
            let held = cell.map_or(Decimal::ZERO, |c| c.before + c.value);
            let quota = match component.table.accumulate {
                Accumulate::PerRecord => None,
                _ => cell.and_then(|c| c.quota),
            };
            let pay = |value| {
                let exact = on(table, component.table.measured, quota, value)?;
                money::round(exact, self.currency, self.rounding)
            };
            let (Some(now), Some(then)) = (pay(held), held.checked_add(more).and_then(pay)) else {
                return Err(PlanFault::Overflow);
            };
            let extra = then.minor.checked_sub(now.minor).ok_or(PlanFault::Overflow)?;
            minor = minor.checked_add(extra).ok_or(PlanFault::Overflow)?;
            lines.push(DealLine { component: component.id, minor: extra });
        }
        Ok(NextDeal { extra: Money { minor, currency: self.currency }, lines })
    }
}

/// How a line came about: tiers, then the records, then the quota and what came before.
fn trace(
    plan: &Plan,
    component: &Component,
    line: &StatementLine,
    person: PersonId,
    quota_of: Option<KpiId>,
) -> Trace {
    let mut inputs: Vec<Trace> = Vec::new();
    for slice in &line.earned.slices {
        let Some(tier) = component.table.tiers.get(slice.tier) else { continue };
        // Ends in amounts, as the part is.
        let scaled = |end: Decimal| {
            line.quota.and_then(|q| end.checked_mul(q)).map_or(end, |amount| amount.normalize())
        };
        let (from, to) = (scaled(tier.from), tier.to.map(scaled));
        let step = Step::Tier { from, to, rate: slice.rate, mode: tier.mode, part: slice.part };
        inputs.push(Trace::leaf(step, TraceValue::Number(slice.earned, Unit::Money)));
    }
    if let Some(attainment) = line.attainment {
        let quota = quota_of.zip(line.quota).map(|(kpi, quota)| {
            let step = Step::TargetFor(kpi, Subject::Person(person), line.period, Level::Target);
            Trace::leaf(step, TraceValue::Number(quota, Unit::Money))
        });
        let value = TraceValue::Factor(attainment);
        inputs.push(Trace { step: Step::Attainment, value, inputs: quota.into_iter().collect() });
    }
    let value = TraceValue::Number(line.value, Unit::Money);
    inputs.push(Trace::leaf(Step::Records(Box::new(line.records.clone())), value));
    Trace { step: Step::Component(plan.id, component.id), value: TraceValue::Money(line.amount), inputs }
}
