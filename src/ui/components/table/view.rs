//! The grid's frame: tools, heading, scrolling, keyboard, copy and paste.

use super::model::{Column, TableData, pasted};
use super::rows::rows_view;
use super::select::Selection;
use super::window::{Frame, Window};
use crate::ui::components::{Button, ButtonKind, Icon, SearchBox, unique_id};
use crate::ui::lang::{fmt, lang, t};
use crate::web::intl;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// One edit of a cell. A row at or beyond the source's end asks for a new row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellEdit {
    /// Source row.
    pub row: usize,
    /// Column.
    pub column: usize,
    /// The new text as typed or pasted.
    pub text: String,
}

/// Why an edit was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellError {
    /// Source row.
    pub row: usize,
    /// Column.
    pub column: usize,
    /// The reason, a sentence.
    pub why: String,
}

/// The state of one grid.
#[derive(Clone, Copy)]
pub(super) struct Grid {
    pub id: StoredValue<String>,
    pub data: Signal<TableData>,
    pub order: Memo<Arc<Vec<usize>>>,
    pub window: Memo<Window>,
    pub row_height: StoredValue<f64>,
    pub selection: RwSignal<Selection>,
    /// The text that editing of the active cell starts from.
    pub editing: RwSignal<Option<String>>,
    pub errors: RwSignal<Vec<CellError>>,
    pub on_edit: Option<Callback<Vec<CellEdit>, Vec<CellError>>>,
    pub on_open: Option<Callback<usize>>,
    pub choices: Option<Callback<usize, Vec<String>>>,
    scroll: RwSignal<f64>,
    view: RwSignal<f64>,
    node: NodeRef<html::Div>,
}

impl Grid {
    /// The source row and column of the active cell.
    pub fn active(self) -> Option<(usize, usize)> {
        let (place, column) = self.selection.get_untracked().at;
        self.order.with_untracked(|order| order.get(place).map(|row| (*row, column)))
    }

    fn columns(self) -> Arc<[Column]> {
        self.data.with_untracked(|data| Arc::clone(&data.columns))
    }

    fn frame(self) -> Frame {
        Frame {
            rows: self.order.with_untracked(|order| order.len()),
            row: self.row_height.get_value(),
            view: self.view.get_untracked(),
        }
    }

    /// Moves the selection and brings its active cell into sight.
    pub fn select(self, selection: Selection) {
        self.selection.set(selection);
        let Some(node) = self.node.get_untracked() else { return };
        let at = self.scroll.get_untracked();
        let to = self.frame().reveal(selection.at.0, at);
        if (to - at).abs() > 0.5 {
            node.set_scroll_top(to.round() as i32);
        }
        // Columns: the heading of the active one is there at any scroll position of the rows.
        let heading =
            node.query_selector(&format!("thead th:nth-child({})", selection.at.1 + 1)).ok().flatten();
        if let Some(heading) = heading {
            let (cell, area) = (heading.get_bounding_client_rect(), node.get_bounding_client_rect());
            let shift = if cell.left() < area.left() {
                cell.left() - area.left()
            } else if cell.right() > area.right() {
                (cell.right() - area.right()).min(cell.left() - area.left())
            } else {
                0.0
            };
            if shift != 0.0 {
                node.set_scroll_left(node.scroll_left() + shift.round() as i32);
            }
        }
    }

    /// Gives the keyboard back to the grid after editing.
    pub fn focus(self) {
        if let Some(node) = self.node.get_untracked() {
            let _ = node.focus();
        }
    }

    /// Starts editing the active cell with `text`, or with what is in it.
    pub fn edit(self, text: Option<String>) {
        let Some((row, column)) = self.active() else { return };
        let editable = self.columns().get(column).is_some_and(|column| column.editable);
        if editable && self.on_edit.is_some() {
            let start = text.unwrap_or_else(|| {
                let cell = self.data.with_untracked(|data| data.cell(row, column));
                cell.edit.unwrap_or(cell.text)
            });
            self.editing.set(Some(start));
        } else if let Some(open) = self.on_open {
            open.run(row);
        }
    }

    /// Stores edits; `true` where all were taken.
    pub fn store(self, edits: Vec<CellEdit>) -> bool {
        let Some(on_edit) = self.on_edit else { return false };
        let errors = on_edit.run(edits);
        let good = errors.is_empty();
        self.errors.set(errors);
        good
    }

    fn key(self, event: &web_sys::KeyboardEvent) {
        if self.editing.with_untracked(Option::is_some) {
            return;
        }
        let (key, jump) = (event.key(), event.ctrl_key() || event.meta_key());
        let (rows, columns) = (self.order.with_untracked(|order| order.len()), self.columns().len());
        let page = (self.view.get_untracked() / self.row_height.get_value()).max(1.0) as usize;
        let selection = self.selection.get_untracked();
        if let Some(next) = selection.moved(&key, jump, event.shift_key(), rows, columns, page) {
            event.prevent_default();
            self.select(next);
        } else if key == "Enter" || key == "F2" {
            event.prevent_default();
            self.edit(None);
        } else if jump && key == "a" && rows > 0 && columns > 0 {
            event.prevent_default();
            self.selection.set(Selection { at: (0, 0), anchor: (rows - 1, columns - 1) });
        } else if key == "Delete" || key == "Backspace" {
            self.clear();
        } else if !jump && !event.alt_key() && key.chars().count() == 1 && key != " " && key != "?" {
            let editable = self.columns().get(selection.at.1).is_some_and(|column| column.editable);
            if editable && self.on_edit.is_some() {
                event.prevent_default();
                self.edit(Some(key));
            }
        }
    }

    /// Empties the editable cells of the selection.
    fn clear(self) {
        let selection = self.selection.get_untracked();
        let columns = self.columns();
        let edits: Vec<CellEdit> = self.order.with_untracked(|order| {
            let cells =
                selection.rows().flat_map(|place| selection.columns().map(move |column| (place, column)));
            cells
                .filter(|(_, column)| columns.get(*column).is_some_and(|column| column.editable))
                .filter_map(|(place, column)| {
                    Some(CellEdit { row: *order.get(place)?, column, text: String::new() })
                })
                .collect()
        });
        if !edits.is_empty() {
            self.store(edits);
        }
    }

    fn copy(self, event: &web_sys::ClipboardEvent) {
        if self.editing.with_untracked(Option::is_some) {
            return;
        }
        let selection = self.selection.get_untracked();
        let rows: Vec<usize> = self
            .order
            .with_untracked(|order| selection.rows().filter_map(|place| order.get(place).copied()).collect());
        let text = self.data.with_untracked(|data| data.copy(rows.into_iter(), selection.columns()));
        if let Some(clipboard) = event.clipboard_data() {
            event.prevent_default();
            let _ = clipboard.set_data("text/plain", &text);
        }
    }

    fn paste(self, event: &web_sys::ClipboardEvent) {
        let text = event.clipboard_data().and_then(|clipboard| clipboard.get_data("text/plain").ok());
        let Some(text) =
            text.filter(|_| self.on_edit.is_some() && self.editing.with_untracked(Option::is_none))
        else {
            return;
        };
        event.prevent_default();
        let (place, column) = self.selection.get_untracked().at;
        let (columns, source) = (self.columns(), self.data.with_untracked(|data| data.rows));
        let edits: Vec<CellEdit> = self.order.with_untracked(|order| {
            let mut edits = Vec::new();
            for (down, cells) in pasted(&text).into_iter().enumerate() {
                // Below the last row new rows begin.
                let row = order
                    .get(place + down)
                    .copied()
                    .unwrap_or(source + (place + down).saturating_sub(order.len()));
                for (right, text) in cells.into_iter().enumerate() {
                    if columns.get(column + right).is_some_and(|column| column.editable) {
                        edits.push(CellEdit { row, column: column + right, text });
                    }
                }
            }
            edits
        });
        if !edits.is_empty() {
            self.store(edits);
        }
    }
}

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
    let window = Memo::new(move |_| {
        let frame =
            Frame { rows: order.with(|order| order.len()), row: row_height.get_value(), view: view.get() };
        frame.window(scroll.get())
    });
    let node: NodeRef<html::Div> = NodeRef::new();
    let grid = Grid {
        id: StoredValue::new(unique_id("grid")),
        data,
        order,
        window,
        row_height,
        selection: RwSignal::new(Selection::default()),
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
                        <Button kind=ButtonKind::Quiet icon=Icon::Delete on_press=move |()| delete.run(selected())>{t().table.delete_rows}</Button>
                    })}
                    {on_add.map(|add| view! { <Button icon=Icon::Plus on_press=add>{t().table.add_row}</Button> })}
                </span>
            </div>
            <div
                node_ref=node
                class="grid-scroll"
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
                <table class="grid" role="presentation">
                    {move || heading(data.with(|data| Arc::clone(&data.columns)), sort)}
                    {rows_view(grid)}
                </table>
            </div>
            {note(grid)}
        </div>
    }
    .into_any()
}

fn heading(columns: Arc<[Column]>, sort: RwSignal<Option<(usize, bool)>>) -> AnyView {
    let cols = columns
        .iter()
        .map(|column| {
            let width = column.width.map(|width| format!("{width}px"));
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
