//! What kind of reward somebody prefers: chips in the order of preference, and a choice of what to add.

use crate::domain::org::{Person, RewardKind};
use crate::ui::components::{Choice, Icon, IconButton, Select};
use crate::ui::forms::{Draft, to_code};
use crate::ui::lang::{fmt, t};
use leptos::prelude::*;

/// The field of a person's form.
pub fn prefers(draft: Draft<Person>) -> AnyView {
    let chosen = draft.read(|p| p.prefers.clone());
    let options = Signal::derive(move || {
        let now = chosen.get();
        let free = RewardKind::ALL.into_iter().filter(|kind| !now.contains(kind));
        let named =
            free.map(|kind| Choice::new(to_code(&RewardKind::ALL, &kind), t().data.reward_kind(kind)));
        std::iter::once(Choice::new("", t().data.add_preference)).chain(named).collect::<Vec<_>>()
    });
    let add = draft.write(|p, code: String| {
        let kind = code.parse().ok().and_then(|at: usize| RewardKind::ALL.get(at).copied());
        p.prefers.extend(kind);
    });
    let remove = draft.write(|p, kind: RewardKind| p.prefers.retain(|other| *other != kind));
    let chip = move |kind: RewardKind| {
        let name = t().data.reward_kind(kind);
        let verb = fmt().beside(t().common.remove, name);
        view! {
            <span class="chip is-named">
                <span>{name}</span>
                <IconButton icon=Icon::Close name=verb small=true on_press=move |()| remove.run(kind)/>
            </span>
        }
    };
    view! {
        <fieldset class="field">
            <legend>{t().data.prefers}</legend>
            <p class="hint">{t().data.prefers_hint}</p>
            <div class="row">
                {move || chosen.get().into_iter().map(chip).collect_view()}
                <Select bare=true label=t().data.add_preference options value=String::new() on_change=add/>
            </div>
        </fieldset>
    }
    .into_any()
}
