//! The competency part: competencies with their behavioural anchors, and the questions answered in words.

use super::Edit;
use crate::domain::Decimal;
use crate::domain::appraisal::{Anchor, Competency, Question, RaterGroup, Standard};
use crate::domain::id::{CompetencyId, QuestionId};
use crate::state::appraisal::standards::points;
use crate::ui::components::{
    Button, Check, Icon, IconButton, Note, NoteKind, NumberField, TextArea, TextField,
};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::web::ids;
use leptos::prelude::*;

/// Edits the competency part.
#[component]
pub fn Judged(
    /// What is being edited.
    edit: Edit,
) -> impl IntoView {
    let draft = edit.standard;
    let list = draft.read(|s| s.competencies.iter().map(|c| c.id).collect::<Vec<_>>());
    let asks = draft.read(|s| s.questions.iter().map(|q| q.id).collect::<Vec<_>>());
    let total = draft.read(|s| s.competencies.iter().map(|c| c.weight).sum::<Decimal>());
    let add = move |()| {
        let id = CompetencyId(ids::fresh());
        draft.update(|s| {
            let left = Decimal::ONE_HUNDRED - s.competencies.iter().map(|c| c.weight).sum::<Decimal>();
            s.competencies.push(Competency {
                id,
                name: t().standards.new_competency.to_owned(),
                description: String::new(),
                weight: left.max(Decimal::ZERO),
                anchors: Vec::new(),
                asked: Vec::new(),
                required: true,
            });
        });
    };
    let ask = move |()| {
        let id = QuestionId(ids::fresh());
        draft.update(|s| {
            s.questions.push(Question { id, text: String::new(), asked: Vec::new(), required: false });
        });
    };
    let verdict = move || {
        let total = total.get();
        if total.round_dp(2) == Decimal::ONE_HUNDRED {
            view! { <p>{t().scorecards.all_hundred}</p> }.into_any()
        } else {
            let words = t().scorecards.weights_are(&fmt().at_most(total, 2));
            view! { <Note kind=NoteKind::Warn>{words}</Note> }.into_any()
        }
    };
    let nothing = draft.read(|s| s.qualitative.is_zero());
    view! {
        <section class="section">
            <header><h2>{t().standards.tab_judged}</h2> {verdict}</header>
            <div class="stack">
                {move || nothing.get().then(|| view! { <Note>{t().standards.no_judged}</Note> })}
                {move || list.get().into_iter().map(|id| competency(draft, id)).collect_view()}
                <div class="row"><Button icon=Icon::Plus on_press=add>{t().standards.add_competency}</Button></div>
            </div>
        </section>
        <section class="section">
            <header><h2>{t().standards.questions}</h2> <p>{t().standards.questions_words}</p></header>
            <div class="stack">
                {move || asks.get().into_iter().map(|id| question(draft, id)).collect_view()}
                <div class="row"><Button icon=Icon::Plus on_press=ask>{t().standards.add_question}</Button></div>
            </div>
        </section>
    }
}

fn of<P: Default + PartialEq + Send + Sync + 'static>(
    draft: Draft<Standard>,
    id: CompetencyId,
    part: impl Fn(&Competency) -> P + Send + Sync + 'static,
) -> Signal<P> {
    draft.read(move |s| s.competencies.iter().find(|c| c.id == id).map(&part).unwrap_or_default())
}

fn set<P: 'static>(
    draft: Draft<Standard>,
    id: CompetencyId,
    change: impl Fn(&mut Competency, P) + Send + Sync + 'static,
) -> Callback<P> {
    draft.write(move |s, value| {
        if let Some(own) = s.competencies.iter_mut().find(|c| c.id == id) {
            change(own, value);
        }
    })
}

fn competency(draft: Draft<Standard>, id: CompetencyId) -> AnyView {
    let remove = move |()| draft.update(|s| s.competencies.retain(|c| c.id != id));
    let name = of(draft, id, |c| c.name.clone());
    let removes = Signal::derive(move || fmt().beside(t().common.remove, &name.get()));
    view! {
        <div class="panel score-line">
            <div class="score-line-head">
                <div class="field-grid is-lead">
                    <TextField label=t().standards.competency value=name on_input=set(draft, id, |c, text| c.name = text)/>
                    <NumberField
                        label=t().scorecards.weight
                        unit="%"
                        decimals=2
                        value=of(draft, id, |c| Some(c.weight))
                        on_change=set(draft, id, |c, n: Option<Decimal>| c.weight = n.unwrap_or(c.weight))
                    />
                </div>
                <IconButton icon=Icon::Delete name=removes on_press=remove/>
            </div>
            <TextField label=t().standards.meaning value=of(draft, id, |c| c.description.clone()) on_input=set(draft, id, |c, text| c.description = text)/>
            <details class="more">
                <summary>{t().standards.anchors}</summary>
                <div class="stack">
                    <p class="muted small">{t().standards.anchors_words}</p>
                    {anchors(draft, id)}
                </div>
            </details>
            {asked(draft, of(draft, id, |c| c.asked.clone()), set(draft, id, |c, all| c.asked = all))}
            <Check
                label=t().standards.required
                value=of(draft, id, |c| c.required)
                on_change=set(draft, id, |c, on| c.required = on)
            />
        </div>
    }
    .into_any()
}

/// One text for each rating; an empty one is none.
fn anchors(draft: Draft<Standard>, id: CompetencyId) -> AnyView {
    let scale = draft.read(|s| Some(s.scale.clone()));
    let rows = move || {
        let Some(scale) = scale.get() else { return Vec::new() };
        let row = |at: Decimal| {
            let named = scale.labels.iter().find(|l| l.at == at).map(|l| l.label.clone());
            let label = t().standards.rating_at(&fmt().at_most(at, 2));
            let label = named.map_or(label.clone(), |name| format!("{label} · {name}"));
            let text = of(draft, id, move |c| {
                c.anchors.iter().find(|a| a.at == at).map(|a| a.text.clone()).unwrap_or_default()
            });
            let write = set(draft, id, move |c, text: String| {
                c.anchors.retain(|a| a.at != at);
                if !text.trim().is_empty() {
                    c.anchors.push(Anchor { at, text });
                    c.anchors.sort_by_key(|a| a.at);
                }
            });
            view! { <TextArea label value=text on_input=write/> }.into_any()
        };
        points(&scale).into_iter().map(row).collect::<Vec<_>>()
    };
    view! { <div class="anchors">{rows}</div> }.into_any()
}

/// Whom an item is asked of: everybody who rates, or some of them.
fn asked(
    draft: Draft<Standard>,
    value: Signal<Vec<RaterGroup>>,
    on_change: Callback<Vec<RaterGroup>>,
) -> AnyView {
    let groups = draft.read(|s| s.groups.iter().map(|g| g.group).collect::<Vec<_>>());
    let one = move |group: RaterGroup| {
        let on = Signal::derive(move || value.with(|all| all.is_empty() || all.contains(&group)));
        let toggle = move |on: bool| {
            let everybody = groups.get_untracked();
            let now = value.get_untracked();
            let mut all = if now.is_empty() { everybody.clone() } else { now };
            all.retain(|g| *g != group && everybody.contains(g));
            if on {
                all.push(group);
                all.sort();
            }
            // Nobody left means everybody again: an item that asks nobody is none.
            let whole = all.len() >= everybody.len();
            on_change.run(if whole { Vec::new() } else { all });
        };
        view! { <Check label=t().appraisal.group(group) value=on on_change=toggle/> }
    };
    view! {
        <fieldset class="field">
            <legend>{t().standards.asked}</legend>
            <div class="row-2">{move || groups.get().into_iter().map(one).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

fn question(draft: Draft<Standard>, id: QuestionId) -> AnyView {
    let find = move |s: &Standard| s.questions.iter().find(|q| q.id == id).cloned();
    let text = draft.read(move |s| find(s).map(|q| q.text).unwrap_or_default());
    let asks = draft.read(move |s| find(s).map(|q| q.asked).unwrap_or_default());
    let required = draft.read(move |s| find(s).is_some_and(|q| q.required));
    let remove = move |()| draft.update(|s| s.questions.retain(|q| q.id != id));
    let removes = Signal::derive(move || fmt().beside(t().common.remove, &text.get()));
    let own = move |s: &mut Standard, change: &dyn Fn(&mut Question)| {
        if let Some(question) = s.questions.iter_mut().find(|q| q.id == id) {
            change(question);
        }
    };
    view! {
        <div class="panel score-line">
            <div class="score-line-head">
                <TextField
                    label=t().standards.question
                    value=text
                    on_input=draft.write(move |s, text: String| own(s, &|q| q.text.clone_from(&text)))
                />
                <IconButton icon=Icon::Delete name=removes on_press=remove/>
            </div>
            {asked(draft, asks, draft.write(move |s, all: Vec<RaterGroup>| own(s, &|q| q.asked.clone_from(&all))))}
            <Check label=t().standards.required value=required on_change=draft.write(move |s, on: bool| own(s, &|q| q.required = on))/>
        </div>
    }
    .into_any()
}
