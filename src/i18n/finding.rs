//! The sentence at the top of the monitor page: a [`Finding`] in words, with the figures that can be opened.

use super::figure::Shown;
use super::names::Names;
use super::texts::spaced;
use crate::domain::id::{KpiId, PersonId};
use crate::domain::target::Subject;
use crate::domain::{Decimal, Period};
use crate::engine::gap::Gap;
use crate::engine::insight::Maker;
use crate::engine::measure::Key;
use crate::state::select::monitor::{Figure, Finding};
use crate::state::view::Settled;

/// A piece of the sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Bit {
    /// Words.
    Text(String),
    /// A figure, whose calculation can be opened.
    Figure {
        /// As shown.
        text: String,
        /// Of which KPI.
        kpi: KpiId,
        /// Of which member; `None` for the whole view.
        key: Option<Key>,
        /// Which figure.
        figure: Figure,
    },
    /// A person, who can be looked at.
    Person(String, PersonId),
}

/// The sentence without anything to open.
#[must_use]
pub fn plain(bits: &[Bit]) -> String {
    let text = |bit: &Bit| match bit {
        Bit::Text(text) | Bit::Person(text, _) | Bit::Figure { text, .. } => text.clone(),
    };
    bits.iter().map(text).collect()
}

/// Fills the places in braces of a sentence.
fn fill(template: &str, place: impl Fn(&str) -> Vec<Bit>, out: &mut Vec<Bit>) {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push(Bit::Text(before.to_owned()));
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        out.extend(place(name));
        rest = tail;
    }
    out.push(Bit::Text(rest.to_owned()));
}

/// What a view compares with, as a name of its own: a period, or the days of it where the view's own is not over.
#[must_use]
pub fn compared(view: &Settled, names: Names) -> Option<String> {
    let t = &names.texts.monitor;
    let (before, _) = view.before?;
    Some(match partly(view, names) {
        Some(true) => t.row_days_year.to_owned(),
        Some(false) => t.row_days_previous.to_owned(),
        None => names.period(before),
    })
}

/// Whether the days compared with are those of last year; `None` where a whole period is compared with.
fn partly(view: &Settled, names: Names) -> Option<bool> {
    let before = view.partly_before()?;
    Some(names.data.workspace.calendar.year_before(view.period) == Some(before))
}

/// The same inside a sentence.
fn than(view: &Settled, before: Period, names: Names) -> String {
    let t = &names.texts.monitor;
    match partly(view, names) {
        Some(true) => t.same_days_year.to_owned(),
        Some(false) => t.same_days_previous.to_owned(),
        None if names.texts.common.lang == super::Lang::En => names.period(before),
        None => spaced(&names.period(before)),
    }
}

fn period(names: Names, period: Period) -> String {
    names.period(period)
}

/// The sentence of a finding about a view.
#[must_use]
pub fn sentence(finding: &Finding, view: &Settled, names: Names) -> Vec<Bit> {
    let t = &names.texts.monitor;
    let (at, before) = (view.period, view.before.map(|(period, _)| period));
    let mut out = Vec::new();
    let text = |text: String| vec![Bit::Text(text)];
    match finding {
        Finding::Nothing => {}
        Finding::NoRecords => out.push(Bit::Text(t.no_records.to_owned())),
        Finding::NoKpis => out.push(Bit::Text(t.no_kpis.to_owned())),
        Finding::NoData(at) => fill(t.no_data, |_| text(period(names, *at)), &mut out),
        Finding::NotBegun(at) => fill(t.not_begun, |_| text(period(names, *at)), &mut out),
        Finding::NoTarget { kpi, actual, change, .. } => {
            let shown = shown(names, *kpi);
            let place = |name: &str| match name {
                "period" => text(period(names, at)),
                "kpi" => text(names.kpi(*kpi)),
                _ => vec![figure(names.format().short(*actual, shown), *kpi, None, Figure::Actual)],
            };
            fill(t.no_target, place, &mut out);
            if let (Some(change), Some(before)) = (change, before) {
                let template = if *change < Decimal::ZERO { t.less_than } else { t.more_than };
                let place = |name: &str| match name {
                    "before" => text(than(view, before, names)),
                    _ => {
                        let words = names.format().percent(change.abs(), 1);
                        vec![figure(words, *kpi, None, Figure::Before)]
                    }
                };
                fill(template, place, &mut out);
            }
            out.push(Bit::Text(stop(names)));
        }
        Finding::Standing { kpi, who, gap, whole, makers, over, festival, .. } => {
            standing(names, at, (*kpi, *who, gap, *over), whole.is_some(), &mut out);
            if !makers.is_empty() {
                let template = if makers.len() == 1 { t.one_maker } else { t.makers };
                let place = |name: &str| match name {
                    "count" => text(t.people_words(&makers.len().to_string())),
                    _ => people(names, makers),
                };
                fill(template, place, &mut out);
            }
            out.push(Bit::Text(stop(names)));
            if let Some((whole, percent)) = whole.as_ref().and_then(|w| Some((w, w.to_date()?))) {
                let apart = whole.lead().or(whole.gap.map(|g| -g)).unwrap_or_default();
                let place = |name: &str| match name {
                    "percent" => {
                        vec![figure(names.format().percent(percent, 0), *kpi, None, Figure::ToDate)]
                    }
                    "side" => {
                        text((if apart < Decimal::ZERO { t.whole_behind } else { t.whole_ahead }).to_owned())
                    }
                    _ => {
                        let words = names.format().short(apart.abs(), shown(names, *kpi));
                        vec![figure(words, *kpi, None, Figure::Ahead)]
                    }
                };
                if names.texts.common.lang == super::Lang::En {
                    out.push(Bit::Text(" ".to_owned()));
                }
                fill(t.whole, place, &mut out);
            }
            if let Some((festival, before)) = festival.zip(before) {
                let place = |name: &str| match name {
                    "period" => text(period(names, at)),
                    "before" => text(period(names, before)),
                    "now" => text(festival.now.to_string()),
                    _ => text(festival.then.to_string()),
                };
                if names.texts.common.lang == super::Lang::En {
                    out.push(Bit::Text(" ".to_owned()));
                }
                fill(t.festival, place, &mut out);
            }
        }
    }
    out.retain(|bit| !matches!(bit, Bit::Text(text) if text.is_empty()));
    out
}

fn standing(
    names: Names,
    at: Period,
    (kpi, who, gap, over): (KpiId, Subject, &Gap, bool),
    part: bool,
    out: &mut Vec<Bit>,
) {
    let t = &names.texts.monitor;
    let key = if part { key_of(who) } else { None };
    // After the end of the period, and for figures that do not accumulate, the whole target counts.
    let (template, percent, percent_figure, apart, apart_figure) = match (gap.ahead, over) {
        (Some(ahead), false) => {
            let late = gap.lead().is_some_and(|lead| lead < Decimal::ZERO);
            let template = if late { t.behind } else { t.ahead };
            (template, gap.to_date(), Figure::ToDate, Some(ahead), Figure::Ahead)
        }
        (Some(_), true) => {
            let short = gap.gap.unwrap_or_default();
            let template = if short > Decimal::ZERO { t.missed } else { t.met };
            (template, gap.attainment, Figure::Attainment, gap.gap, Figure::Gap)
        }
        (None, _) => (t.level, gap.attainment, Figure::Attainment, None, Figure::Gap),
    };
    let shown = shown(names, kpi);
    let format = names.format();
    let place = |name: &str| match name {
        "who" => vec![match who {
            Subject::Person(id) => Bit::Person(names.subject(who), id),
            _ => Bit::Text(names.subject(who)),
        }],
        "period" => vec![Bit::Text(period(names, at))],
        "kpi" => vec![Bit::Text(names.kpi(kpi))],
        "actual" => {
            let words = gap.actual.map_or_else(String::new, |a| format.figure(a, shown));
            vec![figure(words, kpi, key, Figure::Actual)]
        }
        "percent" => {
            let words = percent.map_or_else(String::new, |p| near(names, p));
            vec![figure(words, kpi, key, percent_figure)]
        }
        _ => {
            let words = apart.map_or_else(String::new, |a| format.short(a.abs(), shown));
            vec![figure(words, kpi, key, apart_figure)]
        }
    };
    fill(template, place, out);
}

/// Whole percents; one decimal where whole percents would call 99.6 % a hundred.
fn near(names: Names, ratio: Decimal) -> String {
    let off = (ratio - Decimal::ONE).abs();
    let places = if !off.is_zero() && off < Decimal::new(1, 2) { 1 } else { 0 };
    names.format().percent(ratio, places)
}

fn shown(names: Names, kpi: KpiId) -> Shown {
    let workspace = &names.data.workspace;
    names.data.kpis.get(kpi).map_or_else(|| Shown::money(workspace), |k| Shown::of(k, workspace))
}

fn key_of(who: Subject) -> Option<Key> {
    Some(match who {
        Subject::Company => return None,
        Subject::Team(id) => Key::Team(id),
        Subject::Person(id) => Key::Person(id),
        Subject::Territory(id) => Key::Territory(id),
        Subject::Customer(id) => Key::Customer(id),
        Subject::Product(id) => Key::Product(id),
    })
}

fn figure(text: String, kpi: KpiId, key: Option<Key>, figure: Figure) -> Bit {
    Bit::Figure { text, kpi, key, figure }
}

fn people(names: Names, makers: &[Maker]) -> Vec<Bit> {
    // The list is written once with marks for the names, to learn what stands between them.
    let marks: Vec<String> = (0..makers.len()).map(|n| format!("\u{1}{n}\u{1}")).collect();
    let words = names.format().list(&marks);
    let mut out = Vec::new();
    for (at, piece) in words.split('\u{1}').enumerate() {
        let maker = piece.parse::<usize>().ok().filter(|_| at % 2 == 1).and_then(|n| makers.get(n));
        match maker {
            Some(maker) => {
                out.push(Bit::Person(names.subject(Subject::Person(maker.person)), maker.person));
                if maker.new_hire {
                    out.push(Bit::Text(names.texts.monitor.new_hire.to_owned()));
                }
            }
            None => out.push(Bit::Text(piece.to_owned())),
        }
    }
    out
}

fn stop(names: Names) -> String {
    (if names.texts.common.lang == super::Lang::En { "." } else { "。" }).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Dataset;
    use crate::i18n::{Lang, Texts, sample};
    use crate::state::sample::{ROWS, Request, company, sample_as_of};
    use crate::state::select::Cache;
    use crate::state::select::monitor::{Lens, finding};
    use crate::state::view::View;
    use jiff::civil::date;
    use std::sync::Arc;

    /// The sentence of the sample company, figures replaced by a sign, and how many figures and people can be opened.
    fn said(lang: Lang, view: View) -> (String, usize, usize) {
        let as_of = sample_as_of(date(2026, 11, 23));
        let (workspace, changes) =
            company(&Request { seed: 1, names: sample::names(lang), as_of, rows: ROWS });
        let data = Arc::new(Dataset::new(workspace).apply(&changes).unwrap());
        let view = view.settle(&data, as_of).unwrap();
        let cache = Cache::default();
        let lens = Lens { cache: &cache, data: &data, view: &view };
        let found = finding(lens, lens.headline().unwrap());
        let names = Names::new(&data, Texts::of(lang));
        let bits = sentence(&found, &view, names);
        let figures = bits.iter().filter(|b| matches!(b, Bit::Figure { .. })).count();
        let people = bits.iter().filter(|b| matches!(b, Bit::Person(..))).count();
        (plain(&bits), figures, people)
    }

    /// The sentence about figures without targets, and what the row of the period compared with is called.
    fn unmet(lang: Lang, view: View) -> (String, Option<String>) {
        let as_of = sample_as_of(date(2026, 11, 23));
        let (workspace, changes) =
            company(&Request { seed: 1, names: sample::names(lang), as_of, rows: ROWS });
        let data = Dataset::new(workspace).apply(&changes).unwrap();
        let kpi = data.kpis.iter().next().unwrap().id;
        let view = view.settle(&data, as_of).unwrap();
        let names = Names::new(&data, Texts::of(lang));
        let change = Some(Decimal::new(1, 1));
        let found = Finding::NoTarget { kpi, actual: Decimal::ONE_HUNDRED, change, unusual: false };
        (plain(&sentence(&found, &view, names)), compared(&view, names))
    }

    #[test]
    fn the_story_is_one_sentence_in_each_language() {
        for (lang, parts) in [
            (Lang::ZhHant, [" 2026 年第 3 季進度達成率為 91%，落後 ", "；差距來自 3 人：", "。全公司為 "]),
            (Lang::ZhHans, [" 2026年第三季度进度达成率为 91%，落后 ", "；差距来自 3 人：", "。全公司为 "]),
            (
                Lang::En,
                [
                    " is at 91% of its Q3 2026 target to date, ",
                    " behind pace; three people make up the gap: ",
                    ". The company as a whole is at ",
                ],
            ),
        ] {
            let (text, figures, people) = said(lang, View::default());
            for part in parts {
                assert!(text.contains(part), "{text}");
            }
            assert!(!text.contains(['{', '\u{1}']), "{text}");
            assert_eq!((figures, people), (4, 3), "{text}");
            let new_hires = text.matches(Texts::of(lang).monitor.new_hire).count();
            assert_eq!(new_hires, 1, "{text}");
        }
    }

    #[test]
    fn lunar_new_year_explains_the_bad_february() {
        let of =
            |lang, month| said(lang, View { period: Some(Period::Month(2026, month)), ..View::default() }).0;
        let cases = [
            (Lang::ZhHant, "農曆春節有 7 天落在"),
            (Lang::ZhHans, "春节假期有 7 天落在"),
            (Lang::En, "festival: 7 in"),
        ];
        for (lang, part) in cases {
            let (february, may) = (of(lang, 2), of(lang, 5));
            assert!(february.contains(part), "{february}");
            assert!(!may.contains(part), "{may}");
        }
    }

    #[test]
    fn a_running_period_is_compared_with_the_same_days() {
        let of = |lang, (year, month, day): (i16, i8, i8), compare| {
            unmet(lang, View { compare, as_of: Some(date(year, month, day)), ..View::default() })
        };
        use crate::state::view::Compare::{Previous, YearBefore};
        let cases = [
            (Lang::ZhHant, "較去年同期（截至同一天）"),
            (Lang::ZhHans, "比去年同期（截至同一天）"),
            (Lang::En, " than the same days of last year"),
        ];
        for (lang, part) in cases {
            let (running, _) = of(lang, (2026, 8, 20), YearBefore);
            assert!(running.contains(part), "{running}");
        }
        let (running, row) = of(Lang::En, (2026, 8, 20), Previous);
        assert!(running.contains(" than the same days of the previous period"), "{running}");
        assert_eq!(row.as_deref(), Some("Same days, previous period"));
        let (over, row) = of(Lang::ZhHant, (2026, 9, 30), YearBefore);
        assert!(over.contains("較 2025 年第 3 季"), "{over}");
        assert_eq!(row.as_deref(), Some("2025 年第 3 季"));
    }

    #[test]
    fn a_period_that_is_over_or_empty_reads_well() {
        let of = |period| said(Lang::En, View { period: Some(period), ..View::default() }).0;
        let over = of(Period::Quarter(2026, 2));
        assert!(over.contains(" of its Q2 2026 target, "), "{over}");
        assert_eq!(of(Period::Quarter(2030, 1)), "Q1 2030 has not begun on the as-of date.");
        assert_eq!(of(Period::Year(2001)), "No records match in 2001.");
    }
}
