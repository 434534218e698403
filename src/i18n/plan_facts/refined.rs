//! Facts of a component's refinements.

use super::List;
use crate::domain::incentive::{
    Cap, CapOn, Clawback, ClawbackShare, ComponentTerms, Condition, Due, Instalment, Modifier, RateDay, Rule,
    Uplift, Whose,
};

impl List<'_> {
    pub(super) fn component_terms(&mut self, terms: &ComponentTerms) {
        let (w, finer) = (&self.names.texts.plans, &self.names.texts.plan_terms);
        let ComponentTerms {
            weight,
            quota_kpi,
            quota_per,
            kpi,
            whose,
            conditions,
            deductible,
            below_zero,
            uplifts,
            rules,
            credit,
            rate_day,
            gate,
            cap,
            modifiers,
            modifies_first,
            payout,
            clawback,
        } = terms;
        if let Some(weight) = weight {
            self.add("weight", w.weight, self.share(*weight));
        }
        if let Some(kpi) = kpi {
            self.add("kpi", finer.kpi, self.names.kpi(*kpi));
        }
        if let Some(kpi) = quota_kpi {
            self.add("quota kpi", finer.quota_kpi, self.names.kpi(*kpi));
        }
        if let Some(grain) = quota_per {
            self.add("quota per", finer.quota_per, w.grain_name(*grain).to_owned());
        }
        if *whose != Whose::Own {
            self.add("counts", w.whose, w.whose_name(*whose).to_owned());
        }
        for (at, condition) in conditions.iter().enumerate() {
            self.condition(at, condition);
        }
        if let Some(deductible) = deductible {
            self.add("deductible", finer.deductible, self.money(*deductible));
        }
        self.flag("below zero", finer.below_zero, *below_zero);
        for (at, uplift) in uplifts.iter().enumerate() {
            self.uplift(at, uplift);
        }
        for (at, rule) in rules.iter().enumerate() {
            self.rule(at, rule);
        }
        for (at, part) in credit.iter().enumerate() {
            let words = format!("{} · {}", self.share(part.share), finer.event_name(part.event));
            self.add(&format!("credit {at}"), finer.credit, words);
        }
        if *rate_day != RateDay::default() {
            self.add("rate day", finer.rate_day, finer.rate_day_name(*rate_day).to_owned());
        }
        if let Some(gate) = gate {
            self.add("gate", w.gate, self.gate_words(gate));
        }
        if let Some(cap) = cap {
            self.cap("cap", w.cap_name(cap.on), cap);
        }
        for (at, modifier) in modifiers.iter().enumerate() {
            self.modifier(at, modifier);
        }
        self.flag("modifies first", finer.modifiers_first, *modifies_first);
        for (at, part) in payout.iter().enumerate() {
            self.instalment(at, part);
        }
        if let Some(clawback) = clawback {
            self.clawback(clawback);
        }
    }

    pub(super) fn cap(&mut self, key: &str, label: &str, cap: &Cap) {
        let Cap { on, most, carries } = cap;
        let mut words = vec![match on {
            CapOn::Payment => self.money(*most),
            CapOn::TargetPay | CapOn::Rate | CapOn::Attainment => self.percent(*most),
        }];
        words.extend(carries.then(|| self.names.texts.plans.carries.to_owned()));
        self.add(key, label, words.join(" · "));
    }

    /// Which records, as the end of a sentence; empty for all.
    fn of_records(&self, filter: &crate::domain::filter::Filter) -> Vec<String> {
        self.names.filter(filter)
    }

    fn condition(&mut self, at: usize, condition: &Condition) {
        let w = &self.names.texts.plan_terms;
        let Condition { filter, field, least, most } = condition;
        let mut words: Vec<String> = Vec::new();
        words.extend(least.map(|v| w.at_least(&self.figure(v))));
        words.extend(most.map(|v| w.at_most(&self.figure(v))));
        let mut all = vec![w.only_if(w.field_name(*field), &self.names.format().row(&words))];
        all.extend(self.of_records(filter));
        self.add(&format!("condition {at}"), w.conditions, all.join(" · "));
    }

    fn uplift(&mut self, at: usize, uplift: &Uplift) {
        let w = &self.names.texts.plan_terms;
        let Uplift { filter, quota, pay } = uplift;
        let mut all = vec![
            self.beside(w.uplift_quota, &self.figure(*quota)),
            self.beside(w.uplift_pay, &self.figure(*pay)),
        ];
        all.extend(self.of_records(filter));
        self.add(&format!("uplift {at}"), w.uplifts, all.join(" · "));
    }

    fn rule(&mut self, at: usize, rule: &Rule) {
        let Rule { name, filter, table } = rule;
        let words = match self.of_records(filter).as_slice() {
            [] => self.names.texts.plan_terms.all_records.to_owned(),
            all => self.names.format().parted(all),
        };
        let label = format!("{} · {name}", self.names.texts.plan_terms.rule);
        self.add(&format!("rule {at}"), label, words);
        self.table(name, table);
    }

    fn modifier(&mut self, at: usize, modifier: &Modifier) {
        let w = &self.names.texts.plan_terms;
        let Modifier { reading, points } = modifier;
        let words = match reading {
            None => {
                let factor = points.first().map(|p| self.figure(p.share)).unwrap_or_default();
                self.beside(w.always, &factor)
            }
            Some(reading) => {
                let point = |p: &crate::domain::incentive::PayoutPoint| {
                    w.factor_at(&self.figure(p.at), &self.figure(p.share))
                };
                let list: Vec<String> = points.iter().map(point).collect();
                format!("{} · {}", self.reading(reading), self.names.format().row(&list))
            }
        };
        self.add(&format!("modifier {at}"), w.modifiers, words);
    }

    fn instalment(&mut self, at: usize, instalment: &Instalment) {
        let w = &self.names.texts.plan_terms;
        let Instalment { share, due } = instalment;
        let when = match due {
            Due::Event { days, .. } => w.days_after(w.due_name(due), &self.count(*days)),
            Due::Months(months) => w.months_after(&self.count(*months)),
            Due::YearEnd => w.due_year_end.to_owned(),
            Due::Date(day) => self.names.format().date(*day),
        };
        self.add(&format!("instalment {at}"), w.payout, format!("{} · {when}", self.share(*share)));
    }

    fn clawback(&mut self, clawback: &Clawback) {
        let (w, finer) = (&self.names.texts.plans, &self.names.texts.plan_terms);
        let Clawback { share, within } = clawback;
        let words = match share {
            ClawbackShare::Percent(percent) => self.share(*percent),
            other => finer.claw_name(*other).to_owned(),
        };
        self.add("clawback", w.clawback_on, words);
        if let Some(months) = within {
            self.add("clawback within", finer.remove_up_to, self.count(*months));
        }
    }
}
