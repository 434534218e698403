//! One person's statement: the total, and the calculation down to the records.

use super::trial::Trial;
use super::{deal, words};
use crate::domain::id::PersonId;
use crate::i18n::Names;
use crate::i18n::trace::lines;
use crate::ui::components::{Dialog, DialogKind, TracePanel};
use crate::ui::explain::{Explainer, tree};
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use leptos::prelude::*;
use std::sync::Arc;

/// The sheet at the side that shows a person's statement while one is chosen.
pub fn sheet(trial: Trial, shown: RwSignal<Option<PersonId>>) -> AnyView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(shown.get().is_some()));
    let title = Signal::derive(move || {
        let name = shown.get().and_then(|p| Session::get().data()?.people.get(p).map(|p| p.name.clone()));
        name.map_or_else(
            || t().pay.statement.to_owned(),
            |name| format!("{}{}{name}", t().pay.statement, fmt().colon()),
        )
    });
    let on_close = Callback::new(move |()| shown.set(None));
    view! {
        <Dialog title kind=DialogKind::Side open on_close>
            {move || shown.get().map(|person| view! {
                <div class="stack-3">{view_of(trial, person)} {deal::view_of(trial, person)}</div>
            })}
        </Dialog>
    }
    .into_any()
}

/// Total and calculation of one person.
pub fn view_of(trial: Trial, person: PersonId) -> AnyView {
    let session = Session::get();
    let steps = Memo::new(move |_| {
        let data = session.data()?;
        let statement = trial.tried.get()?.explained(person)?;
        Some(Arc::new(lines(&statement.trace, Names::new(&data, t()))))
    });
    let root = Signal::derive(move || steps.get().and_then(|lines| tree(&lines)));
    let explainer = Explainer::get();
    let records = Callback::new(move |at: usize| {
        if let Some(source) = steps.get_untracked().and_then(|lines| lines.get(at)?.source.clone()) {
            explainer.look(source);
        }
    });
    let period = move || {
        let data = session.data()?;
        let (period, span, _) = trial.scope.get()?;
        let fiscal = data.workspace.calendar.fiscal_start != 1;
        let days = fmt().days(span.from, span.to);
        Some(format!("{} · {days} · {}", fmt().period(period, fiscal), words::paid_in(trial)))
    };
    let empty = move || {
        let none = trial.after.with(|p| p.as_ref().is_some_and(|p| p.of(person).is_none()));
        none.then(|| view! { <p class="muted">{t().pay.not_paid}</p> })
    };
    view! {
        <div class="stack">
            <p class="muted small">{period}</p>
            {empty}
            <TracePanel root on_open=records/>
        </div>
    }
    .into_any()
}
