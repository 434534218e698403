//! The board of a running cycle: who is where, what is next, what is late and what is missing.
//!
//! Invariant: of an anonymous group it tells how many reviews there are and who still owes one, never what they say. What
//! nobody was found for is missing as well: raters below a group's minimum, and a manager who is not named.

use crate::domain::appraisal::{
    Appraisal, Cycle, CycleState, FormedResult, Phase, RaterGroup, Receipt, Review, ReviewState, Reviewer,
};
use crate::domain::dataset::Dataset;
use crate::domain::id::{AppraisalId, PersonId, StandardId};
use crate::engine::appraisal::{Raters, approved, decider, formed_parts};
use crate::state::appraisal::tasks::{Turn, in_cycle};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How far one group's reviews of a person are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupState {
    /// The group.
    pub group: RaterGroup,
    /// Reviews handed in.
    pub submitted: usize,
    /// Reviews expected: at least as many as the group needs to be shown.
    pub expected: usize,
    /// Raters who were approved; of a named group whoever is known to write.
    pub raters: usize,
    /// Raters that are still lacking, once there was time to find them and as long as they can be found.
    pub short: usize,
    /// Reviews begun and not handed in.
    pub drafts: usize,
    /// Whether something is missing after its phase ended.
    pub late: bool,
}

/// A task with who has to do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Who.
    pub who: PersonId,
    /// What.
    pub turn: Turn,
}

/// One person on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The appraisal.
    pub appraisal: AppraisalId,
    /// Whose.
    pub person: PersonId,
    /// By which standard.
    pub standard: StandardId,
    /// The groups that are asked; none in a cycle that is formed from others.
    pub groups: Vec<GroupState>,
    /// Whether a manager's review is asked for and nobody is named as manager.
    pub no_manager: bool,
    /// The other cycles that the result is formed from, as released there.
    pub formed: Vec<FormedResult>,
    /// What is to be done about it now, what is due first being first.
    pub next: Vec<Next>,
    /// Whether the result is released.
    pub released: bool,
    /// The answer to it.
    pub receipt: Receipt,
    /// Whether an appeal waits.
    pub appealing: bool,
}

impl Row {
    /// Whether something about this person is late.
    #[must_use]
    pub fn late(&self, day: Date) -> bool {
        self.next.iter().any(|next| next.turn.late(day)) || self.groups.iter().any(|g| g.late)
    }
}

/// The board of a cycle, seen on a day.
#[must_use]
pub fn board(data: &Dataset, cycle: &Cycle, day: Date) -> Vec<Row> {
    let own = || data.appraisals.iter().filter(|a| a.cycle == cycle.id);
    let mut reviews: BTreeMap<AppraisalId, Vec<&Review>> = BTreeMap::new();
    for review in data.reviews.iter() {
        reviews.entry(review.appraisal).or_default().push(review);
    }
    let raters = Raters::of(data, cycle);
    let mut next: BTreeMap<AppraisalId, Vec<Next>> = BTreeMap::new();
    for who in busy(data, cycle) {
        for turn in in_cycle(data, cycle, who) {
            next.entry(turn.task.appraisal).or_default().push(Next { who, turn });
        }
    }
    let row = |case: &std::sync::Arc<Appraisal>| {
        let mut next = next.remove(&case.id).unwrap_or_default();
        next.sort_by_key(|n| (n.turn.task.due.is_none(), n.turn.task, n.who));
        let written = reviews.get(&case.id).map_or(&[][..], Vec::as_slice);
        Row {
            appraisal: case.id,
            person: case.person,
            standard: case.standard,
            groups: groups(&raters, cycle, case, written, day),
            no_manager: no_manager(cycle, case),
            formed: match cycle.method(case.standard) {
                Some(method) => formed_parts(data, cycle, case, &method.standard),
                None => Vec::new(),
            },
            next,
            released: case.released.is_some(),
            receipt: case.receipt.clone(),
            appealing: case.appealing(),
        }
    };
    own().map(row).collect()
}

/// Whoever may have something to do in a cycle.
fn busy(data: &Dataset, cycle: &Cycle) -> BTreeSet<PersonId> {
    let own = data.appraisals.iter().filter(|a| a.cycle == cycle.id);
    own.flat_map(|a| {
        let raters = a.nominations.iter().filter_map(|n| match n.reviewer {
            Reviewer::Person(person) => Some(person),
            Reviewer::Customer { .. } => None,
        });
        let decides = a.appealing().then(|| decider(data, cycle, a)).flatten();
        std::iter::once(a.person).chain(a.manager).chain(raters).chain(decides).collect::<Vec<_>>()
    })
    .collect()
}

/// Whether a manager's review is asked for and nobody is named as manager, while one can be.
fn no_manager(cycle: &Cycle, case: &Appraisal) -> bool {
    let asked = cycle.method(case.standard).is_some_and(|m| m.standard.terms(RaterGroup::Manager).is_some());
    let open = cycle.phase().is_some_and(|p| p <= Phase::Calibrate) && case.released.is_none();
    asked && open && cycle.formed_from.is_empty() && case.manager.is_none()
}

/// The phase in which a group writes.
const fn phase_of(group: RaterGroup) -> Phase {
    match group {
        RaterGroup::Oneself => Phase::Oneself,
        RaterGroup::Peers | RaterGroup::Reports | RaterGroup::Customers => Phase::Feedback,
        RaterGroup::Manager | RaterGroup::Interview => Phase::Manager,
    }
}

/// Drafts that keep a cycle from going on.
#[must_use]
pub fn drafts(rows: &[Row]) -> usize {
    rows.iter().flat_map(|r| &r.groups).map(|g| g.drafts).sum()
}

/// How far the groups of one person are, seen on a day.
#[must_use]
pub fn groups_of(data: &Dataset, cycle: &Cycle, case: &Appraisal, day: Date) -> Vec<GroupState> {
    let reviews: Vec<&Review> =
        data.reviews.iter().map(AsRef::as_ref).filter(|r| r.appraisal == case.id).collect();
    groups(&Raters::of(data, cycle), cycle, case, &reviews, day)
}

fn groups(
    raters: &Raters,
    cycle: &Cycle,
    case: &Appraisal,
    reviews: &[&Review],
    day: Date,
) -> Vec<GroupState> {
    let asked = |g: &RaterGroup| cycle.method(case.standard).is_some_and(|m| m.standard.terms(*g).is_some());
    let asked = |g: &RaterGroup| cycle.formed_from.is_empty() && asked(g);
    let ended = |phase: Phase| cycle.stage(phase).is_some_and(|s| s.to < day);
    let of = |group: RaterGroup| {
        let own = || reviews.iter().filter(|r| r.group == group);
        let submitted = own().filter(|r| r.submitted()).count();
        let expected = raters.expected(cycle, case, group, reviews);
        let found = match group {
            RaterGroup::Manager => usize::from(case.manager.is_some()),
            group if group.anonymous() => approved(case, group),
            _ => 1,
        };
        let running = matches!(cycle.state, CycleState::Running(_)) && case.released.is_none();
        let drafts = own().filter(|r| r.state == ReviewState::Draft).count();
        let withdrawn = own().filter(|r| matches!(r.state, ReviewState::Withdrawn(_))).count();
        // What calibration has sealed is missing for good, and nobody is late with it.
        let running = running && !(group.anonymous() && cycle.sealed);
        // Raters are looked for until their phase has ended, or the next one has begun.
        let looked = ended(Phase::Nominate) || cycle.phase().is_some_and(|p| p >= Phase::Feedback);
        let short = if group.anonymous() && running && looked {
            raters.needed(cycle, case, group, reviews).saturating_sub(found)
        } else {
            0
        };
        let owing = ended(phase_of(group)) && submitted + withdrawn < expected;
        let late = running && (owing || (short > 0 && ended(Phase::Nominate)));
        GroupState { group, submitted, expected, raters: found, short, drafts, late }
    };
    RaterGroup::ALL.into_iter().filter(asked).map(of).collect()
}

/// Where a phase stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseState {
    /// Over.
    Done,
    /// The cycle is in it.
    Now,
    /// The cycle is in it, and its last day has passed.
    Late,
    /// Still to come.
    Ahead,
}

/// Where each phase of a cycle stands.
#[must_use]
pub fn phases(cycle: &Cycle, day: Date) -> Vec<(Phase, PhaseState)> {
    let state = |phase: Phase, to: Date| match cycle.state {
        CycleState::Draft => PhaseState::Ahead,
        CycleState::Closed => PhaseState::Done,
        CycleState::Running(now) if phase < now => PhaseState::Done,
        CycleState::Running(now) if phase > now => PhaseState::Ahead,
        CycleState::Running(_) if to < day => PhaseState::Late,
        CycleState::Running(_) => PhaseState::Now,
    };
    cycle.stages.iter().map(|s| (s.phase, state(s.phase, s.to))).collect()
}
