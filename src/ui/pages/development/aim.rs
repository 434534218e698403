//! The form of one aim.

use super::{Editing, plan_now};
use crate::domain::appraisal::AimStep;
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::development::{empty, with_aim};
use crate::ui::components::{
    Button, ButtonKind, DateField, Dialog, Icon, IconButton, NumberField, TextField,
};
use crate::ui::forms::{Draft, foot};
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
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
                    {steps(draft)}
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

fn steps(draft: Draft<crate::domain::appraisal::Aim>) -> AnyView {
    let count = draft.read(|a| a.steps.len());
    let rows = move || (0..count.get()).map(|n| step(draft, n)).collect_view();
    let add = move |()| {
        draft.update(|a| a.steps.push(AimStep { text: String::new(), due: None, done: None }));
    };
    view! {
        {rows}
        <div class="row"><Button kind=ButtonKind::Quiet small=true icon=Icon::Plus on_press=add>{t().development.add_step}</Button></div>
    }
    .into_any()
}

fn step(draft: Draft<crate::domain::appraisal::Aim>, n: usize) -> AnyView {
    let d = &t().development;
    let number = fmt().whole(i64::try_from(n).unwrap_or(0).saturating_add(1));
    let text = draft.read(move |a| a.steps.get(n).map(|s| s.text.clone()).unwrap_or_default());
    let due = draft.read(move |a| a.steps.get(n).and_then(|s| s.due));
    let set = draft.write(move |a, text: String| {
        if let Some(step) = a.steps.get_mut(n) {
            step.text = text;
        }
    });
    let set_due = draft.write(move |a, day| {
        if let Some(step) = a.steps.get_mut(n) {
            step.due = day;
        }
    });
    let out = move |()| {
        draft.update(|a| {
            if n < a.steps.len() {
                a.steps.remove(n);
            }
        });
    };
    let name = format!("{} {}", t().common.remove, number);
    view! {
        <div class="aim-step">
            <TextField label=format!("{} {number}", d.step) value=text on_input=set/>
            <DateField label=d.due optional=true value=due on_change=set_due/>
            <IconButton icon=Icon::Close name=name on_press=out/>
        </div>
    }
    .into_any()
}
