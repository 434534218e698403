//! One component as a card: what it pays on, how, its picture, its refinements.

use super::fields::{choice, place, read, text};
use super::limits::limits;
use super::other::other;
use super::payout::payout;
use super::picture::picture_view;
use super::rules::rules;
use super::tiers::tiers;
use crate::domain::id::ComponentId;
use crate::domain::incentive::{Accumulate, Component, Pays, Plan};
use crate::domain::kpi::Base;
use crate::state::plan::{Spot, pays};
use crate::ui::components::{Choice, Icon, IconButton, Select};
use crate::ui::forms::Draft;
use crate::ui::lang::t;
use leptos::prelude::*;

const BASES: [Base; 5] = [Base::Booked, Base::Invoiced, Base::Collected, Base::Margin, Base::Quantity];
const SPANS: [Accumulate; 7] = [
    Accumulate::PerRecord,
    Accumulate::PerDocument,
    Accumulate::HalfMonth,
    Accumulate::Month,
    Accumulate::Quarter,
    Accumulate::HalfYear,
    Accumulate::Year,
];

/// The component of an id.
pub fn of(plan: &mut Plan, id: ComponentId) -> Option<&mut Component> {
    plan.components.iter_mut().find(|c| c.id == id)
}

/// Where a component says over which span it accumulates; `None` where its kind decides.
fn accumulate(component: &mut Component) -> Option<&mut Accumulate> {
    match &mut component.pays {
        Pays::Table(table) => Some(&mut table.accumulate),
        Pays::Bonus(bonus) => Some(&mut bonus.accumulate),
        Pays::Spiff(spiff) => Some(&mut spiff.accumulate),
        Pays::Pool(pool) => Some(&mut pool.accumulate),
        Pays::Fixed(_) | Pays::Reward(_) => None,
    }
}

fn kind_code(pays_now: &Pays) -> String {
    let same = |one: &Pays| std::mem::discriminant(one) == std::mem::discriminant(pays_now);
    pays().iter().position(same).map(|n| n.to_string()).unwrap_or_default()
}

/// The card of one component.
#[component]
pub fn Card(
    /// The plan being edited.
    draft: Draft<Plan>,
    /// Which component.
    id: ComponentId,
) -> impl IntoView {
    let stored = read(draft, &place(move |p| of(p, id).map(|c| &mut c.pays)));
    let kind = Memo::new(move |_| stored.get().as_ref().map(kind_code).unwrap_or_default());
    let options: Vec<Choice> =
        pays().iter().map(|one| Choice::new(kind_code(one), t().plans.pays_name(one))).collect();
    let set_kind = draft.write(move |plan, code: String| {
        let wanted = code.parse().ok().and_then(|n: usize| pays().into_iter().nth(n));
        if let (Some(component), Some(wanted)) = (of(plan, id), wanted) {
            component.pays = wanted;
        }
    });
    let remove = move |()| draft.update(|plan| plan.components.retain(|c| c.id != id));
    let accumulates = move || {
        kind.get();
        let mut now = draft.now();
        of(&mut now, id).and_then(accumulate).is_some().then(|| {
            let at = place(move |p| of(p, id).and_then(accumulate));
            choice(draft, t().plans.accumulate, &SPANS, |one| t().plans.accumulate_name(one), at)
        })
    };
    view! {
        <section class="panel stack" id=Spot::Part(id).to_string()>
            <div class="spread">
                <div class="grow">{text(draft, t().plans.part, place(move |p| of(p, id).map(|c| &mut c.name)))}</div>
                <IconButton icon=Icon::Delete name=t().common.remove.to_owned() on_press=remove/>
            </div>
            <div class="columns-3">
                <Select label=t().plans.pays options value=kind on_change=set_kind/>
                {choice(draft, t().plans.base, &BASES, |one| t().kpis.base_name(one), place(move |p| of(p, id).map(|c| &mut c.base)))}
                {accumulates}
            </div>
            <div class="plan-part">
                <div class="stack">
                    {move || match kind.get().as_str() {
                        "0" => tiers(draft, id),
                        "1" => payout(draft, id),
                        _ => other(draft, id),
                    }}
                </div>
                {picture_view(draft, id)}
            </div>
            <details>
                <summary>{t().plan_terms.more}</summary>
                {rules(draft, id)}
            </details>
            <details>
                <summary>{t().plans.refinements}</summary>
                {limits(draft, id)}
            </details>
        </section>
    }
}
