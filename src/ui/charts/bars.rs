//! Bars that lie: rankings with their targets, and mixes of parts.

use super::drawing::{Canvas, Drawing, Mark};
use super::ink::{Ink, Look};
use super::plot::{Failed, LETTER, Margins, Plot, Side};
use super::scale::{cut, safe_range, text_width};
use super::spec::{Bar, ChartSpec, Figure, Mix, Ranking};

const ROW: f64 = 28.0;
const BAR: f64 = 14.0;

/// The space names take: what they need, a third of the width at most.
fn name_space<'a>(names: impl Iterator<Item = &'a str>, width: f64) -> f64 {
    names.map(|name| text_width(name, LETTER)).fold(0.0, f64::max).min(width * 0.34) + 12.0
}

/// One bar per thing, in the order given, its value at its end and its target as a tick.
pub fn ranking(spec: &ChartSpec, ranking: &Ranking, canvas: Canvas) -> Result<Drawing, Failed> {
    let gap = ranking.between().filter(|_| !canvas.whole);
    let ends = |at: &usize| gap.as_ref().is_none_or(|gap| !gap.contains(at));
    let bars: Vec<&Bar> =
        ranking.bars.iter().enumerate().filter(|(at, _)| ends(at)).map(|(_, bar)| bar).collect();
    if bars.is_empty() {
        return Ok(Drawing::default());
    }
    // One empty row stands for the bars that are left out.
    let row = |at: usize| at + usize::from(gap.as_ref().is_some_and(|gap| at >= gap.start));
    let rows = row(bars.len() - 1) + 1;
    let short = |value: f64| spec.figure.short(canvas.format, value);
    // Of all bars, so that none changes its length when the others are shown.
    let range = safe_range(ranking.bars.iter().flat_map(|bar| [bar.value, bar.target]).flatten(), true);
    let figure = |bar: &Bar| {
        let text = bar.value.map_or_else(|| canvas.texts.common.no_value.to_owned(), short);
        if bar.behind { format!("▼ {text}") } else { text }
    };
    let values = bars.iter().map(|bar| text_width(&figure(bar), LETTER)).fold(24.0, f64::max);
    let margins = Margins {
        left: name_space(bars.iter().map(|bar| bar.name.as_str()), canvas.width),
        right: values + 12.0,
        top: 2.0,
        bottom: 2.0,
    };
    let height = ROW * rows as f64;
    let plot = Plot::new((canvas.width, height + 4.0), margins, range, (rows as f64, 0.0))?;
    let zero = plot.at(0.0, 0.0).0;
    let mut marks = Vec::with_capacity(bars.len());
    for (at, bar) in bars.iter().copied().enumerate() {
        let (_, middle) = plot.at(0.0, row(at) as f64 + 0.5);
        plot.text(
            &cut(&bar.name, LETTER, margins.left - 12.0),
            (margins.left - 10.0, middle),
            Side::Right,
            Ink::Strong,
        )?;
        let end = bar.value.map_or(zero, |value| plot.at(value, 0.0).0);
        plot.rect(
            (zero.min(end), middle - BAR / 2.0),
            (zero.max(end), middle + BAR / 2.0),
            bar.ink,
            Look::Solid,
        )?;
        if let Some(target) = bar.target {
            let x = plot.at(target, 0.0).0;
            plot.rule((x, middle - BAR / 2.0 - 3.0), (x, middle + BAR / 2.0 + 3.0), Ink::Target, 2.0)?;
        }
        let ink = if bar.behind { Ink::Behind } else { Ink::Words };
        plot.text(&figure(bar), (canvas.width - 2.0, middle), Side::Right, ink)?;
        let full = |value: f64| spec.figure.full(canvas.format, value);
        let mut facts = vec![(
            Some(bar.ink),
            canvas.texts.chart.actual.to_owned(),
            bar.value.map_or_else(|| canvas.texts.common.no_value.to_owned(), full),
        )];
        facts.extend(
            bar.target.map(|target| (Some(Ink::Target), canvas.texts.chart.target.to_owned(), full(target))),
        );
        facts.extend(bar.facts.iter().map(|(label, text)| (None, label.clone(), text.clone())));
        let area = (0.0, middle - ROW / 2.0, canvas.width, ROW);
        marks.push(Mark { area, at: (end, middle), title: bar.name.clone(), facts, id: bar.id.clone() });
    }
    if let Some(gap) = gap {
        let (_, middle) = plot.at(0.0, gap.start as f64 + 0.5);
        plot.text("⋮", (margins.left - 10.0, middle), Side::Right, Ink::Words)?;
    }
    plot.rule((zero, 0.0), (zero, height + 4.0), Ink::Axis, 1.0)?;
    Ok(plot.done(marks))
}

/// One bar per whole, its parts side by side. Negative parts are left out of the bar and kept in the readout.
pub fn mix(spec: &ChartSpec, mix: &Mix, canvas: Canvas) -> Result<Drawing, Failed> {
    let value = |part: usize, row: usize| {
        mix.parts.get(part).and_then(|part| part.values.get(row).copied().flatten())
    };
    let whole = |row: usize| {
        (0..mix.parts.len()).filter_map(|part| value(part, row)).map(|value| value.max(0.0)).sum::<f64>()
    };
    if mix.rows.is_empty() || mix.parts.is_empty() {
        return Ok(Drawing::default());
    }
    let most = if mix.shares { 1.0 } else { (0..mix.rows.len()).map(whole).fold(0.0, f64::max) };
    let range = safe_range([most].into_iter(), true);
    let totals: Vec<String> =
        (0..mix.rows.len()).map(|row| spec.figure.short(canvas.format, whole(row))).collect();
    let space = totals.iter().map(|total| text_width(total, LETTER)).fold(0.0, f64::max);
    let margins = Margins {
        left: name_space(mix.rows.iter().map(String::as_str), canvas.width),
        right: space + 12.0,
        top: 2.0,
        bottom: 2.0,
    };
    let height = ROW * mix.rows.len() as f64 + 4.0;
    let plot = Plot::new((canvas.width, height), margins, range, (mix.rows.len() as f64, 0.0))?;
    let mut marks = Vec::with_capacity(mix.rows.len());
    for (row, name) in mix.rows.iter().enumerate() {
        let (_, middle) = plot.at(0.0, row as f64 + 0.5);
        plot.text(
            &cut(name, LETTER, margins.left - 12.0),
            (margins.left - 10.0, middle),
            Side::Right,
            Ink::Strong,
        )?;
        let total = whole(row);
        let scale = if mix.shares && total > 0.0 { 1.0 / total } else { 1.0 };
        let (mut from, mut facts) = (0.0, Vec::new());
        for (part, series) in mix.parts.iter().enumerate() {
            let Some(amount) = value(part, row) else { continue };
            let to = from + amount.max(0.0) * scale;
            let (left, right) = (plot.at(from, 0.0).0, plot.at(to, 0.0).0);
            // A hair of surface keeps neighbours apart.
            plot.rect(
                (left, middle - BAR / 2.0),
                ((right - 1.0).max(left), middle + BAR / 2.0),
                series.ink,
                Look::Solid,
            )?;
            let share = if total > 0.0 {
                Figure::Percent(1).full(canvas.format, amount / total)
            } else {
                String::new()
            };
            facts.push((
                Some(series.ink),
                series.name.clone(),
                format!("{} · {share}", spec.figure.full(canvas.format, amount)),
            ));
            from = to;
        }
        facts.push((None, canvas.texts.common.total.to_owned(), spec.figure.full(canvas.format, total)));
        let text = totals.get(row).map(String::as_str).unwrap_or_default();
        plot.text(text, (canvas.width - 2.0, middle), Side::Right, Ink::Words)?;
        let area = (0.0, middle - ROW / 2.0, canvas.width, ROW);
        marks.push(Mark {
            area,
            at: (plot.at(from / 2.0, 0.0).0, middle),
            title: name.clone(),
            facts,
            id: String::new(),
        });
    }
    Ok(plot.done(marks))
}
