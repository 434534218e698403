//! Publishing a plan: the two dates, what changes, and what everybody can expect.

use super::cash::Cash;
use super::versions::differences;
use crate::domain::id::PlanId;
use crate::domain::incentive::{Expected, Plan};
use crate::domain::{Date, Decimal};
use crate::state::command::Command;
use crate::state::payroll::{Order, expected, versions};
use crate::ui::components::{Button, ButtonKind, DateField, Dialog, DialogKind, Note, NoteKind, Toasts};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use crate::web::clock;
use leptos::prelude::*;
use std::sync::Arc;

/// The dialog that publishes a plan.
pub fn dialog(id: PlanId, open: RwSignal<bool>) -> AnyView {
    let session = Session::get();
    let toasts = Toasts::expect();
    let today = clock::today();
    let draft = Draft::new((today, today));
    // The dates begin as the plan has them, each time the dialog opens.
    Effect::new(move |_| {
        let plan = session.data_now().and_then(|d| d.plans.get(id).cloned());
        if let Some(plan) = plan.filter(|_| open.get()) {
            let announced = plan.terms.announced.unwrap_or(today.min(plan.effective));
            draft.update(|d| *d = (announced, plan.effective));
        }
    });
    let publish = move |()| {
        let (announced, effective) = draft.now();
        let order = Command::Payroll(Order::Publish { plan: id, announced, effective });
        let made = session.run(&order);
        let number = made.as_ref().ok().map(|label| fmt().whole(i64::try_from(label.count).unwrap_or(1)));
        if draft.stored(made) {
            open.set(false);
            if let Some(number) = number {
                toasts.say(t().payroll.published(&number));
            }
        }
    };
    let footer = ViewFn::from(move || {
        view! {
            <span class="grow"></span>
            <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
            <Button kind=ButtonKind::Primary on_press=publish>{t().payroll.publish}</Button>
        }
    });
    let form = move || {
        let announced = draft.read(|d| Some(d.0));
        let effective = draft.read(|d| Some(d.1));
        let set_announced = draft.write(|d, day: Option<Date>| d.0 = day.unwrap_or(d.0));
        let set_effective = draft.write(|d, day: Option<Date>| d.1 = day.unwrap_or(d.1));
        view! {
            <div class="stack">
                <div class="columns-3">
                    <DateField label=t().payroll.announced value=announced on_change=set_announced/>
                    <DateField label=t().payroll.effective hint=t().payroll.effective_hint value=effective on_change=set_effective/>
                </div>
                {draft.problem_view()}
                {move || preview(id, draft.get().1)}
            </div>
        }
    };
    view! { <Dialog title=t().payroll.publish_title kind=DialogKind::Wide open footer=footer>{form}</Dialog> }
        .into_any()
}

/// What changes against the last version, and the sum of what people can expect.
fn preview(id: PlanId, effective: Date) -> Option<AnyView> {
    let p = &t().payroll;
    let data = Session::get().data()?;
    let plan = Plan { effective, ..Plan::clone(data.plans.get(id)?) };
    let last = versions(&data, id).last().map(|v| Arc::clone(v));
    let changes = differences(&data, last.as_ref().map(|v| &v.plan), &plan);
    let cash = Cash::of(&data, &plan);
    let sums = match expected::of_all(&data, &plan) {
        Err(fault) => {
            let words = t().problem.refused(&fault.into());
            view! { <Note kind=NoteKind::Error>{words}</Note> }.into_any()
        }
        Ok(all) => {
            let sum = |of: fn(&Expected) -> i64| cash.whole(all.iter().map(of).sum());
            let at = |percent: i64| fmt().percent_at_most(Decimal::new(percent, 2), 0);
            let people = fmt().whole(i64::try_from(all.len()).unwrap_or(i64::MAX));
            view! {
                <dl>
                    <dt>{t().common.people(&people)}</dt> <dd></dd>
                    <dt>{at(80)}</dt> <dd class="num">{sum(|e| e.low)}</dd>
                    <dt>{at(100)}</dt> <dd class="num">{sum(|e| e.target)}</dd>
                    <dt>{at(120)}</dt> <dd class="num">{sum(|e| e.high)}</dd>
                </dl>
            }
            .into_any()
        }
    };
    Some(
        view! {
            <h3>{p.what_changes}</h3>
            {changes}
            <h3>{p.expected_title}</h3>
            <p class="muted small">{p.expected_words}</p>
            {sums}
        }
        .into_any(),
    )
}
