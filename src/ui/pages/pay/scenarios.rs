//! Kept scenarios of a plan: tables of them beside the plan as it stands and what is on trial, as a whole and by person.

use super::controls::adopt;
use super::trial::Trial;
use super::words;
use crate::domain::Decimal;
use crate::domain::id::PersonId;
use crate::domain::incentive::PlanScenario;
use crate::engine::incentive::Pay;
use crate::state::command::{Command, Env};
use crate::state::scenario;
use crate::state::trial::effect;
use crate::ui::components::{Button, ButtonKind, Icon, IconButton, TextField, Toasts};
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use crate::web::{ids, local};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The scenarios kept of the plan on trial.
#[derive(Clone, Copy)]
pub struct Kept {
    all: Memo<Vec<Arc<PlanScenario>>>,
    /// Whose name is being changed.
    naming: RwSignal<Option<crate::domain::id::ScenarioId>>,
}

impl Kept {
    /// Those of a trial's plan. What an earlier version kept in this browser is moved into the workspace.
    pub fn of(trial: Trial) -> Kept {
        let session = Session::get();
        let all = session.select(move |data| {
            trial.plan.with(|p| p.as_ref().map(|p| scenario::kept(data, p.id))).unwrap_or_default()
        });
        Effect::new(move |_| {
            let Some(plan) = trial.plan.get() else { return };
            let key = format!("attain.scenarios.{}", plan.id);
            let Some(text) = local::get(&key) else { return };
            let found = scenario::moved_over(&text, &plan, &Env { new_id: &ids::fresh });
            if found.is_none_or(|command| session.run(&command).is_ok()) {
                local::remove(&key);
            }
        });
        Kept { all, naming: RwSignal::new(None) }
    }

    fn run(self, command: &Command) {
        if let Err(refused) = Session::get().run(command) {
            Toasts::expect().warn(refused.words());
        }
    }

    /// Keeps what is on trial.
    pub fn keep(self, trial: Trial) {
        let (Some(data), Some(plan)) = (Session::get().data_now(), trial.plan.get_untracked()) else {
            return;
        };
        let named = |n: usize| t().pay.scenario_number(&words::count(n));
        let name = scenario::free_name(&data, plan.id, named);
        let (moves, world) = (trial.moves.get_untracked(), trial.world.get_untracked());
        self.run(&scenario::keep(plan.id, name, &moves, &world, &Env { new_id: &ids::fresh }));
    }
}

/// One column of the comparison.
#[derive(Clone, PartialEq)]
struct Shown {
    name: String,
    said: Vec<String>,
    lost: usize,
    pay: Option<Pay>,
    kept: Option<Arc<PlanScenario>>,
}

/// The comparison; nothing where no scenario is kept.
pub fn table(trial: Trial, kept: Kept) -> AnyView {
    // Each scenario is worked out once; dragging a number works out nothing but what is on trial.
    let scenarios = Memo::new(move |_| {
        let (Some(plan), Some(ground)) = (trial.plan.get(), trial.ground.get()) else { return Vec::new() };
        let one = |s: &Arc<PlanScenario>| {
            let (moves, world) = (scenario::moves(s, &plan), scenario::world(s));
            Shown {
                name: s.name.clone(),
                said: words::changes(&plan, &moves, &world),
                lost: scenario::lost(s, &plan),
                pay: ground.after(&moves).within(&world).pay(),
                kept: Some(Arc::clone(s)),
            }
        };
        kept.all.get().iter().map(one).collect()
    });
    let columns = Memo::new(move |_| {
        let all: Vec<Shown> = scenarios.get();
        let Some(plan) = trial.plan.get().filter(|_| !all.is_empty()) else { return Vec::new() };
        let plain = |name: &str, said, pay| Shown { name: name.to_owned(), said, lost: 0, pay, kept: None };
        let now = plain(t().pay.plan_now, Vec::new(), trial.before.get());
        let on_trial = trial.is_moved().then(|| {
            let said = words::changes(&plan, &trial.moves.get(), &trial.world.get());
            plain(t().pay.trial, said, trial.after.get())
        });
        std::iter::once(now).chain(on_trial).chain(all).collect()
    });
    (move || {
        let columns = columns.get();
        (!columns.is_empty()).then(|| {
            let by_person = people(trial, &columns);
            let rows = columns.into_iter().map(|c| row(trial, kept, c)).collect_view();
            let unit = move || view! { <span class="unit">{move || words::paid_in(trial)}</span> };
            view! {
                <section class="section">
                    <header><h2>{t().pay.scenarios}</h2><p class="small">{t().pay.scenarios_words}</p></header>
                    <div class="table-wrap">
                        <table class="table scenarios">
                            <thead>
                                <tr>
                                    <th scope="col">{t().pay.scenario}</th>
                                    <th scope="col" class="num">{t().pay.cost} " " {unit}</th>
                                    <th scope="col" class="num">{t().pay.change}</th>
                                    <th scope="col" class="num">{t().pay.effective}</th>
                                    <th scope="col" class="num">{t().pay.winners_losers}</th>
                                    <th scope="col" class="num">{t().pay.lowest}</th>
                                    <th scope="col" class="num">{t().pay.highest}</th>
                                    <th scope="col"><span class="sr-only">{t().pay.actions}</span></th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                    {by_person}
                </section>
            }
        })
    })
    .into_any()
}

/// Everybody's pay, a column for each scenario.
fn people(trial: Trial, columns: &[Shown]) -> AnyView {
    let Some(data) = Session::get().data_now() else { return ().into_any() };
    let paid = |c: &Shown| {
        let people = c.pay.iter().flat_map(|p| &p.people);
        people.map(|p| (p.person, p.minor)).collect::<BTreeMap<PersonId, i64>>()
    };
    let all: Vec<BTreeMap<PersonId, i64>> = columns.iter().map(paid).collect();
    let mut order: Vec<(PersonId, i64)> =
        all.first().map(|now| now.iter().map(|(p, m)| (*p, *m)).collect()).unwrap_or_default();
    order.sort_by_key(|(_, minor)| std::cmp::Reverse(*minor));
    let row = |(person, before): (PersonId, i64)| {
        let name = data.people.get(person).map(|p| p.name.clone()).unwrap_or_default();
        let cell = |paid: &BTreeMap<PersonId, i64>| {
            let minor = paid.get(&person).copied();
            let text = minor.map_or_else(|| "–".to_owned(), |m| words::money(trial, m));
            let moved = minor.is_some_and(|m| m != before);
            view! { <td class="num" class:is-moved=moved>{text}</td> }
        };
        view! { <tr><th scope="row">{name}</th>{all.iter().map(cell).collect_view()}</tr> }
    };
    let head = columns.iter().map(|c| view! { <th scope="col" class="num">{c.name.clone()}</th> });
    view! {
        <details class="no-print">
            <summary>{t().pay.by_person}</summary>
            <div class="table-wrap">
                <table class="table scenario-people">
                    <thead><tr><th scope="col">{t().common.person}</th>{head.collect_view()}</tr></thead>
                    <tbody>{order.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

fn row(trial: Trial, kept: Kept, shown: Shown) -> AnyView {
    let Shown { name, said, lost, pay, kept: own } = shown;
    let before = trial.before.get_untracked();
    let dash = || "–".to_owned();
    let cost = pay.as_ref().map_or_else(dash, |p| words::money(trial, p.cost.minor));
    let rate = pay.as_ref().and_then(Pay::effective_rate).map_or_else(dash, |r| fmt().percent(r, 2));
    let moved = pay.as_ref().zip(before.as_ref()).map(|(after, before)| effect(before, after));
    let change = moved.as_ref().filter(|e| e.cost != 0).map_or_else(dash, |e| words::signed(trial, e.cost));
    let both = moved
        .as_ref()
        .map_or_else(dash, |e| format!("{} / {}", words::count(e.winners), words::count(e.losers)));
    let end = |pick: fn(&Pay) -> Option<i64>| {
        pay.as_ref().and_then(pick).map_or_else(dash, |minor| words::money(trial, minor))
    };
    let lowest = end(|p| p.people.iter().map(|p| p.minor).min());
    let highest = end(|p| p.people.iter().map(|p| p.minor).max());
    let gone = (lost > 0).then(|| t().pay.moves_lost(&words::count(lost)));
    let said: Vec<String> = said.into_iter().chain(gone).collect();
    let title = match &own {
        Some(own) => naming(kept, Arc::clone(own)),
        None => name.clone().into_any(),
    };
    let actions = own.map(|own| actions(trial, kept, own));
    view! {
        <tr>
            <th scope="row">{title} <span class="muted small scenario-said">{fmt().parted(&said)}</span></th>
            <td class="num">{cost}</td>
            <td class="num">{change}</td>
            <td class="num">{rate}</td>
            <td class="num">{both}</td>
            <td class="num">{lowest}</td>
            <td class="num">{highest}</td>
            <td>{actions}</td>
        </tr>
    }
    .into_any()
}

/// The name of a scenario, or the field in which it is changed.
fn naming(kept: Kept, own: Arc<PlanScenario>) -> AnyView {
    let id = own.id;
    (move || {
        if kept.naming.get() != Some(id) {
            return own.name.clone().into_any();
        }
        let value = Signal::stored(own.name.clone());
        let named = Arc::clone(&own);
        let on_change = Callback::new(move |name: String| {
            kept.naming.set(None);
            if let Some(command) = scenario::rename(&named, &name) {
                kept.run(&command);
            }
        });
        view! { <TextField label=t().pay.scenario_name value on_change/> }.into_any()
    })
    .into_any()
}

fn actions(trial: Trial, kept: Kept, own: Arc<PlanScenario>) -> AnyView {
    let (look, take) = (Arc::clone(&own), Arc::clone(&own));
    let look = move |()| trial.show(&look);
    let take = move |()| {
        if let Some(plan) = trial.plan.get_untracked() {
            adopt(trial, &scenario::moves(&take, &plan), &take.name);
        }
    };
    let id = own.id;
    let name = move |()| kept.naming.set(Some(id));
    let remove = move |()| kept.run(&scenario::forget(id));
    let verb = fmt().beside(t().common.remove, &own.name);
    let fixed = Signal::stored(own.moves.is_empty());
    view! {
        <span class="row no-print">
            <Button small=true kind=ButtonKind::Quiet on_press=look>{t().pay.look}</Button>
            <Button small=true kind=ButtonKind::Quiet disabled=fixed on_press=take>{t().pay.keep}</Button>
            <Button small=true kind=ButtonKind::Quiet on_press=name>{t().pay.rename}</Button>
            <IconButton icon=Icon::Delete name=verb small=true on_press=remove/>
        </span>
    }
    .into_any()
}

/// The share of pay that a change is.
pub fn share(part: i64, whole: i64) -> Decimal {
    Decimal::from(part).checked_div(Decimal::from(whole)).unwrap_or_default() * Decimal::ONE_HUNDRED
}
