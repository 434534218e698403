//! The payout curve of a target bonus.

use super::component::of;
use super::fields::{Ask, choice, number, place, read};
use crate::domain::Decimal;
use crate::domain::id::ComponentId;
use crate::domain::incentive::{Bonus, PayOf, PayoutCurve, PayoutPoint, Pays, Plan, Tier};
use crate::engine::incentive::Payout;
use crate::state::plan::Spot;
use crate::ui::components::{Button, Choice, Icon, IconButton, Note, NoteKind, Select};
use crate::ui::forms::Draft;
use crate::ui::lang::t;
use leptos::prelude::*;

const OF: [PayOf; 2] = [PayOf::Target, PayOf::Base];

fn bonus(plan: &mut Plan, id: ComponentId) -> Option<&mut Bonus> {
    match &mut of(plan, id)?.pays {
        Pays::Bonus(bonus) => Some(bonus),
        _ => None,
    }
}

/// One curve of every kind; the place in the list is its code.
fn kinds() -> [PayoutCurve; 3] {
    let point = |at, share| PayoutPoint { at: Decimal::new(at, 2), share: Decimal::new(share, 2) };
    let tier = |from, to: Option<i64>, times| Tier {
        from: Decimal::new(from, 2),
        to: to.map(|to| Decimal::new(to, 2)),
        value: Decimal::new(times, 1),
        ..Tier::default()
    };
    [
        PayoutCurve::Linear,
        PayoutCurve::Points(vec![point(80, 50), point(100, 100), point(120, 150)]),
        PayoutCurve::Multipliers(vec![tier(0, Some(100), 10), tier(100, None, 15)]),
    ]
}

fn code(curve: &PayoutCurve) -> String {
    match curve {
        PayoutCurve::Linear => "0",
        PayoutCurve::Points(_) => "1",
        PayoutCurve::Multipliers(_) => "2",
    }
    .to_owned()
}

/// The fields of a target bonus.
pub fn payout(draft: Draft<Plan>, id: ComponentId) -> AnyView {
    let stored = read(draft, &place(move |p| Some(&mut bonus(p, id)?.curve)));
    let form = Memo::new(move |_| {
        stored.get().map(|curve| {
            let count = match &curve {
                PayoutCurve::Linear => 0,
                PayoutCurve::Points(points) => points.len(),
                PayoutCurve::Multipliers(tiers) => tiers.len(),
            };
            (code(&curve), count)
        })
    });
    let names = [t().plans.linear, t().plans.by_points, t().plans.by_multiplier];
    let options: Vec<Choice> =
        kinds().iter().zip(names).map(|(kind, name)| Choice::new(code(kind), name)).collect();
    let value = Signal::derive(move || form.get().map(|f| f.0).unwrap_or_default());
    let set = draft.write(move |plan, code: String| {
        let wanted = code.parse().ok().and_then(|n: usize| kinds().into_iter().nth(n));
        if let (Some(own), Some(wanted)) = (bonus(plan, id), wanted) {
            own.curve = wanted;
        }
    });
    let wrong = move || {
        Payout::new(&stored.get()?)
            .err()
            .map(|_| view! { <Note kind=NoteKind::Error>{t().plans.broken}</Note> })
    };
    view! {
        <div class="columns-2 is-form">
            <Select label=t().plans.curve options value on_change=set/>
            {choice(draft, t().plans.pay_of, &OF, |one| t().plans.pay_of_name(one), place(move |p| Some(&mut bonus(p, id)?.of)))}
        </div>
        {move || {
            let (code, count) = form.get()?;
            let row = move |at: usize| if code == "1" { point_row(draft, id, at) } else { tier_row(draft, id, at) };
            Some((0..count).map(row).collect_view())
        }}
        {wrong}
        {move || form.get().filter(|f| f.1 > 0).map(|_| {
            view! { <div class="row"><Button small=true icon=Icon::Plus on_press=draft.write(move |p, ()| add(p, id))>{t().plans.add_point}</Button></div> }
        })}
    }
    .into_any()
}

fn add(plan: &mut Plan, id: ComponentId) {
    let step = Decimal::new(2, 1);
    match bonus(plan, id).map(|b| &mut b.curve) {
        Some(PayoutCurve::Points(points)) => {
            let next = points.last().map(|p| PayoutPoint { at: p.at + step, share: p.share + step });
            points.extend(next);
        }
        Some(PayoutCurve::Multipliers(tiers)) => {
            if let Some(last) = tiers.last_mut() {
                let from = *last.to.get_or_insert(last.from + step);
                let next = Tier { from, to: None, ..last.clone() };
                tiers.push(next);
            }
        }
        Some(PayoutCurve::Linear) | None => {}
    }
}

fn remove(plan: &mut Plan, id: ComponentId, at: usize) {
    match bonus(plan, id).map(|b| &mut b.curve) {
        Some(PayoutCurve::Points(list)) if list.len() > 1 && at < list.len() => drop(list.remove(at)),
        Some(PayoutCurve::Multipliers(list)) if list.len() > 1 && at < list.len() => drop(list.remove(at)),
        _ => {}
    }
}

fn remove_button(draft: Draft<Plan>, id: ComponentId, at: usize) -> AnyView {
    let press = draft.write(move |plan, ()| remove(plan, id, at));
    view! { <IconButton icon=Icon::Close name=t().common.remove.to_owned() on_press=press/> }.into_any()
}

fn point_row(draft: Draft<Plan>, id: ComponentId, at: usize) -> AnyView {
    fn point(plan: &mut Plan, id: ComponentId, at: usize) -> Option<&mut PayoutPoint> {
        match &mut bonus(plan, id)?.curve {
            PayoutCurve::Points(points) => points.get_mut(at),
            _ => None,
        }
    }
    view! {
        <div class="row-end" id=Spot::Point(id, at).to_string()>
            {number(draft, Ask::percent(t().plans.at), place(move |p| Some(&mut point(p, id, at)?.at)))}
            {number(draft, Ask::percent(t().plans.share), place(move |p| Some(&mut point(p, id, at)?.share)))}
            {remove_button(draft, id, at)}
        </div>
    }
    .into_any()
}

fn tier_row(draft: Draft<Plan>, id: ComponentId, at: usize) -> AnyView {
    fn tier(plan: &mut Plan, id: ComponentId, at: usize) -> Option<&mut Tier> {
        match &mut bonus(plan, id)?.curve {
            PayoutCurve::Multipliers(tiers) => tiers.get_mut(at),
            _ => None,
        }
    }
    view! {
        <div class="row-end" id=Spot::Tier(id, at).to_string()>
            {number(draft, Ask::percent(t().plans.from), place(move |p| Some(&mut tier(p, id, at)?.from)))}
            {super::fields::maybe(draft, Ask::percent(t().plans.to), place(move |p| Some(&mut tier(p, id, at)?.to)))}
            {number(draft, Ask::number(t().plans.multiplier), place(move |p| Some(&mut tier(p, id, at)?.value)))}
            {remove_button(draft, id, at)}
        </div>
    }
    .into_any()
}
