//! Raters of a person: proposed, approved or declined with a reason; and small anonymous groups counted together.

use crate::domain::appraisal::{
    Appraisal, Cycle, Nomination, NominationState, RaterGroup, Reviewer, Standard,
};
use crate::domain::dataset::Dataset;
use crate::domain::id::AppraisalId;
use crate::engine::appraisal::process::Deed;
use crate::ui::components::{
    Button, ButtonKind, Choice, Combo, Icon, Note, NoteKind, Select, Status, Tag, TextField, Toasts,
};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::pages::reviews::tasks::rater;
use crate::ui::reason::ReasonDialog;
use crate::ui::session::Session;
use leptos::prelude::*;
use std::sync::Arc;

/// The raters of an appraisal.
#[component]
pub fn Raters(
    /// Which appraisal.
    id: AppraisalId,
) -> impl IntoView {
    let (session, me) = (Session::get(), Me::get());
    let body = move || {
        let data = session.data()?;
        let case = data.appraisals.get(id)?;
        let cycle = data.cycles.get(case.cycle)?;
        let standard = &cycle.method(case.standard)?.standard;
        let groups: Vec<RaterGroup> =
            RaterGroup::ALL.into_iter().filter(|g| g.anonymous() && standard.terms(*g).is_some()).collect();
        if groups.is_empty() || !cycle.formed_from.is_empty() {
            return None;
        }
        // Whoever runs the cycle has chosen nobody.
        let decides = me.person().is_none() || me.person() == case.manager;
        let open = cycle.phase().is_some() && !cycle.sealed;
        let written = |n: &Nomination| data.reviews.iter().any(|r| r.appraisal == id && r.by == n.reviewer);
        let one = |n: &Nomination| row(&data, id, n, decides && open && !written(n));
        let rows = case.nominations.iter().map(one).collect_view();
        let none = case.nominations.is_empty().then(|| view! { <p class="muted">{t().cycles.no_raters}</p> });
        let may = open && (decides || me.person() == Some(case.person));
        let form = may.then(|| propose(&data, case, groups.clone()));
        let merging = (open && decides).then(|| merges(cycle, case, &groups));
        Some(view! {
            <section class="section stack">
                <header>
                    <h2>{t().cycles.raters}</h2>
                    <p>{t().cycles.raters_words}</p>
                </header>
                {none}
                <ul class="plain-list">{rows}</ul>
                {too_few(standard, case, &groups)}
                {form}
                {merging}
            </section>
        })
    };
    body.into_any()
}

/// One rater. Whoever has not written yet can be declined, also after approval.
fn row(data: &Dataset, id: AppraisalId, nomination: &Nomination, decides: bool) -> AnyView {
    let (me, toasts) = (Me::get(), Toasts::expect());
    let name = rater(data, &nomination.reviewer);
    let (status, word) = match &nomination.state {
        NominationState::Proposed => (Status::Even, t().cycles.proposed),
        NominationState::Approved => (Status::Ahead, t().cycles.approved),
        NominationState::Declined(_) => (Status::Behind, t().cycles.declined),
    };
    let reason = match &nomination.state {
        NominationState::Declined(reason) => Some(view! { <span class="muted">{reason.clone()}</span> }),
        NominationState::Proposed | NominationState::Approved => None,
    };
    let acts = decides.then(|| {
        let reviewer = nomination.reviewer.clone();
        let declining = RwSignal::new(false);
        let by = reviewer.clone();
        let approve = move |()| {
            let deed = Deed::DecideNomination { appraisal: id, reviewer: by.clone(), declined: None };
            if let Err(refused) = me.act(deed) {
                toasts.warn(refused.words());
            }
        };
        let step = Arc::new(move |reason| Deed::DecideNomination {
            appraisal: id,
            reviewer: reviewer.clone(),
            declined: Some(reason),
        });
        let asked = !matches!(nomination.state, NominationState::Declined(_));
        let waits = nomination.state != NominationState::Approved;
        let verb = t().cycles.decline;
        view! {
            {waits.then(|| view! { <Button small=true icon=Icon::Tick on_press=approve>{t().cycles.approve}</Button> })}
            {asked.then(|| view! { <Button small=true kind=ButtonKind::Quiet on_press=move |()| declining.set(true)>{verb}</Button> })}
            <ReasonDialog title=verb verb open=declining step/>
        }
    });
    view! {
        <li class="spread">
            <span class="row"><strong>{name}</strong> <span class="muted">{t().appraisal.group(nomination.group)}</span> <Tag status>{word}</Tag> {reason}</span>
            <span class="row">{acts}</span>
        </li>
    }
    .into_any()
}

/// Says which groups would stay hidden with the raters there are.
fn too_few(standard: &Standard, case: &Appraisal, groups: &[RaterGroup]) -> AnyView {
    let line = |group: &RaterGroup| {
        let counted = case.counted_as(*group);
        let same =
            |n: &&Nomination| case.counted_as(n.group) == counted && n.state == NominationState::Approved;
        let have = u32::try_from(case.nominations.iter().filter(same).count()).unwrap_or(u32::MAX);
        let need = standard.terms(*group)?.minimum;
        let number = |n: u32| fmt().whole(i64::from(n));
        let words = t().cycles.too_few(t().appraisal.group(*group), &number(have), &number(need));
        let wanted = counted == *group && (have > 0 || *group != RaterGroup::Reports);
        (wanted && have < need).then(|| view! { <p>{words}</p> })
    };
    let lines: Vec<_> = groups.iter().filter_map(line).collect();
    (!lines.is_empty()).then(|| view! { <Note kind=NoteKind::Warn>{lines}</Note> }).into_any()
}

/// What is being proposed: the group, the person or customer, and the contact's name.
#[derive(Clone, Default, PartialEq)]
struct Proposal {
    group: Option<RaterGroup>,
    who: String,
    contact: String,
}

fn propose(data: &Dataset, case: &Appraisal, groups: Vec<RaterGroup>) -> AnyView {
    let me = Me::get();
    let id = case.id;
    let draft = Draft::new(Proposal { group: groups.first().copied(), ..Proposal::default() });
    let people: Vec<Choice> = data
        .people
        .iter()
        .filter(|p| p.id != case.person && Some(p.id) != case.manager && p.employed_on(me.day()))
        .map(|p| Choice::new(p.id.to_string(), p.name.clone()))
        .collect();
    let customers: Vec<Choice> =
        data.customers.iter().map(|c| Choice::new(c.id.to_string(), c.name.clone())).collect();
    let code = |g: RaterGroup| t().appraisal.group(g).to_owned();
    let options: Vec<Choice> = groups.iter().map(|g| Choice::new(code(*g), code(*g))).collect();
    let outside = draft.read(|p| p.group == Some(RaterGroup::Customers));
    let options_for = Signal::derive(move || if outside.get() { customers.clone() } else { people.clone() });
    let send = move |()| {
        let now = draft.now();
        let Some(group) = now.group else { return };
        let reviewer = if group == RaterGroup::Customers {
            now.who
                .parse()
                .ok()
                .map(|customer| Reviewer::Customer { customer, contact: now.contact.trim().to_owned() })
        } else {
            now.who.parse().ok().map(Reviewer::Person)
        };
        let Some(reviewer) = reviewer else { return };
        // The list is drawn again with the proposal in it; the form goes on with the same group.
        if draft.stored(me.act(Deed::Nominate { appraisal: id, reviewer, group })) {
            draft.update(|p| *p = Proposal { group: Some(group), ..Proposal::default() });
        }
    };
    let set_group = draft.write(move |p: &mut Proposal, name: String| {
        let group = groups.iter().find(|g| t().appraisal.group(**g) == name).copied();
        *p = Proposal { group, ..Proposal::default() };
    });
    let contact = move || {
        outside.get().then(|| {
            view! { <TextField label=t().cycles.contact value=draft.read(|p| p.contact.clone()) on_input=draft.write(|p, text| p.contact = text)/> }
        })
    };
    let who = move || {
        let label = if outside.get() { t().common.customer } else { t().common.person };
        view! { <Combo label options=options_for value=draft.read(|p| p.who.clone()) on_change=draft.write(|p, id| p.who = id)/> }
    };
    view! {
        <div class="row-end nominate">
            <Select label=t().cycles.group options value=draft.read(move |p| p.group.map(code).unwrap_or_default()) on_change=set_group/>
            {who}
            {contact}
            <Button on_press=send>{t().cycles.propose}</Button>
        </div>
        {draft.problem_view()}
    }
    .into_any()
}

/// Counts a small group together with another.
fn merges(cycle: &Cycle, case: &Appraisal, groups: &[RaterGroup]) -> AnyView {
    let (me, toasts) = (Me::get(), Toasts::expect());
    if groups.len() < 2 || cycle.sealed {
        return ().into_any();
    }
    let id = case.id;
    let one = |from: RaterGroup| {
        let alone = Choice::new("", t().cycles.alone);
        let others: Vec<RaterGroup> = groups.iter().copied().filter(|g| *g != from).collect();
        let named = others.iter().map(|g| Choice::new(t().appraisal.group(*g), t().appraisal.group(*g)));
        let options: Vec<Choice> = std::iter::once(alone).chain(named).collect();
        let into =
            case.merges.iter().find(|m| m.from == from).map(|m| t().appraisal.group(m.into).to_owned());
        let set = move |name: String| {
            let into = others.iter().find(|g| t().appraisal.group(**g) == name).copied();
            if let Err(refused) = me.act(Deed::MergeGroup { appraisal: id, from, into }) {
                toasts.warn(refused.words());
            }
        };
        let label = t().cycles.merge(t().appraisal.group(from));
        view! { <Select label options value=into.unwrap_or_default() on_change=set/> }
    };
    let fields = groups.iter().map(|g| one(*g)).collect_view();
    view! {
        <details class="more">
            <summary>{t().cycles.merging}</summary>
            <p class="muted">{t().cycles.merging_words}</p>
            <div class="columns-3">{fields}</div>
        </details>
    }
    .into_any()
}
