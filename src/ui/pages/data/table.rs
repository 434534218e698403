//! The editable table of any sheet: typing and pasting become one command, what is refused stays in its cell.

use super::columns::{Labels, cell, columns, fault_words, heading, tables, title, words};
use super::drafts::Drafts;
use super::merge::MergeDialog;
use super::remove::{InUse, InUseDialog, remove};
use crate::domain::dataset::{Dataset, Item, ItemId};
use crate::state::command::Command;
use crate::state::sheet::{Col, Edit, Holds, Sheet, edit, options, read, subjects, tree_order};
use crate::ui::components::{
    Button, ButtonKind, Cell, CellEdit, CellError, DataTable, Icon, TableData, Toasts, Tone,
};
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use crate::web::{download, ids};
use leptos::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// The state of one table.
#[derive(Clone, Copy)]
struct State {
    sheet: Sheet,
    session: Session,
    toasts: Toasts,
    drafts: RwSignal<Drafts>,
    rows: Memo<Arc<Vec<ItemId>>>,
    /// New rows that somebody is still filling in: the keyboard is in them.
    filling: Memo<Vec<ItemId>>,
    go_to: RwSignal<Option<(usize, usize)>>,
}

/// An editable table of entities.
#[component]
pub fn SheetTable(
    /// Which.
    sheet: Sheet,
    /// Opens an entity.
    #[prop(optional, into)]
    on_open: Option<Callback<ItemId>>,
) -> impl IntoView {
    let session = Session::get();
    let drafts = RwSignal::new(Drafts::default());
    let stored = session.select(move |data| Arc::new(sheet.rows(data)));
    let rows = Memo::new(move |_| {
        let stored = stored.get();
        drafts.with(|drafts| {
            let new: Vec<ItemId> = drafts.rows().filter(|id| !stored.contains(id)).collect();
            if new.is_empty() { stored } else { Arc::new(stored.iter().copied().chain(new).collect()) }
        })
    });
    let (selected, inside) = (RwSignal::new(Vec::<usize>::new()), RwSignal::new(false));
    let filling = Memo::new(move |_| {
        let (stored, rows) = (stored.get(), rows.get());
        let here = selected.get().into_iter().filter_map(|row| rows.get(row).copied());
        here.filter(|id| inside.get() && !stored.contains(id)).collect::<Vec<_>>()
    });
    let (toasts, go_to) = (Toasts::expect(), RwSignal::new(None));
    let state = State { sheet, session, toasts, drafts, rows, filling, go_to };
    let content = Memo::new_with_compare(move |_| state.content(), |_, _| true);
    let source = Signal::derive(move || {
        content.get().unwrap_or_else(|| TableData::new(columns(sheet), 0, |_, _| Cell::default()))
    });
    let merging = RwSignal::new(None);
    let in_use = RwSignal::new(None::<InUse>);
    let id_of = move |row: usize| rows.with_untracked(|rows| rows.get(row).copied());
    let picked = move || selected.with(|rows| rows.iter().filter_map(|row| id_of(*row)).collect::<Vec<_>>());
    let delete = move |rows: Vec<usize>| {
        let ids: Vec<ItemId> = rows.into_iter().filter_map(id_of).collect();
        drafts.update(|drafts| drafts.drop_rows(&ids));
        in_use.set(remove(session, state.toasts, ids));
    };
    let tools = move || {
        view! {
            {sheet.merges().then(|| view! {
                <Button kind=ButtonKind::Quiet on_press=move |()| {
                    let ids = untrack(picked);
                    if let Some(keep) = ids.first() {
                        merging.set(Some((*keep, ids.get(1).copied())));
                    }
                }>{t().data.merge}</Button>
            })}
            {on_open.map(|open| view! {
                <Button kind=ButtonKind::Quiet icon=Icon::Edit on_press=move |()| {
                    if let Some(id) = untrack(picked).first() {
                        open.run(*id);
                    }
                }>{t().data.open_row}</Button>
            })}
            <Button kind=ButtonKind::Quiet icon=Icon::Export on_press=move |()| state.export(&content)>{t().data.export_csv}</Button>
        }
        .into_any()
    };
    view! {
        <div on:focusin=move |_| inside.set(true) on:focusout=move |event| inside.set(stays(&event))>
        <DataTable
            label=title(sheet)
            data=source
            on_edit=Callback::new(move |edits: Vec<CellEdit>| state.edit(&edits))
            on_add=Callback::new(move |()| state.add())
            on_delete=Callback::new(delete)
            choices=Callback::new(move |column| state.choices(column))
            selected_rows=selected
            go_to=state.go_to
            tools=ViewFn::from(tools)
        />
        </div>
        {state.problems()}
        {sheet.merges().then(|| view! { <MergeDialog sheet pair=merging/> })}
        <InUseDialog found=in_use merges=sheet.merges() on_merge=Callback::new(move |id| merging.set(Some((id, None))))/>
    }
    .into_any()
}

/// Whether the keyboard goes to another place inside of what it leaves.
fn stays(event: &web_sys::FocusEvent) -> bool {
    let area = event.current_target().and_then(|area| area.dyn_into::<web_sys::Node>().ok());
    let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Node>().ok());
    area.zip(next).is_some_and(|(area, next)| area.contains(Some(&next)))
}

impl State {
    /// What the grid shows: the stored entities and, over them, what is typed and not right yet.
    fn content(self) -> Option<TableData> {
        let data = self.session.data()?;
        let (rows, drafts, sheet, words) =
            (self.rows.get(), Arc::new(self.drafts.get()), self.sheet, words());
        let filling = self.filling.get();
        let items: Vec<Option<Item>> = rows.iter().map(|id| data.get(*id)).collect();
        let depth: HashMap<ItemId, usize> = tree_order(&data, sheet).into_iter().collect();
        let labels = Labels::of(&data, sheet, &words);
        Some(TableData::new(columns(sheet), rows.len(), move |row, column| {
            let (Some(id), Some(col)) = (rows.get(row), sheet.columns().get(column)) else {
                return Cell::default();
            };
            if let Some(typed) = drafts.get(*id, *col) {
                if typed.is_missing() && filling.contains(id) {
                    return Cell::default();
                }
                let draft = Cell::text(typed.text.clone());
                return match &typed.fault {
                    Some(fault) => draft.tone(Tone::Bad).note(fault_words(sheet, *col, fault)),
                    None => draft.tone(Tone::Warn),
                };
            }
            let Some(item) = items.get(row).and_then(Option::as_ref) else { return Cell::default() };
            let mut cell = cell(&data, &labels, &read(&data, item, *col, &words), &words);
            if *col == Col::Name {
                cell.depth = depth.get(id).map_or(0, |d| u8::try_from(*d).unwrap_or(u8::MAX));
            }
            cell
        }))
    }

    /// Stores what was typed or pasted, as one step.
    fn edit(self, edits: &[CellEdit]) -> Vec<CellError> {
        let Some(data) = self.session.data_now() else { return Vec::new() };
        let mut fresh: BTreeMap<usize, ItemId> = BTreeMap::new();
        let typed: Vec<Edit> = edits
            .iter()
            .filter_map(|one| {
                let col = *self.sheet.columns().get(one.column)?;
                let known = self.rows.with_untracked(|rows| rows.get(one.row).copied());
                let id = known
                    .unwrap_or_else(|| *fresh.entry(one.row).or_insert_with(|| self.sheet.id(ids::fresh())));
                Some(Edit { id, col, text: one.text.clone() })
            })
            .collect();
        let tried = self.drafts.with_untracked(|drafts| drafts.with(&typed));
        let outcome = edit(&data, self.sheet, &tried, &words());
        if !outcome.items.is_empty() {
            let count = outcome.items.len();
            if let Err(refused) = self.session.run(&Command::Put(outcome.items.clone())) {
                self.toasts.warn(refused.words());
                return self.all_refused(edits, &refused.words());
            }
            if count > 1 {
                let session = self.session;
                self.toasts.offer(t().data.stored(&fmt().whole(count as i64)), t().common.undo, move |()| {
                    drop(session.undo())
                });
            }
        }
        self.drafts.update(|drafts| drafts.settle(&tried, &outcome));
        Vec::new()
    }

    fn all_refused(self, edits: &[CellEdit], why: &str) -> Vec<CellError> {
        edits.iter().map(|one| CellError { row: one.row, column: one.column, why: why.to_owned() }).collect()
    }

    /// Adds an empty row and begins to type its name.
    fn add(self) {
        let id = self.sheet.id(ids::fresh());
        self.drafts.update(|drafts| drafts.add_row(id));
        let row = self.rows.with_untracked(|rows| rows.iter().position(|one| *one == id));
        self.go_to.set(row.map(|row| (row, 0)));
    }

    /// What the cells of a column can be; nothing where anything can be typed.
    fn choices(self, column: usize) -> Vec<String> {
        let (Some(data), Some(col)) = (self.session.data_now(), self.sheet.columns().get(column)) else {
            return Vec::new();
        };
        match self.sheet.holds(*col) {
            Holds::Ref(table) => {
                options(&data, table, &words()).into_iter().map(|(_, label)| label).collect()
            }
            Holds::Subject => subjects(&data, &words()).into_iter().map(|(_, label)| label).collect(),
            Holds::Text if matches!(col, Col::Role | Col::Sector) => self.used(&data, *col),
            _ => Vec::new(),
        }
    }

    /// The texts that a column already holds.
    fn used(self, data: &Dataset, col: Col) -> Vec<String> {
        let words = words();
        let mut all: Vec<String> = self
            .sheet
            .rows(data)
            .into_iter()
            .filter_map(|id| match read(data, &data.get(id)?, col, &words) {
                crate::state::sheet::Value::Text(text) => Some(text),
                _ => None,
            })
            .collect();
        all.sort();
        all.dedup();
        all
    }

    /// All rows as a file.
    fn export(self, content: &Memo<Option<TableData>>) {
        let Some(table) = content.get_untracked() else { return };
        let head: Vec<String> =
            self.sheet.columns().iter().map(|col| heading(self.sheet, *col).to_owned()).collect();
        let row = |row: usize| {
            let cells = 0..table.columns.len();
            cells
                .map(|column| {
                    let cell = table.cell(row, column);
                    cell.edit.unwrap_or(cell.text)
                })
                .collect::<Vec<_>>()
        };
        let text = crate::state::sheet::csv(std::iter::once(head).chain((0..table.rows).map(row)));
        download::text(&t().data.file(title(self.sheet)), "text/csv;charset=utf-8", &text);
    }

    /// Below the table: how many cells are not right yet, the way to them, and the way out.
    fn problems(self) -> AnyView {
        let count = Memo::new(move |_| {
            self.filling.with(|filling| self.drafts.with(|drafts| drafts.faults(filling).count()))
        });
        let go = move |()| {
            let first = self.drafts.with_untracked(|drafts| drafts.faults(&[]).next());
            let place = first.and_then(|(id, col)| {
                let row = self.rows.with_untracked(|rows| rows.iter().position(|one| *one == id))?;
                Some((row, self.sheet.columns().iter().position(|one| *one == col)?))
            });
            self.go_to.set(place);
        };
        view! {
            <Show when=move || count.get() != 0>
                <div class="note is-error row" role="status">
                    <span class="grow">{move || t().data.not_right(&fmt().whole(count.get() as i64))}</span>
                    <Button small=true on_press=go>{t().data.go_there}</Button>
                    <Button small=true kind=ButtonKind::Quiet on_press=move |()| self.drafts.set(Drafts::default())>{t().data.discard}</Button>
                </div>
            </Show>
        }
        .into_any()
    }
}

/// Whether a sheet refers to something that is not there at all, such as measures.
#[must_use]
pub fn lacks(data: &Dataset, sheet: Sheet) -> bool {
    sheet == Sheet::Measurements
        && tables(sheet).into_iter().any(|table| options(data, table, &words()).is_empty())
}
