//! What a step of a calculation read: the records, the measurements or the people, each with the way to its page.

use crate::domain::dataset::Dataset;
use crate::domain::id::{MeasurementId, PersonId};
use crate::domain::{Date, Decimal};
use crate::i18n::Shown;
use crate::i18n::trace::{Source, query_words};
use crate::ui::components::{Cell, Column, DataTable, TableData};
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
