//! The parts of the page's binary: what is not needed for the first paint is fetched when it is first wanted.
//!
//! A function marked `wasm_split`, with all that only it reaches, becomes a file of its own (`scripts/split.mjs`); two with
//! one name share a file. Natively they are plain calls.
//!
//! Invariant: nothing here names a page but through a part, so that none of them is pulled back into the first file.

use crate::ui::components::{Button, Empty, Icon};
use crate::ui::lang::t;
use crate::ui::route::Page;
use leptos::prelude::*;
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::SplitLoaderError;

/// Something that has to be fetched first, unless it is here already.
pub type Fetched<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

/// A part: how it is fetched, and how one of its pages is built.
#[derive(Clone, Copy)]
pub struct Part {
    /// Fetches it.
    pub fetch: fn() -> Fetched<()>,
    /// Builds a page.
    pub build: fn(Page) -> Fetched<AnyView>,
}

/// What a future has to say without waiting.
fn now<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

impl Part {
    /// A page of the part: at once where it is here, otherwise as soon as it is.
    pub fn view(self, page: Page) -> AnyView {
        fetched(self.fetch, move || (self.build)(page))
    }
}

/// A view whose code may have to be fetched first: at once where it is here, otherwise as soon as it is.
pub fn fetched(fetch: fn() -> Fetched<()>, build: impl Fn() -> Fetched<AnyView> + Send + 'static) -> AnyView {
    if let Some(Ok(view)) = now(build()) {
        return view;
    }
    // `None` while it is on its way.
    let here = RwSignal::new(None::<bool>);
    let go = move || {
        here.set(None);
        spawn_local(async move {
            let arrived = fetch().await.is_ok();
            // The reader may have gone elsewhere meanwhile.
            here.try_set(Some(arrived));
        });
    };
    go();
    (move || match here.get() {
        None => on_its_way(),
        Some(true) => now(build()).and_then(Result::ok).unwrap_or_else(|| ().into_any()),
        Some(false) => not_fetched(go),
    })
    .into_any()
}

fn on_its_way() -> AnyView {
    view! { <p class="waiting fetching" aria-busy="true" role="status">{t().shell.fetching}</p> }.into_any()
}

/// What stands where something could not be fetched.
pub fn not_fetched(again: impl Fn() + Send + Sync + 'static) -> AnyView {
    view! {
        <h1 class="sr-only">{t().shell.not_fetched}</h1>
        <Empty icon=Icon::Warn title=t().shell.not_fetched words=t().shell.not_fetched_words>
            <Button on_press=move |()| again()>{t().shell.fetch_again}</Button>
        </Empty>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_here_needs_no_waiting() {
        assert_eq!(now(std::future::ready(3)), Some(3));
        assert_eq!(now(std::future::pending::<()>()), None);
    }
}
