//! The canary in localStorage: the last acknowledged frame of each workspace, told by a store that is neither home.

use crate::domain::id::WorkspaceId;
use crate::web::local;
use std::collections::BTreeMap;

const KEY: &str = "attain.canary";

/// All promises; empty where the browser keeps nothing or what it kept is damaged.
#[must_use]
pub fn all() -> BTreeMap<WorkspaceId, u64> {
    local::get(KEY).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// The promise of one workspace; zero where there is none.
#[must_use]
pub fn of(id: WorkspaceId) -> u64 {
    all().get(&id).copied().unwrap_or(0)
}

/// Notes that a frame is acknowledged, or with `None` that a workspace is deleted.
pub fn note(id: WorkspaceId, last: Option<u64>) {
    let mut promises = all();
    match last {
        Some(last) => promises.insert(id, last),
        None => promises.remove(&id),
    };
    if let Ok(text) = serde_json::to_string(&promises) {
        local::set(KEY, &text);
    }
}
