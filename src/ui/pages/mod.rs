//! The pages. Each file is one page; `page` is the one place that knows them all.

mod home;
mod unknown;

use crate::ui::route::Page;
use leptos::prelude::*;

/// Builds a page.
#[must_use]
pub fn page(page: Page) -> AnyView {
    match page {
        Page::Home => view! { <home::HomePage/> }.into_any(),
        _ => view! { <unknown::UnknownPage/> }.into_any(),
    }
}
