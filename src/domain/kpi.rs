//! Measures (what is counted) and KPIs (formulas over measures).

use crate::domain::filter::Filter;
use crate::domain::id::{KpiId, MeasureId};
use crate::domain::records::StateSet;

/// What a value is counted in. Decides the format, and which operations of a formula make sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Money of the workspace, in major units.
    Money,
    /// A count of things.
    Count,
    /// Pieces, kilograms: whatever the quantity column holds.
    Quantity,
    /// A ratio; 0.25 is shown as 25 %.
    Ratio,
    /// Points on a scale, such as satisfaction 1–5 or a score.
    Points,
}

/// Ready-made names that the languages translate; anything else is the user's own text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// Of the library; shown in the reader's language.
    Library(Library),
    /// The user's own words.
    Own(String),
}

/// The library of ready KPIs and of the measures under them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Library {
    /// Net sales without tax.
    Revenue,
    /// Cost of what was sold.
    Cost,
    /// Revenue less cost, of the records that have a cost.
    Margin,
    /// Margin ÷ revenue.
    MarginRate,
    /// Distinct documents.
    Orders,
    /// Quantity sold.
    Quantity,
    /// Revenue ÷ orders.
    AverageOrder,
    /// Customers whose first booked record lies in the period.
    NewCustomers,
    /// Distinct customers with a booked record in the period.
    ActiveCustomers,
    /// Won ÷ (won + lost) opportunities.
    WinRate,
    /// Opportunities won.
    Won,
    /// Opportunities lost.
    Lost,
    /// Customer satisfaction.
    Satisfaction,
    /// Own revenue ÷ market size.
    MarketShare,
    /// Market size.
    MarketSize,
    /// Value of returns, positive.
    Returns,
    /// Returns ÷ gross sales.
    ReturnRate,
    /// Gross sales: positive lines only.
    GrossSales,
    /// Average employed people.
    Heads,
    /// Revenue ÷ heads.
    RevenuePerHead,
}

/// What of a record is added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    /// Amount without tax, on the day of booking.
    Booked,
    /// Amount, on the day of the invoice.
    Invoiced,
    /// Amount, on the day of collection.
    Collected,
    /// Amount less cost, of records that have a cost, on the day of booking.
    Margin,
    /// Cost, of records that have one.
    Cost,
    /// Quantity.
    Quantity,
    /// Amount × probability, of records that have one: the weighted pipeline.
    Weighted,
}

/// What is counted once however often it occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Distinct {
    /// Documents (orders, opportunities).
    Documents,
    /// Customers.
    Customers,
    /// Customers whose first booked record of all lies in the period.
    NewCustomers,
    /// Products.
    Products,
}

/// How records become one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Aggregate {
    /// Sum of a base.
    Sum(Base),
    /// Mean of a base per record.
    Mean(Base),
    /// Number of records.
    Rows,
    /// Exact distinct count.
    Distinct(Distinct),
}

/// Which amounts count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sign {
    /// All.
    #[default]
    Any,
    /// Sales: zero and above.
    Positive,
    /// Returns and credit notes, taken as positive numbers.
    Negative,
}

/// How measurements become one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Combine {
    /// Mean, weighted by sample size where sizes are given.
    Mean,
    /// Sum, prorated by day where a measurement spans more than the period asked for.
    Sum,
    /// The latest.
    Last,
}

/// Where a measure's values come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Sales records.
    Records {
        /// How they become a number.
        aggregate: Aggregate,
        /// Which of them.
        filter: Filter,
        /// In which states; booked unless the measure is about the pipeline.
        states: StateSet,
        /// With which sign.
        sign: Sign,
    },
    /// Measurements of this measure.
    Measurements(Combine),
    /// Average number of people employed over the period, by day.
    Heads,
}

/// A measure: a name for one way of counting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Identity.
    pub id: MeasureId,
    /// How formulas call it: lower case Latin letters, digits, underscores; unique.
    pub key: String,
    /// Name as shown.
    pub label: Label,
    /// What it is counted in.
    pub unit: Unit,
    /// Where its values come from.
    pub source: Source,
}

/// Whether more is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// More is better.
    #[default]
    Higher,
    /// Less is better.
    Lower,
}

/// How targets of parts and of the whole relate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Additivity {
    /// Parts add up (revenue, orders).
    #[default]
    Sum,
    /// The same value holds for every part (rates, satisfaction, share).
    Hold,
    /// The last part's value is the whole's (stock).
    Last,
}

/// A KPI: a formula over measures and other KPIs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kpi {
    /// Identity.
    pub id: KpiId,
    /// How other formulas call it; unique among KPIs and measures.
    pub key: String,
    /// Name as shown.
    pub label: Label,
    /// The formula, such as `margin / revenue`.
    pub formula: String,
    /// What it is counted in.
    pub unit: Unit,
    /// Decimals shown; for [`Unit::Money`] the workspace decides.
    pub digits: u32,
    /// Whether more is better.
    pub direction: Direction,
    /// How targets add.
    pub additivity: Additivity,
}
