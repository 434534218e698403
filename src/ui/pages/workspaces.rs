//! Workspaces: open, make, bin, back up, restore.

use crate::domain::id::WorkspaceId;
use crate::ui::components::{Button, ButtonKind, Check, Icon, Note, NoteKind, Tag, Toasts};
use crate::ui::desk::Desk;
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use crate::ui::shell::Actions;
use crate::web::homes::{Listed, ListedState};
use crate::web::persistence::StoreError;
use crate::web::{clock, upload};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The page of workspaces and backups.
#[component]
pub fn WorkspacesPage() -> impl IntoView {
    let desk = Desk::get();
    let actions: Option<Actions> = use_context();
    desk.refresh();
    let shown = move |in_bin: bool| {
        let list = desk.list().into_iter();
        list.filter(move |l| in_bin == matches!(l.state, ListedState::Known { binned: Some(_), .. }))
            .collect::<Vec<_>>()
    };
    let bin = move || {
        let list = shown(true);
        (!list.is_empty()).then(|| {
            view! {
                <section class="section">
                    <header><h2>{t().workspaces.bin}</h2><p>{t().workspaces.bin_words}</p></header>
                    <ul class="plain-list">{list.into_iter().map(binned_row).collect_view()}</ul>
                </section>
            }
        })
    };
    view! {
        <article class="page is-reading">
            <header class="page-head">
                <div>
                    <h1>{t().shell.workspaces}</h1>
                    <p class="lede">{t().workspaces.lede}</p>
                </div>
            </header>
            {move || desk.keeps_nothing().then(|| view! { <Note kind=NoteKind::Warn>{t().workspaces.not_kept}</Note> })}
            <section class="section">
                <header>
                    <h2>{t().workspaces.all}</h2>
                    {actions.map(|actions| view! {
                        <div class="row">
                            <Button small=true icon=Icon::Plus on_press=actions.empty>{t().workspaces.new_empty}</Button>
                            <Button small=true icon=Icon::Plus on_press=actions.sample>{t().workspaces.new_sample}</Button>
                        </div>
                    })}
                </header>
                <ul class="plain-list">{move || shown(false).into_iter().map(row).collect_view()}</ul>
            </section>
            <Backup/>
            {bin}
        </article>
    }
}

fn name_of(listed: &Listed) -> String {
    match &listed.state {
        ListedState::Known { name, .. } if !name.is_empty() => name.clone(),
        _ => t().shell.untitled.to_owned(),
    }
}

fn row(listed: Listed) -> AnyView {
    let desk = Desk::get();
    let session = Session::get();
    let toasts = Toasts::expect();
    let id = listed.id;
    let open = session.data_now().is_some_and(|d| d.workspace.id == id);
    let name = name_of(&listed);
    let words = match &listed.state {
        ListedState::Known { changed, .. } => clock::date_of(*changed)
            .map(|d| fmt().beside(t().workspaces.changed, &fmt().date(d)))
            .unwrap_or_default(),
        ListedState::Damaged => t().workspaces.damaged.to_owned(),
        ListedState::Newer => t().workspaces.newer.to_owned(),
        ListedState::Unfinished | ListedState::Deleted => return ().into_any(),
    };
    let sample = matches!(listed.state, ListedState::Known { sample: true, .. });
    let moved = t().workspaces.moved(&name);
    let to_bin = move |()| {
        let moved = moved.clone();
        spawn_local(async move {
            let say = move |error: StoreError| toasts.warn(t().workspaces.problem(error.code()));
            if let Err(error) = desk.bin(id, true).await {
                return say(error);
            }
            // Whoever looked at it looks at it again when it is taken back.
            let back = move |()| {
                spawn_local(async move {
                    match desk.bin(id, false).await {
                        Ok(()) if open => desk.open(id, false),
                        Ok(()) => {}
                        Err(error) => say(error),
                    }
                });
            };
            toasts.offer(moved, t().workspaces.take_out, back);
        });
    };
    if listed.state == ListedState::Damaged {
        return damaged_row(id, name);
    }
    let verb = t().workspaces.move_named(&name);
    view! {
        <li class="spread">
            <div>
                <strong>{name}</strong>
                " "
                {open.then(|| view! { <Tag>{t().workspaces.open_now}</Tag> })}
                {sample.then(|| view! { <Tag>{t().workspaces.sample}</Tag> })}
                <div class="muted">{words}</div>
            </div>
            <div class="row">
                {(!open).then(|| view! { <Button small=true on_press=move |()| desk.open(id, false)>{t().common.open}</Button> })}
                <span title=verb><Button small=true kind=ButtonKind::Quiet icon=Icon::Delete on_press=to_bin>{t().workspaces.move_to_bin}</Button></span>
            </div>
        </li>
    }
    .into_any()
}

/// One that can be opened only after repair, if at all; where it is past that, it can be deleted.
fn damaged_row(id: WorkspaceId, name: String) -> AnyView {
    let desk = Desk::get();
    let toasts = Toasts::expect();
    let sure = RwSignal::new(false);
    let delete = move |()| {
        if !sure.get_untracked() {
            return sure.set(true);
        }
        spawn_local(async move {
            if let Err(error) = desk.delete(id).await {
                toasts.warn(t().workspaces.problem(error.code()));
            }
        });
    };
    let words = move || if sure.get() { t().workspaces.delete_sure } else { t().workspaces.damaged };
    view! {
        <li class="spread">
            <div><strong>{name}</strong><div class="muted">{words}</div></div>
            <div class="row">
                <Button small=true on_press=move |()| desk.open(id, false)>{t().common.open}</Button>
                <Button small=true kind=ButtonKind::Quiet icon=Icon::Delete on_press=delete>{t().workspaces.delete_for_good}</Button>
            </div>
        </li>
    }
    .into_any()
}

fn binned_row(listed: Listed) -> AnyView {
    let desk = Desk::get();
    let toasts = Toasts::expect();
    let id = listed.id;
    let sure = RwSignal::new(false);
    let since = match listed.state {
        ListedState::Known { binned: Some(at), .. } => {
            clock::date_of(at).map(|d| t().workspaces.binned_on(&fmt().date(d)))
        }
        _ => None,
    };
    let say = move |outcome: Result<(), StoreError>| {
        if let Err(error) = outcome {
            toasts.warn(t().workspaces.problem(error.code()));
        }
    };
    let restore = move |()| spawn_local(async move { say(desk.bin(id, false).await) });
    let delete = move |()| {
        if sure.get_untracked() {
            spawn_local(async move { say(desk.delete(id).await) });
        } else {
            sure.set(true);
        }
    };
    view! {
        <li class="spread">
            <div>
                <strong>{name_of(&listed)}</strong>
                <div class="muted">{move || if sure.get() { Some(t().workspaces.delete_sure.to_owned()) } else { since.clone() }}</div>
            </div>
            <div class="row">
                <Button small=true on_press=restore>{t().workspaces.take_out}</Button>
                <Button small=true kind=ButtonKind::Danger on_press=delete>{t().workspaces.delete_for_good}</Button>
            </div>
        </li>
    }
    .into_any()
}

#[component]
fn Backup() -> impl IntoView {
    let desk = Desk::get();
    let toasts = Toasts::expect();
    let save = move |()| {
        spawn_local(async move {
            if let Err(error) = desk.back_up().await {
                toasts.warn(t().workspaces.problem(error.code()));
            }
        });
    };
    view! {
        <section class="section">
            <header><h2>{t().workspaces.backup}</h2></header>
            <div class="stack">
                <p>{t().workspaces.backup_words}</p>
                <div class="row"><Button kind=ButtonKind::Primary icon=Icon::Export on_press=save>{t().workspaces.back_up}</Button></div>
                <RestoreField/>
            </div>
        </section>
    }
}

/// Chooses a backup file and restores it.
#[component]
pub fn RestoreField() -> impl IntoView {
    let desk = Desk::get();
    let toasts = Toasts::expect();
    let replace = RwSignal::new(false);
    let input: NodeRef<html::Input> = NodeRef::new();
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        input.set_value("");
        let Some(file) = file else { return };
        let replace = replace.get_untracked();
        spawn_local(async move {
            let outcome = match upload::read(&file).await {
                Some(bytes) => desk.restore(bytes, replace).await.map_err(|e| e.code()),
                None => Err("file-missing"),
            };
            match outcome {
                Ok(()) => toasts.say(t().workspaces.restored),
                Err(code) => toasts.warn(t().workspaces.problem(code)),
            }
        });
    };
    let press = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <p>{t().workspaces.restore_words}</p>
        <Check label=t().workspaces.restore_replace value=replace on_change=move |on| replace.set(on)/>
        <div class="row">
            <Button icon=Icon::Import on_press=press>{t().workspaces.restore}</Button>
            <input node_ref=input type="file" accept=".attain" hidden aria-label=t().workspaces.restore on:change=chosen/>
        </div>
    }
}

/// What is shown where a workspace cannot be opened whole, or at all.
#[component]
pub fn Recovery(
    /// Which one.
    id: WorkspaceId,
    /// What is wrong, in sentences.
    words: Vec<String>,
    /// Its title.
    title: &'static str,
    /// Whether what is left of it can be opened.
    rest: bool,
) -> impl IntoView {
    let desk = Desk::get();
    let others = move || {
        let list = desk.list().into_iter();
        list.filter(|l| l.id != id && matches!(l.state, ListedState::Known { binned: None, .. }))
            .collect::<Vec<_>>()
    };
    view! {
        <main class="page is-reading main">
            <h1>{title}</h1>
            <Note kind=NoteKind::Warn>{words.into_iter().map(|w| view! { <p>{w}</p> }).collect_view()}</Note>
            <p>{t().workspaces.incomplete_safe}</p>
            <div class="row">
                <Button kind=ButtonKind::Primary on_press=move |()| desk.open(id, false)>{t().workspaces.try_again}</Button>
                {rest.then(|| view! { <Button on_press=move |()| desk.open(id, true)>{t().workspaces.open_rest}</Button> })}
            </div>
            <RestoreField/>
            {move || (!others().is_empty()).then(|| view! {
                <h2>{t().workspaces.other}</h2>
                <ul class="plain-list">{others().into_iter().map(row).collect_view()}</ul>
            })}
        </main>
    }
}
