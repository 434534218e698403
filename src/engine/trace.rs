//! How a figure came about, as a tree of data that the languages render.
//!
//! A trace is made by the code that computes the figure, never by a second formula: computations are generic over
//! [`Note`], which is [`Silent`] in bulk and [`Trace`] where somebody asks.

use crate::domain::calendar::{Period, Span};
use crate::domain::filter::Filter;
use crate::domain::id::{
    AdjustmentId, AppraisalId, ComponentId, KpiId, MeasureId, MeasurementId, PersonId, PlanId, ScorecardId,
    TargetId,
};
use crate::domain::incentive::{CapOn, Conversion, Due, LineKind, Prorate, Reading, TierMode, Worth};
use crate::domain::kpi::{Base, Combine, Unit};
use crate::domain::money::Currency;
use crate::domain::scorecard::{Absent, Curve};
use crate::domain::target::{Level, Subject};
use crate::domain::{Decimal, Money};
use crate::engine::appraisal::Judged;
use crate::engine::incentive::Counting;
use crate::engine::measure::RecordQuery;

/// One step of a computation with what went into it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// What was done.
    pub step: Step,
    /// What came out.
    pub value: TraceValue,
    /// What went in, in the order of the step.
    pub inputs: Vec<Trace>,
}

/// A value in a trace.
#[derive(Clone, Debug, PartialEq)]
pub enum TraceValue {
    /// There is none.
    Absent,
    /// A figure in a unit; money in major units, exact.
    Number(Decimal, Unit),
    /// A figure without unit, such as a number written in a formula.
    Plain(Decimal),
    /// Points of a score, 100 being full.
    Score(Decimal),
    /// A share in percent: 40 is 40 %.
    Percent(Decimal),
    /// An attainment or factor: 1 is 100 %.
    Factor(Decimal),
    /// Rounded money.
    Money(Money),
    /// A grade's name.
    Grade(String),
    /// How many records or days.
    Count(u64),
}

impl TraceValue {
    /// A figure that may be absent.
    pub fn number(value: Option<Decimal>, unit: Unit) -> TraceValue {
        value.map_or(TraceValue::Absent, |v| TraceValue::Number(v, unit))
    }

    /// A score that may be absent.
    pub fn score(value: Option<Decimal>) -> TraceValue {
        value.map_or(TraceValue::Absent, TraceValue::Score)
    }

    /// An attainment that may be absent.
    pub fn factor(value: Option<Decimal>) -> TraceValue {
        value.map_or(TraceValue::Absent, TraceValue::Factor)
    }
}

/// What a figure is about: whose, when, and under which filter.
#[derive(Clone, Debug, PartialEq)]
pub struct Scope {
    /// Whose figure.
    pub subject: Subject,
    /// The period as named, where it has a name.
    pub period: Option<Period>,
    /// The days counted; `None` for all days.
    pub span: Option<Span>,
    /// What else limits it.
    pub filter: Filter,
}

/// An operation of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Sum.
    Add,
    /// Difference.
    Subtract,
    /// Product.
    Multiply,
    /// Quotient.
    Divide,
    /// Change of sign.
    Negate,
    /// The smallest of several.
    Min,
    /// The largest of several.
    Max,
    /// Without sign.
    Abs,
}

/// Where a target that nobody set comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// The sum of targets of shorter periods.
    SumOfPeriods,
    /// The part of a longer period's target, equal by month.
    PartOfPeriod,
    /// The value that holds in a longer period, or in every shorter one.
    HeldInTime,
    /// The value of the last shorter period.
    LastPeriod,
    /// The sum of the targets of the people and teams below.
    SumOfParts,
    /// The value that holds for a team above, or the company.
    HeldFromAbove,
}

/// What was done in a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A KPI of a scope; the input is its formula.
    Kpi(KpiId, Box<Scope>),
    /// A KPI that a formula refers to; the input is its formula.
    SubKpi(KpiId),
    /// A measure; the input is where it comes from.
    Measure(MeasureId),
    /// A number written in a formula.
    Literal,
    /// An operation of a formula.
    Operation(Operation),
    /// Records that answer this query; [`crate::engine::measure::list()`] lists them.
    Records(Box<RecordQuery>),
    /// The records that make the base of a line of pay, with what counts of each; [`crate::engine::incentive::counted()`]
    /// lists them, and they sum to the value.
    Counted(Box<Counting>),
    /// The amounts of the records that answer this query, each times its probability.
    Weighted(Box<RecordQuery>),
    /// Measurements, combined.
    Measurements(Vec<MeasurementId>, Combine),
    /// Average number of people employed in a span; these people.
    Heads(Option<Span>, Vec<PersonId>),
    /// A target as set.
    Target(TargetId),
    /// The target that holds for a subject and period; the input is the stored or derived one.
    TargetFor(KpiId, Subject, Period, Level),
    /// A target worked out from others.
    Derived(Derivation),
    /// Actual and target compared: `1 ± (actual − target) ÷ |target|`.
    Attainment,
    /// A scoring curve.
    Curve(Box<Curve>),
    /// The lowest score took effect.
    Floor(Decimal),
    /// The highest score took effect.
    Cap(Decimal),
    /// A KPI's line in a scorecard: score × weight ÷ total of the weights present.
    Line {
        /// The KPI.
        kpi: KpiId,
        /// Weight as stated, in percent.
        weight: Decimal,
        /// Weight that counts after absent lines were dealt with, in percent.
        effective: Decimal,
    },
    /// Points outside the hundred, added as they are.
    Extra(KpiId),
    /// The sum of the lines.
    Total(ScorecardId),
    /// Absent lines were left out or counted as zero.
    Missing(Absent),
    /// The one rounding, to so many decimals.
    Rounded(u32),
    /// A missed KPI capped the whole.
    Veto(KpiId),
    /// The grade that follows from the rounded score.
    Grade,
    /// A share for part of a period: these days of those.
    Proration {
        /// Days that count.
        days: u32,
        /// Days of the whole.
        of: u32,
    },
    /// A component of an incentive plan.
    Component(PlanId, ComponentId),
    /// A tier of a rate table.
    Tier {
        /// Lower end.
        from: Decimal,
        /// Upper end; `None` without end.
        to: Option<Decimal>,
        /// Its rate or value.
        rate: Decimal,
        /// How it pays.
        mode: TierMode,
        /// What its value is.
        worth: Worth,
        /// What of the measured amount lies in it.
        part: Decimal,
        /// The unit of the ends and the part.
        unit: Unit,
        /// What it adds to the blended rate: earned ÷ all that is paid on. Absent where nothing is.
        blended: Option<Decimal>,
    },
    /// A person's pay: the sum of rounded lines.
    Pay(PersonId),
    /// A figure that a gate, a modifier or a pool reads: which, of what period and whose; the input is where it comes from.
    Read(Reading, Period, Subject),
    /// The released score of an appraisal, 100 being full.
    Released(AppraisalId),
    /// The bonus multiplier that was decided after an appraisal.
    Decided(AppraisalId),
    /// A member of a pool: the weight, and whether the member's own gate is open where there is one. The value is the part.
    Member {
        /// Who.
        person: PersonId,
        /// The weight.
        weight: Decimal,
        /// Whether the member shares.
        open: bool,
    },
    /// Somebody in a ranking. The value is what is ranked.
    Ranked {
        /// Who.
        person: PersonId,
        /// The best place of those who are equal, from 1.
        rank: u32,
        /// How many are equal.
        equals: u32,
        /// The prize.
        prize: Decimal,
    },
    /// A step of an incentive plan.
    Incentive(PayStep),
    /// A step of an appraisal.
    Judged(Box<Judged>),
}

/// What was done in a step of incentive pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayStep {
    /// A quota that is not the whole target: target × part of the period × ramp.
    Quota,
    /// The share of the quota that the ramp asks for.
    Ramp,
    /// The part of a period for which somebody was there, as a factor: days that count of days of the whole, how parts
    /// count, and to how many decimals the factor is rounded.
    Part(u32, u32, Prorate, Option<u32>),
    /// Target pay of the period; the component's weight in percent, where it has one.
    TargetPay(Option<Decimal>),
    /// Base pay of the period.
    BasePay,
    /// A level of yearly pay: how many months of it the period takes.
    Level(Decimal),
    /// What is paid on: the records, or what stands instead of them.
    Base,
    /// What the same accumulation had before the days that are asked for.
    Before,
    /// What counts for attainment, where it is not what is paid on.
    Credit,
    /// Brought up to zero: a margin below it counts as none.
    HeldAtZero,
    /// Pretended, not computed from records or targets.
    Supposed,
    /// Months of service.
    Service,
    /// A return gives back what its sale earned: the part that came back, and the part of the pay that is taken.
    Reversal(Decimal, Decimal),
    /// What of the span's sales counts by now, and these sales, where the sale decides the rate of what is invoiced or
    /// collected.
    OfSales(Base, Decimal, Decimal),
    /// A payout curve: the share of pay.
    Curve(Option<Decimal>),
    /// A SPIFF.
    Spiff,
    /// Whole steps of a SPIFF: the size of one, and the amount for it. The value is how many.
    WholeSteps(Decimal, Decimal),
    /// The pot of a pool, rounded once; a rate of what the group was paid on, where it is one.
    Pot(Option<Decimal>),
    /// A share of a pool.
    PoolShare,
    /// Months of base pay × months of service ÷ 12.
    Fixed,
    /// What the accumulation had earned before; taken off.
    StatedBefore,
    /// A gate: the value read.
    Gate {
        /// The least value that opens it.
        least: Decimal,
        /// Whether it was open.
        open: bool,
        /// Whether what it withholds is paid once it opens.
        pays_back: bool,
    },
    /// The gate of a tier, by the lower end of the tier; while closed the tier below holds.
    TierGate {
        /// Lower end of the tier.
        from: Decimal,
        /// The least value that opens it.
        least: Decimal,
        /// Whether it was open.
        open: bool,
    },
    /// A cap took effect: what is left.
    Cap(CapOn, Decimal),
    /// What a cap withheld and carries into later periods.
    CapCarries,
    /// A modifier: its factor, and the figure read.
    Modifier(Option<Decimal>),
    /// Converted: units of the pay currency for one of the workspace's, and at which rate.
    Converted(Currency, Conversion),
    /// The one rounding of a line: what there was before it.
    Rounded(Decimal),
    /// A component's line of a run, the period it was earned in and the one it is paid in; what it corrects or takes back
    /// stands in its kind.
    Line(LineKind, Period, Period),
    /// An adjustment: what somebody decided, for the reason that it gives.
    Adjusted(AdjustmentId),
    /// What a line of a closed run gave by table or curve, exact, as it was stated.
    Stated,
    /// Of that, what waits for a gate that pays back.
    Waiting,
    /// What the data of today give, where that is not what was stated.
    Today,
    /// Paid on top of what was earned, as draw.
    Draw,
    /// Taken for earlier draws and negative balances.
    Recovery,
    /// Carried from earlier statements whose cap took effect.
    FromCap,
    /// Withheld by the statement's cap.
    StatementCap,
    /// Instalments: not due yet, or fallen due.
    Instalments,
    /// What of a line is not due yet, by the component and the span in which it was earned.
    NotDue(ComponentId, Period),
    /// One instalment of a line: its share in percent, when it is due, which share of it is and which never will be, from 0
    /// to 1.
    Instalment(Decimal, Due, Decimal, Decimal),
    /// What was not due at the end of the run before.
    NotDueBefore,
    /// Held back until later.
    Holdback,
    /// Held back earlier and due now.
    Released,
    /// A negative total is paid as zero and carried.
    CarriedForward,
    /// What lapses because somebody is no longer employed.
    Lapsed,
    /// What is paid in a run, by its period.
    Paid(Period),
}

/// Takes notes of a computation, or does not.
pub trait Note: Sized {
    /// Notes one step. The closures run only where notes are kept.
    fn note(step: impl FnOnce() -> Step, value: impl FnOnce() -> TraceValue, inputs: Vec<Self>) -> Self;
}

/// Takes no notes; costs nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Silent;

impl Note for Silent {
    fn note(_: impl FnOnce() -> Step, _: impl FnOnce() -> TraceValue, _: Vec<Silent>) -> Silent {
        Silent
    }
}

impl Note for Trace {
    fn note(step: impl FnOnce() -> Step, value: impl FnOnce() -> TraceValue, inputs: Vec<Trace>) -> Trace {
        Trace { step: step(), value: value(), inputs }
    }
}

impl Trace {
    /// A step without inputs.
    pub fn leaf(step: Step, value: TraceValue) -> Trace {
        Trace { step, value, inputs: Vec::new() }
    }

    /// Every node, this one first, each with its depth.
    pub fn walk(&self) -> Vec<(usize, &Trace)> {
        let mut out = Vec::new();
        let mut stack = vec![(0, self)];
        while let Some((depth, node)) = stack.pop() {
            out.push((depth, node));
            stack.extend(node.inputs.iter().rev().map(|n| (depth + 1, n)));
        }
        out
    }
}
