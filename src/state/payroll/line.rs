//! What a line of a statement is about, beyond its component: the rule, the document, the reason.

use crate::domain::dataset::Dataset;
use crate::domain::id::ComponentId;
use crate::domain::incentive::{Component, Plan, RunLine};
use crate::domain::records::RowRef;

/// A component as a plan has it, otherwise as the newest of its versions that has it.
pub fn component<'a>(data: &'a Dataset, plan: &'a Plan, id: ComponentId) -> Option<&'a Component> {
    let own = plan.components.iter().find(|c| c.id == id);
    own.or_else(|| {
        let mut versions: Vec<_> = data.versions.iter().filter(|v| v.plan.id == plan.id).collect();
        versions.sort_by_key(|v| std::cmp::Reverse(v.number));
        versions.into_iter().find_map(|v| v.plan.components.iter().find(|c| c.id == id))
    })
}

/// The component that a line is about, as the version has it under which it was earned.
fn own<'a>(data: &'a Dataset, plan: &'a Plan, line: &RunLine) -> Option<&'a Component> {
    let id = line.component?;
    let by = data.versions.iter().find(|v| v.plan.id == plan.id && v.number == line.version);
    let known = by.and_then(|v| v.plan.components.iter().find(|c| c.id == id));
    known.or_else(|| component(data, plan, id))
}

/// The document of a record; `None` where it has none, is gone, or its names are still on disk.
pub fn document(data: &Dataset, row: RowRef) -> Option<String> {
    let mut at = row.row as usize;
    for block in &data.segments.get(row.segment)?.blocks {
        if at < block.facts.len() {
            let name = block.names()?.document.get(at);
            return Some(name.to_owned()).filter(|name| !name.is_empty());
        }
        at -= block.facts.len();
    }
    None
}

/// What tells a line from others of its component.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// Name of the component; empty for an adjustment that is about none.
    pub component: String,
    /// Name of the rule that took the record; empty for the component's own table.
    pub rule: String,
    /// The record's document.
    pub document: String,
    /// Why pay was adjusted.
    pub reason: String,
    /// Number of the version under which it was earned, where that is not the run's.
    pub version: Option<u32>,
}

/// What a line of a statement is about.
pub fn detail(data: &Dataset, plan: &Plan, line: &RunLine) -> Detail {
    let component = own(data, plan, line);
    let rule = usize::from(line.rule).checked_sub(1);
    let rule = component.zip(rule).and_then(|(c, at)| c.terms.rules.get(at));
    let reason = line.adjustment.and_then(|id| data.adjustments.get(id));
    Detail {
        component: component.map(|c| c.name.clone()).unwrap_or_default(),
        rule: rule.map(|r| r.name.clone()).unwrap_or_default(),
        document: line.row.and_then(|row| document(data, row)).unwrap_or_default(),
        reason: reason.map(|a| a.reason.clone()).unwrap_or_default(),
        version: Some(line.version).filter(|v| *v > 0),
    }
}
