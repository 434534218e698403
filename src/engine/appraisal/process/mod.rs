//! Every step of an appraisal as a pure transition: a dataset and a deed become changes, or a refusal with its reason.
//!
//! What holds whatever is tried: one appraisal per person and cycle, nobody reviews themselves as somebody else, the method
//! stays once a review exists, anonymous reviews stay once calibration began, nothing changes after the cycle closed.

mod case;
mod cycle;
mod evidence;
mod feedback;
mod funds;
mod result;
mod review;

use crate::domain::appraisal::{
    Aim, Appraisal, Cycle, Decision, Development, Evidence, Feedback, Funds, Meeting, Method, Phase, Review,
    Reviewer, Ruling,
};
use crate::domain::appraisal::{RaterGroup, Standard};
use crate::domain::id::{
    AppraisalId, CompetencyId, CycleId, DevelopmentId, FeedbackId, PersonId, ProposalId, QuestionId,
    ReviewId, StandardId, Uuid,
};
use crate::domain::{Changes, Dataset, Date, Decimal};
use crate::engine::appraisal::{BoxFault, Finding, GuidelineFault, RuleFault};
pub use evidence::{document_there, of_the_web};
use std::sync::Arc;

/// What somebody does.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Adds a standard or replaces its draft; a published one becomes the draft of its next version.
    SaveStandard(Box<Standard>),
    /// The same together with the scorecard of its figures, in one step.
    SaveMethod(Box<Method>),
    /// Publishes a standard's draft as its next version.
    PublishStandard(StandardId),
    /// Removes a standard that no cycle names.
    RemoveStandard(StandardId),
    /// Adds a cycle in preparation or replaces it. Of a running one, the method can change as long as there is no review,
    /// days of phases, guideline, boxes and rules until it closes; everything else stays.
    SaveCycle(Box<Cycle>),
    /// Removes a cycle in preparation.
    RemoveCycle(CycleId),
    /// Freezes the standards, makes an appraisal for everybody meant, and begins the first phase.
    Open(CycleId),
    /// Goes to the next phase.
    Advance(CycleId),
    /// Goes to the phase before, or from the first one back into preparation while there is no review. Not once a result
    /// is released.
    Back {
        /// Which cycle.
        cycle: CycleId,
        /// Why.
        reason: String,
    },
    /// Ends a cycle. People who did not answer after the last phase's end are recorded as silent.
    Close(CycleId),
    /// Takes in somebody after the cycle opened.
    Enrol {
        /// Which cycle.
        cycle: CycleId,
        /// Whom.
        person: PersonId,
    },
    /// Takes out somebody of whom there is no review.
    Leave(AppraisalId),
    /// Says who reviews as manager.
    SetManager {
        /// Which appraisal.
        appraisal: AppraisalId,
        /// Who.
        manager: Option<PersonId>,
    },
    /// Proposes a rater.
    Nominate {
        /// Which appraisal.
        appraisal: AppraisalId,
        /// Who shall rate.
        reviewer: Reviewer,
        /// As what.
        group: RaterGroup,
    },
    /// Approves a proposed rater, or declines with a reason.
    DecideNomination {
        /// Which appraisal.
        appraisal: AppraisalId,
        /// Which rater.
        reviewer: Reviewer,
        /// `None` approves; a reason declines.
        declined: Option<String>,
    },
    /// Begins a review, or replaces the draft of one.
    SaveReview(Box<Review>),
    /// Hands a review in.
    Submit(ReviewId),
    /// Opens a review that was handed in.
    Reopen {
        /// Which.
        review: ReviewId,
        /// Why.
        reason: String,
    },
    /// Takes a review back, so that it counts nowhere.
    Withdraw {
        /// Which.
        review: ReviewId,
        /// Why.
        reason: String,
    },
    /// Throws a draft away.
    DropReview(ReviewId),
    /// Takes back every draft of a cycle, whoever left it, so that the cycle can go on.
    SetAside {
        /// Which cycle.
        cycle: CycleId,
        /// Why.
        reason: String,
    },
    /// Counts a small anonymous group together with another anonymous one, or no longer (`into` is `None`).
    MergeGroup {
        /// Which appraisal.
        appraisal: AppraisalId,
        /// The group that goes.
        from: RaterGroup,
        /// The group that takes it in.
        into: Option<RaterGroup>,
    },
    /// Judges the potential.
    SetPotential {
        /// Which appraisal.
        appraisal: AppraisalId,
        /// On the scale of the nine boxes.
        potential: Option<Decimal>,
    },
    /// Moves a grade in calibration.
    Adjust {
        /// Which appraisal.
        appraisal: AppraisalId,
        /// The grade before, as the person who moves it sees it.
        from: Option<String>,
        /// The grade after.
        to: String,
        /// Why.
        reason: String,
    },
    /// Releases results to the people.
    Release {
        /// Which appraisals, all of one cycle.
        appraisals: Vec<AppraisalId>,
        /// The as-of date of the figures.
        as_of: Date,
    },
    /// Plans or records the talk about a result.
    Meet {
        /// Which appraisal.
        appraisal: AppraisalId,
        /// The talk.
        meeting: Meeting,
    },
    /// The person acknowledges the result.
    Acknowledge {
        /// Which appraisal.
        appraisal: AppraisalId,
        /// The person's words.
        remark: String,
    },
    /// The person refuses to acknowledge.
    Refuse {
        /// Which appraisal.
        appraisal: AppraisalId,
        /// Why.
        reason: String,
    },
    /// The person appeals.
    Appeal {
        /// Which appraisal.
        appraisal: AppraisalId,
        /// Why.
        reason: String,
    },
    /// Whoever runs the cycle, or the manager's manager, decides the appeal; date, person and the score before are those of
    /// the deed.
    DecideAppeal {
        /// Which appraisal.
        appraisal: AppraisalId,
        /// The decision.
        decision: Decision,
    },
    /// Adds a development plan or replaces it.
    SaveDevelopment(Box<Development>),
    /// Removes a development plan.
    RemoveDevelopment(DevelopmentId),
    /// Gives feedback, or replaces what is said and agreed in it; who, about whom, when and the figures stay.
    SaveFeedback(Box<Feedback>),
    /// Takes feedback back that no review rests on.
    RemoveFeedback(FeedbackId),
    /// Makes the proposals that the cycle's rules give, in place of those on which nothing was decided.
    Propose {
        /// Which cycle.
        cycle: CycleId,
        /// Base pay of people in major units, where it is known.
        base: Vec<(PersonId, Decimal)>,
    },
    /// Decides several proposals alike, in one step.
    RuleAll {
        /// Which.
        proposals: Vec<ProposalId>,
        /// What.
        ruling: Ruling,
    },
    /// States base pay, target bonuses and budgets of a cycle, also after it closed.
    SetFunds {
        /// Which cycle.
        cycle: CycleId,
        /// What is known and allowed.
        funds: Funds,
    },
    /// Opens a decided proposal again.
    OpenAgain {
        /// Which.
        proposal: ProposalId,
        /// Why.
        reason: String,
    },
    /// Decides a proposal on which nothing is decided; date and person are those of the deed.
    Rule {
        /// Which.
        proposal: ProposalId,
        /// What.
        ruling: Ruling,
    },
}

/// What comes from outside with a deed.
pub struct Ctx<'a> {
    /// Today.
    pub on: Date,
    /// Who does it, where known.
    pub by: Option<PersonId>,
    /// Makes a fresh UUIDv7.
    pub new_id: &'a dyn Fn() -> Uuid,
}

/// Why a deed is refused. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such thing, or a reference names something that does not exist.
    Missing,
    /// The cycle is closed: nothing is added or changed.
    Closed,
    /// Not in this phase or state.
    NotNow,
    /// The method cannot change, since a review exists.
    MethodFrozen,
    /// Anonymous answers cannot change any more, since calibration has begun.
    Sealed,
    /// The step sealed anonymous answers that were shown since, so that it is not undone.
    BehindSeal,
    /// The result is released.
    Released,
    /// The result is not released yet.
    NotReleased,
    /// A reason is needed.
    NoReason,
    /// The cycle has no name, no standards, no people, or phases that are out of order or lack sharing.
    BadCycle,
    /// The standard cannot be used: the first thing wrong with it.
    BadStandard(StandardId, Finding),
    /// A draft has to be published first.
    Unpublished(StandardId),
    /// A cycle names the standard.
    InUse(StandardId),
    /// No standard of the cycle fits this person.
    NoStandard(PersonId),
    /// This person has an appraisal in this cycle, or in one of the same kind for some of the same days.
    Duplicate(PersonId),
    /// Nobody reviews themselves as somebody else, and nobody else writes a self review.
    Oneself,
    /// This rater does not belong to this group, was not approved, or rates in another group already.
    NotARater,
    /// A rating lies outside the scale, or on an item that this group is not asked.
    BadRating(CompetencyId),
    /// A question that this group is not asked.
    BadReply(QuestionId),
    /// Something required is not answered.
    Unanswered(Vec<CompetencyId>, Vec<QuestionId>),
    /// Only anonymous groups that the standard asks can be merged, and only into one that is not merged itself.
    BadMerge,
    /// The standard has no such grade, or it is the one that stands.
    BadGrade,
    /// A corrected score lies outside the scale, has too many decimals, or is the one that stands.
    BadScore,
    /// The guideline cannot be used: the first thing wrong with it.
    BadGuideline(GuidelineFault),
    /// The cuts of the nine boxes cannot be used: the first thing wrong with them.
    BadBoxes(BoxFault),
    /// Only the person answers to a result; only whoever runs the cycle or the manager's manager decides an appeal.
    NotYours,
    /// Nobody decides their own appeal.
    OwnAppeal,
    /// The grade is another than the person who moves it saw.
    Moved,
    /// There was an appeal already.
    AppealedOnce,
    /// The guideline is not met, and calibration cannot end before it is.
    Guideline,
    /// So many reviews are drafts, so many results are not released, so many people have not answered, so many appeals wait.
    Unfinished {
        /// Drafts.
        drafts: usize,
        /// Results not released.
        unreleased: usize,
        /// People who have not answered.
        waiting: usize,
        /// Appeals without a decision.
        appeals: usize,
    },
    /// An amount or text is not allowed here.
    BadValue,
    /// The rules of what follows from results are wrong somewhere.
    BadRules(RuleFault),
    /// What a rating of this competency shall rest on is not there, or is no address of the web.
    BadEvidence(CompetencyId, Evidence),
    /// Documents of some records are not read yet, so that one cannot be looked up.
    Unread,
    /// Nobody gives feedback to themselves.
    OwnFeedback,
    /// Feedback needs words, and every agreed action its own.
    NoWords,
    /// The follow-up lies before the feedback.
    FollowUpBefore,
    /// A review rests on the feedback.
    Cited,
}

/// Turns a deed into changes.
///
/// # Errors
/// [`Refusal`]: the first reason found.
pub fn act(data: &Dataset, deed: &Deed, ctx: &Ctx) -> Result<Changes, Refusal> {
    match deed {
        Deed::SaveStandard(standard) => cycle::save_standard(data, standard, None),
        Deed::SaveMethod(method) => cycle::save_standard(data, &method.standard, method.scorecard.as_ref()),
        Deed::PublishStandard(id) => cycle::publish(data, *id, ctx),
        Deed::RemoveStandard(id) => cycle::remove_standard(data, *id),
        Deed::SaveCycle(cycle) => cycle::save(data, cycle),
        Deed::RemoveCycle(id) => cycle::remove(data, *id),
        Deed::Open(id) => cycle::open(data, *id, ctx),
        Deed::Advance(id) => cycle::advance(data, *id, ctx),
        Deed::Back { cycle, reason } => cycle::back(data, *cycle, reason, ctx),
        Deed::Close(id) => cycle::close(data, *id, ctx),
        Deed::Enrol { cycle, person } => case::enrol(data, *cycle, *person, ctx),
        Deed::Leave(id) => case::leave(data, *id),
        Deed::SetManager { appraisal, manager } => case::set_manager(data, *appraisal, *manager),
        Deed::Nominate { appraisal, reviewer, group } => case::nominate(data, *appraisal, reviewer, *group),
        Deed::DecideNomination { appraisal, reviewer, declined } => {
            case::decide_nomination(data, *appraisal, reviewer, declined.as_deref())
        }
        Deed::SaveReview(review) => review::save(data, review),
        Deed::Submit(id) => review::submit(data, *id, ctx),
        Deed::Reopen { review, reason } => review::reopen(data, *review, reason, ctx),
        Deed::Withdraw { review, reason } => review::withdraw(data, *review, reason, ctx),
        Deed::DropReview(id) => review::drop(data, *id),
        Deed::SetAside { cycle, reason } => review::set_aside(data, *cycle, reason, ctx),
        Deed::MergeGroup { appraisal, from, into } => case::merge(data, *appraisal, *from, *into),
        Deed::SetPotential { appraisal, potential } => case::set_potential(data, *appraisal, *potential),
        Deed::Adjust { appraisal, from, to, reason } => {
            case::adjust(data, *appraisal, from.as_deref(), to, reason, ctx)
        }
        Deed::Release { appraisals, as_of } => result::release(data, appraisals, *as_of, ctx),
        Deed::Meet { appraisal, meeting } => result::meet(data, *appraisal, meeting),
        Deed::Acknowledge { appraisal, remark } => result::acknowledge(data, *appraisal, remark, ctx),
        Deed::Refuse { appraisal, reason } => result::refuse(data, *appraisal, reason, ctx),
        Deed::Appeal { appraisal, reason } => result::appeal(data, *appraisal, reason, ctx),
        Deed::DecideAppeal { appraisal, decision } => result::decide(data, *appraisal, decision, ctx),
        Deed::SaveDevelopment(plan) => result::save_development(data, plan),
        Deed::RemoveDevelopment(id) => result::remove_development(data, *id),
        Deed::SaveFeedback(wanted) => feedback::save(data, wanted),
        Deed::RemoveFeedback(id) => feedback::remove(data, *id),
        Deed::Propose { cycle, base } => result::propose(data, *cycle, base, ctx),
        Deed::RuleAll { proposals, ruling } => result::rule_all(data, proposals, ruling, ctx),
        Deed::Rule { proposal, ruling } => result::rule(data, *proposal, ruling, ctx),
        Deed::OpenAgain { proposal, reason } => funds::open_again(data, *proposal, reason, ctx),
        Deed::SetFunds { cycle, funds } => funds::set(data, *cycle, funds),
    }
}

/// The name of what a deed is about, for the history: a person, a cycle or a standard; empty where it is several.
pub fn about(data: &Dataset, deed: &Deed) -> String {
    let standard = |id| data.standards.get(id).map(|s| s.name.clone());
    let cycle = |id| data.cycles.get(id).map(|c| c.name.clone());
    let person = |id| data.people.get(id).map(|p| p.name.clone());
    let case = |id| data.appraisals.get(id).and_then(|a| person(a.person));
    let review = |id| data.reviews.get(id).and_then(|r| case(r.appraisal));
    let found = match deed {
        Deed::SaveStandard(s) => Some(s.name.clone()),
        Deed::SaveMethod(m) => Some(m.standard.name.clone()),
        Deed::PublishStandard(id) | Deed::RemoveStandard(id) => standard(*id),
        Deed::SaveCycle(c) => Some(c.name.clone()),
        Deed::RemoveCycle(id) | Deed::Open(id) | Deed::Advance(id) | Deed::Close(id) => cycle(*id),
        Deed::Back { cycle: id, .. } | Deed::Propose { cycle: id, .. } | Deed::SetAside { cycle: id, .. } => {
            cycle(*id)
        }
        Deed::Enrol { person: id, .. } => person(*id),
        Deed::Leave(appraisal)
        | Deed::SetManager { appraisal, .. }
        | Deed::Nominate { appraisal, .. }
        | Deed::DecideNomination { appraisal, .. }
        | Deed::MergeGroup { appraisal, .. }
        | Deed::SetPotential { appraisal, .. }
        | Deed::Adjust { appraisal, .. }
        | Deed::Meet { appraisal, .. }
        | Deed::Acknowledge { appraisal, .. }
        | Deed::Refuse { appraisal, .. }
        | Deed::Appeal { appraisal, .. }
        | Deed::DecideAppeal { appraisal, .. } => case(*appraisal),
        Deed::SaveReview(r) => case(r.appraisal),
        Deed::Submit(id) | Deed::DropReview(id) => review(*id),
        Deed::Reopen { review: id, .. } | Deed::Withdraw { review: id, .. } => review(*id),
        Deed::Release { appraisals, .. } => match appraisals.as_slice() {
            [one] => case(*one),
            _ => None,
        },
        Deed::SaveDevelopment(plan) => person(plan.person),
        Deed::RemoveDevelopment(id) => data.developments.get(*id).and_then(|d| person(d.person)),
        Deed::SaveFeedback(wanted) => person(wanted.about),
        Deed::RemoveFeedback(id) => data.feedbacks.get(*id).and_then(|f| person(f.about)),
        Deed::RuleAll { proposals, .. } => {
            let first = proposals.first().and_then(|id| data.proposals.get(*id));
            first.and_then(|p| data.appraisals.get(p.appraisal)).and_then(|a| cycle(a.cycle))
        }
        Deed::SetFunds { cycle: id, .. } => cycle(*id),
        Deed::Rule { proposal, .. } | Deed::OpenAgain { proposal, .. } => {
            data.proposals.get(*proposal).and_then(|p| case(p.appraisal))
        }
    };
    found.unwrap_or_default()
}

/// A cycle that is not closed.
fn running(data: &Dataset, id: CycleId) -> Result<(&Arc<Cycle>, Phase), Refusal> {
    use crate::domain::appraisal::CycleState;
    let cycle = data.cycles.get(id).ok_or(Refusal::Missing)?;
    match cycle.state {
        CycleState::Draft => Err(Refusal::NotNow),
        CycleState::Running(phase) => Ok((cycle, phase)),
        CycleState::Closed => Err(Refusal::Closed),
    }
}

/// An appraisal in a running cycle.
fn open_case(data: &Dataset, id: AppraisalId) -> Result<(&Arc<Appraisal>, &Arc<Cycle>, Phase), Refusal> {
    let appraisal = data.appraisals.get(id).ok_or(Refusal::Missing)?;
    let (cycle, phase) = running(data, appraisal.cycle)?;
    Ok((appraisal, cycle, phase))
}

/// The standard of an appraisal, as its cycle uses it.
fn standard_of<'a>(cycle: &'a Cycle, appraisal: &Appraisal) -> Result<&'a Standard, Refusal> {
    cycle.method(appraisal.standard).map(|m| &m.standard).ok_or(Refusal::Missing)
}

fn reasoned(reason: &str) -> Result<(), Refusal> {
    if reason.trim().is_empty() { Err(Refusal::NoReason) } else { Ok(()) }
}

/// Whether the cycle has a review, in whatever state.
fn reviewed(data: &Dataset, cycle: CycleId) -> bool {
    data.reviews.iter().any(|r| data.appraisals.get(r.appraisal).is_some_and(|a| a.cycle == cycle))
}

fn aims_fine(aims: &[Aim]) -> bool {
    let hundred = |p: Decimal| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&p);
    aims.iter().all(|a| !a.title.trim().is_empty() && a.progress.is_none_or(hundred))
}

#[cfg(test)]
mod answer_tests;
#[cfg(test)]
mod outcome_tests;
#[cfg(test)]
mod random_tests;
#[cfg(test)]
mod tests;
