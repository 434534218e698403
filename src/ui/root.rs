//! What stands above the page: which workspace is open, how one is made, and who keeps it.

use crate::domain::Dataset;
use crate::domain::id::WorkspaceId;
use crate::domain::workspace::Workspace;
use crate::state::sample;
use crate::ui::app::{App, Stage};
use crate::ui::blank::empty;
use crate::ui::components::Toasts;
use crate::ui::desk::{Desk, Phase};
use crate::ui::lang::{fmt, lang, t};
use crate::ui::pages;
use crate::ui::pages::workspaces::Recovery;
use crate::ui::route::Page;
use crate::ui::session::{Saving, Session};
use crate::ui::shell::{Actions, Router};
use crate::web::homes::ListedState;
use crate::web::persistence::StoreError;
use crate::web::{clock, ids};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The seed of the sample company; everybody sees the same one.
const SEED: u64 = 7;

/// Files that were chosen or dropped and wait for the import page.
#[derive(Clone, Copy)]
pub struct Dropped(pub RwSignal<Vec<web_sys::File>, LocalStorage>);

impl Dropped {
    /// The files of the page.
    pub fn get() -> Dropped {
        use_context().unwrap_or_else(|| Dropped(RwSignal::new_local(Vec::new())))
    }

    /// Takes them; they are gone then.
    pub fn take(self) -> Vec<web_sys::File> {
        self.0.try_update(std::mem::take).unwrap_or_default()
    }
}

/// The root of the page.
#[component]
pub fn Root() -> impl IntoView {
    let session = Session::provide();
    let desk = Desk::provide(session);
    let dropped = Dropped(RwSignal::new_local(Vec::new()));
    provide_context(dropped);
    let here = Here { desk, session, dropped, router: Router::provide(), toasts: Toasts::default() };
    provide_context(here.toasts);
    desk.start();
    let toasts = here.toasts;
    Effect::new(move |_| {
        if desk.repaired() {
            toasts.warn(t().workspaces.repaired);
        }
    });
    Effect::new(move |_| {
        if let Some(code) = desk.refused() {
            toasts.warn(t().workspaces.problem(code));
        }
    });
    let leaving = window_event_listener_untyped("beforeunload", move |event| {
        if session.saving().with_untracked(Saving::pending) {
            // The browser asks in its own words whether to leave before everything is saved.
            event.prevent_default();
        }
    });
    on_cleanup(move || leaving.remove());
    let stage = Signal::derive(move || match desk.phase() {
        Phase::Opening => Stage::Opening,
        Phase::FirstRun => Stage::FirstRun,
        Phase::Open => Stage::Open,
        Phase::Incomplete(..) | Phase::Failed(..) => Stage::Trouble,
    });
    let actions = actions(here);
    view! { <App stage actions pages=pages::page trouble/> }
}

/// What actions need; handlers run outside the tree of views and find no context.
#[derive(Clone, Copy)]
struct Here {
    desk: Desk,
    session: Session,
    dropped: Dropped,
    router: Router,
    toasts: Toasts,
}

/// An empty workspace, opened.
fn make_empty(desk: Desk) {
    if let Some(data) = empty() {
        desk.create(data);
    }
}

fn make_sample(desk: Desk) {
    let names = crate::i18n::sample::names(lang());
    let as_of = sample::sample_as_of(clock::today());
    let request = sample::Request { seed: SEED, names, as_of, rows: sample::ROWS };
    let (workspace, changes) = sample::company(&request);
    if let Ok(mut data) = Dataset::new(workspace).apply(&changes) {
        // The generator's own id is the same every time; each sample company is a workspace of its own.
        data.workspace =
            Workspace { id: WorkspaceId(ids::fresh()), ..Workspace::clone(&data.workspace) }.into();
        desk.create(data);
    }
}

fn actions(Here { desk, session, dropped, router, toasts }: Here) -> Actions {
    let update = RwSignal::new(update_waits());
    let listener = window_event_listener_untyped("attain-update", move |_| update.set(true));
    on_cleanup(move || listener.remove());
    let workspaces = Signal::derive(move || {
        let known = desk.list().into_iter().filter_map(|l| match l.state {
            ListedState::Known { name, binned: None, .. } => Some((l.id, name)),
            _ => None,
        });
        known.collect::<Vec<_>>()
    });
    let binned = Signal::derive(move || {
        let known = desk.list().into_iter().filter_map(|l| match l.state {
            ListedState::Known { name, binned: Some(_), .. } => Some((l.id, name)),
            _ => None,
        });
        known.collect::<Vec<_>>()
    });
    let say = move |outcome: Result<(), StoreError>| {
        if let Err(error) = outcome {
            toasts.warn(t().workspaces.problem(error.code()));
        }
    };
    // Whoever came with a plan in a link wants to see that plan.
    let keeps_link = move || untrack(|| router.page()) == Page::SharedPlan;
    Actions {
        // The way is set out on before the workspace is made: a reader who goes elsewhere meanwhile is left there.
        sample: Callback::new(move |()| {
            if !keeps_link() {
                router.go(&Page::Monitor.into());
            }
            make_sample(desk);
        }),
        empty: Callback::new(move |()| {
            if !keeps_link() {
                router.go(&Page::Home.into());
            }
            make_empty(desk);
        }),
        import: Callback::new(move |files| {
            dropped.0.set(files);
            router.open(Page::Import);
            if !session.is_open() {
                make_empty(desk);
            }
        }),
        back_up: Callback::new(move |()| {
            spawn_local(async move { say(desk.back_up().await) });
        }),
        take_over: Callback::new(move |()| {
            spawn_local(async move { say(desk.take_over().await) });
        }),
        workspaces,
        open: Callback::new(move |id| desk.open(id, false)),
        binned,
        take_out: Callback::new(move |id| {
            spawn_local(async move {
                let outcome = desk.bin(id, false).await;
                if outcome.is_ok() {
                    desk.open(id, false);
                }
                say(outcome);
            });
        }),
        update: update.into(),
        apply_update: Callback::new(|()| {
            if let Ok(event) = web_sys::Event::new("attain-update-apply") {
                let _ = window().dispatch_event(&event);
            }
        }),
    }
}

/// Whether an update was found before the page could listen; see `public/boot.js`.
fn update_waits() -> bool {
    let root = document().document_element();
    root.and_then(|r| r.get_attribute("data-update")).is_some_and(|state| state == "waiting")
}

/// What is shown where a workspace cannot be opened.
fn trouble() -> AnyView {
    let whole = |n: u64| fmt().whole(i64::try_from(n).unwrap_or(i64::MAX));
    match Desk::get().phase() {
        Phase::Incomplete(id, loss) => {
            let mut words = vec![t().workspaces.incomplete_words(&whole(loss.found), &whole(loss.promised))];
            if loss.records > 0 {
                words.push(t().workspaces.incomplete_records(&whole(loss.records)));
            }
            view! { <Recovery id words title=t().workspaces.incomplete rest=true/> }.into_any()
        }
        Phase::Failed(id, code) => {
            let words = vec![t().workspaces.problem(code).to_owned()];
            view! { <Recovery id words title=t().workspaces.failed rest=false/> }.into_any()
        }
        Phase::Opening | Phase::FirstRun | Phase::Open => ().into_any(),
    }
}
