//! The form of an entry: to whom, what kind, the words, what is agreed, and the figures that are frozen with it.

use super::{Editing, entry};
use crate::domain::appraisal::{Feedback, FeedbackKind};
use crate::domain::id::{FeedbackId, PersonId, Uuid};
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::feedback::{figures, fresh};
use crate::state::appraisal::people;
use crate::ui::components::{Choice, DateField, Dialog, Segmented, Select, TextArea, Toasts};
use crate::ui::forms::{Draft, foot, from_code, to_code};
use crate::ui::lang::t;
use crate::ui::me::Me;
use crate::ui::session::Session;
use crate::ui::step_fields::{StepList, step_fields};
use crate::ui::view::settled;
use crate::web::clock;
use leptos::prelude::*;

/// The dialog; open while an entry is being written.
pub fn dialog(editing: Editing) -> AnyView {
    let (me, session, toasts, view) = (Me::get(), Session::get(), Toasts::expect(), settled());
    let open = RwSignal::new(false);
    let nobody = PersonId(Uuid::nil());
    let draft = Draft::new(fresh(FeedbackId(Uuid::nil()), nobody, nobody, clock::today()));
    Effect::new(move |_| {
        let entry = editing.get();
        open.set(entry.is_some());
        if let Some(entry) = entry {
            draft.update(|d| *d = entry);
        }
    });
    let (id, about) = (draft.read(|f| f.id), draft.read(|f| f.about));
    // Figures that are stored stay; those of a new entry are of now.
    let shown = Memo::new(move |_| {
        let data = session.data()?;
        match data.feedbacks.get(id.get()) {
            Some(stored) => Some((stored.as_of, stored.figures.clone())),
            None => {
                let view = view.get()?;
                Some((view.as_of, figures(&data, about.get(), view.period, view.as_of)))
            }
        }
    });
    let known = move || session.data().is_some_and(|data| data.feedbacks.get(id.get()).is_some());
    let save = move |()| {
        let mut entry = draft.now();
        if let Some((as_of, figures)) = shown.get_untracked() {
            entry = Feedback { as_of, figures, ..entry };
        }
        entry.agreed.retain(|a| !a.text.trim().is_empty());
        if draft.stored(me.act(Deed::SaveFeedback(Box::new(entry)))) {
            editing.set(None);
            toasts.say(t().feedback.given);
        }
    };
    let footer = foot(open, save, None::<fn(())>);
    let form = move || {
        let f = &t().feedback;
        let kinds: Vec<Choice> = FeedbackKind::ALL
            .iter()
            .map(|k| Choice::new(to_code(&FeedbackKind::ALL, k), f.kind_of(*k)))
            .collect();
        let kind = draft.write(|d, code: String| d.kind = from_code(&FeedbackKind::ALL, &code, d.kind));
        let everybody = Signal::derive(move || {
            let own = draft.now().by;
            let all = session.data().map(|data| people(&data, me.day())).unwrap_or_default();
            let others = all.into_iter().filter(|(id, _)| *id != own);
            others.map(|(id, name)| Choice::new(id.to_string(), name)).collect::<Vec<_>>()
        });
        let to = draft.write(|d, id: String| d.about = id.parse().unwrap_or(d.about));
        let whom = (!untrack(known)).then(|| {
            view! { <Select label=f.about options=everybody value=draft.read(|d| d.about.to_string()) on_change=to/> }
        });
        let list = StepList::<Feedback> {
            read: |d| &d.agreed,
            write: |d| &mut d.agreed,
            one: f.action,
            add: f.add_action,
        };
        let frozen = move || {
            let (data, (_, all)) = (session.data()?, shown.get()?);
            Some(if all.is_empty() {
                view! { <p class="muted">{t().feedback.no_figures}</p> }.into_any()
            } else {
                let words = view! { <p class="muted small">{t().feedback.figures_words}</p> };
                view! { {words} {entry::figures(&data, &all, None)} }.into_any()
            })
        };
        let early = draft.read(|d| d.follow_up.is_some_and(|day| day < d.on));
        let early = Signal::derive(move || early.get().then(|| t().appraisal.follow_up_before.to_owned()));
        view! {
            <div class="stack">
                {whom}
                <Segmented label=f.kind options=kinds value=draft.read(|d| to_code(&FeedbackKind::ALL, &d.kind)) on_change=kind/>
                <TextArea label=f.words hint=f.words_hint value=draft.read(|d| d.words.clone()) on_input=draft.write(|d, text| d.words = text)/>
                <fieldset class="stack-1">
                    <legend>{f.agreed}</legend>
                    {step_fields(draft, list)}
                </fieldset>
                <DateField label=f.follow_up hint=f.follow_up_hint error=early optional=true value=draft.read(|d| d.follow_up) on_change=draft.write(|d, day| d.follow_up = day)/>
                {frozen}
                {draft.problem_view()}
            </div>
        }
    };
    let title =
        Signal::derive(move || (if known() { t().feedback.edit } else { t().feedback.give }).to_owned());
    view! { <Dialog title open footer=footer on_close=move |()| editing.set(None)>{form}</Dialog> }.into_any()
}
