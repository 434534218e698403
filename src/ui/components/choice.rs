//! Choices: a list that opens, a few side by side, tabs, a tick.

use super::field::{Field, FieldIds, FieldProps};
use leptos::prelude::*;

/// One choice: a stable value and the words for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it is.
    pub value: String,
    /// What is shown.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// One of many, in the browser's own list.
#[component]
pub fn Select(
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
    /// What can be chosen.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The value chosen.
    #[prop(into)]
    value: Signal<String>,
    /// When another one is chosen.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    let name = bare.then(|| label.clone());
    let control = move |ids: FieldIds| {
        view! {
            <select
                class="select"
                id=ids.control
                aria-label=name
                aria-describedby=ids.notes
                aria-invalid=move || error.with(|error| error.is_some().to_string())
                on:change=move |event| on_change.run(event_target_value(&event))
            >
                {move || {
                    let chosen = value.get();
                    options
                        .get()
                        .into_iter()
                        .map(|option| {
                            let selected = option.value == chosen;
                            view! { <option value=option.value selected=selected prop:selected=selected>{option.label}</option> }
                        })
                        .collect_view()
                }}
            </select>
        }
        .into_any()
    };
    if bare {
        let control = control(FieldIds { control: super::unique_id("select"), notes: String::new() });
        return view! { <span class="select-bare">{control}</span> }.into_any();
    }
    let props = FieldProps::builder().label(label).error(error).control(control);
    match hint {
        Some(hint) => Field(props.hint(hint).build()).into_any(),
        None => Field(props.build()).into_any(),
    }
}

/// Which neighbour an arrow key means.
fn step(key: &str, at: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowRight" | "ArrowDown" => Some(if at >= last { 0 } else { at + 1 }),
        "ArrowLeft" | "ArrowUp" => Some(if at == 0 { last } else { at - 1 }),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

/// Moves focus to the `to`-th button of the group that holds `event`'s target.
fn focus_sibling(event: &web_sys::KeyboardEvent, to: usize) {
    use wasm_bindgen::JsCast;
    let group = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let button = group.and_then(|group| group.children().item(u32::try_from(to).unwrap_or(0)));
    if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = button.focus();
    }
}

/// One of a few, side by side.
#[component]
pub fn Segmented(
    /// What is chosen, read aloud.
    #[prop(into)]
    label: String,
    /// What can be chosen.
    options: Vec<Choice>,
    /// The value chosen.
    #[prop(into)]
    value: Signal<String>,
    /// When another one is chosen.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    group(GroupKind::Radio, label, options, value, on_change)
}

/// Parts of one page of which one is in sight. The page draws the panel.
#[component]
pub fn Tabs(
    /// What the parts are of, read aloud.
    #[prop(into)]
    label: String,
    /// The parts.
    options: Vec<Choice>,
    /// The part in sight.
    #[prop(into)]
    value: Signal<String>,
    /// When another one is chosen.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    group(GroupKind::Tab, label, options, value, on_change)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum GroupKind {
    Radio,
    Tab,
}

fn group(
    kind: GroupKind,
    label: String,
    options: Vec<Choice>,
    value: Signal<String>,
    on_change: Callback<String>,
) -> AnyView {
    let tabs = kind == GroupKind::Tab;
    let values: Vec<String> = options.iter().map(|option| option.value.clone()).collect();
    let move_on = move |event: web_sys::KeyboardEvent| {
        let at = value.with_untracked(|value| values.iter().position(|one| one == value)).unwrap_or(0);
        if let Some((to, next)) =
            step(&event.key(), at, values.len()).and_then(|to| Some((to, values.get(to)?)))
        {
            event.prevent_default();
            on_change.run(next.clone());
            focus_sibling(&event, to);
        }
    };
    let buttons = options
        .into_iter()
        .map(|Choice { value: own, label }| {
            let is = {
                let own = own.clone();
                Memo::new(move |_| value.with(|value| *value == own))
            };
            view! {
                <button
                    type="button"
                    role=if tabs { "tab" } else { "radio" }
                    aria-checked=move || (!tabs).then(|| is.get().to_string())
                    aria-selected=move || tabs.then(|| is.get().to_string())
                    tabindex=move || if is.get() { "0" } else { "-1" }
                    on:click=move |_| on_change.run(own.clone())
                >
                    {label}
                </button>
            }
        })
        .collect_view();
    view! {
        <div
            class=if tabs { "tabs" } else { "segmented" }
            role=if tabs { "tablist" } else { "radiogroup" }
            aria-label=label
            on:keydown=move_on
        >
            {buttons}
        </div>
    }
    .into_any()
}

/// A tick with its words.
#[component]
pub fn Check(
    /// What is so when ticked.
    #[prop(into)]
    label: String,
    /// Whether it is ticked.
    #[prop(into)]
    value: Signal<bool>,
    /// When it changes.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || value.get() on:change=move |event| on_change.run(event_target_checked(&event))/>
            <span>{label}</span>
        </label>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn arrows_go_round() {
        assert_eq!(step("ArrowRight", 2, 3), Some(0));
        assert_eq!(step("ArrowLeft", 0, 3), Some(2));
        assert_eq!(step("End", 0, 3), Some(2));
        assert_eq!(step("a", 0, 3), None);
        assert_eq!(step("ArrowRight", 0, 0), None);
    }
}
