//! The state of a grid and what keys, copying and pasting do to it.

use super::model::{Column, TableData, pasted};
use super::select::Selection;
use super::window::{Frame, Window};
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

/// The key an input method reports while it makes words of several keys; the editor, which has the keyboard before
/// that key has its effect, gets the words.
const COMPOSING: &str = "Process";

/// Whether the key writes something; a space and a question mark have other meanings on a page.
fn is_text(key: &str) -> bool {
    key.chars().count() == 1 && key != " " && key != "?"
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
    /// Whether somebody has chosen a cell; before that nothing is marked and nothing can be deleted.
    pub touched: RwSignal<bool>,
    /// The text that editing of the active cell starts from.
    pub editing: RwSignal<Option<String>>,
    pub errors: RwSignal<Vec<CellError>>,
    pub on_edit: Option<Callback<Vec<CellEdit>, Vec<CellError>>>,
    pub on_open: Option<Callback<usize>>,
    pub choices: Option<Callback<usize, Vec<String>>>,
    pub scroll: RwSignal<f64>,
    pub view: RwSignal<f64>,
    pub node: NodeRef<html::Div>,
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
        self.touched.set(true);
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
            // The first column may stay in sight above the others.
            let first = node.query_selector("thead th").ok().flatten().filter(|_| selection.at.1 > 0);
            let left =
                first.map_or(area.left(), |first| first.get_bounding_client_rect().right().max(area.left()));
            // So may the last one, where it is the heading of another column.
            let last = node.query_selector("thead th:last-child:not(:first-child)").ok().flatten();
            let right = last
                .map(|last| last.get_bounding_client_rect().left())
                .filter(|edge| *edge > cell.left() && *edge < area.right())
                .unwrap_or_else(|| area.right());
            let shift = if cell.left() < left {
                cell.left() - left
            } else if cell.right() > right {
                (cell.right() - right).min(cell.left() - left)
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

    pub fn key(self, event: &web_sys::KeyboardEvent) {
        let (key, jump) = (event.key(), event.ctrl_key() || event.meta_key());
        if self.editing.with_untracked(Option::is_some) {
            return;
        }
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
        } else if !jump && !event.alt_key() && (key == COMPOSING || is_text(&key)) {
            let editable = self.columns().get(selection.at.1).is_some_and(|column| column.editable);
            if editable && self.on_edit.is_some() {
                let start = if key == COMPOSING {
                    String::new()
                } else {
                    event.prevent_default();
                    key
                };
                self.edit(Some(start));
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

    pub fn copy(self, event: &web_sys::ClipboardEvent) {
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

    pub fn paste(self, event: &web_sys::ClipboardEvent) {
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
