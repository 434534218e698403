//! The canaries in localStorage: the last acknowledged frame of each workspace, told by a store that is neither home.
//!
//! One entry per workspace: tabs that write different workspaces at the same time do not undo each other's notes.

use crate::domain::id::WorkspaceId;
use crate::web::local;

const KEY: &str = "attain.canary.";

/// The workspaces that are promised; none where the browser keeps nothing or what it kept is damaged.
#[must_use]
pub fn all() -> Vec<WorkspaceId> {
    local::keys(KEY).iter().filter_map(|id| id.parse().ok()).collect()
}

/// Whether a workspace was ever acknowledged and not deleted since.
#[must_use]
pub fn knows(id: WorkspaceId) -> bool {
    all().contains(&id)
}

/// The last acknowledged frame of one workspace; zero where there is none, or none yet.
#[must_use]
pub fn of(id: WorkspaceId) -> u64 {
    local::get(&format!("{KEY}{id}")).and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// Notes that a frame is acknowledged, or with `None` that a workspace is deleted.
pub fn note(id: WorkspaceId, last: Option<u64>) {
    let key = format!("{KEY}{id}");
    match last {
        Some(last) => local::set(&key, &last.to_string()),
        None => local::remove(&key),
    }
}
