//! The route as a signal, tied to the URL hash in both directions.

use crate::state::view::View;
use crate::ui::route::{Page, Route};
use leptos::prelude::*;

/// Where the reader is. Copy it into handlers.
#[derive(Clone, Copy)]
pub struct Router {
    route: RwSignal<Route>,
    page: Memo<Page>,
    view: Memo<View>,
}

impl Router {
    /// Reads the address, follows it from now on and gives the router to everything below.
    pub fn provide() -> Self {
        let route = RwSignal::new(address());
        let router = Self {
            route,
            page: Memo::new(move |_| route.with(|route| route.page)),
            view: Memo::new(move |_| route.with(|route| route.view.clone())),
        };
        let listener = window_event_listener_untyped("hashchange", move |_| router.follow(address()));
        on_cleanup(move || listener.remove());
        provide_context(router);
        router
    }

    /// The router of the page.
    #[must_use]
    pub fn get() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// The page, tracked; changes only when another page is opened.
    #[must_use]
    pub fn page(self) -> Page {
        self.page.get()
    }

    /// The view, tracked.
    #[must_use]
    pub fn view(self) -> View {
        self.view.get()
    }

    /// The view, for handlers.
    #[must_use]
    pub fn view_now(self) -> View {
        self.view.get_untracked()
    }

    /// The address of another page with the present view, tracked.
    #[must_use]
    pub fn href(self, page: Page) -> String {
        self.route.with(|route| route.on(page).href())
    }

    /// Opens another page with the present view.
    pub fn open(self, page: Page) {
        self.go(&self.route.with_untracked(|route| route.on(page)));
    }

    /// Changes the view of the present page; the way back leads to the view before.
    pub fn look(self, change: impl FnOnce(&mut View)) {
        let mut route = self.route.get_untracked();
        change(&mut route.view);
        route.view.filter = std::mem::take(&mut route.view.filter).normalised();
        self.go(&route);
    }

    /// Goes to a route.
    pub fn go(self, route: &Route) {
        let _ = window().location().set_hash(&route.to_string());
        self.follow(route.clone());
    }

    fn follow(self, route: Route) {
        if self.route.with_untracked(|now| *now != route) {
            self.route.set(route);
        }
    }
}

fn address() -> Route {
    Route::parse(&window().location().hash().unwrap_or_default())
}
