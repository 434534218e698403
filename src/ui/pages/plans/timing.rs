//! When credit counts, when what is earned is paid, and what returns take back.

use super::fields::{Ask, Place, choice, count, day, number, read, whole, write};
use super::list::{Words, list, part};
use crate::domain::Decimal;
use crate::domain::id::ComponentId;
use crate::domain::incentive::{
    Clawback, ClawbackShare, Component, ComponentTerms, Due, EventShare, Instalment, Plan, RateDay, SaleEvent,
};
use crate::ui::components::{Check, Choice, Select};
use crate::ui::forms::Draft;
use crate::ui::lang::t;
use crate::web::clock;
use leptos::prelude::*;

const CREDITED: [SaleEvent; 3] = [SaleEvent::Order, SaleEvent::Invoice, SaleEvent::Collection];

/// Credit by event.
pub fn credit(draft: Draft<Plan>, own: &Place<ComponentTerms>) -> AnyView {
    let w = &t().plan_terms;
    let words = Words { legend: w.credit, hint: "", add: w.add_credit };
    let fresh = || EventShare { share: Decimal::from(50), event: SaleEvent::Order };
    let row = move |at: Place<EventShare>, _| {
        view! {
            <div class="columns-3 is-close">
                {number(draft, Ask::in_percent(w.share), part(&at, |c| Some(&mut c.share)))}
                {choice(draft, w.event, &CREDITED, |e| t().plan_terms.event_name(e), part(&at, |c| Some(&mut c.event)))}
            </div>
        }
        .into_any()
    };
    list(draft, words, &part(own, |t| Some(&mut t.credit)), fresh, row)
}

const RATE_DAYS: [RateDay; 2] = [RateDay::Event, RateDay::Sale];

/// Whose day decides the rate, where something has to happen to a sale before it counts.
pub fn rate_day(draft: Draft<Plan>, id: ComponentId, own: &Place<ComponentTerms>) -> AnyView {
    let waits = draft.read(move |plan: &Plan| {
        plan.components.iter().find(|c| c.id == id).is_some_and(Component::waits_for_event)
    });
    let at = part(own, |t| Some(&mut t.rate_day));
    let choose = move || {
        let w = &t().plan_terms;
        waits
            .get()
            .then(|| choice(draft, w.rate_day, &RATE_DAYS, |d| t().plan_terms.rate_day_name(d), at.clone()))
    };
    view! { <div class="columns-3 is-close">{choose}</div> }.into_any()
}

/// One of every way to fall due; the place in the list is its code.
fn dues() -> [Due; 7] {
    let after = |event| Due::Event { event, days: 30 };
    [
        after(SaleEvent::Order),
        after(SaleEvent::Invoice),
        after(SaleEvent::Due),
        after(SaleEvent::Collection),
        Due::Months(3),
        Due::YearEnd,
        Due::Date(clock::today()),
    ]
}

fn code(due: &Due) -> String {
    let name = t().plan_terms.due_name(due);
    dues().iter().position(|d| t().plan_terms.due_name(d) == name).map(|n| n.to_string()).unwrap_or_default()
}

/// Instalments.
pub fn payout(draft: Draft<Plan>, own: &Place<ComponentTerms>) -> AnyView {
    let w = &t().plan_terms;
    let words = Words { legend: w.payout, hint: "", add: w.add_instalment };
    let fresh = || Instalment { share: Decimal::from(50), due: Due::Months(0) };
    let row = move |at: Place<Instalment>, _| {
        view! {
            <div class="columns-3 is-close">
                {number(draft, Ask::in_percent(w.share), part(&at, |i| Some(&mut i.share)))}
                {due(draft, &part(&at, |i| Some(&mut i.due)))}
            </div>
        }
        .into_any()
    };
    list(draft, words, &part(own, |t| Some(&mut t.payout)), fresh, row)
}

fn due(draft: Draft<Plan>, at: &Place<Due>) -> AnyView {
    let w = &t().plan_terms;
    let stored = read(draft, at);
    let kind = Memo::new(move |_| stored.get().as_ref().map(code).unwrap_or_default());
    let options: Vec<Choice> = dues().iter().map(|d| Choice::new(code(d), w.due_name(d))).collect();
    let set = write(draft, at, |own: &mut Due, code: String| {
        if let Some(wanted) = code.parse().ok().and_then(|n: usize| dues().into_iter().nth(n)) {
            *own = wanted;
        }
    });
    let at = at.clone();
    let finer = move || match kind.get().as_str() {
        "0" | "1" | "2" | "3" => whole(
            draft,
            w.days,
            part(&at, |d| match d {
                Due::Event { days, .. } => Some(days),
                _ => None,
            }),
        ),
        "4" => whole(
            draft,
            w.months,
            part(&at, |d| match d {
                Due::Months(months) => Some(months),
                _ => None,
            }),
        ),
        "6" => day(
            draft,
            w.day,
            part(&at, |d| match d {
                Due::Date(date) => Some(date),
                _ => None,
            }),
        ),
        _ => ().into_any(),
    };
    view! { <Select label=w.due options value=kind on_change=set/> {finer} }.into_any()
}

const CLAWS: [ClawbackShare; 4] = [
    ClawbackShare::Full,
    ClawbackShare::Percent(Decimal::from_parts(50, 0, 0, false, 0)),
    ClawbackShare::Months,
    ClawbackShare::Days,
];

/// What returns take back.
pub fn clawback(draft: Draft<Plan>, own: &Place<ComponentTerms>) -> AnyView {
    let w = &t().plan_terms;
    let at: Place<Option<Clawback>> = part(own, |t| Some(&mut t.clawback));
    let stored = read(draft, &at);
    let there = Memo::new(move |_| stored.get().flatten().is_some());
    let set = write(draft, &at, |own: &mut Option<Clawback>, on: bool| {
        *own = on.then_some(Clawback { share: ClawbackShare::Full, within: None });
    });
    let claw: Place<Clawback> = part(&at, Option::as_mut);
    let name = |c: ClawbackShare| t().plan_terms.claw_name(c);
    let kind = Signal::derive(move || {
        let share = stored.get().flatten().map(|c| name(c.share));
        CLAWS.iter().position(|c| Some(name(*c)) == share).map(|n| n.to_string()).unwrap_or_default()
    });
    let options: Vec<Choice> =
        CLAWS.iter().enumerate().map(|(n, c)| Choice::new(n.to_string(), name(*c))).collect();
    let set_kind = write(draft, &claw, |own: &mut Clawback, code: String| {
        if let Some(wanted) = code.parse().ok().and_then(|n: usize| CLAWS.get(n)) {
            own.share = *wanted;
        }
    });
    let percent = Memo::new(move |_| {
        matches!(stored.get().flatten().map(|c| c.share), Some(ClawbackShare::Percent(_)))
    });
    let details = move || {
        let claw = claw.clone();
        there.get().then(|| {
            let amount = part(&claw, |c| match &mut c.share {
                ClawbackShare::Percent(percent) => Some(percent),
                _ => None,
            });
            view! {
                <Select label=w.claw_share options=options.clone() value=kind on_change=set_kind/>
                {move || percent.get().then(|| number(draft, Ask::in_percent(w.share), amount.clone()))}
                {count(draft, t().plans.clawback_within, part(&claw, |c| Some(&mut c.within)))}
            }
        })
    };
    view! {
        <div class="columns-3 is-close">
            <Check label=t().plans.clawback_on value=there on_change=set/>
            {details}
        </div>
    }
    .into_any()
}
