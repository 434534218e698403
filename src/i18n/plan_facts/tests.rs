//! What differs between two plans is told, and letters hold nobody else's pay.

use super::*;
use crate::domain::Dataset;
use crate::domain::incentive::{
    Accumulate, Cap, CapOn, Draw, Forgiveness, Gate, Holdback, PayLevel, Reading, ReadingOf, Whose,
};
use crate::i18n::{Lang, Texts, sample as words};
use crate::state::sample::{ROWS, Request, company, sample_as_of};
use jiff::civil::date;

fn data(lang: Lang) -> (Dataset, Plan) {
    let as_of = sample_as_of(date(2026, 11, 23));
    let (workspace, changes) = company(&Request { seed: 1, names: words::names(lang), as_of, rows: ROWS });
    let data = Dataset::new(workspace).apply(&changes).unwrap();
    let plan = Plan::clone(data.plans.iter().next().unwrap());
    (data, plan)
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn every_change_of_a_plan_is_told() {
    let (data, plan) = data(Lang::En);
    let names = Names::new(&data, Texts::of(Lang::En));
    assert!(changes(&plan, &plan, names).is_empty());
    let gate = Gate {
        reading: Reading { of: ReadingOf::Score, whose: Whose::Own, per: None, back: 0 },
        least: dec("60"),
        pays_back: false,
    };
    let cap = Cap { on: CapOn::Payment, most: dec("5000"), carries: false };
    let draw =
        Draw { amount: dec("2000"), forgiven: Forgiveness::AtEnd, months: None, defer: 0, exempt: vec![] };
    let level = PayLevel { whom: Assigned::Everybody, from: None, base: None, target: Some(dec("1000")) };
    type Edit = Box<dyn Fn(&mut Plan)>;
    let edits: Vec<(Edit, &str, Option<&str>, Option<&str>)> = vec![
        (Box::new(|p| p.name = "B".into()), "Name", None, Some("B")),
        (Box::new(|p| p.effective = date(2027, 1, 1)), "Effective from", None, None),
        (Box::new(|p| p.terms.until = Some(date(2027, 12, 31))), "Last day", None, None),
        (
            Box::new(|p| {
                let whom = Assigned::Role("x".into());
                let (from, to) = (Some(date(2027, 1, 1)), Some(date(2027, 1, 31)));
                p.terms.dates = vec![crate::domain::incentive::AssignedDates { whom, from, to }];
            }),
            "Only on some days · x",
            None,
            None,
        ),
        (Box::new(|p| p.assigned = vec![Assigned::Role("x".into())]), "Pays whom", None, Some("x")),
        (
            Box::new(|p| p.components[0].table_mut().unwrap().tiers[2].value = dec("0.03")),
            "100% to 120%",
            Some("2.5% · Retroactive"),
            Some("3% · Retroactive"),
        ),
        (
            Box::new(|p| p.components[0].table_mut().unwrap().accumulate = Accumulate::Year),
            "Accumulates over",
            Some("Quarter"),
            Some("Year"),
        ),
        (Box::new(move |p| p.components[1].terms.gate = Some(gate)), "Gate", None, None),
        (Box::new(move |p| p.components[1].terms.cap = Some(cap)), "Pay of a period", None, Some("$5,000")),
        (
            Box::new(|p| p.components[1].terms.weight = Some(dec("40"))),
            "Share of target pay",
            None,
            Some("40%"),
        ),
        (Box::new(move |p| p.terms.draw = Some(draw.clone())), "Draw", None, Some("$2,000")),
        (
            Box::new(|p| p.terms.holdback = Some(Holdback { share: dec("10"), months: 3 })),
            "Share held",
            None,
            Some("10%"),
        ),
        (Box::new(|p| p.terms.recovery = Some(dec("50"))), "Recovery takes at most", None, Some("50%")),
        (
            Box::new(|p| p.terms.leaving = crate::domain::incentive::Leaving::Lapse),
            "What leavers are not paid yet",
            None,
            Some("Parts not due on the last day lapse"),
        ),
        (Box::new(|p| p.terms.attainment_places = Some(3)), "Decimals of attainment", None, Some("3")),
        (Box::new(move |p| p.terms.pay = vec![level.clone()]), "Base and target pay · Everybody", None, None),
    ];
    for (edit, label, before, after) in edits {
        let mut next = plan.clone();
        edit(&mut next);
        let told = changes(&plan, &next, names);
        let one = told.iter().find(|c| c.label == label).unwrap_or_else(|| panic!("{label}: {told:?}"));
        if before.is_some() {
            assert_eq!(one.before.as_deref(), before, "{label}");
        }
        if after.is_some() {
            assert_eq!(one.after.as_deref(), after, "{label}");
        }
        // And back again: what was new is gone.
        assert_eq!(changes(&next, &plan, names).len(), told.len(), "{label}");
    }
    let mut fewer = plan.clone();
    fewer.components.pop();
    let gone = changes(&plan, &fewer, names);
    assert!(gone.len() > 3 && gone.iter().all(|c| c.after.is_none() && !c.part.is_empty()));
}

#[test]
fn a_letter_holds_no_pay_of_others() {
    let (data, mut plan) = data(Lang::ZhHant);
    let who = data.people.iter().next().unwrap();
    plan.terms.pay = vec![PayLevel {
        whom: Assigned::Person(who.id),
        from: None,
        base: Some(dec("987654")),
        target: None,
    }];
    let all = facts(&plan, Names::new(&data, Texts::of(Lang::ZhHant)));
    let told = |f: &&Fact| f.value.contains("987,654") || f.label.contains(&who.name);
    assert!(all.iter().any(|f| told(&f) && f.personal));
    assert!(!all.iter().any(|f| told(&f) && !f.personal));
}
