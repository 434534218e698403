//! One pay run: what everybody gets, closing it, and what has changed since it was closed.

use super::cash::Cash;
use super::runs::address;
use super::{adjust, export};
use crate::domain::calendar::Period;
use crate::domain::dataset::Dataset;
use crate::domain::id::PlanId;
use crate::domain::incentive::{ClosedRun, PayRun, RunStatement};
use crate::domain::{Date, IssueCode};
use crate::state::command::Command;
use crate::state::payroll::line::component;
use crate::state::payroll::run::{Drift, Paying, closed, drift, paying, preview, skipped, sums};
use crate::state::payroll::{Order, OrderFault};
use crate::ui::components::{
    Button, ButtonKind, Dialog, ExportMenu, Note, NoteKind, StatTile, Table, Toasts,
};
use crate::ui::desk::Desk;
use crate::ui::lang::{fmt, t};
use crate::ui::pages::monitor::period as period_picker;
use crate::ui::route::Page;
use crate::ui::select::names;
use crate::ui::session::{Refused, Session};
use crate::ui::shell::Router;
use crate::ui::view::settled;
use crate::web::clock;
use leptos::prelude::*;
use std::sync::Arc;

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    period: Period,
    as_of: Date,
    paying: Paying,
    /// The closed run, where there is one.
    closed: Option<Arc<PayRun>>,
    /// What counts: as closed, otherwise as computed.
    run: ClosedRun,
    issues: Vec<IssueCode>,
    drift: Vec<Drift>,
}

impl Shown {
    fn of(data: &Dataset, plan: PlanId, period: Period, as_of: Date) -> Option<Result<Shown, OrderFault>> {
        let paying = paying(data, plan, period)?;
        let known = closed(data, plan, period).cloned();
        let made = match known {
            Some(known) => {
                let drift = drift(data, &known).unwrap_or_default();
                let run = known.run.clone();
                Ok(Shown { period, as_of, paying, closed: Some(known), run, issues: Vec::new(), drift })
            }
            None => preview(data, plan, period).map(|found| {
                let mut issues: Vec<IssueCode> = found.issues.iter().map(|i| i.code).collect();
                issues.sort_unstable();
                issues.dedup();
                Shown { period, as_of, paying, closed: None, run: found.value, issues, drift: Vec::new() }
            }),
        };
        Some(made)
    }
}

/// One run of a plan, in the period of the view.
#[component]
pub fn RunPage(
    /// Of which plan.
    id: PlanId,
) -> impl IntoView {
    let (session, view, desk) = (Session::get(), settled(), Desk::get());
    desk.want_names();
    let shown = Memo::new(move |_| {
        desk.names_read();
        let (data, view) = (session.data()?, view.get()?);
        Some(Shown::of(&data, id, view.period, view.as_of)?.map(Arc::new))
    });
    let title = session.select(move |data| data.plans.get(id).map(|p| p.name.clone()).unwrap_or_default());
    let body = move || {
        let data = session.data()?;
        Some(match shown.get()? {
            Ok(shown) => content(&data, id, &shown),
            Err(fault) => {
                let words = t().problem.refused(&fault.into());
                view! { <Note kind=NoteKind::Error>{words}</Note> }.into_any()
            }
        })
    };
    let with = move |table: fn(&Dataset, &Shown) -> Table| {
        let (data, shown) = (session.data_now()?, shown.get_untracked()?.ok()?);
        Some(table(&data, &shown))
    };
    let pay = move |()| with(|data, shown| export::payroll(data, &shown.paying.plan, &shown.run));
    let lines = move |()| {
        with(|data, shown| {
            let plan = &shown.paying.plan;
            let name = t().payroll.run_file(&plan.name, &names(data).period(shown.period));
            export::lines(data, plan, &shown.run.statements, name)
        })
    };
    view! {
        <article class="page">
            <header class="page-head">
                <h1>{t().payroll.runs} " · " {move || title.get()}</h1>
                <div class="page-actions">
                    {period_picker()}
                    <ExportMenu label=t().payroll.export_pay table=pay/>
                    <ExportMenu label=t().payroll.export_lines table=lines/>
                </div>
            </header>
            {body}
        </article>
    }
    .into_any()
}

fn content(data: &Dataset, plan: PlanId, shown: &Arc<Shown>) -> AnyView {
    let p = &t().payroll;
    let cash = Cash::of(data, &shown.paying.plan);
    let sums = sums(&shown.run);
    let period = names(data).period(shown.period);
    let people = fmt().whole(i64::try_from(sums.people).unwrap_or(i64::MAX));
    let paid = cash.whole(sums.paid);
    let finding = match &shown.closed {
        Some(run) => p.run_closed(&period, &paid, &people, &fmt().date(run.closed)),
        None => p.run_open(&period, &paid, &people),
    };
    let issues = shown
        .issues
        .iter()
        .map(|code| {
            let words = t().problem.issue(*code);
            view! { <Note kind=NoteKind::Warn>{words}</Note> }
        })
        .collect_view();
    let corrections = if sums.corrections == 0 { "–".to_owned() } else { cash.signed(sums.corrections) };
    view! {
        <p class="finding">{finding}</p>
        {closing(data, plan, shown)}
        {issues}
        <div class="tiles">
            <StatTile label=p.cost value=cash.plain(sums.total) unit=cash.unit()/>
            <StatTile label=if shown.closed.is_some() { p.paid } else { p.to_be_paid } value=cash.plain(sums.paid) unit=cash.unit()/>
            <StatTile label=p.corrections value=corrections unit=cash.unit()/>
            <StatTile label=p.people value=people/>
        </div>
        {shown.closed.is_some().then(|| drift_view(data, shown, cash))}
        {adjust::section(data, &shown.paying.plan, shown.period, shown.closed.is_some(), shown.paying.version.is_some())}
        {table(data, shown, cash)}
    }
    .into_any()
}

/// The way to close the run, or what stands against it.
fn closing(data: &Dataset, plan: PlanId, shown: &Arc<Shown>) -> AnyView {
    let p = &t().payroll;
    let router = Router::get();
    if shown.closed.is_some() {
        return ().into_any();
    }
    if shown.paying.version.is_none() {
        let href = router.href(Page::Versions(plan));
        return view! {
            <Note kind=NoteKind::Warn>
                <div class="spread"><span>{p.publish_first}</span> <a class="button" href=href>{p.to_versions}</a></div>
            </Note>
        }
        .into_any();
    }
    let skipped = skipped(data, &shown.paying.plan, &shown.run);
    let skipped: Vec<String> = skipped.into_iter().map(|p| names(data).period(p)).collect();
    let skipped = (!skipped.is_empty()).then(|| {
        let words = p.skipped(&fmt().list(&skipped));
        view! { <Note kind=NoteKind::Warn>{words}</Note> }
    });
    let over = data.workspace.calendar.span(shown.period).is_some_and(|s| s.to < shown.as_of);
    let early = (!over).then(|| view! { <Note kind=NoteKind::Warn>{p.not_over}</Note> });
    let open = RwSignal::new(false);
    let toasts = Toasts::expect();
    let (session, period) = (Session::get(), shown.period);
    let done = p.run_done(&names(data).period(period));
    let close = move |()| {
        open.set(false);
        match session.run(&Command::Payroll(Order::Close { plan, period, on: clock::today() })) {
            Ok(_) => {
                toasts.offer(done.clone(), t().common.undo, move |()| drop(session.undo()));
            }
            Err(refused @ (Refused::Command(_) | Refused::ReadOnly | Refused::Closed | Refused::Nothing)) => {
                toasts.warn(refused.words());
            }
        }
    };
    let close = Callback::new(close);
    let footer = ViewFn::from(move || {
        view! {
            <span class="grow"></span>
            <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
            <Button kind=ButtonKind::Primary on_press=close>{t().payroll.close_run}</Button>
        }
    });
    view! {
        {skipped}
        {early}
        <div class="row no-print">
            <Button kind=ButtonKind::Primary on_press=move |()| open.set(true)>{p.close_run}</Button>
        </div>
        <Dialog title=p.close_title open footer=footer><p>{t().payroll.close_words}</p></Dialog>
    }
    .into_any()
}

/// Everybody's statement in a row.
fn table(data: &Dataset, shown: &Arc<Shown>, cash: Cash) -> AnyView {
    let p = &t().payroll;
    let rows = shown.run.statements.iter().map(|s| row(data, shown.period, s, cash)).collect_view();
    let sums = sums(&shown.run);
    let unit = move || view! { <span class="unit">{cash.unit()}</span> };
    let held: i64 = shown.run.statements.iter().map(kept).sum();
    view! {
        <section class="section">
            <header><h2>{p.statement}</h2></header>
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t().common.person}</th>
                            <th scope="col" class="only-wide">{t().common.team}</th>
                            <th scope="col" class="num">{p.earned} " " {unit}</th>
                            <th scope="col" class="num only-wide">{p.difference} " " {unit}</th>
                            <th scope="col" class="num">{p.paid} " " {unit}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot>
                        <tr class="is-total">
                            <th scope="row">{t().common.total}</th>
                            <td class="only-wide"></td>
                            <td class="num">{cash.plain(sums.total)}</td>
                            <td class="num only-wide">{cash.signed(held)}</td>
                            <td class="num">{cash.plain(sums.paid)}</td>
                        </tr>
                    </tfoot>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// What is paid more or less than was earned.
fn kept(statement: &RunStatement) -> i64 {
    statement.paid.saturating_sub(statement.total)
}

fn row(data: &Dataset, period: Period, statement: &RunStatement, cash: Cash) -> AnyView {
    let person = data.people.get(statement.person);
    let day = data.workspace.calendar.span(period).map(|s| s.to);
    let team = person.zip(day).and_then(|(p, d)| p.team_on(d)).and_then(|t| data.teams.get(t));
    let kept = match kept(statement) {
        0 => "–".to_owned(),
        minor => cash.signed(minor),
    };
    view! {
        <tr>
            <th scope="row">
                <a href=address(Page::Statement(statement.person), period)>{person.map(|p| p.name.clone())}</a>
            </th>
            <td class="muted only-wide">{team.map(|t| t.name.clone())}</td>
            <td class="num">{cash.plain(statement.total)}</td>
            <td class="num only-wide">{kept}</td>
            <td class="num">{cash.plain(statement.paid)}</td>
        </tr>
    }
    .into_any()
}

/// What has changed since the run was closed.
fn drift_view(data: &Dataset, shown: &Arc<Shown>, cash: Cash) -> AnyView {
    let p = &t().payroll;
    let heading = view! { <header><h2>{p.drift}</h2></header> };
    if shown.drift.is_empty() {
        let same = view! { <Note kind=NoteKind::Good>{p.reproduced}</Note> };
        return view! { <section class="section">{heading} {same}</section> }.into_any();
    }
    let sum: i64 = shown.drift.iter().map(|d| d.now.saturating_sub(d.stated)).sum();
    let count = fmt().whole(i64::try_from(shown.drift.len()).unwrap_or(i64::MAX));
    let words = p.drifted(&count, &cash.signed(sum));
    let row = |d: &Drift| {
        let person = data.people.get(d.person).map(|p| p.name.clone());
        let component = d.component.and_then(|id| component(data, &shown.paying.plan, id));
        view! {
            <tr>
                <th scope="row">{person}</th>
                <td>{component.map(|c| c.name.clone())}</td>
                <td class="only-wide">{names(data).period(d.earned_in)}</td>
                <td class="num">{cash.plain(d.stated)}</td>
                <td class="num">{cash.plain(d.now)}</td>
                <td class="num">{cash.signed(d.now.saturating_sub(d.stated))}</td>
            </tr>
        }
    };
    let rows = shown.drift.iter().map(row).collect_view();
    view! {
        <section class="section stack">
            {heading}
            <Note kind=NoteKind::Warn>{words}</Note>
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t().common.person}</th>
                            <th scope="col">{p.component}</th>
                            <th scope="col" class="only-wide">{p.earned_in}</th>
                            <th scope="col" class="num">{p.stated}</th>
                            <th scope="col" class="num">{p.now}</th>
                            <th scope="col" class="num">{p.difference}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
