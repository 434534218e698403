//! Statements and runs as files for payroll. No cell is ever run as a formula.

use super::balances::{balance_words, balances, steps};
use super::cash::Cash;
use crate::domain::dataset::Dataset;
use crate::domain::incentive::{ClosedRun, Plan, RunLine, RunStatement};
use crate::state::payroll::line::detail;
use crate::ui::components::Table;
use crate::ui::lang::{fmt, t};
use crate::ui::select::names;

fn person(data: &Dataset, statement: &RunStatement) -> [String; 2] {
    let found = data.people.get(statement.person);
    [found.map(|p| p.number.clone()).unwrap_or_default(), found.map(|p| p.name.clone()).unwrap_or_default()]
}

/// One row per person: what payroll transfers, why it differs from what was earned, and what is left.
pub fn payroll(data: &Dataset, plan: &Plan, run: &ClosedRun) -> Table {
    let p = &t().payroll;
    let cash = Cash::of(data, plan);
    let mut head = vec![
        t().data.number,
        t().common.person,
        p.period,
        t().settings.currency,
        p.earned,
        p.drawn,
        p.recovered,
        p.withheld,
        p.instalments,
        p.holdback,
        p.released,
        p.paid,
    ];
    head.extend(balance_words());
    let period = names(data).period(run.period);
    let row = |s: &RunStatement| {
        let [number, name] = person(data, s);
        let mut cells = vec![number, name, period.clone(), cash.code()];
        let amounts = [
            s.total,
            s.drawn,
            s.recovered.saturating_neg(),
            s.withheld.saturating_neg(),
            s.instalments.saturating_neg(),
            s.holdback.saturating_neg(),
            s.released,
            s.paid,
        ];
        cells.extend(amounts.into_iter().chain(balances(s).map(|(_, minor)| minor)).map(|m| cash.exact(m)));
        cells
    };
    let head = head.into_iter().map(str::to_owned).collect();
    let rows = std::iter::once(head).chain(run.statements.iter().map(row));
    Table { name: p.run_file(&plan.name, &period), sheet: period.clone(), rows: rows.collect() }
}

/// A statement with the plan that it is by, and what earlier caps carried into it.
pub struct Stated<'a> {
    /// By which plan.
    pub plan: &'a Plan,
    /// The statement.
    pub statement: &'a RunStatement,
    /// What earlier caps carried into it.
    pub from_cap: i64,
    /// Whether it is final.
    pub closed: bool,
}

fn head() -> Vec<String> {
    let p = &t().payroll;
    let head = [
        t().data.number,
        t().common.person,
        p.plan,
        p.component,
        p.rule,
        p.document,
        p.kind,
        p.earned_in,
        p.in_version,
        p.reason,
        t().settings.currency,
        p.amount,
    ];
    head.map(str::to_owned).to_vec()
}

fn lines_of(data: &Dataset, plan: &Plan, statement: &RunStatement) -> Vec<Vec<String>> {
    let cash = Cash::of(data, plan);
    let [number, name] = person(data, statement);
    let names = names(data);
    let line = |l: &RunLine| {
        let about = detail(data, plan, l);
        vec![
            number.clone(),
            name.clone(),
            plan.name.clone(),
            about.component,
            about.rule,
            about.document,
            t().payroll.line(l.kind).to_owned(),
            names.period(l.earned_in),
            about.version.map(|v| fmt().whole(v.into())).unwrap_or_default(),
            about.reason,
            cash.code(),
            cash.exact(l.minor),
        ]
    };
    statement.lines.iter().map(line).collect()
}

/// One row per line of some statements of a plan.
pub fn lines(data: &Dataset, plan: &Plan, statements: &[RunStatement], name: String) -> Table {
    let rows = statements.iter().flat_map(|s| lines_of(data, plan, s));
    let rows = std::iter::once(head()).chain(rows).collect();
    Table { name, sheet: t().payroll.lines.to_owned(), rows }
}

/// A person's statements whole: the lines, the steps to what is paid, and what is left.
pub fn whole(data: &Dataset, all: &[Stated], name: String) -> Table {
    let mut rows = vec![head()];
    for Stated { plan, statement, from_cap, closed } in all {
        rows.extend(lines_of(data, plan, statement));
        let cash = Cash::of(data, plan);
        let [number, name] = person(data, statement);
        let sums = steps(statement, *from_cap, *closed).into_iter();
        let left = balances(statement).into_iter().filter(|(_, minor)| *minor != 0);
        rows.extend(sums.chain(left).map(|(word, minor)| {
            let mut cells = vec![number.clone(), name.clone(), plan.name.clone()];
            cells.resize(6, String::new());
            cells.push(word.to_owned());
            cells.resize(10, String::new());
            cells.extend([cash.code(), cash.exact(minor)]);
            cells
        }));
    }
    Table { name, sheet: t().payroll.statement.to_owned(), rows }
}
