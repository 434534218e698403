//! The monitor page over the sample company, whose story is known.

use super::*;
use crate::domain::Period;
use crate::domain::id::{CategoryId, Uuid};
use crate::engine::insight::Maker;
use crate::engine::trace::{Trace, TraceValue};
use crate::i18n::{Lang, sample};
use crate::state::sample::{ROWS, Request, company, sample_as_of};
use crate::state::view::{Compare, View};
use jiff::civil::date;

fn data() -> Arc<Dataset> {
    let as_of = sample_as_of(date(2026, 11, 23));
    let request = Request { seed: 1, names: sample::names(Lang::ZhHant), as_of, rows: ROWS };
    let (workspace, changes) = company(&request);
    Arc::new(Dataset::new(workspace).apply(&changes).unwrap())
}

fn settle(data: &Dataset, view: View) -> Settled {
    view.settle(data, date(2026, 11, 23)).unwrap()
}

fn names(data: &Dataset, people: &[Maker]) -> Vec<String> {
    people.iter().map(|m| data.people.get(m.person).unwrap().name.clone()).collect()
}

#[test]
fn the_sentence_tells_the_story() {
    let (data, cache) = (data(), Cache::default());
    let view = settle(&data, View::default());
    let lens = Lens { cache: &cache, data: &data, view: &view };
    let kpi = lens.headline().unwrap();
    let Finding::Standing { who, gap, whole, makers, people, over, .. } = finding(lens, kpi) else {
        panic!("{:?}", finding(lens, kpi))
    };
    let team = data.teams.iter().find(|t| Subject::Team(t.id) == who).unwrap();
    assert_eq!(team.name, sample::names(Lang::ZhHant).teams[0]);
    assert_eq!(gap.to_date().unwrap().round_dp(2), "0.91".parse().unwrap());
    assert!(whole.is_some() && !over && people >= 20);
    assert_eq!(makers.len(), 3, "{:?}", names(&data, &makers));
    let sum: Decimal = makers.iter().map(|m| m.behind).sum();
    assert!(sum >= -gap.ahead.unwrap());
    let one_less: Decimal = makers.iter().take(2).map(|m| m.behind).sum();
    assert!(one_less < -gap.ahead.unwrap(), "two are not enough");
}

#[test]
fn the_sentence_fits_what_there_is() {
    let (data, cache) = (data(), Cache::default());
    let say = |data: &Arc<Dataset>, view: View| {
        let view = settle(data, view);
        let lens = Lens { cache: &cache, data, view: &view };
        finding(lens, lens.headline().unwrap())
    };
    let first = say(&data, View::default());
    let Finding::Standing { makers, .. } = &first else { panic!() };
    let person = makers[0].person;
    let filter = Filter { people: vec![person], ..Filter::default() };
    let alone = say(&data, View { filter, ..View::default() });
    assert!(
        matches!(&alone, Finding::Standing { who: Subject::Person(p), makers, .. } if *p == person && makers.is_empty())
    );
    let category = data.categories.iter().next().unwrap().id;
    let filter = Filter { categories: vec![category], ..Filter::default() };
    assert!(matches!(
        say(&data, View { filter, ..View::default() }),
        Finding::NoTarget { unusual: true, change: Some(_), .. }
    ));
    let future = View { period: Some(Period::Quarter(2031, 1)), ..View::default() };
    assert_eq!(say(&data, future), Finding::NotBegun(Period::Quarter(2031, 1)));
    let filter = Filter { categories: vec![CategoryId(Uuid::nil())], ..Filter::default() };
    assert!(matches!(
        say(&data, View { filter, ..View::default() }),
        Finding::NoData(_) | Finding::NoTarget { .. }
    ));
    let empty = crate::domain::Changes {
        segments: data.segments.iter().map(crate::domain::Change::remove).collect(),
        ..Default::default()
    };
    assert_eq!(say(&Arc::new(data.apply(&empty).unwrap()), View::default()), Finding::NoRecords);
}

fn value(trace: &Trace) -> Option<Decimal> {
    match trace.value {
        TraceValue::Number(n, _) | TraceValue::Factor(n) | TraceValue::Plain(n) => Some(n),
        _ => None,
    }
}

#[test]
fn every_figure_opens_its_own_value() {
    let (data, cache) = (data(), Cache::default());
    let view = settle(&data, View::default());
    let lens = Lens { cache: &cache, data: &data, view: &view };
    let mut checked = 0;
    let mut check = |kpi, key, gap: &Gap, before: Option<Decimal>| {
        let cases = [
            (Figure::Actual, gap.actual),
            (Figure::Target, gap.target),
            (Figure::Attainment, gap.attainment),
            (Figure::ToDate, gap.to_date()),
            (Figure::Gap, gap.gap),
            (Figure::Ahead, gap.ahead),
            (Figure::Pace, gap.pace),
            (Figure::Required, gap.required),
            (Figure::Projected, gap.projected),
            (Figure::Before, before),
            (Figure::Pipeline, gap.pipeline),
            (Figure::Weighted, gap.weighted),
            (Figure::Coverage, gap.coverage),
            (Figure::WeightedCoverage, gap.weighted_coverage),
            (Figure::Needed, gap.pipeline_needed),
        ];
        for (figure, shown) in cases.into_iter().filter(|(_, shown)| shown.is_some()) {
            let trace = explain(lens, kpi, key, figure).unwrap_or_else(|| panic!("{figure:?}"));
            let (got, shown) = (value(&trace).map(|v| v.round_dp(12)), shown.map(|v| v.round_dp(12)));
            assert_eq!(got, shown, "{figure:?} {key:?}");
            checked += 1;
        }
    };
    let head = head(lens);
    let lead = head.tiles.first().unwrap().gap;
    assert!(head.open.unwrap().count > 0 && lead.coverage.is_some() && lead.pipeline_needed.is_some());
    for tile in head.tiles {
        check(tile.kpi, None, &tile.gap, tile.before);
    }
    let kpi = lens.headline().unwrap();
    for axis in [Axis::Team, Axis::Person] {
        for rank in ranking(lens, kpi, axis) {
            check(kpi, Some(rank.key), &rank.gap, rank.before);
        }
    }
    assert!(checked > 200, "{checked}");
}

#[test]
fn parts_of_the_page_agree_with_its_head() {
    let (data, cache) = (data(), Cache::default());
    for compare in [Compare::YearBefore, Compare::Previous, Compare::Nothing] {
        let view = settle(&data, View { compare, ..View::default() });
        let lens = Lens { cache: &cache, data: &data, view: &view };
        let kpi = lens.headline().unwrap();
        let head = head(lens);
        let tile = head.tiles.first().unwrap();
        assert_eq!((tile.kpi, tile.before.is_some()), (kpi, compare != Compare::Nothing));
        let actual = tile.gap.actual.unwrap();
        for axis in [Axis::Category, Axis::Channel, Axis::Territory, Axis::Customer, Axis::Product] {
            let mix = mix(lens, kpi, axis, 8);
            let sum: Decimal = mix.parts.iter().map(|p| p.value).sum();
            assert_eq!(sum, actual, "{axis:?}");
            assert!((2..=8).contains(&mix.parts.len()), "{axis:?}");
        }
        let people: Decimal = ranking(lens, kpi, Axis::Person).iter().filter_map(|r| r.gap.actual).sum();
        assert_eq!(people, actual);
        let trend = trend(lens, kpi);
        assert_eq!(trend.points.len(), 12);
        let inside: Decimal = trend.points.iter().filter(|p| p.inside).filter_map(|p| p.actual).sum();
        assert_eq!(inside, actual);
        let end: Decimal =
            trend.points.iter().filter(|p| p.inside).filter_map(|p| p.projected.or(p.actual)).sum();
        assert_eq!(end.round_dp(6), tile.gap.projected.unwrap().round_dp(6));
        let lunar = trend.lunar.expect("February 2026 is weak because of New Year");
        assert_eq!(lunar.month, Period::Month(2026, 2));
        assert!(lunar.together > lunar.change);
        let heat = heat(lens);
        assert!(heat.kpis.first() == Some(&kpi) && heat.kpis.len() >= 3 && heat.rows.len() >= 20);
    }
}

#[test]
fn a_team_in_the_filter_shows_only_its_people() {
    let (data, cache) = (data(), Cache::default());
    let team = data.teams.iter().find(|t| data.teams.iter().all(|o| o.parent != Some(t.id))).unwrap().id;
    let filter = Filter { teams: vec![team], ..Filter::default() };
    let view = settle(&data, View { filter, ..View::default() });
    let lens = Lens { cache: &cache, data: &data, view: &view };
    let heat = heat(lens);
    assert!(!heat.rows.is_empty() && heat.rows.len() < 12);
    let kpi = lens.headline().unwrap();
    assert!(head(lens).tiles.iter().find(|t| t.kpi == kpi).unwrap().gap.target.is_some());
    assert!(matches!(finding(lens, kpi), Finding::Standing { who: Subject::Team(t), .. } if t == team));
}
