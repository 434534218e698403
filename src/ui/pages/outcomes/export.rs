//! What was decided, as a table for payroll: one row per person. No cell is ever run as a formula.

use super::decide::training;
use crate::domain::Decimal;
use crate::domain::appraisal::Cycle;
use crate::domain::dataset::Dataset;
use crate::engine::appraisal::reference_day;
use crate::state::appraisal::outcomes::{Decided, decided};
use crate::ui::components::Table;
use crate::ui::lang::{fmt, t};

/// The table. Numbers are plain digits; what is not decided stands as a count of its own. A bonus whose multiplier was
/// declined stands with 1, since that is what is paid.
pub fn table(data: &Dataset, cycle: &Cycle) -> Table {
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
        w.target_bonus,
        w.bonus,
        w.bonus_amount,
        w.promotion,
        w.training,
        w.open,
    ];
    let day = reference_day(data, cycle);
    let row = |one: &Decided| {
        let person = one.person.and_then(|p| data.people.get(p));
        let stint = person.zip(day).and_then(|(p, day)| p.stint_on(day));
        let team = stint.and_then(|s| data.teams.get(s.team?)).map(|t| t.name.clone());
        let money = |value: Option<Decimal>| {
            let (half, digits) = (data.workspace.rounding.half, data.workspace.currency.digits());
            value.map(|v| half.round(v, digits).normalize().to_string()).unwrap_or_default()
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
            money(one.bonus.and_then(|b| b.target)),
            one.bonus.map(|b| b.multiplier.normalize().to_string()).unwrap_or_default(),
            money(one.bonus.and_then(|b| b.amount)),
            if one.promoted { w.yes.to_owned() } else { String::new() },
            fmt().list(&trained),
            if one.open == 0 { String::new() } else { one.open.to_string() },
        ]
    };
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(decided(data, cycle).iter().map(row));
    Table { name: w.file(&cycle.name), sheet: w.title.to_owned(), rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::appraisal::{Funds, Proposal, ProposalKind, Ruling};
    use crate::domain::dataset::Changes;
    use crate::domain::id::ProposalId;
    use crate::domain::org::Person;
    use crate::engine::appraisal::process::Deed;
    use crate::i18n::{Lang, Texts};
    use crate::state::sheet::csv;
    use crate::ui::company_tests::*;
    use crate::ui::lang::set_lang;

    /// What payroll needs of each decision: the amount with its currency, not the multiplier alone.
    #[test]
    fn the_file_says_what_is_to_be_paid() {
        set_lang(Lang::En);
        let mut desk = Desk::open();
        let funds = Funds {
            base: vec![(person(1), dec("50000")), (person(2), dec("40000"))],
            bonus: vec![(person(1), dec("9999.99")), (person(2), dec("8000"))],
            ..Funds::default()
        };
        desk.must(Deed::SetFunds { cycle: cycle_id(), funds });
        let accepted = || Ruling::Accepted { on: TODAY, by: None };
        let declined = || Ruling::Declined { on: TODAY, by: None, reason: "no".into() };
        let changed = |value| Ruling::Changed { on: TODAY, by: None, value, reason: "better".into() };
        let pay = |base| ProposalKind::Pay { percent: dec("3"), base: dec(base) };
        let all = [
            (1, pay("50000"), changed(dec("2.5"))),
            (1, ProposalKind::Bonus(dec("1.25")), accepted()),
            (2, pay("40000"), declined()),
            (2, ProposalKind::Bonus(dec("0.8")), declined()),
            (3, ProposalKind::Bonus(dec("1.1")), accepted()),
            (4, ProposalKind::Bonus(dec("1.1")), Ruling::Open),
        ];
        let mut changes = Changes::default();
        for (n, (whose, kind, ruling)) in all.into_iter().enumerate() {
            let (id, appraisal) = (id::<ProposalId>(9000 + n as u128), desk.case(whose).id);
            changes.put(&desk.data, Proposal { id, appraisal, kind, ruling, earlier: Vec::new() }.into());
        }
        let named = desk.data.people.get(person(1)).unwrap();
        let named = Person { name: "=SUM(A1)".into(), ..Person::clone(named) };
        changes.put(&desk.data, named.into());
        desk.data = desk.data.apply(&changes).unwrap();

        let found = table(&desk.data, desk.cycle());
        let w = &Texts::of(Lang::En).outcomes;
        let head = found.rows.first().unwrap();
        let column = |word: &str| head.iter().position(|h| h == word).unwrap();
        let row = |n: u128| {
            let name = desk.data.people.get(person(n)).unwrap().name.clone();
            let row = found.rows.iter().find(|r| r.contains(&name)).unwrap();
            [w.currency, w.base, w.raise_percent, w.new_base, w.target_bonus, w.bonus, w.bonus_amount, w.open]
                .map(|word| row.get(column(word)).unwrap().clone())
        };
        let code = desk.data.workspace.currency.code();
        assert_eq!(row(1), [code, "50000", "2.5", "51250", "9999.99", "1.25", "12499.99", ""]);
        assert_eq!(
            row(2),
            [code, "", "", "", "8000", "1", "8000", ""],
            "a declined multiplier pays the target"
        );
        assert_eq!(row(3), [code, "", "", "", "", "1.1", "", ""], "what is not known is not zero");
        assert_eq!(row(4), [code, "", "", "", "", "", "", "1"]);
        assert!(csv(found.rows).contains("\"'=SUM(A1)\""), "no cell is run as a formula");
    }
}
