//! Examples of a plan: an input for each component and the pay that should come out. Each runs on every change and says so
//! at its place.

use super::fields::{Ask, Place, count, number, place, read, text};
use super::spots::spotted;
use crate::domain::Decimal;
use crate::domain::id::ComponentId;
use crate::domain::incentive::{Example, ExampleInput, Pays, Plan};
use crate::state::plan::Spot;
use crate::state::plan::cases::{fresh_example, fresh_input, needs_quota, outcome, takes_input, takes_many};
use crate::ui::components::{Button, Icon, IconButton, NumberField, Status, Tag};
use crate::ui::forms::Draft;
use crate::ui::lang::{fmt, t};
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

fn input(plan: &mut Plan, at: usize, id: ComponentId) -> Option<&mut ExampleInput> {
    of(plan, at)?.inputs.iter_mut().find(|i| i.component == id)
}

fn one(draft: Draft<Plan>, at: usize) -> AnyView {
    // Which inputs there are: they change with the plan's components and the number of records, not while typing.
    let form = Memo::new(move |_| {
        let plan = draft.get();
        let one = |c: &crate::domain::incentive::Component| {
            let own = plan.examples.get(at)?.inputs.iter().find(|i| i.component == c.id);
            Some((
                c.id,
                c.name.clone(),
                needs_quota(&plan, c),
                takes_many(c),
                matches!(c.pays, Pays::Fixed(_)),
                own.map_or(0, |i| i.values.len()),
            ))
        };
        plan.components.iter().filter(|c| takes_input(c)).filter_map(one).collect::<Vec<_>>()
    });
    let ramps = Memo::new(move |_| !draft.get().terms.ramp.is_empty());
    let remove = draft.write(move |plan, ()| {
        if at < plan.examples.len() {
            plan.examples.remove(at);
        }
    });
    let month = place(move |p| Some(&mut of(p, at)?.month));
    let inputs = move || {
        let row =
            |(id, name, quota, many, service, values): (ComponentId, String, bool, bool, bool, usize)| {
                inputs_of(draft, at, Asked { id, name, quota, many, service, values })
            };
        form.get().into_iter().map(row).collect_view()
    };
    let content = view! {
        <div class="panel stack">
            <div class="spread">
                <div class="grow">{text(draft, t().plan_checks.example_name, place(move |p| Some(&mut of(p, at)?.name)))}</div>
                <IconButton icon=Icon::Delete name=t().common.remove.to_owned() on_press=remove/>
            </div>
            <div class="columns-3">
                {inputs}
                {move || ramps.get().then(|| count(draft, t().plan_checks.month, month.clone()))}
                {number(draft, Ask::number(t().plan_checks.expected), place(move |p| Some(&mut of(p, at)?.pays)))}
            </div>
            {result(draft, at)}
        </div>
    };
    spotted(Spot::Example(at), content)
}

/// What an example asks of one component.
struct Asked {
    id: ComponentId,
    name: String,
    quota: bool,
    many: bool,
    service: bool,
    values: usize,
}

fn inputs_of(draft: Draft<Plan>, at: usize, asked: Asked) -> AnyView {
    let Asked { id, name, quota, many, service, values } = asked;
    if values == 0 {
        let add = draft.write(move |plan, ()| {
            let made = plan.components.iter().find(|c| c.id == id).map(|c| fresh_input(plan, c));
            if let (Some(own), Some(made)) = (of(plan, at), made) {
                own.inputs.retain(|i| i.component != id);
                own.inputs.push(made);
            }
        });
        let label = t().plan_checks.input_of(&name, t().plan_checks.add_value);
        return view! { <div class="row-end"><Button small=true icon=Icon::Plus on_press=add>{label}</Button></div> }
            .into_any();
    }
    let what = if service { t().plan_checks.months_served } else { t().plan_checks.value };
    let label = t().plan_checks.input_of(&name, what);
    let value = move |n: usize| {
        let label = label.clone();
        let set_at: Place<Decimal> = place(move |p| input(p, at, id)?.values.get_mut(n));
        let stored = read(draft, &set_at);
        let set = super::fields::write(draft, &set_at, |own: &mut Decimal, n: Option<Decimal>| {
            *own = n.unwrap_or(*own);
        });
        let remove = draft.write(move |plan, ()| {
            if let Some(own) = input(plan, at, id).filter(|i| n < i.values.len()) {
                own.values.remove(n);
            }
        });
        let drop = (many && values > 1).then(|| {
            view! { <IconButton icon=Icon::Close name=t().common.remove.to_owned() on_press=remove/> }
        });
        view! { <div class="row-end"><div class="grow"><NumberField label decimals=4 value=stored on_change=set/></div>{drop}</div> }
    };
    let more = draft.write(move |plan, ()| {
        if let Some(own) = input(plan, at, id) {
            own.values.push(own.values.last().copied().unwrap_or_default());
        }
    });
    let more = many.then(|| {
        view! { <div class="row-end"><Button small=true icon=Icon::Plus on_press=more>{t().plan_checks.add_value}</Button></div> }
    });
    let quota_label = t().plan_checks.input_of(&name, t().plan_checks.quota);
    let quota = quota.then(|| {
        let stored = read(draft, &place(move |p| Some(&mut input(p, at, id)?.quota)));
        let value = Signal::derive(move || stored.get().flatten());
        let set = draft.write(move |plan, n: Option<Decimal>| {
            if let Some(own) = input(plan, at, id) {
                own.quota = n;
            }
        });
        view! { <NumberField label=quota_label decimals=4 optional=true value on_change=set/> }
    });
    view! { {(0..values).map(value).collect_view()} {more} {quota} }.into_any()
}

/// What comes out, and whether it is what was expected.
fn result(draft: Draft<Plan>, at: usize) -> AnyView {
    let session = Session::get();
    let found = Memo::new(move |_| {
        let (data, plan) = (session.data()?, draft.get());
        Some(outcome(&plan, plan.examples.get(at)?, &data.workspace).ok().map(|o| (o.paid, o.holds)))
    });
    let take = draft.write(move |plan, ()| {
        let paid = found.get_untracked().flatten().map(|(paid, _)| paid.decimal().normalize());
        if let (Some(own), Some(paid)) = (of(plan, at), paid) {
            own.pays = paid;
        }
    });
    let line = move || match found.get()? {
        None => Some(view! { <Tag status=Status::Behind>{t().plans.broken}</Tag> }.into_any()),
        Some((paid, holds)) => {
            let amount =
                format!("{}{}", fmt().currency_sign(paid.currency), fmt().at_most(paid.decimal(), 2));
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
                    {take}
                }
                .into_any(),
            )
        }
    };
    view! { <div class="row" aria-live="polite">{line}</div> }.into_any()
}
