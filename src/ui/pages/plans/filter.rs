//! Which records something in a plan looks at: the same chips as on the pages of figures.

use super::fields::{Place, read, write};
use crate::domain::filter::Filter;
use crate::domain::incentive::Plan;
use crate::ui::components::{Choice, FilterBar, FilterDimension};
use crate::ui::forms::Draft;
use crate::ui::lang::t;
use crate::ui::session::Session;
use leptos::prelude::*;
use std::sync::Arc;

/// The key of a dimension, its name and its list in a filter.
macro_rules! dimension {
    ($draft:expr, $at:expr, $key:literal, $label:expr, $table:ident) => {{
        let session = Session::get();
        let options = session.select(|data| {
            data.$table.iter().map(|e| (e.id.to_string(), e.name.clone())).collect::<Vec<_>>()
        });
        let stored = read($draft, $at);
        FilterDimension {
            key: $key,
            label: $label.to_owned(),
            options: Signal::derive(move || {
                options.get().into_iter().map(|(id, name)| Choice::new(id, name)).collect()
            }),
            chosen: Signal::derive(move || {
                let filter = stored.get().unwrap_or_default();
                filter.$table.iter().map(ToString::to_string).collect()
            }),
        }
    }};
}

fn ids<T: std::str::FromStr>(codes: &[String]) -> Vec<T> {
    codes.iter().filter_map(|code| code.parse().ok()).collect()
}

/// The chips. A filter without any lets everything through.
pub fn filter(draft: Draft<Plan>, label: &'static str, at: &Place<Filter>) -> AnyView {
    let c = &t().common;
    let at = Arc::clone(at);
    let dimensions = vec![
        dimension!(draft, &at, "category", c.category, categories),
        dimension!(draft, &at, "product", c.product_word, products),
        dimension!(draft, &at, "channel", c.channel, channels),
        dimension!(draft, &at, "territory", c.territory, territories),
        dimension!(draft, &at, "customer", c.customer, customers),
    ];
    let set = write(draft, &at, |own: &mut Filter, (key, codes): (&'static str, Vec<String>)| {
        match key {
            "category" => own.categories = ids(&codes),
            "product" => own.products = ids(&codes),
            "channel" => own.channels = ids(&codes),
            "territory" => own.territories = ids(&codes),
            "customer" => own.customers = ids(&codes),
            _ => {}
        }
        *own = std::mem::take(own).normalised();
    });
    view! {
        <div class="field">
            <span class="field-name">{label}</span>
            <FilterBar dimensions on_change=set/>
        </div>
    }
    .into_any()
}
