//! Reviews: who may write what about whom, and until when.

use super::cycle::approved;
use super::{Ctx, Refusal, evidence, open_case, reasoned, running, standard_of};
use crate::domain::appraisal::{
    Appraisal, Cycle, Phase, RaterGroup, Rating, Reopening, Review, ReviewState, Reviewer, Standard,
};
use crate::domain::dataset::Change;
use crate::domain::id::{CycleId, ReviewId};
use crate::domain::{Changes, Dataset};
use std::sync::Arc;

/// The phase in which a group's reviews begin.
fn begins(group: RaterGroup) -> Phase {
    match group {
        RaterGroup::Oneself => Phase::Oneself,
        RaterGroup::Peers | RaterGroup::Reports | RaterGroup::Customers => Phase::Feedback,
        RaterGroup::Manager | RaterGroup::Interview => Phase::Manager,
    }
}

/// Whether reviews of a group can be written now: from their phase on, or from the phase after it where the cycle leaves it
/// out. Late work counts: anonymous groups until calibration begins, named ones until it ends.
fn in_time(cycle: &Cycle, phase: Phase, group: RaterGroup) -> Result<(), Refusal> {
    if group.anonymous() && cycle.sealed {
        return Err(Refusal::Sealed);
    }
    let started = cycle.stages.iter().map(|s| s.phase).find(|p| *p >= begins(group));
    let open = started.is_some_and(|from| phase >= from) && phase <= Phase::Calibrate;
    if open { Ok(()) } else { Err(Refusal::NotNow) }
}

/// Whether somebody may review as a member of a group.
fn may(data: &Dataset, cycle: &Cycle, appraisal: &Appraisal, review: &Review) -> Result<(), Refusal> {
    let standard = standard_of(cycle, appraisal)?;
    if standard.terms(review.group).is_none() || !cycle.formed_from.is_empty() {
        return Err(Refusal::NotARater);
    }
    let oneself = review.by == Reviewer::Person(appraisal.person);
    if oneself != (review.group == RaterGroup::Oneself) {
        return Err(Refusal::Oneself);
    }
    let person = match &review.by {
        Reviewer::Person(person) => Some(*person),
        Reviewer::Customer { .. } => None,
    };
    let allowed = match review.group {
        RaterGroup::Oneself => true,
        RaterGroup::Manager => person.is_some() && person == appraisal.manager,
        RaterGroup::Interview => person.is_some_and(|p| data.people.get(p).is_some()),
        RaterGroup::Peers | RaterGroup::Reports | RaterGroup::Customers => appraisal
            .nominations
            .iter()
            .any(|n| n.reviewer == review.by && n.group == review.group && approved(&n.state)),
    };
    if allowed && !twice(data, review) { Ok(()) } else { Err(Refusal::NotARater) }
}

/// Whether this rater has another review here, or this group of one has another rater. The manager may hold the interview
/// too; a review that was taken back makes room for another rater's.
fn twice(data: &Dataset, review: &Review) -> bool {
    let named = |g: RaterGroup| matches!(g, RaterGroup::Manager | RaterGroup::Interview);
    let single = |g: RaterGroup| matches!(g, RaterGroup::Oneself | RaterGroup::Manager);
    data.reviews.iter().filter(|r| r.appraisal == review.appraisal && r.id != review.id).any(|r| {
        let both = named(r.group) && named(review.group) && r.group != review.group;
        let back = matches!(r.state, ReviewState::Withdrawn(_));
        (r.by == review.by && !both) || (r.group == review.group && single(r.group) && !back)
    })
}

/// Ratings on the scale, on items that the group is asked.
fn answers_fit(standard: &Standard, review: &Review) -> Result<(), Refusal> {
    for (at, answer) in review.answers.iter().enumerate() {
        let asked = standard.rated_by(review.group).any(|c| c.id == answer.competency);
        let once = review.answers.iter().take(at).all(|a| a.competency != answer.competency);
        let inside = match answer.rating {
            Rating::Given(value) => standard.scale.allows(value),
            Rating::Open | Rating::NotApplicable => true,
        };
        if !asked || !once || !inside {
            return Err(Refusal::BadRating(answer.competency));
        }
    }
    for (at, reply) in review.replies.iter().enumerate() {
        let asked = standard.asked_of(review.group).any(|q| q.id == reply.question);
        let once = review.replies.iter().take(at).all(|r| r.question != reply.question);
        if !asked || !once {
            return Err(Refusal::BadReply(reply.question));
        }
    }
    Ok(())
}

pub(super) fn save(data: &Dataset, review: &Review) -> Result<Changes, Refusal> {
    let (appraisal, cycle, phase) = open_case(data, review.appraisal)?;
    if appraisal.released.is_some() {
        return Err(Refusal::Released);
    }
    in_time(cycle, phase, review.group)?;
    may(data, cycle, appraisal, review)?;
    answers_fit(standard_of(cycle, appraisal)?, review)?;
    evidence::fits(data, appraisal, review)?;
    let consent = review.consent && review.group == RaterGroup::Customers;
    let Some(stored) = data.reviews.get(review.id) else {
        let (state, reopened) = (ReviewState::Draft, Vec::new());
        let after = Review { consent, state, reopened, ..review.clone() };
        return Ok(Changes { reviews: vec![Change::add(after)], ..Changes::default() });
    };
    let same = stored.appraisal == review.appraisal && stored.group == review.group && stored.by == review.by;
    if !same || stored.state != ReviewState::Draft {
        return Err(Refusal::NotNow);
    }
    let reopened = stored.reopened.clone();
    let after = Review { consent, state: ReviewState::Draft, reopened, ..review.clone() };
    Ok(update(stored, after))
}

fn update(before: &Arc<Review>, after: Review) -> Changes {
    let reviews = if **before == after { Vec::new() } else { vec![Change::update(before, after)] };
    Changes { reviews, ..Changes::default() }
}

/// A review with its appraisal and cycle.
type Writable<'a> = (&'a Arc<Review>, &'a Arc<Appraisal>, &'a Arc<Cycle>);

/// A review with its appraisal and cycle, as long as its group can still write.
fn writable(data: &Dataset, id: ReviewId) -> Result<Writable<'_>, Refusal> {
    let review = data.reviews.get(id).ok_or(Refusal::Missing)?;
    let (appraisal, cycle, phase) = open_case(data, review.appraisal)?;
    if appraisal.released.is_some() {
        return Err(Refusal::Released);
    }
    in_time(cycle, phase, review.group)?;
    Ok((review, appraisal, cycle))
}

pub(super) fn submit(data: &Dataset, id: ReviewId, ctx: &Ctx) -> Result<Changes, Refusal> {
    let (review, appraisal, cycle) = writable(data, id)?;
    if review.state != ReviewState::Draft {
        return Err(Refusal::NotNow);
    }
    let standard = standard_of(cycle, appraisal)?;
    may(data, cycle, appraisal, review)?;
    answers_fit(standard, review)?;
    let open: Vec<_> = standard
        .rated_by(review.group)
        .filter(|c| c.required && review.rating(c.id) == Rating::Open)
        .map(|c| c.id)
        .collect();
    let said = |q| review.replies.iter().any(|r| r.question == q && !r.text.trim().is_empty());
    let unsaid: Vec<_> =
        standard.asked_of(review.group).filter(|q| q.required && !said(q.id)).map(|q| q.id).collect();
    if !open.is_empty() || !unsaid.is_empty() {
        return Err(Refusal::Unanswered(open, unsaid));
    }
    Ok(update(review, Review { state: ReviewState::Submitted(ctx.on), ..Review::clone(review) }))
}

pub(super) fn reopen(data: &Dataset, id: ReviewId, reason: &str, ctx: &Ctx) -> Result<Changes, Refusal> {
    let (review, appraisal, cycle) = writable(data, id)?;
    reasoned(reason)?;
    if review.state == ReviewState::Draft {
        return Err(Refusal::NotNow);
    }
    may(data, cycle, appraisal, review)?;
    Ok(update(review, Review { state: ReviewState::Draft, ..noted(review, reason, ctx) }))
}

pub(super) fn withdraw(data: &Dataset, id: ReviewId, reason: &str, ctx: &Ctx) -> Result<Changes, Refusal> {
    let (review, _, _) = writable(data, id)?;
    reasoned(reason)?;
    // A draft that was never handed in is dropped instead.
    let draft = review.state == ReviewState::Draft && !review.reopened.is_empty();
    if !review.submitted() && !draft {
        return Err(Refusal::NotNow);
    }
    Ok(update(review, Review { state: ReviewState::Withdrawn(ctx.on), ..noted(review, reason, ctx) }))
}

fn noted(review: &Review, reason: &str, ctx: &Ctx) -> Review {
    let mut after = review.clone();
    after.reopened.push(Reopening { on: ctx.on, by: ctx.by, reason: reason.trim().to_owned() });
    after
}

/// Drafts that nobody finishes are taken back: what was written stays, and counts nowhere.
pub(super) fn set_aside(data: &Dataset, id: CycleId, reason: &str, ctx: &Ctx) -> Result<Changes, Refusal> {
    let (cycle, _) = running(data, id)?;
    reasoned(reason)?;
    let own = |id| data.appraisals.get(id).is_some_and(|a| a.cycle == cycle.id);
    let drafts = data.reviews.iter().filter(|r| r.state == ReviewState::Draft && own(r.appraisal));
    let taken = |review: &Arc<Review>| {
        let after = Review { state: ReviewState::Withdrawn(ctx.on), ..noted(review, reason, ctx) };
        Change::update(review, after)
    };
    let reviews: Vec<_> = drafts.map(taken).collect();
    if reviews.is_empty() { Err(Refusal::NotNow) } else { Ok(Changes { reviews, ..Changes::default() }) }
}

/// A draft that was never handed in can go without a trace.
pub(super) fn drop(data: &Dataset, id: ReviewId) -> Result<Changes, Refusal> {
    let review = data.reviews.get(id).ok_or(Refusal::Missing)?;
    let (appraisal, _, _) = open_case(data, review.appraisal)?;
    if appraisal.released.is_some() {
        return Err(Refusal::Released);
    }
    if review.state != ReviewState::Draft || !review.reopened.is_empty() {
        return Err(Refusal::NotNow);
    }
    Ok(Changes { reviews: vec![Change::remove(review)], ..Changes::default() })
}
