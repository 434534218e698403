//! The names of a plan's numbers, and their values as people write them.

use super::names::Names;
use super::plan_facts::whom;
use crate::domain::Decimal;
use crate::domain::incentive::{MeasuredIn, PayoutCurve, Pays, Plan, Tier};
use crate::engine::incentive::whatif::Parameter;
use crate::state::knob::{Unit, measured, tier, unit};

/// The name of a number: its component, or whom it is for, and what it is.
#[must_use]
pub fn name(plan: &Plan, parameter: Parameter, names: Names) -> String {
    use Parameter as P;
    let (w, p) = (&names.texts.plans, &names.texts.pay);
    let of = |at: usize, what: &str| {
        let name = plan.components.get(at).map_or("", |c| c.name.as_str());
        format!("{name}{}{what}", names.format().colon())
    };
    let level = |at: usize, what: &str| {
        let name = plan.terms.pay.get(at).map(|l| whom(&l.whom, names)).unwrap_or_default();
        format!("{name}{}{what}", names.format().colon())
    };
    match parameter {
        P::TierValue(at, rule, _) => {
            let span = tier(plan, parameter).map(|t| span(plan, at, rule, t, names)).unwrap_or_default();
            let times = matches!(plan.components.get(at).map(|c| &c.pays), Some(Pays::Bonus(_)));
            let what = match unit(plan, parameter) {
                Unit::Money => w.amount,
                Unit::Number if times => w.multiplier,
                _ => w.rate,
            };
            of(at, &p.tier_number(&span, what))
        }
        P::TierEnd(at, rule, _) => {
            let span = tier(plan, parameter).map(|t| span(plan, at, rule, t, names)).unwrap_or_default();
            of(at, &p.tier_number(&span, w.to))
        }
        P::PointShare(at, n) | P::PointAt(at, n) => {
            let point = match plan.components.get(at).map(|c| &c.pays) {
                Some(Pays::Bonus(bonus)) => match &bonus.curve {
                    PayoutCurve::Points(points) => points.get(n).map(|p| p.at),
                    PayoutCurve::Linear | PayoutCurve::Multipliers(_) => None,
                },
                _ => None,
            };
            let place = names.format().percent_at_most(point.unwrap_or_default(), 2);
            let what = if matches!(parameter, P::PointAt(..)) { w.at } else { w.share };
            of(at, &p.tier_number(&place, what))
        }
        P::Weight(at) => of(at, w.weight),
        P::Cap(at) => of(at, w.cap),
        P::Gate(at) => of(at, &p.tier_number(w.gate, w.gate_least)),
        P::Factor(at, ..) => of(at, p.factor),
        P::Pool(at) => of(at, w.pool_size),
        P::Spiff(at, _) => of(at, w.amount),
        P::Months(at) => of(at, w.months_of_pay),
        P::TargetPay(at) => level(at, w.target_pay),
        P::BasePay(at) => level(at, w.base_pay),
        P::Draw => w.draw_amount.to_owned(),
        P::StatementCap => w.statement_cap.to_owned(),
        P::Holdback => w.holdback_share.to_owned(),
    }
}

/// A value as stored, in words: `2.5%`, `$5,000`, `1.5`.
#[must_use]
pub fn figure(plan: &Plan, parameter: Parameter, stored: Decimal, names: Names) -> String {
    let f = names.format();
    match unit(plan, parameter) {
        Unit::Ratio => f.percent_at_most(stored, 3),
        Unit::Percent => format!("{}%", f.at_most(stored, 3)),
        Unit::Money => {
            format!("{}{}", f.currency_sign(names.data.workspace.currency), f.at_most(stored, 2))
        }
        Unit::Number => f.at_most(stored, 4),
    }
}

/// The ends of a tier.
fn span(plan: &Plan, at: usize, rule: usize, tier: &Tier, names: Names) -> String {
    let f = names.format();
    let kind = plan.components.get(at).map_or(MeasuredIn::Amount, |c| measured(c, rule));
    let end = |value: Decimal| match kind {
        MeasuredIn::PercentOfQuota => f.percent_at_most(value, 2),
        MeasuredIn::Amount => f.compact(value),
        MeasuredIn::Quantity | MeasuredIn::Field(_) => f.at_most(value, 2),
    };
    let words = match tier.to {
        Some(to) => names.texts.payroll.range(&end(tier.from), &end(to)),
        None => names.texts.payroll.and_above(&end(tier.from)),
    };
    let rule = rule.checked_sub(1).and_then(|rule| plan.components.get(at)?.terms.rules.get(rule));
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
                let plan = template
                    .plan(date(2027, 1, 1), &Uuid::nil, &|part| texts.plans.part_name(part).to_owned());
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
        assert_eq!(told[..2], ["C: 0% to 100% · Rate", "C: 0% to 100% · To"]);
        assert_eq!(figure(&plan, Parameter::TierValue(0, 0, 1), Decimal::new(55, 3), names), "5.5%");
        let plan = Template::TargetBonus.plan(date(2027, 1, 1), &Uuid::nil, &|_| "C".into());
        assert_eq!(name(&plan, Parameter::TargetPay(0), names), "Everybody: Target pay a year");
        assert_eq!(figure(&plan, Parameter::TargetPay(0), Decimal::from(120_000), names), "$120,000");
    }
}
