//! A plan in plain sentences, written from the plan itself: one paragraph for the plan and one for each component. What has
//! no sentence of its own stands as a fact, so that nothing a plan says is left out.

use super::names::Names;
use super::plan_facts::{Fact, facts, whom};
use crate::domain::Decimal;
use crate::domain::incentive::{
    Accumulate, Bonus, Component, Draw, MeasuredIn, PayoutCurve, Pays, Plan, Pool, PoolOf, PoolShares,
    RateTable, Tier, TierMode, Whose, Worth,
};

/// Some sentences about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The component; empty for the plan as a whole.
    pub heading: String,
    /// Sentences, each whole.
    pub sentences: Vec<String>,
}

/// The plan in sentences. The paragraph of the plan's terms comes last and is left out where there are none.
#[must_use]
pub fn summary(plan: &Plan, names: Names) -> Vec<Paragraph> {
    let w = &names.texts.plan_checks;
    let f = names.format();
    let people: Vec<String> = plan.assigned.iter().map(|a| whom(a, names)).collect();
    let begins = w.begins(&plan.name, &f.date(plan.effective), &f.list(&people));
    let told = facts(plan, names);
    let mut first = vec![begins];
    first.extend(plan.terms.until.map(|day| names.texts.plan_terms.ends(&f.date(day))));
    first.extend(told.iter().filter(|f| f.what().starts_with("dates ")).map(|fact| as_fact(fact, names)));
    let mut all = vec![Paragraph { heading: String::new(), sentences: first }];
    for component in &plan.components {
        let mut sentences = Words { names, component }.sentences();
        let id = component.id.to_string();
        let own = told.iter().filter(|f| f.of() == id && !spoken(f.what()));
        sentences.extend(own.map(|fact| as_fact(fact, names)));
        all.push(Paragraph { heading: component.name.clone(), sentences });
    }
    let head = ["name", "effective", "assigned", "until"];
    let drawn = ["draw", "forgiven", "draw months"];
    let spoken = |what: &str| {
        head.contains(&what)
            || drawn.contains(&what)
            || what.starts_with("dates ")
            || what.starts_with("ramp ")
    };
    let rest = told.iter().filter(|f| f.of().is_empty() && !spoken(f.what()));
    let mut terms: Vec<String> = plan.terms.draw.iter().map(|draw| draw_words(draw, names)).collect();
    terms.extend(ramp_words(&plan.terms.ramp, names));
    terms.extend(rest.map(|fact| as_fact(fact, names)));
    if !terms.is_empty() {
        all.push(Paragraph { heading: names.texts.plans.terms.to_owned(), sentences: terms });
    }
    all
}

/// What is paid in advance, for how long, and what becomes of it.
fn draw_words(draw: &Draw, names: Names) -> String {
    let f = names.format();
    let amount = format!("{}{}", f.currency_sign(names.data.workspace.currency), f.at_most(draw.amount, 2));
    let months = draw.months.map(|months| f.whole(months.into())).unwrap_or_default();
    let rest = names.texts.plans.forgiven_name(draw.forgiven);
    // An English sentence goes on in small letters.
    let rest = if f.lang == super::Lang::En { rest.to_lowercase() } else { rest.to_owned() };
    names.texts.plan_checks.draw_is(&amount, &months, &rest)
}

/// The quotas of the first months.
fn ramp_words(ramp: &[Decimal], names: Names) -> Option<String> {
    let f = names.format();
    let shares: Vec<String> = ramp.iter().map(|share| format!("{}%", f.at_most(*share, 4))).collect();
    let months = f.whole(i64::try_from(ramp.len()).ok()?);
    (!shares.is_empty()).then(|| names.texts.plan_checks.ramp_is(&months, &f.row(&shares)))
}

fn as_fact(fact: &Fact, names: Names) -> String {
    names.texts.plan_checks.fact(&fact.label, &fact.value)
}

/// Whether a fact of a component is part of its sentences.
fn spoken(what: &str) -> bool {
    const WORDS: [&str; 14] = [
        "name",
        "pays",
        "base",
        "accumulate",
        "filter",
        "measured",
        "of",
        "curve",
        "months",
        "pool",
        "whose",
        "shares",
        "counts",
        "reward",
    ];
    WORDS.contains(&what) || what.starts_with("tier ") || what.starts_with("point ")
}

struct Words<'a> {
    names: Names<'a>,
    component: &'a Component,
}

impl Words<'_> {
    fn sentences(&self) -> Vec<String> {
        let w = &self.names.texts.plan_checks;
        let mut all = match &self.component.pays {
            Pays::Table(table) => self.table(table),
            Pays::Bonus(bonus) => self.bonus(bonus),
            Pays::Pool(pool) => self.pool(pool),
            Pays::Fixed(fixed) => {
                vec![w.months_of_base(&self.names.format().at_most(fixed.months, 2))]
            }
            Pays::Spiff(_) => vec![self.on()],
            Pays::Reward(_) => vec![w.proposes.to_owned()],
        };
        let filter = self.names.filter(&self.component.filter);
        if !filter.is_empty() {
            all.push(w.only(&self.names.format().parted(&filter)));
        }
        all
    }

    /// How long it accumulates.
    fn span(&self) -> String {
        let w = &self.names.texts.plan_checks;
        let name = self.names.texts.plans.accumulate_name(self.component.accumulate());
        match self.component.accumulate() {
            Accumulate::PerRecord | Accumulate::PerDocument => w.each_record(name),
            _ => w.each_span(name),
        }
    }

    fn base(&self) -> String {
        match self.component.terms.kpi {
            Some(kpi) => self.names.kpi(kpi),
            None => self.lower(self.names.texts.kpis.base_name(self.component.base)),
        }
    }

    fn whose(&self, whose: Whose) -> String {
        self.lower(self.names.texts.plans.whose_name(whose))
    }

    /// A word inside an English sentence.
    fn lower(&self, word: &str) -> String {
        if self.names.texts.common.lang == super::Lang::En { word.to_lowercase() } else { word.to_owned() }
    }

    /// What it is paid on.
    fn on(&self) -> String {
        let w = &self.names.texts.plan_checks;
        w.table_base(&self.base(), &self.whose(self.component.terms.whose), &self.span())
    }

    fn percent(&self, ratio: Decimal) -> String {
        self.names.format().percent_at_most(ratio, 4)
    }

    fn money(&self, value: Decimal) -> String {
        let f = self.names.format();
        format!("{}{}", f.currency_sign(self.names.data.workspace.currency), f.at_most(value, 2))
    }

    /// Whole sentences end with the mark of the language.
    fn ended(&self, parts: &[String]) -> String {
        match self.names.texts.common.lang {
            super::Lang::En => format!("{}.", self.names.format().parted(parts)),
            _ => format!("{}。", self.names.format().parted(parts)),
        }
    }

    fn tiers(&self, tiers: &[Tier], measured: MeasuredIn, value: impl Fn(&Tier) -> String) -> String {
        let p = &self.names.texts.payroll;
        let end = |value: Decimal| match measured {
            MeasuredIn::PercentOfQuota => self.percent(value),
            MeasuredIn::Amount => self.money(value),
            MeasuredIn::Quantity | MeasuredIn::Field(_) => self.names.format().at_most(value, 4),
        };
        let one = |tier: &Tier| {
            let span = match tier.to {
                Some(to) => p.range(&end(tier.from), &end(to)),
                None => p.and_above(&end(tier.from)),
            };
            format!("{span}{}{}", self.names.format().colon(), value(tier))
        };
        self.ended(&tiers.iter().map(one).collect::<Vec<_>>())
    }

    fn table(&self, table: &RateTable) -> Vec<String> {
        let w = &self.names.texts.plan_checks;
        let value = |tier: &Tier| {
            let money = tier.worth == Worth::Amount
                || (tier.worth == Worth::Plain && tier.mode == TierMode::Interpolated);
            let figure = if money { self.money(tier.value) } else { self.percent(tier.value) };
            match tier.worth {
                Worth::TargetPay => self.names.texts.pay.of_target(&figure),
                Worth::BasePay => format!("{figure} · {}", self.names.texts.plans.worth_base),
                Worth::Plain | Worth::Amount => figure,
            }
        };
        let mut all = vec![self.on()];
        match table.tiers.as_slice() {
            [only] if only.from.is_zero() && only.to.is_none() => all.push(w.single_rate(&value(only))),
            tiers => {
                let every = |mode| tiers.iter().all(|t| t.mode == mode);
                let mixed = !every(TierMode::Marginal) && !every(TierMode::Retroactive);
                let named = |t: &Tier| {
                    let mode = self.names.texts.plans.mode_name(t.mode);
                    if mixed { w.with_mode(&value(t), mode) } else { value(t) }
                };
                all.push(self.tiers(tiers, table.measured, named));
                if every(TierMode::Marginal) {
                    all.push(w.marginal_rule.to_owned());
                } else if every(TierMode::Retroactive) {
                    all.push(w.retroactive_rule.to_owned());
                }
            }
        }
        all
    }

    fn bonus(&self, bonus: &Bonus) -> Vec<String> {
        let w = &self.names.texts.plan_checks;
        let of = self.names.texts.plans.pay_of_name(bonus.of);
        let mut all = vec![w.bonus_base(of, &self.base(), &self.span())];
        match &bonus.curve {
            PayoutCurve::Linear => all.push(self.ended(&[self.names.texts.plans.linear.to_owned()])),
            PayoutCurve::Points(points) => {
                let one = |p: &crate::domain::incentive::PayoutPoint| {
                    w.at_pays(&self.percent(p.at), &self.percent(p.share))
                };
                all.push(self.ended(&points.iter().map(one).collect::<Vec<_>>()));
                all.push(w.points_rule.to_owned());
                if let (Some(first), Some(last)) = (points.first(), points.last()) {
                    all.push(w.below_nothing(&self.percent(first.at)));
                    all.push(w.no_more_above(&self.percent(last.at)));
                }
            }
            PayoutCurve::Multipliers(tiers) => {
                let times = |t: &Tier| w.multiplies("", &self.names.format().at_most(t.value, 4));
                all.push(self.tiers(tiers, MeasuredIn::PercentOfQuota, |t| times(t).trim().to_owned()));
            }
        }
        all
    }

    fn pool(&self, pool: &Pool) -> Vec<String> {
        let w = &self.names.texts.plan_checks;
        let whose = if pool.whose == Whose::Own { Whose::Team } else { pool.whose };
        let size = match pool.of {
            PoolOf::Rate(rate) => w.of_sales(&self.percent(rate)),
            PoolOf::Amount(amount) => self.money(amount),
        };
        let mut all = vec![w.pool_is(&size, &self.whose(whose), &self.span())];
        match pool.shares {
            PoolShares::Equal => all.push(w.equally.to_owned()),
            PoolShares::Credit => all.push(w.by_credit.to_owned()),
            PoolShares::Weights(_) => {}
        }
        all
    }
}

#[cfg(test)]
#[path = "plan_summary_tests.rs"]
mod tests;
