//! What a plan means for one person before anything is sold: the pay levels, quotas and prorations that hold for them.

use crate::domain::calendar::{Grain, Period, Span};
use crate::domain::id::{ComponentId, KpiId, PersonId};
use crate::domain::incentive::{Component, MeasuredIn, Pays, Plan, PoolShares};
use crate::domain::{Dataset, Decimal};
use crate::engine::incentive::base::grain;
use crate::engine::incentive::eligible::closest;
use crate::engine::incentive::level::yearly;
use crate::engine::incentive::prorate::{Part, part, pieces};
use crate::engine::incentive::quota::{Quota, Quotas, subject};

/// A person's own terms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Personal {
    /// Base pay of a year, major units of the workspace's currency; `None` where the plan names none.
    pub base: Option<Decimal>,
    /// Target pay of a year.
    pub target: Option<Decimal>,
    /// Of each component that has something of the person's own.
    pub parts: Vec<PersonalPart>,
}

/// What one component means for a person.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonalPart {
    /// The component.
    pub component: ComponentId,
    /// The part of target pay that belongs to it.
    pub target: Option<Decimal>,
    /// The KPI whose target is the quota.
    pub kpi: Option<KpiId>,
    /// The weight in a pool that is shared by weights.
    pub weight: Option<Decimal>,
    /// The periods of the year, each with quota and proration.
    pub periods: Vec<PersonalPeriod>,
}

/// One period of a component for a person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PersonalPeriod {
    /// Which one.
    pub period: Period,
    /// The quota; `None` where no target is set or none is asked for.
    pub quota: Option<Quota>,
    /// The part of the period in which the plan is theirs, where it is not all of it.
    pub part: Option<Part>,
}

/// Whether a component measures against a quota.
fn asks(component: &Component) -> bool {
    let by_quota = |m| m == MeasuredIn::PercentOfQuota;
    match &component.pays {
        Pays::Table(table) => {
            by_quota(table.measured) || component.terms.rules.iter().any(|r| by_quota(r.table.measured))
        }
        Pays::Bonus(_) => true,
        _ => false,
    }
}

/// The terms of everybody named, in a year of a plan.
pub fn personal(data: &Dataset, plan: &Plan, people: &[PersonId], year: Span) -> Vec<(PersonId, Personal)> {
    let quotas = Quotas::new(data);
    let one = |id: &PersonId| Some((*id, of(data, plan, &quotas, *id, year)?));
    people.iter().filter_map(one).collect()
}

fn of(data: &Dataset, plan: &Plan, quotas: &Quotas, id: PersonId, year: Span) -> Option<Personal> {
    let person = data.people.get(id)?;
    // The levels of the day on which the plan begins to be theirs.
    let theirs = pieces(data, plan, person, year);
    let day = theirs.first().map_or(year.from, |p| p.from);
    let (base, target) = yearly(data, &plan.terms, person, day);
    let calendar = &data.workspace.calendar;
    let part_of = |component: &Component| {
        let fallback = if matches!(component.pays, Pays::Bonus(_)) { Grain::Year } else { Grain::Month };
        let length = grain(component.accumulate()).unwrap_or(component.terms.quota_per.unwrap_or(fallback));
        let kpi =
            component.terms.kpi.or(component.terms.quota_kpi).or(quotas.revenue).filter(|_| asks(component));
        let period = |period: Period| {
            let span = calendar.span(period)?;
            let own = part(plan.terms.proration, span, &pieces(data, plan, person, span), person.left);
            let subject = subject(data, component.terms.whose, id, span.to.min(year.to));
            let quota = kpi.zip(subject).and_then(|(kpi, of)| quotas.of(plan, kpi, person, of, period));
            let part = Some(own).filter(|p| p.factor != Decimal::ONE);
            (own.days > 0).then_some(PersonalPeriod { period, quota, part })
        };
        let named = |component: &Component| {
            let weight = component.terms.weight.unwrap_or(Decimal::ONE_HUNDRED);
            target?.checked_mul(weight)?.checked_div(Decimal::ONE_HUNDRED)
        };
        let weight = match &component.pays {
            Pays::Pool(pool) => match &pool.shares {
                PoolShares::Weights(list) => {
                    closest(data, list, person, day).and_then(|at| list.get(at)).map(|(_, w)| *w)
                }
                PoolShares::Equal | PoolShares::Credit => None,
            },
            _ => None,
        };
        PersonalPart {
            component: component.id,
            target: named(component)
                .filter(|_| matches!(component.pays, Pays::Bonus(_)) || component.terms.weight.is_some()),
            kpi,
            weight,
            periods: calendar.parts(year, length).into_iter().filter_map(period).collect(),
        }
    };
    Some(Personal { base, target, parts: plan.components.iter().map(part_of).collect() })
}
