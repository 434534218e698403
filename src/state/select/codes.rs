//! Names by column code, for lists of records: one lookup per cell instead of one search.

use crate::domain::Dataset;

/// Names of the members of each dimension by their codes. Code 0, and a code that nobody owns, has an empty name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodeNames {
    credit: Vec<String>,
    product: Vec<String>,
    customer: Vec<String>,
    channel: Vec<String>,
    territory: Vec<String>,
}

fn table<'a>(entries: impl Iterator<Item = (usize, &'a str)>) -> Vec<String> {
    let mut names = Vec::new();
    for (code, name) in entries {
        if names.len() <= code {
            names.resize(code + 1, String::new());
        }
        if let Some(place) = names.get_mut(code) {
            *place = name.to_owned();
        }
    }
    names
}

fn at(names: &[String], code: usize) -> &str {
    names.get(code).map_or("", String::as_str)
}

/// The codes whose names hold a text, ready to be asked for.
pub struct Found {
    credit: Vec<bool>,
    product: Vec<bool>,
    customer: Vec<bool>,
    channel: Vec<bool>,
    territory: Vec<bool>,
}

impl CodeNames {
    /// The names of a dataset.
    pub fn new(data: &Dataset) -> CodeNames {
        let short = |codes: &[u16]| codes.iter().map(|c| usize::from(*c)).collect::<Vec<_>>();
        let long = |codes: &[u32]| codes.iter().map(|c| *c as usize).collect::<Vec<_>>();
        let people =
            data.people.iter().flat_map(|e| short(&e.codes).into_iter().map(|c| (c, e.name.as_str())));
        let splits =
            data.splits.iter().flat_map(|e| short(&e.codes).into_iter().map(|c| (c, e.name.as_str())));
        CodeNames {
            credit: table(people.chain(splits)),
            product: table(
                data.products.iter().flat_map(|e| long(&e.codes).into_iter().map(|c| (c, e.name.as_str()))),
            ),
            customer: table(
                data.customers.iter().flat_map(|e| long(&e.codes).into_iter().map(|c| (c, e.name.as_str()))),
            ),
            channel: table(
                data.channels.iter().flat_map(|e| short(&e.codes).into_iter().map(|c| (c, e.name.as_str()))),
            ),
            territory: table(
                data.territories
                    .iter()
                    .flat_map(|e| short(&e.codes).into_iter().map(|c| (c, e.name.as_str()))),
            ),
        }
    }

    /// The person or split of a credit code.
    pub fn credit(&self, code: u16) -> &str {
        at(&self.credit, usize::from(code))
    }

    /// The product of a code.
    pub fn product(&self, code: u32) -> &str {
        at(&self.product, code as usize)
    }

    /// The customer of a code.
    pub fn customer(&self, code: u32) -> &str {
        at(&self.customer, code as usize)
    }

    /// The channel of a code.
    pub fn channel(&self, code: u16) -> &str {
        at(&self.channel, usize::from(code))
    }

    /// The territory of a code.
    pub fn territory(&self, code: u16) -> &str {
        at(&self.territory, usize::from(code))
    }

    /// The codes whose names hold a text, whatever its case.
    pub fn find(&self, text: &str) -> Found {
        let needle = text.to_lowercase();
        let holds = |names: &[String]| names.iter().map(|n| n.to_lowercase().contains(&needle)).collect();
        Found {
            credit: holds(&self.credit),
            product: holds(&self.product),
            customer: holds(&self.customer),
            channel: holds(&self.channel),
            territory: holds(&self.territory),
        }
    }
}

impl Found {
    /// Whether a row of these columns names a member that was found.
    pub fn holds(&self, facts: &crate::domain::records::Facts, row: usize) -> bool {
        let hit =
            |found: &[bool], code: Option<usize>| code.and_then(|c| found.get(c)).copied().unwrap_or(false);
        hit(&self.credit, facts.credit.get(row).map(|c| usize::from(*c)))
            || hit(&self.product, facts.product.get(row).map(|c| *c as usize))
            || hit(&self.customer, facts.customer.get(row).map(|c| *c as usize))
            || hit(&self.channel, facts.channel.get(row).map(|c| usize::from(*c)))
            || hit(&self.territory, facts.territory.get(row).map(|c| usize::from(*c)))
    }
}
