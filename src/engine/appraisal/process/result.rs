//! Results and what follows: release, the talk, receipt, appeal, development, proposals.

use super::case::{next_move, sheet, update};
use super::{Ctx, Refusal, aims_fine, open_case, reasoned, running, standard_of};
use crate::domain::appraisal::{
    Adjustment, Appeal, Appraisal, Corrected, Decision, Development, Meeting, Phase, Proposal, ProposalKind,
    Receipt, Released, Ruling,
};
use crate::domain::dataset::Change;
use crate::domain::id::{AppraisalId, CycleId, DevelopmentId, PersonId, ProposalId};
use crate::domain::{Changes, Dataset, Date, Decimal};
use crate::engine::appraisal::{Appraiser, consequence, decider};
use crate::engine::score::grade_of;

pub(super) fn release(
    data: &Dataset,
    ids: &[AppraisalId],
    as_of: Date,
    ctx: &Ctx,
) -> Result<Changes, Refusal> {
    let first = ids.first().and_then(|id| data.appraisals.get(*id)).ok_or(Refusal::Missing)?;
    let (cycle, phase) = running(data, first.cycle)?;
    if phase < Phase::Share {
        return Err(Refusal::NotNow);
    }
    let appraiser = Appraiser::new(data, cycle, as_of);
    let mut changes = Changes::default();
    for (at, id) in ids.iter().enumerate() {
        let appraisal = data.appraisals.get(*id).filter(|a| a.cycle == cycle.id).ok_or(Refusal::Missing)?;
        if appraisal.released.is_some() || ids.iter().take(at).any(|earlier| earlier == id) {
            return Err(Refusal::Released);
        }
        let released = Some(Released { on: ctx.on, sheet: sheet(&appraiser, appraisal) });
        changes = changes.then(update(appraisal, Appraisal { released, ..Appraisal::clone(appraisal) }));
    }
    Ok(changes)
}

/// An appraisal whose result is released, in a cycle that is not closed.
fn shown(data: &Dataset, id: AppraisalId) -> Result<&std::sync::Arc<Appraisal>, Refusal> {
    let (appraisal, _, _) = open_case(data, id)?;
    if appraisal.released.is_none() { Err(Refusal::NotReleased) } else { Ok(appraisal) }
}

pub(super) fn meet(data: &Dataset, id: AppraisalId, meeting: &Meeting) -> Result<Changes, Refusal> {
    let (appraisal, _, phase) = open_case(data, id)?;
    if phase < Phase::Share {
        return Err(Refusal::NotNow);
    }
    if meeting.minutes == 0 {
        return Err(Refusal::BadValue);
    }
    let meeting = Some(meeting.clone());
    Ok(update(appraisal, Appraisal { meeting, ..Appraisal::clone(appraisal) }))
}

/// An appraisal that waits for the person's answer.
fn waiting(data: &Dataset, id: AppraisalId) -> Result<&std::sync::Arc<Appraisal>, Refusal> {
    let appraisal = shown(data, id)?;
    let waits = appraisal.receipt == Receipt::Waiting && !appraisal.appealing();
    if waits { Ok(appraisal) } else { Err(Refusal::NotNow) }
}

/// Only the person answers to a result, where it is known who is at the keyboard.
fn own(appraisal: &Appraisal, ctx: &Ctx) -> Result<(), Refusal> {
    if ctx.by.is_none_or(|by| by == appraisal.person) { Ok(()) } else { Err(Refusal::NotYours) }
}

pub(super) fn acknowledge(
    data: &Dataset,
    id: AppraisalId,
    remark: &str,
    ctx: &Ctx,
) -> Result<Changes, Refusal> {
    let appraisal = waiting(data, id)?;
    own(appraisal, ctx)?;
    let receipt = Receipt::Acknowledged { on: ctx.on, remark: remark.trim().to_owned(), by: ctx.by };
    Ok(update(appraisal, Appraisal { receipt, ..Appraisal::clone(appraisal) }))
}

pub(super) fn refuse(data: &Dataset, id: AppraisalId, reason: &str, ctx: &Ctx) -> Result<Changes, Refusal> {
    let appraisal = waiting(data, id)?;
    own(appraisal, ctx)?;
    let receipt = Receipt::Refused { on: ctx.on, reason: reason.trim().to_owned(), by: ctx.by };
    Ok(update(appraisal, Appraisal { receipt, ..Appraisal::clone(appraisal) }))
}

pub(super) fn appeal(data: &Dataset, id: AppraisalId, reason: &str, ctx: &Ctx) -> Result<Changes, Refusal> {
    let appraisal = shown(data, id)?;
    if appraisal.appeal.is_some() {
        return Err(Refusal::AppealedOnce);
    }
    let appraisal = waiting(data, id).map(|_| appraisal)?;
    own(appraisal, ctx)?;
    reasoned(reason)?;
    let appeal = Some(Appeal { on: ctx.on, reason: reason.trim().to_owned(), by: ctx.by, decision: None });
    Ok(update(appraisal, Appraisal { appeal, ..Appraisal::clone(appraisal) }))
}

/// A decision keeps the result, or corrects its score, its grade or both; then the result waits for its receipt again.
/// Nobody decides their own appeal.
pub(super) fn decide(
    data: &Dataset,
    id: AppraisalId,
    decision: &Decision,
    ctx: &Ctx,
) -> Result<Changes, Refusal> {
    let (appraisal, cycle, _) = open_case(data, id)?;
    reasoned(&decision.reason)?;
    if ctx.by == Some(appraisal.person) {
        return Err(Refusal::OwnAppeal);
    }
    if ctx.by.is_some_and(|by| decider(data, cycle, appraisal) != Some(by)) {
        return Err(Refusal::NotYours);
    }
    let standard = standard_of(cycle, appraisal)?;
    let mut after = Appraisal::clone(appraisal);
    let (Some(appeal), Some(released)) = (after.appeal.as_mut(), after.released.as_mut()) else {
        return Err(Refusal::NotNow);
    };
    if appeal.decision.is_some() {
        return Err(Refusal::NotNow);
    }
    let reason = decision.reason.trim().to_owned();
    let score =
        decision.score.map(|wanted| Corrected { from: released.sheet.score, to: wanted.to.normalize() });
    if let Some(Corrected { from, to }) = score {
        let inside = (Decimal::ZERO..=standard.most).contains(&to);
        if !inside || to.scale() > standard.places || from == Some(to) {
            return Err(Refusal::BadScore);
        }
        released.sheet.score = Some(to);
        released.sheet.computed_grade = grade_of(&standard.bands, to).map(ToOwned::to_owned);
    }
    if let Some(grade) = &decision.grade {
        let known = standard.bands.iter().any(|b| b.grade == *grade);
        if !known || released.sheet.grade.as_ref() == Some(grade) {
            return Err(Refusal::BadGrade);
        }
        let from = released.sheet.grade.replace(grade.clone());
        after.adjustments.push(Adjustment {
            on: ctx.on,
            by: ctx.by,
            from,
            to: grade.clone(),
            reason: reason.clone(),
            number: next_move(data, cycle.id),
        });
    }
    appeal.decision = Some(Decision {
        on: ctx.on,
        by: ctx.by,
        grade: decision.grade.clone(),
        reason,
        score,
        document: decision.document.trim().to_owned(),
    });
    Ok(update(appraisal, after))
}

/// A development plan is the person's own and lives longer than its cycle.
pub(super) fn save_development(data: &Dataset, plan: &Development) -> Result<Changes, Refusal> {
    data.people.get(plan.person).ok_or(Refusal::Missing)?;
    if let Some(id) = plan.appraisal {
        let appraisal = data.appraisals.get(id).ok_or(Refusal::Missing)?;
        if appraisal.person != plan.person {
            return Err(Refusal::BadValue);
        }
    }
    if !aims_fine(&plan.aims) {
        return Err(Refusal::BadValue);
    }
    let mut changes = Changes::default();
    changes.put(data, plan.clone().into());
    Ok(changes)
}

pub(super) fn remove_development(data: &Dataset, id: DevelopmentId) -> Result<Changes, Refusal> {
    let stored = data.developments.get(id).ok_or(Refusal::Missing)?;
    Ok(Changes { developments: vec![Change::remove(stored)], ..Changes::default() })
}

/// What follows from results may be proposed and decided after the cycle closed too: it changes no result.
pub(super) fn propose(
    data: &Dataset,
    id: CycleId,
    base: &[(PersonId, Decimal)],
    ctx: &Ctx,
) -> Result<Changes, Refusal> {
    let cycle = data.cycles.get(id).ok_or(Refusal::Missing)?;
    let mut changes = Changes::default();
    for appraisal in data.appraisals.iter().filter(|a| a.cycle == id) {
        let pay = base.iter().find(|(p, _)| *p == appraisal.person).map(|(_, b)| *b);
        let wanted = consequence::propose(data, cycle, appraisal, pay);
        let own: Vec<_> = data.proposals.iter().filter(|p| p.appraisal == appraisal.id).collect();
        // What was decided once stays, also while it is open again.
        let fresh = |p: &Proposal| p.ruling == Ruling::Open && p.earlier.is_empty();
        for old in own.iter().filter(|p| fresh(p) && !wanted.contains(&p.kind)) {
            changes.proposals.push(Change::remove(old));
        }
        for kind in wanted {
            let known = |p: &Proposal| p.kind == kind || (!fresh(p) && same_matter(&p.kind, &kind));
            if own.iter().any(|p| known(p)) {
                continue;
            }
            let id = ProposalId((ctx.new_id)());
            let (ruling, earlier) = (Ruling::Open, Vec::new());
            let proposal = Proposal { id, appraisal: appraisal.id, kind, ruling, earlier };
            changes.proposals.push(Change::add(proposal));
        }
    }
    Ok(changes)
}

/// Whether two proposals are about the same thing, whatever their figures.
fn same_matter(a: &ProposalKind, b: &ProposalKind) -> bool {
    match (a, b) {
        (ProposalKind::Pay { .. }, ProposalKind::Pay { .. })
        | (ProposalKind::Bonus(_), ProposalKind::Bonus(_))
        | (ProposalKind::Promotion, ProposalKind::Promotion) => true,
        (a, b) => a == b,
    }
}

pub(super) fn rule(data: &Dataset, id: ProposalId, ruling: &Ruling, ctx: &Ctx) -> Result<Changes, Refusal> {
    let stored = data.proposals.get(id).ok_or(Refusal::Missing)?;
    if stored.ruling != Ruling::Open {
        return Err(Refusal::NotNow);
    }
    let (on, by) = (ctx.on, ctx.by);
    let ruling = match ruling {
        Ruling::Open => return Err(Refusal::NotNow),
        Ruling::Accepted { .. } => Ruling::Accepted { on, by },
        Ruling::Changed { value, reason, .. } => {
            reasoned(reason)?;
            if !matches!(stored.kind, ProposalKind::Pay { .. } | ProposalKind::Bonus(_)) {
                return Err(Refusal::BadValue);
            }
            Ruling::Changed { on, by, value: *value, reason: reason.trim().to_owned() }
        }
        Ruling::Declined { reason, .. } => {
            reasoned(reason)?;
            Ruling::Declined { on, by, reason: reason.trim().to_owned() }
        }
    };
    let mut changes = Changes::default();
    changes.put(data, Proposal { ruling, ..Proposal::clone(stored) }.into());
    Ok(changes)
}

pub(super) fn rule_all(
    data: &Dataset,
    ids: &[ProposalId],
    ruling: &Ruling,
    ctx: &Ctx,
) -> Result<Changes, Refusal> {
    let mut changes = Changes::default();
    for (at, id) in ids.iter().enumerate() {
        if ids.iter().take(at).any(|earlier| earlier == id) {
            return Err(Refusal::BadValue);
        }
        changes = changes.then(rule(data, *id, ruling, ctx)?);
    }
    Ok(changes)
}
