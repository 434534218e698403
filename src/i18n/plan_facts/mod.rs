//! A plan as a list of facts in words: for the letter that people get, and for what differs between two versions.
//!
//! Invariant: two plans that pay differently differ in at least one fact. Every struct is taken apart whole, so that a new
//! term that has no words does not compile.

mod component;
mod refined;
mod terms;

pub use terms::days;

use super::names::Names;
use crate::domain::Decimal;
use crate::domain::id::ComponentId;
use crate::domain::incentive::{Gate, PayLevel, Plan, Reading, ReadingOf};
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
    let components = plan.components.iter().map(|c| (c.id, c.name.clone())).collect();
    let mut list = List { names, components, id: String::new(), part: String::new(), all: Vec::new() };
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

/// A figure that a plan reads, in words.
#[must_use]
pub fn reading_name(plan: &Plan, reading: &Reading, names: Names) -> String {
    let components = plan.components.iter().map(|c| (c.id, c.name.clone())).collect();
    List { names, components, id: String::new(), part: String::new(), all: Vec::new() }.reading(reading)
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
    components: Vec<(ComponentId, String)>,
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
                parts.extend(amount.map(|a| self.beside(word, &self.money(a))));
            }
            parts.extend(level.from.map(|day| self.beside(w.effective, &self.names.format().date(day))));
            let label = format!("{} · {}", w.pay_levels, whom(&level.whom, self.names));
            self.add(&format!("pay {at} {label}"), label, parts.join(" · "));
            if let Some(fact) = self.all.last_mut() {
                fact.personal = true;
            }
        }
    }

    /// The fact just added names what somebody is paid.
    fn personal(&mut self) {
        if let Some(fact) = self.all.last_mut() {
            fact.personal = true;
        }
    }

    fn beside(&self, word: &str, about: &str) -> String {
        self.names.format().beside(word, about)
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

    fn figure(&self, value: Decimal) -> String {
        self.names.format().at_most(value, 4)
    }

    fn count(&self, value: u32) -> String {
        self.names.format().whole(value.into())
    }

    /// A yes: stands only where it is one.
    fn flag(&mut self, key: &str, label: &str, on: bool) {
        if on {
            self.add(key, label, self.names.texts.plan_terms.yes.to_owned());
        }
    }

    /// The name of a component of the plan.
    fn component_name(&self, id: ComponentId) -> String {
        let found = self.components.iter().find(|(known, _)| *known == id);
        found.map_or_else(|| self.names.texts.common.unknown.to_owned(), |(_, name)| name.clone())
    }

    /// A figure that is read, in words.
    fn reading(&self, reading: &Reading) -> String {
        let w = &self.names.texts.plan_terms;
        let Reading { of, whose, per, back } = *reading;
        let of = match of {
            ReadingOf::Component(id) => w.attainment_of(&self.component_name(id)),
            ReadingOf::Kpi(id) => w.value_of(&self.names.kpi(id)),
            ReadingOf::KpiAttainment(id) => w.attainment_of(&self.names.kpi(id)),
            ReadingOf::Score => w.score.to_owned(),
            ReadingOf::Appraisal => w.appraisal_score.to_owned(),
            ReadingOf::Multiplier => w.appraisal_multiplier.to_owned(),
        };
        let mut words = vec![of, self.names.texts.plans.whose_name(whose).to_owned()];
        words.extend(per.map(|grain| self.names.texts.plans.grain_name(grain).to_owned()));
        words.extend((back > 0).then(|| w.periods_back(&self.count(back))));
        words.join(" · ")
    }

    /// A gate in words.
    fn gate_words(&self, gate: &Gate) -> String {
        let Gate { reading, least, pays_back } = gate;
        let ratio = matches!(reading.of, ReadingOf::Component(_) | ReadingOf::KpiAttainment(_));
        let least = if ratio { self.percent(*least) } else { self.figure(*least) };
        let mut words = vec![self.reading(reading), self.names.texts.plan_terms.at_least(&least)];
        words.extend(pays_back.then(|| self.names.texts.plans.pays_back.to_owned()));
        words.join(" · ")
    }
}

#[cfg(test)]
mod tests;
