//! What stands above the page: which workspace is open, how one is made, and who keeps it.

use crate::domain::calendar::Calendar;
use crate::domain::history::{Action, History};
use crate::domain::id::WorkspaceId;
use crate::domain::money::{Currency, Half, Rounding};
use crate::domain::workspace::{Counters, Workspace};
use crate::domain::{Dataset, id::Uuid};
use crate::i18n::Lang;
use crate::state::sample;
use crate::ui::app::{App, Stage};
use crate::ui::lang::{lang, t};
use crate::ui::pages;
use crate::ui::route::Page;
use crate::ui::session::{Saving, Session};
use crate::ui::shell::{Actions, Router};
use crate::web::{clock, ids};
use leptos::prelude::*;
use std::rc::Rc;

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

/// The settings of a new workspace, as the readers of a language expect them.
fn blank(id: Uuid, name: &str, lang: Lang) -> Option<Workspace> {
    let code = match lang {
        Lang::ZhHant => "TWD",
        Lang::ZhHans => "CNY",
        Lang::En => "USD",
    };
    let currency = Currency::parse(code)?;
    let shown_digits = currency.customary_digits();
    let unit = 10_i64.pow(currency.digits().saturating_sub(shown_digits));
    Some(Workspace {
        id: WorkspaceId(id),
        name: name.to_owned(),
        sample: false,
        currency,
        shown_digits,
        rounding: Rounding { unit, half: Half::AwayFromZero },
        calendar: Calendar::default(),
        next: Counters::default(),
    })
}

/// The root of the page.
#[component]
pub fn Root() -> impl IntoView {
    let session = Session::provide();
    let dropped = Dropped(RwSignal::new_local(Vec::new()));
    provide_context(dropped);
    let stage = Signal::derive(move || if session.is_open() { Stage::Open } else { Stage::FirstRun });
    let show = move |data: Dataset| {
        session.saving().set(Saving::NotKept);
        session.open(data, History::default(), Rc::new(|_: Action| {}));
    };
    let empty = move |()| {
        if let Some(workspace) = blank(ids::fresh(), t().shell.untitled, lang()) {
            show(Dataset::new(workspace));
        }
    };
    let sample = move |()| {
        let names = crate::i18n::sample::names(lang());
        let as_of = sample::sample_as_of(clock::today());
        let request = sample::Request { seed: SEED, names, as_of, rows: sample::ROWS };
        let (workspace, changes) = sample::company(&request);
        let workspace = Workspace { id: WorkspaceId(ids::fresh()), ..workspace };
        if let Ok(data) = Dataset::new(workspace).apply(&changes) {
            show(data);
            // The story is told for this day, also where today is a little later in the same quarter.
            Router::get().look(|view| view.as_of = Some(as_of));
            Router::get().open(Page::Monitor);
        }
    };
    let actions = Actions {
        sample: Callback::new(sample),
        empty: Callback::new(empty),
        import: Callback::new(move |files| {
            dropped.0.set(files);
            if !session.is_open() {
                empty(());
            }
            Router::get().open(Page::Import);
        }),
        back_up: Callback::new(|()| {}),
        take_over: Callback::new(|()| {}),
        workspaces: Signal::derive(Vec::new),
        open: Callback::new(|_| {}),
        update: Signal::derive(|| false),
        apply_update: Callback::new(|()| {}),
    };
    view! { <App stage actions pages=pages::page/> }
}
