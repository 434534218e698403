//! Marks: when and where each entity was last changed, and tombstones of those that are gone.
//!
//! They let files of several people be merged: the later stamp wins, and what was removed stays removed.

use crate::domain::id::Uuid;
use crate::store::stamp::Stamp;
use crate::store::wire::dataset::Touched;
use crate::store::wire::journal::Marked;
use crate::store::wire::leaf::Text;
use std::collections::BTreeMap;

/// The latest stamp of each entity that ever changed, and whether it is gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(BTreeMap<Uuid, (String, Stamp, bool)>);

impl Marks {
    /// Notes what a frame touched.
    pub fn note(&mut self, stamp: Stamp, touched: &[Touched]) {
        for t in touched {
            self.0.insert(t.id, (t.table.to_owned(), stamp, t.removed));
        }
    }

    /// The latest stamp of an entity, and whether it is gone.
    pub fn of(&self, id: Uuid) -> Option<(Stamp, bool)> {
        self.0.get(&id).map(|(_, stamp, removed)| (*stamp, *removed))
    }

    /// The stored form: entities grouped by what they share.
    pub fn put(&self) -> Vec<Marked> {
        let mut groups: BTreeMap<(Stamp, &str, bool), Vec<Uuid>> = BTreeMap::new();
        for (id, (table, stamp, removed)) in &self.0 {
            groups.entry((*stamp, table, *removed)).or_default().push(*id);
        }
        let marked = |((stamp, table, removed), ids): ((Stamp, &str, bool), Vec<Uuid>)| Marked {
            stamp: Text(stamp),
            table: table.to_owned(),
            removed,
            ids,
        };
        groups.into_iter().map(marked).collect()
    }

    /// From the stored form.
    pub fn take(stored: Vec<Marked>) -> Marks {
        let mut marks = BTreeMap::new();
        for Marked { stamp, table, removed, ids } in stored {
            marks.extend(ids.into_iter().map(|id| (id, (table.clone(), stamp.0, removed))));
        }
        Marks(marks)
    }
}
