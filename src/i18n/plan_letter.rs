//! The terms of a plan that are one person's own, for their letter: base and target pay, quotas by period, proration and ramp.

use super::names::Names;
use super::plan_facts::days;
use crate::domain::Decimal;
use crate::domain::id::{KpiId, PersonId};
use crate::domain::incentive::Plan;
use crate::domain::kpi::Unit;
use crate::domain::scorecard::Assigned;
use crate::engine::incentive::{Personal, PersonalPart, PersonalPeriod, Quota};

/// What a letter says about its person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// What it is about, with the component where it belongs to one.
    pub label: String,
    /// What holds.
    pub value: String,
}

/// A person's own terms in words.
#[must_use]
pub fn own(plan: &Plan, person: PersonId, personal: &Personal, names: Names) -> Vec<Own> {
    let (w, p) = (&names.texts.plans, &names.texts.payroll);
    let mut all = Vec::new();
    let mut say = |label: String, value: String| all.push(Own { label, value });
    for (label, amount) in [(w.base_pay, personal.base), (w.target_pay, personal.target)] {
        if let Some(amount) = amount {
            say(label.to_owned(), p.a_year(&money(amount, names)));
        }
    }
    for dates in plan.terms.dates.iter().filter(|d| d.whom == Assigned::Person(person)) {
        say(names.texts.plan_terms.dates.to_owned(), days(dates, names));
    }
    for part in &personal.parts {
        let name = plan.components.iter().find(|c| c.id == part.component).map_or("", |c| c.name.as_str());
        let label = |what: &str| format!("{name} · {what}");
        if let Some(target) = part.target.filter(|_| plan.components.len() > 1) {
            say(label(w.target_pay), p.a_year(&money(target, names)));
        }
        if let Some(weight) = part.weight {
            say(label(names.texts.plan_terms.weight), names.format().at_most(weight, 4));
        }
        if part.kpi.is_some() {
            say(label(names.texts.plan_checks.quota), quotas(part, names));
        }
    }
    // Components of one length tell the same parts of periods; they are said once.
    let mut once: Vec<String> = Vec::new();
    for words in personal.parts.iter().flat_map(|part| &part.periods).filter_map(|one| proration(one, names))
    {
        if !once.contains(&words) {
            once.push(words);
        }
    }
    if !once.is_empty() {
        say(p.letter_proration.to_owned(), names.format().parted(&once));
    }
    all
}

fn money(value: Decimal, names: Names) -> String {
    let f = names.format();
    format!("{}{}", f.currency_sign(names.data.workspace.currency), f.at_most(value, 2))
}

/// A value of a KPI as its unit asks.
fn figure(kpi: Option<KpiId>, value: Decimal, names: Names) -> String {
    let unit = kpi.and_then(|id| names.data.kpis.get(id)).map_or(Unit::Money, |k| k.unit);
    match unit {
        Unit::Money => money(value, names),
        Unit::Ratio => names.format().percent_at_most(value, 4),
        Unit::Count | Unit::Quantity | Unit::Points => names.format().at_most(value, 4),
    }
}

/// The quotas of the year's periods; those that are all the same are said once.
fn quotas(part: &PersonalPart, names: Names) -> String {
    let p = &names.texts.payroll;
    let words = |one: &PersonalPeriod| match &one.quota {
        Some(quota) => quota_words(part.kpi, quota, names),
        None => p.letter_no_quota.to_owned(),
    };
    let said: Vec<String> = part.periods.iter().map(words).collect();
    let grain = part.periods.first().and_then(|one| one.period.grain());
    match (said.first(), grain) {
        (Some(first), Some(grain)) if said.len() > 1 && said.iter().all(|s| s == first) => {
            p.every_period(first, names.texts.plans.grain_name(grain))
        }
        _ => {
            let one = |(one, words): (&PersonalPeriod, &String)| {
                format!("{}{}{words}", names.period(one.period), names.format().colon())
            };
            names.format().parted(&part.periods.iter().zip(&said).map(one).collect::<Vec<_>>())
        }
    }
}

fn quota_words(kpi: Option<KpiId>, quota: &Quota, names: Names) -> String {
    let (f, p) = (names.format(), &names.texts.payroll);
    let value = figure(kpi, quota.value, names);
    let factor = |v: Decimal| f.percent_at_most(v, 2);
    let mut made: Vec<String> = Vec::new();
    made.extend(quota.part.map(|part| p.times_part(&factor(part.factor))));
    made.extend(quota.ramp.map(|ramp| p.times_ramp(&factor(ramp))));
    if made.is_empty() {
        return value;
    }
    p.quota_made(&value, &figure(kpi, quota.target, names), &made.join(" "))
}

/// In which part of a period the plan is theirs, where it is not all of it.
fn proration(one: &PersonalPeriod, names: Names) -> Option<String> {
    let part = one.part?;
    let (f, p) = (names.format(), &names.texts.payroll);
    let days = |n: u32| f.whole(n.into());
    Some(p.part_of(
        &names.period(one.period),
        &days(part.days),
        &days(part.of),
        &f.percent_at_most(part.factor, 2),
    ))
}

#[cfg(test)]
#[path = "plan_letter_tests.rs"]
mod tests;
