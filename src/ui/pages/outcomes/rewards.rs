//! Non-cash rewards: whom the plans propose at the end of the cycle's period, what shows it, and the decision.

use crate::domain::appraisal::Ruling;
use crate::domain::dataset::Dataset;
use crate::domain::id::CycleId;
use crate::domain::incentive::Showing;
use crate::state::appraisal::rewards::{Row, rows};
use crate::state::command::Command;
use crate::state::payroll::Order;
use crate::ui::components::{
    Button, ButtonKind, Cell, Column, DataTable, Dialog, DialogKind, Empty, ExportMenu, Icon, Note, NoteKind,
    Table, TableData, TextField, Toasts,
};
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::select::names;
use crate::ui::session::{Refused, Session};
use leptos::prelude::*;
use std::sync::Arc;

/// The rewards of a cycle.
#[component]
pub fn Rewards(
    /// Which cycle.
    id: CycleId,
) -> impl IntoView {
    let session = Session::get();
    let all = session.select(move |data| data.cycles.get(id).map(|c| rows(data, c)).unwrap_or_default());
    let chosen = RwSignal::new(None::<usize>);
    let open = RwSignal::new(false);
    let look = move |row: usize| {
        chosen.set(Some(row));
        open.set(true);
    };
    let source = Signal::derive(move || table(session.data(), all.get()));
    let export = move |()| {
        let data = session.data_now()?;
        let cycle = data.cycles.get(id)?;
        Some(file(&data, &cycle.name, &all.get_untracked()))
    };
    let none = Memo::new(move |_| all.with(Vec::is_empty));
    let body = move || {
        let w = &t().outcomes;
        if none.get() {
            return view! { <Empty icon=Icon::Tick title=w.no_rewards.to_owned() words=w.no_rewards_words/> }
                .into_any();
        }
        view! {
            <div class="row-2">
                <p class="muted">{w.rewards_words}</p>
                <span class="push"><ExportMenu label=w.export_rewards table=export/></span>
            </div>
            <DataTable label=w.tab_rewards data=source on_open=look/>
        }
        .into_any()
    };
    let current = Memo::new(move |_| chosen.get().and_then(|at| all.with(|all| all.get(at).cloned())));
    let title = Signal::derive(move || {
        let data = session.data();
        let name = current.get().and_then(|row| data?.people.get(row.person).map(|p| p.name.clone()));
        name.unwrap_or_default()
    });
    view! {
        <div class="stack no-print">{body}</div>
        <Dialog title kind=DialogKind::Side open>
            {move || current.get().and_then(|row| Some(decide(&*session.data()?, &row)))}
        </Dialog>
    }
}

/// A period with what it showed.
fn showing(data: &Dataset, one: &Showing) -> String {
    fmt().beside(&names(data).period(one.period), &figure(one))
}

fn figure(one: &Showing) -> String {
    let grade = one.grade.clone();
    grade.or(one.value.map(|v| fmt().at_most(v, 4))).unwrap_or_else(|| "–".to_owned())
}

fn shown(data: &Dataset, row: &Row) -> String {
    fmt().list(&row.showings.iter().map(|one| showing(data, one)).collect::<Vec<_>>())
}

fn decision(ruling: &Ruling) -> String {
    let w = &t().outcomes;
    match ruling {
        Ruling::Open => w.open.to_owned(),
        Ruling::Accepted { on, .. } => format!("{} · {}", w.accepted, fmt().date(*on)),
        Ruling::Declined { reason, .. } | Ruling::Changed { reason, .. } => {
            format!("{} · {reason}", w.declined)
        }
    }
}

fn table(data: Option<Arc<Dataset>>, all: Vec<Row>) -> TableData {
    let w = &t().outcomes;
    let columns = vec![
        Column::text(t().common.person).width(150).opens(),
        Column::text(w.reward).width(200),
        Column::text(w.why).width(260),
        Column::text(w.decision),
    ];
    TableData::new(columns, all.len(), move |row, column| {
        let (Some(row), Some(data)) = (all.get(row), data.as_ref()) else { return Cell::default() };
        Cell::text(match column {
            0 => data.people.get(row.person).map(|p| p.name.clone()).unwrap_or_default(),
            1 => row.name.clone(),
            2 => shown(data, row),
            _ => decision(&row.ruling()),
        })
    })
}

/// One row a reward, for personnel.
fn file(data: &Dataset, cycle: &str, all: &[Row]) -> Table {
    let w = &t().outcomes;
    let head =
        [t().data.number, t().common.person, w.plan, w.reward, w.why, w.decision, w.decided_on, w.reason];
    let row = |row: &Row| {
        let person = data.people.get(row.person);
        let ruling = row.ruling();
        let (day, reason) = match &ruling {
            Ruling::Open => (None, ""),
            Ruling::Accepted { on, .. } => (Some(*on), ""),
            Ruling::Declined { on, reason, .. } | Ruling::Changed { on, reason, .. } => {
                (Some(*on), reason.as_str())
            }
        };
        let word = match &ruling {
            Ruling::Open => w.open,
            Ruling::Accepted { .. } => w.accepted,
            Ruling::Declined { .. } | Ruling::Changed { .. } => w.declined,
        };
        vec![
            person.map(|p| p.number.clone()).unwrap_or_default(),
            person.map(|p| p.name.clone()).unwrap_or_default(),
            data.plans.get(row.plan).map(|p| p.name.clone()).unwrap_or_default(),
            row.name.clone(),
            shown(data, row),
            word.to_owned(),
            day.map(|d| d.to_string()).unwrap_or_default(),
            reason.to_owned(),
        ]
    };
    let rows = std::iter::once(head.map(str::to_owned).to_vec()).chain(all.iter().map(row)).collect();
    Table { name: w.rewards_file(cycle), sheet: w.tab_rewards.to_owned(), rows }
}

/// What shows it, and the decision.
fn decide(data: &Dataset, row: &Row) -> AnyView {
    let w = &t().outcomes;
    let plan = data.plans.get(row.plan).map(|p| p.name.clone());
    let facts = row.showings.iter().map(|one| {
        let period = names(data).period(one.period);
        view! { <dt>{period}</dt> <dd>{figure(one)}</dd> }
    });
    view! {
        <div class="stack">
            <p class="trial-score">{row.name.clone()}</p>
            <p class="muted">{plan} " · " {decision(&row.ruling())}</p>
            <h3>{w.why}</h3>
            <dl>{facts.collect_view()}</dl>
            <h3>{w.decision}</h3>
            {form(row.clone())}
        </div>
    }
    .into_any()
}

fn form(row: Row) -> AnyView {
    let (session, me, toasts) = (Session::get(), Me::get(), Toasts::expect());
    let wrong = RwSignal::new(None::<Refused>);
    let reason = RwSignal::new(String::new());
    let open = row.ruling() == Ruling::Open;
    let rule = Callback::new(move |ruling: Ruling| {
        let award = Box::new(row.award(ruling));
        match session.run(&Command::Payroll(Order::Award(award))) {
            Ok(_) => {
                wrong.set(None);
                toasts.offer(t().outcomes.decided, t().common.undo, move |()| drop(session.undo()));
            }
            Err(refused) => wrong.set(Some(refused)),
        }
    });
    let notes =
        move || wrong.get().map(|refused| view! { <Note kind=NoteKind::Error>{refused.words()}</Note> });
    if !open {
        let again = move |()| rule.run(Ruling::Open);
        return view! { {notes} <div class="row"><Button on_press=again>{t().outcomes.reopen}</Button></div> }
            .into_any();
    }
    let day = move || untrack(|| me.day());
    let accept = move |()| rule.run(Ruling::Accepted { on: day(), by: me.now() });
    let decline =
        move |()| rule.run(Ruling::Declined { on: day(), by: me.now(), reason: reason.get_untracked() });
    view! {
        <div class="stack">
            {notes}
            <div class="row"><Button kind=ButtonKind::Primary on_press=accept>{t().outcomes.accept}</Button></div>
            <TextField label=t().outcomes.reason value=reason on_input=move |text| reason.set(text)/>
            <div class="row"><Button kind=ButtonKind::Danger on_press=decline>{t().outcomes.decline}</Button></div>
        </div>
    }
    .into_any()
}
