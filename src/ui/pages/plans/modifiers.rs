//! Factors on what is paid: constant, or by a figure.

use super::fields::{Ask, Place, flag, number};
use super::list::{Words, list, part};
use super::reading::maybe_reading;
use super::spots::spotted;
use crate::domain::Decimal;
use crate::domain::id::ComponentId;
use crate::domain::incentive::{ComponentTerms, Modifier, PayoutPoint, Plan};
use crate::state::plan::Spot;
use crate::ui::forms::Draft;
use crate::ui::lang::t;
use leptos::prelude::*;

/// The modifiers of a component.
pub fn modifiers(draft: Draft<Plan>, id: ComponentId, own: &Place<ComponentTerms>) -> AnyView {
    let w = &t().plan_terms;
    let words = Words { legend: w.modifiers, hint: "", add: w.add_modifier };
    let point = |at, share| PayoutPoint { at, share };
    let fresh = move || Modifier { reading: None, points: vec![point(Decimal::ZERO, Decimal::ONE)] };
    let row = move |at: Place<Modifier>, n: usize| {
        let one = move |at: Place<PayoutPoint>, _| {
            view! {
                <div class="columns-3 is-close">
                    {number(draft, Ask::number(w.at), part(&at, |p| Some(&mut p.at)))}
                    {number(draft, Ask::number(w.factor), part(&at, |p| Some(&mut p.share)))}
                </div>
            }
            .into_any()
        };
        let points = Words { legend: w.factor, hint: "", add: t().plans.add_point };
        let next = move || point(Decimal::ONE, Decimal::ONE);
        let content = view! {
            <div class="panel stack">
                <div class="columns-3 is-close">
                    {maybe_reading(draft, w.read_by.to_owned(), w.always, &part(&at, |m| Some(&mut m.reading)))}
                </div>
                {list(draft, points, &part(&at, |m| Some(&mut m.points)), next, one)}
            </div>
        };
        spotted(Spot::Modifier(id, n), content)
    };
    view! {
        {list(draft, words, &part(own, |t| Some(&mut t.modifiers)), fresh, row)}
        {flag(draft, w.modifiers_first, part(own, |t| Some(&mut t.modifies_first)))}
    }
    .into_any()
}
