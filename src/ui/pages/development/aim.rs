//! The form of one aim.

use super::{Editing, plan_now};
use crate::domain::appraisal::Aim;
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::development::{empty, with_aim};
use crate::ui::components::{DateField, Dialog, NumberField, TextField};
use crate::ui::forms::{Draft, foot};
use crate::ui::lang::t;
use crate::ui::me::Me;
use crate::ui::step_fields::{StepList, step_fields};
use leptos::prelude::*;

/// The dialog; open while an aim is being edited.
pub fn dialog(editing: RwSignal<Editing>) -> AnyView {
    let me = Me::get();
    let open = RwSignal::new(false);
    let draft = Draft::new(empty());
    Effect::new(move |_| {
        if let Some((_, _, aim)) = editing.get() {
            draft.update(|d| *d = aim);
            open.set(true);
        } else {
            open.set(false);
        }
    });
    let stored = move |keep: bool| {
        let Some((id, at, _)) = editing.get_untracked() else { return };
        let Some(plan) = plan_now(id) else { return };
        let mut aim = draft.now();
        aim.steps.retain(|s| !s.text.trim().is_empty());
        let after = with_aim(&plan, at, keep.then_some(aim));
        if draft.stored(me.act(Deed::SaveDevelopment(Box::new(after)))) {
            editing.set(None);
        }
    };
    let save = move |()| stored(true);
    let delete = move |()| stored(false);
    let footer = ViewFn::from(move || {
        let known = editing.with_untracked(|e| matches!(e, Some((_, Some(_), _))));
        foot(open, save, known.then_some(delete)).run()
    });
    let form = move || {
        let d = &t().development;
        let list =
            StepList::<Aim> { read: |a| &a.steps, write: |a| &mut a.steps, one: d.step, add: d.add_step };
        view! {
            <div class="stack">
                <TextField label=d.aim value=draft.read(|a| a.title.clone()) on_input=draft.write(|a, text| a.title = text)/>
                <div class="field-grid">
                    <DateField label=d.due optional=true value=draft.read(|a| a.due) on_change=draft.write(|a, day| a.due = day)/>
                    <NumberField label=d.progress hint=d.progress_hint optional=true unit="%" value=draft.read(|a| a.progress) on_change=draft.write(|a, n| a.progress = n)/>
                </div>
                <TextField label=d.support hint=d.support_hint optional=true value=draft.read(|a| a.support.clone()) on_input=draft.write(|a, text| a.support = text)/>
                <fieldset class="stack-1">
                    <legend>{d.steps}</legend>
                    {step_fields(draft, list)}
                </fieldset>
                {draft.problem_view()}
            </div>
        }
    };
    let title = Signal::derive(move || {
        let known = editing.with(|e| matches!(e, Some((_, Some(_), _))));
        (if known { t().development.edit_aim } else { t().development.add_aim }).to_owned()
    });
    view! { <Dialog title open footer=footer on_close=move |()| editing.set(None)>{form}</Dialog> }.into_any()
}
