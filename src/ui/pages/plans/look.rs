//! Looking at a plan without any records: the plan in words, its examples, and a made-up person whose attainment moves, under a
//! plan whose numbers move.

use super::examples::in_money;
use crate::domain::incentive::{Example, Plan};
use crate::domain::{Dataset, Decimal};
use crate::engine::incentive::whatif::Parameter;
use crate::i18n::plan_facts::reading_name;
use crate::i18n::plan_knob;
use crate::i18n::plan_summary::{Paragraph, summary};
use crate::state::knob::{self, Move, Unit};
use crate::state::plan::cases::outcome;
use crate::state::plan::look::{Look, first};
use crate::state::scenario;
use crate::ui::components::{Button, Choice, Select, Slider, Status, Tag};
use crate::ui::lang::{fmt, t};
use crate::ui::select::names;
use leptos::prelude::*;
use std::sync::Arc;

/// What is looked at: the plan and the dataset by which its names and money are read.
#[derive(Clone)]
struct Here {
    data: Arc<Dataset>,
    look: Arc<Look>,
}

/// The plan in words.
pub fn in_words(plan: &Plan, data: &Dataset) -> AnyView {
    let one = |p: Paragraph| {
        let heading = (!p.heading.is_empty()).then(|| view! { <h3>{p.heading}</h3> });
        view! { {heading} <p>{fmt().sentences(&p.sentences)}</p> }
    };
    let told = summary(plan, names(data));
    view! {
        <section class="section">
            <header><h2>{t().plan_checks.in_words}</h2></header>
            <div class="stack-1 plan-words">{told.into_iter().map(one).collect_view()}</div>
        </section>
    }
    .into_any()
}

/// The examples that the plan carries, each with what comes out.
pub fn told_examples(plan: &Plan, data: &Dataset) -> Option<AnyView> {
    let row = |example: &Example| {
        let found = outcome(plan, example, &data.workspace).ok();
        let inputs: Vec<String> = example.inputs.iter().filter_map(|i| told_input(plan, i)).collect();
        let (status, tag) = match &found {
            Some(o) if o.holds => (Status::Ahead, t().plan_checks.holds),
            _ => (Status::Behind, t().plan_checks.fails),
        };
        let paid = found.map(|o| in_money(o.paid)).unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{example.name.clone()}</th>
                <td>{fmt().list(&inputs)}</td>
                <td class="num">{paid}</td>
                <td><Tag status=status>{tag}</Tag></td>
            </tr>
        }
    };
    (!plan.examples.is_empty()).then(|| {
        view! {
            <section class="section" id="shared-examples">
                <header><h2>{t().plan_checks.examples}</h2></header>
                <div class="table-wrap">
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">{t().plan_checks.example_name}</th>
                                <th scope="col">{t().plan_checks.value}</th>
                                <th scope="col" class="num">{t().pay.pay}</th>
                                <th scope="col">{t().plan_checks.title}</th>
                            </tr>
                        </thead>
                        <tbody>{plan.examples.iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            </section>
        }
        .into_any()
    })
}

/// What an example puts into a component, and the quota.
fn told_input(plan: &Plan, input: &crate::domain::incentive::ExampleInput) -> Option<String> {
    let name = &plan.components.iter().find(|c| c.id == input.component)?.name;
    let values: Vec<String> = input.values.iter().map(|v| fmt().at_most(*v, 2)).collect();
    let quota = input.quota.map(|q| format!(" ({} {})", t().plan_checks.quota, fmt().at_most(q, 2)));
    Some(t().plan_checks.input_of(name, &format!("{}{}", values.join(" + "), quota.unwrap_or_default())))
}

/// The made-up person: attainment and any number of the plan as sliders, and what comes out at once, beside the plan as it came.
pub fn try_it(plan: &Plan, data: &Arc<Dataset>) -> AnyView {
    let look = Arc::new(Look::new(plan, &data.workspace));
    let here = Here { data: Arc::clone(data), look };
    let here = StoredValue::new(here);
    let attainment = RwSignal::new(Decimal::ONE);
    let moves: RwSignal<Vec<Move>> = RwSignal::new(Vec::new());
    let knob = RwSignal::new(first(plan));
    let reset = move |()| {
        moves.set(Vec::new());
        attainment.set(Decimal::ONE);
    };
    let moved = Signal::derive(move || moves.with(Vec::is_empty) && attainment.get() == Decimal::ONE);
    view! {
        <section class="section" id="shared-try">
            <header><h2>{t().plan_checks.look}</h2><p class="small">{t().plan_checks.look_words}</p></header>
            <div class="columns-2">
                <div class="stack">
                    <Slider label=t().pay.attainment min=Decimal::ZERO max=Decimal::from(200) step=Decimal::ONE unit="%"
                        value=Signal::derive(move || (attainment.get() * Decimal::ONE_HUNDRED).normalize())
                        on_input=Callback::new(move |to: Decimal| attainment.set(to / Decimal::ONE_HUNDRED))/>
                    {chosen(here, knob)}
                    {dragged(here, knob, moves)}
                    {assumed(here)}
                    <div class="row"><Button disabled=moved on_press=reset>{t().pay.reset}</Button></div>
                </div>
                {outcome_view(here, attainment, moves)}
            </div>
        </section>
    }
    .into_any()
}

/// Which number is dragged.
fn chosen(here: StoredValue<Here>, knob: RwSignal<Option<Parameter>>) -> AnyView {
    let options = here.with_value(|h| {
        let name = |p| plan_knob::name(&h.look.plan, p, names(&h.data));
        let all = knob::knobs(&h.look.plan).into_iter();
        all.map(|p| Choice::new(scenario::code(p), name(p))).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || knob.get().map(scenario::code).unwrap_or_default());
    let choose = Callback::new(move |code: String| knob.set(scenario::parse(&code)));
    view! { <Select label=t().pay.rate options value on_change=choose/> }.into_any()
}

/// The slider of that number; built anew for another one only.
fn dragged(
    here: StoredValue<Here>,
    knob: RwSignal<Option<Parameter>>,
    moves: RwSignal<Vec<Move>>,
) -> AnyView {
    let slider = move || {
        let parameter = knob.get()?;
        let h = here.get_value();
        let plan = &h.look.plan;
        let unit = knob::unit(plan, parameter);
        let (most, step) = knob::reach(unit, unit.shown(knob::value_after(plan, &[], parameter)?));
        let label = plan_knob::name(plan, parameter, names(&h.data));
        let sign = match unit {
            Unit::Money => fmt().currency_sign(h.data.workspace.currency).trim().to_owned(),
            unit if unit.in_percent() => "%".to_owned(),
            _ => String::new(),
        };
        let value = Signal::derive(move || {
            let stored = here.with_value(|h| knob::value_after(&h.look.plan, &moves.get(), parameter));
            unit.shown(stored.unwrap_or_default())
        });
        let on_input = Callback::new(move |to: Decimal| {
            let next = here.with_value(|h| {
                knob::moved(&h.look.plan, &moves.get_untracked(), parameter, unit.stored(to))
            });
            moves.set(next);
        });
        Some(view! { <Slider label min=Decimal::ZERO max=most step unit=sign value on_input/> })
    };
    slider.into_any()
}

/// The figures that gates and factors read, as they are taken for the person.
fn assumed(here: StoredValue<Here>) -> Option<AnyView> {
    let said = here.with_value(|h| {
        let one = |r: &crate::domain::incentive::ExampleReading| {
            let name = reading_name(&h.look.plan, &r.reading, names(&h.data));
            format!("{name}{}{}", fmt().colon(), fmt().at_most(r.value, 4))
        };
        h.look.person.readings.iter().map(one).collect::<Vec<_>>()
    });
    let all = fmt().list(&said);
    (!said.is_empty())
        .then(|| view! { <p class="muted small">{t().plan_checks.assumes(&all)}</p> }.into_any())
}

/// Pay of the person, whole and by component, beside the plan as it came.
fn outcome_view(
    here: StoredValue<Here>,
    attainment: RwSignal<Decimal>,
    moves: RwSignal<Vec<Move>>,
) -> AnyView {
    let at = move |moves: &[Move]| {
        here.with_value(|h| h.look.pays(attainment.get(), moves, &h.data.workspace).ok())
    };
    let body = move || {
        let Some(now) = at(&moves.get()) else {
            return view! { <Tag status=Status::Behind>{t().plans.broken}</Tag> }.into_any();
        };
        let came = (!moves.with(Vec::is_empty)).then(|| at(&[])).flatten();
        let currency = now.paid.currency;
        let money = |minor| in_money(crate::domain::Money { minor, currency });
        let whole = t().plan_checks.earns(&fmt().percent_at_most(attainment.get(), 1), &in_money(now.paid));
        let before = came.as_ref().map(|o| t().plan_checks.as_it_came(&in_money(o.paid)));
        let lines = here.with_value(|h| {
            let named = h.look.plan.components.iter().zip(&now.lines);
            named.map(|(c, minor)| (c.name.clone(), money(*minor))).collect::<Vec<_>>()
        });
        let rows = lines.into_iter().map(|(name, pay)| view! { <dt>{name}</dt> <dd class="num">{pay}</dd> });
        view! {
            <p class="lede" id="shared-pay"><strong>{whole}</strong></p>
            {before.map(|words| view! { <p class="muted">{words}</p> })}
            <dl>{rows.collect_view()}</dl>
        }
        .into_any()
    };
    view! { <div class="panel stack-1" aria-live="polite">{body}</div> }.into_any()
}
