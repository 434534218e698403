//! Whose turn it is: what the reader has to do, what is late, and the way there.

use crate::domain::appraisal::{RaterGroup, Reviewer};
use crate::domain::dataset::Dataset;
use crate::engine::appraisal::TaskKind;
use crate::state::appraisal::tasks::{Turn, turns, waiting};
use crate::ui::components::{Empty, Icon, Status, Tag};
use crate::ui::lang::{fmt, t};
use crate::ui::me::{IAm, Me};
use crate::ui::pages::reviews::begin_button;
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use jiff::civil::Date;
use leptos::prelude::*;

/// The page of tasks.
#[component]
pub fn TasksPage() -> impl IntoView {
    let (session, me) = (Session::get(), Me::get());
    let mine = session.select(move |data| me.person().map(|person| turns(data, person)));
    let body = move || {
        let (data, day) = (session.data()?, me.day());
        let Some(mine) = mine.get() else {
            let anybody = view! { <Empty icon=Icon::People title=t().reviews.who.to_owned() words=t().reviews.who_words/> };
            return Some(anybody.into_any());
        };
        if mine.is_empty() {
            let done = view! { <Empty icon=Icon::Tick title=t().reviews.nothing.to_owned() words=t().reviews.nothing_words/> };
            return Some(done.into_any());
        }
        let rows = mine.iter().map(|turn| row(&data, turn, day)).collect_view();
        Some(
            view! { <p class="finding">{headline(&mine, day)}</p> <ul class="plain-list tasks">{rows}</ul> }
                .into_any(),
        )
    };
    view! {
        <article class="page is-reading">
            <header class="page-head">
                <div>
                    <h1>{t().reviews.tasks}</h1>
                    <p class="lede">{t().reviews.tasks_lede}</p>
                </div>
            </header>
            <IAm/>
            {body}
        </article>
    }
    .into_any()
}

fn headline(mine: &[Turn], day: Date) -> String {
    let waiting = waiting(mine, day);
    let count = |n: usize| fmt().whole(i64::try_from(n).unwrap_or(i64::MAX));
    match waiting.late {
        0 => t().reviews.work(&count(waiting.all)),
        late => t().reviews.work_late(&count(waiting.all), &count(late)),
    }
}

/// What a turn asks for, as a sentence.
pub fn words(data: &Dataset, turn: &Turn) -> String {
    let name = data.people.get(turn.about).map(|p| p.name.clone()).unwrap_or_default();
    let r = &t().reviews;
    match turn.task.kind {
        TaskKind::Write(RaterGroup::Oneself) => r.do_self.to_owned(),
        TaskKind::Write(RaterGroup::Manager) => r.do_manager(&name),
        TaskKind::Write(RaterGroup::Peers) => r.do_peer(&name),
        TaskKind::Write(RaterGroup::Reports) => r.do_report(&name),
        TaskKind::Write(RaterGroup::Interview) => r.do_interview(&name),
        TaskKind::Write(RaterGroup::Customers) => r.do_customer(&name, &rater(data, &turn.by)),
        TaskKind::Nominate => r.do_nominate.to_owned(),
        TaskKind::Approve => r.do_approve(&name),
        TaskKind::Meet => r.do_meet(&name),
        TaskKind::Answer => r.do_answer.to_owned(),
        TaskKind::Decide => r.do_decide(&name),
    }
}

/// The name of a rater: a person, or a contact at a customer.
pub fn rater(data: &Dataset, by: &Reviewer) -> String {
    match by {
        Reviewer::Person(id) => data.people.get(*id).map(|p| p.name.clone()).unwrap_or_default(),
        Reviewer::Customer { customer, contact } => {
            let company = data.customers.get(*customer).map(|c| c.name.clone()).unwrap_or_default();
            t().reviews.contact_at(contact, &company)
        }
    }
}

fn row(data: &Dataset, turn: &Turn, day: Date) -> AnyView {
    let cycle = data.cycles.get(turn.cycle).map(|c| c.name.clone()).unwrap_or_default();
    let due = turn.task.due.map(|due| {
        let words = t().reviews.due(&fmt().date(due));
        let late = turn.late(day);
        let status = if late { Status::Behind } else { Status::Even };
        let words = if late { t().reviews.late_since(&fmt().date(due)) } else { words };
        view! { <Tag status>{words}</Tag> }
    });
    let act = action(turn);
    let begun = turn.draft.map(|_| view! { <Tag>{t().reviews.draft}</Tag> });
    view! {
        <li class="spread">
            <div class="stack-1">
                <strong>{words(data, turn)}</strong>
                <span class="row"><span class="muted">{cycle}</span> {due} {begun}</span>
            </div>
            {act}
        </li>
    }
    .into_any()
}

/// The way to do it.
fn action(turn: &Turn) -> AnyView {
    let router = Router::get();
    let to = |page: Page, word: &'static str| {
        view! { <a class="button is-small" href=move || router.href(page)>{word}</a> }.into_any()
    };
    let case = turn.task.appraisal;
    match (turn.task.kind, turn.draft) {
        (TaskKind::Write(_), Some(draft)) => to(Page::Review(draft), t().reviews.go_on),
        (TaskKind::Write(group), None) => begin_button(case, group, turn.by.clone(), t().reviews.begin),
        (TaskKind::Nominate | TaskKind::Approve, _) => to(Page::Case(case), t().reviews.look),
        (TaskKind::Meet | TaskKind::Answer | TaskKind::Decide, _) => {
            to(Page::Result(Some((turn.cycle, turn.about))), t().reviews.look)
        }
    }
}
