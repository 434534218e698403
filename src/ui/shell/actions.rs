//! What the frame asks of whoever keeps the workspaces.

use crate::domain::id::WorkspaceId;
use leptos::prelude::*;

/// Requests of the frame and the lists it shows. Copy it into handlers.
#[derive(Clone, Copy)]
pub struct Actions {
    /// Makes and opens the sample company.
    pub sample: Callback<()>,
    /// Makes and opens an empty workspace.
    pub empty: Callback<()>,
    /// Starts the import wizard with files that were chosen or dropped; none opens it empty.
    pub import: Callback<Vec<web_sys::File>>,
    /// Saves a backup of the open workspace.
    pub back_up: Callback<()>,
    /// Makes this tab the writer.
    pub take_over: Callback<()>,
    /// The workspaces that can be opened: id and name.
    pub workspaces: Signal<Vec<(WorkspaceId, String)>>,
    /// Opens one of them.
    pub open: Callback<WorkspaceId>,
    /// The workspaces in the bin: id and name.
    pub binned: Signal<Vec<(WorkspaceId, String)>>,
    /// Takes one out of the bin and opens it.
    pub take_out: Callback<WorkspaceId>,
    /// Whether an update waits.
    pub update: Signal<bool>,
    /// Takes the update.
    pub apply_update: Callback<()>,
}
