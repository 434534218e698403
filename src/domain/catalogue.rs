//! What is sold, where, through which channel and to whom.
//!
//! Each entity owns the codes that mean it in the columns of the records: merging two entities moves codes and
//! leaves the blocks alone. Codes are never reused.

use crate::domain::id::{CategoryId, ChannelId, CustomerId, ProductId, TerritoryId};

/// A product category; categories form a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Identity.
    pub id: CategoryId,
    /// Name as shown.
    pub name: String,
    /// The category above.
    pub parent: Option<CategoryId>,
}

/// A product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Identity.
    pub id: ProductId,
    /// Article number; unique where it is not empty.
    pub number: String,
    /// Name as shown.
    pub name: String,
    /// Other spellings found in files.
    pub aliases: Vec<String>,
    /// Codes in the columns.
    pub codes: Vec<u32>,
    /// Narrowest category.
    pub category: Option<CategoryId>,
}

/// A sales channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Identity.
    pub id: ChannelId,
    /// Name as shown.
    pub name: String,
    /// Other spellings found in files.
    pub aliases: Vec<String>,
    /// Codes in the columns.
    pub codes: Vec<u16>,
}

/// A territory; territories form a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Territory {
    /// Identity.
    pub id: TerritoryId,
    /// Name as shown.
    pub name: String,
    /// Other spellings found in files.
    pub aliases: Vec<String>,
    /// Codes in the columns.
    pub codes: Vec<u16>,
    /// The territory above.
    pub parent: Option<TerritoryId>,
}

/// A customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// Identity.
    pub id: CustomerId,
    /// Customer number; unique where it is not empty.
    pub number: String,
    /// Name as shown.
    pub name: String,
    /// Other spellings found in files.
    pub aliases: Vec<String>,
    /// Codes in the columns.
    pub codes: Vec<u32>,
    /// Industry or segment, free text; empty where unknown.
    pub sector: String,
    /// Where the customer is.
    pub territory: Option<TerritoryId>,
}
