//! The names of a scenario and the ids they stand for.

use super::{Assigned, Filter, Subject};
use crate::domain::id::{ComponentId, KpiId, PersonId, TeamId, Uuid};
use crate::domain::{Dataset, Date, filter, incentive, scorecard, target};
use crate::store::error::FileError;
use std::collections::BTreeMap;

/// A scenario as a dataset, with its names.
#[derive(Clone, Debug)]
pub struct Built {
    /// The data.
    pub dataset: Dataset,
    /// The day on which everything is asked.
    pub as_of: Date,
    pub(super) names: BTreeMap<Kind, Vec<String>>,
    /// Each plan with the names of its components.
    pub(super) plans: Vec<(String, Vec<String>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Team = 1,
    Person,
    Split,
    Category,
    Product,
    Channel,
    Territory,
    Customer,
    Measure,
    Kpi,
}

/// Ids count up from one in each kind; the kind stands in the upper half.
pub(super) fn id<T: From<Uuid>>(kind: u8, n: usize) -> T {
    T::from(Uuid::from_u128(u128::from(kind) << 64 | (n as u128 + 1)))
}

pub(super) fn invalid(place: String) -> FileError {
    FileError::Invalid { place }
}

/// What is said of a name that does not exist: its place, and which ones there are.
pub(super) fn unknown(place: &str, kind: &str, name: &str, known: &[String]) -> FileError {
    const SHOWN: usize = 12;
    let mut there = known.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    if known.len() > SHOWN {
        there.push_str(", …");
    }
    let there = if known.is_empty() { "there is none".to_owned() } else { format!("there is {there}") };
    invalid(format!("{place}: {name}: no such {kind}; {there}"))
}

impl Kind {
    /// What messages call it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Kind::Team => "team",
            Kind::Person => "person",
            Kind::Split => "split",
            Kind::Category => "category",
            Kind::Product => "product",
            Kind::Channel => "channel",
            Kind::Territory => "territory",
            Kind::Customer => "customer",
            Kind::Measure => "measure",
            Kind::Kpi => "KPI",
        }
    }
}

impl Built {
    pub(super) fn find<T: From<Uuid>>(&self, kind: Kind, name: &str, place: &str) -> Result<T, FileError> {
        let at = self.names.get(&kind).and_then(|names| names.iter().position(|n| n == name));
        at.map(|at| id(kind as u8, at)).ok_or_else(|| self.unknown(kind, name, place))
    }

    /// What is said of a name that does not exist.
    pub(super) fn unknown(&self, kind: Kind, name: &str, place: &str) -> FileError {
        let known = self.names.get(&kind).map_or(&[][..], Vec::as_slice);
        unknown(place, kind.word(), name, known)
    }

    pub(super) fn option<T: From<Uuid>>(
        &self,
        kind: Kind,
        name: &Option<String>,
        place: &str,
    ) -> Result<Option<T>, FileError> {
        name.as_ref().map(|n| self.find(kind, n, place)).transpose()
    }

    pub(super) fn list<T: From<Uuid>>(
        &self,
        kind: Kind,
        names: &[String],
        place: &str,
    ) -> Result<Vec<T>, FileError> {
        let one = |(at, n): (usize, &String)| self.find(kind, n, &format!("{place}[{at}]"));
        names.iter().enumerate().map(one).collect()
    }

    /// The person of a name.
    ///
    /// # Errors
    /// [`FileError::Invalid`] where there is none.
    pub fn person(&self, name: &str) -> Result<PersonId, FileError> {
        self.find(Kind::Person, name, "person")
    }

    /// The KPI of a key.
    ///
    /// # Errors
    /// [`FileError::Invalid`] where there is none.
    pub fn kpi(&self, key: &str) -> Result<KpiId, FileError> {
        self.find(Kind::Kpi, key, "kpi")
    }

    /// The subject of a name.
    ///
    /// # Errors
    /// [`FileError::Invalid`] where there is none.
    pub fn subject(&self, subject: &Subject) -> Result<target::Subject, FileError> {
        Ok(match subject {
            Subject::Company => target::Subject::Company,
            Subject::Team(n) => target::Subject::Team(self.find(Kind::Team, n, "team")?),
            Subject::Person(n) => target::Subject::Person(self.find(Kind::Person, n, "person")?),
            Subject::Territory(n) => {
                target::Subject::Territory(self.find(Kind::Territory, n, "territory")?)
            }
            Subject::Customer(n) => target::Subject::Customer(self.find(Kind::Customer, n, "customer")?),
            Subject::Product(n) => target::Subject::Product(self.find(Kind::Product, n, "product")?),
        })
    }

    /// The filter of names.
    ///
    /// # Errors
    /// [`FileError::Invalid`] where a name is unknown.
    pub fn filter(&self, f: &Filter) -> Result<filter::Filter, FileError> {
        Ok(filter::Filter {
            teams: self.list(Kind::Team, &f.teams, "filter.teams")?,
            people: self.list(Kind::Person, &f.people, "filter.people")?,
            products: self.list(Kind::Product, &f.products, "filter.products")?,
            categories: self.list(Kind::Category, &f.categories, "filter.categories")?,
            channels: self.list(Kind::Channel, &f.channels, "filter.channels")?,
            territories: self.list(Kind::Territory, &f.territories, "filter.territories")?,
            customers: self.list(Kind::Customer, &f.customers, "filter.customers")?,
        }
        .normalised())
    }

    pub(super) fn assigned(&self, list: &[Assigned]) -> Result<Vec<scorecard::Assigned>, FileError> {
        let one = |a: &Assigned| {
            Ok(match a {
                Assigned::Everybody => scorecard::Assigned::Everybody,
                Assigned::Role(role) => scorecard::Assigned::Role(role.clone()),
                Assigned::Team(n) => scorecard::Assigned::Team(self.find(Kind::Team, n, "assigned")?),
                Assigned::Person(n) => scorecard::Assigned::Person(self.find(Kind::Person, n, "assigned")?),
            })
        };
        list.iter().map(one).collect()
    }

    pub(super) fn code(&self, kind: Kind, name: &Option<String>, place: &str) -> Result<u32, FileError> {
        let Some(name) = name else { return Ok(0) };
        let at = self.names.get(&kind).and_then(|names| names.iter().position(|n| n == name));
        at.map(|at| at as u32 + 1).ok_or_else(|| self.unknown(kind, name, place))
    }
}

impl Built {
    /// The plan of a name; without a name the first.
    ///
    /// # Errors
    /// [`FileError::Invalid`] where there is none.
    pub fn plan(&self, name: &str) -> Result<std::sync::Arc<incentive::Plan>, FileError> {
        let mut plans = self.dataset.plans.iter();
        let found = if name.is_empty() { plans.next() } else { plans.find(|p| p.name == name) };
        let known: Vec<String> = self.plans.iter().map(|p| p.0.clone()).collect();
        found.cloned().ok_or_else(|| unknown("plan", "plan", name, &known))
    }

    /// Place of a component in a plan.
    ///
    /// # Errors
    /// [`FileError::Invalid`] where there is none.
    pub fn component(&self, plan: &incentive::Plan, name: &str) -> Result<usize, FileError> {
        let at = plan.components.iter().position(|c| c.name == name);
        let known: Vec<String> = plan.components.iter().map(|c| c.name.clone()).collect();
        at.ok_or_else(|| unknown("component", "component", name, &known))
    }

    /// A component of any version of a plan, by its name.
    ///
    /// # Errors
    /// [`FileError::Invalid`] where there is none.
    pub fn component_of(&self, plan: &incentive::Plan, name: &str) -> Result<ComponentId, FileError> {
        let versions = self.dataset.versions.iter().filter(|v| v.plan.id == plan.id);
        let mut all = versions.flat_map(|v| &v.plan.components);
        let found = all.find(|c| c.name == name).map(|c| c.id);
        found.ok_or_else(|| invalid(format!("component: {name}")))
    }

    /// The team of a name.
    ///
    /// # Errors
    /// [`FileError::Invalid`] where there is none.
    pub fn team(&self, name: &str) -> Result<TeamId, FileError> {
        self.find(Kind::Team, name, "team")
    }
}
