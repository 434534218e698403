//! Knobs: which there are, how they are shown, how far they go, and what moving them does.

use super::*;
use crate::domain::id::Uuid;
use crate::state::plan::Template;
use jiff::civil::date;

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn plan(template: Template) -> Plan {
    let n = std::cell::Cell::new(0);
    let new_id = || {
        n.set(n.get() + 1);
        Uuid::from_u128(n.get())
    };
    template.plan(date(2027, 1, 1), &new_id, &|_| String::new())
}

#[test]
fn the_rate_at_full_quota_is_tried_first() {
    let plan = plan(Template::NewBusiness);
    let knob = first_knob(&plan).unwrap();
    let id = plan.components[0].id;
    assert_eq!(knob, Parameter::of(id, N::TierValue, [0, 1]));
    assert_eq!(unit(&plan, knob), Unit::Ratio);
    assert_eq!(value(&plan, knob), Some(d("0.05")));
    assert_eq!(first_knob(&Plan { components: vec![], ..plan }), None);
}

#[test]
fn a_move_back_is_no_move_and_others_stay() {
    let plan = plan(Template::NewBusiness);
    let id = plan.components[0].id;
    let (rate, end) = (Parameter::of(id, N::TierValue, [0, 1]), Parameter::of(id, N::TierEnd, [0, 0]));
    let one = moved(&plan, &[], rate, d("0.06"));
    let two = moved(&plan, &one, end, d("0.9"));
    assert_eq!(two, [(rate, d("0.06")), (end, d("0.9"))]);
    let after = plan_after(&plan, &two);
    let tiers = &after.components[0].table().unwrap().tiers;
    assert_eq!((tiers[1].value, tiers[1].from), (d("0.06"), d("0.9")));
    assert_eq!(value_after(&plan, &two, rate), Some(d("0.06")));
    assert_eq!(moved(&plan, &two, rate, d("0.05")), [(end, d("0.9"))]);
    assert_eq!(plan_after(&plan, &[]), plan);
}

#[test]
fn what_changes_only_when_it_is_paid_is_a_knob_too() {
    let all = knobs(&plan(Template::Draw));
    assert!(all.contains(&Parameter::whole(N::Draw, 0)));
}

#[test]
fn every_number_of_every_template_has_a_unit_and_can_be_reached() {
    for template in Template::ALL {
        let plan = plan(template);
        for (knob, value) in parameters(&plan) {
            let unit = unit(&plan, knob);
            let (most, _) = reach(unit, unit.shown(value));
            assert!(unit.shown(value) <= most, "{knob:?}");
        }
    }
}

#[test]
fn units_turn_back_and_reaches_are_round_and_wide_enough() {
    for (unit, stored, shown) in [
        (Unit::Ratio, "0.055", "5.5"),
        (Unit::Percent, "60", "60"),
        (Unit::Money, "120000", "120000"),
        (Unit::Number, "1.5", "1.5"),
    ] {
        assert_eq!(unit.shown(d(stored)), d(shown));
        assert_eq!(unit.stored(d(shown)), d(stored));
    }
    for (unit, shown, most) in [
        (Unit::Ratio, "1", "10"),
        (Unit::Ratio, "5", "20"),
        (Unit::Ratio, "12", "50"),
        (Unit::Percent, "30", "100"),
        (Unit::Money, "2000", "10000"),
        (Unit::Number, "1.5", "5"),
        (Unit::Number, "0.5", "2"),
    ] {
        let (reach, step) = reach(unit, d(shown));
        assert_eq!((reach, step), (d(most), d(most) / d("100")), "{shown}");
    }
}
