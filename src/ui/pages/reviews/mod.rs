//! Tasks and review forms.

mod tasks;

pub use tasks::TasksPage;
