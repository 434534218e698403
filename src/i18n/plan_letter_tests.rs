//! What a letter says about its person, and that it says nothing about others.

use super::*;
use crate::domain::Dataset;
use crate::domain::incentive::PayLevel;
use crate::domain::scorecard::Assigned;
use crate::engine::incentive::{personal, plan_year};
use crate::i18n::{Lang, Texts, sample as words};
use crate::state::plan::Template;
use crate::state::sample::{ROWS, Request, company, sample_as_of};
use jiff::civil::date;

fn sample(lang: Lang) -> Dataset {
    let as_of = sample_as_of(date(2026, 11, 23));
    let (workspace, changes) =
        company(&Request { seed: 1, names: words::names(lang), as_of, rows: ROWS / 20 });
    Dataset::new(workspace).apply(&changes).unwrap()
}

fn plan(template: Template, lang: Lang) -> Plan {
    let next = std::cell::Cell::new(0_u128);
    let fresh = || {
        next.set(next.get() + 1);
        crate::domain::id::Uuid::from_u128(next.get())
    };
    let texts = Texts::of(lang);
    template.plan(date(2026, 7, 1), &fresh, &|part| texts.plans.part_name(part).to_owned())
}

fn dec(n: i64) -> Decimal {
    Decimal::from(n)
}

fn told(data: &Dataset, plan: &Plan, person: crate::domain::id::PersonId, lang: Lang) -> Vec<Own> {
    let year = plan_year(data, plan, date(2026, 7, 1)).unwrap();
    let found = personal(data, plan, &[person], year);
    own(plan, person, &found.first().unwrap().1, Names::new(data, Texts::of(lang)))
}

#[test]
fn a_letter_states_its_person_s_pay_and_quotas() {
    let data = sample(Lang::En);
    let kpi = data.kpis.iter().find(|k| k.key == "net_revenue").unwrap().id;
    let has_target = |p: &crate::domain::id::PersonId| {
        data.targets.iter().any(|t| t.kpi == kpi && t.subject == crate::domain::target::Subject::Person(*p))
    };
    let who = data.people.iter().map(|p| p.id).find(has_target).unwrap();
    let other = data.people.iter().map(|p| p.id).find(|p| *p != who).unwrap();
    let mut plan = plan(Template::TargetBonus, Lang::En);
    let level =
        |whom, base, target| PayLevel { whom, from: None, base: Some(dec(base)), target: Some(dec(target)) };
    plan.terms.pay =
        vec![level(Assigned::Person(who), 61_234, 40_000), level(Assigned::Person(other), 98_765, 87_654)];
    let only = |whom, from| crate::domain::incentive::AssignedDates { whom, from: Some(from), to: None };
    plan.assigned = vec![Assigned::Person(who), Assigned::Person(other)];
    plan.terms.dates =
        vec![only(Assigned::Person(who), date(2026, 7, 1)), only(Assigned::Person(other), date(2026, 9, 17))];
    let all = told(&data, &plan, who, Lang::En);
    assert!(all.iter().any(|o| o.label == "Only on some days"), "{all:?}");
    assert!(!all.iter().any(|o| o.value.contains("Sep 17") || o.value.contains("17 Sep")), "{all:?}");
    let value = |label: &str| {
        let found = all.iter().find(|o| o.label.contains(label));
        found.unwrap_or_else(|| panic!("{label}: {all:?}")).value.clone()
    };
    assert!(value("Base pay").contains("61,234"), "{all:?}");
    assert!(value("Target pay").contains("40,000"), "{all:?}");
    // 60 % of it belong to the first component.
    assert!(all.iter().any(|o| o.label.contains("arget pay") && o.value.contains("24,000")), "{all:?}");
    let quota = value("Quota");
    assert!(quota.contains("Q3") && quota.contains("Q4") && quota.contains('$'), "{quota}");
    assert!(!quota.contains("Q2"), "only periods of the plan: {quota}");
    assert!(!all.iter().any(|o| o.value.contains("98,765") || o.value.contains("87,654")));
}

#[test]
fn proration_of_somebody_new_is_stated() {
    for lang in Lang::ALL {
        let data = sample(lang);
        let mut who = data.people.iter().next().unwrap().as_ref().clone();
        (who.hired, who.left) = (Some(date(2026, 8, 16)), None);
        let id = who.id;
        let mut changes = crate::domain::Changes::default();
        changes.put(&data, who.into());
        let data = data.apply(&changes).unwrap();
        let mut plan = plan(Template::Draw, lang);
        plan.terms.pay = vec![PayLevel {
            whom: Assigned::Everybody,
            from: None,
            base: Some(dec(50_000)),
            target: Some(dec(30_000)),
        }];
        // Nobody's plan is closer.
        let alone = crate::engine::incentive::replay::alone(&data).unwrap();
        let all = told(&alone, &plan, id, lang);
        let texts = Texts::of(lang);
        // 16 August to 30 September are 46 of 92 days.
        let part = all.iter().find(|o| o.label == texts.payroll.letter_proration);
        let part = part.unwrap_or_else(|| panic!("{all:?}"));
        assert!(["46", "92", "50%"].iter().all(|n| part.value.contains(n)), "{part:?}");
        assert!(
            all.iter().any(|o| o.value.contains("50,000")) && all.iter().any(|o| o.value.contains("30,000"))
        );
    }
}
