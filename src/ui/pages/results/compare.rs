//! The pictures of a result: oneself against others by group, competencies, the last cycles, and grades around.

use super::Shown;
use super::figures::group;
use crate::domain::Decimal;
use crate::domain::appraisal::RaterGroup;
use crate::domain::dataset::Dataset;
use crate::state::appraisal::result::Around;
use crate::ui::charts::{
    Bar, Chart, ChartKind, ChartSpec, Figure, Heat, HeatCell, Ink, Ranking, Series, SeriesRole, Trend,
    TrendStyle, slot,
};
use crate::ui::lang::{fmt, t};
use crate::ui::select::names;
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive;

fn f(value: Option<Decimal>) -> Option<f64> {
    value.and_then(|v| v.to_f64())
}

/// All pictures.
pub fn charts(data: &Dataset, view: &Shown) -> AnyView {
    let all = [gap(view), by_group(view), last(data, view), around(data, view)];
    let all = all.into_iter().flatten().map(|spec| {
        let spec = Signal::derive(move || spec.clone());
        view! { <section class="section"><Chart spec/></section> }
    });
    let none = view.spread.is_none().then(|| view! { <p class="muted small">{t().results.no_spread}</p> });
    view! { <div class="result-columns">{all.collect_view()}</div> {none} }.into_any()
}

/// Oneself and others by competency; the title names the widest gap.
fn gap(view: &Shown) -> Option<ChartSpec> {
    let r = &t().results;
    let shown: Vec<_> = view.seen.iter().filter(|s| s.own.is_some() || s.others.is_some()).collect();
    let widest = shown.iter().filter_map(|s| Some((s.competency, s.gap()?))).max_by_key(|(_, g)| g.abs());
    let (competency, by) = widest?;
    let name = view.competency(competency);
    let size = fmt().number(by.abs(), 1);
    let title = match by {
        by if by > Decimal::ZERO => r.higher(name, &size),
        by if by < Decimal::ZERO => r.lower(name, &size),
        _ => r.gap.to_owned(),
    };
    let series = |name: &str, ink: Ink, values: Vec<Option<f64>>| Series {
        name: name.to_owned(),
        ink,
        role: SeriesRole::Actual,
        values,
    };
    let labels: Vec<String> = shown.iter().map(|s| view.competency(s.competency).to_owned()).collect();
    Some(ChartSpec {
        title,
        unit: scale(view),
        figure: Figure::Number(1),
        kind: ChartKind::Trend(Trend {
            style: TrendStyle::Columns,
            long_labels: labels.clone(),
            labels,
            series: vec![
                series(r.own, slot(1), shown.iter().map(|s| f(s.own)).collect()),
                series(r.others, slot(0), shown.iter().map(|s| f(s.others)).collect()),
            ],
            band: Vec::new(),
        }),
    })
}

/// The scale of ratings, as the unit of a picture.
fn scale(view: &Shown) -> String {
    let scale = &view.standard.scale;
    format!("{}–{}", fmt().at_most(scale.low, 1), fmt().at_most(scale.high, 1))
}

/// Every group that is shown by competency. A group that is shown for no competency has no column.
fn by_group(view: &Shown) -> Option<ChartSpec> {
    let mut columns: Vec<Vec<RaterGroup>> = Vec::new();
    for one in view.sheet.competencies.iter().flat_map(|c| &c.groups) {
        if !columns.contains(&one.groups) {
            columns.push(one.groups.clone());
        }
    }
    if columns.len() < 2 {
        return None;
    }
    columns.sort();
    let scale_of = &view.standard.scale;
    let width = f(scale_of.high.checked_sub(scale_of.low)).filter(|w| *w > 0.0)?;
    let low = f(Some(scale_of.low))?;
    let cells = view.sheet.competencies.iter().map(|c| {
        let cell = |groups: &Vec<RaterGroup>| match c.groups.iter().find(|g| g.groups == *groups) {
            None => HeatCell::default(),
            Some(g) => {
                let share = f(Some(g.mean)).map(|m| ((m - low) / width).clamp(0.0, 1.0));
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "clamped to 0 to 6"
                )]
                let step = share.map(|s| (s * 6.0).round() as u8 + 1);
                let text = fmt().number(g.mean, 1);
                let count = t().results.group_answers(&text, &fmt().whole(g.count.into()));
                HeatCell { text, step, words: count, id: String::new() }
            }
        };
        columns.iter().map(cell).collect::<Vec<_>>()
    });
    let cells = cells.collect();
    Some(ChartSpec {
        title: t().results.by_competency.to_owned(),
        unit: scale(view),
        figure: Figure::Number(1),
        kind: ChartKind::Heat(Heat {
            rows: view.sheet.competencies.iter().map(|c| view.competency(c.competency).to_owned()).collect(),
            columns: columns.iter().map(|g| group(g)).collect(),
            cells,
        }),
    })
}

/// The scores of the last cycles.
fn last(data: &Dataset, view: &Shown) -> Option<ChartSpec> {
    if view.past.len() < 2 {
        return None;
    }
    let labels: Vec<String> = view.past.iter().map(|p| names(data).period(p.period)).collect();
    let long = view.past.iter().zip(&labels).map(|(p, label)| {
        let grade = p.grade.as_deref().unwrap_or("–");
        format!("{label} · {grade}")
    });
    let long_labels = long.collect();
    Some(ChartSpec {
        title: t().results.last_cycles.to_owned(),
        unit: format!("/ {}", fmt().at_most(view.standard.full, 2)),
        figure: Figure::Number(view.standard.places),
        kind: ChartKind::Trend(Trend {
            style: TrendStyle::Columns,
            labels,
            long_labels,
            series: vec![Series {
                name: t().appraisal.whole.to_owned(),
                ink: slot(0),
                role: SeriesRole::Actual,
                values: view.past.iter().map(|p| f(p.score)).collect(),
            }],
            band: Vec::new(),
        }),
    })
}

/// Grades around, the own one in colour.
fn around(data: &Dataset, view: &Shown) -> Option<ChartSpec> {
    let spread = view.spread.as_ref()?;
    let title = match spread.around {
        Around::Everybody => t().results.around_all.to_owned(),
        Around::Team(team) => {
            let name = data.teams.get(team).map(|t| t.name.clone()).unwrap_or_default();
            t().results.around_team(&name)
        }
    };
    let bar = |(grade, n): &(String, u32)| {
        let own = view.sheet.grade.as_ref() == Some(grade);
        Bar {
            id: String::new(),
            name: grade.clone(),
            value: Some(f64::from(*n)),
            target: None,
            ink: if own { Ink::Accent } else { Ink::Series(8) },
            behind: false,
            facts: own.then(|| (t().results.own_grade.to_owned(), grade.clone())).into_iter().collect(),
        }
    };
    Some(ChartSpec {
        title,
        unit: t().calibration.people.to_owned(),
        figure: Figure::Number(0),
        kind: ChartKind::Ranking(Ranking { bars: spread.counts.iter().map(bar).collect() }),
    })
}
