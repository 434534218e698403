//! A table as a file: CSV written by the page, a workbook by the file worker. In neither is a cell run as a formula.

use super::icon::Icon;
use super::menu::{Menu, MenuItem};
use super::toast::Toasts;
use crate::state::import::{Reply, Request};
use crate::state::sheet::csv;
use crate::ui::lang::t;
use crate::web::download;
use crate::web::worker::FileWorker;
use leptos::prelude::*;
use leptos::task::spawn_local;

const CSV: &str = "text/csv;charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A table to be saved.
#[derive(Clone, Debug)]
pub struct Table {
    /// The file's name without its ending.
    pub name: String,
    /// The sheet's name.
    pub sheet: String,
    /// The cells, headings first; numbers as plain digits with a point.
    pub rows: Vec<Vec<String>>,
}

/// A button that saves a table as CSV or as a workbook.
#[component]
pub fn ExportMenu(
    /// What is saved.
    #[prop(into)]
    label: Signal<String>,
    /// Makes the table when it is asked for; nothing where there is none.
    #[prop(into)]
    table: Callback<(), Option<Table>>,
) -> impl IntoView {
    let toasts = Toasts::expect();
    let as_csv = move |()| {
        if let Some(table) = table.run(()) {
            download::text(&format!("{}.csv", table.name), CSV, &csv(table.rows));
        }
    };
    let as_workbook = move |()| {
        let Some(Table { name, sheet, rows }) = table.run(()) else { return };
        spawn_local(async move {
            let worker = FileWorker::default();
            let reply = worker.ask(Request::Workbook { sheet, rows }, None, &[], |_| {}).await;
            worker.cancel();
            match reply {
                Reply::File(bytes) => download::bytes(&format!("{name}.xlsx"), XLSX, &bytes),
                Reply::Failed(error) => toasts.warn(t().import.error(&error)),
                _ => {}
            }
        });
    };
    view! {
        <Menu label icon=Icon::Export arrow=true>
            <MenuItem on_press=as_csv>{t().table.csv}</MenuItem>
            <MenuItem on_press=as_workbook>{t().table.workbook}</MenuItem>
        </Menu>
    }
    .into_any()
}
