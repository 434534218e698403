//! What is known and allowed for pay in a cycle, and decisions that are opened again. Neither changes a result, so both are
//! possible after the cycle closed.

use super::{Ctx, Refusal, reasoned};
use crate::domain::appraisal::{Cycle, Funds, Proposal, Reversal, Ruling};
use crate::domain::dataset::Change;
use crate::domain::id::{CycleId, PersonId, ProposalId};
use crate::domain::{Changes, Dataset, Decimal};

/// States base pay, target bonuses and budgets of a cycle.
pub(super) fn set(data: &Dataset, id: CycleId, funds: &Funds) -> Result<Changes, Refusal> {
    let stored = data.cycles.get(id).ok_or(Refusal::Missing)?;
    let stated = |all: &[(PersonId, Decimal)]| {
        let once = |at: usize, person: PersonId| all.iter().take(at).all(|(p, _)| *p != person);
        all.iter().enumerate().all(|(at, (person, amount))| {
            data.people.get(*person).is_some() && once(at, *person) && *amount >= Decimal::ZERO
        })
    };
    let budgets = funds.raises.iter().chain(&funds.bonuses).all(|b| *b >= Decimal::ZERO);
    if !stated(&funds.base) || !stated(&funds.bonus) || !budgets {
        return Err(Refusal::BadValue);
    }
    let after = Cycle { funds: Some(funds.clone()), ..Cycle::clone(stored) };
    let cycles = if **stored == after { Vec::new() } else { vec![Change::update(stored, after)] };
    Ok(Changes { cycles, ..Changes::default() })
}

/// Opens a decided proposal again; what was decided, by whom and when stays with it.
pub(super) fn open_again(
    data: &Dataset,
    id: ProposalId,
    reason: &str,
    ctx: &Ctx,
) -> Result<Changes, Refusal> {
    let stored = data.proposals.get(id).ok_or(Refusal::Missing)?;
    if stored.ruling == Ruling::Open {
        return Err(Refusal::NotNow);
    }
    reasoned(reason)?;
    let mut after = Proposal::clone(stored);
    let ruling = std::mem::take(&mut after.ruling);
    after.earlier.push(Reversal { on: ctx.on, by: ctx.by, reason: reason.trim().to_owned(), ruling });
    Ok(Changes { proposals: vec![Change::update(stored, after)], ..Changes::default() })
}
