//! What a pretended deal is about: margin, product, channel, territory and customer.

use crate::domain::{Dataset, Decimal};
use crate::state::trial::Extra;
use crate::ui::components::{Choice, Combo, NumberField};
use crate::ui::lang::t;
use crate::ui::session::Session;
use leptos::prelude::*;
use std::str::FromStr;

/// The fields of a deal beside its amount. Only the dimensions that the workspace has are asked about.
pub fn fields(value: Signal<Extra>, set: Callback<Extra>) -> AnyView {
    let margin = Signal::derive(move || Some((value.get().margin * Decimal::ONE_HUNDRED).normalize()));
    let on_margin = Callback::new(move |percent: Option<Decimal>| {
        let margin = percent.unwrap_or_default() / Decimal::ONE_HUNDRED;
        set.run(Extra { margin, ..value.get_untracked() });
    });
    let c = &t().common;
    let product = dimension(
        c.product_word,
        |data| data.products.iter().map(|p| (p.id.to_string(), p.name.clone())).collect(),
        (value, |e| e.dims.product.map(|id| id.to_string()), |e, id| e.dims.product = parsed(id), set),
    );
    let channel = dimension(
        c.channel,
        |data| data.channels.iter().map(|c| (c.id.to_string(), c.name.clone())).collect(),
        (value, |e| e.dims.channel.map(|id| id.to_string()), |e, id| e.dims.channel = parsed(id), set),
    );
    let territory = dimension(
        c.territory,
        |data| data.territories.iter().map(|t| (t.id.to_string(), t.name.clone())).collect(),
        (value, |e| e.dims.territory.map(|id| id.to_string()), |e, id| e.dims.territory = parsed(id), set),
    );
    let customer = dimension(
        c.customer,
        |data| data.customers.iter().map(|c| (c.id.to_string(), c.name.clone())).collect(),
        (value, |e| e.dims.customer.map(|id| id.to_string()), |e, id| e.dims.customer = parsed(id), set),
    );
    view! {
        <div class="columns-3 is-close">
            <NumberField label=t().pay.deal_margin unit="%" decimals=1 value=margin on_change=on_margin/>
            {product}
            {channel}
            {territory}
            {customer}
        </div>
    }
    .into_any()
}

fn parsed<T: FromStr>(id: &str) -> Option<T> {
    id.parse().ok()
}

type Bound = (Signal<Extra>, fn(&Extra) -> Option<String>, fn(&mut Extra, &str), Callback<Extra>);

/// One dimension; nothing where there is none to choose.
fn dimension(
    label: &'static str,
    all: fn(&Dataset) -> Vec<(String, String)>,
    (value, get, put, set): Bound,
) -> AnyView {
    let options = Session::get().select(move |data| all(data));
    let choices = Signal::derive(move || {
        options.get().into_iter().map(|(id, name)| Choice::new(id, name)).collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || get(&value.get()).unwrap_or_default());
    let on_change = Callback::new(move |id: String| {
        let mut extra = value.get_untracked();
        put(&mut extra, &id);
        set.run(extra);
    });
    let some = Memo::new(move |_| options.with(|all| !all.is_empty()));
    (move || some.get().then(|| view! { <Combo label options=choices value=chosen on_change/> })).into_any()
}
