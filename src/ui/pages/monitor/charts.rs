//! The pictures: trend, ranking and mix. A press narrows the page or opens a calculation.

use super::{Monitor, opener};
use crate::domain::Decimal;
use crate::domain::calendar::{Grain, Period};
use crate::domain::dataset::Dataset;
use crate::domain::id::KpiId;
use crate::domain::kpi::{Kpi, Unit};
use crate::engine::measure::{Axis, Key};
use crate::i18n::Shown;
use crate::i18n::finding::compared;
use crate::state::select::monitor::{self as select, Figure, Lens, Mix, Rank, Trend};
use crate::state::view::Compare;
use crate::ui::charts::{
    Bar, Chart, ChartKind, ChartSpec, Figure as Written, Ink, Mix as MixSpec, Ranking, Series, SeriesRole,
    Trend as TrendSpec, TrendStyle, slot,
};
use crate::ui::components::{Button, ButtonKind, Choice, Segmented};
use crate::ui::lang::{fmt, t};
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::ui::view::settled;
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive;
use std::sync::Arc;

/// Most parts of a mix.
const MOST_PARTS: usize = 8;

pub(super) fn float(value: Option<Decimal>) -> Option<f64> {
    value.and_then(|v| v.to_f64())
}

fn written(shown: Shown) -> Written {
    match shown.unit {
        Unit::Ratio => Written::Percent(shown.digits),
        _ => Written::Number(shown.digits),
    }
}

/// What charts say about a KPI: its name, how it is written, its unit.
struct Said {
    name: String,
    shown: Shown,
    unit: String,
}

fn said(data: &Dataset, kpi: Option<KpiId>) -> Option<Said> {
    let kpi: &Arc<Kpi> = data.kpis.get(kpi?)?;
    let unit = if kpi.unit == Unit::Money { data.workspace.currency.to_string() } else { String::new() };
    Some(Said { name: names(data).label(&kpi.label), shown: Shown::of(kpi, &data.workspace), unit })
}

fn empty() -> ChartSpec {
    let kind = ChartKind::Trend(TrendSpec::default());
    ChartSpec { title: String::new(), unit: String::new(), figure: Written::Number(0), kind }
}

/// A spec of the page's KPI from something selected.
fn spec<T>(
    monitor: Monitor,
    selected: Memo<T>,
    make: impl Fn(&Dataset, Said, T) -> ChartSpec + Send + Sync + 'static,
) -> Signal<ChartSpec>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let session = Session::get();
    let spec = Memo::new(move |_| {
        let found = session.data().and_then(|data| {
            let said = said(&data, monitor.kpi.get())?;
            Some(make(&data, said, selected.get()))
        });
        found.unwrap_or_else(empty)
    });
    spec.into()
}

/// Actual, target, last year and projection over the year.
pub fn trend_view(monitor: Monitor) -> AnyView {
    let trend = monitor.of_kpi(select::trend);
    let spec = spec(monitor, trend, |data, said, trend: Trend| {
        let points = &trend.points;
        let line = |name: &str, role, ink, value: fn(&select::Point) -> Option<Decimal>| Series {
            name: name.to_owned(),
            ink,
            role,
            values: points.iter().map(|p| float(value(p))).collect(),
        };
        let c = &t().chart;
        let mut series = vec![line(c.actual, SeriesRole::Actual, slot(0), |p| p.actual)];
        let mut push = |one: Series| {
            if one.values.iter().any(Option::is_some) {
                series.push(one);
            }
        };
        push(line(c.target, SeriesRole::Target, Ink::Target, |p| p.target));
        push(line(c.last_year, SeriesRole::Before, Ink::Series(8), |p| p.last_year));
        push(line(c.projection, SeriesRole::Projection, slot(0), |p| p.projected));
        let style = if said.shown.unit == Unit::Ratio || said.shown.unit == Unit::Points {
            TrendStyle::Lines
        } else {
            TrendStyle::Columns
        };
        let kind = ChartKind::Trend(TrendSpec {
            style,
            labels: points.iter().map(|p| short(data, p.period)).collect(),
            long_labels: points.iter().map(|p| names(data).period(p.period)).collect(),
            series,
            band: Vec::new(),
        });
        ChartSpec {
            title: trend_title(&said.name, &trend),
            unit: said.unit,
            figure: written(said.shown),
            kind,
        }
    });
    view! { <Chart spec/> }.into_any()
}

fn short(data: &Dataset, period: Period) -> String {
    match period {
        Period::Month(_, month) => fmt().short_month(month),
        other => names(data).period(other),
    }
}

/// How many finished periods reached their target; without targets, what is shown.
fn trend_title(kpi: &str, trend: &Trend) -> String {
    let over = trend.points.iter().filter(|p| !p.running && p.actual.is_some());
    let judged: Vec<bool> = over.filter_map(|p| Some(p.actual? >= p.target?)).collect();
    if judged.is_empty() {
        let months = trend.points.iter().all(|p| p.period.grain() == Some(Grain::Month));
        let template = if months { t().monitor.by_month } else { t().monitor.by_quarter };
        return template.replace("{kpi}", kpi);
    }
    let met = judged.iter().filter(|m| **m).count();
    t().monitor.months_met(kpi, &met.to_string(), &judged.len().to_string())
}

const MEMBERS: [(&str, Axis); 2] = [("person", Axis::Person), ("team", Axis::Team)];

/// The address form of a member, and back.
fn id_of(key: Key) -> String {
    match key {
        Key::Person(id) => format!("person:{id}"),
        Key::Team(id) => format!("team:{id}"),
        Key::Product(id) => format!("product:{id}"),
        Key::Category(id) => format!("category:{id}"),
        Key::Channel(id) => format!("channel:{id}"),
        Key::Territory(id) => format!("territory:{id}"),
        Key::Customer(id) => format!("customer:{id}"),
        Key::Period(_) | Key::None => String::new(),
    }
}

/// Narrows the page to one member.
fn narrow(router: Router, id: &str) {
    let Some((kind, id)) = id.split_once(':') else { return };
    fn one<T: std::str::FromStr>(id: &str) -> Vec<T> {
        id.parse().ok().into_iter().collect()
    }
    router.look(|view| {
        let filter = &mut view.filter;
        match kind {
            "person" => filter.people = one(id),
            "team" => filter.teams = one(id),
            "product" => filter.products = one(id),
            "category" => filter.categories = one(id),
            "channel" => filter.channels = one(id),
            "territory" => filter.territories = one(id),
            "customer" => filter.customers = one(id),
            _ => {}
        }
    });
}

/// The position of a member in its table, which decides its colour everywhere.
fn position(data: &Dataset, key: Key) -> usize {
    let found = match key {
        Key::Person(id) => data.people.iter().position(|e| e.id == id),
        Key::Team(id) => data.teams.iter().position(|e| e.id == id),
        Key::Product(id) => data.products.iter().position(|e| e.id == id),
        Key::Category(id) => data.categories.iter().position(|e| e.id == id),
        Key::Channel(id) => data.channels.iter().position(|e| e.id == id),
        Key::Territory(id) => data.territories.iter().position(|e| e.id == id),
        Key::Customer(id) => data.customers.iter().position(|e| e.id == id),
        Key::Period(_) | Key::None => None,
    };
    found.unwrap_or(7)
}

/// People or teams, each against the target to date.
pub fn ranking_view(monitor: Monitor) -> AnyView {
    let router = Router::get();
    let axis = RwSignal::new("person".to_owned());
    let ranks = monitor.of_kpi(move |lens: Lens, kpi| {
        let wanted = axis.get();
        let axis = MEMBERS.iter().find(|(key, _)| *key == wanted).map_or(Axis::Person, |(_, axis)| *axis);
        select::ranking(lens, kpi, axis)
    });
    let spec = spec(monitor, ranks, |data, said, ranks: Vec<Rank>| {
        let judged: Vec<Decimal> = ranks.iter().filter_map(|r| r.gap.lead()).collect();
        let person = ranks.iter().any(|r| matches!(r.key, Key::Person(_)));
        let title = if person && !judged.is_empty() {
            let behind = judged.iter().filter(|a| **a < Decimal::ZERO).count();
            t().monitor.behind_count(&behind.to_string(), &judged.len().to_string())
        } else {
            let axis = if person { t().common.person } else { t().common.team };
            t().monitor.ranking_of(&said.name, axis)
        };
        let bars = ranks.iter().map(|rank| bar(data, &said, rank)).collect();
        let kind = ChartKind::Ranking(Ranking { bars });
        ChartSpec { title, unit: said.unit, figure: written(said.shown), kind }
    });
    let options: Vec<Choice> =
        vec![Choice::new("person", t().common.person), Choice::new("team", t().common.team)];
    view! {
        <header>
            <h2>{t().monitor.ranking}</h2>
            <Segmented label=t().monitor.ranking options=options value=axis on_change=move |key: String| axis.set(key)/>
        </header>
        <Chart spec on_open=move |id: String| narrow(router, &id)/>
    }
    .into_any()
}

fn bar(data: &Dataset, said: &Said, rank: &Rank) -> Bar {
    let gap = &rank.gap;
    let expected = gap.expected.or(gap.target);
    let mut facts = Vec::new();
    if let Some(target) = gap.target {
        facts.push((t().monitor.target.to_owned(), fmt().figure(target, said.shown)));
    }
    if let Some(attainment) = gap.attainment {
        facts.push((t().monitor.attainment.to_owned(), fmt().percent(attainment, 1)));
    }
    if let Some(to_date) = gap.to_date() {
        facts.push((t().monitor.to_date.to_owned(), fmt().percent(to_date, 1)));
    }
    Bar {
        id: id_of(rank.key),
        name: names(data).key(rank.key),
        value: float(gap.actual),
        target: float(expected),
        ink: slot(0),
        behind: gap.lead().is_some_and(|lead| lead < Decimal::ZERO),
        facts,
    }
}

const PARTS: [(&str, Axis); 5] = [
    ("category", Axis::Category),
    ("product", Axis::Product),
    ("channel", Axis::Channel),
    ("territory", Axis::Territory),
    ("customer", Axis::Customer),
];

/// Shares now and in the period compared with, and a table to narrow the page by.
pub fn mix_view(monitor: Monitor) -> AnyView {
    let view = settled();
    let axis = RwSignal::new("category".to_owned());
    let mix = monitor.of_kpi(move |lens: Lens, kpi| {
        let wanted = axis.get();
        let axis = PARTS.iter().find(|(key, _)| *key == wanted).map_or(Axis::Category, |(_, axis)| *axis);
        select::mix(lens, kpi, axis, MOST_PARTS)
    });
    let spec = spec(monitor, mix, move |data, said, mix: Mix| {
        let view = view.get();
        let now = view.as_ref().map(|v| names(data).period(v.period)).unwrap_or_default();
        let before = view.and_then(|v| compared(&v, names(data)));
        let before = before.filter(|_| mix.parts.iter().any(|p| p.before.is_some()));
        let parts = mix.parts.iter().map(|part| Series {
            name: part_name(data, part.key),
            ink: part_ink(data, part.key),
            role: SeriesRole::Actual,
            values: std::iter::once(float(Some(part.value)))
                .chain(before.as_ref().map(|_| float(part.before)))
                .collect(),
        });
        let title = match mix.parts.first() {
            Some(select::Part { key, share: Some(share), .. }) => {
                t().monitor.leads(&part_name(data, *key), &fmt().percent(*share, 0))
            }
            _ => said.name.clone(),
        };
        let shares = mix.parts.iter().all(|p| p.share.is_some_and(|s| s >= Decimal::ZERO));
        let rows = std::iter::once(now).chain(before.clone()).collect();
        let kind = ChartKind::Mix(MixSpec { rows, parts: parts.collect(), shares });
        ChartSpec { title, unit: said.unit, figure: written(said.shown), kind }
    });
    let options: Vec<Choice> = PARTS.iter().map(|(key, axis)| Choice::new(*key, axis_word(*axis))).collect();
    view! {
        <header>
            <h2>{t().monitor.mix}</h2>
            <Segmented label=t().monitor.mix options=options value=axis on_change=move |key: String| axis.set(key)/>
        </header>
        <Chart spec/>
        {move || parts_table(monitor, &axis.get(), mix.get())}
    }
    .into_any()
}

fn axis_word(axis: Axis) -> &'static str {
    let common = &t().common;
    match axis {
        Axis::Product => common.product_word,
        Axis::Channel => common.channel,
        Axis::Territory => common.territory,
        Axis::Customer => common.customer,
        _ => common.category,
    }
}

fn part_name(data: &Dataset, key: Option<Key>) -> String {
    key.map_or_else(|| t().chart.other.to_owned(), |key| names(data).key(key))
}

fn part_ink(data: &Dataset, key: Option<Key>) -> Ink {
    key.map_or(Ink::Track, |key| slot(position(data, key)))
}

fn parts_table(monitor: Monitor, by: &str, mix: Mix) -> Option<AnyView> {
    let (router, session, open) = (Router::get(), Session::get(), opener());
    let data = session.data()?;
    let kpi = monitor.kpi.get()?;
    let said = said(&data, Some(kpi))?;
    let what = PARTS.iter().find(|(key, _)| *key == by).map(|(_, axis)| axis_word(*axis));
    let compared = mix.parts.iter().any(|part| part.before.is_some());
    let versus = compared.then(|| match router.view().compare {
        Compare::Previous => t().monitor.versus_previous,
        Compare::YearBefore | Compare::Nothing => t().monitor.versus_year,
    });
    let shares = mix.parts.iter().any(|part| part.share.is_some()).then_some(t().monitor.share);
    let rows = mix
        .parts
        .into_iter()
        .map(|part| {
            let name = part_name(&data, part.key);
            let label = match part.key.filter(|k| *k != Key::None) {
                Some(key) => {
                    let press = move |()| narrow(router, &id_of(key));
                    let words = name.clone();
                    view! { <Button kind=ButtonKind::Link on_press=press>{words}</Button> }.into_any()
                }
                None => {
                    let words = name.clone();
                    view! { <span class="muted">{words}</span> }.into_any()
                }
            };
            let text = fmt().short(part.value, said.shown);
            let value = match part.key.filter(|k| *k != Key::None) {
                Some(key) => {
                    let press = move |()| open.run((kpi, Some(key), Figure::Actual));
                    view! { <crate::ui::components::FigureButton text what=name on_open=press/> }.into_any()
                }
                None => view! { <span>{text}</span> }.into_any(),
            };
            let share = part.share.map(|s| fmt().percent(s, 1)).unwrap_or_default();
            let change = part.before.filter(|b| !b.is_zero()).and_then(|b| (part.value - b).checked_div(b.abs()));
            let change = change.map(|c| {
                let state = crate::ui::components::Status::of(&c);
                let text = fmt().percent(c.abs(), 1);
                view! { <span class=format!("delta {}", state.class())><span class="sign" aria-hidden="true">{state.sign()}</span>{text}</span> }
            });
            view! { <tr><th scope="row">{label}</th><td class="num">{value}</td><td class="num">{share}</td><td class="num">{change}</td></tr> }
        })
        .collect_view();
    Some(
        view! {
            <div class="table-wrap">
                <table class="table is-parts">
                    <thead>
                        <tr>
                            <th scope="col">{what}</th>
                            <th scope="col" class="num">{said.name}</th>
                            <th scope="col" class="num">{shares}</th>
                            <th scope="col" class="num">{versus}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any(),
    )
}
