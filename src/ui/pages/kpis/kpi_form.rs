//! The editor of a KPI: the formula is checked on every key, and its value stands beside it.

use crate::domain::Item;
use crate::domain::id::KpiId;
use crate::domain::kpi::{Additivity, Direction, Kpi, Label, Unit};
use crate::i18n::Shown;
use crate::state::command::{Command, Field, Why};
use crate::state::kpis;
use crate::ui::components::{
    Button, Choice, Dialog, DialogKind, Note, NoteKind, Select, TextArea, TextField, Toasts,
};
use crate::ui::forms::{Draft, foot, from_code, to_code};
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use crate::ui::view::settled;
use crate::web::ids;
use leptos::prelude::*;
use std::sync::Arc;

const UNITS: [Unit; 5] = [Unit::Money, Unit::Count, Unit::Quantity, Unit::Ratio, Unit::Points];
const DIRECTIONS: [Direction; 2] = [Direction::Higher, Direction::Lower];
const ADDITIVITIES: [Additivity; 3] = [Additivity::Sum, Additivity::Hold, Additivity::Last];

fn fresh() -> Kpi {
    Kpi {
        id: KpiId(ids::fresh()),
        key: String::new(),
        label: Label::Own(String::new()),
        formula: String::new(),
        unit: Unit::Money,
        digits: 0,
        direction: Direction::Higher,
        additivity: Additivity::Sum,
    }
}

/// The side sheet that edits a KPI, or a new one.
#[component]
pub fn KpiForm(
    /// Which one; `None` for a new one.
    id: Option<KpiId>,
    /// After it has been closed.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let session = Session::get();
    let toasts = Toasts::expect();
    let open = RwSignal::new(true);
    let stored = id.and_then(|id| session.data_now()?.kpis.get(id).cloned());
    let draft = Draft::new(stored.map_or_else(fresh, |kpi| kpi.as_ref().clone()));
    let save = move |()| {
        if draft.stored(session.run(&Command::Put(vec![Item::Kpi(draft.now())]))) {
            open.set(false);
        }
    };
    let delete = id.map(|id| {
        move |()| match session.run(&Command::Remove(vec![crate::domain::ItemId::Kpi(id)])) {
            Ok(_) => open.set(false),
            Err(refused) => toasts.warn(refused.words()),
        }
    });
    let title = if id.is_some() { t().kpis.edit_kpi } else { t().kpis.add_kpi };
    view! {
        <Dialog title=title.to_owned() kind=DialogKind::Side open on_close footer=foot(open, save, delete)>
            <div class="stack">
                <TextField
                    label=t().kpis.name
                    value=draft.read(|k| t().library.label(&k.label).to_owned())
                    on_input=draft.write(|k, text| k.label = Label::Own(text))
                />
                <TextField
                    label=t().kpis.key
                    hint=t().kpis.key_hint
                    error=draft.error(&[Field::Number, Field::Name])
                    value=draft.read(|k| k.key.clone())
                    on_input=draft.write(|k, text: String| k.key = text.trim().to_owned())
                />
                <Formula draft/>
                {choices(draft)}
                {draft.problem_view()}
            </div>
        </Dialog>
    }
}

/// The formula with its mistakes, the keys it may use and its value now.
#[component]
fn Formula(
    /// The KPI being edited.
    draft: Draft<Kpi>,
) -> impl IntoView {
    let session = Session::get();
    let view = settled();
    let mistake = Memo::new(move |_| kpis::mistake(session.data()?.as_ref(), &draft.get()));
    let wrong = Signal::derive(move || {
        let (code, from, to) = mistake.get()?;
        (!draft.get().formula.trim().is_empty())
            .then(|| t().problem.why(Field::Formula, &Why::Formula(code, from, to)))
    });
    let value = Memo::new(move |_| {
        let (data, view, kpi) = (session.data()?, view.get()?, draft.get());
        let value = kpis::try_out(&data, &view, &kpi)?;
        Some(fmt().figure(value, Shown::of(&kpi, &data.workspace)))
    });
    // Measures by their names, then the KPIs that are more than a measure under another key.
    let keys = session.select(|data| {
        let name = |label: &Label| t().library.label(label).to_owned();
        let measures = data.measures.iter().map(|m| (m.key.clone(), name(&m.label)));
        let bare = |k: &&Arc<Kpi>| !data.measures.iter().any(|m| m.key == k.formula.trim() || m.key == k.key);
        let kpis = data.kpis.iter().filter(bare).map(|k| (k.key.clone(), name(&k.label)));
        measures.chain(kpis).collect::<Vec<_>>()
    });
    let insert = move |key: String| {
        draft.update(|k| {
            if !k.formula.is_empty() && !k.formula.ends_with([' ', '(']) {
                k.formula.push(' ');
            }
            k.formula.push_str(&key);
        });
    };
    view! {
        <TextArea
            label=t().kpis.formula
            hint=t().kpis.formula_hint
            error=wrong
            code=true
            value=draft.read(|k| k.formula.clone())
            on_input=draft.write(|k, text| k.formula = text)
        />
        <div class="row keys" role="group" aria-label=t().kpis.insert>
            {move || keys.get().into_iter().map(|(key, name)| {
                let shown = key.clone();
                view! { <Button small=true on_press=move |()| insert(key.clone())>{name} <code class="quiet">{shown}</code></Button> }
            }).collect_view()}
        </div>
        {move || value.get().map(|value| view! {
            <Note kind=NoteKind::Good>{t().kpis.preview} " · " <strong class="num">{value}</strong></Note>
        })}
    }
}

fn choices(draft: Draft<Kpi>) -> AnyView {
    let units =
        UNITS.iter().map(|u| Choice::new(to_code(&UNITS, u), t().kpis.unit_name(*u))).collect::<Vec<_>>();
    let directions = DIRECTIONS
        .iter()
        .map(|d| Choice::new(to_code(&DIRECTIONS, d), t().kpis.direction_name(*d)))
        .collect::<Vec<_>>();
    let additivities = ADDITIVITIES
        .iter()
        .map(|a| Choice::new(to_code(&ADDITIVITIES, a), t().kpis.additivity_name(*a)))
        .collect::<Vec<_>>();
    let digits = (0..=4).map(|n| Choice::new(n.to_string(), fmt().whole(n))).collect::<Vec<_>>();
    view! {
        <div class="columns-3">
            <Select
                label=t().kpis.unit
                options=units
                value=draft.read(|k| to_code(&UNITS, &k.unit))
                on_change=draft.write(|k, code: String| k.unit = from_code(&UNITS, &code, k.unit))
            />
            <Select
                label=t().kpis.digits
                options=digits
                value=draft.read(|k| k.digits.to_string())
                on_change=draft.write(|k, code: String| k.digits = code.parse().unwrap_or(k.digits))
            />
            <Select
                label=t().kpis.direction
                options=directions
                value=draft.read(|k| to_code(&DIRECTIONS, &k.direction))
                on_change=draft.write(|k, code: String| k.direction = from_code(&DIRECTIONS, &code, k.direction))
            />
            <Select
                label=t().kpis.additivity
                options=additivities
                value=draft.read(|k| to_code(&ADDITIVITIES, &k.additivity))
                on_change=draft.write(|k, code: String| k.additivity = from_code(&ADDITIVITIES, &code, k.additivity))
            />
        </div>
    }
    .into_any()
}
