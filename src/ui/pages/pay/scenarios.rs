//! Kept scenarios of a plan: a table of them beside the plan as it stands and what is on trial.

use super::controls::adopt;
use super::trial::Trial;
use super::words;
use crate::domain::Decimal;
use crate::engine::incentive::Pay;
use crate::state::scenario::{self, MOST, Scenario};
use crate::state::trial::effect;
use crate::ui::components::{Button, ButtonKind, Icon, IconButton, Toasts};
use crate::ui::lang::{fmt, t};
use crate::web::local;
use leptos::prelude::*;

/// The scenarios kept of the plan on trial.
#[derive(Clone, Copy)]
pub struct Kept {
    all: RwSignal<Vec<Scenario>>,
    key: Memo<Option<String>>,
}

impl Kept {
    /// Those of a trial's plan, read again whenever that is another one or has changed.
    pub fn of(trial: Trial) -> Kept {
        let all = RwSignal::new(Vec::new());
        let key =
            Memo::new(move |_| trial.plan.with(|p| p.as_ref().map(|p| format!("attain.scenarios.{}", p.id))));
        Effect::new(move |_| {
            let (Some(key), Some(plan)) = (key.get(), trial.plan.get()) else { return };
            all.set(scenario::read(&local::get(&key).unwrap_or_default(), &plan));
        });
        Kept { all, key }
    }

    fn change(self, with: impl FnOnce(&mut Vec<Scenario>)) {
        self.all.update(with);
        if let Some(key) = self.key.get_untracked() {
            self.all.with_untracked(|all| local::set(&key, &scenario::write(all)));
        }
    }

    /// Keeps what is on trial.
    pub fn keep(self, trial: Trial) {
        let number = self.all.with_untracked(Vec::len);
        if number >= MOST {
            Toasts::expect().warn(t().pay.scenarios_full);
            return;
        }
        let taken = |name: &String| self.all.with_untracked(|all| all.iter().any(|s| s.name == *name));
        let name = (number + 1..number + 1 + 2 * MOST).map(|n| t().pay.scenario_number(&words::count(n)));
        let name = name.into_iter().find(|name| !taken(name)).unwrap_or_default();
        self.change(|all| all.push(trial.scenario(name)));
    }
}

/// One column of the comparison.
#[derive(Clone, PartialEq)]
struct Shown {
    name: String,
    said: Vec<String>,
    pay: Option<Pay>,
    kept: Option<usize>,
}

/// The comparison; nothing where no scenario is kept.
pub fn table(trial: Trial, kept: Kept) -> AnyView {
    let columns = Memo::new(move |_| {
        let all = kept.all.get();
        let (Some(plan), Some(ground)) = (trial.plan.get(), trial.ground.get()) else { return Vec::new() };
        if all.is_empty() {
            return Vec::new();
        }
        let now = Shown {
            name: t().pay.plan_now.to_owned(),
            said: Vec::new(),
            pay: trial.before.get(),
            kept: None,
        };
        let on_trial = trial.is_moved().then(|| Shown {
            name: t().pay.trial.to_owned(),
            said: words::changes(&plan, &trial.moves.get(), &trial.world.get()),
            pay: trial.after.get(),
            kept: None,
        });
        let one = |(at, s): (usize, &Scenario)| Shown {
            name: s.name.clone(),
            said: words::changes(&plan, &s.moves, &s.world),
            pay: ground.after(&s.moves).within(&s.world).pay(),
            kept: Some(at),
        };
        std::iter::once(now).chain(on_trial).chain(all.iter().enumerate().map(one)).collect()
    });
    (move || {
        let columns = columns.get();
        (!columns.is_empty()).then(|| {
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
                </section>
            }
        })
    })
    .into_any()
}

fn row(trial: Trial, kept: Kept, shown: Shown) -> AnyView {
    let Shown { name, said, pay, kept: at } = shown;
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
    let actions = at.map(|at| {
        let look = move |()| {
            if let Some(one) = kept.all.with_untracked(|all| all.get(at).cloned()) {
                trial.show(&one);
            }
        };
        let (title, verb) = (name.clone(), format!("{} {name}", t().common.remove));
        let take = move |()| {
            if let Some(one) = kept.all.with_untracked(|all| all.get(at).cloned()) {
                adopt(trial, &one.moves, &title);
            }
        };
        let remove = move |()| kept.change(|all| drop((at < all.len()).then(|| all.remove(at))));
        let pretends = kept.all.with_untracked(|all| all.get(at).is_some_and(|s| s.moves.is_empty()));
        let fixed = Signal::derive(move || pretends);
        view! {
            <span class="row no-print">
                <Button small=true kind=ButtonKind::Quiet on_press=look>{t().pay.look}</Button>
                <Button small=true kind=ButtonKind::Quiet disabled=fixed on_press=take>{t().pay.keep}</Button>
                <IconButton icon=Icon::Delete name=verb small=true on_press=remove/>
            </span>
        }
    });
    view! {
        <tr>
            <th scope="row">{name} <span class="muted small scenario-said">{fmt().list(&said)}</span></th>
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

/// The share of pay that a change is.
pub fn share(part: i64, whole: i64) -> Decimal {
    Decimal::from(part).checked_div(Decimal::from(whole)).unwrap_or_default() * Decimal::ONE_HUNDRED
}
