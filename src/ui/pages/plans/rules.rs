//! Which records a component looks at and how they count: filter, conditions, uplifts, rules with tables of their own, and
//! what stands instead of sales or revenue.

use super::component::of;
use super::fields::{Ask, Place, choice, flag, maybe, number, place, read, text, write};
use super::filter::filter;
use super::list::{Words, list, part};
use super::picture::rule_view;
use super::reading::GRAINS;
use super::spots::spotted;
use super::tiers::table;
use crate::domain::Decimal;
use crate::domain::filter::Filter;
use crate::domain::id::{ComponentId, KpiId};
use crate::domain::incentive::{
    ComponentTerms, Condition, Field, MeasuredIn, Pays, Plan, RateTable, Rule, Tier, Uplift,
};
use crate::state::plan::Spot;
use crate::ui::components::{Choice, Select};
use crate::ui::forms::Draft;
use crate::ui::lang::t;
use crate::ui::session::Session;
use leptos::prelude::*;

/// Numbers of a record.
pub const FIELDS: [Field; 6] =
    [Field::Amount, Field::Quantity, Field::Discount, Field::Price, Field::MarginRate, Field::Term];

/// The terms of a component.
pub fn terms(id: ComponentId) -> Place<ComponentTerms> {
    place(move |p| of(p, id).map(|c| &mut c.terms))
}

/// All of it. Rules belong to components that pay by a rate table.
pub fn rules(draft: Draft<Plan>, id: ComponentId) -> AnyView {
    let w = &t().plan_terms;
    let own = terms(id);
    let by_table = {
        let stored = read(draft, &place(move |p| of(p, id).map(|c| &mut c.pays)));
        Memo::new(move |_| matches!(stored.get(), Some(Pays::Table(_))))
    };
    let span = |one: Option<crate::domain::calendar::Grain>| {
        one.map_or(t().plan_terms.quota_usual, |grain| t().plans.grain_name(grain))
    };
    view! {
        <div class="stack">
            {filter(draft, w.which, &place(move |p| of(p, id).map(|c| &mut c.filter)))}
            {conditions(draft, &own)}
            {uplifts(draft, &own)}
            <div class="columns-3 is-close">
                {maybe(draft, Ask::number(w.deductible), part(&own, |t| Some(&mut t.deductible)))}
                {flag(draft, w.below_zero, part(&own, |t| Some(&mut t.below_zero)))}
            </div>
            <div class="columns-3 is-close">
                {kpi(draft, w.kpi, w.kpi_none, &part(&own, |t| Some(&mut t.kpi)))}
                {kpi(draft, w.quota_kpi, w.quota_revenue, &part(&own, |t| Some(&mut t.quota_kpi)))}
                {choice(draft, w.quota_per, &GRAINS, span, part(&own, |t| Some(&mut t.quota_per)))}
            </div>
            {move || by_table.get().then(|| rule_list(draft, id))}
        </div>
    }
    .into_any()
}

/// A KPI, or none.
fn kpi(draft: Draft<Plan>, label: &'static str, none: &'static str, at: &Place<Option<KpiId>>) -> AnyView {
    let session = Session::get();
    let options = Signal::derive(move || {
        let data = session.data();
        let all = data.iter().flat_map(|d| d.kpis.iter());
        let named = all.map(|k| Choice::new(k.id.to_string(), t().library.label(&k.label)));
        std::iter::once(Choice::new("", none)).chain(named).collect::<Vec<_>>()
    });
    let stored = read(draft, at);
    let value = Signal::derive(move || stored.get().flatten().map(|id| id.to_string()).unwrap_or_default());
    let set = write(draft, at, |own: &mut Option<KpiId>, code: String| *own = code.parse().ok());
    view! { <Select label options value on_change=set/> }.into_any()
}

fn conditions(draft: Draft<Plan>, own: &Place<ComponentTerms>) -> AnyView {
    let w = &t().plan_terms;
    let words = Words { legend: w.conditions, hint: "", add: w.add_condition };
    let fresh = || Condition { filter: Filter::default(), field: Field::Amount, least: None, most: None };
    let row = move |at: Place<Condition>, _| {
        view! {
            <div class="columns-3 is-close">
                {choice(draft, w.field, &FIELDS, |f| t().plan_terms.field_name(f), part(&at, |c| Some(&mut c.field)))}
                {maybe(draft, Ask::number(w.least), part(&at, |c| Some(&mut c.least)))}
                {maybe(draft, Ask::number(w.most), part(&at, |c| Some(&mut c.most)))}
            </div>
            {filter(draft, w.which, &part(&at, |c| Some(&mut c.filter)))}
        }
        .into_any()
    };
    list(draft, words, &part(own, |t| Some(&mut t.conditions)), fresh, row)
}

fn uplifts(draft: Draft<Plan>, own: &Place<ComponentTerms>) -> AnyView {
    let w = &t().plan_terms;
    let words = Words { legend: w.uplifts, hint: "", add: w.add_uplift };
    let fresh = || Uplift { filter: Filter::default(), quota: Decimal::ONE, pay: Decimal::ONE };
    let row = move |at: Place<Uplift>, _| {
        view! {
            <div class="columns-3 is-close">
                {number(draft, Ask::number(w.uplift_quota), part(&at, |u| Some(&mut u.quota)))}
                {number(draft, Ask::number(w.uplift_pay), part(&at, |u| Some(&mut u.pay)))}
            </div>
            {filter(draft, w.which, &part(&at, |u| Some(&mut u.filter)))}
        }
        .into_any()
    };
    list(draft, words, &part(own, |t| Some(&mut t.uplifts)), fresh, row)
}

fn rule_list(draft: Draft<Plan>, id: ComponentId) -> AnyView {
    let w = &t().plan_terms;
    let words = Words { legend: w.rules, hint: w.rules_words, add: w.add_rule };
    // A fresh rule has the component's own span and measure, and one rate.
    let fresh = move || {
        let mut now = draft.now();
        let like = of(&mut now, id).and_then(|c| c.table_mut().map(|t| t.clone())).unwrap_or_default();
        let measured =
            if matches!(like.measured, MeasuredIn::Field(_)) { MeasuredIn::Amount } else { like.measured };
        let value = like.tiers.first().map_or(Decimal::ZERO, |t| t.value);
        let tiers = vec![Tier { value, ..Tier::default() }];
        let table = RateTable { measured, tiers, accumulate: like.accumulate, boundary: like.boundary };
        Rule { name: t().plan_terms.new_rule.to_owned(), filter: Filter::default(), table }
    };
    let row = move |at: Place<Rule>, n: usize| {
        let content = view! {
            <div class="panel stack">
                {text(draft, w.rule, part(&at, |r| Some(&mut r.name)))}
                {filter(draft, w.which, &part(&at, |r| Some(&mut r.filter)))}
                <div class="plan-part">
                    <div class="stack">{table(draft, &part(&at, |r| Some(&mut r.table)), None)}</div>
                    {rule_view(draft, id, n)}
                </div>
            </div>
        };
        spotted(Spot::Rule(id, n), content)
    };
    list(draft, words, &part(&terms(id), |t| Some(&mut t.rules)), fresh, row)
}
