//! What the next deal would bring: its amount and what it is about, the extra pay, and the step that is nearest.

use super::controls::round_up;
use super::extra::fields;
use super::trial::Trial;
use super::words;
use crate::domain::Decimal;
use crate::domain::calendar::Grain;
use crate::domain::id::PersonId;
use crate::engine::incentive::NextDeal;
use crate::state::trial::{Extra, next_step};
use crate::ui::components::Slider;
use crate::ui::lang::{fmt, t};
use crate::ui::select::names;
use crate::ui::session::Session;
use leptos::prelude::*;

/// The calculator of one person, over the running quarter and the moved plan.
pub fn view_of(trial: Trial, person: PersonId) -> AnyView {
    let about = RwSignal::new(Extra { margin: Extra::MARGIN, ..Extra::default() });
    let amount = RwSignal::new(None::<Decimal>);
    // What is missing to the next step decides how far the slider reaches.
    let step = Memo::new(move |_| {
        let running = trial.running.get()?;
        next_step(&running.plan, &running.statement(person)?)
    });
    let reach = Memo::new(move |_| {
        let sold = trial.running.get().and_then(|g| g.prepared.revenue(person)).unwrap_or_default();
        let missing = step.get().map_or(Decimal::ZERO, |s| s.missing);
        round_up((missing * Decimal::new(15, 1)).max(sold / Decimal::from(5)))
    });
    let value = Signal::derive(move || amount.get().unwrap_or_else(|| reach.get() / Decimal::from(5)));
    let bring = move |amount: Decimal| -> Option<NextDeal> {
        let running = trial.running.get()?;
        let deal = Extra { amount, ..about.get() }.on(running.prepared.span().to);
        running.next_deal(person, &deal)
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
        Some(t().pay.up_to_step(&words::major(missing), &at, &words::short(trial, extra)))
    };
    let slider = move || {
        let most = reach.get();
        let on_amount = Callback::new(move |to| amount.set(Some(to)));
        let label = t().figure.in_unit(t().pay.deal_amount, &words::currency());
        let step = most / Decimal::ONE_HUNDRED;
        view! { <Slider label min=Decimal::ZERO max=most step free=true value on_input=on_amount/> }
    };
    // The running quarter is not always the period on show.
    let heading = move || {
        let data = Session::get().data()?;
        let last = trial.running.with(|ground| ground.as_ref().map(|g| g.prepared.span().to))?;
        let quarter = data.workspace.calendar.period_of(last, Grain::Quarter);
        Some(t().pay.next_deal(&names(&data).period(quarter)))
    };
    let set = Callback::new(move |extra| about.set(extra));
    view! {
        <div class="stack no-print">
            <h3>{heading}</h3>
            {slider}
            {fields(about.into(), set)}
            <div aria-live="polite">
                <div class="muted">{t().pay.brings}</div>
                <div class="trace-result">{move || extra().map(|e| words::signed(trial, e.extra.minor))}</div>
                <p class="muted small">{share}</p>
            </div>
            {move || hint().map(|hint| view! { <p>{hint}</p> })}
        </div>
    }
    .into_any()
}
