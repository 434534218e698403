//! Bases in a pretended world: another attainment, other quotas, one more deal.
//!
//! Invariant: what follows from the cells follows them, the pots of groups as well as the figures that gates and
//! modifiers read; where nothing is pretended nothing changes.

use crate::domain::calendar::Period;
use crate::domain::id::PersonId;
use crate::domain::incentive::{Component, MeasuredIn, Pays, Reading, ReadingOf, Whose};
use crate::domain::kpi::Base;
use crate::domain::target::Subject;
use crate::domain::{Dataset, Date, Decimal};
use crate::engine::incentive::base::{Bases, Cell, Prepared};
use crate::engine::incentive::deal::Deal;
use crate::engine::incentive::quota::{Quota, Quotas};
use crate::engine::incentive::reading::{attained, read_period};
use crate::engine::split::largest_remainder;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// What is pretended of one person.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Shift {
    /// The attainment.
    pub attainment: Option<Decimal>,
    /// What everything sold is multiplied by to come there.
    pub factor: Option<Decimal>,
    /// What targets are multiplied by.
    pub quota: Option<Decimal>,
    /// One more deal.
    pub deal: Option<Deal>,
}

/// What the members of each group sold, by component and place of the group.
pub(super) type Sold = Vec<Vec<Decimal>>;

/// Whether a component pays by attainment.
pub(super) fn in_quota(component: &Component) -> bool {
    let table = component.table().is_some_and(|t| t.measured == MeasuredIn::PercentOfQuota);
    table || matches!(component.pays, Pays::Bonus(_))
}

fn sold(bases: &Bases, component: &Component) -> Vec<Decimal> {
    let mut found = vec![Decimal::ZERO; bases.groups.len()];
    let own = component.terms.whose == Whose::Own;
    for cell in &bases.cells {
        if let Some(sum) = cell.group.and_then(|g| found.get_mut(g)) {
            // Where the figures of the team count, everybody in it has the same.
            *sum = if own { sum.saturating_add(cell.to_date.pay) } else { cell.to_date.pay };
        }
    }
    found
}

impl Prepared {
    /// The bases as if somebody, or everybody, had attained so much, 1 being the quota. What is measured by attainment is
    /// set to attainment × quota; the rest is multiplied by attainment ÷ the person's own ([`Prepared::attainment`]), and
    /// stays where there is none. Pots and readings follow; scores stay as they are.
    #[must_use]
    pub fn at_attainment(&self, only: Option<PersonId>, attainment: Decimal) -> Prepared {
        let one = |at: usize| only.is_none_or(|o| self.people.get(at) == Some(&o)).then_some(attainment);
        self.at_attainments(one)
    }

    /// The same with an attainment of each person, by place; those without one stay as they are.
    #[must_use]
    pub fn at_attainments(&self, attainment: impl Fn(usize) -> Option<Decimal>) -> Prepared {
        let mut made = self.clone();
        let own = self.attainments();
        let shift = |(at, own): (usize, Option<Decimal>)| {
            let attainment = attainment(at);
            let own = own.filter(|a| *a > Decimal::ZERO);
            let factor = attainment.zip(own).and_then(|(wanted, own)| wanted.checked_div(own));
            Shift { attainment, factor, ..Shift::default() }
        };
        let shifts: Vec<Shift> = own.into_iter().enumerate().map(shift).collect();
        let sold = made.sold();
        for (bases, component) in made.bases.iter_mut().zip(&self.shape.components) {
            let in_quota = in_quota(component);
            for cell in &mut bases.cells {
                let Some(shift) = shifts.get(cell.person) else { continue };
                let Some(attainment) = shift.attainment.filter(|_| self.is_of_span(cell)) else { continue };
                made.supposed.insert(cell.person);
                let quota = cell
                    .quota
                    .map(|q| q.value)
                    .filter(|q| *q > Decimal::ZERO && in_quota && cell.row.is_none());
                // A field of a record stays what it is.
                let summed = cell.row.is_none();
                let own = &mut cell.to_date;
                let then = own.pay;
                match (quota, shift.factor) {
                    (Some(quota), _) => {
                        let credit = quota.saturating_mul(attainment);
                        let uplift = own.pay.checked_div(own.credit).unwrap_or(Decimal::ONE);
                        (own.pay, own.credit) = (credit.saturating_mul(uplift), credit);
                        cell.missing = false;
                    }
                    (None, Some(factor)) => {
                        own.pay = own.pay.saturating_mul(factor);
                        own.credit = own.credit.saturating_mul(factor);
                        own.position =
                            own.position.map(|p| if summed { p.saturating_mul(factor) } else { p });
                    }
                    (None, None) => {}
                }
                // As much of it as before is collected; of what is sold out of nothing, all.
                let pay = own.pay;
                own.happened = own.happened.map(|h| h.saturating_mul(pay).checked_div(then).unwrap_or(pay));
            }
        }
        for (revenue, shift) in made.revenue.iter_mut().zip(&shifts) {
            *revenue = revenue.saturating_mul(shift.factor.unwrap_or(Decimal::ONE));
        }
        made.follow(&sold, &shifts);
        made
    }

    /// The bases with every quota of somebody, or of everybody, multiplied.
    #[must_use]
    pub fn with_quotas(&self, only: Option<PersonId>, factor: Decimal) -> Prepared {
        let mut made = self.clone();
        let shift = |person: &PersonId| Shift {
            quota: only.is_none_or(|o| *person == o).then_some(factor),
            ..Shift::default()
        };
        let shifts: Vec<Shift> = self.people.iter().map(shift).collect();
        for cell in made.bases.iter_mut().flat_map(|b| &mut b.cells) {
            if let Some(factor) = shifts.get(cell.person).and_then(|s| s.quota)
                && let Some(quota) = &mut cell.quota
            {
                quota.target = quota.target.saturating_mul(factor);
                quota.value = quota.value.saturating_mul(factor);
            }
        }
        let sold = made.sold();
        made.follow(&sold, &shifts);
        made
    }

    /// The bases as if somebody who is asked for nothing were asked for so much in the span: in equal parts by the accumulations
    /// of each component that measures booked sales against the person's own quota. `None` where there is none.
    #[must_use]
    pub fn with_quota(&self, data: &Dataset, person: PersonId, quota: Decimal) -> Option<Prepared> {
        let at = self.people.iter().position(|p| *p == person)?;
        let kpi = Quotas::new(data).revenue?;
        let scale = Decimal::from(10_u32.checked_pow(data.workspace.currency.digits())?);
        let whole = quota.checked_mul(scale)?.round().to_i128()?;
        let mut made = self.clone();
        let mut asks = false;
        for (bases, component) in made.bases.iter_mut().zip(&self.shape.components) {
            let terms = &component.terms;
            let sales = terms.kpi.or(terms.quota_kpi).is_none_or(|k| k == kpi) && bases.base == Base::Booked;
            if !sales || terms.whose != Whose::Own || !in_quota(component) {
                continue;
            }
            let bare = |c: &&mut Cell| c.person == at && c.row.is_none() && c.quota.is_none();
            let cells: Vec<&mut Cell> = bases.cells.iter_mut().filter(bare).collect();
            let parts = largest_remainder(whole, &vec![Decimal::ONE; cells.len()]);
            for (cell, part) in cells.into_iter().zip(parts) {
                let value = Decimal::try_from_i128_with_scale(part, 0).ok()?.checked_div(scale)?;
                let subject = Subject::Person(person);
                cell.quota = Some(Quota { kpi, subject, target: value, part: None, ramp: None, value });
                asks = true;
            }
        }
        let sold = made.sold();
        made.follow(&sold, &vec![Shift::default(); self.people.len()]);
        asks.then_some(made)
    }

    /// What the members of groups sell: to be asked before cells change, so that the groups can [follow](Self::follow).
    pub(super) fn sold(&self) -> Sold {
        self.bases.iter().zip(&self.shape.components).map(|(b, c)| sold(b, c)).collect()
    }

    /// Lets pots and readings follow cells that have changed, and what is pretended of people.
    pub(super) fn follow(&mut self, before: &Sold, shifts: &[Shift]) {
        for ((bases, component), before) in self.bases.iter_mut().zip(&self.shape.components).zip(before) {
            let now = sold(bases, component);
            for ((group, now), before) in bases.groups.iter_mut().zip(now).zip(before) {
                group.to_date = group.to_date.saturating_add(now.saturating_sub(*before));
            }
        }
        self.follow_figures(shifts);
        let Prepared { readings, bases, calendar, shape, .. } = self;
        for ((reading, person, period), value) in readings.iter_mut() {
            let ReadingOf::Component(id) = reading.of else { continue };
            let found = bases.iter().zip(&shape.components).find(|(b, _)| b.component == id);
            let whole = read_period(calendar, reading, *period).and_then(|p| calendar.span(p));
            let (Some((bases, component)), Some(whole)) = (found, whole) else { continue };
            let now = attained(bases, calendar, *person, whole);
            // Exactly what is pretended, where that is what is measured: no division comes between.
            let said = shifts.get(*person).and_then(|s| s.attainment).filter(|_| in_quota(component));
            *value = now.map(|now| said.unwrap_or(now));
        }
    }

    /// Lets the figures of KPIs that are plain sums of sales follow: each person's own, and with them those of the team
    /// and the company.
    fn follow_figures(&mut self, shifts: &[Shift]) {
        let Prepared { readings, parts, calendar, .. } = self;
        let mut more: BTreeMap<(Reading, Period, Subject), Decimal> = BTreeMap::new();
        for ((reading, person, period), parts) in parts.iter_mut() {
            let Some(shift) = shifts.get(*person) else { continue };
            if reading.whose == Whose::Own
                && let (Some(target), Some(factor)) = (&mut parts.target, shift.quota)
            {
                *target = target.saturating_mul(factor);
            }
            let Some(base) = parts.base else { continue };
            let own = parts.own.unwrap_or_default();
            let mut now = own.saturating_mul(shift.factor.unwrap_or(Decimal::ONE));
            if let Some(deal) = shift.deal.as_ref().filter(|d| covers(calendar, reading, *period, d.day)) {
                now = now.saturating_add(deal.base(base).unwrap_or_default());
            }
            if now != own {
                parts.own = Some(now);
                let sum = more.entry((*reading, *period, parts.whom)).or_default();
                *sum = sum.saturating_add(now.saturating_sub(own));
            }
        }
        for (key, parts) in parts.iter_mut() {
            let (reading, person, period) = key;
            if let Some(more) = more.get(&(*reading, *period, parts.whom)) {
                parts.actual = Some(parts.actual.unwrap_or_default().saturating_add(*more));
            }
            let mut value = parts.value(reading.of);
            let measured = matches!(reading.of, ReadingOf::KpiAttainment(_)) && reading.whose == Whose::Own;
            let said = shifts.get(*person).and_then(|s| s.attainment).filter(|_| measured);
            if let (Some(said), Some(target)) = (said, parts.target.filter(|t| *t > Decimal::ZERO)) {
                parts.actual = Some(target.saturating_mul(said));
                value = Some(said);
            }
            readings.insert(*key, value);
        }
    }
}

/// Whether the period that a reading looks at has a day.
fn covers(calendar: &crate::domain::Calendar, reading: &Reading, period: Period, day: Date) -> bool {
    let whole = read_period(calendar, reading, period).and_then(|p| calendar.span(p));
    whole.is_some_and(|whole| whole.contains(day))
}

#[cfg(test)]
#[path = "pretend_tests.rs"]
mod tests;
