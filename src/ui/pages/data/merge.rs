//! Merging two entries: which stays, which goes, and what moves, before it is done.

use super::columns::words;
use crate::domain::dataset::{Dataset, Item, ItemId};
use crate::state::command::{Command, name_of};
use crate::state::sheet::{Col, Moves, Sheet, Value, moves, name, read};
use crate::ui::components::{Button, ButtonKind, Choice, Combo, Dialog, Note, NoteKind, Toasts};
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use leptos::prelude::*;

/// Asks which two entries become one.
#[component]
pub fn MergeDialog(
    /// Of which sheet.
    sheet: Sheet,
    /// The entry that stays, and perhaps the one that goes; `None` while closed.
    pair: RwSignal<Option<(ItemId, Option<ItemId>)>>,
) -> impl IntoView {
    let session = Session::get();
    let toasts = Toasts::expect();
    let open = RwSignal::new(false);
    let (keep, gone) = (RwSignal::new(None::<ItemId>), RwSignal::new(None::<ItemId>));
    let refused = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if let Some((first, second)) = pair.get() {
            keep.set(Some(first));
            gone.set(second);
            refused.set(None);
            open.set(true);
        }
    });
    let all = session.select(move |data| entries(data, sheet));
    let choices = Signal::derive(move || {
        all.with(|all| {
            all.iter().map(|(id, label)| Choice::new(code(*id), label.clone())).collect::<Vec<_>>()
        })
    });
    let pick = move |into: RwSignal<Option<ItemId>>| {
        Callback::new(move |chosen: String| {
            into.set(
                all.with_untracked(|all| all.iter().find(|(id, _)| code(*id) == chosen).map(|(id, _)| *id)),
            );
            refused.set(None);
        })
    };
    let value = |of: RwSignal<Option<ItemId>>| Signal::derive(move || of.get().map(code).unwrap_or_default());
    let preview = session.select(move |data| moves(data, keep.get()?, gone.get()?));
    let ready = Signal::derive(move || preview.with(|p| !matches!(p, Some(Ok(_)))));
    let merge = move |()| {
        let (Some(keep), Some(gone), Some(data)) =
            (keep.get_untracked(), gone.get_untracked(), session.data_now())
        else {
            return;
        };
        let words = t().data.merged(&name(&data, gone), &name(&data, keep));
        match session.run(&Command::Merge { keep, gone }) {
            Ok(_) => {
                open.set(false);
                toasts.offer(words, t().common.undo, move |()| drop(session.undo()));
            }
            Err(error) => refused.set(Some(error.words())),
        }
    };
    let swap = move |()| {
        let (first, second) = (keep.get_untracked(), gone.get_untracked());
        keep.set(second);
        gone.set(first);
    };
    view! {
        <Dialog
            title=t().data.merge_title
            open
            on_close=Callback::new(move |()| pair.set(None))
            footer=ViewFn::from(move || view! {
                <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
                <Button kind=ButtonKind::Primary disabled=ready on_press=merge>{t().data.merge_do}</Button>
            })
        >
            <div class="stack">
                <Combo label=t().data.keep hint=t().data.keep_hint options=choices value=value(keep) on_change=pick(keep)/>
                <div><Button small=true kind=ButtonKind::Quiet on_press=swap>"⇅"</Button></div>
                <Combo label=t().data.gone hint=t().data.gone_hint options=choices value=value(gone) on_change=pick(gone)/>
                {move || preview.get().map(|outcome| preview_view(&outcome))}
                {move || refused.get().map(|why| view! { <Note kind=NoteKind::Error>{why}</Note> })}
            </div>
        </Dialog>
    }
    .into_any()
}

fn preview_view(outcome: &Result<Moves, crate::state::command::CommandError>) -> AnyView {
    let moves = match outcome {
        Ok(moves) => moves,
        Err(error) => {
            let why = t().problem.refused(error);
            return view! { <Note kind=NoteKind::Error>{why}</Note> }.into_any();
        }
    };
    let whole = |n: u64| fmt().whole(i64::try_from(n).unwrap_or(i64::MAX));
    let mut lines = Vec::new();
    if moves.records > 0 {
        lines.push(t().common.records(&whole(moves.records)));
    }
    for (table, count) in &moves.tables {
        lines.push(t().data.of(t().changes.table(table), &whole(*count as u64)));
    }
    if !moves.spellings.is_empty() {
        lines.push(t().data.spellings(&fmt().list(&moves.spellings)));
    }
    let nothing = moves.records == 0 && moves.tables.is_empty();
    view! {
        <section class="section">
            <header><h3>{t().data.moves}</h3></header>
            <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            {nothing.then(|| view! { <p class="muted">{t().data.nothing_moves}</p> })}
        </section>
    }
    .into_any()
}

/// All entries, each named so that no two look the same.
fn entries(data: &Dataset, sheet: Sheet) -> Vec<(ItemId, String)> {
    let words = words();
    let label = |item: &Item| match read(data, item, Col::Number, &words) {
        Value::Text(number) => format!("{} · {number}", name_of(item)),
        _ => name_of(item),
    };
    sheet.rows(data).into_iter().filter_map(|id| Some((id, label(&data.get(id)?)))).collect()
}

fn code(id: ItemId) -> String {
    match id {
        ItemId::Person(id) => id.to_string(),
        ItemId::Product(id) => id.to_string(),
        ItemId::Channel(id) => id.to_string(),
        ItemId::Territory(id) => id.to_string(),
        ItemId::Customer(id) => id.to_string(),
        _ => String::new(),
    }
}
