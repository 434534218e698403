//! A chart as a table, as a CSV file and as an SVG file that needs nothing else.

use super::drawing::Drawing;
use super::ink::{Ink, Look};
use super::record::{Anchor, FINE, Shape};
use super::spec::{ChartKind, ChartSpec};
use crate::i18n::{Format, Texts};
use crate::state::sheet;
use rust_decimal::{Decimal, prelude::FromPrimitive};
use std::fmt::Write;

/// A cell of a chart's table: a name, or a figure with its value.
#[derive(Clone, Debug, PartialEq)]
pub enum TableCell {
    /// A name.
    Name(String),
    /// A figure.
    Figure(Option<f64>),
}

/// A chart as a table: headings and rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChartTable {
    /// Headings.
    pub heads: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<TableCell>>,
}

/// The table twin of a chart.
#[must_use]
pub fn table(spec: &ChartSpec, format: Format) -> ChartTable {
    let words = Texts::of(format.lang);
    let name = |text: &str| TableCell::Name(text.to_owned());
    match &spec.kind {
        ChartKind::Trend(trend) => {
            let labels = if trend.long_labels.is_empty() { &trend.labels } else { &trend.long_labels };
            let value = |at: usize| {
                trend
                    .series
                    .iter()
                    .map(move |series| TableCell::Figure(series.values.get(at).copied().flatten()))
            };
            ChartTable {
                heads: std::iter::once(words.filter.period.to_owned())
                    .chain(trend.series.iter().map(|series| series.name.clone()))
                    .collect(),
                rows: labels
                    .iter()
                    .enumerate()
                    .map(|(at, label)| std::iter::once(name(label)).chain(value(at)).collect())
                    .collect(),
            }
        }
        ChartKind::Ranking(ranking) => ChartTable {
            heads: vec![String::new(), words.chart.actual.to_owned(), words.chart.target.to_owned()],
            rows: ranking
                .bars
                .iter()
                .map(|bar| vec![name(&bar.name), TableCell::Figure(bar.value), TableCell::Figure(bar.target)])
                .collect(),
        },
        ChartKind::Mix(mix) => {
            let value = |row: usize| {
                mix.parts.iter().map(move |part| TableCell::Figure(part.values.get(row).copied().flatten()))
            };
            ChartTable {
                heads: std::iter::once(String::new())
                    .chain(mix.parts.iter().map(|part| part.name.clone()))
                    .collect(),
                rows: mix
                    .rows
                    .iter()
                    .enumerate()
                    .map(|(at, row)| std::iter::once(name(row)).chain(value(at)).collect())
                    .collect(),
            }
        }
        ChartKind::Heat(heat) => ChartTable {
            heads: std::iter::once(String::new()).chain(heat.columns.iter().cloned()).collect(),
            rows: heat
                .rows
                .iter()
                .zip(&heat.cells)
                .map(|(row, cells)| {
                    std::iter::once(name(row)).chain(cells.iter().map(|cell| name(&cell.text))).collect()
                })
                .collect(),
        },
        ChartKind::Scatter(scatter) => ChartTable {
            heads: vec![String::new(), scatter.x_title.clone(), scatter.y_title.clone()],
            rows: scatter
                .points
                .iter()
                .map(|point| {
                    vec![
                        name(&point.name),
                        TableCell::Figure(Some(point.x)),
                        TableCell::Figure(Some(point.y)),
                    ]
                })
                .collect(),
        },
        ChartKind::Curve(curve) => ChartTable {
            heads: vec![String::new(), curve.x_title.clone(), spec.unit.clone()],
            rows: curve
                .lines
                .iter()
                .flat_map(|line| {
                    line.points.iter().map(|(x, y)| {
                        vec![name(&line.name), TableCell::Figure(Some(*x)), TableCell::Figure(Some(*y))]
                    })
                })
                .collect(),
        },
    }
}

/// The table as CSV, with plain figures; nothing in it is run as a formula.
#[must_use]
pub fn csv(spec: &ChartSpec, format: Format) -> String {
    let table = table(spec, format);
    let text = |cell: TableCell| match cell {
        TableCell::Name(name) => name,
        TableCell::Figure(value) => value.map(plain).unwrap_or_default(),
    };
    let rows = table.rows.into_iter().map(|row| row.into_iter().map(text).collect());
    sheet::csv(std::iter::once(table.heads).chain(rows))
}

/// A figure without grouping, free of the noise of binary fractions.
fn plain(value: f64) -> String {
    Decimal::from_f64(value).map(|value| value.normalize().to_string()).unwrap_or_default()
}

/// The drawing as an SVG file with its title, colours looked up by token.
#[must_use]
pub fn svg(drawing: &Drawing, title: &str, color: impl Fn(&str) -> String) -> String {
    let (width, height) = drawing.size;
    let head = 32.0;
    let mut out = String::new();
    let scale = f64::from(FINE);
    let fill = |ink: Ink| escape(&color(&ink.token()));
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{}\" viewBox=\"0 {} {} {}\" font-family=\"sans-serif\" font-size=\"48\">",
        height + head,
        -head * scale,
        width * scale,
        (height + head) * scale
    );
    let _ = write!(
        out,
        "<title>{0}</title><rect x=\"0\" y=\"{1}\" width=\"100%\" height=\"100%\" fill=\"{2}\"/>",
        escape(title),
        -head * scale,
        fill(Ink::Surface)
    );
    let _ = write!(
        out,
        "<text x=\"0\" y=\"-48\" font-size=\"60\" font-weight=\"600\" fill=\"{}\">{}</text>",
        fill(Ink::Strong),
        escape(title)
    );
    for shape in &drawing.shapes {
        let _ = match shape {
            Shape::Line { points, ink, look, width } => {
                let dash = if *look == Look::Forecast { " stroke-dasharray=\"16 16\"" } else { "" };
                write!(
                    out,
                    "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{width}\" opacity=\"{}\"{dash}/>",
                    path(points),
                    fill(*ink),
                    look.opacity()
                )
            }
            Shape::Area { points, ink, look } => {
                write!(
                    out,
                    "<polygon points=\"{}\" fill=\"{}\" opacity=\"{}\"/>",
                    path(points),
                    fill(*ink),
                    look.opacity()
                )
            }
            Shape::Rect { from, size, ink, look } => {
                write!(
                    out,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\" opacity=\"{}\"/>",
                    from.0,
                    from.1,
                    size.0,
                    size.1,
                    fill(*ink),
                    look.opacity()
                )
            }
            Shape::Circle { at, radius, ink, look } => {
                write!(
                    out,
                    "<circle cx=\"{}\" cy=\"{}\" r=\"{radius}\" fill=\"{}\" opacity=\"{}\"/>",
                    at.0,
                    at.1,
                    fill(*ink),
                    look.opacity()
                )
            }
            Shape::Text { at, text, ink, anchor } => {
                write!(
                    out,
                    "<text x=\"{}\" y=\"{}\" dy=\"0.35em\" text-anchor=\"{}\" fill=\"{}\">{}</text>",
                    at.0,
                    at.1,
                    anchor_word(*anchor),
                    fill(*ink),
                    escape(text)
                )
            }
        };
    }
    out.push_str("</svg>");
    out
}

/// The word of an anchor in SVG.
#[must_use]
pub fn anchor_word(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    }
}

/// Corners as SVG writes them.
#[must_use]
pub fn path(points: &[(i32, i32)]) -> String {
    points.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
