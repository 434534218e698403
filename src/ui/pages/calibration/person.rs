//! One person in calibration: score and parts, potential, what was noticed, and the moves so far.

use super::{Calibrating, compare, grid};
use crate::domain::id::AppraisalId;
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::calibration::{Move, Row, history};
use crate::ui::components::{Button, Dialog, DialogKind, Note, NoteKind, NumberField, StatTile, Toasts};
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use leptos::prelude::*;

/// The sheet at the side.
pub fn sheet(at: Calibrating) -> AnyView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(at.person.with(Option::is_some)));
    let title = Signal::derive(move || {
        let row =
            at.person.get().and_then(|id| at.board.with(|b| b.as_ref().and_then(|b| b.row(id).cloned())));
        row.map(|r| r.name.clone()).unwrap_or_default()
    });
    let body = move || {
        let id = at.person.get_untracked()?;
        Some(content(at, id))
    };
    view! {
        <Dialog title kind=DialogKind::Side open on_close=move |()| at.person.set(None)>{body}</Dialog>
    }
    .into_any()
}

fn content(at: Calibrating, id: AppraisalId) -> AnyView {
    let row = at.row(id);
    let (me, toasts, session, router) = (Me::get(), Toasts::expect(), Session::get(), Router::get());
    let person = row.with_untracked(|r| r.as_ref().map(|r| r.person));
    let href = move || person.map(|p| router.href(Page::Result(Some((at.cycle, p)))));
    let c = &t().calibration;
    let text = move |of: fn(&Row) -> Option<String>| {
        Signal::derive(move || row.with(|r| r.as_ref().and_then(|r| of(r)).unwrap_or_else(|| "–".to_owned())))
    };
    let notes = move || {
        let codes = row.with(|r| r.as_ref().map(|r| r.issues.clone()).unwrap_or_default());
        let note = |code| view! { <Note kind=NoteKind::Warn>{t().problem.issue(code)}</Note> };
        codes.into_iter().map(note).collect_view()
    };
    let potential = Signal::derive(move || row.with(|r| r.as_ref().and_then(|r| r.potential)));
    let judge = move |value| {
        if let Err(refused) = me.act(Deed::SetPotential { appraisal: id, potential: value }) {
            toasts.warn(refused.words());
        }
    };
    let moves = move || {
        let all = session.data().map(|d| history(&d, at.cycle)).unwrap_or_default();
        let own: Vec<Move> = all.into_iter().filter(|m| m.appraisal == id).collect();
        if own.is_empty() {
            return view! { <p class="muted">{t().calibration.no_moves}</p> }.into_any();
        }
        let one = |m: &Move| {
            let from = m.change.from.clone().unwrap_or_else(|| "–".to_owned());
            view! {
                <li class="stack-1">
                    <span class="row"><strong>{format!("{from} → {}", m.change.to)}</strong> <span class="muted">{fmt().date(m.change.on)}</span></span>
                    <span>{m.change.reason.clone()}</span>
                </li>
            }
        };
        view! { <ul class="plain-list">{own.iter().map(one).collect_view()}</ul> }.into_any()
    };
    let place = move || row.with(|r| r.as_ref().map(|r| grid::place(r)));
    view! {
        <div class="stack">
            <p class="muted">{place}</p>
            <div class="tiles">
                <StatTile label=c.grade value=text(|r| r.sheet.grade.clone())/>
                <StatTile label=c.computed value=text(|r| r.sheet.computed_grade.clone())/>
                <StatTile label=c.before value=text(|r| r.before.clone())/>
            </div>
            <p>{t().appraisal.whole} " " {grid::score(at, id, row)}</p>
            {notes}
            <NumberField label=c.potential hint=c.potential_hint optional=true decimals=2 value=potential on_change=judge/>
            <div class="row">
                <Button on_press=move |()| compare::add(at, id)>{c.add}</Button>
                <a class="button" href=href>{c.open_result}</a>
            </div>
            <h3>{c.history}</h3>
            {moves}
        </div>
    }
    .into_any()
}
