//! Incentive plans as they are edited: ready-made ones to begin with, and their curves to draw.

mod picture;
mod share;
mod templates;

pub use picture::{Across, Picture, Up, picture};
pub use share::{Adopted, adopt, export};
pub use templates::{PartName, Template, fresh_component, pays};
