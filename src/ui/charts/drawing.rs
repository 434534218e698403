//! A drawing: shapes, and marks that can be pointed at. Pure.

use super::ink::Ink;
use super::plot::Failed;
use super::record::Shape;
use super::spec::{ChartKind, ChartSpec};
use super::{bars, curve, heat, scatter, trend};
use crate::i18n::{Format, Texts};

/// Something that can be pointed at: by mouse, finger or arrow keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// Its area in pixels: left, top, width, height.
    pub area: (f64, f64, f64, f64),
    /// Where its readout points.
    pub at: (f64, f64),
    /// What it is.
    pub title: String,
    /// Its figures: colour, label, text.
    pub facts: Vec<(Option<Ink>, String, String)>,
    /// What is opened when it is pressed; empty opens nothing.
    pub id: String,
}

impl Mark {
    /// The readout in one sentence, for ears.
    #[must_use]
    pub fn words(&self, format: Format) -> String {
        let facts: Vec<String> = self
            .facts
            .iter()
            .map(|(_, label, text)| if label.is_empty() { text.clone() } else { format.beside(label, text) })
            .collect();
        let comma = if format.lang == crate::i18n::Lang::En { ", " } else { "，" };
        format!("{}{}{}", self.title, format.colon(), facts.join(comma))
    }
}

/// Shapes and marks of a size in pixels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Width and height.
    pub size: (f64, f64),
    /// The shapes from back to front, in quarters of a pixel.
    pub shapes: Vec<Shape>,
    /// The marks in reading order.
    pub marks: Vec<Mark>,
    /// Whether the names of the series stand at their lines, so that no legend is needed.
    pub named: bool,
}

impl Drawing {
    /// The mark at a point: the one whose area holds it, else the nearest.
    #[must_use]
    pub fn hit(&self, x: f64, y: f64) -> Option<usize> {
        let distance = |mark: &Mark| {
            let (left, top, width, height) = mark.area;
            let (dx, dy) =
                ((left - x).max(x - left - width).max(0.0), (top - y).max(y - top - height).max(0.0));
            // Among several that hold the point the nearest middle counts.
            dx.hypot(dy) * 1000.0 + (mark.at.0 - x).hypot(mark.at.1 - y)
        };
        let marks = self.marks.iter().enumerate();
        marks.min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b))).map(|(at, _)| at)
    }
}

/// What a drawing needs beside its spec.
#[derive(Clone, Copy)]
pub struct Canvas {
    /// Width in pixels.
    pub width: f64,
    /// Formats.
    pub format: Format,
    /// Words.
    pub texts: &'static Texts,
    /// Whether a long ranking is drawn with all its bars, not with its ends only.
    pub whole: bool,
}

impl Canvas {
    /// The height of upright charts: a wide golden shape within limits.
    #[must_use]
    pub fn height(self) -> f64 {
        (self.width * 0.42).clamp(200.0, 320.0)
    }
}

/// Draws a chart at a width. An empty drawing has nothing to show. `whole` asks for the bars that
/// [`between`](super::spec::Ranking::between) leaves out.
#[must_use]
pub fn draw(spec: &ChartSpec, width: f64, format: Format, whole: bool) -> Drawing {
    let canvas = Canvas { width: width.clamp(160.0, 4000.0), format, texts: Texts::of(format.lang), whole };
    let drawn: Result<Drawing, Failed> = match &spec.kind {
        ChartKind::Trend(trend) => trend::draw(spec, trend, canvas),
        ChartKind::Ranking(ranking) => bars::ranking(spec, ranking, canvas),
        ChartKind::Mix(mix) => bars::mix(spec, mix, canvas),
        ChartKind::Heat(heat) => heat::draw(heat, canvas),
        ChartKind::Scatter(scatter) => scatter::draw(spec, scatter, canvas),
        ChartKind::Curve(curve) => curve::draw(spec, curve, canvas),
    };
    // The recorder cannot fail; a refused range leaves an empty chart with its table beside it.
    drawn.unwrap_or_default()
}
