//! Figures of the page of pay, as text, and what a trial has changed.

use crate::domain::Decimal;
use crate::domain::incentive::Plan;
use crate::domain::workspace::Workspace;
use crate::engine::incentive::check::{FindingKind, check};
use crate::i18n::{plan_check, plan_knob};
use crate::state::knob::Move;
use crate::state::trial::World;
use crate::ui::lang::{fmt, t};
use crate::ui::select::names;
use crate::ui::session::Session;

/// The settings that decide how money is written, tracked.
pub fn workspace() -> Option<std::sync::Arc<Workspace>> {
    Session::get().data().map(|d| d.workspace.clone())
}

/// Money in full, without currency.
pub fn money(minor: i64) -> String {
    workspace().map_or_else(String::new, |w| fmt().money(minor, w.currency.digits(), w.shown_digits))
}

/// A difference of money in full.
pub fn signed(minor: i64) -> String {
    let Some(w) = workspace() else { return String::new() };
    fmt().signed_money(minor, w.currency.digits(), w.shown_digits)
}

/// Money for a sentence, compact and with its currency.
pub fn short(minor: i64) -> String {
    workspace().map_or_else(String::new, |w| major(Decimal::new(minor, w.currency.digits())))
}

/// Money in major units for a sentence.
pub fn major(value: Decimal) -> String {
    workspace()
        .map_or_else(String::new, |w| format!("{}{}", fmt().currency_sign(w.currency), fmt().compact(value)))
}

/// The unit of money columns.
pub fn currency() -> String {
    workspace().map_or_else(String::new, |w| w.currency.to_string())
}

/// A count of people.
pub fn count(n: usize) -> String {
    fmt().whole(i64::try_from(n).unwrap_or(i64::MAX))
}

/// Cliffs and falls of a plan, one sentence each.
pub fn notices(plan: &Plan) -> Vec<String> {
    let Some(data) = Session::get().data() else { return Vec::new() };
    let steep = |k: FindingKind| matches!(k, FindingKind::Cliff | FindingKind::Falling);
    let found = check(plan, data.workspace.currency, data.workspace.rounding, plan.effective);
    found.iter().filter(|f| steep(f.kind)).map(|f| plan_check::words(plan, f, names(&data))).collect()
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
    let deal = world.deal.map(|(amount, _)| t().pay.world_deal(&whom, &major(amount)));
    moves.iter().map(one).chain(attained).chain(quota).chain(deal).collect()
}
