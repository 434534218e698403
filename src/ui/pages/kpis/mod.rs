//! KPIs and measures: what they are, what they are worth now, and their editors.

mod kpi_form;
mod measure_form;

use crate::domain::id::{KpiId, MeasureId};
use crate::domain::kpi::{Kpi, Measure, Source};
use crate::domain::{Dataset, Item};
use crate::i18n::Shown;
use crate::state::command::Command;
use crate::state::kpis::{company_value, missing};
use crate::state::view::Settled;
use crate::ui::components::{
    Button, ButtonKind, Cell, Choice, Column, DataTable, Empty, Icon, TableData, Tabs, Toasts,
};
use crate::ui::lang::{fmt, t};
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::view::settled;
use crate::web::ids;
use kpi_form::KpiForm;
use leptos::prelude::*;
use measure_form::MeasureForm;
use std::sync::Arc;

/// What the side sheet edits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Editing {
    Kpi(Option<KpiId>),
    Measure(Option<MeasureId>),
}

/// The page of KPIs and measures.
#[component]
pub fn KpisPage() -> impl IntoView {
    let session = Session::get();
    let part = RwSignal::new("kpis".to_owned());
    let editing = RwSignal::new(None::<Editing>);
    let none = session.select(|data| data.kpis.is_empty());
    let add = move |()| {
        editing.set(Some(if part.get_untracked() == "kpis" {
            Editing::Kpi(None)
        } else {
            Editing::Measure(None)
        }));
    };
    view! {
        <article class="page">
            <header class="page-head">
                <div>
                    <h1>{t().kpis.kpis}</h1>
                    <p class="lede">{t().kpis.lede}</p>
                </div>
                <div class="page-actions">
                    <Button icon=Icon::Plus on_press=add>
                        {move || if part.get() == "kpis" { t().kpis.add_kpi } else { t().kpis.add_measure }}
                    </Button>
                </div>
            </header>
            <Tabs
                label=t().kpis.kpis
                options=vec![Choice::new("kpis", t().kpis.kpis), Choice::new("measures", t().kpis.measures)]
                value=part
                on_change=move |value| part.set(value)
            />
            {move || match (part.get() == "kpis", none.get()) {
                (true, true) => view! { <NoKpis/> }.into_any(),
                (true, false) => kpi_table(editing),
                (false, _) => measure_table(editing),
            }}
            {move || match editing.get() {
                Some(Editing::Kpi(id)) => view! { <KpiForm id on_close=move |()| editing.set(None)/> }.into_any(),
                Some(Editing::Measure(id)) => view! { <MeasureForm id on_close=move |()| editing.set(None)/> }.into_any(),
                None => ().into_any(),
            }}
        </article>
    }
}

/// Nothing yet: the ready ones are one press away.
#[component]
fn NoKpis() -> impl IntoView {
    let session = Session::get();
    let toasts = Toasts::expect();
    let add = move |()| {
        let Some(data) = session.data_now() else { return };
        let items = missing(&data, ids::fresh);
        let count = fmt().whole(items.iter().filter(|i| matches!(i, Item::Kpi(_))).count() as i64);
        match session.run(&Command::Put(items)) {
            Ok(_) => toasts.say(t().kpis.added(&count)),
            Err(refused) => toasts.warn(refused.words()),
        }
    };
    view! {
        <Empty icon=Icon::Chart title=t().kpis.none.to_owned() words=t().kpis.library_words>
            <Button kind=ButtonKind::Primary on_press=add>{t().kpis.add_library}</Button>
        </Empty>
    }
}

fn kpi_table(editing: RwSignal<Option<Editing>>) -> AnyView {
    let session = Session::get();
    let view = settled();
    let data = Signal::derive(move || {
        let (data, settled) = (session.data(), view.get());
        let kpis: Vec<Arc<Kpi>> = data.iter().flat_map(|d| d.kpis.iter().cloned()).collect();
        let columns = vec![
            Column::text(t().kpis.name).opens(),
            Column::number(t().kpis.value_now).width(140),
            Column::text(t().kpis.formula),
            Column::text(t().kpis.unit).width(96),
            Column::text(t().kpis.direction).width(128),
            Column::text(t().kpis.additivity).width(160),
        ];
        TableData::new(columns, kpis.len(), move |row, column| {
            let Some(kpi) = kpis.get(row) else { return Cell::default() };
            match column {
                0 => Cell::text(t().library.label(&kpi.label)),
                1 => value_cell(data.as_deref(), settled.as_ref(), kpi),
                2 => Cell::text(data.as_deref().map(|d| names(d).formula(&kpi.formula)).unwrap_or_default())
                    .edit(kpi.formula.clone()),
                3 => Cell::text(t().kpis.unit_name(kpi.unit)),
                4 => Cell::text(t().kpis.direction_name(kpi.direction)),
                _ => Cell::text(t().kpis.additivity_name(kpi.additivity)),
            }
        })
    });
    let open = move |row: usize| {
        let id = session.data_now().and_then(|d| d.kpis.iter().nth(row).map(|k| k.id));
        editing.set(id.map(|id| Editing::Kpi(Some(id))));
    };
    view! { <DataTable label=t().kpis.kpis data on_open=open/> }.into_any()
}

/// The company's value in the period looked at.
fn value_cell(data: Option<&Dataset>, settled: Option<&Settled>, kpi: &Kpi) -> Cell {
    let value = data.zip(settled).and_then(|(data, settled)| company_value(data, settled, kpi.id));
    match (value, data) {
        (Some(value), Some(data)) => {
            Cell::number(fmt().figure(value, Shown::of(kpi, &data.workspace)), value)
        }
        _ => Cell::default(),
    }
}

fn measure_table(editing: RwSignal<Option<Editing>>) -> AnyView {
    let session = Session::get();
    let data = Signal::derive(move || {
        let measures: Vec<Arc<Measure>> =
            session.data().iter().flat_map(|d| d.measures.iter().cloned()).collect();
        let columns = vec![
            Column::text(t().kpis.name).opens(),
            Column::text(t().kpis.key),
            Column::text(t().kpis.source),
            Column::text(t().kpis.aggregate),
            Column::text(t().kpis.unit).width(96),
        ];
        TableData::new(columns, measures.len(), move |row, column| {
            let Some(measure) = measures.get(row) else { return Cell::default() };
            match column {
                0 => Cell::text(t().library.label(&measure.label)),
                1 => Cell::text(measure.key.clone()),
                2 => Cell::text(source_name(&measure.source)),
                3 => Cell::text(how(&measure.source)),
                _ => Cell::text(t().kpis.unit_name(measure.unit)),
            }
        })
    });
    let open = move |row: usize| {
        let id = session.data_now().and_then(|d| d.measures.iter().nth(row).map(|m| m.id));
        editing.set(id.map(|id| Editing::Measure(Some(id))));
    };
    view! { <DataTable label=t().kpis.measures data on_open=open/> }.into_any()
}

fn source_name(source: &Source) -> &'static str {
    match source {
        Source::Records { .. } => t().kpis.from_records,
        Source::Measurements(_) => t().kpis.from_measurements,
        Source::Heads => t().kpis.from_heads,
    }
}

fn how(source: &Source) -> String {
    match source {
        Source::Records { aggregate, .. } => t().kpis.aggregate_name(*aggregate),
        Source::Measurements(combine) => t().kpis.combine_name(*combine).to_owned(),
        Source::Heads => String::new(),
    }
}
