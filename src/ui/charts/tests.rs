//! What holds for every chart: it is drawn inside its surface, whatever the figures, and loses none of them.

use super::*;
use crate::i18n::{Format, Lang};
use record::{FINE, Shape};

fn spec(kind: ChartKind) -> ChartSpec {
    ChartSpec { title: "營收 <北區>".into(), unit: "TWD".into(), figure: Figure::Number(0), kind }
}

fn series(role: SeriesRole, values: &[Option<f64>]) -> Series {
    Series { name: format!("{role:?}"), ink: slot(0), role, values: values.to_vec() }
}

fn trend(style: TrendStyle, values: &[Option<f64>]) -> ChartKind {
    let labels: Vec<String> = (1..=values.len()).map(|month| format!("{month}月")).collect();
    let series = vec![
        series(SeriesRole::Actual, values),
        series(SeriesRole::Target, values),
        series(SeriesRole::Projection, values),
    ];
    let band = values.iter().map(|value| value.map(|value| (value * 0.9, value * 1.1))).collect();
    ChartKind::Trend(Trend { style, labels, long_labels: vec![], series, band })
}

fn bars(values: &[Option<f64>]) -> Vec<Bar> {
    let bar = |(at, value): (usize, &Option<f64>)| Bar {
        id: at.to_string(),
        name: format!("業務代表第 {at} 號，名字很長"),
        value: *value,
        target: value.map(|value| value * 1.2),
        ink: slot(at),
        behind: at % 2 == 0,
        facts: vec![],
    };
    values.iter().enumerate().map(bar).collect()
}

/// Every kind over the same figures.
fn kinds(values: &[Option<f64>]) -> Vec<ChartKind> {
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    let rows: Vec<String> = (0..values.len()).map(|at| format!("row {at}")).collect();
    let point = |(at, y): (usize, &f64)| ScatterPoint {
        id: String::new(),
        name: "陳怡君".into(),
        x: at as f64,
        y: *y,
        ink: slot(at),
    };
    vec![
        trend(TrendStyle::Lines, values),
        trend(TrendStyle::Columns, values),
        ChartKind::Ranking(Ranking { bars: bars(values) }),
        ChartKind::Mix(Mix {
            rows: rows.clone(),
            parts: vec![series(SeriesRole::Actual, values), series(SeriesRole::Actual, values)],
            shares: false,
        }),
        ChartKind::Mix(Mix {
            rows: rows.clone(),
            parts: vec![series(SeriesRole::Actual, values)],
            shares: true,
        }),
        ChartKind::Heat(Heat {
            columns: vec!["營收".into(), "毛利率".into()],
            cells: values
                .iter()
                .map(|value| vec![HeatCell { step: value.map(HeatCell::step_of), ..HeatCell::default() }; 2])
                .collect(),
            rows,
        }),
        ChartKind::Scatter(Scatter {
            x_title: "x".into(),
            x_figure: Figure::Percent(1),
            y_title: "y".into(),
            points: known.iter().enumerate().map(point).collect(),
            inks: Vec::new(),
        }),
        ChartKind::Curve(Curve {
            x_title: "達成率".into(),
            x_figure: Figure::Percent(0),
            lines: vec![CurveLine {
                name: "now".into(),
                ink: slot(0),
                before: false,
                points: known.iter().enumerate().map(|(at, y)| (at as f64, *y)).collect(),
            }],
            here: vec![("陳怡君".into(), 0.5, 1.0)],
        }),
    ]
}

const VALUES: [&[Option<f64>]; 7] = [
    &[],
    &[None],
    &[Some(0.0)],
    &[Some(5.0), None, Some(-3.0)],
    &[Some(1e15), Some(1.0), None, None, Some(-1e15)],
    &[Some(1.0), Some(1.0), Some(1.0)],
    &[Some(0.001), Some(0.002), Some(f64::NAN)],
];

#[test]
fn every_chart_stays_inside_its_surface() {
    for values in VALUES {
        for kind in kinds(values) {
            for width in [0.0, 288.0, 700.0, 1400.0] {
                let drawing = draw(&spec(kind.clone()), width, Format::new(Lang::ZhHant), false);
                let (right, bottom) =
                    (drawing.size.0 * f64::from(FINE) + 8.0, drawing.size.1 * f64::from(FINE) + 8.0);
                let inside = |at: &(i32, i32)| {
                    f64::from(at.0) >= -8.0
                        && f64::from(at.0) <= right
                        && f64::from(at.1) >= -8.0
                        && f64::from(at.1) <= bottom
                };
                for shape in &drawing.shapes {
                    let fits = match shape {
                        Shape::Line { points, .. } | Shape::Area { points, .. } => points.iter().all(inside),
                        Shape::Rect { from, size, .. } => {
                            inside(from) && inside(&(from.0 + size.0 as i32, from.1 + size.1 as i32))
                        }
                        Shape::Circle { at, .. } | Shape::Text { at, .. } => inside(at),
                    };
                    assert!(fits, "{values:?} {width} {kind:?}: {shape:?} of {right} {bottom}");
                }
            }
        }
    }
}

#[test]
fn figures_that_are_there_can_be_pointed_at() {
    let values = [Some(5.0), None, Some(-3.0)];
    for (kind, marks) in kinds(&values).into_iter().zip([2, 2, 3, 3, 3, 6, 2, 3]) {
        let drawing = draw(&spec(kind.clone()), 700.0, Format::new(Lang::En), false);
        assert_eq!(drawing.marks.len(), marks, "{kind:?}");
        for (at, mark) in drawing.marks.iter().enumerate() {
            assert!(!mark.title.is_empty() && !mark.facts.is_empty());
            assert_eq!(drawing.hit(mark.at.0, mark.at.1), Some(at), "{kind:?}");
        }
    }
}

#[test]
fn bars_start_at_zero_and_end_at_their_value() {
    let values = [Some(100.0), Some(50.0)];
    let ranking = ChartKind::Ranking(Ranking { bars: bars(&values) });
    let drawing = draw(&spec(ranking), 700.0, Format::new(Lang::En), false);
    let widths: Vec<u32> = drawing
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Rect { size, .. } => Some(size.0),
            _ => None,
        })
        .collect();
    assert_eq!(widths.len(), 2);
    assert!(widths[0].abs_diff(widths[1] * 2) <= 4, "{widths:?}");
}

#[test]
fn a_long_ranking_shows_its_ends_and_keeps_every_figure() {
    let bars_of = |count: usize| -> Vec<Option<f64>> { (1..=count).rev().map(|n| Some(n as f64)).collect() };
    let drawn = |count: usize, whole: bool| {
        let spec = spec(ChartKind::Ranking(Ranking { bars: bars(&bars_of(count)) }));
        (draw(&spec, 700.0, Format::new(Lang::En), whole), csv(&spec, Format::new(Lang::En)).lines().count())
    };
    let (all, _) = drawn(40, false);
    assert_eq!(all.marks.len(), 40);
    let (ends, lines) = drawn(200, false);
    let (whole, _) = drawn(200, true);
    assert_eq!((ends.marks.len(), whole.marks.len(), lines), (30, 200, 201));
    let rows = |drawing: &Drawing| ((drawing.size.1 - 4.0) / 28.0).round();
    assert_eq!((rows(&ends), rows(&whole)), (31.0, 200.0));
    let dots = |drawing: &Drawing| {
        let text = |shape: &&Shape| matches!(shape, Shape::Text { text, .. } if text == "⋮");
        drawing.shapes.iter().filter(text).count()
    };
    assert_eq!((dots(&all), dots(&ends), dots(&whole)), (0, 1, 0));
    // The empty row stands after the fifteenth; what follows are the last, each as long as among all.
    assert_eq!((ends.marks[14].id.as_str(), ends.marks[15].id.as_str()), ("14", "185"));
    assert_eq!(ends.marks[15].area.1 - ends.marks[14].area.1, 56.0);
    assert_eq!(ends.marks[29].id, "199");
    let width = |drawing: &Drawing, bar: usize| {
        let rects = drawing.shapes.iter().filter_map(|shape| match shape {
            Shape::Rect { size, .. } => Some(size.0),
            _ => None,
        });
        rects.clone().nth(bar)
    };
    assert_eq!(width(&ends, 15), width(&whole, 185));
}

#[test]
fn tables_and_files_hold_the_exact_figures_and_no_formula() {
    let mut kind = bars(&[Some(1234.5), None]);
    kind[0].name = "=1+1".into();
    kind[1].name = "a \"b\", c".into();
    let spec = spec(ChartKind::Ranking(Ranking { bars: kind }));
    let file = csv(&spec, Format::new(Lang::En));
    assert_eq!(file, "\u{feff},Actual,Target\r\n\"'=1+1\",1234.5,1481.4\r\n\"a \"\"b\"\", c\",,\r\n");
    let drawing = draw(&spec, 700.0, Format::new(Lang::En), false);
    let picture = svg(&drawing, &spec.title, |token| format!("#{}", token.len()));
    assert!(picture.contains("營收 &lt;北區&gt;") && !picture.contains("<北區>"));
    assert_eq!(
        picture.matches("<text").count(),
        1 + drawing.shapes.iter().filter(|shape| matches!(shape, Shape::Text { .. })).count()
    );
    assert!(!picture.contains("var(") && !picture.contains("class="));
}
