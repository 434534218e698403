//! Up to four people next to each other: grades, parts, competencies and KPIs.

use super::Calibrating;
use crate::domain::Decimal;
use crate::domain::dataset::Dataset;
use crate::domain::id::{AppraisalId, CompetencyId, KpiId};
use crate::state::appraisal::calibration::{Board, Row};
use crate::ui::components::{Button, ButtonKind, Choice, Empty, Icon, IconButton, Select};
use crate::ui::lang::{fmt, t};
use crate::ui::select::names;
use crate::ui::session::Session;
use leptos::prelude::*;
use std::sync::Arc;

/// Most people side by side.
const MOST: usize = 4;

/// Puts somebody into the comparison; the first goes where it is full.
pub fn add(at: Calibrating, id: AppraisalId) {
    at.compared.update(|all| {
        if !all.contains(&id) {
            all.push(id);
        }
        while all.len() > MOST {
            all.remove(0);
        }
    });
}

/// The comparison.
pub fn view(at: Calibrating) -> AnyView {
    let session = Session::get();
    let c = &t().calibration;
    let options = Signal::derive(move || {
        let rows = at.rows.get();
        let out = at.compared.with(|all| {
            rows.iter()
                .filter(|r| !all.contains(&r.appraisal))
                .map(|r| Choice::new(r.appraisal.to_string(), r.name.clone()))
                .collect::<Vec<_>>()
        });
        std::iter::once(Choice::new("", t().calibration.add)).chain(out).collect::<Vec<_>>()
    });
    let chosen = RwSignal::new(String::new());
    let pick = move |id: String| {
        if let Ok(id) = id.parse() {
            add(at, id);
        }
        chosen.set(String::new());
        chosen.notify();
    };
    let body = move || {
        let (board, data) = (at.board.get()?, session.data()?);
        let rows: Vec<Arc<Row>> =
            at.compared.get().into_iter().filter_map(|id| board.row(id).cloned()).collect();
        Some(match rows.is_empty() {
            true => {
                let c = &t().calibration;
                view! { <Empty icon=Icon::People title=c.pick.to_owned() words=c.pick_words/> }.into_any()
            }
            false => table(at, &board, &data, &rows),
        })
    };
    view! {
        <div class="row no-print">
            <Select label=c.pick bare=true options value=chosen on_change=pick/>
        </div>
        {body}
    }
    .into_any()
}

fn table(at: Calibrating, board: &Board, data: &Dataset, rows: &[Arc<Row>]) -> AnyView {
    let c = &t().calibration;
    let heads = rows
        .iter()
        .map(|r| {
            let id = r.appraisal;
            let (own, name) = (r.name.clone(), format!("{}{}{}", c.take_out, fmt().colon(), r.name));
            let out = move |()| at.compared.update(|all| all.retain(|one| *one != id));
            view! {
                <th scope="col" class="num">
                    <span class="row is-end">
                        <Button kind=ButtonKind::Link on_press=move |()| at.person.set(Some(id))>{own}</Button>
                        <span class="no-print"><IconButton icon=Icon::Close small=true name=name on_press=out/></span>
                    </span>
                </th>
            }
        })
        .collect_view();
    let line = |label: String, of: &dyn Fn(&Row) -> Option<String>| {
        let cells = rows
            .iter()
            .map(|r| view! { <td class="num">{of(r).unwrap_or_else(|| "–".to_owned())}</td> })
            .collect_view();
        view! { <tr><th scope="row">{label}</th>{cells}</tr> }.into_any()
    };
    let one = |v: Option<Decimal>| v.map(|v| fmt().number(v, 1));
    let mut competencies: Vec<(CompetencyId, String)> = Vec::new();
    for standard in rows.iter().filter_map(|r| board.cycle.method(r.standard)).map(|m| &m.standard) {
        for one in &standard.competencies {
            if !competencies.iter().any(|(id, _)| *id == one.id) {
                competencies.push((one.id, one.name.clone()));
            }
        }
    }
    let mut kpis: Vec<KpiId> = rows.iter().flat_map(|r| r.sheet.kpis.iter().map(|k| k.kpi)).collect();
    let mut seen = Vec::new();
    kpis.retain(|k| {
        !seen.contains(k) && {
            seen.push(*k);
            true
        }
    });
    let score = |r: &Row| r.sheet.score.map(|s| fmt().number(s, 2));
    let competency = competencies
        .into_iter()
        .map(|(id, name)| {
            let of = move |r: &Row| one(r.sheet.competencies.iter().find(|c| c.competency == id)?.score);
            line(name, &of)
        })
        .collect_view();
    let kpi = kpis
        .into_iter()
        .map(|id| {
            line(names(data).kpi(id), &move |r: &Row| one(r.sheet.kpis.iter().find(|k| k.kpi == id)?.score))
        })
        .collect_view();
    let span = rows.len() + 1;
    let group = |word: &'static str| view! { <tr class="is-group"><th colspan=span scope="rowgroup">{word}</th></tr> };
    view! {
        <div class="table-wrap">
            <table class="table">
                <thead><tr><th scope="col"><span class="sr-only">{t().monitor.kpi}</span></th>{heads}</tr></thead>
                <tbody>
                    {line(c.grade.to_owned(), &|r| r.sheet.grade.clone())}
                    {line(c.computed.to_owned(), &|r| r.sheet.computed_grade.clone())}
                    {line(c.before.to_owned(), &|r| r.before.clone())}
                    {line(t().appraisal.whole.to_owned(), &score)}
                    {line(c.potential.to_owned(), &|r| r.potential.map(|p| fmt().at_most(p, 2)))}
                    {group(t().appraisal.qualitative)}
                    {line(t().calibration.whole.to_owned(), &|r| one(r.sheet.qualitative))}
                    {competency}
                    {group(t().appraisal.quantitative)}
                    {line(t().calibration.whole.to_owned(), &|r| one(r.sheet.quantitative))}
                    {kpi}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}
