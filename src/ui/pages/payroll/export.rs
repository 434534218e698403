//! Statements and runs as files for payroll. No cell is ever run as a formula.

use super::cash::Cash;
use crate::domain::dataset::Dataset;
use crate::domain::incentive::{ClosedRun, Plan, RunStatement};
use crate::ui::components::Table;
use crate::ui::lang::t;
use crate::ui::select::names;

fn person(data: &Dataset, statement: &RunStatement) -> [String; 2] {
    let found = data.people.get(statement.person);
    [found.map(|p| p.number.clone()).unwrap_or_default(), found.map(|p| p.name.clone()).unwrap_or_default()]
}

/// One row per person: what payroll transfers, and why it differs from what was earned.
pub fn payroll(data: &Dataset, plan: &Plan, run: &ClosedRun) -> Table {
    let p = &t().payroll;
    let cash = Cash::of(data, plan);
    let head = [
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
        cells.extend(amounts.map(|minor| cash.exact(minor)));
        cells
    };
    let rows = std::iter::once(head.map(str::to_owned).to_vec()).chain(run.statements.iter().map(row));
    Table { name: p.run_file(&plan.name, &period), sheet: period.clone(), rows: rows.collect() }
}

/// One row per line of some statements.
pub fn lines(data: &Dataset, plan: &Plan, statements: &[RunStatement], name: String) -> Table {
    let p = &t().payroll;
    let cash = Cash::of(data, plan);
    let head = [
        t().data.number,
        t().common.person,
        p.component,
        p.kind,
        p.earned_in,
        t().settings.currency,
        p.amount,
    ];
    let names = names(data);
    let of = |s: &RunStatement| {
        let [number, name] = person(data, s);
        let line = move |l: &crate::domain::incentive::RunLine| {
            let component = plan.components.iter().find(|c| c.id == l.component);
            vec![
                number.clone(),
                name.clone(),
                component.map(|c| c.name.clone()).unwrap_or_default(),
                t().payroll.line(l.kind).to_owned(),
                names.period(l.earned_in),
                cash.code(),
                cash.exact(l.minor),
            ]
        };
        s.lines.iter().map(line).collect::<Vec<_>>()
    };
    let rows = std::iter::once(head.map(str::to_owned).to_vec()).chain(statements.iter().flat_map(of));
    Table { name, sheet: p.lines.to_owned(), rows: rows.collect() }
}
