//! Examples of a plan: an input for each component and the pay that should come out. Each runs on every change and says so
//! at its place.

use super::fields::{Ask, Place, count, maybe, number, place, read, text};
use super::filter::filter;
use super::spots::spotted;
use crate::domain::id::ComponentId;
use crate::domain::incentive::{Component, Example, ExampleInput, ExampleReading, Pays, Plan, Reading};
use crate::domain::{Decimal, Money};
use crate::i18n::plan_facts::reading_name;
use crate::state::plan::Spot;
use crate::state::plan::cases::{
    figures, fresh_example, fresh_input, needs_quota, outcome, takes_input, takes_many, takes_positions,
};
use crate::ui::components::{Button, Icon, IconButton, NumberField, Status, Tag};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
use crate::ui::select::names;
use crate::ui::session::Session;
use leptos::prelude::*;

/// The section of the examples.
pub fn examples(draft: Draft<Plan>) -> AnyView {
    let session = Session::get();
    let there = Memo::new(move |_| draft.get().examples.len());
    let add = move |()| {
        if let Some(data) = session.data_now() {
            draft.update(|plan| {
                let made = fresh_example(plan, t().plan_checks.new_example.to_owned(), &data.workspace);
                plan.examples.push(made);
            });
        }
    };
    view! {
        <section class="section">
            <header><h2>{t().plan_checks.examples}</h2><p class="small">{t().plan_checks.examples_words}</p></header>
            <div class="stack">
                {move || (0..there.get()).map(|at| one(draft, at)).collect_view()}
                <div class="row"><Button icon=Icon::Plus on_press=add>{t().plan_checks.add_example}</Button></div>
            </div>
        </section>
    }
    .into_any()
}

fn of(plan: &mut Plan, at: usize) -> Option<&mut Example> {
    plan.examples.get_mut(at)
}

fn input(plan: &mut Plan, at: usize, n: usize) -> Option<&mut ExampleInput> {
    of(plan, at)?.inputs.get_mut(n)
}

/// What an example asks of one component. It changes with the plan's components and the number of inputs, not while typing.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    id: ComponentId,
    name: String,
    quota: bool,
    many: bool,
    service: bool,
    /// Whether it matters what is sold.
    sorts: bool,
    /// Whether the table measures something else than it pays on.
    positions: bool,
    /// Places of its inputs in the example, and how many values each has.
    inputs: Vec<(usize, usize)>,
}

fn asked(plan: &Plan, at: usize) -> Vec<Asked> {
    let Some(example) = plan.examples.get(at) else { return Vec::new() };
    let inputs = |id: ComponentId| {
        let all = example.inputs.iter().enumerate().filter(move |(_, i)| i.component == id);
        all.map(|(n, i)| (n, i.values.len())).collect()
    };
    let one = |c: &Component| Asked {
        id: c.id,
        name: c.name.clone(),
        quota: needs_quota(plan, c),
        many: takes_many(c),
        service: matches!(c.pays, Pays::Fixed(_)),
        sorts: !c.terms.rules.is_empty() || !c.terms.uplifts.is_empty(),
        positions: takes_positions(c),
        inputs: inputs(c.id),
    };
    plan.components.iter().filter(|c| takes_input(c)).map(one).collect()
}

fn one(draft: Draft<Plan>, at: usize) -> AnyView {
    let form = Memo::new(move |_| asked(&draft.get(), at));
    let ramps = Memo::new(move |_| {
        let terms = draft.get().terms;
        !terms.ramp.is_empty() || terms.draw.is_some()
    });
    let settles = Memo::new(move |_| {
        let terms = draft.get().terms;
        terms.draw.is_some() || terms.cap.is_some() || terms.holdback.is_some()
    });
    let draws = Memo::new(move |_| draft.get().terms.draw.is_some());
    let remove = draft.write(move |plan, ()| {
        if at < plan.examples.len() {
            plan.examples.remove(at);
        }
    });
    let month = place(move |p| Some(&mut of(p, at)?.month));
    let owed = place(move |p| Some(&mut of(p, at)?.owed));
    let paid = place(move |p| Some(&mut of(p, at)?.paid));
    let content = view! {
        <div class="panel stack">
            <div class="spread">
                <div class="grow">{text(draft, t().plan_checks.example_name, place(move |p| Some(&mut of(p, at)?.name)))}</div>
                <IconButton icon=Icon::Delete name=t().common.remove.to_owned() on_press=remove/>
            </div>
            <div class="columns-3 is-close">
                {move || form.get().iter().map(|asked| inputs_of(draft, at, asked)).collect_view()}
            </div>
            {readings(draft, at)}
            <div class="columns-3 is-close">
                {move || ramps.get().then(|| count(draft, t().plan_checks.month, month.clone()))}
                {move || draws.get().then(|| maybe(draft, Ask::number(t().plan_checks.owed), owed.clone()))}
                {number(draft, Ask::number(t().plan_checks.expected), place(move |p| Some(&mut of(p, at)?.pays)))}
                {move || settles.get().then(|| maybe(draft, Ask::number(t().plan_checks.paid), paid.clone()))}
            </div>
            {result(draft, at)}
        </div>
    };
    spotted(Spot::Example(at), content)
}

/// The figures that gates and factors of the plan read; one left empty does not exist.
fn readings(draft: Draft<Plan>, at: usize) -> AnyView {
    let session = Session::get();
    let read = Memo::new(move |_| figures(&draft.get()));
    let field = move |reading: Reading| {
        let data = session.data_now()?;
        let label = reading_name(&draft.now(), &reading, names(&data));
        let value = draft.read(move |p| {
            let set = &p.examples.get(at)?.readings;
            set.iter().find(|r| r.reading == reading).map(|r| r.value)
        });
        let set = draft.write(move |p, n: Option<Decimal>| {
            if let Some(own) = of(p, at) {
                own.readings.retain(|r| r.reading != reading);
                own.readings.extend(n.map(|value| ExampleReading { reading, value }));
            }
        });
        Some(view! { <NumberField label decimals=4 optional=true value on_change=set/> })
    };
    let fields = move || {
        let all = read.get();
        (!all.is_empty()).then(|| {
            view! {
                <fieldset class="field">
                    <legend>{t().plan_checks.readings}</legend>
                    <div class="columns-3 is-close">{all.into_iter().map(field).collect_view()}</div>
                </fieldset>
            }
        })
    };
    fields.into_any()
}

fn inputs_of(draft: Draft<Plan>, at: usize, asked: &Asked) -> AnyView {
    let (id, name) = (asked.id, asked.name.clone());
    let add = draft.write(move |plan, ()| {
        let made = plan.components.iter().find(|c| c.id == id).map(|c| fresh_input(plan, c));
        if let (Some(own), Some(made)) = (of(plan, at), made) {
            // An input that has lost its last value gives way.
            own.inputs.retain(|i| i.component != id || !i.values.is_empty());
            own.inputs.push(made);
        }
    });
    let button = |what: &str| {
        let label = t().plan_checks.input_of(&name, what);
        view! { <div class="row-end"><Button small=true icon=Icon::Plus on_press=add>{label}</Button></div> }
    };
    let none = asked.inputs.iter().all(|(_, values)| *values == 0);
    let more = match (none, asked.sorts) {
        (true, _) => Some(button(t().plan_checks.add_value)),
        (false, true) => Some(button(t().plan_checks.another_input)),
        (false, false) => None,
    };
    let several = asked.inputs.len() > 1;
    let one = |(n, values): &(usize, usize)| {
        (*values > 0).then(|| input_of(draft, at, (*n, *values), asked, several))
    };
    view! { {asked.inputs.iter().filter_map(one).collect_view()} {more} }.into_any()
}

/// One input: its values, what they are of, what is measured, the quota.
fn input_of(
    draft: Draft<Plan>,
    at: usize,
    (n, values): (usize, usize),
    asked: &Asked,
    several: bool,
) -> AnyView {
    let what = if asked.service { t().plan_checks.months_served } else { t().plan_checks.value };
    let (label, many) = (t().plan_checks.input_of(&asked.name, what), asked.many);
    let position = t().plan_checks.input_of(&asked.name, t().plan_checks.position);
    let positions = asked.positions;
    let value = move |k: usize| {
        let set_at: Place<Decimal> = place(move |p| input(p, at, n)?.values.get_mut(k));
        let stored = read(draft, &set_at);
        let set = super::fields::write(draft, &set_at, |own: &mut Decimal, n: Option<Decimal>| {
            *own = n.unwrap_or(*own);
        });
        let remove = draft.write(move |plan, ()| {
            let Some(own) = input(plan, at, n).filter(|i| k < i.values.len()) else { return };
            own.values.remove(k);
            if k < own.positions.len() {
                own.positions.remove(k);
            }
            if own.values.is_empty()
                && let Some(example) = of(plan, at)
            {
                example.inputs.remove(n);
            }
        });
        let drop = ((many && values > 1) || several).then(|| {
            view! { <IconButton icon=Icon::Close name=t().common.remove.to_owned() on_press=remove/> }
        });
        let measured = positions.then(|| {
            let value = draft.read(move |p| p.examples.get(at)?.inputs.get(n)?.positions.get(k).copied());
            let set = draft.write(move |plan, v: Option<Decimal>| {
                let Some(own) = input(plan, at, n) else { return };
                if own.positions.len() <= k {
                    own.positions.resize(k + 1, Decimal::ZERO);
                }
                if let (Some(own), Some(v)) = (own.positions.get_mut(k), v) {
                    *own = v;
                }
            });
            view! { <NumberField label=position.clone() decimals=4 value on_change=set/> }
        });
        view! {
            <div class="row-end"><div class="grow"><NumberField label=label.clone() decimals=4 value=stored on_change=set/></div>{drop}</div>
            {measured}
        }
    };
    let more = draft.write(move |plan, ()| {
        if let Some(own) = input(plan, at, n) {
            own.values.push(own.values.last().copied().unwrap_or_default());
            own.positions.extend(own.positions.last().copied());
        }
    });
    let more = many.then(|| {
        view! { <div class="row-end"><Button small=true icon=Icon::Plus on_press=more>{t().plan_checks.add_value}</Button></div> }
    });
    let quota_label = t().plan_checks.input_of(&asked.name, t().plan_checks.quota);
    let quota = asked.quota.then(|| {
        let stored = read(draft, &place(move |p| Some(&mut input(p, at, n)?.quota)));
        let value = Signal::derive(move || stored.get().flatten());
        let set = draft.write(move |plan, v: Option<Decimal>| {
            if let Some(own) = input(plan, at, n) {
                own.quota = v;
            }
        });
        view! { <NumberField label=quota_label decimals=4 optional=true value on_change=set/> }
    });
    let sold = asked
        .sorts
        .then(|| filter(draft, t().plan_checks.sold, &place(move |p| Some(&mut input(p, at, n)?.sold))));
    view! { {(0..values).map(value).collect_view()} {more} {quota} {sold} }.into_any()
}

/// An amount with its currency.
pub fn in_money(money: Money) -> String {
    format!("{}{}", fmt().currency_sign(money.currency), fmt().at_most(money.decimal(), 2))
}

/// What comes out, and whether it is what was expected.
fn result(draft: Draft<Plan>, at: usize) -> AnyView {
    let session = Session::get();
    let found = Memo::new(move |_| {
        let (data, plan) = (session.data()?, draft.get());
        let example = plan.examples.get(at)?;
        let found = outcome(&plan, example, &data.workspace).ok();
        Some(found.map(|o| (o.paid, example.paid.map(|_| o.settled), o.holds)))
    });
    let take = draft.write(move |plan, ()| {
        if let (Some(own), Some((paid, settled, _))) = (of(plan, at), found.get_untracked().flatten()) {
            own.pays = paid.decimal().normalize();
            own.paid = settled.map(|s| s.decimal().normalize());
        }
    });
    let line = move || match found.get()? {
        None => Some(view! { <Tag status=Status::Behind>{t().plans.broken}</Tag> }.into_any()),
        Some((paid, settled, holds)) => {
            let amount = in_money(paid);
            let settled = settled.map(|s| view! { <span>{t().plan_checks.pays_out(&in_money(s))}</span> });
            let (status, words) = if holds {
                (Status::Ahead, t().plan_checks.holds)
            } else {
                (Status::Behind, t().plan_checks.fails)
            };
            let take =
                (!holds).then(|| view! { <Button small=true on_press=take>{t().plan_checks.take}</Button> });
            Some(
                view! {
                    <Tag status=status>{words}</Tag>
                    <span>{t().plan_checks.comes_out(&amount)}</span>
                    {settled}
                    {take}
                }
                .into_any(),
            )
        }
    };
    view! { <div class="row" aria-live="polite">{line}</div> }.into_any()
}
