//! Fresh examples hold, and ask for what their components need.

use super::*;
use crate::domain::id::Uuid;
use crate::domain::money::{Currency, Half, Rounding};
use crate::state::plan::Template;
use jiff::civil::date;

fn workspace() -> Workspace {
    let (mut workspace, _) = crate::state::sample::company(&crate::state::sample::Request {
        seed: 1,
        names: crate::i18n::sample::names(crate::i18n::Lang::En),
        as_of: date(2026, 11, 23),
        rows: 100,
    });
    workspace.currency = Currency::parse("USD").unwrap();
    workspace.rounding = Rounding { unit: 1, half: Half::AwayFromZero };
    workspace
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn a_fresh_example_of_every_template_holds_and_pays() {
    // Yearly target pay of 120,000 is 30,000 a quarter.
    let wanted =
        [("3000", 1, 1), ("30000", 2, 2), ("8000", 1, 0), ("1000", 1, 0), ("500", 1, 0), ("3000", 1, 1)];
    for (one, (pays, inputs, quotas)) in Template::ALL.into_iter().zip(wanted) {
        let next = std::cell::Cell::new(0_u128);
        let fresh = || {
            next.set(next.get() + 1);
            Uuid::from_u128(next.get())
        };
        let mut plan = one.plan(date(2027, 1, 1), &fresh, &|_| String::new());
        let made = fresh_example(&plan, "E".into(), &workspace());
        assert_eq!(made.pays, dec(pays), "{one:?}");
        assert_eq!(made.inputs.len(), inputs, "{one:?}");
        assert_eq!(made.inputs.iter().filter(|i| i.quota.is_some()).count(), quotas, "{one:?}");
        assert!(outcome(&plan, &made, &workspace()).unwrap().holds);
        // Any other expectation does not hold.
        let other = Example { pays: made.pays + Decimal::ONE, ..made };
        assert!(!outcome(&plan, &other, &workspace()).unwrap().holds);
        plan.examples.push(other);
        let found = crate::engine::incentive::check::check(
            &plan,
            workspace().currency,
            workspace().rounding,
            plan.effective,
        );
        assert!(!crate::engine::incentive::check::publishable(&found));
    }
}

#[test]
fn only_what_works_per_record_takes_several_inputs() {
    let all = crate::state::plan::pays();
    let many: Vec<bool> = all
        .into_iter()
        .map(|p| {
            crate::state::plan::fresh_component(
                Uuid::nil(),
                String::new(),
                crate::domain::kpi::Base::Booked,
                p,
            )
        })
        .map(|c| takes_many(&c))
        .collect();
    assert_eq!(many, [false, false, true, false, false, false]);
}
