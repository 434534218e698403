//! Parameters of a plan.

use super::Parameter as P;
use super::*;
use crate::domain::incentive::*;
use crate::engine::incentive::tests::{on_margin, on_quota, plan};

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn every_number_of_a_plan_can_be_moved_and_moves_back() {
    let plan = plan(vec![on_quota(), on_margin()]);
    let all = parameters(&plan);
    let names: Vec<P> = all.iter().map(|(p, _)| *p).collect();
    let id = plan.components[0].id;
    let of = |what, at| P::of(id, what, at);
    let first = [
        of(N::TierStart, [0, 0]),
        of(N::TierValue, [0, 0]),
        of(N::TierEnd, [0, 0]),
        of(N::TierValue, [0, 1]),
        of(N::TierEnd, [0, 1]),
    ];
    assert_eq!(names[..5], first);
    for (parameter, old) in &all {
        let moved = with(&plan, &[(*parameter, *old + d("0.001"))]);
        assert_ne!(moved, plan, "{parameter:?}");
        assert_eq!(value(&moved, *parameter), Some(*old + d("0.001")));
        assert_eq!(with(&moved, &[(*parameter, *old)]), plan, "{parameter:?}");
    }
    assert_eq!(with(&plan, &[(P::whole(N::Draw, 0), d("1"))]), plan, "what is not there does not move");
    let moved = with(&plan, &[(of(N::TierEnd, [0, 0]), d("0.7"))]);
    let tiers = &moved.components[0].table().unwrap().tiers;
    assert_eq!((tiers[0].to, tiers[1].from), (Some(d("0.7")), d("0.7")), "the next tier follows");
}

/// A plan that has one of everything: no number is left out, and each moves itself alone.
#[test]
fn every_kind_of_number_is_found() {
    let reading = Reading { of: ReadingOf::Score, whose: Whose::Own, per: None, back: 0 };
    let gate = Gate { reading, least: d("50"), pays_back: false };
    let point = PayoutPoint { at: d("0.5"), share: d("1.5") };
    let (quarter, amount) = (Accumulate::Quarter, d("7"));
    let mut one = on_quota();
    one.pays = match one.pays {
        Pays::Table(mut table) => {
            table.tiers[1].gate = Some(gate);
            Pays::Table(table)
        }
        other => other,
    };
    let condition = Condition {
        filter: Default::default(),
        field: Field::Amount,
        least: Some(d("1")),
        most: Some(d("9")),
    };
    one.terms = ComponentTerms {
        weight: Some(d("60")),
        deductible: Some(d("3")),
        conditions: vec![condition],
        uplifts: vec![Uplift { filter: Default::default(), quota: d("1.1"), pay: d("1.2") }],
        credit: vec![EventShare { share: d("100"), event: SaleEvent::Order }],
        cap: Some(Cap { on: CapOn::Payment, most: d("99"), carries: false }),
        gate: Some(gate),
        modifiers: vec![Modifier { reading: Some(reading), points: vec![point] }],
        payout: vec![Instalment { share: d("100"), due: Due::Months(3) }],
        clawback: Some(Clawback { share: ClawbackShare::Percent(d("50")), within: Some(6) }),
        ..ComponentTerms::default()
    };
    let other = |n: u128, pays| Component {
        id: crate::domain::id::ComponentId(crate::domain::id::Uuid::from_u128(n)),
        pays,
        ..on_margin()
    };
    let spiff = |kind| Pays::Spiff(Spiff { from: None, to: None, accumulate: quarter, kind });
    let curve = PayoutCurve::Points(vec![point]);
    let weights = vec![(crate::domain::scorecard::Assigned::Everybody, d("2"))];
    let pool = Pool {
        accumulate: quarter,
        whose: Whose::Team,
        of: PoolOf::Rate(d("0.01")),
        shares: PoolShares::Weights(weights),
        members: Some(gate),
    };
    let mut plan = plan(vec![
        one,
        other(20, Pays::Bonus(Bonus { accumulate: quarter, curve, of: PayOf::Target })),
        other(21, Pays::Pool(pool)),
        other(22, spiff(SpiffKind::PerStep { step: d("10"), amount })),
        other(23, spiff(SpiffKind::First { count: 3, amount })),
        other(24, Pays::Fixed(FixedBonus { months: d("1") })),
    ]);
    let level = PayLevel {
        whom: crate::domain::scorecard::Assigned::Everybody,
        from: None,
        base: Some(d("100")),
        target: Some(d("200")),
    };
    plan.terms = PlanTerms {
        pay: vec![level],
        ramp: vec![d("50")],
        draw: Some(Draw { amount, forgiven: Forgiveness::Owed, months: Some(6), defer: 2, exempt: vec![] }),
        cap: Some(Cap { on: CapOn::Payment, most: d("999"), carries: false }),
        holdback: Some(Holdback { share: d("10"), months: 3 }),
        recovery: Some(d("25")),
        pay_in: Some(PayIn {
            currency: crate::domain::money::Currency::USD,
            fixed: d("30"),
            rates: vec![(jiff::civil::date(2026, 1, 1), d("31"))],
            target: Conversion::Fixed,
            commission: Conversion::Fixed,
        }),
        ..plan.terms
    };
    let all = parameters(&plan);
    for what in PlanNumber::ALL {
        assert!(all.iter().any(|(p, _)| p.place.what == *what), "{what:?}");
    }
    for (parameter, old) in &all {
        let moved = with(&plan, &[(*parameter, *old + Decimal::ONE)]);
        let differ: Vec<P> =
            all.iter().filter(|(p, v)| value(&moved, *p) != Some(*v)).map(|(p, _)| *p).collect();
        assert_eq!(differ, [*parameter]);
    }
    // Another component before it changes no name.
    let rate = P::of(plan.components[0].id, N::TierValue, [0, 1]);
    let stood = value(&plan, rate);
    plan.components.insert(0, other(30, Pays::Fixed(FixedBonus { months: d("2") })));
    assert_eq!(value(&plan, rate), stood);
}
