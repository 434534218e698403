//! The people by grade. Only what is in sight is drawn, so that five hundred people open and move as fast as five.

use super::strip::strip;
use super::{Calibrating, count};
use crate::domain::id::AppraisalId;
use crate::state::appraisal::calibration::Row;
use crate::state::appraisal::explain::explain;
use crate::ui::components::{FigureButton, Frame, Status, Tag, Window};
use crate::ui::explain::Explainer;
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::session::Session;
use leptos::html;
use leptos::prelude::*;
use rust_decimal::Decimal;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// Height of a row, and of one on a narrow page, where the grades stand below the name.
const ROW: f64 = 44.0;
const NARROW_ROW: f64 = 92.0;
const NARROW: f64 = 720.0;

/// What of the list is in sight. Copy it into handlers.
#[derive(Clone, Copy)]
pub struct Sight {
    node: NodeRef<html::Div>,
    scroll: RwSignal<f64>,
    at: Calibrating,
}

impl Sight {
    fn frame(self) -> Frame {
        let size =
            |side: Result<wasm_bindgen::JsValue, _>| side.ok().and_then(|s| s.as_f64()).unwrap_or(800.0);
        let narrow = size(window().inner_width()) < NARROW;
        let view = self.node.get_untracked().map(|n| f64::from(n.client_height())).filter(|h| *h > 0.0);
        Frame {
            rows: self.at.rows.with(Vec::len),
            row: if narrow { NARROW_ROW } else { ROW },
            view: view.unwrap_or_else(|| size(window().inner_height()) * 0.7),
        }
    }

    fn window(self) -> Window {
        self.frame().window(self.scroll.get())
    }

    /// Goes to the grades of the person `by` rows below.
    pub fn step(self, event: &web_sys::KeyboardEvent, from: AppraisalId, by: isize) {
        event.prevent_default();
        let next = self.at.rows.with_untracked(|rows| {
            let place = rows.iter().position(|r| r.appraisal == from)?.checked_add_signed(by)?;
            Some((place, rows.get(place)?.appraisal))
        });
        let (Some((place, id)), Some(node)) = (next, self.node.get_untracked()) else { return };
        let scroll = untrack(|| self.frame()).reveal(place, f64::from(node.scroll_top()));
        #[expect(clippy::cast_possible_truncation, reason = "a scroll position in pixels")]
        node.set_scroll_top(scroll as i32);
        self.scroll.set(scroll);
        request_animation_frame(move || {
            let button = document()
                .get_element_by_id(&format!("grade-{id}"))
                .and_then(|strip| strip.query_selector("[tabindex='0']").ok().flatten())
                .and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok());
            if let Some(button) = button {
                let _ = button.focus();
            }
        });
    }
}

/// Whether the page is being printed: paper has no scrolling, so all rows are drawn for it.
fn printing() -> RwSignal<bool> {
    let printing = RwSignal::new(false);
    let before = window_event_listener_untyped("beforeprint", move |_| printing.set(true));
    let after = window_event_listener_untyped("afterprint", move |_| printing.set(false));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    printing
}

/// The list of people.
pub fn view(at: Calibrating) -> AnyView {
    let c = &t().calibration;
    let sight = Sight { node: NodeRef::new(), scroll: RwSignal::new(0.0), at };
    let paper = printing();
    let place = Memo::new(move |_| {
        if paper.get() {
            Window { first: 0, last: at.rows.with(Vec::len), above: 0.0, below: 0.0 }
        } else {
            sight.window()
        }
    });
    let seen = Memo::new(move |_| {
        let w = place.get();
        at.rows.with(|rows| {
            rows.get(w.first..w.last.min(rows.len()))
                .unwrap_or_default()
                .iter()
                .map(|r| r.appraisal)
                .collect::<Vec<_>>()
        })
    });
    let scrolled = move |_| {
        if let Some(node) = sight.node.get_untracked() {
            sight.scroll.set(f64::from(node.scroll_top()));
        }
    };
    let heads = move || {
        let counts = at.board.with(|b| b.as_ref().map(|b| at.rows.with(|rows| b.counts(rows))));
        counts.unwrap_or_default().into_iter().map(head).collect_view()
    };
    let none =
        move || at.rows.with(Vec::is_empty).then(|| view! { <p class="muted">{t().calibration.nobody}</p> });
    let gap = |height: f64| view! { <div class="calibration-gap" style:height=format!("{height}px")></div> };
    view! {
        <p class="muted small no-print" id="calibration-how">{c.how}</p>
        <div class="calibration-list" aria-describedby="calibration-how">
            <div class="calibration-row is-head" aria-hidden="true">
                <span>{t().common.person}</span>
                <span class="num only-wide">{c.before}</span>
                <span class="num only-wide">{t().appraisal.quantitative}</span>
                <span class="num only-wide">{t().appraisal.qualitative}</span>
                <span class="num">{t().monitor.score}</span>
                <span class="grade-strip">{heads}</span>
                <span></span>
            </div>
            <div class="calibration-scroll" tabindex="-1" node_ref=sight.node on:scroll=scrolled>
                {move || gap(place.get().above)}
                <ul class="plain">
                    <For each=move || seen.get() key=|id| *id children=move |id| person(at, sight, id)/>
                </ul>
                {move || gap(place.get().below)}
            </div>
            {none}
        </div>
    }
    .into_any()
}

/// A grade with its head-count, above its column.
fn head((grade, n): (String, usize)) -> AnyView {
    view! { <span>{grade} " " <b>{count(n)}</b></span> }.into_any()
}

fn person(at: Calibrating, sight: Sight, id: AppraisalId) -> AnyView {
    let row = at.row(id);
    let part = move |of: fn(&Row) -> Option<Decimal>| {
        move || {
            row.with(|r| {
                r.as_ref().and_then(|r| of(r)).map_or_else(|| "–".to_owned(), |v| fmt().number(v, 1))
            })
        }
    };
    let name = Signal::derive(move || row.with(|r| r.as_ref().map(|r| r.name.clone()).unwrap_or_default()));
    let place = move || row.with(|r| r.as_ref().map(|r| place(r)));
    let before =
        move || row.with(|r| r.as_ref().and_then(|r| r.before.clone()).unwrap_or_else(|| "–".to_owned()));
    view! {
        <li class="calibration-row">
            <span class="who">
                <button type="button" class="button is-link" on:click=move |_| at.person.set(Some(id))>{move || name.get()}</button>
                <span class="muted small truncate">{place}</span>
            </span>
            <span class="num only-wide muted">{before}</span>
            <span class="num only-wide">{part(|r| r.sheet.quantitative)}</span>
            <span class="num only-wide">{part(|r| r.sheet.qualitative)}</span>
            <span class="num">{score(at, id, row)}</span>
            {strip(at, sight, id, row)}
            <span class="mark">{move || row.with(|r| r.as_ref().map(|r| mark(at, r)))}</span>
        </li>
    }
    .into_any()
}

/// Team and role.
pub fn place(row: &Row) -> String {
    let parts = [row.team_name.as_str(), row.role.as_str()];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The score, which opens its calculation.
pub fn score(at: Calibrating, id: AppraisalId, row: Memo<Option<Arc<Row>>>) -> AnyView {
    let (explainer, session, me) = (Explainer::get(), Session::get(), Me::get());
    let text = Signal::derive(move || {
        let places = at.board.with_untracked(|b| {
            b.as_ref().zip(row.get()).and_then(|(b, r)| b.cycle.method(r.standard).map(|m| m.standard.places))
        });
        let score = row.with(|r| r.as_ref().and_then(|r| r.sheet.score));
        score.map_or_else(|| "–".to_owned(), |s| fmt().number(s, places.unwrap_or(2)))
    });
    let what = Signal::derive(move || {
        let name = row.with(|r| r.as_ref().map(|r| r.name.clone()).unwrap_or_default());
        t().calibration.score_of(&name)
    });
    let open = move |()| {
        let as_of = untrack(|| me.day());
        let found = session.data_now().and_then(|data| explain(&data, id, as_of));
        if let Some(trace) = found {
            explainer.show(what.get_untracked(), trace);
        }
    };
    view! { <FigureButton text what on_open=open/> }.into_any()
}

/// How far the grade stands from the computed one.
pub fn mark(at: Calibrating, row: &Row) -> AnyView {
    let moved = at.board.with_untracked(|b| b.as_ref().map_or(0, |b| row.moved(&b.grades)));
    let steps = fmt().whole(moved.saturating_abs());
    match moved {
        0 => ().into_any(),
        up if up > 0 => {
            view! { <Tag status=Status::Ahead>{t().calibration.moved_up(&steps)}</Tag> }.into_any()
        }
        _ => view! { <Tag status=Status::Behind>{t().calibration.moved_down(&steps)}</Tag> }.into_any(),
    }
}
