//! The grid's frame: tools, heading, the scrolled rows and the note below.

use super::grid::{CellEdit, CellError, Grid};
use super::model::{Column, TableData};
use super::rows::rows_view;
use super::select::Selection;
use super::window::{Frame, Window};
use crate::ui::components::{Button, ButtonKind, Icon, SearchBox, unique_id};
use crate::ui::lang::{fmt, lang, t};
use crate::web::intl;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// How many rows are printed at most; longer lists are for files.
const PRINTED: usize = 5_000;

/// A grid of any number of rows.
#[component]
pub fn DataTable(
    /// What the table shows, read aloud.
    #[prop(into)]
    label: String,
    /// Its content.
    #[prop(into)]
    data: Signal<TableData>,
    /// The column it is sorted by at first, and whether downwards.
    #[prop(optional, into)]
    sort: Option<(usize, bool)>,
    /// Whether it has a search box.
    #[prop(default = true)]
    search: bool,
    /// Stores edits, all or those that hold, and says why others do not.
    #[prop(optional, into)]
    on_edit: Option<Callback<Vec<CellEdit>, Vec<CellError>>>,
    /// The texts a cell of a column can be, as suggestions while it is edited; none where anything can be typed.
    #[prop(optional, into)]
    choices: Option<Callback<usize, Vec<String>>>,
    /// Where given, follows the source rows that are selected.
    #[prop(optional, into)]
    selected_rows: Option<RwSignal<Vec<usize>>>,
    /// A source row and column to go to and edit; taken when it has been done.
    #[prop(optional, into)]
    go_to: Option<RwSignal<Option<(usize, usize)>>>,
    /// Opens a source row.
    #[prop(optional, into)]
    on_open: Option<Callback<usize>>,
    /// Adds a row.
    #[prop(optional, into)]
    on_add: Option<Callback<()>>,
    /// Deletes source rows.
    #[prop(optional, into)]
    on_delete: Option<Callback<Vec<usize>>>,
    /// More tools beside the search box.
    #[prop(optional, into)]
    tools: Option<ViewFn>,
) -> impl IntoView {
    let (needle, sort) = (RwSignal::new(String::new()), RwSignal::new(sort));
    let order =
        Memo::new(move |_| Arc::new(data.with(|data| data.order(&needle.get(), sort.get(), collate))));
    let (scroll, view) = (RwSignal::new(0.0_f64), RwSignal::new(560.0_f64));
    let row_height = StoredValue::new(32.0_f64);
    let printing = printing();
    let window = Memo::new(move |_| {
        if printing.get() {
            let rows = order.with(|order| order.len()).min(PRINTED);
            return Window { first: 0, last: rows, above: 0.0, below: 0.0 };
        }
        let frame =
            Frame { rows: order.with(|order| order.len()), row: row_height.get_value(), view: view.get() };
        frame.window(scroll.get())
    });
    let widths = Memo::new(move |_| data.with(TableData::widths));
    let node: NodeRef<html::Div> = NodeRef::new();
    let grid = Grid {
        id: StoredValue::new(unique_id("grid")),
        data,
        order,
        window,
        row_height,
        selection: RwSignal::new(Selection::default()),
        touched: RwSignal::new(false),
        editing: RwSignal::new(None),
        errors: RwSignal::new(Vec::new()),
        on_edit,
        on_open,
        choices,
        scroll,
        view,
        node,
    };
    node.on_load(move |node| {
        if let Some(height) = row_height_of(&node) {
            row_height.set_value(height);
        }
        view.set(view_height(row_height.get_value()));
    });
    let count = move || {
        order.with(|order| {
            t().table
                .count(&fmt().whole(order.len() as i64), &fmt().whole(data.with(|data| data.rows) as i64))
        })
    };
    let selected = move || {
        let selection = grid.selection.get_untracked();
        order.with_untracked(|order| {
            selection.rows().filter_map(|place| order.get(place).copied()).collect::<Vec<usize>>()
        })
    };
    if let Some(rows) = selected_rows {
        Effect::new(move |_| {
            let selection = grid.selection.get();
            rows.set(order.with(|order| {
                selection.rows().filter_map(|place| order.get(place).copied()).collect::<Vec<usize>>()
            }));
        });
    }
    if let Some(go_to) = go_to {
        Effect::new(move |_| {
            let Some((row, column)) = go_to.get() else { return };
            let Some(place) = order.with(|order| order.iter().position(|one| *one == row)) else { return };
            go_to.set(None);
            let at = (place, column);
            // The row is drawn with the next frame.
            request_animation_frame(move || {
                grid.select(Selection { at, anchor: at });
                grid.edit(None);
            });
        });
    }
    // Only a cell that is drawn can be named.
    let active_id = move || {
        let (place, column) = grid.selection.get().at;
        let window = grid.window.get();
        let drawn =
            (window.first..window.last).contains(&place) && grid.order.with(|order| place < order.len());
        drawn.then(|| grid.id.with_value(|id| format!("{id}-{place}-{column}")))
    };
    view! {
        <div class="grid-block">
            <div class="grid-tools">
                {search.then(|| view! { <SearchBox label=t().table.search value=needle/> })}
                <span class="count" role="status">{count}</span>
                {tools.map(|tools| tools.run())}
                <span class="push row">
                    {on_delete.map(|delete| view! {
                        <Button kind=ButtonKind::Quiet icon=Icon::Delete disabled=Signal::derive(move || !grid.touched.get()) on_press=move |()| delete.run(selected())>{t().table.delete_rows}</Button>
                    })}
                    {on_add.map(|add| view! { <Button icon=Icon::Plus on_press=add>{t().table.add_row}</Button> })}
                </span>
            </div>
            <div
                node_ref=node
                class="grid-scroll"
                class:is-touched=move || grid.touched.get()
                role="grid"
                tabindex="0"
                aria-label=label
                aria-rowcount=move || order.with(|order| (order.len() + 1).to_string())
                aria-colcount=move || data.with(|data| data.columns.len().to_string())
                aria-multiselectable="true"
                aria-activedescendant=active_id
                on:scroll=move |_| {
                    if let Some(node) = node.get_untracked() {
                        scroll.set(f64::from(node.scroll_top()));
                    }
                }
                on:keydown=move |event| grid.key(&event)
                on:copy=move |event| grid.copy(&event)
                on:paste=move |event| grid.paste(&event)
            >
                <table class="grid" role="presentation" style:min-width=move || format!("{}px", widths.with(|w| w.iter().map(|w| w.1).sum::<u32>()))>
                    {move || heading(&widths.get(), data.with(|data| Arc::clone(&data.columns)), sort)}
                    {rows_view(grid)}
                </table>
            </div>
            {note(grid)}
        </div>
    }
    .into_any()
}

fn heading(widths: &[(bool, u32)], columns: Arc<[Column]>, sort: RwSignal<Option<(usize, bool)>>) -> AnyView {
    let cols = widths
        .iter()
        .map(|(fixed, width)| {
            let width = fixed.then(|| format!("{width}px"));
            view! { <col style:width=width/> }
        })
        .collect_view();
    let heads = columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let dir =
                move || sort.get().filter(|(column, _)| *column == at).map(|(_, descending)| descending);
            let aria = move || match dir() {
                Some(true) => "descending",
                Some(false) => "ascending",
                None => "none",
            };
            // Figures start with the largest, words with the first; the third press goes back to the source's order.
            let first = column.number;
            let press = move |_| {
                sort.set(match dir() {
                    None => Some((at, first)),
                    Some(descending) if descending == first => Some((at, !first)),
                    Some(_) => None,
                });
            };
            let arrow = move || match dir() {
                Some(true) => "↓",
                Some(false) => "↑",
                None => "",
            };
            let unit = column.unit.as_ref().map(|unit| view! { <span class="unit">{unit.clone()}</span> });
            view! {
                <th role="columnheader" class:num=column.number aria-sort=aria title=column.title.clone()>
                    <button type="button" class="head" on:click=press>
                        <span class="truncate">{column.title.clone()}</span>
                        {unit}
                        <span class="sort" aria-hidden="true">{arrow}</span>
                    </button>
                </th>
            }
        })
        .collect_view();
    view! {
        <colgroup>{cols}</colgroup>
        <thead role="rowgroup"><tr role="row" aria-rowindex="1">{heads}</tr></thead>
    }
    .into_any()
}

/// Below the grid: what there is to say about the active cell, mistakes first.
fn note(grid: Grid) -> AnyView {
    let said = move || {
        let (place, column) = grid.selection.get().at;
        let row = grid.order.with(|order| order.get(place).copied())?;
        let wrong = grid.errors.with(|errors| {
            let here = errors
                .iter()
                .find(|error| error.row == row && error.column == column)
                .or_else(|| errors.first())?;
            let title =
                grid.data.with(|data| data.columns.get(here.column).map(|column| column.title.clone()))?;
            Some((true, t().table.at(&fmt().whole(here.row as i64 + 1), &title, &here.why)))
        });
        wrong.or_else(|| grid.data.with(|data| data.cell(row, column).note.map(|note| (false, note))))
    };
    view! {
        <div class="grid-note" class:is-bad=move || said().is_some_and(|(bad, _)| bad) role="status">
            {move || said().map(|(_, words)| words)}
        </div>
    }
    .into_any()
}

/// Whether the page is being printed: paper has no scrolling, so all rows are drawn for it.
fn printing() -> RwSignal<bool> {
    let printing = RwSignal::new(false);
    let before = window_event_listener_untyped("beforeprint", move |_| printing.set(true));
    let after = window_event_listener_untyped("afterprint", move |_| printing.set(false));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    printing
}

/// Words in the order of the page's language.
fn collate(words: Vec<String>) -> Vec<String> {
    intl::sorted(lang().tag(), words)
}

fn row_height_of(node: &web_sys::HtmlElement) -> Option<f64> {
    let style = leptos::prelude::window().get_computed_style(node).ok()??;
    style.get_property_value("--row").ok()?.trim().strip_suffix("px")?.parse().ok()
}

/// The tallest the grid becomes, as `style/table.css` says, without its heading.
fn view_height(row: f64) -> f64 {
    let inner =
        leptos::prelude::window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(800.0);
    (inner * 0.7).min(720.0) - row
}
