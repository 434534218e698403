//! Preparing a cycle: name and period, who takes part, by which standards, in which phases; and opening it.

use super::guideline::GuidelineEditor;
use super::phases::Phases;
use super::population::{People, Population};
use crate::domain::appraisal::Cycle;
use crate::domain::calendar::{Period, Span};
use crate::domain::dataset::Dataset;
use crate::domain::id::CycleId;
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::cycles::{Length, obstacle, period_for, periods, set_formed, set_period};
use crate::state::command::CommandError;
use crate::ui::components::{
    Button, ButtonKind, Check, Choice, DateField, Note, NoteKind, NumberField, Select, TextField, Toasts,
};
use crate::ui::forms::{Draft, from_code, to_code, to_unread};
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::route::Page;
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// The preparation of a cycle. What is changed stands on the page until it is saved.
#[component]
pub fn Setup(
    /// The cycle as it is stored.
    stored: Cycle,
) -> impl IntoView {
    let (session, router, toasts, me) = (Session::get(), Router::get(), Toasts::expect(), Me::get());
    let id = stored.id;
    let before = StoredValue::new(stored.clone());
    let draft = Draft::new(stored);
    let changed = Memo::new(move |_| before.with_value(|b| *b != draft.get()));
    let still = Signal::derive(move || !changed.get());
    let save = move |()| {
        if !to_unread() && draft.stored(me.act(Deed::SaveCycle(Box::new(draft.now())))) {
            toasts.say(t().shell.saved);
        }
    };
    let discard = move |()| draft.update(|cycle| *cycle = before.get_value());
    let delete = move |()| match me.act(Deed::RemoveCycle(id)) {
        Ok(_) => router.open(Page::Cycles),
        Err(refused) => toasts.warn(refused.words()),
    };
    let hindered = Memo::new(move |_| {
        let (data, day) = (session.data()?, me.day());
        obstacle(&data, &draft.get(), day)
    });
    let open = move |()| {
        if to_unread() {
            return;
        }
        let saved = me.act(Deed::SaveCycle(Box::new(draft.now())));
        if draft.stored(saved) {
            draft.stored(me.act(Deed::Open(id)));
        }
    };
    let hindrance = move || match hindered.get() {
        Some(refusal) => {
            let words = t().problem.refused(&CommandError::Appraisal(refusal));
            view! { <Note kind=NoteKind::Warn><p>{t().cycles.cannot_open}" "{words}</p></Note> }.into_any()
        }
        None => view! { <Note kind=NoteKind::Good><p>{t().cycles.can_open}</p></Note> }.into_any(),
    };
    view! {
        <article class="page">
            <header class="page-head">
                <div>
                    <h1>{move || draft.get().name}</h1>
                    <p class="lede">{t().cycles.setup_lede}</p>
                </div>
                <div class="page-actions">
                    <Button kind=ButtonKind::Danger on_press=delete>{t().common.delete}</Button>
                    <Button disabled=still on_press=discard>{t().common.cancel}</Button>
                    <Button disabled=still on_press=save>{t().common.save}</Button>
                    <Button
                        kind=ButtonKind::Primary
                        disabled=Signal::derive(move || hindered.with(Option::is_some))
                        on_press=open
                    >
                        {t().cycles.open}
                    </Button>
                </div>
            </header>
            {draft.problem_view()}
            {hindrance}
            {basics(draft)}
            <Population draft/>
            {standards(draft)}
            <Phases draft/>
            {formed(draft)}
            <GuidelineEditor draft/>
            <People draft/>
        </article>
    }
}

/// The name a cycle gets from its period.
fn name_of(data: &Dataset, period: Period) -> String {
    t().cycles.named(&names(data).period(period))
}

fn basics(draft: Draft<Cycle>) -> AnyView {
    let (session, me) = (Session::get(), Me::get());
    let change = move |period: Period| {
        if let Some(data) = session.data_now() {
            draft.update(|cycle| set_period(cycle, period, &|p| name_of(&data, p)));
        }
    };
    let lengths: Vec<Choice> =
        Length::ALL.iter().map(|l| Choice::new(to_code(&Length::ALL, l), t().cycles.length(*l))).collect();
    let length = draft.read(|c| to_code(&Length::ALL, &Length::of(c.period)));
    let set_length = move |code: String| {
        let length = from_code(&Length::ALL, &code, Length::Quarter);
        if let Some(data) = session.data_now() {
            change(period_for(&data, length, untrack(|| me.day())));
        }
    };
    let kind = draft.read(|c| Length::of(c.period));
    let which = move || match kind.get().grain() {
        Some(grain) => {
            let options = Signal::derive(move || {
                let Some(data) = session.data() else { return Vec::new() };
                let mut all = periods(&data, grain, me.day());
                let own = draft.get().period;
                if !all.contains(&own) {
                    all.push(own);
                }
                all.into_iter().map(|p| Choice::new(p.to_string(), names(&data).period(p))).collect()
            });
            let set = move |code: String| {
                if let Ok(period) = code.parse() {
                    change(period);
                }
            };
            view! { <Select label=t().filter.period options value=draft.read(|c| c.period.to_string()) on_change=set/> }
                .into_any()
        }
        None => days(draft, Callback::new(change)),
    };
    view! {
        <section class="section">
            <div class="columns-3">
                <TextField label=t().cycles.name value=draft.read(|c| c.name.clone()) on_input=draft.write(|c, text| c.name = text)/>
                <Select label=t().cycles.length_word options=lengths value=length on_change=set_length/>
                {which}
            </div>
        </section>
    }
    .into_any()
}

/// First and last day of a custom period.
fn days(draft: Draft<Cycle>, change: Callback<Period>) -> AnyView {
    let span = move |cycle: &Cycle| match cycle.period {
        Period::Custom(span) => Some(span),
        _ => None,
    };
    let set = move |from: Option<jiff::civil::Date>, to: Option<jiff::civil::Date>| {
        if let Some(now) = span(&draft.now()) {
            change.run(Period::Custom(Span { from: from.unwrap_or(now.from), to: to.unwrap_or(now.to) }));
        }
    };
    view! {
        <DateField label=t().cycles.first_day value=draft.read(move |c| span(c).map(|s| s.from)) on_change=move |day| set(day, None)/>
        <DateField label=t().cycles.last_day value=draft.read(move |c| span(c).map(|s| s.to)) on_change=move |day| set(None, day)/>
    }
    .into_any()
}

/// Which standards may be used; each person gets the one that is assigned most specifically.
fn standards(draft: Draft<Cycle>) -> AnyView {
    let session = Session::get();
    let list = move || {
        let Some(data) = session.data() else { return Vec::new() };
        let one = |standard: &crate::domain::appraisal::Standard| {
            let id = standard.id;
            let unpublished = standard.published.is_none();
            let label =
                if unpublished { t().cycles.draft_standard(&standard.name) } else { standard.name.clone() };
            let value = draft.read(move |c| c.standards.contains(&id));
            let set = draft.write(move |c, on: bool| {
                c.standards.retain(|s| *s != id);
                if on {
                    c.standards.push(id);
                }
            });
            view! { <Check label value on_change=set/> }.into_any()
        };
        data.standards.iter().map(|s| one(s)).collect()
    };
    let none = move || session.data().is_some_and(|d| d.standards.is_empty());
    view! {
        <section class="section stack-1">
            <header>
                <h2>{t().cycles.standards}</h2>
                <p>{t().cycles.standards_words}</p>
            </header>
            {move || none().then(|| view! { <Note kind=NoteKind::Warn><p>{t().cycles.no_standards}</p></Note> })}
            {list}
        </section>
    }
    .into_any()
}

/// Earlier cycles whose released scores make this one's.
fn formed(draft: Draft<Cycle>) -> AnyView {
    let session = Session::get();
    let own = draft.now().id;
    let others = session.select(move |data| {
        let known = data.cycles.iter().filter(|c| c.id != own);
        known.map(|c| (c.id, c.name.clone())).collect::<Vec<_>>()
    });
    let row = move |(id, name): (CycleId, String)| {
        let weight = move |c: &Cycle| c.formed_from.iter().find(|f| f.cycle == id).map(|f| f.weight);
        let set = draft.write(move |c: &mut Cycle, weight: Option<Decimal>| set_formed(c, id, weight));
        view! { <NumberField label=name optional=true unit="%" decimals=2 value=draft.read(weight) on_change=set/> }
            .into_any()
    };
    let total = move || {
        let formed = draft.get().formed_from;
        let total: Decimal = formed.iter().map(|f| f.weight).sum();
        (!formed.is_empty()).then(|| {
            let words = t().cycles.formed_total(&fmt().at_most(total, 2));
            view! { <p class="muted">{words}</p> }
        })
    };
    let fields = move || others.get().into_iter().map(row).collect_view();
    let any = draft.now().formed_from.is_empty();
    let body = move || {
        (!others.get().is_empty()).then(|| {
            view! {
                <details class="section" open=!any>
                    <summary>{t().cycles.formed}</summary>
                    <div class="stack">
                        <p class="muted">{t().cycles.formed_words}</p>
                        <div class="columns-3">{fields}</div>
                        {total}
                    </div>
                </details>
            }
        })
    };
    body.into_any()
}
