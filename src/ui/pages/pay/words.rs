//! Figures and names of the page of pay, as text.

use crate::domain::Decimal;
use crate::domain::incentive::{MeasuredIn, Plan, Tier};
use crate::domain::workspace::Workspace;
use crate::engine::incentive::{NoticeKind, Table};
use crate::state::trial::{self, Knob};
use crate::ui::lang::{fmt, t};
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

/// A rate as shown: percent or money.
pub fn rate(tier: &Tier, shown: Decimal) -> String {
    if trial::in_percent(tier) { format!("{}%", fmt().at_most(shown, 3)) } else { major(shown) }
}

/// An end of a tier: percent of quota or money.
fn end(measured: MeasuredIn, value: Decimal) -> String {
    match measured {
        MeasuredIn::PercentOfQuota => fmt().percent_at_most(value, 2),
        MeasuredIn::Amount => major(value),
        MeasuredIn::Quantity | MeasuredIn::Field(_) => fmt().at_most(value, 2),
    }
}

/// The name of a rate: its component and tier.
pub fn knob(plan: &Plan, knob: Knob) -> String {
    let Some(component) = plan.components.get(knob.component) else { return String::new() };
    let Some(table) = component.table() else { return component.name.clone() };
    let Some(tier) = table.tiers.get(knob.tier) else { return component.name.clone() };
    let from = end(table.measured, tier.from);
    match tier.to {
        Some(to) => t().pay.tier(&component.name, &from, &end(table.measured, to)),
        None => t().pay.last_tier(&component.name, &from),
    }
}

/// Cliffs and falls of a plan's tables, one sentence each.
pub fn notices(plan: &Plan) -> Vec<String> {
    let mut sentences = Vec::new();
    for component in &plan.components {
        let Some(own) = component.table() else { continue };
        let Ok(table) = Table::new(own) else { continue };
        let measured = own.measured;
        let pay = |value| match measured {
            MeasuredIn::PercentOfQuota => t().pay.of_quota(&fmt().percent_at_most(value, 2)),
            MeasuredIn::Amount | MeasuredIn::Quantity | MeasuredIn::Field(_) => major(value),
        };
        for notice in table.notices() {
            let (at, before, after) = (end(measured, notice.at), pay(notice.before), pay(notice.after));
            sentences.push(match notice.kind {
                NoticeKind::Cliff => t().pay.cliff(&at, &before, &after),
                NoticeKind::Falling => t().pay.falling(&at, &before, &after),
            });
        }
    }
    sentences
}
