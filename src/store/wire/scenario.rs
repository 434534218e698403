//! Scenario files, version 1: a small company, what is known about it, and what must come out. Described in
//! `docs/plan-format.md`.
//!
//! Names stand where storage has ids; everything else has the stored form. Decimals are texts, unknown fields are
//! errors, and every error says where.

mod appraisal;
mod build;
mod expected;
mod names;
mod plan;
mod rows;
mod steps;

pub use appraisal::Goal;
pub use expected::{AppealState, Expected, PayLine, Receipt, RulingState};
pub use names::Built;
pub use steps::{Act, Agreed, Evidence, Feedback, Funds, How, Meet, Rater, Review, Step, What};

use crate::domain::calendar::Period;
use crate::domain::kpi::{Additivity, Combine, Direction, Sign, Unit};
use crate::domain::money::Currency;
use crate::domain::records::State;
use crate::domain::scorecard::Absent;
use crate::domain::target::Level;
use crate::domain::{Date, Decimal};
use crate::store::error::FileError;
use crate::store::wire::entity::{Calendar, Rounding};
use crate::store::wire::leaf::Text;
use crate::store::wire::method::{Aggregate, Curve, GradeBand, Veto};
use serde::{Deserialize, Serialize};

/// The version of the format that this program reads and writes.
pub const VERSION: u32 = 1;

macro_rules! parts {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty),+ $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs, reason = "fields are described in docs/plan-format.md")]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)+
        }
    )+};
}
use parts;

parts! {
    /// A scenario.
    Scenario {
        /// Version of the format.
        scenario: u32,
        id: String,
        #[serde(default)]
        source: String,
        #[serde(default)]
        note: String,
        as_of: Text<Date>,
        #[serde(default)]
        settings: Settings,
        #[serde(default)]
        teams: Vec<Team>,
        #[serde(default)]
        people: Vec<Person>,
        #[serde(default)]
        splits: Vec<Split>,
        #[serde(default)]
        categories: Vec<Node>,
        #[serde(default)]
        products: Vec<Product>,
        #[serde(default)]
        territories: Vec<Node>,
        #[serde(default)]
        measures: Vec<Measure>,
        #[serde(default)]
        kpis: Vec<Kpi>,
        #[serde(default)]
        measurements: Vec<Measurement>,
        #[serde(default)]
        targets: Vec<Target>,
        #[serde(default)]
        scorecards: Vec<Scorecard>,
        /// Stored plans with names where ids are.
        #[serde(default)]
        plans: Vec<serde_json::Value>,
        /// Adjustments of people's pay.
        #[serde(default)]
        adjustments: Vec<Adjustment>,
        #[serde(default)]
        records: Vec<Row>,
        #[serde(default)]
        standards: Vec<appraisal::Standard>,
        #[serde(default)]
        cycles: Vec<appraisal::Cycle>,
        /// Done one after the other before anything is expected.
        #[serde(default)]
        steps: Vec<Step>,
        expected: Vec<Expected>,
    }
    /// What somebody decided beside a plan, stated in the run of its period.
    Adjustment {
        /// Without a plan's name the first.
        #[serde(default)]
        plan: String,
        person: String,
        period: Text<Period>,
        #[serde(default)]
        component: Option<String>,
        /// Major units of the workspace's currency, with its sign.
        amount: Text<Decimal>,
        reason: String,
    }
    /// Settings of the workspace.
    #[derive(Default)]
    Settings {
        #[serde(default)]
        currency: Option<Text<Currency>>,
        #[serde(default)]
        calendar: Option<Calendar>,
        #[serde(default)]
        rounding: Option<Rounding>,
    }
    /// A team.
    Team {
        name: String,
        #[serde(default)]
        parent: Option<String>,
    }
    /// A person, in one team or in several one after the other.
    Person {
        name: String,
        #[serde(default)]
        team: Option<String>,
        #[serde(default)]
        role: String,
        #[serde(default)]
        moves: Vec<Move>,
        #[serde(default)]
        hired: Option<Text<Date>>,
        #[serde(default)]
        left: Option<Text<Date>>,
    }
    /// A change of team or role.
    Move {
        from: Text<Date>,
        #[serde(default)]
        team: Option<String>,
        #[serde(default)]
        role: String,
    }
    /// Shared credit, by person in percent.
    Split {
        name: String,
        shares: Vec<(String, Text<Decimal>)>,
        #[serde(default)]
        overlays: Vec<(String, Text<Decimal>)>,
    }
    /// A member of a tree.
    Node {
        name: String,
        #[serde(default)]
        parent: Option<String>,
    }
    /// A product.
    Product {
        name: String,
        #[serde(default)]
        category: Option<String>,
    }
    /// A choice of records.
    #[derive(Default)]
    Filter {
        #[serde(default)]
        teams: Vec<String>,
        #[serde(default)]
        people: Vec<String>,
        #[serde(default)]
        products: Vec<String>,
        #[serde(default)]
        categories: Vec<String>,
        #[serde(default)]
        channels: Vec<String>,
        #[serde(default)]
        territories: Vec<String>,
        #[serde(default)]
        customers: Vec<String>,
    }
    /// A measure.
    Measure { key: String, unit: Text<Unit>, source: Source }
    /// A KPI.
    Kpi {
        key: String,
        formula: String,
        unit: Text<Unit>,
        #[serde(default)]
        digits: u32,
        #[serde(default = "higher")]
        direction: Text<Direction>,
        #[serde(default = "sum")]
        additivity: Text<Additivity>,
    }
    /// A measurement of a day, or of the days to `until`.
    Measurement {
        measure: String,
        subject: Subject,
        day: Text<Date>,
        #[serde(default)]
        until: Option<Text<Date>>,
        value: Text<Decimal>,
        #[serde(default)]
        sample: Option<u32>,
    }
    /// A target.
    Target {
        kpi: String,
        subject: Subject,
        period: Text<Period>,
        #[serde(default = "target_level")]
        level: Text<Level>,
        value: Text<Decimal>,
    }
    /// A scorecard.
    Scorecard {
        name: String,
        assigned: Vec<Assigned>,
        lines: Vec<ScoreLine>,
        #[serde(default)]
        bands: Vec<GradeBand>,
        #[serde(default = "two")]
        places: u32,
        #[serde(default = "rescale")]
        absent: Text<Absent>,
    }
    /// One KPI of a scorecard.
    ScoreLine {
        kpi: String,
        weight: Text<Decimal>,
        #[serde(default = "target_level")]
        level: Text<Level>,
        curve: Curve,
        #[serde(default)]
        floor: Option<Text<Decimal>>,
        #[serde(default)]
        cap: Option<Text<Decimal>>,
        #[serde(default)]
        veto: Option<Veto>,
    }
    /// One record.
    Row {
        #[serde(default)]
        document: Option<String>,
        #[serde(default)]
        day: Option<Text<Date>>,
        #[serde(default = "booked")]
        state: Text<State>,
        #[serde(default)]
        person: Option<String>,
        #[serde(default)]
        product: Option<String>,
        #[serde(default)]
        customer: Option<String>,
        #[serde(default)]
        channel: Option<String>,
        #[serde(default)]
        territory: Option<String>,
        #[serde(default)]
        quantity: Option<Text<Decimal>>,
        amount: Text<Decimal>,
        #[serde(default)]
        cost: Option<Text<Decimal>>,
        #[serde(default)]
        invoiced: Option<Text<Date>>,
        #[serde(default)]
        collected: Option<Text<Date>>,
        #[serde(default)]
        due: Option<Text<Date>>,
        #[serde(default)]
        probability: Option<Text<Decimal>>,
        #[serde(default)]
        discount: Option<Text<Decimal>>,
        #[serde(default)]
        term: Option<u16>,
        #[serde(default)]
        returns: Option<String>,
    }
}

macro_rules! choices {
    ($($(#[$meta:meta])* $name:ident { $($variant:tt)+ })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case", deny_unknown_fields)]
        #[allow(missing_docs, reason = "variants are described in docs/plan-format.md")]
        pub enum $name { $($variant)+ }
    )+};
}
use choices;

choices! {
    /// Whom or what something is about.
    Subject {
        Company, Team(String), Person(String), Territory(String), Customer(String), Product(String),
    }
    /// Whom a scorecard or plan is for.
    Assigned { Everybody, Role(String), Team(String), Person(String) }
    /// Where a measure's values come from.
    Source {
        Heads,
        Measurements(Text<Combine>),
        Records {
            aggregate: Aggregate,
            #[serde(default)]
            filter: Filter,
            #[serde(default)]
            states: Vec<Text<State>>,
            #[serde(default = "any_sign")]
            sign: Text<Sign>,
        },
    }
}

fn higher() -> Text<Direction> {
    Text(Direction::Higher)
}
fn sum() -> Text<Additivity> {
    Text(Additivity::Sum)
}
fn target_level() -> Text<Level> {
    Text(Level::Target)
}
fn rescale() -> Text<Absent> {
    Text(Absent::Rescale)
}
fn booked() -> Text<State> {
    Text(State::Booked)
}
fn any_sign() -> Text<Sign> {
    Text(Sign::Any)
}
fn two() -> u32 {
    2
}

impl Scenario {
    /// Reads a scenario.
    ///
    /// # Errors
    /// [`FileError::Newer`] for a later version; [`FileError::Invalid`] with line, column and path otherwise.
    pub fn read(json: &str) -> Result<Scenario, FileError> {
        #[derive(Deserialize)]
        struct Head {
            scenario: u32,
        }
        let invalid =
            |e: serde_json::Error| FileError::Invalid { place: format!("{}:{} {e}", e.line(), e.column()) };
        let head: Head = serde_json::from_str(json).map_err(invalid)?;
        if head.scenario > VERSION {
            return Err(FileError::Newer { version: head.scenario });
        }
        let mut text = serde_json::Deserializer::from_str(json);
        let scenario = serde_path_to_error::deserialize(&mut text).map_err(|e| {
            let (path, inner) = (e.path().to_string(), e.into_inner());
            let path = if path == "." { String::new() } else { format!("{path}: ") };
            FileError::Invalid { place: format!("{}:{} {path}{inner}", inner.line(), inner.column()) }
        })?;
        text.end().map_err(invalid)?;
        Ok(scenario)
    }
}
