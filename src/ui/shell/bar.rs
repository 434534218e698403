//! The bar above every page: brand, workspace, undo and redo, saving state, palette, language, theme, help.

use super::actions::Actions;
use super::keys::Overlays;
use super::prefs::{Prefs, Theme};
use super::router::Router;
use crate::i18n::Lang;
use crate::ui::components::{Button, ButtonKind, Icon, IconButton, IconView, Menu, MenuItem, Toasts};
use crate::ui::lang::t;
use crate::ui::route::Page;
use crate::ui::session::{Refused, Saving, Session};
use leptos::prelude::*;

/// The bar.
#[component]
pub fn Bar(
    /// What the frame can ask for.
    actions: Actions,
    /// What floats above the page.
    overlays: Overlays,
) -> impl IntoView {
    let router = Router::get();
    let shell = &t().shell;
    let palette = overlays.palette;
    view! {
        <header class="bar">
            <span class="only-narrow">
                <IconButton icon=Icon::Menu name=shell.open_navigation on_press=move |()| overlays.drawer.set(true)/>
            </span>
            <a class="brand" href=move || router.href(Page::Home) aria-label=t().common.product>
                <IconView icon=Icon::Mark/>
                <span>{t().common.product}</span>
            </a>
            <span class="bar-sep only-wide"></span>
            {workspace(actions)}
            {undo_redo()}
            {saving(actions)}
            <button type="button" class="button palette-button push" on:click=move |_| palette.set(true)>
                <IconView icon=Icon::Search/>
                <span class="truncate">{shell.palette}</span>
                <kbd class="only-wide">{super::keys::palette_key()}</kbd>
            </button>
            <LanguageMenu/>
            <ThemeMenu/>
            <span class="only-wide">
                <IconButton icon=Icon::Help name=shell.shortcuts on_press=move |()| overlays.shortcuts.set(true)/>
            </span>
        </header>
    }
    .into_any()
}

fn workspace(actions: Actions) -> AnyView {
    let session = Session::get();
    let router = Router::get();
    let name = Signal::derive(move || {
        session
            .data()
            .map(|data| data.workspace.name.clone())
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| t().shell.untitled.to_owned())
    });
    let now = Memo::new(move |_| session.data().map(|data| data.workspace.id));
    let list = move || {
        let items = actions.workspaces.get().into_iter().map(|(id, name)| {
            let checked = Signal::derive(move || now.get() == Some(id));
            view! { <MenuItem checked=checked on_press=move |()| actions.open.run(id)>{name}</MenuItem> }
        });
        items.collect_view()
    };
    view! {
        <span class="workspace">
            <Menu label=name arrow=true>
                <div class="menu-label">{t().shell.workspace}</div>
                {list}
                <hr/>
                <MenuItem icon=Icon::Export on_press=move |()| actions.back_up.run(())>{t().shell.back_up_now}</MenuItem>
                <MenuItem icon=Icon::Workspace on_press=move |()| router.open(Page::Workspaces)>{t().shell.workspaces}</MenuItem>
            </Menu>
        </span>
    }
    .into_any()
}

fn undo_redo() -> AnyView {
    let session = Session::get();
    let toasts = Toasts::expect();
    let last = move || session.history().next_undo().last().map(|step| t().history.step(step));
    let next = move || session.history().next_redo().last().map(|step| t().history.step(step));
    let undo_name = Signal::derive(move || {
        last().map_or_else(|| t().common.undo.to_owned(), |what| t().shell.undo_of(&what))
    });
    let redo_name = Signal::derive(move || {
        next().map_or_else(|| t().common.redo.to_owned(), |what| t().shell.redo_of(&what))
    });
    let read_only = move || session.saving().with(|saving| *saving == Saving::ReadOnly);
    let no_undo = Signal::derive(move || read_only() || session.history().done().is_empty());
    let no_redo = Signal::derive(move || read_only() || session.history().undone().is_empty());
    view! {
        <IconButton icon=Icon::Undo name=undo_name disabled=no_undo on_press=move |()| undo(session, toasts)/>
        <IconButton icon=Icon::Redo name=redo_name disabled=no_redo on_press=move |()| redo(session, toasts)/>
    }
    .into_any()
}

/// Undoes and says what.
pub fn undo(session: Session, toasts: Toasts) {
    match session.undo() {
        Ok(step) => {
            let redo_it = move |()| redo(session, toasts);
            toasts.offer(t().common.undone(&t().history.step(&step)), t().common.redo, redo_it);
        }
        // Why the way back ends here is worth a word; that nothing is left is seen.
        Err(refused @ Refused::Command(_)) => toasts.warn(refused.words()),
        Err(_) => {}
    }
}

/// Does again and says what.
pub fn redo(session: Session, toasts: Toasts) {
    if let Ok(step) = session.redo() {
        let undo_it = move |()| undo(session, toasts);
        toasts.offer(t().common.redone(&t().history.step(&step)), t().common.undo, undo_it);
    }
}

fn saving(actions: Actions) -> AnyView {
    let state = Session::get().saving();
    let class = move || {
        state.with(|state| match state {
            Saving::Saved => "saving",
            Saving::Saving(_) => "saving is-busy",
            Saving::ReadOnly | Saving::NotKept => "saving is-warn",
            Saving::Failed(_) => "saving is-error",
        })
    };
    let words = move || {
        state.with(|state| match state {
            Saving::Saved => t().shell.saved,
            Saving::Saving(_) => t().shell.saving,
            Saving::ReadOnly => t().shell.read_only,
            Saving::NotKept => t().shell.not_kept,
            Saving::Failed(_) => t().shell.save_failed,
        })
    };
    let help = move || {
        let (words, press) = state.with(|state| match state {
            Saving::ReadOnly => Some((t().shell.take_over, actions.take_over)),
            Saving::NotKept | Saving::Failed(_) => Some((t().shell.back_up_now, actions.back_up)),
            Saving::Saved | Saving::Saving(_) => None,
        })?;
        Some(view! { <Button kind=ButtonKind::Link on_press=press>{words}</Button> })
    };
    view! {
        <span class=class role="status" title=words>
            <span class="dot" aria-hidden="true"></span>
            <span class="words">{words}</span>
        </span>
        {help}
    }
    .into_any()
}

/// Chooses the language.
#[component]
pub fn LanguageMenu() -> impl IntoView {
    let prefs = use_context::<Prefs>().unwrap_or_else(Prefs::load);
    let items = move || {
        Lang::ALL
            .into_iter()
            .map(|lang| {
                let checked = Signal::derive(move || prefs.lang() == lang);
                view! {
                    <MenuItem checked=checked on_press=move |()| prefs.set_lang(lang)>
                        <span lang=lang.tag()>{lang.own_name()}</span>
                    </MenuItem>
                }
            })
            .collect_view()
    };
    view! { <Menu label=t().shell.language.to_owned() icon=Icon::Language icon_only=true>{items}</Menu> }
        .into_any()
}

/// Chooses light or dark.
#[component]
pub fn ThemeMenu() -> impl IntoView {
    let prefs = use_context::<Prefs>().unwrap_or_else(Prefs::load);
    let items = move || {
        [
            (Theme::System, t().shell.theme_system),
            (Theme::Light, t().shell.theme_light),
            (Theme::Dark, t().shell.theme_dark),
        ]
        .into_iter()
        .map(|(theme, name)| {
            let checked = Signal::derive(move || prefs.theme() == theme);
            view! { <MenuItem checked=checked on_press=move |()| prefs.set_theme(theme)>{name}</MenuItem> }
        })
        .collect_view()
    };
    view! { <Menu label=t().shell.theme.to_owned() icon=Icon::Theme icon_only=true>{items}</Menu> }.into_any()
}
