//! The frame itself: bar, navigation, the page, and what floats above them.

use super::actions::Actions;
use super::bar::Bar;
use super::drop::DropVeil;
use super::keys::{Overlays, ShortcutSheet, listen};
use super::nav::{Nav, page_name};
use super::palette::Palette;
use super::router::Router;
use crate::ui::components::{Button, Icon, IconButton, Toasts};
use crate::ui::hints::HintCard;
use crate::ui::lang::t;
use crate::ui::route::Page;
use leptos::html;
use leptos::prelude::*;

/// The frame around the pages.
#[component]
pub fn Shell(
    /// What the frame can ask for.
    actions: Actions,
    /// Messages.
    toasts: Toasts,
    /// Builds a page.
    pages: fn(Page) -> AnyView,
) -> impl IntoView {
    let router = Router::get();
    let overlays = Overlays::default();
    listen(overlays, toasts);
    let main: NodeRef<html::Main> = NodeRef::new();
    // Another page: its name in the title, the keyboard at its start, the window at its top.
    Effect::new(move |before: Option<Page>| {
        let page = router.page();
        document().set_title(&format!("{} · {}", page_name(page), t().common.product));
        overlays.drawer.set(false);
        if let Some(main) = main.get_untracked().filter(|_| before.is_some_and(|before| before != page)) {
            let _ = main.focus();
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        page
    });
    view! {
        <a class="skip" href="#main" on:click=move |event| {
            event.prevent_default();
            if let Some(main) = main.get_untracked() {
                let _ = main.focus();
            }
        }>{t().shell.skip}</a>
        <div class="shell">
            <Bar actions overlays/>
            <Nav/>
            <main class="main" id="main" tabindex="-1" node_ref=main>
                {update_note(actions)}
                <HintCard/>
                {move || pages(router.page())}
            </main>
        </div>
        <Drawer open=overlays.drawer/>
        <Palette open=overlays.palette actions toasts/>
        <ShortcutSheet open=overlays.shortcuts/>
        <DropVeil actions/>
    }
    .into_any()
}

fn update_note(actions: Actions) -> AnyView {
    view! {
        <Show when=move || actions.update.get()>
            <div class="hint-card no-print" role="status">
                <p>{t().shell.update_ready}</p>
                <Button on_press=actions.apply_update>{t().shell.update_now}</Button>
            </div>
        </Show>
    }
    .into_any()
}

/// The navigation of narrow windows.
#[component]
fn Drawer(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let node: NodeRef<html::Dialog> = NodeRef::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    view! {
        <dialog node_ref=node class="drawer" aria-label=t().shell.navigation on:close=move |_| open.set(false) on:click=move |event| {
            if event.target() == event.current_target() {
                open.set(false);
            }
        }>
            <header><IconButton icon=Icon::Close name=t().common.close on_press=move |()| open.set(false)/></header>
            <Show when=move || open.get()><Nav/></Show>
        </dialog>
    }
    .into_any()
}
