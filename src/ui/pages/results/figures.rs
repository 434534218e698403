//! The figures of a result: grade and score, competencies by group, KPIs, and what was written.

use super::Shown;
use crate::domain::appraisal::{CompetencyResult, FormedResult, RaterGroup};
use crate::domain::dataset::Dataset;
use crate::domain::{Decimal, appraisal::KpiResult};
use crate::engine::appraisal::{Judged, Lacking, PartKind, reference_day};
use crate::engine::trace::{Step, Trace};
use crate::i18n::Shown as Figured;
use crate::state::appraisal::explain::{explain, part_of};
use crate::state::appraisal::result::Said;
use crate::ui::components::{Delta, FigureButton, StatTile, Status};
use crate::ui::explain::Explainer;
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::select::names;
use crate::ui::session::Session;
use leptos::prelude::*;

fn dash() -> String {
    "–".to_owned()
}

/// Opens the whole calculation, or the part of it that `find` takes out.
fn opens(
    view: &Shown,
    what: String,
    find: impl Fn(&Trace) -> Option<Trace> + Send + Sync + 'static,
) -> Callback<()> {
    let (explainer, session, me) = (Explainer::get(), Session::get(), Me::get());
    let id = view.case.id;
    Callback::new(move |()| {
        let as_of = untrack(|| me.day());
        let whole = session.data_now().and_then(|data| explain(&data, id, as_of));
        if let Some(whole) = whole {
            let trace = find(&whole).unwrap_or(whole);
            explainer.show(what.clone(), trace);
        }
    })
}

/// Grade, score, parts, and who it is about.
pub fn head(data: &Dataset, view: &Shown) -> AnyView {
    let (a, c, r) = (&t().appraisal, &t().calibration, &t().results);
    let places = view.standard.places;
    let number = |v: Option<Decimal>| v.map_or_else(dash, |v| fmt().number(v, places));
    let person = data.people.get(view.case.person);
    let stint = reference_day(data, &view.cycle).and_then(|day| person?.stint_on(day));
    let team = stint.and_then(|s| s.team).and_then(|t| data.teams.get(t)).map(|t| t.name.clone());
    let place: Vec<String> = [
        Some(view.cycle.name.clone()),
        Some(names(data).period(view.cycle.period)),
        team,
        stint.map(|s| s.role.clone()),
        Some(view.standard.name.clone()),
    ]
    .into_iter()
    .flatten()
    .filter(|p| !p.is_empty())
    .collect();
    let change = view.change().map(|(cycle, by)| {
        let text = fmt().signed(by, places);
        let since = data.cycles.get(cycle).map(|c| r.than(&c.name)).unwrap_or_default();
        view! { <Delta status=Status::of(&by) text words=Signal::derive(move || since.clone())/> }
    });
    let moved = (view.sheet.computed_grade != view.sheet.grade).then(|| {
        let computed = view.sheet.computed_grade.clone().unwrap_or_else(dash);
        view! { <span>{c.computed} {fmt().colon()} {computed}</span> }
    });
    let part = |which: PartKind| {
        move |whole: &Trace| {
            part_of(whole, &move |j: &Judged| matches!(j, Judged::Part { part, .. } if *part == which))
        }
    };
    let own = view.sheet.formed.is_empty();
    let quantitative = (own && view.standard.quantitative.is_some()).then(|| {
        let open = opens(view, a.quantitative.to_owned(), part(PartKind::Quantitative));
        view! { <StatTile label=a.quantitative value=number(view.sheet.quantitative) on_open=open/> }
    });
    let qualitative = (own && view.standard.qualitative > Decimal::ZERO).then(|| {
        let open = opens(view, a.qualitative.to_owned(), part(PartKind::Qualitative));
        view! { <StatTile label=a.qualitative value=number(view.sheet.qualitative) on_open=open/> }
    });
    let named = |all: &[crate::domain::id::CompetencyId], none: &'static str| {
        let all: Vec<&str> = all.iter().map(|c| view.competency(*c)).collect();
        if all.is_empty() { none.to_owned() } else { fmt().list(&all) }
    };
    let whole = opens(view, a.whole.to_owned(), |_| None);
    view! {
        <p class="muted">{place.join(" · ")}</p>
        <div class="tiles">
            <StatTile label=c.grade value=view.sheet.grade.clone().unwrap_or_else(dash)>{moved}</StatTile>
            <StatTile label=a.whole value=number(view.sheet.score) unit=format!("/ {}", fmt().at_most(view.standard.full, places)) on_open=whole>{change}</StatTile>
            {quantitative}
            {qualitative}
        </div>
        {own.then(|| view! {
            <dl class="facts">
                <dt>{r.strengths}</dt> <dd>{named(&view.strengths, r.no_strengths)}</dd>
                <dt>{r.shortfalls}</dt> <dd>{named(&view.shortfalls, r.no_shortfalls)}</dd>
            </dl>
        })}
    }
    .into_any()
}

/// The name of a group, or of several that were merged.
pub fn group(groups: &[RaterGroup]) -> String {
    let all: Vec<&str> = groups.iter().map(|g| t().appraisal.group(*g)).collect();
    fmt().list(&all)
}

/// The other cycles that the score is formed from, with weight, score on this scale and grade.
pub fn formed(data: &Dataset, view: &Shown) -> Option<AnyView> {
    let (m, r) = (&t().monitor, &t().results);
    let places = view.standard.places;
    let row = |one: &FormedResult| {
        let (name, id) = (data.cycles.get(one.cycle).map(|c| c.name.clone()).unwrap_or_else(dash), one.cycle);
        let open = opens(view, name.clone(), move |whole| {
            part_of(whole, &move |j: &Judged| matches!(j, Judged::Cycle { cycle, .. } if *cycle == id))
        });
        let text = one.score.map_or_else(dash, |s| fmt().number(s, places));
        view! {
            <tr>
                <th scope="row">{name.clone()}</th>
                <td class="num">{format!("{}%", fmt().at_most(one.weight, 2))}</td>
                <td class="num"><FigureButton text what=name on_open=open/></td>
                <td>{one.grade.clone().unwrap_or_else(dash)}</td>
            </tr>
        }
    };
    let rows = view.sheet.formed.iter().map(row).collect_view();
    let missing = view.sheet.formed.iter().any(|one| one.weight > Decimal::ZERO && one.score.is_none());
    let missing = missing.then(|| {
        let words = t().appraisal.missing(Lacking::Cycle, view.standard.absent);
        view! { <p class="muted">{words}</p> }
    });
    (!view.sheet.formed.is_empty()).then(|| {
        view! {
            <section class="section">
                <header><h2>{r.by_cycle}</h2></header>
                {missing}
                <div class="table-wrap">
                    <table class="table formed">
                        <thead>
                            <tr>
                                <th scope="col">{t().calibration.cycle}</th>
                                <th scope="col" class="num">{m.weight}</th>
                                <th scope="col" class="num">{r.cycle_score}</th>
                                <th scope="col">{t().calibration.grade}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
        .into_any()
    })
}

/// Every competency with its score and the groups that are shown.
pub fn competencies(view: &Shown) -> AnyView {
    if view.sheet.competencies.is_empty() {
        return ().into_any();
    }
    let r = &t().results;
    let rows = view.sheet.competencies.iter().map(|one| competency(view, one)).collect_view();
    view! {
        <section class="section">
            <header><h2>{r.by_competency}</h2></header>
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t().appraisal.qualitative}</th>
                            <th scope="col" class="num">{t().monitor.weight}</th>
                            <th scope="col" class="num">{t().monitor.line_score}</th>
                            <th scope="col" class="num">{r.own}</th>
                            <th scope="col" class="num">{r.others}</th>
                            <th scope="col" class="num">{r.difference}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="muted small">{r.hidden_groups}</p>
        </section>
    }
    .into_any()
}

fn competency(view: &Shown, one: &CompetencyResult) -> AnyView {
    let places = view.standard.places;
    let name = view.competency(one.competency).to_owned();
    let id = one.competency;
    let seen = view.seen.iter().find(|s| s.competency == id);
    let rating = |v: Option<Decimal>| v.map_or_else(dash, |v| fmt().number(v, 1));
    let gap = seen.and_then(|s| s.gap());
    let open = opens(view, name.clone(), move |whole| {
        part_of(
            whole,
            &move |j: &Judged| matches!(j, Judged::Competency { competency, .. } if *competency == id),
        )
    });
    let groups: Vec<String> = one
        .groups
        .iter()
        .map(|g| t().results.group_answers(&group(&g.groups), &fmt().whole(g.count.into())))
        .collect();
    let text = one.score.map_or_else(dash, |s| fmt().number(s, places));
    view! {
        <tr>
            <th scope="row"><span class="stack-1"><span>{name.clone()}</span> <span class="muted small">{fmt().list(&groups)}</span></span></th>
            <td class="num">{format!("{}%", fmt().at_most(one.weight, 2))}</td>
            <td class="num"><FigureButton text what=name on_open=open/></td>
            <td class="num">{rating(seen.and_then(|s| s.own))}</td>
            <td class="num">{rating(seen.and_then(|s| s.others))}</td>
            <td class="num">{gap.map_or_else(dash, |g| fmt().signed(g, 1))}</td>
        </tr>
    }
    .into_any()
}

/// Every KPI with actual, target and score.
pub fn kpis(data: &Dataset, view: &Shown) -> AnyView {
    if view.sheet.kpis.is_empty() {
        return ().into_any();
    }
    let m = &t().monitor;
    let rows = view.sheet.kpis.iter().map(|one| kpi(data, view, one)).collect_view();
    view! {
        <section class="section">
            <header><h2>{t().results.by_kpi}</h2></header>
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{m.kpi}</th>
                            <th scope="col" class="num">{m.weight}</th>
                            <th scope="col" class="num">{m.actual}</th>
                            <th scope="col" class="num">{m.target}</th>
                            <th scope="col" class="num">{m.line_score}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn kpi(data: &Dataset, view: &Shown, one: &KpiResult) -> AnyView {
    let name = names(data).kpi(one.kpi);
    let own = data.kpis.get(one.kpi);
    let shown = own.map_or_else(|| Figured::money(&data.workspace), |k| Figured::of(k, &data.workspace));
    let figure = |v: Option<Decimal>| v.map_or_else(dash, |v| fmt().figure(v, shown));
    let id = one.kpi;
    let open = opens(view, name.clone(), move |whole| {
        let steps = whole.walk().into_iter().map(|(_, step)| step);
        let own = |s: &&Trace| matches!(&s.step, Step::Line { kpi, .. } | Step::Extra(kpi) if *kpi == id);
        steps.into_iter().find(own).cloned()
    });
    let text = one.score.map_or_else(dash, |s| fmt().number(s, 1));
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            <td class="num">{format!("{}%", fmt().at_most(one.weight, 2))}</td>
            <td class="num">{figure(one.actual)}</td>
            <td class="num">{figure(one.target)}</td>
            <td class="num"><FigureButton text what=name on_open=open/></td>
        </tr>
    }
    .into_any()
}

/// What people wrote, as far as it may be read.
pub fn said(view: &Shown) -> AnyView {
    if view.said.is_empty() {
        return ().into_any();
    }
    let r = &t().results;
    let one = |said: &Said| {
        let texts = said.texts.iter().map(|text| view! { <li>{text.clone()}</li> }).collect_view();
        view! {
            <div class="stack-1">
                <strong>{view.topic(said.topic).to_owned()}</strong>
                <span class="muted small">{group(&said.groups)}</span>
                <ul class="said">{texts}</ul>
            </div>
        }
    };
    let all = view.said.iter().map(one).collect_view();
    view! {
        <section class="section stack">
            <header><h2>{r.said}</h2></header>
            <p class="muted small">{r.said_words}</p>
            <div class="result-columns">{all}</div>
        </section>
    }
    .into_any()
}
