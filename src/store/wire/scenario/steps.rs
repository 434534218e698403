//! The steps of a scenario: what people do in appraisals, and the names in it.
//!
//! Invariant: a step names only people, cycles, competencies and feedback that the scenario has.

use super::names::{Built, Kind, unknown};
use super::{Scenario, choices, parts};
use crate::domain::appraisal::{FeedbackKind, Phase, RaterGroup};
use crate::domain::{Date, Decimal};
use crate::store::error::FileError;
use crate::store::wire::leaf::Text;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

parts! {
    /// Something that somebody does.
    Step {
        #[serde(rename = "do")]
        act: Act,
        /// Who does it, where that is known.
        #[serde(default, rename = "as")]
        by: Option<String>,
        /// When; the as-of date where nothing is said.
        #[serde(default)]
        on: Option<Text<Date>>,
        /// The code of the refusal that must come.
        #[serde(default)]
        refused: Option<String>,
    }
    /// A rater of somebody in a cycle: a person, or the contact of a customer.
    Rater {
        cycle: String,
        person: String,
        /// A person, or with a contact the customer.
        by: String,
        #[serde(default)]
        contact: Option<String>,
    }
    /// A review of somebody by somebody. Where the rater left a draft, the draft is replaced.
    Review {
        cycle: String,
        person: String,
        group: Text<RaterGroup>,
        by: String,
        #[serde(default)]
        contact: Option<String>,
        /// One for each competency that the group is asked about; `null` is not answered.
        #[serde(default)]
        ratings: Vec<Option<Text<Decimal>>>,
        #[serde(default)]
        comment: String,
        /// What every rating rests on.
        #[serde(default)]
        evidence: Vec<Evidence>,
        /// Whether a customer agreed to be named.
        #[serde(default)]
        consent: bool,
        /// Left as a draft.
        #[serde(default)]
        draft: bool,
    }
    /// The talk about a result.
    Meet {
        cycle: String,
        person: String,
        at: Text<DateTime>,
        #[serde(default = "an_hour")]
        minutes: u32,
        #[serde(default)]
        place: String,
        #[serde(default)]
        notes: String,
        #[serde(default)]
        agreed: Vec<String>,
    }
    /// Feedback between appraisals. A name that was used before replaces what is said and agreed.
    Feedback {
        name: String,
        about: String,
        by: String,
        #[serde(default)]
        kind: Text<FeedbackKind>,
        words: String,
        #[serde(default)]
        agreed: Vec<Agreed>,
        #[serde(default)]
        follow_up: Option<Text<Date>>,
        #[serde(default)]
        followed: Option<Text<Date>>,
    }
    /// An agreed action.
    Agreed {
        text: String,
        #[serde(default)]
        due: Option<Text<Date>>,
        #[serde(default)]
        done: Option<Text<Date>>,
    }
    /// What is known and allowed for pay in a cycle.
    Funds {
        cycle: String,
        #[serde(default)]
        base: Vec<(String, Text<Decimal>)>,
        #[serde(default)]
        bonus: Vec<(String, Text<Decimal>)>,
        #[serde(default)]
        raises: Option<Text<Decimal>>,
        #[serde(default)]
        bonuses: Option<Text<Decimal>>,
    }
}

choices! {
    /// What can be done.
    Act {
        Open(String),
        Go { cycle: String, phase: Text<Phase> },
        Back { cycle: String, #[serde(default)] reason: String },
        Close(String),
        Enrol { cycle: String, person: String },
        Leave { cycle: String, person: String },
        Manager { cycle: String, person: String, manager: Option<String> },
        Nominate {
            cycle: String,
            person: String,
            group: Text<RaterGroup>,
            by: String,
            #[serde(default)]
            contact: Option<String>,
        },
        Approve(Rater),
        Decline {
            cycle: String,
            person: String,
            by: String,
            #[serde(default)]
            contact: Option<String>,
            #[serde(default)]
            reason: String,
        },
        Merge { cycle: String, person: String, from: Text<RaterGroup>, into: Option<Text<RaterGroup>> },
        Review(Review),
        Submit(Rater),
        Withdraw {
            cycle: String,
            person: String,
            by: String,
            #[serde(default)]
            contact: Option<String>,
            #[serde(default = "said")]
            reason: String,
        },
        Reopen {
            cycle: String,
            person: String,
            by: String,
            #[serde(default)]
            contact: Option<String>,
            #[serde(default)]
            reason: String,
        },
        Drop(Rater),
        SetAside { cycle: String, #[serde(default)] reason: String },
        ChangeMethod(String),
        Potential { cycle: String, person: String, value: Option<Text<Decimal>> },
        Adjust { cycle: String, person: String, to: String, #[serde(default)] reason: String },
        Release(String),
        Meet(Meet),
        Acknowledge { cycle: String, person: String, #[serde(default)] remark: String },
        Refuse { cycle: String, person: String, #[serde(default)] reason: String },
        Appeal { cycle: String, person: String, #[serde(default)] reason: String },
        DecideAppeal {
            cycle: String,
            person: String,
            #[serde(default)]
            grade: Option<String>,
            #[serde(default)]
            score: Option<Text<Decimal>>,
            #[serde(default)]
            reason: String,
            #[serde(default)]
            document: String,
        },
        Feedback(Feedback),
        RemoveFeedback(String),
        Funds(Funds),
        Propose(String),
        Rule { cycle: String, person: String, what: What, how: How },
        OpenAgain { cycle: String, person: String, what: What, #[serde(default)] reason: String },
    }
    /// What a rating rests on.
    Evidence { Note(String), Document(String), Link(String), Feedback(String) }
    /// What is proposed. Training is for a competency, or for a KPI.
    What { Pay, Bonus, Promotion, Training(String), TrainingKpi(String) }
    /// What is decided about a proposal.
    How {
        Accept,
        Change { to: Text<Decimal>, #[serde(default)] reason: String },
        Decline { #[serde(default)] reason: String },
    }
}

fn said() -> String {
    "as the scenario says".to_owned()
}
const fn an_hour() -> u32 {
    60
}

/// A name in a step: its field and what it names.
enum Named<'a> {
    Cycle(&'a str),
    Person(&'static str, &'a str),
    /// A person, or with a contact a customer.
    Rater(&'a str, Option<&'a str>),
    Competency(&'a str),
    Kpi(&'a str),
    Feedback(&'static str, &'a str),
}

impl Act {
    /// The word of a step in the file.
    const fn word(&self) -> &'static str {
        match self {
            Act::Open(_) => "open",
            Act::Go { .. } => "go",
            Act::Back { .. } => "back",
            Act::Close(_) => "close",
            Act::Enrol { .. } => "enrol",
            Act::Leave { .. } => "leave",
            Act::Manager { .. } => "manager",
            Act::Nominate { .. } => "nominate",
            Act::Approve(_) => "approve",
            Act::Decline { .. } => "decline",
            Act::Merge { .. } => "merge",
            Act::Review(_) => "review",
            Act::Submit(_) => "submit",
            Act::Withdraw { .. } => "withdraw",
            Act::Reopen { .. } => "reopen",
            Act::Drop(_) => "drop",
            Act::SetAside { .. } => "set_aside",
            Act::ChangeMethod(_) => "change_method",
            Act::Potential { .. } => "potential",
            Act::Adjust { .. } => "adjust",
            Act::Release(_) => "release",
            Act::Meet(_) => "meet",
            Act::Acknowledge { .. } => "acknowledge",
            Act::Refuse { .. } => "refuse",
            Act::Appeal { .. } => "appeal",
            Act::DecideAppeal { .. } => "decide_appeal",
            Act::Feedback(_) => "feedback",
            Act::RemoveFeedback(_) => "remove_feedback",
            Act::Funds(_) => "funds",
            Act::Propose(_) => "propose",
            Act::Rule { .. } => "rule",
            Act::OpenAgain { .. } => "open_again",
        }
    }

    fn names(&self) -> Vec<Named<'_>> {
        use Named::{Cycle, Person};
        let of = |cycle, person| vec![Cycle(cycle), Person("person", person)];
        match self {
            Act::Open(cycle)
            | Act::Close(cycle)
            | Act::ChangeMethod(cycle)
            | Act::Release(cycle)
            | Act::Propose(cycle)
            | Act::Go { cycle, .. }
            | Act::Back { cycle, .. }
            | Act::SetAside { cycle, .. } => vec![Cycle(cycle)],
            Act::Enrol { cycle, person }
            | Act::Leave { cycle, person }
            | Act::Merge { cycle, person, .. }
            | Act::Potential { cycle, person, .. }
            | Act::Adjust { cycle, person, .. }
            | Act::Acknowledge { cycle, person, .. }
            | Act::Refuse { cycle, person, .. }
            | Act::Appeal { cycle, person, .. }
            | Act::DecideAppeal { cycle, person, .. }
            | Act::Meet(Meet { cycle, person, .. }) => of(cycle, person),
            Act::Manager { cycle, person, manager } => {
                let manager = manager.iter().map(|m| Person("manager", m));
                of(cycle, person).into_iter().chain(manager).collect()
            }
            Act::Nominate { cycle, person, by, contact, .. }
            | Act::Decline { cycle, person, by, contact, .. }
            | Act::Withdraw { cycle, person, by, contact, .. }
            | Act::Reopen { cycle, person, by, contact, .. }
            | Act::Approve(Rater { cycle, person, by, contact })
            | Act::Submit(Rater { cycle, person, by, contact })
            | Act::Drop(Rater { cycle, person, by, contact }) => {
                vec![Cycle(cycle), Person("person", person), Named::Rater(by, contact.as_deref())]
            }
            Act::Review(Review { cycle, person, by, contact, evidence, .. }) => {
                let feedback = evidence.iter().filter_map(|e| match e {
                    Evidence::Feedback(name) => Some(Named::Feedback("evidence", name)),
                    _ => None,
                });
                let rater = Named::Rater(by, contact.as_deref());
                of(cycle, person).into_iter().chain([rater]).chain(feedback).collect()
            }
            Act::Feedback(Feedback { about, by, .. }) => vec![Person("about", about), Person("by", by)],
            Act::RemoveFeedback(name) => vec![Named::Feedback("name", name)],
            Act::Funds(Funds { cycle, base, bonus, .. }) => {
                let base = base.iter().map(|(name, _)| Person("base", name));
                let bonus = bonus.iter().map(|(name, _)| Person("bonus", name));
                [Cycle(cycle)].into_iter().chain(base).chain(bonus).collect()
            }
            Act::Rule { cycle, person, what, .. } | Act::OpenAgain { cycle, person, what, .. } => {
                let what = match what {
                    What::Training(name) => Some(Named::Competency(name)),
                    What::TrainingKpi(key) => Some(Named::Kpi(key)),
                    What::Pay | What::Bonus | What::Promotion => None,
                };
                of(cycle, person).into_iter().chain(what).collect()
            }
        }
    }
}

impl Scenario {
    /// The place of feedback among those of the steps, by its name.
    #[must_use]
    pub fn feedback(&self, name: &str) -> Option<usize> {
        self.feedback_names().iter().position(|n| n == name)
    }

    fn feedback_names(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for step in &self.steps {
            if let Act::Feedback(Feedback { name, .. }) = &step.act
                && !all.contains(name)
            {
                all.push(name.clone());
            }
        }
        all
    }

    /// Customers that only steps name.
    pub(super) fn rating_customers(&self) -> impl Iterator<Item = &String> {
        self.steps.iter().filter_map(|step| match &step.act {
            Act::Nominate { by, contact: Some(_), .. } | Act::Review(Review { by, contact: Some(_), .. }) => {
                Some(by)
            }
            _ => None,
        })
    }

    /// Whether every name in the steps is known.
    pub(super) fn steps_fit(&self, built: &Built) -> Result<(), FileError> {
        let cycles: Vec<String> = self.cycles.iter().map(|c| c.name.clone()).collect();
        let competencies = self.standards.iter().flat_map(|s| &s.competencies);
        let competencies: Vec<String> = competencies.map(|c| c.name.clone()).collect();
        let feedback = self.feedback_names();
        for (at, step) in self.steps.iter().enumerate() {
            let place = |field: &str| format!("steps[{at}].do.{}.{field}", step.act.word());
            let listed = |all: &[String], field: &str, kind: &str, name: &str| {
                let known = all.iter().any(|n| n == name);
                if known { Ok(()) } else { Err(unknown(&place(field), kind, name, all)) }
            };
            let person = |place: String, name: &str| built.find(Kind::Person, name, &place).map(known);
            if let Some(by) = &step.by {
                person(format!("steps[{at}].as"), by)?;
            }
            for name in step.act.names() {
                match name {
                    Named::Cycle(name) => listed(&cycles, "cycle", "cycle", name)?,
                    Named::Person(field, name) => person(place(field), name)?,
                    Named::Rater(name, None) => person(place("by"), name)?,
                    Named::Rater(name, Some(_)) => {
                        let found = built.find(Kind::Customer, name, &place("by"));
                        found.map(|_: crate::domain::id::CustomerId| ())?;
                    }
                    Named::Competency(name) => listed(&competencies, "what.training", "competency", name)?,
                    Named::Kpi(key) => {
                        let found = built.find(Kind::Kpi, key, &place("what.training_kpi"));
                        found.map(|_: crate::domain::id::KpiId| ())?;
                    }
                    Named::Feedback(field, name) => listed(&feedback, field, "feedback", name)?,
                }
            }
        }
        Ok(())
    }
}

const fn known(_: crate::domain::id::PersonId) {}
