//! What the next deal would bring: a slider of its amount, the extra pay, and the step that is nearest.

use super::controls::round_up;
use super::trial::Trial;
use super::words;
use crate::domain::Decimal;
use crate::domain::id::PersonId;
use crate::engine::incentive::{Deal, NextDeal};
use crate::state::trial::next_step;
use crate::ui::components::Slider;
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use leptos::prelude::*;

/// The calculator of one person, over the running quarter and the moved plan.
pub fn view_of(trial: Trial, person: PersonId) -> AnyView {
    let session = Session::get();
    let amount = RwSignal::new(None::<Decimal>);
    let margin = RwSignal::new(Decimal::from(30));
    // What is missing to the next step decides how far the slider reaches.
    let step = Memo::new(move |_| {
        let (data, prepared, plan) = (session.data()?, trial.running.get()?, trial.current.get()?);
        let statement = prepared.statement(&plan, person, &data.workspace.calendar).ok()?;
        next_step(&plan, &statement)
    });
    let reach = Memo::new(move |_| {
        let sold = trial.running.get().and_then(|p| p.revenue(person)).unwrap_or_default();
        let missing = step.get().map_or(Decimal::ZERO, |s| s.missing);
        round_up((missing * Decimal::new(15, 1)).max(sold / Decimal::from(5)))
    });
    let value = Signal::derive(move || amount.get().unwrap_or_else(|| reach.get() / Decimal::from(5)));
    let bring = move |amount: Decimal| -> Option<NextDeal> {
        let (data, prepared, plan) = (session.data()?, trial.running.get()?, trial.current.get()?);
        let margin = amount * margin.get() / Decimal::ONE_HUNDRED;
        let deal = Deal::new(prepared.span().to, amount, margin);
        prepared.next_deal(&data, &plan, person, &deal).ok()
    };
    let extra = move || bring(value.get());
    let share = move || {
        let share = extra()?.extra.decimal().checked_div(value.get())?;
        Some(t().pay.of_deal(&fmt().percent(share, 2)))
    };
    let hint = move || {
        let step = step.get()?;
        // One unit more than what is missing, so that the boundary is reached whatever the rounding.
        let missing = step.missing.ceil();
        let extra = bring(missing)?.extra.minor;
        let at = fmt().percent_at_most(step.at, 2);
        Some(t().pay.up_to_step(&words::major(missing), &at, &words::short(extra)))
    };
    let sliders = move || {
        let most = reach.get();
        let on_amount = Callback::new(move |to| amount.set(Some(to)));
        let on_margin = Callback::new(move |to| margin.set(to));
        view! {
            <Slider
                label=t().figure.in_unit(t().pay.deal_amount, &words::currency())
                min=Decimal::ZERO
                max=most
                step=most / Decimal::ONE_HUNDRED
                value
                on_input=on_amount
            />
            <Slider
                label=t().pay.deal_margin
                min=Decimal::ZERO
                max=Decimal::from(60)
                step=Decimal::ONE
                unit="%"
                value=margin
                on_input=on_margin
            />
        }
    };
    view! {
        <div class="stack no-print">
            <h3>{t().pay.next_deal}</h3>
            {sliders}
            <div aria-live="polite">
                <div class="muted">{t().pay.brings}</div>
                <div class="trace-result">{move || extra().map(|e| words::signed(e.extra.minor))}</div>
                <p class="muted small">{share}</p>
            </div>
            {move || hint().map(|hint| view! { <p>{hint}</p> })}
        </div>
    }
    .into_any()
}
