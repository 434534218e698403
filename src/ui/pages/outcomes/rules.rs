//! The rules: pay ranges, merit matrix with multipliers, promotion and training; what they would cost, as they are edited.

use super::{At, sentence, whole};
use crate::domain::Decimal;
use crate::domain::appraisal::{
    Cycle, CycleState, MeritRow, OutcomeRules, PayRange, PromotionRule, Ruling, TrainingRule,
};
use crate::domain::dataset::Dataset;
use crate::engine::appraisal::process::Deed;
use crate::engine::appraisal::{RuleFault, rule_fault};
use crate::state::appraisal::outcomes::{effect, preview};
use crate::ui::components::{
    Button, ButtonKind, Check, Icon, IconButton, Note, NumberField, TextField, Toasts,
};
use crate::ui::forms::{Draft, to_unread};
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::session::Session;
use leptos::prelude::*;
use std::sync::Arc;

/// The first thing that is wrong with the rules being edited.
type Fault = Memo<Option<RuleFault>>;

/// What is said at a place, where the fault is there.
fn said(fault: Fault, here: impl Fn(&RuleFault) -> bool + Send + Sync + 'static) -> Signal<Option<String>> {
    Signal::derive(move || fault.get().filter(|f| here(f)).map(|f| t().appraisal.rules(&f)))
}

/// The editor of a cycle's rules.
#[component]
pub fn Rules(
    /// What is being looked at.
    at: At,
) -> impl IntoView {
    let stored = Memo::new(move |_| at.cycle.get().map(|cycle| (cycle.rules.clone(), grades(&cycle))));
    // A new draft whenever what is stored changes.
    move || stored.get().map(|(rules, grades)| view! { <Editor at rules=with_rows(rules, &grades) grades/> })
}

/// The grades of the cycle's standards, best first.
fn grades(cycle: &Cycle) -> Vec<String> {
    let session = Session::get();
    let data = session.data();
    let mut all: Vec<String> = Vec::new();
    for id in &cycle.standards {
        let frozen = cycle.method(*id).map(|m| m.standard.bands.clone());
        let bands = frozen.or_else(|| data.as_ref()?.standards.get(*id).map(|s| s.bands.clone()));
        for band in bands.into_iter().flatten() {
            if !all.contains(&band.grade) {
                all.push(band.grade);
            }
        }
    }
    all
}

/// The rules with a row for every grade, each as wide as the matrix.
fn with_rows(mut rules: OutcomeRules, grades: &[String]) -> OutcomeRules {
    for grade in grades {
        if !rules.merit.iter().any(|r| r.grade == *grade) {
            rules.merit.push(MeritRow { grade: grade.clone(), raises: Vec::new(), multiplier: None });
        }
    }
    rules
}

#[component]
fn Editor(at: At, rules: OutcomeRules, grades: Vec<String>) -> impl IntoView {
    let (session, me, toasts) = (Session::get(), Me::get(), Toasts::expect());
    let before = StoredValue::new(rules.clone());
    let draft = Draft::new(rules);
    let fault = Memo::new(move |_| rule_fault(&draft.get()));
    let changed = Memo::new(move |_| before.with_value(|b| *b != draft.get()));
    let still = Signal::derive(move || !changed.get());
    let closed = Memo::new(move |_| at.cycle.get().is_some_and(|c| c.state == CycleState::Closed));
    let save = move |()| {
        let Some(cycle) = at.cycle.get_untracked().filter(|_| !to_unread()) else { return };
        let after = Cycle { rules: draft.now(), ..Cycle::clone(&cycle) };
        if draft.stored(me.act(Deed::SaveCycle(Box::new(after)))) {
            toasts.say(t().shell.saved);
        }
    };
    let discard = move |()| draft.update(|rules| *rules = before.get_value());
    let live = move || {
        let (data, cycle) = (session.data()?, at.cycle.get()?);
        Some(view! { <p aria-live="polite">{would(&data, &cycle, &draft.get(), at)}</p> })
    };
    view! {
        <div class="stack no-print">
            {draft.problem_view()}
            {move || closed.get().then(|| view! { <Note>{t().outcomes.rules_closed}</Note> })}
            <div class="spread">
                {live}
                <div class="row">
                    <Button disabled=still on_press=discard>{t().common.cancel}</Button>
                    <Button kind=ButtonKind::Primary disabled=still on_press=save>{t().common.save}</Button>
                </div>
            </div>
            <fieldset class="plain-set stack" disabled=move || closed.get()>
                {ranges(draft, fault)}
                {cuts(draft, fault)}
            </fieldset>
            // What scrolls stays outside of what is disabled, so that the keyboard reaches it.
            <div class="table-wrap" tabindex="0" role="region" aria-label=t().outcomes.matrix>
                <fieldset class="plain-set" disabled=move || closed.get()>{matrix(draft, fault)}</fieldset>
            </div>
            <fieldset class="plain-set stack" disabled=move || closed.get()>
                {promotion(draft, grades, fault)}
                {training(draft, fault)}
            </fieldset>
        </div>
    }
}

/// What the rules being edited would come to.
fn would(data: &Arc<Dataset>, cycle: &Cycle, rules: &OutcomeRules, at: At) -> String {
    let open = Ruling::Open;
    let all = preview(data, cycle, rules, &at.bases(data));
    let mut sum = effect(all.iter().map(|(person, kind)| (*person, kind, &open)), &at.targets(data));
    sum.all = 0;
    fmt().sentences(&[t().outcomes.preview.to_owned(), sentence(data, &sum)])
}

fn ranges(draft: Draft<OutcomeRules>, fault: Fault) -> AnyView {
    let w = &t().outcomes;
    let count = draft.read(|r| r.ranges.len());
    let add = move |()| {
        let role = untrack(|| free_role(&draft.now()));
        draft.update(|r| r.ranges.push(PayRange { role, low: Decimal::ZERO, high: Decimal::ZERO }));
    };
    let row = move |n: usize| {
        let of = move |part: fn(&PayRange) -> Decimal| draft.read(move |r| r.ranges.get(n).map(part));
        let set = move |part: fn(&mut PayRange) -> &mut Decimal| {
            draft.write(move |r, value: Option<Decimal>| {
                if let (Some(range), Some(value)) = (r.ranges.get_mut(n), value) {
                    *part(range) = value;
                }
            })
        };
        let remove = move |()| {
            draft.update(|r| {
                if n < r.ranges.len() {
                    drop(r.ranges.remove(n))
                }
            })
        };
        let role = draft.read(move |r| r.ranges.get(n).map(|r| r.role.clone()).unwrap_or_default());
        let name = Signal::derive(move || fmt().beside(t().common.remove, &role.get()));
        view! {
            <div class="range-row">
                <TextField
                    label=t().outcomes.role
                    error=said(fault, move |f| *f == RuleFault::Role(n))
                    value=role
                    on_input=draft.write(move |r, text: String| if let Some(range) = r.ranges.get_mut(n) { range.role = text })
                />
                <NumberField label=t().outcomes.low decimals=2 error=said(fault, move |f| *f == RuleFault::Range(n)) value=of(|r| r.low) on_change=set(|r| &mut r.low)/>
                <NumberField label=t().outcomes.high decimals=2 value=of(|r| r.high) on_change=set(|r| &mut r.high)/>
                <IconButton icon=Icon::Close name on_press=remove/>
            </div>
        }
    };
    view! {
        <section class="section stack-1">
            <header><h2>{w.ranges}</h2> <p>{w.ranges_words}</p></header>
            {move || (0..count.get()).map(row).collect_view()}
            <div class="row"><Button small=true icon=Icon::Plus on_press=add>{w.add_range}</Button></div>
        </section>
    }
    .into_any()
}

/// The first role of the company that has no range yet.
fn free_role(rules: &OutcomeRules) -> String {
    let data = Session::get().data_now();
    let roles =
        data.iter().flat_map(|d| d.people.iter()).flat_map(|p| p.stints.iter().map(|s| s.role.clone()));
    let mut free = roles.filter(|role| !role.is_empty() && !rules.ranges.iter().any(|r| r.role == *role));
    free.next().unwrap_or_default()
}

/// Where the columns of the matrix begin.
fn cuts(draft: Draft<OutcomeRules>, fault: Fault) -> AnyView {
    let w = &t().outcomes;
    let columns = draft.read(|r| r.positions.len() + 1);
    let add = move |()| {
        draft.update(|r| {
            let last = r.positions.last().copied().unwrap_or_default();
            r.positions.push((last + Decimal::ONE) / Decimal::TWO);
        });
    };
    let drop_last = move |()| draft.update(|r| r.positions.truncate(r.positions.len().saturating_sub(1)));
    let cut = move |n: usize| {
        let value = draft.read(move |r| r.positions.get(n).map(|p| (*p * Decimal::ONE_HUNDRED).normalize()));
        let set = draft.write(move |r, value: Option<Decimal>| {
            if let (Some(own), Some(value)) = (r.positions.get_mut(n), value) {
                *own = value / Decimal::ONE_HUNDRED;
            }
        });
        let label = t().outcomes.column(&whole(n + 2));
        let error = said(fault, move |f| *f == RuleFault::Cut(n));
        view! { <NumberField label unit="%" decimals=2 error value on_change=set/> }
    };
    let fields = move || (0..columns.get().saturating_sub(1)).map(cut).collect_view();
    view! {
        <section class="section stack">
            <header><h2>{w.matrix}</h2> <p>{w.matrix_words}</p></header>
            <fieldset class="field">
                <legend>{w.cuts}</legend>
                <div class="field-grid">{fields}</div>
                <div class="row">
                    <Button small=true icon=Icon::Plus on_press=add>{w.add_column}</Button>
                    <Button small=true disabled=Signal::derive(move || columns.get() < 2) on_press=drop_last>{w.drop_column}</Button>
                </div>
            </fieldset>
        </section>
    }
    .into_any()
}

/// The matrix: grades by position in the range, and the multiplier of each grade.
fn matrix(draft: Draft<OutcomeRules>, fault: Fault) -> AnyView {
    let w = &t().outcomes;
    let columns = draft.read(|r| r.positions.len() + 1);
    let rows = draft.read(|r| r.merit.iter().map(|m| m.grade.clone()).collect::<Vec<_>>());
    let heads = move || {
        (0..columns.get())
            .map(|n| {
                let from = draft.read(move |r| n.checked_sub(1).and_then(|at| r.positions.get(at).copied()));
                let words = move || {
                    let from = from.get().unwrap_or_default() * Decimal::ONE_HUNDRED;
                    t().outcomes.column_from(&format!("{}%", fmt().at_most(from, 2)))
                };
                view! { <th scope="col" class="num">{words}</th> }
            })
            .collect_view()
    };
    let body = move || {
        let width = columns.get();
        let line = |(at, grade): (usize, String)| {
            let cells = (0..width).map(|n| raise(draft, at, n, &grade, fault)).collect_view();
            let multiplier = multiplier(draft, at, &grade, fault);
            view! { <tr><th scope="row">{grade}</th> {cells} <td>{multiplier}</td></tr> }
        };
        rows.get().into_iter().enumerate().map(line).collect_view()
    };
    view! {
        <table class="table merit">
            <thead><tr><th scope="col">{w.grade}</th> {heads} <th scope="col" class="num">{w.multiplier}</th></tr></thead>
            <tbody>{body}</tbody>
        </table>
    }
    .into_any()
}

/// One cell of the matrix, in percent.
fn raise(draft: Draft<OutcomeRules>, row: usize, column: usize, grade: &str, fault: Fault) -> AnyView {
    let value = draft.read(move |r| r.merit.get(row).and_then(|m| m.raises.get(column)).copied().flatten());
    let set = draft.write(move |r, value: Option<Decimal>| {
        let Some(own) = r.merit.get_mut(row) else { return };
        if own.raises.len() <= column {
            own.raises.resize(column + 1, None);
        }
        if let Some(cell) = own.raises.get_mut(column) {
            *cell = value;
        }
    });
    let label = format!("{grade} · {}", t().outcomes.column(&whole(column + 1)));
    let grade = grade.to_owned();
    let low = move || draft.get().merit.get(row).and_then(|m| m.raises.get(column).copied().flatten());
    let mine = move |f: &RuleFault| {
        matches!(f, RuleFault::Raise(g) if *g == grade) && low().is_some_and(|r| r < -Decimal::ONE_HUNDRED)
    };
    let error = said(fault, mine);
    view! { <td><NumberField label optional=true decimals=2 error value on_change=set/></td> }.into_any()
}

fn multiplier(draft: Draft<OutcomeRules>, row: usize, grade: &str, fault: Fault) -> AnyView {
    let value = draft.read(move |r| r.merit.get(row).and_then(|m| m.multiplier));
    let set = draft.write(move |r, value: Option<Decimal>| {
        if let Some(own) = r.merit.get_mut(row) {
            own.multiplier = value;
        }
    });
    let label = format!("{grade} · {}", t().outcomes.multiplier);
    let grade = grade.to_owned();
    let error = said(fault, move |f| matches!(f, RuleFault::Multiplier(g) if *g == grade));
    view! { <NumberField label optional=true decimals=3 error value on_change=set/> }.into_any()
}

fn promotion(draft: Draft<OutcomeRules>, grades: Vec<String>, fault: Fault) -> AnyView {
    let w = &t().outcomes;
    let on = draft.read(|r| r.promotion.is_some());
    let best = grades.first().cloned();
    let toggle = draft.write(move |r, on: bool| {
        r.promotion =
            on.then(|| PromotionRule { grades: best.iter().cloned().collect(), cycles: 2, potential: None });
    });
    let grades = StoredValue::new(grades);
    let ticks = move || {
        let one = |grade: String| {
            let (own, name) = (grade.clone(), grade.clone());
            let value = draft.read(move |r| r.promotion.as_ref().is_some_and(|p| p.grades.contains(&own)));
            let set = draft.write(move |r, on: bool| {
                if let Some(rule) = &mut r.promotion {
                    rule.grades.retain(|g| *g != grade);
                    if on {
                        rule.grades.push(grade.clone());
                    }
                }
            });
            view! { <Check label=name value on_change=set/> }
        };
        grades.get_value().into_iter().map(one).collect_view()
    };
    let cycles = draft.read(|r| r.promotion.as_ref().map(|p| Decimal::from(p.cycles)));
    let set_cycles = draft.write(|r, n: Option<Decimal>| {
        let count = n.and_then(|n| u32::try_from(n).ok()).filter(|n| *n > 0);
        if let (Some(rule), Some(count)) = (&mut r.promotion, count) {
            rule.cycles = count;
        }
    });
    let potential = draft.read(|r| r.promotion.as_ref().and_then(|p| p.potential));
    let set_potential = draft.write(|r, n: Option<Decimal>| {
        if let Some(rule) = &mut r.promotion {
            rule.potential = n;
        }
    });
    let fields = move || {
        on.get().then(|| {
            view! {
                <fieldset class="field"><legend>{t().outcomes.in_grades}</legend> <div class="row-2">{ticks()}</div></fieldset>
                <div class="field-grid">
                    <NumberField label=t().outcomes.cycles error=said(fault, |f| *f == RuleFault::Promotion) value=cycles on_change=set_cycles/>
                    <NumberField label=t().outcomes.potential_above optional=true decimals=2 value=potential on_change=set_potential/>
                </div>
            }
        })
    };
    view! {
        <section class="section stack">
            <header><h2>{w.promotion_rule}</h2></header>
            <Check label=w.use_promotion value=on on_change=toggle/>
            {fields}
        </section>
    }
    .into_any()
}

fn training(draft: Draft<OutcomeRules>, fault: Fault) -> AnyView {
    let w = &t().outcomes;
    let on = draft.read(|r| r.training.is_some());
    let toggle = draft.write(|r, on: bool| {
        let sixty = Decimal::from(60);
        r.training = on.then_some(TrainingRule { competency_below: sixty, kpi_below: sixty });
    });
    let of = move |part: fn(&TrainingRule) -> Decimal| draft.read(move |r| r.training.as_ref().map(part));
    let set = move |part: fn(&mut TrainingRule) -> &mut Decimal| {
        draft.write(move |r, n: Option<Decimal>| {
            if let (Some(rule), Some(n)) = (&mut r.training, n) {
                *part(rule) = n;
            }
        })
    };
    let fields = move || {
        on.get().then(|| {
            view! {
                <div class="field-grid">
                    <NumberField label=t().outcomes.competency_below unit="%" decimals=2 error=said(fault, |f| *f == RuleFault::Training) value=of(|r| r.competency_below) on_change=set(|r| &mut r.competency_below)/>
                    <NumberField label=t().outcomes.kpi_below decimals=2 value=of(|r| r.kpi_below) on_change=set(|r| &mut r.kpi_below)/>
                </div>
            }
        })
    };
    view! {
        <section class="section stack">
            <header><h2>{w.training_rule}</h2></header>
            <Check label=w.use_training value=on on_change=toggle/>
            {fields}
        </section>
    }
    .into_any()
}
