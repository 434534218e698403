//! One person's statement: lines that explain themselves down to the records.

use crate::domain::calendar::Period;
use crate::domain::id::{ComponentId, PersonId};
use crate::domain::incentive::{Component, MeasuredIn, Pays, Plan};
use crate::domain::issue::IssueCode;
use crate::domain::kpi::{Base, Unit};
use crate::domain::records::RowRef;
use crate::domain::target::{Level, Subject};
use crate::domain::{Calendar, Decimal, Money};
use crate::engine::incentive::base::{Cell, Prepared, grain, query};
use crate::engine::incentive::compile::PlanFault;
use crate::engine::incentive::compute::{Capped, GateState, Line};
use crate::engine::incentive::quota::Quota;
use crate::engine::incentive::table::Earned;
use crate::engine::measure::{RecordQuery, filter_of};
use crate::engine::trace::{PayStep, Step, Trace, TraceValue};

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
    /// The gate, where there is one.
    pub gate: Option<GateState>,
    /// Caps that took effect.
    pub capped: Vec<Capped>,
    /// Figures read by modifiers, and their factors.
    pub factors: Vec<(Option<Decimal>, Decimal)>,
    /// Units of the pay currency for one of the workspace's, where they differ.
    pub rate: Option<Decimal>,
    /// Exact pay of the line.
    pub exact: Decimal,
    /// Rounded pay.
    pub amount: Money,
    /// What to know about the line: no target, target zero, beyond the table, gate closed.
    pub issues: Vec<IssueCode>,
    /// The records behind it.
    pub records: RecordQuery,
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
    pub fn statement(
        &self,
        plan: &Plan,
        person: PersonId,
        calendar: &Calendar,
    ) -> Result<Statement, PlanFault> {
        let mut lines = Vec::new();
        let mut inputs = Vec::new();
        let mut total = Money { minor: 0, currency: self.currency };
        // Somebody who is not paid has a place beyond all cells.
        let place = self.people.iter().position(|p| *p == person).unwrap_or(self.people.len());
        self.each(plan, Some(place), |at, cell, line| {
            let component = plan.components.get(at)?;
            let line = self.shown(component, cell, line, person, calendar);
            total.currency = line.amount.currency;
            total.minor = total.minor.checked_add(line.amount.minor)?;
            inputs.push(trace(plan, component, &line));
            lines.push(line);
            Some(())
        })?;
        let trace = Trace { step: Step::Pay(person), value: TraceValue::Money(total), inputs };
        Ok(Statement { person, lines, total, trace })
    }

    /// A line as it is shown.
    pub(super) fn shown(
        &self,
        component: &Component,
        cell: &Cell,
        line: Line,
        person: PersonId,
        calendar: &Calendar,
    ) -> StatementLine {
        let days = match grain(component.accumulate()) {
            Some(_) => calendar.span(cell.period).and_then(|s| s.intersect(&self.span)),
            None => calendar.span(cell.period),
        };
        let mut records = query(component, days.unwrap_or(self.span));
        let subject = cell.quota.map_or(Subject::Person(person), |q| q.subject);
        records.filters.push(filter_of(subject));
        let in_quota = matches!(component.pays, Pays::Bonus(_))
            || component.table().is_some_and(|t| t.measured == MeasuredIn::PercentOfQuota);
        StatementLine {
            component: component.id,
            base: component.base,
            period: cell.period,
            rule: cell.rule,
            value: cell.value(),
            before: cell.before.pay,
            credit: cell.to_date.credit,
            quota: cell.quota.map(|q| q.value).filter(|_| in_quota),
            quota_of: cell.quota.filter(|_| in_quota),
            attainment: line.attainment.filter(|_| in_quota),
            target_pay: line.target_pay,
            base_pay: line.base_pay,
            earned_before: line.how.amount - line.earned,
            earned: line.how,
            gate: line.gate,
            capped: line.capped,
            factors: line.factors,
            rate: line.rate,
            exact: line.exact,
            amount: line.money,
            issues: line.issues,
            records,
            row: cell.row,
        }
    }
}

/// How a line came about: tiers or curve, then quota, pay and records, then what took effect on the way.
pub(super) fn trace(plan: &Plan, component: &Component, line: &StatementLine) -> Trace {
    let mut inputs: Vec<Trace> = Vec::new();
    let money = |value: Decimal| TraceValue::Number(value, Unit::Money);
    let leaf = |step: PayStep, value: TraceValue| Trace::leaf(Step::Incentive(step), value);
    tiers(component, line, &mut inputs);
    if let Some(attainment) = line.attainment {
        let quota = line.quota_of.map(|quota| quota_trace(&quota, line.period));
        let value = TraceValue::Factor(attainment);
        inputs.push(Trace { step: Step::Attainment, value, inputs: quota.into_iter().collect() });
    }
    if let Some(pay) = line.target_pay.filter(|_| matches!(component.pays, Pays::Bonus(_))) {
        inputs.push(leaf(PayStep::TargetPay(component.terms.weight), money(pay)));
    }
    if let Some(pay) = line.base_pay.filter(|_| matches!(component.pays, Pays::Fixed(_))) {
        inputs.push(leaf(PayStep::BasePay, money(pay)));
    }
    let records = Step::Records(Box::new(line.records.clone()));
    inputs.push(Trace::leaf(records, money(line.value)));
    if !line.earned_before.is_zero() {
        inputs.push(leaf(PayStep::StatedBefore, money(-line.earned_before)));
    }
    if let Some(gate) = line.gate {
        let value = gate.value.map_or(TraceValue::Absent, TraceValue::Plain);
        inputs.push(leaf(PayStep::Gate { least: gate.least, open: gate.open }, value));
    }
    for capped in &line.capped {
        inputs.push(leaf(PayStep::Cap(capped.on, capped.most), TraceValue::Plain(capped.to)));
    }
    for (read, factor) in &line.factors {
        inputs.push(leaf(PayStep::Modifier(*read), TraceValue::Factor(*factor)));
    }
    if let Some(rate) = line.rate {
        inputs.push(leaf(PayStep::Converted, TraceValue::Plain(rate)));
    }
    Trace { step: Step::Component(plan.id, component.id), value: TraceValue::Money(line.amount), inputs }
}

/// The tiers or the curve that earned.
fn tiers(component: &Component, line: &StatementLine, inputs: &mut Vec<Trace>) {
    use crate::domain::incentive::PayoutCurve;
    let rule = usize::from(line.rule).checked_sub(1).and_then(|n| component.terms.rules.get(n));
    let (list, scale) = match &component.pays {
        Pays::Table(own) => {
            let table = rule.map_or(own, |r| &r.table);
            let scale = line.quota.filter(|_| table.measured == MeasuredIn::PercentOfQuota);
            (table.tiers.as_slice(), scale)
        }
        Pays::Bonus(bonus) => match &bonus.curve {
            PayoutCurve::Multipliers(tiers) => (tiers.as_slice(), None),
            PayoutCurve::Linear | PayoutCurve::Points(_) => {
                let value = TraceValue::Number(line.earned.amount, Unit::Money);
                inputs.push(Trace::leaf(Step::Incentive(PayStep::Curve), value));
                return;
            }
        },
        Pays::Spiff(_) | Pays::Pool(_) | Pays::Fixed(_) | Pays::Reward(_) => {
            let step = match component.pays {
                Pays::Pool(_) => PayStep::PoolShare,
                Pays::Fixed(_) => PayStep::Fixed,
                _ => PayStep::Spiff,
            };
            let value = TraceValue::Number(line.earned.amount, Unit::Money);
            inputs.push(Trace::leaf(Step::Incentive(step), value));
            return;
        }
    };
    for slice in &line.earned.slices {
        let Some(tier) = list.get(slice.tier) else { continue };
        // Ends in amounts, as the part is.
        let scaled =
            |end: Decimal| scale.and_then(|q| end.checked_mul(q)).map_or(end, |amount| amount.normalize());
        let (from, to) = (scaled(tier.from), tier.to.map(scaled));
        let step = Step::Tier { from, to, rate: slice.rate, mode: tier.mode, part: slice.part };
        inputs.push(Trace::leaf(step, TraceValue::Number(slice.earned, Unit::Money)));
    }
}

/// A quota: the target, the part of the period that counts, the ramp.
fn quota_trace(quota: &Quota, period: Period) -> Trace {
    let money = |value: Decimal| TraceValue::Number(value, Unit::Money);
    let step = Step::TargetFor(quota.kpi, quota.subject, period, Level::Target);
    let whole = Trace::leaf(step, money(quota.target));
    if quota.part.is_none() && quota.ramp.is_none() {
        return whole;
    }
    let mut inputs = vec![whole];
    if let Some(part) = quota.part {
        let step = Step::Proration { days: part.days, of: part.of };
        inputs.push(Trace::leaf(step, TraceValue::Factor(part.factor)));
    }
    if let Some(ramp) = quota.ramp {
        inputs.push(Trace::leaf(Step::Incentive(PayStep::Ramp), TraceValue::Factor(ramp)));
    }
    Trace { step: Step::Incentive(PayStep::Quota), value: money(quota.value), inputs }
}
