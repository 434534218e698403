//! Measures over a small company, computed twice: by the scan and by hand.

use super::*;
use crate::domain::catalogue::{Category, Customer, Product};
use crate::domain::dataset::{Change, Changes};
use crate::domain::id::*;
use crate::domain::kpi::{Combine, Distinct, Label, Library, Measure, Unit};
use crate::domain::measurement::Measurement;
use crate::domain::money::{Currency, Half, Rounding};
use crate::domain::org::{Person, Split, Stint, Team};
use crate::domain::records::{ABSENT, Block, Extra, Facts, Ints, Names, Segment, State};
use crate::domain::workspace::{Counters, Workspace};
use crate::domain::{Calendar, Date};
use jiff::civil::date;
use std::sync::Arc;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// Day, state, credit, product, customer, document, amount, cost.
type Row = (Date, State, u16, u32, u32, u32, i64, i64);

fn segment(n: u128, rows: &[Row], block: usize) -> Segment {
    let blocks = rows.chunks(block).enumerate().map(|(at, rows)| {
        let zero = |_: &Row| 0_u16;
        let facts = Facts {
            day: rows.iter().map(|r| Day::from_date(r.0).unwrap()).collect(),
            state: rows.iter().map(|r| r.1 as u8).collect(),
            credit: rows.iter().map(|r| r.2).collect(),
            product: rows.iter().map(|r| r.3).collect(),
            customer: rows.iter().map(|r| r.4).collect(),
            channel: rows.iter().map(zero).collect(),
            territory: rows.iter().map(zero).collect(),
            document: rows.iter().map(|r| r.5).collect(),
            quantity: Ints::pack(&rows.iter().map(|_| 1000).collect::<Vec<_>>()),
            amount: Ints::pack(&rows.iter().map(|r| r.6).collect::<Vec<_>>()),
            cost: Ints::pack(&rows.iter().map(|r| r.7).collect::<Vec<_>>()),
            extra: Extra::default(),
        };
        Arc::new(Block::new(BlockId(id(n * 1000 + at as u128)), facts, Names::default()))
    });
    Segment { id: SegmentId(id(n)), source: String::new(), blocks: blocks.collect() }
}

fn measure(n: u128, source: Source) -> Measure {
    let unit = Unit::Count;
    Measure {
        id: MeasureId(id(n)),
        key: format!("m{n}"),
        label: Label::Library(Library::Revenue),
        unit,
        source,
    }
}

fn records(n: u128, aggregate: Aggregate) -> Measure {
    let (filter, states, sign) = (Filter::default(), StateSet::BOOKED, Sign::Any);
    measure(n, Source::Records { aggregate, filter, states, sign })
}

/// Two teams under a head team; Ann moves from East to West on 1 March; code 9 shares 60:40 with an overlay for Cy.
fn company(rows: &[Row], block: usize) -> Dataset {
    let settings = Workspace {
        id: WorkspaceId(id(0)),
        name: "W".into(),
        sample: false,
        currency: Currency::parse("USD").unwrap(),
        shown_digits: 2,
        rounding: Rounding { unit: 1, half: Half::AwayFromZero },
        calendar: Calendar::default(),
        next: Counters::default(),
    };
    let team = |n, name: &str, parent: Option<u128>| {
        Change::add(Team {
            id: TeamId(id(n)),
            name: name.into(),
            parent: parent.map(|p| TeamId(id(p))),
            lead: None,
        })
    };
    let stint = |from, team| Stint { from, team: Some(TeamId(id(team))), ..Stint::default() };
    let person = |n: u128, name: &str, codes: Vec<u16>, stints| {
        Change::add(Person {
            id: PersonId(id(n)),
            number: String::new(),
            name: name.into(),
            aliases: vec![],
            codes,
            stints,
            hired: None,
            left: None,
            prefers: Vec::new(),
        })
    };
    let product = |n: u128, codes, category: u128| {
        let category = Some(CategoryId(id(category)));
        Change::add(Product {
            id: ProductId(id(n)),
            number: String::new(),
            name: "p".into(),
            aliases: vec![],
            codes,
            category,
        })
    };
    let customer = |n: u128, codes| {
        Change::add(Customer {
            id: CustomerId(id(n)),
            number: String::new(),
            name: "c".into(),
            aliases: vec![],
            codes,
            sector: String::new(),
            territory: None,
        })
    };
    let split = Split {
        id: SplitId(id(1)),
        name: "s".into(),
        codes: vec![9],
        shares: vec![(PersonId(id(1)), 60.into()), (PersonId(id(2)), 40.into())],
        overlays: vec![(PersonId(id(3)), 10.into())],
    };
    let measures = [
        records(1, Aggregate::Sum(Base::Booked)),
        records(2, Aggregate::Distinct(Distinct::Documents)),
        records(3, Aggregate::Distinct(Distinct::Customers)),
        records(4, Aggregate::Distinct(Distinct::NewCustomers)),
        records(5, Aggregate::Sum(Base::Margin)),
        records(6, Aggregate::Rows),
        measure(7, Source::Measurements(Combine::Mean)),
        measure(8, Source::Heads),
    ];
    Dataset::new(settings)
        .apply(&Changes {
            teams: vec![team(1, "All", None), team(2, "East", Some(1)), team(3, "West", Some(1))],
            people: vec![
                person(1, "Ann", vec![1, 4], vec![stint(None, 2), stint(Some(date(2026, 3, 1)), 3)]),
                person(2, "Bo", vec![2], vec![stint(None, 3)]),
                person(3, "Cy", vec![3], vec![]),
            ],
            splits: vec![Change::add(split)],
            categories: vec![
                Change::add(Category { id: CategoryId(id(1)), name: "x".into(), parent: None }),
                Change::add(Category {
                    id: CategoryId(id(2)),
                    name: "y".into(),
                    parent: Some(CategoryId(id(1))),
                }),
            ],
            products: vec![product(1, vec![1, 3], 1), product(2, vec![2], 2)],
            customers: vec![customer(1, vec![1]), customer(2, vec![2, 3])],
            measures: measures.into_iter().map(Change::add).collect(),
            segments: vec![Change::add(segment(1, rows, block))],
            ..Changes::default()
        })
        .unwrap()
}

fn rows_2026() -> Vec<Row> {
    use State::*;
    vec![
        (date(2026, 1, 5), Booked, 1, 1, 1, 1, 10_000, 6_000),
        (date(2026, 1, 5), Booked, 1, 2, 1, 1, 5_000, ABSENT),
        (date(2026, 2, 7), Booked, 2, 3, 2, 2, 20_000, 10_000),
        (date(2026, 2, 8), Lost, 2, 1, 2, 3, 99_000, ABSENT),
        (date(2026, 3, 2), Booked, 4, 1, 3, 4, 3_000, 1_000),
        (date(2026, 3, 3), Booked, 9, 1, 1, 5, 101, 1),
        (date(2026, 3, 9), Booked, 2, 1, 1, 4, -2_000, -500),
        (date(2026, 3, 9), Booked, 0, 0, 0, 6, 700, 100),
    ]
}

fn query(rows: Option<Axis>, columns: Option<Axis>) -> Query {
    let span = Some(Span { from: date(2026, 1, 1), to: date(2026, 3, 31) });
    Query {
        span,
        filter: Filter::default(),
        rows,
        columns,
        measures: (1..=8).map(|n| MeasureId(id(n))).collect(),
    }
}

fn text(cube: &Cube, measure: u128, row: Option<Key>, column: Option<Key>) -> String {
    cube.get(MeasureId(id(measure)), row, column).map_or("-".into(), |v| v.normalize().to_string())
}

#[test]
fn people_share_credit_and_overlays_stay_out_of_the_total() {
    let data = company(&rows_2026(), 3);
    let found = cube(&data, &query(Some(Axis::Person), None)).value;
    let person = |n| Some(Key::Person(PersonId(id(n))));
    // Of 1.01 shared 60:40 Ann has 0.61 and Bo 0.40; Cy's overlay of 10 % is 0.10.
    let cases = [
        (person(1), "180.61", "3", "2", "1", "4"),
        (person(2), "180.4", "3", "2", "1", "3"),
        (person(3), "0.1", "1", "1", "0", "1"),
        (Some(Key::None), "7", "1", "0", "0", "1"),
        (None, "368.01", "5", "2", "2", "7"),
    ];
    for (row, revenue, orders, customers, new, rows) in cases {
        let got = [1, 2, 3, 4, 6].map(|m| text(&found, m, row, None));
        assert_eq!(got, [revenue, orders, customers, new, rows], "{row:?}");
    }
}

#[test]
fn teams_are_those_of_the_day_and_roll_up() {
    let data = company(&rows_2026(), 100);
    let found = cube(&data, &query(Some(Axis::Team), Some(Axis::Period(Grain::Month)))).value;
    let team = |n| Some(Key::Team(TeamId(id(n))));
    let month = |m| Some(Key::Period(Period::Month(2026, m)));
    let cases = [
        (team(2), month(1), "150", "1"),
        (team(2), month(3), "0", "0"),
        (team(3), month(3), "11.01", "2"),
        (team(1), month(3), "11.01", "2"),
        (team(1), None, "361.01", "4"),
        (team(3), None, "211.01", "3"),
        (None, month(3), "18.01", "3"),
    ];
    for (row, column, revenue, orders) in cases {
        let got = [1, 2].map(|m| text(&found, m, row, column));
        assert_eq!(got, [revenue, orders], "{row:?} {column:?}");
    }
}

#[test]
fn missing_cost_is_said_and_not_counted() {
    let data = company(&rows_2026(), 100);
    let found = cube(&data, &query(Some(Axis::Category), None));
    assert_eq!(found.issues, [Issue { code: IssueCode::CostMissing, about: About::Whole }]);
    let category = |n| Some(Key::Category(CategoryId(id(n))));
    assert_eq!(text(&found.value, 5, category(1), None), "146");
    assert_eq!(text(&found.value, 5, category(2), None), "-");
    assert_eq!(text(&found.value, 1, category(1), None), "361.01");
}

#[test]
fn the_list_behind_a_figure_sums_to_it() {
    let data = company(&rows_2026(), 2);
    let span = Span { from: date(2026, 1, 1), to: date(2026, 3, 31) };
    let filters = [
        (Filter::default(), 7, 36_801),
        (filter_of(Subject::Person(PersonId(id(1)))), 4, 18_061),
        (filter_of(Subject::Person(PersonId(id(3)))), 1, 10),
        (filter_of(Subject::Team(TeamId(id(3)))), 4, 21_101),
        (Filter { categories: vec![CategoryId(id(2))], ..Filter::default() }, 1, 5_000),
    ];
    for (filter, total, sum) in filters {
        let found = list(&data, &RecordQuery::booked(span, filter.clone()), Order::Largest);
        assert_eq!((found.len(), found.sum), (total, sum), "{filter:?}");
        let amounts: Vec<i64> = (0..total).filter_map(|at| Some(found.line(at)?.credited)).collect();
        assert_eq!(amounts.len(), total);
        assert!(amounts.is_sorted_by(|a, b| a >= b), "{amounts:?}");
        let positive = found.filtered(|block, at| block.facts.amount.get(at) > Some(0));
        assert_eq!(positive.len(), amounts.iter().filter(|a| **a > 0).count());
        assert_eq!(positive.sum, amounts.iter().filter(|a| **a > 0).map(|a| i128::from(*a)).sum());
        let mut asked = query(None, None);
        asked.filter = filter;
        let figure = cube(&data, &asked).value.get(MeasureId(id(1)), None, None).unwrap();
        assert_eq!(figure, Decimal::from_i128_with_scale(sum, 2));
    }
}

#[test]
fn shares_that_do_not_total_a_hundred_are_reported() {
    let data = company(&rows_2026(), 100);
    assert_eq!(cube(&data, &query(None, None)).issues.len(), 1);
    let old = data.splits.iter().next().unwrap();
    let mut split = Split::clone(old);
    split.shares[0].1 = "59.9".parse().unwrap();
    let changed =
        data.apply(&Changes { splits: vec![Change::update(old, split)], ..Changes::default() }).unwrap();
    let found = cube(&changed, &query(Some(Axis::Person), None));
    assert!(found.issues.contains(&Issue { code: IssueCode::SplitTotal, about: About::Whole }));
    assert_eq!(text(&found.value, 1, None, None), "368.01", "the parts are divided by their own sum");
}

#[test]
fn months_stand_in_their_quarters() {
    let data = company(&rows_2026(), 100);
    let mut asked = query(Some(Axis::Period(Grain::Quarter)), Some(Axis::Period(Grain::Month)));
    asked.span = Some(Span { from: date(2026, 1, 1), to: date(2026, 6, 30) });
    let found = cube(&data, &asked).value;
    let quarter = |q| Some(Key::Period(Period::Quarter(2026, q)));
    let month = |m| Some(Key::Period(Period::Month(2026, m)));
    let cases = [
        (quarter(1), month(1), "150"),
        (quarter(1), month(2), "200"),
        (quarter(1), None, "368.01"),
        (None, month(3), "18.01"),
        (quarter(2), month(1), "-"),
    ];
    for (row, column, revenue) in cases {
        assert_eq!(text(&found, 1, row, column), revenue, "{row:?} {column:?}");
    }
}

#[test]
fn zero_is_not_unknown() {
    let data = company(&rows_2026(), 100);
    let mut asked = query(None, Some(Axis::Period(Grain::Month)));
    asked.span = Some(Span { from: date(2025, 12, 1), to: date(2026, 4, 30) });
    asked.filter = filter_of(Subject::Person(PersonId(id(3))));
    let found = cube(&data, &asked).value;
    let revenue: Vec<_> = found.columns.iter().map(|c| text(&found, 1, None, Some(*c))).collect();
    assert_eq!(revenue, ["-", "0", "0", "0.1", "-"]);
}

#[test]
fn measurements_are_weighted_and_fall_back_to_parts() {
    let sample = |n, subject, day: i8, value: &str, sample| {
        Change::add(Measurement {
            id: MeasurementId(id(n)),
            measure: MeasureId(id(7)),
            subject,
            span: Span::day(date(2026, 3, day)),
            value: value.parse().unwrap(),
            sample,
            source: String::new(),
        })
    };
    let ann = Subject::Person(PersonId(id(1)));
    let bo = Subject::Person(PersonId(id(2)));
    let measurements = vec![
        sample(1, ann, 3, "4", Some(3)),
        sample(2, ann, 4, "5", Some(1)),
        sample(3, bo, 4, "3", Some(4)),
    ];
    let data = company(&rows_2026(), 100).apply(&Changes { measurements, ..Changes::default() }).unwrap();
    let people = cube(&data, &query(Some(Axis::Person), None)).value;
    assert_eq!(text(&people, 7, Some(Key::Person(PersonId(id(1)))), None), "4.25");
    assert_eq!(text(&people, 7, Some(Key::Person(PersonId(id(3)))), None), "-");
    assert_eq!(text(&people, 7, None, None), "3.625");
    let teams = cube(&data, &query(Some(Axis::Team), None)).value;
    let team = |n| Some(Key::Team(TeamId(id(n))));
    assert_eq!([1, 2, 3].map(|n| text(&teams, 7, team(n), None)), ["3.625", "-", "3.625"]);
    assert_eq!(text(&teams, 8, None, None), "3");
    assert_eq!(
        text(&teams, 8, team(2), None),
        (Decimal::from(59) / Decimal::from(90)).normalize().to_string()
    );
}
