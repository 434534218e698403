//! The proposals of a cycle with their decisions; a row opens its reasons and is decided there.

use super::cash::{money, percent};
use super::decide::{decision, name_of, value_of};
use super::{decide::Decide, whole};
use crate::domain::appraisal::Ruling;
use crate::domain::id::CycleId;
use crate::engine::appraisal::cost;
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::outcomes::{Matter, Row, rows};
use crate::ui::components::{
    Button, Cell, Choice, Column, DataTable, Dialog, DialogKind, Empty, Icon, Segmented, TableData, Toasts,
};
use crate::ui::lang::t;
use crate::ui::me::Me;
use crate::ui::session::Session;
use leptos::prelude::*;

/// The list of proposals.
#[component]
pub fn Decisions(
    /// Which cycle.
    id: CycleId,
) -> impl IntoView {
    let (session, me, toasts) = (Session::get(), Me::get(), Toasts::expect());
    let matter = RwSignal::new(String::new());
    let all = session.select(move |data| rows(data, id));
    let shown = Memo::new(move |_| {
        let wanted = Matter::ALL.into_iter().enumerate().find(|(at, _)| at.to_string() == matter.get());
        let fits = |r: &Row| wanted.is_none_or(|(_, m)| Matter::of(&r.proposal.kind) == m);
        all.get().into_iter().filter(fits).collect::<Vec<_>>()
    });
    let source = Signal::derive(move || table(session, shown.get()));
    let chosen = RwSignal::new(None);
    let open = RwSignal::new(false);
    let look = move |row: usize| {
        chosen.set(shown.with_untracked(|all| all.get(row).map(|r| r.proposal.id)));
        open.set(true);
    };
    let waiting =
        Signal::derive(move || shown.with(|all| all.iter().all(|r| r.proposal.ruling != Ruling::Open)));
    let accept = move |()| {
        let open = |r: &Row| (r.proposal.ruling == Ruling::Open).then_some(r.proposal.id);
        let proposals: Vec<_> = shown.with_untracked(|all| all.iter().filter_map(open).collect());
        let count = whole(proposals.len());
        let ruling = Ruling::Accepted { on: untrack(|| me.day()), by: me.now() };
        match me.act(Deed::RuleAll { proposals, ruling }) {
            Ok(_) => toasts
                .offer(t().outcomes.accepted_all(&count), t().common.undo, move |()| drop(session.undo())),
            Err(refused) => toasts.warn(refused.words()),
        }
    };
    let options: Vec<Choice> = std::iter::once(Choice::new("", t().outcomes.all_kinds))
        .chain(
            Matter::ALL
                .into_iter()
                .enumerate()
                .map(|(at, m)| Choice::new(at.to_string(), t().outcomes.matter(m))),
        )
        .collect();
    let options = StoredValue::new(options);
    let none = Memo::new(move |_| all.with(Vec::is_empty));
    let body = move || {
        if none.get() {
            return view! { <Empty icon=Icon::Tick title=t().outcomes.none.to_owned() words=t().outcomes.none_words/> }
                .into_any();
        }
        view! {
            <div class="row-2">
                <Segmented label=t().outcomes.kind options=options.get_value() value=matter on_change=move |code| matter.set(code)/>
                <Button disabled=waiting on_press=accept>{t().outcomes.accept_all}</Button>
            </div>
            <DataTable label=t().outcomes.title data=source on_open=look/>
        }
        .into_any()
    };
    let title = Signal::derive(move || {
        let row = all.with(|all| all.iter().find(|r| Some(r.proposal.id) == chosen.get()).cloned());
        let data = session.data();
        let name = row.and_then(|r| data?.people.get(r.person).map(|p| p.name.clone()));
        name.unwrap_or_default()
    });
    view! {
        <div class="stack no-print">{body}</div>
        <Dialog title kind=DialogKind::Side open>
            <Decide cycle=id chosen/>
        </Dialog>
    }
}

fn table(session: Session, all: Vec<Row>) -> TableData {
    let w = &t().outcomes;
    let columns = vec![
        Column::text(t().common.person).width(150).opens(),
        Column::text(w.grade).width(72),
        Column::text(w.kind).width(120),
        Column::text(w.proposal).width(180),
        Column::number(w.cost).width(120),
        Column::text(w.decision),
    ];
    let data = session.data();
    TableData::new(columns, all.len(), move |row, column| {
        let (Some(row), Some(data)) = (all.get(row), data.as_ref()) else { return Cell::default() };
        let kind = &row.proposal.kind;
        match column {
            0 => Cell::text(data.people.get(row.person).map(|p| p.name.clone()).unwrap_or_default()),
            1 => Cell::text(row.grade.clone().unwrap_or_default()),
            2 => Cell::text(t().outcomes.matter(Matter::of(kind))),
            3 => match value_of(kind) {
                Some(value) => Cell::number(name_of(data, kind), value),
                None => Cell::text(name_of(data, kind)),
            },
            4 if Matter::of(kind) == Matter::Pay => match cost(kind, &row.proposal.ruling) {
                Some(cost) => Cell::number(money(data, cost), cost),
                None => Cell::default(),
            },
            4 => Cell::default(),
            _ => Cell::text(decision(&row.proposal, &percent)),
        }
    })
}
