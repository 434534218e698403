//! The history: every step with what it changed, and the way back and forth to any of them.

use crate::domain::dataset::Counts;
use crate::domain::history::Step;
use crate::ui::components::{Button, ButtonKind, Empty, Icon, Tag, Toasts};
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use crate::web::clock;
use leptos::prelude::*;
use std::sync::Arc;

/// The most steps drawn at once; the newest.
const MOST: usize = 300;

/// One line of the list.
#[derive(Clone, PartialEq)]
struct Line {
    step: Arc<Step>,
    /// How many steps to go back (negative) or forth to stand right after this one.
    way: isize,
    /// Whether it sealed anonymous answers: nothing up to it is undone.
    seal: bool,
    /// Whether it lies before such a step.
    behind: bool,
}

/// The history page.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let session = Session::get();
    let lines = Memo::new(move |_| {
        let history = session.history();
        let (done, undone) = (history.entries_done(), history.entries_undone());
        let (count, held) = (done.len(), session.held());
        let forth = undone.into_iter().enumerate().rev();
        let forth = forth.map(|(n, step)| (step, isize::try_from(n + 1).unwrap_or(0), usize::MAX));
        let back = done.into_iter().rev().enumerate();
        let back = back.map(|(n, step)| (step, -isize::try_from(n).unwrap_or(0), count.saturating_sub(n)));
        let line = |(step, way, number): (Arc<Step>, isize, usize)| Line {
            step,
            way,
            seal: number == held,
            behind: number < held,
        };
        forth.chain(back).map(line).take(MOST).collect::<Vec<_>>()
    });
    let whole = Memo::new(move |_| {
        let history = session.history();
        (history.entries_done().len(), history.entries_undone().len())
    });
    let nothing = Memo::new(move |_| whole.get() == (0, 0));
    view! {
        <div class="page is-reading">
            <header class="page-head">
                <div>
                    <h1>{t().shell.history}</h1>
                    <p class="lede">{t().history.lede}</p>
                </div>
            </header>
            <Show
                when=move || !nothing.get()
                fallback=|| view! { <Empty icon=Icon::History title=t().history.empty words=t().history.empty_words/> }
            >
                <ol class="steps-list">
                    {move || lines.get().into_iter().map(line_view).collect_view()}
                    <li class="is-start">
                        <div class="grow"><strong>{t().history.beginning}</strong></div>
                        {move || {
                            let done = whole.get().0;
                            (done > 0 && session.held() == 0).then(|| go_button(-isize::try_from(done).unwrap_or(0)))
                        }}
                    </li>
                </ol>
            </Show>
        </div>
    }
    .into_any()
}

fn line_view(line: Line) -> AnyView {
    let Line { step, way, seal, behind } = line;
    let (hour, minute) = clock::hour_minute(step.at);
    let day = clock::date_of(step.at).filter(|day| *day != clock::today());
    let time = fmt().clock(hour, minute);
    let time = day.map_or_else(|| time.clone(), |day| format!("{} {time}", fmt().date(day)));
    let mut parts: Vec<String> = step.changes.summary().iter().map(|(table, n)| counts(table, n)).collect();
    if step.changes.workspace.is_some() && parts.is_empty() {
        parts.push(t().changes.settings.to_owned());
    }
    view! {
        <li class:is-undone={way > 0} aria-current=(way == 0).then_some("step")>
            <span class="when quiet">{time}</span>
            <div class="grow">
                <strong>{t().history.step(&step)}</strong>
                {(way > 0).then(|| view! { <span class="sr-only">" – "{t().history.undone}</span> })}
                <p class="muted small">{parts.join(" · ")}</p>
                {seal.then(|| view! { <p class="small">{t().appraisal.behind_seal}</p> })}
            </div>
            {match way {
                0 => view! { <Tag>{t().history.now}</Tag> }.into_any(),
                _ if behind => ().into_any(),
                _ => go_button(way),
            }}
        </li>
    }
    .into_any()
}

/// A button that goes to a step: back to it, or forth up to it.
fn go_button(way: isize) -> AnyView {
    let session = Session::get();
    let toasts = Toasts::expect();
    let words = if way > 0 { t().history.forward_to_here } else { t().history.back_to_here };
    let go = move |()| {
        for _ in 0..way.unsigned_abs() {
            let done = if way > 0 { session.redo() } else { session.undo() };
            if let Err(refused) = done {
                toasts.warn(refused.words());
                break;
            }
        }
    };
    let icon = if way > 0 { Icon::Redo } else { Icon::Undo };
    view! { <Button small=true kind=ButtonKind::Quiet icon on_press=go>{words}</Button> }.into_any()
}

fn counts(table: &str, n: &Counts) -> String {
    let words = &t().changes;
    let whole = |n: usize| fmt().whole(i64::try_from(n).unwrap_or(i64::MAX));
    let mut parts = Vec::new();
    for (n, part) in [
        (n.added, words.added(&whole(n.added))),
        (n.updated, words.updated(&whole(n.updated))),
        (n.removed, words.removed(&whole(n.removed))),
    ] {
        if n > 0 {
            parts.push(part);
        }
    }
    words.line(words.table(table), &fmt().row(&parts))
}
