//! The million-row job of the design: 1,000,000 sales rows by 200 people and 24 months with revenue, orders, exact
//! distinct customers and mean satisfaction; then attainment, score, grade and order. Natively; `scripts/bench` measures
//! the release build in the browser. Run: `cargo bench --bench million --no-default-features`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench may panic"
)]

use attain::domain::calendar::{Calendar, Grain, Span};
use attain::domain::catalogue::Customer;
use attain::domain::dataset::{Change, Changes};
use attain::domain::id::*;
use attain::domain::kpi::{Label, Library};
use attain::domain::measurement::Measurement;
use attain::domain::money::{Currency, Half, Rounding};
use attain::domain::org::{Person, Stint};
use attain::domain::records::{ABSENT, BLOCK_ROWS, Block, Extra, Facts, Ints, Names, Segment};
use attain::domain::scorecard::{
    Absent, Assigned, Beyond, Curve, GradeBand, Input, Point, ScoreLine, Scorecard,
};
use attain::domain::target::{Level, Subject, Target};
use attain::domain::workspace::{Counters, Workspace};
use attain::domain::{Dataset, Day, Decimal, Period};
use attain::engine::library;
use attain::engine::measure::{Axis, Query, cube};
use attain::engine::score::{Board, Scored};
use attain::engine::trace::Silent;
use jiff::civil::date;
use std::sync::Arc;

const ROWS: usize = 1_000_000;
const PEOPLE: usize = 200;
const CUSTOMERS: usize = 10_000;

fn id(kind: u128, n: usize) -> Uuid {
    Uuid::from_u128(kind << 64 | n as u128)
}

/// A linear congruential generator: the same rows every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % n
    }
}

fn segment(n: usize, rows: usize) -> Segment {
    let mut dice = Dice(7);
    let start = Day::from_date(date(2025, 1, 1)).unwrap().0;
    let mut document = 0;
    let mut order = (0, 0, 0);
    let mut left = 0;
    let blocks = (0..rows).step_by(BLOCK_ROWS).enumerate().map(|(at, from)| {
        let rows = BLOCK_ROWS.min(rows - from);
        let mut facts = Facts {
            day: Vec::with_capacity(rows),
            state: vec![0; rows],
            credit: Vec::with_capacity(rows),
            product: Vec::with_capacity(rows),
            customer: Vec::with_capacity(rows),
            channel: vec![1; rows],
            territory: vec![1; rows],
            document: Vec::with_capacity(rows),
            quantity: Ints::pack(&vec![1000; rows]),
            amount: Ints::Narrow(Vec::new()),
            cost: Ints::pack(&vec![ABSENT; rows]),
            extra: Extra::default(),
        };
        let mut amount = Vec::with_capacity(rows);
        for _ in 0..rows {
            if left == 0 {
                left = 1 + dice.below(4);
                document += 1;
                order = (dice.below(730), 1 + dice.below(PEOPLE), 1 + dice.below(CUSTOMERS));
            }
            left -= 1;
            facts.day.push(Day(start + order.0 as u16));
            facts.credit.push(order.1 as u16);
            facts.customer.push(order.2 as u32);
            facts.product.push(1 + dice.below(500) as u32);
            facts.document.push(document);
            amount.push(100 + dice.below(100_000) as i64);
        }
        facts.amount = Ints::pack(&amount);
        Arc::new(Block::new(BlockId(id(1, n * 100_000 + at)), facts, Names::default()))
    });
    Segment { id: SegmentId(id(2, n)), source: "bench".into(), blocks: blocks.collect() }
}

fn dataset() -> Dataset {
    let workspace = Workspace {
        id: WorkspaceId(id(3, 1)),
        name: "bench".into(),
        sample: true,
        currency: Currency::USD,
        shown_digits: 2,
        rounding: Rounding { unit: 1, half: Half::AwayFromZero },
        calendar: Calendar::default(),
        next: Counters::default(),
    };
    let mut n = 0;
    let (measures, kpis) = library::all(|| {
        n += 1;
        id(4, n)
    });
    let named = |which| Label::Library(which);
    let kpi = |which| kpis.iter().find(|k| k.label == named(which)).unwrap().id;
    let satisfaction = measures.iter().find(|m| m.label == named(Library::Satisfaction)).unwrap().id;
    let month = |m: usize| Period::Month(2025 + (m / 12) as i16, (m % 12) as i8 + 1);
    let people = (0..PEOPLE).map(|n| Person {
        id: PersonId(id(5, n)),
        number: String::new(),
        name: format!("P{n}"),
        aliases: vec![],
        codes: vec![n as u16 + 1],
        stints: vec![Stint::default()],
        hired: None,
        left: None,
        prefers: Vec::new(),
    });
    let customers = (0..CUSTOMERS).map(|n| Customer {
        id: CustomerId(id(6, n)),
        number: String::new(),
        name: format!("C{n}"),
        aliases: vec![],
        codes: vec![n as u32 + 1],
        sector: String::new(),
        territory: None,
    });
    let each = || (0..PEOPLE).flat_map(|p| (0..24).map(move |m| (p, m)));
    let calendar = Calendar::default();
    let measurements = each().map(|(p, m)| Measurement {
        id: MeasurementId(id(7, p * 24 + m)),
        measure: satisfaction,
        subject: Subject::Person(PersonId(id(5, p))),
        span: calendar.span(month(m)).unwrap(),
        value: Decimal::new(300 + ((p * 7 + m) % 200) as i64, 2),
        sample: Some(10),
        source: String::new(),
    });
    let targets = each().map(|(p, m)| Target {
        id: TargetId(id(8, p * 24 + m)),
        kpi: kpi(Library::Revenue),
        subject: Subject::Person(PersonId(id(5, p))),
        period: month(m),
        level: Level::Target,
        value: Decimal::from(100_000),
    });
    let point = |at: i64, score: i64| Point { at: Decimal::new(at, 2), score: Decimal::from(score) };
    let line = |which, weight: i64, curve| ScoreLine {
        kpi: kpi(which),
        weight: Decimal::from(weight),
        level: Level::Target,
        curve,
        floor: None,
        cap: Some(Decimal::from(120)),
        veto: None,
    };
    let anchors = |points, input| Curve::Points { points, input, worse: Beyond::Zero, better: Beyond::Held };
    let lines = vec![
        line(
            Library::Revenue,
            40,
            anchors(vec![point(80, 80), point(100, 100), point(120, 120)], Input::Attainment),
        ),
        line(Library::Satisfaction, 20, anchors(vec![point(300, 60), point(450, 100)], Input::Actual)),
        line(Library::Orders, 20, anchors(vec![point(0, 0), point(9_000, 100)], Input::Actual)),
        line(Library::ActiveCustomers, 20, anchors(vec![point(0, 0), point(9_000, 100)], Input::Actual)),
    ];
    let band = |grade: &str, from: i64| GradeBand { grade: grade.into(), from: Decimal::from(from) };
    let scorecard = Scorecard {
        id: ScorecardId(id(9, 1)),
        name: "sellers".into(),
        assigned: vec![Assigned::Everybody],
        lines,
        bands: vec![band("A", 100), band("B", 85), band("C", 0)],
        places: 2,
        absent: Absent::Rescale,
    };
    let changes = Changes {
        people: people.map(Change::add).collect(),
        customers: customers.map(Change::add).collect(),
        measurements: measurements.map(Change::add).collect(),
        targets: targets.map(Change::add).collect(),
        measures: measures.into_iter().map(Change::add).collect(),
        kpis: kpis.into_iter().map(Change::add).collect(),
        scorecards: vec![Change::add(scorecard)],
        segments: vec![Change::add(segment(1, ROWS))],
        ..Changes::default()
    };
    Dataset::new(workspace).apply(&changes).unwrap()
}

/// Natively: time that this process has had of a processor, where the system says so, for a busy machine does not count;
/// otherwise the time that has passed. Milliseconds.
#[cfg(not(target_arch = "wasm32"))]
fn now() -> f64 {
    use std::sync::OnceLock;
    use std::time::Instant;
    static START: OnceLock<Instant> = OnceLock::new();
    let processor = std::fs::read_to_string("/proc/self/schedstat")
        .ok()
        .and_then(|stat| stat.split_whitespace().next()?.parse::<f64>().ok());
    processor.map_or_else(|| START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e3, |ns| ns / 1e6)
}

/// In the browser: the page's clock. Milliseconds.
#[cfg(target_arch = "wasm32")]
fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

#[cfg(not(target_arch = "wasm32"))]
fn say(line: &str) {
    println!("{line}");
}

#[cfg(target_arch = "wasm32")]
fn say(line: &str) {
    web_sys::console::log_1(&line.into());
}

/// Median and least of nine runs in milliseconds.
fn timed<T>(name: &str, mut run: impl FnMut() -> T) {
    let mut times: Vec<f64> = (0..9)
        .map(|_| {
            let start = now();
            std::hint::black_box(run());
            now() - start
        })
        .collect();
    times.sort_by(f64::total_cmp);
    say(&format!("{{\"bench\":\"{name}\",\"ms\":{:.1},\"least\":{:.1}}}", times[4], times[0]));
}

fn main() {
    let data = dataset();
    let span = Span { from: date(2025, 1, 1), to: date(2026, 12, 31) };
    let by = |rows, columns, wanted: &[Library]| Query {
        span: Some(span),
        filter: Default::default(),
        rows,
        columns,
        measures: wanted
            .iter()
            .filter_map(|l| data.measures.iter().find(|m| m.label == Label::Library(*l)).map(|m| m.id))
            .collect(),
    };
    let months = Some(Axis::Period(Grain::Month));
    let job = [Library::Revenue, Library::Orders, Library::ActiveCustomers, Library::Satisfaction];
    for one in &job {
        timed(&format!("{one:?}"), || cube(&data, &by(Some(Axis::Person), months, &[*one])));
    }
    timed("group", || cube(&data, &by(Some(Axis::Person), months, &job)));
    timed("one total", || cube(&data, &by(None, None, &[Library::Revenue])));
    timed("by product", || cube(&data, &by(Some(Axis::Product), None, &[Library::Revenue, Library::Orders])));
    timed("new customers", || cube(&data, &by(None, months, &[Library::NewCustomers])));
    let scores_of = |data: &Dataset| {
        let board = Board::by_period(data, span, Grain::Month, span.to);
        let mut all: Vec<Scored<Silent>> = Vec::new();
        for period in board.periods().to_vec() {
            all.extend(data.people.iter().map(|p| board.score::<Silent>(p.id, period).value));
        }
        all.sort_by_key(|s| std::cmp::Reverse(s.score));
        all
    };
    // The scorecard reads all four measures, so scoring everybody is the whole job: one scan, then the scores.
    timed("whole job", || scores_of(&data));
    let record = Changes { segments: vec![Change::add(segment(2, 1))], ..Changes::default() };
    timed("whole job after one added record", || scores_of(&data.apply(&record).unwrap()));
}
