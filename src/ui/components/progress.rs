//! Bars: how far work has come, and how far a figure is from its target.

use super::button::Button;
use crate::ui::lang::{fmt, t};
use leptos::prelude::*;
use rust_decimal::{Decimal, prelude::FromPrimitive};

/// Work that takes longer than a moment: moves with the work, and can be cancelled.
#[component]
pub fn Progress(
    /// What is being done.
    #[prop(into)]
    label: Signal<String>,
    /// The part done, 0 to 1; `None` while it is not known.
    #[prop(into)]
    done: Signal<Option<f64>>,
    /// Stops the work.
    #[prop(optional, into)]
    on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    let part = move || done.get().map(|done| done.clamp(0.0, 1.0));
    let words = move || part().and_then(Decimal::from_f64).map(|part| fmt().percent(part, 0));
    view! {
        <div class="progress">
            <div>
                <span>{move || label.get()}</span>
                <span class="row">
                    <span class="quiet">{words}</span>
                    {on_cancel.map(|cancel| view! { <Button small=true on_press=cancel>{t().common.cancel}</Button> })}
                </span>
            </div>
            <span
                class="meter is-progress"
                class:is-unknown=move || part().is_none()
                role="progressbar"
                aria-label=move || label.get()
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=move || part().map(|part| format!("{:.0}", part * 100.0))
            >
                <span class="meter-fill" style:width=move || part().map(|part| format!("{:.1}%", part * 100.0))></span>
            </span>
        </div>
    }
    .into_any()
}

/// A bar of attainment with the target as a tick. Decoration of a figure that stands beside it: hidden from ears.
#[component]
pub fn Meter(
    /// Part of the scale that is filled; 1 is the target.
    #[prop(into)]
    value: Signal<Option<f64>>,
    /// Where the scale ends; 1.25 leaves room above the target.
    #[prop(default = 1.25)]
    scale: f64,
    /// Whether the fill takes the colour of its status.
    #[prop(optional)]
    status: bool,
) -> impl IntoView {
    let width = move || format!("{:.2}%", (value.get().unwrap_or(0.0) / scale).clamp(0.0, 1.0) * 100.0);
    view! {
        <span class="meter" aria-hidden="true">
            <span
                class="meter-fill"
                class:is-ahead=move || status && value.get().is_some_and(|value| value >= 1.0)
                class:is-behind=move || status && value.get().is_some_and(|value| value < 1.0)
                style:width=width
            ></span>
            <span class="meter-tick" style:left=format!("{:.2}%", (1.0 / scale).clamp(0.0, 1.0) * 100.0)></span>
        </span>
    }
    .into_any()
}
