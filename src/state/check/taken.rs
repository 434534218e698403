//! What an entity claims for itself alone: a name, a number, a key.
//!
//! A table is counted the first time one of its entities is checked, and then never read again: checking many entities
//! costs the table once, not once for each of them.

use crate::domain::calendar::Period;
use crate::domain::catalogue::{Category, Channel, Customer, Product, Territory};
use crate::domain::dataset::{Dataset, Entity, Item};
use crate::domain::id::{KpiId, Uuid};
use crate::domain::kpi::{Kpi, Measure};
use crate::domain::org::{Person, Split, Team};
use crate::domain::target::{Level, Subject, Target};
use crate::state::command::{Field, Why};
use std::collections::{HashMap, HashSet};

/// The tables whose entities claim something.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Of {
    People,
    Teams,
    Splits,
    Categories,
    Products,
    Channels,
    Territories,
    Customers,
    Measures,
    Kpis,
    Targets,
}

/// What may occur once in a table.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Claim<'a> {
    /// A text in a field.
    Text(Of, Field, &'a str),
    /// A name below a parent.
    Below(Of, Option<Uuid>, &'a str),
    /// A name that a number tells from others.
    Numbered(&'a str, &'a str),
    /// What a target is for.
    Target(KpiId, Subject, Period, Level),
}

impl Claim<'_> {
    /// The field that is wrong where somebody else has it.
    fn field(&self) -> Field {
        match self {
            Claim::Text(_, field, _) => *field,
            Claim::Below(..) | Claim::Numbered(..) => Field::Name,
            Claim::Target(..) => Field::Number,
        }
    }

    /// Empty texts may repeat: an empty number is no number.
    fn is_empty(&self) -> bool {
        match self {
            Claim::Text(_, _, text) | Claim::Below(_, _, text) | Claim::Numbered(_, text) => text.is_empty(),
            Claim::Target(..) => false,
        }
    }
}

trait Claims: Entity {
    const OF: Of;

    fn claims(&self) -> [Option<Claim<'_>>; 2];
}

/// The claims of each table, in the order in which they are checked.
macro_rules! claims {
    ($($entity:ident as $of:ident: |$e:ident| $first:expr $(, $second:expr)?;)+) => {$(
        impl Claims for $entity {
            const OF: Of = Of::$of;

            fn claims(&self) -> [Option<Claim<'_>>; 2] {
                let $e = self;
                #[allow(unused_mut, unused_assignments, reason = "not every table has a second claim")]
                let mut second = None;
                $(second = $second;)?
                [Some($first), second]
            }
        }
    )+};
}

claims! {
    Person as People: |e| Claim::Text(Self::OF, Field::Number, &e.number),
        e.number.is_empty().then_some(Claim::Text(Self::OF, Field::Name, &e.name));
    Team as Teams: |e| Claim::Below(Self::OF, e.parent.map(|p| p.0), &e.name);
    Split as Splits: |e| Claim::Text(Self::OF, Field::Name, &e.name);
    Category as Categories: |e| Claim::Below(Self::OF, e.parent.map(|p| p.0), &e.name);
    Product as Products: |e| Claim::Text(Self::OF, Field::Name, &e.name),
        Some(Claim::Text(Self::OF, Field::Number, &e.number));
    Channel as Channels: |e| Claim::Text(Self::OF, Field::Name, &e.name);
    Territory as Territories: |e| Claim::Below(Self::OF, e.parent.map(|p| p.0), &e.name);
    Customer as Customers: |e| Claim::Text(Self::OF, Field::Number, &e.number),
        Some(Claim::Numbered(&e.number, &e.name));
    Measure as Measures: |e| Claim::Text(Self::OF, Field::Number, &e.key);
    Kpi as Kpis: |e| Claim::Text(Self::OF, Field::Number, &e.key);
    Target as Targets: |e| Claim::Target(e.kpi, e.subject, e.period, e.level);
}

/// How often each claim is made in the tables counted so far.
#[derive(Default)]
pub struct Taken<'a> {
    counts: HashMap<Claim<'a>, u32>,
    counted: HashSet<Of>,
}

impl<'a> Taken<'a> {
    /// Checks that nobody else claims what an entity of the dataset claims.
    ///
    /// # Errors
    /// The field of the first claim that is taken.
    pub fn check(&mut self, data: &'a Dataset, item: &'a Item) -> Result<(), (Field, Why)> {
        match item {
            Item::Person(e) => self.one(data.people.iter().map(AsRef::as_ref), e),
            Item::Team(e) => self.one(data.teams.iter().map(AsRef::as_ref), e),
            Item::Split(e) => self.one(data.splits.iter().map(AsRef::as_ref), e),
            Item::Category(e) => self.one(data.categories.iter().map(AsRef::as_ref), e),
            Item::Product(e) => self.one(data.products.iter().map(AsRef::as_ref), e),
            Item::Channel(e) => self.one(data.channels.iter().map(AsRef::as_ref), e),
            Item::Territory(e) => self.one(data.territories.iter().map(AsRef::as_ref), e),
            Item::Customer(e) => self.one(data.customers.iter().map(AsRef::as_ref), e),
            Item::Measure(e) => self.one(data.measures.iter().map(AsRef::as_ref), e),
            Item::Kpi(e) => self.one(data.kpis.iter().map(AsRef::as_ref), e),
            Item::Target(e) => self.one(data.targets.iter().map(AsRef::as_ref), e),
            _ => Ok(()),
        }
    }

    fn one<T: Claims + 'a>(
        &mut self,
        table: impl Iterator<Item = &'a T>,
        mine: &'a T,
    ) -> Result<(), (Field, Why)> {
        if self.counted.insert(T::OF) {
            for claim in table.flat_map(Claims::claims).flatten().filter(|c| !c.is_empty()) {
                *self.counts.entry(claim).or_default() += 1;
            }
        }
        let taken = |c: &Claim| self.counts.get(c).is_some_and(|n| *n > 1);
        match mine.claims().into_iter().flatten().find(taken) {
            None => Ok(()),
            Some(claim) => Err((claim.field(), Why::Taken)),
        }
    }

    /// Takes back what a refused entity claims: it will not be there.
    pub fn release(&mut self, item: &'a Item) {
        let claims = match item {
            Item::Person(e) => e.claims(),
            Item::Team(e) => e.claims(),
            Item::Split(e) => e.claims(),
            Item::Category(e) => e.claims(),
            Item::Product(e) => e.claims(),
            Item::Channel(e) => e.claims(),
            Item::Territory(e) => e.claims(),
            Item::Customer(e) => e.claims(),
            Item::Measure(e) => e.claims(),
            Item::Kpi(e) => e.claims(),
            Item::Target(e) => e.claims(),
            _ => [None, None],
        };
        for claim in claims.iter().flatten() {
            if let Some(count) = self.counts.get_mut(claim) {
                *count = count.saturating_sub(1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::TeamId;
    use std::cell::Cell;

    fn teams(count: u128, name: impl Fn(u128) -> String) -> Vec<Team> {
        let team = |n| Team { id: TeamId(Uuid::from_u128(n)), name: name(n), parent: None, lead: None };
        (0..count).map(team).collect()
    }

    #[test]
    fn a_table_is_read_once_however_many_of_its_entities_are_checked() {
        let read = Cell::new(0);
        let all = teams(1_000, |n| format!("Team {}", n % 600));
        let table = || all.iter().inspect(|_| read.set(read.get() + 1));
        let mut taken = Taken::default();
        let wrong = all.iter().filter(|team| taken.one(table(), *team).is_err()).count();
        assert_eq!((wrong, read.get()), (800, 1_000));
    }

    #[test]
    fn the_last_of_several_stays_once_the_others_are_taken_out() {
        let all: Vec<Item> = teams(4, |_| "North".to_owned()).into_iter().map(Item::Team).collect();
        let data = all.iter().fold(empty(), |data, item| {
            let mut changes = crate::domain::dataset::Changes::default();
            changes.put(&data, item.clone());
            data.apply(&changes).unwrap()
        });
        let mut taken = Taken::default();
        let held: Vec<bool> = all
            .iter()
            .map(|item| {
                let taken_by_others = taken.check(&data, item).is_err();
                if taken_by_others {
                    taken.release(item);
                }
                taken_by_others
            })
            .collect();
        assert_eq!(held, [true, true, true, false]);
    }

    fn empty() -> Dataset {
        use crate::domain::money::{Currency, Half, Rounding};
        use crate::domain::workspace::{Counters, Workspace};
        Dataset::new(Workspace {
            id: crate::domain::id::WorkspaceId(Uuid::nil()),
            name: "W".into(),
            sample: false,
            currency: Currency::USD,
            shown_digits: 2,
            rounding: Rounding { unit: 1, half: Half::AwayFromZero },
            calendar: crate::domain::Calendar::default(),
            next: Counters::default(),
        })
    }
}
