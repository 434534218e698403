//! A plan as somebody looks at it who has no records: an example person, whose attainment moves, under a plan whose numbers
//! move.

use crate::domain::Decimal;
use crate::domain::incentive::{
    Bonus, Example, ExampleReading, Gate, PayoutCurve, Pays, Plan, PlanNumber, Reading,
};
use crate::domain::scorecard::Assigned;
use crate::domain::workspace::Workspace;
use crate::engine::incentive::whatif::Parameter;
use crate::engine::incentive::{Outcome, PlanFault};
use crate::state::knob::{Move, first_knob, plan_after};
use crate::state::plan::cases::{figures, fresh_example, outcome};

/// The person of a look, and how the plan reads for them.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// The plan. Where no level of pay is for everybody, its first one is: the person is nobody in particular.
    pub plan: Plan,
    /// The person: everything just at target, and every gate open.
    pub person: Example,
}

impl Look {
    /// Begins to look at a plan.
    pub fn new(plan: &Plan, workspace: &Workspace) -> Look {
        let mut plan = plan.clone();
        if plan.terms.pay.iter().all(|l| l.whom != Assigned::Everybody)
            && let Some(first) = plan.terms.pay.first_mut()
        {
            first.whom = Assigned::Everybody;
        }
        let mut person = fresh_example(&plan, String::new(), workspace);
        person.readings = figures(&plan)
            .into_iter()
            .map(|reading| ExampleReading { reading, value: open(&plan, &reading) })
            .collect();
        Look { plan, person }
    }

    /// What the person earns at an attainment, 1 being every quota, after some numbers have moved.
    ///
    /// # Errors
    /// [`PlanFault`] where the plan cannot be computed.
    pub fn pays(
        &self,
        attainment: Decimal,
        moves: &[Move],
        workspace: &Workspace,
    ) -> Result<Outcome, PlanFault> {
        outcome(&plan_after(&self.plan, moves), &self.at(attainment), workspace)
    }

    /// The person at an attainment: every amount is that part of what it is at target. Months of service stay.
    pub fn at(&self, attainment: Decimal) -> Example {
        let mut person = self.person.clone();
        for input in &mut person.inputs {
            let component = self.plan.components.iter().find(|c| c.id == input.component);
            if component.is_some_and(|c| matches!(c.pays, Pays::Fixed(_))) {
                continue;
            }
            let all = input.values.iter_mut().chain(&mut input.positions);
            all.for_each(|v| *v = v.saturating_mul(attainment));
        }
        person
    }
}

/// The number most worth dragging first by somebody who is just at target: the rate of the first tier, what a curve pays at
/// target rather than where its threshold lies.
pub fn first(plan: &Plan) -> Option<Parameter> {
    let usual = first_knob(plan)?;
    let Some(component) = usual.of.and_then(|id| plan.components.iter().find(|c| c.id == id)) else {
        return Some(usual);
    };
    let [place, _] = usual.place.at;
    match (usual.place.what, &component.pays) {
        (PlanNumber::TierValue, _) => Some(Parameter::of(component.id, PlanNumber::TierValue, [place, 0])),
        (PlanNumber::PointAt, Pays::Bonus(Bonus { curve: PayoutCurve::Points(points), .. })) => {
            let target = points.iter().position(|p| p.at == Decimal::ONE).unwrap_or(0);
            let target = u16::try_from(target).unwrap_or(0);
            Some(Parameter::of(component.id, PlanNumber::PointShare, [target, 0]))
        }
        _ => Some(usual),
    }
}

/// A value of a figure at which every gate of the plan that reads it is open and its factors are nearest to one.
fn open(plan: &Plan, reading: &Reading) -> Decimal {
    let gates = plan.components.iter().flat_map(|c| {
        let tables = c.table().into_iter().chain(c.terms.rules.iter().map(|r| &r.table));
        let tiers = tables.flat_map(|t| t.tiers.iter().filter_map(|t| t.gate));
        let members = match &c.pays {
            Pays::Pool(pool) => pool.members,
            _ => None,
        };
        c.terms.gate.into_iter().chain(members).chain(tiers).collect::<Vec<Gate>>()
    });
    let least = gates.filter(|g| g.reading == *reading).map(|g| g.least).max();
    let modifiers = plan.components.iter().flat_map(|c| &c.terms.modifiers);
    let points = modifiers.filter(|m| m.reading.as_ref() == Some(reading)).flat_map(|m| &m.points);
    let plain = points.min_by_key(|p| (p.share - Decimal::ONE).abs()).map(|p| p.at);
    least.max(plain).unwrap_or(Decimal::ONE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Uuid;
    use crate::domain::incentive::{Modifier, PayoutPoint, ReadingOf, Whose};
    use crate::state::plan::Template;
    use crate::state::sample::{Request, company};
    use jiff::civil::date;

    fn workspace() -> Workspace {
        let names = crate::i18n::sample::names(crate::i18n::Lang::En);
        company(&Request { seed: 1, names, as_of: date(2026, 11, 23), rows: 100 }).0
    }

    fn plan(template: Template) -> Plan {
        let next = std::cell::Cell::new(0_u128);
        let fresh = || {
            next.set(next.get() + 1);
            Uuid::from_u128(next.get())
        };
        template.plan(date(2027, 1, 1), &fresh, &|_| String::new())
    }

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn attainment_and_any_number_move_the_pay_of_the_example_person() {
        let workspace = workspace();
        let look = Look::new(&plan(Template::NewBusiness), &workspace);
        let pays = |attainment: &str, moves: &[Move]| {
            look.pays(dec(attainment), moves, &workspace).unwrap().paid.decimal().normalize()
        };
        // A quota of 100,000: 3 % up to it, 5 % of the next fifth, 7 % beyond.
        assert_eq!(pays("1", &[]), dec("3000"));
        assert_eq!(pays("0.5", &[]), dec("1500"));
        assert_eq!(pays("1.3", &[]), dec("4700"));
        let rate = Parameter::of(look.plan.components[0].id, PlanNumber::TierValue, [0, 0]);
        assert_eq!(pays("1", &[(rate, dec("0.04"))]), dec("4000"));
    }

    #[test]
    fn every_template_pays_its_person_more_for_more() {
        let workspace = workspace();
        for template in Template::ALL {
            let look = Look::new(&plan(template), &workspace);
            let pays = |attainment| look.pays(attainment, &[], &workspace).unwrap().paid.minor;
            assert!(pays(Decimal::ONE) > 0, "{template:?}");
            assert!(pays(dec("1.2")) >= pays(Decimal::ONE), "{template:?}");
            // The number that is offered first moves the pay.
            let knob = first(&look.plan).unwrap();
            let stored = crate::engine::incentive::whatif::value(&look.plan, knob).unwrap();
            let moved = look.pays(Decimal::ONE, &[(knob, stored / Decimal::TWO)], &workspace).unwrap();
            assert!(moved.paid.minor < pays(Decimal::ONE), "{template:?}: {knob:?}");
        }
    }

    #[test]
    fn gates_are_open_and_a_level_of_a_role_counts() {
        let workspace = workspace();
        let mut plan = plan(Template::TargetBonus);
        plan.terms.pay[0].whom = Assigned::Role("seller".into());
        let reading = Reading { of: ReadingOf::Score, whose: Whose::Own, per: None, back: 0 };
        let before = Look::new(&plan, &workspace).pays(Decimal::ONE, &[], &workspace).unwrap().paid;
        assert!(before.minor > 0);
        plan.components[0].terms.gate = Some(Gate { reading, least: dec("60"), pays_back: false });
        let point = |at: &str, share: &str| PayoutPoint { at: dec(at), share: dec(share) };
        plan.components[0].terms.modifiers =
            vec![Modifier { reading: Some(reading), points: vec![point("0", "0.5"), point("80", "1")] }];
        let look = Look::new(&plan, &workspace);
        assert_eq!(look.person.readings.iter().map(|r| r.value).collect::<Vec<_>>(), [dec("80")]);
        assert_eq!(look.pays(Decimal::ONE, &[], &workspace).unwrap().paid, before);
    }
}
