//! Pay runs: every plan with its periods, closed and open, and the disputes that wait.

use super::cash::Cash;
use super::dispute;
use crate::domain::calendar::Period;
use crate::domain::dataset::Dataset;
use crate::domain::incentive::Plan;
use crate::state::payroll::run::{closed, paying, periods, sums};
use crate::ui::components::{Empty, Icon, Status, Tag};
use crate::ui::lang::{fmt, t};
use crate::ui::route::{Page, Route};
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::ui::view::settled;
use leptos::prelude::*;

/// The most periods shown of one plan.
const MOST: usize = 12;

/// The page that lists pay runs.
#[component]
pub fn RunsPage() -> impl IntoView {
    let (session, view, router) = (Session::get(), settled(), Router::get());
    let body = move || {
        let (data, view) = (session.data()?, view.get()?);
        if data.plans.is_empty() {
            let p = &t().payroll;
            let href = router.href(Page::Plans);
            return Some(
                view! {
                    <Empty icon=Icon::Pay title=p.no_runs.to_owned() words=p.no_runs_words>
                        <a class="button is-primary" href=href>{t().plans.title}</a>
                    </Empty>
                }
                .into_any(),
            );
        }
        let plans = data.plans.iter().map(|plan| of_plan(&data, plan, view.as_of)).collect_view();
        Some(view! { {waiting(&data)} {plans} }.into_any())
    };
    view! {
        <article class="page">
            <header class="page-head">
                <div>
                    <h1>{t().payroll.runs}</h1>
                    <p class="lede">{t().payroll.runs_lede}</p>
                </div>
                <div class="page-actions">
                    <a class="button is-quiet" href=move || router.href(Page::Verify)>{t().payroll.verify}</a>
                </div>
            </header>
            {body}
        </article>
    }
    .into_any()
}

/// The disputes that nobody has answered yet.
fn waiting(data: &Dataset) -> Option<AnyView> {
    let open: Vec<_> = data.disputes.iter().filter(|d| d.answer.is_none()).collect();
    let names = names(data);
    let list = open
        .iter()
        .filter_map(|d| {
            let by = paying(data, d.plan, d.period)?;
            let person = data.people.get(d.person)?;
            let href = address(Page::Statement(d.person), d.period);
            let words = format!("{} · {}", person.name, names.period(d.period));
            Some(view! { <li><a href=href>{words}</a></li> {dispute::one(data, d, &by.plan)} })
        })
        .collect_view();
    (!open.is_empty()).then(|| {
        view! {
            <section class="section">
                <header><h2>{t().payroll.pending_disputes}</h2></header>
                <ul class="plain-list">{list}</ul>
            </section>
        }
        .into_any()
    })
}

/// The address of a page on a period.
pub fn address(page: Page, period: Period) -> String {
    let mut route = Route::from(page);
    route.view.period = Some(period);
    route.view.as_of = Router::get().view_now().as_of;
    route.href()
}

fn of_plan(data: &Dataset, plan: &Plan, as_of: crate::domain::Date) -> AnyView {
    let p = &t().payroll;
    let all = periods(data, plan, as_of);
    let rows = all.iter().take(MOST).map(|period| row(data, plan, *period)).collect_view();
    let router = Router::get();
    let id = plan.id;
    let unit = Cash::of(data, plan).unit();
    let unit = move || view! { <span class="unit">{unit.clone()}</span> };
    view! {
        <section class="section">
            <header>
                <h2>{plan.name.clone()}</h2>
                <a class="button is-quiet" href=move || router.href(Page::Versions(id))>{p.to_versions}</a>
            </header>
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{p.period}</th>
                            <th scope="col">{p.state}</th>
                            <th scope="col" class="num only-wide">{p.people}</th>
                            <th scope="col" class="num only-wide">{p.corrections} " " {unit.clone()}</th>
                            <th scope="col" class="num">{p.earned} " " {unit.clone()}</th>
                            <th scope="col" class="num">{p.paid} " " {unit}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(data: &Dataset, plan: &Plan, period: Period) -> AnyView {
    let p = &t().payroll;
    let name = names(data).period(period);
    let href = address(Page::Run(plan.id), period);
    let cash = Cash::of(data, plan);
    let cells = match closed(data, plan.id, period) {
        Some(run) => {
            let sums = sums(&run.run);
            let people = fmt().whole(i64::try_from(sums.people).unwrap_or(i64::MAX));
            let corrections =
                if sums.corrections == 0 { "–".to_owned() } else { cash.signed(sums.corrections) };
            let day = p.closed_on(&fmt().date(run.closed));
            view! {
                <td><Tag status=Status::Ahead>{day}</Tag></td>
                <td class="num only-wide">{people}</td>
                <td class="num only-wide">{corrections}</td>
                <td class="num">{cash.plain(sums.total)}</td>
                <td class="num">{cash.plain(sums.paid)}</td>
            }
            .into_any()
        }
        None => {
            let draft = paying(data, plan.id, period).is_none_or(|by| by.version.is_none());
            let word = if draft { p.draft } else { p.open_run };
            view! {
                <td><Tag>{word}</Tag></td>
                <td class="num only-wide">"–"</td>
                <td class="num only-wide">"–"</td>
                <td class="num">"–"</td>
                <td class="num">"–"</td>
            }
            .into_any()
        }
    };
    view! { <tr><th scope="row"><a href=href>{name}</a></th> {cells}</tr> }.into_any()
}
