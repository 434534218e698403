//! Stored forms of organisation, catalogue, settings, filters, targets and measurements.

use crate::domain::calendar::{self, DayCount, Exception, YearLabel};
use crate::domain::id::{
    CategoryId, ChannelId, CustomerId, MeasureId, MeasurementId, PersonId, ProductId, SplitId, TargetId,
    TeamId, TerritoryId, WorkspaceId,
};
use crate::domain::money::{Currency, Half};
use crate::domain::org::RewardKind;
use crate::domain::target::Level;
use crate::domain::{Date, Decimal, Period, catalogue, filter, measurement, money, org, target, workspace};
use crate::store::wire::leaf::Text;
use crate::store::wire::{Stored, WireError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Declares stored structs whose fields are those of the domain's struct.
macro_rules! records {
    ($($(#[$meta:meta])* $name:ident of $domain:path { $($(#[$attribute:meta])* $field:ident: $type:ty),+ $(,)? })+) => {$(
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs, reason = "each field is the domain's field of the same name")]
        $(#[$meta])*
        pub struct $name {
            $($(#[$attribute])* pub $field: $type,)+
        }

        impl Stored<$domain> for $name {
            fn put(domain: &$domain) -> Self {
                $name { $($field: <$type>::put(&domain.$field)),+ }
            }

            fn take(self) -> Result<$domain, WireError> {
                type Domain = $domain;
                Ok(Domain {
                    $($field: self.$field.take().map_err(|e: WireError| e.within(stringify!($field)))?,)+
                })
            }
        }
    )+};
}
pub(crate) use records;

records! {
    /// A person.
    Person of org::Person {
        id: PersonId, number: String, name: String, aliases: Vec<String>, codes: Vec<u16>, stints: Vec<Stint>,
        hired: Option<Text<Date>>, left: Option<Text<Date>>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        prefers: Vec<Text<RewardKind>>,
    }
    /// Where a person works from a date on.
    Stint of org::Stint {
        from: Option<Text<Date>>, team: Option<TeamId>, role: String, manager: Option<PersonId>,
        territory: Option<TerritoryId>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        responsibilities: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        tasks: Vec<String>,
    }
    /// A team.
    Team of org::Team { id: TeamId, name: String, parent: Option<TeamId>, lead: Option<PersonId> }
    /// Shared credit.
    Split of org::Split {
        id: SplitId, name: String, codes: Vec<u16>, shares: Vec<(PersonId, Text<Decimal>)>,
        overlays: Vec<(PersonId, Text<Decimal>)>,
    }
    /// A product category.
    Category of catalogue::Category { id: CategoryId, name: String, parent: Option<CategoryId> }
    /// A product.
    Product of catalogue::Product {
        id: ProductId, number: String, name: String, aliases: Vec<String>, codes: Vec<u32>,
        category: Option<CategoryId>,
    }
    /// A channel.
    Channel of catalogue::Channel { id: ChannelId, name: String, aliases: Vec<String>, codes: Vec<u16> }
    /// A territory.
    Territory of catalogue::Territory {
        id: TerritoryId, name: String, aliases: Vec<String>, codes: Vec<u16>, parent: Option<TerritoryId>,
    }
    /// A customer.
    Customer of catalogue::Customer {
        id: CustomerId, number: String, name: String, aliases: Vec<String>, codes: Vec<u32>, sector: String,
        territory: Option<TerritoryId>,
    }
    /// A choice of records. What is not written is not limited.
    #[derive(Default)]
    #[serde(default)]
    Filter of filter::Filter {
        teams: Vec<TeamId>, people: Vec<PersonId>, products: Vec<ProductId>, categories: Vec<CategoryId>,
        channels: Vec<ChannelId>, territories: Vec<TerritoryId>, customers: Vec<CustomerId>,
    }
    /// Days from one date to another.
    Span of calendar::Span { from: Text<Date>, to: Text<Date> }
    /// An observed value.
    Measurement of measurement::Measurement {
        id: MeasurementId, measure: MeasureId, subject: Subject, span: Span, value: Text<Decimal>,
        sample: Option<u32>, source: String,
    }
    /// A target.
    Target of target::Target {
        id: TargetId, kpi: crate::domain::id::KpiId, subject: Subject, period: Text<Period>, level: Text<Level>,
        value: Text<Decimal>,
    }
    /// The settings of a workspace.
    Workspace of workspace::Workspace {
        id: WorkspaceId, name: String, sample: bool, currency: Text<Currency>, shown_digits: u32,
        rounding: Rounding, calendar: Calendar, next: Counters,
    }
    /// The rule for amounts that are stated or paid.
    Rounding of money::Rounding { unit: Text<i64>, half: Text<Half> }
    /// Next free codes.
    Counters of workspace::Counters { credit: u16, product: u32, channel: u16, territory: u16, customer: u32 }
}

/// Fiscal year and working days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is the domain's field of the same name")]
pub struct Calendar {
    pub fiscal_start: i8,
    pub label: Text<YearLabel>,
    pub week: [bool; 7],
    pub exceptions: BTreeMap<Text<Date>, Text<Exception>>,
    pub count: Text<DayCount>,
}

impl Stored<calendar::Calendar> for Calendar {
    fn put(domain: &calendar::Calendar) -> Self {
        let calendar::Calendar { fiscal_start, label, week, exceptions, count } = domain;
        Calendar {
            fiscal_start: *fiscal_start,
            label: Text(*label),
            week: *week,
            exceptions: exceptions.iter().map(|(d, e)| (Text(*d), Text(*e))).collect(),
            count: Text(*count),
        }
    }

    fn take(self) -> Result<calendar::Calendar, WireError> {
        if !(1..=12).contains(&self.fiscal_start) {
            return Err(WireError::default().within("fiscal_start"));
        }
        Ok(calendar::Calendar {
            fiscal_start: self.fiscal_start,
            label: self.label.0,
            week: self.week,
            exceptions: self.exceptions.into_iter().map(|(d, e)| (d.0, e.0)).collect(),
            count: self.count.0,
        })
    }
}

/// Whom or what a target or measurement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each variant is the domain's variant of the same name")]
pub enum Subject {
    Company,
    Team(TeamId),
    Person(PersonId),
    Territory(TerritoryId),
    Customer(CustomerId),
    Product(ProductId),
}

impl Stored<target::Subject> for Subject {
    fn put(domain: &target::Subject) -> Self {
        match *domain {
            target::Subject::Company => Subject::Company,
            target::Subject::Team(id) => Subject::Team(id),
            target::Subject::Person(id) => Subject::Person(id),
            target::Subject::Territory(id) => Subject::Territory(id),
            target::Subject::Customer(id) => Subject::Customer(id),
            target::Subject::Product(id) => Subject::Product(id),
        }
    }

    fn take(self) -> Result<target::Subject, WireError> {
        Ok(match self {
            Subject::Company => target::Subject::Company,
            Subject::Team(id) => target::Subject::Team(id),
            Subject::Person(id) => target::Subject::Person(id),
            Subject::Territory(id) => target::Subject::Territory(id),
            Subject::Customer(id) => target::Subject::Customer(id),
            Subject::Product(id) => target::Subject::Product(id),
        })
    }
}
