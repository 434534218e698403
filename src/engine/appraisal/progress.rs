//! Progress of goals without a KPI: 0 to 100, and of a parent the mean of its children, level by level.

use crate::domain::Decimal;
use crate::domain::scorecard::Absent;
use crate::engine::appraisal::blend::blend;

/// A goal in a tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// A goal without children: its own progress, or `None` where nobody said it or where it was withdrawn.
    Leaf(Option<Decimal>),
    /// A goal with children and their weights; equal weights give the plain mean.
    Parent(Vec<(Decimal, Progress)>),
}

impl Progress {
    /// A parent whose children weigh the same.
    pub fn equal(children: Vec<Progress>) -> Progress {
        Progress::Parent(children.into_iter().map(|c| (Decimal::ONE, c)).collect())
    }

    /// Progress, 0 to 100. Children without one do not count; a parent without children that count has none.
    pub fn reached(&self) -> Option<Decimal> {
        match self {
            Progress::Leaf(value) => value.map(|v| v.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED)),
            Progress::Parent(children) => {
                let parts: Vec<_> = children.iter().map(|(w, c)| (*w, c.reached())).collect();
                blend(&parts, Absent::Rescale).value
            }
        }
    }
}
