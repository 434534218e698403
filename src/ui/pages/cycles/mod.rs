//! Appraisal cycles: the list, the preparation of one, and the board of one that runs.

mod board;
mod case;
mod guideline;
mod phases;
mod population;
mod raters;
mod reopened;
mod setup;
mod steps;

use crate::domain::appraisal::{Cycle, CycleState};
use crate::domain::dataset::Dataset;
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::board::board;
use crate::state::appraisal::cycles::{Length, fresh};
use crate::ui::components::{Empty, Icon, Menu, MenuItem, Status, Tag, Toasts};
use crate::ui::lang::{fmt, t};
use crate::ui::me::{IAm, Me};
use crate::ui::route::Page;
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::web::ids;
pub use case::CasePage;
use leptos::prelude::*;
pub use reopened::reopened;
use setup::Setup;

/// The page that lists cycles.
#[component]
pub fn CyclesPage() -> impl IntoView {
    let session = Session::get();
    let body = move || {
        let data = session.data()?;
        if data.cycles.is_empty() {
            let c = &t().cycles;
            return Some(
                view! { <Empty icon=Icon::Calendar title=c.none.to_owned() words=c.none_words>{add_menu()}</Empty> }
                    .into_any(),
            );
        }
        Some(list(&data))
    };
    let any = session.select(|data| !data.cycles.is_empty());
    view! {
        <article class="page">
            <header class="page-head">
                <div>
                    <h1>{t().cycles.title}</h1>
                    <p class="lede">{t().cycles.lede}</p>
                </div>
                <div class="page-actions">{move || any.get().then(add_menu)}</div>
            </header>
            {body}
        </article>
    }
    .into_any()
}

/// Begins a cycle of a length and opens its preparation.
fn add_menu() -> AnyView {
    let (session, router, me, toasts) = (Session::get(), Router::get(), Me::get(), Toasts::expect());
    let make = move |length: Length| {
        let Some(data) = session.data_now() else { return };
        let day = untrack(|| me.day());
        let name = |period| t().cycles.named(&names(&data).period(period));
        let cycle = fresh(&data, length, day, ids::fresh(), &name);
        let id = cycle.id;
        match me.act(Deed::SaveCycle(Box::new(cycle))) {
            Ok(_) => router.open(Page::Cycle(id)),
            Err(refused) => toasts.warn(refused.words()),
        }
    };
    let items = move || {
        Length::ALL
            .map(|one| view! { <MenuItem on_press=move |()| make(one)>{t().cycles.length(one)}</MenuItem> })
            .collect_view()
    };
    view! { <Menu label=t().cycles.add.to_owned() icon=Icon::Plus class="button is-primary" arrow=true>{items}</Menu> }
        .into_any()
}

fn list(data: &Dataset) -> AnyView {
    let c = &t().cycles;
    let mut all: Vec<_> = data.cycles.iter().collect();
    all.sort_by_key(|cycle| {
        let end = data.workspace.calendar.span(cycle.period).map(|s| s.to);
        (cycle.state == CycleState::Closed, std::cmp::Reverse(end))
    });
    let rows = all.into_iter().map(|cycle| row(data, cycle)).collect_view();
    view! {
        <div class="table-wrap">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{c.title}</th>
                        <th scope="col" class="only-wide">{t().filter.period}</th>
                        <th scope="col">{c.state}</th>
                        <th scope="col" class="num">{c.people}</th>
                        <th scope="col" class="num only-wide">{c.late}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(data: &Dataset, cycle: &Cycle) -> AnyView {
    let (router, me) = (Router::get(), Me::get());
    let id = cycle.id;
    let count = |n: usize| fmt().whole(i64::try_from(n).unwrap_or(i64::MAX));
    let people = data.appraisals.iter().filter(|a| a.cycle == id).count();
    let running = matches!(cycle.state, CycleState::Running(_));
    let late =
        if running { board(data, cycle, me.day()).iter().filter(|r| r.late(me.day())).count() } else { 0 };
    view! {
        <tr>
            <th scope="row"><a href=move || router.href(Page::Cycle(id))>{cycle.name.clone()}</a></th>
            <td class="only-wide">{names(data).period(cycle.period)}</td>
            <td>{state(cycle.state)}</td>
            <td class="num">{if people == 0 { "–".to_owned() } else { count(people) }}</td>
            <td class="num only-wide">{if running { count(late) } else { "–".to_owned() }}</td>
        </tr>
    }
    .into_any()
}

/// Where a cycle stands, as a word in a frame.
fn state(state: CycleState) -> AnyView {
    let status = if state == CycleState::Closed { Status::Ahead } else { Status::Even };
    view! { <Tag status>{t().appraisal.state(state)}</Tag> }.into_any()
}

/// One cycle: its preparation, or its board.
#[component]
pub fn CyclePage(
    /// Which one.
    id: crate::domain::id::CycleId,
) -> impl IntoView {
    let session = Session::get();
    let draft = session.select(move |data| data.cycles.get(id).map(|c| c.state == CycleState::Draft));
    let stored = session.select(move |data| {
        data.cycles.get(id).filter(|c| c.state == CycleState::Draft).map(|c| c.as_ref().clone())
    });
    move || match draft.get() {
        // A new draft whenever what is stored changes, by saving, undo or another tab.
        Some(true) => stored.get().map(|cycle| view! { <Setup stored=cycle/> }.into_any()),
        Some(false) => Some(view! { <board::BoardPage id/> }.into_any()),
        None => {
            let empty = view! { <Empty title=t().cycles.none.to_owned() words=t().shell.not_found_words/> };
            Some(
                view! { <article class="page"><h1 class="sr-only">{t().cycles.title}</h1> {empty}</article> }
                    .into_any(),
            )
        }
    }
}

/// The head of pages about a cycle's people: who the reader is.
fn who() -> AnyView {
    view! { <IAm/> }.into_any()
}
