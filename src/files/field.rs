//! What a table can hold (its kind) and what a column can mean (its field).
//!
//! The words by which headings are recognised stand in [`words`].

mod words;

pub use words::words;

use serde::{Deserialize, Serialize};

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Sales records.
    Records,
    /// People.
    People,
    /// Products.
    Products,
    /// Customers.
    Customers,
    /// Measurements: satisfaction, market size.
    Measurements,
    /// Targets.
    Targets,
}

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Number of the document: order, invoice, opportunity.
    Document,
    /// Line within the document.
    Line,
    /// What became of the sale.
    State,
    /// Day of booking; for an opportunity the day it closed.
    BookedOn,
    /// Day on which an opportunity was opened; stands in where it has not closed.
    OpenedOn,
    /// Day of the invoice.
    InvoicedOn,
    /// Day on which payment is due.
    DueOn,
    /// Day of collection.
    CollectedOn,
    /// Name of the person.
    Person,
    /// Employee number.
    PersonNumber,
    /// Name of the customer.
    Customer,
    /// Customer number.
    CustomerNumber,
    /// Name of the product.
    Product,
    /// Article number.
    ProductNumber,
    /// Product category.
    Category,
    /// Sales channel.
    Channel,
    /// Territory.
    Territory,
    /// Quantity.
    Quantity,
    /// Price of one.
    UnitPrice,
    /// Discount as a ratio or percentage.
    Discount,
    /// Amount.
    Amount,
    /// Cost.
    Cost,
    /// Contract term in months.
    Term,
    /// Document that a return refers to.
    Returns,
    /// Probability of an open opportunity.
    Probability,
    /// Role of a person.
    Role,
    /// Team of a person, or the team that a target is for.
    Team,
    /// Region or office of a person: the territory, and without a column of teams the team above the managers' teams.
    Office,
    /// Manager of a person.
    Manager,
    /// First day of employment.
    HiredOn,
    /// Last day of employment.
    LeftOn,
    /// Industry of a customer.
    Sector,
    /// What was measured, or the KPI of a target.
    Measure,
    /// Month, quarter or year.
    Period,
    /// Level of a target.
    Level,
    /// The value measured or to be reached.
    Value,
    /// Number of answers behind a measurement.
    Sample,
}

/// What the cells of a field must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A name or any text.
    Text,
    /// A date.
    Date,
    /// A number.
    Number,
    /// A month, quarter, year or date.
    Period,
}

impl Field {
    /// What its cells must be.
    pub fn content(self) -> Content {
        match self {
            Field::BookedOn
            | Field::OpenedOn
            | Field::InvoicedOn
            | Field::DueOn
            | Field::CollectedOn
            | Field::HiredOn
            | Field::LeftOn => Content::Date,
            Field::Quantity
            | Field::UnitPrice
            | Field::Discount
            | Field::Amount
            | Field::Cost
            | Field::Term
            | Field::Probability
            | Field::Value
            | Field::Sample => Content::Number,
            Field::Period => Content::Period,
            _ => Content::Text,
        }
    }

    /// Whether it holds money, so that unit and tax matter.
    pub fn is_money(self) -> bool {
        matches!(self, Field::Amount | Field::Cost | Field::UnitPrice)
    }
}

impl Kind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Kind; 6] =
        [Kind::Records, Kind::People, Kind::Products, Kind::Customers, Kind::Measurements, Kind::Targets];

    /// The fields a column can mean in this kind, the usual order of a template.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Kind::Records => &[
                Field::Document,
                Field::Line,
                Field::BookedOn,
                Field::State,
                Field::Person,
                Field::PersonNumber,
                Field::Customer,
                Field::CustomerNumber,
                Field::Product,
                Field::ProductNumber,
                Field::Category,
                Field::Channel,
                Field::Territory,
                Field::Quantity,
                Field::UnitPrice,
                Field::Discount,
                Field::Amount,
                Field::Cost,
                Field::OpenedOn,
                Field::InvoicedOn,
                Field::DueOn,
                Field::CollectedOn,
                Field::Probability,
                Field::Term,
                Field::Returns,
            ],
            Kind::People => &[
                Field::PersonNumber,
                Field::Person,
                Field::Role,
                Field::Team,
                Field::Office,
                Field::Manager,
                Field::HiredOn,
                Field::LeftOn,
            ],
            Kind::Products => &[Field::ProductNumber, Field::Product, Field::Category],
            Kind::Customers => &[Field::CustomerNumber, Field::Customer, Field::Sector, Field::Territory],
            Kind::Measurements => &[
                Field::Measure,
                Field::Period,
                Field::Team,
                Field::Person,
                Field::Territory,
                Field::Customer,
                Field::Product,
                Field::Value,
                Field::Sample,
            ],
            Kind::Targets => &[
                Field::Measure,
                Field::Period,
                Field::Team,
                Field::Person,
                Field::Territory,
                Field::Customer,
                Field::Product,
                Field::Level,
                Field::Value,
            ],
        }
    }

    /// The fields without which nothing can be imported; of each group one is enough.
    pub fn required(self) -> &'static [&'static [Field]] {
        match self {
            Kind::Records => {
                &[&[Field::BookedOn, Field::InvoicedOn, Field::OpenedOn], &[Field::Amount, Field::UnitPrice]]
            }
            Kind::People => &[&[Field::Person]],
            Kind::Products => &[&[Field::Product]],
            Kind::Customers => &[&[Field::Customer]],
            Kind::Measurements | Kind::Targets => &[&[Field::Period], &[Field::Value]],
        }
    }
}
