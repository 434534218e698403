//! The dataset (an immutable snapshot of every table) and [`Changes`] (the invertible difference of two datasets).
//!
//! One list of tables makes both, so that undo, storage, audit and the message to other tabs cannot forget one.

use crate::domain::appraisal::{Appraisal, Cycle, Development, Feedback, Proposal, Review, Standard};
use crate::domain::catalogue::{Category, Channel, Customer, Product, Territory};
use crate::domain::id::{
    AcknowledgementId, AdjustmentId, AgreementId, AppraisalId, AwardId, CategoryId, ChannelId, CustomerId,
    CycleId, DevelopmentId, DisputeId, FeedbackId, KpiId, MeasureId, MeasurementId, PersonId, PlanId,
    ProductId, ProposalId, ReviewId, RunId, ScenarioId, ScorecardId, SegmentId, SplitId, StandardId,
    TargetId, TeamId, TerritoryId, VersionId,
};
use crate::domain::incentive::{
    Acknowledgement, Adjustment, Agreement, Award, Dispute, PayRun, Plan, PlanScenario, PlanVersion,
};
use crate::domain::kpi::{Kpi, Measure};
use crate::domain::measurement::Measurement;
use crate::domain::org::{Person, Split, Team};
use crate::domain::records::Segment;
use crate::domain::scorecard::Scorecard;
use crate::domain::target::Target;
use crate::domain::workspace::Workspace;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Something with an identity that a table holds.
pub trait Entity: Clone + PartialEq {
    /// Its id type.
    type Id: Copy + Ord;
    /// Its id.
    fn id(&self) -> Self::Id;
}

/// An immutable table ordered by id, which for UUIDv7 is the order of creation. Cloning is cheap.
#[derive(Debug)]
pub struct Table<T: Entity>(Arc<BTreeMap<T::Id, Arc<T>>>);

impl<T: Entity> Clone for Table<T> {
    fn clone(&self) -> Self {
        Table(Arc::clone(&self.0))
    }
}

impl<T: Entity> Default for Table<T> {
    fn default() -> Self {
        Table(Arc::new(BTreeMap::new()))
    }
}

impl<T: Entity> Table<T> {
    /// The entity of an id.
    pub fn get(&self, id: T::Id) -> Option<&Arc<T>> {
        self.0.get(&id)
    }

    /// All entities in the order of their ids.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<T>> + ExactSizeIterator {
        self.0.values()
    }

    /// Number of entities.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether both are the same snapshot; cheap, and never wrong when it says yes.
    pub fn same(&self, other: &Table<T>) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// One entity's change: added where `before` is `None`, removed where `after` is.
#[derive(Clone, Debug, PartialEq)]
pub struct Change<T> {
    /// What was there.
    pub before: Option<Arc<T>>,
    /// What is there now.
    pub after: Option<Arc<T>>,
}

impl<T> Change<T> {
    /// A new entity.
    pub fn add(after: T) -> Self {
        Change { before: None, after: Some(Arc::new(after)) }
    }

    /// An entity replaced by a newer form of itself.
    pub fn update(before: &Arc<T>, after: T) -> Self {
        Change { before: Some(Arc::clone(before)), after: Some(Arc::new(after)) }
    }

    /// An entity removed.
    pub fn remove(before: &Arc<T>) -> Self {
        Change { before: Some(Arc::clone(before)), after: None }
    }

    /// The change that undoes this one.
    pub fn inverse(&self) -> Self {
        Change { before: self.after.clone(), after: self.before.clone() }
    }
}

/// Why changes do not fit a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApplyError {
    /// What a change expects to find is not there, so it was made for another state of the data.
    Stale {
        /// Name of the table.
        table: &'static str,
    },
    /// A change has neither side, or its sides have different ids.
    Malformed {
        /// Name of the table.
        table: &'static str,
    },
}

fn apply_table<T: Entity>(
    table: &Table<T>,
    changes: &[Change<T>],
    name: &'static str,
) -> Result<Table<T>, ApplyError> {
    if changes.is_empty() {
        return Ok(table.clone());
    }
    let mut map = BTreeMap::clone(&table.0);
    for change in changes {
        let (before, after) = (change.before.as_ref(), change.after.as_ref());
        let id = match (before, after) {
            (Some(b), Some(a)) if b.id() == a.id() => a.id(),
            (Some(one), None) | (None, Some(one)) => one.id(),
            _ => return Err(ApplyError::Malformed { table: name }),
        };
        if map.get(&id).map(AsRef::as_ref) != before.map(AsRef::as_ref) {
            return Err(ApplyError::Stale { table: name });
        }
        match after {
            Some(a) => map.insert(id, Arc::clone(a)),
            None => map.remove(&id),
        };
    }
    Ok(Table(Arc::new(map)))
}

/// Chains of changes on one entity as one change each, in the order in which the entities were first touched; what comes
/// back to where it began is left out.
fn shorten<T: Entity>(changes: Vec<Change<T>>) -> Vec<Change<T>> {
    let mut places: BTreeMap<T::Id, usize> = BTreeMap::new();
    let mut all: Vec<Change<T>> = Vec::new();
    for change in changes {
        let id = change.before.as_ref().or(change.after.as_ref()).map(|e| e.id());
        match id.and_then(|id| all.get_mut(*places.get(&id)?)) {
            Some(known) => known.after = change.after,
            None => {
                if let Some(id) = id {
                    places.insert(id, all.len());
                }
                all.push(change);
            }
        }
    }
    all.retain(|c| c.before != c.after);
    all
}

macro_rules! tables {
    ($($(#[$doc:meta])* $field:ident: $entity:ident, $id:ty;)+) => {
        $(impl Entity for $entity {
            type Id = $id;
            fn id(&self) -> $id {
                self.id
            }
        })+

        /// One entity of any table.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Item {
            $($(#[$doc])* $entity($entity),)+
        }

        impl Item {
            /// The id.
            pub fn id(&self) -> ItemId {
                match self {
                    $(Item::$entity(e) => ItemId::$entity(e.id()),)+
                }
            }
        }

        $(impl From<$entity> for Item {
            fn from(entity: $entity) -> Item {
                Item::$entity(entity)
            }
        })+

        /// The id of an entity of any table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ItemId {
            $($(#[$doc])* $entity($id),)+
        }

        /// Everything a workspace knows: an immutable snapshot.
        #[derive(Clone, Debug)]
        pub struct Dataset {
            /// The settings.
            pub workspace: Arc<Workspace>,
            $($(#[$doc])* pub $field: Table<$entity>,)+
        }

        impl Dataset {
            /// A dataset with settings and nothing else.
            pub fn new(workspace: Workspace) -> Dataset {
                Dataset { workspace: Arc::new(workspace), $($field: Table::default(),)+ }
            }

            /// Whether both are the same snapshot.
            pub fn same(&self, other: &Dataset) -> bool {
                Arc::ptr_eq(&self.workspace, &other.workspace) $(&& self.$field.same(&other.$field))+
            }

            /// The dataset after the changes; the receiver stays as it is.
            ///
            /// # Errors
            /// [`ApplyError`] where the changes were made for another state; nothing is applied then.
            pub fn apply(&self, changes: &Changes) -> Result<Dataset, ApplyError> {
                let workspace = match &changes.workspace {
                    None => Arc::clone(&self.workspace),
                    Some((before, after)) if *before == self.workspace => Arc::clone(after),
                    Some(_) => return Err(ApplyError::Stale { table: "workspace" }),
                };
                Ok(Dataset {
                    workspace,
                    $($field: apply_table(&self.$field, &changes.$field, stringify!($field))?,)+
                })
            }

            /// The entity of an id, as an item.
            pub fn get(&self, id: ItemId) -> Option<Item> {
                match id {
                    $(ItemId::$entity(id) => self.$field.get(id).map(|e| Item::$entity(e.as_ref().clone())),)+
                }
            }

            /// The changes that lead from nothing but the settings to this dataset.
            pub fn as_changes(&self) -> Changes {
                Changes {
                    workspace: None,
                    $($field: self.$field.iter()
                        .map(|e| Change { before: None, after: Some(Arc::clone(e)) }).collect(),)+
                }
            }
        }

        /// An invertible difference: undo step, write set, audit entry and message to other tabs at once.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Changes {
            /// The settings before and after.
            pub workspace: Option<(Arc<Workspace>, Arc<Workspace>)>,
            $($(#[$doc])* pub $field: Vec<Change<$entity>>,)+
        }

        impl Changes {
            /// Whether nothing changes.
            pub fn is_empty(&self) -> bool {
                self.workspace.is_none() $(&& self.$field.is_empty())+
            }

            /// The changes that undo these.
            pub fn inverse(&self) -> Changes {
                Changes {
                    workspace: self.workspace.as_ref().map(|(b, a)| (Arc::clone(a), Arc::clone(b))),
                    $($field: self.$field.iter().rev().map(Change::inverse).collect(),)+
                }
            }

            /// These changes followed by others, as one step. Chains on one entity stay chains.
            pub fn then(mut self, next: Changes) -> Changes {
                self.workspace = match (self.workspace, next.workspace) {
                    (Some((before, _)), Some((_, after))) => Some((before, after)),
                    (first, second) => first.or(second),
                };
                $(self.$field.extend(next.$field);)+
                self
            }

            /// The same difference with at most one change of each entity.
            pub fn shortened(self) -> Changes {
                Changes { workspace: self.workspace, $($field: shorten(self.$field),)+ }
            }

            /// Adds an entity, or replaces the one with its id, as seen from a dataset. Nothing happens where it is
            /// already there in this form.
            pub fn put(&mut self, dataset: &Dataset, item: Item) {
                match item {
                    $(Item::$entity(after) => match dataset.$field.get(after.id()) {
                        Some(before) if **before == after => {}
                        Some(before) => self.$field.push(Change::update(before, after)),
                        None => self.$field.push(Change::add(after)),
                    },)+
                }
            }

            /// Removes the entity of an id, as seen from a dataset; `false` where there is none.
            pub fn remove(&mut self, dataset: &Dataset, id: ItemId) -> bool {
                match id {
                    $(ItemId::$entity(id) => match dataset.$field.get(id) {
                        Some(before) => self.$field.push(Change::remove(before)),
                        None => return false,
                    },)+
                }
                true
            }

            /// Every entity added or changed, as it is afterwards.
            pub fn items(&self) -> Vec<Item> {
                let mut all = Vec::new();
                $(all.extend(self.$field.iter().filter_map(|c| c.after.as_ref())
                    .map(|e| Item::$entity(e.as_ref().clone())));)+
                all
            }

            /// How many entities each table adds, updates and removes, for labels and audits.
            pub fn summary(&self) -> Vec<(&'static str, Counts)> {
                let mut all = Vec::new();
                $(if !self.$field.is_empty() {
                    all.push((stringify!($field), Counts::of(&self.$field)));
                })+
                all
            }
        }
    };
}

/// How many entities are added, updated and removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// New ones.
    pub added: usize,
    /// Changed ones.
    pub updated: usize,
    /// Removed ones.
    pub removed: usize,
}

impl Counts {
    fn of<T>(changes: &[Change<T>]) -> Counts {
        changes.iter().fold(Counts::default(), |mut n, c| {
            match (&c.before, &c.after) {
                (None, _) => n.added += 1,
                (_, None) => n.removed += 1,
                _ => n.updated += 1,
            }
            n
        })
    }
}

tables! {
    /// People.
    people: Person, PersonId;
    /// Teams.
    teams: Team, TeamId;
    /// The split table.
    splits: Split, SplitId;
    /// Product categories.
    categories: Category, CategoryId;
    /// Products.
    products: Product, ProductId;
    /// Channels.
    channels: Channel, ChannelId;
    /// Territories.
    territories: Territory, TerritoryId;
    /// Customers.
    customers: Customer, CustomerId;
    /// Measures.
    measures: Measure, MeasureId;
    /// Measurements.
    measurements: Measurement, MeasurementId;
    /// KPIs.
    kpis: Kpi, KpiId;
    /// Targets.
    targets: Target, TargetId;
    /// Scorecards.
    scorecards: Scorecard, ScorecardId;
    /// Incentive plans.
    plans: Plan, PlanId;
    /// Kept scenarios of plans.
    scenarios: PlanScenario, ScenarioId;
    /// Published versions of plans.
    versions: PlanVersion, VersionId;
    /// Who has received which version.
    acknowledgements: Acknowledgement, AcknowledgementId;
    /// Who has agreed to a version's reaching back.
    agreements: Agreement, AgreementId;
    /// Closed pay runs.
    runs: PayRun, RunId;
    /// Disputes about statements.
    disputes: Dispute, DisputeId;
    /// Adjustments of people's pay.
    adjustments: Adjustment, AdjustmentId;
    /// Decisions about non-cash rewards.
    awards: Award, AwardId;
    /// Appraisal standards.
    standards: Standard, StandardId;
    /// Appraisal cycles.
    cycles: Cycle, CycleId;
    /// People's appraisals in cycles.
    appraisals: Appraisal, AppraisalId;
    /// Reviews.
    reviews: Review, ReviewId;
    /// Development plans.
    developments: Development, DevelopmentId;
    /// Consequences of results.
    proposals: Proposal, ProposalId;
    /// Feedback between appraisals.
    feedbacks: Feedback, FeedbackId;
    /// Sales records.
    segments: Segment, SegmentId;
}

impl Dataset {
    /// Number of sales records in all states.
    pub fn record_count(&self) -> usize {
        self.segments.iter().map(|s| s.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::id::{Uuid, WorkspaceId};
    use crate::domain::money::{Currency, Half, Rounding};
    use crate::domain::workspace::Counters;

    fn empty() -> Dataset {
        Dataset::new(Workspace {
            id: WorkspaceId(Uuid::nil()),
            name: "W".into(),
            sample: false,
            currency: Currency::parse("USD").unwrap(),
            shown_digits: 2,
            rounding: Rounding { unit: 1, half: Half::AwayFromZero },
            calendar: Calendar::default(),
            next: Counters::default(),
        })
    }

    fn team(n: u128, name: &str) -> Team {
        Team { id: TeamId(Uuid::from_u128(n)), name: name.into(), parent: None, lead: None }
    }

    #[test]
    fn undo_after_do_is_the_identity() {
        let start = empty();
        let add = Changes {
            teams: vec![Change::add(team(1, "A")), Change::add(team(2, "B"))],
            ..Changes::default()
        };
        let added = start.apply(&add).unwrap();
        let old = added.teams.get(TeamId(Uuid::from_u128(1))).unwrap();
        let rename = Changes { teams: vec![Change::update(old, team(1, "C"))], ..Changes::default() };
        let both = add.clone().then(rename.clone());
        let end = start.apply(&both).unwrap();
        assert_eq!(end.teams.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["C", "B"]);
        assert!(end.apply(&both.inverse()).unwrap().teams.is_empty());
        assert_eq!(both.inverse().inverse(), both);
    }

    #[test]
    fn stale_changes_are_refused_whole() {
        let start = empty();
        let add = Changes { teams: vec![Change::add(team(1, "A"))], ..Changes::default() };
        let added = start.apply(&add).unwrap();
        assert_eq!(added.apply(&add).err(), Some(ApplyError::Stale { table: "teams" }));
        assert_eq!(start.apply(&add.inverse()).err(), Some(ApplyError::Stale { table: "teams" }));
        let nothing = Changes { teams: vec![Change { before: None, after: None }], ..Changes::default() };
        assert_eq!(start.apply(&nothing).err(), Some(ApplyError::Malformed { table: "teams" }));
    }
}
