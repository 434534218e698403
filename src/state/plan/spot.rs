//! Places of a plan's editor that a finding can lead to. A spot is written as the id of an element of the page.

use crate::domain::id::ComponentId;
use crate::domain::incentive::{Component, PayoutCurve, Pays, Plan};
use crate::engine::incentive::check::{Finding, FindingKind};
use std::fmt;

/// A place of the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A component as a whole.
    Part(ComponentId),
    /// A tier of a component's own table or multipliers.
    Tier(ComponentId, usize),
    /// A point of a payout curve.
    Point(ComponentId, usize),
    /// A rule.
    Rule(ComponentId, usize),
    /// A modifier.
    Modifier(ComponentId, usize),
    /// The share of target pay.
    Weight(ComponentId),
    /// The cap of a component.
    Cap(ComponentId),
    /// The instalments, or the credit by event.
    Parts(ComponentId),
    /// The first day.
    Effective,
    /// Base and target pay.
    Levels,
    /// The budget.
    Budget,
    /// The limit of cost against revenue.
    CostRate,
    /// The cap of the statement.
    StatementCap,
    /// The days of the assignments.
    Dates,
    /// The components together.
    Components,
    /// An example.
    Example(usize),
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Spot::Part(id) => write!(f, "part-{id}"),
            Spot::Tier(id, at) => write!(f, "tier-{id}-{at}"),
            Spot::Point(id, at) => write!(f, "point-{id}-{at}"),
            Spot::Rule(id, at) => write!(f, "rule-{id}-{at}"),
            Spot::Modifier(id, at) => write!(f, "modifier-{id}-{at}"),
            Spot::Weight(id) => write!(f, "weight-{id}"),
            Spot::Cap(id) => write!(f, "cap-{id}"),
            Spot::Parts(id) => write!(f, "parts-{id}"),
            Spot::Effective => f.write_str("plan-effective"),
            Spot::Levels => f.write_str("plan-levels"),
            Spot::Budget => f.write_str("plan-budget"),
            Spot::CostRate => f.write_str("plan-cost-rate"),
            Spot::StatementCap => f.write_str("plan-cap"),
            Spot::Dates => f.write_str("plan-dates"),
            Spot::Components => f.write_str("plan-components"),
            Spot::Example(at) => write!(f, "example-{at}"),
        }
    }
}

/// How many tiers a component's own table or multipliers have.
fn own_tiers(component: &Component) -> usize {
    match &component.pays {
        Pays::Table(table) => table.tiers.len(),
        Pays::Bonus(bonus) => match &bonus.curve {
            PayoutCurve::Multipliers(tiers) => tiers.len(),
            PayoutCurve::Linear | PayoutCurve::Points(_) => 0,
        },
        _ => 0,
    }
}

/// The tier or point of a place among the component's own ones and those of its rules.
fn step(component: &Component, place: usize) -> Spot {
    let id = component.id;
    if matches!(&component.pays, Pays::Bonus(b) if matches!(b.curve, PayoutCurve::Points(_))) {
        return Spot::Point(id, place);
    }
    let mut start = own_tiers(component);
    if place < start {
        return Spot::Tier(id, place);
    }
    for (at, rule) in component.terms.rules.iter().enumerate() {
        start += rule.table.tiers.len();
        if place < start {
            return Spot::Rule(id, at);
        }
    }
    Spot::Part(id)
}

/// Where a finding can be put right.
pub fn spot(plan: &Plan, finding: &Finding) -> Spot {
    use FindingKind as K;
    let component = finding.component.and_then(|id| plan.components.iter().find(|c| c.id == id));
    match (component, finding.kind) {
        (Some(c), K::Order) if c.terms.modifiers.len() > finding.place.unwrap_or(0) && faulty_modifier(c) => {
            Spot::Modifier(c.id, finding.place.unwrap_or(0))
        }
        (Some(c), K::Gap | K::Overlap | K::Order | K::Cliff | K::Falling | K::Unreachable) => {
            finding.place.map_or(Spot::Part(c.id), |at| step(c, at))
        }
        (Some(c), K::Shadowed) => Spot::Rule(c.id, finding.place.unwrap_or(0)),
        (Some(c), K::CapBelowTarget | K::Uncapped) => Spot::Cap(c.id),
        (Some(c), K::RateDay) => Spot::Parts(c.id),
        (Some(c), K::Shares) if !c.terms.payout.is_empty() || !c.terms.credit.is_empty() => Spot::Parts(c.id),
        (_, K::NoPayLevel | K::Leverage | K::LeverageSeen) => Spot::Levels,
        (Some(c), _) => Spot::Part(c.id),
        (None, K::Weights) => {
            let weighed = plan.components.iter().find(|c| c.terms.weight.is_some());
            weighed.map_or(Spot::Components, |c| Spot::Weight(c.id))
        }
        (None, K::Announced | K::ReachesBack) => Spot::Effective,
        (None, K::Budget) => Spot::Budget,
        (None, K::CostRate) => Spot::CostRate,
        (None, K::CapBelowTarget) => Spot::StatementCap,
        (None, K::Ended) if finding.place.is_some() => Spot::Dates,
        (None, K::Ended) => Spot::Effective,
        (None, K::Example) => Spot::Example(finding.place.unwrap_or(0)),
        (None, _) => Spot::Components,
    }
}

/// Whether a fault of order can only be a modifier's: the component's own table or curve is in order.
fn faulty_modifier(component: &Component) -> bool {
    let ordered = |m: &crate::domain::incentive::Modifier| {
        !m.points.is_empty() && m.points.windows(2).all(|p| matches!(p, [a, b] if a.at < b.at))
    };
    component.terms.modifiers.iter().any(|m| !ordered(m))
}
