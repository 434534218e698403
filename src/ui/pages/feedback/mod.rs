//! Feedback between appraisals: what the reader sees of it, by person, and the way to give some.

pub mod entry;
mod give;

use crate::domain::appraisal::Feedback;
use crate::domain::dataset::Dataset;
use crate::domain::id::{FeedbackId, PersonId};
use crate::state::appraisal::feedback::{entries, fresh, people, standing};
use crate::ui::components::{Button, ButtonKind, Choice, Empty, Icon, Select};
use crate::ui::lang::{fmt, t};
use crate::ui::me::{IAm, Me};
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::web::ids;
use leptos::prelude::*;
use std::sync::Arc;

/// The entry being written, new or stored.
type Editing = RwSignal<Option<Feedback>>;

/// The page, about one person or about everybody the reader sees.
pub fn page(about: Option<PersonId>) -> AnyView {
    let (session, me, router) = (Session::get(), Me::get(), Router::get());
    let editing: Editing = RwSignal::new(None);
    let title = session.select(move |data| {
        let name = about.and_then(|id| data.people.get(id)).map(|p| p.name.clone());
        name.map_or_else(|| t().feedback.title.to_owned(), |name| t().feedback.of(&name))
    });
    let shown = session.select(move |data| entries(data, about, me.person(), me.day()));
    let options = Signal::derive(move || {
        let data = session.data();
        let seen = data.as_ref().map(|data| people(data, me.person(), me.day())).unwrap_or_default();
        let named = |id: PersonId| data.as_ref()?.people.get(id).map(|p| p.name.clone());
        let asked = about.filter(|id| !seen.iter().any(|(p, _)| p == id)).map(|id| (id, 0));
        let one = |(id, count): (PersonId, usize)| {
            Some(Choice::new(id.to_string(), format!("{} · {}", named(id)?, whole(count))))
        };
        let all = Choice::new("", t().feedback.everybody);
        std::iter::once(all).chain(seen.into_iter().chain(asked).filter_map(one)).collect::<Vec<_>>()
    });
    let value = about.map(|id| id.to_string()).unwrap_or_default();
    let switch = move |id: String| router.open(Page::Feedback(id.parse().ok()));
    let give = move |()| {
        let (Some(data), Some(by)) = (session.data_now(), me.now()) else { return };
        let day = untrack(|| me.day());
        let to = about.filter(|p| *p != by).or_else(|| first(&data, by));
        if let Some(to) = to {
            editing.set(Some(fresh(FeedbackId(ids::fresh()), to, by, day)));
        }
    };
    let nobody = Signal::derive(move || me.person().is_none());
    let body = move || {
        let data = session.data()?;
        if nobody.get() {
            let f = &t().feedback;
            let ask = view! { <Empty icon=Icon::People title=t().reviews.who.to_owned() words=f.who_words/> };
            return Some(ask.into_any());
        }
        Some(list(&data, &shown.get(), editing))
    };
    view! {
        <article class="page is-reading feedback">
            <header class="page-head">
                <div>
                    <h1>{move || title.get()}</h1>
                    <p class="lede">{t().feedback.lede}</p>
                </div>
                <div class="page-actions">
                    <Select label=t().common.person bare=true options value on_change=switch/>
                    <Button kind=ButtonKind::Primary icon=Icon::Talk disabled=nobody on_press=give>{t().feedback.give}</Button>
                </div>
            </header>
            <IAm/>
            {body}
            {give::dialog(editing)}
        </article>
    }
    .into_any()
}

/// Somebody to begin with: of those whom the reader manages, otherwise anybody else.
fn first(data: &Dataset, by: PersonId) -> Option<PersonId> {
    let day = untrack(|| Me::get().day());
    let here = || data.people.iter().filter(|p| p.employed_on(day) && p.id != by).map(|p| p.id);
    let managed = |p: &PersonId| crate::state::appraisal::feedback::manager_on(data, *p, day) == Some(by);
    here().find(managed).or_else(|| here().next())
}

fn list(data: &Arc<Dataset>, shown: &[Arc<Feedback>], editing: Editing) -> AnyView {
    let f = &t().feedback;
    if shown.is_empty() {
        return view! { <Empty icon=Icon::Talk title=f.none.to_owned() words=f.none_words/> }.into_any();
    }
    let sum = standing(shown, untrack(|| Me::get().day()));
    let mut words = vec![f.finding(&whole(sum.entries), &whole(sum.open))];
    if sum.late > 0 {
        words.push(f.is_late(&whole(sum.late)));
    }
    let rows =
        shown.iter().map(|one| view! { <li class="section">{entry::card(data, one, Some(editing))}</li> });
    view! {
        <p class="finding">{fmt().sentences(&words)}</p>
        <ol class="plain stack entries">{rows.collect_view()}</ol>
    }
    .into_any()
}

fn whole(count: usize) -> String {
    fmt().whole(i64::try_from(count).unwrap_or(i64::MAX))
}
