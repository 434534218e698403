//! Calibration of a large cycle: 500 people with eight raters each, three KPIs over 100,000 records. How long the board takes
//! when it is opened, and after a grade was moved. Natively. With the name of a file it also writes the workspace there as a backup, for the measurement in
//! the browser. Run: `cargo bench --bench reviews --no-default-features -- FILE`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench may panic"
)]

use attain::domain::appraisal::*;
use attain::domain::calendar::Calendar;
use attain::domain::catalogue::Customer;
use attain::domain::dataset::{Change, Changes};
use attain::domain::id::*;
use attain::domain::kpi::{Kpi, Label, Library, Measure};
use attain::domain::measurement::Measurement;
use attain::domain::money::{Currency, Half, Rounding};
use attain::domain::org::{Person, Stint, Team};
use attain::domain::records::{BLOCK_ROWS, Block, Extra, Facts, Ints, Names, Segment};
use attain::domain::scorecard::Assigned;
use attain::domain::target::{Level, Subject, Target};
use attain::domain::workspace::{Counters, Workspace};
use attain::domain::{Dataset, Day, Decimal};
use attain::engine::appraisal::process::{Ctx, Deed, act};
use attain::engine::library;
use attain::i18n::{Lang, ready as words};
use attain::state::appraisal::calibration::Boards;
use attain::state::ready::{Ready, ready};
use attain::store::journal::Now;
use attain::store::port::{Homes, Memory};
use attain::store::{Device, shelf};
use jiff::civil::{Date, date};
use std::cell::Cell;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

const PEOPLE: u128 = 500;
const TEAM: u128 = 20;
const CUSTOMERS: usize = 2_000;
const ROWS: usize = 100_000;
const TODAY: Date = date(2026, 4, 10);

fn id<T: From<Uuid>>(kind: u128, n: u128) -> T {
    // A version 7 id, as the app makes them.
    T::from(Uuid::from_u128((0x0190_0000_0000_7000_8000 << 48) | (kind << 32) | n))
}

fn person(n: u128) -> Person {
    Person {
        id: id(1, n),
        number: format!("E{n:04}"),
        name: format!("Person {n:03}"),
        aliases: vec![],
        codes: vec![n as u16 + 1],
        stints: vec![Stint {
            team: Some(id(2, n / TEAM)),
            role: "seller".into(),
            manager: (!n.is_multiple_of(TEAM)).then(|| id(1, n - n % TEAM)),
            ..Stint::default()
        }],
        hired: None,
        left: None,
        prefers: Vec::new(),
    }
}

/// Who reviews somebody: oneself, the manager, three peers, three reports.
fn raters(n: u128) -> [(RaterGroup, u128); 8] {
    let mate = |by: u128| n - n % TEAM + (n + by) % TEAM;
    [
        (RaterGroup::Oneself, n),
        (RaterGroup::Manager, mate(19)),
        (RaterGroup::Peers, mate(1)),
        (RaterGroup::Peers, mate(2)),
        (RaterGroup::Peers, mate(3)),
        (RaterGroup::Reports, mate(4)),
        (RaterGroup::Reports, mate(5)),
        (RaterGroup::Reports, mate(6)),
    ]
}

/// A linear congruential generator: the same rows every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % n
    }
}

/// Sales with their cost over the five quarters up to the end of the cycle's.
fn records() -> Segment {
    let mut dice = Dice(7);
    let start = Day::from_date(date(2025, 1, 1)).unwrap().0;
    let mut document = 0;
    let blocks = (0..ROWS).step_by(BLOCK_ROWS).enumerate().map(|(at, from)| {
        let rows = BLOCK_ROWS.min(ROWS - from);
        let amount: Vec<i64> = (0..rows).map(|_| 10_000 + dice.below(10_000_000) as i64).collect();
        let cost: Vec<i64> = amount.iter().map(|a| a * (60 + dice.below(30) as i64) / 100).collect();
        let facts = Facts {
            day: (0..rows).map(|_| Day(start + dice.below(455) as u16)).collect(),
            state: vec![0; rows],
            credit: (0..rows).map(|_| 1 + dice.below(PEOPLE as usize) as u16).collect(),
            product: vec![1; rows],
            customer: (0..rows).map(|_| 1 + dice.below(CUSTOMERS) as u32).collect(),
            channel: vec![1; rows],
            territory: vec![1; rows],
            document: (0..rows)
                .map(|_| {
                    document += 1;
                    document
                })
                .collect(),
            quantity: Ints::pack(&vec![1000; rows]),
            amount: Ints::pack(&amount),
            cost: Ints::pack(&cost),
            extra: Extra::default(),
        };
        Arc::new(Block::new(id(7, at as u128), facts, Names::default()))
    });
    Segment { id: id(6, 1), source: "bench".into(), blocks: blocks.collect() }
}

/// What the KPIs of everybody are measured by: records, targets, satisfaction.
fn figures(changes: &mut Changes, measures: Vec<Measure>, kpis: Vec<Kpi>) {
    let named = |which| Label::Library(which);
    let revenue = kpis.iter().find(|k| k.label == named(Library::Revenue)).unwrap().id;
    let satisfaction = measures.iter().find(|m| m.label == named(Library::Satisfaction)).unwrap().id;
    let quarter = "2026Q1".parse().unwrap();
    let span = Calendar::default().span(quarter).unwrap();
    let subject = |n: u128| Subject::Person(id(1, n));
    changes.targets.extend((0..PEOPLE).map(|n| {
        let value = Decimal::from(1_500_000 + (n as i64 % 9) * 200_000);
        let (id, level) = (id(10, n), Level::Target);
        Change::add(Target { id, kpi: revenue, subject: subject(n), period: quarter, level, value })
    }));
    changes.measurements.extend((0..PEOPLE).map(|n| {
        Change::add(Measurement {
            id: id(11, n),
            measure: satisfaction,
            subject: subject(n),
            span,
            value: Decimal::new(300 + (n as i64 * 7) % 200, 2),
            sample: Some(10),
            source: String::new(),
        })
    }));
    changes.customers.extend((0..CUSTOMERS).map(|n| {
        Change::add(Customer {
            id: id(12, n as u128),
            number: String::new(),
            name: format!("Customer {n}"),
            aliases: vec![],
            codes: vec![n as u32 + 1],
            sector: String::new(),
            territory: None,
        })
    }));
    changes.measures.extend(measures.into_iter().map(Change::add));
    changes.kpis.extend(kpis.into_iter().map(Change::add));
    changes.segments.push(Change::add(records()));
}

fn company() -> (Dataset, CycleId) {
    let next = Cell::new(0);
    let fresh = || {
        next.set(next.get() + 1);
        id::<Uuid>(9, next.get())
    };
    let (measures, kpis) = library::all(fresh);
    let known: Vec<&Kpi> = kpis.iter().collect();
    let (card, mut standard) = ready(Ready::KeyAccounts, words::words(Lang::En), &known, &fresh);
    assert!(standard.quantitative.is_some() && card.as_ref().is_some_and(|c| c.lines.len() == 3));
    let weights = [
        (RaterGroup::Oneself, 10, 1),
        (RaterGroup::Manager, 50, 1),
        (RaterGroup::Peers, 20, 3),
        (RaterGroup::Reports, 20, 3),
    ];
    let terms = |(group, weight, minimum): (RaterGroup, i64, u32)| GroupTerms {
        group,
        weight: weight.into(),
        minimum,
    };
    standard.groups = weights.into_iter().map(terms).collect();
    for competency in &mut standard.competencies {
        competency.asked.clear();
    }
    let cycle = Cycle {
        id: id(3, 1),
        name: "2026Q1".into(),
        period: "2026Q1".parse().unwrap(),
        population: Population { who: vec![Assigned::Everybody], ..Population::default() },
        standards: vec![standard.id],
        methods: vec![Method { standard: standard.clone(), scorecard: card.clone() }],
        stages: Phase::ALL.map(|phase| Stage { phase, from: TODAY, to: TODAY }).to_vec(),
        state: CycleState::Running(Phase::Calibrate),
        sealed: true,
        formed_from: vec![],
        guideline: Some(Guideline {
            lines: vec![GradeShare {
                grades: vec![standard.bands[0].grade.clone()],
                bound: Bound::AtMost(15.into()),
            }],
            enforce: Enforce::Warn,
            least: 10,
        }),
        boxes: None,
        rules: OutcomeRules::default(),
        funds: None,
        turns: vec![],
    };
    let mut changes = Changes::default();
    figures(&mut changes, measures, kpis);
    changes.scorecards.extend(card.map(Change::add));
    changes.teams.extend(
        (0..PEOPLE / TEAM).map(|n| {
            Change::add(Team { id: id(2, n), name: format!("Team {n:02}"), parent: None, lead: None })
        }),
    );
    changes.people.extend((0..PEOPLE).map(|n| Change::add(person(n))));
    for n in 0..PEOPLE {
        let manager = raters(n)[1].1;
        let case = Appraisal {
            id: id(4, n),
            cycle: cycle.id,
            person: id(1, n),
            standard: standard.id,
            manager: Some(id(1, manager)),
            nominations: vec![],
            merges: vec![],
            potential: Some(Decimal::from(1 + n as i64 % 5)),
            adjustments: vec![],
            released: None,
            meeting: None,
            receipt: Receipt::Waiting,
            appeal: None,
        };
        for (at, (group, by)) in raters(n).into_iter().enumerate() {
            let rating = |k: usize| Rating::Given((2 + (n as i64 * 7 + at as i64 * 3 + k as i64) % 4).into());
            let answers = standard.rated_by(group).enumerate().map(|(k, c)| Answer {
                competency: c.id,
                rating: rating(k),
                comment: "because".into(),
                evidence: vec![],
            });
            changes.reviews.push(Change::add(Review {
                id: id(5, n * 8 + at as u128),
                appraisal: case.id,
                group,
                by: Reviewer::Person(id(1, by)),
                consent: false,
                answers: answers.collect(),
                replies: vec![],
                state: ReviewState::Submitted(TODAY),
                reopened: vec![],
            }));
        }
        changes.appraisals.push(Change::add(case));
    }
    changes.standards.push(Change::add(standard));
    let cycle_id = cycle.id;
    changes.cycles.push(Change::add(cycle));
    let empty = Dataset::new(Workspace {
        id: id(8, 1),
        name: "Five hundred".into(),
        sample: false,
        currency: Currency::parse("TWD").unwrap(),
        shown_digits: 0,
        rounding: Rounding { unit: 100, half: Half::AwayFromZero },
        calendar: Calendar::default(),
        next: Counters::default(),
    });
    (empty.apply(&changes).unwrap(), cycle_id)
}

/// Memory answers at once, so one poll is enough.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("memory waits for nothing"),
    }
}

fn backup(data: &Dataset) -> Vec<u8> {
    let homes = Homes { first: Rc::new(Memory::default()), second: None };
    let now = Now { millis: 1_775_000_000_000, device: Device(1) };
    let journal = at_once(shelf::create(&homes, data.clone(), now)).unwrap();
    at_once(journal.backup(data)).unwrap().concat()
}

/// Median and least of nine runs in milliseconds.
fn timed<T>(name: &str, mut run: impl FnMut() -> T) {
    let mut times: Vec<f64> = (0..9)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(run());
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{{\"bench\":\"{name}\",\"ms\":{:.1},\"least\":{:.1}}}", times[4], times[0]);
}

fn main() {
    let (data, cycle) = company();
    let data = Arc::new(data);
    timed("calibration of 500 people, opened", || Boards::default().board(&data, cycle, TODAY).unwrap());
    let mut boards = Boards::default();
    let board = boards.board(&data, cycle, TODAY).unwrap();
    assert!(board.rows.len() as u128 == PEOPLE && board.rows.iter().all(|r| r.sheet.score.is_some()));
    let figured = |r: &Arc<attain::state::appraisal::calibration::Row>| {
        r.sheet.quantitative.is_some() && r.sheet.kpis.iter().filter(|k| k.score.is_some()).count() == 3
    };
    assert!(board.rows.iter().all(figured), "everybody has every figure");
    let row = &board.rows[250];
    let to = board.grades.iter().find(|g| Some(*g) != row.sheet.grade.as_ref()).unwrap().clone();
    let deed = Deed::Adjust {
        appraisal: row.appraisal,
        from: row.sheet.grade.clone(),
        to,
        reason: "compared".into(),
    };
    timed("a grade moved among 500 people", || {
        let ctx = Ctx { on: TODAY, by: None, new_id: &Uuid::nil };
        let after = Arc::new(data.apply(&act(&data, &deed, &ctx).unwrap()).unwrap());
        boards.board(&after, cycle, TODAY).unwrap()
    });
    // Cargo adds "--bench" to what is given.
    if let Some(file) = std::env::args().skip(1).find(|a| !a.starts_with('-')) {
        std::fs::write(file, backup(&data)).unwrap();
    }
}
