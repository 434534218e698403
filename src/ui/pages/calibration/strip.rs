//! One person's grades in a strip: the present one filled, the computed one marked; moved by drag, press or keys.

use super::Calibrating;
use super::grid::Sight;
use crate::domain::id::AppraisalId;
use crate::state::appraisal::calibration::Row;
use crate::ui::lang::t;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// The strip of a person.
pub fn strip(at: Calibrating, sight: Sight, id: AppraisalId, row: Memo<Option<Arc<Row>>>) -> AnyView {
    let (grades, name) = at.board.with_untracked(|b| {
        let b = b.as_ref();
        let grades = b.map(|b| b.grades.clone()).unwrap_or_default();
        (grades, b.and_then(|b| b.row(id)).map(|r| r.name.clone()).unwrap_or_default())
    });
    let now = Memo::new(move |_| row.with(|r| r.as_ref().and_then(|r| r.sheet.grade.clone())));
    let computed = Memo::new(move |_| row.with(|r| r.as_ref().and_then(|r| r.sheet.computed_grade.clone())));
    let over = RwSignal::new(None::<String>);
    let all = StoredValue::new(grades.clone());
    let under = move |event: &web_sys::PointerEvent| {
        let strip = event.current_target()?.dyn_into::<web_sys::Element>().ok()?;
        let area = strip.get_bounding_client_rect();
        let share = (f64::from(event.client_x()) - area.left()) / area.width().max(1.0);
        all.with_value(|all| {
            let last = all.len().checked_sub(1)?;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to the strip"
            )]
            let place = (share.clamp(0.0, 1.0) * all.len() as f64) as usize;
            all.get(place.min(last)).cloned()
        })
    };
    let down = move |event: web_sys::PointerEvent| {
        let open = at.board.with_untracked(|b| b.as_ref().is_some_and(|b| b.open()));
        let grade = under(&event);
        let strip = event.current_target().and_then(|s| s.dyn_into::<web_sys::Element>().ok());
        if let (Some(strip), true) = (strip, open && grade.is_some() && grade == now.get_untracked()) {
            let _ = strip.set_pointer_capture(event.pointer_id());
            over.set(grade);
        }
    };
    let drag = move |event: web_sys::PointerEvent| {
        if over.with_untracked(Option::is_some) {
            let grade = under(&event);
            if over.with_untracked(|o| *o != grade) {
                at.preview.set(grade.clone().map(|g| (id, g)));
                over.set(grade);
            }
        }
    };
    let up = move |_| {
        if let Some(grade) = over.get_untracked() {
            over.set(None);
            at.propose(id, grade);
        }
    };
    let cancel = move |_| {
        over.set(None);
        at.preview.set(None);
    };
    let key = move |event: web_sys::KeyboardEvent| {
        let place =
            all.with_value(|all| now.with_untracked(|g| all.iter().position(|h| Some(h) == g.as_ref())));
        let to = match event.key().as_str() {
            "ArrowLeft" => place.map_or(Some(0), |p| p.checked_sub(1)),
            "ArrowRight" => Some(place.map_or(0, |p| p + 1)),
            "ArrowUp" => return sight.step(&event, id, -1),
            "ArrowDown" => return sight.step(&event, id, 1),
            _ => return,
        };
        event.prevent_default();
        if let Some(grade) = to.and_then(|to| all.with_value(|all| all.get(to).cloned())) {
            at.propose(id, grade);
        }
    };
    let buttons = grades
        .into_iter()
        .enumerate()
        .map(|(place, grade)| {
            let own = StoredValue::new(grade.clone());
            let is = Memo::new(move |_| now.with(|g| own.with_value(|own| g.as_ref() == Some(own))));
            let was = Memo::new(move |_| computed.with(|g| own.with_value(|own| g.as_ref() == Some(own))));
            let target = move || over.with(|o| own.with_value(|own| o.as_ref() == Some(own))) && !is.get();
            let title = move || was.get().then_some(t().calibration.computed);
            let lead = move || is.get() || (place == 0 && now.with(Option::is_none));
            view! {
                <button
                    type="button"
                    role="radio"
                    class:is-computed=move || was.get() && !is.get()
                    class:is-target=target
                    aria-checked=move || is.get().to_string()
                    tabindex=move || if lead() { "0" } else { "-1" }
                    title=title
                    on:click=move |_| at.propose(id, own.get_value())
                >
                    {grade}
                </button>
            }
        })
        .collect_view();
    view! {
        <div
            class="grade-strip"
            id=format!("grade-{id}")
            role="radiogroup"
            aria-label=t().calibration.grade_of(&name)
            on:pointerdown=down
            on:pointermove=drag
            on:pointerup=up
            on:pointercancel=cancel
            on:keydown=key
        >
            {buttons}
        </div>
    }
    .into_any()
}
