//! What a step of a calculation read: the records, the measurements or the people, each with the way to its page.

use crate::domain::dataset::Dataset;
use crate::domain::id::{MeasurementId, PersonId};
use crate::domain::kpi::{Base, Unit};
use crate::domain::{Date, Decimal};
use crate::engine::incentive::{Counted, Counting, counted};
use crate::i18n::Shown;
use crate::i18n::trace::{Source, query_words};
use crate::state::select::{CodeNames, records};
use crate::ui::components::{Cell, Column, DataTable, TableData};
use crate::ui::desk::Desk;
use crate::ui::lang::{fmt, t};
use crate::ui::record_list::RecordList;
use crate::ui::route::Page;
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use leptos::prelude::*;
use std::sync::Arc;

/// What was read, as a list.
#[component]
pub fn SourceView(
    /// What; `None` shows nothing.
    source: RwSignal<Option<Source>>,
    /// Where records and names stand, where that is not the workspace.
    world: RwSignal<Option<Arc<Dataset>>>,
    /// The reader goes to the page of what is listed.
    #[prop(into)]
    on_leave: Callback<()>,
) -> impl IntoView {
    move || {
        source.get().map(|source| match source {
            Source::Records(query) => {
                let words = Session::get().data().map(|data| query_words(&query, names(&data)).join(" · "));
                let query = Signal::stored(Some(*query));
                view! { <p class="muted">{words}</p> <RecordList query/> }.into_any()
            }
            Source::Counted(counting) => view! { <CountedList counting=*counting world/> }.into_any(),
            Source::Measurements(ids) => {
                let ids = Arc::new(ids);
                let table = table(move |data| measurements(data, &ids));
                listed(table, t().trace.measurements, (Page::Measurements, t().shell.measurements), on_leave)
            }
            Source::People(ids) => {
                let ids = Arc::new(ids);
                let table = table(move |data| people(data, &ids));
                listed(table, t().trace.people, (Page::People, t().shell.people), on_leave)
            }
        })
    }
}

/// The records that count for a line of pay, each with what counts of it.
#[component]
fn CountedList(
    /// Which.
    counting: Counting,
    /// Where they stand, where that is not the workspace.
    world: RwSignal<Option<Arc<Dataset>>>,
) -> impl IntoView {
    let (session, desk) = (Session::get(), Desk::get());
    desk.want_names();
    let kept = StoredValue::new(counting);
    let shelf = Memo::new(move |_| {
        desk.names_read();
        let data = world.get().or_else(|| session.data())?;
        let all = kept.with_value(|counting| counted(&data, counting));
        Some(Arc::new(Shelf { names: CodeNames::new(&data), all, data }))
    });
    let table = Signal::derive(move || {
        let empty = || TableData::new(Vec::new(), 0, |_, _| Cell::default());
        shelf.get().map_or_else(empty, |shelf| kept.with_value(|counting| counted_table(&shelf, counting)))
    });
    let summary = move || {
        let shelf = shelf.get()?;
        let sum = shelf.all.iter().fold(Decimal::ZERO, |sum, c| sum.saturating_add(c.counts));
        let count = fmt().whole(i64::try_from(shelf.all.len()).unwrap_or(i64::MAX));
        let text = kept.with_value(|counting| worth(&shelf.data, counting, sum));
        Some(format!("{} · {}{}{text}", t().trace.records_count(&count), t().trace.counts, fmt().colon()))
    };
    view! {
        <div class="stack-1 record-list">
            <p class="muted" role="status">{summary}</p>
            <DataTable label=t().monitor.records data=table/>
        </div>
    }
    .into_any()
}

/// Counted records with what their cells need.
struct Shelf {
    data: Arc<Dataset>,
    names: CodeNames,
    all: Vec<Counted>,
}

impl PartialEq for Shelf {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// What is counted, with its unit.
fn worth(data: &Dataset, counting: &Counting, value: Decimal) -> String {
    let base = counting.plan.components.iter().find(|c| c.id == counting.component).map(|c| c.base);
    if base == Some(Base::Quantity) {
        return fmt().at_most(value, 3);
    }
    let shown = Shown { unit: Unit::Money, digits: data.workspace.shown_digits };
    format!("{} {}", fmt().exact(value, shown), data.workspace.currency)
}

fn counted_table(shelf: &Arc<Shelf>, counting: &Counting) -> TableData {
    let (m, c) = (&t().monitor, &t().common);
    // Together as wide as the dialog that they stand in, so that the last is not cut at its edge.
    let columns = vec![
        Column::text(m.day).width(108),
        Column::text(m.document).width(116),
        Column::text(c.person).width(112),
        Column::text(c.customer).width(132),
        Column::text(c.product_word).width(132),
        Column::number(m.amount).unit(shelf.data.workspace.currency.to_string()).width(128),
        Column::number(t().trace.counts).width(140),
        Column::text(m.source).width(180),
    ];
    let (shelf, counting) = (Arc::clone(shelf), counting.clone());
    TableData::new(columns, shelf.all.len(), move |row, column| {
        let Some(Counted { line, counts }) = shelf.all.get(row) else { return Cell::default() };
        let names = &shelf.names;
        match column {
            0 => day(line.day.date()),
            1 => Cell::text(line.block.names().map_or("", |n| n.document.get(line.at))),
            2 => Cell::text(names.credit(line.credit)),
            3 => Cell::text(names.customer(line.customer)),
            4 => Cell::text(names.product(line.product)),
            5 => {
                let whole = Decimal::new(line.amount, shelf.data.workspace.currency.digits());
                let shown = Shown { unit: Unit::Money, digits: shelf.data.workspace.shown_digits };
                Cell::number(fmt().exact(whole, shown), whole)
            }
            6 => Cell::number(worth(&shelf.data, &counting, *counts), *counts),
            _ => {
                let source = records::source(&shelf.data, line);
                Cell::text(if source.is_empty() { m.by_hand } else { source })
            }
        }
    })
}

/// A table of the data shown now.
fn table(make: impl Fn(&Arc<Dataset>) -> TableData + Send + Sync + 'static) -> Signal<TableData> {
    let session = Session::get();
    Signal::derive(move || {
        session
            .data()
            .map_or_else(|| TableData::new(Vec::new(), 0, |_, _| Cell::default()), |data| make(&data))
    })
}

fn listed(
    table: Signal<TableData>,
    label: &'static str,
    (page, name): (Page, &'static str),
    on_leave: Callback<()>,
) -> AnyView {
    let router = Router::get();
    view! {
        <div class="stack-1">
            <DataTable label data=table/>
            <p><a href=move || router.href(page) on:click=move |_| on_leave.run(())>{name}</a></p>
        </div>
    }
    .into_any()
}

fn day(day: Option<Date>) -> Cell {
    day.map_or_else(Cell::default, |day| Cell::text(fmt().date(day)))
}

fn measurements(data: &Arc<Dataset>, ids: &Arc<Vec<MeasurementId>>) -> TableData {
    let d = &t().data;
    let columns = vec![
        Column::text(d.when).width(200),
        Column::text(d.measure),
        Column::text(d.subject),
        Column::number(d.value),
        Column::number(d.sample).width(96),
        Column::text(d.source),
    ];
    let (data, ids) = (Arc::clone(data), Arc::clone(ids));
    TableData::new(columns, ids.len(), move |row, column| {
        let Some(one) = ids.get(row).and_then(|id| data.measurements.get(*id)) else {
            return Cell::default();
        };
        let names = names(&data);
        match column {
            0 if one.span.from == one.span.to => day(Some(one.span.from)),
            0 => Cell::text(names.days(one.span)),
            1 => Cell::text(names.measure(one.measure)),
            2 => Cell::text(names.subject(one.subject)),
            3 => {
                let digits = data.workspace.shown_digits;
                let shown = data.measures.get(one.measure).map(|m| Shown { unit: m.unit, digits });
                let text = shown.map_or_else(String::new, |shown| fmt().exact(one.value, shown));
                Cell::number(text, one.value)
            }
            4 => one
                .sample
                .map_or_else(Cell::default, |n| Cell::number(fmt().whole(n.into()), Decimal::from(n))),
            _ => Cell::text(one.source.clone()),
        }
    })
}

fn people(data: &Arc<Dataset>, ids: &Arc<Vec<PersonId>>) -> TableData {
    let d = &t().data;
    let columns = vec![
        Column::text(d.person_name),
        Column::text(d.team),
        Column::text(d.role),
        Column::text(d.hired).width(120),
        Column::text(d.left).width(120),
    ];
    let (data, ids) = (Arc::clone(data), Arc::clone(ids));
    TableData::new(columns, ids.len(), move |row, column| {
        let Some(person) = ids.get(row).and_then(|id| data.people.get(*id)) else { return Cell::default() };
        let stint = person.stints.last();
        match column {
            0 => Cell::text(person.name.clone()),
            1 => {
                let team = stint.and_then(|s| data.teams.get(s.team?));
                team.map_or_else(Cell::default, |team| Cell::text(team.name.clone()))
            }
            2 => stint.map_or_else(Cell::default, |s| Cell::text(s.role.clone())),
            3 => day(person.hired),
            _ => day(person.left),
        }
    })
}
