//! The guideline as it is met, live: by head-count and grade, and what a move would make of it.

use super::{Calibrating, count};
use crate::domain::appraisal::Enforce;
use crate::engine::appraisal::{LineCheck, Spread};
use crate::state::appraisal::calibration::Board;
use crate::ui::charts::{Bar, Chart, ChartKind, ChartSpec, Figure, Ink, Ranking};
use crate::ui::components::{Note, NoteKind, Status, Tag};
use crate::ui::lang::{fmt, t};
use leptos::prelude::*;

fn heads(n: u32) -> String {
    fmt().whole(n.into())
}

/// The page in one sentence.
pub fn finding(board: &Board) -> String {
    let graded = board.rows.iter().filter(|r| r.sheet.grade.is_some()).count();
    let moved = board.rows.iter().filter(|r| r.moves > 0).count();
    let first = t().calibration.finding(&count(board.rows.len()), &count(graded), &count(moved));
    match &board.spread {
        None => first,
        Some(spread) => format!("{first}{}{}", fmt_gap(), judged(spread, board)),
    }
}

/// What stands between two sentences.
fn fmt_gap() -> &'static str {
    if t().calibration.lang == crate::i18n::Lang::En { " " } else { "" }
}

/// How the guideline is met, in words.
pub fn judged(spread: &Spread, board: &Board) -> String {
    let c = &t().calibration;
    let least = board.cycle.guideline.as_ref().map_or(0, |g| g.least);
    if !spread.holds {
        return c.spread_small(&heads(least));
    }
    let wrong: Vec<String> = spread
        .lines
        .iter()
        .filter(|l| !l.met())
        .map(|l| {
            let grades = fmt().list(&l.grades);
            if l.count > l.most {
                c.too_many(&grades, &heads(l.count - l.most))
            } else {
                c.too_few(&grades, &heads(l.least.saturating_sub(l.count)))
            }
        })
        .collect();
    if wrong.is_empty() { c.spread_met() } else { format!("{}{}", fmt().list(&wrong), stop()) }
}

fn stop() -> &'static str {
    if t().calibration.lang == crate::i18n::Lang::En { "." } else { "。" }
}

/// How many people a line allows.
fn allowed(line: &LineCheck, graded: u32) -> String {
    let c = &t().calibration;
    match (line.least, line.most) {
        (low, high) if low == high => c.exactly(&heads(low)),
        (0, high) => c.at_most(&heads(high)),
        (low, high) if high >= graded => c.at_least(&heads(low)),
        (low, high) => c.between(&heads(low), &heads(high)),
    }
}

/// The picture: head-counts by grade, with the limit as a tick.
fn chart(board: &Board, spread: Option<&Spread>, counts: &[(String, usize)]) -> ChartSpec {
    let bar = |(grade, n): &(String, usize)| {
        let own = |l: &&LineCheck| l.grades.len() == 1 && l.grades.contains(grade);
        let line = spread.and_then(|s| s.lines.iter().find(own));
        let facts =
            line.map(|l| (t().calibration.allowed.to_owned(), allowed(l, spread.map_or(0, |s| s.graded))));
        // Whoever is too few sees what is missing; everybody else sees the upper limit.
        let limit = line.map(|l| if l.count < l.least { l.least } else { l.most });
        let behind = line.is_some_and(|l| !l.met()) && spread.is_some_and(|s| s.holds);
        #[expect(clippy::cast_precision_loss, reason = "head-counts")]
        let value = *n as f64;
        Bar {
            id: String::new(),
            name: grade.clone(),
            value: Some(value),
            target: limit.map(f64::from),
            ink: Ink::Accent,
            behind,
            facts: facts.into_iter().collect(),
        }
    };
    let graded = board.rows.iter().filter(|r| r.sheet.grade.is_some()).count();
    ChartSpec {
        title: t().calibration.chart(&count(graded)),
        unit: String::new(),
        figure: Figure::Number(0),
        kind: ChartKind::Ranking(Ranking { bars: counts.iter().map(bar).collect() }),
    }
}

/// The panel beside the list.
pub fn panel(at: Calibrating) -> AnyView {
    let spec = Memo::new(move |_| {
        at.board.with(|b| {
            b.as_ref().map(|b| {
                let preview = at.preview.get();
                let moved = preview.as_ref().map(|(id, to)| (*id, to.as_str()));
                let spread = b.spread_with(&b.rows, moved);
                let mut counts = b.counts(&b.rows);
                if let Some((id, to)) = moved {
                    let from = b.row(id).and_then(|r| r.sheet.grade.clone());
                    for (grade, n) in &mut counts {
                        *n = n.saturating_add(usize::from(grade == to));
                        *n = n.saturating_sub(usize::from(Some(&*grade) == from.as_ref()));
                    }
                }
                chart(b, spread.as_ref(), &counts)
            })
        })
    });
    let picture = move || {
        spec.with(Option::is_some).then(|| {
            let spec = Signal::derive(move || {
                spec.get().unwrap_or_else(|| ChartSpec {
                    title: String::new(),
                    unit: String::new(),
                    figure: Figure::Number(0),
                    kind: ChartKind::Ranking(Ranking::default()),
                })
            });
            view! { <Chart spec/> }
        })
    };
    let has_picture = Memo::new(move |_| spec.with(Option::is_some));
    view! {
        <aside class="section stack calibration-side" aria-label=t().calibration.guideline>
            <header><h2>{t().calibration.guideline}</h2></header>
            {move || { has_picture.track(); untrack(picture) }}
            <div aria-live="polite">{move || lines(at)}</div>
        </aside>
    }
    .into_any()
}

fn lines(at: Calibrating) -> AnyView {
    let c = &t().calibration;
    let Some(board) = at.board.get() else { return ().into_any() };
    let Some(guideline) = &board.cycle.guideline else {
        return view! { <p class="muted">{c.no_guideline}</p> }.into_any();
    };
    let preview = at.preview.get();
    let moved = preview.as_ref().map(|(id, to)| (*id, to.as_str()));
    let Some(spread) = board.spread_with(&board.rows, moved) else { return ().into_any() };
    let group = (!at.chosen.with(|c| c.everybody()))
        .then(|| at.rows.with(|rows| board.spread_with(rows, moved)))
        .flatten();
    let rows = spread
        .lines
        .iter()
        .enumerate()
        .map(|(n, line)| {
            let part = group.as_ref().and_then(|g| g.lines.get(n));
            let part = group.as_ref().map(|g| match part {
                Some(l) => view! { <td class="num">{heads(l.count)} " " <span class="muted">{"/ "}{heads(g.graded)}</span></td> }.into_any(),
                None => view! { <td></td> }.into_any(),
            });
            view! {
                <tr>
                    <th scope="row">{fmt().list(&line.grades)}</th>
                    <td class="num">{heads(line.count)}</td>
                    <td>{allowed(line, spread.graded)}</td>
                    {part}
                    <td>{status(line, spread.holds)}</td>
                </tr>
            }
        })
        .collect_view();
    let head = group.is_some().then(|| view! { <th scope="col" class="num">{c.group}</th> });
    let words = match guideline.enforce {
        _ if !spread.holds => c.spread_small(&heads(guideline.least)),
        Enforce::Warn => c.warns.to_owned(),
        Enforce::Block => c.blocks.to_owned(),
    };
    let blocked = spread.blocked.then(|| view! { <Note kind=NoteKind::Error>{c.blocks}</Note> });
    let words = (!spread.blocked).then(|| view! { <p class="muted small">{words}</p> });
    view! {
        <div class="stack-1">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{c.grade}</th>
                        <th scope="col" class="num">{c.people}</th>
                        <th scope="col">{c.allowed}</th>
                        {head}
                        <th scope="col"><span class="sr-only">{c.met}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {blocked}
            {words}
        </div>
    }
    .into_any()
}

fn status(line: &LineCheck, holds: bool) -> AnyView {
    let c = &t().calibration;
    if !holds {
        return ().into_any();
    }
    let (status, words) = if line.met() {
        (Status::Ahead, c.met.to_owned())
    } else if line.count > line.most {
        (Status::Behind, c.over(&heads(line.count - line.most)))
    } else {
        (Status::Behind, c.under(&heads(line.least.saturating_sub(line.count))))
    };
    view! { <Tag status>{words}</Tag> }.into_any()
}
