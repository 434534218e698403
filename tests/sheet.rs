//! Sheets: what typed cells become, what is refused at which cell, and how trees are ordered.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use attain::domain::calendar::Calendar;
use attain::domain::id::*;
use attain::domain::money::{Currency, Half, Rounding};
use attain::domain::org::Team;
use attain::domain::workspace::{Counters, Workspace};
use attain::domain::{Dataset, Item, ItemId};
use attain::state::command::{Command, Env, Why, plan};
use attain::state::sheet::{Col, Edit, Fault, Sheet, Value, Words, edit, read, tree_order};
use jiff::civil::date;

fn words() -> Words {
    Words {
        company: "Company",
        team: "Team",
        person: "Person",
        territory: "Territory",
        customer: "Customer",
        product: "Product",
        measure: |m| m.key.clone(),
        today: date(2026, 11, 20),
    }
}

fn put(data: &Dataset, items: Vec<Item>) -> Dataset {
    let (_, changes) = plan(data, &Command::Put(items), &Env { new_id: &|| Uuid::nil() }).unwrap();
    data.apply(&changes).unwrap()
}

/// Two teams, North below All.
fn company() -> Dataset {
    let data = Dataset::new(Workspace {
        id: WorkspaceId(Uuid::nil()),
        name: "W".into(),
        sample: false,
        currency: Currency::parse("USD").unwrap(),
        shown_digits: 2,
        rounding: Rounding { unit: 1, half: Half::AwayFromZero },
        calendar: Calendar::default(),
        next: Counters::default(),
    });
    let team = |n, name: &str, parent: Option<u128>| {
        let parent = parent.map(|p| TeamId(Uuid::from_u128(p)));
        Item::Team(Team { id: TeamId(Uuid::from_u128(n)), name: name.into(), parent, lead: None })
    };
    put(&data, vec![team(1, "All", None), team(3, "South", Some(1)), team(2, "North", Some(1))])
}

fn cells(sheet: Sheet, rows: &[(u128, &[(Col, &str)])]) -> Vec<Edit> {
    let row = |(n, row): &(u128, &[(Col, &str)])| {
        let id = sheet.id(Uuid::from_u128(*n));
        row.iter().map(|(col, text)| Edit { id, col: *col, text: (*text).into() }).collect::<Vec<_>>()
    };
    rows.iter().flat_map(row).collect()
}

#[test]
fn a_pasted_block_becomes_people_in_one_command() {
    let data = company();
    let edits = cells(
        Sheet::People,
        &[
            (
                10,
                &[
                    (Col::Number, "E1"),
                    (Col::Name, " 陳怡君 "),
                    (Col::Team, "north"),
                    (Col::Hired, "2024/3/1"),
                ],
            ),
            (
                11,
                &[
                    (Col::Number, "E2"),
                    (Col::Name, "Wu"),
                    (Col::Role, "seller"),
                    (Col::Aliases, "吳; Wu M、吳"),
                ],
            ),
        ],
    );
    let out = edit(&data, Sheet::People, &edits, &words());
    assert_eq!((out.refused.as_slice(), out.held.as_slice()), ([].as_slice(), [].as_slice()));
    let data = put(&data, out.items);
    let cell = |n: u128, col| {
        let item = data.get(Sheet::People.id(Uuid::from_u128(n))).unwrap();
        read(&data, &item, col, &words())
    };
    assert_eq!(cell(10, Col::Name), Value::Text("陳怡君".into()));
    assert_eq!(cell(10, Col::Team), Value::Ref(ItemId::Team(TeamId(Uuid::from_u128(2)))));
    assert_eq!(cell(10, Col::Hired), Value::Day(date(2024, 3, 1)));
    assert_eq!(cell(11, Col::Aliases), Value::List(vec!["吳".into(), "Wu M".into()]));
    assert_eq!(cell(11, Col::Manager), Value::Empty);

    let manager = cells(Sheet::People, &[(10, &[(Col::Manager, "e2"), (Col::Hired, "")])]);
    let data = put(&data, edit(&data, Sheet::People, &manager, &words()).items);
    let item = data.get(Sheet::People.id(Uuid::from_u128(10))).unwrap();
    assert_eq!(read(&data, &item, Col::Hired, &words()), Value::Empty);
    let Item::Person(person) = item else { panic!("a person") };
    assert_eq!(person.stints.len(), 1, "a correction is no transfer");
}

/// A row, the cell at fault, what is wrong there, and whether the row is kept.
type Case<'a> = (Sheet, &'a [(Col, &'a str)], Col, Fault, bool);

#[test]
fn what_cannot_be_is_refused_at_its_cell_and_nothing_else_is() {
    let data = company();
    let core = |why| Fault::Core(why);
    let cases: [Case; 9] = [
        (Sheet::People, &[(Col::Name, "A"), (Col::Team, "West")], Col::Team, Fault::Unknown, true),
        (Sheet::People, &[(Col::Name, "A"), (Col::Hired, "soon")], Col::Hired, Fault::Day, true),
        (Sheet::People, &[(Col::Name, "")], Col::Name, core(Why::Empty), false),
        (
            Sheet::People,
            &[(Col::Name, "A"), (Col::Hired, "2024-02-01"), (Col::Left, "2024-01-01")],
            Col::Left,
            core(Why::Order),
            false,
        ),
        (Sheet::Teams, &[(Col::Name, "South"), (Col::Parent, "All")], Col::Name, core(Why::Taken), false),
        (Sheet::Splits, &[(Col::Name, "S"), (Col::Shares, "Nobody 100")], Col::Shares, Fault::Unknown, false),
        (Sheet::Splits, &[(Col::Name, "S"), (Col::Shares, "Nobody")], Col::Shares, Fault::Number, false),
        (Sheet::Measurements, &[(Col::Value, "4")], Col::When, core(Why::Empty), false),
        (Sheet::Measurements, &[(Col::When, "2026-13")], Col::When, Fault::Span, false),
    ];
    for (sheet, row, col, fault, kept) in cases {
        let out = edit(&data, sheet, &cells(sheet, &[(20, row)]), &words());
        let found: Vec<_> = out.refused.iter().map(|r| (r.col, &r.fault)).collect();
        assert!(found.contains(&(col, &fault)), "{row:?}: {found:?}");
        assert_eq!(out.items.len(), usize::from(kept), "{row:?}");
        assert_eq!(out.held.is_empty(), kept, "{row:?}");
    }
}

#[test]
fn good_rows_are_kept_beside_bad_ones() {
    let data = company();
    let rows: &[(u128, &[(Col, &str)])] = &[
        (20, &[(Col::Number, "1"), (Col::Name, "A")]),
        (21, &[(Col::Number, "1"), (Col::Name, "B")]),
        (22, &[(Col::Number, "2"), (Col::Name, "C")]),
    ];
    let out = edit(&data, Sheet::Products, &cells(Sheet::Products, rows), &words());
    assert_eq!(out.items.len(), 2);
    assert_eq!(out.refused.len(), 1);
    assert_eq!(out.refused[0].fault, Fault::Core(Why::Taken));
    put(&data, out.items);
}

#[test]
fn an_unchanged_cell_changes_nothing() {
    let data = company();
    let same = cells(Sheet::Teams, &[(2, &[(Col::Name, "North"), (Col::Parent, "all")])]);
    assert!(edit(&data, Sheet::Teams, &same, &words()).items.is_empty());
}

#[test]
fn trees_are_shown_from_the_root_down() {
    let data = company();
    let order: Vec<_> = tree_order(&data, Sheet::Teams)
        .into_iter()
        .map(|(id, depth)| (attain::state::sheet::name(&data, id), depth))
        .collect();
    assert_eq!(order, [("All".to_owned(), 0), ("North".to_owned(), 1), ("South".to_owned(), 1)]);
}

#[test]
fn thousands_of_pasted_rows_are_refused_each_at_its_cell() {
    let data = company();
    // Of every three rows the last has the number of the second; every fifteenth leaves before it is hired.
    let rows = 3_000_u128;
    let mut edits = Vec::new();
    for n in 0..rows {
        let id = Sheet::People.id(Uuid::from_u128(1_000 + n));
        let number = if n % 3 == 2 { n - 1 } else { n };
        let left = if n % 15 == 0 { "2020-01-01" } else { "" };
        for (col, text) in [
            (Col::Number, format!("E{number}")),
            (Col::Name, format!("Person {n}")),
            (Col::Hired, "2024-01-01".to_owned()),
            (Col::Left, left.to_owned()),
        ] {
            edits.push(Edit { id, col, text });
        }
    }
    let out = edit(&data, Sheet::People, &edits, &words());
    let refused_at = |col| out.refused.iter().filter(|r| r.col == col).count();
    assert_eq!((refused_at(Col::Left), refused_at(Col::Number)), (200, 1_000));
    assert_eq!((out.held.len(), out.items.len()), (1_200, 1_800));
    put(&data, out.items);
}
