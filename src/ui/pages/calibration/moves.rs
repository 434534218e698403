//! A move and its reason, and all moves of the cycle.

use super::{Calibrating, guideline};
use crate::domain::appraisal::Enforce;
use crate::domain::id::AppraisalId;
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::calibration::{Move, history, reasons};
use crate::ui::components::{Button, ButtonKind, Dialog, Note, NoteKind, TextField, Toasts};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::session::Session;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// How many reasons used before are offered.
const OFFERED: usize = 4;

/// The dialog that asks why.
pub fn dialog(at: Calibrating) -> AnyView {
    let (me, toasts, session) = (Me::get(), Toasts::expect(), Session::get());
    let draft = Draft::new(String::new());
    let open = at.moving;
    let now = move || {
        let (id, to) = at.preview.get()?;
        let row = at.board.with(|b| b.as_ref().and_then(|b| b.row(id).cloned()))?;
        Some((id, row.name.clone(), row.sheet.grade.clone(), to))
    };
    let title = Signal::derive(move || match now() {
        Some((_, name, from, to)) => t().calibration.move_title(&name, from.as_deref().unwrap_or("–"), &to),
        None => t().calibration.move_it.to_owned(),
    });
    let save = move |()| {
        let Some((appraisal, name, from, to)) = untrack(now) else { return };
        let words = t().calibration.moved(&name, &to);
        let deed = Deed::Adjust { appraisal, from, to, reason: draft.now() };
        if draft.stored(me.act(deed)) {
            draft.update(String::clear);
            open.set(false);
            toasts.offer(words, t().common.undo, move |()| drop(session.undo()));
        }
    };
    let save = Callback::new(save);
    // The reason is what is typed here; the keyboard goes to it at once.
    Effect::new(move |_| {
        if open.get() {
            request_animation_frame(move || {
                let field = document().query_selector("dialog[open] .move-reason input").ok().flatten();
                if let Some(field) = field.and_then(|f| f.dyn_into::<web_sys::HtmlElement>().ok()) {
                    let _ = field.focus();
                }
            });
        }
    });
    let enter = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            save.run(());
        }
    };
    let footer = ViewFn::from(move || {
        view! {
            <span class="grow"></span>
            <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
            <Button kind=ButtonKind::Primary on_press=save>{t().calibration.move_it}</Button>
        }
    });
    let form = move || {
        let known = session.data_now().map(|d| reasons(&d, at.cycle, OFFERED)).unwrap_or_default();
        let any = !known.is_empty();
        let offered = known
            .into_iter()
            .map(|reason| {
                let own = reason.clone();
                view! {
                    <Button small=true on_press=move |()| draft.update(|d| d.clone_from(&own))>
                        <span class="truncate">{reason}</span>
                    </Button>
                }
            })
            .collect_view();
        view! {
            <div class="stack">
                {move || effect(at)}
                <div class="move-reason" on:keydown=enter>
                    <TextField label=t().calibration.reason hint=t().calibration.reason_hint value=draft.read(Clone::clone) on_input=draft.write(|d, text| *d = text)/>
                </div>
                {any.then(|| view! { <div class="row" role="group" aria-label=t().calibration.again>{offered}</div> })}
                {draft.problem_view()}
            </div>
        }
    };
    view! { <Dialog title open footer=footer on_close=move |()| at.preview.set(None)>{form}</Dialog> }
        .into_any()
}

/// What the move makes of the distribution.
fn effect(at: Calibrating) -> Option<AnyView> {
    let (id, to): (AppraisalId, String) = at.preview.get()?;
    let board = at.board.get()?;
    let spread = board.spread_with(&board.rows, Some((id, to.as_str())))?;
    let words = guideline::judged(&spread, &board);
    let unmet = spread.holds && spread.lines.iter().any(|l| !l.met());
    let blocks = board.cycle.guideline.as_ref().is_some_and(|g| g.enforce == Enforce::Block);
    let kind = match (unmet, blocks) {
        (false, _) => NoteKind::Good,
        (true, false) => NoteKind::Warn,
        (true, true) => NoteKind::Error,
    };
    Some(view! { <Note kind>{words}</Note> }.into_any())
}

/// All moves, the latest first.
pub fn history_view(at: Calibrating) -> AnyView {
    let session = Session::get();
    let body = move || {
        let data = session.data()?;
        let all = history(&data, at.cycle);
        let seen = at.rows.with(|rows| {
            all.into_iter().filter(|m| rows.iter().any(|r| r.appraisal == m.appraisal)).collect::<Vec<_>>()
        });
        if seen.is_empty() {
            return Some(view! { <p class="muted">{t().calibration.no_moves}</p> }.into_any());
        }
        let name = |id| data.people.get(id).map(|p| p.name.clone()).unwrap_or_default();
        let row = |m: &Move| {
            let id = m.appraisal;
            let from = m.change.from.clone().unwrap_or_else(|| "–".to_owned());
            view! {
                <tr>
                    <td>{fmt().date(m.change.on)}</td>
                    <th scope="row">
                        <button type="button" class="button is-link" on:click=move |_| at.person.set(Some(id))>{name(m.person)}</button>
                    </th>
                    <td class="nowrap">{format!("{from} → {}", m.change.to)}</td>
                    <td>{m.change.reason.clone()}</td>
                    <td class="only-wide">{m.change.by.map_or_else(|| "–".to_owned(), name)}</td>
                </tr>
            }
        };
        let rows = seen.iter().map(row).collect_view();
        let c = &t().calibration;
        Some(
            view! {
                <div class="table-wrap">
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">{t().monitor.day}</th>
                                <th scope="col">{t().common.person}</th>
                                <th scope="col">{c.from_to}</th>
                                <th scope="col">{c.reason}</th>
                                <th scope="col" class="only-wide">{c.by}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
            .into_any(),
        )
    };
    body.into_any()
}
