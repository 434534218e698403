//! The filter bar: one chip per dimension in use, a menu for the others, choices with search.

use super::button::{Button, ButtonKind};
use super::choice::{Check, Choice};
use super::field::SearchBox;
use super::icon::{Icon, IconView};
use super::menu::Menu;
use crate::ui::lang::{fmt, t};
use leptos::prelude::*;

/// How many choices a panel draws; searching narrows them.
const SHOWN: usize = 200;

/// One dimension that can be filtered.
#[derive(Clone)]
pub struct FilterDimension {
    /// Its stable key.
    pub key: &'static str,
    /// Its name.
    pub label: String,
    /// What can be chosen: id and name, in the order to show.
    pub options: Signal<Vec<Choice>>,
    /// The ids chosen; none means all.
    pub chosen: Signal<Vec<String>>,
}

/// Chips of all dimensions. A change passes the key and the ids now chosen.
#[component]
pub fn FilterBar(
    /// The dimensions.
    dimensions: Vec<FilterDimension>,
    /// A dimension's choice has changed.
    #[prop(into)]
    on_change: Callback<(&'static str, Vec<String>)>,
) -> impl IntoView {
    let chosen: Vec<_> = dimensions.iter().map(|dimension| (dimension.key, dimension.chosen)).collect();
    let keys: Vec<_> = chosen.iter().map(|(key, _)| *key).collect();
    let any = move || chosen.iter().any(|(_, chosen)| chosen.with(|chosen| !chosen.is_empty()));
    let clear = Callback::new(move |()| {
        for key in &keys {
            on_change.run((key, Vec::new()));
        }
    });
    view! {
        <div class="filter-bar" role="group" aria-label=t().filter.filters>
            {dimensions.into_iter().map(|dimension| chip(dimension, on_change)).collect_view()}
            <Show when=any>
                <Button kind=ButtonKind::Quiet small=true on_press=clear>{t().filter.clear}</Button>
            </Show>
        </div>
    }
    .into_any()
}

fn chip(dimension: FilterDimension, on_change: Callback<(&'static str, Vec<String>)>) -> AnyView {
    let FilterDimension { key, label, options, chosen } = dimension;
    let set = Memo::new(move |_| chosen.with(|chosen| !chosen.is_empty()));
    let name = label.clone();
    let words = Signal::derive(move || {
        let ids = chosen.get();
        match ids.as_slice() {
            [] => name.clone(),
            [one] => {
                let found = options.with(|options| {
                    options.iter().find(|option| option.value == *one).map(|option| option.label.clone())
                });
                format!("{name}{}{}", fmt().colon(), found.unwrap_or_else(|| t().common.unknown.to_owned()))
            }
            many => t().filter.chosen(&name, &many.len().to_string()),
        }
    });
    let title = label.clone();
    let drop_name = label.clone();
    let drop = move || {
        set.get().then(|| {
            view! {
                <button type="button" class="chip-drop" aria-label=t().filter.drop(&drop_name) on:click=move |_| on_change.run((key, Vec::new()))>
                    <IconView icon=Icon::Close/>
                </button>
            }
        })
    };
    view! {
        <span class="chip" class:is-set=move || set.get() class:is-empty=move || !set.get()>
            <Menu label=words class="chip-main" wide=true arrow=true>
                {choices(title.clone(), options, chosen, Callback::new(move |ids| on_change.run((key, ids))))}
            </Menu>
            {drop}
        </span>
    }
    .into_any()
}

fn choices(
    label: String,
    options: Signal<Vec<Choice>>,
    chosen: Signal<Vec<String>>,
    on_change: Callback<Vec<String>>,
) -> AnyView {
    let needle = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let needle = needle.get().to_lowercase();
        options.with(|options| {
            options
                .iter()
                .filter(|option| option.label.to_lowercase().contains(&needle))
                .take(SHOWN)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let row = move |option: Choice| {
        let id = StoredValue::new(option.value);
        let ticked = Memo::new(move |_| chosen.with(|chosen| id.with_value(|id| chosen.contains(id))));
        let change = move |on: bool| {
            let id = id.get_value();
            let mut ids = chosen.get_untracked();
            ids.retain(|one| *one != id);
            if on {
                ids.push(id);
            }
            on_change.run(ids);
        };
        view! { <Check label=option.label value=ticked on_change=change/> }
    };
    view! {
        <div class="stack-1" role="group" aria-label=label.clone()>
            <SearchBox label=t().common.search value=needle/>
            <For each=move || found.get() key=|option| option.value.clone() children=row/>
            <Show when=move || found.with(Vec::is_empty)>
                <p class="muted">{t().filter.nothing_found}</p>
            </Show>
        </div>
    }
    .into_any()
}
