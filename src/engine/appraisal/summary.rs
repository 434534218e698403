//! Where the work of a cycle stands: who is where, what is missing, what is late, and whose turn it is.

use super::appraiser::Appraiser;
use super::enrol::decider;
use super::raters::Raters;
use crate::domain::appraisal::{
    Cycle, CycleState, NominationState, Phase, RaterGroup, Receipt, Review, ReviewState, Reviewer,
};
use crate::domain::id::{AppraisalId, PersonId};
use crate::domain::{Dataset, Date};

/// How far one rater group is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupProgress {
    /// Which.
    pub group: RaterGroup,
    /// Reviews handed in.
    pub submitted: u32,
    /// Reviews expected: one of oneself and of the manager for everybody, one for every approved rater, and no fewer than
    /// the group needs to be shown.
    pub expected: u32,
    /// People of whom there is no review by this group.
    pub missing: u32,
}

/// How far a cycle is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// People appraised.
    pub people: u32,
    /// The rater groups that somebody's standard asks; none in a cycle that is formed from others.
    pub groups: Vec<GroupProgress>,
    /// Reviews that are drafts.
    pub drafts: u32,
    /// Proposed raters without a decision.
    pub undecided: u32,
    /// Results released.
    pub released: u32,
    /// Results that were acknowledged, refused or passed over in silence.
    pub answered: u32,
    /// Appeals without a decision.
    pub appeals: u32,
}

/// How far a cycle is, counted.
pub fn summary(data: &Dataset, cycle: &Cycle, appraiser: &Appraiser) -> Summary {
    let mut found = Summary::default();
    let raters = Raters::of(data, cycle);
    let formed = !cycle.formed_from.is_empty();
    let mut counts =
        RaterGroup::ALL.map(|group| GroupProgress { group, submitted: 0, expected: 0, missing: 0 });
    for case in data.appraisals.iter().filter(|a| a.cycle == cycle.id) {
        found.people += 1;
        let reviews = appraiser.reviews(case.id);
        let method = cycle.method(case.standard);
        for progress in &mut counts {
            let group = progress.group;
            if formed || method.is_none_or(|m| m.standard.terms(group).is_none()) {
                continue;
            }
            let done = count(reviews.iter().filter(|r| r.group == group && r.submitted()));
            progress.submitted += done;
            let expected = raters.expected(cycle, case, group, reviews);
            progress.expected += u32::try_from(expected).unwrap_or(u32::MAX);
            progress.missing += u32::from(done == 0);
        }
        found.drafts += count(reviews.iter().filter(|r| r.state == ReviewState::Draft));
        let open = case.nominations.iter().filter(|n| n.state == NominationState::Proposed);
        found.undecided += count(open);
        found.released += u32::from(case.released.is_some());
        found.answered += u32::from(case.receipt != Receipt::Waiting);
        found.appeals += u32::from(case.appealing());
    }
    let asked =
        |g: &GroupProgress| !formed && cycle.methods.iter().any(|m| m.standard.terms(g.group).is_some());
    found.groups = counts.into_iter().filter(asked).collect();
    found
}

fn count<T>(all: impl Iterator<Item = T>) -> u32 {
    u32::try_from(all.count()).unwrap_or(u32::MAX)
}

/// What somebody has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskKind {
    /// Write or finish a review as a member of a group.
    Write(RaterGroup),
    /// Propose raters for oneself.
    Nominate,
    /// Approve or decline proposed raters.
    Approve,
    /// Talk about the result.
    Meet,
    /// Read the result and answer to it.
    Answer,
    /// Decide an appeal against a result of somebody whose manager one manages.
    Decide,
}

/// One thing that somebody has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Task {
    /// When it should be done; `None` where the phase has no days.
    pub due: Option<Date>,
    /// About which appraisal.
    pub appraisal: AppraisalId,
    /// What.
    pub kind: TaskKind,
}

impl Task {
    /// Whether it should have been done before a day.
    pub fn late(&self, today: Date) -> bool {
        self.due.is_some_and(|due| due < today)
    }
}

/// What a person has to do in a running cycle, what is due first being first.
pub fn tasks(data: &Dataset, cycle: &Cycle, person: PersonId) -> Vec<Task> {
    let CycleState::Running(phase) = cycle.state else { return Vec::new() };
    let due = |phase: Phase| cycle.stage(phase).map(|s| s.to);
    let me = Reviewer::Person(person);
    let mut found = Vec::new();
    let written: Vec<&Review> = data.reviews.iter().map(AsRef::as_ref).filter(|r| r.by == me).collect();
    for case in data.appraisals.iter().filter(|a| a.cycle == cycle.id) {
        let mut add = |from: Phase, kind| {
            if phase >= from {
                found.push(Task { due: due(from), appraisal: case.id, kind });
            }
        };
        let done = |group| {
            written
                .iter()
                .any(|r| r.appraisal == case.id && r.group == group && !matches!(r.state, ReviewState::Draft))
        };
        let asks = |group| cycle.method(case.standard).is_some_and(|m| m.standard.terms(group).is_some());
        let reviewed = cycle.formed_from.is_empty();
        let rated = reviewed && !cycle.sealed;
        let writing = phase <= Phase::Calibrate && case.released.is_none() && reviewed;
        let own = case.person == person;
        if own && writing && asks(RaterGroup::Oneself) && !done(RaterGroup::Oneself) {
            add(Phase::Oneself, TaskKind::Write(RaterGroup::Oneself));
        }
        // Until calibration seals the answers somebody can still be found.
        if own && rated && phase >= Phase::Nominate {
            let about: Vec<&Review> =
                data.reviews.iter().map(AsRef::as_ref).filter(|r| r.appraisal == case.id).collect();
            if Raters::of(data, cycle).lacking(cycle, case, &about) {
                add(Phase::Nominate, TaskKind::Nominate);
            }
        }
        let manages = case.manager == Some(person);
        let proposed = case.nominations.iter().any(|n| n.state == NominationState::Proposed);
        if manages && proposed && rated {
            add(Phase::Nominate, TaskKind::Approve);
        }
        for nomination in case.nominations.iter().filter(|n| n.reviewer == me && rated) {
            if nomination.state == NominationState::Approved && !done(nomination.group) {
                add(Phase::Feedback, TaskKind::Write(nomination.group));
            }
        }
        if manages && writing && asks(RaterGroup::Manager) && !done(RaterGroup::Manager) {
            add(Phase::Manager, TaskKind::Write(RaterGroup::Manager));
        }
        let held = || data.reviews.iter().any(|r| r.appraisal == case.id && r.group == RaterGroup::Interview);
        let begun = written.iter().any(|r| {
            r.appraisal == case.id && r.group == RaterGroup::Interview && r.state == ReviewState::Draft
        });
        if manages && writing && asks(RaterGroup::Interview) && (begun || !held()) {
            add(Phase::Manager, TaskKind::Write(RaterGroup::Interview));
        }
        if manages && case.meeting.is_none() && case.released.is_some() {
            add(Phase::Share, TaskKind::Meet);
        }
        if own && case.released.is_some() && case.receipt == Receipt::Waiting && !case.appealing() {
            add(Phase::Acknowledge, TaskKind::Answer);
        }
        if case.appealing() && decider(data, cycle, case) == Some(person) {
            add(Phase::Share, TaskKind::Decide);
        }
    }
    found.sort();
    found
}
