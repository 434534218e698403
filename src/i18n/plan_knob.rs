//! The names of a plan's numbers, and their values as people write them.

use super::names::Names;
use super::plan_facts::whom;
use crate::domain::Decimal;
use crate::domain::incentive::{
    MeasuredIn, Parameter, PayoutCurve, Pays, Plan, PlanNumber as N, Pool, PoolShares,
};
use crate::state::knob::{Unit, component, measured, tier, unit};
use crate::state::payroll::run::currency;

/// The name of a number: its component, or whom it is for, and what it is.
#[must_use]
pub fn name(plan: &Plan, parameter: Parameter, names: Names) -> String {
    let (w, p, k) = (&names.texts.plans, &names.texts.pay, &names.texts.plan_terms);
    let [first, second] = parameter.place.at.map(usize::from);
    let owner = match parameter.place.what {
        N::TargetPay | N::BasePay => plan.terms.pay.get(first).map(|l| whom(&l.whom, names)),
        _ => component(plan, parameter).map(|c| c.name.clone()),
    };
    let within = |what: &str| match &owner {
        Some(owner) => format!("{owner}{}{what}", names.format().colon()),
        None => what.to_owned(),
    };
    let nth = |what: &str, n: usize| p.tier_number(what, &number(n, names));
    let what = match parameter.place.what {
        N::TierStart => p.tier_number(&span(plan, parameter, names), w.from),
        N::TierValue => {
            let times = matches!(component(plan, parameter).map(|c| &c.pays), Some(Pays::Bonus(_)));
            let what = match unit(plan, parameter) {
                Unit::Money => w.amount,
                Unit::Number if times => w.multiplier,
                _ => w.rate,
            };
            p.tier_number(&span(plan, parameter, names), what)
        }
        N::TierEnd => p.tier_number(&span(plan, parameter, names), w.to),
        N::TierGate => p.tier_number(&span(plan, parameter, names), w.gate),
        N::PointAt => p.tier_number(&point(plan, parameter, names), w.at),
        N::PointShare => p.tier_number(&point(plan, parameter, names), w.share),
        N::Weight => w.weight.to_owned(),
        N::Cap => w.cap.to_owned(),
        N::Gate => p.tier_number(w.gate, w.gate_least),
        N::MemberGate => p.tier_number(k.members, w.gate_least),
        N::FactorAt => p.tier_number(&nth(p.factor, first), &nth(k.at, second)),
        N::Factor => p.tier_number(&nth(p.factor, first), &nth(k.factor, second)),
        N::Pool => w.pool_size.to_owned(),
        N::PoolWeight => match component(plan, parameter).map(|c| &c.pays) {
            Some(Pays::Pool(Pool { shares: PoolShares::Weights(list), .. })) => {
                let member = list.get(first).map(|(member, _)| whom(member, names)).unwrap_or_default();
                p.tier_number(k.weight, &member)
            }
            _ => k.weight.to_owned(),
        },
        N::Spiff if first == 0 => w.amount.to_owned(),
        N::Spiff => nth(w.amount, first),
        N::SpiffStep => w.step.to_owned(),
        N::SpiffCount => w.count.to_owned(),
        N::Months => w.months_of_pay.to_owned(),
        N::Deductible => k.deductible.to_owned(),
        N::UpliftQuota => nth(k.uplift_quota, first),
        N::UpliftPay => nth(k.uplift_pay, first),
        N::ConditionLeast => p.tier_number(&nth(k.conditions, first), k.least),
        N::ConditionMost => p.tier_number(&nth(k.conditions, first), k.most),
        N::CreditShare => nth(k.credit, first),
        N::Instalment => p.tier_number(&nth(k.payout, first), k.share),
        N::InstalmentMonths => p.tier_number(&nth(k.payout, first), k.months),
        N::Clawback => k.claw_share.to_owned(),
        N::ClawbackMonths => w.clawback_within.to_owned(),
        N::TargetPay => w.target_pay.to_owned(),
        N::BasePay => w.base_pay.to_owned(),
        N::Ramp => nth(w.ramp, first),
        N::Draw => w.draw_amount.to_owned(),
        N::DrawMonths => p.tier_number(w.draw, w.draw_months),
        N::DrawDefer => k.draw_defer.to_owned(),
        N::StatementCap => w.statement_cap.to_owned(),
        N::Holdback => w.holdback_share.to_owned(),
        N::Recovery => k.recovery.to_owned(),
        N::FixedRate => k.fixed_rate.to_owned(),
        N::Rate => {
            let day = plan.terms.pay_in.as_ref().and_then(|p| p.rates.get(first)).map(|(day, _)| *day);
            p.tier_number(k.market_rates, &day.map(|d| names.format().date(d)).unwrap_or_default())
        }
    };
    within(&what)
}

/// A place as people count.
fn number(n: usize, names: Names) -> String {
    names.format().whole(i64::try_from(n).unwrap_or(i64::MAX).saturating_add(1))
}

/// A point of a payout curve.
fn point(plan: &Plan, parameter: Parameter, names: Names) -> String {
    let at = match component(plan, parameter).map(|c| &c.pays) {
        Some(Pays::Bonus(bonus)) => match &bonus.curve {
            PayoutCurve::Points(points) => {
                let [n, _] = parameter.place.at.map(usize::from);
                points.get(n).map(|p| p.at)
            }
            PayoutCurve::Linear | PayoutCurve::Multipliers(_) => None,
        },
        _ => None,
    };
    names.format().percent_at_most(at.unwrap_or_default(), 2)
}

/// A value as stored, in words: `2.5%`, `$5,000`, `1.5`.
#[must_use]
pub fn figure(plan: &Plan, parameter: Parameter, stored: Decimal, names: Names) -> String {
    let f = names.format();
    let money = |currency| format!("{}{}", f.currency_sign(currency), f.at_most(stored, 2));
    match unit(plan, parameter) {
        Unit::Ratio => f.percent_at_most(stored, 3),
        Unit::Percent => format!("{}%", f.at_most(stored, 3)),
        Unit::Money => money(names.data.workspace.currency),
        Unit::Paid => money(currency(names.data, plan)),
        Unit::Number => f.at_most(stored, 4),
    }
}

/// The ends of the tier to which a number belongs.
fn span(plan: &Plan, parameter: Parameter, names: Names) -> String {
    let (Some(tier), Some(component)) = (tier(plan, parameter), component(plan, parameter)) else {
        return String::new();
    };
    let f = names.format();
    let [rule, _] = parameter.place.at.map(usize::from);
    let kind = measured(component, rule);
    let end = |value: Decimal| match kind {
        MeasuredIn::PercentOfQuota => f.percent_at_most(value, 2),
        MeasuredIn::Amount => f.compact(value),
        MeasuredIn::Quantity | MeasuredIn::Field(_) => f.at_most(value, 2),
    };
    let words = match tier.to {
        Some(to) => names.texts.payroll.range(&end(tier.from), &end(to)),
        None => names.texts.payroll.and_above(&end(tier.from)),
    };
    let rule = rule.checked_sub(1).and_then(|rule| component.terms.rules.get(rule));
    rule.map_or(words.clone(), |rule| format!("{} · {words}", rule.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Dataset;
    use crate::domain::id::Uuid;
    use crate::i18n::{Lang, Texts, sample as words};
    use crate::state::knob::knobs;
    use crate::state::plan::Template;
    use crate::state::sample::{Request, company};
    use jiff::civil::date;

    #[test]
    fn every_number_of_every_template_has_a_name_of_its_own() {
        for lang in Lang::ALL {
            let as_of = date(2026, 11, 23);
            let (workspace, changes) =
                company(&Request { seed: 1, names: words::names(lang), as_of, rows: 100 });
            let data = Dataset::new(workspace).apply(&changes).unwrap();
            let names = Names::new(&data, Texts::of(lang));
            for template in Template::ALL {
                let texts = Texts::of(lang);
                let n = std::cell::Cell::new(0);
                let new_id = || {
                    n.set(n.get() + 1);
                    Uuid::from_u128(n.get())
                };
                let plan =
                    template.plan(date(2027, 1, 1), &new_id, &|part| texts.plans.part_name(part).to_owned());
                let all: Vec<String> = knobs(&plan).iter().map(|p| name(&plan, *p, names)).collect();
                let mut distinct = all.clone();
                distinct.sort();
                distinct.dedup();
                assert_eq!(distinct.len(), all.len(), "{all:?}");
            }
        }
    }

    #[test]
    fn numbers_are_named_and_written_as_in_the_editor() {
        let (workspace, changes) = company(&Request {
            seed: 1,
            names: words::names(Lang::En),
            as_of: date(2026, 11, 23),
            rows: 100,
        });
        let data = Dataset::new(workspace).apply(&changes).unwrap();
        let names = Names::new(&data, Texts::of(Lang::En));
        let plan = Template::NewBusiness.plan(date(2027, 1, 1), &Uuid::nil, &|_| "C".into());
        let told: Vec<String> = knobs(&plan).iter().map(|p| name(&plan, *p, names)).collect();
        assert_eq!(told[..3], ["C: 0% to 100% · From", "C: 0% to 100% · Rate", "C: 0% to 100% · To"]);
        let rate = Parameter::of(plan.components[0].id, N::TierValue, [0, 1]);
        assert_eq!(figure(&plan, rate, Decimal::new(55, 3), names), "5.5%");
        let plan = Template::TargetBonus.plan(date(2027, 1, 1), &Uuid::nil, &|_| "C".into());
        assert_eq!(name(&plan, Parameter::whole(N::TargetPay, 0), names), "Everybody: Target pay a year");
        assert_eq!(
            figure(&plan, Parameter::whole(N::TargetPay, 0), Decimal::from(120_000), names),
            "$120,000"
        );
    }
}
