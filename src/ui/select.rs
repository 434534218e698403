//! Selectors as signals: what a page shows, computed again only where dataset or view have changed.

use crate::domain::Dataset;
use crate::i18n::Names;
use crate::state::select::Cache;
use crate::state::select::monitor::Lens;
use crate::state::view::Settled;
use crate::ui::lang::t;
use crate::ui::session::Session;
use crate::ui::view::settled;
use leptos::prelude::*;
use std::sync::Arc;

thread_local! {
    static CACHE: Cache = Cache::default();
}

/// Asks the page's one cache.
pub fn cached<T>(f: impl FnOnce(&Cache) -> T) -> T {
    CACHE.with(f)
}

/// A value computed through the present view. Without a workspace, or outside the calendar, it is the default.
pub fn through_view<T>(f: impl Fn(Lens) -> T + Send + Sync + 'static) -> Memo<T>
where
    T: Default + PartialEq + Send + Sync + 'static,
{
    let view = settled();
    Session::get().select(move |data| {
        view.with(|view| view.as_ref().map(|view| cached(|cache| f(Lens { cache, data, view }))))
            .unwrap_or_default()
    })
}

/// A value computed once through the present view, for handlers.
pub fn through_view_now<T>(view: Memo<Option<Settled>>, f: impl FnOnce(Lens) -> T) -> Option<T> {
    let data = Session::get().data_now()?;
    let view = view.get_untracked()?;
    Some(cached(|cache| f(Lens { cache, data: &data, view: &view })))
}

/// The names of a dataset in the language of the page.
pub fn names(data: &Dataset) -> Names<'_> {
    Names::new(data, t())
}

/// The snapshot shown now as a signal.
pub fn snapshot() -> Signal<Option<Arc<Dataset>>> {
    let session = Session::get();
    Signal::derive(move || session.data())
}
