//! The root of the page: language, messages, and what is shown while a workspace is opened, missing or open.
//!
//! Invariant: nothing below outlives a change of language except session, router and preferences, which stand above.

use crate::ui::components::{Toasts, ToastsView};
use crate::ui::hints::Hints;
use crate::ui::lang::{set_lang, t};
use crate::ui::me::Me;
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::{Actions, FirstRun, Prefs, Shell};
use leptos::prelude::*;

/// What the page has to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// The stored workspaces are being read.
    #[default]
    Opening,
    /// There is none.
    FirstRun,
    /// One is open.
    Open,
    /// One cannot be opened whole.
    Trouble,
}

/// The page. Session, router and messages must have been provided; `stage` and `actions` come from whoever keeps the workspaces.
#[component]
pub fn App(
    /// What there is to show.
    #[prop(into)]
    stage: Signal<Stage>,
    /// What the frame can ask for.
    actions: Actions,
    /// Builds a page.
    pages: fn(Page) -> AnyView,
    /// Builds what is shown where a workspace cannot be opened.
    trouble: fn() -> AnyView,
) -> impl IntoView {
    let prefs = Prefs::load();
    Hints::provide();
    let toasts = Toasts::expect();
    let session = Session::get();
    provide_context(prefs);
    provide_context(actions);
    provide_context(session);
    Me::provide(session);
    let stage = Memo::new(move |_| stage.get());
    move || {
        let lang = prefs.lang();
        set_lang(lang);
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", lang.tag());
        }
        let content = match stage.get() {
            Stage::Opening => {
                view! { <main class="waiting" aria-busy="true">{t().shell.loading}</main> }.into_any()
            }
            Stage::FirstRun => view! { <FirstRun actions pages/> }.into_any(),
            Stage::Trouble => trouble(),
            Stage::Open => view! { <Shell actions toasts pages/> }.into_any(),
        };
        view! { {content} <ToastsView toasts/> }.into_any()
    }
}
