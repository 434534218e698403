//! One entry of feedback: what was said, the figures it was given on, what was agreed and what of it is done.

use super::Editing;
use crate::domain::Decimal;
use crate::domain::appraisal::{AimStep, Feedback, FrozenFigure};
use crate::domain::dataset::Dataset;
use crate::domain::id::{FeedbackId, PersonId};
use crate::engine::appraisal::process::Deed;
use crate::i18n::Shown;
use crate::state::appraisal::feedback::with_action;
use crate::ui::components::{Button, ButtonKind, Check, Icon, Status, Tag, Toasts};
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::route::Page;
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use jiff::civil::Date;
use leptos::prelude::*;

/// An entry. Where an editor is given, whoever gave it can change it there.
pub fn card(data: &Dataset, entry: &Feedback, editing: Option<Editing>) -> AnyView {
    let (f, me, router) = (&t().feedback, Me::get(), Router::get());
    let name = |id: PersonId| data.people.get(id).map(|p| p.name.clone()).unwrap_or_default();
    let about = entry.about;
    let day = untrack(|| me.day());
    let own = editing.filter(|_| me.now() == Some(entry.by)).map(|editing| tools(entry, editing));
    let actions: Vec<_> =
        entry.agreed.iter().enumerate().map(|(at, one)| action(entry.id, at, one, day)).collect();
    let by = f.by(&name(entry.by), &fmt().date(entry.on));
    let (kind, words, follow_up) = (f.kind_of(entry.kind), entry.words.clone(), follow_up(entry, day));
    let figures = figures(data, &entry.figures, Some(entry.as_of));
    let whom = name(about);
    let agreed = (!actions.is_empty()).then(|| {
        view! { <p><strong>{f.agreed}</strong></p> <ul class="plain stack-1" aria-label=f.agreed>{actions}</ul> }
    });
    view! {
        <div class="stack-1 entry">
            <div class="spread">
                <span class="row">
                    <Tag>{kind}</Tag>
                    <a href=move || router.href(Page::Feedback(Some(about)))><strong>{whom}</strong></a>
                    <span class="muted">{by}</span>
                </span>
                {own}
            </div>
            <p class="prose">{words}</p>
            {figures}
            {agreed}
            {follow_up}
        </div>
    }
    .into_any()
}

fn tools(entry: &Feedback, editing: Editing) -> AnyView {
    let (f, me, toasts, session) = (&t().feedback, Me::get(), Toasts::expect(), Session::get());
    let (own, id) = (entry.clone(), entry.id);
    let edit = move |()| editing.set(Some(own.clone()));
    let remove = move |()| match me.act(Deed::RemoveFeedback(id)) {
        Ok(_) => {
            toasts.offer(t().feedback.removed.to_owned(), t().common.undo, move |()| drop(session.undo()))
        }
        Err(refused) => toasts.warn(refused.words()),
    };
    view! {
        <span class="row no-print">
            <Button small=true icon=Icon::Edit on_press=edit>{t().development.edit}</Button>
            <Button small=true kind=ButtonKind::Quiet icon=Icon::Delete on_press=remove>{f.remove}</Button>
        </span>
    }
    .into_any()
}

/// Stores an entry as it is now with a change; says why where it is refused.
fn change(id: FeedbackId, after: impl FnOnce(&Feedback) -> Feedback) {
    let (me, toasts, session) = (Me::get(), Toasts::expect(), Session::get());
    let Some(stored) = session.data_now().and_then(|data| data.feedbacks.get(id).cloned()) else { return };
    if let Err(refused) = me.act(Deed::SaveFeedback(Box::new(after(&stored)))) {
        toasts.warn(refused.words());
    }
}

fn action(id: FeedbackId, at: usize, one: &AimStep, day: Date) -> AnyView {
    let done = one.done.is_some();
    let toggle = move |on: bool| change(id, |entry| with_action(entry, at, on.then_some(day)));
    view! {
        <li class="spread">
            <Check label=one.text.clone() value=Signal::stored(done) on_change=toggle/>
            {when(one.done, one.due, day)}
        </li>
    }
    .into_any()
}

/// When something was done, or has to be.
fn when(done: Option<Date>, due: Option<Date>, day: Date) -> AnyView {
    let d = &t().development;
    match (done, due) {
        (Some(on), _) => view! { <span class="muted small">{d.done_on(&fmt().date(on))}</span> }.into_any(),
        (None, Some(due)) if due < day => {
            view! { <Tag status=Status::Behind>{d.was_due(&fmt().date(due))}</Tag> }.into_any()
        }
        (None, Some(due)) => view! { <span class="muted small">{d.by(&fmt().date(due))}</span> }.into_any(),
        (None, None) => ().into_any(),
    }
}

fn follow_up(entry: &Feedback, day: Date) -> AnyView {
    let f = &t().feedback;
    let Some(due) = entry.follow_up else { return ().into_any() };
    let id = entry.id;
    let toggle = move |on: bool| {
        change(id, |entry| Feedback { followed: on.then_some(day), ..entry.clone() });
    };
    let state = match entry.followed {
        Some(on) => view! { <span class="muted small">{f.followed_on(&fmt().date(on))}</span> }.into_any(),
        None if due < day => view! { <Tag status=Status::Behind>{f.late}</Tag> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <p class="spread">
            <span class="row"><span>{f.again(&fmt().date(due))}</span> {state}</span>
            <Check label=f.followed value=Signal::stored(entry.followed.is_some()) on_change=toggle/>
        </p>
    }
    .into_any()
}

/// Figures with their period; those that are frozen say of which day they are.
pub fn figures(data: &Dataset, all: &[FrozenFigure], as_of: Option<Date>) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let m = &t().monitor;
    let row = |one: &FrozenFigure| {
        let kpi = data.kpis.get(one.kpi);
        let shown = kpi.map_or_else(|| Shown::money(&data.workspace), |k| Shown::of(k, &data.workspace));
        let figure = |v: Option<Decimal>| v.map_or_else(|| "–".to_owned(), |v| fmt().short(v, shown));
        view! {
            <tr>
                <th scope="row">{names(data).kpi(one.kpi)}</th>
                <td>{names(data).period(one.period)}</td>
                <td class="num">{figure(one.actual)}</td>
                <td class="num">{figure(one.target)}</td>
            </tr>
        }
    };
    let rows = all.iter().map(row).collect_view();
    let caption = as_of
        .map(|day| view! { <caption class="muted small">{t().feedback.as_of(&fmt().date(day))}</caption> });
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=t().reviews.figures>
            <table class="table">
                {caption}
                <thead>
                    <tr>
                        <th scope="col">{m.kpi}</th>
                        <th scope="col">{t().filter.period}</th>
                        <th scope="col" class="num">{m.actual}</th>
                        <th scope="col" class="num">{m.target}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
