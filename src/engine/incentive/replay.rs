//! Replay of a plan over past records, against what was paid.

use crate::domain::dataset::{Change, Changes};
use crate::domain::id::PersonId;
use crate::domain::incentive::{ClosedRun, LineKind, Plan};
use crate::domain::issue::{Checked, Issue};
use crate::domain::{Dataset, Decimal, Money, Span};
use crate::engine::incentive::base::Prepared;
use crate::engine::incentive::compile::PlanFault;
use crate::engine::incentive::pay::{Difference, Pay};
use std::collections::BTreeMap;

/// What a plan would have paid.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay {
    /// The bases, for statements and what-if.
    pub prepared: Prepared,
    /// Everybody's pay, before draw, statement cap and holdback.
    pub pay: Pay,
    /// What was noticed on the way.
    pub issues: Vec<Issue>,
}

/// The bases of a plan over any past span, as if it had been in force from the span's first day on and no other plan had
/// been there.
///
/// # Errors
/// [`PlanFault`] as for [`Prepared::pay`].
pub fn replay(data: &Dataset, plan: &Plan, span: Span) -> Result<Replay, PlanFault> {
    let plan = plan.reaching_back(span.from);
    let Checked { value: prepared, issues } = Prepared::new(&alone(data)?, &plan, span);
    let pay = prepared.pay(&plan)?;
    Ok(Replay { prepared, pay, issues })
}

/// The data without any plan and version, so that a plan is looked at as if no other had been there.
///
/// # Errors
/// None in practice: removing what is there always applies.
pub fn alone(data: &Dataset) -> Result<Dataset, PlanFault> {
    let others = Changes {
        plans: data.plans.iter().map(Change::remove).collect(),
        versions: data.versions.iter().map(Change::remove).collect(),
        ..Changes::default()
    };
    data.apply(&others).map_err(|_| PlanFault::Stale)
}

/// What closed runs stated for the spans that end in a span, by person, minor units: for comparison with a replay.
pub fn stated(data: &Dataset, runs: &[ClosedRun], span: Span) -> BTreeMap<PersonId, i64> {
    let calendar = &data.workspace.calendar;
    let mut found = BTreeMap::new();
    for statement in runs.iter().flat_map(|r| &r.statements) {
        for line in statement.lines.iter().filter(|l| l.kind != LineKind::Carried) {
            let inside = calendar.span(line.earned_in).is_some_and(|s| span.contains(s.to));
            if inside {
                *found.entry(statement.person).or_insert(0_i64) += line.minor;
            }
        }
    }
    found
}

impl Replay {
    /// Everybody against what they were paid: who would have won and lost.
    pub fn against(&self, paid: &BTreeMap<PersonId, i64>) -> Vec<Difference> {
        let own: BTreeMap<PersonId, i64> = self.pay.people.iter().map(|p| (p.person, p.minor)).collect();
        let mut people: Vec<PersonId> = own.keys().chain(paid.keys()).copied().collect();
        people.sort();
        people.dedup();
        let of = |map: &BTreeMap<PersonId, i64>, p| map.get(&p).copied().unwrap_or(0);
        people
            .into_iter()
            .map(|p| Difference { person: p, before: of(paid, p), after: of(&own, p) })
            .collect()
    }

    /// Cost ÷ booked revenue.
    pub fn effective_rate(&self) -> Option<Decimal> {
        self.pay.effective_rate()
    }

    /// The cost.
    pub fn cost(&self) -> Money {
        self.pay.cost
    }
}
