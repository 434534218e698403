//! A person's scorecard: grade and score, the lines behind them, every figure with its calculation.

use crate::domain::calendar::DayCount;
use crate::domain::dataset::Dataset;
use crate::domain::id::PersonId;
use crate::domain::issue::{About, IssueCode};
use crate::domain::scorecard::GradeBand;
use crate::engine::gap::elapsed;
use crate::engine::score::{Scored, ScoredLine};
use crate::engine::trace::Trace;
use crate::i18n::{Shown, score_file};
use crate::state::select::score::{LineFigure, card, of_line, own_records};
use crate::ui::components::{
    Button, ButtonKind, Choice, Empty, FigureButton, Icon, Meter, Note, NoteKind, Select,
};
use crate::ui::desk::Desk;
use crate::ui::explain::Explainer;
use crate::ui::lang::{fmt, t};
use crate::ui::pages::monitor::period;
use crate::ui::route::{Page, Route};
use crate::ui::select::{names, through_view, through_view_now};
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::ui::view::settled;
use crate::web::download;
use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::sync::Arc;

/// A score with what was noticed about it as a whole.
type Judged = Option<(Arc<Scored<Trace>>, Vec<IssueCode>)>;

/// The scorecard of a person.
#[component]
pub fn ScorePage(
    /// Whose.
    id: PersonId,
) -> impl IntoView {
    let (session, router, view) = (Session::get(), Router::get(), settled());
    // The file names documents, which may still lie in storage.
    Desk::get().want_names();
    let scored = through_view(move |lens| -> Judged {
        let found = card(lens, id)?;
        let about_whole = |about: &About| matches!(about, About::Person(_));
        let codes = found.issues.iter().filter(|i| about_whole(&i.about)).map(|i| i.code).collect();
        Some((Arc::new(found.value), codes))
    });
    let people = session
        .select(|data| data.people.iter().map(|p| (p.id.to_string(), p.name.clone())).collect::<Vec<_>>());
    let options =
        Signal::derive(move || people.get().into_iter().map(|(id, name)| Choice::new(id, name)).collect());
    let switch = move |id: String| {
        if let Ok(id) = id.parse() {
            router.open(Page::Score(id));
        }
    };
    let save = Callback::new(move |()| {
        let file = through_view_now(view, |lens| {
            let scored = card(lens, id)?.value;
            let names = names(lens.data);
            let records = own_records(lens, id);
            let title = t().monitor.file_name(
                &names.subject(crate::domain::target::Subject::Person(id)),
                &names.period(lens.view.period),
            );
            Some((title, score_file::html(&scored, lens.view, &records, names)))
        });
        if let Some((title, html)) = file.flatten() {
            download::text(&format!("{title}.html"), "text/html;charset=utf-8", &html);
        }
    });
    let print = Callback::new(|()| {
        let _ = window().print();
    });
    let body = move || {
        let (data, shown) = (session.data()?, scored.get());
        Some(match shown {
            None => nobody(),
            Some((scored, issues)) => content(&data, &scored, &issues),
        })
    };
    view! {
        <div class="page score">
            <header class="page-head">
                <div class="row-2">
                    <h1>{move || name(id)}</h1>
                    <span class="muted">{move || place(id)}</span>
                    <div class="kpi-choice no-print">
                        <Select label=t().common.person bare=true options value=Signal::derive(move || id.to_string()) on_change=switch/>
                    </div>
                </div>
                <div class="page-actions">
                    {period()}
                    <Button icon=Icon::Export on_press=save>{t().monitor.save_file}</Button>
                    <Button icon=Icon::Print kind=ButtonKind::Quiet on_press=print>{t().common.print}</Button>
                </div>
            </header>
            {body}
        </div>
    }
    .into_any()
}

fn name(id: PersonId) -> String {
    let person = Session::get().data().and_then(|d| d.people.get(id).map(|p| p.name.clone()));
    person.unwrap_or_else(|| t().common.unknown.to_owned())
}

/// Team and role on the as-of date.
fn place(id: PersonId) -> Option<String> {
    let (data, view) = (Session::get().data()?, settled().get()?);
    let stint = data.people.get(id)?.stint_on(view.as_of)?.clone();
    let team = stint.team.and_then(|t| data.teams.get(t)).map(|t| t.name.clone());
    let parts: Vec<String> = team.into_iter().chain(Some(stint.role)).filter(|p| !p.is_empty()).collect();
    Some(parts.join(" · "))
}

fn nobody() -> AnyView {
    let href = Route::from(Page::People).href();
    view! {
        <Empty icon=Icon::Search title=t().monitor.no_person>
            <a class="button" href=href>{t().shell.people}</a>
        </Empty>
    }
    .into_any()
}

fn content(data: &Arc<Dataset>, scored: &Arc<Scored<Trace>>, issues: &[IssueCode]) -> AnyView {
    let explainer = Explainer::get();
    if scored.scorecard.is_none() {
        let href = Route::from(Page::Scorecards).href();
        return view! {
            <Empty icon=Icon::Info title=t().monitor.no_standard words=t().monitor.no_standard_words>
                <a class="button is-primary" href=href>{t().shell.scorecards}</a>
            </Empty>
        }
        .into_any();
    }
    let person = data.people.get(scored.person).map(|p| p.name.clone()).unwrap_or_default();
    let score = scored.score.map_or_else(|| t().monitor.no_score.to_owned(), |s| fmt().at_most(s, 2));
    let whole = {
        let (scored, person) = (Arc::clone(scored), person.clone());
        move |()| explainer.show(format!("{person} – {}", t().monitor.score), scored.note.clone())
    };
    let notes = issues
        .iter()
        .map(|code| {
            let words = t().problem.issue(*code);
            view! { <Note kind=NoteKind::Warn><p>{words}</p></Note> }
        })
        .collect_view();
    let card = scored.scorecard.and_then(|id| data.scorecards.get(id));
    let standard = card.map(|c| c.name.clone());
    let grades = card.map(|c| grades(&c.bands, scored));
    let lines = scored.lines.iter().map(|line| row(data, scored, line)).collect_view();
    let m = &t().monitor;
    let head = [m.actual, m.target, m.attainment, m.line_score, m.weight, m.points]
        .map(|word| view! { <th class="num" scope="col">{word}</th> })
        .collect_view();
    view! {
        <div class="score-head">
            <div class="score-grade">{scored.grade.clone().unwrap_or_else(|| "–".to_owned())}</div>
            <div>
                <div class="score-figure"><FigureButton text=score what=m.score on_open=whole/></div>
                <div class="muted">{standard}</div>
            </div>
            {grades}
        </div>
        {notes}
        {provisional(data).map(|words| view! { <p class="muted">{words}</p> })}
        <div class="table-wrap">
            <table class="table score-lines">
                <thead><tr><th scope="col">{m.kpi}</th>{head}</tr></thead>
                <tbody>{lines}</tbody>
                <tfoot>{total(scored)}</tfoot>
            </table>
        </div>
        <p class="quiet small">{m.file_words}</p>
    }
    .into_any()
}

/// What of the period is still to come, in words; nothing where it is over.
fn provisional(data: &Dataset) -> Option<String> {
    let view = settled().get()?;
    let days = elapsed(data, view.span, view.as_of);
    let (left, of) = (fmt().whole(days.remaining.into()), fmt().whole(days.total().into()));
    (days.remaining > 0).then(|| match data.workspace.calendar.count {
        DayCount::Working => t().monitor.provisional(&left, &of),
        DayCount::Calendar => t().monitor.provisional_days(&left, &of),
    })
}

fn row(data: &Dataset, scored: &Arc<Scored<Trace>>, line: &ScoredLine) -> AnyView {
    let (explainer, view) = (Explainer::get(), settled());
    let name = names(data).kpi(line.kpi);
    let shown = data
        .kpis
        .get(line.kpi)
        .map_or_else(|| Shown::money(&data.workspace), |k| Shown::of(k, &data.workspace));
    let kpi = line.kpi;
    let cell = |text: Option<String>, figure: LineFigure, word: &'static str| match text {
        None => view! { <td class="num quiet">"–"</td> }.into_any(),
        Some(text) => {
            let scored = Arc::clone(scored);
            let what = format!("{name} – {word}");
            let title = what.clone();
            let open = move |()| {
                let trace = through_view_now(view, |lens| of_line(lens, &scored, kpi, figure));
                if let Some(trace) = trace.flatten() {
                    explainer.show(title.clone(), trace);
                }
            };
            view! { <td class="num"><FigureButton text what on_open=open/></td> }.into_any()
        }
    };
    let m = &t().monitor;
    let part = line.score.and_then(|s| s.to_f64()).map(|s| s / 100.0);
    let vetoed = line.vetoed.then(|| view! { <span class="tag is-behind">{t().scorecards.veto}</span> });
    view! {
        <tr>
            <th scope="row">
                <span class="row">{name.clone()}{vetoed}</span>
                <span class="score-meter"><Meter value=Signal::derive(move || part) status=true/></span>
            </th>
            {cell(line.actual.map(|v| fmt().figure(v, shown)), LineFigure::Actual, m.actual)}
            {cell(line.target.map(|v| fmt().figure(v, shown)), LineFigure::Target, m.target)}
            {cell(line.attainment.map(|v| fmt().percent(v, 1)), LineFigure::Attainment, m.attainment)}
            {cell(line.score.map(|v| fmt().number(v, 2)), LineFigure::Score, m.line_score)}
            <td class="num">{format!("{}%", fmt().at_most(line.weight, 2))}</td>
            <td class="num">{points(scored.points(line))}</td>
        </tr>
    }
    .into_any()
}

fn points(points: Option<Decimal>) -> String {
    points.map_or_else(|| "–".to_owned(), |points| fmt().number(points, 2))
}

/// The sum below the lines: the weights that are stated, and the score before it is rounded.
fn total(scored: &Scored<Trace>) -> AnyView {
    let weighed = scored.lines.iter().filter(|line| !line.extra);
    let weights = weighed.map(|line| line.weight).fold(Decimal::ZERO, Decimal::saturating_add);
    view! {
        <tr>
            <th scope="row" colspan="5">{t().common.total}</th>
            <td class="num">{format!("{}%", fmt().at_most(weights, 2))}</td>
            <td class="num">{points(scored.exact)}</td>
        </tr>
    }
    .into_any()
}

/// The grades of the standard from the lowest up, where this score stands, and what is missing to the next one.
fn grades(bands: &[GradeBand], scored: &Scored<Trace>) -> AnyView {
    let own = scored.grade.clone();
    let mut bands = bands.to_vec();
    bands.sort_by_key(|band| band.from);
    let next =
        scored.score.and_then(|score| bands.iter().find(|band| band.from > score).map(|band| (band, score)));
    let missing = next
        .map(|(band, score)| t().monitor.missing_to_grade(&fmt().at_most(band.from - score, 2), &band.grade));
    let steps = bands
        .iter()
        .map(|band| {
            let here = own.as_ref() == Some(&band.grade);
            view! {
                <li aria-current=here.then_some("true")>
                    <strong>{band.grade.clone()}</strong>
                    <span class="quiet">{fmt().at_most(band.from, 2)}"+"</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="score-bands">
            <ol>{steps}</ol>
            {missing.map(|words| view! { <p class="muted small">{words}</p> })}
        </div>
    }
    .into_any()
}
