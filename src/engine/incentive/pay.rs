//! What everybody is paid, from prepared bases: the part that runs in the frame of a slider.

use crate::domain::calendar::Period;
use crate::domain::id::PersonId;
use crate::domain::incentive::{Component, Pays, Plan};
use crate::domain::{Decimal, Money};
use crate::engine::incentive::base::{Bases, Cell, Prepared};
use crate::engine::incentive::compile::{PlanFault, Way, ways};
use crate::engine::incentive::compute::{Line, Pricing, Together};
use std::collections::BTreeMap;

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
    /// Sum of everybody's pay, before draw, statement cap and holdback.
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

/// Whether a cell can have a line though nothing of its own was sold.
fn shares(component: &Component) -> bool {
    matches!(component.pays, Pays::Pool(_))
}

impl Prepared {
    /// Checks that a plan fits and its parts are in order.
    pub(super) fn checked(&self, plan: &Plan) -> Result<Vec<Way>, PlanFault> {
        if !self.fits(plan) {
            return Err(PlanFault::Stale);
        }
        ways(plan)
    }

    /// Gives every line of some people, or of all, in the order of components and cells. Lines of cells in which
    /// nothing happened are left out.
    pub(super) fn each(
        &self,
        plan: &Plan,
        only: Option<usize>,
        mut take: impl FnMut(&Pricing, usize, (usize, &Cell), Line) -> Option<()>,
    ) -> Result<(), PlanFault> {
        let ways = self.checked(plan)?;
        let pricing = Pricing { plan, prepared: self, ways: &ways };
        for (at, (bases, component)) in self.bases.iter().zip(&plan.components).enumerate() {
            let together: Together = pricing.together(component, bases).ok_or(PlanFault::Overflow)?;
            for (number, cell) in cells(bases, only) {
                let quiet = cell.value().is_zero() && cell.to_date.happened.is_none();
                if quiet && !shares(component) && !cell.missing {
                    continue;
                }
                let line = pricing.line(at, (number, cell), &together, None).ok_or(PlanFault::Overflow)?;
                if cell.value().is_zero() && line.earned.is_zero() && !cell.missing {
                    continue;
                }
                take(&pricing, at, (number, cell), line).ok_or(PlanFault::Overflow)?;
            }
        }
        Ok(())
    }

    /// What a plan pays everybody. Takes microseconds per person; the records are not touched.
    ///
    /// # Errors
    /// [`PlanFault`] where a part of the plan is wrong, it does not fit the bases, or a number is too large.
    pub fn pay(&self, plan: &Plan) -> Result<Pay, PlanFault> {
        let blank = |(person, revenue): (&PersonId, &Decimal)| PersonPay {
            person: *person,
            minor: 0,
            revenue: *revenue,
            lines: Vec::new(),
        };
        let mut people: Vec<PersonPay> = self.people.iter().zip(&self.revenue).map(blank).collect();
        let mut currency = self.currency;
        self.each(plan, None, |_, component, (_, cell), line| {
            let Some(pay) = people.get_mut(cell.person) else { return Some(()) };
            currency = line.money.currency;
            pay.minor = pay.minor.checked_add(line.money.minor)?;
            if !cell.missing {
                pay.lines.push(LinePay { component, period: cell.period, minor: line.money.minor });
            }
            Some(())
        })?;
        let sum = people.iter().try_fold(0_i64, |sum, p| sum.checked_add(p.minor));
        let revenue = self.revenue.iter().try_fold(Decimal::ZERO, |sum, r| sum.checked_add(*r));
        let (minor, revenue) = (sum.ok_or(PlanFault::Overflow)?, revenue.ok_or(PlanFault::Overflow)?);
        Ok(Pay { people, cost: Money { minor, currency }, revenue })
    }
}

/// The cells of somebody, or of all, with their places. Cells are ordered by person.
pub(super) fn cells(bases: &Bases, only: Option<usize>) -> impl Iterator<Item = (usize, &Cell)> {
    let from = only.map_or(0, |p| bases.cells.partition_point(|c| c.person < p));
    let to = only.map_or(bases.cells.len(), |p| bases.cells.partition_point(|c| c.person <= p));
    let list = bases.cells.get(from..to).unwrap_or_default();
    list.iter().enumerate().map(move |(n, cell)| (from + n, cell))
}
