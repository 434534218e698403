//! Trying an incentive plan: which rates can be moved, how far, and what a move does to people and cost.

use crate::domain::calendar::Grain;
use crate::domain::id::PersonId;
use crate::domain::incentive::{MeasuredIn, Plan, Tier, TierMode, Worth};
use crate::domain::{Dataset, Decimal, Period, Span};
use crate::engine::incentive::{Difference, Pay, Statement, differences};
use crate::state::view::{Settled, View};
use jiff::civil::Date;

/// One rate of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Knob {
    /// Place of the component.
    pub component: usize,
    /// Place of the tier.
    pub tier: usize,
}

/// The rates that can be moved, in the order of the plan.
pub fn knobs(plan: &Plan) -> Vec<Knob> {
    let tiers = |(component, c): (usize, &crate::domain::incentive::Component)| {
        (0..c.table().map_or(0, |t| t.tiers.len()))
            .map(move |tier| Knob { component, tier })
            .collect::<Vec<_>>()
    };
    plan.components.iter().enumerate().flat_map(tiers).collect()
}

/// The rate most worth trying first: of the tier that begins at the full quota, otherwise the first.
pub fn first_knob(plan: &Plan) -> Knob {
    let all = knobs(plan);
    let full = |k: &&Knob| {
        let component = plan.components.get(k.component);
        component.is_some_and(|c| c.table().is_some_and(|t| t.measured == MeasuredIn::PercentOfQuota))
            && tier(plan, **k).is_some_and(|t| t.from == Decimal::ONE)
    };
    all.iter().find(full).or(all.first()).copied().unwrap_or_default()
}

/// The tier of a rate.
pub fn tier(plan: &Plan, knob: Knob) -> Option<&Tier> {
    plan.components.get(knob.component)?.table()?.tiers.get(knob.tier)
}

/// Whether a rate is shown in percent; otherwise it is an amount of money.
pub fn in_percent(tier: &Tier) -> bool {
    tier.mode != TierMode::Interpolated && !matches!(tier.worth, Worth::Amount)
}

/// The value as shown and dragged: percent, or money.
pub fn shown(tier: &Tier) -> Decimal {
    if in_percent(tier) { (tier.value * Decimal::ONE_HUNDRED).normalize() } else { tier.value }
}

/// How far a value can be dragged, in what is shown: from nothing to about three times what stands in the plan, at
/// least ten, in steps of a hundredth of that, as a round number.
pub fn reach(tier: &Tier) -> (Decimal, Decimal) {
    let wanted = shown(tier).abs() * Decimal::from(3);
    let mut most = Decimal::from(10);
    for factor in [2, 5, 10].into_iter().cycle().take(60) {
        if most >= wanted {
            break;
        }
        let power = (most.trunc().to_string().len() as u32).saturating_sub(1);
        let unit = Decimal::from(10_u64.pow(power.min(18)));
        most = unit * Decimal::from(factor);
    }
    (most, (most / Decimal::ONE_HUNDRED).normalize())
}

/// The plan with another value of one rate, given as shown. Anything else stays.
pub fn with_rate(plan: &Plan, knob: Knob, value: Decimal) -> Plan {
    let mut plan = plan.clone();
    let table = plan.components.get_mut(knob.component).and_then(|c| c.table_mut());
    if let Some(tier) = table.and_then(|t| t.tiers.get_mut(knob.tier)) {
        tier.value = if in_percent(tier) { (value / Decimal::ONE_HUNDRED).normalize() } else { value };
    }
    plan
}

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

/// What is missing to the next tier of a component that pays by percent of quota, and that tier's lower end: the
/// nearest such step of a statement.
pub fn next_step(plan: &Plan, statement: &Statement) -> Option<(Decimal, Decimal)> {
    let steps = statement.lines.iter().filter_map(|line| {
        let component = plan.components.iter().find(|c| c.id == line.component)?;
        let quota = line.quota.filter(|q| *q > Decimal::ZERO)?;
        let held = line.before + line.value;
        let next = component.table()?.tiers.iter().map(|t| t.from).find(|from| from * quota > held)?;
        Some((next * quota - held, next))
    });
    steps.min()
}

/// Whose statement a list of people opens with: the best paid who is still there, otherwise the first.
pub fn first_person(data: &Dataset, effect: &Effect, as_of: Date) -> Option<PersonId> {
    let here = |d: &&Difference| data.people.get(d.person).is_some_and(|p| p.employed_on(as_of));
    effect.people.iter().find(here).or(effect.people.first()).map(|d| d.person)
}

#[cfg(test)]
#[path = "trial_tests.rs"]
mod tests;
