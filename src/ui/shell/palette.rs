//! The command palette: pages, people and commands by name, in any of the three languages.

use super::actions::Actions;
use super::bar::{redo, undo};
use super::nav::places;
use super::prefs::{Prefs, Theme};
use super::router::Router;
use super::search::fit;
use crate::i18n::{Lang, Texts};
use crate::ui::components::{Icon, IconView, Toasts, unique_id};
use crate::ui::lang::{fmt, t};
use crate::ui::route::Page;
use crate::ui::session::Session;
use leptos::html;
use leptos::prelude::*;

const SHOWN: usize = 12;

/// One text of the catalogue.
type Words = fn(&Texts) -> &'static str;

/// One thing that can be found.
#[derive(Clone)]
struct Entry {
    name: String,
    /// Other names, such as those in the other languages.
    also: Vec<&'static str>,
    kind: &'static str,
    icon: Icon,
    run: Callback<()>,
}

/// The palette.
#[component]
pub fn Palette(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What the frame can ask for.
    actions: Actions,
    /// Messages.
    toasts: Toasts,
) -> impl IntoView {
    let node: NodeRef<html::Dialog> = NodeRef::new();
    let (session, router) = (Session::get(), Router::get());
    let prefs = use_context::<Prefs>().unwrap_or_else(Prefs::load);
    let (needle, at) = (RwSignal::new(String::new()), RwSignal::new(0_usize));
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                needle.set(String::new());
                at.set(0);
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let commands = StoredValue::new(commands(actions, toasts, session, prefs, router));
    let found = Signal::derive(move || {
        if !open.get() {
            return Vec::new();
        }
        let needle = needle.get();
        let mut found: Vec<(usize, Entry)> = Vec::new();
        commands.with_value(|commands| {
            for entry in commands {
                let mut names = vec![entry.name.as_str()];
                names.extend(&entry.also);
                found.extend(fit(&needle, &names).map(|fit| (fit, entry.clone())));
            }
        });
        if !needle.trim().is_empty() {
            found.extend(people(session, router, &needle));
        }
        found.sort_by_key(|(fit, _)| *fit);
        found.into_iter().take(SHOWN).map(|(_, entry)| entry).collect::<Vec<_>>()
    });
    let id = unique_id("palette");
    view! {
        <dialog node_ref=node class="palette" aria-label=t().shell.palette on:close=move |_| open.set(false) on:click=move |event| {
            if event.target() == event.current_target() {
                open.set(false);
            }
        }>
            {field(&id, open, needle, at, found)}
            {results(&id, open, at, found)}
        </dialog>
    }
    .into_any()
}

fn field(
    id: &str,
    open: RwSignal<bool>,
    needle: RwSignal<String>,
    at: RwSignal<usize>,
    found: Signal<Vec<Entry>>,
) -> AnyView {
    let (list, option) = (format!("{id}-list"), id.to_owned());
    let key = move |event: web_sys::KeyboardEvent| {
        let count = found.with_untracked(Vec::len).max(1);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" => at.update(|at| *at = (*at + count - 1) % count),
            "Enter" if !event.is_composing() => {
                if let Some(entry) = found.with_untracked(|found| found.get(at.get_untracked()).cloned()) {
                    open.set(false);
                    entry.run.run(());
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <input
            type="text"
            class="input"
            role="combobox"
            autofocus=true
            autocomplete="off"
            aria-expanded="true"
            aria-label=t().shell.palette
            aria-controls=list
            aria-activedescendant=move || format!("{option}-{}", at.get())
            placeholder=t().shell.palette_hint
            prop:value=move || needle.get()
            on:input=move |event| {
                needle.set(event_target_value(&event));
                at.set(0);
            }
            on:keydown=key
        />
    }
    .into_any()
}

fn results(id: &str, open: RwSignal<bool>, at: RwSignal<usize>, found: Signal<Vec<Entry>>) -> AnyView {
    let list = format!("{id}-list");
    let option = id.to_owned();
    let count = move || t().shell.palette_count(&fmt().whole(found.with(|found| found.len() as i64)));
    let rows = move || {
        let row = |(place, entry): (usize, Entry)| {
            let run = entry.run;
            view! {
                <li
                    role="option"
                    id=format!("{option}-{place}")
                    aria-selected=move || (at.get() == place).to_string()
                    on:pointermove=move |_| at.set(place)
                    on:click=move |_| {
                        open.set(false);
                        run.run(());
                    }
                >
                    <IconView icon=entry.icon/>
                    <span class="truncate">{entry.name}</span>
                    <span class="where">{entry.kind}</span>
                </li>
            }
        };
        found.get().into_iter().enumerate().map(row).collect_view()
    };
    view! {
        <ul role="listbox" id=list aria-label=t().shell.palette>{rows}</ul>
        <Show when=move || found.with(Vec::is_empty)>
            <p class="nothing">{t().shell.palette_nothing}</p>
        </Show>
        <span class="sr-only" role="status">{count}</span>
    }
    .into_any()
}

/// Pages and commands, once per language.
fn commands(actions: Actions, toasts: Toasts, session: Session, prefs: Prefs, router: Router) -> Vec<Entry> {
    let mut entries: Vec<Entry> = places()
        .into_iter()
        .flat_map(|(_, places)| places)
        .map(|place| Entry {
            name: place.name.to_owned(),
            also: Vec::new(),
            kind: t().shell.go_to,
            icon: place.icon,
            run: Callback::new(move |()| router.open(place.page)),
        })
        .collect();
    let mut add = |words: fn(&Texts) -> &'static str, icon, run: Callback<()>| {
        let also = Lang::ALL.into_iter().map(|lang| words(Texts::of(lang))).collect();
        entries.push(Entry { name: words(t()).to_owned(), also, kind: t().shell.command, icon, run });
    };
    add(|texts| texts.common.undo, Icon::Undo, Callback::new(move |()| undo(session, toasts)));
    add(|texts| texts.common.redo, Icon::Redo, Callback::new(move |()| redo(session, toasts)));
    add(|texts| texts.shell.back_up_now, Icon::Export, actions.back_up);
    add(
        |texts| texts.common.print,
        Icon::Print,
        Callback::new(|()| {
            let _ = window().print();
        }),
    );
    let themes: [(Words, Theme); 3] = [
        (|texts| texts.shell.theme_light, Theme::Light),
        (|texts| texts.shell.theme_dark, Theme::Dark),
        (|texts| texts.shell.theme_system, Theme::System),
    ];
    for (words, theme) in themes {
        entries.push(Entry {
            name: format!("{}{}{}", t().shell.theme, fmt().colon(), words(t())),
            also: Lang::ALL.into_iter().map(|lang| words(Texts::of(lang))).collect(),
            kind: t().shell.command,
            icon: Icon::Theme,
            run: Callback::new(move |()| prefs.set_theme(theme)),
        });
    }
    for lang in Lang::ALL {
        entries.push(Entry {
            name: lang.own_name().to_owned(),
            also: Vec::new(),
            kind: t().shell.language,
            icon: Icon::Language,
            run: Callback::new(move |()| prefs.set_lang(lang)),
        });
    }
    entries
}

/// People whose name or number fits: their score.
fn people(session: Session, router: Router, needle: &str) -> Vec<(usize, Entry)> {
    let Some(data) = session.data_now() else { return Vec::new() };
    let entry = |person: &crate::domain::org::Person| {
        let id = person.id;
        Entry {
            name: person.name.clone(),
            also: Vec::new(),
            kind: t().common.person,
            icon: Icon::People,
            run: Callback::new(move |()| router.open(Page::Score(id))),
        }
    };
    let people = data.people.iter();
    people
        .filter_map(|person| Some((fit(needle, &[&person.name, &person.number])?, entry(person))))
        .take(SHOWN * 4)
        .collect()
}
