//! Pay for a large company: 1,000 people, 1,000,000 records, five components. How long the scan takes, everybody's pay
//! after a slider move, one person's statement, a replay of two years, and 10,000 simulated outcomes. Natively; `scripts/bench` measures it in
//! the browser, compiled like the release. Run: `cargo bench --bench pay --no-default-features`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench may panic"
)]

use attain::domain::calendar::Grain;
use attain::domain::dataset::{Change, Changes};
use attain::domain::id::*;
use attain::domain::incentive::{Plan, PlanNumber};
use attain::domain::records::{BLOCK_ROWS, Block, Extra, Facts, Ints, Names, Segment};
use attain::domain::{Dataset, Day, Decimal, Span};
use attain::engine::incentive::{Deal, Prepared, replay, simulate, whatif};
use attain::store::wire::scenario::Scenario;
use jiff::civil::date;
use std::sync::Arc;

const ROWS: usize = 1_000_000;
const PEOPLE: usize = 1_000;

/// A linear congruential generator: the same rows every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % n
    }
}

/// A company of ten teams with quarterly quotas and a plan of five components, without records.
fn company() -> (Dataset, Arc<Plan>) {
    let names: Vec<String> = (0..PEOPLE).map(|n| format!("P{n}")).collect();
    let quarters: Vec<String> = (0..8).map(|q| format!("{}Q{}", 2025 + q / 4, q % 4 + 1)).collect();
    let quotas = names.iter().flat_map(|name| {
        quarters.iter().map(move |q| {
            serde_json::json!({"kpi": "sales", "subject": {"person": name}, "period": q, "value": "60000"})
        })
    });
    let tier = |from: &str, to: Option<&str>, value: &str| serde_json::json!({"from": from, "to": to, "value": value, "mode": "marginal"});
    let table = |measured: &str, every: &str| {
        serde_json::json!({"measured": measured, "accumulate": every, "tiers": [
            tier("0", Some("1"), "0.02"), tier("1", Some("1.2"), "0.04"), tier("1.2", None, "0.06")]})
    };
    let sales = serde_json::json!({"quota_kpi": "sales"});
    let json = serde_json::json!({
        "scenario": 1, "id": "bench", "as_of": "2026-12-31",
        "teams": (0..10).map(|n| serde_json::json!({"name": format!("T{n}")})).collect::<Vec<_>>(),
        "people": names.iter().enumerate()
            .map(|(n, name)| serde_json::json!({"name": name, "team": format!("T{}", n % 10)})).collect::<Vec<_>>(),
        "categories": [{"name": "New"}],
        "products": (0..500).map(|n| {
            serde_json::json!({"name": format!("p{n}"), "category": (n % 5 == 0).then_some("New")})
        }).collect::<Vec<_>>(),
        "measures": [{"key": "revenue", "unit": "money", "source": {"records": {"aggregate": {"sum": "booked"}}}}],
        "kpis": [{"key": "sales", "formula": "revenue", "unit": "money"}],
        "targets": quotas.collect::<Vec<_>>(),
        "plans": [{
            "name": "Plan", "effective": "2025-01-01", "assigned": ["everybody"],
            "terms": {"pay": [{"whom": "everybody", "target": "40000"}]},
            "components": [
                {"name": "Quota", "base": "booked", "table": table("percent_of_quota", "quarter"), "terms": sales},
                {"name": "Margin", "base": "margin", "table": table("amount", "month")},
                {"name": "New", "base": "booked", "filter": {"categories": ["New"]}, "table": table("amount", "quarter")},
                {"name": "Target", "base": "booked", "bonus": {"accumulate": "quarter"}, "terms": sales},
                {"name": "Pool", "base": "booked", "pool": {"accumulate": "quarter", "of": {"rate": "0.01"}}}
            ]
        }],
        "expected": [],
    });
    let built = Scenario::read(&json.to_string()).unwrap().build().unwrap();
    let plan = built.plan("Plan").unwrap();
    (built.dataset, plan)
}

fn with_records(data: &Dataset) -> Dataset {
    let mut dice = Dice(7);
    let start = Day::from_date(date(2025, 1, 1)).unwrap().0;
    // Records lie in the order of their days, as imports do.
    let blocks = (0..ROWS).step_by(BLOCK_ROWS).enumerate().map(|(at, from)| {
        let rows = BLOCK_ROWS.min(ROWS - from);
        let amount: Vec<i64> = (0..rows).map(|_| 100 + dice.below(100_000) as i64).collect();
        let facts = Facts {
            day: (0..rows).map(|r| Day(start + ((from + r) * 730 / ROWS) as u16)).collect(),
            state: vec![0; rows],
            credit: (0..rows).map(|_| 1 + dice.below(PEOPLE) as u16).collect(),
            product: (0..rows).map(|_| 1 + dice.below(500) as u32).collect(),
            customer: vec![0; rows],
            channel: vec![0; rows],
            territory: vec![0; rows],
            document: (0..rows).map(|r| (from + r) as u32 + 1).collect(),
            quantity: Ints::pack(&vec![1000; rows]),
            cost: Ints::pack(&amount.iter().map(|a| a * 7 / 10).collect::<Vec<_>>()),
            amount: Ints::pack(&amount),
            extra: Extra::default(),
        };
        Arc::new(Block::new(BlockId(Uuid::from_u128(1 << 80 | at as u128)), facts, Names::default()))
    });
    let segment =
        Segment { id: SegmentId(Uuid::from_u128(7)), source: "bench".into(), blocks: blocks.collect() };
    data.apply(&Changes { segments: vec![Change::add(segment)], ..Changes::default() }).unwrap()
}

/// Median and least of nine runs in milliseconds; of at least three where nine would take too long, as in a browser on a
/// busy machine.
fn timed<T>(name: &str, mut run: impl FnMut() -> T) {
    const LONG: f64 = 20_000.0;
    let mut times: Vec<f64> = Vec::new();
    while times.len() < 9 && (times.len() < 3 || times.iter().sum::<f64>() < LONG) {
        let start = now();
        std::hint::black_box(run());
        times.push(now() - start);
    }
    times.sort_by(f64::total_cmp);
    let (median, least) = (times[times.len() / 2], times[0]);
    say(&format!("{{\"bench\":\"{name}\",\"ms\":{median:.1},\"least\":{least:.1}}}"));
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

fn main() {
    let (data, plan) = company();
    let data = with_records(&data);
    let quarter = Span { from: date(2026, 10, 1), to: date(2026, 12, 31) };
    let both = Span { from: date(2025, 1, 1), to: date(2026, 12, 31) };
    let prepared = Prepared::new(&data, &plan, quarter).value;
    let whole = Prepared::new(&data, &plan, both).value;
    let person = prepared.people()[500];
    let rate = whatif::Parameter::of(plan.components[0].id, PlanNumber::TierValue, [0, 2]);
    let moved = whatif::with(&plan, &[(rate, Decimal::new(8, 2))]);
    timed("bases of a quarter", || Prepared::new(&data, &plan, quarter));
    timed("bases of two years", || Prepared::new(&data, &plan, both));
    timed("everybody's pay of a quarter after a move", || prepared.pay(&moved).unwrap());
    timed("everybody's pay of two years after a move", || whole.pay(&moved).unwrap());
    let deal = Deal::new(date(2026, 12, 31), Decimal::from(20_000), Decimal::from(6_000));
    let tenth = Decimal::new(9, 1);
    timed("everybody's pay of a quarter at another attainment", || {
        prepared.at_attainment(None, tenth).pay(&moved).unwrap()
    });
    timed("everybody's pay of a quarter with one more deal each", || {
        prepared.with_deal(&data, None, &deal).pay(&moved).unwrap()
    });
    timed("one statement after a move", || prepared.statement(&moved, person).unwrap());
    timed("replay of two years", || replay::replay(&data, &moved, both, Grain::Month).unwrap());
    let history = vec![vec![0.7, 0.9, 1.0, 1.1, 1.3]; PEOPLE];
    let setup = simulate::Setup { runs: 10_000, seed: 1 };
    timed("10,000 outcomes of a quarter", || simulate::simulate(&prepared, &plan, &history, setup).unwrap());
}
