//! Fields: label above, control, hint and error below it, at the place where the mistake is.

use super::icon::{Icon, IconView};
use super::unique_id;
use crate::state::typed::{parse_date, parse_number};
use crate::ui::lang::{fmt, t};
use jiff::civil::Date;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// The ids that tie a control to its label, hint and error.
#[derive(Clone, Debug)]
pub struct FieldIds {
    /// `id` of the control.
    pub control: String,
    /// `aria-describedby` of the control.
    pub notes: String,
}

/// Label, control, hint and error around any control.
#[component]
pub fn Field(
    /// What is asked.
    #[prop(into)]
    label: String,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty and says so.
    #[prop(optional)]
    optional: bool,
    /// Draws the control with its ids.
    control: impl FnOnce(FieldIds) -> AnyView,
) -> impl IntoView {
    let id = unique_id("field");
    let notes = format!("{id}-notes");
    let ids = FieldIds { control: id.clone(), notes: notes.clone() };
    view! {
        <div class="field">
            <label for=id>
                {label}
                {optional.then(|| view! { <span class="optional">" · " {t().common.optional}</span> })}
            </label>
            {control(ids)}
            {hint.map(|hint| view! { <div class="hint">{hint}</div> })}
            <div class="error" id=notes role="status" hidden=move || error.with(Option::is_none)>
                <IconView icon=Icon::Warn/>
                <span>{move || error.get()}</span>
            </div>
        </div>
    }
    .into_any()
}

/// One line of text.
#[component]
pub fn TextField(
    /// What is asked.
    #[prop(into)]
    label: String,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// On every key.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// When the reader has finished.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let control = move |ids: FieldIds| {
        view! {
            <input
                type="text"
                class="input"
                id=ids.control
                aria-describedby=ids.notes
                aria-invalid=move || error.with(|error| error.is_some().to_string())
                autocomplete="off"
                prop:value=move || value.get()
                on:input=move |event| run(on_input, event_target_value(&event))
                on:change=move |event| run(on_change, event_target_value(&event))
            />
        }
        .into_any()
    };
    field_with(label, hint, error, optional, control)
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// What is asked.
    #[prop(into)]
    label: String,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// A fixed-width face, for formulas.
    #[prop(optional)]
    code: bool,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// On every key.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// When the reader has finished.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let control = move |ids: FieldIds| {
        view! {
            <textarea
                class="textarea"
                class:is-code=code
                id=ids.control
                aria-describedby=ids.notes
                aria-invalid=move || error.with(|error| error.is_some().to_string())
                spellcheck=(!code).to_string()
                prop:value=move || value.get()
                on:input=move |event| run(on_input, event_target_value(&event))
                on:change=move |event| run(on_change, event_target_value(&event))
            ></textarea>
        }
        .into_any()
    };
    field_with(label, hint, error, optional, control)
}

/// A number; grouping and full-width digits are understood, a mistake is said at the field and nothing is passed on.
#[component]
pub fn NumberField(
    /// What is asked.
    #[prop(into)]
    label: String,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong, beyond not being a number.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// The unit behind the field.
    #[prop(optional, into)]
    unit: Option<String>,
    /// Places after the point that are shown at most.
    #[prop(optional)]
    decimals: u32,
    /// The number.
    #[prop(into)]
    value: Signal<Option<Decimal>>,
    /// When the reader has finished with a number or an emptied optional field.
    #[prop(into)]
    on_change: Callback<Option<Decimal>>,
) -> impl IntoView {
    let wrong = RwSignal::new(None::<String>);
    let shown = Signal::derive(move || wrong.get().or_else(|| error.get()));
    let change = move |text: String| match (parse_number(&text), text.trim().is_empty()) {
        (Some(number), _) => {
            wrong.set(None);
            on_change.run(Some(number));
        }
        (None, true) if optional => {
            wrong.set(None);
            on_change.run(None);
        }
        (None, true) => wrong.set(Some(t().common.required.to_owned())),
        (None, false) => wrong.set(Some(t().common.not_a_number.to_owned())),
    };
    let control = move |ids: FieldIds| {
        view! {
            <span class="affix">
                <input
                    type="text"
                    inputmode="decimal"
                    class="input is-number"
                    id=ids.control
                    aria-describedby=ids.notes
                    aria-invalid=move || shown.with(|error| error.is_some().to_string())
                    data-unread=move || wrong.with(Option::is_some).then_some("")
                    autocomplete="off"
                    prop:value=move || value.get().map(|number| fmt().at_most(number, decimals)).unwrap_or_default()
                    on:change=move |event| change(event_target_value(&event))
                />
                {unit.map(|unit| view! { <span class="unit">{unit}</span> })}
            </span>
        }
        .into_any()
    };
    field_with(label, hint, shown, optional, control)
}

/// A day, with the browser's own calendar.
#[component]
pub fn DateField(
    /// What is asked.
    #[prop(into)]
    label: String,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// The day.
    #[prop(into)]
    value: Signal<Option<Date>>,
    /// When the reader has chosen.
    #[prop(into)]
    on_change: Callback<Option<Date>>,
) -> impl IntoView {
    let wrong = RwSignal::new(None::<String>);
    let shown = Signal::derive(move || wrong.get().or_else(|| error.get()));
    let change = move |text: String| match (parse_date(&text), text.is_empty()) {
        (Some(day), _) => {
            wrong.set(None);
            on_change.run(Some(day));
        }
        (None, true) if optional => {
            wrong.set(None);
            on_change.run(None);
        }
        (None, _) => wrong.set(Some(t().common.not_a_date.to_owned())),
    };
    let control = move |ids: FieldIds| {
        view! {
            <input
                type="date"
                class="input"
                id=ids.control
                aria-describedby=ids.notes
                aria-invalid=move || shown.with(|error| error.is_some().to_string())
                    data-unread=move || wrong.with(Option::is_some).then_some("")
                prop:value=move || value.get().map(|day| day.to_string()).unwrap_or_default()
                on:change=move |event| change(event_target_value(&event))
            />
        }
        .into_any()
    };
    field_with(label, hint, shown, optional, control)
}

/// A search box: searches while typing, Escape empties it.
#[component]
pub fn SearchBox(
    /// What is searched, read aloud and shown while empty.
    #[prop(into)]
    label: String,
    /// The text.
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <label class="search">
            <IconView icon=Icon::Search/>
            <input
                type="search"
                class="input"
                aria-label=label.clone()
                placeholder=label
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
                on:keydown=move |event| {
                    if event.key() == "Escape" && value.with_untracked(|text| !text.is_empty()) {
                        event.stop_propagation();
                        value.set(String::new());
                    }
                }
            />
        </label>
    }
    .into_any()
}

fn field_with(
    label: String,
    hint: Option<String>,
    error: Signal<Option<String>>,
    optional: bool,
    control: impl FnOnce(FieldIds) -> AnyView,
) -> AnyView {
    let props = FieldProps::builder().label(label).error(error).optional(optional).control(control);
    match hint {
        Some(hint) => Field(props.hint(hint).build()).into_any(),
        None => Field(props.build()).into_any(),
    }
}

fn run<T: 'static>(callback: Option<Callback<T>>, value: T) {
    if let Some(callback) = callback {
        callback.run(value);
    }
}
