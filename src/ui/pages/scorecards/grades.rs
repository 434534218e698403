//! The grades of a scorecard, best first.

use crate::domain::Decimal;
use crate::domain::scorecard::{GradeBand, Scorecard};
use crate::state::command::Field;
use crate::ui::components::{Button, Icon, IconButton, Note, NoteKind, NumberField, TextField};
use crate::ui::forms::Draft;
use crate::ui::lang::t;
use leptos::prelude::*;

/// Edits the grades.
#[component]
pub fn Grades(
    /// The scorecard being edited.
    draft: Draft<Scorecard>,
) -> impl IntoView {
    let count = Memo::new(move |_| draft.get().bands.len());
    let wrong = draft.error(&[Field::Bands]);
    let add = move |()| {
        draft.update(|card| {
            let below = card.bands.last().map_or(Decimal::ONE_HUNDRED, |b| b.from - Decimal::TEN);
            card.bands.push(GradeBand { grade: String::new(), from: below });
        });
    };
    view! {
        <section class="section">
            <header><h2>{t().scorecards.grades}</h2></header>
            <div class="stack">
                {move || wrong.get().map(|words| view! { <Note kind=NoteKind::Error>{words}</Note> })}
                <div class="points">
                    <div class="point is-head" aria-hidden="true"><span>{t().scorecards.grade}</span><span>{t().scorecards.from}</span></div>
                    {move || (0..count.get()).map(|at| band(draft, at)).collect_view()}
                    <Button small=true icon=Icon::Plus on_press=add>{t().scorecards.add_grade}</Button>
                </div>
            </div>
        </section>
    }
}

fn band(draft: Draft<Scorecard>, at: usize) -> AnyView {
    let remove = move |()| {
        draft.update(|card| {
            if at < card.bands.len() {
                card.bands.remove(at);
            }
        });
    };
    view! {
        <div class="point">
            <TextField
                label=t().scorecards.grade
                value=draft.read(move |c| c.bands.get(at).map(|b| b.grade.clone()).unwrap_or_default())
                on_input=draft.write(move |c, text| if let Some(b) = c.bands.get_mut(at) { b.grade = text })
            />
            <NumberField
                label=t().scorecards.from
                decimals=2
                value=draft.read(move |c| c.bands.get(at).map(|b| b.from))
                on_change=draft.write(move |c, n: Option<Decimal>| if let (Some(b), Some(n)) = (c.bands.get_mut(at), n) { b.from = n })
            />
            <IconButton icon=Icon::Close name=t().common.remove.to_owned() on_press=remove/>
        </div>
    }
    .into_any()
}
