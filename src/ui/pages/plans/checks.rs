//! Live checks of the plan being edited, each leading to its field, and the plan in plain words beside them.

use super::spots::go;
use crate::domain::Decimal;
use crate::domain::incentive::Plan;
use crate::engine::incentive::check::{Finding, Severity};
use crate::i18n::plan_check;
use crate::i18n::plan_summary::{Paragraph, summary};
use crate::state::plan::review::{Bases, Bounds, Review, review};
use crate::state::plan::spot;
use crate::ui::assigned::assigned_name;
use crate::ui::components::{Icon, IconView, Note, NoteKind};
use crate::ui::desk::Desk;
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::web::clock;
use leptos::prelude::*;

/// Checks and words side by side.
pub fn proof(draft: Draft<Plan>) -> AnyView {
    let found = reviewed(draft);
    view! {
        <div class="columns-2">
            <section class="section" id="plan-checks">
                <header><h2>{t().plan_checks.title}</h2></header>
                <div class="stack">{move || panel(draft, &found.get())}</div>
            </section>
            <section class="section">
                <header><h2>{t().plan_checks.in_words}</h2><p class="small">{t().plan_checks.summary_words}</p></header>
                {words(draft)}
            </section>
        </div>
    }
    .into_any()
}

/// The review of the draft, after every change.
fn reviewed(draft: Draft<Plan>) -> Memo<Review> {
    let (session, desk) = (Session::get(), Desk::get());
    // Returns reverse the sale that they name, so the names of the records are needed.
    desk.want_names();
    let bases = Memo::new(move |before: Option<&Option<Bases>>| {
        desk.names_read();
        let data = session.data()?;
        Bases::of(&data, &draft.get(), before.and_then(Option::as_ref))
    });
    Memo::new(move |_| {
        let Some(data) = session.data() else { return Review::default() };
        bases.with(|bases| review(&data, &draft.get(), bases.as_ref(), clock::today()))
    })
}

fn panel(draft: Draft<Plan>, found: &Review) -> AnyView {
    let w = &t().plan_checks;
    let of = |severity: Severity| found.findings.iter().filter(move |f| f.severity == severity).cloned();
    let list = |severity| of(severity).map(|f| line(draft, f)).collect::<Vec<_>>();
    let (refuses, warns) = (list(Severity::Refuses), list(Severity::Warns));
    let empty = found.findings.is_empty().then(|| {
        view! { <Note kind=NoteKind::Good>{w.fine}</Note> }
    });
    let group = |title: &'static str, kind: NoteKind, lines: Vec<AnyView>| {
        (!lines.is_empty()).then(|| {
            view! {
                <Note kind>
                    <strong>{title}</strong>
                    <ul class="plain-list findings">{lines}</ul>
                </Note>
            }
        })
    };
    view! {
        {empty}
        {group(w.refuses, NoteKind::Error, refuses)}
        {group(w.warns, NoteKind::Warn, warns)}
        <p class="muted">{cost(draft, found)}</p>
        {depends(found)}
        {bounds(draft, found)}
    }
    .into_any()
}

/// On what the pay depends, each share by itself.
fn depends(found: &Review) -> Option<AnyView> {
    let w = &t().plan_checks;
    let balance = found.balance?;
    let rows = [
        (w.on_own, balance.own),
        (w.on_team, balance.team),
        (w.on_margin, balance.margin),
        (w.on_satisfaction, balance.satisfaction),
        (w.on_other, balance.other),
    ];
    let row = |(label, share): (&'static str, Decimal)| {
        view! { <dt>{label}</dt> <dd class="num">{fmt().percent(share, 0)}</dd> }
    };
    Some(
        view! {
            <h3>{w.depends}</h3>
            <dl class="plan-balance">{rows.map(row).collect_view()}</dl>
            <p class="muted small">{w.depends_words}</p>
        }
        .into_any(),
    )
}

/// The most that one can earn on each level of pay.
fn bounds(draft: Draft<Plan>, found: &Review) -> Option<AnyView> {
    let w = &t().plan_checks;
    let data = Session::get().data_now()?;
    let plan = draft.now();
    let times = |n: Decimal| fmt().at_most(n, 2);
    let row = |one: &Bounds| {
        let level = plan.terms.pay.get(one.place)?;
        let words = match (one.leverage, one.upside) {
            (Some(base), Some(upside)) => w.bounds(&times(base), &times(upside)),
            (Some(base), None) => w.bound_base(&times(base)),
            (None, Some(upside)) => w.bound_target(&times(upside)),
            (None, None) => w.not_bounded.to_owned(),
        };
        let name = assigned_name(&data, &level.whom);
        Some(view! { <dt>{name}</dt> <dd>{words}</dd> })
    };
    let rows: Vec<_> = found.bounds.iter().filter_map(row).collect();
    (!rows.is_empty()).then(|| view! { <h3>{w.most}</h3> <dl>{rows}</dl> }.into_any())
}

/// What the plan would have cost, in the currency in which it pays, and which share of revenue it allows.
fn cost(draft: Draft<Plan>, found: &Review) -> String {
    let w = &t().plan_checks;
    let Some(cost) = found.cost else { return w.no_records.to_owned() };
    let amount = format!("{}{}", fmt().currency_sign(cost.currency), fmt().compact(cost.decimal()));
    let rate = found.rate.map_or_else(|| "–".to_owned(), |r| fmt().percent(r, 2));
    let limit = draft.now().terms.cost_rate.map(|limit| w.within_rate(&fmt().percent_at_most(limit, 2)));
    fmt().sentences(&std::iter::once(w.would_cost(&amount, &rate)).chain(limit).collect::<Vec<_>>())
}

fn line(draft: Draft<Plan>, finding: Finding) -> AnyView {
    let Some(data) = Session::get().data_now() else { return ().into_any() };
    let plan = draft.now();
    let own = finding.component.and_then(|id| plan.components.iter().find(|c| c.id == id));
    let own = own.map(|c| format!("{}{}", c.name, fmt().colon()));
    let words = plan_check::words(&plan, &finding, names(&data));
    let target = spot(&plan, &finding).to_string();
    view! {
        <li class="finding-line">
            <span class="grow">{own}{words}</span>
            <button type="button" class="button is-quiet is-small" on:click=move |_| go(&target)>
                {t().plan_checks.go} <IconView icon=Icon::Right/>
            </button>
        </li>
    }
    .into_any()
}

fn words(draft: Draft<Plan>) -> AnyView {
    let session = Session::get();
    let told = Memo::new(move |_| {
        session.data().map(|data| summary(&draft.get(), names(&data))).unwrap_or_default()
    });
    let one = |p: Paragraph| {
        let heading = (!p.heading.is_empty()).then(|| view! { <h3>{p.heading}</h3> });
        view! { {heading} <p>{fmt().sentences(&p.sentences)}</p> }
    };
    view! { <div class="stack-1 plan-words">{move || told.get().into_iter().map(one).collect_view()}</div> }
        .into_any()
}
