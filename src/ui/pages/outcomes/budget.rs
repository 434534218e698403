//! Raises and bonuses against the budget that was stated for the cycle.

use super::At;
use super::cash::money;
use crate::domain::Decimal;
use crate::domain::appraisal::{Cycle, Funds};
use crate::domain::dataset::Dataset;
use crate::state::appraisal::outcomes::{BudgetLine, Effect, budget};
use crate::ui::components::{NumberField, Status, Tag};
use crate::ui::lang::t;
use crate::ui::session::Refused;
use leptos::prelude::*;

/// The lines of the budget; nothing where there is neither a budget nor a proposal.
pub fn lines(data: &Dataset, cycle: &Cycle, effect: &Effect) -> AnyView {
    let all = budget(cycle, effect);
    if effect.all == 0 && all.iter().all(|line| line.allowed.is_none()) {
        return ().into_any();
    }
    let w = &t().outcomes;
    let row = |(name, line): (&'static str, &BudgetLine)| {
        let allowed = line.allowed.map_or_else(|| w.no_budget.to_owned(), |sum| money(data, sum));
        let left = line.left().map(|left| {
            let over = left < Decimal::ZERO;
            let (status, word) = if over { (Status::Behind, w.over) } else { (Status::Ahead, w.within) };
            view! { {money(data, left)} " " <Tag status>{word}</Tag> }
        });
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="num">{allowed}</td>
                <td class="num">{money(data, line.proposed)}</td>
                <td class="num">{money(data, line.decided)}</td>
                <td class="num">{left}</td>
            </tr>
        }
    };
    let rows = [w.budget_raises, w.budget_bonuses].into_iter().zip(&all).map(row).collect_view();
    view! {
        <div class="table-wrap budget" tabindex="0" role="region" aria-label=w.budget>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col"><span class="sr-only">{w.kind}</span></th>
                        <th scope="col" class="num">{w.budget}</th>
                        <th scope="col" class="num">{w.proposed_sum}</th>
                        <th scope="col" class="num">{w.decided_sum}</th>
                        <th scope="col" class="num">{w.left}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The fields that state a budget.
pub fn fields(at: At) -> AnyView {
    let w = &t().outcomes;
    let field = move |label: &'static str, part: fn(&mut Funds) -> &mut Option<Decimal>| {
        let wrong = RwSignal::new(None::<String>);
        let value = Signal::derive(move || {
            let mut funds = at.cycle.get()?.funds.clone()?;
            *part(&mut funds)
        });
        let set = move |sum: Option<Decimal>| {
            let outcome = at.fund(|funds| *part(funds) = sum);
            wrong.set(outcome.as_ref().err().map(Refused::words));
        };
        view! { <NumberField label optional=true decimals=2 error=wrong value on_change=set/> }
    };
    view! {
        <fieldset class="field">
            <legend>{w.budget}</legend>
            <p class="muted small">{w.budget_words}</p>
            <div class="field-grid">
                {field(w.budget_raises, |f| &mut f.raises)}
                {field(w.budget_bonuses, |f| &mut f.bonuses)}
            </div>
        </fieldset>
    }
    .into_any()
}
