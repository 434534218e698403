//! Stored forms of the journal: frames, snapshots, heads, and the index of a backup.

use crate::domain::history::{self, LabelCode};
use crate::domain::id::{Uuid, WorkspaceId};
use crate::store::file::Crc;
use crate::store::stamp::Stamp;
use crate::store::wire::dataset::{Changes, Dataset};
use crate::store::wire::entity::records;
use crate::store::wire::leaf::{Lexical, Text};
use crate::store::wire::{Stored, WireError};
use serde::{Deserialize, Serialize};

records! {
    /// What a step is called.
    Label of history::Label {
        code: Text<LabelCode>, name: String, count: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sitting: Option<Uuid>,
    }
}

/// A step as it was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What it is called.
    pub label: Label,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// What it changed.
    pub changes: Changes,
}

/// What a frame records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// The latest step is undone.
    Undo,
    /// The next undone step is done again.
    Redo,
    /// A new step.
    Do(Box<Step>),
}

/// One command.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Its number; the first is 1.
    pub seq: u64,
    /// Checksum of the frame before; zero for the first.
    pub prev: Text<Crc>,
    /// When and where it was made.
    pub stamp: Text<Stamp>,
    /// What it records.
    pub action: Action,
}

/// The entities that a stamp is the latest of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marked {
    /// When and where they were last changed.
    pub stamp: Text<Stamp>,
    /// Name of the table.
    pub table: String,
    /// Whether they are gone: tombstones.
    pub removed: bool,
    /// The entities.
    pub ids: Vec<uuid::Uuid>,
}

/// A dataset after a frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// The frame; 0 for a dataset that no command has touched.
    pub seq: u64,
    /// That frame's checksum.
    pub prev: Text<Crc>,
    /// The latest stamp given.
    pub stamp: Text<Stamp>,
    /// The dataset.
    pub dataset: Dataset,
    /// Numbers of the frames whose steps are the history, oldest first.
    pub steps: Vec<u64>,
    /// How many of the steps are done.
    pub done: u64,
    /// Stamps of all entities that ever changed, and tombstones.
    pub marks: Vec<Marked>,
}

/// The state of a workspace's files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Counts every head ever written.
    pub generation: u64,
    /// The last acknowledged frame; 0 before the first.
    pub last: u64,
    /// The snapshot that a start begins with.
    pub snapshot: u64,
    /// The workspace's name.
    pub name: String,
    /// Whether it is the sample company.
    pub sample: bool,
    /// When it was last changed, in milliseconds since 1970 UTC.
    pub changed: i64,
    /// When it was put into the bin.
    pub binned: Option<i64>,
}

/// The files of a backup.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// The workspace they were taken from.
    pub workspace: WorkspaceId,
    /// Name and length of each file, in order.
    pub files: Vec<(String, u64)>,
}

impl Lexical for Crc {
    fn write(&self) -> String {
        format!("{:08x}", self.0)
    }

    fn read(text: &str) -> Option<Self> {
        let crc = u32::from_str_radix(text, 16).ok().map(Crc)?;
        (crc.write() == text).then_some(crc)
    }
}
