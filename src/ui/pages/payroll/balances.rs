//! From what was earned to what is paid, and what is left afterwards.

use super::cash::Cash;
use crate::domain::incentive::RunStatement;
use crate::engine::incentive::run;
use crate::engine::trace::PayStep;
use crate::ui::lang::t;
use leptos::prelude::*;

/// The steps from the sum of the lines to what is paid, in the order in which they apply; those that did nothing are
/// left out. `before` is what earlier caps carried into this statement.
pub fn steps(statement: &RunStatement, from_cap: i64, closed: bool) -> Vec<(&'static str, i64)> {
    let p = &t().payroll;
    let word = |step: PayStep, minor: i64| match step {
        PayStep::FromCap => p.from_cap,
        PayStep::Recovery => p.recovered,
        PayStep::Draw => p.drawn,
        PayStep::StatementCap => p.withheld,
        PayStep::Instalments if minor > 0 => p.instalments_due,
        PayStep::Instalments => p.instalments,
        PayStep::Holdback => p.holdback,
        PayStep::Released => p.released,
        PayStep::Lapsed => p.balance_lapsed,
        _ => p.carried,
    };
    let happened =
        run::steps(statement, from_cap).into_iter().map(|(step, minor)| (word(step, minor), minor));
    let mut all: Vec<_> = std::iter::once((p.earned, statement.total)).chain(happened).collect();
    all.push((if closed { p.paid } else { p.to_be_paid }, statement.paid));
    all
}

/// The steps as a table.
pub fn steps_view(steps: Vec<(&'static str, i64)>, cash: Cash) -> AnyView {
    let last = steps.len().saturating_sub(1);
    let rows = steps
        .into_iter()
        .enumerate()
        .map(|(at, (word, minor))| {
            let text = if at == 0 || at == last { cash.plain(minor) } else { cash.signed(minor) };
            view! { <tr class:is-total=at == last><th scope="row">{word}</th><td class="num">{text}</td></tr> }
        })
        .collect_view();
    let head = t().payroll.amount;
    view! {
        <div class="table-wrap">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t().payroll.kind}</th>
                        <th scope="col" class="num">{head} " " <span class="unit">{cash.unit()}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What balances are called, in their order.
pub fn balance_words() -> [&'static str; 7] {
    let p = &t().payroll;
    [
        p.balance_debt,
        p.balance_owed,
        p.balance_capped,
        p.balance_instalments,
        p.balance_holdback,
        p.balance_lapsed,
        p.forgiven,
    ]
}

/// What is owed or held after a statement.
pub fn balances(statement: &RunStatement) -> [(&'static str, i64); 7] {
    let b = statement.balances;
    let all = [b.debt, b.owed, b.capped, b.instalments, b.holdback, b.lapsed, statement.forgiven];
    let mut minor = all.into_iter();
    balance_words().map(|word| (word, minor.next().unwrap_or_default()))
}

/// What is owed or held after a statement, as a list.
pub fn balances_view(statement: &RunStatement, cash: Cash) -> AnyView {
    let p = &t().payroll;
    let rows: Vec<_> = balances(statement).into_iter().filter(|(_, minor)| *minor != 0).collect();
    if rows.is_empty() {
        return view! { <p class="muted">{p.no_balances}</p> }.into_any();
    }
    let rows = rows
        .into_iter()
        .map(|(word, minor)| view! { <dt>{word}</dt> <dd class="num">{cash.whole(minor)}</dd> })
        .collect_view();
    view! { <dl>{rows}</dl> }.into_any()
}
