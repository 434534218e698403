//! What was added, and where to go from here.

use super::{
    Stage, Wizard,
    check::{kind_of, lines},
};
use crate::state::import::{Kind, Outcome};
use crate::ui::components::{Button, ButtonKind, Icon, IconView, Note, NoteKind, Toasts};
use crate::ui::lang::t;
use crate::ui::route::Page;
use crate::ui::shell::Router;
use leptos::prelude::*;

/// The result.
pub(super) fn view(wizard: Wizard, outcome: &Outcome, source: &str) -> AnyView {
    let router = Router::get();
    let toasts = Toasts::expect();
    let kind = kind_of(wizard);
    let mut lines = lines(outcome, kind);
    if outcome.changed > 0 {
        lines.push(t().changes.updated(&super::whole(outcome.changed)));
    }
    let target = match kind {
        Kind::Records => None,
        Kind::People => Some((Page::People, t().shell.people)),
        Kind::Products => Some((Page::Products, t().shell.products)),
        Kind::Customers => Some((Page::Customers, t().shell.customers)),
        Kind::Measurements => Some((Page::Measurements, t().shell.measurements)),
        Kind::Targets => Some((Page::Targets, t().shell.targets)),
    };
    let links = match target {
        None => vec![(Page::Monitor, t().import.to_monitor), (Page::Records, t().import.to_records)],
        Some(target) => vec![target, (Page::Monitor, t().import.to_monitor)],
    };
    // What came together with this file is at hand; nothing else is more likely to be wanted now.
    let next = wizard.waiting.with_untracked(|files| files.first().map(web_sys::File::name));
    let leads = next.is_some();
    let another = match next {
        Some(name) => view! {
            <Button kind=ButtonKind::Primary icon=Icon::Import on_press=move |()| wizard.leave()>{t().import.next_file(&name)}</Button>
        },
        None => {
            view! { <Button icon=Icon::Import on_press=move |()| wizard.leave()>{t().import.another}</Button> }
        }
    };
    let links = links.into_iter().enumerate().map(|(at, (page, words))| {
        let class = if at == 0 && !leads { "button is-primary" } else { "button" };
        view! { <a class=class href=move || router.href(page)>{words}</a> }
    });
    let undo = move |()| match wizard.session.undo() {
        Ok(step) => {
            toasts.say(t().common.undone(&t().history.step(&step)));
            wizard.stage.set(Stage::Start);
        }
        Err(refused) => toasts.warn(refused.words()),
    };
    let title = if source.is_empty() { t().import.pasted.to_owned() } else { source.to_owned() };
    view! {
        <Note kind=NoteKind::Good>
            <h2>{t().import.done_title}</h2>
            <p class="muted">{title}</p>
            <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        </Note>
        <div class="row">
            {links.collect_view()}
            {another}
            <button type="button" class="button is-quiet push" on:click=move |_| undo(())>
                <IconView icon=Icon::Undo/>
                {t().import.undo_import}
            </button>
        </div>
    }
    .into_any()
}
