//! Targets: what a KPI shall reach, for whom, when, at which level.

use crate::domain::calendar::Period;
use crate::domain::id::{CustomerId, KpiId, PersonId, ProductId, TargetId, TeamId, TerritoryId};
use rust_decimal::Decimal;

/// Whom or what a target or measurement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The whole workspace.
    Company,
    /// A team with everybody below it.
    Team(TeamId),
    /// A person.
    Person(PersonId),
    /// A territory with everything below it.
    Territory(TerritoryId),
    /// A customer.
    Customer(CustomerId),
    /// A product.
    Product(ProductId),
}

/// How ambitious a target is: target < challenge < stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The target proper; attainment is measured against it.
    #[default]
    Target,
    /// The challenge level.
    Challenge,
    /// The stretch level.
    Stretch,
}

/// One target at the grain in which it was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Identity.
    pub id: TargetId,
    /// The KPI.
    pub kpi: KpiId,
    /// For whom.
    pub subject: Subject,
    /// When.
    pub period: Period,
    /// How ambitious.
    pub level: Level,
    /// In the KPI's unit; money in major units.
    pub value: Decimal,
}
