//! The editor of one scorecard. What is changed stands on the page until it is saved.

use super::grades::Grades;
use super::line::Line;
use super::line_of;
use crate::domain::id::ScorecardId;
use crate::domain::scorecard::{Absent, Scorecard};
use crate::domain::{Decimal, Item, ItemId};
use crate::state::command::{Command, Field};
use crate::ui::assigned::AssignedField;
use crate::ui::components::{
    Button, ButtonKind, Choice, Empty, Icon, Note, NoteKind, Select, TextField, Toasts,
};
use crate::ui::forms::{Draft, from_code, to_code, to_unread};
use crate::ui::lang::{fmt, t};
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use leptos::prelude::*;

const ABSENT: [Absent; 2] = [Absent::Rescale, Absent::Zero];

/// The page of one scorecard.
#[component]
pub fn ScorecardPage(
    /// Which one.
    id: ScorecardId,
) -> impl IntoView {
    let session = Session::get();
    let stored = session.select(move |data| data.scorecards.get(id).map(|c| c.as_ref().clone()));
    // A new draft whenever what is stored changes, by saving, undo or another tab.
    move || {
        match stored.get() {
        Some(card) => view! { <Editor stored=card/> }.into_any(),
        None => view! {
            <article class="page"><Empty title=t().scorecards.none.to_owned() words=t().shell.not_found_words/></article>
        }
        .into_any(),
    }
    }
}

#[component]
fn Editor(stored: Scorecard) -> impl IntoView {
    let session = Session::get();
    let router = Router::get();
    let toasts = Toasts::expect();
    let id = stored.id;
    let before = StoredValue::new(stored.clone());
    let draft = Draft::new(stored);
    let changed = Memo::new(move |_| before.with_value(|b| *b != draft.get()));
    let save = move |()| {
        if !to_unread() && draft.stored(session.run(&Command::Put(vec![Item::Scorecard(draft.now())]))) {
            toasts.say(t().shell.saved);
        }
    };
    let discard = move |()| draft.update(|card| *card = before.get_value());
    let delete = move |()| match session.run(&Command::Remove(vec![ItemId::Scorecard(id)])) {
        Ok(_) => router.open(Page::Scorecards),
        Err(refused) => toasts.warn(refused.words()),
    };
    view! {
        <article class="page">
            <header class="page-head">
                <div>
                    <h1>{move || draft.get().name}</h1>
                    <p class="lede">{t().scorecards.lede}</p>
                </div>
                <div class="page-actions">
                    <Button kind=ButtonKind::Danger on_press=delete>{t().common.delete}</Button>
                    <Button disabled=Signal::derive(move || !changed.get()) on_press=discard>{t().common.cancel}</Button>
                    <Button kind=ButtonKind::Primary disabled=Signal::derive(move || !changed.get()) on_press=save>{t().common.save}</Button>
                </div>
            </header>
            {draft.problem_view()}
            {move || changed.get().then(|| view! { <Note>{t().scorecards.draft_note}</Note> })}
            {basics(draft)}
            <Lines draft/>
            <Grades
                value=draft.read(|c| c.bands.clone())
                on_change=draft.write(|c, bands| c.bands = bands)
                error=draft.error(&[Field::Bands])
            />
        </article>
    }
}

fn basics(draft: Draft<Scorecard>) -> AnyView {
    let places: Vec<Choice> = (0..=4).map(|n| Choice::new(n.to_string(), fmt().whole(n))).collect();
    let absent: Vec<Choice> =
        ABSENT.iter().map(|a| Choice::new(to_code(&ABSENT, a), t().scorecards.absent_name(*a))).collect();
    view! {
        <section class="section">
            <div class="columns-3">
                <TextField
                    label=t().scorecards.name
                    error=draft.error(&[Field::Name])
                    value=draft.read(|c| c.name.clone())
                    on_input=draft.write(|c, text| c.name = text)
                />
                <Select
                    label=t().scorecards.places
                    options=places
                    value=draft.read(|c| c.places.to_string())
                    on_change=draft.write(|c, code: String| c.places = code.parse().unwrap_or(c.places))
                />
                <Select
                    label=t().scorecards.absent
                    options=absent
                    value=draft.read(|c| to_code(&ABSENT, &c.absent))
                    on_change=draft.write(|c, code: String| c.absent = from_code(&ABSENT, &code, c.absent))
                />
            </div>
            <AssignedField value=draft.read(|c| c.assigned.clone()) on_change=draft.write(|c, all| c.assigned = all)/>
        </section>
    }
    .into_any()
}

/// The KPIs with their weights, and what the weights total.
#[component]
pub fn Lines(
    /// The scorecard being edited.
    draft: Draft<Scorecard>,
) -> impl IntoView {
    let session = Session::get();
    let total = Memo::new(move |_| draft.get().lines.iter().map(|l| l.weight).sum::<Decimal>());
    let count = Memo::new(move |_| draft.get().lines.len());
    let free = move || {
        let used: Vec<_> = draft.get().lines.iter().map(|l| l.kpi).collect();
        session.data().and_then(|d| d.kpis.iter().map(|k| k.id).find(|k| !used.contains(k)))
    };
    let add = move |()| {
        if let Some(kpi) = untrack(free) {
            let left = (Decimal::ONE_HUNDRED - total.get_untracked()).max(Decimal::ZERO);
            draft.update(|card| card.lines.push(line_of(kpi, left)));
        }
    };
    let verdict = move || {
        let total = total.get();
        if total.round_dp(2) == Decimal::ONE_HUNDRED {
            view! { <p>{t().scorecards.all_hundred}</p> }.into_any()
        } else {
            let words = t().scorecards.weights_are(&fmt().at_most(total, 2));
            view! { <Note kind=NoteKind::Warn>{words}</Note> }.into_any()
        }
    };
    view! {
        <section class="section">
            <header>
                <h2>{t().scorecards.lines}</h2>
                {verdict}
            </header>
            <div class="stack">
                {move || (0..count.get()).map(|at| view! { <Line draft at/> }).collect_view()}
                <div class="row">
                    <Button icon=Icon::Plus disabled=Signal::derive(move || free().is_none()) on_press=add>{t().scorecards.add_line}</Button>
                </div>
            </div>
        </section>
    }
}
