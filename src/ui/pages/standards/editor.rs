//! The editor of one standard. What is changed stands on the page until it is saved; a version is frozen by publishing.

use super::figures::Figures;
use super::judged::Judged;
use super::raters::Raters;
use super::side::Side;
use super::versions::Versions;
use super::{Edit, keep};
use crate::domain::Decimal;
use crate::domain::appraisal::{Method, Standard};
use crate::domain::id::StandardId;
use crate::domain::scorecard::Absent;
use crate::engine::appraisal::process::Deed;
use crate::state::appraisal::standards::{Standing, checks, copy, empty_card, standing, stored};
use crate::ui::assigned::AssignedField;
use crate::ui::components::{
    Button, ButtonKind, Choice, DateField, Empty, Note, NumberField, Select, Status, Tabs, Tag, TextField,
    Toasts,
};
use crate::ui::forms::{Draft, from_code, to_code, to_unread};
use crate::ui::lang::{fmt, t};
use crate::ui::me::Me;
use crate::ui::route::Page;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use crate::web::ids;
use leptos::prelude::*;

const ABSENT: [Absent; 2] = [Absent::Rescale, Absent::Zero];

/// The page of one standard.
#[component]
pub fn StandardPage(
    /// Which one.
    id: StandardId,
) -> impl IntoView {
    let session = Session::get();
    let method = session.select(move |data| stored(data, id));
    // The part in sight stays through saving and undoing.
    let tab = RwSignal::new("figures".to_owned());
    // A new draft whenever what is stored changes, by saving, undo or another tab.
    move || match method.get() {
        Some(method) => view! { <Editor method tab/> }.into_any(),
        None => {
            let empty =
                view! { <Empty title=t().standards.none.to_owned() words=t().shell.not_found_words/> };
            view! { <article class="page"><h1>{t().standards.title}</h1>{empty}</article> }.into_any()
        }
    }
}

#[component]
fn Editor(method: Method, tab: RwSignal<String>) -> impl IntoView {
    let me = Me::get();
    let toasts = Toasts::expect();
    let standard = Draft::new(method.standard.clone());
    let card = method.scorecard.clone();
    let card = card
        .unwrap_or_else(|| empty_card(ids::fresh(), &method.standard.name, method.standard.bands.clone()));
    let edit = Edit { standard, card: Draft::new(card.clone()) };
    let before = StoredValue::new(method);
    let changed = Memo::new(move |_| before.with_value(|b| *b != edit.get()));
    let save = move |()| {
        if !to_unread() && standard.stored(me.act(Deed::SaveMethod(Box::new(edit.now())))) {
            toasts.say(t().shell.saved);
        }
    };
    let discard = move |()| {
        standard.update(|s| *s = before.with_value(|b| b.standard.clone()));
        edit.card.update(|c| *c = before.with_value(|b| b.scorecard.clone()).unwrap_or_else(|| card.clone()));
    };
    let discard = Callback::new(discard);
    let actions = move || {
        if changed.get() {
            view! {
                <Button on_press=discard>{t().common.cancel}</Button>
                <Button kind=ButtonKind::Primary on_press=save>{t().common.save}</Button>
            }
            .into_any()
        } else {
            publish_button(edit)
        }
    };
    let body = move || match tab.get().as_str() {
        "judged" => view! { <Judged edit/> }.into_any(),
        "raters" => view! { <Raters draft=standard/> }.into_any(),
        "versions" => view! { <Versions id=standard.now().id/> }.into_any(),
        _ => view! { <Figures edit/> }.into_any(),
    };
    view! {
        <article class="page">
            <header class="page-head">
                <div>
                    <h1 class="row">{move || standard.get().name} {standing_tag(edit)}</h1>
                    <p class="lede">{t().standards.lede}</p>
                </div>
                <div class="page-actions">{more(edit)} {actions}</div>
            </header>
            {standard.problem_view()}
            {move || changed.get().then(|| view! { <Note>{t().scorecards.draft_note}</Note> })}
            {basics(standard)}
            <div class="standard-layout">
                <div class="stack-3 standard-main">{tabs(tab)} {body}</div>
                <Side edit/>
            </div>
        </article>
    }
}

fn tabs(tab: RwSignal<String>) -> AnyView {
    let w = &t().standards;
    let options = vec![
        Choice::new("figures", w.tab_figures),
        Choice::new("judged", w.tab_judged),
        Choice::new("raters", w.tab_raters),
        Choice::new("versions", w.tab_versions),
    ];
    view! { <Tabs label=w.parts options value=tab on_change=move |part| tab.set(part)/> }.into_any()
}

/// How the stored standard stands.
fn stands(edit: Edit) -> Memo<Standing> {
    let id = edit.standard.now().id;
    Session::get().select(move |data| data.standards.get(id).map(|s| standing(data, s)).unwrap_or_default())
}

fn standing_tag(edit: Edit) -> AnyView {
    let now = stands(edit);
    let tag = move || {
        let status = if matches!(now.get(), Standing::Published(_)) { Status::Ahead } else { Status::Even };
        view! { <Tag status>{t().standards.standing(now.get())}</Tag> }
    };
    tag.into_any()
}

/// Publishes what is stored, where it is not published yet and nothing keeps it from being used.
fn publish_button(edit: Edit) -> AnyView {
    let (me, toasts) = (Me::get(), Toasts::expect());
    let now = stands(edit);
    let id = edit.standard.now().id;
    let refused = Memo::new(move |_| checks(&edit.get()).iter().any(|d| d.finding.refuses()));
    let publish = move |()| {
        let next = match now.get_untracked() {
            Standing::Draft => 1,
            Standing::Published(n) | Standing::Changed(n) => n.saturating_add(1),
        };
        if edit.standard.stored(me.act(Deed::PublishStandard(id))) {
            toasts.say(t().standards.published(&fmt().whole(next.into())));
        }
    };
    let button = move || {
        (!matches!(now.get(), Standing::Published(_))).then(|| {
            view! { <Button kind=ButtonKind::Primary disabled=refused on_press=publish>{t().standards.publish}</Button> }
        })
    };
    button.into_any()
}

/// Copying and deleting.
fn more(edit: Edit) -> AnyView {
    let (me, router, toasts) = (Me::get(), Router::get(), Toasts::expect());
    let id = edit.standard.now().id;
    let delete = move |()| match me.act(Deed::RemoveStandard(id)) {
        Ok(_) => router.open(Page::Standards),
        Err(refused) => toasts.warn(refused.words()),
    };
    let another = move |()| {
        let now = edit.now();
        let name = t().standards.copy_of(&now.standard.name);
        keep(copy(&now, name, &ids::fresh));
    };
    view! {
        <Button kind=ButtonKind::Quiet on_press=another>{t().standards.copy}</Button>
        <Button kind=ButtonKind::Danger on_press=delete>{t().common.delete}</Button>
    }
    .into_any()
}

fn basics(draft: Draft<Standard>) -> AnyView {
    let w = &t().standards;
    let places: Vec<Choice> = (0..=4).map(|n| Choice::new(n.to_string(), fmt().whole(n))).collect();
    let absent: Vec<Choice> =
        ABSENT.iter().map(|a| Choice::new(to_code(&ABSENT, a), t().scorecards.absent_name(*a))).collect();
    view! {
        <section class="section stack">
            <div class="field-grid is-lead">
                <TextField
                    label=t().scorecards.name
                    value=draft.read(|s| s.name.clone())
                    on_input=draft.write(|s, text| s.name = text)
                />
                <NumberField
                    label=w.full
                    decimals=2
                    value=draft.read(|s| Some(s.full))
                    on_change=draft.write(|s, n: Option<Decimal>| s.full = n.unwrap_or(s.full))
                />
                <DateField
                    label=w.effective
                    hint=w.effective_hint
                    optional=true
                    value=draft.read(|s| s.effective)
                    on_change=draft.write(|s, day| s.effective = day)
                />
            </div>
            <AssignedField value=draft.read(|s| s.assigned.clone()) on_change=draft.write(|s, all| s.assigned = all)/>
            <details class="more">
                <summary>{w.basics}</summary>
                <div class="field-grid">
                    <NumberField
                        label=w.most
                        decimals=2
                        value=draft.read(|s| Some(s.most))
                        on_change=draft.write(|s, n: Option<Decimal>| s.most = n.unwrap_or(s.most))
                    />
                    <Select
                        label=t().scorecards.places
                        options=places
                        value=draft.read(|s| s.places.to_string())
                        on_change=draft.write(|s, code: String| s.places = code.parse().unwrap_or(s.places))
                    />
                    <Select
                        label=w.absent
                        options=absent
                        value=draft.read(|s| to_code(&ABSENT, &s.absent))
                        on_change=draft.write(|s, code: String| s.absent = from_code(&ABSENT, &code, s.absent))
                    />
                </div>
            </details>
        </section>
    }
    .into_any()
}
