//! What was decided, as a table for payroll: one row per person. No cell is ever run as a formula.

use super::decide::training;
use crate::domain::appraisal::Cycle;
use crate::domain::dataset::Dataset;
use crate::engine::appraisal::reference_day;
use crate::state::appraisal::outcomes::Decided;
use crate::ui::components::Table;
use crate::ui::lang::{fmt, t};

/// The table. Numbers are plain digits; what is not decided stands as a count of its own.
pub fn table(data: &Dataset, cycle: &Cycle, all: &[Decided]) -> Table {
    let w = &t().outcomes;
    let head = [
        t().data.number,
        t().common.person,
        t().data.team,
        t().data.role,
        w.grade,
        w.currency,
        w.base,
        w.raise_percent,
        w.new_base,
        w.bonus,
        w.promotion,
        w.training,
        w.open,
    ];
    let day = reference_day(data, cycle);
    let row = |one: &Decided| {
        let person = one.person.and_then(|p| data.people.get(p));
        let stint = person.zip(day).and_then(|(p, day)| p.stint_on(day));
        let team = stint.and_then(|s| data.teams.get(s.team?)).map(|t| t.name.clone());
        let money = |value: Option<rust_decimal::Decimal>| {
            let digits = data.workspace.currency.digits();
            value.map(|v| v.round_dp(digits).normalize().to_string()).unwrap_or_default()
        };
        let trained: Vec<String> = one.training.iter().map(|kind| training(data, kind)).collect();
        vec![
            person.map(|p| p.number.clone()).unwrap_or_default(),
            person.map(|p| p.name.clone()).unwrap_or_default(),
            team.unwrap_or_default(),
            stint.map(|s| s.role.clone()).unwrap_or_default(),
            one.grade.clone().unwrap_or_default(),
            data.workspace.currency.code().to_owned(),
            money(one.raise.map(|(base, ..)| base)),
            one.raise.map(|(_, percent, _)| percent.normalize().to_string()).unwrap_or_default(),
            money(one.raise.map(|(_, _, after)| after)),
            one.multiplier.map(|m| m.normalize().to_string()).unwrap_or_default(),
            if one.promoted { w.yes.to_owned() } else { String::new() },
            fmt().list(&trained),
            if one.open == 0 { String::new() } else { one.open.to_string() },
        ]
    };
    let rows = std::iter::once(head.map(str::to_owned).to_vec()).chain(all.iter().map(row));
    Table { name: w.file(&cycle.name), sheet: w.title.to_owned(), rows: rows.collect() }
}
