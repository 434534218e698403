//! Facts of a component: what it pays on and how.

use super::{List, whom};
use crate::domain::Decimal;
use crate::domain::incentive::{
    Bonus, Boundary, Component, MeasuredIn, PayoutCurve, Pays, Pool, PoolOf, PoolShares, RateTable, Reward,
    RewardFor, Spiff, SpiffKind, Tier, TierMode, Worth,
};

impl List<'_> {
    pub(super) fn component(&mut self, component: &Component) {
        let texts = self.names.texts;
        let w = &texts.plans;
        let Component { id: _, name, base, filter, pays, terms } = component;
        self.add("name", w.part, name.clone());
        self.add("pays", w.pays, w.pays_name(pays).to_owned());
        self.add("base", w.base, texts.kpis.base_name(*base).to_owned());
        if !matches!(pays, Pays::Fixed(_) | Pays::Reward(_)) {
            self.add("accumulate", w.accumulate, w.accumulate_name(component.accumulate()).to_owned());
        }
        let filter = self.names.filter(filter);
        if !filter.is_empty() {
            self.add("filter", texts.payroll.only, self.names.format().parted(&filter));
        }
        match pays {
            Pays::Table(table) => self.table("", table),
            Pays::Bonus(bonus) => self.bonus(bonus),
            Pays::Spiff(spiff) => self.spiff(spiff),
            Pays::Pool(pool) => self.pool(pool),
            Pays::Fixed(fixed) => self.add("months", w.fixed, self.figure(fixed.months)),
            Pays::Reward(reward) => self.reward(reward),
        }
        self.component_terms(terms);
    }

    /// A rate table; `of` tells the rule whose table it is, empty for the component's own.
    pub(super) fn table(&mut self, of: &str, table: &RateTable) {
        let w = &self.names.texts.plans;
        let RateTable { measured, accumulate, tiers, boundary } = table;
        let named = |label: &str| if of.is_empty() { label.to_owned() } else { format!("{of} · {label}") };
        if !of.is_empty() {
            let span = w.accumulate_name(*accumulate).to_owned();
            self.add(&format!("accumulate {of}"), named(w.accumulate), span);
        }
        if *measured != MeasuredIn::Amount {
            let words = match measured {
                MeasuredIn::Field(field) => self.names.texts.plan_terms.field_name(*field),
                other => w.measured_name(*other),
            };
            self.add(&format!("measured{of}"), named(w.measured), words.to_owned());
        }
        self.tiers(of, tiers, *measured);
        if *boundary != Boundary::default() {
            self.add(&format!("boundary {of}"), named(w.boundary), w.boundary_name(*boundary).to_owned());
        }
    }

    fn tiers(&mut self, of: &str, tiers: &[Tier], measured: MeasuredIn) {
        let texts = self.names.texts;
        let end = |value: Decimal| match measured {
            MeasuredIn::PercentOfQuota => self.percent(value),
            MeasuredIn::Amount => self.money(value),
            MeasuredIn::Quantity | MeasuredIn::Field(_) => self.figure(value),
        };
        let mut made = Vec::new();
        for tier in tiers {
            let Tier { from, to, value, mode, worth, gate } = tier;
            let span = match to {
                Some(to) => texts.payroll.range(&end(*from), &end(*to)),
                None => texts.payroll.and_above(&end(*from)),
            };
            let span = if of.is_empty() { span } else { format!("{of} · {span}") };
            let amount =
                *worth == Worth::Amount || (*worth == Worth::Plain && *mode == TierMode::Interpolated);
            let value = if amount { self.money(*value) } else { self.percent(*value) };
            let mut words = vec![value, texts.plans.mode_name(*mode).to_owned()];
            if *worth != Worth::Plain {
                words.push(texts.plans.worth_name(*worth).to_owned());
            }
            words.extend(gate.as_ref().map(|gate| self.gate_words(gate)));
            made.push((span, words.join(" · ")));
        }
        for (span, words) in made {
            self.add(&format!("tier {span}"), span.clone(), words);
        }
    }

    fn bonus(&mut self, bonus: &Bonus) {
        let w = &self.names.texts.plans;
        let Bonus { accumulate: _, curve, of } = bonus;
        self.add("of", w.pay_of, w.pay_of_name(*of).to_owned());
        match curve {
            PayoutCurve::Linear => self.add("curve", w.curve, w.linear.to_owned()),
            PayoutCurve::Points(points) => {
                for point in points {
                    let at = self.percent(point.at);
                    self.add(&format!("point {at}"), self.beside(w.at, &at), self.percent(point.share));
                }
                if let (Some(first), Some(last)) = (points.first(), points.last()) {
                    let words = w.points_between(&self.percent(first.at), &self.percent(last.at));
                    self.add("between", w.curve, words);
                }
            }
            PayoutCurve::Multipliers(tiers) => {
                for tier in tiers {
                    let Tier { from, to, value, mode, worth: _, gate } = tier;
                    let p = &self.names.texts.payroll;
                    let span = match to {
                        Some(to) => p.range(&self.percent(*from), &self.percent(*to)),
                        None => p.and_above(&self.percent(*from)),
                    };
                    let mut words = vec![format!("× {}", self.figure(*value)), w.mode_name(*mode).to_owned()];
                    words.extend(gate.as_ref().map(|gate| self.gate_words(gate)));
                    self.add(&format!("tier {span}"), span.clone(), words.join(" · "));
                }
            }
        }
    }

    fn spiff(&mut self, spiff: &Spiff) {
        let w = &self.names.texts.plans;
        let f = self.names.format();
        let Spiff { from, to, accumulate: _, kind } = spiff;
        for (key, label, day) in [("from", w.first_day, from), ("to", w.last_day, to)] {
            if let Some(day) = day {
                self.add(key, label, f.date(*day));
            }
        }
        let label = w.spiff_name(kind);
        let value = match kind {
            SpiffKind::Fixed { amount } | SpiffKind::PerRecord { amount } => self.money(*amount),
            SpiffKind::PerStep { step, amount } => format!("{} / {}", self.money(*amount), self.money(*step)),
            SpiffKind::First { count, amount } => format!("{} × {}", self.count(*count), self.money(*amount)),
            SpiffKind::Ranking { prizes } => {
                f.list(&prizes.iter().map(|p| self.money(*p)).collect::<Vec<_>>())
            }
        };
        self.add("kind", label, value);
    }

    fn pool(&mut self, pool: &Pool) {
        let w = &self.names.texts.plans;
        let terms = &self.names.texts.plan_terms;
        let Pool { accumulate: _, whose, of, shares, members } = pool;
        let size = match of {
            PoolOf::Rate(rate) => self.percent(*rate),
            PoolOf::Amount(amount) => self.money(*amount),
        };
        self.add("pool", w.pool_size, size);
        self.add("whose", w.pool_of, w.whose_name(*whose).to_owned());
        match shares {
            PoolShares::Equal => self.add("shares", w.pool_shares, w.shares_equal.to_owned()),
            PoolShares::Credit => self.add("shares", w.pool_shares, w.shares_credit.to_owned()),
            PoolShares::Weights(all) => {
                for (at, (who, weight)) in all.iter().enumerate() {
                    let label = format!("{} · {}", terms.weight, whom(who, self.names));
                    self.add(&format!("weight {at} {label}"), label.clone(), self.figure(*weight));
                    self.personal();
                }
            }
        }
        if let Some(gate) = members {
            self.add("members", terms.members, self.gate_words(gate));
        }
    }

    fn reward(&mut self, reward: &Reward) {
        let w = &self.names.texts.plan_terms;
        let Reward { asks, running, every } = reward;
        let what = match asks {
            RewardFor::Grades(grades) => self.beside(w.reward_grades, &self.names.format().list(grades)),
            RewardFor::Attainment(least) => self.beside(w.reward_attainment, &self.percent(*least)),
            RewardFor::Score(least) => self.beside(w.reward_score, &self.figure(*least)),
        };
        let period = self.names.texts.plans.grain_name(*every);
        self.add("asks", w.reward_asks, w.running(&what, &self.count(*running), period));
    }
}
