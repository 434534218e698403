//! A link that leads nowhere.

use crate::ui::components::{Empty, Icon};
use crate::ui::lang::t;
use crate::ui::route::Page;
use crate::ui::shell::Router;
use leptos::prelude::*;

/// Says so, and leads home.
#[component]
pub fn UnknownPage() -> impl IntoView {
    let router = Router::get();
    view! {
        <div class="page is-reading">
            <h1 class="sr-only">{t().shell.not_found}</h1>
            <Empty icon=Icon::Help title=t().shell.not_found words=t().shell.not_found_words>
                <a class="button" href=move || router.href(Page::Home)>{t().shell.home}</a>
            </Empty>
        </div>
    }
    .into_any()
}
