//! What everybody is paid, from prepared bases: the part that runs in the frame of a slider.

use crate::domain::calendar::Period;
use crate::domain::id::{ComponentId, PersonId};
use crate::domain::incentive::{MeasuredIn, Plan};
use crate::domain::money;
use crate::domain::{Decimal, Money};
use crate::engine::incentive::base::{Cell, Prepared};
use crate::engine::incentive::table::{Fault, Table};
use std::collections::BTreeMap;

/// Why a plan cannot be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanFault {
    /// A component's rate table is refused.
    Table(ComponentId, Vec<Fault>),
    /// The bases were prepared for other components; prepare again.
    Stale,
    /// A number is too large to be computed exactly.
    Overflow,
}

/// One statement line: a component in an accumulation period, or one record where the component works per record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinePay {
    /// Place of the component in the plan.
    pub component: usize,
    /// The accumulation period.
    pub period: Period,
    /// Rounded pay in minor units.
    pub minor: i64,
}

/// What one person is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPay {
    /// The person.
    pub person: PersonId,
    /// Sum of the lines, as stated, in minor units. Where it is negative nothing is paid and it is carried.
    pub minor: i64,
    /// Booked revenue of the span, major units.
    pub revenue: Decimal,
    /// Lines in the order of components and periods. Periods without anything are left out.
    pub lines: Vec<LinePay>,
}

impl PersonPay {
    /// Pay ÷ booked revenue; `None` without revenue.
    pub fn effective_rate(&self, pay: &Pay) -> Option<Decimal> {
        let money = Money { minor: self.minor, currency: pay.cost.currency };
        money.decimal().checked_div(self.revenue)
    }
}

/// What a plan pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pay {
    /// Everybody's pay, in the order of [`Prepared::people`].
    pub people: Vec<PersonPay>,
    /// Sum of everybody's pay.
    pub cost: Money,
    /// Booked revenue of these people in the span, major units.
    pub revenue: Decimal,
}

impl Pay {
    /// Cost ÷ booked revenue; `None` without revenue.
    pub fn effective_rate(&self) -> Option<Decimal> {
        self.cost.decimal().checked_div(self.revenue)
    }

    /// The pay of a person.
    pub fn of(&self, person: PersonId) -> Option<&PersonPay> {
        self.people.iter().find(|p| p.person == person)
    }
}

/// One person under two variants of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The person.
    pub person: PersonId,
    /// Pay under the first, minor units.
    pub before: i64,
    /// Pay under the second, minor units.
    pub after: i64,
}

/// Everybody's pay under two variants, in the order of the first; somebody whom one does not pay gets zero there.
pub fn differences(before: &Pay, after: &Pay) -> Vec<Difference> {
    let paid: BTreeMap<PersonId, i64> = after.people.iter().map(|p| (p.person, p.minor)).collect();
    let known: BTreeMap<PersonId, i64> = before.people.iter().map(|p| (p.person, p.minor)).collect();
    let new = after.people.iter().filter(|p| !known.contains_key(&p.person));
    let first = before.people.iter().chain(new).map(|p| p.person);
    let of = |map: &BTreeMap<PersonId, i64>, person| map.get(&person).copied().unwrap_or(0);
    first.map(|person| Difference { person, before: of(&known, person), after: of(&paid, person) }).collect()
}

/// Checks the tables of a plan, in the order of its components.
pub(super) fn tables(plan: &Plan) -> Result<Vec<Table>, PlanFault> {
    let made = plan.components.iter().map(|c| Table::new(&c.table).map_err(|f| PlanFault::Table(c.id, f)));
    made.collect()
}

/// What a table pays on a base from zero, exact. In percent of quota nothing is paid without a quota above zero.
pub(super) fn on(
    table: &Table,
    measured: MeasuredIn,
    quota: Option<Decimal>,
    value: Decimal,
) -> Option<Decimal> {
    match (measured, quota) {
        (MeasuredIn::Amount, _) => table.pay(value),
        (MeasuredIn::PercentOfQuota, Some(quota)) if quota > Decimal::ZERO => table.pay_scaled(value, quota),
        (MeasuredIn::PercentOfQuota, _) => Some(Decimal::ZERO),
    }
}

/// What a cell earns in the span, exact: what the accumulation has earned to date less what it had earned before.
pub(super) fn earned(table: &Table, measured: MeasuredIn, cell: &Cell) -> Option<Decimal> {
    let to_date = on(table, measured, cell.quota, cell.before.checked_add(cell.value)?)?;
    if cell.before.is_zero() {
        return Some(to_date);
    }
    to_date.checked_sub(on(table, measured, cell.quota, cell.before)?)
}

impl Prepared {
    /// What a plan pays everybody. Takes microseconds per person; the records are not touched.
    ///
    /// # Errors
    /// [`PlanFault`] where a table is wrong, the plan does not fit the bases, or a number is too large.
    pub fn pay(&self, plan: &Plan) -> Result<Pay, PlanFault> {
        if !self.fits(plan) {
            return Err(PlanFault::Stale);
        }
        let tables = tables(plan)?;
        let mut people: Vec<PersonPay> = self
            .people
            .iter()
            .zip(&self.revenue)
            .map(|(person, revenue)| PersonPay {
                person: *person,
                minor: 0,
                revenue: *revenue,
                lines: Vec::new(),
            })
            .collect();
        let parts = self.bases.iter().zip(&plan.components).zip(&tables).enumerate();
        for (at, ((bases, component), table)) in parts {
            for cell in bases.cells.iter().filter(|c| !c.value.is_zero()) {
                let exact = earned(table, component.table.measured, cell).ok_or(PlanFault::Overflow)?;
                let money = money::round(exact, self.currency, self.rounding).ok_or(PlanFault::Overflow)?;
                if let Some(pay) = people.get_mut(cell.person) {
                    pay.minor = pay.minor.checked_add(money.minor).ok_or(PlanFault::Overflow)?;
                    pay.lines.push(LinePay { component: at, period: cell.period, minor: money.minor });
                }
            }
        }
        let sum = people.iter().try_fold(0_i64, |sum, p| sum.checked_add(p.minor));
        let revenue = self.revenue.iter().try_fold(Decimal::ZERO, |sum, r| sum.checked_add(*r));
        let (minor, revenue) = (sum.ok_or(PlanFault::Overflow)?, revenue.ok_or(PlanFault::Overflow)?);
        Ok(Pay { people, cost: Money { minor, currency: self.currency }, revenue })
    }
}
