//! The sample company: a coffee supplier with three teams, 24 people and two years of records that tell a story.
//!
//! Invariant: the same seed, words and as-of date give the same bytes on every machine; integers only. The story is
//! true by construction, not by search: targets are worked out from what was sold.
//!
//! Attainment to date is what was sold ÷ (the period's target × working days passed ÷ working days of the period).
//! Against the first day of the as-of date's quarter that is 91 % for the first team.

mod cast;
mod columns;
mod goals;
mod holidays;
mod market;
mod names;
mod observed;
mod org;
mod reviews;
mod rng;
mod rules;
mod sales;

pub use names::{Duties, Holidays, Names, Region};
pub use reviews::ReviewWords;

use crate::domain::calendar::{Calendar, Grain, Span};
use crate::domain::dataset::{Change, Changes, Dataset};
use crate::domain::kpi::{Label, Library, Measure};
use crate::domain::money::{Half, Rounding};
use crate::domain::workspace::{Counters, Workspace};
use crate::engine::library;
use cast::shift;
use jiff::civil::Date;
use rng::{Ids, Rng};

/// Which company.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Another seed gives other figures and the same story.
    pub seed: u64,
    /// Its words.
    pub names: &'a Names,
    /// The records end the day before; see [`sample_as_of`].
    pub as_of: Date,
    /// How many records; [`ROWS`] is usual, a million is for benchmarks.
    pub rows: usize,
}

const EPOCH: Date = jiff::civil::date(1970, 1, 1);
/// Usual number of records.
pub const ROWS: usize = 20_000;

/// The latest Sunday in the tenth week of a calendar quarter that is not after today. No work is done on it, so
/// figures up to this day and up to the last record agree.
pub fn sample_as_of(today: Date) -> Date {
    let calendar = Calendar::default();
    let mut quarter = calendar.period_of(today, Grain::Quarter);
    for _ in 0..2 {
        if let Some(start) = calendar.span(quarter).map(|s| s.from) {
            let tenth = shift(start, 63);
            let sunday = shift(tenth, i64::from((7 - tenth.weekday().to_sunday_zero_offset()) % 7));
            if sunday <= today {
                return sunday;
            }
        }
        quarter = calendar.previous(quarter).unwrap_or(quarter);
    }
    today
}

/// The settings and everything else, ready for [`crate::domain::Dataset::new`] and
/// [`crate::domain::Dataset::apply`].
pub fn company(request: &Request) -> (Workspace, Changes) {
    let Request { seed, names, as_of, rows } = *request;
    let stream = |n: u64| Rng::new(seed, names.stream * 100 + n);
    let mut calendar = Calendar::default();
    let start = |date: Date, grain| calendar.span(calendar.period_of(date, grain)).map_or(date, |s| s.from);
    let quarter = start(as_of, Grain::Quarter);
    let first = start(shift(quarter, -720), Grain::Quarter);
    let span = Span { from: first, to: shift(as_of, -1) };
    let year_end = Span { from: first, to: shift(as_of, 366) };
    holidays::mark(&mut calendar, names.holidays, year_end);

    let midnight = u64::from(goals::days_between(EPOCH, as_of)) * 86_400_000;
    let mut ids = Ids::new(midnight, stream(0));
    let currency = names.currency;
    let unit = 10_i64.pow(currency.digits() - currency.customary_digits());
    let fine = fine(names);
    let workspace = Workspace {
        id: ids.make(),
        name: names.company.into(),
        sample: true,
        currency,
        shown_digits: currency.customary_digits(),
        rounding: Rounding { unit, half: Half::AwayFromZero },
        calendar: calendar.clone(),
        next: Counters::default(),
    };

    let org = org::org(names, quarter, &mut ids);
    let market = market::market(names, &mut ids, &mut stream(1));
    let setting = sales::Setting { calendar: &calendar, span, quarter, market: &market, unit, rows };
    let mut lines = sales::sales(&setting, &mut stream(2));
    let quarters = goals::Quarters::new(&calendar, span);
    goals::match_twins(&mut lines, &quarters, first, unit);
    let sold = quarters.sold(&lines, first);
    let goals = goals::goals(&calendar, &quarters, &sold, as_of, fine, &mut stream(3));

    let (measures, kpis) = library::all(|| ids.make());
    let digits = currency.digits();
    let targets = rules::targets(&kpis, &org, &goals, (&calendar, span, digits), &mut ids);
    let field = observed::Field {
        calendar: &calendar,
        span,
        org: &org,
        market: &market,
        quarters: &quarters,
        sold: &sold,
    };
    let mut measurements = Vec::new();
    if let Some(m) = measure(&measures, Library::Satisfaction) {
        measurements.extend(observed::satisfaction(&field, m.id, names, &mut ids, &mut stream(4)));
    }
    if let Some(m) = measure(&measures, Library::MarketSize) {
        measurements.extend(observed::market_size(
            &field,
            m.id,
            (as_of, digits),
            names,
            &mut ids,
            &mut stream(5),
        ));
    }
    let scorecard = rules::scorecard(&kpis, names, &mut ids);
    let plan = rules::plan(names, first, rust_decimal::Decimal::new(fine, digits), &mut ids);
    let segment = columns::segment(&lines, span, names.orders, &mut ids);
    let next = Counters {
        credit: next_code(org.people.len()),
        product: next_code(market.products.len()),
        channel: next_code(market.channels.len()),
        territory: next_code(market.territories.len()),
        customer: next_code(market.customers.len()),
    };
    let changes = Changes {
        workspace: None,
        people: added(org.people),
        teams: added(org.teams),
        categories: added(market.categories),
        products: added(market.products),
        channels: added(market.channels),
        territories: added(market.territories),
        customers: added(market.customers),
        measures: added(measures),
        measurements: added(measurements),
        kpis: added(kpis),
        targets: added(targets),
        scorecards: added(vec![scorecard]),
        plans: added(vec![plan]),
        segments: added(vec![segment]),
        ..Changes::default()
    };
    let workspace = Workspace { next, ..workspace };
    let before = |n: i64| calendar.period_of(shift(quarter, -n), Grain::Quarter);
    let appraised = (before(120), before(1));
    let changes = match Dataset::new(workspace.clone()).apply(&changes) {
        Ok(data) => {
            let mut rng = stream(6);
            reviews::cycles(data, names, appraised, as_of, &mut ids, &mut rng).as_changes()
        }
        Err(_) => changes,
    };
    (workspace, changes)
}

fn added<T>(all: Vec<T>) -> Vec<Change<T>> {
    all.into_iter().map(Change::add).collect()
}

fn next_code<T: TryFrom<usize> + Default>(count: usize) -> T {
    T::try_from(count + 1).unwrap_or_default()
}

fn measure(measures: &[Measure], wanted: Library) -> Option<&Measure> {
    measures.iter().find(|m| m.label == Label::Library(wanted))
}

/// The smallest step of a target in minor units: 1,000 New Taiwan dollars, or the power of ten below their worth.
fn fine(names: &Names) -> i64 {
    let worth = 1_000_000 / names.tenths_of_twd.max(1);
    let mut step = 1;
    while step * 10 <= worth {
        step *= 10;
    }
    step
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
