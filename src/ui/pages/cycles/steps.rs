//! The steps of a running cycle: to the next phase, back with a reason, its end, its dates, and who is taken in late.

use super::guideline::GuidelineEditor;
use super::phases::Phases;
use crate::domain::appraisal::{Cycle, Phase};
use crate::domain::dataset::Dataset;
use crate::domain::id::{CycleId, KpiId};
use crate::engine::appraisal::Finding;
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::board::{GroupState, Row, drafts};
use crate::ui::components::{
    Button, ButtonKind, Choice, Combo, Dialog, DialogKind, Icon, Menu, MenuItem, Note, NoteKind, TextField,
    Toasts,
};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::reason::ReasonDialog;
use crate::ui::session::Session;
use leptos::prelude::*;
use std::sync::Arc;

/// The KPI that a finding is about.
pub fn kpi_of(finding: &Finding) -> Option<KpiId> {
    match finding {
        Finding::NoData(kpi, _)
        | Finding::NoTarget(kpi, _)
        | Finding::TargetOutsideHistory(kpi, _)
        | Finding::KpiTwice(kpi) => Some(*kpi),
        _ => None,
    }
}

/// What can be done with a running cycle.
pub fn actions(cycle: &Cycle, rows: &[Row]) -> AnyView {
    let id = cycle.id;
    let (back, dates, enrol) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let spread = RwSignal::new(false);
    let c = &t().cycles;
    let step = Arc::new(move |reason| Deed::Back { cycle: id, reason });
    let sealed = cycle.sealed;
    view! {
        <Menu label=c.more.to_owned() icon=Icon::More class="button">
            <MenuItem on_press=move |()| dates.set(true)>{t().cycles.change_dates}</MenuItem>
            <MenuItem on_press=move |()| spread.set(true)>{t().cycles.change_guideline}</MenuItem>
            {(!sealed).then(|| view! { <MenuItem on_press=move |()| enrol.set(true)>{t().cycles.enrol}</MenuItem> })}
            <MenuItem on_press=move |()| back.set(true)>{t().cycles.back}</MenuItem>
        </Menu>
        {release(cycle, rows)}
        {onward(cycle, rows)}
        <ReasonDialog title=c.back words=c.back_words verb=c.back open=back step/>
        {edit(cycle.clone(), c.change_dates, dates, |draft| view! { <Phases draft running=true/> }.into_any())}
        {edit(cycle.clone(), c.change_guideline, spread, |draft| view! { <GuidelineEditor draft/> }.into_any())}
        {take_in(id, enrol)}
    }
    .into_any()
}

/// Releases every result that is not released yet.
fn release(cycle: &Cycle, rows: &[Row]) -> Option<AnyView> {
    let (me, session, toasts) = (Me::get(), Session::get(), Toasts::expect());
    let appraisals: Vec<_> = rows.iter().filter(|r| !r.released).map(|r| r.appraisal).collect();
    if cycle.phase()? < Phase::Share || appraisals.is_empty() {
        return None;
    }
    let release = move |()| {
        let as_of = untrack(|| me.day());
        match me.act(Deed::Release { appraisals: appraisals.clone(), as_of }) {
            Ok(_) => toasts.offer(t().results.released_done, t().common.undo, move |()| drop(session.undo())),
            Err(refused) => toasts.warn(refused.words()),
        }
    };
    Some(view! { <Button icon=Icon::Result on_press=release>{t().cycles.release_all}</Button> }.into_any())
}

/// The names of people on the board.
fn names<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<String> {
    let Some(data) = Session::get().data_now() else { return Vec::new() };
    rows.filter_map(|r| data.people.get(r.person)).map(|p| p.name.clone()).collect()
}

/// The button to the next phase, or to the end.
fn onward(cycle: &Cycle, rows: &[Row]) -> AnyView {
    let Some(now) = cycle.phase() else { return ().into_any() };
    let (me, open) = (Me::get(), RwSignal::new(false));
    let id = cycle.id;
    let next = cycle.after(Some(now));
    let c = &t().cycles;
    let title = next.map_or_else(|| c.close.to_owned(), |n| c.go_on(t().appraisal.phase(n)));
    // Only what can still be handed in is missing.
    let comes = |g: &&GroupState| now <= Phase::Calibrate && !(cycle.sealed && g.group.anonymous());
    let groups = rows.iter().flat_map(|r| &r.groups).filter(comes);
    let missing: usize = groups.map(|g| g.expected.saturating_sub(g.submitted)).sum();
    let open_now = now <= Phase::Calibrate;
    let short = names(rows.iter().filter(|r| open_now && r.groups.iter().any(|g| g.short > 0)));
    let unled = names(rows.iter().filter(|r| open_now && r.no_manager));
    let drafts = if next.is_none_or(|n| n >= Phase::Calibrate) { drafts(rows) } else { 0 };
    let seals = next.is_some_and(|n| n >= Phase::Calibrate) && !cycle.sealed;
    let draft = Draft::new(());
    let go = Callback::new(move |()| {
        let deed = if next.is_some() { Deed::Advance(id) } else { Deed::Close(id) };
        if draft.stored(me.act(deed)) {
            open.set(false);
        }
    });
    let (verb, words) = (title.clone(), title.clone());
    let footer = ViewFn::from(move || {
        let verb = verb.clone();
        view! {
            <span class="grow"></span>
            <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
            <Button kind=ButtonKind::Primary on_press=go>{verb}</Button>
        }
    });
    let asks = missing > 0 || seals || next.is_none() || drafts > 0 || !short.is_empty() || !unled.is_empty();
    let (short, unled) = (StoredValue::new(short), StoredValue::new(unled));
    let body = move || {
        let c = &t().cycles;
        let listed = |names: &[String], words: &dyn Fn(&str) -> String| {
            let words = words(&fmt().list(names));
            (!names.is_empty()).then(|| view! { <Note kind=NoteKind::Warn><p>{words}</p></Note> })
        };
        let lacking = listed(&short.get_value(), &|names| t().cycles.short_of_raters(names));
        let unled = listed(&unled.get_value(), &|names| t().cycles.without_manager(names));
        let count = fmt().whole(i64::try_from(missing).unwrap_or(i64::MAX));
        let open_work = (missing > 0 && next.is_some()).then(|| {
            let words = if seals { c.missing_seal(&count) } else { c.missing_go(&count) };
            view! { <Note kind=NoteKind::Warn><p>{words}</p></Note> }
        });
        let seal = seals.then(|| view! { <p>{c.seal_words}</p> });
        let end = next.is_none().then(|| view! { <p>{c.close_words}</p> });
        let left = (drafts > 0).then(|| set_aside(id, drafts));
        view! { <div class="stack">{open_work} {lacking} {unled} {left} {seal} {end} {draft.problem_view()}</div> }
    };
    // Whoever leaves nothing behind is not asked; what is refused is said in the dialog.
    let press = move |()| {
        if !asks {
            go.run(());
        }
        if asks || draft.refused() {
            open.set(true);
        }
    };
    view! {
        <Button kind=ButtonKind::Primary on_press=press>{words}</Button>
        <Dialog title open footer=footer>{body}</Dialog>
    }
    .into_any()
}

/// Takes drafts back that nobody finishes, with a reason.
fn set_aside(cycle: CycleId, drafts: usize) -> AnyView {
    let (me, toasts, c) = (Me::get(), Toasts::expect(), &t().cycles);
    let count = fmt().whole(i64::try_from(drafts).unwrap_or(i64::MAX));
    let words = c.drafts_left(&count);
    let draft = Draft::new(String::new());
    let go = move |()| {
        if draft.stored(me.act(Deed::SetAside { cycle, reason: draft.now() })) {
            toasts.say(t().cycles.set_aside_done(&count));
        }
    };
    view! {
        <Note kind=NoteKind::Warn>
            <div class="stack-1">
                <p>{fmt().sentences(&[words.as_str(), c.set_aside_words])}</p>
                <div class="row-end">
                    <TextField label=t().reviews.reason value=draft.read(String::clone) on_input=draft.write(|d, text| *d = text)/>
                    <Button on_press=go>{c.set_aside}</Button>
                </div>
                {draft.problem_view()}
            </div>
        </Note>
    }
    .into_any()
}

/// Changes what may change while a cycle runs: the days of phases, the guideline.
fn edit(
    cycle: Cycle,
    title: &'static str,
    open: RwSignal<bool>,
    fields: impl Fn(Draft<Cycle>) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let me = Me::get();
    let draft = Draft::new(cycle);
    let save = Callback::new(move |()| {
        if draft.stored(me.act(Deed::SaveCycle(Box::new(draft.now())))) {
            open.set(false);
        }
    });
    let footer = ViewFn::from(move || {
        view! {
            <span class="grow"></span>
            <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
            <Button kind=ButtonKind::Primary on_press=save>{t().common.save}</Button>
        }
    });
    view! {
        <Dialog title kind=DialogKind::Wide open footer=footer>
            <div class="stack">{fields(draft)} {draft.problem_view()}</div>
        </Dialog>
    }
    .into_any()
}

/// Takes in somebody after the cycle opened.
fn take_in(cycle: CycleId, open: RwSignal<bool>) -> AnyView {
    let (me, session) = (Me::get(), Session::get());
    let draft = Draft::new(String::new());
    let options = Signal::derive(move || session.data().map(|d| outside(&d, cycle)).unwrap_or_default());
    let save = Callback::new(move |()| {
        if let Ok(person) = draft.now().parse()
            && draft.stored(me.act(Deed::Enrol { cycle, person }))
        {
            open.set(false);
        }
    });
    let footer = ViewFn::from(move || {
        view! {
            <span class="grow"></span>
            <Button on_press=move |()| open.set(false)>{t().common.cancel}</Button>
            <Button kind=ButtonKind::Primary on_press=save>{t().cycles.enrol}</Button>
        }
    });
    view! {
        <Dialog title=t().cycles.enrol open footer=footer>
            <div class="stack">
                <Combo label=t().common.person options value=draft.read(String::clone) on_change=draft.write(|d, id| *d = id)/>
                {draft.problem_view()}
            </div>
        </Dialog>
    }
    .into_any()
}

/// Everybody without an appraisal in a cycle.
fn outside(data: &Dataset, cycle: CycleId) -> Vec<Choice> {
    let inside = |p| data.appraisals.iter().any(|a| a.cycle == cycle && a.person == p);
    let free = data.people.iter().filter(|p| !inside(p.id));
    free.map(|p| Choice::new(p.id.to_string(), p.name.clone())).collect()
}
