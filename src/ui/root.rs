//! What stands above the page: which workspace is open, how one is made, and who keeps it.

use crate::domain::id::WorkspaceId;
use crate::ui::app::{App, Stage};
use crate::ui::components::Toasts;
use crate::ui::desk::{Desk, Phase};
use crate::ui::fresh::{Fresh, fetch_fresh, fresh};
use crate::ui::lang::{fmt, t};
use crate::ui::orders::{Order, OrderError};
use crate::ui::pages;
use crate::ui::pages::workspaces::Recovery;
use crate::ui::parts::{fetched, not_fetched};
use crate::ui::route::Page;
use crate::ui::session::{Saving, Session};
use crate::ui::shell::{Actions, Router};
use crate::web::homes::ListedState;
use crate::web::js::sleep;
use crate::web::persistence::Loss;
use crate::web::upload::{self, OwnFile};
use crate::web::{ids, worker_start};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// How long the first page is left alone before more is fetched, in milliseconds.
const PAUSE: i32 = 1_500;

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

/// A statement file that was chosen or dropped and waits for the page that verifies it.
#[derive(Clone, Copy)]
pub struct StatementFile(pub RwSignal<Option<web_sys::File>, LocalStorage>);

/// The root of the page.
#[component]
pub fn Root() -> impl IntoView {
    let session = Session::provide();
    let desk = Desk::provide(session);
    let dropped = Dropped(RwSignal::new_local(Vec::new()));
    provide_context(dropped);
    let statement = StatementFile(RwSignal::new_local(None));
    provide_context(statement);
    let here =
        Here { desk, session, dropped, statement, router: Router::provide(), toasts: Toasts::default() };
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
        Phase::Incomplete(..) | Phase::Failed(..) | Phase::NotFetched => Stage::Trouble,
    });
    // Whoever reads the first page will press something on it: what that needs comes meanwhile.
    Effect::new(move |_| {
        if stage.get() == Stage::FirstRun {
            spawn_local(async {
                sleep(PAUSE).await;
                // What does not come now is asked for again when it is wanted.
                let _ = fetch_fresh().await;
                pages::fetch_first().await;
            });
        }
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
    statement: StatementFile,
    router: Router,
    toasts: Toasts,
}

fn actions(here: Here) -> Actions {
    let Here { desk, session, dropped, router, toasts, .. } = here;
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
    let order = move |order| {
        spawn_local(async move { say(toasts, desk.order(order).await) });
    };
    let begin = move |kind| {
        spawn_local(async move {
            let made = fresh(kind, ids::fresh()).await;
            let outcome = match made {
                Ok(Some(data)) => desk.order(Order::Create(Box::new(data))).await,
                Ok(None) => Ok(()),
                Err(error) => Err(error),
            };
            say(toasts, outcome);
        });
    };
    // Whoever came with a plan in a link wants to see that plan.
    let keeps_link = move || untrack(|| router.page()) == Page::SharedPlan;
    Actions {
        // The way is set out on before the workspace is made: a reader who goes elsewhere meanwhile is left there.
        sample: Callback::new(move |()| {
            if !keeps_link() {
                router.go(&Page::Monitor.into());
            }
            begin(Fresh::Sample);
        }),
        empty: Callback::new(move |()| {
            if !keeps_link() {
                router.go(&Page::Home.into());
            }
            begin(Fresh::Empty);
        }),
        import: Callback::new(move |files: Vec<web_sys::File>| {
            // What Attain has written itself is no table.
            if let [file] = files.as_slice()
                && file.name().ends_with(".attain")
            {
                return own_file(here, file.clone());
            }
            dropped.0.set(files);
            worker_start::ahead();
            router.open(Page::Import);
            if !session.is_open() {
                begin(Fresh::Empty);
            }
        }),
        back_up: Callback::new(move |()| order(Order::BackUp)),
        take_over: Callback::new(move |()| order(Order::TakeOver)),
        workspaces,
        open: Callback::new(move |id| order(Order::Open(id))),
        binned,
        take_out: Callback::new(move |id| order(Order::TakeOut(id))),
        update: update.into(),
        apply_update: Callback::new(|()| {
            if let Ok(event) = web_sys::Event::new("attain-update-apply") {
                let _ = window().dispatch_event(&event);
            }
        }),
    }
}

/// Opens a file of Attain's own: a backup becomes a workspace, a statement is verified.
fn own_file(Here { desk, statement, router, toasts, .. }: Here, file: web_sys::File) {
    spawn_local(async move {
        let bytes = upload::read(&file).await.unwrap_or_default();
        match upload::own(&bytes) {
            Some(OwnFile::Statement) => {
                statement.0.set(Some(file));
                router.open(Page::Verify);
            }
            Some(OwnFile::Backup) => match desk.order(Order::Restore(bytes)).await {
                Ok(()) => toasts.say(t().workspaces.restored),
                refused => say(toasts, refused),
            },
            _ => toasts.warn(t().workspaces.problem("file-damaged")),
        }
    });
}

fn say(toasts: Toasts, outcome: Result<(), OrderError>) {
    match outcome {
        Ok(()) => {}
        Err(OrderError::Store(error)) => toasts.warn(t().workspaces.problem(error.code())),
        Err(OrderError::NotFetched) => toasts.warn(t().shell.not_fetched_words),
    }
}

/// Whether an update was found before the page could listen; see `public/boot.js`.
fn update_waits() -> bool {
    let root = document().document_element();
    root.and_then(|r| r.get_attribute("data-update")).is_some_and(|state| state == "waiting")
}

/// What is shown where a workspace cannot be opened, which needs more than the first page.
#[wasm_split(basis, preload(fetch_recovery), fallible)]
fn recovery(id: WorkspaceId, loss: Result<Loss, &'static str>) -> Result<AnyView, SplitLoaderError> {
    let whole = |n: u64| fmt().whole(i64::try_from(n).unwrap_or(i64::MAX));
    Ok(match loss {
        Ok(loss) => {
            let mut words = vec![t().workspaces.incomplete_words(&whole(loss.found), &whole(loss.promised))];
            if loss.records > 0 {
                words.push(t().workspaces.incomplete_records(&whole(loss.records)));
            }
            view! { <Recovery id words title=t().workspaces.incomplete rest=true/> }.into_any()
        }
        Err(code) => {
            let words = vec![t().workspaces.problem(code).to_owned()];
            view! { <Recovery id words title=t().workspaces.failed rest=false/> }.into_any()
        }
    })
}

fn trouble() -> AnyView {
    let desk = Desk::get();
    let (id, loss) = match desk.phase() {
        Phase::Incomplete(id, loss) => (id, Ok(loss)),
        Phase::Failed(id, code) => (id, Err(code)),
        Phase::NotFetched => return not_fetched(move || desk.start()),
        Phase::Opening | Phase::FirstRun | Phase::Open => return ().into_any(),
    };
    fetched(|| Box::pin(fetch_recovery()), move || Box::pin(recovery(id, loss.clone())))
}
