//! Which records: any combination of dimensions. Empty means "all"; several values of one dimension mean "any of".

use crate::domain::id::{CategoryId, ChannelId, CustomerId, PersonId, ProductId, TeamId, TerritoryId};

/// A combination of choices over the dimensions of a record. Each list is sorted and free of repetitions when made
/// through [`Filter::normalised`], so that equal filters compare equal and serve as cache keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Filter {
    /// Teams of the credited person on the record's day, with the teams below.
    pub teams: Vec<TeamId>,
    /// Credited people.
    pub people: Vec<PersonId>,
    /// Products.
    pub products: Vec<ProductId>,
    /// Categories with the categories below.
    pub categories: Vec<CategoryId>,
    /// Channels.
    pub channels: Vec<ChannelId>,
    /// Territories with the territories below.
    pub territories: Vec<TerritoryId>,
    /// Customers.
    pub customers: Vec<CustomerId>,
}

impl Filter {
    /// Whether nothing is left out.
    pub fn is_all(&self) -> bool {
        *self == Filter::default()
    }

    /// The same choice in its one canonical form.
    pub fn normalised(mut self) -> Filter {
        fn tidy<T: Ord>(list: &mut Vec<T>) {
            list.sort_unstable();
            list.dedup();
        }
        tidy(&mut self.teams);
        tidy(&mut self.people);
        tidy(&mut self.products);
        tidy(&mut self.categories);
        tidy(&mut self.channels);
        tidy(&mut self.territories);
        tidy(&mut self.customers);
        self
    }
}
