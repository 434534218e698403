//! The calculation of one line as a tree: what earned it, what it was paid on, and everything that took effect on the way.
//!
//! Invariant: every figure is one that the computation kept; nothing is worked out a second time.

use crate::domain::Decimal;
use crate::domain::calendar::Period;
use crate::domain::incentive::{
    CapOn, Component, Field, Gate, MeasuredIn, PayLevel, PayOf, PayoutCurve, Pays, Reading, SpiffKind, Tier,
    Worth,
};
use crate::domain::kpi::{Base, Unit};
use crate::domain::target::{Level, Subject};
use crate::engine::incentive::base::{Bases, Cell, quota_period};
use crate::engine::incentive::compute::{Capped, Pricing, converts};
use crate::engine::incentive::counted::Counting;
use crate::engine::incentive::quota::{Quota, told};
use crate::engine::incentive::reading::Reader;
use crate::engine::incentive::statement::{StatementLine, in_quota, table_of};
use crate::engine::incentive::sums::{kpi_figures, kpi_spans};
use crate::engine::measure::Key;
use crate::engine::trace::{PayStep, Step, Trace, TraceValue};

/// A line with what its calculation is told from. Without a reader what gates, modifiers and KPIs read ends at the value.
pub(super) struct Told<'a> {
    pub pricing: &'a Pricing<'a>,
    pub component: &'a Component,
    pub bases: &'a Bases,
    pub cell: &'a Cell,
    pub reader: Option<&'a Reader<'a>>,
}

fn money(value: Decimal) -> TraceValue {
    TraceValue::Number(value, Unit::Money)
}

fn leaf(step: PayStep, value: TraceValue) -> Trace {
    node(step, value, Vec::new())
}

fn node(step: PayStep, value: TraceValue, inputs: Vec<Trace>) -> Trace {
    Trace { step: Step::Incentive(step), value, inputs }
}

impl Told<'_> {
    /// The tree of a line.
    pub fn tree(&self, line: &StatementLine) -> Trace {
        let mut inputs = self.earned(line);
        if let Some((part, taken)) = line.reversal {
            inputs.push(leaf(PayStep::Reversal(part, taken), TraceValue::Factor(part * taken)));
        }
        if let Some((counts, sales)) = line.of_sales {
            let share = counts.checked_div(sales).unwrap_or_default();
            let step = PayStep::OfSales(self.component.base, counts, sales);
            inputs.push(leaf(step, TraceValue::Factor(share)));
        }
        inputs.extend(self.attainment(line));
        inputs.extend(self.pay_levels(line));
        inputs.extend(self.base(line));
        if !line.earned_before.is_zero() {
            inputs.push(leaf(PayStep::StatedBefore, money(-line.earned_before)));
        }
        self.effects(line, &mut inputs);
        let step = Step::Component(self.pricing.plan.id, self.component.id);
        Trace { step, value: TraceValue::Money(line.amount), inputs }
    }

    /// The unit of what is paid on; a KPI's is known with the dataset only.
    fn unit(&self) -> Option<Unit> {
        match (self.component.terms.kpi, self.component.base) {
            (Some(kpi), _) => self.reader.and_then(|r| r.data.kpis.get(kpi)).map(|k| k.unit),
            (None, Base::Quantity) => Some(Unit::Quantity),
            (None, _) => Some(Unit::Money),
        }
    }

    fn figure(&self, value: Decimal) -> TraceValue {
        self.unit().map_or(TraceValue::Plain(value), |unit| TraceValue::Number(value, unit))
    }

    /// The tiers, the curve, or whatever else earned.
    fn earned(&self, line: &StatementLine) -> Vec<Trace> {
        let earned = money(line.earned.amount);
        let unit = self.unit().unwrap_or(Unit::Count);
        match &self.component.pays {
            Pays::Table(_) => {
                let Some(table) = table_of(self.component, line.rule) else { return Vec::new() };
                let scale = line.quota.filter(|_| table.measured == MeasuredIn::PercentOfQuota);
                let unit = match table.measured {
                    MeasuredIn::Amount | MeasuredIn::PercentOfQuota => unit,
                    MeasuredIn::Quantity | MeasuredIn::Field(Field::Quantity) => Unit::Quantity,
                    MeasuredIn::Field(Field::Amount | Field::Price) => Unit::Money,
                    MeasuredIn::Field(Field::MarginRate) => Unit::Ratio,
                    MeasuredIn::Field(Field::Discount) => Unit::Points,
                    MeasuredIn::Field(Field::Term) => Unit::Count,
                };
                self.tiers(line, &table.tiers, scale, unit)
            }
            Pays::Bonus(bonus) => match &bonus.curve {
                PayoutCurve::Multipliers(tiers) => self.tiers(line, tiers, None, Unit::Ratio),
                PayoutCurve::Linear | PayoutCurve::Points(_) => {
                    let pay = if bonus.of == PayOf::Target { line.target_pay } else { line.base_pay };
                    let share = pay.and_then(|pay| line.earned.amount.checked_div(pay));
                    vec![leaf(PayStep::Curve(share), earned)]
                }
            },
            Pays::Spiff(spiff) => vec![node(PayStep::Spiff, earned, self.spiff(&spiff.kind, line, unit))],
            Pays::Pool(pool) => {
                let base = self.pot_base(line);
                let inputs = self.pricing.pool_told(pool, self.bases, self.cell, base);
                vec![node(PayStep::PoolShare, earned, inputs)]
            }
            Pays::Fixed(_) => vec![leaf(PayStep::Fixed, earned)],
            Pays::Reward(_) => Vec::new(),
        }
    }

    fn spiff(&self, kind: &SpiffKind, line: &StatementLine, unit: Unit) -> Vec<Trace> {
        match kind {
            SpiffKind::PerStep { step, amount } => {
                let whole = line.before.saturating_add(line.value).checked_div(*step).unwrap_or_default();
                vec![leaf(PayStep::WholeSteps(*step, *amount), TraceValue::Plain(whole.trunc()))]
            }
            SpiffKind::Ranking { prizes } => self.pricing.ranking_told(prizes, self.bases, self.cell, unit),
            SpiffKind::Fixed { .. } | SpiffKind::PerRecord { .. } | SpiffKind::First { .. } => Vec::new(),
        }
    }

    /// What the pot of a pool is a rate of: the records of the whole group.
    fn pot_base(&self, line: &StatementLine) -> Option<Trace> {
        let group = self.bases.groups.get(self.cell.group?)?;
        let value = self.figure(group.to_date);
        let supposed = &self.pricing.prepared.supposed;
        if self.bases.cells.iter().any(|c| c.group == self.cell.group && supposed.contains(&c.person)) {
            return Some(node(PayStep::Base, value, vec![leaf(PayStep::Supposed, TraceValue::Absent)]));
        }
        let Some(own) = &line.counting else { return Some(leaf(PayStep::Base, value)) };
        let whom = group.team.map_or(Subject::Company, Subject::Team);
        let counting = Counting { whom, row: None, rule: 0, ..own.clone() };
        if group.before.is_zero() {
            return Some(Trace::leaf(Step::Counted(Box::new(counting)), value));
        }
        let early = Counting { early: true, ..counting.clone() };
        let parts = [(counting, group.to_date - group.before), (early, group.before)];
        let one = |(c, v): (Counting, Decimal)| Trace::leaf(Step::Counted(Box::new(c)), self.figure(v));
        Some(node(PayStep::Base, value, parts.into_iter().map(one).collect()))
    }

    fn tiers(&self, line: &StatementLine, list: &[Tier], scale: Option<Decimal>, unit: Unit) -> Vec<Trace> {
        // Ends in amounts, as the part is.
        let scaled = |end: Decimal| scale.and_then(|q| end.checked_mul(q)).map_or(end, |v| v.normalize());
        let whole = line.before.saturating_add(line.value);
        let mut found: Vec<Trace> = Vec::new();
        for slice in &line.earned.slices {
            let Some(tier) = list.get(slice.tier) else { continue };
            let step = Step::Tier {
                from: scaled(tier.from),
                to: tier.to.map(scaled),
                rate: slice.rate,
                mode: tier.mode,
                worth: tier.worth,
                part: slice.part,
                unit,
                blended: slice.earned.checked_div(whole).filter(|_| unit != Unit::Ratio),
            };
            found.push(Trace::leaf(step, money(slice.earned)));
        }
        for tier in list {
            let Some(gate) = tier.gate else { continue };
            let value = self.pricing.reading(&gate.reading, self.cell);
            let open = value.is_some_and(|v| v >= gate.least);
            let step = PayStep::TierGate { from: scaled(tier.from), least: gate.least, open };
            found.push(self.gate(step, &gate, value));
        }
        found
    }

    /// A gate with what it read.
    fn gate(&self, step: PayStep, gate: &Gate, value: Option<Decimal>) -> Trace {
        let (shown, inputs) = self.read(&gate.reading, value);
        node(step, shown, inputs)
    }

    /// A figure that was read, and its calculation.
    fn read(&self, reading: &Reading, value: Option<Decimal>) -> (TraceValue, Vec<Trace>) {
        let Some(reader) = self.reader else {
            return (value.map_or(TraceValue::Absent, TraceValue::Plain), Vec::new());
        };
        let (known, mut note) = reader.read::<Trace>(*reading, self.cell.person, self.cell.period);
        if known != value {
            // What was read follows a pretended world, of which there is no more to tell.
            note.value = reader.shown(*reading, value);
            note.inputs = vec![leaf(PayStep::Supposed, TraceValue::Absent)];
        }
        (note.value.clone(), vec![note])
    }

    /// Credit ÷ quota, the rounding that the plan asks for, and a cap on what counts.
    fn attainment(&self, line: &StatementLine) -> Option<Trace> {
        if !in_quota(self.component, line.rule) {
            return None;
        }
        let quota = line.quota_of.map(|quota| self.quota(&quota));
        let exact =
            line.quota.filter(|q| *q > Decimal::ZERO).and_then(|quota| line.credit.checked_div(quota));
        let mut inputs = vec![leaf(PayStep::Credit, self.figure(line.credit))];
        inputs.extend(quota);
        let mut found = Trace { step: Step::Attainment, value: TraceValue::factor(exact), inputs };
        let cap = line.capped.iter().find(|c| c.on == CapOn::Attainment);
        let counted = cap.map(|c| c.from).or(line.attainment);
        if let Some((places, counted)) = self.pricing.plan.terms.attainment_places.zip(counted)
            && exact != Some(counted)
        {
            // Decimals of the ratio; shown in percent it has two fewer.
            let step = Step::Rounded(places);
            found = Trace { step, value: TraceValue::Factor(counted), inputs: vec![found] };
        }
        if let Some(cap) = cap {
            found = node(PayStep::Cap(cap.on, cap.most), TraceValue::Factor(cap.to), vec![found]);
        }
        Some(found)
    }

    fn quota(&self, quota: &Quota) -> Trace {
        let period = self.quota_period();
        let proration = self.pricing.plan.terms.proration;
        if let Some(reader) = self.reader {
            return reader.quotas.noted(quota, proration, period);
        }
        let step = Step::TargetFor(quota.kpi, quota.subject, period, Level::Target);
        told(quota, proration, Unit::Money, Trace::leaf(step, money(quota.target)))
    }

    /// The period of quota and pay.
    fn quota_period(&self) -> Period {
        if self.cell.row.is_none() {
            return self.cell.period;
        }
        quota_period(&self.pricing.prepared.calendar, self.component, self.cell.day)
    }

    /// Target and base pay of the period, where they count.
    fn pay_levels(&self, line: &StatementLine) -> Vec<Trace> {
        let terms = &self.component.terms;
        let tiers = table_of(self.component, line.rule).map_or(&[][..], |t| t.tiers.as_slice());
        let worth = |worth: Worth| tiers.iter().any(|t| t.worth == worth);
        let of = match &self.component.pays {
            Pays::Bonus(bonus) => Some(bonus.of),
            Pays::Fixed(_) => Some(PayOf::Base),
            _ => None,
        };
        let capped = terms.cap.is_some_and(|c| c.on == CapOn::TargetPay);
        let mut found = Vec::new();
        if of == Some(PayOf::Target) || worth(Worth::TargetPay) || capped {
            let mut inputs = self.levels(&self.cell.pay.target, |l| l.target);
            if let Some(part) = self.cell.pay.part.filter(|p| p.factor != Decimal::ONE) {
                let rule = self.pricing.plan.terms.proration;
                let step = PayStep::Part(part.days, part.of, rule.by, rule.places);
                inputs.push(leaf(step, TraceValue::Factor(part.factor)));
            }
            let value = line.target_pay.map_or(TraceValue::Absent, money);
            found.push(node(PayStep::TargetPay(terms.weight), value, inputs));
        }
        if of == Some(PayOf::Base) || worth(Worth::BasePay) {
            let inputs = self.levels(&self.cell.pay.base, |l| l.base);
            found.push(node(PayStep::BasePay, line.base_pay.map_or(TraceValue::Absent, money), inputs));
        }
        found
    }

    fn levels(&self, shares: &[(usize, Decimal)], has: fn(&PayLevel) -> Option<Decimal>) -> Vec<Trace> {
        let levels = &self.pricing.plan.terms.pay;
        let one = |(at, months): &(usize, Decimal)| {
            Some(leaf(PayStep::Level(*months), money(levels.get(*at).and_then(has)?)))
        };
        shares.iter().filter_map(one).collect()
    }

    /// What the line was paid on, down to the records, and what the accumulation had before.
    fn base(&self, line: &StatementLine) -> Vec<Trace> {
        if matches!(self.component.pays, Pays::Fixed(_)) {
            return vec![leaf(PayStep::Service, TraceValue::Plain(line.value))];
        }
        let mut found = Vec::new();
        let (early, held) = line.held;
        let parts = [(false, PayStep::Base, line.value, held), (true, PayStep::Before, line.before, early)];
        for (early, step, value, held) in parts {
            if early && value.is_zero() && held.is_zero() {
                continue;
            }
            let Some(counting) = &line.counting else {
                found.push(node(step, self.figure(value), self.instead(early)));
                continue;
            };
            let counting = Counting { early, ..counting.clone() };
            let records = Trace::leaf(Step::Counted(Box::new(counting)), self.figure(value - held));
            if held.is_zero() && !early {
                found.push(records);
                continue;
            }
            let mut inputs = vec![records];
            if !held.is_zero() {
                inputs.push(leaf(PayStep::HeldAtZero, self.figure(held)));
            }
            found.push(node(step, self.figure(value), inputs));
        }
        found
    }

    /// What stands instead of records: a KPI, or something pretended.
    fn instead(&self, early: bool) -> Vec<Trace> {
        let Some(kpi) = self.component.terms.kpi.filter(|_| !self.supposed()) else {
            return vec![leaf(PayStep::Supposed, TraceValue::Absent)]
                .into_iter()
                .filter(|_| !early)
                .collect();
        };
        let Some(reader) = self.reader else { return Vec::new() };
        let calendar = &reader.data.workspace.calendar;
        let Some(whole) = calendar.span(self.cell.period) else { return Vec::new() };
        let (now, before) = kpi_spans(reader.days.begins(self.component.id), reader.days.span, whole);
        let key = match self.cell.whom {
            None => reader.people.get(self.cell.person).copied().map(Key::Person),
            Some(Subject::Team(team)) => Some(Key::Team(team)),
            Some(_) => None,
        };
        let told =
            |span| kpi_figures(reader.data, self.component, kpi, span).explain(reader.data, kpi, key, None);
        let mut found = Vec::new();
        if !early {
            found.push(told(now));
        }
        if let Some(span) = before {
            let note = told(span);
            if early {
                found.push(note);
            } else if note.value != TraceValue::Absent {
                let value = self.figure(-self.cell.before.pay);
                found.push(node(PayStep::Before, value, vec![note]));
            }
        }
        found
    }

    fn supposed(&self) -> bool {
        self.pricing.prepared.supposed.contains(&self.cell.person)
    }

    /// Gate, cap, modifiers, currency and the roundings, in the order in which they took effect.
    fn effects(&self, line: &StatementLine, inputs: &mut Vec<Trace>) {
        let terms = &self.component.terms;
        if let Some((state, gate)) = line.gate.zip(terms.gate) {
            let step = PayStep::Gate { least: state.least, open: state.open, pays_back: gate.pays_back };
            inputs.push(self.gate(step, &gate, state.value));
        }
        let limited = |c: &&Capped| c.on != CapOn::Attainment;
        let caps = line.capped.iter().filter(limited);
        let mut caps: Vec<Trace> = caps.map(|c| leaf(PayStep::Cap(c.on, c.most), money(c.to))).collect();
        if line.carries != 0 {
            let carries = crate::domain::Money { minor: line.carries, ..line.amount };
            caps.push(leaf(PayStep::CapCarries, TraceValue::Money(carries)));
        }
        let modifiers = terms.modifiers.iter().zip(&line.factors).map(|(modifier, (read, factor))| {
            let note = modifier.reading.as_ref().map(|r| self.read(r, *read).1).unwrap_or_default();
            node(PayStep::Modifier(*read), TraceValue::Factor(*factor), note)
        });
        if terms.modifies_first {
            inputs.extend(modifiers);
            inputs.extend(caps);
        } else {
            inputs.extend(caps);
            inputs.extend(modifiers);
        }
        if let Some((rate, pay_in)) = line.rate.zip(self.pricing.plan.terms.pay_in.as_ref()) {
            let step = PayStep::Converted(pay_in.currency, converts(self.component, pay_in));
            inputs.push(leaf(step, TraceValue::Plain(rate)));
        }
        if line.exact != line.amount.decimal() {
            inputs.push(leaf(PayStep::Rounded(line.exact), TraceValue::Money(line.amount)));
        }
    }
}
