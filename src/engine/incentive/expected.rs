//! What a plan pays at a given attainment: the figure that people are told before anything is sold.
//!
//! Everybody is set to the same share of their quota in every accumulation period. A component that is not measured
//! against a quota is set to its usual part of the revenue that the quota asks for: the person's own part in the past
//! year, the company's where the person sold nothing. What works per record is scaled from the past year's records.
//! Gates and modifiers read the attainment, or the newest figure known where they read something else.

use crate::domain::calendar::{Grain, Period, Span};
use crate::domain::id::PersonId;
use crate::domain::incentive::{Component, MeasuredIn, Pays, Plan, ReadingOf};
use crate::domain::target::{Level, Subject};
use crate::domain::{Dataset, Date, Decimal};
use crate::engine::incentive::base::{Amounts, Prepared, grain};
use crate::engine::incentive::compile::PlanFault;
use crate::engine::incentive::pretend::{Shift, Sold};
use crate::engine::incentive::quota::Quotas;
use crate::engine::incentive::rows;

/// What one person earns at each attainment asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The person.
    pub person: PersonId,
    /// Minor units of the plan's currency, in the order of the attainments; before draw, statement cap and holdback.
    pub minor: Vec<i64>,
}

/// The fiscal year of a day, or the first in which a plan is in force where that is later; from the plan's effective date
/// on.
pub fn plan_year(data: &Dataset, plan: &Plan, day: Date) -> Option<Span> {
    let calendar = &data.workspace.calendar;
    let year = calendar.span(calendar.period_of(plan.effective.max(day), Grain::Year))?;
    Some(Span { from: plan.effective.max(year.from), to: year.to })
}

/// What everybody whom a plan pays earns in the fiscal year in which the past ends, or in its first one, at some
/// attainments, 1 being the quota. The past is what some components are scaled from.
///
/// # Errors
/// [`PlanFault`] as for [`Prepared::pay`].
pub fn outlook(
    data: &Dataset,
    plan: &Plan,
    past: Span,
    attainments: &[Decimal],
) -> Result<Vec<Outlook>, PlanFault> {
    let year = plan_year(data, plan, past.to).ok_or(PlanFault::Overflow)?;
    let ahead = Prepared::new(data, plan, year).value;
    let past = Past::new(data, plan, &ahead, (past, year))?;
    let mut found: Vec<Outlook> =
        ahead.people.iter().map(|p| Outlook { person: *p, minor: Vec::new() }).collect();
    for attainment in attainments {
        let then = past.at(plan, &ahead, *attainment);
        let pay = then.pay(plan)?;
        for (one, (at, paid)) in found.iter_mut().zip(pay.people.iter().enumerate()) {
            let scaled = past.rows(at, *attainment, pay.cost.currency.digits());
            one.minor.push(paid.minor.saturating_add(scaled));
        }
    }
    Ok(found)
}

/// What the year before says about the usual part of each component, by place of the person in the year ahead.
struct Past {
    /// Base ÷ revenue, and what the table measures ÷ revenue, by component and person.
    parts: Vec<Vec<(Decimal, Decimal)>>,
    /// Pay of components per record ÷ revenue, by person.
    rates: Vec<Decimal>,
    /// Revenue that the year's quota asks for, by person.
    asked: Vec<Decimal>,
    prepared: Prepared,
}

impl Past {
    fn new(
        data: &Dataset,
        plan: &Plan,
        ahead: &Prepared,
        (past, year): (Span, Span),
    ) -> Result<Past, PlanFault> {
        let before = plan.reaching_back(past.from);
        let prepared = Prepared::new(data, &before, past).value;
        let pay = prepared.pay(&before)?;
        let whole: Decimal = prepared.revenue.iter().sum();
        let place = |person: &PersonId| prepared.people.iter().position(|p| p == person);
        let revenue = |at: Option<usize>| {
            at.and_then(|at| prepared.revenue.get(at)).copied().filter(|r| *r > Decimal::ZERO)
        };
        let parts = plan.components.iter().zip(&prepared.bases).map(|(component, bases)| {
            let plain = component.filter == Default::default()
                && component.base == crate::domain::kpi::Base::Booked
                && component.terms.conditions.is_empty();
            let sums = |at: Option<usize>| {
                let own = bases.cells.iter().filter(|c| at.is_none_or(|at| c.person == at));
                own.fold((Decimal::ZERO, Decimal::ZERO), |sum, c| {
                    let position = c.to_date.position.unwrap_or_default();
                    (sum.0.saturating_add(c.value()), sum.1.saturating_add(position))
                })
            };
            let all = sums(None);
            let share = |person: &PersonId| {
                let at = place(person);
                let (sum, of) = match revenue(at) {
                    Some(own) => (sums(at), own),
                    None => (all, whole),
                };
                let part = |v: Decimal| v.checked_div(of).unwrap_or_default();
                if plain { (Decimal::ONE, part(sum.1)) } else { (part(sum.0), part(sum.1)) }
            };
            ahead.people.iter().map(share).collect()
        });
        let digits = pay.cost.currency.digits();
        let of_rows = |at: Option<usize>| {
            let people = pay.people.iter().enumerate().filter(|(n, _)| at.is_none_or(|at| at == *n));
            let lines = people.flat_map(|(_, p)| &p.lines);
            let rows = lines.filter(|l| plan.components.get(l.component).is_some_and(scaled));
            Decimal::new(rows.map(|l| l.minor).sum(), digits)
        };
        let rate = |person: &PersonId| {
            let at = place(person);
            let (sum, of) = match revenue(at) {
                Some(own) => (of_rows(at), own),
                None => (of_rows(None), whole),
            };
            sum.checked_div(of).unwrap_or_default()
        };
        let quotas = Quotas::new(data);
        let period = data.workspace.calendar.period_of(year.from, Grain::Year);
        let asked = |person: &PersonId| {
            let set = quotas
                .revenue
                .and_then(|kpi| quotas.value(kpi, Subject::Person(*person), period, Level::Target));
            set.or(revenue(place(person))).unwrap_or_default()
        };
        Ok(Past {
            parts: parts.collect(),
            rates: ahead.people.iter().map(rate).collect(),
            asked: ahead.people.iter().map(asked).collect(),
            prepared,
        })
    }

    /// The year ahead with everybody at an attainment.
    fn at(&self, plan: &Plan, ahead: &Prepared, attainment: Decimal) -> Prepared {
        let mut then = ahead.clone();
        // Nothing has been sold yet: pots hold what the members will sell.
        for bases in &mut then.bases {
            bases.groups.iter_mut().for_each(|g| (g.before, g.to_date) = Default::default());
        }
        for ((bases, component), parts) in then.bases.iter_mut().zip(&plan.components).zip(&self.parts) {
            if matches!(component.pays, Pays::Fixed(_) | Pays::Reward(_)) {
                continue;
            }
            if scaled(component) {
                bases.cells.clear();
            }
            let by_quota = measured_by_quota(component);
            for cell in &mut bases.cells {
                let Some(quota) = cell.quota else { continue };
                let credit = quota.value.saturating_mul(attainment);
                let part = parts.get(cell.person).copied().unwrap_or_default();
                let pay = if by_quota { credit } else { credit.saturating_mul(part.0) };
                let position = cell.to_date.position.map(|_| credit.saturating_mul(part.1));
                cell.before = Amounts::default();
                cell.to_date = Amounts { pay, credit: pay, position, happened: None };
                cell.missing = false;
                cell.reversal = None;
            }
        }
        let nothing: Sold = then.bases.iter().map(|b| vec![Decimal::ZERO; b.groups.len()]).collect();
        let shift = Shift { attainment: Some(attainment), ..Shift::default() };
        then.follow(&nothing, &vec![shift; then.people.len()]);
        // What no cell tells is taken to be as attained as everything else.
        for ((reading, person, _), value) in &mut then.readings {
            match reading.of {
                ReadingOf::Component(_) => *value = value.or(Some(attainment)),
                ReadingOf::KpiAttainment(_) => *value = Some(attainment),
                ReadingOf::Kpi(_) | ReadingOf::Score | ReadingOf::Appraisal | ReadingOf::Multiplier => {
                    let known = self.newest(ahead.people.get(*person), reading);
                    *value = value.or(known);
                }
            }
        }
        then
    }

    /// The newest figure that the past year has of a reading.
    fn newest(
        &self,
        person: Option<&PersonId>,
        reading: &crate::domain::incentive::Reading,
    ) -> Option<Decimal> {
        let at = self.prepared.people.iter().position(|p| Some(p) == person)?;
        let of = |(key, value): (&(crate::domain::incentive::Reading, usize, Period), &Option<Decimal>)| {
            (key.0 == *reading && key.1 == at).then_some(*value).flatten()
        };
        self.prepared.readings.iter().filter_map(of).next_back()
    }

    /// What components per record bring somebody, minor units.
    fn rows(&self, person: usize, attainment: Decimal, digits: u32) -> i64 {
        use rust_decimal::prelude::ToPrimitive;
        let rate = self.rates.get(person).copied().unwrap_or_default();
        let asked = self.asked.get(person).copied().unwrap_or_default();
        let major = asked.saturating_mul(attainment).saturating_mul(rate);
        let minor = major.saturating_mul(Decimal::from(10_u64.pow(digits.min(18))));
        minor.round().to_i64().unwrap_or_default()
    }
}

/// Whether a component looks at single records, so that only the past can say what it brings.
fn scaled(component: &Component) -> bool {
    let summed = matches!(component.pays, Pays::Fixed(_) | Pays::Reward(_)) || component.terms.kpi.is_some();
    !summed && (grain(component.accumulate()).is_none() || rows::needed(component))
}

fn measured_by_quota(component: &Component) -> bool {
    component.terms.kpi.is_some()
        || matches!(component.pays, Pays::Bonus(_))
        || component.table().is_some_and(|t| t.measured == MeasuredIn::PercentOfQuota)
}
