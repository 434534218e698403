//! Review forms: beginning one, who may see it, and how far it is.

use crate::domain::appraisal::{
    Answer, RaterGroup, Rating, Reply, Review, ReviewState, Reviewer, Scale, Standard,
};
use crate::domain::dataset::Dataset;
use crate::domain::id::{AppraisalId, CompetencyId, PersonId, QuestionId, ReviewId, Uuid};
use rust_decimal::Decimal;

/// An empty draft.
#[must_use]
pub fn fresh(appraisal: AppraisalId, group: RaterGroup, by: Reviewer, id: Uuid) -> Review {
    Review {
        id: ReviewId(id),
        appraisal,
        group,
        by,
        consent: false,
        answers: Vec::new(),
        replies: Vec::new(),
        state: ReviewState::Draft,
        reopened: Vec::new(),
    }
}

/// What somebody may do with a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It stays closed to this person: it is anonymous, or not theirs to see yet.
    Closed,
    /// Read it.
    Read,
    /// Write it; whoever writes may hand it in, open it again and take it back.
    Write,
}

/// What a person may do with a review. Raters of anonymous groups are the only ones who see what they wrote; a customer's
/// form is filled in on this device by whoever asks for it, and closed to everybody once it is handed in. A self review is
/// read by the manager once it is handed in, and the manager's by the person once the result is released.
#[must_use]
pub fn access(data: &Dataset, review: &Review, me: Option<PersonId>) -> Access {
    let (Some(me), Some(case)) = (me, data.appraisals.get(review.appraisal)) else { return Access::Closed };
    if let Reviewer::Customer { .. } = review.by {
        let open = review.state == ReviewState::Draft && me != case.person;
        return if open { Access::Write } else { Access::Closed };
    }
    if review.by == Reviewer::Person(me) {
        return Access::Write;
    }
    let reads = match review.group {
        RaterGroup::Oneself => case.manager == Some(me),
        RaterGroup::Manager | RaterGroup::Interview => {
            case.manager == Some(me) || (case.person == me && case.released.is_some())
        }
        RaterGroup::Peers | RaterGroup::Reports | RaterGroup::Customers => false,
    };
    if reads && review.submitted() { Access::Read } else { Access::Closed }
}

/// How far a form is: items answered of those asked, and required ones without an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Ratings and questions answered.
    pub answered: usize,
    /// Ratings and questions asked.
    pub asked: usize,
    /// Required ratings that are open.
    pub open: Vec<CompetencyId>,
    /// Required questions that are open.
    pub unsaid: Vec<QuestionId>,
}

/// How far a review is by its standard.
#[must_use]
pub fn filled(standard: &Standard, review: &Review) -> Filled {
    let mut found = Filled::default();
    for competency in standard.rated_by(review.group) {
        let done = review.rating(competency.id) != Rating::Open;
        found.asked += 1;
        found.answered += usize::from(done);
        if competency.required && !done {
            found.open.push(competency.id);
        }
    }
    for question in standard.asked_of(review.group) {
        let done = !reply(review, question.id).trim().is_empty();
        found.asked += 1;
        found.answered += usize::from(done);
        if question.required && !done {
            found.unsaid.push(question.id);
        }
    }
    found
}

/// The words to a question; empty where nothing is said.
#[must_use]
pub fn reply(review: &Review, question: QuestionId) -> &str {
    review.replies.iter().find(|r| r.question == question).map_or("", |r| r.text.as_str())
}

/// Sets the words to a question; empty ones are taken out.
pub fn set_reply(review: &mut Review, question: QuestionId, text: String) {
    review.replies.retain(|r| r.question != question || !text.is_empty());
    match review.replies.iter_mut().find(|r| r.question == question) {
        Some(known) => known.text = text,
        None if text.is_empty() => {}
        None => review.replies.push(Reply { question, text }),
    }
}

/// Changes the answer to a competency; one that says nothing at all is taken out.
pub fn set_answer(review: &mut Review, competency: CompetencyId, set: impl FnOnce(&mut Answer)) {
    let known = review.answers.iter().position(|a| a.competency == competency);
    let mut answer = known.and_then(|at| review.answers.get(at).cloned()).unwrap_or(Answer {
        competency,
        rating: Rating::Open,
        comment: String::new(),
        evidence: Vec::new(),
    });
    set(&mut answer);
    let empty = answer.rating == Rating::Open && answer.comment.is_empty() && answer.evidence.is_empty();
    match known {
        Some(at) if empty => drop(review.answers.remove(at)),
        Some(at) => {
            if let Some(place) = review.answers.get_mut(at) {
                *place = answer;
            }
        }
        None if empty => {}
        None => review.answers.push(answer),
    }
}

/// The most ratings that are offered side by side; a finer scale asks for a number.
const MOST_STEPS: usize = 11;

/// The ratings of a scale, the lowest first; `None` where there are too many to choose from.
#[must_use]
pub fn steps(scale: &Scale) -> Option<Vec<Decimal>> {
    if scale.step <= Decimal::ZERO {
        return None;
    }
    let next = |at: &Decimal| at.checked_add(scale.step).filter(|next| *next <= scale.high);
    let all: Vec<Decimal> = std::iter::successors(Some(scale.low), next).take(MOST_STEPS + 1).collect();
    (all.len() <= MOST_STEPS).then_some(all)
}
