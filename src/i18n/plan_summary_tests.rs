//! The sentences of plans, in every language.

use super::*;
use crate::domain::Dataset;
use crate::domain::filter::Filter;
use crate::i18n::{Lang, Texts, sample as words};
use crate::state::plan::{Template, fresh_component};
use crate::state::sample::{Request, company};
use jiff::civil::date;

fn sample(lang: Lang) -> Dataset {
    let as_of = date(2026, 11, 23);
    let (workspace, changes) = company(&Request { seed: 1, names: words::names(lang), as_of, rows: 100 });
    Dataset::new(workspace).apply(&changes).unwrap()
}

fn told(lang: Lang, template: Template) -> Vec<Paragraph> {
    let next = std::cell::Cell::new(0_u128);
    let fresh = || {
        next.set(next.get() + 1);
        crate::domain::id::Uuid::from_u128(next.get())
    };
    let texts = Texts::of(lang);
    let plan = template.plan(date(2027, 1, 1), &fresh, &|part| texts.plans.part_name(part).to_owned());
    summary(&plan, Names::new(&sample(lang), texts))
}

#[test]
fn a_plan_reads_as_a_person_would_put_it() {
    let english = told(Lang::En, Template::NewBusiness);
    assert_eq!(
        english[1].sentences,
        [
            "It pays on booked amount, on the person’s sales, added up over each quarter.",
            "0% to 100%: 3%; 100% to 120%: 5%; 120% and above: 7%.",
            "Each rate holds for the part inside its tier.",
        ]
    );
    let bonus = told(Lang::En, Template::TargetBonus);
    assert_eq!(bonus[1].sentences[1], "50% at 80%; 100% at 100%; 150% at 120%.");
    assert!(bonus[1].sentences.contains(&"Below 80% it pays nothing.".to_owned()));
    assert!(bonus[1].sentences.contains(&"Share of target pay: 60%.".to_owned()));
    let taiwan = told(Lang::ZhHant, Template::TeamPool);
    assert_eq!(taiwan[1].sentences, ["所屬團隊的獎金池為業績的 1%，每季累計一次。", "成員均分。"]);
    let draw = told(Lang::ZhHans, Template::Draw);
    assert_eq!(draw.last().unwrap().heading, "整份方案的规定");
}

#[test]
fn every_template_has_a_paragraph_for_every_component_in_every_language() {
    for lang in Lang::ALL {
        for template in Template::ALL {
            let all = told(lang, template);
            assert!(all.len() >= 2);
            assert!(all.iter().all(|p| !p.sentences.is_empty() && p.sentences.iter().all(|s| s.len() > 4)));
            let latin = |s: &String| s.chars().filter(char::is_ascii_alphabetic).count() > 12;
            assert!(lang == Lang::En || !all.iter().flat_map(|p| &p.sentences).any(latin), "{all:?}");
        }
    }
}

#[test]
fn a_filter_is_told() {
    let data = sample(Lang::En);
    let category = data.categories.iter().next().unwrap();
    let [table, ..] = crate::state::plan::pays();
    let mut component =
        fresh_component(crate::domain::id::Uuid::nil(), "C".into(), crate::domain::kpi::Base::Booked, table);
    component.filter = Filter { categories: vec![category.id], ..Filter::default() };
    let names = Names::new(&data, Texts::of(Lang::En));
    let own = Words { names, component: &component }.sentences();
    assert!(own.last().unwrap().contains(&category.name), "{own:?}");
}
