//! What the company sells, where, through which channels and to whom.

use crate::domain::catalogue::{Category, Channel, Customer, Product, Territory};
use crate::domain::id::TerritoryId;
use crate::state::sample::cast::{PARTS, SEATS, team};
use crate::state::sample::names::Names;
use crate::state::sample::rng::{Ids, Rng};

/// Customers of the company, six a seat.
pub const CUSTOMERS: usize = SEATS * PER_SEAT;
/// Customers of each seat.
pub const PER_SEAT: usize = 12;

/// A product's trade data.
#[derive(Clone, Copy, Debug)]
pub struct Good {
    /// Place of its category.
    pub category: usize,
    /// List price in New Taiwan dollars.
    pub price: i64,
    /// Cost in percent of the list price.
    pub cost: i64,
    /// How often it is sold.
    pub weight: u32,
    /// Quantity sold, from and to.
    pub quantity: (i64, i64),
}

const fn good(category: usize, price: i64, cost: i64, weight: u32, quantity: (i64, i64)) -> Good {
    Good { category, price, cost, weight, quantity }
}

/// The products in the order of their names.
pub const GOODS: [Good; 12] = [
    good(0, 68_000, 66, 5, (1, 2)),
    good(0, 42_000, 64, 7, (1, 2)),
    good(0, 18_500, 62, 9, (1, 3)),
    good(0, 12_800, 58, 8, (1, 4)),
    good(1, 3_600, 62, 18, (3, 16)),
    good(1, 5_200, 57, 11, (2, 10)),
    good(1, 4_100, 60, 7, (2, 9)),
    good(1, 2_400, 55, 14, (4, 20)),
    good(2, 1_500, 68, 9, (6, 24)),
    good(2, 980, 58, 10, (8, 40)),
    good(3, 15_000, 45, 6, (1, 3)),
    good(3, 2_800, 50, 8, (1, 4)),
];

/// The catalogue, and what the records need to know of it. Codes are places plus one.
#[derive(Debug)]
pub struct Market {
    /// Product categories.
    pub categories: Vec<Category>,
    /// Products in the order of [`GOODS`].
    pub products: Vec<Product>,
    /// Channels.
    pub channels: Vec<Channel>,
    /// The three regions, then their cities.
    pub territories: Vec<Territory>,
    /// Customers; number n belongs to seat n mod [`SEATS`].
    pub customers: Vec<Customer>,
    /// List prices in minor units.
    pub prices: Vec<i64>,
}

/// Code of a city: regions have 1 to 3.
pub fn city_code(region: usize, city: usize) -> u16 {
    u16::try_from(4 + region * 3 + city).unwrap_or(0)
}

/// Region and city of a customer: where the seat's team works.
pub fn place(customer: usize) -> (usize, usize) {
    let seat = customer % SEATS;
    let region = PARTS.iter().position(|p| p.seat == seat).map_or(0, team);
    (region, (seat + customer / SEATS) % 3)
}

/// A price in another currency, in its minor units, as a price list would print it: three significant digits, the last
/// of them 0 or 5.
fn list_price(twd: i64, tenths_of_twd: i64) -> i64 {
    let minor = twd * 1000 / tenths_of_twd.max(1);
    let mut step = 1;
    while minor / step >= 1000 {
        step *= 10;
    }
    let step = step * 5;
    (minor + step / 2) / step * step
}

/// Builds the catalogue.
pub fn market(names: &Names, ids: &mut Ids, rng: &mut Rng) -> Market {
    let categories: Vec<Category> = names
        .categories
        .iter()
        .map(|n| Category { id: ids.make(), name: (*n).into(), parent: None })
        .collect();
    let products = names.products.iter().zip(GOODS).zip(1_u32..).map(|((name, good), code)| Product {
        id: ids.make(),
        number: format!("P{:03}", code * 10),
        name: (*name).into(),
        aliases: Vec::new(),
        codes: vec![code],
        category: categories.get(good.category).map(|c| c.id),
    });
    let products = products.collect();
    let channels = names.channels.iter().zip(1_u16..).map(|(name, code)| Channel {
        id: ids.make(),
        name: (*name).into(),
        aliases: Vec::new(),
        codes: vec![code],
    });
    let channels = channels.collect();
    let territory = |ids: &mut Ids, name: &str, code: u16, parent: Option<TerritoryId>| Territory {
        id: ids.make(),
        name: name.into(),
        aliases: Vec::new(),
        codes: vec![code],
        parent,
    };
    let mut territories: Vec<Territory> =
        names.regions.iter().zip(1_u16..).map(|(r, code)| territory(ids, r.name, code, None)).collect();
    for (at, region) in names.regions.iter().enumerate() {
        let parent = territories.get(at).map(|t| t.id);
        for (city, name) in region.cities.iter().enumerate() {
            territories.push(territory(ids, name, city_code(at, city), parent));
        }
    }
    let stems = names.stems.len();
    let turn = usize::try_from(rng.below(stems as u64)).unwrap_or(0);
    let customers = (0..CUSTOMERS).zip(1_u32..).map(|(n, code)| {
        let kind = (n + n / stems * 3) % names.kinds.len();
        let word = |list: &[&'static str], at: usize| list.get(at).copied().unwrap_or("");
        let (region, city) = place(n);
        let stem = word(&names.stems, (n + turn) % stems);
        let at = usize::from(city_code(region, city)).saturating_sub(1);
        Customer {
            id: ids.make(),
            number: format!("C{code:04}"),
            name: format!("{stem}{}{}", names.joint, word(&names.kinds, kind)),
            aliases: Vec::new(),
            codes: vec![code],
            sector: word(&names.sectors, kind).into(),
            territory: territories.get(at).map(|t| t.id),
        }
    });
    let customers = customers.collect();
    let prices = GOODS.iter().map(|g| list_price(g.price, names.tenths_of_twd)).collect();
    Market { categories, products, channels, territories, customers, prices }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_look_like_a_price_list() {
        for (twd, tenths, minor) in
            [(68_000, 10, 6_800_000), (68_000, 300, 225_000), (980, 44, 22_500), (2_400, 300, 8_000)]
        {
            assert_eq!(list_price(twd, tenths), minor, "{twd} at {tenths}");
        }
    }
}
