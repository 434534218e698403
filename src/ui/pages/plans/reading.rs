//! Figures that gates, modifiers and pools read, and gates themselves.

use super::fields::{Ask, Place, choice, flag, number, read, whole, write};
use super::list::part;
use crate::domain::Decimal;
use crate::domain::calendar::Grain;
use crate::domain::incentive::{Gate, Plan, Reading, ReadingOf, Whose};
use crate::ui::components::{Choice, Select};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use leptos::prelude::*;
use std::sync::Arc;

const WHOSE: [Whose; 3] = [Whose::Own, Whose::Team, Whose::Company];
/// Spans that a figure can be read over; the first is the component's own.
pub const GRAINS: [Option<Grain>; 6] = [
    None,
    Some(Grain::HalfMonth),
    Some(Grain::Month),
    Some(Grain::Quarter),
    Some(Grain::HalfYear),
    Some(Grain::Year),
];

/// What is read of scores and results.
const JUDGED: [ReadingOf; 3] = [ReadingOf::Score, ReadingOf::Appraisal, ReadingOf::Multiplier];

fn code(of: ReadingOf) -> String {
    match of {
        ReadingOf::Component(id) => format!("component {id}"),
        ReadingOf::Kpi(id) => format!("kpi {id}"),
        ReadingOf::KpiAttainment(id) => format!("attained {id}"),
        ReadingOf::Score => "score".to_owned(),
        ReadingOf::Appraisal => "appraisal".to_owned(),
        ReadingOf::Multiplier => "multiplier".to_owned(),
    }
}

fn parsed(code: &str) -> Option<ReadingOf> {
    match code.split_once(' ') {
        Some(("component", id)) => id.parse().ok().map(ReadingOf::Component),
        Some(("kpi", id)) => id.parse().ok().map(ReadingOf::Kpi),
        Some(("attained", id)) => id.parse().ok().map(ReadingOf::KpiAttainment),
        _ => JUDGED.into_iter().find(|of| self::code(*of) == code),
    }
}

/// Everything that can be read, after a word for "nothing".
fn choices(draft: Draft<Plan>, nothing: &'static str) -> Signal<Vec<Choice>> {
    let session = Session::get();
    Signal::derive(move || {
        let w = &t().plan_terms;
        let plan = draft.get();
        let components = plan
            .components
            .iter()
            .map(|c| Choice::new(code(ReadingOf::Component(c.id)), w.attainment_of(&c.name)));
        let data = session.data();
        let kpis = data.iter().flat_map(|d| d.kpis.iter()).flat_map(|k| {
            let name = t().library.label(&k.label);
            [
                Choice::new(code(ReadingOf::KpiAttainment(k.id)), w.attainment_of(name)),
                Choice::new(code(ReadingOf::Kpi(k.id)), w.value_of(name)),
            ]
        });
        let names = [w.score, w.appraisal_score, w.appraisal_multiplier];
        let score = JUDGED.into_iter().zip(names).map(|(of, name)| Choice::new(code(of), name));
        let none = std::iter::once(Choice::new("", nothing));
        none.chain(components).chain(kpis).chain(score).collect()
    })
}

/// A reading over the person's own figures, or the component's span.
fn plain(of: ReadingOf) -> Reading {
    Reading { of, whose: Whose::Own, per: None, back: 0 }
}

/// A figure that may be left out.
pub fn maybe_reading(
    draft: Draft<Plan>,
    label: String,
    nothing: &'static str,
    at: &Place<Option<Reading>>,
) -> AnyView {
    let stored = read(draft, at);
    let value = Signal::derive(move || stored.get().flatten().map(|r| code(r.of)).unwrap_or_default());
    let set = write(draft, at, |own: &mut Option<Reading>, chosen: String| {
        *own = parsed(&chosen).map(|of| own.map_or_else(|| plain(of), |r| Reading { of, ..r }));
    });
    let there = Memo::new(move |_| stored.get().flatten().is_some());
    let own: Place<Reading> = part(at, Option::as_mut);
    view! {
        <Select label options=choices(draft, nothing) value on_change=set/>
        {move || there.get().then(|| finer(draft, &own))}
    }
    .into_any()
}

/// Whose figure, over which span, and how far back.
fn finer(draft: Draft<Plan>, at: &Place<Reading>) -> AnyView {
    let span =
        |one: Option<Grain>| one.map_or(t().plan_terms.own_period, |grain| t().plans.grain_name(grain));
    view! {
        {choice(draft, t().plans.whose, &WHOSE, |one| t().plans.whose_name(one), part(at, |r| Some(&mut r.whose)))}
        {choice(draft, t().plan_terms.per, &GRAINS, span, part(at, |r| Some(&mut r.per)))}
        {whole(draft, t().plan_terms.back, part(at, |r| Some(&mut r.back)))}
    }
    .into_any()
}

/// A gate that may be left out. `later`: whether it can pay back what it withheld.
pub fn gate(
    draft: Draft<Plan>,
    label: String,
    nothing: &'static str,
    later: bool,
    at: &Place<Option<Gate>>,
) -> AnyView {
    let stored = read(draft, at);
    let value =
        Signal::derive(move || stored.get().flatten().map(|g| code(g.reading.of)).unwrap_or_default());
    let set = write(draft, at, |own: &mut Option<Gate>, chosen: String| {
        *own = parsed(&chosen).map(|of| match own {
            Some(gate) => Gate { reading: Reading { of, ..gate.reading }, ..*gate },
            None => Gate { reading: plain(of), least: usual(of), pays_back: false },
        });
    });
    // Attainments are asked for in percent, values as they are.
    let form = Memo::new(move |_| {
        stored
            .get()
            .flatten()
            .map(|g| matches!(g.reading.of, ReadingOf::Component(_) | ReadingOf::KpiAttainment(_)))
    });
    let own: Place<Gate> = part(at, Option::as_mut);
    let details = move || {
        let percent = form.get()?;
        let ask =
            if percent { Ask::percent(t().plans.gate_least) } else { Ask::number(t().plans.gate_least) };
        let least = number(draft, ask, part(&own, |g| Some(&mut g.least)));
        let back = later.then(|| flag(draft, t().plans.pays_back, part(&own, |g| Some(&mut g.pays_back))));
        let finer = finer(draft, &part(&own, |g| Some(&mut g.reading)));
        Some(view! { {least} {finer} {back} })
    };
    view! { <div class="columns-3 is-close"><Select label options=choices(draft, nothing) value on_change=set/> {details}</div> }
        .into_any()
}

/// Where a gate begins: at full attainment, or at sixty points.
fn usual(of: ReadingOf) -> Decimal {
    match of {
        ReadingOf::Component(_) | ReadingOf::KpiAttainment(_) | ReadingOf::Multiplier => Decimal::ONE,
        ReadingOf::Score | ReadingOf::Appraisal => Decimal::from(60),
        ReadingOf::Kpi(_) => Decimal::ZERO,
    }
}

/// Gates of the tiers of a table, one for each.
pub fn tier_gates(draft: Draft<Plan>, tiers: &Place<Vec<crate::domain::incentive::Tier>>) -> AnyView {
    let stored = read(draft, tiers);
    let count = Memo::new(move |_| stored.with(|all| all.as_ref().map_or(0, Vec::len)));
    let tiers = Arc::clone(tiers);
    let rows = move || {
        (0..count.get())
            .map(|n| {
                let at = part(&super::list::entry(&tiers, n), |t| Some(&mut t.gate));
                let label = fmt().whole(i64::try_from(n + 1).unwrap_or(i64::MAX));
                gate(draft, fmt().beside(t().plans.gate, &label), t().plans.gate_none, false, &at)
            })
            .collect_view()
    };
    view! {
        <fieldset class="field">
            <legend>{t().plan_terms.tier_gates}</legend>
            <div class="stack-1">{rows}</div>
        </fieldset>
    }
    .into_any()
}
