//! The board of a cycle: who is where, what is next, what is late; the way onward and back.

use super::steps::actions;
use crate::domain::appraisal::{Cycle, CycleState, FormedResult, RaterGroup, Receipt};
use crate::domain::dataset::Dataset;
use crate::domain::id::CycleId;
use crate::state::appraisal::board::{GroupState, Next, PhaseState, Row, board, phases};
use crate::ui::components::{Choice, Note, Segmented, Status, Tag};
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::pages::reviews::tasks::words;
use crate::ui::route::Page;
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use jiff::civil::Date;
use leptos::prelude::*;

/// The most tasks named in one row.
const MOST: usize = 3;

/// The board of a cycle that runs or ran.
#[component]
pub fn BoardPage(
    /// Which one.
    id: CycleId,
) -> impl IntoView {
    let (session, me) = (Session::get(), Me::get());
    let show = RwSignal::new("all".to_owned());
    let body = move || {
        let (data, day) = (session.data()?, me.day());
        let cycle = data.cycles.get(id)?;
        let rows = board(&data, cycle, day);
        let running = matches!(cycle.state, CycleState::Running(_));
        let (router, to) = (Router::get(), Page::Calibration(Some(id)));
        let compare = cycle.sealed.then(|| {
            view! { <a class="button" href=move || router.href(to)>{t().calibration.title}</a> }
        });
        let released = data.appraisals.iter().any(|a| a.cycle == id && a.released.is_some());
        let follows = released.then(|| {
            view! { <a class="button" href=move || router.href(Page::Outcomes(id))>{t().outcomes.to_outcomes}</a> }
        });
        let acts = running.then(|| actions(cycle, &rows));
        Some(view! {
            <header class="page-head">
                <div>
                    <h1>{cycle.name.clone()}</h1>
                    <p class="lede">{lede(&data, cycle, &rows)}</p>
                </div>
                <div class="page-actions">{compare} {follows} {acts}</div>
            </header>
            <p class="finding">{headline(cycle, &rows, day)}</p>
            {rail(cycle, day)}
            {frozen(&data, cycle)}
            {formed(&data, cycle)}
            {table(rows, id, show)}
            {log(cycle)}
        })
    };
    view! { <article class="page">{body}</article> }.into_any()
}

fn count(n: usize) -> String {
    fmt().whole(i64::try_from(n).unwrap_or(i64::MAX))
}

fn lede(data: &Dataset, cycle: &Cycle, rows: &[Row]) -> String {
    let period = names(data).period(cycle.period);
    format!("{period} · {}", t().common.people(&count(rows.len())))
}

/// Where the cycle stands, in one sentence.
fn headline(cycle: &Cycle, rows: &[Row], day: Date) -> String {
    let c = &t().cycles;
    let Some(phase) = cycle.phase() else { return c.is_closed.to_owned() };
    let groups = || rows.iter().flat_map(|r| &r.groups);
    let (done, all) = (groups().map(|g| g.submitted).sum(), groups().map(|g| g.expected).sum());
    let late = rows.iter().filter(|r| r.late(day)).count();
    let released = rows.iter().filter(|r| r.released).count();
    let ready = rows.iter().filter(|r| r.formed.iter().any(|f| f.score.is_some())).count();
    let name = t().appraisal.phase(phase);
    let head = match cycle.stage(phase) {
        Some(stage) if stage.to < day => c.phase_over(name, &fmt().date(stage.to)),
        Some(stage) => c.phase_until(name, &fmt().date(stage.to)),
        None => name.to_owned(),
    };
    let work = if released > 0 {
        c.released_of(&count(released), &count(rows.len()))
    } else if cycle.formed_from.is_empty() {
        c.reviews_in(&count(done), &count(all))
    } else {
        c.scores_ready(&count(ready), &count(rows.len()))
    };
    let behind = if late > 0 { c.people_late(&count(late)) } else { String::new() };
    c.sentence(&head, &work, &behind)
}

/// The phases with their days.
fn rail(cycle: &Cycle, day: Date) -> AnyView {
    let step = |(phase, state): (crate::domain::appraisal::Phase, PhaseState)| {
        let class = match state {
            PhaseState::Done => "is-done",
            PhaseState::Late => "is-late",
            PhaseState::Now | PhaseState::Ahead => "",
        };
        let now = matches!(state, PhaseState::Now | PhaseState::Late).then_some("step");
        let days = cycle.stage(phase).map(|s| {
            let (from, to) = (fmt().day_of_year(s.from), fmt().day_of_year(s.to));
            t().cycles.days(&from, &to)
        });
        view! {
            <li class=class aria-current=now>
                <span class="phase-name">{t().appraisal.phase(phase)} <span class="muted small">{days}</span></span>
            </li>
        }
    };
    let steps = phases(cycle, day).into_iter().map(step).collect_view();
    view! { <ol class="steps phase-rail" aria-label=t().cycles.phases>{steps}</ol> }.into_any()
}

/// Says openly whether the method can still change.
fn frozen(data: &Dataset, cycle: &Cycle) -> AnyView {
    let own = |id| data.appraisals.get(id).is_some_and(|a| a.cycle == cycle.id);
    let reviewed = data.reviews.iter().any(|r| own(r.appraisal));
    let standards: Vec<String> = cycle
        .methods
        .iter()
        .map(|m| t().cycles.standard_version(&m.standard.name, &fmt().whole(i64::from(m.standard.version))))
        .collect();
    let words = if reviewed { t().cycles.frozen } else { t().cycles.not_frozen };
    let sealed = cycle.sealed.then(|| view! { <p>{t().cycles.sealed}</p> });
    view! { <Note><p>{words}" "<span class="muted">{fmt().list(&standards)}</span></p> {sealed}</Note> }
        .into_any()
}

/// Says which other cycles make the scores.
fn formed(data: &Dataset, cycle: &Cycle) -> Option<AnyView> {
    let name = |f: &crate::domain::appraisal::FormedFrom| {
        let name = data.cycles.get(f.cycle).map(|c| c.name.clone()).unwrap_or_default();
        fmt().beside(&name, &format!("{}%", fmt().at_most(f.weight, 2)))
    };
    let all: Vec<String> = cycle.formed_from.iter().map(name).collect();
    let words = (!all.is_empty()).then(|| fmt().list(&all));
    words.map(|all| {
        view! { <Note><p>{t().cycles.formed_from}" "<span class="muted">{all}</span></p></Note> }.into_any()
    })
}

fn table(rows: Vec<Row>, id: CycleId, show: RwSignal<String>) -> AnyView {
    let (session, me) = (Session::get(), Me::get());
    let c = &t().cycles;
    let groups: Vec<_> = crate::domain::appraisal::RaterGroup::ALL
        .into_iter()
        .filter(|g| rows.iter().any(|r| r.groups.iter().any(|s| s.group == *g)))
        .collect();
    let heads = groups
        .iter()
        .map(|g| view! { <th scope="col" class="only-wide">{t().appraisal.group(*g)}</th> })
        .collect_view();
    let cycles: Vec<CycleId> =
        rows.first().map(|r| r.formed.iter().map(|f| f.cycle).collect()).unwrap_or_default();
    let quarters = cycles
        .iter()
        .map(|id| {
            let name = session.data_now().and_then(|d| d.cycles.get(*id).map(|c| c.name.clone()));
            view! { <th scope="col" class="num only-wide">{name}</th> }
        })
        .collect_view();
    let late = rows.iter().filter(|r| r.late(untrack(|| me.day()))).count();
    let options = vec![
        Choice::new("all", c.show_all(&count(rows.len()))),
        Choice::new("late", c.show_late(&count(late))),
        Choice::new("open", c.show_open(&count(rows.iter().filter(|r| !r.next.is_empty()).count()))),
    ];
    let rows = StoredValue::new(rows);
    let groups = StoredValue::new(groups);
    let body = move || {
        let (data, day) = (session.data()?, me.day());
        let cycle = data.cycles.get(id)?.clone();
        let wanted = show.get();
        let chosen = move |row: &&Row| match wanted.as_str() {
            "late" => row.late(day),
            "open" => !row.next.is_empty(),
            _ => true,
        };
        let groups = groups.get_value();
        let one = |row: &Row| tr(&data, &cycle, row, &groups, day);
        Some(rows.with_value(|rows| rows.iter().filter(chosen).map(one).collect_view()))
    };
    view! {
        <section class="section stack">
            <header>
                <h2>{c.board}</h2>
                <Segmented label=c.show options value=show on_change=move |value| show.set(value)/>
            </header>
            <div class="table-wrap">
                <table class="table board">
                    <thead>
                        <tr>
                            <th scope="col">{t().common.person}</th>
                            {heads}
                            {quarters}
                            <th scope="col" class="only-wide">{c.result}</th>
                            <th scope="col">{c.next}</th>
                        </tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn tr(
    data: &Dataset,
    cycle: &Cycle,
    row: &Row,
    groups: &[crate::domain::appraisal::RaterGroup],
    day: Date,
) -> AnyView {
    let router = Router::get();
    let case = row.appraisal;
    let person = data.people.get(row.person).map(|p| p.name.clone()).unwrap_or_default();
    let standard = cycle.method(row.standard).map(|m| m.standard.name.clone());
    let cells = groups
        .iter()
        .map(|g| {
            let state = row.groups.iter().find(|s| s.group == *g);
            let state = state.map(|s| if unled(row, s) { no_manager() } else { cell(s) });
            view! { <td class="only-wide">{state.unwrap_or_else(|| view! { <span class="quiet">"–"</span> }.into_any())}</td> }
        })
        .collect_view();
    let places = cycle.method(row.standard).map_or(2, |m| m.standard.places);
    let quarter = |f: &FormedResult| formed_score(f, places);
    let quarters =
        row.formed.iter().map(|f| view! { <td class="num only-wide">{quarter(f)}</td> }).collect_view();
    let narrow = row
        .formed
        .iter()
        .map(|f| {
            let name = data.cycles.get(f.cycle).map(|c| c.name.clone());
            view! { <span><span class="muted">{name}</span> " " {quarter(f)}</span> }
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row">
                <a href=move || router.href(Page::Case(case))>{person}</a>
                <div class="muted small">{standard}</div>
                <div class="on-phone small">{row.groups.iter().map(|g| short(row, g)).collect_view()} {narrow}</div>
            </th>
            {cells}
            {quarters}
            <td class="only-wide">{result(cycle.id, row)}</td>
            <td>{nexts(data, row, day)}</td>
        </tr>
    }
    .into_any()
}

/// Whether a group waits for a manager that nobody has named.
fn unled(row: &Row, state: &GroupState) -> bool {
    row.no_manager && state.group == RaterGroup::Manager && state.submitted == 0
}

/// That nobody is named as manager.
fn no_manager() -> AnyView {
    view! { <Tag status=Status::Behind>{t().cycles.no_manager}</Tag> }.into_any()
}

/// The released score of another cycle with its grade.
fn formed_score(formed: &FormedResult, places: u32) -> AnyView {
    match formed.score {
        None => view! { <span class="quiet">{t().cycles.not_released}</span> }.into_any(),
        Some(score) => {
            let grade = formed.grade.clone().map(|g| format!(" · {g}")).unwrap_or_default();
            view! { <span>{fmt().number(score, places)}{grade}</span> }.into_any()
        }
    }
}

/// How far a group is: the count where several are expected, a word where it is one.
pub fn cell(state: &GroupState) -> AnyView {
    let c = &t().cycles;
    let word = match (state.submitted, state.expected) {
        (0, 0) => return view! { <span class="quiet">{c.nobody_yet}</span> }.into_any(),
        (n, 1) if n >= 1 => c.is_in.to_owned(),
        (0, 1) if state.drafts > 0 => t().reviews.draft.to_owned(),
        (0, 1) => c.is_open.to_owned(),
        (n, of) => c.part(&count(n), &count(of)),
    };
    if state.short > 0 {
        let lacking = c.lacks_raters(&count(state.short));
        return view! { <Tag status=Status::Behind>{word}</Tag> " " <span class="behind small">{lacking}</span> }.into_any();
    }
    if state.late {
        return view! { <Tag status=Status::Behind>{word}</Tag> }.into_any();
    }
    let done = state.submitted >= state.expected;
    view! { <span class=if done { "ahead" } else { "" }>{done.then_some("✓ ")}{word}</span> }.into_any()
}

/// How far a group is, with its name, for narrow screens.
fn short(row: &Row, state: &GroupState) -> AnyView {
    let how = if unled(row, state) { no_manager() } else { cell(state) };
    view! { <span><span class="muted">{t().appraisal.group(state.group)}</span> " " {how}</span> }.into_any()
}

/// Where the result stands, and the way to it.
fn result(cycle: CycleId, row: &Row) -> AnyView {
    let (c, router) = (&t().cycles, Router::get());
    let to = Page::Result(Some((cycle, row.person)));
    let word = match (&row.receipt, row.released) {
        _ if row.appealing => c.appealing,
        (_, false) => return view! { <span class="quiet">"–"</span> }.into_any(),
        (Receipt::Waiting, true) => c.released,
        (Receipt::Acknowledged { .. }, true) => c.acknowledged,
        (Receipt::Refused { .. }, true) => c.refused,
        (Receipt::Silent { .. }, true) => c.silent,
    };
    view! { <a href=move || router.href(to)>{word}</a> }.into_any()
}

/// Who has to do what next; what is late first.
fn nexts(data: &Dataset, row: &Row, day: Date) -> AnyView {
    let line = |next: &Next| {
        let who = data.people.get(next.who).map(|p| p.name.clone()).unwrap_or_default();
        let words = t().cycles.who_does(&who, &words(data, &next.turn));
        let late = next.turn.late(day);
        let due = next.turn.task.due.map(|d| {
            if late { t().reviews.late_since(&fmt().date(d)) } else { t().reviews.due(&fmt().date(d)) }
        });
        let class = if late { "behind small" } else { "muted small" };
        view! { <li>{words} " " <span class=class>{late.then_some("▼ ")}{due}</span></li> }
    };
    let rest = row.next.len().saturating_sub(MOST);
    let more = (rest > 0).then(|| view! { <li class="muted">{t().common.and_more(&count(rest))}</li> });
    let lines = row.next.iter().take(MOST).map(line).collect_view();
    if row.next.is_empty() {
        return view! { <span class="quiet">{t().cycles.nothing_now}</span> }.into_any();
    }
    view! { <ul class="plain nexts">{lines} {more}</ul> }.into_any()
}

/// The steps taken so far, with the reasons of steps back.
fn log(cycle: &Cycle) -> AnyView {
    let line = |turn: &crate::domain::appraisal::Turn| {
        let reason = (!turn.reason.is_empty())
            .then(|| view! { <span class="muted">" – "{turn.reason.clone()}</span> });
        view! { <li><span class="muted">{fmt().date(turn.on)}</span> " " {t().appraisal.state(turn.to)} {reason}</li> }
    };
    let lines = cycle.turns.iter().map(line).collect_view();
    view! { <details class="section"><summary>{t().cycles.log}</summary> <ul class="plain">{lines}</ul></details> }
        .into_any()
}
