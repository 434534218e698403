//! Measurements: observed values that are not sales, such as customer satisfaction or market size.

use crate::domain::calendar::Span;
use crate::domain::id::{MeasureId, MeasurementId};
use crate::domain::target::Subject;
use rust_decimal::Decimal;

/// One observed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measurement {
    /// Identity.
    pub id: MeasurementId,
    /// The measure it belongs to, whose source is [`crate::domain::kpi::Source::Measurements`].
    pub measure: MeasureId,
    /// Whom or what was measured.
    pub subject: Subject,
    /// The day (a span of one) or period it describes.
    pub span: Span,
    /// The value in the measure's unit.
    pub value: Decimal,
    /// How many answers or observations stand behind it; weights a mean.
    pub sample: Option<u32>,
    /// Where it comes from: file name or "entered".
    pub source: String,
}
