//! What was published of a standard, what each version changed, and what is not published yet.

use crate::domain::Dataset;
use crate::domain::appraisal::Method;
use crate::domain::id::StandardId;
use crate::i18n::standard_facts::{Change, changes};
use crate::state::appraisal::standards::stored;
use crate::ui::components::{Note, NoteKind};
use crate::ui::lang::{fmt, t};
use crate::ui::select::names;
use crate::ui::session::Session;
use leptos::prelude::*;
use std::sync::Arc;

/// The versions of a standard.
#[component]
pub fn Versions(
    /// Which one.
    id: StandardId,
) -> impl IntoView {
    let session = Session::get();
    move || session.data().map(|data| content(&data, id))
}

fn content(data: &Arc<Dataset>, id: StandardId) -> AnyView {
    let w = &t().standards;
    let versions = data.standards.get(id).map(|s| s.versions.clone()).unwrap_or_default();
    let Some(latest) = versions.last() else {
        return view! { <section class="section stack"><Note>{w.never}</Note> <p class="muted">{w.publish_words}</p></section> }
            .into_any();
    };
    let now = stored(data, id);
    let since = now.map(|now| changes(latest, &now, names(data))).unwrap_or_default();
    let pending = if since.is_empty() {
        view! { <Note kind=NoteKind::Good>{w.same}</Note> }.into_any()
    } else {
        view! { <h2>{w.unpublished}</h2> <p class="muted">{w.publish_words}</p> {table(since)} }.into_any()
    };
    let before = |at: usize| at.checked_sub(1).and_then(|at| versions.get(at));
    let list = versions.iter().enumerate().rev().map(|(at, m)| one(data, m, before(at))).collect_view();
    view! {
        <section class="section stack">{pending}</section>
        <section class="section stack"><h2>{w.history}</h2> {list}</section>
    }
    .into_any()
}

fn one(data: &Dataset, method: &Method, before: Option<&Method>) -> AnyView {
    let (w, p) = (&t().standards, &t().payroll);
    let standard = &method.standard;
    let published = standard.published.map(|day| w.published_on(&fmt().date(day))).unwrap_or_default();
    let effective = standard.effective.map(|day| format!(" · {} {}", w.effective, fmt().date(day)));
    let found = before.map(|before| changes(before, method, names(data)));
    let differs = match found {
        None => view! { <p class="muted">{p.first_version}</p> }.into_any(),
        Some(all) if all.is_empty() => view! { <p class="muted">{p.nothing_changes}</p> }.into_any(),
        Some(all) => table(all),
    };
    view! {
        <div class="stack-1">
            <h3>{w.version(&fmt().whole(standard.version.into()))}</h3>
            <p class="muted small">{published} {effective}</p>
            {differs}
        </div>
    }
    .into_any()
}

fn table(all: Vec<Change>) -> AnyView {
    let p = &t().payroll;
    let dash = || "–".to_owned();
    let row = |c: Change| {
        view! {
            <tr>
                <th scope="row">{c.label}</th>
                <td>{c.before.unwrap_or_else(dash)}</td>
                <td>{c.after.unwrap_or_else(dash)}</td>
            </tr>
        }
    };
    let rows = all.into_iter().map(row).collect_view();
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=t().standards.tab_versions>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t().standards.part}</th>
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
