//! For whom a scorecard or a plan is: a list of chips, and a choice of what to add.

use crate::domain::Dataset;
use crate::domain::scorecard::Assigned;
use crate::ui::components::{Choice, Icon, IconButton, Select};
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// For whom, in words.
pub fn assigned_name(data: &Dataset, assigned: &Assigned) -> String {
    match assigned {
        Assigned::Everybody => t().scorecards.everybody.to_owned(),
        Assigned::Role(role) => role.clone(),
        Assigned::Team(id) => data.teams.get(*id).map(|e| e.name.clone()).unwrap_or_default(),
        Assigned::Person(id) => data.people.get(*id).map(|e| e.name.clone()).unwrap_or_default(),
    }
}

/// Everything a scorecard or a plan can be assigned to, the wide before the narrow.
fn all(data: &Dataset) -> Vec<Assigned> {
    let roles: BTreeSet<&str> =
        data.people.iter().flat_map(|p| p.stints.iter().map(|s| s.role.as_str())).collect();
    let roles = roles.into_iter().filter(|r| !r.is_empty()).map(|r| Assigned::Role(r.to_owned()));
    std::iter::once(Assigned::Everybody)
        .chain(roles)
        .chain(data.teams.iter().map(|t| Assigned::Team(t.id)))
        .chain(data.people.iter().map(|p| Assigned::Person(p.id)))
        .collect()
}

fn kind(assigned: &Assigned) -> &'static str {
    match assigned {
        Assigned::Everybody => t().scorecards.everybody,
        Assigned::Role(_) => t().scorecards.role,
        Assigned::Team(_) => t().scorecards.team,
        Assigned::Person(_) => t().scorecards.person,
    }
}

/// What can still be added to a list, after an invitation to do so.
pub fn choices(data: &Dataset, invitation: &'static str, now: &[Assigned]) -> Vec<Choice> {
    let free = all(data).into_iter().enumerate().filter(|(_, a)| !now.contains(a));
    let label = |a: &Assigned| match a {
        Assigned::Everybody => kind(a).to_owned(),
        _ => format!("{} · {}", kind(a), assigned_name(data, a)),
    };
    let named = free.map(|(at, a)| Choice::new(at.to_string(), label(&a)));
    std::iter::once(Choice::new("", invitation)).chain(named).collect()
}

/// What a choice stands for.
pub fn chosen(data: &Dataset, code: &str) -> Option<Assigned> {
    all(data).into_iter().nth(code.parse().ok()?)
}

/// Edits for whom something is.
#[component]
pub fn AssignedField(
    /// For whom so far.
    #[prop(into)]
    value: Signal<Vec<Assigned>>,
    /// For whom from now on.
    #[prop(into)]
    on_change: Callback<Vec<Assigned>>,
) -> impl IntoView {
    let session = Session::get();
    let names = move || {
        let Some(data) = session.data() else { return Vec::new() };
        let name = |a: &Assigned| assigned_name(&data, a);
        value.with(|all| all.iter().enumerate().map(|(at, a)| (at, name(a))).collect::<Vec<_>>())
    };
    let options = Signal::derive(move || {
        session.data().map(|d| choices(&d, t().scorecards.add_assigned, &value.get())).unwrap_or_default()
    });
    let add = move |code: String| {
        let found = session.data_now().and_then(|d| chosen(&d, &code));
        if let Some(assigned) = found {
            let mut all = value.get_untracked();
            all.push(assigned);
            on_change.run(all);
        }
    };
    let remove = move |at: usize| {
        let mut all = value.get_untracked();
        if at < all.len() {
            all.remove(at);
            on_change.run(all);
        }
    };
    view! {
        <fieldset class="field">
            <legend>{t().scorecards.assigned}</legend>
            <div class="row">
                {move || names().into_iter().map(|(at, name)| {
                    let verb = fmt().beside(t().common.remove, &name);
                    view! {
                        <span class="chip is-named">
                            <span>{name}</span>
                            <IconButton icon=Icon::Close name=verb small=true on_press=move |()| remove(at)/>
                        </span>
                    }
                }).collect_view()}
                <Select bare=true label=t().scorecards.add_assigned options value=String::new() on_change=add/>
            </div>
        </fieldset>
    }
}
