//! One person in a cycle: whose reviews are in, who rates, who is the manager; and the way to the forms.

use super::board::cell;
use super::raters::Raters;
use super::reopened;
use super::who;
use crate::domain::appraisal::{Appraisal, Cycle, RaterGroup, Review, ReviewState, Reviewer};
use crate::domain::dataset::Dataset;
use crate::domain::id::{AppraisalId, PersonId};
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::board::{GroupState, groups_of};
use crate::state::appraisal::review::{Access, access};
use crate::ui::components::{Button, ButtonKind, Choice, Empty, Icon, Select, Toasts};
use crate::ui::lang::t;
use crate::ui::me::Me;
use crate::ui::pages::reviews::begin_button;
use crate::ui::reason::ReasonDialog;
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use leptos::prelude::*;
use std::sync::Arc;

/// The page of one person in a cycle.
#[component]
pub fn CasePage(
    /// Which appraisal.
    id: AppraisalId,
) -> impl IntoView {
    let (session, me, router) = (Session::get(), Me::get(), Router::get());
    let body = move || {
        let data = session.data()?;
        let found = data.appraisals.get(id).and_then(|case| Some((case, data.cycles.get(case.cycle)?)));
        let Some((case, cycle)) = found else {
            let empty = view! { <Empty icon=Icon::Search title=t().shell.not_found words=t().shell.not_found_words/> };
            return Some(view! { <h1 class="sr-only">{t().shell.not_found}</h1> {empty} }.into_any());
        };
        let person = data.people.get(case.person).map(|p| p.name.clone()).unwrap_or_default();
        let standard = cycle.method(case.standard).map(|m| m.standard.name.clone()).unwrap_or_default();
        let to = cycle.id;
        let runs = cycle.phase().is_some();
        let untouched = runs && !data.reviews.iter().any(|r| r.appraisal == id);
        Some(
            view! {
                <header class="page-head">
                    <div>
                        <h1>{person}</h1>
                        <p class="lede">
                            <a href=move || router.href(Page::Cycle(to))>{cycle.name.clone()}</a> " · " {standard}
                        </p>
                    </div>
                    <div class="page-actions">{untouched.then(|| leave(id, to))}</div>
                </header>
                {who()}
                {reviews(&data, cycle, case, me)}
                <Raters id/>
                {(runs && case.released.is_none()).then(|| manager(&data, case))}
            }
            .into_any(),
        )
    };
    view! { <article class="page is-reading">{body}</article> }.into_any()
}

/// Takes somebody out of the cycle of whom there is no review.
fn leave(id: AppraisalId, cycle: crate::domain::id::CycleId) -> AnyView {
    let (me, router, toasts) = (Me::get(), Router::get(), Toasts::expect());
    let go = move |()| match me.act(Deed::Leave(id)) {
        Ok(_) => router.open(Page::Cycle(cycle)),
        Err(refused) => toasts.warn(refused.words()),
    };
    view! { <Button kind=ButtonKind::Danger on_press=go>{t().cycles.take_out}</Button> }.into_any()
}

fn reviews(data: &Dataset, cycle: &Cycle, case: &Appraisal, me: Me) -> AnyView {
    let groups = groups_of(data, cycle, case, me.day());
    if groups.is_empty() {
        return ().into_any();
    }
    let own: Vec<&Review> =
        data.reviews.iter().map(AsRef::as_ref).filter(|r| r.appraisal == case.id).collect();
    let rows = groups.iter().map(|g| group(data, case, g, &own, me.person())).collect_view();
    view! {
        <section class="section">
            <header>
                <h2>{t().cycles.reviews}</h2>
                <p>{t().cycles.reviews_words}</p>
            </header>
            <ul class="plain-list">{rows}</ul>
        </section>
    }
    .into_any()
}

/// One group's reviews: how many there are, and those that the reader may open.
fn group(
    data: &Dataset,
    case: &Appraisal,
    state: &GroupState,
    own: &[&Review],
    me: Option<PersonId>,
) -> AnyView {
    let mine = own.iter().filter(|r| r.group == state.group);
    let links = mine.clone().filter_map(|r| link(data, case, r, me)).collect::<Vec<_>>();
    // Of anonymous reviews only their writer learns when and why; of a named one also the manager who returned it.
    let runs = me.is_none() || (me.is_some() && me == case.manager);
    let reads = |r: &&&Review| access(data, r, me) != Access::Closed || (!r.group.anonymous() && runs);
    let why = mine.clone().filter(reads).filter_map(|r| reopened(data, r)).collect_view();
    let held = mine.clone().any(|r| !matches!(r.state, ReviewState::Withdrawn(_)));
    // Anybody but the person may hold the interview; everything else has its writer.
    let writer = match state.group {
        RaterGroup::Oneself => Some(case.person),
        RaterGroup::Manager => case.manager,
        RaterGroup::Interview => me.filter(|p| *p != case.person),
        RaterGroup::Peers | RaterGroup::Reports | RaterGroup::Customers => None,
    };
    let begin = writer
        .filter(|w| Some(*w) == me && !held)
        .map(|w| begin_button(case.id, state.group, Reviewer::Person(w), t().reviews.begin));
    let nominated = case.nominations.iter().filter(|n| n.group == state.group);
    let asked = nominated
        .filter(|n| n.state == crate::domain::appraisal::NominationState::Approved)
        .filter(|n| match &n.reviewer {
            Reviewer::Person(p) => Some(*p) == me,
            Reviewer::Customer { .. } => me.is_some_and(|m| m != case.person),
        })
        .filter(|n| !own.iter().any(|r| r.by == n.reviewer))
        .map(|n| {
            let verb = match &n.reviewer {
                Reviewer::Person(_) => t().reviews.begin.to_owned(),
                Reviewer::Customer { contact, .. } => t().reviews.begin_for(contact),
            };
            begin_button(case.id, state.group, n.reviewer.clone(), verb)
        })
        .collect_view();
    view! {
        <li class="stack-1">
            <div class="spread">
                <span class="row"><strong>{t().appraisal.group(state.group)}</strong> {cell(state)}</span>
                <span class="row">{links} {begin} {asked}</span>
            </div>
            {why}
        </li>
    }
    .into_any()
}

/// The way to a review that the reader may open, and for whoever runs the cycle the way to open a named one again.
fn link(data: &Dataset, case: &Appraisal, review: &Review, me: Option<PersonId>) -> Option<AnyView> {
    let router = Router::get();
    let id = review.id;
    if access(data, review, me) == Access::Closed {
        let named = !review.group.anonymous() && review.submitted() && me.is_none();
        return named.then(|| {
            let open = RwSignal::new(false);
            let step = Arc::new(move |reason| Deed::Reopen { review: id, reason });
            view! {
                <Button small=true on_press=move |()| open.set(true)>{t().reviews.reopen}</Button>
                <ReasonDialog title=t().reviews.reopen words=t().reviews.reopen_words verb=t().reviews.reopen open step/>
            }
            .into_any()
        });
    }
    let word = if review.state == ReviewState::Draft { t().reviews.go_on } else { t().reviews.read };
    let whose = match &review.by {
        Reviewer::Customer { contact, .. } => format!(" · {contact}"),
        Reviewer::Person(_) => String::new(),
    };
    // A manager may want more of a self review than was written.
    let back =
        review.group == RaterGroup::Oneself && review.submitted() && me.is_some() && me == case.manager;
    let back = back.then(|| {
        let open = RwSignal::new(false);
        let step = Arc::new(move |reason| Deed::Reopen { review: id, reason });
        let c = &t().cycles;
        view! {
            <Button small=true kind=ButtonKind::Quiet on_press=move |()| open.set(true)>{c.return_it}</Button>
            <ReasonDialog title=c.return_it words=c.return_words verb=c.return_it open step/>
        }
    });
    Some(
        view! { <a class="button is-small" href=move || router.href(Page::Review(id))>{word}{whose}</a> {back} }
            .into_any(),
    )
}

/// Who reviews as manager.
fn manager(data: &Dataset, case: &Appraisal) -> AnyView {
    let (me, toasts) = (Me::get(), Toasts::expect());
    let id = case.id;
    let nobody = Choice::new("", t().reviews.nobody);
    let people = data.people.iter().filter(|p| p.id != case.person);
    let options: Vec<Choice> = std::iter::once(nobody)
        .chain(people.map(|p| Choice::new(p.id.to_string(), p.name.clone())))
        .collect();
    let now = case.manager.map(|m| m.to_string()).unwrap_or_default();
    // What is refused shows what stands again.
    let shown = RwSignal::new(now.clone());
    let set = move |code: String| {
        shown.set(code.clone());
        if let Err(refused) = me.act(Deed::SetManager { appraisal: id, manager: code.parse().ok() }) {
            toasts.warn(refused.words());
            shown.set(now.clone());
        }
    };
    view! {
        <section class="section">
            <Select label=t().cycles.manager hint=t().cycles.manager_words options value=shown on_change=set/>
        </section>
    }
    .into_any()
}
