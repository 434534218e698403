//! The first thing a new reader sees: what this is in one sentence, and three doors.

use super::actions::Actions;
use super::bar::{LanguageMenu, ThemeMenu};
use super::drop::DropVeil;
use super::router::Router;
use crate::ui::components::{Button, Icon, IconView, Note};
use crate::ui::lang::t;
use crate::ui::route::Page;
use leptos::html;
use leptos::prelude::*;

/// The three doors.
#[component]
pub fn FirstRun(
    /// What the frame can ask for.
    actions: Actions,
    /// Builds a page: the plan of whoever came with a link.
    pages: fn(Page) -> AnyView,
) -> impl IntoView {
    let (shell, router) = (&t().shell, Router::get());
    // What can be looked at without a workspace.
    let alone =
        Memo::new(move |_| Some(router.page()).filter(|p| matches!(p, Page::SharedPlan | Page::Verify)));
    let chooser: NodeRef<html::Input> = NodeRef::new();
    let chosen = move |_| {
        let list = chooser.get_untracked().and_then(|input| input.files());
        let files: Vec<_> =
            list.map(|list| (0..list.length()).filter_map(|at| list.item(at)).collect()).unwrap_or_default();
        if !files.is_empty() {
            actions.import.run(files);
        }
    };
    let choose = move |()| {
        if let Some(input) = chooser.get_untracked() {
            input.click();
        }
    };
    view! {
        <main class="first" id="main">
            <header><LanguageMenu/><ThemeMenu/></header>
            {move || if let Some(page) = alone.get() {
                let note = (page == Page::SharedPlan).then(|| view! { <Note>{t().plans.shared_first}</Note> });
                view! { <div class="first-plan">{pages(page)} {note}</div> }.into_any()
            } else {
                view! {
                    <div class="first-words">
                        <span class="row"><IconView icon=Icon::Mark/><strong>{t().common.product}</strong></span>
                        <h1>{phrases(shell.first_title)}</h1>
                        <p class="lede">{shell.first_lede}</p>
                    </div>
                }.into_any()
            }}
            <ul class="doors">
                <li>{door("door is-first", Icon::Sample, shell.first_sample, shell.first_sample_words, actions.sample)}</li>
                <li>{door("door", Icon::Import, shell.first_import, shell.first_import_words, Callback::new(choose))}</li>
                <li>{door("door", Icon::Plus, shell.first_empty, shell.first_empty_words, actions.empty)}</li>
            </ul>
            {in_the_bin(actions)}
            <p class="promise">{shell.first_promise}</p>
            <input node_ref=chooser type="file" multiple=true hidden=true accept=".csv,.tsv,.txt,.xlsx,.attain" on:change=chosen/>
            <DropVeil actions/>
        </main>
    }
    .into_any()
}

/// The way back for whoever has just thrown the last workspace away.
fn in_the_bin(actions: Actions) -> AnyView {
    let rows = move || {
        let found = actions.binned.get();
        (!found.is_empty()).then(|| {
            let rows = found.into_iter().map(|(id, name)| {
                let name = if name.is_empty() { t().shell.untitled.to_owned() } else { name };
                view! {
                    <li class="row">
                        <span>{name}</span>
                        <Button small=true on_press=move |()| actions.take_out.run(id)>{t().workspaces.take_out}</Button>
                    </li>
                }
            });
            view! {
                <section class="first-bin">
                    <h2>{t().workspaces.bin}</h2>
                    <ul class="plain">{rows.collect_view()}</ul>
                </section>
            }
        })
    };
    rows.into_any()
}

/// A sentence that breaks after its commas first.
fn phrases(sentence: &'static str) -> AnyView {
    let parts = sentence.split_inclusive(['，', ',']);
    parts.map(|part| view! { <span class="phrase">{part}</span> }).collect_view().into_any()
}

fn door(
    class: &'static str,
    icon: Icon,
    title: &'static str,
    words: &'static str,
    press: Callback<()>,
) -> AnyView {
    view! {
        <button type="button" class=class on:click=move |_| press.run(())>
            <IconView icon/>
            <strong>{title}</strong>
            <span>{words}</span>
        </button>
    }
    .into_any()
}
