//! Incentive plans: the list with ready-made ones to begin with, and the editor of one.

mod checks;
mod component;
mod currency;
mod editor;
mod examples;
mod fields;
mod filter;
mod limits;
mod list;
mod look;
mod modifiers;
mod other;
mod payout;
mod picture;
mod reading;
mod rules;
mod shared;
mod spots;
mod terms;
mod tiers;
mod timing;

use crate::domain::Item;
use crate::domain::incentive::Plan;
use crate::state::command::Command;
use crate::state::plan::{Template, fitted};
use crate::ui::assigned::assigned_name;
use crate::ui::components::{
    Button, Cell, Column, DataTable, Empty, Icon, Menu, MenuItem, TableData, Toasts,
};
use crate::ui::lang::{fmt, t};
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::web::{clock, ids, upload};
pub use editor::PlanPage;
use leptos::html;
use leptos::prelude::*;
pub use shared::SharedPlanPage;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// The page that lists plans.
#[component]
pub fn PlansPage() -> impl IntoView {
    let session = Session::get();
    let none = session.select(|data| data.plans.is_empty());
    view! {
        <article class="page">
            <header class="page-head">
                <div>
                    <h1>{t().plans.title}</h1>
                    <p class="lede">{t().plans.lede}</p>
                </div>
                <div class="page-actions">
                    {open_file()}
                    {move || (!none.get()).then(add_menu)}
                </div>
            </header>
            {move || if none.get() {
                view! { <Empty icon=Icon::Pay title=t().plans.none.to_owned() words=t().plans.none_words/> {templates()} }.into_any()
            } else {
                plan_table()
            }}
        </article>
    }
}

/// A button that opens a plan file.
fn open_file() -> AnyView {
    let chooser: NodeRef<html::Input> = NodeRef::new();
    let chosen = move |_| {
        let input = chooser.get_untracked();
        let file = input.as_ref().and_then(|i| i.files()).and_then(|list| list.item(0));
        if let (Some(input), Some(file)) = (input, file) {
            // The same file can be chosen again.
            input.set_value("");
            let owner = Owner::current();
            spawn_local(async move {
                let text = upload::read(&file).await.and_then(|bytes| String::from_utf8(bytes).ok());
                if let Some(owner) = owner {
                    owner.with(|| shared::take_file(&text.unwrap_or_default()));
                }
            });
        }
    };
    let press = move |()| {
        if let Some(input) = chooser.get_untracked() {
            input.click();
        }
    };
    view! {
        <Button icon=Icon::File on_press=press>{t().plans.open_file}</Button>
        <input node_ref=chooser type="file" hidden=true accept=".json" aria-label=t().plans.open_file on:change=chosen/>
    }
    .into_any()
}

/// Makes a plan and opens it.
fn make(template: Template) {
    let (session, router, toasts) = (Session::get(), Router::get(), Toasts::expect());
    let today = clock::today();
    let effective = today.first_of_month();
    let plan = template.plan(effective, &ids::fresh, &|part| t().plans.part_name(part).to_owned());
    let plan = session.data_now().map_or(plan.clone(), |data| fitted(plan, &data));
    let id = plan.id;
    match session.run(&Command::Put(vec![Item::Plan(plan)])) {
        Ok(_) => router.open(Page::Plan(id)),
        Err(refused) => toasts.warn(refused.words()),
    }
}

fn add_menu() -> AnyView {
    let items = move || {
        Template::ALL
            .map(|one| {
                view! { <MenuItem on_press=move |()| make(one)>{t().plans.template(one).0}</MenuItem> }
            })
            .collect_view()
    };
    view! { <Menu label=t().plans.add.to_owned() icon=Icon::Plus class="button" arrow=true>{items()}</Menu> }
        .into_any()
}

/// The ready-made plans as cards, for a workspace without any.
fn templates() -> AnyView {
    let card = |one: Template| {
        let (name, words) = t().plans.template(one);
        view! {
            <button type="button" class="panel choice-card" on:click=move |_| make(one)>
                <strong>{name}</strong>
                <span class="muted">{words}</span>
            </button>
        }
    };
    view! { <div class="columns-3">{Template::ALL.map(card).collect_view()}</div> }.into_any()
}

fn plan_table() -> AnyView {
    let (session, router) = (Session::get(), Router::get());
    let data = Signal::derive(move || {
        let data = session.data();
        let plans: Vec<Arc<Plan>> = data.iter().flat_map(|d| d.plans.iter().cloned()).collect();
        let columns = vec![
            Column::text(t().plans.name).opens(),
            Column::text(t().plans.assigned),
            Column::text(t().plans.parts),
            Column::text(t().plans.effective),
        ];
        TableData::new(columns, plans.len(), move |row, column| {
            let (Some(plan), Some(data)) = (plans.get(row), data.as_ref()) else { return Cell::default() };
            match column {
                0 => Cell::text(plan.name.clone()),
                1 => {
                    let names: Vec<String> = plan.assigned.iter().map(|a| assigned_name(data, a)).collect();
                    Cell::text(fmt().list(&names))
                }
                2 => {
                    let names: Vec<&str> = plan.components.iter().map(|c| c.name.as_str()).collect();
                    Cell::text(fmt().list(&names))
                }
                _ => Cell::text(fmt().date(plan.effective)),
            }
        })
    });
    let open = move |row: usize| {
        if let Some(id) = session.data_now().and_then(|d| d.plans.iter().nth(row).map(|p| p.id)) {
            router.open(Page::Plan(id));
        }
    };
    view! { <DataTable label=t().plans.title data search=false on_open=open/> }.into_any()
}
