//! Entities as rows of an editable sheet: which columns a kind has, what stands in a cell, and what typed text becomes.
//!
//! Invariant: [`edit`] refuses cells, never more: what holds comes back as entities for one command, and what does not
//! comes back with its place and reason, so that the page can keep what was typed until it is right.

mod cell;
mod edit;
mod moves;
mod names;

pub use cell::{read, tree_order};
pub use edit::{Edit, Outcome, Refusal, edit};
pub use moves::{Moves, moves};
pub use names::{Names, options, subjects};

use crate::domain::dataset::{Dataset, Item, ItemId};
use crate::domain::id::{
    CategoryId, ChannelId, CustomerId, MeasurementId, PersonId, ProductId, SplitId, TeamId, TerritoryId, Uuid,
};
use crate::domain::kpi::Measure;
use crate::domain::target::Subject;
use crate::domain::{Date, Decimal, Span};
use crate::state::command::{Field, Why};

/// A kind of entity that has a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// People.
    People,
    /// Teams.
    Teams,
    /// Shared credit.
    Splits,
    /// Products.
    Products,
    /// Product categories.
    Categories,
    /// Channels.
    Channels,
    /// Territories.
    Territories,
    /// Customers.
    Customers,
    /// Measurements.
    Measurements,
}

/// A column of a sheet. One word means the same in every sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Col {
    /// Number of a person, product or customer.
    Number,
    /// Name.
    Name,
    /// Team on the day looked at.
    Team,
    /// Role on the day looked at.
    Role,
    /// Manager on the day looked at.
    Manager,
    /// First day of employment.
    Hired,
    /// Last day of employment.
    Left,
    /// Other spellings.
    Aliases,
    /// The entity above in a tree.
    Parent,
    /// Who leads a team.
    Lead,
    /// How many people are in a team on the day looked at; not typed.
    Heads,
    /// Category of a product.
    Category,
    /// Sector of a customer.
    Sector,
    /// Territory of a customer.
    Territory,
    /// Shares of a split, as `name share`.
    Shares,
    /// Overlay shares of a split.
    Overlays,
    /// Measure of a measurement.
    Measure,
    /// Whom a measurement is about.
    Subject,
    /// Day or period of a measurement.
    When,
    /// Value of a measurement.
    Value,
    /// Sample size of a measurement.
    Sample,
    /// Where a measurement comes from.
    Source,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Any text.
    Text,
    /// A number.
    Number,
    /// A count.
    Count,
    /// A day.
    Day,
    /// A day or period.
    Span,
    /// Several texts.
    List,
    /// People with percentages.
    Shares,
    /// An entity of a table.
    Ref(Table),
    /// Whom or what a figure is about.
    Subject,
}

/// A table that a column refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Table {
    /// People.
    People,
    /// Teams.
    Teams,
    /// Categories.
    Categories,
    /// Territories.
    Territories,
    /// Measures that are observed, not computed from records.
    Measures,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A day.
    Day(Date),
    /// A day or period.
    Span(Span),
    /// Several texts.
    List(Vec<String>),
    /// People with percentages.
    Shares(Vec<(PersonId, Decimal)>),
    /// An entity.
    Ref(ItemId),
    /// Whom or what a figure is about.
    Subject(Subject),
}

/// Why a cell is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not a number.
    Number,
    /// Not a day.
    Day,
    /// Not a day, month, quarter or year.
    Span,
    /// It names something that is not there.
    Unknown,
    /// It names several things.
    Ambiguous,
    /// The core's reason.
    Core(Why),
}

/// What comes from outside: the day looked at, and the page's words for what has none of its own.
#[derive(Clone, Copy)]
pub struct Words {
    /// The company as a subject.
    pub company: &'static str,
    /// Before the name of a team as a subject, and so on.
    pub team: &'static str,
    /// A person as a subject.
    pub person: &'static str,
    /// A territory as a subject.
    pub territory: &'static str,
    /// A customer as a subject.
    pub customer: &'static str,
    /// A product as a subject.
    pub product: &'static str,
    /// The name of a measure.
    pub measure: fn(&Measure) -> String,
    /// The day on which team, role and manager are looked at.
    pub today: Date,
}

impl Sheet {
    /// Its columns in order.
    #[must_use]
    pub const fn columns(self) -> &'static [Col] {
        match self {
            Sheet::People => &[
                Col::Number,
                Col::Name,
                Col::Team,
                Col::Role,
                Col::Manager,
                Col::Territory,
                Col::Hired,
                Col::Left,
                Col::Aliases,
            ],
            Sheet::Teams => &[Col::Name, Col::Parent, Col::Lead, Col::Heads],
            Sheet::Splits => &[Col::Name, Col::Shares, Col::Overlays],
            Sheet::Products => &[Col::Number, Col::Name, Col::Category, Col::Aliases],
            Sheet::Categories => &[Col::Name, Col::Parent],
            Sheet::Channels => &[Col::Name, Col::Aliases],
            Sheet::Territories => &[Col::Name, Col::Parent, Col::Aliases],
            Sheet::Customers => &[Col::Number, Col::Name, Col::Sector, Col::Territory, Col::Aliases],
            Sheet::Measurements => {
                &[Col::Measure, Col::Subject, Col::When, Col::Value, Col::Sample, Col::Source]
            }
        }
    }

    /// What the cells of a column hold in this sheet.
    #[must_use]
    pub const fn holds(self, col: Col) -> Holds {
        match col {
            Col::Number | Col::Name | Col::Role | Col::Sector | Col::Source => Holds::Text,
            Col::Team => Holds::Ref(Table::Teams),
            Col::Manager | Col::Lead => Holds::Ref(Table::People),
            Col::Hired | Col::Left => Holds::Day,
            Col::Aliases => Holds::List,
            Col::Parent => match self {
                Sheet::Categories => Holds::Ref(Table::Categories),
                Sheet::Territories => Holds::Ref(Table::Territories),
                _ => Holds::Ref(Table::Teams),
            },
            Col::Heads | Col::Sample => Holds::Count,
            Col::Category => Holds::Ref(Table::Categories),
            Col::Territory => Holds::Ref(Table::Territories),
            Col::Shares | Col::Overlays => Holds::Shares,
            Col::Measure => Holds::Ref(Table::Measures),
            Col::Subject => Holds::Subject,
            Col::When => Holds::Span,
            Col::Value => Holds::Number,
        }
    }

    /// Whether its entities form a tree and are shown as one.
    #[must_use]
    pub const fn is_tree(self) -> bool {
        matches!(self, Sheet::Teams | Sheet::Categories | Sheet::Territories)
    }

    /// Whether two of its entities can become one.
    #[must_use]
    pub const fn merges(self) -> bool {
        matches!(
            self,
            Sheet::People | Sheet::Products | Sheet::Channels | Sheet::Territories | Sheet::Customers
        )
    }

    /// The id of this sheet's kind.
    #[must_use]
    pub const fn id(self, id: Uuid) -> ItemId {
        match self {
            Sheet::People => ItemId::Person(PersonId(id)),
            Sheet::Teams => ItemId::Team(TeamId(id)),
            Sheet::Splits => ItemId::Split(SplitId(id)),
            Sheet::Products => ItemId::Product(ProductId(id)),
            Sheet::Categories => ItemId::Category(CategoryId(id)),
            Sheet::Channels => ItemId::Channel(ChannelId(id)),
            Sheet::Territories => ItemId::Territory(TerritoryId(id)),
            Sheet::Customers => ItemId::Customer(CustomerId(id)),
            Sheet::Measurements => ItemId::Measurement(MeasurementId(id)),
        }
    }

    /// The ids of its entities in the order in which they are shown: trees from the root down, the rest as entered.
    #[must_use]
    pub fn rows(self, data: &Dataset) -> Vec<ItemId> {
        match self {
            Sheet::People => data.people.iter().map(|e| ItemId::Person(e.id)).collect(),
            Sheet::Splits => data.splits.iter().map(|e| ItemId::Split(e.id)).collect(),
            Sheet::Products => data.products.iter().map(|e| ItemId::Product(e.id)).collect(),
            Sheet::Channels => data.channels.iter().map(|e| ItemId::Channel(e.id)).collect(),
            Sheet::Customers => data.customers.iter().map(|e| ItemId::Customer(e.id)).collect(),
            Sheet::Measurements => data.measurements.iter().map(|e| ItemId::Measurement(e.id)).collect(),
            Sheet::Teams | Sheet::Categories | Sheet::Territories => {
                tree_order(data, self).into_iter().map(|(id, _)| id).collect()
            }
        }
    }

    /// The column that a field of the core's errors stands for.
    #[must_use]
    pub const fn column_of(self, field: Field) -> Col {
        match (self, field) {
            (Sheet::Measurements, Field::Number) => Col::Measure,
            (Sheet::Measurements, Field::Subject) => Col::Subject,
            (Sheet::Measurements, Field::Day) => Col::When,
            (Sheet::Measurements, _) => Col::Value,
            (_, Field::Number) => Col::Number,
            (Sheet::Products, Field::Parent) => Col::Category,
            (Sheet::Customers, Field::Parent) => Col::Territory,
            (_, Field::Parent) => Col::Parent,
            (_, Field::Left) => Col::Left,
            (_, Field::Stints) => Col::Manager,
            (_, Field::Shares) => Col::Shares,
            (_, Field::Subject) => Col::Lead,
            _ => Col::Name,
        }
    }
}

/// The name of an item by its id; empty where it is not there.
#[must_use]
pub fn name(data: &Dataset, id: ItemId) -> String {
    data.get(id).map(|item: Item| crate::state::command::name_of(&item)).unwrap_or_default()
}

/// Rows as a CSV file that spreadsheets open as it is meant; nothing in it is run as a formula.
#[must_use]
pub fn csv(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    crate::files::csv_write::write(rows)
}
