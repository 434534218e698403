//! The period looked at, with its neighbours one press away, and the day that counts as today beside it.

use super::button::IconButton;
use super::choice::{Choice, Segmented};
use super::field::DateField;
use super::icon::Icon;
use super::menu::Menu;
use crate::domain::calendar::{Calendar, Grain, Period};
use crate::ui::lang::{fmt, t};
use jiff::civil::Date;
use leptos::prelude::*;

const GRAINS: [(Grain, &str); 4] =
    [(Grain::Month, "month"), (Grain::Quarter, "quarter"), (Grain::HalfYear, "half"), (Grain::Year, "year")];

/// Period and as-of date.
#[component]
pub fn PeriodPicker(
    /// The calendar that says which days a period has.
    #[prop(into)]
    calendar: Signal<Calendar>,
    /// The period.
    #[prop(into)]
    period: Signal<Period>,
    /// The as-of date.
    #[prop(into)]
    as_of: Signal<Date>,
    /// Another period is wanted.
    #[prop(into)]
    on_period: Callback<Period>,
    /// Another as-of date is wanted; `None` goes back to the default.
    #[prop(into)]
    on_as_of: Callback<Option<Date>>,
) -> impl IntoView {
    let fiscal = move || calendar.with(|calendar| calendar.fiscal_start != 1);
    let words = Signal::derive(move || fmt().period(period.get(), fiscal()));
    let as_of_words = Signal::derive(move || fmt().beside(t().filter.as_of, &fmt().date(as_of.get())));
    let move_by = move |later: bool| {
        let to = calendar.with_untracked(|calendar| neighbour(calendar, period.get_untracked(), later));
        if let Some(to) = to {
            on_period.run(to);
        }
    };
    view! {
        <div class="row" role="group" aria-label=t().filter.period>
            <IconButton icon=Icon::Left name=t().filter.earlier on_press=move |()| move_by(false)/>
            <Menu label=words class="button" wide=true arrow=true>
                {grains(calendar, period, as_of, on_period)}
            </Menu>
            <IconButton icon=Icon::Right name=t().filter.later on_press=move |()| move_by(true)/>
            // Paper has no buttons, and a figure without its period is worth nothing.
            <span class="print-only">{words} " · " {as_of_words}</span>
            <Menu label=as_of_words icon=Icon::Calendar wide=true>
                <DateField label=t().filter.as_of optional=true value=Signal::derive(move || Some(as_of.get())) on_change=on_as_of/>
            </Menu>
        </div>
    }
    .into_any()
}

fn grains(
    calendar: Signal<Calendar>,
    period: Signal<Period>,
    as_of: Signal<Date>,
    on_period: Callback<Period>,
) -> AnyView {
    let options = GRAINS
        .iter()
        .map(|(grain, key)| {
            let word = match grain {
                Grain::HalfMonth | Grain::Month => t().filter.month,
                Grain::Quarter => t().filter.quarter,
                Grain::HalfYear => t().filter.half_year,
                Grain::Year => t().filter.year,
            };
            Choice::new(*key, word)
        })
        .collect();
    let chosen = Signal::derive(move || {
        let grain = period.get().grain();
        GRAINS
            .iter()
            .find(|(one, _)| Some(*one) == grain)
            .map(|(_, key)| (*key).to_owned())
            .unwrap_or_default()
    });
    // A finer grain opens at the as-of date where the period holds it, at its own first day elsewhere.
    let change = move |key: String| {
        let grain = GRAINS.iter().find(|(_, one)| *one == key).map(|(grain, _)| *grain);
        let next = calendar.with_untracked(|calendar| {
            let span = calendar.span(period.get_untracked())?;
            let day = as_of.get_untracked();
            Some(calendar.period_of(if span.contains(day) { day } else { span.from }, grain?))
        });
        if let Some(next) = next {
            on_period.run(next);
        }
    };
    view! { <Segmented label=t().filter.period options=options value=chosen on_change=change/> }.into_any()
}

/// The period before or after.
fn neighbour(calendar: &Calendar, period: Period, later: bool) -> Option<Period> {
    if !later {
        return calendar.previous(period);
    }
    let day = calendar.span(period)?.to.tomorrow().ok()?;
    period.grain().map(|grain| calendar.period_of(day, grain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_found_both_ways() {
        let calendar = Calendar::default();
        for (period, earlier, later) in [
            (Period::Quarter(2026, 4), Period::Quarter(2026, 3), Period::Quarter(2027, 1)),
            (Period::Month(2026, 1), Period::Month(2025, 12), Period::Month(2026, 2)),
            (Period::Year(2026), Period::Year(2025), Period::Year(2027)),
        ] {
            assert_eq!(neighbour(&calendar, period, false), Some(earlier));
            assert_eq!(neighbour(&calendar, period, true), Some(later));
        }
    }
}
