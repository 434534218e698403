//! The monitor: the finding first, then the figures, then the pictures, each down to the records.

mod charts;
mod filters;
mod finding;
mod heat;
mod tiles;

pub use filters::{bar, period};

use crate::domain::id::KpiId;
use crate::engine::measure::Key;
use crate::state::select::monitor::{Figure, Finding, Lens, explain, finding};
use crate::ui::components::Choice;
use crate::ui::components::Select;
use crate::ui::explain::Explainer;
use crate::ui::lang::t;
use crate::ui::route::Page;
use crate::ui::select::{names, through_view, through_view_now};
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::ui::view::settled;
use leptos::prelude::*;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub(super) struct Monitor {
    /// The KPI of finding and charts.
    pub kpi: Memo<Option<KpiId>>,
    chosen: RwSignal<Option<KpiId>>,
}

impl Monitor {
    fn new() -> Self {
        let chosen = RwSignal::new(None::<KpiId>);
        let kpi = through_view(move |lens: Lens| {
            let wanted = chosen.get().filter(|id| lens.data.kpis.get(*id).is_some());
            wanted.or_else(|| lens.headline())
        });
        Self { kpi, chosen }
    }

    /// A value computed for the page's KPI.
    pub fn of_kpi<T>(self, f: impl Fn(Lens, KpiId) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        let kpi = self.kpi;
        through_view(move |lens| kpi.get().map(|kpi| f(lens, kpi)).unwrap_or_default())
    }
}

/// Opens the calculation of a figure of the present view.
pub(super) fn opener() -> Callback<(KpiId, Option<Key>, Figure)> {
    let (view, explainer, session) = (settled(), Explainer::get(), Session::get());
    Callback::new(move |(kpi, key, figure)| {
        let trace = through_view_now(view, |lens| explain(lens, kpi, key, figure)).flatten();
        let title = session.data_now().map(|data| {
            let names = names(&data);
            let what = names.kpi(kpi);
            key.map_or_else(|| what.clone(), |key| format!("{} – {what}", names.key(key)))
        });
        if let Some(trace) = trace {
            explainer.show(title.unwrap_or_default(), trace);
        }
    })
}

/// The monitor page.
#[component]
pub fn MonitorPage() -> impl IntoView {
    let (session, router) = (Session::get(), Router::get());
    let monitor = Monitor::new();
    let found = through_view(move |lens: Lens| match monitor.kpi.get() {
        Some(kpi) => finding(lens, kpi),
        None => Finding::NoKpis,
    });
    let something =
        Memo::new(move |_| matches!(found.get(), Finding::Standing { .. } | Finding::NoTarget { .. }));
    let any_records = session.select(|data| data.record_count() > 0);
    let choices = session.select(|data| {
        data.kpis.iter().map(|k| (k.id.to_string(), names(data).label(&k.label))).collect::<Vec<_>>()
    });
    let options = Signal::derive(move || {
        choices.get().into_iter().map(|(id, name)| Choice::new(id, name)).collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || monitor.kpi.get().map(|k| k.to_string()).unwrap_or_default());
    view! {
        <div class="page monitor">
            <header class="page-head">
                <h1>{t().shell.monitor}</h1>
                <div class="page-actions">
                    {filters::period()}
                    <Show when=move || any_records.get()>
                        <a class="button no-print" href=move || router.href(Page::Records)>{t().monitor.show_records}</a>
                    </Show>
                </div>
            </header>
            <Show when=move || any_records.get()>{filters::bar(filters::compare())}</Show>
            {finding::view(monitor, found)}
            <Show when=move || something.get()>
                {tiles::view(monitor)}
                <section class="section stack-3">
                    <header>
                        <h2>{t().monitor.trend}</h2>
                        <div class="kpi-choice no-print">
                            <Select label=t().monitor.measure bare=true options value=chosen on_change=move |id: String| monitor.chosen.set(id.parse().ok())/>
                        </div>
                    </header>
                    {charts::trend_view(monitor)}
                </section>
                <div class="columns-2">
                    <section class="section">{charts::ranking_view(monitor)}</section>
                    <section class="section">{charts::mix_view(monitor)}</section>
                </div>
                <section class="section">{heat::view()}</section>
            </Show>
        </div>
    }
    .into_any()
}
