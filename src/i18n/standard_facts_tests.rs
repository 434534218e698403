//! Whatever is changed in a standard is said.

use super::*;
use crate::domain::Dataset;
use crate::domain::appraisal::Anchor;
use crate::i18n::{Lang, Texts, sample};
use crate::state::sample::{ROWS, Request, company, sample_as_of};
use jiff::civil::date;

fn made() -> (Dataset, Method) {
    let as_of = sample_as_of(date(2026, 11, 23));
    let (workspace, changes) =
        company(&Request { seed: 1, names: sample::names(Lang::En), as_of, rows: ROWS });
    let data = Dataset::new(workspace).apply(&changes).unwrap();
    let id = data.standards.iter().next().unwrap().id;
    let method = crate::state::appraisal::standards::stored(&data, id).unwrap();
    (data, method)
}

#[test]
fn every_change_of_a_standard_is_one_fact_or_more() {
    let (data, before) = made();
    type Edit = fn(&mut Method);
    let edits: [(&str, Edit); 18] = [
        ("name", |m| m.standard.name.push('x')),
        ("assigned", |m| m.standard.assigned.push(Assigned::Everybody)),
        ("effective", |m| m.standard.effective = Some(date(2026, 7, 1))),
        ("balance", |m| m.standard.qualitative -= Decimal::ONE),
        ("full", |m| m.standard.full += Decimal::ONE),
        ("most", |m| m.standard.most += Decimal::ONE),
        ("places", |m| m.standard.places = 1),
        ("absent", |m| m.standard.absent = crate::domain::scorecard::Absent::Zero),
        ("scale", |m| m.standard.scale.step = Decimal::new(5, 1)),
        ("label", |m| m.standard.scale.labels[0].label.push('x')),
        ("group", |m| m.standard.groups[0].minimum += 1),
        ("no group", |m| m.standard.groups.retain(|g| g.group != RaterGroup::Peers)),
        ("band", |m| m.standard.bands[0].from += Decimal::ONE),
        ("kpi", |m| m.scorecard.as_mut().unwrap().lines[0].weight += Decimal::ONE),
        ("curve", |m| m.scorecard.as_mut().unwrap().lines[0].curve = Curve::Ratio),
        ("anchor", |m| {
            m.standard.competencies[0].anchors.push(Anchor { at: Decimal::TWO, text: "x".into() })
        }),
        ("asked", |m| m.standard.competencies[0].asked.push(RaterGroup::Peers)),
        ("question", |m| m.standard.questions[0].required ^= true),
    ];
    for lang in Lang::ALL {
        let names = Names { data: &data, texts: Texts::of(lang) };
        assert!(changes(&before, &before, names).is_empty());
        for (what, edit) in edits {
            let mut after = before.clone();
            edit(&mut after);
            let found = changes(&before, &after, names);
            assert_eq!(found.len(), 1, "{lang:?} {what}: {found:?}");
            assert!(found.iter().all(|c| !c.label.is_empty() && c.before != c.after), "{what}: {found:?}");
        }
    }
}

#[test]
fn keys_tell_facts_apart() {
    let (data, method) = made();
    let names = Names { data: &data, texts: Texts::of(Lang::En) };
    let mut keys: Vec<String> = facts(&method, names).into_iter().map(|f| f.key).collect();
    let count = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), count);
}
