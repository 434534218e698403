//! Suggestions under an input: filtered while typing, chosen by arrows and Enter or by a press. The list floats above
//! everything on the browser's popover, so that no table or dialog cuts it off.

use super::field::{Field, FieldIds, FieldProps};
use super::{Choice, unique_id};
use crate::ui::lang::t;
use leptos::html;
use leptos::prelude::*;

/// The longest list that is drawn; typing narrows it.
const MOST: usize = 60;

/// A list of suggestions that belongs to one input.
#[derive(Clone, Copy)]
pub struct Suggest {
    options: Signal<Vec<String>>,
    needle: RwSignal<String>,
    at: RwSignal<Option<usize>>,
    open: RwSignal<bool>,
    panel: NodeRef<html::Ul>,
    id: StoredValue<String>,
}

impl Suggest {
    /// Suggestions out of `options`.
    pub fn new(options: Signal<Vec<String>>) -> Self {
        Self {
            options,
            needle: RwSignal::new(String::new()),
            at: RwSignal::new(None),
            open: RwSignal::new(false),
            panel: NodeRef::new(),
            id: StoredValue::new(unique_id("suggest")),
        }
    }

    /// The id of the list, for `aria-controls`.
    pub fn id(self) -> String {
        self.id.get_value()
    }

    /// Whether the list is in sight, tracked.
    pub fn is_open(self) -> bool {
        self.open.get()
    }

    /// The id of the suggestion that Enter would take, tracked; none while the list is closed.
    pub fn active(self) -> Option<String> {
        let at = self.at.get().filter(|_| self.is_open())?;
        Some(format!("{}-{at}", self.id()))
    }

    fn shown(self) -> Vec<String> {
        let needle = self.needle.get().trim().to_lowercase();
        self.options.with(|all| {
            let hits = |one: &&String| needle.is_empty() || one.to_lowercase().contains(&needle);
            let mut found: Vec<String> = all.iter().filter(hits).take(MOST).cloned().collect();
            // What begins as typed comes first.
            found.sort_by_key(|one| !needle.is_empty() && !one.to_lowercase().starts_with(&needle));
            found
        })
    }

    /// Opens the list under an input, unfiltered.
    pub fn show(self, input: &web_sys::HtmlInputElement) {
        self.needle.set(String::new());
        self.at.set(None);
        self.place(input);
    }

    /// Follows what is typed.
    pub fn follow(self, input: &web_sys::HtmlInputElement) {
        let text = input.value();
        self.needle.set(text.clone());
        let first = !text.trim().is_empty() && !untrack(|| self.shown()).is_empty();
        self.at.set(first.then_some(0));
        self.place(input);
    }

    fn place(self, input: &web_sys::HtmlInputElement) {
        let Some(panel) = self.panel.get_untracked() else { return };
        let (area, height) = (input.get_bounding_client_rect(), window_height());
        let style = web_sys::HtmlElement::style(&panel);
        let below = height - area.bottom();
        let (side, gap, other) = if below < 200.0 && area.top() > below {
            ("bottom", height - area.top() + 2.0, "top")
        } else {
            ("top", area.bottom() + 2.0, "bottom")
        };
        let width = area.width().max(180.0);
        let left = area.left().min(window_width() - width - 8.0).max(8.0);
        for (name, value) in [
            (side, format!("{gap}px")),
            (other, "auto".to_owned()),
            ("left", format!("{left}px")),
            ("min-width", format!("{width}px")),
        ] {
            let _ = style.set_property(name, &value);
        }
        if !self.open.get_untracked() {
            let _ = panel.show_popover();
            self.open.set(true);
        }
    }

    /// Closes the list.
    pub fn hide(self) {
        if self.open.try_get_untracked() != Some(true) {
            return;
        }
        self.open.set(false);
        if let Some(panel) = self.panel.get_untracked() {
            let _ = panel.hide_popover();
        }
    }

    /// Whether a key moved within the list.
    pub fn walk(self, key: &str) -> bool {
        let count = untrack(|| self.shown()).len();
        if !self.open.get_untracked() || count == 0 {
            return false;
        }
        let at = self.at.get_untracked();
        let next = match (key, at) {
            ("ArrowDown", None) => 0,
            ("ArrowDown", Some(at)) => (at + 1) % count,
            ("ArrowUp", None | Some(0)) => count - 1,
            ("ArrowUp", Some(at)) => at - 1,
            _ => return false,
        };
        self.at.set(Some(next));
        if let Some(item) =
            self.panel.get_untracked().and_then(|panel| panel.children().item(u32::try_from(next).ok()?))
        {
            item.scroll_into_view_with_bool(false);
        }
        true
    }

    /// The suggestion that Enter takes.
    pub fn chosen(self) -> Option<String> {
        let at = self.at.get_untracked().filter(|_| self.open.get_untracked())?;
        untrack(|| self.shown()).into_iter().nth(at)
    }

    /// The list; stands beside its input.
    pub fn view(self, take: Callback<String>) -> AnyView {
        let items = move || {
            if !self.open.get() {
                return Vec::new();
            }
            let shown = self.shown();
            if shown.is_empty() {
                return vec![view! { <li class="is-muted">{t().table.no_choice}</li> }.into_any()];
            }
            shown.into_iter().enumerate().map(|(at, text)| self.item(at, text, take)).collect()
        };
        view! { <ul node_ref=self.panel class="suggest" id=self.id() role="listbox" popover="manual">{items}</ul> }
            .into_any()
    }

    fn item(self, at: usize, text: String, take: Callback<String>) -> AnyView {
        let own = StoredValue::new(text.clone());
        view! {
            <li
                role="option"
                id=format!("{}-{at}", self.id())
                aria-selected=move || (self.at.get() == Some(at)).to_string()
                // The input keeps the keyboard.
                on:mousedown=move |event| event.prevent_default()
                on:click=move |_| take.run(own.get_value())
            >
                {text}
            </li>
        }
        .into_any()
    }
}

fn window_height() -> f64 {
    window().inner_height().ok().and_then(|size| size.as_f64()).unwrap_or(800.0)
}

fn window_width() -> f64 {
    window().inner_width().ok().and_then(|size| size.as_f64()).unwrap_or(1200.0)
}

/// One of many, found by typing. An unknown text is refused at the field; an empty one means nothing.
#[component]
pub fn Combo(
    /// What is asked.
    #[prop(into)]
    label: String,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Only the control; the label is read aloud.
    #[prop(optional)]
    bare: bool,
    /// What can be chosen; the words are all different.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The value chosen; empty for none.
    #[prop(into)]
    value: Signal<String>,
    /// When another one is chosen.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    let unknown = RwSignal::new(false);
    let said = Signal::derive(
        move || {
            if unknown.get() { Some(t().table.no_choice.to_owned()) } else { error.get() }
        },
    );
    let name = bare.then(|| label.clone());
    let control = move |ids: FieldIds| combo_input(ids, name, options, value, on_change, unknown, said);
    if bare {
        let ids = FieldIds { control: unique_id("combo"), notes: String::new() };
        return view! { <span class="select-bare">{control(ids)}</span> }.into_any();
    }
    let props = FieldProps::builder().label(label).error(said).control(control);
    match hint {
        Some(hint) => Field(props.hint(hint).build()).into_any(),
        None => Field(props.build()).into_any(),
    }
}

fn combo_input(
    ids: FieldIds,
    name: Option<String>,
    options: Signal<Vec<Choice>>,
    value: Signal<String>,
    on_change: Callback<String>,
    unknown: RwSignal<bool>,
    said: Signal<Option<String>>,
) -> AnyView {
    let labels =
        Signal::derive(move || options.with(|all| all.iter().map(|one| one.label.clone()).collect()));
    let suggest = Suggest::new(labels);
    let node: NodeRef<html::Input> = NodeRef::new();
    let words = move || {
        let chosen = value.get();
        options.with(|all| {
            all.iter().find(|one| one.value == chosen).map(|one| one.label.clone()).unwrap_or_default()
        })
    };
    let take = Callback::new(move |text: String| {
        suggest.hide();
        let text = text.trim().to_lowercase();
        let found = options.with_untracked(|all| {
            all.iter().find(|one| one.label.to_lowercase() == text).map(|one| one.value.clone())
        });
        unknown.set(found.is_none() && !text.is_empty());
        if let Some(found) = found.or_else(|| text.is_empty().then(String::new)) {
            on_change.run(found);
            if let Some(input) = node.get_untracked() {
                input.set_value(&untrack(words));
            }
        }
    });
    let key = move |event: web_sys::KeyboardEvent| {
        let key = event.key();
        if suggest.walk(&key) {
            event.prevent_default();
        } else if key == "Enter" && !event.is_composing() {
            if let Some(text) = suggest.chosen() {
                event.prevent_default();
                take.run(text);
            }
        } else if key == "Escape" && untrack(|| suggest.is_open()) {
            event.prevent_default();
            event.stop_propagation();
            suggest.hide();
        }
    };
    let opened = move |_| {
        if let Some(input) = node.get_untracked() {
            input.select();
            suggest.show(&input);
        }
    };
    view! {
        <input
            node_ref=node
            type="text"
            class="input"
            role="combobox"
            id=ids.control
            aria-label=name
            aria-describedby=ids.notes
            aria-autocomplete="list"
            aria-expanded=move || suggest.is_open().to_string()
            aria-controls=suggest.id()
            aria-activedescendant=move || suggest.active()
            aria-invalid=move || said.with(|said| said.is_some().to_string())
            autocomplete="off"
            prop:value=words
            on:focus=opened
            on:input=move |_| {
                if let Some(input) = node.get_untracked() {
                    suggest.follow(&input);
                }
            }
            on:keydown=key
            on:change=move |event| take.run(event_target_value(&event))
            on:blur=move |_| suggest.hide()
        />
        {suggest.view(take)}
    }
    .into_any()
}
