//! One person's appraisal on its way to a result: raters, merged groups, potential, calibration.

use super::cycle::appraisal as fresh;
use super::{Ctx, Refusal, open_case, reasoned, running, standard_of};
use crate::domain::appraisal::{
    Adjustment, Appraisal, Development, Merge, Nomination, NominationState, Phase, RaterGroup, Reviewer,
};
use crate::domain::dataset::Change;
use crate::domain::id::{AppraisalId, CycleId, PersonId};
use crate::domain::{Changes, Dataset, Decimal};
use crate::engine::appraisal::Appraiser;
use crate::engine::trace::Silent;
use std::sync::Arc;

/// One appraisal replaced; no change where nothing differs.
pub(super) fn update(before: &Arc<Appraisal>, after: Appraisal) -> Changes {
    let appraisals = if **before == after { Vec::new() } else { vec![Change::update(before, after)] };
    Changes { appraisals, ..Changes::default() }
}

pub(super) fn enrol(data: &Dataset, cycle: CycleId, person: PersonId, ctx: &Ctx) -> Result<Changes, Refusal> {
    let (cycle, _) = running(data, cycle)?;
    data.people.get(person).ok_or(Refusal::Missing)?;
    if cycle.sealed {
        return Err(Refusal::Sealed);
    }
    let added = fresh(data, cycle, person, ctx)?;
    Ok(Changes { appraisals: vec![Change::add(added)], ..Changes::default() })
}

pub(super) fn leave(data: &Dataset, id: AppraisalId) -> Result<Changes, Refusal> {
    let (appraisal, _, _) = open_case(data, id)?;
    if appraisal.released.is_some() {
        return Err(Refusal::Released);
    }
    if data.reviews.iter().any(|r| r.appraisal == id) {
        return Err(Refusal::MethodFrozen);
    }
    let plans = data.developments.iter().filter(|d| d.appraisal == Some(id));
    let developments =
        plans.map(|d| Change::update(d, Development { appraisal: None, ..Development::clone(d) }));
    Ok(Changes {
        appraisals: vec![Change::remove(appraisal)],
        developments: developments.collect(),
        ..Changes::default()
    })
}

pub(super) fn set_manager(
    data: &Dataset,
    id: AppraisalId,
    manager: Option<PersonId>,
) -> Result<Changes, Refusal> {
    let (appraisal, _, _) = open_case(data, id)?;
    if appraisal.released.is_some() {
        return Err(Refusal::Released);
    }
    if let Some(manager) = manager {
        data.people.get(manager).ok_or(Refusal::Missing)?;
        if manager == appraisal.person {
            return Err(Refusal::Oneself);
        }
        let reviewer = Reviewer::Person(manager);
        let rates = data.reviews.iter().any(|r| {
            r.appraisal == id
                && r.by == reviewer
                && !matches!(r.group, RaterGroup::Manager | RaterGroup::Interview)
        });
        if rates || appraisal.nominations.iter().any(|n| n.reviewer == reviewer) {
            return Err(Refusal::NotARater);
        }
    }
    Ok(update(appraisal, Appraisal { manager, ..Appraisal::clone(appraisal) }))
}

/// Raters are proposed until calibration seals the answers.
pub(super) fn nominate(
    data: &Dataset,
    id: AppraisalId,
    reviewer: &Reviewer,
    group: RaterGroup,
) -> Result<Changes, Refusal> {
    let (appraisal, cycle, _) = open_case(data, id)?;
    if cycle.sealed {
        return Err(Refusal::Sealed);
    }
    let known = match reviewer {
        Reviewer::Person(person) => data.people.get(*person).is_some(),
        Reviewer::Customer { customer, contact } => {
            data.customers.get(*customer).is_some() && !contact.trim().is_empty()
        }
    };
    if !known {
        return Err(Refusal::Missing);
    }
    if *reviewer == Reviewer::Person(appraisal.person) {
        return Err(Refusal::Oneself);
    }
    let outside = matches!(reviewer, Reviewer::Customer { .. });
    let manages = matches!(reviewer, Reviewer::Person(p) if Some(*p) == appraisal.manager);
    let asked = standard_of(cycle, appraisal)?.terms(group).is_some() && cycle.formed_from.is_empty();
    if !group.anonymous() || !asked || outside != (group == RaterGroup::Customers) || manages {
        return Err(Refusal::NotARater);
    }
    let mut after = Appraisal::clone(appraisal);
    match after.nominations.iter_mut().find(|n| n.reviewer == *reviewer) {
        Some(known) if known.state == NominationState::Approved => return Err(Refusal::NotARater),
        Some(known) => {
            *known = Nomination { reviewer: reviewer.clone(), group, state: NominationState::Proposed }
        }
        None => after.nominations.push(Nomination {
            reviewer: reviewer.clone(),
            group,
            state: NominationState::Proposed,
        }),
    }
    Ok(update(appraisal, after))
}

pub(super) fn decide_nomination(
    data: &Dataset,
    id: AppraisalId,
    reviewer: &Reviewer,
    declined: Option<&str>,
) -> Result<Changes, Refusal> {
    let (appraisal, cycle, _) = open_case(data, id)?;
    if cycle.sealed {
        return Err(Refusal::Sealed);
    }
    let mut after = Appraisal::clone(appraisal);
    let known = after.nominations.iter_mut().find(|n| n.reviewer == *reviewer).ok_or(Refusal::Missing)?;
    match declined {
        None => known.state = NominationState::Approved,
        Some(reason) => {
            reasoned(reason)?;
            if data.reviews.iter().any(|r| r.appraisal == id && r.by == *reviewer) {
                return Err(Refusal::NotARater);
            }
            known.state = NominationState::Declined(reason.trim().to_owned());
        }
    }
    Ok(update(appraisal, after))
}

/// Groups are merged before calibration: whoever had seen a group alone could take it out of the merged mean again.
pub(super) fn merge(
    data: &Dataset,
    id: AppraisalId,
    from: RaterGroup,
    into: Option<RaterGroup>,
) -> Result<Changes, Refusal> {
    let (appraisal, cycle, _) = open_case(data, id)?;
    if cycle.sealed {
        return Err(Refusal::Sealed);
    }
    let standard = standard_of(cycle, appraisal)?;
    let mut after = Appraisal::clone(appraisal);
    after.merges.retain(|m| m.from != from);
    if let Some(into) = into {
        let anonymous = |g: RaterGroup| g.anonymous() && standard.terms(g).is_some();
        let chained = after.merges.iter().any(|m| m.from == into || m.into == from);
        if from == into || !anonymous(from) || !anonymous(into) || chained {
            return Err(Refusal::BadMerge);
        }
        after.merges.push(Merge { from, into });
    }
    Ok(update(appraisal, after))
}

pub(super) fn set_potential(
    data: &Dataset,
    id: AppraisalId,
    potential: Option<Decimal>,
) -> Result<Changes, Refusal> {
    let (appraisal, _, _) = open_case(data, id)?;
    if appraisal.released.is_some() {
        return Err(Refusal::Released);
    }
    Ok(update(appraisal, Appraisal { potential, ..Appraisal::clone(appraisal) }))
}

pub(super) fn adjust(
    data: &Dataset,
    id: AppraisalId,
    from: Option<&str>,
    to: &str,
    reason: &str,
    ctx: &Ctx,
) -> Result<Changes, Refusal> {
    let (appraisal, cycle, phase) = open_case(data, id)?;
    reasoned(reason)?;
    if phase != Phase::Calibrate {
        return Err(Refusal::NotNow);
    }
    if appraisal.released.is_some() {
        return Err(Refusal::Released);
    }
    let known = standard_of(cycle, appraisal)?.bands.iter().any(|b| b.grade == to);
    if !known || from == Some(to) {
        return Err(Refusal::BadGrade);
    }
    // A grade that was set stands until it is set again; one that follows from the score is read by whoever moves it.
    if appraisal.set_grade().is_some_and(|set| Some(set) != from) {
        return Err(Refusal::Moved);
    }
    let mut after = Appraisal::clone(appraisal);
    after.adjustments.push(Adjustment {
        on: ctx.on,
        by: ctx.by,
        from: from.map(ToOwned::to_owned),
        to: to.to_owned(),
        reason: reason.trim().to_owned(),
        number: next_move(data, cycle.id),
    });
    Ok(update(appraisal, after))
}

/// The number of the next move of a grade in a cycle.
pub(super) fn next_move(data: &Dataset, cycle: CycleId) -> u32 {
    let moves = data.appraisals.iter().filter(|a| a.cycle == cycle).flat_map(|a| &a.adjustments);
    moves.map(|m| m.number).max().unwrap_or(0).saturating_add(1)
}

/// The results of appraisals of one cycle as they stand.
pub(super) fn sheet(appraiser: &Appraiser, appraisal: &Appraisal) -> crate::domain::appraisal::ResultSheet {
    appraiser.appraise::<Silent>(appraisal).value.sheet
}
