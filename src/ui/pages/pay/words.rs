//! Figures of the page of pay, as text, and what a trial has changed.

use super::trial::Trial;
use crate::domain::Decimal;
use crate::domain::incentive::Plan;
use crate::domain::workspace::Workspace;
use crate::engine::incentive::check::{Finding, FindingKind, check};
use crate::i18n::{plan_check, plan_knob};
use crate::state::knob::Move;
use crate::state::trial::World;
use crate::ui::lang::{fmt, t};
use crate::ui::pages::payroll::Cash;
use crate::ui::select::names;
use crate::ui::session::Session;

/// The settings that decide how money is written, tracked.
pub fn workspace() -> Option<std::sync::Arc<Workspace>> {
    Session::get().data().map(|d| d.workspace.clone())
}

/// What a plan pays in full, without currency.
pub fn money(trial: Trial, minor: i64) -> String {
    trial.cash().map_or_else(String::new, |cash| cash.plain(minor))
}

/// A difference of what a plan pays, in full.
pub fn signed(trial: Trial, minor: i64) -> String {
    trial.cash().map_or_else(String::new, |cash| cash.signed(minor))
}

/// What a plan pays, for a sentence: compact and with its currency.
pub fn short(trial: Trial, minor: i64) -> String {
    trial.cash().map_or_else(String::new, |cash| cash.short(minor))
}

/// The unit of columns of what a plan pays.
pub fn paid_in(trial: Trial) -> String {
    trial.cash().map_or_else(String::new, Cash::code)
}

/// What was sold, major units of the workspace, for a sentence.
pub fn major(value: Decimal) -> String {
    workspace().map_or_else(String::new, |w| fmt().priced(w.currency, &fmt().compact(value)))
}

/// The unit of what is sold.
pub fn currency() -> String {
    workspace().map_or_else(String::new, |w| w.currency.to_string())
}

/// A count of people.
pub fn count(n: usize) -> String {
    fmt().whole(i64::try_from(n).unwrap_or(i64::MAX))
}

/// Cliffs and falls of a plan, one sentence each, with the name of the component it is about: two components may have
/// the same step.
pub fn notices(plan: &Plan) -> Vec<String> {
    let Some(data) = Session::get().data() else { return Vec::new() };
    let steep = |k: FindingKind| matches!(k, FindingKind::Cliff | FindingKind::Falling);
    let found = check(plan, data.workspace.currency, data.workspace.rounding, plan.effective);
    let one = |finding: &Finding| {
        let words = plan_check::words(plan, finding, names(&data));
        let of = plan.components.iter().find(|c| Some(c.id) == finding.component);
        of.map_or_else(|| words.clone(), |c| [c.name.as_str(), &words].join(fmt().colon()))
    };
    found.iter().filter(|f| steep(f.kind)).map(one).collect()
}

/// What a trial changes, one line for each.
pub fn changes(plan: &Plan, moves: &[Move], world: &World) -> Vec<String> {
    let Some(data) = Session::get().data() else { return Vec::new() };
    let names = names(&data);
    let whom = world.whom.and_then(|id| data.people.get(id)).map(|p| p.name.clone());
    let whom = whom.unwrap_or_else(|| t().scorecards.everybody.to_owned());
    let before = |p| crate::engine::incentive::whatif::value(plan, p).unwrap_or_default();
    let one = |(p, v): &Move| {
        let figure = |v| plan_knob::figure(plan, *p, v, names);
        t().pay.becomes(&plan_knob::name(plan, *p, names), &figure(before(*p)), &figure(*v))
    };
    let attained = world.attainment.map(|a| t().pay.world_attainment(&whom, &fmt().percent_at_most(a, 1)));
    let quota = world.quota.map(|q| t().pay.world_quota(&whom, &fmt().percent_at_most(q, 1)));
    let asked = world.asked.map(|asked| t().pay.world_asked(&whom, &major(asked)));
    let deal = world.deal.map(|deal| {
        let product = deal.dims.product.and_then(|id| data.products.get(id)).map(|p| p.name.clone());
        let channel = deal.dims.channel.and_then(|id| data.channels.get(id)).map(|c| c.name.clone());
        let territory = deal.dims.territory.and_then(|id| data.territories.get(id)).map(|t| t.name.clone());
        let customer = deal.dims.customer.and_then(|id| data.customers.get(id)).map(|c| c.name.clone());
        let about: Vec<String> = [product, channel, territory, customer].into_iter().flatten().collect();
        let amount = major(deal.amount);
        let what = if about.is_empty() { amount } else { t().pay.deal_about(&amount, &fmt().list(&about)) };
        t().pay.world_deal(&whom, &what)
    });
    moves.iter().map(one).chain(attained).chain(quota).chain(asked).chain(deal).collect()
}
