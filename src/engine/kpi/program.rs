//! A formula with its names resolved, its units checked, and its value.

use super::parse::{Expr, ExprKind, fault, parse};
use crate::domain::id::{KpiId, MeasureId};
use crate::domain::issue::{Checked, Issue, IssueCode};
use crate::domain::kpi::Unit;
use crate::domain::{Dataset, Decimal};
use crate::engine::trace::{Note, Operation, Step, TraceValue};

/// Most nodes of a formula with all the KPIs it refers to.
const MOST_NODES: usize = 2000;

/// A formula ready to be computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    root: Node,
    /// The measures it reads, each once.
    pub measures: Vec<MeasureId>,
    /// The unit of its value; `None` for a plain number.
    pub unit: Option<Unit>,
}

#[derive(Clone, Debug, PartialEq)]
struct Node {
    kind: Kind,
    unit: Option<Unit>,
    from: usize,
    to: usize,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Number(Decimal),
    Measure(MeasureId),
    Kpi(KpiId, Box<Node>),
    Operation(Operation, Vec<Node>),
}

struct Compiler<'a> {
    data: &'a Dataset,
    open: Vec<KpiId>,
    nodes: usize,
    measures: Vec<MeasureId>,
    issues: Vec<Issue>,
}

/// Makes a program of a formula. `own` is the KPI it belongs to, so that a reference to itself is noticed.
///
/// The value is `None` where the formula cannot be computed at all; every issue names its place in this text, also
/// where the fault lies in a KPI that the text refers to.
pub fn compile(data: &Dataset, formula: &str, own: Option<KpiId>) -> Checked<Option<Program>> {
    let expr = match parse(formula) {
        Ok(expr) => expr,
        Err(issue) => return Checked { value: None, issues: vec![issue] },
    };
    let open = own.into_iter().collect();
    let mut compiler = Compiler { data, open, nodes: 0, measures: Vec::new(), issues: Vec::new() };
    let root = compiler.node(&expr);
    let measures = compiler.measures;
    Checked { value: root.map(|root| Program { unit: root.unit, root, measures }), issues: compiler.issues }
}

impl Compiler<'_> {
    fn node(&mut self, expr: &Expr) -> Option<Node> {
        let (from, to) = (expr.from, expr.to);
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            return self.fail(IssueCode::TooComplex, from, to);
        }
        match &expr.kind {
            ExprKind::Number(n) => Some(Node { kind: Kind::Number(*n), unit: None, from, to }),
            ExprKind::Name(name) => self.name(name, from, to),
            ExprKind::Operation(operation, parts) => {
                // Every part is looked at, so that all faults are found at once.
                let parts: Vec<Option<Node>> = parts.iter().map(|p| self.node(p)).collect();
                let parts: Vec<Node> = parts.into_iter().collect::<Option<_>>()?;
                let units: Vec<Option<Unit>> = parts.iter().map(|p| p.unit).collect();
                let unit = match unit_of(*operation, &units) {
                    Ok(unit) => unit,
                    Err(()) => {
                        self.issues.push(fault(IssueCode::UnitMismatch, from, to));
                        None
                    }
                };
                Some(Node { kind: Kind::Operation(*operation, parts), unit, from, to })
            }
        }
    }

    fn name(&mut self, name: &str, from: usize, to: usize) -> Option<Node> {
        if let Some(measure) = self.data.measures.iter().find(|m| m.key == name) {
            if !self.measures.contains(&measure.id) {
                self.measures.push(measure.id);
            }
            return Some(Node { kind: Kind::Measure(measure.id), unit: Some(measure.unit), from, to });
        }
        let Some(kpi) = self.data.kpis.iter().find(|k| k.key == name) else {
            return self.fail(IssueCode::UnknownName, from, to);
        };
        if self.open.contains(&kpi.id) {
            return self.fail(IssueCode::Cycle, from, to);
        }
        let expr = match parse(&kpi.formula) {
            Ok(expr) => expr,
            Err(issue) => return self.fail(issue.code, from, to),
        };
        self.open.push(kpi.id);
        let before = self.issues.len();
        let inner = self.node(&expr);
        self.open.pop();
        // Faults inside the other formula are reported at its name in this one.
        for issue in self.issues.iter_mut().skip(before) {
            *issue = fault(issue.code, from, to);
        }
        let inner = Box::new(inner?);
        Some(Node { kind: Kind::Kpi(kpi.id, inner), unit: Some(kpi.unit), from, to })
    }

    fn fail(&mut self, code: IssueCode, from: usize, to: usize) -> Option<Node> {
        self.issues.push(fault(code, from, to));
        None
    }
}

/// The unit of a result. A plain number goes with everything.
fn unit_of(operation: Operation, units: &[Option<Unit>]) -> Result<Option<Unit>, ()> {
    use Unit::{Count, Money, Points, Quantity, Ratio};
    let pair = (units.first().copied().flatten(), units.get(1).copied().flatten());
    match operation {
        Operation::Negate | Operation::Abs => Ok(pair.0),
        Operation::Add | Operation::Subtract | Operation::Min | Operation::Max => {
            let mut named = units.iter().flatten();
            let first = named.next().copied();
            if named.all(|u| Some(*u) == first) { Ok(first) } else { Err(()) }
        }
        Operation::Multiply => match pair {
            (None, unit) | (unit, None) => Ok(unit),
            (Some(Ratio), Some(unit)) | (Some(unit), Some(Ratio)) => Ok(Some(unit)),
            (Some(Count | Quantity), Some(unit)) | (Some(unit), Some(Count | Quantity)) => Ok(Some(unit)),
            _ => Err(()),
        },
        Operation::Divide => match pair {
            (unit, None | Some(Ratio)) => Ok(unit),
            (None, Some(_)) => Ok(None),
            (Some(a), Some(b)) if a == b => Ok(Some(Ratio)),
            (Some(unit @ (Money | Quantity | Points)), Some(Count | Quantity)) => Ok(Some(unit)),
            (Some(Count), Some(Quantity)) => Ok(Some(Ratio)),
            _ => Err(()),
        },
    }
}

impl Program {
    /// The value, with notes. `leaf` gives the value of a measure. An absent part makes the whole absent; a division
    /// by zero and an overflow do too, and are reported at their place.
    pub fn value<N: Note>(
        &self,
        leaf: &impl Fn(MeasureId) -> (Option<Decimal>, N),
        issues: &mut Vec<Issue>,
    ) -> (Option<Decimal>, N) {
        value(&self.root, leaf, issues, None)
    }
}

fn value<N: Note>(
    node: &Node,
    leaf: &impl Fn(MeasureId) -> (Option<Decimal>, N),
    issues: &mut Vec<Issue>,
    at: Option<(usize, usize)>,
) -> (Option<Decimal>, N) {
    let noted = |v: Option<Decimal>| match (v, node.unit) {
        (None, _) => TraceValue::Absent,
        (Some(v), Some(unit)) => TraceValue::Number(v, unit),
        (Some(v), None) => TraceValue::Plain(v),
    };
    let place = at.unwrap_or((node.from, node.to));
    match &node.kind {
        Kind::Number(n) => (Some(*n), N::note(|| Step::Literal, || noted(Some(*n)), Vec::new())),
        Kind::Measure(id) => leaf(*id),
        Kind::Kpi(id, inner) => {
            let (v, note) = value(inner, leaf, issues, Some(place));
            (v, N::note(|| Step::SubKpi(*id), || noted(v), vec![note]))
        }
        Kind::Operation(operation, parts) => {
            let mut values = Vec::with_capacity(parts.len());
            let mut notes = Vec::with_capacity(parts.len());
            for part in parts {
                let (v, note) = value(part, leaf, issues, at);
                values.push(v);
                notes.push(note);
            }
            let present: Option<Vec<Decimal>> = values.into_iter().collect();
            let v = present.and_then(|values| {
                apply(*operation, &values)
                    .map_err(|code| {
                        let issue = fault(code, place.0, place.1);
                        if !issues.contains(&issue) {
                            issues.push(issue);
                        }
                    })
                    .ok()
            });
            (v, N::note(|| Step::Operation(*operation), || noted(v), notes))
        }
    }
}

fn apply(operation: Operation, values: &[Decimal]) -> Result<Decimal, IssueCode> {
    let a = values.first().copied().unwrap_or_default();
    let b = values.get(1).copied().unwrap_or_default();
    match operation {
        Operation::Add => a.checked_add(b),
        Operation::Subtract => a.checked_sub(b),
        Operation::Multiply => a.checked_mul(b),
        Operation::Divide if b.is_zero() => return Err(IssueCode::DivisionByZero),
        Operation::Divide => a.checked_div(b),
        Operation::Negate => Some(-a),
        Operation::Abs => Some(a.abs()),
        Operation::Min => values.iter().min().copied(),
        Operation::Max => values.iter().max().copied(),
    }
    .ok_or(IssueCode::Overflow)
}
