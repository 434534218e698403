//! Everybody's score in the period looked at: the total, the grade and the lines side by side; a name opens the score.

use crate::domain::id::KpiId;
use crate::engine::score::Scored;
use crate::engine::trace::Silent;
use crate::state::select::score::everybody;
use crate::ui::components::{Cell, Column, DataTable, TableData};
use crate::ui::lang::{fmt, t};
use crate::ui::pages::monitor::period;
use crate::ui::route::Page;
use crate::ui::select::through_view;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::ui::view::settled;
use leptos::prelude::*;
use std::sync::Arc;

/// The section of everybody's scores; nothing where nobody has a standard.
pub fn standings() -> AnyView {
    let (session, router, view) = (Session::get(), Router::get(), settled());
    let scores = through_view(|lens| Arc::new(everybody(lens)));
    let source = Signal::derive(move || {
        let as_of = view.get().map(|v| v.as_of);
        let Some(data) = session.data() else { return TableData::new(Vec::new(), 0, |_, _| Cell::default()) };
        let scores = scores.get();
        let kpis = columns(&scores);
        let mut heads = vec![
            Column::text(t().common.person).width(160).opens(),
            Column::text(t().common.team).width(120),
            Column::number(t().monitor.score).width(80),
            Column::text(t().scorecards.grade).width(72),
        ];
        let name = |id: &KpiId| {
            data.kpis.get(*id).map(|k| t().library.label(&k.label).to_owned()).unwrap_or_default()
        };
        heads.extend(kpis.iter().map(|id| Column::number(name(id)).width(104)));
        TableData::new(heads, scores.len(), move |row, column| {
            let Some(scored) = scores.get(row) else { return Cell::default() };
            let person = data.people.get(scored.person);
            match column {
                0 => Cell::text(person.map(|p| p.name.clone()).unwrap_or_default()),
                1 => {
                    let stint = person.zip(as_of).and_then(|(p, day)| p.stint_on(day));
                    let team = stint.and_then(|s| data.teams.get(s.team?));
                    Cell::text(team.map(|t| t.name.clone()).unwrap_or_default())
                }
                2 => scored.score.map(|s| Cell::number(fmt().number(s, 2), s)).unwrap_or_default(),
                3 => Cell::text(scored.grade.clone().unwrap_or_default()),
                at => {
                    let kpi = kpis.get(at - 4);
                    let line = scored.lines.iter().find(|l| Some(&l.kpi) == kpi);
                    line.and_then(|l| l.score)
                        .map(|s| Cell::number(fmt().number(s, 2), s))
                        .unwrap_or_default()
                }
            }
        })
    });
    let open = move |row: usize| {
        if let Some(scored) = scores.get_untracked().get(row) {
            router.open(Page::Score(scored.person));
        }
    };
    let any = Memo::new(move |_| scores.with(|s| !s.is_empty()));
    let section = move || {
        any.get().then(|| {
            view! {
                <section class="section">
                    <header>
                        <h2>{t().scorecards.standings}</h2>
                        <div class="page-actions">{period()}</div>
                        <p>{t().scorecards.standings_words}</p>
                    </header>
                    <DataTable label=t().scorecards.standings data=source on_open=open/>
                </section>
            }
        })
    };
    section.into_any()
}

/// The KPIs of all lines, in the order in which they first stand in a standard.
fn columns(scores: &[Scored<Silent>]) -> Vec<KpiId> {
    let mut found = Vec::new();
    for line in scores.iter().flat_map(|s| &s.lines) {
        if !found.contains(&line.kpi) {
            found.push(line.kpi);
        }
    }
    found
}
