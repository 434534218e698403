//! The items of a form: a rating with its behavioural anchors, comment and evidence; a question answered in words.

use super::evidence::evidence;
use super::form::Sheet;
use crate::domain::appraisal::{Answer, Competency, Question, Rating, Scale};
use crate::domain::id::CompetencyId;
use crate::state::appraisal::review::{reply, set_answer, set_reply, steps};
use crate::ui::components::{Check, Icon, IconView, NumberField, TextArea, unique_id};
use crate::ui::lang::{fmt, t};
use leptos::prelude::*;
use rust_decimal::Decimal;

/// One competency.
pub fn competency(sheet: Sheet, scale: &Scale, item: &Competency, number: usize) -> AnyView {
    let id = item.id;
    let missing = sheet.missing(id);
    let rating = sheet.draft.read(move |r| r.rating(id));
    let control = match steps(scale) {
        Some(all) => radios(sheet, scale, item, &all, rating),
        None => number_field(sheet, scale, id, rating),
    };
    let given = move |part: fn(&Answer) -> String| {
        sheet.draft.read(move |r| r.answers.iter().find(|a| a.competency == id).map(part).unwrap_or_default())
    };
    let comment = sheet.draft.write(move |r, text: String| set_answer(r, id, |a| a.comment = text));
    let title = format!("{}. {}", fmt().whole(i64::try_from(number).unwrap_or(0)), item.name);
    let required = item.required.then(|| view! { <span class="tag">{t().reviews.required}</span> });
    let error = format!("missing-{id}");
    let described = error.clone();
    view! {
        <fieldset class="rating" class:is-missing=missing id=format!("item-{id}") aria-describedby=described>
            <legend>{title} " " {required}</legend>
            <p class="muted">{item.description.clone()}</p>
            {control}
            <p class="error" id=error>
                {move || missing.get().then(|| view! { <IconView icon=Icon::Warn/> <span>{t().reviews.choose_one}</span> })}
            </p>
            <div class="rating-more">
                <TextArea
                    label=t().reviews.comment
                    optional=true
                    value=given(|a| a.comment.clone())
                    on_input=Callback::new(move |text| { comment.run(text); sheet.soon(); })
                    on_change=move |_| sheet.save()
                />
                {evidence(sheet, id)}
            </div>
        </fieldset>
    }
    .into_any()
}

/// The ratings as radio buttons: arrows move, a digit chooses.
fn radios(
    sheet: Sheet,
    scale: &Scale,
    item: &Competency,
    all: &[Decimal],
    rating: Signal<Rating>,
) -> AnyView {
    let id = item.id;
    let group = unique_id("rating");
    let set = move |to: Rating| {
        sheet.draft.update(|r| set_answer(r, id, |a| a.rating = to));
        sheet.answered(id);
        sheet.save();
    };
    let option = |to: Rating, mark: String, name: String, behaviour: String| {
        let chosen = Memo::new(move |_| rating.get() == to);
        view! {
            <label class="rate" class:is-chosen=chosen>
                <input type="radio" name=group.clone() prop:checked=move || chosen.get() on:change=move |_| set(to)/>
                <span class="rate-mark" aria-hidden="true">{mark}</span>
                <span class="rate-words"><strong>{name}</strong> " " <span class="muted">{behaviour}</span></span>
            </label>
        }
    };
    let rates = all
        .iter()
        .map(|at| {
            let mark = fmt().at_most(*at, 2);
            let name = scale.labels.iter().find(|l| l.at == *at).map(|l| l.label.clone());
            let behaviour = item.anchors.iter().find(|a| a.at == *at).map(|a| a.text.clone());
            option(Rating::Given(*at), mark.clone(), name.unwrap_or(mark), behaviour.unwrap_or_default())
        })
        .collect_view();
    let none =
        option(Rating::NotApplicable, "–".to_owned(), t().reviews.not_applicable.to_owned(), String::new());
    let values = all.to_vec();
    let digit = move |event: web_sys::KeyboardEvent| {
        let typed = event.key().parse::<Decimal>().ok().filter(|value| values.contains(value));
        if let Some(value) = typed {
            event.prevent_default();
            set(Rating::Given(value));
        }
    };
    view! { <div class="rates" on:keydown=digit>{rates} {none}</div> }.into_any()
}

/// A rating on a fine scale as a number.
fn number_field(sheet: Sheet, scale: &Scale, id: CompetencyId, rating: Signal<Rating>) -> AnyView {
    let value = Signal::derive(move || match rating.get() {
        Rating::Given(value) => Some(value),
        Rating::Open | Rating::NotApplicable => None,
    });
    let set = move |to: Rating| {
        sheet.draft.update(|r| set_answer(r, id, |a| a.rating = to));
        sheet.answered(id);
        sheet.save();
    };
    // What lies outside the scale is said here, and keeps nothing else from being stored.
    let (outside, own) = (RwSignal::new(false), scale.clone());
    let change = move |to: Option<Decimal>| {
        outside.set(to.is_some_and(|to| !own.allows(to)));
        set(to.filter(|to| own.allows(*to)).map_or(Rating::Open, Rating::Given));
    };
    let error = Signal::derive(move || outside.get().then(|| t().appraisal.bad_rating.to_owned()));
    let (low, high) = (fmt().at_most(scale.low, 2), fmt().at_most(scale.high, 2));
    let none = Signal::derive(move || rating.get() == Rating::NotApplicable);
    view! {
        <div class="row-end">
            <NumberField
                label=t().reviews.rating_between(&low, &high)
                optional=true
                decimals=2
                error
                value
                on_change=change
            />
            <Check label=t().reviews.not_applicable value=none on_change=move |on| set(if on { Rating::NotApplicable } else { Rating::Open })/>
        </div>
    }
    .into_any()
}

/// One question.
pub fn question(sheet: Sheet, item: &Question) -> AnyView {
    let id = item.id;
    let set = sheet.draft.write(move |r, text: String| set_reply(r, id, text));
    let error = Signal::derive(move || sheet.unsaid(id).then(|| t().common.required.to_owned()));
    view! {
        <div class="rating" id=format!("item-{id}")>
            <TextArea
                label=item.text.clone()
                optional=!item.required
                error
                value=sheet.draft.read(move |r| reply(r, id).to_owned())
                on_input=Callback::new(move |text| { set.run(text); sheet.soon(); })
                on_change=move |_| sheet.save()
            />
        </div>
    }
    .into_any()
}
