//! What can be moved: any number of the plan, everybody's attainment and quota, one more deal each; and what to do with it.

use super::extra::fields;
use super::scenarios::Kept;
use super::trial::Trial;
use super::words;
use crate::domain::Decimal;
use crate::domain::id::PersonId;
use crate::domain::incentive::Plan;
use crate::i18n::plan_knob;
use crate::state::knob::{self, Unit};
use crate::state::scenario;
use crate::state::trial::{Extra, World};
use crate::ui::components::{
    Button, ButtonKind, Choice, Icon, IconButton, NumberField, Select, Slider, Toasts,
};
use crate::ui::lang::{fmt, t};
use crate::ui::select::names;
use crate::ui::session::Session;
use leptos::prelude::*;

/// The panel.
pub fn controls(trial: Trial, kept: Kept) -> AnyView {
    view! {
        <div class="columns-2">
            <div class="stack">{choice(trial)} {slider(trial)} {moved(trial)} {actions(trial, kept)}</div>
            {world(trial)}
        </div>
    }
    .into_any()
}

/// Which number.
fn choice(trial: Trial) -> AnyView {
    let session = Session::get();
    let options = Signal::derive(move || {
        let (Some(plan), Some(data)) = (trial.plan.get(), session.data()) else { return Vec::new() };
        let name = |p| plan_knob::name(&plan, p, names(&data));
        knob::knobs(&plan).into_iter().map(|p| Choice::new(scenario::code(p), name(p))).collect()
    });
    let value = Signal::derive(move || trial.knob.get().map(scenario::code).unwrap_or_default());
    let choose = Callback::new(move |code: String| trial.knob.set(scenario::parse(&code)));
    view! { <Select label=t().pay.rate options value on_change=choose/> }.into_any()
}

/// The number that moves.
pub fn slider(trial: Trial) -> AnyView {
    let session = Session::get();
    // The slider is built anew for another number only: while it is dragged it must stay.
    let ends = Memo::new(move |_| {
        let (plan, knob) = (trial.plan.get()?, trial.knob.get()?);
        let unit = knob::unit(&plan, knob);
        let stored = knob::value_after(&plan, &[], knob)?;
        let (most, step) = knob::reach(unit, unit.shown(stored));
        Some((knob, unit, most, step))
    });
    (move || {
        let (knob, unit, most, step) = ends.get()?;
        let (plan, data) = (trial.plan.get_untracked()?, session.data_now()?);
        let label = plan_knob::name(&plan, knob, names(&data));
        let sign = match unit {
            Unit::Money => words::currency(),
            Unit::Paid => words::paid_in(trial),
            unit if unit.in_percent() => "%".to_owned(),
            _ => String::new(),
        };
        let value = Signal::derive(move || trial.value());
        let on_input = Callback::new(move |to| trial.move_to(to));
        Some(view! { <Slider label min=Decimal::ZERO max=most step unit=sign value on_input free=true/> })
    })
    .into_any()
}

/// Attainment, quota and one more deal, of everybody or of one.
fn world(trial: Trial) -> AnyView {
    let session = Session::get();
    let people = Signal::derive(move || {
        let (Some(data), Some(prepared)) = (session.data(), trial.ground.get().map(|g| g.prepared)) else {
            return Vec::new();
        };
        let everybody = Choice::new("", t().scorecards.everybody);
        let people = prepared.people().iter().filter_map(|id| data.people.get(*id));
        std::iter::once(everybody)
            .chain(people.map(|p| Choice::new(p.id.to_string(), p.name.clone())))
            .collect::<Vec<_>>()
    });
    let whom =
        Signal::derive(move || trial.world.with(|w| w.whom.map(|id| id.to_string()).unwrap_or_default()));
    let set_whom = Callback::new(move |id: String| {
        // What one person is asked for says nothing about another.
        trial.world.update(|w| (w.whom, w.asked) = (id.parse().ok(), None));
    });
    let percent = |v: Decimal| (v * Decimal::ONE_HUNDRED).normalize();
    // Not moved, the slider stands where things are: everybody's attainment together, or the one person's.
    let real = Memo::new(move |_| {
        let prepared = trial.ground.get()?.prepared;
        let whom = trial.world.with(|w| w.whom);
        let own = |p: &crate::domain::id::PersonId| prepared.attainment(*p);
        let all: Vec<Decimal> = match whom {
            Some(one) => own(&one).into_iter().collect(),
            None => prepared.people().iter().filter_map(own).collect(),
        };
        let sum: Decimal = all.iter().sum();
        sum.checked_div(Decimal::from(all.len()))
    });
    let attained = Signal::derive(move || {
        percent(trial.world.with(|w| w.attainment).or(real.get()).unwrap_or(Decimal::ONE)).round_dp(1)
    });
    let set_attained = Callback::new(move |to: Decimal| {
        trial.world.update(|w| w.attainment = Some(to / Decimal::ONE_HUNDRED));
    });
    let quota =
        Signal::derive(move || percent(trial.world.with(|w| w.quota).unwrap_or(Decimal::ONE)).round_dp(1));
    let set_quota = Callback::new(move |to: Decimal| {
        let factor = to / Decimal::ONE_HUNDRED;
        trial.world.update(|w| (w.quota, w.asked) = ((factor != Decimal::ONE).then_some(factor), None));
    });
    let most = Memo::new(move |_| {
        let pay = trial.before.get();
        let each = pay.and_then(|p| p.revenue.checked_div(Decimal::from(p.people.len())));
        round_up(each.unwrap_or_default() / Decimal::from(2))
    });
    let about = RwSignal::new(Extra { margin: Extra::MARGIN, ..Extra::default() });
    let extra = Signal::derive(move || {
        trial.world.with(|w| w.deal).unwrap_or(Extra { amount: Decimal::ZERO, ..about.get() })
    });
    let set_extra = Callback::new(move |to: Extra| {
        about.set(to);
        trial.world.update(|w| w.deal = (to.amount > Decimal::ZERO).then_some(to));
    });
    let deal = Signal::derive(move || extra.get().amount);
    let set_deal = Callback::new(move |amount| set_extra.run(Extra { amount, ..extra.get_untracked() }));
    let deal_slider = move || {
        let (max, label) = (most.get(), t().figure.in_unit(t().pay.extra_deal, &words::currency()));
        view! { <Slider label min=Decimal::ZERO max step=max / Decimal::ONE_HUNDRED free=true value=deal on_input=set_deal/> }
    };
    // What a deal is about matters once there is one.
    let some = Memo::new(move |_| deal.get() > Decimal::ZERO);
    let about_deal = move || some.get().then(|| fields(extra, set_extra));
    // What is asked of one person can be typed as well.
    let asked = Signal::derive(move || {
        let world = trial.world.get();
        let own = || {
            let own = trial.ground.get()?.prepared.asked(world.whom?)?;
            Some(own * world.quota.unwrap_or(Decimal::ONE))
        };
        world.asked.or_else(own).map(|asked| asked.round_dp(2).normalize())
    });
    let set_asked = Callback::new(move |to: Option<Decimal>| {
        trial.world.update(|w| (w.asked, w.quota) = (to, None));
    });
    let alone = Memo::new(move |_| trial.world.with(|w| w.whom.is_some()));
    let own_quota = move || {
        alone.get().then(|| view! { <NumberField label=t().pay.own_quota unit=words::currency() decimals=2 value=asked on_change=set_asked/> })
    };
    let hundred = Decimal::ONE_HUNDRED;
    view! {
        <fieldset class="stack">
            <legend>{t().pay.world}</legend>
            <Select label=t().pay.whom options=people value=whom on_change=set_whom/>
            <Slider label=t().pay.attainment min=Decimal::ZERO max=hundred * Decimal::from(2) step=Decimal::ONE free=true unit="%" value=attained on_input=set_attained/>
            <Slider label=t().pay.quota min=hundred / Decimal::from(2) max=hundred * Decimal::new(15, 1) step=Decimal::ONE free=true unit="%" value=quota on_input=set_quota/>
            {own_quota}
            {deal_slider}
            {about_deal}
        </fieldset>
    }
    .into_any()
}

/// A seller's own attainment.
pub fn own_attainment(trial: Trial, person: Memo<Option<PersonId>>) -> AnyView {
    let percent = |v: Decimal| (v * Decimal::ONE_HUNDRED).normalize().round_dp(1);
    let value = Signal::derive(move || {
        let own = || trial.ground.get()?.prepared.attainment(person.get()?);
        percent(trial.world.with(|w| w.attainment).or_else(own).unwrap_or(Decimal::ONE))
    });
    let on_input = Callback::new(move |to: Decimal| {
        let whom = person.get_untracked();
        trial.world.update(|w| (w.whom, w.attainment) = (whom, Some(to / Decimal::ONE_HUNDRED)));
    });
    let max = Decimal::from(200);
    view! { <Slider label=t().pay.attainment min=Decimal::ZERO max step=Decimal::ONE free=true unit="%" value on_input/> }
        .into_any()
}

/// What has been moved, each with a way back.
fn moved(trial: Trial) -> AnyView {
    let chips = move || {
        let plan = trial.plan.get()?;
        let (moves, world) = (trial.moves.get(), trial.world.get());
        if moves.is_empty() && world.is_real() {
            return None;
        }
        let single = moves.into_iter().map(|(p, v)| {
            let back = move |()| trial.moves.update(|all| all.retain(|(other, _)| *other != p));
            (words::changes(&plan, &[(p, v)], &World::default()), Callback::new(back))
        });
        let clear = move |set: fn(&mut World)| Callback::new(move |()| trial.world.update(set));
        let World { whom, attainment, quota, asked, deal } = world;
        let pretended = [
            (World { whom, attainment, ..World::default() }, clear(|w| w.attainment = None)),
            (World { whom, quota, ..World::default() }, clear(|w| w.quota = None)),
            (World { whom, asked, ..World::default() }, clear(|w| w.asked = None)),
            (World { whom, deal, ..World::default() }, clear(|w| w.deal = None)),
        ];
        let pretended = pretended.into_iter().map(|(world, back)| (words::changes(&plan, &[], &world), back));
        let chip = |(said, back): (Vec<String>, Callback<()>)| {
            let said = said.into_iter().next()?;
            let verb = fmt().beside(t().pay.put_back, &said);
            Some(view! {
                <span class="chip is-named"><span>{said}</span><IconButton icon=Icon::Close name=verb small=true on_press=back/></span>
            })
        };
        Some(view! { <div class="row">{single.chain(pretended).filter_map(chip).collect_view()}</div> })
    };
    chips.into_any()
}

fn actions(trial: Trial, kept: Kept) -> AnyView {
    let still = Signal::derive(move || trial.moves.with(Vec::is_empty));
    let real = Signal::derive(move || !trial.is_moved());
    let adopt = move |()| adopt(trial, &trial.moves.get_untracked(), t().pay.trial);
    let keep = move |()| kept.keep(trial);
    view! {
        <div class="row no-print">
            <Button kind=ButtonKind::Primary disabled=still on_press=adopt>{t().pay.keep}</Button>
            <Button disabled=real on_press=keep>{t().pay.keep_scenario}</Button>
            <Button disabled=real on_press=move |()| trial.reset()>{t().pay.reset}</Button>
        </div>
    }
    .into_any()
}

/// Stores the plan after some moves and offers the way back.
pub fn adopt(trial: Trial, moves: &[knob::Move], name: &str) {
    let (toasts, session) = (Toasts::expect(), Session::get());
    let plan: Option<std::sync::Arc<Plan>> = trial.plan.get_untracked();
    let said = plan.map(|plan| words::changes(&plan, moves, &World::default())).unwrap_or_default();
    let said = if said.is_empty() { name.to_owned() } else { fmt().parted(&said) };
    match trial.adopt(moves) {
        Ok(_) => {
            let undo = move |()| drop(session.undo());
            toasts.offer(t().pay.adopted(&format!(" {said}")), t().common.undo, undo);
        }
        Err(refused) => toasts.warn(refused.words()),
    }
}

/// The next round number: one, two or five with zeros.
pub fn round_up(value: Decimal) -> Decimal {
    let mut most = Decimal::from(100);
    for factor in [2, 5, 10].into_iter().cycle().take(45) {
        if most >= value {
            break;
        }
        let digits = u32::try_from(most.trunc().to_string().len()).unwrap_or(1);
        most = Decimal::from(10_u64.pow(digits.saturating_sub(1).min(18))) * Decimal::from(factor);
    }
    most
}
