//! Beside a form: figures, targets, role, the self review and the last cycle; and a review as it is read.

use super::item::{kind_word, parts};
use crate::domain::appraisal::{KpiResult, Rating, Review, Standard};
use crate::domain::dataset::Dataset;
use crate::i18n::Shown;
use crate::state::appraisal::review::reply;
use crate::state::appraisal::side::{Last, Side, side};
use crate::ui::lang::{fmt, t};
use crate::ui::select::names;
use crate::ui::view::settled;
use crate::web::clock;
use leptos::prelude::*;

/// What helps whoever fills in a form.
pub fn side_panel(data: &Dataset, review: &Review) -> AnyView {
    let found = || {
        let case = data.appraisals.get(review.appraisal)?;
        let cycle = data.cycles.get(case.cycle)?;
        let as_of = settled().get_untracked().map_or_else(clock::today, |v| v.as_of);
        Some((side(data, cycle, case, review.group, as_of), &cycle.method(case.standard)?.standard))
    };
    let Some((side, standard)) = found() else { return ().into_any() };
    let team = side.team.and_then(|t| data.teams.get(t)).map(|t| t.name.clone());
    let place: Vec<String> =
        team.into_iter().chain(Some(side.role.clone())).filter(|p| !p.is_empty()).collect();
    let r = &t().reviews;
    let role = (!place.is_empty()).then(|| view! { <h2>{r.role}</h2> <p>{place.join(" · ")}</p> });
    view! {
        <aside class="review-side stack" aria-label=r.side>
            {role}
            {figures(data, &side)}
            {side.oneself.as_ref().map(|own| view! { <h2>{r.own_view}</h2> {answers(own, standard)} })}
            {side.last.as_ref().map(|last| last_cycle(data, last))}
            {aims(&side)}
        </aside>
    }
    .into_any()
}

fn figures(data: &Dataset, side: &Side) -> AnyView {
    if side.kpis.is_empty() {
        return ().into_any();
    }
    let row = |line: &KpiResult| {
        let shown = data
            .kpis
            .get(line.kpi)
            .map_or_else(|| Shown::money(&data.workspace), |k| Shown::of(k, &data.workspace));
        let figure =
            |v: Option<rust_decimal::Decimal>| v.map_or_else(|| "–".to_owned(), |v| fmt().short(v, shown));
        let score = line.score.map_or_else(|| "–".to_owned(), |s| fmt().at_most(s, 1));
        view! {
            <tr>
                <th scope="row">{names(data).kpi(line.kpi)}</th>
                <td class="num">{figure(line.actual)}</td>
                <td class="num">{figure(line.target)}</td>
                <td class="num">{score}</td>
            </tr>
        }
    };
    let rows = side.kpis.iter().map(row).collect_view();
    let (r, m) = (&t().reviews, &t().monitor);
    view! {
        <h2>{r.figures}</h2>
        <div class="table-wrap">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{m.kpi}</th>
                        <th scope="col" class="num">{m.actual}</th>
                        <th scope="col" class="num">{m.target}</th>
                        <th scope="col" class="num">{m.line_score}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn last_cycle(data: &Dataset, last: &Last) -> AnyView {
    let r = &t().reviews;
    let name = data.cycles.get(last.cycle).map(|c| c.name.clone()).unwrap_or_default();
    let score = last.score.map(|s| fmt().at_most(s, 2)).unwrap_or_default();
    let result = format!("{} · {score}", last.grade.clone().unwrap_or_else(|| "–".to_owned()));
    let line = |label: &'static str, all: &[String]| {
        let words = fmt().list(all);
        (!all.is_empty()).then(|| view! { <dt>{label}</dt> <dd>{words}</dd> })
    };
    view! {
        <h2>{r.last_cycle}</h2>
        <dl>
            <dt>{name}</dt>
            <dd>{result}</dd>
            {line(r.strong, &last.strong)}
            {line(r.weak, &last.weak)}
            {line(r.agreed, &last.agreed)}
        </dl>
    }
    .into_any()
}

fn aims(side: &Side) -> AnyView {
    if side.aims.is_empty() {
        return ().into_any();
    }
    let row = |aim: &crate::domain::appraisal::Aim| {
        let reached = aim.reached().map(|p| format!("{}%", fmt().at_most(p, 0)));
        let due = aim.due.map(|d| t().reviews.due(&fmt().date(d)));
        view! { <li><strong>{aim.title.clone()}</strong> " " <span class="muted">{reached} " " {due}</span></li> }
    };
    let rows = side.aims.iter().map(row).collect_view();
    view! { <h2>{t().reviews.aims}</h2> <ul class="plain-list">{rows}</ul> }.into_any()
}

/// A review as it is read: ratings with their names, comments, and answers in words.
pub fn answers(review: &Review, standard: &Standard) -> AnyView {
    let rating = |rating: Rating| match rating {
        Rating::Open => "–".to_owned(),
        Rating::NotApplicable => t().reviews.not_applicable.to_owned(),
        Rating::Given(at) => {
            let label = standard.scale.labels.iter().find(|l| l.at == at).map(|l| l.label.clone());
            let value = fmt().at_most(at, 2);
            label.map_or(value.clone(), |label| format!("{value} · {label}"))
        }
    };
    let competencies = standard
        .rated_by(review.group)
        .map(|c| {
            let comment = review.answers.iter().find(|a| a.competency == c.id).map(|a| a.comment.clone());
            let comment = comment.filter(|c| !c.is_empty()).map(|c| view! { <p>{c}</p> });
            let given = review.answers.iter().find(|a| a.competency == c.id).map(|a| a.evidence.clone());
            let basis = given.into_iter().flatten().map(|one| {
                let (kind, words) = parts(&one);
                view! { <p class="small"><span class="muted">{kind_word(kind)}</span> " " {words.clone()}</p> }
            });
            let basis = basis.collect_view();
            view! { <dt>{c.name.clone()}</dt> <dd><strong>{rating(review.rating(c.id))}</strong> {comment} {basis}</dd> }
        })
        .collect_view();
    let questions = standard
        .asked_of(review.group)
        .filter(|q| !reply(review, q.id).is_empty())
        .map(|q| view! { <dt>{q.text.clone()}</dt> <dd>{reply(review, q.id).to_owned()}</dd> })
        .collect_view();
    view! { <dl class="answers">{competencies} {questions}</dl> }.into_any()
}
