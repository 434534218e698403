//! What scenarios do in appraisals, step by step.

use super::appraisal::{case, cycle, what};
use attain::domain::Date;
use attain::domain::appraisal::{self, AimStep, Answer, Cycle, Phase, Rating, ReviewState, Reviewer, Ruling};
use attain::domain::id::{CycleId, FeedbackId, PersonId, ProposalId, ReviewId, Uuid};
use attain::engine::appraisal::Appraiser;
use attain::engine::appraisal::process::{Ctx, Deed, Refusal, act};
use attain::engine::trace::Silent;
use attain::state::appraisal::{feedback, outcomes};
use attain::store::wire::scenario::{
    Act, Built, Evidence, Feedback, Funds, How, Meet, Rater, Review, Scenario, What,
};
use std::cell::Cell;

thread_local! {
    static NEXT: Cell<u128> = const { Cell::new(1 << 100) };
}

fn fresh() -> Uuid {
    NEXT.set(NEXT.get() + 1);
    Uuid::from_u128(NEXT.get())
}

/// Does every step of a scenario. What comes out otherwise than written is a fault.
pub fn steps(built: &mut Built, scenario: &Scenario) -> Vec<String> {
    let mut faults = Vec::new();
    for (n, step) in scenario.steps.iter().enumerate() {
        let by = step.by.as_ref().map(|name| built.person(name).unwrap());
        let on = step.on.map_or(built.as_of, |d| d.0);
        let refusal = Doer { built, scenario, by, on }.take(&step.act).err();
        let code = refusal.as_ref().map(|r| {
            let name = format!("{r:?}");
            name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
        });
        if code != step.refused {
            faults.push(format!("steps[{n}]: expected {:?}, got {refusal:?}", step.refused));
        }
    }
    faults
}

/// Somebody on a day.
struct Doer<'a> {
    built: &'a mut Built,
    scenario: &'a Scenario,
    by: Option<PersonId>,
    on: Date,
}

impl Doer<'_> {
    fn done(&mut self, deed: Deed) -> Result<(), Refusal> {
        let ctx = Ctx { on: self.on, by: self.by, new_id: &fresh };
        let changes = act(&self.built.dataset, &deed, &ctx)?;
        self.built.dataset = self.built.dataset.apply(&changes).unwrap();
        Ok(())
    }

    fn take(&mut self, act: &Act) -> Result<(), Refusal> {
        let deed = match act {
            Act::Go { cycle, phase } => return self.go(self.cycle(cycle), phase.0),
            Act::Review(review) => return self.write(review),
            other => self.deed(other),
        };
        self.done(deed)
    }

    fn deed(&self, act: &Act) -> Deed {
        match act {
            Act::Open(name) => Deed::Open(self.cycle(name)),
            Act::Back { cycle, reason } => Deed::Back { cycle: self.cycle(cycle), reason: reason.clone() },
            Act::Close(name) => Deed::Close(self.cycle(name)),
            Act::Enrol { cycle, person } => {
                Deed::Enrol { cycle: self.cycle(cycle), person: self.person(person) }
            }
            Act::Leave { cycle, person } => Deed::Leave(self.case(cycle, person)),
            Act::Manager { cycle, person, manager } => Deed::SetManager {
                appraisal: self.case(cycle, person),
                manager: manager.as_ref().map(|m| self.person(m)),
            },
            Act::Nominate { cycle, person, group, by, contact } => Deed::Nominate {
                appraisal: self.case(cycle, person),
                reviewer: self.rater(by, contact),
                group: group.0,
            },
            Act::Approve(Rater { cycle, person, by, contact }) => Deed::DecideNomination {
                appraisal: self.case(cycle, person),
                reviewer: self.rater(by, contact),
                declined: None,
            },
            Act::Decline { cycle, person, by, contact, reason } => Deed::DecideNomination {
                appraisal: self.case(cycle, person),
                reviewer: self.rater(by, contact),
                declined: Some(reason.clone()),
            },
            Act::Merge { cycle, person, from, into } => Deed::MergeGroup {
                appraisal: self.case(cycle, person),
                from: from.0,
                into: into.map(|g| g.0),
            },
            Act::Submit(rater) => Deed::Submit(self.written(rater)),
            Act::Withdraw { cycle, person, by, contact, reason } => Deed::Withdraw {
                review: self.written(&rater(cycle, person, by, contact)),
                reason: reason.clone(),
            },
            Act::Reopen { cycle, person, by, contact, reason } => Deed::Reopen {
                review: self.written(&rater(cycle, person, by, contact)),
                reason: reason.clone(),
            },
            Act::Drop(rater) => Deed::DropReview(self.written(rater)),
            Act::SetAside { cycle, reason } => {
                Deed::SetAside { cycle: self.cycle(cycle), reason: reason.clone() }
            }
            Act::ChangeMethod(name) => {
                let mut wanted = Cycle::clone(&cycle(self.built, name));
                for method in &mut wanted.methods {
                    method.standard.places += 1;
                }
                Deed::SaveCycle(Box::new(wanted))
            }
            Act::Potential { cycle, person, value } => {
                Deed::SetPotential { appraisal: self.case(cycle, person), potential: value.map(|v| v.0) }
            }
            Act::Adjust { cycle: name, person, to, reason } => {
                let (own, stored) = (case(self.built, name, person), cycle(self.built, name));
                let appraiser = Appraiser::new(&self.built.dataset, &stored, self.built.as_of);
                let from = appraiser.appraise::<Silent>(&own).value.sheet.grade;
                Deed::Adjust { appraisal: own.id, from, to: to.clone(), reason: reason.clone() }
            }
            Act::Release(name) => {
                let id = self.cycle(name);
                let all = self.built.dataset.appraisals.iter().filter(|a| a.cycle == id);
                Deed::Release { appraisals: all.map(|a| a.id).collect(), as_of: self.built.as_of }
            }
            other => self.answer(other),
        }
    }

    /// What follows the release.
    fn answer(&self, act: &Act) -> Deed {
        match act {
            Act::Meet(Meet { cycle, person, at, minutes, place, notes, agreed }) => Deed::Meet {
                appraisal: self.case(cycle, person),
                meeting: appraisal::Meeting {
                    at: at.0,
                    minutes: *minutes,
                    place: place.clone(),
                    notes: notes.clone(),
                    agreed: agreed.clone(),
                },
            },
            Act::Acknowledge { cycle, person, remark } => {
                Deed::Acknowledge { appraisal: self.case(cycle, person), remark: remark.clone() }
            }
            Act::Refuse { cycle, person, reason } => {
                Deed::Refuse { appraisal: self.case(cycle, person), reason: reason.clone() }
            }
            Act::Appeal { cycle, person, reason } => {
                Deed::Appeal { appraisal: self.case(cycle, person), reason: reason.clone() }
            }
            Act::DecideAppeal { cycle, person, grade, score, reason, document } => Deed::DecideAppeal {
                appraisal: self.case(cycle, person),
                decision: appraisal::Decision {
                    on: self.on,
                    by: self.by,
                    grade: grade.clone(),
                    reason: reason.clone(),
                    score: score.map(|to| appraisal::Corrected { from: None, to: to.0 }),
                    document: document.clone(),
                },
            },
            Act::Feedback(given) => self.feedback(given),
            Act::RemoveFeedback(name) => Deed::RemoveFeedback(self.feedback_id(name)),
            Act::Funds(Funds { cycle, base, bonus, raises, bonuses }) => {
                let amounts =
                    |all: &[(String, attain::store::wire::leaf::Text<attain::domain::Decimal>)]| {
                        all.iter().map(|(name, amount)| (self.person(name), amount.0)).collect()
                    };
                let funds = appraisal::Funds {
                    base: amounts(base),
                    bonus: amounts(bonus),
                    raises: raises.map(|r| r.0),
                    bonuses: bonuses.map(|b| b.0),
                };
                Deed::SetFunds { cycle: self.cycle(cycle), funds }
            }
            Act::Propose(name) => {
                let stored = cycle(self.built, name);
                Deed::Propose { cycle: stored.id, base: outcomes::bases(&self.built.dataset, &stored) }
            }
            Act::Rule { cycle, person, what, how } => {
                let (on, by) = (self.on, self.by);
                let ruling = match how.clone() {
                    How::Accept => Ruling::Accepted { on, by },
                    How::Change { to, reason } => Ruling::Changed { on, by, value: to.0, reason },
                    How::Decline { reason } => Ruling::Declined { on, by, reason },
                };
                Deed::Rule { proposal: self.proposal(cycle, person, what), ruling }
            }
            Act::OpenAgain { cycle, person, what, reason } => {
                Deed::OpenAgain { proposal: self.proposal(cycle, person, what), reason: reason.clone() }
            }
            other => panic!("no deed for {other:?}"),
        }
    }

    fn go(&mut self, id: CycleId, phase: Phase) -> Result<(), Refusal> {
        while self.built.dataset.cycles.get(id).and_then(|c| c.phase()) != Some(phase) {
            self.done(Deed::Advance(id))?;
        }
        Ok(())
    }

    fn cycle(&self, name: &str) -> CycleId {
        cycle(self.built, name).id
    }

    fn person(&self, name: &str) -> PersonId {
        self.built.person(name).unwrap()
    }

    fn case(&self, cycle: &str, person: &str) -> attain::domain::id::AppraisalId {
        case(self.built, cycle, person).id
    }

    fn rater(&self, by: &str, contact: &Option<String>) -> Reviewer {
        match contact {
            None => Reviewer::Person(self.person(by)),
            Some(contact) => {
                let all = &self.built.dataset.customers;
                let customer = all.iter().find(|c| c.name == by).expect("a customer").id;
                Reviewer::Customer { customer, contact: contact.clone() }
            }
        }
    }

    fn written(&self, rater: &Rater) -> ReviewId {
        let (own, by) = (self.case(&rater.cycle, &rater.person), self.rater(&rater.by, &rater.contact));
        let found = self.built.dataset.reviews.iter().find(|r| r.appraisal == own && r.by == by);
        found.expect("a review").id
    }

    fn proposal(&self, cycle: &str, person: &str, wanted: &What) -> ProposalId {
        let own = case(self.built, cycle, person);
        let mut all = self.built.dataset.proposals.iter().filter(|p| p.appraisal == own.id);
        let found = all.find(|p| what(self.built, &own, &p.kind) == *wanted);
        found.unwrap_or_else(|| panic!("{person}: nothing is proposed for {wanted:?}")).id
    }

    fn feedback_id(&self, name: &str) -> FeedbackId {
        let at = self.scenario.feedback(name).expect("feedback of the steps");
        FeedbackId(Uuid::from_u128((1 << 99) + at as u128))
    }

    /// Feedback, given on the figures of the quarter as they stand that day.
    fn feedback(&self, given: &Feedback) -> Deed {
        let (data, about) = (&self.built.dataset, self.person(&given.about));
        let mut entry =
            feedback::fresh(self.feedback_id(&given.name), about, self.person(&given.by), self.on);
        let quarter = data.workspace.calendar.period_of(self.on, attain::domain::calendar::Grain::Quarter);
        entry.figures = feedback::figures(data, about, quarter, self.on);
        entry.kind = given.kind.0;
        entry.words.clone_from(&given.words);
        let action = |a: &attain::store::wire::scenario::Agreed| AimStep {
            text: a.text.clone(),
            due: a.due.map(|d| d.0),
            done: a.done.map(|d| d.0),
        };
        entry.agreed = given.agreed.iter().map(action).collect();
        entry.follow_up = given.follow_up.map(|d| d.0);
        entry.followed = given.followed.map(|d| d.0);
        Deed::SaveFeedback(Box::new(entry))
    }

    /// A review. Raters of anonymous groups whom nobody proposed yet are proposed and approved first.
    fn write(&mut self, review: &Review) -> Result<(), Refusal> {
        let (own, group) = (case(self.built, &review.cycle, &review.person), review.group.0);
        let reviewer = self.rater(&review.by, &review.contact);
        if group.anonymous() && own.nominations.iter().all(|n| n.reviewer != reviewer) {
            self.done(Deed::Nominate { appraisal: own.id, reviewer: reviewer.clone(), group })?;
            self.done(Deed::DecideNomination {
                appraisal: own.id,
                reviewer: reviewer.clone(),
                declined: None,
            })?;
        }
        let cycle = cycle(self.built, &review.cycle);
        let standard = &cycle.method(own.standard).unwrap().standard;
        let evidence = |e: &Evidence| match e.clone() {
            Evidence::Note(text) => appraisal::Evidence::Note(text),
            Evidence::Document(text) => appraisal::Evidence::Document(text),
            Evidence::Link(text) => appraisal::Evidence::Link(text),
            Evidence::Feedback(name) => appraisal::Evidence::Feedback(self.feedback_id(&name)),
        };
        let answers = standard.rated_by(group).zip(&review.ratings).map(|(c, rating)| Answer {
            competency: c.id,
            rating: rating.map_or(Rating::Open, |r| Rating::Given(r.0)),
            comment: review.comment.clone(),
            evidence: review.evidence.iter().map(evidence).collect(),
        });
        let draft = |r: &&std::sync::Arc<appraisal::Review>| {
            r.appraisal == own.id && r.group == group && r.by == reviewer && r.state == ReviewState::Draft
        };
        let id = self.built.dataset.reviews.iter().find(draft).map_or_else(|| ReviewId(fresh()), |r| r.id);
        let stored = appraisal::Review {
            id,
            appraisal: own.id,
            group,
            answers: answers.collect(),
            by: reviewer,
            consent: review.consent,
            replies: Vec::new(),
            state: ReviewState::Draft,
            reopened: Vec::new(),
        };
        self.done(Deed::SaveReview(Box::new(stored)))?;
        if review.draft { Ok(()) } else { self.done(Deed::Submit(id)) }
    }
}

fn rater(cycle: &str, person: &str, by: &str, contact: &Option<String>) -> Rater {
    Rater { cycle: cycle.into(), person: person.into(), by: by.into(), contact: contact.clone() }
}
