//! How a figure of the page came about: the same figures, with notes.

use super::{Lens, target_of};
use crate::domain::Decimal;
use crate::domain::id::KpiId;
use crate::domain::kpi::{Additivity, Direction, Kpi, Unit};
use crate::domain::records::{State, StateSet};
use crate::domain::target::Level;
use crate::engine::measure::{Axis, Key, Order, RecordQuery};
use crate::engine::score::attainment;
use crate::engine::target::Targets;
use crate::engine::trace::{Derivation, Operation, Step, Trace, TraceValue};

/// Which figure of a KPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// What was reached up to the as-of date.
    Actual,
    /// The whole period's target.
    Target,
    /// Actual against the whole target.
    Attainment,
    /// Actual against the part of the target that the elapsed days stand for.
    ToDate,
    /// Target less actual.
    Gap,
    /// Actual less the part of the target that the elapsed days stand for.
    Ahead,
    /// Actual per elapsed day.
    Pace,
    /// Shortfall per remaining day.
    Required,
    /// Actual plus pace times remaining days.
    Projected,
    /// The value in the period compared with.
    Before,
    /// The open opportunities.
    Pipeline,
    /// The open opportunities, each times its probability.
    Weighted,
    /// Open opportunities against what is missing.
    Coverage,
    /// Weighted opportunities against what is missing.
    WeightedCoverage,
    /// What is missing, divided by the win rate.
    Needed,
}

/// The calculation of a figure, of the whole view or of one member of a dimension.
pub fn explain(lens: Lens, kpi: KpiId, key: Option<Key>, figure: Figure) -> Option<Trace> {
    let kpi = lens.data.kpis.get(kpi)?;
    let parts = Parts { lens, kpi, key };
    parts.of(figure)
}

struct Parts<'a> {
    lens: Lens<'a>,
    kpi: &'a Kpi,
    key: Option<Key>,
}

fn number(trace: &Trace) -> Option<Decimal> {
    match trace.value {
        TraceValue::Number(n, _) | TraceValue::Plain(n) | TraceValue::Factor(n) => Some(n),
        TraceValue::Count(n) => Some(Decimal::from(n)),
        _ => None,
    }
}

impl Parts<'_> {
    fn of(&self, figure: Figure) -> Option<Trace> {
        Some(match figure {
            Figure::Actual => self.actual()?,
            Figure::Before => self.before()?,
            Figure::Target => self.target()?,
            Figure::Attainment => {
                let gap = self.lens.standing(self.kpi, number(&self.actual()?), number(&self.target()?));
                let value = TraceValue::factor(gap.attainment);
                Trace { step: Step::Attainment, value, inputs: vec![self.actual()?, self.target()?] }
            }
            Figure::ToDate => {
                let (actual, expected) = (self.actual()?, self.expected()?);
                let value = attainment(number(&actual)?, number(&expected)?, self.kpi.direction);
                Trace {
                    step: Step::Attainment,
                    value: TraceValue::factor(value),
                    inputs: vec![actual, expected],
                }
            }
            Figure::Gap => self.made(Operation::Subtract, vec![self.target()?, self.actual()?])?,
            Figure::Ahead => self.made(Operation::Subtract, vec![self.actual()?, self.expected()?])?,
            Figure::Pace => {
                let days = self.days(self.lens.days().elapsed);
                self.made(Operation::Divide, vec![self.actual()?, days])?
            }
            Figure::Required => {
                self.made(Operation::Divide, vec![self.shortfall()?, self.days(self.lens.days().remaining)])?
            }
            Figure::Projected => {
                let pace = self.of(Figure::Pace)?;
                let rest = self.days(self.lens.days().remaining);
                let rest = self.made(Operation::Multiply, vec![pace, rest])?;
                let mut sum = self.made(Operation::Add, vec![self.actual()?, rest])?;
                // Computed without the rounding of the pace.
                let gap = self.lens.standing(self.kpi, number(&self.actual()?), None);
                sum.value = TraceValue::number(gap.projected, self.kpi.unit);
                sum
            }
            Figure::Pipeline => self.pipeline()?,
            Figure::Weighted => self.weighted()?,
            Figure::Coverage => self.share(self.pipeline()?, self.shortfall()?)?,
            Figure::WeightedCoverage => self.share(self.weighted()?, self.shortfall()?)?,
            Figure::Needed => self.made(Operation::Divide, vec![self.shortfall()?, self.win_rate()?])?,
        })
    }

    /// What is missing: target − actual, the other way round where lower is better, and never below zero.
    fn shortfall(&self) -> Option<Trace> {
        let (target, actual) = (self.target()?, self.actual()?);
        let inputs = match self.kpi.direction {
            Direction::Higher => vec![target, actual],
            Direction::Lower => vec![actual, target],
        };
        let gap = self.made(Operation::Subtract, inputs)?;
        let none = Trace::leaf(Step::Literal, TraceValue::Number(Decimal::ZERO, self.kpi.unit));
        self.made(Operation::Max, vec![gap, none])
    }

    /// The open records; where they state no amounts, how many they are.
    fn pipeline(&self) -> Option<Trace> {
        let open = self.lens.pipeline_of(self.kpi)?;
        let value = match open.amount.is_zero() {
            true => TraceValue::Count(open.count as u64),
            false => TraceValue::Number(open.amount, self.kpi.unit),
        };
        Some(Trace::leaf(Step::Records(Box::new(self.lens.open_records())), value))
    }

    fn weighted(&self) -> Option<Trace> {
        let weighted = self.lens.pipeline_of(self.kpi)?.weighted?;
        let value = TraceValue::Number(weighted, self.kpi.unit);
        Some(Trace::leaf(Step::Weighted(Box::new(self.lens.open_records())), value))
    }

    /// Won records against won and lost ones of all time.
    fn win_rate(&self) -> Option<Trace> {
        let rate = self.lens.pipeline_of(self.kpi)?.win_rate?;
        let count = |state| {
            let query = RecordQuery { states: StateSet::of(&[state]), ..self.lens.open_records() };
            let found = self.lens.cache.list(self.lens.data, &query, Order::Oldest).len();
            Trace::leaf(Step::Records(Box::new(query)), TraceValue::Count(found as u64))
        };
        let (won, lost) = (count(State::Booked), count(State::Lost));
        let both = [&won, &lost].iter().filter_map(|t| number(t)).sum();
        let judged = Trace {
            step: Step::Operation(Operation::Add),
            value: TraceValue::Plain(both),
            inputs: vec![won.clone(), lost],
        };
        let step = Step::Operation(Operation::Divide);
        Some(Trace { step, value: TraceValue::Factor(rate), inputs: vec![won, judged] })
    }

    /// A share of something; absent where that is nothing.
    fn share(&self, part: Trace, whole: Trace) -> Option<Trace> {
        let value = number(&part)?.checked_div(number(&whole)?);
        let step = Step::Operation(Operation::Divide);
        Some(Trace { step, value: TraceValue::factor(value), inputs: vec![part, whole] })
    }

    fn actual(&self) -> Option<Trace> {
        let axis = match self.key {
            Some(Key::Team(_)) => Axis::Team,
            Some(Key::Category(_)) => Axis::Category,
            Some(Key::Channel(_)) => Axis::Channel,
            Some(Key::Territory(_)) => Axis::Territory,
            Some(Key::Customer(_)) => Axis::Customer,
            Some(Key::Product(_)) => Axis::Product,
            Some(Key::Period(_)) => return None,
            None | Some(Key::Person(_) | Key::None) => {
                return Some(self.lens.by_person()?.explain(self.lens.data, self.kpi.id, self.key, None));
            }
        };
        let figures = self.lens.figures(vec![self.kpi.id], self.lens.view.elapsed, Some(axis), None)?;
        Some(figures.explain(self.lens.data, self.kpi.id, self.key, None))
    }

    fn before(&self) -> Option<Trace> {
        let figures = match self.key {
            None => self.lens.before()?,
            Some(key) => {
                let axis = match key {
                    Key::Team(_) => Axis::Team,
                    Key::Person(_) => Axis::Person,
                    _ => return None,
                };
                let span = self.lens.view.before.map(|(_, span)| span);
                self.lens.figures(vec![self.kpi.id], span, Some(axis), None)?
            }
        };
        Some(figures.explain(self.lens.data, self.kpi.id, self.key, None))
    }

    fn target(&self) -> Option<Trace> {
        let targets = Targets::new(self.lens.data);
        let noted = |subject| {
            let found = targets.resolve::<Trace>(self.kpi.id, subject, self.lens.view.period, Level::Target);
            found.value.0.map(|_| found.value.1)
        };
        match self.key {
            Some(key) => {
                target_of(&targets, self.kpi, key, self.lens)?;
                noted(key.subject()?)
            }
            None => {
                let whole = self.lens.target(&targets, self.kpi)?;
                let mut parts: Vec<Trace> =
                    self.lens.subjects()?.into_iter().map(noted).collect::<Option<_>>()?;
                if parts.len() == 1 {
                    return parts.pop();
                }
                let step = Step::Derived(Derivation::SumOfParts);
                Some(Trace { step, value: TraceValue::Number(whole, self.kpi.unit), inputs: parts })
            }
        }
    }

    /// The part of the target that the elapsed days stand for; the target itself where the KPI does not accumulate.
    fn expected(&self) -> Option<Trace> {
        let target = self.target()?;
        if self.kpi.additivity != Additivity::Sum {
            return Some(target);
        }
        let gap = self.lens.standing(self.kpi, None, number(&target));
        let days = self.lens.days();
        let step = Step::Proration { days: days.elapsed, of: days.total() };
        Some(Trace { step, value: TraceValue::number(gap.expected, self.kpi.unit), inputs: vec![target] })
    }

    fn days(&self, days: u32) -> Trace {
        let of = self.lens.days().total();
        Trace::leaf(Step::Proration { days, of }, TraceValue::Plain(Decimal::from(days)))
    }

    fn made(&self, operation: Operation, inputs: Vec<Trace>) -> Option<Trace> {
        let values: Vec<Decimal> = inputs.iter().map(number).collect::<Option<_>>()?;
        let (a, b) = (*values.first()?, *values.get(1)?);
        let value = match operation {
            Operation::Add => a.checked_add(b),
            Operation::Subtract => a.checked_sub(b),
            Operation::Multiply => a.checked_mul(b),
            Operation::Divide => a.checked_div(b),
            Operation::Max => Some(a.max(b)),
            Operation::Min => Some(a.min(b)),
            Operation::Negate | Operation::Abs => None,
        };
        let unit: Unit = self.kpi.unit;
        Some(Trace { step: Step::Operation(operation), value: TraceValue::number(value, unit), inputs })
    }
}
