//! One person's statement: lines that explain themselves down to the records.

use crate::domain::calendar::Period;
use crate::domain::id::{ComponentId, PersonId};
use crate::domain::incentive::{Component, MeasuredIn, Pays, Plan, RateTable};
use crate::domain::issue::IssueCode;
use crate::domain::kpi::Base;
use crate::domain::records::RowRef;
use crate::domain::target::Subject;
use crate::domain::{Dataset, Decimal, Money};
use crate::engine::incentive::base::{Cell, Prepared};
use crate::engine::incentive::compile::PlanFault;
use crate::engine::incentive::compute::{Capped, GateState, Line};
use crate::engine::incentive::counted::Counting;
use crate::engine::incentive::quota::{Quota, Quotas};
use crate::engine::incentive::reading::Reader;
use crate::engine::incentive::table::Earned;
use crate::engine::incentive::tree::Told;
use crate::engine::trace::{Step, Trace, TraceValue};
use std::sync::Arc;

/// One line of a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementLine {
    /// The component.
    pub component: ComponentId,
    /// What is paid on.
    pub base: Base,
    /// The accumulation period.
    pub period: Period,
    /// Place of the rule that took the records, 0 being the component's own table.
    pub rule: u16,
    /// Base inside the span, major units.
    pub value: Decimal,
    /// Base of the accumulation period before the span, major units.
    pub before: Decimal,
    /// What counts for attainment, to date; differs from the base by uplifts.
    pub credit: Decimal,
    /// Quota of the accumulation period, where the component needs one.
    pub quota: Option<Decimal>,
    /// How the quota came about.
    pub quota_of: Option<Quota>,
    /// Credit to date ÷ quota, where the component needs one.
    pub attainment: Option<Decimal>,
    /// Target pay of the period that belongs to the component.
    pub target_pay: Option<Decimal>,
    /// Base pay of the period.
    pub base_pay: Option<Decimal>,
    /// How the base to date earns, tier by tier, in amounts.
    pub earned: Earned,
    /// What of it was earned before the span.
    pub earned_before: Decimal,
    /// What a return reverses of its sale: the part that came back, and the part of the pay that is taken.
    pub reversal: Option<(Decimal, Decimal)>,
    /// What of the span's sales has been invoiced or collected, and these sales, where they decide the rate.
    pub of_sales: Option<(Decimal, Decimal)>,
    /// The gate, where there is one.
    pub gate: Option<GateState>,
    /// Caps that took effect.
    pub capped: Vec<Capped>,
    /// Figures read by modifiers, and their factors.
    pub factors: Vec<(Option<Decimal>, Decimal)>,
    /// Units of the pay currency for one of the workspace's, where they differ.
    pub rate: Option<Decimal>,
    /// What a cap withheld and carries, minor units.
    pub carries: i64,
    /// Exact pay of the line.
    pub exact: Decimal,
    /// Rounded pay.
    pub amount: Money,
    /// What to know about the line: no target, target zero, beyond the table, gate closed.
    pub issues: Vec<IssueCode>,
    /// What was added so that the base does not fall below zero: before the span, and inside it.
    pub held: (Decimal, Decimal),
    /// The records that sum to the base inside the span, but for what was added; `None` where the base is no sum of
    /// records, or is pretended.
    pub counting: Option<Counting>,
    /// The one record, for a component per record.
    pub row: Option<RowRef>,
}

/// What one person is paid and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The person.
    pub person: PersonId,
    /// Lines in the order of components and periods.
    pub lines: Vec<StatementLine>,
    /// Sum of the lines.
    pub total: Money,
    /// The calculation as a tree down to the records.
    pub trace: Trace,
}

impl Prepared {
    /// A person's statement.
    ///
    /// # Errors
    /// [`PlanFault`] as for [`Prepared::pay`]; somebody whom the plan does not pay has a statement without lines.
    pub fn statement(&self, plan: &Plan, person: PersonId) -> Result<Statement, PlanFault> {
        self.state(plan, person, None)
    }

    /// The same with the calculation of everything that the lines read: KPIs, scores, targets.
    ///
    /// # Errors
    /// As [`Prepared::statement`].
    pub fn explained(&self, data: &Dataset, plan: &Plan, person: PersonId) -> Result<Statement, PlanFault> {
        let quotas = Quotas::new(data);
        let reader = Reader::new(data, plan, &self.days, &self.people, &quotas, &self.bases);
        self.state(plan, person, Some(&reader))
    }

    fn state(&self, plan: &Plan, person: PersonId, reader: Option<&Reader>) -> Result<Statement, PlanFault> {
        let applied = Arc::new(plan.clone());
        let mut lines = Vec::new();
        let mut inputs = Vec::new();
        let mut total = Money { minor: 0, currency: self.currency };
        // Somebody who is not paid has a place beyond all cells.
        let place = self.people.iter().position(|p| *p == person).unwrap_or(self.people.len());
        self.each(plan, Some(place), |pricing, at, (_, cell), line| {
            let (component, bases) = (plan.components.get(at)?, self.bases.get(at)?);
            let line = self.shown((&applied, component), cell, line, person);
            total.currency = line.amount.currency;
            total.minor = total.minor.checked_add(line.amount.minor)?;
            inputs.push(Told { pricing, component, bases, cell, reader }.tree(&line));
            lines.push(line);
            Some(())
        })?;
        let trace = Trace { step: Step::Pay(person), value: TraceValue::Money(total), inputs };
        Ok(Statement { person, lines, total, trace })
    }

    /// A line as it is shown.
    pub(super) fn shown(
        &self,
        (plan, component): (&Arc<Plan>, &Component),
        cell: &Cell,
        line: Line,
        person: PersonId,
    ) -> StatementLine {
        let summed = component.terms.kpi.is_none() && !matches!(component.pays, Pays::Fixed(_));
        let counting = (summed && !self.supposed.contains(&cell.person)).then(|| Counting {
            plan: Arc::clone(plan),
            component: component.id,
            person,
            whom: cell.whom.unwrap_or(Subject::Person(person)),
            period: cell.period,
            rule: cell.rule,
            row: cell.row,
            days: Arc::clone(&self.days),
            place: cell.person,
            early: false,
        });
        let in_quota = in_quota(component, cell.rule);
        StatementLine {
            component: component.id,
            base: component.base,
            period: cell.period,
            rule: cell.rule,
            value: cell.value(),
            before: cell.before.counted(),
            credit: cell.to_date.credit,
            quota: cell.quota.map(|q| q.value).filter(|_| in_quota),
            quota_of: cell.quota.filter(|_| in_quota),
            attainment: line.attainment.filter(|_| in_quota),
            target_pay: line.target_pay,
            base_pay: line.base_pay,
            earned_before: line.how.amount - line.earned,
            earned: line.how,
            reversal: cell.reversal.map(|r| (r.share, r.taken)),
            of_sales: line.of_sales,
            carries: line.carries,
            gate: line.gate,
            capped: line.capped,
            factors: line.factors,
            rate: line.rate,
            exact: line.exact,
            amount: line.money,
            issues: line.issues,
            held: cell.held.as_deref().copied().unwrap_or_default(),
            counting,
            row: cell.row,
        }
    }
}

/// Whether a component pays by attainment of a quota, under one of its rules.
pub(super) fn in_quota(component: &Component, rule: u16) -> bool {
    matches!(component.pays, Pays::Bonus(_))
        || table_of(component, rule).is_some_and(|t| t.measured == MeasuredIn::PercentOfQuota)
}

/// The table that pays under a rule, 0 being the component's own.
pub(super) fn table_of(component: &Component, rule: u16) -> Option<&RateTable> {
    let own = component.table()?;
    let rule = usize::from(rule).checked_sub(1).and_then(|n| component.terms.rules.get(n));
    Some(rule.map_or(own, |r| &r.table))
}
