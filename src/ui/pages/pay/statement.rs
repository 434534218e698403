//! One person's statement: before and after line by line, and the calculation down to the records. It stands in the page,
//! so that whatever moves stays at hand.

use super::trial::Trial;
use super::{controls, deal, words};
use crate::domain::calendar::Period;
use crate::domain::id::PersonId;
use crate::domain::incentive::Plan;
use crate::domain::records::RowRef;
use crate::engine::incentive::Statement;
use crate::i18n::Names;
use crate::i18n::trace::lines;
use crate::ui::components::{Icon, IconButton, TracePanel};
use crate::ui::explain::{Explainer, tree};
use crate::ui::lang::{fmt, t};
use crate::ui::select::names;
use crate::ui::session::Session;
use leptos::html;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The part of the page that shows a person's statement while one is chosen, with the number that moves.
pub fn section(trial: Trial, shown: RwSignal<Option<PersonId>>) -> AnyView {
    let place: NodeRef<html::Section> = NodeRef::new();
    // Whoever asks for a statement is taken to it.
    Effect::new(move |_| {
        if shown.get().is_some()
            && let Some(place) = place.get()
        {
            place.scroll_into_view();
        }
    });
    let name = move |person: PersonId| {
        Session::get().data().and_then(|d| d.people.get(person).map(|p| p.name.clone())).unwrap_or_default()
    };
    let close = move |()| shown.set(None);
    (move || {
        shown.get().map(|person| {
            view! {
                <section class="panel stack-3 statement" node_ref=place aria-label=t().pay.statement>
                    <header class="spread">
                        <h2>{t().pay.statement} {fmt().colon()} {move || name(person)}</h2>
                        <IconButton icon=Icon::Close name=t().common.close.to_owned() on_press=close/>
                    </header>
                    <div class="no-print">{controls::slider(trial)}</div>
                    <div class="columns-2">
                        <div class="stack">{view_of(trial, person)}</div>
                        <div>{deal::view_of(trial, person)}</div>
                    </div>
                </section>
            }
        })
    })
    .into_any()
}

/// What a line is about, the component by its place in the plan.
type Key = (usize, Period, u16, Option<RowRef>);

/// A line before and after, minor units; `None` where it is not there.
type Both = BTreeMap<Key, (Option<i64>, Option<i64>)>;

fn both(plan: &Plan, before: Option<&Statement>, after: Option<&Statement>) -> Both {
    let mut found = Both::new();
    let place = |id| plan.components.iter().position(|c| c.id == id).unwrap_or(usize::MAX);
    let of = |l: &crate::engine::incentive::StatementLine| (place(l.component), l.period, l.rule, l.row);
    for line in before.iter().flat_map(|s| &s.lines) {
        found.entry(of(line)).or_default().0 = Some(line.amount.minor);
    }
    for line in after.iter().flat_map(|s| &s.lines) {
        found.entry(of(line)).or_default().1 = Some(line.amount.minor);
    }
    found
}

/// The lines of both plans side by side; nothing where nothing has moved.
fn side_by_side(trial: Trial, person: PersonId) -> AnyView {
    let rows = Memo::new(move |_| {
        let (before, after) = (trial.ground.get()?.statement(person), trial.tried.get()?.statement(person));
        let sum = |s: &Option<Statement>| s.as_ref().map(|s| s.total.minor);
        Some((both(&*trial.plan.get()?, before.as_ref(), after.as_ref()), (sum(&before), sum(&after))))
    });
    let row = move |name: String, total: bool, (before, after): (Option<i64>, Option<i64>)| {
        let text = |minor: Option<i64>| minor.map_or_else(|| "–".to_owned(), |m| words::money(trial, m));
        let change = after.unwrap_or(0) - before.unwrap_or(0);
        let change = if change == 0 { "–".to_owned() } else { words::signed(trial, change) };
        view! {
            <tr class:is-total=total>
                <th scope="row">{name}</th>
                <td class="num">{text(before)}</td>
                <td class="num">{text(after)}</td>
                <td class="num">{change}</td>
            </tr>
        }
    };
    let body = move || {
        let (data, plan) = (Session::get().data()?, trial.plan.get()?);
        let (lines, total) = rows.get()?;
        let name = |(component, period, rule, _): &Key| {
            let own = plan.components.get(*component);
            let rule = usize::from(*rule).checked_sub(1).and_then(|n| own?.terms.rules.get(n));
            let parts = [
                own.map(|c| c.name.clone()),
                rule.map(|r| r.name.clone()),
                Some(names(&data).period(*period)),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        };
        let all = lines.iter().map(|(key, both)| row(name(key), false, *both)).collect_view();
        Some(view! { {all} {row(t().common.total.to_owned(), true, total)} })
    };
    (move || {
        trial.is_moved().then(|| {
            view! {
                <div class="table-wrap">
                    <table class="table side-by-side">
                        <thead>
                            <tr>
                                <th scope="col">{t().pay.line}</th>
                                <th scope="col" class="num">{t().pay.plan_now}</th>
                                <th scope="col" class="num">{t().pay.trial}</th>
                                <th scope="col" class="num">{t().pay.change}</th>
                            </tr>
                        </thead>
                        <tbody>{body}</tbody>
                    </table>
                </div>
            }
        })
    })
    .into_any()
}

/// Both plans line by line, then total and calculation of one person on trial.
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
            {side_by_side(trial, person)}
            <TracePanel root on_open=records/>
        </div>
    }
    .into_any()
}
