//! A calculation in words: one line per step of a [`Trace`], in the reader's language, with the names of a dataset.
//!
//! Invariant: a line per step in the order of [`Trace::walk`]; a step that read something names it, so that it can be looked at.

mod judged;
mod pay;

use super::figure::Shown;
use super::names::Names;
use crate::domain::Decimal;
use crate::domain::id::{AppraisalId, MeasurementId, PersonId};
use crate::domain::kpi::Unit;
use crate::domain::records::StateSet;
use crate::domain::scorecard::Absent;
use crate::engine::incentive::Counting;
use crate::engine::measure::{DayOf, RecordQuery};
use crate::engine::trace::{PayStep, Scope, Step, Trace, TraceValue};

/// Something pretended has no value of its own, and nothing is missing.
const SUPPOSED: Step = Step::Incentive(PayStep::Supposed);

/// One step of a calculation in words.
#[derive(Clone, Debug, PartialEq)]
pub struct TraceLine {
    /// How deep the step lies; 0 is the result.
    pub depth: usize,
    /// What the step is.
    pub label: String,
    /// What came out, with its unit; empty where there is no value.
    pub value: String,
    /// How it came about; may be empty.
    pub note: String,
    /// Whether data were missing.
    pub missing: bool,
    /// What the step read, to be looked at.
    pub source: Option<Source>,
}

/// What a step of a calculation read.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// The records that answer a query.
    Records(Box<RecordQuery>),
    /// The records that count for a line of pay, with what counts of each.
    Counted(Box<Counting>),
    /// These measurements.
    Measurements(Vec<MeasurementId>),
    /// These people.
    People(Vec<PersonId>),
}

/// The lines of a calculation.
#[must_use]
pub fn lines(trace: &Trace, names: Names) -> Vec<TraceLine> {
    trace.walk().into_iter().map(|(depth, step)| line(depth, step, names)).collect()
}

/// The calculation as indented text: label, value and note of a step in one line, separated by tabs.
#[must_use]
pub fn text(lines: &[TraceLine]) -> String {
    let mut out = String::new();
    for line in lines {
        out.extend(std::iter::repeat_n("  ", line.depth));
        out.push_str(&line.label);
        for part in [&line.value, &line.note] {
            if !part.is_empty() {
                out.push('\t');
                out.push_str(part);
            }
        }
        out.push('\n');
    }
    out
}

fn line(depth: usize, trace: &Trace, names: Names) -> TraceLine {
    let (label, mut note) = match &trace.step {
        Step::Incentive(step) => pay::step(*step, &trace.value, names),
        step => words(step, names),
    };
    if trace.step == Step::Attainment && !is_plain_ratio(trace) {
        note = names.texts.trace.attainment_signed.to_owned();
    }
    TraceLine {
        depth,
        label,
        note,
        value: value(&trace.value, names),
        missing: trace.value == TraceValue::Absent && trace.step != SUPPOSED,
        source: match &trace.step {
            Step::Records(query) | Step::Weighted(query) => Some(Source::Records(query.clone())),
            Step::Counted(counting) => Some(Source::Counted(counting.clone())),
            Step::Measurements(ids, _) if !ids.is_empty() => Some(Source::Measurements(ids.clone())),
            Step::Heads(_, people) if !people.is_empty() => Some(Source::People(people.clone())),
            _ => None,
        },
    }
}

/// A value of a trace as shown; empty where it is absent.
#[must_use]
pub fn value(value: &TraceValue, names: Names) -> String {
    let format = names.format();
    let shown = |unit| Shown { unit, digits: names.data.workspace.shown_digits };
    match value {
        TraceValue::Absent => String::new(),
        TraceValue::Number(number, Unit::Money) => {
            format!("{} {}", format.exact(*number, shown(Unit::Money)), names.data.workspace.currency)
        }
        TraceValue::Number(number, unit) => format.exact(*number, shown(*unit)),
        TraceValue::Plain(number) | TraceValue::Score(number) => format.at_most(*number, 6),
        TraceValue::Percent(percent) => format!("{}%", format.at_most(*percent, 4)),
        TraceValue::Factor(factor) => format.percent_at_most(*factor, 4),
        TraceValue::Money(money) => {
            format!("{} {}", format.exact(money.decimal(), shown(Unit::Money)), money.currency)
        }
        TraceValue::Grade(grade) => grade.clone(),
        TraceValue::Count(count) => format.whole(i64::try_from(*count).unwrap_or(i64::MAX)),
    }
}

/// Whether an attainment is its actual over its target; where either is not there, nothing says otherwise.
fn is_plain_ratio(trace: &Trace) -> bool {
    let number = |at: usize| match trace.inputs.get(at).map(|t| &t.value) {
        Some(TraceValue::Number(number, _)) => Some(*number),
        _ => None,
    };
    let TraceValue::Factor(ratio) = trace.value else { return true };
    let Some((actual, target)) = number(0).zip(number(1)) else { return true };
    actual.checked_div(target).is_none_or(|plain| (plain - ratio).abs() < Decimal::new(1, 9))
}

fn joined(names: Names, parts: &[String]) -> String {
    names.format().parted(parts)
}

fn words(step: &Step, names: Names) -> (String, String) {
    let (t, format) = (&names.texts.trace, names.format());
    let plain = |label: &str| (label.to_owned(), String::new());
    let decimal = |value: Decimal| format.at_most(value, 4);
    let percent = |value: Decimal| format!("{}%", format.at_most(value, 2));
    let count = |n: usize| format.whole(i64::try_from(n).unwrap_or(i64::MAX));
    match step {
        Step::Judged(step) => judged::words(step, names),
        Step::Kpi(kpi, scope) => {
            let formula = names.data.kpis.get(*kpi).map(|k| names.formula(&k.formula)).unwrap_or_default();
            let mut parts = scope_words(scope, names);
            parts.push(format!("= {formula}"));
            (names.kpi(*kpi), joined(names, &parts))
        }
        Step::SubKpi(kpi) => {
            let formula = names.data.kpis.get(*kpi).map(|k| names.formula(&k.formula)).unwrap_or_default();
            (names.kpi(*kpi), format!("= {formula}"))
        }
        Step::Measure(measure) => {
            let how = names.data.measures.get(*measure).map(|m| match &m.source {
                crate::domain::kpi::Source::Records { aggregate, .. } => {
                    names.texts.kpis.aggregate_name(*aggregate)
                }
                crate::domain::kpi::Source::Measurements(combine) => {
                    names.texts.kpis.combine_name(*combine).to_owned()
                }
                crate::domain::kpi::Source::Heads => names.texts.kpis.from_heads.to_owned(),
            });
            (names.measure(*measure), how.unwrap_or_default())
        }
        Step::Literal => plain(t.literal),
        Step::Operation(operation) => plain(t.operation(*operation)),
        Step::Records(query) => (t.records.to_owned(), joined(names, &query_words(query, names))),
        Step::Weighted(query) => {
            let mut parts = vec![t.weighted_how.to_owned()];
            parts.extend(query_words(query, names));
            (t.weighted.to_owned(), joined(names, &parts))
        }
        Step::Measurements(ids, combine) => {
            let parts =
                [t.measurement_count(&count(ids.len())), names.texts.kpis.combine_name(*combine).to_owned()];
            (t.measurements.to_owned(), joined(names, &parts))
        }
        Step::Heads(span, people) => {
            let mut parts: Vec<String> = span.map(|s| names.days(s)).into_iter().collect();
            parts.push(names.texts.common.people(&count(people.len())));
            (t.heads.to_owned(), joined(names, &parts))
        }
        Step::Target(id) => {
            let note = names.data.targets.get(*id).map(|target| {
                let parts = [
                    names.subject(target.subject),
                    names.period(target.period),
                    names.texts.targets.level_name(target.level).to_owned(),
                ];
                joined(names, &parts)
            });
            (t.stored_target.to_owned(), note.unwrap_or_default())
        }
        Step::TargetFor(kpi, subject, period, level) => {
            let parts = [
                names.kpi(*kpi),
                names.subject(*subject),
                names.period(*period),
                names.texts.targets.level_name(*level).to_owned(),
            ];
            (t.target_for.to_owned(), joined(names, &parts))
        }
        Step::Derived(derivation) => plain(t.derivation(*derivation)),
        Step::Attainment => (t.attainment.to_owned(), t.attainment_how.to_owned()),
        Step::Curve(curve) => (t.curve.to_owned(), names.texts.scorecards.curve_name(curve).to_owned()),
        Step::Floor(limit) => (t.floor.to_owned(), t.at_least(&decimal(*limit))),
        Step::Cap(limit) => (t.cap.to_owned(), t.at_most(&decimal(*limit))),
        Step::Line { kpi, weight, effective } => {
            (names.kpi(*kpi), t.weight(&percent(*weight), &percent(*effective)))
        }
        Step::Extra(kpi) => (names.kpi(*kpi), t.extra.to_owned()),
        Step::Total(card) => {
            let name = names.data.scorecards.get(*card).map(|c| c.name.clone()).unwrap_or_default();
            (t.total.to_owned(), name)
        }
        Step::Missing(Absent::Rescale) => plain(t.rescaled),
        Step::Missing(Absent::Zero) => plain(t.as_zero),
        Step::Rounded(places) => plain(&t.rounded(&places.to_string())),
        Step::Veto(kpi) => plain(&t.veto(&names.kpi(*kpi))),
        Step::Grade => (t.grade.to_owned(), t.grade_how.to_owned()),
        Step::Proration { days, of } => plain(&t.proration(&days.to_string(), &of.to_string())),
        Step::Component(plan, component) => {
            let plan = names.data.plans.get(*plan);
            (pay::component(*component, names), plan.map(|p| p.name.clone()).unwrap_or_default())
        }
        Step::Tier { .. } => pay::tier(step, names).unwrap_or_default(),
        Step::Counted(counting) => pay::counted(counting, names),
        Step::Read(reading, period, whom) => pay::read(*reading, *period, *whom, names),
        Step::Released(case) => (t.released_score.to_owned(), cycle_name(*case, names)),
        Step::Decided(case) => (t.decided_multiplier.to_owned(), cycle_name(*case, names)),
        Step::Member { person, weight, open } => pay::member(*person, *weight, *open, names),
        Step::Ranked { person, rank, equals, prize } => pay::ranked(*person, (*rank, *equals), *prize, names),
        Step::Pay(person) => {
            let name = names.subject(crate::domain::target::Subject::Person(*person));
            (format!("{}{}{name}", t.pay, format.colon()), t.pay_how.to_owned())
        }
        Step::Incentive(step) => pay::step(*step, &TraceValue::Absent, names),
    }
}

/// The cycle of an appraisal.
fn cycle_name(case: AppraisalId, names: Names) -> String {
    let cycle = names.data.appraisals.get(case).and_then(|case| names.data.cycles.get(case.cycle));
    cycle.map_or_else(|| names.texts.common.unknown.to_owned(), |c| c.name.clone())
}

fn scope_words(scope: &Scope, names: Names) -> Vec<String> {
    let mut parts = vec![names.subject(scope.subject)];
    parts.extend(scope.period.map(|p| names.period(p)));
    parts.extend(scope.span.map(|s| names.days(s)));
    parts.extend(names.filter(&scope.filter));
    parts
}

/// What a query of records selects, in words.
#[must_use]
pub fn query_words(query: &RecordQuery, names: Names) -> Vec<String> {
    let t = &names.texts.trace;
    let mut parts = vec![query.span.map_or_else(|| t.all_time.to_owned(), |s| names.days(s))];
    match query.day {
        DayOf::Booked => {}
        DayOf::Invoiced => parts.push(t.by_invoice.to_owned()),
        DayOf::Collected => parts.push(t.by_collection.to_owned()),
    }
    parts.extend(query.filters.iter().flat_map(|f| names.filter(f)));
    if query.states != StateSet::BOOKED {
        let states: Vec<&str> = query.states.iter().map(|s| names.texts.kpis.state_name(s)).collect();
        parts.push(names.format().list(&states));
    }
    if query.sign != crate::domain::kpi::Sign::Any {
        parts.push(names.texts.kpis.sign_name(query.sign).to_owned());
    }
    if query.first {
        parts.push(t.first_only.to_owned());
    }
    parts
}

/// The name of a competency: as a standard has it now, otherwise as a cycle froze it.
#[must_use]
pub fn competency(names: Names, id: crate::domain::id::CompetencyId) -> String {
    judged::competency_name(names, id)
}

#[cfg(test)]
mod tests;
