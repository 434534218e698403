//! Beside the editor, live: what stands against the draft, and what it would say about somebody.

use super::Edit;
use super::trial::Trial;
use crate::domain::Dataset;
use crate::engine::appraisal::Finding;
use crate::i18n::texts::StandardTexts;
use crate::state::appraisal::standards::{Doubt, Fairness, checks, essence, fair};
use crate::ui::components::{Icon, IconView};
use crate::ui::lang::{fmt, t};
use crate::ui::pages::monitor::period;
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::view::settled;
use leptos::prelude::*;

/// The panel beside the editor.
#[component]
pub fn Side(
    /// What is being edited.
    edit: Edit,
) -> impl IntoView {
    let (session, view) = (Session::get(), settled());
    let core = Memo::new(move |_| Some(essence(&edit.get())));
    let found = session.select(move |data| {
        let (Some(view), Some(core)) = (view.get(), core.get()) else { return Fairness::default() };
        fair(data, &core, view.period, view.as_of)
    });
    let own = Memo::new(move |_| checks(&edit.get()));
    let people = Signal::derive(move || found.with(|f| f.people.clone()));
    let verdict = move || {
        let data = session.data()?;
        let mut all = own.get();
        all.extend(found.with(|f| f.doubts.clone()));
        Some(doubts(&data, edit, all))
    };
    let whom = move || {
        let count = people.with(Vec::len);
        if count == 0 {
            return t().standards.nobody.to_owned();
        }
        t().standards.applies(&fmt().whole(i64::try_from(count).unwrap_or(i64::MAX)))
    };
    view! {
        <aside class="standard-side stack-3" aria-label=t().standards.checks>
            <div class="row">{period()}</div>
            <section class="panel stack-1" aria-live="polite">
                <h2>{t().standards.checks}</h2>
                {verdict}
                <p class="muted small">{whom}</p>
            </section>
            <Trial edit people/>
        </aside>
    }
}

fn doubts(data: &Dataset, edit: Edit, all: Vec<Doubt>) -> AnyView {
    let refused = all.iter().any(|d| d.finding.refuses());
    let lead = match (refused, all.is_empty()) {
        (true, _) => t().standards.not_usable,
        (false, false) => t().standards.usable,
        (false, true) => t().standards.all_fine,
    };
    let class = match (refused, all.is_empty()) {
        (true, _) => "doubts is-error",
        (false, false) => "doubts is-warn",
        (false, true) => "doubts is-good",
    };
    let icon = if all.is_empty() { Icon::Tick } else { Icon::Warn };
    let rows = all.iter().map(|d| view! { <li>{words(data, edit, d)}</li> }).collect_view();
    view! {
        <div class=class>
            <p class="row"><IconView icon/> <strong>{lead}</strong></p>
            <ul>{rows}</ul>
        </div>
    }
    .into_any()
}

/// A doubt with what and whom it is about.
fn words(data: &Dataset, edit: Edit, doubt: &Doubt) -> String {
    let w = &t().standards;
    let mut said = t().appraisal.finding(&doubt.finding).to_owned();
    if let Some(kpi) = doubt.kpi {
        said = w.of_kpi(&names(data).kpi(kpi), &said);
    }
    let competency = |id| {
        let standard = edit.standard.now();
        standard.competencies.iter().find(|c| c.id == id).map(|c| c.name.clone()).unwrap_or_default()
    };
    if let Some(what) = StandardTexts::named(&doubt.finding, competency, |g| t().appraisal.group(g)) {
        said = w.about(&said, &what);
    }
    if matches!(doubt.finding, Finding::KpiTwice(_)) || doubt.people.is_empty() {
        return said;
    }
    let some: Vec<String> =
        doubt.people.iter().take(3).filter_map(|p| data.people.get(*p)).map(|p| p.name.clone()).collect();
    let count = doubt.people.len();
    let list = fmt().list(&some);
    let who = if count > some.len() {
        w.people_more(&list, &fmt().whole(i64::try_from(count).unwrap_or(i64::MAX)))
    } else {
        list
    };
    w.about(&said, &who)
}
