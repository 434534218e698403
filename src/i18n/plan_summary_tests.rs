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
    let draw = told(Lang::ZhHant, Template::Draw);
    assert_eq!(
        draw.last().unwrap().sentences[..2],
        [
            "預支每期保底 NT$3,000，到職後 6 個月內有效；未扣回的部分之後扣回。",
            "第 1 至 3 個月責任額為 25%、50%、75%。",
        ]
    );
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

/// No sign or space of a Latin text between two Chinese glyphs.
fn chinese(text: &str) {
    let glyphs: Vec<char> = text.chars().collect();
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for at in 1..glyphs.len() {
        let before = glyphs[at - 1];
        let rest: String = glyphs[at..].iter().take(2).collect();
        let after = glyphs[at..].iter().find(|c| !" :;,".contains(**c));
        let sign = [": ", "; ", ", "].iter().any(|sign| rest == *sign) || glyphs[at] == ' ';
        assert!(!(han(before) && sign && after.is_some_and(|c| han(*c))), "{text}");
    }
}

#[test]
fn chinese_has_no_latin_signs_between_its_glyphs() {
    use crate::i18n::trace::lines;
    use crate::i18n::{plan_facts, standard_facts};
    for lang in [Lang::ZhHant, Lang::ZhHans] {
        let (data, texts) = (sample(lang), Texts::of(lang));
        let names = Names::new(&data, texts);
        for template in Template::ALL {
            told(lang, template).iter().flat_map(|p| &p.sentences).for_each(|s| chinese(s));
        }
        // A filter of several kinds, in the sentence and in the list of facts.
        let filter = Filter {
            categories: data.categories.iter().take(2).map(|c| c.id).collect(),
            channels: data.channels.iter().take(2).map(|c| c.id).collect(),
            ..Filter::default()
        };
        let mut plan = crate::domain::incentive::Plan::clone(data.plans.iter().next().unwrap());
        for component in &mut plan.components {
            component.filter = filter.clone();
        }
        let all = summary(&plan, names);
        assert!(all.iter().flat_map(|p| &p.sentences).any(|s| s.contains('；')), "{all:?}");
        all.iter().flat_map(|p| &p.sentences).for_each(|s| chinese(s));
        for fact in plan_facts::facts(&plan, names) {
            chinese(&fact.label);
            chinese(&fact.value);
        }
        for method in data.cycles.iter().flat_map(|c| &c.methods) {
            for fact in standard_facts::facts(method, names) {
                chinese(&fact.label);
                chinese(&fact.value);
            }
        }
        // Every step of every appraisal and of everybody's pay.
        let as_of = date(2026, 11, 23);
        let appraised = data.appraisals.iter();
        let appraised =
            appraised.filter_map(|case| crate::state::appraisal::explain::explain(&data, case.id, as_of));
        let quarter = "2026Q3".parse().unwrap();
        let paid = data.people.iter().filter_map(|p| {
            crate::state::payroll::run::statement(&data, plan.id, quarter, p.id).ok().map(|told| told.trace)
        });
        let all: Vec<_> = appraised.chain(paid).collect();
        assert!(all.len() > data.people.len());
        for line in all.iter().flat_map(|trace| lines(trace, names)) {
            chinese(&line.label);
            chinese(&line.note);
            chinese(&line.value);
        }
    }
}
