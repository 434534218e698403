//! The rows in sight, their cells and the cell that is being edited.

use super::grid::{CellEdit, Grid};
use super::model::{Cell, Column, Tone};
use super::select::Selection;
use crate::ui::components::Suggest;
use crate::ui::lang::t;
use leptos::html;
use leptos::prelude::*;

/// Draws the rows of the window between two gaps.
pub(super) fn rows_view(grid: Grid) -> AnyView {
    let places = move || {
        let window = grid.window.get();
        grid.order.with(|order| {
            (window.first..window.last)
                .filter_map(|place| order.get(place).map(|row| (place, *row)))
                .collect::<Vec<_>>()
        })
    };
    let nothing = move || grid.order.with(|order| order.is_empty());
    let nothing_words =
        move || if grid.data.with(|data| data.rows == 0) { t().table.empty } else { t().table.no_match };
    let span = move || grid.data.with(|data| data.columns.len().to_string());
    view! {
        <tbody role="rowgroup">
            <tr class="gap" role="presentation"><td role="presentation" colspan=span style:height=move || format!("{}px", grid.window.get().above)></td></tr>
            <For each=places key=|place| *place children=move |(place, row)| row_view(grid, place, row)/>
            <tr class="gap" role="presentation"><td role="presentation" colspan=span style:height=move || format!("{}px", grid.window.get().below)></td></tr>
            <Show when=nothing>
                <tr role="row"><td role="gridcell" class="is-muted" colspan=span>{nothing_words}</td></tr>
            </Show>
        </tbody>
    }
    .into_any()
}

fn row_view(grid: Grid, place: usize, row: usize) -> AnyView {
    let cells = move || {
        grid.data.with(|data| {
            let columns = data.columns.iter().enumerate();
            columns
                .map(|(at, column)| cell_view(grid, place, row, at, column, data.cell(row, at)))
                .collect_view()
        })
    };
    view! { <tr role="row" aria-rowindex=(place + 2).to_string()>{cells}</tr> }.into_any()
}

fn cell_view(grid: Grid, place: usize, row: usize, at: usize, column: &Column, cell: Cell) -> AnyView {
    let is_active = Memo::new(move |_| grid.selection.get().at == (place, at));
    let is_in = Memo::new(move |_| {
        let selection = grid.selection.get();
        selection.is_range() && selection.holds(place, at)
    });
    let is_edit = Memo::new(move |_| is_active.get() && grid.editing.with(Option::is_some));
    let refused = Memo::new(move |_| {
        grid.errors.with(|errors| errors.iter().any(|error| error.row == row && error.column == at))
    });
    let tone = match cell.tone {
        Tone::Plain => "",
        Tone::Muted => "is-muted",
        Tone::Ahead => "is-ahead",
        Tone::Behind => "is-behind",
        Tone::Warn => "is-warn",
        Tone::Bad => "is-bad",
    };
    let opens = column.opens && grid.on_open.is_some();
    let number = column.number;
    let class = move || {
        let mut class = String::from(tone);
        for (on, name) in [
            (number, " num"),
            (opens, " is-link"),
            (is_active.get(), " is-active"),
            (is_in.get(), " is-in"),
            (is_edit.get(), " is-edit"),
            (refused.get(), " is-bad"),
        ] {
            if on {
                class.push_str(name);
            }
        }
        class
    };
    let press = move |event: web_sys::MouseEvent| {
        if grid.editing.with_untracked(Option::is_some) && is_active.get_untracked() {
            return;
        }
        let anchor = if event.shift_key() { grid.selection.get_untracked().anchor } else { (place, at) };
        grid.select(Selection { at: (place, at), anchor });
        if let Some(open) = grid.on_open.filter(|_| opens && !event.shift_key()) {
            open.run(row);
        }
    };
    let text = StoredValue::new(cell.text);
    let title = cell.note.unwrap_or_else(|| text.get_value());
    let indent = (cell.depth > 0).then(|| format!("{}px", u32::from(cell.depth) * 20 + 8));
    let content = move || {
        if is_edit.get() {
            editor(grid, row, at, number)
        } else {
            view! { <span>{text.get_value()}</span> }.into_any()
        }
    };
    view! {
        <td
            role="gridcell"
            id=grid.id.with_value(|id| format!("{id}-{place}-{at}"))
            class=class
            title=title
            style:padding-inline-start=indent
            aria-selected=move || (is_active.get() || is_in.get()).to_string()
            aria-invalid=move || refused.get().then_some("true")
            on:click=press
            on:dblclick=move |_| grid.edit(None)
        >
            {content}
        </td>
    }
    .into_any()
}

fn editor(grid: Grid, row: usize, column: usize, number: bool) -> AnyView {
    let node: NodeRef<html::Input> = NodeRef::new();
    let start = grid.editing.get_untracked().unwrap_or_default();
    let options = grid.choices.map(|choices| choices.run(column)).unwrap_or_default();
    let suggest = (!options.is_empty()).then(|| Suggest::new(Signal::stored(options)));
    // `true` where the text was taken and the editor is gone.
    let store = move || {
        let Some(text) = node.get_untracked().map(|input| input.value()) else { return true };
        let good = grid.store(vec![CellEdit { row, column, text }]);
        if good {
            grid.editing.set(None);
        }
        good
    };
    // At once, not with the next frame: the next key already belongs to the editor.
    node.on_load(move |input| {
        let _ = input.focus();
        let end = u32::try_from(input.value().encode_utf16().count()).unwrap_or(0);
        let _ = input.set_selection_range(end, end);
        if let Some(suggest) = suggest {
            // Typing over a cell narrows the list at once; opening it shows all.
            let typed = grid.active().is_some_and(|(row, column)| {
                let cell = grid.data.with_untracked(|data| data.cell(row, column));
                cell.edit.unwrap_or(cell.text) != input.value()
            });
            if typed { suggest.follow(&input) } else { suggest.show(&input) }
        }
    });
    let take = Callback::new(move |text: String| {
        if let Some(input) = node.get_untracked() {
            input.set_value(&text);
        }
        if store() {
            grid.focus();
        }
    });
    let key = move |event: web_sys::KeyboardEvent| {
        event.stop_propagation();
        if suggest.is_some_and(|suggest| suggest.walk(&event.key())) {
            event.prevent_default();
            return;
        }
        if let (Some(text), Some(input), "Enter" | "Tab") =
            (suggest.and_then(Suggest::chosen), node.get_untracked(), event.key().as_str())
        {
            input.set_value(&text);
        }
        let step = match event.key().as_str() {
            "Enter" => Some("ArrowDown"),
            "Tab" if event.shift_key() => Some("ArrowLeft"),
            "Tab" => Some("ArrowRight"),
            "Escape" => {
                grid.errors.set(Vec::new());
                grid.editing.set(None);
                grid.focus();
                None
            }
            _ => None,
        };
        if let Some(step) = step.filter(|_| !event.is_composing()) {
            event.prevent_default();
            if store() {
                let (rows, columns) = (
                    grid.order.with_untracked(|order| order.len()),
                    grid.data.with_untracked(|data| data.columns.len()),
                );
                if let Some(next) = grid.selection.get_untracked().moved(step, false, false, rows, columns, 1)
                {
                    grid.select(next);
                }
                grid.focus();
            }
        }
    };
    let leave = move |_| {
        if grid.editing.with_untracked(Option::is_some) && !store() {
            // Refused and left: the old value stands, the reason stays below the grid.
            grid.editing.set(None);
        }
    };
    let typed = move |_| {
        if let (Some(suggest), Some(input)) = (suggest, node.get_untracked()) {
            suggest.follow(&input);
        }
    };
    view! {
        <input
            node_ref=node
            class:num=number
            aria-label=grid.data.with_untracked(|data| data.columns.get(column).map(|column| column.title.clone()))
            role=suggest.map(|_| "combobox")
            aria-expanded=move || suggest.map(|suggest| suggest.is_open().to_string())
            aria-controls=suggest.map(Suggest::id)
            aria-activedescendant=move || suggest.and_then(Suggest::active)
            prop:value=start
            autocomplete="off"
            on:input=typed
            on:keydown=key
            on:blur=leave
        />
        {suggest.map(|suggest| suggest.view(take))}
    }
    .into_any()
}
