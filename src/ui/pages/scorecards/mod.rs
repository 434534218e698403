//! Scorecards: the list, and the editor of one.

mod curve;
mod editor;
mod grades;
mod line;
mod standing;

use crate::domain::Item;
use crate::domain::id::{KpiId, ScorecardId};
use crate::domain::scorecard::{Absent, Assigned, Curve, GradeBand, ScoreLine, Scorecard};
use crate::domain::target::Level;
use crate::state::command::Command;
use crate::ui::assigned::assigned_name;
use crate::ui::components::{Button, ButtonKind, Cell, Column, DataTable, Empty, Icon, TableData, Toasts};
use crate::ui::lang::{fmt, t};
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::web::ids;
pub use editor::{Lines, ScorecardPage};
pub use grades::Grades;
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::sync::Arc;

/// The page that lists scorecards.
#[component]
pub fn ScorecardsPage() -> impl IntoView {
    let session = Session::get();
    let router = Router::get();
    let toasts = Toasts::expect();
    let none = session.select(|data| data.scorecards.is_empty());
    let add = move |()| {
        let Some(data) = session.data_now() else { return };
        let first = data.kpis.iter().next().map(|k| k.id);
        let card = fresh(first);
        let id = card.id;
        match session.run(&Command::Put(vec![Item::Scorecard(card)])) {
            Ok(_) => router.open(Page::Scorecard(id)),
            Err(refused) => toasts.warn(refused.words()),
        }
    };
    let no_kpis = session.select(|data| data.kpis.is_empty());
    let add_button = move |kind| {
        view! { <Button kind icon=Icon::Plus disabled=no_kpis on_press=add>{t().scorecards.add}</Button> }
    };
    view! {
        <article class="page">
            <header class="page-head">
                <div>
                    <h1>{t().shell.scorecards}</h1>
                    <p class="lede">{t().scorecards.lede}</p>
                </div>
                <div class="page-actions">{move || (!none.get()).then(|| add_button(ButtonKind::Plain))}</div>
            </header>
            {move || if none.get() {
                let words = if no_kpis.get() { t().targets.no_kpis } else { t().scorecards.none_words };
                view! {
                    <Empty icon=Icon::Chart title=t().scorecards.none.to_owned() words=words>
                        {add_button(ButtonKind::Primary)}
                        {no_kpis.get().then(|| view! { <a class="button" href=router.href(Page::Kpis)>{t().shell.kpis}</a> })}
                    </Empty>
                }.into_any()
            } else {
                view! { {card_table()} {standing::standings()} }.into_any()
            }}
        </article>
    }
}

/// A new scorecard of one KPI and four grades, ready to be changed.
fn fresh(kpi: Option<KpiId>) -> Scorecard {
    let band = |grade: &str, from: i64| GradeBand { grade: grade.to_owned(), from: from.into() };
    Scorecard {
        id: ScorecardId(ids::fresh()),
        name: t().scorecards.new_name.to_owned(),
        assigned: vec![Assigned::Everybody],
        lines: kpi.into_iter().map(|kpi| line_of(kpi, Decimal::ONE_HUNDRED)).collect(),
        bands: vec![band("A", 100), band("B", 85), band("C", 70), band("D", 0)],
        places: 2,
        absent: Absent::Rescale,
    }
}

/// A new line: plain ratio, held between 0 and 120.
fn line_of(kpi: KpiId, weight: Decimal) -> ScoreLine {
    ScoreLine {
        kpi,
        weight,
        level: Level::Target,
        curve: Curve::Ratio,
        floor: Some(Decimal::ZERO),
        cap: Some(Decimal::from(120)),
        veto: None,
    }
}

fn card_table() -> AnyView {
    let session = Session::get();
    let router = Router::get();
    let data = Signal::derive(move || {
        let data = session.data();
        let cards: Vec<Arc<Scorecard>> = data.iter().flat_map(|d| d.scorecards.iter().cloned()).collect();
        let columns = vec![
            Column::text(t().scorecards.name).width(220).opens(),
            Column::text(t().scorecards.assigned).width(180),
            Column::text(t().scorecards.lines),
        ];
        TableData::new(columns, cards.len(), move |row, column| {
            let (Some(card), Some(data)) = (cards.get(row), data.as_ref()) else { return Cell::default() };
            match column {
                0 => Cell::text(card.name.clone()),
                1 => {
                    let names: Vec<String> = card.assigned.iter().map(|a| assigned_name(data, a)).collect();
                    Cell::text(fmt().list(&names))
                }
                _ => {
                    let line = |l: &ScoreLine| {
                        let kpi = data.kpis.get(l.kpi)?;
                        Some(format!("{} {}%", t().library.label(&kpi.label), fmt().at_most(l.weight, 2)))
                    };
                    let lines: Vec<String> = card.lines.iter().filter_map(line).collect();
                    Cell::text(lines.join(" · "))
                }
            }
        })
    });
    let open = move |row: usize| {
        if let Some(id) = session.data_now().and_then(|d| d.scorecards.iter().nth(row).map(|c| c.id)) {
            router.open(Page::Scorecard(id));
        }
    };
    view! { <DataTable label=t().shell.scorecards data search=false on_open=open/> }.into_any()
}
