//! An appraisal standard as a list of facts in words, and what differs between two versions.
//!
//! Invariant: two standards that judge or ask differently differ in at least one fact.

use super::names::Names;
use crate::domain::Decimal;
use crate::domain::appraisal::{Competency, Method, RaterGroup, Standard};
use crate::domain::scorecard::{
    Assigned, Beyond, Curve, GradeBand, Input, Point, ScoreLine, Scorecard, Veto,
};
use crate::engine::measure::Key;

/// Something that a standard says. The key is the same in every version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    key: String,
    /// What it is about.
    pub label: String,
    /// What the standard says about it.
    pub value: String,
}

/// What became of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is about.
    pub label: String,
    /// As it was; absent for what is new.
    pub before: Option<String>,
    /// As it is; absent for what is gone.
    pub after: Option<String>,
}

/// What differs between two versions, in the order of the later one.
#[must_use]
pub fn changes(before: &Method, after: &Method, names: Names) -> Vec<Change> {
    let (old, new) = (facts(before, names), facts(after, names));
    let mut all = Vec::new();
    for fact in &new {
        let known = old.iter().find(|f| f.key == fact.key).map(|f| f.value.clone());
        if known.as_ref() != Some(&fact.value) {
            all.push(Change { label: fact.label.clone(), before: known, after: Some(fact.value.clone()) });
        }
    }
    for fact in old.into_iter().filter(|f| !new.iter().any(|n| n.key == f.key)) {
        all.push(Change { label: fact.label, before: Some(fact.value), after: None });
    }
    all
}

/// Everything that a standard says.
#[must_use]
pub fn facts(method: &Method, names: Names) -> Vec<Fact> {
    let mut list = List { names, all: Vec::new() };
    list.whole(&method.standard);
    if let Some(card) = &method.scorecard {
        list.figures(card);
    }
    for competency in &method.standard.competencies {
        list.competency(competency);
    }
    list.asked(&method.standard);
    list.all
}

struct List<'a> {
    names: Names<'a>,
    all: Vec<Fact>,
}

impl List<'_> {
    fn add(&mut self, key: impl Into<String>, label: impl Into<String>, value: impl Into<String>) {
        self.all.push(Fact { key: key.into(), label: label.into(), value: value.into() });
    }

    fn number(&self, value: Decimal) -> String {
        self.names.format().at_most(value, 4)
    }

    fn percent(&self, value: Decimal) -> String {
        format!("{}%", self.number(value))
    }

    fn groups(&self, groups: &[RaterGroup]) -> String {
        let t = &self.names.texts;
        if groups.is_empty() {
            return t.standards.all_groups.to_owned();
        }
        let all: Vec<&str> = groups.iter().map(|g| t.appraisal.group(*g)).collect();
        self.names.format().list(&all)
    }

    fn whole(&mut self, standard: &Standard) {
        let (t, f) = (self.names.texts, self.names.format());
        let w = &t.standards;
        self.add("name", t.scorecards.name, standard.name.clone());
        let whom: Vec<String> = standard.assigned.iter().map(|a| whom(a, self.names)).collect();
        self.add("assigned", t.scorecards.assigned, f.list(&whom));
        if let Some(day) = standard.effective {
            self.add("effective", w.effective, f.date(day));
        }
        let figures = standard.quantitative.as_ref().map_or(Decimal::ZERO, |p| p.weight);
        self.add("figures", t.appraisal.quantitative, self.percent(figures));
        self.add("judged", t.appraisal.qualitative, self.percent(standard.qualitative));
        self.add("full", w.full, self.number(standard.full));
        self.add("most", w.most, self.number(standard.most));
        self.add("places", t.scorecards.places, f.whole(standard.places.into()));
        self.add("absent", w.absent, t.scorecards.absent_name(standard.absent));
        let scale = &standard.scale;
        let steps =
            if scale.step.is_zero() { String::new() } else { format!(" · {}", self.number(scale.step)) };
        let span = format!("{}–{}{steps}", self.number(scale.low), self.number(scale.high));
        self.add("scale", w.scale, span);
        for label in &scale.labels {
            let at = self.number(label.at);
            self.add(
                format!("label {}", label.at),
                self.names.format().beside(w.scale, &at),
                label.label.clone(),
            );
        }
        for terms in &standard.groups {
            let name = t.appraisal.group(terms.group);
            let minimum = w.at_least(&f.whole(terms.minimum.into()));
            let words = format!("{} · {minimum}", self.percent(terms.weight));
            self.add(format!("group {:?}", terms.group), format!("{} · {name}", w.raters), words);
        }
        self.bands("band", t.scorecards.grades, &standard.bands);
    }

    fn bands(&mut self, key: &str, label: &str, bands: &[GradeBand]) {
        for band in bands {
            let from = self.names.texts.payroll.and_above(&self.number(band.from));
            self.add(format!("{key} {}", band.grade), format!("{label} · {}", band.grade), from);
        }
    }

    fn figures(&mut self, card: &Scorecard) {
        let t = self.names.texts;
        let part = t.appraisal.quantitative;
        self.add(
            "kpi absent",
            format!("{part} · {}", t.standards.absent),
            t.scorecards.absent_name(card.absent),
        );
        self.add("kpi places", format!("{part} · {}", t.scorecards.places), card.places.to_string());
        for line in &card.lines {
            self.line(line);
        }
        self.bands("kpi band", &format!("{part} · {}", t.scorecards.grades), &card.bands);
    }

    fn line(&mut self, line: &ScoreLine) {
        let t = self.names.texts;
        let w = &t.scorecards;
        let (id, name) = (line.kpi, self.names.kpi(line.kpi));
        self.add(format!("weight {id}"), format!("{name} · {}", w.weight), self.percent(line.weight));
        self.add(format!("level {id}"), format!("{name} · {}", w.level), t.targets.level_name(line.level));
        self.add(format!("curve {id}"), format!("{name} · {}", w.curve), self.curve(&line.curve));
        for (key, label, value) in [("floor", w.floor, line.floor), ("cap", w.cap, line.cap)] {
            if let Some(value) = value {
                self.add(format!("{key} {id}"), format!("{name} · {label}"), self.number(value));
            }
        }
        if let Some(veto) = &line.veto {
            let words = match veto {
                Veto::Score(most) => self.names.format().beside(w.veto_score, &self.number(*most)),
                Veto::Grade(best) => self.names.format().beside(w.veto_grade, best),
            };
            self.add(format!("veto {id}"), format!("{name} · {}", w.veto), words);
        }
    }

    fn points(&self, points: &[Point], input: Input) -> String {
        let one = |p: &Point| {
            let at = match input {
                Input::Attainment => self.names.format().percent_at_most(p.at, 2),
                Input::Actual => self.number(p.at),
            };
            format!("{at} → {}", self.number(p.score))
        };
        points.iter().map(one).collect::<Vec<_>>().join(" · ")
    }

    fn curve(&self, curve: &Curve) -> String {
        let w = &self.names.texts.scorecards;
        let name = w.curve_name(curve);
        let input = |input: &Input| if *input == Input::Actual { w.of_actual } else { w.of_attainment };
        let rest = match curve {
            Curve::Ratio | Curve::InverseRatio | Curve::Deviation => String::new(),
            Curve::Points { points, input: of, worse, better } => {
                let ends: [(&str, Beyond); 2] = [(w.worse, *worse), (w.better, *better)];
                let ends = ends
                    .map(|(label, b)| format!("{label}{}{}", self.names.format().colon(), w.beyond_name(b)));
                format!("{} · {} · {}", input(of), self.points(points, *of), ends.join(" · "))
            }
            Curve::Bands { bands, input: of } => format!("{} · {}", input(of), self.points(bands, *of)),
            Curve::Binary { full } | Curve::Completion { full } => {
                self.names.format().beside(w.full, &self.number(*full))
            }
            Curve::PlusMinus { full, points, step, limit } => {
                let parts = [(w.full, full), (w.per_step, points), (w.step, step), (w.limit, limit)];
                let parts = parts.map(|(label, n)| self.names.format().beside(label, &self.number(*n)));
                parts.join(" · ")
            }
        };
        if rest.is_empty() { name.to_owned() } else { format!("{name} · {rest}") }
    }

    fn competency(&mut self, competency: &Competency) {
        let t = self.names.texts;
        let (id, name) = (competency.id, competency.name.clone());
        self.add(format!("name {id}"), t.standards.competency, name.clone());
        self.add(
            format!("weight {id}"),
            format!("{name} · {}", t.scorecards.weight),
            self.percent(competency.weight),
        );
        self.add(
            format!("meaning {id}"),
            format!("{name} · {}", t.standards.meaning),
            competency.description.clone(),
        );
        let asked = self.groups(&competency.asked);
        self.add(format!("asked {id}"), format!("{name} · {}", t.standards.asked), asked);
        let required = if competency.required { t.standards.required } else { t.standards.voluntary };
        self.add(format!("required {id}"), format!("{name} · {}", t.standards.answer), required);
        for anchor in &competency.anchors {
            let label = format!("{name} · {} {}", t.standards.anchor, self.number(anchor.at));
            self.add(format!("anchor {id} {}", anchor.at), label, anchor.text.clone());
        }
    }

    fn asked(&mut self, standard: &Standard) {
        let t = &self.names.texts.standards;
        for (at, question) in standard.questions.iter().enumerate() {
            let number = self.names.format().whole(i64::try_from(at).unwrap_or(i64::MAX).saturating_add(1));
            let label = self.names.format().beside(t.question, &number);
            let required = if question.required { t.required } else { t.voluntary };
            let words = format!("{} · {} · {required}", question.text, self.groups(&question.asked));
            self.add(format!("question {}", question.id), label, words);
        }
    }
}

fn whom(assigned: &Assigned, names: Names) -> String {
    match assigned {
        Assigned::Everybody => names.texts.scorecards.everybody.to_owned(),
        Assigned::Role(role) => role.clone(),
        Assigned::Team(id) => names.key(Key::Team(*id)),
        Assigned::Person(id) => names.key(Key::Person(*id)),
    }
}

#[cfg(test)]
#[path = "standard_facts_tests.rs"]
mod tests;
