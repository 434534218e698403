//! Fields of a plan: each names the place in the draft that it shows and changes. A place that is no longer there shows
//! nothing and takes nothing.

use crate::domain::incentive::Plan;
use crate::domain::{Date, Decimal};
use crate::ui::components::{Check, Choice, DateField, NumberField, Select, TextField};
use crate::ui::forms::{Draft, from_code, to_code};
use leptos::prelude::*;
use std::sync::Arc;

/// A place in a plan.
pub type Place<T> = Arc<dyn for<'a> Fn(&'a mut Plan) -> Option<&'a mut T> + Send + Sync>;

/// Makes a place.
pub fn place<T>(
    find: impl for<'a> Fn(&'a mut Plan) -> Option<&'a mut T> + Send + Sync + 'static,
) -> Place<T> {
    Arc::new(find)
}

/// What stands at a place.
pub fn read<T: Clone + PartialEq + Send + Sync + 'static>(
    draft: Draft<Plan>,
    at: &Place<T>,
) -> Signal<Option<T>> {
    let at = Arc::clone(at);
    draft.read(move |plan| at(&mut plan.clone()).cloned())
}

/// Writes to a place.
pub fn write<T: Send + Sync + 'static, P: 'static>(
    draft: Draft<Plan>,
    at: &Place<T>,
    set: impl Fn(&mut T, P) + Send + Sync + 'static,
) -> Callback<P> {
    let at = Arc::clone(at);
    draft.write(move |plan, value| {
        if let Some(own) = at(plan) {
            set(own, value);
        }
    })
}

/// How a number is asked for.
#[derive(Clone, Copy)]
pub struct Ask {
    /// The label.
    pub label: &'static str,
    /// The unit behind the field; `%` shows hundredths of what is stored.
    pub unit: &'static str,
    /// Places shown at most.
    pub decimals: u32,
}

impl Ask {
    /// A plain number.
    pub const fn number(label: &'static str) -> Ask {
        Ask { label, unit: "", decimals: 4 }
    }

    /// A share, shown in percent.
    pub const fn percent(label: &'static str) -> Ask {
        Ask { label, unit: "%", decimals: 4 }
    }

    /// A number that is stored as percent already.
    pub const fn in_percent(label: &'static str) -> Ask {
        Ask { label, unit: "% ", decimals: 4 }
    }

    fn scale(self) -> Decimal {
        if self.unit == "%" { Decimal::ONE_HUNDRED } else { Decimal::ONE }
    }
}

/// A number that must be there.
pub fn number(draft: Draft<Plan>, ask: Ask, at: Place<Decimal>) -> AnyView {
    let stored = read(draft, &at);
    let value = Signal::derive(move || stored.get().map(|v| (v * ask.scale()).normalize()));
    let set = write(draft, &at, move |own: &mut Decimal, n: Option<Decimal>| {
        if let Some(n) = n {
            *own = (n / ask.scale()).normalize();
        }
    });
    number_field(ask, false, value, set)
}

/// A number that may be left out.
pub fn maybe(draft: Draft<Plan>, ask: Ask, at: Place<Option<Decimal>>) -> AnyView {
    let stored = read(draft, &at);
    let value = Signal::derive(move || stored.get().flatten().map(|v| (v * ask.scale()).normalize()));
    let set = write(draft, &at, move |own: &mut Option<Decimal>, n: Option<Decimal>| {
        *own = n.map(|n| (n / ask.scale()).normalize());
    });
    number_field(ask, true, value, set)
}

/// A whole number that may be left out.
pub fn count(draft: Draft<Plan>, label: &'static str, at: Place<Option<u32>>) -> AnyView {
    let stored = read(draft, &at);
    let value = Signal::derive(move || stored.get().flatten().map(Decimal::from));
    let set = write(draft, &at, move |own: &mut Option<u32>, n: Option<Decimal>| {
        *own = n.and_then(|n| u32::try_from(n).ok());
    });
    number_field(Ask { label, unit: "", decimals: 0 }, true, value, set)
}

/// A whole number that must be there.
pub fn whole(draft: Draft<Plan>, label: &'static str, at: Place<u32>) -> AnyView {
    whole_from(draft, label, 0, at)
}

/// A whole number that must be there and is not smaller than so much.
pub fn whole_from(draft: Draft<Plan>, label: &'static str, least: u32, at: Place<u32>) -> AnyView {
    let stored = read(draft, &at);
    let value = Signal::derive(move || stored.get().map(Decimal::from));
    let set = write(draft, &at, move |own: &mut u32, n: Option<Decimal>| {
        *own = n.and_then(|n| u32::try_from(n).ok()).filter(|n| *n >= least).unwrap_or(*own);
    });
    number_field(Ask { label, unit: "", decimals: 0 }, false, value, set)
}

fn number_field(
    ask: Ask,
    optional: bool,
    value: Signal<Option<Decimal>>,
    on_change: Callback<Option<Decimal>>,
) -> AnyView {
    let (label, decimals) = (ask.label, ask.decimals);
    match ask.unit.trim() {
        "" => view! { <NumberField label decimals optional value on_change/> }.into_any(),
        unit => view! { <NumberField label decimals optional unit value on_change/> }.into_any(),
    }
}

/// A text.
pub fn text(draft: Draft<Plan>, label: &'static str, at: Place<String>) -> AnyView {
    let stored = read(draft, &at);
    let value = Signal::derive(move || stored.get().unwrap_or_default());
    let on_input = write(draft, &at, |own: &mut String, text| *own = text);
    view! { <TextField label value on_input/> }.into_any()
}

/// One of a few.
pub fn choice<T: Copy + PartialEq + Send + Sync + 'static>(
    draft: Draft<Plan>,
    label: &'static str,
    all: &'static [T],
    name: impl Fn(T) -> &'static str,
    at: Place<T>,
) -> AnyView {
    let options: Vec<Choice> = all.iter().map(|one| Choice::new(to_code(all, one), name(*one))).collect();
    let stored = read(draft, &at);
    let value = Signal::derive(move || stored.get().map(|v| to_code(all, &v)).unwrap_or_default());
    let set = write(draft, &at, move |own: &mut T, code: String| *own = from_code(all, &code, *own));
    view! { <Select label options value on_change=set/> }.into_any()
}

/// Yes or no.
pub fn flag(draft: Draft<Plan>, label: &'static str, at: Place<bool>) -> AnyView {
    let stored = read(draft, &at);
    let value = Signal::derive(move || stored.get().unwrap_or_default());
    let set = write(draft, &at, |own: &mut bool, on| *own = on);
    view! { <Check label value on_change=set/> }.into_any()
}

/// A day that must be there.
pub fn day(draft: Draft<Plan>, label: &'static str, at: Place<Date>) -> AnyView {
    let value = read(draft, &at);
    let set = write(draft, &at, |own: &mut Date, day: Option<Date>| *own = day.unwrap_or(*own));
    view! { <DateField label value on_change=set/> }.into_any()
}

/// A day that may be left out.
pub fn maybe_day(draft: Draft<Plan>, label: &'static str, at: Place<Option<Date>>) -> AnyView {
    let stored = read(draft, &at);
    let value = Signal::derive(move || stored.get().flatten());
    let set = write(draft, &at, |own: &mut Option<Date>, day| *own = day);
    view! { <DateField label optional=true value on_change=set/> }.into_any()
}
