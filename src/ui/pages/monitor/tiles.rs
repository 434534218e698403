//! The tiles: each KPI with attainment, distance, pace and where it leads, each figure with its calculation.

use super::{Monitor, opener};
use crate::domain::Decimal;
use crate::domain::calendar::DayCount;
use crate::domain::dataset::Dataset;
use crate::domain::id::KpiId;
use crate::domain::kpi::{Direction, Kpi, Unit};
use crate::engine::gap::{Elapsed, Gap};
use crate::engine::measure::Pipeline;
use crate::i18n::Shown;
use crate::state::select::monitor::{Figure, Head, Tile, head};
use crate::state::view::Compare;
use crate::ui::components::{Delta, FigureButton, Meter, Status, ems};
use crate::ui::lang::{fmt, t};
use crate::ui::select::{names, through_view};
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::ui::view::settled;
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive;
use std::sync::Arc;

/// All tiles.
pub fn view(_monitor: Monitor) -> AnyView {
    let (session, view, router) = (Session::get(), settled(), Router::get());
    let shown = through_view(head);
    let tiles = move || {
        let Some(data) = session.data() else { return ().into_any() };
        let compared = view.with(|v| v.as_ref().is_some_and(|v| v.before.is_some()));
        let before = compared.then(|| match router.view().compare {
            Compare::Previous => t().monitor.versus_previous,
            Compare::YearBefore | Compare::Nothing => t().monitor.versus_year,
        });
        let Head { tiles, open, .. } = shown.get();
        let mut standing = Vec::new();
        let mut rest = Vec::new();
        let first = tiles.first().cloned();
        for (at, tile) in tiles.into_iter().enumerate() {
            let Some(kpi) = data.kpis.get(tile.kpi) else { continue };
            let shown = Shown::of(kpi, &data.workspace);
            let unit =
                if kpi.unit == Unit::Money { data.workspace.currency.to_string() } else { String::new() };
            let label = names(&data).label(&kpi.label);
            let place = if tile.gap.target.is_some() { &mut standing } else { &mut rest };
            place.push(one(Shape { kpi: Arc::clone(kpi), shown, label, unit, lead: at == 0, tile, before }));
        }
        if let Some(tile) = open.zip(first).and_then(|(open, tile)| pipeline(&data, &open, &tile)) {
            standing.push(tile);
        }
        blocks(standing, rest)
    };
    view! { <div class="tiles monitor-tiles">{tiles}</div> }.into_any()
}

/// Figures with a target in two rows beside the first, the others in a row of their own.
fn blocks(mut standing: Vec<AnyView>, mut rest: Vec<AnyView>) -> AnyView {
    if standing.len() < 2 {
        standing.append(&mut rest);
        return view! { <div class="tiles-rest">{standing}</div> }.into_any();
    }
    let beside = standing.split_off(1);
    let columns = if beside.len() > 3 { beside.len().div_ceil(2) } else { beside.len() };
    let class = format!("tiles-beside is-{}", columns.min(4));
    let below = (!rest.is_empty()).then(|| view! { <div class="tiles-rest">{rest}</div> });
    view! { {standing}<div class=class>{beside}</div>{below} }.into_any()
}

/// The open opportunities against what is missing.
fn pipeline(data: &Dataset, open: &Pipeline, tile: &Tile) -> Option<AnyView> {
    let (m, id) = (&t().monitor, tile.kpi);
    let kpi = data.kpis.get(id)?;
    let shown = Shown::of(kpi, &data.workspace);
    let count = fmt().whole(i64::try_from(open.count).unwrap_or(i64::MAX));
    let figure = |text: String, word: &'static str, what| figure(text, word.to_owned(), (id, what));
    let gap = &tile.gap;
    let mut facts = Vec::new();
    let (value, unit) = match gap.pipeline {
        Some(amount) => {
            facts.push(fact(m.open_deals, view! { <span>{count}</span> }.into_any()));
            (fmt().short(amount, shown), data.workspace.currency.to_string())
        }
        None => (count, String::new()),
    };
    let width = format!("{:.2}", ems(&value));
    let big = figure(value, if gap.pipeline.is_some() { m.pipeline } else { m.open_deals }, Figure::Pipeline);
    let percent = |ratio| fmt().percent(ratio, 0);
    let short = |amount| fmt().short(amount, shown);
    let all = [
        (m.coverage, gap.coverage.map(percent), Figure::Coverage),
        (m.weighted, gap.weighted.map(short), Figure::Weighted),
        (m.weighted_coverage, gap.weighted_coverage.map(percent), Figure::WeightedCoverage),
        (m.pipeline_needed, gap.pipeline_needed.map(short), Figure::Needed),
    ];
    let known = all.into_iter().filter_map(|(word, text, what)| Some((word, text?, what)));
    facts.extend(known.map(|(word, text, what)| fact(word, figure(text, word, what))));
    let label = if gap.pipeline.is_some() { m.pipeline } else { m.open_deals };
    let silent = gap.pipeline.is_none().then(|| view! { <div class="quiet">{m.no_amounts}</div> });
    let tile = view! {
        <section class="tile is-pipeline">
            <div class="tile-label">{label}</div>
            <div class="tile-value" style=("--ems", width)>{big}<span class="unit">{unit}</span></div>
            <div class="tile-facts">{silent}{facts}</div>
        </section>
    };
    Some(tile.into_any())
}

struct Shape {
    kpi: Arc<Kpi>,
    shown: Shown,
    label: String,
    unit: String,
    lead: bool,
    tile: Tile,
    /// Against what it is compared.
    before: Option<&'static str>,
}

/// A figure to press.
fn figure(text: String, what: String, open: (KpiId, Figure)) -> AnyView {
    let opener = opener();
    view! { <FigureButton text what on_open=move |()| opener.run((open.0, None, open.1))/> }.into_any()
}

fn fact(word: &'static str, value: AnyView) -> AnyView {
    view! { <div class="fact"><span>{word}</span><span class="num">{value}</span></div> }.into_any()
}

/// Better or worse, whichever way the KPI points.
fn status(difference: Decimal, direction: Direction) -> Status {
    let better = match direction {
        Direction::Higher => difference,
        Direction::Lower => -difference,
    };
    Status::of(&better)
}

fn one(shape: Shape) -> AnyView {
    let Shape { kpi, shown, label, unit, lead, tile, before } = shape;
    let (id, gap) = (kpi.id, tile.gap);
    // The first tile has room for the exact figure; the others are read at a glance.
    let write = |a| if lead { fmt().figure(a, shown) } else { fmt().short(a, shown) };
    let value = gap.actual.map_or_else(|| "–".to_owned(), write);
    let width = format!("{:.2}", ems(&value));
    let big = if gap.actual.is_some() {
        figure(value, label.clone(), (id, Figure::Actual))
    } else {
        view! { <span class="quiet">{value}</span> }.into_any()
    };
    let facts = standing(&kpi, &gap, shown, lead);
    let change = tile.before.zip(gap.actual).zip(before).map(|((then, now), words)| {
        let difference = now - then;
        let text = match kpi.unit {
            Unit::Ratio | Unit::Points => fmt().difference(difference, shown),
            _ => difference.checked_div(then.abs()).map_or_else(
                || fmt().difference(difference, shown),
                |r| {
                    let text = fmt().percent(r, 1);
                    if r > Decimal::ZERO { format!("+{text}") } else { text }
                },
            ),
        };
        view! { <div class="fact is-change"><Delta status=status(difference, kpi.direction) text words/></div> }
    });
    let meter = gap.to_date().and_then(|r| r.to_f64()).map(|ratio| {
        view! { <Meter value=Signal::derive(move || Some(ratio)) status=true/> }
    });
    view! {
        <section class="tile" class:is-lead=lead>
            <div class="tile-label">{label}</div>
            <div class="tile-value" style=("--ems", width)>{big}<span class="unit">{unit}</span></div>
            {meter}
            <div class="tile-facts">{facts}{change}</div>
        </section>
    }
    .into_any()
}

/// The facts against the target.
fn standing(kpi: &Kpi, gap: &Gap, shown: Shown, lead: bool) -> AnyView {
    let (id, m) = (kpi.id, &t().monitor);
    let Some(target) = gap.target else {
        return view! { <div class="fact quiet">{m.no_target_set}</div> }.into_any();
    };
    let name = |word: &str| word.to_owned();
    let short = |value: Decimal| fmt().short(value, shown);
    let mut facts = Vec::new();
    let percent = |value: Option<Decimal>, what: Figure, word: &'static str| {
        value.map(|v| fact(word, figure(fmt().percent(v, 1), name(word), (id, what))))
    };
    facts.extend(percent(gap.attainment, Figure::Attainment, m.attainment));
    if gap.expected.is_some() {
        facts.extend(percent(gap.to_date(), Figure::ToDate, m.to_date));
    }
    facts.push(fact(m.target, figure(short(target), name(m.target), (id, Figure::Target))));
    if let Some(apart) = gap.ahead {
        let state = status(apart, kpi.direction);
        let words = if state == Status::Behind { m.behind_pace } else { m.ahead_of_pace };
        let value = view! {
            <span class=format!("delta {}", state.class())>
                <span class="sign" aria-hidden="true">{state.sign()}</span>
                {figure(short(apart.abs()), words.to_owned(), (id, Figure::Ahead))}
            </span>
        };
        facts.push(fact(words, value.into_any()));
    }
    if let Some(projected) = gap.projected {
        facts.push(fact(m.projected, figure(short(projected), name(m.projected), (id, Figure::Projected))));
    }
    if lead {
        if let Some(missing) = gap.gap {
            facts.push(fact(m.gap, figure(short(missing), name(m.gap), (id, Figure::Gap))));
        }
        if let Some(pace) = gap.pace {
            facts.push(fact(m.pace, figure(short(pace), name(m.pace), (id, Figure::Pace))));
        }
        if let Some(required) = gap.required {
            facts.push(fact(m.required, figure(short(required), name(m.required), (id, Figure::Required))));
        }
        facts.extend(days_left(gap.days));
    }
    facts.into_any()
}

/// How many days of the period are still to come; nothing where it is over.
fn days_left(days: Elapsed) -> Option<AnyView> {
    let data = Session::get().data_now()?;
    let word = match data.workspace.calendar.count {
        DayCount::Working => t().monitor.working_days_left,
        DayCount::Calendar => t().monitor.days_left,
    };
    let whole = |n: u32| fmt().whole(i64::from(n));
    let text = format!("{} / {}", whole(days.remaining), whole(days.total()));
    (days.remaining > 0).then(|| fact(word, view! { <span>{text}</span> }.into_any()))
}
