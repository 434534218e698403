//! Incentive plans as they are edited: ready-made ones to begin with, and their curves to draw.

pub mod cases;
pub mod look;
mod picture;
pub mod prefers;
pub mod review;
mod share;
mod spot;
mod templates;

pub use picture::{Across, Picture, Up, of_rule, picture};
pub use share::{Adopted, Unreadable, adopt, export, from_link, to_link};
pub use spot::{Spot, spot};
pub use templates::{PartName, Template, fitted, fresh_component, pays};
