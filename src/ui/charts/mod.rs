//! Charts in three pure steps and one view: a [`ChartSpec`] says what is shown, `draw` turns it into shapes and marks
//! through plotters, `export` into tables and files; `Chart` puts the shapes on the page.
//!
//! Invariant: a drawing knows classes, never colours; every figure of a drawing is in its table as well.

mod bars;
mod curve;
mod drawing;
mod export;
mod heat;
mod ink;
mod plot;
mod record;
mod scale;
mod scatter;
mod spec;
mod trend;
mod view;

pub use drawing::{Drawing, Mark, draw};
pub use export::{csv, svg, table};
pub use ink::{Ink, Look, slot};
pub use spec::{
    Bar, ChartKind, ChartSpec, Curve, CurveLine, Figure, Heat, HeatCell, Mix, Ranking, Scatter, ScatterPoint,
    Series, SeriesRole, Trend, TrendStyle,
};
pub use view::Chart;

#[cfg(test)]
mod tests;
