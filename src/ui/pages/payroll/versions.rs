//! The versions of a plan: what was published when, what changed, who has received it, and publishing the next.

use super::cash::Cash;
use super::publish;
use crate::domain::dataset::Dataset;
use crate::domain::id::{PersonId, PlanId};
use crate::domain::incentive::{Agreement, Expected, Plan, PlanVersion};
use crate::i18n::plan_facts::{Change, changes};
use crate::state::command::Command;
use crate::state::payroll::{Order, acknowledged, changed, reach, versions};
use crate::ui::components::{Button, ButtonKind, Empty, Icon, Note, NoteKind, Status, Tag, Toasts};
use crate::ui::desk::Desk;
use crate::ui::lang::{fmt, t};
use crate::ui::route::Page;
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::web::clock;
use leptos::prelude::*;
use std::sync::Arc;

/// The versions of one plan.
#[component]
pub fn VersionsPage(
    /// Which plan.
    id: PlanId,
) -> impl IntoView {
    let (session, router) = (Session::get(), Router::get());
    // Expected earnings look at the records of the past year, returns by the sale that they name.
    Desk::get().want_names();
    let plan = session.select(move |data| data.plans.get(id).cloned());
    let publishing = RwSignal::new(false);
    let body = move || {
        let data = session.data()?;
        let Some(plan) = plan.get() else {
            return Some(view! { <Empty title=t().plans.none.to_owned()/> }.into_any());
        };
        Some(content(&data, &plan, publishing))
    };
    let title = move || plan.get().map(|p| p.name.clone());
    let same = Signal::derive(move || {
        let (Some(data), Some(plan)) = (session.data(), plan.get()) else { return true };
        !changed(&data, &plan)
    });
    let press = move |()| publishing.set(true);
    view! {
        <article class="page">
            <header class="page-head">
                <div>
                    <h1>{title}</h1>
                    <p class="lede">{t().payroll.versions_lede}</p>
                </div>
                <div class="page-actions">
                    <a class="button is-quiet" href=move || router.href(Page::Plan(id))>{t().payroll.plan}</a>
                    <a class="button is-quiet" href=move || router.href(Page::Run(id))>{t().payroll.runs}</a>
                    <Button kind=ButtonKind::Primary disabled=same on_press=press>{t().payroll.publish}</Button>
                </div>
            </header>
            {body}
            {publish::dialog(id, publishing)}
        </article>
    }
    .into_any()
}

fn content(data: &Arc<Dataset>, plan: &Plan, publishing: RwSignal<bool>) -> AnyView {
    let p = &t().payroll;
    let all = versions(data, plan.id);
    if all.is_empty() {
        return view! {
            <Empty icon=Icon::Pay title=p.never_published.to_owned() words=p.versions_lede>
                <Button kind=ButtonKind::Primary on_press=move |()| publishing.set(true)>{p.publish}</Button>
            </Empty>
        }
        .into_any();
    }
    let note = if changed(data, plan) {
        view! { <Note kind=NoteKind::Warn>{p.not_published}</Note> }.into_any()
    } else {
        view! { <Note kind=NoteKind::Good>{p.is_published}</Note> }.into_any()
    };
    let newest = all.len().saturating_sub(1);
    let before = |at: usize| at.checked_sub(1).and_then(|at| all.get(at));
    let list = all
        .iter()
        .enumerate()
        .rev()
        .map(|(at, version)| one(data, version, before(at).map(|v| &v.plan), at == newest))
        .collect_view();
    view! { {note} {list} }.into_any()
}

/// One version: its dates, what changed, and for the newest everybody's expectation and receipt.
fn one(data: &Arc<Dataset>, version: &Arc<PlanVersion>, before: Option<&Plan>, newest: bool) -> AnyView {
    let p = &t().payroll;
    let router = Router::get();
    let id = version.id;
    let count = version.expected.iter().filter(|e| acknowledged(data, id, e.person).is_some()).count();
    let whole = |n: usize| fmt().whole(i64::try_from(n).unwrap_or(i64::MAX));
    let received = p.received(&whole(count), &whole(version.expected.len()));
    let tag = newest.then(|| view! { <Tag status=Status::Ahead>{p.newest}</Tag> });
    let hash: String = version.hash.chars().take(12).collect();
    view! {
        <section class="section stack">
            <header>
                <h2 class="row">{p.number(&fmt().whole(version.number.into()))} {tag}</h2>
                <a class="button" href=move || router.href(Page::Letters(id))>{p.letters}</a>
            </header>
            <dl>
                <dt>{p.announced}</dt> <dd>{fmt().date(version.announced)}</dd>
                <dt>{p.effective}</dt> <dd>{fmt().date(version.plan.effective)}</dd>
                <dt>{p.hash}</dt> <dd><code title=version.hash.clone()>{hash}</code></dd>
                <dt>{p.acknowledged}</dt> <dd>{received}</dd>
                {agreed(data, version)}
            </dl>
            <h3>{p.what_changes}</h3>
            {differences(data, before, &version.plan)}
            {newest.then(|| expectations(data, version))}
        </section>
    }
    .into_any()
}

/// Who agreed to its reaching back, when, and to how much less.
fn agreed(data: &Dataset, version: &PlanVersion) -> Option<AnyView> {
    let all = reach::agreements(data, &version.plan).unwrap_or_default();
    let cash = Cash::of(data, &version.plan);
    let one = |a: &&Arc<Agreement>| {
        let name = data.people.get(a.person).map(|p| p.name.clone()).unwrap_or_default();
        t().payroll.agreed_by(&name, &fmt().date(a.on), &cash.whole(a.less))
    };
    let words = fmt().list(&all.iter().map(one).collect::<Vec<_>>());
    (!all.is_empty()).then(|| view! { <dt>{t().payroll.agreed_back}</dt> <dd>{words}</dd> }.into_any())
}

/// What differs from the version before, as a table of words.
pub fn differences(data: &Dataset, before: Option<&Plan>, after: &Plan) -> AnyView {
    let p = &t().payroll;
    let Some(before) = before else { return view! { <p class="muted">{p.first_version}</p> }.into_any() };
    let all = changes(before, after, names(data));
    if all.is_empty() {
        return view! { <p class="muted">{p.nothing_changes}</p> }.into_any();
    }
    let row = |c: Change| {
        let what = if c.part.is_empty() { c.label } else { format!("{} · {}", c.part, c.label) };
        let dash = || "–".to_owned();
        view! {
            <tr>
                <th scope="row">{what}</th>
                <td>{c.before.unwrap_or_else(dash)}</td>
                <td>{c.after.unwrap_or_else(dash)}</td>
            </tr>
        }
    };
    let rows = all.into_iter().map(row).collect_view();
    view! {
        <div class="table-wrap">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{p.component}</th>
                        <th scope="col">{p.before}</th>
                        <th scope="col">{p.after}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Records that people have received a version.
fn receive(version: &PlanVersion, people: Vec<PersonId>, done: &str) {
    let toasts = Toasts::expect();
    let session = Session::get();
    let order = Order::Acknowledge { version: version.id, people, on: clock::today() };
    match session.run(&Command::Payroll(order)) {
        Ok(_) => toasts.offer(done, t().common.undo, move |()| drop(session.undo())),
        Err(refused) => toasts.warn(refused.words()),
    }
}

/// What everybody was told to expect, and who has received it.
fn expectations(data: &Arc<Dataset>, version: &Arc<PlanVersion>) -> AnyView {
    let p = &t().payroll;
    let cash = Cash::of(data, &version.plan);
    let rows = version.expected.iter().map(|e| expectation(data, version, e, cash)).collect_view();
    let everybody: Vec<PersonId> = version.expected.iter().map(|e| e.person).collect();
    let open = everybody.iter().any(|who| acknowledged(data, version.id, *who).is_none());
    let all = Arc::clone(version);
    let press = move |()| receive(&all, everybody.clone(), t().payroll.record_all);
    let unit = move || view! { <span class="unit">{cash.unit()}</span> };
    view! {
        <div class="spread">
            <h3>{p.expected_title}</h3>
            {open.then(|| view! { <Button small=true on_press=press>{p.record_all}</Button> })}
        </div>
        <p class="muted small">{fmt().sentences(&[p.expected_words, p.receipt_words])}</p>
        <div class="table-wrap">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t().common.person}</th>
                        <th scope="col" class="num">"80% " {unit}</th>
                        <th scope="col" class="num">"100% " {unit}</th>
                        <th scope="col" class="num">"120% " {unit}</th>
                        <th scope="col">{p.acknowledged_on}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn expectation(data: &Dataset, version: &Arc<PlanVersion>, one: &Expected, cash: Cash) -> AnyView {
    let p = &t().payroll;
    let who = one.person;
    let name = data.people.get(who).map(|p| p.name.clone()).unwrap_or_default();
    let receipt = match acknowledged(data, version.id, who) {
        Some(day) => view! { <span>{fmt().date(day)}</span> }.into_any(),
        None => {
            let (version, done) = (Arc::clone(version), p.receipt_done(&name));
            let press = move |()| receive(&version, vec![who], &done);
            view! { <Button small=true kind=ButtonKind::Quiet on_press=press>{p.record_receipt}</Button> }
                .into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="num">{cash.plain(one.low)}</td>
            <td class="num">{cash.plain(one.target)}</td>
            <td class="num">{cash.plain(one.high)}</td>
            <td>{receipt}</td>
        </tr>
    }
    .into_any()
}
