//! How many reviews a group should bring: those of its raters, and at least as many as it needs to be shown.
//!
//! A group that nobody was found for is missing work, not finished work.

use super::enrol::{manager_of, reference_day};
use crate::domain::Dataset;
use crate::domain::appraisal::{Appraisal, Cycle, NominationState, RaterGroup, Review};
use crate::domain::id::PersonId;
use std::collections::BTreeSet;

/// What a cycle's groups need.
#[derive(Clone, Debug, Default)]
pub struct Raters {
    leads: BTreeSet<PersonId>,
}

impl Raters {
    /// For a cycle: whoever has direct reports on its reference day is asked for reviews by them.
    pub fn of(data: &Dataset, cycle: &Cycle) -> Raters {
        let day = reference_day(data, cycle);
        let here = data.people.iter().filter(|p| day.is_some_and(|d| p.employed_on(d)));
        Raters { leads: here.filter_map(|p| manager_of(data, cycle, p.id)).collect() }
    }

    /// How many raters a group needs by itself: its minimum, less what groups that are counted with it bring. Nobody is
    /// needed for a named group, for one that is counted with another, for direct reports where there are none, and
    /// where every customer that answered agreed to be named.
    pub fn needed(&self, cycle: &Cycle, case: &Appraisal, group: RaterGroup, reviews: &[&Review]) -> usize {
        let Some(method) = cycle.method(case.standard).filter(|_| cycle.formed_from.is_empty()) else {
            return 0;
        };
        let standard = &method.standard;
        let asked = |g: RaterGroup| g.anonymous() && standard.terms(g).is_some();
        let nobody =
            group == RaterGroup::Reports && !self.leads.contains(&case.person) && approved(case, group) == 0;
        if !asked(group) || nobody || case.counted_as(group) != group {
            return 0;
        }
        let pool = || RaterGroup::ALL.into_iter().filter(|g| asked(*g) && case.counted_as(*g) == group);
        let minimum = pool().filter_map(|g| standard.terms(g)).map(|t| t.minimum).max().unwrap_or(0);
        let mut minimum = usize::try_from(minimum.max(1)).unwrap_or(usize::MAX);
        if group == RaterGroup::Customers && pool().count() == 1 {
            let mut answered = reviews.iter().filter(|r| r.group == group && r.submitted()).peekable();
            if answered.peek().is_some() && answered.all(|r| r.consent) {
                minimum = 1;
            }
        }
        let others: usize = pool().filter(|g| *g != group).map(|g| approved(case, g)).sum();
        minimum.saturating_sub(others)
    }

    /// How many reviews a group should bring: one of oneself, of a manager and of an interview, whoever holds it; of an
    /// anonymous group those of its raters, and no fewer than it needs as long as more can be found. None in a cycle that is formed from others.
    pub fn expected(&self, cycle: &Cycle, case: &Appraisal, group: RaterGroup, reviews: &[&Review]) -> usize {
        let asked = cycle.method(case.standard).is_some_and(|m| m.standard.terms(group).is_some());
        if !asked || !cycle.formed_from.is_empty() {
            return 0;
        }
        if !group.anonymous() {
            return 1;
        }
        // Once calibration has sealed the answers nobody more can be found.
        if cycle.sealed {
            return approved(case, group);
        }
        approved(case, group).max(self.needed(cycle, case, group, reviews))
    }

    /// Whether raters still have to be proposed: a group would have too few even if all that wait were approved.
    pub fn lacking(&self, cycle: &Cycle, case: &Appraisal, reviews: &[&Review]) -> bool {
        RaterGroup::ALL.into_iter().any(|group| {
            let proposed = count(case, group, |state| *state == NominationState::Proposed);
            approved(case, group).saturating_add(proposed) < self.needed(cycle, case, group, reviews)
        })
    }
}

/// Approved raters of a group.
pub fn approved(case: &Appraisal, group: RaterGroup) -> usize {
    count(case, group, |state| *state == NominationState::Approved)
}

fn count(case: &Appraisal, group: RaterGroup, is: impl Fn(&NominationState) -> bool) -> usize {
    case.nominations.iter().filter(|n| n.group == group && is(&n.state)).count()
}
