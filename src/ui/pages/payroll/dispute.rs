//! Disputes about a statement: the note of the person, and the answer.

use super::adjust;
use crate::domain::calendar::Period;
use crate::domain::dataset::Dataset;
use crate::domain::id::{ComponentId, PersonId, PlanId};
use crate::domain::incentive::{Answer, Dispute, Plan};
use crate::state::command::{Command, Field};
use crate::state::payroll::Order;
use crate::state::payroll::line::component;
use crate::ui::components::{
    Button, ButtonKind, Choice, Dialog, Icon, Segmented, Select, Status, Tag, TextArea,
};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use crate::web::clock;
use leptos::prelude::*;

/// The disputes of a person about a period, and the way to raise one.
pub fn section(data: &Dataset, person: PersonId, by: &Plan, period: Period) -> AnyView {
    let p = &t().payroll;
    let plan = by.id;
    let all = data.disputes.iter().filter(|d| d.person == person && d.plan == plan && d.period == period);
    let list: Vec<_> = all.map(|d| one(data, d, by)).collect();
    let none = list.is_empty().then(|| view! { <p class="muted">{p.no_disputes}</p> });
    let open = RwSignal::new(false);
    let parts: Vec<(ComponentId, String)> = by.components.iter().map(|c| (c.id, c.name.clone())).collect();
    view! {
        <section class="section">
            <header>
                <h2>{p.disputes}</h2>
                <span class="no-print">
                    <Button icon=Icon::Plus small=true on_press=move |()| open.set(true)>{p.dispute}</Button>
                </span>
            </header>
            {none}
            <ul class="plain-list">{list.into_iter().collect_view()}</ul>
            {raise(open, (plan, person, period), parts)}
        </section>
    }
    .into_any()
}

/// A dispute and its answer, or the way to answer it.
pub fn one(data: &Dataset, dispute: &Dispute, plan: &Plan) -> AnyView {
    let p = &t().payroll;
    let component = dispute.component.and_then(|id| component(data, plan, id));
    let about = component.map_or_else(|| p.whole.to_owned(), |c| c.name.clone());
    let below = match &dispute.answer {
        Some(answer) => {
            view! { {answered(answer)} {answer.upheld.then(|| adjust::answer(data, dispute, plan))} }
                .into_any()
        }
        None => answer(dispute),
    };
    view! {
        <li class="stack-1">
            <div class="row"><strong>{about}</strong> <span class="muted">{p.raised_on(&fmt().date(dispute.raised))}</span></div>
            <p>{dispute.text.clone()}</p>
            {below}
        </li>
    }
    .into_any()
}

fn answered(answer: &Answer) -> AnyView {
    let p = &t().payroll;
    let (status, word) = if answer.upheld { (Status::Ahead, p.upheld) } else { (Status::Even, p.rejected) };
    view! {
        <div class="row"><Tag status>{word}</Tag> <span class="muted">{p.answered_on(&fmt().date(answer.on))}</span></div>
        <p>{answer.text.clone()}</p>
    }
    .into_any()
}

fn answer(dispute: &Dispute) -> AnyView {
    let p = &t().payroll;
    let id = dispute.id;
    let open = RwSignal::new(false);
    let draft = Draft::new((String::new(), true));
    let send = move |()| {
        let (text, upheld) = draft.now();
        let answer = Answer { on: clock::today(), upheld, text };
        let order = Command::Payroll(Order::Answer { dispute: id, answer });
        if draft.stored(Session::get().run(&order)) {
            open.set(false);
        }
    };
    let footer = ViewFn::from(move || {
        view! {
            <span class="grow"></span>
            <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
            <Button kind=ButtonKind::Primary on_press=send>{t().payroll.answer}</Button>
        }
    });
    let form = move || {
        let options = vec![Choice::new("yes", t().payroll.upheld), Choice::new("no", t().payroll.rejected)];
        let value = draft.read(|d| if d.1 { "yes" } else { "no" }.to_owned());
        let on_change = draft.write(|d, code: String| d.1 = code == "yes");
        let error = draft.error(&[Field::Value]);
        view! {
            <div class="stack">
                <Segmented label=t().payroll.outcome options value on_change/>
                <TextArea label=t().payroll.answer value=draft.read(|d| d.0.clone()) on_input=draft.write(|d, text| d.0 = text) error/>
                {draft.problem_view()}
            </div>
        }
    };
    view! {
        <div class="row">
            <Tag>{p.pending}</Tag>
            <span class="no-print"><Button small=true on_press=move |()| open.set(true)>{p.answer}</Button></span>
        </div>
        <Dialog title=p.answer open footer=footer>{form}</Dialog>
    }
    .into_any()
}

type About = (PlanId, PersonId, Period);

fn raise(open: RwSignal<bool>, (plan, person, period): About, parts: Vec<(ComponentId, String)>) -> AnyView {
    let draft = Draft::new((String::new(), None::<ComponentId>));
    let send = move |()| {
        let (text, component) = draft.now();
        let on = clock::today();
        let order = Order::Raise { plan, person, period, component, on, text };
        if draft.stored(Session::get().run(&Command::Payroll(order))) {
            open.set(false);
        }
    };
    let footer = ViewFn::from(move || {
        view! {
            <span class="grow"></span>
            <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
            <Button kind=ButtonKind::Primary on_press=send>{t().payroll.send}</Button>
        }
    });
    let parts = StoredValue::new(parts);
    let form = move || {
        let whole = Choice::new("", t().payroll.whole);
        let named = parts.get_value().into_iter().map(|(id, name)| Choice::new(id.to_string(), name));
        let options: Vec<Choice> = std::iter::once(whole).chain(named).collect();
        let value = draft.read(|d| d.1.map(|c| c.to_string()).unwrap_or_default());
        let on_change = draft.write(|d, code: String| d.1 = code.parse().ok());
        let error = draft.error(&[Field::Value]);
        view! {
            <div class="stack">
                <Select label=t().payroll.concerns options value on_change/>
                <TextArea label=t().payroll.dispute hint=t().payroll.dispute_words value=draft.read(|d| d.0.clone()) on_input=draft.write(|d, text| d.0 = text) error/>
                {draft.problem_view()}
            </div>
        }
    };
    view! { <Dialog title=t().payroll.dispute open footer=footer>{form}</Dialog> }.into_any()
}
