//! What stands where nothing is yet, and messages in their place.

use super::icon::{Icon, IconView};
use leptos::prelude::*;

/// An empty place: what would be here, and what to do for it.
#[component]
pub fn Empty(
    /// An icon.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// What is missing.
    #[prop(into)]
    title: Signal<String>,
    /// Why, and what it would show.
    #[prop(optional, into)]
    words: Option<String>,
    /// The actions.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            {icon.map(|icon| view! { <IconView icon/> })}
            <p class="empty-title">{move || title.get()}</p>
            {words.map(|words| view! { <p>{words}</p> })}
            {children.map(|children| view! { <div class="row">{children()}</div> })}
        </div>
    }
    .into_any()
}

/// What a message is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoteKind {
    /// Good to know.
    #[default]
    Info,
    /// Done.
    Good,
    /// Look here.
    Warn,
    /// This went wrong.
    Error,
}

/// A message in its place.
#[component]
pub fn Note(
    /// What it is about.
    #[prop(optional)]
    kind: NoteKind,
    /// Its content.
    children: Children,
) -> impl IntoView {
    let (class, icon) = match kind {
        NoteKind::Info => ("note", Icon::Info),
        NoteKind::Good => ("note is-good", Icon::Tick),
        NoteKind::Warn => ("note is-warn", Icon::Warn),
        NoteKind::Error => ("note is-error", Icon::Warn),
    };
    view! {
        <div class=class role=(kind == NoteKind::Error).then_some("alert")>
            <IconView icon/>
            <div class="grow">{children()}</div>
        </div>
    }
    .into_any()
}
