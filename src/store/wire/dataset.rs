//! Stored forms of the dataset and of changes. Blocks stand in them as references: id and number of rows.

use crate::domain::dataset;
use crate::domain::id::{BlockId, SegmentId, Uuid};
use crate::domain::records;
use crate::store::wire::appraisal::{Appraisal, Cycle, Development, Feedback, Proposal, Review, Standard};
use crate::store::wire::entity::{
    Category, Channel, Customer, Measurement, Person, Product, Split, Target, Team, Territory, Workspace,
};
use crate::store::wire::incentive::Plan;
use crate::store::wire::kept::PlanScenario;
use crate::store::wire::method::{Kpi, Measure, Scorecard};
use crate::store::wire::payroll::{
    Acknowledgement, Adjustment, Agreement, Award, Dispute, PayRun, PlanVersion,
};
use crate::store::wire::{Stored, WireError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where blocks come from while references become segments; `None` where a block is not at hand. A block without rows may
/// stand for one that is lost.
pub type Blocks<'a> = &'a dyn Fn(BlockId) -> Option<Arc<records::Block>>;

/// A reference to a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockRef {
    /// The block.
    pub id: BlockId,
    /// Its number of rows.
    pub rows: u32,
}

/// One import of records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// Identity.
    pub id: SegmentId,
    /// File and sheet.
    pub source: String,
    /// The blocks in order.
    pub blocks: Vec<BlockRef>,
}

impl Segment {
    fn put(domain: &records::Segment) -> Segment {
        let records::Segment { id, source, blocks } = domain;
        let reference = |b: &Arc<records::Block>| BlockRef {
            id: b.id,
            rows: u32::try_from(b.facts.len()).unwrap_or(u32::MAX),
        };
        Segment { id: *id, source: source.clone(), blocks: blocks.iter().map(reference).collect() }
    }

    fn take(self, blocks: Blocks) -> Result<records::Segment, WireError> {
        let found = self.blocks.iter().map(|b| {
            blocks(b.id)
                .filter(|block| block.facts.is_empty() || block.facts.len() == b.rows as usize)
                .ok_or_else(|| WireError { place: b.id.to_string() })
        });
        Ok(records::Segment { id: self.id, source: self.source, blocks: found.collect::<Result<_, _>>()? })
    }
}

/// One entity's change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change<W> {
    /// What was there.
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    pub before: Option<W>,
    /// What is there now.
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    pub after: Option<W>,
}

fn put<D, W>(changes: &[dataset::Change<D>], one: impl Fn(&D) -> W) -> Vec<Change<W>> {
    let side = |d: &Option<Arc<D>>| d.as_ref().map(|d| one(d));
    changes.iter().map(|c| Change { before: side(&c.before), after: side(&c.after) }).collect()
}

fn take<D, W>(
    changes: Vec<Change<W>>,
    table: &str,
    one: impl Fn(W) -> Result<D, WireError>,
) -> Result<Vec<dataset::Change<D>>, WireError> {
    let side = |w: Option<W>| w.map(&one).transpose().map(|d| d.map(Arc::new));
    let both = |c: Change<W>| Ok(dataset::Change { before: side(c.before)?, after: side(c.after)? });
    let numbered = changes.into_iter().enumerate();
    numbered.map(|(n, c)| both(c).map_err(|e: WireError| e.within(&format!("{table}[{n}]")))).collect()
}

/// Which entity a change touches, and whether it is gone afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touched {
    /// Name of the table.
    pub table: &'static str,
    /// The entity.
    pub id: Uuid,
    /// Whether it is gone.
    pub removed: bool,
}

fn touched<W>(changes: &[Change<W>], table: &'static str, id: impl Fn(&W) -> Uuid) -> Vec<Touched> {
    let entity = |c: &Change<W>| {
        let id = c.after.as_ref().or(c.before.as_ref()).map(&id)?;
        Some(Touched { table, id, removed: c.after.is_none() })
    };
    changes.iter().filter_map(entity).collect()
}

macro_rules! tables {
    ($($(#[$doc:meta])* $table:ident: $wire:ident $(, $later:meta)?;)+) => {
        /// The difference of two datasets.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct Changes {
            /// The settings before and after.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub workspace: Option<(Workspace, Workspace)>,
            $($(#[$doc])* #[serde(skip_serializing_if = "Vec::is_empty")] pub $table: Vec<Change<$wire>>,)+
            /// Sales records.
            #[serde(skip_serializing_if = "Vec::is_empty")]
            pub segments: Vec<Change<Segment>>,
        }

        /// Everything a workspace knows.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Dataset {
            /// The settings.
            pub workspace: Workspace,
            $($(#[$doc])* $(#[$later])? pub $table: Vec<$wire>,)+
            /// Sales records.
            pub segments: Vec<Segment>,
        }

        impl Changes {
            /// The stored form.
            pub fn put(domain: &dataset::Changes) -> Changes {
                let dataset::Changes { workspace, $($table,)+ segments } = domain;
                Changes {
                    workspace: workspace.as_ref().map(|(b, a)| (Workspace::put(b), Workspace::put(a))),
                    $($table: put($table, |d| $wire::put(d)),)+
                    segments: put(segments, Segment::put),
                }
            }

            /// The domain's form.
            ///
            /// # Errors
            /// [`WireError`] for a value the domain does not know, or a block that is not at hand.
            pub fn take(self, blocks: Blocks) -> Result<dataset::Changes, WireError> {
                let settings = |w: Workspace| w.take().map(Arc::new).map_err(|e| e.within("workspace"));
                Ok(dataset::Changes {
                    workspace: match self.workspace {
                        Some((before, after)) => Some((settings(before)?, settings(after)?)),
                        None => None,
                    },
                    $($table: take(self.$table, stringify!($table), |w| w.take())?,)+
                    segments: take(self.segments, "segments", |w| w.take(blocks))?,
                })
            }

            /// The entities touched, in the order of the tables.
            pub fn touched(&self) -> Vec<Touched> {
                let mut all = Vec::new();
                $(all.extend(touched(&self.$table, stringify!($table), |w| w.id.0));)+
                all.extend(touched(&self.segments, "segments", |w| w.id.0));
                all
            }
        }

        impl Dataset {
            /// The stored form.
            pub fn put(domain: &dataset::Dataset) -> Dataset {
                let dataset::Dataset { workspace, $($table,)+ segments } = domain;
                Dataset {
                    workspace: Workspace::put(workspace),
                    $($table: $table.iter().map(|d| $wire::put(d)).collect(),)+
                    segments: segments.iter().map(|d| Segment::put(d)).collect(),
                }
            }

            /// The domain's form.
            ///
            /// # Errors
            /// [`WireError`] for a value the domain does not know, an id that occurs twice, or a block that is not
            /// at hand.
            pub fn take(self, blocks: Blocks) -> Result<dataset::Dataset, WireError> {
                let workspace = self.workspace.take().map_err(|e| e.within("workspace"))?;
                let changes = Changes {
                    workspace: None,
                    $($table: self.$table.into_iter().map(added).collect(),)+
                    segments: self.segments.into_iter().map(added).collect(),
                };
                dataset::Dataset::new(workspace).apply(&changes.take(blocks)?).map_err(|error| {
                    let (dataset::ApplyError::Stale { table } | dataset::ApplyError::Malformed { table }) = error;
                    WireError { place: format!("{table}.id") }
                })
            }
        }
    };
}

fn added<W>(after: W) -> Change<W> {
    Change { before: None, after: Some(after) }
}

impl Changes {
    /// The blocks that the changes name, on either side.
    pub fn blocks(&self) -> BTreeSet<BlockId> {
        let sides = self.segments.iter().flat_map(|c| c.before.iter().chain(&c.after));
        sides.flat_map(|s| s.blocks.iter().map(|b| b.id)).collect()
    }
}

impl Dataset {
    /// The blocks that the dataset names.
    pub fn blocks(&self) -> BTreeSet<BlockId> {
        self.segments.iter().flat_map(|s| s.blocks.iter().map(|b| b.id)).collect()
    }
}

tables! {
    /// People.
    people: Person;
    /// Teams.
    teams: Team;
    /// The split table.
    splits: Split;
    /// Product categories.
    categories: Category;
    /// Products.
    products: Product;
    /// Channels.
    channels: Channel;
    /// Territories.
    territories: Territory;
    /// Customers.
    customers: Customer;
    /// Measures.
    measures: Measure;
    /// Measurements.
    measurements: Measurement;
    /// KPIs.
    kpis: Kpi;
    /// Targets.
    targets: Target;
    /// Scorecards.
    scorecards: Scorecard;
    /// Incentive plans.
    plans: Plan;
    /// Kept scenarios of plans. Not written while there are none, as by all later tables.
    scenarios: PlanScenario, serde(default, skip_serializing_if = "Vec::is_empty");
    /// Published versions of plans.
    versions: PlanVersion, serde(default, skip_serializing_if = "Vec::is_empty");
    /// Who has received which version.
    acknowledgements: Acknowledgement, serde(default, skip_serializing_if = "Vec::is_empty");
    /// Who has agreed to a version's reaching back.
    agreements: Agreement, serde(default, skip_serializing_if = "Vec::is_empty");
    /// Closed pay runs.
    runs: PayRun, serde(default, skip_serializing_if = "Vec::is_empty");
    /// Disputes about statements.
    disputes: Dispute, serde(default, skip_serializing_if = "Vec::is_empty");
    /// Adjustments of people's pay.
    adjustments: Adjustment, serde(default, skip_serializing_if = "Vec::is_empty");
    /// Decisions about non-cash rewards.
    awards: Award, serde(default, skip_serializing_if = "Vec::is_empty");
    /// Appraisal standards.
    standards: Standard, serde(default, skip_serializing_if = "Vec::is_empty");
    /// Appraisal cycles.
    cycles: Cycle, serde(default, skip_serializing_if = "Vec::is_empty");
    /// People's appraisals in cycles.
    appraisals: Appraisal, serde(default, skip_serializing_if = "Vec::is_empty");
    /// Reviews.
    reviews: Review, serde(default, skip_serializing_if = "Vec::is_empty");
    /// Development plans.
    developments: Development, serde(default, skip_serializing_if = "Vec::is_empty");
    /// Consequences of results.
    proposals: Proposal, serde(default, skip_serializing_if = "Vec::is_empty");
    /// Feedback between appraisals.
    feedbacks: Feedback, serde(default, skip_serializing_if = "Vec::is_empty");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{everything, full};

    fn lookup(blocks: Vec<Arc<records::Block>>) -> impl Fn(BlockId) -> Option<Arc<records::Block>> {
        move |id| blocks.iter().find(|b| b.id == id).cloned()
    }

    fn all_blocks() -> Vec<Arc<records::Block>> {
        full().segments.iter().flat_map(|s| s.blocks.clone()).collect()
    }

    #[test]
    fn everything_survives_the_stored_form() {
        let blocks = lookup(all_blocks());
        let dataset = full();
        let json = serde_json::to_string(&Dataset::put(&dataset)).unwrap();
        let back = serde_json::from_str::<Dataset>(&json).unwrap().take(&blocks).unwrap();
        assert_eq!(back.as_changes(), dataset.as_changes());
        assert_eq!(back.workspace, dataset.workspace);

        let mut changes = everything();
        let before = Arc::clone(&dataset.workspace);
        let after = crate::domain::workspace::Workspace { name: "B".into(), ..(*before).clone() };
        changes.workspace = Some((before, Arc::new(after)));
        for changes in [changes.inverse(), changes, dataset::Changes::default()] {
            let json = serde_json::to_string(&Changes::put(&changes)).unwrap();
            let wire = serde_json::from_str::<Changes>(&json).unwrap();
            assert_eq!(wire.take(&blocks).unwrap(), changes);
        }
    }

    #[test]
    fn mistakes_are_errors_with_their_place() {
        let good = serde_json::to_value(Dataset::put(&full())).unwrap();
        // A pointer into the JSON, what to put there, and the place of the conversion's error ("" for the reader's).
        let cases = [
            ("/people/0/nick", "\"x\"", ""),
            ("/people/0/hired", "\"2025-02-29\"", ""),
            ("/people/0/hired", "\"20250101\"", ""),
            ("/people/0/codes/0", "65536", ""),
            ("/workspace/currency", "\"NTD$\"", ""),
            ("/workspace/calendar/fiscal_start", "13", "workspace.calendar.fiscal_start"),
            ("/scorecards/0/lines/0/weight", "12.5", ""),
            ("/scorecards/0/lines/0/curve", "\"steep\"", ""),
            ("/plans/0/components/0/table/tiers/0/value", "\"5%\"", ""),
            ("/targets/0/period", "\"2026Q5\"", ""),
            ("/teams/1/id", "\"01900000-0000-7000-8000-00000000000b\"", "teams.id"),
            ("/segments/0/blocks/0/rows", "4", "segments[0].01900000-0000-7000-8000-000000001388"),
        ];
        for (pointer, value, place) in cases {
            let mut bad = good.clone();
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            let value: serde_json::Value = serde_json::from_str(value).unwrap();
            match bad.pointer_mut(parent).unwrap() {
                serde_json::Value::Object(map) => drop(map.insert(key.into(), value)),
                serde_json::Value::Array(list) => list[key.parse::<usize>().unwrap()] = value,
                other => panic!("{other}"),
            }
            let text = serde_json::to_string_pretty(&bad).unwrap();
            match serde_json::from_str::<Dataset>(&text) {
                Err(e) => {
                    assert_eq!(place, "", "{pointer}: {e}");
                    let line = text.lines().nth(e.line() - 1).unwrap();
                    assert!(
                        line.contains(key) || line.contains(&value_text(&bad, pointer)),
                        "{pointer}: {e}: {line}"
                    );
                }
                Ok(wire) => {
                    let error = wire.take(&lookup(all_blocks())).err().map(|e| e.place);
                    assert_eq!(error.as_deref(), Some(place), "{pointer}");
                }
            }
        }
    }

    fn value_text(tree: &serde_json::Value, pointer: &str) -> String {
        tree.pointer(pointer).unwrap().to_string()
    }

    #[test]
    fn touched_names_every_entity_once() {
        let wire = Changes::put(&everything());
        let touched = wire.touched();
        let counted: usize = everything().summary().iter().map(|(_, n)| n.added).sum();
        assert_eq!(touched.len(), counted);
        assert!(touched.iter().all(|t| !t.removed));
        assert!(Changes::put(&everything().inverse()).touched().iter().all(|t| t.removed));
        assert_eq!(wire.blocks().len(), 2);
    }
}
