//! What a review finds, where it leads, and when the records are scanned again.

use super::*;
use crate::domain::calendar::Grain;
use crate::domain::incentive::{Cap, CapOn, Pays};
use crate::engine::incentive::check::FindingKind as K;
use crate::i18n::{Lang, sample as words};
use crate::state::plan::{PartName, Spot, Template, spot};
use crate::state::sample::{ROWS, Request, company, sample_as_of};
use jiff::civil::date;

fn sample() -> (Arc<Dataset>, Plan) {
    let as_of = sample_as_of(date(2026, 11, 23));
    let (workspace, changes) =
        company(&Request { seed: 1, names: words::names(Lang::En), as_of, rows: ROWS });
    let data = Dataset::new(workspace).apply(&changes).unwrap();
    let plan = Plan::clone(data.plans.iter().next().unwrap());
    (Arc::new(data), plan)
}

fn template(one: Template) -> Plan {
    let next = std::cell::Cell::new(0_u128);
    let fresh = || {
        next.set(next.get() + 1);
        crate::domain::id::Uuid::from_u128(next.get())
    };
    one.plan(date(2027, 1, 1), &fresh, &|part| match part {
        PartName::Plan(_) => "P".into(),
        _ => "C".into(),
    })
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn a_finding_leads_to_the_field_that_puts_it_right() {
    let (data, _) = sample();
    let today = date(2026, 11, 23);
    type Edit = fn(&mut Plan);
    type Case = (Template, Edit, K, fn(&Plan) -> Spot);
    let cases: Vec<Case> = vec![
        (
            Template::NewBusiness,
            |p| p.components[0].table_mut().unwrap().tiers[1].from = dec("1.1"),
            K::Gap,
            |p| Spot::Tier(p.components[0].id, 1),
        ),
        (
            Template::TargetBonus,
            |p| p.components[1].terms.weight = Some(dec("30")),
            K::Weights,
            |p| Spot::Weight(p.components[0].id),
        ),
        (
            Template::TargetBonus,
            |p| {
                p.components[0].terms.cap =
                    Some(Cap { on: CapOn::TargetPay, most: dec("0.9"), carries: false })
            },
            K::CapBelowTarget,
            |p| Spot::Cap(p.components[0].id),
        ),
        (
            Template::TargetBonus,
            |p| {
                let Pays::Bonus(bonus) = &mut p.components[0].pays else { panic!() };
                let crate::domain::incentive::PayoutCurve::Points(points) = &mut bonus.curve else {
                    panic!()
                };
                points[2].share = dec("0.2");
            },
            K::Falling,
            |p| Spot::Point(p.components[0].id, 2),
        ),
        (Template::NewBusiness, |p| p.effective = date(2026, 1, 1), K::ReachesBack, |_| Spot::Effective),
        (Template::NewBusiness, |p| p.terms.budget = Some(dec("1")), K::Budget, |_| Spot::Budget),
        (Template::NewBusiness, |_| {}, K::OwnSalesOnly, |_| Spot::Components),
        (Template::TargetBonus, |p| p.terms.pay.clear(), K::NoPayLevel, |_| Spot::Levels),
    ];
    for (one, edit, kind, at) in cases {
        let mut plan = template(one);
        edit(&mut plan);
        let bases = Bases::of(&data, &plan, None);
        let found = review(&data, &plan, bases.as_ref(), today);
        let finding = found.findings.iter().find(|f| f.kind == kind);
        let finding = finding.unwrap_or_else(|| panic!("{kind:?}: {:?}", found.findings));
        assert_eq!(spot(&plan, finding), at(&plan), "{kind:?}");
        let refuses = |f: &Finding| f.severity == Severity::Refuses;
        assert!(found.findings.is_sorted_by_key(|f| !refuses(f)), "what refuses comes first");
        assert_eq!(found.refusals(), found.findings.iter().filter(|f| refuses(f)).count());
    }
}

#[test]
fn the_cost_of_the_past_year_is_what_the_plan_would_have_paid_alone() {
    let (data, plan) = sample();
    let bases = Bases::of(&data, &plan, None).unwrap();
    let found = review(&data, &plan, Some(&bases), date(2026, 11, 23));
    let span = crate::state::prove::first_span(&data, &plan).unwrap();
    let replayed = crate::engine::incentive::replay::replay(&data, &plan, span, Grain::Quarter).unwrap();
    // To the cent what the plan pays alone over that time,
    let early = plan.reaching_back(span.from);
    let alone = crate::engine::incentive::replay::alone(&data).unwrap();
    let pay = Prepared::new(&alone, &early, span).value.pay(&early).unwrap();
    assert_eq!(found.cost, Some(pay.cost));
    assert_eq!(found.rate, pay.effective_rate());
    // and the replay's, which rounds what returns take back from an earlier accumulation in a line of its own.
    let apart = (found.cost.unwrap().minor - replayed.cost().minor).abs();
    assert!(apart <= i64::try_from(replayed.pay.people.len()).unwrap(), "{apart}");
    assert_eq!(found.rate.map(|r| r.round_dp(6)), replayed.effective_rate().map(|r| r.round_dp(6)));
    assert!(found.cost.unwrap().minor > 0);
}

#[test]
fn records_are_scanned_again_only_where_the_shape_changes() {
    let (data, mut plan) = sample();
    let first = Bases::of(&data, &plan, None).unwrap();
    plan.components[0].table_mut().unwrap().tiers[0].value = dec("0.011");
    plan.effective = date(2027, 1, 1);
    let same = Bases::of(&data, &plan, Some(&first)).unwrap();
    assert!(Arc::ptr_eq(&same.prepared, &first.prepared));
    plan.components[0].base = crate::domain::kpi::Base::Margin;
    let other = Bases::of(&data, &plan, Some(&first)).unwrap();
    assert!(!Arc::ptr_eq(&other.prepared, &first.prepared));
}
