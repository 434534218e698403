//! A chart on the page: title, drawing, readout, legend, table twin and exports.

use super::drawing::{Drawing, Mark, draw};
use super::export::{TableCell, anchor_word, csv, path, svg, table};
use super::ink::Ink;
use super::record::{FINE, Shape};
use super::spec::{ChartKind, ChartSpec, Series, SeriesRole, TrendStyle};
use crate::ui::components::{Icon, IconButton};
use crate::ui::lang::{fmt, t};
use crate::web::download;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// A chart.
#[component]
pub fn Chart(
    /// What it shows.
    #[prop(into)]
    spec: Signal<ChartSpec>,
    /// A mark with an id was pressed.
    #[prop(optional, into)]
    on_open: Option<Callback<String>>,
) -> impl IntoView {
    let node: NodeRef<html::Div> = NodeRef::new();
    let width = RwSignal::new(0.0_f64);
    observe(node, width);
    let whole = RwSignal::new(false);
    let drawing = Memo::new(move |_| {
        let width = width.get();
        if width < 1.0 { Drawing::default() } else { spec.with(|spec| draw(spec, width, fmt(), whole.get())) }
    });
    let as_table = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let key = move |event: web_sys::KeyboardEvent| {
        let count = drawing.with_untracked(|drawing| drawing.marks.len());
        let at = active.get_untracked();
        let next = match (event.key().as_str(), at) {
            ("t" | "T", _) if !event.ctrl_key() && !event.meta_key() => {
                as_table.update(|on| *on = !*on);
                return;
            }
            ("Escape", Some(_)) => None,
            ("Enter" | " ", Some(at)) => {
                open_mark(drawing, at, on_open);
                Some(at)
            }
            ("ArrowRight" | "ArrowDown", at) => {
                Some(at.map_or(0, |at| (at + 1).min(count.saturating_sub(1))))
            }
            ("ArrowLeft" | "ArrowUp", at) => {
                Some(at.map_or(count.saturating_sub(1), |at| at.saturating_sub(1)))
            }
            ("Home", _) => Some(0),
            ("End", _) => Some(count.saturating_sub(1)),
            _ => return,
        };
        event.prevent_default();
        active.set(next.filter(|_| count > 0));
    };
    let name = move || spec.with(|spec| [spec.title.as_str(), t().chart.instructions].join(fmt().colon()));
    view! {
        <figure class="chart">
            {head(spec, drawing, as_table)}
            <div
                node_ref=node
                class="chart-plot"
                role="group"
                tabindex="0"
                aria-label=name
                on:keydown=key
                on:blur=move |_| active.set(None)
            >
                {move || if as_table.get() { twin(&spec.get()) } else { plot(drawing, active, on_open) }}
            </div>
            <Show when=move || !as_table.get()>{move || between(spec, whole)}</Show>
            <Show when=move || !as_table.get() && spec.with(is_single)>
                <p class="muted small">{t().chart.one_point}</p>
            </Show>
            <Show when=move || !as_table.get() && !drawing.with(|drawing| drawing.named)>{move || legend(&spec.get())}</Show>
        </figure>
    }
    .into_any()
}

/// Whether a trend has a figure for one period only, so that no direction can be seen.
fn is_single(spec: &ChartSpec) -> bool {
    let ChartKind::Trend(trend) = &spec.kind else { return false };
    let actual = trend.series.iter().filter(|series| series.role == SeriesRole::Actual);
    actual.map(|series| series.values.iter().flatten().count()).max() == Some(1)
}

/// How many bars of a long ranking are not drawn, and what shows them; once they are, what hides them again.
fn between(spec: Signal<ChartSpec>, whole: RwSignal<bool>) -> Option<AnyView> {
    let ranking = |spec: &ChartSpec| match &spec.kind {
        ChartKind::Ranking(ranking) => ranking.between(),
        _ => None,
    };
    let count = i64::try_from(spec.with(ranking)?.len()).unwrap_or(i64::MAX);
    let said = move || (!whole.get()).then(|| t().chart.between(&fmt().whole(count)));
    let word = move || if whole.get() { t().chart.ends_only } else { t().chart.show_all };
    let line = view! {
        <p class="muted small row">
            {said}
            <button type="button" class="button is-link" on:click=move |_| whole.update(|on| *on = !*on)>{word}</button>
        </p>
    };
    Some(line.into_any())
}

fn open_mark(drawing: Memo<Drawing>, at: usize, on_open: Option<Callback<String>>) {
    let id = drawing
        .with_untracked(|drawing| drawing.marks.get(at).map(|mark| mark.id.clone()))
        .filter(|id| !id.is_empty());
    if let (Some(id), Some(open)) = (id, on_open) {
        open.run(id);
    }
}

/// Follows the width of the element.
fn observe(node: NodeRef<html::Div>, width: RwSignal<f64>) {
    node.on_load(move |element| {
        width.set(f64::from(element.client_width()));
        let target = element.clone();
        let seen = Closure::<dyn FnMut()>::new(move || {
            let now = f64::from(target.client_width());
            // The drawing itself must not make the width change again.
            if let Some(before) =
                width.try_get_untracked().filter(|before| (before - now).abs() >= 1.0 && now > 0.0)
            {
                let _ = before;
                width.set(now);
            }
        });
        if let Ok(observer) = web_sys::ResizeObserver::new(seen.as_ref().unchecked_ref()) {
            observer.observe(&element);
            let kept = StoredValue::new_local((observer, seen));
            on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
        }
    });
}

fn head(spec: Signal<ChartSpec>, drawing: Memo<Drawing>, as_table: RwSignal<bool>) -> AnyView {
    let save_svg = move |()| {
        let title = spec.with_untracked(|spec| spec.title.clone());
        let style =
            document().document_element().and_then(|root| window().get_computed_style(&root).ok().flatten());
        let file =
            drawing.with_untracked(|drawing| svg(drawing, &title, |token| color(style.as_ref(), token)));
        download::text(&format!("{title}.svg"), "image/svg+xml", &file);
    };
    let save_csv = move |()| {
        spec.with_untracked(|spec| {
            download::text(&format!("{}.csv", spec.title), "text/csv", &csv(spec, fmt()))
        })
    };
    let name = Signal::derive(move || {
        (if as_table.get() { t().chart.as_chart } else { t().chart.as_table }).to_owned()
    });
    view! {
        <figcaption>
            <span class="chart-title">
                {move || spec.with(|spec| spec.title.clone())}
                " "
                <span class="unit">{move || spec.with(|spec| spec.unit.clone())}</span>
            </span>
            <div class="row">
                <IconButton icon=Icon::Table small=true name=name pressed=Signal::from(as_table) on_press=move |()| as_table.update(|on| *on = !*on)/>
                <IconButton icon=Icon::Export small=true name=t().chart.save_svg on_press=save_svg/>
                <IconButton icon=Icon::File small=true name=t().chart.save_csv on_press=save_csv/>
            </div>
        </figcaption>
    }
    .into_any()
}

/// The colour of a token in the present theme.
fn color(style: Option<&web_sys::CssStyleDeclaration>, token: &str) -> String {
    let dark = style.and_then(|style| style.get_property_value("color-scheme").ok());
    let dark = match dark.as_deref() {
        Some("dark") => true,
        Some("light") => false,
        _ => window()
            .match_media("(prefers-color-scheme: dark)")
            .ok()
            .flatten()
            .is_some_and(|query| query.matches()),
    };
    let value = style.and_then(|style| style.get_property_value(token).ok()).unwrap_or_default();
    // A token reads back as written: light-dark(#light, #dark).
    let pair = value
        .trim()
        .strip_prefix("light-dark(")
        .and_then(|rest| rest.strip_suffix(')'))
        .and_then(|pair| pair.split_once(','));
    match pair {
        Some((light, night)) => (if dark { night } else { light }).trim().to_owned(),
        None => value.trim().to_owned(),
    }
}

fn plot(
    drawing: Memo<Drawing>,
    active: RwSignal<Option<usize>>,
    on_open: Option<Callback<String>>,
) -> AnyView {
    let node: NodeRef<leptos::svg::Svg> = NodeRef::new();
    let point = move |event: &web_sys::PointerEvent| {
        let area = node.get_untracked().map(|svg| svg.get_bounding_client_rect());
        let hit = area.and_then(|area| {
            drawing.with_untracked(|drawing| {
                let scale = if area.width() > 0.0 { drawing.size.0 / area.width() } else { 1.0 };
                let (x, y) =
                    (f64::from(event.client_x()) - area.left(), f64::from(event.client_y()) - area.top());
                drawing.hit(x * scale, y * scale)
            })
        });
        if active.get_untracked() != hit {
            active.set(hit);
        }
    };
    let view_box = move || {
        drawing.with(|drawing| {
            format!("0 0 {} {}", drawing.size.0 * f64::from(FINE), drawing.size.1 * f64::from(FINE))
        })
    };
    let shapes = move || drawing.with(|drawing| drawing.shapes.iter().map(shape).collect_view());
    let ring = move || {
        let at = active.get()?;
        let (x, y) = drawing.with(|drawing| drawing.marks.get(at).map(|mark| mark.at))?;
        let fine = f64::from(FINE);
        Some(
            view! { <circle class="chart-focus" cx=(x * fine).to_string() cy=(y * fine).to_string() r="24"></circle> },
        )
    };
    view! {
        <div class="chart-scroll">
            <svg
                node_ref=node
                aria-hidden="true"
                viewBox=view_box
                style:width=move || drawing.with(|drawing| format!("{}px", drawing.size.0))
                style:height=move || drawing.with(|drawing| format!("{}px", drawing.size.1))
                on:pointermove=move |event| point(&event)
                on:pointerdown=move |event| point(&event)
                on:pointerleave=move |_| active.set(None)
                on:click=move |_| {
                    if let Some(at) = active.get_untracked() {
                        open_mark(drawing, at, on_open);
                    }
                }
            >
                {shapes}
                {ring}
            </svg>
        </div>
        {move || drawing.with(|drawing| drawing.marks.is_empty().then(|| view! { <p class="muted">{t().chart.empty}</p> }))}
        {readout(drawing, active)}
    }
    .into_any()
}

fn shape(shape: &Shape) -> AnyView {
    match shape {
        Shape::Line { points, ink, look, width } => {
            let class = format!("c-{} {}", ink.class(), look.class());
            view! { <polyline class=class points=path(points) fill="none" stroke-width=width.to_string() stroke-linejoin="round"></polyline> }.into_any()
        }
        Shape::Area { points, ink, look } => {
            view! { <polygon class=format!("f-{} {}", ink.class(), look.class()) points=path(points)></polygon> }.into_any()
        }
        Shape::Rect { from, size, ink, look } => view! {
            <rect
                class=format!("f-{} {}", ink.class(), look.class())
                x=from.0.to_string()
                y=from.1.to_string()
                width=size.0.to_string()
                height=size.1.to_string()
            ></rect>
        }
        .into_any(),
        Shape::Circle { at, radius, ink, look } => view! {
            <circle class=format!("f-{} {}", ink.class(), look.class()) cx=at.0.to_string() cy=at.1.to_string() r=radius.to_string()></circle>
        }
        .into_any(),
        Shape::Text { at, text, ink, anchor } => {
            let class = if *ink == Ink::Strong { "t-strong" } else { "" };
            view! { <text class=class x=at.0.to_string() y=at.1.to_string() dy="0.35em" text-anchor=anchor_word(*anchor)>{text.clone()}</text> }.into_any()
        }
    }
}

fn readout(drawing: Memo<Drawing>, active: RwSignal<Option<usize>>) -> AnyView {
    let shown = Memo::new(move |_| {
        active.get().and_then(|at| {
            drawing.with(|drawing| drawing.marks.get(at).map(|mark| (mark.clone(), drawing.size.0)))
        })
    });
    let card = move || {
        let (Mark { at, title, facts, .. }, width) = shown.get()?;
        let left_half = at.0 < width * 0.55;
        let shift = if left_half { "translate(12px, -50%)" } else { "translate(calc(-100% - 12px), -50%)" };
        let rows = facts
            .into_iter()
            .map(|(ink, label, text)| {
                let swatch =
                    ink.map(|ink| view! { <span class="swatch" style:background=colour(ink)></span> });
                view! { <dt>{swatch}{label}</dt><dd>{text}</dd> }
            })
            .collect_view();
        Some(view! {
            <div class="readout" aria-hidden="true" style:left=format!("{}px", at.0) style:top=format!("{}px", at.1) style:transform=shift>
                <strong>{title}</strong>
                <dl>{rows}</dl>
            </div>
        })
    };
    let said = move || shown.get().map(|(mark, _)| mark.words(fmt()));
    view! {
        {card}
        <span class="sr-only" role="status">{said}</span>
    }
    .into_any()
}

/// An ink as a colour of the style sheet.
fn colour(ink: Ink) -> String {
    format!("var({})", ink.token())
}

/// Names of colours, where they do not stand at their lines.
fn legend(spec: &ChartSpec) -> AnyView {
    let entries: Vec<(&'static str, Ink, &str)> = match &spec.kind {
        ChartKind::Trend(trend) if trend.series.len() > 1 => {
            let shape = |series: &Series| match (series.role, trend.style) {
                (SeriesRole::Target, _) => "swatch is-line",
                (SeriesRole::Before, TrendStyle::Lines) => "swatch is-line is-soft",
                (SeriesRole::Projection, _) => "swatch is-forecast",
                (SeriesRole::Actual | SeriesRole::Before, _) => "swatch",
            };
            let ink = |series: &Series| super::trend::ink(series, trend.style);
            trend.series.iter().map(|s| (shape(s), ink(s), s.name.as_str())).collect()
        }
        ChartKind::Ranking(ranking) if ranking.bars.iter().any(|bar| bar.target.is_some()) => {
            vec![("swatch is-tick", Ink::Target, t().chart.target)]
        }
        ChartKind::Mix(mix) => mix.parts.iter().map(|p| ("swatch", p.ink, p.name.as_str())).collect(),
        ChartKind::Curve(curve) if curve.lines.len() > 1 => {
            let shape = |before| if before { "swatch is-line is-soft" } else { "swatch is-line" };
            curve.lines.iter().map(|l| (shape(l.before), l.ink, l.name.as_str())).collect()
        }
        ChartKind::Scatter(scatter) => {
            scatter.inks.iter().map(|(ink, name)| ("swatch is-dot", *ink, name.as_str())).collect()
        }
        _ => Vec::new(),
    };
    if entries.is_empty() {
        return ().into_any();
    }
    let entry = |(shape, ink, name): (&'static str, Ink, &str)| {
        view! { <li><span class=shape style:background=colour(ink)></span>{name.to_owned()}</li> }
    };
    let entries = entries.into_iter().map(entry).collect_view();
    view! { <ul class="legend">{entries}</ul> }.into_any()
}

/// The chart as a table.
fn twin(spec: &ChartSpec) -> AnyView {
    let table = table(spec, fmt());
    let heads = table
        .heads
        .into_iter()
        .enumerate()
        .map(|(at, head)| view! { <th scope="col" class:num=at != 0>{head}</th> })
        .collect_view();
    let figure = spec.figure;
    let rows = table
        .rows
        .into_iter()
        .map(|row| {
            let cells = row
                .into_iter()
                .enumerate()
                .map(|(at, cell)| match cell {
                    TableCell::Name(name) if at == 0 => view! { <th scope="row">{name}</th> }.into_any(),
                    TableCell::Name(name) => view! { <td class="num">{name}</td> }.into_any(),
                    TableCell::Figure(value) => {
                        view! { <td class="num">{value.map_or_else(|| "–".to_owned(), |value| figure.full(fmt(), value))}</td> }.into_any()
                    }
                })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    view! {
        <div class="table-wrap">
            <table class="table">
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
