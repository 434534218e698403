//! The editor of a measure: what is counted, of which records.

use crate::domain::Item;
use crate::domain::filter::Filter;
use crate::domain::id::MeasureId;
use crate::domain::kpi::{Aggregate, Base, Combine, Distinct, Label, Measure, Sign, Source, Unit};
use crate::domain::records::{State, StateSet};
use crate::state::command::{Command, Field};
use crate::ui::components::{Check, Choice, Dialog, DialogKind, Select, TextField, Toasts};
use crate::ui::forms::{Draft, foot, from_code, to_code};
use crate::ui::lang::t;
use crate::ui::session::Session;
use crate::web::ids;
use leptos::prelude::*;

const UNITS: [Unit; 5] = [Unit::Money, Unit::Count, Unit::Quantity, Unit::Ratio, Unit::Points];
const SIGNS: [Sign; 3] = [Sign::Any, Sign::Positive, Sign::Negative];
const COMBINES: [Combine; 3] = [Combine::Mean, Combine::Sum, Combine::Last];
const AGGREGATES: [Aggregate; 17] = [
    Aggregate::Sum(Base::Booked),
    Aggregate::Sum(Base::Invoiced),
    Aggregate::Sum(Base::Collected),
    Aggregate::Sum(Base::Margin),
    Aggregate::Sum(Base::Cost),
    Aggregate::Sum(Base::Quantity),
    Aggregate::Mean(Base::Booked),
    Aggregate::Mean(Base::Invoiced),
    Aggregate::Mean(Base::Collected),
    Aggregate::Mean(Base::Margin),
    Aggregate::Mean(Base::Cost),
    Aggregate::Mean(Base::Quantity),
    Aggregate::Rows,
    Aggregate::Distinct(Distinct::Documents),
    Aggregate::Distinct(Distinct::Customers),
    Aggregate::Distinct(Distinct::NewCustomers),
    Aggregate::Distinct(Distinct::Products),
];

fn all_booked() -> Source {
    Source::Records {
        aggregate: Aggregate::Sum(Base::Booked),
        filter: Filter::default(),
        states: StateSet::BOOKED,
        sign: Sign::Any,
    }
}

/// The three kinds of source, each with a plain form of itself.
fn sources() -> [(&'static str, &'static str, Source); 3] {
    [
        ("records", t().kpis.from_records, all_booked()),
        ("measurements", t().kpis.from_measurements, Source::Measurements(Combine::Mean)),
        ("heads", t().kpis.from_heads, Source::Heads),
    ]
}

fn source_code(source: &Source) -> String {
    match source {
        Source::Records { .. } => "records",
        Source::Measurements(_) => "measurements",
        Source::Heads => "heads",
    }
    .to_owned()
}

/// The side sheet that edits a measure, or a new one.
#[component]
pub fn MeasureForm(
    /// Which one; `None` for a new one.
    id: Option<MeasureId>,
    /// After it has been closed.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let session = Session::get();
    let toasts = Toasts::expect();
    let open = RwSignal::new(true);
    let stored = id.and_then(|id| session.data_now()?.measures.get(id).cloned());
    let draft = Draft::new(stored.map_or_else(
        || Measure {
            id: MeasureId(ids::fresh()),
            key: String::new(),
            label: Label::Own(String::new()),
            unit: Unit::Money,
            source: all_booked(),
        },
        |m| m.as_ref().clone(),
    ));
    let save = move |()| {
        if draft.stored(session.run(&Command::Put(vec![Item::Measure(draft.now())]))) {
            open.set(false);
        }
    };
    let delete = id.map(|id| {
        move |()| match session.run(&Command::Remove(vec![crate::domain::ItemId::Measure(id)])) {
            Ok(_) => open.set(false),
            Err(refused) => toasts.warn(refused.words()),
        }
    });
    let title = if id.is_some() { t().kpis.edit_measure } else { t().kpis.add_measure };
    view! {
        <Dialog title=title.to_owned() kind=DialogKind::Side open on_close footer=foot(open, save, delete)>
            <div class="stack">
                <TextField
                    label=t().kpis.name
                    value=draft.read(|m| t().library.label(&m.label).to_owned())
                    on_input=draft.write(|m, text| m.label = Label::Own(text))
                />
                <TextField
                    label=t().kpis.key
                    hint=t().kpis.key_hint
                    error=draft.error(&[Field::Number, Field::Name])
                    value=draft.read(|m| m.key.clone())
                    on_input=draft.write(|m, text: String| m.key = text.trim().to_owned())
                />
                {source_fields(draft)}
                {draft.problem_view()}
            </div>
        </Dialog>
    }
}

fn source_fields(draft: Draft<Measure>) -> AnyView {
    let kinds: Vec<Choice> = sources().iter().map(|(code, name, _)| Choice::new(*code, *name)).collect();
    let units: Vec<Choice> =
        UNITS.iter().map(|u| Choice::new(to_code(&UNITS, u), t().kpis.unit_name(*u))).collect();
    let set_source = draft.write(|m, code: String| {
        if source_code(&m.source) != code
            && let Some((_, _, source)) = sources().into_iter().find(|(c, _, _)| *c == code)
        {
            m.source = source;
        }
    });
    let kind = draft.read(|m| source_code(&m.source));
    let kind = Memo::new(move |_| kind.get());
    view! {
        <Select label=t().kpis.source options=kinds value=kind on_change=set_source/>
        {move || match kind.get().as_str() {
            "records" => record_fields(draft),
            "measurements" => combine_field(draft),
            _ => ().into_any(),
        }}
        <Select
            label=t().kpis.unit
            options=units
            value=draft.read(|m| to_code(&UNITS, &m.unit))
            on_change=draft.write(|m, code: String| m.unit = from_code(&UNITS, &code, m.unit))
        />
    }
    .into_any()
}

fn combine_field(draft: Draft<Measure>) -> AnyView {
    let options: Vec<Choice> =
        COMBINES.iter().map(|c| Choice::new(to_code(&COMBINES, c), t().kpis.combine_name(*c))).collect();
    let now = |m: &Measure| match m.source {
        Source::Measurements(combine) => combine,
        _ => Combine::Mean,
    };
    view! {
        <Select
            label=t().kpis.aggregate
            options
            value=draft.read(move |m| to_code(&COMBINES, &now(m)))
            on_change=draft.write(move |m, code: String| m.source = Source::Measurements(from_code(&COMBINES, &code, now(m))))
        />
    }
    .into_any()
}

fn record_fields(draft: Draft<Measure>) -> AnyView {
    let aggregates: Vec<Choice> = AGGREGATES
        .iter()
        .map(|a| Choice::new(to_code(&AGGREGATES, a), t().kpis.aggregate_name(*a)))
        .collect();
    let signs: Vec<Choice> =
        SIGNS.iter().map(|s| Choice::new(to_code(&SIGNS, s), t().kpis.sign_name(*s))).collect();
    let read_aggregate = draft.read(|m| match &m.source {
        Source::Records { aggregate, .. } => to_code(&AGGREGATES, aggregate),
        _ => String::new(),
    });
    let write_aggregate = draft.write(|m, code: String| {
        if let Source::Records { aggregate, .. } = &mut m.source {
            *aggregate = from_code(&AGGREGATES, &code, *aggregate);
        }
    });
    let read_sign = draft.read(|m| match &m.source {
        Source::Records { sign, .. } => to_code(&SIGNS, sign),
        _ => String::new(),
    });
    let write_sign = draft.write(|m, code: String| {
        if let Source::Records { sign, .. } = &mut m.source {
            *sign = from_code(&SIGNS, &code, *sign);
        }
    });
    let state_box = move |state: State| {
        let read =
            draft.read(move |m| matches!(&m.source, Source::Records { states, .. } if states.has(state)));
        let write = draft.write(move |m, on: bool| {
            if let Source::Records { states, .. } = &mut m.source {
                let kept: Vec<State> = State::ALL
                    .into_iter()
                    .filter(|s| if *s == state { on } else { states.has(*s) })
                    .collect();
                *states = StateSet::of(&kept);
            }
        });
        view! { <Check label=t().kpis.state_name(state) value=read on_change=write/> }
    };
    view! {
        <Select label=t().kpis.aggregate options=aggregates value=read_aggregate on_change=write_aggregate/>
        <fieldset class="field">
            <legend>{t().kpis.states}</legend>
            <div class="row-2">{State::ALL.map(state_box).collect_view()}</div>
        </fieldset>
        <Select label=t().kpis.sign options=signs value=read_sign on_change=write_sign/>
    }
    .into_any()
}
