//! Sales records as a table that can be imported again without loss.

use crate::domain::dataset::Dataset;
use crate::domain::money::Money;
use crate::domain::records::{Block, State};
use crate::files::field::Field;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// The columns of the table.
pub const FIELDS: [Field; 18] = [
    Field::Document,
    Field::Line,
    Field::BookedOn,
    Field::State,
    Field::PersonNumber,
    Field::Person,
    Field::CustomerNumber,
    Field::Customer,
    Field::ProductNumber,
    Field::Product,
    Field::Category,
    Field::Channel,
    Field::Territory,
    Field::Quantity,
    Field::Amount,
    Field::Cost,
    Field::InvoicedOn,
    Field::CollectedOn,
];

/// Number and name by code.
type Codes = HashMap<u32, (String, String)>;

/// The names behind the codes of a dataset.
pub struct Book {
    people: Codes,
    products: Codes,
    customers: Codes,
    channels: Codes,
    territories: Codes,
    categories: HashMap<u32, String>,
}

impl Book {
    /// Collects them.
    pub fn new(data: &Dataset) -> Book {
        macro_rules! codes {
            ($($table:ident $number:expr),+) => {{
                let mut out = Codes::new();
                $(for e in data.$table.iter() {
                    for code in &e.codes {
                        out.insert(u32::from(*code), (($number)(e), e.name.clone()));
                    }
                })+
                out
            }};
        }
        let mut categories = HashMap::new();
        for p in data.products.iter() {
            if let Some(c) = p.category.and_then(|c| data.categories.get(c)) {
                categories.extend(p.codes.iter().map(|code| (*code, c.name.clone())));
            }
        }
        Book {
            people: codes!(people |e: &crate::domain::org::Person| e.number.clone(), splits |_| String::new()),
            products: codes!(products |e: &crate::domain::catalogue::Product| e.number.clone()),
            customers: codes!(customers |e: &crate::domain::catalogue::Customer| e.number.clone()),
            channels: codes!(channels | _ | String::new()),
            territories: codes!(territories | _ | String::new()),
            categories,
        }
    }

    /// One record, in the order of [`FIELDS`]. Document and line are empty where the block's names are not at hand.
    pub fn row(
        &self,
        data: &Dataset,
        block: &Block,
        row: usize,
        state: &dyn Fn(State) -> String,
    ) -> Vec<String> {
        let facts = &block.facts;
        let currency = data.workspace.currency;
        let day = |d: Option<&crate::domain::day::Day>| {
            d.and_then(|d| d.date()).map(|d| d.to_string()).unwrap_or_default()
        };
        let money = |minor: Option<i64>| {
            minor.map(|minor| Money { minor, currency }.decimal().to_string()).unwrap_or_default()
        };
        let name =
            |codes: &Codes, code: Option<u32>| code.and_then(|c| codes.get(&c)).cloned().unwrap_or_default();
        let wide = |v: &Vec<u16>| v.get(row).copied().map(u32::from);
        let product = facts.product.get(row).copied();
        let (person_number, person) = name(&self.people, wide(&facts.credit));
        let (customer_number, customer) = name(&self.customers, facts.customer.get(row).copied());
        let (product_number, product_name) = name(&self.products, product);
        let extra =
            |column: &Option<Vec<crate::domain::day::Day>>| day(column.as_ref().and_then(|c| c.get(row)));
        let text = |f: fn(&crate::domain::records::Names) -> &crate::domain::records::Texts| {
            block.names().map(|n| f(n).get(row).to_owned()).unwrap_or_default()
        };
        let quantity = facts.quantity.get(row).map(|q| Decimal::new(q, 3).normalize().to_string());
        vec![
            text(|n| &n.document),
            text(|n| &n.line),
            day(facts.day.get(row)),
            facts.state.get(row).and_then(|s| State::from_code(*s)).map(state).unwrap_or_default(),
            person_number,
            person,
            customer_number,
            customer,
            product_number,
            product_name,
            product.and_then(|c| self.categories.get(&c)).cloned().unwrap_or_default(),
            name(&self.channels, wide(&facts.channel)).1,
            name(&self.territories, wide(&facts.territory)).1,
            quantity.unwrap_or_default(),
            money(facts.amount.get(row)),
            money(facts.cost.get(row)),
            extra(&facts.extra.invoiced),
            extra(&facts.extra.collected),
        ]
    }
}

/// All records of a dataset as a table with headings.
pub fn records(
    data: &Dataset,
    heading: &dyn Fn(Field) -> String,
    state: &dyn Fn(State) -> String,
) -> Vec<Vec<String>> {
    let book = Book::new(data);
    let blocks = data.segments.iter().flat_map(|s| &s.blocks);
    let rows =
        blocks.flat_map(|b| (0..b.facts.len()).map(|row| book.row(data, b, row, state)).collect::<Vec<_>>());
    std::iter::once(FIELDS.iter().map(|f| heading(*f)).collect()).chain(rows).collect()
}
