//! Kept scenarios of a what-if: some numbers of a plan moved, in a pretended world. They are part of the workspace.
//!
//! Invariant: a scenario of a plan that has changed since moves the numbers that are still there, and no others.

use crate::domain::Decimal;
use crate::domain::dataset::{Dataset, Item, ItemId};
use crate::domain::id::{PersonId, PlanId, ScenarioId};
use crate::domain::incentive::{
    Parameter, Place, Plan, PlanDeal, PlanMove, PlanNumber as N, PlanScenario, PlanWorld,
};
use crate::engine::incentive::Dims;
use crate::engine::incentive::whatif::value;
use crate::state::command::{Command, Env};
use crate::state::knob::Move;
use crate::state::trial::{Extra, World};
use serde::Deserialize;
use std::sync::Arc;

/// The scenarios kept of a plan, in the order in which they were kept.
pub fn kept(data: &Dataset, plan: PlanId) -> Vec<Arc<PlanScenario>> {
    data.scenarios.iter().filter(|s| s.plan == plan).cloned().collect()
}

/// The moves of a scenario that a plan still has.
pub fn moves(scenario: &PlanScenario, plan: &Plan) -> Vec<Move> {
    let known = |m: &&PlanMove| value(plan, m.parameter()).is_some();
    scenario.moves.iter().filter(known).map(|m| (m.parameter(), m.value)).collect()
}

/// How many of a scenario's numbers the plan no longer has.
pub fn lost(scenario: &PlanScenario, plan: &Plan) -> usize {
    scenario.moves.len() - moves(scenario, plan).len()
}

/// The world of a scenario.
pub fn world(scenario: &PlanScenario) -> World {
    let PlanWorld { whom, attainment, quota, asked, deal } = scenario.world;
    let deal = deal.map(|d| Extra {
        amount: d.amount,
        margin: d.margin,
        dims: Dims { product: d.product, channel: d.channel, territory: d.territory, customer: d.customer },
    });
    World { whom, attainment, quota, asked, deal }
}

fn put(moves: &[Move], world: &World) -> (Vec<PlanMove>, PlanWorld) {
    let one = |(p, value): &Move| PlanMove { component: p.of, place: p.place, value: *value };
    let World { whom, attainment, quota, asked, deal } = *world;
    let deal = deal.map(|d| PlanDeal {
        amount: d.amount,
        margin: d.margin,
        product: d.dims.product,
        channel: d.dims.channel,
        territory: d.dims.territory,
        customer: d.dims.customer,
    });
    (moves.iter().map(one).collect(), PlanWorld { whom, attainment, quota, asked, deal })
}

/// The command that keeps what is on trial.
pub fn keep(plan: PlanId, name: String, moves: &[Move], world: &World, env: &Env) -> Command {
    let (moves, world) = put(moves, world);
    let id = ScenarioId((env.new_id)());
    Command::Put(vec![Item::PlanScenario(PlanScenario { id, plan, name, moves, world })])
}

/// The command that gives a scenario another name; `None` where it has it already, or none is given.
pub fn rename(scenario: &PlanScenario, name: &str) -> Option<Command> {
    let name = name.trim();
    let same = name.is_empty() || name == scenario.name;
    let renamed = || PlanScenario { name: name.to_owned(), ..scenario.clone() };
    (!same).then(|| Command::Put(vec![Item::PlanScenario(renamed())]))
}

/// The command that forgets a scenario.
pub fn forget(scenario: ScenarioId) -> Command {
    Command::Remove(vec![ItemId::PlanScenario(scenario)])
}

/// A name that no scenario of a plan has yet.
pub fn free_name(data: &Dataset, plan: PlanId, named: impl Fn(usize) -> String) -> String {
    let kept = kept(data, plan);
    let taken = |name: &String| kept.iter().any(|s| s.name == *name);
    (kept.len() + 1..).take(kept.len() + 1).map(named).find(|n| !taken(n)).unwrap_or_default()
}

/// As browsers kept them before they were part of the workspace: numbers were named by the place of their component.
#[derive(Deserialize)]
struct Old {
    name: String,
    moves: Vec<(String, Decimal)>,
    #[serde(default)]
    whom: Option<String>,
    #[serde(default)]
    attainment: Option<Decimal>,
    #[serde(default)]
    quota: Option<Decimal>,
    #[serde(default)]
    deal: Option<(Decimal, Decimal)>,
}

/// The command that moves scenarios out of a browser's text into the workspace, those that still fit the plan; `None` where
/// there is none.
pub fn moved_over(text: &str, plan: &Plan, env: &Env) -> Option<Command> {
    let all: Vec<Old> = serde_json::from_str(text).ok()?;
    let one = |old: Old| {
        let step = |(code, v): &(String, Decimal)| {
            parameter(code, plan).filter(|p| value(plan, *p).is_some()).map(|p| (p, *v))
        };
        let moves = old.moves.iter().map(step).collect::<Option<Vec<Move>>>()?;
        let whom: Option<PersonId> = match old.whom {
            Some(id) => Some(id.parse().ok()?),
            None => None,
        };
        let deal = old.deal.map(|(amount, margin)| Extra {
            amount,
            margin: margin.checked_div(amount).unwrap_or_default(),
            ..Extra::default()
        });
        let world = World { whom, attainment: old.attainment, quota: old.quota, deal, ..World::default() };
        let (moves, world) = put(&moves, &world);
        let id = ScenarioId((env.new_id)());
        Some(Item::PlanScenario(PlanScenario { id, plan: plan.id, name: old.name, moves, world }))
    };
    let items: Vec<Item> = all.into_iter().filter_map(one).collect();
    (!items.is_empty()).then_some(Command::Put(items))
}

/// The number of a code with the place of its component first, such as `tier-value.0.0.1`.
fn parameter(code: &str, plan: &Plan) -> Option<Parameter> {
    let mut parts = code.split('.');
    let kind = parts.next()?;
    let places = parts.map(|p| p.parse().ok()).collect::<Option<Vec<u16>>>()?;
    let what = N::ALL.iter().copied().find(|n| n.code() == kind)?;
    match what {
        N::Draw | N::StatementCap | N::Holdback if places.is_empty() => Some(Parameter::whole(what, 0)),
        N::TargetPay | N::BasePay => Some(Parameter::whole(what, *places.first()?)),
        _ => {
            let (component, rest) = places.split_first()?;
            let id = plan.components.get(usize::from(*component))?.id;
            let at = [rest.first().copied().unwrap_or(0), rest.get(1).copied().unwrap_or(0)];
            Some(Parameter::of(id, what, at))
        }
    }
}

/// A number as a text that a choice can carry.
pub fn code(parameter: Parameter) -> String {
    let of = parameter.of.map(|id| id.to_string()).unwrap_or_default();
    format!("{of}:{}", parameter.place)
}

/// The number of such a text.
pub fn parse(code: &str) -> Option<Parameter> {
    let (of, place) = code.split_once(':')?;
    let place: Place = place.parse().ok()?;
    let of = if of.is_empty() { None } else { Some(of.parse().ok()?) };
    Some(Parameter { of, place })
}

#[cfg(test)]
#[path = "scenario_tests.rs"]
mod tests;
