//! What holds for the plan as a whole: pay levels, proration, ramp, draw, cap, holdback, budget.

use super::currency::pay_in;
use super::fields::{Ask, choice, count, flag, maybe, maybe_day, number, place, read, whole};
use super::limits::statement_cap;
use super::spots::spotted;
use crate::domain::Decimal;
use crate::domain::id::ComponentId;
use crate::domain::incentive::{Draw, Forgiveness, Holdback, Leaving, PayLevel, Plan, Prorate};
use crate::domain::scorecard::Assigned;
use crate::state::plan::Spot;
use crate::ui::assigned::{assigned_name, choices};
use crate::ui::components::{Button, Check, Icon, IconButton, NumberField, Select};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use leptos::prelude::*;

const PRORATES: [Prorate; 4] = [Prorate::Days, Prorate::StartedMonths, Prorate::FullMonths, Prorate::Whole];
const LEAVING: [Leaving; 4] = [Leaving::Due, Leaving::Lapse, Leaving::Prorate, Leaving::Employed];
const FORGIVEN: [Forgiveness; 3] = [Forgiveness::Owed, Forgiveness::AtEnd, Forgiveness::Never];

/// The section of the plan's terms.
#[component]
pub fn Terms(
    /// The plan being edited.
    draft: Draft<Plan>,
) -> impl IntoView {
    view! {
        <section class="section">
            <header><h2>{t().plans.terms}</h2></header>
            <div class="stack">
                {levels(draft)}
                <div class="columns-3 is-close">
                    {choice(draft, t().plans.proration, &PRORATES, |one| t().plans.prorate_name(one), place(|p| Some(&mut p.terms.proration.by)))}
                {count(draft, t().plan_terms.places, place(|p| Some(&mut p.terms.proration.places)))}
                {count(draft, t().plan_terms.attainment_places, place(|p| Some(&mut p.terms.attainment_places)))}
                {flag(draft, t().plan_terms.without_last, place(|p| Some(&mut p.terms.proration.without_last)))}
                {maybe(draft, Ask::number(t().plan_terms.leverage), place(|p| Some(&mut p.terms.leverage)))}
                {maybe(draft, Ask::in_percent(t().plan_terms.recovery), place(|p| Some(&mut p.terms.recovery)))}
                    {spotted(Spot::Budget, maybe(draft, Ask::number(t().plans.budget), place(|p| Some(&mut p.terms.budget))))}
                    {spotted(Spot::CostRate, maybe(draft, Ask::percent(t().plan_terms.cost_rate), place(|p| Some(&mut p.terms.cost_rate))))}
                </div>
                {ramp(draft)}
                {draw(draft)}
                {statement_cap(draft)}
                {holdback(draft)}
                {pay_in(draft)}
                {choice(draft, t().plan_terms.leaving, &LEAVING, |one| t().plan_terms.leaving_name(one), place(|p| Some(&mut p.terms.leaving)))}
            </div>
        </section>
    }
}

/// Base and target pay by whom.
fn levels(draft: Draft<Plan>) -> AnyView {
    let session = Session::get();
    let whom = Memo::new(move |_| draft.get().terms.pay.iter().map(|l| l.whom.clone()).collect::<Vec<_>>());
    let options = Signal::derive(move || {
        session.data().map(|d| choices(&d, t().plans.add_level, &whom.get())).unwrap_or_default()
    });
    let add = move |code: String| {
        let found = session.data_now().and_then(|d| crate::ui::assigned::chosen(&d, &code));
        if let Some(whom) = found {
            draft.update(|p| p.terms.pay.push(PayLevel { whom, from: None, base: None, target: None }));
        }
    };
    let row = move |at: usize, whom: &Assigned| {
        let name = session.data_now().map(|d| assigned_name(&d, whom)).unwrap_or_default();
        let remove = draft.write(move |p, ()| {
            if at < p.terms.pay.len() {
                p.terms.pay.remove(at);
            }
        });
        view! {
            <div class="row-end">
                <strong class="grow">{name}</strong>
                {maybe(draft, Ask::number(t().plans.base_pay), place(move |p| Some(&mut p.terms.pay.get_mut(at)?.base)))}
                {maybe(draft, Ask::number(t().plans.target_pay), place(move |p| Some(&mut p.terms.pay.get_mut(at)?.target)))}
                {maybe_day(draft, t().plan_terms.level_from, place(move |p| Some(&mut p.terms.pay.get_mut(at)?.from)))}
                <IconButton icon=Icon::Close name=t().common.remove.to_owned() on_press=remove/>
            </div>
        }
    };
    view! {
        <fieldset class="field" id=Spot::Levels.to_string()>
            <legend>{t().plans.pay_levels}</legend>
            <p class="hint">{t().plans.pay_levels_words}</p>
            {move || whom.get().iter().enumerate().map(|(at, whom)| row(at, whom)).collect_view()}
            <div class="row"><Select bare=true label=t().plans.add_level options value=String::new() on_change=add/></div>
        </fieldset>
    }
    .into_any()
}

/// Percent of the quota in the months after hire.
fn ramp(draft: Draft<Plan>) -> AnyView {
    let months = Memo::new(move |_| draft.get().terms.ramp.len());
    let field = move |at: usize| {
        let value = draft.read(move |p| p.terms.ramp.get(at).copied());
        let set = draft.write(move |p, n: Option<Decimal>| {
            if let (Some(own), Some(n)) = (p.terms.ramp.get_mut(at), n) {
                *own = n;
            }
        });
        let label = t().plans.ramp_at(&fmt().whole(i64::try_from(at + 1).unwrap_or(i64::MAX)));
        view! { <NumberField label unit="%" decimals=2 value on_change=set/> }
    };
    let add = draft.write(|p, ()| {
        let next = p
            .terms
            .ramp
            .last()
            .map_or(Decimal::from(25), |last| (*last + Decimal::from(25)).min(Decimal::ONE_HUNDRED));
        p.terms.ramp.push(next);
    });
    let remove = draft.write(|p, ()| {
        p.terms.ramp.pop();
    });
    view! {
        <fieldset class="field">
            <legend>{t().plans.ramp}</legend>
            <div class="row-end">
                {move || (0..months.get()).map(field).collect_view()}
                {move || (months.get() > 0).then(|| view! { <IconButton icon=Icon::Close name=t().common.remove.to_owned() on_press=remove/> })}
                <Button small=true icon=Icon::Plus on_press=add>{t().plans.add_ramp}</Button>
            </div>
        </fieldset>
    }
    .into_any()
}

fn draw(draft: Draft<Plan>) -> AnyView {
    let stored = read(draft, &place(|p| Some(&mut p.terms.draw)));
    let there = Memo::new(move |_| stored.get().flatten().is_some());
    let set = draft.write(|p, on: bool| {
        p.terms.draw = on.then(|| Draw {
            amount: Decimal::from(3_000),
            forgiven: Forgiveness::Owed,
            months: Some(6),
            defer: 0,
            exempt: Vec::new(),
        });
    });
    let details = move || {
        there.get().then(|| {
            view! {
                <div class="columns-3 is-close">
                    {number(draft, Ask::number(t().plans.draw_amount), place(|p| Some(&mut p.terms.draw.as_mut()?.amount)))}
                    {count(draft, t().plans.draw_months, place(|p| Some(&mut p.terms.draw.as_mut()?.months)))}
                    {choice(draft, t().plans.draw_forgiven, &FORGIVEN, |one| t().plans.forgiven_name(one), place(|p| Some(&mut p.terms.draw.as_mut()?.forgiven)))}
                    {whole(draft, t().plan_terms.draw_defer, place(|p| Some(&mut p.terms.draw.as_mut()?.defer)))}
                </div>
                {exempt(draft)}
            }
        })
    };
    view! {
        <fieldset class="field">
            <legend>{t().plans.draw}</legend>
            <Check label=t().plans.draw_on value=there on_change=set/>
            {details}
        </fieldset>
    }
    .into_any()
}

/// Which components are paid on top of a draw and recover nothing.
fn exempt(draft: Draft<Plan>) -> AnyView {
    let parts =
        Memo::new(move |_| draft.get().components.iter().map(|c| (c.id, c.name.clone())).collect::<Vec<_>>());
    let one = move |(id, name): (ComponentId, String)| {
        let value = draft.read(move |p| p.terms.draw.as_ref().is_some_and(|d| d.exempt.contains(&id)));
        let set = draft.write(move |p, on: bool| {
            if let Some(draw) = &mut p.terms.draw {
                draw.exempt.retain(|other| *other != id);
                draw.exempt.extend(on.then_some(id));
            }
        });
        view! { <Check label=name value on_change=set/> }
    };
    view! {
        <fieldset class="field">
            <legend>{t().plan_terms.draw_exempt}</legend>
            <div class="row-2">{move || parts.get().into_iter().map(one).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

fn holdback(draft: Draft<Plan>) -> AnyView {
    let stored = read(draft, &place(|p| Some(&mut p.terms.holdback)));
    let value = Signal::derive(move || stored.get().flatten().map(|h| h.share));
    let there = Memo::new(move |_| stored.get().flatten().is_some());
    let set = draft.write(|p, n: Option<Decimal>| {
        let months = p.terms.holdback.map_or(3, |h| h.months);
        p.terms.holdback = n.filter(|n| !n.is_zero()).map(|share| Holdback { share, months });
    });
    let months = Signal::derive(move || stored.get().flatten().map(|h| Decimal::from(h.months)));
    let set_months = draft.write(|p, n: Option<Decimal>| {
        if let (Some(own), Some(n)) = (p.terms.holdback.as_mut(), n.and_then(|n| u32::try_from(n).ok())) {
            own.months = n;
        }
    });
    view! {
        <fieldset class="field">
            <legend>{t().plans.holdback}</legend>
            <div class="columns-3 is-close">
                <NumberField label=t().plans.holdback_share unit="%" decimals=2 optional=true value on_change=set/>
                {move || there.get().then(|| view! { <NumberField label=t().plans.holdback_months value=months on_change=set_months/> })}
            </div>
        </fieldset>
    }
    .into_any()
}
