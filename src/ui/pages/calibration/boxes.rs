//! The nine boxes: potential up, performance across.

use super::{Calibrating, count};
use crate::state::appraisal::calibration::Row;
use crate::ui::lang::t;
use leptos::prelude::*;
use std::sync::Arc;

/// Names drawn in a box before the rest is asked for.
const SHOWN: usize = 12;

/// The nine boxes of the people looked at.
pub fn view(at: Calibrating) -> AnyView {
    let body = move || {
        let board = at.board.get()?;
        let c = &t().calibration;
        if board.cycle.boxes.is_none() {
            return Some(view! { <p class="muted">{c.no_boxes}</p> }.into_any());
        }
        let (boxes, none) = at.rows.with(|rows| board.boxes(rows));
        let levels = [c.low, c.middle, c.high];
        // High potential stands on top.
        let cells = (0..3)
            .rev()
            .flat_map(|row| (0..3).map(move |column| (row, column)))
            .map(|(row, column)| {
                let name = c.box_name(word(&levels, row), word(&levels, column));
                let people = boxes.get(row * 3 + column).cloned().unwrap_or_default();
                cell(at, name, people)
            })
            .collect_view();
        let left = (none > 0).then(|| view! { <p class="muted">{c.no_box(&count(none))}</p> });
        Some(
            view! {
                <div class="nine" role="group" aria-label=c.boxes>
                    <span class="nine-up" aria-hidden="true">{c.potential} " →"</span>
                    <div class="nine-cells">{cells}</div>
                    <span class="nine-across" aria-hidden="true">{c.performance} " →"</span>
                </div>
                {left}
            }
            .into_any(),
        )
    };
    body.into_any()
}

fn word(levels: &[&'static str; 3], at: usize) -> &'static str {
    levels.get(at).copied().unwrap_or_default()
}

fn cell(at: Calibrating, name: String, people: Vec<Arc<Row>>) -> AnyView {
    let all = RwSignal::new(false);
    let total = people.len();
    let rest = total.saturating_sub(SHOWN);
    let people = StoredValue::new(people);
    let chips = move || {
        let most = if all.get() { total } else { SHOWN };
        people.with_value(|people| {
            people
                .iter()
                .take(most)
                .map(|row| {
                    let id = row.appraisal;
                    let grade = row.sheet.grade.clone();
                    view! {
                        <li>
                            <button type="button" class="nine-chip" on:click=move |_| at.person.set(Some(id))>
                                {row.name.clone()}
                                <b>{grade}</b>
                            </button>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    let more = move || {
        (rest > 0 && !all.get()).then(|| {
            view! {
                <button type="button" class="button is-link" on:click=move |_| all.set(true)>
                    {t().calibration.more(&count(rest))}
                </button>
            }
        })
    };
    let label = name.clone();
    view! {
        <section class="nine-cell" aria-label=label>
            <header><span class="muted small">{name}</span> <b>{count(total)}</b></header>
            <ul class="plain">{chips}</ul>
            {more}
        </section>
    }
    .into_any()
}
