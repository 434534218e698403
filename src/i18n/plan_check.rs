//! What a check of a plan found, as a sentence that says where and how much.

use super::names::Names;
use super::plan_facts::whom;
use crate::domain::Decimal;
use crate::domain::incentive::{CapOn, Component, MeasuredIn, Pays, Plan, Worth};
use crate::engine::incentive::check::{Finding, FindingKind};

/// A finding in words, without the name of its component.
#[must_use]
pub fn words(plan: &Plan, finding: &Finding, names: Names) -> String {
    use FindingKind as K;
    let w = &names.texts.plan_checks;
    let component = finding.component.and_then(|id| plan.components.iter().find(|c| c.id == id));
    let say = Say { names, component };
    let (at, before, after) = (
        say.at(finding.at.unwrap_or_default()),
        finding.before.unwrap_or_default(),
        finding.after.unwrap_or_default(),
    );
    match finding.kind {
        K::Gap => w.gap(&at),
        K::Overlap => w.overlap(&at),
        K::Order => w.order.to_owned(),
        K::Weights => w.weights(&say.hundredths(after)),
        K::Shares if finding.after.is_none() => w.nobody_shares.to_owned(),
        K::Shares => w.shares(&say.hundredths(after)),
        K::Example => {
            let name = finding.place.and_then(|at| plan.examples.get(at)).map_or("", |e| e.name.as_str());
            w.example_fails(name, &say.money(before), &say.money(after))
        }
        K::Announced => w.announced.to_owned(),
        K::ReachesBack => w.reaches_back.to_owned(),
        K::Employed => w.employed.to_owned(),
        K::Reference => w.reference.to_owned(),
        K::Cliff => names.texts.pay.cliff(&at, &say.pay(before), &say.pay(after)),
        K::Falling => names.texts.pay.falling(&at, &say.pay(before), &say.pay(after)),
        K::CapBelowTarget => {
            let cap = component.map_or(plan.terms.cap, |c| c.terms.cap);
            let money = cap.is_some_and(|c| c.on == CapOn::Payment);
            let figure = |v| if money { say.money(v) } else { say.percent(v) };
            w.cap_below(&figure(before), &figure(after))
        }
        K::Unreachable => {
            let cap = component.and_then(|c| c.terms.cap).filter(|c| Some(c.most) == finding.after);
            match cap {
                Some(cap) if cap.on == CapOn::Payment => w.beyond_cap(&at, &say.money(after)),
                Some(_) => w.beyond_cap(&at, &say.percent(after)),
                None => w.never_reached(&at, &say.at(after)),
            }
        }
        K::ShortOfTarget => w.short_of_target(&say.percent(after)),
        K::Uncapped => w.uncapped.to_owned(),
        K::Leverage => {
            let level = finding.place.and_then(|at| plan.terms.pay.get(at));
            let name = level.map_or_else(String::new, |l| whom(&l.whom, names));
            let figure = |v| names.format().at_most(v, 2);
            w.leverage(&name, &figure(after), &figure(before))
        }
        K::Budget => w.budget(&say.compact(after), &say.compact(before)),
        K::OwnSalesOnly => w.own_only(&names.format().percent(after, 0)),
        K::NoPayLevel => w.no_pay_level.to_owned(),
        K::Shadowed => w.shadowed.to_owned(),
        K::CostRate => w.cost_rate(&say.percent(after), &say.percent(before)),
        K::LeverageSeen => {
            let level = finding.place.and_then(|at| plan.terms.pay.get(at));
            let name = level.map_or_else(String::new, |l| whom(&l.whom, names));
            let figure = |v| names.format().at_most(v, 2);
            w.leverage_seen(&name, &figure(after), &figure(before))
        }
        K::Ended => w.ended.to_owned(),
        K::RateDay => w.rate_day.to_owned(),
        K::OneByOne => w.one_by_one.to_owned(),
        K::OtherQuota => w.other_quota.to_owned(),
    }
}

/// Figures as the component that a finding is about writes them.
struct Say<'a> {
    names: Names<'a>,
    component: Option<&'a Component>,
}

impl Say<'_> {
    fn money(&self, value: Decimal) -> String {
        let f = self.names.format();
        format!("{}{}", f.currency_sign(self.names.data.workspace.currency), f.at_most(value, 2))
    }

    fn compact(&self, value: Decimal) -> String {
        let f = self.names.format();
        format!("{}{}", f.currency_sign(self.names.data.workspace.currency), f.compact(value))
    }

    fn percent(&self, ratio: Decimal) -> String {
        self.names.format().percent_at_most(ratio, 2)
    }

    fn hundredths(&self, percent: Decimal) -> String {
        format!("{}%", self.names.format().at_most(percent, 2))
    }

    fn measured(&self) -> MeasuredIn {
        match self.component.map(|c| &c.pays) {
            Some(Pays::Table(table)) => table.measured,
            Some(Pays::Bonus(_)) => MeasuredIn::PercentOfQuota,
            _ => MeasuredIn::Amount,
        }
    }

    /// A value of what is measured.
    fn at(&self, value: Decimal) -> String {
        match self.measured() {
            MeasuredIn::PercentOfQuota => self.percent(value),
            MeasuredIn::Amount => self.money(value),
            MeasuredIn::Quantity | MeasuredIn::Field(_) => self.names.format().at_most(value, 2),
        }
    }

    /// Pay at a value: a share of the quota or of target pay, or money.
    fn pay(&self, value: Decimal) -> String {
        match self.component.map(|c| &c.pays) {
            Some(Pays::Bonus(_)) => self.of_target(value),
            Some(Pays::Table(t)) if t.measured == MeasuredIn::PercentOfQuota => {
                match t.tiers.first().map(|t| t.worth) {
                    Some(Worth::TargetPay | Worth::BasePay) => self.of_target(value),
                    Some(Worth::Amount) => self.money(value),
                    Some(Worth::Plain) | None => self.names.texts.pay.of_quota(&self.percent(value)),
                }
            }
            _ => self.compact(value),
        }
    }

    fn of_target(&self, value: Decimal) -> String {
        self.names.texts.pay.of_target(&self.percent(value))
    }
}

#[cfg(test)]
#[path = "plan_check_tests.rs"]
mod tests;
