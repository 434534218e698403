//! Pay in another currency: the plan's rate, market rates, and which of them holds for what.

use super::fields::{Ask, Place, choice, day, number, place, read, write};
use super::list::{Words, list, part};
use crate::domain::incentive::{Conversion, PayIn, Plan};
use crate::domain::money::Currency;
use crate::domain::{Date, Decimal};
use crate::ui::components::{Check, TextField};
use crate::ui::forms::Draft;
use crate::ui::lang::t;
use crate::ui::session::Session;
use crate::web::clock;
use leptos::prelude::*;

const CONVERSIONS: [Conversion; 3] = [Conversion::Fixed, Conversion::Month, Conversion::Date];

/// The fields.
pub fn pay_in(draft: Draft<Plan>) -> AnyView {
    let w = &t().plan_terms;
    let at: Place<Option<PayIn>> = place(|p| Some(&mut p.terms.pay_in));
    let stored = read(draft, &at);
    let there = Memo::new(move |_| stored.get().flatten().is_some());
    let set = write(draft, &at, |own: &mut Option<PayIn>, on: bool| {
        let currency = Session::get().data_now().map(|d| d.workspace.currency);
        *own = currency.filter(|_| on).map(|currency| PayIn {
            currency,
            fixed: Decimal::ONE,
            rates: Vec::new(),
            target: Conversion::Fixed,
            commission: Conversion::Fixed,
        });
    });
    let own: Place<PayIn> = part(&at, Option::as_mut);
    let wrong = RwSignal::new(None::<String>);
    let code =
        Signal::derive(move || stored.get().flatten().map(|p| p.currency.to_string()).unwrap_or_default());
    let currency = write(draft, &own, move |own: &mut PayIn, code: String| {
        match Currency::parse(&code.trim().to_uppercase()) {
            Some(currency) => {
                own.currency = currency;
                wrong.set(None);
            }
            None => {
                wrong.set(Some(t().problem.say(t().plan_terms.currency, &crate::state::command::Why::Range)))
            }
        }
    });
    let details = move || {
        let own = own.clone();
        let name = |c| t().plan_terms.conversion_name(c);
        there.get().then(|| {
            view! {
                <div class="columns-3 is-close">
                    <TextField label=w.currency error=wrong value=code on_change=currency/>
                    {number(draft, Ask::number(w.fixed_rate), part(&own, |p| Some(&mut p.fixed)))}
                    {choice(draft, w.target_at, &CONVERSIONS, name, part(&own, |p| Some(&mut p.target)))}
                    {choice(draft, w.commission_at, &CONVERSIONS, name, part(&own, |p| Some(&mut p.commission)))}
                </div>
                {rates(draft, &own)}
            }
        })
    };
    view! {
        <fieldset class="field">
            <legend>{w.pay_in}</legend>
            <Check label=w.pay_in value=there on_change=set/>
            {details}
        </fieldset>
    }
    .into_any()
}

fn rates(draft: Draft<Plan>, own: &Place<PayIn>) -> AnyView {
    let w = &t().plan_terms;
    let words = Words { legend: w.market_rates, hint: "", add: w.add_rate };
    let row = move |at: Place<(Date, Decimal)>, _| {
        view! {
            <div class="columns-3 is-close">
                {day(draft, w.day, part(&at, |r| Some(&mut r.0)))}
                {number(draft, Ask::number(w.fixed_rate), part(&at, |r| Some(&mut r.1)))}
            </div>
        }
        .into_any()
    };
    list(draft, words, &part(own, |p| Some(&mut p.rates)), || (clock::today(), Decimal::ONE), row)
}
