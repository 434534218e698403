//! Settings of the workspace and of this device. Each change is stored at once and can be undone.

mod device;
mod holidays;

use crate::domain::calendar::{DayCount, Grain, Period, YearLabel};
use crate::domain::money::{Currency, Half, Rounding};
use crate::domain::workspace::Workspace;
use crate::domain::{Calendar, Decimal};
use crate::state::command::{Command, CommandError, Field};
use crate::ui::components::{Check, Choice, Combo, Segmented, Select, TextField, Toasts};
use crate::ui::lang::{fmt, lang, t};
use crate::ui::session::{Refused, Session};
use crate::web::{clock, intl};
use device::DeviceSettings;
use holidays::Holidays;
use jiff::civil::Weekday;
use leptos::prelude::*;

/// Currencies offered; any other that a workspace already has is offered too.
const CURRENCIES: [&str; 32] = [
    "TWD", "CNY", "USD", "EUR", "JPY", "HKD", "SGD", "KRW", "GBP", "AUD", "CAD", "CHF", "MYR", "THB", "VND",
    "IDR", "PHP", "INR", "MOP", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "TRY", "AED", "SAR", "BRL",
    "MXN", "ZAR",
];
/// The days of a week as the calendar stores them.
const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// The settings being shown, and the way to change them.
#[derive(Clone, Copy)]
pub(super) struct Form {
    session: Session,
    toasts: Toasts,
    workspace: Memo<Option<Workspace>>,
    name_error: RwSignal<Option<String>>,
}

impl Form {
    /// A part of the settings.
    pub(super) fn read<T: Default + Send + Sync + 'static>(
        self,
        part: impl Fn(&Workspace) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        let workspace = self.workspace;
        Signal::derive(move || workspace.with(|w| w.as_ref().map(&part).unwrap_or_default()))
    }

    /// Changes the settings.
    pub(super) fn change(self, change: impl FnOnce(&mut Workspace)) {
        let Some(mut workspace) = self.workspace.get_untracked() else { return };
        change(&mut workspace);
        self.name_error.set(None);
        match self.session.run(&Command::Settings(workspace)) {
            Err(Refused::Command(CommandError::Invalid { field: Field::Name, why, .. })) => {
                self.name_error.set(Some(t().problem.why(Field::Name, &why)));
            }
            Err(refused) => self.toasts.warn(refused.words()),
            Ok(_) => {}
        }
    }

    /// A callback that changes the settings.
    pub(super) fn write<P: 'static>(
        self,
        change: impl Fn(&mut Workspace, P) + Send + Sync + 'static,
    ) -> Callback<P> {
        Callback::new(move |value: P| self.change(|workspace| change(workspace, value)))
    }
}

/// The settings page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let session = Session::get();
    let workspace = session.select(|data| Some(data.workspace.as_ref().clone()));
    let form = Form { session, toasts: Toasts::expect(), workspace, name_error: RwSignal::new(None) };
    view! {
        <div class="page is-reading">
            <header class="page-head"><h1>{t().settings.title}</h1></header>
            <section class="section stack">
                <header><h2>{t().settings.workspace}</h2></header>
                <TextField label=t().settings.name error=form.name_error value=form.read(|w| w.name.clone()) on_change=form.write(|w, name: String| w.name = name.trim().to_owned())/>
            </section>
            {money(form)}
            {calendar(form)}
            <Holidays form/>
            <DeviceSettings/>
        </div>
    }
    .into_any()
}

fn money(form: Form) -> AnyView {
    let locked = form.session.select(|data| data.record_count() > 0);
    let now = untrack(|| form.read(|w| w.currency.code().to_owned()).get());
    let mut codes: Vec<&str> = CURRENCIES.to_vec();
    if !codes.contains(&now.as_str()) {
        codes.push(&now);
    }
    let names = intl::currency_names(lang().tag(), &codes);
    let currencies: Vec<Choice> = codes
        .iter()
        .zip(names)
        .map(|(code, name)| Choice::new(*code, format!("{code} {name}").trim_end().to_owned()))
        .collect();
    let shown = currencies.clone();
    let code = form.read(|w| w.currency.code().to_owned());
    let currency = move || {
        let label = t().settings.currency;
        if locked.get() {
            let words = code.with(|code| {
                shown.iter().find(|one| one.value == *code).map(|one| one.label.clone()).unwrap_or_default()
            });
            return view! {
                <div class="field">
                    <span class="label">{label}</span>
                    <span class="strong">{words}</span>
                    <span class="hint">{t().settings.currency_locked}</span>
                </div>
            }
            .into_any();
        }
        let change = form.write(|w, code: String| {
            if let Some(currency) = Currency::parse(&code) {
                w.currency = currency;
                w.shown_digits = currency.customary_digits();
                let unit = 10_i64.pow(currency.digits().saturating_sub(w.shown_digits));
                w.rounding = Rounding { unit, ..w.rounding };
            }
        });
        view! { <Combo label hint=t().settings.currency_hint options=Signal::stored(currencies.clone()) value=code on_change=change/> }
            .into_any()
    };
    let digits = form.read(|w| Some(w.currency.digits()));
    let places = Signal::derive(move || {
        (0..=digits.get().unwrap_or(0)).map(|n| Choice::new(n.to_string(), example(n))).collect::<Vec<_>>()
    });
    let units = Signal::derive(move || {
        let digits = digits.get().unwrap_or(0);
        let unit = |power: u32| {
            let unit = 10_i64.pow(power);
            Choice::new(unit.to_string(), fmt().at_most(Decimal::new(unit, digits), digits))
        };
        (0..=digits + 2).map(unit).collect::<Vec<_>>()
    });
    let halves =
        vec![Choice::new("away", t().settings.half_away), Choice::new("even", t().settings.half_even)];
    let half = form.read(|w| if w.rounding.half == Half::Even { "even" } else { "away" }.to_owned());
    view! {
        <section class="section stack">
            <header><h2>{t().settings.money}</h2></header>
            <div class="columns-2">
                {currency}
                <Select
                    label=t().settings.shown_digits
                    hint=t().settings.shown_hint
                    options=places
                    value=form.read(|w| w.shown_digits.to_string())
                    on_change=form.write(|w, n: String| w.shown_digits = n.parse().unwrap_or(w.shown_digits))
                />
                <Select
                    label=t().settings.rounding
                    options=units
                    value=form.read(|w| w.rounding.unit.to_string())
                    on_change=form.write(|w, unit: String| w.rounding.unit = unit.parse().unwrap_or(w.rounding.unit))
                />
                <div class="field">
                    <span class="label">{t().settings.half}</span>
                    <div>
                        <Segmented label=t().settings.half options=halves value=half on_change=form.write(|w, half: String| {
                            w.rounding.half = if half == "even" { Half::Even } else { Half::AwayFromZero };
                        })/>
                    </div>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// A figure with so many places.
fn example(places: u32) -> String {
    fmt().number(Decimal::new(1_234_568, 3), places)
}

fn calendar(form: Form) -> AnyView {
    let months: Vec<Choice> = (1..=12).map(|m: i8| Choice::new(m.to_string(), fmt().month_name(m))).collect();
    let start = form.read(|w| w.calendar.fiscal_start.to_string());
    let shifted = form.read(|w| w.calendar.fiscal_start != 1);
    let labels =
        vec![Choice::new("start", t().settings.label_start), Choice::new("end", t().settings.label_end)];
    let label = form.read(|w| if w.calendar.label == YearLabel::End { "end" } else { "start" }.to_owned());
    let year = form.read(|w| year_words(&w.calendar));
    let counts = vec![
        Choice::new("working", t().settings.count_working),
        Choice::new("calendar", t().settings.count_calendar),
    ];
    let count =
        form.read(|w| if w.calendar.count == DayCount::Calendar { "calendar" } else { "working" }.to_owned());
    let days = WEEK
        .iter()
        .enumerate()
        .map(|(at, day)| {
            let works = form.read(move |w| w.calendar.week.get(at).copied().unwrap_or(false));
            let change = form.write(move |w, on: bool| {
                if let Some(day) = w.calendar.week.get_mut(at) {
                    *day = on;
                }
            });
            view! { <Check label=fmt().weekday_name(*day) value=works on_change=change/> }
        })
        .collect_view();
    view! {
        <section class="section stack">
            <header><h2>{t().settings.calendar}</h2></header>
            <div class="columns-2">
                <Select
                    label=t().settings.fiscal_start
                    options=Signal::stored(months)
                    value=start
                    on_change=form.write(|w, month: String| w.calendar.fiscal_start = month.parse().unwrap_or(w.calendar.fiscal_start))
                />
                <div class="field">
                    <span class="label">{t().settings.count}</span>
                    <div>
                        <Segmented label=t().settings.count options=counts value=count on_change=form.write(|w, count: String| {
                            w.calendar.count = if count == "calendar" { DayCount::Calendar } else { DayCount::Working };
                        })/>
                    </div>
                </div>
            </div>
            <div class="field" hidden=move || !shifted.get()>
                <span class="label">{t().settings.label}</span>
                <div>
                    <Segmented label=t().settings.label options=labels value=label on_change=form.write(|w, label: String| {
                        w.calendar.label = if label == "end" { YearLabel::End } else { YearLabel::Start };
                    })/>
                </div>
                <span class="hint">{year}</span>
            </div>
            <fieldset class="stack-1">
                <legend>{t().settings.week}</legend>
                <div class="row-2">{days}</div>
            </fieldset>
        </section>
    }
    .into_any()
}

/// The present fiscal year with its first and last day, in words.
fn year_words(calendar: &Calendar) -> String {
    let period = calendar.period_of(clock::today(), Grain::Year);
    let Period::Year(year) = period else { return String::new() };
    let Some(span) = calendar.span(period) else { return String::new() };
    let name = fmt().year(year, calendar.fiscal_start != 1);
    format!("{name}{}{}", fmt().colon(), fmt().days(span.from, span.to))
}
