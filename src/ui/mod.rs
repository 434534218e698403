//! The page: views over selectors, components, charts and the frame around them.

pub mod session;
