//! What follows from a cycle's results: proposals by rule, decisions by people, what it costs, letters and the file for
//! payroll.

mod base;
mod budget;
mod cash;
mod decide;
pub(super) mod export;
mod letters;
mod list;
mod rewards;
mod rules;

use crate::domain::Decimal;
use crate::domain::appraisal::{Cycle, Funds};
use crate::domain::dataset::Dataset;
use crate::domain::history::Label;
use crate::domain::id::{CycleId, PersonId};
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::outcomes::{Effect, bases, bonuses, effect_of};
use crate::ui::components::{Button, ButtonKind, Choice, Empty, ExportMenu, Icon, Note, Tabs, Toasts};
use crate::ui::lang::{fmt, t};
use crate::ui::me::{IAm, Me};
use crate::ui::route::Page;
use crate::ui::session::{Refused, Session};
use crate::ui::shell::Router;
use cash::{money, percent};
use leptos::prelude::*;
use std::sync::Arc;

/// What is being looked at: one cycle.
#[derive(Clone, Copy)]
struct At {
    id: CycleId,
    cycle: Memo<Option<Arc<Cycle>>>,
}

impl At {
    /// Everybody's base pay, tracked.
    fn bases(self, data: &Dataset) -> Vec<(PersonId, Decimal)> {
        self.cycle.get().map(|cycle| bases(data, &cycle)).unwrap_or_default()
    }

    /// Everybody's target bonus, tracked.
    fn targets(self, data: &Dataset) -> Vec<(PersonId, Decimal)> {
        self.cycle.get().map(|cycle| bonuses(data, &cycle)).unwrap_or_default()
    }

    /// States something about pay; it is kept at once.
    fn fund(self, change: impl FnOnce(&mut Funds)) -> Result<Label, Refused> {
        let mut funds = self.cycle.get_untracked().and_then(|c| c.funds.clone()).unwrap_or_default();
        change(&mut funds);
        Me::get().act(Deed::SetFunds { cycle: self.id, funds })
    }
}

/// The page of one cycle's outcomes.
#[component]
pub fn OutcomesPage(
    /// Which cycle.
    id: CycleId,
) -> impl IntoView {
    let (session, router, me, toasts) = (Session::get(), Router::get(), Me::get(), Toasts::expect());
    let cycle = session.select(move |data| data.cycles.get(id).cloned());
    let at = At { id, cycle };
    let released =
        session.select(move |data| data.appraisals.iter().any(|a| a.cycle == id && a.released.is_some()));
    let tab = RwSignal::new("decide".to_owned());
    let propose = move |()| {
        let base = session.data_now().map(|data| untrack(|| at.bases(&data))).unwrap_or_default();
        match me.act(Deed::Propose { cycle: id, base }) {
            Ok(_) => toasts.offer(t().outcomes.proposed, t().common.undo, move |()| drop(session.undo())),
            Err(refused) => toasts.warn(refused.words()),
        }
    };
    let name = move || cycle.get().map(|c| c.name.clone()).unwrap_or_default();
    let whole_effect = session.select(move |data| cycle.get().map(|cycle| effect_of(data, &cycle)));
    let finding = move || {
        let (data, sum, cycle) = (session.data()?, whole_effect.get()?, cycle.get()?);
        let words = (sum.all > 0).then(|| view! { <p class="finding">{sentence(&data, &sum)}</p> });
        Some(view! { {words} {budget::lines(&data, &cycle, &sum)} })
    };
    let export = Callback::new(move |()| {
        let data = session.data_now()?;
        let cycle = data.cycles.get(id)?.clone();
        Some(export::table(&data, &cycle))
    });
    let body = move || match tab.get().as_str() {
        "rules" => view! { <rules::Rules at/> }.into_any(),
        "base" => view! { <base::BasePay at/> }.into_any(),
        "letters" => view! { <letters::Letters id/> }.into_any(),
        "rewards" => view! { <rewards::Rewards id/> }.into_any(),
        _ => view! { <list::Decisions id/> }.into_any(),
    };
    let content = move || {
        if cycle.with(Option::is_none) {
            return view! { <Empty title=t().cycles.none.to_owned() words=t().shell.not_found_words/> }
                .into_any();
        }
        let waiting = (!released.get()).then(|| view! { <Note>{t().outcomes.not_released}</Note> });
        view! {
            {waiting}
            <div class="no-print">{tabs(tab)}</div>
            {body}
        }
        .into_any()
    };
    let none = Signal::derive(move || !released.get());
    view! {
        <article class="page">
            <header class="page-head no-print">
                <div>
                    <h1>{t().outcomes.title}</h1>
                    <p class="lede"><a href=move || router.href(Page::Cycle(id))>{name}</a></p>
                </div>
                <div class="page-actions">
                    <ExportMenu label=t().outcomes.export.to_owned() table=export/>
                    <Button kind=ButtonKind::Primary icon=Icon::Tick disabled=none on_press=propose>{t().outcomes.propose}</Button>
                </div>
            </header>
            <div class="no-print">{finding}</div>
            <IAm/>
            {content}
        </article>
    }
    .into_any()
}

fn tabs(tab: RwSignal<String>) -> AnyView {
    let w = &t().outcomes;
    let options = vec![
        Choice::new("decide", w.tab_decide),
        Choice::new("rules", w.tab_rules),
        Choice::new("base", w.tab_base),
        Choice::new("letters", w.tab_letters),
        Choice::new("rewards", w.tab_rewards),
    ];
    view! { <Tabs label=w.parts options value=tab on_change=move |part| tab.set(part)/> }.into_any()
}

fn whole(count: usize) -> String {
    fmt().whole(i64::try_from(count).unwrap_or(i64::MAX))
}

/// What proposals come to, as words.
fn sentence(data: &Dataset, sum: &Effect) -> String {
    let w = &t().outcomes;
    let mut parts = Vec::new();
    if let Some(share) = sum.share() {
        parts.push(w.sentence(
            &whole(sum.raised),
            &money(data, sum.raise),
            &percent(share * Decimal::ONE_HUNDRED),
        ));
    }
    if sum.target > Decimal::ZERO {
        let more = fmt().signed(sum.bonus.saturating_sub(sum.target), data.workspace.shown_digits);
        parts.push(w.sentence_bonus(&money(data, sum.bonus), &more));
    }
    if sum.unknown > 0 {
        parts.push(w.sentence_unknown(&whole(sum.unknown)));
    }
    if sum.promoted > 0 {
        parts.push(w.sentence_promoted(&whole(sum.promoted)));
    }
    if sum.trained > 0 {
        parts.push(w.sentence_trained(&whole(sum.trained)));
    }
    if sum.all > 0 {
        parts.push(w.sentence_open(&whole(sum.open), &whole(sum.all)));
    }
    fmt().sentences(&parts)
}
