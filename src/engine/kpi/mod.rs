//! KPIs: formulas over measures, computed for every cell of a query at once, and explained one by one.

mod parse;
mod program;

pub use parse::{Expr, ExprKind, parse};
pub use program::{Program, compile};

use crate::domain::filter::Filter;
use crate::domain::id::{KpiId, MeasureId};
use crate::domain::issue::{About, Checked, Issue, IssueCode};
use crate::domain::kpi::{Source, Unit};
use crate::domain::target::Subject;
use crate::domain::{Dataset, Decimal, Period, Span};
use crate::engine::measure::{self, Axis, Cube, Key, Query};
use crate::engine::trace::{Note, Scope, Silent, Step, Trace, TraceValue};

/// What a formula is worth: for the editor. The value is the unit of the result, where the formula can be read.
///
/// Besides the faults of [`compile`] it reports a result whose unit is not the declared one, over the whole text.
pub fn check(
    data: &Dataset,
    formula: &str,
    own: Option<KpiId>,
    declared: Option<Unit>,
) -> Checked<Option<Unit>> {
    let Checked { value: program, mut issues } = compile(data, formula, own);
    let unit = program.as_ref().and_then(|p| p.unit);
    if let (Some(unit), Some(declared)) = (unit, declared)
        && unit != declared
        && issues.is_empty()
        && !matches!((unit, declared), (Unit::Ratio, Unit::Points))
    {
        issues.push(parse::fault(IssueCode::UnitMismatch, 0, formula.len()));
    }
    Checked { value: unit, issues }
}

/// Which KPIs of whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The KPIs.
    pub kpis: Vec<KpiId>,
    /// The days; `None` for all.
    pub span: Option<Span>,
    /// Which records.
    pub filter: Filter,
    /// First dimension.
    pub rows: Option<Axis>,
    /// Second dimension.
    pub columns: Option<Axis>,
}

/// KPIs by two dimensions. One scan serves all of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// What was asked.
    pub ask: Ask,
    /// The measures behind the KPIs.
    pub cube: Cube,
    /// What was noticed. Faults of a formula are about its KPI for the company.
    pub issues: Vec<Issue>,
    programs: Vec<(KpiId, Program)>,
}

impl Figures {
    /// Computes KPIs.
    pub fn new(data: &Dataset, ask: Ask) -> Figures {
        let mut issues = Vec::new();
        let mut programs = Vec::new();
        let mut measures: Vec<MeasureId> = Vec::new();
        for id in &ask.kpis {
            let Some(kpi) = data.kpis.get(*id) else { continue };
            let compiled = compile(data, &kpi.formula, Some(*id));
            let about = About::Kpi(*id, Subject::Company);
            issues.extend(compiled.issues.iter().map(|i| Issue { code: i.code, about: about.clone() }));
            let Some(program) = compiled.value else { continue };
            for measure in &program.measures {
                if !measures.contains(measure) {
                    measures.push(*measure);
                }
            }
            programs.push((*id, program));
        }
        let query = Query {
            span: ask.span,
            filter: ask.filter.clone(),
            rows: ask.rows,
            columns: ask.columns,
            measures,
        };
        let Checked { value: cube, issues: more } = measure::cube(data, &query);
        issues.extend(more);
        issues.sort();
        issues.dedup();
        Figures { ask, cube, issues, programs }
    }

    /// A value by position; `None` for a row or column asks for its total.
    pub fn at(&self, kpi: KpiId, row: Option<usize>, column: Option<usize>) -> Option<Decimal> {
        let leaf = |measure| (self.cube.at(measure, row, column), Silent);
        self.program(kpi)?.value(&leaf, &mut Vec::new()).0
    }

    /// A value by member; `None` for a row or column asks for its total.
    pub fn get(&self, kpi: KpiId, row: Option<Key>, column: Option<Key>) -> Option<Decimal> {
        self.at(kpi, self.cube.row(row)?, self.cube.column(column)?)
    }

    fn program(&self, kpi: KpiId) -> Option<&Program> {
        self.programs.iter().find(|(id, _)| *id == kpi).map(|(_, p)| p)
    }

    /// A value with notes, and the faults met while computing it.
    pub fn noted<N: Note>(
        &self,
        data: &Dataset,
        kpi: KpiId,
        row: Option<Key>,
        column: Option<Key>,
    ) -> Checked<(Option<Decimal>, N)> {
        let mut issues = Vec::new();
        let scope = || Box::new(self.scope(data, row, column));
        let unit = data.kpis.get(kpi).map_or(Unit::Count, |k| k.unit);
        let (value, note) = match (self.program(kpi), self.cube.row(row), self.cube.column(column)) {
            (Some(program), Some(r), Some(c)) => {
                let leaf = |id| self.leaf::<N>(data, id, (r, c), (row, column));
                let (value, note) = program.value(&leaf, &mut issues);
                (value, vec![note])
            }
            _ => (None, Vec::new()),
        };
        for issue in &mut issues {
            issue.about = About::Kpi(kpi, self.scope(data, row, column).subject);
        }
        let note = N::note(|| Step::Kpi(kpi, scope()), || TraceValue::number(value, unit), note);
        Checked { value: (value, note), issues }
    }

    /// How a value came about, down to the records.
    pub fn explain(&self, data: &Dataset, kpi: KpiId, row: Option<Key>, column: Option<Key>) -> Trace {
        self.noted::<Trace>(data, kpi, row, column).value.1
    }

    /// What a cell is about.
    pub fn scope(&self, data: &Dataset, row: Option<Key>, column: Option<Key>) -> Scope {
        let mut scope = Scope {
            subject: Subject::Company,
            period: None,
            span: self.ask.span,
            filter: self.ask.filter.clone(),
        };
        for key in [row, column].into_iter().flatten() {
            match key {
                Key::Period(period) => {
                    scope.period = Some(period);
                    scope.span = days(data, period, self.ask.span);
                }
                key => scope.subject = key.subject().unwrap_or(scope.subject),
            }
        }
        scope
    }

    fn leaf<N: Note>(
        &self,
        data: &Dataset,
        id: MeasureId,
        at: (Option<usize>, Option<usize>),
        keys: (Option<Key>, Option<Key>),
    ) -> (Option<Decimal>, N) {
        let value = self.cube.at(id, at.0, at.1);
        let Some(measure) = data.measures.get(id) else {
            return (value, N::note(|| Step::Measure(id), || TraceValue::Absent, Vec::new()));
        };
        let noted = || TraceValue::number(value, measure.unit);
        let source = || {
            let scope = self.scope(data, keys.0, keys.1);
            let members = [keys.0, keys.1].into_iter().flatten().filter_map(Key::filter);
            let filters: Vec<Filter> = std::iter::once(scope.filter.clone()).chain(members).collect();
            match &measure.source {
                source @ Source::Records { .. } => match measure::records_of(source, scope.span, &filters) {
                    Some(query) => Step::Records(Box::new(query)),
                    None => Step::Measure(id),
                },
                Source::Measurements(combine) => Step::Measurements(
                    measure::measurements_of(data, id, scope.subject, scope.span, &scope.filter),
                    *combine,
                ),
                Source::Heads => {
                    Step::Heads(scope.span, measure::heads_of(data, scope.subject, scope.span, &scope.filter))
                }
            }
        };
        // Records that name no member of a dimension cannot be asked for by a filter.
        let inputs = if [keys.0, keys.1].contains(&Some(Key::None)) {
            Vec::new()
        } else {
            vec![N::note(source, noted, Vec::new())]
        };
        (value, N::note(|| Step::Measure(id), noted, inputs))
    }
}

/// The days of a period within a span.
pub(crate) fn days(data: &Dataset, period: Period, within: Option<Span>) -> Option<Span> {
    let span = data.workspace.calendar.span(period)?;
    match within {
        Some(within) => span.intersect(&within),
        None => Some(span),
    }
}

#[cfg(test)]
mod tests;
