//! Who takes part in a cycle: chosen by team, role, person and date, and listed with standard and manager.

use crate::domain::appraisal::Cycle;
use crate::domain::dataset::Dataset;
use crate::domain::id::PersonId;
use crate::state::appraisal::cycles::{Member, doubts, members};
use crate::ui::assigned::AssignedField;
use crate::ui::components::{Button, ButtonKind, DateField, Note, NoteKind, Status, Tag};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::select::names;
use crate::ui::session::Session;
use leptos::prelude::*;

/// Chooses who takes part.
#[component]
pub fn Population(
    /// The cycle.
    draft: Draft<Cycle>,
) -> impl IntoView {
    let c = &t().cycles;
    view! {
        <section class="section stack">
            <header><h2>{c.population}</h2></header>
            <AssignedField
                value=draft.read(|c| c.population.who.clone())
                on_change=draft.write(|c, all| c.population.who = all)
            />
            <div class="columns-3">
                <DateField
                    label=c.hired_by
                    optional=true
                    value=draft.read(|c| c.population.hired_by)
                    on_change=draft.write(|c, day| c.population.hired_by = day)
                />
                <DateField
                    label=c.reference_day
                    hint=c.reference_hint
                    optional=true
                    value=draft.read(|c| c.population.on)
                    on_change=draft.write(|c, day| c.population.on = day)
                />
            </div>
        </section>
    }
    .into_any()
}

/// Lists who takes part, with what is doubtful about it.
#[component]
pub fn People(
    /// The cycle.
    draft: Draft<Cycle>,
) -> impl IntoView {
    let (session, me) = (Session::get(), Me::get());
    // The name and the phases say nothing about people, so that typing a name reads no records. It is read, not only
    // tracked: a memo that nobody reads knows of no change.
    let about = Memo::new(move |_| {
        let c = draft.get();
        (c.id, c.period, c.population, c.standards)
    });
    let found = Memo::new(move |_| {
        about.with(|_| ());
        session.data().map(|data| members(&data, &untrack(|| draft.get()))).unwrap_or_default()
    });
    let doubtful = Memo::new(move |_| {
        about.with(|_| ());
        let day = me.day();
        session.data().map(|data| doubts(&data, &untrack(|| draft.get()), day)).unwrap_or_default()
    });
    let notes = move || {
        let data = session.data()?;
        let list = doubtful.get();
        let line = |(finding, people): (_, Vec<PersonId>)| {
            let name = |p: &PersonId| data.people.get(*p).map(|p| p.name.clone()).unwrap_or_default();
            let kpi = super::steps::kpi_of(&finding).map(|k| names(&data).kpi(k));
            let words = t().appraisal.finding(&finding);
            let words = kpi.map_or_else(|| words.to_owned(), |kpi| t().cycles.doubt(words, &kpi));
            let all: Vec<String> = people.iter().map(name).collect();
            view! { <li><strong>{words}</strong> " " <span class="muted">{fmt().list(&all)}</span></li> }
        };
        (!list.is_empty()).then(|| {
            let lines = list.into_iter().map(line).collect_view();
            view! { <Note kind=NoteKind::Warn><p>{t().cycles.doubts}</p> <ul>{lines}</ul></Note> }
        })
    };
    let rows = move || {
        let data = session.data()?;
        Some(found.get().iter().map(|member| row(&data, member, draft)).collect_view())
    };
    let title = move || {
        let count = fmt().whole(i64::try_from(found.with(Vec::len)).unwrap_or(i64::MAX));
        t().cycles.taking_part(&count)
    };
    view! {
        <section class="section stack">
            <header><h2>{title}</h2></header>
            {notes}
            {move || left_out(draft)}
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t().common.person}</th>
                            <th scope="col">{t().cycles.standards}</th>
                            <th scope="col" class="only-wide">{t().appraisal.manager}</th>
                            <th scope="col"><span class="sr-only">{t().cycles.leave_out}</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(data: &Dataset, member: &Member, draft: Draft<Cycle>) -> AnyView {
    let person = member.person;
    let name = |p: PersonId| data.people.get(p).map(|p| p.name.clone()).unwrap_or_default();
    let warn = |words: &'static str| view! { <Tag status=Status::Behind>{words}</Tag> }.into_any();
    let standard = member.standard.and_then(|id| data.standards.get(id)).map(|s| s.name.clone());
    let standard = standard.map_or_else(|| warn(t().cycles.no_standard), |name| name.into_any());
    let manager = member.manager.map_or_else(|| warn(t().cycles.no_manager), |m| name(m).into_any());
    let clash = member.clash.and_then(|id| data.cycles.get(id)).map(|c| {
        let words = t().cycles.clash(&c.name);
        view! { <Tag status=Status::Behind>{words}</Tag> }
    });
    let verb = fmt().beside(t().cycles.leave_out, &name(person));
    let leave = move |_| draft.update(|c| c.population.except.push(person));
    view! {
        <tr>
            <th scope="row">{name(person)} {clash}</th>
            <td>{standard}</td>
            <td class="only-wide">{manager}</td>
            <td class="num">
                <button type="button" class="button is-small is-quiet" aria-label=verb on:click=leave>{t().cycles.leave_out}</button>
            </td>
        </tr>
    }
    .into_any()
}

/// Who was taken out by hand, with the way back.
fn left_out(draft: Draft<Cycle>) -> Option<AnyView> {
    let data = Session::get().data()?;
    let out = draft.get().population.except;
    let chip = |person: PersonId| {
        let name = data.people.get(person).map(|p| p.name.clone()).unwrap_or_default();
        let back = move |()| draft.update(|c| c.population.except.retain(|p| *p != person));
        view! { <Button small=true kind=ButtonKind::Quiet on_press=back>{t().cycles.take_back(&name)}</Button> }
    };
    let chips = out.iter().map(|p| chip(*p)).collect_view();
    (!out.is_empty()).then(|| {
        view! { <div class="row"><span class="muted">{t().cycles.left_out}</span> {chips}</div> }.into_any()
    })
}
