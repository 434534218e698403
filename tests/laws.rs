//! Laws that hold for all data: scores are monotone, caps hold, splits sum, and figures do not depend on how records
//! happen to lie.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use attain::domain::dataset::{Change, Changes};
use attain::domain::filter::Filter;
use attain::domain::id::{BlockId, Uuid};
use attain::domain::kpi::Direction;
use attain::domain::records::{Block, Extra, Facts, Ints, Names, Segment};
use attain::domain::scorecard::{Beyond, Curve, Input, Point};
use attain::domain::target::Subject;
use attain::domain::{Calendar, Dataset, Decimal};
use attain::engine::measure::{Axis, Cube, Key, Order, Query, RecordQuery, cube, filter_of, list};
use attain::engine::score::{curve, scorecard};
use attain::engine::split::{largest_remainder, split};
use attain::store::wire::scenario::{Row, Scenario};
use proptest::prelude::*;
use std::sync::Arc;

const COMPANY: &str = r#"{
  "scenario": 1, "id": "laws", "as_of": "2026-03-31",
  "teams": [{"name": "All"}, {"name": "East", "parent": "All"}, {"name": "West", "parent": "All"}],
  "people": [
    {"name": "A", "team": "East", "moves": [{"from": "2026-02-10", "team": "West"}]},
    {"name": "B", "team": "West"}, {"name": "C", "team": "East"}
  ],
  "splits": [{"name": "AB", "shares": [["A", "33.33"], ["B", "66.67"]]}, {"name": "ABC", "shares": [["A", "50"], ["B", "30"], ["C", "20"]]}],
  "categories": [{"name": "X"}, {"name": "Y", "parent": "X"}],
  "products": [{"name": "p1", "category": "X"}, {"name": "p2", "category": "Y"}, {"name": "p3"}],
  "measures": [
    {"key": "revenue", "unit": "money", "source": {"records": {"aggregate": {"sum": "booked"}}}},
    {"key": "returns", "unit": "money", "source": {"records": {"aggregate": {"sum": "booked"}, "sign": "negative"}}},
    {"key": "margin", "unit": "money", "source": {"records": {"aggregate": {"sum": "margin"}}}},
    {"key": "lines", "unit": "count", "source": {"records": {"aggregate": "rows", "states": ["booked", "open"]}}},
    {"key": "orders", "unit": "count", "source": {"records": {"aggregate": {"distinct": "documents"}}}},
    {"key": "customers", "unit": "count", "source": {"records": {"aggregate": {"distinct": "customers"}}}},
    {"key": "new", "unit": "count", "source": {"records": {"aggregate": {"distinct": "new_customers"}}}}
  ],
  "expected": []
}"#;

fn row() -> impl Strategy<Value = Row> {
    let who = prop::sample::select(vec![None, Some("A"), Some("B"), Some("C"), Some("AB"), Some("ABC")]);
    let what = prop::sample::select(vec![None, Some("p1"), Some("p2"), Some("p3")]);
    let states = prop::sample::select(vec!["booked", "booked", "booked", "open", "lost"]);
    let cost = prop::option::of(-500_i64..500);
    (who, what, 0_u8..6, 0_i32..90, 0_u8..9, -1000_i64..100_000, cost, states).prop_map(
        |(who, what, customer, day, document, amount, cost, state)| {
            let day = jiff::civil::date(2026, 1, 1) + jiff::Span::new().days(day);
            let json = serde_json::json!({
                "day": day.to_string(), "person": who, "product": what, "state": state,
                "customer": (customer > 0).then(|| format!("c{customer}")),
                "document": (document > 0).then(|| format!("d{document}")),
                "amount": Decimal::new(amount, 2).to_string(),
                "cost": cost.map(|c| Decimal::new(c, 2).to_string()),
            });
            serde_json::from_value(json).unwrap()
        },
    )
}

fn company(rows: Vec<Row>) -> Dataset {
    let mut scenario = Scenario::read(COMPANY).unwrap();
    scenario.records = rows;
    scenario.build().unwrap().dataset
}

fn ints(column: &Ints, rows: std::ops::Range<usize>) -> Ints {
    let absent = attain::domain::records::ABSENT;
    Ints::pack(&rows.map(|r| column.get(r).unwrap_or(absent)).collect::<Vec<_>>())
}

/// The same records in blocks of so many rows.
fn in_blocks(data: &Dataset, size: usize) -> Dataset {
    let Some(old) = data.segments.iter().next() else { return data.clone() };
    let facts = &old.blocks[0].facts;
    let blocks = (0..facts.len()).step_by(size).enumerate().map(|(n, from)| {
        let r = from..(from + size).min(facts.len());
        let part = Facts {
            day: facts.day[r.clone()].to_vec(),
            state: facts.state[r.clone()].to_vec(),
            credit: facts.credit[r.clone()].to_vec(),
            product: facts.product[r.clone()].to_vec(),
            customer: facts.customer[r.clone()].to_vec(),
            channel: facts.channel[r.clone()].to_vec(),
            territory: facts.territory[r.clone()].to_vec(),
            document: facts.document[r.clone()].to_vec(),
            quantity: ints(&facts.quantity, r.clone()),
            amount: ints(&facts.amount, r.clone()),
            cost: ints(&facts.cost, r),
            extra: Extra::default(),
        };
        Arc::new(Block::new(BlockId(Uuid::from_u128(n as u128)), part, Names::default()))
    });
    let new = Segment { blocks: blocks.collect(), ..Segment::clone(old) };
    let changes = Changes { segments: vec![Change::update(old, new)], ..Changes::default() };
    data.apply(&changes).unwrap()
}

fn ask(data: &Dataset, rows: Option<Axis>, columns: Option<Axis>, filter: Filter) -> Cube {
    let span = Calendar::default().span("2026Q1".parse().unwrap());
    let measures = data.measures.iter().map(|m| m.id).collect();
    cube(data, &Query { span, filter, rows, columns, measures }).value
}

fn month() -> Option<Axis> {
    Some(Axis::Period(attain::domain::calendar::Grain::Month))
}

/// Points in order whose scores rise with them, or fall.
fn points(rising: bool) -> impl Strategy<Value = Vec<Point>> {
    prop::collection::vec((1_i64..500, 0_i64..50), 1..6).prop_map(move |steps| {
        let total: i64 = steps.iter().map(|s| s.1).sum();
        let (mut at, mut score) = (-500, if rising { 0 } else { total });
        steps
            .into_iter()
            .map(|(right, up)| {
                at += right;
                score += if rising { up } else { -up };
                Point { at: Decimal::from(at), score: Decimal::from(score) }
            })
            .collect()
    })
}

/// A direction, a curve that makes sense for it, and a target.
fn monotone_curve() -> impl Strategy<Value = (Direction, Curve, Decimal)> {
    let beyond = || prop::sample::select(vec![Beyond::Held, Beyond::Continued]);
    let any_direction = prop::sample::select(vec![Direction::Higher, Direction::Lower]);
    let by_points = any_direction.clone().prop_flat_map(move |direction| {
        let worse = prop::sample::select(vec![Beyond::Zero, Beyond::Held, Beyond::Continued]);
        (Just(direction), points(direction == Direction::Higher), worse, beyond()).prop_map(
            |(d, points, worse, better)| (d, Curve::Points { points, input: Input::Actual, worse, better }),
        )
    });
    let by_attainment =
        (any_direction.clone(), points(true), beyond(), beyond()).prop_map(|(d, points, worse, better)| {
            (d, Curve::Points { points, input: Input::Attainment, worse, better })
        });
    let bands =
        points(true).prop_map(|bands| (Direction::Higher, Curve::Bands { bands, input: Input::Actual }));
    let bands_by_attainment = (any_direction.clone(), points(true))
        .prop_map(|(d, bands)| (d, Curve::Bands { bands, input: Input::Attainment }));
    let full = Decimal::ONE_HUNDRED;
    let fixed = any_direction.prop_flat_map(move |d| {
        let ratio = if d == Direction::Higher { Curve::Ratio } else { Curve::Deviation };
        let step = Curve::PlusMinus { full, points: 2.into(), step: 3.into(), limit: 40.into() };
        prop::sample::select(vec![
            (d, ratio),
            (d, Curve::Deviation),
            (d, Curve::Binary { full }),
            (d, Curve::Completion { full }),
            (d, step),
        ])
    });
    let curves = prop_oneof![by_points, by_attainment, bands, bands_by_attainment, fixed];
    (curves, 1_i64..300).prop_map(|((d, c), t)| (d, c, Decimal::from(t)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn a_better_figure_never_scores_less(
        (direction, shape, target) in monotone_curve(), a in -600_i64..600, b in -600_i64..600,
    ) {
        let score = |v: i64| curve(&shape, direction, Decimal::from(v), Some(target)).unwrap();
        let (worse, better) = if (a <= b) == (direction == Direction::Higher) { (a, b) } else { (b, a) };
        prop_assert!(score(worse) <= score(better), "{worse} → {}, {better} → {}", score(worse), score(better));
    }

    #[test]
    fn inverse_ratio_falls_as_the_figure_rises(a in 1_i64..600, b in 1_i64..600, t in 1_i64..600) {
        let score = |v: i64| {
            curve(&Curve::InverseRatio, Direction::Lower, Decimal::from(v), Some(Decimal::from(t))).unwrap()
        };
        prop_assert!(score(a.max(b)) <= score(a.min(b)));
    }

    #[test]
    fn floors_and_caps_hold(value in -1000_i64..1000, floor in -50_i64..60, over in 0_i64..90) {
        let cap = floor + over;
        let json = format!(
            r#"{{"scenario": 1, "id": "cap", "as_of": "2026-12-31", "people": [{{"name": "A"}}],
            "measures": [{{"key": "seen", "unit": "count", "source": {{"measurements": "last"}}}}],
            "kpis": [{{"key": "k", "formula": "seen", "unit": "count", "additivity": "hold"}}],
            "measurements": [{{"measure": "seen", "subject": {{"person": "A"}}, "day": "2026-05-05", "value": "{value}"}}],
            "targets": [{{"kpi": "k", "subject": "company", "period": "2026", "value": "100"}}],
            "scorecards": [{{"name": "s", "assigned": ["everybody"],
              "lines": [{{"kpi": "k", "weight": "100", "curve": "ratio", "floor": "{floor}", "cap": "{cap}"}}]}}],
            "expected": []}}"#
        );
        let built = Scenario::read(&json).unwrap().build().unwrap();
        let person = built.person("A").unwrap();
        let scored = scorecard(&built.dataset, person, "2026".parse().unwrap(), built.as_of).value;
        prop_assert_eq!(scored.score, Some(Decimal::from(value.clamp(floor, cap))));
        prop_assert_eq!(&scored.note.walk().last().map(|(depth, _)| *depth > 2), &Some(true));
    }

    #[test]
    fn parts_sum_to_the_whole(
        whole in any::<i64>(), weights in prop::collection::vec(0_u32..100_000, 1..40), places in 0_u32..5,
    ) {
        let weights: Vec<Decimal> = weights.into_iter().map(|w| Decimal::new(w.into(), 3)).collect();
        let parts = largest_remainder(whole.into(), &weights);
        prop_assert_eq!(parts.iter().sum::<i128>(), i128::from(whole));
        let amount = Decimal::new(whole, 4);
        prop_assert_eq!(split(amount, &weights, places).unwrap().iter().sum::<Decimal>(), amount);
        let total: Decimal = weights.iter().sum();
        if !total.is_zero() {
            // Nobody is further from the exact share than one unit.
            for (part, weight) in parts.iter().zip(&weights) {
                let exact = (whole as f64) * f64::try_from(*weight / total).unwrap();
                prop_assert!(((*part as f64) - exact).abs() <= 1.0 + exact.abs() * 1e-9);
            }
        }
    }

    #[test]
    fn the_lie_of_the_records_does_not_matter(
        rows in prop::collection::vec(row(), 1..60).prop_shuffle(), turn in 0_usize..60, size in 1_usize..20,
    ) {
        let one = company(rows.clone());
        let mut turned = rows;
        let by = turn % turned.len();
        turned.rotate_left(by);
        turned.reverse();
        let other = company(turned);
        let blocks = in_blocks(&one, size);
        let axes = [Some(Axis::Person), Some(Axis::Team), Some(Axis::Category), Some(Axis::Customer), None];
        for axis in axes {
            let first = ask(&one, axis, month(), Filter::default());
            prop_assert_eq!(&first, &ask(&blocks, axis, month(), Filter::default()), "{:?}", axis);
            if axis != Some(Axis::Customer) {
                // Customers are numbered by their first row, so their rows move; everything else stands still.
                prop_assert_eq!(&first, &ask(&other, axis, month(), Filter::default()), "{:?}", axis);
            }
        }
    }

    #[test]
    fn parts_of_a_dimension_sum_to_the_total(rows in prop::collection::vec(row(), 1..60)) {
        let data = company(rows);
        let sums: Vec<_> = data.measures.iter().take(3).map(|m| m.id).collect();
        for axis in [Axis::Person, Axis::Product, Axis::Customer, month().unwrap()] {
            let found = ask(&data, Some(axis), None, Filter::default());
            for id in &sums[..2] {
                let parts: Decimal = found.rows.iter().filter_map(|k| found.get(*id, Some(*k), None)).sum();
                prop_assert_eq!(parts, found.get(*id, None, None).unwrap_or_default(), "{:?}", axis);
            }
        }
    }

    #[test]
    fn a_row_of_the_cube_a_filter_and_a_list_agree(rows in prop::collection::vec(row(), 1..60)) {
        let data = company(rows);
        let span = Calendar::default().span("2026Q1".parse().unwrap()).unwrap();
        let revenue = data.measures.iter().next().unwrap().id;
        for axis in [Axis::Person, Axis::Team, Axis::Product, Axis::Category, Axis::Customer] {
            let found = ask(&data, Some(axis), month(), Filter::default());
            for key in found.rows.iter().copied() {
                let Some(filter) = Key::filter(key) else { continue };
                let alone = ask(&data, None, month(), filter.clone());
                for measure in &found.measures {
                    for column in found.columns.iter().copied().map(Some).chain([None]) {
                        prop_assert_eq!(
                            found.get(*measure, Some(key), column), alone.get(*measure, None, column),
                            "{:?} {:?} {:?}", key, column, measure
                        );
                    }
                }
                let listed = list(&data, &RecordQuery::booked(span, filter), Order::Oldest);
                let sum = Decimal::from_i128_with_scale(listed.sum, 2);
                prop_assert_eq!(found.get(revenue, Some(key), None).unwrap_or_default(), sum);
            }
        }
        let nobody = filter_of(Subject::Company);
        prop_assert_eq!(ask(&data, None, None, nobody), ask(&data, None, None, Filter::default()));
    }
}
