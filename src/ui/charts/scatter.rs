//! Two measures of each thing: a dot each, named where there is room.

use super::drawing::{Canvas, Drawing, Mark};
use super::ink::Ink;
use super::plot::{Failed, LETTER, Margins, Plot, Side};
use super::scale::{axis, safe_range, text_width};
use super::spec::{ChartSpec, Figure, Scatter};

/// Axes of a chart with figures both ways: ticks across at the bottom with their title, ticks up at the left.
pub struct BothWays {
    /// The surface.
    pub plot: Plot,
}

impl BothWays {
    /// Draws axes over the ranges.
    pub fn new(
        canvas: Canvas,
        (x, x_figure, x_title): ((f64, f64), Figure, &str),
        (y, y_figure): ((f64, f64), Figure),
    ) -> Result<Self, Failed> {
        let (ups, y) = axis(y, 5);
        let (acrosses, x) = axis(x, if canvas.width < 480.0 { 4 } else { 7 });
        let up = |value: f64| y_figure.short(canvas.format, value);
        let left = ups.iter().map(|tick| text_width(&up(*tick), LETTER)).fold(0.0, f64::max) + 10.0;
        let size = (canvas.width, canvas.height());
        let plot = Plot::new(size, Margins { left, right: 24.0, top: 10.0, bottom: 40.0 }, x, y)?;
        plot.upright(&ups, up)?;
        let bottom = size.1 - 40.0;
        for tick in acrosses {
            let (at, _) = plot.at(tick, y.0);
            plot.rule((at, bottom), (at, bottom + 4.0), Ink::Axis, 1.0)?;
            plot.text(&x_figure.short(canvas.format, tick), (at, bottom + 13.0), Side::Middle, Ink::Words)?;
        }
        plot.text(x_title, (size.0 - 24.0, bottom + 30.0), Side::Right, Ink::Words)?;
        Ok(Self { plot })
    }
}

/// Draws it.
pub fn draw(spec: &ChartSpec, scatter: &Scatter, canvas: Canvas) -> Result<Drawing, Failed> {
    let points: Vec<_> =
        scatter.points.iter().filter(|point| point.x.is_finite() && point.y.is_finite()).collect();
    if points.is_empty() {
        return Ok(Drawing::default());
    }
    let x = safe_range(points.iter().map(|point| point.x), false);
    let y = safe_range(points.iter().map(|point| point.y), false);
    let BothWays { plot } = BothWays::new(canvas, (x, scatter.x_figure, &scatter.x_title), (y, spec.figure))?;
    let mut marks = Vec::with_capacity(points.len());
    let mut named: Vec<(f64, f64, f64)> = Vec::new();
    for point in points {
        let (left, top) = plot.at(point.x, point.y);
        plot.dot(point.x, point.y, 5.0, point.ink)?;
        let width = text_width(&point.name, LETTER);
        let fits = left + 10.0 + width < canvas.width
            && named.iter().all(|(x, y, w)| {
                (y - top).abs() > LETTER + 2.0 || left + 9.0 > x + w + 4.0 || left + 9.0 + width + 4.0 < *x
            });
        if fits {
            plot.text(&point.name, (left + 9.0, top), Side::Left, Ink::Words)?;
            named.push((left + 9.0, top, width));
        }
        marks.push(Mark {
            area: (left - 8.0, top - 8.0, 16.0, 16.0),
            at: (left, top),
            title: point.name.clone(),
            facts: vec![
                (None, scatter.x_title.clone(), scatter.x_figure.full(canvas.format, point.x)),
                (None, scatter.y_title.clone(), spec.figure.full(canvas.format, point.y)),
            ],
            id: point.id.clone(),
        });
    }
    Ok(plot.done(marks))
}
