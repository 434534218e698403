//! A calculation as a table down to the records: one row a step, and below a step that read records one row each.
//!
//! Invariant: numbers stand as shown and, in a column of their own, as plain digits, so that a spreadsheet can add them up.

use super::names::Names;
use super::trace::{Source, lines};
use crate::domain::Decimal;
use crate::engine::incentive::counted;
use crate::engine::measure::{Line, Order, list};
use crate::engine::trace::{Trace, TraceValue};
use crate::state::select::CodeNames;

/// Records that are listed below one step; more are counted only.
const MOST: usize = 20_000;

/// Columns of a step, before those of a record.
const STEP: usize = 5;

/// The rows, headings first.
#[must_use]
pub fn rows(trace: &Trace, names: Names) -> Vec<Vec<String>> {
    let (t, m, c) = (&names.texts.trace, &names.texts.monitor, &names.texts.common);
    let head = [
        t.level_column,
        t.step_column,
        t.value_column,
        t.exact_column,
        t.how_column,
        m.day,
        m.document,
        c.person,
        c.customer,
        c.product_word,
        m.amount,
    ];
    let mut found = vec![head.map(str::to_owned).to_vec()];
    let codes = CodeNames::new(names.data);
    for ((depth, step), line) in trace.walk().into_iter().zip(lines(trace, names)) {
        let mut row = vec![depth.to_string(), line.label, line.value, plain(&step.value), line.note];
        row.resize(head.len(), String::new());
        found.push(row);
        let mut records = Vec::new();
        match line.source {
            Some(Source::Counted(counting)) => {
                records.extend(counted(names.data, &counting).into_iter().map(|c| (c.line, c.counts)));
            }
            Some(Source::Records(query)) => {
                let digits = names.data.workspace.currency.digits();
                let all = list(names.data, &query, Order::Oldest);
                records.extend(all.lines().map(|l| (l.clone(), Decimal::new(l.credited, digits))));
            }
            Some(Source::Measurements(_) | Source::People(_)) | None => {}
        }
        let more = records.len().saturating_sub(MOST);
        records.truncate(MOST);
        found.extend(records.iter().map(|one| record(one, depth + 1, names, &codes)));
        if more > 0 {
            let count = names.format().whole(i64::try_from(more).unwrap_or(i64::MAX));
            let mut row = vec![(depth + 1).to_string(), names.format().beside(&count, t.more_records)];
            row.resize(head.len(), String::new());
            found.push(row);
        }
    }
    found
}

fn record((line, counts): &(Line, Decimal), depth: usize, names: Names, codes: &CodeNames) -> Vec<String> {
    let t = &names.texts.trace;
    let number = counts.normalize().to_string();
    let mut row = vec![depth.to_string(), t.records.to_owned(), number.clone(), number, t.counts.to_owned()];
    debug_assert_eq!(row.len(), STEP, "a record stands in the columns of a step");
    row.extend([
        line.day.date().map(|d| d.to_string()).unwrap_or_default(),
        line.block.names().map_or("", |n| n.document.get(line.at)).to_owned(),
        codes.credit(line.credit).to_owned(),
        codes.customer(line.customer).to_owned(),
        codes.product(line.product).to_owned(),
        Decimal::new(line.amount, names.data.workspace.currency.digits()).to_string(),
    ]);
    row
}

/// A value as plain digits; empty where it is none.
fn plain(value: &TraceValue) -> String {
    match value {
        TraceValue::Absent | TraceValue::Grade(_) => String::new(),
        TraceValue::Number(n, _)
        | TraceValue::Plain(n)
        | TraceValue::Score(n)
        | TraceValue::Percent(n)
        | TraceValue::Factor(n) => n.normalize().to_string(),
        TraceValue::Money(money) => money.decimal().to_string(),
        TraceValue::Count(n) => n.to_string(),
    }
}

#[cfg(test)]
#[path = "trace_file_tests.rs"]
mod tests;
