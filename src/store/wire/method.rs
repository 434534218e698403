//! Stored forms of measures, KPIs and scorecards.

use crate::domain::id::{KpiId, MeasureId, PersonId, ScorecardId, TeamId};
use crate::domain::kpi::{Additivity, Base, Combine, Direction, Distinct, Library, Sign, Unit};
use crate::domain::records::State;
use crate::domain::scorecard::{Absent, Beyond, Input};
use crate::domain::target::Level;
use crate::domain::{Decimal, kpi, scorecard};
use crate::store::wire::entity::{Filter, records};
use crate::store::wire::leaf::Text;
use crate::store::wire::{Stored, WireError};
use serde::{Deserialize, Serialize};

/// Declares stored enums whose variants are those of the domain's enum.
macro_rules! choices {
    ($($(#[$meta:meta])* $name:ident of $domain:path {
        $(plain $plain:ident,)*
        $(one $one:ident($inner:ty),)*
        $(many $many:ident { $($(#[$attribute:meta])* $field:ident: $type:ty),+ $(,)? },)*
    })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case", deny_unknown_fields)]
        #[allow(missing_docs, reason = "each variant is the domain's variant of the same name")]
        pub enum $name {
            $($plain,)*
            $($one($inner),)*
            $($many { $($(#[$attribute])* $field: $type),+ },)*
        }

        impl Stored<$domain> for $name {
            fn put(domain: &$domain) -> Self {
                type Domain = $domain;
                match domain {
                    $(Domain::$plain => $name::$plain,)*
                    $(Domain::$one(inner) => $name::$one(<$inner>::put(inner)),)*
                    $(Domain::$many { $($field),+ } => $name::$many { $($field: <$type>::put($field)),+ },)*
                }
            }

            fn take(self) -> Result<$domain, WireError> {
                type Domain = $domain;
                Ok(match self {
                    $($name::$plain => Domain::$plain,)*
                    $($name::$one(inner) => Domain::$one(inner.take()?),)*
                    $($name::$many { $($field),+ } => Domain::$many { $($field: $field.take()?),+ },)*
                })
            }
        }
    )+};
}

pub(crate) use choices;

choices! {
    /// A name of the library, or the user's own words.
    Label of kpi::Label {
        one Library(Text<Library>),
        one Own(String),
    }
    /// How records become one number.
    Aggregate of kpi::Aggregate {
        plain Rows,
        one Sum(Text<Base>),
        one Mean(Text<Base>),
        one Distinct(Text<Distinct>),
    }
    /// Where a measure's values come from.
    Source of kpi::Source {
        plain Heads,
        one Measurements(Text<Combine>),
        many Records { aggregate: Aggregate, filter: Filter, states: Vec<Text<State>>, sign: Text<Sign> },
    }
    /// How actual and target become a score.
    Curve of scorecard::Curve {
        plain Ratio,
        plain InverseRatio,
        plain Deviation,
        many Points { points: Vec<Point>, input: Text<Input>, worse: Text<Beyond>, better: Text<Beyond> },
        many Bands { bands: Vec<Point>, input: Text<Input> },
        many Binary { full: Text<Decimal> },
        many Completion { full: Text<Decimal> },
        many PlusMinus {
            full: Text<Decimal>, points: Text<Decimal>, step: Text<Decimal>, limit: Text<Decimal>,
        },
    }
    /// What missing a vetoed KPI does.
    Veto of scorecard::Veto {
        one Score(Text<Decimal>),
        one Grade(String),
    }
    /// Whom a scorecard or plan is for.
    Assigned of scorecard::Assigned {
        plain Everybody,
        one Role(String),
        one Team(TeamId),
        one Person(PersonId),
    }
}

records! {
    /// A measure.
    Measure of kpi::Measure { id: MeasureId, key: String, label: Label, unit: Text<Unit>, source: Source }
    /// A KPI.
    Kpi of kpi::Kpi {
        id: KpiId, key: String, label: Label, formula: String, unit: Text<Unit>, digits: u32,
        direction: Text<Direction>, additivity: Text<Additivity>,
    }
    /// One point of a curve.
    Point of scorecard::Point { at: Text<Decimal>, score: Text<Decimal> }
    /// One KPI of a scorecard.
    ScoreLine of scorecard::ScoreLine {
        kpi: KpiId, weight: Text<Decimal>, level: Text<Level>, curve: Curve, floor: Option<Text<Decimal>>,
        cap: Option<Text<Decimal>>, veto: Option<Veto>,
    }
    /// One grade.
    GradeBand of scorecard::GradeBand { grade: String, from: Text<Decimal> }
    /// A scorecard.
    Scorecard of scorecard::Scorecard {
        id: ScorecardId, name: String, assigned: Vec<Assigned>, lines: Vec<ScoreLine>, bands: Vec<GradeBand>,
        places: u32, absent: Text<Absent>,
    }
}
