//! A list of sales records: virtual rows, search, order, export. The same on the page of records and under a figure.

use crate::domain::dataset::Dataset;
use crate::domain::records::{RowRef, State};
use crate::domain::{Decimal, kpi::Unit};
use crate::engine::measure::{Line, Listing, Order, RecordQuery};
use crate::i18n::Shown;
use crate::state::select::{CodeNames, records};
use crate::state::sheet;
use crate::ui::components::{
    Button, ButtonKind, Cell, Choice, Column, DataTable, Icon, SearchBox, Select, TableData, Tone,
};
use crate::ui::desk::Desk;
use crate::ui::lang::{fmt, t};
use crate::ui::select::cached;
use crate::ui::session::Session;
use crate::web::download;
use leptos::prelude::*;
use std::sync::Arc;

const ORDERS: [(&str, Order); 4] = [
    ("newest", Order::Newest),
    ("oldest", Order::Oldest),
    ("largest", Order::Largest),
    ("smallest", Order::Smallest),
];

/// A list with what its cells need. Equal where it is the same list.
#[derive(Clone)]
struct Shelf {
    data: Arc<Dataset>,
    listing: Arc<Listing>,
    names: Arc<CodeNames>,
    /// How often names of documents have been read from storage.
    read: u32,
}

impl PartialEq for Shelf {
    fn eq(&self, other: &Self) -> bool {
        let same = Arc::ptr_eq(&self.listing, &other.listing) && Arc::ptr_eq(&self.names, &other.names);
        same && self.read == other.read
    }
}

/// The records of a query.
#[component]
pub fn RecordList(
    /// Which records; `None` lists nothing.
    #[prop(into)]
    query: Signal<Option<RecordQuery>>,
    /// Opens a record.
    #[prop(optional, into)]
    on_open: Option<Callback<RowRef>>,
    /// More tools.
    #[prop(optional, into)]
    tools: Option<ViewFn>,
    /// What is searched for at first.
    #[prop(optional, into)]
    find: String,
) -> impl IntoView {
    let (session, desk) = (Session::get(), Desk::get());
    desk.want_names();
    let (order, needle) = (RwSignal::new("newest".to_owned()), RwSignal::new(find));
    let all = session.select(move |data| {
        let query = query.get()?;
        let key = order.get();
        let order = ORDERS.iter().find(|(name, _)| *name == key).map_or(Order::Newest, |(_, order)| *order);
        let (listing, names) = cached(|cache| (cache.list(data, &query, order), cache.names(data)));
        Some(Shelf { data: Arc::clone(data), listing, names, read: desk.names_read() })
    });
    let shelf = Memo::new(move |_| {
        let (shelf, needle) = (all.get()?, needle.get());
        if needle.trim().is_empty() {
            return Some(shelf);
        }
        let listing = Arc::new(records::search(&shelf.listing, &shelf.names, &needle));
        Some(Shelf { listing, ..shelf })
    });
    let table = Signal::derive(move || shelf.get().map_or_else(nothing, |shelf| table(&shelf)));
    let opened = on_open.map(|open| {
        Callback::new(move |row: usize| {
            if let Some(line) = shelf.get_untracked().and_then(|s| s.listing.line(row)) {
                open.run(line.row);
            }
        })
    });
    let summary = move || {
        shelf.get().map(|s| {
            let digits = s.data.workspace.currency.digits();
            let sum = Decimal::try_from_i128_with_scale(s.listing.sum, digits).unwrap_or_default();
            let amount = format!(
                "{} {}",
                fmt().figure(sum, Shown::money(&s.data.workspace)),
                s.data.workspace.currency
            );
            t().monitor.sum(&fmt().whole(s.listing.len() as i64), &amount)
        })
    };
    let export = Callback::new(move |()| {
        if let Some(shelf) = shelf.get_untracked() {
            download::text(&format!("{}.csv", t().monitor.records), "text/csv;charset=utf-8", &csv(&shelf));
        }
    });
    let words = |order| match order {
        Order::Newest => t().monitor.newest_first,
        Order::Oldest => t().monitor.oldest_first,
        Order::Largest => t().monitor.largest_first,
        Order::Smallest => t().monitor.smallest_first,
    };
    let orders: Vec<Choice> = ORDERS.iter().map(|(key, order)| Choice::new(*key, words(*order))).collect();
    view! {
        <div class="stack-1 record-list">
            <div class="row-2 no-print">
                <div class="record-search"><SearchBox label=t().monitor.find value=needle/></div>
                <Select label=t().monitor.order bare=true options=Signal::derive(move || orders.clone()) value=order on_change=move |key: String| order.set(key)/>
                <span class="muted" role="status">{summary}</span>
                <span class="push row">
                    {tools.map(|tools| tools.run())}
                    <Button icon=Icon::Export kind=ButtonKind::Quiet on_press=export>{t().chart.save_csv}</Button>
                </span>
            </div>
            {match opened {
                Some(open) => view! { <DataTable label=t().monitor.records data=table search=false on_open=open/> }.into_any(),
                None => view! { <DataTable label=t().monitor.records data=table search=false/> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

fn nothing() -> TableData {
    TableData::new(Vec::new(), 0, |_, _| Cell::default())
}

/// Titles, widths and whether they hold figures.
fn columns(data: &Dataset) -> Vec<Column> {
    let (m, c) = (&t().monitor, &t().common);
    let money = data.workspace.currency.to_string();
    vec![
        Column::text(m.day).width(108),
        Column::text(m.document).width(116).opens(),
        Column::text(c.person).width(112),
        Column::text(c.customer).width(176),
        Column::text(c.product_word).width(176),
        Column::number(m.amount).unit(money.clone()).width(128),
        Column::number(m.quantity).width(96),
        Column::text(m.state).width(84),
        Column::text(c.channel).width(100),
        Column::text(c.territory).width(100),
        Column::number(m.cost).unit(money).width(120),
        Column::text(m.source).width(180),
    ]
}

fn table(shelf: &Shelf) -> TableData {
    let kept = shelf.clone();
    TableData::new(columns(&shelf.data), shelf.listing.len(), move |row, column| {
        kept.listing.line(row).map(|line| cell(&kept, &line, column)).unwrap_or_default()
    })
}

fn money(shelf: &Shelf, minor: i64) -> Cell {
    let value = Decimal::new(minor, shelf.data.workspace.currency.digits());
    let shown = Shown { unit: Unit::Money, digits: shelf.data.workspace.shown_digits };
    let cell = Cell::number(fmt().exact(value, shown), value);
    if minor < 0 { cell.tone(Tone::Behind) } else { cell }
}

fn cell(shelf: &Shelf, line: &Line, column: usize) -> Cell {
    let names = &shelf.names;
    let cell = match column {
        0 => {
            let Some(day) = line.day.date() else { return Cell::default() };
            let mut cell = Cell::number(fmt().date(day), Decimal::from(line.day.0));
            cell.edit = Some(day.to_string());
            cell
        }
        1 => Cell::text(line.block.names().map_or("", |n| n.document.get(line.at))),
        2 => Cell::text(names.credit(line.credit)),
        3 => Cell::text(names.customer(line.customer)),
        4 => Cell::text(names.product(line.product)),
        8 => Cell::text(names.channel(line.channel)),
        9 => Cell::text(names.territory(line.territory)),
        7 => Cell::text(t().kpis.state_name(line.state)),
        6 => {
            let quantity = Decimal::new(line.quantity, 3).normalize();
            Cell::number(fmt().at_most(quantity, 3), quantity)
        }
        5 => {
            let cell = money(shelf, line.amount);
            // Shared credit: the whole stands in the row, what counts here is said beside it.
            if line.credited == line.amount {
                cell
            } else {
                let counted = money(shelf, line.credited).text;
                cell.note(format!("{}{}{counted}", t().monitor.credited, fmt().colon()))
            }
        }
        10 => line.cost.map_or_else(Cell::default, |cost| money(shelf, cost)),
        _ => {
            let source = records::source(&shelf.data, line);
            Cell::text(if source.is_empty() { t().monitor.by_hand } else { source }).tone(Tone::Muted)
        }
    };
    if line.state == State::Booked { cell } else { cell.tone(Tone::Muted) }
}

/// A record as words and texts, one per column that has something.
pub fn facts(data: &Arc<Dataset>, line: &Line) -> Vec<(String, String)> {
    let names = cached(|cache| cache.names(data));
    let shelf = Shelf { data: Arc::clone(data), listing: Arc::default(), names, read: 0 };
    let columns = columns(data).into_iter().enumerate();
    columns
        .map(|(at, column)| {
            let title =
                column.unit.map_or_else(|| column.title.clone(), |u| format!("{} ({u})", column.title));
            (title, cell(&shelf, line, at).text)
        })
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// The list as a CSV file for spreadsheets: ISO days, plain figures, and no cell that a spreadsheet would compute.
fn csv(shelf: &Shelf) -> String {
    let columns = columns(&shelf.data);
    let titles: Vec<String> = columns.iter().map(|c| c.title.clone()).collect();
    let digits = shelf.data.workspace.currency.digits();
    let rows = shelf.listing.lines().map(|line| {
        let text = |column| match column {
            0 => line.day.date().map(|d| d.to_string()).unwrap_or_default(),
            5 => Decimal::new(line.amount, digits).to_string(),
            6 => Decimal::new(line.quantity, 3).normalize().to_string(),
            10 => line.cost.map(|c| Decimal::new(c, digits).to_string()).unwrap_or_default(),
            _ => cell(shelf, &line, column).text,
        };
        (0..columns.len()).map(text).collect()
    });
    sheet::csv(std::iter::once(titles).chain(rows))
}
