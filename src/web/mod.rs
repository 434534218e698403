//! The only home of the browser's own interfaces besides `ui`.

pub mod crash;
