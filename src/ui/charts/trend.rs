//! Values over periods: lines or columns, targets as thin lines or ticks, projections lighter with their interval.

use super::drawing::{Canvas, Drawing, Mark};
use super::ink::{Ink, Look};
use super::plot::{Failed, LETTER, Margins, Plot, Side};
use super::scale::{axis, safe_range, text_width};
use super::spec::{ChartSpec, Figure, Series, SeriesRole, Trend, TrendStyle};

/// Draws it.
pub fn draw(spec: &ChartSpec, trend: &Trend, canvas: Canvas) -> Result<Drawing, Failed> {
    let count = trend.labels.len();
    let all = || {
        let values = trend.series.iter().flat_map(|series| series.values.iter().flatten().copied());
        values.chain(trend.band.iter().flatten().flat_map(|(low, high)| [*low, *high]))
    };
    if count == 0 || all().next().is_none() {
        return Ok(Drawing::default());
    }
    let columns = trend.style == TrendStyle::Columns;
    let narrow = all().fold(f64::INFINITY, f64::min) > all().fold(0.0, f64::max) * 0.5;
    let zero = columns || !(matches!(spec.figure, Figure::Percent(_)) && narrow);
    let (marks_y, range) = axis(safe_range(all(), zero), 5);
    let label = |value: f64| spec.figure.short(canvas.format, value);
    let left = marks_y.iter().map(|tick| text_width(&label(*tick), LETTER)).fold(0.0, f64::max) + 10.0;
    let direct = !columns && canvas.width > 480.0 && trend.series.len() <= 4;
    let names = trend.series.iter().map(|series| text_width(&series.name, LETTER)).fold(0.0, f64::max);
    let right = if direct { names + 14.0 } else { 8.0 };
    let size = (canvas.width, canvas.height());
    let margins = Margins { left, right, top: 10.0, bottom: 24.0 };
    let plot = Plot::new(size, margins, (-0.5, count as f64 - 0.5), range)?;
    plot.upright(&marks_y, label)?;
    labels(&plot, trend)?;
    if columns {
        draw_columns(&plot, trend)?;
    } else {
        draw_lines(&plot, trend)?;
    }
    if direct {
        name_lines(&plot, trend)?;
    }
    let marks = marks(&plot, spec, trend, canvas);
    Ok(Drawing { named: direct, ..plot.done(marks) })
}

/// Period names, as many as there is room for; the first and then every n-th.
fn labels(plot: &Plot, trend: &Trend) -> Result<(), Failed> {
    let count = trend.labels.len();
    let step_width = plot.at(1.0, 0.0).0 - plot.at(0.0, 0.0).0;
    let widest = trend.labels.iter().map(|label| text_width(label, LETTER)).fold(1.0, f64::max) + 12.0;
    let every = (widest / step_width.max(0.5)).ceil().max(1.0) as usize;
    let y = plot.size.1 - plot.margins.bottom + 14.0;
    for (at, label) in trend.labels.iter().enumerate() {
        if at % every == 0 || (at + 1 == count && count <= every) {
            let half = text_width(label, LETTER) / 2.0;
            let x = plot.at(at as f64, 0.0).0.clamp(half, (plot.size.0 - half).max(half));
            plot.text(label, (x, y), Side::Middle, Ink::Words)?;
        }
    }
    Ok(())
}

fn look(role: SeriesRole) -> (Look, f64) {
    match role {
        SeriesRole::Actual => (Look::Solid, 2.25),
        SeriesRole::Target => (Look::Solid, 1.25),
        SeriesRole::Before => (Look::Soft, 1.5),
        SeriesRole::Projection => (Look::Forecast, 2.0),
    }
}

/// The colour of a series by its role.
pub fn ink(series: &Series, style: TrendStyle) -> Ink {
    match series.role {
        SeriesRole::Before if style == TrendStyle::Columns => Ink::Track,
        SeriesRole::Target => Ink::Target,
        SeriesRole::Before => Ink::Series(8),
        SeriesRole::Actual | SeriesRole::Projection => series.ink,
    }
}

fn draw_lines(plot: &Plot, trend: &Trend) -> Result<(), Failed> {
    let band: Vec<(f64, f64, f64)> = trend
        .band
        .iter()
        .enumerate()
        .filter_map(|(at, band)| band.map(|(low, high)| (at as f64, low, high)))
        .collect();
    if band.len() > 1 {
        let upper = band.iter().map(|(x, _, high)| (*x, *high));
        let lower = band.iter().rev().map(|(x, low, _)| (*x, *low));
        let color = trend
            .series
            .iter()
            .find(|series| series.role == SeriesRole::Projection)
            .map_or(Ink::Series(1), |series| series.ink);
        plot.fill(upper.chain(lower).collect(), color, Look::Band)?;
    }
    // What matters most is drawn last.
    let order = [SeriesRole::Before, SeriesRole::Target, SeriesRole::Projection, SeriesRole::Actual];
    for series in order.iter().flat_map(|role| trend.series.iter().filter(move |series| series.role == *role))
    {
        let (look, width) = look(series.role);
        for run in runs(&series.values) {
            match run.as_slice() {
                [(x, y)] => plot.dot(*x, *y, 3.5, ink(series, trend.style))?,
                _ => plot.line(run, ink(series, trend.style), look, width)?,
            }
        }
        let last =
            series.values.iter().enumerate().rev().find_map(|(at, value)| Some((at as f64, (*value)?)));
        if let Some((x, y)) = last.filter(|_| series.role == SeriesRole::Actual) {
            plot.dot(x, y, 3.5, ink(series, trend.style))?;
        }
    }
    Ok(())
}

/// Stretches without gaps.
fn runs(values: &[Option<f64>]) -> Vec<Vec<(f64, f64)>> {
    let mut runs = vec![Vec::new()];
    for (at, value) in values.iter().enumerate() {
        match (value, runs.last_mut()) {
            (Some(value), Some(run)) => run.push((at as f64, *value)),
            (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

fn draw_columns(plot: &Plot, trend: &Trend) -> Result<(), Failed> {
    let step = plot.at(1.0, 0.0).0 - plot.at(0.0, 0.0).0;
    let bars: Vec<&Series> = trend
        .series
        .iter()
        .filter(|series| matches!(series.role, SeriesRole::Actual | SeriesRole::Projection))
        .collect();
    let width = (step * 0.62).min(44.0);
    // What was before stands behind, a little wider.
    for series in trend.series.iter().filter(|series| series.role == SeriesRole::Before) {
        for (at, value) in series.values.iter().enumerate() {
            if let Some(value) = value {
                let (middle, top) = plot.at(at as f64, *value);
                let (half, bottom) = (width / 2.0 + 4.0, plot.at(at as f64, 0.0).1);
                plot.rect((middle - half, top), (middle + half, bottom), Ink::Track, Look::Solid)?;
            }
        }
    }
    // Actual and projection share a place; several actuals stand side by side.
    let actuals = bars.iter().filter(|series| series.role == SeriesRole::Actual).count().max(1);
    let each = width / actuals as f64;
    let mut place = 0;
    for series in bars {
        let (look, shift) = if series.role == SeriesRole::Projection {
            (Look::Forecast, 0.0)
        } else {
            (Look::Solid, each * place as f64)
        };
        for (at, value) in series.values.iter().enumerate() {
            if let Some(value) = value {
                let (middle, top) = plot.at(at as f64, *value);
                let (_, bottom) = plot.at(at as f64, 0.0);
                let from = middle - width / 2.0 + shift;
                plot.rect(
                    (from, top),
                    (from + each - if actuals > 1 { 1.0 } else { 0.0 }, bottom),
                    series.ink,
                    look,
                )?;
            }
        }
        if series.role == SeriesRole::Actual {
            place += 1;
        }
    }
    for series in trend.series.iter().filter(|series| series.role == SeriesRole::Target) {
        for (at, value) in series.values.iter().enumerate() {
            if let Some(value) = value {
                let (middle, y) = plot.at(at as f64, *value);
                let half = width / 2.0 + 4.0;
                plot.rule((middle - half, y), (middle + half, y), Ink::Target, 2.0)?;
            }
        }
    }
    Ok(())
}

/// Names at the ends of their lines, moved apart where they would meet.
fn name_lines(plot: &Plot, trend: &Trend) -> Result<(), Failed> {
    let mut ends: Vec<(f64, &Series)> = trend
        .series
        .iter()
        .filter_map(|series| {
            let (at, value) =
                series.values.iter().enumerate().rev().find_map(|(at, value)| Some((at, (*value)?)))?;
            Some((plot.at(at as f64, value).1, series))
        })
        .collect();
    ends.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let gap = LETTER + 3.0;
    let mut free = f64::NEG_INFINITY;
    for (y, _) in &mut ends {
        *y = y.max(free);
        free = *y + gap;
    }
    // Pushed below the chart: move back up from the end.
    let mut limit = plot.size.1 - plot.margins.bottom;
    for (y, _) in ends.iter_mut().rev() {
        *y = y.min(limit);
        limit = *y - gap;
    }
    for (y, series) in ends {
        let strong = if series.role == SeriesRole::Actual { Ink::Strong } else { Ink::Words };
        plot.text(&series.name, (plot.size.0 - plot.margins.right + 8.0, y), Side::Left, strong)?;
    }
    Ok(())
}

fn marks(plot: &Plot, spec: &ChartSpec, trend: &Trend, canvas: Canvas) -> Vec<Mark> {
    let step = plot.at(1.0, 0.0).0 - plot.at(0.0, 0.0).0;
    let full = |value: f64| spec.figure.full(canvas.format, value);
    (0..trend.labels.len())
        .filter_map(|at| {
            let here = |series: &Series| series.values.get(at).copied().flatten();
            let mut facts: Vec<_> = trend
                .series
                .iter()
                .filter_map(|series| {
                    Some((Some(ink(series, trend.style)), series.name.clone(), full(here(series)?)))
                })
                .collect();
            if let Some((low, high)) = trend.band.get(at).copied().flatten() {
                facts.push((
                    None,
                    canvas.texts.chart.interval.to_owned(),
                    format!("{} – {}", full(low), full(high)),
                ));
            }
            let top = trend
                .series
                .iter()
                .filter_map(|series| Some((series.role != SeriesRole::Actual, here(series)?)));
            let (_, value) = top.min_by_key(|(rank, _)| *rank)?;
            let (x, y) = plot.at(at as f64, value);
            let title =
                trend.long_labels.get(at).or_else(|| trend.labels.get(at)).cloned().unwrap_or_default();
            let height = plot.size.1 - plot.margins.top - plot.margins.bottom;
            Some(Mark {
                area: (x - step / 2.0, plot.margins.top, step, height),
                at: (x, y),
                title,
                facts,
                id: String::new(),
            })
        })
        .collect()
}
