//! What the next deal would bring.

use crate::domain::calendar::Grain;
use crate::domain::id::{ComponentId, PersonId};
use crate::domain::incentive::{Component, Field, MeasuredIn, Plan};
use crate::domain::kpi::Base;
use crate::domain::records::RowRef;
use crate::domain::{Dataset, Date, Decimal, Money};
use crate::engine::incentive::base::{Amounts, Bases, Cell, Prepared, grain};
use crate::engine::incentive::compile::PlanFault;
use crate::engine::incentive::compute::Pricing;
use crate::engine::incentive::matcher::{Dims, matches, rule};
use crate::engine::incentive::pay::cells;

/// A deal that might come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deal {
    /// The day on which it would be booked, invoiced and collected.
    pub day: Date,
    /// Amount without tax, major units.
    pub amount: Decimal,
    /// Amount less cost, major units.
    pub margin: Decimal,
    /// Quantity.
    pub quantity: Decimal,
    /// What it is about; a component limited to a dimension that the deal does not name does not count it.
    pub dims: Dims,
}

impl Deal {
    /// A deal of which no more is known.
    pub fn new(day: Date, amount: Decimal, margin: Decimal) -> Deal {
        Deal { day, amount, margin, quantity: Decimal::ZERO, dims: Dims::default() }
    }
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
    /// By component; zero for those that do not count the deal.
    pub lines: Vec<DealLine>,
}

/// What a component would count of a deal; `None` where it does not count it.
fn amounts(data: &Dataset, component: &Component, who: PersonId, deal: &Deal) -> Option<Amounts> {
    let terms = &component.terms;
    if terms.kpi.is_some() || !matches(data, &component.filter, &deal.dims, who, deal.day) {
        return None;
    }
    let field = |f: Field| match f {
        Field::Amount => Some(deal.amount),
        Field::Quantity => Some(deal.quantity),
        Field::Price => deal.amount.checked_div(deal.quantity),
        Field::MarginRate => deal.margin.checked_div(deal.amount),
        Field::Discount | Field::Term => None,
    };
    let holds = |c: &crate::domain::incentive::Condition| {
        !matches(data, &c.filter, &deal.dims, who, deal.day)
            || field(c.field).is_some_and(|v| {
                c.least.is_none_or(|least| v >= least) && c.most.is_none_or(|most| v <= most)
            })
    };
    if !terms.conditions.iter().all(holds) {
        return None;
    }
    let base = match component.base {
        Base::Booked | Base::Invoiced | Base::Collected => deal.amount,
        Base::Margin => deal.margin,
        Base::Cost => deal.amount - deal.margin,
        Base::Quantity => deal.quantity,
        Base::Weighted => return None,
    };
    let base = base - terms.deductible.unwrap_or(Decimal::ZERO);
    let limited = terms.deductible.is_some() && !terms.below_zero;
    let base = if limited { base.max(Decimal::ZERO) } else { base };
    let mut found = Amounts { pay: base, credit: base, position: None };
    for uplift in &terms.uplifts {
        if matches(data, &uplift.filter, &deal.dims, who, deal.day) {
            found.credit = found.credit.checked_mul(uplift.quota)?;
            found.pay = found.pay.checked_mul(uplift.pay)?;
        }
    }
    found.position = match component.table().map(|t| t.measured) {
        Some(MeasuredIn::Quantity) => Some(deal.quantity),
        Some(MeasuredIn::Field(f)) => Some(field(f)?),
        _ => None,
    };
    Some(found)
}

impl Prepared {
    /// What a deal would add to a person's pay, line by line rounded as a statement is. Zero for somebody whom the plan
    /// does not pay.
    ///
    /// # Errors
    /// [`PlanFault`] as for [`Prepared::pay`].
    pub fn next_deal(
        &self,
        data: &Dataset,
        plan: &Plan,
        person: PersonId,
        deal: &Deal,
    ) -> Result<NextDeal, PlanFault> {
        let ways = self.checked(plan)?;
        let pricing = Pricing { plan, prepared: self, ways: &ways };
        let mut extra = Money { minor: 0, currency: pricing.currency() };
        let Some(place) = self.people.iter().position(|p| *p == person) else {
            return Ok(NextDeal { extra, lines: Vec::new() });
        };
        let mut lines = Vec::new();
        for (at, (bases, component)) in self.bases.iter().zip(&plan.components).enumerate() {
            let minor = match amounts(data, component, person, deal) {
                Some(amounts) => {
                    let rule = rule(data, &component.terms.rules, &deal.dims, person, deal.day);
                    let (then, number) = self.with(component, bases, (place, rule), deal, &amounts);
                    pricing.brings(at, component, bases, (&then, number)).ok_or(PlanFault::Overflow)?
                }
                None => 0,
            };
            extra.minor = extra.minor.checked_add(minor).ok_or(PlanFault::Overflow)?;
            lines.push(DealLine { component: component.id, minor });
        }
        Ok(NextDeal { extra, lines })
    }

    /// A component's bases with a deal in them, and the place of the cell that holds it.
    fn with(
        &self,
        component: &Component,
        bases: &Bases,
        (person, rule): (usize, u16),
        deal: &Deal,
        amounts: &Amounts,
    ) -> (Bases, usize) {
        let grain_of = grain(component.accumulate());
        let period = self.calendar.period_of(deal.day, grain_of.unwrap_or(Grain::Month));
        let own = || cells(bases, Some(person)).map(|(n, c)| (n, c.clone()));
        let same = |c: &Cell| grain_of.is_some() && c.period == period && c.rule == rule;
        let known = own().find(|(_, c)| same(c));
        let blank = |like: Option<Cell>| Cell {
            person,
            period,
            rule,
            row: grain_of.is_none().then_some(RowRef {
                segment: crate::domain::id::SegmentId(crate::domain::id::Uuid::nil()),
                row: 0,
            }),
            day: deal.day,
            before: Amounts::default(),
            to_date: Amounts::default(),
            missing: false,
            quota: like.as_ref().and_then(|c| c.quota),
            pay: like.as_ref().map(|c| c.pay.clone()).unwrap_or_default(),
            reversal: None,
            settled: Vec::new(),
            group: like.and_then(|c| c.group),
            weight: None,
            whom: None,
            held: None,
        };
        let mut then = bases.clone();
        let number = known.map_or_else(
            || {
                let near = own().find(|(_, c)| c.period == period).or(own().last()).map(|(_, c)| c);
                then.cells.push(blank(near));
                then.cells.len() - 1
            },
            |(n, _)| n,
        );
        let group = then.cells.get_mut(number).and_then(|cell| {
            cell.to_date.pay = cell.to_date.pay.saturating_add(amounts.pay);
            cell.to_date.credit = cell.to_date.credit.saturating_add(amounts.credit);
            cell.to_date.position = match (cell.to_date.position, amounts.position) {
                (Some(a), Some(b)) => Some(a.saturating_add(b)),
                (a, b) => a.or(b),
            };
            cell.group
        });
        if let Some(group) = group.and_then(|g| then.groups.get_mut(g)) {
            group.to_date = group.to_date.saturating_add(amounts.pay);
        }
        (then, number)
    }
}

impl Pricing<'_> {
    /// What a cell with a deal in it pays more than without, minor units. `None` on overflow.
    fn brings(
        &self,
        at: usize,
        component: &Component,
        bases: &Bases,
        (then, number): (&Bases, usize),
    ) -> Option<i64> {
        let pay = |bases: &Bases| {
            let together = self.together(component, bases)?;
            let Some(cell) = bases.cells.get(number) else { return Some(0) };
            // Everything to date, so that a line that was rounded before does not lose its fraction.
            Some(self.line(at, (number, cell), &together, Some(Decimal::ZERO))?.money.minor)
        };
        pay(then)?.checked_sub(pay(bases)?)
    }
}
