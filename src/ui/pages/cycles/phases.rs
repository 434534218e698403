//! The phases of a cycle with their days.

use crate::domain::appraisal::{Cycle, Phase};
use crate::state::appraisal::cycles::{PHASE_DAYS, spread, toggle};
use crate::ui::components::{Button, Check, DateField, NumberField};
use crate::ui::forms::Draft;
use crate::ui::lang::t;
use jiff::civil::Date;
use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Which phases a cycle has, and when.
#[component]
pub fn Phases(
    /// The cycle.
    draft: Draft<Cycle>,
    /// Only the days can be changed, for a cycle that runs.
    #[prop(optional)]
    running: bool,
) -> impl IntoView {
    let rows = Phase::ALL.map(|phase| row(draft, phase, running)).collect_view();
    view! {
        <section class="section stack">
            <header>
                <h2>{t().cycles.phases}</h2>
                <p>{t().cycles.phases_words}</p>
            </header>
            {refill(draft)}
            <div class="phase-list">{rows}</div>
        </section>
    }
    .into_any()
}

fn row(draft: Draft<Cycle>, phase: Phase, running: bool) -> AnyView {
    let has = draft.read(move |c| c.stage(phase).is_some());
    let name = t().appraisal.phase(phase);
    let set_day = move |first: bool| {
        draft.write(move |c: &mut Cycle, day: Option<Date>| {
            let stage = c.stages.iter_mut().find(|s| s.phase == phase);
            if let (Some(stage), Some(day)) = (stage, day) {
                if first {
                    stage.from = day;
                    stage.to = stage.to.max(day);
                } else {
                    stage.to = day;
                    stage.from = stage.from.min(day);
                }
            }
        })
    };
    // Sharing is never left out.
    let fixed = running || phase == Phase::Share;
    let choice = if fixed {
        view! { <span class="check"><span>{name}</span></span> }.into_any()
    } else {
        view! { <Check label=name value=has on_change=draft.write(move |c, on| toggle(c, phase, on))/> }
            .into_any()
    };
    let days = move || {
        has.get().then(|| {
            let from = draft.read(move |c| c.stage(phase).map(|s| s.from));
            let to = draft.read(move |c| c.stage(phase).map(|s| s.to));
            view! {
                <DateField label=t().cycles.phase_from(name) value=from on_change=set_day(true)/>
                <DateField label=t().cycles.phase_to(name) value=to on_change=set_day(false)/>
            }
        })
    };
    view! { <div class="phase-row">{choice} {days}</div> }.into_any()
}

/// All phases anew, one after the other.
fn refill(draft: Draft<Cycle>) -> AnyView {
    let first = draft.now().stages.first().map(|s| s.from);
    let (begin, each) = (RwSignal::new(first), RwSignal::new(Some(Decimal::from(PHASE_DAYS))));
    let fill = move |()| {
        let days = each.get_untracked().and_then(|d| d.to_i64()).unwrap_or(PHASE_DAYS);
        if let Some(begin) = begin.get_untracked() {
            draft.update(|c| {
                let phases: Vec<Phase> = c.stages.iter().map(|s| s.phase).collect();
                c.stages = spread(begin, days, &phases);
            });
        }
    };
    view! {
        <div class="row-end">
            <DateField label=t().cycles.begin value=begin on_change=move |day| begin.set(day)/>
            <NumberField label=t().cycles.days_each value=each on_change=move |days| each.set(days)/>
            <Button on_press=fill>{t().cycles.refill}</Button>
        </div>
    }
    .into_any()
}
