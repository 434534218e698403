//! Period, as-of date, comparison, filter and how fresh the data are: everything that stands in the address.

use crate::domain::calendar::{Calendar, Period};
use crate::domain::dataset::Dataset;
use crate::state::view::{Compare, newest_record};
use crate::ui::components::{Choice, FilterBar, FilterDimension, PeriodPicker, Segmented};
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::ui::view::settled;
use crate::web::clock;
use leptos::prelude::*;

/// The period with its neighbours, and the as-of date.
pub fn period() -> AnyView {
    let (session, router, view) = (Session::get(), Router::get(), settled());
    let calendar = Signal::derive(move || {
        session.data().map_or_else(Calendar::default, |data| data.workspace.calendar.clone())
    });
    let shown = Signal::derive(move || {
        view.with(|v| v.as_ref().map(|v| v.period)).unwrap_or(Period::Year(clock::today().year()))
    });
    let as_of =
        Signal::derive(move || view.with(|v| v.as_ref().map(|v| v.as_of)).unwrap_or_else(clock::today));
    let newest = session.select(|data| newest_record(data));
    let freshness = move || newest.get().map(|day| t().monitor.records_until(&fmt().date(day)));
    view! {
        <div class="row-2">
            <span class="muted small freshness">{freshness}</span>
            <PeriodPicker
                calendar
                period=shown
                as_of
                on_period=move |period| router.look(|view| view.period = Some(period))
                on_as_of=move |day| router.look(|view| view.as_of = day)
            />
        </div>
    }
    .into_any()
}

const COMPARES: [(&str, Compare); 3] =
    [("year", Compare::YearBefore), ("previous", Compare::Previous), ("nothing", Compare::Nothing)];

/// What figures are compared with.
pub fn compare() -> AnyView {
    let router = Router::get();
    let words = |compare| match compare {
        Compare::YearBefore => t().filter.compare_last_year,
        Compare::Previous => t().filter.compare_previous,
        Compare::Nothing => t().filter.compare_none,
    };
    let options: Vec<Choice> =
        COMPARES.iter().map(|(key, compare)| Choice::new(*key, words(*compare))).collect();
    let value = Signal::derive(move || {
        let now = router.view().compare;
        COMPARES.iter().find(|(_, c)| *c == now).map_or("", |(key, _)| key).to_owned()
    });
    let change = move |key: String| {
        if let Some((_, compare)) = COMPARES.iter().find(|(one, _)| *one == key) {
            router.look(|view| view.compare = *compare);
        }
    };
    view! { <Segmented label=t().filter.compare options=options value on_change=change/> }.into_any()
}

macro_rules! dimension {
    ($session:expr, $router:expr, $key:literal, $label:expr, $table:ident, $field:ident) => {{
        let (session, router) = ($session, $router);
        let options = session.select(|data| {
            data.$table.iter().map(|e| (e.id.to_string(), e.name.clone())).collect::<Vec<_>>()
        });
        FilterDimension {
            key: $key,
            label: $label.to_owned(),
            options: Signal::derive(move || {
                options.get().into_iter().map(|(id, name)| Choice::new(id, name)).collect()
            }),
            chosen: Signal::derive(move || {
                router.view().filter.$field.iter().map(ToString::to_string).collect()
            }),
        }
    }};
}

/// Chips of all dimensions that the data have, and something beside them.
pub fn bar(beside: AnyView) -> AnyView {
    let (session, router) = (Session::get(), Router::get());
    let c = &t().common;
    let all = move || {
        vec![
            (has(session, |d| d.teams.len()), dimension!(session, router, "team", c.team, teams, teams)),
            (
                has(session, |d| d.people.len()),
                dimension!(session, router, "person", c.person, people, people),
            ),
            (
                has(session, |d| d.categories.len()),
                dimension!(session, router, "category", c.category, categories, categories),
            ),
            (
                has(session, |d| d.products.len()),
                dimension!(session, router, "product", c.product_word, products, products),
            ),
            (
                has(session, |d| d.channels.len()),
                dimension!(session, router, "channel", c.channel, channels, channels),
            ),
            (
                has(session, |d| d.territories.len()),
                dimension!(session, router, "territory", c.territory, territories, territories),
            ),
            (
                has(session, |d| d.customers.len()),
                dimension!(session, router, "customer", c.customer, customers, customers),
            ),
        ]
    };
    // A dimension without members offers nothing to choose.
    let dimensions = all().into_iter().filter(|(any, _)| *any).map(|(_, d)| d).collect::<Vec<_>>();
    let change = Callback::new(move |(key, ids): (&'static str, Vec<String>)| {
        fn parsed<T: std::str::FromStr>(ids: &[String]) -> Vec<T> {
            ids.iter().filter_map(|id| id.parse().ok()).collect()
        }
        router.look(|view| {
            let filter = &mut view.filter;
            match key {
                "team" => filter.teams = parsed(&ids),
                "person" => filter.people = parsed(&ids),
                "category" => filter.categories = parsed(&ids),
                "product" => filter.products = parsed(&ids),
                "channel" => filter.channels = parsed(&ids),
                "territory" => filter.territories = parsed(&ids),
                "customer" => filter.customers = parsed(&ids),
                _ => {}
            }
        });
    });
    view! {
        <div class="spread filter-line">
            <FilterBar dimensions on_change=change/>
            <div class="no-print">{beside}</div>
        </div>
    }
    .into_any()
}

fn has(session: Session, count: fn(&Dataset) -> usize) -> bool {
    session.data_now().is_some_and(|data| count(&data) > 0)
}
