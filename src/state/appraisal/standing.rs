//! Stage 4 of the process map: what appraisal has and what it still lacks before it can end, computed from the data.

use super::board::board;
use crate::domain::appraisal::{Cycle, CycleState, Phase, Receipt, Ruling};
use crate::domain::dataset::Dataset;
use crate::domain::id::CycleId;
use crate::engine::appraisal::propose;
use jiff::civil::Date;

/// What stage 4 must have before it ends, each with how far it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Published standards.
    pub standards: usize,
    /// The cycle it is about: the running one that ends last, else the newest in preparation, else the newest closed.
    pub cycle: Option<CycleId>,
    /// Where it stands.
    pub state: CycleState,
    /// People in it.
    pub people: usize,
    /// Reviews handed in.
    pub submitted: usize,
    /// Reviews expected.
    pub expected: usize,
    /// Reviews that are expected, not handed in, and can still be: anonymous ones cannot once calibration has begun, and none
    /// after it. What nobody was found for is missing as well.
    pub missing: usize,
    /// People with late work.
    pub late: usize,
    /// Results released.
    pub released: usize,
    /// Results acknowledged, refused, or passed over in silence.
    pub answered: usize,
    /// Appeals without a decision.
    pub appeals: usize,
    /// Proposed consequences on which nothing is decided.
    pub open: usize,
    /// Proposed consequences.
    pub proposals: usize,
    /// Whether the rules of the cycle make nothing follow from its results.
    pub nothing_follows: bool,
}

/// One thing that has to be so before the stage ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// There is a published standard.
    Standard,
    /// There is a cycle, and it was opened.
    Cycle,
    /// Every review that can still be handed in is in.
    Reviews,
    /// Every result is released.
    Released,
    /// Everybody has answered, and no appeal waits.
    Answered,
    /// Every proposed consequence is decided, or nothing follows from the results.
    Decided,
    /// The cycle is closed.
    Closed,
}

impl Criterion {
    /// All, in the order of the process.
    pub const ALL: [Criterion; 7] = [
        Criterion::Standard,
        Criterion::Cycle,
        Criterion::Reviews,
        Criterion::Released,
        Criterion::Answered,
        Criterion::Decided,
        Criterion::Closed,
    ];
}

impl Standing {
    /// Whether a criterion is met.
    #[must_use]
    pub fn met(&self, criterion: Criterion) -> bool {
        let all = |part: usize| self.people > 0 && part >= self.people;
        match criterion {
            Criterion::Standard => self.standards > 0,
            Criterion::Cycle => self.cycle.is_some() && self.state != CycleState::Draft,
            Criterion::Reviews => self.people > 0 && (self.missing == 0 || all(self.released)),
            Criterion::Released => all(self.released),
            Criterion::Answered => all(self.answered) && self.appeals == 0,
            Criterion::Decided => {
                let follows = self.proposals > 0 || (self.nothing_follows && all(self.released));
                follows && self.open == 0
            }
            Criterion::Closed => self.state == CycleState::Closed,
        }
    }

    /// Whether a criterion can be worked on: everything it builds on is there.
    #[must_use]
    pub fn due(&self, criterion: Criterion) -> bool {
        match criterion {
            Criterion::Standard | Criterion::Cycle => true,
            Criterion::Reviews => self.met(Criterion::Cycle),
            Criterion::Released => self.met(Criterion::Reviews),
            Criterion::Answered | Criterion::Decided => self.met(Criterion::Released),
            Criterion::Closed => self.met(Criterion::Answered),
        }
    }
}

/// The cycle the stage is about.
fn current(data: &Dataset) -> Option<&Cycle> {
    let end = |c: &Cycle| data.workspace.calendar.span(c.period).map(|s| s.to);
    let rank = |c: &Cycle| match c.state {
        CycleState::Running(_) => 2,
        CycleState::Draft => 1,
        CycleState::Closed => 0,
    };
    data.cycles.iter().map(AsRef::as_ref).max_by_key(|c| (rank(c), end(c)))
}

/// Where stage 4 stands, seen on a day.
#[must_use]
pub fn standing(data: &Dataset, day: Date) -> Standing {
    let published = data.standards.iter().filter(|s| s.published.is_some()).count();
    let Some(cycle) = current(data) else { return Standing { standards: published, ..Standing::default() } };
    let rows = board(data, cycle, day);
    let writing = cycle.phase().is_some_and(|phase| phase <= Phase::Calibrate);
    let groups = || rows.iter().flat_map(|r| &r.groups);
    let own = |id| data.appraisals.get(id).is_some_and(|a| a.cycle == cycle.id);
    let proposals = || data.proposals.iter().filter(|p| own(p.appraisal));
    Standing {
        standards: published,
        cycle: Some(cycle.id),
        state: cycle.state,
        people: rows.len(),
        submitted: groups().map(|g| g.submitted).sum(),
        expected: groups().map(|g| g.expected).sum(),
        missing: groups()
            .filter(|g| writing && !(cycle.sealed && g.group.anonymous()))
            .map(|g| g.expected.saturating_sub(g.submitted))
            .sum(),
        late: rows.iter().filter(|r| r.late(day)).count(),
        released: rows.iter().filter(|r| r.released).count(),
        answered: rows.iter().filter(|r| r.receipt != Receipt::Waiting).count(),
        appeals: rows.iter().filter(|r| r.appealing).count(),
        open: proposals().filter(|p| p.ruling == Ruling::Open).count(),
        proposals: proposals().count(),
        nothing_follows: nothing_follows(data, cycle),
    }
}

/// Whether the rules of a cycle propose nothing for its released results. Raises depend on base pay, which may be unknown
/// here: rules that have any may always propose one.
fn nothing_follows(data: &Dataset, cycle: &Cycle) -> bool {
    let rules = &cycle.rules;
    let raises =
        !rules.ranges.is_empty() && rules.merit.iter().any(|row| row.raises.iter().any(Option::is_some));
    let own = || data.appraisals.iter().filter(|a| a.cycle == cycle.id);
    !raises && own().all(|case| propose(data, cycle, case, None).is_empty())
}
