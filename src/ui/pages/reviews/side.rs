//! Beside a form: role and duties, goals, figures, feedback, the self review, the last cycle and the development plan;
//! and a review as it is read.

use super::evidence::{self, Look};
use crate::domain::Decimal;
use crate::domain::appraisal::{Aim, AimStep, KpiResult, Rating, Review, Standard};
use crate::domain::dataset::Dataset;
use crate::domain::id::{AppraisalId, KpiId};
use crate::i18n::Shown;
use crate::state::appraisal::review::reply;
use crate::state::appraisal::side::{Goal, Last, Side, line_of, side};
use crate::ui::components::{Button, ButtonKind, FigureButton, Icon};
use crate::ui::explain::Explainer;
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::view::settled;
use crate::web::clock;
use jiff::civil::Date;
use leptos::prelude::*;

/// What helps whoever fills in a form.
pub fn side_panel(data: &Dataset, review: &Review) -> AnyView {
    let as_of = settled().get_untracked().map_or_else(clock::today, |v| v.as_of);
    let me = Me::get().now();
    let found = || {
        let case = data.appraisals.get(review.appraisal)?;
        let cycle = data.cycles.get(case.cycle)?;
        Some((side(data, cycle, case, review.group, me, as_of), &cycle.method(case.standard)?.standard))
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
            {listed(r.responsibilities, &side.responsibilities)}
            {listed(r.duties, &side.tasks)}
            {goals(data, &side)}
            {figures(data, &side, review.appraisal, as_of)}
            {told(data, &side)}
            {side.oneself.as_ref().map(|own| view! { <h2>{r.own_view}</h2> {answers(data, own, standard)} })}
            {side.last.as_ref().map(|last| last_cycle(data, last))}
            {aims(&side)}
        </aside>
    }
    .into_any()
}

fn listed(title: &'static str, all: &[String]) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let rows = all.iter().map(|one| view! { <li>{one.clone()}</li> }).collect_view();
    view! { <h2>{title}</h2> <ul class="said">{rows}</ul> }.into_any()
}

fn dash() -> String {
    "–".to_owned()
}

/// How a KPI's figures are written.
fn shown_as(data: &Dataset, kpi: KpiId) -> Shown {
    let own = data.kpis.get(kpi);
    own.map_or_else(|| Shown::money(&data.workspace), |k| Shown::of(k, &data.workspace))
}

fn goals(data: &Dataset, side: &Side) -> AnyView {
    if side.goals.is_empty() {
        return ().into_any();
    }
    let row = |goal: &Goal| {
        let shown = shown_as(data, goal.kpi);
        let cell = |v: &Option<Decimal>| {
            let text = v.map_or_else(dash, |v| fmt().short(v, shown));
            view! { <td class="num">{text}</td> }
        };
        let levels = goal.levels.iter().map(cell).collect_view();
        view! { <tr><th scope="row">{names(data).kpi(goal.kpi)}</th> {levels}</tr> }
    };
    let rows = side.goals.iter().map(row).collect_view();
    let (r, g) = (&t().reviews, &t().targets);
    view! {
        <h2>{r.goals}</h2>
        <div class="table-wrap" tabindex="0" role="region" aria-label=r.goals>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t().monitor.kpi}</th>
                        <th scope="col" class="num">{g.target}</th>
                        <th scope="col" class="num">{g.challenge}</th>
                        <th scope="col" class="num">{g.stretch}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn figures(data: &Dataset, side: &Side, case: AppraisalId, as_of: Date) -> AnyView {
    if side.kpis.is_empty() {
        return ().into_any();
    }
    let (explainer, session) = (Explainer::get(), Session::get());
    let row = |line: &KpiResult| {
        let (kpi, shown) = (line.kpi, shown_as(data, line.kpi));
        let figure = |v: Option<Decimal>| v.map_or_else(dash, |v| fmt().short(v, shown));
        let score = line.score.map_or_else(dash, |s| fmt().at_most(s, 1));
        let name = names(data).kpi(kpi);
        let title = name.clone();
        let open = Callback::new(move |()| {
            let trace = session.data_now().and_then(|data| line_of(&data, case, kpi, as_of));
            if let Some(trace) = trace {
                explainer.show(title.clone(), trace);
            }
        });
        view! {
            <tr>
                <th scope="row">{name.clone()}</th>
                <td class="num"><FigureButton text=figure(line.actual) what=name on_open=open/></td>
                <td class="num">{figure(line.target)}</td>
                <td class="num">{score}</td>
            </tr>
        }
    };
    let rows = side.kpis.iter().map(row).collect_view();
    let (r, m) = (&t().reviews, &t().monitor);
    view! {
        <h2>{r.figures}</h2>
        <div class="table-wrap" tabindex="0" role="region" aria-label=r.figures>
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

/// Feedback, each a press away from its figures and agreements.
fn told(data: &Dataset, side: &Side) -> AnyView {
    if side.told.is_empty() {
        return ().into_any();
    }
    let look = Look::get();
    let rows = side
        .told
        .iter()
        .map(|f| {
            let id = f.id;
            let by = data.people.get(f.by).map(|p| p.name.clone()).unwrap_or_default();
            let head = format!("{} · {}", t().feedback.kind_of(f.kind), t().feedback.by(&by, &fmt().date(f.on)));
            let open = move |()| look.feedback(id);
            view! {
                <li class="stack-1">
                    <span><Button kind=ButtonKind::Quiet small=true icon=Icon::Talk on_press=open>{head}</Button></span>
                    <span>{f.words.clone()}</span>
                </li>
            }
        })
        .collect_view();
    view! { <h2>{t().reviews.told}</h2> <ul class="plain-list">{rows}</ul> }.into_any()
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
    let d = &t().development;
    let step = |one: &AimStep| {
        let when = match (one.done, one.due) {
            (Some(on), _) => Some(d.done_on(&fmt().date(on))),
            (None, Some(due)) => Some(d.by(&fmt().date(due))),
            (None, None) => None,
        };
        view! { <li>{one.text.clone()} " " <span class="muted small">{when}</span></li> }
    };
    let row = |aim: &Aim| {
        let reached = aim.reached().map(|p| format!("{}%", fmt().at_most(p, 0)));
        let due = aim.due.map(|day| t().reviews.due(&fmt().date(day)));
        let steps = aim.steps.iter().map(step).collect_view();
        let support =
            (!aim.support.is_empty()).then(|| view! { <p class="muted small">{d.helps(&aim.support)}</p> });
        view! {
            <li class="stack-1">
                <span><strong>{aim.title.clone()}</strong> " " <span class="muted">{reached} " " {due}</span></span>
                {(!aim.steps.is_empty()).then(|| view! { <ul class="said">{steps}</ul> })}
                {support}
            </li>
        }
    };
    let rows = side.aims.iter().map(row).collect_view();
    view! { <h2>{t().reviews.aims}</h2> <ul class="plain-list">{rows}</ul> }.into_any()
}

/// A review as it is read: ratings with their names, comments, and answers in words.
pub fn answers(data: &Dataset, review: &Review, standard: &Standard) -> AnyView {
    let person = data.appraisals.get(review.appraisal).map(|a| a.person);
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
            let basis = given.into_iter().flatten().zip(std::iter::repeat(person));
            let basis = basis
                .filter_map(|(one, person)| Some(evidence::shown(data, person?, &one)))
                .map(|one| view! { <p class="small">{one}</p> })
                .collect_view();
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
