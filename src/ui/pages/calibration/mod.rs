//! Calibration of a cycle: grades side by side, moved with a reason while the guideline is seen.

mod boxes;
mod compare;
mod export;
mod grid;
mod guideline;
mod moves;
mod person;
mod strip;

use crate::domain::id::{AppraisalId, CycleId};
use crate::state::appraisal::calibration::{Board, Boards, Chosen, Order, Row, calibrated, may_see};
use crate::ui::components::{Button, Check, Choice, Empty, Icon, Note, NoteKind, SearchBox, Select, Tabs};
use crate::ui::forms::{from_code, to_code};
use crate::ui::lang::{fmt, t};
use crate::ui::me::{IAm, Me};
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use leptos::prelude::*;
use std::cell::RefCell;
use std::sync::Arc;

thread_local! {
    static BOARDS: RefCell<Boards> = RefCell::default();
}

/// What the parts of the page share. Copy it into handlers.
#[derive(Clone, Copy)]
struct Calibrating {
    cycle: CycleId,
    board: Memo<Option<Arc<Board>>>,
    chosen: RwSignal<Chosen>,
    /// The people looked at, in order.
    rows: Memo<Vec<Arc<Row>>>,
    /// A move that is being dragged or reasoned: the guideline shows what it would make.
    preview: RwSignal<Option<(AppraisalId, String)>>,
    /// Whether the reason is being asked.
    moving: RwSignal<bool>,
    /// Whose sheet is open.
    person: RwSignal<Option<AppraisalId>>,
    /// Who is compared.
    compared: RwSignal<Vec<AppraisalId>>,
}

impl Calibrating {
    fn new(cycle: CycleId) -> Self {
        let (session, me) = (Session::get(), Me::get());
        // Figures as of the day on which steps are taken: what is compared here is what is released.
        let board = session.select(move |data| {
            let seen = data.cycles.get(cycle).is_some_and(|c| may_see(data, c, me.person()));
            let as_of = me.day();
            BOARDS.with_borrow_mut(|boards| boards.board(data, cycle, as_of).filter(|_| seen))
        });
        let chosen = RwSignal::new(Chosen::default());
        let rows = Memo::new(move |_| {
            board.with(|b| b.as_ref().map(|b| chosen.with(|c| c.of(b))).unwrap_or_default())
        });
        Self {
            cycle,
            board,
            chosen,
            rows,
            preview: RwSignal::new(None),
            moving: RwSignal::new(false),
            person: RwSignal::new(None),
            compared: RwSignal::new(Vec::new()),
        }
    }

    /// A person's row as a signal.
    fn row(self, id: AppraisalId) -> Memo<Option<Arc<Row>>> {
        let board = self.board;
        Memo::new(move |_| board.with(|b| b.as_ref().and_then(|b| b.row(id).cloned())))
    }

    /// Asks for the reason of a move.
    fn propose(self, id: AppraisalId, to: String) {
        let fits = self.board.with_untracked(|b| {
            b.as_ref().is_some_and(|b| {
                b.open()
                    && b.row(id).is_some_and(|r| {
                        !r.released && r.sheet.grade.as_ref() != Some(&to) && b.has_grade(r.standard, &to)
                    })
            })
        });
        if fits {
            self.preview.set(Some((id, to)));
            self.moving.set(true);
        } else {
            self.preview.set(None);
        }
    }
}

/// A count as it is written.
fn count(n: usize) -> String {
    fmt().whole(i64::try_from(n).unwrap_or(i64::MAX))
}

/// The calibration of a cycle; of the latest that has come so far where none is named.
pub fn page(id: Option<CycleId>) -> AnyView {
    let (session, router) = (Session::get(), Router::get());
    let latest = session.select(|data| calibrated(data).first().map(|c| c.id));
    let body = move || match id.or_else(|| latest.get()) {
        Some(cycle) => one(cycle),
        None => {
            let c = &t().calibration;
            view! { <Empty icon=Icon::Info title=c.not_yet.to_owned() words=c.not_yet_words/> }.into_any()
        }
    };
    let options = session.select(|data| {
        calibrated(data).iter().map(|c| (c.id.to_string(), c.name.clone())).collect::<Vec<_>>()
    });
    let choices = Signal::derive(move || {
        options.get().into_iter().map(|(id, name)| Choice::new(id, name)).collect::<Vec<_>>()
    });
    let now = Signal::derive(move || id.or_else(|| latest.get()).map(|c| c.to_string()).unwrap_or_default());
    let switch = move |code: String| {
        if let Ok(id) = code.parse() {
            router.open(Page::Calibration(Some(id)));
        }
    };
    let save = move |()| {
        if let Some(cycle) = untrack(|| id.or_else(|| latest.get())) {
            export::list(cycle);
        }
    };
    let print = move |()| {
        let _ = window().print();
    };
    view! {
        <article class="page calibration">
            <header class="page-head">
                <div>
                    <h1>{t().calibration.title}</h1>
                    <p class="lede no-print">{t().calibration.lede}</p>
                </div>
                <div class="page-actions">
                    <Select label=t().calibration.cycle bare=true options=choices value=now on_change=switch/>
                    <Button icon=Icon::Export on_press=save>{t().calibration.export}</Button>
                    <Button icon=Icon::Print on_press=print>{t().common.print}</Button>
                </div>
            </header>
            {body}
        </article>
    }
    .into_any()
}

fn one(id: CycleId) -> AnyView {
    let session = Session::get();
    let at = Calibrating::new(id);
    let known = session.select(move |data| data.cycles.get(id).is_some());
    let me = Me::get();
    let closed = session
        .select(move |data| data.cycles.get(id).is_some_and(|c| c.sealed && !may_see(data, c, me.person())));
    let shown = Memo::new(move |_| at.board.with(Option::is_some));
    let body = move || {
        let c = &t().calibration;
        match (shown.get(), known.get()) {
            (true, _) => content(at),
            (false, true) if closed.get() => {
                let empty = view! { <Empty icon=Icon::Info title=c.for_leaders.to_owned() words=c.for_leaders_words/> };
                view! { <IAm/> {empty} }.into_any()
            }
            (false, true) => {
                view! { <Empty icon=Icon::Info title=c.not_yet.to_owned() words=c.not_yet_words/> }.into_any()
            }
            (false, false) => view! { <Empty icon=Icon::Info title=c.no_cycle.to_owned()/> }.into_any(),
        }
    };
    body.into_any()
}

/// The board of a cycle as it stands, from the page's one memory.
fn board_now(cycle: CycleId) -> Option<Arc<Board>> {
    let data = Session::get().data_now()?;
    let me = Me::get();
    let seen = data.cycles.get(cycle).is_some_and(|c| may_see(&data, c, me.now()));
    let as_of = untrack(|| me.day());
    BOARDS.with_borrow_mut(|boards| boards.board(&data, cycle, as_of)).filter(|_| seen)
}

fn content(at: Calibrating) -> AnyView {
    let c = &t().calibration;
    let part = RwSignal::new("grades".to_owned());
    let parts = vec![
        Choice::new("grades", c.grades),
        Choice::new("boxes", c.boxes),
        Choice::new("compare", c.compare),
        Choice::new("history", c.history),
    ];
    let panel = move || match part.get().as_str() {
        "boxes" => boxes::view(at),
        "compare" => compare::view(at),
        "history" => moves::history_view(at),
        _ => grid::view(at),
    };
    let finding = move || at.board.with(|b| b.as_ref().map(|b| guideline::finding(b)));
    let over = move || {
        let open = at.board.with(|b| b.as_ref().is_none_or(|b| b.open()));
        (!open).then(|| view! { <Note kind=NoteKind::Info>{t().calibration.read_only}</Note> })
    };
    view! {
        <p class="finding">{finding}</p>
        {over}
        <div class="calibration-body">
            <div class="stack">
                <Tabs label=c.view options=parts value=part on_change=move |to| part.set(to)/>
                {tools(at)}
                {panel}
            </div>
            {guideline::panel(at)}
        </div>
        {moves::dialog(at)}
        {person::sheet(at)}
    }
    .into_any()
}

/// Which people, and in which order.
fn tools(at: Calibrating) -> AnyView {
    let c = &t().calibration;
    let session = Session::get();
    let teams = Signal::derive(move || {
        let all = at.board.with(|b| {
            let rows = b.as_ref().map(|b| b.rows.clone()).unwrap_or_default();
            let mut teams: Vec<_> =
                rows.iter().filter_map(|r| Some((r.team_name.clone(), r.team?.to_string()))).collect();
            teams.sort();
            teams.dedup();
            teams
        });
        std::iter::once(Choice::new("", t().calibration.all_teams))
            .chain(all.into_iter().map(|(name, id)| Choice::new(id, name)))
            .collect::<Vec<_>>()
    });
    let managers = Signal::derive(move || {
        let data = session.data();
        let ids = at.board.with(|b| {
            let rows = b.as_ref().map(|b| b.rows.clone()).unwrap_or_default();
            let mut ids: Vec<_> = rows.iter().filter_map(|r| r.manager).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        });
        let name = |id| data.as_ref().and_then(|d| d.people.get(id).map(|p| p.name.clone()));
        let named = ids.into_iter().filter_map(|id| Some(Choice::new(id.to_string(), name(id)?)));
        std::iter::once(Choice::new("", t().calibration.all_managers)).chain(named).collect::<Vec<_>>()
    });
    let orders: Vec<Choice> = [c.by_score, c.by_grade, c.by_name, c.by_team]
        .into_iter()
        .enumerate()
        .map(|(n, word)| Choice::new(n.to_string(), word))
        .collect();
    let chosen = at.chosen;
    let team = Signal::derive(move || chosen.with(|c| c.team.map(|t| t.to_string()).unwrap_or_default()));
    let manager =
        Signal::derive(move || chosen.with(|c| c.manager.map(|m| m.to_string()).unwrap_or_default()));
    let order = Signal::derive(move || chosen.with(|c| to_code(&Order::ALL, &c.order)));
    let moved = Signal::derive(move || chosen.with(|c| c.moved));
    let text = RwSignal::new(String::new());
    Effect::new(move |_| {
        let text = text.get();
        if chosen.with_untracked(|c| c.text != text) {
            chosen.update(|c| c.text = text);
        }
    });
    view! {
        <div class="row calibration-tools no-print">
            <SearchBox label=c.find value=text/>
            <Select label=t().common.team bare=true options=teams value=team on_change=move |id: String| chosen.update(|c| c.team = id.parse().ok())/>
            <Select label=c.manager bare=true options=managers value=manager on_change=move |id: String| chosen.update(|c| c.manager = id.parse().ok())/>
            <Select label=c.order bare=true options=Signal::derive(move || orders.clone()) value=order on_change=move |n: String| chosen.update(|c| c.order = from_code(&Order::ALL, &n, c.order))/>
            <Check label=c.only_moved value=moved on_change=move |on| chosen.update(|c| c.moved = on)/>
        </div>
    }
    .into_any()
}
