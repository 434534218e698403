//! A plan that came in a link: look and try, and a copy of it. And the way there: a plan as a link or a file.

use super::look::{in_words, told_examples, try_it};
use super::picture::drawing;
use crate::domain::id::PlanId;
use crate::domain::incentive::{Component, Plan};
use crate::domain::{Changes, Dataset, Item};
use crate::state::command::Command;
use crate::state::plan::{Adopted, Unreadable, adopt, export, from_link, to_link};
use crate::ui::components::{Button, ButtonKind, Icon, Menu, MenuItem, Note, NoteKind, Tag, Toasts};
use crate::ui::desk::Desk;
use crate::ui::forms::Draft;
use crate::ui::fresh::empty;
use crate::ui::lang::{fmt, t};
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::web::{clipboard, download, ids};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// The part of the address in front of the plan.
const QUERY: &str = "plan=";

/// The plan in the present address.
fn payload() -> Option<String> {
    let hash = window().location().hash().ok()?;
    let (_, query) = hash.split_once('?')?;
    query.split('&').find_map(|part| part.strip_prefix(QUERY)).map(str::to_owned)
}

fn words_of(error: &Unreadable) -> &'static str {
    match error {
        Unreadable::Damaged(_) => t().plans.link_damaged,
        Unreadable::TooLarge => t().plans.link_oversized,
        Unreadable::Newer => t().plans.link_newer,
    }
}

/// The page of a plan that came in a link. Where no workspace is open it is read by an empty one.
#[component]
pub fn SharedPlanPage() -> impl IntoView {
    let session = Session::get();
    let link = RwSignal::new(payload());
    let listener = window_event_listener_untyped("hashchange", move |_| link.set(payload()));
    on_cleanup(move || listener.remove());
    let read = move || -> Result<(Arc<Dataset>, Adopted), &'static str> {
        let data =
            session.data().or_else(|| empty(ids::fresh()).map(Arc::new)).ok_or(t().plans.link_damaged)?;
        let came = from_link(&data, &link.get().unwrap_or_default(), &ids::fresh);
        came.map(|adopted| (data, adopted)).map_err(|error| words_of(&error))
    };
    view! {
        <article class="page">
            {move || match read() {
                Ok((data, adopted)) => offered(&data, adopted),
                Err(words) => view! {
                    <header class="page-head"><h1>{t().plans.shared_title}</h1></header>
                    <Note kind=NoteKind::Error>{words}</Note>
                }.into_any(),
            }}
        </article>
    }
}

/// Stores a copy: in the workspace that is open, otherwise in a new one.
fn save(data: &Dataset, id: PlanId, name: &str, items: &[Item]) {
    let (session, router, toasts) = (Session::get(), Router::get(), Toasts::expect());
    if session.is_open() {
        match session.run(&Command::Put(items.to_vec())) {
            Ok(_) => {
                toasts.say(t().plans.saved_copy(name));
                router.open(Page::Plan(id));
            }
            Err(refused) => toasts.warn(refused.words()),
        }
        return;
    }
    let mut changes = Changes::default();
    for item in items {
        changes.put(data, item.clone());
    }
    if let Ok(data) = data.apply(&changes) {
        router.open(Page::Plan(id));
        spawn_local(Desk::get().create(data));
    }
}

fn offered(data: &Arc<Dataset>, adopted: Adopted) -> AnyView {
    let shown = Arc::new(adopted.shown(data));
    let (currency, ours) = (shown.workspace.currency, data.workspace.currency);
    let (plan, items, unknown) = (adopted.plan, adopted.items, adopted.unknown);
    let (id, name) = (plan.id, plan.name.clone());
    let open = Session::get().is_open();
    let owner = Owner::current();
    let into = Arc::clone(data);
    // Handlers run outside the tree of views and find no context.
    let press = move |()| {
        if let Some(owner) = &owner {
            owner.with(|| save(&into, id, &name, &items));
        }
    };
    let missing = (open && !unknown.is_empty()).then(|| {
        view! { <Note kind=NoteKind::Warn>{t().plans.unknown_names(&fmt().list(&unknown))}</Note> }
    });
    let foreign = (open && currency != ours).then(|| {
        view! { <Note kind=NoteKind::Warn>{t().plan_checks.other_currency(currency.code(), ours.code())}</Note> }
    });
    let label = if open { t().plans.save_copy } else { t().plans.save_new };
    view! {
        <header class="page-head">
            <div>
                <h1>{plan.name.clone()}</h1>
                <p class="lede">{t().plans.shared_words}</p>
            </div>
            <div class="page-actions">
                <Button kind=ButtonKind::Primary icon=Icon::Plus on_press=press>{label}</Button>
            </div>
        </header>
        {missing}
        {foreign}
        {try_it(&plan, &shown)}
        {in_words(&plan, &shown)}
        {told_examples(&plan, &shown)}
        <div class="stack">{plan.components.iter().map(component_view).collect_view()}</div>
    }
    .into_any()
}

fn component_view(component: &Component) -> AnyView {
    let own = component.clone();
    let drawn = Memo::new(move |_| crate::state::plan::picture(&own));
    let tags = [
        t().plans.pays_name(&component.pays),
        t().kpis.base_name(component.base),
        t().plans.accumulate_name(component.accumulate()),
    ];
    let name = component.name.clone();
    view! {
        <section class="panel stack">
            <h2>{name}</h2>
            <div class="row">{tags.map(|words| view! { <Tag>{words}</Tag> }).collect_view()}</div>
            {drawing(drawn)}
        </section>
    }
    .into_any()
}

/// Copy link and save as a file, of the plan as it stands in the draft.
pub fn share_menu(draft: Draft<Plan>) -> AnyView {
    let (session, toasts) = (Session::get(), Toasts::expect());
    let copy = move |()| match session.data_now().map(|data| to_link(&data, &draft.now())) {
        Some(Ok(code)) => spawn_local(async move {
            let base = window().location().href().unwrap_or_default();
            let base = base.split('#').next().unwrap_or_default().to_owned();
            if clipboard::write(&format!("{base}#{}?{QUERY}{code}", Page::SharedPlan)).await {
                toasts.say(t().plans.link_copied);
            } else {
                toasts.warn(t().plans.link_failed);
            }
        }),
        _ => toasts.warn(t().plans.link_too_large),
    };
    let save = move |()| {
        let text = session.data_now().and_then(|data| export(&data, &draft.now()).ok()).unwrap_or_default();
        download::text(&format!("{}.attain-plan.json", draft.now().name), "application/json", &text);
    };
    view! {
        <Menu label=t().plans.send.to_owned() icon=Icon::Export class="button is-quiet" arrow=true>
            <MenuItem icon=Icon::Copy on_press=copy>{t().plans.copy_link}</MenuItem>
            <MenuItem icon=Icon::File on_press=save>{t().plans.save_file}</MenuItem>
        </Menu>
    }
    .into_any()
}

/// Opens a plan file: a copy of its plan is stored and shown.
pub fn take_file(text: &str) {
    let (session, router, toasts) = (Session::get(), Router::get(), Toasts::expect());
    let Some(data) = session.data_now() else { return };
    match adopt(&data, text, &ids::fresh) {
        Ok(adopted) => match session.run(&Command::Put(adopted.items)) {
            Ok(_) => {
                toasts.say(t().plans.saved_copy(&adopted.plan.name));
                router.open(Page::Plan(adopted.plan.id));
            }
            Err(refused) => toasts.warn(refused.words()),
        },
        Err(Unreadable::Newer) => toasts.warn(t().plans.link_newer),
        Err(Unreadable::TooLarge) => toasts.warn(t().plans.file_damaged("")),
        Err(Unreadable::Damaged(place)) => toasts.warn(t().plans.file_damaged(&place)),
    }
}
