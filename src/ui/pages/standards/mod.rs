//! Appraisal standards: the list with ready-made ones to begin with, and the editor of one.

mod editor;
mod figures;
mod judged;
mod raters;
mod side;
mod trial;
mod versions;

use crate::domain::appraisal::{Method, Standard};
use crate::domain::scorecard::Scorecard;
use crate::engine::appraisal::process::Deed;
use crate::i18n::ready as words;
use crate::state::appraisal::standards::{begin, standing};
use crate::state::ready::Ready;
use crate::ui::assigned::assigned_name;
use crate::ui::components::{Cell, Column, DataTable, Empty, Icon, Menu, MenuItem, TableData, Toasts};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, lang, t};
use crate::ui::me::Me;
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::web::ids;
pub use editor::StandardPage;
use leptos::prelude::*;
use std::sync::Arc;

/// A standard being edited, with the scorecard of its figures.
#[derive(Clone, Copy)]
struct Edit {
    standard: Draft<Standard>,
    card: Draft<Scorecard>,
}

impl Edit {
    /// Both together, tracked; without the scorecard where the standard has no figures.
    fn get(self) -> Method {
        let standard = self.standard.get();
        let card = self.card.get();
        let scorecard = standard.quantitative.is_some().then_some(card);
        Method { standard, scorecard }
    }

    /// Both together, for handlers.
    fn now(self) -> Method {
        untrack(|| self.get())
    }
}

/// The page that lists standards.
#[component]
pub fn StandardsPage() -> impl IntoView {
    let session = Session::get();
    let none = session.select(|data| data.standards.is_empty());
    let body = move || {
        if none.get() {
            view! { <Empty icon=Icon::Scorecard title=t().standards.none.to_owned() words=t().standards.none_words/> {templates()} }
                .into_any()
        } else {
            table()
        }
    };
    view! {
        <article class="page">
            <header class="page-head">
                <div>
                    <h1>{t().standards.title}</h1>
                    <p class="lede">{t().standards.lede}</p>
                </div>
                <div class="page-actions">{move || (!none.get()).then(add_menu)}</div>
            </header>
            {body}
        </article>
    }
    .into_any()
}

/// The name of a ready-made standard.
fn name_of(which: Ready) -> &'static str {
    let place = Ready::ALL.iter().position(|r| *r == which).unwrap_or(0);
    words::words(lang()).standards.get(place).copied().unwrap_or_default()
}

/// Makes a standard and opens it.
fn make(which: Ready) {
    let Some(data) = Session::get().data_now() else { return };
    keep(begin(which, words::words(lang()), &data, &ids::fresh));
}

/// Stores a new standard and opens it.
fn keep(method: Method) {
    let (me, router, toasts) = (Me::get(), Router::get(), Toasts::expect());
    let id = method.standard.id;
    match me.act(Deed::SaveMethod(Box::new(method))) {
        Ok(_) => {
            toasts.say(t().standards.made);
            router.open(Page::Standard(id));
        }
        Err(refused) => toasts.warn(refused.words()),
    }
}

fn add_menu() -> AnyView {
    let items = || {
        Ready::ALL
            .map(|one| view! { <MenuItem on_press=move |()| make(one)>{name_of(one)}</MenuItem> })
            .collect_view()
    };
    view! { <Menu label=t().standards.add.to_owned() icon=Icon::Plus class="button" arrow=true>{items()}</Menu> }
        .into_any()
}

/// The ready-made standards as cards, for a workspace without any.
fn templates() -> AnyView {
    let card = |one: Ready| {
        view! {
            <button type="button" class="panel choice-card" on:click=move |_| make(one)>
                <strong>{name_of(one)}</strong>
                <span class="muted">{t().standards.ready(one)}</span>
            </button>
        }
    };
    view! { <div class="columns-3">{Ready::ALL.map(card).collect_view()}</div> }.into_any()
}

fn table() -> AnyView {
    let (session, router) = (Session::get(), Router::get());
    let data = Signal::derive(move || {
        let data = session.data();
        let all: Vec<Arc<Standard>> = data.iter().flat_map(|d| d.standards.iter().cloned()).collect();
        let columns = vec![
            Column::text(t().scorecards.name).width(240).opens(),
            Column::text(t().scorecards.assigned).width(180),
            Column::text(t().standards.composition).width(220),
            Column::text(t().standards.status),
        ];
        TableData::new(columns, all.len(), move |row, column| {
            let (Some(standard), Some(data)) = (all.get(row), data.as_ref()) else { return Cell::default() };
            Cell::text(match column {
                0 => standard.name.clone(),
                1 => {
                    let names: Vec<_> = standard.assigned.iter().map(|a| assigned_name(data, a)).collect();
                    fmt().list(&names)
                }
                2 => {
                    let percent = |n| format!("{}%", fmt().at_most(n, 2));
                    let figures = standard.quantitative.as_ref().map(|p| p.weight).unwrap_or_default();
                    t().standards.share(&percent(figures), &percent(standard.qualitative))
                }
                _ => t().standards.standing(standing(data, standard)),
            })
        })
    });
    let open = move |row: usize| {
        if let Some(id) = session.data_now().and_then(|d| d.standards.iter().nth(row).map(|s| s.id)) {
            router.open(Page::Standard(id));
        }
    };
    view! { <DataTable label=t().standards.title data search=false on_open=open/> }.into_any()
}
