//! Kept scenarios of a what-if: some numbers of a plan moved, in a pretended world. They stay on this device, as text.
//!
//! Invariant: a text that is damaged, or of a plan that has changed since, gives fewer scenarios, never an error.

use crate::domain::Decimal;
use crate::domain::id::PersonId;
use crate::domain::incentive::Plan;
use crate::engine::incentive::whatif::{Parameter, value};
use crate::state::knob::Move;
use crate::state::trial::{Extra, World};
use serde::{Deserialize, Serialize};

/// How many scenarios of a plan are kept.
pub const MOST: usize = 6;

/// A scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenario {
    /// Name as shown.
    pub name: String,
    /// The numbers that are moved, as stored in a plan.
    pub moves: Vec<Move>,
    /// The world.
    pub world: World,
}

#[derive(Serialize, Deserialize)]
struct Wire {
    name: String,
    moves: Vec<(String, Decimal)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    whom: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attainment: Option<Decimal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quota: Option<Decimal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deal: Option<(Decimal, Decimal)>,
}

/// The scenarios as text.
pub fn write(all: &[Scenario]) -> String {
    let one = |s: &Scenario| Wire {
        name: s.name.clone(),
        moves: s.moves.iter().map(|(p, v)| (code(*p), *v)).collect(),
        whom: s.world.whom.map(|id| id.to_string()),
        attainment: s.world.attainment,
        quota: s.world.quota,
        deal: s.world.deal.map(|d| (d.amount, d.amount * d.margin)),
    };
    serde_json::to_string(&all.iter().map(one).collect::<Vec<_>>()).unwrap_or_default()
}

/// The scenarios of a text that still fit a plan: each moves only numbers that the plan has.
pub fn read(text: &str, plan: &Plan) -> Vec<Scenario> {
    let all: Vec<Wire> = serde_json::from_str(text).unwrap_or_default();
    let one = |w: Wire| {
        let step = |(code, v): &(String, Decimal)| {
            parse(code).filter(|p| value(plan, *p).is_some()).map(|p| (p, *v))
        };
        let moves = w.moves.iter().map(step).collect::<Option<Vec<Move>>>()?;
        let whom: Option<PersonId> = match w.whom {
            Some(id) => Some(id.parse().ok()?),
            None => None,
        };
        let deal = w.deal.map(|(amount, margin)| Extra {
            amount,
            margin: margin.checked_div(amount).unwrap_or_default(),
            ..Extra::default()
        });
        let world = World { whom, attainment: w.attainment, quota: w.quota, deal, ..World::default() };
        Some(Scenario { name: w.name, moves, world })
    };
    all.into_iter().filter_map(one).take(MOST).collect()
}

/// A parameter as a stable text.
pub fn code(parameter: Parameter) -> String {
    use Parameter as P;
    match parameter {
        P::TierValue(a, b, c) => format!("tier-value.{a}.{b}.{c}"),
        P::TierEnd(a, b, c) => format!("tier-end.{a}.{b}.{c}"),
        P::PointShare(a, b) => format!("point-share.{a}.{b}"),
        P::PointAt(a, b) => format!("point-at.{a}.{b}"),
        P::Weight(a) => format!("weight.{a}"),
        P::Cap(a) => format!("cap.{a}"),
        P::Gate(a) => format!("gate.{a}"),
        P::Factor(a, b, c) => format!("factor.{a}.{b}.{c}"),
        P::Pool(a) => format!("pool.{a}"),
        P::Spiff(a, b) => format!("spiff.{a}.{b}"),
        P::Months(a) => format!("months.{a}"),
        P::TargetPay(a) => format!("target-pay.{a}"),
        P::BasePay(a) => format!("base-pay.{a}"),
        P::Draw => "draw".to_owned(),
        P::StatementCap => "statement-cap".to_owned(),
        P::Holdback => "holdback".to_owned(),
    }
}

/// The parameter of a text.
pub fn parse(code: &str) -> Option<Parameter> {
    use Parameter as P;
    let mut parts = code.split('.');
    let kind = parts.next()?;
    let places = parts.map(|p| p.parse().ok()).collect::<Option<Vec<usize>>>()?;
    Some(match (kind, places.as_slice()) {
        ("tier-value", &[a, b, c]) => P::TierValue(a, b, c),
        ("tier-end", &[a, b, c]) => P::TierEnd(a, b, c),
        ("point-share", &[a, b]) => P::PointShare(a, b),
        ("point-at", &[a, b]) => P::PointAt(a, b),
        ("weight", &[a]) => P::Weight(a),
        ("cap", &[a]) => P::Cap(a),
        ("gate", &[a]) => P::Gate(a),
        ("factor", &[a, b, c]) => P::Factor(a, b, c),
        ("pool", &[a]) => P::Pool(a),
        ("spiff", &[a, b]) => P::Spiff(a, b),
        ("months", &[a]) => P::Months(a),
        ("target-pay", &[a]) => P::TargetPay(a),
        ("base-pay", &[a]) => P::BasePay(a),
        ("draw", []) => P::Draw,
        ("statement-cap", []) => P::StatementCap,
        ("holdback", []) => P::Holdback,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Uuid;
    use crate::engine::incentive::whatif::parameters;
    use crate::state::plan::Template;
    use jiff::civil::date;

    fn plan(template: Template) -> Plan {
        template.plan(date(2027, 1, 1), &Uuid::nil, &|_| String::new())
    }

    #[test]
    fn every_parameter_survives_its_text() {
        let rest =
            [Parameter::Gate(3), Parameter::Factor(1, 2, 3), Parameter::StatementCap, Parameter::Holdback];
        let of_plans = Template::ALL.into_iter().flat_map(|t| parameters(&plan(t))).map(|(p, _)| p);
        for parameter in of_plans.chain(rest) {
            assert_eq!(parse(&code(parameter)), Some(parameter));
        }
        for wrong in ["", "tier-value.1.2", "gate.x", "draw.1", "other.1"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn scenarios_survive_their_text_and_only_those_that_fit_come_back() {
        let plan = plan(Template::NewBusiness);
        let world = World {
            whom: Some(PersonId(Uuid::from_u128(7))),
            attainment: Some(Decimal::new(12, 1)),
            quota: Some(Decimal::new(9, 1)),
            deal: Some(Extra { amount: Decimal::from(1000), margin: Extra::MARGIN, ..Extra::default() }),
            ..World::default()
        };
        let one = Scenario {
            name: "A".into(),
            moves: vec![(Parameter::TierValue(0, 0, 1), Decimal::new(6, 2))],
            world,
        };
        let other = Scenario {
            name: "B".into(),
            moves: vec![(Parameter::Draw, Decimal::ONE)],
            ..Scenario::default()
        };
        let text = write(&[one.clone(), other]);
        assert_eq!(read(&text, &plan), std::slice::from_ref(&one), "this plan has no draw");
        assert_eq!(read("not json", &plan), []);
        let many = vec![one; MOST + 3];
        assert_eq!(read(&write(&many), &plan).len(), MOST);
    }
}
