//! Base pay and target bonus of everybody, and what the rules would give them: live, before anything is proposed.

use super::cash::{percent, plain};
use super::{At, budget, sentence};
use crate::domain::Decimal;
use crate::domain::appraisal::{ProposalKind, Ruling};
use crate::state::appraisal::outcomes::{effect, preview, state};
use crate::ui::components::{Cell, CellEdit, CellError, Column, DataTable, TableData, parse_number};
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use leptos::prelude::*;

/// The table of base pay.
#[component]
pub fn BasePay(
    /// What is being looked at.
    at: At,
) -> impl IntoView {
    let session = Session::get();
    let people = session.select(move |data| {
        data.appraisals.iter().filter(|a| a.cycle == at.id).map(|a| a.person).collect::<Vec<_>>()
    });
    let would = Memo::new(move |_| {
        let (Some(data), Some(cycle)) = (session.data(), at.cycle.get()) else { return Vec::new() };
        preview(&data, &cycle, &cycle.rules, &at.bases(&data))
    });
    let finding = move || {
        let data = session.data()?;
        let open = Ruling::Open;
        let targets = at.targets(&data);
        let mut sum = would.with(|all| effect(all.iter().map(|(p, kind)| (*p, kind, &open)), &targets));
        sum.all = 0;
        Some(fmt().sentences(&[t().outcomes.preview.to_owned(), sentence(&data, &sum)]))
    };
    let source = Signal::derive(move || {
        let w = &t().outcomes;
        let columns = vec![
            Column::text(t().common.person).width(150),
            Column::number(w.base).width(140).editable(),
            Column::number(w.raise_percent).width(90),
            Column::number(w.new_base).width(140),
            Column::number(w.target_bonus).width(150).editable(),
            Column::number(w.bonus).width(110),
            Column::number(w.bonus_amount).width(130),
        ];
        let Some(data) = session.data() else { return TableData::new(Vec::new(), 0, |_, _| Cell::default()) };
        let (people, bases, would) = (people.get(), at.bases(&data), would.get());
        let targets = at.targets(&data);
        TableData::new(columns, people.len(), move |row, column| {
            let Some(person) = people.get(row) else { return Cell::default() };
            let base = bases.iter().find(|(p, _)| p == person).map(|(_, b)| *b);
            let raise = would.iter().find_map(|(p, kind)| match kind {
                ProposalKind::Pay { percent, base } if p == person => Some((*percent, *base)),
                _ => None,
            });
            let multiplier = would.iter().find_map(|(p, kind)| match kind {
                ProposalKind::Bonus(value) if p == person => Some(*value),
                _ => None,
            });
            let target = targets.iter().find(|(p, _)| p == person).map(|(_, sum)| *sum);
            let hundred = Decimal::ONE_HUNDRED;
            let stated = |amount: Option<Decimal>| match amount {
                Some(sum) => Cell::number(plain(&data, sum), sum).edit(sum.normalize().to_string()),
                None => Cell::text(String::new()).edit(String::new()),
            };
            match column {
                0 => Cell::text(data.people.get(*person).map(|p| p.name.clone()).unwrap_or_default()),
                1 => stated(base),
                2 => raise.map(|(p, _)| Cell::number(percent(p), p)).unwrap_or_default(),
                3 => raise
                    .map(|(p, base)| base.saturating_add(base.saturating_mul(p) / hundred))
                    .map(|after| Cell::number(plain(&data, after), after))
                    .unwrap_or_default(),
                4 => stated(target),
                5 => multiplier.map(|m| Cell::number(fmt().at_most(m, 2), m)).unwrap_or_default(),
                _ => multiplier
                    .zip(target)
                    .and_then(|(m, sum)| m.checked_mul(sum))
                    .map(|sum| Cell::number(plain(&data, sum), sum))
                    .unwrap_or_default(),
            }
        })
    });
    let edit = Callback::new(move |edits: Vec<CellEdit>| {
        let mut errors = Vec::new();
        let mut stated = Vec::new();
        let wrong = |edit: &CellEdit, why: String| CellError { row: edit.row, column: edit.column, why };
        for edit in &edits {
            let person = people.with_untracked(|all| all.get(edit.row).copied());
            let value = parse_number(&edit.text).filter(|n| *n >= Decimal::ZERO);
            // An empty cell takes back what was stated.
            match person.filter(|_| value.is_some() || edit.text.trim().is_empty()) {
                Some(person) => stated.push((edit.column, person, value)),
                None => errors.push(wrong(edit, t().common.not_a_number.to_owned())),
            }
        }
        let outcome = at.fund(|funds| {
            for (column, person, value) in stated {
                state(if column == 1 { &mut funds.base } else { &mut funds.bonus }, person, value);
            }
        });
        if let Err(refused) = outcome {
            errors.extend(edits.iter().map(|edit| wrong(edit, refused.words())));
        }
        errors
    });
    view! {
        <div class="stack no-print">
            <p>{finding}</p>
            {budget::fields(at)}
            <p class="muted small">{t().outcomes.base_words}</p>
            <DataTable label=t().outcomes.tab_base data=source on_edit=edit/>
        </div>
    }
}
