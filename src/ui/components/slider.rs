//! A slider and the number it sets: both change in the same frame, both can be used from the keyboard.

use super::unique_id;
use crate::state::typed::parse_number;
use crate::ui::lang::fmt;
use leptos::prelude::*;
use rust_decimal::{Decimal, prelude::ToPrimitive};

/// A number between two ends, dragged or typed.
#[component]
pub fn Slider(
    /// What is set.
    #[prop(into)]
    label: String,
    /// Lower end.
    min: Decimal,
    /// Upper end.
    max: Decimal,
    /// Step of dragging; typing may be finer.
    step: Decimal,
    /// Whether typing may go beyond the ends, down to zero: they only say how far dragging reaches.
    #[prop(optional)]
    free: bool,
    /// The unit behind the number.
    #[prop(optional, into)]
    unit: Option<String>,
    /// The number.
    #[prop(into)]
    value: Signal<Decimal>,
    /// On every movement.
    #[prop(into)]
    on_input: Callback<Decimal>,
    /// When the reader lets go or has typed: the moment to store it.
    #[prop(optional, into)]
    on_change: Option<Callback<Decimal>>,
) -> impl IntoView {
    let id = unique_id("slider");
    let places = step.normalize().scale().max(min.scale());
    let shown = move |number: Decimal| fmt().at_most(number, places.max(2));
    let fill = move || {
        let part = (value.get() - min).checked_div(max - min).and_then(|part| part.to_f64()).unwrap_or(0.0);
        format!("{:.2}%", part.clamp(0.0, 1.0) * 100.0)
    };
    let set = move |text: String, last: bool, typed: bool| {
        if let Some(number) = parse_number(&text) {
            let number =
                if typed && free { number.max(min.min(Decimal::ZERO)) } else { number.clamp(min, max) };
            on_input.run(number);
            if let Some(on_change) = on_change.filter(|_| last) {
                on_change.run(number);
            }
        }
    };
    let text = move || match &unit {
        Some(unit) => fmt().beside(&shown(value.get()), unit),
        None => shown(value.get()),
    };
    let unit_text = text.clone();
    let ends = (shown(min), shown(max));
    view! {
        <div class="slider">
            <label for=id.clone()>{label.clone()}</label>
            <input
                type="range"
                id=id
                min=min.to_string()
                max=max.to_string()
                step=step.to_string()
                prop:value=move || value.get().to_string()
                aria-valuetext=unit_text
                style:--fill=fill
                on:input=move |event| set(event_target_value(&event), false, false)
                on:change=move |event| set(event_target_value(&event), true, false)
            />
            <input
                type="text"
                inputmode="decimal"
                class="input is-number"
                aria-label=label
                prop:value=text
                on:change=move |event| {
                    let typed = event_target_value(&event);
                    let number: String = typed.chars().filter(|glyph| !glyph.is_alphabetic()).collect();
                    set(number, true, true);
                }
            />
            <div class="ends" aria-hidden="true"><span>{ends.0}</span><span>{ends.1}</span></div>
        </div>
    }
    .into_any()
}
