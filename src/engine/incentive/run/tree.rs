//! A statement of a run as a tree: the lines, then what happened to their sum.
//!
//! Invariant: the tree of a closed run says what was stated, whatever the data are today. Where today's data come to the same
//! they explain it; where they do not, what they come to stands apart.

use super::book::number_of;
use super::{Explained, Ground, Shown};
use crate::domain::incentive::{Balances, LineKind, RunLine, RunStatement};
use crate::domain::kpi::Unit;
use crate::domain::money::{Currency, Money};
use crate::domain::{Decimal, Period};
use crate::engine::trace::{PayStep, Step, Trace, TraceValue};

impl Ground<'_> {
    /// The statement as it would be stated now.
    pub(super) fn trace(
        &self,
        period: Period,
        statement: &RunStatement,
        told: &[Option<Box<Shown>>],
    ) -> Trace {
        let currency = self.currency();
        let trees = told.iter().map(|t| t.as_ref().map(|t| t.1.clone()).into_iter().collect());
        let last = self.before.last(statement.person).map(|s| s.balances).unwrap_or_default();
        let mut tree = Tree { period, currency }.of(statement, last, trees);
        let wanted = Step::Incentive(PayStep::Instalments);
        if let Some(step) = tree.inputs.iter_mut().find(|t| t.step == wanted) {
            step.inputs = self.instalments(statement, currency);
        }
        tree
    }

    /// Of every line to date, what is not due, and what was not due before.
    fn instalments(&self, statement: &RunStatement, currency: Currency) -> Vec<Trace> {
        let earlier = self.before.of_person(statement.person).iter().flat_map(|(own, run, span)| {
            let number = number_of(self.data, run);
            own.lines.iter().map(move |line| ((line, number), span.to))
        });
        let own = statement.lines.iter().map(|line| ((line, self.number), self.span.to));
        let mut found = Vec::new();
        // What the run before did not pay: what waited then, with what had lapsed.
        let mut before = statement.instalments.saturating_neg();
        let money = |minor| TraceValue::Money(Money { minor, currency });
        for ((line, number), stated) in earlier.chain(own) {
            let Some(component) = line.component else { continue };
            let parts = self.parts(statement.person, (line, number), stated).unwrap_or_default();
            let open: i64 = parts.iter().map(|p| p.open).sum();
            if open == 0 {
                continue;
            }
            before = before.saturating_add(open);
            let part = |p: &super::due::Part| {
                let step = PayStep::Instalment(p.instalment.share, p.instalment.due, p.due, p.lost);
                Trace::leaf(Step::Incentive(step), money(p.whole))
            };
            let step = Step::Incentive(PayStep::NotDue(component, line.earned_in));
            found.push(Trace {
                step,
                value: money(open.saturating_neg()),
                inputs: parts.iter().map(part).collect(),
            });
        }
        if before != 0 {
            found.push(Trace::leaf(Step::Incentive(PayStep::NotDueBefore), money(before)));
        }
        found
    }
}

/// A closed statement as it was stated. `last` are the balances of the person's statement before it, `now` what the data of
/// today give for the same run.
#[must_use]
pub fn stated(
    period: Period,
    closed: &RunStatement,
    last: Balances,
    now: Option<&Explained>,
    currency: Currency,
) -> Trace {
    let trees = closed.lines.iter().map(|line| frozen(line, currency, now));
    let mut tree = Tree { period, currency }.of(closed, last, trees);
    let today = now.map_or(&[][..], |n| n.trace.inputs.as_slice());
    for step in tree.inputs.iter_mut().skip(1) {
        if let Some(same) = today.iter().find(|t| t.step == step.step && t.value == step.value) {
            step.inputs.clone_from(&same.inputs);
        }
    }
    tree
}

/// What a line of a closed run is told from: today's calculation where it comes to the same amount, otherwise what was stated
/// with it and, apart, today's.
fn frozen(line: &RunLine, currency: Currency, now: Option<&Explained>) -> Vec<Trace> {
    let today = now.and_then(|now| {
        let same = |l: &RunLine| {
            (l.component, l.kind, l.earned_in, l.rule, l.row)
                == (line.component, line.kind, line.earned_in, line.rule, line.row)
                && (l.version, l.adjustment) == (line.version, line.adjustment)
        };
        let at = now.statement.lines.iter().position(same)?;
        now.trace.inputs.first()?.inputs.get(at)
    });
    let stated = TraceValue::Money(Money { minor: line.minor, currency });
    if let Some(today) = today.filter(|t| t.value == stated) {
        return today.inputs.clone();
    }
    let leaf = |step, value| Trace::leaf(Step::Incentive(step), value);
    let number = |value: Decimal| TraceValue::Number(value, Unit::Money);
    let mut found = Vec::new();
    if !matches!(line.kind, LineKind::Carried | LineKind::Adjustment) {
        found.push(leaf(PayStep::Stated, number(line.earned)));
    }
    if !line.waiting.is_zero() {
        found.push(leaf(PayStep::Waiting, number(-line.waiting)));
    }
    if line.carries > 0 {
        found.push(leaf(PayStep::CapCarries, TraceValue::Money(Money { minor: line.carries, currency })));
    }
    if now.is_some() {
        let value = today.map_or(TraceValue::Absent, |t| t.value.clone());
        let inputs = today.map(|t| t.inputs.clone()).unwrap_or_default();
        found.push(Trace { step: Step::Incentive(PayStep::Today), value, inputs });
    }
    found
}

/// What happened to the sum of a statement's lines until it was paid, in the order in which it applied; what did nothing is
/// left out. With the sum they come to what is paid. `from_cap` is what earlier caps carried into the statement.
#[must_use]
pub fn steps(statement: &RunStatement, from_cap: i64) -> Vec<(PayStep, i64)> {
    let mut all = vec![
        (PayStep::FromCap, from_cap),
        (PayStep::Recovery, statement.recovered.saturating_neg()),
        (PayStep::Draw, statement.drawn),
        (PayStep::StatementCap, statement.withheld.saturating_neg()),
        (PayStep::Instalments, statement.instalments.saturating_neg()),
        (PayStep::Holdback, statement.holdback.saturating_neg()),
        (PayStep::Released, statement.released),
    ];
    let sum = all.iter().fold(statement.total, |sum, (_, minor)| sum.saturating_add(*minor));
    // Less than nothing is paid as nothing and carried; more than is paid is what a leaver loses.
    let rest = statement.paid.saturating_sub(sum);
    all.push((if rest < 0 { PayStep::Lapsed } else { PayStep::CarriedForward }, rest));
    all.retain(|(_, minor)| *minor != 0);
    all
}

/// In which period and currency a statement is paid.
struct Tree {
    period: Period,
    currency: Currency,
}

impl Tree {
    fn money(&self, minor: i64) -> TraceValue {
        TraceValue::Money(Money { minor, currency: self.currency })
    }

    /// The statement with the calculation of each of its lines.
    fn of(&self, statement: &RunStatement, last: Balances, trees: impl Iterator<Item = Vec<Trace>>) -> Trace {
        let lines = statement.lines.iter().zip(trees).map(|(line, inputs)| {
            let step = match line.adjustment {
                Some(id) => PayStep::Adjusted(id),
                None => PayStep::Line(line.kind, line.earned_in, self.period),
            };
            Trace { step: Step::Incentive(step), value: self.money(line.minor), inputs }
        });
        let step = Step::Pay(statement.person);
        let total = Trace { step, value: self.money(statement.total), inputs: lines.collect() };
        let happened = steps(statement, last.capped).into_iter();
        let happened = happened.map(|(step, minor)| Trace::leaf(Step::Incentive(step), self.money(minor)));
        let inputs = std::iter::once(total).chain(happened).collect();
        let step = Step::Incentive(PayStep::Paid(self.period));
        Trace { step, value: self.money(statement.paid), inputs }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{PersonId, Uuid};

    fn statement(total: i64, instalments: i64, paid: i64) -> RunStatement {
        RunStatement {
            person: PersonId(Uuid::nil()),
            lines: Vec::new(),
            total,
            drawn: 0,
            recovered: 0,
            withheld: 0,
            instalments,
            holdback: 0,
            released: 0,
            paid,
            forgiven: 0,
            balances: Balances::default(),
        }
    }

    #[test]
    fn what_is_not_paid_is_carried_or_lost_and_never_the_other() {
        assert_eq!(steps(&statement(100, 0, 100), 0), []);
        assert_eq!(steps(&statement(100, 0, 0), 0), [(PayStep::Lapsed, -100)]);
        assert_eq!(steps(&statement(-40, 0, 0), 0), [(PayStep::CarriedForward, 40)]);
        let waits = [(PayStep::Instalments, -60), (PayStep::CarriedForward, 60)];
        assert_eq!(steps(&statement(0, 60, 0), 0), waits);
    }
}
