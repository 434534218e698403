//! What a chart shows, in words and figures. Pure; equal specs draw equal charts.

use super::ink::Ink;
use crate::i18n::Format;
use rust_decimal::{Decimal, prelude::FromPrimitive};
use std::ops::Range;

/// How figures of a chart are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Numbers with so many places.
    Number(u32),
    /// Ratios as percentages with so many places.
    Percent(u32),
}

impl Figure {
    /// The whole figure, for readouts and tables.
    #[must_use]
    pub fn full(self, format: Format, value: f64) -> String {
        match (self, Decimal::from_f64(value)) {
            (Self::Number(places), Some(value)) => format.number(value, places),
            (Self::Percent(places), Some(value)) => format.percent(value, places),
            (_, None) => "–".to_owned(),
        }
    }

    /// The short figure, for axes and labels.
    #[must_use]
    pub fn short(self, format: Format, value: f64) -> String {
        match (self, Decimal::from_f64(value)) {
            (Self::Number(_), Some(_)) => format.axis(value),
            (Self::Percent(places), Some(value)) => format.percent_at_most(value, places),
            (_, None) => "–".to_owned(),
        }
    }
}

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartSpec {
    /// The finding where one can be computed, else what is shown.
    pub title: String,
    /// The unit of the figures, once.
    pub unit: String,
    /// How figures are written.
    pub figure: Figure,
    /// What kind of chart.
    pub kind: ChartKind,
}

/// The kinds of charts.
#[derive(Clone, Debug, PartialEq)]
pub enum ChartKind {
    /// Values over periods.
    Trend(Trend),
    /// Values of things, one bar each, against their targets.
    Ranking(Ranking),
    /// Parts of wholes.
    Mix(Mix),
    /// Things by measures, coloured by how they stand.
    Heat(Heat),
    /// Two measures of each thing.
    Scatter(Scatter),
    /// A value as a function of another: rate tables, pay curves.
    Curve(Curve),
}

/// What a series is; it decides how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesRole {
    /// What happened.
    Actual,
    /// What was wanted: a thin line or tick.
    Target,
    /// An earlier period: thin and grey.
    Before,
    /// What is expected: lighter, dashed.
    Projection,
}

/// A series over the labels of a trend or the rows of a mix.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Its colour, the same in every chart.
    pub ink: Ink,
    /// What it is.
    pub role: SeriesRole,
    /// One value per label; gaps stay gaps.
    pub values: Vec<Option<f64>>,
}

/// Lines or columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TrendStyle {
    /// Lines, for running totals and rates.
    #[default]
    Lines,
    /// Columns with a tick for the target, for single periods.
    Columns,
}

/// Values over periods.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trend {
    /// Lines or columns.
    pub style: TrendStyle,
    /// Short period names for the axis.
    pub labels: Vec<String>,
    /// Period names in words for readouts; empty takes `labels`.
    pub long_labels: Vec<String>,
    /// The series.
    pub series: Vec<Series>,
    /// Interval of the projection per label.
    pub band: Vec<Option<(f64, f64)>>,
}

/// One bar of a ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What is opened when the bar is pressed; empty opens nothing.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Option<f64>,
    /// Its target, drawn as a tick.
    pub target: Option<f64>,
    /// Its colour.
    pub ink: Ink,
    /// Whether it is behind what is expected of it: its figure says so.
    pub behind: bool,
    /// More lines of the readout: label and text.
    pub facts: Vec<(String, String)>,
}

/// Values of things, one bar each, in the order given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranking {
    /// The bars.
    pub bars: Vec<Bar>,
}

impl Ranking {
    /// The most bars that are drawn without asking.
    const MOST: usize = 40;
    /// How many are drawn at each end of a ranking with more.
    const END: usize = 15;

    /// The bars between the ends of a long ranking, which are not drawn unless asked for; `None` where all are.
    #[must_use]
    pub fn between(&self) -> Option<Range<usize>> {
        (self.bars.len() > Self::MOST).then(|| Self::END..self.bars.len() - Self::END)
    }
}

/// Parts of wholes: one bar per row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mix {
    /// Names of the wholes.
    pub rows: Vec<String>,
    /// The parts, each with one value per row.
    pub parts: Vec<Series>,
    /// Whether each whole is 100 %.
    pub shares: bool,
}

/// One cell of a heat map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeatCell {
    /// What is shown.
    pub text: String,
    /// How it stands, 1 (far behind) to 7 (far ahead), 4 in the middle; `None`: no data.
    pub step: Option<u8>,
    /// The value in words for the readout; empty takes `text`.
    pub words: String,
    /// What is opened when the cell is pressed.
    pub id: String,
}

/// Things by measures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heat {
    /// Names of the rows.
    pub rows: Vec<String>,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Cells row by row.
    pub cells: Vec<Vec<HeatCell>>,
}

impl HeatCell {
    /// The step of an attainment: 1 below 70 %, 4 from 95 to 105 %, 7 from 130 %.
    #[must_use]
    pub fn step_of(attainment: f64) -> u8 {
        [0.7, 0.85, 0.95, 1.05, 1.15, 1.3].iter().filter(|limit| attainment >= **limit).count() as u8 + 1
    }
}

/// One point of a scatter chart.
#[derive(Clone, Debug, PartialEq)]
pub struct ScatterPoint {
    /// What is opened when the point is pressed.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Across.
    pub x: f64,
    /// Up.
    pub y: f64,
    /// Its colour.
    pub ink: Ink,
}

/// Two measures of each thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Scatter {
    /// What is across; `ChartSpec::unit` names what is up.
    pub x_title: String,
    /// How figures across are written.
    pub x_figure: Figure,
    /// What is up.
    pub y_title: String,
    /// The points.
    pub points: Vec<ScatterPoint>,
    /// What colours stand for, where there are several.
    pub inks: Vec<(Ink, String)>,
}

/// One line of a curve chart.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveLine {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub ink: Ink,
    /// Whether it is what applied before: drawn lighter.
    pub before: bool,
    /// Its corners from left to right; two with the same x make a step.
    pub points: Vec<(f64, f64)>,
}

/// A value as a function of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// What is across.
    pub x_title: String,
    /// How figures across are written.
    pub x_figure: Figure,
    /// The lines.
    pub lines: Vec<CurveLine>,
    /// Where somebody stands: name, across, up.
    pub here: Vec<(String, f64, f64)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_of_attainment_have_their_middle_at_the_target() {
        for (attainment, step) in
            [(0.0, 1), (0.7, 2), (0.9, 3), (0.95, 4), (1.0, 4), (1.05, 5), (1.2, 6), (2.0, 7)]
        {
            assert_eq!(HeatCell::step_of(attainment), step, "{attainment}");
        }
    }
}
