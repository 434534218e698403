//! Buttons: verbs in words, or an icon whose verb is its name.

use super::icon::{Icon, IconView};
use leptos::prelude::*;

/// How much a button asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// One of several.
    #[default]
    Plain,
    /// The one thing to do here; at most one in sight.
    Primary,
    /// No frame, for bars and rows.
    Quiet,
    /// Takes something away.
    Danger,
    /// Looks like a link, acts at once.
    Link,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button is-primary",
            Self::Quiet => "button is-quiet",
            Self::Danger => "button is-danger",
            Self::Link => "button is-link",
        }
    }
}

/// A button with words.
#[component]
pub fn Button(
    /// How much it asks for.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the words.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Smaller, for dense places.
    #[prop(optional)]
    small: bool,
    /// Whether it can be pressed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=kind.class()
            class:is-small=small
            disabled=move || disabled.get()
            on:click=move |_| on_press.run(())
        >
            {icon.map(|icon| view! { <IconView icon/> })}
            {children()}
        </button>
    }
    .into_any()
}

/// A button that shows only an icon; its name is read aloud and shown on hover.
#[component]
pub fn IconButton(
    /// Which icon.
    icon: Icon,
    /// The verb.
    #[prop(into)]
    name: Signal<String>,
    /// Framed instead of quiet.
    #[prop(optional)]
    framed: bool,
    /// Smaller, for dense places.
    #[prop(optional)]
    small: bool,
    /// Whether it can be pressed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether it is held down, for switches.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button is-icon"
            class:is-quiet=!framed
            class:is-small=small
            aria-label=move || name.get()
            title=move || name.get()
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            disabled=move || disabled.get()
            on:click=move |_| on_press.run(())
        >
            <IconView icon/>
        </button>
    }
    .into_any()
}
