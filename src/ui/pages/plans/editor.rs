//! The editor of one plan. What is changed stands on the page until it is saved.

use super::checks::proof;
use super::component::Card;
use super::examples::examples;
use super::fields::{day, maybe_day, place, text};
use super::shared::share_menu;
use super::spots::spotted;
use super::terms::Terms;
use crate::domain::id::PlanId;
use crate::domain::incentive::Plan;
use crate::domain::kpi::Base;
use crate::domain::{Item, ItemId};
use crate::state::command::Command;
use crate::state::plan::{PartName, Spot, fresh_component, pays};
use crate::ui::assigned::AssignedField;
use crate::ui::components::{Button, ButtonKind, Empty, Icon, Note, Toasts};
use crate::ui::forms::Draft;
use crate::ui::lang::t;
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::web::ids;
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
        if draft.stored(session.run(&Command::Put(vec![Item::Plan(draft.now())]))) {
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
            <div class="columns-3">
                {text(draft, t().plans.name, place(|p| Some(&mut p.name)))}
                {spotted(Spot::Effective, day(draft, t().plans.effective, place(|p| Some(&mut p.effective))))}
                {maybe_day(draft, t().plans.announced, place(|p| Some(&mut p.terms.announced)))}
            </div>
            <AssignedField value=draft.read(|p| p.assigned.clone()) on_change=draft.write(|p, all| p.assigned = all)/>
        </section>
    }
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
            <div class="stack">
                {move || ids_now.get().into_iter().map(|id| view! { <Card draft id/> }).collect_view()}
                <div class="row"><Button icon=Icon::Plus on_press=add>{t().plans.add_part}</Button></div>
            </div>
        </section>
    }
    .into_any()
}
