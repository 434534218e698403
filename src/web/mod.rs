//! The browser behind ports: clock, ids, storage, tabs, downloads. With `ui`, the only home of web-sys.

pub mod clock;
pub mod crash;
pub mod download;
pub mod ids;
pub mod intl;
pub mod local;
pub mod persist;
pub mod port;
pub mod worker;
