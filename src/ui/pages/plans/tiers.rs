//! The rate table of a component.

use super::component::of;
use super::fields::{Ask, Place, choice, maybe, number, place, read, write};
use super::list::{entry, part};
use super::reading::tier_gates;
use crate::domain::Decimal;
use crate::domain::id::ComponentId;
use crate::domain::incentive::{Boundary, Field, MeasuredIn, Plan, RateTable, Tier, TierMode, Worth};
use crate::engine::incentive::Table;
use crate::state::plan::Spot;
use crate::ui::components::{Button, Icon, IconButton, Note, NoteKind};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use leptos::prelude::*;

const MEASURED: [MeasuredIn; 7] = [
    MeasuredIn::Amount,
    MeasuredIn::Quantity,
    MeasuredIn::PercentOfQuota,
    MeasuredIn::Field(Field::Discount),
    MeasuredIn::Field(Field::Price),
    MeasuredIn::Field(Field::MarginRate),
    MeasuredIn::Field(Field::Term),
];
const MODES: [TierMode; 3] = [TierMode::Marginal, TierMode::Retroactive, TierMode::Interpolated];
const WORTHS: [Worth; 4] = [Worth::Plain, Worth::Amount, Worth::TargetPay, Worth::BasePay];
const BOUNDARIES: [Boundary; 2] = [Boundary::Upper, Boundary::Lower];

/// The form of the table: what its fields depend on.
type Form = (MeasuredIn, Vec<(TierMode, Worth)>);

/// The fields of a component's own rate table.
pub fn tiers(draft: Draft<Plan>, id: ComponentId) -> AnyView {
    let own: Place<RateTable> = place(move |p| of(p, id)?.table_mut());
    let gates = tier_gates(draft, &part(&own, |t| Some(&mut t.tiers)));
    view! {
        {table(draft, &own, Some(id))}
        <details><summary>{t().plan_terms.tier_gates}</summary>{gates}</details>
    }
    .into_any()
}

/// The fields of a rate table. Tiers of a component's own one are places that findings lead to.
pub fn table(draft: Draft<Plan>, at: &Place<RateTable>, spot: Option<ComponentId>) -> AnyView {
    let stored = read(draft, at);
    let form: Memo<Option<Form>> = Memo::new(move |_| {
        stored.get().map(|t| (t.measured, t.tiers.iter().map(|t| (t.mode, t.worth)).collect()))
    });
    let add = write(draft, at, |table: &mut RateTable, ()| {
        let next = next_tier(table);
        table.tiers.push(next);
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
    let all: Place<Vec<Tier>> = part(at, |t| Some(&mut t.tiers));
    view! {
        <div class="columns-2 is-form">
            {choice(draft, t().plans.measured, &MEASURED, measured_words, part(at, |t| Some(&mut t.measured)))}
            {choice(draft, t().plans.boundary, &BOUNDARIES, |one| t().plans.boundary_name(one), part(at, |t| Some(&mut t.boundary)))}
        </div>
        <div class="tiers">{move || {
            let (measured, rows) = form.get()?;
            let row = |(n, kind)| row(draft, &entry(&all, n), (n, spot, all.clone()), measured, kind);
            Some(rows.into_iter().enumerate().map(row).collect_view())
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

fn measured_words(one: MeasuredIn) -> &'static str {
    match one {
        MeasuredIn::Field(field) => t().plan_terms.field_name(field),
        other => t().plans.measured_name(other),
    }
}

fn row(
    draft: Draft<Plan>,
    tier: &Place<Tier>,
    (n, spot, all): (usize, Option<ComponentId>, Place<Vec<Tier>>),
    measured: MeasuredIn,
    (mode, worth): (TierMode, Worth),
) -> AnyView {
    let percent = measured == MeasuredIn::PercentOfQuota;
    let ends = |label| if percent { Ask::percent(label) } else { Ask::number(label) };
    let money = worth == Worth::Amount || (worth == Worth::Plain && mode == TierMode::Interpolated);
    let value = if money { Ask::number(t().plans.amount) } else { Ask::percent(t().plans.rate) };
    let remove = write(draft, &all, move |tiers: &mut Vec<Tier>, ()| {
        if tiers.len() > 1 && n < tiers.len() {
            tiers.remove(n);
        }
    });
    view! {
        <div class="tier" id=spot.map(|id| Spot::Tier(id, n).to_string())>
            {number(draft, ends(t().plans.from), part(tier, |t| Some(&mut t.from)))}
            {maybe(draft, ends(t().plans.to), part(tier, |t| Some(&mut t.to)))}
            {number(draft, value, part(tier, |t| Some(&mut t.value)))}
            {choice(draft, t().plans.mode, &MODES, |one| t().plans.mode_name(one), part(tier, |t| Some(&mut t.mode)))}
            {choice(draft, t().plans.worth, &WORTHS, |one| t().plans.worth_name(one), part(tier, |t| Some(&mut t.worth)))}
            <IconButton icon=Icon::Close name=t().common.remove.to_owned() on_press=remove/>
        </div>
    }
    .into_any()
}
