//! One record by hand.

use crate::domain::dataset::Dataset;
use crate::domain::records::State;
use crate::domain::{Date, Decimal};
use crate::state::command::{Command, Field};
use crate::state::record::RecordForm;
use crate::ui::components::{
    Button, ButtonKind, Choice, DateField, Dialog, NumberField, Select, TextField, Toasts,
};
use crate::ui::forms::{Draft, from_code, to_code};
use crate::ui::lang::t;
use crate::ui::session::Session;
use crate::ui::view::settled;
use crate::web::clock;
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive;
use std::str::FromStr;

fn blank(day: Date) -> RecordForm {
    RecordForm {
        document: String::new(),
        state: State::Booked,
        day,
        person: None,
        product: None,
        customer: None,
        channel: None,
        territory: None,
        quantity: 1000,
        amount: 0,
        cost: None,
    }
}

/// The dialog that adds a record.
#[component]
pub fn AddRecord(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (session, toasts, view) = (Session::get(), Toasts::expect(), settled());
    let draft = Draft::new(blank(clock::today()));
    Effect::new(move |_| {
        if open.get() {
            let day = view.get_untracked().map_or_else(clock::today, |v| v.as_of);
            draft.update(|form| *form = blank(day));
        }
    });
    let save = move |()| {
        if draft.stored(session.run(&Command::AddRecord(draft.now()))) {
            open.set(false);
            let undo = move |()| drop(session.undo());
            toasts.offer(t().monitor.added, t().common.undo, undo);
        }
    };
    let footer = move || {
        view! {
            <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
            <Button kind=ButtonKind::Primary on_press=save>{t().common.add}</Button>
        }
    };
    view! {
        <Dialog title=t().monitor.add_record open footer=ViewFn::from(footer)>
            {fields(draft)}
        </Dialog>
    }
    .into_any()
}

fn fields(draft: Draft<RecordForm>) -> AnyView {
    let (m, c) = (&t().monitor, &t().common);
    let session = Session::get();
    let digits = session.data_now().map_or(2, |d| d.workspace.currency.digits());
    let currency = session.data_now().map(|d| d.workspace.currency.to_string()).unwrap_or_default();
    let minor = move |value: Decimal| (value * Decimal::from(10_i64.pow(digits))).round().to_i64();
    let day = draft.write(|form: &mut RecordForm, day: Option<Date>| form.day = day.unwrap_or(form.day));
    let state = draft
        .write(|form: &mut RecordForm, code: String| form.state = from_code(&State::ALL, &code, form.state));
    let states: Vec<Choice> =
        State::ALL.iter().map(|s| Choice::new(to_code(&State::ALL, s), t().kpis.state_name(*s))).collect();
    let amount = draft.write(move |form: &mut RecordForm, value: Option<Decimal>| {
        form.amount = value.and_then(minor).unwrap_or(form.amount);
    });
    let cost =
        draft.write(move |form: &mut RecordForm, value: Option<Decimal>| form.cost = value.and_then(minor));
    let quantity = draft.write(|form: &mut RecordForm, value: Option<Decimal>| {
        let thousandths = value.and_then(|v| (v * Decimal::from(1000)).round().to_i64());
        form.quantity = thousandths.unwrap_or(form.quantity);
    });
    view! {
        <div class="stack">
            <div class="columns-2 is-form">
                <DateField label=m.day value=draft.read(|f| Some(f.day)) error=draft.error(&[Field::Day]) on_change=day/>
                <TextField label=m.document optional=true value=draft.read(|f| f.document.clone()) on_input=draft.write(|f: &mut RecordForm, text| f.document = text)/>
                {entity(c.person, draft, |d| d.people.iter().map(|e| (e.id.to_string(), e.name.clone())).collect(), |f| f.person.map(|id| id.to_string()), |f, id| f.person = parsed(&id))}
                {entity(c.customer, draft, |d| d.customers.iter().map(|e| (e.id.to_string(), e.name.clone())).collect(), |f| f.customer.map(|id| id.to_string()), |f, id| f.customer = parsed(&id))}
                {entity(c.product_word, draft, |d| d.products.iter().map(|e| (e.id.to_string(), e.name.clone())).collect(), |f| f.product.map(|id| id.to_string()), |f, id| f.product = parsed(&id))}
                {entity(c.channel, draft, |d| d.channels.iter().map(|e| (e.id.to_string(), e.name.clone())).collect(), |f| f.channel.map(|id| id.to_string()), |f, id| f.channel = parsed(&id))}
                {entity(c.territory, draft, |d| d.territories.iter().map(|e| (e.id.to_string(), e.name.clone())).collect(), |f| f.territory.map(|id| id.to_string()), |f, id| f.territory = parsed(&id))}
                <Select label=m.state options=states value=draft.read(|f| to_code(&State::ALL, &f.state)) on_change=state/>
                <NumberField label=m.amount unit=currency.clone() decimals=digits value=draft.read(move |f| Some(Decimal::new(f.amount, digits))) on_change=amount/>
                <NumberField label=m.cost unit=currency optional=true decimals=digits value=draft.read(move |f| f.cost.map(|c| Decimal::new(c, digits))) on_change=cost/>
                <NumberField label=m.quantity decimals=3 value=draft.read(|f| Some(Decimal::new(f.quantity, 3).normalize())) on_change=quantity/>
            </div>
            {draft.problem_view()}
        </div>
    }
    .into_any()
}

fn parsed<T: FromStr>(id: &str) -> Option<T> {
    id.parse().ok()
}

/// A choice of one entity of a table, or none.
fn entity(
    label: &'static str,
    draft: Draft<RecordForm>,
    all: fn(&Dataset) -> Vec<(String, String)>,
    read: fn(&RecordForm) -> Option<String>,
    write: fn(&mut RecordForm, String),
) -> AnyView {
    let session = Session::get();
    let options = Signal::derive(move || {
        let found = session.data().map(|d| all(&d)).unwrap_or_default();
        std::iter::once(Choice::new("", "–"))
            .chain(found.into_iter().map(|(id, name)| Choice::new(id, name)))
            .collect()
    });
    let value = draft.read(move |form| read(form).unwrap_or_default());
    let change = draft.write(write);
    view! { <Select label options value on_change=change/> }.into_any()
}
