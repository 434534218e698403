//! A value as a function of another: rate tables and pay curves, with where somebody stands on them.

use super::drawing::{Canvas, Drawing, Mark};
use super::ink::{Ink, Look};
use super::plot::{Failed, LETTER, Side};
use super::scale::{safe_range, text_width};
use super::scatter::BothWays;
use super::spec::{ChartSpec, Curve, CurveLine};

/// Draws it.
pub fn draw(spec: &ChartSpec, curve: &Curve, canvas: Canvas) -> Result<Drawing, Failed> {
    let corners = || curve.lines.iter().flat_map(|line| line.points.iter().copied());
    if corners().next().is_none() {
        return Ok(Drawing::default());
    }
    let here = || curve.here.iter();
    let x = safe_range(corners().map(|(x, _)| x).chain(here().map(|(_, x, _)| *x)), false);
    let y = safe_range(corners().map(|(_, y)| y).chain(here().map(|(_, _, y)| *y)), true);
    let BothWays { plot } = BothWays::new(canvas, (x, curve.x_figure, &curve.x_title), (y, spec.figure))?;
    let bottom = canvas.height() - 40.0;
    // What applied before lies under what applies now.
    for line in
        curve.lines.iter().filter(|line| line.before).chain(curve.lines.iter().filter(|line| !line.before))
    {
        let (look, width) = if line.before { (Look::Soft, 1.5) } else { (Look::Solid, 2.25) };
        plot.line(line.points.clone(), line.ink, look, width)?;
    }
    let mut marks: Vec<Mark> = corners_marks(spec, curve, canvas, &plot);
    for (name, x, y) in here() {
        let (left, top) = plot.at(*x, *y);
        plot.rule((left, top), (left, bottom), Ink::Axis, 1.0)?;
        plot.dot(*x, *y, 4.5, Ink::Target)?;
        let width = text_width(name, LETTER);
        // Curves rise to the right: the free corner is above on the left.
        let (side, shift) =
            if left - width < plot.margins.left + 12.0 { (Side::Left, 9.0) } else { (Side::Right, -9.0) };
        plot.text(name, (left + shift, (top - 10.0).max(LETTER / 2.0)), side, Ink::Strong)?;
        let facts = facts(spec, curve, canvas, *x, &[(name.clone(), Ink::Target, *y)]);
        marks.push(Mark {
            area: (left - 8.0, top - 8.0, 16.0, 16.0),
            at: (left, top),
            title: name.clone(),
            facts,
            id: String::new(),
        });
    }
    marks.sort_by(|a, b| a.at.0.total_cmp(&b.at.0));
    Ok(plot.done(marks))
}

fn facts(
    spec: &ChartSpec,
    curve: &Curve,
    canvas: Canvas,
    x: f64,
    values: &[(String, Ink, f64)],
) -> Vec<(Option<Ink>, String, String)> {
    let mut facts = vec![(None, curve.x_title.clone(), curve.x_figure.full(canvas.format, x))];
    facts.extend(
        values
            .iter()
            .map(|(name, ink, value)| (Some(*ink), name.clone(), spec.figure.full(canvas.format, *value))),
    );
    facts
}

/// One mark per corner of the lines that apply now.
fn corners_marks(spec: &ChartSpec, curve: &Curve, canvas: Canvas, plot: &super::plot::Plot) -> Vec<Mark> {
    let now = curve.lines.iter().filter(|line| !line.before);
    let mark = |line: &CurveLine, (x, y): (f64, f64)| {
        let (left, top) = plot.at(x, y);
        let facts = facts(spec, curve, canvas, x, &[(line.name.clone(), line.ink, y)]);
        Mark {
            area: (left - 6.0, top - 6.0, 12.0, 12.0),
            at: (left, top),
            title: line.name.clone(),
            facts,
            id: String::new(),
        }
    };
    now.flat_map(|line| line.points.iter().map(move |point| mark(line, *point))).collect()
}
