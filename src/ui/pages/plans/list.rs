//! Lists in a plan: their rows, each with a button that removes it, and one that adds another.

use super::fields::{Place, place, read, write};
use crate::domain::incentive::Plan;
use crate::ui::components::{Button, Icon, IconButton};
use crate::ui::forms::Draft;
use crate::ui::lang::t;
use leptos::prelude::*;
use std::sync::Arc;

/// The place of a part of what stands at a place.
pub fn part<T: 'static, U>(
    at: &Place<T>,
    find: impl for<'a> Fn(&'a mut T) -> Option<&'a mut U> + Send + Sync + 'static,
) -> Place<U> {
    let at = Arc::clone(at);
    place(move |plan| find(at(plan)?))
}

/// The place of an entry of a list.
pub fn entry<T: 'static>(at: &Place<Vec<T>>, n: usize) -> Place<T> {
    part(at, move |all| all.get_mut(n))
}

/// What a list is called and what adds to it.
#[derive(Clone, Copy)]
pub struct Words {
    /// Above the list.
    pub legend: &'static str,
    /// Below the legend; may be empty.
    pub hint: &'static str,
    /// On the button.
    pub add: &'static str,
}

/// A list. Rows are built anew only when their number changes.
pub fn list<T: Clone + PartialEq + Send + Sync + 'static>(
    draft: Draft<Plan>,
    words: Words,
    at: &Place<Vec<T>>,
    fresh: impl Fn() -> T + Send + Sync + 'static,
    row: impl Fn(Place<T>, usize) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let stored = read(draft, at);
    let count = Memo::new(move |_| stored.with(|all| all.as_ref().map_or(0, Vec::len)));
    let add = write(draft, at, move |all: &mut Vec<T>, ()| all.push(fresh()));
    let own = Arc::clone(at);
    let rows = move || {
        let one = |n: usize| {
            let remove = write(draft, &own, move |all: &mut Vec<T>, ()| {
                if n < all.len() {
                    all.remove(n);
                }
            });
            view! {
                <div class="list-row">
                    <div class="grow">{row(entry(&own, n), n)}</div>
                    <IconButton icon=Icon::Close name=t().common.remove.to_owned() on_press=remove/>
                </div>
            }
        };
        (0..count.get()).map(one).collect_view()
    };
    let hint = (!words.hint.is_empty()).then(|| view! { <p class="hint">{words.hint}</p> });
    view! {
        <fieldset class="field">
            <legend>{words.legend}</legend>
            {hint}
            <div class="stack-1">{rows}</div>
            <div class="row"><Button small=true icon=Icon::Plus on_press=add>{words.add}</Button></div>
        </fieldset>
    }
    .into_any()
}
