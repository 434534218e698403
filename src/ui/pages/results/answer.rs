//! The person's answer to a result: acknowledgement, refusal, one appeal, and its decision.

use super::Shown;
use crate::domain::Decimal;
use crate::domain::appraisal::{Appeal, Appraisal, Corrected, Decision, Receipt};
use crate::domain::id::{AppraisalId, PersonId};
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::result::{grade_for, mine, readings, steps};
use crate::ui::components::{
    Button, ButtonKind, Choice, Dialog, NumberField, Segmented, Select, Status, Tag, TextArea, TextField,
};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::session::Session;
use jiff::civil::Date;
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
    let able = session.select(move |data| {
        let case = data.appraisals.get(id)?;
        Some((steps(data, id, me.day()), mine(data, case, me.person())))
    });
    let buttons = move || {
        let (steps, mine) = able.get()?;
        let waits = steps.answer.is_none() || steps.appeal.is_none();
        let whose =
            (waits && !mine.answers).then(|| view! { <p class="muted small">{t().results.only_person}</p> });
        let who = (steps.decide.is_none() && !mine.decides)
            .then(|| view! { <p class="muted small">{t().results.who_decides}</p> });
        let answer = (mine.answers && steps.answer.is_none()).then(|| {
            view! {
                <Button kind=ButtonKind::Primary on_press=move |()| open.set(Some(Said::Acknowledge))>{t().results.acknowledge}</Button>
                <Button on_press=move |()| open.set(Some(Said::Refuse))>{t().results.refuse}</Button>
            }
        });
        let appeal = (mine.answers && steps.appeal.is_none()).then(|| {
            view! { <Button on_press=move |()| open.set(Some(Said::Appeal))>{t().results.raise}</Button> }
        });
        let decide = (mine.decides && steps.decide.is_none()).then(|| {
            view! { <Button kind=ButtonKind::Primary on_press=move |()| deciding.set(true)>{t().results.decide}</Button> }
        });
        Some(view! { {whose} {who} <div class="row no-print">{answer} {appeal} {decide}</div> })
    };
    let said = match &view.case.receipt {
        Receipt::Acknowledged { remark, .. } => remark.clone(),
        Receipt::Refused { reason, .. } => reason.clone(),
        Receipt::Waiting | Receipt::Silent { .. } => String::new(),
    };
    let said = (!said.is_empty()).then(|| view! { <p class="prose">{said}</p> });
    let appeal = view.case.appeal.as_ref().map(|appeal| appealed(view, appeal));
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

/// The appeal and its decision, with what reads the score afterwards.
fn appealed(view: &Shown, appeal: &Appeal) -> AnyView {
    let r = &t().results;
    let data = Session::get().data_now();
    let places = view.standard.places;
    let name = |id| data.as_ref().and_then(|d| d.people.get(id)).map(|p| p.name.clone());
    let decision = appeal.decision.as_ref().map(|d| {
        let grade = d.grade.as_ref().map(|g| r.changed_to(g));
        let score = d.score.map(|s| {
            let from = s.from.map_or_else(|| "–".to_owned(), |s| fmt().number(s, places));
            r.score_corrected(&from, &fmt().number(s.to, places))
        });
        let kept = (grade.is_none() && score.is_none()).then(|| r.kept.to_owned());
        let outcomes = [kept, score, grade].into_iter().flatten().map(|o| view! { <Tag>{o}</Tag> });
        let who = d.by.and_then(name);
        let day = fmt().date(d.on);
        let when = who.map_or_else(|| r.decided_on(&day), |who| r.decided_by(&day, &who));
        let rests = (!d.document.is_empty()).then(|| view! { <p>{r.rests_on(&d.document)}</p> });
        view! {
            <div class="row">{outcomes.collect_view()} <span class="muted">{when}</span></div>
            {rests}
            <p class="prose">{d.reason.clone()}</p>
            {reads(view)}
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

/// What plans and rewards that read the score use after the decision.
fn reads(view: &Shown) -> Option<AnyView> {
    let (now, before) = readings(&view.cycle, &view.case);
    let percent = |v: Decimal| format!("{}%", fmt().at_most(v, 2));
    let (now, before) = (now.map(percent)?, before.map(percent));
    let words = match before.filter(|b| *b != now) {
        Some(before) => t().results.reads_now(&now, &before),
        None => t().results.reads(&now),
    };
    Some(view! { <p class="muted small">{words}</p> }.into_any())
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

/// What is decided about an appeal, as it is typed.
#[derive(Clone, Default, PartialEq)]
struct Deciding {
    reason: String,
    /// The outcome: keep, change the grade, correct the score.
    outcome: String,
    grade: Option<String>,
    score: Option<Decimal>,
    document: String,
}

impl Deciding {
    fn decision(self, on: Date, by: Option<PersonId>) -> Decision {
        let (changes, corrects) = (self.outcome == "change", self.outcome == "correct");
        let score = self.score.filter(|_| corrects).map(|to| Corrected { from: None, to });
        let grade = self.grade.filter(|_| changes || corrects);
        Decision { on, by, grade, reason: self.reason, score, document: self.document }
    }
}

fn decision(view: &Shown, open: RwSignal<bool>) -> AnyView {
    let me = Me::get();
    let id = view.case.id;
    let now = view.sheet.grade.clone();
    let grades: Vec<String> =
        view.standard.bands.iter().map(|b| b.grade.clone()).filter(|g| Some(g) != now.as_ref()).collect();
    let first = StoredValue::new(grades.first().cloned());
    let before = view.sheet.score;
    let places = view.standard.places;
    let standard = StoredValue::new(view.standard.clone());
    let now = StoredValue::new(now);
    let draft = Draft::new(Deciding { outcome: "keep".into(), ..Deciding::default() });
    let wrong = RwSignal::new(None::<String>);
    let send = move |()| {
        let typed = draft.now();
        let open_score = typed.outcome == "correct" && typed.score.is_none();
        wrong.set(open_score.then(|| t().common.required.to_owned()));
        if open_score {
            return;
        }
        let on = untrack(|| me.day());
        let decision = typed.decision(on, me.now());
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
    let grades = StoredValue::new(grades);
    let form = move || {
        let r = &t().results;
        let options = vec![
            Choice::new("keep", r.keep),
            Choice::new("change", r.change),
            Choice::new("correct", r.correct),
        ];
        let change = draft.write(move |d: &mut Deciding, code: String| {
            d.grade = if code == "change" { first.get_value() } else { None };
            d.score = before.filter(|_| code == "correct");
            d.outcome = code;
        });
        let outcome = draft.read(|d| d.outcome.clone());
        // The grade of the corrected score is proposed; whoever decides may leave the old one.
        let set_score = draft.write(move |d: &mut Deciding, score: Option<Decimal>| {
            let by_score = score.and_then(|s| standard.with_value(|standard| grade_for(standard, s)));
            d.grade = by_score.filter(|g| now.with_value(|now| now.as_ref() != Some(g)));
            d.score = score;
        });
        let score = move || {
            (outcome.get() == "correct").then(|| {
                let value = draft.read(|d| d.score);
                view! { <NumberField label=t().results.new_score decimals=places error=wrong value on_change=set_score/> }
            })
        };
        let grade = move || {
            let outcome = outcome.get();
            (outcome != "keep").then(|| {
                let stays = (outcome == "correct").then(|| Choice::new("", t().results.grade_stays));
                let all = grades.get_value().into_iter().map(|g| Choice::new(g.clone(), g));
                let options: Vec<Choice> = stays.into_iter().chain(all).collect();
                let value = draft.read(|d| d.grade.clone().unwrap_or_default());
                let set = draft.write(|d: &mut Deciding, g: String| d.grade = (!g.is_empty()).then_some(g));
                view! { <Select label=t().results.new_grade options=Signal::derive(move || options.clone()) value on_change=set/> }
            })
        };
        let document = move || {
            (outcome.get() != "keep").then(|| {
                let (value, r) = (draft.read(|d| d.document.clone()), &t().results);
                view! { <TextField label=r.document hint=r.document_hint optional=true value on_input=draft.write(|d, text| d.document = text)/> }
            })
        };
        view! {
            <div class="stack">
                <Segmented label=r.outcome options value=outcome on_change=change/>
                {score}
                {grade}
                {document}
                <TextArea label=r.reason value=draft.read(|d| d.reason.clone()) on_input=draft.write(|d, text| d.reason = text)/>
                {draft.problem_view()}
            </div>
        }
    };
    view! { <Dialog title=t().results.decide open footer=footer>{form}</Dialog> }.into_any()
}
