//! Checking a statement file: it is computed again here, and the page says whether the cents agree and where not.

use super::cash::Cash;
use crate::state::payroll::file::{Unreadable, Verdict, check};
use crate::state::payroll::line::component;
use crate::state::payroll::run::Drift;
use crate::ui::components::{Button, ButtonKind, Icon, Note, NoteKind};
use crate::ui::lang::{fmt, t};
use crate::ui::root::StatementFile;
use crate::ui::select::names;
use crate::web::upload;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The page that checks a statement file.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let chooser: NodeRef<html::Input> = NodeRef::new();
    let outcome = RwSignal::new_local(None::<Result<Verdict, Unreadable>>);
    let read = move |file: web_sys::File| {
        spawn_local(async move {
            let bytes = upload::read(&file).await;
            outcome.set(Some(bytes.ok_or(Unreadable::Damaged).and_then(|bytes| check(&bytes))));
        });
    };
    // One that was dropped anywhere arrives here.
    let handed = use_context::<StatementFile>();
    Effect::new(move |_| {
        if let Some(file) = handed.and_then(|h| h.0.get()) {
            read(file);
        }
    });
    on_cleanup(move || {
        if let Some(handed) = handed {
            handed.0.set(None);
        }
    });
    let chosen = move |_| {
        let Some(input) = chooser.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        if let Some(file) = file {
            read(file);
        }
        // So that the same file can be chosen again.
        input.set_value("");
    };
    let press = move |()| {
        if let Some(input) = chooser.get_untracked() {
            input.click();
        }
    };
    let result = move || {
        outcome.with(|outcome| match outcome.as_ref()? {
            Ok(verdict) => Some(verdict_view(verdict)),
            Err(error) => {
                let words = match error {
                    Unreadable::Newer => t().payroll.file_newer,
                    Unreadable::Damaged => t().payroll.file_damaged,
                };
                Some(view! { <Note kind=NoteKind::Error>{words}</Note> }.into_any())
            }
        })
    };
    view! {
        <article class="page">
            <header class="page-head">
                <div>
                    <h1>{t().payroll.verify}</h1>
                    <p class="lede">{t().payroll.verify_words}</p>
                </div>
            </header>
            <div class="row">
                <Button icon=Icon::Import kind=ButtonKind::Primary on_press=press>{t().payroll.choose_file}</Button>
                <input node_ref=chooser type="file" hidden=true accept=".attain" aria-label=t().payroll.choose_file on:change=chosen/>
            </div>
            <div class="stack" aria-live="polite">{result}</div>
        </article>
    }
    .into_any()
}

fn verdict_view(verdict: &Verdict) -> AnyView {
    let p = &t().payroll;
    let data = &verdict.data;
    let cash = Cash::of(data, &verdict.plan);
    let name = data.people.get(verdict.person).map(|p| p.name.clone()).unwrap_or_default();
    let period = names(data).period(verdict.period);
    let finding = p.finding_paid(&name, &period, &cash.whole(verdict.paid), &cash.whole(verdict.stated));
    let judged = if verdict.agrees() {
        view! { <Note kind=NoteKind::Good>{p.file_agrees}</Note> }.into_any()
    } else if verdict.differences.is_empty() {
        view! { <Note kind=NoteKind::Error>{p.file_changed}</Note> }.into_any()
    } else {
        view! { <Note kind=NoteKind::Error>{p.file_differs}</Note> }.into_any()
    };
    let part = |id| component(data, &verdict.plan, id).map(|c| c.name.clone());
    let without: Vec<String> = verdict.without.iter().filter_map(|id| part(*id)).collect();
    let without = (!without.is_empty()).then(|| {
        let words = p.file_without(&fmt().list(&without));
        view! { <Note>{words}</Note> }
    });
    let row = |d: &Drift| {
        view! {
            <tr>
                <th scope="row">{d.component.map_or_else(|| Some(p.no_component.to_owned()), part)}</th>
                <td>{names(data).period(d.earned_in)}</td>
                <td class="num">{cash.plain(d.stated)}</td>
                <td class="num">{cash.plain(d.now)}</td>
                <td class="num">{cash.signed(d.now.saturating_sub(d.stated))}</td>
            </tr>
        }
    };
    let rows = verdict.differences.iter().map(row).collect_view();
    let table = (!verdict.differences.is_empty()).then(|| {
        view! {
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{p.component}</th>
                            <th scope="col">{p.earned_in}</th>
                            <th scope="col" class="num">{p.stated}</th>
                            <th scope="col" class="num">{p.computed}</th>
                            <th scope="col" class="num">{p.difference}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <p class="finding">{finding}</p>
        <p class="muted">{verdict.plan.name.clone()}</p>
        {judged}
        {without}
        {table}
    }
    .into_any()
}
