//! A person's development plan: aims with their steps, support, dates and progress.

mod aim;

use crate::domain::appraisal::{Aim, Development, Origin};
use crate::domain::dataset::Dataset;
use crate::domain::id::{DevelopmentId, PersonId};
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::development::{
    begin, competency_name, empty, late, plans, reached, soil, with_step,
};
use crate::state::appraisal::people;
use crate::ui::components::{
    Button, ButtonKind, Check, Choice, Empty, Icon, Meter, Select, Status, Tag, Toasts,
};
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::route::Page;
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::web::ids;
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive;
use std::sync::Arc;

/// An aim being edited: of which plan, at which place (or new), and the aim itself.
type Editing = Option<(DevelopmentId, Option<usize>, Aim)>;

/// The plan of a person; the reader's own where nobody is named, otherwise the first that has one.
pub fn page(asked: Option<PersonId>) -> AnyView {
    let (session, me, router) = (Session::get(), Me::get(), Router::get());
    let at = session.select(move |data| {
        let planned = || data.developments.iter().next().map(|d| d.person);
        asked.or_else(|| me.person()).or_else(planned).or_else(|| people(data, me.day()).first().map(|p| p.0))
    });
    let title = session.select(move |data| {
        let name = at.get().and_then(|id| data.people.get(id).map(|p| p.name.clone()));
        name.map_or_else(|| t().development.title.to_owned(), |name| t().development.of(&name))
    });
    let options = Signal::derive(move || {
        let all = session.data().map(|d| people(&d, me.day())).unwrap_or_default();
        all.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || at.get().map(|p| p.to_string()).unwrap_or_default());
    let switch = move |id: String| {
        if let Ok(id) = id.parse() {
            router.open(Page::Development(Some(id)));
        }
    };
    let print = move |()| {
        let _ = window().print();
    };
    let editing: RwSignal<Editing> = RwSignal::new(None);
    let body = move || {
        let data = session.data()?;
        Some(match at.get().filter(|id| data.people.get(*id).is_some()) {
            Some(person) => content(&data, person, editing),
            None => view! { <Empty icon=Icon::Search title=t().development.nobody.to_owned()/> }.into_any(),
        })
    };
    view! {
        <article class="page is-reading development">
            <header class="page-head">
                <div>
                    <h1>{move || title.get()}</h1>
                    <p class="lede no-print">{t().development.lede}</p>
                </div>
                <div class="page-actions">
                    <Select label=t().common.person bare=true options value on_change=switch/>
                    <Button icon=Icon::Print on_press=print>{t().common.print}</Button>
                </div>
            </header>
            {body}
            {aim::dialog(editing)}
        </article>
    }
    .into_any()
}

/// Stores a plan; says why where it is refused.
fn save(plan: Development) {
    let (me, toasts) = (Me::get(), Toasts::expect());
    if let Err(refused) = me.act(Deed::SaveDevelopment(Box::new(plan))) {
        toasts.warn(refused.words());
    }
}

/// A plan as it is now, for handlers.
fn plan_now(id: DevelopmentId) -> Option<Development> {
    Session::get().data_now()?.developments.get(id).map(|d| Development::clone(d))
}

fn content(data: &Arc<Dataset>, person: PersonId, editing: RwSignal<Editing>) -> AnyView {
    let d = &t().development;
    let all = plans(data, person);
    let ground = soil(data, person);
    let start = move |()| {
        let (Some(data), me) = (Session::get().data_now(), Me::get()) else { return };
        let ground = soil(&data, person);
        let id = DevelopmentId(ids::fresh());
        let on = untrack(|| me.day());
        save(begin(ground.as_ref(), id, person, on, &|kpi| names(&data).kpi(kpi)));
    };
    let Some(newest) = all.first() else {
        return view! {
            <Empty icon=Icon::Target title=d.none.to_owned() words=d.none_words>
                <Button kind=ButtonKind::Primary on_press=start>{d.begin}</Button>
            </Empty>
        }
        .into_any();
    };
    let newer = ground.as_ref().is_some_and(|g| newest.appraisal != Some(g.appraisal));
    let renew = newer.then(|| {
        view! { <p class="no-print"><Button on_press=start>{d.begin_new}</Button></p> }
    });
    let earlier = all.get(1..).filter(|rest| !rest.is_empty()).map(|rest| {
        let rest = rest.iter().map(|p| plan_view(data, p, editing)).collect_view();
        view! { <details class="more"><summary>{d.earlier}</summary><div class="stack-3">{rest}</div></details> }
    });
    view! {
        <p class="finding">{finding(newest)}</p>
        {renew}
        {plan_view(data, newest, editing)}
        {earlier}
    }
    .into_any()
}

fn finding(plan: &Development) -> String {
    let d = &t().development;
    let day = Me::get().day();
    let count = |n: usize| fmt().whole(i64::try_from(n).unwrap_or(i64::MAX));
    let aims = count(plan.aims.len());
    let first = reached(plan)
        .map_or_else(|| d.not_begun(&aims), |part| d.finding(&aims, &format!("{}%", fmt().at_most(part, 0))));
    match late(plan, day) {
        0 => first,
        n => fmt().sentences(&[first, d.is_late(&count(n))]),
    }
}

fn plan_view(data: &Arc<Dataset>, plan: &Arc<Development>, editing: RwSignal<Editing>) -> AnyView {
    let d = &t().development;
    let router = Router::get();
    let (id, person) = (plan.id, plan.person);
    let case = plan.appraisal.and_then(|a| data.appraisals.get(a));
    let cycle = case.and_then(|c| data.cycles.get(c.cycle));
    let source = cycle.map(|c| {
        let href = router.href(Page::Result(Some((c.id, person))));
        view! { <a href=href>{d.grown(&c.name)}</a> }
    });
    let aims =
        plan.aims.iter().enumerate().map(|(n, aim)| aim_view(data, plan, n, aim, editing)).collect_view();
    let add = move |()| editing.set(Some((id, None, empty())));
    let remove = move |()| {
        let (me, toasts, session) = (Me::get(), Toasts::expect(), Session::get());
        match me.act(Deed::RemoveDevelopment(id)) {
            Ok(_) => toasts
                .offer(t().development.remove.to_owned(), t().common.undo, move |()| drop(session.undo())),
            Err(refused) => toasts.warn(refused.words()),
        }
    };
    view! {
        <section class="section stack">
            <p class="row muted"><span>{d.since(&fmt().date(plan.on))}</span> {source}</p>
            <ol class="plain-list aims">{aims}</ol>
            {offered(data, plan, editing)}
            <div class="row no-print">
                <Button icon=Icon::Plus on_press=add>{d.add_aim}</Button>
                <Button kind=ButtonKind::Quiet icon=Icon::Delete on_press=remove>{d.remove}</Button>
            </div>
        </section>
    }
    .into_any()
}

/// What of the result has no aim yet, one press each.
fn offered(data: &Arc<Dataset>, plan: &Arc<Development>, editing: RwSignal<Editing>) -> AnyView {
    let d = &t().development;
    let Some(ground) = soil(data, plan.person).filter(|g| plan.appraisal == Some(g.appraisal)) else {
        return ().into_any();
    };
    let weak =
        ground.shortfalls.iter().map(|(id, name)| (Origin::Shortfall(*id), name.clone(), d.shortfall(name)));
    let figures = ground.kpis.iter().map(|id| {
        let name = names(data).kpi(*id);
        (Origin::Kpi(*id), name.clone(), d.kpi(&name))
    });
    let strong =
        ground.strengths.iter().map(|(id, name)| (Origin::Strength(*id), name.clone(), d.strength(name)));
    let open: Vec<_> = weak
        .chain(figures)
        .chain(strong)
        .filter(|(origin, ..)| plan.aims.iter().all(|a| a.origin != *origin))
        .collect();
    if open.is_empty() {
        return ().into_any();
    }
    let id = plan.id;
    let buttons = open
        .into_iter()
        .map(|(origin, title, words)| {
            let add =
                move |()| editing.set(Some((id, None, Aim { title: title.clone(), origin, ..empty() })));
            view! { <Button small=true icon=Icon::Plus on_press=add>{words}</Button> }
        })
        .collect_view();
    view! { <div class="row no-print" role="group" aria-label=d.from>{buttons}</div> }.into_any()
}

fn aim_view(
    data: &Arc<Dataset>,
    plan: &Arc<Development>,
    at: usize,
    aim: &Aim,
    editing: RwSignal<Editing>,
) -> AnyView {
    let d = &t().development;
    let id = plan.id;
    let origin = match aim.origin {
        Origin::Own => d.own.to_owned(),
        Origin::Strength(c) => d.strength(&competency_name(data, plan, c).unwrap_or_default()),
        Origin::Shortfall(c) => d.shortfall(&competency_name(data, plan, c).unwrap_or_default()),
        Origin::Kpi(k) => d.kpi(&names(data).kpi(k)),
    };
    let day = untrack(|| Me::get().day());
    let reached = aim.reached();
    let share = reached.and_then(|r| r.to_f64()).map(|r| r / 100.0);
    let percent = reached.map_or_else(|| d.no_progress.to_owned(), |r| format!("{}%", fmt().at_most(r, 0)));
    let due = aim.due.map(|due| view! { <span class="muted">{d.by(&fmt().date(due))}</span> });
    let support = (!aim.support.is_empty()).then(|| view! { <p class="muted">{d.helps(&aim.support)}</p> });
    let steps = aim
        .steps
        .iter()
        .enumerate()
        .map(|(n, step)| {
            let done = step.done.is_some();
            let toggle = move |on: bool| {
                if let Some(plan) = plan_now(id) {
                    save(with_step(&plan, at, n, on.then_some(day)));
                }
            };
            let when = match (step.done, step.due) {
                (Some(day), _) => view! { <span class="muted small">{d.done_on(&fmt().date(day))}</span> }.into_any(),
                (None, Some(due)) if due < day => view! { <Tag status=Status::Behind>{d.was_due(&fmt().date(due))}</Tag> }.into_any(),
                (None, Some(due)) => view! { <span class="muted small">{d.by(&fmt().date(due))}</span> }.into_any(),
                (None, None) => ().into_any(),
            };
            view! { <li class="spread"><Check label=step.text.clone() value=Signal::derive(move || done) on_change=toggle/> {when}</li> }
        })
        .collect_view();
    let steps = if aim.steps.is_empty() {
        view! { <p class="muted small">{d.no_steps}</p> }.into_any()
    } else {
        view! { <ul class="plain stack-1">{steps}</ul> }.into_any()
    };
    let own = aim.clone();
    let edit = move |()| editing.set(Some((id, Some(at), own.clone())));
    view! {
        <li class="stack-1">
            <div class="spread">
                <span class="row"><strong>{aim.title.clone()}</strong> <Tag>{origin}</Tag> {due}</span>
                <span class="no-print"><Button small=true icon=Icon::Edit on_press=edit>{d.edit}</Button></span>
            </div>
            <div class="aim-progress"><Meter value=Signal::derive(move || share)/> <span class="muted small">{percent}</span></div>
            {support}
            {steps}
        </li>
    }
    .into_any()
}
