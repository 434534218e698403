//! A person's result in a cycle: one page on screen and on paper, and what is done about it.

mod answer;
mod compare;
mod figures;
mod meeting;

use crate::domain::id::{CycleId, PersonId};
use crate::engine::appraisal::process::Deed;
use crate::i18n::result_file;
use crate::state::appraisal::result::{
    ResultView, Standing, case_of, latest, may_preview, neighbours, result, steps,
};
use crate::ui::components::{
    Button, ButtonKind, Choice, Empty, Icon, Note, NoteKind, Select, Status, Tag, Toasts,
};
use crate::ui::lang::{fmt, t};
use crate::ui::me::{IAm, Me};
use crate::ui::route::Page;
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::web::download;
use leptos::prelude::*;
use std::sync::Arc;

/// A result as signals hold it.
type Shown = Arc<ResultView>;

/// Whose result is asked for, in which cycle.
type Asked = Option<(CycleId, PersonId)>;

/// The result of a person; the reader's own latest, or the first of the latest cycle, where none is named.
pub fn page(asked: Asked) -> AnyView {
    let (session, me) = (Session::get(), Me::get());
    let at = session.select(move |data| asked.or_else(|| latest(data, me.person())));
    let standing = session.select(move |data| {
        let (cycle, person) = at.get()?;
        // Figures as of the day on which steps are taken: what is shown is what is released.
        result(data, cycle, person, me.day())
    });
    let title = session.select(move |data| {
        let name = at.get().and_then(|(_, person)| data.people.get(person).map(|p| p.name.clone()));
        name.map_or_else(|| t().results.title.to_owned(), |name| t().results.of(&name))
    });
    let own = Memo::new(move |_| at.get().is_some_and(|(_, person)| me.person() == Some(person)));
    let may = session.select(move |data| {
        let case = at.get().and_then(|(cycle, person)| case_of(data, cycle, person).cloned());
        case.is_some_and(|case| may_preview(data, &case, me.person()))
    });
    let body = move || {
        let r = &t().results;
        match standing.get() {
            None => view! { <Empty icon=Icon::Search title=r.none.to_owned()/> }.into_any(),
            Some(Standing::NotYet) => {
                view! { <Empty icon=Icon::Info title=r.not_yet.to_owned() words=r.not_yet_words/> }.into_any()
            }
            Some(Standing::Preview(_)) if own.get() => {
                view! { <Empty icon=Icon::Info title=r.hidden.to_owned() words=r.hidden_words/> }.into_any()
            }
            Some(Standing::Preview(_)) if !may.get() => {
                view! { <Empty icon=Icon::Info title=r.not_shown.to_owned() words=r.not_shown_words/> }
                    .into_any()
            }
            Some(Standing::Preview(view)) => content(&Arc::new(*view), false),
            Some(Standing::Released(view)) => content(&Arc::new(*view), true),
        }
    };
    view! {
        <article class="page result">
            <header class="page-head">
                <h1>{move || title.get()}</h1>
                <div class="page-actions">{pickers(at)} {actions(standing, may)}</div>
            </header>
            <IAm/>
            {body}
        </article>
    }
    .into_any()
}

/// Another person of the cycle, another cycle of the person.
fn pickers(at: Memo<Asked>) -> AnyView {
    let (session, router) = (Session::get(), Router::get());
    let around = session.select(move |data| at.get().map(|(cycle, person)| neighbours(data, cycle, person)));
    let people = Signal::derive(move || {
        let all = around.get().map(|a| a.0).unwrap_or_default();
        all.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect::<Vec<_>>()
    });
    let cycles = Signal::derive(move || {
        let all = around.get().map(|a| a.1).unwrap_or_default();
        all.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect::<Vec<_>>()
    });
    let person = Signal::derive(move || at.get().map(|a| a.1.to_string()).unwrap_or_default());
    let cycle = Signal::derive(move || at.get().map(|a| a.0.to_string()).unwrap_or_default());
    let to_person = move |id: String| {
        if let (Ok(id), Some((cycle, _))) = (id.parse(), at.get_untracked()) {
            router.open(Page::Result(Some((cycle, id))));
        }
    };
    let to_cycle = move |id: String| {
        if let (Ok(id), Some((_, person))) = (id.parse(), at.get_untracked()) {
            router.open(Page::Result(Some((id, person))));
        }
    };
    view! {
        <Select label=t().common.person bare=true options=people value=person on_change=to_person/>
        <Select label=t().calibration.cycle bare=true options=cycles value=cycle on_change=to_cycle/>
    }
    .into_any()
}

/// Mail and print, where there is something to see.
fn actions(standing: Memo<Option<Standing>>, may: Memo<bool>) -> AnyView {
    let (session, toasts) = (Session::get(), Toasts::expect());
    let mail = move |()| {
        let (Some(data), Some(standing)) = (session.data_now(), standing.get_untracked()) else { return };
        if let Some(view) = standing.view() {
            let file = result_file::result_mail(view, names(&data));
            let name = format!("{} {}.eml", t().results.title, title_of(&data, view));
            download::text(&name, "message/rfc822", &file);
            toasts.say(t().results.mail_hint);
        }
    };
    let print = move |()| {
        let _ = window().print();
    };
    let any = Memo::new(move |_| {
        standing.with(|s| match s {
            Some(Standing::Released(_)) => true,
            Some(Standing::Preview(_)) => may.get(),
            Some(Standing::NotYet) | None => false,
        })
    });
    let released = Memo::new(move |_| standing.with(|s| matches!(s, Some(Standing::Released(_)))));
    let buttons = move || {
        any.get().then(|| {
            let mail = released.get().then(|| {
                view! { <Button icon=Icon::Export on_press=mail>{t().results.mail}</Button> }
            });
            view! { {mail} <Button icon=Icon::Print on_press=print>{t().common.print}</Button> }
        })
    };
    buttons.into_any()
}

fn title_of(data: &crate::domain::Dataset, view: &ResultView) -> String {
    let name = data.people.get(view.case.person).map(|p| p.name.clone()).unwrap_or_default();
    format!("{name} {}", view.cycle.name)
}

fn content(view: &Shown, released: bool) -> AnyView {
    let Some(data) = Session::get().data_now() else { return ().into_any() };
    let router = Router::get();
    let person = view.case.person;
    let finding = result_file::finding(view, names(&data));
    let development = router.href(Page::Development(Some(person)));
    view! {
        {standing_note(view, released)}
        <p class="finding">{finding}</p>
        {figures::head(&data, view)}
        <div class="result-columns">
            {figures::formed(&data, view)}
            {figures::competencies(view)}
            {figures::kpis(&data, view)}
        </div>
        {compare::charts(&data, view)}
        {figures::said(view)}
        <div class="result-columns no-print">
            {released.then(|| meeting::section(view))}
            {released.then(|| answer::section(view))}
        </div>
        <p class="no-print"><a class="button" href=development>{t().results.to_development}</a></p>
        <dl class="letter-sign print-block">
            <dt>{t().results.signature}</dt> <dd class="letter-line"></dd>
        </dl>
    }
    .into_any()
}

/// Whether it is released, and the way to release it.
fn standing_note(view: &Shown, released: bool) -> AnyView {
    let r = &t().results;
    if released {
        let day = view.case.released.as_ref().map(|r| fmt().date(r.on)).unwrap_or_default();
        return view! { <p class="row"><Tag status=Status::Even>{r.released_on(&day)}</Tag> {answer::state(&view.case)}</p> }
            .into_any();
    }
    let (me, session, toasts) = (Me::get(), Session::get(), Toasts::expect());
    let id = view.case.id;
    let why = session.select(move |data| steps(data, id, me.day()).release);
    let release = move |()| {
        let as_of = untrack(|| me.day());
        match me.act(Deed::Release { appraisals: vec![id], as_of }) {
            Ok(_) => toasts
                .offer(t().results.released_done.to_owned(), t().common.undo, move |()| drop(session.undo())),
            Err(refused) => toasts.warn(refused.words()),
        }
    };
    let notes = view
        .issues
        .iter()
        .map(|code| {
            let words = t().problem.issue(*code);
            view! { <Note kind=NoteKind::Warn>{words}</Note> }
        })
        .collect_view();
    let button = move || match why.get() {
        Some(refusal) => {
            view! { <span class="muted small">{t().appraisal.refused(&refusal)}</span> }.into_any()
        }
        None => view! { <Button kind=ButtonKind::Primary on_press=release>{t().results.release}</Button> }
            .into_any(),
    };
    view! {
        <Note kind=NoteKind::Warn><div class="spread"><span>{r.preview}</span> <span class="no-print">{button}</span></div></Note>
        {notes}
    }
    .into_any()
}
