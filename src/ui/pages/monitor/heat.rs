//! People by KPIs: who stands where, at one look.

use super::charts::float;
use super::opener;
use crate::domain::dataset::Dataset;
use crate::domain::id::KpiId;
use crate::domain::kpi::Additivity;
use crate::engine::measure::Key;
use crate::i18n::Shown;
use crate::state::select::monitor::{self as select, Figure, Heat};
use crate::ui::charts::{Chart, ChartKind, ChartSpec, Figure as Written, Heat as HeatSpec, HeatCell};
use crate::ui::lang::{fmt, t};
use crate::ui::select::{names, through_view};
use crate::ui::session::Session;
use leptos::prelude::*;

/// People by KPIs, coloured by where they stand to date; a cell opens its calculation.
pub fn view() -> AnyView {
    let (open, session) = (opener(), Session::get());
    let heat = through_view(select::heat);
    let spec = Memo::new(move |_| {
        let empty = || chart(t().monitor.heat.to_owned(), HeatSpec::default());
        session.data().map(|data| spec_of(&data, &heat.get())).unwrap_or_else(empty)
    });
    let any = Memo::new(move |_| heat.with(|h| !h.rows.is_empty()));
    let press = move |id: String| {
        let Some((kpi, person)) = id.split_once('|') else { return };
        if let (Ok(kpi), Ok(person)) = (kpi.parse(), person.parse()) {
            open.run((kpi, Some(Key::Person(person)), Figure::Actual));
        }
    };
    view! {
        <Show when=move || any.get()>
            <header><h2>{t().monitor.heat}</h2></header>
            <p class="quiet small">{t().monitor.heat_words}</p>
            <Chart spec=Signal::from(spec) on_open=press/>
        </Show>
    }
    .into_any()
}

fn chart(title: String, heat: HeatSpec) -> ChartSpec {
    ChartSpec { title, unit: String::new(), figure: Written::Percent(0), kind: ChartKind::Heat(heat) }
}

/// The finding: in which KPI most people are behind; what the chart shows where nobody is.
fn title(data: &Dataset, heat: &Heat) -> String {
    let most = heat.most_behind().map(|(kpi, behind, of)| {
        let count = |number: usize| fmt().whole(number as i64);
        t().monitor.most_behind(&names(data).kpi(kpi), &count(behind), &count(of))
    });
    most.unwrap_or_else(|| t().monitor.heat.to_owned())
}

fn spec_of(data: &Dataset, heat: &Heat) -> ChartSpec {
    let cell = |kpi: &KpiId, row: &select::HeatRow, cell: &select::HeatCell| {
        let kpi = data.kpis.get(*kpi);
        let adds = kpi.is_some_and(|k| k.additivity == Additivity::Sum);
        let actual = cell.actual.zip(kpi).map(|(a, k)| fmt().figure(a, Shown::of(k, &data.workspace)));
        let percent = cell.to_date.map(|r| fmt().percent(r, 0));
        let words = match (&actual, &percent) {
            (Some(actual), Some(percent)) => format!("{actual} · {percent}"),
            (Some(actual), None) => actual.clone(),
            _ => t().common.no_value.to_owned(),
        };
        HeatCell {
            // What accumulates is read as a share of its target; a rate is read as it is.
            text: if adds { percent.or(actual) } else { actual }.unwrap_or_else(|| "–".to_owned()),
            step: float(cell.to_date).map(HeatCell::step_of),
            words,
            id: kpi.map(|k| format!("{}|{}", k.id, row.person)).unwrap_or_default(),
        }
    };
    let spec = HeatSpec {
        rows: heat.rows.iter().map(|r| names(data).key(Key::Person(r.person))).collect(),
        columns: heat.kpis.iter().map(|k| names(data).kpi(*k)).collect(),
        cells: heat
            .rows
            .iter()
            .map(|row| heat.kpis.iter().zip(&row.cells).map(|(k, c)| cell(k, row, c)).collect())
            .collect(),
    };
    chart(title(data, heat), spec)
}
