//! The appraisal part of a scenario: published standards and cycles in preparation.

use super::names::{Built, id, invalid};
use super::{Assigned, Scenario, choices, parts, rescale, two};
use crate::domain::appraisal::{self, CycleState, Phase, RaterGroup};
use crate::domain::calendar::Period;
use crate::domain::dataset::Change;
use crate::domain::id::{CompetencyId, CycleId, ScorecardId, StandardId};
use crate::domain::scorecard::{self, Absent};
use crate::domain::{Date, Decimal};
use crate::store::error::FileError;
use crate::store::wire::Stored;
use crate::store::wire::appraisal as wire;
use crate::store::wire::leaf::Text;
use crate::store::wire::method::GradeBand;
use serde::{Deserialize, Serialize};

parts! {
    /// A published standard.
    Standard {
        name: String,
        #[serde(default = "everybody")]
        assigned: Vec<Assigned>,
        #[serde(default)]
        figures: Option<Figures>,
        #[serde(default = "hundred")]
        judged: Text<Decimal>,
        #[serde(default)]
        competencies: Vec<Competency>,
        #[serde(default)]
        groups: Vec<Group>,
        /// Lowest, highest, step.
        #[serde(default = "one_to_five")]
        scale: (Text<Decimal>, Text<Decimal>, Text<Decimal>),
        #[serde(default = "hundred")]
        full: Text<Decimal>,
        #[serde(default)]
        most: Option<Text<Decimal>>,
        #[serde(default)]
        bands: Vec<GradeBand>,
        #[serde(default = "two")]
        places: u32,
        #[serde(default = "rescale")]
        absent: Text<Absent>,
    }
    /// The KPI part.
    Figures { weight: Text<Decimal>, scorecard: String }
    /// A competency.
    Competency {
        name: String,
        weight: Text<Decimal>,
        #[serde(default = "yes")]
        required: bool,
        #[serde(default)]
        asked: Vec<Text<RaterGroup>>,
    }
    /// A rater group.
    Group {
        group: Text<RaterGroup>,
        weight: Text<Decimal>,
        #[serde(default)]
        minimum: Option<u32>,
    }
    /// A cycle in preparation, with every phase.
    Cycle {
        name: String,
        period: Text<Period>,
        #[serde(default)]
        standards: Vec<String>,
        #[serde(default = "everybody")]
        who: Vec<Assigned>,
        #[serde(default)]
        guideline: Option<wire::Guideline>,
        /// What follows from results.
        #[serde(default)]
        rules: Option<wire::OutcomeRules>,
        /// Other cycles with their weights.
        #[serde(default)]
        formed_from: Vec<(String, Text<Decimal>)>,
    }
}

choices! {
    /// A goal in a tree.
    Goal {
        Leaf(Option<Text<Decimal>>),
        Parent(Vec<(Text<Decimal>, Goal)>),
    }
}

fn everybody() -> Vec<Assigned> {
    vec![Assigned::Everybody]
}
fn hundred() -> Text<Decimal> {
    Text(Decimal::ONE_HUNDRED)
}
fn one_to_five() -> (Text<Decimal>, Text<Decimal>, Text<Decimal>) {
    (Text(Decimal::ONE), Text(Decimal::from(5)), Text(Decimal::ONE))
}
const fn yes() -> bool {
    true
}

const STANDARD: u8 = 25;
const CYCLE: u8 = 26;
const COMPETENCY: u8 = 27;

impl Scenario {
    pub(super) fn standard_changes(
        &self,
        built: &Built,
    ) -> Result<Vec<Change<appraisal::Standard>>, FileError> {
        let one = |(n, s): (usize, &Standard)| {
            let figures: Option<Result<_, FileError>> = s.figures.as_ref().map(|f| {
                let at = self.scorecards.iter().position(|c| c.name == f.scorecard);
                let at = at.ok_or_else(|| invalid(format!("standards[{n}].figures: {}", f.scorecard)))?;
                Ok(appraisal::KpiPart { weight: f.weight.0, scorecard: id::<ScorecardId>(22, at) })
            });
            let competency = |(at, c): (usize, &Competency)| appraisal::Competency {
                id: id::<CompetencyId>(COMPETENCY, n * 1000 + at),
                name: c.name.clone(),
                description: String::new(),
                weight: c.weight.0,
                anchors: Vec::new(),
                asked: c.asked.iter().map(|g| g.0).collect(),
                required: c.required,
            };
            let group = |g: &Group| appraisal::GroupTerms {
                group: g.group.0,
                weight: g.weight.0,
                minimum: g.minimum.unwrap_or_else(|| g.group.0.usual_minimum()),
            };
            let (low, high, step) = s.scale;
            let bands: Vec<scorecard::GradeBand> = s.bands.clone().take().map_err(FileError::from)?;
            Ok(Change::add(appraisal::Standard {
                id: id::<StandardId>(STANDARD, n),
                name: s.name.clone(),
                version: 1,
                published: Some(built.as_of),
                assigned: built.assigned(&s.assigned)?,
                scale: appraisal::Scale { low: low.0, high: high.0, step: step.0, labels: Vec::new() },
                full: s.full.0,
                most: s.most.unwrap_or(s.full).0,
                quantitative: figures.transpose()?,
                qualitative: s.judged.0,
                competencies: s.competencies.iter().enumerate().map(competency).collect(),
                questions: Vec::new(),
                groups: s.groups.iter().map(group).collect(),
                bands,
                places: s.places,
                absent: s.absent.0,
                effective: None,
                versions: Vec::new(),
            }))
        };
        self.standards.iter().enumerate().map(one).collect()
    }

    pub(super) fn cycle_changes(&self, built: &Built) -> Result<Vec<Change<appraisal::Cycle>>, FileError> {
        let day: Date = built.as_of;
        let one = |(n, c): (usize, &Cycle)| {
            let standard = |name: &String| {
                let at = self.standards.iter().position(|s| s.name == *name);
                at.map(|at| id::<StandardId>(STANDARD, at))
                    .ok_or_else(|| invalid(format!("cycles[{n}].standards: {name}")))
            };
            let all = || (0..self.standards.len()).map(|at| Ok(id::<StandardId>(STANDARD, at))).collect();
            let standards: Result<Vec<_>, FileError> =
                if c.standards.is_empty() { all() } else { c.standards.iter().map(standard).collect() };
            let who = built.assigned(&c.who)?;
            let other = |(name, weight): &(String, Text<Decimal>)| {
                let at = self.cycles.iter().position(|c| c.name == *name);
                let at = at.ok_or_else(|| invalid(format!("cycles[{n}].formed_from: {name}")))?;
                Ok(appraisal::FormedFrom { cycle: id::<CycleId>(CYCLE, at), weight: weight.0 })
            };
            let formed_from: Result<Vec<_>, FileError> = c.formed_from.iter().map(other).collect();
            Ok(Change::add(appraisal::Cycle {
                id: id::<CycleId>(CYCLE, n),
                name: c.name.clone(),
                period: c.period.0,
                population: appraisal::Population { who, ..appraisal::Population::default() },
                standards: standards?,
                methods: Vec::new(),
                stages: Phase::ALL.map(|phase| appraisal::Stage { phase, from: day, to: day }).to_vec(),
                state: CycleState::Draft,
                sealed: false,
                formed_from: formed_from?,
                guideline: c.guideline.clone().map(Stored::take).transpose().map_err(FileError::from)?,
                boxes: None,
                rules: c
                    .rules
                    .clone()
                    .map(Stored::take)
                    .transpose()
                    .map_err(FileError::from)?
                    .unwrap_or_default(),
                funds: None,
                turns: Vec::new(),
            }))
        };
        self.cycles.iter().enumerate().map(one).collect()
    }
}
