//! Every finding has words in every language, with its figures in them.

use super::*;
use crate::domain::Dataset;
use crate::domain::incentive::Example;
use crate::engine::incentive::check::Severity;
use crate::i18n::{Lang, Texts, sample as sample_words};
use crate::state::sample::{Request, company};
use jiff::civil::date;

const KINDS: [FindingKind; 27] = {
    use FindingKind as K;
    [
        K::Gap,
        K::Overlap,
        K::Order,
        K::Weights,
        K::Shares,
        K::Example,
        K::Announced,
        K::ReachesBack,
        K::Reference,
        K::Cliff,
        K::Falling,
        K::CapBelowTarget,
        K::Unreachable,
        K::ShortOfTarget,
        K::Uncapped,
        K::Leverage,
        K::Budget,
        K::OwnSalesOnly,
        K::NoPayLevel,
        K::Shadowed,
        K::CostRate,
        K::LeverageSeen,
        K::Ended,
        K::RateDay,
        K::OneByOne,
        K::OtherQuota,
        K::Employed,
    ]
};

fn sample(lang: Lang) -> (Dataset, Plan) {
    let as_of = date(2026, 11, 23);
    let (workspace, changes) =
        company(&Request { seed: 1, names: sample_words::names(lang), as_of, rows: 200 });
    let data = Dataset::new(workspace).apply(&changes).unwrap();
    let mut plan = Plan::clone(data.plans.iter().next().unwrap());
    plan.examples = vec![Example { name: "E".into(), pays: Decimal::ONE, ..Example::default() }];
    (data, plan)
}

#[test]
fn every_finding_has_words_in_every_language() {
    for lang in Lang::ALL {
        let (data, plan) = sample(lang);
        let mut told: Vec<String> = Vec::new();
        for kind in KINDS {
            let finding = Finding {
                kind,
                severity: Severity::Warns,
                component: plan.components.first().map(|c| c.id),
                place: Some(0),
                at: Some(Decimal::new(12, 1)),
                before: Some(Decimal::new(3, 0)),
                after: Some(Decimal::new(7, 1)),
            };
            let one = words(&plan, &finding, Names::new(&data, Texts::of(lang)));
            assert!(one.chars().count() > 8, "{kind:?}: {one}");
            assert!(!told.contains(&one), "{kind:?} says what another one says: {one}");
            told.push(one);
        }
    }
}

#[test]
fn figures_are_written_as_the_component_measures_them() {
    let (data, plan) = sample(Lang::En);
    let names = Names::new(&data, Texts::of(Lang::En));
    let id = plan.components.first().map(|c| c.id);
    let finding = |kind, at: &str, before: &str, after: &str| Finding {
        kind,
        severity: Severity::Warns,
        component: id,
        place: Some(1),
        at: at.parse().ok(),
        before: before.parse().ok(),
        after: after.parse().ok(),
    };
    use FindingKind as K;
    for (one, wanted) in [
        (finding(K::Gap, "1.1", "", ""), "There is a gap before 110%: what falls into it has no rate."),
        (
            finding(K::Cliff, "1", "0.01", "0.02"),
            "At 100% pay jumps from 1% of quota to 2% of quota: a small difference in result, a large one in pay.",
        ),
        (
            finding(K::Unreachable, "1.2", "", "1.1"),
            "Nobody reached 120% in the past year; the highest was 110%.",
        ),
        (finding(K::Weights, "", "", "90"), "The shares of target pay total 90%, not 100%."),
        (finding(K::Budget, "", "1000", "2500000"), "A year costs about $2.5M, above the budget of $1k."),
    ] {
        assert_eq!(words(&plan, &one, names), wanted);
    }
}
