//! Commands: what they change, what they refuse, and that undoing them restores the dataset exactly.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use attain::domain::calendar::{Calendar, Period};
use attain::domain::catalogue::{Customer, Product, Territory};
use attain::domain::history::{Action, History, Step};
use attain::domain::id::*;
use attain::domain::kpi::{Additivity, Direction, Kpi, Label, Unit};
use attain::domain::money::{Currency, Half, Rounding};
use attain::domain::org::{Person, Stint, Team};
use attain::domain::records::{RowRef, State};
use attain::domain::target::{Level, Subject, Target};
use attain::domain::workspace::{Counters, Workspace};
use attain::domain::{Changes, Dataset, IssueCode, Item, ItemId};
use attain::state::command::{Command, CommandError, Env, Field, Why, plan};
use attain::state::record::RecordForm;
use attain::state::targets::TargetEdit;
use attain::state::view;
use jiff::civil::date;
use proptest::prelude::*;
use std::cell::Cell;
use std::sync::Arc;

fn empty() -> Dataset {
    Dataset::new(Workspace {
        id: WorkspaceId(Uuid::nil()),
        name: "W".into(),
        sample: false,
        currency: Currency::parse("USD").unwrap(),
        shown_digits: 2,
        rounding: Rounding { unit: 1, half: Half::AwayFromZero },
        calendar: Calendar::default(),
        next: Counters::default(),
    })
}

/// Runs commands with ids 1000, 1001, …
struct World {
    data: Dataset,
    next: Cell<u128>,
}

impl World {
    fn new() -> World {
        World { data: empty(), next: Cell::new(1000) }
    }

    fn plan(&self, command: &Command) -> Result<Changes, CommandError> {
        let new_id = || {
            self.next.set(self.next.get() + 1);
            Uuid::from_u128(self.next.get())
        };
        plan(&self.data, command, &Env { new_id: &new_id }).map(|(_, changes)| changes)
    }

    fn run(&mut self, command: Command) -> Result<(), CommandError> {
        let changes = self.plan(&command)?;
        self.data = self.data.apply(&changes).expect("planned changes fit");
        Ok(())
    }
}

fn pid(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn person(n: u128, name: &str) -> Person {
    Person {
        id: pid(n),
        number: String::new(),
        name: name.into(),
        aliases: vec![],
        codes: vec![],
        stints: vec![],
        hired: None,
        left: None,
        prefers: Vec::new(),
    }
}

fn product(n: u128, name: &str) -> Product {
    Product {
        id: ProductId(Uuid::from_u128(n)),
        number: String::new(),
        name: name.into(),
        aliases: vec![],
        codes: vec![],
        category: None,
    }
}

fn team(n: u128, name: &str, parent: Option<u128>) -> Team {
    let id = |n| TeamId(Uuid::from_u128(n));
    Team { id: id(n), name: name.into(), parent: parent.map(id), lead: None }
}

fn kpi(n: u128) -> Kpi {
    Kpi {
        id: KpiId(Uuid::from_u128(n)),
        key: format!("kpi_{n}"),
        label: Label::Own("K".into()),
        formula: "1".into(),
        unit: Unit::Money,
        digits: 0,
        direction: Direction::Higher,
        additivity: Additivity::Sum,
    }
}

fn target(n: u128, subject: Subject) -> Target {
    Target {
        id: TargetId(Uuid::from_u128(n)),
        kpi: KpiId(Uuid::from_u128(50)),
        subject,
        period: Period::Year(2026),
        level: Level::Target,
        value: 100.into(),
    }
}

fn sale(person: Option<u128>, product: Option<u128>, amount: i64) -> RecordForm {
    RecordForm {
        document: "D".into(),
        state: State::Booked,
        day: date(2026, 1, 5),
        person: person.map(pid),
        product: product.map(|n| ProductId(Uuid::from_u128(n))),
        customer: None,
        channel: None,
        territory: None,
        quantity: 1000,
        amount,
        cost: None,
    }
}

#[test]
fn wrong_entities_are_refused_at_their_field() {
    let mut w = World::new();
    w.run(Command::Put(vec![
        Item::Person(Person { number: "7".into(), ..person(1, "Chen") }),
        Item::Team(team(1, "East", None)),
        Item::Team(team(2, "Taipei", Some(1))),
        Item::Product(product(1, "GTX Pro")),
    ]))
    .unwrap();
    let stint = |n: Option<u128>| Stint { manager: n.map(pid), ..Stint::default() };
    let cases: Vec<(Item, Field, Why)> = vec![
        (person(2, " ").into(), Field::Name, Why::Empty),
        (Person { number: "7".into(), ..person(2, "Wu") }.into(), Field::Number, Why::Taken),
        (
            Person { hired: Some(date(2026, 2, 1)), left: Some(date(2026, 1, 1)), ..person(2, "Wu") }.into(),
            Field::Left,
            Why::Order,
        ),
        (Person { stints: vec![stint(Some(9))], ..person(2, "Wu") }.into(), Field::Stints, Why::Unknown),
        (Person { stints: vec![stint(Some(2))], ..person(2, "Wu") }.into(), Field::Stints, Why::Loop),
        (
            Person { stints: vec![stint(None), stint(None)], ..person(2, "Wu") }.into(),
            Field::Stints,
            Why::Order,
        ),
        (team(1, "East", Some(2)).into(), Field::Parent, Why::Loop),
        (team(3, "West", Some(9)).into(), Field::Parent, Why::Unknown),
        (product(2, "GTX Pro").into(), Field::Name, Why::Taken),
        (
            Territory {
                id: TerritoryId(Uuid::from_u128(1)),
                name: String::new(),
                aliases: vec![],
                codes: vec![],
                parent: None,
            }
            .into(),
            Field::Name,
            Why::Empty,
        ),
        (Kpi { key: "Big Key".into(), ..kpi(1) }.into(), Field::Number, Why::Key),
        (
            Kpi { formula: "2 * revenu".into(), ..kpi(1) }.into(),
            Field::Formula,
            Why::Formula(IssueCode::UnknownName, 4, 10),
        ),
        (target(1, Subject::Company).into(), Field::Number, Why::Unknown),
    ];
    for (item, field, why) in cases {
        let expected = CommandError::Invalid { item: Some(item.id()), field, why };
        assert_eq!(w.plan(&Command::Put(vec![item])).err(), Some(expected));
    }
}

#[test]
fn codes_are_given_once_and_never_again() {
    let mut w = World::new();
    w.run(Command::Put(vec![product(1, "A").into(), product(2, "B").into()])).unwrap();
    w.run(Command::Remove(vec![ItemId::Product(ProductId(Uuid::from_u128(2)))])).unwrap();
    w.run(Command::Put(vec![product(3, "C").into()])).unwrap();
    let codes: Vec<_> = w.data.products.iter().map(|p| p.codes.clone()).collect();
    assert_eq!(codes, [vec![1], vec![3]]);
}

#[test]
fn what_records_need_stays_and_what_is_about_the_gone_goes() {
    let mut w = World::new();
    w.run(Command::Put(vec![person(1, "Chen").into(), person(2, "Wu").into(), kpi(50).into()])).unwrap();
    w.run(Command::Put(vec![
        target(1, Subject::Person(pid(1))).into(),
        target(2, Subject::Person(pid(2))).into(),
    ]))
    .unwrap();
    w.run(Command::AddRecord(sale(Some(1), None, 500))).unwrap();
    let refused = w.plan(&Command::Remove(vec![ItemId::Person(pid(1))])).err();
    assert_eq!(refused, Some(CommandError::InUse { item: ItemId::Person(pid(1)), records: 1, others: 0 }));
    w.run(Command::Remove(vec![ItemId::Person(pid(2))])).unwrap();
    assert_eq!(w.data.targets.iter().map(|t| t.subject).collect::<Vec<_>>(), [Subject::Person(pid(1))]);
}

#[test]
fn merging_moves_codes_spellings_and_references() {
    let mut w = World::new();
    let customer = |n: u128, name: &str| Customer {
        id: CustomerId(Uuid::from_u128(n)),
        number: String::new(),
        name: name.into(),
        aliases: vec![],
        codes: vec![],
        sector: String::new(),
        territory: None,
    };
    w.run(Command::Put(vec![
        product(1, "GTX Pro").into(),
        product(2, "GTXPro").into(),
        customer(1, "Acme").into(),
    ]))
    .unwrap();
    let ids = |n| ItemId::Product(ProductId(Uuid::from_u128(n)));
    assert_eq!(
        w.plan(&Command::Merge { keep: ids(1), gone: ids(1) }).err(),
        Some(CommandError::NotMergeable)
    );
    let other = ItemId::Customer(CustomerId(Uuid::from_u128(1)));
    assert_eq!(w.plan(&Command::Merge { keep: ids(1), gone: other }).err(), Some(CommandError::NotMergeable));
    w.run(Command::Merge { keep: ids(1), gone: ids(2) }).unwrap();
    let kept = w.data.products.iter().next().unwrap();
    assert_eq!((w.data.products.len(), kept.codes.as_slice()), (1, &[1, 2][..]));
    assert_eq!(kept.aliases, ["GTXPro"]);

    w.run(Command::Put(vec![person(1, "Chen").into(), person(2, "Chenn").into(), kpi(50).into()])).unwrap();
    let led =
        Person { stints: vec![Stint { manager: Some(pid(2)), ..Stint::default() }], ..person(3, "Lin") };
    w.run(Command::Put(vec![led.into(), target(1, Subject::Person(pid(2))).into()])).unwrap();
    let merge = Command::Merge { keep: ItemId::Person(pid(1)), gone: ItemId::Person(pid(2)) };
    w.run(merge.clone()).unwrap();
    assert_eq!(w.data.people.get(pid(3)).unwrap().stints[0].manager, Some(pid(1)));
    assert_eq!(w.data.targets.iter().next().unwrap().subject, Subject::Person(pid(1)));
    w.run(Command::Put(vec![person(2, "Chenn").into(), target(2, Subject::Person(pid(2))).into()])).unwrap();
    assert_eq!(w.plan(&merge).err(), Some(CommandError::TargetsClash));
}

#[test]
fn a_grid_of_targets_is_one_step() {
    let mut w = World::new();
    w.run(Command::Put(vec![person(1, "Chen").into(), kpi(50).into()])).unwrap();
    let edit = |month, value: Option<i64>| TargetEdit {
        kpi: KpiId(Uuid::from_u128(50)),
        subject: Subject::Person(pid(1)),
        period: Period::Month(2026, month),
        level: Level::Target,
        value: value.map(Into::into),
    };
    w.run(Command::Targets(vec![edit(1, Some(5)), edit(2, Some(6)), edit(3, None), edit(1, Some(7))]))
        .unwrap();
    let values =
        |w: &World| w.data.targets.iter().map(|t| (t.period.to_string(), t.value)).collect::<Vec<_>>();
    assert_eq!(values(&w), [("2026-01".to_owned(), 7.into()), ("2026-02".to_owned(), 6.into())]);
    assert!(w.plan(&Command::Targets(vec![edit(1, Some(7)), edit(3, None)])).unwrap().is_empty());
    w.run(Command::Targets(vec![edit(1, None), edit(2, Some(8))])).unwrap();
    assert_eq!(values(&w), [("2026-02".to_owned(), 8.into())]);
    let unknown = TargetEdit { subject: Subject::Person(pid(9)), ..edit(1, Some(1)) };
    assert!(w.plan(&Command::Targets(vec![unknown])).is_err());
}

#[test]
fn records_by_hand_come_and_go() {
    let mut w = World::new();
    w.run(Command::Put(vec![person(1, "Chen").into(), product(1, "A").into()])).unwrap();
    for amount in [100, 200, 300] {
        w.run(Command::AddRecord(sale(Some(1), Some(1), amount))).unwrap();
    }
    assert!(w.plan(&Command::AddRecord(sale(Some(9), None, 1))).is_err(), "an unknown person is refused");
    let segment = w.data.segments.iter().next().unwrap().id;
    w.run(Command::RemoveRecords(vec![RowRef { segment, row: 1 }])).unwrap();
    let block = &w.data.segments.iter().next().unwrap().blocks[0];
    let amounts: Vec<_> = (0..block.facts.len()).map(|r| block.facts.amount.get(r).unwrap()).collect();
    assert_eq!((amounts, block.facts.cost.get(0)), (vec![100, 300], None));
    let past_the_end = Command::RemoveRecords(vec![RowRef { segment, row: 2 }]);
    assert_eq!(w.plan(&past_the_end).err(), Some(CommandError::Missing));
    w.run(Command::AddRecord(sale(Some(1), Some(1), 400))).unwrap();
    let documents = &w.data.segments.iter().next().unwrap().blocks[0].facts.document;
    assert_eq!(documents, &[1, 3, 4], "a document's ordinal is not used again while it stands");
}

#[test]
fn the_currency_stays_while_there_are_records() {
    let mut w = World::new();
    let change = |w: &World, code: &str, name: &str| {
        let currency = Currency::parse(code).unwrap();
        Command::Settings(Workspace { currency, name: name.into(), ..Workspace::clone(&w.data.workspace) })
    };
    w.run(change(&w, "JPY", "W")).unwrap();
    w.run(Command::AddRecord(sale(None, None, 100))).unwrap();
    assert_eq!(w.plan(&change(&w, "USD", "W")).err(), Some(CommandError::CurrencyInUse));
    w.run(change(&w, "JPY", "Another name")).unwrap();
    let segment = w.data.segments.iter().next().unwrap().id;
    w.run(Command::RemoveRecords(vec![RowRef { segment, row: 0 }])).unwrap();
    w.run(change(&w, "USD", "W")).unwrap();
    assert_eq!(w.data.workspace.currency.code(), "USD");
}

#[test]
fn historic_files_open_on_their_last_day() {
    let mut w = World::new();
    assert_eq!(view::default_as_of(&w.data, date(2026, 11, 23)), date(2026, 11, 23));
    w.run(Command::AddRecord(sale(None, None, 100))).unwrap();
    for (today, as_of) in [
        (date(2026, 1, 20), date(2026, 1, 20)),
        (date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 1, 5)),
        (date(2025, 12, 31), date(2025, 12, 31)),
    ] {
        assert_eq!(view::default_as_of(&w.data, today), as_of, "seen on {today}");
    }
    let settled = view::View::default().settle(&w.data, date(2026, 1, 20)).unwrap();
    assert_eq!(settled.period.to_string(), "2026Q1");
    let (period, part) = settled.before.unwrap();
    assert_eq!(
        (period.to_string().as_str(), part.from, part.to),
        ("2025Q1", date(2025, 1, 1), date(2025, 1, 20))
    );
}

#[derive(Clone, Debug)]
enum Move {
    Put(u128, u8),
    Sell(u128, i64),
    Remove(u128),
    Merge(u128, u128),
    Undo,
    Redo,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        3 => (1..6u128, any::<u8>()).prop_map(|(n, name)| Move::Put(n, name)),
        3 => (1..6u128, -500..500i64).prop_map(|(n, a)| Move::Sell(n, a)),
        1 => (1..6u128).prop_map(Move::Remove),
        1 => (1..6u128, 1..6u128).prop_map(|(a, b)| Move::Merge(a, b)),
        2 => Just(Move::Undo),
        1 => Just(Move::Redo),
    ];
    prop::collection::vec(one, 1..60)
}

proptest! {
    #[test]
    fn undo_after_do_is_the_identity_for_any_list(list in moves()) {
        let mut w = World::new();
        let mut history = History::default();
        // The dataset after each step that is done, the empty one first.
        let mut seen = vec![w.data.as_changes()];
        for m in list {
            let command = match m {
                Move::Put(n, name) => Command::Put(vec![product(n, &format!("P{name}")).into()]),
                Move::Sell(n, amount) => Command::AddRecord(sale(None, Some(n), amount)),
                Move::Remove(n) => Command::Remove(vec![ItemId::Product(ProductId(Uuid::from_u128(n)))]),
                Move::Merge(a, b) => Command::Merge {
                    keep: ItemId::Product(ProductId(Uuid::from_u128(a))),
                    gone: ItemId::Product(ProductId(Uuid::from_u128(b))),
                },
                Move::Undo => {
                    if let Ok(data) = history.act(&w.data, &Action::Undo) {
                        w.data = data;
                        prop_assert_eq!(&w.data.as_changes(), &seen[history.done().len()]);
                    } else {
                        prop_assert!(history.done().is_empty());
                    }
                    continue;
                }
                Move::Redo => {
                    if let Ok(data) = history.act(&w.data, &Action::Redo) {
                        w.data = data;
                        prop_assert_eq!(&w.data.as_changes(), &seen[history.done().len()]);
                    } else {
                        prop_assert!(history.undone().is_empty());
                    }
                    continue;
                }
            };
            let new_id = || {
                w.next.set(w.next.get() + 1);
                Uuid::from_u128(w.next.get())
            };
            if let Ok((label, changes)) = plan(&w.data, &command, &Env { new_id: &new_id }) {
                let step = Arc::new(Step { label, at: 0, changes });
                w.data = history.act(&w.data, &Action::Do(step)).expect("planned changes fit");
                seen.truncate(history.done().len());
                seen.push(w.data.as_changes());
            }
        }
        while let Ok(data) = history.act(&w.data, &Action::Undo) {
            w.data = data;
        }
        prop_assert!(w.data.as_changes().is_empty());
    }
}
