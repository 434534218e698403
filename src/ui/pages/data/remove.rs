//! Removing entities: what nothing needs goes at once and can be taken back; what is in use stays and says why.

use crate::domain::dataset::ItemId;
use crate::state::command::{Command, CommandError};
use crate::state::sheet::name;
use crate::ui::components::{Button, ButtonKind, Dialog, Toasts};
use crate::ui::lang::{fmt, t};
use crate::ui::session::{Refused, Session};
use leptos::prelude::*;

/// Entities that could not be removed, with the reason of each.
#[derive(Clone, Debug, PartialEq)]
pub struct InUse(Vec<(ItemId, String, String)>);

/// Removes what can be removed, as one step, and returns what could not.
pub fn remove(session: Session, toasts: Toasts, ids: Vec<ItemId>) -> Option<InUse> {
    let data = session.data_now()?;
    let mut ids: Vec<ItemId> = ids.into_iter().filter(|id| data.get(*id).is_some()).collect();
    let mut kept = Vec::new();
    while !ids.is_empty() {
        match session.run(&Command::Remove(ids.clone())) {
            Ok(label) => {
                toasts.offer(t().history.label(&label), t().common.undo, move |()| drop(session.undo()));
                break;
            }
            Err(Refused::Command(error @ CommandError::InUse { item, .. })) => {
                kept.push((item, name(&data, item), t().problem.refused(&error)));
                ids.retain(|id| *id != item);
            }
            Err(other) => {
                toasts.warn(other.words());
                break;
            }
        }
    }
    (!kept.is_empty()).then_some(InUse(kept))
}

/// Says what is still in use, and offers to merge it.
#[component]
pub fn InUseDialog(
    /// What was found; taken away when the dialog closes.
    found: RwSignal<Option<InUse>>,
    /// Whether such entities can be merged.
    merges: bool,
    /// Merges one.
    on_merge: Callback<ItemId>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(found.with(Option::is_some)));
    let rows = move || {
        let all = found.get().map(|found| found.0).unwrap_or_default();
        let more = all.len().saturating_sub(12);
        let rows = all.into_iter().take(12).map(|(id, name, why)| {
            view! {
                <li class="stack-1">
                    <strong>{name}</strong>
                    <span class="muted">{why}</span>
                    {merges.then(|| view! {
                        <span><Button small=true on_press=move |()| {
                            open.set(false);
                            on_merge.run(id);
                        }>{t().data.in_use_merge}</Button></span>
                    })}
                </li>
            }
        });
        view! {
            <ul class="plain stack">{rows.collect_view()}</ul>
            {(more > 0).then(|| view! { <p class="muted">{t().common.and_more(&fmt().whole(more as i64))}</p> })}
        }
        .into_any()
    };
    view! {
        <Dialog
            title=t().data.in_use_title
            open
            on_close=Callback::new(move |()| found.set(None))
            footer=ViewFn::from(move || view! { <Button kind=ButtonKind::Primary on_press=move |()| open.set(false)>{t().common.close}</Button> })
        >
            {rows}
        </Dialog>
    }
    .into_any()
}
