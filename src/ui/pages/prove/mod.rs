//! Proving a plan before it is announced: replay over past records, and simulation of its cost.

mod replay;
mod simulate;

use crate::domain::Dataset;
use crate::domain::id::PlanId;
use crate::state::payroll::versions;
use crate::ui::components::{Choice, Select};
use crate::ui::lang::{fmt, t};
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use leptos::prelude::*;
pub use replay::ReplayPage;
pub use simulate::SimulatePage;

/// The head of a page about one plan: what it does, and the ways to its neighbours.
fn head(id: PlanId, title: &'static str, lede: &'static str) -> AnyView {
    let (session, router) = (Session::get(), Router::get());
    let name = session.select(move |data| data.plans.get(id).map(|p| p.name.clone()));
    let ways = [
        (Page::Plan(id), t().payroll.plan),
        (Page::Try(id), t().plans.try_it),
        (Page::Replay(id), t().prove.replay),
        (Page::Simulate(id), t().prove.simulate),
    ];
    let links = ways.into_iter().filter(|(_, words)| *words != title).map(|(page, words)| {
        view! { <a class="button is-quiet" href=move || router.href(page)>{words}</a> }
    });
    view! {
        <header class="page-head">
            <div>
                <h1>{title} <span class="muted">{move || name.get().map(|name| format!(" · {name}"))}</span></h1>
                <p class="lede">{lede}</p>
            </div>
            <div class="page-actions">{links.collect_view()}</div>
        </header>
    }
    .into_any()
}

/// The choice of a version; the empty code is the plan as it stands.
fn version_choice(id: PlanId, chosen: RwSignal<Option<u32>>) -> AnyView {
    let session = Session::get();
    let options = Signal::derive(move || {
        let data = session.data();
        let all = data.iter().flat_map(|d: &std::sync::Arc<Dataset>| {
            versions(d, id)
                .into_iter()
                .map(|v| {
                    let number = fmt().whole(v.number.into());
                    let words = t().prove.version_number(&number, &fmt().date(v.plan.effective));
                    Choice::new(v.number.to_string(), words)
                })
                .collect::<Vec<_>>()
        });
        std::iter::once(Choice::new("", t().prove.as_it_stands)).chain(all).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || chosen.get().map(|n| n.to_string()).unwrap_or_default());
    let on_change = Callback::new(move |code: String| chosen.set(code.parse().ok()));
    view! { <Select label=t().prove.version options value on_change/> }.into_any()
}
