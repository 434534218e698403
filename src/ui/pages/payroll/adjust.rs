//! Adjustments: what somebody decided beside the plan, entered on the page of a run or in answer to a dispute.

use super::cash::Cash;
use crate::domain::Decimal;
use crate::domain::calendar::Period;
use crate::domain::dataset::Dataset;
use crate::domain::id::{ComponentId, DisputeId, PersonId, PlanId};
use crate::domain::incentive::{Adjustment, Dispute, Plan};
use crate::state::command::{Command, Field};
use crate::state::payroll::adjust::{answering, of_run, open_from, stated};
use crate::state::payroll::line::component;
use crate::state::payroll::{Adjusting, Order};
use crate::ui::components::{
    Button, ButtonKind, Choice, Dialog, Icon, NumberField, Select, Tag, TextField, Toasts,
};
use crate::ui::forms::Draft;
use crate::ui::lang::t;
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::web::clock;
use leptos::prelude::*;
use std::sync::Arc;

/// The adjustments of a run, and the way to enter one while it is open.
pub fn section(
    data: &Dataset,
    plan: &Plan,
    period: Period,
    closed: bool,
    published: bool,
) -> Option<AnyView> {
    let p = &t().payroll;
    let all = of_run(data, plan.id, period);
    let open_here = !closed && published && open_from(data, plan.id, period) == Some(period);
    if all.is_empty() && !open_here {
        return None;
    }
    let rows = all.iter().map(|a| row(data, plan, a)).collect_view();
    let list = (!all.is_empty()).then(|| view! { <ul class="plain-list">{rows}</ul> });
    let open = RwSignal::new(false);
    let enter = open_here.then(|| {
        let form = dialog(open, data, plan, (period, None, None));
        view! {
            <span class="no-print">
                <Button icon=Icon::Plus small=true on_press=move |()| open.set(true)>{p.adjust}</Button>
            </span>
            {form}
        }
    });
    Some(
        view! {
            <section class="section">
                <header><h2>{p.adjustments}</h2> {enter}</header>
                {list}
            </section>
        }
        .into_any(),
    )
}

/// One adjustment, with the way to take it back as long as no run states it.
fn row(data: &Dataset, plan: &Plan, adjustment: &Arc<Adjustment>) -> AnyView {
    let p = &t().payroll;
    let cash = Cash::of(data, plan);
    let who = data.people.get(adjustment.person).map(|p| p.name.clone());
    let about = adjustment.component.and_then(|id| component(data, plan, id)).map(|c| c.name.clone());
    let answers = adjustment.dispute.map(|_| view! { <Tag>{p.answers_dispute}</Tag> });
    let id = adjustment.id;
    let back = stated(data, id).is_none().then(|| {
        let (session, toasts) = (Session::get(), Toasts::expect());
        let press = move |()| {
            if let Err(refused) = session.run(&Command::Payroll(Order::Withdraw { adjustment: id })) {
                toasts.warn(refused.words());
            }
        };
        view! { <span class="no-print"><Button small=true kind=ButtonKind::Quiet on_press=press>{p.take_back}</Button></span> }
    });
    view! {
        <li class="stack-1">
            <div class="row">
                <strong>{who}</strong>
                <span class="num">{cash.signed(adjustment.minor)} " " <span class="unit">{cash.unit()}</span></span>
                <span class="muted">{about}</span>
                {answers}
                {back}
            </div>
            <p>{adjustment.reason.clone()}</p>
        </li>
    }
    .into_any()
}

/// What an upheld dispute comes to: the adjustment that answers it, or the way to enter one in the next open run.
pub fn answer(data: &Dataset, dispute: &Dispute, plan: &Plan) -> Option<AnyView> {
    let p = &t().payroll;
    if let Some(known) = answering(data, dispute.id) {
        let amount = Cash::of(data, plan).signed(known.minor);
        let words = p.adjusted_by(&amount, &names(data).period(known.period));
        return Some(
            view! { <p class="row"><Tag>{words}</Tag> <span>{known.reason.clone()}</span></p> }.into_any(),
        );
    }
    let period = open_from(data, dispute.plan, dispute.period)?;
    let open = RwSignal::new(false);
    let form =
        dialog(open, data, plan, (period, Some((dispute.person, dispute.component)), Some(dispute.id)));
    Some(
        view! {
            <div class="row no-print">
                <Button small=true on_press=move |()| open.set(true)>{p.correct_now}</Button>
            </div>
            {form}
        }
        .into_any(),
    )
}

/// What is being entered.
#[derive(Clone, Debug, Default, PartialEq)]
struct Entered {
    person: Option<PersonId>,
    component: Option<ComponentId>,
    amount: Option<Decimal>,
    reason: String,
}

type Given = (Period, Option<(PersonId, Option<ComponentId>)>, Option<DisputeId>);

fn dialog(open: RwSignal<bool>, data: &Dataset, plan: &Plan, (period, about, dispute): Given) -> AnyView {
    let id: PlanId = plan.id;
    let start = Entered {
        person: about.map(|(person, _)| person),
        component: about.and_then(|(_, component)| component),
        ..Entered::default()
    };
    let draft = Draft::new(start);
    let (session, toasts) = (Session::get(), Toasts::expect());
    let cash = Cash::of(data, plan);
    let when = names(data).period(period);
    let send = move |()| {
        let Entered { person, component, amount, reason } = draft.now();
        let Some(person) = person.or_else(|| first(&session)) else { return };
        let minor = cash.minor(amount.unwrap_or_default());
        let on = clock::today();
        let order = Adjusting { plan: id, person, period, component, minor, reason, dispute, on };
        if draft.stored(session.run(&Command::Payroll(Order::Adjust(order)))) {
            open.set(false);
            let name = session.data_now().and_then(|d| d.people.get(person).map(|p| p.name.clone()));
            let done = t().payroll.adjusted(&name.unwrap_or_default(), &when);
            toasts.offer(done, t().common.undo, move |()| drop(session.undo()));
            draft.update(|d| *d = Entered { person: d.person, ..Entered::default() });
        }
    };
    let send = Callback::new(send);
    let footer = ViewFn::from(move || {
        view! {
            <span class="grow"></span>
            <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
            <Button kind=ButtonKind::Primary on_press=send>{t().payroll.adjust}</Button>
        }
    });
    let parts: Vec<(ComponentId, String)> = plan.components.iter().map(|c| (c.id, c.name.clone())).collect();
    let parts = StoredValue::new(parts);
    let fixed = about.is_some();
    let form = move || {
        let people = move || {
            let data = session.data();
            let all = data
                .iter()
                .flat_map(|d| d.people.iter().map(|p| Choice::new(p.id.to_string(), p.name.clone())));
            all.collect::<Vec<_>>()
        };
        let none = Choice::new("", t().payroll.no_component);
        let named = parts.get_value().into_iter().map(|(id, name)| Choice::new(id.to_string(), name));
        let components: Vec<Choice> = std::iter::once(none).chain(named).collect();
        let whose = draft
            .read(move |d| d.person.or_else(|| first(&session)).map(|p| p.to_string()).unwrap_or_default());
        let which = draft.read(|d| d.component.map(|c| c.to_string()).unwrap_or_default());
        let set_person = draft.write(|d, code: String| d.person = code.parse().ok());
        let set_component = draft.write(|d, code: String| d.component = code.parse().ok());
        let set_amount = draft.write(|d, amount: Option<Decimal>| d.amount = amount);
        let chooser = (!fixed).then(|| {
            view! { <Select label=t().common.person options=people() value=whose on_change=set_person/> }
        });
        view! {
            <div class="stack">
                <p class="muted">{t().payroll.adjust_words}</p>
                {chooser}
                <Select label=t().payroll.concerns options=components value=which on_change=set_component/>
                <NumberField
                    label=t().payroll.amount
                    unit=cash.unit()
                    decimals=cash.digits()
                    value=draft.read(|d| d.amount)
                    on_change=set_amount
                    error=draft.error(&[Field::Value])
                />
                <TextField
                    label=t().payroll.reason
                    value=draft.read(|d| d.reason.clone())
                    on_input=draft.write(|d, text| d.reason = text)
                    error=draft.error(&[Field::Reason])
                />
                {draft.problem_view()}
            </div>
        }
    };
    view! { <Dialog title=t().payroll.adjust open footer=footer>{form}</Dialog> }.into_any()
}

/// The first person of the workspace, who is chosen as long as nobody else is.
fn first(session: &Session) -> Option<PersonId> {
    session.data_now()?.people.iter().next().map(|p| p.id)
}
