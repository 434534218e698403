//! One person's statement: the total, and the calculation down to the records.

use super::trial::Trial;
use super::{deal, words};
use crate::domain::id::PersonId;
use crate::domain::{Dataset, Period};
use crate::engine::measure::RecordQuery;
use crate::i18n::Names;
use crate::i18n::trace::{TraceLine, lines};
use crate::state::view::View;
use crate::ui::components::{Dialog, DialogKind, TraceNode, TracePanel};
use crate::ui::lang::{fmt, t};
use crate::ui::route::{Page, Route};
use crate::ui::session::Session;
use leptos::prelude::*;

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
    let tree = Memo::new(move |_| {
        let data = session.data()?;
        let statement = trial.statement(&data, person)?;
        let names = Names::new(&data, t());
        tree(&data, lines(&statement.trace, names))
    });
    let period = move || {
        let data = session.data()?;
        let (period, span, _) = trial.scope.get()?;
        let fiscal = data.workspace.calendar.fiscal_start != 1;
        let days = fmt().days(span.from, span.to);
        Some(format!("{} · {days} · {}", fmt().period(period, fiscal), words::currency()))
    };
    let empty = move || {
        let none = trial.after.with(|p| p.as_ref().is_some_and(|p| p.of(person).is_none()));
        none.then(|| view! { <p class="muted">{t().pay.not_paid}</p> })
    };
    view! {
        <div class="stack">
            <p class="muted small">{period}</p>
            {empty}
            <TracePanel root=Signal::derive(move || tree.get())/>
        </div>
    }
    .into_any()
}

/// The lines of a calculation as the tree they came from, with links to the records.
fn tree(data: &Dataset, lines: Vec<TraceLine>) -> Option<TraceNode> {
    let mut path: Vec<TraceNode> = Vec::new();
    let close = |path: &mut Vec<TraceNode>, depth: usize| {
        while path.len() > depth.max(1) {
            if let (Some(done), Some(above)) = (path.pop(), path.last_mut()) {
                above.children.push(done);
            }
        }
    };
    for line in lines {
        close(&mut path, line.depth);
        path.push(TraceNode {
            label: line.label,
            value: line.value,
            how: line.note,
            missing: line.missing,
            href: line.records.map(|query| href(data, &query)),
            children: Vec::new(),
        });
    }
    close(&mut path, 1);
    path.into_iter().next()
}

/// Where the records of a query are listed.
fn href(data: &Dataset, query: &RecordQuery) -> String {
    let mut view = View::default();
    if let Some(span) = query.span {
        let calendar = &data.workspace.calendar;
        use crate::domain::calendar::Grain::{Month, Quarter, Year};
        let named = [Month, Quarter, Year].map(|g| calendar.period_of(span.from, g));
        let fits = named.into_iter().find(|p| calendar.span(*p) == Some(span));
        view.period = Some(fits.unwrap_or(Period::Custom(span)));
    }
    for filter in &query.filters {
        view.filter.people.extend(&filter.people);
        view.filter.teams.extend(&filter.teams);
        view.filter.products.extend(&filter.products);
        view.filter.categories.extend(&filter.categories);
        view.filter.channels.extend(&filter.channels);
        view.filter.territories.extend(&filter.territories);
        view.filter.customers.extend(&filter.customers);
    }
    view.filter = view.filter.normalised();
    Route { page: Page::Records, view }.href()
}
