//! Conditions and limits of a component: weight, whose sales, cap, gate, clawback.

use super::component::of;
use super::fields::{Ask, Place, choice, count, flag, maybe, number, place, read};
use super::spots::spotted;
use crate::domain::Decimal;
use crate::domain::id::{ComponentId, KpiId};
use crate::domain::incentive::{
    Cap, CapOn, Clawback, ClawbackShare, ComponentTerms, Gate, Plan, Reading, ReadingOf, Whose,
};
use crate::state::plan::Spot;
use crate::ui::components::{Check, Choice, Select};
use crate::ui::forms::{Draft, from_code, to_code};
use crate::ui::lang::t;
use crate::ui::session::Session;
use leptos::prelude::*;

const WHOSE: [Whose; 3] = [Whose::Own, Whose::Team, Whose::Company];
const CAPS: [CapOn; 4] = [CapOn::Payment, CapOn::TargetPay, CapOn::Rate, CapOn::Attainment];
const STATEMENT_CAPS: [CapOn; 2] = [CapOn::Payment, CapOn::TargetPay];

fn terms(plan: &mut Plan, id: ComponentId) -> Option<&mut ComponentTerms> {
    of(plan, id).map(|c| &mut c.terms)
}

/// The fields.
pub fn limits(draft: Draft<Plan>, id: ComponentId) -> AnyView {
    view! {
        <div class="stack">
            <div class="columns-3">
                {spotted(Spot::Weight(id), maybe(draft, Ask::in_percent(t().plans.weight), place(move |p| Some(&mut terms(p, id)?.weight))))}
                {choice(draft, t().plans.whose, &WHOSE, |one| t().plans.whose_name(one), place(move |p| Some(&mut terms(p, id)?.whose)))}
            </div>
            {spotted(Spot::Cap(id), cap(draft, t().plans.cap, &CAPS, place(move |p| Some(&mut terms(p, id)?.cap))))}
            {gate(draft, id)}
            {clawback(draft, id)}
        </div>
    }
    .into_any()
}

/// A cap, of a component or of the statement.
pub fn cap(
    draft: Draft<Plan>,
    label: &'static str,
    kinds: &'static [CapOn],
    at: Place<Option<Cap>>,
) -> AnyView {
    let stored = read(draft, &at);
    let kind = Memo::new(move |_| stored.get().flatten().map(|cap| cap.on));
    let options: Vec<Choice> = std::iter::once(Choice::new("", t().plans.cap_none))
        .chain(kinds.iter().map(|on| Choice::new(to_code(kinds, on), t().plans.cap_name(*on))))
        .collect();
    let value = Signal::derive(move || kind.get().map(|on| to_code(kinds, &on)).unwrap_or_default());
    let set = super::fields::write(draft, &at, move |own: &mut Option<Cap>, code: String| {
        *own = (!code.is_empty()).then(|| {
            let on = from_code(kinds, &code, CapOn::Payment);
            let most = match on {
                CapOn::Payment => Decimal::from(100_000),
                CapOn::TargetPay | CapOn::Attainment => Decimal::from(2),
                CapOn::Rate => Decimal::new(1, 1),
            };
            Cap { on, most, carries: false }
        });
    });
    let (most_at, carries_at) = (at.clone(), at);
    let details = move || {
        let on = kind.get()?;
        let (most_at, carries_at) = (most_at.clone(), carries_at.clone());
        let ask =
            if on == CapOn::Payment { Ask::number(t().plans.most) } else { Ask::percent(t().plans.most) };
        let most = number(draft, ask, place(move |p| Some(&mut most_at(p)?.as_mut()?.most)));
        let carries = matches!(on, CapOn::Payment | CapOn::TargetPay).then(|| {
            flag(draft, t().plans.carries, place(move |p| Some(&mut carries_at(p)?.as_mut()?.carries)))
        });
        Some(view! { {most} {carries} })
    };
    view! { <div class="columns-3"><Select label options value on_change=set/> {details}</div> }.into_any()
}

/// A cap on the statement as a whole.
pub fn statement_cap(draft: Draft<Plan>) -> AnyView {
    cap(draft, t().plans.statement_cap, &STATEMENT_CAPS, place(|p| Some(&mut p.terms.cap)))
}

/// A gate by attainment of a KPI.
fn gate(draft: Draft<Plan>, id: ComponentId) -> AnyView {
    fn at(plan: &mut Plan, id: ComponentId) -> Option<&mut Option<Gate>> {
        terms(plan, id).map(|t| &mut t.gate)
    }
    fn own(plan: &mut Plan, id: ComponentId) -> Option<&mut Gate> {
        at(plan, id)?.as_mut()
    }
    let session = Session::get();
    let stored = read(draft, &place(move |p| at(p, id)));
    let there = Memo::new(move |_| stored.get().flatten().is_some());
    let kpis = Signal::derive(move || {
        let data = session.data();
        let all = data.iter().flat_map(|d| d.kpis.iter());
        let named = all.map(|k| Choice::new(k.id.to_string(), t().library.label(&k.label)));
        std::iter::once(Choice::new("", t().plans.gate_none)).chain(named).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || match stored.get().flatten().map(|g| g.reading.of) {
        Some(ReadingOf::KpiAttainment(kpi) | ReadingOf::Kpi(kpi)) => kpi.to_string(),
        _ => String::new(),
    });
    let set = draft.write(move |plan, code: String| {
        let Some(gate) = at(plan, id) else { return };
        let before = *gate;
        *gate = code.parse::<KpiId>().ok().map(|kpi| Gate {
            reading: Reading { of: ReadingOf::KpiAttainment(kpi), whose: Whose::Own, per: None, back: 0 },
            least: before.map_or(Decimal::ONE, |g| g.least),
            pays_back: before.is_some_and(|g| g.pays_back),
        });
    });
    let details = move || {
        there.get().then(|| {
            view! {
                {number(draft, Ask::percent(t().plans.gate_least), place(move |p| Some(&mut own(p, id)?.least)))}
                {flag(draft, t().plans.pays_back, place(move |p| Some(&mut own(p, id)?.pays_back)))}
            }
        })
    };
    let label = format!("{}{}{}", t().plans.gate, crate::ui::lang::fmt().colon(), t().plans.gate_kpi);
    view! { <div class="columns-3"><Select label options=kpis value on_change=set/> {details}</div> }
        .into_any()
}

fn clawback(draft: Draft<Plan>, id: ComponentId) -> AnyView {
    fn at(plan: &mut Plan, id: ComponentId) -> Option<&mut Option<Clawback>> {
        terms(plan, id).map(|t| &mut t.clawback)
    }
    let stored = read(draft, &place(move |p| at(p, id)));
    let there = Memo::new(move |_| stored.get().flatten().is_some());
    let set = draft.write(move |plan, on: bool| {
        if let Some(own) = at(plan, id) {
            *own = on.then_some(Clawback { share: ClawbackShare::Full, within: None });
        }
    });
    view! {
        <div class="columns-3">
            <Check label=t().plans.clawback_on value=there on_change=set/>
            {move || there.get().then(|| {
                count(draft, t().plans.clawback_within, place(move |p| Some(&mut at(p, id)?.as_mut()?.within)))
            })}
        </div>
    }
    .into_any()
}
