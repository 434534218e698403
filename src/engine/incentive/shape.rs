//! What of a plan decides which records are scanned: everything but amounts, rates, tiers, points, limits, factors and
//! weights.

use crate::domain::Decimal;
use crate::domain::incentive::{
    Component, ComponentTerms, FixedBonus, Gate, Instalment, Modifier, PayoutCurve, Pays, Plan, PlanTerms,
    Pool, PoolOf, PoolShares, Reading, SpiffKind,
};

/// A plan with everything blank that may change without a new scan.
pub(super) fn shape(plan: &Plan) -> Plan {
    let level = |l: &crate::domain::incentive::PayLevel| crate::domain::incentive::PayLevel {
        base: l.base.map(|_| Decimal::ZERO),
        target: l.target.map(|_| Decimal::ZERO),
        ..l.clone()
    };
    let mut components: Vec<Component> = plan.components.iter().map(component).collect();
    // What is read is part of the shape, wherever it is read.
    for (blank, own) in components.iter_mut().zip(&plan.components) {
        let one = |r: &Reading| Modifier { reading: Some(*r), points: Vec::new() };
        blank.terms.modifiers = readings(own).iter().map(one).collect();
    }
    Plan {
        id: plan.id,
        name: String::new(),
        effective: plan.effective,
        assigned: plan.assigned.clone(),
        components,
        terms: PlanTerms {
            until: plan.terms.until,
            dates: plan.terms.dates.clone(),
            pay: plan.terms.pay.iter().map(level).collect(),
            proration: plan.terms.proration,
            ramp: plan.terms.ramp.clone(),
            ..PlanTerms::default()
        },
        examples: Vec::new(),
    }
}

fn component(c: &Component) -> Component {
    let pays = match &c.pays {
        Pays::Table(table) => Pays::Table(crate::domain::incentive::RateTable {
            tiers: Vec::new(),
            boundary: Default::default(),
            ..table.clone()
        }),
        Pays::Bonus(bonus) => Pays::Bonus(crate::domain::incentive::Bonus {
            curve: PayoutCurve::Linear,
            of: Default::default(),
            ..bonus.clone()
        }),
        Pays::Spiff(spiff) => {
            let (zero, amount) = (Decimal::ZERO, Decimal::ZERO);
            let kind = match spiff.kind {
                SpiffKind::Fixed { .. } => SpiffKind::Fixed { amount },
                SpiffKind::PerStep { .. } => SpiffKind::PerStep { step: zero, amount },
                SpiffKind::PerRecord { .. } => SpiffKind::PerRecord { amount },
                SpiffKind::First { count, .. } => SpiffKind::First { count, amount },
                SpiffKind::Ranking { .. } => SpiffKind::Ranking { prizes: Vec::new() },
            };
            Pays::Spiff(crate::domain::incentive::Spiff { kind, ..spiff.clone() })
        }
        Pays::Pool(pool) => Pays::Pool(Pool {
            of: PoolOf::Amount(Decimal::ZERO),
            shares: match &pool.shares {
                PoolShares::Weights(list) => {
                    PoolShares::Weights(list.iter().map(|(whom, _)| (whom.clone(), Decimal::ZERO)).collect())
                }
                PoolShares::Equal | PoolShares::Credit => PoolShares::Equal,
            },
            members: None,
            ..pool.clone()
        }),
        Pays::Fixed(_) => Pays::Fixed(FixedBonus { months: Decimal::ZERO }),
        Pays::Reward(reward) => Pays::Reward(reward.clone()),
    };
    let blank = |i: &Instalment| Instalment { share: Decimal::ZERO, due: i.due };
    let rule = |r: &crate::domain::incentive::Rule| crate::domain::incentive::Rule {
        name: String::new(),
        filter: r.filter.clone(),
        table: crate::domain::incentive::RateTable {
            tiers: Vec::new(),
            boundary: Default::default(),
            ..r.table.clone()
        },
    };
    Component {
        id: c.id,
        name: String::new(),
        base: c.base,
        filter: c.filter.clone(),
        pays,
        terms: ComponentTerms {
            weight: None,
            gate: None,
            cap: None,
            modifiers: Vec::new(),
            modifies_first: false,
            rules: c.terms.rules.iter().map(rule).collect(),
            payout: c.terms.payout.iter().map(blank).collect(),
            ..c.terms.clone()
        },
    }
}

/// Every figure that a component's gates, modifiers and pool read.
pub fn readings(c: &Component) -> Vec<Reading> {
    let tiers = |list: &[crate::domain::incentive::Tier]| -> Vec<Reading> {
        list.iter().filter_map(|t| t.gate).map(|g: Gate| g.reading).collect()
    };
    let mut found = match &c.pays {
        Pays::Table(table) => tiers(&table.tiers),
        Pays::Bonus(bonus) => match &bonus.curve {
            PayoutCurve::Multipliers(list) => tiers(list),
            PayoutCurve::Linear | PayoutCurve::Points(_) => Vec::new(),
        },
        Pays::Pool(pool) => pool.members.iter().map(|g| g.reading).collect(),
        Pays::Spiff(_) | Pays::Fixed(_) | Pays::Reward(_) => Vec::new(),
    };
    found.extend(c.terms.rules.iter().flat_map(|r| tiers(&r.table.tiers)));
    found.extend(c.terms.gate.iter().map(|g| g.reading));
    found.extend(c.terms.modifiers.iter().filter_map(|m| m.reading));
    found.sort();
    found.dedup();
    found
}
