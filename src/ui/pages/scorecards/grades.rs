//! Grades with the score each begins at, best first.

use crate::domain::Decimal;
use crate::domain::scorecard::GradeBand;
use crate::ui::components::{Button, Icon, IconButton, Note, NoteKind, NumberField, TextField};
use crate::ui::lang::t;
use leptos::prelude::*;

/// Edits grades.
#[component]
pub fn Grades(
    /// The grades.
    #[prop(into)]
    value: Signal<Vec<GradeBand>>,
    /// The grades from now on.
    #[prop(into)]
    on_change: Callback<Vec<GradeBand>>,
    /// What is wrong with them.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let count = Memo::new(move |_| value.with(Vec::len));
    let edit = Callback::new(move |change: fn(&mut Vec<GradeBand>)| {
        let mut bands = value.get_untracked();
        change(&mut bands);
        on_change.run(bands);
    });
    let add = move |()| {
        edit.run(|bands| {
            let below = bands.last().map_or(Decimal::ONE_HUNDRED, |b| b.from - Decimal::TEN);
            bands.push(GradeBand { grade: String::new(), from: below });
        });
    };
    view! {
        <section class="section">
            <header><h2>{t().scorecards.grades}</h2></header>
            <div class="stack">
                {move || error.get().map(|words| view! { <Note kind=NoteKind::Error>{words}</Note> })}
                <div class="points">
                    <div class="point is-head" aria-hidden="true"><span>{t().scorecards.grade}</span><span>{t().scorecards.from}</span></div>
                    {move || (0..count.get()).map(|at| band(value, on_change, at)).collect_view()}
                    <Button small=true icon=Icon::Plus on_press=add>{t().scorecards.add_grade}</Button>
                </div>
            </div>
        </section>
    }
}

fn band(value: Signal<Vec<GradeBand>>, on_change: Callback<Vec<GradeBand>>, at: usize) -> AnyView {
    let remove = move |()| {
        let mut bands = value.get_untracked();
        if at < bands.len() {
            bands.remove(at);
            on_change.run(bands);
        }
    };
    let name = Memo::new(move |_| value.with(|b| b.get(at).map(|b| b.grade.clone()).unwrap_or_default()));
    let from = Memo::new(move |_| value.with(|b| b.get(at).map(|b| b.from)));
    let rename = move |text: String| {
        let mut bands = value.get_untracked();
        if let Some(band) = bands.get_mut(at) {
            band.grade = text;
            on_change.run(bands);
        }
    };
    let begin = move |number: Option<Decimal>| {
        let mut bands = value.get_untracked();
        if let (Some(band), Some(number)) = (bands.get_mut(at), number) {
            band.from = number;
            on_change.run(bands);
        }
    };
    view! {
        <div class="point">
            <TextField label=t().scorecards.grade value=name on_input=rename/>
            <NumberField label=t().scorecards.from decimals=2 value=from on_change=begin/>
            <IconButton icon=Icon::Close name=t().common.remove.to_owned() on_press=remove/>
        </div>
    }
    .into_any()
}
