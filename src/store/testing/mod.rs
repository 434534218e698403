//! What the tests of storage have in common: a dataset in which every stored type occurs, and blocks.

pub mod faults;

use crate::domain::calendar::{Calendar, DayCount, Exception, Span, YearLabel};
use crate::domain::catalogue::{Category, Channel, Customer, Product, Territory};
use crate::domain::dataset::{Change, Changes, Dataset};
use crate::domain::filter::Filter;
use crate::domain::history::{Action, Label, LabelCode, Step};
use crate::domain::id::*;
use crate::domain::incentive::{
    Accumulate, Component, ComponentTerms, MeasuredIn, Pays, Plan, PlanTerms, RateTable, Tier, TierMode,
};
use crate::domain::kpi::{
    self, Additivity, Aggregate, Base, Combine, Direction, Distinct, Kpi, Library, Measure, Sign, Unit,
};
use crate::domain::measurement::Measurement;
use crate::domain::money::{Currency, Half, Rounding};
use crate::domain::org::{Person, Split, Stint, Team};
use crate::domain::records::{ABSENT, Block, Extra, Facts, Ints, Names, Segment, State, StateSet, Texts};
use crate::domain::scorecard::{
    Absent, Assigned, Beyond, Curve, GradeBand, Input, Point, ScoreLine, Scorecard, Veto,
};
use crate::domain::target::{Level, Subject, Target};
use crate::domain::workspace::{Counters, Workspace};
use crate::domain::{Day, Decimal, Period};
use jiff::civil::date;
use std::sync::Arc;

/// An id made from a number.
pub fn id<T: From<Uuid>>(n: u128) -> T {
    T::from(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | n))
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// Settings of a workspace.
pub fn workspace(n: u128) -> Workspace {
    Workspace {
        id: id(n),
        name: "晨光貿易".into(),
        sample: true,
        currency: Currency::parse("TWD").unwrap(),
        shown_digits: 0,
        rounding: Rounding { unit: 100, half: Half::Even },
        calendar: Calendar {
            fiscal_start: 4,
            label: YearLabel::End,
            week: [true, true, true, true, true, true, false],
            exceptions: [(date(2026, 2, 14), Exception::Makeup), (date(2026, 2, 17), Exception::Holiday)]
                .into(),
            count: DayCount::Calendar,
        },
        next: Counters { credit: 9, product: 70_000, channel: 3, territory: 4, customer: 100_000 },
    }
}

/// A team.
pub fn team(n: u128, name: &str) -> Team {
    Team { id: id(n), name: name.into(), parent: None, lead: Some(id(100)) }
}

/// Facts of so many rows; `wide` makes columns that need 64 bits, and the columns that few files have.
pub fn facts(rows: usize, wide: bool) -> Facts {
    let each = |f: &dyn Fn(usize) -> i64| Ints::pack(&(0..rows).map(f).collect::<Vec<_>>());
    let day = |n: usize| Day((20_000 + n % 700) as u16);
    Facts {
        day: (0..rows).map(day).collect(),
        state: (0..rows).map(|n| (n % 4) as u8).collect(),
        credit: (0..rows).map(|n| (n % 24) as u16).collect(),
        product: (0..rows).map(|n| (n % 77) as u32).collect(),
        customer: (0..rows).map(|n| (n % 91_000) as u32).collect(),
        channel: (0..rows).map(|n| (n % 3) as u16).collect(),
        territory: (0..rows).map(|n| (n % 4) as u16).collect(),
        document: (0..rows).map(|n| n as u32 / 2 + 1).collect(),
        quantity: each(&|n| n as i64 * 1000),
        amount: each(&|n| n as i64 * if wide { 5_000_000_000 } else { -700 }),
        cost: each(&|n| if n % 3 == 0 { ABSENT } else { n as i64 }),
        extra: match wide {
            false => Extra::default(),
            true => Extra {
                invoiced: Some((0..rows).map(day).collect()),
                due: None,
                collected: Some(vec![Day::NONE; rows]),
                probability: Some(vec![u16::MAX; rows]),
            },
        },
    }
}

/// Names of so many rows.
pub fn names(rows: usize, wide: bool) -> Names {
    let texts = |f: &dyn Fn(usize) -> String| {
        let mut all = Texts::default();
        (0..rows).for_each(|n| assert!(all.push(&f(n))));
        all
    };
    Names {
        document: texts(&|n| format!("單{}", 10_248 + n / 2)),
        line: texts(&|n| (n % 2 + 1).to_string()),
        source_row: (0..rows as u32).collect(),
        returns: if wide { texts(&|_| String::new()) } else { Texts::default() },
        discount: wide.then(|| vec![i32::MIN; rows]),
        term: wide.then(|| vec![12; rows]),
        original: wide.then(|| (texts(&|_| "USD".into()), vec![1500; rows])),
    }
}

/// A block of so many rows.
pub fn block(n: u128, rows: usize) -> Arc<Block> {
    let wide = n % 2 == 1;
    Arc::new(Block::new(id(n), facts(rows, wide), names(rows, wide)))
}

/// A segment of blocks with so many rows each.
pub fn segment(n: u128, rows: &[usize]) -> Segment {
    let blocks = rows.iter().enumerate().map(|(i, rows)| block(n * 1000 + i as u128, *rows));
    Segment { id: id(n), source: "訂單.xlsx / 工作表1".into(), blocks: blocks.collect() }
}

fn curves() -> Vec<Curve> {
    let point = |at, score| Point { at: dec(at), score: dec(score) };
    vec![
        Curve::Ratio,
        Curve::InverseRatio,
        Curve::Deviation,
        Curve::Points {
            points: vec![point("0.8", "80"), point("1", "100"), point("1.20", "120")],
            input: Input::Attainment,
            worse: Beyond::Zero,
            better: Beyond::Continued,
        },
        Curve::Bands { bands: vec![point("-1.5", "60")], input: Input::Actual },
        Curve::Binary { full: dec("100") },
        Curve::Completion { full: dec("100.00") },
        Curve::PlusMinus { full: dec("0"), points: dec("2"), step: dec("1000"), limit: dec("10") },
    ]
}

fn sources() -> Vec<kpi::Source> {
    let filter = Filter { teams: vec![id(11)], customers: vec![id(41), id(42)], ..Filter::default() };
    let records = |aggregate| kpi::Source::Records {
        aggregate,
        filter: filter.clone(),
        states: StateSet::of(&[State::Open, State::Lost]),
        sign: Sign::Negative,
    };
    vec![
        records(Aggregate::Rows),
        records(Aggregate::Sum(Base::Margin)),
        records(Aggregate::Mean(Base::Collected)),
        records(Aggregate::Distinct(Distinct::NewCustomers)),
        kpi::Source::Measurements(Combine::Last),
        kpi::Source::Heads,
    ]
}

fn plan() -> Plan {
    let modes = [TierMode::Marginal, TierMode::Retroactive, TierMode::Interpolated];
    let tier = |(n, mode): (usize, TierMode)| Tier {
        from: Decimal::from(n),
        to: (n < 2).then(|| Decimal::from(n + 1)),
        value: dec("0.05"),
        mode,
        ..Tier::default()
    };
    let table = RateTable {
        measured: MeasuredIn::PercentOfQuota,
        accumulate: Accumulate::Quarter,
        tiers: modes.into_iter().enumerate().map(tier).collect(),
        ..RateTable::default()
    };
    let component = Component {
        id: id(91),
        name: "業績獎金".into(),
        base: Base::Booked,
        filter: Filter::default(),
        pays: Pays::Table(table),
        terms: ComponentTerms::default(),
    };
    Plan {
        id: id(90),
        name: "2026".into(),
        effective: date(2026, 1, 1),
        assigned: vec![Assigned::Everybody, Assigned::Person(id(100))],
        components: vec![component],
        terms: PlanTerms::default(),
        examples: Vec::new(),
    }
}

fn scorecard() -> Scorecard {
    let line = |curve| ScoreLine {
        kpi: id(70),
        weight: dec("12.5"),
        level: Level::Challenge,
        curve,
        floor: Some(dec("0")),
        cap: None,
        veto: Some(Veto::Grade("C".into())),
    };
    let mut lines: Vec<_> = curves().into_iter().map(line).collect();
    lines[0].veto = Some(Veto::Score(dec("59.99")));
    lines[1].veto = None;
    Scorecard {
        id: id(80),
        name: "業務".into(),
        assigned: vec![Assigned::Role("seller".into()), Assigned::Team(id(11))],
        lines,
        bands: vec![GradeBand { grade: "優".into(), from: dec("90") }],
        places: 2,
        absent: Absent::Zero,
    }
}

fn subjects() -> [Subject; 6] {
    [
        Subject::Company,
        Subject::Team(id(11)),
        Subject::Person(id(100)),
        Subject::Territory(id(31)),
        Subject::Customer(id(41)),
        Subject::Product(id(21)),
    ]
}

/// Changes that add one of everything.
pub fn everything() -> Changes {
    let periods = ["2026", "2026H1", "2026Q4", "2026-11", "2026-11b", "2026-01-05..2026-02-03"];
    let texts = |all: &[&str]| all.iter().map(|t| t.to_string()).collect::<Vec<_>>();
    let person = Person {
        id: id(100),
        number: "A-7".into(),
        name: "吳佩珊 \"Peggy\" \u{1F600}".into(),
        aliases: texts(&["Peggy Wu"]),
        codes: vec![1, 8],
        stints: vec![
            Stint::default(),
            Stint {
                from: Some(date(2025, 7, 1)),
                team: Some(id(11)),
                role: "seller".into(),
                manager: Some(id(100)),
                territory: Some(id(31)),
                ..Stint::default()
            },
        ],
        hired: Some(date(2024, 2, 29)),
        left: None,
        prefers: Vec::new(),
    };
    let target = |(n, subject): (usize, Subject)| Target {
        id: id(200 + n as u128),
        kpi: id(70),
        subject,
        period: periods[n].parse::<Period>().unwrap(),
        level: [Level::Target, Level::Challenge, Level::Stretch][n % 3],
        value: dec("1250000.50"),
    };
    let measurement = |(n, subject): (usize, Subject)| Measurement {
        id: id(300 + n as u128),
        measure: id(64),
        subject,
        span: Span::day(date(2026, 3, 31)),
        value: dec("4.2"),
        sample: (n % 2 == 0).then_some(30),
        source: "entered".into(),
    };
    let measure = |(n, source): (usize, kpi::Source)| Measure {
        id: id(60 + n as u128),
        key: format!("m{n}"),
        label: kpi::Label::Own("我的量測".into()),
        unit: [Unit::Money, Unit::Count, Unit::Quantity, Unit::Ratio, Unit::Points][n % 5],
        source,
    };
    let kpi = Kpi {
        id: id(70),
        key: "margin_rate".into(),
        label: kpi::Label::Library(Library::MarginRate),
        formula: "margin / revenue".into(),
        unit: Unit::Ratio,
        digits: 1,
        direction: Direction::Lower,
        additivity: Additivity::Hold,
    };
    let (aliases, codes) = (texts(&["GTXPro"]), vec![2, 70_000]);
    Changes {
        workspace: None,
        people: vec![Change::add(person)],
        teams: vec![
            Change::add(team(11, "北區")),
            Change::add(Team { parent: Some(id(11)), ..team(12, "") }),
        ],
        splits: vec![Change::add(Split {
            id: id(15),
            name: "60:40".into(),
            codes: vec![3],
            shares: vec![(id(100), dec("60")), (id(101), dec("40"))],
            overlays: vec![(id(102), dec("100"))],
        })],
        categories: vec![Change::add(Category { id: id(20), name: "C".into(), parent: None })],
        products: vec![Change::add(Product {
            id: id(21),
            number: String::new(),
            name: "GTX Pro".into(),
            aliases: aliases.clone(),
            codes: codes.clone(),
            category: Some(id(20)),
        })],
        channels: vec![Change::add(Channel {
            id: id(25),
            name: "網路".into(),
            aliases: vec![],
            codes: vec![1],
        })],
        territories: vec![Change::add(Territory {
            id: id(31),
            name: "台北".into(),
            aliases: vec![],
            codes: vec![1],
            parent: Some(id(30)),
        })],
        customers: vec![Change::add(Customer {
            id: id(41),
            number: "C1".into(),
            name: "甲".into(),
            aliases,
            codes,
            sector: "製造".into(),
            territory: Some(id(31)),
        })],
        measures: sources().into_iter().enumerate().map(measure).map(Change::add).collect(),
        measurements: subjects().into_iter().enumerate().map(measurement).map(Change::add).collect(),
        kpis: vec![Change::add(kpi)],
        targets: subjects().into_iter().enumerate().map(target).map(Change::add).collect(),
        scorecards: vec![Change::add(scorecard())],
        plans: vec![Change::add(plan())],
        segments: vec![Change::add(segment(5, &[3, 2])), Change::add(segment(6, &[]))],
        ..Changes::default()
    }
}

/// A dataset with one of everything.
pub fn full() -> Dataset {
    Dataset::new(workspace(1)).apply(&everything()).unwrap()
}

/// A step as an action.
pub fn step(changes: Changes) -> Action {
    let label = Label::new(LabelCode::Edit, "x".into(), 1);
    Action::Do(Arc::new(Step { label, at: 1_700_000_000_000, changes }))
}
