//! Conditions and limits of a component: weight, whose sales, cap, gate, factors, clawback, instalments.

use super::component::of;
use super::fields::{Ask, Place, choice, flag, maybe, number, place, read};
use super::list::part;
use super::modifiers::modifiers;
use super::reading::gate;
use super::spots::spotted;
use super::timing::{clawback, credit, payout, rate_day};
use crate::domain::Decimal;
use crate::domain::id::ComponentId;
use crate::domain::incentive::{Cap, CapOn, ComponentTerms, Plan, Whose};
use crate::state::plan::Spot;
use crate::ui::components::{Choice, Select};
use crate::ui::forms::{Draft, from_code, to_code};
use crate::ui::lang::t;
use leptos::prelude::*;

const WHOSE: [Whose; 3] = [Whose::Own, Whose::Team, Whose::Company];
const CAPS: [CapOn; 4] = [CapOn::Payment, CapOn::TargetPay, CapOn::Rate, CapOn::Attainment];
const STATEMENT_CAPS: [CapOn; 2] = [CapOn::Payment, CapOn::TargetPay];

fn terms(plan: &mut Plan, id: ComponentId) -> Option<&mut ComponentTerms> {
    of(plan, id).map(|c| &mut c.terms)
}

/// The fields.
pub fn limits(draft: Draft<Plan>, id: ComponentId) -> AnyView {
    let own = super::rules::terms(id);
    view! {
        <div class="stack">
            <div class="columns-3">
                {spotted(Spot::Weight(id), maybe(draft, Ask::in_percent(t().plans.weight), place(move |p| Some(&mut terms(p, id)?.weight))))}
                {choice(draft, t().plans.whose, &WHOSE, |one| t().plans.whose_name(one), place(move |p| Some(&mut terms(p, id)?.whose)))}
            </div>
            {spotted(Spot::Cap(id), cap(draft, t().plans.cap, &CAPS, place(move |p| Some(&mut terms(p, id)?.cap))))}
            {gate(draft, t().plans.gate.to_owned(), t().plans.gate_none, true, &part(&own, |t| Some(&mut t.gate)))}
            {modifiers(draft, id, &own)}
            {clawback(draft, &own)}
            {payout(draft, &own)}
            {credit(draft, &own)}
            {rate_day(draft, id, &own)}
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
    view! { <div class="columns-3 is-close"><Select label options value on_change=set/> {details}</div> }
        .into_any()
}

/// A cap on the statement as a whole.
pub fn statement_cap(draft: Draft<Plan>) -> AnyView {
    let own = cap(draft, t().plans.statement_cap, &STATEMENT_CAPS, place(|p| Some(&mut p.terms.cap)));
    spotted(Spot::StatementCap, own)
}
