//! Trying an incentive plan: over which days, in which pretended world, and what it does to people and cost.

use crate::domain::calendar::Grain;
use crate::domain::id::PersonId;
use crate::domain::incentive::{MeasuredIn, Plan};
use crate::domain::{Dataset, Decimal, Period, Span};
use crate::engine::incentive::{Difference, Pay, Prepared, Statement, differences};
use crate::state::view::{Settled, View};
use jiff::civil::Date;

/// The period to try a plan on: the chosen one, otherwise the last quarter that is over where it has records, so that
/// nobody's figures are half a quarter's.
pub fn period(data: &Dataset, view: &View, settled: &Settled) -> (Period, Span) {
    let chosen = (settled.period, settled.elapsed.unwrap_or(settled.span));
    if view.period.is_some() {
        return chosen;
    }
    let calendar = &data.workspace.calendar;
    let before = calendar.previous(calendar.period_of(settled.as_of, Grain::Quarter));
    let span = before.and_then(|p| Some((p, calendar.span(p)?)));
    let oldest = crate::state::view::oldest_record(data);
    span.filter(|(_, s)| oldest.is_some_and(|o| o <= s.to)).unwrap_or(chosen)
}

/// The running quarter up to the as-of date, in which the next deal would fall.
pub fn running(data: &Dataset, as_of: Date) -> Option<Span> {
    let calendar = &data.workspace.calendar;
    let quarter = calendar.span(calendar.period_of(as_of, Grain::Quarter))?;
    Some(Span { from: quarter.from, to: as_of })
}

/// What a move does, in a few figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Everybody under both variants, best paid first under the first.
    pub people: Vec<Difference>,
    /// How many gain.
    pub winners: usize,
    /// How many lose.
    pub losers: usize,
    /// Change of the cost, minor units.
    pub cost: i64,
    /// Who gains or loses most, where anybody does.
    pub most: Option<Difference>,
    /// The largest pay under either, minor units; the scale of the bars.
    pub largest: i64,
}

/// Compares two variants.
pub fn effect(before: &Pay, after: &Pay) -> Effect {
    let mut people = differences(before, after);
    people.sort_by_key(|d| std::cmp::Reverse(d.before));
    let change = |d: &&Difference| (d.after - d.before).abs();
    Effect {
        winners: people.iter().filter(|d| d.after > d.before).count(),
        losers: people.iter().filter(|d| d.after < d.before).count(),
        cost: after.cost.minor.saturating_sub(before.cost.minor),
        most: people.iter().max_by_key(change).filter(|d| d.after != d.before).copied(),
        largest: people.iter().map(|d| d.before.max(d.after)).max().unwrap_or(0),
        people,
    }
}

/// A step of a rate table that is within reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// What is missing, in what the component is paid on.
    pub missing: Decimal,
    /// The lower end of the tier, 1 being the quota.
    pub at: Decimal,
    /// Place of the component in the plan.
    pub component: usize,
}

/// The nearest tier above what somebody has, of the components that pay by percent of quota and count booked sales. The
/// latest line of each counts: an earlier period is over. Where the boundary belongs to the lower tier, the step is
/// reached just above it.
pub fn next_step(plan: &Plan, statement: &Statement) -> Option<Step> {
    use crate::domain::incentive::{Pays, Whose};
    use crate::domain::kpi::Base;
    let steps = plan.components.iter().enumerate().filter_map(|(at, component)| {
        let Pays::Table(table) = &component.pays else { return None };
        let sales = matches!(component.base, Base::Booked | Base::Invoiced | Base::Collected);
        let own = component.terms.whose == Whose::Own && component.terms.kpi.is_none();
        if table.measured != MeasuredIn::PercentOfQuota || !sales || !own {
            return None;
        }
        let lines = statement.lines.iter().filter(|l| l.component == component.id);
        let line = lines.max_by_key(|l| l.period)?;
        let quota = line.quota.filter(|q| *q > Decimal::ZERO)?;
        let held = line.before + line.value;
        let next = table.tiers.iter().map(|t| t.from).find(|from| *from * quota > held)?;
        Some(Step { missing: next * quota - held, at: next, component: at })
    });
    steps.min()
}

/// A pretended world: what is not a number of the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct World {
    /// Whom it concerns; absent means everybody.
    pub whom: Option<PersonId>,
    /// The attainment, 1 being the quota.
    pub attainment: Option<Decimal>,
    /// What quotas are multiplied by.
    pub quota: Option<Decimal>,
    /// Booked by one more deal each, major units: amount and margin.
    pub deal: Option<(Decimal, Decimal)>,
}

impl World {
    /// Whether everything is as it is.
    pub fn is_real(&self) -> bool {
        self.attainment.is_none() && self.quota.is_none() && self.deal.is_none()
    }

    /// The bases in this world. Quotas change first, so that an attainment is one of the new quota.
    pub fn bases(&self, prepared: &Prepared) -> Prepared {
        let made = match self.quota {
            Some(factor) => prepared.with_quotas(self.whom, factor),
            None => prepared.clone(),
        };
        match self.attainment {
            Some(attainment) => made.at_attainment(self.whom, attainment),
            None => made,
        }
    }

    /// Everybody's pay in this world.
    pub fn pay(&self, data: &Dataset, prepared: &Prepared, plan: &Plan) -> Option<Pay> {
        let bases = if self.is_real() { None } else { Some(self.bases(prepared)) };
        let bases = bases.as_ref().unwrap_or(prepared);
        let mut pay = bases.pay(plan).ok()?;
        let Some((amount, margin)) = self.deal else { return Some(pay) };
        let deal = crate::engine::incentive::Deal::new(bases.span().to, amount, margin);
        for person in pay.people.iter_mut().filter(|p| self.whom.is_none_or(|w| w == p.person)) {
            let extra = bases.next_deal(data, plan, person.person, &deal).ok()?.extra.minor;
            person.minor = person.minor.checked_add(extra)?;
            person.revenue = person.revenue.checked_add(amount)?;
            pay.cost.minor = pay.cost.minor.checked_add(extra)?;
            pay.revenue = pay.revenue.checked_add(amount)?;
        }
        Some(pay)
    }
}

/// How pay is spread: steps of equal width from the lowest, with the number of people in each, as corners of a line.
pub fn spread(pay: &Pay, lowest: i64, highest: i64, steps: usize) -> Vec<(f64, f64)> {
    let width = ((highest - lowest).max(1) as f64 / steps.max(1) as f64).ceil().max(1.0);
    let mut counts = vec![0_u32; steps.max(1)];
    for person in &pay.people {
        let at = ((person.minor - lowest).max(0) as f64 / width) as usize;
        let last = counts.len() - 1;
        if let Some(count) = counts.get_mut(at.min(last)) {
            *count += 1;
        }
    }
    let scale = 10_f64.powi(i32::try_from(pay.cost.currency.digits()).unwrap_or(0));
    let edge = |n: usize| (lowest as f64 + width * n as f64) / scale;
    let corners =
        |(n, count): (usize, &u32)| [(edge(n), f64::from(*count)), (edge(n + 1), f64::from(*count))];
    let mut line: Vec<(f64, f64)> = counts.iter().enumerate().flat_map(corners).collect();
    line.insert(0, (edge(0), 0.0));
    line.push((edge(counts.len()), 0.0));
    line
}

/// Whose statement a list of people opens with: the best paid who is still there, otherwise the first.
pub fn first_person(data: &Dataset, effect: &Effect, as_of: Date) -> Option<PersonId> {
    let here = |d: &&Difference| data.people.get(d.person).is_some_and(|p| p.employed_on(as_of));
    effect.people.iter().find(here).or(effect.people.first()).map(|d| d.person)
}

#[cfg(test)]
#[path = "trial_tests.rs"]
mod tests;
