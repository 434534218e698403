//! The page: views over selectors, components, charts and the frame around them.

pub mod app;
pub mod assigned;
pub mod charts;
pub mod components;
pub mod desk;
pub mod explain;
pub mod forms;
pub mod fresh;
pub mod hints;
pub mod lang;
pub mod me;
pub mod orders;
pub mod pages;
pub mod parts;
pub mod reason;
pub mod record_list;
pub mod root;
pub mod route;
pub mod select;
pub mod session;
pub mod shell;
pub mod sources;
pub mod step_fields;
pub mod view;

#[cfg(test)]
mod company_tests;
