//! Who rates with which weight, on which scale, and the grades.

use crate::domain::Decimal;
use crate::domain::appraisal::{GroupTerms, RaterGroup, ScaleLabel, Standard};
use crate::state::appraisal::standards::points;
use crate::ui::components::{Check, Note, NoteKind, NumberField, Tag, TextField};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::ui::pages::scorecards::Grades;
use leptos::prelude::*;

/// Edits raters, scale and grades.
#[component]
pub fn Raters(
    /// The standard being edited.
    draft: Draft<Standard>,
) -> impl IntoView {
    view! {
        {groups(draft)}
        {scale(draft)}
        <Grades value=draft.read(|s| s.bands.clone()) on_change=draft.write(|s, bands| s.bands = bands)/>
    }
}

fn groups(draft: Draft<Standard>) -> AnyView {
    let total = draft.read(|s| s.groups.iter().map(|g| g.weight).sum::<Decimal>());
    let verdict = move || {
        let total = total.get();
        (total.round_dp(2) != Decimal::ONE_HUNDRED).then(|| {
            let words = t().scorecards.weights_are(&fmt().at_most(total, 2));
            view! { <Note kind=NoteKind::Warn>{words}</Note> }
        })
    };
    view! {
        <section class="section">
            <header><h2>{t().standards.raters}</h2> <p>{t().standards.raters_words}</p></header>
            <div class="stack">
                {verdict}
                <div class="rater is-head" aria-hidden="true">
                    <span>{t().standards.group}</span>
                    <span>{t().scorecards.weight} " %"</span>
                    <span>{t().standards.minimum}</span>
                </div>
                {RaterGroup::ALL.map(|group| row(draft, group)).collect_view()}
            </div>
        </section>
    }
    .into_any()
}

fn row(draft: Draft<Standard>, group: RaterGroup) -> AnyView {
    let name = t().appraisal.group(group);
    let on = draft.read(move |s| s.terms(group).is_some());
    let toggle = draft.write(move |s, on: bool| {
        s.groups.retain(|g| g.group != group);
        if on {
            let left = Decimal::ONE_HUNDRED - s.groups.iter().map(|g| g.weight).sum::<Decimal>();
            let terms = GroupTerms { group, weight: left.max(Decimal::ZERO), minimum: group.usual_minimum() };
            s.groups.push(terms);
            s.groups.sort_by_key(|g| g.group);
        }
    });
    let of = move |s: &mut Standard, change: &dyn Fn(&mut GroupTerms)| {
        if let Some(terms) = s.groups.iter_mut().find(|g| g.group == group) {
            change(terms);
        }
    };
    let weight = draft.read(move |s| s.terms(group).map(|g| g.weight));
    let set_weight = draft.write(move |s, n: Option<Decimal>| of(s, &|g| g.weight = n.unwrap_or(g.weight)));
    let minimum = draft.read(move |s| s.terms(group).map(|g| Decimal::from(g.minimum)));
    let set_minimum = draft.write(move |s, n: Option<Decimal>| {
        let count = n.and_then(|n| u32::try_from(n).ok());
        of(s, &|g| g.minimum = count.unwrap_or(g.minimum));
    });
    let fields = move || {
        on.get().then(|| {
            let weight_label = format!("{name} · {}", t().scorecards.weight);
            let minimum_label = format!("{name} · {}", t().standards.minimum);
            view! {
                <NumberField label=weight_label decimals=2 value=weight on_change=set_weight/>
                <NumberField label=minimum_label value=minimum on_change=set_minimum/>
            }
        })
    };
    let quiet = group.anonymous().then(|| view! { <Tag>{t().standards.anonymous}</Tag> });
    view! {
        <div class="rater">
            <div class="row"><Check label=name value=on on_change=toggle/> {quiet}</div>
            {fields}
        </div>
    }
    .into_any()
}

fn scale(draft: Draft<Standard>) -> AnyView {
    let w = &t().standards;
    let low = draft.write(|s, n: Option<Decimal>| s.scale.low = n.unwrap_or(s.scale.low));
    let high = draft.write(|s, n: Option<Decimal>| s.scale.high = n.unwrap_or(s.scale.high));
    let step = draft.write(|s, n: Option<Decimal>| s.scale.step = n.unwrap_or(s.scale.step));
    let all = draft.read(|s| points(&s.scale));
    view! {
        <section class="section">
            <header><h2>{w.scale}</h2></header>
            <div class="stack">
                <div class="field-grid">
                    <NumberField label=w.low decimals=2 value=draft.read(|s| Some(s.scale.low)) on_change=low/>
                    <NumberField label=w.high decimals=2 value=draft.read(|s| Some(s.scale.high)) on_change=high/>
                    <NumberField label=w.step hint=w.step_hint decimals=2 value=draft.read(|s| Some(s.scale.step)) on_change=step/>
                </div>
                <div class="field-grid">{move || all.get().into_iter().map(|at| label(draft, at)).collect_view()}</div>
            </div>
        </section>
    }
    .into_any()
}

/// The name of one rating.
fn label(draft: Draft<Standard>, at: Decimal) -> AnyView {
    let text = draft.read(move |s| {
        s.scale.labels.iter().find(|l| l.at == at).map(|l| l.label.clone()).unwrap_or_default()
    });
    let write = draft.write(move |s, label: String| {
        s.scale.labels.retain(|l| l.at != at);
        if !label.trim().is_empty() {
            s.scale.labels.push(ScaleLabel { at, label });
            s.scale.labels.sort_by_key(|l| l.at);
        }
    });
    let name = format!("{} · {}", t().standards.rating_at(&fmt().at_most(at, 2)), t().standards.rating_name);
    view! { <TextField label=name value=text on_input=write/> }.into_any()
}
