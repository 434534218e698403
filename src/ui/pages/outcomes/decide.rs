//! One proposal: why it is made, and what is decided about it.

use super::cash::{money, percent};
use crate::domain::Decimal;
use crate::domain::appraisal::{Proposal, ProposalKind, Reversal, Ruling};
use crate::domain::dataset::Dataset;
use crate::domain::id::{CycleId, PersonId, ProposalId};
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::outcomes::{Matter, Why, rows, why};
use crate::ui::components::{Button, ButtonKind, Note, NoteKind, NumberField, TextField};
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::select::names;
use crate::ui::session::{Refused, Session};
use leptos::prelude::*;

/// What is proposed, as a number where it has one.
pub fn value_of(kind: &ProposalKind) -> Option<Decimal> {
    match kind {
        ProposalKind::Pay { percent, .. } => Some(*percent),
        ProposalKind::Bonus(value) => Some(*value),
        ProposalKind::Promotion | ProposalKind::Training(_) | ProposalKind::TrainingKpi(_) => None,
    }
}

/// What is proposed, in words.
pub fn name_of(data: &Dataset, kind: &ProposalKind) -> String {
    let w = &t().outcomes;
    match kind {
        ProposalKind::Pay { percent: value, .. } => percent(*value),
        ProposalKind::Bonus(value) => w.times(&fmt().at_most(*value, 2)),
        ProposalKind::Promotion => w.candidate.to_owned(),
        ProposalKind::Training(_) | ProposalKind::TrainingKpi(_) => w.training_in(&training(data, kind)),
    }
}

/// In what somebody is to be trained.
pub fn training(data: &Dataset, kind: &ProposalKind) -> String {
    let names = names(data);
    match kind {
        ProposalKind::Training(id) => crate::i18n::trace::competency(names, *id),
        ProposalKind::TrainingKpi(id) => names.kpi(*id),
        ProposalKind::Pay { .. } | ProposalKind::Bonus(_) | ProposalKind::Promotion => String::new(),
    }
}

/// What was decided, in words.
pub fn decision(proposal: &Proposal, percent: &dyn Fn(Decimal) -> String) -> String {
    ruled(&proposal.kind, &proposal.ruling, percent)
}

fn ruled(kind: &ProposalKind, ruling: &Ruling, percent: &dyn Fn(Decimal) -> String) -> String {
    let w = &t().outcomes;
    match ruling {
        Ruling::Open => w.open.to_owned(),
        Ruling::Accepted { on, .. } => format!("{} · {}", w.accepted, fmt().date(*on)),
        Ruling::Declined { reason, .. } => format!("{} · {reason}", w.declined),
        Ruling::Changed { value, reason, .. } => {
            let raise = Matter::of(kind) == Matter::Pay;
            let value = if raise { percent(*value) } else { w.times(&fmt().at_most(*value, 2)) };
            format!("{} · {reason}", w.changed_to(&value))
        }
    }
}

/// Decisions that were opened again: what, by whom, when and why.
fn earlier(data: &Dataset, proposal: &Proposal) -> AnyView {
    if proposal.earlier.is_empty() {
        return ().into_any();
    }
    let w = &t().outcomes;
    let name = |id: Option<PersonId>| {
        id.and_then(|id| data.people.get(id))
            .map_or_else(|| t().reviews.nobody.to_owned(), |p| p.name.clone())
    };
    let row = |one: &Reversal| {
        let by = match &one.ruling {
            Ruling::Open => None,
            Ruling::Accepted { by, .. } | Ruling::Changed { by, .. } | Ruling::Declined { by, .. } => *by,
        };
        let what = w.decided_by(&ruled(&proposal.kind, &one.ruling, &percent), &name(by));
        let again = w.opened_again(&fmt().date(one.on), &name(one.by), &one.reason);
        view! { <li>{what} " – " {again}</li> }
    };
    let rows = proposal.earlier.iter().map(row).collect_view();
    view! { <h3>{w.earlier}</h3> <ul class="said">{rows}</ul> }.into_any()
}

/// The reasons of a proposal and its decision.
#[component]
pub fn Decide(
    /// Of which cycle.
    cycle: CycleId,
    /// Which proposal.
    #[prop(into)]
    chosen: Signal<Option<ProposalId>>,
) -> impl IntoView {
    let session = Session::get();
    move || {
        let data = session.data()?;
        let row = rows(&data, cycle).into_iter().find(|r| Some(r.proposal.id) == chosen.get())?;
        let proposal = row.proposal;
        let reasons = why(&data, proposal.appraisal, &proposal.kind);
        let facts = reasons.iter().map(|one| fact(&data, one)).collect_view();
        Some(view! {
            <div class="stack">
                <p class="trial-score">{name_of(&data, &proposal.kind)}</p>
                <p class="muted">{t().outcomes.matter(Matter::of(&proposal.kind))} " · " {decision(&proposal, &percent)}</p>
                <h3>{t().outcomes.why}</h3>
                <dl>{facts}</dl>
                <h3>{t().outcomes.decision}</h3>
                {form(&proposal)}
                {earlier(&data, &proposal)}
            </div>
        })
    }
}

fn fact(data: &Dataset, why: &Why) -> AnyView {
    let w = &t().outcomes;
    let number = |n: Decimal| fmt().at_most(n, 2);
    let (label, value) = match why {
        Why::Grade(grade) => (w.grade.to_owned(), grade.clone()),
        Why::Base(base) => (w.base.to_owned(), money(data, *base)),
        Why::Range(role, low, high) => {
            (format!("{} · {role}", w.pay_range), w.between(&money(data, *low), &money(data, *high)))
        }
        Why::Position(place, column) => {
            let place = percent((*place * Decimal::ONE_HUNDRED).round_dp(1));
            let column = w.column(&super::whole(*column));
            (w.position.to_owned(), format!("{place} · {column}"))
        }
        Why::Raise(value) => (w.raise_percent.to_owned(), percent(*value)),
        Why::Multiplier(value) => (w.multiplier.to_owned(), w.times(&number(*value))),
        Why::Held(all) => {
            let dash = || "–".to_owned();
            let one = |(cycle, grade): &(String, Option<String>)| {
                fmt().beside(cycle, &grade.clone().unwrap_or_else(dash))
            };
            (w.held.to_owned(), fmt().list(&all.iter().map(one).collect::<Vec<_>>()))
        }
        Why::Potential(has, least) => (w.potential.to_owned(), w.above(&number(*has), &number(*least))),
        Why::Competency(id, share, least) => {
            let name = training(data, &ProposalKind::Training(*id));
            (name, w.below(&percent(*share), &percent(*least)))
        }
        Why::Kpi(id, score, least) => (names(data).kpi(*id), w.below(&number(*score), &number(*least))),
    };
    view! { <dt>{label}</dt> <dd>{value}</dd> }.into_any()
}

fn form(proposal: &Proposal) -> AnyView {
    let me = Me::get();
    let id = proposal.id;
    let wrong = RwSignal::new(None::<Refused>);
    let reason = RwSignal::new(String::new());
    let value = RwSignal::new(value_of(&proposal.kind));
    let rule = Callback::new(move |ruling: Ruling| {
        wrong.set(me.act(Deed::Rule { proposal: id, ruling }).err());
    });
    if proposal.ruling != Ruling::Open {
        let again = move |()| {
            let reason = reason.get_untracked();
            wrong.set(me.act(Deed::OpenAgain { proposal: id, reason }).err());
        };
        return view! {
            <div class="stack">
                {move || wrong.get().map(|refused| view! { <Note kind=NoteKind::Error>{refused.words()}</Note> })}
                <TextField label=t().outcomes.reason value=reason on_input=move |text| reason.set(text)/>
                <div class="row"><Button on_press=again>{t().outcomes.reopen}</Button></div>
            </div>
        }
        .into_any();
    }
    let day = move || untrack(|| me.day());
    let accept = move |()| rule.run(Ruling::Accepted { on: day(), by: me.now() });
    let decline =
        move |()| rule.run(Ruling::Declined { on: day(), by: me.now(), reason: reason.get_untracked() });
    let change = move |()| {
        if let Some(value) = value.get_untracked() {
            let reason = reason.get_untracked();
            rule.run(Ruling::Changed { on: day(), by: me.now(), value, reason });
        }
    };
    let other = value.get_untracked().is_some().then(|| {
        view! { <NumberField label=t().outcomes.new_value decimals=2 value on_change=move |n| value.set(n)/> }
    });
    let changes = value.get_untracked().is_some().then(|| {
        view! { <Button on_press=change>{t().outcomes.change}</Button> }
    });
    view! {
        <div class="stack">
            {move || wrong.get().map(|refused| view! { <Note kind=NoteKind::Error>{refused.words()}</Note> })}
            <div class="row"><Button kind=ButtonKind::Primary on_press=accept>{t().outcomes.accept}</Button></div>
            {other}
            <TextField label=t().outcomes.reason value=reason on_input=move |text| reason.set(text)/>
            <div class="row">
                {changes}
                <Button kind=ButtonKind::Danger on_press=decline>{t().outcomes.decline}</Button>
            </div>
        </div>
    }
    .into_any()
}
