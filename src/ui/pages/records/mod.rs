//! The sales records under the view's filter: list, add one by hand, look at one, remove one.

mod form;

use crate::domain::records::{RowRef, State, StateSet};
use crate::engine::measure::{Line, Order};
use crate::state::command::Command;
use crate::state::select::records::of_view;
use crate::ui::components::{Button, ButtonKind, Choice, Dialog, Empty, Icon, Segmented, Toasts};
use crate::ui::lang::t;
use crate::ui::pages::monitor::{bar, period};
use crate::ui::record_list::{RecordList, facts};
use crate::ui::route::{Page, Route};
use crate::ui::select::cached;
use crate::ui::session::Session;
use crate::ui::view::settled;
use leptos::prelude::*;

/// The page of records.
#[component]
pub fn RecordsPage() -> impl IntoView {
    let (session, view) = (Session::get(), settled());
    let states = RwSignal::new("counted".to_owned());
    let any = session.select(|data| data.record_count() > 0);
    let query = Signal::derive(move || {
        let set = if states.get() == "counted" { StateSet::BOOKED } else { StateSet::of(&State::ALL) };
        view.get().map(|view| of_view(&view, set))
    });
    let (adding, looking) = (RwSignal::new(false), RwSignal::new(None::<RowRef>));
    let open = RwSignal::new(false);
    let choices =
        vec![Choice::new("counted", t().monitor.counted_only), Choice::new("all", t().monitor.all_states)];
    let look = move |row: RowRef| {
        looking.set(Some(row));
        open.set(true);
    };
    let add = move |()| adding.set(true);
    view! {
        <div class="page">
            <header class="page-head">
                <div>
                    <h1>{t().shell.records}</h1>
                    <p class="lede">{t().monitor.lede}</p>
                </div>
                <div class="page-actions">
                    {period()}
                    <Button icon=Icon::Plus kind=ButtonKind::Primary on_press=add>{t().monitor.add_record}</Button>
                </div>
            </header>
            <Show when=move || any.get() fallback=none>
                {bar(view! { <Segmented label=t().monitor.state options=choices.clone() value=states on_change=move |key: String| states.set(key)/> }.into_any())}
                <RecordList query on_open=look/>
            </Show>
        </div>
        <form::AddRecord open=adding/>
        <Dialog title=t().monitor.record open footer=ViewFn::from(move || remove_button(looking, open))>
            {move || looking.get().map(detail)}
        </Dialog>
    }
    .into_any()
}

fn none() -> AnyView {
    let href = Route::from(Page::Import).href();
    view! {
        <Empty icon=Icon::Import title=t().monitor.no_records words=t().monitor.no_records_words>
            <a class="button is-primary" href=href>{t().monitor.import}</a>
        </Empty>
    }
    .into_any()
}

/// The record at a place of the data shown now.
fn line_of(row: RowRef) -> Option<Line> {
    let data = Session::get().data()?;
    let view = settled().get()?;
    let query = of_view(&view, StateSet::of(&State::ALL));
    let listing = cached(|cache| cache.list(&data, &query, Order::Newest));
    listing.lines().find(|line| line.row == row)
}

fn detail(row: RowRef) -> AnyView {
    let data = Session::get().data();
    let facts = data.zip(line_of(row)).map(|(data, line)| {
        facts(&data, &line)
            .into_iter()
            .map(|(word, text)| view! { <dt>{word}</dt><dd>{text}</dd> })
            .collect_view()
    });
    view! { <dl>{facts}</dl> }.into_any()
}

fn remove_button(looking: RwSignal<Option<RowRef>>, open: RwSignal<bool>) -> AnyView {
    let (session, toasts) = (Session::get(), Toasts::expect());
    let remove = move |()| {
        let Some(row) = looking.get_untracked() else { return };
        open.set(false);
        match session.run(&Command::RemoveRecords(vec![row])) {
            Ok(_) => {
                let undo = move |()| drop(session.undo());
                toasts.offer(t().monitor.removed, t().common.undo, undo);
            }
            Err(refused) => toasts.warn(refused.words()),
        }
    };
    view! { <Button kind=ButtonKind::Danger icon=Icon::Delete on_press=remove>{t().monitor.remove_record}</Button> }
        .into_any()
}
