//! A plan checked for evaluation: tables and curves that exist only where they are in order.

use crate::domain::id::ComponentId;
use crate::domain::incentive::{MeasuredIn, Pays, Plan, SpiffKind};
use crate::engine::incentive::payout::{CurveFault, Payout, ordered};
use crate::engine::incentive::table::{Fault, Table};

/// Why a plan cannot be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanFault {
    /// A component's rate table is refused.
    Table(ComponentId, Vec<Fault>),
    /// The table of one of a component's rules is refused; the place of the rule, from 0.
    Rule(ComponentId, usize, Vec<Fault>),
    /// A component's payout curve is refused.
    Curve(ComponentId, CurveFault),
    /// The points of one of a component's modifiers are refused; the place of the modifier, from 0.
    Modifier(ComponentId, usize),
    /// Steps of a SPIFF are not above zero.
    Step(ComponentId),
    /// The bases were prepared for other components; prepare again.
    Stale,
    /// A number is too large to be computed exactly.
    Overflow,
}

/// How a component pays, ready to be evaluated.
#[derive(Clone, Debug)]
pub(super) enum Way {
    /// The component's own table, then those of its rules.
    Tables(Vec<(Table, MeasuredIn)>),
    Bonus(Payout),
    Spiff,
    Pool,
    Fixed,
    Reward,
}

/// Checks a plan's components, in their order.
pub(super) fn ways(plan: &Plan) -> Result<Vec<Way>, PlanFault> {
    let one = |c: &crate::domain::incentive::Component| {
        for (at, modifier) in c.terms.modifiers.iter().enumerate() {
            ordered(&modifier.points).map_err(|_| PlanFault::Modifier(c.id, at))?;
        }
        Ok(match &c.pays {
            Pays::Table(table) => {
                let own = Table::new(table).map_err(|f| PlanFault::Table(c.id, f))?;
                let mut all = vec![(own, table.measured)];
                for (at, rule) in c.terms.rules.iter().enumerate() {
                    let made = Table::new(&rule.table).map_err(|f| PlanFault::Rule(c.id, at, f))?;
                    all.push((made, rule.table.measured));
                }
                Way::Tables(all)
            }
            Pays::Bonus(bonus) => {
                Way::Bonus(Payout::new(&bonus.curve).map_err(|f| PlanFault::Curve(c.id, f))?)
            }
            Pays::Spiff(spiff) => match spiff.kind {
                SpiffKind::PerStep { step, .. } if step <= rust_decimal::Decimal::ZERO => {
                    return Err(PlanFault::Step(c.id));
                }
                _ => Way::Spiff,
            },
            Pays::Pool(_) => Way::Pool,
            Pays::Fixed(_) => Way::Fixed,
            Pays::Reward(_) => Way::Reward,
        })
    };
    plan.components.iter().map(one).collect()
}
