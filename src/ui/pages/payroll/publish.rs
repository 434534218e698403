//! Publishing a plan: the two dates, what the checks say, what changes, and what everybody can expect.

use super::cash::Cash;
use super::versions::differences;
use crate::domain::id::{PersonId, PlanId};
use crate::domain::incentive::{EXPECTED_AT, Expected, Plan};
use crate::domain::{Date, Decimal};
use crate::engine::incentive::check::{Finding, Severity};
use crate::i18n::plan_check;
use crate::state::command::Command;
use crate::state::payroll::beside::beside;
use crate::state::payroll::{Order, expected, reach, versions};
use crate::state::plan::review::{Bases, review};
use crate::ui::components::{
    Button, ButtonKind, Check, DateField, Dialog, DialogKind, Note, NoteKind, Toasts,
};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::web::clock;
use leptos::prelude::*;
use std::sync::Arc;

/// The dialog that publishes a plan.
pub fn dialog(id: PlanId, open: RwSignal<bool>) -> AnyView {
    let session = Session::get();
    let toasts = Toasts::expect();
    let today = clock::today();
    let draft = Draft::new((today, today));
    let seen = RwSignal::new(false);
    let found = Memo::new(move |_| if open.get() { checked(id, draft.get()) } else { Checked::default() });
    // Warnings do not refuse a plan, but nobody publishes it without having read them.
    let waits =
        Signal::derive(move || found.with(|f| f.refuses.is_empty() && !f.warns.is_empty()) && !seen.get());
    // The dates begin as the plan has them, each time the dialog opens.
    Effect::new(move |_| {
        if open.get() {
            seen.set(false);
        }
        let plan = session.data_now().and_then(|d| d.plans.get(id).cloned());
        if let Some(plan) = plan.filter(|_| open.get()) {
            let announced = plan.terms.announced.unwrap_or(today.min(plan.effective));
            draft.update(|d| *d = (announced, plan.effective));
        }
    });
    let publish = move |()| {
        let (announced, effective) = draft.now();
        let order = Command::Payroll(Order::Publish { plan: id, announced, effective });
        let made = session.run(&order);
        let number = made.as_ref().ok().map(|label| fmt().whole(i64::try_from(label.count).unwrap_or(1)));
        if draft.stored(made) {
            open.set(false);
            if let Some(number) = number {
                toasts.say(t().payroll.published(&number));
            }
        }
    };
    let footer = ViewFn::from(move || {
        view! {
            <span class="grow"></span>
            <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
            <Button kind=ButtonKind::Primary disabled=waits on_press=publish>{t().payroll.publish}</Button>
        }
    });
    let form = move || {
        let announced = draft.read(|d| Some(d.0));
        let effective = draft.read(|d| Some(d.1));
        let set_announced = draft.write(|d, day: Option<Date>| d.0 = day.unwrap_or(d.0));
        let set_effective = draft.write(|d, day: Option<Date>| d.1 = day.unwrap_or(d.1));
        view! {
            <div class="stack">
                <div class="columns-3">
                    <DateField label=t().payroll.announced value=announced on_change=set_announced/>
                    <DateField label=t().payroll.effective hint=t().payroll.effective_hint value=effective on_change=set_effective/>
                </div>
                {move || findings(&found.get())}
                {move || found.with(|f| !f.warns.is_empty()).then(|| {
                    view! { <Check label=t().payroll.confirm_warnings value=seen on_change=move |on| seen.set(on)/> }
                })}
                {draft.problem_view()}
                {move || short(id, draft.get().1)}
                {move || preview(id, draft.get().1)}
            </div>
        }
    };
    view! { <Dialog title=t().payroll.publish_title kind=DialogKind::Wide open footer=footer>{form}</Dialog> }
        .into_any()
}

/// What the checks say about the plan as it would be published, in words.
#[derive(Clone, Debug, Default, PartialEq)]
struct Checked {
    refuses: Vec<String>,
    warns: Vec<String>,
}

fn checked(id: PlanId, (announced, effective): (Date, Date)) -> Checked {
    let Some(data) = Session::get().data() else { return Checked::default() };
    let Some(plan) = data.plans.get(id) else { return Checked::default() };
    let mut plan = Plan { effective, ..Plan::clone(plan) };
    plan.terms.announced = Some(announced);
    // What reaches back is seen from today, whatever day of announcement is entered.
    let found = review(&data, &plan, Bases::of(&data, &plan, None).as_ref(), clock::today());
    let words = |severity: Severity| {
        let own = found.findings.iter().filter(|f| f.severity == severity);
        let one = |f: &Finding| {
            let component = f.component.and_then(|id| plan.components.iter().find(|c| c.id == id));
            let name = component.map(|c| format!("{}{}", c.name, fmt().colon())).unwrap_or_default();
            format!("{name}{}", plan_check::words(&plan, f, names(&data)))
        };
        own.map(one).collect::<Vec<String>>()
    };
    let mut warns: Vec<String> = words(Severity::Warns);
    let p = &t().payroll;
    for other in beside(&data, &plan) {
        let name = data.plans.get(other.plan).map(|p| p.name.clone()).unwrap_or_default();
        let count = |n: usize| fmt().whole(i64::try_from(n).unwrap_or(i64::MAX));
        let takes = (other.takes > 0).then(|| p.takes(&count(other.takes), &name, &fmt().date(effective)));
        let keeps = (other.keeps > 0).then(|| p.keeps(&count(other.keeps), &name));
        warns.extend(takes.into_iter().chain(keeps));
    }
    Checked { refuses: words(Severity::Refuses), warns }
}

fn findings(found: &Checked) -> AnyView {
    let group = |title: &'static str, kind: NoteKind, lines: &[String]| {
        let lines: Vec<_> = lines.iter().map(|line| view! { <li>{line.clone()}</li> }).collect();
        (!lines.is_empty()).then(|| {
            view! { <Note kind><strong>{title}</strong><ul class="plain-list findings">{lines}</ul></Note> }
        })
    };
    let w = &t().plan_checks;
    view! {
        {group(w.refuses, NoteKind::Error, &found.refuses)}
        {group(w.warns, NoteKind::Warn, &found.warns)}
    }
    .into_any()
}

/// Who would earn less in closed periods, by how much, and who has agreed to it.
fn short(id: PlanId, effective: Date) -> Option<AnyView> {
    let p = &t().payroll;
    let data = Session::get().data()?;
    let plan = Plan { effective, ..Plan::clone(data.plans.get(id)?) };
    let all = reach::earn_less(&data, &plan).ok().filter(|all| !all.is_empty())?;
    let cash = Cash::of(&data, &plan);
    let open: Vec<PersonId> = all.iter().filter(|s| s.agreed.is_none()).map(|s| s.person).collect();
    let row = |one: &reach::Short| {
        let who = one.person;
        let name = data.people.get(who).map(|p| p.name.clone()).unwrap_or_default();
        let agreed = match one.agreed {
            Some(day) => view! { <span>{fmt().date(day)}</span> }.into_any(),
            None => {
                let done = p.agreed_done(&name);
                let press = move |()| agree(id, effective, vec![who], &done);
                view! { <Button small=true kind=ButtonKind::Quiet on_press=press>{p.record_agreement}</Button> }
                    .into_any()
            }
        };
        view! { <tr><th scope="row">{name}</th> <td class="num">{cash.plain(one.less)}</td> <td>{agreed}</td></tr> }
    };
    let rows = all.iter().map(row).collect_view();
    let every = (!open.is_empty()).then(|| {
        let press = move |()| agree(id, effective, open.clone(), t().payroll.record_agreed_all);
        view! { <Button small=true on_press=press>{p.record_agreed_all}</Button> }
    });
    Some(
        view! {
            <div class="spread"><h3>{p.agreed_title}</h3> {every}</div>
            <p class="muted small">{p.agreed_words}</p>
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t().common.person}</th>
                            <th scope="col" class="num">{p.earns_less} " " <span class="unit">{cash.unit()}</span></th>
                            <th scope="col">{p.agreed_on}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any(),
    )
}

/// Records that people agree to the reaching back of the plan as it stands.
fn agree(plan: PlanId, effective: Date, people: Vec<PersonId>, done: &str) {
    let (session, toasts) = (Session::get(), Toasts::expect());
    let order = Order::Agree { plan, effective, people, on: clock::today() };
    match session.run(&Command::Payroll(order)) {
        Ok(_) => toasts.offer(done, t().common.undo, move |()| drop(session.undo())),
        Err(refused) => toasts.warn(refused.words()),
    }
}

/// What changes against the last version, and what everybody can expect.
fn preview(id: PlanId, effective: Date) -> Option<AnyView> {
    let p = &t().payroll;
    let data = Session::get().data()?;
    let plan = Plan { effective, ..Plan::clone(data.plans.get(id)?) };
    let last = versions(&data, id).last().map(|v| Arc::clone(v));
    let changes = differences(&data, last.as_ref().map(|v| &v.plan), &plan);
    let cash = Cash::of(&data, &plan);
    let sums = match expected::of_all(&data, &plan) {
        Err(fault) => {
            let words = t().problem.refused(&fault.into());
            view! { <Note kind=NoteKind::Error>{words}</Note> }.into_any()
        }
        Ok(all) => {
            let sum = |of: fn(&Expected) -> i64| cash.plain(all.iter().map(of).sum());
            let people = fmt().whole(i64::try_from(all.len()).unwrap_or(i64::MAX));
            let heads = EXPECTED_AT.map(|percent| {
                let at = fmt().percent_at_most(Decimal::new(i64::from(percent), 2), 0);
                view! { <th scope="col" class="num">{at}</th> }
            });
            let row = |one: &Expected| {
                let name = data.people.get(one.person).map(|p| p.name.clone()).unwrap_or_default();
                view! {
                    <tr>
                        <th scope="row">{name}</th>
                        <td class="num">{cash.plain(one.low)}</td>
                        <td class="num">{cash.plain(one.target)}</td>
                        <td class="num">{cash.plain(one.high)}</td>
                    </tr>
                }
            };
            view! {
                <div class="table-wrap">
                    <table class="table publish-expected">
                        <thead><tr><th scope="col">{t().common.person} " " <span class="unit">{cash.unit()}</span></th>{heads}</tr></thead>
                        <tbody>
                            {all.iter().map(row).collect_view()}
                            <tr>
                                <th scope="row">{p.together} " · " {t().common.people(&people)}</th>
                                <td class="num">{sum(|e| e.low)}</td>
                                <td class="num">{sum(|e| e.target)}</td>
                                <td class="num">{sum(|e| e.high)}</td>
                            </tr>
                        </tbody>
                    </table>
                </div>
            }
            .into_any()
        }
    };
    Some(
        view! {
            <h3>{p.what_changes}</h3>
            {changes}
            <h3>{p.expected_title}</h3>
            <p class="muted small">{p.expected_words}</p>
            {sums}
        }
        .into_any(),
    )
}
