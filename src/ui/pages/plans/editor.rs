//! The editor of one plan. What is changed stands on the page until it is saved.

use super::checks::proof;
use super::component::Card;
use super::examples::examples;
use super::fields::{day, maybe_day, place, text};
use super::shared::share_menu;
use super::spots::spotted;
use super::terms::Terms;
use crate::domain::id::PlanId;
use crate::domain::incentive::{AssignedDates, Plan};
use crate::domain::kpi::Base;
use crate::domain::scorecard::Assigned;
use crate::domain::{Date, Item, ItemId};
use crate::state::command::Command;
use crate::state::plan::prefers::tally;
use crate::state::plan::{PartName, Spot, fresh_component, pays};
use crate::ui::assigned::{AssignedField, assigned_name};
use crate::ui::components::{Button, ButtonKind, DateField, Empty, Icon, Note, Toasts};
use crate::ui::forms::{Draft, to_unread};
use crate::ui::lang::{fmt, t};
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::web::{clock, ids};
use leptos::prelude::*;

/// The page of one plan.
#[component]
pub fn PlanPage(
    /// Which one.
    id: PlanId,
) -> impl IntoView {
    let session = Session::get();
    let stored = session.select(move |data| data.plans.get(id).map(|p| p.as_ref().clone()));
    // A new draft whenever what is stored changes, by saving, undo or another tab.
    move || match stored.get() {
        Some(plan) => view! { <Editor stored=plan/> }.into_any(),
        None => {
            let empty = view! { <Empty title=t().plans.none.to_owned() words=t().shell.not_found_words/> };
            view! { <article class="page">{empty}</article> }.into_any()
        }
    }
}

#[component]
fn Editor(stored: Plan) -> impl IntoView {
    let (session, router, toasts) = (Session::get(), Router::get(), Toasts::expect());
    let id = stored.id;
    let before = StoredValue::new(stored.clone());
    let draft = Draft::new(stored);
    let changed = Memo::new(move |_| before.with_value(|b| *b != draft.get()));
    let still = Signal::derive(move || !changed.get());
    let save = move |()| {
        if !to_unread() && draft.stored(session.run(&Command::Put(vec![Item::Plan(draft.now())]))) {
            toasts.say(t().shell.saved);
        }
    };
    let discard = move |()| draft.update(|plan| *plan = before.get_value());
    let delete = move |()| match session.run(&Command::Remove(vec![ItemId::Plan(id)])) {
        Ok(_) => router.open(Page::Plans),
        Err(refused) => toasts.warn(refused.words()),
    };
    view! {
        <article class="page">
            <header class="page-head">
                <div>
                    <h1>{move || draft.get().name}</h1>
                    <p class="lede">{t().plans.lede}</p>
                </div>
                <div class="page-actions">
                    {share_menu(draft)}
                    <a class="button is-quiet" href=move || router.href(Page::Try(id))>{t().plans.try_it}</a>
                    <a class="button is-quiet" href=move || router.href(Page::Versions(id))>{t().payroll.versions}</a>
                    <Button kind=ButtonKind::Danger on_press=delete>{t().common.delete}</Button>
                    <Button disabled=still on_press=discard>{t().common.cancel}</Button>
                    <Button kind=ButtonKind::Primary disabled=still on_press=save>{t().common.save}</Button>
                </div>
            </header>
            {draft.problem_view()}
            {move || changed.get().then(|| view! { <Note>{t().plans.plan_note}</Note> })}
            {basics(draft)}
            {proof(draft)}
            {parts(draft)}
            <Terms draft/>
            {examples(draft)}
        </article>
    }
}

fn basics(draft: Draft<Plan>) -> AnyView {
    view! {
        <section class="section">
            <div class="columns-3 is-close">
                {text(draft, t().plans.name, place(|p| Some(&mut p.name)))}
                {spotted(Spot::Effective, day(draft, t().plans.effective, place(|p| Some(&mut p.effective))))}
                {maybe_day(draft, t().plan_terms.until, place(|p| Some(&mut p.terms.until)))}
                {maybe_day(draft, t().plans.announced, place(|p| Some(&mut p.terms.announced)))}
            </div>
            <AssignedField value=draft.read(|p| p.assigned.clone()) on_change=draft.write(assign)/>
            {dates(draft)}
        </section>
    }
    .into_any()
}

/// For whom from now on; days of those who are no longer named go with them.
fn assign(plan: &mut Plan, all: Vec<Assigned>) {
    plan.terms.dates.retain(|d| all.contains(&d.whom));
    plan.assigned = all;
}

/// Sets the days of an assignment; without any it holds as long as the plan does.
fn date(plan: &mut Plan, whom: &Assigned, set: impl Fn(&mut AssignedDates)) {
    let dates = &mut plan.terms.dates;
    let at = dates.iter().position(|d| d.whom == *whom).unwrap_or_else(|| {
        dates.push(AssignedDates { whom: whom.clone(), from: None, to: None });
        dates.len() - 1
    });
    if let Some(own) = dates.get_mut(at) {
        set(own);
    }
    dates.retain(|d| d.from.is_some() || d.to.is_some());
}

/// The days of each assignment, for those that do not hold as long as the plan does.
fn dates(draft: Draft<Plan>) -> AnyView {
    let session = Session::get();
    let whom = Memo::new(move |_| draft.get().assigned);
    let row = move |whom: Assigned| {
        let name = session.data_now().map(|d| assigned_name(&d, &whom)).unwrap_or_default();
        let read = |pick: fn(&AssignedDates) -> Option<Date>| {
            let whom = whom.clone();
            draft.read(move |p| p.terms.dates.iter().find(|d| d.whom == whom).and_then(pick))
        };
        let write = |set: fn(&mut AssignedDates, Option<Date>)| {
            let whom = whom.clone();
            draft.write(move |p, day: Option<Date>| date(p, &whom, |own| set(own, day)))
        };
        view! {
            <div class="row-end">
                <strong class="grow">{name.clone()}</strong>
                <DateField label=t().plan_terms.level_from optional=true value=read(|d| d.from) on_change=write(|d, day| d.from = day)/>
                <DateField label=t().plan_terms.to optional=true value=read(|d| d.to) on_change=write(|d, day| d.to = day)/>
            </div>
        }
    };
    view! {
        <details id=Spot::Dates.to_string()>
            <summary>{t().plan_terms.dates}</summary>
            <div class="stack-1">
                <p class="hint">{t().plan_terms.dates_hint}</p>
                {move || whom.get().into_iter().map(row).collect_view()}
            </div>
        </details>
    }
    .into_any()
}

/// What kind of reward the people of the plan prefer.
fn preferred(draft: Draft<Plan>) -> AnyView {
    let session = Session::get();
    let found = Memo::new(move |_| {
        session.data().map(|data| tally(&data, &draft.get(), clock::today())).unwrap_or_default()
    });
    let words = move || {
        let (w, found) = (&t().plan_checks, found.get());
        let whole = |n: usize| fmt().whole(i64::try_from(n).unwrap_or(i64::MAX));
        if found.asked == 0 {
            return w.not_asked.to_owned();
        }
        let kinds = found.kinds.iter().map(|(kind, named, first)| {
            w.preference(t().data.reward_kind(*kind), &whole(*named), &whole(*first))
        });
        let kinds = kinds.collect::<Vec<_>>().join(" · ");
        format!("{kinds} · {}", w.asked(&whole(found.asked), &whole(found.people)))
    };
    view! { <p class="small" id="plan-prefers"><strong>{t().plan_checks.preferred}</strong>{fmt().colon()} {words}</p> }
        .into_any()
}

fn parts(draft: Draft<Plan>) -> AnyView {
    let ids_now = Memo::new(move |_| draft.get().components.iter().map(|c| c.id).collect::<Vec<_>>());
    let add = move |()| {
        let [table, ..] = pays();
        let name = t().plans.part_name(PartName::New).to_owned();
        let fresh = fresh_component(ids::fresh(), name, Base::Booked, table);
        draft.update(|plan| plan.components.push(fresh));
    };
    view! {
        <section class="section" id=Spot::Components.to_string()>
            <header><h2>{t().plans.parts}</h2></header>
            {preferred(draft)}
            <div class="stack">
                {move || ids_now.get().into_iter().map(|id| view! { <Card draft id/> }).collect_view()}
                <div class="row"><Button icon=Icon::Plus on_press=add>{t().plans.add_part}</Button></div>
            </div>
        </section>
    }
    .into_any()
}
