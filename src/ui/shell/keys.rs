//! Keys that work anywhere, and the sheet that lists them.

use super::bar::{redo, undo};
use super::router::Router;
use crate::ui::components::{Dialog, Toasts};
use crate::ui::lang::t;
use crate::ui::route::Page;
use crate::ui::session::Session;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What floats above the page and whether it is open.
#[derive(Clone, Copy)]
pub struct Overlays {
    /// The command palette.
    pub palette: RwSignal<bool>,
    /// The shortcut sheet.
    pub shortcuts: RwSignal<bool>,
    /// The navigation of narrow windows.
    pub drawer: RwSignal<bool>,
}

impl Default for Overlays {
    fn default() -> Self {
        Self { palette: RwSignal::new(false), shortcuts: RwSignal::new(false), drawer: RwSignal::new(false) }
    }
}

fn is_apple() -> bool {
    window()
        .navigator()
        .platform()
        .is_ok_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}

/// The key that opens the palette, as written on the reader's keyboard.
#[must_use]
pub fn palette_key() -> &'static str {
    if is_apple() { "⌘K" } else { "Ctrl K" }
}

/// Whether keys belong to a field at the moment.
fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| {
        let kind = target.get_attribute("type").unwrap_or_default();
        match target.tag_name().as_str() {
            "TEXTAREA" | "SELECT" => true,
            "INPUT" => !matches!(kind.as_str(), "checkbox" | "radio" | "range" | "button"),
            _ => target.closest("[contenteditable]").ok().flatten().is_some(),
        }
    })
}

/// Listens to the keys that work anywhere, as long as the frame stands.
pub fn listen(overlays: Overlays, toasts: Toasts) {
    let (session, router) = (Session::get(), Router::get());
    // "g" waits a moment for the letter of a page.
    let after_g = StoredValue::new(0.0_f64);
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let (key, command) = (event.key(), event.ctrl_key() || event.meta_key());
        let held = command || event.alt_key();
        if event.default_prevented() || event.is_composing() {
            return;
        }
        if command && key.eq_ignore_ascii_case("k") {
            event.prevent_default();
            overlays.palette.update(|open| *open = !*open);
        } else if is_typing(&event) || document().query_selector("dialog[open]").ok().flatten().is_some() {
        } else if command && key.eq_ignore_ascii_case("z") {
            event.prevent_default();
            if event.shift_key() { redo(session, toasts) } else { undo(session, toasts) }
        } else if command && key.eq_ignore_ascii_case("y") {
            event.prevent_default();
            redo(session, toasts);
        } else if !held && key == "?" {
            event.prevent_default();
            overlays.shortcuts.set(true);
        } else if !held && key == "g" {
            after_g.set_value(event.time_stamp());
        } else if !held && event.time_stamp() - after_g.get_value() < 1500.0 {
            let page = match key.as_str() {
                "h" => Some(Page::Home),
                "m" => Some(Page::Monitor),
                _ => None,
            };
            after_g.set_value(0.0);
            if let Some(page) = page {
                event.prevent_default();
                router.open(page);
            }
        }
    });
    on_cleanup(move || listener.remove());
}

/// The sheet of all shortcuts.
#[component]
pub fn ShortcutSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! { <Dialog title=t().shell.shortcuts.to_owned() open=open>{groups()}</Dialog> }.into_any()
}

/// Keys and what they do.
type Shortcut = (Vec<&'static str>, &'static str);

fn groups() -> AnyView {
    let shell = &t().shell;
    let ctrl = if is_apple() { "⌘" } else { "Ctrl" };
    let groups: [(&str, Vec<Shortcut>); 3] = [
        (
            shell.shortcuts_anywhere,
            vec![
                (vec![ctrl, "K"], shell.key_palette),
                (vec!["?"], shell.key_help),
                (vec![ctrl, "Z"], shell.key_undo),
                (vec![ctrl, "⇧", "Z"], shell.key_redo),
                (vec!["G", "H"], shell.key_home),
                (vec!["G", "M"], shell.key_monitor),
                (vec!["Esc"], shell.key_close),
            ],
        ),
        (
            shell.shortcuts_table,
            vec![
                (vec!["←", "↑", "→", "↓"], shell.key_move),
                (vec!["⇧", "↓"], shell.key_extend),
                (vec!["Enter"], shell.key_edit),
                (vec![ctrl, "C"], shell.key_copy),
                (vec![ctrl, "V"], shell.key_paste),
            ],
        ),
        (shell.shortcuts_chart, vec![(vec!["←", "→"], shell.key_points), (vec!["T"], shell.key_twin)]),
    ];
    groups
        .into_iter()
        .map(|(heading, keys)| {
            let rows = keys
                .into_iter()
                .map(|(keys, words)| {
                    let keys = keys.into_iter().map(|key| view! { <kbd>{key}</kbd> " " }).collect_view();
                    view! { <tr><th scope="row">{words}</th><td class="num">{keys}</td></tr> }
                })
                .collect_view();
            view! {
                <h3>{heading}</h3>
                <table class="table"><tbody>{rows}</tbody></table>
            }
        })
        .collect_view()
        .into_any()
}
