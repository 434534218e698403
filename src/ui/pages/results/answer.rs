//! The person's answer to a result: acknowledgement, refusal, one appeal, and its decision.

use super::Shown;
use crate::domain::appraisal::{Appeal, Appraisal, Decision, Receipt};
use crate::domain::id::AppraisalId;
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::result::steps;
use crate::ui::components::{Button, ButtonKind, Choice, Dialog, Segmented, Select, Status, Tag, TextArea};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::session::Session;
use leptos::prelude::*;

/// Where the answer stands, in a word.
pub fn state(case: &Appraisal) -> AnyView {
    let r = &t().results;
    if case.appealing() {
        return view! { <Tag status=Status::Behind>{r.pending}</Tag> }.into_any();
    }
    let (status, words) = match &case.receipt {
        Receipt::Waiting => (Status::Even, r.waiting.to_owned()),
        Receipt::Acknowledged { on, .. } => (Status::Ahead, r.acknowledged_on(&fmt().date(*on))),
        Receipt::Refused { on, .. } => (Status::Behind, r.refused_on(&fmt().date(*on))),
        Receipt::Silent { on } => (Status::Even, r.silent_on(&fmt().date(*on))),
    };
    view! { <Tag status>{words}</Tag> }.into_any()
}

/// What is written with a text and then done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Acknowledge,
    Refuse,
    Appeal,
}

impl Said {
    fn deed(self, appraisal: AppraisalId, text: String) -> Deed {
        match self {
            Said::Acknowledge => Deed::Acknowledge { appraisal, remark: text },
            Said::Refuse => Deed::Refuse { appraisal, reason: text },
            Said::Appeal => Deed::Appeal { appraisal, reason: text },
        }
    }

    fn words(self) -> (&'static str, &'static str, &'static str) {
        let r = &t().results;
        match self {
            Said::Acknowledge => (r.acknowledge, r.receipt_words, r.remark),
            Said::Refuse => (r.refuse, r.receipt_words, r.reason),
            Said::Appeal => (r.raise, r.appeal_words, r.reason),
        }
    }
}

/// Receipt and appeal.
pub fn section(view: &Shown) -> AnyView {
    let r = &t().results;
    let (me, session) = (Me::get(), Session::get());
    let id = view.case.id;
    let open = RwSignal::new(None::<Said>);
    let deciding = RwSignal::new(false);
    let able = session.select(move |data| Some(steps(data, id, me.day())));
    let buttons = move || {
        let steps = able.get()?;
        let answer = steps.answer.is_none().then(|| {
            view! {
                <Button kind=ButtonKind::Primary on_press=move |()| open.set(Some(Said::Acknowledge))>{t().results.acknowledge}</Button>
                <Button on_press=move |()| open.set(Some(Said::Refuse))>{t().results.refuse}</Button>
            }
        });
        let appeal = steps.appeal.is_none().then(|| {
            view! { <Button on_press=move |()| open.set(Some(Said::Appeal))>{t().results.raise}</Button> }
        });
        let decide = steps.decide.is_none().then(|| {
            view! { <Button kind=ButtonKind::Primary on_press=move |()| deciding.set(true)>{t().results.decide}</Button> }
        });
        Some(view! { <div class="row">{answer} {appeal} {decide}</div> })
    };
    let said = match &view.case.receipt {
        Receipt::Acknowledged { remark, .. } => remark.clone(),
        Receipt::Refused { reason, .. } => reason.clone(),
        Receipt::Waiting | Receipt::Silent { .. } => String::new(),
    };
    let said = (!said.is_empty()).then(|| view! { <p class="prose">{said}</p> });
    let appeal = view.case.appeal.as_ref().map(appealed);
    view! {
        <section class="section stack">
            <header class="spread"><h2>{r.receipt}</h2> {state(&view.case)}</header>
            <p class="muted small">{r.receipt_words}</p>
            {said}
            {appeal}
            {buttons}
            {dialog(id, open)}
            {decision(view, deciding)}
        </section>
    }
    .into_any()
}

/// The appeal and its decision.
fn appealed(appeal: &Appeal) -> AnyView {
    let r = &t().results;
    let decision = appeal.decision.as_ref().map(|d| {
        let outcome = d.grade.as_ref().map_or_else(|| r.kept.to_owned(), |g| r.changed_to(g));
        view! {
            <div class="row"><Tag>{outcome}</Tag> <span class="muted">{r.decided_on(&fmt().date(d.on))}</span></div>
            <p class="prose">{d.reason.clone()}</p>
        }
    });
    view! {
        <h3>{r.appeal}</h3>
        <span class="muted">{r.appealed_on(&fmt().date(appeal.on))}</span>
        <p class="prose">{appeal.reason.clone()}</p>
        {decision}
    }
    .into_any()
}

fn dialog(id: AppraisalId, what: RwSignal<Option<Said>>) -> AnyView {
    let me = Me::get();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(what.with(Option::is_some)));
    let draft = Draft::new(String::new());
    let title = Signal::derive(move || what.get().map(|w| w.words().0.to_owned()).unwrap_or_default());
    let send = move |()| {
        let Some(said) = what.get_untracked() else { return };
        if draft.stored(me.act(said.deed(id, draft.now()))) {
            what.set(None);
        }
    };
    let footer = ViewFn::from(move || {
        view! {
            <span class="grow"></span>
            <Button on_press=move |()| what.set(None)>{t().common.cancel}</Button>
            <Button kind=ButtonKind::Primary on_press=send>{move || title.get()}</Button>
        }
    });
    let form = move || {
        let (_, words, label) = what.get_untracked()?.words();
        Some(view! {
            <div class="stack">
                <p>{words}</p>
                <TextArea label=label value=draft.read(Clone::clone) on_input=draft.write(|d, text| *d = text)/>
                {draft.problem_view()}
            </div>
        })
    };
    view! { <Dialog title open footer=footer on_close=move |()| what.set(None)>{form}</Dialog> }.into_any()
}

fn decision(view: &Shown, open: RwSignal<bool>) -> AnyView {
    let me = Me::get();
    let id = view.case.id;
    let now = view.sheet.grade.clone();
    let grades: Vec<String> =
        view.standard.bands.iter().map(|b| b.grade.clone()).filter(|g| Some(g) != now.as_ref()).collect();
    let first = grades.first().cloned();
    let draft = Draft::new((String::new(), None::<String>));
    let send = move |()| {
        let (reason, grade) = draft.now();
        let on = untrack(|| me.day());
        let decision = Decision { on, by: me.now(), grade, reason };
        if draft.stored(me.act(Deed::DecideAppeal { appraisal: id, decision })) {
            open.set(false);
        }
    };
    let footer = ViewFn::from(move || {
        view! {
            <span class="grow"></span>
            <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
            <Button kind=ButtonKind::Primary on_press=send>{t().results.decide}</Button>
        }
    });
    let (grades, first) = (StoredValue::new(grades), StoredValue::new(first));
    let form = move || {
        let r = &t().results;
        let options = vec![Choice::new("keep", r.keep), Choice::new("change", r.change)];
        let value = draft.read(|d| if d.1.is_some() { "change" } else { "keep" }.to_owned());
        let change = draft.write(move |d, code: String| {
            d.1 = (code == "change").then(|| first.get_value()).flatten();
        });
        let changing = draft.read(|d| d.1.is_some());
        let grade = move || {
            changing.get().then(|| {
                let options = grades.get_value().into_iter().map(|g| Choice::new(g.clone(), g)).collect::<Vec<_>>();
                let value = draft.read(|d| d.1.clone().unwrap_or_default());
                view! { <Select label=t().results.new_grade options=Signal::derive(move || options.clone()) value on_change=draft.write(|d, g| d.1 = Some(g))/> }
            })
        };
        view! {
            <div class="stack">
                <Segmented label=r.outcome options value on_change=change/>
                {grade}
                <TextArea label=r.reason value=draft.read(|d| d.0.clone()) on_input=draft.write(|d, text| d.0 = text)/>
                {draft.problem_view()}
            </div>
        }
    };
    view! { <Dialog title=t().results.decide open footer=footer>{form}</Dialog> }.into_any()
}
