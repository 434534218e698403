//! Hints for the first minutes with the sample company: one at a time, gone as soon as it has been followed, never in the way.
//!
//! Invariant: a hint that was followed or put away does not come back on this device.

use crate::ui::components::{Icon, IconButton};
use crate::ui::lang::{fmt, t};
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::web::local;
use leptos::prelude::*;

/// Where this device remembers what was followed.
const KEY: &str = "attain.hints";

/// Something worth trying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Open the calculation of a figure.
    Figure,
    /// Drag a pay rate.
    Rate,
    /// See what a seller sees.
    Seller,
}

impl Hint {
    /// All, in the order in which they are told.
    const ALL: [Hint; 3] = [Hint::Figure, Hint::Rate, Hint::Seller];

    const fn code(self) -> char {
        match self {
            Hint::Figure => 'f',
            Hint::Rate => 'r',
            Hint::Seller => 's',
        }
    }

    /// The page on which it can be followed.
    const fn page(self) -> Page {
        match self {
            Hint::Figure => Page::Monitor,
            Hint::Rate | Hint::Seller => Page::Pay,
        }
    }
}

/// What has been followed, as stored: one letter each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Followed(String);

impl Followed {
    fn all() -> Self {
        Self(Hint::ALL.iter().map(|hint| hint.code()).collect())
    }

    fn has(&self, hint: Hint) -> bool {
        self.0.contains(hint.code())
    }

    fn add(&mut self, hint: Hint) {
        if !self.has(hint) {
            self.0.push(hint.code());
        }
    }

    /// The hint to show on a page: the first that can be followed there, else the first of all.
    fn next(&self, page: Page) -> Option<Hint> {
        let left = || Hint::ALL.into_iter().filter(|hint| !self.has(*hint));
        left().find(|hint| hint.page() == page).or_else(|| left().next())
    }
}

/// The hints of this device. Copy it into handlers.
#[derive(Clone, Copy)]
pub struct Hints(RwSignal<Followed>);

impl Hints {
    /// What this device remembers, given to everything below.
    pub fn provide() -> Self {
        let hints = Self(RwSignal::new(Followed(local::get(KEY).unwrap_or_default())));
        provide_context(hints);
        hints
    }

    /// The hints of the page.
    #[must_use]
    pub fn get() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// A hint has been followed.
    pub fn followed(self, hint: Hint) {
        if !self.0.with_untracked(|followed| followed.has(hint)) {
            self.set(|followed| followed.add(hint));
        }
    }

    fn set(self, change: impl FnOnce(&mut Followed)) {
        self.0.update(change);
        self.0.with_untracked(|followed| local::set(KEY, &followed.0));
    }
}

/// The pages that show hints.
const SHOWN_ON: [Page; 3] = [Page::Home, Page::Monitor, Page::Pay];

/// The hint of the page, above its content. The region stays, so that a change in it is read aloud.
#[component]
pub fn HintCard() -> impl IntoView {
    let (hints, session, router) = (Hints::get(), Session::get(), Router::get());
    let sample = session.select(|data| data.workspace.sample);
    let shown = Memo::new(move |_| {
        let page = router.page();
        let told = sample.get() && SHOWN_ON.contains(&page);
        told.then(|| hints.0.with(|followed| followed.next(page))).flatten()
    });
    let card = move || {
        shown.get().map(|hint| {
            let number = |n: usize| fmt().whole(i64::try_from(n).unwrap_or(i64::MAX));
            let at = Hint::ALL.iter().position(|one| *one == hint).unwrap_or(0);
            let count = t().shell.hint_count(&number(at + 1), &number(Hint::ALL.len()));
            let here = move || router.page() == hint.page();
            let link = move || {
                (!here()).then(|| {
                    let words = if hint.page() == Page::Pay { t().home.go_pay } else { t().home.go_monitor };
                    view! { " " <a href=move || router.href(hint.page())>{words}</a> }
                })
            };
            let words = match hint {
                Hint::Figure => t().shell.hint_figure.to_owned(),
                Hint::Rate => t().shell.hint_rate.to_owned(),
                Hint::Seller => t().shell.hint_seller(t().pay.as_seller),
            };
            view! {
                <div class="hint-card">
                    <p><span class="quiet">{count}</span>" "{words}{link}</p>
                    <IconButton icon=Icon::Close small=true name=t().shell.hint_hide on_press=move |()| hints.set(|f| *f = Followed::all())/>
                </div>
            }
        })
    };
    view! { <div class="hints no-print" role="status">{card}</div> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_hint_at_a_time_and_none_twice() {
        let mut followed = Followed::default();
        assert_eq!(followed.next(Page::Monitor), Some(Hint::Figure));
        assert_eq!(followed.next(Page::Home), Some(Hint::Figure));
        assert_eq!(followed.next(Page::Pay), Some(Hint::Rate), "what can be done here comes first");
        followed.add(Hint::Rate);
        followed.add(Hint::Rate);
        assert_eq!(followed, Followed("r".into()));
        assert_eq!(followed.next(Page::Pay), Some(Hint::Seller));
        followed.add(Hint::Seller);
        assert_eq!(followed.next(Page::Pay), Some(Hint::Figure));
        followed.add(Hint::Figure);
        assert_eq!(followed.next(Page::Monitor), None);
        assert_eq!(Followed::all().next(Page::Pay), None);
    }
}
