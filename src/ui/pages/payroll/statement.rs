//! A person's pay statement of a period: lines, what is paid, what is left, and every figure's calculation.

use super::balances::{balances_view, steps, steps_view};
use super::cash::Cash;
use super::{dispute, export};
use crate::domain::calendar::Period;
use crate::domain::dataset::Dataset;
use crate::domain::id::{PersonId, PlanId};
use crate::domain::incentive::{PayRun, RunLine, RunStatement};
use crate::engine::incentive::run::{self, Explained};
use crate::engine::trace::{PayStep, Step, Trace};
use crate::state::payroll::file;
use crate::state::payroll::line::detail;
use crate::state::payroll::run::{Paying, closed, currency, paying, plans_of, statement, year_to_date};
use crate::ui::components::{
    Button, ButtonKind, Choice, Empty, ExportMenu, FigureButton, Icon, Note, NoteKind, Select, StatTile, Tag,
    Toasts,
};
use crate::ui::desk::Desk;
use crate::ui::explain::Explainer;
use crate::ui::lang::{fmt, t};
use crate::ui::pages::monitor::period as period_picker;
use crate::ui::pages::pay::next_deal;
use crate::ui::route::Page;
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::ui::view::settled;
use crate::web::download;
use leptos::prelude::*;
use std::sync::Arc;

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    period: Period,
    plan: PlanId,
    paying: Paying,
    /// The closed run, where there is one.
    run: Option<Arc<PayRun>>,
    /// As computed from today's records.
    now: Option<Arc<Explained>>,
    /// What counts: as closed, otherwise as computed.
    statement: RunStatement,
    /// How it came about: as stated, with today's calculation where that comes to the same.
    trace: Option<Trace>,
    /// What earlier caps carried into it.
    from_cap: i64,
    year_paid: i64,
}

impl Shown {
    /// Everything that a person gets for a period: somebody who changes plans within it has a statement by each.
    fn all(data: &Dataset, person: PersonId, period: Period) -> Vec<Arc<Shown>> {
        let plans = plans_of(data, person, period).into_iter();
        plans.filter_map(|plan| Shown::of(data, person, plan, period)).map(Arc::new).collect()
    }

    fn of(data: &Dataset, person: PersonId, plan: PlanId, period: Period) -> Option<Shown> {
        let paying = paying(data, plan, period)?;
        let run = closed(data, plan, period).cloned();
        let now = statement(data, plan, period, person).ok().map(Arc::new);
        let own = run.as_ref().and_then(|r| r.run.statements.iter().find(|s| s.person == person));
        let counted = own.cloned().or_else(|| now.as_ref().map(|n| n.statement.clone()))?;
        let year_paid = year_to_date(data, plan, period, person);
        // What is neither a step of this statement nor carried to the next came from an earlier cap.
        let before = crate::state::payroll::run::last_before(data, plan, period, person);
        let last = before.map(|s| s.balances).unwrap_or_default();
        let trace = match own {
            Some(own) => {
                let currency = currency(data, &paying.plan);
                Some(run::stated(period, own, last, now.as_deref(), currency))
            }
            None => now.as_ref().map(|n| n.trace.clone()),
        };
        let from_cap = last.capped;
        Some(Shown { period, plan, paying, run, now, statement: counted, trace, from_cap, year_paid })
    }

    /// Whether records have changed since the run was closed.
    fn moved(&self) -> bool {
        self.run.is_some() && self.now.as_ref().is_some_and(|n| n.statement.lines != self.statement.lines)
    }
}

/// The statement of a person.
#[component]
pub fn StatementPage(
    /// Whose.
    id: PersonId,
) -> impl IntoView {
    let (session, router, view) = (Session::get(), Router::get(), settled());
    let desk = Desk::get();
    desk.want_names();
    let shown = Memo::new(move |_| {
        desk.names_read();
        let (Some(data), Some(view)) = (session.data(), view.get()) else { return Vec::new() };
        Shown::all(&data, id, view.period)
    });
    let people = session
        .select(|data| data.people.iter().map(|p| (p.id.to_string(), p.name.clone())).collect::<Vec<_>>());
    let options =
        Signal::derive(move || people.get().into_iter().map(|(id, name)| Choice::new(id, name)).collect());
    let switch = move |id: String| {
        if let Ok(id) = id.parse() {
            router.open(Page::Statement(id));
        }
    };
    let print = move |()| {
        let _ = window().print();
    };
    let lines = move |()| {
        let (data, shown) = (session.data_now()?, shown.get_untracked());
        let period = shown.first()?.period;
        let name = t().payroll.statement_file(&name(&data, id), &names(&data).period(period));
        let stated = |s: &'_ Arc<Shown>| {
            (Arc::clone(&s.paying.plan), s.statement.clone(), s.from_cap, s.run.is_some())
        };
        let all: Vec<_> = shown.iter().map(stated).collect();
        let all: Vec<export::Stated> = all
            .iter()
            .map(|(plan, statement, from_cap, closed)| export::Stated {
                plan,
                statement,
                from_cap: *from_cap,
                closed: *closed,
            })
            .collect();
        Some(export::whole(&data, &all, name))
    };
    let save_file = move || {
        let all = shown.get();
        let one =
            |s: &Arc<Shown>| save_button(id, Arc::clone(s.run.as_ref()?), &s.paying.plan.name, all.len() > 1);
        all.iter().filter_map(one).collect_view()
    };
    let body = move || {
        let data = session.data()?;
        let all = shown.get();
        if all.is_empty() {
            return Some(view! { <Empty icon=Icon::Pay title=t().payroll.no_plan.to_owned()/> }.into_any());
        }
        Some(all.iter().map(|shown| content(&data, id, shown)).collect_view().into_any())
    };
    view! {
        <div class="page">
            <header class="page-head">
                <div class="row-2">
                    <h1>{t().payroll.statement}</h1>
                    <div class="kpi-choice no-print">
                        <Select label=t().common.person bare=true options value=Signal::derive(move || id.to_string()) on_change=switch/>
                    </div>
                </div>
                <div class="page-actions">
                    {period_picker()}
                    {save_file}
                    <ExportMenu label=t().payroll.export_lines table=lines/>
                    <Button icon=Icon::Print kind=ButtonKind::Quiet on_press=print>{t().common.print}</Button>
                </div>
            </header>
            {body}
        </div>
    }
    .into_any()
}

/// The button that saves a closed statement as a file which computes itself again.
fn save_button(id: PersonId, run: Arc<PayRun>, plan: &str, several: bool) -> Option<AnyView> {
    let (session, toasts) = (Session::get(), Toasts::expect());
    run.run.statements.iter().find(|s| s.person == id)?;
    let of = several.then(|| plan.to_owned());
    let label =
        of.as_ref().map_or_else(|| t().payroll.save_file.to_owned(), |of| t().payroll.save_file_of(of));
    let keep = move |()| {
        let Some(data) = session.data_now() else { return };
        let name = t().payroll.statement_file(&name(&data, id), &names(&data).period(run.run.period));
        let name = of.as_ref().map_or_else(|| name.clone(), |of| fmt().beside(&name, of));
        match file::write(&data, &run, id) {
            Some(bytes) => download::bytes(&format!("{name}.attain"), "application/octet-stream", &bytes),
            None => toasts.warn(t().problem.not_loaded),
        }
    };
    Some(view! { <Button icon=Icon::Export on_press=keep>{label}</Button> }.into_any())
}

fn name(data: &Dataset, id: PersonId) -> String {
    data.people.get(id).map(|p| p.name.clone()).unwrap_or_default()
}

fn content(data: &Dataset, person: PersonId, shown: &Arc<Shown>) -> AnyView {
    let p = &t().payroll;
    let cash = Cash::of(data, &shown.paying.plan);
    let s = &shown.statement;
    let (paid, earned) = (cash.whole(s.paid), cash.whole(s.total));
    let (who, period) = (name(data, person), names(data).period(shown.period));
    let finding = match shown.run {
        Some(_) => p.finding_paid(&who, &period, &paid, &earned),
        None => p.finding_open(&who, &period, &paid, &earned),
    };
    let notes = if shown.moved() {
        Some(view! { <Note kind=NoteKind::Warn>{p.changed_since}</Note> }.into_any())
    } else if shown.run.is_none() {
        Some(view! { <Note>{p.provisional}</Note> }.into_any())
    } else {
        None
    };
    view! {
        <p class="finding">{finding}</p>
        <p class="row muted">{head_words(shown)}</p>
        {notes}
        {tiles(person, shown, cash)}
        <section class="section">
            <header><h2>{p.lines}</h2></header>
            {lines(data, shown, cash)}
        </section>
        <div class="columns-2">
            <section class="section">
                <header><h2>{if shown.run.is_some() { p.paid } else { p.to_be_paid }}</h2></header>
                {steps_view(steps(s, shown.from_cap, shown.run.is_some()), cash)}
            </section>
            <section class="section">
                <header><h2>{p.balances}</h2></header>
                {balances_view(s, cash)}
            </section>
        </div>
        <section class="section no-print">{next_deal(shown.plan, person)}</section>
        {dispute::section(data, person, &shown.paying.plan, shown.period)}
    }
    .into_any()
}

/// Plan, version, and whether the run is closed.
fn head_words(shown: &Shown) -> AnyView {
    let p = &t().payroll;
    let version = shown.paying.version.as_ref();
    let of = version.map(|v| p.version(&fmt().whole(v.number.into()), &fmt().date(v.plan.effective)));
    let state = match &shown.run {
        Some(run) => p.closed_on(&fmt().date(run.closed)),
        None => p.open_run.to_owned(),
    };
    view! {
        <span>{shown.paying.plan.name.clone()}</span>
        <span>"·"</span>
        <span>{of.unwrap_or_else(|| p.draft.to_owned())}</span>
        <Tag>{state}</Tag>
    }
    .into_any()
}

fn tiles(person: PersonId, shown: &Arc<Shown>, cash: Cash) -> AnyView {
    let p = &t().payroll;
    let explainer = Explainer::get();
    let s = &shown.statement;
    let whole = shown.trace.clone();
    let title = p.statement;
    let open = {
        let whole = whole.clone();
        move |()| {
            if let Some(whole) = &whole {
                explainer.show(title, whole.clone());
            }
        }
    };
    let earned = move |()| {
        if let Some(lines) = whole.as_ref().and_then(|w| w.inputs.first()) {
            explainer.show(t().payroll.earned, lines.clone());
        }
    };
    let version = shown.paying.version.as_ref();
    let expected = version.and_then(|v| v.expected.iter().find(|e| e.person == person)).map(|e| e.target);
    let paid = if shown.run.is_some() { p.paid } else { p.to_be_paid };
    view! {
        <div class="tiles">
            <StatTile label=paid value=cash.plain(s.paid) unit=cash.unit() on_open=open/>
            <StatTile label=p.earned value=cash.plain(s.total) unit=cash.unit() on_open=earned/>
            <StatTile label=p.year_paid value=cash.plain(shown.year_paid) unit=cash.unit()/>
            {expected.map(|minor| view! { <StatTile label=p.expected value=cash.plain(minor) unit=cash.unit()/> })}
        </div>
    }
    .into_any()
}

fn lines(data: &Dataset, shown: &Arc<Shown>, cash: Cash) -> AnyView {
    let p = &t().payroll;
    if shown.statement.lines.is_empty() {
        return view! { <p class="muted">{p.nothing_earned}</p> }.into_any();
    }
    let all = shown.statement.lines.iter().enumerate();
    let rows = all.map(|(at, line)| row(data, shown, (at, line), cash)).collect_view();
    let total = cash.plain(shown.statement.total);
    view! {
        <div class="table-wrap">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{p.component}</th>
                        <th scope="col">{p.kind}</th>
                        <th scope="col">{p.earned_in}</th>
                        <th scope="col" class="num">{p.amount} " " <span class="unit">{cash.unit()}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr class="is-total">
                        <th scope="row" colspan="3">{t().common.total}</th>
                        <td class="num">{total}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
    .into_any()
}

fn row(data: &Dataset, shown: &Arc<Shown>, (at, line): (usize, &RunLine), cash: Cash) -> AnyView {
    let about = detail(data, &shown.paying.plan, line);
    let name = if about.component.is_empty() { t().payroll.no_component.to_owned() } else { about.component };
    let version = about.version.map(|v| t().payroll.by_version(&fmt().whole(v.into())));
    let parts = [about.rule, about.document, about.reason, version.unwrap_or_default()];
    let more: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let more = (!more.is_empty()).then(|| view! { <div class="muted small">{more.join(" · ")}</div> });
    let text = cash.plain(line.minor);
    let moved = line_moved(shown, at).then(|| view! { <Tag>{t().payroll.line_changed}</Tag> });
    let figure = match explained(shown, at) {
        Some(trace) => {
            let title = [name.as_str(), &names(data).period(line.earned_in)].join(" · ");
            let explainer = Explainer::get();
            let open = move |()| explainer.show(title.clone(), trace.clone());
            view! { <FigureButton text what=name.clone() on_open=open/> }.into_any()
        }
        None => view! { <span>{text}</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row"><span class="row">{name} {moved}</span> {more}</th>
            <td>{t().payroll.line(line.kind)}</td>
            <td>{names(data).period(line.earned_in)}</td>
            <td class="num">{figure}</td>
        </tr>
    }
    .into_any()
}

/// The calculation of a line: of a closed run as it was stated.
fn explained(shown: &Shown, at: usize) -> Option<Trace> {
    shown.trace.as_ref()?.inputs.first()?.inputs.get(at).cloned()
}

/// Whether today's data give something else for a line than was stated.
fn line_moved(shown: &Shown, at: usize) -> bool {
    let today = Step::Incentive(PayStep::Today);
    shown.run.is_some()
        && explained(shown, at).is_some_and(|line| line.inputs.iter().any(|t| t.step == today))
}
