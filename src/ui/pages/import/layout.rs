//! Which row is the heading, and which rows are no data.

use super::{Wizard, head, short, whole};
use crate::state::import::{Skip, Skipped};
use crate::ui::components::{Check, Tag};
use crate::ui::lang::{fmt, t};
use leptos::prelude::*;

/// The step of the heading row.
pub(super) fn view(wizard: Wizard) -> AnyView {
    let header = wizard.part(|import| import.analysis().and_then(|a| a.choices.header));
    let none = Signal::derive(move || header.get().is_none());
    let set_none = move |none: bool| wizard.choose(|import| import.set_header((!none).then_some(0)));
    view! {
        <div class="spread">
            <h2>{t().import.header}</h2>
            <Check label=t().import.header_none value=none on_change=set_none/>
        </div>
        <p class="muted">{t().import.header_hint}</p>
        {rows(wizard, header)}
        {left_out(wizard)}
    }
    .into_any()
}

fn rows(wizard: Wizard, header: Memo<Option<u64>>) -> AnyView {
    let head = head(wizard);
    let skipped = wizard.part(|import| import.analysis().map(|a| a.skipped.clone()).unwrap_or_default());
    let all = move || {
        let skipped = skipped.get();
        let row = |(at, cells): (usize, &Vec<String>)| {
            let number = at as u64;
            let why = skipped.iter().find(|one| one.row == number + 1).map(|one| one.reason);
            row_view(wizard, number, cells, why, header)
        };
        head.with(|head| head.iter().take(30).enumerate().map(row).collect_view())
    };
    view! {
        <div class="table-wrap preview" tabindex="0" role="region" aria-label=t().import.preview>
            <table class="table is-pick"><tbody>{all}</tbody></table>
        </div>
    }
    .into_any()
}

fn row_view(
    wizard: Wizard,
    at: u64,
    cells: &[String],
    why: Option<Skip>,
    header: Memo<Option<u64>>,
) -> AnyView {
    let is_header = Memo::new(move |_| header.get() == Some(at));
    let pick = move || {
        if !is_header.get_untracked() {
            wizard.choose(|import| import.set_header(Some(at)));
        }
    };
    let cells = cells.iter().map(|cell| view! { <td>{cell.clone()}</td> }).collect_view();
    view! {
        <tr class:is-header=move || is_header.get() class:is-out=why.is_some() on:click=move |_| pick()>
            <th scope="row" class="num">
                <input
                    type="radio"
                    name="header"
                    aria-label=t().import.row(&whole(at + 1))
                    prop:checked=move || is_header.get()
                    on:change=move |_| pick()
                />
                " "
                <span class="quiet">{at + 1}</span>
            </th>
            <td class="why">{why.map(|why| view! { <Tag>{t().import.skip(why)}</Tag> })}</td>
            {cells}
        </tr>
    }
    .into_any()
}

/// The rows that are left out with their reasons; subtotals can be kept.
fn left_out(wizard: Wizard) -> AnyView {
    let skipped = wizard.part(|import| {
        let analysis = import.analysis();
        let shown = |one: &&Skipped| one.reason == Skip::Subtotal;
        let rows: Vec<Skipped> =
            analysis.map(|a| a.skipped.iter().filter(shown).take(50).cloned().collect()).unwrap_or_default();
        let kept = analysis.map(|a| a.choices.keep.clone()).unwrap_or_default();
        (rows, kept)
    });
    let counts = wizard.part(|import| {
        import
            .analysis()
            .map(|a| a.skip_counts.iter().map(|(why, n)| (*why, *n)).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let none = Memo::new(move |_| counts.with(Vec::is_empty) && skipped.with(|(_, kept)| kept.is_empty()));
    let tags = move || {
        let tag = |(why, n): (Skip, u64)| fmt().beside(t().import.skip(why), &whole(n));
        counts.get().into_iter().map(|one| view! { <Tag>{tag(one)}</Tag> }).collect_view()
    };
    let lines = move || {
        let (rows, kept) = skipped.get();
        let dropped = rows.into_iter().map(|one| (one.row, short(&one.text), false));
        let kept = kept.into_iter().map(|row| (row + 1, String::new(), true));
        kept.chain(dropped).map(|(row, text, keeps)| line(wizard, row, text, keeps)).collect_view()
    };
    view! {
        <Show when=move || !none.get()>
            <section class="section stack-1">
                <header><h3>{t().import.left_out}</h3></header>
                <div class="row">{tags}</div>
                <ul class="plain stack-1">{lines}</ul>
            </section>
        </Show>
    }
    .into_any()
}

fn line(wizard: Wizard, row: u64, text: String, kept: bool) -> AnyView {
    let keep = move |keep: bool| wizard.choose(|import| import.keep_row(row.saturating_sub(1), keep));
    view! {
        <li class="spread">
            <span class:quiet=!kept><span class="quiet">{t().import.row(&whole(row))}</span>" "{text}</span>
            <Check label=t().import.keep value=kept on_change=keep/>
        </li>
    }
    .into_any()
}
