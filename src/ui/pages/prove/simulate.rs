//! What a plan may cost: thousands of outcomes drawn from history, in pieces, so that the page stays alive and the work can
//! be stopped.

use super::{head, version_choice};
use crate::domain::calendar::Grain;
use crate::domain::id::PlanId;
use crate::domain::{Decimal, Span};
use crate::engine::incentive::simulate::{Setup, Simulation};
use crate::state::prove::{Drawn, Simulating, bars, known_days, units, version};
use crate::ui::charts::{Chart, ChartKind, ChartSpec, Curve, CurveLine, Figure, Ink};
use crate::ui::components::{
    Button, ButtonKind, Choice, Empty, Icon, Note, NoteKind, NumberField, Progress, Select, StatTile,
};
use crate::ui::desk::Desk;
use crate::ui::lang::{fmt, t};
use crate::ui::pages::payroll::Cash;
use crate::ui::session::Session;
use crate::web::js;
use leptos::prelude::*;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// Outcomes drawn between two paints.
const PIECE: u32 = 500;
/// The percentiles told.
const PERCENTILES: [u32; 7] = [5, 10, 25, 50, 75, 90, 95];

#[derive(Clone, PartialEq)]
enum State {
    Idle,
    Reading(f64),
    Drawing(f64),
    Stopped,
    Failed,
    Done(Arc<Found>),
}

#[derive(Clone, PartialEq)]
struct Found {
    simulation: Simulation,
    span: Span,
    known: usize,
    unit: Grain,
    drawn: Drawn,
    cash: Cash,
    budget: Option<Decimal>,
}

/// The page that simulates a plan's cost.
#[component]
pub fn SimulatePage(
    /// Which plan.
    id: PlanId,
) -> impl IntoView {
    let session = Session::get();
    Desk::get().want_names();
    let known = session.select(|data| known_days(data).is_some());
    let gone = session.select(move |data| data.plans.get(id).is_none());
    let body = move || {
        if gone.get() {
            view! { <Empty title=t().plans.none.to_owned()/> }.into_any()
        } else if known.get() {
            asking(id)
        } else {
            view! {
                <Empty icon=Icon::Chart title=t().prove.no_records.to_owned() words=t().prove.no_records_words/>
            }
            .into_any()
        }
    };
    view! {
        <article class="page">
            {head(id, t().prove.simulate, t().prove.simulate_lede)}
            {body}
        </article>
    }
}

fn asking(id: PlanId) -> AnyView {
    let number = RwSignal::new(None::<u32>);
    let runs = RwSignal::new(Decimal::from(10_000));
    let seed = RwSignal::new(Decimal::ONE);
    let (unit, drawn) = (RwSignal::new(None::<Grain>), RwSignal::new(Drawn::Each));
    let state = RwSignal::new(State::Idle);
    let turn = StoredValue::new(0_u32);
    on_cleanup(move || {
        // Work for a page that is gone stops at its next piece.
        let _ = turn.try_update_value(|t| *t = t.wrapping_add(1));
    });
    let start = move |()| {
        turn.update_value(|t| *t = t.wrapping_add(1));
        let setup = Setup {
            runs: runs.get_untracked().to_u32().unwrap_or(10_000).clamp(100, 100_000),
            seed: seed.get_untracked().to_u64().unwrap_or(1),
        };
        let ask = Ask {
            id,
            number: number.get_untracked(),
            unit: unit.get_untracked(),
            drawn: drawn.get_untracked(),
            setup,
        };
        work(ask, (state, turn));
    };
    let stop = Callback::new(move |()| {
        turn.update_value(|t| *t = t.wrapping_add(1));
        state.set(State::Stopped);
    });
    let busy = Signal::derive(move || matches!(state.get(), State::Reading(_) | State::Drawing(_)));
    let progress = move |words: &'static str, part: f64| {
        view! { <Progress label=Signal::stored(words.to_owned()) done=Signal::stored(Some(part)) on_cancel=stop/> }
            .into_any()
    };
    let set_runs = Callback::new(move |n: Option<Decimal>| runs.set(n.unwrap_or(runs.get_untracked())));
    let set_seed = Callback::new(move |n: Option<Decimal>| seed.set(n.unwrap_or(seed.get_untracked())));
    // The first simulation runs by itself: an empty page proves nothing.
    start(());
    view! {
        <section class="panel stack no-print">
            <div class="columns-3">
                {version_choice(id, number)}
                {unit_choice(id, number, unit)}
                {drawn_choice(drawn)}
                <NumberField label=t().prove.outcomes value=Signal::derive(move || Some(runs.get())) on_change=set_runs/>
                <NumberField label=t().prove.seed hint=t().prove.seed_hint value=Signal::derive(move || Some(seed.get())) on_change=set_seed/>
            </div>
            <div class="row"><Button kind=ButtonKind::Primary disabled=busy on_press=start>{t().prove.start}</Button></div>
        </section>
        <div aria-live="polite">{move || match state.get() {
            State::Idle => ().into_any(),
            State::Reading(part) => progress(t().prove.reading, part),
            State::Drawing(part) => progress(t().prove.drawing, part),
            State::Stopped => view! { <Note>{t().prove.stopped}</Note> }.into_any(),
            State::Failed => view! { <Note kind=NoteKind::Error>{t().pay.fault}</Note> }.into_any(),
            State::Done(found) => result(&found),
        }}</div>
    }
    .into_any()
}

/// Quarter or year; only what is not shorter than the plan's longest accumulation.
fn unit_choice(id: PlanId, number: RwSignal<Option<u32>>, unit: RwSignal<Option<Grain>>) -> AnyView {
    let possible = Session::get().select(move |data| {
        version(data, id, number.get()).map(|plan| units(data, &plan)).unwrap_or_default()
    });
    let words = |grain: Grain| if grain == Grain::Year { t().prove.one_year } else { t().prove.one_quarter };
    let code = |grain: Grain| if grain == Grain::Year { "year" } else { "quarter" };
    let options = Signal::derive(move || {
        possible.get().into_iter().map(|g| Choice::new(code(g), words(g))).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || {
        let chosen = unit.get().filter(|u| possible.with(|p| p.contains(u)));
        chosen.or_else(|| possible.with(|p| p.first().copied())).map(code).unwrap_or_default().to_owned()
    });
    let on_change = Callback::new(move |code: String| {
        unit.set(Some(if code == "year" { Grain::Year } else { Grain::Quarter }));
    });
    view! { <Select label=t().prove.unit options value on_change/> }.into_any()
}

fn drawn_choice(drawn: RwSignal<Drawn>) -> AnyView {
    let options =
        vec![Choice::new("each", t().prove.each_alone), Choice::new("together", t().prove.all_together)];
    let value =
        Signal::derive(move || if drawn.get() == Drawn::Each { "each" } else { "together" }.to_owned());
    let on_change = Callback::new(move |code: String| {
        drawn.set(if code == "together" { Drawn::Together } else { Drawn::Each });
    });
    view! { <Select label=t().prove.drawn_how options value on_change/> }.into_any()
}

type Work = (RwSignal<State>, StoredValue<u32>);

/// What is asked.
#[derive(Clone, Copy)]
struct Ask {
    id: PlanId,
    number: Option<u32>,
    unit: Option<Grain>,
    drawn: Drawn,
    setup: Setup,
}

fn work(Ask { id, number, unit, drawn, setup }: Ask, (state, turn): Work) {
    let Some(data) = Session::get().data_now() else { return };
    let mine = turn.get_value();
    let current = move || turn.try_get_value() == Some(mine);
    state.set(State::Reading(0.0));
    spawn_local(async move {
        js::sleep(20).await;
        let Some(plan) = version(&data, id, number).filter(|_| current()) else { return };
        let possible = units(&data, &plan);
        let unit = unit.filter(|u| possible.contains(u)).or(possible.first().copied()).unwrap_or(Grain::Year);
        let Some(mut reading) = Simulating::new(&data, &plan, unit) else { return state.set(State::Failed) };
        while reading.step() {
            js::sleep(0).await;
            if !current() {
                return;
            }
            state.set(State::Reading(reading.part()));
        }
        let Ok(mut simulator) = reading.simulator(drawn, setup) else { return state.set(State::Failed) };
        while !simulator.step(PIECE) {
            js::sleep(0).await;
            if !current() {
                return;
            }
            state.set(State::Drawing(f64::from(simulator.done()) / f64::from(setup.runs)));
        }
        let (span, known) = (reading.span(), reading.known());
        let parts = if unit == Grain::Year { Decimal::ONE } else { Decimal::from(4) };
        let budget = plan.terms.budget.map(|b| b / parts);
        let cash = Cash::of(&data, &plan);
        let found = Found { simulation: simulator.finish(), span, known, unit, drawn, cash, budget };
        state.set(State::Done(Arc::new(found)));
    });
}

fn result(found: &Arc<Found>) -> AnyView {
    let Some(data) = Session::get().data_now() else { return ().into_any() };
    let p = &t().prove;
    let workspace = &data.workspace;
    let decimal = |value: f64| Decimal::from_f64(value).unwrap_or_default();
    let short = |value: f64| found.cash.short_of(decimal(value));
    let plain = |value: f64| found.cash.number(decimal(value));
    let at = |percent: u32| found.simulation.percentile(f64::from(percent)).unwrap_or_default();
    let quarter = workspace.calendar.period_of(found.span.from, found.unit);
    let quarter = fmt().period(quarter, workspace.calendar.fiscal_start != 1);
    let said = p.simulated(&short(at(5)), &short(at(95)), &quarter);
    let unit = Signal::stored(found.cash.code());
    let over = found.budget.map(|budget| {
        let part = found.simulation.above(budget.to_f64().unwrap_or_default());
        (found.cash.number(budget), fmt().percent(decimal(part), 1))
    });
    let budget_label = if found.unit == Grain::Year { p.budget_year } else { p.budget };
    let budget = over.map(|(budget, part)| {
        view! {
            <StatTile label=budget_label value=budget unit/>
            <StatTile label=p.over_budget value=part/>
        }
    });
    let row = |percent: u32| {
        let share = fmt().percent_at_most(Decimal::new(percent.into(), 2), 0);
        view! { <tr><th scope="row">{p.not_exceeded(&share)}</th><td class="num">{plain(at(percent))}</td></tr> }
    };
    let note = if found.known == 0 {
        view! { <Note kind=NoteKind::Warn>{p.no_history}</Note> }.into_any()
    } else {
        let count = fmt().whole(i64::try_from(found.known).unwrap_or(i64::MAX));
        view! { <p class="muted small">{p.known(&count)}</p> }.into_any()
    };
    let how = if found.drawn == Drawn::Each { p.alone_note } else { p.together_note };
    view! {
        <div class="stack-3">
            <p class="finding">{said}</p>
            {note}
            <p class="muted small">{how}</p>
            <div class="tiles">
                <StatTile label=p.mean value=plain(found.simulation.mean) unit/>
                <StatTile label=p.not_exceeded(&fmt().percent_at_most(Decimal::new(5, 1), 0)) value=plain(at(50)) unit/>
                <StatTile label=p.not_exceeded(&fmt().percent_at_most(Decimal::new(95, 2), 0)) value=plain(at(95)) unit/>
                {budget}
            </div>
            <div class="columns-2">
                <section class="section"><Chart spec=Signal::stored(spec(found))/></section>
                <section class="section">
                    <div class="table-wrap">
                        <table class="table">
                            <thead><tr><th scope="col">{p.percentile}</th><th scope="col" class="num">{p.cost} " " <span class="unit">{found.cash.code()}</span></th></tr></thead>
                            <tbody>{PERCENTILES.map(row).into_iter().collect_view()}</tbody>
                        </table>
                    </div>
                </section>
            </div>
        </div>
    }
    .into_any()
}

fn spec(found: &Found) -> ChartSpec {
    let distribution =
        if found.unit == Grain::Year { t().prove.distribution_year } else { t().prove.distribution };
    let currency = found.cash.code();
    const BARS: usize = 24;
    let points = bars(&found.simulation, BARS);
    let top = points.iter().map(|p| p.1).fold(0.0, f64::max);
    let mark = |name: &str, at: Option<f64>| at.map(|at| (name.to_owned(), at, top / 2.0));
    let median = mark(&fmt().percent_at_most(Decimal::new(5, 1), 0), found.simulation.percentile(50.0));
    let high = mark(&fmt().percent_at_most(Decimal::new(95, 2), 0), found.simulation.percentile(95.0));
    ChartSpec {
        title: distribution.to_owned(),
        unit: t().prove.of_outcomes.to_owned(),
        figure: Figure::Percent(1),
        kind: ChartKind::Curve(Curve {
            x_title: format!("{} ({currency})", t().prove.cost),
            x_figure: Figure::Number(0),
            lines: vec![CurveLine { name: distribution.to_owned(), ink: Ink::Accent, before: false, points }],
            here: median.into_iter().chain(high).collect(),
        }),
    }
}
