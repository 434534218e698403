//! The rate table of a component.

use super::component::of;
use super::fields::{Ask, Place, choice, maybe, number, place, read};
use crate::domain::Decimal;
use crate::domain::id::ComponentId;
use crate::domain::incentive::{Boundary, MeasuredIn, Plan, RateTable, Tier, TierMode, Worth};
use crate::engine::incentive::Table;
use crate::state::plan::Spot;
use crate::ui::components::{Button, Icon, IconButton, Note, NoteKind};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use leptos::prelude::*;

const MEASURED: [MeasuredIn; 3] = [MeasuredIn::Amount, MeasuredIn::Quantity, MeasuredIn::PercentOfQuota];
const MODES: [TierMode; 3] = [TierMode::Marginal, TierMode::Retroactive, TierMode::Interpolated];
const WORTHS: [Worth; 4] = [Worth::Plain, Worth::Amount, Worth::TargetPay, Worth::BasePay];
const BOUNDARIES: [Boundary; 2] = [Boundary::Upper, Boundary::Lower];

/// The form of the table: what its fields depend on.
type Form = (MeasuredIn, Vec<(TierMode, Worth)>);

/// The fields of a component's rate table.
pub fn tiers(draft: Draft<Plan>, id: ComponentId) -> AnyView {
    let table: Place<RateTable> = place(move |p| of(p, id)?.table_mut());
    let stored = read(draft, &table);
    let form: Memo<Option<Form>> = Memo::new(move |_| {
        stored.get().map(|t| (t.measured, t.tiers.iter().map(|t| (t.mode, t.worth)).collect()))
    });
    let add = draft.write(move |plan, ()| {
        if let Some(table) = of(plan, id).and_then(|c| c.table_mut()) {
            let next = next_tier(table);
            table.tiers.push(next);
        }
    });
    let wrong = move || {
        let faults = Table::new(&stored.get()?).err()?;
        let tier = |at: usize| fmt().whole(i64::try_from(at + 1).unwrap_or(i64::MAX));
        let words = |fault: &crate::engine::incentive::Fault| {
            t().plans.faulty_tier(&tier(fault.tier), t().problem.issue(fault.code))
        };
        let lines = faults.iter().map(|f| view! { <div>{words(f)}</div> }).collect_view();
        Some(view! { <Note kind=NoteKind::Error><div>{lines}</div></Note> })
    };
    view! {
        <div class="columns-2 is-form">
            {choice(draft, t().plans.measured, &MEASURED, |one| t().plans.measured_name(one), place(move |p| Some(&mut of(p, id)?.table_mut()?.measured)))}
            {choice(draft, t().plans.boundary, &BOUNDARIES, |one| t().plans.boundary_name(one), place(move |p| Some(&mut of(p, id)?.table_mut()?.boundary)))}
        </div>
        <div class="tiers">{move || {
            let (measured, rows) = form.get()?;
            Some(rows.into_iter().enumerate().map(|(at, kind)| row(draft, id, at, measured, kind)).collect_view())
        }}</div>
        {wrong}
        <div class="row"><Button small=true icon=Icon::Plus on_press=add>{t().plans.add_tier}</Button></div>
    }
    .into_any()
}

/// A further tier: the last one ends where it begins.
fn next_tier(table: &mut RateTable) -> Tier {
    let step = match table.measured {
        MeasuredIn::PercentOfQuota => Decimal::new(2, 1),
        _ => table.tiers.last().map_or(Decimal::ONE, |t| t.from).max(Decimal::from(10_000)),
    };
    let Some(last) = table.tiers.last_mut() else { return Tier::default() };
    let from = *last.to.get_or_insert((last.from + step).normalize());
    Tier { from, to: None, gate: None, mode: TierMode::Marginal, ..last.clone() }
}

fn row(
    draft: Draft<Plan>,
    id: ComponentId,
    at: usize,
    measured: MeasuredIn,
    (mode, worth): (TierMode, Worth),
) -> AnyView {
    fn tier(plan: &mut Plan, id: ComponentId, at: usize) -> Option<&mut Tier> {
        of(plan, id)?.table_mut()?.tiers.get_mut(at)
    }
    let percent = measured == MeasuredIn::PercentOfQuota;
    let ends = |label| if percent { Ask::percent(label) } else { Ask::number(label) };
    let money = worth == Worth::Amount || (worth == Worth::Plain && mode == TierMode::Interpolated);
    let value = if money { Ask::number(t().plans.amount) } else { Ask::percent(t().plans.rate) };
    let remove = draft.write(move |plan, ()| {
        let table = of(plan, id).and_then(|c| c.table_mut());
        if let Some(table) = table.filter(|t| t.tiers.len() > 1 && at < t.tiers.len()) {
            table.tiers.remove(at);
        }
    });
    view! {
        <div class="tier" id=Spot::Tier(id, at).to_string()>
            {number(draft, ends(t().plans.from), place(move |p| Some(&mut tier(p, id, at)?.from)))}
            {maybe(draft, ends(t().plans.to), place(move |p| Some(&mut tier(p, id, at)?.to)))}
            {number(draft, value, place(move |p| Some(&mut tier(p, id, at)?.value)))}
            {choice(draft, t().plans.mode, &MODES, |one| t().plans.mode_name(one), place(move |p| Some(&mut tier(p, id, at)?.mode)))}
            {choice(draft, t().plans.worth, &WORTHS, |one| t().plans.worth_name(one), place(move |p| Some(&mut tier(p, id, at)?.worth)))}
            <IconButton icon=Icon::Close name=t().common.remove.to_owned() on_press=remove/>
        </div>
    }
    .into_any()
}
