//! A plan as a list of facts in words: for the letter that people get, and for what differs between two versions.
//!
//! Invariant: two plans that pay differently differ in at least one fact. What has no words of its own stands in one fact
//! whose value is a stable number, so that it is never passed over in silence.

use super::names::Names;
use crate::domain::Decimal;
use crate::domain::incentive::{
    Bonus, CapOn, Component, ComponentTerms, MeasuredIn, PayLevel, PayoutCurve, Pays, Plan, PlanTerms, Pool,
    PoolOf, Spiff, SpiffKind, Tier, TierMode, Worth,
};
use crate::domain::scorecard::Assigned;

/// Where a fact belongs and what tells it from others, in any version of a plan.
type Key = (String, String);

/// Something that a plan says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    key: Key,
    /// The component it belongs to; empty for the plan as a whole.
    pub part: String,
    /// What it is about.
    pub label: String,
    /// What the plan says about it.
    pub value: String,
    /// Whether it names what somebody is paid, so that nobody else's letter may hold it.
    pub personal: bool,
}

impl Fact {
    /// Whether it only repeats a name that stands in a heading.
    #[must_use]
    pub fn is_name(&self) -> bool {
        self.key.1 == "name"
    }

    /// The id of the component it belongs to; empty for the plan as a whole.
    #[must_use]
    pub fn of(&self) -> &str {
        &self.key.0
    }

    /// What it is about, the same in every language.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.key.1
    }
}

/// What became of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The component it belongs to; empty for the plan as a whole.
    pub part: String,
    /// What it is about.
    pub label: String,
    /// As it was; absent for what is new.
    pub before: Option<String>,
    /// As it is; absent for what is gone.
    pub after: Option<String>,
}

/// What differs between two versions of a plan, in the order of the later one.
#[must_use]
pub fn changes(before: &Plan, after: &Plan, names: Names) -> Vec<Change> {
    let (old, new) = (facts(before, names), facts(after, names));
    let mut all = Vec::new();
    for fact in &new {
        let known = old.iter().find(|f| f.key == fact.key);
        if known.is_none_or(|f| f.value != fact.value) {
            all.push(Change {
                part: fact.part.clone(),
                label: fact.label.clone(),
                before: known.map(|f| f.value.clone()),
                after: Some(fact.value.clone()),
            });
        }
    }
    for fact in old.iter().filter(|f| !new.iter().any(|n| n.key == f.key)) {
        let Fact { part, label, value, .. } = fact.clone();
        all.push(Change { part, label, before: Some(value), after: None });
    }
    all
}

/// Everything that a plan says.
#[must_use]
pub fn facts(plan: &Plan, names: Names) -> Vec<Fact> {
    let w = &names.texts.plans;
    let f = names.format();
    let mut list = List { names, id: String::new(), part: String::new(), all: Vec::new() };
    list.add("name", w.name, plan.name.clone());
    list.add("effective", w.effective, f.date(plan.effective));
    let whom: Vec<String> = plan.assigned.iter().map(|a| whom(a, names)).collect();
    list.add("assigned", w.assigned, f.list(&whom));
    if let Some(fact) = list.all.last_mut() {
        fact.personal = plan.assigned.iter().any(|a| matches!(a, Assigned::Person(_)));
    }
    for component in &plan.components {
        list.id = component.id.to_string();
        list.part.clone_from(&component.name);
        list.component(component);
    }
    (list.id, list.part) = (String::new(), String::new());
    list.terms(&plan.terms);
    list.all
}

/// For whom something holds.
#[must_use]
pub fn whom(assigned: &Assigned, names: Names) -> String {
    use crate::engine::measure::Key;
    match assigned {
        Assigned::Everybody => names.texts.scorecards.everybody.to_owned(),
        Assigned::Role(role) => role.clone(),
        Assigned::Team(id) => names.key(Key::Team(*id)),
        Assigned::Person(id) => names.key(Key::Person(*id)),
    }
}

struct List<'a> {
    names: Names<'a>,
    id: String,
    part: String,
    all: Vec<Fact>,
}

impl List<'_> {
    fn add(&mut self, key: &str, label: impl Into<String>, value: String) {
        let key = (self.id.clone(), key.to_owned());
        self.all.push(Fact { key, part: self.part.clone(), label: label.into(), value, personal: false });
    }

    /// Base and target pay of those whom a level names.
    fn pay_levels(&mut self, levels: &[PayLevel]) {
        let w = &self.names.texts.plans;
        for (at, level) in levels.iter().enumerate() {
            let mut parts = Vec::new();
            for (word, amount) in [(w.base_pay, level.base), (w.target_pay, level.target)] {
                parts.extend(amount.map(|a| format!("{word} {}", self.money(a))));
            }
            parts.extend(level.from.map(|day| format!("{} {}", w.effective, self.names.format().date(day))));
            let label = format!("{} · {}", w.pay_levels, whom(&level.whom, self.names));
            self.add(&format!("pay {at} {label}"), label, parts.join(" · "));
            if let Some(fact) = self.all.last_mut() {
                fact.personal = true;
            }
        }
    }

    fn money(&self, value: Decimal) -> String {
        let f = self.names.format();
        format!("{}{}", f.currency_sign(self.names.data.workspace.currency), f.at_most(value, 2))
    }

    fn percent(&self, ratio: Decimal) -> String {
        self.names.format().percent_at_most(ratio, 4)
    }

    fn share(&self, percent: Decimal) -> String {
        format!("{}%", self.names.format().at_most(percent, 4))
    }

    fn component(&mut self, component: &Component) {
        let texts = self.names.texts;
        let w = &texts.plans;
        self.add("name", w.part, component.name.clone());
        self.add("pays", w.pays, w.pays_name(&component.pays).to_owned());
        self.add("base", w.base, texts.kpis.base_name(component.base).to_owned());
        self.add("accumulate", w.accumulate, w.accumulate_name(component.accumulate()).to_owned());
        let filter = self.names.filter(&component.filter);
        if !filter.is_empty() {
            self.add("filter", texts.payroll.only, filter.join("; "));
        }
        match &component.pays {
            Pays::Table(table) => {
                if table.measured != MeasuredIn::Amount {
                    self.add("measured", w.measured, w.measured_name(table.measured).to_owned());
                }
                self.tiers(&table.tiers, table.measured);
                self.rest("table", &table.boundary, &Default::default());
            }
            Pays::Bonus(bonus) => self.bonus(bonus),
            Pays::Spiff(spiff) => self.spiff(spiff),
            Pays::Pool(pool) => self.pool(pool),
            Pays::Fixed(fixed) => {
                self.add("months", w.fixed, self.names.format().at_most(fixed.months, 2));
            }
            Pays::Reward(reward) => self.rest("reward", &Some(reward), &None),
        }
        self.component_terms(&component.terms);
    }

    fn tiers(&mut self, tiers: &[Tier], measured: MeasuredIn) {
        let texts = self.names.texts;
        let end = |value: Decimal| match measured {
            MeasuredIn::PercentOfQuota => self.percent(value),
            MeasuredIn::Amount => self.money(value),
            MeasuredIn::Quantity | MeasuredIn::Field(_) => self.names.format().at_most(value, 4),
        };
        let mut made = Vec::new();
        for tier in tiers {
            let span = match tier.to {
                Some(to) => texts.payroll.range(&end(tier.from), &end(to)),
                None => texts.payroll.and_above(&end(tier.from)),
            };
            let amount = tier.mode == TierMode::Interpolated || tier.worth == Worth::Amount;
            let value = if amount { self.money(tier.value) } else { self.percent(tier.value) };
            let mut words = vec![value, texts.plans.mode_name(tier.mode).to_owned()];
            if !matches!(tier.worth, Worth::Plain | Worth::Amount) {
                words.push(texts.plans.worth_name(tier.worth).to_owned());
            }
            made.push((span, words.join(" · "), tier.gate));
        }
        for (span, words, gate) in made {
            self.add(&format!("tier {span}"), span.clone(), words);
            self.rest(&format!("gate {span}"), &gate, &None);
        }
    }

    fn bonus(&mut self, bonus: &Bonus) {
        let w = &self.names.texts.plans;
        self.add("of", w.pay_of, w.pay_of_name(bonus.of).to_owned());
        match &bonus.curve {
            PayoutCurve::Linear => self.add("curve", w.curve, w.linear.to_owned()),
            PayoutCurve::Points(points) => {
                for point in points {
                    let at = self.percent(point.at);
                    self.add(&format!("point {at}"), format!("{} {at}", w.at), self.percent(point.share));
                }
            }
            PayoutCurve::Multipliers(tiers) => {
                for tier in tiers {
                    let from = self.names.texts.payroll.and_above(&self.percent(tier.from));
                    let words = format!(
                        "× {} · {}",
                        self.names.format().at_most(tier.value, 4),
                        w.mode_name(tier.mode)
                    );
                    self.add(&format!("tier {from}"), from.clone(), words);
                }
            }
        }
    }

    fn spiff(&mut self, spiff: &Spiff) {
        let w = &self.names.texts.plans;
        let f = self.names.format();
        for (key, label, day) in [("from", w.first_day, spiff.from), ("to", w.last_day, spiff.to)] {
            if let Some(day) = day {
                self.add(key, label, f.date(day));
            }
        }
        let label = w.spiff_name(&spiff.kind);
        let value = match &spiff.kind {
            SpiffKind::Fixed { amount } | SpiffKind::PerRecord { amount } => self.money(*amount),
            SpiffKind::PerStep { step, amount } => format!("{} / {}", self.money(*amount), self.money(*step)),
            SpiffKind::First { count, amount } => {
                format!("{} × {}", f.whole((*count).into()), self.money(*amount))
            }
            SpiffKind::Ranking { prizes } => {
                f.list(&prizes.iter().map(|p| self.money(*p)).collect::<Vec<_>>())
            }
        };
        self.add("kind", label, value);
    }

    fn pool(&mut self, pool: &Pool) {
        let w = &self.names.texts.plans;
        let size = match pool.of {
            PoolOf::Rate(rate) => self.percent(rate),
            PoolOf::Amount(amount) => self.money(amount),
        };
        self.add("pool", w.pool_size, size);
        self.add("whose", w.pool_of, w.whose_name(pool.whose).to_owned());
        self.rest("pool rest", &(&pool.shares, &pool.members), &(&Default::default(), &None));
    }

    fn component_terms(&mut self, terms: &ComponentTerms) {
        let w = &self.names.texts.plans;
        if let Some(weight) = terms.weight {
            self.add("weight", w.weight, self.share(weight));
        }
        if let Some(cap) = terms.cap {
            let limit = match cap.on {
                CapOn::Payment => self.money(cap.most),
                CapOn::TargetPay | CapOn::Rate | CapOn::Attainment => self.percent(cap.most),
            };
            self.add("cap", w.cap_name(cap.on), limit);
        }
        let carries = terms.cap.map(|c| c.carries).filter(|c| *c);
        let other = ComponentTerms { weight: None, cap: None, ..terms.clone() };
        self.rest("terms", &(other, carries), &(ComponentTerms::default(), None));
    }

    fn terms(&mut self, terms: &PlanTerms) {
        let w = &self.names.texts.plans;
        let f = self.names.format();
        if let Some(draw) = &terms.draw {
            self.add("draw", self.names.texts.payroll.drawn, self.money(draw.amount));
            self.add(
                "forgiven",
                self.names.texts.payroll.forgiven,
                w.forgiven_name(draw.forgiven).to_owned(),
            );
        }
        if let Some(cap) = terms.cap {
            let limit =
                if cap.on == CapOn::TargetPay { self.percent(cap.most) } else { self.money(cap.most) };
            self.add("statement cap", w.statement_cap, limit);
        }
        if let Some(holdback) = terms.holdback {
            self.add("holdback", w.holdback_share, self.share(holdback.share));
            self.add("holdback months", w.holdback_months, f.whole(holdback.months.into()));
        }
        for (at, share) in terms.ramp.iter().enumerate() {
            let month = f.whole(i64::try_from(at).unwrap_or(i64::MAX).saturating_add(1));
            self.add(&format!("ramp {at}"), w.ramp_at(&month), self.share(*share));
        }
        self.pay_levels(&terms.pay);
        let known = PlanTerms {
            announced: None,
            pay: Vec::new(),
            draw: None,
            cap: None,
            holdback: None,
            ramp: Vec::new(),
            budget: None,
            ..terms.clone()
        };
        let draw = terms.draw.as_ref().map(|d| (d.months, d.defer, d.exempt.clone()));
        let carries = terms.cap.map(|c| c.carries).filter(|c| *c);
        self.rest("plan", &(known, draw, carries), &(PlanTerms::default(), None, None));
    }

    /// A fact for whatever has no words of its own, where it is not as by default.
    fn rest<T: PartialEq + std::fmt::Debug>(&mut self, key: &str, value: &T, default: &T) {
        if value != default {
            let label = self.names.texts.payroll.other_terms;
            self.add(key, label, format!("#{:08x}", mark(&format!("{value:?}"))));
        }
    }
}

/// A number that is the same for the same text, on every machine (FNV-1a, 32 bits).
fn mark(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Dataset;
    use crate::domain::incentive::{
        Accumulate, Cap, Draw, Forgiveness, Gate, Holdback, PayLevel, Reading, ReadingOf, Whose,
    };
    use crate::i18n::{Lang, Texts, sample as words};
    use crate::state::sample::{ROWS, Request, company, sample_as_of};
    use jiff::civil::date;

    fn data(lang: Lang) -> (Dataset, Plan) {
        let as_of = sample_as_of(date(2026, 11, 23));
        let (workspace, changes) =
            company(&Request { seed: 1, names: words::names(lang), as_of, rows: ROWS });
        let data = Dataset::new(workspace).apply(&changes).unwrap();
        let plan = Plan::clone(data.plans.iter().next().unwrap());
        (data, plan)
    }

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn every_change_of_a_plan_is_told() {
        let (data, plan) = data(Lang::En);
        let names = Names::new(&data, Texts::of(Lang::En));
        assert!(changes(&plan, &plan, names).is_empty());
        let gate = Gate {
            reading: Reading { of: ReadingOf::Score, whose: Whose::Own, per: None, back: 0 },
            least: dec("60"),
            pays_back: false,
        };
        let cap = Cap { on: CapOn::Payment, most: dec("5000"), carries: false };
        let draw = Draw {
            amount: dec("2000"),
            forgiven: Forgiveness::AtEnd,
            months: None,
            defer: 0,
            exempt: vec![],
        };
        let level = PayLevel { whom: Assigned::Everybody, from: None, base: None, target: Some(dec("1000")) };
        type Edit = Box<dyn Fn(&mut Plan)>;
        let edits: Vec<(Edit, &str, Option<&str>, Option<&str>)> = vec![
            (Box::new(|p| p.name = "B".into()), "Name", None, Some("B")),
            (Box::new(|p| p.effective = date(2027, 1, 1)), "Effective from", None, None),
            (Box::new(|p| p.assigned = vec![Assigned::Role("x".into())]), "Pays whom", None, Some("x")),
            (
                Box::new(|p| p.components[0].table_mut().unwrap().tiers[2].value = dec("0.03")),
                "100% to 120%",
                Some("2.5% · Retroactive"),
                Some("3% · Retroactive"),
            ),
            (
                Box::new(|p| p.components[0].table_mut().unwrap().accumulate = Accumulate::Year),
                "Accumulates over",
                Some("Quarter"),
                Some("Year"),
            ),
            (Box::new(move |p| p.components[1].terms.gate = Some(gate)), "Other terms", None, None),
            (
                Box::new(move |p| p.components[1].terms.cap = Some(cap)),
                "Pay of a period",
                None,
                Some("$5,000"),
            ),
            (
                Box::new(|p| p.components[1].terms.weight = Some(dec("40"))),
                "Share of target pay",
                None,
                Some("40%"),
            ),
            (Box::new(move |p| p.terms.draw = Some(draw.clone())), "Draw", None, Some("$2,000")),
            (
                Box::new(|p| p.terms.holdback = Some(Holdback { share: dec("10"), months: 3 })),
                "Share held",
                None,
                Some("10%"),
            ),
            (Box::new(|p| p.terms.recovery = Some(dec("50"))), "Other terms", None, None),
            (Box::new(|p| p.terms.attainment_places = Some(3)), "Other terms", None, None),
            (
                Box::new(move |p| p.terms.pay = vec![level.clone()]),
                "Base and target pay · Everybody",
                None,
                None,
            ),
        ];
        for (edit, label, before, after) in edits {
            let mut next = plan.clone();
            edit(&mut next);
            let told = changes(&plan, &next, names);
            let one = told.iter().find(|c| c.label == label).unwrap_or_else(|| panic!("{label}: {told:?}"));
            if before.is_some() {
                assert_eq!(one.before.as_deref(), before, "{label}");
            }
            if after.is_some() {
                assert_eq!(one.after.as_deref(), after, "{label}");
            }
            // And back again: what was new is gone.
            assert_eq!(changes(&next, &plan, names).len(), told.len(), "{label}");
        }
        let mut fewer = plan.clone();
        fewer.components.pop();
        let gone = changes(&plan, &fewer, names);
        assert!(gone.len() > 3 && gone.iter().all(|c| c.after.is_none() && !c.part.is_empty()));
    }

    #[test]
    fn a_letter_holds_no_pay_of_others() {
        let (data, mut plan) = data(Lang::ZhHant);
        let who = data.people.iter().next().unwrap();
        plan.terms.pay = vec![PayLevel {
            whom: Assigned::Person(who.id),
            from: None,
            base: Some(dec("987654")),
            target: None,
        }];
        let all = facts(&plan, Names::new(&data, Texts::of(Lang::ZhHant)));
        let told = |f: &&Fact| f.value.contains("987,654") || f.label.contains(&who.name);
        assert!(all.iter().any(|f| told(&f) && f.personal));
        assert!(!all.iter().any(|f| told(&f) && !f.personal));
    }
}
